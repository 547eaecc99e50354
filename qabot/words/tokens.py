"""`token`: a key as one token of the full-text tables, and the words that are a typo away from another."""

from __future__ import annotations

import hashlib
import re
import zlib
from collections.abc import Iterable
from functools import lru_cache

TOKENIZER = "ascii tokenchars ':_'"  # SQLite FTS5: a token is a run of letters, digits, ":", "_" and all beyond ASCII
_APART = re.compile(r"[\x00-\x2f\x3a-\x40\x5b-\x60\x7b-\x7f]")
_ONE, _TWO = 5, 8  # letters from which one typo, and two typos, are allowed: see `names.near`
_LONG, _LONGEST = 32, 64  # letters from which one typo is looked for, and none: the keys are as many as their square


def token(kind: str, key: str) -> str:
    """A key of a kind as a token. Different keys may give one token: what is found is looked at again."""
    return f"{kind}:{_APART.sub('_', key)}"


def quoted(tokens: Iterable[str]) -> str:
    """An FTS5 expression that any of these tokens satisfies; a token that ends in "*" stands for all that begin so."""
    return " OR ".join(f'"{word[:-1]}" *' if word.endswith("*") else f'"{word}"' for word in tokens)


def number(text: str) -> int:
    """A text as a number of 63 bits, the same everywhere."""
    return int.from_bytes(hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little") >> 1


@lru_cache(4096)
def shortened(word: str) -> tuple[int, ...]:
    """Keys such that two words that are `near` share one: of the word with as many letters left out as may be typos.

    Words an edit (one letter more, less, other, or two turned) apart agree when each loses a letter (SymSpell's rule).
    """
    typos = 2 if _TWO <= len(word) < _LONG else 1 if _ONE <= len(word) < _LONGEST else 0
    if not typos:
        return ()
    ones = {word[:place] + word[place + 1 :] for place in range(len(word))}
    twos = {one[:place] + one[place + 1 :] for one in ones for place in range(len(one))} if typos > 1 else set()
    return tuple(sorted({zlib.crc32(text.encode()) for text in {word, *ones, *twos}}))
