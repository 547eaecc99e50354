"""The venue of a paper, among what stands around its title and authors."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qabot.profiles.name_lists import read_names
from qabot.profiles.page import Page, Range
from qabot.profiles.paper_words import HONOUR, LINKS, NUMBERING, STATE_WORD, STATUS_WORD, is_label, sentence_end
from qabot.profiles.persons import is_name
from qabot.profiles.venue_ends import PLACE, cut_venue
from qabot.profiles.venues import is_venue, known_short

_IN = re.compile(
    r"\s*(?:[.,;:：，。)）|\\]\s*|\[[A-Z]{1,2}(?:/OL)?\]\s*)*(?:(?:published|appeared|presented|"
    r"accepted|to appear|appearing|"
    r"forthcoming|prepared|proceedings|proc\.?|submitted|poster|talk|oral)?\s*(?:in|at|to|for|by|on|"
    r"under)\s*:?\s+(?:the\s)?|erschienen in\s+|(?:dans|en|em|nel|w|v)"
    r"\s*:?\s+(?=[A-ZÀ-Þ][^()\n]{2,90}[(](?:eds?|dirs?|coords?|orgs?|éds?)\.?[)])|in:\s*|В сб\.?:?\s*|"
    r"//\s*|载于|发表于|发表在|收录于)?",
    re.I,
)
_GOST_ENDS = re.compile(  # behind "//" the venue goes on through full stops, up to its place, year or volume
    r"\s*[.,;:]?\s*(?:[–—-]\s*)?(?:\(?(?:19|20)\d\d\b|(?:Т|Вып|Vol|V|т|вып|Ч)\.\s?\d|№|no\.\s?\d|[СC]\.\s?\d)|"
    r"[.．]\s*[\u4e00-\u9fff]{2,4}\s?[:：]|\.\s[–—]?\s?(?:М|СПб|[А-Я][а-я]+)\.?\s?:"
)
_PRIZE = re.compile(r"[賞奖獎](?=\W*$)|상\W*$|\b(?:award|prize|prix|preis|premio)\b", re.I)
_EDITED = re.compile(  # "J. García (ed.), Avances": who edited the book
    r"(?:[^\W\d_][^()（）\n]{2,90}?)\s?[(（](?:[Ee]ds?|[Dd]irs?|[Cc]oords?|[Hh]g|[Hh]rsg|[Oo]rgs?|"
    r"[Rr]ed|[Éé]ds?)\.?[)）]\s*[.,:]?\s+"
)
_SHARED = re.compile(  # "(edited with Bo Berg, Fjord Press, 2001)"
    r"(?:co-?)?(?:edited|translated|written|authored)(?: and \w+)? (?:with|by)"
    r"(?:(?: |, | and |, and | & )[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){1,3}){1,6},\s+(?=[A-Z])"
)
_IDENTIFIER = re.compile(r"(?:doi:?\s*)?10\.\d{4,9}/", re.I)
_ARCHIVE = re.compile(r"\W*(?:arxiv|biorxiv|medrxiv|ssrn|psyarxiv|corr\b|preprint)", re.I)


_ACCEPTED = re.compile(
    r"[\s.,;:(]{1,3}(?:in press|accepted|forthcoming|to appear|early view|"
    r"online first|epub|advance|im druck|sous presse)\b",
    re.I,
)
_STATED = re.compile(  # ", in press (online first), Ice Letters": the venue is behind the comma
    r"[\s.,;:]*\b(?:in press|accepted|forthcoming|to appear)\b\s*(?:[(][^()]{1,40}[)])?\s*,\s+(?=[A-Z])"
)
_SHORTENED = re.compile(  # "Phys. Rev. L 12", "J. Geophys. Res. Lakes, 123"
    r"(?:[A-Z][a-z]+\s(?:[A-Z][a-z]+\s)?(?=[A-Z][A-Za-z]{0,7}\.\s))?[A-Z][A-Za-z]{0,10}\.\s?(?:(?:[A-Z][A-Za-z]*\.?|of|and|&)(?:\s|(?<=\.))"
    r"){0,5}[A-Z][A-Za-z]*\.?(?=,?\s?\*{0,2}(?:[Vv]ol\.?\s)?\d|\s\((?:19|20)\d\d\))"
)
_READ = re.compile(
    r"\W*(?:read|see|find|download|available|listen)\b.{0,30}\b(?:here|online|more)\b|\W*(?:thesis )?committee", re.I
)
_NUMBERS = re.compile(r"\s*[,.:;]?\s*(?:\(?\d|[Vv]ol)")
_SHORT_BEHIND = re.compile(
    r"\s*[(（]\s*[A-Za-z]{0,3}[A-Z][\w&/-]*[A-Z&][\w/ &-]{0,16}?(?:[\s,’'-]*(?:\d{2,4}))?\s*[)）]"
)
_LEADS_IN = re.compile(r"\bin\b|\bat\b|\bby\b|//|于", re.I)
_TWO_LETTERS = re.compile(r"[^\W\d_]{2}")
_ADDRESS = re.compile(r"https?:|doi\b|www\.", re.I)
_STATE = re.compile(r"(?:the\s)?(?:review|press|prep(?:aration)?|submission|progress|revision|production|print)\b")
_NUMBER_BEHIND = re.compile(r"[^\w\n]{1,4}((?:19|20)\d\d|\d{1,4}\b)")
_VOLUME_BEHIND = re.compile(
    r"\W{1,3}(?:19|20)\d\d(?:(?:\s[A-Z][a-z]{2,8})?(?:\s\d\d?)?\s*[;:]\s*\d|,\s\d+,\s\d+[-–]\d)"
)
_BESIDE_BADGE = re.compile(r"(?:19|20)\d\d|['’]\d\d\b|[\[\]【】()（）:：|,]")


BEFORE_YEAR = re.compile(r"\s*([A-Z][^|\n]{2,80}?)\s[|·•]\s(?:19|20)\d\d\W*")  # "J. Ice Res. | 2026", a line of its own


LAW = re.compile(  # ", 112 Castle L. Rev. 1345 (2020)": volume, journal, page, as lawyers cite
    r"\W*\d{1,4}\s+([A-Z][A-Za-z.&'’ -]{2,70}?)\s+\d{1,5}(?:\s?[-–,]\s?\d+)?\s*"
    r"\((?:[A-Z][a-z]{2,8}\.?\s)?(?P<year>(?:19|20)\d\d)\)"
)
_MONTH = re.compile(r"(?:\d{1,2}\s)?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?(?:\s\d{1,2})?")
_BRITISH_LAW = re.compile(  # "(2020) 24 Ice Law Review 33", "[2017] Ice Journal 201", "(2nd edn, Moss Press 2018)"
    r"\W{0,3}(?:[(\[](?:19|20)\d\d[)\]]\s(?:\d{1,3}(?:\(\d{1,2}\))?\s)?([A-Z][A-Za-z.&'’ -]{2,70}?)\s\d{1,5}(?![\d.])|"
    r"\(\d{1,2}\w\w edn,\s([A-Z][^,()\n]{2,50}?),?\s(?:19|20)\d\d\))"
)


_LEGAL = re.compile(  # year, volume, journal, page: "(2015) 38 Irish Ice Journal 1-29"
    r"[\s,.;:]*[(\[](?:19|20)\d\d[)\]]\s+\d{1,3}\s+([A-Z][A-Za-z'’&.:() -]{3,70}?)\s+\d{1,5}\b"
)


def find_venue(page: Page, ranges: Sequence[Range]) -> Range | None:
    """The venue among what stands around title and authors."""
    cited = LAW.match(page.text, ranges[0].start, ranges[0].end) if ranges else None
    cited = cited or (_BRITISH_LAW.match(page.text, ranges[0].start, ranges[0].end) if ranges else None)
    if cited:
        return Range(*next(cited.span(group) for group in (1, 2) if cited[group]))
    for area in ranges[:1]:  # what follows may be of the next entry
        before_year = BEFORE_YEAR.fullmatch(page.text, area.start, area.end)
        if before_year and len(read_names(page.text, *before_year.span(1)).names) < 2:
            return page.trim(*before_year.span(1))
        legal = _LEGAL.match(page.text, area.start, area.end)
        if legal:
            return page.trim(*legal.span(1))
    found = _marked_venue(page, ranges, archive=False)
    if found:
        return found
    for area in ranges:
        found = _venue_in(page, area)
        if found and _ARCHIVE.match(page.text[found.start : found.end]):
            found = _venue_in(page, Range(found.end, area.end)) or found
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
                bool(_ARCHIVE.match(words)) != archive
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


_SAID = re.compile(r"\b(?:where|which|that|how|what|here)\s(?:I|we)\b|^(?:I|We|My)\s[a-z]")


def _venue_in(page: Page, area: Range) -> Range | None:
    position = area.start
    while position < area.end:
        stated = _STATED.match(page.text, position, area.end)
        position = stated.end() if stated else position
        lead = _IN.match(page.text, position, area.end)
        start = lead.end() if lead else position
        start = page.trim(start, area.end, ' \t\n,.;:：，。()[]（）"”“|\\').start
        edited = _EDITED.match(page.text, start, area.end) if lead and lead.group().strip(" .,;:") else None
        edited = edited or _SHARED.match(page.text, start, area.end)
        start = edited.end() if edited else start
        if start >= area.end:
            return None
        stop = _past_mark(page, start, sentence_end(page.text, start, area.end), area.end)
        whole = _GOST_ENDS.search(page.text, start, area.end) if lead and lead.group().rstrip().endswith("//") else None
        if whole and whole.start() > start + 3:
            return cut_venue(page, start, whole.start())
        shortened = _SHORTENED.match(page.text, start, area.end)
        if shortened and shortened.end() > stop:
            return page.trim(*shortened.span(), chars=" ,")
        piece = _without_label(page, cut_venue(page, start, stop))
        words = page.text[piece.start : piece.end] if piece else ""
        explicit = bool(lead and lead.group() and _LEADS_IN.search(lead.group())) or _after_town(page, start, piece)
        if _SAID.search(words) and (len(words) > 60 or not is_venue(words)):
            return None  # "A paper in which I explore ..."
        if piece and _TWO_LETTERS.search(words) and not is_label(words.strip("[]()")) and not _ADDRESS.match(words):
            if (
                explicit
                and not STATUS_WORD.fullmatch(words.strip())
                and not _STATE.match(words)
                or is_venue(words)
                and not STATUS_WORD.fullmatch(words)
            ):
                return piece
            plain = len(words.split()) <= 9 and words[:1].isupper()
            plain = plain and not _MONTH.fullmatch(words) and not HONOUR.search(words)
            if plain and _ACCEPTED.match(page.text, piece.end, area.end) and not is_name(words):
                return piece
            behind = _NUMBER_BEHIND.match(page.text[piece.end : min(area.end, piece.end + 9)])
            volume = _VOLUME_BEHIND.match(page.text, piece.end, area.end)
            if plain and volume:
                return piece
            if plain and behind and (not is_name(words) or len(behind[1]) < 4):
                return piece
            if (
                plain
                and re.fullmatch(r"[A-Z][\w&/-]*[A-Z][\w&/-]*", words)
                and page.text[piece.start - 1 : piece.start] in "([（"
            ):
                return piece
        position = max(stop + 1, start + 1)
    return None


_LABEL = re.compile(r"[,;]\s+(\w[\w ]{1,20})$")


def _without_label(page: Page, venue: Range | None) -> Range | None:
    """A venue without the label of a link behind its comma: "SnowCon, slides"."""
    label = _LABEL.search(page.text, venue.start, venue.end) if venue else None
    if not venue or not label or not is_label(label[1]) or _ARCHIVE.match(label[1]):
        return venue
    return Range(venue.start, label.start())


def _after_town(page: Page, start: int, piece: Range | None) -> bool:
    """Whether a publisher is what the town before it leads to: "Oslo: Finch Editions"."""
    town = PLACE.match(page.text, start, piece.end) if piece and piece.start > start else None
    return bool(piece and town and town.end() == piece.start)


def _past_mark(page: Page, start: int, stop: int, end: int) -> int:
    """The end of a venue set apart by type, where a full stop within it would end it: "**Algebr. Geom. Notes**"."""
    marks = page.marks_in(start, end, "em", "strong", "underline")
    first = next((mark for mark in marks if mark.start <= start + 1), None)
    return max(stop, first.end) if first and first.end > stop and "\n" not in page.text[start : first.end] else stop


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
