"""What a question takes over from the conversation: whom it is about, what it continues."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from qabot.questions.knowledge import Knowledge
from qabot.questions.lexicon import Lexicon, plain
from qabot.questions.query import Query, Years
from qabot.questions.state import ChatState

_ORDINALS = {"first": 1, "1st": 1, "former": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "fifth": 5}
_ORDINALS |= {"last": -1, "latter": -1}
_ORDINAL = re.compile(
    rf"\b(?:the )?({'|'.join(_ORDINALS)}) (?:one|paper|person|researcher|award|prize|degree|post|position|job|talk|"
    r"project|of (?:them|these|those))\b"
    r"|\bthe (former|latter)\b"
)
_YEAR_BEFORE = re.compile(r"\b(?:the |a )?year (?:(before|earlier|prior)|after|later)\b")
_THEM = re.compile(r"\b(?:list|name|show) (?:them|those|these)\b")
_OF_THEM = re.compile(
    r"\b(?:of|among) (?:them|these|those)\b|他们.{0,2}(?:谁|哪)|그중|彼らの中|davon|d'entre eux|de ellos|из них"
)
_SHORT = re.compile(r"\W*(?:and|so|ok|okay|but|und|et|y|e|а|и|那|那么|그럼)?\W*(?:[^\W\d]+\W+){0,3}[^\W\d]+\W*")
_OF_A_PERSON = frozenset("email contact link advisor student position education award skill language interest".split())
BEFORE, AFTER = -2, -3  # Query.ordinal: the entry before or after the one last listed


def carry(query: Query, state: ChatState, clause: str, knowledge: Knowledge) -> Query:
    """The query with what it leaves open filled from the conversation; `carried` says what that was."""
    text = plain(clause)
    carried: list[str] = []
    if query.intent in ("people", "help"):
        return query
    query = _within(query, state.scope)
    query, found = _ordinal(query, state, text)
    carried += found
    # a co-author named is a condition on papers, in any other question the one it is about
    stranger = query.unknown or (query.others and query.relations[:1] not in (("paper",), ("coauthor",)))
    subject = query.people or query.papers or query.ambiguous or stranger
    if not subject and len(state.people) > 1 and _OF_THEM.search(text):
        return replace(query, people=state.people, intent="find", carried=("people",))
    if not subject and query.intent == "find" and state.people and _needs_subject(query):
        query = replace(query, intent="lookup")
    among_all = state.query is not None and state.query.intent == "find" and not Lexicon.load().has("pronoun", text)
    if not subject and query.intent != "find" and not (among_all and _adds(query)):
        query, found = _subject(query, state, text, knowledge)
        carried += found
    if state.scope and not (query.people or query.papers or query.ambiguous or stranger):
        one = len(state.scope) == 1 and query.intent == "find"
        query = replace(query, people=state.scope, intent="lookup" if one else query.intent)
        carried.append("scope")
    if _asks_of_listed(query, state, text):
        ref = state.listed[0]
        query = replace(query, people=(ref.person,), relations=(ref.relation,), ordinal=1, intent="lookup", topic="")
        return replace(query, carried=("listed",))
    if state.query is not None and not query.papers:
        query, found = _continue(query, state.query, text)
        carried += found
    if not query.relations and query.venues and not query.papers:
        query = replace(query, relations=("paper",))
    return replace(query, carried=tuple(carried))


def _within(query: Query, scope: Sequence[str]) -> Query:
    """The query with each mention that several people fit meaning those in scope."""
    if not scope or not query.ambiguous:
        return query
    sure, unsure = list(query.people), []
    for mention in query.ambiguous:
        inside = tuple(candidate for candidate in mention.candidates if candidate.key in scope)
        if len(inside) == 1:
            sure.append(inside[0].key)
        else:
            unsure.append(replace(mention, candidates=inside or mention.candidates))
    return replace(query, people=tuple(dict.fromkeys(sure)), ambiguous=tuple(unsure))


def _needs_subject(query: Query) -> bool:
    """Whether a question asks somebody's advisor, co-author or post and sets no condition to find people by."""
    conditions = query.topic or query.venues or query.organizations or query.others or query.years
    return not conditions and query.relations[:1] != ("name",)


def _ordinal(query: Query, state: ChatState, text: str) -> tuple[Query, list[str]]:
    """Of what was listed last, "the second one"."""
    match = _ORDINAL.search(text)
    if match is None or not state.listed or query.people or query.papers:
        return query, []
    number = _ORDINALS[match[1] or match[2]]
    if abs(number) > len(state.listed):
        return query, []
    ref = state.listed[number - 1 if number > 0 else number]
    order = "" if match[1] in ("first", "last") else query.order
    if ref.relation == "paper":
        return replace(query, papers=(f"{ref.person}#{ref.number}",), order=order), ["listed"]
    if ref.relation != "person":
        relations = query.relations if query.relations[:1] == (ref.relation,) else (ref.relation,)
        place = number if number > 0 else len(state.listed)
        return replace(query, people=(ref.person,), relations=relations, ordinal=place, order=order), ["listed"]
    return replace(query, people=(ref.person,), order=order), ["listed"]


def _subject(query: Query, state: ChatState, text: str, knowledge: Knowledge) -> tuple[Query, list[str]]:
    """Whom or what a question without a name is about."""
    lexicon = Lexicon.load()
    of_person = bool(query.relations) and query.relations[0] in _OF_A_PERSON
    of_paper = lexicon.has("first_author", text) or (lexicon.has("paper_pronoun", text) and not of_person)
    if of_paper and len(state.papers) == 1:
        return replace(query, papers=state.papers), ["paper"]
    if state.people:
        return replace(query, people=state.people), ["person"]
    if len(knowledge.ids) == 1 and (query.relations or lexicon.has("pronoun", text)):
        return replace(query, people=knowledge.ids), []
    return query, []


def _adds(query: Query) -> bool:
    """Whether a question sets a condition."""
    return bool(query.years or query.venues or query.organizations or query.order or query.degree or query.negated)


def _asks_of_listed(query: Query, state: ChatState, text: str) -> bool:
    """Whether a few words ask for another part of the one thing told last: "From which university?"."""
    if len(state.listed) != 1 or state.listed[0].relation not in ("award", "talk", "project", "service", "teaching"):
        return False
    bare = query.relations in ((), ("position", "education")) and bool({"where", "when"} & set(query.want))
    own = query.people and query.people != (state.listed[0].person,)
    conditions = query.topic or query.organizations or query.venues or query.years or query.degree
    return bare and not own and not conditions and _SHORT.fullmatch(text) is not None


def _asks_of_it(query: Query, last: Query, text: str) -> bool:
    """Whether a question asks for another part of the fact told last: "and when did she finish it?", "since when?"."""
    if not query.want or not last.relations or last.intent in ("find", "compare") or "who" in query.want:
        return False
    if query.people not in ((), last.people) or last.relations[0] in ("paper", "venue", "author", "coauthor"):
        return False
    return Lexicon.load().has("paper_pronoun", text) or _SHORT.fullmatch(text) is not None


def _continue(query: Query, last: Query, text: str) -> tuple[Query, list[str]]:
    """A question that changes one thing of the last: another person, other years, another order."""
    lexicon = Lexicon.load()
    before, after = lexicon.has("before_that", text), lexicon.has("after_that", text)
    if (before or after) and not query.relations:
        query = replace(query, relations=last.relations, topic="")
    if before or after:
        merged = replace(query, years=None, order="", ordinal=BEFORE if before else AFTER, intent="lookup", topic="")
        return merged, ["question"]
    changes_person = bool(query.people) and query.people != last.people and lexicon.has("more", text)
    shifted = _YEAR_BEFORE.search(text)
    if shifted and last.years is not None and not query.years:
        step = -1 if shifted[1] else 1
        first, end = last.years.first, last.years.last
        years = Years(None if first is None else first + step, None if end is None else end + step)
        query = replace(query, years=years, topic="")
    adds = _adds(query)
    lists = bool(_THEM.search(text))
    adds = adds or (query.intent == "count" and bool(last.relations) and query.people in ((), last.people))
    adds = adds or _asks_of_it(query, last, text)
    if query.relations or query.topic or query.intent == "find" or not (changes_person or adds or lists):
        return query, []
    merged = replace(
        query,
        relations=last.relations,
        want=query.want or last.want,
        intent="list" if lists else "lookup" if query.order else "count" if query.intent == "count" else last.intent,
        venues=query.venues or last.venues,
        organizations=query.organizations or last.organizations,
        degree=query.degree or last.degree,
        years=query.years or last.years,
        topic=last.topic,
    )
    return merged, ["question"]
