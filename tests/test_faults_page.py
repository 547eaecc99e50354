"""The scripts that harm the page, in their short runs: nothing comes of it, and with a check switched off they tell it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

FAULTS = Path(__file__).parent.parent / "faults"
BROWSER = [pytest.mark.browser]


def run(script: str, *arguments: str) -> subprocess.CompletedProcess:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    command = [sys.executable, str(FAULTS / script), *arguments]
    return subprocess.run(command, capture_output=True, text=True, env=environment, timeout=400)


@pytest.mark.parametrize(
    ("script", "told"),
    [
        pytest.param("page_xss.py", "130 did nothing; 130 shown as the text they are", marks=BROWSER),
        ("page_probes.py", "events ("),
        ("page_uploads.py", "with the password: ['"),
        ("page_flood.py", "1 of 8 taken"),
        ("page_load.py", "0 copies of the page, 0 calls kept"),
    ],
)
def test_nothing_gets_in_out_or_in_the_way(script, told):
    done = run(script)
    assert "FAULT" not in done.stdout, done.stdout
    assert done.returncode == 0, done.stderr
    assert told in done.stdout or "not tried: chromium" in done.stdout, done.stdout


@pytest.mark.parametrize(
    ("script", "check", "rows", "told"),
    [
        pytest.param("page_xss.py", "layers", ["escaping"], "ran: <img src=x onerror=ran(9)>", marks=BROWSER),
        ("page_probes.py", "guard", ["paths", "events", "headers"], "a profile by /gradio_api/file="),
        ("page_uploads.py", "guard", ["login"], "something was changed"),
        ("page_uploads.py", "checks", ["kinds"], "bomb.docx came in"),
        ("page_flood.py", "bounds", ["one", "flood"], "late or not at all"),
        ("page_load.py", "housekeeping", ["load"], "copies of the page"),
    ],
)
def test_what_a_check_is_for_is_told_when_it_is_switched_off(script, check, rows, told):
    done = run(script, "--rows", *rows, "--without", check)
    if "not tried: chromium" in done.stdout:
        pytest.skip(done.stdout)
    assert done.returncode == 1
    assert told in done.stdout and done.stdout.count("FAULT") >= len(rows), done.stdout
