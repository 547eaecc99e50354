"""Postings: which passages of a segment hold which term and how often, as sorted arrays; written, merged, and scored.

BM25 as SQLite's FTS5 computes it (k1 = 1.2, b = 0.75, idf of Robertson and Spaerck Jones, never below 1e-6), over all
segments together: a score does not tell how the passages are spread over segments.
"""

from __future__ import annotations

import threading
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import log
from typing import TYPE_CHECKING, Any

from qabot.index.arrays import Arrays, narrow
from qabot.index.terms import stored

if TYPE_CHECKING:
    from numpy.typing import NDArray

K1, B = 1.2, 0.75
AT_ONCE = 1 << 22  # postings merged at a time

Rows = tuple[int, int]  # half-open range of rows
Term = tuple[int, int, float]  # half-open range of its postings, and what it weighs


class Collected:
    """The terms of passages, given one by one in the order of their rows."""

    def __init__(self) -> None:
        self._keys, self._held, self._words = array("Q"), array("L"), array("L")

    def add(self, text: str) -> None:
        """Take the next passage."""
        keys, words = stored(text)
        self._keys.extend(keys)
        self._held.append(len(keys))
        self._words.append(words)

    def arrays(self) -> Arrays:
        """All of them as postings; rows are numbered from 0."""
        import numpy as np

        held = np.array(self._held, np.int64)
        rows = np.repeat(np.arange(len(held), dtype=np.uint32), held)
        keys = np.array(self._keys, np.uint64)
        order = np.argsort(keys, kind="stable")
        keys, rows = keys[order], rows[order]
        first = np.ones(len(keys), bool)  # of each run of one term in one passage
        first[1:] = (keys[1:] != keys[:-1]) | (rows[1:] != rows[:-1])
        starts = np.flatnonzero(first)
        counts = np.diff(np.append(starts, len(keys)))
        return {
            **_postings([_runs(keys[starts])], rows[starts], counts),
            "row_words": narrow(np.array(self._words, np.uint64)),
        }


def merged(parts: Sequence[tuple[Arrays, NDArray[Any] | None]]) -> Arrays:
    """The postings of several segments as one; of each the rows to be kept (all if None), in order."""
    import numpy as np

    words = [arrays["row_words"] if live is None else arrays["row_words"][live] for arrays, live in parts]
    firsts = np.cumsum([0, *map(len, words)])[:-1]
    moved = [
        None if live is None else (np.cumsum(live) - 1 + first).astype(np.uint32)
        for (_, live), first in zip(parts, firsts, strict=True)
    ]
    total = sum(len(arrays["post_rows"]) for arrays, _ in parts)
    terms: list[tuple[NDArray[Any], NDArray[Any]]] = []  # keys, and how many postings each has
    all_rows: list[NDArray[Any]] = []
    all_counts: list[NDArray[Any]] = []
    for low, high in _key_ranges(-(-total // AT_ONCE)):
        keys, rows, counts = [], [], []
        for (arrays, live), first, to in zip(parts, firsts, moved, strict=True):
            starts = arrays["term_starts"]
            a, b = (int(np.searchsorted(arrays["term_keys"], np.uint64(key))) for key in (low, high - 1))
            b += b < len(starts) - 1 and int(arrays["term_keys"][b]) == high - 1
            part = slice(int(starts[a]), int(starts[b]))
            own = np.repeat(arrays["term_keys"][a:b], np.diff(starts[a : b + 1]).astype(np.int64))
            at, count = arrays["post_rows"][part], arrays["post_counts"][part]
            if live is not None:
                kept = live[at]
                own, at, count = own[kept], at[kept], count[kept]
            keys.append(own)
            rows.append(to[at] if to is not None else at + np.uint32(first))
            counts.append(count)
        joined = np.concatenate(keys)
        order = np.argsort(joined, kind="stable")
        terms.append(_runs(joined[order]))
        all_rows.append(np.concatenate(rows)[order])
        all_counts.append(np.concatenate(counts)[order])
    arrays = _postings(terms, np.concatenate(all_rows), np.concatenate(all_counts))
    return {**arrays, "row_words": narrow(np.concatenate(words))}


def _key_ranges(count: int) -> Iterator[tuple[int, int]]:
    """All keys in so many ranges of one size: the keys are hashes, so each holds about as many terms."""
    edges = [(1 << 64) * i // max(count, 1) for i in range(max(count, 1) + 1)]
    yield from zip(edges, edges[1:], strict=False)


def _runs(keys: NDArray[Any]) -> tuple[NDArray[Any], NDArray[Any]]:
    """Each of the sorted keys once, and how often it stands there."""
    import numpy as np

    first = np.ones(len(keys), bool)
    first[1:] = keys[1:] != keys[:-1]
    starts = np.flatnonzero(first)
    return keys[starts], np.diff(np.append(starts, len(keys)))


def _postings(terms: Sequence[tuple[NDArray[Any], NDArray[Any]]], rows: NDArray[Any], counts: NDArray[Any]) -> Arrays:
    """The arrays of postings that are sorted by term and row."""
    import numpy as np

    lengths = np.concatenate([of for _, of in terms])
    return {
        "term_keys": np.concatenate([of for of, _ in terms]),
        "term_starts": np.append(0, np.cumsum(lengths)).astype(np.uint64),
        "post_rows": rows.astype(np.uint32, copy=False),
        "post_counts": narrow(counts),
    }


@dataclass(frozen=True, slots=True)
class Scope:
    """Which rows of a segment are asked: those of the ranges, in order, that the mask allows. None is no limit."""

    ranges: tuple[Rows, ...] | None = None
    mask: NDArray[Any] | None = None  # bool, one for each row


class Held:
    """The postings of one segment in a generation, where some of its rows may be dead."""

    def __init__(self, arrays: Arrays, dead: Sequence[Rows]) -> None:
        """`dead` are ranges of rows, in order."""
        import numpy as np

        self.keys, self.starts = arrays["term_keys"], arrays["term_starts"]
        self.rows, self.counts, self.words = arrays["post_rows"], arrays["post_counts"], arrays["row_words"]
        self._edges = np.array([edge for some in dead for edge in some], np.uint32)
        self.passages = len(self.words) - sum(b - a for a, b in dead)
        self.length = int(self.words.sum(dtype=np.uint64)) - sum(int(self.words[a:b].sum()) for a, b in dead)
        self._kept = threading.local()
        self._shortest: int | None = None  # the row with fewest words
        self._norms: tuple[float, NDArray[Any] | None] = (0.0, None)

    def find(self, keys: NDArray[Any]) -> tuple[list[int], list[int]]:
        """Where the postings of each term begin and end."""
        import numpy as np

        if not len(self.keys):
            return [0] * len(keys), [0] * len(keys)
        at = np.minimum(np.searchsorted(self.keys, keys), len(self.keys) - 1)
        there = self.keys[at] == keys
        return np.where(there, self.starts[at], 0).tolist(), np.where(there, self.starts[at + 1], 0).tolist()

    def living(self, start: int, end: int) -> int:
        """How many of these postings are of rows that live."""
        import numpy as np

        if start == end or not len(self._edges):
            return end - start
        at = np.searchsorted(self.rows[start:end], self._edges)
        return end - start - int((at[1::2] - at[::2]).sum())

    def norms(self, average: float) -> NDArray[Any]:
        """What the length of each row weighs."""
        import numpy as np

        known, norms = self._norms
        if norms is None or known != average:
            norms = (K1 * (1 - B + B * self.words.astype(np.float64) / average)).astype(np.float32)
            self._norms = (average, norms)
        return norms

    def sums(self) -> NDArray[Any]:
        """A zero for each row, to add up in; the same array each time in a thread, to be left as it was."""
        import numpy as np

        found: NDArray[Any] | None = getattr(self._kept, "sums", None)
        if found is None:
            found = self._kept.sums = np.zeros(len(self.words))
        return found

    def most(self, term: Term, norms: NDArray[Any]) -> float:
        """More than a row can gain by a term."""
        start, end, weight = term
        times = int(self.counts[start:end].max()) if start < end else 0
        return weight * times / (times + self._least_norm(norms))

    def added(
        self, rows: NDArray[Any], scores: NDArray[Any], terms: Sequence[Term], norms: NDArray[Any]
    ) -> NDArray[Any]:
        """The scores of these rows, in order, with what they gain by these terms too."""
        import numpy as np

        for start, end, weight in terms:
            if start < end:
                at = np.minimum(self.rows[start:end].searchsorted(rows), end - start - 1)
                hit = np.flatnonzero(self.rows[start:end][at] == rows)
                scores[hit] += _gain(weight, self.counts[start:end][at[hit]], norms[rows[hit]])
        return scores

    def _least_norm(self, norms: NDArray[Any]) -> float:
        if self._shortest is None:
            self._shortest = int(self.words.argmin()) if len(self.words) else 0
        return float(norms[self._shortest])


def best(
    parts: Sequence[tuple[Held, Scope]], everything: Sequence[Held], keys: Sequence[int], limit: int
) -> list[tuple[NDArray[Any], NDArray[Any]]]:
    """Of each part the rows that score best and their scores: enough of them that the `limit` best of all are there.

    `everything` are all parts of the generation: how rare a term is does not depend on what is asked.
    """
    import numpy as np

    passages = sum(part.passages for part in everything)
    average = sum(part.length for part in everything) / passages if passages else 0.0
    if not average or not keys:
        return [(np.zeros(0, np.uint32), np.zeros(0)) for _ in parts]
    asked = np.array(keys, np.uint64)
    places = {id(part): part.find(asked) for part in everything}
    weights = []
    for number, key in enumerate(keys):
        holding = sum(part.living(places[id(part)][0][number], places[id(part)][1][number]) for part in everything)
        if holding:
            idf = max(log((passages - holding + 0.5) / (holding + 0.5)), 1e-6)
            weights.append((holding, key, number, idf * (K1 + 1)))
    weights.sort()  # always added up in one order
    found = []
    for part, scope in parts:
        starts, ends = places[id(part)]
        terms = [(starts[number], ends[number], weight) for _, _, number, weight in weights]
        found.append(_cut(*_scored(part, scope, terms, average, limit), limit))
    return found


def _scored(
    part: Held, scope: Scope, terms: Sequence[Term], average: float, limit: int
) -> tuple[NDArray[Any], NDArray[Any]]:
    """Rows and scores; terms come rare ones first.

    Before a term that more rows hold than were met so far, it is seen whether it and those after it can still bring a
    new row among the best; if not, only rows that can get there go on. This is MaxScore (Turtle and Flood, 1995), by
    whole lists: it changes no score and loses none of the best.
    """
    import numpy as np

    norms, sums = part.norms(average), part.sums()
    hits: list[NDArray[Any]] = []  # rows when they are first met
    count, least = 0, 0.0
    try:
        for number, (start, end, weight) in enumerate(terms):
            if limit <= count < end - start:
                hit = np.concatenate(hits)
                scores = sums[hit]
                to_come = sum(part.most(term, norms) for term in terms[number:])
                least = _least(scores, limit, least)
                if to_come < least * (1 - 1e-6):
                    hit = np.sort(hit[scores >= least - to_come * (1 + 1e-6)])
                    return hit, part.added(hit, sums[hit], terms[number:], norms)
            for a, b in _within(part.rows, start, end, scope.ranges):
                at, times = part.rows[a:b], part.counts[a:b]
                if scope.mask is not None:
                    allowed = scope.mask[at]
                    at, times = at[allowed], times[allowed]
                known = sums[at]
                hits.append(at[known == 0])
                sums[at] = known + _gain(weight, times, norms[at])
                count += len(hits[-1])
        every = np.concatenate(hits) if hits else np.zeros(0, np.uint32)
        scores = sums[every]
        return every[scores >= least], scores[scores >= least]
    finally:
        for hit in hits:
            sums[hit] = 0


def _gain(weight: float, times: NDArray[Any], norms: NDArray[Any]) -> NDArray[Any]:
    import numpy as np

    times = times.astype(np.float32)
    gain: NDArray[Any] = np.float32(weight) * times / (times + norms)
    return gain


def _least(scores: NDArray[Any], limit: int, known: float = 0.0) -> float:
    """The score of the last of the best, or less; no less than is known of it already. 0 if there are fewer."""
    import numpy as np

    some = scores[scores >= known]
    return float(np.partition(some, len(some) - limit)[len(some) - limit]) if len(some) >= limit else known


def _within(rows: NDArray[Any], start: int, end: int, ranges: Sequence[Rows] | None) -> Iterator[Rows]:
    """The postings, from start to end, whose rows lie in the ranges."""
    if start == end:
        return
    if ranges is None:
        yield start, end
        return
    for low, high in ranges:
        a, b = rows[start:end].searchsorted((low, high))
        if a < b:
            yield start + int(a), start + int(b)


def _cut(rows: NDArray[Any], scores: NDArray[Any], limit: int) -> tuple[NDArray[Any], NDArray[Any]]:
    """The best, and all that score as the last of them does."""
    if len(scores) <= limit:
        return rows, scores
    kept = scores >= _least(scores, limit)
    return rows[kept], scores[kept]
