"""qabot: questions about researchers, answered from their profiles with the exact words behind every statement."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qabot.answers.answer import Answer, Citation
    from qabot.bot import Bot, Chat, ask
    from qabot.errors import QabotError
    from qabot.index.built import build_index
    from qabot.profiles import read_profile
    from qabot.profiles.profile import Profile
    from qabot.settings import Settings

__version__ = "0.1.0"
__all__ = [
    "Answer",
    "Bot",
    "Chat",
    "Citation",
    "Profile",
    "QabotError",
    "Settings",
    "ask",
    "build_index",
    "read_profile",
]

_HOMES = {
    "Answer": "qabot.answers.answer",
    "Citation": "qabot.answers.answer",
    "Bot": "qabot.bot",
    "Chat": "qabot.bot",
    "ask": "qabot.bot",
    "build_index": "qabot.index.built",
    "QabotError": "qabot.errors",
    "Profile": "qabot.profiles.profile",
    "read_profile": "qabot.profiles",
    "Settings": "qabot.settings",
}


def __getattr__(name: str) -> object:
    """Load a public name when it is first used, so that `import qabot` is instant."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)
