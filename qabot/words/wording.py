"""`terms` and `coined_names`: what the words of a title or question say of its topic, and which names a title coins."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Literal

from qabot.words.fold import Token, script, tokens
from qabot.words.names import word_set

Strength = Literal["sharp", "head", "inside"]

CAMEL = re.compile(r"[a-z][A-Z]|[A-Z]{2,}[a-z]|[A-Za-z]\d|\d[A-Za-z]")
_RUSSIAN = re.compile(r"(?:ами|ями|ого|его|ому|ему|ых|их|ой|ей|ая|яя|ое|ее|ые|ие|ов|ев|ам|ям|ах|ях|[аяуюеыийоь])$")


def coined_names(text: str, pieces: list[Token], head: int) -> Iterator[tuple[tuple[str, ...], Strength]]:
    """The names a title coins, with how surely they name it.

    "sharp": spelled unlike any word ("FooBar", "FB2"); "head": stands alone before the colon or in brackets;
    "inside": capitals somewhere in the title, which may as well be the name of a tool or a place.
    """
    for number, piece in enumerate(pieces):
        original = text[piece.start : piece.end]
        if piece.text in word_set("ordinary", "acronyms") or piece.text in ordinary_words() or len(piece.text) < 3:
            continue
        if text.isupper() or not original.isascii() or original.isdigit():
            continue
        if CAMEL.search(original):
            yield (piece.text,), "sharp"
        elif original.isupper() and original.isalpha():
            bracketed = text[piece.end : piece.end + 1] in ")]"
            yield (piece.text,), "head" if bracketed or (number == 0 and head == 1) else "inside"
    words = tuple(piece.text for piece in pieces[:head])
    if not words or len(words) > 3 or re.search(r"\s", text[pieces[0].start : pieces[head - 1].end]):
        return
    known = all(word in ordinary_words() or word in word_set("ordinary", "acronyms") for word in words)
    if script(words[0]) == "latin" and (not known or text[pieces[0].start : pieces[0].end].isupper()):
        yield words, "head"


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """A word without its plural or verb ending, for comparing topics."""
    if script(word) == "cyrillic":
        return _RUSSIAN.sub("", word) if len(word) > 4 else word
    if len(word) < 4 or not word.isascii():
        return word
    for ending, put in (("ies", "y"), ("sses", "ss"), ("ing", ""), ("ed", ""), ("es", "e"), ("s", "")):
        if word.endswith(ending) and len(word) - len(ending) > 3 and not word.endswith(("ss", "us", "is")):
            return word[: -len(ending)] + put
    return word


def placed_terms(text: str) -> Iterator[tuple[str, int, int]]:
    """The terms of a text and where they stand: stems of words, and pairs of characters in Han, kana and Hangul."""
    for token in tokens(text):
        if script(token.text) in ("han", "kana", "hangul"):
            for place in range(len(token.text) - 1):
                yield token.text[place : place + 2], token.start + place, min(token.start + place + 2, token.end)
        else:
            yield stem(token.text), token.start, token.end


def terms(text: str) -> set[str]:
    """The terms of a text."""
    return {term for term, _, _ in placed_terms(text)}


@cache
def stop_terms() -> frozenset[str]:
    """Stems of the words of asking, which describe no topic."""
    words = word_set("ordinary", "words") | word_set("ordinary", "before")
    return frozenset(stem(word) for word in words) | word_set("ordinary", "asking_wide")


@cache
def weak_terms() -> frozenset[str]:
    """Stems of words that stand in many titles of any field."""
    return frozenset(stem(word) for word in word_set("ordinary", "topics"))


@cache
def ordinary_words() -> frozenset[str]:
    """Words that no title coined."""
    keys = ("words", "topics", "names", "places")
    return frozenset(word for key in keys for word in word_set("ordinary", key))
