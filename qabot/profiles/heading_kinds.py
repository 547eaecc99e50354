"""The kind of section that a heading opens, whatever its language."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache

from qabot.profiles.tables import is_cjk, simplified, table

_NUMBER = re.compile(
    r"^\(?(?:\d{1,2}|[ivx]{1,4}|[a-h])(?:\.\d+)*[.):、]+\s*|^[§#]+\s*\d*\s*|"
    r"^第?[一二三四五六七八九十]{1,2}[、.．)）]\s*"
)

_SIDE = re.compile(r"[(\[（【〔].*?[)\]）】〕]")

_YEARS = re.compile(
    r"^(before|until|earlier than|prior to|bis|до|在)?\s*(19|20)\d\d\s*([-–—~/]\s*((19|20)?\d\d|"
    r"present|now)?)?\s*(年|년|and earlier|及以前|以前|以降)?$"
)

_SUBTITLE = re.compile(  # who somebody is: "本科生 (信息学院，RUC)"
    r"[(（][^()（）]*(?:学院|大学|研究所|실험실|대학|Universit|School|Institut|College|Departm|Facult|"
    r"Lab\b|факультет|институт)[^()（）]*[)）]"
)

_PUBLISHED = re.compile(
    r"(?:publi[ck]a[tcçz]\w+|pubblicazioni|veröffentlichungen|публикации)\s(?:and|et|und|y|e|и)\s(?:\S+\s?){1,3}$"
)

_JOINED = re.compile(r"\s(?:and|und|et|y|e|и|og|och|en)\s")

_MAX_WORDS = 7  # a longer heading is a title or a sentence, whatever words stand in it


def fold_heading(title: str) -> str:
    """A heading in lower case without emoji, numbering, side remarks and punctuation."""
    if title.isascii():
        text = title.encode("ascii").translate(_FOLDED).decode("ascii")
    else:
        text = unicodedata.normalize("NFKC", title).casefold().replace("i\u0307", "i")  # the Turkish capital of "i"
        text = "".join(c if unicodedata.category(c)[0] in "LNZMP" or c == "+" else " " for c in text)
    text = _NUMBER.sub("", text.strip())
    if not _OPENED.isdisjoint(text):
        text = _SIDE.sub(" ", text) if _SIDE.sub("", text).strip() else text
    text = text.replace("&", " and ").replace("ph.d.", "phd").replace("ph.d", "phd")
    text = text.replace("’", "'").replace("`", "'")
    text = _WITH_DATES.sub("", text) if "date" in text else text
    return " ".join(_BETWEEN_WORDS.sub(" ", text).split()).strip(" -'_・")


def _folded_ascii(code: int) -> int:
    sign = chr(code)
    return ord(sign.lower()) if unicodedata.category(sign)[0] in "LNZMP" or sign == "+" else 32


_FOLDED = bytes(map(_folded_ascii, range(128))) + bytes(128)

_OPENED = frozenset("([（【〔")

_WITH_DATES = re.compile(r"\s\(?(?:with|and) (?:relevant )?dates?\)?\s*$")  # "Work experience with dates"

_BETWEEN_WORDS = re.compile(r"[^\w'+\-・]+")


@cache
def _exact() -> dict[str, str]:
    kinds: dict[str, str] = {}
    for entry in table("sections"):
        for word in entry["is"]:
            kinds.setdefault(fold_heading(str(word)), entry["kind"])
    return kinds


@cache
def _patterns() -> list[tuple[str, re.Pattern[str]]]:
    return [(entry["kind"], re.compile("|".join(entry.get("has", ["(?!)"])))) for entry in table("sections")]


@cache
def _ascii_patterns() -> list[tuple[str, re.Pattern[str]]]:
    """The same for headings in ASCII, without what holds other letters for sure."""
    found = []
    for entry in table("sections"):
        has = [part for part in entry.get("has", ()) if part.isascii() or not _PLAIN_PART.fullmatch(part)]
        found += [(entry["kind"], re.compile("|".join(has)))] if has else []
    return found


_QUANTITY = re.compile(
    r"^(?:(?:my|the|all|\d+|five|six|seven|eight|ten|twelve|fifteen|twenty|most|selected|principal|main|key|major|recent|"
    r"relevant|important|representative|chosen|notable)\s)+"
)

_MODIFIED = re.compile(  # "Published works", "Research talks": what they are says the last word
    r"^(?:(?:first-author(?:ed)?|first author|co-?authored?|lead-author(?:ed)?|senior-author(?:ed)?|accepted|submitted|"
    r"forthcoming|peer reviewed|research|academic|scientific|professional|scholarly|invited|contributed|published|"
    r"other|additional|further|past|"
    r"current|previous|early|new|complete|full|public|external|internal|international|national|departmental|university|"
    r"graduate|doctoral|conference|seminar|journal|peer-reviewed|refereed|reviewed|technical|popular|community)\s)"
    r"(?=(?:\S+\s){0,2}(?:works?|papers|articles|publications|books|chapters|talks|presentations|lectures|posters|seminars|awards|honou?rs|"
    r"prizes|grants|funding|courses|teaching|service|projects|software|students|skills|theses)$)"
)

_HALVES = re.compile(r"[/|｜(（)）]")

_STATED = re.compile(  # the state in brackets is none: "Loud Ice of the North (under review)"
    r"((?:\w+\W+){2,})[(\[](?:under (?:review|contract)|submitted|in (?:press|review|prep(?:aration|\.)?|progress)|"
    r"accepted|forthcoming|draft|working paper|work in progress)[)\]]$",
    re.I,
)

_PLAIN_PART = re.compile(r"\^?(?:[^\\\[\](){}?*+|.^$]|\\[bs])*\$?")  # without choices

_POST = re.compile(  # a single post: "Research Scientist Intern", "Research Assistant, Ice Lab"
    r"(?!Teaching\b)(?:[A-Z][\w/&-]* ){1,5}(?:Intern|Assistant|Scientist|Engineer|Professor|Lecturer|Fellow|Researcher)"
    r"(?:, [A-Z][\w ]+)?$"
)


@lru_cache(maxsize=16384)
def heading_kind(title: str, *, whole: bool = False) -> str:
    """The kind of section a heading opens, "" if unknown, "years" for a year; `whole`: only a heading of the table."""
    folded = fold_heading(title)
    if not folded or title[0] in "“‘«'":
        return ""
    if named := _SUBTITLE.search(title):
        return _at_school(title[: named.start()])
    stated = _STATED.match(title) if title[-1] in ")]" else None
    if stated:
        return heading_kind(stated[1], whole=whole)
    if _YEARS.match(folded):
        return "years"
    counted = _without(_QUANTITY, folded)
    for bare in (folded, folded.replace(" ", ""), counted, *_unmodified(counted)):  # "T A L K S", "Research talks"
        if bare in _exact():
            return _exact()[bare]
    halved = _of_half(title)
    if halved:
        return halved
    if joined := "papers" if _PUBLISHED.match(folded) else _of_both(folded):
        return joined
    if (plain := simplified(folded)) in _exact():
        return _exact()[plain]
    return "" if whole or len(folded.split()) > _MAX_WORDS or _POST.match(title) else _by_pattern(folded, plain)


def _by_pattern(folded: str, plain: str) -> str:
    """The kind of the first pattern that a heading fits, as printed or in simplified Chinese characters."""
    for kind, pattern in _ascii_patterns() if folded.isascii() else _patterns():
        if pattern.search(folded) or plain != folded and pattern.search(plain):
            return kind
    return ""


_AT_SCHOOL = frozenset({"teaching", "positions", "awards", "talks", "service", "coursework"})


def _at_school(heading: str) -> str:
    """The kind of a heading before the school in brackets, "" for students and topics: "Teaching (Fern University)"."""
    kind = _exact().get(fold_heading(heading), "")
    return kind if kind in _AT_SCHOOL else ""


def _of_both(folded: str) -> str:
    """The kind of a heading that joins two of the table, "" if it does not: "Papers and preprints"."""
    joined = [_exact().get(half, "") for half in _JOINED.split(folded)] if _JOINED.search(folded) else []
    if not joined or not all(joined):
        return ""
    return "papers" if "papers" in joined else next((kind for kind in joined if kind != "research"), "research")


def _without(lead: re.Pattern[str], words: str) -> str:
    """A heading without words that lead it."""
    found = lead.match(words)
    return words[found.end() :] if found else words


_SCHOLARLY = re.compile(  # of articles that are no posts of a blog
    r"(?:peer|refereed|reviewed|peer-reviewed|journal|scientific|scholarly|academic|research|published|submitted|"
    r"accepted|forthcoming|technical|conference|first-author\w*|first author|invited)\b"
)


def _unmodified(words: str) -> Iterator[str]:
    """A heading without the words that say more of it, one word after the other: "refereed journal articles"."""
    while (bare := _without(_MODIFIED, words)) != words:
        yield "journal articles" if bare == "articles" and _SCHOLARLY.match(words) else bare
        words = bare


def _of_half(title: str) -> str:
    """The kind that one half of a heading in two tongues tells, "" if none does: "Education/教育经历"."""
    for half in _HALVES.split(title) if _HALVES.search(title) else ():
        width = len(half) * (2 if half and is_cjk(half[0]) else 1)
        if half != title and width >= 0.25 * len(title) and fold_heading(half) in _exact():
            return _exact()[fold_heading(half)]
    return ""


def known_kind(title: str, whole: bool) -> str:
    """`heading_kind`, with whether only headings of the table count given by place."""
    return heading_kind(title, whole=whole)
