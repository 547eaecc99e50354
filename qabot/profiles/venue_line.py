"""The venue of a paper in plain text: what a word leads to, what is known, what numbers follow."""

from __future__ import annotations

import re

from qabot.profiles.page import Page, Range
from qabot.profiles.paper_words import HONOUR, STATUS_WORD, is_label, sentence_end
from qabot.profiles.persons import is_name
from qabot.profiles.venue_ends import PLACE, cut_venue
from qabot.profiles.venues import is_venue

ARCHIVE = re.compile(r"\W*(?:arxiv|biorxiv|medrxiv|ssrn|psyarxiv|corr\b|preprint)", re.I)
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
_EDITED = re.compile(  # "J. García (ed.), Avances": who edited the book
    r"(?:[^\W\d_][^()（）\n]{2,90}?)\s?[(（](?:[Ee]ds?|[Dd]irs?|[Cc]oords?|[Hh]g|[Hh]rsg|[Oo]rgs?|"
    r"[Rr]ed|[Éé]ds?)\.?[)）]\s*[.,:]?\s+"
)
_SHARED = re.compile(  # "(edited with Bo Berg, Fjord Press, 2001)"
    r"(?:co-?)?(?:edited|translated|written|authored)(?: and \w+)? (?:with|by)"
    r"(?:(?: |, | and |, and | & )[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){1,3}){1,6},\s+(?=[A-Z])"
)
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
_LEADS_IN = re.compile(r"\bin\b|\bat\b|\bby\b|//|于", re.I)
_TWO_LETTERS = re.compile(r"[^\W\d_]{2}")
_ADDRESS = re.compile(r"https?:|doi\b|www\.|is[bs]n\b", re.I)
_STATE = re.compile(
    r"(?:the\s)?(?:review|press|prep(?:aration)?|submission|progress|revision|production|print)\b(?!\s(?:of|in)\s)",
    re.I,
)
_NUMBER_BEHIND = re.compile(r"[^\w\n]{1,4}((?:19|20)\d\d|\d{1,4}\b)")
_VOLUME_BEHIND = re.compile(
    r"\W{1,3}(?:19|20)\d\d(?:(?:\s[A-Z][a-z]{2,8})?(?:\s\d\d?)?\s*[;:]\s*\d|,\s\d+,\s\d+[-–]\d)"
)
_DATED_NEXT = re.compile(  # "H-LAKES, July 2006"
    r",\s(?:(?:\d{1,2}\s)?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?\s(?:\d{1,2},\s)?)(?:19|20)\d\d\W*$"
)
_MONTH = re.compile(r"(?:\d{1,2}\s)?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?(?:\s\d{1,2})?")


_SAID = re.compile(r"\b(?:where|which|that|how|what|here)\s(?:I|we)\b|^(?:I|We|My)\s[a-z]")


def venue_in(page: Page, area: Range) -> Range | None:
    """The venue that plain text tells, None if it tells none."""
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
        if _STATE.fullmatch(words):
            position = max(stop + 1, start + 1)  # "Under review."
            continue
        if _SAID.search(words) and (len(words) > 60 or not is_venue(words)):
            return None  # "A paper in which I explore ..."
        if piece and _is_venue(page, piece, area.end, explicit=explicit):
            return piece
        position = max(stop + 1, start + 1)
    return None


_HOUSE = re.compile(  # "Éditions de la Neige", "Editorial Nieve": publishers that say so with their first word
    r"(?:[ÉE]ditions|Ediciones|Editorial|Edizioni|Editora|Presses|Wydawnictwo|Издательство|Изд-во)\s(?:\w+\s){0,3}"
    r"[«“]?[A-ZÀ-ÞА-ЯŁŚŻ]"
)
_CAPITALS = re.compile(r"[A-Z][\w&/-]*[A-Z][\w&/-]*")


def _is_venue(page: Page, piece: Range, end: int, *, explicit: bool) -> bool:
    """Whether a piece of text is a venue; `explicit`: a word leads to it."""
    text, words = page.text, page.text[piece.start : piece.end]
    if not _TWO_LETTERS.search(words) or is_label(words.strip("[]()")) or _ADDRESS.match(words):
        return False
    if explicit and not STATUS_WORD.fullmatch(words.strip()) and not _STATE.match(words):
        return True
    if is_venue(words) and not STATUS_WORD.fullmatch(words):
        return True
    if len(words.split()) > 9 or not words[:1].isupper() or _MONTH.fullmatch(words) or HONOUR.search(words):
        return False
    if _HOUSE.match(words):
        return True
    if _ACCEPTED.match(text, piece.end, end) and not is_name(words) or _VOLUME_BEHIND.match(text, piece.end, end):
        return True
    behind = _NUMBER_BEHIND.match(text[piece.end : min(end, piece.end + 9)])
    if behind and (not is_name(words) or len(behind[1]) < 4):
        return True
    boxed = text[piece.start - 1 : piece.start] in "([（"
    return bool(_CAPITALS.fullmatch(words) and (boxed or _DATED_NEXT.match(text, piece.end, end)))


_LABEL = re.compile(r"[,;]\s+(\w[\w ]{1,20})$")


def _without_label(page: Page, venue: Range | None) -> Range | None:
    """A venue without the label of a link behind its comma: "SnowCon, slides"."""
    label = _LABEL.search(page.text, venue.start, venue.end) if venue else None
    if not venue or not label or not is_label(label[1]) or ARCHIVE.match(label[1]):
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
