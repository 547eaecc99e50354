"""`PersonTables`: what a profile is found by, as rows and words of SQLite, written from that profile alone.

Nothing here says who is who or counts across people: that is put together when it is asked for, by keys. So the tables
of several segments can be asked side by side, and a person's rows go with the person. `tally` holds how many people
(titles, names) have a key; `drop` takes back what an older segment counted, so that sums over segments stay exact.
Every key is a superset's: whoever asks looks at what is found again with the rules of answering.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from qabot.profiles.profile import Profile
from qabot.profiles.same import name_parts, plain
from qabot.sources.source import Source
from qabot.words.aliases import further_names
from qabot.words.corpus_words import named_words, profile_words, text_words
from qabot.words.entries import Entry, entries_of
from qabot.words.entry_keys import entry_tokens
from qabot.words.name_keys import given_keys, name_keys
from qabot.words.place_keys import (
    PlaceKey,
    organization_keys,
    organizations_of,
    plain_words,
    printed_venue_keys,
    venues_of,
)
from qabot.words.stems import stems
from qabot.words.title_keys import title_keys
from qabot.words.tokens import TOKENIZER, number, shortened, token
from qabot.words.venues import venue_keys

TABLES = ("person", "form", "title", "extent")  # those with a column `person`: a hash of the profile's id
PEOPLE, TITLES = "people", "titles"  # rows of `tally` that count all
CYRILLIC = "y"  # how many names are in Cyrillic letters
LENGTHS = "l"  # kind of the lengths of names in Han, kana and Hangul
SIDES = {True: "o", False: "s"}  # first letter of keys of names: owners of profiles, and others named in one
NEAR = ("of:", "og:", "sf:", "sg:", "t:")  # keys of these kinds are found with a typo too
_FULL = 200_000  # keys counted in memory before they are added to the table

SCHEMA = f"""
CREATE TABLE person (person INTEGER PRIMARY KEY, number INTEGER, id TEXT, name TEXT);
CREATE TABLE form (number INTEGER PRIMARY KEY, person INTEGER, own INTEGER, text TEXT);
CREATE TABLE title (number INTEGER PRIMARY KEY, person INTEGER, place INTEGER, title TEXT, authors TEXT, terms TEXT);
CREATE TABLE extent (person INTEGER, relation TEXT, entries INTEGER, first INTEGER, last INTEGER,
                     PRIMARY KEY (person, relation)) WITHOUT ROWID;
CREATE TABLE tally (key TEXT PRIMARY KEY, n INTEGER) WITHOUT ROWID;
CREATE TABLE place (lookup TEXT, result TEXT, label TEXT, score REAL, n INTEGER,
                    PRIMARY KEY (lookup, result, label)) WITHOUT ROWID;
CREATE TABLE near (key INTEGER, word TEXT, PRIMARY KEY (key, word)) WITHOUT ROWID;
CREATE VIRTUAL TABLE form_words USING fts5 (words, content='', detail=none, tokenize="{TOKENIZER}");
CREATE VIRTUAL TABLE title_words USING fts5 (words, content='', detail=none, tokenize="{TOKENIZER}");
CREATE VIRTUAL TABLE entry_words USING fts5 (words, content='', detail=none, tokenize="{TOKENIZER}");
"""
INDEXES = """
CREATE UNIQUE INDEX person_number ON person (number);
CREATE UNIQUE INDEX person_id ON person (id);
CREATE INDEX form_person ON form (person);
CREATE INDEX title_person ON title (person, place);
CREATE INDEX extent_entries ON extent (relation, entries, person);
CREATE INDEX extent_first ON extent (relation, first, person);
CREATE INDEX extent_last ON extent (relation, last, person);
"""


class PersonTables:
    """Writes people, one by one, to a connection; then `finish`. The same people give the same rows."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        connection.executescript(SCHEMA)
        self._people = self._forms = self._titles = 0
        self._copied = False
        self._tally: Counter[str] = Counter()
        self._places: Counter[PlaceKey] = Counter()

    def copy_counts(self) -> None:
        """Take over what the database attached as `old` counts, of whom and in whose place it may be."""
        for table, key in (("tally", "key"), ("place", "lookup, result, label")):
            self._connection.execute(
                f"INSERT INTO main.{table} SELECT * FROM old.{table} WHERE true"  # noqa: S608
                f" ON CONFLICT ({key}) DO UPDATE SET n = n + excluded.n"
            )
        self._connection.execute("INSERT OR IGNORE INTO main.near SELECT * FROM old.near")
        self._copied = True

    def add(self, profile: Profile, sources: Sequence[Source], *, counted: bool = False) -> None:
        """Write one person; `sources` are those of the profile, in its order. `counted`: by `copy_counts`, already."""
        person, self._people = number(profile.id), self._people + 1
        run = self._connection.execute
        run("INSERT INTO person VALUES (?, ?, ?, ?)", (person, self._people, profile.id, profile.name))
        entries = _entries(profile, sources)
        words = " ".join(sorted(entry_tokens(entries)))
        run("INSERT INTO entry_words (rowid, words) VALUES (?, ?)", (self._people, words))
        for relation, rows in entries.items():
            run("INSERT INTO extent VALUES (?, ?, ?, ?, ?)", (person, relation, len(rows), *_extent(rows)))
        names = profile.names()
        for text, words in _form_words(profile):
            self._forms += 1
            run("INSERT INTO form VALUES (?, ?, ?, ?)", (self._forms, person, text in names, text))
            run("INSERT INTO form_words (rowid, words) VALUES (?, ?)", (self._forms, words))
        for place, paper in enumerate(profile.papers):
            keys = title_keys(paper.title)
            if keys is not None:
                self._titles += 1
                authors, terms = json.dumps(paper.authors, ensure_ascii=False), " ".join(sorted(keys.terms))
                columns = (self._titles, person, place, paper.title, authors, terms)
                run("INSERT INTO title VALUES (?, ?, ?, ?, ?, ?)", columns)
                words = " ".join(keys.tokens(paper.authors))
                run("INSERT INTO title_words (rowid, words) VALUES (?, ?)", (self._titles, words))
        if not counted:
            self._count(profile, sources, 1)

    def drop(self, profile: Profile, sources: Sequence[Source]) -> None:
        """Take back what a person counts who is no longer counted by the rows that an older segment has of them."""
        self._count(profile, sources, -1)

    def finish(self) -> None:
        """Write what was counted, and make the indexes."""
        self._flush()
        if self._copied:
            for table in ("tally", "place"):
                self._connection.execute(f"DELETE FROM {table} WHERE n = 0")  # noqa: S608
            self._connection.execute("DELETE FROM near WHERE word NOT IN (SELECT key FROM tally)")
        for table in ("form_words", "title_words", "entry_words"):
            self._connection.execute(f"INSERT INTO {table} ({table}) VALUES ('optimize')")  # noqa: S608
        for statement in filter(str.strip, INDEXES.split(";")):
            self._connection.execute(statement)

    def _count(self, profile: Profile, sources: Sequence[Source], sign: int) -> None:
        for key, times in _tallied(profile, [source.text for source in sources]).items():
            self._tally[key] += sign * times
        for found in dict.fromkeys(_places(profile)):
            self._places[found] += sign
        if len(self._tally) > _FULL:
            self._flush()

    def _flush(self) -> None:
        self._connection.executemany(
            "INSERT INTO tally VALUES (?, ?) ON CONFLICT DO UPDATE SET n = n + excluded.n",
            sorted((key, n) for key, n in self._tally.items() if n),
        )
        found = (key for key in self._tally if key.startswith(NEAR))
        short = ((each, key) for key in found for each in shortened(key.partition(":")[2]))
        self._connection.executemany("INSERT OR IGNORE INTO near VALUES (?, ?)", sorted(short))
        rows = sorted((p.lookup, p.result, p.label, p.score, n) for p, n in self._places.items() if n)
        self._connection.executemany(
            "INSERT INTO place VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET n = n + excluded.n", rows
        )
        self._tally.clear()
        self._places.clear()


def _entries(profile: Profile, sources: Sequence[Source]) -> dict[str, list[Entry]]:
    known = {source.path: source for source in sources}
    return entries_of(profile, lambda path: known.get(path) or Source(path, "text", "", ()))


def _extent(rows: Iterable[Entry]) -> tuple[int | None, int | None]:
    """The first and the last year of some entries."""
    years = [entry.first or entry.last for entry in rows if entry.first or entry.last]
    last = [entry.last or entry.first for entry in rows if entry.first or entry.last]
    return min((year for year in years if year), default=None), max((year for year in last if year), default=None)


def own_names(profile: Profile) -> list[str]:
    """Every name that the owner of a profile may be asked for by."""
    return list(dict.fromkeys((*profile.names(), *further_names(profile))))


def other_names(profile: Profile) -> list[str]:
    """The co-authors and advisors that a profile names."""
    own = {name_parts(name) for name in own_names(profile)}
    printed = [author for paper in profile.papers for author in paper.authors]
    printed += [advisor.text for advisor in profile.advisors]
    return [name for name in dict.fromkeys(printed) if name_parts(name) not in own]


def parts_token(name: str) -> str:
    """The token of the names of owners that have the same parts in the same order."""
    return token("on", " ".join(name_parts(name)))


def _named(profile: Profile) -> Iterator[tuple[str, bool]]:
    yield from ((name, True) for name in own_names(profile))
    yield from ((name, False) for name in other_names(profile))


def _form_words(profile: Profile) -> Iterator[tuple[str, str]]:
    """Every name that a profile prints, with its words for the index."""
    for text, owner in _named(profile):
        keys = name_keys(text)
        words = {parts_token(text)} if owner else set()
        if keys is not None:
            words |= {token(SIDES[owner] + kind, key) for kind, key in keys.words()} | given_keys(keys.name)
            words |= {token("cj", piece[0]) for piece in keys.name.family[-1:]}
        if words:
            yield text, " ".join(sorted(words))


def _places(profile: Profile) -> Iterator[PlaceKey]:
    for text in dict.fromkeys(organizations_of(profile)):
        if text.strip():
            yield from organization_keys(text)
    for text in dict.fromkeys(venues_of(profile)):
        yield from printed_venue_keys(text)


def _tallied(profile: Profile, texts: Sequence[str]) -> Counter[str]:
    """What one person counts."""
    text = "\n".join(texts)
    found: Counter[str] = Counter({PEOPLE: 1})
    found.update(f"w:{word}" for word in text_words(text))
    found.update(f"k:{stem}" for stem in stems.__wrapped__(plain(text)))  # a page is too long a text to be kept
    found.update(f"n:{word}" for word in named_words(profile))
    found.update(f"c:{word}" for word in profile_words(profile))
    for name, owner in _named(profile):
        keys = name_keys(name)
        found.update(SIDES[owner] + f"{kind}:{key}" for kind, key in (keys.words() if keys else ()))
        if owner:
            found[parts_token(name)] += 1
        if keys and keys.name.script == "cyrillic":
            found[SIDES[owner] + CYRILLIC] += 1
        if keys and keys.native[0]:
            found[f"{SIDES[owner]}{LENGTHS}:{len(''.join(keys.native))}"] += 1
    for venue in dict.fromkeys(venues_of(profile)):
        found.update(f"x:{word}" for word in dict.fromkeys(plain_words(venue)))
        found.update(f"u:{key}" for key in venue_keys(venue))
    titles = {title.words: title for title in (title_keys(paper.title) for paper in profile.papers) if title}
    found[TITLES] += len(titles)
    for title in titles.values():
        found.update(f"t:{term}" for term in title.terms)
        found.update(f"tc:{' '.join(words)}" for words in dict.fromkeys(words for words, _ in title.coined))
    return found
