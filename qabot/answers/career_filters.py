"""The conditions on posts and degrees: of which level, kind or rank, whether they last."""

from __future__ import annotations

import re

from qabot.answers.filters import Filter, Test
from qabot.profiles.profile import Degree, Position
from qabot.questions.lexicon import Lexicon, plain
from qabot.words.degrees import level_of
from qabot.words.entries import Entry

_UNIVERSITY = re.compile(
    r"universi|institute of (?:science|technology)|college|school|kaist|대학|大学|大學|универс|hochschule|polytechni"
)
_TWO = re.compile(r"^|\b(?:and|et|und|y|e|и)\b|[&/+＋]|和|与|및")  # "Licence et Master"
_IS_FULL = re.compile(  # where a professor is a full one
    r"(?<![准副助理聘])教授(?:ですか|なのですか|でしょうか|吗|嗎|么)|(?<![부조])교수(?:인가요|입니까|예요|이에요)"
)
_TOLD_BY_HEADING = ("intern", "visitor", "founder")
_NOT_FULL = re.compile(r"special (?:duties|responsibilities)|\bmso\b|junior|\bof practice\b|\bteaching professor")
_BELOW_FULL = frozenset(("associate", "assistant", "adjunct", "visiting", "titular"))
EXPECTED = re.compile(r"expected|anticipated|voraussichtlich|prevu|prevista|예정|预计|見込|ожида")
UNFINISHED = re.compile(
    rf"{EXPECTED.pattern}|\b(?:discontinued|dropped out|withdr\w+|incomplete|not completed|unfinished|abgebrochen"
    r"|interrompu\w*|abandonn\w*|inconclus\w*|(?:in )?sospes[oa]|on hold|незаконч\w*)\b|肄业|退学|중퇴"
)
_OVER = re.compile(
    r"\b(?:previous\w*|formerly|before (?:that|this|joining|then)|prior to|earlier|(?:i|he|she) was|worked|former|"
    r"until|zuvor|fruher|auparavant|anteriormente|ранее)\b|曾|之前|以前|前は|이전"
)


def degree_filter(degree: str) -> Test:
    """Passes degrees of a level: "phd", "master", "bachelor"."""
    cues = Lexicon.load().degrees

    def test(entry: Entry) -> bool:
        if isinstance(entry.fact, Degree):
            return degree_level(entry) == degree or degree in map(level_of, _TWO.split(entry.fact.degree)[1:])
        return any(cue.meaning == degree for cue in cues.find(entry.words))

    return test


def degree_level(entry: Entry) -> str:
    """The level of a degree: "phd", "master", "bachelor", or "" for an entry that is none of these."""
    if not isinstance(entry.fact, Degree):
        return next((cue.meaning for cue in Lexicon.load().degrees.find(entry.words)), "")
    return level_of(entry.fact.degree)


def role_filter(role: str) -> Test:
    """Passes posts of a kind: "intern", "postdoc" ..."""
    roles = Lexicon.load().roles

    def test(entry: Entry) -> bool:
        own = plain(entry.fact.role) if isinstance(entry.fact, Position) else ""
        named = [cue.meaning for cue in roles.find(own)]
        if role in named:
            return True
        if not own and isinstance(entry.fact, Position):
            named = [cue.meaning for cue in roles.find(plain(entry.label))]
            return role in named or role in _TOLD_BY_HEADING and role in [c.meaning for c in roles.find(entry.words)]
        if not own:
            return any(cue.meaning == role for cue in roles.find(entry.words))
        # a heading may tell the kind of post ("Internships"), but other people named beside it bear titles too
        return role in _TOLD_BY_HEADING and any(cue.meaning == role for cue in roles.find(entry.words))

    return test


def rank_filters(text: str) -> list[Filter]:
    """The rank of a post that a plain question names: "full professor"."""
    ranks = Lexicon.load().ranks
    asked = ranks.find(text)
    full = _IS_FULL.search(text)
    if not asked and not full:
        return []
    ranks_asked = {cue.meaning for cue in asked} | ({"full"} if full else set())
    named = text[asked[0].start : asked[0].end] if asked else full.group()[:2] if full else ""

    def test(entry: Entry) -> bool:
        own = plain(f"{entry.fact.role} {entry.label}" if isinstance(entry.fact, Position) else entry.label)
        held = {cue.meaning for cue in ranks.find(own)}
        if "full" in ranks_asked:
            roles = {cue.meaning for cue in Lexicon.load().roles.find(own)}
            full = "professor" in roles and not (held & _BELOW_FULL or "visitor" in roles or _NOT_FULL.search(own))
            return full or bool(held & (ranks_asked - {"full"}))
        return bool(held & ranks_asked)

    return [Filter("filter_role", named, test)]


def in_industry(entry: Entry) -> bool:
    """Whether a post is at no university or school."""
    return "industry" in entry.words or not _UNIVERSITY.search(plain(entry.organization or entry.label))


def lasts(entry: Entry) -> bool:
    """Whether a post or degree is held now: it is said to last, has begun and not ended, or bears no date."""
    if not entry.current and entry.first is None and entry.last is None and _OVER.search(entry.words):
        return False
    open_ended = isinstance(entry.fact, Position) and entry.fact.start is not None and entry.fact.end is None
    return entry.current or open_ended or (entry.first is None and entry.last is None)
