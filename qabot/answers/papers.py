"""Answers about papers that a question names: where, when, by whom, and what they are about."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from qabot.answers.conditions import filters_of
from qabot.answers.context import Context, Outcome, papers_of, refs
from qabot.answers.coverage import by_topic, coverage
from qabot.answers.filters import split_filters
from qabot.answers.honours import answer_honours
from qabot.answers.lines import lines_of
from qabot.answers.lines import quoted as quoted_lines
from qabot.answers.moments import exact_enough, extreme
from qabot.answers.passages import ADDRESS, answer_from_passages, asked_words, is_private, sentences, shown, with_next
from qabot.answers.passages import shown as quoted
from qabot.answers.told_beside import FUNDED, tells_funding
from qabot.answers.two_things import answer_two_things
from qabot.answers.whether_of import answer_whether_of, not_out
from qabot.profiles.profile import Paper
from qabot.profiles.same import same_person
from qabot.questions.lexicon import plain
from qabot.questions.query import Query
from qabot.questions.spoken import says
from qabot.sources.source import Span
from qabot.words.entries import Entry, inside

_MOST = 0.75  # share of the weighted words of a topic
_NOTES, _NOTE_CHARS = 3, 420  # sentences and characters quoted of what a page says on a paper
_MEDIA = r"\b(?:arxiv|code|pdf|slides|poster|talk|video|project page)\b"
_LINKS = re.compile(rf"{_MEDIA}\W{{1,4}}{_MEDIA}", re.I)
_NUMBERED = re.compile(r"arXiv:?\s?\d{4}\.\d{4,5}(?:v\d)?|\b10\.\d{4,}/[^\s,;]+|https?://\S+", re.I)
_ABOUT = re.compile(
    r"\b(?:papers|publications|articles|works) (?:about|on|mentioning|regarding|dealing with|that use|using)\b"
)
_VOLUME = re.compile(
    r"\b\d{1,4}\s?\(\d{1,3}(?:[-–]\d{1,2})?\)|\bvol(?:ume|\.)?:?\s?\d|\bpp?\.\s?\d|\bpages?:?\s?\d"
    r"|\d+\s?[:,]\s?e?\d+[-–—]+e?\d+"
)
_WHICH = re.compile(r"\W*(?:(?:in|on|of|with) )?(?:which|what)\b")
_PRESENTED = re.compile(r"\b(?:present(?:ed|ing)?|give|gave|given|talk\w*|spoke|speak)\b")
_WITH = re.compile(
    r"[(,]\s*(?:[Jj]oint(?:ly)?(?: work)? )?(?:with|w/)\s+[A-ZÀ-Þ]|\b[Jj]oint(?:ly)?(?: work)? with\s+[A-ZÀ-Þ]"
)
_OF_PAPERS = frozenset(("", "paper", "author", "coauthor", "venue", "thesis", "link"))


def entries_of(context: Context, keys: Sequence[str]) -> list[Entry]:
    """The entries of paper keys ("profile id#number")."""
    found = []
    for key in keys:
        person, number = key.rsplit("#", 1)
        found += [entry for entry in context.library.entries(person, "paper") if entry.number == int(number)]
    return found


def answer_papers(context: Context, query: Query) -> Outcome | None:
    """Answer a question about named papers; None if it asks something of their authors instead."""
    entries = entries_of(context, query.papers)
    if not entries:
        return None
    if is_private(context, query, entries[0].person):
        return context.not_stated(replace(query, relations=()), entries[0].person)
    relation = query.relations[0] if query.relations else ""
    if query.intent == "explain":
        return explain(context, query, entries)
    if relation == "award" and "paper" in query.carried:
        return answer_honours(context, query, entries)
    funded = _funding(context, query, entries)
    if funded is not None or relation not in _OF_PAPERS:
        return funded
    if relation == "link":
        return _links(context, query, entries)
    answer = _singled(context, query, entries)
    if answer is not None:
        return answer
    if relation in ("author", "coauthor") or ("who" in query.want and relation in ("", "paper")):
        return _authors(context, query, entries, owner=relation != "coauthor")
    if len(entries) > 1 and query.order in ("oldest", "latest"):
        return _first(context, entries, query.order)
    asks_place = relation == "venue" or "where" in query.want
    asks_time = "when" in query.want
    if asks_place or asks_time:
        told = _talks(context, query, entries) if _PRESENTED.search(plain(query.text)) else None
        return told or _place_and_time(context, query, entries, place=asks_place, time=asks_time)
    if relation in ("", "paper", "author"):
        return explain(context, query, entries)
    return None


def _funding(context: Context, query: Query, entries: Sequence[Entry]) -> Outcome | None:
    """The lines beside papers that say who paid for them; None where none does or that is not asked."""
    if query.intent == "yes_no" or not FUNDED.search(plain(query.text)):
        return None
    kept = False
    for entry in entries:
        span = Span(entry.span.source, entry.span.start, max(entry.span.end, _following_notes(context, entry)))
        lines = [line for line in lines_of(context, entry.person) if inside(line.span, span)]
        told = [line for line in lines if tells_funding(line.words)]
        kept |= bool(told) and quoted_lines(context, entry.person, told[:2]).status == "answered"
    people = tuple(dict.fromkeys(entry.person for entry in entries))
    return Outcome("answered", people, papers_of(entries), refs(entries)) if kept else None


def _singled(context: Context, query: Query, entries: Sequence[Entry]) -> Outcome | None:
    """Whether what is asked of the papers holds, or which of them are meant; None where neither is asked."""
    if says("volume", plain(query.text), query.language) and query.intent != "yes_no":
        return _printed(context, query, entries) or context.not_stated(query, entries[0].person)
    one_owner = len({entry.person for entry in entries}) == 1
    two = answer_two_things(context, query, entries[0].person) if one_owner else None
    if two is not None:
        return two
    if query.intent == "yes_no":
        return not_out(context, query, entries[0]) or answer_whether_of(context, query, entries)
    return _listed(context, query, entries) if query.relations[:1] == ("paper",) else None


def _printed(context: Context, query: Query, entries: Sequence[Entry]) -> Outcome | None:
    """The entries of papers as they are printed, volume and pages with them; None where they tell none."""
    told = [entry for entry in entries if _VOLUME.search(entry.words)]
    for entry in told:
        words = context.phrase("match", name=context.name(entry.person), values=quoted(context, entry.span))
        context.draft.state(words, entry.person, [entry.span])
    people = tuple(dict.fromkeys(entry.person for entry in told))
    return Outcome("answered", people, papers_of(told), refs(told)) if told else None


def _listed(context: Context, query: Query, entries: Sequence[Entry]) -> Outcome | None:
    """The papers meant where words of a title tell which is asked for: "Which R package did she publish in X?"."""
    if query.intent not in ("lookup", "list") or set(query.want) - {"title"} or query.negated:
        return None
    if _ABOUT.search(plain(query.text)) and query.people and not query.topic:
        words = " ".join(plain(mention.words) for mention in query.mentions if mention.kind == "paper")
        everything = [entry for person in query.people for entry in context.library.entries(person, "paper")]
        about = [entry for entry in by_topic(everything, words) if entry.person == entries[0].person]
        return context.state_entries(query, about[0].person, about, "paper") if len(about) > 1 else None
    if not _WHICH.match(plain(query.text)) or not (query.venues or query.years or query.others):
        return None
    tests = [each.passes for each in filters_of(query, "paper", context.knowledge)]
    kept, _ = split_filters(entries, tests)
    return context.state_entries(query, kept[0].person, kept, "paper") if kept else None


def _authors(context: Context, query: Query, entries: Sequence[Entry], *, owner: bool) -> Outcome:
    kept = False
    for entry in entries:
        authors = entry.fact.authors if isinstance(entry.fact, Paper) else ()
        names = context.library.profiles[entry.person].names()
        shown = [a for a in authors if owner or not any(same_person(a, name) for name in names)]
        if (
            not shown and not owner and _WITH.search(context.library.words_of(entry.span))
        ):  # "(with A. Berg)", which was not read
            words = context.phrase("match", name=context.name(entry.person), values=quoted(context, entry.span))
            kept |= context.draft.state(words, entry.person, context.evidence(entry))
        if not shown:
            continue
        title = entry.fact.title if isinstance(entry.fact, Paper) else ""
        values = ", ".join(shown)
        if query.intent == "count":
            values = f"{len(shown)} {context.what('author', len(shown))}: {values}"
        text = context.phrase("authors", title=title, values=values) if owner else f"“{title}”: {values}"
        kept |= context.draft.state(text, entry.person, context.evidence(entry, ("title", "authors")))
    people = tuple(dict.fromkeys(entry.person for entry in entries))
    return (
        Outcome("answered", people, papers_of(entries), refs(entries)) if kept else context.not_stated(query, people[0])
    )


def _links(context: Context, query: Query, entries: Sequence[Entry]) -> Outcome:
    kept = False
    if query.intent == "yes_no" and any(getattr(entry.fact, "links", ()) for entry in entries):
        context.draft.say(context.phrase("yes", rest="").strip())
    for entry in entries:
        links = entry.fact.links if isinstance(entry.fact, Paper) else ()
        if not links and (named := _NUMBERED.search(context.library.words_of(entry.span))):
            links = (named.group(),)
        if links:
            kept |= context.draft.state(f"{entry.label}: {', '.join(links)}", entry.person, context.evidence(entry))
    people = tuple(dict.fromkeys(entry.person for entry in entries))
    return (
        Outcome("answered", people, papers_of(entries), refs(entries)) if kept else context.not_stated(query, people[0])
    )


def _talks(context: Context, query: Query, entries: Sequence[Entry]) -> Outcome | None:
    """The talks that bear the title of a paper that has no venue; None where it has one, or no talk does."""
    entry = entries[0]
    if not isinstance(entry.fact, Paper) or entry.fact.venue or entry.fact.venue_short:
        return None
    talks = context.library.entries(entry.person, "talk")
    title = plain(entry.fact.title)
    told = [talk for talk in talks if coverage(title, f"{talk.words} {plain(talk.label)}", context.weights) >= _MOST]
    return context.state_entries(query, entry.person, told, "talk") if told else None


def _place_and_time(context: Context, query: Query, entries: Sequence[Entry], *, place: bool, time: bool) -> Outcome:
    kept = False
    for entry in entries:
        if not isinstance(entry.fact, Paper):
            continue
        venue = entry.fact.venue or entry.fact.venue_short
        year = str(entry.fact.year or "")
        if (place and not venue) or (time and not (year and exact_enough(query, "paper", [entry]))):
            continue
        short = entry.fact.venue_short
        where = venue if not short or plain(short) in plain(venue) else f"{venue} ({short})"
        values = ", ".join(part for part in (where, "" if year and year in where else year) if part)
        text = context.phrase(
            "published" if place or venue else "published_when", title=entry.fact.title, values=values
        )
        kept |= context.draft.state(text, entry.person, context.evidence(entry, ("title", "venue", "year")))
        if time:
            context.state_otherwise(entry)
    people = tuple(dict.fromkeys(entry.person for entry in entries))
    return (
        Outcome("answered", people, papers_of(entries), refs(entries)) if kept else context.not_stated(query, people[0])
    )


def _first(context: Context, entries: Sequence[Entry], order: str) -> Outcome:
    for entry in extreme(entries, order):
        title = entry.fact.title if isinstance(entry.fact, Paper) else ""
        text = context.phrase(
            "earlier" if order == "oldest" else "published_when", title=title, year=entry.first, values=entry.first
        )
        context.draft.state(
            text, entry.person, [span for other in entries for span in context.evidence(other, ("title", "year"))]
        )
    people = tuple(dict.fromkeys(entry.person for entry in entries))
    return Outcome("answered", people, papers_of(entries), refs(entries))


def explain(context: Context, query: Query, entries: Sequence[Entry]) -> Outcome:
    """Quote what the profile says of a paper: the words of its entry beyond title, authors and venue, then passages."""
    entry = entries[0]
    asked = asked_words(query)
    if asked and not _touched(context, asked, entry.person):
        return context.not_stated(query, entry.person)
    quotes = _notes(context, query, entry) or _mentions(context, query, entry)
    if not quotes:
        title = entry.fact.title if isinstance(entry.fact, Paper) else ""
        found = answer_from_passages(context, query, (entry.person,), quiet=True, about=title)
        if found.status == "answered":
            return Outcome("answered", (entry.person,), papers_of(entries), refs(entries))
        return context.not_stated(query, entry.person)
    for span in quotes:
        values = shown(context, span)
        context.draft.state(
            context.phrase("match", name=context.name(entry.person), values=values), entry.person, [span]
        )
    return Outcome("answered", (entry.person,), papers_of(entries), refs(entries))


def _touched(context: Context, asked: str, person: str) -> bool:
    """Whether any word of the matter asked about stands in the person's profile."""
    profile = context.library.profiles[person]
    return any(coverage(asked, plain(context.library.source(path).text)) > 0 for path in profile.sources)


def _mentions(context: Context, query: Query, entry: Entry) -> list[Span]:
    """Sentences elsewhere in the profile that name the paper: its title, the words before the colon, or as asked."""
    title = plain(getattr(entry.fact, "title", ""))
    heads = [title, title.split(":")[0], title.split(":")[-1]] + [
        plain(m.words) for m in query.mentions if m.kind == "paper"
    ]
    heads = [head.strip(" .") for head in heads if len(head.strip(" .")) > 3]
    asked = asked_words(query)
    found: list[tuple[float, Span]] = []
    for path in context.library.profiles[entry.person].sources:
        source = context.library.source(path)
        for start, end in sentences(source.text):
            words = plain(source.text[start:end])
            apart = not (path == entry.span.source and start < entry.span.end and entry.span.start < end)
            if apart and any(head in words for head in heads) and len(words) > len(max(heads, key=len)) + 15:
                found.append((-coverage(asked, words, context.weights), Span(path, start, end)))
    return [span for _, span in sorted(found)[:2]]


def _notes(context: Context, query: Query, entry: Entry) -> list[Span]:
    source = context.library.source(entry.span.source)
    start = max(
        (
            part.end
            for name, part in getattr(entry.fact, "parts", {}).items()
            if part.source == entry.span.source and part.end <= entry.span.end
        ),
        default=entry.span.end,
    )
    end = max(entry.span.end, _following_notes(context, entry))
    text = source.text[start:end]
    asked = asked_words(query)
    ranges = [(a, b) for a, b in sentences(text) if b - a > 40 and not ADDRESS.match(text[a:b])]
    ranges = [(a, b) for a, b in ranges if not _LINKS.search(text[a:b])] or ranges
    scored = [(coverage(asked, plain(text[a:b]), context.weights), a, b) for a, b in ranges]
    if not scored:
        return []
    best = max(score for score, _, _ in scored)
    place = next(n for n, row in enumerate(scored) if row[0] == best)
    spans: list[Span] = []
    said = 0
    for _, a, b in scored[place : place + _NOTES]:  # notes set as a list are read on
        span = with_next(context, Span(entry.span.source, start + a, start + b))
        if spans and (said + span.end - span.start > _NOTE_CHARS or span.start < spans[-1].end):
            continue
        spans.append(span)
        said += span.end - span.start
    return spans


def _following_notes(context: Context, entry: Entry) -> int:
    """Where the lines that explain the entry end: up to the next paper or section."""
    section = context.library.section_of(entry.person, entry.span)
    stop = section.span.end if section else entry.span.end
    for other in context.library.entries(entry.person, "paper"):
        if other.span.source == entry.span.source and entry.span.end <= other.span.start < stop:
            stop = other.span.start
    return stop if stop - entry.span.end < 3000 else entry.span.end
