"""The lines of a list as its entries print them: without bullets and labels, page numbers and legends left out."""

from __future__ import annotations

import re

from qabot.profiles.page import Line, Page

_BULLET = re.compile(r"\s*[►▸•‣▪◦●○■➢✓✔★☆·→»>–—*-]\s*")


_DETAIL_BULLETS = frozenset("►▸•‣▪◦●○■➢✓✔→»>–—-")


_NODE = re.compile(r"[ \t]*[\w-]*\[\"?|\"?\][ \t]*$")


_LONG = 220  # characters; a longer line is prose


_FOOTER = re.compile(
    r"\W{0,3}(?:©|\(c\)\s|copyright\b|(?:最近|最后|上次|最終)(?:更新|修改)|last (?:updated?|modified)|"
    r"updated on|powered by|"
    r"letzte (?:änderung|aktualisierung)|dernière (?:mise à jour|modification)|última (?:actualización|atualização)|"
    r"последнее обновление|최종 수정|마지막 업데이트|更新日|版权所有|all rights reserved)",
    re.I,
)


def is_footer(text: str, line: Line) -> bool:
    """Whether a line tells who made the page, and when; told at once of most by their first letter."""
    first = text[line.start]
    if first.isascii() and first.isalnum() and first not in _FOOTER_BEGINS:
        return False
    return _FOOTER.match(text, line.start, line.end) is not None


_LEGEND = re.compile(  # what the marks behind names mean
    r"\W{0,4}[*∗†‡#§+^]\W{0,4}(?:denotes?\s|indicates?\s|=\s?|:\s?)?(?:equal|co-?first|(?:joint|shared)\sfirst|"
    r"corresponding|alphabetical|contributed\sequally|(?:under)?graduate\s(?:student|advisee)|student\s|advisees?\b|"
    r"these\sauthors|mentored|supervised)[^.]{0,90}\.?\W*$",
    re.I,
)


def is_legend(page: Page, line: Line) -> bool:
    """Whether a paragraph only says what the marks mean, "* equal contribution", or where the full list stands."""
    block = page.blocks[line.block]
    if line.start != block.start or line.end != block.end or line.end - line.start > 200:
        return False
    first = page.text[line.start]
    if first in _MARKS and _LEGEND.match(page.text, line.start, line.end):
        return True
    return first in _POINTS and _POINTER.match(page.text, line.start, line.end) is not None


_MARKS = frozenset("*∗†‡#§+^([")


_POINTS = frozenset("*([sSpPfFcCvVaAtTmM")


_POINTER = re.compile(  # "See Publications for a full list", "Please click here for all papers", "A full list is here"
    r"[*(\[]{0,3}(?:(?:please\s)?(?:see|click|visit|check(?:\sout)?|refer\sto|consult)\b[^.]{0,80}?"
    r"\b(?:for\s(?:a|an|the|my|all)\s|(?:full|complete|entire|whole|up-to-date|more)\s)|"
    r"for\s(?:a|an|the|my)\s(?:full|partial|complete|(?:most\s)?up-to-date|more\s(?:complete|recent|detailed))\s(?:and\s[\w-]+\s)?"
    r"(?:list|record|overview|version|cv)\b[^.]*[,:]\s|(?:a|an|the|my)\s(?:full|complete|(?:more\s)?(?:up-to-date|"
    r"comprehensive|recent))\s(?:and\s[\w-]+\s)?(?:list|record)\b.{0,60}?\b(?:is|are|can\sbe|available|here|at|on|in)\b)"
    r"(?![^.]*\b(?:19|20)\d\d\b)(?:[^.]|\.(?=\w)){0,120}\.?\W*$",
    re.I,
)


_FOOTER_BEGINS = frozenset("cClLuUpPdDaA")


def is_diagram_word(page: Page, line: Line) -> bool:
    """Whether a line is the name of a kind of diagram and not text: "kanban", "graph TD"."""
    return page.blocks[line.block].kind == "pre" and bool(
        re.fullmatch(r"[a-zA-Z-]+( [A-Z]{2})?:?", page.text[line.start : line.end])
    )


def clean_line(page: Page, line: Line) -> Line:
    """A line without its bullet, or without the mark-up of a diagram's node."""
    start, end = line.start, line.end
    if page.blocks[line.block].kind == "pre":
        lead = _NODE.match(page.text, start, end)
        if lead and lead.end() < end and page.text[lead.end() - 1] in '["':
            start = lead.end()
        start, end = page.trim(start, end, ' \t"[]')
    else:
        bullet = None if page.text[start].isalnum() else _BULLET.match(page.text, start, end)
        if bullet and bullet.end() < end and page.text[start] not in "*-":
            start = bullet.end()
    return Line(start, end, line.block)


LABELLED = re.compile(  # what was done, not where
    r"(?:课程|课题|主课教师|授课教师|授課教師|项目|项目名|题目|研究内容|内容|描述|职责|工作内容|成果)\s?[:：]|"
    r"(?:Projects?|Tasks?|Duties|Responsibilities)\s?:\s"
)


def is_detail(page: Page, line: Line, sentences: bool) -> bool:
    """Whether a line tells more of the entry above it: a bullet within a paragraph, or prose."""
    text = page.text[line.start : line.end]
    if text[0] in _DETAIL_BULLETS and text[1:2].isspace() or len(text) > 2 * _LONG:
        return True
    if sentences:
        return False
    if LABELLED.match(text):
        return True
    sentence = len(text) > 45 and text[-1] in ".。" and " " in text and not re.search(r"(?:19|20)\d\d", text)
    return len(text) > _LONG or sentence
