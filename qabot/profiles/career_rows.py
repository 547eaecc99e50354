"""How the entries of a career are put together from its lines: joined, parted, with a heading or a line below."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qabot.profiles.affiliations import Facts
from qabot.profiles.dates import Date, read_dates
from qabot.profiles.entries import Entry
from qabot.profiles.entry_lines import clean_line
from qabot.profiles.page import POST, Line, Page
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


_LONGEST = 200  # characters


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
