"""Timelines that pages draw with Mermaid, as the headings and lists they stand for."""

from __future__ import annotations

import re

_TIMELINE = re.compile(r"^[ \t]*```[ \t]*mermaid[ \t]*\n\s*timeline\b[^\n]*\n(.*?)^[ \t]*```[ \t]*$", re.M | re.S)
_HEAD = re.compile(r"\s*(?:title|section)\s+(\S.*)")
_APART = re.compile(r"\s+:\s+|\t:\s*")


def with_timelines(body: str) -> str:
    """The text with each timeline, a drawing of "2013 - 2018 : Some University : PhD", as a heading and a list."""
    return _TIMELINE.sub(_listed, body) if "timeline" in body else body


def _listed(match: re.Match[str]) -> str:
    made: list[str] = [""]
    for line in match[1].split("\n"):
        head = _HEAD.match(line)
        cells = [cell.strip().replace("|", "/") for cell in _APART.split(line.strip()) if cell.strip(" :")]
        if head:
            made += [f"## {head[1].strip()}", ""]
        elif cells and not line.lstrip().startswith("%%"):
            made.append("- " + " | ".join(cells))
    return "\n".join([*made, ""])
