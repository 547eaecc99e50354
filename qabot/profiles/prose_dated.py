"""Posts told each with its years before the place they share: "a lecturer (2007-2011) and reader (2011-2015) at X"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from qabot.profiles.page import Page, Range
from qabot.profiles.profile import Position
from qabot.profiles.prose_where import make_position, names_place, read_where
from qabot.profiles.terms import is_role

_LEAD = re.compile(r"\b(?:as|was|been|became|is|am)\s(?:first\s)?(?:an?\s|the\s)?(?=\w)")
_DATED = re.compile(r"(?P<role>[^\W\d_][\w -]{2,50}?)\s\([^()]*(?:19|20)\d\d[^()]*\)")
_NEXT = re.compile(r",?\s(?:and\s)?(?:then\s)?(?:as\s)?(?:an?\s|the\s)?(?=[^\W\d_])")
_AT = re.compile(r",?\s(?:(?:both|all)\s)?(?:at|with|in)\s(?:the\s)?(?=[A-ZÀ-Þ])")


def read_dated_roles(page: Page, sentence: Range) -> Iterator[Position]:
    """The posts of a sentence that have their years in brackets behind each, and their place behind the last."""
    text = page.text
    words = text[sentence.start : sentence.end]
    if ") at " not in words and ") with " not in words and " at " not in words[words.find(") ") :]:
        return
    for lead in _LEAD.finditer(text, *sentence):
        roles: list[re.Match[str]] = []
        position = lead.end()
        while (role := _DATED.match(text, position, sentence.end)) and is_role(role["role"]):
            roles.append(role)
            following = _NEXT.match(text, role.end(), sentence.end)
            position = following.end() if following else sentence.end
        at = _AT.match(text, roles[-1].end(), sentence.end) if len(roles) > 1 else None
        where = read_where(page, at.end(), sentence.end) if at else None
        for role in roles if where and names_place(page, where) else ():
            post = make_position(page, Range(*role.span("role")), None, Range(*role.span()), False, "work")
            parts = {**post.parts, "organization": page.span(*where)} if where else post.parts
            name = page.words(*where) if where else ""
            yield replace(post, organization=name, span=page.span(*page.trim(*sentence)), parts=parts)
