"""Fill the disk under a build: the old edition answers on, the build says so, and gets through when there is room.

    python faults/index_full.py [--long] [--rows size tmpfs] [--without keeping|telling]

`size`: no file may grow beyond a limit (RLIMIT_FSIZE), 50 limits from nothing to more than enough. `tmpfs`: a small file
system of its own, filled to leave less and less (needs root or user namespaces).
Short, 3 s (12 limits, 6 fillings); `--long`, 40 s: 50 limits, 20 fillings, 60 people.
Last long run: 50 limits and 20 fillings, 0 lost; 52 builds told, 18 got through.
"""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
from collections.abc import Callable

from findings import Control, Tally, main
from place import Place, placed, without_keeping, without_telling

from qabot.errors import BrokenIndexError


def size(long: bool) -> Tally:
    """Limit the size of a file."""
    tally, count = Tally(), 50 if long else 12
    with placed(long, 60 if long else 12) as place:
        place.learn(1, 2)
        place.build(1)
        saved = place.save()
        largest = max(path.stat().st_size for path in place.files())
        for number in range(count):
            limit = int(1.3 * largest * number / (count - 1))
            place.put_back(saved)
            place.write(2)  # before there is a limit
            status = _in_child(
                lambda limit=limit: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)), lambda: place.build(2)
            )
            _judge(place, status, tally)
    return tally


def tmpfs(long: bool) -> Tally:
    """Leave less and less room on a file system."""
    tally, count = Tally(), 20 if long else 6
    with placed(long, 60 if long else 12) as place:
        place.learn(1, 2)
        place.build(1)
        (files, needed), saved = place.size(), place.save()
        shutil.rmtree(place.index)
        room = place.folder / "room"
        room.mkdir()
        total = 12 * needed + 65_536 * (files + 8)  # files that are mapped keep their room when they are removed
        if subprocess.run(
            ["mount", "-t", "tmpfs", "-o", f"size={total}", "none", str(room)], capture_output=True
        ).returncode:  # noqa: S607
            return Tally(skipped="no file system may be mounted here")
        try:
            place.index = room / "index"
            place.settings = place.settings.model_copy(update={"index": place.index})
            for number in range(count):
                place.put_back(saved)
                left = int(1.5 * needed * number / (count - 1))
                filled = os.statvfs(room).f_bavail * os.statvfs(room).f_frsize - left
                (room / "filled").write_bytes(bytes(max(0, filled)))
                status = _in_child(lambda: None, lambda: place.build(2))
                _judge(place, status, tally, lambda: (room / "filled").unlink())
        finally:
            subprocess.run(["umount", "-l", str(room)], check=True)  # noqa: S607 - what was opened is still mapped
    return tally


def _in_child(before: Callable[[], None], work: Callable[[], None]) -> int:
    """The exit status: 0 done, 3 told as the package tells it, 7 anything else."""
    child = os.fork()
    if not child:
        status = 7
        try:
            before()
            work()
            status = 0
        except BrokenIndexError as error:
            status = 3 if "answers" in error.hint or "room" in error.hint.lower() else 4
        except BaseException as error:
            os.write(2, f"{type(error).__name__}: {error}\n".encode())
        finally:
            os._exit(status)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def _judge(place: Place, status: int, tally: Tally, make_room: Callable[[], None] = lambda: None) -> None:
    outcome = place.answers()
    told = {0: "done", 3: "told", 4: "told without a way out"}.get(status, "not told as the package tells")
    right = (status, outcome) in ((0, 2), (3, 1), (3, 2))
    tally.saw(f"{told}, {'new' if outcome == 2 else 'old' if outcome == 1 else outcome}", fault=not right)
    make_room()
    place.build(2)
    if (outcome := place.answers()) != 2:
        tally.saw(f"{outcome} when there is room again", fault=True)


ROWS = {"size": size, "tmpfs": tmpfs}
CONTROLS = {
    "keeping": Control(without_keeping, {"size": "told, lost"}),
    "telling": Control(without_telling, {"size": "not told as", "tmpfs": "not told as"}),
}

if __name__ == "__main__":
    sys.exit(main(__doc__ or "", ROWS, CONTROLS))
