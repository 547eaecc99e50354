"""`Described`: whom a question tells by what holds of them: "The student who interned at X: who advised them?"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from qabot.data import table

_LONGEST = 400  # characters of a question that is looked at


@dataclass(frozen=True, slots=True)
class Described:
    """A question about somebody who is told by a condition."""

    head: str  # "the Cambridge student"
    condition: str  # as a question of its own: "who interned at X"
    question: str  # what is asked of them


def described(question: str, language: str) -> Described | None:
    """Whom a question tells by a condition, and what it asks of them; None where it does not tell anybody so."""
    if len(question) > _LONGEST:
        return None
    for pattern, who, whom in _patterns(language):
        match = pattern.fullmatch(question.strip())
        if match:
            parts = match.groupdict()
            asked = f"{parts['asked'].strip()}{whom}" if "before" not in parts else f"{whom}{parts['asked'].strip()}"
            asked += parts.get("after") or ""
            return Described(parts["head"].strip(), f"{who} {parts['condition'].strip()}", asked)
    return None


@cache
def _patterns(language: str) -> tuple[tuple[re.Pattern[str], str, str], ...]:
    rows: dict[str, list[dict[str, str]]] = table("qabot.questions", "described")
    found = [*rows.get(language, ()), *(rows["en"] if language != "en" else ())]
    return tuple((re.compile(row["pattern"], re.I), row["who"], row.get("whom", "")) for row in found)
