"""The headers that keep the page to itself, on every answer of the server."""

from __future__ import annotations

import base64
import hashlib
import os
import re

from starlette.datastructures import MutableHeaders
from starlette.types import Message, Send

_SCRIPT = re.compile(rb"<script(?![^>]*\ssrc=)[^>]*>(.*?)</script>", re.DOTALL)


class Headed:
    """A `send` that puts the headers on what passes through it.

    A page's own inline scripts are allowed by their hashes, taken as it is sent; an inline script or handler that
    text could bring in is not, even where cleaning failed.
    """

    def __init__(self, send: Send, framed_by: str) -> None:
        self._send = send
        self._framed_by = framed_by
        self._held: list[Message] = []
        self.began = False  # something was sent

    async def __call__(self, message: Message) -> None:
        """Pass a message on; a page of HTML once it is whole."""
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            headers.update(common(self._framed_by))
            if headers.get("content-type", "").startswith("text/html"):
                self._held = [message]
                return
            headers["Content-Security-Policy"] = policy(b"", self._framed_by)
        elif self._held:
            self._held.append(message)
            if message.get("more_body"):
                return
            body = b"".join(part.get("body", b"") for part in self._held[1:])
            MutableHeaders(scope=self._held[0])["Content-Security-Policy"] = policy(body, self._framed_by)
            for part in self._held:
                await self._pass(part)
            self._held = []
            return
        await self._pass(message)

    async def _pass(self, message: Message) -> None:
        self.began = True
        await self._send(message)


def common(framed_by: str) -> dict[str, str]:
    """The headers of every answer but the policy."""
    headers = {
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
        "X-DNS-Prefetch-Control": "off",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
    }
    if framed_by == "'none'":
        headers["X-Frame-Options"] = "DENY"  # it knows no "only there"
    return headers


def policy(page: bytes, framed_by: str) -> str:
    """The Content-Security-Policy for one response: this server only, and of inline scripts those in `page`."""
    hashes = [base64.b64encode(hashlib.sha256(code).digest()).decode() for code in _SCRIPT.findall(page)]
    scripts = " ".join(f"'sha256-{digest}'" for digest in hashes)
    return (
        f"default-src 'self'; script-src 'self' {scripts}; style-src 'self' 'unsafe-inline'; "
        "img-src 'self' data: blob:; font-src 'self' data:; media-src 'self' blob:; worker-src 'self' blob:; "
        "connect-src 'self'; frame-src 'none'; object-src 'none'; base-uri 'self'; form-action 'none'; "
        f"frame-ancestors {framed_by}"
    )


def framed_by() -> str:
    """Which sites may show the page in a frame: none, on Hugging Face Spaces theirs."""
    return "https://huggingface.co" if "SPACE_ID" in os.environ else "'none'"
