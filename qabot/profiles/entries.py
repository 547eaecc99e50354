"""Entries: which lines of a section belong together, whether they stand in a list, a table, cards or bare lines."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from qabot.profiles.dates import read_dates
from qabot.profiles.entry_lines import is_detail, is_diagram_word, is_footer, is_legend
from qabot.profiles.heading_kinds import heading_kind
from qabot.profiles.page import Line, Page
from qabot.profiles.row_labels import row_label
from qabot.profiles.sections import Part

_NUMBER = re.compile(r"[\[(]?[A-Z]{0,2}\d{1,3}[\])]?[.:]?")
_LONGEST_DATE = 40
_LABEL = 110  # a shorter lone line with nothing to anchor an entry labels the entries below it

_DETAIL = re.compile(r"[.。]\s|[.。]$|[:：]\s?\S|\b(?:advis|supervis|mentor|thesis|gpa)", re.I)

_OF_A_DEGREE = re.compile(  # what a paragraph below a degree tells of it
    r"(?:(?:ph\.?d\.? |doctoral |master['’]?s? |bachelor['’]?s? )?(?:thesis|dissertation)(?: title| topic)?|"
    r"(?:co-?)?advis[eo]rs?|"
    r"(?:co-?)?supervisors?|titel|betreuer(?:in)?|dissertationsthema|tesi|relatore|relatori|titolo|tesis|"
    r"director(?:es)? de tesis|tutor(?:es)?|orientador(?:a|es)?|título|thèse|directeurs? de thèse|sujet|тема|"
    r"научный руководитель|promotor|tytuł|tez|danışman|论文|导师|指導教員|지도교수)\s?[:：]|"
    r"(?:co-?)?(?:advis[eo]r|supervisor)s?\s(?=prof|dr\b)",
    re.I,
)

Test = Callable[[Line], bool]


class Entry(NamedTuple):
    """One entry of a section: its own lines, and the lines of detail nested in it."""

    lines: tuple[Line, ...]
    details: tuple[Line, ...] = ()
    label: str = ""  # sub-heading or year it stands under, "" if none

    @property
    def start(self) -> int:
        """Where it begins."""
        return min([line.start for line in (*self.lines, *self.details)])

    @property
    def end(self) -> int:
        """Where it ends."""
        return max([line.end for line in (*self.lines, *self.details)])


def read_entries(page: Page, part: Part, anchor: Test, *, sentences: bool = False) -> list[Entry]:
    """The entries of a section.

    `anchor` tells the line each entry has exactly one of (a date, the list of authors); `sentences`: sentences may be
    part of an entry's head (titles of papers), not only detail.
    """
    lines = page.lines_in(part.body, part.end)
    blocks: list[list[Line]] = []
    for line in lines:
        field = page.is_heading(line.block) or page.blocks[line.block].kind == "field"
        if field or is_diagram_word(page, line) or is_footer(page.text, line) or is_legend(page, line):
            continue
        if blocks and blocks[-1][0].block == line.block:
            blocks[-1].append(line)
        else:
            blocks.append([line])
    return _Grouper(page, anchor, sentences).group(blocks)


class _Grouper:
    def __init__(self, page: Page, anchor: Test, sentences: bool) -> None:
        self.page, self.anchor, self.sentences = page, anchor, sentences
        self._anchored: dict[Line, bool] = {}

    def has(self, line: Line) -> bool:
        if line not in self._anchored:
            self._anchored[line] = self.anchor(line)
        return self._anchored[line]

    def group(self, blocks: Sequence[list[Line]]) -> list[Entry]:
        """The entries of some blocks: cards first, then lists, then bare lines."""
        if not blocks:
            return []
        boxes = [self.page.blocks[lines[0].block].boxes for lines in blocks]
        depth = _common(boxes)
        runs: list[tuple[bool, list[list[Line]]]] = []
        key: object = None
        for lines, box in zip(blocks, boxes, strict=True):
            own = box[depth] if len(box) > depth else None
            if own is not None and own == key:
                runs[-1][1].append(lines)
            elif own is not None:
                runs.append((True, [lines]))
            else:
                if runs and not runs[-1][0]:
                    runs[-1][1].append(lines)
                else:
                    runs.append((False, [lines]))
            key = own
        cards = [run for boxed, run in runs if boxed]
        if len(cards) < 2 or all(len(run) == 1 for run in cards):
            if len(cards) == 1 and len(cards[0]) > 1 and len(runs) <= 3:
                return [e for boxed, run in runs for e in (self.group(run) if boxed else self._loose(run))]
            return self._loose(blocks)
        found: list[Entry] = []
        loose: list[list[Line]] = []
        for boxed, run in runs:
            if boxed and len(run) > 1:
                found += self._loose(loose)
                loose = []
                found += self._card(run)
            elif found and not loose and all(self._is_of_a_degree(lines[0]) for lines in run):
                found[-1] = found[-1]._replace(details=(*found[-1].details, *(ln for lines in run for ln in lines)))
            else:
                loose += run
        return found + self._loose(loose)

    def _card(self, run: list[list[Line]]) -> list[Entry]:
        """The lines of one box: an entry, or a box that holds a list of entries."""
        items = [lines for lines in run if self._is_item(lines)]
        run = [ls for ls in run if ls in items or len(ls) > 1 or not self._is_number(ls[0])] if items else run
        run = [lines for lines in run if lines in items or not self._is_link(lines)] if items else run
        inside = {lines[0].block for lines in run}
        top = [lines for lines in items if self.page.blocks[lines[0].block].parent not in inside]
        heads = [lines for lines in run if lines not in items]
        anchored = sum(any(map(self.has, lines)) for lines in top)
        head_anchored = any(self.has(line) for lines in heads for line in lines)
        if len(top) >= 2 and anchored >= 0.5 * len(top) and not head_anchored:
            return self.group(run)
        if not items and sum(any(map(self.has, lines)) for lines in heads) >= 2 and _common_deeper(self.page, run):
            return self.group(run)
        if not heads:
            first, *rest = run
            flat = all(self.page.blocks[lines[0].block].parent < 0 for lines in run)
            if flat and 1 < len(run) <= 7 and anchored == 1 and not any(map(self.has, first)):
                return [Entry(tuple(line for lines in run for line in lines))]  # a list that is one entry
            return [Entry(tuple(first), tuple(line for lines in rest for line in lines))]
        nested = [lines for lines in items if lines is not run[0]]
        own = [line for lines in run if lines not in nested for line in lines]
        return [Entry(tuple(own), tuple(line for lines in nested for line in lines))]

    def _is_number(self, line: Line) -> bool:
        """Whether a line is nothing but the number of the entry beside it: "[12]"."""
        return _NUMBER.fullmatch(self.page.text, line.start, line.end) is not None

    def _is_link(self, lines: list[Line]) -> bool:
        """Whether a line beside a list is nothing but a short link: "poster"."""
        line = lines[0]
        return len(lines) == 1 and line.end - line.start < 20 and self.page.marked(line.start, line.end, "link")

    def _parent(self, number: int) -> int:
        """The item a block is nested in; of a definition, the term right above it."""
        block = self.page.blocks[number]
        if block.parent >= 0 or block.kind != "item" or block.level < 2:
            return block.parent
        above = number - 1
        while above >= 0 and self.page.blocks[above].kind == "item" and self.page.blocks[above].level >= block.level:
            above -= 1
        return above if above >= 0 and self.page.blocks[above].kind == "item" else -1

    def _is_item(self, lines: list[Line]) -> bool:
        return self.page.blocks[lines[0].block].kind == "item"

    def _loose(self, blocks: Sequence[list[Line]]) -> list[Entry]:
        """Entries of a list, else of bare lines with lists of details below them."""
        if not blocks:
            return []
        levels = [self.page.blocks[lines[0].block].level for lines in blocks if self._is_item(lines)]
        if not levels:
            return self._bare(blocks)
        numbers = {lines[0].block for lines in blocks}
        free = [ls for ls in blocks if self._parent(ls[0].block) not in numbers]
        top = [ls for ls in free if self._is_item(ls)]
        bare = [ls for ls in free if not self._is_item(ls)]
        in_items = sum(any(map(self.has, ls)) for ls in top)
        in_bare = sum(any(map(self.has, ls)) for ls in bare)
        if in_bare and in_items < 0.4 * len(top) and not (len(bare) == 1 and blocks[0] is not bare[0]):
            return self._bare(blocks)
        return self._listed(blocks, numbers)

    def _listed(self, blocks: Sequence[list[Line]], numbers: set[int]) -> list[Entry]:
        found: list[Entry] = []
        label = ""
        for lines in blocks:
            block = self.page.blocks[lines[0].block]
            if self._parent(lines[0].block) in numbers and found:
                last = found.pop()
                defined = block.parent < 0  # the definition of a term belongs to the entry's head
                own = [ln for ln in lines if block.kind != "item" or defined and not is_detail(self.page, ln, False)]
                more = [ln for ln in lines if ln not in own]
                found.append(last._replace(lines=(*last.lines, *own), details=(*last.details, *more)))
            elif block.kind == "item":
                found.append(Entry(tuple(lines), (), label))
            elif found and self._is_lone_date(found[-1]):  # a date in a list, and behind it what was then
                found[-1] = found[-1]._replace(lines=(*found[-1].lines, *lines))
            elif found and self._is_of_a_degree(lines[0]):
                found[-1] = found[-1]._replace(details=(*found[-1].details, *lines))
            elif any(map(self.has, lines)):
                found += [entry._replace(label=label) for entry in self._bare([lines])]
            elif self._is_quoted(lines):
                label = self.page.words(lines[0].start, lines[-1].end)
            elif found and _DETAIL.search(self.page.text[lines[0].start : lines[-1].end]):
                found[-1] = found[-1]._replace(details=(*found[-1].details, *lines))
            elif len(self.page.text[lines[0].start : lines[-1].end]) <= _LABEL:
                label = self.page.words(lines[0].start, lines[-1].end)
        return found

    def _is_lone_date(self, entry: Entry) -> bool:
        """Whether an entry is but a date, and nothing more is told of it yet."""
        line = entry.lines[0]
        if entry.details or len(entry.lines) > 1 or line.end - line.start > _LONGEST_DATE:
            return False
        words = self.page.text[line.start : line.end]
        return any((date.begin, date.stop) == (0, len(words)) for date in read_dates(words))

    def _is_quoted(self, lines: list[Line]) -> bool:
        """Whether lines are nothing but a title in quotation marks, above a list of where a talk was given."""
        words = self.page.text[lines[0].start : lines[-1].end]
        return len(words) < 250 and words[0] in '“"«„' and words.rstrip(" .,")[-1] in '”"»“'

    def _bare(self, blocks: Sequence[list[Line]]) -> list[Entry]:
        """Entries among bare lines: each has one anchor, at the same distance from its beginning as the first has."""
        rows = [ls for ls in blocks if self.page.blocks[ls[0].block].kind == "row"]
        if len(rows) >= 0.6 * len(blocks):
            return self._rows(blocks)
        lines = [line for ls in blocks for line in ls]
        below = [number > 0 and self.has(line) and self._is_of_a_degree(line) for number, line in enumerate(lines)]
        detail = [
            of_a_degree or is_detail(self.page, line, self.sentences) or self._is_item([line])
            for of_a_degree, line in zip(below, lines, strict=True)
        ]
        anchors = [i for i, ln in enumerate(lines) if not below[i] and not self._is_item([ln]) and self.has(ln)]
        if not anchors:
            return [Entry(tuple(ls)) for ls in blocks if not self._is_item(ls)]
        offset = min(sum(not detail[i] for i in range(anchors[0])), 3)
        starts: list[int] = []
        previous = -1
        for at in anchors:
            starts.append(self._start(lines, detail, at, previous, offset))
            previous = at
        found: list[Entry] = []
        for number, start in enumerate(starts):
            stop = starts[number + 1] if number + 1 < len(starts) else len(lines)
            own = [lines[i] for i in range(start, stop) if not detail[i] or i == anchors[number]]
            more = [lines[i] for i in range(start, stop) if detail[i] and i != anchors[number]]
            before = [lines[i] for i in range(starts[number - 1] if number else 0, start)]
            label = next(
                (
                    self.page.words(ln.start, ln.end)
                    for ln in reversed(before)
                    if heading_kind(self.page.words(ln.start, ln.end), whole=True) == "years"
                ),
                "",
            )
            found.append(Entry(tuple(own), tuple(more), label or (found[-1].label if found else "")))
        return found

    def _is_of_a_degree(self, line: Line) -> bool:
        """Whether a line tells of the degree above it: its thesis, or who advised it."""
        return bool(_OF_A_DEGREE.match(self.page.text, line.start, line.end))

    def _start(self, lines: list[Line], detail: list[bool], at: int, previous: int, offset: int) -> int:
        block_start = at
        while block_start - 1 > previous and lines[block_start - 1].block == lines[at].block:
            block_start -= 1
        whole = block_start == 0 or lines[block_start - 1].block != lines[block_start].block
        if whole and block_start < at:
            return block_start
        start, wanted = at, max(at - offset, previous + 1)
        while start > wanted and not detail[start - 1]:
            start -= 1
        return start

    def _rows(self, blocks: Sequence[list[Line]]) -> list[Entry]:
        found: list[Entry] = []
        labels = [row_label(self.page, self.page.blocks[lines[0].block]) for lines in blocks]
        if _is_record(labels):
            for lines, label in zip(blocks, labels, strict=True):
                if label == labels[0] or not found:
                    found.append(Entry(tuple(lines)))
                else:
                    found[-1] = found[-1]._replace(lines=(*found[-1].lines, *lines))
            return found
        for lines in blocks:
            row = self.page.blocks[lines[0].block].kind == "row"
            below = row and found and self._goes_on(found[-1], lines)
            if below and not (self.sentences and any(map(self.has, lines))):
                found[-1] = found[-1]._replace(details=(*found[-1].details, *lines))
            elif row or not found:
                found.append(Entry(tuple(lines), (), self._date_above(found[-1]) if below and found else ""))
            else:
                found[-1] = found[-1]._replace(details=(*found[-1].details, *lines))
        return found

    def _date_above(self, entry: Entry) -> str:
        """The date in the margin of an entry, or the one that it shares with those above it."""
        return entry.label or self.page.words(*self.page.blocks[entry.lines[0].block].cells[0])

    def _goes_on(self, entry: Entry, lines: Sequence[Line]) -> bool:
        """Whether a row of one cell, without a date, says more of the dated row above it: its first cell is empty."""
        above, own = self.page.blocks[entry.lines[0].block].cells, self.page.blocks[lines[0].block].cells
        if len(own) != 1 or entry.label or len(above) < 2 or above[0][1] - above[0][0] > 30:
            return len(own) == 1 and bool(entry.label)
        dated = read_dates(self.page.text, *above[0])
        return bool(dated) and not read_dates(self.page.text, lines[0].start, lines[-1].end)


def _is_record(labels: Sequence[str]) -> bool:
    """Whether rows are led by labels, and so make an entry together, each time the first label comes again."""
    named = sum(map(bool, labels))
    if not labels[0] or named < 0.6 * len(labels):
        return False
    return labels.count(labels[0]) > 1 or named >= 3 and len(set(labels)) == len(labels) == named


def _common(boxes: Sequence[tuple[int, ...]]) -> int:
    depth = 0
    while all(len(box) > depth and box[depth] == boxes[0][depth] for box in boxes):
        depth += 1
    return depth


def _common_deeper(page: Page, run: Sequence[list[Line]]) -> bool:
    boxes = [page.blocks[lines[0].block].boxes for lines in run]
    depth = _common(boxes)
    return len({box[depth] for box in boxes if len(box) > depth}) >= 2
