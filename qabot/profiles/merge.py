"""What several sources, or several sections of one, say of a person, as one `Profile`: the same fact once."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from qabot.profiles.collected import Collected
from qabot.profiles.names import Owner
from qabot.profiles.persons import same_person
from qabot.profiles.profile import Award, Degree, Item, Link, Paper, Position, Profile, Value
from qabot.profiles.same_paper import also_told, fold, merge_papers
from qabot.profiles.terms import is_student
from qabot.profiles.tongues import join_tongues
from qabot.profiles.twins import merge_degrees, merge_positions, same_place, same_post
from qabot.sources.source import Span

T = TypeVar("T")
F = TypeVar("F", Position, Degree, Paper, Award, Item)
G = TypeVar("G", Award, Item)


def merge(person_id: str, owner: Owner, collected: Sequence[Collected]) -> Profile:
    """One profile of all that the sources of one person say."""
    positions = merge_positions(_every(collected, lambda c: c.positions))
    degrees = merge_degrees(_every(collected, lambda c: c.degrees))
    awards = _each_title_once(_every(collected, lambda c: c.awards), _same_award, _joined_awards)
    positions, degrees, awards = join_tongues(positions, degrees, awards)
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
        students=_items(_every(collected, lambda c: c.students)),
        papers=_within_spans(merge_papers(_every(collected, lambda c: c.papers))),
        awards=_within_spans(awards),
        talks=_items(_every(collected, lambda c: c.talks)),
        projects=_items(_every(collected, lambda c: c.projects)),
        service=_items(_every(collected, lambda c: c.service)),
        teaching=_items(_every(collected, lambda c: c.teaching)),
        skills=tuple(_texts(_every(collected, lambda c: c.skills))),
        interests=tuple(_texts(_every(collected, lambda c: c.interests))),
        languages=tuple(_texts(_every(collected, lambda c: c.languages))),
        emails=tuple(_texts(_every(collected, lambda c: c.emails))),
        links=tuple(_once(_every(collected, lambda c: c.links), lambda link: _link_key(link))),
        sections=tuple(section for source in collected for section in source.sections),
    )


def _items(items: Iterable[Item]) -> tuple[Item, ...]:
    return _within_spans(_each_title_once(items, _same_item, _joined_items))


def _within_spans(facts: Iterable[F]) -> tuple[F, ...]:
    """The facts, each without the parts that stand elsewhere in its own source (a school told once for two, say)."""
    return tuple(
        fact
        if all(_holds(fact.span, part) for part in fact.parts.values())
        else replace(fact, parts={k: v for k, v in fact.parts.items() if _holds(fact.span, v)})
        for fact in facts
    )


def _holds(whole: Span, part: Span) -> bool:
    return whole.source != part.source or whole.start <= part.start and part.end <= whole.end


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


def _each_title_once(facts: Iterable[G], same: Callable[[G, G], bool], joined: Callable[[G, G], G]) -> list[G]:
    """The facts in their order, those of one title that are the `same` as one."""
    kept: list[G] = []
    titled: dict[str, list[int]] = {}
    for fact in facts:
        known = titled.setdefault(fold(fact.title), [])
        at = next((at for at in known if same(kept[at], fact)), None)
        if at is None:
            known.append(len(kept))
            kept.append(fact)
        else:
            kept[at] = joined(kept[at], fact)
    return kept


def _same_award(a: Award, b: Award) -> bool:
    """Of one year; a source that gives no year tells of the same as one that does."""
    if a.year and b.year or a.span.source == b.span.source:
        return a.year == b.year and (bool(a.year) or a.span.start == b.span.start)
    return True


def _joined_awards(a: Award, b: Award) -> Award:
    a, b = (a, b) if a.year or not b.year else (b, a)
    return replace(a, organization=a.organization or b.organization, also=also_told(a, b))


def _same_item(a: Item, b: Item) -> bool:
    """Of several sources: what one source lists twice (a course of two years) is two."""
    if b.span.source in {span.source for span in (a.span, *a.also)}:
        return False
    if a.start and b.start and a.start[:4] != b.start[:4] or a.end and b.end and a.end[:4] != b.end[:4]:
        return False
    return not (a.organization and b.organization) or same_place(a.organization, b.organization)


def _joined_items(a: Item, b: Item) -> Item:
    a, b = (a, b) if a.start or not b.start else (b, a)
    return replace(a, organization=a.organization or b.organization, role=a.role or b.role, also=also_told(a, b))


def _latest(post: Position, positions: Sequence[Position]) -> Position:
    """The last begun of the posts held where one is: "appointed lecturer in 2010. Since 2014 I am professor there"."""
    later = [
        other
        for other in positions
        if other.current
        and post.start
        and (other.start or "") > post.start
        and other.role
        and post.organization == other.organization
    ]
    return max(later, key=lambda other: other.start or "", default=post)


def _current(told: Sequence[Position], positions: Sequence[Position], degrees: Sequence[Degree]) -> Position | None:
    """The post held now: as told in so many words, else the list's first that lasts, else the study under way."""
    named = any(post.role for post in told)  # a place alone says less than what somebody is called
    working = [post for post in told if not is_student(post.role) and (post.role or not named)]
    lasting = [p for p in positions if p.current and not is_student(p.role) and (p.role or not named)]
    if working and not working[0].organization:  # "a curious researcher" says less than a post somewhere
        working = sorted(working, key=lambda post: not post.organization)
    placed = any(post.organization for post in [*working, *lasting, *told])
    studying = any(degree.current and degree.organization for degree in degrees)
    for post in [*working, *lasting, *told]:
        if not placed and studying and not is_student(post.role):
            break  # "a civil engineer" says less than the school of the study under way
        if post.organization or post.role:
            twin = next((known for known in positions if known.current and same_post(known, post)), None)
            if not twin and not post.organization and is_student(post.role):
                where = next((d.organization for d in degrees if d.current and d.organization), "")
                return replace(post, organization=where)
            return _latest(twin, positions) if twin and twin.start and (twin.role or not post.role) else post
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
    return next((post for post in positions if post.current and is_student(post.role)), None)
