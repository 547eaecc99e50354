"""`Growing`: an answer as it comes, read in a thread; who lets go of it ends the work behind it."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator, Iterator
from types import TracebackType

import anyio.to_thread

from qabot.answers.answer import Answer

HELD = 0.05  # seconds in which the end of the stream may show that an answer was the whole one


class Growing:
    """The growing answers of `Chat.stream`, for `async with`: leaving it closes the stream, a call under way too."""

    def __init__(self, stream: Iterator[Answer]) -> None:
        self._stream = stream
        self._lock = threading.Lock()  # a generator cannot be closed while it runs
        self._left = False
        self._coming: asyncio.Future[Answer | None] | None = None

    async def __aiter__(self) -> AsyncIterator[tuple[Answer, bool]]:
        """Each answer and whether it is the whole one, the last."""
        answer = await self._more()
        while answer is not None:
            self._coming = asyncio.ensure_future(self._more())
            done, _ = await asyncio.wait({self._coming}, timeout=HELD)
            if not done:
                yield answer, False
            more = await self._coming
            if more is None:
                yield answer, True
            answer = more

    async def __aenter__(self) -> Growing:
        return self

    async def __aexit__(self, kind: type[BaseException] | None, _: object, trace: TracebackType | None) -> None:
        self._left = True
        if self._coming is not None:
            self._coming.cancel()
        if self._lock.acquire(blocking=False):  # else the thread that reads closes it
            try:
                self._close()
            finally:
                self._lock.release()

    async def _more(self) -> Answer | None:
        # Abandoned when the visitor stops it: otherwise the page would wait for the old answer before the next.
        return await anyio.to_thread.run_sync(self._next, abandon_on_cancel=True)

    def _next(self) -> Answer | None:
        with self._lock:
            try:
                return None if self._left else next(self._stream, None)
            finally:
                if self._left:
                    self._close()

    def _close(self) -> None:
        close = getattr(self._stream, "close", None)  # an iterator need not be a generator
        if close:
            close()
