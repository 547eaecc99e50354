"""Amounts in a question: "more than 5 papers", "at least three", "fewer than two"."""

from __future__ import annotations

import re

from qabot.questions.query import Amount

NUMBER_WORDS = dict(
    zip("one two three four five six seven eight nine ten eleven twelve".split(), range(1, 13), strict=True)
)
_UNIT = r"(?!\s*(?:years?|months?|decades?)\b)"
_NUMBER = rf"(?P<number>\d{{1,3}}|{'|'.join(sorted(NUMBER_WORDS, key=len, reverse=True))})\b{_UNIT}"
_KINDS = {
    "most": "at most|no more than|not more than|up to|hochstens|au plus|como maximo|не более",
    "above": "more than|over|greater than|mehr als|plus de|mas de|более|больше",
    "least": "at least|no fewer than|no less than|mindestens|au moins|al menos|не менее|как минимум",
    "below": "fewer than|less than|under|weniger als|moins de|menos de|менее|меньше",
    "exact": "exactly|precisely|genau|exactement|exactamente|ровно",
}
_BEFORE = re.compile(rf"\b(?:{'|'.join(f'(?P<{kind}>{words})' for kind, words in _KINDS.items())})\s+{_NUMBER}")
_BEHIND = re.compile(r"\b(?P<number>\d{1,3}) or (?:(?P<least>more)|(?P<most>fewer|less))\b")
_ITEM = r"\s*(?:편|개|명|번|本|件|人|回|篇|个|项)?\s*"
_EAST = (
    re.compile(r"(?:(?P<above>超过|多于|大于)|(?P<least>至少|不少于)|(?P<below>少于|不到))\s*(?P<number>\d{1,3})"),
    re.compile(
        rf"(?P<number>\d{{1,3}}){_ITEM}(?:(?P<least>이상|以上)|(?P<below>미만|未満)|(?P<above>보다 많|초과|より多))"
    ),
)


def amount_of(text: str) -> tuple[Amount | None, tuple[int, int]]:
    """The amount a plain question sets as a condition (None if it sets none), and where in the text it says so."""
    for pattern in (_BEFORE, _BEHIND, *_EAST):
        match = pattern.search(text)
        if match:
            kind = next(name for name, words in match.groupdict().items() if name != "number" and words)
            number = match["number"]
            return _made(kind, int(number) if number.isdigit() else NUMBER_WORDS[number]), match.span()
    return None, (0, 0)


_LIMIT = re.compile(
    rf"\b(?:s|name|list|give(?: me)?|show(?: me)?|tell me|any|top|first|last|latest|the|her|his|their)\s+"
    rf"(?P<number>\d{{1,2}}|{'|'.join(NUMBER_WORDS)})\s+"
    rf"(?:(?:most )?(?:recent|latest|newest|last|oldest|earliest|first|different|of)\s+)?"
    rf"(?:(?:the|her|his|their)\s+)?(?=[a-z ]|$)(?!years?\b|months?\b|of them\b|one\b)"
)


def limit_of(text: str) -> tuple[int, tuple[int, int]]:
    """How many things a plain question asks for at most ("the three latest papers"), 0 if it does not say."""
    match = _LIMIT.search(text)
    if match is None or match["number"] == "one":
        return 0, (0, 0)
    number = match["number"]
    return int(number) if number.isdigit() else NUMBER_WORDS[number], match.span("number")


def _made(kind: str, number: int) -> Amount:
    if kind == "above":
        return Amount(number + 1, None)
    if kind == "least":
        return Amount(number, None)
    if kind == "below":
        return Amount(None, number - 1)
    return Amount(None, number) if kind == "most" else Amount(number, number)
