"""Posts and degrees that pieces of news tell: "Sep 2025: I've joined X as a lecturer", "Graduated from Y"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from qabot.profiles.dates import Date, read_dates
from qabot.profiles.page import Line, Page, Range
from qabot.profiles.profile import Degree, Position
from qabot.profiles.prose import is_students, sentences
from qabot.profiles.prose_degrees import read_degrees
from qabot.profiles.prose_posts import read_posts
from qabot.profiles.prose_rows import Place, read_row
from qabot.profiles.prose_stays import make_stay
from qabot.profiles.prose_where import names_place, read_where
from qabot.profiles.sections import Part
from qabot.profiles.terms import find_degrees

_DATE = r"^\W*(?:[\w.,/ -]{0,14}(?:19|20)\d\d[\d./-]{0,6}\W*)?"
_I = r"\b(?:I|I['’](?:ll|ve|m))\s(?:will\s|have\s|am\s|shall\s|just\s|recently\s)*(?:be\s|been\s)?(?:\w+ly\s)?"
_GLAD = (
    r"(?:(?:[Vv]ery|[Ss]o|[Ss]uper|[Ii]ncredibly)\s)?(?i:excited|happy|thrilled|delighted|pleased|honou?red|glad|proud)\sto\s"
    r"(?:(?:be|have|announce|share|that|I|am|will|say)\s){0,4}"
)
_JOINED = re.compile(
    rf"(?:{_I}|{_GLAD})(?:join(?:ed|ing)?|start(?:ed|ing)?|began|begin(?:ning)?|mov(?:ed?|ing)|appointed|promoted|intern(?:ed|ing)?|"
    r"spend(?:ing)?|spent|return(?:ed|ing)?)\b|"
    rf"{_DATE}(?i:joined|started|joining|starting|promoted|appointed|began|beginning|interned|interning|spending|spent|"
    r"moved|moving|returned|returning)\b"
)
_INTERNED = re.compile(
    rf"(?:{_I}|{_GLAD}|{_DATE})(?i:intern(?:ed|ing)?)\s(?:this\s\w+\s)?(?:at|with|@)\s(?:the\s)?(?=[A-ZÀ-Þ])"
)
_STUDIED = re.compile(
    rf"(?:{_I}|{_GLAD}|{_DATE}(?:(?i:successfully|officially|finally)\s)?)"
    r"(?i:graduated?|defended|received?|earned|completed?|finished|obtained|started|began|starting|got)\b"
)
_STARTED = re.compile(r"\b(?i:start|began|begin)")


def read_posts_in_news(page: Page, part: Part) -> Iterator[Position]:
    """The posts that a section of news tells of the person."""
    for sentence, line, told in _own_news(page, part, _JOINED):
        date = _date(page, line, told)
        interned = _INTERNED.search(page.text, sentence.start, sentence.end)
        for post in _stays(page, interned, sentence) if interned else read_posts(page, sentence):
            if (post.role or post.kind == "internship") and post.organization and not is_students(post):
                begun = post.start or (date.start if date else None)
                yield replace(post, start=begun, end=None if begun == post.end else post.end)


def read_degrees_in_news(page: Page, part: Part) -> Iterator[Degree]:
    """The degrees that a section of news tells the person began or earned."""
    for sentence, line, told in _own_news(page, part, _STUDIED):
        if not find_degrees(page.text, *sentence):
            continue
        date = _date(page, line, told)
        for degree in read_degrees(page, sentence, None):
            if not date or degree.start or degree.end:
                yield degree
            else:
                started = bool(_STARTED.search(page.text, sentence.start, told.end))
                parts = {**degree.parts, "start" if started else "end": page.span(date.begin, date.stop)}
                start, end = (date.start, None) if started else (None, date.end)
                whole = page.span(min(date.begin, degree.span.start), degree.span.end)
                yield replace(degree, start=start, end=end, span=whole, parts=parts)


def _own_news(page: Page, part: Part, telling: re.Pattern[str]) -> Iterator[tuple[Range, Line, Range]]:
    """The sentences of the news in which an expression speaks of the person: each, its line, and where it is found."""
    for line in _blocks(page, part):
        for sentence in sentences(page, line.start, line.end):
            told = telling.search(page.text[sentence.start : sentence.end])
            if told:
                yield sentence, line, Range(sentence.start + told.start(), sentence.start + told.end())


def _date(page: Page, line: Line, told: Range) -> Date | None:
    """The date of a piece of news."""
    return next(iter(read_dates(page.text, line.start, told.end)), None)


def _stays(page: Page, interned: re.Match[str], sentence: Range) -> list[Position]:
    where = read_where(page, interned.end(), sentence.end)
    lone = [Place(where, Range(where.end, where.end))] if where and names_place(page, where) else []
    row = read_row(page, interned.end(), sentence.end) or lone
    return [make_stay(page, None, place, sentence, "internship") for place in row]


def _blocks(page: Page, part: Part) -> list[Line]:
    """The blocks of a section, each as one line: an item of the news runs on over the ends of lines."""
    joined: dict[int, Line] = {}
    for line in page.lines_in(part.body, part.end):
        if not page.is_heading(line.block):
            joined[line.block] = joined.get(line.block, line)._replace(end=line.end)
    return list(joined.values())
