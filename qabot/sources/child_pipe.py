"""What goes between `ChildReader` and its child: messages, each with its kind and length before it, and `Limits`."""

from __future__ import annotations

import math
import struct
from dataclasses import dataclass
from functools import lru_cache
from typing import IO

from pydantic import TypeAdapter

from qabot.sources.source import Source

OUT_OF_MEMORY = 75  # the child's exit status when its memory did not suffice
ASKED, MAKE, READY, SOURCE, MADE, REFUSED, BROKE = b"?", b"M", b"!", b"S", b"P", b"R", b"B"
_HEAD = struct.Struct(">c?Q")  # kind, whether the child ends after it, length


@dataclass(frozen=True, slots=True)
class Limits:
    """The settings that bound the reading of a file, as the child has them: they load at once."""

    max_file_mb: float
    max_text_chars: int
    read_seconds: float
    read_mb: int
    show_contact: bool = False


class ClosedError(Exception):
    """A pipe has no more messages."""


def send(pipe: IO[bytes], kind: bytes, body: bytes, *, is_last: bool = False) -> None:
    """Write a message; `is_last`: the child ends after it."""
    pipe.write(_HEAD.pack(kind, is_last, len(body)) + body)
    pipe.flush()


def receive(pipe: IO[bytes], most: float = math.inf) -> tuple[bytes, bool, bytes]:
    """The next message. ClosedError if there is none, or none that is whole and of a size that can be."""
    head = pipe.read(_HEAD.size)
    if len(head) < _HEAD.size:
        raise ClosedError
    kind, is_last, size = _HEAD.unpack(head)
    if size > most:
        raise ClosedError
    body = pipe.read(size)
    if len(body) < size:
        raise ClosedError
    return kind, is_last, body


def named(source: Source, name: str) -> Source:
    """The source under the name that the parent knows: a name may hold bytes that JSON has no way to write."""
    return Source(name, source.format, source.text, source.blocks, source.marks, source.fields, source.pages)


@lru_cache
def sources() -> TypeAdapter[Source]:
    """Reads and writes a source as JSON."""
    return TypeAdapter(Source)


@lru_cache
def wholes() -> TypeAdapter[tuple[str, list[Source]]]:
    """Reads and writes a person's id and all that is theirs."""
    return TypeAdapter(tuple[str, list[Source]])


@lru_cache
def refusals() -> TypeAdapter[tuple[str, str]]:
    """Reads the message and the hint of a refusal."""
    return TypeAdapter(tuple[str, str])
