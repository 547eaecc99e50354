"""Students told in one line: by their state, behind a label, or name by name."""

from __future__ import annotations

import re

from qabot.profiles.columns import Columns
from qabot.profiles.entries import Entry
from qabot.profiles.entry_lines import clean_line
from qabot.profiles.item import cut_outside_brackets, read_item
from qabot.profiles.page import Line, Page
from qabot.profiles.persons import is_name, strip_titles
from qabot.profiles.profile import Item
from qabot.profiles.sections import Part

_STATE = re.compile(
    r"(?:current|completed|past|former|graduated|ongoing|in progress|finished|alumni)\b[^:\n]{0,30}:\s", re.I
)
_STUDENTS = re.compile(  # "Former Ph.D. students: Ada Lind (1976), Bo Berg (1983)"
    r"\W*(?:(?:former|current|past|my|recent|graduated)\s)*(?:(?:ph\.?\s?d\.?|doctoral|graduate|master['’]?s|postdoctoral)\s)?"
    r"(?:students?|trainees?|advisees?|supervisees?|mentees?|postdocs?)(?:\s\([^()]*\))?\s*:\s+",
    re.I,
)
_GROUP = re.compile(r"[^:：\n]{2,90}?[:：]\s*")  # "PhD students: ", "I have supervised to completion: "
_NEXT_GROUP = re.compile(r"(?<=[)\w])\.\s+(?=[A-ZÀ-Þ][^.:：\n]{2,60}[:：])")  # "... (2020). Alumni: Bo Berg"
_ROW_GROUP = re.compile(r"\W*(?:ph\.?\s?d\.?|m\.?sc\.?|m\.?a\.?|master|b\.?sc\.?|postdocs?|doctoral)\W*", re.I)
_LED_BY_NAME = re.compile(r"([^\W\d_][^,;:(–—\d\n]{3,40}?)\s*(?:,|\(|[–—:]|$)")
_AND = re.compile(r"(?:and|&|und|et|y)\s+")


def read_students_by_state(page: Page, part: Part) -> list[Item]:
    """The students of lines led by a state each: "Current: Ada Lind (PhD); Bo Berg (MSc)", "Completed: ..."."""
    lines = [line for line in page.lines_in(part.body, part.end) if not page.is_heading(line.block)]
    leads = [_STATE.match(page.text, line.start, line.end) for line in lines]
    if len(lines) < 2 or not all(leads):
        return []
    return [
        one for line, lead in zip(lines, leads, strict=True) if lead for one in _named(page, part, line, lead.end())
    ]


def read_students_labelled(page: Page, part: Part) -> list[Item]:
    """The students whom a line outside their own section lists behind a label."""
    made: list[Item] = []
    for line in page.lines_in(part.body, part.end):
        label = _STUDENTS.match(page.text, line.start, line.end) if ":" in page.text[line.start : line.end] else None
        named = _named(page, part, line, label.end()) if label else []
        made += named if label and len(named) >= 0.7 * len(_pieces(page, label.end(), line.end)) else []
    return made


def read_students_in_line(page: Page, part: Part, entry: Entry) -> list[Item]:
    """The students whom one line lists: "PhD | Ada Lind (2022), Bo Berg", "PhD: ... MSc: ...", "A. Lind (PhD), ..."."""
    line = clean_line(page, entry.lines[0])
    cells = page.blocks[line.block].cells
    if len(cells) == 2 and _ROW_GROUP.fullmatch(page.text, *cells[0]):
        return _named(page, part, line._replace(end=cells[1][1]), cells[1][0])
    cuts = [cut.span() for cut in _NEXT_GROUP.finditer(page.text, line.start, line.end)]
    edges = [line.start, *(edge for cut in cuts for edge in cut), line.end]
    made: list[Item] = []
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        group = _GROUP.match(page.text, start, end)
        made += _named(page, part, line._replace(end=end), group.end()) if group else []
    if len(made) > 1:
        return made
    if len(entry.lines) > 1 or entry.details or page.text.count("(", line.start, line.end) < 2:
        return []
    made = _named(page, part, line, line.start)
    return made if len(made) > 1 and len(made) == len(_pieces(page, line.start, line.end)) else []


def name_by_name(page: Page, entry: Entry) -> list[Entry]:
    """An entry of several lines that each begin with a name, as one entry for each."""
    leads = [_LED_BY_NAME.match(page.text, line.start, line.end) for line in entry.lines]
    if len(leads) < 2 or entry.details or not all(lead and is_name(strip_titles(lead[1])) for lead in leads):
        return [entry]
    return [Entry((line,), (), entry.label) for line in entry.lines]


def _named(page: Page, part: Part, line: Line, start: int) -> list[Item]:
    """The students whom a line names from `start` on, each with what is told in brackets."""
    listed = [Entry((Line(a, b, line.block),)) for a, b in _pieces(page, start, line.end)]
    made = [read_item(page, part, entry, Columns({})) for entry in listed]
    return [item for item in made if item and is_name(strip_titles(re.sub(r"[(（].*", "", item.title).strip(" .")))]


def _pieces(page: Page, start: int, end: int) -> list[tuple[int, int]]:
    """What semicolons part, or else commas, without "and" before the last."""
    several = cut_outside_brackets(page.text, start, end, ";；")
    several = several if len(several) > 1 else cut_outside_brackets(page.text, start, end, ",，、")
    leads = [_AND.match(page.text, a, b) for a, b in several]
    return [(lead.end() if lead else a, b) for lead, (a, b) in zip(leads, several, strict=True)]
