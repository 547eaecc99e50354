"""Openings for students and staff, and what somebody seeks for oneself, in the words of the page."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qabot.answers.context import Context, Outcome
from qabot.answers.lines import Line, lines_of, quoted
from qabot.answers.passages import shown
from qabot.questions.lexicon import Lexicon, plain
from qabot.questions.query import Query

SEEKS = re.compile(  # a post, for oneself
    r"\bwhat (?:is|are)\b.*\b(?:looking|searching) for\W*$|\bwhat (?:is|are)\b.*\bseeking\W*$"
    r"|\b(?:looking for|seeking(?: for)?|open to|searching for) (?:an? |new |any |some |my next )*"
    r"(?:[\w-]+ )?(?:jobs?|positions?|roles?|opportunit\w+|employment|internships?)\b|\bjob market\b"
    r"|求职|找工作|就活|구직"
)
_DEADLINE = re.compile(r"\bdeadline\b|\bapply by\b|\bbewerbungsfrist\b|\bdate limite\b|\bfecha limite\b|截止|締切|마감")
_A_DATE = re.compile(
    r"(?<!\d)(?:19|20)\d{2}(?!\d)|\d ?月|\b\d{1,2} (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
)


def tell_openings(context: Context, query: Query, person: str) -> Outcome:
    """Whether somebody takes students or staff, in the words of the page; not stated where it has none."""
    lexicon = Lexicon.load()
    lines = [line for line in lines_of(context, person) if line.kind == "openings" and line.words not in line.heading]
    lines = lines or [line for line in lines_of(context, person) if lexicon.has("openings", line.words)]
    if "when" in query.want or _DEADLINE.search(plain(query.text)):  # the date may stand in the sentence after it
        lines = [line for line in _from_there(context, person, lines) if _A_DATE.search(line.words)]
    if not lines:
        return context.not_stated(query, person)
    for line in lines[:3]:
        values = shown(context, line.span)
        context.draft.state(context.phrase("match", name=context.name(person), values=values), person, [line.span])
    return Outcome("answered", (person,))


def _from_there(context: Context, person: str, lines: Sequence[Line]) -> list[Line]:
    """Some lines of a page and the one after each of them."""
    everything = lines_of(context, person)
    places = {place for line in lines for place, other in enumerate(everything) if other.span == line.span}
    return [everything[place] for place in sorted({*places, *(p + 1 for p in places)}) if place < len(everything)]


def tell_seeking(context: Context, person: str) -> Outcome | None:
    """Quote the line that says somebody looks for a post; None where none does."""
    lines = [line for line in lines_of(context, person) if SEEKS.search(line.words)]
    return quoted(context, person, lines[:2]) if lines else None
