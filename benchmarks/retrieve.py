"""What a warm search costs: hybrid search here, beside LangChain's dense retriever and its hybrid.

    python -m benchmarks.retrieve --peer-python PATH [--chunks 20000]

All search the same passages with the same vectors; the passages are made up. Each question is asked of every side in
turn, one at a time, and is embedded by each: here through OpenVINO, there through sentence-transformers. LangChain's
hybrid is its EnsembleRetriever over FAISS and rank_bm25. The peers live in processes of their own.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from benchmarks.ask import people, write_corpus
from benchmarks.measure import LANGCHAIN, OFFLINE, ROOT, machine, peer_python
from qabot.index import Embedder, Index, QuickEmbedder, build, embed_text
from qabot.index.embedder import Vectors, model_folder
from qabot.settings import Settings

GOALS = {"LangChain dense": 2.0, "LangChain hybrid": 4.0}
PER_PERSON = 8  # passages of a made-up profile, about
_UNTIMED = 20  # in which all is loaded, and made

Found = tuple[float, float, float, list[str]]  # wall s, CPU s, peak MB, texts
Search = Callable[[str], Found]


@dataclass
class Noting:
    """An embedder that notes the vectors it makes, so that the peers need not make them again."""

    inner: Embedder
    rows: dict[str, Vectors] = field(default_factory=dict)

    def __getattr__(self, name: str):
        return getattr(self.inner, name)

    def documents(self, texts: Sequence[str]) -> Vectors:
        found = self.inner.documents(texts)
        self.rows.update(zip(texts, found, strict=True))
        return found


def questions(count: int, seed: int) -> list[str]:
    """Questions about topics that the passages speak of."""
    chance, asked = random.Random(seed), []
    for person in people(count, seed + 1):
        title = person.papers[0][0]
        asked.append(chance.choice((f"Who works on {person.interests[0]}?", f"What is {title} about?", title.lower())))
    return asked


@contextmanager
def served(command: Sequence[str]) -> Iterator[Search]:
    """A search that another process does."""
    surroundings = {**os.environ, **OFFLINE, "PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1"}
    pipe = subprocess.PIPE
    with subprocess.Popen(
        command, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL, text=True, env=surroundings, cwd=ROOT
    ) as process:
        if process.stdout.readline() != "ready\n":
            raise RuntimeError(f"{command[-1]}: the peer did not start")

        def search(question: str) -> Found:
            process.stdin.write(json.dumps(question) + "\n")
            process.stdin.flush()
            return tuple(json.loads(process.stdout.readline()))

        yield search
        process.stdin.close()


def searched(index: Index, k: int = 8) -> Search:
    """Hybrid search here."""

    def search(question: str) -> Found:
        wall, cpu = time.perf_counter(), time.process_time()
        hits = index.search(question, k=k)
        took = time.perf_counter() - wall, time.process_time() - cpu
        return (*took, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000, [hit.chunk.text for hit in hits])

    return search


def main(arguments: Sequence[str] | None = None, embedder: Embedder | None = None) -> int:
    """Read the arguments, build, search in turn, tell. With an embedder given, the peers are left out."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--chunks", type=int, default=20_000)
    parser.add_argument("--questions", type=int, default=60)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--peer-python", default="", help="interpreter with langchain-*, langchain-classic, rank_bm25")
    parser.add_argument("--alone", action="store_true", help="qabot only")
    parser.add_argument("--tiny", action="store_true", help="100 passages, 8 questions")
    given = parser.parse_args(arguments)
    say = sys.stdout.write
    chunks, count = (100, 8) if given.tiny else (given.chunks, given.questions)
    with tempfile.TemporaryDirectory() as name, ExitStack() as peers:
        folder = Path(name)
        write_corpus(folder / "corpus", people(chunks // PER_PERSON + 1, given.seed), given.seed)
        settings = Settings(corpus=folder / "corpus", index=folder / "index")
        noting = Noting(embedder or QuickEmbedder())
        build(settings.corpus, settings.index, embedder=noting, settings=settings)
        index = Index.open(settings.index, noting)
        passages = [chunk for person in index.people for chunk in index.chunks(person)][:chunks]
        sides: dict[str, Search] = {"qabot hybrid": searched(index)}
        alone = given.alone or embedder is not None
        packages = (*LANGCHAIN, "langchain_classic", "rank_bm25")
        python = "" if alone else peer_python(given.peer_python, packages, say, "LangChain")
        if python:
            rows = np.stack([noting.rows[embed_text(chunk)] for chunk in passages])
            (folder / "texts.json").write_text(json.dumps([chunk.text for chunk in passages]), "utf-8")
            np.save(folder / "rows.npy", rows)
            told = [python, "-m", "benchmarks.peers", "langchain_search", str(model_folder(settings.embed_model))]
            told += [str(folder / "texts.json"), str(folder / "rows.npy")]
            for kind in ("dense", "hybrid"):
                sides[f"LangChain {kind}"] = peers.enter_context(served([*told, kind]))
        say(f"{machine()}\n{len(passages)} passages, {count} questions; milliseconds\n")
        costs = compared(sides, questions(count + _UNTIMED, given.seed))
    say(f"{'':20}{'median':>8}{'p95':>8}{'CPU median':>12}{'peak MB':>9}\n")
    for side, found in costs.items():
        walls = sorted(1000 * of[0] for of in found)
        cpu = statistics.median(1000 * of[1] for of in found)
        p95 = walls[int(0.95 * (len(walls) - 1))]
        say(f"{side:20}{statistics.median(walls):8.1f}{p95:8.1f}{cpu:12.1f}{max(of[2] for of in found):9.0f}\n")
    for side in list(costs)[1:]:
        wall, cpu = (
            statistics.median(b[part] / a[part] for a, b in zip(costs["qabot hybrid"], costs[side], strict=True))
            for part in (0, 1)
        )
        verdict = "met" if wall >= GOALS[side] else "missed"
        say(f"{side} / qabot hybrid: wall {wall:.2f} (goal {GOALS[side]:g}: {verdict} here), CPU {cpu:.2f}\n")
    return 0


def compared(sides: dict[str, Search], asked: Sequence[str]) -> dict[str, list[Found]]:
    """What each side took for each question, asked in turn; the first few are not counted."""
    costs: dict[str, list[Found]] = {name: [] for name in sides}
    for number, question in enumerate(asked):
        for name, search in sides.items():
            found = search(question)
            if number >= _UNTIMED:
                costs[name].append(found)
    return costs


if __name__ == "__main__":
    sys.exit(main())
