"""Degrees told in sentences of European languages: which, in what, where and when."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from qabot.profiles.dates import Date, read_dates
from qabot.profiles.page import Page, Range
from qabot.profiles.people import read_advisors
from qabot.profiles.profile import Degree
from qabot.profiles.prose_places import place_at, place_before
from qabot.profiles.prose_study_parts import LISTED, date_of, field_of, lone_date
from qabot.profiles.prose_tongues import Language
from qabot.profiles.terms import Term, find_degrees, is_organization, is_place, organization_ends

_SOMEONE_ELSES = re.compile(
    r"\s*(?:student|kandidat|betreuung|arbeit|étudiant|stellen?|alumnos?|estudiantes?|de mis|mes |студент|аспирант|"
    r"honoris causa|ès honoris|-?\s?sandu[ií]che|писал|пишу|с отличием)",
    re.I,
)

_TITLE = re.compile(r"(?:Dr|Dra|Drs)\.?(?:ssa)?\.?\s[A-ZÀ-Þ]")  # of a person: "sob orientação do Prof. Dr. Bo Berg"

_FINISHED = re.compile(r"(?<!\w)(?:[Оо]кончил|[Зз]акончил|[Зз]акінчи)")  # a school that no degree is named with
_STUDIED = re.compile(r"\s(?:in|en)\s([A-ZÄÖÜ][\w-]+(?:\s(?:und\s)?[A-ZÄÖÜ][\w-]+)?)$")
_SUBJECT_LAST = re.compile(  # "an der Universität Lindau Physik studiert"
    r"(?<!\sBad)(?<!\sSankt)(?<!\sSt\.)\s([A-ZÄÖÜ][\w-]+(?:\sund\s[A-ZÄÖÜ][\w-]+)?)(?=\s(?:studiert|promoviert)\b)"
)
_BOXED = re.compile(r"[(（]\s*$")  # a degree in brackets behind its school: "an der Universität X (Diplom 2003)"
_IN_ROLE = re.compile(r"\b(?:ayudante|contratad[oa]|investigador[a]?|vinculad[oa]|asistente|auxiliar)\s$", re.I)


def degrees_told(page: Page, sentence: Range, language: Language) -> Iterator[Degree]:
    """The degrees that a sentence tells in its language."""
    text = page.text
    words = text[sentence.start : sentence.end]
    if not language.earned.search(words):
        return
    terms = _own_terms(text, sentence, language)
    years = _years_in_turn(text, terms, sentence)
    for number, term in enumerate(terms):
        stop = terms[number + 1].start if number + 1 < len(terms) else sentence.end
        boxed = _BOXED.search(text, sentence.start, term.start)
        before = Range(sentence.start, boxed.start()) if boxed else None
        same = _SAME.search(text, term.end, stop)
        if same and not find_degrees(text, term.end, same.start()):
            before = Range(max(0, sentence.start - _BACK), sentence.start)
        school = place_before(page, before, language) if before else _school_of_course(page, term, stop, language)
        school = school or _school_in_brackets(page, Range(term.end, stop))
        school = school or _school(page, Range(term.end, stop), language)
        if not school and number + 1 < len(terms) and LISTED.search(text, term.end, stop):
            school = _school_of_last(page, terms[number:], sentence, language)
        if not school and number + 1 == len(terms):
            school = place_before(page, Range(sentence.start, term.start), language)
            studied = _STUDIED.search(page.text, school.start, school.end) if school else None
            if school and studied and not is_place(studied[1]):
                school = Range(school.start, studied.start())  # "an der Universität X in Physik promoviert"
            school = _without_subject(page, school, sentence) if school else None
            school = None if school and _FINISHED.search(text, *school) else school
        if school:
            made = _degree(page, terms, number, school, (sentence, language))
            if years:
                parts = {**made.parts, "end": page.span(years[number].begin, years[number].stop)}
                parts.pop("start", None)
                made = replace(made, start=None, end=years[number].end, current=False, parts=parts)
            yield made
    if not terms or _FINISHED.search(words[: terms[0].start - sentence.start]):
        yield from _graduated(page, sentence, language)


def _own_terms(text: str, sentence: Range, language: Language) -> list[Term]:
    """The degrees that a sentence says somebody earned, a doctoral thesis among them."""
    known = [
        term
        for term in find_degrees(text, *sentence)
        if term.kind != "other"
        and not _SOMEONE_ELSES.match(text, term.end)
        and not _TITLE.match(text, term.start)
        and not _IN_ROLE.search(text, max(sentence.start, term.start - 20), term.start)
        and not _POST.search(text, max(sentence.start, term.start - 6), term.start)
        and not _is_aside(text, term, sentence, language)
    ]
    if any(term.kind == "phd" for term in known):
        return known
    thesis = language.thesis.search(text, *sentence)
    return sorted([*known, Term(*thesis.span(), "phd")]) if thesis else known


_BACK = 400  # characters in which the school was named that "the same university" speaks of
_SAME = re.compile(  # "na mesma instituição"
    r"\b(?:mesma|misma|même|stessa|medesima|derselben|dezelfde|tej samej)\s"
    r"(?:institui|instituci|universi|établi|facult|istituz|hochschul|uczeln)|\bту?т? само\b|\bтам само|\bтам же",
    re.I,
)
_POST = re.compile(r"(?:p[óo]s|post)[- ]?$", re.I)


def _is_aside(text: str, term: Term, sentence: Range, language: Language) -> bool:
    """Whether a degree only says when something else was: "Tras el doctorado", but not "Après un master obtenu à X"."""
    if not language.aside.search(text, max(sentence.start, term.start - 40), term.start):
        return False
    comma = text.find(",", term.end, sentence.end)
    if comma > 0 and read_dates(text, term.end, comma) and is_organization(text[term.end : comma]):
        return False  # "Dopo la laurea in biologia all'Università X (2008), ..."
    return not language.earned.search(text, term.end, comma if comma > 0 else min(sentence.end, term.end + 40))


def _without_subject(page: Page, school: Range, sentence: Range) -> Range:
    """A school without the subject behind it: "an der Universität Lindau Physik studiert"."""
    subject = _SUBJECT_LAST.search(page.text, school.start, min(sentence.end, school.end + 12))
    if not subject or subject.end() != school.end:
        return school
    words = page.words(school.start, subject.start())
    return Range(school.start, subject.start()) if 0 < organization_ends(words) < len(words) - 1 else school


_IN_TURN = re.compile(r"\b(?:respectiv\w+|respektive|jeweils|rispettivamente)\b|соответственно", re.I)


def _school_of_last(page: Page, terms: Sequence[Term], sentence: Range, language: Language) -> Range | None:
    """The school behind the last of some degrees listed together: "la Ingeniería, el Máster y el Doctorado por X"."""
    for number, term in enumerate(terms):
        stop = terms[number + 1].start if number + 1 < len(terms) else sentence.end
        school = _school(page, Range(term.end, stop), language)
        if school or not LISTED.search(page.text, term.end, stop):
            return school
    return None


def _years_in_turn(text: str, terms: Sequence[Term], sentence: Range) -> list[Date]:
    """The years of several degrees, told behind them all: "en 2006, 2008 y 2011, respectivamente"."""
    if len(terms) < 2 or not _IN_TURN.search(text, terms[-1].end, sentence.end):
        return []
    years = read_dates(text, terms[-1].end, sentence.end)
    return years if len(years) == len(terms) and all(year.single for year in years) else []


_COURSE = re.compile(r"[а-яіїє]+(?:уре|уру|урі|ате|аті)$", re.I)  # "учился в аспирантуре X", "на бакалавриате X"


def _school_of_course(page: Page, term: Term, stop: int, language: Language) -> Range | None:
    """The school right behind a course in a Slavic language: "учился на бакалавриате матмеха ПГУ"."""
    if not _COURSE.fullmatch(page.text, term.start, term.end):
        return None
    begin = page.trim(term.end, stop, " ").start
    return place_at(page, Range(begin, stop), language) if begin < stop else None


_BOXED_SCHOOL = re.compile(r"[^()（\n;.]{0,70}[(（]([^()（）,;]{3,90})(?:,\s?[^()（）]{0,20})?[)）]")


def _school_in_brackets(page: Page, area: Range) -> Range | None:
    """The school in brackets behind a degree and its field: "Doctor en Geología (Universidad X, 2012)"."""
    boxed = _BOXED_SCHOOL.match(page.text, *area)
    return page.trim(*boxed.span(1)) if boxed and is_organization(boxed[1]) else None


def _school(page: Page, area: Range, language: Language) -> Range | None:
    found: Range | None = None
    for link in language.at.finditer(page.text, *area):
        if found and link.start() >= found.end:
            break
        where = place_at(page, Range(link.end(), area.end), language)
        # "in Physik an der Universität X": the field stands first
        if where and (not found or not is_organization(page.text[found.start : link.start()])):
            found = where
    return found


def _graduated(page: Page, sentence: Range, language: Language) -> Iterator[Degree]:
    """A school finished, without a word on the degree: "окончил факультет физики X университета"."""
    told = re.compile(
        r"(?<!\w)(?:окончил[аи]?|закончил[аи]?|закінчи(?:в|ла)|(?:обуча(?:лся|лась)|учи(?:лся|лась)|"
        r"навча(?:вся|лась|лася)) (?:на|в|у)|"
        r"закінчення (?:в|у) \d{4} році|окончания (?:в \d{4} году)?|выпускни(?:к|ца)|diplômée? d(?:e|"
        r"e la|u))\s+(?:l['’])?",
        re.I,
    )
    match = told.search(page.text, *sentence)
    where = place_at(page, Range(match.end(), sentence.end), language) if match else None
    if not match or not where:
        return
    opened = [d for d in read_dates(page.text, *Range(sentence.start, match.start())) if match.start() - d.stop < 8]
    date = opened[-1] if opened else lone_date(page, where.end, sentence, match.start())
    parts = {"organization": page.span(*where)}
    yield Degree(
        degree="",
        organization=page.words(*where),
        span=page.span(*page.trim(*sentence)),
        end=date.end if date else None,
        parts=parts,
    )


def _degree(
    page: Page,
    terms: Sequence[Term],
    number: int,
    school: Range,
    told: tuple[Range, Language],
) -> Degree:
    sentence, language = told
    text, term = page.text, terms[number]
    stop = terms[number + 1].start if number + 1 < len(terms) else sentence.end
    date = date_of(page, terms, number, school, sentence)
    link = _LINK.search(text, term.start, term.end)
    ranges = {"degree": Range(term.start, link.start() if link else term.end), "organization": school}
    field = field_of(page, ranges["degree"], school, Range(term.end, stop), language)
    if field:
        ranges["field"] = field
    parts = {name: page.span(*found) for name, found in ranges.items()}
    if date:
        parts["end" if date.single else "start"] = page.span(date.begin, date.stop)
    clause = max((m.end() for m in _AND.finditer(text, sentence.start, term.start)), default=sentence.start)
    current = bool(language.present.search(text, clause, term.start)) or bool(date and date.current)
    return Degree(
        degree=page.words(*ranges["degree"]),
        organization=page.words(*school),
        span=page.span(*page.trim(*sentence)),
        field=page.words(*field) if field else "",
        start=date.start if date and (not date.single or current) else None,
        end=date.end if date and not date.current and not current else None,
        current=current,
        advisors=tuple(who for who in read_advisors(page, *sentence) if _is_advised(terms, number, who.span.start)),
        parts=parts,
    )


def _is_advised(terms: Sequence[Term], number: int, at: int) -> bool:
    """Whether an advisor named at a position is one of a degree: of the last one told before, of all where none is."""
    before = [term for term in terms if term.end <= at]
    return not before or terms[number] == before[-1]


_AND = re.compile(r"\s(?:y|et|und|e|и|та|і|oraz|en)\s(?!(?:l|d)['’]|la\s|el\s)")
_LINK = re.compile(r"\s+(?:en|in|de|em|pel[oa]|por)$")
