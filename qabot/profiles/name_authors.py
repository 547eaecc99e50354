"""The owner's name as the one that recurs in the lists of authors."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from qabot.profiles.heading_kinds import heading_kind
from qabot.profiles.name_found import Found, agrees
from qabot.profiles.name_lists import read_names
from qabot.profiles.page import Page
from qabot.profiles.persons import is_name, same_person, strip_titles
from qabot.profiles.sections import Part


def from_authors(page: Page, parts: Sequence[Part], handle: str) -> Iterable[Found]:
    """The name that recurs in the lists of authors: in bold, or in agreement with the handle."""
    counts: Counter[str] = Counter()
    first: dict[str, tuple[int, int]] = {}
    for mark in page.source.marks:
        if mark.kind not in ("strong", "underline"):
            continue
        text = page.words(mark.start, mark.end).strip(" *,†‡#")
        if is_name(strip_titles(text)) and not heading_kind(text) and _among_names(page, mark.start, mark.end):
            counts[text] += 1
            first.setdefault(text, page.trim(mark.start, mark.end, " *,†‡#\n"))
    for text, number in counts.items():
        if number >= 2 or agrees(text, handle):
            weight = 14 if number >= 3 else 11 if number == 2 else 8
            yield Found(text, *first[text], weight - (3 if "." in text else 0))
    yield from from_lists(page, parts, handle)


def from_lists(page: Page, parts: Sequence[Part], handle: str) -> Iterable[Found]:
    """The name that stands in most lists of authors."""
    authors: Counter[str] = Counter()
    first: dict[str, tuple[int, int]] = {}
    lists = 0
    for part in parts:
        if part.kind not in ("papers", "preprints", "theses", "data"):
            continue
        for line in page.lines_in(part.body, part.end):
            listed = read_names(page.text, line.start, line.end).names
            lists += bool(listed)
            for name in {n.text: n for n in listed}.values():
                authors[name.text] += 1
                first.setdefault(name.text, (name.start, name.end))
    for field in page.source.fields:
        if len(field.path) == 4 and field.path[0] == "papers" and field.path[2] == "authors":
            lists += field.path[3] == 0
            text = page.words(field.start, field.end)
            authors[text] += 1
            first.setdefault(text, (field.start, field.end))
    for text, number in _together(authors).most_common(3):
        own = agrees(text, handle)
        if number >= 3 and number > 0.6 * lists or own and (number == lists or number >= 2 and number >= 0.5 * lists):
            yield Found(text, *first[text], 7 - (3 if "." in text else 0))


def _together(authors: Counter[str]) -> Counter[str]:
    """How often each author stands in the lists, "S. Berg" counted for "Siri Berg"; of two spellings the fuller."""
    joined: Counter[str] = Counter()
    words: dict[str, frozenset[str]] = {}
    for text, number in authors.most_common(_MOST):
        own = words[text] = frozenset(text.casefold().replace(",", " ").split())
        near = (other for other in joined if not own.isdisjoint(words[other]))
        known = next((other for other in near if same_person(other, text)), "")
        fuller = text if len(text) > len(known) else known
        total = joined.pop(known, 0) + number
        joined[fuller] = total
    return joined


_MOST = 8  # the authors looked at; whose list it is stands among the first


def _among_names(page: Page, start: int, end: int) -> bool:
    """Whether a range stands in a list of names: a comma or "and" beside it."""
    before, after = page.text[max(0, start - 6) : start], page.text[end : end + 6]
    return bool(
        re.search(r"[,，、;]\s*$|\band\s$|&\s*$", before) or re.match(r"[*†‡#\d]*\s*(?:[,，、;]|and\s|&)", after)
    )
