"""`dearest`: of awards and projects those with the largest sum of money, in whichever way it is printed."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qabot.answers.passages import MONEY
from qabot.words.entries import Entry

_SUM = re.compile(
    r"(?<![\w.,])(\d{1,3}(?:[,.' ’]\d{3})+|\d+(?:[.,]\d{1,2})?)"
    r"\s*(k\b|m\b|mio\b|million|thousand|t\b|万|만|億|亿|тыс|млн)?"
)
_TIMES = {"k": 1e3, "t": 1e3, "thousand": 1e3, "тыс": 1e3, "万": 1e4, "만": 1e4, "億": 1e8, "亿": 1e8}
_BESIDE = 12  # letters between a number and the sign of its money


def dearest(entries: Sequence[Entry], *, smallest: bool = False) -> list[Entry]:
    """The entries with the largest sum, or the smallest.

    All that tell one where they are in different monies, all where none does.
    """
    sums = [(entry, found) for entry in entries if (found := sum_of(entry.words)) is not None]
    monies = {money for _, (_, money) in sums}
    if len(monies) != 1:
        return [entry for entry, _ in sums] or list(entries)
    best = (min if smallest else max)(amount for _, (amount, _) in sums)
    return [entry for entry, (amount, _) in sums if amount == best]


def sum_of(words: str) -> tuple[float, str] | None:
    """The largest sum that plain words tell, with its money; None where they tell none."""
    found: list[tuple[float, str]] = []
    for match in _SUM.finditer(words):
        around = words[max(0, match.start() - _BESIDE) : match.start()], words[match.end() : match.end() + _BESIDE]
        before = [*MONEY.finditer(around[0])]
        money = before[-1] if before and not around[0][before[-1].end() :].strip(" :") else None
        money = money or next((m for m in [MONEY.match(around[1].lstrip(" ."))] if m), None)
        if money:
            digits = match[1]
            number = re.sub(r"[,.' ’](?=\d{3}(?!\d))", "", digits).replace(",", ".")
            found.append((float(number) * _TIMES.get(match[2] or "", 1e6 if match[2] else 1), money.group()))
    return max(found) if found else None
