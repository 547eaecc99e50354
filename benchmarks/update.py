"""What it costs to bring an index up to one changed profile, and how that grows with the index.

    python -m benchmarks.update                                  # 10,000 and 100,000 passages
    python -m benchmarks.update --passages 10000 1000000         # ten minutes and 5 GB of disk for the larger one
    python -m benchmarks.update --keep FOLDER                    # make the indexes there, or go on with those there

The index is made of generated people with drawn vectors (`many.py`), so nothing is embedded and reading is quick: what
is left is listing the corpus ("listing": every file's size and time, in proportion to the corpus) and the commit ("commit":
read, write, sync, put in use). The index is open meanwhile, as in a server. The peer is what the usual pipeline does to
its vectors alone: add them to FAISS and write the file anew.
"""

from __future__ import annotations

import argparse
import importlib
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

from benchmarks.many import PASSAGES, Many, shuffled
from qabot.index import Index

GOAL, GROWTH = 100, 1.5  # ms; times from the smallest to the largest
_UNTIMED = 3

Cost = tuple[float, float]  # wall and CPU, ms


def main(arguments: Sequence[str] | None = None) -> int:
    """Print what an update costs at each size."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--passages", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--updates", type=int, default=40)
    parser.add_argument("--keep", type=Path, help="make the indexes here, or use those that are here")
    given = parser.parse_args(arguments)
    print("one changed profile; ms, the median of the updates; mean and most with the merging of segments")
    print(
        f"{'passages':>9} {'listing':>8} {'commit':>8} {'CPU':>7} {'mean':>7} {'most':>8} {'segments':>9} {'peer':>8}"
    )
    commits = []
    for passages in given.passages:
        with tempfile.TemporaryDirectory() as folder:
            many = Many(given.keep / str(passages) if given.keep else Path(folder), max(passages // (PASSAGES + 1), 2))
            if not many.corpus.exists():
                many.fill()
            many.build()  # what an earlier run changed last
            first = int(time.time()) if given.keep else 1  # pages that no earlier run wrote
            listing, commit, segments = _updates(many, given.updates, first)
            peer = _peer(many, passages, Path(folder) / "peer.faiss")
        wall, cpu = (statistics.median(some) for some in zip(*commit, strict=True))
        walls = [one for one, _ in commit]
        row = [statistics.median(one for one, _ in listing), wall, cpu, statistics.mean(walls), max(walls)]
        commits.append((wall, cpu))
        print(f"{passages:9} " + "{:8.1f} {:8.1f} {:7.1f} {:7.1f} {:8.1f}".format(*row) + f" {segments:9} {peer:8.1f}")
    (wall, cpu), (least, least_cpu) = commits[-1], commits[0]
    print(f"growth of the commit: {wall / least:.2f} times, {cpu / least_cpu:.2f} in CPU time")
    met = [wall <= GOAL, min(wall / least, cpu / least_cpu) <= GROWTH]
    print(f"goal: a commit in at most {GOAL} ms; {'met' if met[0] else 'missed'} here")
    print(f"goal: growth of at most {GROWTH} times; {'met' if met[1] else 'missed'} here")
    return 0


def _updates(many: Many, count: int, first: int) -> tuple[list[Cost], list[Cost], int]:
    """What listing and what the rest cost in each update, and how many segments there were at most.

    The pages are editions of people's, from the `first` on.
    """
    listing, commit, segments = [], [], 0
    index = Index.open(many.index, many.embedder)
    for edition, number in enumerate(shuffled(many.people, 0) * (count // many.people + 1)):
        if edition == count + _UNTIMED:
            break
        many.write(number, first + edition)
        with _timed("build", "listed") as listed, _timed("update", "compared") as compared:
            wall, cpu = time.perf_counter(), time.process_time()
            report = many.build()
            whole = (time.perf_counter() - wall) * 1e3, (time.process_time() - cpu) * 1e3
        if report.changed != (f"p{number:06}.md",):
            raise SystemExit(f"not what was changed: {report.changed}")
        index = Index.open(many.index, many.embedder)
        if edition >= _UNTIMED:
            listing.append((listed[0] + compared[0], listed[1] + compared[1]))
            commit.append((whole[0] - listing[-1][0], whole[1] - listing[-1][1]))
        segments = max(segments, len(index.manifest.segments))
    return listing, commit, segments


@contextmanager
def _timed(module: str, name: str) -> Iterator[list[float]]:
    """Add up what a function of the index costs, in ms: wall and CPU."""
    where = importlib.import_module(f"qabot.index.{module}")
    usual: Callable[..., Any] = getattr(where, name)
    spent = [0.0, 0.0]

    def timed(*arguments: object, **options: object) -> object:
        wall, cpu = time.perf_counter(), time.process_time()
        try:
            return usual(*arguments, **options)
        finally:
            spent[0] += (time.perf_counter() - wall) * 1e3
            spent[1] += (time.process_time() - cpu) * 1e3

    with patch.object(where, name, timed):
        yield spent


def _peer(many: Many, passages: int, path: Path) -> float:
    """The median of 5: add one profile's vectors and write them all, synced."""
    import faiss

    flat = faiss.IndexFlatIP(many.embedder.dim)
    for start in range(0, passages, 10_000):
        flat.add(many.embedder.draw(start, min(10_000, passages - start)))
    costs = []
    for number in range(5):
        rows = many.embedder.draw(number, PASSAGES)
        wall = time.perf_counter()
        flat.add(rows)
        faiss.write_index(flat, str(path))
        with path.open("rb") as file:
            os.fsync(file.fileno())
        costs.append((time.perf_counter() - wall) * 1e3)
    return statistics.median(costs)


if __name__ == "__main__":
    sys.exit(main())
