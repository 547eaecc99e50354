"""Profiles on disk and back: passages, vectors, terms and facts; build, open, search."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qabot.index.build import BuildReport, Skipped, build, is_stale
from qabot.index.chunks import Chunk, chunks_of, embed_text
from qabot.index.embedder import Embedder, as_langchain
from qabot.index.index import Hit, Index
from qabot.index.manifest import Manifest
from qabot.index.quick import QuickEmbedder
from qabot.index.reading import Progress, Readers
from qabot.index.reference import SentenceTransformersEmbedder
from qabot.index.store import BusyIndexError

if TYPE_CHECKING:
    from qabot.index.retriever import ProfileRetriever

__all__ = [
    "BuildReport",
    "BusyIndexError",
    "Chunk",
    "Embedder",
    "Hit",
    "Index",
    "Manifest",
    "ProfileRetriever",
    "Progress",
    "QuickEmbedder",
    "Readers",
    "SentenceTransformersEmbedder",
    "Skipped",
    "as_langchain",
    "build",
    "chunks_of",
    "embed_text",
    "is_stale",
]


def __getattr__(name: str) -> type[ProfileRetriever]:
    if name == "ProfileRetriever":  # late: it brings LangChain with it
        from qabot.index.retriever import ProfileRetriever

        return ProfileRetriever
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
