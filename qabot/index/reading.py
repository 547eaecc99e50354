"""`Reading`: the people of a corpus as records, in order; only those whose files changed are read.

Files are read, and facts made of them, in a pool of child processes with limits: see `qabot/sources/child.py`.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self, TypeVar

from pydantic import ValidationError

from qabot.errors import SourceError
from qabot.index.chunks import chunks_of
from qabot.index.corpus import File, Person
from qabot.index.embedder import Embedder
from qabot.index.manifest import Seen
from qabot.index.record import Record, profiles_json, record_of
from qabot.index.runtime import cores
from qabot.profiles.profile import Profile
from qabot.settings import Settings
from qabot.sources.child import ChildReader
from qabot.sources.source import Source

MAKER = "qabot.profiles.reading:profile_json"
MOST_CHILDREN = 8
PER_CHILD = 180_000  # bytes of files: each child costs a second of a core to start; fewer make a build of 0.5 MB slower
AHEAD = 64  # people
JUST_NOW = (20_000_000, 2_000_000_000)  # ns: how finely times are told, by usual file systems and by coarse ones

Progress = Callable[[int, int, str], None]  # done, total, what
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Readers:
    """How a person's files become a profile."""

    source: Callable[[Path, Path, Settings], Source]  # file, corpus, settings; SourceError if it cannot be read
    profile: Callable[[str, Sequence[Source]], Profile]  # the person's id, their sources; SourceError if not made


class Before(Protocol):
    """What a build knows of the one before it."""

    def known(self, person: str) -> dict[str, Seen]:
        """The files of a person as they were seen."""

    def record(self, person: str) -> Record | None:
        """All that is held of a person, None if they are not in the index."""


class Reading:
    """Makes records of people. `seen` and `unchanged` are whole when `records` has been run through."""

    def __init__(
        self, corpus: Path, settings: Settings, embedder: Embedder, before: Before | None, *, same_reader: bool
    ) -> None:
        """`same_reader`: the index from before was made by this code, model and settings."""
        self.corpus, self.settings, self.embedder = corpus, settings, embedder
        self.before, self.same_reader = before, same_reader
        self.limit = min(settings.chunk_tokens, embedder.max_tokens)
        self.seen: dict[str, Seen] = {}
        self.unchanged: set[str] = set()
        self.on_new: Callable[[], object] = lambda: None  # called when files begin to be read that were not as now

    def records(self, people: Sequence[Person], report: Progress, read: Readers | None = None) -> Iterator[Record]:
        """The record of each person who is new or not as before, in the order given.

        So many people are read ahead as keep the children busy, no more. `read` reads in this process, for tests.
        """
        with _Children(sum(file.size for person in people for file in person.files)) as children:
            ahead: deque[tuple[str, _Waiting]] = deque()
            done = 0
            for person in [*people, None]:
                waiting = self._begun(person, children, read) if person else None
                if person and waiting:
                    ahead.append((person.id, waiting))
                elif person:
                    done += 1
                while len(ahead) > (AHEAD if person else 0):
                    report(done, len(people), f"reading {ahead[0][0]}")
                    yield from self._ended(*ahead.popleft())
                    done += 1

    def _begun(self, person: Person, children: _Children, read: Readers | None) -> _Waiting | None:
        """Have a person read; None if nothing about them changed."""
        known = self.before.known(person.id) if self.before else {}
        seen = {file.name: _seen(file, person.id, known.get(file.name)) for file in person.files}
        same = sums(seen) == sums(known)
        # a file that was skipped is tried again: the reason may have passed
        if same and self.same_reader and known and not any(of.skipped and of.sha256 for of in known.values()):
            self.seen.update({name: replace(known[name], mtime_ns=of.mtime_ns) for name, of in seen.items()})
            self.unchanged.update([person.id] if any(not of.skipped for of in known.values()) else [])
            return None
        if not same:
            self.on_new()
        if read:
            return _Waiting(lambda: self._recorded(person, seen, read), same)
        return _Waiting(children.do(lambda child: self._recorded(person, seen, _by(child, self.settings))), same)

    def _ended(self, person: str, waiting: _Waiting) -> Iterator[Record]:
        record, seen = waiting.result()
        self.seen.update(seen)
        if record and waiting.same and self.before and self.before.record(person) == record:
            self.unchanged.add(person)
        elif record:
            yield record

    def _recorded(self, person: Person, seen: dict[str, Seen], read: Readers) -> tuple[Record | None, dict[str, Seen]]:
        """The record of a person, None if nothing can be read, and what became of each file."""
        sources = []
        for file in person.files:
            if not seen[file.name].skipped:
                try:
                    source = read.source(file.path, self.corpus, self.settings)
                    sources.append(replace(source, path=file.name))
                except SourceError as error:
                    seen[file.name] = replace(seen[file.name], skipped=error.message)
                except OSError as error:
                    seen[file.name] = replace(seen[file.name], skipped=f"cannot be read: {error.strerror or error}")
        made = _made(person.id, sources, read, seen) if sources else None
        if made is None:
            return None, seen
        profile, sources = made
        return record_of(profile, sources, chunks_of(profile, sources, self.embedder.count_tokens, self.limit)), seen


class _Waiting:
    """A record that is being made."""

    def __init__(self, result: Callable[[], tuple[Record | None, dict[str, Seen]]], same: bool) -> None:
        self.result = result
        self.same = same  # whether the files are those from before


class _Children:
    """Child processes that read, one for each core at most; one starts only when those that run are busy."""

    def __init__(self, size: int) -> None:
        """`size`: bytes of all files; a few people do not need every core."""
        count = min(MOST_CHILDREN, cores(), 1 + size // PER_CHILD)
        self._idle = [ChildReader(maker=MAKER) for _ in range(count)]
        self._all = tuple(self._idle)
        self._threads = ThreadPoolExecutor(count, "reading")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for child in self._all if kind else ():
            child.stop()
        self._threads.shutdown(cancel_futures=True)
        for child in self._all:
            child.close()

    def do(self, work: Callable[[ChildReader], T]) -> Callable[[], T]:
        """Have work done with a child of its own; gives what waits for its result."""

        def job() -> T:
            child = self._idle.pop()  # as many threads as children: one is idle
            try:
                return work(child)
            finally:
                self._idle.append(child)

        return self._threads.submit(job).result


def sums(files: dict[str, Seen]) -> dict[str, tuple[str, int]]:
    """What tells whether files are the same: hash and size."""
    return {name: (seen.sha256, seen.size) for name, seen in files.items()}


def _by(child: ChildReader, settings: Settings) -> Readers:
    def profile(person: str, sources: Sequence[Source]) -> Profile:
        try:
            return profiles_json().validate_json(child.make(person, sources, settings))
        except ValidationError as error:
            raise SourceError(f"{person} broke its reader (its answer makes no sense).") from error

    return Readers(child.read, profile)


def _made(
    person: str, sources: list[Source], read: Readers, seen: dict[str, Seen]
) -> tuple[Profile, list[Source]] | None:
    """The profile, and the sources that it is of: one that makes it fail is skipped."""
    try:
        return read.profile(person, sources), sources
    except SourceError as error:
        if len(sources) == 1:
            seen[sources[0].path] = replace(seen[sources[0].path], skipped=error.message)
            return None
        alone = [source for source in sources if _made(person, [source], read, seen)]
        if len(alone) == len(sources):  # each by itself is fine, together they are too much
            for source in sources:
                seen[source.path] = replace(seen[source.path], skipped=error.message)
            return None
    return _made(person, alone, read, seen) if alone else None


def _seen(file: File, person: str, known: Seen | None) -> Seen:
    """A file as it is now. Its hash is taken from before where its size and time are those of then."""
    if known and known.sha256 and (known.size, known.mtime_ns) == (file.size, file.mtime_ns) and not file.refused:
        return replace(known, person=person, skipped="")
    coarse = file.mtime_ns % 1_000_000_000 == 0
    recent = file.mtime_ns > time.time_ns() - JUST_NOW[coarse]  # it may change again without its time telling
    seen = file.seen(person)
    return replace(seen, mtime_ns=0) if recent else seen
