"""`stem` and `stems`: what stands for the words of a text when topics are compared, across wordings and languages."""

from __future__ import annotations

import functools
import re

from qabot.data import table
from qabot.profiles.same import holds_wide, plain
from qabot.words.fold import romanize

_WORD = re.compile(r"[^\W_]+[+#]*")
_SUFFIXES = tuple("ations ation ating ated ates ate ities ings ing ions ion ers er ies ed es s al y e".split())

_OF_VERBS = frozenset("ating ated ates ate".split())  # "simulate", beside "simulation"; "climate" is none

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
        if word.endswith(suffix) and len(word) - len(suffix) >= (5 if suffix in _OF_VERBS else 4):
            left = word[: -len(suffix)]
            doubled = suffix in ("ing", "ed", "er", "ers") and left[-1] == left[-2] and left[-1] not in "sz"
            return left[:-1] if doubled else left  # "blurring": "blur"
    return word


@functools.cache
def _groups() -> dict[str, str]:
    """Each word of the synonym file to the first of its group."""
    rows: list[list[str]] = table("qabot.words", "synonyms")
    return {_stem(plain(word)): f"={row[0]}" for row in rows for word in row}


@functools.cache
def _wide_groups() -> tuple[tuple[str, str], ...]:
    """Those of them that are written without spaces."""
    return tuple((word, group) for word, group in _groups().items() if holds_wide(word))


@functools.lru_cache(65536)
def stem(word: str) -> str:
    """What stands for a word when texts are compared: its stem, or the group of words that mean the same."""
    found = _stem(word)
    return _groups().get(found, found)


def _spelled(term: str) -> str:
    """A term in plain words with one space between: "genie de l'environnement" as a text is cut."""
    words = plain(term)
    return words if holds_wide(words) else " ".join(_WORD.findall(words)) or words


@functools.cache
def _translations() -> dict[str, tuple[str, ...]]:
    """Terms of other languages to the stems of their English words."""
    terms: dict[str, tuple[str, ...]] = {}
    for name in ("fields", "topics"):  # a word for the people of a field tells of the field
        rows: dict[str, list[str]] = table("qabot.words", name)
        for english, row in rows.items():
            stands_for = tuple(stem(word) for word in _WORD.findall(plain(english)))
            terms |= {_spelled(str(term)): stands_for for term in row}
    return terms


@functools.cache
def _phrases() -> dict[str, list[tuple[str, ...]]]:
    """Those of these terms that are of several words, by their first, the longest first."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for term in _translations():
        if " " in term and not holds_wide(term):
            words = tuple(term.split())
            found.setdefault(words[0], []).append(words)
    return {first: sorted(phrases, key=len, reverse=True) for first, phrases in found.items()}


@functools.cache
def _unspaced() -> tuple[re.Pattern[str], dict[str, tuple[str, ...]]]:
    """What finds where one of these terms may begin that are written without spaces, and those that begin so."""
    begun: dict[str, list[str]] = {}
    for term in sorted((term for term in _translations() if holds_wide(term)), key=len, reverse=True):
        begun.setdefault(term[0], []).append(term)
    return re.compile(f"[{''.join(begun)}]"), {letter: tuple(found) for letter, found in begun.items()}


def _without_terms(text: str, found: set[str]) -> str:
    """A text without the terms that are written without spaces, the longest of each place; their stems are `found`."""
    starts, begun = _unspaced()
    terms, kept, end = _translations(), list[str](), 0
    for match in starts.finditer(text):
        start = match.start()
        term = next((t for t in begun[match.group()] if text.startswith(t, start)), "") if start >= end else ""
        if term:
            found.update(terms[term])
            kept.append(text[end:start])
            end = start + len(term)
    return " ".join([*kept, text[end:]])


def _without_phrases(words: list[str], found: set[str]) -> list[str]:
    """Words without the terms of several of them, the longest of each place; their stems are `found`."""
    kept: list[str] = []
    end = 0
    for start, word in enumerate(words):
        if start < end:
            continue
        phrase = next((p for p in _phrases().get(word, ()) if tuple(words[start : start + len(p)]) == p), ())
        if phrase:
            found.update(_translations()[" ".join(phrase)])
            end = start + len(phrase)
        else:
            kept.append(word)
    return kept


@functools.lru_cache(8192)
def stems(text: str) -> frozenset[str]:
    """The stems of a plain text; runs of Han, Hangul and kana as their pairs of characters."""
    found: set[str] = set()
    terms = _translations()
    if not text.isascii():
        text = _without_terms(text, found)
    within = bool(found)
    for word in _without_phrases(_WORD.findall(text), found):
        if word in terms:
            found.update(terms[word])
        elif holds_wide(word):
            if len(word) == 1 and within:
                continue  # what is left between two terms is a particle
            known = _groups().get(word)
            found.update([known] if known else (word[i : i + 2] for i in range(max(1, len(word) - 1))))
            found.update(group for other, group in _wide_groups() if other in word)
            found.update(stem(latin) for latin in re.findall(r"[a-z0-9]+", word))
        else:
            found.add(stem(word))
    return frozenset(found)


@functools.lru_cache(8192)
def wide_pairs(text: str) -> frozenset[str]:
    """The pairs of characters in every run of Han, Hangul and kana of a text, within the terms of `stems` too."""
    runs = [word for word in _WORD.findall(text) if holds_wide(word)] if not text.isascii() else []
    return frozenset(word[i : i + 2] for word in runs for i in range(max(1, len(word) - 1)))
