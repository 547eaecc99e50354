"""`served`: the page over a corpus made for the purpose, on a free port of loopback, for the scripts that harm it.

The bot is the real one; its embedder counts words (tests/fakes.py). The server ends with the `with` block.
"""

from __future__ import annotations

import http.client
import json
import os
import shutil
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from fakes import WordEmbedder

from qabot.bot import Bot
from qabot.index import Readers, build
from qabot.profiles import make_profile
from qabot.settings import Settings
from qabot.sources import read_source

HOME = "127.0.0.1"
API = "/gradio_api"


@dataclass
class Served:
    """A server that runs in this process."""

    port: int
    bot: Bot
    app: Any  # qabot.ui.guard.Guard

    @property
    def url(self) -> str:
        """Its address."""
        return f"http://{HOME}:{self.port}/"

    def fn(self, name: str) -> int:
        """The number of the page's function whose handler has this name."""
        return next(number for number, fn in self.app.page.fns.items() if getattr(fn.fn, "__name__", "") == name)

    def queue(self) -> list[Any]:
        """The events that wait or run."""
        return list(self.app.page._queue.event_ids_to_events.values())


@dataclass
class Reply:
    """What came back."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    seconds: float

    @property
    def text(self) -> str:
        """The body as text."""
        return self.body.decode(errors="replace")


class Client:
    """A visitor without a browser. `address` is its own address, one of 127.0.0.0/8."""

    def __init__(self, port: int, address: str = HOME, cookie: str = "") -> None:
        self.port, self.address, self.cookie = port, address, cookie

    def send(self, method: str, path: str, body: bytes | None = None, timeout: float = 60, **headers: str) -> Reply:
        """One request on a connection of its own."""
        began = time.perf_counter()
        connection = http.client.HTTPConnection(HOME, self.port, timeout=timeout, source_address=(self.address, 0))
        given = {name.replace("_", "-"): value for name, value in headers.items()}
        if self.cookie:
            given["Cookie"] = self.cookie
        try:
            connection.putrequest(method, path, skip_accept_encoding=True, skip_host="Host" in given)
            if body is not None and "Transfer-Encoding" not in given:
                given.setdefault("Content-Length", str(len(body)))
            for name, value in given.items():
                connection.putheader(name, value)
            connection.endheaders(body)
            answer = connection.getresponse()
            try:
                said = answer.read()
            except http.client.IncompleteRead as error:
                said = error.partial
            return Reply(answer.status, answer.headers, said, time.perf_counter() - began)
        finally:
            connection.close()

    def get(self, path: str, **headers: str) -> Reply:
        """Read an address."""
        return self.send("GET", path, **headers)

    def post(self, path: str, said: object, **headers: str) -> Reply:
        """Send JSON."""
        return self.send("POST", path, json.dumps(said).encode(), **{"Content_Type": "application/json", **headers})

    def upload(self, *files: tuple[str, bytes], **headers: str) -> Reply:
        """Send files to the server's own folder."""
        body, kind = form(files)
        return self.send("POST", f"{API}/upload", body, **{"Content_Type": kind, **headers})

    def ask(self, question: str, timeout: float = 60) -> Reply:
        """Ask by the API's name: the answer's event, or the refusal."""
        began = time.perf_counter()
        joined = self.post(f"{API}/call/ask", {"data": [question]})
        if joined.status != 200:
            return joined
        reply = self.send("GET", f"{API}/call/ask/{json.loads(joined.text)['event_id']}", timeout=timeout)
        reply.seconds = time.perf_counter() - began
        return reply

    def join(self, number: int, data: list[object], session: str, *, read: bool = True, timeout: float = 60) -> Reply:
        """Set a function of the page going, as the page does: every event of it (where they are read), or the refusal."""
        began = time.perf_counter()
        body = {"data": data, "event_data": None, "fn_index": number, "trigger_id": None, "session_hash": session}
        joined = self.post(f"{API}/queue/join", body)
        if joined.status != 200 or not read:
            return joined
        try:
            reply = self.send("GET", f"{API}/queue/data?session_hash={session}", timeout=timeout)
        except TimeoutError:
            reply = Reply(504, {}, b"", timeout)
        reply.seconds = time.perf_counter() - began
        return reply


def form(files: Sequence[tuple[str, bytes]]) -> tuple[bytes, str]:
    """Files as a browser sends them: the body, and its content type."""
    mark = "----qabot-faults-4711"
    parts = []
    for name, data in files:
        head = f'--{mark}\r\nContent-Disposition: form-data; name="files"; filename="{name}"\r\n\r\n'
        parts += [head.encode(), data, b"\r\n"]
    return b"".join([*parts, f"--{mark}--\r\n".encode()]), f"multipart/form-data; boundary={mark}"


@contextmanager
def served(texts: Mapping[str, str], *, host: str = HOME, **settings: object) -> Iterator[Served]:
    """Serve the page over a corpus of these files."""
    with made(texts, **settings) as bot, running(bot, host) as found:
        yield found


@contextmanager
def made(texts: Mapping[str, str], **settings: object) -> Iterator[Bot]:
    """The bot over a corpus of these files."""
    folder = Path(tempfile.mkdtemp(prefix="qabot-faults-")).resolve()
    try:
        for name, text in texts.items():
            path = folder / "corpus" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
        given = Settings(corpus=folder / "corpus", index=folder / "index", feedback=folder / "feedback", **settings)
        build(
            given.corpus, given.index, embedder=WordEmbedder(), settings=given, read=Readers(read_source, make_profile)
        )
        yield Bot.open(None, given, embedder=WordEmbedder())
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def running(bot: Bot, host: str = HOME) -> Iterator[Served]:
    """Serve the page of a bot."""
    import uvicorn

    from qabot.ui import talk
    from qabot.ui.server import web_app

    talk.PAUSE = 0.0  # between the pieces of an answer: nobody reads along
    app = web_app(bot, host=host)
    server = uvicorn.Server(uvicorn.Config(app, host=HOME, port=0, log_level="critical", timeout_graceful_shutdown=1))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    try:
        until = time.monotonic() + 60
        while not server.started and time.monotonic() < until:
            time.sleep(0.02)
        yield Served(server.servers[0].sockets[0].getsockname()[1], bot, app)
    finally:
        server.should_exit = True
        thread.join(15)


class Listener:
    """Another site, on loopback: it counts who comes."""

    def __init__(self) -> None:
        self.paths: list[str] = []
        paths = self.paths

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                paths.append(self.path)
                self.send_response(200)
                self.send_header("Access-Control-Allow-Origin", "*")
                self.send_header("Content-Length", "0")
                self.end_headers()

            do_POST = do_HEAD = do_GET

            def log_message(self, *_: object) -> None:
                pass

        self._server = ThreadingHTTPServer((HOME, 0), Handler)
        self.port = self._server.server_address[1]
        self.url = f"http://{HOME}:{self.port}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def __enter__(self) -> Listener:
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()


def descriptors(pid: int | str = "self") -> int:
    """Open files of a process."""
    return len(os.listdir(f"/proc/{pid}/fd"))


def memory(pid: int | str = "self") -> int:
    """Bytes that a process has in memory."""
    return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def threads(pid: int | str = "self") -> int:
    """Threads of a process."""
    return len(os.listdir(f"/proc/{pid}/task"))
