"""Runs a script of `faults/` in a process of its own."""

import os
import subprocess
import sys
from pathlib import Path

FAULTS = Path(__file__).parent.parent / "faults"


def run(script: str, *arguments: str) -> subprocess.CompletedProcess:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    command = [sys.executable, str(FAULTS / script), *arguments]
    return subprocess.run(command, capture_output=True, text=True, env=environment, timeout=300)
