"""Slots: what a phrase that no word of the tables tells must be, as the entries beside it are built alike."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from qabot.profiles.affiliations import Facts, Phrase
from qabot.profiles.page import Page

_TOLD = ("role", "organization")
_LONGEST = 110  # characters; a longer phrase is prose


def fill_slots(entries: Sequence[Facts], heads: Sequence[int]) -> list[Facts]:
    """The facts of the entries of a career; phrases of unknown kind are told by the place they stand at.

    `heads`: how many lines of each entry are its own; the others are detail and stand in no place.
    A place is the number of a line or cell in the entry (of a phrase, where all stand on one). What most of the other
    entries have there, the unknown one is too; where nothing tells, the role stands first, as nearly everywhere.
    """
    told: Counter[tuple[int, str]] = Counter()
    places = [_places(facts, head) for facts, head in zip(entries, heads, strict=True)]
    for slots in places:
        told.update((number, kind) for number, phrase in enumerate(slots) if (kind := phrase.kind) in _TOLD)
    return [_fill(facts, slots, told) for facts, slots in zip(entries, places, strict=True)]


_BOXED = re.compile(r"(?P<where>[^()]{3,80}?)\s?\((?P<role>[A-ZÀ-Þ][^()]{3,40})\)?")


def with_boxed_roles(page: Page, entries: Sequence[Facts]) -> list[Facts]:
    """The facts of the entries of a career, in which most have their role in brackets behind who employed."""
    boxed = [any(page.text[p.start - 1] == "(" for p in facts.of("role")) for facts in entries]
    most = sum(boxed) >= _LEAST and 2 * sum(boxed) > len(entries)
    return [_with_boxed_role(page, facts) if most and not facts.of("role") else facts for facts in entries]


_LEAST = 2  # entries


def _with_boxed_role(page: Page, facts: Facts) -> Facts:
    named = [p for p in facts.of("organization", "") if _BOXED.fullmatch(page.text, p.start, p.end)]
    cut = _BOXED.fullmatch(page.text, named[0].start, named[0].end) if len(named) == 1 else None
    if not cut:
        return facts
    where = named[0]._replace(end=cut.end("where"), kind="organization")
    role = named[0]._replace(start=cut.start("role"), end=cut.end("role"), kind="role")
    return facts._replace(phrases=tuple(q for p in facts.phrases for q in ((where, role) if p is named[0] else (p,))))


def _places(facts: Facts, head: int) -> list[Phrase]:
    """The first telling phrase of each line of an entry, or each phrase of an entry of one line."""
    own = [p for p in facts.phrases if p.kind in ("", *_TOLD) and p.line < head]
    if len({p.line for p in own}) < 2:
        return own
    first: dict[int, Phrase] = {}
    for phrase in own:
        known = first.get(phrase.line)
        if known is None or known.kind == "" and phrase.kind:
            first[phrase.line] = phrase
    return list(first.values())


def _fill(facts: Facts, slots: Sequence[Phrase], told: Counter[tuple[int, str]]) -> Facts:
    facts, slots = _turned(facts, slots, told)
    kinds = {p.kind for p in facts.phrases}
    unknown = [n for n, p in enumerate(slots) if p.kind == "" and p.end - p.start <= _LONGEST]
    if not facts.dates or all(kind in kinds for kind in _TOLD):
        return facts
    found: dict[Phrase, str] = {}
    known = next((n for n, p in enumerate(slots) if p.kind in _TOLD), None)
    if not kinds & set(_TOLD) and unknown[:2] == [0, 1]:
        turned = told[0, "organization"] > told[0, "role"]
        if not any(kind == "role" for _, kind in told) and turned:
            return facts._replace(phrases=tuple(_as(p, slots[0], "organization") for p in facts.phrases))
        found = {slots[0]: _TOLD[turned], slots[1]: _TOLD[not turned]}
    elif known is not None:
        missing = next(kind for kind in _TOLD if kind not in kinds)
        own = _in_own_cell(facts, slots[known]) if missing == "organization" else None
        phrase = own or _beside(facts, slots[known], missing) or _at_place(slots, known, unknown, told, missing)
        found = {phrase: missing} if phrase else {}
    return facts._replace(phrases=tuple(p._replace(kind=found[p]) if p in found else p for p in facts.phrases))


def _as(phrase: Phrase, chosen: Phrase, kind: str) -> Phrase:
    return phrase._replace(kind=kind) if phrase is chosen else phrase


def _turned(facts: Facts, slots: Sequence[Phrase], told: Counter[tuple[int, str]]) -> tuple[Facts, Sequence[Phrase]]:
    """An entry of two roles and no organisation, with the one where the other entries have theirs taken for it."""
    facts, slots = _named_as_posts(facts, slots, told)
    roles = [n for n, p in enumerate(slots) if p.kind == "role"]
    if len(roles) != 2 or any(p.kind == "organization" for p in facts.phrases) or slots[0].line == slots[-1].line:
        return facts, slots
    place = next((n for n in roles if told[n, "organization"] > told[n, "role"] + 1), None)
    if place is None:
        return facts, slots
    turned = slots[place]._replace(kind="organization")
    phrases = tuple(turned if p is slots[place] else p for p in facts.phrases)
    return facts._replace(phrases=phrases), [turned if n == place else p for n, p in enumerate(slots)]


def _named_as_posts(
    facts: Facts, slots: Sequence[Phrase], told: Counter[tuple[int, str]]
) -> tuple[Facts, Sequence[Phrase]]:
    """An entry of an unknown phrase and an organisation where the others have their role, turned."""
    named = [n for n, p in enumerate(slots) if p.kind == "organization"]
    if len(named) != 1 or any(p.kind == "role" for p in facts.phrases) or slots[0].line == slots[-1].line:
        return facts, slots
    role = named[0]
    where = next(
        (n for n, p in enumerate(slots) if p.kind == "" and told[n, "organization"] > told[n, "role"] + 1), None
    )
    if where is None or told[role, "role"] <= told[role, "organization"] + 1:
        return facts, slots
    turned = {slots[role]: slots[role]._replace(kind="role"), slots[where]: slots[where]._replace(kind="organization")}
    phrases = tuple(turned.get(p, p) for p in facts.phrases)
    return facts._replace(phrases=phrases), [turned.get(p, p) for p in slots]


def _beside(facts: Facts, known: Phrase, missing: str) -> Phrase | None:
    """The unknown phrase next to the known one on its line: the organisation behind the role, the role before it."""
    here = [p for p in facts.phrases if p.kind == "" and p.line == known.line and p.end - p.start <= _LONGEST]
    if missing == "organization":
        dated = next((date.begin for date in facts.dates if date.stop <= known.start), 0)
        lead = next((p for p in reversed(here) if p.end <= dated), None)  # "Nivex (2019-2021): Engineer, search"
        return lead or next((p for p in here if p.start >= known.end), None)
    return next((p for p in reversed(here) if p.end <= known.start), None)


def _in_own_cell(facts: Facts, role: Phrase) -> Phrase | None:
    """The unknown phrase alone in the column behind that of a role with its subject: "Residency, Ice | San Matteo"."""
    beside = [p for p in facts.phrases if p.line == role.line and p.start > role.end]
    behind = [p for p in facts.phrases if p.line > role.line]
    alone = facts.in_row and len(beside) == 1 and beside[0].kind == "" and len({p.line for p in behind}) == 1
    return behind[0] if alone and behind[0].kind == "" and behind[0].end - behind[0].start <= _LONGEST // 2 else None


def _at_place(
    slots: Sequence[Phrase], known: int, unknown: Sequence[int], told: Counter[tuple[int, str]], missing: str
) -> Phrase | None:
    """The unknown phrase where other entries have what is missing, or on the side of the known one it is expected."""
    side = known + 1 if missing == "organization" else known - 1
    at = max(unknown, key=lambda n: (told[n, missing], n == side), default=None)
    return slots[at] if at is not None and (told[at, missing] or at == side) else None
