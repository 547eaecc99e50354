"""Regions: the countries, states and towns that questions name, and whether the words of a place show that it is there.

A page seldom says "Germany": it says "Heidelberg" or "TU Berlin". What shows a region is its name in any language, the
names of its towns, and organizations whose name does not tell where they are.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from qabot.data import table
from qabot.profiles.same import holds_wide

# What may stand before and after the name of a town in an address, so that a word inside a title is none.
_BEFORE = (
    r"(?:^|[,;:(|/\n–—-]\s*|\b(?:in|at|of|from|to|for|de|des|di|da|do|du|del|della|degli|a|au|aux|en|aus|bei|an der|"
    r"der|die|the|uni|universitat|universite|universita|universidade|universidad|univ\.?|tu|fu|hu|eth|lmu|ecole|ens|insa|iit|"
    r"politecnico di|university college|в|из|во|г\.)\s+|\bthe university of )"
)
_AFTER = (
    r"(?=\s*(?:$|[,;.:)|/\n0-9–—(-])|\s+(?:\w+\s+){0,3}(?:universit\w*|institut\w*|college|school|polytech\w*|tech|hochschule"
    r"|academy|center|centre|hospital|lab\w*|campus|state|as|and|und|et|y|e|и|since|from|between|until|with|under|where)\b)"
)
_WORD = re.compile(r"\w+")
_ABOUT = re.compile(r"(?:語|语|文|人|어|인)")  # "日本語" is the language, not the place


@dataclass(frozen=True, slots=True)
class Region:
    """A country, state or town: what it is called here, and the patterns over plain words that show it."""

    label: str
    printed: re.Pattern[str]  # in an address or the name of a place
    anywhere: re.Pattern[str]  # as a word
    known_at: re.Pattern[str] | None  # in the name of an organization
    signs: tuple[str, ...]  # what may stand on a page, "*" for any ending


@dataclass(frozen=True, slots=True)
class Named:
    """A region that a plain text names, and where."""

    label: str
    start: int
    end: int


def named(text: str) -> list[Named]:
    """The regions that a plain question names after a word such as "in" or "from", left to right."""
    labels = _labels()
    found: list[Named] = []
    if text.isascii() and not _may_name(text):
        return found
    for match in _names().finditer(text):
        words = match[0]
        if holds_wide(words):
            if not _ABOUT.match(text, match.end()):
                found.append(Named(labels[words], match.start(), match.end()))
        elif _PLACED.search(text[: match.start()]) or (found and _NEXT.fullmatch(text[found[-1].end : match.start()])):
            label = labels.get(words) or next(v for k, v in labels.items() if k[-1] == "*" and words.startswith(k[:-1]))
            found.append(Named(label, match.start(), match.end()))
    return found


_PLACED = re.compile(
    r"\b(?:in|from|to|outside|within|across|nach|aus|en|au|aux|a|na|no|nos|nas|dans|del?|dal|dalla|dall'|nel|nella|negli|em|в|во|"
    r"из|based in|of the)\s+(?:both\s+|either\s+)?(?:the\s+|der\s+|den\s+|die\s+|la\s+|el\s+|os\s+|los\s+)?$"
)
_NEXT = re.compile(
    r"\s*(?:,|,?\s*\b(?:and|or|und|oder|et|ou|y|o|e|и|или)\b)\s*(?:(?:in|en|em|au|aux|в)\s+)?(?:the\s+)?"
)


def is_region(label: str) -> bool:
    """Whether a name is the label of a region."""
    return label in _regions()


def shows(label: str, words: str, organization: str) -> bool:
    """Whether the plain words of an entry, or its plain organization, show that it is in a region."""
    region = _regions()[label]
    if region.known_at is not None and region.known_at.search(organization):
        return True
    return _printed(label, organization, named=True) or _printed(label, words)


@lru_cache(maxsize=16384)
def _printed(label: str, words: str, *, named: bool = False) -> bool:
    """Whether a region is printed in plain words, and not the namesake of a town of it elsewhere: "London, Ontario".

    With `named`, the words are the name of an organization, which may hold that of a town anywhere: "Telecom Paris".
    """
    region = _regions()[label]
    for match in (region.anywhere if named else region.printed).finditer(words):
        following = re.match(r"\s*,\s*([^,;()|\n0-9]+)", words[match.end() :])
        if following is None or not _elsewhere(label, following[1].strip()):
            return True
    return False


def _elsewhere(label: str, words: str) -> bool:
    """Whether what follows a town is the name of a region that it is not in."""
    other = _by_name().get(words)
    return other is not None and not _holding(other) & _holding(label)


def signs(label: str) -> tuple[str, ...]:
    """What may stand on a page that shows a region; what it shows it by is a superset of `shows`."""
    return _regions()[label].signs


@cache
def _data() -> dict[str, dict[str, list[str]]]:
    loaded: dict[str, dict[str, Any]] = table("qabot.words", "regions")
    return {name: {key: [str(v) for v in values] for key, values in row.items()} for name, row in loaded.items()}


@cache
def _holding(label: str) -> frozenset[str]:
    """The countries that a region belongs to, and itself."""
    found = {label}
    for country, row in _data().items():
        inside = {_titled(cities.split("/")[0]) for cities in row["cities"]} | set(row.get("parts", ()))
        if label in inside:
            found |= {country, *_holding(country)} if country != label else {country}
    return frozenset(found)


def _titled(name: str) -> str:
    return name.title()


@cache
def _regions() -> dict[str, Region]:
    found: dict[str, Region] = {}
    for country, row in _data().items():
        printed, at = _signs_of(country)
        found[country] = _region(country, printed, at)
        for group in row["cities"]:
            spellings = group.split("/")
            found.setdefault(_titled(spellings[0]), _region(_titled(spellings[0]), spellings, []))
    return found


def _signs_of(country: str) -> tuple[list[str], list[str]]:
    """How a country and its towns are printed, and its organizations, with those of its parts."""
    row = _data()[country]
    printed = [*row["names"], *(spelling for group in row["cities"] for spelling in group.split("/"))]
    at = list(row["at"])
    for part in row.get("parts", ()):
        more, there = _signs_of(part)
        printed, at = [*printed, *more], [*at, *there]
    return printed, at


def _region(label: str, printed: list[str], at: list[str]) -> Region:
    words = [_spelled(name) for name in printed if not name.startswith("~") and not holds_wide(name)]
    wide = [re.escape(name) + r"(?![語语文人어인])" for name in printed if holds_wide(name)]
    codes = [re.escape(name[1:]) for name in printed if name.startswith("~")]
    parts = [*([rf"{_BEFORE}(?:{'|'.join(words)}){_AFTER}"] if words else []), *wide]
    if codes:
        parts.append(rf",\s*(?:{'|'.join(codes)})(?=\s*(?:$|[,;.)|\n0-9]))")
    known = re.compile(rf"(?<!\w)(?:{'|'.join(_spelled(name) for name in at)})") if at else None
    anywhere = "|".join([*parts, *([rf"(?<!\w)(?:{'|'.join(words)})"] if words else [])])
    shown = (*(name for name in printed if not name.startswith("~")), *at)
    codes = [name[1:] for name in printed if name[0] == "~"]
    return Region(
        label,
        re.compile("|".join(parts)),
        re.compile(anywhere),
        known,
        tuple(sign.rstrip("$") for sign in (*shown, *codes)),
    )


def _spelled(name: str) -> str:
    if holds_wide(name):
        return re.escape(name)
    if name.endswith("$"):
        return rf"(?:(?<=^)|(?<=, )|(?<=\()){re.escape(name[:-1])}(?=$|[,)])"
    return re.escape(name.rstrip("* ")) + (r"\w*" if name.endswith("*") else r"(?!\w)")


@cache
def _by_name() -> dict[str, str]:
    """The names of regions, as they stand in addresses, to their labels; of codes, the country they are of."""
    found: dict[str, str] = {}
    for row in _data().values():
        for group in row["cities"]:
            for spelling in group.split("/"):
                found.setdefault(spelling.removeprefix("~").rstrip("*"), _titled(group.split("/")[0]))
    for country, row in _data().items():
        found |= {name.rstrip("*"): country for name in row["names"]}
    return found


@cache
def _labels() -> dict[str, str]:
    """What questions may call regions, to their labels."""
    labels: dict[str, str] = {}
    for row in _data().values():
        for group in row["cities"]:
            for spelling in group.split("/"):
                if spelling[0] != "~":
                    labels.setdefault(spelling, _titled(group.split("/")[0]))
    for country, row in _data().items():
        labels |= dict.fromkeys(row["names"], country)
    return labels


@cache
def _names() -> re.Pattern[str]:
    """A pattern that finds them: a thousand names, which take 20 ms to compile."""
    ordered = sorted(_labels(), key=lambda name: -len(name))
    wide = [re.escape(name) for name in ordered if holds_wide(name)]
    words = [_spelled(name) for name in ordered if not holds_wide(name)]
    return re.compile(rf"(?<!\w)(?:{'|'.join(words)})|{'|'.join(wide)}")


@cache
def _telling() -> tuple[frozenset[str], tuple[str, ...]]:
    """The longest word of each in plain letters, and what words begin with that may have any ending."""
    whole, begun = set[str](), set[str]()
    for name in filter(str.isascii, _labels()):
        words = _WORD.findall(name.removeprefix("the "))
        longest = max(words, key=len)
        (begun if name.endswith("*") and longest == words[-1] else whole).add(longest)
    return frozenset(whole), tuple(sorted(begun))


def _may_name(text: str) -> bool:
    """Whether a text in plain letters may name one: told without compiling the pattern."""
    whole, begun = _telling()
    words = _WORD.findall(text)
    return not whole.isdisjoint(words) or any(word.startswith(begun) for word in words)
