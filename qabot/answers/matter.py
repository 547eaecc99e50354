"""What a post, a degree or a project was about: the words of its entry beyond what its label says."""

from __future__ import annotations

import re

from qabot.answers.context import Context
from qabot.answers.filters import coverage
from qabot.answers.passages import sentences
from qabot.questions.lexicon import plain
from qabot.sources.source import Span
from qabot.words.entries import Entry

_ASKED = re.compile(  # what somebody did somewhere, not what somebody did at some time
    r"\bwhat\b(?! (?:job|post|position|role|title|year|degree|course|class|school|compan|universit))"
    r".*\b(?:do|did|does|doing|done|buil[dt]|develop\w*|achiev\w+|contribut\w+|work(?:ed|s|ing)? on)\b"
    r"|\b(?:topic|topics|subject|theme|tasks?|duties|duty|responsibilit\w+|in charge of|responsible for)\b"
    r"|\bwhich (?:tasks|duties|projects?|topics?)\b|\b(?:deal\w*|concerned) with\b|\b(?:was|is|were) .*\babout\b"
    r"|\bwas (?:hat|machte|macht|hatte)\b|\b(?:woran|worum|womit|aufgaben?)\b|\bsur quoi\b|\bqu'(?:a|est)\b"
    r"|\bque (?:hizo|hace|hacia)\b|\ben que trabaj|\bo que (?:fez|faz)\b|\bche cosa (?:ha|fa)\b"
    r"|\bdi cosa si (?:e|occup)|\bчто (?:делал|делает|разработал)|\bчем занима|做什么|做了什么|做过什么|干什么|负责"
    r"|主要工作|何をし|何を担当|担当|무엇을 (?:했|하)|무슨 일|뭘 했|담당"
)
_IN_LABEL = 0.6  # share of the words of a line that the label says already
_MOST = 320  # characters that are told


def asks_matter(text: str) -> bool:
    """Whether a plain question asks what a post or a course of study was about."""
    return _ASKED.search(text) is not None


def matter_of(context: Context, entry: Entry) -> Span | None:
    """The lines of an entry that tell what it was about: from the first that its label does not say."""
    text = context.library.words_of(entry.span)
    told = told_beyond(text, plain(entry.label))
    if not told:
        return None
    begin, end = told[0]
    for start, stop in told[1:]:
        if stop - begin > _MOST:
            break
        end = max(end, stop) if start >= end else end
    return Span(entry.span.source, entry.span.start + begin, entry.span.start + end)


def told_beyond(text: str, label: str) -> list[tuple[int, int]]:
    """The sentences and lines of a text from the first on that holds more than a label."""
    ranges = pieces(text)
    for place, (start, end) in enumerate(ranges):
        words = plain(text[start:end])
        if len(words) > 12 and coverage(words, label) < _IN_LABEL:
            return ranges[place:]
    return []


def pieces(text: str) -> list[tuple[int, int]]:
    """The ranges of the sentences of a text, cut at line breaks too."""
    return [piece for start, end in sentences(text) or [(0, len(text))] for piece in _lines(text, start, end)]


def _lines(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """A range cut at its line breaks."""
    return [(start + m.start(), start + m.end()) for m in re.finditer(r"[^\n]+", text[start:end]) if m.group().strip()]
