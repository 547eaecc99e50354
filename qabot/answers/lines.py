"""`Line`: the sentences and lines of a profile, each with the section it stands in."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from qabot.answers.context import Context, Outcome
from qabot.answers.passages import sentences, shown
from qabot.questions.lexicon import plain
from qabot.sources.source import Source, Span

YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")
_BULLETS = " \t\n-–*•·◦"
_ITEMS = 40  # of a list that are looked at
_BEFORE = 1_000  # characters before a line that are kept beside it
_HEAD = 60  # characters of an item that may head a list of its own
_LABEL = 20  # characters of a line that is but a label
_SHORT = 300  # characters of an item that is quoted whole, and of a list that a line ending in a colon begins


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence or line of a profile."""

    span: Span
    text: str
    words: str  # plain
    kind: str  # of its section
    heading: str  # plain, all headings above it
    before: str = ""  # plain, the sentences before it in the same paragraph or item


def lines_of(context: Context, person: str) -> tuple[Line, ...]:
    """The sentences of prose and the lines of lists in a person's pages, in their order; the last used are kept."""
    return context.library.keep("lines", person, lambda: tuple(_made(context, person)))


def _made(context: Context, person: str) -> Iterator[Line]:
    for path in context.library.profiles[person].sources:
        source = context.library.source(path)
        blocks = _Blocks(source)
        begin = last = 0
        for start, end in sentences(source.text):
            begin = start if "\n" in source.text[last:start] else begin
            before, last = plain(source.text[max(begin, start - _BEFORE) : start]), end
            span = Span(path, start, end)
            section = context.library.section_of(person, span)
            heading = plain(" ".join(section.path)) if section else ""
            span = blocks.widened(span)
            text = source.text[span.start : span.end]
            yield Line(span, text, plain(text), section.kind if section else "", heading, before)


def quoted(context: Context, person: str, lines: list[Line]) -> Outcome:
    """Say some lines, each in its own words."""
    for line in {line.span: line for line in lines}.values():
        values = shown(context, line.span)
        context.draft.state(context.phrase("match", name=context.name(person), values=values), person, [line.span])
    return Outcome("answered", (person,))


class _Blocks:
    """The blocks of a source, to widen a line by what it tells together with."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._starts = [block.start for block in source.blocks]

    def widened(self, span: Span) -> Span:
        """A line with its list, its value or its date, where it tells little alone."""
        text = self._source.text[span.start : span.end]
        place = bisect_right(self._starts, span.start) - 1
        if place < 0 or self._source.blocks[place].end < span.end:
            return span
        if text.rstrip().endswith(":") or len(text) <= _HEAD and self._heads(place, span):
            return self._with_list(place, span)
        if len(text) <= _LABEL:
            return self._with_value(place, span)
        return span if YEAR.search(text) else self._dated(place, span)

    def _dated(self, place: int, span: Span) -> Span:
        """The item that a line without a year is part of, where it is short and has a year: the date of news."""
        block = self._source.blocks[place]
        words = self._source.text[block.start : block.end]
        if block.kind not in ("item", "row") or len(words) > _SHORT or not YEAR.search(words):
            return span
        return Span(span.source, block.start, block.end)

    def _heads(self, place: int, span: Span) -> bool:
        """Whether an item without a year has items of its own below it."""
        own, below = self._source.blocks[place], self._source.blocks[place + 1 : place + 2]
        if own.kind != "item" or not below or below[0].kind != "item" or below[0].level <= own.level:
            return False
        return own.end - span.end < 3 and not YEAR.search(self._source.text[own.start : own.end])

    def _with_value(self, place: int, span: Span) -> Span:
        """A word or two with what stands below it in one small block: "Birthplace" and the place."""
        block = self._source.blocks[place]
        small = block.kind != "heading" and block.end - block.start <= _SHORT // 2
        return Span(span.source, block.start, block.end) if small else span

    def _with_list(self, place: int, span: Span) -> Span:
        """A line with the short list it begins: "My supervisors:" and who they are."""
        end = span.end
        for block in self._source.blocks[place + 1 : place + 1 + _ITEMS]:
            between = self._source.text[end : block.start].strip(_BULLETS)
            if between or block.kind != "item" or block.end - span.start > _SHORT:
                break
            end = block.end
        return Span(span.source, span.start, end)
