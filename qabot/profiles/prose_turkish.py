"""Posts and degrees told in Turkish sentences: "X Üniversitesi'nde araştırma görevlisi olarak çalıştı"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from qabot.profiles.dates import Date, read_dates
from qabot.profiles.page import Page, Range
from qabot.profiles.people import read_advisors
from qabot.profiles.positions import position_kind
from qabot.profiles.profile import Degree, Position
from qabot.profiles.tables import table
from qabot.profiles.terms import is_organization, is_place, is_role, role_at

_BACK = 500  # characters in which "the same university" was named
_TELLS = re.compile(r"(?i:üniversite|bölüm|enstitü|fakülte)\w|(?:ı|ü|u|i)nd[ae]n?\b|\bolarak\b|\bmezun\b")
_COPULA = re.compile(r"(?:['’]?(?:[dt][ıiuü]r|[yn]?[ıiuü]m))(?=\W*$)")
_UPPER = "A-ZÇĞİÖŞÜÂ"


class _Words(NamedTuple):
    """The patterns of the table."""

    at: re.Pattern[str]  # an organisation and the ending that says "at" or "from"; its group is the name
    degree: re.Pattern[str]
    earned: re.Pattern[str]
    held: re.Pattern[str]
    present: re.Pattern[str]
    same: re.Pattern[str]


@cache
def _words() -> _Words:
    words = table("prose_turkish")
    run = rf"(?:[{_UPPER}][^\s,;:()'’]*\s(?:(?:ve|ile)\s)?){{0,12}}"
    place = rf"(?:{'|'.join(map(re.escape, words['place']))})"
    at = (
        rf"(?<!\w)(?:(?P<plain>{run}{place})n[dt][ae]n?|(?P<name>{run}[{_UPPER}][^\s,;:()'’]*)['’][yn]?[dt][ae]n?"
        rf"|(?P<bare>{run}{place})(?=\s(?:mezun|öğretim|[Aa]raştırma gör|doktor|doçent|profesör)))(?!\w)"
    )
    whole = {key: re.compile(rf"(?<!\w)(?:{'|'.join(words[key])})", re.I) for key in ("degree", "same")}
    verbs = {
        key: re.compile(rf"(?<!\w)(?:{'|'.join(words[key])})(?!\w)", re.I) for key in ("earned", "held", "present")
    }
    return _Words(re.compile(at), whole["degree"], verbs["earned"], verbs["held"], verbs["present"], whole["same"])


def is_turkish(words: str) -> bool:
    """Whether a sentence is one of the Turkish ones that may tell of a post or degree."""
    return not words.isascii() and _TELLS.search(words) is not None and not re.search(r"\b(?:the|und|der|des)\b", words)


def read_turkish(page: Page, sentence: Range) -> Iterator[Position | Degree]:
    """The posts and degrees that a Turkish sentence tells, clause by clause."""
    for clause in _clauses(page, sentence):
        dates = read_dates(page.text, *clause) or (read_dates(page.text, *sentence) if clause == sentence else [])
        date = dates[0] if dates else None
        degree = _degree(page, clause, sentence, date)
        found = degree or _post(page, clause, sentence, date)
        if found:
            yield found


def _clauses(page: Page, sentence: Range) -> list[Range]:
    """The clauses of a sentence, each with a place of its own; what has none belongs to the clause behind it."""
    words, start = _words(), sentence.start
    made: list[Range] = []
    for stop in [*(m.start() for m in re.finditer(r"[,;]\s|\sve\s", page.text[sentence.start : sentence.end])), None]:
        end = sentence.end if stop is None else sentence.start + stop
        if (
            stop is not None
            and not _place(page, Range(start, end))
            or page.text.count("(", start, end) > page.text.count(")", start, end)
        ):
            continue
        if (
            made
            and stop is None
            and not _place(page, Range(start, end))
            and not words.degree.search(page.text, start, end)
        ):
            made[-1] = Range(made[-1].start, end)  # the verb of the last clause
            break
        made.append(page.trim(start, end, " ,;\n"))
        start = end
    return made


def _place(page: Page, area: Range) -> Range | None:
    """The organisation that a clause names with the ending for "at" or "from"."""
    for match in _words().at.finditer(page.text, *area):
        group = next(group for group in ("plain", "name", "bare") if match[group])
        lead = _NO_NAME.match(page.text, match.start(group), match.end(group))
        name = Range(lead.end() if lead else match.start(group), match.end(group))
        words = page.words(*name)
        if group != "name" or is_organization(words) or words.isupper() and len(words) > 2:
            return page.trim(*name)
    return None


def _firm(page: Page, area: Range) -> Range | None:
    """The employer of two words and more that no word tells: "Anka Yazılım'da yazılım mühendisi olarak"."""
    named = (m for m in _words().at.finditer(page.text, *area) if m["name"] and " " in m["name"].strip())
    found = next(named, None)
    return page.trim(*found.span("name")) if found and not is_place(found["name"]) else None


_NO_NAME = re.compile(  # words that begin a sentence and are no part of a name
    r"(?:(?:Halen|Hâlen|Hala|Ardından|Sonra|Sonrasında|Daha|Önce|Ayrıca|Lisans\w*|Doktora\w*|Yüksek|Şu|Bu)\s)+"
)


def _same_place(page: Page, area: Range) -> Range | None:
    """The organisation that "the same university" speaks of."""
    same = _words().same.search(page.text, *area)
    if not same:
        return None
    found = [m for m in _words().at.finditer(page.text, max(0, area.start - _BACK), same.start())]
    names = [m.span(g) for m in found for g in ("plain", "name", "bare") if m[g] and is_organization(m[g])]
    return page.trim(*names[-1]) if names else None


_FIELD = re.compile(rf"([{_UPPER}][\w ]{{3,50}}?) (?:alanında|dalında|üzerine|programında|bilim dalında)\b")


def _degree(page: Page, clause: Range, sentence: Range, date: Date | None) -> Degree | None:
    """A degree: "Yüksek lisansını 2008 yılında X Üniversitesi'nde tamamladı", "X Bölümü'nden mezun oldu"."""
    words, text = _words(), page.text
    term = words.degree.search(text, *clause)
    where = _place(page, clause) or _same_place(page, clause)
    held = words.held.search(text, *clause)
    if not where or held and not term or not words.earned.search(text, clause.start, sentence.end):
        return None
    if not term and not re.search(r"\b(?:mezun|bitir)", text[clause.start : clause.end]):
        return None
    field = _FIELD.search(text, clause.start, clause.end)
    parts = {"organization": page.span(*where)}
    if term:
        parts["degree"] = page.span(*term.span())
    if field and not is_organization(field[1]):
        parts["field"] = page.span(*page.trim(*field.span(1)))
    current = words.present.search(text, clause.start, sentence.end) is not None
    if date:
        parts["start" if current or not date.single else "end"] = page.span(date.begin, date.stop)
    return Degree(
        degree=page.words(*term.span()) if term else "",
        organization=page.words(*where),
        span=page.span(*page.trim(*sentence)),
        field=page.words(parts["field"].start, parts["field"].end) if "field" in parts else "",
        start=date.start if date and (current or not date.single) else None,
        end=date.end if date and not current else None,
        current=current,
        advisors=tuple(read_advisors(page, *sentence)),
        parts=parts,
    )


def _post(page: Page, clause: Range, sentence: Range, date: Date | None) -> Position | None:
    """A post: the words between the place and "olarak", or behind the place with the ending for "is"."""
    words, text = _words(), page.text
    where = _place(page, clause) or _same_place(page, clause) or _firm(page, clause)
    if not where:
        return None
    role = _role(page, where, clause)
    if not role:
        return None
    current = words.present.search(text, clause.start, sentence.end) is not None
    current = current or bool(_COPULA.search(text[role.end : clause.end])) and not (date and not date.single)
    parts = {"role": page.span(*role), "organization": page.span(*where)}
    if date:
        parts["start"] = page.span(date.begin, date.stop)
    name = page.words(*role)
    return Position(
        role=name,
        organization=page.words(*where),
        span=page.span(*page.trim(*sentence)),
        start=date.start if date else None,
        end=date.end if date and not current and not date.current else None,
        current=current or bool(date and date.current),
        kind=position_kind(name, "work"),
        advisors=tuple(read_advisors(page, *sentence)),
        parts=parts,
    )


def _role(page: Page, where: Range, clause: Range) -> Range | None:
    text = page.text
    held = _words().held.search(text, *clause)
    if held:
        start = where.end if held.start() > where.end else clause.start
        area = page.trim(start, held.start(), " ,'’")
    else:
        copula = _COPULA.search(text, where.end, clause.end)
        if not copula:
            return None
        area = page.trim(where.end, copula.start(), " ,")
    found = role_at(text[area.start : area.end])
    ending = re.compile(r"[^\s(),]*\s?(?:\([^()]*\)\s?)?").match(text, area.start, area.end)
    start = area.start + found.start() if found else area.start
    if start == area.start and ending and start == where.end:
        start = ending.end()
    return Range(start, area.end) if found and start < area.end and is_role(text[start : area.end]) else None
