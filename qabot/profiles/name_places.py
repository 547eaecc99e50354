"""Where a page says whose it is: its title, its first lines, its prose, the name that recurs among the authors."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Sequence

from qabot.profiles.name_authors import from_authors
from qabot.profiles.name_found import LATIN, OTHER_NAME, Found
from qabot.profiles.name_given import from_introduction
from qabot.profiles.name_top import from_prose, from_top, name_at
from qabot.profiles.page import Page
from qabot.profiles.persons import is_name, strip_titles
from qabot.profiles.sections import Part
from qabot.profiles.tables import is_cjk
from qabot.profiles.terms import is_organization

_OTHER_NAMES = frozenset("preferredname nickname alternatename othernames displayname aka alias aliases".split())

_ABOUT = re.compile(  # what a site is of: "About Jane Doe, Ph.D.", "Personal website of Jane Doe"
    rf"(?:About|(?:[\w-]+ ){{0,3}}(?i:home\s?page|web\s?site|web\s?page|site|page|portfolio) (?:of|for))\s+"
    rf"(?:Dr\.?\s|Prof\.?\s|Professor\s)?({LATIN})(?=\W|$)"
)


_OF_SOMEONE = re.compile(rf"\b(?:of|by)\s(?:Dr\.?\s|Prof\.?\s)?({LATIN})\s*\.?$")  # "Research interests of Jane Doe"
_BESIDE = {"portrait": 7, "more_info": 9}  # what stands at the picture
_SHORT = 24  # characters of a description that only says whose page it is: "林雪的个人主页"
_OWN_PAGE = re.compile("主页|網站|网站|ホームページ|홈페이지")


def candidates(page: Page, parts: Sequence[Part], handle: str) -> Iterable[Found]:
    """Every name a page gives its owner, the plainest kind of place first."""
    yield from _from_fields(page)
    if page.source.format != "bibtex":  # what stands at its top are the authors of a paper
        yield from from_top(page, parts)
        yield from from_prose(page, parts)
        yield from from_introduction(page)
    yield from from_authors(page, parts, handle)


def _from_fields(page: Page) -> Iterable[Found]:
    given: dict[str, tuple[int, int]] = {}
    for field in (field for field in page.source.fields if len(field.path) <= 2):
        path = tuple(str(part) for part in field.path)
        if path == ("name",) and page.source.format == "latex" and page.words(field.start, field.end).islower():
            yield Found(page.words(field.start, field.end).title(), field.start, field.end, 18)  # set in small capitals
        elif path == ("name",):
            found = list(name_at(page, field.start, field.end, 30, lone=True))
            yield from found or _said_to_be_one(page, field.start, field.end)
        elif path in (("first_name",), ("last_name",)):
            given[path[0]] = (field.start, field.end)
        elif path[-1] in _BESIDE:
            yield from name_at(page, field.start, field.end, _BESIDE[path[-1]])
        elif path == ("description",):
            yield from _from_description(page, field.start, field.end)
        elif path in (
            ("title",),
            ("site_title",),
            ("site-title",),
            ("author",),
            ("author", "name"),
            ("profile", "name"),
            ("heading",),
        ):
            yield from name_at(page, field.start, field.end, 20)
        elif path in (("subtitle",), ("excerpt",), ("intro",), ("tagline",)):  # or what the person does
            yield from name_at(page, field.start, field.end, 17)
        elif path[0] == "aliases" or re.sub(r"[\W_]", "", path[-1].casefold()) in _OTHER_NAMES:
            yield from name_at(page, field.start, field.end, OTHER_NAME)
    if len(given) == 2:
        first, last = given["first_name"], given["last_name"]
        text = f"{page.words(*first)} {page.words(*last)}"
        if not is_cjk(text[0]) and is_name(text):
            yield Found(text, *sorted((first, last))[0], 19)


def _said_to_be_one(page: Page, start: int, end: int) -> Iterable[Found]:
    """What a page calls the name, where nothing but that says so: in kana, or half in Latin letters."""
    words = page.text[start:end].strip()
    if not words.isascii() and _unusual().fullmatch(words) and not is_organization(words):
        yield Found(words, start, start + len(words), 20)


@functools.cache
def _unusual() -> re.Pattern[str]:
    eastern = r"[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af々]"
    return re.compile(rf"{eastern}{{1,8}}[ 　・](?:{eastern}{{1,8}}|[A-Z][a-z]{{2,}})")


def _from_description(page: Page, start: int, end: int) -> Iterable[Found]:
    """The name in what a site says it is: "About Jane Doe, Ph.D.", "林雪的个人主页"."""
    if end - start <= _SHORT and _OWN_PAGE.search(page.text, start, end):
        yield from name_at(page, start, end, 15)
    named = _ABOUT.match(page.text, start, end) or _OF_SOMEONE.search(page.text, start, end)
    if named and is_name(strip_titles(named[1])):
        yield Found(strip_titles(named[1]), *named.span(1), 15)
