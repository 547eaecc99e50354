"""`Light`: questions as vectors with numpy alone, for a first answer: OpenVINO takes half a second to load, this 30 ms.

It computes in float32 what a BERT-like transformer computes, one text at a time, on one core; measured, as fast as
OpenVINO does it in float32. A server, where many threads ask, embeds through OpenVINO: numpy takes the interpreter's
lock a hundred times for one question.
"""

from __future__ import annotations

import json
import mmap
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qabot.index.arrays import Arrays, read_arrays, write_arrays
from qabot.index.embedder import mean_of
from qabot.index.model_folder import ModelFolder

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from qabot.index.embedder import Vectors

# Weights lie in blocks so small that one product of them is done on one core and without rearranging them first:
# measured, half the time of the whole matrix. More rows than ROWS would make it too large again.
WIDTH, ROWS = 32, 64
_FILE = "model.safetensors"
_POOLINGS = ("mean", "cls")
_PARTS = (
    ("attention.output.dense", "attention.output.LayerNorm"),
    ("intermediate.dense", ""),
    ("output.dense", "output.LayerNorm"),
)


class Light:
    """The transformer that `write_light` wrote. Safe to use from several threads."""

    def __init__(self, files: ModelFolder, weights: Path) -> None:
        self._files, self.folder = files, weights.parent
        with weights.open("rb") as file:
            self._arrays, note = read_arrays(memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)))
        self._heads, self._layers, self._eps = int(note["heads"]), int(note["layers"]), float(note["eps"])
        self._first = note["pooling"] == "cls"
        self._size = int(note["hidden"])
        self._words = self._arrays["words"].reshape(-1, self._size)
        self._places = self._arrays["places"].reshape(-1, self._size)

    @property
    def max_tokens(self) -> int:
        """Longest text in tokens that the model reads whole."""
        return min(self._files.max_tokens or len(self._places), len(self._places))

    def documents(self, texts: Sequence[str]) -> Vectors:
        """Embed passages: float32 (n, dim), unit rows."""
        import numpy as np

        texts = [self._files.document_prompt + text for text in texts]
        return np.stack([self._row(encoding.ids) for encoding in self._files.encodings(texts, self.max_tokens)])

    def query(self, text: str) -> Vectors:
        """Embed a question: float32 (dim,), a unit vector; of a long one, the mean of its parts."""
        import numpy as np

        rows = [self._row(ids) for ids in self._files.asked(text, self.max_tokens)]
        return rows[0] if len(rows) == 1 else mean_of(np.stack(rows))

    def _row(self, ids: Sequence[int]) -> Vectors:
        """The unit vector of a text in tokens."""
        import numpy as np

        known = self._words[ids].astype(np.float32) + self._places[: len(ids)]
        states = self._normal(known, "places")
        for layer in range(self._layers):
            states = self._normal(self._product(self._attended(states, layer), f"{layer}.0") + states, f"{layer}.0")
            inner = _gelu(self._product(states, f"{layer}.1"))
            states = self._normal(self._product(inner, f"{layer}.2") + states, f"{layer}.2")
        row = states[0] if self._first else states.mean(axis=0)
        return np.ascontiguousarray(row / max(float(np.linalg.norm(row)), 1e-12), np.float32)

    def _attended(self, states: NDArray[Any], layer: int) -> NDArray[Any]:
        """What each token takes from the others."""
        import numpy as np

        all_three = self._product(states, f"{layer}.qkv").reshape(len(states), 3, self._heads, -1)
        query, key, value = (np.ascontiguousarray(all_three[:, i].transpose(1, 0, 2)) for i in range(3))
        shares = query @ key.transpose(0, 2, 1)
        shares -= shares.max(axis=-1, keepdims=True)
        np.exp(shares, out=shares)
        shares /= shares.sum(axis=-1, keepdims=True)
        taken: NDArray[Any] = (shares @ value).transpose(1, 0, 2).reshape(len(states), -1)
        return taken

    def _product(self, rows: NDArray[Any], name: str) -> NDArray[Any]:
        """The rows times a matrix, and its bias added."""
        import numpy as np

        bias = self._arrays[f"{name}.bias"]
        blocks = self._arrays[f"{name}.blocks"].reshape(-1, len(bias) // WIDTH, self._size, WIDTH)
        found = []
        for start in range(0, len(rows), ROWS):
            part = rows[start : start + ROWS]
            parts = np.ascontiguousarray(part.reshape(len(part), len(blocks), self._size).transpose(1, 0, 2))
            sums = (parts[:, None] @ blocks).sum(axis=0) if len(blocks) > 1 else part @ blocks[0]
            found.append(sums.transpose(1, 0, 2).reshape(len(part), -1))
        product: NDArray[Any] = found[0] if len(found) == 1 else np.concatenate(found)
        product += bias
        return product

    def _normal(self, rows: NDArray[Any], name: str) -> NDArray[Any]:
        """Rows of mean 0 and variance 1, then scaled and moved as the model has it."""
        import numpy as np

        rows -= rows.mean(axis=-1, keepdims=True)
        variance = np.einsum("ij,ij->i", rows, rows)[:, None] / rows.shape[1]
        rows /= np.sqrt(variance + np.float32(self._eps))
        rows *= self._arrays[f"{name}.scale"]
        rows += self._arrays[f"{name}.move"]
        return rows


def _gelu(x: NDArray[Any]) -> NDArray[Any]:
    """A number times the share of the normal distribution below it.

    By the error function of Abramowitz and Stegun (7.1.26), exact to 1.5e-7: numpy has none of its own.
    """
    import numpy as np

    z = np.abs(x) * np.float32(0.5**0.5)
    t = 1 / (1 + np.float32(0.3275911) * z)
    above = t * np.float32(1.061405429) - np.float32(1.453152027)
    for factor in (1.421413741, -0.284496736, 0.254829592):
        above *= t
        above += np.float32(factor)
    above *= t * np.exp(-z * z) * np.float32(0.5)  # the share that is further out than x
    np.subtract(1, above, out=above, where=x >= 0)
    above *= x
    shared: NDArray[Any] = above
    return shared


def unlike(files: ModelFolder) -> str:
    """Why a model cannot be run this way; "" where its files do not say so."""
    config = files.json("config.json")
    wanted = {"model_type": "bert", "hidden_act": "gelu", "position_embedding_type": "absolute"}
    found = {name: config.get(name, value) for name, value in wanted.items()}
    if found != wanted or "model_type" not in config:
        return f"only a BERT with {wanted} is run by numpy, this is {found}"
    hidden, inner = int(config["hidden_size"]), int(config["intermediate_size"])
    if hidden % WIDTH or inner % hidden:
        return f"its layers are {hidden} and {inner} wide"
    if not (files.path / _FILE).is_file() or not (files.path / "tokenizer.json").is_file():
        return f"it has no {_FILE} or no tokenizer.json"
    return ""


def write_light(files: ModelFolder, pooling: str, path: Path) -> str:
    """Write the weights of a model as `Light` reads them; give the reason where that cannot be."""
    import numpy as np

    why = unlike(files)
    if why or pooling not in _POOLINGS:
        return why or f"its pooling is {pooling}"
    config = files.json("config.json")
    try:
        tensors = _tensors(files.path / _FILE)
        arrays = _laid_out(tensors, int(config["num_hidden_layers"]), int(config["num_attention_heads"]))
    except (KeyError, ValueError) as error:
        return f"its weights are not those of a BERT: {error}"
    note = {
        "hidden": config["hidden_size"],
        "heads": config["num_attention_heads"],
        "layers": config["num_hidden_layers"],
        "eps": config.get("layer_norm_eps", 1e-12),
        "pooling": pooling,
    }
    write_arrays(path, {name: np.ascontiguousarray(of).reshape(-1) for name, of in arrays.items()}, note)
    return ""


def _laid_out(tensors: Arrays, layers: int, heads: int) -> Arrays:
    import numpy as np

    words = tensors["embeddings.word_embeddings.weight"]
    places = tensors["embeddings.position_embeddings.weight"] + tensors["embeddings.token_type_embeddings.weight"][0]
    arrays = {"words": words.astype(np.float16), "places": places}
    arrays |= _normalised(tensors, "embeddings.LayerNorm", "places")
    scale = (words.shape[1] // heads) ** -0.5  # of queries, so that products with keys need no scaling
    for layer in range(layers):
        start = f"encoder.layer.{layer}."
        three = [f"{start}attention.self.{name}" for name in ("query", "key", "value")]
        weights = [tensors[f"{name}.weight"] * by for name, by in zip(three, (scale, 1, 1), strict=True)]
        biases = [tensors[f"{name}.bias"] * by for name, by in zip(three, (scale, 1, 1), strict=True)]
        arrays |= _blocks(np.concatenate(weights), np.concatenate(biases), words.shape[1], f"{layer}.qkv")
        for number, (dense, normal) in enumerate(_PARTS):
            weight, bias = tensors[f"{start}{dense}.weight"], tensors[f"{start}{dense}.bias"]
            arrays |= _blocks(weight, bias, words.shape[1], f"{layer}.{number}")
            arrays |= _normalised(tensors, start + normal, f"{layer}.{number}") if normal else {}
    return arrays


def _blocks(weight: NDArray[Any], bias: NDArray[Any], hidden: int, name: str) -> Arrays:
    import numpy as np

    columns, rows = weight.shape
    blocks = weight.T.reshape(rows // hidden, hidden, columns // WIDTH, WIDTH).transpose(0, 2, 1, 3)
    return {f"{name}.blocks": blocks.astype(np.float32), f"{name}.bias": bias.astype(np.float32)}


def _normalised(tensors: Arrays, normal: str, name: str) -> Arrays:
    return {f"{name}.scale": tensors[f"{normal}.weight"], f"{name}.move": tensors[f"{normal}.bias"]}


def _tensors(path: Path) -> Arrays:
    """The tensors of a safetensors file by their names, a first part "bert." left out, in float32."""
    import numpy as np

    data = np.memmap(path, np.uint8, "r")
    start = 8 + int.from_bytes(data[:8].tobytes(), "little")
    kinds = {"F32": np.float32, "F16": np.float16, "I64": np.int64}
    found: Arrays = {}
    for name, of in json.loads(data[8:start].tobytes()).items():
        if name == "__metadata__":
            continue
        if of["dtype"] not in kinds:
            raise ValueError(f"{name} is {of['dtype']}")
        first, last = of["data_offsets"]
        tensor = data[start + first : start + last].view(kinds[of["dtype"]]).reshape(of["shape"])
        found[name.removeprefix("bert.")] = tensor.astype(np.float32)
    return found
