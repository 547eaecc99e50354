"""What the pages of others tell of somebody without a profile: where a student of theirs is now, what a stay was on."""

from __future__ import annotations

from qabot.answers.context import Context, Outcome
from qabot.answers.coverage import coverage
from qabot.answers.passages import shown
from qabot.profiles.same import same_person
from qabot.questions.lexicon import plain
from qabot.questions.query import Query
from qabot.sources.source import Span
from qabot.words.entries import Entry

_ASKED = frozenset(("", "position", "education", "thesis", "project", "interest", "advisor", "place"))
_HELD = 0.6  # share of a topic that the words about somebody must hold
_LONGEST = 300  # characters of an entry and what follows it
_PAGES = 6  # pages looked at


def tell_of_named(context: Context, query: Query, name: str) -> Outcome | None:
    """Quote the entry of a student whom a page names; None where none does, or where it does not hold what is asked."""
    if query.relations[:1] and query.relations[0] not in _ASKED or query.intent in ("overview", "count", "compare"):
        return None
    if len(name.split()) < 2:
        return None
    people = dict.fromkeys(hit.chunk.person for hit in context.search(name, (), 10, ()))
    for person in list(people)[:_PAGES]:
        for entry in context.library.entries(person, "student"):
            if _names(entry, name) and coverage(query.topic, entry.words, context.weights) >= _HELD:
                span = _whole(context, entry)
                text = context.phrase("match", name=context.name(person), values=shown(context, span))
                context.draft.state(text, person, [span])
                return Outcome("answered", (person,))
    return None


def _whole(context: Context, entry: Entry) -> Span:
    """An entry with the rest of the block it ends in, where that is short: where somebody went stands last."""
    source = context.library.source(entry.span.source)
    last = next((b for b in source.blocks if b.start < entry.span.end <= b.end), None)
    if last is None or last.end - entry.span.start > _LONGEST:
        return entry.span
    return Span(entry.span.source, entry.span.start, last.end)


def _names(entry: Entry, name: str) -> bool:
    return plain(name) in entry.words or same_person(entry.label.split(",")[0].split(" (")[0], name)
