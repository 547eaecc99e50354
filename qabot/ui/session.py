"""`Session`: one visitor's conversation, as the page keeps it between two questions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from qabot.ui import card, markup, wish
from qabot.ui.turns import Turn
from qabot.ui.words import ENGLISH, Words

if TYPE_CHECKING:
    from qabot.bot import Bot, Chat, ChatState

KEEP = 200  # turns whose sources can be called up again
SHOWN = 20  # turns shown at once; each costs time with every answer, so that earlier ones are asked for


@dataclass(frozen=True, slots=True)
class Session:
    """A conversation."""

    turns: tuple[Turn, ...] = ()
    scope: tuple[str, ...] = ()  # Profile.id of those it is about; () is everyone
    pending: str = ""  # the question being answered, as typed
    editing: int = 0  # 1-based turn whose question is being changed, 0 if none
    shown: int = SHOWN  # turns the page shows, the last ones
    id: str = ""  # under which the browser keeps it, "" before the first turn

    @property
    def next_turn(self) -> int:
        """The 1-based number of the turn to come."""
        return len(self.turns) + 1

    @property
    def state(self) -> ChatState | None:
        """The bot's own memory of the conversation, None at its start."""
        return self.turns[-1].state if self.turns else None

    def asking(self, question: str) -> Session:
        """With a question on its way, in place of the one being changed."""
        kept = self.before(self.editing) if self.editing else self
        return replace(kept, pending=question)

    def told(self, turn: Turn) -> Session:
        """With one more turn, and nothing on its way. Sources of turns long past are let go."""
        turns = (*self.turns, turn if turn.state is not None else replace(turn, state=self.state))
        if len(turns) > KEEP:
            turns = (*turns[: -KEEP - 1], replace(turns[-KEEP - 1], cards=()), *turns[-KEEP:])
        return replace(self, turns=turns, pending="", editing=0)

    def resumed(self, turns: Sequence[Turn]) -> Session:
        """With these turns and no others, as if they had been told one by one."""
        shown: list[Turn] = []
        for number, turn in enumerate(turns):
            last = shown[-1].state if shown else None
            turn = turn if turn.state is not None else replace(turn, state=last)
            shown.append(turn if number >= len(turns) - KEEP else replace(turn, cards=()))
        return replace(self, turns=tuple(shown), pending="", editing=0)

    def before(self, number: int) -> Session:
        """As it was before a 1-based turn."""
        return replace(self, turns=self.turns[: max(number - 1, 0)], pending="", editing=0)

    def judged(self, number: int, verdict: str) -> Session:
        """With what the visitor thought of a turn."""
        turns = list(self.turns)
        turns[number - 1] = replace(turns[number - 1], judged=verdict)
        return replace(self, turns=tuple(turns))

    def turn(self, number: int) -> Turn | None:
        """A 1-based turn, None where there is none."""
        return self.turns[number - 1] if 1 <= number <= len(self.turns) else None

    def messages(self, words: Words = ENGLISH) -> list[dict[str, str]]:
        """The end of the conversation as Gradio's Chatbot takes it, and a way to what was before."""
        said = [(turn.question, turn.reply) for turn in self.turns[-self.shown :]]
        hidden = len(self.turns) - len(said)
        if hidden:
            said.insert(0, ("", markup.block(f'<p class="earlier">{_earlier(hidden, words)}</p>')))
        if self.pending:
            said.append((markup.question(self.pending), ""))
        return [
            {"role": role, "content": content}
            for pair in said
            for role, content in zip(("user", "assistant"), pair, strict=True)
            if content
        ]

    def sources(self, number: int, words: Words = ENGLISH) -> str:
        """The sources pane for a 1-based turn; without one, what the pane is for."""
        turn = self.turn(number)
        if turn is None:
            return card.pane(0, "", (), words)
        return card.pane(number, turn.answer.question if turn.answer else turn.asked, turn.cards, words)

    def chat(self, bot: Bot) -> Chat:
        """The bot's chat that goes on from here, about the people of the scope."""
        chat = bot.chat(self.state)
        chat.state = replace(chat.state, scope=self.scope)
        return chat


def _earlier(hidden: int, words: Words) -> str:
    return wish.link("act", f"earlier.{hidden}", words.many("log.earlier", hidden))
