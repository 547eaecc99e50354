"""The paper whose title is the heading of a section, with its authors below it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qabot.profiles.entries import Entry
from qabot.profiles.heading_kinds import heading_kind
from qabot.profiles.name_lists import Names, read_names
from qabot.profiles.page import Line, Range
from qabot.profiles.paper_parts import Printed, compose_paper
from qabot.profiles.paper_section import PaperSection
from qabot.profiles.paper_words import (
    count_words,
    is_long_enough,
    lone_year,
)
from qabot.profiles.profile import Paper
from qabot.profiles.title_ends import is_venue_only, title_end
from qabot.profiles.title_quotes import Title, quoted
from qabot.profiles.venues import is_venue

_BULLET = re.compile(r"\s*[•▪◦●■‣∙]\s*\S[^\n]{30,}")


def paper_under_heading(section: PaperSection, below: Sequence[Entry]) -> Paper | None:
    """The paper whose title is the section's heading, if its authors stand below it."""
    page, heading = section.page, section.part.section
    start = page.text.find(heading.title[:20], heading.span.start)
    if start < 0 or not is_long_enough(heading.title):
        return None
    if count_words(heading.title) <= _MOST_OF_KIND and _beside_kinds(section):
        return None
    lines = _before_next(section, [line for entry in below for line in entry.lines][:8])
    short = [line for line in lines if line.end - line.start < 400]
    for line in short[:4]:
        names = section.authors_at_start(line) or _lone_owner(section, line)
        above = [ln for ln in short if ln.start < line.start and not is_venue_only(section.text[ln.start : ln.end])]
        above = [ln for ln in above if not _BULLET.match(section.text, ln.start, ln.end)]  # of what it does
        if any(is_long_enough(section.text[ln.start : ln.end], 3) for ln in above):
            return None  # the title stands below the heading
        if names and _tells_title(section, names, line):
            return None  # the heading is that of a kind of publications
        if names and sum(bool(section.authors_at_start(ln)) for ln in lines) <= 2:
            end = max(ln.end for ln in short)
            title = page.trim(start, section.part.body, " \n\t:：.")
            own = [line, *[s for s in short if s.start > line.start]]
            year = _year_above(section) or _year_heading(section)
            badge = str(year) if year and not section.is_dated(own) else ""
            whole = Range(heading.span.start, end)
            return compose_paper(section, Printed(Title(*title, *title), names, whole, own, badge))
    return None


def _beside_kinds(section: PaperSection) -> bool:
    """Whether headings of the same level and below the same one tell kinds of works: none of them is a title."""
    page = section.page
    own = page.block_at(section.part.section.span.start)
    level = page.blocks[own].level if own >= 0 and page.is_heading(own) else 0
    for step in (-1, 1) if level > 1 else ():
        number = own + step
        while 0 <= number < len(page.blocks):
            block = page.blocks[number]
            if block.kind == "heading" and block.level < level:
                break
            if block.kind == "heading" and block.level == level:
                if heading_kind(page.words(block.start, block.end), whole=True) in _WORKS:
                    return True
            number += step
    return False


_MOST_OF_KIND = 4  # words of a heading that may be one of them
_WORKS = frozenset({"papers", "preprints", "theses", "data", "patents", "talks"})


def _lone_owner(section: PaperSection, line: Line) -> Names | None:
    body = section.body(line)
    names = read_names(section.text, body.start, body.end)
    return names if names.names and names.clean and not section.text[names.end : body.end].strip(" .*") else None


_YEAR_BEHIND = re.compile(r"[.,(（\s]*(?:19|20)\d\d[a-z]?\s*(?:[)）]\s*[.:,]?|\.)\s*")


def _tells_title(section: PaperSection, names: Names, line: Line) -> bool:
    """Whether a title stands behind the authors of a line: quoted, or behind their year with a venue after it."""
    rest = section.page.trim(names.end, section.body(line).end, " \t\n,;:：，)")
    title = quoted(section.page, *rest)
    if title and title.outer_start <= rest.start + 3:
        return True
    year = _YEAR_BEHIND.match(section.text, names.end, rest.end)
    begin = section.page.trim(year.end() if year else rest.start, rest.end, " \t\n.")
    stop = title_end(section.page, *begin)
    words = section.text[begin.start : stop]
    more = section.text[stop : rest.end].strip(" .,;:")
    return (
        bool(year or not is_venue(words))
        and is_long_enough(words, 3)
        and is_long_enough(more, 2)
        and not (is_venue_only(words) or is_venue(words) and not year)
    )


def _year_above(section: PaperSection) -> int | None:
    """The year that stands on a line of its own, one or two lines above the section's heading."""
    start = section.part.section.span.start
    near = section.page.lines_in(max(0, start - 120), start)[-2:]
    years = [lone_year(section.text[line.start : line.end]) for line in near]
    return next((year for year in years if year), None)


def _year_heading(section: PaperSection) -> int | None:
    """The year of the last heading above that is one, if it is no lower than the section's: a title below it."""
    blocks = section.page.blocks
    own = section.page.block_at(section.part.section.span.start)
    for number in range(own - 1, max(-1, own - 400), -1):
        block = blocks[number]
        if own < 0 or block.kind == "heading" and block.level < blocks[own].level:
            break
        if block.kind == "heading" and block.end - block.start < 9:
            return lone_year(section.text[block.start : block.end])
    return None


def _before_next(section: PaperSection, lines: list[Line]) -> list[Line]:
    """Lines up to the year that leads the next paper: the one below a line of links, if each has one above it."""
    if not _year_above(section):
        return lines
    for number in range(1, len(lines)):
        year = lone_year(section.text[lines[number].start : lines[number].end])
        if year and section.is_links(lines[number - 1]):
            return lines[:number]
    return lines
