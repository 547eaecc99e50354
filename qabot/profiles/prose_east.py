"""Posts and degrees told in Chinese, Japanese and Korean sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from qabot.profiles.dates import Date, read_dates
from qabot.profiles.page import Page, Range
from qabot.profiles.people import read_advisors
from qabot.profiles.profile import Degree, Position, Value
from qabot.profiles.prose_japan_korea import read_japanese, read_korean
from qabot.profiles.prose_where import make_position
from qabot.profiles.terms import (
    is_role,
    organization_ends,
    role_at,
)

_CLAUSE = re.compile(
    r"[，,；;。、！!\n]|"
    r"(?<=[\u4e00-\u9fff）)])\s+(?=[\u4e00-\u9fff])(?![\u4e00-\u9fff]{1,15}(?:学院|學院|研究[所院]|系|实验室|中心))"
)


_SCHOOL = re.compile(
    r"(?:[\u4e00-\u9fff·（）()A-Za-z&.' -]*?(?:大学|大學|研究院|研究所|公司|实验室|實驗室|科学院|医院|"
    r"中心|集团|工務店|機構)"
    r"(?:\s?[(（][A-Za-z. ]{2,40}[)）])?(?:[\u4e00-\u9fff（）()、&A-Za-z ]*?(?:学院|學院|研究院|"
    r"研究所|研究科|学部|系|部|院|实验室|实验班|中心|学科|専攻|課程)"
    r")?(?:\s?[(（][A-Za-z. ]{2,20}[)）])?|[A-Z][A-Za-z&.'’ -]+(?:University|Institute|College|School|"
    r"Research|Laboratory|Labs?|Tech)(?:[A-Za-z&.' -]*[A-Za-z])?|[\u4e00-\u9fff]{2,8}学院|"
    r"[A-Z]{2,6}(?=的?\s?(?:副?教授|博士|硕士|研究员|攻读)))"
)


_EAST_LEAD = re.compile(
    r"^(?:大家好|你好)?(?:本人|我|他|她|现|目前|当前|其)*(?:已|拟|现|被)*(?:就职于|任职于|工作于|"
    r"供职于|就读于|在读于|现任|现为|现在是|现是|现于|录取为|担任|入职|加入|是|为|在|于|曾任|曾在|"
    r"曾为|曾于|任)?\s*(?:一名|一位)?"
)


_EAST_DEGREE = re.compile(r"(博士|硕士|碩士|修士|学士|學士|本科)(?:研究生)?(?:（[^）]{1,6}）)?(?:后)?")


def read_east(page: Page, sentence: Range) -> Iterator[Position | Degree]:
    """Posts and degrees in a Chinese, Japanese or Korean sentence."""
    text = page.text
    korean = bool(re.search(r"[가-힣]", text[sentence.start : sentence.end]))
    if korean:
        yield from read_korean(page, sentence)
        return
    if re.search(r"[\u3040-\u30ff]", text[sentence.start : sentence.end]):
        yield from read_japanese(page, sentence)
        return
    start = sentence.start
    date: Date | None = None
    bounds = [m for m in _CLAUSE.finditer(text, sentence.start, sentence.end)]
    for match in [*bounds, None]:
        end = match.start() if match else sentence.end
        clause = page.trim(start, end, " \t\n，,；;。：:")
        start = match.end() if match else end
        dates = read_dates(text, clause.start, clause.end)
        date = dates[0] if dates else date
        found = _chinese_degree(page, clause, sentence, date) or _chinese_post(
            page, clause, sentence, date if dates else None
        )
        if found:
            yield found


def _chinese_degree(page: Page, clause: Range, sentence: Range, date: Date | None) -> Degree | None:
    """A degree, as in "于2015年获得西南大学通信工程专业学士学位", "博士毕业于 X 计算机专业", "本科毕业于 Y"."""
    text, words = page.text, page.text[clause.start : clause.end]
    term = _EAST_DEGREE.search(words)
    if (
        not term
        or re.search(r"博士后|导师|指导|招收|招生|招募|欢迎|名额|课题组|同学|学生获|博导|硕导", words)
        and "毕业" not in words
        and "学位" not in words
    ):
        return None
    told = re.search(r"(?:毕业|获|取得|攻读|学位|就读|完成|授予|在读)", words)
    if not told:
        return None
    for school in _SCHOOL.finditer(text, clause.start, clause.end):
        name = _bare_school(page, *school.span())
        if name.end - name.start < 2:
            continue
        field = None
        degree_at = clause.start + term.start()
        if name.end <= degree_at:
            between = page.trim(name.end, degree_at, " 的，（()）")
        else:
            between = page.trim(name.end, clause.end, " 的，。（()）")
        told_so = re.match(r"(?:被授予|获得|取得|攻读|获|得)", text[between.start : between.end])
        between = Range(between.start + told_so.end(), between.end) if told_so else between
        stripped = re.match(
            r"([\u4e00-\u9fffA-Za-z与、 ]{2,20}?)(?:专业|方向)?(?:的)?(?:全日制)?$", text[between.start : between.end]
        )
        if stripped and not re.search(r"获|取得|攻读|学位|毕业|在读|继续|年", stripped[1]):
            field = Range(between.start, between.start + stripped.end(1))
        pursuing = bool(re.search(r"攻读|在读|就读", words)) and not re.search(r"毕业|获", words)
        parts = {"degree": page.span(degree_at, clause.start + term.end()), "organization": page.span(*name)}
        if field:
            parts["field"] = page.span(*field)
        if date:
            parts["end" if date.single else "start"] = page.span(date.begin, date.stop)
        advisors = _advisors_after(page, clause, sentence)
        return Degree(
            degree=page.words(degree_at, clause.start + term.end()),
            organization=page.words(*name),
            field=page.words(*field) if field else "",
            span=page.span(*page.trim(*sentence)),
            start=date.start if date and not date.single else None,
            end=date.end if date and not pursuing and not date.current else None,
            current=pursuing,
            advisors=tuple(advisors),
            parts=parts,
        )
    return None


def _advisors_after(page: Page, clause: Range, sentence: Range) -> list[Value]:
    """The advisors named from a clause up to the next degree."""
    sentence = Range(sentence.start, min(sentence.end, clause.end + 300))
    later = _EAST_DEGREE.search(page.text, min(clause.end + 1, sentence.end), sentence.end)
    return read_advisors(page, clause.start, later.start() if later else sentence.end)


def _bare_school(page: Page, start: int, end: int) -> Range:
    """A school's name without the words before it: "2015年获得西南大学" is "西南大学"."""
    words = page.text[start:end]
    lead = re.match(
        r".*(?:毕业于|就读于|任职于|就职于|工作于|供职于|获得|取得|获|录取为|现为|现任|曾任|曾在|来自|"
        r"加入|入职|攻读|担任|是|于|在|为|年|月|至今|和|从)\s*(?=[\u4e00-\u9fffA-Z])",
        words,
    )
    if lead and lead.end() < len(words) - 1:
        start += lead.end()
    return page.trim(start, end, " 的，,（(")


def _chinese_post(page: Page, clause: Range, sentence: Range, date: Date | None) -> Position | None:
    """A post, as in "重庆邮电大学副教授", "就职于深圳大学", "曾任 X 研究科学家"."""
    text, words = page.text, page.text[clause.start : clause.end]
    if re.search(r"导师|指导|招收|招生|招聘|欢迎|团队带头人|合作|毕业|学位|审稿|编委|委员|会员", words):
        return None
    lead = _EAST_LEAD.match(words)
    placed = re.search(r"(?:就职|任职|工作|供职)于|入职|加入", words)
    past = bool(re.search(r"曾|之前|先后", words))
    school = _SCHOOL.search(text, clause.start, clause.end)
    if not school:
        ends = organization_ends(words)
        role = role_at(words, max(0, ends))
        known = re.match(
            r"(?:.*?(?:曾任|现任|任职于|就职于|在|是|为)\s*)?([A-Z][A-Za-z&. ]{2,50}?)\s*(?=[\u4e00-\u9fff])", words
        )
        if not (known and role and (lead and lead.end() or past)):
            return None
        name = Range(clause.start + known.start(1), clause.start + known.end(1))
    else:
        name = _bare_school(page, *school.span())
    after = page.trim(name.end, clause.end, " 的，。")
    role_range = None
    tail = text[after.start : after.end]
    found = role_at(tail)
    # the institute between the university and the role belongs to the organisation
    if found:
        ends = organization_ends(tail[: found.start()])
        if ends > 0:
            name = Range(name.start, after.start + ends)
            after = page.trim(name.end, after.end, " 的")
        role_range = page.trim(after.start, clause.end, " 的，。一名位")
        inner = re.match(r"^(?:的|担任|任|从事|做|攻读|在读|一名|一位)*", text[role_range.start : role_range.end])
        role_range = Range(
            role_range.start + (inner.end() if inner and not re.match("在读|攻读", inner.group()) else 0),
            role_range.end,
        )
        if role_range.end - role_range.start > 20 or not is_role(text[role_range.start : role_range.end]):
            return None
    elif not placed:
        return None
    post = make_position(page, role_range, name, clause, not past, "work")
    begun = next(iter(read_dates(text, clause.start, clause.end)), None) or (date if not found else None)
    parts = {k: v for k, v in post.parts.items() if k in ("role", "organization")}
    lasts = bool(begun and (begun.current or begun.single and not past))
    if begun:
        parts["start"] = page.span(begun.begin, begun.stop)
    return replace(
        post,
        span=page.span(*page.trim(*sentence)),
        start=begun.start if begun else None,
        end=begun.end if begun and not lasts else None,
        current=not past and (not begun or lasts),
        parts=parts,
    )
