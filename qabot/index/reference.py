"""`SentenceTransformersEmbedder`: the reference, a sentence-transformers model loaded from disk at first use."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from qabot.index.embedder import mean_of
from qabot.index.model_folder import ModelFolder

if TYPE_CHECKING:
    from qabot.index.embedder import Vectors

OFFLINE = {"HF_HUB_OFFLINE": "1", "TRANSFORMERS_OFFLINE": "1", "HF_HUB_DISABLE_TELEMETRY": "1"}
_FEW_CHARS = 40_000  # 480 short questions took 22 s on four threads of busy cores, 1.5 s on one
_BATCH = {"cpu": 32, "cuda": 256}  # texts; sentence-transformers sorts them by length first


class SentenceTransformersEmbedder:
    """A sentence-transformers model from a local folder, no network. It loads at first use, not when made."""

    backend = "sentence-transformers"
    why = ""  # it is the reference: there is nothing that it stands in for

    def __init__(self, model: str = "all-MiniLM-L6-v2", device: Literal["cpu", "cuda"] = "cpu") -> None:
        self._files, self._device = ModelFolder(model), device
        self._own_threads = 0  # what torch chose when it was loaded
        self._lock = threading.Lock()  # one text after the other: torch's threads do not share the cores well

    @property
    def folder(self) -> Path:
        """Where the model lies. SettingsError if there is none."""
        return self._files.path

    @property
    def name(self) -> str:
        """The model's name, as the index records it."""
        return self._files.name

    @cached_property
    def dim(self) -> int:
        """Length of a vector; read from the folder where its modules are plain, else from the loaded model."""
        return self._files.dim or int(self._model.get_embedding_dimension())

    @cached_property
    def max_tokens(self) -> int:
        """Longest text in tokens that the model reads whole."""
        return self._files.max_tokens or int(self._model.max_seq_length)

    def documents(self, texts: Sequence[str]) -> Vectors:
        """Embed passages: float32 (n, dim), unit rows."""
        import numpy as np

        if not texts:
            return np.zeros((0, self.dim), np.float32)
        return self._encode("encode_document", list(texts))

    def query(self, text: str) -> Vectors:
        """Embed a question: float32 (dim,), a unit vector; of a long one, the mean of its parts."""
        parts = self._files.windows(text, self.max_tokens - self._marks)
        rows = self._encode("encode_query", parts)
        return rows[0] if len(parts) == 1 else mean_of(rows)

    def count_tokens(self, text: str) -> int:
        """Count a passage's tokens, the model's own marks and prompt included; needs no torch."""
        return len(self._files.tokenizer.encode(self._files.document_prompt + text).ids)

    def loaded(self) -> Any:  # noqa: ANN401 - from a library without types
        """The model itself."""
        return self._model

    def _encode(self, method: str, texts: list[str]) -> Vectors:
        import numpy as np

        model = self._model
        with self._lock:
            self._threads(1 if sum(map(len, texts)) <= _FEW_CHARS else 0)
            # measured: a question takes 14 ms on one core, 9 ms on four idle ones, far more where they are busy
            encode = getattr(model, method)
            rows = encode(texts, normalize_embeddings=True, show_progress_bar=False, batch_size=_BATCH[self._device])
        return np.ascontiguousarray(rows, np.float32)

    @cached_property
    def _marks(self) -> int:
        """Tokens of the prompt before a question."""
        prompt = self._files.query_prompt
        return len(self._files.tokenizer.encode(prompt, add_special_tokens=False).ids) if prompt else 0

    @cached_property
    def _loaded(self) -> Any:  # noqa: ANN401 - from a library without types
        os.environ.update(OFFLINE)  # read by the libraries when they are imported
        from sentence_transformers import SentenceTransformer
        from transformers.utils import logging

        logging.disable_progress_bar()  # type: ignore[no-untyped-call]  # it would draw over the command line's own
        return SentenceTransformer(str(self.folder), device=self._device, local_files_only=True)

    def _threads(self, count: int) -> None:
        """Let torch use so many threads; 0 for as many as it chose itself."""
        import torch

        self._own_threads = self._own_threads or torch.get_num_threads()
        torch.set_num_threads(count or self._own_threads)

    @property
    def _model(self) -> Any:  # noqa: ANN401 - from a library without types
        with self._lock:
            return self._loaded


def cuda_there() -> bool:
    """Whether torch can use a GPU. Torch is asked only where there is a driver: importing it takes a second."""
    if not (Path("/proc/driver/nvidia").exists() or shutil.which("nvidia-smi")):
        return False
    import torch

    return bool(torch.cuda.is_available())
