"""Ask more than can be answered, from one address: the others are served on, and who asks too much is told so plainly.

    python faults/page_flood.py [--long] [--rows long one rate flood full] [--without bounds]

An answer takes 0.3 s here. `long`: a question over 2,000 characters, and one of 5 MB, are refused in 50 ms, by the page
and by the API, while others ask. `one`: a conversation's second question while the first is being answered. `rate`: more
questions a minute than the setting. `flood`: one address sends questions in new conversations, 40 at a time; another is
answered within 2 s all the time. `full`: 40 addresses send more than may wait. `--without bounds` lets everything wait in line.
Short, 25 s; `--long`, 80 s: a flood of a minute.
"""

from __future__ import annotations

import json
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

from findings import Tally, main
from serving import API, Client, Served, served

TEXTS = {"ada.md": "# Ada Berg\n\nI study ice.\n\n## Education\n\nPhD, Salt University, 2019\n"}
ANSWER = 0.3  # seconds that an answer takes
SOON = 2.0  # seconds in which the next visitor is answered
AT_ONCE = 0.05  # seconds in which what is too long is refused, beside what sending it takes
QUESTION = "Where did Ada Berg study?"


@contextmanager
def slow(**settings: object) -> Iterator[Served]:
    """A page whose answers take their time, without using a processor."""
    with served(TEXTS, at_once=4, **settings) as site:
        usual = site.bot._answers

        def answers(question, state):
            time.sleep(ANSWER)
            return usual(question, state)

        site.bot._answers = answers
        yield site


def long(more: bool) -> Tally:
    """What is too long."""
    tally = Tally()
    with slow(rate=0, client_waiting=100, waiting=1_000) as site, _asking(site, 2, pause=0.1):
        client = Client(site.port, "127.0.0.9")
        client.ask(QUESTION)
        for size in (2_001, 100_000, 5_000_000, 30_000_000):
            words = "a" * size
            for what, reply in (
                ("the API", client.ask(words)),
                ("the page", client.join(site.fn("ask"), [words, None, None], f"l{size}")),
            ):
                refused = reply.status == 413 or "characters" in reply.text
                late = reply.seconds > AT_ONCE + size / 50e6 + 0.25 * (reply.status == 200)  # its events are polled
                tally.saw(f"{size:,} characters to {what}: {reply.status} in {reply.seconds * 1000:.0f} ms",
                          fault=not refused or late)  # fmt: skip
    return tally


def one(more: bool) -> Tally:
    """One question of a conversation at a time."""
    tally = Tally()
    with slow() as site:
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
    tally = Tally()
    with served(TEXTS, rate=20) as site:
        client, number = Client(site.port), site.fn("ask")
        replies = [client.join(number, [QUESTION, None, None], "quick") for _ in range(40)]
        taken = sum(reply.status == 200 for reply in replies)
        tally.saw(f"{taken} of 40 taken at 20 a minute", fault=not 20 <= taken <= 30)
        other = client.join(number, [QUESTION, None, None], "other")
        tally.saw(f"another conversation {other.status}", fault=other.status != 200)
    return tally


def flood(more: bool) -> Tally:
    """One against the others."""
    tally, replies = Tally(), []
    with slow() as site, _asking(site, 40) as sent:
        time.sleep(0.5)
        other, until = Client(site.port, "127.0.0.9"), time.monotonic() + (60 if more else 4)
        while time.monotonic() < until:
            replies.append(other.ask(QUESTION))
    for reply in replies:
        fault = reply.status != 200 or "event: complete" not in reply.text or reply.seconds > SOON
        tally.saw(f"another is answered: {reply.status}" + " late or not at all" * fault, fault=fault)
    tally.notes.append(f"in {max(reply.seconds for reply in replies):.1f} s at most; the flood: {_counted(sent)}")
    tally.saw("the flood was not told", fault=True) if 429 not in sent else None
    return tally


def full(more: bool) -> Tally:
    """Many addresses, more than may wait."""
    tally = Tally()
    with slow(waiting=30) as site:

        def send(number: int) -> int:
            return Client(site.port, f"127.0.1.{number % 40 + 1}").post(f"{API}/call/ask", {"data": [QUESTION]}).status

        with ThreadPoolExecutor(40) as pool:
            statuses = list(pool.map(send, range(120)))
            most = len(site.queue())
        tally.saw(f"{most} wait or run", fault=most > 30)
        tally.saw(f"{_counted(statuses)}", fault=429 not in statuses or 200 not in statuses)
        time.sleep(30 * ANSWER / 4 + 1)
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
            time.sleep(max(pause, 0.02 * (statuses[-1] == 429)))

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
    from qabot.ui import guard, turnstile
    from qabot.ui.talk import Talk

    usual = guard.Guard._admit, guard.Guard._event, turnstile.Turnstile._admit, Talk.api

    def line(self) -> None:
        while self._waiting and self._taken.total() < self.places:
            who, turn = self._waiting.pop(0)
            self._taken[who] += 1
            turn.set_result(None)

    guard.Guard._admit, turnstile.Turnstile._admit = (lambda *_: None), line
    guard.Guard._event = lambda *_, **__: None
    try:
        yield
    finally:
        guard.Guard._admit, guard.Guard._event, turnstile.Turnstile._admit, Talk.api = usual


ROWS = {"long": long, "one": one, "rate": rate, "flood": flood, "full": full}

if __name__ == "__main__":
    sys.exit(main(__doc__ or "", ROWS, {"bounds": without_bounds}))
