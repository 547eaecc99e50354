"""Scopes: which rows of which segments a search is about."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from qabot.index.postings import Rows, Scope

if TYPE_CHECKING:
    from qabot.index.part import Part
    from qabot.index.snapshot import Snapshot

FEW = 4096  # rows: so many are looked through one by one, more by what finds among all


def asked_of(
    snapshot: Snapshot, people: Sequence[str], sections: Sequence[str], without: Sequence[str]
) -> list[tuple[Part, Scope]]:
    """The parts with rows of these people (all if none is given), not of those without, in sections of these kinds."""
    import numpy as np

    left_out: dict[int, list[Rows]] = {}
    for part, rows in _rows_of(snapshot, without):
        left_out.setdefault(id(part), []).append(rows)
    wanted: dict[int, list[Rows]] = {}
    for part, rows in _rows_of(snapshot, people):
        wanted.setdefault(id(part), []).append(rows)
    scopes = []
    for part in snapshot.parts:
        ranges = tuple(sorted(wanted.get(id(part), ()))) if people else None
        count = len(part.segment.rows) if ranges is None else sum(b - a for a, b in ranges)
        if not count:
            continue
        mask = part.live if ranges is None else None
        if sections:
            of_kind = part.of_kinds(tuple(sorted(sections)))
            mask = of_kind if mask is None else mask & of_kind
        for a, b in left_out.get(id(part), ()):
            mask = np.ones(len(part.segment.rows), bool) if mask is None else mask.copy()
            mask[a:b] = False
        if ranges is not None and count > FEW:
            inside = np.zeros(len(part.segment.rows), bool)
            for a, b in ranges:
                inside[a:b] = True
            mask, ranges = inside if mask is None else inside & mask, None
        if mask is None or mask.any():
            scopes.append((part, Scope(ranges, mask)))
    return scopes


def _rows_of(snapshot: Snapshot, people: Iterable[str]) -> Iterable[tuple[Part, Rows]]:
    for person in dict.fromkeys(people):
        found = snapshot.find(person)
        if found:
            rows = found[0].rows(found[1])
            if rows[0] < rows[1]:
                yield found[0], rows
