"""The words of sections that are plain lists: skills, languages, interests."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

from qabot.profiles.columns import read_columns
from qabot.profiles.dates import read_dates
from qabot.profiles.entry_lines import clean_line
from qabot.profiles.enumerations import FRAGMENT, list_in
from qabot.profiles.interests import interest_above, interests_in, lines_of_interests, unlabelled
from qabot.profiles.languages import LEVEL, languages
from qabot.profiles.page import Line, Page, Range
from qabot.profiles.profile import Value
from qabot.profiles.sections import Part
from qabot.profiles.tables import is_template

_SKILL_LABEL = re.compile(r"^[^:：,，]{2,45}[:：]\s*")

_NO_VALUE = re.compile(r"[:：]\s*$|//")  # a label, a link


def read_values(page: Page, part: Part) -> list[Value]:
    """The words of a section that is a plain list: skills, languages, interests."""
    if is_template(page.text[part.body : part.end]):
        return []
    values: dict[str, Value] = {}
    if part.kind == "languages" and languages().fullmatch(part.section.title):
        return [page.value(*page.trim(part.section.span.start, part.body, " \t\n:："))]  # and how well, below
    if part.kind == "interests" and (above := interest_above(page, part)):
        return [page.value(*above)]
    heads = read_columns(page, part).heads
    lines = [
        ln
        for ln in page.lines_in(part.body, part.end)
        if page.blocks[ln.block].kind not in ("field", "pre")
        and not page.is_heading(ln.block)
        and ln.block not in heads
    ]
    lines = lines_of_interests(page, lines) if part.kind == "interests" else lines
    labels = {line for line, below in pairwise(lines) if part.kind == "skills" and _labels(page, line, below)}
    for line in (ln for ln in lines if ln not in labels):
        line = unlabelled(page, clean_line(page, line)) if part.kind == "interests" else clean_line(page, line)
        for start, end in _values_in(page, line, part.kind):
            level = part.kind == "languages" and LEVEL.fullmatch(page.text, start, end)
            if level or _NO_VALUE.search(page.text, start, end):
                continue
            value = page.value(start, end)
            values.setdefault(value.text.casefold(), value)
    if part.kind == "languages":  # "TOEIC test, total score 670" is no language where the languages are named
        named = {key: value for key, value in values.items() if languages().search(value.text)}
        values = named or values
    return list(values.values())


def _labels(page: Page, line: Line, below: Line) -> bool:
    """Whether a term of a definition list only names what the list told of it holds: "Languages", "C, Rust"."""
    return page.blocks[below.block].parent == line.block != below.block and "," in page.text[below.start : below.end]


def _values_in(page: Page, line: Line, kind: str) -> Iterable[Range]:
    text = page.text
    words = text[line.start : line.end]
    tags = [Range(m.start, m.end) for m in page.marks_in(line.start, line.end, "badge", "code") if m.end <= line.end]
    if len(tags) > 1 and 2 * sum(tag.end - tag.start for tag in tags) > len(words):
        return tags
    if kind == "interests":
        return interests_in(page, line)
    if kind == "skills" and _SENTENCE.match(words):
        return []
    label = _SKILL_LABEL.match(words)
    if kind == "languages" and label and languages().fullmatch(label[0].rstrip(":： \t")):
        return [page.trim(line.start, line.end)]  # "French: advanced"
    start = line.start + (label.end() if label else 0)
    cells = page.blocks[line.block].cells
    if kind == "skills" and len(cells) == 2 and line.start <= cells[1][0] and _SEVERAL.search(text, *cells[1]):
        start = max(start, cells[1][0])
    if len(words) > 400 or kind == "skills" and read_dates(words):
        return []
    listed = [r for r in list_in(page, start, line.end) if r.end - r.start <= 60]
    return [r for r in listed if not FRAGMENT.match(text, r.start, r.end)]


_SENTENCE = re.compile(r"\W*(?:I|I['’]\w+|J['’]\w+|Je|We|Ich|Me|Mi|Nous|He|She|Ho|Yo|Eu)\s[a-zà-ÿ]")  # about oneself

_SEVERAL = re.compile(r"[,，、;；·•|]")

_CAN = re.compile(
    r"\W*(?:(?:technical |programming |computer |research )?skills|programming(?: languages)?|tools|compétences|"
    r"kenntnisse|habilidades|技能|编程语言|스킬|기술|навыки)\s*[:：]\s*",
    re.I,
)


def read_skills_labelled(page: Page, part: Part) -> list[Value]:
    """The skills of a line that says what it lists: "Skills: R, Stata, Python"."""
    values: dict[str, Value] = {}
    for line in page.lines_in(part.body, part.end):
        label = _CAN.match(page.text, line.start, line.end) if line.end - line.start <= 200 else None
        listed = list_in(page, label.end(), line.end) if label else []
        for start, end in listed if len(listed) > 1 and listed[-1].end - listed[-1].start <= 40 else []:
            value = page.value(start, end)
            if not FRAGMENT.match(value.text):
                values.setdefault(value.text.casefold(), value)
    return list(values.values())
