"""Plain text to `Source`: blank lines part paragraphs, bullets begin entries, line ends are kept.

Files written in the mark-up of Emacs Org or reStructuredText are read without it: their headings, links and emphasis.
"""

from __future__ import annotations

import re
from contextlib import ExitStack

from qabot.sources.builder import TextBuilder
from qabot.sources.plain_layout import columns_of, laid_out
from qabot.sources.plain_markup import EM, END, LINK, STRONG, TARGET, marked_lines
from qabot.sources.source import MarkKind, Source

_BULLET = re.compile(r"^(\s*)(?:[-*•‣▪◦●○■►▸▶➢·–—]|o(?=\s))\s+(?=\S)")
_ENUMERATED = re.compile(r"^(\s*)(?:\((?:[ivx]{1,5}|[a-z])\)|(?<=\s)[a-h]\.)\s+(?=\S)")  # "(iv) Lecturer, Ice College"
_SECTION = re.compile(  # "3. WORK EXPERIENCE", "B. Positions, Scientific Appointments and Honors"
    r"(?:[A-Z]|\d{1,2}|[IVX]{1,4})\.\s+[A-ZÀ-Þ][A-ZÀ-Þ ,&/'’()-]{5,60}:?\s*$|"
    r"[A-H]\.\s+[A-Z][a-z]+,?(?:\s(?:[A-Z][\w/&'’-]*,?|and|of|to|in|for|&)){1,7}\s*$"
)
_GROUP = re.compile(rf"{_ENUMERATED.pattern}[^\d.,;]{{4,45}}$")  # "(b) Conference papers", numbered ones below it
_PLUS = re.compile(_BULLET.pattern.replace("[-*", "[-+*"))  # Org and reStructuredText list with "+" too
_NUMBERED = re.compile(r"^(\s*)\(?\d{1,3}[.)]\s+(?=\S)")
_SIGN = re.compile(f"([{STRONG}{EM}{END}]|{LINK}[^{TARGET}]*{TARGET})")
_RULE = re.compile(r"^\s*[-=_*~#]{3,}\s*$")
_PAGE_NUMBERED = re.compile(r"(\D{4,60}?)[\s,|–-]*(?:[Pp]age\s*)?(\d{1,2})(?: of \d{1,2})?")
_ROW = re.compile(r"^\s*\|(.*?)\|?\s*$")


def read_text(path: str, text: str) -> Source:
    """The text of a plain-text file. A line of dashes under a line makes that line a heading."""
    out = TextBuilder(path, "text", keep_tabs=True)
    marked = marked_lines(path, text)
    lines = [line.text for line in marked] if marked else laid_out(_without_page_heads(text.split("\n")))
    indents: list[tuple[int, int]] = []  # indent and block number of the open list items
    for number, line in enumerate(lines):
        following = lines[number + 1] if number + 1 < len(lines) else ""
        level = marked[number].level if marked else _level(line, following)
        if not line.strip() or not level and _RULE.match(line):
            out.end()
            continue
        ruled = not marked and _RULE.match(following) and not (number and lines[number - 1].strip(" -=_*~#\t"))
        if level or ruled:
            indents = []
            out.end()
            out.start("heading", level=level or 2)
            _write(out, line if marked or not level else _ENUMERATED.sub("", line))
            out.end()
            continue
        if not marked and "\t" in line and (cells := columns_of(lines, number)):
            _write_row(out, "|".join(cells))
            continue
        if marked and (row := _ROW.match(line)):
            _write_row(out, row[1])
            continue
        bullet = (
            _PLUS.match(line) or _NUMBERED.match(line) if marked else _BULLET.match(line) or _ENUMERATED.match(line)
        )
        if bullet:
            indent = len(bullet[1].expandtabs(4))
            indents = [known for known in indents if known[0] < indent]
            out.end()
            parent = indents[-1][1] if indents else -1
            indents.append((indent, len(out.blocks)))
            out.start("item", level=len(indents), parent=parent)
            _write(out, line[bullet.end() :])
            continue
        if indents and out.is_open and _begins_post(line, indents[-1][0]):
            indents = []
            out.end()
        if not out.is_open:
            out.start("paragraph")
        out.line_break()
        _write(out, line)
    return out.build()


_DATED_COLUMN = re.compile(r"\t[^\t]*(?:(?:19|20)\d\d|present|now|current|today)[)\]]?$", re.I)


def _begins_post(line: str, indent: int) -> bool:
    """Whether a line below an item is no more of it but a post, its years in a column at the right margin."""
    own = len(line) - len(line.lstrip())
    return own <= indent and line[own : own + 1].isupper() and bool(_DATED_COLUMN.search(line.rstrip()))


def _level(line: str, following: str) -> int:
    """The level of the heading that a numbered or lettered line of plain text is, 0 if it is none."""
    if _SECTION.match(line) and not _SECTION.match(following):
        return 2
    return 4 * bool(_GROUP.match(line) and _NUMBERED.match(following))


def _without_page_heads(lines: list[str]) -> list[str]:
    """The lines without what a printer put at the head of every page: the same words and the number of the page."""
    heads: dict[str, list[int]] = {}
    for line in lines:
        numbered = _PAGE_NUMBERED.fullmatch(line.strip())
        if numbered:
            heads.setdefault(numbered[1], []).append(int(numbered[2]))
    told = {words for words, numbers in heads.items() if len(numbers) > 1 and numbers == sorted(set(numbers))}
    kept: list[str] = []
    for at, line in enumerate(lines):
        numbered = _PAGE_NUMBERED.fullmatch(line.strip())
        if not numbered or numbered[1] not in told:
            kept.append(line)
            continue
        if len(kept) > 1 and kept[-1].strip() and not kept[-2].strip() and lines.index(kept[-1]) < at - 1:
            kept.pop()  # the name printed above it
        while kept and not kept[-1].strip():
            kept.pop()  # the text goes on over the end of the page
    return kept


def _write_row(out: TextBuilder, cells: str) -> None:
    """A row of an Org table."""
    out.start("row")
    for number, cell in enumerate(cells.split("|")):
        if number:
            out.cell()
        _write(out, cell.strip())
    out.end()


def _write(out: TextBuilder, text: str) -> None:
    """Write what may hold marks, as `marked_lines` tells them."""
    if END not in text:
        out.write(text)
        return
    with ExitStack() as line:
        opened: list[ExitStack] = []
        for piece in _SIGN.split(text):
            if piece == END:
                if opened:
                    opened.pop().close()
            elif piece[:1] in (STRONG, EM, LINK) and piece:
                opened.append(line.enter_context(ExitStack()))
                kind: MarkKind = "strong" if piece == STRONG else "em" if piece == EM else "link"
                opened[-1].enter_context(out.mark(kind, piece[1:-1] if kind == "link" else ""))
            else:
                out.write(piece)
