"""Invented people with known facts: profiles written out as text, every fact with its span, and an index over them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from qabot import read_profile
from qabot.answers.answerer import Answerer
from qabot.index.chunks import Chunk
from qabot.index.index import Hit
from qabot.index.lookup import Lookup
from qabot.profiles.profile import Award, Degree, Paper, Position, Profile, Section, Value
from qabot.questions.state import ChatState
from qabot.sources.source import Block, Source, Span


@dataclass
class Writer:
    """Writes one profile's text and remembers where each fact stands."""

    path: str
    text: str = ""
    blocks: list[Block] = field(default_factory=list)
    sections: list[tuple[str, str, int]] = field(default_factory=list)

    def heading(self, title: str, kind: str) -> None:
        self.sections.append((kind, title, len(self.text) + 2 if self.text else 0))
        self.block(title, "heading", 1)

    def block(self, words: str, kind: str = "item", level: int = 1) -> Span:
        if self.text:
            self.text += "\n\n"
        start = len(self.text)
        self.text += words
        self.blocks.append(Block(kind, start, len(self.text), level))
        return Span(self.path, start, len(self.text))

    def part(self, whole: Span, words: str) -> Span:
        start = self.text.index(words, whole.start, whole.end)
        return Span(self.path, start, start + len(words))

    def source(self) -> Source:
        return Source(self.path, "markdown", self.text, tuple(self.blocks))

    def parts(self, whole: Span, **words: str) -> dict[str, Span]:
        return {name: self.part(whole, word) for name, word in words.items() if word}

    def section_list(self) -> tuple[Section, ...]:
        ends = [start for _, _, start in self.sections[1:]] + [len(self.text)]
        return tuple(
            Section(kind, title, (title,), Span(self.path, start, end))
            for (kind, title, start), end in zip(self.sections, ends, strict=True)
        )


def person(
    name: str,
    *,
    papers: Sequence[tuple[str, Sequence[str], str, int]] = (),  # title, authors, venue, year
    positions: Sequence[tuple[str, str, str, str]] = (),  # role, organization, start, end ("" while it lasts)
    degrees: Sequence[tuple[str, str, str, str, str]] = (),  # degree, field, organization, start, end
    advisors: Sequence[str] = (),
    awards: Sequence[tuple[str, int]] = (),
    interests: Sequence[str] = (),
    emails: Sequence[str] = (),
    notes: str = "",
    path: str = "",
) -> tuple[Profile, Source]:
    """A profile and its source."""
    out = Writer(path or re.sub(r"\W+", "-", name.lower()) + ".md")
    out.heading(name, "about")
    name_span = Span(out.path, 0, len(name))
    advisor_values = [Value(a, out.part(out.block(f"Advisor: {a}"), a)) for a in advisors]
    email_values = [Value(e, out.part(out.block(f"E-mail: {e}"), e)) for e in emails]
    if notes:
        out.block(notes, "paragraph", 0)
    interest_values = []
    if interests:
        out.heading("Interests", "interests")
        interest_values = [Value(i, out.block(i)) for i in interests]
    made_papers = []
    if papers:
        out.heading("Publications", "papers")
        for title, authors, venue, year in papers:
            whole = out.block(f"{', '.join(authors)}. {title}. {venue}, {year}")
            parts = out.parts(whole, title=title, authors=", ".join(authors), venue=venue, year=str(year))
            made_papers.append(
                Paper(
                    title=title,
                    span=whole,
                    authors=tuple(authors),
                    venue=venue,
                    venue_short=venue,
                    year=year,
                    parts=parts,
                )
            )
    made_positions = []
    if positions:
        out.heading("Experience", "positions")
        for role, organization, start, end in positions:
            whole = out.block(f"{role}, {organization}, {start} - {end or 'present'}")
            parts = out.parts(whole, role=role, organization=organization, start=start, end=end)
            made_positions.append(
                Position(
                    role=role,
                    organization=organization,
                    span=whole,
                    start=start,
                    end=end or None,
                    current=not end,
                    parts=parts,
                )
            )
    made_degrees = []
    if degrees:
        out.heading("Education", "education")
        for degree, subject, organization, start, end in degrees:
            whole = out.block(f"{degree} in {subject}, {organization}, {start} - {end or 'present'}")
            parts = out.parts(whole, degree=degree, field=subject, organization=organization, start=start, end=end)
            made_degrees.append(
                Degree(
                    degree=degree,
                    field=subject,
                    organization=organization,
                    span=whole,
                    start=start,
                    end=end or None,
                    current=not end,
                    parts=parts,
                )
            )
    made_awards = []
    if awards:
        out.heading("Awards", "awards")
        for title, year in awards:
            whole = out.block(f"{title}, {year}")
            made_awards.append(
                Award(title=title, span=whole, year=year, parts=out.parts(whole, title=title, year=str(year)))
            )
    profile = Profile(
        id=out.path,
        sources=(out.path,),
        name=name,
        name_span=name_span,
        current=next((p for p in made_positions if p.current), None),
        positions=tuple(made_positions),
        education=tuple(made_degrees),
        advisors=tuple(advisor_values),
        papers=tuple(made_papers),
        awards=tuple(made_awards),
        interests=tuple(interest_values),
        emails=tuple(email_values),
        sections=out.section_list(),
    )
    return profile, out.source()


class Shelf:
    """An index without vectors: a passage is a block, found when it shares words with the question."""

    def __init__(self, people: Sequence[tuple[Profile, Source]]) -> None:
        self._profiles = [profile for profile, _ in people]
        self._sources = {source.path: source for _, source in people}
        self._chunks = []
        for profile, source in people:
            for block in source.blocks:
                section = next((s.title for s in profile.sections if s.span.start <= block.start < s.span.end), "")
                words = source.quote(block)
                self._chunks.append(
                    Chunk(
                        len(self._chunks), profile.id, profile.name, source.path, block.start, block.end, section, words
                    )
                )

        self.people = tuple(profile.id for profile in self._profiles)
        self.lookup = Lookup.of(self._profiles, self._sources)

    def profile(self, person: str) -> Profile:
        return next(profile for profile in self._profiles if profile.id == person)

    def source(self, path: str) -> Source:
        return self._sources[path]

    def search(self, text: str, *, k: int, people: Sequence[str] = (), without: Sequence[str] = ()) -> list[Hit]:
        asked = set(re.findall(r"\w+", text.lower()))
        scored = []
        for chunk in self._chunks:
            shared = len(asked & set(re.findall(r"\w+", chunk.text.lower())))
            if shared and (not people or chunk.person in people) and chunk.person not in without:
                scored.append((-shared, chunk.id, chunk))
        return [
            Hit(chunk, -score, None, float(-score), None, rank)
            for rank, (score, _, chunk) in enumerate(sorted(scored)[:k], 1)
        ]


class Talk:
    """A conversation over invented people."""

    def __init__(self, *people: tuple[Profile, Source]) -> None:
        self.shelf = Shelf(people)
        self.answerer = Answerer(self.shelf)  # type: ignore[arg-type]
        self.state = ChatState()

    def ask(self, question: str):
        answer, self.state = self.answerer.answer(question, self.state)
        for citation in answer.citations:
            assert self.shelf.source(citation.source).text[citation.start : citation.end] == citation.snippet != ""
            assert f"[{citation.number}]" in answer.text
        numbers = {int(n) for n in re.findall(r"\[(\d+)\]", answer.text)}
        assert numbers == {citation.number for citation in answer.citations}
        return answer


def profile_of(folder: Path, text: str) -> Profile:
    """What is read from a page of Ada Lind's that holds a text."""
    path = folder / "ada-lind.md"
    path.write_text(f"# Ada Lind\n\n{text}\n", "utf-8")
    return read_profile(path)
