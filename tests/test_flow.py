"""Imports run one way through the house, and heavy libraries load late."""

import ast
import subprocess
import sys
from pathlib import Path

ROOMS = "errors settings data sources profiles words index questions answers llm bot evaluation report doctor ui ready commands __main__".split()
PACKAGE = Path(__file__).parent.parent / "qabot"


def room_of(path: Path) -> str:
    inside = path.relative_to(PACKAGE)
    return inside.parts[0] if len(inside.parts) > 1 else inside.stem


def imports(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            names = [node.module] if node.module != "qabot" else [f"qabot.{alias.name}" for alias in node.names]
        found |= {name.split(".")[1] for name in names if name.startswith("qabot.")}
    return found


def test_imports_run_one_way():
    wrong = []
    for path in PACKAGE.rglob("*.py"):
        room = room_of(path)
        if room == "__init__":
            continue
        for other in imports(path):
            if ROOMS.index(other) > ROOMS.index(room):
                wrong.append(f"{path.name} ({room}) imports {other}")
    assert wrong == []


def test_every_room_is_in_the_plan():
    assert {room_of(path) for path in PACKAGE.rglob("*.py")} - {"__init__"} == set(ROOMS)


HEAVY = ("torch", "transformers", "sentence_transformers", "faiss", "gradio", "langchain", "langchain_core", "sklearn")


def loaded_by(code: str) -> set[str]:
    program = f"import sys\n{code}\nprint(*[m for m in {HEAVY!r} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


def test_import_and_help_load_nothing_heavy():
    assert loaded_by("import qabot, qabot.bot, qabot.commands, qabot.__main__") == set()


def test_reading_a_profile_loads_nothing_heavy(tmp_path):
    (tmp_path / "ada.md").write_text("# Ada Berg\n", encoding="utf-8")
    assert (
        loaded_by(f"import qabot\nassert qabot.read_profile({str(tmp_path / 'ada.md')!r}).name == 'Ada Berg'") == set()
    )


def test_no_pickle_anywhere():
    for path in PACKAGE.rglob("*.py"):
        words = path.read_text(encoding="utf-8")
        assert "import pickle" not in words and "allow_pickle=True" not in words, path
