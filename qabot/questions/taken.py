"""`Taken`: one clause of a question, taken apart into what it names, its cues, years, amounts and topic."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from qabot.questions.amounts import amount_of, limit_of
from qabot.questions.knowledge import Knowledge
from qabot.questions.lexicon import Cue, Lexicon, plain
from qabot.questions.mentions import mentions_of
from qabot.questions.query import Amount, Mention, Years
from qabot.questions.times import years_of
from qabot.questions.topic import topic_words
from qabot.words.fold import romanize
from qabot.words.names import word_set

_PRESENTS = re.compile(r"\bdid\b.*\bpresent\b")  # "Where did she present X?"
_TITLE_AFTER = re.compile(
    r"\s*(?:교수님?|박사님?|선생님?|教授|老师|先生)(?=[은는이가의을를께에와과도]|的|は|が|の|を|に|[,、，]|\s|$)"
)
_TITLES = re.compile(
    r"(?:\b(?:ms|mr|mrs|miss|mx|dr|prof|professor|(?:junior)?professor(?:in)?|frau|herr|mme|mlle|monsieur|madame|sra?|senora?|dott)\b\.?\s+)+$"
)
_INITIALS = re.compile(r"(?:\b[a-z]\.\s*)+$")  # of a name whose family name alone was found
_LATIN = re.compile(r"(?:[A-Z][\w'’-]+ ){1,2}[A-Z][\w'’-]+ ?$")
_HALF = re.compile(r"(?<![\w-])[^\W\d_]{3,}[-‐]$")  # of a double name whose other half alone was found
_PURPOSE = re.compile(r"\bfor (?:an?|the|our|my|this|next)\b[^?.]*[?.]?\s*$")


@dataclass(frozen=True, slots=True)
class Taken:
    """One clause, taken apart."""

    text: str
    mentions: tuple[Mention, ...]
    rest: str  # plain, mentions blanked out
    cues: tuple[Cue, ...]  # of relations
    years: Years | None
    amount: Amount | None
    limit: int
    topic: tuple[str, ...]


def take(clause: str, language: str, knowledge: Knowledge, today: int, scope: Sequence[str]) -> Taken:
    """A clause taken apart; `today` is the current year, `scope` the people that the conversation is about."""
    lexicon = Lexicon.load()
    words = plain(clause)
    paper_asked = bool(
        {"paper", "thesis", "author", "venue", "coauthor"}
        & {c.meaning for c in lexicon.relations[language].find(words)}
    ) or bool(_PRESENTS.search(words))
    clause, mentions = mentions_of(clause, knowledge, scope, paper_asked=paper_asked)
    rest = plain(clause)
    for mention in mentions:
        title = _TITLES.search(rest[: mention.start]) if mention.kind == "person" else None
        start = title.start() if title else mention.start  # "Ms Berg" has no degree in mind
        initials = _INITIALS.search(rest[:start]) if mention.kind == "person" else None
        start = initials.start() if initials else start
        start = _native_name(rest, start) if mention.kind == "person" else start
        start = _latin_name(clause, start) if mention.kind == "person" else start
        half = _HALF.search(rest[:start]) if mention.kind == "person" else None
        start = half.start() if half else start
        after = _TITLE_AFTER.match(rest, mention.end) if mention.kind == "person" else None
        end = after.end() if after else mention.end + _tail(mention, rest)  # "강경원 교수는"
        rest = rest[:start] + " " * (end - start) + rest[end:]
    years, spans = years_of(rest, today=today)
    amount, span = amount_of(rest)
    limit, number = limit_of(rest)
    for start, end in [*spans, span, number]:
        rest = rest[:start] + " " * (end - start) + rest[end:]
    purpose = _PURPOSE.search(rest) if {c.meaning for c in lexicon.intents.find(rest)} & {"overview"} else None
    if purpose:  # "Introduce her for a seminar announcement"
        rest = rest[: purpose.start()] + " " * (len(rest) - purpose.start())
    cues = [cue for cue in lexicon.relations[language].find(rest) if cue.meaning != "matter"]
    topic, slips = _slips(topic_words(rest, cues, language), rest, language, knowledge)
    cues = [cue for cue in cues if cue.meaning != "ignored" and not _within_a_rank(cue, rest, lexicon)]
    names = {word for m in mentions if m.kind == "person" for c in m.candidates[:1] for word in _spellings(c.label)}
    topic = tuple(word for word in topic if word not in names)  # "Ada Berg" of whom only "Berg" was taken for the name
    return Taken(clause, tuple(mentions), rest, (*cues, *slips), years, amount, limit, topic)


def _slips(topic: Sequence[str], rest: str, language: str, knowledge: Knowledge) -> tuple[tuple[str, ...], list[Cue]]:
    """The topic without misspelt cues and small words, and those cues. A word that the profiles use is no slip."""
    lexicon = Lexicon.load()
    kept, found = [], list[Cue]()
    for word in topic:
        if knowledge.knows(word) or len(word) < 4 or word in word_set("ordinary", "topics"):
            kept.append(word)
            continue
        meanings = lexicon.relations[language].near(word)
        start = rest.find(word)
        found += [Cue(meaning, start, start + len(word)) for meaning in meanings]
        if not meanings and not lexicon.is_small(word, language):
            kept.append(word)
    return tuple(kept), found


def _spellings(name: str) -> list[str]:
    """The words of a name, as printed and in Latin letters."""
    return [*plain(name).split(), *plain(romanize(name)).split()]


def _native_name(rest: str, start: int) -> int:
    """Where a name begins that is given in another script before it: "나카타니 준(Jun Nakatani)"."""
    if rest[max(0, start - 1) : start] not in ("(", "（") or rest[:start].isascii():
        return start
    match = _native().search(rest[: start - 1])
    return match.start() if match else start


def _latin_name(clause: str, start: int) -> int:
    """Where a name begins that is given in Latin letters before it: "Jun Nakatani (中谷準)"."""
    if clause[max(0, start - 1) : start] not in ("(", "（") or clause[start : start + 1] < "\u1100":
        return start
    match = _LATIN.search(clause[: start - 1])
    return match.start() if match else start


@functools.cache
def _native() -> re.Pattern[str]:
    return re.compile(r"(?:[가-힣]+ ?){1,3}$|[㐀-鿿々]{2,5} ?$|[ァ-ヴー・＝ ]{2,}$|(?:[а-яё]+ ?){1,3}$")


def _tail(mention: Mention, rest: str) -> int:
    """How many letters behind a mention belong to the handle it is of: "_zh" in "shao_zh"."""
    tail = re.match(r"[_.-][a-z0-9]+", rest[mention.end :]) if mention.kind == "person" else None
    handles = {plain(each.label) for each in mention.candidates}
    return len(tail.group()) if tail and f"{plain(mention.words)}{tail.group()}" in handles else 0


def _within_a_rank(cue: Cue, rest: str, lexicon: Lexicon) -> bool:
    """Whether a cue is part of a title: "maître de conférences" asks for no conference."""
    if cue.meaning in ("position", "service"):
        return False  # "associate editor"
    return any(rank.start <= cue.start and cue.end <= rank.end for rank in lexicon.ranks.find(rest))
