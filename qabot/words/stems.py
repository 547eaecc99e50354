"""`stem` and `stems`: what stands for the words of a text when topics are compared, across wordings and languages."""

from __future__ import annotations

import functools
import re

from qabot.data import table
from qabot.profiles.same import holds_wide, plain
from qabot.words.fold import romanize

_WORD = re.compile(r"[^\W_]+[+#]*")
_SUFFIXES = tuple("ations ation ities ings ing ions ion ers er ies ed es s al y e".split())


# The endings of learned words in other languages, and how English spells them: "Komplexität" and "complexity".
_ENDINGS = tuple(
    (re.compile(rf"(?:{found})$"), put)
    for found, put in (
        (r"cion(?:es)?|[zs]ion[ei]|cao|coes|tionen", "tion"),
        (r"ien(?:ze|za|cias?)", "ience"),
        (r"en(?:ze|za|zen|z|cias?)", "ence"),
        (r"an(?:ze|za|zen|z|cias?)", "ance"),
        (r"it(?:at|aet|aten|a)|idad(?:e|es)?", "ity"),
        (r"ism(?:us|e|o|i)", "ism"),
        (r"log(?:i[aei]s?|ii)", "logy"),
        (r"(?<=\w{3})ic[ao]s?", "ic"),
    )
)
_LETTERS = tuple(
    (re.compile(found), put)
    for found, put in (
        ("ph", "f"), ("th(?=[aeiour])", "t"), ("c(?=[eiy])", "s"), ("ck|qu|k", "c"), ("y", "i"), ("z", "s"),
        (r"([bcdfglmnprst])\1", r"\1"),
    )
)  # fmt: skip
_CYRILLIC = str.maketrans({"ц": "c", "х": "ch", "в": "v"})  # as learned words have them
_LEARNED = 5  # letters of a stem from which on it may be one that many languages share
_RUSSIAN = re.compile(
    r"(?:иями|иях|иям|ией|ами|ями|ого|его|ому|ему|ых|их|ой|ей|ая|яя|ое|ее|ые|ов|ам|ях|ах|ям|[аяуюеыойь])$"
)


def _stem(word: str) -> str:
    """A crude stem: enough to see that "graphs" and "graph", "quantized" and "quantization" speak of one thing.

    So do "Kryptographie", "criptografía" and "криптография" of cryptography: learned words are spelled alike.
    """
    if "\u0400" <= word[0] <= "\u04ff":
        word = romanize(_RUSSIAN.sub("", word).translate(_CYRILLIC)) if len(word) > _LEARNED else word
    if len(word) > _LEARNED + 1 and word.isascii():
        for ending, put in _ENDINGS:
            if ending.search(word):
                word = ending.sub(put, word)
                break
    found = _cut(word)
    if len(found) < _LEARNED or not found.isascii() or not found.isalpha():
        return found
    for letters, put in _LETTERS:
        found = letters.sub(put, found)
    return (
        found[:-1] if len(found) > (_LEARNED if found[-1] in "ie" else _LEARNED + 1) and found[-1] in "aoie" else found
    )


def _cut(word: str) -> str:
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
def _translations() -> dict[str, tuple[str, ...]]:
    """Terms of other languages to the stems of their English words."""
    terms: dict[str, tuple[str, ...]] = {}
    for name in ("fields", "topics"):  # a word for the people of a field tells of the field
        rows: dict[str, list[str]] = table("qabot.words", name)
        for english, row in rows.items():
            stands_for = tuple(stem(word) for word in _WORD.findall(plain(english)))
            terms |= {plain(str(term)): stands_for for term in row}
    return terms


@functools.cache
def _unspaced() -> re.Pattern[str]:
    """What finds those of these terms that are written without spaces."""
    wide = sorted((term for term in _translations() if holds_wide(term)), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, wide)))


@functools.lru_cache(8192)
def stems(text: str) -> frozenset[str]:
    """The stems of a plain text; runs of Han, Hangul and kana as their pairs of characters."""
    found: set[str] = set()
    terms = _translations()
    if not text.isascii():
        for match in _unspaced().finditer(text):
            found.update(terms[match.group()])
        text = _unspaced().sub(" ", text)
    for word in _WORD.findall(text):
        if word in terms:
            found.update(terms[word])
        elif holds_wide(word):
            known = _groups().get(word)
            found.update([known] if known else (word[i : i + 2] for i in range(max(1, len(word) - 1))))
            found.update(group for other, group in _groups().items() if holds_wide(other) and other in word)
            found.update(stem(latin) for latin in re.findall(r"[a-z0-9]+", word))
        else:
            found.add(stem(word))
    return frozenset(found)
