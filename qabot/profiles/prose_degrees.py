"""Degrees told in sentences: "I received my PhD in X from Y in 2020, advised by Z"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from qabot.profiles.affiliations import tidy
from qabot.profiles.dates import Date, read_dates
from qabot.profiles.education import read_thesis
from qabot.profiles.page import Page, Range
from qabot.profiles.people import lead_spans, read_advisors
from qabot.profiles.phrase_kinds import WEAK
from qabot.profiles.profile import Degree, Value
from qabot.profiles.prose_degree_dates import JOINED, date_right_before, dated_at_end, is_of_next, year_of
from qabot.profiles.prose_schools import IN_BRACKETS, read_school, school_before, school_where
from qabot.profiles.prose_subject import is_of_another
from qabot.profiles.prose_where import NEXT_CLAUSE, clause_date, opening_date, read_where
from qabot.profiles.terms import (
    Term,
    find_degrees,
    is_organization,
    is_place,
)

_EARNED = re.compile(
    r"\b(?:receiv|reciev|obtain|earn|complet|got|gett|hold|held|finish|did|do(?:ing)?\b|graduat|"
    r"defend|award|pursu|gain|studi|study|took\b|tak(?:e|ing)\b|have|has|had|acquir|conferred|with an?|after|my|his|"
    r"her|fulfil|undert|embark|enrol|regist|start|began|read for|alumn|educat|undergrad)\w*",
    re.I,
)


_NOT_MINE = re.compile(
    r"\b(?:students?|applicants?|candidates?|positions?|openings?|looking for|recruiting|hiring|supervis(?:e|ing|ed)"
    r" (?:\w+ )?(?:ph|master|under)|recruit|join (?:us|my|our)|mentor(?:ing|ed)? )",
    re.I,
)


_FIELD = re.compile(
    r"\s*(?:['’]s)?\s*(?:\b[Dd]egrees?\b)?\s*(?:\bprogram(?:me)?\b)?\s*(?:\([^)]{1,25}\))?"
    r"\s*(?:,\s+in|in|of|en|majoring in|with a major in|"
    r",|on)\s+(?!(?:19|20)\d\d|(?:co-?)?(?:supervised|advised)\b|the (?:University|Department|School|College)|"
    r"January|February|March|April|May |June|July|August|September|October|November|December|early|late)"
    r"(?!I\b|on\b|(?:magna|summa|cum|with|first[- ]class|honou?rs|followed|also|both|which|where|before|after)\b)"
    r"([A-Za-zÀ-ÿ][^.;()\n]*?)(?=\s*(?:,?\s+(?:from|at|by|through|in (?:19|20)\d\d|"
    r"in (?:January|February|March|April|May|June|July|August|September|October|November|December)|under|with|where|"
    r"degree|"
    r"and (?:a|an|the|my|his|her|then)|advised|supervised|program|jointly|with honou?rs|(?:summa |magna )?cum laude|"
    r"followed by)\b|[,.;()]|$))"
)


# "After my PhD, I spent two years at X": what stands behind the comma has nothing to do with the degree
_ASIDE = re.compile(
    r"\b(?:after|during|before|since|following|upon|throughout|while|alongside|besides|beyond|until|prior\s+to)"
    r"\s+(?:(?!(?:receiv|complet|obtain|finish|earn|graduat|gett)ing\b)[\w-]+\s+){0,4}$",
    re.I,
)


_STARTED = re.compile(r"\b(?:start|began|beginning|embark|enrol)\w*", re.I)


def read_degrees(page: Page, sentence: Range, same: Range | None) -> Iterator[Degree]:
    """The degrees of a sentence in a European language; `same`: the school that "the same university" speaks of."""
    text = page.text
    known = find_degrees(text, sentence.start, sentence.end)
    if not known or not (_EARNED.search(text, sentence.start, sentence.end) or _leads(text, known[0], sentence)):
        return
    terms = [t for t in known if t.kind != "other" and not _is_someone_elses(text, t, sentence)]
    terms = [t for t in terms if not is_of_another(text, sentence, t.start)]
    terms = _paired(text, terms)
    advisors = read_advisors(page, *sentence)
    taken = lead_spans(text, *sentence)
    schools: list[Range | None] = []
    for number, term in enumerate(terms):
        stop = terms[number + 1].start if number + 1 < len(terms) else sentence.end
        if _ASIDE.search(text, max(sentence.start, term.start - 60), term.start):
            comma = re.compile(r",|\bI\b|\b[Ss]?[Hh]e\b").search(text, term.end, stop)
            stop = comma.start() if comma else term.end
        above = next((found for found in reversed(schools) if found), same)
        again = above and _SAME.search(text, *(sentence if above == same else (term.end, stop)))
        schools.append(above if again else read_school(page, term, Range(term.end, stop), taken))
    years = (
        read_dates(text, terms[-1].end, sentence.end)
        if len(terms) > 1 and re.search(r"\brespectively\b|\bdegrees\b", text[sentence.start : sentence.end])
        else []
    )
    for number, term in enumerate(terms):
        stop = terms[number + 1].start if number + 1 < len(terms) else sentence.end
        aside = bool(_ASIDE.search(text, max(sentence.start, term.start - 60), term.start))
        school = school_before(page, term, sentence) or school_where(page, term, sentence, stop) or schools[number]
        school = school or (None if aside else next((s for s in schools[number + 1 :] if s), None))
        if not school and not aside and not _FROM_LAND.search(text, term.end, stop):
            before = list(re.finditer(r"\b(?:at|from|@)\s+(?:the\s+)?(?=[A-Z])", text[sentence.start : term.start]))
            earlier = before and "previously" in text[sentence.start + before[-1].end() : term.start]
            school = read_where(page, sentence.start + before[-1].end(), term.start) if before and not earlier else None
            school = school if school and is_organization(page.words(*school)) else None
        if not school and same and _GRADUATING.search(text, sentence.start, term.start):
            school = same
        if school:
            own_advisors = tuple(who for who in advisors if _is_advised(text, terms, number, who.span.start))
            made = _degree(page, term, school, Range(term.start, stop), sentence, own_advisors)
            own = years[number] if len(years) == len(terms) else year_of(text, terms, number, sentence)
            if own:
                parts = {**made.parts, "end": page.span(own.begin, own.stop)}
                made = replace(made, start=None, end=own.end, parts=parts)
            yield made


_GRADUATING = re.compile(r"\b(?:I|[Hh]e|[Ss]he|[Tt]hey)\b[^.;]{0,30}?\bgraduat(?:e|ed|ing)\b[^.;]{0,30}?\swith\s")
_FROM_LAND = re.compile(r"\sfrom\s(?:the\s)?[A-ZÀ-Þ]")  # "from Norway": some school there
_SAME = re.compile(r"\bsame (?:university|institution|school|institute|college|place)\b")


def _is_advised(text: str, terms: Sequence[Term], number: int, at: int) -> bool:
    """Whether an advisor named at a position is one of a degree: not of those told later, nor below a doctorate."""
    before = [term for term in terms if term.end <= at]
    if not before:
        return True
    if text.count("(", before[-1].end, at) > text.count(")", before[-1].end, at):
        return terms[number] == before[-1]  # "(thesis advisor: Bo Berg)" behind one of several
    return terms[number] in before and (terms[number].kind == before[-1].kind or before[-1].kind != "phd")


_YEAR_OF_STUDY = re.compile(  # "4th-year CS "
    r"\W*(?:an?\s)?(?:\d(?:st|nd|rd|th)|first|second|third|fourth|fifth|sixth|final|last)[- ]year\s"
    r"(?:[A-Z][\w&]*\s){0,3}$",
    re.I,
)


_SCHOOL_BEHIND = re.compile(r"\.?\s(?:in\s[A-ZÀ-Þ][\w &-]{2,50}\s)?(?:from|at|@)\s")


def _leads(text: str, term: Term, sentence: Range) -> bool:
    """Whether a sentence without a verb begins with a degree and its school: "PhD from X", "PhD, Ice, X, 2016"."""
    if _YEAR_OF_STUDY.match(text, sentence.start, term.start) and _SCHOOL_BEHIND.match(text, term.end, sentence.end):
        return True
    if re.search(r"\w", text[sentence.start : term.start]):
        return False
    listed = text[term.end : term.end + 2] == ", " and sentence.end - sentence.start <= _LONGEST_LISTED
    dated = listed and bool(read_dates(text, term.end, sentence.end)) and is_organization(text[term.end : sentence.end])
    return dated or _SCHOOL_BEHIND.match(text, term.end, sentence.end) is not None


_LONGEST_LISTED = 160  # characters


def _paired(text: str, terms: Sequence[Term]) -> list[Term]:
    """The degrees with those that a stroke joins as one: "MPhil/PhD"."""
    joined: list[Term] = []
    for term in terms:
        if joined and text[joined[-1].end : term.start] in (" en ", " em "):
            continue  # "Licenciatura en Ingeniería": what it is in
        if joined and text[joined[-1].end : term.start] == "/" and joined[-1].kind != term.kind:
            joined[-1] = term._replace(start=joined[-1].start)
        else:
            joined.append(term)
    return joined


_LETTERS = re.compile(  # "Ada Lind, " and what other letters stand there
    r"(?:^|(?<=[.\n])\s*)\W*(?:[A-ZÀ-Þ][\w.'’-]*\.?\s){1,4}[A-ZÀ-Þ][\w'’-]+,\s"
    r"(?:[A-Z][A-Za-z.]*[A-Z.](?:\s?\([\w.]+\))?,\s)*$"
)


_BEHIND_LETTERS = re.compile(
    r"(?:\s?\([\w .]+\))?(?:,\s[A-Z][A-Za-z.]*[A-Z.]\)?)*,?\s(?:is|was|has|holds|serves|works|joined|are)\b"
)


def _is_someone_elses(text: str, term: Term, sentence: Range) -> bool:
    after = text[term.end : min(sentence.end, term.end + 24)]
    if _LETTERS.search(text, sentence.start, term.start) and _BEHIND_LETTERS.match(after):
        return True  # the letters behind a name, which a verb follows
    before = text[max(sentence.start, term.start - 40) : term.start]
    if re.match(
        r"['’]?s?\s*(?:and \w+ )?(?:students?|candidates?|applicants?|positions?|"
        r"program(?:me)? (?:director|coordinator)|advis[oe]r|supervisor|thes[ie]s|dissertations?|level|"
        r"scholars?|research(?:er)?|work|fellow|committee|internships?|projects?|placement|lectures?|courses?|class(?:es)?|seminars?|"
        r"modules?|labs?|teaching)\b",
        after,
        re.I,
    ):
        return True
    if (
        _NOT_MINE.search(before)
        or re.search(r"[,/]\s*$", before)
        and re.search(r"\b(?:MS|PhD|BS)\b", before)
        and "student" in after
    ):
        return True
    return (
        term.kind == "master"
        and text[term.start : term.end].lower() in ("master", "masters")
        and not re.match(r"['’]|s?\s*(?:degree|in\b|of\b|from|at|\()", after)
        and not (text[term.start - 1] == "(" and after[:1] == ")")
        or text[term.start : term.end].lower().rstrip(".") in ("dr", "doctor", "doctoral")
    )


def _field_of(text: str, term: Term, sentence: Range) -> re.Match[str] | None:
    """The field behind a degree, without the degree that shares its school: "a Ph.D. in Finance and an MBA"."""
    field = _FIELD.match(text, term.end, sentence.end)
    other = _BEFORE_OTHER.search(field[1]) if field else None
    if field and other and find_degrees(field[1], other.end()):
        named = find_degrees(field[1], other.end())[0].start == other.end()
        return _FIELD_ALONE.match(text, field.start(1), field.start(1) + other.start()) if named else field
    return field


_BEFORE_OTHER = re.compile(r",?\s(?:and|&|as well as)\s(?:(?:an?|the|my|his|her)\s)?(?=[A-Z])")
_FIELD_ALONE = re.compile(r"(.+)")


def _shared_field(text: str, term: Term, sentence: Range) -> re.Match[str] | None:
    """The field of a degree that is told behind the next one: "a Ph.D. and an M.S. in Geology"."""
    joined = JOINED.match(text, term.end, sentence.end)
    if not joined:
        return None
    following = find_degrees(text, joined.end(), min(sentence.end, joined.end() + 40))
    near = bool(following) and following[0].start == joined.end()
    return _FIELD.match(text, following[0].end, sentence.end) if near else None


_BEHIND_FIELD = re.compile(r",\s(?=[A-ZÀ-Þ])")  # "Ph.D., Computer Science, University of Oslo"


_STUDIED = re.compile(  # "I studied Geology at Oslo (BSc 2014, MSc 2016)"
    r"\b(?:studied|studying|read|reading|majored in|majoring in)\s([^,.;()\d]{3,60}?)\s(?:at|from)\s(?:the\s)?$"
)


def _degree(page: Page, term: Term, school: Range, area: Range, sentence: Range, advisors: tuple[Value, ...]) -> Degree:
    text = page.text
    field = _field_of(text, term, sentence) or _shared_field(text, term, sentence)
    lead = field and school.start == field.start(1) and _BEHIND_FIELD.match(text, field.end(1), school.end)
    school = Range(lead.end(), school.end) if lead and is_organization(text[lead.end() : school.end]) else school
    ranges = {"degree": Range(term.start, term.end), "organization": school}
    if (
        field
        and len(field[1]) > 2
        and not re.match(r"and\b", field[1])
        and not find_degrees(field[1])
        and not is_organization(WEAK.sub(" ", field[1]))
        and not is_place(field[1])
        and len(field[1]) < 80
    ):
        ranges["field"] = page.trim(*field.span(1))
    behind = "field" not in ranges and IN_BRACKETS.search(text, sentence.start, term.start)
    studied = _STUDIED.search(text, sentence.start, school.start) if behind else None
    if studied and not find_degrees(studied[1]) and not is_organization(studied[1]):
        ranges["field"] = page.trim(*studied.span(1))
    near = [d for d in read_dates(text, term.start, sentence.end) if d.begin < max(r.end for r in ranges.values()) + 30]
    near = [d for d in near if not is_of_next(text, d, area.end)]
    date: Date | None = next((d for d in near if not NEXT_CLAUSE.match(text, d.stop, sentence.end)), None)
    if not date and find_degrees(text, sentence.start, term.start):  # "..., and in September 2020, I received my PhD"
        date = clause_date(text, sentence, term.start) or date_right_before(text, sentence, term.start)
    if not date and not find_degrees(text, sentence.start, term.start):
        date = opening_date(page, sentence, term.start) or dated_at_end(text, term, sentence)
    parts = {name: page.span(*found) for name, found in ranges.items()}
    if date:
        parts["end" if date.single else "start"] = page.span(date.begin, date.stop)
    pursuing = bool(
        re.search(
            r"pursuing|fulfilling|working towards?|currently|doing my|am doing", text[sentence.start : term.start], re.I
        )
        or _YEAR_OF_STUDY.match(text, sentence.start, term.start)
        or text.startswith(("undergrad", "Undergrad"), term.start)
        and _BEING.search(text, sentence.start, term.start)
    )
    tick = None if date else _TICK.search(text, *area)
    started = bool(_STARTED.search(text, sentence.start, term.start)) and bool(date and date.single)
    return Degree(
        degree=page.words(*tidy(page, term.start, term.end)),
        organization=page.words(*school),
        span=page.span(*page.trim(*sentence)),
        field=page.words(*ranges["field"]) if "field" in ranges else "",
        start=date.start if date and (not date.single or started) else None,
        end=f"20{tick[1]}" if tick else date.end if date and not date.current and not started else None,
        current=pursuing or bool(date and date.current),
        advisors=advisors,
        thesis=read_thesis(page, *area) or _thesis_in_brackets(page, area),
        parts=parts,
    )


_BEING = re.compile(  # "I am Ada, a fifth-year undergraduate"
    r"(?:\b(?:am|is)|['’]m)\s(?:[A-ZÀ-Þ][\w-]+(?:\s[A-ZÀ-Þ][\w-]+){0,3},\s)?(?:(?:currently|now)\s)?"
    r"(?:an?|the)\s(?:[\w&-]+\s){0,5}$"
)
_TICK = re.compile(r"\(['’](\d\d)\b")  # "a B.Eng. from Oslo ('21)"


_QUOTED_FIRST = re.compile(r"\(\s?[“\"«]([^“”\"«»\n]{12,250})[”\"»]")


def _thesis_in_brackets(page: Page, area: Range) -> str:
    """What brackets behind a degree quote: 'a PhD from Fern University in 2011 ("Loud Ice", supervisor: ...)'."""
    quoted = _QUOTED_FIRST.search(page.text, area.start, area.end)
    return page.words(*page.trim(*quoted.span(1), chars=" .,")) if quoted else ""
