"""Facts of structured data: front matter, JSON, BibTeX and LaTeX commands, by the paths they share."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace
from typing import Any, NamedTuple

from qabot.profiles.affiliations import read_facts, tidy
from qabot.profiles.awards import read_award_line
from qabot.profiles.dates import Date, read_dates
from qabot.profiles.degree_fields import degree_in
from qabot.profiles.education import read_thesis
from qabot.profiles.page import Line, Page, Range
from qabot.profiles.people import read_advisors, read_people
from qabot.profiles.positions import position_kind
from qabot.profiles.profile import Award, Degree, Item, Paper, Position, Value
from qabot.profiles.structured_entry import StructuredEntry
from qabot.profiles.structured_papers import paper_of
from qabot.profiles.tables import template_defaults
from qabot.profiles.terms import find_degrees, is_organization, is_role, is_student
from qabot.sources.source import Field, Span


class Structured(NamedTuple):
    """What the structured data of one source says."""

    positions: tuple[Position, ...] = ()
    current: tuple[Position, ...] = ()
    degrees: tuple[Degree, ...] = ()
    papers: tuple[Paper, ...] = ()
    awards: tuple[Award, ...] = ()
    service: tuple[Item, ...] = ()
    projects: tuple[Item, ...] = ()
    talks: tuple[Item, ...] = ()
    skills: tuple[Value, ...] = ()
    interests: tuple[Value, ...] = ()
    languages: tuple[Value, ...] = ()
    unedited: tuple[str, ...] = ()  # the kinds of which a template's entries were left in, and left out here

    def families(self) -> frozenset[str]:
        """The kinds of fact that are told in fields."""
        return frozenset(self.unedited).union(n for n, facts in zip(self._fields, self, strict=True) if facts)


def read_structured(page: Page) -> Structured:
    """The facts of a source's fields, each list in the order of the file."""
    groups: dict[str, dict[int, dict[str, list[Field]]]] = defaultdict(lambda: defaultdict(lambda: defaultdict(list)))
    values: dict[str, dict[str, Value]] = defaultdict(dict)
    for field in page.source.fields:
        path = field.path
        if len(path) >= 3 and isinstance(path[1], int) and isinstance(path[2], str):
            groups[str(path[0])][path[1]][path[2]].append(field)
        elif len(path) == 2 and path[0] in ("skills", "interests", "languages"):
            value = page.value(field.start, field.end)
            values[str(path[0])].setdefault(value.text.casefold(), value)

    unedited: set[str] = set()
    if values["interests"].keys() == template_defaults()[1]:
        unedited.add("interests")
        values["interests"].clear()

    def each(family: str, make: Callable[[StructuredEntry], Any]) -> tuple[Any, ...]:
        entries = [StructuredEntry(page, fields) for _, fields in sorted(groups[family].items())]
        own = [entry for entry in entries if not _is_default(entry)]
        unedited.update(["degrees" if family == "education" else family] if len(own) < len(entries) else [])
        made = (make(entry) for entry in own)
        return tuple(
            fact for facts in made for fact in (facts if isinstance(facts, list) else [facts]) if fact is not None
        )

    held, studied = each("positions", _held), each("education", _studied)
    return Structured(
        positions=tuple(post for post in (*held, *studied) if isinstance(post, Position)),
        current=tuple(replace(post, current=True) for post in each("current", _positions)),
        degrees=tuple(degree for degree in (*studied, *held) if isinstance(degree, Degree)),
        papers=each("papers", paper_of),
        awards=each("awards", _award),
        service=each("service", _item),
        projects=each("projects", _item),
        talks=each("talks", _item),
        skills=tuple(values["skills"].values()),
        interests=tuple(values["interests"].values()),
        languages=tuple(values["languages"].values()),
        unedited=tuple(sorted(unedited)),
    )


def _is_default(entry: StructuredEntry) -> bool:
    """Whether an entry is what a page template comes with, left unedited: "Professor of Artificial Intelligence"."""
    return entry.text("role", "degree").casefold() in template_defaults()[0]


_YEARS = re.compile(r"\s*[(\[]((?:19|20)\d\d[^()\[\]]{0,30})[)\]]\s*$")  # "MPhys Ice Physics (2022-2024)"


def _set_years_apart(entry: StructuredEntry) -> None:
    """Take the years in brackets behind a degree for its dates."""
    field = entry.fields["degree"][0] if entry.fields.get("degree") else None
    years = _YEARS.search(entry.page.text, field.start, field.end) if field else None
    if field and years:
        cut = {"degree": [replace(field, end=years.start())]}
        dates = {} if entry.fields.get("start") or entry.fields.get("end") else {"dates": _field(field, years)}
        entry.fields = {**entry.fields, **cut, **dates}


def _field(field: Field, years: re.Match[str]) -> list[Field]:
    return [replace(field, start=years.start(1), end=years.end(1))]


def _studied(entry: StructuredEntry) -> Degree | list[Position] | None:
    """What an entry of the education tells: a degree, or the posts that some list there."""
    _set_years_apart(entry)
    title = entry.text("degree")
    if title and is_role(title) and not is_student(title) and not find_degrees(title) and entry.text("organization"):
        entry.fields = {**entry.fields, "role": entry.fields["degree"]}
        return _positions(entry)
    return _degree(entry)


def _held(entry: StructuredEntry) -> Degree | list[Position] | None:
    """What an entry of the posts tells: posts, or the degree that some list there: "PhD in Physics"."""
    role = entry.text("role")
    degrees = find_degrees(role) if entry.text("organization") and not is_role(role) else []
    if not degrees or degrees[0].start or degrees[0].kind == "other" or _WORK_FOR.search(role):
        return _positions(entry)
    entry.fields = {**entry.fields, "degree": entry.fields["role"]}
    return _degree(entry)


_WORK_FOR = re.compile(r"\b(?:thesis|project|research|studies|internship|stud(?:y|ies)|program(?:me)?)\b", re.I)


def _positions(entry: StructuredEntry) -> list[Position]:
    role, organization = entry.text("role"), entry.text("organization")
    parts = entry.parts(role="role", organization="organization", start="start", end="end", place="place")
    if not organization and role:
        role, organization = _role_and_place(entry, parts)
    if not organization and (not role or not entry.dates()):
        return []
    advisors = tuple(read_advisors(entry.page, entry.start, entry.end))
    if with_whom := _SUPERVISED.search(role):
        role = role[: with_whom.start()]
        parts["role"] = entry.page.span(parts["role"].start, parts["role"].start + len(role))
    if led := _LED.search(organization):
        organization = organization[: led.start()]
        begin = parts["organization"].start
        parts["organization"] = entry.page.span(begin, begin + len(organization))
        advisors = advisors or tuple(_people(entry, begin + led.start(), entry.end))
    if own := _ROLE_AT.match(organization):
        if is_role(own[1]) and not is_organization(own[1]):  # `organizations: - name: Director of the Ice Centre`
            begin = parts["organization"].start
            organization = own[2]
            if entry.fields["organization"][0].path[:2] != ("current", 0):  # the page's role is held at the first
                role, parts["role"] = own[1], entry.page.span(begin + own.start(1), begin + own.end(1))
            parts["organization"] = entry.page.span(begin + own.start(2), begin + own.end(2))
    kind = position_kind(role, "work")
    made = []
    dates: list[Date | None] = [*entry.dates()]
    for date in dates or [None]:
        made.append(
            Position(
                role=role,
                organization=organization,
                span=entry.span,
                start=date.start if date else None,
                end=date.end if date else None,
                current=bool(date and date.current),
                place=entry.text("place"),
                kind=kind,
                advisors=advisors,
                parts=parts,
            )
        )
    return made


_ROLE_AT = re.compile(  # a role, and where it is held
    r"([A-ZÀ-Þ][^,;\n]{2,40}?)\s(?:à la|à l[’']|à|au|at the|at|of the|du|de la|chez|an der|am|@)\s([A-ZÀ-Þ][^\n]{2,80})"
)
_SUPERVISED = re.compile(r",?\s(?:co-)?(?:advised|supervised|mentored|hosted) by\b.*$", re.I)
_LED = re.compile(r",\s(?:Prof|Dr|PI)\b\.?.*$")  # "Institute of Ice, Prof. Jane Doe"


def _people(entry: StructuredEntry, start: int, end: int) -> list[Value]:
    """The people named from a position on."""
    names = read_people(entry.page.text, entry.page.trim(start, end, " ,").start, end)
    return [Value(name.text, entry.page.span(name.start, name.end)) for name in names]


def _role_and_place(entry: StructuredEntry, parts: dict[str, Span]) -> tuple[str, str]:
    """A role and where it was held, told in one value: "Data Engineer, Lantern Inc.". Changes the spans in `parts`."""
    page, whole = entry.page, entry.fields["role"][0]
    facts = read_facts(page, [Line(whole.start, whole.end, max(page.block_at(whole.start), 0))], degrees=False)
    roles, places = facts.of("role"), facts.of("organization") or facts.of("")
    if len(roles) != 1 or not places or places[0].start < roles[0].end:
        return entry.text("role"), ""
    role, where = tidy(page, roles[0].start, roles[0].end), tidy(page, places[0].start, places[-1].end)
    parts["role"], parts["organization"] = page.span(*role), page.span(*where)
    return page.words(*role), page.words(*where)


def _degree(entry: StructuredEntry) -> Degree | None:
    degree, organization, field = entry.text("degree"), entry.text("organization"), entry.text("field")
    if not degree and not organization:
        return None
    parts = entry.parts(degree="degree", organization="organization", field="field", start="start", end="end")
    if degree and field:
        degree, field = _specific(entry, parts)
    if degree and not field:
        whole = entry.fields["degree"][0]
        split = degree_in(entry.page, whole.start, whole.end)
        if split:
            parts["degree"] = entry.page.span(*split[0])
            degree = entry.page.words(*split[0])
            if split[1]:
                about = tidy(entry.page, *split[1])
                field, parts["field"] = entry.page.words(*about), entry.page.span(*about)
    date = next(iter(entry.dates()), None)
    lone = bool(date and date.single and entry.fields.get("dates"))
    return Degree(
        degree=degree,
        organization=organization,
        field=field,
        span=entry.span,
        start=date.start if date and not lone else None,
        end=date.end if date else None,
        current=bool(date and date.current),
        thesis=read_thesis(entry.page, entry.start, entry.end)
        if "\n" in entry.page.text[entry.start : entry.end]
        else "",
        advisors=tuple(read_advisors(entry.page, entry.start, entry.end)),
        parts=parts,
    )


_BARE_LEVEL = re.compile(r"(?:bachelor|master|doctor)(?:['’]?s)?(?: degree)?|undergraduate|graduate", re.I)
_LEVEL = re.compile(r"\W*(?:under|post)?-?graduate\b|\W*(?:tertiary|higher education|degree)\b", re.I)


def _specific(entry: StructuredEntry, parts: dict[str, Span]) -> tuple[str, str]:
    """A degree and its field: the degree that brackets or the field name, where the degree tells only a level.

    "Graduate (Ph.D.)" with "Ph.D. in Physics", "Undergraduate" with "Physics (B.S.)". Changes the spans in `parts`.
    """
    page, degree, field = entry.page, entry.fields["degree"][0], entry.fields["field"][0]
    titled, about = Range(degree.start, degree.end), Range(field.start, field.end)
    level = _LEVEL.match(page.text, degree.start, degree.end)
    inner = find_degrees(page.text, field.start, field.end)
    if inner and (level or inner[0].start == field.start):
        at = next((t.start for t in inner if t.start > field.start), field.end)
        bracket = page.text.rfind("(", field.start, at)
        about = page.trim(field.start, bracket if bracket > field.start else at, " ,;")
        told = degree_in(page, *about)
        about = told[1] or about if told else about
    if level:
        boxed = [t for t in find_degrees(page.text, level.end(), degree.end) if t.kind != "other"]
        found = next(iter([*boxed, *inner]), None)
        titled = Range(found.start, found.end) if found else titled
    parts["degree"], parts["field"] = page.span(*titled), page.span(*about)
    return page.words(*titled), page.words(*about)


def _award(entry: StructuredEntry) -> Award | list[Award] | None:
    title = entry.text("title")
    if not title:
        return None
    if entry.fields.keys() == {"title"}:  # all of it in one line: "Best Paper Award, Ice Conference, 2020"
        whole = entry.fields["title"][0]
        read = read_award_line(entry.page, Line(whole.start, whole.end, max(entry.page.block_at(whole.start), 0)))
        return read or None
    parts = entry.parts(title="title", organization="organization", year="year")
    return Award(title=title, span=entry.span, organization=entry.text("organization"), year=entry.year(), parts=parts)


def _item(entry: StructuredEntry) -> Item | None:
    title = entry.text("title", "role", "organization")
    if not title:
        return None
    date = next(iter(entry.dates() or read_dates(entry.text("year"))), None)
    return Item(
        title=title,
        span=entry.span,
        organization=entry.text("organization"),
        role=entry.text("role"),
        start=date.start if date else None,
        end=date.end if date else None,
        parts=entry.parts(title="title", organization="organization", role="role"),
    )
