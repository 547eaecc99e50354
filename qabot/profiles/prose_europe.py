"""Posts and degrees told in sentences of other European languages: "Ich war Postdoktorandin an der Universität X"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from qabot.profiles.affiliations import tidy
from qabot.profiles.dates import Date, read_dates
from qabot.profiles.page import Page, Range
from qabot.profiles.people import read_advisors
from qabot.profiles.persons import is_name
from qabot.profiles.profile import Degree, Position
from qabot.profiles.prose_where import make_position, opening_date
from qabot.profiles.tables import table
from qabot.profiles.terms import Term, find_degrees, is_organization, is_place, is_role, role_at

_SOMEONE_ELSES = re.compile(
    r"\s*(?:student|kandidat|betreuung|arbeit|étudiant|stellen?|alumnos?|estudiantes?|de mis|mes |студент|аспирант)",
    re.I,
)
_ROLE_STOP = re.compile(r"[,;:.()（]|\s[–—-]\s|\n|$|(?<=\w)\s+(?=(?:19|20)\d\d)")
_PLACE_STOP = re.compile(
    r"[,;()（:]|\n(?![^\W\d_])|\s[–—-]\s|(?<!\b[А-ЯЁA-Z])(?<!\bим)(?<!\bSt)\.(?:\s|$)|$|\s+(?=(?:19|"
    r"20)\d\d)"
)
_OF_A = re.compile(
    r"(?:\s*[(（][^()（）]{2,40}[)）])?(?:,\s+|\s+(?:de la |del |de l['’]|der |des |da |do |della |"
    r"dell['’]|of the ))(?=[A-ZÀ-Þ])|\s*[(（][^()（）]{2,40}[)）]\s+(?=[А-ЯЁІЇ])"
)
_LENGTH = re.compile(
    r"\s+(?:de|von|di|durante|für|over)?\s?(?:\w+|\d+)\s+(?:ans?|mois|Jahren?|Monaten?|años?|meses|"
    r"anni|mesi|лет|года?)\b",
    re.I,
)
_FILLER = re.compile(  # "arbeitete der Physiker als ...", "ist er als ...", "war hier ..."
    r"(?:(?:der|die|er|sie|ich|hier|dort|auch|zunächst|dann|danach|später|zuletzt|"
    r"[A-ZÄÖÜ][a-zäöüß]+(?:in|er)?)\s+){0,4}als\s+(?:eine?\s+)?|"
    r"(?:(?:er|sie|ich|hier|dort|auch|zunächst|dann|danach|später|zuletzt|aussi|ensuite|también|luego|"
    r"anche|também)\s+)+(?:zu[mr]\s+)?"
)
_APPOINTED = re.compile(r"wurde|nomm|recrut|devien|promu|nombrad|nominat|избран|назначен|стал", re.I)
_CYRILLIC = re.compile(r"[а-яё]{5}")
_UPPER = re.compile(r"[A-ZÀ-ÞА-ЯЁ]")
_FURTHER = 110  # characters a role, or the name of an organisation, may take


class Language(NamedTuple):
    """How a language tells of posts and degrees, as patterns."""

    telling: re.Pattern[str]
    lead: re.Pattern[str]  # before a role; the group that matched tells when: "now", "then", "as" or "did"
    joined: re.Pattern[str]
    at: re.Pattern[str]
    end: re.Pattern[str]
    earned: re.Pattern[str]
    present: re.Pattern[str]
    article: re.Pattern[str]


@cache
def _languages() -> tuple[Language, ...]:
    return tuple(_language(words) for words in table("prose").values())


def _any(words: list[str], before: str = r"(?<!\w)", after: str = "") -> str:
    return f"{before}(?:{'|'.join(words)}){after}" if words else "(?!)"


def _language(words: dict[str, list[str]]) -> Language:
    kinds = (("now", "is"), ("then", "was"), ("as", "as"), ("did", "did"))
    lead = "|".join(f"(?P<{kind}>{_any(words[key])})" for kind, key in kinds)
    return Language(
        re.compile(_any(words["telling"], after=r"(?!\w)"), re.I),
        re.compile(lead, re.I),
        re.compile(_any(words["joined"]), re.I),
        re.compile(_any(words["at"]), re.I),
        re.compile(_any(words["end"], before=r",?\s+", after=r"(?!\w)")),
        re.compile(_any(words["earned"], after=r"(?!\w)"), re.I),
        re.compile(_any(words["present"], after=r"(?!\w)"), re.I),
        re.compile(_any(words["article"]), re.I),
    )


def language_of(text: str) -> Language | None:
    """The language of a sentence, None if none of the table tells it plainly."""
    if _CYRILLIC.search(text):
        return _languages()[-1]
    words = text.replace("’", "'")
    found = [({m.casefold() for m in language.telling.findall(words)}, language) for language in _languages()]
    best = max(found, key=lambda pair: len(pair[0]))
    return best[1] if len(best[0]) >= 2 else None


def read_european(page: Page, sentence: Range) -> Iterator[Position | Degree]:
    """The posts and degrees that a sentence tells in one of the languages of the table."""
    language = language_of(page.text[sentence.start : sentence.end])
    if language:
        yield from _posts(page, sentence, language)
        yield from _degrees(page, sentence, language)


def _posts(page: Page, sentence: Range, language: Language) -> Iterator[Position]:
    text = page.text
    words = text[sentence.start : sentence.end].replace("’", "'").replace("\n", " ")
    done = sentence.start
    for match in language.lead.finditer(words):
        begin, start = sentence.start + match.start(), sentence.start + match.end()
        if begin < done:
            continue
        article = language.article.match(text, start, sentence.end)
        start = article.end() if article else start
        filler = _FILLER.match(text, start, sentence.end)
        start = filler.end() if filler else start
        found = _role_and_place(page, Range(start, sentence.end), language)
        if not found:
            continue
        role, where = found
        kind = match.lastgroup
        if not where and kind in ("as", "then", "now"):
            where = _place_before(page, Range(sentence.start, begin), language)
        if where:
            post = make_position(page, role, where, sentence, kind == "now", "work")
            yield _dated_within(page, post, Range(sentence.start, begin), start)
            done = role.end


def _dated_within(page: Page, post: Position, before: Range, end: int) -> Position:
    """A post with the date at its verb: "ist seit 2023 Professor", "1986 wurde er Professor, war 1990 Dekan"."""
    dates = read_dates(page.text, max(before.start, before.end - 30), end)
    near = [date for date in dates if date.stop >= before.end - 2]
    told = post.parts.get("start")
    if len(near) != 1 or told and page.text[told.start - 1] in "(（":
        return post
    date = near[0]
    lasts = date.current or date.single and post.current
    since = lasts or date.single and bool(_APPOINTED.search(page.text, before.end, end))
    parts = {**post.parts, "start": page.span(date.begin, date.stop)}
    return replace(post, start=date.start, end=None if since else date.end, current=lasts, parts=parts)


def _role_and_place(page: Page, area: Range, language: Language) -> tuple[Range, Range | None] | None:
    """The role that begins an area, and the organisation behind it if one stands there."""
    text = page.text
    stop = _ROLE_STOP.search(text, area.start, min(area.end, area.start + 2 * _FURTHER))
    limit = stop.start() if stop else min(area.end, area.start + _FURTHER)
    whole = Range(area.start, limit)
    for link in language.at.finditer(text, area.start + 2, limit):
        where = _place(page, Range(link.end(), area.end), language)
        someone = where and _OF_SOMEONE.fullmatch(link.group())
        if where and someone and is_name(" ".join(text[where.start : where.end].split()[:2])):
            continue  # "Mitarbeiter von Ada Lind in der Arbeitsgruppe Eis"
        role = _without_people(page, _without_length(page, page.trim(area.start, link.start())))
        words = page.words(*role)
        if where and is_role(words) and (not is_organization(words) or _leads(words)):
            return role, where
    ended = language.end.search(text, whole.start, whole.end)
    role = _without_length(page, page.trim(whole.start, ended.start() if ended else whole.end))
    words = page.words(*role)
    if not words or not is_role(words) or len(words) > 70 or is_organization(words) and not _leads(words):
        return None
    # "(maître de conférences), Université X": the organisation stands behind a comma
    behind = page.trim(role.end, area.end, " ,\n")
    dated = next(
        (d for d in read_dates(text, role.end, min(area.end, role.end + 45)) if d.begin <= role.end + 12), None
    )
    if dated and text[dated.stop : dated.stop + 1] in ",)":  # "Assistant, en octobre 1970, à l'Université X"
        at = language.at.match(text, page.trim(dated.stop, area.end, " ,)\n").start)
        if at and (where := _place(page, Range(at.end(), area.end), language)):
            return role, where
    if text[role.end : behind.start].strip() == ",":
        return role, _place(page, behind, language)
    # "Profesora en el área de X (ABC) del departamento de Y de la Universidad Z"
    clause = re.compile(r"[,;.:](?:\s|$)|$").search(text, role.end, min(area.end, role.end + 3 * _FURTHER))
    for link in language.at.finditer(text, role.end, clause.start() if clause else area.end):
        where = _place(page, Range(link.end(), area.end), language)
        if where:
            return role, where
    return role, None


_OF_SOMEONE = re.compile(r"(?:von|bei|mit|de|di|с)\s", re.I)
_PEOPLE = re.compile(r"\s(?:von|bei|mit|avec|con|de|di|с)\s+(?:Prof\.?\s|Dr\.?\s|проф\.\s)*(?=[A-ZÀ-ÞА-ЯЁ])")


def _without_people(page: Page, role: Range) -> Range:
    """A role without whose it was: "Mitarbeiter von Ada Lind"."""
    for link in _PEOPLE.finditer(page.text, *role):
        if is_name(page.words(link.end(), role.end)):
            return Range(role.start, link.start())
    return role


def _leads(words: str) -> bool:
    """Whether a phrase begins with a role: "Profesora Titular de Universidad"."""
    role = role_at(words)
    return role is not None and role.start() == 0


def _without_length(page: Page, role: Range) -> Range:
    """A role without how long it was held: "séjour postdoctoral de deux ans"."""
    length = _LENGTH.search(page.text, *role)
    return Range(role.start, length.start()) if length and length.end() == role.end else role


def _place(page: Page, area: Range, language: Language) -> Range | None:
    """The organisation that begins an area."""
    text = page.text
    stop = _PLACE_STOP.search(text, area.start + 1, min(area.end, area.start + 2 * _FURTHER))
    limit = stop.start() if stop else area.end
    ended = language.end.search(text, area.start + 1, limit)
    while ended and _inside_name(text, area.start, ended, limit):
        ended = language.end.search(text, ended.end(), limit)
    found = tidy(page, area.start, ended.start() if ended else limit)
    words = page.words(*found)
    if not 2 <= len(words) <= _FURTHER:
        return None
    beyond = _OF_A.match(text, found.end, area.end)
    if beyond and is_organization(words):  # "departamento de X (ABC) de la Universidad Y"
        whole = _place(page, Range(beyond.end(), area.end), language)
        if whole and _UPPER.match(page.text, whole.start):
            return Range(found.start, whole.end)
    named = is_organization(words) or bool(re.fullmatch(r"[A-Z][A-Z&.-]{1,9}", words))
    return found if named and (_UPPER.search(words) is not None) and not is_place(words) else None


def _inside_name(text: str, start: int, ended: re.Match[str], limit: int) -> bool:
    """Whether a word that usually ends a name is a part of it: "Institut für Eis und Schnee der Universität X"."""
    before, word = text[start : ended.start()], ended.group().strip().casefold()
    after = text[ended.end() : limit].lstrip()
    if word in ("y", "et", "und", "e", "и", "für", "de"):
        first = after.split(" ")[0] if after else ""
        return (
            not is_organization(before) or bool(_UPPER.match(after)) and not is_organization(first) and len(before) < 80
        )
    return not is_organization(before) and word in ("im", "in", "en", "sur", "по", "для")


def _place_before(page: Page, area: Range, language: Language) -> Range | None:
    """The organisation in front of "as a ...": the last one joined, or the last one at which somebody was."""
    starts = [m.end() for m in language.joined.finditer(page.text, *area)]
    starts += [m.end() for m in language.at.finditer(page.text, *area)]
    for start in sorted(starts, reverse=True):
        article = language.article.match(page.text, start, area.end)
        where = _place(page, Range(article.end() if article else start, area.end), language)
        if where:
            return where
    return None


_TITLE = re.compile(r"(?:Dr|Dra|Drs)\.?\s[A-ZÀ-Þ]")  # of a person: "sob orientação do Prof. Dr. Bo Berg"
_STUDIED = re.compile(r"\s(?:in|en)\s([A-ZÄÖÜ][\w-]+(?:\s(?:und\s)?[A-ZÄÖÜ][\w-]+)?)$")


def _degrees(page: Page, sentence: Range, language: Language) -> Iterator[Degree]:
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
            school = _place_before(page, Range(sentence.start, term.start), language)
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
        where = _place(page, Range(link.end(), area.end), language)
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
    where = _place(page, Range(match.end(), sentence.end), language) if match else None
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
