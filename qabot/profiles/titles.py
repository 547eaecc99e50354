"""Titles of papers: quoted, in bold, linked, or a sentence that begins where the authors end."""

from __future__ import annotations

import re

from qabot.profiles.page import Line, Page, Range
from qabot.profiles.paper_leads import BRACKETED, STATUS, YEAR
from qabot.profiles.paper_words import is_long_enough
from qabot.profiles.persons import is_name
from qabot.profiles.tables import is_cjk
from qabot.profiles.title_ends import is_venue_only, title_end
from qabot.profiles.title_marks import marked_title
from qabot.profiles.title_quotes import Title, is_within, quoted
from qabot.profiles.venues import is_venue, known_short

_MONTH = (  # of a meeting, behind its year: "2018, July."
    r"(?:Jan|Febr)uary|March|April|May|June|July|August|(?:Sept|Nov|Dec)ember|October|Spring|Summer|Autumn|Fall|Winter"
)
_LEAD_YEAR = re.compile(
    rf"\s*(?:{BRACKETED}\s*[.,:：;]?|(?:{YEAR}|(?i:{STATUS})\s*(?=[.,:：;]))\s*[)）\]]?\s*[.,:：;]?)\s*"
    rf"(?:(?:{_MONTH})(?:\s\d\d?)?\.\s+(?=\S))?"
)


_PRINTED = re.compile(  # where a title of one word was printed: "Frost. In: B. Berg (ed.)", "Frost. Ice Med. 2020;17:3"
    r"[.,]\s+(?:[Ii]n:?\s+(?=[A-Z])|[A-Z][^.?!\d]*(?:\.\s[A-Z][^.?!\d]*){0,4}\.?,?\s(?:19|20)?\d{1,2}(?:\s[A-Z][a-z]{2})?\s?[,;:(]\s?\d)"
)


def _is_printed(after: str) -> bool:
    """Whether what follows a title of one word says where it was printed: "Frost. ICML, 2021"."""
    if _PRINTED.match(after):
        return True
    place = _PLACE.match(after)
    return bool(place and (known_short(place[1]) or is_venue(place[1])))


def _before_italics(page: Page, stop: int, end: int) -> bool:
    """Whether a venue in italics stands right behind a title's full stop: "Frost. *Berlin Ice Journal*"."""
    mark = next(page.marks_in(stop, end, "em"), None)
    return (
        mark is not None
        and page.text[stop : mark.start].strip() == "."
        and not is_name(page.words(mark.start, mark.end))
    )


_PLACE = re.compile(r"[.,]\s+(?:[Ii]n:?\s)?([A-Z][^,;:(\d]{1,60}?),?\s\(?(?:19|20)\d\d")


def title_after(page: Page, rest: Range) -> Title | None:
    """The title that follows the authors on their line."""
    start = rest.start
    year = _LEAD_YEAR.match(page.text, start, rest.end)
    if year and year.end() < rest.end:
        start = year.end()
    title = quoted(page, start, rest.end)
    if title and is_within(page, start, title):
        title = None
    if title and title.outer_start <= start + 3:
        return title
    marked = marked_title(page, start, rest.end)
    if marked and marked.start <= start + 3:
        return marked
    if title and (not marked or title.outer_start < marked.start):
        return title
    stop = title_end(page, start, rest.end, named=True)
    words = page.text[start:stop]
    begins = words[:1].isupper() or is_cjk(words[:1] or " ")
    brief = (
        len(words) > 3 and begins and (_is_printed(page.text[stop : rest.end]) or _before_italics(page, stop, rest.end))
    )
    if not (brief or is_long_enough(words)) or is_venue_only(words):
        return marked
    inner = page.trim(start, stop, ' \t\n,;“”"')
    return Title(
        inner.start,
        page.trim(inner.start, inner.end, " .").end if not words.rstrip().endswith(("?", "!")) else inner.end,
        start,
        stop,
    )


def best_title(page: Page, line: Line) -> Title | None:
    """The title a line holds: quoted, marked, or its first sentence."""
    title = quoted(page, line.start, line.end) or marked_title(page, line.start, line.end)
    if title:
        return title
    stop = title_end(page, line.start, line.end)
    words = page.text[line.start : stop]
    if not is_long_enough(words) or is_venue_only(words):
        return None
    return Title(*page.trim(line.start, stop, " \t\n,."), line.start, stop)
