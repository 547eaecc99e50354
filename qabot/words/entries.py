"""`Entry`: one fact of a profile in the form that lists and filters need, whatever kind of fact it is."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from qabot.profiles.profile import Award, Degree, Item, Link, Paper, Position, Profile, Value
from qabot.profiles.same import plain
from qabot.sources.source import Source, Span

_PRINTED = 160  # characters up to which an item is shown as it is printed
_FAR = 500  # characters of an entry from which on it is cited in part
_ABOVE = 2_000  # characters before an entry in which the place told above several of them is looked for
_ISO = re.compile(r"\d{4}[-./]\d{1,2}(?!\d)(?:[-./]\d{1,2})?")  # its hyphens are no range
_RANGE = re.compile(r"\S\s*(?:[-–—~〜]|to|bis|until)\s*\S", re.I)
Words = Callable[[Span], str]
Fact = Position | Degree | Paper | Award | Item | Value | Link


@dataclass(frozen=True, slots=True)
class Entry:
    """One fact, in the form that lists and filters need."""

    relation: str  # "paper", "position", "education", "award" ...
    person: str  # Profile.id
    number: int  # its place in the profile's list of that relation
    label: str  # how a list shows it
    span: Span
    words: str  # plain words of the entry, its nested items and the headings above: what filters look in
    fact: Fact
    first: int | None = None  # years; first == last for a thing of one year
    last: int | None = None
    current: bool = False
    organization: str = ""
    extra: tuple[Span, ...] = ()  # words that stand outside the entry (a year in a heading)

    def overlaps(self, first: int | None, last: int | None) -> bool:
        """Whether the entry's time meets a range of years; an entry without dates meets none."""
        begin = self.first if self.first is not None else self.last
        end = self.last if self.last is not None else (9999 if self.current else self.first)
        if begin is None or end is None:
            return False
        return (last is None or begin <= last) and (first is None or end >= first)


def entries_of(profile: Profile, source: Callable[[str], Source]) -> dict[str, list[Entry]]:
    """The facts of a profile by relation ("paper", "position" ...), each list in the order of the page."""
    return _Maker(profile, source).all()


@dataclass(slots=True)
class _Maker:
    profile: Profile
    source: Callable[[str], Source]
    made: dict[str, list[Entry]] = field(default_factory=dict)

    def all(self) -> dict[str, list[Entry]]:
        profile = self.profile
        for paper in profile.papers:
            self.paper(paper)
        for position in sorted(profile.positions, key=lambda p: (p.span.source, p.span.start)):
            self.dated("position", _position_label(position, self.words), position)
        current = profile.current
        if current is not None and not any(_lasts(position) for position in profile.positions):
            label = _joined(current.role, current.organization)  # what stands under the name, or in the first sentence
            self.add("position", label, current.span, current, current.organization, None, None, True)
        for degree in profile.education:
            self.dated("education", _degree_label(degree, self.words), degree)
            if degree.thesis:
                label = f"“{degree.thesis}”, {_degree_label(degree, self.words)}"
                extra = self.thesis_line(degree)
                self.dated("thesis", label, degree, extra)
        for award in profile.awards:
            year = str(award.year) if award.year else None
            label = _joined(
                award.title, award.organization, _dates(year, str(award.end_year) if award.end_year else None, False)
            )
            self.add(
                "award",
                label,
                award.span,
                award,
                award.organization,
                year,
                str(award.end_year) if award.end_year else year,
            )
        self.items()
        for relation, values in (
            ("skill", profile.skills),
            ("interest", profile.interests),
            ("language", profile.languages),
            ("email", profile.emails),
            ("advisor", profile.advisors),
        ):
            for value in values:
                self.add(relation, value.text, value.span, value)
        for link in profile.links:
            self.add("link", f"{link.kind}: {link.url}", link.span, link)
        return self.made

    def thesis_line(self, degree: Degree) -> tuple[Span, ...]:
        """The words that print the title of a thesis where those of its degree do not, or only far behind."""
        if degree.thesis not in self.words(degree.span):
            return tuple(span for span in degree.also if degree.thesis in self.words(span))[:1]
        if degree.span.end - degree.span.start <= _FAR:
            return ()
        text, title = self.source(degree.span.source).text, r"\s+".join(map(re.escape, degree.thesis.split()))
        found = re.compile(title).search(text, degree.span.start, degree.span.end)
        if found is None:
            return ()
        start = max(text.rfind("\n", 0, found.start()) + 1, degree.span.start)
        end = text.find("\n", found.end(), degree.span.end)
        return (Span(degree.span.source, start, end if end >= 0 else degree.span.end),)

    def dated(self, relation: str, label: str, fact: Position | Degree | Item, extra: tuple[Span, ...] = ()) -> None:
        """A fact that says where and from when to when; `extra` are words of it that stand elsewhere."""
        extra += self.told_above(fact.organization, fact.span)
        self.add(relation, label, fact.span, fact, fact.organization, fact.start, fact.end, fact.current, extra)

    def told_above(self, place: str, span: Span) -> tuple[Span, ...]:
        """Where the place of an entry is printed when the entry does not: "Snow Group" over all the posts there."""
        if not place or place in self.words(span):
            return ()
        start = self.source(span.source).text.rfind(place, max(0, span.start - _ABOVE), span.start)
        return (Span(span.source, start, start + len(place)),) if start >= 0 else ()

    def words(self, span: Span) -> str:
        return " ".join(self.source(span.source).text[span.start : span.end].split())

    def items(self) -> None:
        """Talks, projects, service, teaching and students."""
        profile = self.profile
        for relation in ("talk", "project", "service", "teaching", "student"):
            items: tuple[Item, ...] = getattr(
                profile, {"talk": "talks", "project": "projects", "student": "students"}.get(relation, relation)
            )
            studies = [degree.span for degree in profile.education] if relation == "teaching" else []
            for item in items:
                if any(inside(item.span, span) for span in studies):
                    continue  # a course of study
                self.add(
                    relation, self.item(item), item.span, item, item.organization, item.start, item.end, item.current
                )

    def item(self, item: Item) -> str:
        """An item as the page prints it; where that is long, what was read from it."""
        printed = self.words(item.span)
        label = _joined(item.title, item.role, item.organization, _printed_dates(item, self.words))
        return printed if len(printed) <= _PRINTED or len(plain(item.title)) < 4 else label

    def paper(self, paper: Paper) -> None:
        venue = paper.venue_short if paper.venue_short and len(paper.venue) > 40 else paper.venue or paper.venue_short
        year = str(paper.year) if paper.year and str(paper.year) not in venue else None
        status = paper.status if paper.status in ("preprint", "thesis") and not venue else ""
        label = ", ".join(part for part in (f"“{paper.title}”", _joined(venue, year, status)) if part)
        written = str(paper.year) if paper.year else None
        extra = tuple(s for name, s in paper.parts.items() if name in ("year", "venue") and not inside(s, paper.span))
        self.add("paper", label, paper.span, paper, paper.venue, written, written, extra=extra)
        for honour in paper.honours:
            self.add(
                "honour",
                _joined(honour.text, f"“{paper.title}”", venue),
                paper.span,
                paper,
                paper.venue,
                written,
                written,
                extra=(honour.span,) if inside(honour.span, paper.span) else (),
            )
        if paper.status == "thesis":
            self.add("thesis", label, paper.span, paper, paper.venue, written, written, extra=extra)

    def add(
        self, relation: str, label: str, span: Span, fact: Fact, organization: str = "",
        start: str | None = None, end: str | None = None, current: bool = False, extra: tuple[Span, ...] = (),
    ) -> None:  # fmt: skip
        rows = self.made.setdefault(relation, [])
        text = self.around(span) if relation == "advisor" else self.source(span.source).text[span.start : span.end]
        words = plain(
            "\n".join([text, *self.headings(span), *(self.source(s.source).text[s.start : s.end] for s in extra)])
        )
        first, last = _year(start), _year(end)
        if first is None and last is not None and relation not in ("position", "project"):
            first = last
        if last is None and first is not None and not current and relation not in ("education",):
            last = first if relation != "position" else None
        rows.append(
            Entry(
                relation,
                self.profile.id,
                len(rows),
                label,
                span,
                words,
                fact,
                first,
                last,
                current,
                organization,
                extra,
            )
        )

    def around(self, span: Span) -> str:
        """The sentence a name stands in: it tells of whom or of what somebody was the advisor."""
        source = self.source(span.source)
        block = next((b for b in source.blocks if b.start <= span.start < b.end), None)
        if block is None:
            return source.text[span.start : span.end]
        left = max(
            source.text.rfind(". ", block.start, span.start),
            source.text.rfind("。", block.start, span.start),
            block.start,
        )
        right = min(
            (
                p
                for p in (source.text.find(". ", span.end, block.end), source.text.find("。", span.end, block.end))
                if p >= 0
            ),
            default=block.end,
        )
        return source.text[left:right]

    def headings(self, span: Span) -> tuple[str, ...]:
        for section in self.profile.sections:
            if section.span.source == span.source and section.span.start <= span.start < section.span.end:
                return section.path
        return ()


def _lasts(position: Position) -> bool:
    return position.current or (position.start is not None and position.end is None)


def inside(part: Span, whole: Span) -> bool:
    """Whether a span lies in another."""
    return part.source == whole.source and whole.start <= part.start and part.end <= whole.end


def _year(date: str | None) -> int | None:
    return int(date[:4]) if date and date[:4].isdigit() else None


def _dates(start: str | None, end: str | None, current: bool) -> str:
    if start and (end or current) and start != end:
        return f"{start} – {end or 'present'}"
    return start or end or ("present" if current else "")


def _printed_dates(fact: Position | Degree | Item, words: Words) -> str:
    """The dates of a fact as the page prints them where it does, else as read."""
    if "start" in fact.parts and _RANGE.search(_ISO.sub("0", words(fact.parts["start"]))):
        return words(fact.parts["start"])  # printed as one piece: "Mar. 2021 - Present"
    if (
        fact.start
        and "start" not in fact.parts
        and "end" in fact.parts
        and _RANGE.search(_ISO.sub("0", words(fact.parts["end"])))
    ):
        return words(fact.parts["end"])
    start = words(fact.parts["start"]).rstrip(" –—-") if fact.start and "start" in fact.parts else fact.start
    end = words(fact.parts["end"]) if fact.end and "end" in fact.parts else fact.end
    return _dates(start, end, fact.current)


def _joined(*parts: str | None) -> str:
    kept: list[str] = []
    for part in parts:
        tidy = re.sub(r"\s+", " ", part or "").strip(" ,;")
        if tidy and not any(plain(tidy) in plain(known) for known in kept):
            kept.append(tidy)
    return ", ".join(kept)


def _position_label(position: Position, words: Words) -> str:
    dates = _printed_dates(position, words)
    return _joined(position.role, position.organization) + (f" ({dates})" if dates else "")


def _degree_label(degree: Degree, words: Words) -> str:
    dates = _printed_dates(degree, words)
    head = (
        f"{degree.degree}, {degree.field}"
        if degree.field and plain(degree.field) not in plain(degree.degree)
        else degree.degree
    )
    return _joined(head, degree.organization) + (f" ({dates})" if dates else "")
