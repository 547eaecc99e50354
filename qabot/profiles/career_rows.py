"""How the entries of a career are put together from its lines: joined, parted, with a heading or a line below."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qabot.profiles.affiliations import Facts
from qabot.profiles.dates import Date, read_dates
from qabot.profiles.entries import Entry, clean_line
from qabot.profiles.heading_kinds import heading_kind
from qabot.profiles.page import POST, Line, Page
from qabot.profiles.positions import POSITION_KINDS
from qabot.profiles.sections import Part
from qabot.profiles.terms import find_degrees, is_organization, is_place, is_role, role_at


def joined_entries(page: Page, entries: Sequence[Entry]) -> list[Entry]:
    """Entries without dates in which a line names only an organisation and the next only a role, as one."""
    joined: list[Entry] = []
    pending = ""
    for entry in entries:
        words = page.text[entry.start : entry.end]
        short = len(words) < 120 and not read_dates(words)
        kind = ""
        if short and is_role(words) != is_organization(words):
            kind = "role" if is_role(words) else "organization"
        if kind and pending and kind != pending and joined:
            last = joined.pop()
            joined.append(Entry((*last.lines, *entry.lines), (*last.details, *entry.details), last.label))
            pending = ""
        else:
            joined.append(entry)
            pending = kind
    return joined


def dated_once(page: Page, cells: Sequence[Line], facts: Facts) -> Facts:
    """The facts of an entry with a date in a column of its own: those in brackets are of details."""
    if len(facts.dates) < 2:
        return facts
    alone = [d for d in facts.dates if any(_fills(page, cell, d) for cell in cells)]
    others = [d for d in facts.dates if d not in alone]
    boxed = alone and all(page.text[d.begin - 1] in "(（[" for d in others)
    return facts._replace(dates=tuple(alone)) if boxed else facts


def in_next_cell(page: Page, facts: Facts) -> Facts:
    """The facts of a row whose first line names no organisation: it fills the cell behind that of role or degree."""
    titles = facts.of("role", "degree")
    if not facts.in_row or not titles or "\n" in page.text[facts.phrases[0].start : titles[0].start]:
        return facts
    stop = page.text.find("\n", titles[0].end)
    first = [p for p in facts.phrases if stop < 0 or p.start < stop]
    behind = [p for p in first if p.line == titles[0].line + 1]
    known = any(p.kind == "organization" for p in first) or any(p.line > titles[0].line for p in titles)
    if known or len(behind) != 1 or behind[0].kind or behind[0].end - behind[0].start > _LONGEST_NAME:
        return facts
    found = behind[0]._replace(kind="organization")
    return facts._replace(phrases=tuple(found if p is behind[0] else p for p in facts.phrases))


_LONGEST_NAME = 60  # characters


def _fills(page: Page, cell: Line, date: Date) -> bool:
    """Whether a date is all that a column says."""
    if not cell.start <= date.begin < cell.end:
        return False
    rest = page.text[cell.start : date.begin] + page.text[date.stop : cell.end]
    return not re.search(r"[^\W\d_]{3}", rest)


_SHORT_HEAD = 140  # characters; a shorter line needs no breaking


def break_behind_posts(page: Page, part: Part) -> None:
    """Break the printed lines that go on behind a post: "Lecturer, Ice College, 1991-1993. Taught ..."."""
    for line in page.lines_in(part.body, part.end):
        post = POST.match(page.text, line.start, line.end) if line.end - line.start > _SHORT_HEAD else None
        if post and page.text[post.end() - 1] in ".:":
            page.break_line(post.end())


_NEXT_DATE = re.compile(r"[;；。]\s*(?=(?:19|20)\d\d\s?[./年-])")


_NEXT_DEGREE = re.compile(r"\s[|·•]\s|;\s+")


def _degree_pieces(page: Page, line: Line) -> list[Line]:
    """The degrees that strokes or semicolons part on a line: "PhD, X, 2015 | MSc, Y, 2010"; [] if it tells one."""
    cuts = [cut.span() for cut in _NEXT_DEGREE.finditer(page.text, line.start, line.end)]
    if not cuts:
        return []
    bounds = [line.start, *(edge for cut in cuts for edge in cut), line.end]
    trimmed = (page.trim(*piece) for piece in zip(bounds[::2], bounds[1::2], strict=True))
    pieces = [line._replace(start=start, end=end) for start, end in trimmed]
    words = [page.text[piece.start : piece.end] for piece in pieces]
    told = [bool((terms := find_degrees(w)) and terms[0].start < 3) for w in words]
    dated = all(read_dates(w) and w[0].isupper() for w in words if w)
    return pieces if len(pieces) > 1 and dated and all(words) and sum(told) > 0.6 * len(told) else []


_NEXT_POST = re.compile(r";\s+(?=[A-ZÀ-Þ])")


def _dated_pieces(page: Page, line: Line) -> list[Line]:
    """The posts that semicolons part on a line, each with its dates: "Y: Professor, 1978-; Lecturer, 1972-78"."""
    ends = [m.start() for m in _NEXT_POST.finditer(page.text, line.start, line.end)]
    bounds = [line.start, *(end + 1 for end in ends), line.end]
    pieces = [line._replace(start=a, end=b) for a, b in (page.trim(*p) for p in zip(bounds, bounds[1:], strict=False))]
    told = [is_role(w := page.text[p.start : p.end]) and bool(read_dates(w[len(w) // 3 :])) for p in pieces]
    return pieces if len(pieces) > 1 and all(told) else [line]


def _is_row_of_posts(page: Page, entry: Entry) -> bool:
    """Whether a table's cell holds several posts, a line with its dates each."""
    lines = entry.lines
    words = [page.text[line.start : line.end] for line in lines]
    row = len({line.block for line in lines}) == 1 and page.blocks[lines[0].block].kind == "row"
    return row and len(lines) > 1 and all(is_role(w) and is_organization(w) and bool(read_dates(w)) for w in words)


def parted(page: Page, entry: Entry) -> list[Entry]:
    """An entry of one line in which semicolons part dated posts, as one entry each: "1985-1989，X; 1999-2002，Y"."""
    if not entry.details and _is_row_of_posts(page, entry):
        return [piece for line in entry.lines for piece in parted(page, Entry((line,), (), entry.label))]
    if len(entry.lines) != 1 or entry.details:
        return [entry]
    line = entry.lines[0]
    if degrees := _degree_pieces(page, line):
        return [Entry((piece,), (), entry.label) for piece in degrees]
    behind = _dated_pieces(page, line) if ";" in page.text[line.start : line.end] else [line]
    if len(behind) > 1:
        return [Entry((piece,), (), entry.label) for piece in behind]
    if both := _two_posts(page, line):
        return [Entry(piece, (), entry.label) for piece in both]
    ends = [m.start() for m in _NEXT_DATE.finditer(page.text, line.start + 8, line.end)]
    if not ends or not read_dates(page.text, line.start, min(line.end, line.start + 30)):
        return [entry]
    bounds = [line.start, *(end + 1 for end in ends), line.end]
    pieces = [page.trim(a, b, " ;；。\n") for a, b in zip(bounds, bounds[1:], strict=False)]
    return [Entry((line._replace(start=a, end=b),), (), entry.label) for a, b in pieces if b > a]


_AND = re.compile(r"\s(?:&|and|und|et|sowie|plus|y|e|och|og)\s|;\s|\s\|\s")
_AT = re.compile(r"\s(?:at|@|bei|chez|presso)\s|,\s")


def _two_posts(page: Page, line: Line) -> list[tuple[Line, ...]]:
    """Two posts of one time on a line, each with the date: "2019-20: Lector at X & editor, Y"; [] if it tells one."""
    dates = read_dates(page.text, line.start, line.end)
    if len(dates) != 1 or line.end - line.start > _LONGEST:
        return []
    date = line._replace(start=dates[0].begin, end=dates[0].stop)
    first = date.start - line.start < 4
    rest = page.trim(date.end, line.end, " \t:,.–—-|") if first else page.trim(line.start, date.start, " \t:,.–—-|(")
    for joint in _AND.finditer(page.text, *rest):
        pieces = [line._replace(start=rest.start, end=joint.start()), line._replace(start=joint.end(), end=rest.end)]
        if all(_is_post_at(page.text[piece.start : piece.end]) for piece in pieces):
            return [(date, piece) if first else (piece, date) for piece in pieces]
    return []


def _is_post_at(words: str) -> bool:
    """Whether words are a role and, behind it, who employs."""
    role, cut = role_at(words), _AT.search(words)
    if not role or not cut or role.start() > 30 or not is_role(words[: cut.start()]):
        return False
    where = words[cut.end() :]
    return where[:1].isupper() and not is_role(where) and not is_place(where.split(",")[0])


_STOP = re.compile(r"(?:(?<=[^\W\d_]{3})|(?<=[\d)\]”»]))[.。]\s+(?=[“«(]?[A-ZÀ-ÞА-Я])|[.。]\s*$|\s:\s*\n")


def below_date(page: Page, entry: Entry) -> Entry:
    """An entry whose own lines are only a date, with the first sentence of the text that stands below it."""
    words = page.text[entry.lines[0].start : entry.lines[-1].end]
    for date in reversed(read_dates(words)):
        words = words[: date.begin] + words[date.stop :]
    if not entry.details or re.search(r"[^\W\d_]{2}", re.sub(r"[(（][^()（）]{0,20}[)）]", "", words)):
        return entry
    first = clean_line(page, entry.details[0])
    stop = _STOP.search(page.text, first.start, first.end)
    told = first._replace(end=stop.start() if stop else first.end)
    whole = told.end == first.end and told.end - told.start <= _SHORT_HEAD  # then it is no detail of its own
    return entry._replace(lines=(*entry.lines, told), details=entry.details[1:] if whole else entry.details)


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
