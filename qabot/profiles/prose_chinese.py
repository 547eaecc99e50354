"""Posts and degrees told in Chinese sentences, clause by clause: what one clause says holds for the next."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from qabot.profiles.dates import Date, read_dates
from qabot.profiles.page import Page, Range
from qabot.profiles.people import read_advisors
from qabot.profiles.profile import Degree, Position, Value
from qabot.profiles.prose_where import make_position
from qabot.profiles.terms import is_organization, is_role, organization_ends, role_at

_CLAUSE = re.compile(
    r"[，,；;。！!\n]|(?<!学士)(?<!硕士)(?<!博士)(?<!本科)(?<!碩士)(?<!學士)、|"
    r"(?<=[\u4e00-\u9fff）)])\s+(?=[\u4e00-\u9fff])(?![\u4e00-\u9fff]{1,15}(?:学院|學院|研究[所院]|系|实验室|中心))"
)
_SCHOOL = re.compile(
    r"(?:[\u4e00-\u9fff·（）()A-Za-z&.' -]*?(?:大学|大學|研究院|研究所|公司|实验室|實驗室|科学院|医院|"
    r"学校|分校|理工(?!大学|学院)|"
    r"中心|集团|工務店|機構)(?:\s?[（(](?!博士|硕士|本科|学士|本硕|导师|在读)[\u4e00-\u9fff]{2,4}[）)])?"
    r"(?:\s?[(（][A-Za-z., ]{2,40}[)）])?(?:[\u4e00-\u9fff（）()、&A-Za-z ]*?(?:学院|學院|研究院|"
    r"研究所|研究科|学部|系|部|院|实验室|实验班|中心|学科|専攻|課程)"
    r")?(?:\s?[(（][A-Za-z., ]{2,20}[)）])?|[A-Z][A-Za-z&.'’ -]+(?:University|Institute|College|School|"
    r"Research|Laboratory|Labs?|Tech)(?:[A-Za-z&.' -]*[A-Za-z])?|[\u4e00-\u9fff]{2,8}学院|"
    r"[A-Z]{2,6}(?=[)）]?的?\s?(?:[（(]\d{4}|副?教授|博士|硕士|研究员|攻读|从事|担任)))"
)
_LEAD = re.compile(
    r"^(?:大家好|你好)?(?:本人|我|他|她|现|目前|当前|其|并|后|之后|此后|随后|同年|期间|又)*(?:已|拟|"
    r"现|被)*(?:就职于|任职于|"
    r"工作于|供职于|就读于|在读于|现任|现为|现在是|现是|现于|录取为|担任|入职|加入|是|为|在|于|曾任|"
    r"曾在|曾为|曾于|历任|任教于|"
    r"执教于|受聘于|受聘为|聘为|任|赴)?\s*(?:一名|一位)?"
)
_BEFORE_NAME = re.compile(
    r".*(?:毕业于|就读于?|就讀於?|畢業於|任職於|服務於|任教於|現為|現任|曾於|來自|任职于|就职于|"
    r"工作于|供职于|任教于|执教于|受聘于|留学于|获得|取得|获|录取为|"
    r"现为|现任|曾任|曾在|"
    r"来自|加入|入职|攻读|担任|历任|考入|进入|保送至?|录取到|国家公派|公派|派往|访问|赴|先后|是|于|在|"
    r"为|年|月|日|至今|起|期间|和|从|"
    r"到(?!岸)|被|(?<![主责信胜放])任(?![务何意])|\d)了?\s*(?=[\u4e00-\u9fffA-Z])"
)
_DEGREE = re.compile(
    r"(博士|硕士|碩士|修士|学士|學士|本科)(?:研究生)?(?:（[^）]{1,6}）)?(?!后|後|生?导师|点|论坛|德|学位论文|论文)"
)
_NOT_OWN = re.compile(r"博士后|导师|指导|招收|招生|招募|欢迎|名额|课题组|同学|学生获|博导|硕导|联合培养的|培养")
_EARNED = re.compile(r"毕业|畢業|获|獲|取得|攻读|攻讀|学位|學位|就读|就讀|完成|授予|在读|考入|保送|直博|读博|深造|学习")
_LEAVES = re.compile(r"毕业|畢業|就读|就讀|考入|保送|进入|学习|求学")
_NO_POST = re.compile(
    r"导师|指导|招收|招生|招聘|欢迎|团队带头人|合作(?!交流|发展|处)|毕业|学位|审稿|编委|委员|会员|获得|荣获|主持|入选"
)
_PLANNED = re.compile(r"即将|将(?:于|进入|加入|赴|前往)|拟录取|预推免")
_PLACED = re.compile(r"(?:就职|任职|工作|供职|任教|执教|受聘)于|入职|加入")
_PAST = re.compile(r"曾|之前|先后|历任")
_NOW = re.compile(r"现任|现为|现在|目前|至今|现是|现就职|起(?:任|在|担任|就职)")
_PROMOTED = re.compile(
    r"(?:晋升|升任|升为|聘任|受聘|被聘|聘|转任|破格晋升)(?:为|到)?|评为(?=副?教授|研究员)|(?:担任|"
    r"历任|任|为)(?=[^，]{0,8}$)"
)
_ALSO = re.compile(r"和|与|及|以及|、")
_DOING = re.compile(r"^(?:的|担任|历任|任教|任|从事|做|进行|访学|一名|一位|工作|并|，)*")


@dataclass(slots=True)
class _Told:
    """What the clauses read so far say that may hold for the next ones."""

    date: Date | None = None
    school: Range | None = None
    work: Range | None = None
    left: Range | None = None  # a school somebody left, its degree not told yet


def read_chinese(page: Page, sentence: Range) -> Iterator[Position | Degree]:
    """The posts and degrees of a Chinese sentence, in order."""
    told = _Told()
    found: list[Position | Degree] = []
    for clause in _clauses(page, sentence):
        dates = read_dates(page.text, clause.start, clause.end)
        if dates and not re.search(r"[\u4e00-\u9fffA-Za-z]", _without(page, clause, dates)):
            told.date = dates[0]
            continue
        date = dates[0] if dates else told.date
        degrees = _degrees(page, clause, sentence, date, told)
        if degrees:
            found += _with_school_left(found, degrees)
        else:
            found += _with_place(found, _posts(page, clause, sentence, date, told))
        if dates or not told.date or told.date.single:
            leads = dates and not dates[0].single and dates[0].begin <= clause.start + 2
            told.date = dates[0] if leads else None
    yield from _one_lasts(found)


def _clauses(page: Page, sentence: Range) -> Iterator[Range]:
    start = sentence.start
    for match in [*_CLAUSE.finditer(page.text, sentence.start, sentence.end), None]:
        if match and match.group().isspace() and "\n" not in match.group() and _runs_on(page, match, sentence):
            continue
        if match and _is_boxed(page.text[start : match.start()]):
            continue
        end = match.start() if match else sentence.end
        yield page.trim(start, end, " \t\n，,；;。：:*")
        start = match.end() if match else end


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
    start = posts[0].start or last.start
    return [replace(posts[0], start=start, parts={**last.parts, **posts[0].parts}), *posts[1:]]


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


def _degrees(page: Page, clause: Range, sentence: Range, date: Date | None, told: _Told) -> list[Degree]:
    """Degrees, as in "于2015年获得西南大学通信工程专业学士学位", "2007年毕业于武汉大学", "获学士学位"."""
    words = page.text[clause.start : clause.end]
    if not _EARNED.search(words) or _NOT_OWN.search(words) and not re.search(r"毕业|学位", words):
        return []
    terms = list(_DEGREE.finditer(words))
    if len(terms) > 1 and re.match(r"(?:于|在|现|，)", words[terms[0].end() :]):
        terms = terms[1:]  # "李某 博士于X大学获得…": a title
    schools = [_bare(page, *m.span()) for m in _SCHOOL.finditer(page.text, clause.start, clause.end)]
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
    for term in terms:
        at = Range(clause.start + term.start(), clause.start + term.end())
        named = [s for s in schools if s.end <= at.start]
        degree = _degree(page, at, named[-1] if named else where, clause, sentence, date)
        joined = made and re.fullmatch(r"(?:学位)?(?:[和与及、]|以及)", page.text[last : at.start])
        if joined and not degree.field and degree.organization == made[-1].organization:
            degree = replace(degree, field=made[-1].field)  # "土木工程专业学士和博士学位"
        made.append(degree)
        last = at.end
    return made


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
        r"(?:\d{4}年(?:\d{1,2}月)?)?(?:并|后)?(?:被授予|获得|取得|攻读|获|得|分别)*", text[between.start : between.end]
    )
    between = Range(between.start + (lead.end() if lead else 0), between.end)
    words = text[between.start : between.end]
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


def _bare(page: Page, start: int, end: int) -> Range:
    """A school's name without the words before it: "2015年获得西南大学" is "西南大学"."""
    lead = _BEFORE_NAME.match(page.text[start:end])
    if lead and lead.end() < end - start - 1:
        start += lead.end()
    words = page.text[start:end]
    paired = words.count("(") + words.count("（") == words.count(")") + words.count("）")
    return page.trim(start, end, " 的，,*" if paired else " 的，,*（()）")


def _posts(page: Page, clause: Range, sentence: Range, date: Date | None, told: _Told) -> list[Position]:
    """Posts, as in "重庆邮电大学副教授", "就职于深圳大学", "2018年晋升为副教授"."""
    text, words = page.text, page.text[clause.start : clause.end]
    if _NO_POST.search(words) or _PLANNED.search(words):
        return []
    names = [_bare(page, *m.span()) for m in _SCHOOL.finditer(text, clause.start, clause.end)]
    names = [n for n in names if n.end - n.start > 1]
    known = _known(page, clause)
    if known and names and known.start < names[0].start and names[-1].end <= known.end:
        names = []  # "在快手可灵 AI 担任": the letters are part of the name
    known = None if names else known
    if not names and not known:
        post = _promoted(page, clause, sentence, date, told)
        return [post] if post else []
    several = len(names) > 1 and all(
        _ALSO.search(text[a.end : b.start]) for a, b in zip(names, names[1:], strict=False)
    )
    role, last = _role_behind(page, names[-1] if several else known or names[0], clause)
    if not role and not _PLACED.search(words):
        return []
    told.work = last
    made = []
    for number, name in enumerate(names if several else [last]):
        stop = names[number + 1].start if several and number + 1 < len(names) else clause.end
        own = next(iter(read_dates(text, name.end, stop)), None) if several else None
        where = last if number + 1 == len(names) else name
        made.append(_make(page, role, where, clause, sentence, own or date))
    return made


def _known(page: Page, clause: Range) -> Range | None:
    """An organisation in Latin letters behind "曾任" or "在": "曾任 Ice Labs 研究科学家"."""
    words = page.text[clause.start : clause.end]
    lead = _LEAD.match(words)
    placed = re.search(r"(?:在|于)\s*([\u4e00-\u9fff（）()A-Za-z·& ]{2,24}?)\s*(?:担任|擔任)", words)
    if placed and (is_organization(placed[1]) or _is_employer(placed[1], words[placed.end() :])):
        return Range(clause.start + placed.start(1), clause.start + placed.end(1))
    known = re.match(
        r"(?:.*?(?:曾任|现任|任职于|就职于|在|是|为)\s*)?([A-Z][A-Za-z&. ]{2,50}?)\s*(?=[\u4e00-\u9fff])", words
    )
    role = role_at(words, max(0, organization_ends(words)))
    if not (known and role and (lead and lead.end() or _PAST.search(words))):
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


def _promoted(page: Page, clause: Range, sentence: Range, date: Date | None, told: _Told) -> Position | None:
    """A further post at the organisation told before: "2018年晋升为副教授"."""
    lead = _PROMOTED.search(page.text, clause.start, clause.end) if told.work else None
    if not lead or not told.work or not (date or _NOW.search(page.text, clause.start, clause.end)):
        return None
    role = page.trim(lead.end(), clause.end, " 的，。*")
    if not 1 < role.end - role.start <= 12 or not is_role(page.words(*role)):
        return None
    return _make(page, role, told.work, clause, sentence, date)


def _make(page: Page, role: Range | None, name: Range, clause: Range, sentence: Range, date: Date | None) -> Position:
    words = page.text[clause.start : clause.end]
    past = bool(_PAST.search(words))
    date = None if date and date.end and not date.single and _NOW.search(words) else date
    post = make_position(page, role, name, clause, not past, "work")
    parts = {k: v for k, v in post.parts.items() if k in ("role", "organization")}
    began = date is not None and date.single and not past and post.kind != "internship"
    lasts = bool(_NOW.search(words) or began or date and date.current)
    if date:
        parts["start"] = page.span(date.begin, date.stop)
    return replace(
        post,
        span=page.span(*page.trim(*sentence)),
        start=date.start if date else None,
        end=date.end if date and not lasts else None,
        current=not past and (not date or lasts),
        parts=parts,
    )
