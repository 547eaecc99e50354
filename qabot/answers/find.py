"""Answers over all profiles: find people, compare people, say who is here, portray one."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from importlib import resources

import yaml

from qabot.answers.context import Context, Outcome
from qabot.answers.facts import entries_for, evidence_of, looked_at
from qabot.answers.filters import coverage, filters_of, split_filters, stem
from qabot.answers.library import MAX_SNIPPET, Entry
from qabot.answers.passages import sentences, shown, topic_quotes
from qabot.answers.portrait import portray
from qabot.profiles.same import same_person
from qabot.questions.lexicon import Lexicon, plain
from qabot.questions.query import Query
from qabot.questions.state import ChatState, Ref
from qabot.sources.source import Span

_TOPIC = 0.75  # share of a topic's words that an entry must hold
_COUNTABLE = frozenset("paper award talk project position education student service teaching skill interest".split())
_PAIRS = (
    ("position", "position"), ("position", "education"), ("education", "position"), ("education", "education"),
    ("advisor", "advisor"), ("paper", "paper"), ("interest", "interest"), ("skill", "skill"), ("award", "award"),
)  # fmt: skip
_LONG_WORD = re.compile(r"[a-z]{7,}")
_FIRST_LOOK = {
    "position": ("position", "education"),
    "interest": ("interest", "paper", "project", "skill"),
    "skill": ("skill", "interest", "project"),
}
_ANY = ("interest", "paper", "project", "skill", "award", "position", "education", "talk", "teaching", "service")


@dataclass(frozen=True, slots=True)
class Found:
    """A person who fits, and the words that show it."""

    person: str
    label: str
    spans: tuple[Span, ...]


def find_people(context: Context, query: Query, state: ChatState) -> Outcome:
    """Everybody whose profile fits, each with the words that show it."""
    if query.relations[:1] == ("name",):
        return _by_name(context, query)
    among = query.people or context.knowledge.ids
    if query.order == "most":
        return compare(context, replace(query, topic=""), among)
    fitting = {person: _fitting(context, query, person) for person in among}
    if query.negated and (query.venues or query.organizations or query.years or query.degree):
        return _say_missing(context, query, [person for person, entries in fitting.items() if not entries])
    found = [_found(context, query, person, entries) for person, entries in fitting.items() if entries]
    rest = [person for person, entries in fitting.items() if not entries]
    if query.topic and rest and not (query.venues or query.organizations or query.degree or query.others):
        need = 0.75 if found else 0.6
        for quote in topic_quotes(context, query.topic, rest, need):
            found.append(Found(quote.person, shown(context, quote.span), (quote.span,)))
    return _say_found(context, query, found) if found else _nobody(context, query)


def _found(context: Context, query: Query, person: str, entries: Sequence[Entry]) -> Found:
    """The best two entries as a label; where an entry's label does not speak of the topic, its own words that do."""
    labels = []
    for entry in entries[:2]:
        labels.append(
            entry.label
            if not query.topic or coverage(query.topic, plain(entry.label)) >= _TOPIC
            else _line(context, query, entry)
        )
    return Found(person, "; ".join(labels), tuple(span for entry in entries[:3] for span in context.evidence(entry)))


def _line(context: Context, query: Query, entry: Entry) -> str:
    """The sentence of an entry that speaks most of the topic."""
    text = context.library.words_of(entry.span)
    ranges = sentences(text) or [(0, len(text))]
    begin, end = max(ranges, key=lambda r: coverage(query.topic, plain(text[r[0] : r[1]])))
    return f"“{' '.join(text[begin:end].split())[:240]}”"


def _asks_whether(query: Query) -> bool:
    """Whether "Is there anybody who ...?" is asked rather than "Who ...?"."""
    return query.intent == "yes_no" or Lexicon.load().opens("yes_no", plain(query.text).strip())


def _say_found(context: Context, query: Query, found: Sequence[Found]) -> Outcome:
    if _asks_whether(query):
        context.draft.say(context.phrase("yes", rest="").strip())
    if len(found) > 1 or query.intent == "count":
        people = context.phrase("person_word" if len(found) == 1 else "people_word")
        context.draft.say(context.phrase("found", count=len(found), people=people))
    for each in found:
        text = context.phrase("match", name=context.name(each.person), values=each.label)
        context.draft.state(context.phrase("item", values=text) if len(found) > 1 else text, each.person, each.spans)
    people_found = tuple(each.person for each in found)
    return Outcome("answered", people_found, (), tuple(Ref("person", person) for person in people_found))


def _say_missing(context: Context, query: Query, people: Sequence[str]) -> Outcome:
    """Those of whom it does not hold, with what was looked at."""
    if not people:
        return _nobody(context, query)
    word = context.phrase("person_word" if len(people) == 1 else "people_word")
    context.draft.say(context.phrase("found", count=len(people), people=word))
    relation = _looked_in(query)[0]
    for person in people:
        entries = context.library.entries(person, relation)
        filters = filters_of(query, relation, context.knowledge)
        words = looked_at(context, person, relation, entries, filters) if entries else context.name(person)
        spans = evidence_of(context, entries) or [name_span(context, person)]
        context.draft.state(context.phrase("item", values=words), person, spans)
    return Outcome("answered", tuple(people), (), tuple(Ref("person", person) for person in people))


def _looked_in(query: Query) -> tuple[str, ...]:
    """The kinds of facts that can show what a question about people asks."""
    relation = query.relations[0] if query.relations else ""
    if relation in ("venue", "author", "coauthor", "paper") or (query.venues and not relation):
        return ("paper",)
    if query.role and not relation:
        return ("position",)
    return _FIRST_LOOK.get(relation, (relation,) if relation and relation != "name" else _ANY)


def _fitting(context: Context, query: Query, person: str) -> list[Entry]:
    relation = query.relations[0] if query.relations else ""
    if relation == "advisor" and (query.others or query.unknown):
        names = (*query.others, query.unknown)
        return [
            e for e in context.library.entries(person, "advisor") if any(same_person(e.label, n) for n in names if n)
        ]
    if query.joint and len(query.venues) > 1:
        each = [_fitting(context, replace(query, venues=(venue,), joint=False), person) for venue in query.venues]
        return [entry for entries in each for entry in entries] if all(each) else []
    fitting: list[Entry] = []
    for name in _looked_in(query):
        tests = [each.passes for each in filters_of(query, name, context.knowledge)]
        if not tests and not query.topic:
            tests = [lambda entry: bool(entry.label)]
        everything = entries_for(context, replace(query, topic="", organizations=()), person, name)
        kept, _ = split_filters(everything, tests)
        fitting += [entry for entry in kept if not query.topic or coverage(query.topic, entry.words) >= _TOPIC]
    if relation == "position" and query.organizations and not query.years:
        fitting = [entry for entry in fitting if entry.current] or fitting
    if query.topic:
        fitting.sort(key=lambda entry: -coverage(query.topic, plain(entry.label)))
    return fitting


def _by_name(context: Context, query: Query) -> Outcome:
    people = [candidate.key for mention in query.ambiguous for candidate in mention.candidates] or list(query.people)
    if not people:
        return _nobody(context, query)
    word = context.phrase("person_word" if len(people) == 1 else "people_word")
    context.draft.say(context.phrase("found", count=len(people), people=word))
    for person in people:
        context.draft.state(context.phrase("item", values=context.name(person)), person, [name_span(context, person)])
    return Outcome("answered", tuple(people), (), tuple(Ref("person", person) for person in people))


def name_span(context: Context, person: str) -> Span:
    """Words that show who a profile is about: the name, else its first block."""
    profile = context.library.profiles[person]
    if profile.name_span:
        return profile.name_span
    source = context.library.source(profile.sources[0])
    first = source.blocks[0]
    return Span(source.path, first.start, min(first.end, first.start + 200))


def _nobody(context: Context, query: Query) -> Outcome:
    found = context.phrase("nobody_found", count=len(context.knowledge.ids))
    listed = (
        (_asks_whether(query) or query.intent == "count") and (query.venues or query.organizations) and not query.topic
    )
    context.draft.say(context.phrase("no", rest=found) if listed else found)
    return Outcome("answered" if listed else "not_stated", negative=True)


def say_people(context: Context) -> Outcome:
    """Who is here."""
    context.draft.say(context.phrase("known_people", count=len(context.knowledge.ids)))
    for person in context.knowledge.ids:
        context.draft.state(
            context.phrase("item", values=_with_post(context, person)), person, [name_span(context, person)]
        )
    return Outcome("help", (), (), tuple(Ref("person", person) for person in context.knowledge.ids))


def _with_post(context: Context, person: str) -> str:
    current = context.library.profiles[person].current
    post = ", ".join(part for part in (current.role, current.organization) if part) if current else ""
    return f"{context.name(person)} ({post})" if post else context.name(person)


def compare(context: Context, query: Query, people: Sequence[str]) -> Outcome:
    """Who has more of something; or both portrayed, and what they have in common."""
    relation = query.relations[0] if query.relations else ""
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


def _shared(context: Context, one: str, other: str) -> list[tuple[str, list[Span]]]:
    """What two people have in common: places, advisors, papers, interests, skills, then telling words."""
    rows: dict[str, list[Span]] = {}
    for a_kind, b_kind in _PAIRS:
        for a in context.library.entries(one, a_kind):
            for b in context.library.entries(other, b_kind):
                words = _shared_words(context, a_kind, a, b)
                if words:
                    rows.setdefault(words, [context.evidence(a)[0], context.evidence(b)[0]])
    for words, spans in _shared_topics(context, one, other):
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
    text = resources.files("qabot.answers").joinpath("common_words.yaml").read_text(encoding="utf-8")
    return frozenset(str(yaml.safe_load(text)).split())


def _more(context: Context, query: Query, people: Sequence[str], relation: str) -> Outcome:
    """How many each has, the one with most first; of many people only the leaders."""
    rows: list[tuple[int, str, list[Entry]]] = []
    for person in people:
        tests = [each.passes for each in filters_of(query, relation, context.knowledge)]
        kept, _ = split_filters(context.library.entries(person, relation), tests)
        rows.append((len(kept), person, kept))
    rows.sort(key=lambda row: -row[0])
    what = context.what(relation)
    most, leaders = rows[0][0], [row for row in rows if row[0] == rows[0][0]]
    if most == 0:
        return _nobody(context, query)
    for count, person, kept in rows if len(rows) <= 3 else leaders:
        text = context.phrase("fact", name=context.name(person), what=what, values=count)
        context.draft.state(text, person, evidence_of(context, kept) or [name_span(context, person)])
    if len(rows) <= 3 and len(leaders) > 1:
        context.draft.say(context.phrase("same_number", what=what, count=most))
    elif len(rows) <= 3:
        first, second = rows[0], rows[1]
        context.draft.say(
            context.phrase("more_papers", name=context.name(first[1]), what=what, count=first[0], other=second[0])
        )
    return Outcome("answered", tuple(row[1] for row in leaders))
