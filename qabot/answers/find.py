"""Answers over all profiles: find people, compare people, say who is here, portray one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from qabot.answers.context import Context, Outcome
from qabot.answers.facts import entries_for
from qabot.answers.filters import coverage, filters_of, split_filters
from qabot.answers.library import Entry
from qabot.answers.passages import topic_quotes
from qabot.questions.lexicon import plain
from qabot.questions.query import Query
from qabot.questions.same import same_person
from qabot.questions.state import ChatState, Ref
from qabot.sources.source import Span

_FIRST_LOOK = {
    "position": ("position", "education"),
    "interest": ("interest", "paper", "project", "skill"),
    "skill": ("skill", "interest", "project"),
}
_ANY = ("interest", "paper", "project", "skill", "award", "position", "education", "talk", "teaching", "service")


def find_people(context: Context, query: Query, state: ChatState) -> Outcome:
    """Everybody whose profile fits, each with the words that show it."""
    found: list[tuple[str, str, list[Span]]] = []
    if query.relations[:1] == ("name",) or (query.intent == "count" and query.ambiguous and not query.relations):
        return _by_name(context, query)
    for person in context.knowledge.ids:
        entries = _fitting(context, query, person)
        if entries:
            label = "; ".join(entry.label for entry in entries[:2])
            found.append((person, label, [span for entry in entries[:3] for span in context.evidence(entry)]))
    known = {person for person, _, _ in found}
    if query.topic and not (query.venues or query.organizations or query.degree):
        rest = [person for person in context.knowledge.ids if person not in known]
        for quote in topic_quotes(context, query.topic, rest) if rest else []:
            words = context.library.words_of(quote.span)
            found.append((quote.person, f"“{' '.join(words.split())[:200]}”", [quote.span]))
    if not found:
        return _nobody(context, query)
    return _say_found(context, query, found)


def _say_found(context: Context, query: Query, found: Sequence[tuple[str, str, list[Span]]]) -> Outcome:
    if query.intent == "yes_no":
        context.draft.say(context.phrase("yes", rest="").strip())
    if len(found) > 1 or query.intent == "count":
        people = context.phrase("person_word" if len(found) == 1 else "people_word")
        context.draft.say(context.phrase("found", count=len(found), people=people))
    for person, label, spans in found:
        text = context.phrase("match", name=context.name(person), values=label)
        context.draft.state(context.phrase("item", values=text) if len(found) > 1 else text, person, spans)
    people = tuple(person for person, _, _ in found)
    return Outcome("answered", people, (), tuple(Ref("person", person) for person in people))


def _fitting(context: Context, query: Query, person: str) -> list[Entry]:
    relation = query.relations[0] if query.relations else ""
    if relation == "advisor" and (query.unknown or query.people):
        names = (query.unknown,) if query.unknown else context.library.profiles[query.people[0]].names()
        return [
            e for e in context.library.entries(person, "advisor") if any(same_person(e.label, name) for name in names)
        ]
    looked = _FIRST_LOOK.get(
        relation, (relation,) if relation and relation not in ("venue", "author", "name") else _ANY
    )
    if relation in ("venue", "author") or (query.venues and not relation):
        looked = ("paper",)
    fitting: list[Entry] = []
    for name in looked:
        tests = [each.passes for each in filters_of(query, name, context.knowledge)]
        if not tests and not query.topic:
            tests = [lambda entry: bool(entry.label)]
        kept, _ = split_filters(entries_for(context, replace(query, topic="", organizations=()), person, name), tests)
        fitting += [entry for entry in kept if not query.topic or coverage(query.topic, entry.words) >= 0.75]
    if relation == "position" and query.organizations and not query.years:
        current = [entry for entry in fitting if entry.current]
        fitting = current or fitting
    return fitting


def _by_name(context: Context, query: Query) -> Outcome:
    people = [candidate.key for mention in query.ambiguous for candidate in mention.candidates] or list(query.people)
    if not people:
        return _nobody(context, query)
    word = context.phrase("person_word" if len(people) == 1 else "people_word")
    context.draft.say(context.phrase("found", count=len(people), people=word))
    for person in people:
        context.draft.state(context.phrase("item", values=context.name(person)), person, [name_span(context, person)])
    return Outcome("answered", tuple(people), (), tuple(Ref("person", person) for person in people))


def name_span(context: Context, person: str) -> Span:
    """Words that show who a profile is about: the name, else its first block."""
    profile = context.library.profiles[person]
    if profile.name_span:
        return profile.name_span
    source = context.library.source(profile.sources[0])
    first = source.blocks[0]
    return Span(source.path, first.start, min(first.end, first.start + 200))


def _nobody(context: Context, query: Query) -> Outcome:
    found = context.phrase("nobody_found", count=len(context.knowledge.ids))
    listed = query.intent in ("yes_no", "count") and (query.venues or query.organizations) and not query.topic
    context.draft.say(context.phrase("no", rest=found) if listed else found)
    return Outcome("not_stated")


def say_people(context: Context) -> Outcome:
    """Who is here."""
    context.draft.say(context.phrase("known_people", count=len(context.knowledge.ids)))
    for person in context.knowledge.ids:
        context.draft.state(
            context.phrase("item", values=_with_post(context, person)), person, [name_span(context, person)]
        )
    return Outcome("help", (), (), tuple(Ref("person", person) for person in context.knowledge.ids))


def _with_post(context: Context, person: str) -> str:
    current = context.library.profiles[person].current
    post = ", ".join(part for part in (current.role, current.organization) if part) if current else ""
    return f"{context.name(person)} ({post})" if post else context.name(person)


def portray(context: Context, person: str) -> Outcome:
    """A short portrait: post, degrees, interests, papers, each cited."""
    name, library = context.name(person), context.library
    context.draft.about(person)
    said = False
    current = library.profiles[person].current
    posts = [e for e in library.entries(person, "position") if e.current] or [
        e for e in library.entries(person, "education") if e.current
    ]
    if current is not None and not posts:
        text = context.phrase(
            "fact",
            name=name,
            what=context.what("position", 1),
            values=", ".join(p for p in (current.role, current.organization) if p),
        )
        said |= context.draft.state(text, person, [current.span])
    for entry in posts[:2]:
        text = context.phrase("fact", name=name, what=context.what(entry.relation, 1), values=entry.label)
        said |= context.draft.state(text, person, context.evidence(entry))
    for relation, most in (("interest", 5), ("education", 2), ("advisor", 2)):
        entries = [e for e in library.entries(person, relation) if e not in posts][:most]
        if entries:
            values = "; ".join(entry.label for entry in entries)
            text = context.phrase("fact", name=name, what=context.what(relation, len(entries)), values=values)
            said |= context.draft.state(text, person, [span for entry in entries for span in context.evidence(entry)])
    papers = library.entries(person, "paper")
    if papers:
        newest = sorted(papers, key=lambda e: -(e.first or 0))[:2]
        values = f"{len(papers)} ({'; '.join(entry.label for entry in newest)})"
        text = context.phrase("fact", name=name, what=context.what("paper"), values=values)
        said |= context.draft.state(text, person, [context.evidence(entry)[0] for entry in newest])
    if not said:
        source = library.source(library.profiles[person].sources[0])
        longest = next((b for b in source.blocks if b.kind == "paragraph" and b.end - b.start > 80), source.blocks[0])
        span = Span(source.path, longest.start, min(longest.end, longest.start + 400))
        context.draft.state(context.phrase("match", name=name, values=f"“{library.words_of(span)}”"), person, [span])
    return Outcome("answered", (person,))


def compare(context: Context, query: Query, people: Sequence[str]) -> Outcome:
    """Who has more of something, or what two people have in common."""
    relation = query.relations[0] if query.relations else ""
    if query.order == "most" or query.intent == "count":
        return _more(context, query, people, relation or "paper")
    one, other = people[:2]
    shared: list[tuple[str, list[tuple[str, Span]]]] = []
    seen: set[str] = set()
    for kind in ("interest", "paper", "project", "position", "education", "skill", "award", "advisor"):
        for a in context.library.entries(one, kind):
            for b in context.library.entries(other, kind):
                words = _shared_words(context, kind, a, b)
                if words and words not in seen:
                    seen.add(words)
                    shared.append((words, [(one, context.evidence(a)[0]), (other, context.evidence(b)[0])]))
    shared += [row for row in _shared_topics(context, one, other) if row[0] not in seen]
    names = " & ".join(context.name(person) for person in people)
    if not shared:
        context.draft.say(context.phrase("nothing_in_common", names=names))
        return Outcome("not_stated", tuple(people))
    context.draft.say(context.phrase("in_common"))
    for words, evidence in shared[:8]:
        spans = [span for _, span in evidence]
        context.draft.state(context.phrase("item", values=words), evidence[0][0], spans)
        context.draft.about(evidence[1][0])
    return Outcome("answered", tuple(people))


def _shared_words(context: Context, kind: str, a: Entry, b: Entry) -> str:
    if kind in ("position", "education"):
        same = (
            a.organization
            and b.organization
            and context.knowledge.places.same_organization(a.organization, b.organization)
        )
        return a.organization if same else ""
    if kind == "skill" or kind == "interest":
        return a.label if plain(a.label) == plain(b.label) else ""
    if kind == "advisor":
        return a.label if same_person(a.label, b.label) else ""
    if kind == "paper":
        return a.label if plain(getattr(a.fact, "title", "")) == plain(getattr(b.fact, "title", "-")) else ""
    return ""


def _shared_topics(context: Context, one: str, other: str) -> list[tuple[str, list[tuple[str, Span]]]]:
    """Telling words that both use in their interests, papers and summaries."""
    rows: dict[str, list[tuple[str, Span]]] = {}
    words: list[dict[str, Span]] = []
    for person in (one, other):
        mine: dict[str, Span] = {}
        for section in context.library.profiles[person].sections:
            if section.kind in ("education", "contact", "awards", "links", "references", "service", "teaching", "news"):
                continue
            source = context.library.source(section.span.source)
            for block in source.blocks:
                if section.span.start <= block.start < section.span.end and block.kind != "heading":
                    span = Span(source.path, block.start, min(block.end, block.start + 400))
                    for word in plain(source.quote(block)).replace("-", " ").split():
                        word = word.strip(".,;:()[]“”\"'*")
                        if len(word) > 6 and word.isalpha():
                            mine.setdefault(word, span)
        words.append(mine)
    common = [word for word in words[0] if word in words[1]]
    common.sort(key=lambda word: (-context.weights(word), -len(word), word))
    for word in common[:6]:
        rows[word] = [(one, words[0][word]), (other, words[1][word])]
    return list(rows.items())


def _more(context: Context, query: Query, people: Sequence[str], relation: str) -> Outcome:
    rows = []
    for person in people:
        tests = [each.passes for each in filters_of(query, relation, context.knowledge)]
        kept, _ = split_filters(context.library.entries(person, relation), tests)
        rows.append((len(kept), person, kept))
    rows.sort(key=lambda row: -row[0])
    what = context.what(relation)
    for count, person, kept in rows:
        text = context.phrase("fact", name=context.name(person), what=what, values=count)
        spans = [context.evidence(entry)[0] for entry in kept] or [name_span(context, person)]
        context.draft.state(text, person, spans)
    if rows[0][0] == rows[1][0]:
        context.draft.say(context.phrase("same_number", what=what, count=rows[0][0]))
    else:
        context.draft.say(
            context.phrase("more_papers", name=context.name(rows[0][1]), what=what, count=rows[0][0], other=rows[1][0])
        )
    return Outcome("answered", tuple(people))
