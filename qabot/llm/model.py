"""`LanguageModel`: what the house asks of a language model, and `Failure`, what it gets when there is no answer."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, Protocol, TypeVar

from pydantic import BaseModel

Schema = TypeVar("Schema", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Prompt:
    """What a model is told: its task, and the matter."""

    task: str
    matter: str


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a model gave nothing that can be used. `detail` holds no text of the model and no address."""

    reason: Literal["slow", "failed", "refused", "malformed"]
    detail: str = ""

    def __str__(self) -> str:
        return f"{self.reason} ({self.detail})" if self.detail else self.reason


class LanguageModel(Protocol):
    """A model under a deadline. `until` is a time of `time.monotonic()`; no method raises on a failing model."""

    name: str

    def fill(self, prompt: Prompt, schema: type[Schema], *, until: float) -> Schema | Failure:
        """The schema, filled in and validated."""
        ...

    def stream(self, prompt: Prompt, *, until: float) -> Iterator[str | Failure]:
        """The pieces of a text as they come; a failure, if any, comes last. Closing it ends the call."""
        ...


def left(until: float) -> float:
    """Seconds until a deadline, 0.0 once it is past."""
    return max(0.0, until - time.monotonic())
