"""Read thousands of damaged files in the child process and tell what came of each: a source, or one typed reason.

    python faults/read_mutants.py [--count 10000] [--formats html pdf] [--seed 0] [--profiles]

Thirteen ways to write a profile, some of them read as one format, and `hostile`: 164 files made to take a reader down.
Ends with status 1 when anything came out but a sound source or a SourceError, when a file broke its reader other than
by its limits, or when the limits did not hold. `--without` switches one check off: then it must end so.

Last long runs, 10,000 files each: Quarto 154 s, jemdoc 287 s, Org 179 s, reStructuredText 187 s, YAML 74 s; earlier Markdown
281 s, HTML 109 s, text 179 s, LaTeX 173 s, BibTeX 135 s, JSON 23 s, PDF 128 s, DOCX 67 s; `hostile` 16 s: none broke the
child, crashed the parent or was unsound. Three of jemdoc were stopped at 10 s; what they met is mended.
"""

from __future__ import annotations

import argparse
import re
import resource
import sys
import tempfile
import time
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from hostile import MANY, hostile
from mutants import Mutant, mutants
from pages import stock
from unguarded import CHECKS

from qabot.errors import SourceError
from qabot.settings import Settings
from qabot.sources.child import ChildReader
from qabot.sources.source import Source

_NAME = "mutant"
_GRACE = 2.0  # seconds beyond the limit in which a child is stopped and another started


@dataclass
class Tally:
    """What came of the mutants of one format."""

    format: str
    files: int = 0
    read: int = 0
    skipped: Counter[str] = field(default_factory=Counter)
    broke: Counter[str] = field(default_factory=Counter)  # the child, by how
    over: Counter[str] = field(default_factory=Counter)  # stopped at the limits, by which
    crashed: Counter[str] = field(default_factory=Counter)  # this process, by exception
    unsound: Counter[str] = field(default_factory=Counter)  # sources that break a promise
    examples: dict[str, str] = field(default_factory=dict)
    beyond: Counter[str] = field(default_factory=Counter)  # the limits that did not hold, by which
    slowest: tuple[float, str] = (0.0, "")
    seconds: float = 0.0
    peak: float = 0.0  # MB, the most that a child of this process has had in memory

    @property
    def findings(self) -> int:
        """How many files did what none may."""
        return sum(map(sum, (of.values() for of in (self.broke, self.crashed, self.unsound, self.beyond))))

    def lines(self) -> list[str]:
        """Tell it."""
        out = [
            f"{self.format}: {self.files} files, {self.read} read, {sum(self.skipped.values())} skipped, "
            f"{sum(self.broke.values())} broke the child, {sum(self.over.values())} stopped at the limits, "
            f"{sum(self.crashed.values())} crashed the parent, {sum(self.unsound.values())} unsound; "
            f"{self.seconds:.1f} s, slowest {self.slowest[0]:.2f} s ({self.slowest[1]}), largest child {self.peak:.0f} MB"
        ]
        for kind in ("skipped", "broke", "over", "beyond", "crashed", "unsound"):
            for reason, count in getattr(self, kind).most_common(12):
                out.append(f"    {kind} {count}: {reason}  e.g. {self.examples[reason]}")
        return out

    def took(self, seconds: float, what: str, settings: Settings) -> None:
        """Remember what a file took; a file is read twice at most, a second time in a fresh child."""
        self.slowest = max(self.slowest, (seconds, what))
        if seconds > 2 * (settings.read_seconds + _GRACE):
            self._past("time", what)

    def close(self, started: float, settings: Settings) -> None:
        """Remember the time since `started` and, after the child has ended, what it had in memory at most."""
        self.seconds = time.perf_counter() - started
        peak, own = (resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_CHILDREN, resource.RUSAGE_SELF))
        self.peak = peak / 1_000 if peak > own else 0.0  # kB; a child's count begins with what its parent has
        if self.peak * 1.024 > settings.read_mb:
            self._past("memory", "one of them")

    def _past(self, limit: str, what: str) -> None:
        self.beyond[limit] += 1
        self.examples.setdefault(limit, what)


def read_all(format: str, count: int, *, seed: int = 0, first: int = 0, profiles: bool = False) -> Tally:
    """Read the mutants of a format, each in the child; with `profiles`, facts are read from what could be read."""
    tally, settings = Tally(format), Settings()
    started = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder, ChildReader() as child:
        for mutant in mutants(format, count, seed, first):
            path = Path(folder) / (_NAME + mutant.suffix)
            path.write_bytes(mutant.data)
            begun = time.perf_counter()
            _read(tally, child, path, mutant, settings, profiles)
            tally.took(time.perf_counter() - begun, f"{mutant.number} {mutant.way}", settings)
    tally.close(started, settings)
    return tally


def _read(tally: Tally, child: ChildReader, path: Path, mutant: Mutant, settings: Settings, profiles: bool) -> None:
    tally.files += 1
    note = f"{mutant.number} {mutant.way} {mutant.suffix}"
    try:
        source = child.read(path, path.parent, settings)
        fault = unsound(source)
        if profiles and not fault:
            from qabot.profiles import make_profile

            make_profile(path.name, [source])
    except SourceError as error:
        reason = _reason(error.message)
        # A library in C that is given no more memory aborts.
        over = any(words in reason for words in (" took longer", " needed more", "(SIGABRT)"))
        tallied = tally.over if over else tally.broke if " broke its reader" in reason else tally.skipped
        tallied[reason] += 1
    except Exception as error:  # whatever it is, it is the finding
        reason = f"{type(error).__name__}: {_reason(str(error))[:200]}"
        tally.crashed[reason] += 1
    else:
        tally.read += not fault
        reason = fault
        if fault:
            tally.unsound[fault] += 1
    tally.examples.setdefault(reason, note)


def read_hostile(many: int = MANY, *, profiles: bool = False) -> Tally:
    """Read the files of `hostile`."""
    tally, settings = Tally("hostile"), Settings()
    started = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder, ChildReader() as child:
        for number, (what, suffix, text) in enumerate(hostile(many)):
            path = Path(folder) / (_NAME + suffix)
            path.write_text(text, "utf-8")
            begun = time.perf_counter()
            _read(tally, child, path, Mutant(number, what, suffix, b""), settings, profiles)
            tally.took(time.perf_counter() - begun, what, settings)
    tally.close(started, settings)
    return tally


def unsound(source: Source) -> str:
    """The promise of `Source` that this one breaks, "" if it keeps them all."""
    text, end = source.text, 0
    if not unicodedata.is_normalized("NFC", text):
        return "text not NFC"
    if re.search("[\x00-\x08\x0b-\x1f\x7f\u200b\ud800-\udfff]", text):
        return "text with control characters"
    for block in source.blocks:
        if not end <= block.start < block.end <= len(text):
            return "blocks empty or out of order"
        end = block.end
        if source.quote(block) != source.quote(block).strip():
            return "block with white space at its ends"
    if any(not 0 <= part.start < part.end <= len(text) for part in (*source.marks, *source.fields)):
        return "mark or field empty or outside"
    return ""


def _reason(message: str) -> str:
    """A message without what differs from file to file."""
    message = re.sub(rf"{_NAME}\.\w+", "FILE", message)
    message = re.sub(r"(?<!line )\d[\d,.]*", "N", message) if " broke " not in message else message
    return re.sub(r"(is not BibTeX|is not JSON): .*", r"\1", message, flags=re.S)


def main(arguments: Sequence[str] | None = None) -> int:
    """Read the arguments, read the mutants, tell what came of them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=10_000, help="mutants of each format")
    parser.add_argument("--first", type=int, default=0, help="number of the first")
    formats = ["hostile", *stock()]
    parser.add_argument("--formats", nargs="+", default=formats, choices=formats)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--profiles", action="store_true", help="read facts from what could be read, too")
    parser.add_argument("--without", choices=list(CHECKS), help="the control: switch this check off")
    parser.add_argument("--save", type=Path, help="write the mutant numbered --first of the one format here, and stop")
    given = parser.parse_args(arguments)
    if given.save:
        mutant = next(mutants(given.formats[0], 1, given.seed, given.first))
        given.save.with_suffix(mutant.suffix).write_bytes(mutant.data)
        return 0
    if given.without:
        ChildReader.__init__.__defaults__ = (CHECKS[given.without], "")
    findings = 0
    for format in given.formats:
        if format == "hostile":
            tally = read_hostile(profiles=given.profiles)
        else:
            tally = read_all(format, given.count, seed=given.seed, first=given.first, profiles=given.profiles)
        sys.stdout.write("\n".join(tally.lines()) + "\n")
        sys.stdout.flush()
        findings += tally.findings
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
