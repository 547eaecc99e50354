"""Run the scripts here in their short form, two at a time, and tell what each found.

    python faults/together.py [NAME ...] [--lanes 2]

Ends with 1 when one of them has a fault. `page_load` judges how long answers take, so it runs before the others, alone.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
ALONE = frozenset({"page_load"})
SCRIPTS = (  # the longest first
    "page_load", "page_xss", "page_flood", "page_probes", "page_uploads", "index_readers", "index_kill", "poison",
    "index_damage", "index_power", "index_full", "files", "covered",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Done:
    """A script that has run."""

    name: str
    status: int
    said: str
    broke: str  # what it wrote to the error stream
    seconds: float


def run(name: str, *arguments: str) -> Done:
    """Run a script in a process of its own."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    started = time.perf_counter()
    command = [sys.executable, str(HERE / f"{name}.py"), *arguments]
    ended = subprocess.run(command, capture_output=True, text=True, env=environment, timeout=400)
    return Done(name, ended.returncode, ended.stdout, ended.stderr, time.perf_counter() - started)


@contextmanager
def running(names: Sequence[str], lanes: int = 2) -> Iterator[dict[str, Future[Done]]]:
    """Each script's run, under way or waiting for its turn. What has not begun when this is left is not begun."""
    pool = ThreadPoolExecutor(lanes)
    first = [pool.submit(run, name) for name in names if name in ALONE]

    def behind(name: str) -> Done:
        for one in first:
            one.exception()
        return run(name)

    runs = dict(zip([name for name in names if name in ALONE], first, strict=True))
    try:
        yield runs | {name: pool.submit(behind, name) for name in names if name not in ALONE}
    finally:
        pool.shutdown(cancel_futures=True)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run scripts and tell what came of them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(SCRIPTS)}; all of them by default")
    parser.add_argument("--lanes", type=int, default=2, help="how many at a time")
    given = parser.parse_args(arguments)
    names = [name for name in SCRIPTS if not given.names or name in given.names]
    started, failed = time.perf_counter(), 0
    with running(names, given.lanes) as runs:
        for future in as_completed(runs.values()):
            done = future.result()
            failed += done.status != 0
            sys.stdout.write(f"{done.name} ({done.seconds:.0f} s)\n{done.said}{done.broke if done.status else ''}\n")
            sys.stdout.flush()
    sys.stdout.write(f"{len(names)} scripts in {time.perf_counter() - started:.0f} s, {failed} with a fault\n")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
