"""How well somebody speaks a language: the rank of what a page prints of it, and what questions ask of that."""

from __future__ import annotations

import re

from qabot.answers.context import Context, Outcome, refs
from qabot.questions.lexicon import plain
from qabot.questions.query import Query
from qabot.words.entries import Entry
from qabot.words.stems import stem

NATIVE, FLUENT = 7, 5
_RANKS = (  # of the words that tell how well, 7 is the best
    (
        NATIVE,
        r"\bnati(?:ve?|vo|va)\b|\bmother tongue|\bbilingu\w+|\bmuttersprach\w*|\bmaternelle|\bmaterna\b|\bmadrelingua"
        r"|\bl1\b|\bродной|母语|母語|ネイティブ|모국어|원어민",
    ),
    (6, r"\bc2\b|\bnear-native|\bverhandlungssicher|\bproficient\b|精通"),
    (
        FLUENT,
        r"\bfluen\w+|\bfliessend|\bflie(?:ß|ss)end|\bcourant|\bfluid\w+|\bc1\b|\bсвободн|流利|流暢|유창",
    ),
    (4, r"\badvanced|\bprofessional|\bupper|\bb2\b|\bavan[cz]\w+|\bfortgeschritten|熟练|上級|고급"),
    (3, r"\bworking|\bgood\b|\bgut\w*|\bintermedi\w+|\bb1\b|\bconversational|中级|中級|중급|\bсредн"),
    (
        1,
        r"\bbasic|\bbasis\w*|\belementar\w*|\bbeginner|\bnotions?\b|\ba[12]\b|\bgrundkenntnisse|\bbasico|\bdebutant"
        r"|初级|初級|초급|\bбазов|\bначальн",
    ),
)  # fmt: skip
_WORST = re.compile(
    r"\bweakest|\bworst|\bpoorest|\bleast (?:well|fluent)|\bschlechtest\w*|\bamo?ins bien|最差|最弱|약한"
)
_BEST = re.compile(
    r"\bstrongest|\bbest (?:foreign )?language|\bmost fluent\w*|\b(?:speaks?|knows?) (?:the )?best\b|最好|가장 잘"
)
_ASKS_NATIVE = re.compile(
    r"\bnative\w*|\bmother tongues?|\bmuttersprach\w*|\bmaternelle|\bmaterna|\bmadrelingua|母语|母語|모국어"
)
_ASKS_FLUENT = re.compile(r"\bfluent\w*|\bfliessend|\bcouramment|\bfluid\w+|流利|流暢|유창")
_BEHIND = 60  # characters behind the name of a language in which it is told how well it is spoken


def rank_of(entry: Entry) -> int | None:
    """How well a language is spoken, 7 as a native, 1 a little; None where that is not told."""
    if entry.relation != "language":
        return None
    name = re.split(r"[\s(:–—,-]", plain(entry.label).strip("“ "))[0]
    start = entry.words.find(name)
    told = f"{plain(entry.label)} | {entry.words[start : start + _BEHIND]}" if start >= 0 else plain(entry.label)
    told = told if len(plain(entry.label)) <= len(name) + 2 else plain(entry.label)
    told = re.split(r"[;\n/]|, (?=\w)", told.removeprefix(name).lstrip(" |"))[0] if told == plain(entry.label) else told
    return next((rank for rank, words in _RANKS if re.search(words, told)), None)


def answer_tongues(context: Context, query: Query, person: str) -> Outcome | None:
    """The languages spoken best or worst, or as a native or fluently; None where that is not asked, or not told."""
    text, entries = plain(query.text), context.library.entries(person, "language")
    ranked = [(rank, entry) for entry in entries if (rank := rank_of(entry)) is not None]
    extreme = min if _WORST.search(text) else max if _BEST.search(text) else None
    if extreme is not None and len(ranked) == len(entries) > 1:
        best = extreme(rank for rank, _ in ranked)
        return context.state_entries(query, person, [entry for rank, entry in ranked if rank == best], "language")
    least = NATIVE if _ASKS_NATIVE.search(text) else FLUENT if _ASKS_FLUENT.search(text) else 0
    if not (least and ranked) or query.negated:
        return None
    named = [stem(word) for word in query.topic.split()]
    if query.intent == "yes_no":
        one = next(
            ((r, e) for r, e in ranked if any(stem(w) in named for w in re.findall(r"\w+", plain(e.label))[:2])), None
        )
        if one is None:
            return None
        words = context.phrase("match", name=context.name(person), values=one[1].label)
        context.draft.state(
            context.phrase("yes" if one[0] >= least else "no", rest=words), person, context.evidence(one[1])
        )
        return Outcome("answered", (person,), (), refs([one[1]]), negative=one[0] < least)
    chosen = [entry for rank, entry in ranked if rank >= least]
    return context.state_entries(query, person, chosen, "language") if chosen else None
