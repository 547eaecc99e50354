"""`Profile`: what one person's pages say, as facts. Each fact keeps the range of text it was read from."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import Literal

from qabot.sources.source import Span

NameFrom = Literal["text", "handle", "file name"]
PositionKind = Literal["work", "internship", "visit", "service"]
PaperStatus = Literal["published", "accepted", "preprint", "submitted", "working paper", "thesis", "dataset", ""]


@dataclass(frozen=True, slots=True)
class Value:
    """Words and where they stand. `text` may be tidied ("a AT b DOT edu" is "a@b.edu"); the span shows them as is."""

    text: str
    span: Span

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a page under one heading, its sub-sections left out. `kind` is from the table of headings, or ""."""

    kind: str  # "education", "papers", "positions", "awards" ...
    title: str  # the heading as printed, "" before the first heading
    path: tuple[str, ...]  # titles from the outermost heading to this one
    span: Span  # heading included


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """A post held. Dates are "YYYY" or "YYYY-MM", None where the page does not say."""

    role: str
    organization: str
    span: Span
    start: str | None = None
    end: str | None = None  # None also while it lasts: see `current`
    current: bool = False  # the page says that it lasts ("present", "since", or prose in the present tense)
    place: str = ""
    kind: PositionKind = "work"
    advisors: tuple[Value, ...] = ()  # mentor, host or supervisor named in the entry
    parts: dict[str, Span] = dataclasses.field(
        default_factory=dict
    )  # role, organization, start, end, place: their own words
    also: tuple[Span, ...] = ()  # the other entries that tell of it, in any source; what they say may differ


@dataclass(frozen=True, slots=True, kw_only=True)
class Degree:
    """A degree earned or under way. `degree` and `field` as printed."""

    degree: str
    organization: str
    span: Span
    field: str = ""
    start: str | None = None
    end: str | None = None
    current: bool = False
    thesis: str = ""
    advisors: tuple[Value, ...] = ()
    parts: dict[str, Span] = dataclasses.field(default_factory=dict)
    also: tuple[Span, ...] = ()  # the other entries that tell of it, in any source; what they say may differ


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A paper, thesis, report or data set the person wrote. `authors` in order, as printed without marks."""

    title: str
    span: Span  # the whole entry
    authors: tuple[str, ...] = ()
    venue: str = ""  # as printed
    venue_short: str = ""  # abbreviation: printed, or from the table of venues
    year: int | None = None
    status: PaperStatus = ""
    honours: tuple[Value, ...] = ()  # "Spotlight", "Best Paper Award"
    links: tuple[str, ...] = ()
    parts: dict[str, Span] = dataclasses.field(default_factory=dict)  # title, authors, venue, year
    also: tuple[Span, ...] = ()  # the other entries that tell of it, in any source; what they say may differ


@dataclass(frozen=True, slots=True, kw_only=True)
class Award:
    """An award, fellowship, scholarship or grant received."""

    title: str
    span: Span
    organization: str = ""
    year: int | None = None
    end_year: int | None = None
    parts: dict[str, Span] = dataclasses.field(default_factory=dict)
    also: tuple[Span, ...] = ()  # the other entries that tell of it, in any source; what they say may differ


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """An entry of any other kind of list: a talk, project, course, service, student. `title` is its leading words."""

    title: str
    span: Span
    organization: str = ""  # funder, school, venue
    role: str = ""
    start: str | None = None
    end: str | None = None
    current: bool = False
    parts: dict[str, Span] = dataclasses.field(default_factory=dict)
    also: tuple[Span, ...] = ()  # the other entries that tell of it, in any source; what they say may differ


@dataclass(frozen=True, slots=True)
class Link:
    """A homepage, handle or identifier: `kind` is "homepage", "github", "google scholar", "orcid", "linkedin" ..."""

    kind: str
    url: str
    span: Span  # the words that carry it


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """One person. What the pages do not say is absent."""

    id: str  # path of the file or folder relative to the corpus
    sources: tuple[str, ...]
    name: str
    name_from: NameFrom = "text"
    name_span: Span | None = None  # None when the name is a handle or file name
    aliases: tuple[Value, ...] = ()  # other spellings, native script, the owner as written in author lists
    current: Position | None = None
    positions: tuple[Position, ...] = ()
    education: tuple[Degree, ...] = ()
    advisors: tuple[Value, ...] = ()
    students: tuple[Item, ...] = ()
    papers: tuple[Paper, ...] = ()
    awards: tuple[Award, ...] = ()
    talks: tuple[Item, ...] = ()
    projects: tuple[Item, ...] = ()
    service: tuple[Item, ...] = ()
    teaching: tuple[Item, ...] = ()
    skills: tuple[Value, ...] = ()
    interests: tuple[Value, ...] = ()
    languages: tuple[Value, ...] = ()
    emails: tuple[Value, ...] = ()
    links: tuple[Link, ...] = ()
    sections: tuple[Section, ...] = ()

    def names(self) -> tuple[str, ...]:
        """The name and every alias, each once."""
        return tuple(dict.fromkeys((self.name, *(alias.text for alias in self.aliases))))
