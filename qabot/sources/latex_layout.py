"""The page that LaTeX describes: text in type, line by line, put together to blocks of a `Source`."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import NamedTuple

from qabot.sources.builder import TextBuilder
from qabot.sources.source import BlockKind, MarkKind, Source

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


Run = tuple[str, Style]
_CELL = Style(size=-1.0)  # the style of the runs that part the cells of a row
_YEARS = re.compile(r"(?:19|20)\d\d|\b(?:present|now|today|ongoing)\b", re.I)
_RULE = re.compile(r"[\s\-–—_=*.~]*(?:[-–—_=*~]\s*){4}[\s\-–—_=*.~]*")
_BULLET = re.compile(r"^\s*[•◦∙▪‣●○■▸►⋄◇]\s*")
_DASH = re.compile(r"^\s*[-–—*](?:\s+|$)")


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

    def text(self) -> str:
        """What it says, line ends as "\\n"."""
        return "".join(text for text, _ in self.runs)

    def says_something(self) -> bool:
        """Whether a reader would see anything."""
        return any(text.strip(" \t\n\0") for text, _ in self.runs)


@dataclass(slots=True)
class _List:
    level: int
    outer: Piece | None
    of_paragraphs: bool = False  # each paragraph is an entry
    is_implied: bool = False  # an entry without a list around it: ends with its paragraph
    item: Piece | None = None
    deeper: int = -1  # an item has been announced: how much deeper than the list it stands; -1 if none


class Layout:
    """Takes text, line breaks and the ends of paragraphs; gives the pieces of the page."""

    def __init__(self) -> None:
        self.pieces: list[Piece] = []
        self.open: Piece | None = None
        self.lists: list[_List] = []
        self.cells = 0  # depth of rows: inside, every break is a line break
        self._gap = 0
        self._outer: list[tuple[list[Piece], list[_List], list[list[Piece]]]] = []
        self._columns: list[list[Piece]] = []

    def text(self, text: str, style: Style) -> None:
        """Add text; a block is opened where none is. White space opens none."""
        if self.open is None:
            if text.isspace():
                return
            self.open = self._begun()
        self.open.runs.append((text, style))

    def _begun(self) -> Piece:
        self.settle_columns()
        piece = Piece("paragraph", gap=self._gap)
        self._gap = 0
        if not self.lists:
            return piece
        inner = self.lists[-1]
        piece.parent = inner.item or inner.outer
        if inner.deeper >= 0:
            piece.kind, piece.level = "item", inner.level + inner.deeper
            if not inner.deeper:
                piece.parent, inner.item = inner.outer, piece
            inner.deeper = -1
        return piece

    def line(self, skip: float = 0.0) -> None:
        """End the line; an empty line, or `skip` points of space, ends the paragraph."""
        if self.open is None:
            self._gap += 1
        elif self.open.kind == "heading":
            self.open.runs.append((" ", Style()))
        elif self.cells:
            self.open.runs.append(("\n", Style()))
        elif skip >= 8 or self.at_line_start():
            self.close()
            self._gap = 1
        else:
            self.open.runs.append(("\n", Style()))

    def at_line_start(self) -> bool:
        """Whether nothing stands on the line yet."""
        if self.open is None:
            return True
        for text, _ in reversed(self.open.runs):
            if "\n" in text:
                return True
            if text.strip():
                return False
        return True

    def paragraph(self) -> None:
        """End the paragraph. In a list entry or a row it ends the line only."""
        self._end_implied_list()
        inner = self.lists[-1] if self.lists else None
        if inner and inner.of_paragraphs and not self.cells:
            if self.open is not None:
                self.close()
            inner.deeper = 0
        elif self.open is not None and (self.cells or (inner and self.open.kind != "heading")):
            if not self.at_line_start():
                self.open.runs.append(("\n", Style()))
        else:
            self.close()

    def _end_implied_list(self) -> None:
        if self.lists and self.lists[-1].is_implied and self.lists[-1].deeper < 0 and not self.cells:
            self.close()
            self.lists.pop()

    def close(self) -> None:
        """End the open block."""
        piece, self.open = self.open, None
        if piece is not None and piece.says_something():
            self.pieces.append(piece)

    def part(self) -> None:
        """End the open block where an environment begins or ends."""
        self._end_implied_list()
        self.break_()

    def break_(self) -> None:
        """End the open block, or the line where the block is a row."""
        if self.cells:
            self.paragraph()
        else:
            self.close()

    def start(self, kind: BlockKind, level: int = 0) -> Piece:
        """Open a block of this kind."""
        self._end_implied_list()
        self.close()
        self.settle_columns()
        parent = (self.lists[-1].item or self.lists[-1].outer) if self.lists else None
        self.open = Piece(kind, level, parent)
        return self.open

    def begin_list(self, *, of_paragraphs: bool = False) -> None:
        """Open a list."""
        self.break_()
        outer = next((each.item for each in reversed(self.lists) if each.item), None)
        self.lists.append(_List(len(self.lists) + 1, outer, of_paragraphs, deeper=0 if of_paragraphs else -1))

    def end_list(self) -> None:
        """Close the innermost list."""
        self.break_()
        if self.lists:
            self.lists.pop()

    def item(self, deeper: int = 0) -> None:
        """The next text begins an entry of the innermost list, `deeper` levels down."""
        self.break_()
        if self.cells:
            return
        if not self.lists:
            self.lists.append(_List(1, None, is_implied=True))
        self.lists[-1].deeper = deeper

    def cell(self, *, on_new_line: bool = False) -> None:
        """Begin the next cell of the open row."""
        if self.open is not None:
            self.open.runs.append(("\n" if on_new_line else "\t", _CELL))

    def end_row(self) -> None:
        """Close a row. One that begins with an empty cell goes on with the row above it."""
        row, self.open = self.open, None
        if row is None or row.kind != "row" or not row.says_something():
            return
        first = next(number for number, (text, style) in enumerate(row.runs) if style is _CELL or text.strip())
        above = self.pieces[-1] if self.pieces else None
        continues = row.runs[first][1] is _CELL
        while first < len(row.runs) and (row.runs[first][1] is _CELL or not row.runs[first][0].strip()):
            first += 1
        row.runs = row.runs[first:]
        if continues and above is not None and above.kind == "row" and above.parent is row.parent:
            above.runs += [("\n", _CELL), *row.runs]
            return
        parts = _split(row.runs)
        if sum(any(text.strip() for text, _ in part) for part in parts) < 2:
            row.kind = "paragraph"
        self.pieces.append(row)

    def begin_column(self) -> None:
        """Open a box that may stand beside another."""
        self.close()
        self._outer.append((self.pieces, self.lists, self._columns))
        self.pieces, self.lists, self._columns, self._gap = [], [], [], 0

    def end_column(self) -> None:
        """Close the box."""
        if not self._outer:
            return
        self.close()
        self.settle_columns()
        column = self.pieces
        self.pieces, self.lists, self._columns = self._outer.pop()
        self._columns.append(column)

    def finish(self) -> None:
        """End all that is open."""
        self.cells = 0
        self.close()
        while self._outer:
            self.end_column()
        self.settle_columns()

    def settle_columns(self) -> None:
        """Put the boxes that stand side by side one after the other, or line by line where one holds the years."""
        columns, self._columns = self._columns, []
        if not columns:
            return
        parent = (self.lists[-1].item or self.lists[-1].outer) if self.lists else None
        for piece in _paired(columns) or [piece for column in columns for piece in column]:
            piece.parent = piece.parent or parent
            self.pieces.append(piece)


def _lines(piece: Piece) -> list[list[Run]]:
    lines: list[list[Run]] = [[]]
    for text, style in piece.runs:
        for number, part in enumerate(text.split("\n")):
            if number:
                lines.append([])
            if part:
                lines[-1].append((part, style))
    while len(lines) > 1 and not _said(lines[-1]):
        lines.pop()
    return lines


def _said(line: list[Run]) -> str:
    return "".join(text for text, _ in line).strip()


def _paired(columns: list[list[Piece]]) -> list[Piece] | None:
    """Rows of two columns one of which holds nothing but years, None if that is not what they are."""
    if len(columns) != 2 or any(piece.kind not in ("paragraph", "heading") for column in columns for piece in column):
        return None
    lines = [[line for piece in column for line in [[]] * piece.gap + _lines(piece)] for column in columns]
    for column in lines:
        while column and not _said(column[-1]):
            column.pop()
        while column and not _said(column[0]):
            column.pop(0)
    years = [all(len(_said(x)) <= 30 and _YEARS.search(_said(x)) for x in column if _said(x)) for column in lines]
    if not lines[0] or not lines[1] or years[0] == years[1]:
        return None
    left, right = lines
    dates = left if years[0] else right
    blocks = [p.runs for p in columns[1 if years[0] else 0]]
    told = [line for line in dates if _said(line)]
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
        if _said(one if years[0] else other) or not rows:
            rows.append(Piece("row", runs=[*one, ("\t", _CELL), *other]))
        else:
            rows[-1].runs += [("\n", _CELL), *(other if years[0] else one)]
    return rows


def _split(runs: list[Run]) -> list[list[Run]]:
    parts: list[list[Run]] = [[]]
    for run in runs:
        if run[1] is _CELL:
            parts.append([])
        else:
            parts[-1].append(run)
    return parts


def compose(path: str, pieces: list[Piece]) -> Source:
    """The source that the pieces of a page make."""
    tidied = [part for piece in pieces for part in _tidied(piece)]
    _find_headings(tidied)
    out = TextBuilder(path, "latex", keep_tabs=True)
    for piece in tidied:
        _write(out, piece)
    return out.build()


def _tidied(piece: Piece) -> list[Piece]:
    """The piece without drawn rules and printing dates, its hand-made entries and headings apart."""
    if piece.kind in ("row", "field", "heading", "pre"):
        piece.runs = [(text.replace(TODAY, ""), style) for text, style in piece.runs]
        return [piece] if piece.says_something() else []
    parts: list[Piece] = []
    current: Piece | None = None
    for line in _lines(piece):
        said = _said(line)
        if _RULE.fullmatch(said) or (TODAY in said and len(said) <= 40):
            current = None
            continue
        line = [(text.replace(TODAY, ""), style) for text, style in line]
        bullet = piece.kind == "paragraph" and _BULLET.match(said)
        if bullet:
            line = _without(_BULLET, line)
        elif piece.kind == "item" and not parts and _DASH.match(said):
            line = _without(_DASH, line)
        if current is None or bullet:
            if not line:
                continue
            kind: BlockKind = "item" if bullet else piece.kind if not parts else "paragraph"
            level = (piece.level if kind == piece.kind else 1) if kind == "item" else 0
            current = Piece(kind, level, piece.parent if not parts or piece.kind != "item" else parts[0])
            if kind == piece.kind and not parts:  # entries nested in it know it by this name
                piece.runs, piece.kind, piece.level, current = [], kind, level, piece
            parts.append(current)
        else:
            current.runs.append(("\n", Style()))
        current.runs += line
    return [part for part in parts if part.says_something()]


def _without(sign: re.Pattern[str], line: list[Run]) -> list[Run]:
    while line and not sign.match(line[0][0]):
        line = line[1:]
    return [(sign.sub("", line[0][0]), line[0][1]), *line[1:]] if line else []


def _find_headings(pieces: list[Piece]) -> None:
    """Make headings of lines in large or bold type that stand alone, and rank them by their type."""
    sizes = Counter[float]()
    for piece in pieces:
        for text, style in piece.runs if piece.kind != "heading" else ():
            sizes[style.size] += len(text)
    body = max(10.0, sizes.most_common(1)[0][0]) if sizes else 10.0
    number = 0
    while number < len(pieces):  # a large line over a paragraph is a heading, the rest stays a paragraph
        piece = pieces[number]
        if piece.kind == "paragraph" and piece.parent is None:
            lines = _lines(piece)
            if _is_heading(lines[0], body) and (
                len(lines) == 1 or min(s.size for t, s in lines[0] if t.strip()) > body
            ):
                piece.kind, piece.by_hand, piece.runs = "heading", True, lines[0]
                if len(lines) > 1:
                    rest = [run for line in lines[1:] for run in [*line, ("\n", Style())]]
                    pieces.insert(number + 1, Piece("paragraph", runs=rest))
        number += 1
    _spare_bold_lists(pieces, body)
    _rank(pieces)


def _is_heading(line: list[Run], body: float) -> bool:
    shown = [(text, style) for text, style in line if text.strip()]
    said = _said(line)
    if not shown or len(said) > 90 or "\t" in said or not re.search(r"[^\W\d_]", said):
        return False
    if all(style.size > body for _, style in shown):
        return True
    if any(style.link for _, style in shown) or said.endswith((".", ",", ";")):
        return False
    return all(style.strong or style.caps or style.underline for _, style in shown)


def _type(piece: Piece) -> tuple[float, bool]:
    style = next((style for text, style in piece.runs if text.strip()), Style())
    return style.size, style.strong


def _spare_bold_lists(pieces: list[Piece], body: float) -> None:
    """Three bold lines in a row with nothing under them are entries, not headings."""
    run: list[Piece] = []
    for piece in [*pieces, Piece("paragraph")]:
        alike = piece.kind == "heading" and piece.by_hand and _type(piece)[0] <= body
        if alike and (not run or _type(run[0]) == _type(piece)):
            run.append(piece)
            continue
        for each in run if len(run) > 2 else []:
            each.kind, each.by_hand = "paragraph", False
        run = [piece] if alike else []


def _rank(pieces: list[Piece]) -> None:
    ranks = sorted({_type(piece) for piece in pieces if piece.by_hand}, reverse=True)
    given = [number for number, piece in enumerate(pieces) if piece.kind == "heading" and not piece.by_hand]
    for number, piece in enumerate(pieces):
        if piece.by_hand:
            rank = ranks.index(_type(piece)) + 1
            piece.level = min(rank + bool(given and number > given[0]), 6) if not given or number > given[0] else 1


def _write(out: TextBuilder, piece: Piece) -> None:
    parent = piece.parent
    while parent is not None and parent.number < 0:
        parent = parent.parent
    out.start(piece.kind, level=piece.level, parent=parent.number if parent else -1)
    if piece.kind == "field":
        out.write(piece.label)
        out.field(piece.path, piece.text())
    else:
        _write_runs(out, piece.runs)
    piece.number = out.end()


def _write_runs(out: TextBuilder, runs: list[Run]) -> None:
    open_marks: dict[tuple[MarkKind, str], AbstractContextManager[None]] = {}
    for text, style in _joined(runs):
        if style is _CELL:
            _end_marks(open_marks, frozenset())
            out.cell()
            if text == "\n":
                out.line_break()
            continue
        if "\t" in text or "\n" in text:
            _end_marks(open_marks, _marks(style))
        if text.strip():
            wanted = _marks(style)
            _end_marks(open_marks, wanted)
            for mark in sorted(wanted - open_marks.keys()):
                open_marks[mark] = out.mark(*mark)
                open_marks[mark].__enter__()
        for number, line in enumerate(text.split("\n")):
            if number:
                out.line_break()
            out.write(line)
    _end_marks(open_marks, frozenset())


def _end_marks(
    open_marks: dict[tuple[MarkKind, str], AbstractContextManager[None]], wanted: frozenset[tuple[MarkKind, str]]
) -> None:
    for mark in [mark for mark in open_marks if mark not in wanted]:
        open_marks.pop(mark).__exit__(None, None, None)


def _marks(style: Style) -> frozenset[tuple[MarkKind, str]]:
    kinds: list[MarkKind] = ["strong", "em", "underline", "code", "badge"]
    marks = {(kind, "") for kind in kinds if getattr(style, kind)}
    return frozenset(marks | {("link", style.link)} if style.link else marks)


def _joined(runs: list[Run]) -> list[Run]:
    """Neighbours of one style as one run, so that a letter and its accent are composed."""
    joined: list[Run] = []
    for text, style in runs:
        if joined and text.lstrip(" ").startswith("\t"):
            joined[-1] = (joined[-1][0].rstrip(" "), joined[-1][1])
        if joined and style is not _CELL and joined[-1][1] == style and joined[-1][1] is not _CELL:
            joined[-1] = (joined[-1][0] + text, style)
        elif joined and text and unicodedata.combining(text[0]) and joined[-1][1] is not _CELL:
            joined[-1] = (joined[-1][0] + text[0], joined[-1][1])
            joined.append((text[1:], style))
        else:
            joined.append((text, style))
    return joined
