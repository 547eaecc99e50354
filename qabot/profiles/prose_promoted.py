"""Posts somebody rose to where they were: "In 2015 she was promoted to Senior Lecturer, and in 2019 to Professor"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from qabot.profiles.dates import read_dates
from qabot.profiles.page import Page, Range
from qabot.profiles.profile import Position
from qabot.profiles.prose_post import read_post
from qabot.profiles.prose_where import names_place, read_where

_PROMOTED = re.compile(
    r"\b(?:(?:promoted|rose|rising|advanced|progressed)\s(?:(?:from|through)\s[\w ]{3,40}?\s)?to|"
    r"(?:started|began)\s(?:out\s|off\s)?as)\s"
    r"(?:the\s(?:rank|position|post|role)\sof\s)?(?:an?\s|the\s)?(?=[\w-])"
)


_AND_TO = re.compile(  # "... to Reader in 2010 and Professor in 2015", "..., and in 2019 to Professor"
    r"(?:,\s(?:and\s)?|\sand\s)(?:(?:then|finally|eventually|later|now)\s)?(?:in\s(?:19|20)\d\d,?\s)?(?:then\s)?(?:(?:to|was|became)\s)?(?:an?\s)?"
    r"(?=(?:[\w-]+\s){0,2}(?i:professor|lecturer|reader|director|manager|engineer|scientist|fellow|head)\b)"
)


_YEAR = re.compile(r"\s?\(?(?:in\s)?(?:19|20)\d\d\)?")


def read_promotions(page: Page, sentence: Range, places: Sequence[Range], seen: set[int]) -> Iterator[Position]:
    """The posts a sentence says somebody rose to; `places`: those of the posts before; `seen`: where roles begin."""
    for match in _PROMOTED.finditer(page.text, sentence.start, sentence.end):
        here = _opening_place(page, sentence, match.start())
        here = (
            here
            or _place_before_where(page, sentence, match.start())
            or max((place for place in places if place.end <= match.start()), default=None)
        )
        step: re.Match[str] | None = match
        while step and here:
            found = read_post(page, step.end(), sentence, False, alone=True)
            role = found.parts["role"] if found else None
            if not found or not role or found.organization or role.start in seen:
                break
            seen.add(role.start)
            parts = {**found.parts, "organization": page.span(*here)}
            date = next(iter(read_dates(page.text, *step.span())), None)
            found = replace(found, start=date.start, end=None) if date and step is not match else found
            end = None if found.end == found.start else found.end
            yield replace(found, organization=page.words(*here), end=end, parts=parts)
            behind = _YEAR.match(page.text, role.end, sentence.end)
            step = _AND_TO.match(page.text, behind.end() if behind else role.end, sentence.end)


_WHERE_SHE = re.compile(r",?\swhere\s(?:I|he|she|they)\s(?:(?:then|later|soon|quickly)\s)?$")
_AT = re.compile(r"\b(?:at|with|for|joined)\s(?:the\s)?(?=[A-ZÀ-Þ])")


def _place_before_where(page: Page, sentence: Range, end: int) -> Range | None:
    """The place in front of "where he rose to"."""
    told = _WHERE_SHE.search(page.text, sentence.start, end)
    starts = [at.end() for at in _AT.finditer(page.text, sentence.start, told.start())] if told else []
    where = read_where(page, starts[-1], told.start()) if told and starts else None
    return where


_OPENS_AT = re.compile(r"\W*(?:[Ww]hile\s)?[Aa]t\s(?:the\s)?(?=[A-ZÀ-Þ])")


def _opening_place(page: Page, sentence: Range, end: int) -> Range | None:
    """The place a sentence opens with: "At Oslo she rose to ..."."""
    opens = _OPENS_AT.match(page.text, sentence.start, end)
    where = read_where(page, opens.end(), end) if opens else None
    return where if where and names_place(page, where) else None
