"""From files to an index that answers: a fresh process, nothing kept from before but the model.

    python -m benchmarks.build --peer-python PATH --chroma-python PATH --chroma-model PATH

The files are made-up profiles in four formats (benchmarks.ask). The peers are LangChain's FAISS.from_documents with
all-MiniLM-L6-v2, and Chroma with its default embedding, the same model in ONNX: the fastest of the usual ones. Both
cut the raw files every 500 characters and know no facts; qabot reads the files in limited children, makes profiles and
tables of facts, and embeds clean text. "MB/s" is of the files. Chroma's model comes from the network, or from
`--chroma-model`, a folder that holds onnx/model.onnx.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from benchmarks.ask import people, write_corpus
from benchmarks.measure import LANGCHAIN, Cost, in_turn, machine, peer_python, ratios, run, table
from qabot.index.embedder import model_folder
from qabot.settings import Settings

GOALS = {"LangChain": {"wall": 5.0, "cpu": 5.0}, "Chroma": {"wall": 2.4}}


def _anew(command: Sequence[str], folder: Path, more: dict[str, str] | None = None) -> Cost:
    """Run a build whose index is not there yet."""
    shutil.rmtree(folder, ignore_errors=True)
    return run(command, more)


def main(arguments: Sequence[str] | None = None) -> int:
    """Read the arguments, write the profiles, build in turn, tell."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--people", type=int, default=60)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--peer-python", default="", help="interpreter with langchain-community, langchain-huggingface")
    parser.add_argument("--chroma-python", default="", help="interpreter with chromadb")
    parser.add_argument(
        "--chroma-model", default="", help="folder of Chroma's ONNX model, where it is not in its cache"
    )
    parser.add_argument("--alone", action="store_true", help="qabot only")
    parser.add_argument("--tiny", action="store_true", help="4 people, one round")
    given = parser.parse_args(arguments)
    say, count, rounds = sys.stdout.write, 4 if given.tiny else given.people, 1 if given.tiny else given.rounds
    model = str(model_folder(Settings().embed_model))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_corpus(folder / "corpus", people(count, given.seed), given.seed)
        size = sum(path.stat().st_size for path in (folder / "corpus").iterdir()) / 1e6
        say(f"{machine()}\n{count} profiles, {size:.2f} MB\n")
        own = {"QABOT_CORPUS": str(folder / "corpus"), "QABOT_INDEX": str(folder / "own")}
        sides: dict[str, Callable[[], Cost]] = {
            "qabot": partial(_anew, [sys.executable, "-m", "qabot", "index"], folder / "own", own)
        }
        lang = "" if given.alone else peer_python(given.peer_python, LANGCHAIN, say, "LangChain")
        if lang:
            told = [lang, "-m", "benchmarks.peers", "langchain_build", model, str(folder / "corpus"), str(folder / "l")]
            sides["LangChain"] = partial(_anew, told, folder / "l")
        chroma = "" if given.alone else peer_python(given.chroma_python, ("chromadb", "onnxruntime"), say, "Chroma")
        if chroma:
            where = [given.chroma_model, str(folder / "corpus"), str(folder / "c")]
            sides["Chroma"] = partial(_anew, [chroma, "-m", "benchmarks.peers", "chroma_build", *where], folder / "c")
        costs = in_turn(sides, rounds)
    table(costs, say)
    for side in list(sides)[1:]:
        say(f"{side}: {costs[side][0].out.strip()} pieces\n")
        say(ratios(costs, "qabot", side, GOALS[side]))
    say(f"qabot: {costs['qabot'][0].out.strip().splitlines()[-1]}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
