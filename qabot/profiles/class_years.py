"""The year of a class, which American schools write behind a degree or a school: "PhD '19", "Oslo College '85"."""

from __future__ import annotations

import re

from qabot.profiles.dates import Date

_CLASS = re.compile(r"(?<=[\w.)]),?\s?[(\[]?(?:[Cc]lass of\s)?['’‘](\d\d)(?![\w'’])[)\]]?")
_NEXT = 35  # the first two digits that stand for a year of the last century


def class_years(text: str, start: int, end: int) -> list[Date]:
    """The years of classes in a line of the education, each as the date of a degree."""
    if not any(sign in text[start:end] for sign in "'’‘"):
        return []
    years = [(1900 if int(m[1]) >= _NEXT else 2000, m) for m in _CLASS.finditer(text, start, end)]
    return [Date(str(c + int(m[1])), str(c + int(m[1])), False, m.start(), m.end(), True) for c, m in years]
