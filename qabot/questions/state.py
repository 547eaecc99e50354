"""`ChatState`: what a conversation is about so far. A small value: keep it, put it back, undo a turn."""

from __future__ import annotations

from dataclasses import dataclass

from qabot.questions.query import Query
from qabot.sources.source import Span


@dataclass(frozen=True, slots=True)
class Ref:
    """One thing that an answer listed: the n-th fact of a relation of a person, or (relation "person") a person."""

    relation: str
    person: str  # Profile.id
    number: int = 0


@dataclass(frozen=True, slots=True)
class ChatState:
    """The people and papers last spoken of, what was listed last, and the last question."""

    people: tuple[str, ...] = ()  # Profile.id
    papers: tuple[str, ...] = ()  # paper keys
    listed: tuple[Ref, ...] = ()
    query: Query | None = None
    scope: tuple[str, ...] = ()  # Profile.id: the people the conversation is about; nobody in particular where empty
    recent: tuple[str, ...] = ()  # Profile.id: people of whom one turn each was about, the last first
    shown: tuple[tuple[str, Span], ...] = ()  # Profile.id and words: what the last answer rests on
