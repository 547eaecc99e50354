"""Answers over all profiles: find people, compare people, say who is here, portray one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from qabot.answers.career_filters import lasts
from qabot.answers.compare import asks_whether, compare, nobody
from qabot.answers.conditions import filters_of
from qabot.answers.context import Context, Outcome, papers_of, refs
from qabot.answers.coverage import coverage
from qabot.answers.meeting import Found, fitting, looked_in, meeting, who_were_born
from qabot.answers.passages import BIRTH
from qabot.answers.portrait import name_span
from qabot.answers.statements import evidence_of, looked_at
from qabot.questions.lexicon import Lexicon, plain
from qabot.questions.query import Query
from qabot.questions.state import ChatState, Ref
from qabot.questions.topic import alternatives, matter_of
from qabot.words.entries import Entry
from qabot.words.regions import is_region

_DOES_NOT = re.compile(  # who does not, rather than something without something
    r"^\W*(?:who|which (?:\w+ ){1,3}?|wer|qui|quien(?:es)?|quem|chi|кто|谁|誰)\s*(?:\w+ )?"
    r"(?:not\b|\w+n't\b|never\b|nicht\b|n'|no\b|nao\b|non\b|не\b|没|不)"
)
_SEVERAL = 2  # words of a matter that is looked for beside the cue it holds
_SHOWN = 500  # people named where all are asked for
_COUNTED = (("paper",), ("award",), ("talk",), ("project",))


def find_people(context: Context, query: Query, state: ChatState) -> Outcome:
    """Everybody whose profile fits, each with the words that show it."""
    if query.relations[:1] == ("name",):
        return _by_name(context, query)
    if query.order == "most":
        return compare(context, replace(query, topic=""), query.people or context.knowledge.ids)
    if query.order in ("latest", "oldest") and query.relations and not (_sets_a_condition(query) or query.also):
        return compare(context, query, query.people or context.knowledge.ids)
    if BIRTH.search(plain(query.text)) and not query.relations:
        born = who_were_born(context, query)
        return _say_found(context, query, born) if born else nobody(context, query)
    if query.relations[:1] in (("interest",), ("skill",)) and not (_sets_a_condition(query) or query.also):
        return nobody(context, query)  # everybody has some
    if query.also:
        found = _all_hold(context, query) or _as_matter(context, query)
        return _say_found(context, query, found) if found else nobody(context, query)
    if _asks_who_lacks(query):
        fit = {each.person for each in meeting(context, replace(query, negated=False))}
        everybody = query.people or context.knowledge.ids
        return _say_missing(context, query, [person for person in everybody if person not in fit])
    found = _with_any_of(context, query, meeting(context, query)) or _who_work_on_it(context, query)
    return _say_found(context, query, found) if found else nobody(context, query)


_AS_MATTER = (("service",), ("teaching",), ("coauthor",), ("advisor",), ("student",), ("language",))


def _who_work_on_it(context: Context, query: Query) -> list[Found]:
    """Who works on what holds the cue of a relation: "Who measures bias in peer review?" asks for no reviewer."""
    others = query.venues or query.organizations or query.years or query.others or query.degree or query.negated
    if query.relations not in _AS_MATTER or len(query.topic.split()) < _SEVERAL or others:
        return []
    lexicon = Lexicon.load()
    cues = lexicon.relations[query.language].find(plain(query.text))
    words = [plain(query.text)[cue.start : cue.end] for cue in cues if cue.meaning == query.relations[0]]
    topic = " ".join(dict.fromkeys([*query.topic.split(), *words]))
    return meeting(context, replace(query, relations=("interest",), role="", topic=topic))


def _with_any_of(context: Context, query: Query, found: Sequence[Found]) -> list[Found]:
    """Those found, and whoever works on one of several matters of which any will do: "drought or runoff"."""
    topics = alternatives(query.topic, plain(query.text))
    found = list(found)
    for topic in topics[:4] if len(topics) > 1 else []:
        known = {each.person for each in found}
        found += [each for each in meeting(context, replace(query, topic=topic)) if each.person not in known]
    return found


def whom_it_tells(context: Context, query: Query, whose: Query, state: ChatState) -> tuple[str, ...]:
    """The people of whom holds what a question tells of somebody; where several, whom it calls so besides."""
    outcome = find_people(context, whose, state)
    people = outcome.people if outcome.status == "answered" and not outcome.negative else ()
    if len(people) < 2:
        return people
    called = {person: coverage(plain(query.head), _page(context, person), context.weights) for person in people}
    best = [person for person in people if called[person] == max(called.values())]
    return tuple(best) if called[best[0]] > 0 else people


def _page(context: Context, person: str) -> str:
    return plain("\n".join(context.library.source(path).text for path in context.library.profiles[person].sources))


def _sets_a_condition(query: Query) -> bool:
    places = query.venues or query.organizations or query.years or query.others
    return bool(query.topic or places or query.role or query.degree or query.amount or query.negated or query.without)


def _asks_who_lacks(query: Query) -> bool:
    """Whether a question asks of whom something does not hold."""
    conditions = query.venues or query.organizations or query.years or query.degree
    verbal = _DOES_NOT.search(plain(query.text)) is not None
    return query.negated and bool(conditions or (query.relations and (verbal or not query.topic)))


def _all_hold(context: Context, query: Query) -> list[Found]:
    """Everybody who meets a condition and those of `also`; where they hold in order, in that order of time."""
    parts = [part for part in (replace(query, also=()), *query.also) if _says_something(part)]
    held = [part for part in parts if not _asks_who_lacks(part)]
    rows: dict[str, Found] = {}
    if not held:
        everybody = query.people or context.knowledge.ids
        rows = {person: Found(person, "–", (name_span(context, person),)) for person in everybody}
    before: dict[str, Found] = {}
    for place, part in enumerate(held):
        found = {each.person: each for each in meeting(context, replace(part, people=tuple(rows) or part.people))}
        if place == 0:
            rows = found
        else:
            rows = {
                p: _joined(one, found[p])
                for p, one in rows.items()
                if p in found and not (query.in_order and not _comes_before(before[p], found[p]))
            }
        before = found
        if not rows:
            return []
    for part in parts:
        if part not in held:
            lacking = meeting(context, replace(part, negated=False, people=tuple(rows)))
            rows = {p: each for p, each in rows.items() if p not in {other.person for other in lacking}}
    return list(rows.values())


def _says_something(part: Query) -> bool:
    """Whether a part of a question sets a condition: "who has a connection" sets none."""
    topic = matter_of(part.topic, part.text)
    return bool(part.relations or topic) or _sets_a_condition(replace(part, topic=""))


def _as_matter(context: Context, query: Query) -> list[Found]:
    """Those who work on a matter of some region, where nobody works on the matter there: "poverty in India"."""
    there = [p for p in query.also if p.organizations and not p.relations and all(map(is_region, p.organizations))]
    if not there or not query.topic or query.in_order:
        return []
    topic = " ".join([query.topic, *(plain(name) for part in there for name in part.organizations)])
    also = tuple(part for part in query.also if part not in there)
    query = replace(query, topic=topic, also=also)
    return _all_hold(context, query) if also else meeting(context, query)


def _joined(one: Found, other: Found) -> Found:
    label = one.label if other.label in one.label else "; ".join(filter(None, (one.label, other.label)))
    return Found(one.person, label, (*one.spans, *other.spans), (*one.entries, *other.entries))


def _comes_before(one: Found, other: Found) -> bool:
    """Whether what was found first is told to have been over, or begun, before the other."""
    ends = [entry.last or entry.first for entry in one.entries if not entry.current]
    begins = [entry.first for entry in other.entries if entry.first]
    over = [year for year in ends if year]
    if over and begins:
        return min(over) <= max(begins)
    return any(lasts(entry) and entry.current for entry in other.entries) and not any(e.current for e in one.entries)


def _say_found(context: Context, query: Query, found: Sequence[Found]) -> Outcome:
    if (
        query.intent == "count"
        and query.relations[:1] in _COUNTED
        and not Lexicon.load().has("anyone", plain(query.text))
    ):
        return _say_total(context, query, found)
    if query.intent in ("list", "lookup") and query.relations[:1] == ("paper",) and "who" not in query.want:
        return _say_papers(context, found)
    if asks_whether(query):
        context.draft.say(context.phrase("yes", rest="").strip())
    if len(found) > 1 or query.intent == "count":
        people = context.phrase("person_word" if len(found) == 1 else "people_word")
        context.draft.say(context.phrase("found", count=len(found), people=people))
    for each in found:
        text = context.phrase("match", name=context.name(each.person), values=each.label)
        context.draft.state(context.phrase("item", values=text) if len(found) > 1 else text, each.person, each.spans)
    people_found = tuple(each.person for each in found)
    return Outcome("answered", people_found, (), tuple(Ref("person", person) for person in people_found))


def _say_papers(context: Context, found: Sequence[Found]) -> Outcome:
    """Every paper that fits, whose it is; a paper of two people once."""
    rows: dict[str, list[Entry]] = {}
    for each in found:
        for entry in each.entries:
            rows.setdefault(plain(getattr(entry.fact, "title", "") or entry.label), []).append(entry)
    if not rows:
        return Outcome("not_stated")
    what = context.what("paper", len(rows))
    context.draft.say(context.phrase("total", count=len(rows), what=what))
    for entries in rows.values():
        owners = ", ".join(dict.fromkeys(context.name(entry.person) for entry in entries))
        text = context.phrase("match", name=owners, values=entries[0].label)
        context.draft.state(context.phrase("item", values=text), entries[0].person, context.evidence(entries[0]))
        for entry in entries[1:]:
            context.draft.add(entry.person, context.evidence(entry)[:1])
    listed = [entries[0] for entries in rows.values()]
    people = tuple(dict.fromkeys(each.person for each in found))
    return Outcome("answered", people, papers_of(listed), refs(listed))


def _say_total(context: Context, query: Query, found: Sequence[Found]) -> Outcome:
    """How many papers (awards, talks ...) fit in all, and how many are whose; a paper of two people counts once."""
    relation = query.relations[0]
    rows = [(each.person, fitting(context, query, each.person)) for each in found]
    titles = {plain(getattr(entry.fact, "title", "") or entry.label) for _, entries in rows for entry in entries}
    what = context.what(relation, len(titles))
    context.draft.say(context.phrase("total", count=len(titles), what=what))
    for person, entries in rows:
        what = context.what(relation, len(entries))
        text = context.phrase("author_count", author=context.name(person), count=len(entries), what=what)
        context.draft.state(context.phrase("item", values=text), person, [context.evidence(e)[0] for e in entries])
    people = tuple(person for person, _ in rows)
    return Outcome("answered", people, (), tuple(Ref("person", person) for person in people))


def _say_missing(context: Context, query: Query, people: Sequence[str]) -> Outcome:
    """Those of whom it does not hold, with what was looked at."""
    if not people:
        return nobody(context, query)
    word = context.phrase("person_word" if len(people) == 1 else "people_word")
    context.draft.say(context.phrase("found", count=len(people), people=word))
    relation = looked_in(query)[0]
    for person in people:
        entries = context.library.entries(person, relation)
        filters = filters_of(query, relation, context.knowledge)
        words = looked_at(context, person, relation, entries, filters) if entries else context.name(person)
        spans = evidence_of(context, entries) or [name_span(context, person)]
        context.draft.state(context.phrase("item", values=words), person, spans)
    return Outcome("answered", tuple(people), (), tuple(Ref("person", person) for person in people))


def _by_name(context: Context, query: Query) -> Outcome:
    people = [candidate.key for mention in query.ambiguous for candidate in mention.candidates] or list(query.people)
    if not people:
        return nobody(context, query)
    word = context.phrase("person_word" if len(people) == 1 else "people_word")
    context.draft.say(context.phrase("found", count=len(people), people=word))
    for person in people:
        context.draft.state(context.phrase("item", values=context.name(person)), person, [name_span(context, person)])
    return Outcome("answered", tuple(people), (), tuple(Ref("person", person) for person in people))


def say_people(context: Context) -> Outcome:
    """Who is here: all are counted, of very many the first are named."""
    context.draft.say(context.phrase("known_people", count=len(context.knowledge.ids)))
    for person in context.knowledge.ids[:_SHOWN]:
        context.draft.state(
            context.phrase("item", values=_with_post(context, person)), person, [name_span(context, person)]
        )
    return Outcome("help", (), (), tuple(Ref("person", person) for person in context.knowledge.ids[:_SHOWN]))


def _with_post(context: Context, person: str) -> str:
    current = context.library.profiles[person].current
    post = ", ".join(part for part in (current.role, current.organization) if part) if current else ""
    return f"{context.name(person)} ({post})" if post else context.name(person)
