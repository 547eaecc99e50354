"""What a question takes over from the conversation: whom it is about, what it continues."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from qabot.questions.knowledge import Knowledge
from qabot.questions.lexicon import Lexicon, plain
from qabot.questions.pointing import anyone_else, both, in_list, names_any, of_them, the_other, those_with, with_him
from qabot.questions.query import Query
from qabot.questions.resume import AFTER as AFTER
from qabot.questions.resume import BEFORE as BEFORE
from qabot.questions.resume import adds, asks_of_listed, continued, is_bare, of_listed_papers, other_topic
from qabot.questions.spoken import says
from qabot.questions.state import ChatState

_OF_A_PERSON = frozenset("email contact link advisor student position education award skill language interest".split())
_OF_STUDIES = (("thesis",), ("education",), ("grade",), ("advisor",))
_FEW = 3  # papers that "it" may mean where they were told together


def carry(query: Query, state: ChatState, clause: str, knowledge: Knowledge) -> Query:
    """The query with what it leaves open filled from the conversation; `carried` says what that was."""
    text = plain(clause)
    carried: list[str] = []
    if query.intent in ("people", "help"):
        return query
    query = _within(query, state.scope)
    if query.order == "most" and Lexicon.load().has("runner_up", text):
        query = replace(query, ordinal=3 if "third" in text else 2)
    again = anyone_else(query, state, text) or other_topic(query, state.query, text)
    again = again or of_listed_papers(query, state, text)
    if again is not None:
        return again
    query, carried = _pointed(query, state, clause)
    # a co-author named is a condition on papers, in any other question the one it is about
    stranger = query.unknown or (query.others and query.relations[:1] not in (("paper",), ("coauthor",)))
    subject = query.people or query.papers or query.ambiguous or stranger
    among = None if subject else of_them(query, state, text)
    if among is not None:
        return among
    if not subject and query.intent == "find" and state.people and _needs_subject(query):
        query = replace(query, intent="lookup")
    among_all = state.query is not None and state.query.intent == "find" and not Lexicon.load().has("pronoun", text)
    if not subject and query.intent != "find" and not (among_all and adds(query)):
        query, found = _subject(query, state, text, knowledge)
        carried += found
    if state.scope and not (query.people or query.papers or query.ambiguous or stranger):
        one = len(state.scope) == 1 and query.intent == "find"
        query = replace(query, people=state.scope, intent="lookup" if one else query.intent)
        carried.append("scope")
    if asks_of_listed(query, state, text):
        ref = state.listed[0]
        query = replace(query, people=(ref.person,), relations=(ref.relation,), ordinal=1, intent="lookup", topic="")
        return replace(query, carried=("listed",))
    if state.query is not None and not query.papers:
        query, found = continued(query, state, text)
        carried += found
    if not query.relations and query.venues and not query.papers:
        query = replace(query, relations=("paper",))
    return replace(query, carried=tuple(carried))


def _pointed(query: Query, state: ChatState, clause: str) -> tuple[Query, list[str]]:
    """The query with whom and what its words point at, and done with them what that makes of it."""
    text, last = plain(clause), state.query
    if query.relations[:1] == ("author",) and state.people and not query.papers:
        if last is not None and last.relations == ("paper",) and Lexicon.load().has("first_author", text):
            query = replace(query, relations=())  # "and first-author ones?"
        elif query.others:
            query = replace(query, relations=("paper",))  # "how many have Ada Berg as author?"
    if query.others and not query.relations and last is not None and last.relations == ("paper",) and state.people:
        query = replace(query, relations=("paper",))  # "and how many with Ada Berg?"
    for point in (the_other, in_list, those_with, with_him, both, _of_the_two, _who_leads):
        pointed, found = point(query, state, clause)
        if found:
            break
    else:
        return query, []
    query = pointed
    asked = {cue.meaning for cue in Lexicon.load().intents.find(text)}
    if "compare" in asked and len(query.people) > 1:
        return replace(query, intent="compare", topic=""), found
    if not is_bare(query) or (query.papers and "overview" in asked) or asked & {"explain", "define"}:
        return query, found
    if last is not None and "overview" not in asked and last.carried[-1:] != ("scope",):
        again = replace(query, relations=last.relations, want=last.want)
        if query.papers and last.papers:
            return replace(again, intent="lookup" if last.intent == "find" else last.intent), [*found, "question"]
        if not query.papers and last.relations and last.intent not in ("find", "people"):
            return replace(again, intent=last.intent), [*found, "question"]
    return (query if query.papers or query.intent != "lookup" else replace(query, intent="overview")), found


def _of_the_two(query: Query, state: ChatState, clause: str) -> tuple[Query, list[str]]:
    """The query of "Who published more?", "Who is younger?" after two people were told of together."""
    last = state.query
    people = state.people if len(state.people) > 1 or last is None else last.people
    people = people if len(people) > 1 or not Lexicon.load().has("two", plain(clause)) else state.recent[:2]
    if names_any(query) or not 1 < len(people) <= _FEW:
        return query, []
    age = says("age", plain(clause), query.language)
    if query.topic and not age:
        return query, []
    again = query.order == "most" and last is not None and last.order == "most"  # "and more awards?"
    if not (again or age or says("who_of_the_two", plain(clause), query.language)):
        return query, []
    query = replace(query, topic="") if age else query
    return replace(query, people=people, intent="lookup" if query.intent == "find" else query.intent), ["person"]


def _who_leads(query: Query, state: ChatState, _: str) -> tuple[Query, list[str]]:
    """The query of "Who has the most?" after several people were asked about the same thing: of them, that thing."""
    last = state.query
    if last is None or not last.relations or query.relations or query.topic or query.order != "most":
        return query, []
    if query.people or query.papers or query.ambiguous or query.unknown:
        return query, []
    if last.intent == "find" or last.order == "most":
        people = last.people if len(last.people) > 1 else ()
        return replace(query, relations=last.relations, people=people, intent="find"), ["question"]
    if len(state.recent) < 2 or "question" not in last.carried:
        return query, []
    return replace(query, relations=last.relations, people=state.recent), ["person", "question"]


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
    return not (conditions or query.order == "most") and query.relations[:1] != ("name",)


def _subject(query: Query, state: ChatState, text: str, knowledge: Knowledge) -> tuple[Query, list[str]]:
    """Whom or what a question without a name is about."""
    lexicon = Lexicon.load()
    of_person = bool(query.relations) and query.relations[0] in _OF_A_PERSON
    of_person = of_person and not (query.relations == ("award",) and says("it_won", text, query.language))
    if not query.relations and says("with_whom", text, query.language, whole=True) and 0 < len(state.papers) <= _FEW:
        return replace(query, papers=state.papers, relations=("coauthor",)), ["paper"]
    if query.relations[:1] == ("author",) and len(state.papers) == 1 and not query.others:
        other = says("other_of_the_name", text, query.language)  # "Who is the other author?"
        return replace(query, papers=state.papers, relations=("coauthor",) if other else query.relations), ["paper"]
    of_paper = lexicon.has("first_author", text) or (lexicon.has("paper_pronoun", text) and not of_person)
    if of_paper and (len(state.papers) == 1 or query.intent == "explain" and 1 < len(state.papers) <= _FEW):
        if query.intent == "yes_no" and lexicon.has("first_author", text) and lexicon.has("him", text):
            return replace(query, papers=state.papers, people=state.people, relations=("paper",)), ["paper"]
        return replace(query, papers=state.papers), ["paper"]
    if state.people:
        return _as_was_said(replace(query, people=state.people), state.query, text), ["person"]
    if len(knowledge.ids) == 1 and (query.relations or lexicon.has("pronoun", text)):
        return replace(query, people=knowledge.ids), []
    return query, []


def _as_was_said(query: Query, last: Query | None, text: str) -> Query:
    """The query with the place that "there" means, and the one somebody wrote "together" with, of the last question."""
    if last is None or names_any(last) and not set(last.people) <= set(query.people):
        return query
    if last.organizations and not query.organizations and Lexicon.load().has("there", text):
        return replace(query, organizations=last.organizations)
    bare = not (query.degree or query.organizations or query.role or query.years or query.topic)
    if last.relations[:1] in _OF_STUDIES and query.relations == ("position", "education") and bare:
        if says("school", text, query.language):  # "And at which university was it?"
            return replace(query, relations=("education",), degree=last.degree)
    stranger = last.others or tuple(filter(None, (last.unknown,)))
    if stranger and query.relations[:1] in (("paper",), ("coauthor",)) and says("together", text, query.language):
        return replace(query, others=stranger, relations=("paper",))
    return query
