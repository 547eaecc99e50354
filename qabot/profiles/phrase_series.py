"""Series of words with a comma between them that are one phrase: "Ice, Snow, and Frost", with its last "and"."""

from __future__ import annotations

import re

from qabot.profiles.terms import find_degrees, is_organization, is_place, is_role

_WORDS = r"[A-ZÀ-Þ][\w'’-]+(?: (?:&|and|of)(?= ))?(?: [A-ZÀ-Þ][\w'’-]+){0,2}"
_AHEAD = re.compile(rf",\s(?P<more>(?:{_WORDS},\s){{0,3}})(?:and|&|und|et|y|e)\s(?P<last>{_WORDS})")
_TWO_AHEAD = re.compile(rf",\s(?P<more>{_WORDS})\s(?:and|&|und|et)\s(?P<last>{_WORDS})")  # "in Ice, Snow and Frost"
_BEHIND = re.compile(rf"(?:^|\b(?P<lead>in|en)\s|\b(?:of|for)\s|[(])(?P<first>(?:{_WORDS},\s){{0,3}}{_WORDS})$")
_LOOK = 90  # characters


def in_series(text: str, comma: int, start: int) -> bool:
    """Whether a comma stands within "Ice, Snow, and Frost" in a phrase that begins at `start`."""
    ahead = _AHEAD.match(text, comma, comma + _LOOK) or _TWO_AHEAD.match(text, comma, comma + _LOOK)
    behind = _BEHIND.search(text[max(start, comma - _LOOK) : comma]) if ahead else None
    if ahead is None or behind is None or ahead.re is _TWO_AHEAD and not behind["lead"]:
        return False
    items = [*behind["first"].split(", "), *ahead["more"].rstrip(", ").split(", ")]
    if len([item for item in items if item]) < _LEAST:
        return False  # "Lecturer, and Head of X" is two posts
    return not any(_is_known(item) for item in items if item) and not _names_body(ahead["last"])


_LEAST = 2  # words before the "and"


def _is_known(words: str) -> bool:
    return is_role(words) or _names_body(words) or bool(find_degrees(words))


def _names_body(words: str) -> bool:
    return is_organization(words) or is_place(words)
