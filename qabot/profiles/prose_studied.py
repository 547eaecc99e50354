"""Schools told in English without the name of a degree: "I graduated from X in 2010", "I studied Geology at Y"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qabot.profiles.dates import read_dates
from qabot.profiles.page import Page, Range
from qabot.profiles.profile import Degree
from qabot.profiles.prose_where import opening_date, read_where
from qabot.profiles.terms import find_degrees, is_organization

_WHO = (
    r"(?:\bI(?:['’](?:m|ve))?|\b[Hh]e|\b[Ss]he|\b[Tt]hey|"
    r"\b(?:student|engineer|scientist|developer|researcher)\s(?:who|that)|"
    r"(?P<name>(?:Dr\.? |Prof\.? )?(?:[A-ZÀ-Þ][\w.'’-]*\s){1,3}[A-ZÀ-Þ][\w'’-]+))"
)
_ADVERBS = (
    r"\s(?:(?:am|is|have|has|also|first|then|originally|previously|currently|initially|later|now|recently|a|an)\s){0,3}"
)
_GRADUATED = re.compile(
    rf"{_WHO}{_ADVERBS}(?:graduated|(?:proud\s)?graduate|alumn(?:us|a))"
    r"(?:\s(?:magna |summa )?cum laude|\swith honou?rs)?"
    r"\s(?:from|of|at)\s(?:the\s)?(?=[A-ZÀ-Þ])"
)
_SUBJECT = (  # in capitals, or a word that names a subject
    r"(?:[A-ZÀ-Þ][\w-]*(?:(?:,\s|\s|\s(?:and|of|&)\s)[A-ZÀ-Þ][\w-]*){0,5}|(?:[a-z-]+\s){0,2}(?:mathematics|physics|chemistry|"
    r"biology|geology|philosophy|history|law|medicine|music|economics|psychology|linguistics|informatics|engineering|"
    r"(?:computer|political|social|environmental|data|materials|cognitive) science|literature|architecture|sociology|"
    r"statistics|neuroscience|anthropology|geography|theology|nursing|finance|business)"
    r"(?:\sand\s(?:[a-z]+\s)?[a-z]+)?)"
)
_STUDIED = re.compile(
    rf"{_WHO}{_ADVERBS}(?P<verb>studied|studying|read|major(?:ed|ing)\sin)\s(?P<field>{_SUBJECT})"
    r"\s(?:at|@)\s(?:the\s)?(?=[A-ZÀ-Þ])"
)
_FIELD_STUDENT = re.compile(
    rf"(?:{_WHO}{_ADVERBS}|\bCurrently,?\s(?:an?\s)?)(?:[\w-]+[- ]year\s)?(?P<field>{_SUBJECT})"
    r"\s(?:[Ss]tudent|[Mm]ajor)\sat\s(?:the\s)?(?=[A-ZÀ-Þ])"
)
_YEAR_AT = re.compile(
    rf"{_WHO}{_ADVERBS}(?:rising\s|first-year\s|(?P<field>{_SUBJECT})\s)?"
    r"(?:freshman|sophomore|undergrad)\sat\s(?:the\s)?(?=[A-ZÀ-Þ])"
)
_MAJOR = re.compile(rf",?\s(?:where I(?:['’]m|\sam)\s)?(?:studying|majoring in)\s(?P<field>{_SUBJECT})(?=\s|[.,;(]|$)")
_NO_SCHOOL = re.compile(r"\b(?:Summer|Winter|Workshop|Conference|Accelerator|Bootcamp|Programme?|Fellowship)\b")
_NEEDED = ("graduate", "alumn", "stud", "major", "read ", "freshman", "sophomore", "undergrad")
_NEAR = 30  # characters between a school and the year somebody left it


def read_studied(page: Page, sentence: Range) -> Iterator[Degree]:
    """The schools a sentence tells that names no degree."""
    words = page.text[sentence.start : sentence.end]
    if not any(map(words.__contains__, _NEEDED)):
        return
    if any(term.kind != "other" and page.text[term.start : term.end] != "undergrad" for term in find_degrees(words)):
        return
    for pattern in (_GRADUATED, _STUDIED, _YEAR_AT, _FIELD_STUDENT):
        for match in pattern.finditer(page.text, *sentence):
            where = read_where(page, match.end(), sentence.end)
            name = page.words(*where) if where else ""
            if match["name"] and match.start() > page.trim(*sentence).start:
                continue  # somebody else within the sentence
            if where and is_organization(name) and not _NO_SCHOOL.search(name):
                yield _degree(page, where, match, sentence)


def _degree(page: Page, where: Range, match: re.Match[str], sentence: Range) -> Degree:
    """A study without a degree's name."""
    groups = match.re.groupindex
    major = _MAJOR.match(page.text, where.end, sentence.end) if match.re is _YEAR_AT else None
    told = major or (match if "field" in groups and match["field"] else None)
    current = (
        match.re in (_YEAR_AT, _FIELD_STUDENT) or "verb" in groups and match["verb"] in ("studying", "majoring in")
    )
    near = read_dates(page.text, where.end, min(sentence.end, where.end + _NEAR))
    date = None if current else next(iter(near), None) or opening_date(page, sentence, match.start())
    parts = {"organization": page.span(*where)}
    if told:
        parts["field"] = page.span(*told.span("field"))
    if date:
        parts["end" if date.single else "start"] = page.span(date.begin, date.stop)
    return Degree(
        degree="",
        organization=page.words(*where),
        span=page.span(*page.trim(*sentence)),
        field=page.words(*told.span("field")) if told else "",
        start=date.start if date and not date.single else None,
        end=date.end if date and not date.current else None,
        current=current,
        parts=parts,
    )
