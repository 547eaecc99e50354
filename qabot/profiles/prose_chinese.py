"""Posts and degrees told in Chinese sentences, clause by clause: what one clause says holds for the next."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from qabot.profiles.dates import Date, read_dates
from qabot.profiles.page import Page, Range
from qabot.profiles.profile import Degree, Position
from qabot.profiles.prose_chinese_degrees import degrees_of
from qabot.profiles.prose_chinese_posts import posts_of
from qabot.profiles.prose_chinese_words import Told, plain_page
from qabot.profiles.terms import is_organization

_CLAUSE = re.compile(
    r"[，,；;。！!\n]|(?<!学士)(?<!硕士)(?<!博士)(?<!本科)(?<!碩士)(?<!學士)、|"
    r"(?<=[\u4e00-\u9fff）)])\s+(?=[\u4e00-\u9fff])(?![\u4e00-\u9fff]{1,15}(?:学院|學院|研究[所院]|系|实验室|中心))"
)


def read_chinese(page: Page, sentence: Range) -> Iterator[Position | Degree]:
    """The posts and degrees of a Chinese sentence, in order."""
    printed, page = page, plain_page(page)
    told = Told()
    found: list[Position | Degree] = []
    last: Date | None = None
    for clause in _clauses(page, sentence):
        dates = read_dates(page.text, clause.start, clause.end)
        if dates and not re.search(r"[\u4e00-\u9fffA-Za-z]", _without(page, clause, dates)):
            told.date = dates[0]
            continue
        if _told_behind(page, found, clause, dates):
            continue
        same_year = not dates and "同年" in page.text[clause.start : clause.end]
        date = dates[0] if dates else last if same_year else told.date
        last = dates[0] if dates else last
        degrees = degrees_of(page, clause, sentence, date, told)
        if degrees:
            found += _with_school_left(found, degrees)
        else:
            found += _with_place(found, posts_of(page, clause, sentence, date, told))
        if dates or not told.date or told.date.single:
            leads = dates and not dates[0].single and dates[0].begin <= clause.start + 2
            told.date = dates[0] if leads else None
    for fact in _one_lasts(found):
        advisors = tuple(printed.value(who.span.start, who.span.end) for who in fact.advisors)
        yield replace(fact, advisors=advisors)


def _clauses(page: Page, sentence: Range) -> Iterator[Range]:
    start = sentence.start
    for match in [*_CLAUSE.finditer(page.text, sentence.start, sentence.end), None]:
        if match and match.group().isspace() and "\n" not in match.group() and _runs_on(page, match, sentence):
            continue
        before = page.text[start : match.start()] if match else ""
        if match and (_is_boxed(before) or match.group() == "、" and _IN_TURN.search(before)):
            continue
        end = match.start() if match else sentence.end
        yield page.trim(start, end, " \t\n，,；;。：:*")
        start = match.end() if match else end


_STUDIED = re.compile(
    r"(?:我的|其|所学|主修)?(?:专业|主修)(?:方向)?(?:为|是|：|:)?\s*([\u4e00-\u9fffA-Za-z与、（）() ]{2,30})"
)
_ENDED = re.compile(r"(?:均)?(?:毕业|入学)(?:时间|年份)?分别(?:为|是|于)")


def _told_behind(page: Page, found: list[Position | Degree], clause: Range, dates: list[Date]) -> bool:
    """Whether a clause tells more of the degrees just told: "专业为软件工程", "毕业时间分别为2020年和2023年"."""
    degrees = [fact for fact in found if isinstance(fact, Degree)]
    if not degrees:
        return False
    studied = _STUDIED.fullmatch(page.text, *clause)
    if studied and not degrees[-1].field and not is_organization(studied[1]):
        field = page.trim(*studied.span(1))
        parts = {**degrees[-1].parts, "field": page.span(*field)}
        found[found.index(degrees[-1])] = replace(degrees[-1], field=page.words(*field), parts=parts)
        return True
    if len(dates) < 2 or len(dates) != len(degrees) or not _ENDED.match(page.text, *clause):
        return False
    for degree, date in zip(degrees, dates, strict=True):
        parts = {**degree.parts, "end": page.span(date.begin, date.stop)}
        found[found.index(degree)] = replace(degree, end=date.start, current=False, parts=parts)
    return True


_IN_TURN = re.compile(r"(?:分别|先后)(?:于|在)|曾在|曾于")  # several dates or places follow


def _is_boxed(before: str) -> bool:
    """Whether a bracket is open behind some words: "中国科学院（ICT, CAS）"."""
    return before.count("（") + before.count("(") > before.count("）") + before.count(")")


_JOINED_BEFORE = re.compile(
    r"(?:获得|取得|获|在|于|为|与|和|及|以及|是|的|任|担任|加入|攻读|从|到|自|至|由|受|赴|入职|进入|来自)$"
)
_JOINED_BEHIND = re.compile(
    r"的|与|和|及|以及|担任|攻读|获|取得|联合|等(?=\W)|[\u4e00-\u9fff]{0,14}(?:硕士|博士|学士)(?:学位|研究生)"
)


def _runs_on(page: Page, gap: re.Match[str], sentence: Range) -> bool:
    """Whether a clause goes on behind a space: it sets bold words or a link apart, or a verb has its object behind."""
    if page.marked(gap.start() - 1, gap.start(), "strong", "link") != page.marked(
        gap.end(), gap.end() + 1, "strong", "link"
    ):
        return True
    joined = _JOINED_BEFORE.search(page.text, max(sentence.start, gap.start() - 2), gap.start())
    return bool(joined or _JOINED_BEHIND.match(page.text, gap.end(), sentence.end))


def _with_school_left(found: list[Position | Degree], degrees: list[Degree]) -> list[Degree]:
    """Degrees, with the date of "2007年毕业于X大学" for the "获学士学位" behind it, which it becomes."""
    last = found[-1] if found else None
    if not isinstance(last, Degree) or last.degree or last.organization != degrees[0].organization:
        return degrees
    found.pop()
    first = degrees[0]
    return [
        replace(first, start=first.start or last.start, end=first.end or last.end, parts={**last.parts, **first.parts}),
        *degrees[1:],
    ]


def _with_place(found: list[Position | Degree], posts: list[Position]) -> list[Position]:
    """Posts, the first with the start that "2018年加入X大学" told before "现任副教授"."""
    last = found[-1] if found and posts else None
    if not isinstance(last, Position) or last.role or last.organization != posts[0].organization:
        return posts
    found.pop()
    start, lasts = posts[0].start or last.start, posts[0].current or last.current and not last.start
    return [replace(posts[0], start=start, current=lasts, parts={**last.parts, **posts[0].parts}), *posts[1:]]


def _without(page: Page, clause: Range, dates: list[Date]) -> str:
    """The words of a clause without its dates."""
    words, position = "", clause.start
    for date in dates:
        words += page.text[position : date.begin]
        position = date.stop
    return words + page.text[position : clause.end]


def _one_lasts(found: list[Position | Degree]) -> list[Position | Degree]:
    """The facts of a sentence; of posts that follow one another only the last one lasts."""
    open_posts = [f for f in found if isinstance(f, Position) and f.start and not f.end and f.current]
    last = max((p.start or "" for p in open_posts), default="")
    return [
        replace(f, current=False) if isinstance(f, Position) and f in open_posts and (f.start or "") < last else f
        for f in found
    ]
