"""`FactTables`: the facts of all profiles as rows of SQLite, each with the range of text it was read from.

Every row of a fact names the person it is about (`person.id`; owners of profiles come first, in their order) and its
place in the profile's list (`number`, from 0), so that `Profile.papers[number]` is the whole fact. `source` is a row
of `file`; `start_char` and `end_char` are a half-open range of that source's clean text. `start` and `end` are dates
as in `Profile`. Texts that many profiles share (organizations, venues, skills ...) stand once, in `text`, with their
words in `text_words`; a listing's title is NULL where it is the paper's. Who is who: see `identity.py`.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence

from qabot.index.identity import Listing, Owner, Resolver
from qabot.index.printed import printed, title_key
from qabot.index.terms import TOKENIZER, indexed
from qabot.profiles.persons import is_name, strip_titles
from qabot.profiles.profile import Profile, Value
from qabot.profiles.same import plain
from qabot.sources.source import Span

_SPAN = "source INTEGER, start_char INTEGER, end_char INTEGER"
_DATES = "start TEXT, end TEXT, current INTEGER"

SCHEMA = f"""
CREATE TABLE file (id INTEGER PRIMARY KEY, path TEXT);
CREATE TABLE text (id INTEGER PRIMARY KEY, printed TEXT, folded TEXT);
CREATE VIRTUAL TABLE text_words USING fts5 (words, content='', detail=none, tokenize='{TOKENIZER}');
CREATE TABLE person (id INTEGER PRIMARY KEY, name TEXT, profile TEXT, key TEXT, {_SPAN});
CREATE TABLE name (folded TEXT, person INTEGER, text TEXT, PRIMARY KEY (folded, person, text)) WITHOUT ROWID;
CREATE TABLE paper (id INTEGER PRIMARY KEY, title TEXT, folded TEXT, year INTEGER, venue TEXT, venue_short TEXT,
                    status TEXT);
CREATE TABLE listing (id INTEGER PRIMARY KEY, paper INTEGER, person INTEGER, number INTEGER, title TEXT, year INTEGER,
                      venue INTEGER, venue_short INTEGER, status TEXT, {_SPAN},
                      authors_start INTEGER, authors_end INTEGER);
CREATE TABLE authorship (paper INTEGER, person INTEGER, listing INTEGER, place INTEGER, printed TEXT);
CREATE TABLE position (person INTEGER, number INTEGER, role TEXT, organization INTEGER, {_DATES}, kind TEXT, {_SPAN},
                       PRIMARY KEY (person, number)) WITHOUT ROWID;
CREATE TABLE degree (person INTEGER, number INTEGER, degree TEXT, field TEXT, organization INTEGER, {_DATES},
                     thesis TEXT, {_SPAN}, PRIMARY KEY (person, number)) WITHOUT ROWID;
CREATE TABLE advisor (advised INTEGER, list TEXT, number INTEGER, place INTEGER, person INTEGER, printed TEXT, {_SPAN},
                      PRIMARY KEY (advised, list, number, place)) WITHOUT ROWID;
CREATE TABLE student (advisor INTEGER, number INTEGER, person INTEGER, printed TEXT, role TEXT, organization INTEGER,
                      {_DATES}, {_SPAN}, PRIMARY KEY (advisor, number)) WITHOUT ROWID;
CREATE TABLE award (person INTEGER, number INTEGER, title INTEGER, organization INTEGER, year INTEGER,
                    end_year INTEGER, {_SPAN}, PRIMARY KEY (person, number)) WITHOUT ROWID;
CREATE TABLE item (person INTEGER, kind TEXT, number INTEGER, title INTEGER, role TEXT, organization INTEGER, {_DATES},
                   {_SPAN}, PRIMARY KEY (person, kind, number)) WITHOUT ROWID;
CREATE TABLE email (person INTEGER, number INTEGER, address TEXT, {_SPAN}, PRIMARY KEY (person, number)) WITHOUT ROWID;
CREATE TABLE link (person INTEGER, number INTEGER, kind TEXT, url TEXT, {_SPAN},
                   PRIMARY KEY (person, number)) WITHOUT ROWID;
"""

# Made when all rows are there, which is quicker. Indexes on what is often absent leave those rows out.
INDEXES = """
CREATE INDEX text_folded ON text (folded);
CREATE INDEX person_profile ON person (profile) WHERE profile IS NOT NULL;
CREATE INDEX paper_folded ON paper (folded);
CREATE INDEX listing_person ON listing (person, paper);
CREATE INDEX listing_paper ON listing (paper);
CREATE INDEX listing_year ON listing (year, paper);
CREATE INDEX listing_venue ON listing (venue, year, paper) WHERE venue IS NOT NULL;
CREATE INDEX listing_venue_short ON listing (venue_short, year, paper) WHERE venue_short IS NOT NULL;
CREATE INDEX authorship_person ON authorship (person, listing, paper);
CREATE INDEX authorship_paper ON authorship (paper, person);
CREATE INDEX position_organization ON position (organization);
CREATE INDEX degree_organization ON degree (organization);
CREATE INDEX advisor_person ON advisor (person);
CREATE INDEX student_person ON student (person) WHERE person IS NOT NULL;
CREATE INDEX award_title ON award (title);
CREATE INDEX award_organization ON award (organization) WHERE organization IS NOT NULL;
CREATE INDEX item_title ON item (title);
CREATE INDEX item_organization ON item (organization) WHERE organization IS NOT NULL;
"""

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
        self._write("text", ((number, text, folded(text)) for text, number in self._texts.items()))
        words = ((number, indexed(text)) for text, number in self._texts.items())
        self._connection.executemany("INSERT INTO text_words (rowid, words) VALUES (?, ?)", words)
        for statement in filter(str.strip, INDEXES.split(";")):
            self._connection.execute(statement)

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


def folded(text: str) -> str:
    """The words of a text, plain: equal for spellings that differ in case, accents, hyphens and punctuation."""
    return indexed(plain(text))


def _advisors(profile: Profile) -> Iterator[tuple[str, int, tuple[Value, ...]]]:
    """The advisors of a profile by the list they stand in, and the number of the post or degree in that list."""
    yield "advisors", 0, profile.advisors
    for number, position in enumerate(profile.positions):
        yield "positions", number, position.advisors
    for number, degree in enumerate(profile.education):
        yield "education", number, degree.advisors
