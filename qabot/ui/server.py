"""The page on a port: headers that keep it to itself, and one process that ends when told to."""

from __future__ import annotations

import base64
import contextlib
import hashlib
import os
import re
import socket
import sys
import threading
import webbrowser
from typing import TYPE_CHECKING

import gradio as gr
import uvicorn
from fastapi import FastAPI, Request, Response
from starlette.datastructures import MutableHeaders
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from qabot.errors import QabotError, SettingsError
from qabot.ui.access import COOKIE, Access
from qabot.ui.examples import example_questions
from qabot.ui.page import build_page
from qabot.ui.theme import SCRIPTS, script, style, theme

if TYPE_CHECKING:
    from qabot.bot import Bot

LOOPBACK = ("127.0.0.1", "localhost")
_SCRIPT = re.compile(rb"<script(?![^>]*\ssrc=)[^>]*>(.*?)</script>", re.DOTALL)


def web_app(bot: Bot, *, host: str = "127.0.0.1") -> FastAPI:
    """The page and its API as one ASGI app."""
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    access = Access.of(bot.settings, host)
    app.add_middleware(Guard, framed_by=_framed_by(), access=access)
    if host in LOOPBACK:  # a foreign site whose name resolves to this machine gets nothing
        app.add_middleware(TrustedHostMiddleware, allowed_hosts=list(LOOPBACK))

    @app.get("/{name}.js")
    def own_script(name: str) -> Response:
        if f"{name}.js" not in SCRIPTS:
            return Response(status_code=404)
        return Response(script(f"{name}.js"), media_type="text/javascript")

    gr.mount_gradio_app(
        app,
        build_page(bot, access),
        path="/",
        theme=theme(),
        css=style(),
        head="".join(f'<script src="{name}" defer></script>' for name in SCRIPTS),
        footer_links=[],
        run_history=False,
        enable_monitoring=False,
        ssr_mode=False,
        show_error=False,
        max_file_size=int(bot.settings.max_file_mb * 1e6),
        app_kwargs={"docs_url": None, "redoc_url": None},
    )
    return app


def serve(bot: Bot, *, host: str, port: int, open_browser: bool = False) -> None:
    """Serve the page until the process is told to end. Port 0 picks a free one; the address goes to stderr."""
    try:
        listening = socket.create_server((host, port))
    except OSError as error:
        raise SettingsError(
            f"The chat cannot listen on {host}, port {port}: {_reason(error)}.",
            "Set QABOT_PORT to a free port, or to 0.",
        ) from error
    url = f"http://{'127.0.0.1' if host == '0.0.0.0' else host}:{listening.getsockname()[1]}"  # noqa: S104
    server = uvicorn.Server(uvicorn.Config(web_app(bot, host=host), log_level="warning", timeout_graceful_shutdown=2))
    sys.stderr.write(f"qabot is at {url}\n")
    if open_browser:
        threading.Timer(1.0, webbrowser.open, [url]).start()
    threading.Thread(target=warm, args=(bot,), daemon=True).start()  # the first question need not wait
    server.run(sockets=[listening])


def warm(bot: Bot) -> None:
    """Load what the first question needs: the model, and the words that understanding it takes."""
    bot.warm()
    with contextlib.suppress(QabotError):
        bot.ask(example_questions(bot.profiles())[0])


class Guard:
    """ASGI middleware that puts security headers on every answer.

    A page's own inline scripts are allowed by their hashes, taken as it is sent; an inline script or handler that
    text could bring in is not, even where cleaning failed. Files are taken only from those who may add some.
    """

    def __init__(self, app: ASGIApp, framed_by: str, access: Access) -> None:
        self.app = app
        self.framed_by = framed_by
        self.access = access

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and its answer back with the headers."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        if scope["path"].rstrip("/").endswith("/upload") and not self.access.allows(Request(scope).cookies.get(COOKIE)):
            await Response("Adding files is not allowed here.", status_code=403)(scope, receive, send)
            return
        held: list[Message] = []

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers["X-Content-Type-Options"] = "nosniff"
                headers["Referrer-Policy"] = "no-referrer"
                if headers.get("content-type", "").startswith("text/html"):
                    held.append(message)
                    return
                headers["Content-Security-Policy"] = policy(b"", self.framed_by)
            elif held:
                held.append(message)
                if message.get("more_body"):
                    return
                body = b"".join(part.get("body", b"") for part in held[1:])
                MutableHeaders(scope=held[0])["Content-Security-Policy"] = policy(body, self.framed_by)
                for part in held:
                    await send(part)
                held.clear()
                return
            await send(message)

        await self.app(scope, receive, guarded)


def policy(page: bytes, framed_by: str) -> str:
    """The Content-Security-Policy for one response: this server only, and of inline scripts those in `page`."""
    hashes = [base64.b64encode(hashlib.sha256(code).digest()).decode() for code in _SCRIPT.findall(page)]
    scripts = " ".join(f"'sha256-{digest}'" for digest in hashes)
    return (
        f"default-src 'self'; script-src 'self' {scripts}; style-src 'self' 'unsafe-inline'; "
        "img-src 'self' data: blob:; font-src 'self' data:; media-src 'self' blob:; worker-src 'self' blob:; "
        f"connect-src 'self'; object-src 'none'; base-uri 'self'; form-action 'none'; frame-ancestors {framed_by}"
    )


def _reason(error: OSError) -> str:
    return os.strerror(error.errno) if error.errno and error.errno > 0 else str(error)


def _framed_by() -> str:
    return "https://huggingface.co" if "SPACE_ID" in os.environ else "'none'"
