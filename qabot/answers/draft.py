"""`Draft`: an answer being put together, statement by statement, each with the spans it rests on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from qabot.answers.answer import Answer, Citation, Status
from qabot.answers.library import Library
from qabot.sources.source import Span, tier_of

_NUMBER, _ESCAPED = re.compile(r"\[(\d+)\]"), r"\\[\1\\]"  # "[9]" in a title is no citation


class Draft:
    """Collects statements and their evidence; `answer` numbers the citations and checks each against its source.

    A statement that is given evidence of which none checks is dropped.
    """

    def __init__(self, library: Library) -> None:
        self._library = library
        self._lines: list[str] = []
        self._numbers: dict[tuple[str, Span], int] = {}  # (person, span) -> citation number
        self._people: list[str] = []

    def say(self, text: str) -> None:
        """Add words that state no fact: a heading of a list, a greeting, what was looked at."""
        line = _NUMBER.sub(_ESCAPED, text)
        if self._lines[-1:] != [line]:
            self._lines.append(line)

    def state(self, text: str, person: str, evidence: Iterable[Span]) -> bool:
        """Add a statement about a person with its evidence; gives whether it was kept."""
        kept = self.note(text, person, evidence)
        if kept:
            self.about(person)
        return kept

    def note(self, text: str, person: str, evidence: Iterable[Span]) -> bool:
        """Add a statement about somebody whom the answer is not about; gives whether it was kept."""
        marks = [self._cite(person, span) for span in evidence]
        numbers = sorted({number for number in marks if number})
        if not numbers:
            return False
        marker = "".join(f"[{number}]" for number in numbers)
        line = f"{_NUMBER.sub(_ESCAPED, text)} {marker}"
        if line not in self._lines:  # both halves of a question may be answered by one fact
            self._lines.append(line)
        return True

    def add(self, person: str, evidence: Iterable[Span]) -> None:
        """Put the words of another person behind the last statement too."""
        numbers = sorted({number for number in (self._cite(person, span) for span in evidence) if number})
        if numbers and self._lines:
            self.about(person)
            self._lines[-1] += "".join(f"[{number}]" for number in numbers)

    def about(self, person: str) -> None:
        """Note whom the answer is about."""
        if person not in self._people:
            self._people.append(person)

    @property
    def lines(self) -> tuple[str, ...]:
        """What has been said so far."""
        return tuple(self._lines)

    @property
    def evidence(self) -> tuple[tuple[str, Span], ...]:
        """Whose and which words are cited so far, in the order of their numbers."""
        return tuple(self._numbers)

    def mark(self) -> tuple[int, int, int]:
        """Where the draft stands, for `back`."""
        return len(self._lines), len(self._numbers), len(self._people)

    def back(self, mark: tuple[int, int, int]) -> None:
        """Take back what was said since a mark."""
        lines, numbers, people = mark
        del self._lines[lines:]
        del self._people[people:]
        self._numbers = dict(list(self._numbers.items())[:numbers])

    def held(self) -> tuple[tuple[str, ...], dict[tuple[str, Span], int], tuple[str, ...]]:
        """All that stands in the draft, for `hold`."""
        return tuple(self._lines), dict(self._numbers), tuple(self._people)

    def hold(self, held: tuple[tuple[str, ...], dict[tuple[str, Span], int], tuple[str, ...]]) -> None:
        """Put back what stood in the draft when it was `held`."""
        lines, numbers, people = held
        self._lines, self._numbers, self._people = list(lines), dict(numbers), list(people)

    def clear(self) -> None:
        """Take everything back."""
        self._lines.clear()
        self._numbers.clear()
        self._people.clear()

    def _cite(self, person: str, span: Span) -> int:
        source = self._library.source(span.source)
        words = source.text[span.start : span.end]
        if not (0 <= span.start < span.end <= len(source.text)) or not words.strip():
            return 0
        return self._numbers.setdefault((person, span), len(self._numbers) + 1)

    def answer(self, question: str, status: Status, *, answered: bool | None = None) -> Answer:
        """The finished answer."""
        citations = tuple(self._citation(number, *key) for key, number in self._numbers.items())
        people: Sequence[str] = [self._library.name(person) for person in self._people]
        return Answer(
            text="\n".join(self._lines),
            citations=citations,
            status=status,
            question=question,
            people=tuple(people),
            answered=status in ("answered", "help") if answered is None else answered,
        )

    def _citation(self, number: int, person: str, span: Span) -> Citation:
        source = self._library.source(span.source)
        section = self._library.section_of(person, span)
        return Citation(
            number=number,
            snippet=source.text[span.start : span.end],
            source=span.source,
            start=span.start,
            end=span.end,
            page=source.page_of(span.start),
            section=section.title if section else "",
            person=self._library.name(person),
            tier=tier_of(span.source),
        )
