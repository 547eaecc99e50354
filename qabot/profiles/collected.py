"""`Collected`: what one source says, before what several say is made one."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass

from qabot.profiles.profile import Award, Degree, Item, Link, Paper, Position, Section, Value


@dataclass(slots=True)
class Collected:
    """The facts of one source, each list in the order of the page."""

    source: str
    sections: tuple[Section, ...] = ()
    positions: list[Position] = dataclasses.field(default_factory=list)
    current: list[Position] = dataclasses.field(default_factory=list)  # posts held now, the plainest first
    degrees: list[Degree] = dataclasses.field(default_factory=list)
    advisors: list[Value] = dataclasses.field(default_factory=list)
    papers: list[Paper] = dataclasses.field(default_factory=list)
    awards: list[Award] = dataclasses.field(default_factory=list)
    students: list[Item] = dataclasses.field(default_factory=list)
    talks: list[Item] = dataclasses.field(default_factory=list)
    projects: list[Item] = dataclasses.field(default_factory=list)
    service: list[Item] = dataclasses.field(default_factory=list)
    teaching: list[Item] = dataclasses.field(default_factory=list)
    skills: list[Value] = dataclasses.field(default_factory=list)
    interests: list[Value] = dataclasses.field(default_factory=list)
    languages: list[Value] = dataclasses.field(default_factory=list)
    emails: list[Value] = dataclasses.field(default_factory=list)
    links: list[Link] = dataclasses.field(default_factory=list)
