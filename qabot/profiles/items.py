"""The other lists of a page: talks, projects, service, teaching, students."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from qabot.profiles.columns import Columns, read_columns
from qabot.profiles.dates import read_dates
from qabot.profiles.entries import Entry, clean_line, read_entries
from qabot.profiles.heading_kinds import heading_kind
from qabot.profiles.item import QUOTED, cut_outside_brackets, read_item, title_in
from qabot.profiles.page import Line, Page, Range
from qabot.profiles.profile import Item
from qabot.profiles.sections import Part
from qabot.profiles.services import read_reviewed
from qabot.profiles.students import name_by_name, read_students_by_state, read_students_in_line
from qabot.profiles.terms import is_organization, is_role

KINDS = {"talks": "talks", "projects": "projects", "service": "service", "teaching": "teaching", "students": "students"}


def read_items(page: Page, part: Part) -> list[Item]:
    """The entries of a list of talks, projects, service, courses or students, in order."""

    def anchor(line: Line) -> bool:
        return bool(read_dates(page.text, line.start, line.end)) and line.end - line.start < 260

    columns = read_columns(page, part)
    entries = [entry for entry in read_entries(page, part, anchor) if not columns.is_head(entry)]
    if part.kind in ("teaching", "service"):
        entries = [one for entry in entries for one in _line_by_line(page, entry, anchor)]
    named = _named_by_heading(page, part, entries)
    if named:
        return [named]
    if part.kind == "students":
        if grouped := read_students_by_state(page, part):
            return grouped
        entries = [one for entry in entries for one in name_by_name(page, entry)]
        entries = [entry for entry in entries if not _LEADER.match(page.text, entry.start, entry.lines[0].end)]
    items: list[Item] = []
    above: Range | None = None  # the title that the dated rows below it share: a talk given several times
    for number, entry in enumerate(entries):
        if _POINTS.match(page.text, entry.start, entry.end) or _is_of_another(page, part, entry):
            continue
        if part.kind == "talks" and _is_shared_title(page, entries[number : number + 2]):
            above = page.trim(*clean_line(page, entry.lines[0])[:2], " \t\n.:：")
            continue
        given = _given(page, part, entry) or _listed(page, part, entry)
        found = given or [item for item in [read_item(page, part, entry, columns)] if item]
        label = entry.label.rstrip(" .,") if part.kind == "talks" and not given else ""
        titled = QUOTED.fullmatch(label)
        if titled:  # the title in quotation marks above a list of where the talk was given
            found = [_titled(item, titled[1].strip(" ,.")) for item in found]
        elif items and part.kind == "talks" and _goes_on(page, entries[number - 1 : number + 1]):
            found = [_titled(item, items[-1].title) for item in found]
        elif above and not given:
            found = [_titled(item, page.words(*above)) for item in found]
        items += found
    return items


def _titled(item: Item, title: str) -> Item:
    """An occasion under the title that stands elsewhere: what was read for its title is where it was."""
    return replace(item, title=title, organization=item.organization or item.title)


def _goes_on(page: Page, entries: Sequence[Entry]) -> bool:
    """Whether the second of two entries goes on in the paragraph whose first line, undated, titles the first."""
    if len(entries) < 2 or QUOTED.match(page.text, entries[1].lines[0].start, entries[1].lines[0].end):
        return False
    first, second = entries
    block = page.blocks[first.lines[0].block]
    shared = second.lines[0].block == first.lines[0].block and block.kind == "paragraph"
    line = first.lines[0]
    if not shared or not read_dates(page.text, second.start, second.end):
        return False
    top = next(iter(page.lines_in(block.start, block.end)))
    return not read_dates(page.text, top.start, top.end) and line.start >= top.start and top.end - top.start > 8


_LEADER = re.compile(  # of a group, not one of its students: "Ada Lind, Professor"
    r"[^,(–—|\n]{3,50}(?:,|\s[–—|-]|\s\()\s*(?:(?:Associate |Assistant |Full |Adjunct )?Professor|"
    r"Principal Investigator|PI|Group Leader|Lab Director)\b\W*$"
)

_LINE = re.compile(r"[A-ZÀ-Þ\d“\"][^.!?]{3,109}(?<![,;:])")  # of a list, not of a paragraph


def _line_by_line(page: Page, entry: Entry, is_dated: Callable[[Line], bool]) -> list[Entry]:
    """An entry that is a paragraph of short lines, each a course or an office by itself, as one entry for each."""
    lines = entry.lines
    if len(lines) == 1 and not entry.details:
        return [Entry((piece,)) for piece in _between_signs(page, lines[0])]
    one = len({line.block for line in lines}) == 1 and page.blocks[lines[0].block].kind == "paragraph"
    societies = len(lines) > 1 and all(is_organization(page.text[line.start : line.end]) for line in lines)
    if one and societies and not entry.details and not any(is_role(page.text[ln.start : ln.end]) for ln in lines[1:]):
        return [Entry((line,)) for line in lines]
    if len(lines) < 3 or not one or entry.details or any(map(is_dated, lines)):
        return [entry]
    listed = all(_LINE.fullmatch(page.text, line.start, line.end) for line in lines)
    return [Entry((line,)) for line in lines] if listed else [entry]


_SIGNS = re.compile(r"\s[•·|]\s")

_NEXT_LABEL = re.compile(r"(?<=[\w)])\.\s+(?=[A-Z][\w -]{2,28}(?::\s|\sof\sthe\s))")


def _between_signs(page: Page, line: Line) -> list[Line]:
    """The members of a line that bullets part, or labels behind full stops: "Chair: X. Reviewer: Y"."""
    if page.blocks[line.block].kind == "row":
        return [line]
    for pattern, least in ((_SIGNS, 2), (_NEXT_LABEL, 1)):
        cuts = [cut.span() for cut in pattern.finditer(page.text, line.start, line.end)]
        if len(cuts) >= least:
            bounds = [line.start, *(edge for cut in cuts for edge in cut), line.end]
            return [Line(*page.trim(a, b), line.block) for a, b in zip(bounds[::2], bounds[1::2], strict=True)]
    return [line]


_POINTS = re.compile(
    r"\W*(?:view|see|click|download|find|visit|check)\s(?:out\s)?(?:my|the|all|here|a|full)\b|"
    r"\W*(?:current|former|past) (?:students|members)\s*$",
    re.I | re.M,
)

_OTHER = re.compile(r"\W{0,3}([A-ZÀ-Þ][\w &/-]{3,40}?)\W{0,3}[:：]\s")


def _is_of_another(page: Page, part: Part, entry: Entry) -> bool:
    """Whether an entry's label is the heading of another kind of list: "Boards: ..." among the students."""
    label = _OTHER.match(page.text, entry.start, entry.lines[0].end) if part.kind == "students" else None
    return bool(label) and heading_kind(label[1] if label else "", whole=True) not in ("", "students", "years")


_LABELLED = re.compile(r"\W{0,3}[^\s:：][^:：\n]{1,20}[:：]\s*\S")


def _named_by_heading(page: Page, part: Part, entries: Sequence[Entry]) -> Item | None:
    """The project whose title is its section's own heading, with a line on when, or labelled lines, below it."""
    title = re.split(r"[(（]", part.section.title)[0]  # "Ice Jam (Course Project)"
    own = title and len(part.section.path) > 1 and heading_kind(title) == ""
    if part.kind != "projects" or not own or not entries:
        return None
    lines = [line for entry in entries for line in entry.lines]
    first = lines[0]
    dates = [d for line in lines for d in read_dates(page.text, line.start, line.end)]
    short = page.blocks[first.block].kind == "paragraph" and first.end - first.start <= 90
    led = short and bool(read_dates(page.text, first.start, first.end))
    labelled = len(lines) > 1 and all(_LABELLED.match(page.text, ln.start, ln.end) for ln in lines)
    if not (led or labelled) or led and len({d.start for d in dates}) > 2:
        return None
    heading = page.trim(part.section.span.start, part.body, " \t\n#:：")
    date = next((d for d in dates if not d.single), dates[0] if dates else None)
    return Item(
        title=page.words(*heading),
        span=page.span(heading.start, max(line.end for line in lines)),
        start=date.start if date else None,
        end=date.end if date and not date.current else None,
        current=bool(date and date.current),
        parts={"title": page.span(*heading)},
    )


def _is_shared_title(page: Page, entries: Sequence[Entry]) -> bool:
    """Whether an entry is a row of its own, without a date, above rows with dates and places."""
    if len(entries) < 2 or entries[0].details:
        return False
    blocks = [page.blocks[entry.lines[0].block] for entry in entries]
    return (
        all(block.kind == "row" for block in blocks)
        and len(blocks[0].cells) == 1
        and len(blocks[1].cells) > 1
        and not read_dates(page.text, entries[0].start, entries[0].end)
        and bool(read_dates(page.text, entries[1].start, entries[1].end))
    )


def _given(page: Page, part: Part, entry: Entry) -> list[Item]:
    """A talk with a list of where it was given below it, as one item for each time."""
    if part.kind != "talks" or any(read_dates(page.text, line.start, line.end) for line in entry.lines):
        return []
    times = [line for line in entry.details if read_dates(page.text, line.start, line.end)]
    if len(times) < 2 or len(times) < len(entry.details):
        return []
    title = title_in(page, [clean_line(page, entry.lines[0])], part.kind)
    made = [read_item(page, part, Entry((line,)), Columns({})) for line in times]
    return [_titled(item, page.words(*title)) for item in made if item and title]


def _listed(page: Page, part: Part, entry: Entry) -> list[Item]:
    """An entry that lists several facts in one line: reviewers' venues, "PhD students: A (2019), B (2020)"."""
    line = clean_line(page, entry.lines[0])
    if part.kind == "service" and len(entry.lines) == 1:
        return read_reviewed(page, line, part.section.title) or _offices(page, part, line)
    if part.kind == "teaching" and len(entry.lines) == 1 and page.blocks[line.block].kind != "row":
        return _courses(page, part, line)
    return read_students_in_line(page, part, entry) if part.kind == "students" else []


def _courses(page: Page, part: Part, line: Line) -> list[Item]:
    """The courses of one line, set apart by semicolons, or each with its terms in brackets behind it."""
    text = page.text
    label = _AT_LABEL.match(text, line.start, line.end)
    begin = label.end() if label else line.start
    pieces = cut_outside_brackets(text, begin, line.end, ";；")
    if len(pieces) < 2:
        pieces = cut_outside_brackets(text, begin, line.end, ",")
        pieces = pieces if all(text[end - 1] == ")" for _, end in pieces) else []
    named = [(a, b) for a, b in pieces if _COURSE.match(text, a, b)]
    if len(named) < 2 or len(named) < 0.6 * len(pieces) or any(b - a > 110 for a, b in pieces):
        return []
    made = [read_item(page, part, Entry((Line(a, b, line.block),)), Columns({})) for a, b in named]
    where = page.trim(label.start(), label.end(), " \t:：") if label else None
    school = page.words(*where) if where and is_organization(page.words(*where)) else ""
    return [replace(item, organization=item.organization or school) for item in made if item]


def _offices(page: Page, part: Part, line: Line) -> list[Item]:
    """The offices and memberships of one line, set apart by semicolons."""
    pieces = cut_outside_brackets(page.text, line.start, line.end, ";")
    told = [is_organization(page.text[a:b]) or is_role(page.text[a:b]) for a, b in pieces]
    if len(pieces) < 2 or not all(told) or not all(_COURSE.match(page.text, a, b) and b - a <= 110 for a, b in pieces):
        return []
    made = [read_item(page, part, Entry((Line(a, b, line.block),)), Columns({})) for a, b in pieces]
    return [item for item in made if item]


_AT_LABEL = re.compile(r"[A-ZÀ-Þ][^:：\d\n]{2,60}[:：]\s+")

_COURSE = re.compile(r"[A-ZÀ-Þ\d“\"].{3}")
