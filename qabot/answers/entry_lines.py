"""Lines within the entries of posts and degrees: grades, honours, labs, what a post was about."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from qabot.answers.conditions import filters_of
from qabot.answers.context import Context, Outcome, refs
from qabot.answers.coverage import by_topic, coverage
from qabot.answers.filters import split_filters
from qabot.answers.lines import lines_of, quoted
from qabot.answers.passages import sentences, shown
from qabot.questions.lexicon import Lexicon, language_of, plain
from qabot.questions.query import Query
from qabot.sources.source import Span
from qabot.words.entries import Entry

_HONOURED = re.compile(
    r"matricula de honor|felicitations du jury|com louvor|con lode|с красным дипломом|红色文凭|"
    r"honou?rs\b|\bhons?\b|distinction|cum laude|auszeichnung|mention (?:tres )?bien|sobresaliente|отличи"
    r"|красн\w+ диплом|1st class|first class|dean's list"
)
_EXAMS = re.compile(
    r"\b(sat|act|gre|gmat|lsat|mcat|toefl|ielts|toeic|jee|gate|hsk|jlpt|topik|cet-?[46]|delf|dalf|testdaf)\b"
)
_MARK = re.compile(  # printed without a word for it: "(1,3)", "108/110", "3.9 / 4.0"
    r"\(\d[.,]\d{1,2}\)|\b\d{2,3}\s*/\s*1[01]0\b|\b\d{1,2}[.,]\d{1,2}\s*(?:/|(?:out )?of)\s*\d{1,2}(?:[.,]\d+)?\b"
)
_FIGURE = re.compile(r"(?<![\d.])\d{1,2}[.,]\d{1,2}(?![\d.])")
HONOURS = re.compile(
    r"\bwith (?:\w+ )?(?:honou?rs|distinction)\b|\b(?:first|1st)[- ]class (?:degree|honou?rs|bachelor|master|b\.?sc)\b"
    r"|\b(?:which|what) (?:distinction|classification|degree class)\b|\bquelle mention\b|\bque mencion\b"
    r"|\bupper second\b|\bcum laude\b|\bmit auszeichnung\b|\bavec mention\b|\bcon honores\b"
    r"|с отличием|красн\w+ диплом"
)

_BELOW = 600  # characters below the line of a degree that may tell its grade


def answer_grade(context: Context, query: Query, person: str) -> Outcome:
    """The lines of a degree's entry that give its grade."""
    entries = context.library.entries(person, "education")
    filters = [f.passes for f in filters_of(query, "education", context.knowledge)]
    kept, _ = split_filters(by_topic(entries, query.topic), filters)
    chosen = kept or (split_filters(entries, filters)[0] if query.degree else [] if query.topic else entries)
    chosen = [*chosen, *(replace(e, span=span) for e in chosen for span in getattr(e.fact, "also", ()))]
    if HONOURS.search(plain(query.text)):
        own = [entry for entry in context.library.entries(person, "award") if _HONOURED.search(plain(entry.label))]
        found = _lines(context, query, person, [*chosen, *own], lambda line: bool(_HONOURED.search(line)))
        return found if found.status == "answered" else _honours_told(context, query, person) or found

    tests = set(_EXAMS.findall(plain(query.text)))

    figures = _FIGURE.findall(query.text)
    languages = {query.language, *(language_of(context.library.words_of(entry.span)) for entry in chosen)}

    def graded(line: str) -> bool:
        if tests:  # "What was her SAT score?"
            return tests <= set(_EXAMS.findall(line))
        tables = Lexicon.load().relations
        if figures and not any(figure in line for figure in figures):
            return False  # "the GPA of 1.13"
        cues = [cue for language in languages for cue in tables[language].find(line)]
        return any(cue.meaning == "grade" for cue in cues) or bool(_HONOURED.search(line) or _MARK.search(line))

    found = _lines(context, query, person, chosen, graded)
    return found if found.status == "answered" else _lines(context, query, person, _with_below(context, chosen), graded)


def answer_grade_or_rank(context: Context, query: Query, person: str) -> Outcome:
    """The grade of a degree; how somebody ranked in something else, in the words of the page."""
    if query.topic and not query.degree and _RANKS.search(plain(query.text)):
        named = " ".join(
            plain(m.words) for m in query.mentions if m.kind == "organization"
        )  # "the Google AI challenge"
        lines = [line for line in lines_of(context, person) if _RANKED.search(line.words)]
        told = [line for line in lines if coverage(f"{query.topic} {named}", line.words) >= _HELD]
        if told:
            return quoted(context, person, told[:1])
    return answer_grade(context, query, person)


_RANKS = re.compile(r"\b(?:rank(?:ed|ing|s)?|placed?|come|came)\b")
_RANKED = re.compile(r"\brank\w*|\b\d+(?:st|nd|rd|th)\b|\b(?:first|second|third) (?:place|prize)\b|\bplaced\b")
_HELD = 0.75  # share of what is asked that a line must hold


def _honours_told(context: Context, query: Query, person: str) -> Outcome | None:
    """Quote the sentence that tells with what honours a degree was got; None where none does."""
    degrees = Lexicon.load().degrees
    lines = [line for line in lines_of(context, person) if _HONOURED.search(line.words) and line.kind in ("", "about")]
    told = [
        line for line in lines if (levels := degrees.find(line.words)) and _is_of(query, {c.meaning for c in levels})
    ]
    return quoted(context, person, told[:1]) if told else None


def _is_of(query: Query, levels: set[str]) -> bool:
    return not query.degree or query.degree in levels


def _with_below(context: Context, entries: Sequence[Entry]) -> list[Entry]:
    """Degrees with the lines below each, up to the next entry or the end of the section."""
    found = []
    for entry in entries:
        section = context.library.section_of(entry.person, entry.span)
        others = [e.span for kind in ("education", "position") for e in context.library.entries(entry.person, kind)]
        starts = [s.start for s in others if s.source == entry.span.source and s.start >= entry.span.end]
        end = min([*starts, section.span.end if section else entry.span.end, entry.span.end + _BELOW])
        span = Span(entry.span.source, entry.span.start, max(end, entry.span.end))
        found.append(replace(entry, span=span))
    return found


def answer_labs(context: Context, query: Query, person: str) -> Outcome:
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


def answer_what_there(context: Context, query: Query, person: str) -> Outcome | None:
    """What a post at a place was about: its entry, quoted whole."""
    tests = [f.passes for f in filters_of(query, "position", context.knowledge)]
    kept, _ = split_filters(context.library.entries(person, "position"), tests)
    for entry in kept[:2]:
        values = shown(context, entry.span)
        context.draft.state(context.phrase("match", name=context.name(person), values=values), person, [entry.span])
    return Outcome("answered", (person,), (), refs(kept[:2])) if kept else None
