"""What words of a question point at in the conversation: "he" beside a name, "both", "the second one", "who else"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from qabot.questions.lexicon import Lexicon, plain
from qabot.questions.query import Query
from qabot.questions.state import ChatState, Ref

_ORDINALS = {"first": 1, "1st": 1, "former": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "fifth": 5}
_ORDINALS |= {"last": -1, "latter": -1}
_ORDINAL = re.compile(
    rf"\b(?:the )?({'|'.join(_ORDINALS)}) (?:one|paper|person|researcher|award|prize|degree|post|position|job|talk|"
    r"project|of (?:them|these|those))\b"
    r"|\bthe (former|latter)\b|\bthe (second|third|fourth|fifth)\W*$"
)
_BARE = re.compile(
    r"\W*(?:(?:and|so|ok|what about|how about|(?:tell me )?(?:more )?(?:about|on)|show me)\W+)*"
    rf"(?:the )?({'|'.join(_ORDINALS)})\W*"
)
_ELSEWHERE = (  # ordinals of other languages, the words for 1 to 5 in each
    (r"第([一二三四五])(?:个|位|篇|项|名)", "一二三四五"),
    (r"([一二三四五])(?:番目|つ目|人目)", "一二三四五"),
    (r"(첫|두|세|네|다섯) ?번째", "첫 두 세 네 다섯".split()),
    (r"\b(?:der|die|das|den|dem) (erste|zweite|dritte|vierte|funfte)n?\b", "erste zweite dritte vierte funfte".split()),
    (
        r"\bl[ea] (premier|deuxieme|troisieme|quatrieme|cinquieme)e?\b",
        "premier deuxieme troisieme quatrieme cinquieme".split(),
    ),
    (r"\b(?:el|la) (primer|segund|tercer|cuart|quint)[oa]?\b", "primer segund tercer cuart quint".split()),
    (r"\b(перв|втор|трет|четверт|пят)(?:ый|ой|ий|ая|ья|ую|ом|ого|ое|ей)\b", "перв втор трет четверт пят".split()),
)
_OF_THEM = re.compile(
    r"\b(?:of|among) (?:them|these|those)\b|他们.{0,2}(?:谁|哪)|그중|彼らの中|davon|d'entre eux|de ellos|из них"
)
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
    if len(people) < 2 or not _OF_THEM.search(text):
        return None
    return replace(query, people=people, intent="find", carried=("people",))


def in_list(query: Query, state: ChatState, clause: str) -> tuple[Query, list[str]]:
    """Of what was listed last, "the second one"."""
    if not state.listed or query.people or query.papers or query.ambiguous:
        return query, []
    number, words = _place(plain(clause))
    if not number or abs(number) > len(state.listed):
        return query, []
    ref = state.listed[number - 1 if number > 0 else number]
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


def _place(text: str) -> tuple[int, str]:
    """The place in a list that a question names, -1 for the last, and the words; 0 for none."""
    match = _ORDINAL.search(text) or _BARE.fullmatch(text)
    if match:
        word = next(filter(None, match.groups()))
        return _ORDINALS[word], word
    for pattern, words in _ELSEWHERE:
        found = re.search(pattern, text)
        if found:
            return tuple(words).index(found[1]) + 1, found[0]
    return 0, ""


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
    return None


def _told(listed: Sequence[Ref]) -> tuple[str, ...]:
    """The people that a list names."""
    return tuple(dict.fromkeys(ref.person for ref in listed if ref.relation == "person"))
