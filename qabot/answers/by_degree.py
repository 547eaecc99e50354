"""What questions ask beside a degree: `told_by_degree`, what was before it, and `tell_matter`, what it was about."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from qabot.answers.career_filters import degree_filter
from qabot.answers.context import Context, Outcome, refs
from qabot.answers.told import tell
from qabot.questions.by_degree import beside_degree
from qabot.questions.lexicon import plain
from qabot.questions.query import Query
from qabot.words.entries import Entry

_ABOUT = re.compile(  # "What was her doctoral work about?", not "Tell me about her PhD"
    r"^(?!\W*(?:tell|what (?:do|can) (?:you|i)|anything)\b).*(?:\babout\W*$|\b(?:topic|subject|theme) of\b|\bon\W*$|\bworum\b"
    r"|\bthema\b|\bde que trat|\bsobre que\b|\bporte?\w* sur\b|\bsur quoi\b|\bо чем\b|\bтем[аеу]\b)|关于什么|什么主题|テーマ|주제"
)


def tell_matter(context: Context, query: Query, person: str) -> Outcome | None:
    """What a degree was about: its thesis or the line that tells; None where neither is there or it is not asked."""
    if not query.degree or query.intent == "yes_no" or not _ABOUT.search(plain(query.text)):
        return None
    theses = [e for e in context.library.entries(person, "thesis") if degree_filter(query.degree)(e)]
    if theses:
        return context.state_entries(query, person, theses, "thesis")
    return tell(context, replace(query, relations=("thesis",)), person, "thesis")


def told_by_degree(context: Context, query: Query, relation: str, fitting: Sequence[Entry]) -> Outcome | None:
    """Yes or no with the dates of both, or only these where they leave it open; None where that is not asked."""
    asked = beside_degree(plain(query.text))
    if asked is None or relation == "education" or not query.degree or not fitting:
        return None
    person = fitting[0].person
    degrees = [e for e in context.library.entries(person, "education") if degree_filter(query.degree)(e)]
    degrees = [entry for entry in degrees if entry.first or entry.last]
    dated = [entry for entry in fitting if entry.first]
    if not degrees or not dated:
        return context.not_stated(query, person)
    verdicts = [_stands(entry, degrees[0], before=bool(asked[1])) for entry in dated]
    told = [entry for entry, verdict in zip(dated, verdicts, strict=True) if verdict] or dated
    if any(verdicts) or None not in verdicts:
        key = "yes" if any(verdicts) != query.negated else "no"
        context.draft.say(context.phrase(key, rest="").strip())
    rows = [*told[:4], degrees[0]]
    for entry in rows:
        context.draft.state(context.phrase("item", values=entry.label), person, context.evidence(entry))
    return Outcome("answered", (person,), (), refs(rows), negative=not any(verdicts))


def _stands(entry: Entry, degree: Entry, *, before: bool) -> bool | None:
    """Whether an entry began before a degree was begun, or after it was got; None where the years leave it open."""
    start, end = degree.first or degree.last or 0, 9999 if degree.current else degree.last or degree.first or 0
    year = entry.first or 0
    if before:
        return True if year < start else False if year > end else None
    return True if year > end or (year == end and entry.relation == "position") else False if year < start else None
