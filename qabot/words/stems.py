"""`stem` and `stems`: what stands for the words of a text when topics are compared, across wordings and languages."""

from __future__ import annotations

import functools
import re

from qabot.data import table
from qabot.profiles.same import plain

_WORD = re.compile(r"[^\W_]+[+#]*")
_WIDE = re.compile(r"[぀-ヿ㐀-鿿豈-﫿가-힯]")
_SUFFIXES = tuple("ations ation ities ings ing ions ion ers er ies ed es s al y e".split())


def _stem(word: str) -> str:
    """A crude stem: enough to see that "graphs" and "graph", "quantized" and "quantization" speak of one thing."""
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= 4:
            left = word[: -len(suffix)]
            doubled = suffix in ("ing", "ed", "er", "ers") and left[-1] == left[-2] and left[-1] not in "sz"
            return left[:-1] if doubled else left  # "blurring": "blur"
    return word


@functools.cache
def _groups() -> dict[str, str]:
    """Each word of the synonym file to the first of its group."""
    rows: list[list[str]] = table("qabot.words", "synonyms")
    return {_stem(plain(word)): f"={row[0]}" for row in rows for word in row}


@functools.lru_cache(65536)
def stem(word: str) -> str:
    """What stands for a word when texts are compared: its stem, or the group of words that mean the same."""
    found = _stem(word)
    return _groups().get(found, found)


@functools.cache
def _translations() -> tuple[dict[str, tuple[str, ...]], re.Pattern[str]]:
    """Terms of other languages to the stems of their English words; and what finds those written without spaces."""
    terms: dict[str, tuple[str, ...]] = {}
    for name in ("fields", "topics"):  # a word for the people of a field tells of the field
        rows: dict[str, list[str]] = table("qabot.words", name)
        for english, row in rows.items():
            stands_for = tuple(stem(word) for word in _WORD.findall(plain(english)))
            terms |= {plain(str(term)): stands_for for term in row}
    wide = sorted((term for term in terms if _WIDE.search(term)), key=len, reverse=True)
    return terms, re.compile("|".join(map(re.escape, wide)))


@functools.lru_cache(8192)
def stems(text: str) -> frozenset[str]:
    """The stems of a plain text; runs of Han, Hangul and kana as their pairs of characters."""
    found: set[str] = set()
    terms, wide = _translations()
    for match in wide.finditer(text):
        found.update(terms[match.group()])
    for word in _WORD.findall(wide.sub(" ", text)):
        if word in terms:
            found.update(terms[word])
        elif _WIDE.search(word):
            known = _groups().get(word)
            found.update([known] if known else (word[i : i + 2] for i in range(max(1, len(word) - 1))))
            found.update(group for other, group in _groups().items() if _WIDE.search(other) and other in word)
            found.update(stem(latin) for latin in re.findall(r"[a-z0-9]+", word))
        else:
            found.add(stem(word))
    return frozenset(found)
