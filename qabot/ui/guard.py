"""`Guard`: stands before the page. Which routes there are, who may change the corpus, and how much is taken at once.

The buttons ask the same of a visitor; this is for whoever leaves them out.
"""

from __future__ import annotations

import json
import re
import time
from collections import Counter, OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import gradio as gr
from starlette.datastructures import Headers
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from qabot.settings import Settings
from qabot.ui.access import COOKIE, Access
from qabot.ui.headers import Headed, framed_by
from qabot.ui.housekeeping import Housekeeping
from qabot.ui.kept import LONGEST
from qabot.ui.staging import size_of
from qabot.ui.words import LANGUAGE_COOKIE, Words, words_for

API = "/gradio_api"
SMALL = 256_000  # bytes of a request, all but uploads and kept conversations
OPEN_AT_ONCE = 500  # requests of one address; an open page keeps one or two for as long as it is open
FORM = 1_000  # bytes of a form around each of its files
ASK, KEEP, BUILD, OPEN = (
    "ask",
    "keep",
    "rebuild",
    "open",
)  # `concurrency_id` of the page's events that are told apart here
# What Gradio has beyond this (files by path, proxies, direct calls, links to states, recordings …) is not served.
_READ = re.compile(
    r"/(?:|config/?|theme\.css|favicon\.ico|robots\.txt|manifest\.json|\w+\.js|(?:assets|static|svelte)/[\w./@+-]+)|"
    rf"{API}/(?:info/?|openapi\.json|startup-events|theme\.css|app_id/?|user/?|login_check/?|heartbeat/[\w-]+|"
    r"queue/(?:data|status)|upload_progress|call/(?:v2/)?ask/\w+)"
)
_WRITE = re.compile(rf"{API}/(?:queue/join|call/(?:v2/)?ask/?|cancel|reset/?|upload)")
_BEAT = re.compile(rf"{API}/heartbeat/([\w-]+)")
_CALL = re.compile(rf"{API}/call/(?:v2/)?ask/?")
_HALF = re.compile(rb"\\u[dD][89a-fA-F]")
_SESSION = re.compile(r"[\w-]{0,64}")


@dataclass(frozen=True, slots=True)
class Refusal(Exception):
    """A request that is not taken."""

    status: int
    words: str


@dataclass(frozen=True, slots=True, eq=False)
class _Coming:
    """An event on its way into Gradio's queue."""

    address: str
    session: str
    kind: str
    size: int  # bytes


class Guard:
    """ASGI middleware around the whole app: what does not pass is answered here, and every answer has its headers."""

    def __init__(self, app: ASGIApp, page: gr.Blocks, settings: Settings, access: Access, kept: Housekeeping) -> None:
        self.app = app
        self.page = page
        self.settings = settings
        self.access = access
        self.kept = kept
        self._rates: OrderedDict[str, tuple[float, float]] = OrderedDict()  # session -> questions left, at a time
        self._open: Counter[str] = Counter()  # requests being answered, by address
        self._coming: list[_Coming] = []
        self._kinds = {number: str(fn.concurrency_id) for number, fn in page.fns.items()}
        self._inputs = {number: [type(one) for one in fn.inputs] for number, fn in page.fns.items()}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and its answer back with the headers; or refuse it."""
        if scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
            return
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headed = Headed(send, framed_by())
        request = Request(scope, receive)
        address = _address(request)
        self._open[address] += 1
        try:
            if self._open[address] > OPEN_AT_ONCE:
                raise Refusal(429, _words(request)("busy"))
            self._route(request)
            if request.method == "POST":
                await self._post(request, headed)
            elif beating := _BEAT.fullmatch(scope["path"]):
                with self.kept.page_of(beating[1]):
                    await self.app(scope, receive, headed)
            else:
                await self.app(scope, receive, headed)
        except Refusal as refusal:
            more = {"Retry-After": "5"} if refusal.status == 429 else {}
            body = {"detail": refusal.words, "error": refusal.words}
            await JSONResponse(body, refusal.status, more)(scope, receive, headed)
        finally:
            self._open[address] -= 1
            if not self._open[address]:
                del self._open[address]

    def _route(self, request: Request) -> None:
        path, method = request.scope["path"], request.method
        if method == "OPTIONS":
            raise Refusal(405, "Other sites cannot use this page.")
        allowed = _WRITE if method == "POST" else _READ if method in ("GET", "HEAD") else None
        if allowed is None or not allowed.fullmatch(path) or ".." in path:
            raise Refusal(404, "There is nothing here.")
        if method == "POST" and _foreign(request.headers):
            raise Refusal(403, "Other sites cannot use this page.")

    async def _post(self, request: Request, send: Headed) -> None:
        path = request.scope["path"]
        if path == f"{API}/upload":
            await self._upload(request, send)
            return
        body = _whole_letters(await _body(request, 2 * LONGEST))
        coming = self._event(request, body, named=bool(_CALL.fullmatch(path)), joins="queue/" in path)
        if coming is not None:
            self._coming.append(coming)  # until it stands in Gradio's queue
        try:
            await self.app(request.scope, _replayed(body, request.receive), send)
        finally:
            if coming is not None:
                self._coming.remove(coming)

    def _event(self, request: Request, body: bytes, *, named: bool, joins: bool) -> _Coming | None:
        """Check what sets a function of the page going, None for anything else. Raises Refusal."""
        words = _words(request)
        if len(body) > SMALL and not (joins and self._kind(_fn_at_end(body)) == OPEN):
            raise Refusal(413, words("refused.long", most=f"{self.settings.max_question_chars:,}"))
        if not (named or joins):
            return None
        try:
            said = json.loads(body)
        except (ValueError, RecursionError):
            raise Refusal(400, "JSON was expected.") from None
        said = said if isinstance(said, dict) else {}
        if named and len(str(_asked(said))) > self.settings.max_question_chars:  # the page says it in its own way
            raise Refusal(413, words("refused.long", most=f"{self.settings.max_question_chars:,}"))
        kind = ASK if named else self._kind(said.get("fn_index"))
        if not kind:
            raise Refusal(404, "There is nothing here.")
        if len(body) > SMALL and kind != OPEN:
            raise Refusal(413, words("refused.long", most=f"{self.settings.max_question_chars:,}"))
        if kind in (KEEP, BUILD) and not self.access.allows(request.cookies.get(COOKIE)):
            raise Refusal(403, words("corpus.off" if self.access.mode == "off" else "corpus.locked"))
        if any(kind != KEEP or not self._is_upload(path) for path in _paths(said)):
            raise Refusal(403, "Only an uploaded file can be named.")
        if not _SESSION.fullmatch(str(said.get("session_hash") or "")) or not (named or self._fits(said)):
            raise Refusal(400, "Other values were expected.")
        coming = _Coming(_address(request), str(said.get("session_hash") or ""), kind, len(body))
        self._admit(coming, words)
        return coming

    def _admit(self, coming: _Coming, words: Words) -> None:
        """Make sure that there is room for an event. Raises Refusal."""
        address, session, kind = coming.address, coming.session, coming.kind
        waiting = [event.request.client for event in list(self.page._queue.event_ids_to_events.values())]
        own = sum(1 for client in waiting if client and client.host == address)
        own += sum(one.address == address for one in self._coming)
        total = len(waiting) + len(self._coming)
        if total >= self.settings.waiting or own >= self.settings.client_waiting:
            raise Refusal(429, words("busy"))
        if kind == ASK:
            if session and self._asking(session):
                raise Refusal(429, words("busy.one"))
            if not self._in_time(session or address):
                raise Refusal(429, words("busy.rate", rate=self.settings.rate))
        if session:
            self.kept.seen(session, address, coming.size)

    def _asking(self, session: str) -> bool:
        """Whether a question of this conversation is being answered; one whose answer was handed over is not."""
        if any(one.session == session and one.kind == ASK for one in self._coming):
            return True
        queue = self.page._queue
        events = (queue.event_ids_to_events.get(one) for one in queue.pending_event_ids_session.get(session, ()))
        return any(event is not None and event.concurrency_id == ASK for event in events)

    def _in_time(self, session: str) -> bool:
        """Whether a conversation has a question left: as many at once as it has in a minute, then one by one."""
        rate = self.settings.rate
        if not rate:
            return True
        now = time.monotonic()
        left, at = self._rates.pop(session, (float(rate), now))
        left = min(float(rate), left + (now - at) * rate / 60)
        self._rates[session] = (left - 1 if left >= 1 else left, now)
        while len(self._rates) > 10_000:
            self._rates.popitem(last=False)
        return left >= 1

    async def _upload(self, request: Request, send: Headed) -> None:
        """Files: from those who may add some, so many, so large, and while there is room."""
        words, settings = _words(request), self.settings
        if not self.access.allows(request.cookies.get(COOKIE)):
            raise Refusal(403, words("corpus.off" if self.access.mode == "off" else "corpus.locked"))
        length = request.headers.get("content-length", "")
        if not length.isdecimal():
            raise Refusal(411, "Say how long the files are.")
        size, most = int(length) - FORM, settings.max_upload_files
        if size > most * (settings.max_file_mb * 1e6 + FORM):
            raise Refusal(413, words("refused.size", size=f"{size / 1e6:.3g}", most=f"{most * settings.max_file_mb:g}"))
        if size + size_of(settings.corpus) + size_of(self.kept.folder) > settings.max_corpus_mb * 1e6:
            raise Refusal(413, words("refused.quota", most=f"{settings.max_corpus_mb:,g}"))
        counted = _Counted(request, most)
        try:
            await self.app(request.scope, counted, _Unless(counted, send))
        except ClientDisconnect:
            pass
        if counted.over:
            raise Refusal(413, words("refused.many", most=most))

    def _kind(self, number: object) -> str:
        return self._kinds.get(number, "") if isinstance(number, int) else ""

    def _fits(self, said: dict[str, Any]) -> bool:
        """Whether a function of the page is given what it takes; else Gradio would write all of it to the log."""
        given, taken = said.get("data"), self._inputs[said["fn_index"]]
        if not isinstance(given, list) or len(given) != len(taken):
            return False
        return all(one is None or isinstance(one, list if kind is gr.UploadButton else str) or kind is gr.State
                   for one, kind in zip(given, taken, strict=True))  # fmt: skip

    def _is_upload(self, path: object) -> bool:
        given = Path(str(path))
        return given.is_relative_to(self.kept.folder) and ".." not in given.parts


class _Counted:
    """A form's `receive` that ends it where it has more files than it may."""

    def __init__(self, request: Request, most: int) -> None:
        self._receive = request.receive
        found = re.search(r'boundary="?([^";,\s]+)', request.headers.get("content-type", ""))
        self._mark = b"--" + (found[1].encode("latin-1") if found else b"")
        self._left = most + 1  # the last one closes the form
        self._tail = b""
        self.over = False

    async def __call__(self) -> Message:
        message = await self._receive()
        seen = self._tail + message.get("body", b"")
        self._left -= seen.count(self._mark)
        # what may be the beginning of another mark
        self._tail = seen[-(len(self._mark) - 1) :] if len(self._mark) > 1 else b""
        if self._left < 0:
            self.over = True
            return {"type": "http.disconnect"}
        return message


class _Unless:
    """A `send` that says nothing more once a form has too many files."""

    def __init__(self, counted: _Counted, send: Send) -> None:
        self._counted = counted
        self._send = send

    async def __call__(self, message: Message) -> None:
        if not self._counted.over:
            await self._send(message)


async def _body(request: Request, most: int) -> bytes:
    """The whole body of a request. Raises Refusal when it is longer."""
    length = request.headers.get("content-length", "0")
    if length.isdecimal() and int(length) > most:
        raise Refusal(413, f"{most:,} bytes are taken at most.")
    parts, size = [], 0
    async for part in request.stream():
        parts.append(part)
        size += len(part)
        if size > most:
            raise Refusal(413, f"{most:,} bytes are taken at most.")
    return b"".join(parts)


def _whole_letters(body: bytes) -> bytes:
    """JSON with a question mark for half a letter ("\\ud83d" alone): no answer that repeats it could be sent."""
    if not _HALF.search(body):
        return body
    try:
        return json.dumps(json.loads(body), ensure_ascii=False).encode("utf-8", "replace")
    except (ValueError, RecursionError):
        return body  # and is refused


def _replayed(body: bytes, receive: Receive) -> Receive:
    first: Iterator[Message] = iter([{"type": "http.request", "body": body, "more_body": False}])

    async def again() -> Message:
        return next(first, None) or await receive()

    return again


def _asked(said: dict[str, Any]) -> object:
    """The question of a call by name: `{"data": [question]}`, or by the name of its argument."""
    data = said.get("data")
    return data[0] if isinstance(data, list) and data else said.get("question", "")


def _fn_at_end(body: bytes) -> int | None:
    """Which function a request of the page sets going, without reading all of it."""
    found = re.findall(rb'"fn_index":\s*(\d{1,6})', body[-2_000:])
    return int(found[-1]) if found else None


def _paths(value: Any) -> Iterator[object]:  # noqa: ANN401 - JSON
    """Every file that a request names, however deep."""
    todo = [value]
    while todo:
        one = todo.pop()
        if isinstance(one, dict):
            todo += one.values()
            if "path" in one or "url" in one:
                yield one.get("path")
        elif isinstance(one, list):
            todo += one


def _address(request: Request) -> str:
    """Where a request comes from; behind a proxy on this machine, what that says."""
    return request.client.host if request.client else ""


def _foreign(headers: Headers) -> bool:
    """Whether another site has the visitor's browser send this."""
    if site := headers.get("sec-fetch-site"):
        return site not in ("same-origin", "none")
    origin = headers.get("origin")
    return bool(origin) and urlsplit(str(origin)).netloc not in (headers.get("host"), headers.get("x-forwarded-host"))


def _words(request: Request) -> Words:
    return words_for(request.cookies.get(LANGUAGE_COOKIE, ""), request.headers.get("accept-language", ""))
