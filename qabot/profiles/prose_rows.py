"""Places named in a row in an English sentence, each with what brackets behind it say: "at Nivex (2018) and Keld"."""

from __future__ import annotations

import re
from typing import NamedTuple

from qabot.profiles.page import Page, Range
from qabot.profiles.persons import is_name, strip_titles
from qabot.profiles.terms import is_organization, is_place

_THEN = r"(?:(?:then|later|(?:most\s+)?recently,?|previously|before that,?|finally,?)\s+)?"
_CALLED = r"(?:an?\s(?:[a-z-]+\s){1,4}(?:called|named)\s)?"  # "at a tiny startup called Keld"
_NEXT = re.compile(
    r"(?:,\s+(?:and,?\s+)?|\s+and,?\s+|;\s+(?:and\s+)?|\s+(?:before\s+that|as well as|followed by)\s+)"
    rf"{_THEN}(?P<again>(?:at|with|@)\s+)?(?:the\s+)?{_CALLED}(?=[A-ZÀ-Þ])"
)
_GOES_ON = rf"{_THEN}(?:(?:at|with)\s)?(?:the\s)?{_CALLED}[A-ZÀ-Þ]"  # what stands behind "and" in a row
_NAME_ENDS = re.compile(
    rf"(?<![A-Z])(?<!\bSt)(?<!\bMt)(?<!\bFt)(?<!\bLab)(?<!\bUniv)\.(?:\s|$)|[;:\n—–]|\s-\s|,\s(?!(?:and,?\s)?{_GOES_ON})|\sand,?\s(?!{_GOES_ON})|"
    r"\s(?:as\s|where|working|advised|supervised|under|during|before(?!\sthat)|after|while|until|since|from\s\d|"
    r"in\s(?:\d|the\s)|(?:on|for)\s(?:the|my|an?|about|over|almost|two|three|four|\d+)\s|to\s|which|who|I\s|he\s|she\s)"
)
_BOXED = re.compile(r"\s*\(([^()\n]{2,80})\)")
_TELLS = re.compile(
    r"(?:19|20)\d\d|['’]\d\d\b|\b(?:with|by|hosted|mentor\w*|advis\w*|supervis\w*|summer|fall|spring|winter)\b", re.I
)
_TOWN = re.compile(r"(?:\s+in|,)\s+[A-ZÀ-Þ][\w.'’ -]{2,30}$")
_UNIT = re.compile(
    r"(?:Department|School|Institute|Faculty|College|Cent(?:er|re)|Division|Section|Chair)\s(?:of|for)\b"
)
_OTHER_POST = re.compile(
    r"\sat\s|@|\b(?i:engineer|scientist|researcher|professor|lecturer|intern|fellow|developer|manager)\b"
)
_TITLE = re.compile(r"(?:Prof|Dr|Drs|Professor)\b")  # "at Keld University, with Prof. Berg"
_LONGEST = 6  # words of a name


class Place(NamedTuple):
    """A place of a row, and the range of what the brackets behind it say, empty if there are none."""

    where: Range
    aside: Range


def read_row(page: Page, start: int, end: int, *, plain: bool = True) -> list[Place]:
    """The places of a row that begins at a position, none if only one stands there.

    `plain`: whether commas and "and" alone make a row; else its places have brackets that tell, or an "at" each.
    """
    text = page.text
    stop = _row_end(text, start, end)
    cuts = [cut for cut in _NEXT.finditer(text, start, stop) if not _is_inside(page, start, cut)]
    bounds = [start, *(edge for cut in cuts for edge in cut.span()), stop]
    again = ["at", *((cut["again"] or "").strip() for cut in cuts)]
    found: list[Place] = []
    told = repeated = 0
    for begin, finish, named in zip(bounds[::2], bounds[1::2], again, strict=True):
        place = _place(page, begin, finish)
        if is_place(page.words(*place.where)):
            continue  # "Nivex, Oslo"
        if not _names(page, place, named):
            break
        found.append(place)
        told += bool(_TELLS.search(text, *place.aside))
        repeated += bool(named)
    listed = " and " in text[start:stop] and not any(_UNIT.match(text, *place.where) for place in found[:-1])
    return found if len(found) > 1 and (told > 1 or repeated > 1 or plain and listed) else []


def _row_end(text: str, start: int, end: int) -> int:
    for stop in _NAME_ENDS.finditer(text, start, end):
        if not _boxed(text, start, stop.start()):
            return stop.start()
    return end


_SUBJECT_OF = re.compile(r"\b(?:of|for)\s(?:the\s)?[\w ]+$")  # "School of Arts and ..."


def _is_inside(page: Page, start: int, cut: re.Match[str]) -> bool:
    """Whether a comma or "and" stands in brackets or within a name: "School of Arts and Crafts"."""
    if _boxed(page.text, start, cut.start()):
        return True
    if page.mark_over(*cut.span(), "link"):
        return True  # "[Image and Sound Lab]" is one
    following = re.compile(r"[^,;.()]{2,60}").match(page.text, cut.end())
    within = not cut["again"] and _SUBJECT_OF.search(page.text, max(start, cut.start() - 60), cut.start())
    return bool(within and following and not is_organization(following[0]))


def _boxed(text: str, start: int, position: int) -> bool:
    return text.count("(", start, position) > text.count(")", start, position)


def _place(page: Page, begin: int, finish: int) -> Place:
    box = _BOXED.search(page.text, begin, finish)
    where = page.trim(begin, box.start() if box else finish, " \t\n,.")
    town = _TOWN.search(page.text, *where)
    if town and is_place(re.sub(r"^(?:\s+in|,)\s+", "", town[0])):
        where = Range(where.start, town.start())
    return Place(where, Range(*box.span(1)) if box else Range(where.end, where.end))


def _names(page: Page, place: Place, named: str) -> bool:
    """Whether a member of a row names an organisation: `named` by an "at", "with" or "@" of its own, or "" by none."""
    words = page.words(*place.where)
    if (
        not words[:1].isupper()
        or _OTHER_POST.search(words)
        or len(words.split()) > _LONGEST
        and not is_organization(words)
    ):
        return False
    person = is_name(strip_titles(words)) and strip_titles(words) != words
    person |= named == "with" and (bool(_TITLE.match(words)) or is_name(words) and not is_organization(words))
    return not person and (
        bool(named) or is_organization(words) or not is_name(words) or place.aside.end > place.aside.start
    )
