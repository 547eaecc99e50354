"""`Look`: a quick look at a text, before an expression for many words is tried on it.

A look never says no where its words stand in the text; it may say yes where they do not. tests/test_prefilters.py
holds the looks to their expressions.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from qabot.profiles.tables import ALIKE, is_cjk

_WORD = re.compile(r"\w+")
_WIDE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af々\uf900-\ufaff]")  # as `is_cjk` has it
_LONGEST_KEPT = 1_000  # characters; the words of a longer text are not remembered
_APART = bytes(ord(chr(code).lower()) if chr(code).isalnum() or code == 95 else 32 for code in range(128)) + bytes(128)
_SAME = str.maketrans({letter: group[0] for group in ALIKE for letter in group[1:]})
_ODD = re.compile(f"[Σ{''.join(map(chr, _SAME))}]")


def words_in(text: str) -> frozenset[str]:
    """The words of a text: its runs of letters and digits, in lower case."""
    return _kept_words(text) if len(text) <= _LONGEST_KEPT else _words_of(text)


def _words_of(text: str) -> frozenset[str]:
    if text.isascii():
        return frozenset(text.encode("ascii").translate(_APART).decode("ascii").split())
    return frozenset(_WORD.findall(_folded(text)))


_kept_words = lru_cache(maxsize=4096)(_words_of)


class Look:
    """Tells soon that none of the words of `tables.any_of` stands in a text, and of most that one does.

    `plural`: as there. The words are looked for in any case.
    """

    def __init__(self, words: Iterable[str], *, plural: bool = False) -> None:
        whole: set[str] = set()  # what is one word of a text
        parts: dict[str, set[frozenset[str]]] = {}  # by its longest word, the words of what is several
        signs: set[str] = set()  # of what may stand within a word: a character
        dots: set[str] = set()  # what has neither letters nor digits
        for word in words:
            if not any(map(str.isalnum, word)):
                dots.add(word)
                continue
            pieces = [] if any(map(is_cjk, word)) or not word[0].isalnum() else _WORD.findall(_folded(word))
            if not pieces:
                signs.add(next(filter(is_cjk, word), word[0]))
            elif pieces == [_folded(word)]:
                whole.update((word, f"{word}s") if plural else (word,))
            else:
                last = pieces[-1]
                for found in (pieces, [*pieces[:-1], f"{last}s"]) if plural else (pieces,):
                    parts.setdefault(max(found, key=len), set()).add(frozenset(found))
        self._whole, self._signs, self._dots = frozenset(map(_folded, whole)), frozenset(signs), tuple(sorted(dots))
        self._parts = {key: tuple(sorted(known, key=len)) for key, known in parts.items()}
        self._keys = self._whole | parts.keys()
        self._are_wide = all(map(is_cjk, signs))

    def may_find(self, text: str) -> bool:
        """Whether one of the words may stand in the text: if not, no expression has to be tried."""
        words = _kept_words(text) if len(text) <= _LONGEST_KEPT else _words_of(text)
        if not self._keys.isdisjoint(words):
            if not self._whole.isdisjoint(words):
                return True
            for key in self._parts.keys() & words:
                for part in self._parts[key]:
                    if part <= words:
                        return True
        if self._dots and any(map(text.__contains__, self._dots)):
            return True
        if self._are_wide and (text.isascii() or not _WIDE.search(text)):
            return False
        return not self._signs.isdisjoint(text)

    def surely_finds(self, text: str) -> bool:
        """Whether one of the words stands in the text, as far as that can be told without an expression."""
        return not self._whole.isdisjoint(_kept_words(text) if len(text) <= _LONGEST_KEPT else _words_of(text))


def _folded(text: str) -> str:
    return text.translate(_SAME).lower().translate(_SAME) if _ODD.search(text) else text.lower()
