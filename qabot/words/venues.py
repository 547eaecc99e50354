"""`same_venue` and `venue_keys`: which conference or journal a printed venue is."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache, lru_cache

from qabot.profiles.tables import table
from qabot.words.fold import fold, tokens
from qabot.words.names import data, word_set

_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)?|[ivxl]{2,}|\d+[a-z]?")
_DROPPED = word_set("places", "dropped")
_WORDS: dict[str, str] = data("places")["abbreviated"]


@lru_cache(maxsize=65536)
def venue_words(text: str) -> tuple[str, ...]:
    """The telling words of a venue as printed: no years, numbers, publishers; abbreviated words spelled out."""
    words = []
    for token in tokens(text):
        word = _WORDS.get(token.text, token.text)
        if not (word in _DROPPED or _ORDINAL.fullmatch(word)):
            words.append(word)
    return tuple(words)


@cache
def rows() -> list[tuple[str, tuple[str, ...]]]:
    """The venues of the table: key, and every name with the abbreviation first."""
    table_rows = [(str(short), tuple(str(name) for name in full)) for short, *full in table("venues")["venues"]]
    shorts = [short for short, _ in table_rows]
    # two journals share an abbreviation: then the full name is the key
    return [(full[0] if shorts.count(short) > 1 else short, (short, *full)) for short, full in table_rows]


@cache
def journals() -> frozenset[str]:
    """Journals known by one name only, as printed."""
    return frozenset(str(name) for name in table("venues")["journals"])


@cache
def short_forms() -> dict[str, tuple[str, ...]]:
    """Abbreviations as printed, with the keys they stand for."""
    forms: dict[str, list[str]] = defaultdict(list)
    for key, names in rows():
        for name in names:
            if name == names[0] or (" " not in name and len(name) < 9):
                forms[name].append(key)
    return {name: tuple(dict.fromkeys(keys)) for name, keys in forms.items()}


@cache
def full_forms() -> dict[tuple[str, ...], str]:
    """Full names by their telling words, with the key each stands for."""
    forms: dict[tuple[str, ...], str] = {}
    for key, names in rows():
        for name in names[1:]:
            words = venue_words(name)
            if len(words) > 1 or (words and " " in name and not name.startswith(("ACM ", "IEEE "))):
                forms.setdefault(words, key)
    return forms


@cache
def _short_pattern() -> re.Pattern[str]:
    ordered = sorted(short_forms(), key=lambda form: (-len(form), form))
    return re.compile(r"(?<![\w])(?:" + "|".join(map(re.escape, ordered)) + r")(?=$|[^\w]|'?\d{2,4}(?!\w))")


@lru_cache(maxsize=65536)
def venue_keys(text: str) -> frozenset[str]:
    """The venues a printed venue stands for: abbreviations from the table, else its telling words.

    A workshop is another venue than the conference it is held at: "CVPR Workshop" is not "CVPR". Findings, demo and
    main tracks are the conference.
    """
    words = venue_words(text)
    workshop = "workshop" in words
    ending = " Workshop" if workshop else ""
    core = tuple(word for word in words if word != "workshop")
    if core in full_forms():
        return frozenset([full_forms()[core] + ending])
    longest = _longest_full(core)
    spotted = _short_pattern().findall(text) if len(words) <= 14 else []
    shorts = {key for form in spotted for key in short_forms()[form] if not (longest and _inside(form, longest))}
    if len(shorts) > 1:
        shorts -= {"arXiv"}
    if shorts and (not longest or "findings" in fold(text) or full_forms()[longest] in shorts):
        return frozenset(key + ending for key in shorts)
    if longest:
        return frozenset([full_forms()[longest] + ending])
    return frozenset([_spelled_out(core) + ending if core else fold(text).strip()])


def _spelled_out(words: tuple[str, ...]) -> str:
    """The key of a venue whose words are abbreviated ("Eur. Phys. J. C"), else the words themselves."""
    for full, key in full_forms().items():
        if len(full) == len(words) > 2 and all(map(_abbreviates, words, full)):
            return key
    return " ".join(words)


def _inside(short: str, full: tuple[str, ...]) -> bool:
    return fold(short) in full


def _longest_full(words: tuple[str, ...]) -> tuple[str, ...]:
    forms = full_forms()
    for size in range(len(words), 1, -1):
        for start in range(len(words) - size + 1):
            if words[start : start + size] in forms and (size > 2 or size == len(words) or size * 2 >= len(words)):
                return words[start : start + size]
    return ()


@lru_cache(maxsize=65536)
def same_venue(one: str, other: str) -> bool:
    """Whether two printed venues are one: "Phys. Rev. D" and "PRD", "Findings of EMNLP" and "EMNLP 2023".

    "EACL" is not "ACL", "Nature Physics" not "Nature", and a workshop not its conference.
    """
    left, right = venue_keys(one), venue_keys(other)
    if left & right:
        return True
    a, b = venue_words(one), venue_words(other)
    return len(a) == len(b) > 0 and all(_abbreviates(x, y) for x, y in zip(a, b, strict=True)) and len("".join(a)) > 3


def _abbreviates(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    if len(short) == 1 < len(long):
        return long[0] == short != "d"
    return short == long or (len(short) > 2 and long.startswith(short))
