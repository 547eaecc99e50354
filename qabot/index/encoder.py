"""`Encoder`: tokens in, unit vectors out, over an export of the model."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from qabot.index.embedder import mean_of
from qabot.index.model_folder import ModelFolder
from qabot.index.runtime import Runner, cores

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from qabot.index.embedder import Vectors

# A text is filled up to its own multiple of BUCKET, whatever it is run with: its vector depends on the text alone, to
# the last bit. Batches of powers of two keep the shapes few: the library keeps memory for each (230 MB more without).
BUCKET = 8  # tokens; measured: 16 costs 3 % more CPU, 32 9 %
FINE, SHORT = 4, 64  # tokens of a bucket of texts up to so many, beyond USUAL: 2 % less of a build's
BATCH_TOKENS = 1024  # at most in one batch; measured the same from 512 to 1024, beyond they leave the cache
FEW_TOKENS = 4096  # as many are done by one thread before others have started
# Most questions are filled up to USUAL tokens. A graph of that one length takes 0.85 of the time, and gives the same
# bits; it takes 0.5 s and 60 MB too, so it is made beside the questions, when there were some.
USUAL, USUAL_AFTER = 16, 8  # tokens; questions of that length

Batch = tuple[int, list[int]]  # tokens a row, numbers of the texts


class Encoder:
    """An exported model. Safe to use from several threads: one core for a question, all of them for many passages."""

    def __init__(self, files: ModelFolder, graph: Path, max_tokens: int, precision: str = "") -> None:
        self._files, self._graph, self._max_tokens, self._asked = files, graph, max_tokens, precision
        self._pad = int(files.json("config.json").get("pad_token_id") or 0)
        self._one = Runner(graph, 1, precision)
        self._many: Runner | None = None
        self._usual: Runner | None = None
        self._usual_asked = 0
        self._busy = threading.Lock()  # the one stream is in use
        self._lock = threading.Lock()

    @property
    def precision(self) -> str:
        """What it computes in: "bf16" or "f32"."""
        return {"bfloat16": "bf16", "float32": "f32"}.get(self._one.precision, self._one.precision)

    def documents(self, texts: Sequence[str]) -> Vectors:
        """Embed passages: float32 (n, dim), unit rows."""
        texts = [self._files.document_prompt + text for text in texts]
        return self._rows([encoding.ids for encoding in self._files.encodings(texts, self._max_tokens)])

    def query(self, text: str) -> Vectors:
        """Embed a question: float32 (dim,), a unit vector; of a long one, the mean of its parts."""
        rows = self._rows(self._files.asked(text, self._max_tokens))
        return rows[0] if len(rows) == 1 else mean_of(rows)

    def _rows(self, ids: Sequence[Sequence[int]]) -> Vectors:
        """The unit rows of texts in tokens."""
        import numpy as np

        batches = batches_of([len(row) for row in ids], self._max_tokens)
        rows: list[Vectors] = [np.zeros(0, np.float32)] * len(ids)

        def run(runner: Runner, batch: Batch) -> None:
            for number, row in zip(batch[1], runner.run(*self._filled(ids, batch)), strict=True):
                rows[number] = row

        if sum(map(len, ids)) <= FEW_TOKENS and self._busy.acquire(blocking=False):
            try:
                for batch in batches:
                    run(self._lone(batch), batch)
            finally:
                self._busy.release()
        else:
            runner = self._wide()
            with ThreadPoolExecutor(min(runner.streams, len(batches))) as pool:
                list(pool.map(lambda batch: run(runner, batch), batches))
        found = np.stack(rows)
        unit: Vectors = found / np.maximum(np.linalg.norm(found, axis=1, keepdims=True), 1e-12)
        return np.ascontiguousarray(unit, np.float32)

    def _filled(self, ids: Sequence[Sequence[int]], batch: Batch) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        import numpy as np

        length, numbers = batch
        tokens = np.full((len(numbers), length), self._pad, np.int64)
        mask = np.zeros_like(tokens)
        for place, number in enumerate(numbers):
            row = ids[number]
            tokens[place, : len(row)] = row
            mask[place, : len(row)] = 1
        return tokens, mask

    def _lone(self, batch: Batch) -> Runner:
        """What runs a batch where there is one stream. To be called by who holds it."""
        if batch != (USUAL, [0]):
            return self._one
        self._usual_asked += 1
        if self._usual_asked == USUAL_AFTER:
            threading.Thread(target=self._make_usual, name="usual").start()
        return self._usual or self._one

    def _make_usual(self) -> None:
        with suppress(RuntimeError):  # what runs every length does without
            self._usual = Runner(self._graph, 1, self._asked, (1, USUAL))

    def _wide(self) -> Runner:
        """A stream for each core, made when it is first needed: 0.2 s and 30 MB that a lone question does without."""
        with self._lock:
            if self._many is None:
                self._many = Runner(self._graph, cores(), self._asked)
            return self._many


def batches_of(lengths: Sequence[int], most: int) -> list[Batch]:
    """Texts by their lengths in tokens, in batches of one length each, the longest first.

    A length is filled up to a multiple of its bucket, at most to `most`; a batch holds a power of two of texts.
    """
    buckets: dict[int, list[int]] = {}
    for number, length in enumerate(lengths):
        bucket = FINE if USUAL < length <= SHORT else BUCKET
        buckets.setdefault(max(length, min(-(-length // bucket) * bucket, most)), []).append(number)
    batches = []
    for length, numbers in sorted(buckets.items(), reverse=True):
        size = 1 << max(BATCH_TOKENS // length, 1).bit_length() - 1
        start = 0
        while start < len(numbers):
            while size > len(numbers) - start:
                size //= 2
            batches.append((length, numbers[start : start + size]))
            start += size
    return batches
