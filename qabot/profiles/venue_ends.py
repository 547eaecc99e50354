"""Where a venue ends: before volume, pages, year, towns and links, and behind what leads to it."""

from __future__ import annotations

import re
from functools import cache

from qabot.profiles.page import Page, Range
from qabot.profiles.tables import any_of, table
from qabot.profiles.terms import is_place
from qabot.profiles.venues import is_publisher, is_venue

_VENUE_STOP = re.compile(
    r"\s*(?:[,，.:;(（]\s*|\s)(?:(?:19|20)\d\d\b|vol(?:ume)?\b|(?:forthcoming|in press|to appear)\b|"
    r"no\.?\s?\d|pp?\.?\s?\d|pages?\b|doi\b|"
    r"https?:|isbn|arxiv:|issue\b|(?:eds?\.|edited by|red\.|hg\.|hrsg\.|a cura di)\s|"
    r"Bd\.|(?:Jg|Jahrgang)\.?\s?\d|(?:Heft|H\.|Nr\.)\s?\d|S\.\s?\d|Т\.\s?\d|№|С\.\s?\d|"
    r"第?\d+[卷巻]|第\d+[期号]|제\s?\d+\s?[권호]|\d+\s?[권巻]|"
    r"(?:v|n|p|т|вып)\.\s?\d|[A-Za-z]?\d+(?:[\s(:（,.–-]|$)|impact factor|IF\s?[=:]|\((?:IF|SCI|CCF|"
    r"JCR|Q\d|中科院|oral|"
    r"spotlight|poster|accept)|[\[【]|\|)|\s*[\[【|]|\s*；|\s*。|\s+[-–—]\s+(?=\d|[A-Z][a-z]+\.?\s\d)|"
    r"\s?(?:19|20)\d\d\b",
    re.I,
)


_IN_QUOTES = re.compile(r".?[『《〈「«]([^『』《》〈〉「」«»]{2,80})[』》〉」»]", re.S)
PLACE = re.compile(
    r"[A-Z][\w.'’-]{0,30}(?:(?:,?\s|[/&])[A-Z][\w.'’-]{0,30}){0,3}\s?:\s+(?=[A-Z])"
)  # "Oslo: Fjord Press"
_CLOSING = re.compile(r"[)）]")
_YEAR_FIRST, _YEAR_NEXT = re.compile(r"(?:19|20)\d\d\s*[,.:]?\s*(?=[^\W\d_])"), re.compile(r"\s?(?:19|20)\d\d\b")
_LEAD = re.compile(
    r"(?:(?:(?:second |third |2nd |3rd )?(?:round )?(?:(?:revise|reject) (?:and|&) resubmit|R&R)|"
    r"(?:conditionally )?accepted|(?:minor|major) revisions?|forthcoming|under review|resubmitted|submitted)"
    r"(?:,|:|\s[–—-])(?:\s(?:at|to|in))?|"
    r"in\s*:?|published in|appeared in|to appear in|accepted (?:by|at|to|for)|presented at|"
    r"submitted (?:to|for publication (?:to|in))|(?:resubmit|R&R|revisions?(?: requested)?|resubmitted)(?: at| by| to)|"
    r"under review (?:at|by|in)|proc\. of|at)\s+(?:the\s+)?(?=\S)",
    re.I,
)
_STATED = re.compile(  # within brackets that tell more: "(arXiv, code, revise and resubmit, Ice Letters)"
    r"[,;/–—-]\s(?:revise (?:and|&) resubmit|R&R|reject (?:and|&) resubmit|under review|submitted|accepted|forthcoming)"
    r"(?:,|:|\s(?:at|to|in|by))\s+(?:the\s+)?(?=[A-Z])",
    re.I,
)
_MEETING = re.compile(
    r"\s*(?:the\s)?(?:\d+(?:st|nd|rd|th)\s)?(?:IEEE|ACM|conference|workshop|international|symposium|annual|joint|meeting)",
    re.I,
)


_OPEN_END = re.compile(r"(?:^|\s)(?:of|the|at|in|on|of the|des|der|du|de la|del|della|do|da)$", re.I)


def _goes_on(text: str, start: int, year: re.Match[str], end: int) -> bool:
    """Whether a venue goes on behind its year: "Proceedings of the 2020 Ice Days", "Ice 2020 Workshop"."""
    return bool(_OPEN_END.search(text[start : year.start()]) or _MEETING.match(text[year.end() : end]))


def cut_venue(page: Page, start: int, end: int) -> Range | None:
    """A venue without volume, pages, year and links behind it."""
    inner = page.trim(start, end, ' \t\n,.;:：，。"”“')
    year = _YEAR_FIRST.match(page.text, inner.start, inner.end)
    lead = _LEAD.match(page.text, inner.start, inner.end)
    if year:
        inner = Range(year.end(), inner.end)
    elif lead:
        inner = Range(lead.end(), inner.end)
    for stated in _STATED.finditer(page.text, inner.start, inner.end):
        inner = Range(stated.end(), inner.end)
    stop = _VENUE_STOP.search(page.text, inner.start + 2, inner.end)
    while stop and _YEAR_NEXT.match(stop.group()) and _goes_on(page.text, inner.start, stop, inner.end):
        stop = _VENUE_STOP.search(page.text, stop.end(), inner.end)
    if stop:
        inner = Range(inner.start, stop.start())
    opened = max(page.text.rfind("(", inner.start, inner.end), page.text.rfind("（", inner.start, inner.end))
    if opened > inner.start and not _CLOSING.search(page.text[opened : inner.end]):
        inner = Range(inner.start, opened)
    inner = page.trim(inner.start, inner.end, ' \t\n,.;:：，。(（[-–—"”“/')
    while page.text[inner.end - 1 : inner.end] in (")", "）") and not re.search(
        r"[(（]", page.text[inner.start : inner.end]
    ):
        inner = Range(inner.start, inner.end - 1)
    if page.text[inner.end - 1 : inner.end] == "]" and page.text.find("[", inner.start, inner.end) < 0:
        inner = page.trim(inner.start, inner.end - 1)
    comma = page.text.find(",", inner.start, inner.end) >= 0
    month = _month_behind().search(page.text, inner.start, inner.end) if comma else None
    if month and month.end() == inner.end and month.start() > inner.start + 3:
        inner = page.trim(inner.start, month.start(), " ,.")
    town = PLACE.match(page.text, inner.start, inner.end) if ":" in page.text[inner.start : inner.end] else None
    if town and (is_publisher(page.text[town.end() : inner.end]) or _is_house(page, town, inner.end)):
        inner = Range(town.end(), inner.end)
    if is_place(page.text[inner.start : inner.end]):
        return None
    inner = _without_place(page, inner) if comma else inner
    boxed = _IN_QUOTES.match(page.text, inner.start - 1, inner.end)
    inner = Range(*boxed.span(1)) if boxed else inner
    return inner if inner.end - inner.start >= 2 else None


def _without_place(page: Page, venue: Range) -> Range:
    """A venue without the towns and countries behind its last commas: "Ice and Snow, Oslo"."""
    while (last := page.text.rfind(", ", venue.start + 3, venue.end)) > 0 and is_place(page.text[last + 2 : venue.end]):
        venue = page.trim(venue.start, last)
    return venue


_HOUSE = re.compile(r"[A-ZÀ-Þ][\w.'’-]*(?:\s(?:&\s|and\s)?[A-ZÀ-Þ][\w.'’-]*){0,2}")  # a publisher, by its name alone


def _is_house(page: Page, town: re.Match[str], end: int) -> bool:
    """Whether a town and a publisher stand before a year: "Oslo: Finch, 2018"."""
    named = _HOUSE.fullmatch(page.text, town.end(), end)
    dated = re.match(r",?\s\(?(?:19|20)\d\d", page.text[end : end + 8])
    return bool(named and dated) and not is_venue(page.text[town.start() : town.end()])


@cache
def _month_behind() -> re.Pattern[str]:
    """A month at the end of a venue: "Workshop on Ice, October"."""
    names = [str(name) for names in table("months")["months"].values() for name in names if len(str(name)) > 2]
    return re.compile(rf",\s+(?:\d{{1,2}}(?:[-–]\d{{1,2}})?\.?\s)?{any_of(names)}\.?(?=$|\W)", re.I)
