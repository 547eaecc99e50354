"""`candidates`: the people whose entries may satisfy a question, by the keys of the index; the rules then decide.

Whoever has an entry that passes is among them: every condition is asked for by keys that what passes must have.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence

from qabot.index.lookup import any_of, every
from qabot.profiles.same import plain
from qabot.questions.knowledge import Knowledge
from qabot.questions.lexicon import Lexicon
from qabot.questions.query import Query, Years
from qabot.words.entry_keys import FIRST_YEAR, LAST_YEAR, RELATIONS, key_of, pairs
from qabot.words.name_keys import person_keys
from qabot.words.organizations import initials
from qabot.words.place_keys import agreeing_organizations, agreeing_venues
from qabot.words.regions import is_region, signs
from qabot.words.stems import stem, stems

TOPIC = 0.75  # share of a topic's words that an entry must hold
_BEGINS = 5  # letters from which the beginning of a word may stand for it
_WORD = re.compile(r"[^\W_]+")
_WIDE = re.compile(r"[぀-ヿ㐀-鿿豈-﫿가-힯]")
_ALSO = {"advisor": ("education", "position"), "award": ("honour",)}  # whose entries are told as of a relation too
_DATELESS = frozenset("email link skill interest language advisor".split())


def candidates(knowledge: Knowledge, query: Query, relations: Sequence[str]) -> Sequence[str]:
    """Ids of the people who may have an entry of one of these relations that a question asks for, in order."""
    if query.joint and len(query.venues) > 1:
        each = [set(_having(knowledge, query, relations, (venue,))) for venue in query.venues]
        return sorted(set.intersection(*each))
    return _having(knowledge, query, relations, query.venues)


def _having(knowledge: Knowledge, query: Query, relations: Sequence[str], venues: Sequence[str]) -> Sequence[str]:
    every_relation = [also for name in relations for also in (name, *_ALSO.get(name, ())) if also in RELATIONS]
    parts = [_expression(query, name, venues) for name in dict.fromkeys(every_relation)]
    return knowledge.lookup.having(" OR ".join(f"({part})" for part in parts))


def _expression(query: Query, relation: str, venues: Sequence[str]) -> str:
    """What the entries of a relation hold that pass the conditions of a question."""
    asked = query.relations[:1] == ("advisor",) and (query.others or query.unknown)
    names = [name for name in (*query.others, query.unknown) if name]
    if asked:
        return any_of(*(key_of(relation, "n", key) for name in names for key in sorted(person_keys(name))))
    found = [any_of(key_of(relation, ""))]
    if query.years and relation not in _DATELESS:
        found.append(_within(relation, query.years))
    if venues:
        found.append(_any(_venue(relation, venue) for venue in venues))
    if query.organizations:
        called = {c.label: m.words for m in query.mentions if m.kind == "organization" for c in m.candidates[:1]}
        found.append(_any(_organization(relation, name, called.get(name, "")) for name in query.organizations))
    if query.degree and relation == "education":
        found.append(any_of(key_of(relation, "d", query.degree)))
    if query.role and relation in ("position", "service", "teaching"):
        cues = Lexicon.load().roles.cues(query.role)
        found.append(_any(_holds(relation, cue.rstrip("*")) for cue in cues))
    if relation == "paper":
        found += [any_of(*(key_of(relation, "n", key) for key in sorted(person_keys(name)))) for name in query.others]
    return every(*found, *_topic(relation, query.topic))


def _any(expressions: Iterable[str]) -> str:
    """What any of some expressions asks; nothing when one of them asks nothing."""
    parts = list(expressions)
    return f"({' OR '.join(f'({part})' for part in parts)})" if parts and all(parts) else ""


def _within(relation: str, years: Years) -> str:
    first, last = years.first or FIRST_YEAR, years.last or LAST_YEAR
    asked = range(max(first, FIRST_YEAR), min(last, LAST_YEAR) + 1)
    words = [key_of(relation, "s", str(year)) for year in asked if first == last]  # a course may list several terms
    return any_of(*(key_of(relation, "y", str(year)) for year in asked), *words)


def _venue(relation: str, venue: str) -> str:
    if relation != "paper":
        return _holds(relation, venue)
    return any_of(*(key_of(relation, "v", key) for key in sorted(agreeing_venues(venue))))


def _organization(relation: str, organization: str, asked: str) -> str:
    if is_region(organization):
        return _any(_holds(relation, sign.rstrip("*")) for sign in signs(organization))
    agree = any_of(*(key_of(relation, "o", key) for key in sorted(agreeing_organizations(organization))))
    short = initials(organization).lower()
    return _any(
        [
            agree,
            _holds(relation, organization),
            *([any_of(key_of(relation, "s", short))] if short else ()),
            *([_holds(relation, asked)] if asked else ()),
        ]
    )


def _holds(relation: str, text: str) -> str:
    """What entries hold that print a text, the last word of which may go on."""
    words = plain(text).replace("_", " ")
    latin = [word for word in _WORD.findall(words) if not _WIDE.search(word)]
    parts = [any_of(key_of(relation, "s", stem(word)), f"{key_of(relation, 's', stem(word))}*") for word in latin]
    parts += [any_of(key_of(relation, "b", pair)) for pair in pairs(words) if len(pair) > 1]
    return every(*parts)


def _topic(relation: str, topic: str) -> list[str]:
    """What entries hold that cover a topic: of so many words of it as may be missing and one more, always one."""
    wanted = sorted(stems(topic), key=lambda word: (-len(word), word))
    needed = math.ceil(TOPIC * len(wanted) - 1e-9)
    size = len(wanted) - needed + 1
    groups = [wanted[place : place + size] for place in range(0, len(wanted) - size + 1, size)]
    return [any_of(*(key for word in group for key in _begun(relation, word))) for group in groups]


def _begun(relation: str, word: str) -> list[str]:
    """The keys of a stem, and of those that begin as it does or that it begins with."""
    if len(word) < _BEGINS:
        return [key_of(relation, "s", word)]
    shorter = [key_of(relation, "s", word[:size]) for size in range(_BEGINS, len(word))]
    return [*shorter, f"{key_of(relation, 's', word)}*"]
