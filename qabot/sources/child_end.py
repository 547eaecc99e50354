"""`how_it_ended`: what became of a child process that says no more."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time

from qabot.sources.child_pipe import OUT_OF_MEMORY

_END_SECONDS = 5.0
_ABORTS = ("SIGABRT", "SIGTRAP", "SIGSEGV", "SIGBUS", "SIGILL")
_NEARLY_ALL = 0.75  # of the memory a child may have


def how_it_ended(process: subprocess.Popen[bytes], read_mb: int) -> str:
    """Give "memory", "late", or how else it ended, in words; `read_mb` is the memory it might have."""
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
