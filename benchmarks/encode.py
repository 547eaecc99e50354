"""How fast the embedding model runs, beside sentence-transformers and beside what the processor can do at most.

    python -m benchmarks.encode [--texts 512] [--rounds 5]

Both embed the same passages in turn. GFLOP/s counts the multiplications that the model needs for these tokens, none for
filling up; the peak is that of torch's matrix product in the precision the encoder runs in, measured in the same round,
its best. The cosine is the least of all passages, the overlap that of the ten nearest.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np

from benchmarks.ask import people
from benchmarks.measure import machine
from qabot.index import Embedder, QuickEmbedder, SentenceTransformersEmbedder
from qabot.index.exporting import likeness
from qabot.index.model_folder import ModelFolder
from qabot.index.runtime import cores

LEAST_PEAK, LEAST_COSINE, LEAST_OVERLAP = 0.5, 0.9995, 0.99


@dataclass(frozen=True, slots=True)
class Pace:
    """What embedding all passages took."""

    wall: float  # seconds
    cpu: float  # seconds of all threads


def passages(count: int, seed: int = 0) -> list[str]:
    """Passages of made-up pages, 20 to 200 tokens, in a mixed order."""
    found: list[str] = []
    for person in people(count // 6 + 1, seed):
        lines = person.page("text", "The group looks at how small changes add up over time. " * 9).splitlines()
        line = 0
        for size in (1, 3, 5, 8, 12, 9):
            found.append(" ".join(lines[line : line + size]) or person.name)
            line += size
    order = np.random.default_rng(seed).permutation(len(found))[:count]
    return [found[number] for number in order]


def work(files: ModelFolder, texts: Sequence[str]) -> float:
    """Floating-point operations that a BERT-like transformer needs for these texts."""
    config = files.json("config.json")
    hidden, inner, layers = config["hidden_size"], config["intermediate_size"], config["num_hidden_layers"]
    tokens = [len(encoding.ids) for encoding in files.encodings(texts, files.max_tokens or 512)]
    return layers * sum(2 * t * (4 * hidden * hidden + 2 * hidden * inner) + 4 * t * t * hidden for t in tokens)


def peak(precision: str, seconds: float = 0.5, windows: int = 3) -> float:
    """GFLOP/s of torch's matrix product on all cores together, the best of a few windows.

    Each core multiplies on its own: one product on several threads waits for the slowest, and gives half as much.
    """
    import torch

    kind, before = torch.bfloat16 if precision == "bf16" else torch.float32, torch.get_num_threads()
    rows, inner, columns = 512, 384, 1536

    def products(until: float) -> int:
        one, two, done = torch.randn(rows, inner).to(kind), torch.randn(inner, columns).to(kind), 0
        while time.perf_counter() < until:
            torch.mm(one, two)
            done += 1
        return done

    best = 0.0
    torch.set_num_threads(1)
    try:
        with ThreadPoolExecutor(cores()) as pool:
            for _ in range(windows):
                started = time.perf_counter()
                done = sum(pool.map(products, [started + seconds] * cores()))
                best = max(best, 2 * rows * inner * columns * done / (time.perf_counter() - started) / 1e9)
    finally:
        torch.set_num_threads(before)
    return best


def pace(embedder: Embedder, texts: Sequence[str]) -> Pace:
    """Embed all texts once."""
    wall, cpu = time.perf_counter(), time.process_time()
    embedder.documents(texts)
    return Pace(time.perf_counter() - wall, time.process_time() - cpu)


def main(arguments: Sequence[str] | None = None) -> int:
    """Read the arguments, embed in turn, tell."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--texts", type=int, default=512)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--tiny", action="store_true", help="24 texts, one round")
    given = parser.parse_args(arguments)
    say, rounds = sys.stdout.write, 1 if given.tiny else given.rounds
    texts = passages(24 if given.tiny else given.texts, given.seed)
    quick, reference = QuickEmbedder(), SentenceTransformersEmbedder()
    files = ModelFolder("all-MiniLM-L6-v2")
    tokens = sum(len(encoding.ids) for encoding in files.encodings(texts, 256))
    needed = work(files, texts) / 1e9
    sides: dict[str, Embedder] = {"sentence-transformers": reference, quick.backend: quick}
    say(
        f"{machine()}\n{len(texts)} passages, {tokens / len(texts):.0f} tokens and {needed / len(texts):.2f} GFLOP each\n"
    )
    if quick.why:
        say(f"no export: {quick.why}\n")
    pace(quick, texts)
    resident = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    pace(reference, texts[:32])
    paces: dict[str, list[Pace]] = {name: [] for name in sides}
    peaks = []
    for _ in range(rounds):
        for name, embedder in sides.items():
            paces[name].append(pace(embedder, texts))
        peaks.append(peak(quick.backend.split()[-1]))
    say(f"{'':26}{'chunks/s':>9}{'best':>7}{'CPU ms each':>13}{'GFLOP/s':>9}{'best':>7}\n")
    for name, of in paces.items():
        walls = [each.wall for each in of]
        median, best = statistics.median(walls), min(walls)
        cpu = statistics.median(each.cpu for each in of)
        say(
            f"{name:26}{len(texts) / median:9.0f}{len(texts) / best:7.0f}{1000 * cpu / len(texts):13.1f}"
            f"{needed / median:9.0f}{needed / best:7.0f}\n"
        )
    one, two = paces.values()
    wall, cpu = (
        statistics.median(getattr(a, what) / getattr(b, what) for a, b in zip(one, two, strict=True))
        for what in ("wall", "cpu")
    )
    say(f"sentence-transformers / {quick.backend}: wall {wall:.2f}, CPU {cpu:.2f}\n")
    shares = [needed / each.wall / top for each, top in zip(two, peaks, strict=True)]
    share = statistics.median(shares)
    say(f"matrix peak {max(peaks):.0f} GFLOP/s; share of it {share:.2f}, best {max(shares):.2f}")
    say(f" (goal {LEAST_PEAK}: {'met' if share >= LEAST_PEAK else 'missed'} here)\n")
    cosine, overlap = likeness(reference, quick, texts[:: max(1, len(texts) // 100)])
    near = cosine >= LEAST_COSINE and overlap >= LEAST_OVERLAP
    say(f"cosine at least {cosine:.5f}, overlap of the ten nearest {overlap:.3f}")
    say(f" (goals {LEAST_COSINE} and {LEAST_OVERLAP}: {'met' if near else 'missed'} here)\n")
    say(f"peak memory before torch was loaded: {resident:.0f} MB\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
