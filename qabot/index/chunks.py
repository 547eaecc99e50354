"""`Chunk`: a passage of one profile, cut along its layout, small enough for the embedding model to read whole."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, pairwise

from qabot.profiles.profile import Award, Degree, Item, Paper, Position, Profile, Section
from qabot.sources.source import Source, Span

SEPARATORS = ["\n\n", "\n", ". ", "。", "! ", "? ", "; ", ", ", " ", ""]  # where a long paragraph is cut, best first
PATH = " › "

_SLACK = 4  # tokens by which a sum over parts may be off before it is counted anew

Counter = Callable[[str], int]  # text -> tokens, the model's own marks included
Range = tuple[int, int]
_Counted = tuple[int, int, int]  # start, end, tokens without the model's own marks


@dataclass(frozen=True, slots=True)
class Chunk:
    """A passage. `source.text[start:end] == text`, and it lies in one section of the profile."""

    id: int  # row of its vector, 0-based
    person: str  # Profile.id
    name: str  # Profile.name
    source: str  # Source.path
    start: int  # characters of the source's clean text
    end: int
    section: str  # headings it stands under, outermost first, " › " between them; "" if none
    text: str
    kind: str = ""  # Section.kind
    lead: str = ""  # "Name — Section path", shortened where it would crowd the text out


def embed_text(chunk: Chunk) -> str:
    """Give what is embedded and searched by words: who and what it is about, then the text."""
    return f"{chunk.lead}\n{chunk.text}"


def chunks_of(profile: Profile, sources: Sequence[Source], counter: Counter, limit: int) -> list[Chunk]:
    """Cut a profile into chunks, in reading order, numbered from 0.

    An entry (an item with the items nested in it, a row, a field, a fact's span) is cut only where it alone is too
    long; small neighbours of one section are joined. `limit` is in tokens of the whole `embed_text`.
    """
    chunks: list[Chunk] = []
    empty = counter("")
    parents = {section.path[:-1] for section in profile.sections}
    for source in sources:
        layout = _Layout(source, _entries(profile, source.path))
        for section in _sections(profile, source):
            lead = _lead(profile.name, section.path, counter, limit)
            cutter = _Cutter(source.text, lead, counter, limit, empty)
            led = section.title.casefold() in f"{lead} {profile.name}".casefold()
            for start, end in cutter.ranges(layout.units(section, led, section.path in parents)):
                text = source.text[start:end]
                place = (source.path, start, end, PATH.join(section.path), text, section.kind, lead)
                chunks.append(Chunk(len(chunks), profile.id, profile.name, *place))
    return chunks


def _sections(profile: Profile, source: Source) -> list[Section]:
    """Sections of one source in reading order; text that no section covers becomes one without a heading."""
    known = sorted((s for s in profile.sections if s.span.source == source.path), key=lambda s: s.span)
    whole: list[Section] = []
    position = 0
    for section in [*known, None]:
        begin = section.span.start if section else len(source.text)
        if source.text[position:begin].strip():
            whole.append(Section("", "", (), Span(source.path, position, begin)))
        if section:
            whole.append(section)
            position = section.span.end
    return whole


def _entries(profile: Profile, path: str) -> list[Range]:
    """Ranges of the facts that stand for a whole entry of a list, in order."""
    facts: tuple[Position | Degree | Paper | Award | Item, ...] = (
        *profile.positions,
        *profile.education,
        *profile.papers,
        *profile.awards,
        *profile.students,
        *profile.talks,
        *profile.projects,
        *profile.service,
        *profile.teaching,
    )
    return sorted({(f.span.start, f.span.end) for f in facts if f.span.source == path})


def _lead(name: str, path: Sequence[str], counter: Counter, limit: int) -> str:
    """Name and headings, the outer headings left out first, in at most a third of the limit."""
    titles = [title for title in path if title.strip() and title.casefold() != name.casefold()]
    for first in range(len(titles)):
        lead = f"{name} — {PATH.join(titles[first:])}"
        if counter(lead) <= limit // 3:
            return lead
    return name if counter(name) <= limit // 3 else ""


class _Layout:
    """Blocks and entries of one source, and what of them lies in a section."""

    def __init__(self, source: Source, entries: Sequence[Range]) -> None:
        self.source = source
        self.ends = [block.end for block in source.blocks]
        self.roots: list[int] = []  # for each block, the outermost item it is nested in, or itself
        for number, block in enumerate(source.blocks):
            self.roots.append(self.roots[block.parent] if 0 <= block.parent < number else number)
        self.entry_starts = [start for start, _ in entries]
        self.entry_reach = list(accumulate((end for _, end in entries), max))  # furthest end of an entry so far

    def units(self, section: Section, led: bool, has_children: bool) -> list[list[Range]]:
        """Entries and paragraphs of a section, each as the ranges it may be cut into.

        The heading is left out where the lead holds it (`led`) and there is other text, or a sub-section, to lead.
        """
        text, low, high = self.source.text, section.span.start, section.span.end
        heading: Range | None = None
        units: dict[int, list[Range]] = {}
        for number in range(bisect_right(self.ends, low), len(self.ends)):
            block = self.source.blocks[number]
            if block.start >= high:
                break
            part = _trim(text, max(block.start, low), min(block.end, high))
            if not part:
                continue
            is_heading = block.kind == "heading" or text[slice(*part)] == section.title
            if section.title and led and is_heading and not heading and not units:
                heading = part
            else:
                units.setdefault(self.roots[number], []).append(part)
        if units:
            return self._with_entries(sorted(units.values()), high)
        rest = _trim(text, low, high)
        return [] if not rest or (heading and has_children) else [[rest]]

    def _with_entries(self, units: list[list[Range]], high: int) -> list[list[Range]]:
        """Join the units that one entry spreads over, and let a long unit be cut where an entry begins."""
        joined: list[list[Range]] = []
        for unit in units:
            before = bisect_left(self.entry_starts, joined[-1][-1][1]) if joined else 0
            if before and unit[0][0] < self.entry_reach[before - 1] <= high:
                joined[-1] += self._at_entries(unit)
            else:
                joined.append(self._at_entries(unit))
        return joined

    def _at_entries(self, parts: Sequence[Range]) -> list[Range]:
        pieces: list[Range] = []
        for start, end in parts:
            first, last = bisect_right(self.entry_starts, start), bisect_left(self.entry_starts, end)
            cuts = [start, *self.entry_starts[first:last], end]
            pieces += [(a, b) for a, b in pairwise(cuts) if a < b]
        return pieces


def _trim(text: str, start: int, end: int) -> Range | None:
    """The range without white space at its ends, None if nothing is left."""
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return (start, end) if start < end else None


class _Cutter:
    """Cuts and joins ranges of one text so that each, with its lead, is within the limit.

    Most tokens are counted once: the count of a joined range is taken to be that of its parts, and counted anew only
    where that comes near the limit. A tokenizer that splits at white space first gives the same count either way.
    """

    def __init__(self, text: str, lead: str, counter: Counter, limit: int, empty: int) -> None:
        """`empty`: tokens of no text, the model's own marks."""
        self.text, self.lead, self.counter, self.limit, self.empty = text, lead, counter, limit, empty
        self.room = limit - counter(f"{lead}\n")
        self.signs: dict[str, int] = {}  # tokens of what stood between ranges

    def ranges(self, units: Sequence[Sequence[Range]]) -> list[Range]:
        whole: list[_Counted] = []
        for unit in units:
            span = self._counted(unit[0][0], max(end for _, end in unit))
            if self._fits(span):
                self._join(whole, span)
                continue
            pieces: list[_Counted] = []
            for part in unit:
                for piece in self._split(*part):
                    self._join(pieces, self._counted(*piece))
            whole += pieces
        return [(start, end) for start, end, _ in whole]

    def _counted(self, start: int, end: int) -> _Counted:
        return start, end, self.counter(self.text[start:end]) - self.empty

    def _fits(self, part: _Counted) -> bool:
        """Whether a range and the lead are within the limit: told by the sum, or counted where that is close."""
        start, end, tokens = part
        if tokens + _SLACK <= self.room:
            return True
        return tokens - _SLACK <= self.room and self.counter(f"{self.lead}\n{self.text[start:end]}") <= self.limit

    def _join(self, ranges: list[_Counted], new: _Counted) -> None:
        """Add a range to a list: to its last range if both fit together, else as one more."""
        if ranges:
            start, end, tokens = ranges[-1]
            if new[0] < end:
                both = self._counted(start, new[1])
            else:
                both = start, new[1], tokens + self._between(end, new[0]) + new[2]
            if self._fits(both):
                ranges[-1] = both
                return
        ranges.append(new)

    def _between(self, end: int, start: int) -> int:
        """Tokens of what stands between two ranges: the sign of a list, most often."""
        words = self.text[end:start].strip()
        if words and words not in self.signs:
            self.signs[words] = self.counter(words) - self.empty
        return self.signs[words] if words else 0

    def _split(self, start: int, end: int) -> Iterator[Range]:
        part = _trim(self.text, start, end)
        if not part:
            return
        if self._fits(self._counted(*part)):
            yield part
            return
        from langchain_text_splitters import RecursiveCharacterTextSplitter

        length = lru_cache(maxsize=1 << 16)(lambda words: self.counter(words) - self.empty)
        splitter = RecursiveCharacterTextSplitter(
            SEPARATORS,
            keep_separator="end",
            chunk_size=max(1, self.room),
            chunk_overlap=0,
            length_function=length,
            add_start_index=True,
        )
        for document in splitter.create_documents([self.text[slice(*part)]]):
            begin = part[0] + int(document.metadata["start_index"])
            yield from self._halved(begin, begin + len(document.page_content))

    def _halved(self, start: int, end: int) -> Iterator[Range]:
        """The range, halved until it fits: tokens of parts need not add up to the tokens of the whole."""
        if end - start < 2 or self._fits(self._counted(start, end)):
            yield start, end
            return
        middle = (start + end) // 2
        yield from self._halved(start, middle)
        yield from self._halved(middle, end)
