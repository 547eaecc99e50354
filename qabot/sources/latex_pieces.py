"""`Piece`: one block of a LaTeX page while it grows, its text in type; and columns of pieces put side by side."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from qabot.sources.source import BlockKind

TODAY = "\0"  # where the date of printing would stand


class Style(NamedTuple):
    """The type that a piece of text is set in."""

    strong: bool = False
    em: bool = False
    underline: bool = False
    code: bool = False
    badge: bool = False
    caps: bool = False
    size: float = 10.0  # points
    link: str = ""  # where it leads
    lost: bool = False  # on the paper: white on white, or without a body
    tiny: bool = False  # too small to be read


Run = tuple[str, Style]
CELL_MARK = Style(size=-1.0)  # the style of the runs that part the cells of a row
_YEARS = re.compile(r"(?:19|20)\d\d|\b(?:present|now|today|ongoing)\b", re.I)


@dataclass(slots=True, eq=False)
class Piece:
    """One block while it grows."""

    kind: BlockKind
    level: int = 0
    parent: Piece | None = None
    runs: list[Run] = field(default_factory=list)
    gap: int = 0  # empty lines before it
    path: tuple[str | int, ...] = ()  # of a field
    label: str = ""  # of a field
    by_hand: bool = False  # a heading known by its type alone
    number: int = -1  # of the block it became
    lead: int = 0  # of a row: empty cells before its words

    def text(self) -> str:
        """What it says, line ends as "\\n"."""
        return "".join(text for text, _ in self.runs)

    def says_something(self) -> bool:
        """Whether a reader would see anything."""
        return any(text.strip(" \t\n\0") for text, _ in self.runs)


def lines_of(piece: Piece) -> list[list[Run]]:
    """The runs of each line of a piece; empty lines at its end are left out."""
    lines: list[list[Run]] = [[]]
    for text, style in piece.runs:
        if text and "\n" not in text:
            lines[-1].append((text, style))
            continue
        for number, part in enumerate(text.split("\n")):
            if number:
                lines.append([])
            if part:
                lines[-1].append((part, style))
    while len(lines) > 1 and not said_by(lines[-1]):
        lines.pop()
    return lines


def _spaced(piece: Piece) -> list[list[Run]]:
    empty: list[list[Run]] = [[] for _ in range(piece.gap)]
    return empty + lines_of(piece)


def said_by(line: list[Run]) -> str:
    """The words of a line."""
    return "".join(text for text, _ in line).strip()


def paired(columns: list[list[Piece]]) -> list[Piece] | None:
    """Rows of two columns one of which holds nothing but years, None if that is not what they are."""
    if len(columns) != 2 or any(piece.kind not in ("paragraph", "heading") for column in columns for piece in column):
        return None
    lines = [[line for piece in column for line in _spaced(piece)] for column in columns]
    for column in lines:
        while column and not said_by(column[-1]):
            column.pop()
        while column and not said_by(column[0]):
            column.pop(0)
    years = [all(len(said_by(x)) <= 30 and _YEARS.search(said_by(x)) for x in column if said_by(x)) for column in lines]
    if not lines[0] or not lines[1] or years[0] == years[1]:
        return None
    left, right = lines
    dates = left if years[0] else right
    blocks = [p.runs for p in columns[1 if years[0] else 0]]
    told = [line for line in dates if said_by(line)]
    if len(left) != len(right):
        if len(told) == len(blocks):
            left, right = (told, blocks) if years[0] else (blocks, told)
        elif len(told) == 1:
            whole = [run for block in blocks for run in (*block, ("\n", Style()))]
            left, right = ([told[0]], [whole]) if years[0] else ([whole], [told[0]])
        else:
            return None
    rows: list[Piece] = []
    for one, other in zip(left, right, strict=True):
        if said_by(one if years[0] else other) or not rows:
            rows.append(Piece("row", runs=[*one, ("\t", CELL_MARK), *other]))
        else:
            rows[-1].runs += [("\n", CELL_MARK), *(other if years[0] else one)]
    return rows


def split_cells(runs: list[Run]) -> list[list[Run]]:
    """The runs of each cell of a row."""
    parts: list[list[Run]] = [[]]
    for run in runs:
        if run[1] is CELL_MARK:
            parts.append([])
        else:
            parts[-1].append(run)
    return parts
