"""Awards: honours, prizes, fellowships and grants, from their sections and from what stands beside a degree."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from qabot.profiles.award_entries import (
    below_date,
    below_giver,
    between_commas,
    has_title,
    listed_in,
    one_a_block,
    split_entry,
)
from qabot.profiles.award_titles import AWARD, read_title
from qabot.profiles.cells import cells_of
from qabot.profiles.columns import read_columns
from qabot.profiles.dates import Date, read_dates
from qabot.profiles.entries import Entry, read_entries
from qabot.profiles.entry_lines import clean_line
from qabot.profiles.heading_kinds import heading_kind
from qabot.profiles.item_roles import is_served
from qabot.profiles.page import Line, Page, Range
from qabot.profiles.persons import is_name
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
    if headed := _headed(page, part, lines):
        return headed
    dated = {line for line in lines if read_dates(page.text, line.start, line.end)}
    titled = {line for line in dated if has_title(page, line)}
    full = {line.block for line in titled}
    leading = {line.block for line in dated} - full  # blocks whose title and dates stand on lines of their own

    whole = one_a_block(page, lines, dated)

    def anchor(line: Line) -> bool:
        if not titled or whole:
            return line in dated
        return line in titled or line.block in leading and line.start == page.blocks[line.block].start

    columns = read_columns(page, part)
    entries = [
        piece
        for entry in read_entries(page, part, anchor)
        if not columns.is_head(entry)
        for piece in below_date(page, entry)
    ]
    awards: list[Award] = []
    for entry in entries:
        given = below_giver(page, entry)
        listed = given or listed_in(page, entry)
        for piece in listed:
            found = _read(page, Entry((piece,), (), entry.label), [piece])
            awards += [_given_by(page, award, entry.lines[0]) for award in found] if given else found
        for group in split_entry(page, entry) if not listed else ():
            several = between_commas(page, group)
            awards += [award for piece in several for award in _read(page, entry, [piece])] or _read(page, entry, group)
    awards = [award for award in awards if not _SUM.fullmatch(award.title)]
    return awards if any(award.year for award in awards) else _of_heading(page, part, awards)


_ONE = re.compile(r"\b(?:award|prize|medal|fellowship|scholarship|studentship|grant|bursary|diploma|mention)\b", re.I)
_LONGEST_BELOW = 240  # characters of a line below an award


def _headed(page: Page, part: Part, lines: Sequence[Line]) -> list[Award]:
    """The award that the section's own heading names, with who gave it and when below: "### Ice Prize"."""
    title = part.section.title
    if part.kind != "awards" or len(title.split()) < 2 or not _ONE.search(title):
        return []
    dated = [line for line in lines if read_dates(page.text, line.start, line.end)]
    others = [line for line in lines if _ONE.search(page.text, line.start, min(line.end, line.start + _LONG_TITLE))]
    told = [line for line in others if line in dated or page.blocks[line.block].kind != "item"]
    head = [line for line in page.lines_in(part.section.span.start, part.body) if page.is_heading(line.block)]
    if len(head) != 1 or told or len(dated) > 1:
        return []
    below = [line for line in lines if page.blocks[line.block].kind == "paragraph" or line in dated]
    found = [*head, *(line for line in below[:4] if line.end - line.start <= _LONGEST_BELOW)]
    return _read(page, Entry(tuple(found)), found)


def _given_by(page: Page, award: Award, giver: Line) -> Award:
    """An award with who gave it, told on the line above, and when, where it tells that too."""
    date = next(iter(read_dates(page.text, giver.start, giver.end)), None) if not award.year else None
    if date:
        year = page.span(date.begin, date.stop)
        award = replace(award, year=date.year, parts={**award.parts, "year": year})
        giver = giver._replace(end=page.trim(giver.start, date.begin, " \t,(").end)
    if award.organization or not is_organization(page.text[giver.start : giver.end]):
        return award
    where = page.trim(giver.start, giver.end, " \t\n:：,.")
    return replace(award, organization=page.words(*where), parts={**award.parts, "organization": page.span(*where)})


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


_TO = re.compile(  # whose an award is: "Outstanding Tutor Award, 2025 (to Bo Berg)", "(student: Bo Berg)"
    r"[(\[](?:(?:awarded |given |goes |went )?to:?\s|(?:my |our )?"
    r"(?:(?:ph\.?d\.?|master'?s?|graduate|undergraduate|m\.?sc?\.?)\s)?(?:student|advisee|mentee)(?:\s(?=[A-Z])|:\s))"
    r"(?P<whom>my (?:\w+ )?(?:students?|advisees?)|[^\W\d_][^()\[\],;]{3,40})(?=[,;)\]])",
    re.I,
)


def _anothers(text: str, cell: Line) -> bool:
    """Whether a line says in brackets that an award was given to somebody: the owner's are not given to a name."""
    whom = _TO.search(text, cell.start, cell.end)
    return bool(whom and (whom["whom"].startswith("my ") or is_name(whom["whom"])))


_TROPHY = re.compile("\\W{0,3}[\U0001f3c6\U0001f947\U0001f948\U0001f949\U0001f3c5\U0001f396]\ufe0f?\\s*")


def read_trophies(page: Page, part: Part) -> list[Award]:
    """The awards of lines that a trophy or a medal leads, as profiles of programmers list what they won."""
    awards: list[Award] = []
    for line in page.lines_in(part.body, part.end):
        sign = None if page.text[line.start : line.end].isascii() else _TROPHY.match(page.text, line.start, line.end)
        if not sign or page.is_heading(line.block) or line.end - sign.end() > _LONGEST_TROPHY:
            continue
        bare = Line(sign.end(), line.end, line.block)
        for piece in listed_in(page, Entry((bare,))) or [bare]:
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
    if not dates and (len(lines) < len(entry.lines) or lines[0] not in entry.lines):
        dates = [
            (cells[0], date) for date in read_dates(page.text, entry.lines[0].start, entry.lines[0].end)[:1] if cells
        ]
    titles = [found for cell in cells if (found := read_title(page, cell))]
    title = titles[1] if len(titles) > 1 and _is_giver(page, *titles[:2]) else next(iter(titles), None)
    if title and len(titles) > 1 and _PLACED.fullmatch(page.text, *title):
        title = titles[1]  # "2021 | 1st | National Ice Olympiad"
    if not title or _NOT_AWARD.match(page.text[title.start : title.end]):
        return []
    if any(_anothers(page.text, cell) for cell in cells):
        return []
    if is_served(page.text[title.start : next(c.end for c in cells if c.start <= title.start < c.end)]):
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
