"""Degrees that a line of its own tells outside the education: "Ph.D., University of Oslo", "心理学博士 · 北极大学"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qabot.profiles.affiliations import read_facts
from qabot.profiles.cells import cells_of
from qabot.profiles.dates import read_dates
from qabot.profiles.education import read_degrees
from qabot.profiles.entries import Entry
from qabot.profiles.entry_lines import clean_line
from qabot.profiles.page import Line, Page
from qabot.profiles.persons import is_name
from qabot.profiles.profile import Degree
from qabot.profiles.sections import Part
from qabot.profiles.terms import find_degrees, is_cjk_text, is_organization, is_role, is_student

_KINDS = frozenset({"", "about", "contact"})
_LONGEST = 110  # characters; a longer line is prose
_SENTENCE = re.compile(
    r"[!?。]|[.]\s*$|\b(?:I|my|we|our|he|she|is|am|was|are|received|with|students?)\b|导师|招|欢迎|https?:|@"
)
_LABELLED = re.compile(  # "Formation pré-doctorale : DEA Glaces, Université X."
    r"\W*(?:formation|diplômes?|education|degrees?|ausbildung|studium|titulación|formación|formazione|titolo|formação|"
    r"学历|学位|学歴|학력|학위|образование|освіта|wykształcenie)\b[^:：\n]{0,20}[:：]\s*",
    re.I,
)
_TITLE = re.compile(r"(?:dr|doctor|doctora)\.?", re.I)
_FARTHEST = 12  # characters of the field that may stand before a degree: "心理学博士"


def read_degree_lines(page: Page, part: Part) -> list[Degree]:
    """The degrees of a section about the person that stand each on a line of its own, with their school."""
    found: list[Degree] = []
    if part.kind not in _KINDS:
        return found
    for line in page.lines_in(part.body, part.end):
        if not page.is_heading(line.block) and page.blocks[line.block].kind in ("paragraph", "item", "row"):
            found += _degrees(page, clean_line(page, line))
    return found


def _degrees(page: Page, line: Line) -> Sequence[Degree]:
    labelled = _LABELLED.match(page.text, line.start, line.end)
    if labelled:
        line = line._replace(start=labelled.end(), end=page.trim(labelled.end(), line.end, " .").end)
    words = page.text[line.start : line.end]
    if len(words) > _LONGEST or _SENTENCE.search(words) or is_student(words) or not is_organization(words):
        return []
    terms = [t for t in find_degrees(words) if t.kind != "other" and not _TITLE.fullmatch(words[t.start : t.end])]
    if not terms or is_role(words[: terms[0].start]) or is_role(words[terms[0].start : terms[0].end + 3]):
        return []
    begin = 0
    for date in read_dates(words):
        begin = date.stop if not re.search(r"\w", words[begin : date.begin]) else begin
    before = words[begin : terms[0].start].strip(" \t:：,，–—|-")
    if before and (is_name(before) or len(before) > _FARTHEST or not is_cjk_text(before)):
        return []
    cells = cells_of(page, line)
    return read_degrees(page, Entry((line,)), read_facts(page, cells, degrees=True), [])
