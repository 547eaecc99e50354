"""What papers won: the honours printed beside them, or that none is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from qabot.answers.context import Context, Outcome, papers_of, refs
from qabot.answers.statements import say_found
from qabot.questions.query import Query
from qabot.words.entries import Entry


def answer_honours(context: Context, query: Query, papers: Sequence[Entry]) -> Outcome:
    """Which honours papers of the conversation got; not stated where none is printed beside any of them."""
    person = papers[0].person
    spans = [paper.span for paper in papers]
    found = [entry for entry in context.library.entries(person, "honour") if entry.span in spans]
    if not found:
        outcome = context.not_stated(replace(query, relations=("award",)), person)
        return replace(outcome, papers=papers_of(papers), listed=refs(papers))
    if query.intent == "yes_no":
        say_found(context, query, person, "award", found, "no" if query.negated else "yes")
    else:
        context.state_entries(query, person, found, "award")
    return Outcome("answered", (person,), papers_of(papers), refs(papers))
