"""Papers: title, authors, venue and year of each entry of a list of publications, in whatever order they stand."""

from __future__ import annotations

import re

from qabot.profiles.entries import Entry, read_entries
from qabot.profiles.entry_dates import beside_dates, under_dates
from qabot.profiles.heading_kinds import heading_kind
from qabot.profiles.names import Owner
from qabot.profiles.page import Line, Page, Range
from qabot.profiles.paper_anchors import read_anchor
from qabot.profiles.paper_heading import paper_under_heading
from qabot.profiles.paper_leads import is_names_only
from qabot.profiles.paper_parts import KINDS, Printed, compose_paper
from qabot.profiles.paper_section import PaperSection
from qabot.profiles.paper_titles import find_title
from qabot.profiles.paper_words import (
    ABSTRACT,
    count_words,
    cut_at_abstract,
    lone_year,
)
from qabot.profiles.profile import Paper
from qabot.profiles.sections import Part
from qabot.profiles.tables import is_template

_TYPE = re.compile(  # what a repository calls an entry: "Research output: Contribution to journal › Article"
    r"\W*(?:Research output|Output type|Publication type|Publikation|Forschungsoutput|Publikationsart|Forskningsoutput|"
    r"Onderzoeksoutput|Resource type|Item type|Type)\s?:\s[^.\n]{3,90}$"
)
_DID = re.compile(  # no paper, though it quotes a title: "Organized a workshop on ..."
    r"\W*(?:Organi[sz]ed|Attended|Participated|Chaired|Co-?organi[sz]ed|Coordinated|Completed)\s(?:an?|the|in|as|at|one|two)\b"
)


def read_papers(page: Page, part: Part, owner: Owner) -> list[Paper]:
    """The papers of one section of a page, in order. A section whose entries cannot be told apart gives none."""
    section = PaperSection(page, part, owner)
    anchor = read_anchor(section)
    if _may_be_title(part.section.title):
        # The heading of the paper itself: "### Title" with its authors below.
        paper = paper_under_heading(section, read_entries(page, part, anchor, sentences=True))
        if paper:
            return [paper]
    papers: list[Paper] = []
    for entry in under_dates(page, beside_dates(page, read_entries(page, part, anchor, sentences=True))):
        for piece in section.split(entry):
            paper = _read(section, piece)
            if paper:
                papers.append(paper)
    return papers


def _is_label(section: PaperSection, line: Line) -> bool:
    """Whether a line of an entry only says what kind of work stands below it: "Books and Catalogues"."""
    words = section.text[line.start : line.end]
    return line.end - line.start < _LONGEST_LABEL and heading_kind(words, whole=True) in KINDS


_LONGEST_LABEL = 40  # characters


def _may_be_title(heading: str) -> bool:
    """Whether a heading may be the title of a paper: of no kind, or so long that a word in it tells none."""
    if not heading or heading_kind(heading) == "":
        return bool(heading)
    return count_words(heading) >= _LEAST_WORDS and heading_kind(heading, whole=True) == ""


_LEAST_WORDS = 7  # of a heading that is a title, though a word in it names a kind of section


def _read(section: PaperSection, entry: Entry) -> Paper | None:
    """The paper of one entry, None if it holds none."""
    lines = [line for line in entry.lines if not ABSTRACT.match(section.text, line.start, line.end)]
    lines = [line for line in lines if not _TYPE.match(section.text, line.start, line.end)]
    lines = lines[: cut_at_abstract(section.text, entry.lines)] if len(lines) != len(entry.lines) else lines
    lines = [line for line in lines if not section.is_links(line)]
    lines = lines[1:] if len(lines) > 1 and _is_label(section, lines[0]) else lines
    if _DID.match(section.text, entry.start, entry.end):
        return None
    if not lines or is_template(section.text[entry.start : entry.end]):
        return None
    alone = len(entry.lines) == 1 and not entry.details
    lines = list(dict.fromkeys(cell for line in lines for cell in section.cells(line, alone=alone)))
    bodies = [section.body(line) for line in lines]
    found = find_title(section, bodies, dated=bool(lone_year(entry.label)))
    if not found:
        return None
    title, names = found
    if is_names_only(section.text[title.start : title.end]):
        return None
    badge = section.badges(lines, bodies, title)
    label = entry.label or _year_over(section, entry)
    return compose_paper(section, Printed(title, names, Range(entry.start, entry.end), bodies, badge, label))


def _year_over(section: PaperSection, entry: Entry) -> str:
    """The year above the heading that titles an entry, a card."""
    head = entry.lines[0]
    if section.page.blocks[head.block].kind != "heading":
        return ""
    above = section.page.lines_in(max(0, head.start - _YEAR_AWAY), head.start)
    words = section.text[above[-1].start : above[-1].end] if above else ""
    return words if lone_year(words) else ""


_YEAR_AWAY = 20  # characters between a year and the heading below it
