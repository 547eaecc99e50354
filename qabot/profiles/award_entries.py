"""Which lines of a list of awards are an award each: below a year, below who gave them, between signs in one line."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from qabot.profiles.award_titles import AWARD, LONE_RANK
from qabot.profiles.dates import read_dates
from qabot.profiles.entries import Entry
from qabot.profiles.page import Line, Page
from qabot.profiles.terms import is_organization


def one_a_block(page: Page, lines: Sequence[Line], dated: Collection[Line]) -> bool:
    """Whether each paragraph is one award: several lines, one of them with the date."""
    counts: dict[int, list[int]] = {}
    for line in lines:
        if page.blocks[line.block].kind == "paragraph":
            count = counts.setdefault(line.block, [0, 0])
            count[0] += 1
            count[1] += line in dated
    told = [count for count in counts.values() if count[1]]
    return len(told) >= 2 and all(many >= 2 and dates == 1 for many, dates in told)


def below_date(page: Page, entry: Entry) -> list[Entry]:
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


_MARGIN = re.compile(r"(?:19|20)\d\d(?:\s?[-–]\s?(?:\d\d){1,2})?\t")  # a year, its awards beside it


def split_entry(page: Page, entry: Entry) -> list[list[Line]]:
    """The lines of an entry, one group for each award: a line with a title of its own is an award of its own."""
    lines = list(entry.lines)
    if led := _led_by_bold(page, lines):
        return led
    if len(lines) > 1 and all(page.text[line.end - 1] in "；;" for line in lines[:-1]):
        return [[line] for line in lines]
    titled = [i for i, line in enumerate(lines) if has_title(page, line)]
    dated = [i for i, line in enumerate(lines) if read_dates(page.text, line.start, line.end)]
    margin = page.blocks[lines[0].block].kind == "row" or _MARGIN.match(page.text, lines[0].start, lines[0].end)
    if margin and dated == [0] and len(titled) == len(lines) > 1:
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


def _led_by_bold(page: Page, lines: Sequence[Line]) -> list[list[Line]]:
    """The lines of a paragraph, one group for each line in bold and what stands plain below it; [] if none leads."""
    bold = [i for i, line in enumerate(lines) if page.marked(line.start, line.end, "strong")]
    if not bold or bold[0] != 0 or len(bold) == len(lines) or len({line.block for line in lines}) > 1:
        return []
    plain = [line for i, line in enumerate(lines) if i not in bold]
    if any(_is_dated(page, line) and AWARD.search(page.text, line.start, line.end) for line in plain):
        return []
    return [list(lines[a:b]) for a, b in zip(bold, [*bold[1:], len(lines)], strict=True)]


_BETWEEN = re.compile(r"\s*;\s+(?![^()]*\))|\s[·•|]\s|(?<=[\d)])\.\s+(?=[A-ZÀ-Þ])")


_YEAR_FIRST = re.compile(r"(?:19|20)\d\d[\s:,–—-]+[^\W\d_]")


def listed_in(page: Page, entry: Entry) -> list[Line]:
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


def has_title(page: Page, line: Line) -> bool:
    """Whether a line holds words that can be the title of an award, beside its dates."""
    words = page.text[line.start : line.end]
    for date in reversed(read_dates(words)):
        words = words[: date.begin] + words[date.stop :]
    return (
        bool(AWARD.search(words))
        or bool(re.search(r"[^\W\d_]{3}\W+[^\W\d_]{3}", words))
        and not re.match(r"\W*(?:principal|co-)?\W*investigator|awarded by", words, re.I)
    )


_EXTENT = re.compile(
    r"\W*(?:external|internal|national|international|regional|university|departmental|other|research|teaching|service)\W*",
    re.I,
)


def below_giver(page: Page, entry: Entry) -> list[Line]:
    """The lines below who gave them, each an award: "Fern University", "- Ice Prize 2023", "- Snow Scholar 2024"."""
    head = entry.lines[0]
    words = page.text[head.start : head.end]
    dates = read_dates(words)
    for date in reversed(dates):
        words = words[: date.begin] + words[date.stop :]
    named = is_organization(words) or _EXTENT.fullmatch(words)
    each = len(entry.details) > 1 and all(_is_dated(page, line) for line in entry.details) and len(words) < 60
    if len(entry.lines) > 1 or not entry.details or not (named or each) or AWARD.search(words):
        return []
    told = [line for line in entry.details if AWARD.search(page.text, line.start, line.end) or _is_dated(page, line)]
    if dates and any(_is_dated(page, line) for line in entry.details):
        return []
    return list(entry.details) if len(told) >= 0.6 * len(entry.details) else []


def _is_dated(page: Page, line: Line) -> bool:
    return bool(read_dates(page.text, line.start, line.end))


_PRIZE = re.compile(r"\b(?:Prize|Award|Medal|Scholarship|Fellowship|Studentship|Bursary|Grant)s?\b")
_COMMA = re.compile(r",\s+(?![^()]*\))")


def between_commas(page: Page, lines: Sequence[Line]) -> list[Line]:
    """The prizes that lines list below a year, each named as one: "Ice Prize in Law, Snow Medal"; [] if they tell one.

    A line that ends in a comma goes on in the next.
    """
    if any(page.text[line.end - 1] != "," for line in lines[:-1]):
        return []
    pieces: list[Line] = []
    for line in lines:
        cuts = [cut.span() for cut in _COMMA.finditer(page.text, line.start, line.end)]
        edges = [line.start, *(edge for cut in cuts for edge in cut), line.end]
        ranges = [page.trim(a, b, " \t\n,.") for a, b in zip(edges[::2], edges[1::2], strict=True)]
        pieces += [Line(*piece, line.block) for piece in ranges if piece.end > piece.start]
    words = [page.text[piece.start : piece.end] for piece in pieces]
    if any(LONE_RANK.fullmatch(word) or is_organization(word) for word in words[1:]):
        return []  # "Ice Scholarship, Second Prize", "Ice Award, Snow Award Council"
    named = [word for word in words if _PRIZE.search(word)]
    return pieces if 1 < len(pieces) == len(named) else []
