"""`serve`: the child's side of `ChildReader`: reads files, and makes of them what it is told, under limits."""

from __future__ import annotations

import gc
import json
import math
import os
import signal
import sys
import time
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from types import TracebackType
from typing import IO, Any

from qabot.errors import SourceError
from qabot.sources.child_pipe import (
    BROKE,
    MADE,
    MAKE,
    OUT_OF_MEMORY,
    READY,
    REFUSED,
    SOURCE,
    ClosedError,
    Limits,
    named,
    receive,
    send,
    sources,
    wholes,
)
from qabot.sources.source import Source

Read = Callable[[Path, Path | None, Limits], Source]
Make = Callable[[str, Sequence[Source]], bytes]


def serve() -> None:
    """Be the child: read the files that are asked for on standard input, until it closes."""
    requests, replies = _own_pipes()
    sys.excepthook = lambda kind, error, trace: send(replies, BROKE, _place(kind, trace).encode())
    try:
        _, _, setup = receive(requests)
        reader, maker, given = json.loads(setup)
        limits = Limits(**given)
        _limit_memory(limits.read_mb)
        read: Read = _named(reader)
        make: Make | None = _named(maker) if maker else None
        sources()
        send(replies, READY, b"")
        while True:
            _serve_one(requests, replies, read, make, limits)
    except ClosedError:
        return
    except MemoryError:
        os._exit(OUT_OF_MEMORY)


def _serve_one(requests: IO[bytes], replies: IO[bytes], read: Read, make: Make | None, limits: Limits) -> None:
    wish, _, request = receive(requests)
    _limit_time(limits.read_seconds)
    gc.disable()  # looking for rings through all that grows costs a long page a third of its time
    try:
        if wish == MAKE and make:
            kind, body = MADE, make(*wholes().validate_json(request))
        else:
            path, root = json.loads(request)
            source = read(Path(path), Path(root) if root else None, limits)
            kind, body = SOURCE, sources().dump_json(named(source, ""))
    except SourceError as error:
        kind, body = REFUSED, json.dumps([error.message, error.hint]).encode()
    finally:
        gc.enable()
    is_last = _address_space() > limits.read_mb * 500_000  # half of it: the next file finds a fresh child
    send(replies, kind, body, is_last=is_last)
    _limit_time(None)


def _named(function: str) -> Any:  # noqa: ANN401 - whatever bears that name
    module, _, name = function.partition(":")
    return getattr(import_module(module), name)


def _own_pipes() -> tuple[IO[bytes], IO[bytes]]:
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
