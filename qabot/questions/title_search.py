"""The titles of an index, looked up for one question: which share its terms, and how telling a term is."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from qabot.index.lookup import Listed, Lookup, any_of, every
from qabot.words.fold import Token
from qabot.words.names import near
from qabot.words.title_keys import author_words, title_keys, whole_token
from qabot.words.tokens import quoted, token
from qabot.words.wording import stop_terms

_CANDIDATES = 5  # titles compared in full for one question
_COMMON = 2000  # titles with a term: a commoner one finds none by itself
_SAME = 64  # titles up to which those that several profiles list are told apart when they are counted

Likes = dict[str, dict[str, float]]  # a term of the question -> terms of titles it may be -> how near, 0..1
Words = tuple[str, ...]


@dataclass(slots=True)
class Title:
    """One title, with the papers that bear it."""

    words: Words  # folded; Han, kana and Hangul by character
    head: int  # how many of them stand before the colon; 0 without one
    label: str
    papers: list[tuple[str, int]] = field(default_factory=list)  # profile, place in Profile.papers; in order
    terms: frozenset[str] = frozenset()
    authors: set[str] = field(default_factory=set)


class TitleSearch:
    """The titles read so far for one question, with the papers that bear them."""

    def __init__(self, lookup: Lookup, people: Sequence[str]) -> None:
        self.lookup, self.people = lookup, frozenset(people)
        self.titles: dict[Words, Title] = {}  # by their words, in the order read

    def known(self, listed: Iterable[Listed]) -> list[Words]:
        """The titles of papers listed, each once, with all the papers that bear it; in the order of the profiles."""
        return self.known_words(list(dict.fromkeys(each.keys.words for each in listed)))

    def known_words(self, words: list[Words]) -> list[Words]:
        """The same, given their words."""
        fresh = {each for each in words if each not in self.titles}
        for each in self.lookup.listed(quoted(whole_token("w", words) for words in sorted(fresh))):
            if each.keys.words in fresh:
                keys = each.keys
                title = Title(keys.words, keys.head, each.title, [], keys.terms)
                title = self.titles.setdefault(keys.words, title)
                title.papers.append((each.person, each.number))
                title.authors |= author_words(each.authors)
        return sorted(words, key=lambda words: self.titles[words].papers[0])

    def is_own(self, number: Words) -> bool:
        """Whether a title is of one of the people named."""
        return any(person in self.people for person, _ in self.titles[number].papers)

    @cached_property
    def _own(self) -> list[Listed]:
        return self.lookup.listed_by(sorted(self.people))

    @cached_property
    def most(self) -> float:
        """The weight of a term that is in one title."""
        return math.log(1 + self.lookup.titles)

    def weight(self, term: str) -> float:
        """How telling a term is: its inverse document frequency."""
        return math.log((1 + self.lookup.titles) / (0.5 + self.lookup.count(f"t:{term}")))

    def spread(self, term: str) -> int:
        """How many titles have a term, of the people named if there are any."""
        if not self.people:
            return self.distinct(term)
        return len({each.keys.words for each in self._own if term in each.keys.terms})

    def distinct(self, term: str) -> int:
        """How many titles have a term; those that several profiles list count once, unless there are many."""
        count = self.lookup.count(f"t:{term}")
        if not 1 < count <= _SAME:
            return count
        listed = self.lookup.listed(quoted([token("t", term)]))
        return len({each.keys.words for each in listed if term in each.keys.terms})

    def like(self, term: str) -> dict[str, float]:
        """The terms of titles that a term is, perhaps with a typo: 1 the same, 0.9 a typo."""
        if self.lookup.count(f"t:{term}"):
            return {term: 1.0}
        if len(term) < 5 or term in stop_terms() or not term.isalpha():
            return {}
        close = [other for other in self.lookup.near("t", [term]) if other[0] == term[0] and near(term, other)]
        self.lookup.read(f"t:{other}" for other in close)
        return {other: 0.9 for other in close if self.lookup.count(f"t:{other}")}

    def best(self, likes: Likes, asked: Sequence[Token]) -> list[Words]:
        """The titles that share the most telling terms, best first.

        A very common term finds no title. Where the question has such, whole titles in it, and those of the people
        named, are looked at as well.
        """
        counted = [like for term, close in likes.items() if term not in stop_terms() for like in close]
        usual = [like for like in counted if self.lookup.count(f"t:{like}") <= _COMMON]
        found = self.lookup.terms(_sharing(usual))
        tried = usual
        if len(usual) < len(counted):
            tried = counted
            words = [token.text for token in asked]
            spans = [tuple(words[i:j]) for i in range(len(words)) for j in range(i + 2, len(words) + 1)]
            more = self.lookup.listed(quoted(whole_token(kind, span) for span in spans for kind in ("w", "h")))
            found += [((each.person, each.number), each.title, list(each.keys.terms)) for each in (*more, *self._own)]
        weights = {like: self.weight(like) * tried.count(like) for like in tried}
        ranked: list[tuple[float, tuple[str, int], str]] = []
        for place, title, has in found:
            shared = [like for like in has if like in weights]
            if sum(map(tried.count, shared)) > 1 or (shared and len(has) < 3):
                ranked.append((-sum(weights[like] for like in sorted(shared)), place, title))
        ranked.sort()
        best: dict[Words, None] = {}
        for _, _, title in ranked:
            keys = title_keys(title)
            if keys:
                best[keys.words] = None
            if len(best) == _CANDIDATES:
                break
        self.known_words(list(best))
        return list(best)


def _sharing(likes: Sequence[str]) -> str:
    """What titles have that share two terms, or one with a very short title."""
    twice = {like for like in likes if likes.count(like) > 1}
    keys = [token("t", like) for like in dict.fromkeys(likes)]
    two = [every(any_of(key), any_of(*keys[place:])) for place, key in enumerate(keys[:-1], 1)]
    alone = [any_of(token("t", like)) for like in sorted(twice)]
    short = [every(any_of("t:"), any_of(*keys))] if keys else []
    return " OR ".join(f"({part})" for part in (*two, *alone, *short))
