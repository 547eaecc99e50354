"""`traced`: a child whose every system call that changes files in a folder is stopped at, to be let go, failed or killed.

By ptrace, so that no call is missed, whatever library makes it. Linux on x86-64 alone; `HERE` says whether it works.
"""

from __future__ import annotations

import ctypes
import os
import platform
import signal
import struct
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

HERE = sys.platform == "linux" and platform.machine() == "x86_64"
_TRACEME, _SETREGS, _GETREGS, _SETOPTIONS, _GET_INFO, _CALL, _CONT = 0, 13, 12, 0x4200, 0x420E, 24, 7
_OPTIONS = 1 | 2 | 4 | 8 | 0x100000  # calls marked, forks and threads followed, all killed with this process
_ALL_KINDS = 0x40000000  # threads too
_RAX, _ORIG_RAX, _REGISTERS = 10, 15, 27
_INFO = struct.Struct("<BxxxIQQQ6Q")  # what, architecture, instruction, stack, number, arguments
_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC
# What changes files: number -> name, and where its paths are: "p1" a path in argument 1 (after the folder in 0 for
# "a1"), "f0" a handle in argument 0.
_CALLS: dict[int, tuple[str, tuple[str, ...]]] = {
    2: ("open", ("p0",)), 257: ("openat", ("a1",)), 85: ("creat", ("p0",)), 437: ("openat2", ("a1",)),
    1: ("write", ("f0",)), 18: ("pwrite", ("f0",)), 20: ("writev", ("f0",)), 296: ("pwritev", ("f0",)),
    328: ("pwritev2", ("f0",)), 40: ("sendfile", ("f0",)), 326: ("copy_file_range", ("f2",)), 76: ("truncate", ("p0",)),
    77: ("ftruncate", ("f0",)), 285: ("fallocate", ("f0",)), 74: ("fsync", ("f0",)), 75: ("fdatasync", ("f0",)),
    277: ("sync_file_range", ("f0",)), 82: ("rename", ("p0", "p1")), 264: ("rename", ("a1", "a3")),
    316: ("rename", ("a1", "a3")), 87: ("unlink", ("p0",)), 263: ("unlink", ("a1",)), 83: ("mkdir", ("p0",)),
    258: ("mkdir", ("a1",)), 84: ("rmdir", ("p0",)), 86: ("link", ("p0", "p1")), 265: ("link", ("a1", "a3")),
    88: ("symlink", ("p1",)), 266: ("symlink", ("a2",)),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Call:
    """A call about to be made."""

    number: int  # from 1
    name: str
    paths: tuple[str, ...]
    handle: str  # /proc path of the file that a handle stands for, "" if it is called by path


class Trace:
    """What became of a traced child."""

    def __init__(self) -> None:
        self.calls: list[Call] = []
        self.status = 0  # as waitpid gives it


def traced(work: Callable[[], None], folder: Path, at: Callable[[Call], int | None]) -> Trace:
    """Run `work` in a forked child. Before each call that changes something in `folder`, `at` says what shall happen.

    None: go on; a positive number: the call fails with this errno; -1: the child is killed, the call is not made.
    """
    child = os.fork()
    if not child:
        try:
            _ptrace(_TRACEME, 0)
            os.kill(os.getpid(), signal.SIGSTOP)
            work()
            os._exit(0)
        except BaseException as error:
            os.write(2, f"{type(error).__name__}: {error}\n".encode())
            os._exit(7)
    trace = Trace()
    os.waitpid(child, 0)
    _ptrace(_SETOPTIONS, child, 0, _OPTIONS)
    _ptrace(_CALL, child)
    failing: dict[int, int] = {}  # thread -> errno of the call it is in
    while True:
        thread, status = os.waitpid(-1, _ALL_KINDS)
        if os.WIFEXITED(status) or os.WIFSIGNALED(status):
            if thread == child:
                trace.status = status
                return trace
            continue
        sent = 0
        if os.WSTOPSIG(status) == signal.SIGTRAP | 0x80:
            wish = _at_stop(thread, failing, folder, trace, at)
            if wish == -1:
                os.kill(child, signal.SIGKILL)
                continue
        elif os.WSTOPSIG(status) not in (signal.SIGTRAP, signal.SIGSTOP):
            sent = os.WSTOPSIG(status)
        _ptrace(_CALL, thread, 0, sent)


def _at_stop(
    thread: int, failing: dict[int, int], folder: Path, trace: Trace, at: Callable[[Call], int | None]
) -> int | None:
    info = ctypes.create_string_buffer(_INFO.size + 8)
    _ptrace(_GET_INFO, thread, len(info), ctypes.addressof(info))
    what, _, _, _, number, *arguments = _INFO.unpack_from(info.raw)
    if what == 2:  # the end of a call
        if thread in failing:
            _set(thread, _RAX, -failing.pop(thread) & 0xFFFFFFFFFFFFFFFF)
        return None
    call = _call(thread, number, arguments, folder, len(trace.calls) + 1) if number in _CALLS else None
    if call is None:
        return None
    trace.calls.append(call)
    wish = at(call)
    if wish and wish > 0:
        _set(thread, _ORIG_RAX, 0xFFFFFFFFFFFFFFFF)  # no such call
        failing[thread] = wish
    return wish


def _call(thread: int, number: int, arguments: list[int], folder: Path, count: int) -> Call | None:
    name, places = _CALLS[number]
    if name in ("open", "openat") and not arguments[1 if name == "open" else 2] & _WRITES:
        return None
    paths = tuple(_path(thread, place, arguments) for place in places)
    if not any(f"{path}/".startswith(f"{folder}/") for path in paths):
        return None
    handle = f"/proc/{thread}/fd/{arguments[int(places[0][1])]}" if places[0][0] == "f" else ""
    return Call(count, name, paths, handle)


def _path(thread: int, place: str, arguments: list[int]) -> str:
    kind, at = place[0], int(place[1])
    if kind == "f":
        return _link(f"/proc/{thread}/fd/{ctypes.c_int(arguments[at]).value}")
    path = os.fsdecode(_string(thread, arguments[at]))
    if path.startswith("/"):
        return os.path.normpath(path)
    base = ctypes.c_int(arguments[at - 1]).value if kind == "a" else -100
    return os.path.normpath(f"{_link(f'/proc/{thread}/cwd' if base == -100 else f'/proc/{thread}/fd/{base}')}/{path}")


def _link(path: str) -> str:
    try:
        return os.readlink(path).removesuffix(" (deleted)")
    except OSError:
        return ""


def _string(thread: int, address: int) -> bytes:
    with open(f"/proc/{thread}/mem", "rb", buffering=0) as memory:
        memory.seek(address)
        data = b""
        while b"\0" not in data and len(data) < 8192:
            try:
                data += memory.read(256)
            except OSError:  # the next page is not there
                memory.seek(address + len(data))
                data += memory.read(4096 - (address + len(data)) % 4096)
    return data.split(b"\0")[0]


def _set(thread: int, register: int, value: int) -> None:
    registers = (ctypes.c_ulonglong * _REGISTERS)()
    _ptrace(_GETREGS, thread, 0, ctypes.addressof(registers))
    registers[register] = value
    _ptrace(_SETREGS, thread, 0, ctypes.addressof(registers))


def _ptrace(request: int, thread: int, address: int = 0, data: int = 0) -> int:
    done = _libc().ptrace(request, thread, address, data)
    if done < 0:
        raise OSError(ctypes.get_errno(), f"ptrace {request:#x}")
    return int(done)


def _libc() -> ctypes.CDLL:
    if not _known:
        libc = ctypes.CDLL(None, use_errno=True)
        libc.ptrace.restype = ctypes.c_long
        libc.ptrace.argtypes = [ctypes.c_long, ctypes.c_long, ctypes.c_void_p, ctypes.c_void_p]
        _known.append(libc)
    return _known[0]


_known: list[ctypes.CDLL] = []


def works() -> bool:
    """Whether a child can be traced here; a container may forbid it."""
    if not HERE:
        return False
    try:
        return traced(lambda: None, Path("/nowhere"), lambda call: None).status == 0
    except OSError:
        return False


def each(names: Iterator[str]) -> str:
    """Count the names of calls."""
    counts: dict[str, int] = {}
    for name in names:
        counts[name] = counts.get(name, 0) + 1
    return ", ".join(f"{count} {name}" for name, count in sorted(counts.items(), key=lambda item: -item[1]))
