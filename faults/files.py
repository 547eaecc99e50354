"""Put into a corpus what is no profile: links, devices, pipes, strange names, bombs. The others are read all the same.

    python faults/files.py [--long] [--rows kinds names bombs] [--without looking|signs|limits]

`kinds`: symbolic links (out of the corpus, to devices, to themselves), pipes, sockets, folders without end. `names`: of
255 bytes, with "..", control characters, direction marks, bytes that are no UTF-8. `bombs`: small files that unpack,
nest or repeat to something large (DOCX, PDF, XML), and a word of 20,000 letters; each must be refused with its reason within twice the limit of time.
No word from outside the corpus may get into the index, no file may appear outside of it, and no name may hold what a
terminal obeys. Short, 9 s; `--long`, 15 s: larger bombs, the usual limit of 10 s.
Last long run: 17 links and devices, 34 names, 16 bombs: all refused or read as they should, 10 s in all.
"""

from __future__ import annotations

import io
import os
import re
import socket
import sys
import tempfile
import time
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from findings import Control, Tally, main
from pages import _numbered, _stream, document, zipped
from place import WordEmbedder, patched

from qabot.bot import Bot
from qabot.index import BuildReport, Index, build, corpus
from qabot.settings import Settings
from qabot.sources.child import ChildReader

SECRET = "Zanzibarsecret"  # noqa: S105  # stands outside the corpus only


class Corpus:
    """A corpus with one good profile, beside a folder that is none of its business."""

    def __init__(self, folder: Path, seconds: float) -> None:
        self.root = folder.resolve()
        self.path, self.outside = self.root / "corpus", self.root / "outside"
        self.settings = Settings(corpus=self.path, index=self.root / "index", read_seconds=seconds)
        for made in (self.path, self.outside):
            made.mkdir()
        (self.outside / "secret.md").write_text(f"# Secret {SECRET}\n\nE-mail: {SECRET}@secret.edu\n")
        self.good("good.md", "Good Berg")

    def good(self, name: str | bytes, person: str) -> None:
        """A profile under a name."""
        path = os.path.join(os.fsencode(self.path), os.fsencode(name))
        with open(path, "wb") as file:
            file.write(f"# {person}\n\nE-mail: {person.split()[0].lower()}@fjord.edu\n".encode())

    def built(self, tally: Tally) -> BuildReport:
        """Build, and look at what got in."""
        before = sorted(self.root.iterdir()), sorted(self.outside.iterdir())
        report = build(self.path, self.settings.index, embedder=WordEmbedder(), settings=self.settings)
        index = Index.open(self.settings.index, WordEmbedder())
        texts = [index.source(path).text for profile in index.profiles() for path in profile.sources]
        if any(SECRET in text for text in texts):
            tally.saw("a word from outside the corpus got in", fault=True)
        for path in self.settings.index.rglob("*"):
            if path.is_file() and SECRET.encode() in path.read_bytes():
                tally.saw("a word from outside the corpus lies in the index", fault=True)
        after = sorted(path for path in self.root.iterdir() if path.name != "index"), sorted(self.outside.iterdir())
        if after != before:
            tally.saw("a file appeared outside the index", fault=True)
        answer = Bot(index, self.settings, WordEmbedder()).ask("What is Good Berg's e-mail?")
        tally.saw("the good profile answers", fault="good@fjord.edu" not in answer.text)
        shown = [*index.people, *(path for profile in index.profiles() for path in profile.sources)]
        for name in (*shown, *(part for skipped in report.skipped for part in (skipped.file, skipped.reason))):
            if re.search("[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", name):
                tally.saw(f"a name that a terminal obeys: {name!a}"[:90], fault=True)
        return report


def kinds(long: bool) -> Tally:
    """What is no regular file inside the corpus."""
    tally = Tally()
    with tempfile.TemporaryDirectory() as folder:
        here = Corpus(Path(folder), 5)
        links = {
            "out.md": here.outside / "secret.md", "out-folder": here.outside, "root": Path("/"), "up.md": Path(".."),
            "self.md": Path("self.md"), "nowhere.md": Path("nothing"), "zero.md": Path("/dev/zero"),
            "random.txt": Path("/dev/urandom"), "environ.txt": Path("/proc/self/environ"), "mem.txt": Path("/proc/self/mem"),
            "stdin.txt": Path("/dev/stdin"), "dots.md": Path("../outside/../outside/secret.md"),
        }  # fmt: skip
        for name, target in links.items():
            (here.path / name).symlink_to(target)
        (here.path / "person").mkdir()
        (here.path / "person" / "cv.md").symlink_to(here.outside / "secret.md")
        (here.path / "person" / "loop").symlink_to("..")
        os.mkfifo(here.path / "pipe.md")
        os.mkfifo(here.path / "person" / "pipe.html")
        with socket.socket(socket.AF_UNIX) as listener:
            listener.bind(str(here.path / "socket.md"))
            deep = here.path / "deep"
            for _ in range(60):
                deep = deep / "d"
            deep.mkdir(parents=True)
            (deep / "page.md").write_text("# Deep Dahl\n\nE-mail: deep@fjord.edu\n")
            started = time.monotonic()
            report = here.built(tally)
        told = {skipped.file for skipped in report.skipped}
        for name in (*links, "person/cv.md", "person/loop", "pipe.md", "person/pipe.html", "socket.md"):
            tally.saw("refused with its reason" if name in told else f"{name} not told", fault=name not in told)
        tally.saw("done at once", fault=time.monotonic() - started > 20)
    return tally


def names(long: bool) -> Tally:
    """Names that are legal on disk and nowhere else."""
    tally, given = Tally(), [
        b"x" * 252 + b".md", "é".encode() * 126 + b".md", b"..md", b"...md", b"a\nb.md", b"a\x1b[31mred.md", b"a\x07.md",
        "a\u202egpj.md".encode(), "\u200b.md".encode(), b"-rf.md", b"a;touch x.md", b"$(touch x).md", b"a`id`.md",
        b"<img src=x onerror=alert(1)>.md", b"\xff\xfe.md", b"caf\xe9.md", b"%2e%2e%2fx.md", b"..\\..\\x.md", b"con.md",
        b" .md", b"a .md", b"[x](javascript:alert(1)).md", b"'\";--.md", b"{{7*7}}.md", "e\u0301.md".encode(), "é.md".encode(),
        b"a\rb.md", b"\x7f.md", "\u2066x\u2069.md".encode(), b"a|b.md", b"a*b?.md", b"~root.md", b"a&b.md", b"#.md",
    ]  # fmt: skip
    with tempfile.TemporaryDirectory() as folder:
        here = Corpus(Path(folder), 5)
        for number, name in enumerate(given):
            here.good(name, f"Nemo{chr(97 + number % 26)}{chr(97 + number // 26)} Lund")
        report = here.built(tally)
        skipped, hidden = len(report.skipped), sum(name.startswith(b".") for name in given)
        tally.saw(f"{len(given)} names: {report.people - 1} read, {skipped} told, {hidden} hidden files")
        if (lost := len(given) - hidden - skipped - (report.people - 1)) > 0:
            tally.saw(f"{lost} neither read nor told", fault=True)
        if report.people < 0.5 * len(given):
            tally.saw("names that are only unusual are refused", fault=True)
        again = build(here.path, here.settings.index, embedder=WordEmbedder(), settings=here.settings)
        tally.saw("a second build changes nothing", fault=bool(again.added or again.changed or again.removed))
    return tally


def bombs(long: bool) -> Tally:
    """Small files that are large inside."""
    tally, seconds = Tally(), 10.0 if long else 3.0
    with tempfile.TemporaryDirectory() as folder:
        here = Corpus(Path(folder), seconds)
        made = dict(_bombs(10 if long else 1))
        for name, data in made.items():
            (here.path / name).write_bytes(data)
        started = time.monotonic()
        report = here.built(tally)
        took = time.monotonic() - started
        reasons = {skipped.file: skipped.reason for skipped in report.skipped}
        for name, data in made.items():
            reason = reasons.get(name, "read")
            tally.saw(re.sub(r"[\d.,]+", "N", reason.removeprefix(f"{name} "))[:70])
            if name.startswith("bomb") and name not in reasons:
                tally.saw(f"{name} ({len(data):,} bytes) was read", fault=True)
        tally.saw("in time", fault=took > len(made) * 2 * seconds)
        tally.notes.append(f"{len(made)} bombs, {took:.1f} s")
    return tally


def _bombs(scale: int) -> Iterator[tuple[str, bytes]]:
    """Names and bytes; what is called "bomb" must be refused, "mild" may be read."""
    word = document()
    many = 300_000 * scale
    body = word["word/document.xml"]
    head, tail = body[: body.index(b"<w:body>") + 8], b"</w:body></w:document>"
    yield "bomb-paragraphs.docx", zipped({**word, "word/document.xml": head + b"<w:p/>" * many * 4 + tail})
    yield (
        "bomb-runs.docx",
        zipped({**word, "word/document.xml": head + b"<w:p><w:r><w:t>a</w:t></w:r></w:p>" * many + tail}),
    )
    yield "bomb-zeros.docx", zipped({**word, "word/media/a.bin": bytes(60_000_000)})
    yield "bomb-files.docx", zipped({**word, **{f"word/media/{n}.bin": b"" for n in range(1_200)}})
    yield "bomb-way-out.docx", zipped({**word, "../../outside/planted.md": b"# x"})
    yield "bomb-lies.docx", _lying(zipped({**word, "word/document.xml": head + b"<w:p/>" * many * 4 + tail}))
    entities = b"".join(b'<!ENTITY a%d "%s">' % (n, b"&a%d;" % (n - 1) * 10) for n in range(1, 10))
    laughs = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a0 "lol">' + entities + b"]>"
    yield (
        "bomb-laughs.docx",
        zipped({**word, "word/document.xml": laughs + body.split(b"?>", 1)[1].replace(b"Noor", b"&a9;")}),
    )
    file = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>'
    yield (
        "mild-entity.docx",
        zipped({**word, "word/document.xml": file + body.split(b"?>", 1)[1].replace(b"Noor", b"&f;")}),
    )
    yield "bomb-deep.docx", zipped({**word, "word/document.xml": head + b"<w:sdt><w:sdtContent>" * 50_000 + tail})
    text = "BT /F0 9 Tf 9 9 Td (moss) Tj ET\n"
    word = (
        b"abcdefghij" * 2_000 * scale
    )  # once took the build itself down: each letter may be the one that was left out
    yield "mild-word.md", b'# Ed %b\n\n## Publications\n\n- Ed Holm, "On %b", ICML 2020.\n' % (word.title(), word)
    yield "bomb-pages.pdf", _pdf_of_pages(600)
    yield "mild-stream.pdf", _pdf_of(text * 20_000 * scale)
    yield "bomb-zeros.pdf", _pdf_of(" " * 30_000_000 * scale + "q " * 100)
    yield "bomb-forms.pdf", _nested_forms(18 if scale > 1 else 14, text)
    yield "bomb-loop.pdf", _numbered([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 9/Kids[2 0 R 2 0 R]>>"])
    yield "bomb-deep.pdf", b"%PDF-1.5\n1 0 obj\n" + b"[" * 200_000 + b"\nendobj\ntrailer<</Root 1 0 R>>"
    twice = zlib.compress(zlib.compress(bytes(100_000_000 * scale)))
    packed = b"<</Length %d/Filter[/FlateDecode/FlateDecode]>>stream\n" % len(twice) + twice + b"\nendstream"
    yield "bomb-packed-twice.pdf", _with_contents(packed)


def _pdf_of(text: str) -> bytes:
    return _with_contents(_stream(text, packed=True))


def _with_contents(contents: bytes) -> bytes:
    font = b"<</Font<</F0<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>"
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources" + font + b"/Contents 4 0 R>>"
    return _numbered([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 1/Kids[3 0 R]>>", page, contents])


def _pdf_of_pages(count: int) -> bytes:
    kids = b" ".join(b"%d 0 R" % (n + 3) for n in range(count))
    pages = [b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>"] * count
    return _numbered([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count %d/Kids[%b]>>" % (count, kids), *pages])


def _nested_forms(depth: int, text: str) -> bytes:
    """Each form draws the next ten times."""
    font = "<</Font<</F0<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>"
    forms = []
    for level in range(depth):
        inner = f"/XObject<</X {level + 6} 0 R>>" if level + 1 < depth else ""
        drawn = "/X Do " * 10 if level + 1 < depth else text
        entries = f"/Type/XObject/Subtype/Form/BBox[0 0 99 99]/Resources{font}{inner}>>"
        forms.append(_stream(drawn, packed=False, entries=entries))
    page = (
        f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Resources{font}/XObject<</X 5 0 R>>>>/Contents 4 0 R>>".encode()
    )
    head = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 1/Kids[3 0 R]>>", page]
    return _numbered([*head, _stream("/X Do", packed=False), *forms])


def _lying(archive: bytes) -> bytes:
    """A zip archive whose directory says that its files are small."""
    out, at = bytearray(archive), archive.find(b"PK\x01\x02")
    while at >= 0:
        out[at + 24 : at + 28] = (2_000).to_bytes(4, "little")  # the unpacked size
        at = archive.find(b"PK\x01\x02", at + 4)
    with zipfile.ZipFile(io.BytesIO(bytes(out))) as check:
        assert all(file.file_size == 2_000 for file in check.infolist())  # noqa: S101
    return bytes(out)


def without_looking() -> AbstractContextManager[None]:
    """Where a link leads is not looked at."""
    return patched((Path, "is_relative_to", lambda *_: True))


def without_signs() -> AbstractContextManager[None]:
    """A name may hold what cannot be seen."""
    return patched((corpus, "_UNSEEN", re.compile("(?!)")))


@contextmanager
def without_limits() -> Iterator[None]:
    """What an archive holds and how many pages there are is not looked at."""
    usual = ChildReader.__init__.__defaults__
    ChildReader.__init__.__defaults__ = ("unguarded:without_limits", "")
    try:
        yield
    finally:
        ChildReader.__init__.__defaults__ = usual


ROWS = {"kinds": kinds, "names": names, "bombs": bombs}
CONTROLS = {
    "looking": Control(without_looking, {"kinds": "a word from outside the corpus"}),
    "signs": Control(without_signs, {"names": "a name that a terminal obeys"}),
    "limits": Control(without_limits, {"bombs": r"bomb-.* was read"}),
}

if __name__ == "__main__":
    sys.exit(main(__doc__ or "", ROWS, CONTROLS))
