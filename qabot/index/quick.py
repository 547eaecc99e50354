"""`QuickEmbedder`: the reference weights through OpenVINO or numpy where that can be, else sentence-transformers."""

from __future__ import annotations

import hashlib
import io
import logging
import os
import secrets
import threading
from collections.abc import Sequence
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from qabot.index import runtime
from qabot.index.encoder import Encoder
from qabot.index.export import Export, ExportError, find_export, find_light, make_export
from qabot.index.light import Light
from qabot.index.model_folder import ModelFolder
from qabot.index.reference import SentenceTransformersEmbedder, cuda_there
from qabot.settings import Settings

if TYPE_CHECKING:
    from qabot.index.embedder import Vectors

GPU_AFTER = 5_000  # passages embedded before a GPU is looked for: torch and the driver take 10 s to start

log = logging.getLogger(__name__)


class QuickEmbedder:
    """A sentence-transformers model from a local folder, no network; safe to use from several threads.

    It loads at first use. The first use on a machine makes the export (8 s, `export.py`) and keeps it in `cache`;
    after that neither torch nor transformers is loaded, and OpenVINO only to embed passages: until then numpy embeds
    questions (`light.py`). Vectors of all ways agree to a cosine of 0.9995 or better: each answers over an index that
    another made. Many passages go to a GPU where torch can use one.
    """

    def __init__(self, model: str = "all-MiniLM-L6-v2", cache: Path | None = None) -> None:
        self._files, self._cache = ModelFolder(model), cache or Settings().cache
        self._reference = SentenceTransformersEmbedder(model)
        self._given = 0  # passages so far
        self._lock = threading.Lock()
        self._why = ""

    @property
    def folder(self) -> Path:
        """Where the model lies. SettingsError if there is none."""
        return self._files.path

    @property
    def name(self) -> str:
        """The model's name, as the index records it: the same whichever way it is run."""
        return self._files.name

    @property
    def dim(self) -> int:
        """Length of a vector."""
        return self._reference.dim

    @property
    def max_tokens(self) -> int:
        """Longest passage in tokens that the model reads whole; of a longer question nothing is lost."""
        return self._reference.max_tokens

    @property
    def backend(self) -> str:
        """What computes the vectors: "openvino bf16", "openvino f32" or "sentence-transformers". It loads it."""
        encoder = self._encoder
        return f"openvino {encoder.precision}" if encoder else self._reference.backend

    @property
    def why(self) -> str:
        """Why sentence-transformers stands in for OpenVINO; "" where it does not."""
        _ = self._encoder
        return self._why

    @property
    def is_exported(self) -> bool:
        """Whether a whole export lies in the cache. Makes none."""
        found = None
        if runtime.version():
            with suppress(ImportError, RuntimeError):  # installed, but it does not load
                found = find_export(self._files, self._cache)
        return found is not None and not found.why

    def documents(self, texts: Sequence[str]) -> Vectors:
        """Embed passages: float32 (n, dim), unit rows."""
        if not texts:
            return self._reference.documents(texts)
        self._given += len(texts)
        if self._given > GPU_AFTER and self._gpu:
            return self._gpu.documents(texts)
        return (self._encoder or self._reference).documents(texts)

    def query(self, text: str) -> Vectors:
        """Embed a question: float32 (dim,), a unit vector; of a long one, the mean of its parts."""
        light = None if self._is_open else self._light
        return (light or self._encoder or self._reference).query(text)

    def load(self) -> None:
        """Load what embeds passages, where that is OpenVINO: 0.5 s that other work need not wait for."""
        _ = self._encoder

    def count_tokens(self, text: str) -> int:
        """Count a passage's tokens, the model's own marks and prompt included; loads no model."""
        return self._reference.count_tokens(text)

    def kept(self, texts: Sequence[str]) -> Vectors:
        """`documents`, from the cache where the same texts were asked for before; made by numpy where it can."""
        import numpy as np

        light = self._light
        place = light or self._export
        if not texts or place is None or (isinstance(place, Export) and place.why):
            return self.documents(texts)
        words = hashlib.sha256("\0".join(texts).encode()).hexdigest()[:16]
        path = place.folder / f"kept-{words}-{'f32' if light else self.backend.split()[-1]}.npy"
        rows = _read(path, (len(texts), self.dim))
        if rows is None:
            rows = np.stack([light.query(text) for text in texts]) if light else self.documents(texts)
            _write(path, rows)
        return rows

    @cached_property
    def _gpu(self) -> SentenceTransformersEmbedder | None:
        return SentenceTransformersEmbedder(self._files.setting, "cuda") if cuda_there() else None

    @property
    def _encoder(self) -> Encoder | None:
        with self._lock:
            return self._opened

    @property
    def _export(self) -> Export | None:
        with self._lock:
            return self._found

    @property
    def _is_open(self) -> bool:
        """Whether OpenVINO is loaded, and runs."""
        return self.__dict__.get("_opened") is not None

    @property
    def _light(self) -> Light | None:
        with self._lock:
            return self._lightened

    @cached_property
    def _lightened(self) -> Light | None:
        """What numpy runs, made with the export if there is none."""
        export = find_light(self._files, self._cache)
        if export is None and runtime.version():
            with suppress(ExportError, ImportError, RuntimeError):  # whoever embeds without it says why
                make_export(self._files, self._cache)
                export = find_light(self._files, self._cache)
        return None if export is None or export.why else Light(self._files, export.weights)

    @cached_property
    def _opened(self) -> Encoder | None:
        export = self._found
        if export is None or export.why:
            return None
        try:
            return Encoder(self._files, export.graph, self.max_tokens, export.precision)
        except RuntimeError as error:
            self._why = f"OpenVINO cannot run the export: {str(error).strip().splitlines()[0][:200]}"
            return None

    @cached_property
    def _found(self) -> Export | None:
        """The export, made if there is none."""
        if not runtime.version():
            self._why = "OpenVINO is not installed (pip install openvino)"
            return None
        try:
            export = find_export(self._files, self._cache) or make_export(self._files, self._cache)
        except (ExportError, ImportError, RuntimeError) as error:
            self._why = str(error)
            log.warning("sentence-transformers embeds, more slowly: %s", error)
            return None
        self._why = export.why
        return export


def _read(path: Path, shape: tuple[int, int]) -> Vectors | None:
    """Vectors kept in a file behind the sum of their bytes; None if they are not there, or not whole."""
    import numpy as np

    try:
        data = path.read_bytes()
    except OSError:
        return None
    if hashlib.sha256(data[32:]).digest() != data[:32]:
        return None
    rows: Vectors = np.load(io.BytesIO(data[32:]), allow_pickle=False)
    return rows if rows.shape == shape and rows.dtype == np.float32 else None


def _write(path: Path, rows: Vectors) -> None:
    """Keep vectors in a file; where that cannot be, they are made again next time."""
    import numpy as np

    buffer = io.BytesIO()
    np.save(buffer, rows, allow_pickle=False)
    data = buffer.getvalue()
    beside = path.with_name(f".{path.name}-{secrets.token_hex(8)}")
    with suppress(OSError):
        try:
            beside.write_bytes(hashlib.sha256(data).digest() + data)
            os.replace(beside, path)
        finally:
            beside.unlink(missing_ok=True)
