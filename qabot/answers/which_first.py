"""Which of two things of one person came first: the entries that a question names on either side of "or"."""

from __future__ import annotations

import re

from qabot.answers.context import Context, Outcome, refs
from qabot.answers.coverage import coverage
from qabot.questions.lexicon import plain
from qabot.questions.query import Query
from qabot.words.entries import Entry

_FIRST = re.compile(
    r"\b(?:which|what)\b[^,:;]*\b(?:came|was|is|happened|did)\b[^,:;]*\b(?:first|earlier|before)\b[^,:;]*[,:;]?\s*(.+?)\s+or\s+(.+?)"
    r"(?:[,;?]|\band\b|$)"
)
_KINDS = ("position", "education", "award", "talk", "project", "teaching", "service")
_HELD = 0.6  # share of what names a thing that its entry must hold


def answer_which_first(context: Context, query: Query, person: str) -> Outcome | None:
    """Both things with their dates, the earlier one first; None where the question does not name two dated ones."""
    match = _FIRST.search(plain(query.text))
    if match is None:
        return None
    found = [_named(context, person, words) for words in match.groups()]
    one, other = found
    if one is None or other is None or one == other or one.first is None or other.first is None:
        return None
    rows = sorted((one, other), key=_begun)
    for entry in rows:
        text = context.phrase("item", values=entry.label)
        context.draft.state(text, person, context.evidence(entry))
    return Outcome("answered", (person,), (), refs(rows))


def _begun(entry: Entry) -> str:
    return getattr(entry.fact, "start", None) or str(entry.first)


def _named(context: Context, person: str, words: str) -> Entry | None:
    """The dated entry that holds most of some words."""
    best: tuple[float, Entry] | None = None
    for kind in _KINDS:
        for entry in context.library.entries(person, kind):
            share = coverage(words, f"{entry.words} {plain(entry.label)}", context.weights)
            if entry.first is not None and share >= _HELD and (best is None or share > best[0]):
                best = (share, entry)
    return best[1] if best else None
