"""`Page`: one source with its lines and marks at hand, for the readers of this room."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from qabot.profiles.profile import Value
from qabot.sources.source import Mark, Source, Span

_WORD = re.compile(r"\S+")
_UNFINISHED = re.compile(
    r"(?:\s(?:with|of|and|the|in|for|a|an|to|on|by|from|at|via|und|der|die|des|für|de|la|et|и|в)|[a-z]-|"
    r"[.,] (?!(?:[BMS]\.[ABEMST]|A\.[BMS]|[JM]\.D)\.)(?:[A-Z]\.[ -]?){1,3})$"  # "K. Berg, M." before "Lind, A. Dahl"
)
_RUNS_ON = re.compile(r"(?!(?:in|to|with|advised|supervised|arxiv|at|by|under|and|e-?mail|http|www)\b)[a-zà-öø-ÿ]{2}")
AUTHORS = re.compile(  # a list of authors begins
    r"(?:[A-Z][\w'’-]+ (?:[A-Z]\.[ -]?){0,2}|(?:[A-Z]\.[ -]?){1,3})[A-Z][\w'’-]+(?:, (?:[A-Z]|and )| and [A-Z])"
)
_DEGREE = re.compile(r"(?:Doctor|Masters?|Bachelors?) of [A-Z]|(?:Ph\.?\s?D|[MB]\.?\s?S(?:c)?)\.?,? in [A-Z]")
_YEAR_LAST = re.compile(r"(?:19|20)\d\d\W?$")
POST = re.compile(  # a post with its dates, told in one breath: "Lecturer, Ice College, 9/91--9/93. Taught ..."
    r"(?:[A-Z][\w/&'’-]*\.?,?\s){1,14}?\(?(?:(?:[A-Z][a-z]{2,8}\.?\s)?(?:19|20)\d\d|(?:1[0-2]|0?[1-9])/\d\d)\s?[–—-]{1,2}\s?"
    r"(?:present|now|(?:[A-Z][a-z]{2,8}\.?\s)?(?:19|20)\d\d|(?:1[0-2]|0?[1-9])/\d\d)\)?[.:,]?(?=\s)"
)
_DATED = re.compile(  # "2015", "gennaio 2010", "dal 2019", "10/2016"
    r"(?:[^\W\d_]{1,12}\.?,?\s+){0,2}(?:\d{1,2}[./]\s?){0,2}(?:19|20)\d\d(?:\b|(?=[年년]))"
)
_LONE_DATE = re.compile(
    r"\W*(?:[A-Z][a-z]{2,8}\.?,? )?(?:19|20)\d\d(?:\s?[./年년-]\s?\d{1,2}(?!\d)\s?[月월]?)?(?:\s?[–—~～至-]+\s?"
    r"(?:(?:[A-Z][a-z]{2,8}\.?,? )?(?:19|20)\d\d(?:\s?[./年년-]\s?\d{1,2}\s?[月월]?)?|[Pp]resent|[Nn]ow|"
    r"[Cc]urrent|[Tt]oday|[今现現]在?|현재|heute|н\.\s?в\.))?\W*"
)
_BETWEEN_NAMES = re.compile(r",\s+(?:and\s+|&\s+)?|\s+(?:and|&)\s+")
_FULL_NAME = re.compile(
    r"(?!(?:\S+ ){0,3}(?:Universi|College|Institut|School|Lab|Department|Research|Science|Engineer|Learning|Data|"
    r"Cent(?:re|er)|Theory|Analysis|Systems))[^\W\d_][\w.'’-]*(?: [^\W\d_][\w.'’-]*){1,3}"
)
_LONGEST_HEADING = 250  # characters
_WIDEST_WRAP = 132  # a longer line was not wrapped by hand
_INDENT = 4  # characters a line may have been indented by, which the text does not tell any more
_UNWRAPPED = frozenset({"html", "json", "bibtex", "docx"})  # formats whose line ends are always meant


def is_byline(text: str) -> bool:
    """Whether a line is nothing but the names of several people."""
    names = _BETWEEN_NAMES.split(text.strip(" .\n")) if 10 < len(text) < 600 and " " in text else []
    return len(names) > 1 and all(_FULL_NAME.fullmatch(name) and name.istitle() for name in names)


class Range(NamedTuple):
    """A half-open range of characters."""

    start: int
    end: int


class Line(NamedTuple):
    """A line of a block, hard-wrapped lines joined (the text then holds a line end)."""

    start: int
    end: int
    block: int  # number of the block


class Page:
    """One source with its lines. All positions count in `text`."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.text = source.text
        self.blocks = source.blocks
        self._mark_starts = [mark.start for mark in source.marks]
        self._block_starts = [block.start for block in source.blocks]
        self.has_code = any(mark.kind == "code" for mark in source.marks)
        self._longest = max((mark.end - mark.start for mark in source.marks), default=0)
        self._within = self._below_dates() | self._bylines()
        self._wrap = self._wrap_width()
        self.lines: list[Line] = []
        for number, block in enumerate(self.blocks):
            self.lines += [Line(r.start, r.end, number) for r in self._block_lines(block.start, block.end)]
        self._line_starts = [line.start for line in self.lines]

    def is_heading(self, number: int) -> bool:
        """Whether a block is a heading. A paragraph above a line of dashes is none, though Markdown says so."""
        block = self.blocks[number]
        return (
            block.kind == "heading"
            and number not in self._within
            and block.end - block.start <= _LONGEST_HEADING
            and self.text.count("\n", block.start, block.end) < 2
        )

    def _below_dates(self) -> frozenset[int]:
        """The headings that name an entry in a box whose first line is its date: they open no section."""
        found: set[int] = set()
        outside: tuple[int, ...] = ()  # the boxes of the block above the last one
        for number, (above, block) in enumerate(pairwise(self.blocks), 1):
            dated = block.kind == "heading" and above.boxes and above.kind == "paragraph"
            if dated and _LONE_DATE.fullmatch(self.text, above.start, above.end):
                # The date stands right in the entry's box, or in a box of its own there.
                outer = (above.boxes, above.boxes[:-1]) if len(above.boxes) > 2 else (above.boxes,)
                if any(block.boxes[: len(box)] == box != outside[: len(box)] for box in outer):
                    found.add(number)
            outside = above.boxes
        return frozenset(found)

    def _bylines(self) -> frozenset[int]:
        """The headings that are the authors of the title right above them, a heading, too."""
        pairs = enumerate(pairwise(self.blocks), 1)
        both = (n for n, (above, block) in pairs if above.kind == block.kind == "heading" and above.end < block.start)
        return frozenset(n for n in both if is_byline(self.text[self.blocks[n].start : self.blocks[n].end]))

    def block_at(self, position: int) -> int:
        """The number of the block a position stands in, -1 if it stands in none."""
        number = bisect_right(self._block_starts, position) - 1
        return number if number >= 0 and position < self.blocks[number].end else -1

    def blocks_in(self, start: int, end: int) -> range:
        """The numbers of the blocks that begin inside a range."""
        return range(bisect_left(self._block_starts, start), bisect_left(self._block_starts, end))

    def lines_in(self, start: int, end: int) -> list[Line]:
        """The lines that begin inside a range."""
        return self.lines[bisect_left(self._line_starts, start) : bisect_left(self._line_starts, end)]

    def is_wrap(self, position: int) -> bool:
        """Whether a line end stands within a line that goes on below it."""
        number = bisect_right(self._line_starts, position) - 1
        return number >= 0 and self.lines[number].start < position < self.lines[number].end

    def break_line(self, position: int) -> None:
        """Make what stands behind a position in its line a line of its own: a heading in the margin ends there."""
        number = bisect_right(self._line_starts, position) - 1
        if number < 0 or not self.lines[number].start < position < self.lines[number].end:
            return
        line = self.lines[number]
        rest = self.trim(position, line.end, " \t\n|:：")
        if rest.start < rest.end:
            self.lines[number : number + 1] = [Line(line.start, position, line.block), Line(*rest, line.block)]
            self._line_starts[number : number + 1] = [line.start, rest.start]

    def join_lines(self, start: int, end: int) -> None:
        """Make the lines that lie wholly in a range one: a label printed over several lines."""
        first, last = bisect_left(self._line_starts, start), bisect_left(self._line_starts, end)
        if last - first > 1:
            self.lines[first:last] = [Line(self.lines[first].start, self.lines[last - 1].end, self.lines[first].block)]
            self._line_starts[first:last] = [self.lines[first].start]

    def marks_in(self, start: int, end: int, *kinds: str) -> Iterator[Mark]:
        """The marks of the given kinds (all if none is given) that lie wholly inside a range."""
        first = bisect_left(self._mark_starts, start)
        last = bisect_right(self._mark_starts, end - 1)
        for mark in self.source.marks[first:last]:
            if mark.end <= end and (not kinds or mark.kind in kinds):
                yield mark

    def mark_over(self, start: int, end: int, kind: str) -> Mark | None:
        """The mark of a kind that covers a range, the shortest one where several do."""
        first = bisect_left(self._mark_starts, start - self._longest)
        last = bisect_right(self._mark_starts, start)
        over = (m for m in self.source.marks[first:last] if m.kind == kind and m.start <= start and end <= m.end)
        return min(over, key=lambda mark: mark.end - mark.start, default=None)

    def marked(self, start: int, end: int, *kinds: str) -> bool:
        """Whether one mark covers a range, but for white space and end punctuation."""
        text = self.text
        first = bisect_left(self._mark_starts, start - self._longest)
        last = bisect_right(self._mark_starts, start + 1)
        return any(
            mark.kind in kinds and mark.start <= start and not text[mark.end : end].strip(" \n\t.:：,，;*")
            for mark in self.source.marks[first:last]
            if mark.end > start
        )

    def words(self, start: int, end: int) -> str:
        """The words of a range on one line."""
        return " ".join(self.text[start:end].split())

    def span(self, start: int, end: int) -> Span:
        """A range as a span of this source."""
        return Span(self.source.path, start, end)

    def value(self, start: int, end: int) -> Value:
        """A range as a value, its white space folded."""
        return Value(self.words(start, end), self.span(start, end))

    def trim(self, start: int, end: int, chars: str = " \t\n") -> Range:
        """The range without these characters at its ends."""
        text = self.text
        if start < end and (text[start] in chars or text[end - 1] in chars):
            words = text[start:end].lstrip(chars)
            start = end - len(words)
            end = start + len(words.rstrip(chars))
        return Range(start, end)

    def _wrap_width(self) -> int:
        """The width the text was wrapped at by hand, 0 if it was not."""
        if self.source.format in _UNWRAPPED:
            return 0
        pairs: list[tuple[int, int]] = []  # length of a line, length of the word after its end
        for block in self.blocks:
            if block.kind in ("paragraph", "item"):
                lines = self.text[block.start : block.end].split("\n")
                pairs += [(len(a), len(b.split(" ", 1)[0])) for a, b in zip(lines, lines[1:], strict=False)]
        best = (0, 0)
        for width in {length for length, _ in pairs if 50 <= length <= _WIDEST_WRAP}:
            near = [length + 1 + word > width for length, word in pairs if 0.7 * width < length <= width]
            wider = sum(length > width for length, _ in pairs)
            if sum(near) >= max(4, 0.7 * len(near)) and wider <= 0.2 * len(pairs):
                best = max(best, (sum(near), width))
        return best[1]

    def _block_lines(self, start: int, end: int) -> Iterator[Range]:
        begin = start
        position = self.text.find("\n", start, end)
        last = start  # where the current printed line begins
        while position != -1:
            after = position + 1
            if not self._is_wrap(last, position, end):
                yield from self._trimmed(begin, position)
                begin = after
            last = after
            position = self.text.find("\n", after, end)
        yield from self._trimmed(begin, end)

    def _trimmed(self, start: int, end: int) -> Iterator[Range]:
        line = self.trim(start, end)
        if line.start < line.end:
            yield line

    def _spans_mark(self, position: int) -> bool:
        """Whether one bold, italic or linked phrase stands on both sides of a line end."""
        first = bisect_left(self._mark_starts, position - min(self._longest, 400))
        last = bisect_left(self._mark_starts, position)
        return any(m.end > position + 1 and m.kind in ("strong", "em", "link") for m in self.source.marks[first:last])

    def _spans_quote(self, start: int, position: int, end: int) -> bool:
        """Whether a quotation opened on a line is closed on a later one."""
        for opening, closing in (("“", "”"), ("«", "»"), ("「", "」"), ("《", "》")):
            begun = self.text.rfind(opening, start, position)
            if begun > self.text.rfind(closing, start, position) and begun != -1:
                return self.text.find(closing, position, min(end, position + 300)) != -1
        pair = self.text.count("''", start, position)
        return pair % 2 == 1 and self.text.find("''", position, min(end, position + 300)) != -1

    def _spans_bracket(self, start: int, position: int, end: int) -> bool:
        """Whether a bracket opened on a line is closed on the next one."""
        begun = self.text.rfind("(", start, position)
        if begun <= self.text.rfind(")", start, position):
            return False
        stop = self.text.find("\n", position + 1, end)
        closed = self.text.find(")", position, stop if stop != -1 else end)
        return closed != -1 and self.text.find("(", position, closed) == -1

    def _begins_entry(self, start: int, position: int, following: int, end: int) -> bool:
        """Whether an entry of a printed list begins on the next line, however long the line above is."""
        text = self.text
        if text[position - 1] in ".)" and AUTHORS.match(text, following):
            return True
        stop = text.find("\n", following, end)
        if _YEAR_LAST.search(text, max(start, position - 6), position) and _YEAR_LAST.search(
            text, following, stop if stop != -1 else end
        ):
            return True
        if text[position - 1] in ".)" and POST.match(text, following, end):
            return True
        open_ended = text[position - 1] == "," or _UNFINISHED.search(text, max(start, position - 14), position)
        return not open_ended and bool(_DEGREE.match(text, following))

    def _is_set_apart(self, start: int, end: int) -> bool:
        """Whether all of a line is in bold or italics: where a post was held, below its name."""
        stop = self.text.find("\n", start, end)
        return self.marked(start, stop if stop != -1 else end, "strong", "em")

    def _is_wrap(self, start: int, position: int, end: int) -> bool:
        following = _WORD.search(self.text, position, end)
        if following is None or self.text[following.start()] in "•►▸▪◦*":
            return False
        if "@" in following.group() and not _UNFINISHED.search(self.text, max(start, position - 14), position):
            return self.text[position - 1] in ",:"  # an address stands on a line of its own
        if _DATED.match(self.text, start) and _DATED.match(self.text, following.start()):
            return False
        if self._spans_mark(position) or self._spans_quote(start, position, end):
            return True
        if self.source.format in _UNWRAPPED:
            return False
        if self._spans_bracket(start, position, end):
            return True
        printed = self.source.format in ("text", "pdf")
        if printed and self._begins_entry(start, position, following.start(), end):
            return False
        if printed and position - start >= 40:
            if _RUNS_ON.match(self.text, following.start()):
                return True
        if position - start >= 30 and _UNFINISHED.search(self.text, max(start, position - 14), position):
            return True
        if not self._wrap or self._is_set_apart(following.start(), end):
            return False
        length = position - start
        return length <= self._wrap + _INDENT and self._wrap - _INDENT < length + 1 + len(following.group())
