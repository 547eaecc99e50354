"""Answers about one person: the relations that need more than a list of facts, and which way a question goes."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from qabot.answers.context import Context, Outcome, papers_of, refs
from qabot.answers.facts import answer_facts, evidence_of, looked_at, say_count, say_found
from qabot.answers.filters import Filter, by_topic, coverage, filters_of, split_filters, written_with
from qabot.answers.passages import BIRTH, answer_from_passages, is_private, sentences, shown
from qabot.answers.told import SEEKS, tell_birth, tell_committee, tell_lab, tell_openings, tell_origin, tell_seeking
from qabot.profiles.profile import Paper
from qabot.profiles.same import same_person
from qabot.questions.lexicon import Lexicon, language_of, plain
from qabot.questions.query import Query
from qabot.questions.relations import WORKED_ON_AT
from qabot.questions.state import ChatState
from qabot.sources.source import Span
from qabot.words.entries import Entry

_LINKS = ("github", "google scholar", "scholar", "linkedin", "orcid", "twitter", "homepage", "website", "web page")
_OF_TOPICS = frozenset(("", "interest", "position", "skill", "paper", "project"))
_IS_FROM = re.compile(r"^\W*(?:is|was|does|did) [^,]*\b(?:from|born in|native of|grow up in|citizen of) [^,]*$")
_HONOURED = re.compile(
    r"honou?rs\b|\bhons?\b|distinction|cum laude|auszeichnung|mention (?:tres )?bien|sobresaliente|отличи"
    r"|красн\w+ диплом|1st class|first class|dean's list"
)
_TOPIC_KINDS = (
    "interest",
    "paper",
    "project",
    "skill",
    "position",
    "award",
    "talk",
    "education",
    "teaching",
    "service",
)
_BEFORE_OR_AFTER = re.compile(
    r"before or after|after or before|vor oder nach|avant ou apres|antes o despues|до или после"
    r"|전.{0,4}후|之前还是之后|前か後"
)
_ORIGIN = re.compile(r"\bwhere (?:is|are|was|were|does|do)\b[^,]*\bfrom\W*$|\b(?:what|which) country\b.*\bfrom\W*$")
_THEN = re.compile(r"\b(before|prior to|vor|avant|antes|до)\b|\b(?:after|nach|apres|despues|после)\b")
_THESIS = r"(?:thesis|dissertation|ph\.?d|defen[cs]e)"
_JUDGES = r"(?:examin(?:ed|ers?)|opponents?|reviewers?|referees?)"
_COMMITTEE = re.compile(  # of a thesis, not one that somebody serves on
    rf"\b(?:(?:{_THESIS}|doctoral|examination|examining|exam) (?:\w+ )?(?:committee|jury|board)"
    rf"|{_JUDGES} .{{0,40}}\b{_THESIS}|{_THESIS} .{{0,20}}\b{_JUDGES}"
    r"|jury de these|rapporteurs?|tribunal de tesis|promotionskommission|zweitgutachter)\b|оппонент|심사위원"
)
_HONOURS = re.compile(
    r"\bwith (?:\w+ )?(?:honou?rs|distinction)\b|\b(?:first|1st)[- ]class (?:degree|honou?rs|bachelor|master|b\.?sc)\b"
    r"|\bupper second\b|\bcum laude\b|\bmit auszeichnung\b|\bavec mention\b|\bcon honores\b"
    r"|с отличием|красн\w+ диплом"
)
_TOPIC = 0.75  # share of a topic's weighted words that must stand in what shows it
_EVERY = re.compile(r"\b(?:all|every|each)\b|모든|所有|全部|すべて|\balle\b|toutes? les|todos|все")
_OPEN_CONTACT = frozenset(("email", "contact", "link"))
_LINK_KINDS = {"scholar": "google scholar", "website": "homepage", "web page": "homepage"}


def answer_person(context: Context, query: Query, person: str, state: ChatState) -> Outcome:
    """Answer what the query asks of one person, from facts first, then from passages."""
    relation = query.relations[0] if query.relations else ""
    outside = _outside_facts(context, query, person, relation)
    if outside is not None:
        return outside
    if (
        not relation
        and query.intent != "explain"
        and (query.years or query.organizations or query.degree or query.role)
    ):
        return _anywhere(context, query, person, state)
    if relation == "grade":
        return _grade(context, query, person)
    special = _special(context, query, person, relation)
    if special is not None:
        return special
    if (
        relation in ("advisor", "paper", "coauthor")
        and Lexicon.load().has("with_advisor", plain(query.text))
        and "paper" in _cue_words(query)
    ):
        return _papers_with_advisor(context, query, person)
    if query.intent == "yes_no" and query.topic and relation in _OF_TOPICS and not (query.venues or query.years):
        found = _topic_yes_no(context, query, person, at_place=relation == "position" and bool(query.organizations))
        if found is not None:
            return found
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
    return answer_facts(context, query, person, relations, state)


def _outside_facts(context: Context, query: Query, person: str, relation: str) -> Outcome | None:
    """What no list of facts answers: what will be, private matters, where somebody comes from."""
    if query.intent == "yes_no" and Lexicon.load().opens("will", plain(query.text)):
        return answer_from_passages(context, query, (person,))  # a list of what was tells nothing of what will be
    if relation not in ("email", "contact", "grade") and is_private(context, query, person):
        return context.not_stated(replace(query, relations=()), person)
    if BIRTH.search(plain(query.text)) and "how_long" not in query.want and relation in ("", "education", "position"):
        return tell_birth(context, query, person) or context.not_stated(replace(query, relations=()), person)
    if _asks_origin(context, query, person, relation):
        return tell_origin(context, query, person) or context.not_stated(replace(query, relations=()), person)
    return None


def _asks_origin(context: Context, query: Query, person: str, relation: str) -> bool:
    """Whether a question asks where somebody comes from: "Is she from Oslo?", where no post or degree of hers is."""
    text = plain(query.text)
    if _ORIGIN.search(text):
        return True
    if relation or query.intent != "yes_no" or not _IS_FROM.search(text):
        return False
    tests = [each.passes for each in filters_of(query, "position", context.knowledge)]
    entries = [e for kind in ("position", "education") for e in context.library.entries(person, kind)]
    return not (tests and split_filters(entries, tests)[0])


def _topic_yes_no(context: Context, query: Query, person: str, *, at_place: bool) -> Outcome | None:
    """Whether somebody has to do with a topic: yes with the words that show it, else not stated.

    None where a post at a place is asked for besides: the posts may tell that there is none.
    """
    scored: list[tuple[float, float, Entry]] = []
    for kind in _TOPIC_KINDS:
        for entry in context.library.entries(person, kind):
            score = coverage(query.topic, entry.words, context.weights)
            if score >= _TOPIC:
                scored.append((coverage(query.topic, plain(entry.label), context.weights), score, entry))
    scored.sort(key=lambda row: (-row[0], -row[1]))
    places = [f.passes for f in filters_of(replace(query, role=""), "position", context.knowledge)]
    shown_entries = [entry for label, _, entry in scored if label >= _TOPIC and all(test(entry) for test in places)][:3]
    if shown_entries:
        return say_found(context, query, person, shown_entries[0].relation, shown_entries, "yes")
    found = answer_from_passages(context, query, (person,), quiet=at_place)
    return None if at_place and found.status != "answered" else found


def _special(context: Context, query: Query, person: str, relation: str) -> Outcome | None:
    """Questions whose answer is a line or an order rather than a list: which lab, before or after."""
    text, lexicon = plain(query.text), Lexicon.load()
    if len(query.organizations) == 2 and (
        _BEFORE_OR_AFTER.search(text) or query.intent == "yes_no" and _THEN.search(text)
    ):
        found = _before_or_after(context, query, person)
        if found is not None:
            return found
    if (
        lexicon.has("openings", text)
        and not SEEKS.search(text)
        and query.intent in ("yes_no", "lookup")
        and relation in ("", "student", "position")
    ):
        return tell_openings(context, query, person)
    if "average" in query.want:
        return _average(context, query, person)
    timed = query.role or query.years or "when" in query.want or lexicon.has("will", text)
    asks_lab = relation == "position" and lexicon.has("lab", text) and not timed
    if asks_lab and query.intent == "lookup" and not lexicon.has("past", text):
        mark = context.draft.mark()
        found = _labs(context, query, person)
        if found.status == "answered":
            return found
        context.draft.back(mark)
        return tell_lab(context, query, person) or answer_from_passages(context, query, (person,))
    return _told_beside(context, query, person, relation)


def _told_beside(context: Context, query: Query, person: str, relation: str) -> Outcome | None:
    """Questions about what stands beside a fact: what a post was about, who leads, who examined, with what honours."""
    text = plain(query.text)
    if WORKED_ON_AT.search(text) and relation == "position" and query.organizations:
        found = _what_there(context, query, person)
        if found is not None:
            return found
    if SEEKS.search(text) and relation in ("", "position", "student", "interest"):
        return tell_seeking(context, person) or context.not_stated(replace(query, relations=()), person)
    leads = Lexicon.load().has("first_author", text) and relation in ("paper", "author", "coauthor")
    if "who" in query.want and leads:
        return _leaders(context, query, person)
    if _COMMITTEE.search(text) and relation in ("", "thesis", "advisor", "education", "service") and query.papers == ():
        found = tell_committee(context, query, person)
        if found is not None or relation not in ("service", "advisor"):
            return found or context.not_stated(replace(query, relations=()), person)
    if _HONOURS.search(text) and (relation != "award" or "graduat" in text):
        return _grade(context, query, person)
    return None


def _what_there(context: Context, query: Query, person: str) -> Outcome | None:
    """What a post at a place was about: its entry, quoted whole."""
    tests = [f.passes for f in filters_of(query, "position", context.knowledge)]
    kept, _ = split_filters(context.library.entries(person, "position"), tests)
    for entry in kept[:2]:
        values = shown(context, entry.span)
        context.draft.state(context.phrase("match", name=context.name(person), values=values), person, [entry.span])
    return Outcome("answered", (person,), (), refs(kept[:2])) if kept else None


def _leaders(context: Context, query: Query, person: str) -> Outcome:
    """Who leads the papers that a question tells by their place, time or matter."""
    query = replace(query, others=())
    tests = [f.passes for f in filters_of(query, "paper", context.knowledge) if f.phrase != "filter_first"]
    kept, _ = split_filters(by_topic(context.library.entries(person, "paper"), query.topic), tests)
    led = [entry for entry in kept if isinstance(entry.fact, Paper) and entry.fact.authors][:3]
    for entry in led:
        authors, title = getattr(entry.fact, "authors", ()), getattr(entry.fact, "title", "")
        text = context.phrase("authors", title=title, values=", ".join(authors))
        context.draft.state(text, person, context.evidence(entry, ("title", "authors")))
    return Outcome("answered", (person,), papers_of(led), refs(led)) if led else context.not_stated(query, person)


def _anywhere(context: Context, query: Query, person: str, state: ChatState) -> Outcome:
    """A question that names a place, a year or a degree but no relation: posts and degrees, then whatever else fits."""
    conditions = query.degree or query.years or query.organizations
    a_post = bool(query.role) and not (query.degree if query.intent == "yes_no" else conditions)
    groups = (["position", "education"], ["project", "award", "talk", "service", "teaching"])
    for relations in (["position"],) if a_post else groups:
        mark = context.draft.mark()
        found = answer_facts(context, query, person, relations, state)
        if found.status == "answered" and not found.negative:
            return found
        context.draft.back(mark)
    quoted = answer_from_passages(context, query, (person,), quiet=True)
    if quoted.status == "answered":
        return quoted
    return answer_facts(context, query, person, ["position"], state)


def _grade(context: Context, query: Query, person: str) -> Outcome:
    """The lines of a degree's entry that give its grade."""
    entries = context.library.entries(person, "education")
    filters = [f.passes for f in filters_of(query, "education", context.knowledge)]
    kept, _ = split_filters(by_topic(entries, query.topic), filters)
    chosen = kept or (split_filters(entries, filters)[0] if query.degree else [] if query.topic else entries)
    if _HONOURS.search(plain(query.text)):
        return _lines(context, query, person, chosen, lambda line: bool(_HONOURED.search(line)))

    languages = {query.language, *(language_of(context.library.words_of(entry.span)) for entry in chosen)}

    def graded(line: str) -> bool:
        tables = Lexicon.load().relations
        cues = [cue for language in languages for cue in tables[language].find(line)]
        return any(cue.meaning == "grade" for cue in cues)

    return _lines(context, query, person, chosen, graded)


def _labs(context: Context, query: Query, person: str) -> Outcome:
    """The lines of the present posts and degrees that name a lab."""
    entries = [e for kind in ("position", "education") for e in context.library.entries(person, kind) if e.current]
    filters = [f.passes for f in filters_of(query, "position", context.knowledge)]
    kept, _ = split_filters(by_topic(entries, query.topic), filters)
    return _lines(context, query, person, kept, lambda line: Lexicon.load().has("lab", line))


def _lines(
    context: Context, query: Query, person: str, entries: Sequence[Entry], test: Callable[[str], bool]
) -> Outcome:
    """The lines of some entries that pass a test, each with the entry it belongs to."""
    found = False
    yes = query.intent == "yes_no"
    for entry in entries:
        text = context.library.words_of(entry.span)
        for start, end in sentences(text):
            if test(plain(text[start:end])):
                span = Span(entry.span.source, entry.span.start + start, entry.span.start + end)
                values = f"{entry.label}: {shown(context, span)}"
                words = context.phrase("match", name=context.name(person), values=values)
                words = context.phrase("yes", rest=words) if yes and not found else words
                found |= context.draft.state(words, person, [span])
    return Outcome("answered", (person,)) if found else context.not_stated(query, person)


def _average(context: Context, query: Query, person: str) -> Outcome:
    """How many authors the papers have on average."""
    papers = context.library.entries(person, "paper")
    kept, _ = split_filters(papers, [f.passes for f in filters_of(query, "paper", context.knowledge)])
    counts = [len(entry.fact.authors) for entry in kept if isinstance(entry.fact, Paper) and entry.fact.authors]
    if not counts:
        return context.not_stated(query, person)
    text = context.phrase(
        "average", name=context.name(person), value=f"{sum(counts) / len(counts):.1f}".removesuffix(".0")
    )
    context.draft.state(text, person, evidence_of(context, kept, len(kept)))
    return Outcome("answered", (person,))


def _before_or_after(context: Context, query: Query, person: str) -> Outcome | None:
    """Which of two named places came first."""
    entries = [e for kind in ("position", "education") for e in context.library.entries(person, kind)]
    both = []
    for place in query.organizations[:2]:
        tests = [f.passes for f in filters_of(replace(query, organizations=(place,)), "position", context.knowledge)]
        both.append([entry for entry in split_filters(entries, tests)[0] if entry.first or entry.last])
    if len(both) < 2 or not all(both):
        return None
    one, other = both[0][0], both[1][0]
    key = "before" if _begin(one) < _begin(other) else "after"
    text = context.phrase(key, name=context.name(person), one=one.label, other=other.label)
    asked = plain(query.text)
    if query.intent == "yes_no" and not _BEFORE_OR_AFTER.search(asked):
        then = _THEN.search(asked)
        truth = key == ("before" if then and then[1] else "after")
        text = context.phrase("yes" if truth != query.negated else "no", rest=text)
    kept = context.draft.state(text, person, [*context.evidence(one), *context.evidence(other)])
    return Outcome("answered", (person,)) if kept else None


def _begin(entry: Entry) -> str:
    return getattr(entry.fact, "start", None) or str(entry.first or entry.last)


def _cue_words(query: Query) -> set[str]:
    return {cue.meaning for cue in Lexicon.load().relations[query.language].find(plain(query.text))}


def _contact(context: Context, query: Query, person: str, relation: str) -> Outcome:
    text = plain(query.text)
    links = context.library.entries(person, "link")
    emails = context.library.entries(person, "email")
    if relation == "email":
        chosen = emails
    elif relation == "link":
        asked = [name for name in _LINKS if name in text]
        kinds = {_LINK_KINDS.get(name, name) for name in asked} or ({"homepage"} if query.language != "en" else set())
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
    if query.role or (query.organizations and "paper" not in _cue_words(query)):
        return context.not_stated(replace(query, relations=()), person)  # partners in a company are no co-authors
    papers = context.library.entries(person, "paper")
    kept, _ = split_filters(
        papers, [f.passes for f in filters_of(replace(query, others=()), "paper", context.knowledge)]
    )
    others = [other for other in query.people if other != person]
    targets = [context.library.profiles[other].names() for other in others]
    targets += [(name,) for name in (*query.others, query.unknown) if name]
    if targets:
        return _joint_papers(context, query, person, kept, targets)
    if query.negated and "paper" in _cue_words(query):
        alone = [entry for entry in kept if isinstance(entry.fact, Paper) and len(entry.fact.authors) == 1]
        return context.state_entries(query, person, alone, "paper") if alone else context.not_stated(query, person)
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
        what = context.what("paper", len(entries))
        label = context.phrase("author_count", author=author, count=len(entries), what=what)
        context.draft.state(
            context.phrase("item", values=label),
            person,
            [context.evidence(entry, ("authors",))[0] for entry in entries],
        )
    return Outcome("answered", (person,))


def _joint_papers(
    context: Context, query: Query, person: str, papers: Sequence[Entry], targets: Sequence[Sequence[str]]
) -> Outcome:
    joint = [entry for entry in papers if all(written_with(names)(entry) for names in targets)]
    if query.negated and query.intent != "yes_no":
        apart = [entry for entry in papers if entry not in joint]
        if apart:
            if query.intent == "count":
                return say_count(context, query, person, "paper", apart)
            return context.state_entries(query, person, apart, "paper")
    other = " & ".join(names[0] for names in targets)
    every = query.intent == "yes_no" and _EVERY.search(plain(query.text)) and len(joint) < len(papers)
    if joint and not every:
        if query.intent == "yes_no":
            context.draft.say(context.phrase("yes", rest="").strip())
        return context.state_entries(query, person, joint, "paper")
    if joint:
        context.draft.say(context.phrase("no", rest="").strip())
        return context.state_entries(query, person, joint, "paper")
    if papers and query.intent in ("yes_no", "count"):
        with_other = Filter("filter_with", other, lambda entry: False)
        rest = looked_at(context, person, "paper", papers, [with_other])
        context.draft.state(context.phrase("no", rest=rest), person, evidence_of(context, papers))
        return Outcome("answered", (person,))
    return context.not_stated(query, person)


def _papers_with_advisor(context: Context, query: Query, person: str) -> Outcome:
    advisors = [entry.label for entry in context.library.entries(person, "advisor")]
    papers = context.library.entries(person, "paper")
    joint = [entry for entry in papers if any(written_with((advisor,))(entry) for advisor in advisors)]
    if not joint:
        return context.not_stated(replace(query, relations=("paper",)), person)
    if query.intent == "count":
        return say_count(context, query, person, "paper", joint)
    return context.state_entries(query, person, joint, "paper")


def _venues(context: Context, query: Query, person: str) -> Outcome:
    papers = [
        entry
        for entry in context.library.entries(person, "paper")
        if isinstance(entry.fact, Paper) and entry.fact.venue
    ]
    tests = [each.passes for each in filters_of(query, "paper", context.knowledge)]
    kept, _ = split_filters(by_topic(papers, query.topic), tests)
    if not kept:
        return context.not_stated(query, person)
    found: dict[str, list[Entry]] = {}
    for entry in kept:
        printed = (entry.fact.venue_short or entry.fact.venue) if isinstance(entry.fact, Paper) else ""
        known = next((k for k in found if context.knowledge.places.same_venue(k, printed)), printed)
        found.setdefault(known, []).append(entry)
    if query.order == "most":
        most = max(len(entries) for entries in found.values())
        found = {venue: entries for venue, entries in found.items() if len(entries) == most}
    context.draft.say(
        context.phrase("fact_list", name=context.name(person), what=context.what("venue", len(found)), count=len(found))
    )
    for venue, entries in found.items():
        context.draft.state(
            context.phrase("item", values=venue if query.order != "most" else f"{venue} ({len(entries)})"),
            person,
            [span for entry in entries for span in context.evidence(entry)],
        )
    return Outcome("answered", (person,))
