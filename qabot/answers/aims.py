"""What somebody wants to reach with the research, in the words of the page: "My goal is ...", "I seek to ..."."""

from __future__ import annotations

import re
from dataclasses import replace

from qabot.answers.context import Context, Outcome
from qabot.answers.coverage import coverage
from qabot.answers.lines import Line, lines_of, quoted
from qabot.questions.lexicon import plain
from qabot.questions.query import Query

_ASKED = re.compile(
    r"\b(?:goal|aim|objective|mission|vision|ambition|purpose)s?\b"
    r"|\b(?:try(?:ing)?|hop(?:es?|ing)|wants?|seek(?:s|ing)?|striv\w+|aim(?:s|ing)?|aspir\w+) (?:to|at)\b|\bachieve\b"
    r"|\b(?:ziele?|objectifs?|objetivos?|obiettiv[oi]|цель|цели)\b|目标|目的|目標|목표"
)
_FIRST = re.compile(
    r"\b(?:my|our|(?:long|short)[- ]term|overall|overarching|main|ultimate|broad\w*|research|primary|central) "
    r"(?:\w+ ){0,2}(?:goal|aim|objective|mission|vision|ambition)s?\b"
    r"|\b(?:goal|aim|objective|mission|vision|ambition)s? (?:is|are|of (?:my|our)|in (?:my|life|research))\b"
    r"|\b(?:i'm|i’m|i am|we're|we’re|we are) (?:\w+ )?(?:trying|hoping|aiming|seeking|striving) (?:to|at)\b"
    r"|\b(?:i|we|research|work|group|lab) (?:\w+ )?(?:aims?|seeks?|strives?|aspires?|hopes?|wants?|tr(?:y|ies))"
    r" (?:to|at)\b"
    r"|\b(?:mein|unser|das) ziel\b|\b(?:mon|notre|l')\s?objectif\b|\b(?:mi|nuestro|meu|nosso) objetivo\b"
    r"|\b(?:mio|nostro) obiettivo\b|\bмоя цель\b|致力于|旨在|目标是|目指し|目的とし|목표로|목표는"
)
_SECOND = re.compile(
    r"\b(?:my|our|the) (?:\w+ )?(?:research|work|interests?)\b.{0,60}\b(?:focus\w*|cent(?:er|re)\w*|aim\w*)\b"
    r"|\bin order to\b|\bwith the (?:aim|goal)\b|\baim(?:ed|ing) (?:at|to)\b|\bmotivated by\b|\bdedicated to\b"
)
_OWN = frozenset(("", "about", "interests", "projects", "other"))  # kinds of section that speak of the owner
_MOST = 2  # lines quoted


def tell_aims(context: Context, query: Query, person: str) -> Outcome | None:
    """Quote the lines that tell what somebody's research is for; None where that is not asked, or no line does."""
    narrow = query.years or query.organizations or query.venues or query.papers or query.degree or query.role
    if narrow or not _ASKED.search(plain(query.text)):
        return None
    lines = [line for line in lines_of(context, person) if line.kind in _OWN and not _is_heading(line)]
    told = [line for line in lines if _FIRST.search(line.words)] or [
        line for line in lines if _SECOND.search(line.words)
    ]
    held = {line.span: coverage(query.topic, line.words, context.weights) if query.topic else 0.0 for line in told}
    nearest = [line for line in told if held[line.span] == max(held.values())]
    return quoted(context, person, nearest[:_MOST]) if told else None


_RECENT_ASKED = re.compile(r"\b(?:recent(?:ly)?|lately|these days|newest|latest|new)\b")
_RECENT = re.compile(
    r"\b(?:recently|lately|more recently|these days)\b.{0,60}"
    r"\b(?:interest\w*|work\w*|focus\w*|stud\w+|turn\w*|explor\w*)\b"
)


def tell_recent(context: Context, query: Query, person: str) -> Outcome | None:
    """Quote the line that tells what somebody has turned to of late; None where none does, or it is not asked."""
    if not _RECENT_ASKED.search(plain(query.text)) or query.years or query.organizations or query.intent == "yes_no":
        return None
    lines = [line for line in lines_of(context, person) if line.kind in _OWN and _RECENT.search(line.words)]
    return quoted(context, person, lines[:_MOST]) if lines else None


_AIM_OF = re.compile(r"\b(?:aim|goal|objective|mission|purpose)s? (?:of|in|behind)\b")
_PART_OF = re.compile(r"\b(?:sub-?fields?|branch(?:es)?|areas?|fields?|kinds?|types?) of (\w+)")  # of a subject


def tell_what_for(context: Context, query: Query, person: str, relation: str) -> Outcome | None:
    """What somebody's research is for, or has turned to of late; None where neither is asked or told."""
    aims = relation in ("interest", "") or relation == "advisor" and _AIM_OF.search(plain(query.text))
    told = tell_aims(context, query, person) if aims and query.intent != "yes_no" else None
    return tell_recent(context, query, person) if told is None and relation == "interest" else told


def of_a_part(query: Query) -> Query:
    """The query without the subject that only a part of is asked for: "Which subfield of linguistics ...?"."""
    whole = _PART_OF.search(plain(query.text))
    topic = " ".join(word for word in query.topic.split() if whole is None or word not in whole[1])
    return replace(query, topic=topic)


def _is_heading(line: Line) -> bool:
    return line.words.strip() in line.heading
