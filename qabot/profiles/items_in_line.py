"""Several facts told in one line or paragraph of a list: courses, offices, the venues of a reviewer, students."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from qabot.profiles.columns import Columns
from qabot.profiles.dates import Date, read_dates
from qabot.profiles.entries import Entry
from qabot.profiles.entry_lines import clean_line
from qabot.profiles.item import cut_outside_brackets, read_item
from qabot.profiles.item_roles import is_office
from qabot.profiles.page import Line, Page
from qabot.profiles.profile import Item
from qabot.profiles.sections import Part
from qabot.profiles.services import read_reviewed
from qabot.profiles.students import read_students_in_line
from qabot.profiles.terms import find_degrees, is_organization, is_role

_LINE = re.compile(r"[A-ZÀ-Þ\d“\"][^.!?]{3,109}(?<![,;:])")  # of a list, not of a paragraph
_SIGNS = re.compile(r"\s[•·|]\s")
_NEXT_LABEL = re.compile(r"(?<=[\w)])\.\s+(?=[A-Z][\w -]{2,28}(?::\s|\sof\sthe\s))")
_AT_LABEL = re.compile(r"[A-ZÀ-Þ][^:：\d\n]{1,60}[:：]\s+")
_TERM = re.compile(  # a term above its courses: "Fall 2025", "SoSe 2024:", "2023-24"
    r"\W*(?:(?:[Ss]pring|[Ss]ummer|[Ff]all|[Aa]utumn|[Ww]inter|[Mm]ichaelmas|[Hh]ilary|[Tt]rinity|[Ll]ent|[Ee]aster|"
    r"SoSe|WiSe|SS|WS|Sommersemester|Wintersemester|[Ss]emester(?: [12I]+)?,?|[Tt]erm(?: \d)?,?|AY)"
    r"(?: term| semester)?,? )?"
    r"(?:19|20)\d\d(?:\s?[-–/]\s?(?:\d\d)?\d\d)?\W*"
)
_LED_LIST = re.compile(  # "TA for Ice I (Fall 2024), Ice II (Fall 2025)"
    r"(?:(?:I|[Hh]e|[Ss]he)\s(?:am|is|was|have been|has been|served as|worked as)\s)?(?:an?\s)?"
    r"(?P<role>(?:[Gg]raduate |[Hh]ead |[Uu]ndergraduate )?(?:TA|[Tt]eaching [Aa]ssistant|[Tt]utor|[Gg]rader|"
    r"[Ii]nstructor|[Ll]ecturer|[Cc]ourse [Aa]ssistant))\s(?:for|of|in)\s(?:the\s)?"
)
_LEVEL = re.compile(  # of the courses behind it: "Undergraduate: Ice; Snow", "LLB: Contract, Trusts"
    r"\W*(?:(?:under|post)?graduates?|grad(?:uate)?|undergrad|doctoral|masters?['’]?s?|bachelors?['’]?s?|mba|executive|"
    r"phd|seminars?|lectures?|labs?|core|electives?|first[- ]year|second[- ]year|third[- ]year|final[- ]year|honou?rs|"
    r"(?:introductory|intermediate|advanced|lower|upper|required)(?:[- ](?:level|division))?)"
    r"(?:[- ](?:courses?|level|modules?|seminars?|classes|teaching|division|studies))?\s*(?:\([^()]{1,30}\))?\W*",
    re.I,
)
_COURSE = re.compile(r"[A-ZÀ-Þ\d“\"].{3}")
_LONGEST = 140  # characters of one office of a line
_LONGEST_COURSE = 110


def line_by_line(page: Page, entry: Entry, is_dated: Callable[[Line], bool]) -> list[Entry]:
    """An entry that is a paragraph of short lines, each a course or an office by itself, as one entry for each."""
    lines = entry.lines
    if len(lines) == 1 and not entry.details:
        return [Entry((piece,)) for piece in _between_signs(page, lines[0])]
    one = len({line.block for line in lines}) == 1 and page.blocks[lines[0].block].kind == "paragraph"
    if not one or entry.details:
        return [entry]
    words = [page.text[line.start : line.end] for line in lines]
    if len(lines) > 1 and _TERM.fullmatch(words[0]) and all(_COURSE.match(w) for w in words[1:]):
        return [Entry((line,), (), words[0]) for line in lines[1:]]  # "Fall 2025", and the courses below it
    led = [
        date for line in lines for date in read_dates(page.text, line.start, line.end)[:1] if _leads(page, line, date)
    ]
    if len(lines) > 1 and len(led) > 0.6 * len(lines) and not page.blocks[lines[0].block].cells:
        return [Entry((line,)) for line in lines]
    societies = len(lines) > 1 and all(map(is_organization, words)) and not any(map(is_role, words[1:]))
    levels = len(lines) > 1 and all(_level(page, line) for line in lines)
    listed = len(lines) > 2 and not any(map(is_dated, lines)) and all(map(_LINE.fullmatch, words))
    return [Entry((line,)) for line in lines] if societies or levels or listed else [entry]


def _leads(page: Page, line: Line, date: Date) -> bool:
    """Whether a date begins a line: "Since 2018 ...", "2019-2021 ..."."""
    return not re.search(r"\w{3}\W+\w", page.text[line.start : date.begin])


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


def _level(page: Page, line: Line) -> re.Match[str] | None:
    """The label of a line of courses that tells for whom they are."""
    label = _AT_LABEL.match(page.text, line.start, line.end)
    if not label:
        return None
    bare = label.group().rstrip(" :：")
    degrees = find_degrees(bare)
    return label if _LEVEL.fullmatch(bare) or degrees and degrees[0].end - degrees[0].start >= len(bare) - 2 else None


def read_in_line(page: Page, part: Part, entry: Entry) -> list[Item]:
    """An entry that lists several facts in one line: reviewers' venues, "PhD students: A (2019), B (2020)"."""
    line = clean_line(page, entry.lines[0])
    if part.kind == "teaching" and (below := _below_school(page, part, entry)):
        return below
    if part.kind == "service" and len(entry.lines) == 1:
        return read_reviewed(page, line, part.section.title) or _offices(page, part, line)
    if part.kind == "teaching" and len(entry.lines) == 1 and page.blocks[line.block].kind != "row":
        return _courses(page, part, line)
    return read_students_in_line(page, part, entry) if part.kind == "students" else []


def _below_school(page: Page, part: Part, entry: Entry) -> list[Item]:
    """The courses listed below the school where they were taught: a term with its definitions, or nested items."""
    first, *below = (*entry.lines, *entry.details)
    block = page.blocks[first.block]
    school = page.words(first.start, first.end).rstrip(" :：")
    nested = all(page.blocks[line.block].level > block.level or page.blocks[line.block].parent >= 0 for line in below)
    if not below or not nested or block.kind != "item" or not is_organization(school):
        return []
    if len(school) > _LONGEST_COURSE or read_dates(school) or is_role(school.split(",")[0]):
        return []
    named = [line for line in below if _COURSE.match(page.text, line.start, line.end)]
    if len(named) < len(below) or any(line.end - line.start > _LONGEST for line in below):
        return []
    where = page.span(*page.trim(first.start, first.end, " \t\n:："))
    made = [item for line in named for item in _items(page, part, line.block, [clean_line(page, line)[:2]])]
    return [
        item if item.organization else replace(item, organization=school, parts={**item.parts, "organization": where})
        for item in made
    ]


def _items(page: Page, part: Part, block: int, pieces: Sequence[tuple[int, int]]) -> list[Item]:
    made = [read_item(page, part, Entry((Line(a, b, block),)), Columns({})) for a, b in pieces]
    return [item for item in made if item]


def _courses(page: Page, part: Part, line: Line) -> list[Item]:
    """The courses of one line, set apart by semicolons, each with its terms in brackets behind it, or of one level."""
    text = page.text
    told = _LED_LIST.match(text, line.start, line.end)
    if told:
        return _told(page, part, line, told)
    label, level = _AT_LABEL.match(text, line.start, line.end), _level(page, line)
    begin = label.end() if label else line.start
    pieces = cut_outside_brackets(text, begin, line.end, ";；")
    if len(pieces) < 2:
        pieces = cut_outside_brackets(text, begin, line.end, ",")
        pieces = pieces if level or all(text[end - 1] == ")" for _, end in pieces) else []
    named = [(a, b) for a, b in pieces if _COURSE.match(text, a, b)]
    least = 1 if level else 2
    if len(named) < least or len(named) < 0.6 * len(pieces) or any(b - a > _LONGEST_COURSE for a, b in pieces):
        return []
    where = page.trim(label.start(), label.end(), " \t:：") if label else None
    school = page.words(*where) if where and is_organization(page.words(*where)) else ""
    made = _items(page, part, line.block, named)
    return [replace(item, organization=item.organization or school) for item in made]


def _told(page: Page, part: Part, line: Line, lead: re.Match[str]) -> list[Item]:
    """The courses of a sentence that a role leads, each with its terms: "TA for Ice (2024) and Mud (2025)"."""
    stop = re.compile(r"[.;](?=\s|$)").search(page.text, lead.end(), line.end)
    pieces = cut_outside_brackets(page.text, lead.end(), stop.start() if stop else line.end, ",")
    cuts = [cut for piece in pieces for cut in _at_and(page.text, *piece)]
    if len(cuts) < 2 or any(page.text[end - 1] != ")" for _, end in cuts):
        return []
    role = page.words(*lead.span("role"))
    made = _items(page, part, line.block, [(a, b) for a, b in cuts if _COURSE.match(page.text, a, b)])
    return [replace(item, role=role, parts={**item.parts, "role": page.span(*lead.span("role"))}) for item in made]


_AND = re.compile(r"(?:^|(?<=\)))\s*(?:and|&)\s+")


def _at_and(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """A piece of a list cut at an "and" that begins it or stands behind a bracket."""
    cuts = [m.span() for m in _AND.finditer(text[start:end])]
    edges = [start, *(start + edge for cut in cuts for edge in cut), end]
    return [(a, b) for a, b in zip(edges[::2], edges[1::2], strict=True) if b > a]


def _offices(page: Page, part: Part, line: Line) -> list[Item]:
    """The offices and memberships of one line, set apart by semicolons."""
    pieces = cut_outside_brackets(page.text, line.start, line.end, ";")
    if len(pieces) < 2 or any(b - a > _LONGEST for a, b in pieces):
        return []
    reviewed = {a: read_reviewed(page, Line(a, b, line.block), "") for a, b in pieces}
    told = [bool(reviewed[a]) or _is_office(page.text[a:b]) for a, b in pieces]
    if sum(told) < 0.6 * len(pieces):
        return []
    return [item for a, b in pieces for item in reviewed[a] or _items(page, part, line.block, [(a, b)])]


def _is_office(words: str) -> bool:
    """Whether words tell of an office, a membership or a society: "Convenor, Ice Section (2022–)"."""
    head = re.split(r"[,(]", words)[0].strip()
    return is_organization(words) or is_role(words) or is_office(head)
