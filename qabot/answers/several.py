"""Answers about several people: those who bear a name, those named together; and about the one who is left."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from qabot.answers.compare import compare, share, shares
from qabot.answers.conditions import filters_of
from qabot.answers.context import Context, Outcome
from qabot.answers.draft import Draft
from qabot.answers.durations import answer_duration
from qabot.answers.filters import split_filters
from qabot.answers.find import find_people
from qabot.answers.passages import is_private
from qabot.answers.portrait import introduce, name_span, portray
from qabot.answers.relations import answer_person
from qabot.answers.told_beside import tell_before_academia
from qabot.answers.two_things import answer_more_of_two, answer_two_things
from qabot.questions.lexicon import Lexicon, plain
from qabot.questions.query import Query
from qabot.questions.spoken import says
from qabot.questions.state import ChatState, Ref
from qabot.words.entries import Entry


def answer_one(context: Context, query: Query, person: str, state: ChatState) -> Outcome:
    """Of one person: a portrait where one is asked for, else what the profile says."""
    two = answer_two_things(context, query, person) or answer_more_of_two(context, query, person)
    two = two or answer_duration(context, query, person)
    if two is not None:
        return two
    if query.intent == "overview" and is_private(context, query, person):
        return context.not_stated(query, person)
    if query.intent == "overview":
        return tell_before_academia(context, query, person) or portray(context, person)
    return answer_person(context, query, person, state)


def answer_ambiguous(context: Context, query: Query, state: ChatState) -> Outcome:
    """Of a name that several people bear: of those whom the question fits, else of each."""
    mention = query.ambiguous[0]
    people = [candidate.key for candidate in mention.candidates if candidate.score == mention.candidates[0].score]
    placed = [person for person in people if query.organizations and _at(context, query, person)]
    if len(placed) == 1:  # "the Park at X"
        return answer_one(context, replace(query, people=tuple(placed), organizations=()), placed[0], state)
    fitting = _who_fit(context, query, people, state)
    if fitting:
        return (
            answer_several(context, query, fitting, state)
            if len(fitting) > 1
            else answer_person(context, query, fitting[0], state)
        )
    context.draft.say(context.phrase("ambiguous", name=mention.words, count=len(people)))
    told = False
    for person in people[:6]:
        before = len(context.draft.lines)
        outcome = (
            introduce(context, person) if query.intent == "overview" else answer_person(context, query, person, state)
        )
        told |= outcome.status != "not_stated"
        if outcome.status not in ("answered", "not_stated") and len(context.draft.lines) == before:
            context.draft.state(
                context.phrase("item", values=context.name(person)), person, [name_span(context, person)]
            )
    listed = tuple(Ref("person", person) for person in people)
    return Outcome("ambiguous", tuple(people), (), listed, negative=not told)


def _who_fit(context: Context, query: Query, people: Sequence[str], state: ChatState) -> list[str]:
    """Of several people, those of whom "Which Park ...?" holds; nobody when it is not asked that way."""
    if not says("which", plain(query.text)[: query.ambiguous[0].start], query.language):
        return []
    fitting = []
    for person in people:
        scratch = replace(context, draft=Draft(context.library))
        if answer_person(scratch, query, person, state).status == "answered":
            fitting.append(person)
    return fitting


def answer_several(context: Context, query: Query, people: Sequence[str], state: ChatState) -> Outcome:
    """Of several people: what they share, who comes first, both at once, or each on their own."""
    lexicon, text = Lexicon.load(), plain(query.text)
    if (
        says("which_of_two", text, query.language)
        and query.order == ""
        and (query.organizations or query.venues or query.topic)
    ):
        return find_people(context, query, state)
    if query.relations and (shares(query, text) or (lexicon.has("same", text) and query.intent == "yes_no")):
        return share(context, query, people)
    sooner = query.order in ("oldest", "latest") and query.relations and " or " in text
    then = says("then", text, query.language) if query.intent == "yes_no" and query.relations else None
    if then and len(people) == 2:
        sooner, query = True, replace(query, order="latest" if any(then.groups()) else "oldest")
    if query.intent == "compare" or query.order == "most" or sooner:
        return compare(context, query, people)
    if (
        "scope" not in query.carried
        and query.relations[:1] in (("coauthor",), ("paper",))
        and (query.intent == "yes_no" or query.joint or "with" in plain(query.text).split())
    ):
        return answer_person(context, query, people[0], state)
    if query.intent == "yes_no" and Lexicon.load().has("joint", plain(query.text)):
        return _both(context, query, people, state)
    apart = "scope" in query.carried  # each on their own, not what they wrote together
    outcomes = [
        portray(context, person)
        if query.intent == "overview"
        else answer_person(context, replace(query, people=(person,)) if apart else query, person, state)
        for person in people
    ]
    good = [outcome for outcome in outcomes if outcome.status == "answered"]
    return Outcome("answered" if good else "not_stated", tuple(people), tuple(k for o in good for k in o.papers))


def _both(context: Context, query: Query, people: Sequence[str], state: ChatState) -> Outcome:
    """Whether something holds of each of several people."""
    truths = []
    for person in people:
        scratch = replace(context, draft=Draft(context.library))
        outcome = _affiliated(scratch, query, person, state)
        truths.append((person, outcome))
    yes = all(outcome.status == "answered" for _, outcome in truths)
    first = True
    for person, _ in truths:
        entries = _at(context, query, person)
        label = entries[0].label if entries else context.library.name(person)
        spans = context.evidence(entries[0]) if entries else [name_span(context, person)]
        text = context.phrase("match", name=context.library.name(person), values=label if entries else "–")
        context.draft.state(context.phrase("yes" if yes else "no", rest=text) if first else text, person, spans)
        first = False
    return Outcome("answered", tuple(people))


def _at(context: Context, query: Query, person: str) -> list[Entry]:
    found = []
    for relation in ("position", "education", "paper"):
        tests = [each.passes for each in filters_of(query, relation, context.knowledge)]
        if tests:
            found += split_filters(context.library.entries(person, relation), tests)[0]
    return found


def _affiliated(context: Context, query: Query, person: str, state: ChatState) -> Outcome:
    return Outcome("answered" if _at(context, query, person) else "not_stated", (person,))
