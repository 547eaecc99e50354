"""Emacs Org and reStructuredText without what is not printed: comments, what is not exported; HTML as it is read."""

from __future__ import annotations

import re
from collections.abc import Iterator

_ORG_HEADING = re.compile(r"(\*+)\s+\S")
_ORG_UNSEEN = re.compile(r"\s:(?:[\w@]+:)*noexport:(?:[\w@]+:)*\s*$|^\*+\s+COMMENT\b")
_ORG_BLOCK = re.compile(r"\s*#\+begin_(?:(export)\s+html|(html)|comment)\b", re.I)
_ORG_BLOCK_ENDS = re.compile(r"\s*#\+end_(?:export|html|comment)\b", re.I)
_ORG_SNIPPET = re.compile(r"@@\w{1,20}:[^\n]{0,500}?@@")
_RST_COMMENT = re.compile(r"(\s*)\.\.(?:\s+(?![_\[|]|[\w:+.-]+\s?::).*)?$")
_RST_RAW = re.compile(r"(\s*)\.\.\s+raw::\s*(\w*)")


def seen_of_org(text: str) -> str:
    """An Org file without its comments and what it does not export."""
    if "@@" in text:
        text = _ORG_SNIPPET.sub("", text)
    lowered = text.lower()
    if not any(map(lowered.__contains__, ("noexport", "comment", "#+begin_"))):
        return text
    return "\n".join(_org_lines(text.split("\n")))


def _org_lines(lines: list[str]) -> Iterator[str]:
    hidden = 0  # level of the heading that is not exported, with all below it
    block: list[str] | None = None  # the lines of an open one of comments or HTML
    is_html = False
    for line in lines:
        if block is not None:
            if not _ORG_BLOCK_ENDS.match(line):
                block.append(line)
                continue
            if is_html and not hidden:
                yield _read(block)
            block = None
        elif begins := _ORG_BLOCK.match(line):
            block, is_html = [], bool(begins[1] or begins[2])
        else:
            if (heading := _ORG_HEADING.match(line)) and (not hidden or len(heading[1]) <= hidden):
                hidden = len(heading[1]) if _ORG_UNSEEN.search(line) else 0
            if not hidden:
                yield line
    if block and not hidden:
        yield from block  # never closed: no block


def seen_of_rst(text: str) -> str:
    """A reStructuredText file without its comments."""
    return "\n".join(_rst_lines(text.split("\n"))) if ".." in text else text


def _rst_lines(lines: list[str]) -> Iterator[str]:
    inside = -1  # indent of the comment or of the raw block whose lines these are
    raw: list[str] = []
    is_html = False
    for number, line in enumerate(lines):
        if inside >= 0 and (not line.strip() or len(line) - len(line.lstrip()) > inside):
            raw.append(line)
            continue
        if inside >= 0:
            yield _read(raw) if is_html else ""
            inside, raw, is_html = -1, [], False
        if block := _RST_RAW.match(line):
            inside, is_html = len(block[1]), block[2].lower() == "html"
        elif ".." in line and (comment := _RST_COMMENT.match(line)):
            empty = line.strip() == ".." and not "".join(lines[number + 1 : number + 2]).strip()
            if not empty:  # two dots alone hide nothing
                inside = len(comment[1])
        else:
            yield line
    if inside >= 0 and is_html:
        yield _read(raw)


def _read(lines: list[str]) -> str:
    """The words of HTML as a reader of it sees them."""
    from qabot.sources.html import read_html

    return read_html("", "\n".join(lines)).text
