"""What an index of many passages costs: opening, memory, search by meaning and by words; recall beside exact search.

    python -m benchmarks.scale                                 # 100,001 passages: the smallest that IVF searches
    python -m benchmarks.scale --passages 1000000              # ten minutes and 5 GB of disk
    python -m benchmarks.scale --real 40000                    # recall with vectors of the model, over made-up sentences

The index is made of generated people with drawn vectors (`many.py`). It is opened in a fresh process, so that memory is
what opening and searching take. Its files are read through before: from a disk, opening takes as long as reading them
does. "exact" is FAISS's flat index over float32, one thread, as all searches here.
"""

from __future__ import annotations

import argparse
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.many import PASSAGES, Many
from qabot.index import Embedder, Index, QuickEmbedder
from qabot.index import vectors as kept
from qabot.index.scopes import asked_of

RECALL, FASTER, MEMORY, OPENS = 0.95, 100, 0.35, 1.0
QUESTIONS = 200
NEAREST = 10


def main(arguments: Sequence[str] | None = None, embedder: Embedder | None = None) -> int:
    """Print what was asked for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--passages", type=int, default=kept.EXACT + 1)
    parser.add_argument("--real", type=int, help="recall over so many sentences, with the model's vectors")
    parser.add_argument("--keep", type=Path, help="make the index here, or use the one that is here")
    parser.add_argument("--open", type=Path, help=argparse.SUPPRESS)  # what the fresh process is asked
    given = parser.parse_args(arguments)
    if given.open:
        return _opened(Many(given.open, given.passages))
    if given.real:
        return _real(given.real, embedder or QuickEmbedder())
    with tempfile.TemporaryDirectory() as folder:
        many = Many(given.keep or Path(folder) / "many", max(given.passages // (PASSAGES + 1) + 1, 2))
        if not many.corpus.exists():
            started = time.perf_counter()
            many.fill()
            print(f"made in {time.perf_counter() - started:.0f} s")
        for path in filter(Path.is_file, many.index.rglob("*")):
            with path.open("rb") as file:
                while file.read(1 << 24):
                    pass
        command = [sys.executable, "-m", "benchmarks.scale", "--open", str(many.corpus.parent)]
        return subprocess.run([*command, "--passages", str(many.people)], check=False).returncode


def _opened(many: Many) -> int:
    """Open an index in this process, search it, then do the same exactly."""
    import faiss  # its own memory is not the index's

    faiss.omp_set_num_threads(1)
    before = _memory()
    wall = time.perf_counter()
    index = Index.open(many.index, many.embedder)
    opening = time.perf_counter() - wall
    snapshot = index._snapshot
    questions = many.questions(QUESTIONS)
    chance = np.random.default_rng(3)
    queries = many.embedder.documents(questions)
    found, nearest = _searched([part.segment.nearest for part in snapshot.parts], queries)
    memory = _memory() - before
    scopes = asked_of(snapshot, (), (), ())
    words = _each(lambda question: index._lexical(question, 100, scopes), questions)
    people = [index.people[i] for i in chance.integers(len(index.people), size=QUESTIONS).tolist()]
    pairs = list(zip(questions, people, strict=True))
    one = _each(lambda pair: index.search(pair[0], k=8, people=[pair[1]]), pairs)
    whole = _each(lambda question: index.search(question, k=8), questions)
    everything, own = _memory() - before, _memory("RssAnon")
    count, dim = sum(len(part.segment.rows) for part in snapshot.parts), many.embedder.dim
    flat = faiss.IndexFlatIP(dim)
    for part in snapshot.parts:
        for start in range(0, len(part.segment.rows), 50_000):
            flat.add(part.segment.rows[start : start + 50_000].astype(np.float32))
    truth: list[Any] = []
    exact = _each(lambda query: truth.append(flat.search(query[None, :], NEAREST)[1][0]), list(queries))
    recall = statistics.mean(len(set(a) & set(b.tolist())) / NEAREST for a, b in zip(found, truth, strict=True))
    print(f"{count} passages of {len(index.people)} people, {len(snapshot.parts)} segments; ms at the median (p95)")
    print(f"opening {opening * 1e3:.0f}; by meaning {_told(nearest)}; exact {_told(exact)}; by words {_told(words)}")
    print(f"both, the {NEAREST - 2} best passages read: {_told(whole)}; of one person: {_told(one)}")
    share = memory / (count * dim * 4)
    times = statistics.median(exact) / statistics.median(nearest)
    print(
        f"memory {memory / 1e6:.0f} MB, {share:.2f} of the flat float32 vectors ({everything / 1e6:.0f} MB with words and"
    )
    print(f"tables, all of it but {own / 1e6:.0f} MB the system's to take back); recall@{NEAREST} {recall:.3f}")
    _goal(f"opens in {OPENS:g} s", opening <= OPENS)
    _goal(f"search by meaning {FASTER} times as fast as exact ({times:.0f})", times >= FASTER)
    _goal(f"recall of {RECALL:g}", recall >= RECALL)
    _goal(f"memory at most {MEMORY:g} of the flat vectors", share <= MEMORY)
    return 0


def _real(count: int, embedder: Embedder) -> int:
    """Recall of IVF over the model's own vectors, each question a sentence that is none of those searched."""
    import faiss

    faiss.omp_set_num_threads(1)
    sentences = _sentences(count + QUESTIONS)
    started = time.perf_counter()
    rows = np.concatenate(
        [embedder.documents(sentences[i : i + 4096]).astype(np.float16) for i in range(0, len(sentences), 4096)]
    )
    print(f"{len(rows)} sentences embedded in {time.perf_counter() - started:.0f} s by {embedder.name}")
    rows, queries = rows[:count], rows[count:].astype(np.float32)
    with tempfile.TemporaryDirectory() as folder:
        kept.write_ivf(Path(folder) / "ivf.faiss", rows)
        found, nearest = _searched([kept.Nearest(rows, Path(folder) / "ivf.faiss")], queries)
    flat = faiss.IndexFlatIP(embedder.dim)
    flat.add(rows.astype(np.float32))
    truth = flat.search(queries, NEAREST)[1]
    recall = statistics.mean(len(set(a) & set(b.tolist())) / NEAREST for a, b in zip(found, truth, strict=True))
    exact = _each(lambda query: flat.search(query[None, :], NEAREST), list(queries))
    print(f"by meaning {_told(nearest)} ms; exact {_told(exact)} ms; recall@{NEAREST} {recall:.3f}")
    _goal(f"recall of {RECALL:g}", recall >= RECALL)
    return 0


def _searched(among: Sequence[kept.Nearest], queries: np.ndarray) -> tuple[list[list[int]], list[float]]:
    """The rows found for each query, numbered through all, and what each took."""
    bases = np.cumsum([0, *(len(one.rows) for one in among)])
    found = []

    def search(query: np.ndarray) -> None:
        rows, scores = [], []
        for one, base in zip(among, bases, strict=False):
            at = one.near(query, NEAREST, None)
            rows.append(at + base)
            scores.append(one.scores(at, query))
        order = np.argsort(-np.concatenate(scores), kind="stable")[:NEAREST]
        found.append(np.concatenate(rows)[order].tolist())

    return found, _each(search, list(queries))


def _each(side: Callable[[Any], object], of: Sequence[Any]) -> list[float]:
    """What each took, ms."""
    costs = []
    for one in of:
        wall = time.perf_counter()
        side(one)
        costs.append((time.perf_counter() - wall) * 1e3)
    return costs


def _told(costs: Sequence[float]) -> str:
    return f"{statistics.median(costs):.2f} ({sorted(costs)[int(len(costs) * 0.95)]:.2f})"


def _goal(what: str, met: bool) -> None:
    print(f"goal: {what}; {'met' if met else 'missed'} here")


def _memory(kind: str = "VmRSS") -> float:
    """Bytes of this process that lie in memory: all, mapped files included, or its own ("RssAnon")."""
    status = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) * 1024 for line in status if line.startswith(kind))


def _sentences(count: int) -> list[str]:
    """Sentences about research, put together from parts by chance; no two the same."""
    draw = random.Random(5)  # noqa: S311 - for variety
    made: dict[str, None] = {}
    while len(made) < count:
        ways, things, ends = (draw.sample(some, 2) for some in (_WAYS, _THINGS, _ENDS))
        sentence = f"{ways[0]} {things[0]} {ends[0]}; {ways[1].lower()} {things[1]} {ends[1]}."
        made[sentence if draw.random() < 0.5 else f"{ways[0]} {things[0]} {ends[0]}, {draw.randint(1990, 2026)}."] = (
            None
        )
    return list(made)


_WAYS = """Learning;Estimating;Measuring;Simulating;Verifying;Translating;Detecting;Predicting;Classifying;Compressing;
Sampling;Visualising;Teaching;Optimising;Modelling;Explaining;Segmenting;Scheduling;Encrypting;Synthesising;Reviewing;
Mapping;Annotating;Monitoring;Designing;Proving;Ranking;Summarising;Tracking;Calibrating""".replace("\n", "").split(";")
_THINGS = (
    """protein folding;traffic flow;sparse graphs;medieval charters;neural machine translation;robot grasping;
coral reefs;quantum circuits;labour markets;speech of infants;wind turbines;cosmic dust;tax fairness;type systems;
bird migration;cell division;urban heat;patient records;river floods;solar cells;legal contracts;music scores;
battery ageing;plasma waves;crop disease;child poverty;satellite images;bridge vibrations;memory in old age;
gene expression;file systems;social networks;earthquake waves;glacier retreat;online auctions;peptide design;
question answering;visual attention;network congestion;ancient pottery;dialect change;voting rules;soil bacteria;
image captions;drug interactions;distributed databases;stellar spectra;household energy;ocean currents;handwriting
""".replace("\n", "")
    .strip()
    .split(";")
)
_ENDS = """with few labels;under noise;at city scale;from incomplete records;by Monte Carlo methods;without supervision;
in rural clinics;over encrypted data;with formal guarantees;across twelve languages;on embedded devices;by crowdsourcing;
after a natural disaster;in collaboration with museums;using graph attention;through longitudinal surveys;in real time;
for policy makers;with differential privacy;by tensor decomposition;on historical maps;in low temperature;from video;
with human feedback;for early diagnosis;by integer programming;in developing countries;at the nanoscale;from text alone;
with wearable sensors;for climate adaptation;by symbolic regression""".replace("\n", "").split(";")


if __name__ == "__main__":
    sys.exit(main())
