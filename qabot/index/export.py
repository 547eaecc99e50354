"""`Export`: a model made quick, once, from the reference weights; checked against them, and kept.

A cache folder holds one folder for each model, version of the library and kind of processor: `model.xml` and
`model.bin`, a graph for OpenVINO; and one for each model: `weights.bin`, for numpy (`light.py`). Beside them lies
`export.json`, which tells how they were checked and holds their sums. All is written elsewhere and moved into place;
what is damaged or of another version is made again. Where the check fails, the folder holds the reason and no graph.
"""

from __future__ import annotations

import hashlib
import json
import mmap
import os
import re
import secrets
import shutil
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

import xxhash

from qabot.index import runtime
from qabot.index.model_folder import ModelFolder

FORMAT = 3  # raised when the graph or the check changes
LIGHT_FORMAT = 1  # the same of what numpy runs
GRAPH, WEIGHTS, FACTS = "model.xml", "model.bin", "export.json"
LIGHT = "weights.bin"
_SUMMED = (GRAPH, WEIGHTS, LIGHT)
BESIDE = "light"  # folder in that of an export being made
_TEMPORARY = ".new-"
_SECONDS = 600.0  # that making one may take; measured: 8
_DAY = 86_400.0
_START = "import json, sys; sys.path[:] = json.loads(sys.argv[1]); from qabot.index.exporting import main; main()"


class ExportError(Exception):
    """No export could be made; the text says why."""


@dataclass(frozen=True, slots=True)
class Export:
    """A checked export, or the reason why this model has none here."""

    folder: Path
    why: str  # "" where there is a graph
    precision: str  # "" for what the library chooses on this processor, "f32" where that was not close enough
    cosine: float  # least of the probes with the reference, -1..1
    overlap: float  # mean share of the ten nearest probes that are the reference's, 0..1

    @property
    def graph(self) -> Path:
        """Path of the graph."""
        return self.folder / GRAPH

    @property
    def weights(self) -> Path:
        """Path of the weights that numpy runs."""
        return self.folder / LIGHT


def find_export(files: ModelFolder, cache: Path) -> Export | None:
    """The export in a cache folder, every byte verified; None if there is none that is whole. It is only read."""
    return _found(cache / _key(files))


def find_light(files: ModelFolder, cache: Path) -> Export | None:
    """What numpy runs, in the same way. OpenVINO is not loaded for it."""
    return _found(cache / _light_key(files))


def _found(folder: Path) -> Export | None:
    try:
        kept = json.loads((folder / FACTS).read_bytes())
        facts, sums = kept["facts"], kept["sums"]
        if kept["sum"] != _sum_of_json(facts, sums):
            return None
        if any(_sum(folder / name) != known for name, known in sums.items()):
            return None
        return Export(folder, **facts)
    except (OSError, ValueError, KeyError, TypeError):
        return None


def make_export(files: ModelFolder, cache: Path) -> Export:
    """Make the export, and what numpy runs, in a process of its own that ends with it: torch stays out of this one.

    Two processes may do so at once: the first to be done is used by both. ExportError with the reason when the cache
    cannot be written or the other process failed.
    """
    final = cache / _key(files)
    beside = cache / f"{_TEMPORARY}{secrets.token_hex(8)}"
    try:
        cache.mkdir(mode=0o700, parents=True, exist_ok=True)
        _clear(cache)
        beside.mkdir(mode=0o700)
    except OSError as error:
        raise ExportError(f"the cache folder {cache} cannot be written ({error.strerror or error})") from error
    try:
        _run(files, beside)
        light = beside / BESIDE
        if light.is_dir():
            _seal(light)
            _put(light, cache / _light_key(files))
            shutil.rmtree(light, ignore_errors=True)  # where another process was the first
        _seal(beside)
        return _put(beside, final)
    except OSError as error:
        raise ExportError(f"the export cannot be written to {cache} ({error.strerror or error})") from error
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def write_facts(folder: Path, facts: Export) -> None:
    """Write what is known of the export in a folder, with the sums of its files."""
    known = {name: value for name, value in asdict(facts).items() if name != "folder"}
    sums = {
        name: _sum(folder / name) for name in (GRAPH, WEIGHTS, LIGHT) if not facts.why and (folder / name).is_file()
    }
    written = {"facts": known, "sums": sums, "sum": _sum_of_json(known, sums)}
    (folder / FACTS).write_text(json.dumps(written, indent=1), encoding="utf-8")


def _key(files: ModelFolder) -> str:
    return _named(files, [str(FORMAT), files.mark(), runtime.version(), runtime.abilities()])


def _light_key(files: ModelFolder) -> str:
    return _named(files, [BESIDE, str(LIGHT_FORMAT), files.mark()])


def _named(files: ModelFolder, made_of: list[str]) -> str:
    name = re.sub(r"[^\w.-]", "-", files.name.split("@")[0])[:60]
    return f"{name}-{hashlib.sha256(json.dumps(made_of).encode()).hexdigest()[:16]}"


def _run(files: ModelFolder, folder: Path) -> None:
    command = [sys.executable, "-c", _START, json.dumps(sys.path), files.setting, str(folder)]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=_SECONDS, check=False)  # noqa: S603
    except subprocess.TimeoutExpired as error:
        raise ExportError(f"the export was not done within {_SECONDS:.0f} s") from error
    if done.returncode or not (folder / FACTS).is_file():
        last = (done.stderr.strip() or "no word of why").splitlines()[-1]
        raise ExportError(f"the export ended with code {done.returncode}: {last[:300]}")


def _seal(folder: Path) -> None:
    """Have the disk hold all of it before it is given its name."""
    for path in filter(Path.is_file, folder.iterdir()):
        with path.open("rb+") as file:
            os.fsync(file.fileno())


def _put(beside: Path, final: Path) -> Export:
    for _ in range(3):
        with suppress(OSError):  # one is there already: another process's, or a damaged one
            beside.rename(final)
        found = _found(final)
        if found:
            return found
        with suppress(OSError):
            final.rename(final.parent / f"{_TEMPORARY}{secrets.token_hex(8)}-damaged")
    raise ExportError(f"the export cannot be read back from {final.parent}")


def _clear(cache: Path) -> None:
    """Remove what processes that died left behind."""
    for path in cache.glob(f"{_TEMPORARY}*"):
        with suppress(OSError):
            if time.time() - path.stat().st_mtime > _DAY or path.name.endswith("-damaged"):
                shutil.rmtree(path, ignore_errors=True)


def _sum(path: Path) -> str:
    """A sum against damage, not against forgery: 20 times as fast as SHA-256."""
    if not path.stat().st_size:
        return xxhash.xxh3_128_hexdigest(b"")
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        return xxhash.xxh3_128_hexdigest(data)


def _sum_of_json(*parts: object) -> str:
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()
