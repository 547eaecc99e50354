"""`Tables`: profiles, sources, chunks, terms and facts of one generation in SQLite, held in memory, never changed."""

from __future__ import annotations

import json
import sqlite3
import threading
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import islice
from typing import Any

from pydantic import TypeAdapter

from qabot.errors import BrokenIndexError, QabotError
from qabot.index.chunks import Chunk, embed_text
from qabot.index.fact_tables import FactTables
from qabot.index.facts import Facts
from qabot.index.manifest import REBUILD
from qabot.index.record import Record as Record
from qabot.index.record import record_of as record_of
from qabot.index.terms import TOKENIZER, indexed, match
from qabot.profiles.profile import Profile
from qabot.sources.source import Source

# `words` is contentless: the terms are indexed, their text is not kept twice.
_SCHEMA = f"""
PRAGMA journal_mode = OFF;
CREATE TABLE profiles (id TEXT PRIMARY KEY, first INTEGER, last INTEGER, body TEXT) WITHOUT ROWID;
CREATE TABLE sources (path TEXT PRIMARY KEY, person TEXT, place INTEGER, body TEXT) WITHOUT ROWID;
CREATE TABLE chunks (id INTEGER PRIMARY KEY, person TEXT, name TEXT, source TEXT, start INTEGER, end INTEGER,
                     section TEXT, text TEXT, kind TEXT, lead TEXT, twin INTEGER);
CREATE INDEX kinds ON chunks (kind);
CREATE VIRTUAL TABLE words USING fts5 (terms, content='', tokenize='{TOKENIZER}');
"""
_CHUNK = "id, person, name, source, start, end, section, text, kind, lead"

Rows = tuple[int, int]  # half-open range of chunk ids


def tables_bytes(records: Iterable[Record]) -> bytes:
    """Write records, in the order given, as the bytes of an SQLite file. The same records give the same bytes."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.executescript(_SCHEMA)
    facts = FactTables(connection)
    connection.execute("BEGIN")
    first = 0
    for record in records:
        person, last = record.person, first + len(record.chunks)
        connection.execute("INSERT INTO profiles VALUES (?, ?, ?, ?)", (person, first, last, record.profile))
        for place, (path, body) in enumerate(record.sources):
            connection.execute("INSERT INTO sources VALUES (?, ?, ?, ?)", (path, person, place, body))
        twins: dict[str, int] = {}
        for number, c in enumerate(record.chunks, first):
            twin = twins.setdefault(c.text, number)
            columns = (number, person, c.name, c.source, c.start, c.end, c.section, c.text, c.kind, c.lead, twin)
            connection.execute("INSERT INTO chunks VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", columns)
            connection.execute("INSERT INTO words (rowid, terms) VALUES (?, ?)", (number, indexed(embed_text(c))))
        first = last
        facts.add(_profiles().validate_json(record.profile))
    facts.finish()
    connection.execute("COMMIT")
    connection.execute("INSERT INTO words (words) VALUES ('optimize')")
    data = connection.serialize()
    connection.close()
    return data


class Tables:
    """Reads what `tables_bytes` wrote. May be used by several threads."""

    def __init__(self, data: bytes) -> None:
        """Open the bytes of an SQLite file. BrokenIndexError if they are none."""
        self._lock = threading.Lock()
        self._connection = sqlite3.connect(":memory:", check_same_thread=False, isolation_level=None)
        try:
            self._connection.deserialize(data)
            rows = self._ask("SELECT id, first, last FROM profiles ORDER BY first, id")
            self.rows: dict[str, Rows] = {person: (first, last) for person, first, last in rows}
            self.count = int(self._ask("SELECT count(*) FROM chunks")[0][0])
            self.twins: dict[int, int] = dict(self._ask("SELECT id, twin FROM chunks WHERE twin <> id"))
            self.facts = Facts(self._ask)
        except sqlite3.Error as error:
            raise BrokenIndexError(f"The tables of the index cannot be read: {error}.", REBUILD) from error

    def profile(self, person: str) -> Profile:
        """One profile by its id. QabotError if there is none."""
        found = self._ask("SELECT body FROM profiles WHERE id = ?", (person,))
        if not found:
            raise QabotError(f"There is no profile {person!r} in the index.", "Its profiles: `index.people`.")
        return _profiles().validate_json(found[0][0])

    def source(self, path: str) -> Source:
        """One source by its path relative to the corpus. QabotError if there is none."""
        found = self._ask("SELECT body FROM sources WHERE path = ?", (path,))
        if not found:
            raise QabotError(f"There is no source {path!r} in the index.", "A citation's `source` names one.")
        return _sources().validate_json(found[0][0])

    def chunks(self, ids: Sequence[int]) -> list[Chunk]:
        """Chunks by their ids, in the order asked for."""
        sql = f"SELECT {_CHUNK} FROM chunks WHERE id IN (SELECT value FROM json_each(?))"  # noqa: S608
        found = {row[0]: Chunk(*row) for row in self._ask(sql, (json.dumps(list(ids)),))}
        return [found[number] for number in ids]

    def record(self, person: str) -> Record:
        """All that is held of one person, chunks numbered from 0."""
        first, last = self.rows[person]
        columns = _CHUNK.replace("id", f"id - {first}", 1)
        rows = self._ask(f"SELECT {columns} FROM chunks WHERE id >= ? AND id < ? ORDER BY id", (first, last))  # noqa: S608
        profile = self._ask("SELECT body FROM profiles WHERE id = ?", (person,))[0][0]
        sources = self._ask("SELECT path, body FROM sources WHERE person = ? ORDER BY place", (person,))
        return Record(
            person, profile, tuple((path, body) for path, body in sources), tuple(Chunk(*row) for row in rows)
        )

    def of_kinds(self, kinds: Sequence[str]) -> list[int]:
        """Ids of the chunks in sections of these kinds, in order."""
        sql = "SELECT id FROM chunks WHERE kind IN (SELECT value FROM json_each(?)) ORDER BY id"
        return [row[0] for row in self._ask(sql, (json.dumps(list(kinds)),))]

    def search(self, text: str, *, limit: int, within: Sequence[Rows]) -> list[tuple[int, float]]:
        """Chunks of these ranges that hold any term of the text: (id, BM25, higher is better), best first, ties by id.

        `within` is in order and without overlaps. BM25 as FTS5 computes it: k1 = 1.2, b = 0.75.
        """
        expression = match(text)
        if not expression or not within:
            return []
        sql = (
            "SELECT rowid, -bm25(words) AS score FROM words WHERE words MATCH ? AND rowid >= ? AND rowid < ?"
            " ORDER BY score DESC, rowid LIMIT ?"
        )
        values = (expression, within[0][0], within[-1][1], limit if len(within) == 1 else -1)
        starts = [start for start, _ in within]
        with self._lock:
            found = (row for row in self._connection.execute(sql, values) if _inside(row[0], within, starts))
            return list(islice(found, limit))

    def _ask(self, sql: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        with self._lock:
            return self._connection.execute(sql, values).fetchall()


def _inside(number: int, within: Sequence[Rows], starts: Sequence[int]) -> bool:
    return number < within[bisect_right(starts, number) - 1][1]


@lru_cache
def _profiles() -> TypeAdapter[Profile]:
    return TypeAdapter(Profile)


@lru_cache
def _sources() -> TypeAdapter[Source]:
    return TypeAdapter(Source)


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
