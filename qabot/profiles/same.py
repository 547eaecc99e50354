"""`same_person`: whether two printed names are of one person. Also `plain`, the form in which words are compared."""

from __future__ import annotations

import functools
import re
import unicodedata

_PART = re.compile(r"[^\W\d_]+")
_WIDE = (("぀", "ヿ"), ("㐀", "鿿"), ("豈", "﫿"), ("가", "힯"))  # Kana, Han, Hangul: an expression takes 5 ms to compile


def plain(text: str) -> str:
    """`text` lower-cased, without accents, same length per character kept for offsets."""
    if text.isascii():
        return text.lower().replace("`", "'")
    return "".join(_plain(char) for char in text)


@functools.lru_cache(4096)
def _plain(char: str) -> str:
    if char in "’‘`´":
        return "'"
    low = char.lower()
    if "０" <= low <= "ｚ" and low.isalnum():  # as wide as a Han character: "１９９１年"
        return chr(ord(low) - 0xFEE0)
    if holds_wide(char) or len(low) != 1:
        return low[:1]
    base = unicodedata.normalize("NFD", low)[0]
    return "е" if low == "ё" else low if low == "й" else base


@functools.lru_cache(65_536)
def name_parts(name: str) -> tuple[str, ...]:
    """The parts of a name, plain, given names first: "Kim, M. S." is ("m", "s", "kim")."""
    if is_wide(name):
        return (re.sub(r"\s+", "", name),)
    if name.count(",") == 1:
        last, first = name.split(",")
        name = f"{first} {last}"
    return tuple(_PART.findall(plain(initials_apart(name))))


_LOWER = r"[^\W\d_][\w'’-]*[a-zà-ÿ]"
_NAMED = rf"(?P<family>{_LOWER}(?: {_LOWER})*)"
_BEHIND = re.compile(rf"{_NAMED} (?P<initials>[A-Z]{{2,3}}|(?:[A-Z]\.[ -]?){{0,3}}[A-Z]\.?|[A-Z](?: [A-Z]){{1,2}})")
_BEFORE = re.compile(rf"(?P<initials>[A-Z]{{2,3}}) {_NAMED}")
_FAMILY = re.compile(r"[^AEIOU]H?[AEIOU]{1,2}N?G?|[^AEIOUY]+[AEIOUY]+[^AEIOUY]*")  # in capitals: "XU Wei", "Jean ROY"
_SHORT_FAMILY = frozenset("LI WU XU HE HU LU YU SU DU YE II".split())


@functools.lru_cache(65_536)
def initials_apart(name: str) -> str:
    """A name with its initials apart and first: "Lind AB", "Lind A.B." and "AB Lind" are "A B Lind"."""
    behind, before = _BEHIND.fullmatch(name), _BEFORE.fullmatch(name)
    found = behind or before
    if not found:
        return name
    initials = found["initials"]
    family = initials in _SHORT_FAMILY or (len(initials) > 2 or found is before) and _FAMILY.fullmatch(initials)
    return name if family else f"{' '.join(filter(str.isalpha, initials))} {found['family']}"


def is_wide(name: str) -> bool:
    """Whether a name is written in Kana, Han or Hangul alone, where spaces do not part it."""
    return holds_wide(name) and not re.search(r"[A-Za-z]", name)


def holds_wide(text: str) -> bool:
    """Whether Kana, Han or Hangul stand in a text."""
    return not text.isascii() and any(first <= char <= last for char in text for first, last in _WIDE)


@functools.lru_cache(65_536)
def same_person(one: str, other: str) -> bool:
    """Whether two names agree: the same parts in any order, or the family name and the initials of the given names."""
    a, b = name_parts(one), name_parts(other)
    if not a or not b:
        return False
    if sorted(a) == sorted(b) or "".join(a) == "".join(b):
        return True
    for x, y in ((a, b), (a, b[1:] + b[:1]), (a[1:] + a[:1], b)):  # family name first or last
        if len(x) > 1 and len(y) > 1 and x[-1] == y[-1] and _given(x[:-1], y[:-1]):
            return True
    return False


def _given(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether given names agree: joined alike ("si hwan", "sihwan"), or one is the other's initials."""
    if "".join(a) == "".join(b):
        return True
    if len(a[0]) == 1 or len(b[0]) == 1:
        return all(p[0] == q[0] for p, q in zip(a, b, strict=False))
    return a[0] == b[0]  # a middle name left out
