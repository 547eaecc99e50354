"""Positions and degrees: entries of the sections on work and study, each with its dates and the words it stands on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from qabot.profiles.affiliations import Facts, Phrase, cells_of, entry_cells, read_facts, tidy
from qabot.profiles.dates import Date, read_dates
from qabot.profiles.entries import Entry, clean_line, read_entries
from qabot.profiles.page import Line, Page, Range
from qabot.profiles.people import read_advisors
from qabot.profiles.profile import Degree, Position, PositionKind, Value
from qabot.profiles.sections import Part, heading_kind
from qabot.profiles.tables import is_template
from qabot.profiles.terms import find_degrees, is_organization, is_place, is_role, is_student
from qabot.sources.source import Span

POSITION_KINDS: dict[str, PositionKind] = {"positions": "work", "internships": "internship", "visits": "visit"}
_THESIS = re.compile(
    r"(?:thesis|dissertation|titel|title|论文|题目|卒業論文|修士論文|博士論文|논문|тема)(?:\s+title)?\s*[:：]\s*[“\"«]?([^“”\"«»\n]{8,250})",
    re.I,
)
_FIELD = re.compile(
    r"\s*(?:\bdegree\b\s*)?(?:[:：]|,|，|[-–—]|\bin\b|\bof\b|\bon\b|\ben\b|\bder\b|\bin der\b|\bпо\b|\bspeciali[sz]ing in\b|\bmajor(?:ing)? in\b)?\s*[(（]?\s*",
    re.I,
)


_UNIT = re.compile(
    r"(?:[(（][^()（）]*[)）]\s*)?(?:(?:Dept|Department|Faculty|Division|School|Graduate School|College)\b(?!.*(?:University|Institute)))",
    re.I,
)


class Career(NamedTuple):
    """What a section on work or study says."""

    positions: tuple[Position, ...] = ()
    degrees: tuple[Degree, ...] = ()


def read_career(page: Page, part: Part) -> Career:
    """The positions and degrees of one section."""
    study = part.kind == "education"
    own_heading = bool(part.section.title) and heading_kind(part.section.title) == ""

    shared = _shared_schools(page, part) if study else frozenset()

    def anchor(line: Line) -> bool:
        if line.block in shared:
            return line.start == page.blocks[line.block].start
        return bool(read_dates(page.text, line.start, line.end)) and line.end - line.start < 260

    entries = read_entries(page, part, anchor)
    if own_heading:
        entries = _with_heading(page, part, entries)
    entries = _joined(page, entries)
    positions: list[Position] = []
    degrees: list[Degree] = []
    organization: Phrase | None = None
    for entry in entries:
        if is_template(page.text[entry.start : entry.end]) and is_template(page.text[entry.start : entry.start + 200]):
            continue
        cells = entry_cells(page, entry)
        facts = read_facts(page, cells, degrees=study)
        facts = _with_details(page, entry, cells, facts, study)
        details = [v for line in entry.details for v in read_advisors(page, line.start, line.end)]
        if study:
            found = _degrees(page, entry, cells, facts, details)
            degrees += found
        else:
            made, organization = _positions(page, part, entry, facts, details, organization)
            positions += made
    return Career(tuple(positions), tuple(_entered_and_left(page, degrees)))


_EVENT = re.compile(
    r"[\s　]*(入学|進学|編入学|卒業見込み?|修了見込み?|卒業|修了|在学中?|単位取得(?:満期)?退学|満期退学)[\s　。]*$"
)


def _entered_and_left(page: Page, degrees: Sequence[Degree]) -> list[Degree]:
    """Degrees told by two events, "2017.4 X大学 入学" and "2021.3 X大学 卒業", as one each."""
    kept: list[Degree] = []
    for degree in degrees:
        words = page.text[degree.span.start : degree.span.end].split("\n")[0]
        event = _EVENT.search(words)
        if not event:
            kept.append(degree)
            continue
        name = _EVENT.sub("", degree.organization)
        span = degree.parts.get("organization")
        parts = dict(degree.parts)
        if span and name != degree.organization:
            parts["organization"] = page.span(
                span.start, span.start + len(_EVENT.sub("", page.text[span.start : span.end]))
            )
        title = degree.degree
        if not title and "大学" in name and "大学院" not in name and "卒業" in event[1]:
            title = "学士"
        date = degree.start or degree.end
        entering = event[1] in ("入学", "進学", "編入学") or event[1].startswith("在学")
        degree = replace(
            degree,
            degree=title,
            organization=name,
            parts=parts,
            start=date if entering else None,
            end=None if entering else date,
            current=entering,
        )
        twin = next(
            (
                i
                for i, d in enumerate(kept)
                if not entering and d.current and d.organization == name and (d.degree == degree.degree or not d.degree)
            ),
            None,
        )
        if twin is None:
            kept.append(degree)
        else:
            span = page.span(min(kept[twin].span.start, degree.span.start), max(kept[twin].span.end, degree.span.end))
            kept[twin] = replace(degree, start=kept[twin].start, span=span, parts={**kept[twin].parts, **degree.parts})
    return kept


def _shared_schools(page: Page, part: Part) -> frozenset[int]:
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
        if len(degrees) > 1 and is_organization(head) and not find_degrees(head) and not read_dates(head):
            found.add(line.block)
    return frozenset(found)


def _joined(page: Page, entries: Sequence[Entry]) -> list[Entry]:
    """Entries without dates in which a line names only an organisation and the next only a role, as one."""
    joined: list[Entry] = []
    pending = ""
    for entry in entries:
        words = page.text[entry.start : entry.end]
        short = len(words) < 120 and not read_dates(words)
        kind = ""
        if short and is_role(words) != is_organization(words):
            kind = "role" if is_role(words) else "organization"
        if kind and pending and kind != pending and joined:
            last = joined.pop()
            joined.append(Entry((*last.lines, *entry.lines), (*last.details, *entry.details), last.label))
            pending = ""
        else:
            joined.append(entry)
            pending = kind
    return joined


def _with_heading(page: Page, part: Part, entries: Sequence[Entry]) -> list[Entry]:
    """An entry whose first line is the section's own heading: "### Postdoc, Some University (2019-2021)"."""
    heading = page.trim(part.section.span.start, part.body)
    words = page.text[heading.start : heading.end]
    telling = is_role(words) or is_organization(words) or read_dates(words) or find_degrees(words)
    dated = sum(any(read_dates(page.text, line.start, line.end) for line in entry.lines) for entry in entries)
    block = next((n for n, b in enumerate(page.blocks) if b.start <= heading.start < b.end), 0)
    line = Line(heading.start, heading.end, block)
    if not telling or dated >= 2:
        return list(entries)
    if not entries:
        return [Entry((line,))]
    first, *rest = entries
    lines = tuple(ln for ln in first.lines if ln.end - ln.start < 200)
    return [Entry((line, *lines), tuple(d for e in rest for d in (*e.lines, *e.details)))]


def _with_details(page: Page, entry: Entry, cells: Sequence[Line], facts: Facts, study: bool) -> Facts:
    """The facts of an entry whose lines of detail say what its own lines leave out: where, or as what."""
    missing = "organization" if any(p.kind in ("role", "degree") for p in facts.phrases) else ""
    if facts.of("organization") or not entry.details or (not missing and facts.phrases and not study):
        if not (study and facts.of("organization") and not facts.of("degree")):
            return facts
    more: list[Line] = []
    for line in entry.details[:3]:
        words = page.text[line.start : line.end]
        if (
            len(words) > 110
            or re.match(
                r"\W*(?:dut(?:y|ies)|supervis|advis|mentor|topic|thesis|research|worked|developed|responsib|conduct|studied|전공|연구|논문|題目|テーマ)",
                words,
                re.I,
            )
            or words.endswith(".")
        ):
            continue
        more += cells_of(page, clean_line(page, line))
    if not more:
        return facts
    fuller = read_facts(page, [*cells, *more], degrees=study)
    unknown = next((p for p in fuller.phrases if p.kind == "" and p.line >= len(cells)), None)
    if not fuller.of("organization") and unknown and missing and not study:
        fuller = fuller._replace(
            phrases=tuple(p._replace(kind="organization") if p is unknown else p for p in fuller.phrases)
        )
    return fuller


def _span_of(page: Page, entry: Entry) -> Span:
    return page.span(entry.start, entry.end)


def _join(page: Page, phrases: Sequence[Phrase]) -> Range | None:
    """The range from the first to the last phrase, if they stand in one line."""
    if not phrases:
        return None
    same = [p for p in phrases if p.line == phrases[0].line]
    return Range(same[0].start, same[-1].end)


def _positions(
    page: Page, part: Part, entry: Entry, facts: Facts, details: Sequence[Value], inherited: Phrase | None
) -> tuple[list[Position], Phrase | None]:
    """The positions of an entry: one, or one for each role with its own dates below one organisation."""
    roles = facts.of("role")
    organizations = facts.of("organization")
    if not roles and not organizations and not facts.dates:
        return [], inherited
    if (
        not facts.dates
        and not (roles and organizations)
        and part.kind == "positions"
        and not (organizations or roles and inherited)
    ):
        return [], inherited
    role = _whole_role(page, facts, roles)
    where = _organization(page, facts, role)
    if not where and not role:
        return [], inherited
    if not where and inherited and role:
        where = Range(inherited.start, inherited.end)
    span = _span_of(page, entry)
    advisors = tuple({v.text: v for v in (*facts.advisors, *details)}.values())
    kind = POSITION_KINDS.get(part.kind, "work")
    per_role = len(roles) > 1 and len(facts.dates) == len(roles) and len({r.line for r in roles}) == len(roles)
    made: list[Position] = []
    dates: Sequence[Date | None] = facts.dates or (None,)
    ranges = [d for d in facts.dates if not d.single]
    if not per_role and len(dates) > 1:
        dates = ranges if len(ranges) > 1 and len(ranges) == len(dates) else _merged(facts.dates)
    for number, date in enumerate(dates):
        own = roles[number] if per_role else role
        words = page.words(*tidy(page, own.start, own.end)) if own else ""
        organization = page.words(*where) if where else ""
        parts = _parts(page, own, where, date)
        place = next((page.words(p.start, p.end) for p in facts.of("place")), "")
        now = bool(date and date.current)
        made.append(
            Position(
                role=words, organization=organization, span=span, start=date.start if date else None,
                end=date.end if date and not now else None, current=now, place=place,
                kind=_position_kind(words, kind), advisors=advisors, parts=parts,
            )
        )  # fmt: skip
    return made, (Phrase(*where, "organization", 0) if where else inherited)


def _whole_role(page: Page, facts: Facts, roles: Sequence[Phrase]) -> Phrase | None:
    """The role, with the second role that stands right behind it: "Lecturer / Assistant Professor"."""
    if not roles:
        return None
    first = roles[0]
    for other in roles[1:]:
        if other.line == first.line and re.fullmatch(r"\s*[/,，、&]\s*", page.text[first.end : other.start]):
            first = first._replace(end=other.end)
    return first


def _merged(dates: Sequence[Date]) -> list[Date]:
    """Several single dates of one entry as one stretch of time: "2014, 2016"."""
    if len(dates) == 1 or not all(d.single for d in dates):
        return [dates[0]]
    ordered = sorted(dates, key=lambda d: d.start or "")
    return [dates[0]._replace(start=ordered[0].start, end=ordered[-1].end, single=False)]


def _position_kind(role: str, kind: PositionKind) -> PositionKind:
    if kind != "work":
        return kind
    if re.search(r"\bintern(?:ship|s)?\b|实习|インターン|인턴|praktikant|стаж[её]р|stagiaire", role, re.I):
        return "internship"
    if re.search(r"\bvisit(?:ing|or)\b|\bguest\b|exchange|访问|交换|gastwissenschaftler|客員|방문", role, re.I):
        return "visit"
    return kind


def _organization(page: Page, facts: Facts, role: Phrase | None) -> Range | None:
    """Where the post is held: the phrases on one line that are no role, from the first organisation or unknown name on."""
    candidates = [p for p in facts.phrases if p.kind in ("organization", "")]
    if not candidates:
        return None
    known = [p for p in candidates if p.kind == "organization"]
    lines = list(dict.fromkeys(p.line for p in known)) or list(dict.fromkeys(p.line for p in candidates))
    line = (
        next((n for n in lines if role is None or n != role.line), lines[0])
        if len(lines) > 1 and not (role and role.line in lines and any(p.line == role.line for p in known))
        else lines[0]
    )
    if role and role.line in lines and any(p.line == role.line for p in known) and len(lines) == 1:
        line = role.line
    strong = [
        p.line
        for p in candidates
        if page.marked(p.start, p.end, "strong", "link") and (role is None or p.line != role.line)
    ]
    first_known = min((p.line for p in known), default=None)
    if strong and (first_known is None or strong[0] < first_known):
        line = strong[0]
    lead = next((p for p in facts.phrases if p.kind in ("organization", "", "role")), None)
    if lead and lead.kind == "" and role and role.line != lead.line and (not known or known[0].line == role.line):
        line = lead.line
    here = [p for p in candidates if p.line == line]
    after = [p for p in here if role is None or role.line != line or p.start > role.start]
    before = [p for p in here if p not in after]
    group = (
        after
        if any(p.kind == "organization" for p in after) or (after and not any(p.kind == "organization" for p in before))
        else before or after
    )
    blockers = [p for p in facts.phrases if p.line == line and p.kind in ("role", "person", "place", "aside")]
    start = group[0]
    end = start
    for phrase in group:
        if phrase.start >= start.start and not any(start.end <= b.start < phrase.start for b in blockers):
            if (
                phrase.kind == ""
                and phrase is not start
                and any(p.kind == "organization" for p in group)
                and phrase.start > [p for p in group if p.kind == "organization"][-1].end
                and len(page.text[phrase.start : phrase.end]) > 60
            ):
                break
            end = phrase
    return tidy(page, start.start, _campus(page, facts, start.start, end.end, line))


def _campus(page: Page, facts: Facts, start: int, end: int, line: int) -> int:
    """The end of a school's name with the campus that is part of it: "University of California, Santa Cruz"."""
    follow = next((p for p in facts.of("place") if p.line == line and p.start > end and p.start - end <= 3), None)
    if (
        follow
        and re.search(
            r"University of (?:California|Texas|Wisconsin|Illinois|Michigan|North Carolina|Massachusetts|Maryland)$",
            page.text[start:end],
        )
        and not re.fullmatch(r"USA?|U\.S\.A?\.?|United States|[A-Z]{2}", page.text[follow.start : follow.end])
    ):
        return follow.end
    return end


def _parts(page: Page, role: Phrase | None, where: Range | None, date: Date | None) -> dict[str, Span]:
    parts: dict[str, Span] = {}
    if role:
        parts["role"] = page.span(role.start, role.end)
    if where:
        parts["organization"] = page.span(*where)
    if date:
        parts["start"] = page.span(date.begin, date.stop)
        if date.end:
            parts["end"] = page.span(date.begin, date.stop)
    return parts


def _degrees(page: Page, entry: Entry, cells: Sequence[Line], facts: Facts, details: Sequence[Value]) -> list[Degree]:
    """The degrees of an entry: one, or several at one organisation, each with its own date."""
    titles = facts.of("degree")
    organizations = facts.of("organization")
    if not titles and not organizations:
        return []
    if not titles and not facts.dates and len(entry.lines) == 1 and entry.lines[0].end - entry.lines[0].start > 120:
        return []
    span = _span_of(page, entry)
    advisors = tuple({v.text: v for v in (*facts.advisors, *details)}.values())
    thesis = _THESIS.search(page.text, entry.start, entry.end)
    lines = {t.line for t in titles}
    levels = {terms[0].kind for title in titles if (terms := find_degrees(page.text, title.start, title.end))}
    apart = len(lines) == len(titles) and (len(levels) > 1 or len(facts.dates) >= len(titles))
    separate = titles if len(titles) > 1 and apart else titles[:1]
    made: list[Degree] = []
    for number, title in enumerate(separate or [None]):
        date = _date_for(facts, title, separate, number)
        where = _school(page, facts, title)
        degree, field = _degree_and_field(page, title, facts) if title else (None, None)
        now = bool(date and date.current)
        parts: dict[str, Span] = {}
        for name, found in (("degree", degree), ("field", field), ("organization", where)):
            if found:
                parts[name] = page.span(*found)
        if date:
            parts["end" if date.single else "start"] = page.span(date.begin, date.stop)
            if date.end and not date.single:
                parts["end"] = page.span(date.begin, date.stop)
        made.append(
            Degree(
                degree=page.words(*tidy(page, *degree)) if degree else "", field=page.words(*tidy(page, *field)) if field else "",
                organization=page.words(*where) if where else "", span=span,
                start=date.start if date and not date.single else None, end=date.end if date and not now else None, current=now,
                thesis=page.words(*page.trim(*thesis.span(1), chars=" .,")) if thesis else "", advisors=advisors, parts=parts,
            )
        )  # fmt: skip
    return [d for d in made if d.organization or d.degree and (d.start or d.end or d.field)]


def _date_for(facts: Facts, title: Phrase | None, titles: Sequence[Phrase | None], number: int) -> Date | None:
    dates = facts.dates
    if not dates:
        return None
    if len(dates) == 1 or title is None or len(titles) < 2:
        return next((d for d in dates if not d.single), dates[0] if len(dates) == 1 else _merged_study(dates))
    if len(dates) == len(titles):
        return dates[number]
    return next((d for d in dates if d.begin > title.start), dates[0])


def _merged_study(dates: Sequence[Date]) -> Date:
    return dates[-1] if all(d.single for d in dates) else dates[0]


def _degree_and_field(page: Page, title: Phrase, facts: Facts) -> tuple[Range | None, Range | None]:
    """A degree's own words and those of its field: "Ph.D. in Musicology", "博士，计算机工程"."""
    text = page.text
    terms = find_degrees(text, title.start, title.end)
    if not terms:
        return Range(title.start, title.end), None
    first, last = (
        terms[0],
        terms[-1]
        if len(terms) > 1 and re.fullmatch(r"\s*(?:and|&|/|,|\+|和)\s*", text[terms[0].end : terms[-1].start])
        else terms[0],
    )
    end = last.end
    aside = re.compile(r"\s?[(（][^()（）]{1,12}[)）]|学位|号|과정|학위|课程|课程|課程|在读|研究生|生|毕业").match(
        text, end, title.end
    )
    tail = end
    while aside:
        tail = aside.end()
        aside = re.compile(r"学位|号|과정|학위|課程|在读|研究生|生").match(text, tail, title.end)
    degree = Range(
        first.start,
        tail
        if re.match(
            r"\s?[(（](?:工学|理学|文学|医学|法学|経済学|教育学|学術|情報学|Hons?\.?|Honou?rs|[^\W\d_]{1,4}學?学)[)）]|[^\s(（]",
            text[end : end + 8] or " ",
        )
        else end,
    )
    lead = _FIELD.match(text, degree.end, title.end)
    start = lead.end() if lead else degree.end
    student = re.compile(
        r"(?:student|candidate|degree|program(?:me)?|studies|studium)\b\s*(?:in|of|,|:)?\s*", re.I
    ).match(text, start, title.end)
    start = student.end() if student else start
    field = page.trim(start, title.end, " \t\n,，.;:：)）(（-–—]】[")
    words = text[field.start : field.end]
    if not re.search(r"[^\W\d_]{2}", words) or re.match(
        r"(?:with|expected|ongoing|cum|summa|magna|candidate|student)\b", words, re.I
    ):
        before = page.trim(title.start, degree.start, " \t\n,，.;:：([【（")
        if before.end - before.start > 3 and not is_place(text[before.start : before.end]):
            return degree, before
        following = next(
            (p for p in facts.phrases if p.kind == "" and p.line == title.line and p.start >= title.end), None
        )
        return degree, Range(following.start, following.end) if following else None
    return degree, field


def _unknown_school(page: Page, title: Phrase, unknown: Sequence[Phrase]) -> list[Phrase]:
    """The phrase that must be the school where no word tells: an abbreviation, else what is not the field."""
    here = [p for p in unknown if p.line == title.line and p.start > title.end]
    short = [p for p in here if re.fullmatch(r"[A-Z][A-Z&.-]{1,9}", page.words(p.start, p.end))]
    if short:
        return short[:1]
    if len(here) > 1 or here and re.search(r"\bin\b", page.text[title.start : title.end]):
        return here[-1:]
    return [
        p
        for p in unknown
        if p.line != title.line and not re.match(r"research|field|topic|major", page.words(p.start, p.end), re.I)
    ][:1] or here[-1:]


def degree_in(page: Page, start: int, end: int) -> tuple[Range, Range | None] | None:
    """The degree and the field that a range of text names, None if it names no degree."""
    if not find_degrees(page.text, start, end):
        return None
    degree, field = _degree_and_field(page, Phrase(start, end, "degree", 0), Facts((), (), ()))
    return (degree, field) if degree else None


def _school(page: Page, facts: Facts, title: Phrase | None) -> Range | None:
    """The school of a degree: on its line, or the nearest line with an organisation above, else below."""
    organizations = facts.of("organization")
    unknown = [p for p in facts.of("") if title is None or p.start != title.end]
    if title:
        own = [p for p in organizations if p.line == title.line]
        if not own and not organizations:
            own = _unknown_school(page, title, unknown)
        named = [p for p in organizations if p.line != title.line]
        if own and named and all(_UNIT.match(page.words(p.start, p.end)) for p in own):
            own = []
        if not own:
            above = [p for p in organizations if p.line < title.line]
            below = [p for p in organizations if p.line > title.line]
            line = above[0].line if above else below[0].line if below else None
            own = [p for p in organizations if p.line == line]
    else:
        own = [p for p in organizations if organizations and p.line == organizations[0].line]
    if not own:
        return None
    start, end = own[0].start, own[-1].end
    between = [
        p
        for p in facts.phrases
        if p.line == own[0].line and start < p.start < end and p.kind in ("degree", "place", "aside")
    ]
    if between:
        end = max(p.end for p in own if p.start < between[0].start)
    return tidy(page, start, _campus(page, facts, start, end, own[0].line))


def read_line(page: Page, line: Line) -> Position | None:
    """The present post that one line tells: "Assistant Professor, Department of X, Y University"."""
    facts = read_facts(page, [line], degrees=False)
    role = _whole_role(page, facts, facts.of("role"))
    where = _organization(page, facts, role)
    return make_post(page, Range(role.start, role.end), where, Range(line.start, line.end)) if role and where else None


def make_post(page: Page, role: Range, where: Range, whole: Range) -> Position:
    """A present post from the ranges that tell it."""
    parts = {"role": page.span(*role), "organization": page.span(*where)}
    words = page.words(*role)
    return Position(
        role=words,
        organization=page.words(*where),
        span=page.span(*whole),
        current=True,
        kind=_position_kind(words, "work"),
        parts=parts,
    )
