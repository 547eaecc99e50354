"""The errors a user can meet: each says what was found, what was expected, and what to do next."""

from __future__ import annotations


class QabotError(Exception):
    """Something a user can put right.

    `message` says what was found and what was expected; `hint` says what to do next.
    """

    def __init__(self, message: str, hint: str = "") -> None:
        self.message = message
        self.hint = hint
        super().__init__(f"{message} {hint}".strip())


class CorpusError(QabotError):
    """The corpus folder is missing, empty, or holds nothing that can be read."""


class SourceError(QabotError):
    """One file cannot be read; a build skips it with this reason and goes on."""


class BrokenIndexError(QabotError):
    """The index is missing, damaged, or was made by another model or version."""


class QuestionError(QabotError):
    """The question is empty or too long."""


class SettingsError(QabotError):
    """A setting has a value that cannot be used."""
