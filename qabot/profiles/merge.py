"""What several sources, or several sections of one, say of a person, as one `Profile`: the same fact once."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from typing import TypeVar

from qabot.profiles.collected import Collected
from qabot.profiles.names import Owner
from qabot.profiles.persons import same_person
from qabot.profiles.profile import Award, Degree, Item, Link, Paper, Position, Profile, Value
from qabot.profiles.terms import find_degrees, is_organization, is_student
from qabot.sources.source import Span

T = TypeVar("T")
F = TypeVar("F", Position, Degree, Paper, Award, Item)
_ALIKE = 0.8  # words at least this alike are one misprinted (ratio of matching characters)


def fold(text: str) -> str:
    """Words to compare: no marks, no case, no punctuation."""
    text = unicodedata.normalize("NFKD", text).casefold()
    text = unicodedata.normalize("NFKC", "".join(c for c in text if not unicodedata.combining(c)))
    return re.sub(r"\W+", " ", text).strip()


def merge(person_id: str, owner: Owner, collected: Sequence[Collected]) -> Profile:
    """One profile of all that the sources of one person say."""
    positions = merge_positions(_every(collected, lambda c: c.positions))
    degrees = merge_degrees(_every(collected, lambda c: c.degrees))
    advisors = [v for v in _every(collected, lambda c: c.advisors) if not owner.is_called(v.text)]
    return Profile(
        id=person_id,
        sources=tuple(source.source for source in collected),
        name=owner.name,
        name_from=owner.name_from,
        name_span=owner.span,
        aliases=owner.aliases,
        current=_current(_every(collected, lambda c: c.current), positions, degrees),
        positions=_within_spans(positions),
        education=_within_spans(degrees),
        advisors=tuple(_people(advisors)),
        students=_within_spans(_every(collected, lambda c: c.students)),
        papers=_within_spans(merge_papers(_every(collected, lambda c: c.papers))),
        awards=_within_spans(_merge_awards(_every(collected, lambda c: c.awards))),
        talks=_within_spans(_every(collected, lambda c: c.talks)),
        projects=_within_spans(_every(collected, lambda c: c.projects)),
        service=_within_spans(_every(collected, lambda c: c.service)),
        teaching=_within_spans(_every(collected, lambda c: c.teaching)),
        skills=tuple(_texts(_every(collected, lambda c: c.skills))),
        interests=tuple(_texts(_every(collected, lambda c: c.interests))),
        languages=tuple(_texts(_every(collected, lambda c: c.languages))),
        emails=tuple(_texts(_every(collected, lambda c: c.emails))),
        links=tuple(_once(_every(collected, lambda c: c.links), lambda link: _link_key(link))),
        sections=tuple(section for source in collected for section in source.sections),
    )


def _within_spans(facts: Iterable[F]) -> tuple[F, ...]:
    """The facts, each without the parts that stand outside its own words (a school named once for two entries, say)."""
    return tuple(replace(fact, parts={k: v for k, v in fact.parts.items() if _holds(fact.span, v)}) for fact in facts)


def _holds(whole: Span, part: Span) -> bool:
    return whole.source == part.source and whole.start <= part.start and part.end <= whole.end


def _every(collected: Sequence[Collected], facts: Callable[[Collected], list[T]]) -> list[T]:
    return [fact for source in collected for fact in facts(source)]


def _link_key(link: Link) -> tuple[str, str]:
    return link.kind, re.sub(r"^https?://(www\.)?", "", link.url).rstrip("/").casefold()


def _once(facts: Iterable[T], key: Callable[[T], object]) -> list[T]:
    seen: dict[object, T] = {}
    for fact in facts:
        seen.setdefault(key(fact), fact)
    return list(seen.values())


def _texts(values: Iterable[Value]) -> list[Value]:
    return _once(values, lambda value: value.text.casefold())


def _people(values: Iterable[Value]) -> list[Value]:
    kept: list[Value] = []
    for value in values:
        if not any(same_person(value.text, known.text) for known in kept):
            kept.append(value)
    return kept


def merge_papers(papers: Iterable[Paper]) -> list[Paper]:
    """Each paper once: of two that are one, the fuller, completed by the other."""
    kept: list[Paper] = []
    keys: list[str] = []
    for paper in papers:
        key = fold(paper.title)
        at = next((i for i, known in enumerate(keys) if _alike(key, known)), None)
        if at is None:
            kept.append(paper)
            keys.append(key)
        else:
            kept[at] = _fuller(kept[at], paper)
    return kept


def _alike(a: str, b: str) -> bool:
    """Whether two folded titles are one: equal, or but for misprints; parts I and II of a title are two."""
    if a == b:
        return True
    if not a or not b or a[:3] != b[:3]:
        return False
    x, y = a.split(), b.split()
    if len(x) != len(y):
        short, long = sorted((a, b), key=len)
        return len(short.split()) >= 5 and long.startswith(f"{short} ") and len(short) > 0.6 * len(long)
    unlike = [(p, q) for p, q in zip(x, y, strict=True) if p != q]
    if len(unlike) > 2 or any(len(p) < 4 or len(q) < 4 or p.isdigit() or q.isdigit() for p, q in unlike):
        return False
    return all(SequenceMatcher(None, p, q).ratio() >= _ALIKE for p, q in unlike)


def _fuller(a: Paper, b: Paper) -> Paper:
    if _weight(b) > _weight(a):
        a, b = b, a
    same = a.span.source == b.span.source
    if not a.venue and b.venue or not a.year and b.year or not a.authors and b.authors:
        parts = {**({k: v for k, v in b.parts.items() if k not in a.parts} if same else {}), **a.parts}
        venue, short, status = (a.venue, a.venue_short, a.status) if a.venue else (b.venue, b.venue_short, b.status)
        a = replace(
            a,
            authors=a.authors or b.authors,
            venue=venue,
            venue_short=short,
            status=status,
            year=a.year or b.year,
            parts=parts,
        )
    return replace(a, honours=a.honours or b.honours, links=tuple(dict.fromkeys((*a.links, *b.links))))


def _weight(paper: Paper) -> int:
    published = paper.status in ("published", "accepted", "thesis") and bool(paper.venue)
    return 4 * published + 2 * bool(paper.authors) + bool(paper.venue) + bool(paper.year) + (len(paper.authors) > 1)


def _within(a: str, b: str) -> bool:
    a, b = f" {fold(a)} ", f" {fold(b)} "
    return bool(a.strip() and b.strip()) and (a in b or b in a)


def merge_positions(positions: Iterable[Position]) -> list[Position]:
    """Each post once: one told in prose and again in a list is the list's."""
    kept: list[Position] = []
    for post in positions:
        at = next((i for i, known in enumerate(kept) if _same_post(known, post)), None)
        if at is None:
            kept.append(post)
        else:
            kept[at] = _completed(kept[at], post)
    return kept


def _same_post(a: Position, b: Position) -> bool:
    if not (_within(a.organization, b.organization) or _shares_place(a.organization, b.organization)):
        return _is_told_again(a, b) or _is_told_again(b, a)
    if (
        a.start
        and b.start
        and a.start[: len(b.start)] != b.start[: len(a.start)]
        or a.end
        and b.end
        and a.end[:4] != b.end[:4]
    ):
        return False
    if a.start and b.start and (a.end or b.end) and not a.role and not b.role:
        return a.start == b.start
    if not a.role or not b.role:
        return a.start == b.start or not (a.start and b.start)
    return _within(a.role, b.role) or SequenceMatcher(None, fold(a.role), fold(b.role)).ratio() > 0.8


def _is_told_again(told: Position, listed: Position) -> bool:
    """Whether a post told in prose, without dates, is the listed one that lasts: nobody holds two of the same name."""
    return (
        told.current
        and listed.current
        and not told.start
        and bool(listed.start)
        and bool(told.role)
        and fold(told.role) == fold(listed.role)
    )


def _shares_place(a: str, b: str) -> bool:
    """Whether two organisations end in the same one: "Lab A, Big University" and "Big University"."""
    last_a, last_b = re.split(r"[,，]", a)[-1], re.split(r"[,，]", b)[-1]
    return bool(fold(last_a)) and fold(last_a) == fold(last_b)


def _completed(a: Position, b: Position) -> Position:
    if not a.start and b.start:
        a, b = b, a
    parts = {**b.parts, **a.parts} if a.span.source == b.span.source and a.span == b.span else a.parts
    return replace(
        a,
        role=a.role or b.role,
        current=a.current or b.current and not a.end,
        advisors=a.advisors or b.advisors,
        parts=parts,
    )


def _level(degree: Degree) -> str:
    terms = find_degrees(degree.degree)
    return terms[0].kind if terms else fold(degree.degree)


def merge_degrees(degrees: Iterable[Degree]) -> list[Degree]:
    """Each degree once: one told in prose and again in a list is the list's."""
    kept: list[Degree] = []
    for degree in degrees:
        at = next((i for i, known in enumerate(kept) if _same_degree(known, degree)), None)
        if at is None:
            kept.append(degree)
        else:
            a, b = kept[at], degree
            if not (a.start or a.end) and (b.start or b.end):
                a, b = b, a
            advisors = a.advisors or b.advisors
            kept[at] = replace(
                a,
                field=a.field or b.field,
                thesis=a.thesis or b.thesis,
                advisors=advisors,
                current=a.current or b.current and not a.end,
            )
    return kept


def _same_degree(a: Degree, b: Degree) -> bool:
    if _level(a) != _level(b) and a.degree and b.degree:
        return False
    if a.end and b.end and a.end[:4] != b.end[:4] or a.start and b.start and a.start[:4] != b.start[:4]:
        return False
    if (
        a.field
        and b.field
        and not _within(a.field, b.field)
        and a.span.source == b.span.source
        and ((a.start or a.end) and (b.start or b.end) or a.span == b.span)
    ):
        return False
    if _within(a.organization, b.organization) or _shares_place(a.organization, b.organization):
        return True
    # An abbreviation or another language for the same school cannot be told; the same level under way is one.
    if _level(a) == _level(b) and (a.current and not a.start or b.current and not b.start):
        return (
            not (a.current and b.end or b.current and a.end)
            or _within(a.organization, b.organization)
            or _level(a) == "master"
        )
    if _level(a) == _level(b) == "phd":
        undated = not (a.start or a.end) or not (b.start or b.end)
        return bool(a.current and b.current) or undated and _shares_name(a.organization, b.organization)
    return False


def _shares_name(a: str, b: str) -> bool:
    """Whether two organisations share a word that is a name: "Laboratory of Ice, Oslo" and "University of Oslo"."""
    names = [{w for w in re.findall(r"[^\W\d_]{4,}", o) if w[0].isupper() and not is_organization(w)} for o in (a, b)]
    return bool(names[0] & names[1])


def _merge_awards(awards: Iterable[Award]) -> list[Award]:
    return _once(awards, lambda a: (fold(a.title), a.year, a.span.start if not a.year else 0))


def _current(told: Sequence[Position], positions: Sequence[Position], degrees: Sequence[Degree]) -> Position | None:
    """The post held now: as told in so many words, else the list's first that lasts, else the study under way."""
    working = [post for post in told if not is_student(post.role)]
    lasting = [post for post in positions if post.current and not is_student(post.role)]
    for post in [*working, *lasting, *told]:
        if post.organization or post.role:
            twin = next((known for known in positions if known.current and _same_post(known, post)), None)
            if not twin and not post.organization and is_student(post.role):
                where = next((d.organization for d in degrees if d.current and d.organization), "")
                return replace(post, organization=where)
            return twin if twin and twin.start else post
    for degree in degrees:
        if degree.current:
            parts = {"role": degree.parts["degree"]} if "degree" in degree.parts else {}
            if "organization" in degree.parts:
                parts["organization"] = degree.parts["organization"]
            return Position(
                role=degree.degree,
                organization=degree.organization,
                span=degree.span,
                start=degree.start,
                current=True,
                advisors=degree.advisors,
                parts=parts,
            )
    return None
