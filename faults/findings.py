"""`Tally`: what came of one row of a fault script, and `main`, by which every script is run."""

from __future__ import annotations

import argparse
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, field


class Told(BaseException):
    """The fault that a control waits for: the row need not go on."""


@dataclass
class Tally:
    """How often something was tried, what came of it, and what none may."""

    outcomes: Counter[str] = field(default_factory=Counter)
    faults: Counter[str] = field(default_factory=Counter)
    notes: list[str] = field(default_factory=list)
    skipped: str = ""  # why nothing was tried

    def saw(self, outcome: object, *, fault: bool = False) -> None:
        """Count an outcome; a fault is one that no run may have."""
        if fault and _awaited and re.search(_awaited[0], str(outcome)):
            raise Told(str(outcome))
        (self.faults if fault else self.outcomes)[str(outcome)] += 1

    def line(self) -> str:
        """Tell it."""
        if self.skipped:
            return f"not tried: {self.skipped}"
        told = [f"{count} {what}" for what, count in self.outcomes.most_common(12)]
        told += [f"FAULT {count} {what}" for what, count in self.faults.most_common(12)]
        return "; ".join(told + self.notes) or "nothing"


Row = Callable[[bool], Tally]  # whether the long run is meant
_awaited: list[str] = []  # the fault that the control which runs now waits for


@dataclass(frozen=True, slots=True)
class Control:
    """Something that a promise rests on: while it is off, each of these rows must see the fault, or it sees none."""

    off: Callable[[], AbstractContextManager[None]]
    faults: Mapping[str, str]  # row -> what a fault of it must say (a regular expression)


def main(
    about: str, rows: Mapping[str, Row], controls: Mapping[str, Control], arguments: Sequence[str] | None = None
) -> int:
    """Run the rows of a script, then its controls; 1 when there was a fault, or none where a control is off.

    With `--rows` only these, without the controls; with `--without` with one of these off: then faults must follow.
    """
    parser = argparse.ArgumentParser(description=about, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--long", action="store_true", help="the long run")
    parser.add_argument("--rows", nargs="+", choices=list(rows), help="only these, without the controls")
    parser.add_argument("--without", choices=list(controls), help="a control: switch this off, faults must follow")
    given = parser.parse_args(arguments)
    names = given.rows or (controls[given.without].faults if given.without else rows)
    found = 0
    for name in names:
        started = time.perf_counter()
        with controls[given.without].off() if given.without else nullcontext():
            tally = rows[name](given.long)
        found += tally.faults.total()
        _say(name, started, tally.line())
    for name, control in () if given.rows or given.without else controls.items():
        for row, fault in control.faults.items():
            started = time.perf_counter()
            line = _held(rows[row], control, fault)
            found += line.startswith("FAULT")
            _say(f"{row} without {name}", started, line)
    return 1 if found else 0


def _held(row: Row, control: Control, fault: str) -> str:
    """What a row says while something is off, in its short form, up to the fault that is waited for."""
    try:
        with control.off(), _awaiting(fault):
            tally = row(False)
    except Told as told:
        return f"told, as it must be: {told}"
    return tally.line() if tally.skipped else f"FAULT nothing was told of {fault!r}: {tally.line()}"


@contextmanager
def _awaiting(fault: str) -> Iterator[None]:
    _awaited.append(fault)
    try:
        yield
    finally:
        _awaited.clear()


def _say(name: str, started: float, line: str) -> None:
    sys.stdout.write(f"{name} ({time.perf_counter() - started:.1f} s): {line}\n")
    sys.stdout.flush()
