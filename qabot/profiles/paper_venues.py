"""The venue of a paper, among what stands around its title and authors."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qabot.profiles.name_lists import read_names
from qabot.profiles.page import Page, Range
from qabot.profiles.paper_words import HONOUR, LINKS, NUMBERING, STATE_WORD, STATUS_WORD, is_label, sentence_end
from qabot.profiles.persons import is_name
from qabot.profiles.venue_cited import BEFORE_YEAR, cited_venue
from qabot.profiles.venue_ends import PLACE, cut_venue
from qabot.profiles.venue_line import ARCHIVE, venue_in
from qabot.profiles.venues import is_venue, known_short

_SHARED = re.compile(  # what the marks behind the authors mean
    r"\b(?:contribut\w+ equally|equal(?:ly)? contribut\w+|(?:co-?|joint |shared )(?:first|last|corresponding)[ -]auth)",
    re.I,
)
_PRIZE = re.compile(r"[賞奖獎](?=\W*$)|상\W*$|\b(?:award|prize|prix|preis|premio)\b", re.I)
_IDENTIFIER = re.compile(r"(?:doi:?\s*)?10\.\d{4,9}/", re.I)


_READ = re.compile(
    r"\W*(?:read|see|find|download|available|listen)\b.{0,30}\b(?:here|online|more)\b|\W*(?:thesis )?committee", re.I
)
_NUMBERS = re.compile(r"\s*[,.:;]?\s*(?:\(?\d|[Vv]ol)")
_SHORT_BEHIND = re.compile(
    r"\s*[(（]\s*[A-Za-z]{0,3}[A-Z][\w&/-]*[A-Z&][\w/ &-]{0,16}?(?:[\s,’'-]*(?:\d{2,4}))?\s*[)）]"
)
_BESIDE_BADGE = re.compile(r"(?:19|20)\d\d|['’]\d\d\b|[\[\]【】()（）:：|,]")


def find_venue(page: Page, ranges: Sequence[Range]) -> Range | None:
    """The venue among what stands around title and authors."""
    cited = cited_venue(page, ranges[0]) if ranges else None  # what follows may be of the next entry
    if cited:
        return cited
    found = _marked_venue(page, ranges, archive=False)
    if found:
        return found
    for area in ranges:
        found = venue_in(page, area)
        if found and ARCHIVE.match(page.text[found.start : found.end]):
            found = venue_in(page, Range(found.end, area.end)) or found
        if found:
            return _with_short(page, found, area.end)
    found = _marked_venue(page, ranges, archive=True)
    if found:
        return found
    for area in ranges:
        found = _organization_in(page, area)
        if found:
            return _with_short(page, found, area.end)
    return None


def _marked_venue(page: Page, ranges: Sequence[Range], *, archive: bool) -> Range | None:
    """The venue among the words set apart by type or link; `archive`: an archive of preprints will do."""
    for area in ranges:
        for mark in page.marks_in(area.start, area.end, "em", "strong", "badge", "underline", "link"):
            words = page.words(mark.start, mark.end)
            if (
                bool(ARCHIVE.match(words)) != archive
                or len(words) < 2
                or is_label(words.strip("[]() ."))
                or _READ.match(words)
                or STATUS_WORD.fullmatch(words.strip("() .,"))
                or is_name(words)
                and not is_venue(words)
                and not (mark.kind == "em" and _NUMBERS.match(page.text, mark.end, area.end))
                or HONOUR.fullmatch(words.strip("() "))
                or STATUS_WORD.fullmatch(words.strip("() "))
                or _IDENTIFIER.match(words)
                or words.startswith(("http", "www."))
                or _PRIZE.search(words)
                or _SHARED.search(words)
                or words[:1].islower()
                and " " in words
                and not is_venue(words)
                or re.fullmatch(r"[\W\d]*", words)
            ):
                continue
            if (
                mark.kind == "strong"
                and re.match(r"\s*,\s*(?:vol\b|no\b|\d)", page.text[mark.end : mark.end + 8], re.I)
                or mark.kind in ("em", "underline")
                and not re.match(r"(?:abstract|in|and|et al\.?)$", words.strip(" .,:;"), re.I)
                or is_venue(words)
            ):
                found = cut_venue(page, mark.start, mark.end)
                if (
                    found
                    and re.search(r"[^\W\d_]{2}", page.text[found.start : found.end])
                    and not STATUS_WORD.fullmatch(page.text[found.start : found.end].strip("() "))
                ):
                    return _with_short(page, found, area.end)
    return None


def _organization_in(page: Page, area: Range) -> Range | None:
    """Who brought a report out, where nothing better is said: a phrase in capitals as a sentence of its own."""
    lead = page.trim(area.start, area.end, ' \t\n,.;:：，。()[]（）"”“|\\')
    place = PLACE.match(page.text, lead.start, lead.end)
    lead = Range(place.end(), lead.end) if place else lead
    piece = (
        cut_venue(page, lead.start, sentence_end(page.text, lead.start, area.end)) if lead.end > lead.start else None
    )
    words = page.text[piece.start : piece.end].split() if piece else []
    if (
        piece
        and " ".join(words).isupper()
        and len(" ".join(words)) >= 6
        and piece.end >= lead.end - 1
        and len(words) < 13
    ):
        return None if is_label(" ".join(words)) else piece
    if STATUS_WORD.fullmatch(" ".join(words)):
        return None
    small = sum(word[0].islower() for word in words)
    plain = piece and 2 <= len(words) <= 12 and words[0][0].isupper() and small <= 0.4 * len(words)
    if (
        plain
        and piece
        and not LINKS.search(" ".join(words))
        and not HONOUR.search(" ".join(words))
        and not is_name(" ".join(words))
        and not read_names(page.text, piece.start, piece.end).names
    ):
        return piece
    return None


def _with_short(page: Page, venue: Range, end: int) -> Range:
    """A venue with the abbreviation in brackets that follows it."""
    after = _SHORT_BEHIND.match(page.text, venue.end, end)
    return Range(venue.start, after.end()) if after else venue


def badge_venue(badge: str) -> str:
    """The venue a badge names: "NeurIPS" of "[NeurIPS 2023]"."""
    if not badge:
        return ""
    before_year = BEFORE_YEAR.fullmatch(badge.strip())
    if before_year and "." in before_year[1]:
        return before_year[1]  # abbreviations: "J. Ice Res. | 2026"
    words = _BESIDE_BADGE.sub(" ", badge)
    words = HONOUR.sub(" ", NUMBERING.sub(" ", words + " "))
    found = known_short(badge)
    if found:
        return found[1]
    if STATUS_WORD.fullmatch(words.strip(" .:-–—")):
        return ""
    words = re.sub(r"\s+", " ", STATE_WORD.sub(" ", words)).strip(" .-–—:")
    if re.fullmatch(r"[A-Z][A-Za-z&-]*[A-Z][A-Za-z&-]*(?: [A-Za-z]+)?|[\u4e00-\u9fff]{2,10}", words) or (
        words and is_venue(words) and len(words) < 60
    ):
        return words
    return ""


def join_venue(printed: str, badge: str) -> str:
    """The venue as printed, with the abbreviation that the entry prints apart."""
    if not printed:
        return badge
    if (
        badge
        and badge.casefold() not in printed.casefold()
        and badge.isascii()
        and len(badge) <= 20
        and len(printed) > len(badge)
    ):
        return f"{printed} ({badge})"
    return printed
