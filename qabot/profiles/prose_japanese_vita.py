"""Careers told in a row of years, as a Japanese vita in one breath tells them.

"2006年北方大学工学部卒業。2008年同大学院修士課程、2011年同博士後期課程修了。同年、雪山社に入社。2014年より南方大学准教授。"
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from qabot.profiles.dates import Date, read_dates
from qabot.profiles.page import Page, Range
from qabot.profiles.positions import position_kind
from qabot.profiles.profile import Degree, Position

_YEAR = re.compile(
    r"(?:(?:19|20)\d\d|(?:昭和|平成|令和)\s?(?:元|\d{1,2}))年度?(?:\s?\d{1,2}月)?(?:\s?[(（](?:19|20)"
    r"\d\d年?[)）])?|同年(?:\d{1,2}月)?"
)
_AFTER_YEAR = re.compile(r"(?:[に、，,\s　]|より|から|以降)*")
_SAME = re.compile(
    r"同(?:上|校|社|所|学)?(?=大学|大|博士|修士|研究科|専攻|学府|教授|准教授|助教|講師|特任|主任|"
    r"研究員|[、，\s　])"
)
_SCHOOL = re.compile(
    r"[\u4e00-\u9fff々\u30a0-\u30ffA-Za-z・ー]{1,20}?(?:大学(?!院)|大学院大学|高等専門学校|高専|"
    r"研究所|研究機構|機構|研究センター|株式会社|病院|博物館)"
    r"(?:[\u4e00-\u9fff\u30a0-\u30ff・]{1,18}?(?:大学院|学部|研究科|学科|専攻|学府|学院|研究院|研究室|研究所|"
    r"センター|学群|学類|学域))*|"
    r"株式会社[\u30a0-\u30ffA-Za-z\u4e00-\u9fff]{1,15}"
)
_TITLE = re.compile(
    r"博士(?:後期|前期)?課程|修士課程|博士号|博士[（(][^（）()]{1,8}[）)]|"
    r"修士[（(][^（）()]{1,8}[）)]|学士"
)
_ENDED = re.compile(r"卒業?|修了|退学|取得|授与")
_POST = re.compile(
    r"(?P<role>(?:(?:特任|特別|特命|主任|主幹|上席|客員|招聘|兼任|非常勤|専任|名誉|特定|博士|学振|"
    r"日本学術振興会|上級|副|外国人)*"
    r"(?:教授|准教授|助教授|助教|助手|講師|研究員|技師|学芸員|研究主幹|研究主任|所長|センター長|"
    r"学部長)|ポスドク|エンジニア))"
    r"(?=[、。，,\s　)）]|$|に(?:着任|就任|昇任|採用)|として|となる|を(?:経|務|兼)|で(?:ある|す|、))"
)
_NOW = re.compile(r"現在に至る|現職|現在|[。、]?在職中")
_CUT = re.compile(r"(?:年度?|月|日)")
_BACK = 300  # characters before a sentence in which the school stands that "同" points to


class _Piece(NamedTuple):
    """What a vita tells of one year."""

    date: Date | None
    when: Range
    words: Range


def read_vita(page: Page, sentence: Range) -> Iterator[Position | Degree]:
    """The degrees and posts of a sentence that tells them year by year; nothing of any other sentence."""
    pieces = list(_pieces(page, sentence))
    if not pieces or pieces[0].when.start > sentence.start + 2:
        return
    if len(pieces) == 1 and "取得" in page.text[sentence.start : sentence.end]:
        return  # "2015年に北方大学にて博士（工学）を取得": a sentence on one degree
    where = _before(page, sentence.start)
    begun: Range | None = None  # a course told behind a school that was left: it ends with the next year
    for number, piece in enumerate(pieces):
        if begun and where and _ENDED.match(page.text, *piece.words):
            yield _earned(page, sentence, (begun, _university(page, where) or where), piece)
            begun = None
            continue
        left = _LEFT_FACULTY.search(page.text, *piece.words)
        course = _TITLE.search(page.text, left.end(), piece.words.end) if left else None
        begun = Range(*course.span()) if course else None
        if left and course:
            piece = piece._replace(words=Range(piece.words.start, left.end()))
        same = _SAME.match(page.text, *piece.words)
        named = None if same else _SCHOOL.match(page.text, *piece.words)
        if named:
            where = Range(*named.span())
        elif same:
            where = _university(page, where)
        else:
            continue
        last = number + 1 == len(pieces)
        yield from _told(page, sentence, piece, where, last)


_LEFT_FACULTY = re.compile(r"(?:学部|学科|学類|学域)[\u4e00-\u9fff]{0,8}を?卒業")


def _earned(page: Page, sentence: Range, told: tuple[Range, Range], piece: _Piece) -> Degree:
    """The degree of a course and a school, finished in the year of a piece."""
    parts = {"degree": told[0], "organization": told[1], "end": piece.when}
    return Degree(
        degree=page.words(*told[0]),
        organization=page.words(*told[1]),
        span=page.span(*page.trim(*sentence)),
        end=piece.date.end if piece.date else None,
        parts={name: page.span(*found) for name, found in parts.items()},
    )


def _pieces(page: Page, sentence: Range) -> Iterator[_Piece]:
    """The pieces of a sentence that begin with a year."""
    years = list(_YEAR.finditer(page.text, *sentence))
    date: Date | None = None
    for number, year in enumerate(years):
        end = years[number + 1].start() if number + 1 < len(years) else sentence.end
        date = next(iter(read_dates(page.text, *year.span())), date)
        lead = _AFTER_YEAR.match(page.text, year.end(), end)
        yield _Piece(date, Range(*year.span()), Range(lead.end() if lead else year.end(), end))


def _before(page: Page, start: int) -> Range | None:
    """The school named last before a sentence: only its name, not its faculty."""
    begin = max(0, start - _BACK)
    names = [m for m in _SCHOOL.finditer(page.text, begin, start) if "大学" in m.group() and m.group()[0] != "同"]
    if not names:
        return None
    lead = _CUT.match(page.text, *names[-1].span())
    return Range(lead.end() if lead else names[-1].start(), names[-1].end())


def _university(page: Page, where: Range | None) -> Range | None:
    """The university of a faculty."""
    at = page.text.find("大学", where.start, where.end) if where else -1
    return Range(where.start, at + 2) if where and at > 0 else where


def _told(page: Page, sentence: Range, piece: _Piece, where: Range | None, last: bool) -> Iterator[Position | Degree]:
    """The degree or the post that one piece tells."""
    title = _TITLE.search(page.text, *piece.words)
    ended = _ENDED.search(page.text, piece.words.start, sentence.end)
    post = _POST.search(page.text, *piece.words)
    left = _ENDED.search(page.text, *piece.words)
    span = page.span(*page.trim(*sentence))
    if where and ended and (title or left) and not (post and title and post.start() < title.start()):
        degree = Range(*title.span()) if title else None
        parts = {"organization": where, "end": piece.when, **({"degree": degree} if degree else {})}
        yield Degree(
            degree=page.words(*degree) if degree else "" if "大学院" in page.words(*piece.words) else "学士",
            organization=page.words(*where),
            span=span,
            end=piece.date.end if piece.date else None,
            parts={name: page.span(*found) for name, found in parts.items()},
        )
    elif where and post:
        words = page.words(*post.span("role"))
        current = last and bool(_NOW.search(page.text, post.end(), min(len(page.text), sentence.end + 12)))
        parts = {"role": Range(*post.span("role")), "organization": where, "start": piece.when}
        yield Position(
            role=words,
            organization=page.words(*where),
            span=span,
            start=piece.date.start if piece.date else None,
            current=current,
            kind=position_kind(words, "work"),
            parts={name: page.span(*found) for name, found in parts.items()},
        )
