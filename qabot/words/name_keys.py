"""`NameKeys`: the keys under which a printed name is found; `context` and `person_keys` for what stands beside it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from qabot.profiles.same import is_wide, name_parts
from qabot.words.fold import fold, romanize, script
from qabot.words.names import (
    PARTICLES,
    PersonName,
    korean_key,
    parse_name,
    simplified,
    slavic_key,
    sound_of,
    word_set,
)
from qabot.words.tokens import token


def variants(*words: str) -> Iterable[str]:
    """A folded word, without its apostrophe, and with ü, ö, ä written the other way."""
    out: dict[str, None] = {}
    for word in words:
        out[word] = None
        out[word.replace("'", "")] = None
        for pair in ("ue", "oe", "ae"):
            if pair in word and len(word) > 3:
                out[word.replace(pair, pair[0])] = None
    return out


@dataclass(frozen=True, slots=True)
class NameKeys:
    """The keys of one name. "" and empty where it has none of a kind."""

    name: PersonName
    families: frozenset[str]  # last word and the whole family name written together, in their variants
    givens: frozenset[str]  # first given name, and all written together
    handle: str = ""  # of a name without a space: its letters and digits
    native: tuple[str, str] = ("", "")  # family and given name in Han, kana or Hangul, simplified
    sounds: frozenset[str] = frozenset()  # Latin spellings of a family name in another script
    given_sound: str = ""
    slavic: str = ""
    slavic_given: str = ""

    def bare_handle(self) -> str:
        """The handle without digits at its end, "" where that is the handle itself or very short."""
        bare = self.handle.rstrip("0123456789")
        return bare if bare != self.handle and len(bare) >= 4 else ""

    def handle_parts(self) -> Iterator[str]:
        """How a long handle begins and ends."""
        if self.handle.isalpha() and len(self.handle) >= 8:
            for size in range(5, len(self.handle) - 2):
                yield self.handle[:size]
                yield self.handle[-size:]

    def words(self) -> Iterator[tuple[str, str]]:
        """Every key with its kind: f family, g given, h handle, p a part of it, n native, s sound, v and w Slavic."""
        for kind, keys in (("f", self.families), ("g", self.givens), ("sf", self.sounds)):
            yield from ((kind, key) for key in sorted(keys))
        yield from (("h", key) for key in (self.handle, self.bare_handle()) if key)
        yield from (("p", key) for key in dict.fromkeys(self.handle_parts()))
        family, given = self.native
        if family or given:
            yield "nw", family + given
            if given:
                yield "nf", family
                if len(given) > 1:
                    yield "ng", given
        if self.given_sound:
            yield "sg", self.given_sound
        cyrillic = self.name.script == "cyrillic"
        for kind, key in (("v", self.slavic), ("w", self.slavic_given)):
            if key:
                yield kind, key
                if cyrillic:
                    yield f"{kind}c", key


@lru_cache(maxsize=65536)
def name_keys(text: str) -> NameKeys | None:
    """The keys of a name as printed, None for a text that is none."""
    name = parse_name(text)
    if name is None:
        return None
    families: frozenset[str] = frozenset()
    givens: frozenset[str] = frozenset()
    if name.given or not any(letter.isdigit() for letter in text):
        pieces = [piece for piece in name.family if piece not in PARTICLES] or [name.family[-1]]
        families = frozenset(variants(*pieces, name.whole_family, *_first_of_two(name)))
        first = variants(name.given[0], name.whole_given) if name.given else ()
        givens = frozenset(key for key in first if len(key) > 1)
    single = " " not in text.strip() and script(name.whole_family) == "latin"
    handle = re.sub(r"[\W_]", "", fold(text)) if single else ""
    sound = sound_of(name)
    if sound:
        native = simplified(name.whole_family), simplified(name.whole_given)
        given = korean_key(romanize(name.whole_given).replace(" ", "")) if len(name.whole_given) > 1 else ""
        return NameKeys(name, families, givens, handle, native, sound.families, given)
    first_given = slavic_key(name.given[0]) if name.given and len(name.given[0]) > 2 else ""
    slavic = slavic_key(name.family[-1])
    return NameKeys(name, families, givens, handle, slavic=slavic, slavic_given=first_given)


def _first_of_two(name: PersonName) -> tuple[str, ...]:
    """The first of two family names, by which people of Iberian names are called: "Urrutia" of "Juan Urrutia Vale"."""
    known = word_set("names", "iberian")
    if name.script != "latin" or len(name.given) < 2 or name.given[0] not in known:
        return ()
    last = name.given[-1]
    return (last,) if len(last) > 3 and last not in known and last not in PARTICLES else ()


def given_keys(name: PersonName) -> set[str]:
    """Tokens of what the given names of a form may be asked by; "c:all" where any words beside must be tried."""
    units = {*name.given, *name.parts}
    found = {token("c", unit) for unit in (*units, name.whole_given) if unit}
    found |= {token("ci", unit[0]) for unit in units if len(unit) > 1}
    if 2 <= len(name.parts) <= 3:
        found.add(token("ca", "".join(part[0] for part in name.parts)))
    if name.whole_given:
        found.add(token("ck", korean_key(name.whole_given)))
    if not name.given or len(name.family) > 1 or name.script != "latin":
        found.add("c:all")
    return found


def person_keys(name: str) -> set[str]:
    """Keys such that any two names that are `same_person`, or one a nickname of the other, share one."""
    parts = name_parts(name)
    if not parts:
        return set()
    keys = {"".join(parts), " ".join(sorted(parts))}
    if len(parts) > 1 and not is_wide(name):
        keys |= {f"{parts[-1]} {parts[0][0]}", f"{parts[0]} {parts[1][0]}"}
    return keys
