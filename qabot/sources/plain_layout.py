"""The layout of plain text told without its spaces: leaders and gaps become tabs, wrapped lines are one again."""

from __future__ import annotations

import re
from itertools import groupby, pairwise

_LEADER = re.compile(r"(?<!\s)\s*+(?:\.(?:\s?\.){3,}|_{4,}|…{2,})\s*+(?=\S)")  # "Loud Ice ........ 2003"
_GAP = re.compile(r"(?<=\S) {3,}(?=\S)")
_NARROW_GAP = re.compile(r"(?<=[^\s.!?]) {2}(?=\S)")  # between columns of a line that has a wider one
_LISTED = re.compile(r"\s*(?:[-*+•‣▪◦●○■►▸▶➢·–—]\s|\(?\[?\d{1,3}[.)\]]\s|\((?:[ivx]{1,5}|[a-z])\)\s|[a-h]\.\s)")
_BEGINS = re.compile(rf"{_LISTED.pattern}|\s*(?:\d\d?[./])?(?:19|20)\d\d(?=\s|[/–—-]|$)")
_OPEN = re.compile(r"(?:,|\b(?:of|and|the|in|for|at|to|with|by|on|from|und|der|de|la|et|&)|\([^()]*)$")
_NARROW, _WIDE = 60, 110  # characters: lines wrapped by hand are as wide as one between these
_LEAST_GAPS, _WIDEST = 2, 80  # of a row of a table; characters of its cells
_ENDED = re.compile(
    r"\b(?:(?:19|20)\d\d|[Pp]resent|[Nn]ow|[Dd]ate|[Cc]urrent|[Tt]oday)\)?[.;]?$"
)  # a line that dates end
_UNEVEN = 3  # characters that a line may have been filled less than it could
_HANGS = 2  # characters deeper than what a line belongs to


def columns_of(lines: list[str], number: int) -> list[str]:
    """The columns of a line of a table, [] for another: three or more, as on the line above or below it."""
    own = lines[number].strip().split("\t")
    near = [lines[n] for n in (number - 1, number + 1, number + 2) if 0 <= n < len(lines)]
    alike = any(line.strip().count("\t") >= _LEAST_GAPS for line in near)
    return own if len(own) > _LEAST_GAPS and alike and all(len(cell) <= _WIDEST for cell in own) else []


def laid_out(lines: list[str]) -> list[str]:
    """The lines with columns set apart by tabs, those of a wrapped paragraph and what hangs below a line joined."""
    bare = [line.rstrip() for line in lines]
    width = max((len(line) for line in bare if len(line) <= _WIDE), default=0)
    kept: list[str] = []
    for number, (blank, run) in enumerate(groupby(bare, key=lambda line: not line)):
        if blank:
            kept += run
            continue
        paragraph = list(run)
        if _is_prose(paragraph, width):
            kept.append(" ".join(line.strip() for line in paragraph))
        else:
            kept += _with_hanging(paragraph, width, first=number < 2)
    return kept


def _is_prose(lines: list[str], width: int) -> bool:
    """Whether each line but the last is as full as it can be."""
    own = max(map(len, lines))
    own = own if len(lines) > 2 else max(own, width)
    if len(lines) < 2 or not _NARROW <= own <= _WIDE or any(_LISTED.match(line) for line in lines):
        return False
    if len({_indent(line) for line in lines[1:]}) > 1 or any("   " in line.strip() for line in lines):
        return False
    return all(_is_full(above, below, own) for above, below in pairwise(lines))


def _with_hanging(lines: list[str], width: int, *, first: bool) -> list[str]:
    """The lines of a paragraph, each with what hangs below it and goes on; the first paragraph tells who this is."""
    kept: list[str] = []
    margin, raw = 0, ""  # where the entry begins, and its last line as printed
    for line in lines:
        hangs = bool(raw) and _indent(line) >= margin + _HANGS and not _BEGINS.match(line)
        whole = bool(_ENDED.search(raw)) or len(_GAP.findall(raw)) >= _LEAST_GAPS
        if hangs and not whole and (not first and _OPEN.search(raw) or width >= _NARROW and _is_full(raw, line, width)):
            kept[-1] = f"{kept[-1].rstrip()} {_in_columns(line.strip())}"
        else:
            margin = _indent(line)
            kept.append(_in_columns(line))
        raw = line
    return kept


def _indent(line: str) -> int:
    return len(line[: len(line) - len(line.lstrip())].expandtabs(4))


def _is_full(above: str, below: str, width: int) -> bool:
    """Whether the first word of a line had no room on the line above."""
    return len(above) >= 0.6 * width and len(above) + 1 + len(below.split()[0]) > width - _UNEVEN


def _in_columns(line: str) -> str:
    """A line with a tab for each gap or leader within it."""
    if "   " not in line and "..." not in line and "___" not in line and " . ." not in line and "……" not in line:
        return line
    lead = line[: len(line) - len(line.lstrip())]
    parted = _GAP.sub("\t", _LEADER.sub("\t", line[len(lead) :]))
    return lead + (_NARROW_GAP.sub("\t", parted) if "\t" in parted else parted)
