"""The kind of a section by what it lists, where its heading does not say so."""

from __future__ import annotations

import re
from dataclasses import replace

from qabot.profiles.career_headings import is_post_below_employer
from qabot.profiles.dates import read_dates
from qabot.profiles.heading_kinds import fold_heading, heading_kind
from qabot.profiles.page import Page
from qabot.profiles.sections import Part
from qabot.profiles.terms import find_degrees, is_organization, is_role

_HELD = re.compile(r"\b(?:professor|lecturer|research(?:er)?|scientist|post-?doc\w*|visiting|fellow|engineer)\b", re.I)


_MEMBER = re.compile(r"\b(?:member(?:ship)?|chartered|elected|society|association|fellow of)\b", re.I)


def with_kind(page: Page, part: Part) -> Part:
    """A part as one of posts, where that is what it lists below a heading that does not say so."""
    plain = part.kind in ("", "about", "links", "news") and (_is_career(page, part) or _is_entry(part.section.title))
    told = part.kind == "service" and _is_held(page, part) or part.kind == "research" and _tells_post(page, part)
    told = told or part.kind in ("", "about") and is_post_below_employer(part)
    studied = part.kind == "" and _names_degree(part.section.title) and _school_below(page, part)
    if studied or part.kind in ("", "coursework", "hobbies") and _is_of_degrees(page, part):
        return part._replace(section=replace(part.section, kind="education"))
    told = told or part.kind == "awards" and bool(_HELD_POST.match(part.section.title)) and _school_below(page, part)
    told = told or part.kind == "coursework" and _is_of_posts(page, part)
    if not plain and not told:
        return part
    body = _first_dated(page, part) if plain and not part.section.title else part.body
    return part._replace(section=replace(part.section, kind="positions"), body=body)


_TRAINED = re.compile(r"\b(?:residen(?:cy|t)|fellow(?:ship)?|internship|chief resident|registrar|post-?doc\w*)\b", re.I)


def _is_of_posts(page: Page, part: Part) -> bool:
    """Whether "Training" lists what physicians hold, residencies and fellowships, and no courses."""
    lines = [page.text[ln.start : ln.end] for ln in page.lines_in(part.body, part.end) if not page.is_heading(ln.block)]
    return sum(_TRAINED.search(words) is not None and is_organization(words) for words in lines) * 2 > len(lines) > 0


def _is_of_degrees(page: Page, part: Part) -> bool:
    """Whether "Training" or "Academic Path" lists degrees and where they were got, and no courses."""
    entries = [ln for ln in page.lines_in(part.body, part.end) if page.blocks[ln.block].kind in ("row", "item")]
    starts = {ln.block: page.text[ln.start : ln.end] for ln in reversed(entries)}  # the first line of each block
    told = [words for words in starts.values() if any(degree.kind != "other" for degree in find_degrees(words[:160]))]
    schools = is_organization(page.text[part.body : part.end])
    dated = bool(read_dates(page.text, part.body, part.end))
    return len(told) >= 2 and 2 * len(told) >= len(starts) and schools and dated


_HELD_POST = re.compile(r"(?i:post-?\s?doc\w*|research|clinical|teaching|visiting)\s(?i:fellowship)\b")


def _names_degree(title: str) -> bool:
    """Whether a heading begins with a degree: "PhD in Geology"."""
    first = next(iter(find_degrees(title)), None)
    return first is not None and first.kind != "other" and first.start == 0 and not _OF_DEGREE.match(title, first.end)


_OF_DEGREE = re.compile(
    r"['’]?s?\s(?:students?|thes[ie]s|dissertations?|candidates?|supervis|applicants?|positions?|advice|program|course|life)"
)


def _school_below(page: Page, part: Part) -> bool:
    """Whether the first line below a heading is a school or employer, and its date: "Oslo University, May 2014"."""
    line = next((ln for ln in page.lines_in(part.body, part.end) if not page.is_heading(ln.block)), None)
    words = page.text[line.start : line.end] if line else ""
    dated = bool(read_dates(words)) or bool(re.search(r"\bpresent\b", words, re.I))
    return dated and len(words) <= 110 and is_organization(words) and words[-1] not in ".!?"


def _tells_post(page: Page, part: Part) -> bool:
    """Whether a part below "Research" lists posts, or its own heading is a place with a post and its years below."""
    if _is_career(page, part, 1):
        return True
    lines = page.lines_in(part.body, part.end)[:3]
    words = "\n".join(page.text[line.start : line.end] for line in lines if line.end - line.start < 90)
    return heading_kind(part.section.title) == "" and bool(read_dates(words)) and is_role(words.split("\n")[0])


def _is_career(page: Page, part: Part, least: int = 3) -> bool:
    """Whether a part without a telling heading is a table or list of dated posts and degrees."""
    blocks: dict[int, bool] = {}
    for line in page.lines_in(part.body, part.end):
        kind = page.blocks[line.block].kind
        if kind == "field" or page.is_heading(line.block):
            continue
        block = page.blocks[line.block]
        words = page.text[block.start : min(block.end, block.start + 200)]
        blocks[line.block] = (
            kind in ("row", "item")
            and bool(read_dates(words[:60]))
            and (is_role(words) or bool(find_degrees(words)))
            and not _NEWS.search(words)
            and not (part.kind == "news" and _TOLD.search(words))
        )
    if sum(blocks.values()) >= least and sum(blocks.values()) >= 0.6 * len(blocks):
        return True
    timeline = part.kind == "news" and fold_heading(part.section.title) == "timeline"
    dated = part.kind in ("", "links", "about") or timeline
    return dated and _has_dated_lines(page, part)


def _first_dated(page: Page, part: Part) -> int:
    """Where the first paragraph's line that leads with a date begins: the lines above it tell who this is."""
    for line in page.lines_in(part.body, part.end):
        date = next(iter(read_dates(page.text, line.start, min(line.end, line.start + 40))), None)
        if date and date.begin <= line.start + 2 and page.blocks[line.block].kind == "paragraph":
            return line.start
    return part.body


def _has_dated_lines(page: Page, part: Part) -> bool:
    """Whether a part is lines of dates, each with a post or degree on its line or the next, and little else."""
    lines = [ln for ln in page.lines_in(part.body, part.end) if page.blocks[ln.block].kind == "paragraph"]
    if not 4 <= len(lines) <= 60:
        return False
    told = 0
    for number, line in enumerate(lines):
        words = page.text[line.start : line.end]
        date = next(iter(read_dates(words[:40])), None)
        if not date or date.begin > 2 or len(words) > 140 or words[-1] in "。；;.!":
            continue  # a sentence is read as one
        rest = words[date.stop :].strip(" \t:：-–—,，.") or "".join(
            page.text[ln.start : ln.end] for ln in lines[number + 1 : number + 2]
        )
        told += bool(is_role(rest) or find_degrees(rest)) and is_organization(rest) and not _NEWS.search(rest)
    dated = sum(bool(read_dates(page.text[ln.start : ln.end][:40])) for ln in lines)
    return told >= 3 and dated >= 0.4 * len(lines)


def _is_entry(title: str) -> bool:
    """Whether a heading is itself a post or degree: "2017-2022 -- Fellow, Some University"."""
    telling = is_role(title) or bool(find_degrees(title))
    return telling and is_organization(title) and bool(read_dates(title)) and not _NEWS.search(title)


_NEWS = re.compile(
    r"\b(?:accepted|paper|I|my|our|we|will|joined|congrat\w*|talk|award\w*)\b|论文|論文|接收|录用|祝贺|恭喜|奖学金|开始在|채택|게재|採択",
    re.I,
)
_TOLD = re.compile(r"[。！!~～🎉]\s*$")  # a sentence: news, not an entry


_TAUGHT = re.compile(
    r"(?:教授|讲师|講師|研究员|研究員|主任|院长|院長|所长|博士后|顾问)(?!.*(?:编委|副主编|主编|审稿|委员))"
)


def _is_held(page: Page, part: Part) -> bool:
    """Whether a section on affiliations lists posts, not memberships."""
    title = fold_heading(part.section.title)
    if title in ("学术任职", "任职", "學術任職"):  # posts, or work for journals
        own = [page.text[line.start : line.end] for line in page.lines_in(part.body, part.end)]
        return sum(bool(_TAUGHT.search(words)) for words in own) * 2 > len(own) > 0
    if title not in ("affiliations", "professional affiliations", "academic affiliations"):
        return False
    held, member = (len(words.findall(page.text, part.body, part.end)) for words in (_HELD, _MEMBER))
    return held > member
