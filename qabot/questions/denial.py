"""`Denied`: what a negation in a question denies: "Which 2019 papers did she write without Bo Berg?" asks of 2019."""

from __future__ import annotations

import re
from dataclasses import replace

from qabot.questions.lexicon import Lexicon, plain
from qabot.questions.query import Denied, Query
from qabot.questions.taken import Taken
from qabot.questions.times import years_of

_BEHIND = re.compile(r"[\u3040-\u30ff\uac00-\ud7a3]|以外|除外")  # a word that denies what stands before it
_END = re.compile(r"[,;:?!()，；：？！（）]|\bbut\b|\baber\b|\bmais\b|\bpero\b|\bно\b|\bа\b|以外|之外|(?<=\w)外(?=\w)")
_WITH_ROLES = (("position",), ("service",), ("teaching",))


def denied_in(taken: Taken, today: int) -> Denied:
    """What stands behind the word that denies, up to the end of its part of the clause; nothing where that is open."""
    lexicon, rest = Lexicon.load(), taken.rest
    cue = next(iter(lexicon.flags["negation"].find(rest)), None)
    if cue is None or _BEHIND.search(rest[cue.start : cue.end]):
        return Denied()
    over = _END.search(rest, cue.end)
    start, end = cue.end, over.start() if over else len(rest)
    behind, before = rest[start:end], f"{rest[: cue.start]} {rest[end:]}"
    named = [m for m in taken.mentions if start <= m.start < end]
    labels = {label for m in named for c in m.candidates for label in (c.key, c.label)}
    dated = years_of(plain(taken.text)[start:end], today=today)[0] is not None
    return Denied(behind, before, frozenset(labels), dated)


def parted(query: Query) -> tuple[Query, Query]:
    """What must hold of a negated question, and what must not, each as a query of its own."""
    denied, lexicon = query.denied, Lexicon.load()
    others = tuple(person for person in query.people[1:] if person in denied.names)
    role = bool(query.role) and bool(lexicon.roles.find(denied.behind)) and not lexicon.roles.find(denied.before)
    degree = bool(query.degree) and bool(lexicon.degrees.find(denied.behind))
    degree = degree and not lexicon.degrees.find(denied.before)
    topic = [word for word in query.topic.split() if word in denied.behind and word not in denied.before]
    if not topic and not denied.names:  # "not counting the Dean's List": what stands for a role elsewhere
        words = [cue for cue in lexicon.roles.find(denied.behind) if query.relations[:1] not in _WITH_ROLES]
        topic = [denied.behind[cue.start : cue.end] for cue in words]
    must = replace(
        query,
        text=denied.before,
        people=tuple(person for person in query.people if person not in others),
        others=tuple(name for name in query.others if name not in denied.names),
        venues=tuple(name for name in query.venues if name not in denied.names),
        organizations=tuple(name for name in query.organizations if name not in denied.names),
        role="" if role else query.role,
        degree="" if degree else query.degree,
        topic=" ".join(word for word in query.topic.split() if word not in topic),
        negated=False,
    )
    must_not = replace(
        query,
        text=denied.behind,
        people=(*query.people[:1], *others),
        others=tuple(name for name in query.others if name in denied.names),
        venues=tuple(name for name in query.venues if name in denied.names),
        organizations=tuple(name for name in query.organizations if name in denied.names),
        role=query.role if role else "",
        degree=query.degree if degree else "",
        topic=" ".join(topic),
        years=None,
        negated=False,
    )
    return must, must_not


def but_for_the_time(query: Query) -> tuple[Query, Query]:
    """The same where only a time stands behind the word that denies: "Which ICML papers are not of 2019?"."""
    must, must_not = parted(query)
    return (replace(must, years=None), replace(must_not, years=query.years)) if query.denied.dated else (must, must_not)


def dated_alone(query: Query) -> tuple[Query, Query]:
    """The same where all but the time is denied: "Which papers of 2019 is Bo Berg not on?"."""
    must = replace(
        query, text="", people=query.people[:1], others=(), venues=(), organizations=(), role="", degree="", topic="",
        negated=False,
    )  # fmt: skip
    return must, replace(query, years=None, negated=False)


def all_denied(query: Query) -> tuple[Query, Query]:
    """The same where everything that is asked is denied, the time too: "What did she not publish in 2019?"."""
    must, must_not = dated_alone(query)
    return replace(must, years=None), replace(must_not, years=query.years)
