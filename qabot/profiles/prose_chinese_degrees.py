"""Degrees told in a clause of a Chinese sentence: "于2015年获得西南大学通信工程专业学士学位"."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from qabot.profiles.dates import Date, read_dates
from qabot.profiles.page import Page, Range
from qabot.profiles.people import read_advisors
from qabot.profiles.profile import Degree, Value
from qabot.profiles.prose_chinese_words import SCHOOL, Told, bare
from qabot.profiles.terms import is_organization

_DEGREE = re.compile(
    r"((?<=学)哲学博士|(?<=专业)[\u4e00-\u9fff]{1,3}学(?:博士|硕士|学士)|博士|硕士|碩士|修士|学士|學士|本科)(?:研究生)?(?:（[^）\d]{1,6}）)?(?!后|後|生?导师|点|论坛|德|学位论文|论文)"
)
_NOT_OWN = re.compile(r"博士后|导师|指导|招收|招生|招募|欢迎|名额|课题组|同学|学生获|博导|硕导|联合培养的|培养")
_EARNED = re.compile(r"毕业|畢業|获|獲|取得|攻读|攻讀|学位|學位|就读|就讀|完成|授予|在读|考入|保送|直博|读博|深造|学习")


@cache
def _title() -> re.Pattern[str]:
    """A degree by which somebody is introduced: "北川大学冰川学系博士，现任..."."""
    return re.compile(
        r"((?:(?![在于我他她是为有获])[\u4e00-\u9fff]){2,12}(?:大学|学院)(?:[\u4e00-\u9fff]{1,14}(?:学院|系|所|学部|院))?)"
        r"((?:[工理文法医农管]学|哲学|教育学|经济学|管理学)?(?:博士|硕士|学士))(?:学位)?"
    )


_THEN = re.compile(
    r"本科(?:阶段|期间)?(?:就读|毕业)|[和与及、](?:本科|硕士|博士)(?:阶段)?[均都]?(?:就读|毕业)"
)  # a stage that is over
_NOW = re.compile(r"目前|现|正|在读")
_LEAVES = re.compile(r"毕业|畢業|就读|就讀|考入|保送|进入|学习|求学")


def degrees_of(page: Page, clause: Range, sentence: Range, date: Date | None, told: Told) -> list[Degree]:
    """Degrees, as in "于2015年获得西南大学通信工程专业学士学位", "2007年毕业于武汉大学", "获学士学位"."""
    words = page.text[clause.start : clause.end]
    titled = _title().fullmatch(words) if len(words) < 40 and not _EARNED.search(words) else None
    if titled and is_organization(titled[1]):
        school = Range(clause.start + titled.start(1), clause.start + titled.end(1))
        return [
            _degree(
                page,
                Range(clause.start + titled.start(2), clause.start + titled.end(2)),
                school,
                clause,
                sentence,
                date,
            )
        ]
    if not _EARNED.search(words) or _NOT_OWN.search(words) and not re.search(r"毕业|学位", words):
        return []
    terms = list(_DEGREE.finditer(words))
    if len(terms) > 1 and re.match(r"(?:于|在|现|，)", words[terms[0].end() :]):
        terms = terms[1:]  # "李某 博士于X大学获得…": a title
    schools = [bare(page, *m.span()) for m in SCHOOL.finditer(page.text, clause.start, clause.end)]
    schools = [s for s in schools if s.end - s.start > 1 and not _is_abbreviated_subject(page, s, clause)]
    if not terms:
        if schools and _LEAVES.search(words):
            told.school = told.left = schools[0]
            told.date = told.date or date
            return [_degree(page, None, schools[0], clause, sentence, date)] if re.search("毕业", words) else []
        return []
    where = schools[0] if schools else told.school
    if not where:
        return []
    told.school = where
    made: list[Degree] = []
    last = clause.start
    each = _in_step(page, clause, terms, schools)
    for term in terms:
        at = Range(clause.start + term.start(), clause.start + term.end())
        named = [s for s in schools if s.end <= at.start]
        behind = _YEAR_BEHIND.match(page.text, at.end, clause.end)
        own = next(iter(read_dates(page.text, at.end, behind.end())), date) if behind else date
        begin = last if made and _YEAR_BEHIND.match(page.text, last) else clause.start
        its_school, its_date = each[len(made)]
        own, place = its_date or own, its_school or (named[-1] if named else where)
        degree = _degree(page, at, place, Range(begin, clause.end), sentence, own)
        joined = made and re.fullmatch(r"(?:学位)?(?:[和与及、]|以及)", page.text[last : at.start])
        if joined and not degree.field and degree.organization == made[-1].organization:
            degree = replace(degree, field=made[-1].field)  # "土木工程专业学士和博士学位"
        made.append(degree)
        last = at.end
    return made


def _in_step(
    page: Page, clause: Range, terms: list[re.Match[str]], schools: list[Range]
) -> list[tuple[Range | None, Date | None]]:
    """School and date of each degree, where as many are told in turn: "2015年和2020年在A大学和B大学获得学士和博士"."""
    before = clause.start + terms[0].start()
    dates = read_dates(page.text, clause.start, before) if len(terms) > 1 else []
    told = [s for s in schools if s.end <= before] if len(terms) > 1 else []
    places: list[Range | None] = [*told] if len(told) == len(terms) else [None] * len(terms)
    times: list[Date | None] = [*dates] if len(dates) == len(terms) else [None] * len(terms)
    return list(zip(places, times, strict=True))


_YEAR_BEHIND = re.compile(r"(?:学位)?[（(](?:19|20)\d\d年?[^（）()]{0,4}[)）]")  # "学士（2017年）和硕士学位（2020年）"


def _is_abbreviated_subject(page: Page, name: Range, clause: Range) -> bool:
    """Whether capitals behind "获得" are what a degree is in, not where: "获得DTCE硕士学位"."""
    words = page.text[name.start : name.end]
    earned = re.search(r"(?:获得|取得|获|攻读)\s?$", page.text[clause.start : name.start])
    return bool(earned) and words.isascii() and words.isupper() and not is_organization(words)


def _degree(page: Page, term: Range | None, where: Range, clause: Range, sentence: Range, date: Date | None) -> Degree:
    words = page.text[clause.start : clause.end]
    parts = {"organization": page.span(*where)}
    if term:
        parts["degree"] = page.span(*term)
    field = _field(page, term, where, clause) if term else None
    if field:
        parts["field"] = page.span(*field)
    if date:
        parts["end" if date.single else "start"] = page.span(date.begin, date.stop)
    pursuing = bool(re.search(r"攻读|在读|就读", words)) and not re.search(r"毕业|获", words)
    pursuing = pursuing and not (date and not date.single and date.end)
    pursuing = pursuing and not (_THEN.search(words) and not _NOW.search(words)) and "即将" not in words
    return Degree(
        degree=page.words(*term) if term else "",
        organization=page.words(*where),
        field=page.words(*field) if field else "",
        span=page.span(*page.trim(*sentence)),
        start=date.start if date and (not date.single or pursuing) else None,
        end=date.end if date and not pursuing and not date.current else None,
        current=pursuing,
        advisors=tuple(_advisors_after(page, clause, sentence)),
        parts=parts,
    )


def _field(page: Page, term: Range, where: Range, clause: Range) -> Range | None:
    """What was studied: the words between the school and the degree, or behind the school."""
    if where.start >= clause.start:
        between = page.trim(
            *((where.end, term.start) if where.end <= term.start else (where.end, clause.end)), " 的，。（()）"
        )
    else:
        between = page.trim(clause.start, term.start, " 的，（()）")
    text = page.text
    lead = re.match(
        r"(?:\d{4}年(?:\d{1,2}月)?)?[）)]?[和与及、]?(?:并|后)?(?:被授予|获得|取得|攻读|获|得|分别|了|自|均|先后)*",
        text[between.start : between.end],
    )
    between = Range(between.start + (lead.end() if lead else 0), between.end)
    words = text[between.start : between.end]
    if is_organization(words):
        return None
    found = re.match(
        r"([\u4e00-\u9fffA-Za-z与、 ]{2,20}?)(?:专业|方向)?(?:分别)?(?:获得|取得|获)?(?:的)?(?:全日制)?$", words
    )
    if not found or re.search(r"获|取得|攻读|学位|毕业|在读|继续|年|学士|硕士|博士|先后", found[1]):
        return None
    return Range(between.start, between.start + found.end(1))


def _advisors_after(page: Page, clause: Range, sentence: Range) -> list[Value]:
    """The advisors named from a clause up to the next degree."""
    sentence = Range(sentence.start, min(sentence.end, clause.end + 300))
    later = _DEGREE.search(page.text, min(clause.end + 1, sentence.end), sentence.end)
    return read_advisors(page, clause.start, later.start() if later else sentence.end)
