"""The page on a port: headers that keep it to itself, and one process that ends when told to."""

from __future__ import annotations

import contextlib
import os
import socket
import sys
import threading
import webbrowser
from typing import TYPE_CHECKING

import gradio as gr
import uvicorn
from fastapi import FastAPI, Response
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.types import ASGIApp

from qabot.errors import QabotError, SettingsError
from qabot.ui.access import Access
from qabot.ui.examples import example_questions
from qabot.ui.guard import Guard
from qabot.ui.housekeeping import Housekeeping, upload_folder
from qabot.ui.page import build_page
from qabot.ui.theme import SCRIPTS, script, style, theme

if TYPE_CHECKING:
    from qabot.bot import Bot

LOOPBACK = ("127.0.0.1", "localhost")


def web_app(bot: Bot, *, host: str = "127.0.0.1") -> ASGIApp:
    """The page and its API as one ASGI app."""
    folder = upload_folder()
    folder.mkdir(mode=0o700, exist_ok=True)
    access = Access.of(bot.settings, host)
    page = build_page(bot, access)
    kept = Housekeeping(page, folder)
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None, lifespan=kept.lifespan)
    if host in LOOPBACK:  # a foreign site whose name resolves to this machine gets nothing
        app.add_middleware(TrustedHostMiddleware, allowed_hosts=list(LOOPBACK))

    @app.get("/{name}.js")
    def own_script(name: str) -> Response:
        if f"{name}.js" not in SCRIPTS:
            return Response(status_code=404)
        return Response(script(f"{name}.js"), media_type="text/javascript")

    gr.mount_gradio_app(
        app,
        page,
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
    return Guard(app, page, bot.settings, access, kept)


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


def _reason(error: OSError) -> str:
    return os.strerror(error.errno) if error.errno and error.errno > 0 else str(error)
