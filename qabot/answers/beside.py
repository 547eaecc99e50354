"""`pointed_at`: the entries a question points at from others: the second one listed, the post before another."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from qabot.answers.career_filters import degree_level
from qabot.answers.context import Context
from qabot.answers.coverage import by_topic
from qabot.answers.moments import around, beside_of
from qabot.questions.carry import AFTER, BEFORE
from qabot.questions.lexicon import Lexicon, plain
from qabot.questions.meant import BETWEEN, TO_A_POST
from qabot.questions.query import Query
from qabot.questions.state import ChatState
from qabot.words.entries import Entry

_SINCE = re.compile(  # "Where has she worked since her PhD?"
    r"\b(?:ever )?(?:since|seit|depuis|desde|dopo)\b(?! when)[^,?]{0,30}"
    r"\b(?:ph\.?\s?d|doctora\w*|promotion|these|master|bachelor|graduat\w*|degree)|(?:博士|硕士|本科)毕业(?:以来|之后|以后|后)"
)


def pointed_at(
    context: Context, query: Query, state: ChatState, everything: list[Entry], kept: list[Entry], chosen: list[Entry]
) -> tuple[list[Entry], Query]:
    """The entries a question points at from others: the second one listed, the one before a place."""
    if query.ordinal > 0:
        ref = state.listed[query.ordinal - 1]
        return [e for e in everything if (e.relation, e.number) == (ref.relation, ref.number)], query
    if query.ordinal in (BEFORE, AFTER):
        known = {(ref.relation, ref.number) for ref in state.listed}
        return around(everything, [e for e in everything if (e.relation, e.number) in known], query.ordinal), query
    between = BETWEEN.search(plain(query.text))
    if between and everything and everything[0].relation == "position":
        return _between(context, everything, between[1], between[2]), replace(query, intent="list")
    until = TO_A_POST.search(plain(query.text))
    if until and everything and everything[0].relation == "position":
        return _until_post(context, everything, until[1], until[2]), replace(query, intent="list", role="")
    if query.degree and everything and everything[0].relation == "position" and _SINCE.search(plain(query.text)):
        degrees = context.library.entries(everything[0].person, "education")
        degrees = [entry for entry in degrees if degree_level(entry) == query.degree]
        return [entry for entry in everything if _beside_degree(entry, degrees, AFTER)], replace(query, intent="list")
    beside = beside_of(query, everything[0].relation if everything else "")
    if beside and (query.organizations or query.topic or query.degree) and (chosen or kept):
        anchors = kept if query.organizations or query.degree else by_topic(everything, query.topic)
        if query.degree and everything[0].relation == "position":
            degrees = context.library.entries(everything[0].person, "education")
            anchors = [entry for entry in degrees if degree_level(entry) == query.degree]
            there = [entry for entry in kept if query.organizations and _beside_degree(entry, anchors, beside)]
            if there:
                return there, replace(query, intent="lookup")
        return around(everything, anchors, beside), replace(query, intent="lookup")
    return chosen, query


def _beside_degree(post: Entry, degrees: Sequence[Entry], beside: int) -> bool:
    """Whether a post began before degrees did, or after they were got."""
    ends = [year for degree in degrees if (year := degree.first if beside == BEFORE else degree.last) is not None]
    if post.first is None or not ends:
        return False
    return post.first <= min(ends) if beside == BEFORE else post.first >= max(ends)


_LEVELS = {"college": "bachelor", "grad school": "phd", "graduate school": "phd"}


def _level(words: str) -> str:
    """The degree that plain words name, "" for none."""
    return next((cue.meaning for cue in Lexicon.load().degrees.find(words)), "")


def _between(context: Context, everything: Sequence[Entry], one: str, other: str) -> list[Entry]:
    """The posts that fell between the end of one degree and the beginning of another."""
    degrees = context.library.entries(everything[0].person, "education")
    levels = [_LEVELS.get(words) or _level(words) for words in (one, other)]
    ends = [entry.last for entry in degrees if degree_level(entry) == levels[0] and entry.last]
    begins = [entry.first for entry in degrees if degree_level(entry) == levels[1] and entry.first]
    if not ends or not begins or max(ends) > min(begins):
        return []
    end, begin = max(ends), min(begins)
    return [e for e in everything if e.first is not None and end <= e.first <= begin and (e.last or e.first) <= begin]


def _until_post(context: Context, everything: Sequence[Entry], degree: str, post: str) -> list[Entry]:
    """The posts that fell between the end of a degree and the beginning of the post that plain words name."""
    lexicon = Lexicon.load()
    level = _level(degree)
    degrees = [e for e in context.library.entries(everything[0].person, "education") if degree_level(e) == level]
    ends = [entry.last for entry in degrees if entry.last]
    roles = {cue.meaning for cue in lexicon.roles.find(post)}
    named = [e for e in everything if roles & {cue.meaning for cue in lexicon.roles.find(plain(e.label))}]
    begun = min((entry.first for entry in named if entry.first), default=None)
    left = [e for e in everything if e not in named and e.first is not None and (not ends or e.first >= max(ends))]
    return [entry for entry in left if begun is None or (entry.first or 0) <= begun]
