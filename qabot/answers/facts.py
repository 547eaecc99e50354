"""Answers about one person from facts: look up, list, count, yes or no."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from qabot.answers.context import Context, Outcome, refs
from qabot.answers.filters import Filter, by_topic, degree_level, filters_of, split_filters
from qabot.answers.library import Entry
from qabot.answers.passages import answer_from_passages
from qabot.profiles.profile import Degree, Paper, Position
from qabot.questions.lexicon import Lexicon, plain
from qabot.questions.query import Query
from qabot.questions.same import same_person
from qabot.questions.state import ChatState

_LINKS = ("github", "google scholar", "scholar", "linkedin", "orcid", "twitter", "homepage", "website", "web page")
_LINK_KINDS = {"scholar": "google scholar", "website": "homepage", "web page": "homepage"}


def answer_person(context: Context, query: Query, person: str, state: ChatState) -> Outcome:
    """Answer what the query asks of one person, from facts first, then from passages."""
    relation = query.relations[0] if query.relations else ""
    if (
        relation in ("advisor", "paper", "coauthor")
        and Lexicon.load().has("with_advisor", plain(query.text))
        and "paper" in _cue_words(query)
    ):
        return _papers_with_advisor(context, query, person)
    if relation == "coauthor":
        return _coauthors(context, query, person)
    if relation in ("email", "contact", "link"):
        return _contact(context, query, person, relation)
    if relation == "venue":
        return _venues(context, query, person)
    if relation in ("", "grade", "name", "author") or query.intent == "explain":
        return answer_from_passages(context, query, (person,))
    relations = [
        name for name in query.relations if name not in ("venue", "author", "grade", "name", "contact", "link")
    ]
    return _relations(context, query, person, relations, state)


def _cue_words(query: Query) -> set[str]:
    return {cue.meaning for cue in Lexicon.load().relations[query.language].find(plain(query.text))}


def _relations(context: Context, query: Query, person: str, relations: Sequence[str], state: ChatState) -> Outcome:
    outcomes = [_relation(context, query, person, relation, state) for relation in relations]
    good = [outcome for outcome in outcomes if outcome.status == "answered"]
    if not good:
        return outcomes[0]
    listed = tuple(ref for outcome in good for ref in outcome.listed)
    return Outcome("answered", (person,), tuple(key for outcome in good for key in outcome.papers), listed)


def entries_for(context: Context, query: Query, person: str, relation: str) -> list[Entry]:
    """The facts of a relation about a person; when conditions narrow it, advisors are those named in entries."""
    library = context.library
    if relation == "advisor":
        return _advisors(context, query, person)
    if relation == "interest" or relation == "topic":
        return library.entries(person, "interest")
    return library.entries(person, relation)


def _advisors(context: Context, query: Query, person: str) -> list[Entry]:
    narrowed = bool(query.topic or query.organizations or query.degree or query.years)
    own = context.library.entries(person, "advisor")
    if not narrowed:
        return own
    found: list[Entry] = []
    for relation in ("education", "position"):
        for entry in context.library.entries(person, relation):
            if isinstance(entry.fact, (Degree, Position)):
                for value in entry.fact.advisors:
                    found.append(
                        replace(entry, relation="advisor", label=f"{value.text} ({entry.label})", number=len(found))
                    )
    return found


def _relation(context: Context, query: Query, person: str, relation: str, state: ChatState) -> Outcome:
    everything = entries_for(context, query, person, relation)
    tests = _tests(context, query, person, relation)
    if relation == "advisor" and query.degree:
        tests.append((query.degree, lambda entry: degree_level(entry) == query.degree))
    kept, rest = split_filters(everything, [test for _, test in tests])
    topical = by_topic(kept, query.topic)
    if query.topic and not topical and kept and relation == "advisor" and not tests:
        topical = []
    narrowed = bool(tests or query.topic)
    if query.negated and narrowed and query.intent != "yes_no":
        chosen = [entry for entry in everything if entry not in topical]
        topical = chosen
    if query.ordinal in (-2, -3):
        topical = _around(everything, state, query.ordinal)
    if query.intent == "yes_no":
        return _yes_no(context, query, person, relation, everything, topical, [name for name, _ in tests])
    if not topical:
        return _nothing(context, query, person, relation, everything, [name for name, _ in tests])
    topical = _now(query, relation, topical)
    if query.order in ("latest", "oldest"):
        topical = extreme(topical, query.order)
    if "when" in query.want or "how_long" in query.want:
        topical = [entry for entry in topical if entry.first or entry.last]
        if not topical:
            return context.not_stated(query, person)
    if "where" in query.want and relation in ("education", "position"):
        topical = [entry for entry in topical if entry.organization] or topical
    if query.intent == "count":
        return _count(context, query, person, relation, topical)
    return context.state_entries(query, person, topical, relation)


def _tests(context: Context, query: Query, person: str, relation: str) -> list[tuple[str, Filter]]:
    tests = filters_of(query, relation, context.knowledge)
    names = context.library.profiles[person].names()
    found: list[tuple[str, Filter]] = []
    for words, test in tests:
        if words == "as first author":
            test = _first_author(names)
        found.append((words, test))
    others = [other for other in query.people if other != person] if relation == "paper" else []
    for other in others:
        theirs = context.library.profiles[other].names()
        found.append((f"with {context.name(other)}", _with(theirs)))
    if (
        relation == "paper"
        and query.unknown
        and re.search(r"\bwith(?:out)?\b|mit|avec|con |ohne|sans|と|和|와|с ", plain(query.text))
    ):
        found.append((f"with {query.unknown}", _with((query.unknown,))))
    return found


def _with(names: Sequence[str]) -> Filter:
    def test(entry: Entry) -> bool:
        authors = entry.fact.authors if isinstance(entry.fact, Paper) else ()
        return any(same_person(author, name) for author in authors for name in names)

    return test


def _first_author(names: Sequence[str]) -> Filter:
    def test(entry: Entry) -> bool:
        authors = entry.fact.authors if isinstance(entry.fact, Paper) else ()
        return bool(authors) and any(same_person(authors[0], name) for name in names)

    return test


def _now(query: Query, relation: str, entries: list[Entry]) -> list[Entry]:
    """For "Where does she work?" the posts that last; all of them for "did", "list" or a year."""
    if (
        relation not in ("position", "education")
        or query.years
        or query.order
        or query.intent in ("list", "count")
        or query.degree
    ):
        return entries
    text = plain(query.text)
    asks_now = Lexicon.load().has("now", text)
    if relation == "education" and not asks_now:
        return entries
    if Lexicon.load().has("past", text) and not asks_now:
        return entries
    current = [entry for entry in entries if entry.current]
    return current or (entries if not asks_now else [])


def _around(everything: Sequence[Entry], state: ChatState, ordinal: int) -> list[Entry]:
    """The entry before (-2) or after (-3) the one last listed, in time."""
    known = {(ref.relation, ref.number) for ref in state.listed}
    last = [entry for entry in everything if (entry.relation, entry.number) in known]
    if not last:
        return []
    begin = min((entry.first or entry.last or 0) for entry in last)
    others = [entry for entry in everything if entry not in last and (entry.first or entry.last)]
    if ordinal == -2:
        earlier = [entry for entry in others if (entry.first or entry.last or 0) <= begin]
        best = max(((entry.last or entry.first or 0, entry.first or 0) for entry in earlier), default=None)
        return [entry for entry in earlier if (entry.last or entry.first or 0, entry.first or 0) == best][:1]
    end = max((entry.last or entry.first or 0) for entry in last)
    later = [entry for entry in others if (entry.first or 0) >= end]
    first = min(((entry.first or 0) for entry in later), default=None)
    return [entry for entry in later if (entry.first or 0) == first]


def extreme(entries: Sequence[Entry], order: str) -> list[Entry]:
    """The latest or oldest of entries by date; all that tie, none if none has a date."""

    def key(entry: Entry) -> tuple[int, str]:
        start, end = getattr(entry.fact, "start", None), getattr(entry.fact, "end", None)
        if entry.current and order == "latest":
            return (9999, start or "")
        year = (entry.last or entry.first) if order == "latest" else (entry.first or entry.last)
        return (year or 0, (end or start or "") if order == "latest" else (start or end or ""))

    dated = [entry for entry in entries if entry.first or entry.last or entry.current]
    if not dated:
        return []
    best = (max if order == "latest" else min)(key(entry) for entry in dated)
    return [entry for entry in dated if key(entry) == best]


def _count(context: Context, query: Query, person: str, relation: str, entries: Sequence[Entry]) -> Outcome:
    count = len(entries)
    what = context.what(relation, count)
    context.draft.say(context.phrase("fact_list", name=context.name(person), what=what, count=count))
    for entry in entries:
        context.draft.state(context.phrase("item", values=entry.label), person, context.evidence(entry))
    return Outcome("answered", (person,), (), refs(entries))


def _looked_at(context: Context, person: str, relation: str, entries: Sequence[Entry], names: Sequence[str]) -> bool:
    """Say how many facts were looked at and that none fits, citing them."""
    if not entries:
        return False
    text = context.phrase(
        "none_listed",
        name=context.name(person),
        count=len(entries),
        what=context.what(relation, len(entries)),
        filters=", ".join(names),
    )
    evidence = [span for entry in entries[:6] for span in context.evidence(entry)[:1]]
    return context.draft.state(text, person, evidence)


def _nothing(
    context: Context, query: Query, person: str, relation: str, everything: Sequence[Entry], names: Sequence[str]
) -> Outcome:
    """Nothing fits: say what was looked at. A count of none is an answer; anything else is not stated."""
    if query.intent == "count" and everything and not query.topic:
        _looked_at(context, person, relation, everything, names)
        return Outcome("answered", (person,))
    if not query.venues and not query.years and (not everything or query.topic):
        found = answer_from_passages(context, query, (person,), quiet=True)
        if found.status == "answered":
            return found
    if names and everything:
        _looked_at(context, person, relation, everything, names)
        return Outcome("not_stated", (person,))
    return context.not_stated(query, person)


def _yes_no(
    context: Context,
    query: Query,
    person: str,
    relation: str,
    everything: Sequence[Entry],
    fitting: Sequence[Entry],
    names: Sequence[str],
) -> Outcome:
    listed = relation in ("paper", "position", "education", "award", "talk", "service", "teaching")
    if fitting and (names or query.topic or not query.negated):
        key = "yes" if not query.negated else "no"
        shown = list(fitting)[:6]
        what = context.what(relation, len(shown))
        for number, entry in enumerate(shown):
            text = context.phrase("fact", name=context.name(person), what=what, values=entry.label)
            context.draft.state(
                context.phrase(key, rest=text) if number == 0 else context.phrase("item", values=entry.label),
                person,
                context.evidence(entry),
            )
        return Outcome("answered", (person,), (), refs(shown))
    if query.topic or not listed:
        found = answer_from_passages(context, query, (person,), quiet=True)
        if found.status == "answered":
            return found
    if listed and everything and names and not query.topic:
        key = "yes_not" if query.negated else "no"
        rest = context.phrase(
            "none_listed",
            name=context.name(person),
            count=len(everything),
            what=context.what(relation, len(everything)),
            filters=", ".join(names),
        )
        evidence = [span for entry in list(everything)[:6] for span in context.evidence(entry)[:1]]
        if context.draft.state(context.phrase(key, rest=rest), person, evidence):
            return Outcome("answered", (person,))
    return context.not_stated(query, person)


def _contact(context: Context, query: Query, person: str, relation: str) -> Outcome:
    text = plain(query.text)
    links = context.library.entries(person, "link")
    emails = context.library.entries(person, "email")
    if relation == "email":
        chosen = emails
    elif relation == "link":
        asked = [name for name in _LINKS if name in text]
        wanted = {"scholar": "google scholar", "website": "homepage", "web page": "homepage", "home page": "homepage"}
        kinds = {wanted.get(name, name) for name in asked} or ({"homepage"} if query.language != "en" else set())
        chosen = (
            [entry for entry in links if any(kind in entry.label.split(":")[0] for kind in kinds)] if kinds else links
        )
    else:
        chosen = [*emails, *links][:6] if emails else links
    if not chosen:
        return context.not_stated(replace(query, relations=(relation,)), person)
    if query.intent == "yes_no":
        query = replace(query, intent="lookup")
    return context.state_entries(query, person, chosen, relation)


def _coauthors(context: Context, query: Query, person: str) -> Outcome:
    papers = context.library.entries(person, "paper")
    kept, _ = split_filters(papers, [test for name, test in filters_of(query, "paper", context.knowledge)])
    others = [other for other in query.people if other != person]
    targets = [context.library.profiles[other].names() for other in others] + (
        [(query.unknown,)] if query.unknown else []
    )
    if targets:
        return _joint_papers(context, query, person, kept, targets)
    names = context.library.profiles[person].names()
    found: dict[str, list[Entry]] = {}
    for entry in kept:
        for author in entry.fact.authors if isinstance(entry.fact, Paper) else ():
            if any(same_person(author, name) for name in names):
                continue
            known = next((k for k in found if same_person(k, author)), author)
            found.setdefault(known, []).append(entry)
    if not found:
        return context.not_stated(query, person)
    rows = sorted(found.items(), key=lambda row: -len(row[1]))
    if query.order == "most":
        rows = [row for row in rows if len(row[1]) == len(rows[0][1])]
    context.draft.say(
        context.phrase(
            "fact_list", name=context.name(person), what=context.what("coauthor", len(rows)), count=len(rows)
        )
    )
    for author, entries in rows:
        label = f"{author} ({len(entries)} {context.what('paper', len(entries))})"
        context.draft.state(
            context.phrase("item", values=label),
            person,
            [context.evidence(entry, ("authors",))[0] for entry in entries],
        )
    return Outcome("answered", (person,))


def _joint_papers(
    context: Context, query: Query, person: str, papers: Sequence[Entry], targets: Sequence[Sequence[str]]
) -> Outcome:
    joint = [entry for entry in papers if all(_with(names)(entry) for names in targets)]
    other = " & ".join(names[0] for names in targets)
    if joint:
        if query.intent == "yes_no":
            context.draft.say(context.phrase("yes", rest="").strip())
        return context.state_entries(query, person, joint, "paper")
    if papers and query.intent in ("yes_no", "count"):
        rest = context.phrase(
            "none_listed",
            name=context.name(person),
            count=len(papers),
            what=context.what("paper", len(papers)),
            filters=f"with {other}",
        )
        context.draft.state(
            context.phrase("no", rest=rest), person, [context.evidence(entry)[0] for entry in papers[:6]]
        )
        return Outcome("answered", (person,))
    return context.not_stated(query, person)


def _papers_with_advisor(context: Context, query: Query, person: str) -> Outcome:
    advisors = [entry.label for entry in context.library.entries(person, "advisor")]
    papers = context.library.entries(person, "paper")
    joint = [entry for entry in papers if any(_with((advisor,))(entry) for advisor in advisors)]
    if not joint:
        return context.not_stated(replace(query, relations=("paper",)), person)
    if query.intent == "count":
        return _count(context, query, person, "paper", joint)
    return context.state_entries(query, person, joint, "paper")


def _venues(context: Context, query: Query, person: str) -> Outcome:
    papers = [
        entry
        for entry in context.library.entries(person, "paper")
        if isinstance(entry.fact, Paper) and entry.fact.venue
    ]
    tests = [test for _, test in filters_of(query, "paper", context.knowledge)]
    kept, _ = split_filters(by_topic(papers, query.topic), tests)
    if not kept:
        return context.not_stated(query, person)
    found: dict[str, list[Entry]] = {}
    for entry in kept:
        printed = (entry.fact.venue_short or entry.fact.venue) if isinstance(entry.fact, Paper) else ""
        known = next((k for k in found if context.knowledge.places.same_venue(k, printed)), printed)
        found.setdefault(known, []).append(entry)
    context.draft.say(
        context.phrase("fact_list", name=context.name(person), what=context.what("venue", len(found)), count=len(found))
    )
    for venue, entries in found.items():
        context.draft.state(
            context.phrase("item", values=venue),
            person,
            [span for entry in entries for span in context.evidence(entry)],
        )
    return Outcome("answered", (person,))
