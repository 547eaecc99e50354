"""Degrees: what an entry of the education tells, whatever stands first: school, degree, field or date."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from qabot.profiles.affiliations import Facts, Phrase, tidy
from qabot.profiles.dates import Date
from qabot.profiles.degree_fields import degree_and_field, is_degree, split_subject, subject_alone
from qabot.profiles.degree_schools import school_of
from qabot.profiles.entries import Entry
from qabot.profiles.heading_kinds import heading_kind
from qabot.profiles.page import Page, Range
from qabot.profiles.positions import span_of
from qabot.profiles.profile import Degree, Value
from qabot.profiles.sections import Part
from qabot.profiles.terms import find_degrees, is_organization, is_place

_THESIS = re.compile(
    r"(?:thesis|dissertation|titel|title|tes[ie]|tesis(?: doctoral)?|proefschrift|"
    r"rozprawa(?: doktorska)?|论文|题目|卒業論文|修士論文|博士論文|논문|тема|(?<!de )"
    r"thèse(?: soutenue[^:\n]{0,40})?|"
    r"titre(?: de (?:la )?thèse)?|sujet|título(?: de la tesis| da tese)?|titolo(?: della tesi)?|"
    r"tytuł(?: pracy| rozprawy)?|tez(?: başlığı| konusu)?)"
    r"(?:\s+title)?\s*[:：]\s*[“\"«]?([^“”\"«»\n]{8,250})|"
    r"\b(?:thesis|dissertation)(?:\s(?:entitled|titled|called|on))?,?\s[“\"«]([^“”\"«»\n]{8,250})[”\"»]",
    re.I,
)


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


def with_school_lines(page: Page, degrees: Sequence[Degree]) -> list[Degree]:
    """Degrees told by two lines of one paragraph, each dated: the school and its years, then the degree."""
    kept: list[Degree] = []
    for degree in degrees:
        above = kept[-1] if kept else None
        if (
            above
            and above.organization
            and not above.degree
            and degree.degree
            and not degree.organization
            and page.block_at(above.span.start) == page.block_at(degree.span.start)
            and "\n" not in page.text[above.span.end : degree.span.start].strip(" ")[1:]
        ):
            span = page.span(above.span.start, degree.span.end)
            parts = {**above.parts, **degree.parts}
            start, end = degree.start or above.start, degree.end or above.end
            kept[-1] = replace(degree, organization=above.organization, start=start, end=end, span=span, parts=parts)
        else:
            kept.append(degree)
    return kept


def read_degrees(page: Page, entry: Entry, facts: Facts, details: Sequence[Value]) -> list[Degree]:
    """The degrees of an entry: one, or several at one organisation, each with its own date."""
    facts, twofold = _two_at_once(page, _subjects_spelled_out(page, facts))
    titles = facts.of("degree")
    organizations = facts.of("organization")
    if not titles and not organizations:
        return []
    if not titles and _FIRST_SCHOOL.search(page.words(organizations[0].start, organizations[0].end)):
        return []
    if not titles and organizations and _PAID.search(page.words(organizations[0].start, organizations[0].end)):
        return []  # a scholarship among the degrees
    if not titles and len(organizations) > 1 and _GENERIC.fullmatch(page.words(*organizations[0][:2])):
        titles = [organizations[0]._replace(kind="degree")]  # "High school", and its name on the next line
        rest = tuple(p for p in facts.phrases if p is not organizations[0])
        facts = facts._replace(phrases=(*titles, *rest))
    if not titles and not facts.dates and len(entry.lines) == 1 and entry.lines[0].end - entry.lines[0].start > 120:
        return []
    titles = [t for t in titles if not _is_minor(page, t)] or titles
    plain = [t for t in titles if not _STRAIGHT.fullmatch(page.words(t.start, t.end))]
    apart = twofold or _are_apart(page, facts, titles)
    titles = plain or titles  # "硕博连读，获工学博士学位": how it was earned, and what
    separate = titles if len(titles) > 1 and apart else titles[:1]
    told = Degree(
        degree="",
        field="",
        organization="",
        span=span_of(page, entry),
        thesis=read_thesis(page, entry.start, entry.end),
        advisors=tuple({v.text: v for v in (*facts.advisors, *details)}.values()),
    )
    made = [
        _with_title(
            page, _on_line(page, told, separate, number), facts, title, _date_for(facts, title, separate, number)
        )
        for number, title in enumerate(separate or [None])
    ]
    made = [d for d in made if d.organization or d.degree and (d.start or d.end or d.field)]
    about = _ABOUT.search(page.text, entry.start, entry.end) if len(made) == 1 and not made[0].field else None
    if about and made[0].degree:
        found = page.trim(*about.span(1), chars=" \t.,，。")
        return [replace(made[0], field=page.words(*found), parts={**made[0].parts, "field": page.span(*found)})]
    return made


def _on_line(page: Page, told: Degree, titles: Sequence[Phrase], number: int) -> Degree:
    """What is told of one of several degrees that have lines of their own: thesis and advisors are of that line."""
    if len({title.line for title in titles}) < max(2, len(titles)) or not (told.thesis or told.advisors):
        return told
    begins = [page.text.rfind("\n", 0, title.start) + 1 for title in titles]
    last = max(told.span.end, begins[-1])
    start, end = begins[number], begins[number + 1] if number + 1 < len(titles) else last
    if told.advisors and not any(begins[0] <= who.span.start < last for who in told.advisors):
        return told
    advisors = tuple(who for who in told.advisors if start <= who.span.start < end)
    return replace(told, thesis=read_thesis(page, start, end), advisors=advisors)


_ABOUT = re.compile(  # a label on a line of its own: "kierunek: optyka", "专业：光学"
    r"(?:^|(?<=\n))\W{0,3}(?:(?i:major|field of study|kierunek(?: studiów)?|dyscyplina|специальность|спеціальність|"
    r"направление|fachrichtung|studiengang|studienfach|filière|spécialité|especialidade?|indirizzo|bölüm|"
    r"anabilim dalı)|专业|專業|専攻|전공)\s?[:：]\s*([^\n;；|(（]{2,80})",
    re.M,
)


def read_thesis(page: Page, start: int, end: int) -> str:
    """The title of the thesis that a label in a range tells, "" where there is none."""
    told = _THESIS.search(page.text, start, end)
    if not told:
        return ""
    begin, stop = page.trim(*told.span(told.lastindex or 1), chars=" .,")
    behind = _BEHIND_THESIS.search(page.text, begin, stop)
    marks = [m.end for m in page.marks_in(begin, stop, "em") if m.start == begin and m.end > begin + 12]
    return page.words(*page.trim(begin, min([behind.start() if behind else stop, *marks]), chars=" .,;"))


_BEHIND_THESIS = re.compile(
    r"(?:[.;,(]|\s[-–—|])\s*(?:(?:thesis |dissertation |doctoral |co-)*(?:committee )?(?:chairs?|advis[eo]rs?|"
    r"supervisors?|committee|mentors?|examiners?|grade|mark|gpa|betreuer(?:in)?|note|directeurs?|directora?|relatore|jury))\s?[:：]|"
    r"[，,；;。）)]\s*(?:导师|導師|指导|合作)|(?<=》)(?=[^》])",
    re.I,
)


_AND = re.compile(r"[,\s]\s?(?:&|and|und|et|y|e)\s+(?:an?\s|in\s)?$")


def _two_at_once(page: Page, facts: Facts) -> tuple[Facts, bool]:
    """The facts of an entry in which one phrase holds two degrees, "BS Biology & BA History"; whether one did."""
    titles = facts.of("degree")
    if len(titles) != 1:
        return facts, False
    title = titles[0]
    terms = [t for t in find_degrees(page.text, title.start, title.end) if t.kind != "other"]
    for before, term in pairwise(terms):
        joint = _AND.search(page.text, before.end, term.start)
        own = page.text[before.end : joint.start()] if joint else ""  # "M.S. and Ph.D. in Physics" are one study
        if joint and joint.end() == term.start and re.search(r"[^\W\d_]{4}", own):
            first, second = title._replace(end=joint.start()), title._replace(start=term.start)
            kept = [p for p in facts.phrases if p is not title]
            return facts._replace(phrases=tuple(sorted([*kept, first, second], key=lambda p: p.start))), True
    return facts, False


def _are_apart(page: Page, facts: Facts, titles: Sequence[Phrase]) -> bool:
    """Whether several degrees of one entry are degrees of their own, by their dates, lines and levels."""
    lines = {t.line for t in titles}
    if len(facts.dates) == len(titles) > 1:
        return True
    if len(lines) == 1 < len(titles) and all(_with_own_field(page, a, b) for a, b in pairwise(titles)):
        return True
    levels = {terms[0].kind for t in titles if (terms := find_degrees(page.text, t.start, t.end))}
    by_school = lines <= {o.line for o in facts.of("organization")}
    by_field = all(map(_FIELDED.search, (page.words(t.start, t.end) for t in titles)))
    return len(lines) == len(titles) and (len(levels) > 1 or len(facts.dates) >= len(titles) or by_school or by_field)


def _with_own_field(page: Page, degree: Phrase, following: Phrase) -> bool:
    """Whether a degree has a field of its own before the next degree: "B.S., Geology; B.A., Music, Oslo College"."""
    terms = find_degrees(page.text, degree.start, following.start)
    words = page.text[terms[-1].end : following.start] if terms else ""
    return bool(re.search(r"[^\W\d_]{4}.*(?:;|\s&|\sand|\sund|\set|,)\s*$", words))


def _with_title(page: Page, told: Degree, facts: Facts, title: Phrase | None, date: Date | None) -> Degree:
    """What an entry tells of each of its degrees, with the words, the school and the date of one of them."""
    where = school_of(page, facts, title)
    degree, field = degree_and_field(page, title, facts) if title else (None, subject_alone(page, facts))
    if field and where and page.text[field.start : field.end].endswith(page.text[where.start : where.end]):
        field = page.trim(field.start, field.end - (where.end - where.start), " \t\n,，.;:：-–—")
        field = field if field.end > field.start else None  # "Master ISFB ENS Cachan": the school once more
    if field and (is_degree(page, field) or _TEAMS.search(page.words(*field))):
        field = None  # the degree once more: "석사 [MS]"
    named = (("degree", degree), ("field", field), ("organization", where))
    parts = {name: page.span(*found) for name, found in named if found}
    if date:
        parts["end" if date.single else "start"] = page.span(date.begin, date.stop)
        if date.end and not date.single:
            parts["end"] = page.span(date.begin, date.stop)
    thesis = _quoted_thesis(page, degree, field) if not told.thesis else None
    if thesis:
        field, told = None, replace(told, thesis=page.words(*thesis))
        parts.pop("field", None)
    where, field = split_subject(page, *_boxed_field(page, where, field))
    for name, found in (("field", field), ("organization", where)):
        parts.update({name: page.span(*found)} if found else {})
    now = bool(date and date.current)
    return replace(
        told,
        degree=page.words(*tidy(page, *degree)) if degree else "",
        field=_SUBJECT_TAIL.sub("", page.words(*tidy(page, *field))) if field else "",
        organization=page.words(*where) if where else "",
        start=date.start if date and not date.single else None,
        end=date.end if date and not now else None,
        current=now,
        parts=parts,
    )


_WORK = re.compile(r"диссерт|дисерт|thes[ei]s|dissertation|thèse|tes[ie]\b|proefschrift|rozpraw", re.I)
_OWN_THESIS = re.compile(r"\s?(?:degree )?(?:thesis|dissertation|project)\b", re.I)
_QUOTED = re.compile(r"[«“„\"]([^«»“”„\"\n]{8,250})[»”“\"]")


def _quoted_thesis(page: Page, degree: Range | None, field: Range | None) -> Range | None:
    """The title that stands in quotation marks behind a degree named by its thesis: "защитил диссертацию «Лёд»"."""
    if not degree or not field:
        return None
    if "\n" in page.text[degree.end : field.start] and _OWN_THESIS.match(page.text, degree.end):
        return field  # "Master's thesis, Oslo College", and its title on the next line
    if not _WORK.search(page.text, *degree):
        return None
    quoted = _QUOTED.search(page.text, degree.end, field.end + 1)
    return Range(*quoted.span(1)) if quoted and quoted.start() <= field.start else None


_BOXED_LAST = re.compile(r"\s*\(([A-ZÀ-Þ][^(),]{3,40})(?:,\s[^()]{3,40})?\)?$")
_PROGRAMME = re.compile(r"\b(?:course|program(?:me)?|track|stream|campus|school|division|distance)\b", re.I)
_FROM = re.compile(r"(?:Oxon|Cantab|Lond|Edin|Dunelm|Manc)\.?")


def _boxed_field(page: Page, where: Range | None, field: Range | None) -> tuple[Range | None, Range | None]:
    """School and field, where one stands in the other's brackets: "MA, Lake University (Linguistics)", "BA (Oxon.)"."""
    if field and not where:
        words = page.words(*field)
        return (field, None) if _FROM.fullmatch(words) or is_place(words) else (where, field)
    boxed = _BOXED_LAST.search(page.text, *where) if where and not field else None
    if where is None or boxed is None:
        return where, field
    words = boxed[1]
    if is_organization(words) or is_place(words) or words.isupper() or not words.replace(" ", "").isalpha():
        return where, field
    if _PROGRAMME.search(words):
        return where, field
    return page.trim(where.start, boxed.start()), Range(*boxed.span(1))


_BOXED_DEGREE = re.compile(r"([^()]{3,60}?)\s?\(([^()]{3,80})\)")


def _subjects_spelled_out(page: Page, facts: Facts) -> Facts:
    """The facts with "Computer Science (Laurea in Informatica)" behind "MSc," taken for the subject it is."""
    titles, phrases = facts.of("degree"), list(facts.phrases)
    for first, second in zip(titles, titles[1:], strict=False):
        boxed = _BOXED_DEGREE.fullmatch(page.text, second.start, second.end)
        if boxed and first.line == second.line and find_degrees(boxed[2]) and not find_degrees(boxed[1]):
            phrases[phrases.index(second)] = second._replace(kind="", end=boxed.end(1))
    return facts._replace(phrases=tuple(phrases))


_TEAMS = re.compile(r"\b(?:[A-Z]\w+ (?:Group|Lab|Laboratory|Team))$")

_PAID = re.compile(r"\b(?:scholarship|fellowship|award|prize|stipend|grant)s?\b|\bfellow$", re.I)

_FIRST_SCHOOL = re.compile(
    r"\b(?:primary|elementary|nursery|infant|preparatory) school\b|grundschule|volksschule|"
    r"école (?:primaire|élémentaire)|"
    r"scuola (?:elementare|primaria)|escuela primaria|小学|小學|小学校|초등학교",
    re.I,
)
_GENERIC = re.compile(
    r"(?:senior |junior )?(?:high|secondary|middle|grammar|primary) school|undergraduate school", re.I
)

_FIELDED = re.compile(r"^[A-Z][\w.]{1,8}\s(?:in\s)?(?!Thes|Diss)[A-Z][a-z]{3,}")  # "B.S. Physics", "B.S. in Physics"


def _is_minor(page: Page, title: Phrase) -> bool:
    """Whether a phrase names a minor and no degree: "Evolution with graduate minor in Statistics"."""
    terms = find_degrees(page.text, title.start, title.end)
    return bool(terms) and all(page.text[t.start : t.end].casefold() in ("minor", "minors") for t in terms)


_STRAIGHT = re.compile(r"(?:本?硕博连读|直博|直接攻博)(?:生|研究生)?")

_SUBJECT_TAIL = re.compile(  # "English and Music (double major)"
    r"(?<=\w\w)(?:专业|專業|専攻|전공)$|"
    r"\s*[(（](?:double|dual|joint|first[ -]class|upper second|lower second|2[:.][12]|"
    r"co-?tutelle|majors?|(?:with )?(?:an? )?minors?|honou?rs|concentration)\b"
    r"[^()（）]*[)）]?$",
    re.I,
)


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
