"""`whether_each`: yes or no to several places or degrees at once: "at ICML and ICLR", "a master's and a PhD"."""

from __future__ import annotations

from dataclasses import replace

from qabot.answers.asked import Asked
from qabot.answers.career_filters import degree_filter
from qabot.answers.conditions import conditions
from qabot.answers.context import Context, Outcome, refs
from qabot.answers.filters import split_filters
from qabot.answers.statements import evidence_of, looked_at
from qabot.questions.by_degree import AT_ONE
from qabot.questions.lexicon import plain
from qabot.sources.source import Span


def whether_each(context: Context, asked: Asked) -> Outcome:
    """Whether each of several places or degrees holds, with what shows it or was looked at for each."""
    query, person, relation, everything = asked.query, asked.person, asked.relation, asked.everything
    if query.levels and AT_ONE.search(plain(query.text)):
        return _at_one_place(context, asked)
    singles = (
        [replace(query, levels=(level,), joint=False) for level in query.levels]
        or [replace(query, venues=(venue,), joint=False) for venue in query.venues]
        or [replace(query, organizations=(place,), joint=False) for place in query.organizations]
    )
    rows: list[tuple[str, list[Span]]] = []
    truth = True
    for single in singles:
        filters = conditions(context, single, person, relation)
        kept, _ = split_filters(everything, [each.passes for each in filters])
        truth &= bool(kept)
        for entry in kept[:3]:
            rows.append((entry.label, context.evidence(entry)))
        if not kept and everything:
            rows.append((looked_at(context, person, relation, everything, filters), evidence_of(context, everything)))
    if not rows:
        return context.not_stated(query, person)
    context.draft.say(context.phrase("yes" if truth != query.negated else "no", rest="").strip())
    for words, spans in rows:
        context.draft.state(context.phrase("item", values=words), person, spans)
    return Outcome("answered", (person,), negative=not truth)


def _at_one_place(context: Context, asked: Asked) -> Outcome:
    """Whether several degrees are of one place, with each; not stated where one of them or its place is not."""
    query, person = asked.query, asked.person
    degrees = [[e for e in asked.everything if e.organization and degree_filter(one)(e)] for one in query.levels]
    if not all(degrees):
        return context.not_stated(query, person)
    same = context.knowledge.places.same_organization
    first, *others = degrees
    truth = any(all(any(same(e.organization, o.organization) for o in rest) for rest in others) for e in first)
    context.draft.say(context.phrase("yes" if truth != query.negated else "no", rest="").strip())
    told = [entry for each in degrees for entry in each]
    for entry in told:
        context.draft.state(context.phrase("item", values=entry.label), person, context.evidence(entry))
    return Outcome("answered", (person,), (), refs(told), negative=not truth)
