"""From nothing to the first answer: a fresh process over an index that is there.

    python -m benchmarks.cold                                  # over the sample corpus
    python -m benchmarks.cold --peer-python PATH --rounds 9    # the interpreter that has the peer's packages

qabot answers from the shell, once a question that its facts answer and once one that needs the embedding model. The
peer is LangChain with FAISS and all-MiniLM-L6-v2, which loads its saved index and gives the nearest pieces. The goals
are those of the question that needs the model.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable, Sequence
from functools import partial

from benchmarks.measure import LANGCHAIN, ROOT, Cost, in_turn, machine, peer_python, ratios, run, table
from qabot.index.embedder import model_folder
from qabot.settings import Settings

FACT = "Who advises Sihwan Park?"
MEANING = "What is the idea of “How Do Vision Transformers Work?”?"
GOALS = {"wall": 9.0, "peak": 2.0}


def main(arguments: Sequence[str] | None = None) -> int:
    """Read the arguments, build both indexes, ask in turn, tell."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--peer-python", default="", help="interpreter with langchain-community, langchain-huggingface")
    parser.add_argument("--alone", action="store_true", help="qabot only")
    parser.add_argument("--tiny", action="store_true", help="one round")
    given = parser.parse_args(arguments)
    say = sys.stdout.write
    corpus, model = ROOT / "corpus", str(model_folder(Settings().embed_model))
    say(f"{machine()}\n")
    with tempfile.TemporaryDirectory() as name:
        own = {"QABOT_CORPUS": str(corpus), "QABOT_INDEX": f"{name}/own"}
        run([sys.executable, "-m", "qabot", "index"], own)

        def asked(question: str) -> Cost:
            return run([sys.executable, "-m", "qabot", "ask", question], own)

        sides: dict[str, Callable[[], Cost]] = {
            "qabot, by meaning": partial(asked, MEANING),
            "qabot, from facts": partial(asked, FACT),
        }
        python = "" if given.alone else peer_python(given.peer_python, LANGCHAIN, say, "LangChain")
        if python:
            peer = [python, "-m", "benchmarks.peers"]
            run([*peer, "langchain_build", model, str(corpus), f"{name}/peer"])
            sides["LangChain"] = partial(run, [*peer, "langchain_ask", model, f"{name}/peer", MEANING])
        costs = in_turn(sides, 1 if given.tiny else given.rounds)
    table(costs, say)
    for side in list(sides)[:2] if "LangChain" in sides else ():
        say(ratios(costs, side, "LangChain", GOALS))
    return 0


if __name__ == "__main__":
    sys.exit(main())
