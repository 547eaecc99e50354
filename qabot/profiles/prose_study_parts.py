"""When a degree told in a sentence of a European language was earned, and in what."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qabot.profiles.dates import Date, read_dates
from qabot.profiles.page import Page, Range
from qabot.profiles.prose_tongues import Language
from qabot.profiles.prose_where import opening_date
from qabot.profiles.terms import Term, is_organization, is_place

LISTED = re.compile(
    r"(?:,|\s(?:y|e|et|und|sowie|en|и)|,\s(?:y|e|et|und))\s(?:(?:el|la|il|le|l[’']|um|o|a|einen?|den)\s)?$"
)

_NEAR = 45  # characters between a date and the verb it belongs to: "2014 bei Prof. Karin Ohlert promoviert"
_OTHER_CLAUSE = re.compile(r"[,;()]|\s(?:y|et|und|e|и|i|та|і)\s")
_OPENS_CLAUSE = re.compile(
    r"(?:[,;]|\s(?:y|et|und|e|и|i|та|і|en|dann|puis|donde|где|де|où))\s+(?:(?:en|em|in|im|nel|w|в|у|desde|depuis|seit|с|з)\s)?"
    r"(?:el\s|l['’])?(?:año\s|année\s|anno\s|ano\s|Jahre?\s)?$",
    re.I,
)
_FIELD = re.compile(r"(?:\s(?:in|en|im|der|di|em|по|з|z|de|du)\s|\sd['’])(?:der\s|la\s)?([^\W\d_][^,;.()«»\"“„]{2,60})")
_NO_FIELD = re.compile(
    r"(?:recherche|research|investigación|ricerca|deux|trois|dos|tres|due|tre|l['’]|año|année|anno|ano|Jahr|первой|"
    r"тем[уі]|отличием|wyróżnieniem|honor\w*|lode|máxima|matrícula|mi|su|mon|ma|son|sa)\b",
    re.I,
)
_VERB = re.compile(r"\s(?:habe|hat|wurde|an|à|en la|ich|obtenue?|obtenid[oa]|ottenut[oa]|conseguit[oa]|aan|bij|na|w)\b")


def date_of(page: Page, terms: Sequence[Term], number: int, school: Range, sentence: Range) -> Date | None:
    """The date of one of the degrees of a sentence: right before it, behind it, or the one the sentence opens with."""
    text, term = page.text, terms[number]
    stop = terms[number + 1].start if number + 1 < len(terms) else sentence.end
    before = _date_before(text, terms, number, sentence)
    following = _date_before(text, terms, number + 1, sentence) if number + 1 < len(terms) else None
    behind = (date for date in read_dates(text, term.end, stop) if not following or date.begin != following.begin)
    after = next(behind, None)
    if before and not (after and not after.single):
        return before
    if after or number:
        return after
    return lone_date(page, max(school.end, term.end), sentence, min(term.start, school.start))


def _date_before(text: str, terms: Sequence[Term], number: int, sentence: Range) -> Date | None:
    """The date that opens the clause of a degree: "..., y en 2013 me doctoré en X"."""
    term = terms[number]
    begin = terms[number - 1].end if number else sentence.start
    dates = read_dates(text, begin, term.start)
    if not dates:
        return None
    gap = text[dates[-1].stop : term.start]
    if len(gap) > _NEAR or _OTHER_CLAUSE.search(gap):
        return None
    opens = len(dates) > 1 or _OPENS_CLAUSE.search(text, max(begin, dates[-1].begin - 24), dates[-1].begin)
    return dates[-1] if opens or not number else None


def lone_date(page: Page, after: int, sentence: Range, before: int) -> Date | None:
    """The date close behind a fact, that a sentence opens with, or the only one in front of it."""
    near = next(iter(read_dates(page.text, after, min(sentence.end, after + 50))), None)
    near = near or opening_date(page, sentence, before)
    dates = [] if near else read_dates(page.text, sentence.start, before)
    return near or (dates[0] if len(dates) == 1 else None)


def field_of(page: Page, degree: Range, school: Range, area: Range, language: Language) -> Range | None:
    """What was studied: the words behind a degree, up to those that lead to its school."""
    text = page.text
    field = _FIELD.match(text, degree.end, area.end)
    if not field or _NO_FIELD.match(text, field.start(1)):
        return None
    stop = min(field.end(1), school.start) if school.start > degree.end else field.end(1)
    # One character more than the area, as what leads to a school looks at how its name begins.
    links = [m for m in language.at.finditer(text, field.start(1), stop + 1) if m.end() > m.start()]
    stop = min([stop, *(m.start() for m in links if m.start() > field.start(1) and _leads_on(page, m, school))])
    dates = read_dates(text, field.start(1), stop)
    stop = dates[0].begin if dates else stop
    verb = _VERB.search(text, field.start(1), stop)
    name = page.trim(field.start(1), verb.start() if verb else stop)
    link = _LINK_LAST.search(text, *name)
    name = Range(name.start, link.start()) if link else name
    tail = LISTED.search(text, name.start, area.end)
    name = Range(name.start, min(name.end, tail.start())) if tail else name
    words = page.words(*name)
    return name if len(words) > 2 and not is_organization(words) and not is_place(words) else None


def _leads_on(page: Page, link: re.Match[str], school: Range) -> bool:
    """Whether a link leads to the school, not to a part of the subject: "Historia de la Ciencia en la X"."""
    behind = _ONWARD.split(page.text[link.end() :][:60].split(",")[0])[0]  # "Ciência da Computação pela Universidade X"
    return link.end() >= school.start - 1 or is_organization(behind)


_ONWARD = re.compile(r"\s(?:pel[oa]s?|por|presso|nell[ao]|en (?:la|el)|an der|na|no|w)\s")


_LINK_LAST = re.compile(r"\s(?:en|em|in|im|nel|del|de|da|do|w|na|в|у|presso(?:\s(?:il|la|l['’]))?|al|all['’]|à|an|am)$")
