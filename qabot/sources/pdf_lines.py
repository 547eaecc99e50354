"""Words of a PDF page to lines, in reading order: one column or two."""

from __future__ import annotations

import itertools
import statistics
from dataclasses import dataclass

from qabot.sources.pdf_words import Word


@dataclass(slots=True)
class Line:
    """Words on one height of one column, from left to right."""

    words: list[Word]
    column: int = 0  # a line of another column begins another block

    @property
    def left(self) -> float:
        """Where its first word begins, points from the left."""
        return self.words[0].left

    @property
    def right(self) -> float:
        """Where its last word ends."""
        return max(word.right for word in self.words)

    @property
    def bottom(self) -> float:
        """The height it stands on, points from below."""
        return statistics.median_low([word.bottom for word in self.words])

    @property
    def size(self) -> float:
        """Height of its type, points."""
        return max(self.words, key=lambda word: len(word.text)).size

    def is_bold(self) -> bool:
        """Whether all its words are."""
        return all(word.is_bold for word in self.words)

    def gaps(self) -> list[bool]:
        """For each word but the first, whether it stands apart from the one before, as a date at the margin does."""
        pairs = list(zip(self.words, self.words[1:], strict=False))
        widths = [b.left - a.right for a, b in pairs]
        others = sorted(widths)[:-1]
        usual = statistics.median(others) if len(others) > 1 else 0.0  # wide in a justified line
        sizes = [max(a.size, b.size) for a, b in pairs]
        return [w > 3 * size or w > max(1.4 * size, 2.2 * usual) for w, size in zip(widths, sizes, strict=True)]

    def text(self) -> str:
        """Its words."""
        return " ".join(word.text for word in self.words)


def _lines(words: list[Word], column: int = 0) -> list[Line]:
    """Words to lines, from top to bottom. A raised or lowered mark belongs to the line beside it."""
    lines: list[Line] = []
    for word in sorted(words, key=lambda w: (-w.bottom, w.left)):
        middle = (word.bottom + word.top) / 2
        for line in reversed(lines[-3:]):
            first = line.words[0]
            alike = 0.8 < word.size / first.size < 1.25
            reach = (0.25 if alike else 0.7) * max(word.size, first.size)
            if first.bottom < middle < first.top and abs(word.bottom - first.bottom) < reach:
                line.words.append(word)
                break
        else:
            lines.append(Line([word], column))
    for line in lines:
        line.words.sort(key=lambda w: w.left)
    return lines


def reading_order(words: list[Word]) -> list[Line]:
    """The lines of a page; where it has two columns, those of the left one first, between what spans both."""
    lines = _lines(words)
    gutter = _gutter(lines)
    if gutter is None:
        return lines
    ordered: list[Line] = []
    left: list[Word] = []
    right: list[Word] = []
    columns = 0
    for line in lines:
        parts = _parted(line, gutter)
        if parts is None or (ordered and not (left or right) and _goes_on(ordered[-1], line)):
            if left or right:
                ordered += _lines(left, columns + 1) + _lines(right, columns + 2)
                left, right, columns = [], [], columns + 3
            ordered.append(Line(line.words, columns))
        else:
            left += parts[0]
            right += parts[1]
    return ordered + _lines(left, columns + 1) + _lines(right, columns + 2)


def _goes_on(above: Line, line: Line) -> bool:
    """Whether a short line ends a title or paragraph that spans both columns."""
    return abs(above.size - line.size) < 0.5 and 0 < above.bottom - line.bottom < 1.3 * line.size


def _parted(line: Line, gutter: tuple[float, float]) -> tuple[list[Word], list[Word]] | None:
    """The words of a line on both sides of a gutter, None if it runs across."""
    left = [word for word in line.words if word.right < gutter[1]]
    right = [word for word in line.words if word.left > gutter[1] - 1]
    if len(left) + len(right) < len(line.words):
        return None
    runs_across = bool(left and right) and right[0].left - left[-1].right < max(6.0, 0.7 * line.size)
    return None if runs_across else (left, right)


def _gutter(lines: list[Line]) -> tuple[float, float] | None:
    """Where the gap between two columns begins and ends, None for one column.

    Years beside entries leave a gap too: there the short texts stand on the heights of the long ones.
    """
    words = [word for line in lines for word in line.words]
    if len(lines) < 5:
        return None
    low, high = min(word.left for word in words), max(word.right for word in words)
    if not 50 < high - low < 10_000:
        return None
    steps = [0] * (int(high - low) + 3)
    for word in words:
        steps[int(word.left - low)] += 1
        steps[int(word.right - low) + 1] -= 1
    crossing = list(itertools.accumulate(steps))
    for allowed in range(int(0.12 * len(lines) + 2.5)):  # titles run across: as few of them as will do
        width, at = _widest(crossing, allowed)
        if width >= 6:
            break
    else:
        return None
    gutter = low + at - width + 1, low + at
    parted = [parts for line in lines if (parts := _parted(line, gutter))]
    left, right = [part[0] for part in parted if part[0]], [part[1] for part in parted if part[1]]
    if min(len(left), len(right)) < 4:
        return None
    both = sum(bool(one and other) and abs(one[0].bottom - other[0].bottom) < 1.5 for one, other in parted)
    return gutter if both < 0.6 * min(len(left), len(right)) or _are_columns(left, right, low, gutter) else None


def _widest(crossing: list[int], allowed: int) -> tuple[int, int]:
    """Length and last place of the widest run in the middle of the page that at most so many words cross."""
    run, width, at = 0, 0, 0
    for x, count in enumerate(crossing):
        run = run + 1 if count <= allowed else 0
        if run > width and 0.2 < (x - run / 2) / len(crossing) < 0.8:
            width, at = run, x
    return width, at


def _are_columns(left: list[list[Word]], right: list[list[Word]], low: float, gutter: tuple[float, float]) -> bool:
    """Whether lines on the same heights are columns of text: full ones on the left, a straight edge on the right."""
    edge = statistics.mode(round(line[0].left) for line in right)
    straight = sum(abs(line[0].left - edge) < 3 for line in right) >= 0.5 * len(right)
    full = sum(gutter[0] - line[-1].right < 0.2 * (gutter[0] - low) for line in left) >= 0.4 * len(left)
    lengths = [statistics.median(sum(len(word.text) + 1 for word in line) for line in side) for side in (left, right)]
    return straight and full and min(lengths) > max(18.0, 0.5 * max(lengths))
