"""Put files in by HTTP, without the page's buttons: who may not cannot, and no more comes in than may.

    python faults/page_uploads.py [--long] [--rows login limits kinds cleaning] [--without guard|checks|tidying]

`login`: without the password, with a wrong or a forged key, and where changes are switched off, neither Gradio's upload
route nor any event of the Corpus tab does anything; with it they do. `limits`: a file too large, a file too many, a
form without a length, a corpus that would grow too large. `kinds`: wrong endings, contents that are not what the ending
says, bombs, names that lead elsewhere. `cleaning`: nothing is left in the folder of uploads when files were applied,
taken back, refused, or left lying. `--without guard` takes the guard away, `--without checks` the look at what a file
holds, `--without tidying` who clears up. Short and long: 12 s. Last run: 145 ways in
shut, 7 kinds of too much refused, 16 contents refused, 7 names made safe, nothing left behind.
"""

from __future__ import annotations

import io
import json
import os
import re
import sys
import time
import zipfile
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager

from findings import Control, Tally, main
from place import patched
from serving import API, Client, Reply, Served, form, served

from qabot.ui.access import COOKIE
from qabot.ui.housekeeping import Housekeeping

TEXTS = {"ada.md": "# Ada Berg\n\nI study ice.\n"}
WORD = "Sesame-4711"
EVENTS = ("add", "delete", "discard", "rebuild")
PAGE = b"# Bo Moe\n\nI study salt.\n"


def files_in(site: Served) -> list[str]:
    """What the corpus holds beside what was given."""
    corpus = site.bot.settings.corpus
    names = (str(path.relative_to(corpus)) for path in corpus.rglob("*") if path.is_file())
    return sorted(name for name in names if name not in TEXTS)


def waiting(site: Served) -> list[str]:
    """What the folder of uploads holds (empty files are Gradio's)."""
    return sorted(path.name for path in site.app.kept.folder.rglob("*") if path.is_file() and path.stat().st_size)


def key(site: Served) -> str:
    """The cookie that the password gives."""
    for _ in range(3):  # wrong words before hold the right one up for a while
        reply = Client(site.port).join(site.fn("unlock"), [WORD, None, None], "unlocking")
        found = re.search(COOKIE + r"\W+value\W+([\w-]+)", reply.text.replace("&quot;", '"'))
        if found:
            return f"{COOKIE}={found[1]}"
        time.sleep(1)
    return f"{COOKIE}="


def put(site: Served, client: Client, name: str, data: bytes, session: str) -> str:
    """Upload a file and plan to add it: what the page then shows, "" where it was not taken."""
    for _ in range(3):
        sent = client.upload((name, data))
        if sent.status != 429:  # busy: to be asked again, as the page does
            break
        time.sleep(1)
    if sent.status != 200:
        return ""
    file = {"path": json.loads(sent.text)[0], "orig_name": name, "meta": {"_type": "gradio.FileData"}}
    return client.join(site.fn("add"), [[file], None, None], session).text


def login(long: bool) -> Tally:
    """Who may."""
    tally = Tally()
    with served(TEXTS, password=WORD, client_waiting=500) as site:
        for cookie in ("", f"{COOKIE}=", f"{COOKIE}={WORD}", f"{COOKIE}=" + "A" * 32):
            _refused(site, Client(site.port, cookie=cookie), tally)
        _unchanged(site, tally)
        wrong = Client(site.port).join(site.fn("unlock"), ["Sesam", None, None], "wrong")
        tally.saw("wrong password: no key, in a second", fault=COOKIE in wrong.text or wrong.seconds < 1)
        client = Client(site.port, cookie=key(site))
        put(site, client, "bo.md", PAGE, "s")
        client.join(site.fn("rebuild"), [None, None], "s")
        tally.saw(f"with the password: {files_in(site)}", fault=len(files_in(site)) != 1)
    with served(TEXTS, host="0.0.0.0", client_waiting=500) as site:  # noqa: S104 - what the settings are asked for
        _refused(site, Client(site.port), tally)
        _unchanged(site, tally)
    return tally


def _refused(site: Served, client: Client, tally: Tally) -> None:
    """Every way in is shut."""
    sent = client.upload(("bo.md", PAGE))
    tally.saw(f"upload {sent.status}", fault=sent.status != 403)
    for name in EVENTS:
        number = site.fn(name)
        file = {"path": "/x.md", "meta": {"_type": "gradio.FileData"}}
        data: list[object] = (
            [[file], None, None] if name == "add" else ["1/+ada.md", None, None] if name == "delete" else [None, None]
        )
        reply = client.join(number, data, f"s{name}")
        tally.saw(f"event {reply.status}", fault=reply.status != 403)
        body = {"data": data, "fn_index": number, "session_hash": "t"}
        for route in (f"/run/{name}", f"/api/{name}", f"/call/{name}", f"/call/v2/{name}", "/run/predict", "/call/ask"):
            reply = client.post(API + route, body)
            tally.saw(f"route {reply.status}", fault=reply.status == 200 and route != "/call/ask")


def _unchanged(site: Served, tally: Tally) -> None:
    time.sleep(0.3)  # nothing comes of it later
    if files_in(site) or waiting(site) or not (site.bot.settings.corpus / "ada.md").exists():
        tally.saw(f"something was changed: {files_in(site)} {waiting(site)}", fault=True)


def limits(long: bool) -> Tally:
    """How much."""
    tally = Tally()
    with served(TEXTS, max_file_mb=1, max_corpus_mb=5, client_waiting=500) as site:
        client = Client(site.port)
        tries = {
            "file too large": client.upload(("big.md", b"x" * 1_500_000)),
            "51 files": client.upload(*((f"{n}.md", PAGE) for n in range(51))),
            "2,000 files": client.upload(*((f"{n}.md", b"x") for n in range(2_000))),
            "larger than the corpus may be": client.upload(*((f"{n}.md", b"x" * 900_000) for n in range(6))),
            "60 MB": client.upload(("huge.md", b"x" * 60_000_000)),
            "no length": _chunked(site.port),
        }
        for what, reply in tries.items():
            tally.saw(f"{what}: {reply.status}", fault=reply.status not in (400, 411, 413))
        left = sum(path.stat().st_size for path in site.app.kept.folder.rglob("*") if path.is_file())
        tally.saw(f"{left} bytes of it left lying", fault=left > 2_000_000)
        good = client.upload(*((f"{n}.md", PAGE) for n in range(50)))
        tally.saw(f"50 files: {good.status}", fault=good.status != 200)
        for number in range(9):  # each fits alone
            put(site, client, f"{number}.json", b"{" + bytes([65 + number]) * 700_000, "quota")
        client.join(site.fn("rebuild"), [None, None], "quota")
        size = sum(path.stat().st_size for path in site.bot.settings.corpus.rglob("*") if path.is_file())
        tally.saw(f"the corpus has at most its {size / 1e6:.1f} MB", fault=size > 5e6 or not size > 1e6)
    return tally


def _chunked(port: int) -> Reply:
    body, kind = form([("a.md", PAGE)])
    chunk = f"{len(body):x}\r\n".encode() + body + b"\r\n0\r\n\r\n"
    return Client(port).send("POST", f"{API}/upload", chunk, Content_Type=kind, Transfer_Encoding="chunked")


def kinds(long: bool) -> Tally:
    """What."""
    tally = Tally()
    bad = {
        "tool.exe": b"MZ", "page.php": PAGE, "page.svg": b"<svg/>", "bare": PAGE, ".htaccess": PAGE, "README.md": PAGE,
        "empty.md": b"", "fake.pdf": PAGE, "fake.docx": PAGE, "zip.md": b"PK\x03\x04" + bytes(99), "elf.txt": b"\x7fELF" + bytes(99),
        "nul.md": b"a\0b", "png.html": b"\x89PNG\r\n", "bomb.docx": _docx({"word/document.xml": b" " * 30_000_000}),
        "many.docx": _docx({"word/document.xml": b"<w/>", **{f"word/{n}": b"" for n in range(1_100)}}),
        "plain.docx": _docx({"a": b"a"}),
    }  # fmt: skip
    named = [
        "../../up.md",
        "..\\..\\up2.md",
        "/etc/up3.md",
        "up4.md/../../up5.md",
        "\u202egnp.md",
        "a" * 300 + ".md",
        "~/.profile.md",
    ]
    with served(TEXTS, client_waiting=500) as site:
        client = Client(site.port)
        for number, (name, data) in enumerate(bad.items()):
            session = f"bad{number}"
            put(site, client, name, data, session)
            client.join(site.fn("rebuild"), [None, None], session)
            tally.saw(f"{name} came in" if files_in(site) else "refused", fault=bool(files_in(site)))
            for left in files_in(site):
                (site.bot.settings.corpus / left).unlink()
        before = {path for path in site.bot.settings.corpus.parent.rglob("*") if "index" not in path.parts}
        for number, name in enumerate(named):
            put(site, client, name, PAGE + str(number).encode(), "named")
        client.join(site.fn("rebuild"), [None, None], "named")
        after = {path for path in site.bot.settings.corpus.parent.rglob("*") if "index" not in path.parts}
        outside = [str(path) for path in after - before if not path.is_relative_to(site.bot.settings.corpus)]
        tally.saw(f"{outside} outside the corpus", fault=True) if outside else tally.saw(
            f"{len(files_in(site))} names made safe"
        )
        tally.saw("names lost", fault=True) if len(files_in(site)) < 6 else None
    return tally


def cleaning(long: bool) -> Tally:
    """What is left."""
    tally = Tally()
    with served(TEXTS, client_waiting=500) as site:
        client = Client(site.port)
        for end in ("rebuild", "discard"):
            put(site, client, "bo.md", PAGE + end.encode(), end)
            put(site, client, "bo.exe", PAGE + end.encode() + b"!", end)
            client.join(site.fn(end), [None, None], end)
            left = [name for name in waiting(site) if not name.endswith(".exe")]  # the page's box refuses these at once
            tally.saw(f"after {end}: {left}" if left else f"nothing after {end}", fault=bool(left))
        client.upload(("left.md", PAGE))
        for path in site.app.kept.folder.rglob("*"):
            os.utime(path, (1, 1))
        site.app.kept.tidy(time.time())
        tally.saw(f"after an hour: {waiting(site)}", fault=bool(waiting(site)))
        folder = site.app.kept.folder
        tally.saw(
            f"readable by others: {oct(folder.stat().st_mode)}", fault=True
        ) if folder.stat().st_mode & 0o077 else None
    tally.saw("the folder outlives the server" if folder.exists() else "gone with the server", fault=folder.exists())
    return tally


def _docx(files: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return made.getvalue()


@contextmanager
def without_guard() -> Iterator[None]:
    """Requests go to Gradio as they come, and no handler asks who it is."""
    from qabot.ui import guard, keeping

    usual = guard.Guard.__call__, keeping.Keeping._must

    async def bare(self, scope, receive, send) -> None:
        await self.app(scope, receive, send)

    guard.Guard.__call__, keeping.Keeping._must = bare, lambda *_: None
    try:
        yield
    finally:
        guard.Guard.__call__, keeping.Keeping._must = usual


@contextmanager
def without_checks() -> Iterator[None]:
    """A file is what its name says, and there is always room."""
    from qabot.ui import staging

    usual = staging._is_what_it_says, staging._too_much, staging.size_of
    staging._is_what_it_says, staging._too_much = lambda *_: True, lambda *_: False
    try:
        yield
    finally:
        staging._is_what_it_says, staging._too_much, staging.size_of = usual


def without_tidying() -> AbstractContextManager[None]:
    """What was left lies there."""
    return patched((Housekeeping, "tidy", lambda *_: None))


ROWS = {"login": login, "limits": limits, "kinds": kinds, "cleaning": cleaning}
CONTROLS = {
    "guard": Control(without_guard, {"login": "something was changed|event 200", "limits": ": 200"}),
    "tidying": Control(without_tidying, {"cleaning": r"after an hour: \['"}),
    "checks": Control(without_checks, {"kinds": "came in"}),
}

if __name__ == "__main__":
    sys.exit(main(__doc__ or "", ROWS, CONTROLS))
