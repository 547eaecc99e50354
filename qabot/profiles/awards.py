"""Awards: honours, prizes, fellowships and grants, from their sections and from what stands beside a degree."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from qabot.profiles.award_titles import AWARD, read_title
from qabot.profiles.cells import cells_of
from qabot.profiles.columns import read_columns
from qabot.profiles.dates import Date, read_dates
from qabot.profiles.entries import Entry, clean_line, read_entries
from qabot.profiles.heading_kinds import heading_kind
from qabot.profiles.page import Line, Page, Range
from qabot.profiles.profile import Award
from qabot.profiles.sections import Part
from qabot.profiles.terms import is_organization

KINDS = frozenset({"awards", "grants"})


_ACRONYM = re.compile(r"[A-Z][A-Z&/-]{2,11}")
_LONGEST = 600  # characters; a longer line is prose


_NOT_AWARD = re.compile(
    r"^(?:[\w.+-]+@|keynote (?:speaker|talk|lecture)|invit\w+ (?:talk|speaker|lecture)|reviewer|supervis|"
    r"teaching assistant|organi[sz]er|see |more|please|以上|详见)",
    re.I,
)


def read_awards(page: Page, part: Part) -> list[Award]:
    """The awards of one section, in order."""
    lines = page.lines_in(part.body, part.end)
    dated = {line for line in lines if read_dates(page.text, line.start, line.end)}
    titled = {line for line in dated if _has_title(page, line)}
    full = {line.block for line in titled}
    leading = {line.block for line in dated} - full  # blocks whose title and dates stand on lines of their own

    whole = _one_a_block(page, lines, dated)

    def anchor(line: Line) -> bool:
        if not titled or whole:
            return line in dated
        return line in titled or line.block in leading and line.start == page.blocks[line.block].start

    columns = read_columns(page, part)
    entries = [
        piece
        for entry in read_entries(page, part, anchor)
        if not columns.is_head(entry)
        for piece in _below_date(page, entry)
    ]
    awards: list[Award] = []
    for entry in entries:
        listed = _listed(page, entry)
        for piece in listed:
            awards += _read(page, Entry((piece,), (), entry.label), [piece])
        for group in _split(page, entry) if not listed else ():
            awards += _read(page, entry, group)
    awards = [award for award in awards if not _SUM.fullmatch(award.title)]
    return awards if any(award.year for award in awards) else _of_heading(page, part, awards)


_SUM = re.compile(r"[$€£¥]\s?[\d,.]+\s?[kKM]?(?:\s?/\s?\d+ years?)?(?:,?\s?\(?(?:co-)?PI\)?)?", re.I)  # a grant's


def _of_heading(page: Page, part: Part, awards: list[Award]) -> list[Award]:
    """Awards below a heading that is their year."""
    if heading_kind(part.section.title) != "years":
        return awards
    date = next(iter(read_dates(page.text, part.section.span.start, part.body)), None)
    if not date:
        return awards
    year = page.span(date.begin, date.stop)
    return [replace(award, year=date.year, parts={**award.parts, "year": year}) for award in awards]


def _one_a_block(page: Page, lines: Sequence[Line], dated: Collection[Line]) -> bool:
    """Whether each paragraph is one award: several lines, one of them with the date."""
    counts: dict[int, list[int]] = {}
    for line in lines:
        if page.blocks[line.block].kind == "paragraph":
            count = counts.setdefault(line.block, [0, 0])
            count[0] += 1
            count[1] += line in dated
    told = [count for count in counts.values() if count[1]]
    return len(told) >= 2 and all(many >= 2 and dates == 1 for many, dates in told)


def _below_date(page: Page, entry: Entry) -> list[Entry]:
    """An entry that is a date with a list below it, as one entry for each line of the list."""
    words = page.text[entry.lines[0].start : entry.lines[-1].end]
    for date in reversed(read_dates(words)):
        words = words[: date.begin] + words[date.stop :]
    if not entry.details or re.search(r"[^\W\d_]{3}", words):
        return [entry]
    least = min(page.blocks[line.block].level for line in entry.details)
    return [
        Entry((*entry.lines, line), (), entry.label) for line in entry.details if page.blocks[line.block].level == least
    ]


def _split(page: Page, entry: Entry) -> list[list[Line]]:
    """The lines of an entry, one group for each award: a line with a title of its own is an award of its own."""
    lines = list(entry.lines)
    if len(lines) > 1 and all(page.text[line.end - 1] in "；;" for line in lines[:-1]):
        return [[line] for line in lines]
    titled = [i for i, line in enumerate(lines) if _has_title(page, line)]
    dated = [i for i, line in enumerate(lines) if read_dates(page.text, line.start, line.end)]
    if page.blocks[lines[0].block].kind == "row" and dated == [0] and len(titled) == len(lines) > 1:
        if all(AWARD.search(page.text, line.start, line.end) for line in lines):
            return [[line] for line in lines]  # a year in the margin of several awards
    if (
        len(titled) < 2
        or not dated
        and len(titled) < len(lines)
        or len(dated) == 1
        and len(titled) > 1
        and page.blocks[lines[0].block].kind != "paragraph"
    ):
        return [lines]
    telling = [i for i in titled if i in dated or not dated]
    if page.blocks[lines[0].block].kind == "item":  # the lines of one item each name an award, or they tell of one
        telling = [
            i for i in telling if AWARD.search(page.text, lines[i].start, min(lines[i].end, lines[i].start + 90))
        ]
    if len(telling) < 2 or len(telling) < 0.6 * len(lines):
        return [lines]
    return [[lines[i]] for i in telling]


_BETWEEN = re.compile(r"\s*;\s+(?![^()]*\))|\s[·•|]\s|(?<=[\d)])\.\s+(?=[A-ZÀ-Þ])")


_YEAR_FIRST = re.compile(r"(?:19|20)\d\d[\s:,–—-]+[^\W\d_]")


def _listed(page: Page, entry: Entry) -> list[Line]:
    """The awards that one line lists, each a line: "Ice Medal, 1981; Fellow, Ice Society, 1984"; [] if it tells one."""
    line = entry.lines[0]
    block = page.blocks[line.block]
    if len(entry.lines) > 1 or entry.details or block.kind == "row" and line.start == block.start:
        return []
    cuts = [cut.span() for cut in _BETWEEN.finditer(page.text, line.start, line.end)]
    bounds = [line.start, *(edge for cut in cuts for edge in cut), line.end]
    pieces = [page.trim(a, b) for a, b in zip(bounds[::2], bounds[1::2], strict=True)]
    told = [p for p in pieces if AWARD.search(page.text, *p) or page.text.startswith("Best ", p.start)]
    if ";" not in page.text[line.start : line.end] and not all(read_dates(page.text, *piece) for piece in pieces):
        return []  # "Gold Medal · Ice Cup 2020": what it was won in
    dated = all(read_dates(page.text, *piece) for piece in pieces)
    led = len(pieces) > 2 and all(_YEAR_FIRST.match(page.text, *piece) for piece in pieces)
    each = len(pieces) > 1 and (bool(told) or led) and dated
    if not each and (len(told) < 2 or len(told) < 0.6 * len(pieces)):
        return []
    return [Line(*piece, line.block) for piece in pieces if piece.end - piece.start > 5]


def _has_title(page: Page, line: Line) -> bool:
    words = page.text[line.start : line.end]
    for date in reversed(read_dates(words)):
        words = words[: date.begin] + words[date.stop :]
    return (
        bool(AWARD.search(words))
        or bool(re.search(r"[^\W\d_]{3}\W+[^\W\d_]{3}", words))
        and not re.match(r"\W*(?:principal|co-)?\W*investigator|awarded by", words, re.I)
    )


_PLACED = re.compile(
    r"(?:\d{1,2}\s?\^?(?:st|nd|rd|th)(?:\s?/\s?\d+)?|top\s\d[\d/%. ]*|\d{1,3}\s?/\s?\d+)(?:\splace)?\W*",
    re.I,
)


def _is_giver(page: Page, first: Range, second: Range) -> bool:
    """Whether the first of two lines names who gave what the second names: "Ice Foundation", "Research grant"."""
    giver, award = page.words(*first), page.words(*second)
    named = is_organization(giver) or re.fullmatch(r"[A-Z][A-Z&/-]{2,11}", giver)
    return bool(named and not AWARD.search(giver) and AWARD.search(award[:50]) and len(giver) <= 70)


def _under_giver(page: Page, entry: Entry, title: Range) -> tuple[Range, Range | None]:
    """The award in the list below who gave it, and the giver: "2013", "**Ice Trust**", "- PhD Studentship"."""
    words = page.words(*title)
    named = is_organization(words) or _ACRONYM.fullmatch(words) or page.marked(*title, "strong")
    if entry.details and named and not AWARD.search(words):
        found = read_title(page, clean_line(page, entry.details[0]))
        if found and AWARD.search(page.text, found.start, found.end):
            return found, title
    return title, None


def _is_anchor(page: Page, line: Line) -> bool:
    """Whether a line is nothing but a link to a part of its own page: the entry of a table of contents."""
    links = [m for m in page.marks_in(line.start, line.end, "link") if m.end - m.start >= line.end - line.start - 2]
    return bool(links) and links[0].target.startswith("#")


_LONG_TITLE = 60  # characters; a longer line without a year or the word for an award is none


_SET_APART = re.compile(r"；\s?")


def read_award_line(page: Page, line: Line) -> list[Award]:
    """The awards that one line tells: the name of each, who gave it and when."""
    cuts = [line.start, *(m.end() for m in _SET_APART.finditer(page.text, line.start, line.end)), line.end]
    pieces = [page.trim(a, b, " ；;") for a, b in pairwise(cuts)]
    lines = [line._replace(start=a, end=b) for a, b in pieces if b > a]
    return [award for one in lines for award in _read(page, Entry((one,)), [one])]


_TROPHY = re.compile("\\W{0,3}[\U0001f3c6\U0001f947\U0001f948\U0001f949\U0001f3c5\U0001f396]\ufe0f?\\s*")


def read_trophies(page: Page, part: Part) -> list[Award]:
    """The awards of lines that a trophy or a medal leads, as profiles of programmers list what they won."""
    awards: list[Award] = []
    for line in page.lines_in(part.body, part.end):
        sign = None if page.text[line.start : line.end].isascii() else _TROPHY.match(page.text, line.start, line.end)
        if not sign or page.is_heading(line.block) or line.end - sign.end() > _LONGEST_TROPHY:
            continue
        bare = Line(sign.end(), line.end, line.block)
        for piece in _listed(page, Entry((bare,))) or [bare]:
            if AWARD.search(page.text, piece.start, piece.end) or _PLACED.search(page.text, piece.start, piece.end):
                awards += _read(page, Entry((piece,)), [piece])
    return awards


_LONGEST_TROPHY = 200  # characters


def _read(page: Page, entry: Entry, lines: Sequence[Line]) -> list[Award]:
    if len(lines) == 1 and _is_anchor(page, lines[0]):
        return []
    cells = [cell for line in lines for cell in cells_of(page, clean_line(page, line))]
    cells = [cell for cell in cells if cell.end - cell.start <= _LONGEST]
    dates = [(cell, date) for cell in cells for date in read_dates(page.text, cell.start, cell.end)]
    if not dates and len(lines) < len(entry.lines):
        dates = [
            (cells[0], date) for date in read_dates(page.text, entry.lines[0].start, entry.lines[0].end)[:1] if cells
        ]
    titles = [found for cell in cells if (found := read_title(page, cell))]
    title = titles[1] if len(titles) > 1 and _is_giver(page, *titles[:2]) else next(iter(titles), None)
    if title and len(titles) > 1 and _PLACED.fullmatch(page.text, *title):
        title = titles[1]  # "2021 | 1st | National Ice Olympiad"
    if not title or _NOT_AWARD.match(page.text[title.start : title.end]):
        return []
    title, above = _under_giver(page, entry, title)
    words = page.words(*title)
    if len(words) > _LONG_TITLE and not dates and not AWARD.search(words):
        return []  # what somebody achieved
    if len(words) > 250 or not re.search(r"[^\W\d_]{2}", words):
        return []
    span = (
        page.span(min(entry.start, *(line.start for line in lines)), max(line.end for line in (*lines, *entry.details)))
        if len(lines) == len(entry.lines)
        else page.span(lines[0].start, lines[-1].end)
    )
    given = above or title != titles[0] and page.trim(*titles[0])
    organization = given or _organization(page, cells, title)
    separate = len({cell.start for cell, _ in dates}) == len(dates) > 1 and len(
        {date.start for _, date in dates}
    ) == len(dates)
    if separate and len(titles) == 1 and any(c.start <= title.start < c.end for c, _ in dates[1:]):
        separate = False  # a year above its list, and another in the title
    chosen: list[Date | None] = [date for _, date in dates] if separate else [dates[0][1]] if dates else [None]
    if not separate and len(dates) > 1 and any(title.start <= d.begin < title.end for _, d in dates):
        chosen = [next((d for _, d in dates if not title.start <= d.begin < title.end), dates[0][1])]
    return [make_award(page, title, organization, date, (span.start, span.end)) for date in chosen]


def make_award(
    page: Page, title: Range, organization: Range | None, date: Date | None, whole: tuple[int, int]
) -> Award:
    """An award from the ranges that tell it; `whole`: those of its entry or sentence."""
    parts = {"title": page.span(*title)}
    if organization:
        parts["organization"] = page.span(*organization)
    if date:
        parts["year"] = page.span(date.begin, date.stop)
    return Award(
        title=page.words(*title),
        span=page.span(*whole),
        organization=page.words(*organization) if organization else "",
        year=date.year if date else None,
        end_year=int(date.end[:4]) if date and date.end and not date.single else None,
        parts=parts,
    )


_NAMED = re.compile(  # what may be who gave it: in brackets, or between punctuation; "St." ends nothing
    r"[(（]([^()（）]{2,120})[)）]|((?:\b(?:St|U\.S|U\.K|Dept|Univ|Inst|Natl)\.|[^,，;；.。|()（）\t]){2,120})"
)


def _organization(page: Page, cells: Iterable[Line], title: Range) -> Range | None:
    """Who gave it: the organisation in brackets or behind the title."""
    for cell in cells:
        begin = title.end if cell.start <= title.start < cell.end else cell.start
        for match in _NAMED.finditer(page.text, begin, cell.end):
            group = 1 if match[1] else 2
            found = page.trim(*match.span(group), chars=' \t\n-–—:“”"«»')
            words = re.sub(
                r"^(?:awarded |sponsored |given )?(?:by|from|at)\s+(?:the\s)?",
                "",
                page.text[found.start : found.end],
                flags=re.I,
            )
            found = Range(found.end - len(words), found.end)
            if is_organization(words) and len(words) < 120 and not read_dates(words):
                return found
    return None
