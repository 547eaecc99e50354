"""Plain text to `Source`: blank lines part paragraphs, bullets begin entries, line ends are kept.

Files written in the mark-up of Emacs Org or reStructuredText are read without it: their headings, links and emphasis.
"""

from __future__ import annotations

import re

from qabot.sources.builder import TextBuilder
from qabot.sources.source import Source

_BULLET = re.compile(r"^(\s*)(?:[-*•‣▪◦●○■►▸▶➢·–—]|o(?=\s))\s+(?=\S)")
_RULE = re.compile(r"^\s*[-=_*~#]{3,}\s*$")
_ORG = re.compile(r"^#\+(?:title|author|options|startup|email|language)\b", re.I | re.M)
_ORG_HEADING = re.compile(r"^(\*+)\s+(?=\S)")
_ORG_KEY = re.compile(r"^#\+(\w+):?\s*(.*)$")
_ORG_LINK = re.compile(r"\[\[[^\]]+\]\[([^\]]+)\]\]|\[\[([^\]]+)\]\]")
_ORG_DROPPED = re.compile(r"^\s*(?::[\w-]+:.*|SCHEDULED:.*|# .*)$")
_RST = re.compile(r"^([=\-~^\"'#*+])\1{3,}\n[^\n]+\n\1{4,}\s*$", re.M)  # a heading between two rules
_RST_DROPPED = re.compile(r"^\.\.\s+\S.*$")
_RST_LINK = re.compile(r"`([^`<]+?)\s*<[^>`]+>`__?")
_EMPHASIS = re.compile(r"(?<![\w*])(\*{1,2})(?=\S)([^*\n]+?)(?<=\S)\1(?![\w*])")


def read_text(path: str, text: str) -> Source:
    """The text of a plain-text file. A line of dashes under a line makes that line a heading."""
    out = TextBuilder(path, "text", keep_tabs=True)
    org = _ORG.search(text) is not None
    lines = (_without_org(text) if org else _without_rst(text) if _RST.search(text) else text).split("\n")
    indents: list[tuple[int, int]] = []  # indent and block number of the open list items
    for number, line in enumerate(lines):
        following = lines[number + 1] if number + 1 < len(lines) else ""
        if not line.strip() or _RULE.match(line):
            out.end()
            continue
        heading = _ORG_HEADING.match(line) if org else None
        if heading or (_RULE.match(following) and not (number and lines[number - 1].strip(" -=_*~#\t"))):
            indents = []
            out.end()
            out.start("heading", level=len(heading[1]) if heading else 2)
            out.write(line[heading.end() :] if heading else line)
            out.end()
            continue
        bullet = _BULLET.match(line)
        if bullet:
            indent = len(bullet[1].expandtabs(4))
            indents = [known for known in indents if known[0] < indent]
            out.end()
            parent = indents[-1][1] if indents else -1
            indents.append((indent, len(out.blocks)))
            out.start("item", level=len(indents), parent=parent)
            out.write(line[bullet.end() :])
            continue
        if not out.is_open:
            out.start("paragraph")
        out.line_break()
        out.write(line)
    return out.build()


def _without_org(text: str) -> str:
    """The text of an Org file: its title as a heading, its links as they are read, its settings left out."""
    lines = []
    for line in text.split("\n"):
        key = _ORG_KEY.match(line)
        if key:
            lines.append(f"* {key[2]}" if key[1].lower() == "title" else key[2] if key[1].lower() == "author" else "")
        elif not _ORG_DROPPED.match(line):
            lines.append(_EMPHASIS.sub(r"\2", _ORG_LINK.sub(lambda m: m[1] or m[2], line)))
    return "\n".join(lines)


def _without_rst(text: str) -> str:
    """The text of a reStructuredText file: no directives, no marks of emphasis, links and line blocks."""
    lines = []
    for line in text.split("\n"):
        if not _RST_DROPPED.match(line):
            line = re.sub(r"^\| ?", "", line)
            lines.append(_EMPHASIS.sub(r"\2", _RST_LINK.sub(r"\1", line)))
    return "\n".join(lines)
