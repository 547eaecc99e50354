"""Posts told in a clause of a Chinese sentence: "就职于深圳大学", "2018年晋升为副教授"."""

from __future__ import annotations

import re
from dataclasses import replace

from qabot.profiles.dates import Date, read_dates
from qabot.profiles.page import Page, Range
from qabot.profiles.profile import Position
from qabot.profiles.prose_chinese_words import SCHOOL, Told, bare, joint_schools
from qabot.profiles.prose_where import make_position
from qabot.profiles.terms import is_organization, is_role, organization_ends, role_at

_LEAD = re.compile(
    r"^(?:大家好|你好)?(?:本人|我|他|她|现|目前|当前|其|并|后|之后|此后|随后|同年|期间|又)*(?:已|拟|"
    r"现|被)*(?:就职于|任职于|"
    r"工作于|供职于|就读于|在读于|现任|现为|现在是|现是|现于|录取为|担任|入职|加入|是|为|在|于|曾任|"
    r"曾在|曾为|曾于|历任|任教于|"
    r"执教于|受聘于|受聘为|聘为|任|赴)?\s*(?:一名|一位)?"
)
_NO_POST = re.compile(
    r"导师|师从|指导|招收|招生|招聘|欢迎|团队带头人|合作(?!交流|发展|处)|毕业|学位|审稿|编委|委员|会员|获得|荣获|主持|入选"
)
_PLANNED = re.compile(r"即将|将(?:于|进入|加入|赴|前往)|拟录取|预推免")
_PLACED = re.compile(r"(?:就职|任职|工作|供职|任教|执教|受聘)于|入职|加入|在[^，。]{2,40}(?<!期间)(?:工作|任教)$")
_PAST = re.compile(r"曾|之前|此前|先后|历任|原任")
_NOW = re.compile(r"现任|现为|现在|目前|至今|现是|现就职|起(?:任|在|担任|就职)")
_PROMOTED = re.compile(
    r"(?:晋升|升任|升为|聘任|受聘|被聘|聘|转任|破格晋升)(?:为|到)?|评为(?=副?教授|研究员)|(?:担任|"
    r"历任|任|为)(?=[^，]{0,8}$)"
)
_AS = re.compile(r"(?:[我他她]|并|曾|也)*作为(?:一名)?([\u4e00-\u9fff]{2,10}?)(?=[在于赴]|$)")
_LISTED = re.compile(  # "曾在雪川公司、冰雪大学和林氏研究院实习"
    r"[^，,；;]{0,6}?(?:曾经?|先后|也|分别)+(?:在|于)(?P<places>[^，,；;（）()\n]{4,120}?)(?:等[^，,、]{0,6})?"
    r"(?:担任|做过?|从事|进行|任)?(?P<role>(?:科研|研究|算法|暑期|学术)?(?:实习生?|访问学者|访问学生|访问|博士后研究|研究助理|科研助理))(?:过|工作|经历)*"
)
_ALSO = re.compile(r"和|与|及|以及|、")
_DOING = re.compile(r"^(?:的|就?读(?=[研博])|担任|历任|任教|任|从事|做过|做|进行|访学|一名|一位|工作|并|，)*")


def posts_of(page: Page, clause: Range, sentence: Range, date: Date | None, told: Told) -> list[Position]:
    """Posts, as in "重庆邮电大学副教授", "就职于深圳大学", "2018年晋升为副教授"."""
    text, words = page.text, page.text[clause.start : clause.end]
    if _NO_POST.search(words) or _PLANNED.search(words):
        return []
    listed = _in_many(page, clause, sentence, date)
    if listed:
        return listed
    names = [bare(page, *m.span()) for m in SCHOOL.finditer(text, clause.start, clause.end)]
    names = [n for n in names if n.end - n.start > 1 and not _is_latin_role(page.words(*n))]
    both = joint_schools(page, clause)
    if re.match(r"所在(?:实验室|课题组|团队|单位|学院)", words):
        return []
    names = [both] if both else names
    known = _known(page, clause)
    if known and names and known.start < names[0].start and names[-1].end <= known.end:
        names = []  # "在快手可灵 AI 担任": the letters are part of the name
    known = None if names else known
    what = _AS.match(text, *clause)
    told.as_role = page.trim(*what.span(1)) if what and is_role(what[1]) else told.as_role
    if not names and not known:
        post = _in_turn(page, clause, sentence, told) or _promoted(page, clause, sentence, date, told)
        return [post] if post else []
    told.in_turn = False
    several = len(names) > 1 and all(
        _ALSO.search(text[a.end : b.start]) for a, b in zip(names, names[1:], strict=False)
    )
    role, last = _role_behind(page, names[-1] if several else known or names[0], clause)
    role = role or (told.as_role if re.search(r"开展|进行|从事|工作", words) else None)
    if not role and not _PLACED.search(words):
        return []
    told.work, told.without_role = last, not role
    made = []
    for number, name in enumerate(names if several else [last]):
        stop = names[number + 1].start if several and number + 1 < len(names) else clause.end
        own = next(iter(read_dates(text, name.end, stop)), None) if several else None
        where = last if number + 1 == len(names) else name
        made.append(_make(page, role, where, clause, sentence, own or date))
    return made


def _in_many(page: Page, clause: Range, sentence: Range, date: Date | None) -> list[Position]:
    """The posts of one kind held at several places: "曾在雪川公司、冰雪大学和林氏研究院实习"."""
    told = _LISTED.fullmatch(page.text, *clause)
    if not told:
        return []
    places, begin = [], told.start("places")
    for joint in [*_BETWEEN.finditer(page.text, *told.span("places")), None]:
        places.append(page.trim(begin, joint.start() if joint else told.end("places")))
        begin = joint.end() if joint else begin
    sizes = [place.end - place.start for place in places]
    if len(places) < 2 or min(sizes) < 2 or max(sizes) > 24 or not any(is_organization(page.words(*p)) for p in places):
        return []
    return [_make(page, Range(*told.span("role")), place, clause, sentence, date) for place in places]


_BETWEEN = re.compile(r"、|以及|(?<!共)和|(?<!参)与|及")


def _is_latin_role(words: str) -> bool:
    """Whether Latin words that look like an institute's name are a role: "Assistant Researcher"."""
    return words.isascii() and words.endswith("er") and is_role(words)


def _known(page: Page, clause: Range) -> Range | None:
    """An organisation in Latin letters behind "曾任" or "在": "曾任 Ice Labs 研究科学家"."""
    words = page.text[clause.start : clause.end]
    lead = _LEAD.match(words)
    placed = re.search(r"(?:(?<!现)在|于)\s*([\u4e00-\u9fff（）()A-Za-z·& ]{2,24}?)\s*(?:担任|擔任)", words)
    if placed and (is_organization(placed[1]) or _is_employer(placed[1], words[placed.end() :])):
        return Range(clause.start + placed.start(1), clause.start + placed.end(1))
    known = re.match(
        r"(?:.*?(?:曾任|现任|任职于|就职于|在|是|为)\s*)?([A-Z][A-Za-z&. ]{2,50}?)\s*(?=[\u4e00-\u9fff])", words
    )
    role = role_at(words, max(0, organization_ends(words)))
    if not (known and role and (lead and lead.end() or _PAST.search(words))) or is_role(known[1]):
        return None
    return Range(clause.start + known.start(1), clause.start + known.end(1))


_NO_EMPLOYER = re.compile(
    r"期间|课程|方面|领域|团队|其中|项目|会议|期刊|学生会|班级|本科|博士|硕士|这|此|上$|中$|里$|内$|"
    r"时$|多[个次家]|等|年|月|的"
)


def _is_employer(name: str, behind: str) -> bool:
    """Whether "在 ... 担任" names an employer that no word tells: a role and nothing more stands behind it."""
    role = role_at(behind)
    ends = bool(role) and role is not None and len(behind) - role.end() <= 3 and role.start() <= 10
    return ends and 2 <= len(name.strip()) <= 12 and not _NO_EMPLOYER.search(name)


def _role_behind(page: Page, name: Range, clause: Range) -> tuple[Range | None, Range]:
    """The role behind an organisation, and the organisation with the institute between the two."""
    after = page.trim(name.end, clause.end, " 的，。")
    tail = page.text[after.start : after.end]
    boxed = re.match(r"[)）]?\s?[(（][A-Za-z]{2,8}[)）]\s?|[)）]?\s?[(（]\d{4}[^()（）]{0,16}[)）]", tail)
    if boxed:
        after = Range(after.start + boxed.end(), after.end)
        tail = page.text[after.start : after.end]
    found = role_at(tail)
    if not found:
        return None, name
    ends = organization_ends(tail[: found.start()])
    if ends > 0 and not boxed:
        name = Range(name.start, after.start + ends)
        after = page.trim(name.end, after.end, " 的")
    role = page.trim(after.start, clause.end, " 的，。一名位*")
    of = page.text.rfind("的", role.start, role.end - 2)  # "计算机专业的大四学生"
    if of > role.start and is_role(page.text[of + 1 : role.end]) and not is_role(page.text[role.start : of]):
        role = Range(of + 1, role.end)
    lead = _DOING.match(page.text[role.start : role.end])
    role = Range(role.start + (lead.end() if lead else 0), role.end)
    short = role.end - role.start <= 20 and is_role(page.text[role.start : role.end])
    return (role, name) if short else (None, name)


_IN_TURN = re.compile(r"(?:并)?(?:历任|歷任|先后(?:担任|任|晋升为))")


def _in_turn(page: Page, clause: Range, sentence: Range, told: Told) -> Position | None:
    """One of the posts held in turn at the organisation told before: "在X医院工作，历任住院医师、主治医师"."""
    lead = _IN_TURN.match(page.text, *clause) if told.work else None
    if not told.work or not lead and not told.in_turn:
        return None
    role = page.trim(lead.end() if lead else clause.start, clause.end, " 的，。、*等职务")
    words = page.words(*role)
    told.in_turn = 1 < len(words) <= 12 and is_role(words) and not read_dates(words)
    made = _make(page, role, told.work, clause, sentence, None) if told.in_turn else None
    return replace(made, current=False) if made else None


def _promoted(page: Page, clause: Range, sentence: Range, date: Date | None, told: Told) -> Position | None:
    """A further post at the organisation told before: "2018年晋升为副教授"."""
    lead = _PROMOTED.search(page.text, clause.start, clause.end) if told.work else None
    if not lead or not told.work or not (date or told.without_role or _NOW.search(page.text, clause.start, clause.end)):
        return None
    role = page.trim(lead.end(), clause.end, " 的，。*")
    if not 1 < role.end - role.start <= 12 or not is_role(page.words(*role)):
        return None
    return _make(page, role, told.work, clause, sentence, date)


_FOR_A_TIME = re.compile(r"访问|訪問|客座|交流|进修|進修")


def _make(page: Page, role: Range | None, name: Range, clause: Range, sentence: Range, date: Date | None) -> Position:
    words = page.text[clause.start : clause.end]
    past = bool(_PAST.search(words) or _AS.match(words) and not _NOW.search(words) or role and role.end < clause.start)
    date = None if date and date.end and not date.single and _NOW.search(words) else date
    post = make_position(page, role, name, clause, not past, "work")
    parts = {k: v for k, v in post.parts.items() if k in ("role", "organization")}
    brief = post.kind in ("internship", "visit") or _FOR_A_TIME.search(post.role)
    began = date is not None and date.single and not past and not brief
    since = date is not None and date.current and "曾" not in words
    lasts = bool(_NOW.search(words) or began or date and date.current)
    if date:
        parts["start"] = page.span(date.begin, date.stop)
    return replace(
        post,
        span=page.span(*page.trim(*sentence)),
        start=date.start if date else None,
        end=date.end if date and not lasts else None,
        current=not past and (not date or lasts) or since,
        parts=parts,
    )
