"""`Token`: a word of a text, folded for comparing, with its place in the original. Also folding and romanizing."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from anyascii import anyascii

Script = Literal["latin", "cyrillic", "han", "hangul", "kana", "digit"]

_HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f々〇"
_KANA = "\u3041-\u309f\u30a1-\u30fa\u30fc-\u30ff\uff66-\uff9f"  # the middle dot U+30FB parts words
_HANGUL = "\uac00-\ud7a3\u1100-\u11ff\u3131-\u318e"
_APART = f"{_HAN}{_KANA}{_HANGUL}"
_LETTER = rf"(?:(?![{_APART}_])\w|[\u0300-\u036f])"
_RUN = re.compile(rf"[{_HAN}]+|[{_KANA}]+|[{_HANGUL}]+|{_LETTER}+(?:['’ʼ`´]{_LETTER}+)*")
_POSSESSIVE = re.compile(r"['’ʼ`´](?:s|S)$")
_ELISION = re.compile(r"^(?:[cdjlmnst]|qu)['’ʼ]", re.ASCII)  # French l'article, d'Andrew: lower case only
_SMALL_Y = re.compile("([きしちにひみりぎじびぴキシチニヒミリギジビピ])([ゃゅょャュョ])")
_PLAIN = str.maketrans("øłđðħıæœþßŋ‘’ʼ`´“”„«»‐‑‒–—−", "olddhi\0\1tsn'''''\"\"\"\"\"------")
_OPENED = {"\0": "ae", "\1": "oe"}


@dataclass(frozen=True, slots=True)
class Token:
    """A word, or a run of one script, at `start:end` of the original text."""

    text: str  # folded
    start: int
    end: int
    capital: bool  # its first letter is upper case


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """The text in the form that is compared: NFKC, lower case, Latin diacritics gone, plain quotes and dashes.

    Hangul, kana and й stay whole; ё becomes е. The result may be longer or shorter than the text: see `tokens`.
    """
    if text.isascii():
        return text.lower()
    folded = unicodedata.normalize("NFKC", text).casefold().replace("ё", "е").translate(_PLAIN)
    for mark, letters in _OPENED.items():
        folded = folded.replace(mark, letters)
    return "".join(_bare(letter) for letter in unicodedata.normalize("NFC", folded))


@lru_cache(maxsize=4096)
def _bare(letter: str) -> str:
    base = unicodedata.normalize("NFD", letter)
    if unicodedata.combining(letter):
        return ""
    return base[0] if len(base) > 1 and (base[0].isascii() or "\u0370" <= base[0] < "\u0400") else letter


def tokens(text: str) -> list[Token]:
    """The words of a text in order: hyphens part words, inner apostrophes do not, a possessive 's is left out.

    Runs of Han, kana and Hangul are tokens of their own, however long.
    """
    return list(_tokens(text))


def _tokens(text: str) -> Iterator[Token]:
    for match in _RUN.finditer(text):
        start, word = match.start(), match.group()
        if word.isalnum():  # most of them: no apostrophe
            if folded := fold(word):
                yield Token(folded, start, match.end(), word[0].isupper())
            continue
        if elision := _ELISION.match(word):
            yield Token(fold(elision.group()[:-1]), start, start + elision.end() - 1, capital=False)
            start, word = start + elision.end(), word[elision.end() :]
        word = _POSSESSIVE.sub("", word)
        if folded := fold(word):
            yield Token(folded, start, start + len(word), word[0].isupper())


def script(text: str) -> Script:
    """The script of a token, by its first character that has one."""
    for letter in text:
        if letter.isascii():
            if letter.isalpha():
                return "latin"
        elif "\u0400" <= letter <= "\u052f":
            return "cyrillic"
        elif _is(letter, _HAN):
            return "han"
        elif _is(letter, _KANA):
            return "kana"
        elif _is(letter, _HANGUL):
            return "hangul"
        elif letter.isalpha():
            return "latin"
    return "digit"


@lru_cache(maxsize=16384)
def _is(letter: str, ranges: str) -> bool:
    return any(each[0] <= letter <= each[-1] for each in _each(ranges))


@lru_cache
def _each(ranges: str) -> tuple[str, ...]:
    """The ranges of a set of characters, one by one: an expression for them takes long to compile."""
    return tuple(re.findall(".-.|.", ranges))


def _contracted(match: re.Match[str]) -> str:
    sound, glide = anyascii(match[1]).lower(), anyascii(match[2]).lower()
    return (sound[:-1] + glide[1:]) if sound[:-1] in ("sh", "ch", "j") else sound[:-1] + glide


@lru_cache(maxsize=16384)
def romanize(text: str) -> str:
    """The text in lower-case Latin letters, a space between the syllables of Han and Hangul.

    Han is read as Mandarin, Hangul by the Revised Romanization, Cyrillic much as passports do: how people spell
    their own names differs, so compare by sound (`names.py`), not by letters.
    """
    out: list[str] = []
    for letter in _SMALL_Y.sub(_contracted, unicodedata.normalize("NFKC", text)):
        apart = _is(letter, _HAN) or _is(letter, _HANGUL)
        out.append(f" {anyascii(letter).lower()} " if apart else letter)
    latin = anyascii("".join(out)).lower().replace("'", "")
    return " ".join(latin.split())
