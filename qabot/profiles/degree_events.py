"""Degrees told by events, as in Japan: entered, left, "the same school"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from qabot.profiles.affiliations import Facts
from qabot.profiles.entries import Entry
from qabot.profiles.page import Page
from qabot.profiles.positions import span_of
from qabot.profiles.profile import Degree, Value
from qabot.profiles.terms import find_degrees

_EVENT = re.compile(
    r"[\s　]*(入学|進学|編入学|卒業見込み?|修了見込み?|卒業|修了|在学中?|単位取得(?:満期)?退学|"
    r"満期退学)[\s　。]*(?:[(（、，,].{0,40})?$"
)


def is_school_event(line: str) -> bool:
    """Whether a line tells that a school was entered or left: "2017.4 X大学 入学"."""
    return bool(_EVENT.search(line))


def entered_and_left(page: Page, degrees: Sequence[Degree]) -> list[Degree]:
    """Degrees told by two events, "2017.4 X大学 入学" and "2021.3 X大学 卒業", as one each."""
    kept: list[Degree] = []
    for degree in degrees:
        words = page.text[degree.span.start : degree.span.end].split("\n")[0]
        event = _EVENT.search(words)
        if not event:
            kept.append(degree)
            continue
        name = _EVENT.sub("", degree.organization)
        span = degree.parts.get("organization")
        parts = dict(degree.parts)
        if span and name != degree.organization:
            parts["organization"] = page.span(
                span.start, span.start + len(_EVENT.sub("", page.text[span.start : span.end]))
            )
        title = degree.degree
        if not title and "大学" in name and "大学院" not in name and "卒業" in event[1]:
            title = "学士"
        date = degree.start or degree.end
        entering = event[1] in ("入学", "進学", "編入学") or event[1].startswith("在学")
        whole = not entering and degree.start and degree.end
        degree = replace(
            degree,
            degree=title,
            field=_EVENT.sub("", degree.field) if degree.field != event[1] else "",
            organization=name,
            parts=parts,
            start=date if entering else degree.start if whole else None,
            end=None if entering else degree.end if whole else date,
            current=entering,
        )
        if event[1].startswith("在学") and kept and _goes_on(kept[-1], degree):
            kept[-1] = replace(kept[-1], advisors=kept[-1].advisors or degree.advisors)
            continue
        twin = next(
            (
                i
                for i, d in enumerate(kept)
                if not entering and d.current and d.organization == name and (d.degree == degree.degree or not d.degree)
            ),
            None,
        )
        if twin is None:
            kept.append(degree)
        else:
            span = page.span(min(kept[twin].span.start, degree.span.start), max(kept[twin].span.end, degree.span.end))
            kept[twin] = replace(degree, start=kept[twin].start, span=span, parts={**kept[twin].parts, **degree.parts})
    return kept


def _goes_on(entered: Degree, degree: Degree) -> bool:
    """Whether a line tells that the study told above it lasts: "2021年4月 X大学 入学", "現在 同上 在学中"."""
    return entered.current and entered.organization == degree.organization and degree.degree in ("", entered.degree)


_SAME_SCHOOL = re.compile(r"[\W\d年月現在]*同(?:上|大学|校|学科|学部|研究科|専攻)?(?=[\s　（(]|卒|修|在)")


def same_school(
    page: Page, entry: Entry, facts: Facts, above: Sequence[Degree], details: Sequence[Value]
) -> list[Degree]:
    """The degree of a line that points to the school above it: "2021年3月 同上 卒業"."""
    words = page.text[entry.start : entry.end]
    event = _EVENT.search(words.split("\n")[0]) or _EVENT.search(words)
    if not above or not event or not _SAME_SCHOOL.match(words):
        return []
    date = facts.dates[0] if facts.dates else None
    terms = find_degrees(words)
    return [
        replace(
            above[-1],
            degree=words[terms[0].start : terms[0].end] if terms and not above[-1].degree else above[-1].degree,
            span=span_of(page, entry),
            start=None,
            end=date.start if date else None,
            current=False,
            advisors=tuple({v.text: v for v in (*facts.advisors, *details)}.values()),
            parts={},
        )
    ]
