"""Stand-ins whose results can be worked out by hand. Nothing here loads a model."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from qabot.errors import SourceError
from qabot.index import Readers
from qabot.profiles.profile import Profile, Section
from qabot.settings import Settings
from qabot.sources.source import Block, Source, Span

VOCABULARY = "graph robot vision speech protein market climate language theory music privacy ocean".split()


class WordEmbedder:
    """A text as its counts of 12 words, made a unit vector; a 13th axis stands for a text with none of them.

    "graph graph robot" is (2, 1, 0 ...) / √5, so its cosine with "graph" is 2 / √5. A token is a word; two marks come
    on top.
    """

    dim = len(VOCABULARY) + 1

    def __init__(self, name: str = "words", max_tokens: int = 256) -> None:
        self.name, self.max_tokens = name, max_tokens
        self.embedded: list[str] = []  # every passage it was given

    def documents(self, texts: Sequence[str]) -> np.ndarray:
        self.embedded += texts
        return np.stack([self.query(text) for text in texts]) if texts else np.zeros((0, self.dim), np.float32)

    def query(self, text: str) -> np.ndarray:
        words = re.findall(r"\w+", text.lower())
        row = np.array([words.count(word) for word in VOCABULARY] + [0], np.float32)
        row[-1] = not row.any()
        return row / np.linalg.norm(row)

    def count_tokens(self, text: str) -> int:
        return len(text.split()) + 2


def source_of(written: str, path: str = "jane.md") -> Source:
    """Read a small Markdown: "# heading", "- item", "  - nested item", "| row |", paragraphs between blank lines."""
    text, blocks, items, gap = "", [], {}, ""
    for line in written.strip("\n").split("\n"):
        mark, words = re.fullmatch(r"(#+ | *- |\| )?(.*?)(?: \|)?", line).groups(default="")
        if not words:
            gap = "\n\n"
            continue
        if not mark and blocks and not gap and blocks[-1].kind in ("paragraph", "item"):  # a hard-wrapped line
            text += "\n" + words
            blocks[-1] = Block(**{**_fields(blocks[-1]), "end": len(text)})
            continue
        text += (gap or "\n" if text else "") + words
        kind = {"#": "heading", "-": "item", "|": "row"}.get(mark.strip()[:1], "paragraph")
        level = len(mark.strip()) if kind == "heading" else mark.index("-") // 2 + 1 if kind == "item" else 0
        parent = items.get(level - 1, -1) if kind == "item" else -1
        items = {**{k: v for k, v in items.items() if k < level}, level: len(blocks)} if kind == "item" else {}
        blocks.append(Block(kind, len(text) - len(words), len(text), level, parent))
        gap = ""
    return Source(path, "markdown", text, tuple(blocks))


def _fields(block: Block) -> dict:
    return {name: getattr(block, name) for name in Block.__slots__}


def profile_of(person: str, sources: Sequence[Source]) -> Profile:
    """Make a profile of sections only, each of the kind its heading says. Its name is the first heading or the id."""
    sections, name = [], ""
    for source in sources:
        heads = [b for b in source.blocks if b.kind == "heading"]
        name = name or (source.quote(heads[0]) if heads else "")
        path: list[str] = []
        starts = [head.start for head in heads] + [len(source.text)]
        if starts[0]:
            sections.append(Section("", "", (), Span(source.path, 0, starts[0])))
        for head, end in zip(heads, starts[1:], strict=True):
            title = source.quote(head)
            path = [*path[: head.level - 1], title]
            sections.append(Section(title.lower(), title, tuple(path), Span(source.path, head.start, end)))
    return Profile(id=person, sources=tuple(s.path for s in sources), name=name or person, sections=tuple(sections))


def read_text(path: Path, root: Path, settings: Settings) -> Source:
    """Read a text file with `source_of`. SourceError if it holds a zero byte or nothing."""
    data = path.read_bytes()
    if b"\0" in data:
        raise SourceError("It is binary.")
    if not data.strip():
        raise SourceError("It holds no text.")
    return source_of(data.decode("utf-8"), path.relative_to(root).as_posix())


READERS = Readers(read_text, profile_of)
