"""When a degree told in an English sentence was earned: the years in brackets, in turn, at the head of its clause."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qabot.profiles.dates import Date, read_dates
from qabot.profiles.page import Range
from qabot.profiles.terms import Term, find_degrees

JOINED = re.compile(r"\s*(?:and|&|,|/)\s*(?:an?\s|my\s|the\s)?")


_DATED_AT_END = re.compile(r"[(（]([^()（）]*(?:19|20)\d\d[^()（）]*)[)）]\W*$")


def dated_at_end(text: str, term: Term, sentence: Range) -> Date | None:
    """The date in brackets that ends a sentence about one degree: "my PhD at X, supervised by Y (2016-2022)"."""
    closing = _DATED_AT_END.search(text, term.end, sentence.end)
    if not closing or any(
        text[t.start : t.end] not in ("Dr", "Dr.") for t in find_degrees(text, term.end, closing.start())
    ):
        return None
    dates = read_dates(text, *closing.span(1))
    return dates[0] if len(dates) == 1 and not read_dates(text, term.end, closing.start()) else None


_YEARS_LISTED = re.compile(  # "B.Sc. and M.Sc. from X (2011, 2013)", "in 2011 and 2013"
    r"\((?:19|20)\d\d(?:,\s?(?:19|20)\d\d)+\)|\bin (?:19|20)\d\d and (?:19|20)\d\d\b"
)


def year_of(text: str, terms: Sequence[Term], number: int, sentence: Range) -> Date | None:
    """The year of one of several degrees named together: "B.Eng. and M.Eng. ... in 2001 and 2004, respectively"."""
    first = last = number
    while first and JOINED.fullmatch(text, terms[first - 1].end, terms[first].start):
        first -= 1
    while last + 1 < len(terms) and JOINED.fullmatch(text, terms[last].end, terms[last + 1].start):
        last += 1
    stop = terms[last + 1].start if last + 1 < len(terms) else sentence.end
    listed = _YEARS_LISTED.search(text, terms[first].start, stop)
    if first == last or not (listed or re.search(r"\brespectively\b|\bdegrees\b", text[terms[first].start : stop])):
        return None
    years = read_dates(text, terms[last].end, stop)
    return years[number - first] if len(years) == last - first + 1 and all(y.single for y in years) else None


_OPENS_NEXT = re.compile(r"(?:[,;]|\band)\s+(?:then\s)?(?:in|since|by)\s$")
_TO_NEXT = re.compile(r",?\s(?:(?:my|his|her|their|an?|the)\s)(?:[\w-]+\s)?")


def is_of_next(text: str, date: Date, following: int) -> bool:
    """Whether a date opens the clause of the degree that begins at a position: "..., and in 2010 my Habilitation"."""
    return bool(
        _TO_NEXT.fullmatch(text, date.stop, following) and _OPENS_NEXT.search(text, max(0, date.begin - 12), date.begin)
    )


def date_right_before(text: str, sentence: Range, degree: int) -> Date | None:
    """The date that opens the clause of a degree: "..., and in 2010 my Habilitation from X"."""
    dates = read_dates(text, max(sentence.start, degree - 40), degree)
    return dates[-1] if dates and is_of_next(text, dates[-1], degree) else None
