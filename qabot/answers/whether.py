"""Yes or no about one person: with the facts that show it, or what was looked at and what is so instead."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from qabot.answers.asked import Asked
from qabot.answers.by_degree import told_by_degree
from qabot.answers.context import Context, Outcome, papers_of, refs
from qabot.answers.coverage import coverage
from qabot.answers.each import whether_each
from qabot.answers.filters import Filter, split_filters
from qabot.answers.lines import lines_of, quoted
from qabot.answers.passages import answer_from_passages, shown
from qabot.answers.standing import denied_by_entry
from qabot.answers.statements import evidence_of, looked_at, say_count, say_found, whose
from qabot.answers.told import tell, tell_count
from qabot.answers.told_beside import tell_published
from qabot.answers.whether_of import not_out
from qabot.profiles.profile import Degree
from qabot.questions.lexicon import Lexicon, plain
from qabot.questions.query import Query
from qabot.words.entries import Entry, inside
from qabot.words.fold import script
from qabot.words.names import word_set
from qabot.words.organizations import organization_names, sound_keys
from qabot.words.regions import is_region, shows

# Lists that a profile gives in full, so that what is missing is not there: these get a "No", and no guess from prose.
LISTED = frozenset("advisor student paper position education award talk service teaching project language".split())
_NAMED = frozenset("award education language".split())  # their entries bear the name that a question gives
_HELD = 0.75  # share of a topic that the words of an entry must hold to be about it
_COMPLETE = frozenset("paper position education".split())  # a page without any of these says that there are none
_OPEN = frozenset("service award talk teaching".split())  # what pages tell in news and prose besides their lists
FEW = 3  # entries told beside a "no"
# Which condition is given up first to tell what is so instead: the year of a named thing before its place, and so on.
_GIVEN_UP = (
    "filter_finished",
    "filter_in",
    "filter_since",
    "filter_until",
    "filter_named",
    "filter_at",
    "filter_about",
    "filter_with",
)


def answer_whether(context: Context, asked: Asked, kept: Sequence[Entry], chosen: Sequence[Entry]) -> Outcome:
    """Whether what is asked holds of the entries of a relation.

    `kept` are those that meet the conditions, `chosen` those of them that are about the matter.
    """
    query = asked.query
    if query.joint and max(len(query.venues), len(query.organizations), len(query.levels)) > 1:
        return whether_each(context, asked)
    elsewhere = [] if chosen else _elsewhere(context, asked)
    if elsewhere:
        about = Filter("filter_about", query.topic, lambda entry: False)
        return _no(context, replace(asked, filters=[*asked.filters, about]), [*elsewhere, *kept][:FEW])
    told = not_out(context, query, chosen[0]) if asked.relation == "paper" and len(chosen) == 1 else None
    if told is not None:
        return told
    if chosen:
        return _yes(context, asked, chosen)
    if kept:  # the conditions hold, what else is asked is not stated
        asked = replace(asked, filters=[])
    return _not_listed(context, asked)


def _not_listed(context: Context, asked: Asked) -> Outcome:
    """No entry fits: prose that says yes, a "no" where the list is one that pages give in full, or not stated."""
    query, person, relation, everything = asked.query, asked.person, asked.relation, asked.everything
    filters = asked.filters
    if query.topic and asked.prose and relation not in ("advisor", "student"):  # a name in a line is no advisor
        found = answer_from_passages(context, query, (person,), quiet=True)
        if found.status == "answered":
            return found
        if relation not in _NAMED and (relation not in LISTED or not filters):
            return context.not_stated(query, person)
    told = _told_otherwise(context, asked) if asked.prose else None
    if told is not None:
        return told
    known = relation == "education" and everything and all(entry.organization for entry in everything)
    known = known or relation == "language" and bool(everything)
    if relation in _NAMED and query.topic and not filters and (known or not _touches(context, query.topic, person)):
        filters = [Filter("filter_about", query.topic, lambda entry: False)]
    if relation in _COMPLETE and not everything and (filters or not query.topic):
        text = context.phrase("no_such_list", name=context.name(person), what=context.what(relation))
        words = context.phrase("yes_not" if query.negated else "no", rest=text)
        context.draft.state(words, person, [whose(context, person)])
        return Outcome("answered", (person,), negative=True)
    there = _speaks_of_region(context, query, person, relation)
    if there is not None:
        return there
    if relation in LISTED and everything and filters and not _may_be_called_otherwise(query, everything):
        return _no(context, replace(asked, filters=filters), _nearest(everything, filters))
    return context.not_stated(query, person)


_OWN = frozenset(("", "about", "positions", "visits", "internships"))  # sections that speak of where somebody is


def _speaks_of_region(context: Context, query: Query, person: str, relation: str) -> Outcome | None:
    """The line that names the town or country asked about, where no post is said to be there: it may be one there."""
    regions = [place for place in query.organizations if is_region(place)]
    if relation != "position" or not regions or query.negated or query.years or query.role:
        return None
    spans = [e.span for kind in ("paper", "talk") for e in context.library.entries(person, kind)]
    lines = [
        line
        for line in lines_of(context, person)
        if line.kind in _OWN
        and re.search(r"\b(?:i|he|she|we|they|my|his|her)\b", line.words)
        and any(shows(place, line.words, "") for place in regions)
        and not any(inside(line.span, span) for span in spans)
    ]
    return replace(quoted(context, person, lines[:1]), negative=True) if lines else None


def _may_be_called_otherwise(query: Query, entries: Sequence[Entry]) -> bool:
    """Whether a place asked about may be one that the page prints in another script, under a name of its own."""
    for asked in query.organizations:
        letters = script(asked[:1])
        for entry in entries:
            names = [name for name in organization_names(entry.organization) if not name.part]
            foreign = [name for name in names if script(name.text[:1]) != letters]
            if not is_region(asked) and any(not (name.known or sound_keys(name)) for name in foreign):
                return True
    return False


def _yes(context: Context, asked: Asked, fitting: Sequence[Entry]) -> Outcome:
    """Yes, with what shows it; of an award that may be another than the one asked about, only what it is."""
    query, person, relation = asked.query, asked.person, asked.relation
    if relation == "award" and _missing(context, query.topic, fitting):
        near = [replace(entry, label=shown(context, entry.span)) for entry in fitting[:FEW]]
        return context.state_entries(query, person, near, relation)
    timed = told_by_degree(context, query, relation, fitting)
    if timed is not None:
        return timed
    denied = denied_by_entry(context, query, relation, fitting)
    if denied is not None:
        return denied
    key = "no" if query.negated and (asked.filters or query.topic) else "yes"
    return say_found(context, query, person, relation, fitting, key)


def _missing(context: Context, topic: str, entries: Sequence[Entry]) -> bool:
    """Whether a telling word of a topic stands in none of the entries that are about the rest of it."""
    ordinary = word_set("ordinary", "words")
    left = [word for word in topic.split() if word not in ordinary and len(word) > 3]
    return any(all(coverage(word, entry.words) < 1 for entry in entries) for word in left)


_STILL = re.compile(
    r"\b(?:still|also|currently|now|continue\w*|on the side|part[- ]time|besides|in addition|as well)\b"
)
_OVER = re.compile(r"\b(?:was|were|used to|former\w*|previous\w*|until|no longer|spent|before)\b")


def _says_so(context: Context, query: Query, person: str) -> Outcome | None:
    """Yes, with the line in which somebody says to be doing the work asked about; None where no line does."""
    if not query.role or query.negated or query.organizations or query.years or query.topic:
        return None
    roles, papers = Lexicon.load().roles, [entry.span for entry in context.library.entries(person, "paper")]
    for line in lines_of(context, person):
        if line.kind not in ("", "about") or not _STILL.search(line.words) or _OVER.search(line.words):
            continue
        own = re.search(r"\b(?:i|he|she|they)\b", line.words) and not any(inside(line.span, span) for span in papers)
        if own and any(cue.meaning == query.role for cue in roles.find(line.words)):
            text = context.phrase("match", name=context.name(person), values=shown(context, line.span))
            context.draft.state(context.phrase("yes", rest=text), person, [line.span])
            return Outcome("answered", (person,))
    return None


def _told_otherwise(context: Context, asked: Asked) -> Outcome | None:
    """The lines that tell what no entry does: before a "no", a page is looked through once more."""
    query, person, relation, filters = asked.query, asked.person, asked.relation, asked.filters
    if not asked.everything:
        narrow = bool(filters or query.topic or query.degree) or relation == "teaching"
        return tell(context, query, person, relation) if relation in LISTED and narrow else None
    if relation == "position" and (said := _says_so(context, query, person)) is not None:
        return said
    if relation == "language" and query.topic:
        return tell(context, query, person, relation)  # a list may be read in part
    if relation == "paper" and filters:
        return tell_published(context, query, person)
    return tell(context, query, person, relation) if relation in _OPEN and filters else None


def _no(context: Context, asked: Asked, nearest: Sequence[Entry]) -> Outcome:
    """No, with what was looked at and what is so instead."""
    person, relation, everything = asked.person, asked.relation, asked.everything
    words = looked_at(context, person, relation, everything, asked.filters)
    text = context.phrase("yes_not" if asked.query.negated else "no", rest=words)
    context.draft.state(text, person, evidence_of(context, everything))
    if relation == "language":
        labels, spans = [e.label for e in everything[:8]], [s for e in everything[:8] for s in context.evidence(e)]
        context.draft.state(context.phrase("item", values=", ".join(labels)), person, spans)
        return Outcome("answered", (person,), negative=True)
    for entry in nearest:
        context.draft.state(context.phrase("item", values=entry.label), person, context.evidence(entry))
    return Outcome("answered", (person,), papers_of(nearest), refs(nearest), negative=True)


def _elsewhere(context: Context, asked: Asked) -> list[Entry]:
    """The degrees in the subject asked about, where they are all from another place or time than asked."""
    query = asked.query
    if asked.relation != "education" or not query.topic or not asked.filters:
        return []
    about = [
        entry
        for entry in asked.everything
        if isinstance(entry.fact, Degree)
        and coverage(query.topic, plain(f"{entry.fact.degree} {entry.fact.field}"), context.weights) >= _HELD
    ]
    kept, _ = split_filters(about, [each.passes for each in asked.filters])
    return [] if kept else about[:FEW]


def _nearest(everything: Sequence[Entry], filters: Sequence[Filter]) -> list[Entry]:
    """What is so where the answer is no: the few entries for which all but one condition holds, else all of few."""
    held = [each.passes for each in filters if each.phrase == "filter_now"]
    present = split_filters(everything, held)[0] if held else []
    if 0 < len(present) <= FEW:
        return present
    order = sorted(filters, key=lambda f: _GIVEN_UP.index(f.phrase) if f.phrase in _GIVEN_UP else len(_GIVEN_UP))
    for given_up in order:
        rest = [each.passes for each in filters if each is not given_up]
        left = split_filters(everything, rest)[0] if rest else list(everything)
        if 0 < len(left) <= FEW:
            return left
    if len(everything) <= FEW:
        return list(everything)
    now = [entry for entry in everything if entry.relation == "position" and entry.current]
    return now if len(now) <= FEW else []


def _touches(context: Context, topic: str, person: str) -> bool:
    """Whether any word of a topic stands in a person's profile."""
    sources = context.library.profiles[person].sources
    return any(coverage(topic, plain(context.library.source(path).text)) > 0 for path in sources)


def answer_amount(context: Context, query: Query, person: str, relation: str, chosen: Sequence[Entry]) -> Outcome:
    """Whether there are as many as asked ("more than 5"), with all that there are."""
    truth = (len(chosen) in query.amount) != query.negated if query.amount else False
    key = "yes" if truth else "no"
    told = None if chosen else tell_count(context, query, person, relation)
    if told is not None:
        return told
    if not chosen:
        rest = context.phrase("no_such_list", name=context.name(person), what=context.what(relation))
        context.draft.state(context.phrase(key, rest=rest), person, [whose(context, person)])
        return Outcome("answered", (person,), negative=not truth)
    context.draft.say(context.phrase(key, rest="").strip())
    return replace(say_count(context, query, person, relation, chosen), negative=not truth)
