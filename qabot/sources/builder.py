"""`TextBuilder`: clean text grown block by block, with the ranges of its blocks, marks and fields."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager

from qabot.sources.source import Block, BlockKind, Field, Format, Mark, MarkKind, Source

# What no reader sees: controls, zero-width and direction marks (they can hide text in a quotation), soft hyphens,
# letters that are only room (Hangul and Khmer fillers), tags, controls of shorthand and of music.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e"
    "\u2060-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0000-\U000e0fff]"
)
_SPACE = re.compile(r"\s+")
_SPACES = re.compile("  +")
_OTHER_SPACE = re.compile(r"[^\S ]|  ")  # white space that is not one space
_MARKS = re.compile(r"[^\w\s\x00-\x7f]{32,}")  # marks that combine are no word characters
_FOREIGN = re.compile(r"[^\x00-\x7f]{32}")  # soon told
CELL = " | "  # stands between the cells of a row


def clean(text: str) -> str:
    """`text` in NFC, its invisible characters gone, "\\n" line ends."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = _INVISIBLE.sub("", text)
    if text.isascii():
        return text
    text = text.replace("\u2219", "·")  # a sign of reckoning that pages set between words
    return unicodedata.normalize("NFC", _MARKS.sub(_thinned, text) if _FOREIGN.search(text) else text)


def _thinned(marks: re.Match[str]) -> str:
    """At most 30 marks on one letter, as Unicode's Stream-Safe Text has it: sorting them takes the square of it."""
    kept, run = [], 0
    for character in marks.group():
        run = run + 1 if unicodedata.combining(character) else 0
        if run <= 30:
            kept.append(character)
    return "".join(kept)


class TextBuilder:
    """Grows one source. Call `start`, `write` and `line_break`, `end`, again and again; then `build`.

    White space is folded to one space (a tab survives as a tab where `keep_tabs`), blocks that stay empty vanish, and
    two blocks are set apart by a blank line, two items of one list by a line end.
    """

    def __init__(self, path: str, format: Format, *, keep_tabs: bool = False) -> None:
        self._path, self._format, self._keep_tabs = path, format, keep_tabs
        self._parts: list[str] = []
        self._length = 0  # characters in _parts
        self._pending = ""  # white space that is written only if more text follows in the block
        self._last = ""  # last character written
        self._open: tuple[BlockKind, int, int, tuple[int, ...]] | None = None
        self._begin = -1  # where the open block's text begins, -1 until it has some
        self._cells: list[tuple[int, int]] = []
        self._cell_begin = -1
        self._block_marks: list[Mark] = []
        self._starts: list[int] = []  # where each piece of text begins, so that marks and fields know their first
        self.blocks: list[Block] = []
        self._marks: list[Mark] = []
        self._fields: list[Field] = []
        self._latest: dict[tuple[str | int, ...], Field] = {}  # the last field of each path
        self._pages: list[int] = []

    @property
    def is_open(self) -> bool:
        """Whether a block is being written."""
        return self._open is not None

    def start(self, kind: BlockKind, *, level: int = 0, parent: int = -1, boxes: tuple[int, ...] = ()) -> None:
        """Open a block; an open one is ended first."""
        self.end()
        self._open = (kind, level, parent, boxes)

    def write(self, text: str) -> None:
        """Add inline text to the open block (a paragraph is opened if none is)."""
        if text.isascii() and text.isprintable():  # told at once of most: nothing to clean, no white space but " "
            body = _SPACES.sub(" ", text) if "  " in text else text
        else:
            body = clean(text)
            body = _SPACE.sub(self._fold, body) if _OTHER_SPACE.search(body) else body
        lead = body[:1] if body[:1] in (" ", "\t") else ""
        body = body[len(lead) :]
        if lead:
            self._space(lead)
        if not body:
            return
        trail = body[-1] if body[-1] in (" ", "\t") else ""
        self._put(body[: len(body) - len(trail)])
        if trail:
            self._space(trail)

    def line_break(self) -> None:
        """End the line, not the block."""
        if self._begin >= 0 and not self._pending.startswith("\n"):
            self._pending = "\n"

    def cell(self) -> None:
        """Begin the next cell of a row."""
        self._end_cell()
        if self._begin >= 0:
            self._pending = CELL

    @contextmanager
    def mark(self, kind: MarkKind, target: str = "") -> Iterator[None]:
        """Mark what is written inside; a mark that stays empty vanishes."""
        blocks, pieces = len(self.blocks), len(self._starts)
        yield
        if len(self._starts) > pieces and len(self.blocks) == blocks and self.is_open:
            self.add_mark(kind, self._starts[pieces], self._length, target)

    def add_mark(self, kind: MarkKind, begin: int, end: int, target: str = "") -> None:
        """Mark a range of the open block, by positions in the text."""
        if self._begin <= begin < end <= self._length:
            self._block_marks.append(Mark(kind, begin, end, target))

    def field(self, path: tuple[str | int, ...], value: str) -> None:
        """Write a value of structured data and remember where it stands."""
        pieces = len(self._starts)
        self.write(value)
        if len(self._starts) > pieces:
            self._keep(Field(path, self._starts[pieces], self._length))

    def alias(self, path: tuple[str | int, ...], other: tuple[str | int, ...]) -> None:
        """Give the last field written at `other` a second path."""
        if known := self._latest.get(other):
            self._keep(Field(path, known.start, known.end))

    def _keep(self, field: Field) -> None:
        self._fields.append(field)
        self._latest[field.path] = field

    def page(self) -> None:
        """Begin a page here."""
        self.end()
        self._pages.append(self._length)

    def end(self) -> int:
        """Close the open block; gives its number, -1 if it stayed empty."""
        if self._open is None:
            return -1
        self._end_cell()
        kind, level, parent, boxes = self._open
        number = -1
        if self._begin >= 0:
            number = len(self.blocks)
            cells = tuple(self._cells) if kind == "row" else ()
            self.blocks.append(Block(kind, self._begin, self._length, level, parent, boxes, cells))
            self._marks += self._block_marks
        self._open, self._begin, self._pending = None, -1, ""
        self._cells, self._block_marks = [], []
        return number

    def build(self) -> Source:
        """The source."""
        self.end()
        text = "".join(self._parts)
        marks = tuple(sorted(self._marks, key=lambda m: (m.start, -m.end)))
        return Source(
            self._path, self._format, text, tuple(self.blocks), marks, tuple(self._fields), tuple(self._pages)
        )

    def _fold(self, match: re.Match[str]) -> str:
        return "\t" if self._keep_tabs and "\t" in match.group() else " "

    def _space(self, space: str) -> None:
        if self._begin >= 0 and not self._pending:
            self._pending = space

    def _put(self, text: str) -> None:
        if self._open is None:
            self._open = ("paragraph", 0, -1, ())
        if self._begin < 0:
            self._separate()
            self._begin = self._length
        elif self._pending:
            self._append(self._pending)
            self._pending = ""
        elif self._last and unicodedata.combining(text[0]):
            text = text.lstrip("".join(c for c in text if unicodedata.combining(c)))
            if not text:
                return
        if self._cell_begin < 0:
            self._cell_begin = self._length
        self._starts.append(self._length)
        self._append(text)

    def _separate(self) -> None:
        self._pending = ""
        kind, level = self._open[:2] if self._open else ("paragraph", 0)
        if self.blocks or self._length:
            before = self.blocks[-1].kind if self.blocks else ""
            close = kind in ("item", "row", "field") and before == kind
            self._append("\n" if close else "\n\n")
        if kind == "item":
            self._append("  " * (max(level, 1) - 1) + "- ")

    def _end_cell(self) -> None:
        if self._cell_begin >= 0:
            self._cells.append((self._cell_begin, self._length))
        self._cell_begin = -1

    def _append(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)
        self._last = text[-1]
