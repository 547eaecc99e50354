r"""Headings in the margin of a text copied from print, which stand among the lines of what they head.

"Education Doctor of Philosophy ...", "Honors and\nAwards\nFirst prize, 1989": a label column read line by line.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from qabot.profiles.page import AUTHORS, Page
from qabot.profiles.persons import is_name
from qabot.profiles.terms import find_degrees, is_organization, role_at

_LONGEST = 24  # characters of one line of a label
_LEAST_KINDS = 3  # different sections found, before any of them is believed
_LABEL = re.compile(r"[A-Z][A-Za-z&/ -]+")
_FORMATS = frozenset({"text", "pdf"})
_RUN_IN = frozenset({"references", "languages"})  # their label tells enough, whatever follows


class SideHeading(NamedTuple):
    """Where a label stands, and the kind of section it opens."""

    start: int
    end: int
    kind: str


def side_headings(page: Page, kind_of: Callable[[str, bool], str]) -> list[SideHeading]:
    """The labels of a page that has several, in order; its lines are broken at them.

    `kind_of` tells the kind of section that words open, and whether only a heading of the table will do.
    """
    if page.source.format not in _FORMATS or any(page.is_heading(n) for n in range(len(page.blocks))):
        return []
    found = [heading for number in range(len(page.blocks)) for heading in _in_block(page, number, kind_of)]
    printed = [heading for heading in found if "\n" in page.text[heading.start : heading.end].strip()]
    if len({heading.kind for heading in found}) < _LEAST_KINDS or not printed:
        return []
    for heading in found:
        page.break_line(heading.start)
        page.join_lines(heading.start, heading.end)
        page.break_line(heading.end)
    return found


def _in_block(page: Page, number: int, kind_of: Callable[[str, bool], str]) -> Iterator[SideHeading]:
    """The labels among the printed lines of a paragraph."""
    block = page.blocks[number]
    if block.kind != "paragraph":
        return
    lines = _printed(page, block.start, block.end)
    skip = 0
    for at, (start, end) in enumerate(lines):
        if at < skip:
            continue
        for count in (3, 2, 1):
            label = lines[at : at + count]
            words = [page.text[a:b].strip() for a, b in label]
            if len(label) < count or not all(len(w) <= _LONGEST and _LABEL.fullmatch(w) for w in words):
                continue
            kind = kind_of(" ".join(words), count == 1)
            if kind not in ("", "years") and at + count < len(lines):
                yield SideHeading(start, label[-1][1], kind)
                skip = at + count
                break
        else:
            yield from _run_in(page, start, end, kind_of)


def _printed(page: Page, start: int, end: int) -> list[tuple[int, int]]:
    lines, position = [], start
    for words in page.text[start:end].split("\n"):
        lines.append((position, position + len(words)))
        position += len(words) + 1
    return lines


def _run_in(page: Page, start: int, end: int, kind_of: Callable[[str, bool], str]) -> Iterator[SideHeading]:
    """The label with which a line begins, where what follows is of the kind it tells."""
    words = page.text[start:end]
    for space in reversed([m.start() for m in re.finditer(" ", words[: _LONGEST + 1])][:3]):
        label, rest = words[:space], words[space + 1 :]
        kind = kind_of(label, True) if _LABEL.fullmatch(label) and rest[:1].isupper() else ""
        if kind and (kind in _RUN_IN or _fits(kind, rest)):
            yield SideHeading(start, start + space, kind)
            return


def _fits(kind: str, rest: str) -> bool:
    if kind == "education":
        terms = find_degrees(rest[:60])
        return bool(terms and terms[0].start == 0) or is_organization(rest[:60])
    if kind in ("papers", "patents"):
        return bool(AUTHORS.match(rest)) and is_name(re.split(r",| and ", rest)[0])
    role = role_at(rest[:40]) if kind == "positions" else None
    return role is not None and role.start() <= 12
