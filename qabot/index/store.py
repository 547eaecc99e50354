"""The store: generations on disk, put in use whole or not at all, verified before anything in them is read.

`index/<generation>/manifest.json` lists segments, folders `index/s-…` that several generations may share;
`index/CURRENT` names the generation in use. Its name begins with the manifest's SHA-256, and the manifest holds the
sums of all files.
"""

from __future__ import annotations

import hashlib
import logging
import os
import re
import secrets
import shutil
import sqlite3
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import chain, count
from pathlib import Path

from qabot.errors import BrokenIndexError
from qabot.index.manifest import REBUILD, Manifest, SegmentSum, manifest_of
from qabot.index.person_tables import TABLES
from qabot.index.segment import DamagedError, Segment, open_segment
from qabot.index.snapshot import Snapshot

CURRENT, MANIFEST = "CURRENT", "manifest.json"
_TEMPORARY, _LOCK = ".new-", ".lock"
_GENERATION = re.compile(r"[0-9a-f]{16}(-\d+)?")
_SEGMENT = re.compile(r"s-[0-9a-f]{16}(-\d+)?")
_TRIES = 20  # a reader starts again when builds replace the generation under its hands

log = logging.getLogger(__name__)


class BusyIndexError(BrokenIndexError):
    """Another build is writing to the index. What is there still answers."""


@dataclass(frozen=True, slots=True)
class Generation:
    """One generation, verified and open: that its files are removed later does not change it."""

    name: str
    manifest: Manifest
    snapshot: Snapshot
    newest: bool  # false: the one in use was damaged, and this is an older one


_recent: list[Segment] = []  # of the generation opened last: who opens the next one need not read them again


def open_generation(index: Path) -> Generation:
    """Open the generation in use, or the newest good one where that is damaged. BrokenIndexError if none is good."""
    for _ in range(_TRIES):
        current, damage = current_name(index), None
        for name in _candidates(index, current):
            try:
                return _read(index / name, newest=name == current)
            except DamagedError as error:
                if current_name(index) != current:
                    break  # replaced while it was being read: start again
                log.warning("%s", error.message)
                damage = damage or error
        else:
            break
    if damage:
        raise BrokenIndexError(f"No generation of the index in {index} is whole. {damage.message}", REBUILD) from damage
    raise BrokenIndexError(f"There is no index in {index}.", "Build it: python -m qabot index")


def current_name(index: Path) -> str:
    """Name of the generation in use, "" if none is named."""
    try:
        name = (index / CURRENT).read_bytes().decode("ascii", "replace").strip()
    except OSError:
        return ""
    return name if _GENERATION.fullmatch(name) else ""


def in_use(index: Path) -> tuple[int, int] | None:
    """What tells at a glance that another generation was put in use, None if none is."""
    try:
        facts = (index / CURRENT).stat()
    except OSError:
        return None
    return facts.st_ino, facts.st_mtime_ns


def read_manifest(folder: Path) -> Manifest:
    """Read the manifest of a generation, verified. DamagedError if it is not what was written."""
    try:
        data = (folder / MANIFEST).read_bytes()
    except OSError as error:
        reason = f"{folder.name}/{MANIFEST} cannot be read: {error.strerror or error}."
        raise DamagedError(reason, REBUILD) from error
    if not folder.name.startswith(_stem(data)):
        raise DamagedError(
            f"{folder.name}/{MANIFEST} is damaged: its sum is not the one in the folder's name.", REBUILD
        )
    return manifest_of(data)


@contextmanager
def writing(index: Path) -> Iterator[None]:
    """Hold the one right to write to this index. BusyIndexError if another build holds it."""
    try:
        index.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle = os.open(index / _LOCK, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise _unwritten(index, error) from error
    try:
        try:
            _lock(handle)
        except OSError as error:
            raise BusyIndexError(
                f"Another build is writing to {index}.", "Wait until it is done, then build again."
            ) from error
        yield
    finally:
        os.close(handle)


@contextmanager
def drafting(index: Path, *, previous: str) -> Iterator[Path]:
    """A folder to write in, gone in the end. Call it within `writing`.

    Whatever fails, what was in use stays so, and nothing else is left. BrokenIndexError if the disk is full.
    """
    draft, done = index / f"{_TEMPORARY}{secrets.token_hex(8)}", False
    try:
        draft.mkdir(mode=0o700)
        yield draft
        done = True
    except (OSError, sqlite3.Error) as error:
        raise _unwritten(index, error) from error
    finally:
        if done:
            shutil.rmtree(draft, ignore_errors=True)
        else:
            sweep(index, keep=[current_name(index), previous])


def place_segment(index: Path, folder: Path, written: SegmentSum) -> SegmentSum:
    """Put a segment that was written where it stays, and give it its name. No generation holds it yet."""
    name = _unused(index, written.name)
    _sync(folder)
    folder.rename(index / name)
    return SegmentSum(name, written.entries, written.rows, written.files)


def commit(index: Path, draft: Path, manifest: Manifest, *, previous: str) -> str:
    """Write a generation, put it in use, and remove all but it and the `previous` one; return its name."""
    data = manifest.to_json()
    name = _unused(index, _stem(data))
    folder, pointer = draft / "generation", draft / "pointer"
    folder.mkdir(mode=0o700)
    _write(folder / MANIFEST, data)
    _write(pointer, f"{name}\n".encode())
    _sync(folder)
    folder.rename(index / name)
    _sync(index)
    pointer.replace(index / CURRENT)
    _sync(index)
    sweep(index, keep=[name, previous])
    return name


def sweep(index: Path, *, keep: Iterable[str]) -> None:
    """Remove the generations not to be kept, segments that none of those holds, and what a build that died has left.

    Call it within `writing`.
    """
    kept = set(keep)
    for name in sorted(kept):
        with suppress(BrokenIndexError):
            kept |= {segment.name for segment in read_manifest(index / name).segments}
    for entry in index.iterdir() if index.is_dir() else ():
        ours = _GENERATION.fullmatch(entry.name) or _SEGMENT.fullmatch(entry.name)
        if entry.name.startswith(_TEMPORARY) or (ours and entry.name not in kept):
            if entry.is_dir():
                shutil.rmtree(entry, ignore_errors=True)
            else:
                entry.unlink(missing_ok=True)


def _candidates(index: Path, current: str) -> list[str]:
    """Names of generations, the one in use first, then the newest first."""
    dated = []
    for folder in index.iterdir() if index.is_dir() else ():
        with suppress(OSError):  # removed by a build at this moment
            if _GENERATION.fullmatch(folder.name) and folder.is_dir():
                dated.append((folder.name != current, -folder.stat().st_mtime_ns, folder.name))
    return [name for _, _, name in sorted(dated)]


def _read(folder: Path, *, newest: bool) -> Generation:
    """Open a generation. DamagedError unless every byte is the one written; nothing is parsed before that is known."""
    manifest = read_manifest(folder)
    try:
        segments = [open_segment(folder.parent / of.name, of, manifest.dim) for of in manifest.segments]
        snapshot = Snapshot(segments, TABLES)
    except (OSError, sqlite3.Error) as error:  # gone since it was verified
        raise DamagedError(f"{folder.name} cannot be opened: {error}.", REBUILD) from error
    if snapshot.chunks_alive != manifest.chunks:
        raise DamagedError(
            f"{folder.name} holds {snapshot.chunks_alive} passages where its manifest says {manifest.chunks}.", REBUILD
        )
    _recent[:] = segments
    return Generation(folder.name, manifest, snapshot, newest)


def _unwritten(index: Path, error: Exception) -> BrokenIndexError:
    reason = f"The new index could not be written to {index}: {getattr(error, 'strerror', None) or error}."
    return BrokenIndexError(reason, "Make room there and build again; the index from before still answers.")


def _stem(manifest: bytes) -> str:
    return hashlib.sha256(manifest).hexdigest()[:16]


def _unused(index: Path, stem: str) -> str:
    names = chain([stem], (f"{stem}-{number}" for number in count(2)))
    return next(name for name in names if not (index / name).exists())


def _write(path: Path, data: bytes) -> None:
    with path.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

    def _sync(folder: Path) -> None:
        """Do nothing: Windows has no way to sync a folder."""
else:
    import fcntl

    def _lock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _sync(folder: Path) -> None:
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
