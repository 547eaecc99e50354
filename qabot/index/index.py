"""`Index`: one generation, opened. It answers from what it opened even if a later build replaces it."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qabot.errors import BrokenIndexError
from qabot.index.chunks import Chunk
from qabot.index.embedder import Embedder
from qabot.index.lookup import Lookup
from qabot.index.manifest import Manifest
from qabot.index.postings import Scope, best
from qabot.index.scopes import asked_of
from qabot.index.store import Generation, open_generation
from qabot.index.terms import asked
from qabot.index.terms import without as leaving_out
from qabot.profiles.profile import Profile
from qabot.sources.source import Source

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from qabot.index.embedder import Vectors
    from qabot.index.part import Part

# Reciprocal rank fusion: Cormack, Clarke and Buettcher, SIGIR 2009. Their k of 60 is for runs of a thousand hits; among
# the few hundred passages of a corpus of profiles it lets two middling ranks beat a first one. Measured on the
# evidence of 98 questions over 20 pages, found in the first 4 / 8 passages: k = 60: 62 % / 78 %; 10: 68 % / 86 %; and
# with words weighing 1.5: 76 % / 90 %.
RRF_K = 10
WORDS_WEIGHT = 1.5
DEPTH = 100  # hits of each side that are fused, at least

CACHED = 512  # profiles, and sources, kept in memory


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
        self._snapshot = generation.snapshot
        self._profile = lru_cache(CACHED)(self._snapshot.profile)
        self._source = lru_cache(CACHED)(self._snapshot.source)
        self._beside = ThreadPoolExecutor(1, "words")
        self._alone = threading.Lock()  # held by who has words looked up there

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

    def is_whole(self) -> bool:
        """Whether no file of it was cut short since it was opened. One that was must not be asked: open it anew."""
        return all(part.segment.is_whole() for part in self._snapshot.parts)

    @property
    def people(self) -> tuple[str, ...]:
        """Ids of all profiles, in order."""
        return self._snapshot.people

    @cached_property
    def lookup(self) -> Lookup:
        """Finds people, names, titles and places by keys, and counts."""
        return Lookup(self._snapshot.ask)

    def write_tables(self, path: Path) -> int:
        """Write all facts, who is who across profiles, as tables to a new SQLite file; give how many people it holds.

        The tables and views: see `fact_schema.py`. QabotError if the file is there already or cannot be written.
        """
        from qabot.index.fact_tables import write_tables

        return write_tables((self._snapshot.profile(person) for person in self.people), path)

    def profiles(self) -> list[Profile]:
        """All profiles, in order of their ids."""
        return [self.profile(person) for person in self.people]

    def profile(self, person: str) -> Profile:
        """One profile by its id. QabotError if there is none."""
        return self._profile(person)

    def source(self, path: str) -> Source:
        """One source by its path relative to the corpus. QabotError if there is none."""
        return self._source(path)

    def chunks(self, person: str) -> list[Chunk]:
        """All passages of one person, in reading order; [] for a person not in the index."""
        return self._snapshot.chunks_of(person)

    def search(
        self,
        text: str,
        *,
        k: int,
        people: Sequence[str] = (),
        sections: Sequence[str] = (),
        without: Sequence[str] = (),
    ) -> list[Hit]:
        """Find the k passages closest to a text by meaning and by words, best first; ties by person, then by place.

        Only passages of these people (ids), not of those `without`, and of sections of these kinds are ranked; no
        filter means all. Of passages of one person with the same text the first stands for all. Fewer than k if there
        are not so many. The names of the people given are left out of the text: among their own passages they tell
        nothing apart.
        """
        if k < 1 or not text.strip():
            return []
        scopes = asked_of(self._snapshot, people, sections, without)
        if not scopes:
            return []
        text = leaving_out(text, self._names(people))
        depth = max(DEPTH, 10 * k)
        return self._joined(*self._both(text, depth, scopes), k)

    def _both(self, text: str, depth: int, scopes: Sequence[tuple[Part, Scope]]) -> tuple[_Side, _Side]:
        """What is found by meaning and by words: at one time, since the model takes no lock while it computes.

        Where others ask too, one after the other: of eight that ask, helpers for all would answer a fifth less.
        """
        if not self._alone.acquire(blocking=False):
            return self._by_meaning(text, depth, scopes), self._by_words(text, depth, scopes)
        try:
            beside = self._beside.submit(self._by_words, text, depth, scopes)
            dense = self._by_meaning(text, depth, scopes)
            unbegun = beside.cancel()  # where all cores are busy
            return dense, self._by_words(text, depth, scopes) if unbegun else beside.result()
        finally:
            self._alone.release()

    def _joined(self, dense: _Side, lexical: _Side, k: int) -> list[Hit]:
        """The k best of both sides."""
        import numpy as np

        sides = (dense, 1.0), (lexical, WORDS_WEIGHT)
        twins, back = np.unique(np.concatenate([side.twins for side, _ in sides]), return_inverse=True)
        scores, firsts = np.zeros(len(twins)), np.full(len(twins), _NONE)
        places = np.full((len(twins), 2), -1)  # of each text its rank in each side, from 0
        for number, (side, weight) in enumerate(sides):
            here = back[len(dense.twins) :] if number else back[: len(dense.twins)]
            ranks = np.arange(len(here))
            scores[here] += weight / (RRF_K + 1 + ranks)
            firsts[here] = np.minimum(firsts[here], side.firsts)
            places[here, number] = ranks
        if len(twins) > k:
            kept = scores >= np.partition(scores, len(scores) - k)[len(scores) - k]
            scores, firsts, places = scores[kept], firsts[kept], places[kept]
        chunks = self._snapshot.chunks(firsts.tolist())
        ranked = zip(chunks, scores.tolist(), *places.T.tolist(), strict=True)
        found = [Hit(chunk, score, *_told(dense, lexical, one, two)) for chunk, score, one, two in ranked]
        return sorted(found, key=lambda hit: (-hit.score, hit.chunk.person, hit.chunk.id))[:k]

    def _names(self, people: Sequence[str]) -> list[str]:
        found = [self._snapshot.find(person) for person in people]
        return [name for of in found if of for name in of[0].names(of[1])]

    def _dense(self, vector: Vectors, depth: int, scopes: Sequence[tuple[Part, Scope]]) -> _Found:
        """Rows nearest to a vector: enough of them that the best `depth` are among them."""
        import numpy as np

        found = []
        for part, scope in scopes:
            nearest = part.segment.nearest
            if scope.ranges is None:
                rows = nearest.near(vector, depth, scope.mask)
            else:
                rows = np.concatenate([np.arange(*of) for of in scope.ranges])
                rows = rows if scope.mask is None else rows[scope.mask[rows]]
            found.append((part, rows, nearest.scores(rows, vector)))
        return found

    def _by_meaning(self, text: str, depth: int, scopes: Sequence[tuple[Part, Scope]]) -> _Side:
        return self._once(self._dense(self._embedder.query(text), depth, scopes), depth)

    def _by_words(self, text: str, depth: int, scopes: Sequence[tuple[Part, Scope]]) -> _Side:
        return self._once(self._lexical(text, depth, scopes), depth)

    def _lexical(self, text: str, depth: int, scopes: Sequence[tuple[Part, Scope]]) -> _Found:
        """Rows that hold terms of the text: enough of them that the best `depth` are among them."""
        everything = [part.held for part in self._snapshot.parts]
        asked_here = [(part.held, scope) for part, scope in scopes]
        scored = best(asked_here, everything, asked(text), depth)
        return [(part, rows, scores) for (part, _), (rows, scores) in zip(scopes, scored, strict=True)]

    def _once(self, found: _Found, depth: int) -> _Side:
        """The `depth` best, of passages of one person with the same text the best."""
        import numpy as np

        twins, rows, scores = _ranked(found, depth)
        _, best, back = np.unique(twins, return_index=True, return_inverse=True)
        firsts = np.full(len(best), _NONE)
        np.minimum.at(firsts, back, rows)
        best = np.sort(best)
        return _Side(twins[best], firsts[back[best]], scores[best])


_NONE = 1 << 62  # no row
_Found = list[tuple["Part", "NDArray[Any]", "NDArray[Any]"]]  # rows of a part, and their scores


@dataclass(frozen=True, slots=True)
class _Side:
    """What one side of the search found, best first, each text once."""

    twins: NDArray[Any]  # the first row of the person that has this text
    firsts: NDArray[Any]  # the lowest row found with it
    scores: NDArray[Any]


def _ranked(found: _Found, depth: int) -> tuple[NDArray[Any], NDArray[Any], NDArray[Any]]:
    """The first row with the same text, row and score of the best of all parts; ties by person, then by place."""
    import numpy as np

    scores = np.concatenate([of for _, _, of in found])
    rows = np.concatenate([of for _, of, _ in found]).astype(np.int64)
    parts = np.repeat(np.arange(len(found)), [len(of) for _, of, _ in found])
    if len(scores) > depth:
        kept = scores >= np.partition(scores, len(scores) - depth)[len(scores) - depth]
        scores, rows, parts = scores[kept], rows[kept], parts[kept]
    order = np.argsort(-scores, kind="stable")
    same = np.flatnonzero(np.diff(scores[order]) == 0)
    if len(same):
        tied = np.unique(np.concatenate([order[same], order[same + 1]]))
        names = _names([part for part, _, _ in found], parts[tied], rows[tied])
        known = dict(zip(tied.tolist(), names, strict=True))
        for run in np.split(same, np.flatnonzero(np.diff(same) > 1) + 1):
            order[run[0] : run[-1] + 2] = sorted(order[run[0] : run[-1] + 2].tolist(), key=known.__getitem__)
    scores, rows, parts = scores[order[:depth]], rows[order[:depth]], parts[order[:depth]]
    twins = rows.copy()
    for number, (part, _, _) in enumerate(found):
        here = parts == number
        twins[here] += part.base - part.segment.arrays["row_twins"][rows[here]].astype(np.int64)
        rows[here] += part.base
    return twins, rows, scores


def _names(among: Sequence[Part], parts: NDArray[Any], rows: NDArray[Any]) -> list[tuple[str, int]]:
    """Of each row of a part the person, and its place among theirs."""
    import numpy as np

    names: list[tuple[str, int]] = [("", 0)] * len(rows)
    for number, part in enumerate(among):
        here = np.flatnonzero(parts == number)
        firsts = part.segment.firsts
        people = np.searchsorted(firsts, rows[here], "right") - 1
        places = rows[here] - firsts[people]
        for i, person, place in zip(here.tolist(), people.tolist(), places.tolist(), strict=True):
            names[i] = part.ids[person], place
    return names


def _told(
    dense: _Side, lexical: _Side, one: int, two: int
) -> tuple[float | None, float | None, int | None, int | None]:
    """The scores and the 1-based ranks of a text at these places of the sides, -1 where it is not there."""
    by_meaning = (float(dense.scores[one]), one + 1) if one >= 0 else (None, None)
    by_words = (float(lexical.scores[two]), two + 1) if two >= 0 else (None, None)
    return by_meaning[0], by_words[0], by_meaning[1], by_words[1]
