"""Ask more than can be answered, from one address: the others are served on, and who asks too much is told so plainly.

    python faults/page_flood.py [--long] [--rows long one rate flood full] [--without length|bounds]

An answer takes 0.2 s here. `long`: a question over 2,000 characters, and one of 5 MB, are refused in 50 ms, by the page
and by the API, while others ask. `one`: a conversation's second question while the first is being answered. `rate`: more
questions a minute than the setting. `flood`: one address sends questions in new conversations, 40 at a time; another is
answered within 2 s all the time. `full`: 40 addresses send more than may wait. `--without bounds` lets everything wait in
line, `--without length` everything be asked.
Short, 20 s; `--long`, 80 s: a flood of a minute. Last long run: 115 questions of the other answered in 1.1 s at most,
while of 25,693 of the flood 121 were taken; 5 and 30 MB refused in 31 and 64 ms.
"""

from __future__ import annotations

import json
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, ExitStack, contextmanager
from functools import cache

from findings import Control, Tally, main
from place import patched
from serving import API, Client, Served, served

from qabot import bot
from qabot.ui import guard, turnstile
from qabot.ui.talk import Talk

TEXTS = {"ada.md": "# Ada Berg\n\nI study ice.\n\n## Education\n\nPhD, Salt University, 2019\n"}
ANSWER = 0.2  # seconds that an answer takes
SOON = 2.0  # seconds in which the next visitor is answered
AT_ONCE = 0.05  # seconds in which what is too long is refused, beside what sending it takes
QUESTION = "Where did Ada Berg study?"


STAGE = ExitStack()  # one page for the rows that leave nothing behind


@cache
def _site() -> Served:
    return STAGE.enter_context(served(TEXTS, at_once=4))


@contextmanager
def bounded(**settings: object) -> Iterator[Served]:
    """The page with other bounds, until nothing waits any more."""
    site = _site()
    usual = site.app.settings
    site.app.settings = usual.model_copy(update=settings)
    try:
        yield site
    finally:
        until = time.monotonic() + 10
        while site.queue() and time.monotonic() < until:
            time.sleep(0.05)
        site.app.settings = usual


@contextmanager
def slow(site: Served) -> Iterator[Served]:
    """Answers take their time, without using a processor."""
    usual = site.bot._answers

    def answers(question, state):
        time.sleep(ANSWER)
        return usual(question, state)

    site.bot._answers = answers
    try:
        yield site
    finally:
        site.bot._answers = usual


def long(more: bool) -> Tally:
    """What is too long."""
    tally = Tally()
    with bounded(rate=0, client_waiting=100, waiting=1_000) as site, slow(site), _asking(site, 2, pause=0.1):
        client = Client(site.port, "127.0.0.9")
        client.ask(QUESTION)
        for size in (2_001, 100_000, 5_000_000, *((30_000_000,) if more else ())):
            words = "a" * size
            tries = {
                "the API": lambda words=words: client.ask(words),
                "the page": lambda words=words: client.join(site.fn("ask"), [words, None, None], f"l{len(words)}"),
            }
            for what, send in tries.items():
                for _ in range(3):  # other work on the machine makes one late at times
                    reply = send()
                    late = reply.seconds > AT_ONCE + size / 50e6 + 0.25 * (reply.status == 200)  # its events are polled
                    if not late:
                        break
                refused = reply.status == 413 or "characters" in reply.text
                tally.saw(f"{size:,} characters to {what}: {reply.status} in {reply.seconds * 1000:.0f} ms",
                          fault=not refused or late)  # fmt: skip
            if tally.faults:  # what is longer still would take minutes
                break
    return tally


def one(more: bool) -> Tally:
    """One question of a conversation at a time."""
    tally = Tally()
    with bounded() as site, slow(site):
        client, number = Client(site.port), site.fn("ask")
        with ThreadPoolExecutor(8) as pool:
            replies = list(
                pool.map(lambda _: client.join(number, [QUESTION, None, None], "same", read=False), range(8))
            )
        time.sleep(ANSWER)
        client.get(f"{API}/queue/data?session_hash=same")
        taken = sum(reply.status == 200 for reply in replies)
        tally.saw(f"{taken} of 8 taken", fault=taken != 1)
        said = {json.loads(reply.text)["detail"] for reply in replies if reply.status == 429}
        tally.saw(f"told {said}", fault=said != {"Your last question is still being answered."})
        again = client.join(number, [QUESTION, None, None], "same")
        tally.saw(f"and the next one {again.status}", fault=again.status != 200)
    return tally


def rate(more: bool) -> Tally:
    """So many a minute."""
    tally, least = Tally(), 20 if more else 5
    with bounded(rate=least) as site:
        client, number = Client(site.port), site.fn("ask")
        replies = [client.join(number, [QUESTION, None, None], "quick") for _ in range(2 * least)]
        taken = sum(reply.status == 200 for reply in replies)
        tally.saw(f"{taken} of {2 * least} taken at {least} a minute", fault=not least <= taken <= least + 2)
        other = client.join(number, [QUESTION, None, None], "other")
        tally.saw(f"another conversation {other.status}", fault=other.status != 200)
    return tally


def flood(more: bool) -> Tally:
    """One against the others."""
    tally, longest = Tally(), 0.0
    with served(TEXTS, at_once=4) as site, slow(site), _asking(site, 40) as sent:
        time.sleep(0.5)
        other, until = Client(site.port, "127.0.0.9"), time.monotonic() + (60 if more else 1.5)
        while time.monotonic() < until:
            try:
                reply = other.ask(QUESTION, timeout=1.2 * SOON)
            except TimeoutError:
                tally.saw("another is not answered", fault=True)
                continue
            longest = max(longest, reply.seconds)
            fault = reply.status != 200 or "event: complete" not in reply.text or reply.seconds > SOON
            tally.saw(f"another is answered: {reply.status}" + " late or not at all" * fault, fault=fault)
    tally.notes.append(f"in {longest:.1f} s at most; the flood: {_counted(sent)}")
    tally.saw("the flood was not told", fault=True) if 429 not in sent else None
    return tally


def full(more: bool) -> Tally:
    """Many addresses, more than may wait."""
    tally = Tally()
    with bounded(waiting=30) as site, slow(site):

        def send(number: int) -> int:
            return Client(site.port, f"127.0.1.{number % 40 + 1}").post(f"{API}/call/ask", {"data": [QUESTION]}).status

        with ThreadPoolExecutor(40) as pool:
            statuses = list(pool.map(send, range(120)))
            most = len(site.queue())
        tally.saw(f"{most} wait or run", fault=most > 30)
        tally.saw(f"{_counted(statuses)}", fault=429 not in statuses or 200 not in statuses)
        until = time.monotonic() + 30 * ANSWER + 5
        while site.queue() and time.monotonic() < until:
            time.sleep(0.1)
        tally.saw("and then it answers", fault=Client(site.port).ask(QUESTION).status != 200)
    return tally


@contextmanager
def _asking(site: Served, at_once: int, pause: float = 0.0) -> Iterator[list[int]]:
    """One address that asks and asks, each time in a new conversation; the statuses."""
    statuses: list[int] = []
    over = threading.Event()

    def work() -> None:
        client = Client(site.port, "127.0.0.8")
        while not over.is_set():
            try:
                statuses.append(client.post(f"{API}/call/ask", {"data": [QUESTION]}, timeout=30).status)
            except OSError:
                statuses.append(0)
            time.sleep(max(pause, 0.04 * (statuses[-1] == 429)))

    workers = [threading.Thread(target=work) for _ in range(at_once)]
    for worker in workers:
        worker.start()
    try:
        yield statuses
    finally:
        over.set()
        for worker in workers:
            worker.join()


def _counted(statuses) -> str:
    return ", ".join(f"{sum(one == status for one in statuses)} times {status}" for status in sorted({*statuses}))


@contextmanager
def without_bounds() -> Iterator[None]:
    """Everything waits in one line, as Gradio has it."""
    usual = guard.Guard._admit, guard.Guard._event, turnstile.Turnstile._admit, Talk.api

    def line(self) -> None:
        while self._waiting and self._taken.total() < self.places:
            who, turn = self._waiting.pop(0)
            if not turn.done():
                self._taken[who] += 1
                turn.set_result(None)

    guard.Guard._admit, turnstile.Turnstile._admit = (lambda *_: None), line
    guard.Guard._event = lambda *_, **__: None
    try:
        yield
    finally:
        guard.Guard._admit, guard.Guard._event, turnstile.Turnstile._admit, Talk.api = usual


def without_length() -> AbstractContextManager[None]:
    """A question may be as long as it likes."""
    return patched((guard.Guard, "_event", lambda *_, **__: None), (bot, "_checked", lambda question, most: question))


ROWS = {"long": long, "one": one, "rate": rate, "flood": flood, "full": full}
CONTROLS = {
    "length": Control(without_length, {"long": "2,001 characters to the API: 200"}),
    "bounds": Control(
        without_bounds,
        {"one": "8 of 8", "rate": "10 of 10", "flood": "late or not at all|not answered", "full": "wait or run"},
    ),
}

if __name__ == "__main__":
    with STAGE:
        sys.exit(main(__doc__ or "", ROWS, CONTROLS))
