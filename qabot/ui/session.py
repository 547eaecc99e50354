"""`Session`: one visitor's conversation, as the page keeps it between two questions."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from qabot.ui import card, markup

if TYPE_CHECKING:
    from qabot.bot import ChatState

KEEP = 200  # turns whose sources can be called up again


@dataclass(frozen=True, slots=True)
class Turn:
    """A question and what the page said to it, both as HTML."""

    question: str
    reply: str
    understood: str = ""  # the question as the bot read it, plain text
    cards: tuple[card.Card, ...] = ()


@dataclass(frozen=True, slots=True)
class Session:
    """A conversation. `state` is the bot's own memory of it, None at its start."""

    state: ChatState | None = None
    turns: tuple[Turn, ...] = ()
    pending: str = ""  # the question being answered, as typed

    @property
    def next_turn(self) -> int:
        """The 1-based number of the turn to come."""
        return len(self.turns) + 1

    def asking(self, question: str) -> Session:
        """With a question on its way."""
        return replace(self, pending=question)

    def told(self, turn: Turn, state: ChatState | None = None) -> Session:
        """With one more turn, and nothing on its way. Sources of turns long past are let go."""
        turns = (*self.turns, turn)
        if len(turns) > KEEP:
            turns = (*turns[: -KEEP - 1], replace(turns[-KEEP - 1], cards=()), *turns[-KEEP:])
        return Session(state or self.state, turns)

    def messages(self) -> list[dict[str, str]]:
        """The conversation as Gradio's Chatbot takes it."""
        said = [(turn.question, turn.reply) for turn in self.turns]
        if self.pending:
            said.append((markup.question(self.pending), ""))
        return [
            {"role": role, "content": content}
            for pair in said
            for role, content in zip(("user", "assistant"), pair, strict=True)
            if content
        ]

    def sources(self, number: int) -> str:
        """The sources pane for a 1-based turn; without one, what the pane is for."""
        if not 1 <= number <= len(self.turns):
            return card.pane(0, "", ())
        turn = self.turns[number - 1]
        return card.pane(number, turn.understood, turn.cards)
