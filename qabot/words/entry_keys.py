"""`entry_tokens`: the keys under which people are found by what their entries say: stems, places, names, years."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from qabot.profiles.profile import Degree, Paper
from qabot.profiles.same import plain
from qabot.words.degrees import level_of
from qabot.words.entries import Entry
from qabot.words.name_keys import person_keys
from qabot.words.place_keys import agreeing_organizations, agreeing_venues
from qabot.words.stems import stems
from qabot.words.tokens import token

FIRST_YEAR, LAST_YEAR = 1930, 2060  # years that have keys of their own
# short names of relations, as they stand in keys
RELATIONS = {
    name: f"e{number:x}"
    for number, name in enumerate(
        "paper position education award honour talk project service teaching student thesis skill interest language "
        "email advisor link".split()
    )
}


@lru_cache(65536)
def key_of(relation: str, kind: str, key: str = "") -> str:
    """The token of a key of an entry of a relation: kinds s stem, b pair of letters, o organization, v venue, ..."""
    return token(f"{RELATIONS[relation]}{kind}", key)


def entry_tokens(entries: Mapping[str, Sequence[Entry]]) -> set[str]:
    """All keys of a person's entries."""
    return {found for rows in entries.values() for entry in rows for found in _tokens(entry)}


def pairs(text: str) -> Iterator[str]:
    """The pairs of neighbouring characters of runs in Han, kana and Hangul; a lone one as it is."""
    for run in _wide().findall(text) if not text.isascii() else ():
        yield from (run[place : place + 2] for place in range(max(1, len(run) - 1)))


@lru_cache
def _wide() -> re.Pattern[str]:
    return re.compile(r"[぀-ヿ㐀-鿿豈-﫿가-힯]+")  # takes 2 ms


def _tokens(entry: Entry) -> Iterator[str]:
    relation = entry.relation
    yield key_of(relation, "")
    yield from (key_of(relation, "s", stem) for stem in stems(entry.words) | stems(plain(entry.label)))
    yield from (key_of(relation, "b", pair) for pair in pairs(f"{entry.words} {plain(entry.label)}"))
    if entry.organization:
        yield from (key_of(relation, "o", key) for key in agreeing_organizations(entry.organization))
    yield from (key_of(relation, "y", str(year)) for year in _years(entry))
    fact = entry.fact
    names: Iterable[str] = (entry.label,) if relation in ("advisor", "student") else ()
    if isinstance(fact, Paper):
        names = fact.authors
        for venue in (fact.venue, fact.venue_short):
            yield from (key_of(relation, "v", key) for key in (agreeing_venues(venue) if venue else ()))
    if isinstance(fact, Degree):
        yield key_of(relation, "d", level_of(fact.degree))
    yield from (key_of(relation, "n", key) for name in names for key in person_keys(name))


def _years(entry: Entry) -> Iterable[int]:
    """The years that `Entry.overlaps` meets."""
    begin = entry.first if entry.first is not None else entry.last
    end = entry.last if entry.last is not None else (LAST_YEAR if entry.current else entry.first)
    if begin is None or end is None:
        return ()
    return range(max(begin, FIRST_YEAR), min(end, LAST_YEAR) + 1)
