"""A fresh process over an index that is there: what it loads, and that it answers the same."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import qabot

HEAVY = {
    *("torch", "transformers", "sentence_transformers", "sklearn", "scipy", "langchain", "langchain_core"),
    *("langchain_text_splitters", "langchain_openai", "langsmith", "gradio", "networkx", "pandas", "matplotlib"),
    *("openvino_telemetry", "nltk", "joblib", "pypdfium2", "mammoth", "selectolax", "pylatexenc"),
}
ROOT = Path(__file__).parent.parent
FACT, MEANING = "Who advises Sihwan Park?", "What is the idea of “How Do Vision Transformers Work?”?"

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def surroundings(tmp_path_factory):
    index = tmp_path_factory.mktemp("cold") / "index"
    qabot.build_index(ROOT / "corpus", index)
    return {**os.environ, "QABOT_CORPUS": str(ROOT / "corpus"), "QABOT_INDEX": str(index)}


def run(arguments, surroundings):
    return subprocess.run(
        [sys.executable, *arguments], capture_output=True, text=True, check=True, env=surroundings, cwd=ROOT
    )


@pytest.mark.parametrize("question", [FACT, MEANING])
def test_the_first_answer_in_python_loads_nothing_heavy(surroundings, question):
    code = "import sys, qabot; print(qabot.ask(sys.argv[1]).text, file=sys.stderr); print(*sys.modules)"
    done = run(["-c", code, question], surroundings)
    assert {FACT: "Eunho Yang [1]", MEANING: "low-pass"}[question] in done.stderr
    loaded = {name.split(".")[0] for name in done.stdout.split()}
    assert loaded & HEAVY == set()
    assert "openvino" not in loaded
    assert ("tokenizers" in loaded) == (question == MEANING)  # a fact needs no vectors
    assert loaded & {"rich", "asyncio"} == (set() if question == FACT else loaded & {"asyncio"})


def test_the_first_answer_in_the_shell_loads_nothing_heavy(surroundings):
    done = run(["-X", "importtime", "-m", "qabot", "ask", FACT], surroundings)
    assert done.stdout.startswith("Sihwan Park — advisor: Eunho Yang [1]")
    loaded = {name.split(".")[0] for name in re.findall(r"\|\s*([\w.]+)$", done.stderr, re.M)}
    assert "qabot" in loaded
    assert loaded & HEAVY == set()
