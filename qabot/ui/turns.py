"""`Turn`: a question and what the page said to it, ready to be shown, kept and exported."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from qabot.answers.answer import Answer
from qabot.errors import QabotError
from qabot.ui import card, markup, wish
from qabot.ui.words import ENGLISH, Words

if TYPE_CHECKING:
    from qabot.bot import Bot, ChatState


@dataclass(frozen=True, slots=True)
class Turn:
    """A question and its answer, or what the page said instead. `question` and `reply` are HTML, made once."""

    asked: str  # as typed
    question: str
    reply: str
    answer: Answer | None = None
    said: str = ""  # where there is no answer: what the page said, plain text
    cards: tuple[card.Card, ...] = ()
    state: ChatState | None = None  # the bot's memory after the turn; None: as it was before
    choices: tuple[tuple[str, str], ...] = ()  # an ambiguous name: Profile.id and label of each who fits
    seconds: float = 0.0  # what the bot took
    judged: str = ""  # what the visitor thought of it


def answered(
    bot: Bot,
    number: int,
    asked: str,
    answer: Answer,
    *,
    state: ChatState | None = None,
    seconds: float = 0.0,
    scope: tuple[str, ...] = (),
    words: Words = ENGLISH,
) -> Turn:
    """The turn of an answer; `number` is its 1-based place in the conversation."""
    numbers = [citation.number for citation in answer.citations]
    shown = card.cards(answer.citations, bot.source, lambda path: file_date(bot.settings.corpus / path))
    reply = markup.reply(answer.text, numbers, number, answer.status, words) + _steps(
        bot, answer, seconds, scope, words
    )
    choices = _choices(bot, state) if answer.status == "ambiguous" else ()
    question = markup.question(asked, edit_link(number, words))
    return Turn(asked, question, f"<div>{reply}</div>", answer, "", shown, state, choices, seconds)


def told(number: int, asked: str, said: str, words: Words = ENGLISH) -> Turn:
    """The turn of a word from the page itself."""
    return Turn(asked, markup.question(asked, edit_link(number, words)), markup.notice(said), said=said)


def failed(number: int, asked: str, error: QabotError, words: Words = ENGLISH) -> Turn:
    """The turn of an error that the visitor can put right."""
    said = f"{error.message} {error.hint}".strip()
    return Turn(asked, markup.question(asked, edit_link(number, words)), markup.problem(error), said=said)


def edit_link(number: int, words: Words) -> str:
    """The link below a question that takes it back into the box."""
    return f'<p class="edit">{wish.link("act", f"edit.{number}", words("after.edit"))}</p>'


def file_date(path: Path) -> str:
    """The day a file was last changed, "YYYY-MM-DD"; "" where it is not there."""
    try:
        return datetime.date.fromtimestamp(path.stat().st_mtime).isoformat()
    except (OSError, ValueError, OverflowError):
        return ""


def _steps(bot: Bot, answer: Answer, seconds: float, scope: tuple[str, ...], words: Words) -> str:
    """How an answer was found, folded away."""
    count = len(bot.profiles())
    scanned = words("steps.of", of=len(scope), count=count) if scope else f"{count:,}"
    quoted = words.many("steps.passages", len(answer.citations))
    quoted += ", " + words.many("steps.files", len({citation.source for citation in answer.citations}))
    rows = [("question", answer.question), ("scanned", scanned)]
    rows += [("about", ", ".join(answer.people))] if answer.people else []
    rows += [("quoted", quoted)] if answer.citations else []
    rows += [("time", f"{seconds * 1000:,.0f} ms")]
    body = "".join(
        f'<dt>{markup.text(words(f"steps.{key}"))}</dt><dd dir="auto">'
        f"{markup.text(markup.shortened(value, markup.SHOWN_QUESTION))}</dd>"
        for key, value in rows
    )
    return markup.block(
        f'<details class="steps"><summary>{markup.text(words("steps"))}</summary><dl>{body}</dl></details>'
    )


def _choices(bot: Bot, state: ChatState | None) -> tuple[tuple[str, str], ...]:
    fitting = frozenset(getattr(state, "people", ()))
    found = [profile for profile in bot.profiles() if profile.id in fitting]
    names = [profile.name for profile in found]
    labels = []
    for profile in found:
        organization = profile.current.organization if profile.current else ""
        twin = names.count(profile.name) > 1
        labels.append(" · ".join(part for part in (profile.name, organization, profile.id if twin else "") if part))
    return tuple((profile.id, label) for profile, label in zip(found, labels, strict=True))
