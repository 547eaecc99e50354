"""`Printed`: a person's name as printed, with the keys by which names are compared."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from qabot.profiles.persons import token_kind
from qabot.profiles.same import is_wide, name_parts, plain, same_person

Loose = tuple[str, str]  # family name, first letter of the given names


@dataclass(frozen=True, slots=True)
class Printed:
    """A name. `key` is equal for the same full name in any order, with or without hyphens and spaces."""

    text: str
    parts: tuple[str, ...]  # plain, given names first
    full: bool  # the family name and a given name are written out
    key: str
    loose: tuple[Loose, ...]  # two names that can be one person's share one of these, or the key

    def fits(self, other: Printed) -> bool:
        """Whether both can be one person's: the same, or one is the other abbreviated."""
        if self.key == other.key:
            return True
        return any(loose in other.loose for loose in self.loose) and same_person(self.text, other.text)


@lru_cache(1 << 18)
def printed(text: str) -> Printed:
    """The name that a text is."""
    parts = name_parts(text)
    key = _key(text, parts)
    if is_wide(text):
        return Printed(text, parts, len(key) > 1, key, ((key, ""),))
    full = _is_full(text)
    if len(parts) < 2:
        return Printed(text, parts, full, key, ())
    loose = {(parts[-1], parts[0][0]), (parts[0], parts[1][0])}  # family name last or first
    return Printed(text, parts, full, key, tuple(sorted(pair for pair in loose if len(pair[0]) > 1)))


def title_key(title: str) -> str:
    """The letters and digits of a title, plain: equal for spellings that differ in case, hyphens and punctuation."""
    return "".join(re.findall(r"[^\W_]+", plain(title)))


def _is_full(text: str) -> bool:
    """Whether a name begins with a given name and ends with a family name, both written out.

    "M. Garcia Lopez", "Garcia Lopez M" and "Daly-Ross, J." are not, whatever number of family names they have.
    """
    if text.count(",") == 1:
        last, first = text.split(",")
        text = f"{first} {last}"
    kinds = [(token_kind(token), token) for token in text.replace(",", " ").split()]
    kinds = [(kind, token) for kind, token in kinds if kind not in ("particle", "suffix")]
    written = [kind != "initial" and len(re.findall(r"[^\W\d_]", token)) > 1 for kind, token in kinds]
    return len(written) > 1 and written[0] and written[-1]


def _key(text: str, parts: tuple[str, ...]) -> str:
    """The letters of a name from where they come first in the alphabet.

    A name with the family name first and the same with it last are rotations of one string, hyphens or not; this is
    the least of its rotations. Names of one script without spaces stay as they are.
    """
    letters = "".join(parts)
    if is_wide(text):
        return letters
    return min((letters[i:] + letters[:i] for i in range(len(letters))), default="")
