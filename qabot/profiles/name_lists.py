"""Lists of names as they stand above or beside a title, whatever their order, marks and separators."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from qabot.profiles.name_words import AFTER_NAME, ET_AL, SEPARATOR, Name, after_name, one_name
from qabot.profiles.paper_leads import read_lead
from qabot.profiles.persons import (
    HAS_CJK,
    SUFFIXES,
    is_name,
    token_kind,
)

_MAX_AUTHORS = 400

_LONGEST_KEPT = 2_000  # characters; the names of longer words are not remembered

_LEAD = re.compile(
    r"\s*(?:(?:co|first|lead|second|senior|corresponding)-?author,?\s+(?=with\b))?"
    r"(?:(?:by|authors?|with|joint work with|joint with|\(with|\(joint with|작성자|저자|作者|著者)"
    r"\s*[:：]?\s+|[(\[]?(?:作者|저자|著者)[:：]\s*)?",
    re.I,
)

_AND = re.compile(r"(\s+(?:and|und|et|y|e|och|og|&)\s+|\s*[;/]\s*)")

_BEFORE_TITLE = re.compile(r"[^(\[:“\"„«\n]{8,300}(?=[(\[:“\"„«])")

_OPENING = re.compile(r"[(\[:“\"„«]")

_PARTED = re.compile(
    r"[/;]|\s(?:and|und|et|y|e|och|og|&)\s"
)  # "Lind, Ada/Berg, Bo (Hrsg.)", "Lind, Ada und Berg, Bo: ..."

_AFTER_INVERTED = re.compile(
    r"\s*(?:[,;]?\s*(?:&|and|und|et|y|e|и),?\s+|[,;]\s*(?:&|and|und|et|y|и)?\s*|[,;]\s*)(?=\S)"
)

_ELLIPSIS = re.compile(r"\.{3}\s*,?\s*&?\s*|…\s*,?\s*&?\s*")

_STOP_BEHIND = re.compile(r"\w\w [A-Z]{1,2}\.$")


class Names(NamedTuple):
    """A list of names read from running text; `end` is where reading stopped."""

    names: tuple[Name, ...]
    end: int
    et_al: bool
    clean: bool  # the list ends where a list may end: a full stop, a bracket, a quotation mark, the end of the line

    def moved(self, by: int) -> Names:
        """The same names, their places counted from further back."""
        if not by:
            return self
        names = tuple([Name(text, start + by, end + by) for text, start, end in self.names])
        return Names(names, self.end + by, self.et_al, self.clean)


def read_names(text: str, start: int, end: int) -> Names:
    """The list of names that begins at `start`: "A. Kim*, B. Lee, and C. Park", "Kim, A., & Lee, B.", "金杰，赵红".

    Stops at the first thing that is no name; `et al.` is no name.
    """
    if end - start > _LONGEST_KEPT:
        return _names_of(text[start:end]).moved(start)
    return _kept_names(text[start:end]).moved(start)


@lru_cache(maxsize=8192)
def _kept_names(words: str) -> Names:
    """The names of some words. Remembered: an entry's lists are read to tell it apart, and again to be kept."""
    return _names_of(words)


def _names_of(text: str) -> Names:
    end = len(text)
    begin = _skip_lead(text, 0, end)
    listed = _read_and_list(text, begin, end)
    listed = listed or (_read_semicolons(text, begin, end) if ";" in text else None)
    before = None if listed or not _OPENING.search(text) else _BEFORE_TITLE.match(text, begin, end)
    if before and _PARTED.search(before.group()) and "," in before.group():
        listed = _read_and_list(text, begin, before.end())
    if listed:
        return listed
    found = _with_included(text, _read_either(text, begin, end))
    lead = read_lead(text, begin, end)
    if lead and (lead[1] > found.end + 1 or len(lead[0]) > len(found.names) and lead[1] >= found.end - 1):
        names = tuple(Name(re.sub(r"\s+", " ", _STARS.sub("", text[a:b])), a, b) for a, b in lead[0])
        return Names(names, lead[1], lead[2], True)
    return found


_INCLUDED = re.compile(r"\s*[(\[](?:incl\.|incl\b|including|among them)\s+([^()\[\]\n]{3,120})[)\]]")


def _with_included(text: str, found: Names) -> Names:
    """A list with the names that a bracket singles out among the others: "B. Berg et al. (incl. A. Lind)"."""
    boxed = _INCLUDED.match(text, found.end) if found.et_al and found.end < len(text) else None
    inner = _read_either(text, *boxed.span(1)) if boxed else None
    if not boxed or not inner or not inner.names or inner.end < boxed.end(1):
        return found
    return Names((*found.names, *inner.names), boxed.end(), True, True)


def _read_either(text: str, begin: int, end: int) -> Names:
    """A list in the style "Last, F." or in any other, whichever reads further."""
    inverted = _read_inverted(text, begin, end)
    plain = _read_plain(text, begin, end)
    if inverted and (len(inverted.names), inverted.clean) >= (1, True) and inverted.end >= plain.end - 1:
        return inverted
    if inverted and len(inverted.names) >= 2 and inverted.end > plain.end:
        return inverted
    return plain


def _read_and_list(text: str, start: int, end: int) -> Names | None:
    """A list in the style of BibTeX, "Last, First and Last, First", which fills the range."""
    first_comma = text.find(",", start, end)
    second = text.find(",", first_comma + 1, end) if first_comma >= 0 else -1
    if second < 0 or not _AND.search(text, start, second):
        return None  # each piece has one comma
    names: list[Name] = []
    position = start
    for number, piece in enumerate(_AND.split(text[start:end])):
        if number % 2:
            position += len(piece)
            continue
        last, comma, first = piece.strip(" .\n").partition(",")
        if not comma or "," in first or not is_name(last, lone=True) or not is_name(first.strip(), lone=True):
            return None
        name = " ".join(piece.split())
        begin = position + len(piece) - len(piece.lstrip())
        names.append(Name(name, begin, begin + len(piece.strip())))
        position += len(piece)
    return Names(tuple(names), end, False, True) if len(names) > 1 else None


_SEMICOLONS = re.compile(  # "COSTA E SILVA, Mariana; LIMA, João."
    r"[A-ZÀ-Þ][^\d,;.:()\n]{1,40},\s?[^\d,;:()\n]{1,40}?(?:\s*;\s*[A-ZÀ-Þ][^\d,;.:()\n]{1,40},\s?[^\d,;:()\n]{1,40}?){1,40}"
    r"(?=\.\s+(?![A-ZÀ-Þ]\.)|\.?$|\s*[(:“\"«])"
)


def _read_semicolons(text: str, start: int, end: int) -> Names | None:
    """A list of "Last, First" with semicolons between the names."""
    match = _SEMICOLONS.match(text, start, end)
    if not match:
        return None
    names = []
    position = start
    for piece in match.group().split(";"):
        last, _, first = piece.strip().partition(",")
        given = first.strip()
        if not is_name(last, lone=True) or not (
            is_name(given, lone=True) or re.fullmatch(r"(?:[^\W\d_]\.?[ -]?){1,4}", given)
        ):
            return None
        begin = position + len(piece) - len(piece.lstrip())
        names.append(Name(" ".join(piece.split()), begin, begin + len(piece.strip())))
        position += len(piece) + 1
    if not any(re.search(r", [^\W\d_]{3}", name.text) for name in names):
        return None  # initials: their full stops may end no list
    return Names(tuple(names), match.end(), False, True)


def _skip_lead(text: str, start: int, end: int) -> int:
    match = _LEAD.match(text, start, end)
    return match.end() if match else start


def _et_al(text: str, position: int, end: int) -> re.Match[str] | None:
    """The words that stand for the others of a list."""
    told = _NAME_NEXT.match(text, position, end) and not _GROUP_NEXT.match(text, position, end)
    return None if told else ET_AL.match(text, position, end)


_NAME_NEXT = re.compile(r"[,;]? ?[A-Zb-df-z0-9]|\.(?!\.)|$")  # no other begins so

_GROUP_NEXT = re.compile(r"\s?;|[\s,]+(?:and\s)?(?:on|for|the|&)\s|[\s,]+and\sthe\s")

_SHORT = re.compile(r"[^\W\d_][\w'’-]+ (?:[^\W\d_]\.[ -]?){1,3}")  # "Lind A. B."

_INITIALS_END = re.compile(r"([^\W\d_][\w'’-]+ (?:[^\W\d_]\. ?){0,2}[^\W\d_]\.) [^\W\d_][\w'’-]{2,}")

_CAPITALS = re.compile(r"[A-Z]{3,10}")

_QUOTED_NEXT = re.compile(r"['‘][A-ZÀ-Þ][^'’]*['’]")  # a title; "'t Hooft" is a name

_QUOTES = frozenset('“"「『《«„')


def _read_plain(text: str, start: int, end: int) -> Names:
    names: list[Name] = []
    position, et_al, clean = start, False, False
    last = start
    while position < end and len(names) < _MAX_AUTHORS:
        found = one_name(text, position, end)
        if not found:
            break
        name, follow = found
        if _is_capitals(name, names):  # "A. Lind, B. Berg, JCAP, 08": where it appeared
            clean = True
            break
        name, follow = _within_list(name, follow, names)
        names.append(name)
        position = last = after_name(text, name.end, end)
        other = _et_al(text, position, end)
        if other and (further := _behind_dots(text, other, end)):  # "A Lind, ..., B Berg"
            position, et_al = further, True
            continue
        if other:
            position = last = other.end()
            et_al = clean = True
            break
        if follow == "end":
            clean = True
            break
        separator = SEPARATOR.match(text, position, end)
        if not separator:
            break
        position = separator.end()
        if text[position : position + 1] in _QUOTES or _QUOTED_NEXT.match(text, position, end):
            clean = True
            break
        others = _et_al(text, position, end)
        if others and (further := _behind_dots(text, others, end)):
            position, et_al = further, True
            continue
        if others:
            last = others.end()
            et_al = clean = True
            break
    given = None if et_al else _last_given(text, last, end, names)
    if given:
        names.append(given)
        last, clean = given.end, True
    return Names(tuple(_join_inverted(names)), last, et_al, clean)


def _last_given(text: str, start: int, end: int, names: list[Name]) -> Name | None:
    """The last author's given name where all are turned round: "Lind, Ole, Berg, Bo, and Dahl, Carl"."""
    if len(names) < 3 or not len(names) % 2 or not all(_ONE_WORD.fullmatch(name.text) for name in names):
        return None
    given = _LAST_GIVEN.match(text, start, end)
    return Name(given[1], *given.span(1)) if given else None


_ONE_WORD = re.compile(r"[^\W\d_][\w'’-]+")
_LAST_GIVEN = re.compile(r",\s([A-ZÀ-Þ][\w'’-]+(?:\s[A-Z]\.)?)(?=\.?\s?[,.]?\s*[\"“‘(]|[.,]?\s*$)")


def _is_capitals(name: Name, before: list[Name]) -> bool:
    """Whether a word in capitals stands behind names of several words each."""
    return len(before) > 1 and _CAPITALS.fullmatch(name.text) is not None and all(" " in n.text for n in before)


def _within_list(name: Name, follow: str, before: list[Name]) -> tuple[Name, str]:
    """A name and what follows it, cut where the names before it show that the title begins in it."""
    cut = _INITIALS_END.match(name.text) if before and all(_SHORT.fullmatch(n.text) for n in before) else None
    if cut:  # "Lind A., Berg B. S. Loud-to-Silent: a study": the title begins behind the initials
        name, follow = Name(cut[1], name.start, name.start + len(cut[1])), "end"
    if follow == "end" and _STOP_BEHIND.search(name.text):  # "Lee C. Title": the full stop ends the list
        name = Name(name.text[:-1], name.start, name.end - 1)
    return name, follow


def _behind_dots(text: str, others: re.Match[str], end: int) -> int:
    """Where the list goes on behind dots that stand for some of its names, 0 if it ends there."""
    lead = _GOES_ON.match(text, others.end(), end) if others.group().strip(" ,;") in ("...", "…") else None
    return lead.end() if lead and one_name(text, lead.end(), end) else 0


_GOES_ON = re.compile(r"\s*[,;]?\s*(?:(?:and|&)\s)?(?=[^\W\d_])")


def _join_inverted(names: list[Name]) -> list[Name]:
    """Names of one word joined in pairs: "Doe, Jane, Ann Roe" has two authors. "Jr." goes with the name before."""
    joined: list[Name] = []
    number = 0
    if len(names) == 2 and _IS_SURNAMES.fullmatch(names[0].text) and _IS_GIVEN.fullmatch(names[1].text):
        return [Name(f"{names[0].text}, {names[1].text}", names[0].start, names[1].end)]
    singles = sum(" " not in name.text and not HAS_CJK.search(name.text) and "." not in name.text for name in names)
    while number < len(names):
        name = names[number]
        following = names[number + 1] if number + 1 < len(names) else None
        if joined and name.text.casefold() in SUFFIXES:
            before = joined.pop()
            joined.append(Name(f"{before.text}, {name.text}", before.start, name.end))
        elif (
            following
            and token_kind(name.text) == "word"
            and "." not in name.text
            and not HAS_CJK.search(name.text)
            and len(following.text.split()) <= 2
            and token_kind(following.text.split()[0]) in ("word", "initial")
            and (len(following.text.split()) == 1 or token_kind(following.text.split()[1]) == "initial")
            and (number == 0 or singles >= len(names) - 1)
        ):
            joined.append(Name(f"{name.text}, {following.text}", name.start, following.end))
            number += 1
        else:
            joined.append(name)
        number += 1
    return joined


_IS_SURNAMES = re.compile(r"[A-ZÀ-Þ][\w'’-]+(?: (?:[ey]|de|da|dos) )? ?[A-ZÀ-Þ][\w'’-]+")  # "Costa e Silva", then "Ana"

_IS_GIVEN = re.compile(r"[A-ZÀ-Þ][a-zà-ÿ'’-]+")

_SURNAME = r"[^\W\d_](?:[^\W\d_]|['’\-‐‑.ʻ`]){0,40}"

_INVERTED = re.compile(
    r"((?:(?:van|von|der|den|de|del|della|di|da|dos|das|do|du|la|le|el|al|ter|ten|zu|af|St\.|d['’])"
    rf"\s+){{0,3}}(?:{_SURNAME})(?:[ ]{_SURNAME}){{0,2}})[*†‡]?,\s*"
    r"((?:[^\W\d_]{1,2}[*†‡]?\.[\s\u00a0]?[-‐‑]?[\s\u00a0]?|[^\W\d_]-[^\W\d_]\.\s?){1,5}(?:(?:van|von|"
    r"der|de|den|da|di|la)\b\s?){0,3})(,?\s*(?:Jr|Sr|I{2,3}|IV)\b\.?)?"
)

_INITIALS_FIRST = re.compile(r"(?:[A-ZÀ-Þ]\.[ -]?){1,3}\s?[A-ZÀ-Þ][a-zà-ÿ]")

_GIVEN_BEHIND = re.compile(r",\s*[^\W\d_].?.?[.-]", re.S)  # an initial, behind the first comma of such a list

_STARS = re.compile(r"[*†‡](?=[.,])")  # "Lind, A*.", "Lind*, A.": a mark before the full stop or the comma


def _read_inverted(text: str, start: int, end: int) -> Names | None:
    """A list in the style "Last, F. M., Last, F., & Last, F."."""
    comma = text.find(",", start, end)
    if comma < 0 or not _GIVEN_BEHIND.match(text, comma, end):
        return None
    names: list[Name] = []
    position, last, et_al, clean = start, start, False, False
    while position < end and len(names) < _MAX_AUTHORS:
        match = _INVERTED.match(text, position, end)
        if not match or not match[1][:1].isalpha() or not match[2][:1].isupper() or len(match[1]) < 2:
            clean = bool(names) and text[position : position + 1] in _QUOTES
            break
        if names and _INITIALS_FIRST.match(match[1]):  # "Lind, A.B., C. Moe, D.E. Berg": only the first is inverted
            break
        stop = match.start() + len(match.group().rstrip())
        names.append(Name(" ".join(_STARS.sub("", match.group()).split()), match.start(), stop))
        after = AFTER_NAME.match(text, stop, end)
        position = last = after.end() if after else stop
        other = ET_AL.match(text, position, end)
        if other:
            last, et_al, clean = other.end(), True, True
            break
        separator = _AFTER_INVERTED.match(text, position, end)
        if not separator:
            clean = True
            break
        others = ET_AL.match(text, separator.end(), end)
        if others:
            last, et_al, clean = others.end(), True, True
            break
        ellipsis = _ELLIPSIS.match(text, separator.end(), end)
        position = ellipsis.end() if ellipsis else separator.end()
    if not names:
        return None
    return Names(tuple(names), last, et_al, clean)
