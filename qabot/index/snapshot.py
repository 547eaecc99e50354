"""`Snapshot`: one generation of the index as a whole: its segments, of each what lives, asked as if they were one."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from qabot.errors import QabotError
from qabot.index.chunks import Chunk
from qabot.index.manifest import Seen
from qabot.index.part import Part
from qabot.index.record import Record, profiles_json, sources_json
from qabot.index.segment import Segment
from qabot.index.signs import GONE
from qabot.index.terms import key63
from qabot.profiles.profile import Profile
from qabot.sources.source import Source

if TYPE_CHECKING:
    from numpy.typing import NDArray

Found = tuple[Part, int]  # where a person is, and their number there


class Snapshot:
    """The people of a generation. Rows are numbered through all segments. May be used by several threads."""

    def __init__(
        self, segments: Sequence[Segment], hiding: Sequence[str] = (), *, newest: NDArray[Any] | None = None
    ) -> None:
        """`segments` are oldest first: of a person the newest that names them counts; the keys `newest` replace all."""
        import numpy as np

        newer = np.zeros(0, np.uint64) if newest is None else newest
        dead: list[Any] = []
        for segment in reversed(segments):
            numbers = segment.numbers(newer)
            dead.append(np.unique(numbers[numbers >= 0]))
            newer = np.union1d(newer, segment.keys) if segment is not segments[0] else newer
        bases = [0, *accumulate(len(segment.rows) for segment in segments)]
        self.parts = [
            Part(segment, some, base, hiding)
            for segment, some, base in zip(segments, reversed(dead), bases[:-1], strict=True)
        ]
        self._bases = bases
        self.chunks_alive = sum(part.held.passages for part in self.parts)

    def find(self, person: str) -> Found | None:
        """Where a person is, if anything is said of them."""
        key = key63(person)
        for part in reversed(self.parts):
            number = part.number(key)
            if number >= 0:
                return part, number
        return None

    def signs(self, keys: NDArray[Any]) -> tuple[NDArray[Any], NDArray[Any]]:
        """Of the people with these keys the sign of their files, GONE if not here, and whether they have a profile."""
        import numpy as np

        signs, named = np.full(len(keys), GONE, np.uint64), np.zeros(len(keys), bool)
        left = np.ones(len(keys), bool)
        for part in reversed(self.parts):
            numbers = part.segment.numbers(keys)
            here = left & (numbers >= 0)
            signs[here] = part.segment.signs[numbers[here]]
            named[here] = part.segment.named[numbers[here]] > 0
            left &= ~here
        return signs, named

    def without(self, keys: NDArray[Any]) -> list[tuple[str, bool]]:
        """Everyone who is here and has none of these keys: the id, and whether they have a profile."""
        import numpy as np

        others = []
        for part in self.parts:
            segment = part.segment
            there = segment.signs != GONE
            known = segment.numbers(keys)
            there[known[known >= 0]] = False
            numbers = [number for number in np.flatnonzero(there).tolist() if number not in part.dead]
            others += [(part.seen_id(number), bool(segment.named[number])) for number in numbers]
        return others

    @property
    def named(self) -> int:
        """How many people have a profile."""
        return sum(
            int(part.segment.named.sum()) - sum(map(int, part.segment.named[list(part.dead)])) for part in self.parts
        )

    @cached_property
    def people(self) -> tuple[str, ...]:
        """Ids of all who have a profile, in order."""
        return tuple(sorted(person for part in self.parts for person in part.ids.values()))

    def has(self, person: str) -> bool:
        """Whether somebody has a profile here."""
        found = self.find(person)
        return found is not None and bool(found[0].names(found[1]))

    def profile(self, person: str) -> Profile:
        """One profile by its id. QabotError if there is none."""
        found = self.find(person)
        if not found or not found[0].names(found[1]):
            raise QabotError(f"There is no profile {person!r} in the index.", "Its profiles: `index.people`.")
        return profiles_json().validate_json(found[0].profile(found[1]))

    def source(self, path: str) -> Source:
        """One source by its path relative to the corpus. QabotError if there is none."""
        for part in reversed(self.parts):
            found = part.source(path)
            if found is not None:
                return sources_json().validate_json(found)
        raise QabotError(f"There is no source {path!r} in the index.", "A citation's `source` names one.")

    def chunks_of(self, person: str) -> list[Chunk]:
        """Passages of a person, in reading order; [] for one who is not here."""
        found = self.find(person)
        return found[0].chunks_of(found[1]) if found else []

    def chunks(self, rows: Sequence[int]) -> list[Chunk]:
        """Passages by their rows, in the order asked for."""
        by_part: dict[int, list[int]] = defaultdict(list)
        for row in rows:
            by_part[bisect_right(self._bases, row) - 1].append(row)
        found: dict[int, Chunk] = {}
        for number, some in by_part.items():
            part = self.parts[number]
            found |= {row + part.base: of for row, of in part.chunks([row - part.base for row in some]).items()}
        return [found[row] for row in rows]

    def record(self, person: str) -> Record | None:
        """All that is held of a person, None if they have no profile here."""
        found = self.find(person)
        return found[0].record(found[1]) if found else None

    def record_of(self, key: int) -> Record | None:
        """All that is held of the person whose id has this key, None if they have no profile here."""
        for part in reversed(self.parts):
            number = part.number(key)
            if number >= 0:
                return part.record(number)
        return None

    def known(self, person: str) -> dict[str, Seen]:
        """The files of a person as they were seen."""
        found = self.find(person)
        return found[0].seen(found[1]) if found else {}

    def all_seen(self) -> dict[str, Seen]:
        """All files of the corpus as they were seen, by path. Reads them all."""
        return {path: seen for part in self.parts for path, seen in part.all_seen().items()}

    def skipped(self) -> dict[str, Seen]:
        """The files that nothing was taken from."""
        return {path: seen for part in self.parts for path, seen in part.skipped().items()}

    def ask(self, sql: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """The rows of a statement, of all segments one after the other, oldest first."""
        if len(self.parts) == 1:
            return self.parts[0].ask(sql, values)
        return [row for part in self.parts for row in part.ask(sql, values)]
