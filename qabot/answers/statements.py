"""What answers say of entries: how many there are, what was looked at, the first that show something, all cited."""

from __future__ import annotations

from collections.abc import Sequence

from qabot.answers.context import Context, Outcome, papers_of, refs
from qabot.answers.filters import Filter
from qabot.questions.query import Query
from qabot.sources.source import Span
from qabot.words.entries import Entry


def say_count(context: Context, query: Query, person: str, relation: str, entries: Sequence[Entry]) -> Outcome:
    """Say how many there are, and each, cited."""
    number = len(entries)
    what = context.what(relation, number)
    context.draft.say(context.phrase("fact_list", name=context.name(person), what=what, count=number))
    for entry in entries:
        context.draft.state(context.phrase("item", values=entry.label), person, context.evidence(entry))
    return Outcome("answered", (person,), (), refs(entries))


def say_found(
    context: Context, query: Query, person: str, relation: str, entries: Sequence[Entry], key: str
) -> Outcome:
    """Yes (or no, to a question asked in the negative), with the first facts that show it."""
    shown = list(entries)[:6]
    first = context.phrase(
        "fact", name=context.name(person), what=context.what(relation, len(shown)), values=shown[0].label
    )
    context.draft.state(context.phrase(key, rest=first), person, context.evidence(shown[0]))
    for entry in shown[1:]:
        context.draft.state(context.phrase("item", values=entry.label), person, context.evidence(entry))
    return Outcome("answered", (person,), papers_of(shown), refs(shown))


def looked_at(context: Context, person: str, relation: str, entries: Sequence[Entry], filters: Sequence[Filter]) -> str:
    """In words how many facts were looked at, and that none fits."""
    named = ", ".join(context.phrase(each.phrase, values=each.values) for each in filters)
    what = context.what(relation, len(entries))
    return context.phrase("none_listed", name=context.name(person), count=len(entries), what=what, filters=named)


def evidence_of(context: Context, entries: Sequence[Entry], most: int = 6) -> list[Span]:
    """The words of the entries that were looked at, of the first few of many."""
    return [context.evidence(entry)[0] for entry in entries[:most]]


def whose(context: Context, person: str) -> Span:
    """Words that show whose profile it is."""
    profile = context.library.profiles[person]
    first = context.library.source(profile.sources[0]).blocks[0]
    return profile.name_span or Span(profile.sources[0], first.start, min(first.end, first.start + 200))
