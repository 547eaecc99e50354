"""How the entries of a career and the headings of its parts go together: employer above, posts below."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qabot.profiles.dates import read_dates
from qabot.profiles.entries import Entry
from qabot.profiles.heading_kinds import heading_kind
from qabot.profiles.page import Line, Page
from qabot.profiles.positions import POSITION_KINDS
from qabot.profiles.sections import Part
from qabot.profiles.terms import find_degrees, is_organization, is_role


def runs_on(page: Page, part: Part, following: Part) -> bool:
    """Whether a heading and the next are lines of one entry: a school, then its town."""
    kinds = (*POSITION_KINDS, "education")
    if part.kind in kinds and part.kind == following.kind and _is_place_below(page, part, following):
        return True
    if part.kind == following.kind == "education" and part.section.path == following.section.path[:-1]:
        return _is_school_of(part.section.title, following.section.title) and not page.lines_in(part.body, part.end)
    return (
        part.kind in kinds
        and part.kind == following.kind
        and part.section.path[:-1] == following.section.path[:-1]
        and all(heading_kind(p.section.title) == "" for p in (part, following))
        and not read_dates(part.section.title)
        and (not read_dates(following.section.title) or _is_place_of(part.section.title, following.section.title))
        and not page.lines_in(part.body, part.end)
        and bool(page.lines_in(following.body, following.end))
    )


def _is_place_below(page: Page, part: Part, following: Part) -> bool:
    """Whether a heading is a post or degree, and the one below it where and when: "Engineer", "Nivex, 2019-2021"."""
    head, place = part.section.title, following.section.title
    told = is_role(head) and not is_role(place) or find_degrees(head) and not find_degrees(place)
    nested = part.section.path == following.section.path[:-1] and not page.lines_in(part.body, part.end)
    dated = bool(read_dates(place)) if not read_dates(head) else is_organization(place) and not read_dates(place)
    return bool(told) and nested and dated and len(place) <= 110


def _is_place_of(place: str, post: str) -> bool:
    """Whether one heading names where the post of the next one is held: "Ice Lab", "Postdoc (2019)"."""
    told = bool(read_dates(post)) and is_role(post) and not is_organization(post)
    return told and not is_role(place) and not find_degrees(place)


def is_post_below_employer(part: Part) -> bool:
    """Whether a section's heading is a dated post, and the one around it who employed: "Ice Works", "Clerk, 2019"."""
    path = part.section.path
    return len(path) > 1 and is_organization(path[-2]) and not read_dates(path[-2]) and _is_place_of(path[-2], path[-1])


def _is_school_of(school: str, degree: str) -> bool:
    """Whether one heading names the school of the degree that the next one names: "Troll University", "PhD, 2019"."""
    told = bool(find_degrees(degree)) and not is_organization(degree)
    return told and is_organization(school) and not find_degrees(school) and not read_dates(school)


def _place_above(page: Page, part: Part) -> Line | None:
    """The heading around a section's own that names where its post is."""
    path = part.section.path
    above = _is_school_of if part.kind == "education" else _is_place_of
    if len(path) < 2 or heading_kind(path[-2]) or read_dates(path[-2]) or not above(path[-2], path[-1]):
        return None
    for number in range(page.block_at(part.section.span.start) - 1, -1, -1):
        block = page.blocks[number]
        if page.is_heading(number) and page.words(block.start, block.end).rstrip(":：").strip() == path[-2]:
            return Line(block.start, block.end, number)
    return None


def _heading_line(page: Page, part: Part) -> Line:
    heading = page.trim(part.section.span.start, part.body)
    return Line(heading.start, heading.end, max(page.block_at(heading.start), 0))


def with_heading(page: Page, part: Part, entries: Sequence[Entry], above: Sequence[Part]) -> list[Entry]:
    """An entry whose first line is the section's own heading: "### Postdoc, Some University (2019-2021)"."""
    own = [_heading_line(page, p) for p in (*above, part)]
    place = None if above else _place_above(page, part)
    own = [place, *own] if place else own
    if heading_kind(part.section.title) == "years":
        undated = [not any(read_dates(page.text, ln.start, ln.end) for ln in entry.lines) for entry in entries]
        pairs = zip(entries, undated, strict=True)
        return [entry._replace(lines=(*own, *entry.lines)) if bare else entry for entry, bare in pairs]
    words = "\n".join(page.text[line.start : line.end] for line in own)
    telling = is_role(words) or is_organization(words) or read_dates(words) or find_degrees(words)
    dated = sum(any(read_dates(page.text, line.start, line.end) for line in entry.lines) for entry in entries)
    below = dated == 1 and _is_employer(page, part, entries[0])
    if dated >= 2 and place and part.kind != "education":  # "Ice School", "Lecturer, 2007-present", a list of honours
        return [Entry(tuple(own)), *(e for e in entries if is_role(page.text[e.start : e.lines[0].end]))]
    if not (telling or below) or dated >= 2:
        return _below_title(page, own, entries) if dated >= 2 and not read_dates(words) else list(entries)
    if not entries:
        return [Entry(tuple(own))]
    first, *rest = entries
    lines = tuple(ln for ln in first.lines if ln.end - ln.start < _LONGEST)
    more = (*first.details, *(d for e in rest for d in (*e.lines, *e.details)))
    if where := _line_above_list(page, part, first):
        lines, more = where, (*first.lines, *more)
    if len(own) > 1 and is_role(words) and read_dates(words):
        lines, more = (), (*first.lines, *more)  # two headings tell all of it
    employer = _EMPLOYER.fullmatch(page.text, own[-1].start, own[-1].end)
    if employer and part.kind != "education" and is_role(employer[2]) and not is_role(employer[1]):
        own = [*own[:-1], own[-1]._replace(start=employer.start(2)), own[-1]._replace(end=employer.end(1))]
        told = tuple(line for line in lines if read_dates(page.text, line.start, line.end))
        lines, more = told, (*(line for line in lines if line not in told), *more)
    if not lines and first.lines and not (is_role(words) or is_organization(words) or find_degrees(words)):
        head, tail = _cut(page, first.lines[0])
        lines, more = (head,), (tail, *more)
    return [Entry((*own, *lines), more)]


def _line_above_list(page: Page, part: Part, first: Entry) -> tuple[Line, ...]:
    """The short line between a section's heading and the list that begins its entries: who employed there."""
    if page.blocks[first.lines[0].block].kind != "item":
        return ()
    above = tuple(line for line in page.lines_in(part.body, first.lines[0].start) if line.end - line.start < _LONGEST)
    return above if len(above) == 1 and page.blocks[above[0].block].kind == "paragraph" else ()


_EMPLOYER = re.compile(r"\s*([^:\n]{2,70}?)\s?:\s+([^:\n]{3,90}?)\s*")  # "Lake Analytics: Data Scientist"
_LONGEST = 200  # characters; a longer line below a heading tells about the post


def _is_employer(page: Page, part: Part, first: Entry) -> bool:
    """Whether a heading within a career is where the post below it was held: a role with its dates leads there."""
    line = first.lines[0]
    lead, words = page.text[line.start : line.end], page.text[line.start : first.lines[:2][-1].end]
    told = find_degrees(lead) if part.kind == "education" else is_role(lead)
    led = len(lead) <= 80 and bool(read_dates(words)) and bool(told) and not is_organization(words)
    return led and len(part.section.path) > 1 and len(part.section.title) <= 40


def _cut(page: Page, line: Line) -> tuple[Line, Line]:
    """A long line below a heading that is but a date, cut behind its last clause that is near enough."""
    near = line.start + _LONGEST
    stop = max(page.text.rfind(mark, line.start, near) for mark in (", ", "; ", ": ", " ("))
    stop = stop if stop > line.start + 10 else min(near, line.end)
    return line._replace(end=stop), line._replace(start=stop)


_THESIS_LINE = re.compile(r"\W*(?:[\w-]*(?:thesis|dissertation|arbeit)|thèse|tesis|диссертация|论文|論文|논문)\b", re.I)


def _below_title(page: Page, own: Sequence[Line], entries: Sequence[Entry]) -> list[Entry]:
    """Entries below a heading that is a role or degree: the first is where and when, one on a thesis goes with it."""
    title = "\n".join(page.text[line.start : line.end] for line in own)
    first, *rest = entries
    words = page.text[first.start : first.lines[-1].end]
    named = bool(find_degrees(title)) or is_role(title)
    if not named or find_degrees(words) or is_role(words) or not is_organization(words):
        return list(entries)
    kept = [entry for entry in rest if not _is_thesis(page, entry)]
    details = tuple(ln for entry in rest if entry not in kept for ln in (*entry.lines, *entry.details))
    return [Entry((*own, *first.lines), (*first.details, *details)), *kept]


def _is_thesis(page: Page, entry: Entry) -> bool:
    words = page.text[entry.start : entry.lines[-1].end]
    for date in reversed(read_dates(words)):
        words = words[: date.begin] + words[date.stop :]
    return bool(_THESIS_LINE.match(re.sub(r"^\W*(?:erwartet|expected|prévue?)", "", words)))
