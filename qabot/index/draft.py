"""`Draft`: the segments of the generation to come. What is new is joined with older segments so that they stay few.

A segment is written again together with all newer ones when these have grown to a quarter of it, or a quarter of it is
dead; so one that is k times as large is written again a k-th as often, and an update costs what it changes, times the
logarithm of the whole. One that holds people who are gone is written again at once unless it is large: what somebody
had taken away is not to lie about.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qabot.index.manifest import SegmentSum
from qabot.index.part import Part
from qabot.index.record import Entry
from qabot.index.segment import Segment, open_segment
from qabot.index.snapshot import Snapshot
from qabot.index.store import place_segment
from qabot.index.terms import key63
from qabot.index.writer import SegmentWriter

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from qabot.index.embedder import Vectors

RATIO = 4  # an older segment is at least so many times as large as all newer ones
SMALL = 128  # passages: segments that have no more together are one
AT_ONCE = 50_000  # passages held in memory
ERASED = 20_000  # passages: a segment of no more is written again when somebody in it is gone


class Draft:
    """Collects what is new. The segments of `before` go on; what they say of the people added is replaced."""

    def __init__(self, index: Path, folder: Path, dim: int, before: Snapshot | None = None) -> None:
        self._index, self._folder, self._dim = index, folder, dim
        self._before = before
        self._old = [part.segment for part in before.parts] if before else []
        self._written: list[Segment] = []  # of this draft
        self._new: list[tuple[Entry, Callable[[], Vectors]]] = []
        self._rows = 0  # of the new ones
        self._gone: set[int] = set()  # keys of who is gone
        self.empty = True  # whether nothing was added

    def add(self, entry: Entry, rows: Callable[[], Vectors]) -> None:
        """Take what is to be said of a person from now on; `rows` gives a unit row for each of their passages."""
        self.empty = False
        if not entry.seen:
            self._gone.add(key63(entry.person))
        self._new.append((entry, rows))
        self._rows += len(entry.record.chunks) if entry.record else 0
        if self._rows >= AT_ONCE:
            folder, written = self._write([], below=bool(self._old or self._written))
            self._written.append(open_segment(folder, written, self._dim))

    def finish(self) -> tuple[tuple[SegmentSum, ...], int]:
        """The segments of the new generation, in their places, and how many passages live in them."""
        import numpy as np

        newest = np.array(sorted(key63(entry.person) for entry, _ in self._new), np.uint64)
        every = [*self._old, *self._written]
        snapshot = Snapshot(every, newest=newest)
        first = (
            joined_from(snapshot.parts, self._rows, np.array(sorted(self._gone), np.uint64))
            if not self.empty
            else len(every)
        )
        passages = snapshot.chunks_alive + self._rows
        written = [(of.folder, of.wanted) for of in self._written[: max(first - len(self._old), 0)]]
        if self._new or first < len(every):
            written.append(self._write(snapshot.parts[first:], below=first > 0))
        sums = [segment.wanted for segment in self._old[:first]]
        sums += [place_segment(self._index, *of) for of in written]  # last: until then their files have their names
        return tuple(of for of in sums if of.entries), passages

    def _write(self, parts: Sequence[Part], *, below: bool) -> tuple[Path, SegmentSum]:
        """Write what is new, after what lives of older parts; and who is gone, where there are segments below."""
        folder = self._folder / f"segment-{len(list(self._folder.iterdir()))}"
        folder.mkdir(mode=0o700)
        writer = SegmentWriter(folder, self._dim, self._before)
        try:
            for part in parts:
                writer.copy(part, gone=below)
            for entry, rows in self._new:
                writer.add(entry, rows) if entry.seen or below else writer.leave(entry.person)
            self._new, self._rows = [], 0
            return folder, writer.finish()
        finally:
            writer.close()


def joined_from(parts: Sequence[Part], rows: int, gone: NDArray[Any]) -> int:
    """The first of the parts, oldest first, that is to be written again, with all that follow and so many new rows.

    `gone` are the keys of people who are gone now.
    """
    first, newer = len(parts), rows
    for number in reversed(range(len(parts))):
        part = parts[number]
        living, every = part.held.passages, len(part.segment.rows)
        if living + newer <= SMALL or living < RATIO * newer or (every - living) * RATIO > every:
            first = number
        elif every <= ERASED and (part.segment.numbers(gone) >= 0).any():
            first = number
        newer += living
    return first
