"""`Alignment`: the stretch of a question that follows the words of a title, small slips allowed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from qabot.words.fold import Token, script, tokens
from qabot.words.names import near

_MATCH, _SKIP = 2, -1  # a shared word; a word left out or put in (Smith and Waterman, 1981)


@dataclass(frozen=True, slots=True)
class Alignment:
    """Words `first:last` of the question stand for the words of the title at `places`."""

    first: int
    last: int
    places: tuple[int, ...]
    exact: int  # how many of them agree to the letter

    @property
    def matched(self) -> int:
        """How many words are shared."""
        return len(self.places)


def units(text: str) -> list[Token]:
    """The words of a text; Han, kana and Hangul by character."""
    out = []
    for token in tokens(text):
        if script(token.text) in ("han", "kana", "hangul") and token.end - token.start == len(token.text):
            out += [Token(letter, token.start + n, token.start + n + 1, False) for n, letter in enumerate(token.text)]
        else:
            out.append(token)
    return out


def same_words(left: str, right: str) -> bool:
    """Whether two words agree, a typo or a plural aside."""
    if left == right:
        return True
    if len(left) < 4 or len(right) < 4 or abs(len(left) - len(right)) > 2:
        return False
    return near(left, right) or left + "s" == right or right + "s" == left


def align(question: Sequence[str], title: Sequence[str]) -> Alignment:
    """The best local alignment of two lists of words."""
    # only words of the question that are in the title at all need a row of their own
    equal = {word: frozenset(n for n, other in enumerate(title) if same_words(word, other)) for word in set(question)}
    size = len(title)
    above = [0] * (size + 1)
    rows = [above]
    best = (0, 0, 0)
    for i, word in enumerate(question, 1):
        row = [0] * (size + 1)
        hits = equal[word]
        for j in range(1, size + 1):
            value = above[j - 1] + (_MATCH if j - 1 in hits else 2 * _SKIP)
            value = max(0, value, above[j] + _SKIP, row[j - 1] + _SKIP)
            row[j] = value
            if value > best[0]:
                best = (value, i, j)
        rows.append(row)
        above = row
    return _traced(question, title, rows, best, equal)


def _traced(
    question: Sequence[str],
    title: Sequence[str],
    rows: list[list[int]],
    best: tuple[int, int, int],
    equal: dict[str, frozenset[int]],
) -> Alignment:
    _, i, j = best
    last = i
    places: list[int] = []
    exact = 0
    while i > 0 and j > 0 and rows[i][j] > 0:
        word = question[i - 1]
        if j - 1 in equal[word] and rows[i][j] == rows[i - 1][j - 1] + _MATCH:
            places.append(j - 1)
            exact += word == title[j - 1]
            i, j = i - 1, j - 1
        elif rows[i][j] == rows[i - 1][j] + _SKIP:
            i -= 1
        elif rows[i][j] == rows[i][j - 1] + _SKIP:
            j -= 1
        else:
            i, j = i - 1, j - 1
    return Alignment(i, last, tuple(reversed(places)), exact)
