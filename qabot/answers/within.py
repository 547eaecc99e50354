"""What stands within the entry of another kind: an award among the lines of a post, a supervisor below a project."""

from __future__ import annotations

import re
from dataclasses import replace

from qabot.answers.context import Context, Outcome, refs
from qabot.answers.filters import coverage, filters_of, split_filters
from qabot.answers.matter import pieces
from qabot.answers.passages import shown
from qabot.answers.told import cues_in
from qabot.profiles.same import same_person
from qabot.questions.lexicon import plain
from qabot.questions.query import Query
from qabot.sources.source import Span
from qabot.words.entries import Entry

_KINDS = {  # a relation, and the kinds of entry that may tell of it
    "advisor": ("position", "project", "education"),
    "award": ("position", "education", "project"),
    "project": ("position", "education"),
    "teaching": ("position",),
    "thesis": ("project", "position", "education"),
    "language": ("education", "position"),
}
_NAME = r"[A-ZÀ-Þ][\w'’-]+(?:\s+(?:[A-Z]\.|[A-ZÀ-Þ][\w'’-]+)){1,3}"
_HOST = re.compile(  # whoever guides or hosts somebody, where no word for advising stands beside the name
    rf"\bProf(?:essor)?\.?\s+({_NAME}|[A-ZÀ-Þ][\w'’-]+)|({_NAME})(?:['’]s)?\s+(?:group|lab|team|laboratory)\b"
    rf"|\b(?:supervised|hosted|advised|mentored) by\s+(?:Dr\.?\s+)?({_NAME})|\b[Uu]nder\s+(?:Dr\.?\s+)?({_NAME})"
)
_HELD = 0.75  # share of a topic that an entry must hold
_MOST = 3  # entries told


def told_within(context: Context, query: Query, person: str, relation: str) -> Outcome | None:
    """The lines of entries of other kinds that tell of a relation under the conditions asked; None where none does."""
    if relation not in _KINDS or query.intent not in ("lookup", "list", "explain"):
        return None
    if not (query.topic or query.organizations or query.role or query.degree or query.years):
        return None
    found: list[Entry] = []
    for kind in _KINDS[relation]:
        tests = [each.passes for each in filters_of(query, kind, context.knowledge)]
        if kind != "position" and query.role or relation == "advisor" and query.degree and kind != "education":
            continue
        for entry in split_filters(context.library.entries(person, kind), tests)[0]:
            line = _line_of(context, query, entry, relation)
            if line is not None:
                label = f"{entry.label}: {shown(context, line)}"
                found.append(replace(entry, label=entry.label if plain(_words(context, line)) in plain(entry.label) else label))
    if not found:
        return None
    for entry in found[:_MOST]:
        text = context.phrase("match", name=context.name(person), values=entry.label)
        context.draft.state(text, person, context.evidence(entry))
    return Outcome("answered", (person,), (), refs(found[:_MOST]))


def _line_of(context: Context, query: Query, entry: Entry, relation: str) -> Span | None:
    """The line of an entry that tells of a relation, where the entry is about the topic asked."""
    text = context.library.words_of(entry.span)
    if coverage(query.topic, f"{entry.words} {plain(entry.label)}", context.weights) < _HELD:
        return None
    names = context.library.profiles[entry.person].names()
    for start, end in pieces(text):
        words = text[start:end]
        if relation == "advisor":
            hosts = [next(filter(None, match.groups())) for match in _HOST.finditer(words)]
            tells = any(not any(same_person(host, name) for name in names) for host in hosts)
        else:
            tells = any(cue.meaning == relation for cue in cues_in(words))
        if tells:
            return Span(entry.span.source, entry.span.start + start, entry.span.start + end)
    return None


def _words(context: Context, span: Span) -> str:
    return context.library.words_of(span)
