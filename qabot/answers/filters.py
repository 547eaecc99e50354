"""`Filter`: one condition of a question that an entry passes or not."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from qabot.words.entries import Entry

Test = Callable[[Entry], bool]


@dataclass(frozen=True, slots=True)
class Filter:
    """One condition of a question: what passes, and the phrase that names it."""

    phrase: str  # key in phrases.yaml
    values: str
    passes: Test


def split_filters(entries: Sequence[Entry], tests: Iterable[Test]) -> tuple[list[Entry], list[Entry]]:
    """The entries that pass every test, and the rest."""
    tests = list(tests)
    passed = [entry for entry in entries if all(test(entry) for test in tests)]
    return passed, [entry for entry in entries if entry not in passed]
