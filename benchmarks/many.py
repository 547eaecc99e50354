"""`Many`: an index of as many made-up people as asked for, quickly: pages are made, not read, and vectors drawn."""

# ruff: noqa: S311  # chance here is for variety, not for secrets

from __future__ import annotations

import random
import re
import zlib
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import numpy as np

from qabot.index import Readers, build
from qabot.index.build import BuildReport, _knobs, reader
from qabot.index.chunks import chunks_of
from qabot.index.corpus import people_in
from qabot.index.draft import Draft
from qabot.index.manifest import Manifest, Seen
from qabot.index.record import Entry, record_of
from qabot.index.store import commit, drafting, writing
from qabot.profiles.profile import Paper, Profile, Section
from qabot.settings import Settings
from qabot.sources.source import Block, Source, Span

PASSAGES, WORDS = 20, 40  # of a person, of a passage
VOCABULARY = 30_000


class DrawnVectors:
    """An embedder that draws a vector for a text: near one of many centres, the same for the same text."""

    name, max_tokens = "drawn", 256

    def __init__(self, dim: int = 384, centres: int = 2000) -> None:
        self.dim = dim
        self._centres = np.random.default_rng(1).standard_normal((centres, dim), np.float32)

    def documents(self, texts: Sequence[str]) -> np.ndarray:
        return np.stack([self.query(text) for text in texts])

    def query(self, text: str) -> np.ndarray:
        return self.draw(zlib.crc32(text.encode()), 1)[0]

    def draw(self, seed: int, count: int) -> np.ndarray:
        chance = np.random.default_rng(seed)
        rows = self._centres[chance.integers(len(self._centres), size=count)]
        rows = rows + 0.8 * chance.standard_normal(rows.shape, np.float32)
        return rows / np.linalg.norm(rows, axis=1, keepdims=True)

    def count_tokens(self, text: str) -> int:
        return len(text.split())


class Many:
    """A corpus of so many people, a file each, and its index, in a folder."""

    def __init__(self, folder: Path, people: int) -> None:
        self.corpus, self.index, self.people = folder / "corpus", folder / "index", people
        self.embedder, self.settings = DrawnVectors(), Settings()
        shares = 1 / np.arange(1, VOCABULARY + 1)
        self._likely = np.cumsum(shares / shares.sum())
        self._words = [_word(number) for number in range(VOCABULARY)]
        self.readers = Readers(lambda path, root, settings: self._source(path), self._profile)

    def page(self, number: int, edition: int = 0) -> str:
        """A page: a name, and headed passages of words of which some are common and most are rare."""
        chance = np.random.default_rng((number, edition))
        drawn = np.searchsorted(self._likely, chance.random(PASSAGES * WORDS)).clip(0, VOCABULARY - 1)
        words = [self._words[i] for i in drawn.tolist()]
        parts = (" ".join(words[i : i + WORDS]) for i in range(0, len(words), WORDS))
        body = "\n".join(f"## Part {place}\n{part}" for place, part in enumerate(parts))
        return f"# {self.name(number)}\n{body}"

    def name(self, number: int) -> str:
        return f"{self._words[number % VOCABULARY].title()} {self._words[-1 - number // 7 % VOCABULARY].title()}"

    def write(self, number: int, edition: int = 0) -> None:
        """Write a page into the corpus."""
        (self.corpus / f"p{number:06}.md").write_text(self.page(number, edition), "utf-8")

    def fill(self) -> None:
        """Make corpus and index; the index is written as a build writes it, without listing, reading and hashing."""
        self.corpus.mkdir(parents=True)
        for number in range(self.people):
            self.write(number)
        with writing(self.index), drafting(self.index, previous="") as folder:
            draft = Draft(self.index, folder, self.embedder.dim)
            for number, person in enumerate(people_in(self.corpus, max_bytes=1e9)):
                (file,) = person.files
                source = self._source(file.path)
                profile = self._profile(person.id, [source])
                chunks = chunks_of(profile, [source], self.embedder.count_tokens, self.settings.chunk_tokens)
                seen = {file.name: Seen(person.id, file.size, file.mtime_ns, "made")}
                rows = partial(self.embedder.draw, number, len(chunks))
                draft.add(Entry(person.id, record_of(profile, [source], chunks), seen), rows)
            segments, passages = draft.finish()
            made_by = (reader(), _knobs(self.settings))
            parts = (self.embedder.name, self.embedder.dim, self.people, passages, *made_by, segments)
            commit(self.index, folder, Manifest(*parts), previous="")

    def build(self) -> BuildReport:
        """Bring the index up to the corpus, as everyone does."""
        return build(self.corpus, self.index, embedder=self.embedder, settings=self.settings, read=self.readers)

    def questions(self, count: int) -> list[str]:
        """What is asked: eight words, common and rare."""
        chance = np.random.default_rng(2)
        drawn = np.searchsorted(self._likely, chance.random((count, 8))).clip(0, VOCABULARY - 1)
        return [" ".join(self._words[i] for i in row) for row in drawn.tolist()]

    def _source(self, path: Path) -> Source:
        blocks, lines, at = [], [], 0
        for line in path.read_text("utf-8").split("\n"):
            head = line.startswith("#")
            text = line.lstrip("# ")
            blocks.append(Block("heading" if head else "paragraph", at, at + len(text), line.count("#")))
            lines.append(text)
            at += len(text) + 1
        return Source(path.name, "markdown", "\n".join(lines), tuple(blocks))

    def _profile(self, person: str, sources: Sequence[Source]) -> Profile:
        (source,) = sources
        heads = [block for block in source.blocks if block.kind == "heading"]
        name = source.quote(heads[0])
        ends = [*(head.start for head in heads[1:]), len(source.text)]
        sections = tuple(
            Section("papers" if place % 4 == 1 else "", source.quote(head), (name, source.quote(head)),
                    Span(source.path, head.start, end))
            for place, (head, end) in enumerate(zip(heads, ends, strict=True))
        )  # fmt: skip
        papers = tuple(
            Paper(title=re.sub(r"\s+", " ", source.text[s.span.end - 60 : s.span.end - 1]), span=s.span,
                  authors=(name,), year=2000 + place)
            for place, s in enumerate(sections) if s.kind
        )  # fmt: skip
        return Profile(id=person, sources=(source.path,), name=name, sections=sections, papers=papers)


def _word(number: int) -> str:
    """A word that can be spoken: the same for the same number, of all numbers another."""
    syllables = [a + b for a in "bdfgklmnprstvz" for b in ("a", "e", "i", "o", "u", "ai", "or", "en")]
    word = ""
    number += len(syllables)
    while number:
        number, place = divmod(number, len(syllables))
        word += syllables[place]
    return word


def shuffled(count: int, seed: int) -> list[int]:
    """The numbers from 0 in an order of chance."""
    return random.Random(seed).sample(range(count), count)
