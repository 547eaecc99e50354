"""What stands within the entry of another kind: an award among the lines of a post, a supervisor below a project."""

from __future__ import annotations

import re
from dataclasses import replace

from qabot.answers.conditions import filters_of
from qabot.answers.context import Context, Outcome, refs
from qabot.answers.coverage import coverage
from qabot.answers.filters import split_filters
from qabot.answers.matter import pieces
from qabot.answers.passages import ADDRESS, shown
from qabot.answers.told import cues_in
from qabot.profiles.same import same_person
from qabot.questions.lexicon import Lexicon, plain
from qabot.questions.query import Query
from qabot.sources.source import Span
from qabot.words.entries import Entry

_KINDS = {  # a relation, and the kinds of entry that may tell of it
    "advisor": ("position", "project", "education"),
    "award": ("position", "education", "project", "paper"),
    "project": ("position", "education"),
    "student": ("teaching", "service", "position"),
    "teaching": ("position",),
    "thesis": ("project", "position", "education"),
    "language": ("education", "position"),
}
_NAME = r"[A-ZÀ-Þ][\w'’-]+(?:\s+(?:[A-Z]\.|[A-ZÀ-Þ][\w'’-]+)){1,3}"
_HOST = re.compile(  # whoever guides or hosts somebody, where no word for advising stands beside the name
    rf"\bProf(?:essor)?\.?\s+({_NAME}|[A-ZÀ-Þ][\w'’-]+)|({_NAME})(?:['’]s)?\s+(?:group|lab|team|laboratory)\b"
    rf"|\((?:[Ww]ith|[Mm]it|[Aa]vec|[Cc]on|PI:?|[Hh]ost:?)\s+(?:Dr\.?\s+)?({_NAME})"
    r"|(?:\b(?:[Ss]upervisors?|[Aa]dvis[oe]rs?|[Mm]entors?|[Bb]etreuer(?:in)?|[Ee]ncadrant\w*)\s*[-–—:]+"
    r"|\b(?:[Ss]upervised|[Hh]osted|[Aa]dvised|[Mm]entored) by|\b(?:[Ss]upervisé|[Ee]ncadré|[Dd]irigé)e? par"
    rf"|\b(?:[Ss]upervisad|[Dd]irigid|[Oo]rientad)[oa] por|\b[Bb]etreut von|\b[Uu]nder)\s+(?:Dr\.?\s+)?({_NAME})"
)
_PRIZE = re.compile(
    r"\b(?:award\w*|prizes?|medals?|best [\w ]{0,20}(?:paper|poster|thesis|talk)|prix|preis|premio)\b|奖|賞|수상"
)
_GUIDES = re.compile(  # others; "Advisor: ..." is one's own
    r"\b(?:co-?)?(?:advis(?:ed|ing)|supervis(?:ed|ing|ion)|mentor(?:ed|ing)?|betreu(?:te|ung)|encadr(?:e|ement))\b"
    r"(?! (?:by|von|durch|par)\b)"
)
_HELD = 0.75  # share of a topic that an entry must hold
_HELD_BY_LABEL = 0.85  # share of a line that a label must hold to be told alone
_SAME = 0.6  # share of a label that a line must hold to be told alone
_MOST = 6  # entries told


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
                found.append(replace(entry, label=_with_line(context, entry, line)))
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
        if ADDRESS.match(words):
            continue
        if relation == "advisor":
            hosts = [next(filter(None, match.groups())) for match in _HOST.finditer(words)]
            tells = any(not any(same_person(host, name) for name in names) for host in hosts)
        else:
            tells = _tells(relation, words) and not (
                _levels(words) and query.degree and query.degree not in _levels(words)
            )
        if tells:
            if words.rstrip().endswith(":"):  # but a label: what it is of stands below
                end = next((stop for begin, stop in pieces(text) if begin >= end), end)
            return Span(entry.span.source, entry.span.start + start, entry.span.start + end)
    return None


def _tells(relation: str, words: str) -> bool:
    if relation == "student":
        return _GUIDES.search(plain(words)) is not None
    if relation == "award":
        return _PRIZE.search(plain(words)) is not None
    return any(cue.meaning == relation for cue in cues_in(words))


def _levels(words: str) -> set[str]:
    return {cue.meaning for cue in Lexicon.load().degrees.find(plain(words))}


def _with_line(context: Context, entry: Entry, line: Span) -> str:
    """An entry and the line of it that tells; only one of them where it says what the other does."""
    words, label = plain(context.library.words_of(line)), plain(entry.label)
    if words in label or coverage(words, label) >= _HELD_BY_LABEL:
        return entry.label
    quoted = shown(context, line)
    return quoted if coverage(label, words) >= _SAME else f"{entry.label}: {quoted}"
