"""The columns of a line and of an entry, without the labels that say what they hold."""

from __future__ import annotations

import re
from functools import cache

from qabot.profiles.acts import is_prose, tells_of_work
from qabot.profiles.dates import read_dates
from qabot.profiles.entries import Entry
from qabot.profiles.entry_lines import clean_line
from qabot.profiles.heading_kinds import heading_kind
from qabot.profiles.page import Line, Page, Range
from qabot.profiles.phrase_kinds import ASIDE
from qabot.profiles.row_labels import label_kind, row_label
from qabot.profiles.tables import any_of, table
from qabot.profiles.terms import find_degrees, is_role

_LABELS = re.compile(
    r"^(?:medical school|graduate school|law school|dental school|undergraduate(?: school| college| degree| studies)?|"
    r"course|institution|degree|area|role|position|title|organization|company|name|school|"
    r"university|employer|institut(?:e|ion)|affiliation|department|years?|period|field|date|"
    r"date start|date end|location|thesis|thesis title|titel|dissertation|"
    r"gpa|note|prädikat|grade|major|minor|research interests?|"
    r"summary|description|advisors?|focus|coursework|relevant coursework|topic|project|research|"
    r"specialization|tools?|skills?|keywords?|awards?|论文|题目|导师|成绩|专业|研究方向)\s*[:：-]\s*",
    re.I,
)


@cache
def _worded_label() -> re.Pattern[str]:
    """A label in another script: "单位：", "所属: "."""
    return re.compile(any_of(map(str, table("careers")["labels"])) + r"\s*[:：]\s*", re.I)


_DATE_LABEL = re.compile(  # "Fecha de obtención del grado: 11/03/2011"
    r"(?:fecha|date|datum|data|graduation|graduated|awarded|conferred|defen[cs]e|defended|completed|obtained|"
    r"soutenance|soutenue|defensa|abschluss|verliehen|conclusão)(?:[ \w’']{0,40}?)\s*[:：]?\s+"
    r"(?=(?:(?:jan|f[eé]v|feb|m[aä]r|a[pbv]r|ma[iyg]|jui?n|jui?l|aug|ago|ao[uû]|se[pt]|o[cku]t|ott|nov|d[eéi][cz]|gen|giu|lug|"
    r"ene)[^\W\d_]*\.?\s(?:de\s)?)?[\d/.]*(?:19|20)\d\d)",
    re.I,
)
_LONGEST_HEADING = 50  # characters
_LONGEST_CELL = 600  # characters; a longer line is prose and no line of an entry
_COLUMNS = re.compile(r"\t|\s::\s")  # "Ice Lab :: Guest": a term of an Org list and what it means


def cells_of(page: Page, line: Line) -> list[Line]:
    """The columns of a line: the cells of a table's row, or what tabs set apart."""
    block = page.blocks[line.block]
    if block.kind == "row" and len(block.cells) > 1:
        cells = [page.trim(*cell) for cell in block.cells]
        if line.start > block.start and any(_is_part(line, cell) for cell in cells):
            return [line]  # a line of one cell
        labelled = label_kind(page.words(*cells[0])) if row_label(page, block) else ""
        if labelled == "advisor":
            return [Line(cells[0].start, cells[-1].end, line.block)]
        if labelled:
            cells = [] if labelled == "aside" else cells[1:]
        pieces = [piece for cell in cells for piece in _split_lines(page, cell)]
        return [
            Line(*piece, line.block)
            for piece in pieces
            if line.start <= piece.start < line.end or piece.start >= line.start
        ]
    cells = []
    start = line.start
    for words in _COLUMNS.split(page.text[line.start : line.end]):
        end = page.text.index(words, start) + len(words)
        cells.append(page.trim(end - len(words), end))
        start = end
    return [Line(c.start, c.end, line.block) for c in cells if c.end > c.start]


def _is_part(line: Line, cell: Range) -> bool:
    """Whether a line is a part of a cell, and not all of it."""
    return cell.start <= line.start and line.end <= cell.end and (line.start, line.end) != (cell.start, cell.end)


def _split_lines(page: Page, cell: Range) -> list[Range]:
    words = page.text[cell.start : cell.end]
    if "\n" in words and len(words) <= 30 and len(read_dates(words)) == 1:
        return [cell]  # "02/19 -" above "12/21"
    pieces, start = [], cell.start
    for words in re.split(r"[\n\t]", page.text[cell.start : cell.end]):
        pieces.append(page.trim(start, start + len(words)))
        start += len(words) + 1
    return [piece for piece in pieces if piece.end > piece.start]


def entry_cells(page: Page, entry: Entry) -> list[Line]:
    """All columns of an entry's own lines, bullets and labels gone, each once."""
    seen: dict[tuple[int, int], Line] = {}
    for number, line in enumerate(entry.lines):
        if number and _is_duty(page.text[line.start : line.end]):
            continue
        for cell in cells_of(page, clean_line(page, line)) if not is_of_tags(page, line) else ():
            cell = unlabelled(page, clean_line(page, cell))
            if seen and cell.start > entry.lines[0].start and _is_duty(page.text[cell.start : cell.end]):
                continue
            if cell.start < cell.end <= cell.start + _LONGEST_CELL:
                seen.setdefault((cell.start, cell.end), cell)
    cells = sorted(seen.values())
    return [cell for cell in cells if not _is_subheading(page, cell)] if len(cells) > 1 else cells


def _is_subheading(page: Page, cell: Line) -> bool:
    """Whether a line is but a heading of the table, amid the lines of a section: "Primary Appointment"."""
    if cell.end - cell.start > _LONGEST_HEADING or page.blocks[cell.block].kind != "paragraph":
        return False
    words = page.text[cell.start : cell.end]
    return heading_kind(words, whole=True) in ("positions", "education")


def _is_duty(words: str) -> bool:
    """Whether a line below a post tells what was done there, and not when."""
    if _SENTENCE.fullmatch(words):
        return not is_role(words) and not find_degrees(words)
    if not tells_of_work(words) or _WHO_LED.search(words):
        return False
    return not read_dates(words) or len(words) > _LONG_DUTY and is_prose(words)


_LONG_DUTY = 160  # characters; in a shorter line a date is that of the post


_WHO_LED = re.compile(r"(?:supervis|advis|mentor)[eo]rs?\b|betreuer|directeur|directora?\b|导师|指導", re.I)


_SENTENCE = re.compile(r"[^\d\n。]*[\u4e00-\u9fff](?:[^\n。]*[\u4e00-\u9fff%）)])[。！]")


def is_of_tags(page: Page, line: Line) -> bool:
    """Whether a line is nothing but words set as code: the tools somebody used."""
    if not page.has_code:
        return False
    left = page.text[line.start : line.end]
    tags = list(page.marks_in(line.start, line.end, "code"))
    for tag in reversed(tags):
        left = left[: max(0, tag.start - line.start)] + left[tag.end - line.start :]
    return bool(tags) and not re.search(r"[^\W_]", left)


def unlabelled(page: Page, cell: Line) -> Line:
    """A column without the label that says what follows: "Institution: ...", "Fecha de obtención: 2011"."""
    words = page.text[cell.start : cell.end]
    label = _DATE_LABEL.match(words) or _LABELS.match(words)
    label = label or (None if words.isascii() else _worded_label().match(words))
    if label and not ASIDE.match(words) and label.end() < len(words):
        return cell._replace(start=cell.start + label.end())
    return cell
