"""Enumerations: the members that a sentence or a line lists."""

from __future__ import annotations

import re

from qabot.profiles.page import Page, Range

_LIST = re.compile(
    r"\s*[\U0001f300-\U0001faff\u2600-\u27bf\ufe0f]+\s+|"
    r"\s*(?:[,，;；、•·|]|\n|\s/\s)\s*(?:and\s+|&\s+|和|以及|及)?|\s+(?:and|und|et|y|и)"
    r"\s+(?=[^,，;；]{2,60}$)|\s?以及\s?|\s?和\s?(?=[^，。；]{2,20}$)|\s?与\s?(?=[^，。；]{2,20}$)"
)
FRAGMENT = re.compile(r"(?:in|where|which|that|was|is|of|for|with|on|i|we|to|by|etc|others?)\b(?!\s*[/+#])", re.I)


def list_in(page: Page, start: int, end: int) -> list[Range]:
    """The members of an enumeration, brackets kept whole."""
    ranges: list[Range] = []
    depth, begin, position = 0, start, start
    while position < end:
        char = page.text[position]
        depth += char in "(（["
        depth -= char in ")）]"
        match = _LIST.match(page.text, position, end) if depth <= 0 and _may_part(char) else None
        if match and match.end() > position and match.group().strip(" ") != "":
            ranges.append(Range(begin, position))
            begin = position = match.end()
        else:
            position += 1
    ranges.append(Range(begin, end))
    trimmed = [page.trim(a, b, ' \t\n.。;；,，、*"“”◾◽◼◻■□●○★☆⬛⬜▪▫') for a, b in ranges]
    trimmed = [Range(r.start + 2, r.end) if page.text.startswith("+ ", r.start) else r for r in trimmed]
    trimmed = [Range(r.start - 1, r.end) if page.text.startswith(".NET", r.start - 1) else r for r in trimmed]
    return [
        r
        for r in trimmed
        if r.end - r.start <= 120 and re.search(r"[^\W\d_].|^[A-Z]$", page.text[r.start : r.end], re.S)
    ]


def _may_part(char: str) -> bool:
    """Whether what parts the members of a list may begin with a sign; letters do not."""
    return not char.isascii() or char in ",;|" or char.isspace()
