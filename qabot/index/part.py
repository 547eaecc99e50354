"""`Part`: a segment in a generation, where newer segments may have replaced some of its people."""

# ruff: noqa: S608 - the statements are put together from pieces of this file; what is asked for is bound

from __future__ import annotations

import json
import zlib
from collections.abc import Sequence
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any

from qabot.index.chunks import Chunk
from qabot.index.connections import Connections
from qabot.index.manifest import Seen
from qabot.index.postings import Held, Rows
from qabot.index.record import Record
from qabot.index.segment import TABLES, Segment

if TYPE_CHECKING:
    from numpy.typing import NDArray

_CHUNK = "c.number, p.id, p.name, c.source, c.start, c.end, c.section, c.text, c.kind, c.lead"
_FROM = "FROM chunks c JOIN profiles p ON p.number = c.person"


CACHED = 16  # sets of kinds


class Part:
    """What lives of a segment. Its rows are numbered in the generation from `base`."""

    def __init__(self, segment: Segment, dead: NDArray[Any], base: int, hiding: Sequence[str]) -> None:
        """`dead` are the numbers of the people that do not count."""
        import numpy as np

        self.segment, self.base = segment, base
        self.dead = frozenset(dead.tolist())
        firsts = segment.firsts
        self.dead_rows: list[Rows] = [(int(firsts[i]), int(firsts[i + 1])) for i in sorted(self.dead)]
        self.live: NDArray[Any] | None = None  # by row, None if all are
        if any(a < b for a, b in self.dead_rows):
            self.live = np.ones(len(segment.rows), bool)
            for a, b in self.dead_rows:
                self.live[a:b] = False
        self.held = Held(segment.arrays, self.dead_rows)
        keys = (int(segment.keys[number]) for number in self.dead)
        self._connections = Connections(segment.folder / TABLES, keys, hiding)
        self.ask = self._connections.ask
        self.of_kinds = lru_cache(CACHED)(self._of_kinds)  # by row, whether it is in a section of these kinds

    def number(self, key: int) -> int:
        """The number of the person with this key, -1 if they are not here or do not count."""
        import numpy as np

        number = int(self.segment.numbers(np.array([key], np.uint64))[0])
        return -1 if number in self.dead else number

    def rows(self, number: int) -> Rows:
        """The rows of a person, in the segment."""
        return int(self.segment.firsts[number]), int(self.segment.firsts[number + 1])

    def _of_kinds(self, kinds: tuple[str, ...]) -> NDArray[Any]:
        import numpy as np

        numbers = [number for number, kind in enumerate(self.segment.kinds) if kind in kinds]
        return np.isin(self.segment.arrays["row_kinds"], numbers)

    @cached_property
    def ids(self) -> dict[int, str]:
        """The ids of the people here who count and have a profile, by number."""
        rows = self.ask("SELECT number, id FROM profiles ORDER BY number")
        return {number: person for number, person in rows if number not in self.dead}

    def profile(self, number: int) -> str:
        """A profile, as JSON."""
        return unpacked(self.ask("SELECT body FROM profiles WHERE number = ?", (number,))[0][0])

    def names(self, number: int) -> list[str]:
        """The names of a person."""
        found = self.ask("SELECT names FROM profiles WHERE number = ?", (number,))
        return list(json.loads(found[0][0])) if found else []

    def source(self, path: str) -> str | None:
        """A source, as JSON; None if it is not here or does not count."""
        found = self.ask("SELECT person, body FROM sources WHERE path = ?", (path,))
        return unpacked(found[0][1]) if found and found[0][0] not in self.dead else None

    def chunks(self, rows: Sequence[int]) -> dict[int, Chunk]:
        """Passages by their rows."""
        if len(rows) == 1:
            found = self.ask(f"SELECT {_CHUNK} {_FROM} WHERE c.id = ?", (rows[0],))
            return {rows[0]: Chunk(*found[0])}
        sql = f"SELECT c.id, {_CHUNK} {_FROM} WHERE c.id IN (SELECT value FROM json_each(?))"
        return {row[0]: Chunk(*row[1:]) for row in self.ask(sql, (json.dumps(list(rows)),))}

    def chunks_of(self, number: int) -> list[Chunk]:
        """Passages of a person, in reading order."""
        first, last = self.rows(number)
        sql = f"SELECT {_CHUNK} {_FROM} WHERE c.id >= ? AND c.id < ? ORDER BY c.id"
        return [Chunk(*row) for row in self.ask(sql, (first, last))]

    def record(self, number: int) -> Record | None:
        """All that is held of a person, None if there is only their files."""
        found = self.ask("SELECT id, body FROM profiles WHERE number = ?", (number,))
        if not found:
            return None
        sources = self.ask("SELECT path, body FROM sources WHERE person = ? ORDER BY place", (number,))
        texts = tuple((path, unpacked(body)) for path, body in sources)
        return Record(found[0][0], unpacked(found[0][1]), texts, tuple(self.chunks_of(number)))

    def seen(self, number: int) -> dict[str, Seen]:
        """The files of a person as they were seen."""
        sql = "SELECT path, id, size, mtime_ns, sha256, skipped FROM seen WHERE person = ?"
        return {row[0]: Seen(*row[1:]) for row in self.ask(sql, (number,))}

    def seen_id(self, number: int) -> str:
        """The id of a person who has files."""
        return str(self.ask("SELECT id FROM seen WHERE person = ? LIMIT 1", (number,))[0][0])

    def all_seen(self, condition: str = "1") -> dict[str, Seen]:
        """The files of all people here."""
        rows = self.ask(f"SELECT person, path, id, size, mtime_ns, sha256, skipped FROM seen WHERE {condition}")
        return {row[1]: Seen(*row[2:]) for row in rows if row[0] not in self.dead}

    def skipped(self) -> dict[str, Seen]:
        """The files of people here that nothing was taken from."""
        return self.all_seen("skipped <> ''")


def packed(text: str) -> bytes:
    """A long text as it is stored."""
    return zlib.compress(text.encode(), 1)


def unpacked(data: bytes) -> str:
    """The text that was stored."""
    return zlib.decompress(data).decode()
