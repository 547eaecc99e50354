"""Sections: the parts of a page under their headings, each with its kind, whatever the language of the heading."""

from __future__ import annotations

import re
from typing import NamedTuple

from qabot.profiles.heading_kinds import fold_heading, heading_kind, known_kind
from qabot.profiles.page import Page
from qabot.profiles.persons import is_name
from qabot.profiles.profile import Section
from qabot.profiles.section_lists import (
    lists_awards,
    lists_papers,
    lists_quoted,
    lists_reviews,
    lists_stations,
    lists_titles,
)
from qabot.profiles.side_headings import SideHeading, side_headings
from qabot.profiles.soft_headings import Heading, capital_headings, margin_headings, run_in_headings, soft_heading

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")

_INHERITED = frozenset({"", "years"})

_OPEN = frozenset({"", "about", "research", "interests", "contact", "links", "languages"})  # hold no entries


class Part(NamedTuple):
    """A section and where the text below its heading begins."""

    section: Section
    body: int

    @property
    def kind(self) -> str:
        """The kind of the section."""
        return self.section.kind

    @property
    def end(self) -> int:
        """Where the section ends."""
        return self.section.span.end


def read_parts(page: Page) -> tuple[Part, ...]:
    """The sections of a page in order: disjoint, and together the whole text."""
    headings = _headings(page)
    for heading in headings:
        if not heading.real:
            page.break_line(heading.end)
    parts: list[Part] = []
    first = headings[0].start if headings else len(page.text)
    own = _kind_of_title(page)
    if first > 0:
        whole = not any(heading.real for heading in headings)
        parts.append(Part(Section(own if whole or own == "papers" else "", "", (), page.span(0, first)), 0))
    stack: list[tuple[int, str, str]] = []  # level, title, kind of the headings above
    before = ""
    front = _front_end(page)
    for number, heading in enumerate(headings):
        end = headings[number + 1].start if number + 1 < len(headings) else len(page.text)
        if 0 <= front <= heading.start and number and headings[number - 1].start < front:
            stack.clear()  # what heads a list of the front matter heads nothing of the text
            before = ""
        title = page.words(heading.start, heading.end).rstrip(":：").strip()
        while stack and stack[-1][0] >= heading.level:
            stack.pop()
        above = stack[-1][2] if stack else ""
        kind = _kind_below(page, _Headed(heading, title, end), above, front)
        if kind in _INHERITED:
            # A year beside its section's heading, not below it, still belongs to that section.
            ours = own if heading.start >= front and (own in _GROUPED or kind or _TERM.search(title)) else ""
            kind = above or (before if kind == "years" else "") or ours
        stack.append((heading.level, title, kind))
        before = kind
        if kind == "links" and _CV.fullmatch(title) and lists_stations(page, heading.end, end):
            kind = "positions"
        elif kind == "research" and lists_titles(page, heading.end, end):
            kind = "papers"
        elif kind == "" and heading.real and not is_name(title) and lists_papers(page, heading.end, end):
            kind = "papers"
        path = tuple(title for _, title, _ in stack)
        parts.append(Part(Section(kind, title, path, page.span(heading.start, end)), heading.end))
    return tuple(parts)


class _Headed(NamedTuple):
    """A heading, its words, and where what it heads ends."""

    heading: Heading
    title: str
    end: int


def _kind_below(page: Page, headed: _Headed, above: str, front: int) -> str:
    """The kind that a heading opens where one of another kind stands above it, "" or "years" if that one decides."""
    heading, title, end = headed
    kind = heading.kind
    if heading.real and above not in _OPEN and kind != "years":
        # Below "Publications" stand titles, below "Experience" posts: only a plain heading opens another kind.
        kind = "" if heading.start < front else heading_kind(title, whole=True)
        if not kind and _AWARDS_OF.match(title):
            kind = "awards"
        if above == "skills" and kind in ("data", "projects") and "project" not in title.casefold():
            kind = ""  # "Software" and "Data" below "Skills" are skills
    if above == "awards" and kind == "student awards" and not _TO_STUDENTS.search(title):
        return "awards"  # "Student awards" below "Awards": those of a student's years
    if above == "awards" and kind in _GROUNDS and lists_awards(page, heading.end, end):
        return ""  # "Teaching" below "Awards": what they were given for
    written = above == "papers" or lists_reviews(page, heading.end, end)
    if kind == "service" and fold_heading(title) == "reviews" and written:
        return "papers"
    if above in ("papers", "preprints") and kind == "collaborators":
        return ""  # "Collaborations" below "Publications": papers of many
    if above == "papers" and kind == "talks" and fold_heading(title) in _PROCEEDINGS:
        return "papers"
    if kind == "teaching" and fold_heading(title) == "lectures" and lists_quoted(page, heading.end, end):
        return "talks"
    if kind == "media" and fold_heading(title) in _WRITTEN:
        return "papers" if above in ("papers", "preprints") or lists_titles(page, heading.end, end) else kind
    return kind


_TO_STUDENTS = re.compile(r"\b(?:to|by|of|for|won by) (?:my |our |the )?(?:students|advisees|mentees)|学生", re.I)
_GROUNDS = frozenset({"research", "teaching", "service", "about", "other"})

_PROCEEDINGS = frozenset(
    {"conferences", "conference", "workshops", "international conferences", "symposia", "tutorials"}
)

_WRITTEN = frozenset({"articles", "writing", "writings"})  # of a scholar, or of a blog

_AWARDS_OF = re.compile(r"(?:awards?|prizes?|honou?rs)\s(?:of|from|with|at|won|received)\b", re.I)

_OWN_PAGE = frozenset(
    "papers preprints education positions internships awards grants teaching talks service projects students".split()
)

_CV = re.compile(r"(?:(?:academic|short|brief|my) )?(?:cv|curriculum(?: vit(?:ae|æ))?|résumé|resume|vita)", re.I)

_GROUPED = frozenset({"papers", "talks", "awards"})  # grouped under headings of their own: "Journal articles"

_TERM = re.compile(
    r"\b(?:spring|summer|fall|autumn|winter|(?:19|20)\d\d|previous|past|current|taught|courses?)\b", re.I
)


def _kind_of_title(page: Page) -> str:
    """What a page is a list of, where its front matter says so: "title: Publications"."""
    titles = (page.words(f.start, f.end) for f in page.source.fields if f.path in (("title",), ("Title",)))
    kind = next((heading_kind(title, whole=True) for title in titles), "")
    return kind if kind in _OWN_PAGE else ""


def _headings(page: Page) -> list[Heading]:
    found: list[Heading] = []
    capitals, margin = capital_headings(page), margin_headings(page)
    level, entered = 0, ""
    sides: dict[int, SideHeading | Heading] = {side.start: side for side in side_headings(page, known_kind)}
    sides |= run_in_headings(page)
    front = _front_end(page)
    for line in page.lines:
        block = page.blocks[line.block]
        if line.start == front:
            level = 0
            if not page.is_heading(line.block):
                found.append(Heading(front, front, 1, ""))
        if side := sides.get(line.start):
            found.append(Heading(side.start, side.end, 1, side.kind))
            continue
        if page.is_heading(line.block):
            if line.start == block.start:
                title = page.text[block.start : block.end]
                level = block.level
                found.append(Heading(block.start, block.end, level, heading_kind(title), True))
                entered = found[-1].kind or entered
            continue
        if block.kind == "row" and entered and len(block.cells) > 1:
            continue  # below marked headings the first cell of a row is a label
        heading = soft_heading(page, line, level, capitals, margin, entered)
        if heading:
            found.append(heading)
    return found


def _front_end(page: Page) -> int:
    """Where the text below the front matter begins, -1 where no heading of the front matter could reach into it."""
    if page.source.format not in ("markdown", "html", "text") or not page.source.fields:
        return -1
    last = max(field.end for field in page.source.fields)
    number = next((n for n, block in enumerate(page.blocks) if block.start < last <= block.end), -1)
    if not any(page.is_heading(n) for n in range(number)) or number + 1 >= len(page.blocks):
        return -1
    return page.blocks[number + 1].start
