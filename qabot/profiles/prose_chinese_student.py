"""The study that Chinese words for a student tell: "软件工程专业大四本科生", "2022级硕士研究生"."""

from __future__ import annotations

import re
from functools import cache

from qabot.profiles.page import Page
from qabot.profiles.profile import Degree, Position
from qabot.profiles.prose_chinese_words import plain_page
from qabot.profiles.terms import is_organization


@cache
def _student() -> re.Pattern[str]:
    return re.compile(
        r"(?:(?P<field>[\u4e00-\u9fffA-Za-z与、（）() ]{2,24}?)(?:专业|方向|系)的?)?\s*"
        r"(?:(?:19|20)?\d\d级|(?:第)?[一二三四五六\d]年级|在读|全日制|准)*的?"
        r"(?P<degree>大[一二三四](?=学生|本科|在读|年级|$)|本科|博士|硕士|直博|硕博连读|直接攻博|研究(?=生))"
        r"(?:[一二三四五六\d]年级|大[一二三四]|在读|候选人|研究生|本科|学生|生)*(?:[（(][^（）()]{1,12}[)）])?"
    )


_STUDYING = re.compile(  # "，专业是软件工程"
    r"[，,]\s*(?:我的|所学)?(?:专业|主修)(?:专业)?(?:为|是|：|:)?\s*"
    r"([\u4e00-\u9fffA-Za-z与、（）() ]{2,30}?)(?=[，,。；;]|$)"
)


def study_of_student(page: Page, post: Position) -> list[Degree]:
    """The degree a student works for, where the role is told in Chinese; [] where it is not."""
    at = post.parts.get("role")
    where = post.parts.get("organization")
    if not at or not where or page.text[at.start : at.end].isascii():
        return []
    plain = plain_page(page)
    begin = where.end if where.end <= at.start and "\n" not in page.text[where.end : at.start] else at.start
    begin = plain.trim(begin, at.end, " 的，,（()）").start if at.start - begin < 30 else at.start
    told = _student().fullmatch(plain.text, begin, at.end) or _student().fullmatch(plain.text, at.start, at.end)
    if not told:
        return []
    parts = {"organization": where}
    if not told["degree"].startswith("大"):  # "大三学生" tells what year it is, no degree
        parts["degree"] = page.span(told.start("degree"), told.end("degree") + (told["degree"] == "研究"))
    behind = _STUDYING.match(plain.text, max(at.end, where.end), post.span.end)
    studied = told.span("field") if told["field"] else behind.span(1) if behind else None
    if studied and not is_organization(page.text[slice(*studied)]):
        parts["field"] = page.span(*page.trim(*studied))
    return [
        Degree(
            degree=page.words(parts["degree"].start, parts["degree"].end) if "degree" in parts else "",
            organization=post.organization,
            span=post.span,
            field=page.words(parts["field"].start, parts["field"].end) if "field" in parts else "",
            start=post.start,
            end=post.end,
            current=post.current,
            advisors=post.advisors,
            parts=parts,
        )
    ]
