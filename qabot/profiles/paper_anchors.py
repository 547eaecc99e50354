"""Which line of a list of papers each entry has once: its authors, a quoted title, a year, a title in italics."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence

from qabot.profiles.dates import read_dates
from qabot.profiles.page import Line
from qabot.profiles.paper_section import WITH, PaperSection
from qabot.profiles.paper_words import ABSTRACT, count_words
from qabot.profiles.title_quotes import quoted

Anchor = Callable[[Line], bool]

_UNPUBLISHED = re.compile(
    r"\b(?:draft|R&R|resubmit|under (?:review|contract)|submitted|in (?:prep|progress|preparation|press)|with\s[A-Z]|"
    r"ongoing|complet\w+|working paper|manuscript|available|forthcoming|data collection|pilot)\b",
    re.I,
)
_ASIDE = re.compile(r"\W*(?:[A-Z][\w-]*\s?){1,3}:\s|\W*(?:presented|featured|covered|winner|awarded|supported)\b", re.I)
_INITIALED = re.compile(r"[A-ZÀ-Þ][\w'’-]+,?\s(?:(?:[A-Z]\.[ -]?){1,3}[,.;&( ]|[A-Z]{1,3}[,.;])")  # "Lind, A. B."
_DATED = re.compile(r",?\s\((?:19|20)\d\d\)")  # "*Salt* (2014), chamber opera"
_LONGEST_ASIDE = 260  # characters; a longer paragraph is no entry of a line


def read_anchor(section: PaperSection) -> Anchor:
    """The test that tells the line which each entry of a section has once."""
    page = section.page
    lines = [
        line
        for line in page.lines_in(section.part.body, section.part.end)
        if page.blocks[line.block].kind != "field" and not page.is_heading(line.block)
    ]
    anchor = _alike(section, _chosen(section, lines), lines)
    return (lambda line: True) if _are_unpublished(section, anchor, lines) else anchor


def _chosen(section: PaperSection, lines: Sequence[Line]) -> Anchor:
    page = section.page

    def is_led(line: Line) -> bool:
        return bool(section.authors_at_start(line))

    def is_quoted(line: Line) -> bool:
        return bool(quoted(page, line.start, line.end))

    def is_dated(line: Line) -> bool:
        return line.end - line.start > 25 and bool(read_dates(section.text, line.start, line.end))

    blocks = {line.block for line in lines}
    led = [line for line in lines if is_led(line)]
    listed = {line.block for line in led}
    titled = {line.block for line in lines if is_quoted(line)}
    heads = {line.block for line in lines if page.blocks[line.block].kind == "heading"}
    if heads and len(heads) >= len(listed):  # cards, each with its year above its title
        return lambda line: line.block in heads
    if 2 * len(led) <= len(lines) and _are_marked(section, lines):
        return lambda line: _begins_marked(section, line)
    if listed and len(listed) >= max(1, 0.2 * len(blocks)) and len(listed) >= 0.5 * len(titled):
        return is_led
    if titled and (len(titled) > 3 or 5 * len(titled) >= 2 * len({ln.block for ln in lines if is_dated(ln)})):
        return is_quoted
    return is_dated


def _alike(section: PaperSection, anchor: Anchor, lines: Sequence[Line]) -> Anchor:
    """The test, with the paragraphs that begin as most entries do counted for entries, though they fail it."""
    blocks = section.page.blocks
    paragraphs = [line for line in lines if blocks[line.block].kind == "paragraph"]
    first = [line for line in paragraphs if line.start == blocks[line.block].start]
    shapes = Counter(shape for line in first if anchor(line) and (shape := _shape(section, line)))
    common, number = shapes.most_common(1)[0] if shapes else ("", 0)
    if number < 2 or 5 * number < 3 * sum(map(anchor, paragraphs)):
        return anchor
    alike = {line for line in first if _shape(section, line) == common}
    return lambda line: line in alike or anchor(line)


def _shape(section: PaperSection, line: Line) -> str:
    """How a paragraph begins that may be an entry: with initials, a title in quotation marks, in italics, as a link."""
    words = section.text[line.start : line.end]
    if words[0] in "“\"‘'«":
        return "quoted" if section.leads_with_quote(line) else ""
    if _INITIALED.match(words):
        return "initials"
    mark = next(section.page.marks_in(line.start, line.end, "em", "strong", "link"), None)
    titled = mark and mark.start <= line.start + 1 and count_words(section.text[mark.start : mark.end]) > 2
    if not mark or not titled or section.text[mark.end - 1 : mark.end + 1].strip()[-1:] in (":", "："):
        return ""
    return "" if ABSTRACT.match(words) else mark.kind


def _are_unpublished(section: PaperSection, anchor: Anchor, lines: Sequence[Line]) -> bool:
    """Whether each paragraph of a list of unpublished papers is a line and an entry: most tell how far it is."""
    blocks = section.page.blocks
    whole = [line for line in lines if (line.start, line.end) == (blocks[line.block].start, blocks[line.block].end)]
    if section.part.kind != "preprints" or len(whole) < max(2, len(lines)):
        return False
    if any(_is_aside(section, line) or blocks[line.block].kind != "paragraph" for line in whole):
        return False
    told = [line for line in whole if anchor(line) or _UNPUBLISHED.search(section.text, line.start, line.end)]
    return 2 * len(told) > len(whole)


def _is_aside(section: PaperSection, line: Line) -> bool:
    """Whether a paragraph tells of the paper above it, or is a sentence."""
    words = section.text[line.start : line.end]
    return bool(_ASIDE.match(words) or ABSTRACT.match(words)) or section.is_links(line) or len(words) > _LONGEST_ASIDE


def _are_marked(section: PaperSection, lines: Sequence[Line]) -> bool:
    """Whether the lines of paragraphs that hold several each begin with a title in italics or bold."""
    sizes = Counter(line.block for line in lines)
    several = [line for line in lines if sizes[line.block] > 1]
    return len(several) > 1 and len(several) == len(lines) and all(_begins_marked(section, line) for line in several)


def _begins_marked(section: PaperSection, line: Line) -> bool:
    text, page = section.text, section.page
    lead = WITH.match(text, line.start, line.end)
    start = text.find(")", lead.end(), line.end) + 1 if lead else line.start
    start = page.trim(start, line.end).start
    marks = page.marks_in(start, line.end, "em", "strong", "link")
    return any(
        mark.start <= start + 1
        and (count_words(text[mark.start : mark.end]) >= 2 or mark.kind == "em" and _DATED.match(text, mark.end))
        for mark in marks
    )
