"""`said`: which facts some words state, each in full and apart from the others, with nothing but plain words around.

A statement of the rules is taken apart into entries ("A, 2021; B, 2022" has two) and these into fields ("A", "2021").
Words that hold all the fields of an entry side by side restate it, in whatever order; words that mix the fields of two
entries, leave one out or bring another in restate nothing. So no year, name or title can change its place.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from qabot.questions.lexicon import plain
from qabot.words.stems import stem

Run = tuple[str, ...]  # stems that follow one another
Field = tuple[Run, ...]  # runs in order, plain words between them: "2019" to "2021"
Entry = tuple[Field, ...]

WORD = re.compile(r"[^\W_]+")
_QUOTED = re.compile(r"[“„«\"][^”“»\"]+[”“»\"]")
_BREAK = re.compile(r"(?P<entry>;)|[,:()|•·]|\s[—–]\s(?=\D*:)")
_DASH = re.compile(r"\s*[–—~〜-]\s+|\s+[–—~〜-]\s*|(?<=\d)[–—~-](?=\d)")
_STATES = 5_000  # looked at before a sentence is given up: none that is plain needs a tenth of it
LONGEST = 200  # words of a sentence


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a sentence: what it may stand for, and whether it is plain."""

    forms: frozenset[str]
    plain: bool


def entries_of(text: str, plain_word: Callable[[str], bool]) -> tuple[Entry, ...]:
    """The entries of a statement; fields of plain words alone ("position") are left out."""
    entries: list[Entry] = []
    fields: list[Field] = []
    for piece, ends in _pieces(text):
        runs = tuple(run for run in (_run(part) for part in _DASH.split(piece)) if run)
        if any(not plain_word(word) for word in WORD.findall(plain(piece))):
            fields.append(runs)
        if ends and fields:
            entries.append(tuple(fields))
            fields = []
    return (*entries, tuple(fields)) if fields else tuple(entries)


def _pieces(text: str) -> Iterator[tuple[str, bool]]:
    """The fields of a statement, each with whether an entry ends after it; a quotation is one field."""
    at = 0
    quoted = [match.span() for match in _QUOTED.finditer(text)]
    for match in _BREAK.finditer(text):
        if not any(start <= match.start() < end for start, end in quoted):
            yield text[at : match.start()], match["entry"] is not None
            at = match.end()
    yield text[at:], True


def _run(text: str) -> Run:
    return tuple(stem(word) for word in WORD.findall(plain(text)))


@dataclass(slots=True)
class _Parse:
    words: Sequence[Word]
    entries: Sequence[Entry]
    common: Sequence[Field]
    tried: set[tuple[int, int, frozenset[int], frozenset[int]]] = field(default_factory=set)

    def walk(self, at: int, entry: int, missing: frozenset[int], used: frozenset[int]) -> frozenset[int] | None:
        """The entries said from a word on, given the one being said and which of its fields are missing."""
        if at == len(self.words):
            return None if missing else used
        state = (at, entry, missing, used)
        if state in self.tried or len(self.tried) > _STATES:
            return None
        self.tried.add(state)
        for end, other, left in self._steps(at, entry, missing, used):
            found = self.walk(end, other, left, used | {other} if other >= 0 else used)
            if found is not None:
                return found
        return None

    def _steps(
        self, at: int, entry: int, missing: frozenset[int], used: frozenset[int]
    ) -> Iterator[tuple[int, int, frozenset[int]]]:
        """Where the next words may lead: a field of the entry, or of another one once it is whole; or a plain word."""
        open_entries = [entry] if missing else [e for e in range(len(self.entries)) if e not in used]
        for other in open_entries:
            fields = missing if missing else frozenset(range(len(self.entries[other])))
            for number in sorted(fields):
                end = _match(self.words, self.entries[other][number], at)
                if end:
                    yield end, other, fields - {number}
        for shared in self.common:
            end = _match(self.words, shared, at)
            if end:
                yield end, entry, missing
        if self.words[at].plain:
            yield at + 1, entry, missing


def _match(words: Sequence[Word], wanted: Field, at: int) -> int:
    """The end of a field that begins at a word, 0 if none does."""
    for number, run in enumerate(wanted):
        while number and at < len(words) and words[at].plain and run[0] not in words[at].forms:
            at += 1
        if at + len(run) > len(words):
            return 0
        if any(form not in word.forms for form, word in zip(run, words[at : at + len(run)], strict=True)):
            return 0
        at += len(run)
    return at


def said(words: Sequence[Word], entries: Sequence[Entry], common: Sequence[Field] = ()) -> frozenset[int] | None:
    """The numbers of the entries that words restate, each in full; None when they say anything else.

    Fields that all entries have in common (the venue asked for) may stand anywhere.
    """
    if len(words) > LONGEST:
        return None
    return _Parse(words, entries, common).walk(0, -1, frozenset(), frozenset())


def holds(words: Sequence[Word], wanted: Field) -> bool:
    """Whether a field stands somewhere among words."""
    return any(_match(words, wanted, at) for at in range(len(words)))


def apart(entries: Sequence[Entry]) -> tuple[list[Entry], tuple[Field, ...]]:
    """The entries without the fields that all of them share, and these; none where an entry would be left empty."""
    shared = set(entries[0]).intersection(*entries[1:]) if len(entries) > 1 else set()
    own = [tuple(each for each in entry if each not in shared) for entry in entries]
    if not shared or not all(own):
        return list(entries), ()
    return own, tuple(sorted(shared))
