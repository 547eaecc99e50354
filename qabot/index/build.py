"""`build`: a corpus folder as a new generation of the index; only what changed is read and embedded."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from qabot.errors import BrokenIndexError, CorpusError, SettingsError
from qabot.index.chunks import embed_text
from qabot.index.corpus import File, people_in
from qabot.index.embedder import Embedder, model_name
from qabot.index.manifest import Manifest, Seen
from qabot.index.reading import Progress, Readers, Reading
from qabot.index.store import Generation, current_name, open_generation, read_manifest, write_generation, writing
from qabot.index.tables import Record, tables_bytes
from qabot.settings import Settings

if TYPE_CHECKING:
    from qabot.index.embedder import Vectors

READER_VERSION = 1  # raised when what is read changes for a reason that lies outside the package's own code
BATCH = 256  # passages embedded between two reports of progress


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file that nothing was taken from, and why."""

    file: str
    reason: str


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did. People are given by their ids, in order."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]
    unchanged: tuple[str, ...]
    skipped: tuple[Skipped, ...]
    people: int
    chunks: int
    embedded: int  # passages that went through the model
    seconds: float


def build(
    corpus: Path,
    index: Path,
    *,
    embedder: Embedder,
    settings: Settings,
    read: Readers | None = None,
    progress: Progress | None = None,
) -> BuildReport:
    """Bring the index up to the corpus. Until it is done, and if it fails, the index from before answers.

    CorpusError if there is no corpus or nothing in it can be read; BusyIndexError if another build is running;
    BrokenIndexError if the disk is full.
    """
    started = time.perf_counter()
    people = people_in(corpus, max_bytes=settings.max_file_mb * 1e6, uploads=settings.uploads)
    with writing(index):
        before = _previous(index)
        report = progress or (lambda done, total, what: None)
        same_reader = before is not None and _made_by(before.manifest) == (embedder.name, reader(), _knobs(settings))
        known = _Before(before) if before else None
        reading = Reading(corpus, settings, embedder, known, same_reader=same_reader)
        new = {record.person: record for record in reading.records(people, report, read)}
        kept = {person: before.tables.record(person) for person in reading.unchanged} if before else {}
        records, seen = [(new | kept)[person.id] for person in people if person.id in new | kept], reading.seen
        skipped = tuple(Skipped(file, of.skipped) for file, of in sorted(seen.items()) if of.skipped)
        if not records:
            raise _nothing(corpus, skipped)
        vectors, embedded = _vectors(records, embedder, before, report)
        manifest = Manifest(
            model=embedder.name,
            dim=embedder.dim,
            people=len(records),
            chunks=len(vectors),
            reader=reader(),
            settings=_knobs(settings),
            corpus=seen,
            files=before.manifest.files if before else {},
        )
        if not (before and before.newest and before.manifest.content() == manifest.content()):
            previous = before.name if before else ""
            write_generation(index, manifest, vectors, tables_bytes(records), previous=previous)
    old = set(before.tables.rows) if before else set()
    now = {record.person for record in records}
    return BuildReport(
        added=tuple(sorted(now - old)),
        changed=tuple(sorted((now & old) - reading.unchanged)),
        removed=tuple(sorted(old - now)),
        unchanged=tuple(sorted(reading.unchanged)),
        skipped=skipped,
        people=len(records),
        chunks=len(vectors),
        embedded=embedded,
        seconds=time.perf_counter() - started,
    )


def is_stale(corpus: Path, index: Path, settings: Settings, *, model: str = "") -> bool:
    """Say whether a build would change the index; True if there is none.

    Quick: a file of the same size and time is taken to be the same. Without a corpus folder an index is not stale.
    `model` is the embedder's name where it is not the one of the settings.
    """
    try:
        manifest = read_manifest(index / (current_name(index) or "none"))
    except BrokenIndexError:
        return True
    if not corpus.is_dir():
        return False
    if _made_by(manifest) != (model or model_name(settings.embed_model), reader(), _knobs(settings)):
        return True
    people = people_in(corpus, max_bytes=settings.max_file_mb * 1e6, uploads=settings.uploads)
    files = {file.name: (person.id, file) for person in people for file in person.files}
    if files.keys() != manifest.corpus.keys():
        return True
    return any(_differs(manifest.corpus[name], person, file) for name, (person, file) in files.items())


@lru_cache
def reader() -> str:
    """Name the code that reads files and cuts them: another version of it reads the whole corpus again."""
    package = Path(__file__).parent.parent
    files = [*(package / "sources").rglob("*"), *(package / "profiles").rglob("*")]
    files += [package / "index" / f"{name}.py" for name in ("chunks", "fact_tables", "identity", "printed")]
    digest = hashlib.sha256()
    for path in sorted(path for path in files if path.is_file() and "__pycache__" not in path.parts):
        digest.update(path.relative_to(package).as_posix().encode() + path.read_bytes())
    return f"{READER_VERSION}-{digest.hexdigest()[:12]}"


class _Before:
    """What the generation before tells those who read."""

    def __init__(self, generation: Generation) -> None:
        self._tables = generation.tables
        self._known: dict[str, dict[str, Seen]] = {}
        for name, seen in generation.manifest.corpus.items():
            self._known.setdefault(seen.person, {})[name] = seen

    def known(self, person: str) -> dict[str, Seen]:
        return self._known.get(person, {})

    def record(self, person: str) -> Record | None:
        return self._tables.record(person) if person in self._tables.rows else None


def _previous(index: Path) -> Generation | None:
    try:
        return open_generation(index)
    except BrokenIndexError:
        return None  # none yet, or nothing of it can be used: everything is read and embedded


def _vectors(
    records: Sequence[Record], embedder: Embedder, before: Generation | None, report: Progress
) -> tuple[Vectors, int]:
    """One row for each chunk, in order, and how many were embedded: the others were in the index before."""
    import numpy as np

    rows = np.zeros((sum(len(record.chunks) for record in records), embedder.dim), np.float32)
    todo: list[tuple[int, str]] = []
    number = 0
    for record in records:
        known = _known(record.person, embedder, before)
        for chunk in record.chunks:
            text = embed_text(chunk)
            if text in known:
                rows[number] = known[text]
            else:
                todo.append((number, text))
            number += 1
    for start in range(0, len(todo), BATCH):
        report(start, len(todo), "embedding")
        part = todo[start : start + BATCH]
        found = np.asarray(embedder.documents([text for _, text in part]))
        if found.shape != (len(part), embedder.dim) or not (abs(np.linalg.norm(found, axis=1) - 1) < 1e-3).all():
            raise SettingsError(
                f"The embedding model {embedder.name} gave rows of shape {found.shape}, not all of length 1;"
                f" expected {(len(part), embedder.dim)}, each of length 1.",
                "Set QABOT_EMBED_MODEL to another model.",
            )
        rows[[row for row, _ in part]] = found
    report(len(todo), len(todo), "embedding")
    return rows, len(todo)


def _known(person: str, embedder: Embedder, before: Generation | None) -> dict[str, Vectors]:
    """The vectors that this model made of a person's passages before."""
    if not before or person not in before.tables.rows or before.manifest.model != embedder.name:
        return {}
    first, last = before.tables.rows[person]
    chunks = before.tables.chunks(range(first, last))
    return {embed_text(chunk): before.vectors[chunk.id] for chunk in chunks}


def _made_by(manifest: Manifest) -> tuple[object, ...]:
    return manifest.model, manifest.reader, manifest.settings


def _knobs(settings: Settings) -> dict[str, int | float]:
    """Give the settings that change what is read or how it is cut."""
    return {
        "chunk_tokens": settings.chunk_tokens,
        "max_file_mb": settings.max_file_mb,
        "max_text_chars": settings.max_text_chars,
        "read_seconds": settings.read_seconds,
        "read_mb": settings.read_mb,
        "show_contact": settings.show_contact,
    }


def _differs(seen: Seen, person: str, file: File) -> bool:
    if (seen.person, seen.size) != (person, file.size) or bool(file.refused) != (not seen.sha256):
        return True
    if file.refused or seen.mtime_ns == file.mtime_ns:
        return False
    return file.seen(person).sha256 != seen.sha256


def _nothing(corpus: Path, skipped: Iterable[Skipped]) -> CorpusError:
    reasons = "; ".join(f"{of.file}: {of.reason}" for of in skipped)
    found = (
        f"Nothing in the corpus folder {corpus} can be read ({reasons})."
        if reasons
        else f"The corpus {corpus} is empty."
    )
    return CorpusError(found, "Put profiles in it: one file or one folder per person, Markdown, HTML, PDF or text.")
