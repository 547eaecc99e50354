"""Runs a script of `faults/` in a process of its own."""

import os
import subprocess
import sys
from pathlib import Path

FAULTS = Path(__file__).parent.parent / "faults"


def run(script: str, *arguments: str) -> subprocess.CompletedProcess:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    command = [sys.executable, str(FAULTS / script), *arguments]
    return subprocess.run(command, capture_output=True, text=True, env=environment, timeout=400)


def nothing_found(script: str, controls: int) -> str:
    """What the short run of a script says: no row has a fault, and each of so many controls sees the one it must."""
    done = run(script)
    assert "FAULT" not in done.stdout, done.stdout
    assert done.returncode == 0, done.stdout + done.stderr
    tried = [line for line in done.stdout.splitlines() if " without " in line.split(":")[0]]
    assert len(tried) == controls, done.stdout
    assert all("told, as it must be" in line or "not tried" in line for line in tried), done.stdout
    return done.stdout
