"""`Segment`: some people of an index on disk, written once and never changed; verified before anything of it is parsed.

A folder `s-…` holds `store.sqlite` (profiles, sources, passages, facts, the corpus files seen), `arrays.bin` (whose
rows are whose, and the postings), `vectors.f16` and, where the rows are many, `ivf.faiss`. People of a segment have
numbers from 0; an entry of a person may also say that nothing of them could be read, or that they are gone: what a
newer segment says of a person replaces what an older one says.
"""

from __future__ import annotations

import mmap
import os
import threading
import time
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any
from weakref import WeakValueDictionary

from qabot.errors import BrokenIndexError
from qabot.index.arrays import Arrays, read_arrays
from qabot.index.manifest import REBUILD, SegmentSum, Sum
from qabot.index.vectors import Nearest

if TYPE_CHECKING:
    from numpy.typing import NDArray

TABLES, ARRAYS, VECTORS, IVF = "store.sqlite", "arrays.bin", "vectors.f16", "ivf.faiss"
_AT_ONCE = 4  # files that are summed up at a time: the processor is not what it waits for

Stamp = tuple[int, int, int, int, int]  # device, inode, size, times of the last change: another one is another file
JUST_NOW = 100_000_000  # ns: a file changed so short a time ago may change again without its times telling


class DamagedError(BrokenIndexError):
    """The bytes of an index are not those that were written."""


@dataclass(frozen=True, slots=True)
class Files:
    """The files of a segment as they were verified."""

    folder: Path
    stamps: tuple[tuple[str, Stamp], ...]


class Segment:
    """The files of a segment, open and verified: nothing that becomes of their names later changes it."""

    def __init__(self, folder: Path, wanted: SegmentSum, dim: int, data: Mapping[str, memoryview]) -> None:
        import numpy as np

        self.folder, self.wanted, self.verified_ns = folder, wanted, 0
        self._maps = [(view.obj, view.nbytes) for view in data.values() if isinstance(view.obj, mmap.mmap)]
        arrays, note = read_arrays(data[ARRAYS])
        self.arrays: Arrays = arrays
        self.kinds: list[str] = note["kinds"]
        self.rows: NDArray[Any] = np.frombuffer(data[VECTORS], np.float16).reshape(-1, dim)
        found = (len(self.keys), len(self.rows), len(self.arrays["row_words"]))
        expected = (wanted.entries, wanted.rows, wanted.rows)
        if found != expected:
            raise DamagedError(f"{folder.name} holds {found} where its manifest says {expected}.", REBUILD)
        self.nearest = Nearest(self.rows, folder / IVF if IVF in wanted.files else None, folder / VECTORS)

    def is_whole(self) -> bool:
        """Whether its files are as long as they were; a look takes 1 us a file.

        Reading where one that somebody cut short is mapped and no longer there would end the process.
        """
        return all(data.size() == length for data, length in self._maps)

    @property
    def keys(self) -> NDArray[Any]:
        """`key63` of each person's id, by number."""
        return self.arrays["keys"]

    @property
    def signs(self) -> NDArray[Any]:
        """What tells at a glance whether a person's files are those that were seen, by number: see `signs.py`."""
        return self.arrays["signs"]

    @property
    def named(self) -> NDArray[Any]:
        """1 for a person with a profile, 0 for one of whom there is none, by number."""
        return self.arrays["named"]

    @property
    def firsts(self) -> NDArray[Any]:
        """First row of each person, and at the end the count of all rows."""
        return self.arrays["firsts"]

    @cached_property
    def _sorted(self) -> tuple[NDArray[Any], NDArray[Any]]:
        import numpy as np

        order = np.argsort(self.keys)
        return self.keys[order], order

    def numbers(self, keys: NDArray[Any]) -> NDArray[Any]:
        """The number of each person with one of these keys, -1 where there is none."""
        import numpy as np

        known, order = self._sorted
        if not len(known):
            return np.full(len(keys), -1)
        at = np.minimum(np.searchsorted(known, keys), len(known) - 1)
        return np.where(known[at] == keys, order[at], -1)


_open: WeakValueDictionary[Files, Segment] = WeakValueDictionary()
_opening = threading.Lock()


def open_segment(folder: Path, wanted: SegmentSum, dim: int) -> Segment:
    """Open a segment. One that is open already, of the same files, is not read again. DamagedError if damaged."""
    try:
        files = Files(folder.absolute(), tuple((name, _stamp(folder / name)) for name in sorted(wanted.files)))
    except OSError as error:
        raise DamagedError(f"{folder.name}: a file cannot be read: {error.strerror or error}.", REBUILD) from error
    changed = max(max(stamp[3:]) for _, stamp in files.stamps)
    with _opening:
        known, now = _open.get(files), time.time_ns()
        if known and known.wanted == wanted and known.verified_ns > changed + JUST_NOW:
            return known
        data = _verified(folder, wanted.files)
        if not known or known.wanted != wanted:
            known = _open[files] = Segment(folder, wanted, dim, data)
        known.verified_ns = now
        return known


def _verified(folder: Path, wanted: Mapping[str, Sum]) -> dict[str, memoryview]:
    """The files, mapped. DamagedError unless every byte is the one written."""
    names = sorted(wanted)
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        mapped = dict(zip(names, pool.map(lambda name: _mapped(folder / name), names), strict=True))
        sums = dict(zip(names, pool.map(lambda name: Sum.of(mapped[name]), names), strict=True))
    for name in names:
        _released(mapped[name])
        if sums[name] != wanted[name]:
            raise DamagedError(f"{folder.name}/{name} is damaged: its sum is not the one in the manifest.", REBUILD)
    return mapped


def _mapped(path: Path) -> memoryview:
    try:
        with path.open("rb") as file:
            if not os.fstat(file.fileno()).st_size:
                return memoryview(b"")
            return memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
    except (OSError, ValueError) as error:
        reason = f"{path.parent.name}/{path.name} cannot be read: {getattr(error, 'strerror', None) or error}."
        raise DamagedError(reason, REBUILD) from error


def _released(data: memoryview) -> None:
    """Let go of the memory that reading it all took: what is needed again comes back by itself."""
    if isinstance(data.obj, mmap.mmap) and hasattr(mmap, "MADV_DONTNEED"):
        data.obj.madvise(mmap.MADV_DONTNEED)


def _stamp(path: Path) -> Stamp:
    facts = path.stat()
    return facts.st_dev, facts.st_ino, facts.st_size, facts.st_mtime_ns, facts.st_ctime_ns
