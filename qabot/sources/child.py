"""`ChildReader`: files to `Source` in a child process with limits, so that a hostile file costs that file and no more.

The parent asks for one file at a time, or for the facts of one person; the child (`child_serve.py`) answers with JSON,
which is checked before it is used, never with pickle: what breaks into a parser gets no further than the child.
`child_pipe.py` is what goes between, `child_end.py` tells how a child ended.

A build reads this way. `read_profile` reads the file or folder that its caller chose by name in the caller's own
process: no child has to be started for it (0.2 s), and it stops at the same limits of size, pages and text.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self, TypeAlias, TypeVar

from pydantic import ValidationError

from qabot.errors import QabotError, SourceError
from qabot.sources.builder import clean
from qabot.sources.child_end import how_it_ended
from qabot.sources.child_pipe import (
    ASKED,
    BROKE,
    MADE,
    MAKE,
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
    wholes,
)
from qabot.sources.source import Block, Field, Mark, Source

if TYPE_CHECKING:
    from qabot.settings import Settings

T = TypeVar("T")
Understood: TypeAlias = Callable[[bytes, bytes], T]  # kind and body of an answer -> what it says

_START_SECONDS = 60.0
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

    Use it in a `with`; safe to use from several threads, one at a time. `reader` and `maker` name the functions that
    the child calls, "module:function". The reader takes path, root and settings, and gives a Source or raises
    SourceError. The maker, where there is one, takes a person's id and sources, and gives bytes.
    """

    def __init__(self, reader: str = "qabot.sources:read_source", maker: str = "") -> None:
        self._reader, self._maker = reader, maker
        self._limits = Limits(0, 0, 0, 0)
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()
        self._is_up = False  # whether the child said that it is ready
        self._has_read = False  # whether it has read a file before
        self._is_stopped = False

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
        name = path.relative_to(root).as_posix() if root else path.name
        request = json.dumps([str(path), str(root) if root else None]).encode()
        return named(self._ask(ASKED, request, name, self._source, _limits(settings)), name)

    def make(self, person: str, sources: Sequence[Source], settings: Settings | None = None) -> bytes:
        """What the maker gives for a person, unchecked: it comes from the child.

        Raises as `read` does: making is held to the limits of reading one file.
        """
        request = wholes().dump_json((person, list(sources)))
        return self._ask(MAKE, request, person, _made, _limits(settings))

    def stop(self) -> None:
        """End what is being read, from another thread; nothing is read any more."""
        self._is_stopped = True
        if self._process:
            self._process.kill()

    def close(self) -> None:
        """End the child. Another is started when a file is read again."""
        with self._lock:
            self._end()

    def _ask(self, wish: bytes, request: bytes, name: str, understood: Understood[T], limits: Limits) -> T:
        """Ask the child; once more in a fresh one, for what a file needs must not depend on those before it."""
        with self._lock:
            for _ in range(2):
                self._begin(limits)
                try:
                    return self._ask_once(wish, request, understood)
                except _ChildGoneError as gone:
                    how = gone.how
                    if gone.was_fresh or how == "late" or self._is_stopped:
                        break
            raise self._refusal(name, how)

    def _ask_once(self, wish: bytes, request: bytes, understood: Understood[T]) -> T:
        self._wait_until_up()
        was_fresh, self._has_read = not self._has_read, True
        try:
            kind, is_last, body = self._exchange(wish, request, self._limits.read_seconds)
            answer = _refused(body) if kind == REFUSED else understood(kind, body)
        except _ChildGoneError as gone:
            self._end()
            gone.was_fresh = was_fresh
            raise
        if is_last:
            self._end()
        if isinstance(answer, SourceError):
            raise answer
        return answer

    def _source(self, kind: bytes, body: bytes) -> Source:
        """The source that the child gives, after it has been checked."""
        if kind == SOURCE:
            with suppress(ValidationError):
                source = sources().validate_json(body)
                if _holds_together(source, self._limits.max_text_chars):
                    return source
        raise _senseless(kind, body)

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
            setup = json.dumps([self._reader, self._maker, asdict(self._limits)]).encode()
            try:
                kind, _, body = self._exchange(ASKED, setup, _START_SECONDS)
                if kind != READY:
                    raise _ChildGoneError(body.decode("utf-8", "replace"))
            except _ChildGoneError as gone:
                self._end()
                raise _no_child(gone.how) from gone
            self._is_up = True

    def _exchange(self, wish: bytes, body: bytes, seconds: float) -> tuple[bytes, bool, bytes]:
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
            send(process.stdin, wish, body)
            answer = receive(process.stdout, self._limits.read_mb * 1_000_000)
        except (OSError, ClosedError) as error:
            raise _ChildGoneError("late" if late.is_set() else how_it_ended(process, self._limits.read_mb)) from error
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


def _limits(settings: Settings | None) -> Limits:
    if settings is None:
        from qabot.settings import Settings

        settings = Settings()
    most = settings.max_file_mb, settings.max_text_chars, settings.read_seconds, settings.read_mb
    return Limits(*most, settings.show_contact)


def _made(kind: bytes, body: bytes) -> bytes:
    if kind == MADE:
        return body
    raise _senseless(kind, body)


def _refused(body: bytes) -> SourceError:
    try:
        message, hint = refusals().validate_json(body)
    except ValidationError as error:
        raise _senseless(REFUSED, body) from error
    return SourceError(clean(message)[:1_000], clean(hint)[:1_000])


def _senseless(kind: bytes, body: bytes) -> _ChildGoneError:
    return _ChildGoneError(body.decode("utf-8", "replace") if kind == BROKE else "its answer makes no sense")


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
