"""Words of a career's entries: what leads a post or stands for the place above, names of firms, qualifications."""

from __future__ import annotations

import re
from functools import cache

from qabot.profiles.tables import any_of, table
from qabot.profiles.terms import is_role, role_at

_SIGNS = " \t\n.,;:：、。()（）[]–—-\"'“”"
_NEAR = 40  # characters before the role that a lead leads to


@cache
def _words(kind: str) -> frozenset[str]:
    return frozenset(str(word).casefold().strip(_SIGNS) for word in table("careers")[kind])


@cache
def _pattern(kind: str) -> re.Pattern[str]:
    return re.compile(any_of([str(word) for word in table("careers")[kind]]) + r"[:,]?\s*", re.I)


@cache
def _first_words() -> frozenset[str]:
    return frozenset(word.split()[0] for word in _words("leads"))


def is_same_place(words: str) -> bool:
    """Whether words say "the same" of an employer or school, and nothing else."""
    words = words.casefold().strip(_SIGNS)
    return words in _words("same") or bool(_SAME_KIND.fullmatch(words))


_SAME_KIND = re.compile(r"(?:the )?same [^\W\d_]+(?: [^\W\d_]+)?")  # "same institute", "the same research group"


def lead_end(text: str, start: int, end: int) -> int:
    """Where a phrase begins behind "Formerly"; `end` where it says no more, `start` where nothing leads it."""
    first = text[start : min(end, start + 24)].split(" ", 1)[0]
    if first.casefold().rstrip(":,") not in _first_words():
        return start
    found = _pattern("leads").match(text, start, end)
    if found is None or found.end() == end:
        return end if found else start
    role = role_at(text[found.end() : end])
    return found.end() if role and role.start() <= _NEAR else start


def is_qualification(words: str) -> bool:
    """Whether words lead with those of a qualification or membership: "Chartered Engineer", "Fellow of the ..."."""
    return bool(_pattern("qualified").match(words.lstrip()))


def is_firm(words: str) -> bool:
    """Whether a phrase is a firm's name that ends as a role does, in the plural: "Lake Consultants"."""
    before, _, last = words.rpartition(" ")
    if last.casefold().rstrip(".") not in _words("firms") or not before or not last[0].isupper():
        return False
    return not is_role(before) and all(word[0].isupper() or word == "&" for word in before.split())
