"""The vectors of a segment: rows of float16, searched exactly, or by IVF and SQ8 where they are many.

Measured over a million: float16 finds what float32 does in half the time; IVF with SQ8 in a hundredth of that. What IVF
proposes is scored again by the rows themselves.
"""

from __future__ import annotations

import os
import threading
import weakref
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from qabot.index.embedder import Vectors

EXACT = 100_000  # rows of a segment that are searched exactly
FEW = 2048  # rows that numpy looks through in a millisecond: FAISS takes 80 to load
PROBES = 32  # lists of the IVF that are looked into, of about 8 * sqrt(rows)
PROPOSED = 2  # times as many rows are proposed as are asked for
TRAINED_ON = 20  # rows for each list
GROUPED, GROUPS = 1000, 8  # so many lists are found by groups of them, of which so many are looked into
TIE = 1e-6  # scores of FAISS nearer than this may be equal
_BLOCK = 1 << 15  # rows


def write_rows(path: Path, blocks: Iterable[NDArray[Any]]) -> None:
    """Write rows as float16."""
    import numpy as np

    with path.open("xb") as file:
        for block in blocks:
            file.write(np.ascontiguousarray(block, np.float16).data.cast("B") if len(block) else b"")


def write_ivf(path: Path, rows: NDArray[Any]) -> None:
    """Write what searches many rows: trained on a sample of them, always the same.

    Measured on 200,000 vectors of the model, beside half as many lists clustered at once and 24 of them looked into:
    the same recall (0.98 of 10, 0.95 of 100), a third fewer rows looked at, the training in a fifth of the time.
    """
    import numpy as np

    faiss = _faiss()
    count, dim = rows.shape
    lists = min(int(8 * count**0.5), count)
    sample = rows[np.sort(np.random.default_rng(0).permutation(count)[: lists * TRAINED_ON])].astype(np.float32)
    groups, centres = _centres(sample, lists)
    lists_of = _flat_of(centres)
    if len(centres) > GROUPED:
        nearest = _flat_of(groups)
        lists_of = faiss.IndexIVFFlat(nearest, dim, len(groups), faiss.METRIC_INNER_PRODUCT)
        lists_of.add(centres)
        lists_of.make_direct_map()
        lists_of.nprobe = GROUPS
    bytes_ = faiss.ScalarQuantizer.QT_8bit_uniform
    ivf = faiss.IndexIVFScalarQuantizer(lists_of, dim, len(centres), bytes_, faiss.METRIC_INNER_PRODUCT)
    ivf.train(sample)
    for start in range(0, count, _BLOCK):
        ivf.add(rows[start : start + _BLOCK].astype(np.float32))
    try:
        faiss.write_index(ivf, str(path))
    except RuntimeError as error:
        raise OSError(f"{path.name} cannot be written: {error}") from error


def _centres(sample: Vectors, lists: int) -> tuple[Vectors, Vectors]:
    """Centres of groups, and of about so many lists: of each group as many as it has rows for."""
    import numpy as np

    groups = _clustered(sample, int(lists**0.5))
    _, own = _flat_of(groups).search(sample, 1)
    parts = (sample[own[:, 0] == group] for group in np.unique(own))
    return groups, np.concatenate([_clustered(of, max(1, round(lists * len(of) / len(sample)))) for of in parts])


def _clustered(rows: Vectors, count: int) -> Vectors:
    """So many centres of rows, by k-means on the sphere, at most one for each row."""
    knobs = {"niter": 10, "seed": 0, "spherical": True}
    bounds = {"min_points_per_centroid": 1, "max_points_per_centroid": len(rows)}
    means = _faiss().Kmeans(rows.shape[1], min(count, len(rows)), **knobs, **bounds)
    means.train(rows)
    centres: Vectors = means.centroids
    return centres


def _flat_of(rows: Vectors) -> Any:  # noqa: ANN401 - from a library without types
    """What searches rows one by one."""
    flat = _faiss().IndexFlatIP(rows.shape[1])
    flat.add(rows)
    return flat


class Nearest:
    """Finds the rows nearest to a vector, by inner product."""

    def __init__(self, rows: NDArray[Any], ivf: Path | None, file: Path | None = None) -> None:
        """`rows` is float16 (n, dim), mapped from the `file` if given; `ivf` is what `write_ivf` wrote of them."""
        self.rows = rows
        self._file = -1
        if ivf and file and hasattr(os, "pread"):
            self._file = os.open(file, os.O_RDONLY)
            weakref.finalize(self, os.close, self._file)
        self._ivf = _faiss().read_index(str(ivf), _faiss().IO_FLAG_MMAP_IFC) if ivf else None
        self._flat: Any = None
        self._wide: NDArray[Any] | None = None  # few rows in float32, once they were searched
        self._lock = threading.Lock()

    def scores(self, at: NDArray[Any], vector: Vectors) -> NDArray[Any]:
        """Scores of these rows: of a row always the same number, whatever other rows are asked."""
        import numpy as np

        scores: NDArray[Any] = (self._read(at).astype(np.float32) * vector).sum(axis=1)
        return scores

    def _read(self, at: NDArray[Any]) -> NDArray[Any]:
        """These rows. Of many each is read by itself: a mapped file would bring its neighbours into memory too."""
        import numpy as np

        if self._file < 0 or not len(at):
            mapped: NDArray[Any] = self.rows[at]
            return mapped
        count, width = self.rows.shape[1], 2 * self.rows.shape[1]
        data = b"".join([os.pread(self._file, width, row * width) for row in at.tolist()])
        rows: NDArray[Any] = np.frombuffer(data, np.float16).reshape(-1, count)
        return rows

    def near(self, vector: Vectors, limit: int, mask: NDArray[Any] | None) -> NDArray[Any]:
        """Rows that the mask allows: the `limit` nearest are among them, with all that are as near as the last."""
        import numpy as np

        if self._ivf is None and len(self.rows) <= FEW:
            if self._wide is None:
                self._wide = self.rows.astype(np.float32)  # which takes four times as long as all that follows
            rows: NDArray[Any] = np.arange(len(self.rows)) if mask is None else np.flatnonzero(mask)
            scores = (self._wide[rows if mask is not None else slice(None)] * vector).sum(axis=1)
            last = np.partition(scores, len(scores) - limit)[len(scores) - limit] if len(rows) > limit else -2
            found: NDArray[Any] = rows[scores >= last - TIE]
            return found
        faiss = _faiss()
        faiss.omp_set_num_threads(1)  # for the calling thread; four are 20 times slower where the cores are busy
        selector, packed = None, None
        if mask is not None:
            packed = np.packbits(mask, bitorder="little")
            selector = faiss.IDSelectorBitmap(packed)
        query = np.ascontiguousarray(vector, np.float32)[None, :]
        if self._ivf:
            options = faiss.SearchParametersIVF(sel=selector, nprobe=PROBES)
            _, ids = self._ivf.search(query, PROPOSED * limit, params=options)
            return _found(ids[0])
        options = faiss.SearchParameters(sel=selector) if selector else None
        wanted = min(limit + 1, len(self.rows))
        scores, ids = self._exact().search(query, wanted, params=options)
        if wanted > limit and ids[0, limit] >= 0 and scores[0, limit - 1] - scores[0, limit] <= TIE:
            _, _, ids = self._exact().range_search(query, float(scores[0, limit - 1]) - TIE, params=options)
            return _found(ids)
        return _found(ids[0])

    def _exact(self) -> Any:  # noqa: ANN401 - from a library without types
        with self._lock:
            if self._flat is None:
                import numpy as np

                faiss = _faiss()
                count, dim = self.rows.shape
                flat = faiss.IndexScalarQuantizer(dim, faiss.ScalarQuantizer.QT_fp16, faiss.METRIC_INNER_PRODUCT)
                flat.codes.resize(count * dim * 2)
                codes = faiss.rev_swig_ptr(flat.codes.data(), count * dim * 2)
                codes[:] = self.rows.reshape(-1).view(np.uint8)
                flat.ntotal, flat.is_trained = count, True
                self._flat = flat
        return self._flat


def _found(ids: NDArray[Any]) -> NDArray[Any]:
    """The rows found: where there are fewer than asked for, FAISS fills up with the id -1."""
    found: NDArray[Any] = ids[ids >= 0]
    return found


def _faiss() -> Any:  # noqa: ANN401 - its stubs do not know its Python layer
    import faiss

    return faiss
