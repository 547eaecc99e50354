"""`Runner`: a compiled graph of an embedding model. The one module that imports OpenVINO."""

from __future__ import annotations

import importlib.metadata
import os
import sys
import threading
from functools import cache
from pathlib import Path
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from qabot.index.embedder import Vectors

_lock = threading.Lock()
_cores: list[Any] = []  # the one there is, once it is made
_UNWANTED = ("openvino_telemetry", "openvino.tools.ovc")


def openvino() -> Any:  # noqa: ANN401 - loaded late
    """The library, without its conversion tools. ImportError where it is not installed.

    Those tools report their import to a web address and write into the home folder, in every process: they stay out.
    """
    with _lock:
        if "openvino" in sys.modules:
            return sys.modules["openvino"]
        held = {name: sys.modules.get(name) for name in _UNWANTED}
        sys.modules.update(dict.fromkeys(_UNWANTED))  # type: ignore[arg-type]  # None: importing it fails
        try:
            import openvino
        finally:
            for name, module in held.items():
                if module is None:
                    sys.modules.pop(name, None)
                else:
                    sys.modules[name] = module
        return openvino


@cache
def version() -> str:
    """Version of the library; "" where it is not installed. Does not import it."""
    try:
        return importlib.metadata.version("openvino")
    except importlib.metadata.PackageNotFoundError:
        return ""


@cache
def abilities() -> str:
    """What the processor computes with, as the library sees it: "BF16 FP32 INT8 ..."."""
    return " ".join(sorted(_core().get_property("CPU", "OPTIMIZATION_CAPABILITIES")))


@cache
def cores() -> int:
    """Cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class Runner:
    """A graph ready to run. Safe to use from several threads; so many texts run at once as it has streams.

    A stream computes on one thread of its own: measured with four, 1.4 to 2.8 times the throughput of one stream on
    four threads, in 0.7 of the CPU time, and busy cores hurt it less. No interpreter lock is held meanwhile.
    """

    def __init__(
        self, graph: Path, streams: int = 1, precision: str = "", shape: tuple[int, int] | None = None
    ) -> None:
        """`shape`: texts and tokens of all that will be run; any if none is given."""
        knobs: dict[str, Any] = {
            "NUM_STREAMS": str(streams),
            "INFERENCE_NUM_THREADS": streams,
            "ENABLE_CPU_PINNING": False,  # two processes would be pinned to the same cores
        }
        if precision:
            knobs["INFERENCE_PRECISION_HINT"] = precision
        model = _core().read_model(str(graph))
        if shape:
            model.reshape({"input_ids": list(shape), "attention_mask": list(shape)})
        compiled = _core().compile_model(model, "CPU", knobs)
        self.streams = streams
        self.precision = str(compiled.get_property("INFERENCE_PRECISION_HINT").get_type_name())
        self._free: SimpleQueue[Any] = SimpleQueue()
        for _ in range(streams):
            self._free.put(compiled.create_infer_request())

    def run(self, ids: NDArray[np.int64], mask: NDArray[np.int64]) -> Vectors:
        """Rows for texts of one length: ids and mask are (n, tokens), rows float32 (n, dim), not of unit length."""
        request = self._free.get()
        try:
            return _run(request, ids, mask)
        finally:
            self._free.put(request)


def _core() -> Any:  # noqa: ANN401 - from a library without types
    """The library's one core. What its bindings set up at their first call is set up here, by one thread.

    Two threads that are the first to read a tensor wait for each other for ever: one holds the interpreter's lock and
    waits for what the other sets up, which waits for that lock (2026.4).
    """
    ov = openvino()
    with _lock:
        if not _cores:
            import numpy as np

            core = ov.Core()
            given = [ov.opset13.parameter([-1, -1], ov.Type.i64, name) for name in ("input_ids", "attention_mask")]
            for node, name in zip(given, ("input_ids", "attention_mask"), strict=True):
                node.output(0).set_names({name})
            both = ov.opset13.convert(ov.opset13.add(*given), ov.Type.f32)
            request = core.compile_model(
                ov.Model([both], given), "CPU", {"INFERENCE_NUM_THREADS": 1}
            ).create_infer_request()
            _run(request, np.ones((1, 1), np.int64), np.ones((1, 1), np.int64))
            _cores.append(core)
        return _cores[0]


def _run(request: Any, ids: NDArray[np.int64], mask: NDArray[np.int64]) -> Vectors:  # noqa: ANN401
    request.infer({"input_ids": ids, "attention_mask": mask}, share_inputs=True)
    rows: Vectors = request.get_output_tensor(0).data.copy()
    return rows
