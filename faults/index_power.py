"""Cut the power at every call of a build: what was never synced is lost, in five ways; nothing that answered may be.

    python faults/index_power.py [--long] [--rows first next after] [--without sync]

A traced build shows which files and which folder entries were synced when. Before each call the disk is laid out as a
cut would leave it:
  strict   only synced bytes under synced names are there: new names are gone, removed ones are back
  empty    every name is there, bytes that were not synced are not
  half     every name is there, half of the bytes that were not synced are not
  names    the names as synced, the bytes as written
  some     of each unsynced name and file, chance decides
Each must tell the old edition or the new one, and the new one once the build has returned; the next build mends it.
The model is stricter than ext4 or XFS (syncing a new file does not make its name safe, only syncing its folder does).
Short, 8 s; `--long`, 2 min: 60 people, 8 draws of chance at each call.
Last long run: 251 calls cut in 388 different ways, 0 lost, the new edition always there when the build had returned.
"""

from __future__ import annotations

import hashlib
import os
import random
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from calls import Call, each, traced, works
from findings import Tally, main
from index_kill import UNTRACEABLE
from place import CONTROLS, Place

from qabot.errors import QabotError

Entries = dict[str, int]  # name -> inode


class Disk:
    """What of a folder is safe on the disk. Every file is kept by a hard link, so that its bytes outlast its name."""

    def __init__(self, folder: Path, stash: Path) -> None:
        self.folder, self.stash = folder, stash
        self.stash.mkdir()
        self.bytes: dict[int, bytes] = {}  # inode -> what was synced
        self.names: dict[int, Entries] = {}  # inode of a folder -> entries that were synced
        self.folders: set[int] = set()
        self.root = folder.stat().st_ino
        self.look()
        for path in (folder, *folder.rglob("*")):
            self.sync(str(path))

    def look(self) -> None:
        """Keep every file that is there now."""
        for path in (self.folder, *self.folder.rglob("*")):
            number = path.lstat().st_ino
            if path.is_dir():
                self.folders.add(number)
            elif not (self.stash / str(number)).exists():
                os.link(path, self.stash / str(number))

    def sync(self, path: str) -> None:
        """This file or folder is synced."""
        if os.path.isdir(path):
            self.names[os.stat(path).st_ino] = _entries(path)
        else:
            self.bytes[os.stat(path).st_ino] = Path(path).read_bytes()

    def after(self, way: str, target: Path, chance: random.Random) -> None:
        """Lay out in `target` what a cut leaves."""
        shutil.rmtree(target, ignore_errors=True)
        target.mkdir()
        here = {path.stat().st_ino: path for path in (self.folder, *self.folder.rglob("*")) if path.is_dir()}
        self._lay(self.root, way, target, chance, here)

    def _lay(self, number: int, way: str, target: Path, chance: random.Random, here: dict[int, Path]) -> None:
        synced = self.names.get(number, {})
        now = _entries(str(here[number])) if number in here else synced
        names = dict(synced if way in ("strict", "names") else now)
        if way == "some":
            names = {}
            for name in sorted(synced.keys() | now.keys()):
                entry = (
                    synced.get(name) if synced.get(name) == now.get(name) or chance.random() < 0.5 else now.get(name)
                )
                names |= {name: entry} if entry is not None else {}
        for name, inner in names.items():
            if inner in self.folders:
                (target / name).mkdir()
                self._lay(inner, way, target / name, chance, here)
            else:
                (target / name).write_bytes(self._content(inner, way, chance))

    def _content(self, number: int, way: str, chance: random.Random) -> bytes:
        now, safe = (self.stash / str(number)).read_bytes(), self.bytes.get(number, b"")
        if now == safe or way == "names" or (way == "some" and chance.random() < 0.5):
            return now
        if way == "half":
            kept = len(os.path.commonprefix([now, safe]))
            return now[: (kept + len(now)) // 2]
        return safe


def _entries(folder: str) -> Entries:
    with os.scandir(folder) as entries:
        return {entry.name: entry.inode() for entry in entries}


def _states(place: Place, new: int, draws: int, tally: Tally) -> Iterator[tuple[str, Path]]:
    """What each cut leaves: where it fell, and a folder of it; the same folder is not given twice."""
    stash, count = place.folder / "stash", 0
    shutil.rmtree(stash, ignore_errors=True)
    disk, seen, kept = Disk(place.index, stash), set[bytes](), list[tuple[str, Path]]()
    syncing: list[str] = []
    chance = random.Random(11)

    def cut(where: str) -> None:
        nonlocal count
        disk.look()
        while syncing:
            if os.path.exists(path := syncing.pop()):
                disk.sync(path)
        for way in ("strict", "empty", "half", "names", *["some"] * draws):
            target = place.folder / f"cut-{count}"
            disk.after(way, target, chance)
            if (sum_ := _sum(target)) in seen:
                continue
            seen.add(sum_)
            kept.append((f"{way} at {where}", target))
            count += 1

    def at(call: Call) -> None:
        cut(call.name)
        if call.name in ("fsync", "fdatasync"):
            syncing.append(call.paths[0])

    trace = traced(lambda: place.build(new), place.index, at)
    tally.notes.append(f"{len(trace.calls)} calls: {each(call.name for call in trace.calls)}")
    seen.clear()
    cut("the end")
    yield from kept


def _sum(folder: Path) -> bytes:
    parts = [(str(path.relative_to(folder)), b"" if path.is_dir() else path.read_bytes()) for path in folder.rglob("*")]
    return hashlib.md5(repr(sorted(parts)).encode(), usedforsecurity=False).digest()


def _cuts(before: tuple[int, ...], long: bool) -> Tally:
    """Cut the power in the build after some others."""
    if not works():
        return Tally(skipped=UNTRACEABLE)
    tally, new, people = Tally(), len(before) + 1, 60 if long else 6
    with tempfile.TemporaryDirectory() as folder:
        place = Place(Path(folder).resolve(), people)
        place.learn(1, 2, 3, 4)
        place.index.mkdir()
        for edition in before:
            place.build(edition)
        old = before[-1] if before else "lost"
        for number, (where, state) in enumerate(_states(place, new, 8 if long else 1, tally)):
            outcome = place.answers(state)
            if outcome == new or (outcome == old and not where.endswith("the end")):
                tally.saw("new" if outcome == new else "old" if before else "none yet")
            else:
                tally.saw(f"{outcome}, {where}", fault=True)
            if long or number % 4 == 0:
                _mend(place, state, tally)
            shutil.rmtree(state, ignore_errors=True)
    return tally


def _mend(place: Place, state: Path, tally: Tally) -> None:
    place.put_back(state)
    try:
        place.build(4)
    except QabotError as error:
        tally.saw(f"the next build: {error.message[:80]}", fault=True)
    if (outcome := place.answers()) != 4:
        tally.saw(f"{outcome} after the next build", fault=True)


def first(long: bool) -> Tally:
    """In the first build of all."""
    return _cuts((), long)


def next_(long: bool) -> Tally:
    """In a build over another."""
    return _cuts((1,), long)


def after(long: bool) -> Tally:
    """In a build that sweeps up what the one before last left."""
    return _cuts((1, 2), long)


ROWS = {"first": first, "next": next_, "after": after}

if __name__ == "__main__":
    sys.exit(main(__doc__ or "", ROWS, {name: CONTROLS[name] for name in ("sync",)}))
