"""Lines on what was done in a post, not where or as what: "Deployed a model", "Responsible for the budget"."""

from __future__ import annotations

import re
from functools import cache

from qabot.profiles.tables import table
from qabot.profiles.terms import find_degrees, role_at

_LEAD = re.compile(r"[\s•·*–—-]*(?=[A-ZÀ-Þ])(?P<verb>[^\W\d_]+)(?:/[^\W\d_]+)?\s+(?=(?P<next>[^\s,;]+))")
_ARTICLE = frozenset({"a", "an", "the", "new", "our", "their", "my", "and"})
_LONGER = re.compile(r"[^\W\d_]{4,}")
_LEAST = 3  # longer words of a line that can be told from a name


@cache
def _listed(kind: str) -> frozenset[str]:
    return frozenset(str(word) for word in table("careers")[kind])


def tells_of_work(words: str) -> bool:
    """Whether a line begins with what somebody did, "Built a sledge", and names no role or degree there."""
    lead = _LEAD.match(words)
    if lead is None or lead["verb"] in _listed("no_acts"):
        return False
    verb, following = lead["verb"], lead["next"]
    small = not following[0].isupper()
    if verb.endswith("ed"):
        return small or is_prose(words)
    if verb in _listed("acts"):
        told = small or is_prose(words)
    else:
        told = verb.endswith("ing") and (following in _ARTICLE or small and is_prose(words))
    return told and not _names_post(words, lead.end())


def _names_post(words: str, at: int) -> bool:
    """Whether a role or degree stands right behind the first word: "Lead engineer", "Doctoral degree in"."""
    role = role_at(words[: at + 40])
    return bool(role and role.start() <= at + 12) or any(term.start <= at for term in find_degrees(words[: at + 40]))


def is_prose(words: str) -> bool:
    """Whether most of the longer words of a line behind its first one are small."""
    longer = _LONGER.findall(words)[1:]
    return len(longer) >= _LEAST and 2 * sum(word[0].islower() for word in longer) > len(longer)
