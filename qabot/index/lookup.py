"""`Lookup`: finds people, names, titles and places by keys, in every segment of an index. A superset, to be looked at.

Counts are exact: of the people (names, titles) that have a key, over all profiles that are there now.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from qabot.index.person_tables import PEOPLE, TITLES, PersonTables
from qabot.profiles.profile import Profile
from qabot.sources.source import Source
from qabot.words.name_keys import NameKeys, name_keys
from qabot.words.place_keys import PlaceKey
from qabot.words.title_keys import TitleKeys, title_keys
from qabot.words.tokens import quoted, shortened

Ask = Callable[[str, Sequence[object]], list[tuple[Any, ...]]]  # rows of all segments, one after the other
_KEPT = 50_000  # counts kept in memory

# The order of the tables is forced: full-text words first, then rows by number.
_FORMS = (
    "SELECT p.id, p.name, f.text FROM form_words w CROSS JOIN form f ON f.number = w.rowid"
    " CROSS JOIN person p ON p.person = f.person WHERE form_words MATCH ?"
)
_TITLES = (
    "SELECT p.id, t.place, t.title, t.authors FROM title_words w CROSS JOIN title t ON t.number = w.rowid"
    " CROSS JOIN person p ON p.person = t.person WHERE title_words MATCH ?"
)
_TERMS = (
    "SELECT p.id, t.place, t.title, t.terms FROM title_words w CROSS JOIN title t ON t.number = w.rowid"
    " CROSS JOIN person p ON p.person = t.person WHERE title_words MATCH ?"
)
_OWN_TITLES = (
    "SELECT p.id, t.place, t.title, t.authors FROM person p CROSS JOIN title t ON t.person = p.person"
    " WHERE p.id IN (SELECT value FROM json_each(?))"
)
_NAMES = (
    "SELECT f.text FROM person p CROSS JOIN form f ON f.person = p.person"
    " WHERE p.id IN (SELECT value FROM json_each(?)) AND f.own"
)
_PEOPLE = "SELECT p.id FROM entry_words w CROSS JOIN person p ON p.number = w.rowid WHERE entry_words MATCH ? LIMIT ?"
_TALLY = "SELECT key, n FROM tally WHERE key IN (SELECT value FROM json_each(?))"
_PLACES = "SELECT lookup, result, label, score, n FROM place WHERE lookup IN (SELECT value FROM json_each(?))"
_NEAR = "SELECT key, word FROM near WHERE key IN (SELECT value FROM json_each(?))"
_ENTRIES = "SELECT e.entries FROM person p CROSS JOIN extent e ON e.person = p.person WHERE p.id = ? AND e.relation = ?"
_EXTENTS = {  # ties by the number of the person, so that one page follows another
    "most": "SELECT p.id, e.entries, e.person FROM extent e CROSS JOIN person p ON p.person = e.person"
    " WHERE e.relation = ? ORDER BY e.entries DESC, e.person DESC LIMIT ?",
    "oldest": "SELECT p.id, e.first, e.person FROM extent e CROSS JOIN person p ON p.person = e.person"
    " WHERE e.relation = ? AND e.first IS NOT NULL ORDER BY e.first, e.person LIMIT ?",
    "latest": "SELECT p.id, e.last, e.person FROM extent e CROSS JOIN person p ON p.person = e.person"
    " WHERE e.relation = ? AND e.last IS NOT NULL ORDER BY e.last DESC, e.person DESC LIMIT ?",
}
STATEMENTS = (
    _FORMS,
    _NAMES,
    _TITLES,
    _TERMS,
    _OWN_TITLES,
    _PEOPLE,
    _TALLY,
    _PLACES,
    _NEAR,
    _ENTRIES,
    *_EXTENTS.values(),
)


@dataclass(frozen=True, slots=True)
class Form:
    """One name of one person, as printed; of somebody without a profile `person` is the name."""

    person: str  # Profile.id
    label: str  # what the person is called
    text: str
    keys: NameKeys


@dataclass(frozen=True, slots=True)
class Listed:
    """A title as one profile lists it: `Profile.papers[number]`."""

    person: str  # Profile.id
    number: int
    title: str
    authors: tuple[str, ...]
    keys: TitleKeys


class Lookup:
    """Asks the tables of all segments. May be used by several threads."""

    def __init__(self, ask: Ask) -> None:
        self._ask = ask
        self._counts: dict[str, int] = {}
        self._near: dict[str, tuple[str, ...]] = {}

    @classmethod
    def of(cls, profiles: Iterable[Profile], sources: Mapping[str, Source] | None = None) -> Lookup:
        """A lookup of its own over these profiles; without sources only of names, titles and places."""
        connection = sqlite3.connect(":memory:", check_same_thread=False)
        tables = PersonTables(connection)
        for profile in profiles:
            tables.add(profile, [sources[path] for path in profile.sources] if sources else [])
        tables.finish()
        return cls(lambda sql, values: connection.execute(sql, values).fetchall())

    def count(self, key: str) -> int:
        """How many have a key."""
        while (found := self._counts.get(key)) is None:
            self.read([key])
        return found

    def read(self, keys: Iterable[str]) -> None:
        """Read counts that will be asked for, at once."""
        counts = self._counts
        wanted = [key for key in dict.fromkeys(keys) if key not in counts]
        if not wanted:
            return
        found = dict.fromkeys(wanted, 0)
        for key, n in self._ask(_TALLY, (json.dumps(wanted, ensure_ascii=False),)):
            found[key] += n
        if len(counts) + len(found) > _KEPT:
            counts = self._counts = {}
        counts.update(found)

    @cached_property
    def people(self) -> int:
        """How many people there are."""
        return self.count(PEOPLE)

    @cached_property
    def titles(self) -> int:
        """How many titles all profiles list."""
        return self.count(TITLES)

    def forms(self, expression: str) -> list[Form]:
        """Names that satisfy an expression over the keys of names."""
        rows = self._ask(_FORMS, (expression,)) if expression else []
        return [
            Form(person, label, text, keys) for person, label, text in dict.fromkeys(rows) if (keys := name_keys(text))
        ]

    def names_of(self, people: Sequence[str]) -> list[str]:
        """All names that the profiles of some people give their owners."""
        return [text for (text,) in self._ask(_NAMES, (json.dumps(list(people)),))] if people else []

    def listed(self, expression: str) -> list[Listed]:
        """Titles that satisfy an expression over the keys of titles."""
        return _listed(self._ask(_TITLES, (expression,)) if expression else [])

    def terms(self, expression: str) -> list[tuple[tuple[str, int], str, list[str]]]:
        """Titles that satisfy an expression over the keys of titles: Profile.id and place, as printed, their terms."""
        rows = self._ask(_TERMS, (expression,)) if expression else []
        return [((person, place), title, terms.split(" ")) for person, place, title, terms in rows]

    def listed_by(self, people: Sequence[str]) -> list[Listed]:
        """All titles of some people."""
        return _listed(self._ask(_OWN_TITLES, (json.dumps(list(people)),)) if people else [])

    def near(self, kind: str, words: Iterable[str]) -> list[str]:
        """Keys of a kind that may be a typo away from any of these words; in order."""
        known = {word: self._near.get(word) for word in words if shortened(word)}
        fresh = [word for word, found in known.items() if found is None]
        if fresh:
            rows = self._ask(_NEAR, (json.dumps(sorted({key for word in fresh for key in shortened(word)})),))
            for word in fresh:
                short = frozenset(shortened(word))
                known[word] = tuple({found for key, found in rows if key in short})
            if len(self._near) + len(fresh) > _KEPT:
                self._near = {}
            self._near.update((word, known[word] or ()) for word in fresh)
        start = f"{kind}:"
        return sorted(
            {key.removeprefix(start) for found in known.values() for key in found or () if key.startswith(start)}
        )

    def places(self, lookups: Iterable[str]) -> dict[str, list[PlaceKey]]:
        """What words stand for, by lookup: of several spellings of one place the commonest, ties by their letters."""
        wanted = list(dict.fromkeys(lookups))
        rows = self._ask(_PLACES, (json.dumps(wanted, ensure_ascii=False),)) if wanted else []
        counts: dict[PlaceKey, int] = {}
        for lookup, result, label, score, n in rows:
            key = PlaceKey(lookup, result, label, score)
            counts[key] = counts.get(key, 0) + n
        best: dict[tuple[str, str], PlaceKey] = {}
        living = (key for key, n in counts.items() if n > 0)
        for key in sorted(living, key=lambda k: (-k.score, -counts[k], len(k.label), k.label)):
            best.setdefault((key.lookup, key.result), key)
        found: dict[str, list[PlaceKey]] = {}
        for key in best.values():
            found.setdefault(key.lookup, []).append(key)
        return found

    def having(self, expression: str, most: int = -1) -> list[str]:
        """Ids of people whose entries satisfy an expression over the keys of entries, in order; at most so many."""
        rows = self._ask(_PEOPLE, (expression, most)) if expression else []
        return sorted({row[0] for row in rows})

    def extents(self, relation: str, order: str, most: int, offset: int = 0) -> list[tuple[str, int]]:
        """People with the number of their entries of a relation ("most" first), or the year of the first or last.

        At least the first `most` after `offset` of all, in order, as long as there are any.
        """
        rows = self._ask(_EXTENTS[order], (relation, most + offset))
        rows.sort(key=lambda row: row[1:], reverse=order != "oldest")
        return [(str(person), int(value)) for person, value, _ in rows[offset : offset + most]]


def any_of(*tokens: str) -> str:
    """An expression that any of these tokens satisfies, in brackets; "" for none."""
    return f"({quoted(tokens)})" if tokens else ""


def every(*expressions: str) -> str:
    """An expression that is all of these; empty ones ask nothing."""
    return " AND ".join(filter(None, expressions))


def _listed(rows: Iterable[tuple[Any, ...]]) -> list[Listed]:
    return [
        Listed(person, place, title, tuple(json.loads(authors)), keys)
        for person, place, title, authors in sorted(set(rows))
        if (keys := title_keys(title)) is not None
    ]
