"""Small matters that no list of facts holds, in the lines of the page: sports, journals named, when it was updated."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from typing import TypedDict

from qabot.answers.context import Context, Outcome
from qabot.answers.coverage import coverage
from qabot.answers.lines import YEAR, Line, lines_of, quoted
from qabot.data import table
from qabot.questions.lexicon import Lexicon, plain
from qabot.questions.query import Query
from qabot.words.entries import inside

_UPDATED = re.compile(r"\blast (?:\w+ )?(?:updated?|modified|changed?|revised|edited)\b|\bupdated (?:last|on|in)\b")
_PAGE = re.compile(r"\b(?:page|site|website|homepage|cv|vita|resume|profile)\b")
_APPEARED = re.compile(
    r"\b(?:work|research|papers?|articles?|publications?|writing|results)\b[^.;]{0,40}"
    r"\b(?:published|appear(?:s|ed)?|been in)\b[^.;]{0,30}\bin\b|\bi (?:have )?published\b[^.;]{0,40}\bin\b"
)
_LAB = re.compile(r"\b[A-Z][\w&'’.-]*(?: [A-Z&(][\w&'’.)-]*){0,4} (?:Lab|Laboratory|Group|Team)\b")
_WAS_IN = re.compile(r"\b(?:worked|was|joined|member|research(?:ed)?|studied|supervis\w+|intern\w*)\b")
_CHAIR = re.compile(r"\b(?:what|which) (?:endowed |named |professorial )?chair\b.*\b(?:hold|holds|held|have|has)\b")
_CHAIRED = re.compile(
    r"\bchair(?:ed professor)? (?:of|in|for)\b|\b(?:endowed|named|distinguished|university) (?:\w+ )?chair\b"
)
_WHOSE = re.compile(r"\bwhose (?:\w+ )?(?:group|lab|laboratory|team)\b")
_OF_SOMEONE = re.compile(
    r"\b(?:group|lab|laboratory|team) (?:of|led by|headed by|under) (?:(?:Prof|Dr|Professor)\b\.? ?)*[A-Z]"
    r"|[A-Z][\w.-]+['’]s? (?:[\w()&-]+ ){0,6}(?:group|lab|Group|Lab|team)\b"
)
_OF_WORK = frozenset(("paper", "papers", "preprints", "openings", "references"))
_MOST = 3  # lines quoted


@dataclass(frozen=True, slots=True)
class _Kind:
    asked: re.Pattern[str]
    needs: re.Pattern[str] | None  # one of these words stands in the question too
    named: re.Pattern[str]


class _Row(TypedDict, total=False):
    kind: list[str]
    needs: list[str]
    named: list[str]


def tell_small_matter(context: Context, query: Query, person: str) -> Outcome | None:
    """Quote the lines that tell it; None where no such matter is asked, or no line tells it."""
    text = plain(query.text)
    if "when" in query.want and _UPDATED.search(text) and _PAGE.search(text):
        lines = [line for line in lines_of(context, person) if _UPDATED.search(line.words) and YEAR.search(line.text)]
        return quoted(context, person, lines[:1]) if lines else None
    if _CHAIR.search(text) and not (query.years or query.organizations):
        lines = [line for line in lines_of(context, person) if _CHAIRED.search(line.words) and line.kind != "service"]
        return quoted(context, person, lines[:1]) if lines else None
    if _WHOSE.search(text):
        lines = [line for line in lines_of(context, person) if _OF_SOMEONE.search(line.text) and _fits(query, line)]
        return quoted(context, person, lines[:1]) if lines else None
    for kind in _kinds():
        asked = kind.asked.search(text) and (kind.needs is None or kind.needs.search(text))
        if asked and not query.venues:
            papers = [entry.span for entry in context.library.entries(person, "paper")]
            lines = [line for line in lines_of(context, person) if kind.named.search(line.words)]
            lines = [line for line in lines if line.kind not in _OF_WORK]
            lines = [line for line in lines if not any(inside(line.span, span) for span in papers)]
            return quoted(context, person, lines[:_MOST]) if lines else None
    return None


def _fits(query: Query, line: Line) -> bool:
    """Whether a line tells of the kind of post and the places that a question names."""
    places = [plain(m.words) for m in query.mentions if m.kind == "organization"]
    roles = {cue.meaning for cue in Lexicon.load().roles.find(line.words)}
    return all(place in line.words for place in places) and (not query.role or query.role in roles)


def tell_journals(context: Context, query: Query, person: str) -> Outcome | None:
    """Quote the sentence that names journals somebody published in, where no paper is listed; None where none does."""
    if query.topic or query.years or query.intent == "yes_no":
        return None
    lines = [line for line in lines_of(context, person) if _APPEARED.search(line.words) and line.kind in ("", "about")]
    return quoted(context, person, lines[:1]) if lines else None


def tell_lab_there(context: Context, query: Query, person: str) -> Outcome | None:
    """Quote the line that names the lab somebody was in at a place told in the sentences before it; else None."""
    places = [plain(m.words) for m in query.mentions if m.kind == "organization"]
    if not places:
        return None
    lines = [
        line
        for line in lines_of(context, person)
        if _LAB.search(line.text)
        and _WAS_IN.search(line.words)
        and line.kind in ("", "about")
        and all(place in f"{line.before} {line.words}" for place in places)
    ]
    return quoted(context, person, lines[:1]) if lines else None


def where_or_when(context: Context, query: Query, person: str, relation: str) -> Outcome | None:
    """The entry that a question without a verb names: "Berg exchange semester where"; None where none bears it all."""
    asks = "where" in query.want or "when" in query.want
    if relation or not asks or not query.topic or query.organizations or query.intent != "lookup":
        return None
    for kind in ("education", "position", "award", "talk", "teaching", "project", "service"):
        entries = [e for e in context.library.entries(person, kind) if coverage(query.topic, plain(e.label)) >= 1]
        told = [e for e in entries if e.organization or "where" not in query.want]
        told = [e for e in told if e.first or e.last or "when" not in query.want]
        if told:
            return context.state_entries(query, person, told[:3], kind)
    return None


@functools.cache
def _kinds() -> tuple[_Kind, ...]:
    rows: list[_Row] = table("qabot.answers", "kinds_named")
    return tuple(
        _Kind(
            re.compile(rf"\b(?:which|what)(?: \w+){{0,2}} (?:{'|'.join(row['kind'])})\b"),
            _any_of(row["needs"]) if row.get("needs") else None,
            _any_of(row["named"]),
        )
        for row in rows
    )


def _any_of(words: list[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, words))})(?![\w-])")
