"""`Facts`: what all profiles say, asked across people: lists, counts and who, each by one query over an index.

A fact found names its profile and its number there, so that the whole of it is `index.profile(...).papers[number]`, and
the range of text it was read from. Who is who across profiles: see `identity.py`; the tables: see `fact_tables.py`.
"""

# ruff: noqa: S608 - the statements are put together from pieces of this file; what is asked for is bound

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from qabot.index.fact_tables import FactTables, folded
from qabot.index.printed import keys_of, title_key
from qabot.index.terms import match
from qabot.profiles.profile import Profile
from qabot.sources.source import Span

Ask = Callable[[str, Sequence[object]], list[tuple[Any, ...]]]
Years = tuple[int | None, int | None]  # closed range, None leaves that side open
ANY_YEAR: Years = (None, None)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with a profile, or named in one as co-author, advisor or student."""

    id: int  # within this generation of the index
    name: str
    profile: str | None  # Profile.id
    key: str  # the same from build to build


@dataclass(frozen=True, slots=True)
class ListedPaper:
    """A paper as one profile lists it. The same paper in another profile has the same `paper`."""

    paper: int
    profile: str
    number: int  # Profile.papers[number]
    title: str
    year: int | None
    venue: str
    venue_short: str
    status: str
    span: Span


@dataclass(frozen=True, slots=True)
class Post:
    """A post held or a degree earned: `list` is "positions" or "education", `role` the role or the degree."""

    profile: str
    name: str
    list: str
    number: int  # place in that list; -1 is Profile.current where the list does not hold it
    role: str
    organization: str
    start: str | None
    end: str | None
    current: bool
    span: Span


@dataclass(frozen=True, slots=True)
class Noted:
    """An entry of any other list: `kind` is "award", "skill", "interest", "language", "talk", "project" ..."""

    profile: str
    name: str
    kind: str
    number: int
    text: str
    organization: str
    span: Span


@dataclass(frozen=True, slots=True)
class Advised:
    """That one person advises or advised another, as a profile of one of them says."""

    advisor: Person
    advised: Person
    span: Span


_PERSON = "p.id, p.name, p.profile, p.key"
_IDS = "(SELECT value FROM json_each(?))"
_TEXTS = f"(SELECT id FROM text WHERE folded IN {_IDS})"
# a query over `text` would read all of it before the words: this order is the quick one
_MATCHING = "(SELECT rowid FROM text_words WHERE text_words MATCH ?)"


class Facts:
    """Asks the tables of facts. May be used by several threads."""

    def __init__(self, ask: Ask) -> None:
        self._ask = ask

    def person(self, profile: str) -> Person | None:
        """The owner of a profile."""
        sql = f"SELECT {_PERSON} FROM person p WHERE p.profile = ?"
        return next((Person(*row) for row in self._ask(sql, (profile,))), None)

    def named(self, name: str) -> list[Person]:
        """Everyone printed under a name, in any order of its parts: owners of profiles first. "M. Kim" may be many."""
        sql = f"SELECT {_PERSON} FROM person p WHERE p.id IN (SELECT person FROM name WHERE folded IN {_IDS})"
        return [Person(*row) for row in self._ask(f"{sql} ORDER BY p.id", (json.dumps(keys_of(name)),))]

    def papers_of(
        self, people: Sequence[int] = (), *, years: Years = ANY_YEAR, venues: Sequence[str] = (), together: bool = False
    ) -> list[ListedPaper]:
        """Listings of the papers that any of these people wrote, or all of them `together`; no people means anyone's.

        Paper by paper, in the order of the profiles. `venues` are names as printed or short, in any case.
        """
        return self._papers(*_listings(people, years, venues, together))

    def papers_titled(self, title: str) -> list[ListedPaper]:
        """Listings of the papers of a title, whatever its case, hyphens and punctuation."""
        key = title_key(title)
        return self._papers("l.paper IN (SELECT id FROM paper WHERE folded = ?)", [key]) if key else []

    def count_papers(
        self, people: Sequence[int] = (), *, years: Years = ANY_YEAR, venues: Sequence[str] = (), together: bool = False
    ) -> int:
        """How many papers `papers_of` would list, each once."""
        where, values = _listings(people, years, venues, together)
        return int(self._ask(f"SELECT count(DISTINCT l.paper) FROM listing l WHERE {where}", values)[0][0])

    def most_papers(
        self, *, years: Years = ANY_YEAR, venues: Sequence[str] = (), limit: int = 10
    ) -> list[tuple[Person, int]]:
        """The owners whose profiles list most papers, and how many."""
        where, values = _listings((), years, venues, together=False)
        counts = f"SELECT l.person, count(DISTINCT l.paper) AS n FROM listing l WHERE {where} GROUP BY l.person"
        sql = (
            f"SELECT {_PERSON}, n FROM ({counts} ORDER BY n DESC, l.person LIMIT ?) c JOIN person p ON p.id = c.person"
            " ORDER BY n DESC, p.id"
        )
        return [(Person(*row[:-1]), row[-1]) for row in self._ask(sql, (*values, limit))]

    def authors_of(self, paper: int) -> list[Person]:
        """The authors of a paper in the order printed; an owner whose name is not printed there comes last."""
        sql = (
            f"SELECT {_PERSON} FROM authorship a JOIN person p ON p.id = a.person WHERE a.paper = ?"
            " GROUP BY p.id ORDER BY min(CASE a.place WHEN 0 THEN 9999 ELSE a.place END), p.id"
        )
        return [Person(*row) for row in self._ask(sql, (paper,))]

    def coauthors(self, person: int) -> list[tuple[Person, int]]:
        """Everyone who wrote a paper with somebody, and how many: most first."""
        sql = (
            f"SELECT {_PERSON}, count(DISTINCT b.paper) AS n FROM authorship a"
            " JOIN authorship b ON b.paper = a.paper JOIN person p ON p.id = b.person"
            " WHERE a.person = ? AND b.person <> a.person GROUP BY p.id ORDER BY n DESC, p.id"
        )
        return [(Person(*row[:-1]), row[-1]) for row in self._ask(sql, (person,))]

    def advised_by(self, person: int) -> list[Advised]:
        """Whom somebody advises or advised: as those people's profiles say, and as their own says."""
        return self._advised("a.person = ?", "t.advisor = ?", person)

    def advisors_of(self, person: int) -> list[Advised]:
        """Who advises or advised somebody: as their own profile says, and as the advisors' profiles say."""
        return self._advised("a.advised = ?", "t.person = ?", person)

    def people_at(
        self, organization: str, *, years: Years = ANY_YEAR, lists: Sequence[str] = ("positions", "education")
    ) -> list[Post]:
        """Posts and degrees at organizations whose printed name has all these words, in the order of the profiles."""
        expression = match(organization, every=True)
        if not expression:
            return []
        parts, values = [], []
        for table, role, name in (("position", "role", "positions"), ("degree", "degree", "education")):
            if name in lists:
                parts.append(
                    f"SELECT p.id AS id, p.profile, p.name, '{name}' AS list, d.number AS number, d.{role},"
                    " ifnull(t.printed, ''), d.start, d.end, d.current, f.path, d.start_char, d.end_char"
                    f" FROM {table} d JOIN text t ON t.id = d.organization JOIN person p ON p.id = d.person"
                    f" JOIN file f ON f.id = d.source WHERE d.organization IN {_MATCHING} AND {_OVERLAP}"
                )
                values += [expression, *_bounds(years)]
        rows = self._ask(" UNION ALL ".join(parts) + " ORDER BY id, list, number", values) if parts else []
        return [Post(*_spanned((*row[1:9], bool(row[9]), *row[10:]))) for row in rows]

    def people_with(self, kind: str, words: str) -> list[Noted]:
        """Entries of one kind ("skill", "interest", "award", "service" ...) that have all these words, by profile."""
        expression = match(words, every=True)
        if not expression:
            return []
        table, more, values = ("award", "", ()) if kind == "award" else ("item", "AND d.kind = ?", (kind,))
        sql = (
            "SELECT p.profile, p.name, ?, d.number, ifnull(t.printed, ''), ifnull(o.printed, ''),"
            f" f.path, d.start_char, d.end_char FROM {table} d"
            " JOIN person p ON p.id = d.person JOIN file f ON f.id = d.source"
            " LEFT JOIN text t ON t.id = d.title LEFT JOIN text o ON o.id = d.organization"
            f" WHERE (d.title IN {_MATCHING} OR d.organization IN {_MATCHING}) {more} ORDER BY d.person, d.number"
        )
        rows = self._ask(sql, (kind, expression, expression, *values))
        return [Noted(*_spanned(row)) for row in rows]

    def venues(self) -> list[tuple[str, str, int]]:
        """Every venue as printed, its short form, and how many listings name it so: most first. Reads all listings."""
        sql = (
            "SELECT ifnull(v.printed, '') AS printed, ifnull(s.printed, '') AS short, count(*) AS n FROM listing l"
            " LEFT JOIN text v ON v.id = l.venue LEFT JOIN text s ON s.id = l.venue_short"
            " WHERE l.venue IS NOT NULL OR l.venue_short IS NOT NULL GROUP BY 1, 2 ORDER BY n DESC, 1, 2"
        )
        return [(str(printed), str(short), int(n)) for printed, short, n in self._ask(sql, ())]

    def organizations(self) -> list[tuple[str, int]]:
        """Every organization of a post or degree as printed, and how many name it so: most first. Reads all of them."""
        sql = (
            "SELECT t.printed, count(*) AS n FROM (SELECT organization FROM position UNION ALL"
            " SELECT organization FROM degree) d JOIN text t ON t.id = d.organization GROUP BY t.id ORDER BY n DESC, 1"
        )
        return [(str(printed), int(n)) for printed, n in self._ask(sql, ())]

    def _papers(self, where: str, values: Sequence[object]) -> list[ListedPaper]:
        sql = (
            "SELECT l.paper, o.profile, l.number, ifnull(l.title, w.title), l.year, ifnull(v.printed, ''),"
            " ifnull(s.printed, ''), l.status, f.path, l.start_char, l.end_char"
            " FROM listing l JOIN paper w ON w.id = l.paper JOIN person o ON o.id = l.person"
            " JOIN file f ON f.id = l.source"
            " LEFT JOIN text v ON v.id = l.venue LEFT JOIN text s ON s.id = l.venue_short"
            f" WHERE {where} ORDER BY l.paper, l.id"
        )
        return [ListedPaper(*_spanned(row)) for row in self._ask(sql, values)]

    def _advised(self, by_advisor: str, by_student: str, person: int) -> list[Advised]:
        pair = "p.id, p.name, p.profile, p.key, q.id, q.name, q.profile, q.key, f.path"
        sql = (
            f"SELECT DISTINCT {pair}, a.start_char AS first, a.end_char FROM advisor a JOIN person p ON p.id = a.person"
            f" JOIN person q ON q.id = a.advised JOIN file f ON f.id = a.source WHERE {by_advisor} UNION ALL"
            f" SELECT {pair}, t.start_char, t.end_char FROM student t JOIN person p ON p.id = t.advisor"
            f" JOIN person q ON q.id = t.person JOIN file f ON f.id = t.source WHERE {by_student} ORDER BY 1, 5, 9, 10"
        )
        rows = self._ask(sql, (person, person))
        return [Advised(Person(*row[:4]), Person(*row[4:8]), Span(*row[8:])) for row in rows]


# An entry without dates meets no range; one that lasts has no end.
_BEGIN = "CAST(substr(ifnull(d.start, d.end), 1, 4) AS INTEGER)"
_END = f"CASE WHEN d.end IS NULL AND d.current THEN 9999 ELSE {_BEGIN.replace('d.start, d.end', 'd.end, d.start')} END"
_OVERLAP = f"(? OR ({_BEGIN} <= ? AND {_END} >= ?))"


def _spanned(row: Sequence[Any]) -> tuple[Any, ...]:
    """A row whose last three columns are a span."""
    return (*row[:-3], Span(*row[-3:]))


def _bounds(years: Years) -> tuple[bool, int, int]:
    first, last = years
    return years == ANY_YEAR, 9999 if last is None else last, 0 if first is None else first


def _listings(people: Sequence[int], years: Years, venues: Sequence[str], together: bool) -> tuple[str, list[object]]:
    """The condition on a listing `l` that filters make, and its values."""
    where, values = ["1"], list[object]()
    if people and together:
        papers = f"SELECT paper FROM authorship WHERE person IN {_IDS} GROUP BY paper HAVING count(DISTINCT person) = ?"
        where, values = [f"l.paper IN ({papers})"], [json.dumps(list(people)), len(set(people))]
    elif people:
        where = [f"l.id IN (SELECT listing FROM authorship WHERE person IN {_IDS})"]
        values = [json.dumps(list(people))]
    first, last = years
    if first is not None or last is not None:
        where.append("l.year BETWEEN ? AND ?")
        values += [0 if first is None else first, 9999 if last is None else last]
    if venues:
        names = json.dumps(sorted({folded(venue) for venue in venues}))
        where.append(f"(l.venue IN {_TEXTS} OR l.venue_short IN {_TEXTS})")
        values += [names, names]
    return " AND ".join(where), values


def facts_of(people: Iterable[Profile]) -> Facts:
    """The facts of all these people, in memory."""
    connection = sqlite3.connect(":memory:", check_same_thread=False, isolation_level=None)
    tables = FactTables(connection)
    for profile in people:
        tables.add(profile)
    tables.finish()
    lock = threading.Lock()

    def ask(sql: str, values: Sequence[object]) -> list[tuple[Any, ...]]:
        with lock:
            return connection.execute(sql, values).fetchall()

    return Facts(ask)
