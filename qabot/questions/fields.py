"""The people of a field, as a question calls them: "which economists ..." asks of those whose field is economics."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from qabot.data import table
from qabot.questions.lexicon import Cue, Table
from qabot.questions.query import Query
from qabot.words.stems import stems

FIELD = "field"  # the relation of what somebody's field is: told by posts, degrees and interests


_MATTER = re.compile(r"(?<!looking )(?<!search )(?<!searching )\b(?:for|about|on|with|by)\b(?: \w+){0,2} $")


def people_of_fields(text: str) -> list[Cue]:
    """The words of a plain text for the people of a field, each with the field: not what something is for or about."""
    return [cue for cue in _table().find(text) if not _MATTER.search(text[: cue.start])]


def is_field(topic: str) -> bool:
    """Whether a topic is a whole field, in any language: "physics"."""
    return bool(topic) and stems(topic) in _fields()


@cache
def _fields() -> frozenset[frozenset[str]]:
    rows: dict[str, list[str]] = table("qabot.words", "fields")
    return frozenset(stems(field) for field in rows)


def without(clause: str, fields: list[Cue]) -> str:
    """A clause with those words blanked out."""
    for cue in fields:
        clause = clause[: cue.start] + " " * (cue.end - cue.start) + clause[cue.end :]
    return clause


def of_fields(query: Query, fields: list[Cue], *, counted: bool) -> Query:
    """The query for the people of a field who meet what else the query asks; for all of them where it asks no more."""
    topic = " ".join(dict.fromkeys(cue.meaning for cue in fields))
    part = Query(f"who is in {topic}", query.language, "find", (FIELD,), topic=topic, mentions=query.mentions)
    asks = query.relations or query.topic or query.venues or query.organizations or query.degree or query.role
    if query.years or asks or query.also:
        return replace(query, intent="count" if counted else "find", also=(part, *query.also))
    return replace(part, text=query.text, intent="count" if counted else "find")


@cache
def _table() -> Table:
    rows: dict[str, list[str]] = table("qabot.words", "fields")
    return Table(rows)
