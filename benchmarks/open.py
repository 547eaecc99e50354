"""What it costs to be sure of every byte of an index: XXH3 over mapped files, as opening does it, beside SHA-256.

    python -m benchmarks.open                  # one file of 1 GB
    python -m benchmarks.open --gb 0.01

The files are read before, so that the disk is not measured. "qabot" is what `open_segment` runs, "sha256" the sum that
most stores keep. The goal is 1 s for each GB.
"""

from __future__ import annotations

import argparse
import hashlib
import mmap
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from qabot.index.manifest import Sum
from qabot.index.segment import _verified

GOAL = 1.0  # s for each GB
_FILES = 4


def main(arguments: Sequence[str] | None = None) -> int:
    """Print what both cost in turns."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--gb", type=float, default=1.0)
    parser.add_argument("--rounds", type=int, default=5)
    given = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        paths = _filled(Path(folder), int(given.gb * 1e9))
        sums = {path.name: Sum.of(path.read_bytes()) for path in paths}
        sides: dict[str, Callable[[], object]] = {
            "qabot": lambda: _verified(Path(folder), sums),
            "sha256": lambda: [_sha256(path) for path in paths],
        }
        costs: dict[str, list[tuple[float, float]]] = {name: [] for name in sides}
        for _ in range(given.rounds):
            for name, side in sides.items():
                wall, cpu = time.perf_counter(), time.process_time()
                side()
                costs[name].append((time.perf_counter() - wall, time.process_time() - cpu))
    print(f"{given.gb:g} GB in {_FILES} files, {given.rounds} rounds; s for each GB")
    print(f"{'':8} {'median':>8} {'best':>8} {'CPU':>8} {'times':>7}")
    best = min(wall for wall, _ in costs["qabot"])
    for name, some in costs.items():
        walls, cpus = zip(*some, strict=True)
        row = [statistics.median(walls), min(walls), statistics.median(cpus)]
        print(f"{name:8} " + " ".join(f"{value / given.gb:8.3f}" for value in row) + f" {min(walls) / best:7.1f}")
    median = statistics.median(wall for wall, _ in costs["qabot"]) / given.gb
    print(f"goal: at most {GOAL:g} s for each GB; {'met' if median <= GOAL else 'missed'} here")
    return 0


def _filled(folder: Path, size: int) -> list[Path]:
    block = np.random.default_rng(0).integers(0, 256, 1 << 20, np.uint8)
    paths = []
    for number in range(_FILES):
        path, left = folder / f"{number}.bin", size // _FILES
        with path.open("wb") as file:
            while left > 0:
                file.write(np.roll(block, left)[:left].tobytes())
                left -= len(block)
        paths.append(path)
    return paths


def _sha256(path: Path) -> str:
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        return hashlib.sha256(data).hexdigest()


if __name__ == "__main__":
    sys.exit(main())
