"""Ask the server for what it must not give: files by name, other servers by address, and pages without their headers.

    python faults/page_probes.py [--long] [--rows paths events addresses headers odd] [--without guard|fetching|bounds]

`paths`: 200 names (`..` in every writing, absolute paths, the corpus and the index, Gradio's routes for files) under
each route that takes one: nothing of the files comes back. `events`: the same names as the files of an event.
`addresses`: URLs of a server on loopback, by route and by event: nobody calls it. `headers`: every kind of answer
carries them. `odd`: what no page sends (other kinds of values, half letters, deep nesting, huge names and conversations):
each is answered at once, as the longest questions are, the log gets nothing of it, what is kept stays small, and the next
question is answered.
`--without guard` takes the guard away and lets Gradio serve the corpus: then the secrets come back.
`--without bounds` takes what is odd as it comes. Short, 16 s; `--long`, 45 s: every name under every route.
"""

from __future__ import annotations

import io
import json
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr
from pathlib import Path
from urllib.parse import quote

from findings import Control, Tally, main
from place import patched
from serving import API, Client, Listener, Served, served

SECRET = "Sesame-4711-opens"
TEXTS = {"ada.md": f"# Ada Berg\n\nI study ice. {SECRET}\n", "bo/cv.md": f"# Bo Moe\n\nI study salt. {SECRET}\n"}
NAMES = 200
ROUTES = (
    f"{API}/file=", f"{API}/file/", f"{API}/proxy=", f"{API}/custom_component/", f"{API}/stream/", "/file=", "/static/",
    "/assets/", "/svelte/", "/", "//", f"{API}/", f"{API}/call/ask/", "/theme.css/", f"{API}/deep_link?path=",
    "/?deep_link=", "/monitoring/", f"{API}/run/", f"{API}/api/",
)  # fmt: skip
HEADERS = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "x-frame-options": "DENY",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}


def names(site: Served) -> list[str]:
    """Names of files outside what is served; many ways of writing a few."""
    settings = site.bot.settings
    index = next(path for path in settings.index.rglob("*") if path.is_file())
    wanted = [settings.corpus / "ada.md", settings.corpus / "bo" / "cv.md", index, Path("/etc/passwd"),
              Path("/proc/self/environ"), Path("/proc/self/cwd/pyproject.toml")]  # fmt: skip
    ups = ("../", "..\\", "%2e%2e/", "%2e%2e%2f", "..%2f", "..%5c", "%252e%252e%252f", "....//", "..;/", ".%00./", "..%c0%af",
           "/../", "./../", "%2e./")  # fmt: skip
    found = []
    for path in wanted:
        bare = str(path).lstrip("/")
        found += [
            str(path),
            f"/{path}",
            quote(str(path), safe=""),
            f"file://{path}",
            f"C:\\{bare}",
            f"{path}%00.md",
            f"~{path}",
        ]
        found += [up * times + bare for up in ups for times in (3, 12)]
    return found[:NAMES]


def told(text: bytes) -> str:
    """What a body gives away, "" if nothing."""
    for secret, what in ((SECRET.encode(), "a profile"), (b"root:x:0", "the passwords"), (b"SQLite format", "the index"),
                         (b"QABOT_PROBE", "the environment"), (b"[build-system]", "a file beside")):  # fmt: skip
        if secret in text:
            return what
    return ""


def paths(long: bool) -> Tally:
    """Files by name."""
    tally = Tally()
    with served(TEXTS) as site:
        client, tried = Client(site.port), names(site)
        assert len(tried) == NAMES, len(tried)
        for place, route in enumerate(ROUTES):
            for name in tried if long else tried[place % 4 :: 4]:
                try:
                    reply = client.get(_sendable(route + name))
                except OSError as error:
                    tally.saw(f"no answer: {type(error).__name__}")
                    continue
                what = told(reply.body)
                tally.saw(f"{what} by {route}" if what else reply.status, fault=bool(what) or reply.status >= 500)
    return tally


def events(long: bool) -> Tally:
    """The same names as the files of an event, for the function that takes files and for one that does not."""
    tally = Tally()
    with served(TEXTS, client_waiting=1_000, waiting=1_000, rate=0) as site:
        client = Client(site.port)
        for at, name in enumerate(names(site)[:: 1 if long else 8]):
            file = {"path": name, "url": name, "orig_name": "a.md", "meta": {"_type": "gradio.FileData"}}
            for function, data in (("add", [[file], None, None]), ("ask", [file, None, None])):
                reply = client.join(site.fn(function), data, f"s{at}{function}")
                what = told(reply.body)
                tally.saw(what or reply.status, fault=bool(what) or reply.status != 403)
        staged = [path for path in site.app.kept.folder.rglob("*") if path.is_file()]
        tally.saw("a file was copied", fault=True) if staged else None
    return tally


def addresses(long: bool) -> Tally:
    """Addresses of another server."""
    tally = Tally()
    with Listener() as other, served(TEXTS, client_waiting=1_000, waiting=1_000, rate=0) as site:
        client = Client(site.port)
        hosts = [f"127.0.0.1:{other.port}", f"localhost:{other.port}", f"[::1]:{other.port}", f"127.1:{other.port}",
                 f"2130706433:{other.port}", f"0x7f000001:{other.port}", f"0:{other.port}", f"a@127.0.0.1:{other.port}"]  # fmt: skip
        urls = [
            f"{scheme}{host}/x.md" for scheme in ("http://", "https://", "//", "HTTP://", "http:\\\\") for host in hosts
        ]
        for at, url in enumerate(urls if long else urls[::3]):
            file = {"path": url, "url": url, "orig_name": "x.md", "meta": {"_type": "gradio.FileData"}}
            for function, data in (("add", [[file], None, None]), ("ask", [file, None, None])):
                reply = client.join(site.fn(function), data, f"s{at}{function}")
                tally.saw(reply.status, fault=reply.status != 403)
            _uncalled(other, tally)
        for place, route in enumerate(ROUTES):
            for url in urls if long else urls[place % 4 :: 4]:
                tally.saw(client.get(_sendable(route + url)).status)
        _uncalled(other, tally)
    return tally


def _uncalled(other: Listener, tally: Tally) -> None:
    if other.paths:
        tally.saw(f"{len(other.paths)} calls of another server: {other.paths[:3]}", fault=True)


def headers(long: bool) -> Tally:
    """What every answer carries."""
    tally = Tally()
    with served(TEXTS, password="p" * 12) as site:  # noqa: S106
        client = Client(site.port)
        asked = [
            *(client.get(path) for path in ("/", "/config", "/theme.css", "/page.js", "/none.js", f"{API}/info", "/robots.txt",
                                            "/static/img/logo.svg", "/assets/none", f"{API}/file=/etc/passwd", "/docs",
                                            f"{API}/queue/data?session_hash=none", "/?q=%00", f"{API}/monitoring")),
            *(client.get("/", Host=host) for host in ("evil.example", "127.0.0.1.evil.example", "")),
            *(client.send(method, "/") for method in ("HEAD", "PUT", "DELETE", "OPTIONS", "TRACE", "PATCH")),
            client.post(f"{API}/upload", {}), client.post(f"{API}/queue/join", []), client.post(f"{API}/queue/join", {}),
            client.send("POST", f"{API}/queue/join", b"{", Content_Type="application/json"),
            client.post(f"{API}/call/ask", {"data": ["Who is Ada?"]}), client.post(f"{API}/call/ask", {}),
            client.post(f"{API}/call/ask", {"data": ["Who is Ada?"]}, Origin="https://evil.example"),
            client.post(f"{API}/call/ask", {"data": ["x" * 300_000]}), client.ask("Who is Ada?"),
        ]  # fmt: skip
        for reply in asked:
            missing = [name for name, value in HEADERS.items() if reply.headers.get(name) != value]
            policy = reply.headers.get("content-security-policy", "")
            rules = dict(rule.strip().partition(" ")[::2] for rule in policy.split(";"))
            if rules.get("frame-ancestors") != "'none'" or "unsafe" in rules.get("script-src", "unsafe"):
                missing.append("content-security-policy")
            tally.saw(f"{reply.status} without {missing}" if missing else reply.status, fault=bool(missing))
        foreign = asked[-3]
        tally.saw("a question of another site was taken", fault=True) if foreign.status == 200 else None
    return tally


def odd(long: bool) -> Tally:
    """What no page sends."""
    tally, said = Tally(), io.StringIO()
    with served(TEXTS, client_waiting=500, rate=0) as site, redirect_stderr(said):
        client = Client(site.port)
        for question in ("Who is Ada \ud83d?", "1/\ud800", "\0", "Who is Ada Berg?"):
            asked = (
                client.join(site.fn("ask"), [question, None, None], "half", timeout=3),
                client.join(site.fn("api"), [question], "api", timeout=3),
            )
            whole = all("complete" in reply.text and "UTF-8" not in reply.text for reply in asked)
            tally.saw("a question of half letters is answered", fault=not whole)
        for number, data in enumerate(_odd(site, long)):
            session = f"odd{number}" if number % 2 else "s" * 20_000
            reply = client.join(data.pop(), data, session) if len(data) != 1 else client.join(data[0], [], session)
            tally.saw(reply.status, fault=reply.status not in (200, 400, 403, 404, 413))
            tally.saw(
                "answered in a second" if reply.seconds < 1 else f"{reply.seconds:.0f} s: {data!a}"[:80],
                fault=reply.seconds > 5,
            )
        for part in ("Ада", "Ada ", "who is ", "Ada Berg, ", "(", "\u0301", "a", "1", "Did Ada study ice? "):
            reply = client.ask((part * 2_000)[:2_000])
            told = (
                "the longest questions are answered at once"
                if reply.seconds < 5
                else f"{reply.seconds:.0f} s: {part!a}"
            )
            tally.saw(told, fault=reply.seconds > 5 or reply.status != 200)
        for depth in (900, 960, 985, 1_000, 100_000):
            body = b'{"data":' + b"[" * depth + b"]" * depth + b',"fn_index":%d}' % site.fn("ask")
            reply = client.send("POST", f"{API}/queue/join", body, Content_Type="application/json")
            tally.saw(reply.status, fault=reply.status != 400)
        for number in range(9 if long else 2):
            client.join(site.fn("opened"), [f"1/{_chat(2_000_000)}", None], f"heavy{number}")
            client.join(site.fn("judged"), [f"{number}/1.helpful", None, None], f"heavy{number}")
        told = [len(session) for session in (*site.app._rates, *site.app.kept._owners)]
        tally.saw("names of sessions are short", fault=max(told) > 100)
        noted = sum(path.stat().st_size for path in site.bot.settings.feedback.rglob("*") if path.is_file())
        tally.saw("verdicts are short", fault=noted > 300_000 or not noted)
        reply = client.ask("Who is Ada Berg?")
        tally.saw("the next question is answered", fault=reply.status != 200 or "Ada" not in reply.text)
    if len(said.getvalue()) > 20_000:
        tally.saw(f"{len(said.getvalue()):,} characters in the log", fault=True)
    return tally


def _odd(site: Served, long: bool) -> Iterator[list[object]]:
    """Values for each function of the page, and at the end its number."""
    import gradio as gr

    values = ("", "1/", "/", "1/\ud800", f"1/+{'x' * 90_000}", f"1/{'a b ' * 40_000}", "1/-1", f"1/{'9' * 5_000}", "1/retry.1", "1/edit.0",
              "1/..\0/../../etc/passwd", "1/ada.md/-5/5", "1/ada.md/5/99999999", "1/ada.md/x", "1/{}", "1/[1] [1] [1]", "\u202e", None)  # fmt: skip
    told = set()
    for number, fn in site.app.page.fns.items():
        name = getattr(fn.fn, "__name__", "")
        if name in ("unlock", "api", "add", "rebuild") or (name, len(fn.inputs)) in told:
            continue
        told.add((name, len(fn.inputs)))
        for value in values if long else values[number % 4 :: 4]:
            yield [*(None if isinstance(one, (gr.State, gr.UploadButton)) else value for one in fn.inputs), number]
        for value in ([], {"a": 1}, 5, True, [["x" * 1_000]], {"path": 1})[:: 1 if long else 3]:
            yield [*(value for _ in fn.inputs), number]
        yield [number]


def _chat(size: int) -> str:
    """A conversation that the browser is said to have kept."""
    answer = {"text": "x" * size, "citations": [], "status": "answered", "question": "q"}
    turn = {"asked": "q", "answer": answer, "said": "", "seconds": 0, "judged": "", "state": None}
    return json.dumps({"id": "f", "scope": [], "turns": [turn]})


def _sendable(path: str) -> str:
    """A path that can stand in a request line."""
    return "".join(letter if "!" <= letter <= "~" else quote(letter) for letter in path)


@contextmanager
def without_guard() -> Iterator[None]:
    """No guard, and Gradio is told that the corpus may be served, as a hurried set-up would."""
    import gradio as gr

    from qabot.ui import guard, server

    usual, mount = guard.Guard.__call__, gr.mount_gradio_app

    async def bare(self, scope, receive, send) -> None:
        await self.app(scope, receive, send)

    def lax(*given, **named):
        return mount(*given, **named, allowed_paths=["/"])

    guard.Guard.__call__, server.gr.mount_gradio_app = bare, lax
    try:
        yield
    finally:
        guard.Guard.__call__, server.gr.mount_gradio_app = usual, mount


@contextmanager
def without_fetching() -> Iterator[None]:
    """No guard, and Gradio fetches any address."""
    import httpx
    from gradio import processing_utils

    async def fetched(url: str) -> httpx.Response:
        async with httpx.AsyncClient() as client:
            return await client.get(url)

    with without_guard(), patched((processing_utils, "async_ssrf_protected_get", fetched)):
        yield


@contextmanager
def without_bounds() -> Iterator[None]:
    """Any values, any names, any letters."""
    from qabot import bot
    from qabot.ui import guard

    with patched((bot, "_checked", lambda question, _most: question.strip()),
                 (guard.Guard, "_fits", lambda *_: True), (guard, "_SESSION", re.compile(".*", re.S)),
                 (guard, "_whole_letters", lambda body: body)):  # fmt: skip
        yield


ROWS = {"paths": paths, "events": events, "addresses": addresses, "headers": headers, "odd": odd}
CONTROLS = {
    "fetching": Control(without_fetching, {"addresses": "calls of another server"}),
    "bounds": Control(without_bounds, {"odd": "half letters"}),
    "guard": Control(without_guard, {"paths": "a profile by ", "events": "^200$", "headers": " without "}),
}

if __name__ == "__main__":
    sys.exit(main(__doc__ or "", ROWS, CONTROLS))
