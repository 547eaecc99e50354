"""Conversations as the browser keeps them: JSON there and back. What comes back is read as a stranger's."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any

from pydantic import TypeAdapter, ValidationError

from qabot.answers.answer import Answer
from qabot.ui import turns, wish
from qabot.ui.session import Session
from qabot.ui.turns import Turn
from qabot.ui.words import ENGLISH, Words

if TYPE_CHECKING:
    from qabot.bot import Bot, ChatState

LONGEST = 6_000_000  # characters of a kept conversation: more than a browser keeps
TURNS, CITED = 5_000, 5_000  # turns of it that are read, and citations in all, the last ones


@dataclass(frozen=True, slots=True)
class KeptTurn:
    """A turn without what can be made again."""

    asked: str
    answer: Answer | None
    said: str
    seconds: float
    judged: str
    state: Any  # of the bot, as JSON


@dataclass(frozen=True, slots=True)
class KeptChat:
    """A conversation."""

    id: str
    scope: tuple[str, ...]
    turns: tuple[KeptTurn, ...]


_CHAT: TypeAdapter[KeptChat] = TypeAdapter(KeptChat)


def keep(session: Session, since: int) -> str:
    """The message that has the browser keep a conversation from a 1-based turn on, in place of what it had there."""
    later = [_kept(turn) for turn in session.turns[since - 1 :]]
    title = session.turns[0].asked[:200] if session.turns else ""
    return wish.for_page("keep", id=session.id, scope=session.scope, since=since, turns=later, title=title)


def restored(text: str, bot: Bot, words: Words = ENGLISH) -> Session | None:
    """The conversation of a text that the browser kept, None where it cannot be read."""
    try:
        if len(text) > LONGEST:
            return None
        chat = _CHAT.validate_json(text)
    except ValidationError:
        return None
    states: TypeAdapter[ChatState] = TypeAdapter(type(bot.chat().state))
    known = {profile.id for profile in bot.profiles()}
    scope = tuple(person for person in chat.scope if person in known)
    shown: list[Turn] = []
    left = CITED
    for number, turn in reversed(list(enumerate(chat.turns[:TURNS], 1))):  # the last ones keep their sources
        turn = _cut(turn, left)
        left -= len(turn.answer.citations) if turn.answer else 0
        shown.append(_shown(turn, number, scope, bot, states, words))
    return Session(scope=scope, id=chat.id[:40]).resumed(shown[::-1])


def _cut(turn: KeptTurn, left: int) -> KeptTurn:
    """A turn with no more citations than are left."""
    if turn.answer is None or len(turn.answer.citations) <= left:
        return turn
    return replace(turn, answer=replace(turn.answer, citations=turn.answer.citations[:left]))


def _kept(turn: Turn) -> dict[str, Any]:
    state = None
    if turn.state is not None:
        state = TypeAdapter(type(turn.state)).dump_python(turn.state, mode="json")
    return asdict(KeptTurn(turn.asked, turn.answer, turn.said, turn.seconds, turn.judged, state))


def _shown(
    turn: KeptTurn, number: int, scope: tuple[str, ...], bot: Bot, states: TypeAdapter[ChatState], words: Words
) -> Turn:
    if turn.answer is None:
        return turns.told(number, turn.asked, turn.said, words)
    try:
        state = states.validate_python(turn.state) if turn.state is not None else None
    except ValidationError:  # kept by another version: the conversation begins anew, what was said stays
        state = None
    return turns.answered(
        bot, number, turn.asked, turn.answer, state=state, seconds=turn.seconds, scope=scope, words=words
    )
