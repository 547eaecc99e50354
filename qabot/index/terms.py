"""Terms: a text as the words that lexical search matches, the same for what is indexed and for what is asked."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from Stemmer import Stemmer

MAX_QUERY_TERMS = 256  # a question of 2,000 characters has fewer

# Words that say how a question is put, not what it is about.
_STOP_WORDS = frozenset(
    """a about all also am an and any are as at be been being by can could did do does done for from give had has have
    he her here him his how i if in into is it its list may me might must my no not of on or our please shall she
    should show so some tell than that the their them then there these they this those to us was we were what when
    where which who whom whose why will with would you your""".split()
)

# Scripts written without spaces between words, or (Hangul) with endings glued on: matched by pairs of characters.
_PAIRED = (
    "\u1100-\u11ff\u3130-\u318f\uac00-\ud7af"  # Hangul
    "\u3041-\u30ff\u31f0-\u31ff"  # Kana
    "\u3005\u3007\u2e80-\u2fdf\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"  # Han
)
_PLAIN_RUN = re.compile(r"(?P<paired>(?!))|[^\W_]+")


@lru_cache
def _run() -> re.Pattern[str]:
    return re.compile(rf"(?P<paired>[{_PAIRED}]+)|[^\W_{_PAIRED}]+")


def _runs(text: str) -> Iterator[re.Match[str]]:
    """The words of a text, and its runs of scripts that are matched by pairs, folded."""
    text = unicodedata.normalize("NFKC", text).casefold()
    return (_PLAIN_RUN if text.isascii() else _run()).finditer(text)  # the other takes 5 ms to compile


def terms_of(text: str) -> list[str]:
    """Split a text into its terms, in order: words, and for Han, Kana and Hangul the pairs of neighbouring characters.

    The last character of such a run stands alone as well, so that every character begins some term.
    """
    terms: list[str] = []
    for run in _runs(text):
        word = run.group()
        if run.group("paired"):
            terms += [word[i : i + 2] for i in range(len(word))]
        else:
            terms.append(word)
    return terms


def stored(text: str) -> tuple[list[int], int]:
    """What of a text is stored: the keys of its terms, one for each time they stand there, and how many there are.

    A character of a paired script has a key besides, for every pair that it begins; these are not counted.
    """
    keys: list[int] = []
    besides = 0
    for run in _runs(text):
        word = run.group()
        if run.group("paired"):
            keys += [_key_of(word[i : i + 2]) for i in range(len(word) - 1)]
            keys += [_key_of(f"{letter}*") for letter in word]
            besides += len(word) - 1
        else:
            keys.append(_key_of_word(word))
    return keys, len(keys) - besides


def asked(text: str) -> list[int]:
    """The keys of the terms that a question asks for, each once. Stop words count only where there is nothing else."""
    keys: dict[int, bool] = {}  # key -> whether it says what the question is about
    for run in _runs(text):
        word = run.group()
        if not run.group("paired"):
            keys.setdefault(_key_of_word(word), word not in _STOP_WORDS)
        elif len(word) == 1:
            keys[_key_of(f"{word}*")] = True
        else:
            keys.update((_key_of(word[i : i + 2]), True) for i in range(len(word) - 1))
    telling = [key for key, tells in keys.items() if tells]
    return (telling or list(keys))[:MAX_QUERY_TERMS]


def key64(text: str) -> int:
    """64 bits that stand for a text; nobody can make up another text with the same ones."""
    return int.from_bytes(hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")


def key63(text: str) -> int:
    """As `key64`, for where numbers have a sign."""
    return key64(text) >> 1


@lru_cache(1 << 16)
def _key_of(term: str) -> int:
    return key64(term)


@lru_cache(1 << 18)
def _key_of_word(word: str) -> int:
    plain = word if word.isascii() else _plain(word)
    return key64(_stemmer().stemWord(plain) if len(plain) > 2 else plain)


@lru_cache
def _stemmer() -> Stemmer:
    from Stemmer import Stemmer

    return Stemmer("porter", 0)


def without(text: str, names: Iterable[str]) -> str:
    """Leave names out of a question, by their words; the question as it was if nothing else is in it.

    Among the passages of one person their name tells nothing apart.
    """
    runs = [run for name in names for run in _runs(name)]
    words = {_plain(run.group()) for run in runs if not run.group("paired")}
    paired = sorted({run.group() for run in runs if run.group("paired")}, key=len, reverse=True)
    left = re.sub(r"[^\W_]+", lambda run: "" if _plain(run.group()) in words else run.group(), text)
    for run in paired:
        left = left.replace(run, " ") if len(run) > 1 else left
    return left if any(True for _ in _runs(left)) else text


def _plain(word: str) -> str:
    decomposed = unicodedata.normalize("NFKD", word.casefold())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))
