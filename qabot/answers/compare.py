"""Several people beside one another: who has more, what they share, what they have in common."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from dataclasses import replace

from qabot import data
from qabot.answers.candidates import candidates
from qabot.answers.conditions import filters_of
from qabot.answers.context import Context, Outcome, papers_of, refs
from qabot.answers.filters import split_filters
from qabot.answers.library import MAX_SNIPPET
from qabot.answers.moments import extreme
from qabot.answers.portrait import name_span, portray
from qabot.answers.statements import evidence_of
from qabot.profiles.same import same_person
from qabot.questions.lexicon import Lexicon, plain
from qabot.questions.query import Query
from qabot.sources.source import Span
from qabot.words.entries import Entry
from qabot.words.regions import is_region
from qabot.words.stems import stem

_COUNTABLE = frozenset(
    "paper award talk project position education student service teaching skill interest advisor language".split()
)
_PAIRS = (
    ("position", "position"), ("position", "education"), ("education", "position"), ("education", "education"),
    ("advisor", "advisor"), ("paper", "paper"), ("interest", "interest"), ("skill", "skill"), ("award", "award"),
)  # fmt: skip
_NAMED = 6  # people named where none of them fits
_MANY = 200  # people who are all looked at; of more, those who may lead
_LONG_WORD = re.compile(r"[a-z]{7,}")


def compare(context: Context, query: Query, people: Sequence[str]) -> Outcome:
    """Who has more of something; or both portrayed, and what they have in common."""
    relation = query.relations[0] if query.relations else ""
    if query.order in ("oldest", "latest") and relation in _COUNTABLE:
        return _sooner(context, query, people, relation)
    if query.order == "most" or query.intent == "count":
        return _more(context, query, people, relation if relation in _COUNTABLE else "paper")
    only_common = "common" in {cue.meaning for cue in Lexicon.load().intents.find(plain(query.text))}
    if not only_common:
        for person in people[:3]:
            portray(context, person)
    one, other = people[:2]
    shared = _shared(context, one, other)
    if shared:
        context.draft.say(context.phrase("in_common"))
    elif only_common:
        context.draft.say(context.phrase("nothing_in_common", names=" & ".join(context.name(p) for p in people)))
        return Outcome("not_stated", tuple(people))
    for words, spans in shared[:8]:
        context.draft.state(context.phrase("item", values=words), one, spans[:1])
        context.draft.add(other, spans[1:])
    return Outcome("answered", tuple(people))


def _shared(
    context: Context, one: str, other: str, pairs: Sequence[tuple[str, str]] = _PAIRS, *, topics: bool = True
) -> list[tuple[str, list[Span]]]:
    """What two people have in common: places, advisors, papers, interests, skills, then telling words."""
    rows: dict[str, list[Span]] = {}
    for a_kind, b_kind in pairs:
        for a in context.library.entries(one, a_kind):
            for b in context.library.entries(other, b_kind):
                words = _shared_words(context, a_kind, a, b)
                if words:
                    rows.setdefault(words, [context.evidence(a)[0], context.evidence(b)[0]])
    for words, spans in _shared_topics(context, one, other) if topics else ():
        rows.setdefault(words, spans)
    return list(rows.items())


def _shared_words(context: Context, kind: str, a: Entry, b: Entry) -> str:
    if kind in ("position", "education"):
        same = (
            a.organization
            and b.organization
            and context.knowledge.places.same_organization(a.organization, b.organization)
        )
        return a.organization if same else ""
    if kind == "skill" or kind == "interest":
        return a.label if plain(a.label) == plain(b.label) else ""
    if kind == "advisor":
        return a.label if same_person(a.label, b.label) else ""
    if kind == "paper":
        return a.label if plain(getattr(a.fact, "title", "")) == plain(getattr(b.fact, "title", "-")) else ""
    return ""


def _shared_topics(context: Context, one: str, other: str) -> list[tuple[str, list[Span]]]:
    """Telling words that both use where they speak of their research."""
    mine, theirs = (_research_words(context, person) for person in (one, other))
    common = sorted((word for word in mine if word in theirs), key=lambda w: (-context.weights(stem(w)), -len(w), w))
    return [(word, [mine[word], theirs[word]]) for word in common[:5]]


def _research_words(context: Context, person: str) -> dict[str, Span]:
    """The long words of a person's interests, papers, projects and opening text, each with where it first stands."""
    found: dict[str, Span] = {}
    for kind in ("interest", "paper", "project"):
        for entry in context.library.entries(person, kind):
            title = getattr(entry.fact, "title", entry.label)
            for word in _LONG_WORD.findall(plain(title)):
                found.setdefault(word, context.evidence(entry)[0])
    for section in context.library.profiles[person].sections:
        if section.kind in ("about", "interests", ""):
            source = context.library.source(section.span.source)
            for block in source.blocks:
                if section.span.start <= block.start < section.span.end and block.kind == "paragraph":
                    span = Span(source.path, block.start, min(block.end, block.start + MAX_SNIPPET))
                    for word in _LONG_WORD.findall(plain(source.quote(span))):
                        found.setdefault(word, span)
    return {word: span for word, span in found.items() if word not in _common_words()}


@functools.cache
def _common_words() -> frozenset[str]:
    """Words that every researcher's page uses: sharing them says nothing."""
    return frozenset(str(data.table("qabot.answers", "common_words")).split())


def _more(context: Context, query: Query, people: Sequence[str], relation: str) -> Outcome:
    """How many each has, the one with most first; of many people only the leaders."""
    rows: list[tuple[int, str, list[Entry]]] = []
    for person in _leading(context, query, people, relation):
        kept = _kept(context, query, person, relation)
        rows.append((len(kept), person, kept))
    rows.sort(key=lambda row: -row[0])
    what = context.what(relation)
    ranks = sorted({row[0] for row in rows}, reverse=True)
    most = ranks[min(query.ordinal or 1, len(ranks)) - 1] if len(people) > 3 else ranks[0]
    leaders = [row for row in rows if row[0] == most]
    if most == 0:
        return nobody(context, query)
    than = _THAN.search(plain(query.text)) if query.intent == "yes_no" and len(people) == 2 else None
    if than:
        counts = {person: count for count, person, _ in rows}
        one, other = counts[people[0]], counts[people[1]]
        truth = one == other if than[1] else one < other if than[2] else one > other
        context.draft.say(context.phrase("yes" if truth != query.negated else "no", rest="").strip())
    for count, person, kept in rows if len(people) <= 3 else leaders:
        text = context.phrase("fact", name=context.name(person), what=what, values=count)
        context.draft.state(text, person, evidence_of(context, kept) or [name_span(context, person)])
    if len(people) <= 3 and len(leaders) > 1:
        context.draft.say(context.phrase("same_number", what=what, count=most))
    elif len(people) <= 3:
        first, second = rows[0], rows[1]
        context.draft.say(
            context.phrase("more_papers", name=context.name(first[1]), what=what, count=first[0], other=second[0])
        )
    return Outcome("answered", tuple(row[1] for row in leaders))


def _sooner(context: Context, query: Query, people: Sequence[str], relation: str) -> Outcome:
    """Who was first (or last) to publish, to win ...: the one fact of each that tells it, the winner first."""
    rows: list[tuple[int, str, Entry]] = []
    for person in _leading(context, query, people, relation):
        for entry in extreme(_kept(context, query, person, relation), query.order)[:1]:
            rows.append((entry.first or entry.last or 0, person, entry))
    if not rows or (query.intent == "yes_no" and len(rows) < 2):
        return context.not_stated(query, people[0])
    if query.intent == "yes_no":
        first = {person: year for year, person, _ in rows}
        later = query.order == "latest"
        one, other = first[people[0]], first[people[1]]
        truth = one > other if later else one < other
        context.draft.say(context.phrase("yes" if truth != query.negated else "no", rest="").strip())
    rows.sort(key=lambda row: row[0], reverse=query.order == "latest")
    shown = rows if len(people) <= 3 else [row for row in rows if row[0] == rows[0][0]]
    for _, person, entry in shown:
        text = context.phrase("match", name=context.name(person), values=entry.label)
        context.draft.state(context.phrase("item", values=text), person, context.evidence(entry))
    return Outcome("answered", (rows[0][1],), papers_of([rows[0][2]]), refs([rows[0][2]]))


def _kept(context: Context, query: Query, person: str, relation: str) -> list[Entry]:
    """The entries of a person that pass the conditions of a question."""
    tests = [each.passes for each in filters_of(query, relation, context.knowledge)]
    return split_filters(context.library.entries(person, relation), tests)[0]


def _leading(context: Context, query: Query, people: Sequence[str], relation: str) -> Sequence[str]:
    """Of very many people those who may have most, or be the first or last: nobody further down the list can be."""
    if len(people) <= _MANY:
        return people
    among = set(candidates(context.knowledge, replace(query, topic="", joint=False), (relation,)))
    if len(among) <= _MANY:
        return sorted(among) or people[:1]
    order = query.order if query.order in ("oldest", "latest") else "most"
    sign, found = 1 if order == "oldest" else -1, list[str]()
    place, best = max(query.ordinal, 1), list[int]()  # the values of the first places, the best first
    for offset in range(0, len(people), _MANY):
        rows = context.knowledge.lookup.extents(relation, order, _MANY, offset)
        for person, bound in rows:
            if len(best) == place and sign * bound > sign * best[-1]:
                return sorted(found)
            if person in among:
                found.append(person)
                kept = _kept(context, query, person, relation)
                dated = extreme(kept, order)[:1] if order != "most" else []
                value = len(kept) if order == "most" else sum(entry.first or entry.last or 0 for entry in dated)
                best = sorted({*best, value} - {0}, key=lambda n: sign * n)[:place]
        if len(rows) < _MANY:
            break
    return sorted(found) or people[:1]


_THAN = re.compile(r"\b(?:(as many|as much)|(fewer|less)|more)\b")


def shares(query: Query, text: str) -> bool:
    """Whether a question asks if several people share something named: "share an advisor"."""
    found = {cue.meaning for cue in Lexicon.load().intents.find(text)}
    return "common" in found and query.relations[0] in ("advisor", "education", "position", "paper", "award")


def share(context: Context, query: Query, people: Sequence[str]) -> Outcome:
    """Whether two people share an advisor, a university, a paper ..., and which."""
    one, other = people[:2]
    kinds = query.relations if query.relations[0] != "place" else ("position", "education")
    pairs = tuple((a, b) for a, b in _PAIRS if a in kinds and b in kinds)
    shared = _shared(context, one, other, pairs, topics=False)
    lists = [[e for kind in kinds for e in context.library.entries(person, kind)] for person in (one, other)]
    if not shared and not all(lists):
        return context.not_stated(query, one if not lists[0] else other)
    if asks_whether(query):
        context.draft.say(context.phrase("yes" if shared else "no", rest="").strip())
    if not shared:
        for person, entries in zip((one, other), lists, strict=True):
            values = "; ".join(entry.label for entry in entries[:6])
            words = context.phrase("fact", name=context.name(person), what=context.what(kinds[0]), values=values)
            context.draft.state(words, person, evidence_of(context, entries))
        return Outcome("answered", tuple(people), negative=True)
    for words, spans in shared[:8]:
        context.draft.state(context.phrase("item", values=words), one, spans[:1])
        context.draft.add(other, spans[1:])
    return Outcome("answered", tuple(people))


def asks_whether(query: Query) -> bool:
    """Whether "Is there anybody who ...?" is asked rather than "Who ...?"."""
    return query.intent == "yes_no" or Lexicon.load().opens("yes_no", plain(query.text).strip())


def nobody(context: Context, query: Query) -> Outcome:
    """Say that all were looked at and nobody fits: an answer to a yes/no question about a list, else not stated."""
    if query.without:
        found = context.phrase("nobody_else", count=len(context.knowledge.ids))
    elif 1 < len(query.people) <= _NAMED:
        found = context.phrase("none_of_them", names=", ".join(context.name(person) for person in query.people))
    else:
        found = context.phrase("nobody_found", count=len(context.knowledge.ids))
    regions = any(is_region(place) for place in query.organizations)  # a page may name a town that no table has
    listed = (
        (asks_whether(query) or query.intent == "count")
        and (query.venues or query.organizations)
        and not (query.topic or query.also or regions)
    )
    context.draft.say(context.phrase("no", rest=found) if listed else found)
    return Outcome("answered" if listed else "not_stated", negative=True)
