"""One entry of a list of talks, projects, service, courses or students: its title, role, place and date."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from qabot.profiles.affiliations import tidy
from qabot.profiles.cells import cells_of
from qabot.profiles.columns import Columns
from qabot.profiles.dates import Date, read_dates
from qabot.profiles.entries import Entry
from qabot.profiles.entry_lines import clean_line
from qabot.profiles.item_roles import led_by_role, office_east, place_of, role_of
from qabot.profiles.page import Line, Page, Range
from qabot.profiles.persons import is_name
from qabot.profiles.profile import Item
from qabot.profiles.sections import Part
from qabot.profiles.talks import (
    DATED,
    DATED_END,
    PIECE,
    QUOTED,
    behind_speakers,
    is_titled,
    talk_apart,
    talk_event,
    title_below,
    title_line,
)
from qabot.profiles.terms import is_organization, is_place, is_role
from qabot.profiles.venues import known_short

_TITLE_END = re.compile(
    r"[\s.。；;:：,，（(](?:(?<=[\t。；;，（(])|(?<=\s)(?:[|·–—-]\s|[（(])|(?<=[^\W\d_]{3}\.)\s|(?<=[:：])\s|(?<=[^\W\d_],)\s)"
)

# Titles of talks and projects hold colons: "Ice: a review".
_TITLE_STOP = re.compile(_TITLE_END.pattern.replace(r"|(?<=[:：])\s", "").replace(":：", "", 1))


_HELD_AT = re.compile(
    r"(?:now (?:an? )?(?:[\w-]+ ){0,3}(?:at|with)|"
    r"(?:(?:invited |guest )?(?:seminar|talk|lecture|colloquium|keynote|presented|held)\s+)?(?:in|at|by|from)|"
    r"(?:paper|poster|session|workshop|symposium|(?:oral )?presentation|talk|roundtable|panel|lecture)\s"
    r"(?:(?:presented|given|delivered|held|accepted)\s)?(?:at|to|for)"
    r"(?:\sthe\s(?:annual|biennial|biannual|\d+\w\w)?\s?(?:meeting|conference|congress|convention)\sof)?|"
    r"funded by|supported by)\s+(?:the\s+)?",
    re.I,
)


def cut_outside_brackets(text: str, start: int, end: int, signs: str) -> list[tuple[int, int]]:
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


def read_item(page: Page, part: Part, entry: Entry, columns: Columns) -> Item | None:
    """The fact that an entry of a list tells, None if it holds no title."""
    lines = _before_bio(page, entry.lines) if part.kind == "talks" else entry.lines
    cells = [cell for line in lines for cell in cells_of(page, clean_line(page, line))]
    cells = [cell._replace(start=_behind_number(page, cell), end=min(cell.end, cell.start + 1_000)) for cell in cells]
    if not cells:
        return None
    dates = [date for cell in cells for date in read_dates(page.text, cell.start, cell.end)]
    below = next((ln for ln in entry.details if part.kind == "talks" and read_dates(page.text, ln.start, ln.end)), None)
    if below and not dates:  # where and when it was given, nested below its title
        nested = [cell for line in entry.details for cell in cells_of(page, clean_line(page, line))]
        dates = read_dates(page.text, below.start, below.end)
    else:
        nested = []
    told, led = _role_first(page, part, cells)
    office = office_east(page, cells[0]) if part.kind == "service" else None
    title = columns.cell(page, entry, "title") or title_line(page, part, entry)
    title = title or (office[1] if office else title_in(page, cells, part.kind))
    if not title:
        return None
    under = title_below(page, entry, title, led=bool(told)) if part.kind == "talks" else None
    if under:
        return _given_at(page, entry, title, under, told, dates)
    words = page.words(*title)
    organization = (
        columns.cell(page, entry, "organization")
        or (_organization(page, [led], Range(led.start, led.start), part.kind) if led else None)
        or _organization(page, [*cells, *nested], title, part.kind)
    )
    dates = [d for d in dates if not title.start <= d.begin < title.end] or dates  # "Lakes after 2030"
    if not organization:
        organization = (
            _payer(page, cells[0], title, led=bool(told))
            if part.kind == "projects"
            else _held_at(page, part, entry, cells[0], title)
        )
    dates = dates or (read_dates(entry.label) if entry.label and part.kind in ("teaching", "talks") else [])
    date = next((d for d in dates if not d.single), dates[0] if dates else None)
    parts = {"title": page.span(*title)}
    if organization:
        parts["organization"] = page.span(*organization)
    role = re.split(r"[,:：，.]", page.words(*told))[0].strip(" –—-") if told else ""
    if part.kind == "service":
        held = role_of(page, cells[0], title)
        role = page.words(*held) if held else ""
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


def _given_at(page: Page, entry: Entry, event: Range, title: Range, told: Range | None, dates: Sequence[Date]) -> Item:
    """A talk whose title stands below what it was given at: "Poster, Ice Days, 2019", "- Loud Ice in Lakes"."""
    date = dates[0] if dates else None
    return Item(
        title=page.words(*title),
        span=page.span(entry.start, entry.end),
        organization=page.words(*event),
        role=re.split(r"[,:：，.]", page.words(*told))[0].strip(" –—-") if told else "",
        start=date.start if date else None,
        end=date.end if date and not date.current else None,
        current=bool(date and date.current),
        parts={"title": page.span(*title), "organization": page.span(*event)},
    )


def _role_first(page: Page, part: Part, cells: list[Line]) -> tuple[Range | None, Line | None]:
    """The role that leads a course, a talk or a project, which its cell is left without; what was taken from it."""
    if part.kind not in ("teaching", "talks", "projects"):
        return None, None
    for number, cell in enumerate(cells[:2]):
        told = led_by_role(page, cell, part.kind)
        if told:
            cells[number] = cell._replace(start=told.end)
            return told, Line(told.start, told.end, cell.block)
        if re.search(r"[^\W\d_]{3}", page.text[cell.start : cell.end]) and not read_dates(
            page.text, cell.start, cell.end
        ):
            break
    return None, None


def _held_at(page: Page, part: Part, entry: Entry, cell: Line, title: Range) -> Range | None:
    """What an office is of, or a talk was given at, where no word says that it is a body."""
    return place_of(page, cell, title) if part.kind == "service" else talk_event(page, part, entry, title)


_NUMBER = re.compile(r"(?:\[\d{1,3}\]|\(\d{1,3}\))\.?\s+(?=[^\W\d_\[]|[“\"*])")


def _behind_number(page: Page, cell: Line) -> int:
    """Where a cell begins behind the number of its entry: "[2] Loud Ice"."""
    number = _NUMBER.match(page.text, cell.start, cell.end)
    return number.end() if number else cell.start


_BIO = re.compile(
    r"\W*(?:(?:short\s|speaker['’]?s?\s)?bio(?:graphy)?|about the speaker|speaker info\w*)\b\W*(?:[:：]|$)", re.I
)


def _before_bio(page: Page, lines: Sequence[Line]) -> Sequence[Line]:
    """The lines of a talk without what it tells of the speaker: "Bio: Anna Lind is a lecturer at ..."."""
    bios = (number for number, line in enumerate(lines) if number and _BIO.match(page.text, line.start, line.end))
    return lines[: next(bios, len(lines))]


def title_in(page: Page, cells: Iterable[Line], kind: str) -> Range | None:
    """The leading words of an entry, or what it quotes."""
    cells = list(cells)
    apart = _set_apart(page, cells) if kind == "projects" else talk_apart(page, cells) if kind == "talks" else None
    if apart:
        return apart
    for cell in cells:
        quoted = QUOTED.search(page.text, cell.start, cell.end)
        if quoted and quoted.start() - cell.start < (2 if kind == "students" else 40):
            return page.trim(*quoted.span(quoted.lastindex or 1), chars=" \t\n,.;")
        start = cell.start
        for date in read_dates(page.text, cell.start, cell.end):
            if not re.search(r"\w", page.text[start : date.begin]):
                start = date.stop
        start = behind_speakers(page, start, cell.end) if kind == "talks" else start
        dated = DATED.match(page.text, start, cell.end) if kind == "talks" else None
        if dated and dated[1]:
            return page.trim(*dated.span(1), chars=" \t\n,.;")
        start = dated.end() if dated else start
        inner = page.trim(start, cell.end, " \t\n:：,，.、|·•–—-)]）】")
        if not re.search(r"[^\W\d_]{2}", page.text[inner.start : inner.end]):
            continue
        strong = next(
            (
                m
                for m in page.marks_in(inner.start, inner.end, "strong", "link", "em")
                if (m.kind != "em" or kind == "talks" and is_titled(page, m))
                and m.start <= inner.start + 1
                and m.end - m.start > 3
            ),
            None,
        )
        coded = strong and kind == "teaching" and _CODED.match(page.text, inner.start, inner.end)
        if strong and not coded:
            return tidy(page, inner.start, strong.end)
        end_of = _TITLE_STOP if kind in ("talks", "projects") else _TITLE_END  # these hold colons: "Ice: a review"
        stop = end_of.search(page.text, inner.start + 4, inner.end) if inner.end > inner.start + 4 else None
        dated = DATED_END.search(page.text, inner.start, inner.end) if kind == "talks" else None
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


_CODED = re.compile(
    r"[A-Z]{2,6}[ -]?\d{2,4}[A-Z]?\s*[–—:-]\s+(?=[A-ZÀ-Þ“\"])(?!G?TA\b|(?i:teaching|instructor|lecturer|grader|tutor))"
)  # **ICE 101** – Snow and Lakes
_PAYER = re.compile(  # "(Ice Fund № 21-33)", "(Snow Oil Company)", "Client: Snow Ltd"
    r"\(\s*(?:funded by |supported by )?(?:the )?(?P<boxed>[A-ZÀ-Þ][\w&.'’ -]{1,60}?)"
    r"(?:,\s[^()\n]*)?"
    r"(?:,?\s(?:№|No\.?|#|grant|project)?\s?[\w/-]*\d[\w/-]*)?\)|"
    r"(?:[Cc]lient|[Ff]under|[Ff]unding|[Ss]ponsor|[Ff]unded by|[Ff]inanced by|[Ss]upported by)\s?:?\s+(?:the )?"
    r"(?P<named>[A-ZÀ-Þ][^,;.()\n|\t]{1,60})"
)


def _payer(page: Page, cell: Line, title: Range, *, led: bool) -> Range | None:
    """Who paid for a project: in brackets behind its title, or behind a word that says so; `led`: by a role in it."""
    found = _PAYER.search(page.text, title.end, max(cell.end, page.blocks[cell.block].end))
    if not found:
        return None
    payer = page.trim(*found.span("boxed" if found["boxed"] else "named"))
    words = page.text[payer.start : payer.end]
    sure = found["named"] or led or is_organization(words) or re.search(r"\d", found.group())
    person = found["boxed"] and " " in words and is_name(words) and not is_organization(words)
    return None if not sure or person or read_dates(words) or is_role(words) or is_place(words) else payer


_GRANT = re.compile(r"\W*(?:NIH |NSF |NIH/\w+ )?#?[A-Z\d]{1,8}[ -]?[A-Z]{0,5}[ -]?\d{4,}[\w/-]*")  # "R01 DK123456"


def _set_apart(page: Page, cells: Sequence[Line]) -> Range | None:
    """The title of a grant in quotation marks, or in italics where its entry begins with its number."""
    titles = (QUOTED.search(page.text, cell.start, cell.end) for cell in cells)
    named = next((found for found in titles if found), None)
    if named:  # who paid for it stands before: "Ice Fund", "AB 12/3 “Loud Lakes”"
        return page.trim(named.start(1), named.end(1), chars=" \t\n,.;")
    if not _GRANT.match(page.text, cells[0].start, cells[0].end):
        return None
    marks = (m for cell in cells for m in page.marks_in(cell.start, cell.end, "em"))
    titled = next((m for m in marks if page.text.count(" ", m.start, m.end) > 1), None)
    return page.trim(titled.start, titled.end, " \t\n,.;") if titled else None


_CODE = re.compile(r"(?:[A-Z]{2,8}[ -]?)?\d{2,5}[A-Z]{0,2}\s?[:.–-]?")  # of a course: "ICE 101: Sea Ice"

_SHORT = re.compile(r"\b(?:Prof|Assoc|Asst|Dept|Univ|Intl|Mrs|Inst)\.\s?$")

_GOES_ON = re.compile(r"\([^()\n]{1,30}\)\s[a-z]")  # "Forming (new) words"


def _organization(page: Page, cells: Iterable[Line], title: Range, kind: str) -> Range | None:
    for cell in cells:
        inside = kind == "talks" and cell.start <= title.start < cell.end
        for match in PIECE.finditer(page.text, title.end + 1 if inside else cell.start, cell.end):
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
