"""Venues: short forms and full names of conferences and journals, and whether words can name one."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from qabot.profiles.tables import any_of, table

_ABBREVIATION = re.compile(
    r"[(（]\s*([A-Z][A-Za-z&*/-]*[A-Z&][A-Za-z/-]*(?:\s[A-Z]{2,6})?)\s*[,’']?\s*(?:'?\d{2,4})?[^()（）]{0,12}[)）]"
)

_TELLING = re.compile(
    r"conference|transactions|proceedings|symposium|advances in|meeting|chapter|journal of|letters|notices"
)

_NO_WORD = re.compile(r"[^\w]+")


def fold(text: str) -> str:
    """Words compared: lower case, no marks, "&" as "and"."""
    text = unicodedata.normalize("NFKC", text).casefold().replace("&", " and ")
    return _NO_WORD.sub(" ", text).strip()


@cache
def _names() -> dict[str, str]:
    names: dict[str, str] = {}
    for short, *full in table("venues")["venues"]:
        for name in full:
            names[fold(name)] = short
    return names


@cache
def _telling() -> tuple[tuple[str, str], ...]:
    """The names that tell a venue also within other words, each with its short form."""
    return tuple((name, short) for name, short in _names().items() if _TELLING.search(name))


@cache
def _shorts() -> dict[str, str]:
    shorts: dict[str, str] = {}
    for short, *full in table("venues")["venues"]:
        for name in (short, *(n for n in full if " " not in n)):
            shorts[name] = short
    return shorts


@cache
def _short_pattern() -> re.Pattern[str]:
    words = sorted(_shorts(), key=lambda w: -len(w))
    return re.compile(r"(?<![\w-])(" + "|".join(map(re.escape, words)) + r")(?=$|[\s,.;:()'’\]\d@/!]|-?(?:19|20)\d\d)")


@cache
def _word_pattern() -> re.Pattern[str]:
    return re.compile(any_of(table("venues")["words"]), re.I)


@cache
def _journals() -> frozenset[str]:
    return frozenset(fold(name) for name in table("venues")["journals"])


@cache
def _publishers() -> frozenset[str]:
    return frozenset(fold(name) for name in table("venues")["publishers"])


_PRESS = re.compile(
    r"\b(?:Press|Publish\w*|Publications|Verlag|Books|[ÉE]ditions?|Editora|Editorial|Edizioni|Forlag|Förlag|Kustannus|"
    r"Uitgeverij|Wydawnictwo|Nakladatelství|[Ии]здательство|Университетская книга)\b"
)


def is_publisher(words: str) -> bool:
    """Whether words name a publisher: by a word that says so, or one of the table."""
    return _PRESS.search(words) is not None or fold(words) in _publishers()


@lru_cache(maxsize=4096)
def short_name(venue: str) -> str:
    """The short form of a venue: printed in brackets, or from the table; "" if neither."""
    printed = _ABBREVIATION.search(venue)
    if printed:
        return printed[1]
    folded = fold(venue).removeprefix("the ")
    if folded in _names():
        return _names()[folded]
    inside = [(folded.rfind(name) + len(name), short) for name, short in _telling() if name in folded]
    if inside:
        return max(inside)[1]
    found = _short_pattern().search(venue)
    return _shorts()[found[1]] if found and len(venue.split()) <= 8 else ""


def known_short(text: str) -> re.Match[str] | None:
    """The first known short form in a text ("ICLR", "IEEE VIS")."""
    return _short_pattern().search(text)


def is_known(text: str) -> bool:
    """Whether words are the whole name of a known journal or conference."""
    folded = fold(text)
    return folded in _journals() or folded in _names()


@lru_cache(maxsize=4096)
def is_venue(text: str) -> bool:
    """Whether words can name a venue: a known one, or one with a word such as Conference, 学报, журнал in it."""
    text = text.strip(" .,;")
    if not text or len(text) > 260:
        return False
    return (
        fold(text) in _journals()
        or fold(text) in _names()
        or bool(known_short(text))
        or bool(_word_pattern().search(text))
    )
