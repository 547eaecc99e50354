"""`Tally`: what came of one row of a fault script, and `main`, by which every script is run."""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field


@dataclass
class Tally:
    """How often something was tried, what came of it, and what none may."""

    outcomes: Counter[str] = field(default_factory=Counter)
    faults: Counter[str] = field(default_factory=Counter)
    notes: list[str] = field(default_factory=list)
    skipped: str = ""  # why nothing was tried

    def saw(self, outcome: object, *, fault: bool = False) -> None:
        """Count an outcome; a fault is one that no run may have."""
        (self.faults if fault else self.outcomes)[str(outcome)] += 1

    def line(self) -> str:
        """Tell it."""
        if self.skipped:
            return f"not tried: {self.skipped}"
        told = [f"{count} {what}" for what, count in self.outcomes.most_common(12)]
        told += [f"FAULT {count} {what}" for what, count in self.faults.most_common(12)]
        return "; ".join(told + self.notes) or "nothing"


Row = Callable[[bool], Tally]  # whether the long run is meant


def main(
    about: str,
    rows: Mapping[str, Row],
    controls: Mapping[str, Callable[[], AbstractContextManager[None]]],
    arguments: Sequence[str] | None = None,
) -> int:
    """Run the rows of a script; 1 when there was a fault. With a control switched in, a fault is what is wanted."""
    parser = argparse.ArgumentParser(description=about, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--long", action="store_true", help="the long run")
    parser.add_argument("--rows", nargs="+", default=list(rows), choices=list(rows))
    parser.add_argument("--without", choices=list(controls), help="the control: switch this off, faults must follow")
    given = parser.parse_args(arguments)
    found = 0
    for name in given.rows:
        started = time.perf_counter()
        with controls[given.without]() if given.without else nullcontext():
            tally = rows[name](given.long)
        found += tally.faults.total()
        sys.stdout.write(f"{name} ({time.perf_counter() - started:.1f} s): {tally.line()}\n")
        sys.stdout.flush()
    return 1 if found else 0
