"""Whom a question about advisors may mean: those named in posts and degrees, where it sets conditions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from qabot.answers.career_filters import degree_level, lasts
from qabot.answers.context import Context
from qabot.answers.lines import lines_of
from qabot.answers.told import UNDER
from qabot.profiles.profile import Degree, Position
from qabot.questions.lexicon import Cue, Lexicon, plain
from qabot.questions.query import Query, Years
from qabot.words.entries import Entry, inside

_BRACKETS = r"[^()（）,，、;；]{0,8}[(（][^)）]*[)）]"  # behind a name, a title between


def advisors_for(context: Context, query: Query, person: str) -> list[Entry]:
    """The advisors a page names; where a question narrows them, those named in posts and degrees, each with it."""
    own = context.library.entries(person, "advisor")
    now = Lexicon.load().has("now", plain(query.text))
    if not (query.topic or query.organizations or query.degree or query.levels or query.years or query.role):
        return (_of_current_studies(context, person) if now else []) or own
    found: list[Entry] = []
    for relation in ("education", "position"):
        for entry in context.library.entries(person, relation):
            if now and not lasts(entry):
                continue
            if isinstance(entry.fact, (Degree, Position)):
                if not entry.fact.advisors:
                    found += _beside(context, entry, len(found))
                for value in entry.fact.advisors:
                    label = f"{value.text} ({entry.label})"
                    extra = (*entry.extra, value.span) if not inside(value.span, entry.span) else entry.extra
                    found.append(replace(entry, relation="advisor", label=label, number=len(found), extra=extra))
    told = {entry.label: words for entry in own if query.organizations and (words := _told_behind(entry, own))}
    found += [replace(entry, words=told[entry.label]) for entry in own if entry.label in told]
    own = [entry for entry in own if entry.label not in told]
    found += [each for entry in own for each in _of_an_entry(context, entry, len(found))]
    fresh = [entry for entry in own if not any(entry.label in other.label for other in found)]
    under_way = [
        e for e in context.library.entries(person, "education") if e.current and degree_level(e) == query.degree
    ]
    if query.degree == "phd" and not any(degree_level(e) for e in found):
        fresh = [replace(entry, words=f"{entry.words} phd") for entry in fresh]  # an advisor of nothing else
    elif query.degree and under_way and not any(degree_level(e) == query.degree for e in found):
        fresh = [replace(entry, words=f"{entry.words} {query.degree}") for entry in fresh]  # whoever advises now
    return _once([*found, *(_placed(context, entry) for entry in fresh)])


def _told_behind(advisor: Entry, own: Sequence[Entry]) -> str:
    """The words of a sentence without those in brackets behind other advisors; "" where none stand behind this one."""
    words = advisor.words
    if not re.search(f"{re.escape(plain(advisor.label))}{_BRACKETS}", words):
        return ""
    for other in own:
        if other.label != advisor.label:
            words = re.sub(f"({re.escape(plain(other.label))}){_BRACKETS}", r"\1", words)
    return words


def _placed(context: Context, entry: Entry) -> Entry:
    """An advisor of no post or degree, as of the place where the one advised is now."""
    now = [
        each.organization
        for kind in ("education", "position")
        for each in context.library.entries(entry.person, kind)
        if each.current and each.organization
    ]
    same = context.knowledge.places.same_organization
    alone = bool(now) and all(same(now[0], place) for place in now)
    return replace(entry, organization=now[0]) if alone and not entry.organization else entry


def _of_current_studies(context: Context, person: str) -> list[Entry]:
    """The advisors named in the studies under way; none where those name none."""
    own = context.library.entries(person, "advisor")
    found: list[Entry] = []
    for entry in context.library.entries(person, "education"):
        if lasts(entry) and isinstance(entry.fact, Degree):
            named = [value.text for value in entry.fact.advisors] or [e.label for e in own if _tells(context, e, entry)]
            found += [
                replace(entry, relation="advisor", label=f"{name} ({entry.label})", number=len(found) + number)
                for number, name in enumerate(named)
            ]
    return found


def _tells(context: Context, advisor: Entry, degree: Entry) -> bool:
    """Whether an advisor is named in the words of a degree and of no other, or as one of today."""
    told = [line.words for line in lines_of(context, degree.person) if inside(advisor.span, line.span)]
    if any(Lexicon.load().has("now", words) for words in told):  # "... 现为博士生，导师为 ..."
        return True
    others = [e for e in context.library.entries(degree.person, "education") if e is not degree]
    words = context.library.words_of(degree.span)
    return advisor.label in words and not any(words == context.library.words_of(e.span) for e in others)


def _once(entries: Sequence[Entry]) -> list[Entry]:
    """Advisors without those named again for a degree of the same level."""
    kept: dict[tuple[str, str], Entry] = {}
    for entry in entries:
        studies = Lexicon.load().degrees.find(plain(entry.fact.role)) if isinstance(entry.fact, Position) else []
        level = studies[0].meaning if studies else degree_level(entry) if isinstance(entry.fact, Degree) else ""
        kept.setdefault((plain(entry.label.split(" (")[0]), level or entry.label), entry)
    return list(kept.values())


def _of_an_entry(context: Context, advisor: Entry, number: int) -> list[Entry]:
    """An advisor named within the entry of one post or degree, as of that one."""
    for relation in ("education", "position"):
        for entry in context.library.entries(advisor.person, relation):
            own = isinstance(entry.fact, (Degree, Position)) and not entry.fact.advisors
            if own and inside(advisor.span, entry.span) and len({c.meaning for c in _levels(entry)}) <= 1:
                return [replace(entry, relation="advisor", label=f"{advisor.label} ({entry.label})", number=number)]
    return []


def _levels(entry: Entry) -> list[Cue]:
    return Lexicon.load().degrees.find(entry.words)


def advisors_then(years: Years, everything: Sequence[Entry]) -> list[Entry]:
    """Of advisors, those of posts and degrees of that time; those without any date where no other is dated."""
    dated = [entry for entry in everything if entry.first or entry.last]
    return [e for e in dated if e.overlaps(years.first, years.last)] if dated else list(everything)


def _beside(context: Context, entry: Entry, number: int) -> list[Entry]:
    """The one whom a post or degree is said to be "with" or "under": "Postdoc with Ana Ruiz at ..."."""
    match = UNDER.search(context.library.words_of(entry.span))
    if match is None:
        return []
    return [replace(entry, relation="advisor", label=f"{' '.join(match[1].split())} ({entry.label})", number=number)]
