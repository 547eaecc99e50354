"""What is left of entries where a question denies something: "Which papers did not appear at ICML?"."""

from __future__ import annotations

from collections.abc import Sequence

from qabot.answers.conditions import conditions
from qabot.answers.context import Context
from qabot.answers.coverage import by_topic
from qabot.answers.filters import split_filters
from qabot.questions.denial import all_denied, but_for_the_time, dated_alone, parted
from qabot.questions.query import Query
from qabot.words.entries import Entry


def not_denied(context: Context, query: Query, person: str, relation: str, entries: Sequence[Entry]) -> list[Entry]:
    """The entries that meet what a negated question asks to hold, without those that meet what it denies."""
    for must, must_not in (parted(query), but_for_the_time(query), dated_alone(query), all_denied(query)):
        held = conditions(context, must, person, relation)
        known = {(each.phrase, each.values) for each in held}
        denied = [
            each for each in conditions(context, must_not, person, relation) if (each.phrase, each.values) not in known
        ]
        if denied or must_not.topic:
            break
    base, _ = split_filters(entries, [each.passes for each in held])
    base = by_topic(base, must.topic) or base
    if not denied and not must_not.topic:
        return base
    out, _ = split_filters(base, [each.passes for each in denied])
    out = by_topic(out, must_not.topic) or (out if denied else [])
    return [entry for entry in base if entry not in out]
