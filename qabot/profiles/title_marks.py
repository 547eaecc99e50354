"""Titles that are set apart by type: in bold, in italics, as a link."""

from __future__ import annotations

import re

from qabot.profiles.name_lists import read_names
from qabot.profiles.page import Page, Range
from qabot.profiles.paper_words import count_words, is_label, is_long_enough
from qabot.profiles.persons import is_name, strip_titles
from qabot.profiles.title_quotes import Title
from qabot.profiles.venues import is_venue, known_short
from qabot.sources.source import Mark

_STATED_LAST = re.compile(
    r"(?<=[.?!])\s+(?:accepted|submitted|forthcoming|(?:to )?appear\w*|in press)(?:\s\w+){0,3}\s+$", re.I
)
_IDENTIFIER = re.compile(r"(?:doi:?\s*)?10\.\d{4,9}/|arxiv:?\s*\d", re.I)


_SHARED = re.compile(r"\W{0,3}(?:joint(?:ly)? (?:work )?)?with\s[A-ZÀ-Þ]")


def marked_title(page: Page, start: int, end: int) -> Title | None:
    """The bold, linked or italic words that are the title, not the owner's name, a venue or a link's label."""
    best: tuple[int, Title] | None = None
    for mark in page.marks_in(start, end, "link", "strong", "em", "underline"):
        inner = page.trim(mark.start, mark.end, ' \t\n,.;:“”"«»')
        words = page.words(*inner)
        if (
            not is_long_enough(words)
            or is_label(words)
            or is_name(strip_titles(words))
            or words.startswith("http")
            or _IDENTIFIER.match(words)
        ):
            continue
        joint = mark.kind == "link" and mark.start <= start + 1 and _SHARED.match(page.text, mark.end, end)
        if not joint and len(read_names(page.text, inner.start, inner.end).names) >= 2:
            continue
        venue = (
            is_venue(words)
            and not (mark.kind == "link" and not known_short(words))
            and (mark.kind == "em" or count_words(words) <= 6 or bool(re.search(r"(?:19|20)\d\d", words)))
            and ":" not in words
        )
        if venue and mark.kind != "link" or mark.kind == "em" and _tells_whole(page, start, mark.start):
            continue
        if mark.kind == "em" and (_is_print(page, start, mark, end) or _goes_on(page, mark.end, words)):
            continue
        score = {"link": 3, "strong": 3, "underline": 2, "em": 1}[mark.kind] * 10 + min(count_words(words), 15)
        if page.text[mark.end - 1 : mark.end] == "?" or page.text[mark.end : mark.end + 1] == "?":
            inner = Range(inner.start, inner.end + (page.text[inner.end : inner.end + 1] == "?"))
        if venue:
            score -= 25
        elif mark.start <= start + 3 and count_words(words) > 3:
            score += 30  # where a title is looked for, not a note in bold behind it
        if best is None or score > best[0]:
            stop = _past_species(page, mark.end, end) if mark.kind in ("em", "strong") else mark.end
            inner = inner if stop == mark.end else Range(inner.start, page.trim(inner.start, stop, " \n,.").end)
            best = (score, Title(*inner, mark.start, stop))
    return best[1] if best else None


_LONGEST_SPECIES = 4  # words in italics that a title may begin with or hold
_MORE_WORDS = re.compile(
    r"\s(?!(?:in|with|by|and|edited|eds?|trans\w*|published|forthcoming|accepted|submitted|to appear|vols?|pp?|at|on|"
    r"for|from|co-?\w+|joint\w*|under|written|is|was|has|et|ed|und|mit|avec|con|dans|of|the|an?)\b)[a-z]{3,}"
)


def _goes_on(page: Page, stop: int, words: str) -> bool:
    """Whether the sentence of a few italic words goes on behind them: "*Salmo trutta* avoids loud ice"."""
    return len(words.split()) <= _LONGEST_SPECIES and _MORE_WORDS.match(page.text, stop) is not None


_SPECIES = re.compile(r"\s[A-Z][a-z]{2,20}(?:\s[a-z]{4,20}){1,2}(?=\s*[.:?(]|\s)")


def _past_species(page: Page, stop: int, end: int) -> int:
    """The end of a marked title with a species set the other way: "*A genome of* Salmo trutta. *Lakes*"."""
    if page.text[stop - 1 : stop] in ".?!,:":
        return stop
    named = _SPECIES.match(page.text, stop, end)
    if not named:
        return stop
    again = next(page.marks_in(named.end(), end, "em", "strong"), None)
    if again and again.start <= named.end() + 1:
        return again.end
    return named.end() if page.text[named.end() : named.end() + 1] in ".:?" else stop


_PRINTED = re.compile(
    r"\W{0,3}(?:[Vv]ol(?:ume|\.)?|[Nn]o\.|[Ii]ssue|\d{1,4}\b|(?i:forthcoming|in press|accepted|to appear))"
)
_BOXED = re.compile(r"\w{3}\W{0,3}\((?:joint(?:ly)? )?with\s[A-ZÀ-Þ]")  # "Loud Ice (with Bo Berg), *draft*"
_SENT_TO = re.compile(r"\b(?:in|at|to|for|R&R|resubmit)(?:\sthe)?:?\s*$")


def _is_print(page: Page, start: int, mark: Mark, end: int) -> bool:
    """Whether italic words are where the title before them was printed: "Loud ice, *Lakes*, Vol. 3"."""
    before = page.text[start : mark.start]
    if count_words(before) < 3 or len(read_names(page.text, start, mark.start).names) > 1:
        return False
    return bool(_PRINTED.match(page.text, mark.end, end) or _SENT_TO.search(before) or _BOXED.search(before))


def _tells_whole(page: Page, start: int, end: int) -> bool:
    """Whether a sentence, not names, stands before italic words, which are then the venue: "Loud ice. *J. Snow* 3"."""
    stated = _STATED_LAST.search(page.text, start, end)
    before = page.trim(start, stated.start() if stated else end)
    words = page.text[before.start : before.end]
    ended = words[-1:] in ".?!" and words[-2:-1].islower()
    return ended and count_words(words) > 3 and not read_names(page.text, before.start, before.end).names
