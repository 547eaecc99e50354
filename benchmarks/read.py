"""How long a page takes to read, and how that grows with its size.

    python -m benchmarks.read [--sizes 10 100 1000 2000] [--formats html] [--profile]

Times are the best of a few rounds, in seconds for each MB of the file: reading is linear where they stay the same. The
growth is the slope of log time over log size: 1 is linear.
"""

from __future__ import annotations

import argparse
import cProfile
import io
import math
import pstats
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeVar

from benchmarks.pages import FORMATS, page
from qabot.index.reading import MAKER
from qabot.profiles import make_profile
from qabot.profiles.reading import profiles
from qabot.settings import Settings
from qabot.sources import read_source
from qabot.sources.child import ChildReader

T = TypeVar("T")
SIZES = (10, 30, 100, 300, 1_000, 2_000)  # kB
SMALL = 8  # kB: a usual page


@dataclass(frozen=True, slots=True)
class Timing:
    """What one page took."""

    format: str
    kb: float
    read: float  # seconds, in a child that is up
    profile: float  # seconds, `make_profile`
    papers: int


def timings(format: str, sizes: Sequence[int], folder: Path, *, rounds: int = 3) -> list[Timing]:
    """Time pages of these sizes in kB."""
    found, settings = [], Settings()
    with ChildReader() as child:
        small = child.read(_write(folder, format, SMALL, 0), settings=settings)  # a reader is loaded at its first page
        make_profile(small.path, [small])  # so are the tables of words
        for kb in sizes:
            path = _write(folder, format, kb, 0)
            source, read = _best(partial(child.read, path, settings=settings), rounds)
            profile, made = _best(partial(make_profile, path.name, [source]), 1)  # a second time much is remembered
            found.append(Timing(format, path.stat().st_size / 1000, read, made, len(profile.papers)))
    return found


def growth(sizes: Sequence[float], seconds: Sequence[float]) -> float:
    """The slope of log seconds over log sizes, by least squares; of three sizes or more the smallest is left out.

    What a page costs whatever its size would make the growth look smaller than it is.
    """
    pairs = sorted(zip(sizes, seconds, strict=True))
    points = [(math.log(size), math.log(taken)) for size, taken in (pairs[1:] if len(pairs) > 2 else pairs)]
    middle = [math.fsum(values) / len(points) for values in zip(*points, strict=True)]
    across = math.fsum((x - middle[0]) ** 2 for x, _ in points)
    return math.fsum((x - middle[0]) * (y - middle[1]) for x, y in points) / across


def pages_per_second(formats: Sequence[str], count: int, folder: Path) -> tuple[float, float]:
    """Small pages read in a second in one child that is up: read alone, and read and made profiles of."""
    paths = [_write(folder, formats[number % len(formats)], SMALL, number) for number in range(count)]
    settings = Settings()
    with ChildReader(maker=MAKER) as child:
        for path in paths[: 2 * len(formats)]:  # each reader is loaded at its first page
            child.make(path.name, [child.read(path, folder, settings)], settings)
        started = time.perf_counter()
        sources = [child.read(path, folder, settings) for path in paths]
        read = time.perf_counter() - started
        for source in sources:
            profiles().validate_json(child.make(source.path, [source], settings))
        both = time.perf_counter() - started
    return count / read, count / both


def profile_of(format: str, kb: int, folder: Path) -> str:
    """Where the time goes in one page: the functions that took most."""
    path = _write(folder, format, kb, 0)
    out = io.StringIO()
    for work in (lambda: read_source(path), lambda: make_profile(path.name, [read_source(path)])):
        with cProfile.Profile() as profile:
            work()
        pstats.Stats(profile, stream=out).strip_dirs().sort_stats("tottime").print_stats(12)
    return out.getvalue()


def _write(folder: Path, format: str, kb: int, seed: int) -> Path:
    path = folder / f"{format}-{kb}-{seed}{FORMATS[format]}"
    path.write_text(page(format, kb * 1000, seed), "utf-8")
    return path


def _best(work: Callable[[], T], rounds: int) -> tuple[T, float]:
    best = math.inf
    for _ in range(rounds):
        started = time.perf_counter()
        done = work()
        best = min(best, time.perf_counter() - started)
    return done, best


def main(arguments: Sequence[str] | None = None) -> int:
    """Read the arguments, time, tell."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=list(SIZES), help="kB")
    parser.add_argument("--formats", nargs="+", default=list(FORMATS), choices=list(FORMATS))
    parser.add_argument("--pages", type=int, default=200, help="small pages for pages per second")
    parser.add_argument("--profile", action="store_true", help="tell where the time goes in the largest page")
    given = parser.parse_args(arguments)
    say = sys.stdout.write
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for format in given.formats:
            found = timings(format, given.sizes, folder)
            for timing in found:
                say(
                    f"{format:9}{timing.kb:8.0f} kB   read {timing.read / timing.kb * 1000:7.2f} s/MB"
                    f"   profile {timing.profile / timing.kb * 1000:7.2f} s/MB   {timing.papers} papers\n"
                )
            if len(found) > 1:
                sizes = [timing.kb for timing in found]
                read, made = growth(sizes, [t.read for t in found]), growth(sizes, [t.profile for t in found])
                say(f"{format:9}growth        read {read:7.2f}        profile {made:7.2f}\n")
            if given.profile:
                say(profile_of(format, max(given.sizes), folder))
            sys.stdout.flush()
        read, both = pages_per_second(given.formats, given.pages, folder)
        say(f"pages of {SMALL} kB a second: {read:.0f} read in the child, {both:.0f} with their profiles\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
