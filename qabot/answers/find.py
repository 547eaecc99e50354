"""Answers over all profiles: find people, compare people, say who is here, portray one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from qabot.answers.candidates import TOPIC, candidates
from qabot.answers.compare import asks_whether, compare, nobody
from qabot.answers.context import Context, Outcome, papers_of, refs
from qabot.answers.facts import entries_for
from qabot.answers.filters import coverage, filters_of, lasts, split_filters
from qabot.answers.lines import lines_of
from qabot.answers.passages import sentences, shown, topic_quotes
from qabot.answers.portrait import name_span
from qabot.answers.statements import evidence_of, looked_at
from qabot.answers.told import speaks_of
from qabot.profiles.same import same_person
from qabot.questions.lexicon import Lexicon, plain
from qabot.questions.query import Query
from qabot.questions.state import ChatState, Ref
from qabot.sources.source import Span
from qabot.words.entries import Entry
from qabot.words.regions import is_region

_READ = 300  # people whose pages are read line by line
_SHOWN = 500  # people named where all are asked for
_STUDENTS = re.compile(r"\bstudents?\b|\bcandidates?\b|학생|学生|студент|аспирант")
_COUNTED = (("paper",), ("award",), ("talk",), ("project",))
_TOLD_BY_CUE = frozenset("teaching award talk advisor student service".split())  # a topic alone tells none of these
_IS_THERE = re.compile(
    r"\b(?:is|are|works?|working|employed|affiliated|based|arbeitet|arbeiten|travaillent?|trabajan?|работает|работают)\b"
    r"|在.{1,20}工作|에서 일하|に勤め|で働い"
)
_FUNDED = re.compile(r"\bfund(?:s|ed|ing|er)?\b|\bfinan[cz]\w+|\bgefordert|\bsponsor\w*|资助|助成|지원|финансир\w+")
_FIRST_LOOK = {
    "position": ("position", "education"),
    "interest": ("interest", "paper", "project", "skill"),
    "skill": ("skill", "interest", "project"),
    "field": ("position", "education", "interest"),
}
_ANY = ("interest", "paper", "project", "skill", "award", "position", "education", "talk", "teaching", "service")


@dataclass(frozen=True, slots=True)
class Found:
    """A person who fits, and the words that show it."""

    person: str
    label: str
    spans: tuple[Span, ...]
    entries: tuple[Entry, ...] = ()


def find_people(context: Context, query: Query, state: ChatState) -> Outcome:
    """Everybody whose profile fits, each with the words that show it."""
    if query.relations[:1] == ("name",):
        return _by_name(context, query)
    if query.order == "most":
        return compare(context, replace(query, topic=""), query.people or context.knowledge.ids)
    if query.also:
        found = _all_hold(context, query) or _as_matter(context, query)
        return _say_found(context, query, found) if found else nobody(context, query)
    if _asks_who_lacks(query):
        fit = {each.person for each in _meeting(context, replace(query, negated=False))}
        everybody = query.people or context.knowledge.ids
        return _say_missing(context, query, [person for person in everybody if person not in fit])
    found = _meeting(context, query)
    return _say_found(context, query, found) if found else nobody(context, query)


def _asks_who_lacks(query: Query) -> bool:
    """Whether a question asks of whom something does not hold."""
    conditions = query.venues or query.organizations or query.years or query.degree
    return query.negated and bool(conditions or (query.relations and not query.topic))


def _all_hold(context: Context, query: Query) -> list[Found]:
    """Everybody who meets a condition and those of `also`; where they hold in order, in that order of time."""
    parts = (replace(query, also=()), *query.also)
    held = [part for part in parts if not _asks_who_lacks(part)]
    rows: dict[str, Found] = {}
    if not held:
        everybody = query.people or context.knowledge.ids
        rows = {person: Found(person, "–", (name_span(context, person),)) for person in everybody}
    before: dict[str, Found] = {}
    for place, part in enumerate(held):
        found = {each.person: each for each in _meeting(context, replace(part, people=tuple(rows) or part.people))}
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
            lacking = _meeting(context, replace(part, negated=False, people=tuple(rows)))
            rows = {p: each for p, each in rows.items() if p not in {other.person for other in lacking}}
    return list(rows.values())


def _as_matter(context: Context, query: Query) -> list[Found]:
    """Those who work on a matter of some region, where nobody works on the matter there: "poverty in India"."""
    there = [part for part in query.also if part.organizations and all(map(is_region, part.organizations))]
    if not there or not query.topic or query.in_order:
        return []
    topic = " ".join([query.topic, *(plain(name) for part in there for name in part.organizations)])
    also = tuple(part for part in query.also if part not in there)
    query = replace(query, topic=topic, also=also)
    return _all_hold(context, query) if also else _meeting(context, query)


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


def _meeting(context: Context, query: Query) -> list[Found]:
    """Everybody of whom what is asked holds, its negation aside."""
    letter = query.topic if re.fullmatch(r"[a-z]", query.topic) else ""
    among = query.people or candidates(context.knowledge, query, _looked_in(query))
    among = [person for person in among if person not in query.without]
    fitting = {person: _fitting(context, query, person) for person in among}
    if letter:  # "R" is a language where it stands alone, not an initial
        alone = re.compile(rf"(?<![\w.'’-]){letter.upper()}(?![\w.'’-])")
        fitting = {p: [e for e in rows if _tells_of(context, e, alone)] for p, rows in fitting.items()}
    if query.amount is not None and not query.negated:
        fitting = {p: entries if len(entries) in query.amount else [] for p, entries in fitting.items()}
    found = [_found(context, query, person, entries) for person, entries in fitting.items() if entries]
    fit = [each.person for each in found]
    rest = [person for person in query.people if person not in fit]
    topical = not query.relations or query.relations[0] not in _TOLD_BY_CUE
    if (
        query.topic
        and (rest or not query.people)
        and topical
        and not letter
        and not (query.venues or query.organizations or query.degree or query.others)
    ):
        need = 0.75 if found else 0.6
        told = () if query.people else (*fit, *query.without)
        if query.relations[:1] == ("language",):  # "funded by the French agency" says nothing of who speaks French
            return [*found, *_who_say_so(context, query, rest or [p for p in context.knowledge.ids if p not in told])]
        for quote in topic_quotes(context, query.topic, rest, need, without=told):
            found.append(Found(quote.person, shown(context, quote.span), (quote.span,)))
    return found


def _who_say_so(context: Context, query: Query, people: Sequence[str]) -> list[Found]:
    """Those of some people whose page has a line of the relation asked for that tells of the topic."""
    found = []
    for person in people[:_READ]:
        for line in lines_of(context, person):
            if coverage(query.topic, line.words) >= TOPIC and speaks_of(context, person, line.span, query.relations[0]):
                found.append(Found(person, shown(context, line.span), (line.span,)))
                break
    return found


def _tells_of(context: Context, entry: Entry, pattern: re.Pattern[str]) -> bool:
    return entry.relation != "paper" and pattern.search(context.library.words_of(entry.span)) is not None


def _found(context: Context, query: Query, person: str, entries: Sequence[Entry]) -> Found:
    """The best two entries as a label; where an entry's label does not speak of the topic, its own words that do."""
    labels = []
    for entry in entries[:2]:
        labels.append(
            entry.label
            if not query.topic or coverage(query.topic, plain(entry.label)) >= TOPIC
            else _line(context, query, entry)
        )
    spans = tuple(span for entry in entries[:3] for span in context.evidence(entry))
    return Found(person, "; ".join(labels), spans, tuple(entries))


def _line(context: Context, query: Query, entry: Entry) -> str:
    """The sentence of an entry that speaks most of the topic."""
    text = context.library.words_of(entry.span)
    ranges = sentences(text) or [(0, len(text))]
    begin, end = max(ranges, key=lambda r: coverage(query.topic, plain(text[r[0] : r[1]])))
    return f"“{' '.join(text[begin:end].split())[:240]}”"


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
    rows = [(each.person, _fitting(context, query, each.person)) for each in found]
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
    if query.role and relation in ("", "position"):
        return ("position",)
    if relation == "position" and any(Lexicon.load().has(flag, plain(query.text)) for flag in ("industry", "academia")):
        return ("position",)
    if relation == "project" and _FUNDED.search(plain(query.text)):
        return ("project", "award")
    if query.organizations and not relation and not query.topic:
        return ("award", "project") if Lexicon.load().has("gained", plain(query.text)) else ("position", "education")
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
        fitting += [entry for entry in kept if not query.topic or coverage(query.topic, entry.words) >= TOPIC]
    if relation == "education" and _STUDENTS.search(plain(query.text)):
        fitting = [entry for entry in fitting if lasts(entry)]
    if _asks_who_is_there(query, relation):
        fitting = [entry for entry in fitting if lasts(entry)]
    if query.topic:
        fitting.sort(key=lambda entry: -coverage(query.topic, plain(entry.label)))
    return fitting


def _asks_who_is_there(query: Query, relation: str) -> bool:
    """Whether "Who works at X?" asks for those who do so now."""
    text = plain(query.text)
    if re.search(r"\b(?:links?|connections?|ties?)\b", text):
        return False
    if relation not in ("", "position") or not (query.organizations or query.role) or query.years or query.topic:
        return False
    lexicon = Lexicon.load()
    return lexicon.has("now", text) or (_IS_THERE.search(text) is not None and not lexicon.has("past", text))


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
