"""A reader whose files say what goes wrong with them. It is light: the child that loads it has little memory."""

import json
import os
import signal
import time
from pathlib import Path

from qabot.errors import SourceError
from qabot.sources.source import Block, Source

LEFT: list[bytes] = []  # what is never given back


def read(path: Path, root: Path | None, limits) -> Source:
    """Do what the file says, "order value"; then its text is "fine"."""
    order, _, value = path.read_text("utf-8").partition(" ")
    text = ORDERS.get(order, str)(value) or "fine"
    return text if isinstance(text, Source) else Source(path.name, "text", text, (Block("paragraph", 0, len(text)),))


def by_size(path: Path, root: Path | None, limits) -> Source:
    """Break at files of an even number of bytes."""
    return ORDERS["signal"]("SIGSEGV") if path.stat().st_size % 2 == 0 else Source(path.name, "text", "", ())


def throw(value: str) -> None:
    raise {"ValueError": ValueError, "EOFError": EOFError, "SystemExit": SystemExit}[value]("\x1b[31mtold")


def refuse(value: str) -> None:
    raise SourceError("It is \x1b[31mno good.", "Do better.")


def spin(value: str) -> None:
    signal.setitimer(signal.ITIMER_REAL, 0)  # so that the limit of processor time is what ends it
    while True:
        pass


def take(value: str) -> None:
    taken = b"x" * int(value) * 1_000_000
    del taken


def lie(value: str) -> Source:
    return Source("a.txt", "text", "short", (Block("paragraph", *json.loads(value)),))


ORDERS = {
    "sleep": lambda value: time.sleep(float(value)),
    "spin": spin,
    "take": take,
    "keep": lambda value: LEFT.append(b"x" * int(value) * 1_000_000),
    "signal": lambda value: os.kill(os.getpid(), signal.Signals[value]),
    "exit": lambda value: os._exit(int(value)),
    "raise": throw,
    "refuse": refuse,
    "print": lambda value: print(value, os.write(1, b"raw")),
    "who": lambda value: str(os.getpid()),
    "environment": lambda value: " ".join(sorted(os.environ)),
    "lie": lie,
}
