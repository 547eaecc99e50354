"""The conditions of a question on the entries of one person: those of `filters_of`, and who and when besides."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from dataclasses import replace

from qabot.answers.context import Context
from qabot.answers.filters import Filter, filters_of, lasts, written_with
from qabot.answers.moments import asks_present
from qabot.profiles.profile import Paper
from qabot.profiles.same import same_person
from qabot.questions.query import Query
from qabot.words.entries import Entry

_WITH = re.compile(r"(?:^|[(\W])(?:joint |co-?authored |together )?(?:with|w/) [^\W\d]+\.? [^\W\d]+")


def conditions(context: Context, query: Query, person: str, relation: str) -> list[Filter]:
    """What the entries of a relation of a person must meet."""
    found = filters_of(query, relation, context.knowledge, context.library.profiles[person].names())
    if query.intent == "yes_no" and relation in ("position", "education") and asks_present(query, relation):
        found.append(Filter("filter_now", "", lasts))
    if relation in ("advisor", "student"):
        named: list[Sequence[str]] = [
            context.library.profiles[other].names() for other in query.people if other != person
        ]
        named += [(name,) for name in (*query.others, query.unknown) if name]
        for forms in named:
            found.append(Filter("filter_named", forms[0], functools.partial(_is_named, forms)))
    if relation == "paper":
        found = [_alone(context, person, each) if each.phrase == "filter_alone" else each for each in found]
        for other in query.people:
            if other != person:
                names = context.library.profiles[other].names()
                found.append(Filter("filter_with", context.name(other), written_with(names)))
        if query.unknown:
            found.append(Filter("filter_with", query.unknown, written_with((query.unknown,))))
    return found


def _alone(context: Context, person: str, alone: Filter) -> Filter:
    """Papers of one author; where a page says "with ..." of its papers, those of which it does not."""
    papers = context.library.entries(person, "paper")
    with_others = [entry for entry in papers if _WITH.search(entry.words)]
    if not with_others:
        return alone
    return replace(
        alone, passes=lambda entry: alone.passes(entry) or not (_authors(entry) or _WITH.search(entry.words))
    )


def _authors(entry: Entry) -> tuple[str, ...]:
    return entry.fact.authors if isinstance(entry.fact, Paper) else ()


def _is_named(names: Sequence[str], entry: Entry) -> bool:
    return any(same_person(entry.label.split(" (")[0], name) for name in names)
