"""Kill builds, at random moments and at every system call that changes a file: none may lose or mix the index.

    python faults/index_kill.py [--long] [--rows commit rebuild calls lock] [--without keeping|locking]

After each kill the index must tell the old edition or the new one, whole; the next build must get through without a
person, tell its edition, and leave no more behind than builds that nothing befell. `calls`: the build is killed at each
such call, or the call fails once with "no space left" or "input/output error". `lock`: one writer at a time, and a dead
one does not count.
Short, 12 s, of the many writes of pages one in sixteen; `--long`, 18 min: 1,000 kills of the commit, 200 of whole builds,
every call on 60 people (6 min).
Last long run: 1,000 kills of the commit (504 old, 68 new, 428 had just ended), 200 of builds, 511 kills at calls in
builds over none, one and two others, 370 calls that failed, 20 stopped builds: 0 lost, 0 mixed, every error told.
"""

from __future__ import annotations

import errno
import os
import random
import shutil
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from calls import each, traced, works
from findings import Control, Tally, main
from place import Place, WordEmbedder, placed, without_keeping, without_locking

from qabot.errors import QabotError
from qabot.index.store import BusyIndexError

KILLED = -1  # as `traced` is told
FIRST_TO_THIRD = ((), (1,), (1, 2))  # the builds before: none, one, enough that the next has something to sweep
UNTRACEABLE = "children cannot be traced here (Linux on x86-64 with ptrace is needed)"


class _Telling(WordEmbedder):
    """Says that the passages are embedded: what follows is the commit."""

    def __init__(self, pipe: int) -> None:
        super().__init__()
        self._pipe = pipe

    def documents(self, texts):
        rows = super().documents(texts)
        os.write(self._pipe, b"!")
        return rows


def commit(long: bool) -> Tally:
    """Kill -9 between the last passage embedded and the end of the build."""
    return _kills(long, 1_000 if long else 14, from_commit=True)


def rebuild(long: bool) -> Tally:
    """Kill -9 anywhere in a build: reading, embedding, committing."""
    return _kills(long, 200 if long else 14, from_commit=False)


def _kills(long: bool, count: int, *, from_commit: bool) -> Tally:
    tally, chance = Tally(), random.Random(7)
    with placed(long, 60 if long else 12) as place:
        place.learn(0, 1, 2)
        place.build(0)
        place.build(1)
        window = min(_length(place, from_commit, edition) for edition in (2, 1))
        now = 1
        for _ in range(count):
            new = 3 - now
            child, pipe = _building(place, new)
            os.read(pipe, 1 if from_commit else 0)
            time.sleep(chance.uniform(0, window))
            os.kill(child, signal.SIGKILL)
            _, status = os.waitpid(child, 0)
            os.close(pipe)
            outcome = place.answers()
            window *= 1.01 if os.WIFSIGNALED(status) else 0.97  # other work on the machine makes builds slow at times
            if outcome in (now, new):
                tally.saw(f"{'new' if outcome == new else 'old'}{'' if os.WIFSIGNALED(status) else ' (was done)'}")
            else:
                tally.saw(outcome, fault=True)
            _mend(place, tally, new)
            now = new
        _tidy(place, tally)
        tally.notes.append(f"window {window * 1000:.1f} ms at the end")
    return tally


def _building(place: Place, edition: int) -> tuple[int, int]:
    """A child that builds, and the pipe on which it tells that it commits."""
    place.write(edition)
    here, there = os.pipe()
    child = os.fork()
    if not child:
        try:
            place.build(edition, _Telling(there))
        finally:
            os._exit(0)
    os.close(there)
    return child, here


def _length(place: Place, from_commit: bool, edition: int) -> float:
    """Seconds that a build takes, or its commit."""
    started = time.perf_counter()
    child, pipe = _building(place, edition)
    if from_commit:
        os.read(pipe, 1)
        started = time.perf_counter()
    os.waitpid(child, 0)
    os.close(pipe)
    return time.perf_counter() - started


def _mend(place: Place, tally: Tally, edition: int) -> None:
    try:
        place.build(edition)
    except QabotError as error:
        tally.saw(f"the next build: {error.message[:80]}", fault=True)
    if (outcome := place.answers()) != edition:
        tally.saw(f"{outcome} after the next build", fault=True)


def _tidy(place: Place, tally: Tally) -> None:
    """After two builds that nothing befalls there is no more on disk than where nothing ever befell any."""
    calm = Place(place.folder / "calm", place.people)
    for edition in (0, 1, 2, 1, 2):
        calm.build(edition)
    for edition in (0, 1, 2):
        place.build(edition)
    (files, size), (usual_files, usual_size) = place.size(), calm.size()
    if files > usual_files + 2 or size > 1.5 * usual_size:
        tally.saw(f"left behind: {files} files, {size} bytes; usual {usual_files}, {usual_size}", fault=True)


def calls(long: bool) -> Tally:
    """At each system call that changes a file: kill -9; in another build, an error. The build says so, or gets through."""
    if not works():
        return Tally(skipped=UNTRACEABLE)
    tally = Tally()
    with placed(long, 60 if long else 6) as place:
        place.learn(0, 1, 2, 3)
        for before in FIRST_TO_THIRD if long else FIRST_TO_THIRD[2:]:
            _each_call(place, before, KILLED, tally, 1 if long else 16)
        for number in (errno.ENOSPC, errno.EIO) if long else (errno.ENOSPC,):
            _each_call(place, FIRST_TO_THIRD[2], number, tally, 1 if long else 16)
    return tally


def _each_call(place: Place, before: tuple[int, ...], wish: int, tally: Tally, mend_each: int) -> None:
    """Kill or fail each call of a build after some others; after every so many of them look what the next build makes.

    Of the many writes of pages, so many are passed over.
    """
    new = len(before) + 1
    shutil.rmtree(place.index, ignore_errors=True)
    for edition in before:
        place.build(edition)
    if before:
        saved = place.save()
    old = before[-1] if before else "lost"
    how = "killed" if wish == KILLED else errno.errorcode[wish]
    names = _names_of_calls(place, new, before)
    for step in [n for n, name in enumerate(names, 1) if name != "pwrite" or n % mend_each == 0]:
        if before:
            place.put_back(saved)
        else:
            shutil.rmtree(place.index, ignore_errors=True)
        trace = traced(
            lambda: _typed(place, new), place.index, lambda call, step=step: wish if call.number == step else None
        )
        if len(trace.calls) < step:
            break
        outcome, status = place.answers(), os.waitstatus_to_exitcode(trace.status)
        what = f"{trace.calls[step - 1].name} {how}"
        if status == 7:
            tally.saw(f"{what}: an error that is not the package's own", fault=True)
        if status == 0 and outcome != new:
            tally.saw(f"{outcome} at {what}, though the build said nothing", fault=True)
        elif outcome in (old, new):
            tally.saw(f"{'new' if outcome == new else 'old' if before else 'none yet'}, {how}")
        else:
            tally.saw(f"{outcome} at {what}", fault=True)
        if step % mend_each == 0:
            _mend(place, tally, new)
    tally.notes.append(f"{len(names)} calls: {each(names)}")


def _names_of_calls(place: Place, new: int, before: tuple[int, ...]) -> list[str]:
    """The calls of a build that nothing befalls. The index is as before again."""
    if before:
        saved = place.save()
    trace = traced(lambda: _typed(place, new), place.index, lambda call: None)
    if before:
        place.put_back(saved)
    return [call.name for call in trace.calls]


def _typed(place: Place, edition: int) -> None:
    try:
        place.build(edition)
    except QabotError:
        os._exit(3)


def lock(long: bool) -> Tally:
    """A second build is told that one is running, a stopped one counts, a dead one and its lock file do not."""
    tally = Tally()
    with placed(long) as place:
        place.learn(1, 2, 3)
        place.build(1)
        for _ in range(20 if long else 2):
            with _stopped_build(place) as child:
                _expect_busy(place, tally, "a build in another process")
                os.kill(child, signal.SIGSTOP)
                _expect_busy(place, tally, "a stopped build")
                tally.saw("old answers meanwhile", fault=place.answers() != 1)
            place.build(3)
            tally.saw("a dead build does not count", fault=place.answers() != 3)
            place.build(1)
            for path in place.index.glob(".lock*"):
                path.write_bytes(b"4194304\n\xff")
            place.build(3)
            place.build(1)
            tally.saw("a lock file with anything in it does not count", fault=place.answers() != 1)
    return tally


@contextmanager
def _stopped_build(place: Place) -> Iterator[int]:
    """A process that stands in the middle of a build; it is killed at the end."""
    here, there = os.pipe()
    child = os.fork()
    if not child:
        place.write(2)
        place.build(2, _Stopping(there))
        os._exit(0)
    try:
        os.read(here, 1)
        yield child
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        os.close(here)
        os.close(there)


class _Stopping(_Telling):
    def documents(self, texts):
        super().documents(texts)
        time.sleep(60)


def _expect_busy(place: Place, tally: Tally, what: str) -> None:
    try:
        place.build(3)
    except BusyIndexError:
        tally.saw(f"{what} is told")
    else:
        tally.saw(f"{what} is not told", fault=True)


ROWS = {"commit": commit, "rebuild": rebuild, "calls": calls, "lock": lock}
CONTROLS = {
    "keeping": Control(without_keeping, {"commit": "lost", "rebuild": "lost", "calls": "lost at"}),
    "locking": Control(without_locking, {"lock": "is not told"}),
}

if __name__ == "__main__":
    sys.exit(main(__doc__ or "", ROWS, CONTROLS))
