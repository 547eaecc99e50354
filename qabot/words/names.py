"""`PersonName`: a person's name in its parts, and how well other words fit it, in its own script or another."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from rapidfuzz.distance import OSA

from qabot.data import table
from qabot.words.fold import Script, fold, romanize, script, tokens

PARTICLES = frozenset(
    "van von der den de del della di da dos das do du la le el al bin ibn ben ter ten zu zur af av y dalla st".split()
)
_SUFFIXES = frozenset("jr sr ii iii iv phd ph d md msc dr prof professor mr mrs ms ing habil".split())
_PATRONYMIC = re.compile(r"(?:ович|евич|ьич|овна|евна|ична|инична)$")
_RUSSIAN_FAMILY = re.compile(r"(?:ск(?:ий|ая|ой)|цк(?:ий|ая)|[оеё]ва?|[иы]на?|енко|чук|юк|ых|их)$")
CASE = re.compile(
    r"(?:ого|его|ому|ему|ыми|ими|ами|ями|ией|ием|ию|ия|ии|ие|ий|ым|им|ом|ем|ой|ою|ей|ый|ая|яя|ую|юю|ых|их|[аяуюеыийоь])$"
)
_COMPATIBLE, _FUZZY, _INITIALS, _NICKNAME = 0.8, 0.86, 0.9, 0.92  # scores of a given name: see `PersonName.given_score`


@cache
def data(name: str) -> dict[str, Any]:
    """What the file `<name>.yaml` of this folder holds."""
    loaded: dict[str, Any] = table("qabot.words", name)
    return loaded


@cache
def word_set(name: str, key: str) -> frozenset[str]:
    """The words under a key of a data file, folded."""
    words = data(name)[key]
    return frozenset(fold(str(word)) for word in (words.split() if isinstance(words, str) else words))


def near(left: str, right: str) -> bool:
    """Whether two words are one word with a typo: one letter off from 5 letters on, two from 8 on."""
    shorter = min(len(left), len(right))
    allowed = 2 if shorter >= 8 else 1 if shorter >= 5 else 0
    return left == right or (allowed > 0 and OSA.distance(left, right, score_cutoff=allowed) <= allowed)


@dataclass(frozen=True, slots=True)
class Sound:
    """How a name of another script may be spelled in Latin letters."""

    families: frozenset[str]
    given: re.Pattern[str] | None  # of the given names written together; None where it cannot be told


@dataclass(frozen=True, slots=True)
class PersonName:
    """A name: folded family and given names. A hyphenated name is one unit; `parts` are its pieces."""

    family: tuple[str, ...]
    given: tuple[str, ...]
    parts: tuple[str, ...]
    script: Script

    @property
    def whole_family(self) -> str:
        """The family name written together."""
        return "".join(self.family)

    @property
    def whole_given(self) -> str:
        """The given names written together."""
        return "".join(self.given)

    def given_score(self, words: tuple[str, ...]) -> float:
        """How well folded words fit the given names, 0..1: 1 all, 0.97 the first alone, 0.9 initials, 0.86 a typo."""
        if not self.given or not words:
            return 0.0
        joined = "".join(words)
        if joined == self.whole_given:
            return 1.0
        if joined == self.given[0] and len(joined) > 1:
            return 0.97
        if self.given[0] in nicknames().get(joined, ()):
            return _NICKNAME
        score = max(_aligned(words, self.given), _aligned(words, self.parts))
        if not score and len(words) == 1 and 2 <= len(joined) <= 3 and joined == "".join(p[0] for p in self.parts):
            score = 0.88
        return score or self._loose_score(words, joined)

    def _loose_score(self, words: tuple[str, ...], joined: str) -> float:
        if words[0] == self.given[0] and len(self.given) == 1 < len(words) and len(self.given[0]) > 1:
            rest = words[1:]
            known = all(len(word) == 1 for word in rest) or (len(words[0]) > 3 and all(len(w) > 3 for w in rest))
            return _COMPATIBLE if known else 0.0
        if all(len(unit) == 1 for unit in self.given):
            fits = words[0][0] == self.given[0] and len(words) <= max(2, len(self.given))
            rest_fit = all(w[0] == g for w, g in zip(words, self.given, strict=False))
            return _COMPATIBLE if fits and rest_fit and len(words[0]) > 1 else 0.0
        if near(joined, self.whole_given) or near(joined, self.given[0]):
            return _FUZZY
        korean = self.script == "latin" and self.whole_family in korean_spellings()
        return _FUZZY if korean and korean_key(joined) == korean_key(self.whole_given) else 0.0


@cache
def nicknames() -> dict[str, frozenset[str]]:
    """Folded given names that may stand for one another: "matt" -> "matthew", and "matthew" -> "matt"."""
    found: dict[str, set[str]] = {}
    for short, names in data("nicknames")["nicknames"].items():
        for name in str(names).split():
            found.setdefault(str(short), set()).add(name)
            found.setdefault(name, set()).add(str(short))
    return {name: frozenset(others) for name, others in found.items()}


def _aligned(words: tuple[str, ...], units: tuple[str, ...]) -> float:
    """Each word a unit or its initial, in order; the first unit may be left out for a middle name in full."""
    place, initials, first = 0, False, -1
    for word in words:
        while place < len(units) and not (units[place] == word or (len(word) == 1 and units[place][0] == word)):
            place += 1
        if place == len(units):
            return 0.0
        first = place if first < 0 else first
        initials = initials or (len(word) == 1 < len(units[place]))
        place += 1
    if first > 0 and (initials or len(words[0]) < 4):
        return 0.0
    return 0.85 if first > 0 else _INITIALS if initials else 0.95


@lru_cache(maxsize=65536)
def parse_name(text: str) -> PersonName | None:
    """The parts of a name as printed: "Last, First", "First Last", "KIM Minsoo", "김민수"; else None."""
    words = [token for token in tokens(text) if not token.text.isdigit()]
    if not words:
        return None
    kind = script(words[0].text)
    if kind in ("han", "hangul", "kana"):
        return _parse_cjk([word.text for word in words if script(word.text) == kind], kind)
    words = [word for word in words if script(word.text) == kind]
    units: list[str] = []  # hyphenated words written together
    pieces: list[tuple[str, ...]] = []
    for number, word in enumerate(words):
        if (
            number
            and re.fullmatch(r"[-‐‑–.]{1,2}", text[words[number - 1].end : word.start])
            and "." not in text[words[number - 1].end : word.start]
        ):
            units[-1] += word.text
            pieces[-1] += (word.text,)
        else:
            units.append(word.text)
            pieces.append((word.text,))
    if len(units) == 1:  # "jane-doe", of a file name or handle
        units, pieces = list(pieces[0]), [(piece,) for piece in pieces[0]]
    keep = [number for number, unit in enumerate(units) if unit not in _SUFFIXES or len(units) <= 2]
    units, pieces = [units[n] for n in keep], [pieces[n] for n in keep]
    if not units:
        return None
    cut = _family_range(text, units, kind)
    family = tuple(piece for pieces_of in pieces[cut[0] : cut[1]] for piece in pieces_of)
    given = (*units[: cut[0]], *units[cut[1] :])
    parts = tuple(piece for pieces_of in (*pieces[: cut[0]], *pieces[cut[1] :]) for piece in pieces_of)
    return PersonName(family, given, parts, kind)


def _family_range(text: str, units: list[str], kind: Script) -> tuple[int, int]:
    """Which units are the family name."""
    if "," in text and len(before := tokens(text.split(",")[0])) < len(tokens(text)):
        wanted = "".join(token.text for token in before)
        for end in range(1, len(units)):
            if "".join(units[:end]) == wanted:
                return 0, end
    raw = [word for word in re.split(r"[\s,]+", text) if re.search(r"\w", word)]
    capitals = [n for n, word in enumerate(raw) if len(word.strip(".")) > 2 and word.isupper()]
    if len(raw) == len(units) and len(capitals) == 1 and len(raw) > 1:
        return capitals[0], capitals[0] + 1
    if kind == "cyrillic" and len(units) > 1:
        patronymic = _PATRONYMIC.search(units[-1]) is not None
        first = _RUSSIAN_FAMILY.search(units[0]) and not _RUSSIAN_FAMILY.search(units[-1])
        if patronymic or first or len(units[-1]) == 1:
            return 0, 1
    if len(units) > 1 and len(units[-1]) == 1 and len(units[0]) > 1:  # "Pagin A."
        return 0, 1
    start = len(units) - 1
    while start > 1 and units[start - 1] in PARTICLES:
        start -= 1
    return start, len(units)


def _parse_cjk(words: list[str], kind: Script) -> PersonName | None:
    whole = "".join(words)
    if len(words) > 1:
        family, given = words[0], "".join(words[1:])
    else:
        size = family_size(whole)
        family, given = whole[:size], whole[size:]
    return PersonName((family,), (given,) if given else (), (given,) if given else (), kind)


def family_size(name: str) -> int:
    """How many characters of a name in Han or Hangul are the family name."""
    known = data("names")
    for size in (3, 2):
        if len(name) > size and name[:size] in known["japanese"]:
            return size
    double = name[:2] in known["chinese_double"] or (name[:2] in known["korean"] and len(name) > 3)
    return 2 if double and len(name) > 2 else min(1, len(name))


@cache
def korean_spellings() -> frozenset[str]:
    """Latin spellings of Korean family names."""
    return frozenset(spelling for spellings in data("names")["korean"].values() for spelling in spellings.split())


@lru_cache(maxsize=16384)
def korean_key(word: str) -> str:
    """A Latin spelling of a Korean name with its usual doubts settled: "minsoo" and "minsu" agree."""
    for found, put in (
        ("oo", "u"),
        ("ou", "u"),
        ("eo", "u"),
        ("ee", "i"),
        ("ae", "e"),
        ("wu", "u"),
        ("shi", "si"),
        ("hwi", "wi"),
    ):
        word = word.replace(found, put)
    return word


_INITIAL = "g kk n d tt r m b pp s ss  j jj ch k t p h".split(" ")
_INITIAL_AS = {
    "g": "[gk]",
    "kk": "k?[kg]",
    "d": "[dt]",
    "tt": "t?[td]",
    "r": "[rl]",
    "b": "[bpv]",
    "pp": "p?[pb]",
    "s": "sh?",
    "ss": "s?sh?",
    "j": "(?:j|ch|z)",
    "jj": "(?:j?j|ch)",
    "ch": "ch",
}
_VOWEL_AS = (
    "ah?|ae|ya|yae|(?:eo|u|o|uh|ur|ou)|(?:e|ae)|(?:yeo|you|yu|yo|yuh|yea)|ye|oh?|(?:wa|oa)|(?:wae|wai)|(?:oe|oi|we)|yo|(?:u|oo|wu|woo|ou)|(?:wo|weo|wu|won)|(?:we)|(?:wi|ui|wee|we)|"
    "(?:yu|yoo|you|u)|(?:eu|u|e)|(?:ui|eui|i|ee|yi|e)|(?:i|ee|y|ih)"
)  # fmt: skip
_FINAL_AS = "|[kg]|k|k|n|n|n|[td]|[lr]|[kl]|m|[lp]|l|l|[lp]|l|m|[bp]|p|[ts]|[ts]|ng|[tj]|[tc]|k|t|p|h?".split("|")


def _vowels() -> list[str]:
    out, depth, start = [], 0, 0
    for place, letter in enumerate(_VOWEL_AS + "|"):
        depth += (letter == "(") - (letter == ")")
        if letter == "|" and depth == 0:
            out.append(_VOWEL_AS[start:place])
            start = place + 1
    return out


_VOWELS = _vowels()


def _hangul_pattern(text: str) -> str:
    out = []
    for letter in text:
        code = ord(letter) - 0xAC00
        if not 0 <= code < 11172:
            return "(?!)"
        initial = _INITIAL[code // 588]
        out.append(_INITIAL_AS.get(initial, initial) + f"(?:{_VOWELS[code % 588 // 28]})" + _FINAL_AS[code % 28])
    return "".join(out)


_READ_TOO = dict(
    zip(
        "长乐行重朝藏盛单曾和都泊柏石都",
        "chang yue hang chong zhao zang cheng shan zeng huo dou po bo dan du".split(),
        strict=True,
    )
)


def _mandarin_pattern(text: str) -> str:
    syllables = []
    for letter in text:
        sound = romanize(letter).replace(" ", "")
        sound = re.sub(r"^([ln])u$", r"\1(?:u|v|yu)", sound)
        syllables.append(f"(?:{sound}|{_READ_TOO[letter]})" if letter in _READ_TOO else sound)
    return "".join(syllables)


def _japanese_pattern(text: str) -> str:
    """The readings of a given name; nothing fits a name with a character whose readings are not known."""
    readings = data("names")["japanese_given"]
    if any(letter not in readings for letter in text):
        return "(?!)"
    return "".join(f"(?:{_long('|'.join(readings[letter].split()))})" for letter in text)


def _long(sound: str) -> str:
    """A pattern of Japanese in Latin letters, its long vowels written or not."""
    return re.sub(r"o[ou]?|uu?", lambda match: "o[ouh]?" if match[0][0] == "o" else "uu?", sound)


@lru_cache(maxsize=65536)
def sound_of(name: PersonName) -> Sound | None:
    """How a name in Han, Hangul or kana may be spelled in Latin letters; None for names in other scripts."""
    family, given = name.whole_family, name.whole_given
    known = data("names")
    if name.script == "hangul":
        families = frozenset(known["korean"].get(family, romanize(family).replace(" ", "")).split())
        return Sound(families, re.compile(_hangul_pattern(given)) if given else None)
    if name.script == "han":
        read = romanize(family).replace(" ", "")
        families = frozenset([*known["chinese"].get(family, read).split(), read])
        patterns = [_mandarin_pattern(given)] if given else []
        if family in known["japanese"]:
            families |= frozenset(known["japanese"][family].split())
            patterns += [_japanese_pattern(given)] if given else []
        return Sound(families, re.compile("|".join(patterns)) if patterns else None)
    if name.script == "kana":
        return Sound(frozenset([romanize(family)]), re.compile(_long(romanize(given))) if given else None)
    return None


@lru_cache(maxsize=4096)
def sounds_like(one: str, other: str) -> bool:
    """Whether of two printed names one is in Han, Hangul or kana and the other may spell it in Latin letters."""
    first, second = parse_name(one), parse_name(other)
    if first is None or second is None:
        return False
    for native, latin in ((first, second), (second, first)):
        sound = sound_of(native) if native.script != "latin" == latin.script else None
        if sound and sound.given and latin.given and native.given:
            return latin.whole_family in sound.families and bool(sound.given.fullmatch(latin.whole_given))
    return False


_LETTERS = [
    pair.split(":")
    for pair in (
        "shch:sh sch:sh tch:ch kh:h ts:c tz:c zh:j x:ks yu:u iu:u ju:u ya:a ia:a ja:a ye:e ie:e je:e yo:e w:v y:i j:i"
    ).split()
]


@lru_cache(maxsize=65536)
def slavic_key(word: str) -> str:
    """A Cyrillic name, or its Latin spelling, with endings and the doubts of transliteration gone.

    "Галицкого", "Galitskiy" and "Galitsky" agree. Short names keep their ending.
    """
    if script(word) == "cyrillic":
        stem = CASE.sub("", word)
        word = romanize(stem if len(stem) >= 3 else word)
    word = fold(word).replace("'", "")
    for found, put in _LETTERS:
        word = word.replace(found, put)
    word = re.sub(r"(.)\1+", r"\1", word)
    bare = re.sub(r"[aeiou]+$", "", word)
    return bare if len(bare) >= 3 or len(bare) == 2 and bare[0] in "aeiou" else word  # "Ilja" and "Ильи" are "il"


def simplified(text: str) -> str:
    """Han names with the commonest traditional characters as simplified ones."""
    return text.translate(_traditional())


@cache
def _traditional() -> dict[int, str]:
    pairs = data("names")["traditional"]
    return {ord(pairs[place]): pairs[place + 1] for place in range(0, len(pairs), 2)}
