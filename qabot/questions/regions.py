"""Where a question asks about: the country, state or town of a post or degree, or of the people sought."""

from __future__ import annotations

import re
from dataclasses import replace

from qabot.questions.lexicon import Lexicon, plain
from qabot.questions.query import Query
from qabot.words.regions import Named, named

_STAYS = frozenset(("", "position", "education", "place", "teaching", "talk", "award", "advisor", "service"))
_INTERESTS = re.compile(  # asked for by their name, of somebody told by a place
    r"\binterest|\bresearch (?:area|topic|field|focus|theme)|\bforschungs(?:interess|schwerpunkt|gebiet)"
    r"|\bcentres? d'interet|\bintereses\b|\bинтерес|研究(?:方向|兴趣|领域)|研究分野|研究関心|연구 ?(?:관심|분야)"
)
_WORKS_THERE = "who is at {}"  # as a question of its own: those who are there now


def placed(query: Query, rest: str) -> Query:
    """The query with the regions that it names as places, where posts, degrees and the like are asked for.

    `rest` is the plain question without what else it names.
    """
    relation = query.relations[0] if query.relations else ""
    found = named(rest)
    a_post = relation == "interest" and not _without(query.topic, found, rest) and not _INTERESTS.search(rest)
    if a_post and (found or query.organizations):
        query, relation = replace(query, relations=("position",)), "position"  # "trabaja en Tencent" is a post
    asks = relation or query.people or query.ambiguous or Lexicon.load().has("anyone", rest)
    if not found or not asks or relation not in _STAYS or query.papers:
        return query
    topic = _without(query.topic, found, rest)
    if topic and relation in ("", "service"):
        return query  # "who does robotics in Japan?"
    labels = tuple(each.label for each in found)
    relations = ("position", "education") if relation == "place" else query.relations
    names = {rest[each.start : each.end] for each in found}
    query = replace(query, unknown="") if plain(query.unknown) in names else query  # "Stati Uniti" is nobody
    return replace(query, organizations=(*query.organizations, *labels), topic=topic, relations=relations)


def among(query: Query, rest: str) -> Query:
    """The query for people with a matter and a place as two conditions: who works on robots, and is in Japan."""
    if (
        query.intent not in ("find", "count")
        or query.people
        or query.relations[:1] not in (("interest",), ("skill",), ())
    ):
        return query
    found = named(rest)
    topic = _without(query.topic, found, rest)
    if not topic:
        return query
    places = (*query.organizations, *(each.label for each in found if each.label not in query.organizations))
    if not places:
        return query
    there = Query(text=_WORKS_THERE.format(places[0]), language=query.language, organizations=places, intent="find")
    return replace(query, topic=topic, organizations=(), also=(*query.also, there))


def _without(topic: str, found: list[Named], rest: str) -> str:
    """The topic without the words for regions."""
    words = topic.split()
    for each in found:
        name = rest[each.start : each.end]
        inside = set(re.findall(r"[^\W_]+", name))
        words = [
            cut
            for word in words
            if word not in inside and (cut := word.replace(name, "") if not name.isascii() else word)
        ]
    return " ".join(words)
