"""Telephone numbers and street addresses in a source: their signs are covered, so that every range stays what it was.

A number is taken for a telephone's where a word says so, where it begins with "+" and a country, or where it is written
as those of some country are; not where a word before it says that it is the number of something else. A street address
is a street with a house number. Towns, rooms, buildings, e-mail addresses and links stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache

from qabot.data import strings
from qabot.sources.source import COVER, Mark, Source

_CALLS = re.compile(r"(?:tel|sms|callto|fax|whatsapp|facetime):|https?://(?:wa\.me|api\.whatsapp\.com)/", re.I)
_SIGN = re.compile(r"\S")
_LETTERS = re.compile(r"[^\W\d_]+")
_FOREIGN = re.compile(r"[^\x00-\x7f]+")
_WIDE = re.compile(r"[\u3041-\u9fff가-힣]")  # a sign of each street of East Asia that is not in Latin letters
_APART = bytes(code if chr(code).isalpha() else 32 for code in range(128)) + bytes(128)  # other signs part words
_GAP = r"[ \t\u00a0\u2009\u202f]"
_JOINT = rf"(?:{_GAP}|[().\-–‐‑/·]){{0,3}}"  # what stands between two digits of a number
_RUN = re.compile(rf"[\d+(](?:(?<=\d)|(?<=[+(])[+(]?\d)(?:{_JOINT}\d){{5,17}}(?!\w)")  # "[+(]{0,2}\d" takes longer
_EXTENSION = re.compile(rf"{_GAP}{{0,2}}[,/-]?{_GAP}{{0,2}}(?:ext|extn|x|вн|доб|内线|내선)\b\.?{_GAP}?\d{{1,6}}", re.I)
_COUNTRY = re.compile(
    rf"(?<![\w+/=.\-])\(?(?:\+|00(?=[1-9])){_GAP}?\(?[1-9](?:{_JOINT}\d){{6,15}}(?!\w)(?:{_EXTENSION.pattern})?", re.I
)
_YEAR = r"(?:19|20)\d\d(?!\d)"
_ENDS = r"(?=\s*(?:[,;\n|)(]|$|\.\s|\.$|[A-Z]{2}\s\d{5}|\d{5}))"  # of a line, or of a part of an address
_HOUSE = re.compile(rf"[ ](?!{_YEAR})\d{{1,4}}(?:[ ]?[a-zA-Z](?!\w))?(?:[ ]?[-–/][ ]?\d{{1,4}})?{_ENDS}")
_DATE = re.compile(
    r"(?<!\d)(?:\d{1,2}[./](?:19|20)\d\d|\d{1,2}[./-]\d{1,2}[./-](?:19|20)\d\d|(?:19|20)\d\d[./-]\d{1,2}[./-]\d{1,2})(?!\d)"
)
_YEARS = re.compile(r"\W*(?:19|20)\d\d\W+(?:(?:19|20)\d\d|\d\d?)\W*")
_EAST_ASIA = tuple(
    (re.compile(sign), re.compile(form))  # what a text must hold, and the street
    for sign, form in (
        (
            r"[가-힣]",
            r"(?:[가-힣]{1,6}(?:시|도|군|구|읍|면|동)\s)[가-힣0-9]{1,10}(?:대로|로|길)\s?(?:\d{1,3}번?길\s?)?\d{1,4}(?:-\d{1,4})?(?![\d%])",
        ),
        (
            r"(?:ro|gil)\b",
            r"(?<!\w)\d{1,4}(?:-\d{1,3})?,?[ ](?!(?:Intro|Micro|Macro|Retro|Metro|Euro|Hydro|Neuro|Electro|Nitro|"
            r"Zero|Hero|Astro|Agro|Aero|Vitro|Centro|Maestro|Allegro|Ferro|Distro|Repro|Virgil)\b)[A-Z][a-z]+(?:-?\d{1,3})?-?(?:ro|gil|daero|beon-gil)\b"
            r"(?:[ ]?\d{1,3}(?:beon)?-gil)?",
        ),
        (
            r"丁目",
            r"[ぁ-んァ-ヶ一-龯ー]{1,12}[0-9０-９一二三四五六七八九十]{1,3}丁目"
            r"(?:[0-9０-９]{1,4}(?:番地?|[-−ー–][0-9０-９]{1,4}|号){0,3}){0,2}",
        ),
        (
            r"[都道府県市区町村郡]",
            r"[都道府県市区町村郡][ぁ-んァ-ヶ一-龯ー]{1,12}[0-9０-９]{1,4}(?:[-−ー–][0-9０-９]{1,4}){1,2}(?![0-9])",
        ),
        (
            r"-(?:ku|shi|cho|machi|gun)\b",
            r"(?<![\w.,:/\-])\d{1,4}(?:-\d{1,3}){1,2},?[ ][A-Z][a-zō\-]+(?:[ ][A-Z][a-z\-]+)?,"
            r"[ ][A-Z][a-z]+-(?:ku|shi|cho|machi|gun)\b",
        ),
        (
            r"[路街道巷弄]",
            r"[\u4e00-\u9fff]{1,8}(?:大?路|大?街|大道|巷|胡同|弄)[东西南北中]?(?:[\u4e00-\u9fff]{0,2}段)?"
            r"\s?(?:甲|乙)?\d{1,5}(?:-\d{1,4})?\s?[号號弄](?![角码召令称])",
        ),
    )
)  # fmt: skip
_EAST_ASIA_IN_LETTERS = tuple((sign, form) for sign, form in _EAST_ASIA if sign.pattern.isascii())
_FORMS = tuple(
    re.compile(form)
    for form in (
        rf"(?<![\w.\-/])\([2-9]\d\d\){_GAP}{{0,2}}\d{{3}}[ .\-–]\d{{4}}(?![\w\-]|\.\d)",  # North America
        r"(?<![\w.\-/])[2-9]\d\d([.\-–])[2-9]\d\d\1\d{4}(?![\w\-]|\.\d)",
        # the trunk zero of most countries: (0)2-880-1234, 01 44 27 44 27, 0551 39-1234
        rf"(?<![\w.\-/,])\(?0[1-9]\d{{0,3}}\)?(?:(?:{_GAP}|[.\-–/]){{1,2}}\d{{2,8}}){{1,4}}(?![\w\-]|\.\d)",
        r"(?<![\w.\-/])\(?86\)?[ \-–]{1,2}\(?0?\d{2,3}\)?[ \-–]{1,2}\d{3,4}[ \-–]?\d{4}(?![\w\-])",  # China
        r"(?<![\w.\-/])1[3-9]\d([ \-])\d{4}\1\d{4}(?![\w\-])",
        r"(?<![\w.\-/])8 ?\(\d{3,4}\) ?\d{2,3}[ \-]\d\d[ \-]\d\d(?![\w\-])",  # Russia
        r"(?<![\w.\-/])\(\d{2}\) ?9?\d{4}[\-–]\d{4}(?![\w\-])",  # Brazil
    )
)  # fmt: skip


def covered(source: Source) -> Source:
    """The source with its telephone numbers and street addresses covered; positions and length are the same."""
    text = source.text
    calls = [mark for mark in source.marks if mark.target and _CALLS.match(mark.target)]
    ranges = [(mark.start, mark.end) for mark in calls if _count(text[mark.start : mark.end]) >= 5]
    ranges += [*telephones(text), *streets(text)]
    if not ranges and not calls:
        return source
    marks = tuple(map(_without_call, source.marks)) if calls else source.marks
    out, position = [], 0
    for start, end in sorted(ranges):
        start = max(start, position)
        if start < end:
            out += [text[position:start], _SIGN.sub(COVER, text[start:end])]
            position = end
    return replace(source, text="".join([*out, text[position:]]), marks=marks)


def telephones(text: str) -> Iterator[tuple[int, int]]:
    """The ranges of the telephone numbers in a text, not in order."""
    label, other = _labels()
    for run in _RUN.finditer(text):
        start, end = run.span()
        digits = _count(run.group())
        if digits < 6:
            continue
        before = text[max(0, start - 48) : start]
        if digits <= 16 and not _is_date(run.group()) and label.search(before):
            extension = _EXTENSION.match(text, end)
            yield start, extension.end() if extension else end
            continue
        if digits < 8:
            continue
        for country in _COUNTRY.finditer(text, max(0, start - 3), end + 24):
            separators = re.sub(r"\d", "", country.group())
            if 8 <= _count(country.group()) <= 16 and separators != "+.":
                yield country.span()
        for form in _FORMS if digits >= 9 else ():
            for found in form.finditer(text, max(0, start - 3), end + 24):
                before = text[max(0, found.start() - 30) : found.start()].rpartition("\n")[2]
                is_number = 9 <= _count(found.group()) <= 14 and not _is_date(found.group())
                if is_number and not re.search(r"\d\s*$", before) and not other.search(before):
                    yield found.span()


def streets(text: str) -> Iterator[tuple[int, int]]:
    """The ranges of streets with house numbers in a text, not in order."""
    used = _words_used(text)
    for needed, pattern in _numbers_first():
        if not used.isdisjoint(needed):
            for found in pattern.finditer(text):
                yield found.span()
    for sign, pattern in _EAST_ASIA if not text.isascii() and _WIDE.search(text) else _EAST_ASIA_IN_LETTERS:
        if sign.search(text):
            for found in pattern.finditer(text):
                yield found.span()
    named = [(form, ends) for needed, ends, form in _names_first() if not needed or not used.isdisjoint(needed)]
    for house in _HOUSE.finditer(text):
        line = text[max(0, house.start() - 80) : house.start()].rpartition("\n")[2]
        for pattern, ends in named:
            if line.endswith(ends) and (street := pattern.search(line)):
                yield house.start() - len(line) + street.start(), house.end()


def _words_used(text: str) -> frozenset[str]:
    """The runs of letters in a text; beside letters that are not ASCII also their parts."""
    used = frozenset(text.encode("ascii", "replace").translate(_APART).decode("ascii").split())
    foreign = frozenset(filter(str.isalpha, frozenset("".join(_FOREIGN.findall(text)))))
    lines = [line for line in text.split("\n") if not foreign.isdisjoint(line)] if foreign else []
    return used.union(*map(_LETTERS.findall, lines))


def _without_call(mark: Mark) -> Mark:
    """The mark without a link that would call a number."""
    return replace(mark, target="") if _CALLS.match(mark.target) else mark


def _count(text: str) -> int:
    return sum(sign.isdigit() for sign in text)


def _is_date(number: str) -> bool:
    return bool(_DATE.search(number) or _YEARS.fullmatch(number))


@lru_cache
def _labels() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What a text ends with before a telephone number, and before the number of something else."""
    words = _words()
    between = r"(?:s|e|es)?\.?(?:\s(?:no|nr|number|num)\b\.?)?(?:\s?\([^)\n]{1,16}\))?(?:\s|[:：.|/=＝#]){0,5}"
    other = rf"(?<!\w)(?:{_either(words['other_numbers'])})(?:s)?(?:\W{{0,4}}|\W{{1,3}}\w{{1,12}}\W{{1,3}})$"
    return re.compile(rf"(?<!\w)(?:{_either(words['labels'])}){between}$", re.I), re.compile(other, re.I)


@lru_cache
def _numbers_first() -> tuple[tuple[frozenset[str], re.Pattern[str]], ...]:
    """Streets that begin with their number; each with words of which a text must use one."""
    words = _words()
    after, unsure = frozenset(words["street_after"]), frozenset(words["street_unsure"])
    name = (
        r"(?:(?:[NSEW]|North|South|East|West|Old|New|The|Mc|Dr|St|de|del|la|van)\.?[ ])?(?:[A-Z0-9][\w'’.\-]*[ ]){1,4}"
    )
    sure = _either(after - unsure)
    bare = r"(?<![\w.,:/\-])\d{1,5}[A-Za-z]?(?:[-–/]\d{1,4})?"
    number = rf"{bare},?[ ]"
    part, between, french = _part(), _either(words["street_between"]), "(?:[ ]?(?:bis|ter|quater))?,?[ ]"
    return (
        (after - unsure, re.compile(rf"(?!{_YEAR}){number}{name}(?:{sure})\b\.?(?=\s*(?:[,;\n|)(.]|$|\d|[A-Z]))")),
        (after - unsure, re.compile(rf"{number}{name}(?:{sure})\b\.?{_ENDS}")),
        (after - unsure, re.compile(rf"(?<!\w)No\.?[ ]?\d{{1,5}},?[ ](?:[A-Z][\w'’\-]*[ ]){{1,4}}(?:{sure})\b")),
        (unsure, re.compile(rf"(?!{_YEAR}){number}{name}(?:{_either(unsure)})\b\.?{_ENDS}")),
        (
            frozenset(words["street_between"]),
            re.compile(rf"(?!{_YEAR}){bare}{french}(?:{between})\.?[ ]{part}(?:[ ]{part}){{0,4}}"),
        ),
    )


@lru_cache
def _names_first() -> tuple[tuple[frozenset[str], tuple[str, ...], re.Pattern[str]], ...]:
    """What a line ends with before a house number; each with words of which a text must use one, and its last signs."""
    words, capital = _words(), "[A-ZÀ-ÖØ-Þ]"
    places, endings = _either(words["place_endings"]), _either(words["street_endings"])
    part, before = _part(), _either(words["street_before"])
    am, streets = (
        frozenset("Am Im An Auf Zum Zur".split()),
        "Straße Strasse Str. Weg Platz Allee Ring Damm Ufer".split(),
    )
    begins = frozenset(_LETTERS.findall(word)[0] for word in words["street_before"])
    closed = tuple(ending + sign for ending in words["street_endings"] for sign in ("", ".", " ", ". "))
    parts = (
        re.compile(rf"(?<!\w)(?:{before})\.?[ ]{part}(?:[ ]{part}){{0,5}},?(?:[ ]n[º°o.]{{0,2}}|[ ]д\.?|[ ]дом)?$"),
        re.compile(rf"(?<!\w)(?:Am|Im|An der|An den|Auf dem|Auf der|Zum|Zur)[ ]{capital}\w*(?:{places})$"),
        re.compile(rf"(?<!\w){capital}[\w.'’]*(?:[ -]{capital}[\w.'’]*){{0,3}}(?:{endings})\.?[ ]?$"),
        re.compile(rf"(?<!\w){capital}[\w.\-]*[ -](?:{_either(streets)})$"),
    )  # fmt: skip
    needed = begins, am, frozenset[str](), frozenset(street.rstrip(".") for street in streets)
    return tuple(zip(needed, (("",), tuple(words["place_endings"]), closed, tuple(streets)), parts, strict=True))


def _part() -> str:
    """A word of a street's name with the small words before it."""
    return rf"(?:(?:{_either(_words()['particles'])})[ ]|d['’]|l['’])*[^\W\d_a-zà-þа-я][\w'’.\-]*"


def _either(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


@lru_cache
def _words() -> dict[str, list[str]]:
    words: dict[str, list[str]] = strings("qabot.sources", "private")
    return words
