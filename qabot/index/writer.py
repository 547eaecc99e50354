"""`SegmentWriter`: people as a new segment on disk: copied from older segments, then those that are new."""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qabot.index import postings, vectors
from qabot.index.arrays import Arrays, narrow, write_arrays
from qabot.index.chunks import embed_text
from qabot.index.connections import uri_of
from qabot.index.manifest import SegmentSum, Sum
from qabot.index.part import Part, packed
from qabot.index.person_tables import PersonTables
from qabot.index.record import Entry, Record, profiles_json, sources_json
from qabot.index.segment import ARRAYS, IVF, TABLES, VECTORS
from qabot.index.signs import GONE, sign_of
from qabot.index.terms import key63
from qabot.profiles.profile import Profile
from qabot.sources.source import Source

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from qabot.index.embedder import Vectors
    from qabot.index.snapshot import Snapshot

_SCHEMA = """
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
PRAGMA locking_mode = EXCLUSIVE;
PRAGMA temp_store = MEMORY;
CREATE TABLE profiles (number INTEGER PRIMARY KEY, key INTEGER, id TEXT, name TEXT, names TEXT, body BLOB);
CREATE TABLE sources (path TEXT, person INTEGER, place INTEGER, body BLOB);
CREATE TABLE seen (path TEXT, person INTEGER, id TEXT, size INTEGER, mtime_ns INTEGER, sha256 TEXT, skipped TEXT);
CREATE TABLE chunks (id INTEGER PRIMARY KEY, person INTEGER, number INTEGER, source TEXT, start INTEGER, end INTEGER,
                     section TEXT, text TEXT, kind TEXT, lead TEXT);
CREATE TEMP TABLE moved (old INTEGER PRIMARY KEY, new INTEGER, rows INTEGER);
"""
_INDEXES = """
CREATE UNIQUE INDEX profiles_id ON profiles (id);
CREATE UNIQUE INDEX profiles_key ON profiles (key);
CREATE INDEX sources_path ON sources (path);
CREATE INDEX sources_person ON sources (person);
CREATE INDEX seen_person ON seen (person);
CREATE INDEX seen_skipped ON seen (path) WHERE skipped <> '';
"""
_COPY = """
INSERT INTO main.profiles SELECT m.new, key, id, name, names, body FROM moved m JOIN old.profiles ON number = m.old
ORDER BY m.new;
INSERT INTO main.sources SELECT path, m.new, place, body FROM old.sources JOIN moved m ON m.old = person;
INSERT INTO main.seen SELECT path, m.new, id, size, mtime_ns, sha256, skipped FROM old.seen JOIN moved m
ON m.old = person;
INSERT INTO main.chunks SELECT c.id + m.rows, m.new, number, source, start, end, section, text, kind, lead
FROM old.chunks c JOIN moved m ON m.old = c.person ORDER BY c.id;
"""


class SegmentWriter:
    """Writes one segment into an empty folder: `copy` older ones, oldest first, then `add`, then `finish`."""

    def __init__(self, folder: Path, dim: int, before: Snapshot | None = None) -> None:
        """`before` is all there was: who is added, or left out, no longer counts as they did there."""
        self.folder, self.dim, self._before = folder, dim, before
        self._keys: list[int] = []
        self._signs: list[int] = []
        self._named: list[bool] = []
        self._firsts: list[int] = [0]
        self._kinds: dict[str, int] = {}
        self._row_kinds: list[NDArray[Any]] = []
        self._twins: list[NDArray[Any]] = []
        self._collected = postings.Collected()
        self._copied: list[tuple[Arrays, NDArray[Any] | None]] = []
        self._blocks: list[Callable[[], NDArray[Any]]] = []
        self._connection = sqlite3.connect(uri_new(folder / TABLES), uri=True, isolation_level=None)
        self._connection.executescript(_SCHEMA)
        self._people = PersonTables(self._connection)
        self._begun = False

    @property
    def rows(self) -> int:
        """How many passages there are by now."""
        return self._firsts[-1]

    @property
    def entries(self) -> int:
        """How many people something is said of by now."""
        return len(self._keys)

    def copy(self, part: Part, *, gone: bool) -> None:
        """Take over what lives of a segment; `gone`: also who is gone, since an older segment may hold them.

        What it counts is taken over as a whole: of who no longer lives in it, a newer one takes that back.
        """
        import numpy as np

        segment = part.segment
        kept = [i for i in range(len(segment.keys)) if i not in part.dead and (gone or segment.signs[i] != GONE)]
        firsts = segment.firsts.astype(np.int64)
        lengths = np.diff(firsts)
        moves, rows = [], self.rows
        for new, old in enumerate(kept, len(self._keys)):
            moves.append((old, new, rows - int(firsts[old])))
            rows += int(lengths[old])
            self._firsts.append(rows)
        self._keys += segment.keys[kept].tolist()
        self._signs += segment.signs[kept].tolist()
        self._named += segment.named[kept].tolist()
        kinds = np.array([self._kinds.setdefault(kind, len(self._kinds)) for kind in segment.kinds], np.uint32)
        live = slice(None) if part.live is None else part.live
        self._row_kinds.append(kinds[segment.arrays["row_kinds"][live]] if len(kinds) else np.zeros(0, np.uint32))
        self._twins.append(segment.arrays["row_twins"][live].astype(np.uint32))
        self._copied.append((segment.arrays, part.live))
        self._blocks.append(partial(segment.rows.__getitem__, live))
        self._connection.execute("ATTACH ? AS old", (uri_of(segment.folder / TABLES),))
        self._connection.execute("BEGIN")
        self._connection.execute("DELETE FROM moved")
        self._connection.executemany("INSERT INTO moved VALUES (?, ?, ?)", moves)
        for statement in filter(str.strip, _COPY.split(";")):
            self._connection.execute(statement)
        self._people.copy_counts()
        for old, _, _ in moves:
            record = part.record(old)
            if record:
                self._people.add(*_read(record), counted=True)
        self._connection.execute("COMMIT")
        self._connection.execute("DETACH old")

    def add(self, entry: Entry, rows: Callable[[], Vectors]) -> None:
        """Take a person, and what gives a unit row for each of their passages: it is asked at the end."""
        import numpy as np

        self._begin()
        number, first = len(self._keys), self.rows
        self._keys.append(key63(entry.person))
        self._signs.append(sign_of(entry.seen))
        self._named.append(entry.record is not None)
        for path, of in entry.seen.items():
            columns = (path, number, of.person, of.size, of.mtime_ns, of.sha256, of.skipped)
            self._connection.execute("INSERT INTO seen VALUES (?, ?, ?, ?, ?, ?, ?)", columns)
        chunks = entry.record.chunks if entry.record else ()
        self._firsts.append(first + len(chunks))
        self.leave(entry.person)
        if not entry.record:
            return
        profile, texts = _read(entry.record)
        self._people.add(profile, texts)
        names = json.dumps(profile.names(), ensure_ascii=False)
        own = (number, key63(entry.person), entry.person, profile.name, names, packed(entry.record.profile))
        self._connection.execute("INSERT INTO profiles VALUES (?, ?, ?, ?, ?, ?)", own)
        sources = ((path, number, place, packed(body)) for place, (path, body) in enumerate(entry.record.sources))
        self._connection.executemany("INSERT INTO sources VALUES (?, ?, ?, ?)", sources)
        twins: dict[str, int] = {}
        kinds, back = [], []
        for row, c in enumerate(chunks, first):
            values = (row, number, row - first, c.source, c.start, c.end, c.section, c.text, c.kind, c.lead)
            self._connection.execute("INSERT INTO chunks VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", values)
            self._collected.add(embed_text(c))
            back.append(row - twins.setdefault(c.text, row))
            kinds.append(self._kinds.setdefault(c.kind, len(self._kinds)))
        self._row_kinds.append(np.array(kinds, np.uint32))
        self._twins.append(np.array(back, np.uint32))
        self._blocks.append(rows)

    def leave(self, person: str) -> None:
        """Take back what a person counted before."""
        self._begin()
        record = self._before.record_of(key63(person)) if self._before else None
        if record:
            self._people.drop(*_read(record))

    def _begin(self) -> None:
        if not self._begun:
            self._connection.execute("BEGIN")
            self._begun = True

    def finish(self, name: str = "") -> SegmentSum:
        """Write it all to disk, synced, and say what it is."""
        import numpy as np

        self._begin()
        self._people.finish()
        self._connection.execute("COMMIT")
        self._connection.executescript(_INDEXES)
        self._connection.close()
        terms = self._collected.arrays()
        if self._copied:
            terms = postings.merged([*self._copied, (terms, None)])
        arrays: Arrays = {
            "keys": np.array(self._keys, np.uint64),
            "signs": np.array(self._signs, np.uint64),
            "named": np.array(self._named, np.uint8),
            "firsts": np.array(self._firsts, np.uint32),
            "row_kinds": narrow(_joined(self._row_kinds)),
            "row_twins": narrow(_joined(self._twins)),
            **terms,
        }
        write_arrays(self.folder / ARRAYS, arrays, {"kinds": list(self._kinds)})
        vectors.write_rows(self.folder / VECTORS, (block() for block in self._blocks))
        if self.rows > vectors.EXACT:
            shape = (self.rows, self.dim)
            vectors.write_ivf(self.folder / IVF, np.memmap(self.folder / VECTORS, np.float16, "r", shape=shape))
        files = {path.name: summed(path) for path in sorted(self.folder.iterdir())}
        text = json.dumps({name: (sum_.xxh3, sum_.size) for name, sum_ in files.items()})
        return SegmentSum(f"s-{hashlib.sha256(text.encode()).hexdigest()[:16]}", self.entries, self.rows, files)

    def close(self) -> None:
        """Let go of the files, finished or not."""
        self._connection.close()


def _read(record: Record) -> tuple[Profile, list[Source]]:
    return profiles_json().validate_json(record.profile), [
        sources_json().validate_json(body) for _, body in record.sources
    ]


def summed(path: Path) -> Sum:
    """Sync a file and sum it up."""
    import mmap

    with path.open("rb") as file:
        os.fsync(file.fileno())
        if not path.stat().st_size:
            return Sum.of(b"")
        with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
            return Sum.of(memoryview(data))


def uri_new(path: Path) -> str:
    """How SQLite is told to make a file."""
    return uri_of(path).replace("mode=ro&immutable=1", "mode=rwc")


def _joined(arrays: Sequence[NDArray[Any]]) -> NDArray[Any]:
    import numpy as np

    return np.concatenate(arrays) if arrays else np.zeros(0, np.uint32)
