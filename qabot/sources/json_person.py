"""The parts of a person's JSON in any of its shapes: each value with the path it has in the file."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from qabot.sources.fields import Path

Json = str | bool | None | list["Json"] | dict[str, "Json"]  # numbers are kept as the text they are
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,300}>")
_UNPAIRED = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Value:
    """The words of one value and the path to it, () where several values or a part of one make it up."""

    text: str
    path: Path


@dataclass(slots=True)
class Entry:
    """One entry of a list: its parts by their names in `fields.py`, and lines of what else it tells."""

    parts: dict[str, Value] = field(default_factory=dict)
    head: Value | None = None  # of a list of words in an entry: "Tools" in {"name": "Tools", "keywords": ["Git"]}
    authors: list[Value] = field(default_factory=list)
    lines: list[tuple[str, list[Value]]] = field(default_factory=list)  # label, values

    def add(self, part: str, value: Value | None) -> None:
        """Note a part, if it says something and is not known yet."""
        if value is not None:
            self.parts.setdefault(part, value)

    def line(self, label: str, *values: Value | None) -> None:
        """Note a line, if it says something."""
        told = [value for value in values if value is not None]
        if told:
            self.lines.append((label, told))


@dataclass(slots=True)
class Section:
    """A list of entries of one family ("positions", "papers" ...; "" if it is none that we know)."""

    title: str
    family: str
    entries: list[Entry] = field(default_factory=list)


@dataclass(slots=True)
class Person:
    """What a file tells: the particulars (path in `fields.py`, label, values), then the lists."""

    particulars: list[tuple[Path, str, list[Value]]] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)

    def add(self, path: Path, label: str, *values: Value | None) -> None:
        """Note a particular, if it says something. The path is that of the first value."""
        told = [value for value in values if value is not None]
        if told:
            self.particulars.append((path, label, told))

    def section(self, title: str, family: str, entries: list[Entry]) -> None:
        """Note a list, if it has entries."""
        told = [entry for entry in entries if entry.parts or entry.authors or entry.lines or entry.head]
        if told:
            self.sections.append(Section(title, family, told))


def words(value: Json) -> str:
    """A scalar as one line of text, "" for what says nothing."""
    if not isinstance(value, str):
        return ""
    if "<" in value or "&" in value:
        value = html.unescape(_TAG.sub("", value))
    return " ".join(_UNPAIRED.sub("", value).split())


def pick(node: Json, base: Path, *keys: str | int) -> Value | None:
    """The scalar at the end of a path, None if it is not there or empty."""
    for key in keys:
        if isinstance(node, dict) and isinstance(key, str):
            node = node.get(key)
        elif isinstance(node, list) and isinstance(key, int) and key < len(node):
            node = node[key]
        else:
            return None
    text = words(node)
    return Value(text, (*base, *keys)) if text else None


def first(*found: Value | None) -> Value | None:
    """The first that is there."""
    return next((value for value in found if value is not None), None)


def each(node: Json, base: Path, *keys: str) -> Iterator[tuple[Json, Path]]:
    """The elements of the list at the end of a path; what stands there alone counts as a list of one."""
    for key in keys:
        node = node.get(key) if isinstance(node, dict) else None
    base = (*base, *keys)
    if isinstance(node, list):
        yield from ((element, (*base, number)) for number, element in enumerate(node))
    elif node not in (None, ""):
        yield node, base
