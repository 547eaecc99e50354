"""`Reading`: the words of a question, and what their case and their neighbours say of a word that may be a name."""

from __future__ import annotations

import functools
import re
from functools import cached_property
from itertools import pairwise

from qabot.questions import strangers
from qabot.questions.lexicon import Lexicon
from qabot.questions.strangers import Words
from qabot.words.fold import Token, script
from qabot.words.name_keys import variants

_GAP = re.compile(r"[\s\-‐‑–.·・]{0,3}")
_POSSESSIVE = re.compile(r"['’ʼ`´]s?(?!\w)")


def _same(piece: str, word: str) -> bool:
    return piece == word or piece in variants(word) or word in variants(piece)


class Reading:
    """A question's words, and what their case and neighbours say."""

    def __init__(self, question: str, words: list[Token], known: Words) -> None:
        self.question, self.tokens, self.known = question, words, known
        self.shape = strangers.shape(question, words)
        self._german = any(word.text in strangers.GERMAN for word in words)  # where every noun has a capital
        self._gaps = [question[left.end : right.start] for left, right in pairwise(words)]

    @cached_property
    def runs(self) -> list[tuple[int, int, str]]:
        """Ranges of up to three words that may belong to one name, with those words written together."""
        found = []
        for first in range(len(self.tokens)):
            joined = ""
            for last in range(first + 1, min(first + 3, len(self.tokens)) + 1):
                if last - first > 1 and not self.adjacent(last - 2):
                    break
                joined += self.tokens[last - 1].text
                found.append((first, last, joined))
        return found

    def widened(self, place: int, family: tuple[str, ...]) -> tuple[int, int]:
        """The range of words that stand for a family name of several words, one of which is at `place`."""
        spot = next((n for n, piece in enumerate(family) if _same(piece, self.tokens[place].text)), len(family) - 1)
        first, last = place, place + 1
        before, after = list(family[:spot]), list(family[spot + 1 :])
        while before and first > 0 and self.adjacent(first - 1) and _same(before[-1], self.tokens[first - 1].text):
            first -= 1
            before.pop()
        while after and last < len(self.tokens) and self.adjacent(last - 1) and _same(after[0], self.tokens[last].text):
            last += 1
            after.pop(0)
        return first, last

    def chained(self, first: int, last: int) -> bool:
        """Whether the words from `first` to `last`, both included, may belong to one name."""
        return first >= 0 and last < len(self.tokens) and all(self.adjacent(place) for place in range(first, last))

    def comma_after(self, place: int) -> bool:
        """Whether a comma parts the word at `place` from the next."""
        return place < len(self._gaps) and re.fullmatch(r"\s*[,，]\s?", self._gaps[place]) is not None

    def adjacent(self, place: int) -> bool:
        """Whether the words at `place` and after it may belong to one name."""
        gap = self._gaps[place]
        if "." in gap and len(self.tokens[place].text) > 2:
            return False
        return _GAP.fullmatch(gap) is not None

    def initial_after(self, place: int) -> str:
        """The initial that follows the word at `place`: "s" of "Jane S."; "" if none."""
        if place + 1 < len(self.tokens) and self.adjacent(place) and not self._possessive(place):
            text = self.tokens[place + 1].text
            dotted = self.question[self.tokens[place + 1].end :][:1] == "." or self.tokens[place + 1].capital
            return text if len(text) == 1 and dotted and text != "i" else ""
        return ""

    def initial_at(self, place: int) -> bool:
        """Whether a single letter is meant as an initial: a capital or a dot after it, not the words "a" and "I"."""
        token = self.tokens[place]
        dotted = self.question[token.end : token.end + 1] == "."
        if dotted or (token.capital and token.text not in ("a", "i")):
            return True
        return self.shape == "small" and token.text not in strangers.LETTER_WORDS

    def small_talk(self, first: int, last: int) -> bool:
        """Whether words that could be a whole name are ordinary words of a sentence, written small."""
        inside = self.tokens[first:last]
        if any(token.capital for token in inside) and self.shape == "mixed":
            return False
        if not all(self.known.ordinary(token.text) for token in inside):
            return False
        return inside[0].text in strangers.OPENERS or any(self.known.plain(token.text) for token in inside)

    def may_stand_alone(self, first: int, last: int, *, careful: bool = False) -> bool:
        """Whether one part of a name may name a person here, by its case and by its neighbours."""
        token = self.tokens[first]
        word = "".join(item.text for item in self.tokens[first:last])
        if len(word) < 2 or word.isdigit() or (careful and (len(word) < 6 or not self.known.rare(word))):
            return False
        if token.capital and self.shape == "mixed":
            if self.known.plain(word) or (self.known.ordinary(word) and not self._meant(first)):
                return False
        elif len(word) < 4 or not (self.known.rare(word) or self._owns(first, last, word)):
            return False
        return not (self._before_says_no(first) or self._after_says_no(last - 1))

    def _owns(self, first: int, last: int, word: str) -> bool:
        """Whether an ordinary word written small is meant as a name by its possessive: "turner's thesis"."""
        article = first > 0 and self.tokens[first - 1].text in ("the", "a", "an", "his", "her", "their", "my", "your")
        return self._possessive(last - 1) and len(word) > 3 and not article and not self.known.plain(word)

    def _meant(self, place: int) -> bool:
        """Whether a capitalised ordinary word ("Young", "May") is meant as a name."""
        if place == 0:
            after = self.tokens[1].text if len(self.tokens) > 1 else ""
            keyword = not after or (after in strangers.ASKED_OF and self.tokens[0].text not in strangers.OPENERS)
            return keyword or self._possessive(place)
        before, word = self.tokens[place - 1].text, self.tokens[place].text
        if self._possessive(place) or before in strangers.BEFORE:
            return True
        if word in strangers.PRONOUNS or (word in strangers.MONTHS and before in strangers.NO_MONTH_AFTER):
            return False
        return before not in strangers.NO_NAME_AFTER and not re.search(r"[.?!]\s*$", self._gaps[place - 1])

    def _possessive(self, place: int) -> bool:
        return _POSSESSIVE.match(self.question, self.tokens[place].end) is not None

    def _before_says_no(self, place: int) -> bool:
        if place == 0 or not _GAP.fullmatch(self._gaps[place - 1]) or self._possessive(place - 1):
            return False
        if (
            "." in self._gaps[place - 1]
            and len(self.tokens[place - 1].text) > 1
            and self.tokens[place - 1].text not in strangers.BEFORE
        ):
            return False
        return self._name_like(place - 1, start=place == 1)

    def _after_says_no(self, place: int) -> bool:
        if place + 1 >= len(self.tokens) or self._possessive(place):
            return False
        if not re.fullmatch(r"[\s\-]+", self._gaps[place]):
            return False
        later = self.tokens[place + 2].text if place + 2 < len(self.tokens) else ""
        if (
            self.shape == "small"
            and place == 0
            and (self.tokens[1].text in strangers.TERMS or later in strangers.TERMS)
        ):
            return False  # "berg carlsberg fellowship", typed as words to be looked for
        return self.tokens[place + 1].text in strangers.TERMS or self._name_like(place + 1, noun=True)

    def _name_like(self, place: int, *, start: bool = False, noun: bool = False) -> bool:
        """Whether a neighbour makes it the name of somebody else: a capitalised word that is no ordinary one."""
        token = self.tokens[place]
        if token.text in strangers.BEFORE or script(token.text) in ("han", "hangul", "kana", "digit"):
            return False
        if len(token.text) == 1:
            return self.initial_at(place) and token.text not in strangers.LETTER_WORDS
        if token.capital and self.shape == "mixed":
            original = self.question[token.start : token.end]
            if original.isupper() and len(original) > 2:
                return False
            if self._german and (start or noun) and token.text not in strangers.common():
                return False  # "Wann hat Berg Sprechstunde?"
            return not (self.known.plain(token.text) or (start and self.known.ordinary(token.text)))
        return (
            self.shape == "small"
            and self.known.rare(token.text)
            and not (self.known.slip(token.text) or _asks(token.text))
        )


@functools.lru_cache(maxsize=4096)
def _asks(word: str) -> bool:
    """Whether a word is one that questions ask with: "berg undergrad subject" names nobody called Undergrad."""
    lexicon = Lexicon.load()
    return any(bool(table.find(word)) for table in (lexicon.degrees, lexicon.relations["en"], lexicon.roles))
