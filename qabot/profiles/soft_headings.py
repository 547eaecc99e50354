"""Lines that open a section without being marked as headings: bold, in capitals, in the margin, run in."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from qabot.profiles.heading_kinds import heading_kind
from qabot.profiles.page import Line, Page
from qabot.profiles.persons import is_name
from qabot.profiles.tables import is_cjk
from qabot.profiles.terms import find_degrees, is_role

_LEAD = re.compile(r"([^\t\n:：]{2,40})(?:\t|\s{2,}\|?\s*|\s\|\s)\S")

_GAP, _LONGEST_LEAD = re.compile(r"\s(?:(?<=\t)|\s|\|\s)"), 44  # what is in each; characters

_MAX_HEADING = 80  # characters; longer is a sentence

_POSTS = frozenset({"positions", "education", "internships", "visits", "projects"})


class Heading(NamedTuple):
    """Where a section begins."""

    start: int
    end: int
    level: int
    kind: str
    real: bool = False  # marked as a heading


_RUN_IN = frozenset(
    {
        "about",
        "research",
        "interests",
        "education",
        "positions",
        "students",
        "service",
        "teaching",
        "awards",
        "papers",
        "talks",
    }
    | {"contact", "grants", "projects", "skills", "languages", "news"}
)


def run_in_headings(page: Page) -> dict[int, Heading]:
    """The bold words that begin paragraphs as headings do: "**Teaching.** Calculus; Algebra". One or two are labels."""
    found: dict[int, Heading] = {}
    for block in page.blocks:
        if block.kind != "paragraph":
            continue
        mark = next((m for m in page.marks_in(block.start, block.end, "strong")), None)
        if not mark or mark.start > block.start + 1 or mark.end - mark.start > 50:
            continue
        words = page.text[mark.start : mark.end]
        ended = words.rstrip()[-1:] in ".:：" or page.text[mark.end : mark.end + 1] in ".:：" and mark.end < block.end
        kind = heading_kind(words.rstrip(" .:："), whole=True) if ended else ""
        if kind in _RUN_IN and page.text[mark.end : block.end].strip(" .:：\n"):
            found[block.start] = Heading(block.start, mark.end, 7, kind)
    return found if len({heading.kind for heading in found.values()}) > 2 else {}


def capital_headings(page: Page) -> bool:
    """Whether the page writes known headings as lone lines in capitals (then unknown ones in capitals are too)."""
    known = 0
    for line in page.lines:
        text = page.text[line.start : line.end]
        if len(text) <= _MAX_HEADING and _is_capitals(text) and heading_kind(text, whole=True):
            known += 1
    return known >= 2


def margin_headings(page: Page) -> bool:
    """Whether the page sets its headings in the margin, beside the first line they head ("Education <tab> Ph.D.")."""
    leads = (_lead(page.text[line.start : line.end]) for line in page.lines)
    return (
        sum(bool(lead and "\t" in lead[0] and heading_kind(lead[1], whole=True) not in ("", "years")) for lead in leads)
        >= 2
    )


def _lead(text: str) -> re.Match[str] | None:
    """The words in the margin of a line, and the gap behind them."""
    return _LEAD.match(text) if _GAP.search(text, 2, _LONGEST_LEAD) else None


def _is_capitals(text: str) -> bool:
    if not text.isupper():
        return False  # told at once of most lines
    letters = [c for c in text if c.isalpha()]
    return len(letters) >= 4 and all(c.isupper() for c in letters)


def _heads_lines(page: Page, line: Line, text: str, kind: str) -> bool:
    """Whether a heading of the table stands on a line of its own within a paragraph, above what it heads."""
    block = page.blocks[line.block]
    if page.source.format == "text" and line.start == block.start and _heads_paragraphs(page):
        if not kind and ("\t" in text or _begins_post(page, line)):
            return False  # who employed, and below it the post
        return kind != "years" and _HEAD.fullmatch(text.strip()) is not None
    following = page.text[line.end : min(block.end, line.end + 80)].strip().split("\n")[0]
    if kind in ("", "years") or block.kind != "paragraph" or len(following) < len(text.strip()) + 4:
        return False
    if is_cjk(text[0]):
        return len(text) >= 3 or line.start == block.start
    first = line.start == block.start
    if page.source.format not in ("text", "pdf") and not heading_kind(text, whole=True):
        return False  # "**Doctoral Scholarship**" above who gave it
    return first and text[:1].isupper() and bool(re.search(r"(?:19|20)\d\d", following))


_DATED_COLUMN = re.compile(r"\t[^\t\n]*(?:(?:19|20)\d\d|present|now|current|today)[)\]]?$", re.I)


def _begins_post(page: Page, line: Line) -> bool:
    """Whether the line below names a post or degree, with its years in a column at the right margin."""
    below = page.text[line.end : page.blocks[line.block].end].strip(" \n").split("\n")[0]
    return _DATED_COLUMN.search(below) is not None and (is_role(below) or bool(find_degrees(below)))


_HEAD = re.compile(  # "3. Honours and prizes", "7. Selected papers (out of 60)"
    r"(?:\(?(?:\d{1,2}|[A-Z]|[IVX]{1,4})[.)]\s+)?(?:[^\W\d_][\w'’/-]*,?(?:\s(?:&\s|and\s)?|:?$)){1,5}(?:\([^()]{3,60}\))?"
)

_LEAST_HEADED = 3  # paragraphs that begin with a heading of the table


@lru_cache(maxsize=8)
def _heads_paragraphs(page: Page) -> bool:
    """Whether a page of plain text sets its headings, in whatever case, right above the lines they head."""
    found = 0
    for number, block in enumerate(page.blocks):
        first, _, rest = page.text[block.start : block.end].partition("\n")
        below = rest or number + 1 < len(page.blocks) and page.blocks[number + 1].kind == "item"
        known = block.kind == "paragraph" and below and _HEAD.fullmatch(first.strip())
        found += bool(known) and heading_kind(first, whole=True) not in ("", "years")
    return found >= _LEAST_HEADED


def soft_heading(page: Page, line: Line, level: int, capitals: bool, margin: bool, entered: str) -> Heading | None:
    """A line that opens a section without being marked as a heading; `entered`: what the last marked one opened."""
    block = page.blocks[line.block]
    if block.kind not in ("paragraph", "row", "item"):
        return None
    text = page.text[line.start : line.end]
    run_in = _run_in_heading(page, line, level, margin, entered)
    if run_in:
        return run_in
    if entered in _POSTS and text[-1] in ":：" and not page.marked(line.start, line.end, "strong", "underline"):
        return None  # "Achievements:" within a post of a page that marks its headings
    if (
        len(text) > _MAX_HEADING
        or text[-1] in ".,;。，；!?？"
        or text[0] in "[(（【"
        and not _IN_BRACKETS.fullmatch(text)
        or page.marked(line.start, line.end, "link")
        or sum(1 for _ in page.marks_in(line.start, line.end, "link")) >= 2
        or _is_below_name(page, line)
    ):
        return None
    alone = line.start == block.start and line.end == block.end
    marked = page.marked(line.start, line.end, "strong", "underline")
    upper = _is_capitals(text)
    kind = heading_kind(text, whole=not (marked or upper))
    if block.kind == "item":
        # A list item is a heading only where it is bold, known and nothing else stands in it.
        known = heading_kind(text, whole=True)
        among_skills = entered == "skills" and known in ("projects", "data", "coursework")  # "Software"
        term = alone and known not in _NO_TERMS and not among_skills and _is_term(page, line.block)
        bold = marked and (alone or line.start == block.start and block.level == 1 and _bold_items(page) > 1)
        if not (bold and known not in ("", "years") or term) or among_skills:
            return None
    elif not alone and not ((marked or upper) and line.start == block.start and heading_kind(text, whole=True)):
        return Heading(line.start, line.end, level + 1, kind) if _heads_lines(page, line, text, kind) else None
    if kind == "years" and not marked:
        return None
    if kind and (alone or marked or upper) and len(text.split()) <= 8:
        return Heading(line.start, line.end, level + 1, kind)
    if upper and capitals and alone and line.block > 0 and 4 < len(text) <= 50 and not re.search(r"\d|@", text):
        return Heading(line.start, line.end, level + 1, "")
    if entered in _POSTS and alone and marked and not re.search(r"\d", text) and _heads_list(page, line):
        return Heading(line.start, line.end, level + 1, "")
    return None


_LONGEST_ROLE = 12  # characters of a role that is a heading of lists, too: "学生", "助教", "Students"


def _is_below_name(page: Page, line: Line) -> bool:
    """Whether a line is a role right below a heading that is a person's name: what this person is, no heading."""
    if not line.block or not page.is_heading(line.block - 1) or line.end - line.start > _LONGEST_ROLE:
        return False
    above, block = page.blocks[line.block - 1], page.blocks[line.block]
    alone = (line.start, line.end) == (block.start, block.end)
    return alone and is_role(page.text[line.start : line.end]) and is_name(page.words(above.start, above.end))


_IN_BRACKETS = re.compile(r"【[^【】\n]{2,16}】[:：]?")  # "【教育背景】", a heading in the margin of a plain page
_BOXED_LABEL = re.compile(r"【([^【】\n]{2,16})】[:：]?\s*(?=[^\s:：])")


def _run_in_heading(page: Page, line: Line, level: int, margin: bool, entered: str) -> Heading | None:
    """The heading that opens a line which goes on with what it heads: "EDUCATION  PhD", "**Honours:** ..."."""
    boxed = _BOXED_LABEL.match(page.text, line.start, line.end)
    if boxed and line.start == page.blocks[line.block].start:
        known = heading_kind(boxed[1], whole=True)
        if known not in ("", "years"):
            return Heading(line.start, boxed.end(), level + 1, known)
    labelled = _bold_label(page, line, entered)
    if labelled:
        return Heading(line.start, labelled[0], level + 1, labelled[1])
    block, text = page.blocks[line.block], page.text[line.start : line.end]
    lead = _lead(text)
    if (
        lead
        and heading_kind(lead[1], whole=True) not in ("", "years")
        and (_is_capitals(lead[1]) or block.kind == "row" or margin)
        and not (block.kind == "item" and line.start > block.start)
        and not _LONE_DATE.fullmatch(text[lead.end(1) :])  # "Teaching Assistant\tFall 2025"
    ):
        return Heading(line.start, line.start + len(lead[1].rstrip()), level + 1, heading_kind(lead[1], whole=True))
    return None


_LONE_DATE = re.compile(r"\s*(?:[^\W\d_]{3,9}\.?\s)?(?:19|20)\d\d(?:\s?[-–]+\s?\S{0,9}\s?(?:(?:19|20)\d\d)?)?\s*")


@lru_cache(maxsize=8)
def _bold_items(page: Page) -> int:
    """How many items of a page's outermost lists begin with a line that is a known heading, in bold."""
    known = 0
    for line in page.lines:
        block = page.blocks[line.block]
        top = block.kind == "item" and block.level == 1 and line.start == block.start and line.end - line.start < 50
        if top and page.marked(line.start, line.end, "strong"):
            known += heading_kind(page.text[line.start : line.end], whole=True) not in ("", "years")
    return known


_NO_TERMS = frozenset({"", "years", "contact", "links", "news", "openings"})


def _is_term(page: Page, number: int) -> bool:
    """Whether an item is a term of a list whose other terms are headings, too, with paragraphs told of each below."""
    blocks, known = page.blocks, 0
    if not _is_told_of(page, number):
        return False
    for other, block in enumerate(blocks):
        words = page.text[block.start : block.end] if block.kind == "item" and block.end - block.start < 50 else ""
        known += bool(words) and heading_kind(words, whole=True) not in _NO_TERMS and _is_told_of(page, other)
    return known > 1


def _is_told_of(page: Page, number: int) -> bool:
    """Whether the block below an item of the outermost list tells of it."""
    item, below = page.blocks[number], page.blocks[number + 1 : number + 2]
    return item.level == 1 and bool(below) and below[0].parent == number and below[0].kind in ("paragraph", "item")


_LISTED_BEHIND = frozenset("awards grants students service interests languages skills talks teaching".split())


def _bold_label(page: Page, line: Line, entered: str) -> tuple[int, str] | None:
    """Where a bold label ends that heads what its paragraph lists, and its kind: "**Honours:** Ice Medal; ..."."""
    block = page.blocks[line.block]
    elsewhere = (*_POSTS, "papers", "preprints", "students")
    if block.kind != "paragraph" or line.start != block.start or entered in elsewhere:
        return None
    mark = next(page.marks_in(line.start, line.end, "strong"), None)
    if not mark or mark.start > line.start + 1 or mark.end - mark.start > 40 or line.end - mark.end < 12:
        return None
    if ":" not in page.text[mark.end - 1 : mark.end + 2]:
        return None
    kind = heading_kind(page.words(mark.start, mark.end).rstrip(" :"), whole=True)
    return (mark.end, kind) if kind in _LISTED_BEHIND else None


def _heads_list(page: Page, line: Line) -> bool:
    """Whether a bold paragraph stands right above a list: "**University of X**", and below it degree and advisor."""
    block, after = page.blocks[line.block], page.blocks[line.block + 1 : line.block + 2]
    return (
        block.kind == "paragraph"
        and bool(after)
        and after[0].kind == "item"
        and page.marked(block.start, block.end, "strong")
    )
