"""`respelled`: a question with the slips in its everyday words put right: "wich asociate profesors", "publicatons"."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterable

from rapidfuzz.distance import OSA

from qabot.profiles.same import holds_wide
from qabot.questions.lexicon import Lexicon, plain
from qabot.words.names import simplified, word_set

_WORD = re.compile(r"(?<![\w'’./@-])[a-z]{4,}(?![\w'’./@-])")
_QUOTED = re.compile(r"[\"“„「《'‘][^\"”」》'’]{6,}[\"”」》'’]")
_HABITS = {
    "teh": "the", "hte": "the", "hav": "have", "payed": "paid", "thier": "their", "wich": "which", "wats": "what's",
    "recieve": "receive", "recieved": "received", "wen": "when", "filed": "field",
}  # fmt: skip
_HABIT = re.compile(
    rf"\b(?:filed(?= of (?:study|research|work|expertise))|{'|'.join(w for w in _HABITS if w != 'filed')})\b"
)
_WERE = re.compile(r"(?<=^)were(?= (?:did|does|do|is|was|has)\b)")
_WAT = re.compile(r"(?<=^)w(?:ath?|hta)(?= )")
_LONG = 8  # letters from which two may be wrong


def respelled(question: str, known: Callable[[str], bool]) -> str:
    """The question with each misspelt everyday word put right; words that `known` knows, names and quotations stay."""
    if not question.isascii() and not holds_wide(question):
        return question
    question = _WERE.sub("where", _WAT.sub("what", question))
    question = _HABIT.sub(lambda match: _HABITS[match.group()], question)
    quoted = [match.span() for match in _QUOTED.finditer(question)]

    def right(match: re.Match[str]) -> str:
        word = match.group()
        if (
            any(a <= match.start() < b for a, b in quoted)
            or word in _vocabulary()
            or word in word_set("ordinary", "real")
            or known(word)
        ):
            return word
        return _meant(word) or word

    return _WORD.sub(right, question)


def in_simplified(question: str, named: Callable[[str], Iterable[tuple[int, int]]]) -> str:
    """A Chinese question in simplified characters, as the tables have them, but for what `named` finds in it."""
    plainer = simplified(question)
    if plainer == question:
        return question
    for start, end in named(question):
        plainer = plainer[:start] + question[start:end] + plainer[end:]
    return plainer


def _meant(word: str) -> str:
    """The one everyday word that a word is a slip of, "" where none or several are."""
    return nearest(word, _by_letter().get(word[0], ()))


def nearest(word: str, others: Iterable[str]) -> str:
    """The one word with the same first letter that a word is a slip of, "" where none or several are."""
    allowed = 2 if len(word) >= _LONG else 1
    near: dict[str, int] = {}
    for other in others:
        if other[:1] != word[0] or abs(len(other) - len(word)) > allowed:
            continue
        if len(word) < 5 and sorted(other) != sorted(word) and len(other) <= len(word):
            continue  # a short word may have two letters turned, or one left out
        distance = OSA.distance(word, other, score_cutoff=allowed)
        if distance <= allowed:
            near[other] = distance
    best = [other for other in near if near[other] == min(near.values())]
    return best[0] if len(best) == 1 else ""


@functools.cache
def _vocabulary() -> frozenset[str]:
    """The English words that questions are made of."""
    lexicon = Lexicon.load()
    tables = (lexicon.wants, lexicon.orders, lexicon.roles, lexicon.ranks, lexicon.degrees, lexicon.kinds)
    cues = [cue for table in (*tables, lexicon.relations["en"], *lexicon.flags.values()) for cue in table.words()]
    words = {part for cue in cues for part in cue.rstrip("*").split()}
    return frozenset(word for word in {*words, *lexicon.stop["en"], *word_set("ordinary", "words")} if _plain(word))


@functools.cache
def _by_letter() -> dict[str, tuple[str, ...]]:
    """The words by their first letter: a slip is seldom in it. Only those that questions ask with are put right."""
    lexicon = Lexicon.load()
    found: dict[str, list[str]] = {}
    tables = (lexicon.wants, lexicon.orders, lexicon.roles, lexicon.ranks, lexicon.degrees, lexicon.kinds)
    cues = [cue for table in (*tables, lexicon.relations["en"]) for cue in table.words()]
    foreign = frozenset().union(*(lexicon.stop[language] for language in ("de", "fr", "es", "pt", "it")))
    english = lexicon.stop["en"] | word_set("ordinary", "words")
    whole = {part for cue in cues for part in cue.split() if _plain(part)}  # no "publicat*"
    whole |= word_set("ordinary", "asked_with")
    for word in sorted(whole):
        if word in english or word not in foreign:
            found.setdefault(word[0], []).append(word)
    return {letter: tuple(words) for letter, words in found.items()}


def _plain(word: str) -> bool:
    return len(word) > 3 and word.isascii() and word.isalpha() and plain(word) == word
