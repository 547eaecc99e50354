"""`TitleKeys`: a paper's title taken apart, with the keys under which it is found."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from qabot.words.align import units
from qabot.words.fold import tokens
from qabot.words.tokens import number, token
from qabot.words.wording import Strength, coined_names, terms

_COLON = re.compile(r"[:：—]|\s[-–]\s|\?\s")


@dataclass(frozen=True, slots=True)
class TitleKeys:
    """One title."""

    words: tuple[str, ...]  # folded; Han, kana and Hangul by character
    head: int  # how many of them stand before the colon; 0 without one
    terms: frozenset[str]
    coined: tuple[tuple[tuple[str, ...], Strength], ...]

    def tokens(self, authors: Sequence[str] = ()) -> Iterator[str]:
        """The keys as tokens: of the whole, the head, each term, each coined name, and each word of the authors."""
        yield whole_token("w", self.words)
        if self.head:
            yield whole_token("h", self.words[: self.head])
        yield from (token("t", term) for term in sorted(self.terms))
        yield from (whole_token("c", words) for words in dict.fromkeys(words for words, _ in self.coined))
        yield from (token("a", word) for word in sorted(author_words(authors)))
        if len(self.terms) < 3:
            yield "t:"  # so short that one term may be all it has


def whole_token(kind: str, words: Sequence[str]) -> str:
    """Several words as one token."""
    return f"{kind}:{number(' '.join(words)):x}"


def author_words(authors: Sequence[str]) -> set[str]:
    """The words of the authors' names."""
    return {word.text for author in authors for word in tokens(author)}


@lru_cache(maxsize=16384)
def title_keys(text: str) -> TitleKeys | None:
    """The keys of a title, None for one without words."""
    pieces = units(text)
    words = tuple(piece.text for piece in pieces)
    if not words:
        return None
    colon = _COLON.search(text)
    head = sum(piece.end <= colon.start() for piece in pieces) if colon else 0
    head = head if head < len(words) else 0
    return TitleKeys(words, head, frozenset(terms(text)), tuple(coined_names(text, pieces, head)))
