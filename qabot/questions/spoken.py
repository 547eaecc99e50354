"""`says`: whether a question says something that only a conversation gives a meaning; `place_of`: "the second one"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Any

from qabot.data import table
from qabot.questions.lexicon import LATIN

_ENDS = r"[\s.!?？！。，,、…]*"


def says(kind: str, text: str, language: str, *, whole: bool = False) -> re.Match[str] | None:
    """What of a plain text says a thing of `kind` in spoken.yaml, in English or the language of the question.

    `whole` wants the text to say nothing else, an opening word aside.
    """
    for each in _languages(language):
        pattern = _pattern(kind, each, whole)
        match = pattern and (pattern.fullmatch(text) if whole else pattern.search(text))
        if match:
            return match
    return None


def place_of(text: str, language: str) -> tuple[int, str]:
    """The place in a list that a plain text names, -1 for the last, and the words; 0 for none."""
    for each in _languages(language):
        patterns, bare, numbers = _ordinals(each)
        match = next(filter(None, (pattern.search(text) for pattern in patterns)), None) or bare.fullmatch(text)
        if match:
            word = next(filter(None, match.groups()))
            place = next((n for n, words in enumerate(numbers, 1) if word in words), -1)
            return place, word if each == "en" else match[0]
    return 0, ""


def _languages(language: str) -> Sequence[str]:
    """English, the language of a question, and those that a few words of it cannot be told from."""
    if language == "en":
        return ("en",)
    return tuple(dict.fromkeys(("en", language, *(LATIN if language in LATIN else ()))))


@cache
def _table() -> Any:  # noqa: ANN401
    return table("qabot.questions", "spoken")


@cache
def _pattern(kind: str, language: str, whole: bool) -> re.Pattern[str] | None:
    found = _table()["kinds"][kind].get(language)
    if found is None:
        return None
    joined = found if isinstance(found, str) else "|".join(f"(?:{each})" for each in found)
    if not whole:
        return re.compile(joined)
    opening, closing = _table()["opening"].strip(), _table()["closing"].strip()
    return re.compile(rf"[\s¿¡]*(?:{opening}[\s,，、…]*)*[\s¿¡]*(?:{joined})(?:[\s,，、]*{closing})?{_ENDS}")


@cache
def _ordinals(language: str) -> tuple[tuple[re.Pattern[str], ...], re.Pattern[str], tuple[tuple[str, ...], ...]]:
    row = _table()["ordinals"][language]

    def filled(pattern: str) -> re.Pattern[str]:
        return re.compile(pattern.replace("{n}", "|".join(row["numbers"])).replace("{last}", row["last"]))

    numbers = tuple(tuple(words.split("|")) for words in row["numbers"])
    return tuple(filled(each) for each in row["patterns"]), filled(row["bare"]), numbers
