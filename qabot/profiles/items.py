"""The other lists of a page: talks, projects, service, teaching, students."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from qabot.profiles.affiliations import cells_of, tidy
from qabot.profiles.columns import Columns, read_columns
from qabot.profiles.dates import read_dates
from qabot.profiles.entries import Entry, clean_line, read_entries
from qabot.profiles.name_lists import read_names
from qabot.profiles.page import Line, Page, Range
from qabot.profiles.persons import is_name, strip_titles
from qabot.profiles.profile import Item
from qabot.profiles.sections import Part, heading_kind
from qabot.profiles.services import read_reviewed
from qabot.profiles.terms import is_organization, is_role
from qabot.profiles.venues import known_short

KINDS = {"talks": "talks", "projects": "projects", "service": "service", "teaching": "teaching", "students": "students"}
# It begins with one set of signs: where an expression begins with a choice or looks back, every character is tried.
_TITLE_END = re.compile(
    r"[\s.。；;:：,，（(](?:(?<=[\t。；;，（(])|(?<=\s)(?:[|·–—-]\s|[（(])|(?<=[^\W\d_]{3}\.)\s|(?<=[:：])\s|(?<=[^\W\d_],)\s)"
)
# Titles of talks and projects hold colons: "Ice: a review".
_TITLE_STOP = re.compile(_TITLE_END.pattern.replace(r"|(?<=[:：])\s", "").replace(":：", "", 1))
_QUOTED = re.compile(r"[“\"「『《]([^“”\"「」『』《》]{5,250})[”\"」』》]|(?<!\w)[‘']([^‘'’\n]{8,250})[’'](?!\w)")
_PIECE = re.compile(r"[^,，;；.。|()（）\t\n:：]{2,120}")
_HELD_AT = re.compile(
    r"(?:now (?:an? )?(?:[\w-]+ ){0,3}(?:at|with)|"
    r"(?:(?:invited |guest )?(?:seminar|talk|lecture|colloquium|keynote|presented|held)\s+)?(?:in|at|by|from)|"
    r"(?:paper|poster|session|workshop|symposium|talk|roundtable|panel)\s(?:presented|given|delivered|held|accepted)\s(?:at|to|for)"
    r"(?:\sthe\s(?:annual|biennial|biannual|\d+\w\w)?\s?(?:meeting|conference|congress|convention)\sof)?|"
    r"funded by|supported by)\s+(?:the\s+)?",
    re.I,
)


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
        entries = [one for entry in entries for one in _name_by_name(page, entry)]
        entries = [entry for entry in entries if not _LEADER.match(page.text, entry.start, entry.lines[0].end)]
    if grouped := _by_group(page, part):
        return grouped
    items: list[Item] = []
    above: Range | None = None  # the title that the dated rows below it share: a talk given several times
    for number, entry in enumerate(entries):
        if _POINTS.match(page.text, entry.start, entry.end) or _is_of_another(page, part, entry):
            continue
        if part.kind == "talks" and _is_shared_title(page, entries[number : number + 2]):
            above = page.trim(*clean_line(page, entry.lines[0])[:2], " \t\n.:：")
            continue
        given = _given(page, part, entry) or _listed(page, part, entry)
        found = given or [item for item in [_item(page, part, entry, columns)] if item]
        label = entry.label.rstrip(" .,") if part.kind == "talks" and not given else ""
        titled = _QUOTED.fullmatch(label)
        if titled:  # the title in quotation marks above a list of where the talk was given
            title = titled[1].strip(" ,.")
            found = [replace(item, title=title, organization=item.organization or item.title) for item in found]
        elif (
            (led := _of_same_block(page, entries[max(0, number - 1) : number + 1]))
            and part.kind == "talks"
            and items
            and not _QUOTED.match(page.text, entry.lines[0].start, entry.lines[0].end)
        ):
            same = items[-1]
            found = [
                replace(item, title=same.title, organization=item.organization or item.title) for item in found if led
            ]
        elif above and not given:
            found = [
                replace(item, title=page.words(*above), organization=item.organization or item.title) for item in found
            ]
        items += found
    return items


_STATE = re.compile(
    r"(?:current|completed|past|former|graduated|ongoing|in progress|finished|alumni)\b[^:\n]{0,30}:\s", re.I
)


def _by_group(page: Page, part: Part) -> list[Item]:
    """The students of lines led by a state each: "Current: Ada Lind (PhD); Bo Berg (MSc)", "Completed: ..."."""
    lines = [line for line in page.lines_in(part.body, part.end) if not page.is_heading(line.block)]
    if part.kind != "students" or len(lines) < 2 or not all(_STATE.match(page.text, ln.start, ln.end) for ln in lines):
        return []
    found: list[Item] = []
    for line in lines:
        lead = _STATE.match(page.text, line.start, line.end)
        start = lead.end() if lead else line.start
        pieces = _cut_outside_brackets(page.text, start, line.end, ";")
        pieces = pieces if len(pieces) > 1 else _cut_outside_brackets(page.text, start, line.end, ",")
        made = [_item(page, part, Entry((Line(a, b, line.block),)), Columns({})) for a, b in pieces]
        found += [item for item in made if item and is_name(item.title)]
    return found


def _of_same_block(page: Page, entries: Sequence[Entry]) -> bool:
    """Whether the second of two entries goes on in the paragraph whose first line, undated, titles the first."""
    if len(entries) < 2:
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


_LED_BY_NAME = re.compile(r"([^\W\d_][^,;:(–—\d\n]{3,40}?)\s*(?:,|\(|[–—:]|$)")


def _name_by_name(page: Page, entry: Entry) -> list[Entry]:
    """An entry of several lines that each begin with a name, as one entry for each."""
    leads = [_LED_BY_NAME.match(page.text, line.start, line.end) for line in entry.lines]
    if len(leads) < 2 or entry.details or not all(lead and is_name(strip_titles(lead[1])) for lead in leads):
        return [entry]
    return [Entry((line,), (), entry.label) for line in entry.lines]


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
            made += [item for entry in listed if (item := _item(page, part, entry, Columns({})))]
    return made


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
    title = _title(page, [clean_line(page, entry.lines[0])], part.kind)
    made = [_item(page, part, Entry((line,)), Columns({})) for line in times]
    return [
        replace(item, title=page.words(*title), organization=item.organization or item.title)
        for item in made
        if item and title
    ]


_ROW_GROUP = re.compile(r"\W*(?:ph\.?\s?d\.?|m\.?sc\.?|m\.?a\.?|master|b\.?sc\.?|postdocs?|doctoral)\W*", re.I)
_PART = re.compile(r"(?<=[)\w])\.\s+(?=[A-ZÀ-Þ][^.:：\n]{2,60}[:：])")  # the next group: "... (2020). Alumni: Bo Berg"
_GROUP = re.compile(r"[^:：\n]{2,90}?[:：]\s*")  # "PhD students: ", "I have supervised to completion: "
_ONE = re.compile(r"(?:\s*and\s)?([^,;，；、()（）]+(?:[(（][^()（）]*[)）])?)")


def _listed(page: Page, part: Part, entry: Entry) -> list[Item]:
    """An entry that lists several facts in one line: reviewers' venues, "PhD students: A (2019), B (2020)"."""
    line = clean_line(page, entry.lines[0])
    if part.kind == "service" and len(entry.lines) == 1:
        return read_reviewed(page, line, part.section.title) or _offices(page, part, line)
    if part.kind == "teaching" and len(entry.lines) == 1 and page.blocks[line.block].kind != "row":
        return _courses(page, part, line)
    if part.kind != "students":
        return []
    cells = page.blocks[line.block].cells
    if len(cells) == 2 and _ROW_GROUP.fullmatch(page.text, *cells[0]):  # "PhD | Ada Lind (2022), Bo Berg (2023)"
        pieces = [Line(*page.trim(*p.span(1), " \t\n."), line.block) for p in _ONE.finditer(page.text, *cells[1])]
        named = [item for p in pieces if p.end > p.start and (item := _item(page, part, Entry((p,)), Columns({})))]
        return [item for item in named if is_name(item.title)]
    cuts = [cut.span() for cut in _PART.finditer(page.text, line.start, line.end)]
    edges = [line.start, *(edge for cut in cuts for edge in cut), line.end]
    made: list[Item] = []
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        group = _GROUP.match(page.text, start, end)
        for piece in _ONE.finditer(page.text, group.end(), end) if group else ():
            one = Line(*page.trim(*piece.span(1), chars=" \t\n."), line.block)
            item = _item(page, part, Entry((one,)), Columns({})) if one.end > one.start else None
            made += [item] if item and is_name(item.title) else []
    return made if len(made) > 1 else _members(page, part, entry)


def _courses(page: Page, part: Part, line: Line) -> list[Item]:
    """The courses of one line, set apart by semicolons, or each with its terms in brackets behind it."""
    text = page.text
    label = _AT_LABEL.match(text, line.start, line.end)
    begin = label.end() if label else line.start
    pieces = _cut_outside_brackets(text, begin, line.end, ";；")
    if len(pieces) < 2:
        pieces = _cut_outside_brackets(text, begin, line.end, ",")
        pieces = pieces if all(text[end - 1] == ")" for _, end in pieces) else []
    named = [(a, b) for a, b in pieces if _COURSE.match(text, a, b)]
    if len(named) < 2 or len(named) < 0.6 * len(pieces) or any(b - a > 110 for a, b in pieces):
        return []
    made = [_item(page, part, Entry((Line(a, b, line.block),)), Columns({})) for a, b in named]
    where = page.trim(label.start(), label.end(), " \t:：") if label else None
    school = page.words(*where) if where and is_organization(page.words(*where)) else ""
    return [replace(item, organization=item.organization or school) for item in made if item]


def _offices(page: Page, part: Part, line: Line) -> list[Item]:
    """The offices and memberships of one line, set apart by semicolons."""
    pieces = _cut_outside_brackets(page.text, line.start, line.end, ";")
    told = [is_organization(page.text[a:b]) or is_role(page.text[a:b]) for a, b in pieces]
    if len(pieces) < 2 or not all(told) or not all(_COURSE.match(page.text, a, b) and b - a <= 110 for a, b in pieces):
        return []
    made = [_item(page, part, Entry((Line(a, b, line.block),)), Columns({})) for a, b in pieces]
    return [item for item in made if item]


_AT_LABEL = re.compile(r"[A-ZÀ-Þ][^:：\d\n]{2,60}[:：]\s+")
_COURSE = re.compile(r"[A-ZÀ-Þ\d“\"].{3}")


def _cut_outside_brackets(text: str, start: int, end: int, signs: str) -> list[tuple[int, int]]:
    """The pieces between some signs that stand in no brackets, without spaces and full stops around them."""
    if not any(sign in text[start:end] for sign in signs):
        trimmed = text[start:end].rstrip(" \t\n.")
        begin = start + len(trimmed) - len(trimmed.lstrip())
        return [(begin, start + len(trimmed))] if trimmed.strip() else []
    cuts, depth = [start], 0
    for position in range(start, end):
        depth += (text[position] in "(（[") - (text[position] in ")）]")
        if depth == 0 and text[position] in signs:
            cuts += [position, position + 1]
    edges = zip(cuts[::2], [*cuts[1::2], end], strict=True)
    pieces = [(a + len(text[a:b]) - len(text[a:b].lstrip()), a + len(text[a:b].rstrip(" \t\n."))) for a, b in edges]
    return [(a, b) for a, b in pieces if b > a]


def _members(page: Page, part: Part, entry: Entry) -> list[Item]:
    """The students whom a line lists, each with what is told in brackets: "A. Lind (PhD 2019), B. Berg (MSc)"."""
    line = entry.lines[0]
    if len(entry.lines) > 1 or entry.details:
        return []
    pieces = list(_MEMBER.finditer(page.text, line.start, line.end))
    named = [p for p in pieces if is_name(strip_titles(re.sub(r"\(.*", "", p[0]).strip(" .")))]
    if len(named) < 2 or len(named) < len(pieces) or page.text.count("(", line.start, line.end) < 2:
        return []
    listed = [Entry((Line(*page.trim(*piece.span(), " \t\n."), line.block),)) for piece in named]
    return [item for one in listed if (item := _item(page, part, one, Columns({})))]


def _item(page: Page, part: Part, entry: Entry, columns: Columns) -> Item | None:
    cells = [cell for line in entry.lines for cell in cells_of(page, clean_line(page, line))]
    cells = [cell._replace(end=min(cell.end, cell.start + 1_000)) for cell in cells]
    if not cells:
        return None
    dates = [date for cell in cells for date in read_dates(page.text, cell.start, cell.end)]
    below = next((ln for ln in entry.details if part.kind == "talks" and read_dates(page.text, ln.start, ln.end)), None)
    if below and not dates:  # where and when it was given, nested below its title
        nested = [cell for line in entry.details for cell in cells_of(page, clean_line(page, line))]
        dates = read_dates(page.text, below.start, below.end)
    else:
        nested = []
    told = _led_by_role(page, cells[0]) if part.kind in ("teaching", "talks") else None
    if told:
        cells[0] = cells[0]._replace(start=told.end)
    title = columns.cell(page, entry, "title") or _title_line(page, part, entry) or _title(page, cells, part.kind)
    if not title:
        return None
    words = page.words(*title)
    organization = columns.cell(page, entry, "organization") or _organization(page, [*cells, *nested], title, part.kind)
    dates = [d for d in dates if not title.start <= d.begin < title.end] or dates  # "Lakes after 2030"
    if not organization:
        organization = _behind_role(page, cells[0], title) if part.kind == "service" else _event(page, part, entry)
    date = next((d for d in dates if not d.single), dates[0] if dates else None)
    parts = {"title": page.span(*title)}
    if organization:
        parts["organization"] = page.span(*organization)
    head = page.words(cells[0].start, min(cells[0].end, cells[0].start + 80))
    role = (
        head.split(",")[0].split("，")[0]
        if part.kind == "service" and is_role(head.split(",")[0].split("，")[0])
        else page.words(*page.trim(told.start, told.end, " ,:：，–—-"))
        if told
        else ""
    )
    return Item(
        title=words,
        span=page.span(entry.start, entry.end),
        organization=page.words(*organization) if organization else "",
        role=role,
        start=date.start if date else None,
        end=date.end if date and not date.current else None,
        current=bool(date and date.current),
        parts=parts,
    )


_BEHIND_ROLE = re.compile(
    r"\s*(?:,|\s[–—-]|:|\bfor\b|\bof\b)\s+(?:the\s)?([A-ZÀ-Þ][^,;(\t\n|]{3,90}?)(?=\s*(?:[,;(\t\n|]|\.?$))"
)


_OFFICE = re.compile(
    r"(?:[\w-]+\s){0,3}(?:reviewer|referee|examiner|(?:board |committee |council |jury |panel )?member|judge|juror|"
    r"panell?ist|evaluator|moderator|organi[sz]er|trustee|delegate|adjudicator|assessor|chairperson)s?",
    re.I,
)


def _is_office(words: str) -> bool:
    """Whether words are an office held for others: "Associate Editor", "External Examiner"."""
    return is_role(words) or _OFFICE.fullmatch(words.strip()) is not None


def _behind_role(page: Page, cell: Line, title: Range) -> Range | None:
    """What an office that is told by its role alone is of: "Associate Editor, Ice Letters"."""
    if not _is_office(page.words(*title)) or not cell.start <= title.start < cell.end:
        return None
    behind = _BEHIND_ROLE.match(page.text, title.end, cell.end)
    return Range(*behind.span(1)) if behind and not read_dates(behind[1]) else None


_LED = re.compile(
    r"(?:(?:head |graduate |guest |sole |primary |lead |co-)?"
    r"(?:teaching assistant|lecturer|instructor(?: of record)?|tutor|grader|ta|"
    r"(?:seminar|discussion|recitation|section|module|unit|course) (?:leader|director|convenor|coordinator)|"
    r"lab instructor|"
    r"co-?instructor|course assistant|"
    r"invited talk|invited speaker|keynote(?: speaker| talk)?|poster|oral(?: presentation)?|"
    r"contributed talk|panel(?:ist)?|tutorial))"
    r"\s*(?:[:：]|,|\s[–—-])\s+(?=[^\s\d])",
    re.I,
)


def _led_by_role(page: Page, cell: Line) -> Range | None:
    """The role that leads the title of a course or a talk: "Teaching assistant, Ice 101", "Keynote: On Mud"."""
    start = cell.start
    for date in read_dates(page.text, cell.start, cell.end):
        if not re.search(r"\w", page.text[start : date.begin]):
            start = page.trim(date.stop, cell.end, " \t\n:：,，.、|–—-").start
    lead = _LED.match(page.text, start, cell.end)
    return Range(start, lead.end()) if lead and lead.end() < cell.end else None


_WITH = re.compile(r",?[”\"]?\s(?:with|joint(?:ly)? with|co-authored with)\s[A-ZÀ-Þ][^“”\"]*$")


def _title_line(page: Page, part: Part, entry: Entry) -> Range | None:
    """The line of its own that titles a talk, with a line of where and when below it."""
    lines = [line for line in entry.lines if line.block == entry.lines[0].block]
    if part.kind != "talks" or len(lines) < 2 or page.blocks[lines[0].block].kind != "paragraph":
        return None
    first, second = lines[:2]
    words = page.text[first.start : first.end]
    if read_dates(words) or not read_dates(page.text, second.start, second.end) or not 8 < len(words) < 250:
        return None
    if is_role(words) or _QUOTED.search(words):
        return None
    joint = _WITH.search(words)
    return page.trim(first.start, first.start + joint.start() if joint else first.end, " \t\n.,")


def _event(page: Page, part: Part, entry: Entry) -> Range | None:
    """What a talk was given at, in italics at the beginning of the line below its title."""
    if part.kind != "talks" or len(entry.lines) < 2 or read_dates(page.text, *entry.lines[0][:2]):
        return None
    line = entry.lines[1]
    mark = next(page.marks_in(line.start, line.end, "em"), None)
    return page.trim(mark.start, mark.end, " \t\n.,") if mark and mark.start <= line.start + 2 else None


def _title(page: Page, cells: Iterable[Line], kind: str) -> Range | None:
    """The leading words of an entry, or what it quotes."""
    cells = list(cells)
    titles = (_QUOTED.search(page.text, cell.start, cell.end) for cell in cells if kind == "projects")
    named = next((found for found in titles if found), None)
    if named:  # who paid for it stands before: "Ice Fund", "AB 12/3 “Loud Lakes”"
        return page.trim(named.start(1), named.end(1), chars=" \t\n,.;")
    for cell in cells:
        quoted = _QUOTED.search(page.text, cell.start, cell.end)
        if quoted and quoted.start() - cell.start < (2 if kind == "students" else 40):
            return page.trim(*quoted.span(quoted.lastindex or 1), chars=" \t\n,.;")
        start = cell.start
        for date in read_dates(page.text, cell.start, cell.end):
            if not re.search(r"\w", page.text[start : date.begin]):
                start = date.stop
        start = _behind_speakers(page, start, cell.end) if kind == "talks" else start
        dated = _DATED.match(page.text, start, cell.end) if kind == "talks" else None
        if dated and dated[1]:
            return page.trim(*dated.span(1), chars=" \t\n,.;")
        start = dated.end() if dated else start
        inner = page.trim(start, cell.end, " \t\n:：,，.、|–—-)]）】")
        if not re.search(r"[^\W\d_]{2}", page.text[inner.start : inner.end]):
            continue
        strong = next(
            (
                m
                for m in page.marks_in(inner.start, inner.end, "strong", "link")
                if m.start <= inner.start + 1 and m.end - m.start > 3
            ),
            None,
        )
        if strong:
            return tidy(page, inner.start, strong.end)
        end_of = _TITLE_STOP if kind in ("talks", "projects") else _TITLE_END  # these hold colons: "Ice: a review"
        stop = end_of.search(page.text, inner.start + 4, inner.end) if inner.end > inner.start + 4 else None
        dated = _DATED_END.search(page.text, inner.start, inner.end) if kind == "talks" else None
        if dated and stop and stop.start() < dated.start() < inner.start + 250:  # "Loud ice. (2017, May). Ice Days"
            return tidy(page, inner.start, dated.start())
        while stop and (
            _GOES_ON.match(page.text, stop.end() - 1, inner.end)
            or _SHORT.search(page.text, inner.start, stop.end())
            or kind == "teaching"
            and _CODE.fullmatch(page.text, inner.start, stop.start() + 1)
        ):
            stop = end_of.search(page.text, stop.end(), inner.end)
        found = tidy(page, inner.start, stop.start() if stop else inner.end)
        if found.end > found.start:
            return found
    return None


_DATED = re.compile(  # behind the speakers: "(2026, May). “Loud Ice.” Ice Days"
    r"\s*[(]\s*(?:19|20)\d\d[^()\n]{0,24}[)][.,:]?\s*(?:[“\"]([^“”\"\n]{5,250})[”\"])?"
)
_CODE = re.compile(r"(?:[A-Z]{2,8}[ -]?)?\d{2,5}[A-Z]{0,2}\s?[:.–-]?")  # of a course: "ICE 101: Sea Ice"
_SHORT = re.compile(r"\b(?:Prof|Assoc|Asst|Dept|Univ|Intl|Mrs|Inst)\.\s?$")
_GOES_ON = re.compile(r"\([^()\n]{1,30}\)\s[a-z]")  # "Forming (new) words"


_DATED_BOX = re.compile(r"\s*[(\[][^()\[\]]{0,20}(?:19|20)\d\d[^()\[\]]{0,20}[)\]][.,:]?\s+(?=\S)")
_DATED_END = re.compile(r"[.?!]?\s\((?:19|20)\d\d,\s[A-Z][a-z]{2,8}\.?(?:\s\d\d?(?:[-–]\d\d?)?)?\)[.,]")


def _behind_speakers(page: Page, start: int, end: int) -> int:
    """Where the title of a talk begins behind who gives it: "Lind AS, B Berg. Loud ice. Ice Days"."""
    names = read_names(page.text, page.trim(start, end).start, end)
    stop = names.end
    dated = _DATED_BOX.match(page.text, stop, end) if names.names else _DATED_BOX.match(page.text, start, end)
    if dated and end - dated.end() > 15:  # "Lind, A. (2017, May). Loud ice. Ice Days"
        return dated.end()
    dot = page.text[stop : stop + 2].lstrip()[:1] == "." or page.text[stop - 1 : stop] == "."
    lone = len(names.names) == 1 and not re.search(r"\b[A-Z]{1,3}\.?$|\b[A-Z]\.|\bet al", page.text[start : stop + 8])
    if not names.names or not dot or lone or end - stop < 15:
        return start
    return stop + 1


def _organization(page: Page, cells: Iterable[Line], title: Range, kind: str) -> Range | None:
    for cell in cells:
        inside = kind == "talks" and cell.start <= title.start < cell.end
        for match in _PIECE.finditer(page.text, title.end + 1 if inside else cell.start, cell.end):
            found = page.trim(*match.span(), chars=' \t\n-–—”“"»')
            venue = known_short(page.text[found.start : found.end]) if kind in ("service", "talks") else None
            if venue and found.start >= title.end and found.end - found.start <= 40:
                return Range(found.start + venue.start(1), found.start + venue.end(1))
            if title.start <= found.start < title.end or read_dates(page.text, *found):
                continue
            lead = _HELD_AT.match(page.text, found.start, found.end)
            start = lead.end() if lead else found.start
            words = page.text[start : found.end]
            if is_organization(words) and not (kind == "students" and words.startswith("now")):
                return Range(start, found.end)
    return None
