"""`Access`: who may add and delete profiles and rebuild the index in the page."""

from __future__ import annotations

import hmac
import secrets
import threading
import time
from typing import Literal

from qabot.settings import Settings

COOKIE = "qabot_key"
LOOPBACK = ("127.0.0.1", "localhost", "::1")
PAUSE = 1.0  # seconds that a wrong password takes, one after another
_MOST = 1_000  # keys given out that are remembered

Mode = Literal["open", "password", "off"]


class Access:
    """The lock of one server. Keys are good until it ends."""

    def __init__(self, mode: Mode, password: str = "", pause: float = PAUSE) -> None:
        self.mode = mode
        self._password = password
        self._pause = pause
        self._keys: list[str] = []
        self._lock = threading.Lock()

    @classmethod
    def of(cls, settings: Settings, host: str) -> Access:
        """What the settings allow on an address: beyond this machine nothing without a password."""
        password = settings.password.get_secret_value()
        if not settings.edit or (not password and host not in LOOPBACK):
            return cls("off")
        return cls("password" if password else "open", password)

    def unlock(self, password: str) -> str:
        """A new key for the right password, "" for a wrong one."""
        with self._lock:
            if self.mode != "password" or not hmac.compare_digest(password.encode(), self._password.encode()):
                time.sleep(self._pause)  # in the lock: guessing in parallel is no faster
                return ""
            key = secrets.token_urlsafe(24)
            self._keys = [*self._keys[-_MOST + 1 :], key]
            return key

    def allows(self, key: str | None) -> bool:
        """Whether the holder of a key, or of none, may change the corpus."""
        if self.mode != "password":
            return self.mode == "open"
        return bool(key) and any(hmac.compare_digest(str(key).encode(), known.encode()) for known in self._keys)
