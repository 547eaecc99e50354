"""What somebody's papers tell taken together: where they appeared, how many authors they have, who leads them."""

from __future__ import annotations

from dataclasses import replace

from qabot.answers.conditions import filters_of
from qabot.answers.context import Context, Outcome, papers_of, refs
from qabot.answers.coverage import by_topic
from qabot.answers.filters import split_filters
from qabot.answers.small_matters import tell_journals
from qabot.answers.statements import evidence_of
from qabot.profiles.profile import Paper
from qabot.questions.query import Query
from qabot.words.entries import Entry


def answer_venues(context: Context, query: Query, person: str) -> Outcome:
    """Where the papers appeared, each venue once."""
    papers = [
        entry
        for entry in context.library.entries(person, "paper")
        if isinstance(entry.fact, Paper) and entry.fact.venue
    ]
    tests = [each.passes for each in filters_of(query, "paper", context.knowledge)]
    kept, _ = split_filters(by_topic(papers, query.topic), tests)
    if not kept:
        told = None if papers else tell_journals(context, query, person)
        return told or context.not_stated(query, person)
    found: dict[str, list[Entry]] = {}
    for entry in kept:
        printed = (entry.fact.venue_short or entry.fact.venue) if isinstance(entry.fact, Paper) else ""
        known = next((k for k in found if context.knowledge.places.same_venue(k, printed)), printed)
        found.setdefault(known, []).append(entry)
    if query.order == "most":
        most = max(len(entries) for entries in found.values())
        found = {venue: entries for venue, entries in found.items() if len(entries) == most}
    context.draft.say(
        context.phrase("fact_list", name=context.name(person), what=context.what("venue", len(found)), count=len(found))
    )
    for venue, entries in found.items():
        context.draft.state(
            context.phrase("item", values=venue if query.order != "most" else f"{venue} ({len(entries)})"),
            person,
            [span for entry in entries for span in context.evidence(entry)],
        )
    return Outcome("answered", (person,))


def answer_average(context: Context, query: Query, person: str) -> Outcome:
    """How many authors the papers have on average."""
    papers = context.library.entries(person, "paper")
    kept, _ = split_filters(papers, [f.passes for f in filters_of(query, "paper", context.knowledge)])
    counts = [len(entry.fact.authors) for entry in kept if isinstance(entry.fact, Paper) and entry.fact.authors]
    if not counts:
        return context.not_stated(query, person)
    text = context.phrase(
        "average", name=context.name(person), value=f"{sum(counts) / len(counts):.1f}".removesuffix(".0")
    )
    context.draft.state(text, person, evidence_of(context, kept, len(kept)))
    return Outcome("answered", (person,))


def answer_leaders(context: Context, query: Query, person: str) -> Outcome:
    """Who leads the papers that a question tells by their place, time or matter."""
    query = replace(query, others=())
    tests = [f.passes for f in filters_of(query, "paper", context.knowledge) if f.phrase != "filter_first"]
    kept, _ = split_filters(by_topic(context.library.entries(person, "paper"), query.topic), tests)
    led = [entry for entry in kept if isinstance(entry.fact, Paper) and entry.fact.authors][:3]
    for entry in led:
        authors, title = getattr(entry.fact, "authors", ()), getattr(entry.fact, "title", "")
        text = context.phrase("authors", title=title, values=", ".join(authors))
        context.draft.state(text, person, context.evidence(entry, ("title", "authors")))
    return Outcome("answered", (person,), papers_of(led), refs(led)) if led else context.not_stated(query, person)
