"""`ChildReader`: files to `Source` in a child process with limits, so that a hostile file costs that file and no more.

The parent asks for one file at a time; the child (`child_serve.py`) answers with JSON, which is checked before it is
used, never with pickle: what breaks into a parser gets no further than the child. `child_pipe.py` is what goes between.

A build reads this way. `read_profile` reads the file or folder that its caller chose by name in the caller's own
process: no child has to be started for it (0.2 s), and it stops at the same limits of size, pages and text.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from dataclasses import asdict
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from pydantic import ValidationError

from qabot.errors import QabotError, SourceError
from qabot.sources.builder import clean
from qabot.sources.child_pipe import (
    ASKED,
    BROKE,
    OUT_OF_MEMORY,
    READY,
    REFUSED,
    SOURCE,
    ClosedError,
    Limits,
    named,
    receive,
    refusals,
    send,
    sources,
)
from qabot.sources.source import Block, Field, Mark, Source

if TYPE_CHECKING:
    from qabot.settings import Settings

_START_SECONDS = 60.0
_END_SECONDS = 5.0
_ABORTS = ("SIGABRT", "SIGTRAP", "SIGSEGV", "SIGBUS", "SIGILL")
_NEARLY_ALL = 0.75  # of the memory a child may have
_START = "import json, sys; sys.path[:] = json.loads(sys.argv[1]); from qabot.sources.child_serve import serve; serve()"
# What a child may know of the surroundings: keys and passwords are nothing for a parser.
_SURROUNDINGS = ("PATH", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "SYSTEMROOT", "LANG", "LC_ALL", "LC_CTYPE", "TMPDIR")


class _ChildGoneError(Exception):
    """The child broke, was stopped, or said what no reader says."""

    def __init__(self, how: str) -> None:
        self.how = how
        self.was_fresh = True  # whether it had read nothing before
        super().__init__(how)


class ChildReader:
    """Reads files in one child process, started at the first file and replaced when it breaks.

    Use it in a `with`; safe to use from several threads, one at a time. `reader` names the function that the child
    calls, "module:function"; it takes path, root and settings, and gives a Source or raises SourceError.
    """

    def __init__(self, reader: str = "qabot.sources:read_source") -> None:
        self._reader = reader
        self._limits = Limits(0, 0, 0, 0)
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()
        self._is_up = False  # whether the child said that it is ready
        self._has_read = False  # whether it has read a file before

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def pid(self) -> int | None:
        """The child's process id, None while there is none."""
        return self._process.pid if self._process else None

    def read(self, path: Path, root: Path | None = None, settings: Settings | None = None) -> Source:
        """The file at `path` as a `Source`, as `read_source` gives it.

        Raises SourceError with the reason when the file cannot be read, takes longer than `settings.read_seconds`,
        needs more than `settings.read_mb`, or breaks its reader; QabotError when no child can be started.
        """
        limits = _limits(settings)
        name = path.relative_to(root).as_posix() if root else path.name
        with self._lock:
            self._begin(limits)
            try:
                return self._ask(path, root, name)
            except _ChildGoneError as gone:
                if gone.was_fresh or gone.how == "late":
                    raise self._refusal(name, gone.how) from gone
            self._begin(limits)  # once more in a fresh child: what a file needs must not depend on those before it
            try:
                return self._ask(path, root, name)
            except _ChildGoneError as gone:
                raise self._refusal(name, gone.how) from gone

    def close(self) -> None:
        """End the child. Another is started when a file is read again."""
        with self._lock:
            self._end()

    def _ask(self, path: Path, root: Path | None, name: str) -> Source:
        """Send one file's name and wait for what the child says of it."""
        self._wait_until_up()
        was_fresh, self._has_read = not self._has_read, True
        request = json.dumps([str(path), str(root) if root else None]).encode()
        try:
            kind, is_last, body = self._exchange(request, self._limits.read_seconds)
            source = _understood(kind, body, self._limits.max_text_chars)
        except _ChildGoneError as gone:
            self._end()
            gone.was_fresh = was_fresh
            raise
        if is_last:
            self._end()
        if isinstance(source, SourceError):
            raise source
        return named(source, name)

    def _begin(self, limits: Limits) -> None:
        """Start a child with these limits, if there is none."""
        if limits != self._limits:
            self._end()
            self._limits = limits
        if self._process:
            return
        command = [sys.executable, "-P", "-c", _START, json.dumps(sys.path)]
        around = {name: os.environ[name] for name in _SURROUNDINGS if name in os.environ}
        try:
            self._process = subprocess.Popen(  # noqa: S603  # our own interpreter and code
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=around
            )
        except OSError as error:
            raise _no_child(str(error)) from error
        self._is_up = self._has_read = False

    def _wait_until_up(self) -> None:
        if not self._is_up:
            setup = json.dumps([self._reader, asdict(self._limits)]).encode()
            try:
                kind, _, body = self._exchange(setup, _START_SECONDS)
                if kind != READY:
                    raise _ChildGoneError(body.decode("utf-8", "replace"))
            except _ChildGoneError as gone:
                self._end()
                raise _no_child(gone.how) from gone
            self._is_up = True

    def _exchange(self, body: bytes, seconds: float) -> tuple[bytes, bool, bytes]:
        """Say something to the child and wait for the answer; a child that takes longer is killed."""
        process = self._process
        if not (process and process.stdin and process.stdout):
            raise _ChildGoneError("never started")
        late = threading.Event()

        def stop() -> None:
            late.set()
            process.kill()

        timer = threading.Timer(seconds, stop)
        timer.daemon = True
        timer.start()
        answer = None
        try:
            send(process.stdin, ASKED, body)
            answer = receive(process.stdout, self._limits.read_mb * 1_000_000)
        except (OSError, ClosedError) as error:
            raise _ChildGoneError("late" if late.is_set() else _how(process, self._limits.read_mb)) from error
        finally:  # also when the wait is interrupted: an answer must not be taken for that to the next question
            timer.cancel()
            if answer is None:
                self._end()
        if late.is_set():
            raise _ChildGoneError("late")
        return answer

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()  # it holds nothing that would have to be saved
        for pipe in (process.stdin, process.stdout):
            try:
                if pipe:
                    pipe.close()
            except OSError:  # what could not be sent goes nowhere
                pass
        process.wait()

    def _refusal(self, name: str, how: str) -> SourceError:
        """Why a file is skipped that the child came to grief over."""
        if how == "late":
            most = f"{self._limits.read_seconds:g} s"
            return SourceError(f"{name} took longer than {most} to read.", "Split it, or raise QABOT_READ_SECONDS.")
        if how == "memory":
            most = f"{self._limits.read_mb} MB"
            return SourceError(f"{name} needed more than {most} to read.", "Split it, or raise QABOT_READ_MB.")
        return SourceError(f"{name} broke its reader ({clean(how)[:200]}).", "Save or export it again.")


def _how(process: subprocess.Popen[bytes], read_mb: int) -> str:
    """What became of a child that says no more."""
    most = _memory_at_end(process)
    try:
        status = process.wait(_END_SECONDS)
    except subprocess.TimeoutExpired:
        return "it closed its pipe"
    if status == OUT_OF_MEMORY:
        return "memory"
    if status >= 0:
        return f"exit status {status}"
    name = signal.Signals(-status).name if -status in set(signal.Signals) else f"signal {-status}"
    if name in _ABORTS and most > _NEARLY_ALL * read_mb:  # a library in C that is given no more memory aborts
        return "memory"
    return "late" if name in ("SIGXCPU", "SIGALRM") else name


def _memory_at_end(process: subprocess.Popen[bytes]) -> float:
    """Wait for a child that ends, and give the most that it had in memory, in MB; 0 where that cannot be told."""
    if not hasattr(os, "wait4") or process.returncode is not None:
        return 0
    import resource  # not on every system

    end = time.monotonic() + _END_SECONDS
    while time.monotonic() < end:
        try:
            pid, status, usage = os.wait4(process.pid, os.WNOHANG)
        except ChildProcessError:  # somebody waited for it before
            return 0
        if pid:
            process.returncode = os.waitstatus_to_exitcode(status)
            # Linux counts what the parent had when it started the child: no more than that tells nothing
            told = usage.ru_maxrss > resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
            return usage.ru_maxrss / (1_000_000 if sys.platform == "darwin" else 1_000) if told else 0  # bytes or kB
        time.sleep(0.005)
    return 0


def _limits(settings: Settings | None) -> Limits:
    if settings is None:
        from qabot.settings import Settings

        settings = Settings()
    return Limits(settings.max_file_mb, settings.max_text_chars, settings.read_seconds, settings.read_mb)


def _understood(kind: bytes, body: bytes, most: int) -> Source | SourceError:
    """What the child said, after it has been checked; _ChildGoneError if that is no answer."""
    try:
        if kind == SOURCE:
            source = sources().validate_json(body)
            if _holds_together(source, most):
                return source
        elif kind == REFUSED:
            message, hint = refusals().validate_json(body)
            return SourceError(clean(message)[:1_000], clean(hint)[:1_000])
        elif kind == BROKE:
            raise _ChildGoneError(body.decode("utf-8", "replace"))
    except ValidationError:
        pass
    raise _ChildGoneError("its answer makes no sense")


def _no_child(reason: str) -> QabotError:
    return QabotError(
        f"The process that reads files did not start ({reason}).",
        "Check that memory is free and that QABOT_READ_MB is not too low.",
    )


def _holds_together(source: Source, most: int) -> bool:
    """Whether all parts lie inside the text and the text inside its limit."""
    end, blocks = len(source.text), len(source.blocks)
    parts: tuple[Block | Mark | Field, ...] = (*source.blocks, *source.marks, *source.fields)
    ranges = [cell for block in source.blocks for cell in block.cells]
    ranges += [(part.start, part.end) for part in parts]
    return (
        end <= most
        and all(0 <= start <= stop <= end for start, stop in ranges)
        and all(0 <= page <= end for page in source.pages)
        and all(-1 <= block.parent < blocks and block.level >= 0 for block in source.blocks)
    )
