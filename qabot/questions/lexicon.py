"""The lexicon: which words of a question stand for which relation, intent or condition, in every language it knows."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib import resources
from typing import Any

import yaml
from rapidfuzz import fuzz

from qabot.profiles.same import plain as plain

LANGUAGES = ("en", "ko", "zh", "ja", "de", "fr", "es", "ru")
_WIDE = re.compile(r"[぀-ヿ㐀-鿿豈-﫿가-힯]")  # Kana, Han, Hangul: written without spaces, or with particles
_FLAGS = (
    "negation", "joint", "now", "alone", "same", "career", "gained", "industry", "first_author", "private",
    "pronoun", "paper_pronoun", "before_that", "after_that",
    "more", "anyone", "start_of", "end_of", "why", "will", "lab", "there", "past",
    "with_advisor", "yes_no",
)  # fmt: skip
_TYPO = 84.0  # rapidfuzz ratio, 0..100: two swapped letters in a word of seven


@dataclass(frozen=True, slots=True)
class Cue:
    """Words of the question that carry a meaning."""

    meaning: str
    start: int
    end: int


class Table:
    """One table of cues: meaning -> words, of one language or of all."""

    def __init__(self, words: Mapping[str, Iterable[str]]) -> None:
        self._meanings: dict[str, set[str]] = {}
        for meaning, cues in words.items():
            for cue in cues:
                self._meanings.setdefault(plain(str(cue)), set()).add(meaning)
        ordered = sorted(self._meanings, key=lambda cue: (-len(cue), cue))
        self._cues = ordered
        self._pattern = re.compile("|".join(f"({_regex(cue)})" for cue in ordered)) if ordered else None
        self._roots = [
            cue for cue in ordered if len(cue.rstrip("*")) >= 6 and cue.rstrip("*").isascii() and " " not in cue
        ]

    def find(self, text: str) -> list[Cue]:
        """The cues in `text` (already `plain`), left to right; a longer cue hides the shorter ones inside it."""
        if self._pattern is None:
            return []
        found = []
        for match in self._pattern.finditer(text):
            cue = self._cues[(match.lastindex or 1) - 1]
            found += [Cue(meaning, match.start(), match.end()) for meaning in sorted(self._meanings[cue])]
        return found

    def near(self, word: str) -> list[str]:
        """The meanings of the cue that a misspelt word (six letters or more) is nearest to."""
        if len(word) < 6:
            return []
        best, meanings = _TYPO, set[str]()
        for cue in self._roots:
            root = cue.rstrip("*")
            score = fuzz.ratio(word[: len(root) + 1] if cue.endswith("*") else word, root)
            if score >= best:
                best, meanings = score, self._meanings[cue]
        return sorted(meanings)


def _regex(cue: str) -> str:
    body = re.escape(cue.rstrip("*").rstrip()) + (r"\s" if cue.endswith(" *") else "")
    if _WIDE.search(cue):
        return body
    body = body.replace(r"\ _\ ", r"\ (?:\w+\ ){0,2}")  # "_" stands for up to two words
    end = r"\w*" if cue.endswith("*") else r"(?!\w)"
    start = "" if cue.startswith(("n'", "'")) else r"(?<!\w)"
    return f"{start}{body}{end}"


class Lexicon:
    """All tables, by language. `Lexicon.load()` reads them once."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        relations: Mapping[str, Mapping[str, list[str]]] = data["relations"]
        self.relations = {
            language: Table({name: [*words.get(language, ()), *words["en"]] for name, words in relations.items()})
            for language in LANGUAGES
        }
        self.degrees = Table(data["degrees"])
        self.wants = Table(data["wants"])
        self.intents = Table(data["intents"])
        self.roles = Table(data["roles"])
        self.orders = Table(data["orders"])
        self.flags = {name: Table({name: data[name]}) for name in _FLAGS}
        self.stop = {
            language: frozenset(plain(str(word)) for word in data["stop"].get(language, ())) for language in LANGUAGES
        }

    @staticmethod
    @functools.cache
    def load() -> Lexicon:
        """The shipped lexicon."""
        text = resources.files("qabot.questions").joinpath("lexicon.yaml").read_text(encoding="utf-8")
        return Lexicon(yaml.load(text, Loader=yaml.BaseLoader))  # noqa: S506 - strings only: "no" is a word

    def has(self, flag: str, text: str) -> bool:
        """Whether a plain text carries a flag: "negation", "now", "private" ..."""
        return bool(self.flags[flag].find(text))

    def is_small(self, word: str, language: str) -> bool:
        """Whether a word is a small word with a slip in it ("actualy")."""
        small = self.stop["en"] | self.stop[language]
        return any(abs(len(word) - len(other)) <= 1 and fuzz.ratio(word, other) >= _TYPO for other in small)

    def opens(self, flag: str, text: str) -> bool:
        """Whether a plain text begins with a flag."""
        found = self.flags[flag].find(text)
        return bool(found) and found[0].start == len(text) - len(text.lstrip())


def language_of(text: str) -> str:
    """The language of a question, ISO 639-1: by script, in Latin script by its small words; "en" when in doubt."""
    counts = {
        "ko": len(re.findall(r"[가-힯]+", text)),  # words; Han and kana are counted by character
        "ja": len(re.findall(r"[぀-ヿ]", text)),
        "zh": len(re.findall(r"[㐀-鿿]", text)),
        "ru": len(re.findall(r"[Ѐ-ӿ]", text)),
    }
    latin = len(re.findall(r"[A-Za-zÀ-ɏ]+", text))
    wide = counts["ko"] + counts["ja"] + counts["zh"]
    if counts["ko"] and counts["ko"] >= latin:
        return "ko"
    asks = re.search(r"[谁哪吗呢么几]|什么|誰|何|です|ます|の", text)  # small words of a question, never of a name
    if wide >= 2 and (wide / 2 >= latin or asks):
        return "ja" if counts["ja"] else "zh"
    if counts["ru"] > 3 and counts["ru"] >= latin:
        return "ru"
    if re.search("[¿¡ñ]", text):
        return "es"
    text = re.sub(r"(?<!\w)[A-Z]\.?(?!\w)", " ", text)  # an initial is the small word of no language
    words = re.findall(r"[^\W\d_]+", plain(text))
    stop = Lexicon.load().stop
    votes = {language: sum(word in stop[language] for word in words) for language in ("en", "de", "fr", "es")}
    best = max(votes, key=lambda language: (votes[language], language == "en"))
    return best if votes[best] > votes["en"] else "en"
