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
Short, 7 s, of the many writes of pages one in four; `--long`, 3 min: 60 people, 8 draws of chance at each call.
Last long run: 511 calls cut in 680 different ways, 0 lost, the new edition always there when the build had returned.
"""

from __future__ import annotations

import hashlib
import os
import random
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from calls import Call, each, traced, works
from findings import Control, Tally, main
from index_kill import UNTRACEABLE
from place import Place, placed, without_sync

from qabot.errors import QabotError

Entries = dict[str, int]  # name -> inode
State = dict[str, bytes | None]  # path -> content, None for a folder


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

    def after(self, way: str, chance: random.Random) -> State:
        """What a cut leaves."""
        here = {path.stat().st_ino: path for path in (self.folder, *self.folder.rglob("*")) if path.is_dir()}
        left: State = {}
        self._lay(self.root, way, "", left, chance, here)
        return left

    def _lay(self, number: int, way: str, at: str, left: State, chance: random.Random, here: dict[int, Path]) -> None:
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
                left[f"{at}{name}"] = None
                self._lay(inner, way, f"{at}{name}/", left, chance, here)
            else:
                left[f"{at}{name}"] = self._content(inner, way, chance)

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


def _states(place: Place, new: int, long: bool, tally: Tally) -> Iterator[tuple[str, Path]]:
    """What each cut leaves: where it fell, and a folder of it; the same folder is not given twice.

    Of the many writes of pages the short run passes over most.
    """
    stash = place.folder / "stash"
    shutil.rmtree(stash, ignore_errors=True)
    disk, seen, kept = Disk(place.index, stash), set[bytes](), list[tuple[str, Path]]()
    syncing: list[str] = []
    chance = random.Random(11)

    def settle() -> None:
        disk.look()
        while syncing:
            if os.path.exists(path := syncing.pop()):
                disk.sync(path)

    def cut(where: str) -> None:
        for way in ("strict", "empty", "half", "names", *["some"] * (8 if long else 1)):
            state = disk.after(way, chance)
            if (sum_ := hashlib.md5(repr(sorted(state.items())).encode(), usedforsecurity=False).digest()) in seen:
                continue
            seen.add(sum_)
            kept.append((f"{way} at {where}", _laid(state, place.folder / f"cut-{len(kept)}")))

    def at(call: Call) -> None:
        settle()
        if long or call.name != "pwrite" or call.number % 4 == 0:
            cut(call.name)
        if call.name in ("fsync", "fdatasync"):
            syncing.append(call.paths[0])

    trace = traced(lambda: place.build(new), place.index, at)
    tally.notes.append(f"{len(trace.calls)} calls: {each(call.name for call in trace.calls)}")
    seen.clear()
    settle()
    cut("the end")
    yield from kept


def _laid(state: State, target: Path) -> Path:
    """The folder that a cut left."""
    target.mkdir()
    for path, content in state.items():
        (target / path).mkdir() if content is None else (target / path).write_bytes(content)
    return target


def _cuts(before: tuple[int, ...], long: bool) -> Tally:
    """Cut the power in the build after some others."""
    if not works():
        return Tally(skipped=UNTRACEABLE)
    tally, new, people = Tally(), len(before) + 1, 60 if long else 6
    with placed(long, people) as place:
        place.learn(1, 2, 3, 4)
        place.index.mkdir()
        for edition in before:
            place.build(edition)
        old = before[-1] if before else "lost"
        for number, (where, state) in enumerate(_states(place, new, long, tally)):
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
CONTROLS = {"sync": Control(without_sync, {"next": " at the end"})}

if __name__ == "__main__":
    sys.exit(main(__doc__ or "", ROWS, CONTROLS))
