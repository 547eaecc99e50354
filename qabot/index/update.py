"""`Update`: what has to be read, embedded and written to bring an index up to its corpus; the rest is not touched."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from qabot.errors import SettingsError
from qabot.index.chunks import embed_text
from qabot.index.corpus import Listing, Person
from qabot.index.draft import Draft
from qabot.index.embedder import Embedder, Loading
from qabot.index.manifest import Seen
from qabot.index.reading import Progress, Readers, Reading
from qabot.index.record import Entry, Record
from qabot.index.signs import UNSURE
from qabot.index.snapshot import Snapshot
from qabot.settings import Settings

if TYPE_CHECKING:
    from qabot.index.embedder import Vectors

Known = tuple[str, bool]  # id, whether they have a profile in the index

BATCH = 2048  # passages given to the model at once: it sorts them by length
AHEAD = 4096  # passages read before they are embedded, so that batches can be of like lengths
FIRST = 128  # passages that the first are, then twice as many each time: a small corpus is not read whole before


class Update:
    """Fills a draft. The ids and the counts are whole when `run` is through."""

    def __init__(
        self,
        corpus: Path,
        settings: Settings,
        embedder: Embedder,
        before: Snapshot | None,
        draft: Draft,
        *,
        same_reader: bool,
        same_model: bool,
    ) -> None:
        """`same_reader`: the index `before` was made by this code, model and settings; the draft goes on from it."""
        self._embedder, self._before, self._draft = embedder, before, draft
        self._same, self._reuses = same_reader, same_model
        self._reading = Reading(corpus, settings, embedder, before, same_reader=same_reader)
        self.added: set[str] = set()
        self.changed: set[str] = set()
        self.removed: set[str] = set()
        self.unchanged: list[str] = []
        self.skipped: dict[str, Seen] = {}
        self.people = self.embedded = 0
        self._is_loading = False

    def run(self, listing: Listing, report: Progress, read: Readers | None) -> None:
        """Read and embed what is new, and say of the others that they are gone."""
        unsure, same, others = compared(listing, self._before) if self._before else ([], [], [])
        if self._same:
            self.unchanged = same
        else:
            unsure = listing.people()
        gone = (Entry(person, None, {}) for person, _ in others) if self._same else iter(())
        self.removed.update(person for person, named in others if named)
        entries = self._entries(unsure, report, read)
        self._embed(chain(entries, gone), report)
        self.people = len(self.added) + len(self.changed) + len(self.unchanged)
        known = self._before.skipped() if self._before and self._same else {}
        read_now = {person.id for person in unsure}
        still = (of for of in known.items() if listing.has(of[1].person) and of[1].person not in read_now)
        self.skipped.update(still)

    def _entries(self, people: Sequence[Person], report: Progress, read: Readers | None) -> Iterator[Entry]:
        """What is to be said of people who may have changed."""
        reading = self._reading
        files = {person.id: [file.name for file in person.files] for person in people}
        made: set[str] = set()
        for record in reading.records(people, report, read):
            made.add(record.person)
            known = self._before is not None and self._before.has(record.person)
            (self.changed if known else self.added).add(record.person)
            yield Entry(record.person, record, {name: reading.seen[name] for name in files[record.person]})
        self.unchanged += sorted(reading.unchanged)
        self.skipped.update((path, seen) for path, seen in reading.seen.items() if seen.skipped)
        for person, names in files.items():
            seen = {name: reading.seen[name] for name in names}
            if person in reading.unchanged:
                if not self._same and self._before:
                    yield Entry(person, self._before.record(person), seen)
            elif person not in made:
                known = self._before is not None and self._before.has(person)
                self.removed.update([person] if known else [])
                if known or not self._same or not self._before or self._before.known(person) != seen:
                    yield Entry(person, None, seen)

    def _embed(self, entries: Iterator[Entry], report: Progress) -> None:
        """Give every passage its vector: the one it has in the index, or a new one.

        New ones are made in a thread of their own: what comes next is read, and what was read is written, meanwhile.
        """
        pool = ThreadPoolExecutor(1, "embedding")
        self._reading.on_new = partial(self._load, pool)
        try:
            held: list[Entry] = []
            chunks, wanted = 0, min(FIRST, AHEAD)
            made: _Made | None = None
            for entry in entries:
                if entry.record:
                    self._load(pool)
                held.append(entry)
                chunks += len(entry.record.chunks) if entry.record else 0
                if chunks >= wanted:
                    made = self._begun(held, pool, report, made)
                    held, chunks, wanted = [], 0, min(2 * wanted, AHEAD)
            self._begun(held, pool, report, made)
        finally:
            pool.shutdown(wait=False)  # what is being embedded is waited for when it is written

    def _load(self, pool: ThreadPoolExecutor) -> None:
        """Have the model loaded, once, while the first files are read."""
        if not self._is_loading and isinstance(self._embedder, Loading):
            self._is_loading = bool(pool.submit(self._embedder.load))

    def _begun(self, entries: Sequence[Entry], pool: ThreadPoolExecutor, report: Progress, last: _Made | None) -> _Made:
        """Have the passages of some people embedded, when the `last` ones are."""
        if last:
            last.wait()
        rows: list[list[Vectors | None]] = []
        todo: list[tuple[int, int, str]] = []  # entry, place, text
        for number, entry in enumerate(entries):
            known = self._known(entry.record) if entry.record else {}
            texts = [embed_text(chunk) for chunk in entry.record.chunks] if entry.record else []
            rows.append([known.get(text) for text in texts])
            todo += [(number, place, text) for place, text in enumerate(texts) if text not in known]
        report(0, len(todo), "embedding")
        self.embedded += len(todo)
        made = _Made(pool.submit(self._filled, rows, todo), len(todo), report)
        for number, entry in enumerate(entries):
            self._draft.add(entry, partial(made.rows, number))
        return made

    def _filled(self, rows: list[list[Vectors | None]], todo: Sequence[tuple[int, int, str]]) -> list[Vectors]:
        import numpy as np

        for start in range(0, len(todo), BATCH):
            part = todo[start : start + BATCH]
            found = self._vectors([text for _, _, text in part])
            for (number, place, _), row in zip(part, found, strict=True):
                rows[number][place] = row
        return [np.array(some, np.float32).reshape(-1, self._embedder.dim) for some in rows]

    def _vectors(self, texts: Sequence[str]) -> Vectors:
        import numpy as np

        found = np.asarray(self._embedder.documents(texts))
        expected = (len(texts), self._embedder.dim)
        if found.shape != expected or not (abs(np.linalg.norm(found, axis=1) - 1) < 1e-3).all():
            raise SettingsError(
                f"The embedding model {self._embedder.name} gave rows of shape {found.shape}, not all of length 1;"
                f" expected {expected}, each of length 1.",
                "Set QABOT_EMBED_MODEL to another model.",
            )
        return found

    def _known(self, record: Record) -> dict[str, Vectors]:
        """The vectors that this model made of a person's passages before."""
        found = self._before.find(record.person) if self._before and self._reuses else None
        if not found:
            return {}
        part, number = found
        first, last = part.rows(number)
        rows = part.segment.rows[first:last]
        return {embed_text(chunk): row for chunk, row in zip(part.chunks_of(number), rows, strict=True)}


class _Made:
    """The vectors of some people's passages, while they are made."""

    def __init__(self, vectors: Future[list[Vectors]], count: int, report: Progress) -> None:
        self._vectors, self._count, self._report = vectors, count, report
        self._is_told = False

    def wait(self) -> list[Vectors]:
        """All of them, when they are made. Raises what stopped that."""
        found = self._vectors.result()
        if not self._is_told:
            self._is_told = True
            self._report(self._count, self._count, "embedding")
        return found

    def rows(self, number: int) -> Vectors:
        """Those of one of the people."""
        return self.wait()[number]


def compared(listing: Listing, before: Snapshot) -> tuple[list[Person], list[str], list[Known]]:
    """Who may have changed, who with a profile is as before, and who is in the index but not listed."""
    import numpy as np

    keys = listing.keys
    signs, named = before.signs(keys)
    same = (signs == listing.signs) & (signs != UNSURE)
    unsure = [listing.person(number) for number in np.flatnonzero(~same).tolist()]
    kept = [listing.ids[number] for number in np.flatnonzero(same & named).tolist()]
    return unsure, kept, before.without(keys)
