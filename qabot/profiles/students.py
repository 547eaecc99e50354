"""Students told in one line: by their state, behind a label, or name by name."""

from __future__ import annotations

import re

from qabot.profiles.columns import Columns
from qabot.profiles.entries import Entry
from qabot.profiles.item import cut_outside_brackets, read_item
from qabot.profiles.page import Line, Page
from qabot.profiles.persons import is_name, strip_titles
from qabot.profiles.profile import Item
from qabot.profiles.sections import Part

_STATE = re.compile(
    r"(?:current|completed|past|former|graduated|ongoing|in progress|finished|alumni)\b[^:\n]{0,30}:\s", re.I
)


def by_group(page: Page, part: Part) -> list[Item]:
    """The students of lines led by a state each: "Current: Ada Lind (PhD); Bo Berg (MSc)", "Completed: ..."."""
    lines = [line for line in page.lines_in(part.body, part.end) if not page.is_heading(line.block)]
    if part.kind != "students" or len(lines) < 2 or not all(_STATE.match(page.text, ln.start, ln.end) for ln in lines):
        return []
    found: list[Item] = []
    for line in lines:
        lead = _STATE.match(page.text, line.start, line.end)
        start = lead.end() if lead else line.start
        pieces = cut_outside_brackets(page.text, start, line.end, ";")
        pieces = pieces if len(pieces) > 1 else cut_outside_brackets(page.text, start, line.end, ",")
        made = [read_item(page, part, Entry((Line(a, b, line.block),)), Columns({})) for a, b in pieces]
        found += [item for item in made if item and is_name(item.title)]
    return found


_LED_BY_NAME = re.compile(r"([^\W\d_][^,;:(–—\d\n]{3,40}?)\s*(?:,|\(|[–—:]|$)")


def name_by_name(page: Page, entry: Entry) -> list[Entry]:
    """An entry of several lines that each begin with a name, as one entry for each."""
    leads = [_LED_BY_NAME.match(page.text, line.start, line.end) for line in entry.lines]
    if len(leads) < 2 or entry.details or not all(lead and is_name(strip_titles(lead[1])) for lead in leads):
        return [entry]
    return [Entry((line,), (), entry.label) for line in entry.lines]


_STUDENTS = re.compile(  # "Former Ph.D. students: Ada Lind (1976), Bo Berg (1983)"
    r"\W*(?:(?:former|current|past|my|recent|graduated)\s)*(?:(?:ph\.?\s?d\.?|doctoral|graduate|master['’]?s|postdoctoral)\s)?"
    r"(?:students?|trainees?|advisees?|supervisees?|mentees?|postdocs?)(?:\s\([^()]*\))?\s*:\s+",
    re.I,
)

_MEMBER = re.compile(r"(?:[^,;()\n]|\([^()\n]*\))+")


def read_students_labelled(page: Page, part: Part) -> list[Item]:
    """The students whom a line outside their own section lists behind a label."""
    made: list[Item] = []
    for line in page.lines_in(part.body, part.end):
        label = _STUDENTS.match(page.text, line.start, line.end) if ":" in page.text[line.start : line.end] else None
        pieces = list(_MEMBER.finditer(page.text, label.end(), line.end)) if label else []
        named = [p for p in pieces if is_name(strip_titles(re.sub(r"\(.*", "", p[0]).strip(" .")))]
        if named and len(named) >= 0.7 * len(pieces):
            listed = [Entry((Line(*page.trim(*piece.span(), " \t\n."), line.block),)) for piece in named]
            made += [item for entry in listed if (item := read_item(page, part, entry, Columns({})))]
    return made


def members(page: Page, part: Part, entry: Entry) -> list[Item]:
    """The students whom a line lists, each with what is told in brackets: "A. Lind (PhD 2019), B. Berg (MSc)"."""
    line = entry.lines[0]
    if len(entry.lines) > 1 or entry.details:
        return []
    pieces = list(_MEMBER.finditer(page.text, line.start, line.end))
    named = [p for p in pieces if is_name(strip_titles(re.sub(r"\(.*", "", p[0]).strip(" .")))]
    if len(named) < 2 or len(named) < len(pieces) or page.text.count("(", line.start, line.end) < 2:
        return []
    listed = [Entry((Line(*page.trim(*piece.span(), " \t\n."), line.block),)) for piece in named]
    return [item for one in listed if (item := read_item(page, part, one, Columns({})))]
