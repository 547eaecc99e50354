"""`Person`: which files of a corpus belong to whom; `Listing`: all of them at a glance."""

from __future__ import annotations

import hashlib
import os
import re
import stat
import unicodedata
from array import array
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qabot.errors import CorpusError
from qabot.index.manifest import Seen
from qabot.index.signs import sign_now, sign_of_one
from qabot.index.terms import key63
from qabot.sources.source import UPLOADS

if TYPE_CHECKING:
    from numpy.typing import NDArray

IGNORED = "readme.md"  # says what the folder is; a person's only when they have no other file
# Signs in a name that a terminal obeys, or that hide what it says.
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\U000e0000-\U000e0fff]")


@dataclass(frozen=True, slots=True)
class File:
    """A file of a corpus. `refused` says why it is not to be opened, "" if it may be."""

    at: str  # as it lies on disk
    name: str  # relative to the corpus, with "/", NFC
    size: int  # bytes
    mtime_ns: int
    refused: str = ""

    @property
    def path(self) -> Path:
        """Where it lies on disk."""
        return Path(self.at)

    def seen(self, person: str) -> Seen:
        """Record it: its content's hash, unless it is not to be opened or cannot be."""
        if self.refused:
            return Seen(person, self.size, self.mtime_ns, "", self.refused)
        try:
            with self.path.open("rb") as file:
                digest = hashlib.file_digest(file, "sha256").hexdigest()
        except OSError as error:
            return Seen(person, self.size, self.mtime_ns, "", f"cannot be opened: {error.strerror or error}")
        return Seen(person, self.size, self.mtime_ns, digest)


@dataclass(frozen=True, slots=True)
class Person:
    """One file directly in the corpus, or one folder directly in it with all its files, in order of their names."""

    id: str
    files: tuple[File, ...]


class Listing:
    """The people of a corpus in order of their ids, with what tells at a glance whether their files are as before.

    Most are one plain file each, of which there may be a hundred thousand: numbers are kept of those, and a `Person` is
    made of one only when it is asked for.
    """

    def __init__(self, corpus: Path, plain: _Plain, others: Sequence[Person]) -> None:
        import numpy as np

        self._corpus, self._plain = corpus, plain
        self._others = {person.id: person for person in others}
        ids = [*plain.names, *self._others]
        order = sorted(range(len(ids)), key=ids.__getitem__)
        self._places = array("q", order)
        self.ids = [ids[place] for place in order]
        signs = np.array([*plain.signs, *(sign_now(person.files) for person in others)], np.uint64)
        self.signs: NDArray[Any] = signs[np.array(order, np.int64)]  # uint64, see `signs.py`

    def __len__(self) -> int:
        return len(self.ids)

    @property
    def keys(self) -> NDArray[Any]:
        """`key63` of each id, uint64."""
        import numpy as np

        return np.array([key63(person) for person in self.ids], np.uint64)

    def has(self, person: str) -> bool:
        """Whether somebody has this id."""
        place = bisect_left(self.ids, person)
        return place < len(self.ids) and self.ids[place] == person

    def person(self, number: int) -> Person:
        """One of them, by the place in the order."""
        place, name = self._places[number], self.ids[number]
        if place >= len(self._plain.names):
            return self._others[name]
        return Person(name, (self._plain.file(place, self._corpus),))

    def people(self) -> list[Person]:
        """All of them."""
        return [self.person(number) for number in range(len(self))]


class _Plain:
    """Files that are a person each, with a name that anyone can type; a number of each, so that they take no room."""

    def __init__(self) -> None:
        self.names: list[str] = []
        self.signs = array("Q")
        self._sizes, self._times = array("q"), array("q")

    def add(self, name: str, facts: os.stat_result) -> None:
        size, time = facts.st_size, max(facts.st_mtime_ns, facts.st_ctime_ns)
        self.names.append(name)
        self._sizes.append(size)
        self._times.append(time)
        self.signs.append(sign_of_one(name, size, time))

    def taken(self, name: str, corpus: Path) -> File:
        """Take one out."""
        place = self.names.index(name)
        file = self.file(place, corpus)
        for numbers in (self.names, self.signs, self._sizes, self._times):
            numbers.pop(place)
        return file

    def file(self, place: int, corpus: Path) -> File:
        name = self.names[place]
        return File(str(corpus / name), name, self._sizes[place], self._times[place])


def people_in(corpus: Path, *, max_bytes: float, uploads: bool = True) -> list[Person]:
    """List the people of a corpus in order of their ids, as `listed` does."""
    return listed(corpus, max_bytes=max_bytes, uploads=uploads).people()


def listed(corpus: Path, *, max_bytes: float, uploads: bool = True) -> Listing:
    """List the people of a corpus. CorpusError if there is no such folder.

    Hidden files and a README.md are passed over. A file too large, of no regular kind, with a name that hides signs, or
    a link that leads out of the corpus is listed as refused. What lies in the folder "uploads" came in through the
    page: each file or folder there is a person too, unless `uploads` is off.
    """
    if not corpus.is_dir():
        raise CorpusError(
            f"There is no corpus folder {corpus}.",
            "Make it and put profiles in it: one file or one folder per person.",
        )
    plain, closely = _Plain(), []
    for entry, folder in _entries(corpus, uploads):
        if entry.name.startswith(".") or entry.name.lower() == IGNORED:
            continue
        facts = _plain(entry, max_bytes)
        if facts:
            plain.add(folder + entry.name, facts)
        else:
            closely.append(Path(entry.path))
    people: dict[str, list[File]] = {}
    for path in closely:
        files = [_file(inner, corpus, max_bytes) for inner in _walk(path)]
        files = [file for file in files if file.path.name.lower() != IGNORED] or files
        people.setdefault(_nfc(path.relative_to(corpus).as_posix()), []).extend(files)
    for name in people.keys() & set(plain.names if people else ()):  # a letter that is composed of a plain one
        people[name].append(plain.taken(name, corpus))
    others = [Person(person, _named_once(files, corpus)) for person, files in people.items() if files]
    return Listing(corpus, plain, others)


def _entries(corpus: Path, uploads: bool) -> Iterator[tuple[os.DirEntry[str], str]]:
    """What stands for a person each: all directly in the corpus, and all directly in its folder of uploads."""
    with os.scandir(corpus) as entries:
        for entry in entries:
            if entry.name != UPLOADS or not entry.is_dir(follow_symlinks=False):
                yield entry, ""
            elif uploads:
                with os.scandir(entry.path) as inner:
                    yield from ((one, f"{UPLOADS}/") for one in inner)


def _plain(entry: os.DirEntry[str], max_bytes: float) -> os.stat_result | None:
    """What most entries are: a file with a name that anyone can type. None for all else, which is looked at closely."""
    name = entry.name
    if not (name.isascii() and name.isprintable() and entry.is_file(follow_symlinks=False)):
        return None
    try:
        facts = entry.stat(follow_symlinks=False)
    except OSError:
        return None
    return facts if 0 < facts.st_size <= max_bytes else None


def _named_once(files: list[File], corpus: Path) -> tuple[File, ...]:
    """Sort files by name; of two names with the same letters, composed and decomposed, the composed one is taken."""
    if len(files) == 1:
        return (files[0],)
    raw = {file.path: _told(file.path.relative_to(corpus).as_posix()) for file in files}
    once: dict[str, File] = {}
    for file in sorted(files, key=lambda file: (file.name, raw[file.path] != file.name, raw[file.path])):
        if file.name in once:
            file = replace(file, name=raw[file.path], refused="another file has the same name")
        once[file.name] = file
    return tuple(once.values())


def _walk(entry: Path) -> Iterator[Path]:
    """All files under an entry, hidden ones left out; a folder that cannot be opened or followed stands as itself."""
    if entry.is_symlink() or not entry.is_dir():
        yield entry
        return
    try:
        entries = list(entry.iterdir())
    except OSError:
        yield entry
        return
    for inner in entries:
        if not inner.name.startswith("."):
            yield from _walk(inner)


def _file(path: Path, corpus: Path, max_bytes: float) -> File:
    name = _nfc(path.relative_to(corpus).as_posix())
    raw = path.relative_to(corpus).as_posix()
    if raw != raw.encode("utf-8", "replace").decode():
        return File(str(path), name, 0, 0, "its name is no text (not UTF-8)")
    if _UNSEEN.search(raw):
        return File(str(path), name, 0, 0, "its name holds signs that cannot be seen")
    try:
        facts = path.stat()
        if path.is_symlink() and not path.resolve(strict=True).is_relative_to(corpus.resolve()):
            return File(str(path), name, 0, 0, "a link that leads out of the corpus")
    except (OSError, RuntimeError) as error:
        return File(str(path), name, 0, 0, f"cannot be opened: {getattr(error, 'strerror', None) or error}")
    changed_ns = max(facts.st_mtime_ns, facts.st_ctime_ns)  # the first can be put back, as copies and archives do
    return File(str(path), name, facts.st_size, changed_ns, _refused(path, facts, max_bytes))


def _refused(path: Path, facts: os.stat_result, max_bytes: float) -> str:
    if stat.S_ISDIR(facts.st_mode):
        return "a link to a folder" if path.is_symlink() else "a folder that cannot be opened"
    if not stat.S_ISREG(facts.st_mode):
        return "not a regular file"
    if facts.st_size == 0:
        return "empty"
    if facts.st_size > max_bytes:
        return f"{facts.st_size / 1e6:.1f} MB, over the limit of {max_bytes / 1e6:g} MB (QABOT_MAX_FILE_MB)"
    return ""


def _nfc(name: str) -> str:
    return unicodedata.normalize("NFC", _told(name))


def _told(name: str) -> str:
    """A name with the signs that are not seen, and the bytes that are no text, written out."""
    name = _UNSEEN.sub(lambda sign: sign.group().encode("unicode_escape").decode(), name)
    return name.encode("utf-8", "backslashreplace").decode()
