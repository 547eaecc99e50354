"""Sources to `Profile`: what one person's pages say, as facts bound to the words they were read from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qabot.profiles.profile import (
    Award,
    Degree,
    Item,
    Link,
    Paper,
    Position,
    Profile,
    Section,
    Value,
)

if TYPE_CHECKING:
    from qabot.profiles.reading import make_profile, read_profile

__all__ = [
    "Award",
    "Degree",
    "Item",
    "Link",
    "Paper",
    "Position",
    "Profile",
    "Section",
    "Value",
    "make_profile",
    "read_profile",
]


def __getattr__(name: str) -> object:
    """Load what reads facts when it is first used: its rules take 0.2 s, and answering needs none of them."""
    if name not in ("make_profile", "read_profile"):
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from qabot.profiles import reading

    return getattr(reading, name)
