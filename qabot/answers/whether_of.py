"""Yes or no about papers that a question names: who wrote or led one, where, when and whether it came out."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qabot.answers.context import Context, Outcome, papers_of, refs
from qabot.answers.coverage import coverage
from qabot.answers.paper_filters import REFEREED, refereed
from qabot.answers.paper_kinds import kinds_asked, kinds_named, kinds_of
from qabot.answers.paper_stages import UNPUBLISHED
from qabot.answers.passages import sentences, shown
from qabot.profiles.profile import Paper
from qabot.profiles.same import same_person
from qabot.questions.lexicon import Lexicon, plain
from qabot.questions.query import Query
from qabot.sources.source import Span
from qabot.words.entries import Entry

_MOST = 0.75  # share of the weighted words of a topic
_ALL = 0.99  # every word of the topic
_LED = re.compile(r"\bfirst[- ]author|\bled by\b|\blead author")
_IS_OUT = re.compile(  # whether a paper has come out yet
    r"\b(?:accepted|published|come out|came out|appeared|in print|out already|out yet|available yet|angenommen"
    r"|erschienen|veroffentlicht|accepte|publie|aceptado|publicado)\b|录用|接收|发表了|게재|採択|출판"
)


def answer_whether_of(context: Context, query: Query, entries: Sequence[Entry]) -> Outcome | None:
    """Whether what is asked of named papers holds; None where that cannot be told."""
    entry = entries[0]
    if not isinstance(entry.fact, Paper):
        return None
    text, lexicon = plain(query.text), Lexicon.load()
    if len(entries) > 1 and re.search(r"earlier|before|prior|older|later|after|newer", plain(query.text)):
        return _order(context, query, entries)
    led = query.people and _LED.search(text) or lexicon.has("alone", text) or REFEREED.search(text)
    if not led and kinds_asked(text) and not query.venues:
        return _kind(context, query, entry)
    truth = _truth(context, query, entry)
    if truth is None and query.topic and coverage(query.topic, entry.words) >= _ALL:
        text = context.phrase("yes", rest=entry.label)
        context.draft.state(text, entry.person, [*context.evidence(entry), *(h.span for h in entry.fact.honours)])
        return Outcome("answered", (entry.person,), papers_of([entry]), refs([entry]))
    if truth is None:
        return None
    yes = truth != query.negated
    by_author = not query.venues and not query.years
    rest = (
        context.phrase("authors", title=entry.fact.title, values=", ".join(entry.fact.authors))
        if by_author
        else entry.label
    )
    context.draft.state(context.phrase("yes" if yes else "no", rest=rest), entry.person, context.evidence(entry))
    return Outcome("answered", (entry.person,), papers_of([entry]), refs([entry]))


def _truth(context: Context, query: Query, entry: Entry) -> bool | None:
    """Whether what is asked of a paper holds: who led or wrote it, where and when it came out; None if nothing is."""
    if not isinstance(entry.fact, Paper):
        return None
    places, truth = context.knowledge.places, None
    text = plain(query.text)
    authors = entry.fact.authors
    if query.people and _LED.search(text):
        names = [name for person in query.people for name in context.library.profiles[person].names()]
        truth = any(same_person(author, name) for author in authors[:1] for name in names)
    elif Lexicon.load().has("alone", text):
        truth = len(authors) == 1
    elif REFEREED.search(text):
        truth = refereed(entry)
    elif query.venues:
        truth = any(
            places.same_venue(venue, printed)
            for venue in query.venues
            for printed in (entry.fact.venue, entry.fact.venue_short)
            if printed
        )
    elif query.years:
        truth = entry.fact.year in query.years
    elif query.people and _is_meant(context, query, entry):
        named = [context.library.profiles[person].names() for person in query.people]
        truth = all(any(same_person(a, name) for a in authors for name in names) for names in named)
    strangers = [name for name in (*query.others, query.unknown) if name]
    if strangers and truth is not False and not query.venues and not query.years:
        truth = all(any(same_person(a, name) for a in authors) for name in strangers)
    return truth


def not_out(context: Context, query: Query, entry: Entry) -> Outcome | None:
    """No, with the words of the entry that say how far the paper is; None where it is out, or that is not asked."""
    if not _IS_OUT.search(plain(query.text)) or query.years or query.others or query.unknown:
        return None
    review = any(cue.meaning == "review" for cue in Lexicon.load().stages.find(entry.words))
    if not review and not UNPUBLISHED.search(entry.words):
        return None
    rest = context.phrase("match", name=entry.label, values=shown(context, entry.span))
    text = context.phrase("no" if not query.negated else "yes", rest=rest)
    context.draft.state(text, entry.person, context.evidence(entry))
    return Outcome("answered", (entry.person,), papers_of([entry]), refs([entry]))


def _is_meant(context: Context, query: Query, entry: Entry) -> bool:
    """Whether a paper is surely the one meant: a word or two of a title among other words may be something else."""
    named = max((m for m in query.mentions if m.kind == "paper"), key=lambda m: len(m.words), default=None)
    return named is None or len(named.words.split()) > 2 or coverage(query.topic, entry.words, context.weights) >= _MOST


def _kind(context: Context, query: Query, entry: Entry) -> Outcome | None:
    """Whether a paper came out in a journal, at a conference ...: by its venue, or another line of its entry."""
    kinds = kinds_asked(plain(query.text))
    truth = bool(kinds & kinds_of(entry))
    evidence = context.evidence(entry)
    if not truth and isinstance(entry.fact, Paper):
        source = context.library.source(entry.span.source)
        after = max((s.end for s in entry.fact.parts.values() if s.source == entry.span.source), default=entry.span.end)
        for start, end in sentences(source.text[after : entry.span.end]):
            if kinds & kinds_named(plain(source.text[after + start : after + end])):
                truth, evidence = True, [Span(entry.span.source, after + start, after + end), *evidence]
                break
    rest = entry.label if not truth else f"{entry.label}: {shown(context, evidence[0])}"
    context.draft.state(context.phrase("yes" if truth != query.negated else "no", rest=rest), entry.person, evidence)
    return Outcome("answered", (entry.person,), papers_of([entry]), refs([entry]))


def _order(context: Context, query: Query, entries: Sequence[Entry]) -> Outcome | None:
    """Whether the paper named first came earlier (or later) than the one named second."""
    years = [entry.first for entry in entries[:2]]
    if years[0] is None or years[1] is None:
        return None
    later = bool(re.search(r"later|after|newer", plain(query.text)))
    truth = (years[0] > years[1]) if later else (years[0] < years[1])
    rest = "; ".join(entry.label for entry in entries[:2])
    evidence = [span for entry in entries[:2] for span in context.evidence(entry)]
    context.draft.state(
        context.phrase("yes" if truth != query.negated else "no", rest=rest), entries[0].person, evidence
    )
    return Outcome("answered", (entries[0].person,), papers_of(entries), refs(entries))
