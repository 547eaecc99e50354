"""The lexicon: which words of a question stand for which relation, intent or condition, in every language it knows."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rapidfuzz import fuzz

from qabot.data import strings
from qabot.profiles.same import plain as plain

LANGUAGES = ("en", "ko", "zh", "ja", "de", "fr", "es", "ru", "pt", "it")
LATIN = ("en", "de", "fr", "es", "pt", "it")
# small words before a capital are more often part of a name than of the question: "Ana de la Cruz"
_PARTICLES = re.compile(r"(?<=\w )(?:d[aeio]s?|del|della|de la|de los|von|van|e|y)(?= [A-ZÀ-Þ])")
_TELLING = {  # spellings of one of the languages alone
    "pt": re.compile(r"[ãõ]|\bé\b|\bà\b(?= universidade)"),
    "it": re.compile(r"\b(?:è|perché|università)\b|\bc['’]è|\b(?:dell|nell|all|sull|dall)['’]"),
    "fr": re.compile(r"\b[qldns]['’](?=[a-zà-ÿ])|\bà\b|\boù\b|[œê]|-t-(?:il|elle)\b"),
    "de": re.compile(r"[ßäöü]"),
}
_WIDE = re.compile(r"[぀-ヿ㐀-鿿豈-﫿가-힯]")  # Kana, Han, Hangul: written without spaces, or with particles
_FLAGS = (
    "negation", "joint", "now", "alone", "same", "openings", "career", "gained", "industry", "academia", "first_author",
    "private",
    "pronoun", "paper_pronoun", "him", "two", "else", "runner_up", "before_that", "after_that",
    "more", "anyone", "start_of", "end_of", "why", "will", "lab", "there", "past",
    "with_advisor", "yes_no",
)  # fmt: skip
_LETTER = r"[^\W\u1100-\uffff]"  # of a word with spaces around it
_UNSPACED = "\u1100"  # from here on stand the letters that are written without spaces
_TYPO = 84.0  # rapidfuzz ratio, 0..100: two swapped letters in a word of seven


@dataclass(frozen=True, slots=True)
class Cue:
    """Words of the question that carry a meaning."""

    meaning: str
    start: int
    end: int


class Table:
    """One table of cues: meaning -> words, of one language or of all."""

    def __init__(self, words: Mapping[str, Iterable[str]], silent: str = "") -> None:
        self._silent = silent  # a meaning whose cues only hide shorter ones inside them
        self._meanings: dict[str, set[str]] = {}
        for meaning, cues in words.items():
            for cue in cues:
                self._meanings.setdefault(plain(str(cue)), set()).add(meaning)
        ordered = sorted(self._meanings, key=lambda cue: (-len(cue), cue))
        self._forms = [_form(cue) for cue in ordered]
        self._loose = not all(form.bound for form in self._forms)  # whether any cue may begin inside a word

    @functools.cached_property
    def _bound(self) -> dict[str, list[_Form]]:
        return _by_start([form for form in self._forms if form.bound])

    @functools.cached_property
    def _any(self) -> dict[str, list[_Form]]:
        return _by_start(self._forms)

    @functools.cached_property
    def _short(self) -> dict[str, str]:
        return {root: form.cue for form in self._forms if len(root := form.cue.rstrip("*")) in (4, 5)}

    @functools.cached_property
    def _roots(self) -> list[str]:
        cues = (form.cue for form in self._forms)
        return [cue for cue in cues if len(cue.rstrip("*")) >= 6 and cue.rstrip("*").isascii() and " " not in cue]

    def find(self, text: str) -> list[Cue]:
        """The cues in `text` (already `plain`), left to right; a longer cue hides the shorter ones inside it."""
        inside = self._loose and (not text.isascii() or "'" in text)
        table, starts = (self._any, _places(text)) if inside else (self._bound, _word_starts(text))
        found, position = list[Cue](), 0
        for start, key, at_word in starts:
            if start < position:
                continue
            for form in table.get(key) or table.get(key[:1]) or ():
                end = form.end(text, start) if at_word or not form.bound else -1
                if end >= 0:
                    meanings = self._meanings[form.cue] - {self._silent}
                    found += [Cue(meaning, start, end) for meaning in sorted(meanings)]
                    position = end
                    break
        return found

    def cues(self, meaning: str) -> list[str]:
        """The cues of a meaning, as they stand in the table."""
        return sorted(cue for cue, meanings in self._meanings.items() if meaning in meanings)

    def words(self) -> list[str]:
        """All cues, as they stand in the table."""
        return sorted(self._meanings)

    def near(self, word: str) -> list[str]:
        """The meanings of the cue that a misspelt word is nearest to; a short word may have two letters turned."""
        if len(word) < 6:
            turned = [c for c in self._short if len(word) > 3 and sorted(c) == sorted(word) and c[0] == word[0]]
            return sorted(self._meanings[self._short[turned[0]]]) if turned else []
        best, meanings = _TYPO, set[str]()
        for cue in self._roots:
            root = cue.rstrip("*")
            if root[0] != word[0]:  # "cooking" is not "looking": a slip is seldom in the first letter
                continue
            score = fuzz.ratio(word[: len(root) + 1] if cue.endswith("*") else word, root)
            if score >= best:
                best, meanings = score, self._meanings[cue]
        return sorted(meanings)


@dataclass(frozen=True, slots=True)
class _Form:
    """How a cue stands in a text. A pattern for each of thousands of cues takes seconds to compile: most need none."""

    cue: str
    body: str  # the words it begins with
    bound: bool  # only where a word begins
    whole: bool  # only up to where a word ends
    after: str  # the pattern of what follows the body, where it is not fixed; compiled when it is met

    def end(self, text: str, start: int) -> int:
        """Where the cue ends that begins at `start`; -1 if it does not."""
        if not text.startswith(self.body, start):
            return -1
        end = start + len(self.body)
        if self.after:
            match = _compiled(self.after).match(text, end)
            return match.end() if match else -1
        return -1 if self.whole and end < len(text) and _in_word(text[end]) else end


@functools.cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def _form(cue: str) -> _Form:
    bare = cue.rstrip("*").rstrip()
    if _WIDE.search(cue):
        return _Form(cue, bare, False, False, r"\s" if cue.endswith(" *") else "")
    bound = not cue.startswith(("n'", "'"))
    first, *rest = re.split(r"( _ |\*)", bare)  # "_" stands for up to two words, "*" for the end of a word
    if rest or cue.endswith("*"):
        gaps = {" _ ": r"\ (?:[\w.'’-]+\ ){0,2}", "*": f"{_LETTER}*"}
        between = "".join(gaps.get(words) or re.escape(words) for words in rest)
        after = (r"\s" if cue.endswith(" *") else "") + (f"{_LETTER}*" if cue.endswith("*") else f"(?!{_LETTER})")
        return _Form(cue, first, bound, False, between + after)
    return _Form(cue, bare, bound, True, "")


def _by_start(forms: Sequence[_Form]) -> dict[str, list[_Form]]:
    """The forms by their first two letters, those of one letter under every pair too."""
    short: dict[str, list[tuple[int, _Form]]] = {}  # those of one letter, by it, each with its place
    table: dict[str, list[tuple[int, _Form]]] = {}
    for place, form in enumerate(forms):
        table.setdefault(form.body[:2], []).append((place, form))
        if len(form.body) == 1:
            short.setdefault(form.body, []).append((place, form))
    for key, kept in table.items():
        if len(key) == 2 and key[0] in short:
            kept += short[key[0]]
            kept.sort(key=lambda row: row[0])
    return {key: [form for _, form in kept] for key, kept in table.items()}


def _in_word(letter: str) -> bool:
    """Whether a letter goes on with a Latin or Cyrillic word: Han, kana and Hangul may stand right beside it."""
    return letter == "_" or letter.isalnum() and letter < _UNSPACED


@functools.lru_cache(maxsize=64)  # many tables look at the same text
def _places(text: str) -> tuple[tuple[int, str, bool], ...]:
    """Every place in a text: where, the two letters there, whether a word may begin there."""
    return tuple((i, text[i : i + 2], i == 0 or not _in_word(text[i - 1])) for i in range(len(text)))


@functools.lru_cache(maxsize=64)
def _word_starts(text: str) -> tuple[tuple[int, str, bool], ...]:
    return tuple(place for place in _places(text) if place[2])


class _ByLanguage(dict[str, Table]):
    """The tables of relations by language, with English in each; made when they are asked for: a question needs one."""

    def __init__(self, relations: Mapping[str, Mapping[str, list[str]]]) -> None:
        self.words = relations

    def __missing__(self, language: str) -> Table:
        words = {name: [*of.get(language, ()), *of["en"]] for name, of in self.words.items()}
        self[language] = Table(words)
        return self[language]


class Lexicon:
    """All tables, by language. `Lexicon.load()` reads them once."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        relations: Mapping[str, Mapping[str, list[str]]] = data["relations"]
        self.relations = _ByLanguage(relations)
        self.degrees = Table(data["degrees"], silent="none")
        self.wants = Table(data["wants"])
        self.intents = Table(data["intents"])
        self.roles = Table(data["roles"])
        self.ranks = Table(data["ranks"])
        self.kinds = Table(data["kinds"])
        self.stages = Table(data["stages"])
        self.prizes = Table(data["prizes"])
        self.orders = Table(data["orders"])
        self.flags = {name: Table({name: data[name]}) for name in _FLAGS}
        self.stop = {
            language: frozenset(plain(str(word)) for word in data["stop"].get(language, ())) for language in LANGUAGES
        }

    @staticmethod
    @functools.cache
    def load() -> Lexicon:
        """The shipped lexicon."""
        return Lexicon(strings("qabot.questions", "lexicon"))

    def has(self, flag: str, text: str) -> bool:
        """Whether a plain text carries a flag: "negation", "now", "private" ..."""
        return bool(self.flags[flag].find(text))

    def asking(self) -> tuple[frozenset[str], tuple[str, ...]]:
        """Longer words that ask something in languages other than English, and what others of them begin with."""
        others = [language for language in LATIN if language != "en"]
        tables = [of.get(language, ()) for of in self.relations.words.values() for language in others]
        cues = [plain(str(cue)) for cues in tables for cue in cues]
        words = {word for language in others for word in self.stop[language]} | set(cues)
        whole = frozenset(word for word in words if len(word) > 4 and word.isalpha())
        return whole, tuple(sorted(c.rstrip("*") for c in cues if c.endswith("*") and " " not in c and len(c) > 6))

    def is_small(self, word: str, language: str) -> bool:
        """Whether a word is a small word with a slip in it ("actualy")."""
        small = self.stop["en"] | self.stop[language]
        alike = (other for other in small if other[:1] == word[:1] and abs(len(word) - len(other)) <= 1)
        return any(fuzz.ratio(word, other) >= _TYPO for other in alike)

    def opens(self, flag: str, text: str) -> bool:
        """Whether a plain text begins with a flag."""
        found = self.flags[flag].find(text)
        return bool(found) and found[0].start == len(text) - len(text.lstrip())


def language_of(text: str, before: str = "en") -> str:
    """The language of a question, ISO 639-1: by script, in Latin script by its small words.

    When in doubt it is `before`, the language of the conversation.
    """
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
    cyrillic = re.findall(r"[Ѐ-ӿ]+", text)
    if counts["ru"] > 3 and (len(cyrillic) >= latin or any(plain(w) in Lexicon.load().stop["ru"] for w in cyrillic)):
        return "ru"
    if re.search("[¿¡ñ]", text):
        return "es"
    text = re.sub(r"(?<!\w)[A-Z]\.?(?!\w)", " ", text)  # an initial is the small word of no language
    stop = Lexicon.load().stop
    words = re.findall(r"[^\W\d_]+", plain(_PARTICLES.sub(" ", text)))
    beside = plain(" ".join(_PARTICLES.findall(text)))
    votes = {language: sum(word in stop[language] for word in words) for language in LATIN}
    for language, telling in _TELLING.items():
        votes[language] += len(telling.findall(text))
    for language in LATIN:  # such a word tells nothing by itself
        votes[language] += sum(word in stop[language] for word in beside.split()) if votes[language] else 0
    if not any(votes.values()) and before != "en":
        return before
    best = [language for language in LATIN if votes[language] == max(votes.values())]
    if before in best and before != "en":
        return before
    return best[0] if len(best) == 1 else _by_cues(words, best)


def _by_cues(words: Sequence[str], languages: Sequence[str]) -> str:
    """Of languages that small words do not tell apart, the one that most words ask something in; "en" when in doubt."""
    relations = Lexicon.load().relations
    found = {language: len(relations[language].find(" ".join(words))) for language in languages}
    best = [language for language in languages if found[language] == max(found.values())]
    return "en" if "en" in best else best[0]
