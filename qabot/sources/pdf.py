"""PDF to `Source`: words to lines, lines to columns, columns to blocks, as the page looks; pages are kept."""

from __future__ import annotations

import re
import statistics
from collections import Counter
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import Any

from qabot.errors import SourceError
from qabot.sources.builder import TextBuilder
from qabot.sources.pdf_lines import Line, reading_order
from qabot.sources.pdf_words import Word, words_of
from qabot.sources.source import Source

MAX_PAGES = 500
_BULLET = re.compile(r"[•◦▪‣∙·●○■□▸►➢❖\-–—*o\uf0b7\uf0a7]")
_NUMBER = re.compile(r"\[\w{0,4}\d{1,3}\]|\(?\d{1,3}[.)]|\[[A-Z]{1,2}\d{1,3}\]")
_PAGE_NUMBER = re.compile(r"(?:page|seite|p\.)?\s*[-–]?\s*\d{1,3}\s*[-–]?(?:\s*(?:/|of|von)\s*\d{1,3})?", re.I)
_DATE = re.compile(r"(?:19|20)\d\d|present", re.I)


@dataclass(slots=True)
class _Block:
    lines: list[Line]
    kind: str = "paragraph"
    level: int = 0
    joints: list[str] = field(default_factory=list)  # what stands between its lines: "\n", " " or "" (a hyphen is gone)


def read_pdf(path: str, data: bytes) -> Source:
    """The text of a PDF in reading order, with the place where each page begins.

    Raises SourceError when it is damaged, locked, longer than 500 pages, or holds pictures of text only.
    """
    pages = [_without_number(page) for page in _pages(path, data)]
    if not any(pages):
        raise SourceError(
            f"{path} holds no text, perhaps pictures of pages only.", "Run text recognition (OCR) on it first."
        )
    _drop_running_heads(pages)
    body = _body_size(pages)
    out = TextBuilder(path, "pdf", keep_tabs=True)
    blocks = [_blocks(lines, body) for lines in pages]
    _rank([block for page in blocks for block in page])
    for page in blocks:
        out.page()
        indents: list[tuple[float, int]] = []
        for block in page:
            indents = _write(out, block, indents)
    return out.build()


def _pages(path: str, data: bytes) -> list[list[Line]]:
    import pypdfium2
    import pypdfium2.raw as raw

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        locked = "password" in str(error).lower()
        reason = "is locked by a password" if locked else "is damaged or no PDF"
        raise SourceError(
            f"{path} {reason}.", "Save it again without a password." if locked else "Export it again."
        ) from error
    try:
        if len(document) > MAX_PAGES:
            raise SourceError(
                f"{path} has {len(document)} pages, more than {MAX_PAGES}.", "Use a CV or a list of papers, not a book."
            )
        return [_lines_of(document, number, raw, pypdfium2.PdfiumError) for number in range(len(document))]
    finally:
        document.close()


def _lines_of(document: Any, number: int, raw: Any, failure: type[Exception]) -> list[Line]:  # noqa: ANN401
    """The lines of one page in reading order; a page that cannot be read is empty."""
    try:
        page = document[number]
    except failure:
        return []
    try:
        return reading_order(words_of(page, raw))
    except failure:
        return []
    finally:
        page.close()


# Page numbers and running heads


def _without_number(lines: list[Line]) -> list[Line]:
    """The lines of a page without its number."""
    for at in (0, -1):
        if len(lines) > 1 and _PAGE_NUMBER.fullmatch(lines[at].text()) and not _DATE.search(lines[at].text()):
            lines = lines[1:] if at == 0 else lines[:-1]
    return lines


def _drop_running_heads(pages: list[list[Line]]) -> None:
    """Drop first and last lines that stand on most pages, from the second page on."""
    if len(pages) < 3:
        return
    for at in (0, -1):
        heads = [re.sub(r"\d+", "#", page[at].text()) if page else "" for page in pages]
        common = {head for head, count in Counter(heads).items() if head and count >= max(3, 0.6 * len(pages))}
        for number, page in enumerate(pages):
            if number and page and heads[number] in common:
                del page[at]


# Blocks


def _body_size(pages: list[list[Line]]) -> float:
    sizes = Counter[float]()
    for line in (line for page in pages for line in page):
        sizes[round(line.size, 1)] += len(line.text())
    return sizes.most_common(1)[0][0]


def _blocks(lines: list[Line], body: float) -> list[_Block]:
    """The lines of a page as headings, items and paragraphs."""
    spaces = [
        a.bottom - b.bottom for a, b in zip(lines, lines[1:], strict=False) if 0 < a.bottom - b.bottom < 2.2 * body
    ]
    usual = statistics.median_low(spaces) if spaces else body
    edges: dict[int, float] = {}
    for line in lines:
        edges[line.column] = max(edges.get(line.column, 0.0), line.right)
    blocks: list[_Block] = []
    for line in lines:
        current = blocks[-1] if blocks else None
        if current is None or _begins(line, current, usual * max(1.0, line.size / body)):
            blocks.append(_Block([line], "item" if _is_item(line) else "paragraph"))
        else:
            current.joints.append(_joint(current.lines[-1], line, edges[line.column]))
            current.lines.append(line)
    for block in blocks:
        if block.kind == "paragraph" and _is_heading(block, body):
            block.kind = "heading"
    return blocks


def _begins(line: Line, current: _Block, usual: float) -> bool:
    """Whether a line begins a block."""
    above = current.lines[-1]
    step = above.bottom - line.bottom
    if line.column != above.column or not 0 < step <= 1.3 * usual + 0.5 or _is_item(line):
        return True
    if abs(line.size - above.size) > 0.12 * max(line.size, above.size):
        return True
    if _is_title(above) and len(current.lines) == 1 and (above.text().isupper() or step > 1.15 * usual):
        return True
    dated, first = any(line.gaps()), current.lines[0]
    if dated and not any(above.gaps()) and (any(first.gaps()) or line.words[0].is_bold > above.words[0].is_bold):
        return True  # the next entry
    hanging = len(current.lines) > 1 and current.lines[0].left < above.left - 4
    return hanging and abs(line.left - current.lines[0].left) < 2 and current.kind != "item"


def _is_item(line: Line) -> bool:
    first = line.words[0].text
    return len(line.words) > 1 and bool(_BULLET.fullmatch(first) or _NUMBER.fullmatch(first))


def _is_title(line: Line) -> bool:
    text = line.text()
    return line.is_bold() and len(text) <= 80 and not any(line.gaps()) and any(c.isalpha() for c in text)


def _is_heading(block: _Block, body: float) -> bool:
    if len(block.lines) > 2 or any(any(line.gaps()) for line in block.lines):
        return False
    text = " ".join(line.text() for line in block.lines)
    if len(text) > 90 or not any(c.isalpha() for c in text):
        return False
    if all(line.size > 1.12 * body for line in block.lines):
        return True
    return (
        len(block.lines) == 1
        and (_is_title(block.lines[0]) or (text.isupper() and len(text) > 5))
        and text[-1] not in ".,;"
    )


def _joint(above: Line, line: Line, edge: float) -> str:
    """What stands between two lines of a block: a line end that the author meant, or one that the margin made."""
    last, first = above.words[-1].text, line.words[0].text
    if len(last) > 2 and last[-1] in "-\u2010" and last[-2].isalpha() and first[0].islower():
        return ""
    width = line.words[0].right - line.words[0].left
    is_full = above.right + width > edge - 1 and len(above.text()) >= 28
    made_by_margin = is_full and not any(above.gaps()) and not any(line.gaps())
    return " " if made_by_margin else "\n"


def _rank(blocks: list[_Block]) -> None:
    """Number the headings by their type, the largest 1."""
    headings = [block for block in blocks if block.kind == "heading"]
    ranks: list[tuple[int, bool]] = sorted({_type(block) for block in headings}, reverse=True)
    for block in headings:
        block.level = min(ranks.index(_type(block)) + 1, 6)


def _type(block: _Block) -> tuple[int, bool]:
    return round(block.lines[0].size), block.lines[0].is_bold()


def _write(out: TextBuilder, block: _Block, indents: list[tuple[float, int]]) -> list[tuple[float, int]]:
    """Write a block; gives the open list entries (where their bullet stands, number of their block)."""
    words = block.lines[0].words
    if block.kind == "item":
        left = words[0].left
        indents = [known for known in indents if known[0] < left - 3]
        out.start("item", level=len(indents) + 1, parent=indents[-1][1] if indents else -1)
        if _BULLET.fullmatch(words[0].text):
            block.lines[0] = Line(words[1:], block.lines[0].column)
    elif block.kind == "heading":
        indents = []
        out.start("heading", level=block.level)
    else:
        out.start("paragraph")
    for number, line in enumerate(block.lines):
        joint = block.joints[number - 1] if number else ""
        if joint == "\n":
            out.line_break()
        elif joint == " ":
            out.write(" ")
        following = block.joints[number] if number < len(block.joints) else "\n"
        _write_line(out, line, drop_hyphen=following == "")
    end = out.end()
    return [*indents, (words[0].left, end)] if block.kind == "item" and end >= 0 else indents


def _write_line(out: TextBuilder, line: Line, *, drop_hyphen: bool) -> None:
    gaps = [False, *line.gaps()]
    position = 0
    while position < len(line.words):
        first = line.words[position]
        end = position + 1
        while end < len(line.words) and not gaps[end] and _look(line.words[end]) == _look(first):
            end += 1
        text = " ".join(word.text for word in line.words[position:end])
        if drop_hyphen and end == len(line.words):
            text = text[:-1]
        if position:
            out.write("\t" if gaps[position] else " ")
        with ExitStack() as marks:
            if first.is_bold:
                marks.enter_context(out.mark("strong"))
            if first.link:
                marks.enter_context(out.mark("link", first.link))
            out.write(text)
        position = end


def _look(word: Word) -> tuple[bool, str]:
    return word.is_bold, word.link
