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
from qabot.profiles.prose_tongues import Language
from qabot.profiles.prose_where import opening_date
from qabot.profiles.terms import Term, find_degrees, is_organization, is_place

_SOMEONE_ELSES = re.compile(
    r"\s*(?:student|kandidat|betreuung|arbeit|étudiant|stellen?|alumnos?|estudiantes?|de mis|mes |студент|аспирант)",
    re.I,
)

_TITLE = re.compile(r"(?:Dr|Dra|Drs)\.?\s[A-ZÀ-Þ]")  # of a person: "sob orientação do Prof. Dr. Bo Berg"

_STUDIED = re.compile(r"\s(?:in|en)\s([A-ZÄÖÜ][\w-]+(?:\s(?:und\s)?[A-ZÄÖÜ][\w-]+)?)$")


def degrees_told(page: Page, sentence: Range, language: Language) -> Iterator[Degree]:
    """The degrees that a sentence tells in its language."""
    text = page.text
    words = text[sentence.start : sentence.end]
    if not language.earned.search(words):
        return
    terms = [
        t
        for t in find_degrees(text, *sentence)
        if t.kind != "other" and not _SOMEONE_ELSES.match(text, t.end) and not _TITLE.match(text, t.start)
    ]
    advisors = tuple(read_advisors(page, *sentence))
    years = _years_in_turn(text, terms, sentence)
    for number, term in enumerate(terms):
        stop = terms[number + 1].start if number + 1 < len(terms) else sentence.end
        school = _school(page, Range(term.end, stop), language)
        if not school and number + 1 < len(terms) and _LISTED.search(text, term.end, stop):
            school = _school_of_last(page, terms[number:], sentence, language)
        if not school and number + 1 == len(terms):
            school = place_before(page, Range(sentence.start, term.start), language)
            studied = _STUDIED.search(page.text, school.start, school.end) if school else None
            if school and studied and not is_place(studied[1]):
                school = Range(school.start, studied.start())  # "an der Universität X in Physik promoviert"
        if school:
            made = _degree(page, term, school, Range(term.start, stop), (sentence, advisors, language))
            if years:
                parts = {**made.parts, "end": page.span(years[number].begin, years[number].stop)}
                parts.pop("start", None)
                made = replace(made, start=None, end=years[number].end, current=False, parts=parts)
            yield made
    if not terms:
        yield from _graduated(page, sentence, language)


_LISTED = re.compile(
    r"(?:,|\s(?:y|e|et|und|sowie|en|и)|,\s(?:y|e|et|und))\s(?:(?:el|la|il|le|l[’']|um|o|a|einen?|den)\s)?$"
)

_IN_TURN = re.compile(r"\b(?:respectiv\w+|respektive|jeweils|rispettivamente)\b|соответственно", re.I)


def _school_of_last(page: Page, terms: Sequence[Term], sentence: Range, language: Language) -> Range | None:
    """The school behind the last of some degrees listed together: "la Ingeniería, el Máster y el Doctorado por X"."""
    for number, term in enumerate(terms):
        stop = terms[number + 1].start if number + 1 < len(terms) else sentence.end
        school = _school(page, Range(term.end, stop), language)
        if school or not _LISTED.search(page.text, term.end, stop):
            return school
    return None


def _years_in_turn(text: str, terms: Sequence[Term], sentence: Range) -> list[Date]:
    """The years of several degrees, told behind them all: "en 2006, 2008 y 2011, respectivamente"."""
    if len(terms) < 2 or not _IN_TURN.search(text, terms[-1].end, sentence.end):
        return []
    years = read_dates(text, terms[-1].end, sentence.end)
    return years if len(years) == len(terms) and all(year.single for year in years) else []


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
    date = _date(page, where.end, sentence, match.start())
    parts = {"organization": page.span(*where)}
    yield Degree(
        degree="",
        organization=page.words(*where),
        span=page.span(*page.trim(*sentence)),
        end=date.end if date else None,
        parts=parts,
    )


def _date(page: Page, after: int, sentence: Range, before: int) -> Date | None:
    near = next(iter(read_dates(page.text, after, min(sentence.end, after + 50))), None)
    return near or opening_date(page, sentence, before) or _date_within(page, sentence.start, before)


def _date_within(page: Page, start: int, end: int) -> Date | None:
    """The only date in front of a fact."""
    dates = read_dates(page.text, start, end)
    return dates[0] if len(dates) == 1 else None


def _degree(
    page: Page,
    term: Term,
    school: Range,
    area: Range,
    told: tuple[Range, tuple[object, ...], Language],
) -> Degree:
    sentence, _, language = told
    text = page.text
    date = next(iter(read_dates(text, term.end, area.end)), None)
    first = not find_degrees(text, sentence.start, term.start)
    if not date and first:
        date = _date(page, max(school.end, term.end), sentence, min(term.start, school.start))
    link = re.compile(r"\s+(?:en|in|de)$").search(text, term.start, term.end)
    ranges = {"degree": Range(term.start, link.start() if link else term.end), "organization": school}
    field = re.compile(r"\s+(?:in|en|im|der|di|em|по|d['’])\s?(?:der\s)?([^\W\d_][^,;.()]{2,60})").match(
        text, ranges["degree"].end, area.end
    )
    if field and school.start > term.end:
        links = list(language.at.finditer(text, field.start(1), school.start))
        name = page.trim(field.start(1), min(field.end(1), links[-1].start() if links else school.start))
        verb = re.compile(r"\s(?:habe|hat|wurde|an|à|en la|ich)\b").search(text, name.start, name.end)
        name = Range(name.start, verb.start()) if verb else name
        tail = _LISTED.search(text, name.start, area.end)
        name = Range(name.start, min(name.end, tail.start())) if tail else name
        if name.end > name.start + 2 and not is_organization(page.words(*name)):
            ranges["field"] = name
    parts = {name: page.span(*found) for name, found in ranges.items()}
    if date:
        parts["end" if date.single else "start"] = page.span(date.begin, date.stop)
    current = bool(language.present.search(text, sentence.start, term.start)) or bool(date and date.current)
    return Degree(
        degree=page.words(*ranges["degree"]),
        organization=page.words(*school),
        span=page.span(*page.trim(*sentence)),
        field=page.words(*ranges["field"]) if "field" in ranges else "",
        start=date.start if date and (not date.single or current) else None,
        end=date.end if date and not date.current and not current else None,
        current=current,
        advisors=tuple(read_advisors(page, *sentence)),
        parts=parts,
    )
