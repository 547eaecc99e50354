"""A served page over the fake bot, and visitors of it in a real Chromium."""

from __future__ import annotations

import http.client
import shutil
import sys
import threading
import time
from pathlib import Path
from urllib.parse import urlsplit

from fake_bot import FakeBot

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or ""
FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()
SHOTS = Path(__file__).parent / "shots"


class Site:
    """The page served on a free port of the loopback address, and every address its process turned to."""

    def __init__(self, bot: object = None, *, port: int = 0, **how: object) -> None:
        import uvicorn

        from qabot.ui.server import web_app

        self.bot = bot or FakeBot()
        self.reached: set[str] = set()
        sys.addaudithook(self._audit)
        self.server = uvicorn.Server(
            uvicorn.Config(web_app(self.bot, **how), port=port, log_level="warning", timeout_graceful_shutdown=1)
        )
        self.thread = threading.Thread(target=self.server.run, daemon=True)
        self.thread.start()
        until = time.monotonic() + 30
        while not self.server.started and time.monotonic() < until:
            time.sleep(0.02)
        self.port = self.server.servers[0].sockets[0].getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}/"

    def _audit(self, event: str, details: tuple) -> None:
        if event == "socket.connect" and isinstance(details[1], tuple):
            self.reached.add(str(details[1][0]))
        if event == "socket.getaddrinfo":
            self.reached.add(str(details[0]))

    def close(self) -> None:
        self.bot.gate.set()
        self.server.should_exit = True
        self.thread.join(10)


class Visit:
    """One visitor: a page, and what went on behind it."""

    def __init__(self, site: Site, chromium, path: str = "", **look: object) -> None:
        look = {"viewport": {"width": 1440, "height": 900}, "color_scheme": "light", **look}
        self.site = site
        self.context = chromium.new_context(**look)
        self.page = self.context.new_page()
        self.hosts: set[str] = set()
        self.faults: list[str] = []
        self.page.on("request", lambda request: self.hosts.add(urlsplit(request.url).netloc or "inline"))
        self.page.on("console", lambda message: self._console(message.type, message.text))
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))
        self.page.goto(site.url + path)
        self.page.locator("#question textarea").wait_for()
        self.turns = 0

    def _console(self, kind: str, text: str) -> None:
        if kind in ("error", "warning"):
            self.faults.append(text)

    def ask(self, question: str) -> None:
        """Ask, and wait until the answer is whole."""
        from playwright.sync_api import expect

        self.page.fill("#question textarea", question)
        self.page.press("#question textarea", "Enter")
        self.turns += 1
        expect(self.page.locator("#log [data-testid=bot]")).to_have_count(self.turns)
        expect(self.page.locator("#ask")).to_be_visible()

    def last(self) -> str:
        """The lines of the last answer."""
        parts = self.page.locator("#log [data-testid=bot]").last.locator(".status, .answer, .notice, .problem")
        return "\n".join(line for part in parts.all_inner_texts() for line in part.split("\n") if line)

    def focus(self) -> str:
        return self.page.evaluate(
            "document.activeElement.id || document.activeElement.parentElement.closest('[id]').id"
        )

    def close(self) -> None:
        self.context.close()


def expect(locator):
    from playwright.sync_api import expect as wait_for

    return wait_for(locator)


def get(site: Site, path: str, **headers: str) -> http.client.HTTPResponse:
    connection = http.client.HTTPConnection("127.0.0.1", site.port, timeout=10)
    connection.request("GET", path, headers=headers)
    answer = connection.getresponse()
    answer.text = answer.read().decode(errors="replace")
    connection.close()
    return answer
