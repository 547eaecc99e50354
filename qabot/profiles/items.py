"""The other lists of a page: talks, projects, service, teaching, students; skills, interests, languages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from qabot.profiles.affiliations import cells_of, tidy
from qabot.profiles.dates import read_dates
from qabot.profiles.entries import Entry, clean_line, read_entries
from qabot.profiles.page import Line, Page, Range
from qabot.profiles.profile import Item, Value
from qabot.profiles.sections import Part
from qabot.profiles.tables import is_template
from qabot.profiles.terms import is_organization, is_role

KINDS = {"talks": "talks", "projects": "projects", "service": "service", "teaching": "teaching", "students": "students"}
_TITLE_END = re.compile(r"\t|\s[|·–—]\s|\s-\s|(?<=[^\W\d_]{3})\.\s|。|；|;|[:：]\s|(?<=[^\W\d_]),\s|，|\s?[（(]")
_QUOTED = re.compile(r"[“\"「『《]([^“”\"「」『』《》]{5,250})[”\"」』》]")
_LIST = re.compile(
    r"\s*(?:[,，;；、•·|]|\n|\s/\s)\s*(?:and\s+|&\s+|和|以及|及)?|\s+(?:and|und|et|y|и)"
    r"\s+(?=[^,，;；]{2,60}$)|\s?以及\s?|\s?和\s?(?=[^，。；]{2,20}$)|\s?与\s?(?=[^，。；]{2,20}$)"
)
_SKILL_LABEL = re.compile(r"^[^:：,，]{2,45}[:：]\s*")
_REACH = (
    r"(?![a-z])\s*(?:mainly |broadly |primarily |currently |focus(?:ed|ing)? on |the |in |include |including |on |"
    r"areas? of |intersection of |field of |fields of |包括)*[:：]?\s*([^.。;；\n]{3,300})"
)
_INTEREST = re.compile(
    r"(?:research interests?(?: are| is| include| lies?| spans?| covers?| focus(?:es)?|:)|interests? (?:include|"
    r"are|lie|lies|spans?|covers?)|interested in|research (?:focus(?:es)? on|areas? (?:include|are)|"
    r"topics? (?:include|are)|fields? (?:include|are)|lies in|is (?:focused|centered) on|"
    r"directions? (?:include|are))|"
    r"研究(?:方向|兴趣|领域)(?:主要)?(?:是|为|包括|包含|集中在|聚焦于?|：|:)|"
    r"主要研究方向(?:是|为|包括|：)|관심 ?분야(?:는|:)|연구 ?분야(?:는|:)|研究(?:分野|"
    r"テーマ)は|Forschungsinteressen(?: sind| umfassen|:)|"
    r"[Нн]аучные интересы(?: включают|:| —)?)" + _REACH,
    re.I,
)
_WORKS_ON = re.compile(r"(?:work(?:s|ing)? on|主要从事|关注|专注于|专门は)" + _REACH, re.I)
_NO_INTEREST = re.compile(
    r"\b(?:which|that|where|such as|including|we|my|me|i|is|are|led|supervis\w+|advis\w+|prof(?:essor)?|dr|with|"
    r"ranging|variety|university|institute|lab(?:oratory)?|team|group|project|thesis|ph\.?d)\b|所在|"
    r"导师|教授|老师|大学|学院|欢迎",
    re.I,
)
_INTEREST_TAIL = re.compile(
    r"(?:等?(?:相关)?(?:方向|领域|方面|问题)?的?(?:相关)?(?:研究(?:工作)?)?|等|など|입니다|이다|です)$"
)
_MAX_INTEREST = 90
_PIECE = re.compile(r"[^,，;；.。|()（）\t\n:：]{2,120}")
_FRAGMENT = re.compile(r"(?:in|where|which|that|was|is|of|for|with|on|i|we|to|by|etc|others?)\b(?!\s*[/+#])", re.I)
_HELD_AT = re.compile(
    r"(?:(?:(?:invited |guest )?(?:seminar|talk|lecture|colloquium|keynote|presented|held)\s+)?(?:in|at|by|from)|"
    r"funded by|supported by)\s+(?:the\s+)?",
    re.I,
)


def read_items(page: Page, part: Part) -> list[Item]:
    """The entries of a list of talks, projects, service, courses or students, in order."""

    def anchor(line: Line) -> bool:
        return bool(read_dates(page.text, line.start, line.end)) and line.end - line.start < 260

    entries = read_entries(page, part, anchor)
    items: list[Item] = []
    above: Range | None = None  # the title that the dated rows below it share: a talk given several times
    for number, entry in enumerate(entries):
        if part.kind == "talks" and _is_shared_title(page, entries[number : number + 2]):
            above = _title(page, [clean_line(page, entry.lines[0])])
            continue
        given = _given(page, part, entry)
        found = given or [item for item in [_item(page, part, entry)] if item]
        if above and not given:
            found = [
                replace(item, title=page.words(*above), organization=item.organization or item.title) for item in found
            ]
        items += found
    return items


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
    title = _title(page, [clean_line(page, entry.lines[0])])
    made = [_item(page, part, Entry((line,))) for line in times]
    return [
        replace(item, title=page.words(*title), organization=item.organization or item.title)
        for item in made
        if item and title
    ]


def _item(page: Page, part: Part, entry: Entry) -> Item | None:
    cells = [cell for line in entry.lines for cell in cells_of(page, clean_line(page, line))]
    cells = [cell._replace(end=min(cell.end, cell.start + 1_000)) for cell in cells]
    if not cells:
        return None
    dates = [date for cell in cells for date in read_dates(page.text, cell.start, cell.end)]
    title = _title(page, cells)
    if not title:
        return None
    words = page.words(*title)
    organization = _organization(page, cells, title)
    date = next((d for d in dates if not d.single), dates[0] if dates else None)
    parts = {"title": page.span(*title)}
    if organization:
        parts["organization"] = page.span(*organization)
    head = page.words(cells[0].start, min(cells[0].end, cells[0].start + 80))
    role = (
        head.split(",")[0].split("，")[0]
        if part.kind == "service" and is_role(head.split(",")[0].split("，")[0])
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


def _title(page: Page, cells: Iterable[Line]) -> Range | None:
    """The leading words of an entry, or what it quotes."""
    for cell in cells:
        quoted = _QUOTED.search(page.text, cell.start, cell.end)
        if quoted and quoted.start() - cell.start < 40:
            return page.trim(*quoted.span(1), chars=" \t\n,.;")
        start = cell.start
        for date in read_dates(page.text, cell.start, cell.end):
            if not re.search(r"\w", page.text[start : date.begin]):
                start = date.stop
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
        stop = _TITLE_END.search(page.text, inner.start + 4, inner.end) if inner.end > inner.start + 4 else None
        found = tidy(page, inner.start, stop.start() if stop else inner.end)
        if found.end > found.start:
            return found
    return None


def _organization(page: Page, cells: Iterable[Line], title: Range) -> Range | None:
    for cell in cells:
        for match in _PIECE.finditer(page.text, cell.start, cell.end):
            found = page.trim(*match.span(), chars=" \t\n-–—")
            if title.start <= found.start < title.end or read_dates(page.text, *found):
                continue
            lead = _HELD_AT.match(page.text, found.start, found.end)
            start = lead.end() if lead else found.start
            if is_organization(page.text[start : found.end]):
                return Range(start, found.end)
    return None


def read_values(page: Page, part: Part) -> list[Value]:
    """The words of a section that is a plain list: skills, languages, interests."""
    if is_template(page.text[part.body : part.end]):
        return []
    values: dict[str, Value] = {}
    lines = [
        ln
        for ln in page.lines_in(part.body, part.end)
        if page.blocks[ln.block].kind not in ("field", "pre") and not page.is_heading(ln.block)
    ]
    items = [ln for ln in lines if page.blocks[ln.block].kind == "item" and page.blocks[ln.block].level <= 1]
    bare = [ln for ln in lines if page.blocks[ln.block].kind != "item"]
    if part.kind == "interests" and bare and all(ln.end - ln.start <= _MAX_INTEREST for ln in bare) and len(bare) >= 2:
        lines = bare
    elif part.kind == "interests" and sum(_run_in(page, ln) is not None for ln in bare) >= 2:
        lines = [ln for ln in bare if _run_in(page, ln)]
    elif part.kind == "interests" and items:
        lines = [ln for ln in items if ln.start == page.blocks[ln.block].start]
    for line in lines:
        line = clean_line(page, line)
        for start, end in _values_in(page, line, part.kind):
            value = page.value(start, end)
            values.setdefault(value.text.casefold(), value)
    return list(values.values())


def _run_in(page: Page, line: Line) -> Range | None:
    """The bold words a line begins with, as a paragraph does whose heading runs into it."""
    strong = next((m for m in page.marks_in(line.start, line.end, "strong") if m.start <= line.start + 2), None)
    return page.trim(strong.start, strong.end, " \t\n.:：,，") if strong else None


def _values_in(page: Page, line: Line, kind: str) -> Iterable[Range]:
    text = page.text
    words = text[line.start : line.end]
    if kind == "interests":
        lead = _run_in(page, line)
        if lead and (len(words) > _MAX_INTEREST or re.match(r"[.:：]\s", text[lead.end : line.end])):
            return [lead]
        if len(words) > _MAX_INTEREST and not re.search(r"[,，、;；]", words):
            said = _INTEREST.search(text, line.start, line.end)
            return _list_in(page, *said.span(1)) if said else []
        if len(words) > 2 * _MAX_INTEREST:
            said = _INTEREST.search(text, line.start, line.end)
            return _list_in(page, *said.span(1)) if said else []
        head = re.match(r"[^:：—]{3,60}(?=\s*(?:[:：]\s|\s—|：))", words)
        if head and len(words) > 60:
            return [page.trim(line.start, line.start + head.end())]
        return (
            _list_in(page, line.start, line.end)
            if page.blocks[line.block].kind != "item" or words.count(",") > 2
            else [page.trim(line.start, line.end, " \t\n.;,。；")]
        )
    label = _SKILL_LABEL.match(words)
    start = line.start + (label.end() if label else 0)
    if len(words) > 400 or kind == "skills" and read_dates(words):
        return []
    listed = [r for r in _list_in(page, start, line.end) if r.end - r.start <= 60]
    return [r for r in listed if not _FRAGMENT.match(text, r.start, r.end)]


def _list_in(page: Page, start: int, end: int) -> list[Range]:
    """The members of an enumeration, brackets kept whole."""
    ranges: list[Range] = []
    depth, begin, position = 0, start, start
    while position < end:
        char = page.text[position]
        depth += char in "(（["
        depth -= char in ")）]"
        match = _LIST.match(page.text, position, end) if depth <= 0 else None
        if match and match.end() > position and match.group().strip(" ") != "":
            ranges.append(Range(begin, position))
            begin = position = match.end()
        else:
            position += 1
    ranges.append(Range(begin, end))
    trimmed = [page.trim(a, b, ' \t\n.。;；,，、*"“”') for a, b in ranges]
    trimmed = [Range(r.start + 2, r.end) if page.text.startswith("+ ", r.start) else r for r in trimmed]
    return [
        r
        for r in trimmed
        if r.end - r.start <= 120 and re.search(r"[^\W\d_].|^[A-Z]$", page.text[r.start : r.end], re.S)
    ]


def read_interests_in_prose(page: Page, start: int, end: int) -> list[Value]:
    """Interests a text names: "My research interests include A, B, and C"."""
    return _said(page, _INTEREST, start, end)


def read_work_in_prose(page: Page, start: int, end: int) -> list[Value]:
    """What a text says its author works on: "I am working on A and B"."""
    return _said(page, _WORKS_ON, start, end)


def _said(page: Page, pattern: re.Pattern[str], start: int, end: int) -> list[Value]:
    values: dict[str, Value] = {}
    for said in pattern.finditer(page.text, start, end):
        if re.match(r"work", said.group(), re.I) and not re.search(
            r"\bI\b|\bmy\b", page.text[max(start, said.start() - 30) : said.start()]
        ):
            continue
        listed = _list_in(page, *said.span(1))
        for found in listed:
            tail = _INTEREST_TAIL.search(page.text, found.start, found.end)
            value = page.value(found.start, tail.start() if tail and tail.start() > found.start + 1 else found.end)
            if len(value.text) <= _MAX_INTEREST and not _NO_INTEREST.search(value.text) and len(listed) <= 12:
                values.setdefault(value.text.casefold(), value)
    return list(values.values())
