"""Answers about one person from facts: look up, list, count, yes or no."""

from __future__ import annotations

import datetime
import functools
import re
from collections.abc import Sequence
from dataclasses import replace

from qabot.answers.context import Context, Outcome, papers_of, refs
from qabot.answers.filters import (
    EXPECTED,
    Filter,
    by_topic,
    coverage,
    degree_level,
    filters_of,
    lasts,
    split_filters,
    written_with,
)
from qabot.answers.moments import around, asks_present, beside_of, extreme, lasting, limited, now_of
from qabot.answers.passages import answer_from_passages, asked_words, find_quotes, shown
from qabot.answers.told import UNDER, tell, tell_count
from qabot.profiles.profile import Degree, Position
from qabot.profiles.same import same_person
from qabot.questions.carry import AFTER, BEFORE
from qabot.questions.lexicon import Lexicon, plain
from qabot.questions.query import Query, Years
from qabot.questions.state import ChatState
from qabot.sources.source import Span
from qabot.words.entries import Entry, inside

# Lists that a profile gives in full, so that what is missing is not there: these get a "No", and no guess from prose.
_LISTED = frozenset("advisor student paper position education award talk service teaching project language".split())
_EMPLOYS = re.compile(r"\bemploy|\bhire|\bexperienced\b|\bemplo|\bangestellt")
_NAMED = frozenset("award education language".split())  # their entries bear the name that a question gives
_COMPLETE = frozenset("paper student email advisor coauthor award thesis position".split())
_HELD = 0.75  # share of a topic that the words of an entry must hold to be about it
_FUTURE = re.compile(r"\bwill\b|\bgoing to\b|\bwird\b|будет|将|예정")
_ACCEPTED = re.compile(
    r"\b(?:accepted|published|appear\w*|presented|angenommen|erschienen|publie|publicado)\b|录用|接收|게재|採択"
)
_FEW = 3  # entries told beside a "no"


def answer_facts(context: Context, query: Query, person: str, relations: Sequence[str], state: ChatState) -> Outcome:
    """Answer from the lists of facts of these relations; from prose only where none of them has any."""
    good: list[Outcome] = []
    text, lexicon = plain(query.text), Lexicon.load()
    # "Which university is she at?" asks for the post; the degrees tell it only where there is none
    enough = list(relations) == ["position", "education"] and not query.years and not lexicon.has("past", text)
    for relation in relations:
        mark = context.draft.mark()
        outcome = _relation(context, query, person, relation, state, prose=False)
        if outcome.status == "answered" and not outcome.negative:
            good.append(outcome)
            if enough:
                break
        else:
            context.draft.back(mark)
    if not good:
        return _relation(context, query, person, relations[0], state)
    listed = tuple(ref for outcome in good for ref in outcome.listed)
    return Outcome("answered", (person,), tuple(key for outcome in good for key in outcome.papers), listed)


def entries_for(context: Context, query: Query, person: str, relation: str) -> list[Entry]:
    """The facts of a relation about a person; when conditions narrow it, advisors are those named in entries."""
    library = context.library
    if relation == "advisor":
        advisors = _advisors(context, query, person)
        return _advisors_then(query.years, advisors) if query.years else advisors
    if relation == "award" and (query.venues or query.papers or "paper" in plain(query.text)):
        return [*library.entries(person, "award"), *library.entries(person, "honour")]
    return library.entries(person, relation)


def _advisors(context: Context, query: Query, person: str) -> list[Entry]:
    own = context.library.entries(person, "advisor")
    if not (query.topic or query.organizations or query.degree or query.years or query.role):
        return own
    found: list[Entry] = []
    now = Lexicon.load().has("now", plain(query.text))
    for relation in ("education", "position"):
        for entry in context.library.entries(person, relation):
            if now and not lasts(entry):
                continue
            if isinstance(entry.fact, (Degree, Position)):
                if not entry.fact.advisors:
                    found += _beside(context, entry, len(found))
                for value in entry.fact.advisors:
                    label = f"{value.text} ({entry.label})"
                    extra = (*entry.extra, value.span) if not inside(value.span, entry.span) else entry.extra
                    found.append(replace(entry, relation="advisor", label=label, number=len(found), extra=extra))
    fresh = [entry for entry in own if not any(entry.label in other.label for other in found)]
    under_way = [
        e for e in context.library.entries(person, "education") if e.current and degree_level(e) == query.degree
    ]
    if query.degree == "phd" and not any(degree_level(e) for e in found):
        fresh = [replace(entry, words=f"{entry.words} phd") for entry in fresh]  # an advisor of nothing else
    elif query.degree and under_way and not any(degree_level(e) == query.degree for e in found):
        fresh = [replace(entry, words=f"{entry.words} {query.degree}") for entry in fresh]  # whoever advises now
    return [*found, *fresh]


def _advisors_then(years: Years, everything: Sequence[Entry]) -> list[Entry]:
    """Of advisors, those of posts and degrees of that time; those without any date where no other is dated."""
    dated = [entry for entry in everything if entry.first or entry.last]
    return [e for e in dated if e.overlaps(years.first, years.last)] if dated else list(everything)


def _beside(context: Context, entry: Entry, number: int) -> list[Entry]:
    """The one whom a post or degree is said to be "with" or "under": "Postdoc with Ana Ruiz at ..."."""
    match = UNDER.search(context.library.words_of(entry.span))
    if match is None:
        return []
    return [replace(entry, relation="advisor", label=f"{' '.join(match[1].split())} ({entry.label})", number=number)]


def _relation(
    context: Context, query: Query, person: str, relation: str, state: ChatState, *, prose: bool = True
) -> Outcome:
    who = query.want == ("who",) and query.intent == "lookup" and not _EMPLOYS.search(plain(query.text))
    if relation in ("position", "education") and who:
        relation = "advisor"  # "Who looked after her at X?"
    everything = entries_for(context, query, person, relation)
    if relation == "position" and not everything and query.intent == "lookup":
        everything = [entry for entry in context.library.entries(person, "education") if entry.current]
    filters = _filters(context, query, person, relation)
    kept, _ = split_filters(everything, [each.passes for each in filters])
    chosen = _on_topic(context, query, relation, kept)
    if query.negated and (filters or query.topic) and query.intent != "yes_no":
        chosen = [entry for entry in everything if entry not in (chosen or (kept if filters else []))]
    chosen, query = _pointed(context, query, state, everything, kept, chosen)
    if query.amount is not None and query.intent == "yes_no":
        return _amount(context, query, person, relation, chosen)
    if query.intent == "yes_no" and query.joint and max(len(query.venues), len(query.organizations)) > 1:
        return _each(context, query, person, relation, everything)
    if query.intent == "yes_no":
        elsewhere = [] if chosen else _elsewhere(context, query, relation, everything, filters)
        if elsewhere:
            about = Filter("filter_about", query.topic, lambda entry: False)
            return _no(context, query, person, relation, everything, [*filters, about], [*kept, *elsewhere][:_FEW])
        if kept and not chosen:  # the conditions hold, what else is asked is not stated
            filters = []
        return _yes_no(context, query, person, relation, everything, chosen, filters, prose)
    if not chosen and relation == "education" and query.degree and (query.years or query.organizations):
        chosen = _studies_as_post(context, query, person)  # "doctoral researcher, 2017 to 2019"
    if not chosen:
        return _nothing(context, query, person, relation, everything, filters, prose)
    return _state(context, query, person, relation, _narrowed(context, query, relation, chosen), prose=prose)


def _state(context: Context, query: Query, person: str, relation: str, chosen: list[Entry], *, prose: bool) -> Outcome:
    """Say the entries that were asked for, or what the page tells in its own words where none is left."""
    if not chosen:
        quoted = tell(context, query, person, relation) if prose else None
        return quoted or context.not_stated(query, person)
    if query.intent == "count":
        return say_count(context, query, person, relation, chosen)
    if query.limit:
        chosen = limited(chosen, query)
    told = chosen[0].relation if chosen[0].relation == "education" else relation
    return context.state_entries(query, person, chosen, told)


def _studies_as_post(context: Context, query: Query, person: str) -> list[Entry]:
    """The posts that are a course of study under the conditions asked."""
    posts = context.library.entries(person, "position")
    kept, _ = split_filters(posts, [each.passes for each in _filters(context, query, person, "position")])
    return [e for e in kept if any(cue.meaning == query.degree for cue in Lexicon.load().degrees.find(plain(e.label)))]


def _pointed(
    context: Context, query: Query, state: ChatState, everything: list[Entry], kept: list[Entry], chosen: list[Entry]
) -> tuple[list[Entry], Query]:
    """The entries a question points at from others: the second one listed, the one before a place."""
    if query.ordinal > 0:
        ref = state.listed[query.ordinal - 1]
        return [e for e in everything if (e.relation, e.number) == (ref.relation, ref.number)], query
    if query.ordinal in (BEFORE, AFTER):
        known = {(ref.relation, ref.number) for ref in state.listed}
        return around(everything, [e for e in everything if (e.relation, e.number) in known], query.ordinal), query
    beside = beside_of(query, everything[0].relation if everything else "")
    if beside and (query.organizations or query.topic or query.degree) and (chosen or kept):
        anchors = kept if query.organizations or query.degree else by_topic(everything, query.topic)
        if query.degree and everything[0].relation == "position":
            degrees = context.library.entries(everything[0].person, "education")
            anchors = [entry for entry in degrees if degree_level(entry) == query.degree]
        return around(everything, anchors, beside), replace(query, intent="lookup")
    return chosen, query


def _on_topic(context: Context, query: Query, relation: str, kept: list[Entry]) -> list[Entry]:
    """The entries on the topic of the question, all where it is only a manner of speaking."""
    topic = query.topic
    if relation in ("position", "advisor") and query.intent != "yes_no" and (query.role or query.organizations):
        topic = " ".join(word for word in topic.split() if context.knowledge.knows(word))
    chosen = by_topic(kept, topic)
    if relation in ("skill", "language") and query.intent in ("lookup", "list"):
        return chosen or kept  # "Which programming languages does she know?": a kind of skill, not one
    return chosen


def _amount(context: Context, query: Query, person: str, relation: str, chosen: Sequence[Entry]) -> Outcome:
    """Whether there are as many as asked ("more than 5"), with all that there are."""
    truth = (len(chosen) in query.amount) != query.negated if query.amount else False
    key = "yes" if truth else "no"
    told = None if chosen else tell_count(context, query, person, relation)
    if told is not None:
        return told
    if not chosen:
        rest = context.phrase("no_such_list", name=context.name(person), what=context.what(relation))
        context.draft.state(context.phrase(key, rest=rest), person, [_name(context, person)])
        return Outcome("answered", (person,), negative=not truth)
    context.draft.say(context.phrase(key, rest="").strip())
    return replace(say_count(context, query, person, relation, chosen), negative=not truth)


def _each(context: Context, query: Query, person: str, relation: str, everything: Sequence[Entry]) -> Outcome:
    """Whether each of several places holds ("at ICML and ICLR"), with what shows it or was looked at for each."""
    singles = [replace(query, venues=(venue,), joint=False) for venue in query.venues] or [
        replace(query, organizations=(place,), joint=False) for place in query.organizations
    ]
    rows: list[tuple[str, list[Span]]] = []
    truth = True
    for single in singles:
        filters = _filters(context, single, person, relation)
        kept, _ = split_filters(everything, [each.passes for each in filters])
        truth &= bool(kept)
        for entry in kept[:3]:
            rows.append((entry.label, context.evidence(entry)))
        if not kept and everything:
            rows.append((looked_at(context, person, relation, everything, filters), evidence_of(context, everything)))
    if not rows:
        return context.not_stated(query, person)
    context.draft.say(context.phrase("yes" if truth != query.negated else "no", rest="").strip())
    for words, spans in rows:
        context.draft.state(context.phrase("item", values=words), person, spans)
    return Outcome("answered", (person,), negative=not truth)


def _narrowed(context: Context, query: Query, relation: str, chosen: list[Entry]) -> list[Entry]:
    """Of the entries that fit, those the question singles out by time, and that tell what is wanted of them."""
    chosen = now_of(context, query, relation, chosen)
    if query.order in ("latest", "oldest") and query.limit < 2:
        chosen = extreme(chosen, query.order)
    elif query.order in ("longest", "shortest"):
        chosen = lasting(chosen, query.order)
    text, lexicon = plain(query.text), Lexicon.load()
    future = "when" in query.want and lexicon.has("will", text) or _FUTURE.search(text)
    if future and relation in ("position", "education", "advisor"):
        today = datetime.date.today().year
        chosen = [e for e in chosen if e.current or (e.last or 0) >= today or EXPECTED.search(e.words)]
    if "when" in query.want or "how_long" in query.want:
        ends = lexicon.has("end_of", text) and "how_long" not in query.want
        dated = [entry for entry in chosen if (entry.last if ends else entry.first or entry.last)]
        chosen = dated or [entry for entry in chosen if EXPECTED.search(entry.words)]
    if "where" in query.want and relation in ("education", "position"):
        chosen = [entry for entry in chosen if entry.organization] or chosen
    return chosen


def _filters(context: Context, query: Query, person: str, relation: str) -> list[Filter]:
    found = filters_of(query, relation, context.knowledge, context.library.profiles[person].names())
    if query.intent == "yes_no" and relation in ("position", "education") and asks_present(query, relation):
        found.append(Filter("filter_now", "", lasts))
    if relation in ("advisor", "student"):
        named: list[Sequence[str]] = [
            context.library.profiles[other].names() for other in query.people if other != person
        ]
        named += [(name,) for name in (*query.others, query.unknown) if name]
        for forms in named:
            found.append(Filter("filter_named", forms[0], functools.partial(_is_named, forms)))
    if relation == "paper":
        for other in query.people:
            if other != person:
                names = context.library.profiles[other].names()
                found.append(Filter("filter_with", context.name(other), written_with(names)))
        if query.unknown:
            found.append(Filter("filter_with", query.unknown, written_with((query.unknown,))))
    return found


def say_count(context: Context, query: Query, person: str, relation: str, entries: Sequence[Entry]) -> Outcome:
    """Say how many there are, and each, cited."""
    number = len(entries)
    what = context.what(relation, number)
    context.draft.say(context.phrase("fact_list", name=context.name(person), what=what, count=number))
    for entry in entries:
        context.draft.state(context.phrase("item", values=entry.label), person, context.evidence(entry))
    return Outcome("answered", (person,), (), refs(entries))


def looked_at(context: Context, person: str, relation: str, entries: Sequence[Entry], filters: Sequence[Filter]) -> str:
    """In words how many facts were looked at, and that none fits."""
    named = ", ".join(context.phrase(each.phrase, values=each.values) for each in filters)
    what = context.what(relation, len(entries))
    return context.phrase("none_listed", name=context.name(person), count=len(entries), what=what, filters=named)


def evidence_of(context: Context, entries: Sequence[Entry], most: int = 6) -> list[Span]:
    """The words of the entries that were looked at, of the first few of many."""
    return [context.evidence(entry)[0] for entry in entries[:most]]


def _nothing(
    context: Context,
    query: Query,
    person: str,
    relation: str,
    everything: Sequence[Entry],
    filters: Sequence[Filter],
    prose: bool,
) -> Outcome:
    """Nothing fits: say what was looked at. A count of none is an answer; anything else is not stated."""
    if prose and (query.topic or query.years and not (relation == "paper" and everything)):
        found = _told(context, query, person)
        if found is not None:
            return found
    if query.intent == "count" and not everything:
        told = tell_count(context, query, person, relation)
        if told is not None:
            return told
    if prose and query.intent != "count" and (not everything or relation not in _LISTED - {"position", "education"}):
        told = tell(context, query, person, relation)
        if told is not None:
            return told
    if prose and relation == "advisor" and filters and query.intent != "count":
        told = tell(context, query, person, relation)
        if told is not None:
            return told
    if filters and everything and not query.topic:
        words = looked_at(context, person, relation, everything, filters)
        context.draft.state(words, person, evidence_of(context, everything))
        return Outcome("answered" if query.intent == "count" else "not_stated", (person,))
    if prose and relation not in _COMPLETE and not query.years:
        papers = [entry.span for entry in context.library.entries(person, "paper")]
        found = answer_from_passages(context, query, (person,), quiet=True, avoid=papers)
        if found.status == "answered":
            return found
    return context.not_stated(query, person)


def _told(context: Context, query: Query, person: str) -> Outcome | None:
    """Prose that tells all that is asked, years included ("served in the army, 2017 - 2019")."""
    years = [str(y) for y in (query.years.first, query.years.last) if y] if query.years else []
    paper = bool(query.relations[:1] in (("paper",), ("venue",)) and query.topic)
    asked = " ".join([query.topic if paper else asked_words(query), *years])
    if not re.search(r"[^\W\d]", asked):
        return None
    quotes = find_quotes(context, query.text, asked, (person,), 0.9)
    if paper:
        quotes = [q for q in quotes if _ACCEPTED.search(plain(context.library.words_of(q.span)))]
    if not quotes:
        return None
    context.draft.state(
        context.phrase("match", name=context.name(person), values=shown(context, quotes[0].span)),
        person,
        [quotes[0].span],
    )
    return Outcome("answered", (person,))


def _yes_no(
    context: Context,
    query: Query,
    person: str,
    relation: str,
    everything: Sequence[Entry],
    fitting: Sequence[Entry],
    filters: Sequence[Filter],
    prose: bool,
) -> Outcome:
    if fitting:
        key = "no" if query.negated and (filters or query.topic) else "yes"
        return say_found(context, query, person, relation, fitting, key)
    if query.topic and prose and relation not in ("advisor", "student"):  # a name in a line is no advisor
        found = answer_from_passages(context, query, (person,), quiet=True)
        if found.status == "answered":
            return found
        if relation not in _NAMED and (relation not in _LISTED or not filters):
            return context.not_stated(query, person)
    known = relation == "education" and everything and all(entry.organization for entry in everything)
    known = known or relation == "language" and bool(everything)
    if relation in _NAMED and query.topic and not filters and (known or not _touches(context, query.topic, person)):
        filters = [Filter("filter_about", query.topic, lambda entry: False)]
    if relation in _LISTED and not everything and prose and (filters or query.topic or relation == "teaching"):
        told = tell(context, query, person, relation)
        if told is not None:
            return told
    if relation in _LISTED and not everything and (filters or not query.topic):
        text = context.phrase("no_such_list", name=context.name(person), what=context.what(relation))
        words = context.phrase("yes_not" if query.negated else "no", rest=text)
        context.draft.state(words, person, [_name(context, person)])
        return Outcome("answered", (person,), negative=True)
    if relation in _LISTED and everything and filters:
        return _no(context, query, person, relation, everything, filters, _nearest(everything, filters))
    return context.not_stated(query, person)


def _no(
    context: Context,
    query: Query,
    person: str,
    relation: str,
    everything: Sequence[Entry],
    filters: Sequence[Filter],
    nearest: Sequence[Entry],
) -> Outcome:
    """No, with what was looked at and what is so instead."""
    words = looked_at(context, person, relation, everything, filters)
    text = context.phrase("yes_not" if query.negated else "no", rest=words)
    context.draft.state(text, person, evidence_of(context, everything))
    if relation == "language":
        labels, spans = [e.label for e in everything[:8]], [s for e in everything[:8] for s in context.evidence(e)]
        context.draft.state(context.phrase("item", values=", ".join(labels)), person, spans)
        return Outcome("answered", (person,), negative=True)
    for entry in nearest:
        context.draft.state(context.phrase("item", values=entry.label), person, context.evidence(entry))
    return Outcome("answered", (person,), papers_of(nearest), refs(nearest), negative=True)


def _elsewhere(
    context: Context, query: Query, relation: str, everything: Sequence[Entry], filters: Sequence[Filter]
) -> list[Entry]:
    """The degrees in the subject asked about, where they are all from another place or time than asked."""
    if relation != "education" or not query.topic or not filters:
        return []
    about = [
        entry
        for entry in everything
        if isinstance(entry.fact, Degree)
        and coverage(query.topic, plain(f"{entry.fact.degree} {entry.fact.field}"), context.weights) >= _HELD
    ]
    kept, _ = split_filters(about, [each.passes for each in filters])
    return [] if kept else about[:_FEW]


# Which condition is given up first to tell what is so instead: the year of a named thing before its place, and so on.
_GIVEN_UP = ("filter_in", "filter_since", "filter_until", "filter_named", "filter_at", "filter_about", "filter_with")


def _nearest(everything: Sequence[Entry], filters: Sequence[Filter]) -> list[Entry]:
    """What is so where the answer is no: the few entries for which all but one condition holds, else all of few."""
    held = [each.passes for each in filters if each.phrase == "filter_now"]
    present = split_filters(everything, held)[0] if held else []
    if 0 < len(present) <= _FEW:
        return present
    order = sorted(filters, key=lambda f: _GIVEN_UP.index(f.phrase) if f.phrase in _GIVEN_UP else len(_GIVEN_UP))
    for given_up in order:
        rest = [each.passes for each in filters if each is not given_up]
        left = split_filters(everything, rest)[0] if rest else list(everything)
        if 0 < len(left) <= _FEW:
            return left
    if len(everything) <= _FEW:
        return list(everything)
    now = [entry for entry in everything if entry.relation == "position" and entry.current]
    return now if len(now) <= _FEW else []


def _touches(context: Context, topic: str, person: str) -> bool:
    """Whether any word of a topic stands in a person's profile."""
    sources = context.library.profiles[person].sources
    return any(coverage(topic, plain(context.library.source(path).text)) > 0 for path in sources)


def _is_named(names: Sequence[str], entry: Entry) -> bool:
    return any(same_person(entry.label.split(" (")[0], name) for name in names)


def _name(context: Context, person: str) -> Span:
    """Words that show whose profile it is."""
    profile = context.library.profiles[person]
    first = context.library.source(profile.sources[0]).blocks[0]
    return profile.name_span or Span(profile.sources[0], first.start, min(first.end, first.start + 200))


def say_found(
    context: Context, query: Query, person: str, relation: str, entries: Sequence[Entry], key: str
) -> Outcome:
    """Yes (or no, to a question asked in the negative), with the first facts that show it."""
    shown = list(entries)[:6]
    first = context.phrase(
        "fact", name=context.name(person), what=context.what(relation, len(shown)), values=shown[0].label
    )
    context.draft.state(context.phrase(key, rest=first), person, context.evidence(shown[0]))
    for entry in shown[1:]:
        context.draft.state(context.phrase("item", values=entry.label), person, context.evidence(entry))
    return Outcome("answered", (person,), papers_of(shown), refs(shown))
