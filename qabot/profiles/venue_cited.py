"""The venue of a paper where a whole field cites in one form: lawyers, portals, journals of East Asia."""

from __future__ import annotations

import re

from qabot.profiles.name_lists import read_names
from qabot.profiles.page import Page, Range
from qabot.profiles.paper_eastern import venue_eastern

BEFORE_YEAR = re.compile(r"\s*([A-Z][^|\n]{2,80}?)\s[|·•]\s(?:19|20)\d\d\W*")  # "J. Ice Res. | 2026", a line of its own
LAW = re.compile(  # ", 112 Castle L. Rev. 1345 (2020)": volume, journal, page, as lawyers cite
    r"\W*\d{1,4}\s+([A-Z][A-Za-z.&'’ -]{2,70}?)\s+\d{1,5}(?:\s?[-–,]\s?\d+)?\s*"
    r"\((?:[A-Z][a-z]{2,8}\.?\s)?(?P<year>(?:19|20)\d\d)\)"
)
_BRITISH_LAW = re.compile(  # "(2020) 24 Ice Law Review 33", "[2017] Ice Journal 201", "(2nd edn, Moss Press 2018)"
    r"\W{0,3}(?:[(\[](?:19|20)\d\d[)\]]\s(?:\d{1,3}(?:\(\d{1,2}\))?\s)?([A-Z][A-Za-z.&'’ -]{2,70}?)\s\d{1,5}(?![\d.])|"
    r"\(\d{1,2}\w\w edn,\s([A-Z][^,()\n]{2,50}?),?\s(?:19|20)\d\d\))"
)
_LEGAL = re.compile(  # year, volume, journal, page: "(2015) 38 Irish Ice Journal 1-29"
    r"[\s,.;:]*[(\[](?:19|20)\d\d[)\]]\s+\d{1,3}\s+([A-Z][A-Za-z'’&.:() -]{3,70}?)\s+\d{1,5}\b"
)


def cited_venue(page: Page, area: Range) -> Range | None:
    """The venue of an entry that is cited in a form of its own, None if it is in none of them."""
    cited = LAW.match(page.text, *area) or _BRITISH_LAW.match(page.text, *area)
    if cited:
        return Range(*next(cited.span(group) for group in (1, 2) if cited[group]))
    eastern = venue_eastern(page, area)
    if eastern:
        return eastern
    before_year = BEFORE_YEAR.fullmatch(page.text, *area)
    if before_year and len(read_names(page.text, *before_year.span(1)).names) < 2:
        return page.trim(*before_year.span(1))
    legal = _LEGAL.match(page.text, *area)
    return page.trim(*legal.span(1)) if legal else None
