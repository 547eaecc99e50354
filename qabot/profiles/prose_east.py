"""Posts and degrees told in Chinese, Japanese and Korean sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from qabot.profiles.dates import Date, read_dates
from qabot.profiles.page import Page, Range
from qabot.profiles.people import read_advisors
from qabot.profiles.profile import Degree, Position, Value
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


_KOREAN_SCHOOL = (
    r"[가-힣A-Za-z·&() ]*?(?:대학교|대학원|대학|연구소|연구원|과학기술원|카이스트|KAIST|POSTECH|UNIST|"
    r"GIST|전자|연구실|주식회사|회사)(?:\s?[(（][A-Za-z]+[)）])?(?:\s[가-힣A-Za-z·&]+(?:학과|학부|"
    r"대학원|연구실|대학|과|부|전공))*"
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
        yield from _korean(page, sentence)
        return
    if re.search(r"[\u3040-\u30ff]", text[sentence.start : sentence.end]):
        yield from _japanese(page, sentence)
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


_KOREAN_LEAD = re.compile(
    r"(?:(?:저는|나는|제가|현재|지금은?|그리고|이후|또한|졸업 후|년|월|일|부터|까지|에|는|은|,)\s*|"
    r"\d+\s*)+(?=[가-힣A-Za-z])"
)


def _korean_where(page: Page, start: int, end: int) -> Range:
    """A school's name without the words before it: "2020년부터 북방대학교" is "북방대학교"."""
    lead = _KOREAN_LEAD.match(page.text, start, end)
    return page.trim(lead.end() if lead and lead.end() < end - 1 else start, end)


def _dated(page: Page, post: Position, sentence: Range) -> Position:
    """A post with the date its sentence opens with, if it has none of its own."""
    begin = min((span.start for span in post.parts.values()), default=sentence.end)
    date = next(iter(read_dates(page.text, sentence.start, begin)), None)
    if post.start or not date:
        return post
    lasts = date.current or date.single and post.current
    parts = {**post.parts, "start": page.span(date.begin, date.stop)}
    return replace(post, start=date.start, end=None if lasts else date.end, current=lasts, parts=parts)


def _korean(page: Page, sentence: Range) -> Iterator[Position | Degree]:
    text = page.text
    for match in re.compile(
        rf"(?P<where>{_KOREAN_SCHOOL})(?:에서|의|에)?\s*(?P<field>[가-힣A-Za-z·& ]{{2,20}}?(?:으로|을|를|"
        r"전공으로))?\s*(?P<degree>박사|석사|학사)\s?(?:학위)"
    ).finditer(text, sentence.start, sentence.end):
        where, degree = _korean_where(page, *match.span("where")), Range(*match.span("degree"))
        date = next(iter(read_dates(text, sentence.start, sentence.end)), None)
        yield Degree(
            degree=page.words(*degree),
            organization=page.words(*where),
            span=page.span(*page.trim(*sentence)),
            end=date.end if date else None,
            advisors=tuple(read_advisors(page, *sentence)),
            parts={"degree": page.span(*degree), "organization": page.span(*where)},
        )
    schools = [m for m in re.compile(_KOREAN_SCHOOL).finditer(text, *sentence) if m.end() > m.start() + 2]
    for match in re.compile(
        rf"(?:저는|현재|나는)?\s*(?P<where>{_KOREAN_SCHOOL})(?:에서|의|에|\s)"
        r"\s*(?:[가-힣A-Za-z ]{0,30}?\s)?(?P<role>[가-힣·/ ]{0,8}(?:교수|연구원|박사과정|석사과정|"
        r"통합과정|연구교수|과정생|대학원생|학생|엔지니어|개발자|인턴|박사 과정|석사 과정))(?:에 재학|에 다니|"
        r"[을를] (?:밟|진행|하고|수행)|으로|입니다|이다|이며|이고|로|생)"
    ).finditer(text, sentence.start, sentence.end):
        where = _korean_where(page, *match.span("where"))
        same = re.match(r"(?:동\s?대학|같은 대학)(?:교|원)?", text[where.start : where.end])
        earlier = [_korean_where(page, *m.span()) for m in schools if m.end() <= where.start] if same else []
        post = make_position(
            page,
            page.trim(*match.span("role")),
            earlier[0] if earlier else where,
            sentence,
            not re.search(r"였|했|이전|근무하였", text[match.end() : match.end() + 12]),
            "work",
        )
        yield _dated(page, post, sentence)


def _japanese_where(page: Page, start: int, end: int) -> Range:
    """A school's name without the date and the words before it."""
    lead = re.compile(
        r"(?:(?:現在|年|月|私|同年|その後|また)[はに]?[、 　]?|[はにで、 　])+(?=[\u4e00-\u9fff\u30a0-\u30ffA-Za-z])"
    ).match(page.text, start, end)
    return page.trim(lead.end() if lead and lead.end() < end - 1 else start, end, " 　、は")


_JAPANESE_DEGREE = re.compile(r"(博士|修士|学士)(?:（[^）]{1,8}）|号|課程|の学位)*")
_GRANTED = re.compile(r"取得|修了|授与|卒業|学位")


def _japanese_degrees(page: Page, sentence: Range, school: re.Pattern[str]) -> Iterator[Degree]:
    """The degrees of a sentence, each from the school named last before it."""
    text = page.text
    if not _GRANTED.search(text, *sentence):
        return
    schools = [_japanese_where(page, *m.span("where")) for m in school.finditer(text, *sentence)]
    for match in _JAPANESE_DEGREE.finditer(text, *sentence):
        if re.match(r"研究員|後", text[match.end(1) : match.end(1) + 3]):
            continue
        where = next((s for s in reversed(schools) if s.end <= match.start()), None)
        if not where:
            continue
        degree = Range(*match.span(1))
        date = next(iter(read_dates(text, sentence.start, where.start)), None)
        if not date:
            date = next(iter(read_dates(text, where.end, sentence.end)), None)
        parts = {"degree": page.span(*degree), "organization": page.span(*where)}
        if date:
            parts["end" if date.single else "start"] = page.span(date.begin, date.stop)
        between = page.trim(where.end, degree.start, " 　の、にてよりでから")
        field = re.match(
            r"([\u4e00-\u9fff\u30a0-\u30ffー・]{2,30}?)(?:専攻|学科)?(?:で|の|において)?$",
            text[between.start : between.end],
        )
        if field and not _JAPANESE_DEGREE.search(field[1]):
            parts["field"] = page.span(between.start, between.start + field.end(1))
        yield Degree(
            degree=page.words(*degree),
            organization=page.words(*where),
            field=field[1] if field and "field" in parts else "",
            span=page.span(*page.trim(*sentence)),
            start=date.start if date and not date.single else None,
            end=date.end if date else None,
            advisors=tuple(read_advisors(page, *sentence)),
            parts=parts,
        )


def _japanese(page: Page, sentence: Range) -> Iterator[Position | Degree]:
    text = page.text
    school = (
        r"(?P<where>[\u4e00-\u9fff\u30a0-\u30ffA-Za-z・ー ]*?(?:大学|研究所|研究機構|機構|株式会社|研究院|"
        r"工務店|学院)(?:[（(][A-Za-z. ]{2,40}[)）])?(?:[\u4e00-\u9fff・ー 　]*?(?:研究科|学部|専攻|"
        r"研究室|学科|研究所|学院))*)"
    )
    yield from _japanese_degrees(page, sentence, re.compile(school))
    for match in re.compile(
        rf"{school}[　 ]*(?:の|で|にて|において|"
        r"に)?(?P<role>[\u4e00-\u9fff\u30a0-\u30ffー（）]{0,10}(?:教授|准教授|助教|"
        r"講師|研究員|ポスドク|博士課程|修士課程|学生|研究主任|エンジニア)"
        r"(?:[0-9０-９一二三]?年)?(?:（[^）]*）)?)(?:です|として|を務め|をしてい|に在籍|に着任|に就任|。|$|であ)"
    ).finditer(text, sentence.start, sentence.end):
        past = bool(
            re.match(r"[^。]{0,12}(?:ました|でした|だった|勤めた|務めた)", text[match.end() - 4 : match.end() + 14])
        )
        where = _japanese_where(page, *match.span("where"))
        post = make_position(page, page.trim(*match.span("role")), where, sentence, not past, "work")
        yield _dated(page, post, sentence)
