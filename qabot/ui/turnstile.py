"""`Turnstile`: so many questions are answered at once, and one visitor's many do not hold up another's one."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager


class Turnstile:
    """Places to be answered in, for one event loop.

    Who has the fewest places comes next, and where there are several places, one visitor is never in all of them: the
    next visitor need not wait for an answer to end.
    """

    def __init__(self, places: int) -> None:
        self.places = places
        self.each = max(1, places - 1)  # places that one visitor has at most
        self._taken: Counter[str] = Counter()
        self._waiting: list[tuple[str, asyncio.Future[None]]] = []

    @asynccontextmanager
    async def place(self, who: str) -> AsyncIterator[None]:
        """Wait for a place, and give it back at the end. Gives nothing."""
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append((who, turn))
        self._admit()
        try:
            await turn
        except asyncio.CancelledError:
            if (who, turn) in self._waiting:
                self._waiting.remove((who, turn))
            else:  # let in and sent away at once
                self._leave(who)
            raise
        try:
            yield
        finally:
            self._leave(who)

    def _leave(self, who: str) -> None:
        self._taken[who] -= 1
        if not self._taken[who]:
            del self._taken[who]
        self._admit()

    def _admit(self) -> None:
        while self._taken.total() < self.places:
            able = [one for one in self._waiting if self._taken[one[0]] < self.each and not one[1].done()]
            if not able:
                return
            chosen = min(able, key=lambda one: self._taken[one[0]])  # the first of them that came
            self._waiting.remove(chosen)
            self._taken[chosen[0]] += 1
            chosen[1].set_result(None)
