"""`Answer`: what the bot says, and the exact words it rests on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from qabot.sources.source import Tier

Status = Literal["answered", "not_stated", "no_profile", "ambiguous", "out_of_scope", "help"]


@dataclass(frozen=True, slots=True)
class Citation:
    """The words of a profile behind a statement: `bot.source(c.source).text[c.start:c.end] == c.snippet`, always."""

    number: int  # 1-based, as in the answer's text
    snippet: str
    source: str  # path relative to the corpus, with "/"
    start: int  # characters of the clean text
    end: int
    page: int | None  # 1-based, PDF only
    section: str  # heading the words stand under, "" if none
    person: str  # whose profile it is
    tier: Tier = "given"  # whether the source was put into the corpus, or uploaded through the page


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer in Markdown, with markers [1] [2] that name its citations."""

    text: str
    citations: tuple[Citation, ...]
    status: Status
    question: str  # the question as understood, follow-ups resolved
    people: tuple[str, ...] = ()  # names of the people it is about
    answered: bool = True  # true for "answered", for "help", and for an "ambiguous" that answers for each

    def __str__(self) -> str:
        sources = [
            f"[{c.number}] {c.person}, {c.source}{' (uploaded)' if c.tier == 'uploaded' else ''}: “{c.snippet}”"
            for c in self.citations
        ]
        return "\n".join([self.text, "", *sources]) if sources else self.text
