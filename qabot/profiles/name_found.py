"""A name a page gives its owner, and whether a handle agrees with it."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from qabot.profiles.persons import name_key

_WORD = r"[A-ZÀ-ÖØ-ÞĀ-Ž](?:[\w'’\-]+|\.(?:-?[A-Z]\.)*)"

_PARTICLE = r"(?:van|von|der|den|del|de|da|dos|das|do|du|di|la|le|bin|al|ter|ten|zu)(?=[ \u00a0])"

LATIN = rf"{_WORD}(?:[ \u00a0](?:{_WORD}|{_PARTICLE})){{1,4}}"

OTHER_NAME = 2  # the weight of what a page says its owner is called, too


class Found(NamedTuple):
    """A name a page gives its owner."""

    text: str
    start: int
    end: int
    weight: int  # how plainly the page says it; higher is plainer


@lru_cache(maxsize=64)
def _letters(handle: str) -> str:
    return re.sub(r"[^a-z]", "", handle.casefold())


def agrees(name: str, handle: str) -> bool:
    """Whether a part of a name stands in a handle."""
    folded = _letters(handle)
    return bool(folded) and any(len(part) >= 3 and part in folded for part in name_key(name))
