"""Service to the field, where several venues share a line or a sentence: "I review for NeurIPS, ICML and Nature"."""

from __future__ import annotations

import re

from qabot.profiles.dates import read_dates
from qabot.profiles.enumerations import list_in
from qabot.profiles.page import Line, Page, Range
from qabot.profiles.profile import Item
from qabot.profiles.venues import is_venue, known_short

_ROLE = (
    r"(?:(?:ad[- ]hoc |external |emergency |journal |conference |workshop |guest |senior |paper |"
    r"peer[- ]?)*(?:reviewers?|referees?)|(?:(?:ad[- ]hoc|journal|manuscript|grant) )?"
    r"(?:peer[- ]review(?:ing)?|refereeing|reviewing)|"
    r"(?:senior )?(?:program(?:me)?|technical program|organi[sz]ing)[- ]committee(?: member)?s?|"
    r"(?:senior )?PC(?: member)?|"
    r"(?:senior )?area chairs?|(?:(?:associate|guest|action|managing|section|deputy|founding|senior|consulting|general|"
    r"book review|co)[- ])*editors?(?:[- ]in[- ]chief)?|editorial board(?: member)?|gutachter(?:in)?|"
    r"gutachtertätigkeit|relecteur|relectrice|évaluateur|revisora?|revisore|рецензент)"
)
_LABEL = re.compile(
    rf"(?P<role>{_ROLE})\s*(?:[:：]|\s[–—-]\s|\s\|\s|\t|,\s|\bfor\b|\bof\b|\bat\b)\s*(?:the\s+)?(?:journals?|"
    r"conferences?)?\s*[:：]?\s*",
    re.I,
)
_HEADING = re.compile(r"\b(?:review|referee)", re.I)
_EASTERN = re.compile(r"审稿|査読|심사")
_TOLD = re.compile(
    r"\b(?:serv(?:e[sd]?|ing)|act(?:ed|s|ing)?|been|am|was|is)\s+(?:also\s+|regularly\s+)?(?:as\s+|"
    rf"on\s+)?(?:an?\s+|the\s+)?(?P<role>{_ROLE})\s+"
    r"(?:for|of|at|on|in)\s+(?P<list>(?:(?!\sand\san?\s)[^.;\n]){3,300})|"
    r"\b(?:I|[Hh]e|[Ss]he)\s+(?:have\s+|has\s+)?(?:also\s+|regularly\s+)?(?P<verb>review(?:ed|s)?|"
    r"referee[ds]?)\s+(?:papers\s+)?for\s+(?P<more>[^.;\n]{3,300})",
    re.I,
)


_LEAD = re.compile(
    r"(?:the\s+)?(?:(?:journals?|conferences?|venues?)\s+)?(?:such as\s+|including\s+|like\s+)?(?:the\s+)?(?=[A-Z])"
)


def read_reviewed(page: Page, line: Line, heading: str) -> list[Item]:
    """The venues of one line of a list, each an item: "Reviewer: NeurIPS (2019-2022), ICML"; [] if it names but one."""
    label = _LABEL.match(page.text, line.start, line.end)
    if not label and not (_HEADING.search(heading) or _EASTERN.search(heading)):
        return []
    start = label.end() if label else line.start
    role = Range(*label.span("role")) if label else None
    pieces = _pieces(page, start, line.end)
    venues = [p for p in pieces if _is_venue(page, p) or label and _SHORT.fullmatch(page.text, *p)]
    least = 1 if label and ":" in label.group() else 2
    titled = [p for p in pieces if label and least == 1 and _TITLED.fullmatch(page.text, *p)]
    if (len(venues) < least or len(venues) < 0.6 * len(pieces)) and not 1 < len(titled) == len(pieces):
        return []
    return [_item(page, piece, role) for piece in pieces if _is_named(page, piece)]


def _pieces(page: Page, start: int, end: int) -> list[Range]:
    """The members of a list; semicolons part them where there are some: "ICML 2022, 2023; AAAI 2024"."""
    if not re.search(r"[;；]", page.text[start:end]):
        return list_in(page, start, end)
    found = [page.trim(*m.span(), " \t\n.") for m in re.compile(r"[^;；]+").finditer(page.text, start, end)]
    return [piece for piece in found if piece.end > piece.start]


def read_service_told(page: Page, start: int, end: int) -> list[Item]:
    """The service a sentence tells of: "I serve as a reviewer for A, B and C"."""
    items: list[Item] = []
    for told in _TOLD.finditer(page.text, start, end):
        listed = told.span("list") if told["list"] else told.span("more")
        role = Range(*(told.span("role") if told["role"] else told.span("verb")))
        for piece in list_in(page, *listed):
            begin = _LEAD.match(page.text, piece.start, piece.end)
            piece = Range(begin.end() if begin else piece.start, piece.end)
            if _is_named(page, piece):
                items.append(_item(page, piece, role))
    return items


_TITLED = re.compile(  # what may be a journal: "Ice and Snow Reports (2019)"
    r"[A-ZÀ-Þ][\w&:'’/-]*(?:[\s-](?:[A-ZÀ-Þ][\w&:'’/-]*|of|and|the|in|for|on|&)){0,7}(?:\s\([^()]{1,30}\))?"
)
_SHORT = re.compile(r"[A-Z]{3,8}(?:\s?['’]?\d{2,4})?")


def _is_venue(page: Page, piece: Range) -> bool:
    words = page.text[piece.start : piece.end]
    return bool(known_short(words)) or is_venue(words)


def _is_named(page: Page, piece: Range) -> bool:
    """Whether a piece of a list is a name: in capitals and short, not a year alone."""
    words = page.words(*piece)
    return (
        bool(re.match(r"[A-ZÀ-Þ\u4e00-\u9fff]", words))
        and 2 <= len(words) <= 90
        and bool(re.search(r"[^\W\d_]{2}", words))
    )


def _item(page: Page, piece: Range, role: Range | None) -> Item:
    """One venue of a list; its own words are its span, as the line names others, too."""
    dates = read_dates(page.text, *piece)
    end = (
        page.trim(piece.start, dates[0].begin, " \t\n(（,，'’").end
        if dates and dates[0].begin > piece.start + 1
        else piece.end
    )
    title = Range(piece.start, end)
    parts = {"title": page.span(*title)}
    if role:
        parts["role"] = page.span(*role)
    first, last = (dates[0], dates[-1]) if dates else (None, None)
    words = page.words(*role) if role else "Reviewer"
    return Item(
        title=page.words(*title),
        span=page.span(*piece),
        role=words[:1].upper() + words[1:]
        if words.casefold() not in ("review", "reviews", "reviewed", "refereed")
        else "Reviewer",
        start=first.start if first else None,
        end=last.end if last and not last.current else None,
        current=bool(last and last.current),
        parts=parts,
    )
