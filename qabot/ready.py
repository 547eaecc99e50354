"""What every command begins with: settings, a bot that is up to date, and a process made for its task."""

from __future__ import annotations

import gc
import os
import sys
from contextlib import ExitStack
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from qabot.data import keep
from qabot.errors import QabotError
from qabot.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable

    from rich.progress import Progress as Bar
    from rich.progress import TaskID

    from qabot.bot import Bot
    from qabot.index.reading import Progress

T = TypeVar("T")


def settings_of(corpus: Path | None, index: Path | None) -> Settings:
    """The settings, with the folders given."""
    given = {name: path for name, path in (("corpus", corpus), ("index", index)) if path is not None}
    return Settings().model_copy(update=given)


def lean() -> None:
    """Be a process for one who asks: numpy's threads cost more to start than they bring, and what is made stays.

    Measured: 100 of 600 ms to a first answer, and a quarter of its CPU time.
    """
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    gc.set_threshold(50_000, 20, 100)
    keep(Settings().cache / "tables")


def ready(corpus: Path | None, index: Path | None) -> Bot:
    """The bot over the corpus as it is; what must be built is built first, with a progress bar."""
    from qabot.bot import Bot

    settings = settings_of(corpus, index)
    return with_progress(lambda progress: Bot.ready(settings, progress=progress))


def with_progress(work: Callable[[Progress], T]) -> T:
    """Run a build with a progress bar on standard error, shown only on a terminal and when there is something to do."""
    if not sys.stderr.isatty():
        return work(lambda done, total, what: None)
    with ExitStack() as ending:

        @cache
        def bar() -> tuple[Bar, TaskID]:
            from rich.console import Console
            from rich.progress import Progress as Shown

            shown = ending.enter_context(Shown(console=Console(stderr=True), transient=True))
            return shown, shown.add_task("", total=None)

        def show(done: int, total: int, what: str) -> None:
            shown, task = bar()
            shown.update(task, completed=done, total=total, description=what)

        return work(show)


def tell(error: QabotError) -> None:
    """Say on standard error what is wrong and what to do."""
    sys.stderr.write(f"{error.message}\n{error.hint}".strip() + "\n")
