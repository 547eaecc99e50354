"""Columns: what the cells of a table are, where its first row says so."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from qabot.profiles.entries import Entry
from qabot.profiles.heading_kinds import fold_heading
from qabot.profiles.page import Page, Range
from qabot.profiles.sections import Part
from qabot.profiles.tables import table


class Columns(NamedTuple):
    """The heads of the tables of a section."""

    heads: dict[int, dict[str, int]]  # number of a head's block: what a column holds ("title") and its number

    def is_head(self, entry: Entry) -> bool:
        """Whether an entry is the head of a table, not a fact."""
        return entry.lines[0].block in self.heads

    def cell(self, page: Page, entry: Entry, name: str) -> Range | None:
        """The cell of an entry under the column that holds "title", "organization" or "role"."""
        number = entry.lines[0].block
        block = page.blocks[number]
        above = max((n for n in self.heads if n < number), default=-1)
        head = self.heads.get(above)
        if block.kind != "row" or not head or name not in head or head[name] >= len(block.cells):
            return None
        found = page.trim(*block.cells[head[name]], " \t\n")
        return found if found.end > found.start else None


_NAMED = re.compile(r"\b(?:name|title)\b", re.I)


@cache
def _names() -> dict[str, str]:
    return {fold_heading(str(word)): name for name, words in table("columns").items() for word in words}


def _is_first_row(page: Page, number: int, kinds: list[str]) -> bool:
    """Whether the first of several rows is their head: it names a title, most of it is known and all is short."""
    rows = page.blocks[number : number + 2]
    if len(rows) < 2 or any(row.kind != "row" for row in rows) or len(rows[0].cells) != len(rows[1].cells):
        return False
    brief = all(end - start <= _LONGEST_HEAD for start, end in rows[0].cells)
    plain = not re.search(r"\d", page.text[rows[0].start : rows[0].end])
    return brief and plain and "title" in kinds and 2 * sum(map(bool, kinds)) > len(kinds)


_LONGEST_HEAD = 24  # characters of the name of a column


def read_columns(page: Page, part: Part) -> Columns:
    """The heads of the tables of a section: rows in which every cell is the name of a column."""
    heads: dict[int, dict[str, int]] = {}
    before = -1
    for line in page.lines_in(part.body, part.end):
        block = page.blocks[line.block]
        if block.kind != "row" or line.block == before or len(block.cells) < 2:
            continue
        before = line.block
        if sum(end - start for start, end in block.cells) > 120:
            continue
        kinds = [_names().get(fold_heading(page.words(*cell)), "") for cell in block.cells]
        first = page.blocks[line.block - 1].kind != "row" if line.block else True
        if all(kinds) or first and _is_first_row(page, line.block, kinds):
            heads[line.block] = {kind: n for n, kind in reversed(list(enumerate(kinds)))}
            named = [n for n, cell in enumerate(block.cells) if _NAMED.search(page.words(*cell))]
            if named and kinds[named[0]] == "title":
                heads[line.block]["title"] = named[0]  # "Course | Name": the number of the course stands before it
    return Columns(heads)
