"""How European languages tell of posts and degrees, and which language a sentence is in."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from qabot.profiles.tables import table

_CYRILLIC = re.compile(r"[а-яё]{5}")


class Language(NamedTuple):
    """How a language tells of posts and degrees, as patterns."""

    telling: re.Pattern[str]
    lead: re.Pattern[str]  # before a role; the group that matched tells when: "now", "then", "as" or "did"
    joined: re.Pattern[str]
    at: re.Pattern[str]
    end: re.Pattern[str]
    earned: re.Pattern[str]
    present: re.Pattern[str]
    article: re.Pattern[str]


@cache
def _languages() -> tuple[Language, ...]:
    return tuple(_language(words) for words in table("prose").values())


def _any(words: list[str], before: str = r"(?<!\w)", after: str = "") -> str:
    return f"{before}(?:{'|'.join(words)}){after}" if words else "(?!)"


def _language(words: dict[str, list[str]]) -> Language:
    kinds = (("now", "is"), ("then", "was"), ("as", "as"), ("did", "did"))
    lead = "|".join(f"(?P<{kind}>{_any(words[key])})" for kind, key in kinds)
    return Language(
        re.compile(_any(words["telling"], after=r"(?!\w)"), re.I),
        re.compile(lead, re.I),
        re.compile(_any(words["joined"]), re.I),
        re.compile(_any(words["at"]), re.I),
        re.compile(_any(words["end"], before=r",?\s+", after=r"(?!\w)")),
        re.compile(_any(words["earned"], after=r"(?!\w)"), re.I),
        re.compile(_any(words["present"], after=r"(?!\w)"), re.I),
        re.compile(_any(words["article"]), re.I),
    )


def language_of(text: str) -> Language | None:
    """The language of a sentence, None if none of the table tells it plainly."""
    if _CYRILLIC.search(text):
        return _languages()[-1]
    words = text.replace("’", "'")
    found = [({m.casefold() for m in language.telling.findall(words)}, language) for language in _languages()]
    best = max(found, key=lambda pair: len(pair[0]))
    return best[1] if len(best[0]) >= 2 else None
