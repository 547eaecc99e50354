"""Facts told twice: which posts and degrees are one, and the fuller of two."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from difflib import SequenceMatcher
from functools import lru_cache

from qabot.profiles.profile import Degree, Position
from qabot.profiles.same_paper import also_told, fold
from qabot.profiles.tables import is_cjk
from qabot.profiles.terms import find_degrees, is_organization


def _within(a: str, b: str) -> bool:
    a, b = f" {fold(a)} ", f" {fold(b)} "
    return bool(a.strip() and b.strip()) and (a in b or b in a)


def merge_positions(positions: Iterable[Position]) -> list[Position]:
    """Each post once: one told in prose and again in a list is the list's."""
    kept: list[Position] = []
    begun: dict[str, list[int]] = {"": []}  # by the year they began: two posts of different years are not one
    for post in positions:
        year = _year(post)
        near = sorted((*begun.get(year, ()), *begun[""])) if year else range(len(kept))
        at = next((i for i in near if same_post(kept[i], post)), None)
        if at is None:
            begun.setdefault(year, []).append(len(kept))
            kept.append(post)
        else:
            before, kept[at] = _year(kept[at]), _completed(kept[at], post)
            if _year(kept[at]) != before:
                begun[before].remove(at)
                begun.setdefault(_year(kept[at]), []).append(at)
    return kept


def _year(post: Position) -> str:
    return (post.start or "")[:4]


def same_post(a: Position, b: Position) -> bool:
    """Whether two posts are one, told twice."""
    if a.start and b.start and a.start[: len(b.start)] != b.start[: len(a.start)]:
        return False
    if not same_place(a.organization, b.organization):
        return _is_told_again(a, b) or _is_told_again(b, a) or _at_same_department(a, b)
    if a.end and b.end and a.end[:4] != b.end[:4]:
        return False
    if a.start and b.start and (a.end or b.end) and not a.role and not b.role:
        return a.start == b.start
    if not a.role or not b.role:
        return a.start == b.start or not (a.start and b.start)
    if a.current and b.current and not (a.start and b.start) and _heads_alike(a.role, b.role):
        return True
    if not (a.start and b.start) and _POSTDOC.match(a.role) and _POSTDOC.match(b.role):
        return True
    dated = bool((a.start or a.end) and (b.start or b.end))  # prose may leave out the rank
    if (dated or not a.role.isascii()) and _are_two_ranks(a.role, b.role):
        return False
    return _within(a.role, b.role) or SequenceMatcher(None, fold(a.role), fold(b.role)).ratio() > 0.8


_LOWER_RANK = re.compile(
    r"(?:副|准|助理|高级|高級|资深|資深)$|"
    r"\b(?:associate|assistant|adjunct|deputy|vice|senior|junior|principal|lead|interim|acting|visiting)[ -]$",
    re.I,
)


def _are_two_ranks(a: str, b: str) -> bool:
    """Whether one of two roles is a rank of the other: "副教授" and "教授", "Associate Professor" and "Professor"."""
    brief, long = sorted((a.casefold(), b.casefold()), key=len)
    return brief != long and long.endswith(brief) and bool(_LOWER_RANK.search(long[: -len(brief)]))


_POSTDOC = re.compile(
    r"(?:\w+ )?post-?\s?doc(?:toral)?(?: (?:researcher|fellow|associate|scholar|research(?:er)? \w+))?$", re.I
)
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


def _at_same_department(a: Position, b: Position) -> bool:
    """Whether two present posts without dates have one name and one department, however its school is told."""
    first = [fold(_PARTS.split(_BOXED.sub("", post.organization))[0]) for post in (a, b)]
    lasts = a.current and b.current and not a.start and not b.start
    return lasts and fold(a.role) == fold(b.role) and first[0] == first[1] and len(first[0].split()) > 2


def same_place(a: str, b: str) -> bool:
    """Whether two organisations are one, or one is part of the other."""
    return _within(a, b) or _shares_place(a, b) or _short_for(a, b) or _is_unit_of(a, b) or _is_inflected(a, b)


_STEM = 6  # letters in which the forms of a word agree


def _is_inflected(a: str, b: str) -> bool:
    """Whether the words of one name are those of the other in other cases: "Politechnika X", "Politechniki X"."""
    if a.isascii() or b.isascii():
        return False
    stems = [{word[:_STEM] for word in fold(name).split() if len(word) >= _STEM} for name in (a, b)]
    less, more = sorted(stems, key=len)
    return len(less) >= 2 and less <= more and not any(map(is_cjk, a + b))


def _shares_place(a: str, b: str) -> bool:
    """Whether two organisations end in the same one: "Lab A, Big University" and "Big University"."""
    return bool(_place(a)) and (_place(a) == _place(b) or _short_for(_last(a), _last(b)))


@lru_cache(maxsize=16384)
def _place(organization: str) -> str:
    return fold(_last(organization))


@lru_cache(maxsize=16384)
def _last(organization: str) -> str:
    """The largest part of an organisation, told last: "Big University" of "Lab A at Big University (Oslo)"."""
    pieces = [piece.strip() for piece in _PARTS.split(_BOXED.sub("", organization))]
    return next((piece for piece in reversed(pieces) if is_organization(piece)), pieces[-1])


_BOXED = re.compile(r"\s*[(（][^()（）]*[)）]")
_PARTS = re.compile(r"[,，]\s*(?:(?:both|all)\s(?:from|at)\s)?|\s(?:at|@)\s(?:the\s)?")


@lru_cache(maxsize=16384)
def _short_for(a: str, b: str) -> bool:
    """Whether one of two organisations is the other's initials: "NPI" and "Northern Polytechnic Institute"."""
    short, long = (a, b) if len(a) < len(b) else (b, a)
    if not re.fullmatch(r"[A-Z]{3,6}", short):
        return False
    name = re.split(r"[,，(（]", long)[0]
    return "".join(word[0] for word in name.split() if word[0].isupper()) == short


_EASTERN_SCHOOL = re.compile(r"(?:大学|大學|学院|研究所|研究院|公司|集团|대학교|연구원|연구소|機構)")


@lru_cache(maxsize=16384)
def _is_unit_of(a: str, b: str) -> bool:
    """Whether one of two eastern names begins with the other: "北方大学冰雪学院" and "北方大学"."""
    short, long = sorted((re.sub(r"\s", "", a), re.sub(r"\s", "", b)), key=len)
    return len(short) >= 3 and long.startswith(short) and bool(_EASTERN_SCHOOL.search(short))


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
        also=also_told(a, b),
    )


def _level(degree: Degree) -> str:
    return _level_of(degree.degree)


@lru_cache(maxsize=16384)
def _level_of(degree: str) -> str:
    terms = find_degrees(degree)
    return terms[0].kind if terms else fold(degree)


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
            if not a.degree and b.degree:  # "I graduated from X in 2010" says less than "a BSc from X"
                a, b = replace(b, start=b.start or a.start, end=b.end or a.end), a
            advisors = a.advisors or b.advisors
            kept[at] = replace(
                a,
                organization=a.organization or b.organization,
                start=a.start or b.start if a.end and b.end else a.start,
                field=a.field or b.field,
                thesis=a.thesis or b.thesis,
                advisors=advisors,
                current=a.current or b.current and not a.end,
                also=also_told(a, b),
            )
    return kept


def _same_words(a: str, b: str) -> bool:
    """Whether the words of one field are all among those of the other: "Ice Science", "Ice and Snow Science"."""
    first, second = set(fold(a).split()), set(fold(b).split())
    return bool(first and second) and (first <= second or second <= first)


def _listed_together(a: Degree, b: Degree) -> bool:
    """Whether two degrees without dates stand near each other in one source, each on a line of its own."""
    dated = a.start or a.end or b.start or b.end
    return not dated and a.span.end < b.span.start < a.span.end + 300


def _at_one_time(a: Degree, b: Degree) -> bool:
    """Whether two degrees began and ended in the same years at schools whose names share a word."""
    dated = a.start and b.start and a.end and b.end and a.start[:4] == b.start[:4] and a.end[:4] == b.end[:4]
    shared = set(fold(a.organization).split()) & set(fold(b.organization).split())
    return bool(dated) and any(len(word) > 2 and not is_organization(word) or word.isupper() for word in shared)


def _same_degree(a: Degree, b: Degree) -> bool:
    if _level(a) != _level(b) and a.degree and b.degree:
        return False
    if a.end and b.end and a.end[:4] != b.end[:4] or a.start and b.start and a.start[:4] != b.start[:4]:
        return False
    if (
        a.field
        and b.field
        and not _same_words(a.field, b.field)
        and a.span.source == b.span.source
        and ((a.start or a.end) and (b.start or b.end) or a.span == b.span or _listed_together(a, b))
    ):
        return False
    if same_place(a.organization, b.organization):
        return True
    if bool(a.organization) != bool(b.organization) and a.end and b.end and a.degree and b.degree:
        return True  # "1997-2003 doctoral studies at X" and "May 2003 doctorate in Ice"
    ended_together = bool(a.end and b.end) and (a.end or "")[:7] == (b.end or "")[:7]
    if ended_together and _level(a) == _level(b) and _within(a.organization, b.organization):
        return True  # "2014-2019 Doktorand (Faculty of X at Y)" and "2019 Dr. phil., Y"
    if _at_one_time(a, b) and _level(a) == _level(b) and not (a.field and b.field):
        return True  # "бакалавриат, ПГУ, факультет X" and "на бакалавриате матмеха ПГУ"
    # An abbreviation or another language for the same school cannot be told; the same level under way is one.
    if _level(a) == _level(b) and (a.current and not a.start or b.current and not b.start):
        return not _of_two_schools(a.organization, b.organization) and (
            not (a.current and b.end or b.current and a.end)
            or _within(a.organization, b.organization)
            or _level(a) == "master"
        )
    if _level(a) == _level(b) == "phd":
        undated = not (a.start or a.end) or not (b.start or b.end)
        return bool(a.current and b.current) or undated and _shares_name(a.organization, b.organization)
    return False


def _of_two_schools(a: str, b: str) -> bool:
    """Whether two organisations are universities of names that have no word in common."""
    return "University" in a and "University" in b and not _shares_name(a, b)


def _shares_name(a: str, b: str) -> bool:
    """Whether two organisations share a word that is a name: "Laboratory of Ice, Oslo" and "University of Oslo"."""
    names = [{w for w in re.findall(r"[^\W\d_]{4,}", o) if w[0].isupper() and not is_organization(w)} for o in (a, b)]
    return bool(names[0] & names[1])
