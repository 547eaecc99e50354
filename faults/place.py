"""`Place`: a corpus in editions and its index, for the scripts that harm an index: what it answers tells the edition.

Nothing here knows how an index lies on disk: it is built by `build`, opened by `Index.open` and asked through `Bot`;
what is harmed is "every file in its folder". The embedder counts words (tests/fakes.py), files are read in this process.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import sys
import tempfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from fakes import WordEmbedder

from qabot.bot import Bot
from qabot.errors import BrokenIndexError
from qabot.index import Index, Readers, build
from qabot.profiles import make_profile
from qabot.profiles.profile import Profile
from qabot.settings import Settings
from qabot.sources import Source, read_source

_md5 = hashlib.md5  # a control puts another in the place of the module's
PEOPLE = 12
FAMILIES = "Berg Lund Moe Dahl Holm Rask Vik Strand Foss Krog Bakke Lie".split()
LOST, STALE = "lost", "stale"
PLAIN = {"intdigest": 0, "hexdigest": "0" * 32, "digest": bytes(16)}  # a sum that sees nothing


class Place:
    """A folder with a corpus and an index. A third of the people change in every edition, a third come and go."""

    def __init__(self, folder: Path, people: int = PEOPLE) -> None:
        self.folder, self.people = folder, people
        self.corpus, self.index = folder / "corpus", folder / "index"
        self.settings = Settings(corpus=self.corpus, index=self.index)
        self.after: Callable[[], None] = lambda: None  # called when a build is done
        self._told: dict[str, int] = {}  # what an edition says, to the last passage -> its number
        self.corpus.mkdir(parents=True, exist_ok=True)

    def write(self, edition: int, people: int | None = None) -> None:
        """Put an edition into the corpus folder; of some people only, the first ones."""
        for number in range(people or self.people):
            path = self.corpus / f"{name_of(number).replace(' ', '-').lower()}.md"
            if number % 3 == 2 and (number + edition) % 2:
                path.unlink(missing_ok=True)
            else:
                _put(path, page(number, edition if number % 3 == 0 else 0))

    def build(self, edition: int, embedder: WordEmbedder | None = None) -> None:
        """Put an edition into the corpus folder and build the index."""
        self.write(edition)
        embedder = embedder or WordEmbedder()
        build(self.corpus, self.index, embedder=embedder, settings=self.settings, read=READERS)
        self.after()

    def learn(self, *editions: int) -> None:
        """Remember what these editions say, each from an index of its own that nothing befalls."""
        for edition in editions:
            other = Place(self.folder / f"learnt-{edition}", self.people)
            other.build(edition)
            self._told[told(Index.open(other.index, WordEmbedder()))] = edition
            shutil.rmtree(other.folder)

    def bot(self) -> Bot:
        """A bot over the index as it lies there."""
        return Bot.open(None, self.settings, embedder=WordEmbedder())

    def ready(self) -> Bot:
        """The bot over the corpus as it is: the index is built where it must be, as a server does when it starts."""
        module = sys.modules[Bot.__module__]
        usual = module.build
        with patched((module, "build", lambda *given, **named: usual(*given, **{**named, "read": READERS}))):
            return Bot.ready(self.settings, embedder=WordEmbedder())

    def answers(self, index: Path | None = None) -> int | str:
        """The edition that the index on disk tells whole; "lost" when it cannot be opened, "stale" when mixed."""
        try:
            return self.edition_of(Index.open(index or self.index, WordEmbedder()))
        except BrokenIndexError:
            return LOST

    def edition_of(self, index: Index) -> int | str:
        """The edition that an open index tells whole."""
        return self._told.get(told(index), STALE)

    def files(self) -> list[Path]:
        """Every file of the index, links and the lock too."""
        return sorted(path for path in self.index.rglob("*") if not path.is_dir())

    def size(self) -> tuple[int, int]:
        """Files and bytes of the index."""
        files = self.files()
        return len(files), sum(path.stat().st_size for path in files)

    def save(self) -> Path:
        """Keep the index as it is, to be put back."""
        saved = self.folder / "saved"
        shutil.rmtree(saved, ignore_errors=True)
        shutil.copytree(self.index, saved, symlinks=True)
        return saved

    def put_back(self, saved: Path) -> None:
        """The index as it was saved."""
        shutil.rmtree(self.index, ignore_errors=True)
        shutil.copytree(saved, self.index, symlinks=True)


_profiles: dict[tuple[str, ...], Profile] = {}


def _profile(person: str, sources: Sequence[Source]) -> Profile:
    """The profile of a person. What was made once is known to all processes that are forked later."""
    key = (person, *(f"{source.path}\0{source.text}" for source in sources))
    if key not in _profiles:
        _profiles[key] = make_profile(person, sources)
    return _profiles[key]


READERS = Readers(read_source, _profile)
IN_MEMORY = Path("/dev/shm")  # noqa: S108
ROOM = 200e6  # bytes


@contextmanager
def placed(long: bool, people: int = PEOPLE) -> Iterator[Place]:
    """A place for a row: in its short run in memory, where there is room, so that no disk is waited for."""
    able = not long and os.access(IN_MEMORY, os.W_OK) and shutil.disk_usage(IN_MEMORY).free > ROOM
    with tempfile.TemporaryDirectory(prefix="qabot-", dir=IN_MEMORY if able else None) as made:
        yield Place(Path(made).resolve(), people)


def name_of(number: int) -> str:
    """A person's name; no two share a part of it."""
    return f"{'ABCDEFGHJKLMNPRSTV'[number // 12 % 18]}{'aeiou'[number // 216 % 5]}n{FAMILIES[number % 12][:2].lower()} {FAMILIES[number % 12]}{number // 12 or ''}"


def page(number: int, edition: int) -> str:
    """A page of a person that says its edition wherever it says something."""
    name, word = name_of(number), ("graph", "robot", "music")[number % 3]
    papers = "".join(f'- {name}. "Edition {edition} of {word} {n}". ICML, {2000 + n}.\n' for n in range(1, 5))
    mail = f"{name.split()[1].lower()}@edition-{edition}.edu"
    return f"# {name}\n\nI study {word} {word} in edition {edition}. E-mail: {mail}\n\n## Publications\n\n{papers}"


def told(index: Index) -> str:
    """All that an index tells: profiles, texts, passages and how near each is, as one sum."""
    parts = [repr(profile) for profile in index.profiles()]
    parts += [index.source(path).text for profile in index.profiles() for path in profile.sources]
    parts += [repr(chunk) for profile in index.profiles() for chunk in index.chunks(profile.id)]
    for words in ("graph edition", "robot", "music"):
        hits = index.search(words, k=100)
        parts += [f"{hit.chunk.text} {hit.score:.9f} {hit.dense or 0:.5f} {hit.lexical or 0:.5f}" for hit in hits]
    return _md5("\0".join(parts).encode(), usedforsecurity=False).hexdigest()


def _put(path: Path, text: str) -> None:
    if not path.exists() or path.read_text("utf-8") != text:
        path.write_text(text, "utf-8")


# -- the controls: a build or an index without one of the things that keep it safe


@contextmanager
def without_sync() -> Iterator[None]:
    """Nothing is synced to the disk."""
    with patched((os, "fsync", lambda handle: None), (os, "fdatasync", lambda handle: None)):
        yield


@contextmanager
def without_keeping() -> Iterator[None]:
    """A build clears the folder before it begins, as many do."""
    usual = Place.build

    def clearing(self: Place, edition: int, embedder: WordEmbedder | None = None) -> None:
        for path in self.index.iterdir() if self.index.exists() else ():
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        usual(self, edition, embedder)

    with patched((Place, "build", clearing)):
        yield


@contextmanager
def without_wholeness() -> Iterator[None]:
    """An edition goes into the index in two pieces."""
    usual = Place.build

    def piecewise(self: Place, edition: int, embedder: WordEmbedder | None = None) -> None:
        whole, self.write = self.write, lambda edition: Place.write(self, edition, 2)  # type: ignore[method-assign]
        try:
            usual(self, edition, embedder)
        finally:
            self.write = whole  # type: ignore[method-assign]
        usual(self, edition, embedder)

    with patched((Place, "build", piecewise)):
        yield


@contextmanager
def without_checks() -> Iterator[None]:
    """Every sum over bytes is the same, so that no damage is seen by it."""

    class Blind:
        digest_size, block_size, name = 32, 64, "blind"

        def update(self, data: object) -> None:
            pass

        def digest(self, *_: int) -> bytes:
            return bytes(32)

        def hexdigest(self, *_: int) -> str:
            return "0" * 64

        def copy(self) -> Blind:
            return self

    def blind(*_: object, **__: object) -> Blind:
        return Blind()

    hashes = [name for name in ("sha256", "sha512", "sha1", "blake2s", "md5", "new", "file_digest")]
    usual = {id(getattr(hashlib, name)): blind for name in hashes}
    usual |= {id(zlib.crc32): lambda *_: 0, id(zlib.adler32): lambda *_: 0}
    patches: list[tuple[Any, str, Any]] = [(hashlib, name, blind) for name in hashes]
    patches += [(zlib, "crc32", lambda *_: 0), (zlib, "adler32", lambda *_: 0)]
    for module in [module for name, module in sys.modules.items() if name.startswith(("qabot.index", "xxhash"))]:
        for name, value in list(vars(module).items()):
            if id(value) in usual:
                patches.append((module, name, usual[id(value)]))
            elif module.__name__ == "xxhash" and (name.startswith("xxh") and callable(value)):
                kind = name.rpartition("_")[2]
                patches.append((module, name, (lambda *_, kind=kind: PLAIN[kind]) if kind in PLAIN else blind))
    with patched(*patches):
        yield


@contextmanager
def without_locking() -> Iterator[None]:
    """Two builds may write at the same time."""
    from qabot.index import store

    with patched((store, "_lock", lambda handle: None)):
        yield


@contextmanager
def without_telling() -> Iterator[None]:
    """What the system says is passed on as it is."""
    from qabot.index import store

    with patched((store, "_unwritten", lambda index, error: error)):
        yield


@contextmanager
def without_mending() -> Iterator[None]:
    """An index that is not whole is not built anew."""
    with patched((sys.modules["qabot.bot"], "build", lambda *_, **__: None)):
        yield


@contextmanager
def patched(*patches: tuple[Any, str, Any]) -> Iterator[None]:
    """Other things in the places of these, for as long as it lasts."""
    before = [(owner, name, getattr(owner, name)) for owner, name, _ in patches]
    for owner, name, value in patches:
        setattr(owner, name, value)
    try:
        yield
    finally:
        for owner, name, value in before:
            setattr(owner, name, value)
