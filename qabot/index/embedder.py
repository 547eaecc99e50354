"""`Embedder`: texts as unit vectors."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol, TypeAlias, runtime_checkable

from qabot.index.model_folder import model_folder, model_name

if TYPE_CHECKING:
    import numpy as np
    from langchain_core.embeddings import Embeddings
    from numpy.typing import NDArray

__all__ = ["Embedder", "Keeping", "Loading", "Vectors", "as_langchain", "mean_of", "model_folder", "model_name"]

Vectors: TypeAlias = "NDArray[np.float32]"  # (n, d) or (d,), unit rows


class Embedder(Protocol):
    """Turns texts into vectors whose inner product is their cosine."""

    @property
    def name(self) -> str:
        """Which model it is: an index answers only to the model that made it."""

    @property
    def dim(self) -> int:
        """Length of a vector."""

    @property
    def max_tokens(self) -> int:
        """Longest text the model reads whole; what comes after is lost."""

    def documents(self, texts: Sequence[str]) -> Vectors:
        """Embed passages: float32 (n, dim), unit rows."""

    def query(self, text: str) -> Vectors:
        """Embed a question: float32 (dim,), a unit vector."""

    def count_tokens(self, text: str) -> int:
        """Count what `max_tokens` limits, the model's own marks and prompt included."""


@runtime_checkable
class Loading(Protocol):
    """An embedder that takes a while to load."""

    def load(self) -> None:
        """Load what embeds passages."""


@runtime_checkable
class Keeping(Protocol):
    """An embedder that keeps the vectors of texts which come again in every process."""

    def kept(self, texts: Sequence[str]) -> Vectors:
        """`documents`, from disk where the same texts were asked for before."""


def mean_of(rows: Vectors) -> Vectors:
    """One unit vector for the parts of a text: the direction of their mean."""
    import numpy as np

    mean: Vectors = rows.mean(axis=0)
    return np.ascontiguousarray(mean / max(float(np.linalg.norm(mean)), 1e-9), np.float32)


def as_langchain(embedder: Embedder) -> Embeddings:
    """Give an embedder to code that speaks LangChain."""
    from langchain_core.embeddings import Embeddings

    class _Adapter(Embeddings):
        def embed_documents(self, texts: list[str]) -> list[list[float]]:
            return [[float(x) for x in row] for row in embedder.documents(texts)]

        def embed_query(self, text: str) -> list[float]:
            return [float(x) for x in embedder.query(text)]

    return _Adapter()
