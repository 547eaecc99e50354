"""`Manifest`: the birth certificate of one generation: what made it, and its segments with the sum of each file.

What grows with the corpus does not stand here: which files were seen is in the segments.
"""

from __future__ import annotations

import dataclasses
import json
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from pydantic import TypeAdapter, ValidationError

from qabot.errors import BrokenIndexError

FORMAT = 3  # raised when the files of an index change their shape
REBUILD = "Build it again: python -m qabot index"


@dataclass(frozen=True, slots=True)
class Sum:
    """What the bytes of a file must be. XXH3, 128 bits: finds damage at 20 GB a second, does not stop a forger."""

    xxh3: str
    size: int

    @staticmethod
    def of(data: bytes | memoryview) -> Sum:
        """Sum up the bytes of a file."""
        import xxhash

        return Sum(xxhash.xxh3_128_hexdigest(data), len(data))


@dataclass(frozen=True, slots=True)
class Seen:
    """A file of the corpus as a build saw it."""

    person: str  # Profile.id of the person it belongs to
    size: int  # bytes
    mtime_ns: int  # 0 if it had just been changed: its time does not tell whether it changed again
    sha256: str  # "" if it was not read at all (too large, not a file)
    skipped: str = ""  # why nothing was taken from it, "" if something was


@dataclass(frozen=True, slots=True)
class SegmentSum:
    """A segment as it was written."""

    name: str
    entries: int  # people it says something of
    rows: int  # passages
    files: dict[str, Sum]


@dataclass(frozen=True, slots=True)
class Manifest:
    """What made a generation, from what, and what it holds."""

    model: str  # Embedder.name
    dim: int
    people: int  # with a profile
    chunks: int
    reader: str  # the code that read the files
    settings: dict[str, int | float]  # those that change what is read or how it is cut
    segments: tuple[SegmentSum, ...]  # oldest first: of a person the newest that names them counts
    metric: str = "cosine"
    format: int = FORMAT

    def to_json(self) -> bytes:
        """Write it as JSON, keys sorted."""
        return json.dumps(dataclasses.asdict(self), ensure_ascii=False, indent=1, sort_keys=True).encode()

    def made_by(self) -> tuple[object, ...]:
        """What must be the same for segments to go on in a new generation."""
        return self.model, self.dim, self.reader, self.settings


def manifest_of(data: bytes) -> Manifest:
    """Read a manifest. BrokenIndexError if it is none, or of another format."""
    try:
        values: Any = json.loads(data)
        found = values["format"]
    except (ValueError, KeyError, TypeError) as error:
        raise BrokenIndexError("The manifest of the index cannot be read.", REBUILD) from error
    if found != FORMAT:
        raise BrokenIndexError(
            f"The index has format {found!r}; this version of qabot reads format {FORMAT}.",
            REBUILD,
        )
    try:
        return _adapter().validate_python(values)
    except ValidationError as error:
        raise BrokenIndexError("The manifest of the index does not hold what it should.", REBUILD) from error


@lru_cache
def _adapter() -> TypeAdapter[Manifest]:
    return TypeAdapter(Manifest)
