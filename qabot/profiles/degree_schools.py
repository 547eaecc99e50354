"""The school of a degree: beside it, above several of them, or the same as that of the line before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from qabot.profiles.affiliations import Facts, Phrase, tidy, without_told
from qabot.profiles.dates import read_dates
from qabot.profiles.entries import Entry
from qabot.profiles.page import Page, Range
from qabot.profiles.positions import campus
from qabot.profiles.profile import Degree
from qabot.profiles.sections import Part
from qabot.profiles.tables import is_cjk
from qabot.profiles.terms import find_degrees, is_organization, is_role

_UNIT = re.compile(
    r"(?:[(（][^()（）]*[)）]\s*)?(?:(?:Dept|Department|Faculty|Division|School|Graduate School|"
    r"College)\b(?!.*(?:University|Institute)))",
    re.I,
)

_SCHOOL_WORD = re.compile(
    r"universi|institut|college|school|polytech|academy|hochschule|école|大学|大學|学院|研究[院所]|"
    r"대학|университет|академи",
    re.I,
)


def shared_schools(page: Page, part: Part) -> frozenset[int]:
    """The blocks that name a school in their first line and several degrees with dates below it."""
    found = set()
    for line in page.lines_in(part.body, part.end):
        block = page.blocks[line.block]
        if line.start != block.start or block.kind not in ("paragraph", "item"):
            continue
        first, *rest = page.lines_in(block.start, block.end)
        head = page.text[first.start : first.end]
        degrees = [
            ln for ln in rest if find_degrees(page.text, ln.start, ln.end) and read_dates(page.text, ln.start, ln.end)
        ]
        above = [page.text[a.start : a.end] for a, b in zip(rest, rest[1:], strict=False) if b in degrees]
        if len(degrees) > 1 and _is_school(head) and not any(map(_is_school_alone, above)):
            found.add(line.block)
    return frozenset(found)


def _is_school(words: str) -> bool:
    """Whether a line names a school, and neither degree nor date."""
    return is_organization(words) and not find_degrees(words) and not read_dates(words)


def _is_school_alone(words: str) -> bool:
    """Whether a line names a school, not a unit of the one above it."""
    return _is_school(words) and bool(_SCHOOL_WORD.search(words)) and not _UNIT.match(words) and not is_role(words)


def with_school_above(
    page: Page, entry: Entry, facts: Facts, found: list[Degree], above: Degree | None
) -> tuple[list[Degree], Degree | None]:
    """The degrees of an entry, with the school that a line above several of them names; and the school it names."""
    named, titles = facts.of("organization"), facts.of("degree")
    if above and found and titles and not named and len(entry.lines) == 1:
        span = {"organization": above.parts["organization"]}
        return [
            replace(
                degree,
                organization=above.organization,
                field=degree.field or degree.organization,
                parts={**degree.parts, **span},
            )
            for degree in found
        ], above
    head = entry.lines[0]
    heads = (
        len(found) == len(titles) == 1
        and len(entry.lines) > 1
        and bool(named)
        and named[0].start < head.end
        and titles[0].start > head.end
        and "organization" in found[0].parts
        and not read_dates(page.text, head.start, head.end)
    )
    return found, found[0] if heads else None


_SUBJECT = re.compile(  # what is studied, not where: "M.Sc. in Engineering, Computer Science"
    r"\b(?:sciences?|engineering|mathematics|physics|chemistry|biology|studies|informatics|economics|"
    r"statistics|history|"
    r"linguistics|psychology|philosophy|geography|literature|informatik|physik|chemie|mathematik|informatique)$",
    re.I,
)


def _unknown_school(page: Page, title: Phrase, unknown: Sequence[Phrase]) -> list[Phrase]:
    """The phrase that must be the school where no word tells: an abbreviation, else what is not the field."""
    unknown = [p for p in unknown if page.text[p.start] not in "(“\"`«„'‘"]  # the title of a thesis
    here = [p for p in unknown if p.line == title.line and p.start > title.end]
    here = [
        p
        for p in here
        if not re.match(r"(?:специальност|спеціальніст|направлени|профил)", page.words(p.start, p.end), re.I)
    ]
    here = [p for p in here if not _SUBJECT.search(page.words(p.start, p.end))]
    short = [p for p in here if re.fullmatch(r"[A-Z][A-Z&.-]{1,9}|[А-ЯЁ]{2,8}", page.words(p.start, p.end))]
    if short:
        return short[:1]
    if len(here) > 1 or here and re.search(r"\bin\b", page.text[title.start : title.end]):
        return here[-1:]
    below = [p for p in unknown if p.line == title.line + 1]
    if len(below) == 2 and not here:  # "BSc", "Agriculture, Vikhall": a subject, then its school
        return below[1:]
    return [
        p
        for p in unknown
        if p.line != title.line and not re.match(r"research|field|topic|major", page.words(p.start, p.end), re.I)
    ][:1] or here[-1:]


_TEAM = re.compile(r"\W*(?:équipe|team|group|groupe|arbeitsgruppe|equipo|grupo)\b", re.I)


def _around_advisor(page: Page, facts: Facts, own: list[Phrase]) -> list[Phrase]:
    """The phrases of a school on one side of the advisor named among them; a team's name gives way to the school's."""
    named = next((v.span.start for v in facts.advisors if own[0].start < v.span.start < own[-1].start), None)
    if named is None:
        return own
    before, after = [p for p in own if p.start < named], [p for p in own if p.start > named]
    return after if all(_TEAM.match(page.words(p.start, p.end)) for p in before) else before


_NEXT_SENTENCE = re.compile(r"(?<=[^\W\d_]{3})\.\s")


def _of_sentence(page: Page, own: list[Phrase], stop: int) -> list[Phrase]:
    """The phrases before a full stop, or the university behind it: "Ice Centre. Oslo University"."""
    before, after = [p for p in own if p.start < stop], [p for p in own if p.start >= stop]
    at_once = page.text[stop : after[0].start].strip() == "."
    of_it = _UNIVERSITY.search(page.words(after[0].start, after[0].end))
    return after[:1] if at_once and of_it and not _UNIVERSITY.search(page.text, own[0].start, stop) else before


_UNIVERSITY = re.compile(r"universi[td]|\bETH\b|polytech", re.I)


def school_of(page: Page, facts: Facts, title: Phrase | None) -> Range | None:
    """The school of a degree: on its line, or the nearest line with an organisation above, else below."""
    organizations = facts.of("organization")
    unknown = [p for p in facts.of("") if title is None or p.start != title.end]
    if title:
        own = [p for p in organizations if p.line == title.line]
        if not own and not organizations:
            own = _unknown_school(page, title, unknown)
        named = [p for p in organizations if p.line != title.line]
        strong = any(_SCHOOL_WORD.search(page.words(p.start, p.end)) for p in named)
        if strong and own and not any(_SCHOOL_WORD.search(page.words(p.start, p.end)) for p in own):
            own = []  # "MPhil in Speech and Language Technologies" beside a line with the university
        if own and named and all(_UNIT.match(page.words(p.start, p.end)) for p in own):
            own = []
        if own and not any(map(_is_eastern_school, (page.words(p.start, p.end) for p in own))):
            above = [p for p in named if p.line < title.line and _is_eastern_school(page.words(p.start, p.end))]
            own = [] if above and is_cjk(page.text[own[0].start]) else own  # "X大学", and below it "计算机学院，博士"
        if not own:
            above = [p for p in organizations if p.line < title.line]
            below = [p for p in organizations if p.line > title.line]
            line = above[0].line if above else below[0].line if below else None
            own = [p for p in organizations if p.line == line]
    else:
        own = [p for p in organizations if organizations and p.line == organizations[0].line]
    if not own:
        return None
    own = _around_advisor(page, facts, own)
    stop = _NEXT_SENTENCE.search(page.text, own[0].end, own[-1].start)
    own = _of_sentence(page, own, stop.start()) if stop else own
    start, end = own[0].start, own[-1].end
    between = [
        p
        for p in facts.phrases
        if p.line == own[0].line and start < p.start < end and p.kind in ("degree", "place", "aside")
    ]
    if between:
        end = max(p.end for p in own if p.start < between[0].start)
    told = _WENT_TO.match(page.text, start, end)
    start = told.end() if told else start
    honoured = _HONOURED.search(page.text, start, end)
    end = honoured.start() if honoured and honoured.start() > start else end
    majored = _SPECIALITY.search(page.text, start, end)
    name = tidy(page, start, majored.start() if majored else campus(page, facts, start, end, own[0].line))
    return without_told(page, name)


def _is_eastern_school(words: str) -> bool:
    return "大学" in words or "大學" in words or "대학교" in words


_WENT_TO = re.compile(
    r"(?:окончил[аи]?|закончил[аи]?|закінчи(?:в|ла)|поступил[аи]? (?:в|на)|выпускни(?:к|ца)|毕业于|"
    r"畢業於|就读于|考入|进入|毕业自|(?:haupt|grund)?studium (?:an der|am|in)(?= ))\s*",
    re.I,
)

_HONOURED = re.compile(  # in brackets behind the school: "(수석 졸업)", "(с отличием)"
    r"\s?[(（](?:[^()（）]{0,6}(?:졸업|수료|재학|중퇴|휴학)[^()（）]{0,6}|с отличием|з відзнакою|"
    r"[^()（）]{0,12}(?:cum laude|honou?rs|distinction|Auszeichnung|lode|wyróżnieniem)|"
    r"全日制|非全日制|保送|推免|优秀毕业生|在读|首席)[)）]?$|\s(?:졸업|수료|재학|卒業|毕业|畢業)$",
    re.I,
)
_SPECIALITY = re.compile(r",?\s(?:по|за)\s(?:специальност|направлени|спеціальніст)\w*")
