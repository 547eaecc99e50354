"""What makes an export, and what numpy runs: in a process of its own, with torch, that ends with it.

The graph is the model's transformer with its pooling. It is run just as a question or a passage would be, on fixed
probe texts, and held against sentence-transformers: first in the precision that the library chooses (bfloat16 where the
processor has it), then in float32.
"""

from __future__ import annotations

import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qabot.data import table
from qabot.index.encoder import Encoder
from qabot.index.export import BESIDE, GRAPH, LIGHT, Export, write_facts
from qabot.index.light import Light, write_light
from qabot.index.model_folder import ModelFolder
from qabot.index.reference import SentenceTransformersEmbedder
from qabot.index.runtime import openvino

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qabot.index.embedder import Embedder, Vectors

LEAST_COSINE = 0.9995  # of every probe
LEAST_OVERLAP = 0.99  # of the ten nearest, over all probes
NEAREST = 10
_MEAN_OR_FIRST = ("mean", "cls")


def main() -> None:
    """Make an export: the arguments are the import path (read before), the model's setting, and an empty folder."""
    model, folder = sys.argv[2], Path(sys.argv[3])
    reference, files = SentenceTransformersEmbedder(model), ModelFolder(model)
    write_facts(folder, export(reference, files, folder))
    (folder / BESIDE).mkdir(mode=0o700)
    write_facts(folder / BESIDE, export_light(reference, files, folder / BESIDE))


def export(reference: SentenceTransformersEmbedder, files: ModelFolder, folder: Path) -> Export:
    """Write the graph of a model into a folder, checked; where that cannot be, the reason, and no graph."""
    why = _unlike(files) or _write(reference.loaded(), folder / GRAPH)
    if why:
        return Export(folder, why, "", 0.0, 0.0)
    found = Export(folder, "", "", 0.0, 0.0)
    for precision in ("", "f32"):
        encoder = Encoder(files, folder / GRAPH, reference.max_tokens, precision)
        cosine, overlap = likeness(reference, encoder, probes())
        found = Export(folder, "", precision, cosine, overlap)
        if cosine >= LEAST_COSINE and overlap >= LEAST_OVERLAP:
            return found
    return _too_far(found)


def export_light(reference: SentenceTransformersEmbedder, files: ModelFolder, folder: Path) -> Export:
    """Write what numpy runs of a model into a folder, checked; where that cannot be, the reason."""
    why = _unlike(files) or _unlike_modules(reference.loaded())
    if not why:
        why = write_light(files, reference.loaded()[1].get_config_dict()["pooling_mode"], folder / LIGHT)
    if why:
        return Export(folder, why, "", 0.0, 0.0)
    cosine, overlap = likeness(reference, Light(files, folder / LIGHT), probes())
    found = Export(folder, "", "f32", cosine, overlap)
    return found if cosine >= LEAST_COSINE and overlap >= LEAST_OVERLAP else _too_far(found)


def _too_far(found: Export) -> Export:
    why = f"the export is too far from the model: cosine {found.cosine:.4f}, overlap {found.overlap:.3f}"
    return Export(found.folder, why, "", found.cosine, found.overlap)


def probes() -> list[str]:
    """The fixed texts that an export is checked on: what pages say, in several scripts, short and long."""
    data = table("qabot.index", "probes")
    texts: list[str] = data["texts"]
    together = " ".join(texts)
    return [*texts, *(together[start : start + size] for start, size in data["pieces"])]


def likeness(reference: Embedder, other: Embedder | Encoder | Light, texts: Sequence[str]) -> tuple[float, float]:
    """Least cosine, and share of the ten nearest that are the same, of texts embedded by two embedders.

    All texts are embedded as passages, every fourth as a question too.
    """
    rows, own = reference.documents(texts), other.documents(texts)
    asked = min(float(reference.query(text) @ other.query(text)) for text in texts[::4])
    same = [len(set(one) & set(two)) / len(one) for one, two in zip(_nearest(rows), _nearest(own), strict=True)]
    return min(asked, float((rows * own).sum(axis=1).min())), sum(same) / len(same)


def _nearest(rows: Vectors) -> list[list[int]]:
    import numpy as np

    cosines = rows @ rows.T
    np.fill_diagonal(cosines, -2)
    return [[int(number) for number in line] for line in np.argsort(-cosines, axis=1)[:, :NEAREST]]


def _unlike(files: ModelFolder) -> str:
    """Why a model cannot be exported, "" where its files do not say so."""
    if not files.is_plain or "Pooling" not in files.modules:
        return f"only a Transformer with Pooling and Normalize is exported, this is {', '.join(files.modules)}"
    if not (files.path / "tokenizer.json").is_file():
        return "the model has no tokenizer.json"
    return ""


def _unlike_modules(model: Any) -> str:  # noqa: ANN401 - from a library without types
    """Why a loaded model cannot be exported, "" where its modules do not say so."""
    pooling = model[1].get_config_dict()
    if pooling.get("pooling_mode") not in _MEAN_OR_FIRST or not pooling.get("include_prompt", True):
        return f"only mean and first-token pooling over all tokens is exported, this is {pooling}"
    return "the model has a prompt of its own for every text" if model.default_prompt_name else ""


def _write(model: Any, path: Path) -> str:  # noqa: ANN401 - from a library without types
    """Write the graph of a loaded model; give the reason where that fails."""
    why = _unlike_modules(model)
    if why:
        return why
    pooling = model[1].get_config_dict()
    ov = openvino()
    try:
        graph = _graph(ov, model[0].model, pooling["pooling_mode"])
    except (RuntimeError, TypeError, ValueError, AttributeError) as error:
        return f"the model cannot be converted: {str(error).strip().splitlines()[0][:200]}"
    ov.save_model(graph, str(path), compress_to_fp16=True)
    return ""


def _graph(ov: Any, transformer: Any, pooling: str) -> Any:  # noqa: ANN401 - from libraries without types
    import torch
    from openvino.frontend import FrontEndManager
    from openvino.frontend.pytorch.ts_decoder import TorchScriptPythonDecoder

    class Pooled(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.inner = transformer

        def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
            states: torch.Tensor = self.inner(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state
            if pooling == "cls":
                return states[:, 0]
            weights = attention_mask.unsqueeze(-1).to(states.dtype)
            return (states * weights).sum(1) / weights.sum(1).clamp(min=1e-9)

    transformer.set_attn_implementation("eager")
    example = torch.ones(2, 7, dtype=torch.int64)
    with torch.no_grad():
        decoder = TorchScriptPythonDecoder(
            Pooled().eval(), example_input={"input_ids": example, "attention_mask": torch.ones_like(example)}
        )
    frontend = FrontEndManager().load_by_framework("pytorch")
    graph = frontend.convert(frontend.load(decoder))
    for port in graph.inputs:
        port.get_node().set_partial_shape(ov.PartialShape([-1, -1]))
        port.get_node().set_element_type(ov.Type.i64)
    graph.validate_nodes_and_infer_types()
    with suppress(ImportError, AttributeError):  # half the nodes: loads in 0.9 of the time
        from openvino._offline_transformations import apply_moc_transformations

        apply_moc_transformations(graph, cf=True)
    return graph
