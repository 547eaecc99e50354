"""Facts that a page tells in two languages, as one each: posts, degrees and awards in two scripts that agree."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import TypeVar

from qabot.profiles.profile import Award, Degree, Position
from qabot.profiles.same_paper import also_told
from qabot.profiles.tables import is_cjk
from qabot.profiles.terms import find_degrees
from qabot.profiles.twins import same_place

F = TypeVar("F", Position, Degree, Award)

_RANKS = tuple(  # posts that are called the same in many languages; the first that fits counts
    re.compile(pattern, re.I)
    for pattern in (
        r"博士后|博士後|博士研究員|ポスドク|박사\s?후|post-?\s?doc|постдок",
        r"访问|訪問|客员|客員|방문|visit|приглаш",
        r"实习|實習|インターン|인턴|\bintern|стаж[её]р",
        r"助理教授|조교수|助教|assistant professor",
        r"副教授|准教授|부교수|associate professor|доцент",
        r"讲师|講師|강사|lecturer|instructor|преподаватель",
        r"教授|교수|professor|профессор",
        r"研究助|연구조교|リサーチアシスタント|research assistant",
        r"博士生|박사과정|博士課程|phd student|doctoral student|аспирант",
    )
)


def join_tongues(
    positions: Sequence[Position], degrees: Sequence[Degree], awards: Sequence[Award]
) -> tuple[list[Position], list[Degree], list[Award]]:
    """The facts, each of those told in two scripts as one, in the script that more of the dated facts stand in."""
    facts: list[Position | Degree | Award] = [*positions, *degrees, *awards]
    if len({_script_of(fact) for fact in facts} - {""}) < 2:
        return list(positions), list(degrees), list(awards)
    dated = [_script_of(fact) for fact in facts if any(_years(fact))]
    first = max(dict.fromkeys(dated), key=dated.count, default="")
    return (
        [post for post in _joined(positions, _is_translated_post, first) if not _is_study(post, degrees)],
        _joined(degrees, _is_translated_degree, first),
        _joined_awards(awards, first),
    )


def _script_of(fact: Position | Degree | Award) -> str:
    if isinstance(fact, Award):
        return _script(fact.title)
    return _script(fact.role if isinstance(fact, Position) else fact.degree) or _script(fact.organization)


@lru_cache(maxsize=8192)
def _script(words: str) -> str:
    """The script that most of some words is written in: "east", "cyrillic" or "latin"; "" without letters."""
    letters = [c for c in words if c.isalpha()]
    if not letters or words.isascii():
        return "latin" if letters else ""
    east = sum(map(is_cjk, letters))
    if 3 * east >= len(letters) - east:
        return "east"
    return "cyrillic" if 2 * sum("\u0400" <= c <= "\u04ff" for c in letters) > len(letters) else "latin"


def _years(fact: Position | Degree | Award) -> tuple[str, str]:
    if isinstance(fact, Award):
        return (str(fact.year or ""), "")
    return ((fact.start or "")[:7], (fact.end or "now" if fact.current else fact.end or "")[:7])


def _are_two_scripts(a: Position | Degree | Award, b: Position | Degree | Award) -> bool:
    scripts = {_script_of(a), _script_of(b)}
    return len(scripts) == 2 and "" not in scripts


def _agree(a: tuple[str, str], b: tuple[str, str]) -> bool:
    """Whether the years of two facts are the same, as far as both give months."""
    return all(x[: len(y)] == y[: len(x)] if x and y else x == y for x, y in zip(a, b, strict=True)) and any(a)


def _is_translated_post(a: Position, b: Position) -> bool:
    if not _are_two_scripts(a, b):
        return False
    ranks = (_rank(a.role), _rank(b.role))
    if ranks[0] != ranks[1] and min(ranks) >= 0:
        return False
    if _agree(_years(a), _years(b)):
        return bool(a.start) or ranks[0] == ranks[1] >= 0
    undated = not any(_years(a)) or not any(_years(b))
    return undated and ranks[0] == ranks[1] >= 0 and same_place(_bare(a.organization), _bare(b.organization))


def _rank(role: str) -> int:
    return next((number for number, pattern in enumerate(_RANKS) if pattern.search(role)), -1)


def _bare(organization: str) -> str:
    """A Latin name without the country before it: "미국 University of X"."""
    latin = re.search(r"[A-Za-z].*", organization)
    return latin[0] if latin and len(latin[0]) > 8 else organization


def _is_translated_degree(a: Degree, b: Degree) -> bool:
    if not _are_two_scripts(a, b):
        return False
    levels = [next((term.kind for term in find_degrees(degree.degree)), "") for degree in (a, b)]
    if levels[0] != levels[1] or levels[0] not in ("phd", "master", "bachelor"):
        return False
    ended = bool(a.end and b.end) and (a.end or "")[:4] == (b.end or "")[:4] and not (a.start and b.start)
    return ended or _agree(_years(a), _years(b)) or not any(_years(a)) or not any(_years(b))


def _joined(facts: Sequence[F], same: Callable[[F, F], bool], first: str) -> list[F]:
    """The facts in their order, pairs of translations as one: the fuller, else the one in this script."""
    kept: list[F] = []
    joined: set[int] = set()
    for fact in facts:
        at = next((i for i, known in enumerate(kept) if i not in joined and same(known, fact)), None)
        if at is None:
            kept.append(fact)
            continue
        joined.add(at)
        kept[at] = _fuller(kept[at], fact, first)
    return kept


def _fuller(a: F, b: F, first: str) -> F:
    weights = [(sum(map(bool, _years(fact))) + _says_what(fact), _script_of(fact) == first) for fact in (a, b)]
    kept, other = (b, a) if weights[1] > weights[0] else (a, b)
    also = also_told(kept, other)
    if isinstance(kept, Award) or isinstance(other, Award):
        return replace(kept, also=also)
    return replace(kept, also=also, advisors=kept.advisors or other.advisors)


def _says_what(fact: Position | Degree | Award) -> bool:
    return bool(fact.role) if isinstance(fact, Position) else bool(fact.degree) if isinstance(fact, Degree) else True


def _is_study(post: Position, degrees: Sequence[Degree]) -> bool:
    """Whether a post without a role is where a degree told in another script was studied for, at the same time."""
    same = (_agree(_years(post), _years(degree)) and _are_two_scripts(post, degree) for degree in degrees)
    return not post.role and bool(post.start and post.end) and any(same)


def _joined_awards(awards: Sequence[Award], first: str) -> list[Award]:
    """The awards, two lists of the same years in two scripts as one."""
    half = len(awards) // 2
    one, other = awards[:half], awards[half:]
    years = [[award.year for award in side] for side in (one, other)]
    scripts = [[_script(award.title) for award in side] for side in (one, other)]
    mirrored = (
        half > 1
        and years[0] == years[1]
        and len(set(years[0])) > 1
        and len(set(scripts[0]) | set(scripts[1])) == 2
        and min(len(set(side)) for side in scripts) == 1
        and sum(a != b for a, b in zip(*scripts, strict=True)) * 2 > half
    )
    if not mirrored:
        return list(awards)
    return [_fuller(a, b, first) for a, b in zip(one, other, strict=True)]
