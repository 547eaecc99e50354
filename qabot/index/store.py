"""The store: generation folders on disk, written whole or not at all, verified before anything in them is read.

`index/<generation>/` holds `vectors.npy`, `store.sqlite` and `manifest.json`; `index/CURRENT` names the one in use.
The folder's name begins with the manifest's SHA-256, and the manifest holds the sums of the other files.
"""

from __future__ import annotations

import dataclasses
import hashlib
import io
import logging
import os
import secrets
import shutil
import sys
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import chain, count
from pathlib import Path
from typing import TYPE_CHECKING

from qabot.errors import BrokenIndexError
from qabot.index.manifest import REBUILD, Manifest, Sum, manifest_of
from qabot.index.tables import Tables

if TYPE_CHECKING:
    from qabot.index.embedder import Vectors

CURRENT, MANIFEST, VECTORS, TABLES = "CURRENT", "manifest.json", "vectors.npy", "store.sqlite"
_TEMPORARY, _LOCK = ".new-", ".lock"
_TRIES = 20  # a reader starts again when builds replace the generation under its hands

log = logging.getLogger(__name__)


class DamagedError(BrokenIndexError):
    """The bytes of a generation are not those that were written."""


class BusyIndexError(BrokenIndexError):
    """Another build is writing to the index. What is there still answers."""


@dataclass(frozen=True, slots=True)
class Generation:
    """One generation, verified and in memory: nothing that happens on disk later changes it."""

    name: str
    manifest: Manifest
    vectors: Vectors  # float32 (chunks, dim), unit rows; row i belongs to chunk i
    tables: Tables
    newest: bool  # false: the one in use was damaged, and this is an older one


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
    return name if name and "/" not in name and not name.startswith(".") else ""


def read_manifest(folder: Path) -> Manifest:
    """Read the manifest of a generation, verified. DamagedError if it is not what was written."""
    data = _bytes(folder / MANIFEST)
    if not folder.name.startswith(_stem(data)):
        raise DamagedError(
            f"{folder.name}/{MANIFEST} is damaged: its sum is not the one in the folder's name.", REBUILD
        )
    return manifest_of(data)


@contextmanager
def writing(index: Path) -> Iterator[None]:
    """Hold the one right to write to this index. BusyIndexError if another build holds it."""
    index.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle = os.open(index / _LOCK, os.O_RDWR | os.O_CREAT, 0o600)
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


def write_generation(index: Path, manifest: Manifest, vectors: Vectors, tables: bytes, *, previous: str) -> str:
    """Write a generation, put it in use, and remove all but it and the `previous` one; return its name.

    Call it within `writing`; `manifest.files` is filled in here. Whatever fails, what was in use stays so.
    """
    content = {VECTORS: _npy(vectors), TABLES: tables}
    manifest = dataclasses.replace(manifest, files={file: Sum.of(data) for file, data in content.items()})
    content[MANIFEST] = manifest.to_json()
    name = _unused(index, _stem(content[MANIFEST]))
    temporary, pointer = (index / f"{_TEMPORARY}{secrets.token_hex(8)}" for _ in range(2))
    try:
        temporary.mkdir(mode=0o700)
        for file, data in content.items():
            _write(temporary / file, data)
        _sync(temporary)
        temporary.rename(index / name)
        _sync(index)
        _write(pointer, f"{name}\n".encode())
        pointer.replace(index / CURRENT)
        _sync(index)
    except OSError as error:
        sweep(index, keep={current_name(index), previous})
        reason = f"The new index could not be written to {index}: {error.strerror or error}."
        raise BrokenIndexError(
            reason, "Make room there and build again; the index from before still answers."
        ) from error
    sweep(index, keep={name, previous})
    return name


def sweep(index: Path, *, keep: Collection[str]) -> None:
    """Remove the generations not to be kept, and what a build that died has left. Call it within `writing`."""
    for entry in [*_folders(index), *index.glob(f"{_TEMPORARY}*")]:
        if entry.name not in keep:
            if entry.is_dir():
                shutil.rmtree(entry, ignore_errors=True)
            else:
                entry.unlink(missing_ok=True)


def _candidates(index: Path, current: str) -> list[str]:
    """Names of generations, the one in use first, then the newest first."""
    dated = []
    for folder in _folders(index):
        with suppress(FileNotFoundError):  # removed by a build at this moment
            dated.append((folder.name != current, -folder.stat().st_mtime_ns, folder.name))
    return [name for _, _, name in sorted(dated)]


def _folders(index: Path) -> list[Path]:
    if not index.is_dir():
        return []
    return [entry for entry in index.iterdir() if entry.is_dir() and not entry.name.startswith(".")]


def _read(folder: Path, *, newest: bool) -> Generation:
    """Read a generation. DamagedError unless every byte is the one written; nothing is parsed before that is known."""
    import numpy as np

    manifest = read_manifest(folder)
    content = {}
    for file in (VECTORS, TABLES):
        content[file] = _bytes(folder / file)
        if Sum.of(content[file]) != manifest.files.get(file):
            raise DamagedError(f"{folder.name}/{file} is damaged: its sum is not the one in the manifest.", REBUILD)
    vectors = np.load(io.BytesIO(content[VECTORS]), allow_pickle=False)
    tables = Tables(content[TABLES])
    found = (vectors.shape, vectors.dtype, tables.count, len(tables.rows))
    expected = ((manifest.chunks, manifest.dim), np.dtype(np.float32), manifest.chunks, manifest.people)
    if found != expected:
        raise DamagedError(f"{folder.name} holds {found} where its manifest says {expected}.", REBUILD)
    return Generation(folder.name, manifest, vectors, tables, newest)


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        reason = f"{path.parent.name}/{path.name} cannot be read: {error.strerror or error}."
        raise DamagedError(reason, REBUILD) from error


def _stem(manifest: bytes) -> str:
    return hashlib.sha256(manifest).hexdigest()[:16]


def _unused(index: Path, stem: str) -> str:
    names = chain([stem], (f"{stem}-{number}" for number in count(2)))
    return next(name for name in names if not (index / name).exists())


def _npy(vectors: Vectors) -> bytes:
    import numpy as np

    buffer = io.BytesIO()
    np.save(buffer, np.ascontiguousarray(vectors, np.float32), allow_pickle=False)
    return buffer.getvalue()


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
