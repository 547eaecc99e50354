"""With whom somebody writes and works: co-authors with their counts, papers written together, colleagues at a place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from qabot.answers.conditions import filters_of
from qabot.answers.context import Context, Outcome
from qabot.answers.coverage import by_topic
from qabot.answers.facts import answer_facts
from qabot.answers.filters import Filter, split_filters
from qabot.answers.lines import YEAR, lines_of, quoted
from qabot.answers.paper_filters import written_with
from qabot.answers.passages import shown
from qabot.answers.statements import evidence_of, looked_at, say_count
from qabot.answers.told import tell
from qabot.profiles.profile import Paper
from qabot.profiles.same import same_person
from qabot.questions.lexicon import Lexicon, plain
from qabot.questions.query import Query
from qabot.questions.state import ChatState
from qabot.words.entries import Entry, inside

_COLLEAGUES = re.compile(r"\b(?:colleagues?|co-?workers?)\b")
_WORKING = re.compile(r"\bwork\w*|\bsupervis\w*|\badvis\w*|\bcollaborat\w*|\bjoin\w*|\bgroup\b|\blab\b")
_FEW = 3  # papers told whole

_NOBODY_ELSE = re.compile(
    r"\b(?:nobody|no one|noone) else\b|\bjust the two\b|\bonly the two\b|\bwithout anyone else\b"
    r"|\bno other (?:co-?)?authors?\b"
    r"|\bsonst niemand\w*\b|\bpersonne d'autre\b|\bnadie mas\b"
)
_EVERY = re.compile(r"\b(?:all|every|each)\b|모든|所有|全部|すべて|\balle\b|toutes? les|todos|все")


def answer_coauthors(context: Context, query: Query, person: str) -> Outcome:
    """Co-authors, each with how many papers; or the papers with those that the question names."""
    shared = _tell_shared_first(context, query, person)
    if shared is not None:
        return shared
    at_work = query.organizations or _COLLEAGUES.search(plain(query.text))
    if query.role or (at_work and "paper" not in cue_words(query)):
        return _colleagues(context, query, person)
    papers = context.library.entries(person, "paper")
    kept = _papers_meant(context, query, papers)
    others = [other for other in query.people if other != person]
    targets = [context.library.profiles[other].names() for other in others]
    targets += [(name,) for name in (*query.others, query.unknown) if name]
    told = _told_when(context, query, person) if targets else _told_of_a_matter(context, query, person)
    if told is not None:
        return told
    if targets:
        return _joint_papers(context, query, person, kept, targets)
    if query.negated and "paper" in cue_words(query):
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
        told = (
            tell(context, replace(query, want=("who",)), person, "coauthor")
            if "paper" not in cue_words(query)
            else None
        )
        return told or context.not_stated(query, person)
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


def _papers_meant(context: Context, query: Query, papers: Sequence[Entry]) -> list[Entry]:
    """The papers whose authors are asked for: those that meet the conditions and are about the topic, if any is."""
    asked = replace(query, others=())
    kept, _ = split_filters(papers, [f.passes for f in filters_of(asked, "paper", context.knowledge)])
    if not kept and query.venues:  # "the FPGA paper": what is a venue elsewhere may be the matter of a paper
        words = " ".join(plain(mention.words) for mention in query.mentions if mention.kind == "venue")
        kept = by_topic(papers, words)
    return by_topic(kept, query.topic) or kept if "paper" in cue_words(query) else kept


def _colleagues(context: Context, query: Query, person: str) -> Outcome:
    """Whom somebody worked with at a place: who led there, else the line that says it. Co-authors are none."""
    told = tell(context, replace(query, want=("who",)), person, "coauthor") or _told_in_entry(context, query, person)
    if told is not None:
        return told
    mark = context.draft.mark()
    who = replace(query, relations=("advisor",), want=("who",), topic="")
    found = answer_facts(context, who, person, ["advisor"], ChatState()) if query.organizations else None
    if found is not None and found.status == "answered" and not found.negative:
        return found
    context.draft.back(mark)
    return context.not_stated(replace(query, relations=()), person)


def _told_when(context: Context, query: Query, person: str) -> Outcome | None:
    """Quote the line that tells since when somebody has worked with who is named; None where none does."""
    if not ({"when", "how_long"} & set(query.want)) or "paper" in cue_words(query):
        return None
    names = [plain(name).split()[-1] for name in (*query.others, query.unknown) if name]
    lines = [line for line in lines_of(context, person) if YEAR.search(line.text) and _WORKING.search(line.words)]
    told = [line for line in lines if names and all(name in line.words for name in names)]
    return quoted(context, person, told[:1]) if told else None


def _told_of_a_matter(context: Context, query: Query, person: str) -> Outcome | None:
    """Quote the line that tells with whom somebody worked on or at something: "Whom did she work with in Oslo?"."""
    if not query.topic or "paper" in cue_words(query):
        return None
    return tell(context, replace(query, want=("who",)), person, "coauthor")


_LABELLED = re.compile(r"^\W*(?:coll?ea?gues?|co-?workers?|collaborators?|team(?: ?mates)?)\s*[:：]")


def _told_in_entry(context: Context, query: Query, person: str) -> Outcome | None:
    """Quote the line of a post at the place asked about that lists whom it was held beside: "Colleagues: ..."."""
    entries = context.library.entries(person, "position")
    tests = [each.passes for each in filters_of(query, "position", context.knowledge)]
    there = by_topic(split_filters(entries, tests)[0], query.topic, need=0.5)
    for entry in there:
        lines = [line for line in lines_of(context, person) if inside(line.span, entry.span)]
        told = [line for line in lines if _LABELLED.match(line.words)]
        if told:
            return quoted(context, person, told[:2])
    return None


_SHARED_FIRST = re.compile(
    r"\b(?:shar(?:e|es|ed|ing)|joint|co-?|equal) ?(?:the )?(?:first|lead)[- ]author"
    r"|\bequal contribut|contribut\w* equally"
)
_MARKED_SHARED = re.compile(
    r"\b(?:shared|joint|co-?|equal)[- ]?(?:first|lead)|\bequal(?:ly)? contribut|contribut\w* equally|共同(?:第)?一作"
)


def _tell_shared_first(context: Context, query: Query, person: str) -> Outcome | None:
    """The papers whose lines say that authors share the first place; None where none does, or it is not asked."""
    if not _SHARED_FIRST.search(plain(query.text)):
        return None
    papers = [e for e in context.library.entries(person, "paper") if _MARKED_SHARED.search(e.words)]
    whole = [replace(entry, label=shown(context, entry.span)) for entry in papers[:_FEW]]
    return context.state_entries(query, person, whole, "paper") if whole else None


def _joint_papers(
    context: Context, query: Query, person: str, papers: Sequence[Entry], targets: Sequence[Sequence[str]]
) -> Outcome:
    joint = [entry for entry in papers if all(written_with(names)(entry) for names in targets)]
    joint = _and_no_other(query, joint, len(targets) + 1)
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


def _and_no_other(query: Query, papers: list[Entry], most: int) -> list[Entry]:
    """Of joint papers those of so many authors, where a question leaves everybody else out."""
    if not _NOBODY_ELSE.search(plain(query.text)):
        return papers
    return [entry for entry in papers if isinstance(entry.fact, Paper) and len(entry.fact.authors) == most]


def answer_papers_with_advisor(context: Context, query: Query, person: str) -> Outcome:
    """The papers that an advisor is an author of too."""
    advisors = [entry.label for entry in context.library.entries(person, "advisor")]
    papers = context.library.entries(person, "paper")
    joint = [entry for entry in papers if any(written_with((advisor,))(entry) for advisor in advisors)]
    joint = _and_no_other(query, joint, 2)
    if not joint:
        return context.not_stated(replace(query, relations=("paper",)), person)
    if query.intent == "count":
        return say_count(context, query, person, "paper", joint)
    return context.state_entries(query, person, joint, "paper")


def cue_words(query: Query) -> set[str]:
    """The relations that the words of a question may stand for."""
    return {cue.meaning for cue in Lexicon.load().relations[query.language].find(plain(query.text))}
