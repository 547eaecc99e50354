"""How far a paper is: whether a question asks for those that are not out, and which papers are not."""

from __future__ import annotations

import re

from qabot.answers.paper_kinds import kinds_named
from qabot.profiles.profile import Paper
from qabot.questions.lexicon import Lexicon, plain
from qabot.words.entries import Entry

UNPUBLISHED = re.compile(
    r"\b(?:in prep(?:aration|\.)?|working paper|manuscript|draft|ongoing|work in progress|r&r|revise and resubmit"
    r"|unpublished)\b"
)
_OUT = re.compile(r"\b(?:accepted|forthcoming|to appear|in press)\b|已录用|已接收|已接受|採択|게재 ?확정")
_NOT_OUT = frozenset(("preprint", "submitted", "working paper"))


def is_out(entry: Entry, *, in_print: bool = False) -> bool:
    """Whether a paper has come out or is accepted, as far as its entry tells; `in_print` only whether it came out."""
    if not isinstance(entry.fact, Paper):
        return True
    if _OUT.search(entry.words):
        return not in_print
    if {cue.meaning for cue in Lexicon.load().stages.find(entry.words)} & {"review", "progress"}:
        return False
    if UNPUBLISHED.search(entry.words) or entry.fact.status in _NOT_OUT:
        return False
    printed = plain(f"{entry.fact.venue} {entry.fact.venue_short}")
    return kinds_named(printed) != {"preprint"}
