"""A paper put together: venue, year, status, honours and links from what title and authors leave."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from qabot.profiles.dates import Date, read_dates
from qabot.profiles.name_lists import Names
from qabot.profiles.page import Line, Range
from qabot.profiles.paper_section import PaperSection
from qabot.profiles.paper_venues import badge_venue, find_venue, join_venue
from qabot.profiles.paper_words import (
    HONOUR,
    LINKS,
    PREPRINT,
    STATUS,
    is_more_than_links,
    lone_year,
    may_tell,
)
from qabot.profiles.persons import strip_titles
from qabot.profiles.profile import Paper, PaperStatus, Value
from qabot.profiles.title_ends import venue_within
from qabot.profiles.title_quotes import Title
from qabot.profiles.venue_cited import LAW
from qabot.profiles.venues import is_venue, short_name
from qabot.sources.source import Span

KINDS: dict[str, PaperStatus] = {"papers": "", "preprints": "preprint", "theses": "thesis", "data": "dataset"}
_OPEN_LABEL = re.compile(  # of a link at the end of a title: "Loud Ice [PDF"
    r"\s*[\[(（]\s*(?:pdf|link|paper|ssrn|draft|slides|code|appendix|arxiv|preprint|abstract|online)?\s*$", re.I
)
_NOTE = re.compile(
    r"\W*(?:(?:Research output|Output type|Publication type|Publikation|Forschungsoutput): [^.\n]{3,90}$|"
    r"click (?:on|here|the)|for more (?:information|details)|more (?:information|details|info)\b)",
    re.I,
)
_INITIALS_FIRST, _INITIAL_LAST = re.compile(r"[A-Z]{2,3}\s[A-Z][a-z]"), re.compile(r"(?:^|[\s.-])[^\W\d_]$")
_SHARED = re.compile(r"(\b|[(\[])(?:with|mit|avec|con|com|met|med|gem\. m\.|zus\. m\.)\s+$", re.I)
_YEAR_NEXT = re.compile(r"[^\w]{0,6}\(?((?:19|20)\d\d)[a-z]?\b")
_BADGE_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)|['’](\d\d)(?!\d)")
_VOLUME_END = re.compile(r"\d\s*[,:;)]\s*$")
_PAGES = re.compile(r"\b(?:19|20)\d\d\s*[-–]\s*(?:19|20)?\d\d")
_YEAR = re.compile(r"(?:19|20)\d\d")
_IN_WORK = re.compile(
    r"working paper|in[- ]progress|in[- ]prep|job market|en prép|in vorb|in prepar|en prepar|em prepar", re.I
)
_PRINTED_URL = re.compile(r"https?://[^\s<>\"'，。；）)\]】|]+")
_LETTER = re.compile(r"\w")
_GLUED = re.compile(r"[A-Z]{2}((?:19|20)\d\d)(?!\d)|[A-Za-z]\s?['’](\d\d)(?!\d)")  # "ICML2021", "ICML '21"


_CLOSED_BY = {'"': '"', "“": "”", "«": "»", "„": "“"}


class Printed(NamedTuple):
    """An entry of a list of papers, its title and authors found."""

    title: Title
    names: Names | None
    whole: Range  # the entry
    bodies: Sequence[Line]  # its lines, without numbers and badges
    badge: str = ""  # what stood in badges before the title
    label: str = ""  # the year or date that the entry stands under


def compose_paper(section: PaperSection, printed: Printed) -> Paper:
    """The paper that an entry prints: venue, year and the rest are read from what title and authors leave."""
    page, text, names, badge = section.page, section.text, printed.names, printed.badge
    inner = page.trim(printed.title.start, printed.title.end, ' \t\n“”"«».,;:')
    label = _OPEN_LABEL.search(text, inner.start, inner.end)
    inner = page.trim(inner.start, label.start() if label else inner.end)
    end = inner.end + (text[inner.end : inner.end + 3] == "...")
    if text[inner.start - 1] in _CLOSED_BY and _CLOSED_BY[text[inner.start - 1]] in text[inner.start : inner.end]:
        inner = inner._replace(start=inner.start - 1)  # "“It works”: captions on live platforms"
    end = _past_quotation(text, inner.start, end)
    title = _before_open_bracket(text, printed.title._replace(start=inner.start, end=end))
    parts = {"title": page.span(title.start, title.end)}
    taken = [(title.outer_start, title.outer_end)]
    if names and names.names:
        parts["authors"] = page.span(names.names[0].start, names.names[-1].end)
        taken.append((names.names[0].start, max(names.end, names.names[-1].end)))
    free = _free(section, printed.bodies, taken)
    after = [r for r in free if r.start >= title.outer_end] or [
        r for r in free if r.end <= title.outer_start or r.start >= title.outer_end
    ]
    venue = find_venue(page, after)
    if venue and badge and badge_venue(badge) and _REMARK.search(text, max(0, venue.start - 4), venue.start):
        venue = None  # what is said of the paper, its venue stands before it
    within = None if venue or badge else venue_within(page, title)
    if within:
        title = title._replace(end=page.trim(title.start, within.start, " ,").end)
        parts["title"] = page.span(title.start, title.end)
        venue, after = within, [*after, Range(within.start, title.outer_end)]
    if venue:
        parts["venue"] = page.span(*venue)
    words = page.words(*venue) if venue else ""
    badge_short = badge_venue(badge)
    venue_text = join_venue(words, badge_short)
    year = _year(section, printed, after, parts)
    between = text[names.end : title.outer_start] if names and names.end < title.outer_start < names.end + 60 else ""
    everything = " ".join([badge, between, *(text[r.start : r.end] for r in after)])
    return Paper(
        title=page.words(title.start, title.end),
        span=page.span(*printed.whole),
        authors=_authors(section, names, title),
        venue=venue_text,
        venue_short=short_name(venue_text) or badge_short,
        year=year,
        status=_status(section, everything, words or badge_short),
        honours=_honours(section, after),
        links=_targets(section, printed.whole),
        parts=parts,
    )


_REMARK = re.compile(r"(?:[—–]|[\U0001f300-\U0001faff])\s?$")
_CLOSING = re.compile(r"[.,]?[”»]")


_NOTED = re.compile(r"[.\s]*\([*†‡]")  # "(*: equal contribution)"


def _before_open_bracket(text: str, title: Title) -> Title:
    """A title without the bracket that it was cut in, or a note on its authors: "Loud Ice (SnowCon, link)"."""
    note = _NOTED.search(text, title.start + 8, title.end)
    if note:
        return title._replace(end=note.start())
    opened = text.rfind("(", title.start + 8, title.end)
    cut = opened > 0 and title.end - opened < 40 and ")" not in text[opened : title.end]
    if not cut or text[title.end : title.end + 1] not in (",", ";"):
        return title
    return title._replace(end=opened - (text[opened - 1] == " "), outer_end=opened)


def _past_quotation(text: str, start: int, end: int) -> int:
    """Where a title ends whose last words are in quotation marks: "Reply to “Loud Ice.”"."""
    opened = max(text.count("“", start, end) - text.count("”", start, end), 0) or "«" in text[start:end]
    closing = _CLOSING.match(text, end) if opened and "»" not in text[start:end] else None
    return closing.end() if closing else end


def _authors(section: PaperSection, names: Names | None, title: Title) -> tuple[str, ...]:
    if not names:
        return ()
    listed = [_bare_name(name.text) for name in names.names]
    lead = section.text[max(0, names.names[0].start - 14) : names.names[0].start] if names.names else ""
    behind = bool(names.names) and names.names[0].start > title.start
    shared = _SHARED.search(lead) if lead[-1:].isspace() else None
    shared = shared if behind or shared and shared[1] else None
    if shared and section.owner.name_from == "text" and not any(section.owner.is_called(name) for name in listed):
        listed.insert(0, section.owner.name)
    return tuple(dict.fromkeys(listed))


def _free(section: PaperSection, bodies: Sequence[Line], taken: Sequence[tuple[int, int]]) -> list[Range]:
    """What is left of the lines once title and authors are taken out."""
    free: list[Range] = []
    for body in bodies:
        start = body.start
        for a, b in sorted(taken):
            if a < body.end and b > start:
                if a > start:
                    free.append(Range(start, a))
                start = max(start, b)
        if start < body.end:
            free.append(Range(start, body.end))
    return [r for r in free if _says_more(section, section.text[r.start : r.end])]


def _says_more(section: PaperSection, words: str) -> bool:
    if _NOTE.match(words):
        return False
    return is_more_than_links(words) or bool(_LETTER.search(words) and _LETTER.search(LINKS.sub(" ", words)))


def _year(section: PaperSection, printed: Printed, after: Sequence[Range], parts: dict[str, Span]) -> int | None:
    """The year: behind the authors, in a badge, in what is left, or above the entry; its span goes into `parts`."""
    page, text, names = section.page, section.text, printed.names
    if names and names.names:
        near = _YEAR_NEXT.match(text, names.end, printed.whole.end)
        if near:
            parts["year"] = page.span(*near.span(1))
            return int(near[1])
    short = _BADGE_YEAR.search(printed.badge) if printed.badge else None
    if short:
        return int(short[1]) if short[1] else 2000 + int(short[2])
    cited = LAW.match(text, after[0].start, after[0].end) if after else None
    if cited:  # "83 Castle L. Rev. 2019 (2008)": not the page
        parts["year"] = page.span(*cited.span("year"))
        return int(cited["year"])
    for area in after:
        for date in read_dates(text, area.start, area.end):
            if date.year and date.year <= 2040 and not _is_page_range(text, area.start, date):
                first = _YEAR.search(text, date.begin, date.stop)
                if first:
                    parts["year"] = page.span(*first.span())
                return date.year
        tick = _GLUED.search(text, area.start, area.end)
        if tick:
            group = 1 if tick[1] else 2
            parts["year"] = page.span(*tick.span(group))
            return int(tick[1]) if tick[1] else 2000 + int(tick[2])
    return (lone_year(printed.label) if printed.label else None) or section.year


def _is_page_range(text: str, start: int, date: Date) -> bool:
    """Whether two numbers that look like years are pages, behind those of a volume: "12(3), 1985-2001"."""
    words, before = text[date.begin : date.stop], text[start : date.begin]
    return bool(_PAGES.search(words) and _VOLUME_END.search(before) and not is_venue(words))


def _status(section: PaperSection, words: str, venue: str) -> PaperStatus:
    for status, pattern in STATUS if may_tell(words) else ():
        if pattern.search(words):
            return status
    default = KINDS.get(section.part.kind, "")
    if default in ("thesis", "dataset"):
        return default
    if PREPRINT.search(venue) or (not venue and PREPRINT.search(words)):
        return "preprint"
    if not venue and _IN_WORK.search(section.part.section.title):
        return "working paper"
    if venue:
        return "published"
    return default


def _honours(section: PaperSection, after: Iterable[Range]) -> tuple[Value, ...]:
    found: dict[str, Value] = {}
    for area in after:
        if may_tell(section.text[area.start : area.end]):
            for match in HONOUR.finditer(section.text, area.start, area.end):
                value = section.page.value(*match.span())
                found.setdefault(value.text.casefold(), value)
    return tuple(found.values())


def _targets(section: PaperSection, whole: Range) -> tuple[str, ...]:
    targets = [mark.target for mark in section.page.marks_in(whole.start, whole.end, "link")]
    printed = _PRINTED_URL.findall(section.text, whole.start, whole.end)
    return tuple(dict.fromkeys(t.rstrip(".,;") for t in [*targets, *printed] if t.startswith("http")))


def _bare_name(name: str) -> str:
    """An author's name without titles; the full stop of a last initial stays."""
    if "," in name or _INITIALS_FIRST.match(name):
        return name  # "MR Lind": initials, no title
    bare = name if name.startswith("M. ") else strip_titles(name)  # an initial here, no "Monsieur"
    return f"{bare}." if name.endswith(f"{bare}.") and _INITIAL_LAST.search(bare) else bare
