"""`PlaceKey`: under which words a printed organization or venue is found; keys that two names of one place share."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from qabot.profiles.profile import Profile
from qabot.words.fold import script, tokens
from qabot.words.names import simplified, word_set
from qabot.words.organizations import (
    Name,
    bare,
    initials,
    known_names,
    organization_names,
    sound_keys,
    whole_of,
)
from qabot.words.venues import venue_keys, venue_words

PUBLISHER = re.compile(r"^(?:(?:IEEE|ACM|CVF|AAAI|SIAM)[/ ]*)+(?=Trans|Journal|Conf|Letters|Inter|Symp)")


_PROCEEDINGS = re.compile(r"^(?:In:? )?(?:the )?Proc(?:eedings|\.)?(?: of)? (?:the )?(?:\d+\w* )?(?:Annual )?", re.I)
_SHORT_FORM = re.compile(r"\s*\([^()]*\)")


@dataclass(frozen=True, slots=True)
class PlaceKey:
    """That words stand for a place: `lookup` is a kind, ":" and the words; `result` what the place is known by."""

    lookup: str
    result: str
    label: str  # as printed
    score: float = 1.0


def spelled(kind: str, words: Sequence[str]) -> str:
    """A lookup of several words."""
    return f"{kind}:{' '.join(words)}"


def plain_words(text: str) -> tuple[str, ...]:
    """The folded words of a text."""
    return tuple(word.text for word in tokens(text))


def bare_keys(words: tuple[str, ...], key: str, label: str, score: float) -> Iterator[PlaceKey]:
    """Makes "Hanyang" findable for Hanyang University, and less surely "Bowling Green" for its state university."""
    shorter, shortest = bare(words), bare(words, all_kinds=True)
    if shorter:
        yield PlaceKey(spelled("b", shorter), key, label, score)
    if shortest and shortest != shorter:
        yield PlaceKey(spelled("b", shortest), key, label, score - 0.1)


@lru_cache(maxsize=16384)
def organization_keys(text: str) -> tuple[PlaceKey, ...]:
    """Under which words a printed organization is found."""
    return tuple(_organization_keys(text))


def _organization_keys(text: str) -> Iterator[PlaceKey]:
    names = organization_names(text)
    for name in names:
        if (not name.part or name is names[-1]) and (short := initials(name.text)):
            yield PlaceKey(f"i:{short}", name.text, name.text)
        if (name.part and len(names) > 1 and len(name.words) < 3) or not (name.known or _names_something(name.words)):
            continue
        key = name.text if name.known else " ".join(name.words)
        if name.known:
            yield PlaceKey(f"p:{key}", key, name.printed)
        yield PlaceKey(spelled("o", name.words), key, name.text)
        if name.part:
            continue
        yield from bare_keys(name.words, key, name.text, 0.8)
        yield from (PlaceKey(f"s:{sound}", key, name.text) for sound in sorted(sound_keys(name)))
        if script(name.text[:1]) in ("han", "hangul", "kana"):
            yield PlaceKey(f"n:{simplified(name.text.replace(' ', ''))}", key, name.text)
        for unit in _wholes(name):
            whole = known_names().get(unit)
            yield PlaceKey(
                spelled("o", unit),
                whole or " ".join(unit),
                whole or " ".join(name.text.removeprefix("The ").split()[: len(unit)]),
            )


@lru_cache(maxsize=16384)
def printed_venue_keys(text: str) -> tuple[PlaceKey, ...]:
    """Under which words a printed venue is found."""
    if not text:
        return ()
    words = tuple(word for word in plain_words(text) if not any(letter.isdigit() for letter in word))
    if not (len(words) > 1 or (len(words) == 1 and len(words[0]) > 3)):
        return ()
    bare = plain_words(_PROCEEDINGS.sub("", _SHORT_FORM.sub("", text)))
    forms = dict.fromkeys((words, plain_words(PUBLISHER.sub("", text)), venue_words(text), bare))
    return tuple(PlaceKey(spelled("v", form), key, text) for key in sorted(venue_keys(text)) for form in forms)


@lru_cache(maxsize=16384)
def agreeing_organizations(text: str) -> frozenset[str]:
    """Keys such that two printed organizations that are `same_organization` share one."""
    found: set[str] = set()
    units = word_set("organizations", "units")
    for name in organization_names(text):
        found.add(" ".join(name.words))
        if name.part:
            continue
        size = len(name.words)
        while size > 1 and name.words[size - 1] in units:
            size -= 1
        found.add(" ".join(name.words[:size]))
        found.update(" ".join(words) for words in (bare(name.words), whole_of(name.words)) if words)
        found |= sound_keys(name)
    return frozenset(found)


@lru_cache(maxsize=16384)
def agreeing_venues(text: str) -> frozenset[str]:
    """Keys such that two printed venues that are `same_venue` share one."""
    first = "".join(word[:1] for word in venue_words(text))
    return frozenset([*venue_keys(text), *([f"~{first}"] if first else [])])


def organizations_of(profile: Profile) -> Iterator[str]:
    """The organizations that a profile names as such."""
    for post in (*((profile.current,) if profile.current else ()), *profile.positions):
        yield post.organization
    for degree in profile.education:
        yield degree.organization
    for award in profile.awards:
        yield award.organization
    for project in profile.projects:
        yield project.organization


def venues_of(profile: Profile) -> Iterable[str]:
    """The venues of a profile's papers."""
    return (venue for paper in profile.papers for venue in (paper.venue, paper.venue_short) if venue)


def _names_something(words: tuple[str, ...]) -> bool:
    """Whether a name holds more than words of any organization or sentence: "Sciences" does not."""
    common = ("words", "topics", "places") if len(words) == 1 else ("words", "topics")
    dull = (
        word_set("organizations", "parts") | word_set("organizations", "units") | word_set("organizations", "generic")
    )
    return any(word not in dull and not any(word in word_set("ordinary", key) for key in common) for word in words) or (
        len(words) > 2
    )


def _wholes(name: Name) -> Iterator[tuple[str, ...]]:
    """What a name's beginning names if the rest are words of units: "naver" of "NAVER AI Lab"."""
    units = word_set("organizations", "units")
    size = len(name.words)
    while size > 1 and name.words[size - 1] in units:
        size -= 1
    if (
        0 < size < len(name.words)
        and size <= 2
        and not all(word in word_set("ordinary", "topics") for word in name.words[:size])
    ):
        yield name.words[:size]
