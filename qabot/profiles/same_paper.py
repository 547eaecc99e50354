"""`merge_papers`: each paper once, whatever number of lists it stands in. Also `fold`, how titles are compared."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import replace
from difflib import SequenceMatcher

from qabot.profiles.profile import Award, Degree, Item, Paper, Position
from qabot.sources.source import Span

_ALIKE = 0.8  # words at least this alike are one misprinted (ratio of matching characters)
_CHANGEABLE = 4  # letters of a word that may be misprinted
_LONG = 5  # words of a title that may go on with a subtitle elsewhere

_NO_WORD = re.compile(r"\W+")
_NUMBER = re.compile(r"\d+")
_WORDS_ONLY = bytes(ord(chr(code).lower()) if chr(code).isalnum() or code == 95 else 32 for code in range(128)) + bytes(
    128
)

Key = tuple[object, ...]
Fact = Position | Degree | Paper | Award | Item


@functools.lru_cache(65_536)
def fold(text: str) -> str:
    """Words to compare: no marks, no case, no punctuation."""
    if text.isascii():
        return " ".join(text.encode("ascii").translate(_WORDS_ONLY).decode("ascii").split())
    text = unicodedata.normalize("NFKD", text).casefold()
    text = unicodedata.normalize("NFKC", "".join(c for c in text if not unicodedata.combining(c)))
    return _NO_WORD.sub(" ", text).strip()


def also_told(kept: Fact, other: Fact) -> tuple[Span, ...]:
    """Where a fact is told besides its own entry, once `other` is made one with it."""
    spans = dict.fromkeys((*kept.also, other.span, *other.also))
    return tuple(span for span in spans if span != kept.span)


def merge_papers(papers: Iterable[Paper]) -> list[Paper]:
    """Each paper once: of two that are one, the fuller, completed by the other, which stays in `also`."""
    kept: list[Paper] = []
    titles: list[str] = []
    places: dict[Key, list[int]] = {}  # by what a title must share with another to be the same
    for paper in papers:
        title = fold(paper.title)
        thirds, beginnings = list(_thirds(title)), list(_beginnings(title))
        wanted = [(title,), *thirds, ("begins", title), *((beginning,) for beginning in beginnings)]
        found = sorted({at for key in wanted for at in places.get(key, ())})
        at = next((at for at in found if _alike(title, titles[at])), None)
        if at is None:
            for key in ((title,), *thirds, *(("begins", beginning) for beginning in beginnings)):
                places.setdefault(key, []).append(len(kept))
            kept.append(paper)
            titles.append(title)
        else:
            kept[at] = _fuller(kept[at], paper)
    return kept


def _thirds(title: str) -> Iterator[Key]:
    """The words that no misprint changes, with a third of the others: where two at most are misprinted, one is not."""
    words = title.split()
    long = [word for word in words if len(word) >= _CHANGEABLE]
    firm = (title[:3], *["" if len(word) >= _CHANGEABLE else word for word in words])
    if len(long) < 3:
        yield firm
        return
    for number in range(3):
        yield (number, firm, *long[number * len(long) // 3 : (number + 1) * len(long) // 3])


def _beginnings(title: str) -> Iterator[str]:
    """The beginnings that could be the whole title somewhere else: five words or more, and most of it."""
    end = -1
    for number, word in enumerate(title.split(), 1):
        end += len(word) + 1
        if number >= _LONG and 0.6 * len(title) < end < len(title):
            yield title[:end]


def _alike(a: str, b: str) -> bool:
    """Whether two folded titles are one: equal, or but for misprints; parts I and II of a title are two."""
    if a == b:
        return True
    if not a or not b or a[:3] != b[:3]:
        return False
    x, y = a.split(), b.split()
    if len(x) != len(y):
        short, long = sorted((a, b), key=len)
        return short in _beginnings(long)
    unlike = [(p, q) for p, q in zip(x, y, strict=True) if p != q]
    if len(unlike) > 2 or any(
        min(len(p), len(q)) < _CHANGEABLE or _NUMBER.findall(p) != _NUMBER.findall(q) for p, q in unlike
    ):
        return False  # "SemEval2020" and "SemEval2021" are two
    return all(SequenceMatcher(None, p, q).ratio() >= _ALIKE for p, q in unlike)


def _fuller(a: Paper, b: Paper) -> Paper:
    if _weight(b) > _weight(a):
        a, b = b, a
    same = a.span.source == b.span.source
    if not a.venue and b.venue or not a.year and b.year or not a.authors and b.authors:
        taken = {name for name in ("authors", "venue", "year") if not getattr(a, name)}
        parts = {**{k: v for k, v in b.parts.items() if k in taken or same}, **a.parts}
        venue, short, status = (a.venue, a.venue_short, a.status) if a.venue else (b.venue, b.venue_short, b.status)
        a = replace(
            a,
            authors=a.authors or b.authors,
            venue=venue,
            venue_short=short,
            status=status,
            year=a.year or b.year,
            parts=parts,
        )
    links = tuple(dict.fromkeys((*a.links, *b.links)))
    return replace(a, honours=a.honours or b.honours, links=links, also=also_told(a, b))


def _weight(paper: Paper) -> int:
    published = paper.status in ("published", "accepted", "thesis") and bool(paper.venue)
    return 4 * published + 2 * bool(paper.authors) + bool(paper.venue) + bool(paper.year) + (len(paper.authors) > 1)
