"""What is said where no entry fits: prose that tells it, what was looked at, or that the profile does not state it."""

from __future__ import annotations

import re
from dataclasses import replace

from qabot.answers.asked import Asked
from qabot.answers.context import Context, Outcome
from qabot.answers.passages import answer_from_passages, asked_words, find_quotes, shown, with_next
from qabot.answers.statements import evidence_of, looked_at
from qabot.answers.told import speaks_of, tell, tell_count
from qabot.answers.whether import LISTED
from qabot.answers.within import told_within
from qabot.questions.lexicon import plain
from qabot.questions.query import Query

_HEAD = 60  # characters of a line that may head others
_COMPLETE = frozenset("paper student email advisor coauthor award thesis position".split())
_WITH = re.compile(r"\bwith\b|\bmit\b|\bavec\b|\bcon\b")
_TITLED = re.compile(r"[“\"«„»《「『][^”\"«»《》「」『』]{12,}|[*_][^*_]{12,}[*_]")
_ACCEPTED = re.compile(
    r"\b\d{1,4}\s?(?:\(\d+\))?\s?[:,]\s?[a-z]?\d{2,}\b|\b(?:accepted|published|appear\w*|presented|angenommen|erschienen|publie|publicado)\b|录用|接收|게재|採択"
)


def say_nothing(context: Context, asked: Asked) -> Outcome:
    """Nothing fits: say what was looked at. A count of none is an answer; anything else is not stated."""
    query, person, relation, everything = asked.query, asked.person, asked.relation, asked.everything
    told = told_within(context, query, person, relation) if asked.prose else None
    if told is None:
        told = _prose(context, asked) if asked.prose else None
    if told is None and query.intent == "count" and not everything:
        told = tell_count(context, query, person, relation)
    if told is not None:
        return told
    undated = bool(query.years) and not any(entry.first or entry.last for entry in everything)
    if asked.filters and everything and not query.topic and not undated:
        words = looked_at(context, person, relation, everything, asked.filters)
        context.draft.state(words, person, evidence_of(context, everything))
        return Outcome("answered" if query.intent == "count" else "not_stated", (person,))
    open_matter = relation not in _COMPLETE or relation == "thesis" and bool(query.topic)
    if asked.prose and open_matter and not query.years:
        papers = [entry.span for entry in context.library.entries(person, "paper")]
        found = answer_from_passages(context, query, (person,), quiet=True, avoid=papers)
        if found.status == "answered":
            return found
    return context.not_stated(query, person)


def _prose(context: Context, asked: Asked) -> Outcome | None:
    """The lines of a page that tell what no entry does; none where the page lists all there is."""
    query, person, relation, everything = asked.query, asked.person, asked.relation, asked.everything
    told: Outcome | None = None
    open_list = not everything or relation not in LISTED - {"position", "education"}
    lines = (
        query.intent != "count"
        and not (query.negated and query.degree)
        and (open_list or relation == "advisor" and bool(asked.filters))
    )
    if lines and not query.topic:
        told = tell(context, query, person, relation)
    if told is None and (query.topic or query.years and not (relation == "paper" and everything)):
        told = _told(context, query, person)
    if told is None and lines and query.topic:
        told = tell(context, query, person, relation)
    if told is None and lines and relation == "award" and query.relations[:2] == ("award", "project"):
        told = tell(context, replace(query, relations=("project",)), person, "project")  # "Which grants does she hold?"
    if told is None and relation == "advisor" and _WITH.search(plain(query.text)):
        told = tell(context, query, person, "coauthor")  # "With whom does she work at X?"
    return told


def _told(context: Context, query: Query, person: str) -> Outcome | None:
    """Prose that tells all that is asked, years included ("served in the army, 2017 - 2019")."""
    years = [str(y) for y in (query.years.first, query.years.last) if y] if query.years else []
    paper = bool(query.relations[:1] in (("paper",), ("venue",)) and query.topic)
    asked = " ".join([query.topic if paper else asked_words(query), *years])
    if not re.search(r"[^\W\d]", asked):
        return None
    quotes = find_quotes(context, query.text, asked, (person,), 0.9)
    if query.relations[:1] == ("advisor",):  # a sentence about the place alone names nobody
        quotes = [q for q in quotes if speaks_of(context, person, q.span, "advisor")]
    if paper:
        quotes = [q for q in quotes if _ACCEPTED.search(plain(context.library.words_of(q.span)))]
        if "title" in query.want:
            quotes = [q for q in quotes if _TITLED.search(context.library.words_of(q.span))]
    if not quotes:
        return None
    span = quotes[0].span
    span = with_next(context, span) if span.end - span.start <= _HEAD else span
    text = context.phrase("match", name=context.name(person), values=shown(context, span))
    context.draft.state(text, person, [span])
    return Outcome("answered", (person,))
