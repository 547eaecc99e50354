"""Facts told twice: which posts, degrees and papers are one, and the fuller of two."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import replace
from difflib import SequenceMatcher
from functools import lru_cache

from qabot.profiles.profile import Degree, Paper, Position
from qabot.profiles.terms import find_degrees, is_organization

_ALIKE = 0.8  # words at least this alike are one misprinted (ratio of matching characters)


@lru_cache(maxsize=16384)
def fold(text: str) -> str:
    """Words to compare: no marks, no case, no punctuation."""
    if text.isascii():
        return re.sub(r"\W+", " ", text.lower()).strip()
    text = unicodedata.normalize("NFKD", text).casefold()
    text = unicodedata.normalize("NFKC", "".join(c for c in text if not unicodedata.combining(c)))
    return re.sub(r"\W+", " ", text).strip()


def merge_papers(papers: Iterable[Paper]) -> list[Paper]:
    """Each paper once: of two that are one, the fuller, completed by the other."""
    kept: list[Paper] = []
    keys: dict[str, list[tuple[int, str]]] = {}  # by their first letters: titles that are one begin alike
    for paper in papers:
        key = fold(paper.title)
        near = keys.setdefault(key[:3], [])
        at = next((i for i, known in near if _alike(key, known)), None)
        if at is None:
            near.append((len(kept), key))
            kept.append(paper)
        else:
            kept[at] = _fuller(kept[at], paper)
    return kept


def _alike(a: str, b: str) -> bool:
    """Whether two folded titles are one: equal, or but for misprints; parts I and II of a title are two."""
    if a == b:
        return True
    if not a or not b or a[:3] != b[:3]:
        return False
    x, y = a.split(), b.split()
    if len(x) != len(y):
        short, long = sorted((a, b), key=len)
        return len(short.split()) >= 5 and long.startswith(f"{short} ") and len(short) > 0.6 * len(long)
    unlike = [(p, q) for p, q in zip(x, y, strict=True) if p != q]
    if len(unlike) > 2 or any(len(p) < 4 or len(q) < 4 or p.isdigit() or q.isdigit() for p, q in unlike):
        return False
    return all(SequenceMatcher(None, p, q).ratio() >= _ALIKE for p, q in unlike)


def _fuller(a: Paper, b: Paper) -> Paper:
    if _weight(b) > _weight(a):
        a, b = b, a
    same = a.span.source == b.span.source
    if not a.venue and b.venue or not a.year and b.year or not a.authors and b.authors:
        parts = {**({k: v for k, v in b.parts.items() if k not in a.parts} if same else {}), **a.parts}
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
    return replace(a, honours=a.honours or b.honours, links=tuple(dict.fromkeys((*a.links, *b.links))))


def _weight(paper: Paper) -> int:
    published = paper.status in ("published", "accepted", "thesis") and bool(paper.venue)
    return 4 * published + 2 * bool(paper.authors) + bool(paper.venue) + bool(paper.year) + (len(paper.authors) > 1)


def _within(a: str, b: str) -> bool:
    a, b = f" {fold(a)} ", f" {fold(b)} "
    return bool(a.strip() and b.strip()) and (a in b or b in a)


def merge_positions(positions: Iterable[Position]) -> list[Position]:
    """Each post once: one told in prose and again in a list is the list's."""
    kept: list[Position] = []
    for post in positions:
        at = next((i for i, known in enumerate(kept) if same_post(known, post)), None)
        if at is None:
            kept.append(post)
        else:
            kept[at] = _completed(kept[at], post)
    return kept


def same_post(a: Position, b: Position) -> bool:
    """Whether two posts are one, told twice."""
    if not (_within(a.organization, b.organization) or _shares_place(a.organization, b.organization)):
        return _is_told_again(a, b) or _is_told_again(b, a)
    if (
        a.start
        and b.start
        and a.start[: len(b.start)] != b.start[: len(a.start)]
        or a.end
        and b.end
        and a.end[:4] != b.end[:4]
    ):
        return False
    if a.start and b.start and (a.end or b.end) and not a.role and not b.role:
        return a.start == b.start
    if not a.role or not b.role:
        return a.start == b.start or not (a.start and b.start)
    if a.current and b.current and not (a.start and b.start) and _heads_alike(a.role, b.role):
        return True
    return _within(a.role, b.role) or SequenceMatcher(None, fold(a.role), fold(b.role)).ratio() > 0.8


_GENERAL = frozenset("researcher scientist faculty academic staff member scholar investigator".split())


def _heads_alike(a: str, b: str) -> bool:
    """Whether one of two roles is but a general word for the other: "academic researcher", "research fellow"."""
    first, second = fold(a).split(), fold(b).split()
    return bool(first and second) and first[-1] == second[-1] and first[-1] in _GENERAL


def _is_told_again(told: Position, listed: Position) -> bool:
    """Whether a post told in prose, without dates, is the listed one that lasts: nobody holds two of the same name."""
    return (
        told.current
        and listed.current
        and not told.start
        and bool(listed.start)
        and bool(told.role)
        and fold(told.role) == fold(listed.role)
    )


def _shares_place(a: str, b: str) -> bool:
    """Whether two organisations end in the same one: "Lab A, Big University" and "Big University"."""
    last_a, last_b = re.split(r"[,，]", a)[-1], re.split(r"[,，]", b)[-1]
    return bool(fold(last_a)) and fold(last_a) == fold(last_b)


def _completed(a: Position, b: Position) -> Position:
    if not a.start and b.start:
        a, b = b, a
    parts = {**b.parts, **a.parts} if a.span.source == b.span.source and a.span == b.span else a.parts
    return replace(
        a,
        role=a.role or b.role,
        current=a.current or b.current and not a.end,
        advisors=a.advisors or b.advisors,
        parts=parts,
    )


def _level(degree: Degree) -> str:
    terms = find_degrees(degree.degree)
    return terms[0].kind if terms else fold(degree.degree)


def merge_degrees(degrees: Iterable[Degree]) -> list[Degree]:
    """Each degree once: one told in prose and again in a list is the list's."""
    kept: list[Degree] = []
    for degree in degrees:
        at = next((i for i, known in enumerate(kept) if _same_degree(known, degree)), None)
        if at is None:
            kept.append(degree)
        else:
            a, b = kept[at], degree
            if not (a.start or a.end) and (b.start or b.end):
                a, b = b, a
            advisors = a.advisors or b.advisors
            kept[at] = replace(
                a,
                field=a.field or b.field,
                thesis=a.thesis or b.thesis,
                advisors=advisors,
                current=a.current or b.current and not a.end,
            )
    return kept


def _same_degree(a: Degree, b: Degree) -> bool:
    if _level(a) != _level(b) and a.degree and b.degree:
        return False
    if a.end and b.end and a.end[:4] != b.end[:4] or a.start and b.start and a.start[:4] != b.start[:4]:
        return False
    if (
        a.field
        and b.field
        and not _within(a.field, b.field)
        and a.span.source == b.span.source
        and ((a.start or a.end) and (b.start or b.end) or a.span == b.span)
    ):
        return False
    if _within(a.organization, b.organization) or _shares_place(a.organization, b.organization):
        return True
    # An abbreviation or another language for the same school cannot be told; the same level under way is one.
    if _level(a) == _level(b) and (a.current and not a.start or b.current and not b.start):
        return (
            not (a.current and b.end or b.current and a.end)
            or _within(a.organization, b.organization)
            or _level(a) == "master"
        )
    if _level(a) == _level(b) == "phd":
        undated = not (a.start or a.end) or not (b.start or b.end)
        return bool(a.current and b.current) or undated and _shares_name(a.organization, b.organization)
    return False


def _shares_name(a: str, b: str) -> bool:
    """Whether two organisations share a word that is a name: "Laboratory of Ice, Oslo" and "University of Oslo"."""
    names = [{w for w in re.findall(r"[^\W\d_]{4,}", o) if w[0].isupper() and not is_organization(w)} for o in (a, b)]
    return bool(names[0] & names[1])
