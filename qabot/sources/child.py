"""`ChildReader`: files to `Source` in a child process with limits, so that a hostile file costs that file and no more.

The parent asks for one file at a time; the child answers with JSON, which is checked before it is used, never with
pickle: what breaks into a parser gets no further than the child. Both sides put the kind and the length of a message
before it.

A build reads this way. `read_profile` reads the file or folder that its caller chose by name in the caller's own
process: no child has to be started for it (0.2 s), and it stops at the same limits of size, pages and text.
"""

from __future__ import annotations

import json
import math
import os
import signal
import struct
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from functools import lru_cache
from importlib import import_module
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

from pydantic import TypeAdapter, ValidationError

from qabot.errors import QabotError, SourceError
from qabot.settings import Settings
from qabot.sources.builder import clean
from qabot.sources.source import Block, Source

_MEMORY = 75  # the child's exit status when its memory did not suffice
_START_SECONDS = 60.0
_HEAD = struct.Struct(">c?Q")  # kind, whether the child ends after it, length
_READY, _SOURCE, _REFUSED, _BROKE = b"!", b"S", b"R", b"B"
_START = "import json, sys; sys.path[:] = json.loads(sys.argv[1]); from qabot.sources.child import serve; serve()"
# What a child may know of the surroundings: keys and passwords are nothing for a parser.
_SURROUNDINGS = ("PATH", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "SYSTEMROOT", "LANG", "LC_ALL", "LC_CTYPE", "TMPDIR")

Read = Callable[[Path, Path | None, Settings], Source]


class _ChildGoneError(Exception):
    """The child broke, was stopped, or said what no reader says."""

    def __init__(self, how: str) -> None:
        self.how = how
        super().__init__(how)


class ChildReader:
    """Reads files in one child process, started at the first file and replaced when it breaks.

    Use it in a `with`; safe to use from several threads, one at a time. `reader` names the function that the child
    calls, "module:function"; it takes path, root and settings, and gives a Source or raises SourceError.
    """

    def __init__(self, reader: str = "qabot.sources:read_source") -> None:
        self._reader = reader
        self._settings = Settings()
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()
        self._has_read = False  # whether the child has read a file before

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
        settings = settings or Settings()
        name = path.relative_to(root).as_posix() if root else path.name
        with self._lock:
            if settings != self._settings:
                self._end()
                self._settings = settings
            try:
                return self._ask(path, root, name)
            except _ChildGoneError as gone:
                if not self._has_read:
                    raise self._refusal(name, gone.how) from gone
            finally:
                self._has_read = self._process is not None
            try:  # what a file needs must not depend on the files before it: once more, in a fresh child
                return self._ask(path, root, name)
            except _ChildGoneError as gone:
                raise self._refusal(name, gone.how) from gone
            finally:
                self._has_read = self._process is not None

    def close(self) -> None:
        """End the child. Another is started when a file is read again."""
        with self._lock:
            self._end()

    def _ask(self, path: Path, root: Path | None, name: str) -> Source:
        """Send one file's name and wait for what the child says of it."""
        process = self._process or self._started()
        request = json.dumps([str(path), str(root) if root else None]).encode()
        kind, is_last, body = self._exchange(process, _SOURCE, request, self._settings.read_seconds)
        if kind == _BROKE:
            self._end()
            raise _ChildGoneError(body.decode("utf-8", "replace"))
        try:
            said = _sources().validate_json(body) if kind == _SOURCE else _refusals().validate_json(body)
        except ValidationError as error:
            self._end()
            raise _ChildGoneError("its answer cannot be read") from error
        if is_last:
            self._end()
        if not isinstance(said, Source):
            raise SourceError(*(clean(words)[:1_000] for words in said))
        if not _holds_together(said, self._settings.max_text_chars):
            self._end()
            raise _ChildGoneError("its answer contradicts itself")
        return _named(said, name)

    def _started(self) -> subprocess.Popen[bytes]:
        """A child that is ready to read."""
        command = [sys.executable, "-P", "-c", _START, json.dumps(sys.path)]
        around = {name: os.environ[name] for name in _SURROUNDINGS if name in os.environ}
        setup = json.dumps([self._reader, self._settings.model_dump(mode="json")]).encode()
        try:
            self._process = subprocess.Popen(  # noqa: S603  # our own interpreter and code
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=around
            )
            self._exchange(self._process, _READY, setup, _START_SECONDS)
        except (OSError, _ChildGoneError) as error:
            self._end()
            raise QabotError(
                f"The process that reads files did not start ({error}).",
                "Check that memory is free, and that QABOT_READ_MB is not too low.",
            ) from error
        self._has_read = False
        return self._process

    def _exchange(
        self, process: subprocess.Popen[bytes], kind: bytes, body: bytes, seconds: float
    ) -> tuple[bytes, bool, bytes]:
        """Say something to the child and wait for the answer; a child that takes longer is killed."""
        assert process.stdin and process.stdout  # noqa: S101
        late = threading.Event()
        timer = threading.Timer(seconds, lambda: (late.set(), process.kill()))
        timer.daemon = True
        timer.start()
        answered = False
        try:
            _send(process.stdin, kind, body)
            answer = _receive(process.stdout, self._settings.read_mb * 1_000_000)
            answered = not late.is_set()
        except (OSError, EOFError) as error:
            raise _ChildGoneError("late" if late.is_set() else _how(process)) from error
        finally:  # also when the wait is interrupted: an answer must not be taken for that to the next question
            timer.cancel()
            if not answered:
                self._end(at_once=True)
        if late.is_set():
            raise _ChildGoneError("late")
        return answer

    def _end(self, *, at_once: bool = False) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        if at_once:
            process.kill()
        for pipe in (process.stdin, process.stdout):
            try:
                if pipe:
                    pipe.close()
            except OSError:  # what could not be sent goes nowhere
                pass
        try:
            process.wait(1.0)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()

    def _refusal(self, name: str, how: str) -> SourceError:
        """Why a file is skipped that the child came to grief over."""
        if how == "late":
            seconds = f"{self._settings.read_seconds:g}"
            return SourceError(
                f"{name} took longer than {seconds} s to read.", "Split it, or raise QABOT_READ_SECONDS."
            )
        if how == "memory":
            most = self._settings.read_mb
            return SourceError(f"{name} needed more than {most} MB to read.", "Split it, or raise QABOT_READ_MB.")
        return SourceError(f"{name} broke its reader ({clean(how)[:200]}).", "Save or export it again.")


def _how(process: subprocess.Popen[bytes]) -> str:
    """What became of a child that says no more."""
    try:
        status = process.wait(5.0)
    except subprocess.TimeoutExpired:
        return "it closed its pipe"
    if status == _MEMORY:
        return "memory"
    if status >= 0:
        return f"exit status {status}"
    name = signal.Signals(-status).name if -status in set(signal.Signals) else f"signal {-status}"
    return "late" if name in ("SIGXCPU", "SIGALRM") else name


def _holds_together(source: Source, most: int) -> bool:
    """Whether all parts lie inside the text and the text inside its limit."""
    end, blocks = len(source.text), len(source.blocks)
    cells = (cell for block in source.blocks for cell in block.cells)
    ranges = [*cells, *((part.start, part.end) for part in (*source.blocks, *source.marks, *source.fields))]
    return (
        end <= most
        and all(0 <= start <= stop <= end for start, stop in ranges)
        and all(0 <= page <= end for page in source.pages)
        and all(_is_placed(block, blocks) for block in source.blocks)
    )


def _is_placed(block: Block, blocks: int) -> bool:
    return -1 <= block.parent < blocks and 0 <= block.level <= 1_000


def _named(source: Source, name: str) -> Source:
    """The source under the name that the parent knows: a name may hold bytes that JSON has no way to write."""
    return Source(name, source.format, source.text, source.blocks, source.marks, source.fields, source.pages)


@lru_cache
def _sources() -> TypeAdapter[Source]:
    return TypeAdapter(Source)


@lru_cache
def _refusals() -> TypeAdapter[tuple[str, str]]:
    return TypeAdapter(tuple[str, str])


# Messages


def _send(pipe: BinaryIO, kind: bytes, body: bytes, *, is_last: bool = False) -> None:
    pipe.write(_HEAD.pack(kind, is_last, len(body)) + body)
    pipe.flush()


def _receive(pipe: BinaryIO, most: float = math.inf) -> tuple[bytes, bool, bytes]:
    """The next message. EOFError if there is none, or none that is whole and of a size that can be."""
    head = pipe.read(_HEAD.size)
    if len(head) < _HEAD.size:
        raise EOFError
    kind, is_last, size = _HEAD.unpack(head)
    if size > most:
        raise EOFError
    body = pipe.read(size)
    if len(body) < size:
        raise EOFError
    return kind, is_last, body


# The child's side


def serve() -> None:
    """Be the child: read the files that are asked for on standard input, until it closes."""
    requests, replies = _own_pipes()
    sys.excepthook = lambda kind, error, trace: _send(replies, _BROKE, _place(kind, trace).encode())
    try:
        _, _, setup = _receive(requests)
        reader, given = json.loads(setup)
        settings = Settings(**given)
        _limit_memory(settings.read_mb)
        module, _, name = reader.partition(":")
        read: Read = getattr(import_module(module), name)
        _sources()
        _send(replies, _READY, b"")
        while True:
            _serve_one(requests, replies, read, settings)
    except EOFError:
        return
    except MemoryError:
        os._exit(_MEMORY)


def _serve_one(requests: BinaryIO, replies: BinaryIO, read: Read, settings: Settings) -> None:
    _, _, request = _receive(requests)
    path, root = json.loads(request)
    _limit_time(settings.read_seconds)
    try:
        source = read(Path(path), Path(root) if root else None, settings)
        kind, body = _SOURCE, _sources().dump_json(_named(source, ""))
    except SourceError as error:
        kind, body = _REFUSED, json.dumps([error.message, error.hint]).encode()
    is_last = _address_space() > settings.read_mb * 500_000  # half of it: the next file finds a fresh child
    _send(replies, kind, body, is_last=is_last)
    _limit_time(None)


def _own_pipes() -> tuple[BinaryIO, BinaryIO]:
    """The pipes to the parent, out of the reach of what a library prints or reads."""
    requests, replies = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_RDWR)
    os.dup2(nowhere, 0)
    os.dup2(nowhere, 1)
    os.close(nowhere)
    return requests, replies


def _place(kind: type[BaseException], trace: TracebackType | None) -> str:
    """An exception and where it was raised; not its text, which may hold anything."""
    while trace and trace.tb_next:
        trace = trace.tb_next
    where = f" in {Path(trace.tb_frame.f_code.co_filename).name}, line {trace.tb_lineno}" if trace else ""
    return f"{kind.__name__}{where}"


def _limit_memory(mb: int) -> None:
    """Bound the address space, and leave no core dump; where the system knows no such limits there are none."""
    try:
        import resource
    except ImportError:
        return
    for limit, value in ((resource.RLIMIT_AS, mb * 1_000_000), (resource.RLIMIT_CORE, 0)):
        hard = resource.getrlimit(limit)[1]
        value = value if hard == resource.RLIM_INFINITY else min(value, hard)
        try:
            resource.setrlimit(limit, (value, value))
        except (ValueError, OSError):
            continue


def _limit_time(seconds: float | None) -> None:
    """End this process a second after the parent should have: it may be gone. None lifts the limit."""
    try:
        import resource
    except ImportError:
        return
    signal.setitimer(signal.ITIMER_REAL, seconds + 1 if seconds else 0)
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    most = math.ceil(time.process_time() + seconds + 1) if seconds else hard
    if hard == resource.RLIM_INFINITY or most <= hard:
        resource.setrlimit(resource.RLIMIT_CPU, (most, hard))


def _address_space() -> int:
    """Bytes of it in use, 0 where the system does not say."""
    try:
        pages = Path("/proc/self/statm").read_text(encoding="ascii").split()[0]
    except OSError:
        return 0
    return int(pages) * os.sysconf("SC_PAGE_SIZE")
