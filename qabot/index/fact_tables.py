"""`FactTables`: the facts of all profiles as rows of SQLite, each with the range of text it was read from.

What the tables hold: see `fact_schema.py`; who is who: see `identity.py`.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from pathlib import Path

from qabot.errors import QabotError
from qabot.index.fact_schema import INDEXES, SCHEMA, VIEWS
from qabot.index.identity import Listing, Owner, Resolver
from qabot.index.printed import printed, title_key
from qabot.profiles.persons import is_name, strip_titles
from qabot.profiles.profile import Profile, Value
from qabot.sources.source import Span

Row = tuple[object, ...]
_ITEMS = {"talk": "talks", "project": "projects", "service": "service", "teaching": "teaching"}
_VALUES = {"skill": "skills", "interest": "interests", "language": "languages"}
_SETTLED = ("published", "accepted", "thesis")


class FactTables:
    """Writes the facts of profiles, given one by one in order, to a connection; the same profiles give the same rows.

    Rows that need no other profile are written at once. Papers and people are matched by `finish`.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        connection.executescript(SCHEMA)
        self._files: dict[str, int] = {}
        self._texts: dict[str, int] = {}
        self._owners: list[Owner] = []
        self._spans: list[Row] = []  # of the owners' names
        self._listings: list[Listing] = []
        self._listed: list[Row] = []  # of each listing what its row holds besides the paper
        self._advisors: list[tuple[int, str, int, int, Value]] = []  # advised, list, number, place
        self._students: list[tuple[int, str, Row]] = []  # advisor, the name or "", the row's other values

    def add(self, profile: Profile) -> None:
        """Write one profile."""
        person = len(self._owners)
        self._people(person, profile)
        self._papers(person, profile)
        self._posts(person, profile)
        self._rest(person, profile)

    def finish(self) -> None:
        """Match papers and people, write them, and make the indexes."""
        resolver = Resolver(self._owners, self._listings)
        papers = resolver.papers
        self._write_papers(papers)
        self._write(
            "authorship",
            ((papers[seat.listing], seat.person, seat.listing, seat.place, seat.text) for seat in resolver.seats()),
        )
        self._write(
            "advisor",
            (
                (advised, kind, number, place, self._mentioned(resolver, advised, v.text), v.text, *self._at(v.span))
                for advised, kind, number, place, v in self._advisors
            ),
        )
        self._write(
            "student",
            (
                (advisor, row[0], self._mentioned(resolver, advisor, name) if name else None, *row[1:])
                for advisor, name, row in self._students
            ),
        )
        nowhere = (None, None, None)
        owners, spans = self._owners, self._spans
        self._write(
            "person",
            (
                (i, name, owners[i].profile, key, *spans[i]) if i < len(owners) else (i, name, None, key, *nowhere)
                for i, key, name in resolver.people()
            ),
        )
        self._write("name", sorted({(printed(text).key, person, text) for person, text in resolver.names()}))
        self._write("file", ((number, path) for path, number in self._files.items()))
        self._write("text", ((number, text) for text, number in self._texts.items()))
        self._connection.executescript(INDEXES)
        self._connection.executescript(VIEWS)

    def _people(self, person: int, profile: Profile) -> None:
        advisors = [
            (kind, number, place, value)
            for kind, number, values in _advisors(profile)
            for place, value in enumerate(values)
        ]
        self._advisors += [(person, *row) for row in advisors]
        students = []
        for number, item in enumerate(profile.students):
            name = strip_titles(item.title)
            name = name if is_name(name) else ""
            students.append(name)
            row = (number, item.title, item.role, self._text(item.organization))
            self._students.append((person, name, (*row, item.start, item.end, item.current, *self._at(item.span))))
        names = tuple(dict.fromkeys(strip_titles(name) or name for name in profile.names()))
        named = dict.fromkeys(strip_titles(value.text) for _, _, _, value in advisors)
        self._owners.append(Owner(profile.id, names, tuple(named), tuple(dict.fromkeys(filter(None, students)))))
        self._spans.append(self._at(profile.name_span))

    def _papers(self, person: int, profile: Profile) -> None:
        for number, paper in enumerate(profile.papers):
            self._listings.append(Listing(person, title_key(paper.title), paper.year, paper.authors))
            words = paper.parts.get("authors")
            inside = words is not None and words.source == paper.span.source
            authors = (words.start, words.end) if words and inside else (None, None)
            venues = (self._text(paper.venue), self._text(paper.venue_short))
            row = (person, number, paper.title, paper.year, *venues, paper.status, *self._at(paper.span), *authors)
            self._listed.append(row)

    def _posts(self, person: int, profile: Profile) -> None:
        posts = list(enumerate(profile.positions))
        now = profile.current
        if now and now not in profile.positions and now.span not in {degree.span for degree in profile.education}:
            posts.append((-1, now))
        self._write(
            "position",
            (
                (person, i, p.role, self._text(p.organization), p.start, p.end, p.current, p.kind, *self._at(p.span))
                for i, p in posts
            ),
        )
        self._write(
            "degree",
            (
                (person, i, d.degree, d.field, self._text(d.organization), d.start, d.end, d.current, d.thesis)
                + self._at(d.span)
                for i, d in enumerate(profile.education)
            ),
        )

    def _rest(self, person: int, profile: Profile) -> None:
        text, at = self._text, self._at
        self._write(
            "award",
            (
                (person, i, text(a.title), text(a.organization), a.year, a.end_year, *at(a.span))
                for i, a in enumerate(profile.awards)
            ),
        )
        rows: list[Row] = []
        for kind, attribute in _ITEMS.items():
            for i, x in enumerate(getattr(profile, attribute)):
                dates = (x.start, x.end, x.current)
                rows.append((person, kind, i, text(x.title), x.role, text(x.organization), *dates, *at(x.span)))
        for kind, attribute in _VALUES.items():
            for i, v in enumerate(getattr(profile, attribute)):
                rows.append((person, kind, i, text(v.text), "", None, None, None, False, *at(v.span)))
        self._write("item", rows)
        self._write("email", ((person, i, v.text, *at(v.span)) for i, v in enumerate(profile.emails)))
        self._write("link", ((person, i, v.kind, v.url, *at(v.span)) for i, v in enumerate(profile.links)))

    def _write_papers(self, papers: Sequence[int]) -> None:
        """Each paper as the listing tells it that tells most: published, dated, with a venue; the first of those."""
        best: dict[int, tuple[tuple[bool, ...], int]] = {}
        for number, (paper, row) in enumerate(zip(papers, self._listed, strict=True)):
            _, year, venue, short, status = row[2:7]
            rank = (status in _SETTLED and bool(venue), bool(year), bool(venue), bool(short))
            if paper not in best or rank > best[paper][0]:
                best[paper] = (rank, number)
        words: dict[object, str] = {number: text for text, number in self._texts.items()}
        rows = []
        for paper, (_, number) in best.items():
            title, year, venue, short, status = self._listed[number][2:7]
            key = self._listings[number].key
            rows.append((paper, title, key, year, words.get(venue, ""), words.get(short, ""), status))
        self._write("paper", rows)
        titles = {row[0]: row[1] for row in rows}
        listed = enumerate(zip(papers, self._listed, strict=True))
        self._write(
            "listing",
            ((i, p, *row[:2], None if row[2] == titles[p] else row[2], *row[3:]) for i, (p, row) in listed),
        )

    def _mentioned(self, resolver: Resolver, owner: int, text: str) -> int:
        return resolver.mentioned(owner, strip_titles(text) or text)

    def _write(self, table: str, rows: Iterable[Row]) -> None:
        rows = iter(rows)
        first = next(rows, None)
        if first is not None:
            sql = f"INSERT INTO {table} VALUES ({', '.join('?' * len(first))})"  # noqa: S608 - names from this file
            self._connection.execute(sql, first)
            self._connection.executemany(sql, rows)

    def _at(self, span: Span | None) -> Row:
        if span is None:
            return None, None, None
        return self._files.setdefault(span.source, len(self._files)), span.start, span.end

    def _text(self, text: str) -> int | None:
        return self._texts.setdefault(text, len(self._texts)) if text else None


def _advisors(profile: Profile) -> Iterator[tuple[str, int, tuple[Value, ...]]]:
    """The advisors of a profile by the list they stand in, and the number of the post or degree in that list."""
    yield "advisors", 0, profile.advisors
    for number, position in enumerate(profile.positions):
        yield "positions", number, position.advisors
    for number, degree in enumerate(profile.education):
        yield "education", number, degree.advisors


def write_tables(profiles: Iterable[Profile], path: Path) -> int:
    """Write the facts of all these people to a new SQLite file and count the people, whether with a profile or not.

    QabotError if the file is there already or cannot be written.
    """
    if path.exists():
        raise QabotError(f"{path} is there already.", "Name a new file, or delete it first.")
    draft = path.with_name(f"{path.name}.part")
    draft.unlink(missing_ok=True)
    try:
        with closing(sqlite3.connect(draft, isolation_level=None)) as connection:
            connection.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF")  # a draft: whole or gone
            tables = FactTables(connection)
            for profile in profiles:
                tables.add(profile)
            tables.finish()
            people: int = connection.execute("SELECT count(*) FROM person").fetchone()[0]
        draft.replace(path)
    except (OSError, sqlite3.Error) as error:
        draft.unlink(missing_ok=True)
        raise QabotError(
            f"{path} cannot be written: {error}.", "Name a file in a folder that may be written."
        ) from error
    return people
