"""The skills of the kind that a question asks for, as the page sorts them: "Web development: Flask, Redis"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qabot.answers.context import Context
from qabot.questions.lexicon import Lexicon, plain
from qabot.questions.query import Query
from qabot.questions.spelling import nearest
from qabot.words.entries import Entry
from qabot.words.stems import stem, stems

_LABEL = re.compile(r"\W*([^:：\t|\n]{2,50}?)\s*(?:[:：|\t]|\s[-–—]\s)")
_WORD = re.compile(r"[^\W_]{3,}")
# Words that every such question or label may hold: they tell no kind.
_ANY = frozenset(
    stem(word)
    for word in "skill skills technical technology technologies knowledge experience expertise other others know knows"
    " used use uses list name names which what does has have all main and the with for year".split()
)
# What is called in several ways. "Coding" and "Programming" head the same lists.
_ALIKE = tuple(
    frozenset(words if " " in words else stem(words) for words in group)
    for group in (
        ("programming", "coding", "code", "scripting"),
        ("machine learning", "deep learning", "ml", "ai"),
        ("operating systems", "operating system", "os"),
        ("web development", "web", "frontend"),
        ("laboratory", "lab", "wet lab", "bench"),
        ("statistics", "statistical", "stats"),
    )
)
_SPOKEN = re.compile(r"\b(?:spoken|foreign|natural|human) languages?\b|\blanguages?\W*$")
_JOINED = re.compile(r"\band\b|,|\bor\b|&")


def of_kind_asked(context: Context, query: Query, entries: Sequence[Entry]) -> list[Entry]:
    """The skills under the labels of the page that a question names; none where it names no label."""
    labels = {entry.number: _label(context, entry) for entry in entries}
    if len({label for label in labels.values() if label}) < 2:
        return []
    asked = _asked(query, entries, set(labels.values()))
    scores = {label: _score(asked, label) for label in set(labels.values()) if label}
    best = max(scores.values(), default=0)
    if not best:
        return []
    least = 1 if _JOINED.search(plain(query.text)) else best
    return [entry for entry in entries if scores.get(labels[entry.number], 0) >= least]


def _label(context: Context, entry: Entry) -> str:
    """The words before a list of skills on its line, else the heading it stands under; plain."""
    source = context.library.source(entry.span.source)
    begin = source.text.rfind("\n", 0, entry.span.start) + 1
    head = _LABEL.match(source.text, begin, entry.span.start)
    if head:
        return plain(head[1])
    section = context.library.section_of(entry.person, entry.span)
    return plain(section.title) if section else ""


def _asked(query: Query, entries: Sequence[Entry], labels: set[str]) -> str:
    """The words of a question that may call a kind, slips put right by the labels; plain."""
    text = plain(query.text)
    for mention in sorted(query.mentions, key=lambda m: -m.start):
        text = text[: mention.start] + " " * (mention.end - mention.start) + text[mention.end :]
    printed = {word for label in labels for word in _WORD.findall(label)}
    words = [word if word in printed or len(word) < 6 else nearest(word, printed) or word for word in _words(text)]
    return " ".join(words)


def _words(text: str) -> list[str]:
    """The words of a plain question that are no small words."""
    stop = Lexicon.load().stop["en"]
    return [word for word in _WORD.findall(text) if word not in stop]


def _score(asked: str, label: str) -> int:
    """How many of the words of a label a question names, in whatever way they are called."""
    if "languag" in label and _SPOKEN.search(label) and "programming" in asked and "program" not in label:
        return 0
    wanted, named = stems(asked) - _ANY, stems(label) - _ANY
    score = len(wanted & named)
    for alike in _ALIKE:
        one = wanted & alike or any(words in asked for words in alike if " " in words)
        other = named & alike or any(words in label for words in alike if " " in words)
        score += bool(one) and bool(other) and not (wanted & named & alike)
    return score
