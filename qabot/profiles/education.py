"""Degrees: what an entry of the education tells, whatever stands first: school, degree, field or date."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from qabot.profiles.affiliations import Facts, Phrase, tidy
from qabot.profiles.dates import Date, read_dates
from qabot.profiles.entries import Entry
from qabot.profiles.page import Line, Page, Range
from qabot.profiles.positions import campus, span_of
from qabot.profiles.profile import Degree, Value
from qabot.profiles.sections import Part, heading_kind
from qabot.profiles.tables import is_cjk
from qabot.profiles.terms import find_degrees, is_organization, is_place
from qabot.sources.source import Span

_THESIS = re.compile(
    r"(?:thesis|dissertation|titel|title|论文|题目|卒業論文|修士論文|博士論文|논문|тема)"
    r"(?:\s+title)?\s*[:：]\s*[“\"«]?([^“”\"«»\n]{8,250})",
    re.I,
)


_FIELD = re.compile(
    r"\.?\s*(?:\bdegree\b\s*)?(?:[:：]|,|，|[-–—]|\bin\b|\bof\b|\bon\b|\ben\b|\bem\b|\bder\b|\bin der\b|\bпо\b|"
    r"\bde\b(?: l['’]| la\b)?|\bd['’]|\bspécialité\b|\bspeciali[sz]ing in\b|\bmajor(?:ing)? in\b)?\s*[(（]?\s*",
    re.I,
)


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


_EVENT = re.compile(
    r"[\s　]*(入学|進学|編入学|卒業見込み?|修了見込み?|卒業|修了|在学中?|単位取得(?:満期)?退学|"
    r"満期退学)[\s　。]*(?:[(（、，,].{0,40})?$"
)


def is_school_event(line: str) -> bool:
    """Whether a line tells that a school was entered or left: "2017.4 X大学 入学"."""
    return bool(_EVENT.search(line))


def entered_and_left(page: Page, degrees: Sequence[Degree]) -> list[Degree]:
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
        whole = not entering and degree.start and degree.end
        degree = replace(
            degree,
            degree=title,
            field=_EVENT.sub("", degree.field) if degree.field != event[1] else "",
            organization=name,
            parts=parts,
            start=date if entering else degree.start if whole else None,
            end=None if entering else degree.end if whole else date,
            current=entering,
        )
        if event[1].startswith("在学") and kept and _goes_on(kept[-1], degree):
            kept[-1] = replace(kept[-1], advisors=kept[-1].advisors or degree.advisors)
            continue
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


def _goes_on(entered: Degree, degree: Degree) -> bool:
    """Whether a line tells that the study told above it lasts: "2021年4月 X大学 入学", "現在 同上 在学中"."""
    return entered.current and entered.organization == degree.organization and degree.degree in ("", entered.degree)


_SAME_SCHOOL = re.compile(r"[\W\d年月現在]*同(?:上|大学|校|学科|学部|研究科|専攻)?(?=[\s　（(]|卒|修|在)")


def same_school(
    page: Page, entry: Entry, facts: Facts, above: Sequence[Degree], details: Sequence[Value]
) -> list[Degree]:
    """The degree of a line that points to the school above it: "2021年3月 同上 卒業"."""
    words = page.text[entry.start : entry.end]
    event = _EVENT.search(words.split("\n")[0]) or _EVENT.search(words)
    if not above or not event or not _SAME_SCHOOL.match(words):
        return []
    date = facts.dates[0] if facts.dates else None
    return [
        replace(
            above[-1],
            span=span_of(page, entry),
            start=None,
            end=date.start if date else None,
            current=False,
            advisors=tuple({v.text: v for v in (*facts.advisors, *details)}.values()),
            parts={},
        )
    ]


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
        if len(degrees) > 1 and is_organization(head) and not find_degrees(head) and not read_dates(head):
            found.add(line.block)
    return frozenset(found)


def under_degree(page: Page, part: Part, found: list[Degree]) -> list[Degree]:
    """Degrees that their section's heading, or the one around it, names: "Doutorado", and below it when and where."""
    titles = [title for title in part.section.path[-2:] if _fills(title)]
    if not titles or len(found) != 1 or found[0].degree or find_degrees(page.text, part.body, part.end):
        return found
    field = part.section.title if part.section.title != titles[-1] and not heading_kind(part.section.title) else ""
    field = re.split(r"\s?[(（]", field)[0]
    return [replace(found[0], degree=titles[-1], field=found[0].field or field)]


def _fills(title: str) -> bool:
    """Whether a heading is a degree and nothing else."""
    terms = find_degrees(title)
    return (
        bool(terms) and terms[0].start == 0 and terms[-1].end >= len(title.rstrip(" :：")) and terms[0].kind != "other"
    )


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


def read_degrees(
    page: Page, entry: Entry, cells: Sequence[Line], facts: Facts, details: Sequence[Value]
) -> list[Degree]:
    """The degrees of an entry: one, or several at one organisation, each with its own date."""
    facts = _subjects_spelled_out(page, facts)
    titles = facts.of("degree")
    organizations = facts.of("organization")
    if not titles and not organizations:
        return []
    if not titles and organizations and _PAID.search(page.words(organizations[0].start, organizations[-1].end)):
        return []  # a scholarship among the degrees
    if not titles and len(organizations) > 1 and _GENERIC.fullmatch(page.words(*organizations[0][:2])):
        titles = [organizations[0]._replace(kind="degree")]  # "High school", and its name on the next line
        rest = tuple(p for p in facts.phrases if p is not organizations[0])
        facts = facts._replace(phrases=(*titles, *rest))
    if not titles and not facts.dates and len(entry.lines) == 1 and entry.lines[0].end - entry.lines[0].start > 120:
        return []
    span = span_of(page, entry)
    advisors = tuple({v.text: v for v in (*facts.advisors, *details)}.values())
    thesis = _THESIS.search(page.text, entry.start, entry.end)
    lines = {t.line for t in titles}
    levels = {terms[0].kind for title in titles if (terms := find_degrees(page.text, title.start, title.end))}
    apart = (
        len(facts.dates) == len(titles) > 1
        or len(lines) == len(titles)
        and (len(levels) > 1 or len(facts.dates) >= len(titles) or lines <= {o.line for o in organizations})
    )
    plain = [t for t in titles if not _STRAIGHT.fullmatch(page.words(t.start, t.end))]
    titles = plain or titles  # "硕博连读，获工学博士学位": how it was earned, and what
    separate = titles if len(titles) > 1 and apart else titles[:1]
    made: list[Degree] = []
    for number, title in enumerate(separate or [None]):
        date = _date_for(facts, title, separate, number)
        where = _school(page, facts, title)
        degree, field = _degree_and_field(page, title, facts) if title else (None, None)
        if field and where and page.text[field.start : field.end].endswith(page.text[where.start : where.end]):
            field = page.trim(field.start, field.end - (where.end - where.start), " \t\n,，.;:：-–—")
            field = field if field.end > field.start else None  # "Master ISFB ENS Cachan": the school once more
        if field and (_is_degree(page, field) or _TEAMS.search(page.words(*field))):
            field = None  # the degree once more: "석사 [MS]"
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
                degree=page.words(*tidy(page, *degree)) if degree else "",
                field=_SUBJECT_TAIL.sub("", page.words(*tidy(page, *field))) if field else "",
                organization=page.words(*where) if where else "",
                span=span,
                start=date.start if date and not date.single else None,
                end=date.end if date and not now else None,
                current=now,
                thesis=page.words(*page.trim(*thesis.span(1), chars=" .,")) if thesis else "",
                advisors=advisors,
                parts=parts,
            )
        )
    return [d for d in made if d.organization or d.degree and (d.start or d.end or d.field)]


_BOXED_DEGREE = re.compile(r"([^()]{3,60}?)\s?\(([^()]{3,80})\)")


def _subjects_spelled_out(page: Page, facts: Facts) -> Facts:
    """The facts with "Computer Science (Laurea in Informatica)" behind "MSc," taken for the subject it is."""
    titles, phrases = facts.of("degree"), list(facts.phrases)
    for first, second in zip(titles, titles[1:], strict=False):
        boxed = _BOXED_DEGREE.fullmatch(page.text, second.start, second.end)
        if boxed and first.line == second.line and find_degrees(boxed[2]) and not find_degrees(boxed[1]):
            phrases[phrases.index(second)] = second._replace(kind="", end=boxed.end(1))
    return facts._replace(phrases=tuple(phrases))


_WITH_HONOURS = re.compile(
    r",?\sс отличием\b|,?\s(?:with|\()\s?(?:(?:1st|2nd|first|second|upper|highest|high|great)[\s-]+)*(?:class[\s-]+)?"
    r"(?:honou?rs|distinction)\b|\s(?:magna |summa )?cum laude|"
    r"\s[(]?(?:avec )?mention (?:très |assez )?bien\b|\s[(]rang \d+|,?\s(?:mit Auszeichnung|con lode|z wyróżnieniem|"
    r"com distinção|с відзнакою)\b|\s[(][^()]{0,30}(?:eingereicht|submitted|en cours|laufend)[)]",
    re.I,
)


_TEAMS = re.compile(r"\b(?:[A-Z]\w+ (?:Group|Lab|Laboratory|Team))$")
_PAID = re.compile(r"\b(?:scholarship|fellowship|award|prize|stipend|grant)s?\b|\bfellow$", re.I)
_GENERIC = re.compile(
    r"(?:senior |junior )?(?:high|secondary|middle|grammar|primary) school|undergraduate school", re.I
)
_STRAIGHT = re.compile(r"(?:本?硕博连读|直博|直接攻博)(?:生|研究生)?")
_SUBJECT_TAIL = re.compile(r"(?<=\w\w)(?:专业|專業|専攻|전공)$")
_SUBJECT_END = re.compile(r"(?:专业|專業|[一-鿿]{2}(?:学|學|工程|技术|技術|科学))$")  # "教育技术学理学学士"
_FOUR = re.compile(r"[工理]学(?=博士|硕士|碩士|修士|学士)")
_YEAR_OF_STUDY = re.compile(r"(?i:(?<=master)|(?<=licence)|(?<=bachelor))\s[123](?!\w)")  # "Master 2"


def _is_degree(page: Page, words: Range) -> bool:
    terms = find_degrees(page.text, words.start, words.end)
    return bool(terms) and terms[0].start <= words.start and terms[0].end >= words.end - 1


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
    if terms[0].kind == "other" and len(terms) > 1 and terms[1].kind != "other":
        terms = terms[1:]  # "Studium Bachelor Informatik"
    subject_end: int | None = None
    if first_of_four := _FOUR.match(text, terms[0].start, terms[0].end):
        left = text[terms[0].start - 1] if terms[0].start > title.start else " "
        lasts = "心物地管病生伦护药" if text[terms[0].start] == "理" else "化理"
        ends = left not in lasts and _SUBJECT_END.search(text[max(0, terms[0].start - 8) : terms[0].start])
        if is_cjk(left) and left not in "获得取授，":  # "心理学博士" is no "理学博士"
            subject_end = terms[0].start if ends else None  # "教育技术学理学学士"
            terms[0] = terms[0]._replace(start=first_of_four.end())
    first, last = (
        terms[0],
        terms[-1]
        if len(terms) > 1
        and re.fullmatch(r"\s*(?:and|et|und|y|e|и|및|&|/|,|\+|和)\s*", text[terms[0].end : terms[-1].start])
        else terms[0],
    )
    end = last.end
    aside = re.compile(r"\s?[(（][^()（）]{1,12}[)）]|学位|号|과정|학위|课程|课程|課程|在读|研究生|生|毕业").match(
        text, end, title.end
    )
    tail = end
    year = _YEAR_OF_STUDY.match(text, end, title.end)
    end = tail = year.end() if year else end
    while aside:
        tail = aside.end()
        aside = re.compile(r"学位|号|과정|학위|課程|在读|研究生|生").match(text, tail, title.end)
    degree = Range(
        first.start,
        tail
        if re.match(
            r"\s?[(（](?:工学|理学|文学|医学|法学|経済学|教育学|学術|情報学|Hons?\.?|Honou?rs|"
            r"[^\W\d_]{1,4}學?学)[)）]|[^\s(（]",
            text[end : end + 8] or " ",
        )
        else end,
    )
    twofold = _TWOFOLD.match(text, degree.end, title.end)
    again = _AGAIN.match(text, degree.end, title.end)
    after = again.end() if again and find_degrees(again[1]) else twofold.end() if twofold else degree.end
    lead = _FIELD.match(text, after, title.end)
    start = lead.end() if lead else after
    student = re.compile(
        r"(?:student|candidate|degree|program(?:me)?|studies|studium)\b\s*(?:in|of|,|:)?\s*", re.I
    ).match(text, start, title.end)
    start = student.end() if student else start
    honours = _WITH_HONOURS.search(text, start, title.end)
    field = page.trim(start, honours.start() if honours else title.end, " \t\n,，.;:：)）(（-–—]】[")
    words = text[field.start : field.end]
    if not re.search(r"[^\W\d_]{2}", words) or re.match(
        r"(?:на тему|по теме|тема|修了|取得|with|expected|ongoing|cum|summa|magna|candidate|student|hons?|"
        r"honou?rs|mit|avec|con|com|über|thesis|thèse)\b",
        words,
        re.I,
    ):
        before = page.trim(title.start, subject_end or degree.start, " \t\n,，.;:：([【（-–")
        earned = re.compile(r"(?:毕业|并|被|授予|获得|取得|获|得|，)+").match(text, before.start, before.end)
        before = Range(earned.end() if earned else before.start, before.end)
        least = 1 if is_cjk(text[before.start]) else 3
        if (
            before.end - before.start > least
            and not is_place(text[before.start : before.end])
            and not _ADJECTIVE.fullmatch(text, *before)
        ):
            return degree, before
        following = next(
            (
                p
                for p in facts.phrases
                if p.kind == "" and p.line == title.line and p.start >= title.end and text[p.start] not in '»«“„"'
            ),
            None,
        )
        following = following or _subject_beside(page, title, facts)
        return degree, Range(following.start, following.end) if following else _subject_before(page, title, facts)
    return degree, field


_TWOFOLD = re.compile(  # "Bachelor of Science (Dual Degree), Physics"
    r"\s*[(（](?:dual|double|joint|combined|with|first|second|hons?|honou?rs)\b[^()（）]{0,30}[)）]\s*,?", re.I
)
_AGAIN = re.compile(r"\s*[(（]([^()（）]{1,20})[)）]")  # "Bachelor of Arts (B.A.) in Philosophy"
_ADJECTIVE = re.compile(  # what stands before a degree and is no field of it
    r"(?:voraussichtlich|abgeschlossen|laufend|erst|zweit|angestrebt|joint|double|dual|second|first|my|the|current|"
    r"ongoing|expected|zweifach)(?:e[nrs]?)?",
    re.I,
)


def _subject_beside(page: Page, title: Phrase, facts: Facts) -> Phrase | None:
    """The subject in the column beside a degree that fills its own: "Ph.D. <tab> Glaciology"."""
    beside = [p for p in facts.phrases if p.start >= title.end and page.text[title.end : p.start].strip(" .") == "\t"]
    return next((p for p in beside if p.kind == ""), None)


def _subject_before(page: Page, title: Phrase, facts: Facts) -> Range | None:
    """The subject in front of a degree in Chinese or Japanese: "X大学，Y学院，Z专业，理学学士"."""
    near = [p for p in facts.phrases if p.kind == "" and p.line == title.line and p.end <= title.start]
    if not near or not is_cjk(page.text[near[-1].start]) or near[-1].end - near[-1].start > 24:
        return None
    tail = re.compile(r"(?:专业|專業|専攻|方向)$").search(page.text, near[-1].start, near[-1].end)
    return Range(near[-1].start, tail.start() if tail else near[-1].end)


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


_TEAM = re.compile(r"\W*(?:équipe|team|group|groupe|arbeitsgruppe|equipo|grupo)\b", re.I)


def _around_advisor(page: Page, facts: Facts, own: list[Phrase]) -> list[Phrase]:
    """The phrases of a school on one side of the advisor named among them; a team's name gives way to the school's."""
    named = next((v.span.start for v in facts.advisors if own[0].start < v.span.start < own[-1].start), None)
    if named is None:
        return own
    before, after = [p for p in own if p.start < named], [p for p in own if p.start > named]
    return after if all(_TEAM.match(page.words(p.start, p.end)) for p in before) else before


def _school(page: Page, facts: Facts, title: Phrase | None) -> Range | None:
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
    majored = _SPECIALITY.search(page.text, start, end)
    return tidy(page, start, majored.start() if majored else campus(page, facts, start, end, own[0].line))


_WENT_TO = re.compile(
    r"(?:окончил[аи]?|закончил[аи]?|закінчи(?:в|ла)|поступил[аи]? (?:в|на)|выпускни(?:к|ца)|毕业于|"
    r"畢業於|就读于|考入|进入|毕业自|(?:haupt|grund)?studium (?:an der|am|in)(?= ))\s*",
    re.I,
)
_SPECIALITY = re.compile(r",?\s(?:по|за)\s(?:специальност|направлени|спеціальніст)\w*")
