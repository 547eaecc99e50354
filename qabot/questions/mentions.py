"""The people, papers and places that a clause names."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qabot.questions.knowledge import Knowledge
from qabot.questions.lexicon import Lexicon, plain
from qabot.questions.namesakes import given_meant
from qabot.questions.query import Candidate, Mention

_PLACES = ("organization", "venue")
_POST = re.compile(
    r"\b(?:work|worked|works|working|intern|interned|employed|job|position|post|stay|stayed|hired|join|joined|"
    r"postdoc\w*|professor|lecturer|fellow|researcher|engineer|scientist)\b"
)
_STUDY = re.compile(
    r"\b(?:study|studied|studies|graduate\w*|degree|diploma|ph\.?d|doctorate|master\w*|bachelor\w*|m\.?sc|b\.?sc|undergrad\w*|"
    r"these|licence|studiert\w*|promoviert\w*|estudi\w*|doctorado|maestria)\b"
)
_WHOLE_NAME = 0.88  # score of a mention from which it is more than a part of a name
_DEGREES = frozenset(("ma", "ms", "ba", "bs", "md", "msc", "bsc", "mba"))
_SITES = frozenset(("twitter", "github", "linkedin", "google scholar", "orcid", "researchgate"))
_EVER_FROM = re.compile(r"\bwho\b|\bwhich\b|\bwhat\b|\bwhen\b")
_NAME = r"[A-Z][\w&.'’-]*"
_AT_PLACE = re.compile(
    r"\b(?:at|(?:joined|join|left)"
    r"(?: the (?:\w+ )?(?:faculty|department|staff|group|team|lab|board|bench)(?: (?:of|at))?)?"
    r"|bei|beim|chez|à|an der|(?:employed|hired) by|work(?:ed|s|ing)? for)\s+"
    rf"((?:the\s+)?{_NAME}(?:\s+(?:(?:of|for|and|de|der|für|the)\s+)?{_NAME}){{0,5}})"
)
_APPOSITION = re.compile(r"\s*,\s*(?:the|a|an|der|die|le|la|el)\s[^,?]{3,80},")


def mentions_of(
    clause: str, knowledge: Knowledge, scope: Sequence[str], *, paper_asked: bool
) -> tuple[str, list[Mention]]:
    """What a clause names, and the clause without what only tells who is meant.

    `scope` are the people that the conversation is about; `paper_asked` whether a few words may be a title.
    """
    people = given_meant(knowledge.people.link(clause), scope)
    clause = _without_appositions(clause, people)
    sure = tuple(dict.fromkeys(m.candidates[0].key for m in people if len(m.candidates) == 1))
    papers = knowledge.titles.link(clause, people=sure, paper_asked=paper_asked)
    places = knowledge.places.link(clause)
    others = [mention for mention in knowledge.others.link(clause) if len(mention.words.split()) > 1 or _whole(mention)]
    # a whole name of an owner, in another script or cut short, is no co-author's though a paper prints it so
    own = [m for m in people if m.candidates[0].score >= _WHOLE_NAME]
    others = [o for o in others if not any(o.start < m.end and m.start < o.end for m in own if _covers(m, o))]
    mentions = _apart([*people, *papers, *places, *others], clause)
    mentions += _unheard_place(clause, mentions)
    mentions = [
        m for m in mentions if not _is_a_degree(m, clause) and not (m.kind in _PLACES and _is_a_link(m, clause))
    ]
    return clause, mentions


def _unheard_place(clause: str, mentions: Sequence[Mention]) -> list[Mention]:
    """The organization that a question about a post names and no profile does: "Did she intern at Acme Bank?"."""
    words = plain(clause)
    if not (_POST.search(words) or _STUDY.search(words) and not _EVER_FROM.search(words)):
        return []
    for match in _AT_PLACE.finditer(clause):
        start, end = match.span(1)
        words = match[1].removeprefix("the ")
        if all(end <= m.start or start >= m.end for m in mentions) and not Lexicon.load().degrees.find(plain(words)):
            return [Mention("organization", end - len(words), end, words, (Candidate(plain(words), words, 0.5),))]
    return []


def _without_appositions(clause: str, people: Sequence[Mention]) -> str:
    """The clause without what follows a name to tell who is meant: "Ada Berg, the graph researcher at X, ..."."""
    for mention in people:
        match = _APPOSITION.match(clause, mention.end)
        if match:
            clause = clause[: match.start()] + " " * (match.end() - match.start()) + clause[match.end() :]
    return clause


def _apart(mentions: Sequence[Mention], text: str) -> list[Mention]:
    """Mentions that do not overlap: the longer one stays, a quoted title before all."""

    def weight(mention: Mention) -> tuple[bool, float]:
        quoted = mention.start > 0 and text[mention.start - 1] in "\"“「《'‘"
        score = mention.candidates[0].score if mention.candidates else 0.0
        return (quoted and mention.kind == "paper", (mention.end - mention.start) * (0.5 + score))

    kept: list[Mention] = []
    for mention in sorted(mentions, key=weight, reverse=True):
        if all(mention.end <= other.start or mention.start >= other.end for other in kept):
            kept.append(mention)
    return sorted(kept, key=lambda mention: mention.start)


def _covers(mention: Mention, other: Mention) -> bool:
    return mention.start <= other.start and other.end <= mention.end


def _whole(mention: Mention) -> bool:
    """Whether a mention of one word is a whole name, as in Han or Hangul."""
    return bool(re.search(r"[㐀-鿿가-힯]{2}", mention.words))


def _is_a_degree(mention: Mention, clause: str) -> bool:
    """Whether a short name is a degree's here: "in the MA", "an MS in physics", "her PhD and her MA"."""
    before, after = plain(clause[: mention.start]), plain(clause[mention.end :])
    if mention.kind == "person" and (not mention.words.isupper() or clause.isupper()):
        return False  # "Does Ma have a degree?"
    named = re.search(
        r"(?:\b(?:the|an?|his|her|their|'s)|\b(?:ph\.?d|[bm]\.?(?:a|s|sc))\.?(?:,| and| or))\s+$", before
    ) or re.match(r"\s*(?:degree|in|thesis|program)\b", after)
    return plain(mention.words) in _DEGREES and named is not None


def _is_a_link(mention: Mention, clause: str) -> bool:
    """Whether the name of a site asks for a page on it: "Berg twitter", "her LinkedIn", "the arXiv number"."""
    if plain(mention.words) == "arxiv" and re.match(
        r"\s+(?:number|id|identifier|link|version|page)\b", clause[mention.end :]
    ):
        return True
    before = plain(clause[: mention.start]).split()
    return plain(mention.words) in _SITES and not _POST.search(plain(clause)) and before[-1:] not in (["at"], ["for"])
