"""What a list below a heading holds, where the heading leaves it open: awards, titles of papers, dated posts."""

from __future__ import annotations

import re

from qabot.profiles.page import Page, is_byline
from qabot.profiles.terms import find_degrees, role_at

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_AWARD = re.compile(
    r"\b(?:award|prize|medal|fellow(?:ship)?|scholar(?:ship)?|hono(?:u)?r(?:ee)?s?|distinguished|outstanding)\b", re.I
)


def lists_awards(page: Page, start: int, end: int) -> bool:
    """Whether at least half of the items below a heading name an award."""
    items = [block for block in page.blocks if block.kind == "item" and start <= block.start and block.end <= end]
    return 0 < len(items) <= 2 * sum(_AWARD.search(page.text, item.start, item.end) is not None for item in items)


_QUOTED_TITLE = re.compile(r"\s*(?:[“„«]|\"|``|‘‘|['‘](?=[A-Z]))(?:[^\s”“\"»]+\s+)+")


def lists_titles(page: Page, start: int, end: int) -> bool:
    """Whether the entries below "Research" are titles in quotation marks, as economists list their papers."""
    return lists_quoted(page, start, end) or lists_papers(page, start, end) or _lists_authors(page, start, end)


def lists_quoted(page: Page, start: int, end: int) -> bool:
    """Whether most entries below a heading begin with a title in quotation marks."""
    items = _items(page, start, end)
    titles = sum(_QUOTED_TITLE.match(page.text, *item) is not None for item in items)
    return titles >= 2 and 2 * titles >= len(items)


def lists_papers(page: Page, start: int, end: int) -> bool:
    """Whether the entries below a heading that does not say so link to papers, or are references."""
    items = _items(page, start, end)
    linked = sum(_links_to_paper(page, *item) for item in items)
    return linked >= 2 and 2 * linked >= len(items) or _cites(page, start, end)


def _items(page: Page, start: int, end: int) -> list[tuple[int, int]]:
    items = [
        (block.start, block.end)
        for block in page.blocks
        if block.kind == "item" and start <= block.start and block.end <= end
    ]
    return items or [(ln.start, ln.end) for ln in page.lines_in(start, end) if not page.is_heading(ln.block)]


_REVIEW = re.compile(r"(?:(?:Book|Joint) )?[Rr]eview(?: essay)? of ")


def lists_reviews(page: Page, start: int, end: int) -> bool:
    """Whether a line below "Reviews" names the book that was reviewed."""
    return any(_REVIEW.match(page.text, line.start, line.end) for line in page.lines_in(start, end))


_CITATION = re.compile(  # "12(3), 45", "12, 45-67", "2020;12:e45", "34 (2017), 112-40", "12 Ice L. Rev. 345 (2020)"
    r"(?<!\d)\d{1,4}\s?(?:\(\d{1,3}(?:[-–/]\d{1,3})?\)\s?[,:]\s?[Ee]?\d|(?:\((?:19|20)\d\d\))?[,:]\s?(?:pp?\.\s?)?\d+\s?[-–—]\s?\d|"
    r"\s[A-Z][A-Za-z.&'’ -]{2,60}\s\d{1,5}(?:,\s\d+)?\s\((?:[A-Z][a-z]+\.?\s)?(?:19|20)\d\d\))|"
    r"\d,\s(?:no|nr|núm|issue|Heft|H)\.?\s?\d{1,3}(?:[-–/]\d{1,3})?\s?\([^()\d]{0,12}(?:19|20)\d\d\)|"
    r";\s?\d{1,4}(?:\(\d+\))?:\s?\w?\d|[(\[](?:19|20)\d\d[)\]]\s\d{1,3}\s[A-Z]"
)


def _cites(page: Page, start: int, end: int) -> bool:
    """Whether most lines are references with year, volume and pages."""
    lines = [line for line in page.lines_in(start, end) if not page.is_heading(line.block)]
    told = [page.text[line.start : line.end] for line in lines if line.end - line.start > 30]
    cited = sum(_YEAR.search(words) is not None and _CITATION.search(words) is not None for words in told)
    return cited >= 2 and 2 * cited > len(told)


PAPER_AT = re.compile(
    r"doi\.org|/doi/|\b10\.\d{4}|arxiv\.org|ssrn\.com|osf\.io/pre|jstor\.org|journals?\.|onlinelibrary|springer|"
    r"sciencedirect|tandfonline|/handle/|\.pdf\b",
    re.I,
)


_LONGEST = 250  # characters of an item that is a title and where it is kept
_KEPT = re.compile(r"\w{4}\W+(?i:arxiv(?:\.org)?|biorxiv|psyarxiv|philpapers|ssrn)\b")  # "Loud Ice - arXiv.org"
_BADGE, _LEAST_TITLE = 16, 3  # characters before a title; words of it, less one


def _links_to_paper(page: Page, start: int, end: int) -> bool:
    """Whether an item is a title that links to a paper, or begins with one."""
    links = [
        mark
        for mark in page.marks_in(start, end, "link")
        if mark.end - mark.start > 0.8 * (end - start)
        or mark.start - start < _BADGE
        and page.text.count(" ", mark.start, mark.end) > _LEAST_TITLE
    ]
    whole = any(PAPER_AT.search(mark.target) and page.text.count(" ", mark.start, mark.end) > 1 for mark in links)
    return whole or end - start < _LONGEST and _KEPT.search(page.text, start, end) is not None


def _lists_authors(page: Page, start: int, end: int) -> bool:
    """Whether lists of authors stand between short lines: "Loud Ice at Sea", "Ada Lind, Bo Berg", "Ice Letters"."""
    lines = [line for line in page.lines_in(start, end) if not page.is_heading(line.block)]
    if not 2 <= len(lines) or any(line.end - line.start > 400 for line in lines):
        return False
    bylines = sum(is_byline(page.text[line.start : line.end]) for line in lines)
    return 5 * bylines >= len(lines)


def lists_stations(page: Page, start: int, end: int) -> bool:
    """Whether lines below a heading tell posts and degrees with their years: it is no link to a file."""
    found = 0
    for line in page.lines_in(start, end):
        words = page.text[line.start : line.end]
        if line.end - line.start < 200 and _YEAR.search(words):
            found += bool(role_at(words) or find_degrees(words))
    return found > 1
