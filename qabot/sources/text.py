"""Plain text to `Source`: blank lines part paragraphs, bullets begin entries, line ends are kept."""

from __future__ import annotations

import re

from qabot.sources.builder import TextBuilder
from qabot.sources.source import Source

_BULLET = re.compile(r"^(\s*)(?:[-*•‣▪◦●○■►▸▶➢·–—]|o(?=\s))\s+(?=\S)")
_RULE = re.compile(r"^\s*[-=_*~#]{3,}\s*$")


def read_text(path: str, text: str) -> Source:
    """The text of a plain-text file. A line of dashes under a line makes that line a heading."""
    out = TextBuilder(path, "text", keep_tabs=True)
    lines = text.split("\n")
    indents: list[tuple[int, int]] = []  # indent and block number of the open list items
    for number, line in enumerate(lines):
        following = lines[number + 1] if number + 1 < len(lines) else ""
        if not line.strip() or _RULE.match(line):
            out.end()
            continue
        if _RULE.match(following) and not (number and lines[number - 1].strip()):
            indents = []
            out.start("heading", level=2)
            out.write(line)
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
