"""`Manifest`: the birth certificate of one generation: what made it, from what, and the sum of each file."""

from __future__ import annotations

import dataclasses
import hashlib
import json
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from pydantic import TypeAdapter, ValidationError

from qabot.errors import BrokenIndexError

FORMAT = 2  # raised when the files of a generation change their shape
REBUILD = "Build it again: python -m qabot index"


@dataclass(frozen=True, slots=True)
class Sum:
    """What the bytes of a file must be."""

    sha256: str
    size: int

    @staticmethod
    def of(data: bytes) -> Sum:
        """Sum up the bytes of a file."""
        return Sum(hashlib.sha256(data).hexdigest(), len(data))


@dataclass(frozen=True, slots=True)
class Seen:
    """A file of the corpus as a build saw it."""

    person: str  # Profile.id of the person it belongs to
    size: int  # bytes
    mtime_ns: int
    sha256: str  # "" if it was not read at all (too large, not a file)
    skipped: str = ""  # why nothing was taken from it, "" if something was


@dataclass(frozen=True, slots=True)
class Manifest:
    """What made a generation, from what, and what it holds."""

    model: str  # Embedder.name
    dim: int
    people: int
    chunks: int
    reader: str  # the code that read the files
    settings: dict[str, int | float]  # those that change what is read or how it is cut
    corpus: dict[str, Seen]  # path relative to the corpus, with "/" -> file
    files: dict[str, Sum]  # file of the generation -> sum
    metric: str = "cosine"
    format: int = FORMAT

    def to_json(self) -> bytes:
        """Write it as JSON, keys sorted."""
        return json.dumps(dataclasses.asdict(self), ensure_ascii=False, indent=1, sort_keys=True).encode()

    def content(self) -> Manifest:
        """Give the manifest without what a mere touch of a file changes."""
        corpus = {path: dataclasses.replace(seen, mtime_ns=0) for path, seen in self.corpus.items()}
        return dataclasses.replace(self, corpus=corpus)


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
