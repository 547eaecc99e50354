"""Names by which a page introduces its owner: "Hi, I am Noa", or two at once, as in Wei-Lun "Wayne" Tsao."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from qabot.profiles.name_found import OTHER_NAME, Found
from qabot.profiles.name_top import CALLED
from qabot.profiles.page import Page
from qabot.profiles.persons import is_name
from qabot.profiles.terms import is_organization, is_place

_INTRODUCED = re.compile(
    r"\b(?:I['’]?m|I am|[Mm]y name(?:['’]s| is)|[Tt]his is|[Cc]all me)\s([A-ZÀ-Þ][^\W\d_]{2,}(?:-[A-ZÀ-Þ][^\W\d_]+)?)"
    r"(?=\s*(?:[,.!:;(–—👋]|$|\n|and\b|an?\b))"
)
_HEADED = re.compile(r"\s*[|·,–—(]")  # behind the name at the beginning of a line
_OPENING = 1_500  # characters at the top of a page in which somebody introduces themselves


_I_AM = re.compile(r"\b(?:I['’]?m|I am|[Mm]y name(?:['’]s| is)|[Tt]his is)\s(?:(?:Dr|Prof)\.?\s)?(?=[A-ZÀ-Þ])")


_ALSO_BOXED = re.compile(  # "I am jdoe42 (Jane Doe, 도제인)"
    r"\b(?:I['’]m|I am|[Mm]y name is)\s[\w-]{2,20}\s?[(（]([^()（）\n]{3,60})[)）]"
)


_SIGNS = ("I'm", "I’m", "Im ", "I am", "name is", "name's", "name’s", "his is", "all me")  # one stands in each of them


def from_introduction(page: Page) -> Iterable[Found]:
    """The names by which somebody introduces themselves at the top of a page."""
    head = page.text[:_OPENING]
    if not any(map(head.__contains__, _SIGNS)):
        return
    for match in _I_AM.finditer(page.text, 0, _OPENING):
        called = CALLED.match(page.text, match.end())
        if called and all(is_name(f"{called[n]} {called[3]}") for n in (1, 2)):
            yield Found(f"{called[1]} {called[3]}", *called.span(), 18)
            yield Found(f"{called[2]} {called[3]}", *called.span(), OTHER_NAME)
    boxed = _ALSO_BOXED.search(page.text, 0, _OPENING)
    for number, name in enumerate(re.finditer(r"[^,，/;]+", boxed[1]) if boxed else ()):
        text = name[0].strip()
        if boxed and is_name(text):
            at = page.text.index(text, boxed.start(1))
            yield Found(text, at, at + len(text), OTHER_NAME if number else 17)
    yield from _from_given(page)


def _from_given(page: Page) -> Iterable[Found]:
    """The whole name that recurs on a page and begins with the given name that the page introduces its owner by."""
    introduced = _INTRODUCED.search(page.text, 0, _OPENING)
    if not introduced or is_place(introduced[1]) or not is_name(introduced[1], lone=True):
        return
    whole = re.compile(
        rf"(?<![\w-]){re.escape(introduced[1])}\s(?:[A-ZÀ-Þ]\.\s?)*(?:(?:van|von|de|der|den|di|da|al|ben)\s)*"
        r"[A-ZÀ-Þ][\w'’-]+(?:\s[A-ZÀ-Þ][\w'’-]+){0,2}"
    )
    counts: Counter[str] = Counter()
    headed: set[str] = set()
    for match in whole.finditer(page.text):
        words = match[0].split()
        names = (" ".join(words[:size]) for size in range(len(words), 1, -1))
        text = next((name for name in names if is_name(name) and not is_organization(name)), "")
        counts.update([text] if text else [])
        if page.text[match.start() - 1 : match.start()] in ("", "\n"):
            headed.update([text] if _HEADED.match(page.text, match.start() + len(text)) else [])
    address = re.search(rf"\b{re.escape(introduced[1])}[._]([a-z]{{2,}})@", page.text, re.I)
    if address and not counts and is_name(text := f"{introduced[1]} {address[1].capitalize()}"):
        yield Found(text, address.start(), address.end(1), 8)
    for text, number in counts.most_common(1):
        if number >= 2 or text in headed:
            at = page.text.index(text)
            yield Found(text, at, at + len(text), 9)
