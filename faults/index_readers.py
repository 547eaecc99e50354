"""Ask while builds go on, in this process and in others: no ask fails, none mixes two editions.

    python faults/index_readers.py [--long] [--rows here behind apart] [--without keeping|wholeness|following]

`here`: threads ask one bot that is rebuilt again and again, as the page does. `apart`: other processes open the index
anew and ask, while this one builds. `behind`: threads ask a bot that is not told of the builds, as where a timer makes
them. Every answer speaks of two people at once and must give one edition for both; an answer from an older edition than
the one before it, in the same thread, is a fault too.
Short, 8 s (6 to 12 builds); `--long`, 3 min: 100 builds, and asks until there are 10,000.
Last long run: 10,033 asks over 133 builds here, 10,030 over 649 builds apart, 10,062 over 121 builds that the bot was not
told of: 0 failed, 0 mixed.
"""

from __future__ import annotations

import os
import re
import sys
import threading
import time
from collections import Counter
from contextlib import AbstractContextManager
from pathlib import Path

from findings import Control, Tally, main
from place import Place, WordEmbedder, name_of, patched, placed, without_keeping, without_wholeness

from qabot.bot import Bot
from qabot.index import Index

ASKERS = 3
QUESTION = f"What are the e-mails of {name_of(0)} and {name_of(3)}?"


def here(long: bool) -> Tally:
    """Threads ask the bot that is rebuilt."""
    return _threads(long, told=True)


def behind(long: bool) -> Tally:
    """Threads ask a bot that nobody tells of the builds."""
    return _threads(long, told=False)


def _threads(long: bool, *, told: bool) -> Tally:
    tally, builds, asks = Tally(), 100 if long else 6, 10_000 if long else 0
    with placed(long) as place:
        place.build(1)
        bot, done = place.bot(), threading.Event()
        place.after = lambda: _switch(bot) if told else time.sleep(0.05)
        seen: list[list[str]] = [[] for _ in range(ASKERS)]
        threads = [threading.Thread(target=_ask_on, args=(bot, mine, done)) for mine in seen]
        for thread in threads:
            thread.start()
        try:
            edition = 1
            while edition <= builds or sum(map(len, seen)) < asks:
                edition += 1
                place.build(edition)
        finally:
            done.set()
            for thread in threads:
                thread.join()
        _count(tally, seen, edition)
    return tally


def _switch(bot: Bot) -> None:
    """What `Bot.rebuild` does when a build is done; the build itself reads with this script's readers."""
    before = bot.rebuild.__globals__["build"]
    bot.rebuild.__globals__["build"] = lambda *_, **__: None
    try:
        bot.rebuild()
    finally:
        bot.rebuild.__globals__["build"] = before


def _ask_on(bot: Bot, seen: list[str], done: threading.Event) -> None:
    while not done.is_set():
        seen.append(_ask(bot))
        time.sleep(0.004)


def _ask(bot: Bot) -> str:
    """The edition that an answer gives, or what is wrong with it."""
    try:
        answer = bot.ask(QUESTION)
    except Exception as error:  # whatever it is, it is the finding
        return f"{type(error).__name__}: {str(error)[:80]}"
    editions = re.findall(r"@edition-(\d+)\.edu", answer.text)
    words = [number for citation in answer.citations for number in re.findall(r"@edition-(\d+)", citation.snippet)]
    if len(editions) == 2 == len(words) and len({*editions, *words}) == 1:
        return editions[0]
    return f"mixed or incomplete: {editions} {words}"


def apart(long: bool) -> Tally:
    """Other processes open the index and ask."""
    tally, builds, asks = Tally(), 100 if long else 12, 10_000 if long else 0
    with placed(long) as place:
        place.build(1)
        place.bot().ask(QUESTION)  # what loads late is loaded before there are children
        stop = place.folder / "stop"
        children = [_asker(place, place.folder / f"seen-{number}", stop) for number in range(2)]
        edition = 1
        try:
            while edition <= builds or _lines(place.folder) < asks:
                edition += 1
                place.build(edition)
        finally:
            stop.touch()
            for child in children:
                os.waitpid(child, 0)
        seen = [(place.folder / f"seen-{number}").read_text().splitlines() for number in range(2)]
        _count(tally, seen, edition)
    return tally


def _lines(folder: Path) -> int:
    return sum(path.read_bytes().count(b"\n") for path in folder.glob("seen-*"))


def _asker(place: Place, seen: Path, stop: Path) -> int:
    """A process that opens the index and asks, again and again: a bot anew, and the index whole in between."""
    seen.touch()
    child = os.fork()
    if child:
        return child
    try:
        with seen.open("a", buffering=1) as lines:
            while not stop.exists():
                try:
                    bot = place.bot()
                    Index.open(place.index, WordEmbedder()).search("graph", k=5)
                except Exception as error:  # whatever it is, it is the finding
                    lines.write(f"{type(error).__name__}: {str(error)[:80]}\n")
                    continue
                for _ in range(5):
                    lines.write(_ask(bot) + "\n")
    finally:
        os._exit(0)


def _count(tally: Tally, seen: list[list[str]], last: int) -> None:
    asks: Counter[str] = Counter()
    for mine in seen:
        newest = 0
        for outcome in mine:
            if not outcome.isdigit():
                tally.saw(outcome, fault=True)
                continue
            if int(outcome) < newest:
                tally.saw("an older edition after a newer one", fault=True)
            newest = max(newest, int(outcome))
            asks[outcome] += 1
    tally.outcomes["asks of one edition"] = asks.total()
    tally.notes.append(f"{len(asks)} editions seen in {last - 1} builds")
    if len(asks) < 3:
        tally.saw("hardly an edition was seen: nothing was tried", fault=True)


def without_following() -> AbstractContextManager[None]:
    """Whether another index was put in use is not looked at."""
    return patched((sys.modules[Bot.__module__], "in_use", lambda index: None))


ROWS = {"here": here, "behind": behind, "apart": apart}
CONTROLS = {
    "wholeness": Control(without_wholeness, {"here": "mixed or incomplete", "apart": "mixed or incomplete"}),
    "following": Control(without_following, {"behind": "hardly an edition was seen"}),
    "keeping": Control(without_keeping, {"apart": "BrokenIndexError"}),
}

if __name__ == "__main__":
    sys.exit(main(__doc__ or "", ROWS, CONTROLS))
