"""Talks: which words of an entry are the title, and what it was given at."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qabot.profiles.dates import read_dates
from qabot.profiles.entries import Entry
from qabot.profiles.name_lists import read_names
from qabot.profiles.page import Line, Page, Range
from qabot.profiles.sections import Part
from qabot.profiles.terms import is_organization, is_place, is_role
from qabot.profiles.venues import known_short
from qabot.sources.source import Mark

# It begins with one set of signs: where an expression begins with a choice or looks back, every character is tried.
QUOTED = re.compile(r"[“„\"「『《]([^“”„\"「」『』《》]{5,250})[”“\"」』》]|(?<!\w)[‘']([^‘'’\n]{8,250})[’'](?!\w)")

PIECE = re.compile(r"[^,，;；.。|()（）\t\n:：]{2,120}")

_LABEL = re.compile(  # "ICE, talk: Loud ice", "口头报告：..."
    r"(?:^|[,;.]\s+|\s[–—-]\s|[。，；])(?:(?:invited|contributed|oral|keynote|plenary|poster|short|lightning|session)\s)*"
    r"(?:[Tt]alk|[Pp]oster|[Pp]resentation|[Ll]ecture|[Ss]eminar|[Kk]eynote|[Oo]ral|[Tt]itle|[Vv]ortrag|[Ee]xposé|[Cc]harla|"
    r"[Pp]onencia|口头报告|海报|邀请报告|报告题目|题目)\s*[:：]\s*(?=\S)",
    re.M,
)
_STATED = re.compile(
    r"[.,;]\s(?:(?:Invited|Contributed|Oral|Short)\s)?(?:[Tt]alk|[Pp]oster|[Pp]resentation|[Ll]ecture)[.,]\s"
)
_EVENT = re.compile(
    r"\b(?:conference|congress|workshop|symposium|meeting|school|seminar|colloquium|days?|forum|summit|convention|"
    r"tagung|konferenz|kolloquium|congrès|colloque|congreso|jornadas|convegno)\b|"
    r"会议|大会|研讨会|论坛|年会|学会|シンポジウム|研究会|講演会|학회|학술대회|심포지엄|워크숍|конференци|семинар|школа",
    re.I,
)
_PLACE = re.compile(r"\b(?:Universit\w+|Institut\w*|College|Department|Hospital|Cent(?:er|re)|Academy|Laborator\w+)\b")
_TITLED = re.compile(
    r"^[^,;]*\s[a-zà-ÿ]{3,}\b|^[^,;]+\s\S+\s\S+|[\u4e00-\u9fff]{4}"
)  # words that a title may begin with
_IN_BOX = re.compile(r"\(([^()]{3,40})\)\s*$")
_ONLINE = re.compile(r"online|virtual|remote|hybrid|via zoom|zoom", re.I)
_DASH, _COLON = re.compile(r"\s[–—-]\s+"), re.compile(r":\s+")
_PRESENTED = re.compile(r"\s*\((?:presented|given|delivered|with|joint)\s[^()]*\)\W*$")


def talk_apart(page: Page, cells: Sequence[Line]) -> Range | None:
    """The title of a talk behind a label, in quotation marks, or behind the name of what it was given at."""
    for cell in cells:
        label = _LABEL.search(page.text, cell.start, cell.end)
        if label:
            quote = QUOTED.match(page.text, label.end(), cell.end)
            if quote:
                return page.trim(*quote.span(quote.lastindex or 1), chars=" \t\n,.;")
            told = _PRESENTED.search(page.text, label.end(), cell.end)
            return page.trim(label.end(), told.start() if told else cell.end, " \t\n.,;")
        stated = _STATED.search(page.text, cell.start, cell.end)
        mark = next(page.marks_in(stated.end(), cell.end, "em"), None) if stated else None
        if stated and mark and mark.start <= stated.end() + 1 and is_titled(page, mark):
            return page.trim(mark.start, mark.end, " \t\n.,;")
        quotes = list(QUOTED.finditer(page.text, cell.start, cell.end))
        if len(quotes) == 1 and page.text.count(" ", *quotes[0].span()) > 2:
            return page.trim(*quotes[0].span(quotes[0].lastindex or 1), chars=" \t\n,.;")
        behind = _behind_event(page, cell)
        if behind:
            return behind
    return None


def _behind_event(page: Page, cell: Line) -> Range | None:
    """The title that a dash parts from the name of what it was given at: "Congress of Ice (Oslo) — Loud Snow"."""
    dates = read_dates(page.text, cell.start, cell.end)
    begin = next((date.stop for date in dates if date.begin <= cell.start + 1), cell.start)
    start = page.trim(begin, cell.end, " \t\n:：,，.、|–—-").start
    cut = _DASH.search(page.text, start, cell.end) or _COLON.search(page.text, start, cell.end)
    if not cut:
        return None
    event = page.text[start : cut.start()]
    after = page.text[cut.end() : cell.end]
    boxed = _IN_BOX.search(event)
    held = boxed and (_ONLINE.fullmatch(boxed[1]) or is_place(boxed[1]))
    named = _EVENT.search(event) or known_short(event.strip()) or held
    opened = event.count("(") > event.count(")")
    if not named or opened or _EVENT.search(after) or _PLACE.search(after) or not _TITLED.search(after):
        return None
    return page.trim(cut.end(), cell.end, " \t\n.,;") if not read_dates(after) else None


def title_below(page: Page, entry: Entry, head: Range, *, led: bool) -> Range | None:
    """The title of a talk nested below where and when it was given; `led`: the line above begins with its kind."""
    nested = {line.block for line in entry.details if page.blocks[line.block].kind == "item"}
    if len(nested) != 1 or not read_dates(page.text, entry.start, entry.lines[-1].end):
        return None
    line = page.trim(entry.details[0].start, entry.details[-1].end)
    words, told = page.text[head.start : head.end], page.words(*line)
    named = led or _EVENT.search(words) or is_organization(words) or known_short(words)
    small = sum(word[0].islower() for word in told.split())
    place = is_organization(told) and 2 * small <= told.count(" ")
    if not named or QUOTED.search(words) or read_dates(told) or place or not _TITLED.search(told):
        return None
    return page.trim(line.start, line.end, ' \t\n.,;“”"') if len(told) < _LONGEST_BELOW else None


_LONGEST_BELOW = 220  # characters; more tells of the talk
_WITH = re.compile(r",?[”\"]?\s(?:with|joint(?:ly)? with|co-authored with)\s[A-ZÀ-Þ][^“”\"]*$")


def title_line(page: Page, part: Part, entry: Entry) -> Range | None:
    """The line of its own that titles a talk, with a line of where and when below it."""
    lines = [line for line in entry.lines if line.block == entry.lines[0].block]
    if part.kind != "talks" or len(lines) < 2 or page.blocks[lines[0].block].kind != "paragraph":
        return None
    first, second = lines[:2]
    words = page.text[first.start : first.end]
    if read_dates(words) or not read_dates(page.text, second.start, second.end) or not 8 < len(words) < 250:
        return None
    if is_role(words) or QUOTED.search(words):
        return None
    joint = _WITH.search(words)
    return page.trim(first.start, first.start + joint.start() if joint else first.end, " \t\n.,")


def talk_event(page: Page, part: Part, entry: Entry, title: Range) -> Range | None:
    """What a talk was given at: in italics at the beginning of the line below its title, or right behind the title."""
    if part.kind != "talks":
        return None
    if len(entry.lines) > 1 and not read_dates(page.text, *entry.lines[0][:2]):
        line = entry.lines[1]
        mark = next(page.marks_in(line.start, line.end, "em"), None)
        if mark and mark.start <= line.start + 2:
            return page.trim(mark.start, mark.end, " \t\n.,")
    own = next((line for line in entry.lines if line.start <= title.start < line.end), None)
    held = _EVENT.search(page.text, *title) or is_organization(page.words(*title))  # where, not what
    begin = behind_speakers(page, own.start, own.end) if own else title.start
    before = _event_before(page, Range(begin, title.start)) if title.start - begin > _LEAST else None
    if before:
        return before
    for match in PIECE.finditer(page.text, title.end + 1, own.end) if own else ():
        found = _without_year(page, page.trim(*match.span(), chars=' \t\n-–—”"“»«*'))
        words = page.text[found.start : found.end]
        if not words or read_dates(words) or _DAY.match(words) or _TALK.fullmatch(words) or is_place(words):
            continue
        named = words[0].isupper() and re.search(r"[^\W\d_]{2}", words) and len(words) <= 90
        told = not held or _INITIALS.fullmatch(words) or _EVENT.search(words)
        return found if named and told and not _PERSON.fullmatch(words) else None
    return None


_DAY = re.compile(  # "July 16–20", "3 May": a piece of a date
    r"(?:\d{1,2}(?:st|nd|rd|th)?\s)?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
    r"(?:\s\d{1,2}(?:st|nd|rd|th)?(?:\s?[-–]\s?(?:[A-Z][a-z]+\s)?\d{1,2})?)?$"
)


def _without_year(page: Page, piece: Range) -> Range:
    """What a talk was given at without the year behind its name: "Digital Lakes 2012"."""
    dates = read_dates(page.text, *piece)
    if len(dates) != 1 or dates[0].stop < piece.end or dates[0].begin - piece.start < _LEAST_NAME:
        return piece
    bare = page.trim(piece.start, dates[0].begin, " ,'’")
    named = re.search(r"[A-ZÀ-Þ][a-zà-ÿ]{3}", page.text[bare.start : bare.end])
    return bare if named and not _DAY.match(page.text[bare.start : bare.end]) else piece


_LEAST_NAME = 6  # characters before the year of an event that are its name
_PERSON = re.compile(
    r"(?:(?:[A-Z]\.[ -]?){1,3} ?|[A-Z]{1,2} )[A-Z][a-z][\w'’-]+.*|[A-Z][\w'’-]+,? (?:[A-Z]{1,2}|(?:[A-Z]\.)+)"
)
_LEAST = 12  # characters before a title that may name what it was given at
_INITIALS = re.compile(r"[A-Z][A-Z&/-]{2,}(?:\s(?:19|20)\d\d)?")


def _event_before(page: Page, area: Range) -> Range | None:
    """What a talk was given at, where its title comes last: "2024, ICE Congress (Oslo), talk: Loud snow"."""
    pieces = [page.trim(*match.span(), chars=' \t\n-–—”"“»«*•') for match in PIECE.finditer(page.text, *area)]
    for piece in pieces:
        words = page.text[piece.start : piece.end]
        dated = read_dates(words)
        bare = page.trim(piece.start, piece.start + dated[0].begin if dated else piece.end, " ,'’")
        bare = bare if bare.end - bare.start > 2 or not dated else piece
        named = _EVENT.search(words) or known_short(words) or is_organization(words) or _INITIALS.fullmatch(words)
        if named and not _TALK.fullmatch(words):
            return bare if page.text[bare.start : bare.end].strip() else piece
    for piece in pieces:
        words = page.text[piece.start : piece.end]
        if (
            words[:1].isupper()
            and " " in words
            and not (read_dates(words) or is_place(words) or _TALK.fullmatch(words))
        ):
            return piece
    return None


_TALK = re.compile(  # what kind of talk, not where
    r"(?:(?:invited|plenary|keynote|contributed|oral|poster|short|lightning|flash|remote|online|virtual|hybrid|"
    r"via zoom|zoom|upcoming|cancelled|canceled|with|selected|guest|public|session|parallel)\s?)*"
    r"(?:talk|lecture|presentation|presenter|speaker|poster|panel|panelist|address|contribution)?s?",
    re.I,
)


def is_titled(page: Page, mark: Mark) -> bool:
    """Whether italic words that begin an entry can be the title of a talk, not where or how it was given."""
    words = page.text[mark.start : mark.end].strip(" .,:")
    return " " in words and not read_dates(words) and not _TALK.fullmatch(words) and not is_organization(words)


DATED = re.compile(  # behind the speakers: "(2026, May). “Loud Ice.” Ice Days"
    r"\s*[(]\s*(?:19|20)\d\d[^()\n]{0,24}[)][.,:]?\s*(?:[“\"]([^“”\"\n]{5,250})[”\"])?"
)


_DATED_BOX = re.compile(r"\s*[(\[][^()\[\]]{0,20}(?:19|20)\d\d[^()\[\]]{0,20}[)\]][.,:]?\s+(?=\S)")

DATED_END = re.compile(r"[.?!]?\s\((?:19|20)\d\d,\s[A-Z][a-z]{2,8}\.?(?:\s\d\d?(?:[-–]\d\d?)?)?\)[.,]")


def behind_speakers(page: Page, start: int, end: int) -> int:
    """Where the title of a talk begins behind who gives it: "Lind AS, B Berg. Loud ice. Ice Days"."""
    names = read_names(page.text, page.trim(start, end).start, end)
    stop = names.end
    dated = _DATED_BOX.match(page.text, stop, end) if names.names else _DATED_BOX.match(page.text, start, end)
    if dated and end - dated.end() > 15:  # "Lind, A. (2017, May). Loud ice. Ice Days"
        return dated.end()
    dot = page.text[stop : stop + 2].lstrip()[:1] == "." or page.text[stop - 1 : stop] == "."
    lone = len(names.names) == 1 and not re.search(r"\b[A-Z]{1,3}\.?$|\b[A-Z]\.|\bet al", page.text[start : stop + 8])
    initialed = (
        any(re.search(r"\b[A-Z]{1,3}\b", name.text) for name in names.names) or len(names.names) > 2 or names.et_al
    )
    if not names.names or not dot or lone or not initialed or end - stop < 15:
        return start  # "Lake Geometry and Loud Snow. Ice Seminar"
    return stop + 1
