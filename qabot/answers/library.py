"""`Library`: the profiles as entries to list, filter and cite, whatever kind of fact they are."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Protocol, TypeVar

from qabot.profiles.profile import Paper, Profile, Section
from qabot.sources.source import Source, Span
from qabot.words.entries import Entry, entries_of, inside

T = TypeVar("T")
_KEPT = 512  # people whose entries are kept
_WORDS_IN_LINES = frozenset(("skill", "interest", "language", "advisor", "service"))
_LINE = 240  # characters up to which such a line is cited whole
_STOP = re.compile(r"(?:\w{5}|\))[.!?]\s+(?=[A-Z“])")  # the end of a sentence, and of no "Prof."
MAX_SNIPPET = 500  # characters; a longer entry is cited by the words that tell the fact


class Profiles(Protocol):
    """Profiles by their ids, read when they are asked for."""

    def __getitem__(self, person: str, /) -> Profile: ...


class Library:
    """The profiles of one index, their sources and entries, each made when it is asked for; the last used are kept."""

    def __init__(self, profiles: Profiles, source: Callable[[str], Source]) -> None:
        self.profiles = profiles
        self.source = source
        self._lock = threading.Lock()
        self._kept: dict[tuple[str, str], object] = {}
        self._entries = lru_cache(_KEPT)(lambda person: entries_of(profiles[person], source))

    def keep(self, kind: str, person: str, make: Callable[[], T]) -> T:
        """What `make` gives of a kind for a person, made once while it is among the last made."""
        made = self._kept.get((kind, person))
        if made is None:
            made = make()
            with self._lock:
                self._kept[kind, person] = made
                while len(self._kept) > _KEPT // 4:
                    del self._kept[next(iter(self._kept))]
        return made  # type: ignore[return-value]

    def name(self, person: str) -> str:
        """What a person is called in answers."""
        return self.profiles[person].name

    def entries(self, person: str, relation: str) -> list[Entry]:
        """The facts of one kind about a person, in the order of the page."""
        return self._entries(person).get(relation, [])

    def words_of(self, span: Span) -> str:
        """The words at a span."""
        return self.source(span.source).text[span.start : span.end]

    def section_of(self, person: str, span: Span) -> Section | None:
        """The section a span stands in."""
        for section in self.profiles[person].sections:
            if section.span.source == span.source and section.span.start <= span.start < section.span.end:
                return section
        return None

    def snippet_span(self, entry: Entry, parts: Iterable[str] = ()) -> Span:
        """The words to cite for an entry: all of it, or when it is long the range that tells `parts` of the fact."""
        if isinstance(entry.fact, Paper) and not parts:
            return self._printed(entry)
        if entry.relation in _WORDS_IN_LINES:
            return self._line(entry.span)
        if entry.span.end - entry.span.start <= MAX_SNIPPET:
            return entry.span
        known: dict[str, Span] = getattr(entry.fact, "parts", {})
        wanted = [known[name] for name in parts if name in known] or list(known.values())
        wanted = [s for s in wanted if s.source == entry.span.source and entry.span.start <= s.start < entry.span.end]
        begin = min((s.start for s in wanted), default=entry.span.start)
        end = max((s.end for s in wanted), default=entry.span.end)
        if end - begin > MAX_SNIPPET or not wanted:
            begin = entry.span.start if not wanted else begin
            end = begin + MAX_SNIPPET
            text = self.words_of(Span(entry.span.source, begin, end))
            cut = max(text.rfind("\n"), text.rfind(". ") + 1)
            end = begin + (cut if cut > MAX_SNIPPET // 3 else len(text))
        return _stripped(self.source(entry.span.source), Span(entry.span.source, begin, end))

    def _line(self, span: Span) -> Span:
        """The line a word stands in, which tells what it is said of; where that is long, the word alone."""
        source = self.source(span.source)
        start = source.text.rfind("\n", 0, span.start) + 1
        end = source.text.find("\n", span.end)
        end = len(source.text) if end < 0 else end
        before = [match.end() for match in _STOP.finditer(source.text, start, span.start)]
        start = before[-1] if before else start
        return _stripped(source, Span(span.source, start, end)) if end - start <= _LINE else span

    def _printed(self, entry: Entry) -> Span:
        """The lines that print a paper, without the notes that follow them."""
        parts = [s for s in getattr(entry.fact, "parts", {}).values() if inside(s, entry.span)]
        source = self.source(entry.span.source)
        last = max((s.end for s in parts), default=entry.span.end)
        line = source.text.find("\n", last, entry.span.end)
        end = line if line >= 0 else entry.span.end
        return _stripped(source, Span(entry.span.source, entry.span.start, end))


def _stripped(source: Source, span: Span) -> Span:
    text = source.text[span.start : span.end]
    left = len(text) - len(text.lstrip())
    return Span(span.source, span.start + left, span.start + max(left, len(text.rstrip())))
