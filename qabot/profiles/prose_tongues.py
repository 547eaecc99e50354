"""How European languages tell of posts and degrees, and which language a sentence is in."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from qabot.profiles.tables import table

_CYRILLIC = re.compile(r"[а-яёіїєґ]{5}")
_WORD = re.compile(r"[^\W\d_]+")
_LEAST_TELLING = 2  # different words of a language that make a sentence one of it


class Language(NamedTuple):
    """How a language tells of posts and degrees, as patterns."""

    lead: re.Pattern[str]  # before a role; the group that matched tells when: "now", "then", "next", "as" or "did"
    joined: re.Pattern[str]
    at: re.Pattern[str]
    end: re.Pattern[str]
    earned: re.Pattern[str]
    present: re.Pattern[str]
    article: re.Pattern[str]
    thesis: re.Pattern[str]  # a doctoral thesis that stands for the degree
    aside: re.Pattern[str]  # what ends right before a degree that is told as a point in time only


class _Telling(NamedTuple):
    """The words that tell a language."""

    words: frozenset[str]
    others: re.Pattern[str]  # those of several forms


@cache
def _telling() -> dict[str, _Telling]:
    found = {}
    for name, words in table("prose").items():
        plain = frozenset(word for word in words["telling"] if _WORD.fullmatch(word))
        others = [word for word in words["telling"] if word not in plain]
        found[name] = _Telling(plain, re.compile(_any(others, after=r"(?!\w)"), re.I))
    return found


@cache
def _language(name: str) -> Language:
    words = table("prose")[name]
    kinds = (("now", "is"), ("then", "was"), ("next", "next"), ("as", "as"), ("did", "did"))
    lead = "|".join(f"(?P<{kind}>{_any(words[key])})" for kind, key in kinds)
    before = rf"{_any(words['after'])}\s+(?:[^\W\d_]{{1,3}}['’ ]\s?){{0,2}}(?:[^\W\d_]{{3,5}}\s)?$"
    return Language(
        re.compile(lead, re.I),
        re.compile(_any(words["joined"]), re.I),
        re.compile(_any(words["at"]), re.I),
        re.compile(_any(words["end"], before=r",?\s+", after=r"(?!\w)")),
        re.compile(_any(words["earned"], after=r"(?!\w)"), re.I),
        re.compile(_any(words["present"], after=r"(?!\w)"), re.I),
        re.compile(_any(words["article"]), re.I),
        re.compile(_any(words["thesis"], after=r"(?!\w)"), re.I),
        re.compile(before, re.I),
    )


def _any(words: list[str], before: str = r"(?<!\w)", after: str = "") -> str:
    return f"{before}(?:{'|'.join(words)}){after}" if words else "(?!)"


def language_of(text: str) -> Language | None:
    """The language of a sentence, None if none of the table tells it plainly."""
    if _CYRILLIC.search(text):
        return _language("russian")
    text = text.replace("’", "'")
    words = frozenset(map(str.casefold, _WORD.findall(text)))
    best, most = "", _LEAST_TELLING - 1
    for name, telling in _telling().items():
        known = len(telling.words & words)
        known += len({match.casefold() for match in telling.others.findall(text)})
        if known > most:
            best, most = name, known
    return _language(best) if best else None
