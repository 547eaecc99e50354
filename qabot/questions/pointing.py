"""What words of a question point at in the conversation: "he" beside a name, "both", "the second one", "who else"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from qabot.questions.lexicon import Lexicon, plain
from qabot.questions.query import Query
from qabot.questions.spoken import place_of, says
from qabot.questions.state import ChatState, Ref

_OWNED = re.compile(r"['’]s?\b|의|的|の")
_FEW = 3  # people set side by side


def names_any(query: Query) -> bool:
    """Whether a question names anybody or a paper, known here or not."""
    return bool(query.people or query.papers or query.ambiguous or query.unknown or query.others)


def with_him(query: Query, state: ChatState, clause: str) -> tuple[Query, list[str]]:
    """The query of "he" before a name, who is somebody else: "Did he write with Ada Berg?" is about both."""
    names = [mention for mention in query.mentions if mention.kind == "person"]
    him = state.people if len(state.people) == 1 else tuple(p for p in state.recent[:1] if p in state.people)
    if not him or not query.people or not names or him[0] in query.people:
        return query, []
    first = names[0]
    if _OWNED.match(clause, first.end):
        return query, []
    if not any(cue.end <= first.start for cue in Lexicon.load().flags["him"].find(plain(clause))):
        return query, []
    return replace(query, people=(*him, *query.people)), ["person"]


def both(query: Query, state: ChatState, clause: str) -> tuple[Query, list[str]]:
    """The query of "both" and of a comparison: the several people just told of, else the two spoken of last."""
    if names_any(query):
        return query, []
    lexicon, text = Lexicon.load(), plain(clause)
    compared = "compare" in {cue.meaning for cue in lexicon.intents.find(text)}
    if not (compared and not query.topic or lexicon.has("two", text)):
        return query, []
    listed = _told(state.listed)
    asked = state.query.people if state.query else ()
    for people in (state.people, asked, listed, state.recent[:2]):
        if 1 < len(people) <= _FEW:
            return replace(query, people=people, joint=False), ["person"]
    return query, []


def of_them(query: Query, state: ChatState, text: str) -> Query | None:
    """The query of "Which of them ...?", about the people found last; None where it is not asked so."""
    people = state.people if len(state.people) > 1 else _told(state.listed)
    if len(people) < 2 or not says("of_them", text, query.language):
        return None
    return replace(query, people=people, intent="find", carried=("people",))


def in_list(query: Query, state: ChatState, clause: str) -> tuple[Query, list[str]]:
    """Of what was listed last, "the second one"."""
    if not state.listed or query.people or query.papers or query.ambiguous:
        return query, []
    number, words = place_of(plain(clause), query.language)
    if not number or abs(number) > len(state.listed):
        return query, []
    ref = state.listed[number - 1 if number > 0 else number]
    if query.relations and query.relations[:1] != (ref.relation,) and _of_another_kind(query, words, plain(clause)):
        return query, []  # "her first job" is none of the advisors told
    order = "" if abs(number) == 1 else query.order
    topic = " ".join(word for word in query.topic.split() if word not in words.split())
    query = replace(query, order=order, topic=topic)
    if ref.relation == "paper":
        return replace(query, papers=(f"{ref.person}#{ref.number}",)), ["listed"]
    if ref.relation == "person":
        return replace(query, people=(ref.person,)), ["listed"]
    relations = query.relations if query.relations[:1] == (ref.relation,) else (ref.relation,)
    place = number if number > 0 else len(state.listed)
    return replace(query, people=(ref.person,), relations=relations, ordinal=place), ["listed"]


def _of_another_kind(query: Query, words: str, text: str) -> bool:
    """Whether the word after "first" or "last" is one for the relation that a question asks of."""
    after = text[text.find(words) + len(words) :].lstrip() if words in text else ""
    cues = Lexicon.load().relations[query.language].find(after)
    return bool(cues) and cues[0].start == 0 and cues[0].meaning in query.relations


def those_with(query: Query, state: ChatState, clause: str) -> tuple[Query, list[str]]:
    """The query of "Which of them are with Ada Berg?" after somebody's papers were listed: those of both."""
    owners = {ref.person for ref in state.listed if ref.relation == "paper"}
    if len(owners) != 1 or len(state.listed) < 2 or not (query.people or query.others) or query.papers:
        return query, []
    if query.relations not in ((), ("paper",), ("coauthor",)) or owners & set(query.people):
        return query, []
    if not says("of_them", plain(clause), query.language):
        return query, []
    return replace(query, people=(*owners, *query.people), relations=("paper",), intent="list"), ["person"]


def anyone_else(query: Query, state: ChatState, text: str) -> Query | None:
    """The query of "Who else?": the last one about people again, or a new one, without those told already."""
    last = state.query
    told = _told(state.listed) or state.people
    if last is None or not told or not Lexicon.load().has("else", text):
        return None
    if query.people or query.papers or query.ambiguous or query.unknown:
        return None
    if query.intent == "find" and (query.topic or query.relations or query.organizations or query.venues):
        return replace(query, without=told, carried=("people",))
    if last.intent == "find" and not (query.relations or query.topic):
        return replace(last, text=query.text, without=(*last.without, *told), carried=("question",))
    bare = not (query.relations or query.topic or query.organizations or query.venues)
    asked = last.relations or last.intent == "yes_no"
    if bare and "who" in query.want and asked and (last.topic or last.organizations or last.venues):
        found = replace(last, text=query.text, language=query.language, intent="find", people=(), want=("who",))
        return replace(found, without=told, carried=("question",))  # "Who else?" after "Does she know Python?"
    return None


def the_other(query: Query, state: ChatState, clause: str) -> tuple[Query, list[str]]:
    """The query of "the other one", of two told of, and of "the other Park", of those of the name."""
    text = plain(clause)
    if query.ambiguous and state.people and says("other_of_the_name", text, query.language):
        left = [c.key for m in query.ambiguous for c in m.candidates if c.key not in state.people]
        known = any(c.key in state.people for m in query.ambiguous for c in m.candidates)
        return (
            (replace(query, people=tuple(left), ambiguous=()), ["person"]) if known and len(left) == 1 else (query, [])
        )
    if names_any(query) or len(state.people) != 1 or not says("the_other", text, query.language, whole=True):
        return query, []
    told = [person for person in _told(state.listed) if person not in state.people]
    told = told if len(told) == 1 else [person for person in state.recent if person not in state.people][:1]
    return (replace(query, people=tuple(told), topic="", order=""), ["person"]) if told else (query, [])


def _told(listed: Sequence[Ref]) -> tuple[str, ...]:
    """The people that a list names."""
    return tuple(dict.fromkeys(ref.person for ref in listed if ref.relation == "person"))
