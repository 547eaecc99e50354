"""Named arrays in one file: a line that says where each lies, then their bytes. They are read where they lie."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from numpy.typing import NDArray

ALIGNED = 64  # bytes
_HEAD = 8  # bytes that say how long the line is

Arrays = dict[str, "NDArray[Any]"]


def write_arrays(path: Path, arrays: Mapping[str, NDArray[Any]], note: Mapping[str, Any]) -> None:
    """Write arrays of one dimension, and a note of what JSON can hold."""
    places, at = {}, 0
    for name, array in arrays.items():
        places[name] = (array.dtype.str, len(array), at)
        at += -(-array.nbytes // ALIGNED) * ALIGNED
    line = json.dumps({"note": note, "arrays": places}, ensure_ascii=False, sort_keys=True).encode()
    line += b" " * (-(_HEAD + len(line)) % ALIGNED)
    with path.open("xb") as file:
        file.write(len(line).to_bytes(_HEAD, "little") + line)
        for array in arrays.values():
            file.write(array.data.cast("B") if len(array) else b"")
            file.write(bytes(-array.nbytes % ALIGNED))


def read_arrays(data: memoryview) -> tuple[Arrays, dict[str, Any]]:
    """The arrays, which stay where they are, and the note."""
    import numpy as np

    start = _HEAD + int.from_bytes(data[:_HEAD], "little")
    line = json.loads(bytes(data[_HEAD:start]))
    arrays = {
        name: np.frombuffer(data, dtype, length, start + at) for name, (dtype, length, at) in line["arrays"].items()
    }
    return arrays, line["note"]


def narrow(array: NDArray[Any]) -> NDArray[Any]:
    """Numbers from 0 in the smallest type that holds them."""
    import numpy as np

    most = int(array.max()) if len(array) else 0
    return np.ascontiguousarray(array, np.min_scalar_type(most))
