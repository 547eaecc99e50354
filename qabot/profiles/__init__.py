"""Sources to `Profile`: what one person's pages say, as facts bound to the words they were read from."""

from __future__ import annotations

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
