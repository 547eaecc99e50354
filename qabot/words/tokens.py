"""`token`: a key as one token of the full-text tables, and the words that are a typo away from another."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from itertools import combinations

TOKENIZER = "ascii tokenchars ':_'"  # SQLite FTS5: a token is a run of letters, digits, ":", "_" and all beyond ASCII
_APART = re.compile(r"[\x00-\x2f\x3a-\x40\x5b-\x60\x7b-\x7f]")
_ONE, _TWO = 5, 8  # letters from which one typo, and two typos, are allowed: see `names.near`


def token(kind: str, key: str) -> str:
    """A key of a kind as a token. Different keys may give one token: what is found is looked at again."""
    return f"{kind}:{_APART.sub('_', key)}"


def quoted(tokens: Iterable[str]) -> str:
    """An FTS5 expression that any of these tokens satisfies; a token that ends in "*" stands for all that begin so."""
    return " OR ".join(f'"{word[:-1]}" *' if word.endswith("*") else f'"{word}"' for word in tokens)


def number(text: str) -> int:
    """A text as a number of 63 bits, the same everywhere."""
    return int.from_bytes(hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little") >> 1


def shortened(kind: str, word: str) -> set[int]:
    """Keys such that two words that are `near` share one: the word with so many letters left out as typos are allowed.

    Words an edit (one letter more, less, other, or two turned) apart agree when each loses a letter (SymSpell's rule).
    """
    typos = 2 if len(word) >= _TWO else 1 if len(word) >= _ONE else 0
    if not typos:
        return set()
    left = {
        "".join(letter for place, letter in enumerate(word) if place not in gone)
        for count in range(typos + 1)
        for gone in combinations(range(len(word)), count)
    }
    return {number(f"{kind}:{text}") for text in left}
