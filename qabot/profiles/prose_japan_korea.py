"""Posts and degrees told in Japanese and Korean sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from qabot.profiles.dates import read_dates
from qabot.profiles.page import Page, Range
from qabot.profiles.people import read_advisors
from qabot.profiles.profile import Degree, Position
from qabot.profiles.prose_japan_korea_more import japanese_more, korean_more
from qabot.profiles.prose_where import make_position

_KOREAN_SCHOOL = (
    r"(?:[(（]주[)）]|㈜)\s?[가-힣A-Za-z]{2,12}?(?=에서|의\s|에\s|\s)|"
    r"[가-힣A-Za-z·&() ]*?(?:대학교|대학원|대학|연구소|연구원|과학기술원|카이스트|KAIST|POSTECH|UNIST|"
    r"GIST|전자|연구실|주식회사|회사)(?:\s?[(（][A-Za-z]+[)）])?(?:\s[가-힣A-Za-z·&]+(?:학과|학부|"
    r"대학원|연구실|대학|과|부|전공))*"
)


_KOREAN_LEAD = re.compile(
    r"[)）]?\s*(?:[와과]\s+)?(?:[가-힣]{2,4}\s(?:박사|교수|씨)님?[은는이가]\s+)?"
    r"(?:(?:저는|나는|제가|현재|지금은?|그리고|이후|또한|졸업 후|년|월|일|부터|까지|에|는|은|,)\s*|"
    r"\d+\s*)*(?=[가-힣A-Za-z])"
)


_UNDER = re.compile(r"\s*지도\s?(?:하에|아래)\s*")  # "온유찬 교수님 지도하에 석사과정"


def _korean_role(page: Page, start: int, end: int) -> Range:
    under = _UNDER.match(page.text, start, end)
    return page.trim(under.end() if under else start, end)


def _korean_where(page: Page, start: int, end: int) -> Range:
    """A school's name without the words before it: "2020년부터 북방대학교" is "북방대학교"."""
    lead = _KOREAN_LEAD.match(page.text, start, end)
    return page.trim(lead.end() if lead and lead.end() < end - 1 else start, end)


def _dated(page: Page, post: Position, sentence: Range) -> Position:
    """A post with the date its sentence opens with, if it has none of its own."""
    begin = min((span.start for span in post.parts.values()), default=sentence.end)
    date = next(reversed(read_dates(page.text, sentence.start, begin)), None)
    if post.start or not date or _KOREAN_DONE.search(page.text, date.stop, begin):
        return post
    lasts = date.current or date.single and post.current
    parts = {**post.parts, "start": page.span(date.begin, date.stop)}
    return replace(post, start=date.start, end=None if lasts else date.end, current=lasts, parts=parts)


_KOREAN_DONE = re.compile(r"졸업|취득|마치|수료|받(?:고|았|은)")  # what the date before it tells of


def read_korean(page: Page, sentence: Range) -> Iterator[Position | Degree]:
    """Posts and degrees in a Korean sentence."""
    text = page.text
    yield from korean_more(page, sentence)
    for match in re.compile(
        rf"(?P<where>{_KOREAN_SCHOOL})(?:에서|의|에)?\s*(?P<field>[가-힣A-Za-z·& ]{{2,20}}?(?:으로|을|를|"
        r"전공으로|전공|(?=\s)))?\s*(?P<degree>박사|석사|학사)\s?(?:학위)"
    ).finditer(text, sentence.start, sentence.end):
        where, degree = _korean_where(page, *match.span("where")), Range(*match.span("degree"))
        before = read_dates(text, sentence.start, where.start)
        date = before[-1] if before else next(iter(read_dates(text, where.end, sentence.end)), None)
        listed = [Range(*m.span(1)) for m in _KOREAN_AND_DEGREE.finditer(text, where.end, degree.start)]
        for one in [*listed, degree]:
            yield Degree(
                degree=page.words(*one),
                organization=page.words(*where),
                span=page.span(*page.trim(*sentence)),
                end=date.end if date and not listed else None,
                advisors=tuple(read_advisors(page, *sentence)),
                parts={"degree": page.span(*one), "organization": page.span(*where)},
            )
    done = sentence.start
    schools = [m for m in re.compile(_KOREAN_SCHOOL).finditer(text, *sentence) if m.end() > m.start() + 2]
    for match in re.compile(
        rf"(?:저는|현재|나는)?\s*(?P<where>{_KOREAN_SCHOOL}){_KOREAN_WHEN}?(?:에서|의|에|\s)"
        r"\s*(?:(?!(?:박사|석사|통합)\s?과정\s?(?:학생|재학))[가-힣A-Za-z ]{0,30}?\s)?"
        r"(?P<role>[가-힣·/ ]{0,8}(?:교수|연구원|박사과정|석사과정|"
        r"통합과정|연구교수|과정생|대학원생|(?:박사|석사|통합)\s?과정\s?(?:학생|재학생?)|학생|"
        r"엔지니어|개발자|인턴|박사 과정|석사 과정))(?:에 재학|에 다니|"
        r"[을를] (?:밟|진행|하고|수행)|으로|입니다|이다|이며|이고|로|생)"
    ).finditer(text, sentence.start, sentence.end):
        where = _korean_where(page, *match.span("where"))
        same = re.match(r"(?:동\s?대학|같은 대학)(?:교|원)?", text[where.start : where.end])
        earlier = [_korean_where(page, *m.span()) for m in schools if m.end() <= where.start] if same else []
        post = make_position(
            page,
            _korean_role(page, *match.span("role")),
            earlier[0] if earlier else where,
            sentence,
            not re.search(r"였|했|이전|근무하였", text[match.end() : match.end() + 12]),
            "work",
        )
        if not match["when"]:
            yield _dated(page, post, Range(done, sentence.end))
            continue
        done = match.end()  # its years are those of no other post
        for beside in _beside(page, sentence, where):
            yield _with_years(page, post, _korean_where(page, *beside.span("where")), Range(*beside.span("when")))
        yield _with_years(page, post, where, Range(*match.span("when")))


_KOREAN_AND_DEGREE = re.compile(r"(학사|석사)(?:학위)?(?=\s?(?:및|[,·/]|[와과]\s))")
_KOREAN_WHEN = r"(?:\s?[(（](?P<when>(?:19|20)\d\d[\d\s.년월~–—-]{0,20})[)）])"
_KOREAN_BESIDE = re.compile(rf"(?P<where>{_KOREAN_SCHOOL}){_KOREAN_WHEN}\s?(?:와|과|및|,)\s+")


def _beside(page: Page, sentence: Range, where: Range) -> list[re.Match[str]]:
    """The schools with their years right before another: "북방대학교 (2019–2020)와 남방대학교 (2021)에서"."""
    row: list[re.Match[str]] = []
    start = where.start
    for match in reversed(list(_KOREAN_BESIDE.finditer(page.text, *sentence))):
        if match.end() == start:
            row.insert(0, match)
            start = _korean_where(page, *match.span("where")).start
    return row


def _with_years(page: Page, post: Position, where: Range, when: Range) -> Position:
    """A post at one of the schools it was held at, with the years told there."""
    date = next(iter(read_dates(page.text, *when)), None)
    parts = {**post.parts, "organization": page.span(*where)}
    if date:
        parts["start"] = page.span(date.begin, date.stop)
    start, end = (date.start, None if date.current else date.end) if date else (None, None)
    return replace(post, organization=page.words(*where), start=start, end=end, parts=parts)


def _japanese_where(page: Page, start: int, end: int) -> Range:
    """A school's name without the date and the words before it."""
    lead = re.compile(
        r"(?:(?:現在|年|月|私|同年|その後|また)[はに]?[、 　]?|[はにで、 　])+(?=[\u4e00-\u9fff\u30a0-\u30ffA-Za-z])"
    ).match(page.text, start, end)
    return page.trim(lead.end() if lead and lead.end() < end - 1 else start, end, " 　、は")


_JAPANESE_DEGREE = re.compile(r"(博士|修士|学士)(?:（[^）]{1,8}）|号|課程|の学位)*")


_TITLE_FIRST = (
    r"(?P<degree>博士|修士|学士)[（(](?P<field>[^（）()]{1,8})[）)][、，,・\s]+"  # "博士（理学）、北方大学、2026年"
)
_GRANTED = re.compile(r"取得|修了|授与|卒業|学位")


def _title_first(page: Page, sentence: Range, match: re.Match[str]) -> Degree:
    """A degree told in front of its school: "博士（理学）、北方大学、2026年"."""
    where, degree = _japanese_where(page, *match.span("where")), Range(*match.span("degree"))
    date = next(iter(read_dates(page.text, match.end(), min(sentence.end, match.end() + 20))), None)
    parts = {"degree": degree, "organization": where, "field": Range(*match.span("field"))}
    return Degree(
        degree=page.words(*degree),
        organization=page.words(*where),
        field=match["field"],
        span=page.span(*page.trim(*sentence)),
        end=date.end if date else None,
        parts={name: page.span(*found) for name, found in parts.items()},
    )


_FINISHED = re.compile(r"に?(?:修了|取得|授与)")  # "修士課程を2001年に修了"
_LEFT = re.compile(r"を(?:[^。]{0,8}に)?卒業")


def _graduations(page: Page, sentence: Range, schools: list[Range]) -> Iterator[Degree]:
    """The first degrees that leaving a faculty tells: "1999年に北方大学工学部を卒業"."""
    for where in schools:
        words = page.words(*where)
        if not re.search(r"大学(?!院).*(?:学部|学科|学類|学域|学群)$", words) or not _LEFT.match(page.text, where.end):
            continue
        dates = [d for d in read_dates(page.text, max(sentence.start, where.start - 14), where.start) if d.single]
        date = dates[-1] if dates else None
        parts = {"organization": page.span(*where)}
        if date:
            parts["end"] = page.span(date.begin, date.stop)
        yield Degree(
            degree="学士",
            organization=words,
            span=page.span(*page.trim(*sentence)),
            end=date.end if date else None,
            parts=parts,
        )


def _japanese_degrees(page: Page, sentence: Range, school: re.Pattern[str]) -> Iterator[Degree]:
    """The degrees of a sentence, each from the school named last before it."""
    text = page.text
    first = re.compile(rf"{_TITLE_FIRST}{school.pattern}").search(text, *sentence)
    if first:
        yield _title_first(page, sentence, first)
        return
    if not _GRANTED.search(text, *sentence):
        return
    schools = [_japanese_where(page, *m.span("where")) for m in school.finditer(text, *sentence)]
    yield from _graduations(page, sentence, schools)
    for match in _JAPANESE_DEGREE.finditer(text, *sentence):
        if re.match(r"研究員|後", text[match.end(1) : match.end(1) + 3]):
            continue
        where = next((s for s in reversed(schools) if s.end <= match.start()), None)
        if not where:
            continue
        degree = Range(*match.span(1))
        behind = [d for d in read_dates(text, match.end(), min(sentence.end, match.end() + 14)) if d.single]
        finished = behind[0] if behind and _FINISHED.match(text, behind[0].stop) else None
        date = finished or next(iter(read_dates(text, sentence.start, where.start)), None)
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
        boxed = re.compile(r"[（(]([^（）()]{1,8}学)[)）]").match(text, degree.end)
        if boxed and "field" not in parts:
            parts["field"] = page.span(*boxed.span(1))  # "博士（経済学）"
        yield Degree(
            degree=page.words(*degree),
            organization=page.words(*where),
            field=page.words(parts["field"].start, parts["field"].end) if "field" in parts else "",
            span=page.span(*page.trim(*sentence)),
            start=date.start if date and not date.single else None,
            end=date.end if date else None,
            advisors=tuple(read_advisors(page, *sentence)),
            parts=parts,
        )


_VERB_END = re.compile(r"[\u3041-\u309f][。．\s]*$")
_DONE = re.compile(r"(?:ました|でした|勤務した|従事した)[。．]?\s*$")


def read_japanese(page: Page, sentence: Range) -> Iterator[Position | Degree]:
    """Posts and degrees in a Japanese sentence."""
    text = page.text
    school = (
        r"(?P<where>(?:(?:株式会社|(?:一般|公益)(?:社団|財団)法人)"
        r"[^\s、。（）]{1,20}?(?=の[\u30a0-\u30ff\u4e00-\u9fff]{2,12}(?:[。、]|として|です)))|"
        r"[\u4e00-\u9fff\u30a0-\u30ffA-Za-z・ー ]*?(?:大学|高等専門学校|高専|研究所|研究機構|"
        r"機構|株式会社|研究院|研究センター|病院|博物館|"
        r"工務店|学院)(?:[（(][A-Za-z. ]{2,40}[)）])?(?:[\u4e00-\u9fff・ー 　]*?(?:研究科|学部|専攻|"
        r"研究室|学科|研究所|学院|学府|学域|センター|部門|講座|学類|学系|コース)(?![\u4e00-\u9fff]{0,2}長))*)"
    )
    yield from _japanese_degrees(page, sentence, re.compile(school))
    yield from japanese_more(page, sentence)
    nominal = not _VERB_END.search(text, *sentence)  # "北方大学修士2年。雪山社の研究員、南方会のフェロー。"
    for match in re.compile(
        rf"{school}(?:の[\u4e00-\u9fff\u30a0-\u30ffA-Za-z]{{1,15}}(?:研究室|ゼミ))?(?:に(?:所属|在籍)する)?"
        rf"[　 ]*(?:[\u4e00-\u9fff・ー]{{2,10}}[　 ]+)?(?:の|で|にて|において|"
        r"に)?(?P<role>[0-9０-９\u4e00-\u9fff\u30a0-\u30ffー（）]{0,10}(?:教授|准教授|助教|"
        r"講師|研究員|ポスドク|博士課程|修士課程|学生|研究主任|エンジニア|学芸員|技術職員|フェロー|"
        r"センター長|所長|学部長|インターン生?|[MDB][1-4](?=\s?の)|(?:修士|博士(?:後期|前期)?|学部)"
        r"(?:課程)?(?=[0-9０-９一二三四]年)|(?<=の)"
        r"(?=[0-9０-９一二三四五六]年生))"
        r"(?:[0-9０-９一二三四五六]?年生?)?(?:（[^）]*）)?)(?:です|として|を務め|をしてい|次?に在[籍学]|に着任|"
        r"に就任|[。．]|$|であ|で、|"
        rf"{'、|' if nominal else ''}の\s?[\u4e00-\u9fff々]{{1,5}}[ 　]?[\u4e00-\u9fff々]{{0,3}}\s?(?:です|と申し))"
    ).finditer(text, sentence.start, sentence.end):
        past = bool(
            re.match(r"[^。]{0,12}(?:ました|でした|だった|勤めた|務めた)", text[match.end() - 4 : match.end() + 14])
        )
        past = past or bool(_DONE.search(text, match.end(), sentence.end)) and "として" in match.group()
        where = _japanese_where(page, *match.span("where"))
        post = make_position(page, page.trim(*match.span("role")), where, sentence, not past, "work")
        yield _dated(page, post, sentence)
