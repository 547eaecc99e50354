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
from qabot.profiles.profile import Award, Degree, Item, Paper, PaperStatus, Position, Value
from qabot.profiles.tables import template_defaults
from qabot.profiles.terms import find_degrees, is_role, is_student
from qabot.profiles.venues import short_name
from qabot.sources.source import Field, Span

_PRESENT = re.compile(
    r"pr[eé]sent|now|current|ongoing|今|現在|目前|현재|heute|laufend|наст|тепер|a[ct]tual|hoje|oggi|"
    r"aujourd|obecnie|halen|devam",
    re.I,
)


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

    def each(family: str, make: Callable[[_Entry], Any]) -> tuple[Any, ...]:
        entries = [_Entry(page, fields) for _, fields in sorted(groups[family].items())]
        own = [entry for entry in entries if not _is_default(entry)]
        unedited.update(["degrees" if family == "education" else family] if len(own) < len(entries) else [])
        made = (make(entry) for entry in own)
        return tuple(
            fact for facts in made for fact in (facts if isinstance(facts, list) else [facts]) if fact is not None
        )

    studied = each("education", _studied)
    return Structured(
        positions=(
            *each("positions", _positions),
            *(post for post in studied if isinstance(post, Position)),
        ),
        current=tuple(replace(post, current=True) for post in each("current", _positions)),
        degrees=tuple(degree for degree in studied if isinstance(degree, Degree)),
        papers=each("papers", _paper),
        awards=each("awards", _award),
        service=each("service", _item),
        projects=each("projects", _item),
        talks=each("talks", _item),
        skills=tuple(values["skills"].values()),
        interests=tuple(values["interests"].values()),
        languages=tuple(values["languages"].values()),
        unedited=tuple(sorted(unedited)),
    )


def _is_default(entry: _Entry) -> bool:
    """Whether an entry is what a page template comes with, left unedited: "Professor of Artificial Intelligence"."""
    return entry.text("role", "degree").casefold() in template_defaults()[0]


class _Entry:
    """The fields of one entry."""

    def __init__(self, page: Page, fields: dict[str, list[Field]]) -> None:
        self.page, self.fields = page, fields
        every = [field for listed in fields.values() for field in listed]
        start, end = min(f.start for f in every), max(f.end for f in every)
        first, last = page.block_at(start), page.block_at(end - 1)
        self.start = page.blocks[first].start if first >= 0 else start
        self.end = page.blocks[last].end if last >= 0 else end

    @property
    def span(self) -> Span:
        return self.page.span(self.start, self.end)

    def text(self, *names: str) -> str:
        for name in names:
            if self.fields.get(name):
                return self.page.words(self.fields[name][0].start, self.fields[name][0].end)
        return ""

    def parts(self, **names: str) -> dict[str, Span]:
        return {
            part: self.page.span(self.fields[name][0].start, self.fields[name][-1].end)
            for part, name in names.items()
            if self.fields.get(name)
        }

    def dates(self) -> list[Date]:
        """The dates of the entry: its beginning and end as one where both are given."""
        both = self.fields.get("dates", [])
        if both:
            return read_dates(self.page.text, both[0].start, both[0].end)
        begin, end = self._date("start"), self._date("end")
        if not begin or end and (begin[0].start or "") > (end[-1].end or end[-1].start or "9999"):
            return [d._replace(start=None, single=False) if d.single else d for d in end[:1]]
        now = bool(self.fields.get("end") and _PRESENT.search(self.text("end")))
        last = begin[-1]
        if last.single:
            stop = end[-1].end if end else None
            begin[-1] = last._replace(
                end=None if now else stop, current=now or not self.fields.get("end"), single=False
            )
        return sorted(begin, key=lambda d: d.start or "", reverse=True)

    def _date(self, name: str) -> list[Date]:
        listed = self.fields.get(name, [])
        return read_dates(self.page.text, listed[0].start, listed[0].end) if listed else []

    def year(self) -> int | None:
        match = re.search(r"(?:19|20)\d\d", self.text("year", "date", "dates", "end"))
        return int(match[0]) if match else None


_YEARS = re.compile(r"\s*[(\[]((?:19|20)\d\d[^()\[\]]{0,30})[)\]]\s*$")  # "MPhys Ice Physics (2022-2024)"


def _set_years_apart(entry: _Entry) -> None:
    """Take the years in brackets behind a degree for its dates."""
    field = entry.fields["degree"][0] if entry.fields.get("degree") else None
    years = _YEARS.search(entry.page.text, field.start, field.end) if field else None
    if field and years:
        cut = {"degree": [replace(field, end=years.start())]}
        dates = {} if entry.fields.get("start") or entry.fields.get("end") else {"dates": _field(field, years)}
        entry.fields = {**entry.fields, **cut, **dates}


def _field(field: Field, years: re.Match[str]) -> list[Field]:
    return [replace(field, start=years.start(1), end=years.end(1))]


def _studied(entry: _Entry) -> Degree | list[Position] | None:
    """What an entry of the education tells: a degree, or the posts that some list there."""
    _set_years_apart(entry)
    title = entry.text("degree")
    if title and is_role(title) and not is_student(title) and not find_degrees(title) and entry.text("organization"):
        entry.fields = {**entry.fields, "role": entry.fields["degree"]}
        return _positions(entry)
    return _degree(entry)


def _positions(entry: _Entry) -> list[Position]:
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


_SUPERVISED = re.compile(r",?\s(?:co-)?(?:advised|supervised|mentored|hosted) by\b.*$", re.I)
_LED = re.compile(r",\s(?:Prof|Dr|PI)\b\.?.*$")  # "Institute of Ice, Prof. Jane Doe"


def _people(entry: _Entry, start: int, end: int) -> list[Value]:
    """The people named from a position on."""
    names = read_people(entry.page.text, entry.page.trim(start, end, " ,").start, end)
    return [Value(name.text, entry.page.span(name.start, name.end)) for name in names]


def _role_and_place(entry: _Entry, parts: dict[str, Span]) -> tuple[str, str]:
    """A role and where it was held, told in one value: "Data Engineer, Lantern Inc.". Changes the spans in `parts`."""
    page, whole = entry.page, entry.fields["role"][0]
    facts = read_facts(page, [Line(whole.start, whole.end, max(page.block_at(whole.start), 0))], degrees=False)
    roles, places = facts.of("role"), facts.of("organization") or facts.of("")
    if len(roles) != 1 or not places or places[0].start < roles[0].end:
        return entry.text("role"), ""
    role, where = tidy(page, roles[0].start, roles[0].end), tidy(page, places[0].start, places[-1].end)
    parts["role"], parts["organization"] = page.span(*role), page.span(*where)
    return page.words(*role), page.words(*where)


def _degree(entry: _Entry) -> Degree | None:
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


_LEVEL = re.compile(r"\W*(?:under|post)?-?graduate\b|\W*(?:tertiary|higher education|degree)\b", re.I)


def _specific(entry: _Entry, parts: dict[str, Span]) -> tuple[str, str]:
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


_ARCHIVE = re.compile(r"arxiv|preprint|corr\b|psyarxiv|biorxiv", re.I)
_HONOURED = re.compile(r"\b(?:award|prize|best (?:\w+ )?paper|spotlight|oral|honou?rable mention)\b", re.I)  # in a note
_ACCEPTED = re.compile(r"\b(?:to appear|in press|forthcoming|accepted)\b", re.I)
_SUBMITTED = re.compile(r"unpublished|submitted|under review", re.I)


def _paper(entry: _Entry) -> Paper | None:
    title = entry.text("title")
    if not title:
        return None
    page = entry.page
    authors = tuple(dict.fromkeys(page.words(f.start, f.end) for f in entry.fields.get("authors", [])))
    venue, short = entry.text("venue"), entry.text("venue_short")
    kind = entry.text("type").casefold()
    status: PaperStatus = "published" if venue else ""
    if "thesis" in kind or "dissertation" in kind:
        status = "thesis"
    elif "dataset" in kind or "data set" in kind:
        status = "dataset"
    elif _ARCHIVE.search(f"{venue} {kind}") or (not venue and entry.text("eprint")):
        status = "preprint"
    elif _SUBMITTED.search(f"{kind} {entry.text('note')}"):
        status = "submitted"
    award = [
        *entry.fields.get("award", []),
        *(f for f in entry.fields.get("note", []) if _HONOURED.search(page.text, f.start, f.end)),
    ]
    if status in ("", "published") and _ACCEPTED.search(entry.text("note")):
        status = "accepted"
    links = [m.target for m in page.marks_in(entry.start, entry.end, "link") if m.target.startswith("http")]
    joined = f"{venue} ({short})" if venue and short and short.casefold() not in venue.casefold() else venue or short
    return Paper(
        title=title,
        span=entry.span,
        authors=authors,
        venue=joined,
        venue_short=short or short_name(venue),
        year=entry.year(),
        status=status,
        honours=tuple(page.value(f.start, f.end) for f in award),
        links=tuple(dict.fromkeys(links)),
        parts=entry.parts(title="title", authors="authors", venue="venue", year="year"),
    )


def _award(entry: _Entry) -> Award | list[Award] | None:
    title = entry.text("title")
    if not title:
        return None
    if entry.fields.keys() == {"title"}:  # all of it in one line: "Best Paper Award, Ice Conference, 2020"
        whole = entry.fields["title"][0]
        read = read_award_line(entry.page, Line(whole.start, whole.end, max(entry.page.block_at(whole.start), 0)))
        return read or None
    parts = entry.parts(title="title", organization="organization", year="year")
    return Award(title=title, span=entry.span, organization=entry.text("organization"), year=entry.year(), parts=parts)


def _item(entry: _Entry) -> Item | None:
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
