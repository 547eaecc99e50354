"""Further forms in which Japanese and Korean sentences tell of posts and degrees: degrees in a row, "働いています"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from qabot.profiles.dates import read_dates
from qabot.profiles.page import Page, Range
from qabot.profiles.profile import Degree, Position
from qabot.profiles.prose_where import make_position
from qabot.profiles.terms import is_role

_KOREAN_ROW = re.compile(
    r"(?P<when>(?:19|20)\d\d년?(?:\s?\d{1,2}월)?)에?\s*(?P<degree>학사|석사|박사)(?!과정|후| 과정| 후)"
)
_KOREAN_AT = re.compile(
    r"(?:^|(?<=[\s,]))([가-힣A-Za-z]{2,20}(?:대학교|대학원|과학기술원|KAIST|POSTECH))(?:\s[가-힣]{2,12}(?:학과|학부|과|부))?에서"
)
_KOREAN_LEFT = re.compile(
    r"(?:^|(?<=[\s,]))(?P<where>[가-힣A-Za-z]{2,16}(?:대학교|과학기술원)(?:\s[가-힣]{2,12}(?:학과|학부|대학|과))*)"
    r"[을를]\s(?:조기\s)?졸업"
)
_KOREAN_WORK = re.compile(
    r"(?:^|(?<=[\s,]))(?P<where>[가-힣A-Za-z]{2,15})에서\s(?:약\s)?(?P<role>[가-힣 ]{2,14}?)(?:으로|로)\s"
    r"(?:일|근무|재직|활동)(?:하(?:고|며|는)?\s?(?P<now>있|중)|(?:했|하였|한))"
)


def korean_more(page: Page, sentence: Range) -> Iterator[Position | Degree]:
    """Degrees with a year each, faculties left, and work at places that no word tells."""
    text = page.text
    row = list(_KOREAN_ROW.finditer(text, *sentence))
    school = _KOREAN_AT.search(text, *sentence) if len(row) > 1 else None
    for told in row if school else ():
        date = next(iter(read_dates(text, *told.span("when"))), None)
        parts = {
            "degree": told.span("degree"),
            "organization": school.span(1) if school else (0, 0),
            "end": told.span("when"),
        }
        yield Degree(
            degree=told["degree"],
            organization=page.words(*parts["organization"]),
            span=page.span(*page.trim(*sentence)),
            end=date.end if date else None,
            parts={name: page.span(*found) for name, found in parts.items()},
        )
    for left in _KOREAN_LEFT.finditer(text, *sentence):
        dates = read_dates(text, max(sentence.start, left.start() - 18), left.start())
        yield Degree(
            degree="",
            organization=page.words(*left.span("where")),
            span=page.span(*page.trim(*sentence)),
            end=dates[-1].end if dates else None,
            parts={"organization": page.span(*left.span("where"))},
        )
    for work in _KOREAN_WORK.finditer(text, *sentence):
        if is_role(work["role"]) and not re.search(r"(?:교|원|소|실|부|과)$", work["where"]):
            yield _post(page, work, sentence, current=bool(work["now"]))


_JAPANESE_WORK = re.compile(
    r"(?:^|(?<=[、。\s　は])|(?<=まで)|(?<=から)|(?<=より))(?P<where>(?![0-9])[^\s、。はで]{2,20})(?:で|にて|において)"
    r"(?P<role>[^\s、。をがにで]{2,20})として"
    r"(?:働い|勤務し|従事し|勤め)て(?:い(?P<now>る|ます)|いました)|"
    r"(?:^|(?<=[、。\s　]))(?P<role_2>[^\s、。をがに]{2,20}(?:[（(][A-Z0-9]{2,5}[)）])?)として、?"
    r"(?P<where_2>[^\s、。はで]{2,20}(?:大学|研究所|機構|センター|研究院)[^\s、。はで]{0,16})(?:で|にて|において)[^。]{0,24}(?P<now_2>ています|ている|ております)"
)


def japanese_more(page: Page, sentence: Range) -> Iterator[Position]:
    """Posts told with "として": "株式会社ユキで技術者として働いています"."""
    for work in _JAPANESE_WORK.finditer(page.text, *sentence):
        if is_role(work["role"] or work["role_2"]):
            yield _post(page, work, sentence, current=bool(work["now"] or work["now_2"]))


def _post(page: Page, told: re.Match[str], sentence: Range, *, current: bool) -> Position:
    second = "_2" if "role_2" in told.re.groupindex and told["role_2"] else ""
    role, where = page.trim(*told.span("role" + second)), page.trim(*told.span("where" + second))
    post = make_position(page, role, where, sentence, current, "work")
    dates = read_dates(page.text, sentence.start, min(role.start, where.start))
    if post.start or len(dates) != 1:
        return replace(post, current=current)
    date = dates[0]
    lasts = current or date.current
    parts = {**post.parts, "start": page.span(date.begin, date.stop)}
    return replace(post, start=date.start, end=None if lasts else date.end, current=lasts, parts=parts)
