"""What an entry of a career says: its dates, and its phrases told apart as role, degree, organisation and place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from qabot.profiles.career_words import lead_end
from qabot.profiles.class_years import class_years
from qabot.profiles.cutting import HELD_IN, cut_phrases
from qabot.profiles.dates import Date, is_present, read_dates
from qabot.profiles.page import Line, Page, Range
from qabot.profiles.people import lead_spans, read_advisors, read_people
from qabot.profiles.phrase_kinds import ASIDE, phrase_kind
from qabot.profiles.profile import Value
from qabot.profiles.terms import find_degrees, is_organization, is_role

_LETTER = re.compile(r"[^\W\d_]")
_NO_MORE = re.compile(r"\s?(?:[(（][^()（）\d]{3,16}[)）])?")  # behind a date: "(expected)"
_LONGEST_NAME = 60  # characters of a name that no word of the tables tells
_LONGEST_NOW = 14  # characters of a column that says "present"
_LONGEST_DATE = 24  # characters of a column that is the end of a span


class Phrase(NamedTuple):
    """A phrase of an entry. `kind` is "role", "degree", "organization", "person", "place", "aside" or ""."""

    start: int
    end: int
    kind: str
    line: int  # number of its line in the entry


class Facts(NamedTuple):
    """What an entry says, by kind. Ranges count in the page's text."""

    dates: tuple[Date, ...]
    phrases: tuple[Phrase, ...]
    advisors: tuple[Value, ...]
    in_row: bool = False  # its phrases stand in the cells of a table's row

    def of(self, *kinds: str) -> list[Phrase]:
        """The phrases of some kinds, in order."""
        return [phrase for phrase in self.phrases if phrase.kind in kinds]


LED_BY = re.compile(  # "Postdoc supervisor (2014-2016), Bo Berg": whoever led the person
    r"\W*(?:(?:[Pp]ost-?doc(?:toral)?|PhD|[Tt]hesis|[Dd]octoral|[Rr]esearch)\s)(?:[Ss]upervis|[Aa]dvis|[Mm]ent)(?:or|er)s?\s?"
    r"(?:\([^()\n]*\))?\s?[,:–-]\s(?=(?:(?:Prof|Dr)\.?\s)?[A-ZÀ-Þ][\w.-]*\s[A-ZÀ-Þ])"
)


def read_facts(page: Page, cells: Sequence[Line], *, degrees: bool) -> Facts:
    """Dates, phrases and advisors of an entry's columns; `degrees`: it is an entry of the education."""
    dates: list[Date] = []
    phrases: list[Phrase] = []
    advisors: dict[str, Value] = {}
    organizations = [cell for cell in cells if _is_pure_organization(page, cell)]
    for number, cell in enumerate(cells):
        words = page.text[cell.start : cell.end]
        found = _dates_of(page, cell, degrees)
        if not found and len(words) <= _LONGEST_NOW and len(cells) > 2 and is_present(words):
            found = [Date(None, None, True, cell.start, cell.end, False)]
        leads = lead_spans(page.text, cell.start, cell.end)
        for begin, end in leads:
            for advisor in read_advisors(page, begin, end):
                advisors.setdefault(advisor.text, advisor)
        if ASIDE.match(words) or LED_BY.match(words):
            phrases.append(Phrase(cell.start, cell.end, "aside", number))
            continue
        dates += found
        cuts = sorted([(d.begin, d.stop) for d in found] + leads)
        pure = any(other is not cell for other in organizations[:2])
        rests = _rest(page, cell, cuts)
        whole = [] if degrees or len(cells) < 2 else _whole_line(page, rests, pure)
        apart = [part for rest in rests for part in _marked_apart(page, rest, degrees)] if not whole else []
        pieces = whole or [p for rest in apart for p in cut_phrases(page, rest, degrees)]
        pieces = [_without_at(page, p) for p in pieces if _LETTER.search(page.text, *p)]
        pieces = pieces if degrees else _without_leads(page, pieces)
        kinds = ["role" if whole else phrase_kind(page, p, degrees) or _kind_behind_at(page, p) for p in pieces]
        phrases += [Phrase(p.start, p.end, kind, number) for p, kind in zip(pieces, kinds, strict=True)]
        for boxed in _BOXED_PERSON.finditer(page.text, cell.start, cell.end):  # "Student, Ice Lab (Prof. Bo Berg)"
            for name in read_people(page.text, *boxed.span(1))[:1]:
                advisors.setdefault(name.text, Value(name.text, page.span(name.start, name.end)))
    for span in _spans_of_cells(page, cells):
        dates = [span, *(d for d in dates if not span.begin <= d.begin < span.stop)]
        phrases = [phrase for phrase in phrases if not span.begin <= phrase.start < span.stop]
    for phrase in phrases:
        if phrase.kind == "person":
            for name in read_people(page.text, phrase.start, phrase.end)[:1]:
                advisors.setdefault(name.text, Value(name.text, page.span(name.start, name.end)))
    row = len(cells) > 2 and page.blocks[cells[0].block].kind == "row" and len({cell.block for cell in cells}) == 1
    return Facts(tuple(dates), tuple(_with_towns(page, _schools_by_town(page, phrases))), tuple(advisors.values()), row)


def _dates_of(page: Page, cell: Line, degrees: bool) -> list[Date]:
    found = read_dates(page.text, cell.start, cell.end)
    return found or class_years(page.text, cell.start, cell.end) if degrees else found


_BEHIND_AT = re.compile(r"(?:[@＠]|\b[Aa]t)\s?(?:the\s)?$")


def _kind_behind_at(page: Page, piece: Range) -> str:
    """The kind of a phrase that no word tells: behind "at" or "@" an organisation."""
    name = page.words(*piece)
    named = name[:1].isupper() and len(name) <= _LONGEST_NAME
    return "organization" if named and _BEHIND_AT.search(page.text, piece.start - 8, piece.start) else ""


def _schools_by_town(page: Page, phrases: Sequence[Phrase]) -> Sequence[Phrase]:
    """The phrases, a town that a school is known by taken for it where no other is named: "A.B., Princeton"."""
    if any(p.kind == "organization" for p in phrases):
        return phrases
    towns = [p for p in phrases if p.kind == "place" and is_organization(page.words(p.start, p.end))]
    return [p._replace(kind="organization") if p in towns[:1] else p for p in phrases] if towns else phrases


_STATE = re.compile(r"[A-Z]{2}")


def _follows_name(page: Page, phrases: Sequence[Phrase], number: int) -> bool:
    """Whether an unknown phrase before a place stands behind what must be the organisation."""
    before, phrase, place = phrases[number - 1 : number + 2]
    if before.line != phrase.line:  # a column of its own
        alone = page.blocks[max(page.block_at(phrase.start), 0)].kind == "row"
        return alone and any(p.kind == "organization" for p in phrases[:number])
    if before.kind == "organization" or _STATE.fullmatch(page.text, *place[:2]):
        return before.kind in ("", "organization")
    return before.kind == "" and any(p.kind == "role" for p in phrases)


def _with_towns(page: Page, phrases: Sequence[Phrase]) -> list[Phrase]:
    """The phrases, with an unknown one before a state or country behind a name taken for its town: "X, Vik, CO"."""
    kept = list(phrases)
    for number, (phrase, place) in enumerate(pairwise(phrases)):
        near = place.kind == "place" and phrase.kind == "" and page.text[phrase.end : place.start] == ", "
        short = near and len(page.words(phrase.start, phrase.end).split()) <= 3
        if short and number and _follows_name(page, phrases, number):
            kept[number] = phrase._replace(kind="place")
    return kept


_BOXED_PERSON = re.compile(r"(?:\(|,\s(?:with|bei|mit|chez|under)\s)((?:Prof|Dr)\.?\s[^(),;\d\n]{3,40})(?=\)|,)")


def _spans_of_cells(page: Page, cells: Sequence[Line]) -> list[Date]:
    """The span of time whose beginning and end are columns of a row: "July 2020 | Present | Lecturer"."""
    if len(cells) < 3 or page.blocks[cells[0].block].kind != "row" or cells[1].block != cells[0].block:
        return []
    first, second = (page.words(cell.start, cell.end) for cell in cells[:2])
    begun = first.rstrip(" –—-")
    alone = read_dates(begun)
    if begun == first and (
        len(alone) != 1 or not alone[0].single or (alone[0].begin, alone[0].stop) != (0, len(first))
    ):
        return []
    joined = f"{begun} – {second}" if len(begun) <= _LONGEST_DATE else ""
    spans = read_dates(joined) if len(second) <= _LONGEST_DATE else []
    if len(spans) != 1 or spans[0].single or spans[0].begin or not _NO_MORE.fullmatch(joined, spans[0].stop):
        return []
    return [spans[0]._replace(begin=cells[0].start, stop=cells[1].end)]


def _marked_apart(page: Page, rest: Range, degrees: bool) -> list[Range]:
    """A range cut behind a school or employer in bold that nothing else parts from the degree or role it is for."""
    tells = find_degrees if degrees else is_role
    for mark in page.marks_in(rest.start, rest.end, "strong", "em"):
        after = page.trim(mark.end, rest.end)
        words, others = page.words(mark.start, mark.end), page.words(*after)
        if mark.start == rest.start and others[:1].isupper() and is_organization(words) and not tells(words):
            return [Range(mark.start, mark.end), after] if tells(others) else [rest]
    return [rest]


def _rest(page: Page, cell: Line, cuts: Sequence[tuple[int, int]]) -> list[Range]:
    """What is left of a column without dates and advisors."""
    ranges, start = [], cell.start
    for begin, end in [*cuts, (cell.end, cell.end)]:
        if begin > start:
            piece = page.trim(start, begin, " \t\n,，;；:：|-–—~～.。、[·•")
            bare = page.text[piece.start : piece.end].strip("()（）[]【】 ")
            if bare:
                ranges.append(_unboxed(page, _unbracket(page, piece)))
        start = max(start, end)
    return [r for r in ranges if r.end > r.start and _LETTER.search(page.text, r.start, r.end)]


_DANGLING = re.compile(r"(?<=[a-zà-ÿ)])\s(?:in|since|from|until|till|seit|ab|bis|depuis|desde|dal|від|od|с|с тех пор)$")


_NOTE = re.compile(
    r"\s*(?:\^?\[[^\]]{0,20}\]?|\^+|[(（](?:expected|anticipated|ongoing|present|current|in progress|"
    r"(?:avec )?mention |rang \d|(?:magna |summa )?cum laude|(?:with )?(?:first class |high |highest )?(?:honou?rs|"
    r"distinction)|note\b|gpa\b|mit auszeichnung|auszeichnung|con lode|110|matr[ií]cula|[^()（）]{50}|"
    r"to be|[\w.-]+@|\d{1,3}\s?(?:%|percent|FTE)|"
    r"[^()（）]{0,12}(?:毕业|畢業|院长奖|优秀|成绩|绩点|排名|保送|推免|导师))[^)）]*[)）]?|[*†‡])$",
    re.I,
)
_NOTE_SIGN = re.compile(r"[\[(（^*†‡]")  # one stands in each note
_OPENING = re.compile(r"[(（\[【]")


def tidy(page: Page, start: int, end: int) -> Range:
    """A range without footnotes and what is expected of it, its brackets in pairs."""
    text = page.text
    while found := _NOTE.search(text, start, end) if _NOTE_SIGN.search(text, start, end) else None:
        if found.start() <= start:
            break
        end = found.start()
    dangling = _DANGLING.search(text, start, end)
    if dangling and dangling.start() > start and dangling.end() == end:
        end = dangling.start()  # "Lecturer in", with the year cut away
    inner = page.trim(start, end, " \t\n,，;:：.。|")
    start, end = inner
    for opening, closing in ("()", "（）", "[]", "【】") if _OPENING.search(text, start, end) else ():
        if text[start:end].count(opening) > text[start:end].count(closing):
            if text[end : end + 1] == closing:
                end += 1
            elif text.rfind(opening, start, end) > start:
                end = text.rfind(opening, start, end)
    if text[end : end + 1] == "." and re.search(r"\b[^\W\d_]{1,3}\.\s?[^\W\d_]{1,5}$|\binż$", text[start:end]):
        end += 1  # "B.S."
    return page.trim(start, end, " \t\n,，;:：|")


_TOLD_BEHIND = re.compile(  # what is told of the time there: "École de Glace as MSCA Fellow", "X, where I ..."
    r",?\s(?:as (?:an? |the |part of )?(?=[A-Z])|where (?:I|he|she)\b|within the\s|"
    r"(?:funded|supported|financed|supervised|advised) by\s|under the\s|https?://)"
    r"|,?\s(?:then|puis|dann|later)\s(?:at\s(?:the\s)?|à\s)?(?=[A-ZÀ-Þ])|\s[—–-]\s(?=thèse\b|thesis\b|dissertation\b)"
)


def without_told(page: Page, name: Range) -> Range:
    """The name of an organisation without what is told of the time there."""
    told = _TOLD_BEHIND.search(page.text, name.start + 3, name.end)
    return page.trim(name.start, told.start(), " ,") if told else name


def _unbracket(page: Page, piece: Range) -> Range:
    """A range without a bracket whose other half was cut away."""
    text = page.text
    start, end = piece
    for opening, closing in ("()", "（）", "[]", "【】"):
        while text[start:end].startswith(closing):
            start += 1
        while text[start:end].endswith(opening):
            end -= 1
        if text[start:end].startswith(opening) and closing not in text[start:end]:
            start += 1
        if text[start:end].endswith(closing) and opening not in text[start:end]:
            end -= 1
    return page.trim(start, end, " \t\n,，;；:：|-–—.。、")


_BOXED = re.compile(
    r"[(\[]\s*(?:(?:am|an der|beim?|im|in der|at(?: the)?|chez|au|à l[a’']|presso|en el|en la)\s)?([^()\[\]]{12,})[)\]]"
)


_AT = re.compile(  # behind a comma: "Master en mathématiques, à l'ENS"
    r"(?:à l[’']|à la\s|à\s|au\s|chez\s|an der\s|am\s|beim?\s|at\s(?:the\s)?|presso\s(?:l[’']|la\s|il\s)?|"
    r"en (?:el|la)\s|all[’']|na\s|no\s|pela\s)"
    r"(?=[A-ZÀ-Þ]|universit|universid|école|institut)"
)


def _without_at(page: Page, piece: Range) -> Range:
    lead = _AT.match(page.text, piece.start, piece.end)
    return Range(lead.end(), piece.end) if lead and lead.end() < piece.end else piece


def _without_leads(page: Page, pieces: Sequence[Range]) -> list[Range]:
    """Phrases without what leads a post, "Formerly", and without those that say no more."""
    begun = [Range(lead_end(page.text, *piece), piece.end) for piece in pieces]
    return [piece for piece in begun if piece.start < piece.end]


def _unboxed(page: Page, piece: Range) -> Range:
    """A range without the brackets around the whole of it, where they hold an organisation: "(am Institut für Eis)"."""
    boxed = _BOXED.fullmatch(page.text, *piece)
    return page.trim(*boxed.span(1)) if boxed and is_organization(boxed[1]) else piece


def _is_pure_organization(page: Page, cell: Line) -> bool:
    words = page.text[cell.start : cell.end]
    return len(words) < 120 and is_organization(words) and not is_role(words)


_SET_APART = re.compile(r"[,|｜]|\s[·•@]\s")  # what parts a role from where it was held
_DASH = re.compile(r"\s[-–—]\s")


def _marked_in_half(page: Page, piece: Range) -> bool:
    """Whether only what stands on one side of a dash is set in bold, italics or as a link: "**Nivex** – Clerk"."""
    for dash in _DASH.finditer(page.text, piece.start, piece.end):
        before, after = (piece.start, dash.start()), (dash.end(), piece.end)
        if page.marked(*before, "strong", "em", "link") != page.marked(*after, "strong", "em", "link"):
            return not page.marked(piece.start, piece.end, "strong", "em", "link")
    return False


def _whole_line(page: Page, rest: list[Range], placed: bool) -> list[Range]:
    """What is left of a line of several, where it is a role as a whole: "Compiler Intern - Platform".

    `placed`: whether one of the others names an organisation.
    """
    words = page.text[rest[0].start : rest[0].end] if len(rest) == 1 else ""
    if (
        is_role(words)
        and (not is_organization(words) or placed)
        and len(words) < 90
        and not _SET_APART.search(words)
        and not _marked_in_half(page, rest[0])
        and (placed or is_role(re.split(r"\s[-–—]\s", words)[0]))
        and not _HELD_AT.match(words)
        and not HELD_IN.search(words)
        and phrase_kind(page, rest[0], False) != "person"
    ):
        return rest
    return []


_HELD_AT = re.compile(r".+?\s(?:at|with|for|@|chez|bei|beim|à|au|presso)\s.+")
