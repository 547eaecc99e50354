"""`Line`: the sentences and lines of a profile, each with the section it stands in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from qabot.answers.context import Context, Outcome
from qabot.answers.passages import sentences, shown
from qabot.questions.lexicon import plain
from qabot.sources.source import Source, Span

YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")
_BULLETS = " \t\n-–*•·◦"
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


def lines_of(context: Context, person: str) -> Iterator[Line]:
    """The sentences of prose and the lines of lists in a person's pages, in their order."""
    for path in context.library.profiles[person].sources:
        source = context.library.source(path)
        begin = last = 0
        for start, end in sentences(source.text):
            begin = start if "\n" in source.text[last:start] else begin
            before, last = plain(source.text[begin:start]), end
            span = Span(path, start, end)
            section = context.library.section_of(person, span)
            heading = plain(" ".join(section.path)) if section else ""
            if source.text[start:end].rstrip().endswith(":"):
                span = _with_list(source, span)
            elif not YEAR.search(source.text[start:end]):
                span = _dated(source, span)  # the date of a piece of news stands in a line of its own
            text = source.text[span.start : span.end]
            yield Line(span, text, plain(text), section.kind if section else "", heading, before)


def quoted(context: Context, person: str, lines: list[Line]) -> Outcome:
    """Say some lines, each in its own words."""
    for line in lines:
        values = shown(context, line.span)
        context.draft.state(context.phrase("match", name=context.name(person), values=values), person, [line.span])
    return Outcome("answered", (person,))


def _dated(source: Source, span: Span) -> Span:
    """The item that a line without a year is part of, where it is short and has a year in it."""
    block = next(
        (b for b in source.blocks if b.kind in ("item", "row") and b.start <= span.start and span.end <= b.end), None
    )
    if block is None or block.end - block.start > _SHORT or not YEAR.search(source.text[block.start : block.end]):
        return span
    return Span(span.source, block.start, block.end)


def _with_list(source: Source, span: Span) -> Span:
    """A line that ends in a colon with the short list it begins: "My supervisors:" and who they are."""
    end = span.end
    for block in source.blocks:
        if block.start >= end and not source.text[end : block.start].strip(_BULLETS):
            if block.kind != "item" or block.end - span.start > _SHORT:
                break
            end = block.end
    return Span(span.source, span.start, end)
