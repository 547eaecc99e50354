"""What a question takes over from the conversation: whom it is about, what it continues."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from qabot.questions.knowledge import Knowledge
from qabot.questions.lexicon import Lexicon, plain
from qabot.questions.pointing import anyone_else, both, in_list, names_any, of_them, with_him
from qabot.questions.query import Query, Years
from qabot.questions.state import ChatState

_WHICH = re.compile(r"\W*(?:and |so )?(?:which|what|when|where|who|how)\b(?! about)")
_YEAR_BEFORE = re.compile(r"\b(?:the |a )?year (?:(before|earlier|prior)|after|later)\b")
_THEM = re.compile(r"\b(?:list|name|show) (?:them|those|these)\b")
_WHOLE = re.compile(
    r"\b(?:in total|altogether|overall|in all|all in all|insgesamt|au total|en total)\b|всего|一共|总共|全部で|모두 합"
)
_WITH_WHOM = re.compile(
    r"\W*(?:and )?(?:with (?:whom|who|which co-?authors?)|who with|mit wem|avec qui|con quien|с кем"
    r"|和谁|与谁|누구와|누구랑|誰と)"
    r"(?: else)?\W*"
)
_COMPARATIVE = re.compile(
    r"^\W*(?:and |so )?(?:who|which of (?:the two|them)|wer|qui|quien|谁|誰|누가)\b.*?"
    r"(?:\b(?:more|fewer|less|older|younger|earlier|later|sooner|longer|first|mehr|langer|alter|junger|plus|mas)\b"
    r"|更|더 |先)"
)
_SHORT = re.compile(r"\W*(?:and|so|ok|okay|but|und|et|y|e|а|и|那|那么|그럼)?\W*(?:[^\W\d]+\W+){0,3}[^\W\d]+\W*")
_OF_A_PERSON = frozenset("email contact link advisor student position education award skill language interest".split())
_PORTRAY = re.compile(r"\b(?:tell me|who(?:\s+is|'s)|introduce|portrait|overview|summar|describe)")
_FEW = 3  # papers that "it" may mean where they were told together
BEFORE, AFTER = -2, -3  # Query.ordinal: the entry before or after the one last listed


def carry(query: Query, state: ChatState, clause: str, knowledge: Knowledge) -> Query:
    """The query with what it leaves open filled from the conversation; `carried` says what that was."""
    text = plain(clause)
    carried: list[str] = []
    if query.intent in ("people", "help"):
        return query
    query = _within(query, state.scope)
    if query.order == "most" and Lexicon.load().has("runner_up", text):
        query = replace(query, ordinal=3 if "third" in text else 2)
    again = anyone_else(query, state, text) or _other_topic(query, state.query, text)
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
    for point in (in_list, with_him, both, _of_the_two, _who_leads):
        pointed, found = point(query, state, clause)
        if found:
            break
    else:
        return query, []
    query = pointed
    asked = {cue.meaning for cue in Lexicon.load().intents.find(text)}
    if "compare" in asked and len(query.people) > 1:
        return replace(query, intent="compare", topic=""), found
    if not _is_bare(query) or (query.papers and "overview" in asked) or asked & {"explain", "define"}:
        return query, found
    if last is not None and "overview" not in asked and last.carried[-1:] != ("scope",):
        again = replace(query, relations=last.relations, want=last.want)
        if query.papers and last.papers:
            return replace(again, intent="lookup" if last.intent == "find" else last.intent), [*found, "question"]
        if not query.papers and last.relations and last.intent not in ("find", "people"):
            return replace(again, intent=last.intent), [*found, "question"]
    return (query if query.papers or query.intent != "lookup" else replace(query, intent="overview")), found


def _is_bare(query: Query) -> bool:
    """Whether a question names somebody or something and asks nothing of it."""
    return not (query.relations or query.topic or set(query.want) - {"who"} or _adds(query) or query.role)


def _of_the_two(query: Query, state: ChatState, clause: str) -> tuple[Query, list[str]]:
    """The query of "Who published more?", "Who is younger?" after two people were told of together."""
    if names_any(query) or query.topic or not 1 < len(state.people) <= _FEW or not _COMPARATIVE.search(plain(clause)):
        return query, []
    return replace(query, people=state.people, intent="lookup" if query.intent == "find" else query.intent), ["person"]


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


def _other_topic(query: Query, last: Query | None, text: str) -> Query | None:
    """The query of "And what about graphs?" after "Who works on robots?": the same of another topic."""
    if last is None or last.intent != "find" or not (last.topic and query.topic):
        return None
    bare = not (query.relations or query.want or _adds(query)) and query.intent == "lookup"
    if names_any(query) or not bare or not Lexicon.load().has("more", text):
        return None
    return replace(last, text=query.text, topic=query.topic, mentions=query.mentions, without=(), carried=("question",))


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
    if not query.relations and _WITH_WHOM.fullmatch(text) and 0 < len(state.papers) <= _FEW:
        return replace(query, papers=state.papers, relations=("coauthor",)), ["paper"]
    of_paper = lexicon.has("first_author", text) or (lexicon.has("paper_pronoun", text) and not of_person)
    if of_paper and (len(state.papers) == 1 or query.intent == "explain" and 1 < len(state.papers) <= _FEW):
        if query.intent == "yes_no" and lexicon.has("first_author", text) and lexicon.has("him", text):
            return replace(query, papers=state.papers, people=state.people, relations=("paper",)), ["paper"]
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
    if query.intent == "compare" or (query.intent == "overview" and _PORTRAY.search(text)):
        return query, []
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
    adds = adds or (last.relations == ("paper",) and lexicon.has("first_author", text))
    if query.relations or query.topic or query.intent == "find" or not (changes_person or adds or lists):
        return query, []
    again = "list" if last.intent == "yes_no" and _WHICH.match(text) else last.intent
    kept = Query(last.text) if _WHOLE.search(text) else last
    merged = replace(
        query,
        relations=last.relations,
        want=query.want or last.want,
        intent="list" if lists else "lookup" if query.order else "count" if query.intent == "count" else again,
        venues=query.venues or kept.venues,
        organizations=query.organizations or kept.organizations,
        degree=query.degree or kept.degree,
        others=query.others or kept.others,
        without=kept.without,
        years=query.years or kept.years,
        narrowed=f"{last.narrowed} {last.text}".strip() if last.relations == ("paper",) and kept is last else "",
        topic=last.topic,
    )
    return merged, ["question"]
