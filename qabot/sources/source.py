"""`Source`: one file as clean text, once, with its layout. Every snippet and every fact is a range of that text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

BlockKind = Literal["heading", "paragraph", "item", "row", "field", "pre"]
MarkKind = Literal["strong", "em", "underline", "link", "code", "badge"]
Tier = Literal["given", "uploaded"]
UPLOADS = "uploads"  # folder in the corpus for what comes in through the page: it tells the tier wherever it is moved
Format = Literal["markdown", "html", "text", "latex", "pdf", "docx", "bibtex", "json"]
COVER = "█"  # stands for every sign of a number or address that is covered, white space aside


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open character range of one source's clean text."""

    source: str  # path relative to the corpus, with "/"
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Block:
    """One piece of layout. Blocks come in reading order, do not overlap, and have white space or a bullet between them.

    A hard-wrapped paragraph or an entry with line breaks is one block whose text holds "\\n".
    """

    kind: BlockKind
    start: int
    end: int
    level: int = 0  # heading: 1..6; item: depth of its list, 1 is the outermost; else 0
    parent: int = -1  # item: number of the block of the item it is nested in, -1 if none
    boxes: tuple[int, ...] = ()  # numbers of the enclosing containers (div, li, details, td ...), outermost first
    cells: tuple[tuple[int, int], ...] = ()  # row: the ranges of its cells


@dataclass(frozen=True, slots=True)
class Mark:
    """Inline mark-up: that this range was bold, a link, a badge. Ranges may nest; they stay within one block."""

    kind: MarkKind
    start: int
    end: int
    target: str = ""  # link: where it leads, as written


@dataclass(frozen=True, slots=True)
class Field:
    """A value of structured data (front matter, JSON, BibTeX) and the range where it stands in the clean text.

    `path` leads to it: ("work", 0, "position"), ("education", "courses", 1, "year"), ("entries", 3, "author").
    """

    path: tuple[str | int, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Source:
    """One file, read. `text[b.start:b.end]` is what block, mark or field `b` says."""

    path: str  # relative to the corpus, with "/"; the file's name when read alone
    format: Format
    text: str  # NFC, "\n" line ends, no mark-up, no control characters
    blocks: tuple[Block, ...]
    marks: tuple[Mark, ...] = ()
    fields: tuple[Field, ...] = ()
    pages: tuple[int, ...] = ()  # PDF: where each page begins in `text`; else empty

    def quote(self, part: Block | Mark | Field | Span) -> str:
        """The words of a part, exactly as they stand in the text."""
        return self.text[part.start : part.end]

    def page_of(self, position: int) -> int | None:
        """The 1-based page a position stands on, None for a format without pages."""
        if not self.pages:
            return None
        return sum(begin <= position for begin in self.pages)


def tier_of(path: str) -> Tier:
    """How a source, or a person by their id, came into the corpus: put there, or uploaded through the page."""
    return "uploaded" if path.startswith(f"{UPLOADS}/") else "given"
