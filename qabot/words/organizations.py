"""`same_organization` and `organization_names`: which university, company or institute printed words mean."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache, lru_cache

from qabot.profiles.tables import table
from qabot.words.fold import fold, romanize, script, tokens
from qabot.words.names import CASE, data, korean_key, simplified, word_set

_SPLIT = re.compile(r"\s*[,，;；/|｜·•]\s*|\s+[-–—@]\s+|\s+(?:at|@|bei|an der)\s+(?=[A-ZÀ-Ý])|[()（）\[\]]")
_DROPPED = frozenset(
    "the of and at for in on de la le des du der die das di da del do fur et y und e i und zu l".split()
)
_TELLING = frozenset("technology science polytechnic technical normal".split())  # part a city's universities
_HOST = re.compile(r"^(.{2,14}?(?:大学院大学|大学|大學|대학교|科学院|研究院|公司))(.{2,})$")
_LAND = re.compile(r"^[\u30a1-\u30fa\u30fc\u4e00-\u9fff]{2,9}国\s+(?=\S)")  # "マレーシア国 マラヤ大学"
_UNIT = re.compile(  # what ends the name of a unit of a company
    r"^[\u4e00-\u9fff].*(?:实验室|研究院|研究所|研究中心|中心|事业群|事业部|部门?|集团|云|团队|平台|科技|公司|[Ll]ab|ラボ|研究室)(?:[（(].*)?$"
)
_SCHOOL = re.compile(r"Universit|Institut|College|School|Academ|Polytech|Sciences|Technion|ETH|EPFL|KAIST")
_KIND = re.compile(r"(?:国立|國立)?(.{2,8}?)(?:大学|大學|学院|學院|대학교|대학|대)$")


@dataclass(frozen=True, slots=True)
class Name:
    """One name in a printed organization."""

    words: tuple[str, ...]  # normalised; the canonical name's when it is known
    text: str  # as printed, or the canonical name
    known: bool  # stands in organizations.yaml
    part: bool  # names a department, laboratory ... of something
    printed: str = field(default="", compare=False)


@lru_cache(maxsize=65536)
def organization_words(text: str) -> tuple[str, ...]:
    """The telling words of a name: abbreviations spelled out, small words dropped."""
    short: dict[str, str] = data("organizations")["short"]
    words = [short.get(token.text, _uncased(token.text)) for token in tokens(simplified(text))]
    while len(words) > 1 and words[-1] in word_set("organizations", "legal"):
        words.pop()
    return tuple(word for word in words if word not in _DROPPED)


def _uncased(word: str) -> str:
    return CASE.sub("", word) if script(word) == "cyrillic" and len(word) > 4 else word


@cache
def known_names() -> dict[tuple[str, ...], str]:
    """Words of every name in the table, with the name the organization is called by."""
    out: dict[tuple[str, ...], str] = {}
    for first, *others in data("organizations")["organizations"]:
        for name in (first, *others):
            out.setdefault(organization_words(str(name)), str(first))
    return out


@cache
def _famous() -> frozenset[tuple[str, ...]]:
    return frozenset(organization_words(str(name)) for name in table("organizations")["known"])


@lru_cache(maxsize=65536)
def organization_names(text: str) -> tuple[Name, ...]:
    """The names in a printed organization: "AI Lab, KAIST" holds the part "AI Lab" and KAIST. Places are left out."""
    names = []
    pieces = [piece.strip() for piece in _SPLIT.split(_campus(text)) if piece and piece.strip()]
    for number, piece in enumerate(pieces):
        piece = _LAND.sub("", piece)
        if match := _HOST.match(piece):
            names += [_name(match[1]), _name(piece)]
        elif number == 0 or not _place(piece):
            names += [_name(whole)] if (whole := _company(piece)) else []
            names.append(_name(piece))
    return tuple(dict.fromkeys(name for name in names if name.words))


def _company(text: str) -> str:
    """The known company that a name in Han begins with, a unit of which it names: 北湖 of 北湖诺亚实验室."""
    if not _UNIT.search(text):
        return ""
    return next((text[:size] for size in range(min(8, len(text) - 2), 1, -1) if text[:size] in _companies()), "")


@cache
def _companies() -> frozenset[str]:
    """The names in Han of the table that are no school's."""
    rows = (row for row in data("organizations")["organizations"] if not _SCHOOL.search(str(row[0])))
    return frozenset(name for row in rows for name in map(str, row) if script(name[:1]) == "han")


def _name(text: str) -> Name:
    words = organization_words(text)
    if words in known_names():
        first = known_names()[words]
        return Name(organization_words(first), first, True, False, text)
    heads = word_set("organizations", "parts")
    headed = bool(words) and (words[0] in heads or words[-1] in heads)
    part = headed and not whole_of(words) and not any(word in ("university", "institute") for word in words)
    tail = re.search(r"(?:学院|学部|研究科|研究室|专攻|専攻|系|实验室|학과|학부|연구실)$", text) is not None
    part = part or (tail and not re.fullmatch(r".{2,6}学院", text))
    return Name(words, text, words in _famous(), part, text)


def whole_of(words: tuple[str, ...]) -> tuple[str, ...]:
    """The known name that the words begin with, when only words of units follow: "naver" of "naver ai laboratory"."""
    for size in range(len(words) - 1, 0, -1):
        if words[:size] in known_names() or words[:size] in _famous():
            rest = _are_units(words[size:], words[:size])
            return organization_words(known_names().get(words[:size], "")) or words[:size] if rest else ()
    return ()


def _are_units(rest: tuple[str, ...], whole: tuple[str, ...]) -> bool:
    """Whether words behind a name tell a unit of it; "... University of Science and Technology" is another."""
    if "university" in whole and set(rest) <= _TELLING:
        return not rest
    return all(word in word_set("organizations", "units") for word in rest)


def _campus(text: str) -> str:
    """A state university with its campus in one piece: "University of California, Santa Cruz"."""
    match = re.match(
        r"(University of ([A-Z]\w+)(?: [A-Z]\w+)?)\s*(?:,|[-–—]|\bat\b)\s*([A-Z][\w.' ]+?)(?=[,;(]|$)", text.strip()
    )
    if match and fold(match[2]) in data("organizations")["campuses"] and not _country(match[3]):
        return f"{match[1]} {match[3]}{text.strip()[match.end() :]}"
    return text


@cache
def _places() -> frozenset[str]:
    return frozenset(fold(str(place)) for place in table("places")["places"]) | word_set("ordinary", "places")


def _place(text: str) -> bool:
    return fold(text) in _places() or text.isdigit()


def _country(text: str) -> bool:
    return fold(text) in ("usa", "us", "united states", "uk", "canada", "u.s.a.") or (
        len(text.strip()) == 2 and text.isupper()
    )


@lru_cache(maxsize=65536)
def bare(words: tuple[str, ...], *, all_kinds: bool = False) -> tuple[str, ...]:
    """A university's name without the word that says so: "hanyang"; () for others.

    With `all_kinds`, also without "state", "national", "technology" ...: "bowling green", "kangwon".
    """
    kinds = word_set("organizations", "kinds")
    left = tuple(word for word in words if word not in kinds)
    if len(left) == len(words):
        return ()
    generic = word_set("organizations", "generic")
    return tuple(word for word in left if word not in generic) if all_kinds else left


def _one_university(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether the words are "University of X" and "X University"."""
    if not bare(one) or bare(one) != bare(other) or len(one) != len(other) or len(one) != len(bare(one)) + 1:
        return False
    return bare(one)[0] not in word_set("organizations", "two")


@lru_cache(maxsize=65536)
def sound_keys(name: Name) -> frozenset[str]:
    """How the name sounds without its generic word: by these "한양대학교" and "Hanyang University" are compared."""
    text = name.text
    kind = script(text[:1]) if text else "latin"
    if kind in ("han", "hangul"):
        match = _KIND.fullmatch(text.replace(" ", ""))
        if not match:
            return frozenset()
        sound = romanize(match[1]).replace(" ", "")
        meant = _meant(match[1]) if kind == "han" else ()
        return frozenset(["~" + (_coarse(sound) if kind == "hangul" else sound), *("~" + each for each in meant)])
    left = bare(name.words)
    joined = "".join(word for word in left if word not in word_set("organizations", "generic") or word in _TELLING)
    found = ["~" + joined, "~" + _coarse(joined)] if len(joined) > 2 else []
    return frozenset([*found, "~" + "".join(left)] if left else found)


def _meant(text: str) -> list[str]:
    """How a name in Han may be called in English, without spaces: 华中农业 "huazhongagricultural"."""
    parts: dict[str, list[str]] = data("organizations")["han_parts"]
    wordings, place = [""], 0
    while place < len(text):
        size = next((n for n in range(min(8, len(text) - place), 1, -1) if text[place : place + n] in parts), 1)
        part = text[place : place + size]
        said = parts[part] if size > 1 else [romanize(part)]
        wordings = [f"{before}{fold(each).replace(' ', '')}" for before in wordings for each in said][:12]
        place += size
    return wordings


def _coarse(sound: str) -> str:
    key = korean_key(sound)
    for found, put in (("ch", "c"), ("j", "c"), ("g", "k"), ("d", "t"), ("b", "p"), ("r", "l"), ("ui", "i")):
        key = key.replace(found, put)
    return key


@lru_cache(maxsize=65536)
def same_organization(one: str, other: str) -> bool:
    """Whether two printed organizations share the one they name, in any of its names or languages.

    A part is of the whole, so "NAVER" and "NAVER AI Lab" agree, and "AI Lab, KAIST" and "KAIST": the shorter name
    must begin the longer, and what follows be a word of units (Lab, Research, a country). "University of Michigan" is
    neither "University of Michigan-Dearborn" nor "Michigan State University". Departments count only where no name of
    a whole stands on either side.
    """
    left, right = organization_names(one), organization_names(other)
    wholes = [n for n in left if not n.part], [n for n in right if not n.part]
    if not (wholes[0] and wholes[1]):
        return bool({name.words for name in left if name.part} & {name.words for name in right if name.part})
    return any(_agree(a, b) for a in wholes[0] for b in wholes[1])


def _agree(one: Name, other: Name) -> bool:
    if one.words == other.words:
        return True
    short, long = sorted((one, other), key=lambda name: len(name.words))
    size = len(short.words)
    if long.words[:size] == short.words and _are_units(long.words[size:], short.words):
        return True
    if bare(long.words) == short.words or bare(short.words) == long.words:
        return not set(short.words) <= _places()
    if whole_of(long.words) == short.words or whole_of(short.words) == long.words:
        return True
    if _one_university(one.words, other.words):
        return True
    native = {script(one.text[:1]), script(other.text[:1])}
    return len(native) == 2 and bool(sound_keys(one) & sound_keys(other))


def initials(text: str) -> str:
    """The initials of a name's capitalised words, "" for fewer than three."""
    words = re.findall(r"[A-Z][\w'’]*", text)
    return "".join(word[0] for word in words) if len(words) > 2 else ""
