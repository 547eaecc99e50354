"""The one of several posts or degrees that a question counts out in time: "the second postdoc"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qabot.questions.lexicon import plain
from qabot.words.entries import Entry

_PLACES = ("first", "second", "third", "fourth")
_COUNTED = re.compile(
    r"\b(?:the|his|her|their|'s|your) (second|third|fourth|2nd|3rd|4th) (?:\w+ )?"
    r"(?:post-?docs?|post-?doctoral|master|ph\.?\s?d|doctorate|bachelor|degree|internship|position|job|post|stay|fellowship)"
)
_DIGITS = {"2nd": "second", "3rd": "third", "4th": "fourth"}


def counted_out(text: str) -> str:
    """The word for the place in time that a question counts out: "second"; "" for none."""
    found = _COUNTED.search(plain(text))
    return _DIGITS.get(found[1], found[1]) if found else ""


def nth_of(text: str, entries: Sequence[Entry]) -> list[Entry]:
    """The entry that a question counts out, by the years or as the page calls it; all where neither tells."""
    word = counted_out(text)
    if not word or len(entries) < 2:
        return list(entries)
    called = [entry for entry in entries if re.search(rf"\b{word}\b", plain(entry.label))]
    if called:
        return called
    place = _PLACES.index(word)
    if all(entry.first for entry in entries):
        order = sorted(entries, key=lambda entry: (entry.first or 0, entry.last or 9999))
        return order[place : place + 1]
    earlier = [entry for entry in entries if re.search(r"\bfirst\b", plain(entry.label))]
    left = [entry for entry in entries if entry not in earlier]
    return left if place == 1 and len(earlier) == len(left) == 1 else list(entries)
