"""`Index`: one generation, opened. It answers from what it opened even if a later build replaces it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qabot.errors import BrokenIndexError
from qabot.index.chunks import Chunk
from qabot.index.embedder import Embedder
from qabot.index.facts import Facts
from qabot.index.manifest import Manifest
from qabot.index.store import Generation, open_generation
from qabot.index.tables import Rows
from qabot.index.terms import without
from qabot.profiles.profile import Profile
from qabot.sources.source import Source

if TYPE_CHECKING:
    from qabot.index.embedder import Vectors

# Reciprocal rank fusion: Cormack, Clarke and Buettcher, SIGIR 2009. Their k of 60 is for runs of a thousand hits; among
# the few hundred passages of a corpus of profiles it lets two middling ranks beat a first one. Measured on the
# evidence of 98 questions over 20 pages, found in the first 4 / 8 passages: k = 60: 62 % / 78 %; 10: 68 % / 86 %; and
# with words weighing 1.5: 76 % / 90 %.
RRF_K = 10
WORDS_WEIGHT = 1.5
DEPTH = 100  # hits of each side that are fused, at least

Ranked = list[tuple[int, float]]  # chunk id, score; best first


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found, and how. A side that did not find it has no score and no rank."""

    chunk: Chunk
    score: float  # 1 / (10 + dense rank) + 1.5 / (10 + lexical rank), higher is better
    dense: float | None  # cosine, -1..1, higher is closer
    lexical: float | None  # BM25, higher is better
    dense_rank: int | None  # 1-based
    lexical_rank: int | None


class Index:
    """Profiles, their sources, and search over their passages. May be used by several threads."""

    def __init__(self, generation: Generation, embedder: Embedder) -> None:
        self._generation, self._embedder = generation, embedder
        self._tables = generation.tables
        self._profiles: dict[str, Profile] = {}
        self._sources: dict[str, Source] = {}
        self.people: tuple[str, ...] = tuple(self._tables.rows)

    @classmethod
    def open(cls, path: Path, embedder: Embedder) -> Index:
        """Open the generation in use. BrokenIndexError if none is whole, or if another model or version made it."""
        generation = open_generation(path)
        made, here = (generation.manifest.model, generation.manifest.dim), (embedder.name, embedder.dim)
        if made != here:
            raise BrokenIndexError(
                f"The index in {path} was made by the model {made[0]} ({made[1]} dimensions);"
                f" this bot uses {here[0]} ({here[1]} dimensions).",
                "Build it again: python -m qabot index, or set QABOT_EMBED_MODEL back.",
            )
        return cls(generation, embedder)

    @property
    def manifest(self) -> Manifest:
        """What made the index, from what."""
        return self._generation.manifest

    @property
    def name(self) -> str:
        """Name of the generation."""
        return self._generation.name

    @property
    def newest(self) -> bool:
        """False when the newest generation was damaged and an older one answers: build again."""
        return self._generation.newest

    @property
    def facts(self) -> Facts:
        """What all profiles say, asked across people."""
        return self._tables.facts

    def profiles(self) -> list[Profile]:
        """All profiles, in order of their ids."""
        return [self.profile(person) for person in self.people]

    def profile(self, person: str) -> Profile:
        """One profile by its id. QabotError if there is none."""
        if person not in self._profiles:
            self._profiles[person] = self._tables.profile(person)
        return self._profiles[person]

    def source(self, path: str) -> Source:
        """One source by its path relative to the corpus. QabotError if there is none."""
        if path not in self._sources:
            self._sources[path] = self._tables.source(path)
        return self._sources[path]

    def chunks(self, person: str) -> list[Chunk]:
        """All passages of one person, in reading order; [] for a person not in the index."""
        return self._tables.chunks(range(*self._tables.rows.get(person, (0, 0))))

    def search(self, text: str, *, k: int, people: Sequence[str] = (), sections: Sequence[str] = ()) -> list[Hit]:
        """Find the k passages closest to a text by meaning and by words, best first, ties by chunk id.

        Only passages of these people (ids) and of sections of these kinds are ranked; no filter means all. Of passages
        of one person with the same text the first stands for all. Fewer than k if there are not so many. The names of
        the people given are left out of the text: among their own passages they tell nothing apart.
        """
        within = self._within(people, sections)
        if k < 1 or not within or not text.strip():
            return []
        known = [self.profile(person) for person in people if person in self._tables.rows]
        text = without(text, (name for profile in known for name in profile.names()))
        depth = max(DEPTH, 10 * k)
        dense = self._once(self._dense(self._embedder.query(text), depth, within))
        lexical = self._once(self._tables.search(text, limit=depth, within=within))
        hits = []
        for twin in dense.keys() | lexical.keys():
            sides = dense.get(twin), lexical.get(twin)
            score = sum(w / (RRF_K + side.rank) for side, w in zip(sides, (1, WORDS_WEIGHT), strict=True) if side)
            number = min(side.first for side in sides if side)
            hits.append((-score, number, sides))
        best = sorted(hits, key=lambda hit: hit[:2])[:k]
        chunks = self._tables.chunks([number for _, number, _ in best])
        return [_hit(chunk, -score, *sides) for chunk, (score, _, sides) in zip(chunks, best, strict=True)]

    def _within(self, people: Sequence[str], sections: Sequence[str]) -> list[Rows]:
        """Ranges of the chunks that pass the filters, in order, neighbours joined."""
        rows = self._tables.rows
        ranges = _joined(rows[person] for person in set(people) & rows.keys()) if people else [(0, self._tables.count)]
        if sections:
            kinds = self._tables.of_kinds(sections)
            ranges = [(max(a, c), min(b, d)) for c, d in _joined((i, i + 1) for i in kinds) for a, b in ranges]
        return _joined(ranges)

    def _dense(self, vector: Vectors, depth: int, within: Sequence[Rows]) -> Ranked:
        """Rows of these ranges closest to a vector, best first, ties by id. Exact."""
        import numpy as np

        faiss = _faiss()
        faiss.omp_set_num_threads(1)  # for the calling thread; four are 20 times slower where the cores are busy
        if len(within) == 1:
            selector = faiss.IDSelectorRange(*within[0])
        else:
            allowed = np.zeros(self._tables.count, bool)
            for start, end in within:
                allowed[start:end] = True
            selector = faiss.IDSelectorBitmap(np.packbits(allowed, bitorder="little"))
        scores, ids = self._flat.search(vector[None, :], depth, params=faiss.SearchParameters(sel=selector))
        # where there are fewer rows than asked for, FAISS fills up with the id -1
        found = [(int(i), float(score)) for i, score in zip(ids[0], scores[0], strict=True) if i >= 0]
        return sorted(found, key=lambda row: (-row[1], row[0]))

    @cached_property
    def _flat(self) -> Any:  # noqa: ANN401 - from a library without types
        flat = _faiss().IndexFlatIP(self.manifest.dim)
        flat.add(self._generation.vectors)
        return flat

    def _once(self, ranked: Ranked) -> dict[int, _Side]:
        """Of passages of one person with the same text, the best; by the id of the first such passage."""
        sides: dict[int, _Side] = {}
        for number, score in ranked:
            twin = self._tables.twins.get(number, number)
            known = sides.get(twin)
            if known is None:
                sides[twin] = _Side(number, score, len(sides) + 1)
            else:
                known.first = min(known.first, number)
        return sides


@dataclass(slots=True)
class _Side:
    """Where one side of the search ranks a text."""

    first: int  # the lowest id found with this text
    score: float
    rank: int  # 1-based


def _hit(chunk: Chunk, score: float, dense: _Side | None, lexical: _Side | None) -> Hit:
    return Hit(
        chunk=chunk,
        score=score,
        dense=dense.score if dense else None,
        lexical=lexical.score if lexical else None,
        dense_rank=dense.rank if dense else None,
        lexical_rank=lexical.rank if lexical else None,
    )


def _faiss() -> Any:  # noqa: ANN401 - its stubs do not know its Python layer
    import faiss

    return faiss


def _joined(ranges: Iterable[Rows]) -> list[Rows]:
    """Join ranges that touch, in order; empty ones are dropped."""
    joined: list[Rows] = []
    for start, end in sorted(ranges):
        if start >= end:
            continue
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
