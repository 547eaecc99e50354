"""`Housekeeping`: lets go of what visitors who are gone have left in memory and on the disk.

Gradio keeps a copy of the page's whole configuration (130 of 150 kB, measured) for each of up to 10,000 sessions, and
each call of the API by name is a session of its own.
"""

from __future__ import annotations

import asyncio
import os
import shutil
import tempfile
import time
from collections import Counter, OrderedDict
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import gradio as gr

SESSIONS = 1_000  # remembered at once: of one more, the one unused for longest is forgotten
OWN = 200  # of these from one network address: whoever opens many loses their own
HEAVY = 100_000_000  # bytes of conversations that one address has the page reopen
EVERY = 2.0  # seconds
CALLED = 60.0  # seconds that the answer to a call by name waits to be fetched; its state goes at once
CLOSED = 1_800.0  # seconds that a conversation is remembered after its page was closed; the browser keeps it, too
IDLE = 86_400.0  # seconds that it is remembered while its page stays open
STAGED = 3_600.0  # seconds that an uploaded file waits to be applied


@cache
def upload_folder() -> Path:
    """The folder of this process for files that are not in the corpus yet; nobody else can read it."""
    folder = Path(tempfile.mkdtemp(prefix="qabot-"))
    os.environ["GRADIO_TEMP_DIR"] = str(folder)  # the only way to tell Gradio, and before a page is built
    return folder


class Housekeeping:
    """What is kept for the visitors of one page."""

    def __init__(self, page: gr.Blocks, folder: Path) -> None:
        self.page = page
        self.folder = folder
        self.open: Counter[str] = Counter()  # session -> its pages that are open now
        self._owners: OrderedDict[str, str] = OrderedDict()  # session -> network address, the newest last
        self._sizes: dict[str, int] = {}  # session -> bytes of the largest request
        page.state_session_capacity = SESSIONS

    @asynccontextmanager
    async def lifespan(self, _: object) -> AsyncIterator[None]:
        """Tidy up while a server runs, and clear the uploaded files at its end."""
        task = asyncio.create_task(self._run())
        try:
            yield
        finally:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task
            shutil.rmtree(self.folder, ignore_errors=True)

    def seen(self, session: str, address: str, size: int = 0) -> None:
        """Note whose a session is, and the bytes of a request of it; of too many, or too large ones, the oldest go."""
        if session in self._owners and size <= self._sizes.get(session, 0):
            return
        self._owners[session] = address
        self._owners.move_to_end(session)
        self._sizes[session] = size
        own = [one for one, owner in self._owners.items() if owner == address]
        heavy = sum(self._sizes.get(one, 0) for one in own)
        for at, one in enumerate(own):
            if one == session or (len(own) - at <= OWN and heavy <= HEAVY):
                break
            heavy -= self._sizes.get(one, 0)
            self._forget(one)

    @contextmanager
    def page_of(self, session: str) -> Iterator[None]:
        """For as long as a page of a session is open."""
        self.open[session] += 1
        try:
            yield
        finally:
            self.open[session] -= 1
            if not self.open[session]:
                del self.open[session]

    def tidy(self, now: float) -> None:
        """Forget the sessions that are over at a time (seconds since 1970), and delete files that were left."""
        holder, queue = self.page.state_holder, self.page._queue
        pending = {event.session_hash for event in list(queue.event_ids_to_events.values())}
        known = dict(holder.time_last_used)
        for session, used in known.items():
            if session in pending:
                continue
            if (datetime.fromtimestamp(now) - used).total_seconds() > self._patience(session):
                self._forget(session)
            elif _is_call(session):
                self._forget_state(session)
            elif session in holder.session_data:
                self._slim(holder.session_data[session])
        for session in set(queue.pending_event_ids_session) - pending - set(known):
            self._forget(session)
        for session in [one for one in self._owners if one not in holder.time_last_used and one not in pending]:
            del self._owners[session]
            self._sizes.pop(session, None)
        _sweep(self.folder, now - STAGED)

    def _patience(self, session: str) -> float:
        """Seconds for which an unused session is kept."""
        if _is_call(session):
            return CALLED
        return IDLE if self.open[session] else CLOSED

    def _slim(self, state: Any) -> None:  # noqa: ANN401 - Gradio's
        """Let go of what Gradio keeps beside the conversation: 150 kB, and a component for each that was updated.

        It serves links to a state, which are not there, and choices that differ between visitors, which are none.
        """
        state.config_values.clear()
        state.blocks_config.blocks.update(self.page.default_config.blocks)

    def _forget_state(self, session: str) -> None:
        with self.page.state_holder.lock:
            self.page.state_holder.session_data.pop(session, None)

    def _forget(self, session: str) -> None:
        queue = self.page._queue
        self._forget_state(session)
        self.page.state_holder.time_last_used.pop(session, None)
        queue.pending_event_ids_session.pop(session, None)
        if session in queue.pending_messages_per_session:
            del queue.pending_messages_per_session[session]
        self._owners.pop(session, None)
        self._sizes.pop(session, None)

    async def _run(self) -> None:
        while True:
            await asyncio.sleep(EVERY)
            self.tidy(time.time())


def _is_call(session: str) -> bool:
    """Whether a session is that of one call by name: it goes by the 32 digits of its event."""
    return len(session) == 32 and all(letter in "0123456789abcdef" for letter in session)


def _sweep(folder: Path, before: float) -> None:
    for place, folders, names in os.walk(folder, topdown=False):
        with suppress(OSError):  # another visitor's plan may be faster
            for name in names:
                path = Path(place, name)
                if path.lstat().st_mtime < before:
                    path.unlink(missing_ok=True)
            for name in folders:
                with suppress(OSError):  # not empty
                    Path(place, name).rmdir()
