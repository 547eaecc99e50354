"""What a run cost, beside what another did: wall time, CPU time, peak memory, of processes run in turn.

The machine is shared and its load shifts: the sides are run A B A B, and it is the ratios of the pairs, the CPU time and
the best of the rounds that tell.
"""

from __future__ import annotations

import importlib.util
import os
import platform
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
OFFLINE = {"HF_HUB_OFFLINE": "1", "TRANSFORMERS_OFFLINE": "1", "TOKENIZERS_PARALLELISM": "true"}
KEPT = {"PYTHONDONTWRITEBYTECODE": ""}  # an installed package is compiled once, and so is each side here
LANGCHAIN = ("langchain_community", "langchain_huggingface", "langchain_text_splitters", "faiss")


@dataclass(frozen=True, slots=True)
class Cost:
    """What one run cost."""

    wall: float  # seconds
    cpu: float  # seconds of all threads and children
    peak: float  # MB of resident memory at most, of the process and its children together
    out: str = ""  # what it printed


def machine() -> str:
    """The machine, its load and the date."""
    name = platform.processor() or platform.machine()
    info = Path("/proc/cpuinfo")
    if info.is_file():
        name = next(
            (line.split(":")[1].strip() for line in info.read_text().splitlines() if "model name" in line), name
        )
    load = " ".join(f"{of:.1f}" for of in os.getloadavg()) if hasattr(os, "getloadavg") else "unknown"
    return f"{name}, {os.cpu_count()} cores, load {load}; {time.strftime('%Y-%m-%d %H:%M', time.gmtime())} UTC"


def run(command: Sequence[str], more: Mapping[str, str] | None = None) -> Cost:
    """Run a program to its end and tell what it cost. RuntimeError with its last words if it fails."""
    surroundings = {**os.environ, **OFFLINE, **KEPT, "PYTHONPATH": str(ROOT), **(more or {})}
    started = time.perf_counter()
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=surroundings, cwd=ROOT
    )
    watch = _Watch(process.pid)
    before = os.times()
    out, err = process.communicate()
    wall = time.perf_counter() - started
    after = os.times()
    peak = watch.stop()
    if process.returncode:
        raise RuntimeError(f"{' '.join(command[:4])} ended with {process.returncode}: {err.strip()[-500:]}")
    cpu = after.children_user + after.children_system - before.children_user - before.children_system
    return Cost(wall, cpu, peak, out)


class _Watch:
    """Watches how much memory a process and its children hold."""

    def __init__(self, pid: int) -> None:
        self._pid, self._peak, self._done = pid, 0, threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()

    def stop(self) -> float:
        self._done.set()
        self._thread.join()
        return self._peak / 1e6

    def _look(self) -> None:
        while True:
            self._peak = max(self._peak, sum(_resident(pid) for pid in _family(self._pid)))
            if self._done.wait(0.01):
                return


def _family(pid: int) -> list[int]:
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        children = []
    return [pid, *(of for child in children for of in _family(int(child)))]


def _resident(pid: int) -> int:
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, IndexError):
        return 0


def in_turn(sides: Mapping[str, Callable[[], Cost]], rounds: int) -> dict[str, list[Cost]]:
    """The costs of each side, run in turn; the first round, in which caches fill, is not counted."""
    costs: dict[str, list[Cost]] = {name: [] for name in sides}
    for number in range(rounds + 1):
        for name, side in sides.items():
            cost = side()
            if number:
                costs[name].append(cost)
    return costs


def table(costs: Mapping[str, Sequence[Cost]], say: Callable[[str], object]) -> None:
    """Print what the sides cost."""
    say(f"{'':26}{'wall s':>9}{'best':>8}{'CPU s':>9}{'best':>8}{'peak MB':>9}\n")
    for name, of in costs.items():
        walls, cpus = [cost.wall for cost in of], [cost.cpu for cost in of]
        say(
            f"{name:26}{statistics.median(walls):9.2f}{min(walls):8.2f}{statistics.median(cpus):9.2f}{min(cpus):8.2f}"
            f"{max(cost.peak for cost in of):9.0f}\n"
        )


def ratio(costs: Mapping[str, Sequence[Cost]], ours: str, theirs: str, what: str) -> float:
    """How many times more the other side took, at the median of the pairs of rounds; `what` is a field of `Cost`."""
    pairs = zip(costs[ours], costs[theirs], strict=True)
    return statistics.median(getattr(b, what) / max(getattr(a, what), 1e-9) for a, b in pairs)


def ratios(costs: Mapping[str, Sequence[Cost]], ours: str, theirs: str, goals: Mapping[str, float]) -> str:
    """One line with the ratios of wall, CPU and memory, each with its goal where it has one."""
    parts = []
    for what in ("wall", "cpu", "peak"):
        found = ratio(costs, ours, theirs, what)
        goal = f" (goal {goals[what]:g}: {'met' if found >= goals[what] else 'missed'} here)" if what in goals else ""
        parts.append(f"{what} {found:.2f}{goal}")
    return f"{theirs} / {ours}: {', '.join(parts)}\n"


def peer_python(given: str, packages: Sequence[str], say: Callable[[str], object], name: str) -> str:
    """The interpreter that has a peer's packages: the one given, else this one; "" and a line that says so if none."""
    if not given and not [package for package in packages if importlib.util.find_spec(package) is None]:
        return sys.executable
    if given:
        code = f"import importlib.util as u; print(all(u.find_spec(p) for p in {list(packages)!r}))"
        asked = subprocess.run([given, "-c", code], capture_output=True, text=True, check=False)
        if asked.stdout.strip() == "True":
            return given
    say(f"{name} is left out: {', '.join(packages)} not installed{' for ' + given if given else ''}\n")
    return ""
