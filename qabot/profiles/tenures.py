"""Tenures: which role of an entry was held when, where it tells several roles or several dates."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from qabot.profiles.affiliations import Phrase
from qabot.profiles.dates import Date
from qabot.profiles.page import Page


class Tenure(NamedTuple):
    """A role and when it was held; None where the entry does not say."""

    role: Phrase | None
    date: Date | None


def read_tenures(page: Page, role: Phrase | None, roles: Sequence[Phrase], dates: Sequence[Date]) -> list[Tenure]:
    """The tenures of an entry, at least one; `role` is what it is called as a whole, `roles` its phrases."""
    if len(dates) >= len(roles) > 1:
        paired = _in_turn(page, roles, dates) or _boxed_dates(page, roles, dates)
        if paired:
            return list(map(Tenure, roles, paired))
        beside = _beside_dates(page, roles, dates) if len(dates) > len(roles) else []
        if beside or len(dates) == len(roles) == len({r.line for r in roles}):
            return list(map(Tenure, beside or roles, dates))
    if len(dates) < 2:
        return [Tenure(role, date) for date in dates or (None,)]
    ranges = all(not date.single for date in dates)
    return [Tenure(role, date) for date in (dates if ranges else _merged(dates))]


_WHEN = re.compile(r"[\s,]*(?:\(?in\s|\()?\s*")
_APPOINTED = re.compile(r"\b(?:appointed|promoted|tenured|became|hired|joined)\b", re.I)


def _in_turn(page: Page, roles: Sequence[Phrase], dates: Sequence[Date]) -> list[Date]:
    """The date behind each role of a line that tells one after the other: "Lecturer in 2009, Reader in 2017"."""
    if len(dates) != len(roles) or len({role.line for role in roles}) > 1:
        return []
    if any(a.stop > b.start for a, b in zip(dates, roles[1:], strict=False)):
        return []
    gaps = [page.text[role.end : date.begin] for role, date in zip(roles, dates, strict=True)]
    if not all(map(_WHEN.fullmatch, gaps)):
        return []
    rising = all((a.single or a.current) and (a.start or "") < (b.start or "") for a, b in pairwise(dates))
    begun = [date.current or gap.strip(" ,(") == "in" for date, gap in zip(dates, gaps, strict=True)]
    if not rising or not all(begun) and not _APPOINTED.search(page.text, max(0, roles[0].start - 24), dates[-1].stop):
        return list(dates)
    last = dates[-1]
    ended = [a._replace(end=b.start, current=False, single=False) for a, b in pairwise(dates)]
    return [*ended, last._replace(end=None, single=False) if last.single else last]


def _boxed_dates(page: Page, roles: Sequence[Phrase], dates: Sequence[Date]) -> list[Date]:
    """The date in brackets behind each role; [] unless every role has one."""
    behind = [
        next((d for d in dates if 0 < d.begin - r.end <= 3 and page.text[d.begin - 1] == "("), None) for r in roles
    ]
    found = [date for date in behind if date]
    return found if len(found) == len(roles) else []


def _beside_dates(page: Page, roles: Sequence[Phrase], dates: Sequence[Date]) -> list[Phrase]:
    """The role beside each date, where every line with a role has dates; [] where that is not so."""
    lines = {page.text.rfind("\n", 0, role.start): role for role in roles}
    held = [lines.get(page.text.rfind("\n", 0, date.begin)) for date in dates]
    found = [role for role in held if role]
    return found if len(lines) == len(roles) == len(set(found)) and len(found) == len(dates) else []


def _merged(dates: Sequence[Date]) -> list[Date]:
    """Several single dates of one entry as one stretch of time: "2014, 2016"."""
    if len(dates) == 1 or not all(d.single for d in dates):
        return [dates[0]]
    ordered = sorted(dates, key=lambda d: d.start or "")
    return [dates[0]._replace(start=ordered[0].start, end=ordered[-1].end, single=False)]
