"""`Layout`: the page that LaTeX describes, text in type, line by line, put together to pieces."""

from __future__ import annotations

import re
from dataclasses import dataclass

from qabot.sources.latex_pieces import CELL_MARK, Piece, Style, paired, split_cells
from qabot.sources.source import BlockKind

_BULLET = re.compile(r"\s*[•◦∙▪‣●▸▹►⋄◇–]\s*(?=\w)")


@dataclass(slots=True)
class _List:
    level: int
    outer: Piece | None
    of_paragraphs: bool = False  # each paragraph is an entry
    is_implied: bool = False  # an entry without a list around it: ends with its paragraph
    item: Piece | None = None
    deeper: int = -1  # an item has been announced: how much deeper than the list it stands; -1 if none
    is_page: bool = False  # the labels of the list are the headings of the page


class Layout:
    """Takes text, line breaks and the ends of paragraphs; gives the pieces of the page."""

    def __init__(self) -> None:
        self.pieces: list[Piece] = []
        self.open: Piece | None = None
        self.lists: list[_List] = []
        self.cells = 0  # depth of rows: inside, every break is a line break
        self._listed: set[int] = set()  # the cells of the open row that hold lists
        self._gap = 0
        self._outer: list[tuple[list[Piece], list[_List], list[list[Piece]]]] = []
        self._columns: list[list[Piece]] = []

    def text(self, text: str, style: Style) -> None:
        """Add text; a block is opened where none is. White space opens none, and what is not seen says nothing."""
        if style.lost or style.tiny:
            return
        if self.open is None:
            if text.isspace():
                return
            self.open = self._begun()
        if not (text.isspace() and self.open.runs and self.open.runs[-1] == (text, style)):
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

    def ends_with(self, sign: str) -> bool:
        """Whether the last text of the open block ends so."""
        return self.open is not None and bool(self.open.runs) and self.open.runs[-1][0].endswith(sign)

    def paragraph(self) -> None:
        """End the paragraph. In a list entry or a row it ends the line only."""
        self.end_implied_list()
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

    def end_implied_list(self) -> None:
        """Close a list that no environment opened, if one is open."""
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
        self.end_implied_list()
        self.break_()

    def break_(self) -> None:
        """End the open block, or the line where the block is a row."""
        if self.cells:
            self.paragraph()
        else:
            self.close()

    def start(self, kind: BlockKind, level: int = 0) -> Piece:
        """Open a block of this kind."""
        self.end_implied_list()
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
            if self.cells == 1 and self.open is not None:
                self._listed.add(sum(style is CELL_MARK for _, style in self.open.runs))
            return
        if not self.lists:
            self.lists.append(_List(1, None, is_implied=True))
        self.lists[-1].deeper = deeper

    def cell(self, *, on_new_line: bool = False) -> None:
        """Begin the next cell of the open row."""
        if self.open is not None:
            self.open.runs.append(("\n" if on_new_line else "\t", CELL_MARK))

    def end_row(self) -> None:
        """Close a row. One that begins with an empty cell goes on with the row above it."""
        row, self.open = self.open, None
        listed, self._listed = self._listed, set()
        if row is not None and len(listed) > 1:
            self._columns_of(row)
            return
        if row is None or row.kind != "row" or not row.says_something():
            return
        first = next(number for number, (text, style) in enumerate(row.runs) if style is CELL_MARK or text.strip())
        above = self.pieces[-1] if self.pieces else None
        continues, begin = row.runs[first][1] is CELL_MARK, first
        while first < len(row.runs) and (row.runs[first][1] is CELL_MARK or not row.runs[first][0].strip()):
            first += 1
        row.lead = sum(style is CELL_MARK for _, style in row.runs[begin:first])
        row.runs = row.runs[first:]
        if above is not None and above.kind == "row" and above.lead == row.lead:
            continues = False  # the first column of the table is empty all the way down
        nested = continues and _BULLET.match("".join(text for text, _ in row.runs))
        if nested and above is not None and above.kind in ("row", "item"):  # "2019 & Lab", then "& • Tutor, 2019"
            row.kind, row.level = "item", 1
            row.parent = above if above.kind == "row" else above.parent
            self.pieces.append(row)
            return
        if continues and above is not None and above.kind == "row" and above.parent is row.parent:
            above.runs += [("\n", CELL_MARK), *row.runs]
            return
        parts = split_cells(row.runs)
        if sum(any(text.strip() for text, _ in part) for part in parts) < 2:
            row.kind = "paragraph"
        self.pieces.append(row)

    def _columns_of(self, row: Piece) -> None:
        """A row that sets boxes with lists side by side: each says what it says by itself."""
        for runs in split_cells(row.runs):
            piece = Piece("paragraph", parent=row.parent, runs=runs)
            while runs and not runs[0][0].strip():
                runs.pop(0)
            if piece.says_something():
                self.pieces.append(piece)

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
        for piece in paired(columns) or [piece for column in columns for piece in column]:
            piece.parent = piece.parent or parent
            self.pieces.append(piece)
