"""The README's commands and examples do what it says."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def blocks(language):
    return re.findall(rf"```{language}\n(.*?)```", README, re.S)


def run(command, tmp_path):
    environment = {**os.environ, "QABOT_INDEX": str(tmp_path / "index")}
    return subprocess.run(command, capture_output=True, text=True, cwd=ROOT, env=environment, timeout=300, check=False)


def test_the_two_commands_stand_by_line_30():
    lines = README.split("\n")[:30]
    assert any("pip install . && python app.py" in line for line in lines)
    assert any('pip install ".[test]" && pytest' in line for line in lines)


def test_every_room_of_the_map_is_there():
    rooms = re.findall(r"^\| `([^`]+)` \|", README, re.M)
    assert len(rooms) >= 8
    assert [room for room in rooms if not (ROOT / room).exists()] == []


def test_every_command_of_the_list_is_there():
    listed = set(re.findall(r"^python -m qabot (\w+) ", README, re.M))
    done = subprocess.run(
        [sys.executable, "-m", "qabot", "--help"], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert listed >= {"index", "ask", "chat", "serve", "show", "eval", "doctor"}
    assert [command for command in listed if command not in done.stdout] == []


@pytest.mark.model
def test_the_shown_answer_is_the_answer(tmp_path):
    shown = next(block for block in blocks("text") if block.startswith("$ python -m qabot ask"))
    command, _, answer = shown.partition("\n")
    question = re.search(r'"(.*)"', command)[1]
    done = run([sys.executable, "-m", "qabot", "ask", question], tmp_path)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == answer.strip()


@pytest.mark.model
def test_the_python_example_runs_and_prints_what_it_says(tmp_path):
    code = blocks("python")[0].replace('"index"', repr(str(tmp_path / "index")))
    done = run([sys.executable, "-c", code], tmp_path)
    assert done.returncode == 0, done.stderr
    said = re.search(r"print\(answer\.text\)\s+# (.*)", code)[1]
    assert done.stdout.split("\n")[0] == said
