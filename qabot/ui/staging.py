"""Files that a visitor offers: checked and named before anything touches the corpus, then put there one by one."""

from __future__ import annotations

import errno
import os
import re
import shutil
import unicodedata
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from qabot.errors import BrokenIndexError, CorpusError, QabotError
from qabot.index.build import seen_files
from qabot.index.corpus import IGNORED, people_in
from qabot.settings import Settings
from qabot.sources import SUFFIXES
from qabot.sources.source import UPLOADS, tier_of
from qabot.ui.words import ENGLISH, Words

_LONGEST = 120  # characters of a name, its ending left out
_BINARY = frozenset((".pdf", ".docx"))
_DOCX_ENTRIES = 1_000
_DOCX_RATIO = 100  # unpacked size over packed size, at most
Effect = Literal["added", "changed", "same", "refused"]


@dataclass(frozen=True, slots=True)
class Staged:
    """A file as it was uploaded, under the name it will have in the corpus."""

    path: Path  # in the server's temporary folder
    name: str
    effect: Effect
    reason: str = ""  # why it is refused


@dataclass(frozen=True, slots=True)
class Plan:
    """What a visitor is about to do to the corpus."""

    staged: tuple[Staged, ...] = ()
    removed: tuple[str, ...] = ()  # Profile.id

    def __bool__(self) -> bool:
        return bool(self.staged or self.removed)


@dataclass(frozen=True, slots=True)
class Drift:
    """How the corpus folder differs from what the index was built from, by ids of people."""

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()


def stage(plan: Plan, paths: Iterable[Path], settings: Settings, words: Words = ENGLISH) -> Plan:
    """The plan with more files; one that replaces another of the same name in the plan takes its place."""
    staged = {one.name: one for one in plan.staged}
    for path in paths:
        name, most = safe_name(path.name), settings.max_upload_files
        if sum(one.effect != "refused" for one in staged.values()) >= most and name not in staged:
            staged[name] = Staged(path, name, "refused", words("refused.many", most=most))
            break
        found = _checked(path, name, settings, words)
        others = [one for one in staged.values() if one.name != name]
        if found.effect in ("added", "changed") and _too_much([*others, found], settings):
            found = Staged(path, name, "refused", words("refused.quota", most=f"{settings.max_corpus_mb:,g}"))
        staged[name] = found
    return replace(plan, staged=tuple(staged.values()))


def safe_name(name: str) -> str:
    """A file name of letters, digits and "-_.() " that is visible, not too long and names no folder."""
    name = unicodedata.normalize("NFC", name.replace("\\", "/").rsplit("/", 1)[-1])
    stem, dot, suffix = name.rpartition(".")
    stem = re.sub(r"[^\w\-.() ]+", "-", stem if dot else name).strip(" .-_")[:_LONGEST].strip() or "profile"
    while len(stem.encode()) > 200:
        stem = stem[:-1]
    return f"{stem}.{re.sub(r'[^a-z0-9]', '', suffix.lower())[:12]}" if dot else stem


def apply(plan: Plan, settings: Settings, words: Words = ENGLISH) -> None:
    """Do to the corpus what a plan says: files go into its folder "uploads". CorpusError where the disk forbids it."""
    if _too_much(plan.staged, settings):  # another visitor was faster
        raise CorpusError(words("corpus.full", most=f"{settings.max_corpus_mb:,g}"), words("corpus.full.hint"))
    try:
        settings.corpus.mkdir(parents=True, exist_ok=True)
        uploads = settings.corpus / UPLOADS
        for one in plan.staged:
            if one.effect in ("added", "changed"):
                if uploads.is_symlink():
                    raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(uploads))
                uploads.mkdir(exist_ok=True)
                part = uploads / f".{one.name}.part"
                shutil.copyfile(one.path, part)
                os.replace(part, uploads / one.name)
        for person in plan.removed:
            _remove(settings.corpus, person)
    except OSError as error:
        raise CorpusError(
            f"{error.filename or settings.corpus}: {error.strerror or error}.", words("refused.gone")
        ) from error
    discard(plan)


def size_of(folder: Path) -> int:
    """Bytes of all the files below a folder; links count as what they are."""
    return sum(os.lstat(os.path.join(place, name)).st_size for place, _, names in os.walk(folder) for name in names)


def discard(plan: Plan) -> None:
    """Let go of the uploaded files."""
    for one in plan.staged:
        one.path.unlink(missing_ok=True)


def drift(settings: Settings) -> Drift:
    """What a rebuild would find changed; by size and time, as a quick look."""
    try:
        people = people_in(settings.corpus, max_bytes=settings.max_file_mb * 1e6, uploads=settings.uploads)
    except QabotError:
        return Drift()
    try:
        known = seen_files(settings.index)
    except BrokenIndexError:
        return Drift(added=tuple(person.id for person in people))
    before: dict[str, set[tuple[str, int, int]]] = {}
    for name, seen in known.items():
        before.setdefault(seen.person, set()).add((name, seen.size, seen.mtime_ns))
    now = {person.id: {(file.name, file.size, file.mtime_ns) for file in person.files} for person in people}
    return Drift(
        tuple(sorted(now.keys() - before.keys())),
        tuple(sorted(person for person in now.keys() & before.keys() if now[person] != before[person])),
        tuple(sorted(before.keys() - now.keys())),
    )


def kinds() -> Sequence[str]:
    """The endings that are read."""
    return sorted(SUFFIXES)


def _checked(path: Path, name: str, settings: Settings, words: Words) -> Staged:
    reason = _refusal(path, name, settings, words)
    if reason:
        return Staged(path, name, "refused", reason)
    given, before = _named(settings.corpus, name), _named(settings.corpus / UPLOADS, name)
    for there in (given, before):
        if there is not None and _is_same(there, path):
            return Staged(path, name, "same")
    if given is not None:  # what was put into the corpus is not changed from outside
        return Staged(path, name, "refused", words("refused.given"))
    if before is not None and (before.is_symlink() or not before.is_file()):
        return Staged(path, name, "refused", words("refused.content"))
    return Staged(path, name, "added" if before is None else "changed")


def _named(folder: Path, name: str) -> Path | None:
    """What has this name in a folder, in letters of either case."""
    return next((entry for entry in _entries(folder) if _nfc(entry.name).casefold() == name.casefold()), None)


def _is_same(there: Path, path: Path) -> bool:
    return there.is_file() and there.stat().st_size == path.stat().st_size and there.read_bytes() == path.read_bytes()


def _too_much(staged: Iterable[Staged], settings: Settings) -> bool:
    """Whether the corpus would be larger than it may with what is staged."""
    more = [one for one in staged if one.effect in ("added", "changed") and one.path.is_file()]
    return bool(more) and size_of(settings.corpus) + sum(one.path.stat().st_size for one in more) > (
        settings.max_corpus_mb * 1e6
    )


def _refusal(path: Path, name: str, settings: Settings, words: Words) -> str:
    suffix = Path(name).suffix
    if name.lower() == IGNORED:
        return words("refused.readme")
    if suffix not in SUFFIXES:
        return words("refused.kind", suffix=suffix) if suffix else words("refused.no_suffix")
    try:
        size = path.stat().st_size
        head = path.open("rb").read(4096) if size else b""
    except OSError:
        return words("refused.gone")
    if not size:
        return words("refused.empty")
    if size > settings.max_file_mb * 1e6:
        return words("refused.size", size=f"{size / 1e6:.3g}", most=f"{settings.max_file_mb:g}")
    return "" if _is_what_it_says(path, suffix, head) else words("refused.content")


def _is_what_it_says(path: Path, suffix: str, head: bytes) -> bool:
    if suffix == ".pdf":
        return b"%PDF-" in head[:1024]
    if suffix == ".docx":
        return _is_docx(path)
    wide = head[:2] in (b"\xff\xfe", b"\xfe\xff")  # UTF-16
    return (
        wide
        or b"\x00" not in head
        and not head.startswith((b"%PDF-", b"PK\x03\x04", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"MZ", b"\x7fELF"))
    )


def _is_docx(path: Path) -> bool:
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, OSError):
        return False
    unpacked = sum(entry.file_size for entry in entries)
    named = any(entry.filename == "word/document.xml" for entry in entries)
    return named and len(entries) <= _DOCX_ENTRIES and unpacked <= _DOCX_RATIO * max(1, path.stat().st_size)


def _remove(corpus: Path, person: str) -> None:
    """Delete what a profile's id names, directly in the corpus or in its folder of uploads and nowhere else."""
    folder, name = (
        (corpus / UPLOADS, person.removeprefix(f"{UPLOADS}/")) if tier_of(person) == "uploaded" else (corpus, person)
    )
    for entry in _entries(folder):
        if _nfc(entry.name) == name:
            if entry.is_dir() and not entry.is_symlink():
                shutil.rmtree(entry)
            else:
                entry.unlink()


def _entries(corpus: Path) -> list[Path]:
    return sorted(corpus.iterdir()) if corpus.is_dir() and not (corpus.name == UPLOADS and corpus.is_symlink()) else []


def _nfc(name: str) -> str:
    return unicodedata.normalize("NFC", name)
