"""Dates that two facts of a sentence were both given: each date is that of the fact it stands by."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from qabot.profiles.profile import Degree, Position


def with_own_dates(facts: Iterable[Position | Degree]) -> Iterator[Position | Degree]:
    """Facts of one sentence; a post gives up the date of a degree that stands nearer to it.

    "박사학위를 2015년에 취득하였으며, 현재 부교수로 재직 중" tells no year in which the post began.
    """
    told = list(facts)
    degrees = [fact for fact in told if isinstance(fact, Degree)]
    for fact in told:
        yield _without_date(fact) if isinstance(fact, Position) and any(_claims(d, fact) for d in degrees) else fact


def _claims(degree: Degree, post: Position) -> bool:
    """Whether the date of a post is that of a degree, too, which stands nearer to it."""
    date = post.parts.get("start")
    own = degree.parts.get("end") or degree.parts.get("start")
    if not date or own and own.start != date.start or not own and not degree.end:
        return False
    if not own and post.start != degree.end:
        return False
    return _distance(degree, date.start) < _distance(post, date.start)


def _distance(fact: Position | Degree, at: int) -> int:
    """How far the words of a fact stand from a place in the text."""
    spans = [span for name, span in fact.parts.items() if name in ("role", "degree", "organization", "field")]
    return min((max(span.start - at, at - span.end, 0) for span in spans), default=10_000)


def _without_date(post: Position) -> Position:
    parts = {name: span for name, span in post.parts.items() if name not in ("start", "end")}
    return replace(post, start=None, end=None, parts=parts)
