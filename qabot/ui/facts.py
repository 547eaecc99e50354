"""`Fact`: one thing a profile says as the page lists it, and the words it was read from."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from qabot.profiles.profile import Award, Degree, Item, Link, Paper, Position, Profile, Value
from qabot.sources.source import Span
from qabot.ui.words import Words

GROUPS = (
    "positions", "education", "advisors", "students", "papers", "awards", "talks", "projects", "service", "teaching",
    "interests", "skills", "languages", "emails", "links",
)  # fmt: skip
SHORT = frozenset(("advisors", "interests", "skills", "languages", "emails", "links"))  # a few words each


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact in a line of plain text. `note` is what stands beside it: a venue, dates."""

    text: str
    note: str
    span: Span


def facts_of(profile: Profile, group: str, words: Words) -> list[Fact]:
    """The facts of one of `GROUPS`, in the order of the profile; the current post leads the positions."""
    found = list(getattr(profile, group))
    if group == "positions" and profile.current and profile.current not in found:
        found.insert(0, profile.current)
    return [_fact(one, words) for one in found]


def name_facts(profile: Profile) -> list[Fact]:
    """The name and its other forms, where the pages print them."""
    own = [Fact(profile.name, "", profile.name_span)] if profile.name_span else []
    return own + [Fact(alias.text, "", alias.span) for alias in profile.aliases]


def dates(start: str | None, end: str | None, current: bool, words: Words) -> str:
    """A stretch of time: "2019 – 2021", "since 2020"; "" where nothing is known."""
    if start and end and start != end:
        return f"{start} – {end}"
    if current:
        return words("person.since", start=start) if start else words("person.now")
    if start:
        return start
    return words("person.until", end=end) if end else ""


def _joined(*parts: str) -> str:
    return ", ".join(part for part in parts if part)


def _fact(one: object, words: Words) -> Fact:
    return _MAKERS[type(one)](one, words)


def _position(one: Position, words: Words) -> Fact:
    return Fact(_joined(one.role, one.organization), dates(one.start, one.end, one.current, words), one.span)


def _degree(one: Degree, words: Words) -> Fact:
    return Fact(
        _joined(one.degree, one.field, one.organization), dates(one.start, one.end, one.current, words), one.span
    )


def _paper(one: Paper, words: Words) -> Fact:
    venue = one.venue_short or one.venue
    year = str(one.year) if one.year and str(one.year) not in venue else ""
    honours = _joined(*(honour.text for honour in one.honours))
    return Fact(one.title, " · ".join(part for part in (_joined(venue, year), honours) if part), one.span)


def _award(one: Award, words: Words) -> Fact:
    years = dates(_text(one.year), _text(one.end_year), False, words)
    return Fact(_joined(one.title, one.organization), years, one.span)


def _item(one: Item, words: Words) -> Fact:
    return Fact(_joined(one.title, one.organization), dates(one.start, one.end, one.current, words), one.span)


def _value(one: Value, words: Words) -> Fact:
    return Fact(one.text, "", one.span)


def _link(one: Link, words: Words) -> Fact:
    return Fact(one.kind, one.url, one.span)


def _text(year: int | None) -> str | None:
    return None if year is None else str(year)


_MAKERS: dict[type, Callable[..., Fact]] = {
    Position: _position, Degree: _degree, Paper: _paper, Award: _award, Item: _item, Value: _value, Link: _link,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Stretch:
    """A row of the timeline: years are whole and inclusive."""

    label: str
    kind: str  # "post" | "degree"
    first: int
    last: int
    lasts: bool


def stretches(profile: Profile, this_year: int) -> list[Stretch]:
    """Posts and degrees that have a year, oldest first."""
    found: list[Position | Degree] = [*profile.positions, *profile.education]
    if profile.current and profile.current not in profile.positions:
        found.append(profile.current)
    return sorted(_stretches(found, this_year), key=lambda row: (row.first, row.last, row.label))


def _stretches(found: list[Position | Degree], this_year: int) -> Iterator[Stretch]:
    for one in found:
        start, end = one.start or one.end, one.end or one.start
        if not start or not end:
            continue
        first, last = int(start[:4]), int(end[:4])
        if one.current and not one.end:
            last = max(last, this_year)
        if not first <= last <= first + 80:
            continue
        what = one.role if isinstance(one, Position) else one.degree
        kind = "post" if isinstance(one, Position) else "degree"
        yield Stretch(_joined(what, one.organization), kind, first, last, one.current)
