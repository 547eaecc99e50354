"""`build`: a corpus folder as a new generation of the index; only what changed is read and embedded."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from qabot.errors import BrokenIndexError, CorpusError
from qabot.index.corpus import File, listed
from qabot.index.draft import Draft
from qabot.index.embedder import Embedder, model_name
from qabot.index.manifest import Manifest, Seen
from qabot.index.reading import Progress, Readers
from qabot.index.store import Generation, commit, drafting, open_generation, writing
from qabot.index.update import Update, compared
from qabot.settings import Settings

READER_VERSION = 1  # raised when what is read changes for a reason that lies outside the package's own code


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
    listing = listed(corpus, max_bytes=settings.max_file_mb * 1e6, uploads=settings.uploads)
    with writing(index):
        before = _previous(index)
        snapshot = before.snapshot if before else None
        made_by = (embedder.name, reader(), _knobs(settings))
        same = before is not None and (*_made_by(before.manifest), before.manifest.dim) == (*made_by, embedder.dim)
        with drafting(index, previous=before.name if before else "") as folder:
            draft = Draft(index, folder, embedder.dim, snapshot if same else None)
            model = before is not None and (before.manifest.model, before.manifest.dim) == (embedder.name, embedder.dim)
            update = Update(corpus, settings, embedder, snapshot, draft, same_reader=same, same_model=model)
            update.run(listing, progress or (lambda done, total, what: None), read)
            skipped = tuple(Skipped(file, of.skipped) for file, of in sorted(update.skipped.items()))
            if not update.people:
                raise _nothing(corpus, skipped)
            chunks = before.manifest.chunks if before else 0
            if not (before and before.newest and draft.empty):
                segments, chunks = draft.finish()
                parts = (embedder.name, embedder.dim, update.people, chunks, *made_by[1:], segments)
                commit(index, folder, Manifest(*parts), previous=before.name if before else "")
    return BuildReport(
        added=tuple(sorted(update.added)),
        changed=tuple(sorted(update.changed)),
        removed=tuple(sorted(update.removed)),
        unchanged=tuple(sorted(update.unchanged)),
        skipped=skipped,
        people=update.people,
        chunks=chunks,
        embedded=update.embedded,
        seconds=time.perf_counter() - started,
    )


def is_stale(corpus: Path, index: Path, settings: Settings, *, model: str = "") -> bool:
    """Say whether a build would change the index; True if there is none, or if the newest is damaged.

    A file of the same size and time is taken to be the same. Without a corpus folder an index is not stale. `model` is
    the embedder's name where it is not the one of the settings.
    """
    try:
        generation = open_generation(index)
    except BrokenIndexError:
        return True
    if not corpus.is_dir():
        return False
    made_by = (model or model_name(settings.embed_model), reader(), _knobs(settings))
    if not generation.newest or _made_by(generation.manifest) != made_by:
        return True
    snapshot = generation.snapshot
    listing = listed(corpus, max_bytes=settings.max_file_mb * 1e6, uploads=settings.uploads)
    unsure, _, others = compared(listing, snapshot)
    return bool(others) or any(_differ(person.files, snapshot.known(person.id)) for person in unsure)


def seen_files(index: Path) -> dict[str, Seen]:
    """The files of the corpus as the last build saw them, by path. BrokenIndexError if there is no index."""
    return open_generation(index).snapshot.all_seen()


@lru_cache
def reader() -> str:
    """Name the code that reads files and cuts them: another version of it reads the whole corpus again."""
    package = Path(__file__).parent.parent
    files = [*(package / "sources").rglob("*"), *(package / "profiles").rglob("*")]
    files += [package / "index" / f"{name}.py" for name in ("chunks", "person_tables", "terms")]
    files += (package / "words").rglob("*")
    digest = hashlib.sha256()
    for path in sorted(path for path in files if path.is_file() and "__pycache__" not in path.parts):
        digest.update(path.relative_to(package).as_posix().encode() + path.read_bytes())
    return f"{READER_VERSION}-{digest.hexdigest()[:12]}"


def _previous(index: Path) -> Generation | None:
    try:
        return open_generation(index)
    except BrokenIndexError:
        return None  # none yet, or nothing of it can be used: everything is read and embedded


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


def _differ(files: Iterable[File], known: dict[str, Seen]) -> bool:
    now = {file.name: file for file in files}
    return now.keys() != known.keys() or any(_differs(known[name], file) for name, file in now.items())


def _differs(seen: Seen, file: File) -> bool:
    if seen.size != file.size or bool(file.refused) != (not seen.sha256):
        return True
    if file.refused or seen.mtime_ns == file.mtime_ns:
        return False
    return file.seen(seen.person).sha256 != seen.sha256


def _nothing(corpus: Path, skipped: Iterable[Skipped]) -> CorpusError:
    reasons = "; ".join(f"{of.file}: {of.reason}" for of in skipped)
    found = (
        f"Nothing in the corpus folder {corpus} can be read ({reasons})."
        if reasons
        else f"The corpus {corpus} is empty."
    )
    return CorpusError(found, "Put profiles in it: one file or one folder per person, Markdown, HTML, PDF or text.")
