"""Dates and ranges of dates as people write them, to "YYYY" or "YYYY-MM", each with the words it was read from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from qabot.profiles.looks import Look
from qabot.profiles.tables import any_of, begins, table

_YEAR = r"(?<![\d./\-#:])(?:19[3-9]\d|20[0-4]\d)(?![\d])"


_TWO = r"(?:0[1-9]|1[0-2])"
_MONTH = r"(?:0?[1-9]|1[0-2])"


_DIGITS = re.compile(  # every date holds one of these; an expression whose branches begin with a sign each is faster
    r"19\d\d|20\d\d|/\d\d|'\d\d|’\d\d|‘\d\d|昭和\s?[\d元]|平成\s?[\d元]|令和\s?[\d元]"
)
_BEFORE_DIGITS, _AFTER_DIGITS = 60, 64  # characters: no month, season or lead is longer
_BEFORE_PLAIN = 24  # characters: no date without such words has more before its digits


class Date(NamedTuple):
    """One date or a range of dates."""

    start: str | None
    end: str | None
    current: bool  # it lasts
    begin: int  # where the words begin in the text
    stop: int  # and where they end
    single: bool  # one date only: start and end are the same

    @property
    def year(self) -> int | None:
        """The year it began, or ended where the beginning is not said."""
        known = self.start or self.end
        return int(known[:4]) if known else None


class _Words(NamedTuple):
    """Expressions for the words of dates."""

    month: str
    season: str
    since: str
    present: str
    expected: str
    first: str  # where one that a date may begin with begins


@cache
def _words() -> _Words:
    words = table("months")
    season, since, present, expected = (words[kind] for kind in ("seasons", "since", "present", "expected"))
    return _Words(
        _looked_for(_months()),
        _looked_for(season),
        _looked_for(since),
        _looked_for(present),
        _looked_for(expected),
        f"|{_looked_for([*_months(), *season, *since, *expected])}",
    )


def _looked_for(words: Iterable[str]) -> str:
    """An expression for any of the words that soon fails where none begins."""
    words = list(words)
    return f"(?={begins(words)}){any_of(words)}"


_NO_WORDS = _Words("(?!)", "(?!)", "(?!)", "(?!)", "(?!)", "")


@cache
def _look() -> Look:
    """A quick look for the words of dates."""
    words = table("months")
    kinds = ("seasons", "since", "present", "expected")
    return Look([*_months(), *(word for kind in kinds for word in words[kind])])


@cache
def _months() -> dict[str, int]:
    return {str(name).casefold(): int(number) for number, names in table("months")["months"].items() for name in names}


@cache
def _point(words: _Words) -> str:
    """A pattern for one date; every group is optional but the year."""
    month, season = words.month, words.season
    year = r"(?:19[3-9]\d|20[0-4]\d)"
    number = r"(?:1[0-2]|0?[1-9])"
    day = r"(?:3[01]|[12]\d|0?[1-9])"
    return (
        "(?:"
        rf"(?P<d1>{day})\.\s?(?P<m1>{number})\.\s?(?P<y1>{year})(?!\d)"  # 11.02.2013
        rf"|{day}[/-](?P<md>{number})[/-](?P<yd>{year})(?!\d)|(?P<mu>{number})/{day}/(?P<yu>{year})(?!\d)"  # 02/25/2013
        rf"|(?P<y2>{year})\s?[./\-年년]\s?(?P<m2>1[0-2]|0?[1-9])(?!\d|{_NO_MONTH})(?:\s?[./\-月월]\s?(?P<d2>{day})"
        r"(?!\d)[日일]?)?\s?[月월]?(?:\.(?=\s))?"
        # 2020.03, 2020-03-01, 2020年3月
        rf"|(?P<d3>{day})(?:st|nd|rd|th)?\.?[\s-](?:of\s)?(?P<m3>{month})\.?,?[\s-](?P<y3>{year})(?!\d)"  # 3 March 2020
        rf"|(?P<m4>{month})(?:\.?,?\s?|-)(?:(?P<d4>{day})(?:st|nd|rd|th)?(?:\s?[-–]\s?{day}(?:st|nd|rd|th)?)?,?\s)?"
        rf"[’'`]?\s?(?P<y4>{year})(?!\d)"  # March 3, 2020; March 3–5, 2020
        rf"|(?P<y7>{year})\s?,?\s(?P<m7>{month})\.?(?!\w)"  # 2020 Mar
        rf"|(?P<m5>{number}(?=\s?[./])|0\d(?=-)|1[0-2](?=-))(?:\s?[./]\s?|-)(?P<y5>{year})(?!\d)"  # 03/2020, 03-2020
        rf"|(?:{season})\.?,?\s?(?:of\s)?(?P<y6>{year})(?:/\d\d(?:\d\d)?(?!\d))?(?!\d)"  # WS 2019/20
        rf"|(?P<m8>{month})\.?\s?['’](?P<y8>\d\d)(?!\d)"  # Mar '20
        r"|(?P<e0>昭和|平成|令和)\s?(?P<y0>元|\d{1,2})\s?年度?(?:\s?(?P<m0>1[0-2]|0?[1-9])\s?月(?:\s?\d{1,2}日)?)?"
        rf"|(?P<y9>{year})(?!\d)\s?(?:年度?|년도?)?\s?(?P<s9>[春夏秋冬]|봄|여름|가을|겨울|{season})?"  # 2020, 2020 Fall
        rf"(?:\s?\((?:{season})\))?"  # 2020 (Fall)
        rf"){_YEAR_WORD}"
    )


_NO_MONTH = r"\s?(?:학기|学期|학년|学年|차|호|号|권|巻|卷|回)"  # "2023년 1학기": the first term, not January
_YEAR_WORD = r"(?:\s?(?:гг?\.|(?:год[аеуы]?|году|годах|року|рік|рр?\.)(?!\w)))?"  # "с 2008 г. по 2012 г."
_ERAS = {"昭和": 1925, "平成": 1988, "令和": 2018}  # the year before each began


def _named(pattern: str, suffix: str) -> str:
    return re.sub(r"\(\?P<(\w+)>", rf"(?P<\1{suffix}>", pattern)


@cache
def _range(words: _Words) -> re.Pattern[str]:
    dash = (
        r"\s*(?:[-–—−―~～〜‐‑➝→⟶>]+|--+|\bto\b|\buntil\b|\bthrough\b|\btill\b|\bbis\b|\bпо\b|\bдо\b|"
        r":(?=\s(?:(?:19|20)\d\d\b|[Pp]res|[Aa]tual|[Aa]ctual|[Nn]ow\b|heute\b))|\bau?\b|\bà\b|\bal?\b|"
        r"\bhasta\b|\baté\b|\bdo\b|至(?!今)|到|から|부터|\band\b(?=\s(?:19|20)\d\d\s*[-–]))\s*"
    )
    month, present, lead = words.month, words.present, words.since
    short = r"(?P<sy>\d\d|(?<=\d–)\d)(?![\d./%])"  # "2006–07", "2006–7"
    head = r"(?P<hm>1[0-2]|0?[1-9])\s?[-–]\s?(?P<hn>1[0-2]|0?[1-9])\s?/\s?(?P<hy>(?:19|20)\d\d)(?!\d)"  # 07-11/2008
    named = (
        rf"(?P<nm>{month})\.?(?:\s\d{{1,2}},?)?{dash}(?P<nn>{month})\.?(?:\s\d{{1,2}})?,?\s(?P<ny>(?:19|20)"
        r"\d\d)(?!\d)"
    )  # June - August 2019
    months = (  # 2025年8月〜9月
        r"(?P<jy>(?:19|20)\d\d)\s?[年년]\s?(?P<jm>1[0-2]|0?[1-9])\s?[月월]?\s?(?:[-–—~～〜至到]|부터|から)\s?(?P<jn>1[0-2]|0?[1-9])\s?[月월]"
    )
    led = rf"(?P<ly>(?:19|20)\d\d),?\s(?P<lm>{month})\.?{dash}(?P<ln>{month})(?!\w)\.?"  # 2011 June-Aug
    brief = (
        rf"(?P<bm>{_MONTH})/(?P<by>\d\d)\s?(?:--|[-–—~])\s?(?:(?P<bn>{_MONTH})/(?P<bz>\d\d)(?![\d/])|"
        rf"(?P<bnow>{present}))"
    )  # 10/15-08/18, 1/98--present
    alone = rf"(?<![^\n])(?P<om>{_MONTH})/(?P<oy>\d\d)(?=:\s+[^\W\d])"  # "4/16: Travel award"
    tick = (
        rf"['’‘](?P<ty>\d\d)\.(?P<tm>{_TWO})\.?\s?[-–—~～]\s?(?:['’‘](?P<tz>\d\d)\.(?P<tn>{_TWO})(?!\d)|"
        rf"(?P<tnow>{present})?)"
    )  # '15.03 ~ '17.02
    first, second = _named(_point(words), "a"), _named(_point(words), "b")
    return re.compile(
        rf"(?<![A-Za-zÀ-žА-я0-9_.])(?=[\d'’‘昭平令]{words.first})(?:{head}|{months}|{named}|{led}|{brief}|{alone}|{tick}|"
        rf"(?P<lead>{lead}\s*(?:the\s)?)?(?:(?:{words.expected})"
        rf"[:.]?\s*)?(?<![\d/:#@]){first}(?:/(?P<ac>(?:19|20)?\d\d)(?![\d/.\-]))?"
        rf"(?:{dash}(?:(?:the\s)?(?P<now>{present}|(?:present|now)(?=(?-i:[A-Z])))|"
        rf"(?:(?:expected|exp\.|end|late|early|mid)(?:\sof)?[\s-])?(?P<second>{second})|{short})|"
        r"(?P<open>\s?(?:[-–—−~～〜]|--+|から|"
        r"부터)(?=\s*(?:$|[\n\t,;:)\]，。、|]|\.(?:\s|$)))|\s*起|\s*[~～〜]|(?<=[\d年月년월])[–—](?=\s+[^\W\d]))|"
        rf"(?P<now2>\s*[(（]?(?:{present})(?!\w)))?)"
        rf"(?:\s*까지|\s*まで)?",
        re.I,
    )


def read_dates(text: str, start: int = 0, end: int | None = None) -> list[Date]:
    """The dates in a range of text, in order. Plain numbers that are pages, volumes or identifiers are left out."""
    end = len(text) if end is None else end
    dates = _dates_of(text[start:end])
    if not start or not dates:
        return list(dates)
    return [Date(a, b, current, begin + start, stop + start, single) for a, b, current, begin, stop, single in dates]


def are_months(text: str) -> bool:
    """Whether words are two months and nothing else, the year told elsewhere: "June–September"."""
    names = [word.strip(" .").casefold() for word in re.split(r"[-–—/]", text)]
    return len(names) == 2 and all(name in _months() for name in names)


@lru_cache(maxsize=1024)
def is_present(text: str) -> bool:
    """Whether words say "now" and nothing else: a column of its own."""
    return _present().fullmatch(text) is not None


@cache
def _present() -> re.Pattern[str]:
    return re.compile(rf"\W*(?:{any_of(table('months')['present'])})\W*", re.I)


@lru_cache(maxsize=4096)
def _dates_of(text: str) -> tuple[Date, ...]:
    """The dates of a text. Remembered: every reader of a section asks for the dates of the same lines."""
    if not text.isascii() and _WIDE.search(text):
        text = text.translate(_FULL_WIDTH)  # one character for one: the places stay
    digits = [match.start() for match in _DIGITS.finditer(text)]
    if not digits:
        return ()
    found: list[Date] = []
    worded = _look().may_find(text)
    begin, end = digits[0] - (_BEFORE_DIGITS if worded else _BEFORE_PLAIN), digits[-1] + _AFTER_DIGITS
    read = _read_worded if worded else _read_plain
    for date, last in read(text, max(0, begin), min(len(text), end)):
        if not _is_no_date(text, date.begin, last, 0, len(text)):
            if text[date.begin].isalpha() and _HYPHENED.search(text, max(0, date.begin - 24), date.begin):
                date = _without_month(text, date)
            if date.current and not date.end and _LASTING.search(text, max(0, date.begin - 12), date.begin):
                date = date._replace(current=False)  # "18 months from May 2006"
            stop = date.begin + len(text[date.begin : last].rstrip())
            found.append(date if date.stop <= stop else date._replace(stop=stop))
    return tuple(_between(text, found) if len(found) > 1 else found)


_HYPHENED = re.compile(r"(?!(?i:spring|summer|autumn|fall|winter|early|late|mid|end)-)[A-ZÀ-Þ][a-zà-ÿ]{3,}-$")


def _without_month(text: str, date: Date) -> Date:
    """A date whose month is the end of a name, as its year alone: "Bo Lind-Ott, 2021"."""
    year = (date.start or "")[:4]
    begin = text.find(year, date.begin) if year else -1
    if begin < 0:
        return date
    return date._replace(start=year, end=year if date.single else date.end, begin=begin)


_LASTING = re.compile(r"\d\s?(?:months?|weeks?|years?|mois|ans|monate|jahre|meses|años)\s$", re.I)
_FIGURE = re.compile(r"[\d'’‘昭平令](?<![A-Za-zÀ-žА-я0-9_.].)")  # where a date without words may begin


# A year behind which nothing of a date can stand, and which no other part of one can be.
_LONE = re.compile(r"(?<![/:#@])(?:19[3-9]|20[0-4])\d(?=[,;)\]]|\Z|\.(?:\Z|\s?[^\s\d]))")


def _read_worded(text: str, start: int, end: int) -> Iterator[tuple[Date, int]]:
    """The dates of a text that has words of dates, each with where its match ends."""
    for match in _range(_words()).finditer(text, start, end):
        if date := _read(match):
            yield date, match.end()


def _read_plain(text: str, start: int, end: int) -> Iterator[tuple[Date, int]]:
    """The same for a text without such words: only figures are tried, and most of them are a year."""
    pattern = _range(_NO_WORDS)
    for figure in _FIGURE.finditer(text, start, end):
        begin = figure.start()
        if begin < start:
            continue
        if _LONE.match(text, begin):
            start, year = begin + 4, text[begin : begin + 4]
            yield Date(year, year, False, begin, start, True), start
        elif match := pattern.match(text, begin, end):
            start = match.end()
            if date := _read(match):
                yield date, start


_WIDE = re.compile(r"[０-９／．]")
_FULL_WIDTH = {code: code - 0xFEE0 for code in (*range(0xFF10, 0xFF1A), 0xFF0F, 0xFF0E)}
_BETWEEN = re.compile(r"\b(?:between|entre|zwischen|tra il|fra il|между)\s+(?:the |l[ea] )?$", re.I)


def _between(text: str, dates: list[Date]) -> list[Date]:
    """Two dates that "between ... and ..." makes one stretch of time."""
    kept: list[Date] = []
    for date in dates:
        last = kept[-1] if kept else None
        gap = text[last.stop : date.begin] if last else ""
        if (
            last
            and last.single
            and date.single
            and re.fullmatch(r"\s+(?:and|et|y|e|und|и|ed)\s+(?:the |l[ea] )?", gap, re.I)
            and _BETWEEN.search(text, max(0, last.begin - 20), last.begin)
        ):
            kept[-1] = last._replace(end=date.end, stop=date.stop, single=False)
        else:
            kept.append(date)
    return kept


_NO_DATE_BEHIND = re.compile(r"(?:arXiv:|doi|(?<!\w)pp?\.\s?|(?<!\w)no\.\s?|/|[$€£]|#|\bISO\s|№\s?)$", re.I)
_NO_DATE_BEFORE = re.compile(
    r"\s?(?:%|citations?\b|km\b|euro|EUR\b|USD\b|students?\b|\+\s?citations)|\.\d{3,}|/\d{4,}", re.I
)


_ENDS_BEHIND, _BEGINS_BEFORE = frozenset(":iIİı./$€£#oO№"), frozenset("%cCkKK\u212aeEuUsSſ+./")  # quick looks for both
_FRACTION = re.compile(r"\d/$|\s/$")


def _is_no_date(text: str, begin: int, stop: int, start: int, end: int) -> bool:
    before, after = text[max(start, begin - 8) : begin], text[stop : min(end, stop + 14)]
    if before.rstrip()[-1:] in _ENDS_BEHIND and _NO_DATE_BEHIND.search(before) and not _FRACTION.search(before):
        return True
    return after.lstrip()[:1] in _BEGINS_BEFORE and _NO_DATE_BEFORE.match(after) is not None


@cache
def _points(suffix: str) -> tuple[tuple[str, str], ...]:
    """The groups of year and month in one date of a range, "" where it has no month."""
    named = _range(_NO_WORDS).groupindex
    pairs = ((f"y{number}{suffix}", f"m{number}{suffix}") for number in "1234567890du")
    return tuple((year, month if month in named else "") for year, month in pairs)


def _value(groups: re.Match[str], suffix: str) -> str | None:
    for year_group, month_group in _points(suffix):
        year: str | None = groups[year_group]
        if not year:
            continue
        if year_group[1] == "0":
            year = str(_ERAS[groups[f"e0{suffix}"]] + (1 if year == "元" else int(year)))
        elif len(year) == 2:
            year = _century(year)
        month = groups[month_group] if month_group else None
        if not month:
            return year
        value = int(month) if month.isdigit() else _months().get(month.casefold().rstrip("."), 0)
        return f"{year}-{value:02d}" if 1 <= value <= 12 else year
    return None


def _century(year: str) -> str:
    return ("20" if int(year) < 50 else "19") + year


def _read_brief(groups: re.Match[str]) -> Date | None:
    """A date of months and years in two digits: "9/91--9/93", "4/16"."""
    start, end = (
        f"{_century(groups[year])}-{int(groups[month]):02d}" if groups[year] else None
        for year, month in (("by", "bm"), ("bz", "bn"))
    )
    if not start:
        alone = f"{_century(groups['oy'])}-{int(groups['om']):02d}"
        return Date(alone, alone, False, *groups.span(), True)
    return Date(start, end, not end, *groups.span(), False) if not end or start <= end else None


def _shortened(start: str, digits: str) -> str | None:
    """The end that two digits behind a date tell, a year or a month of the same: "2015-17", "2015.08~09"."""
    year = start[: 4 - len(digits)] + digits
    if int(year) >= int(start[:4]):
        return year
    return f"{start[:4]}-{digits}" if "" < start[5:] < digits <= "12" else None


def _months_of_a_year(groups: re.Match[str], kind: str) -> Date:
    """A range of months whose year is told once: "07-11/2008", "2025年8月〜9月", "2011 June-Aug"."""
    year = int(groups[f"{kind}y"])
    begun, ended = (_month(groups[f"{kind}{which}"]) for which in "mn")
    return Date(f"{year}-{begun:02d}", f"{year + (ended < begun)}-{ended:02d}", False, *groups.span(), False)


def _month(words: str) -> int:
    return int(words) if words.isdigit() else _months().get(words.casefold(), 1)


def _read(match: re.Match[str]) -> Date | None:
    groups = match  # not `groupdict`: it would make a table of sixty words for each date
    whole = match.span()
    for kind in ("h", "j", "l"):
        if groups[f"{kind}y"]:
            return _months_of_a_year(groups, kind)
    if groups["by"] or groups["oy"]:
        return _read_brief(groups)
    if groups["ny"]:
        year, months = groups["ny"], _months()
        begun, ended = (months.get(groups[k].casefold(), 1) for k in ("nm", "nn"))
        before = int(year) - (begun > ended)  # "November - March 2020" began in 2019
        return Date(f"{before}-{begun:02d}", f"{year}-{ended:02d}", False, *whole, False)
    if groups["ty"]:
        last = f"{_century(groups['tz'])}-{groups['tn']}" if groups["tz"] else None
        return Date(f"{_century(groups['ty'])}-{groups['tm']}", last, not last, *whole, False)
    start, end = _value(groups, "a"), _value(groups, "b") if groups["second"] else None
    if not start:
        return None
    if groups["ac"] and not end:
        if int(groups["ac"][-2:]) != (int(start[:4]) + 1) % 100:
            return Date(start, start, False, match.start(), match.start("ac") - 1, True)
        end = str(int(start[:4]) + 1)  # "2015/2016": a year at school
    if groups["sy"]:
        end = _shortened(start, groups["sy"])
        if not end:
            return Date(start, start, False, match.start(), match.start("sy") - 1, True)
    now = bool(groups["now"] or groups["now2"] or groups["open"] or (groups["lead"] and not end))
    if end and end[:4] < start[:4]:
        return Date(start, start, False, *whole, True)
    single = not end and not now
    return Date(start, start if single else end, now, *whole, single)
