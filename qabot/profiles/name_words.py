"""One name at a position of running text, and what may follow it in a list."""

from __future__ import annotations

import re
from typing import NamedTuple

from qabot.profiles.paper_leads import GROUP, JOURNAL
from qabot.profiles.persons import (
    FAMILY_TOO,
    GIVEN_TOO,
    HAN,
    HANGUL,
    JAPANESE,
    SUFFIXES,
    SURNAME_TOO,
    is_name,
    may_be_cjk_name,
    token_kind,
)
from qabot.profiles.venues import known_short

_TOKEN = re.compile(r"[^\s,;，；、()\[\]{}“”\"„«»:：&/|·•*∗†‡§¶#⋆★^$<>=+@!?？！。《》「」『』【】（）]+")

_MARKS = r"*∗†‡§¶#⋆★☆♠♣♦♥✉📧✝⁎＊¹²³⁴⁵⁶⁷⁸⁹⁰ᵃᵇ∆△▲◊◦°⊗☨℡🖂🏆"

AFTER_NAME = re.compile(
    rf"(?:\s?[{re.escape(_MARKS)}]|\\\*|\^?\{{?[\d*†‡]+(?:,[\d*†‡]+)*\}}?(?=[\s,;，、.]|$)|"
    r"\s?\((?i:(?:co-?|joint |shared )?(?:first|lead|senior|last|corresponding|student)(?:[ -]auth\w+)?)"
    r"(?=[),;])[^()]{0,60}\)|"
    r"\(\s*(?:co-?first|co-?corresponding|equal|corresponding|first|joint|student|advisor|"
    r"共同一作|通讯作者|通讯|一作|导师|责任著者|교신저자|공동|\*)[^()]{0,40}\)|"
    r"\s?[(（](?:[Ee]ds?|[Éé]ds?|[Hh]rsg|[Hh]g|[Dd]irs?|[Cc]oords?)\.?[)）]\.?|"
    r"\s?[(（][\u4e00-\u9fff\uac00-\ud7af·\s]{2,8}[)）]|\[(?:\d{1,2}|[a-z])\]|\s*\$[^$]{0,14}\$|"
    r"\s?[\^=](?=[\s,;，、.*]|$))*"
)

SEPARATOR = re.compile(
    r"\s*(?:[,，]\s*(?:and|&|und|et|y|e|и|with|as well as)\s+|[,，]\s*&\s*|;\s*(?:and\s+|&\s*)?|"
    r"[,，、；]\s*|\s(?:and|&|und|et|и|with|/)\s|[&]\s*|\s*(?:和|与|及)\s*|"
    r"\s(?:y|e|och|og)\s(?=[A-ZÀ-Þ][\w.'’-]*\s[A-ZÀ-Þ])|"
    r"[·・‧](?=[\u3040-\u9fff\uac00-\ud7af])|\s[·•|/]\s)"
)

ET_AL = re.compile(
    r"[\s,，;…]*(?:\bet\.?\s+al\b\.?|等人?(?![\w])|(?:\band|&) "
    r"(?:others|\d+ (?:other )?(?:others|co-?authors|authors)|many others|co-?authors|colleagues)\b|"
    r"\bи др\.|"
    rf"ほか|他(?=[、，,.。]|$)|외(?=[,. ]|$)|\.{{3}}|…)(?:{GROUP})?[,，]?|{GROUP}"
)

_FIRST_CJK = "\u3000"  # no name in Han characters, kana or Hangul begins with a character before it

_JOINED = re.compile(r"(?:und|et|y|e|och|og)\s[A-ZÀ-Þ][\w.'’-]*\s[A-ZÀ-Þ]")  # "Ana Silva e Rui Costa": two names

_SURNAME_NEXT = re.compile(r" (?:[A-Z]\.? ){0,2}[A-ZÀ-Þ][a-zà-ÿ'’-]+(?:\^?\{?[*∗†‡§\d]+\}?)*\s?(?:[,;.)\]]|and\b|&|$)")

_LIST_ENDS = re.compile(
    r"\s*[.。](?:\s|$|[“\"‘「《\[(])|\s*[.。]?\s*[“\"‘'「『《«„](?=\S)|\s*[.。,]?\s*[(（\[]\s*(?:19|"
    r"20)\d\d|\s*[:：]\s|：|\n|\t|\s*[(（\[]|\s[-–—|]\s|\s*\.\s*$|\s*[)）\]]|\s*->|\s*//|\s+(?:19|20)\d\d\b|"
    r"\s+(?:advised|supervised) by\b"
)

_NAME_SPACE = re.compile(r"[ \u00a0]+|\n(?=\S)")

_IN_BRACKETS = re.compile(r"\s*[(（]([^()（）]{2,40})[)）]")


class Name(NamedTuple):
    """A name and where it stands."""

    text: str
    start: int
    end: int


def follows(text: str, position: int, end: int, initial: bool) -> str:
    """What comes after a name: "sep", "end", "stop" or ""."""
    position = after_name(text, position, end)
    if SEPARATOR.match(text, position, end):
        return "sep"
    rest = text[position:end]
    if not rest.strip():
        return "end"
    if ET_AL.match(rest):
        return "sep"
    if _LIST_ENDS.match(rest):
        return "end"
    first = rest.lstrip()[:1]
    begins = first.isupper() or first in "“\"‘'(0123456789" or first >= _FIRST_CJK  # "Berg F. 雪的结构"
    if initial and rest[:1].isspace() and begins:
        return "end"
    return ""


def after_name(text: str, position: int, end: int) -> int:
    """Where the marks and notes behind a name end."""
    if text[position : position + 1] in _NO_MARK or _PLAIN_NEXT.match(text, position, end):
        return position  # told at once of most
    match = AFTER_NAME.match(text, position, end)
    return match.end() if match else position


_NO_MARK = frozenset(",.;")

_PLAIN_NEXT = re.compile(r" [A-Za-z0-9&]")

_INITIALED = re.compile(  # whatever the word is
    r"(?:(?:[^\W\d_]\.[ -]?){1,3}[ ]?|(?!A )[A-Z]{1,3} )[A-ZÀ-Þ][a-zà-ÿ'’-]{2,}"
)

_MORE_NAMES = re.compile(r"\s?(?:,|;|\sand\s|\s&\s)")


def _kind_here(text: str, word: str, stop: int, end: int, ends: list[tuple[int, str]]) -> str:
    """The kind of a word that is rarely part of a name but is so where it stands: "April Berg", "S. Power, ..."."""
    if not ends:
        given = word.casefold() in GIVEN_TOO and _SURNAME_NEXT.match(text, stop, end)
        return "word" if given else ""
    if (word in SURNAME_TOO or word in FAMILY_TOO) and ends[-1][1] == "word" and _MORE_NAMES.match(text, stop, end):
        return "word"
    initials = all(kind == "initial" for _, kind in ends)
    plain = word.isalpha() and word.istitle() and len(word) > 2
    return "word" if initials and plain and _MORE_NAMES.match(text, stop, end) else ""


def one_name(text: str, position: int, end: int) -> tuple[Name, str] | None:
    """The longest name at a position that is followed by something a name can be followed by."""
    cjk = _cjk_name(text, position, end) if position < end and text[position] >= _FIRST_CJK else None
    if cjk:
        return cjk
    ends: list[tuple[int, str]] = []
    cursor = position
    words = 0
    for _ in range(6):
        token = _TOKEN.match(text, cursor, end)
        if not token:
            break
        word, stop = token.group(), token.end()
        if word[-1].isdigit() and not word[0].isdigit():  # "Lee1,2": numbers of affiliations
            word = word.rstrip("0123456789")
            stop = token.start() + len(word)
        kind = "initial" if words and word.rstrip(".") in ("SR", "JR") else token_kind(word)  # "Lind SR"
        if kind == "word" and word.endswith(".") and len(word) > 3 and word.casefold() not in SUFFIXES:
            word, stop, final = word.rstrip("."), token.start() + len(word.rstrip(".")), True
            kind = token_kind(word)
        else:
            final = False
        kind = kind or _kind_here(text, word, stop, end, ends)
        if not kind or len(ends) > 1 and _JOINED.match(text, token.start(), end):
            break
        words += kind == "word"
        ends.append((stop, kind))
        if final or stop != token.end():
            break
        space = _NAME_SPACE.match(text, stop, end)
        if not space:
            break
        cursor = space.end()
    while ends:
        stop, kind = ends[-1]
        piece = text[position:stop]
        if (
            kind == "suffix"
            and len(ends) == 1
            or (is_name(piece, lone=True) or _INITIALED.fullmatch(piece) or is_family_too(piece))
            and kind != "particle"
        ):
            follow = follows(text, stop, end, kind == "initial")
            if follow and not _ends_in_venue(piece) and not _SERIES.match(text, position, end):
                return Name(" ".join(piece.split()), position, stop), follow
        ends.pop()
    return None


def is_family_too(piece: str) -> bool:
    """Whether a text is a given name and a word that is a family name too, where a name is due: "Ada Low"."""
    first, _, last = piece.rpartition(" ")
    return last in FAMILY_TOO and is_name(first, lone=True)


_SERIES = re.compile(
    r"[A-Z]{3,6} (?:[A-Z]{2,3}|[Ww]orking [Pp]aper|[Dd]iscussion [Pp]aper|Report)s? (?:No\. )?\d"
)  # "ICE WP 301"


def _ends_in_venue(piece: str) -> bool:
    """Whether a venue stands behind the full stop of a name: "Changbo Li. COLING" of "Changbo Li. COLING 2025"."""
    if JOURNAL.fullmatch(piece):
        return True
    before, stop, last = piece.rpartition(". ")
    return bool(stop) and len(last) > 2 and last.isupper() and bool(known_short(last))


def _cjk_name(text: str, position: int, end: int) -> tuple[Name, str] | None:
    if position >= end or text[position] < _FIRST_CJK:
        return None
    dotted = HAN.match(text, position, end)
    first = (HAN,) if dotted and "·" in dotted.group() else ()
    for pattern in (*first, JAPANESE, HAN, HANGUL):
        match = pattern.match(text, position, end)
        if match and may_be_cjk_name(match.group()):
            follow = follows(text, match.end(), end, False)
            if follow:
                return Name(match.group().strip(), *match.span()), follow
            paren = _IN_BRACKETS.match(text, match.end(), end)
            if paren and is_name(paren[1], lone=True):
                follow = follows(text, paren.end(), end, False)
                if follow:
                    return Name(match.group().strip(), match.start(), match.end()), follow
    return None
