"""The other lists of a page: talks, projects, service, teaching, students."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from qabot.profiles.columns import Columns, read_columns
from qabot.profiles.dates import read_dates
from qabot.profiles.entries import Entry, read_entries
from qabot.profiles.entry_dates import beside_dates
from qabot.profiles.entry_lines import clean_line
from qabot.profiles.heading_kinds import heading_kind
from qabot.profiles.item import read_item, title_in
from qabot.profiles.items_in_line import line_by_line, read_in_line
from qabot.profiles.page import Line, Page, Range
from qabot.profiles.profile import Item
from qabot.profiles.sections import Part
from qabot.profiles.students import name_by_name, read_students_by_state
from qabot.profiles.tables import is_template
from qabot.profiles.talks import QUOTED

KINDS = {"talks": "talks", "projects": "projects", "service": "service", "teaching": "teaching", "students": "students"}


def read_items(page: Page, part: Part) -> list[Item]:
    """The entries of a list of talks, projects, service, courses or students, in order."""

    def anchor(line: Line) -> bool:
        return bool(read_dates(page.text, line.start, line.end)) and line.end - line.start < 260

    columns = read_columns(page, part)
    entries = [
        entry
        for entry in read_entries(page, part, anchor)
        if not (columns.is_head(entry) or _is_left(page, entry) or _leads_within(page, entry))
    ]
    entries = beside_dates(page, entries)
    if part.kind in ("teaching", "service"):
        entries = [one for entry in entries for one in line_by_line(page, entry, anchor)]
    entries = [_without_label(page, entry) for entry in entries]
    named = _named_by_heading(page, part, entries) or _talk_of_heading(page, part, entries)
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
        given = _given(page, part, entry) or read_in_line(page, part, entry)
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


_STATE = re.compile(  # a line above the entries it is the label of
    r"\W*(?:(?:current|completed|past|previous|ongoing|active|pending|former|finished|internal|external|recent|selected)"
    r"(?:ly)?(?: (?:funding|support|funded|grants?|projects?|awards?|courses?|talks?|service|students?))?|"
    r"as (?:pi|co-?pi|principal investigator|co-?investigator))\W*",
    re.I,
)


def _without_label(page: Page, entry: Entry) -> Entry:
    """An entry without the line above it that only tells the state of what stands below: "Current"."""
    first = entry.lines[0]
    if len(entry.lines) < 2 or not _STATE.fullmatch(page.text, first.start, first.end):
        return entry
    return entry._replace(lines=entry.lines[1:])


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


def _is_left(page: Page, entry: Entry) -> bool:
    """Whether an entry is what a page template came with."""
    return is_template(page.text[entry.start : entry.end])


def _leads_within(page: Page, entry: Entry) -> bool:
    """Whether an entry is no more than links to other parts of the page: what leads through it lists nothing."""
    within = [m for m in page.marks_in(entry.start, entry.end, "link") if m.target.startswith("#")]
    inner = [page.trim(line.start, line.end, " \t\n·|›»/-") for line in entry.lines]
    return bool(within) and all(any(m.start <= r.start and m.end >= r.end for m in within) for r in inner)


_LEADER = re.compile(  # of a group, not one of its students: "Ada Lind, Professor"
    r"[^,(–—|\n]{3,50}(?:,|\s[–—|-]|\s\()\s*(?:(?:Associate |Assistant |Full |Adjunct )?Professor|"
    r"Principal Investigator|PI|Group Leader|Lab Director)\b\W*$"
)

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


def _talk_of_heading(page: Page, part: Part, entries: Sequence[Entry]) -> Item | None:
    """The talk whose title is its section's own heading, with where and when it was given on a line below it."""
    title = part.section.title
    if part.kind != "talks" or len(part.section.path) < 2 or heading_kind(title, whole=len(title.split()) > 5):
        return None
    lines = [line for entry in entries for line in entry.lines]
    dated = [line for line in lines if read_dates(page.text, line.start, line.end)]
    quoted = any(QUOTED.search(page.text, line.start, line.end) for line in dated)
    if len(dated) != 1 or dated[0] not in lines[:2] or dated[0].end - dated[0].start > 160 or quoted:
        return None
    if page.blocks[dated[0].block].kind != "paragraph" or read_dates(title):
        return None
    item = read_item(page, part, Entry((dated[0],)), read_columns(page, part))
    heading = page.trim(part.section.span.start, part.body, " \t\n#:：")
    if not item:
        return None
    where = item.organization or item.title
    return replace(
        item, title=page.words(*heading), organization=where, parts={**item.parts, "title": page.span(*heading)}
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
