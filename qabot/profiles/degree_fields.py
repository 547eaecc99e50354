"""A degree and its field, as the words that name them tell: "Ph.D. in Musicology", "博士，计算机工程"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from qabot.profiles.affiliations import Facts, Phrase
from qabot.profiles.page import Page, Range
from qabot.profiles.persons import is_name
from qabot.profiles.tables import is_cjk, table
from qabot.profiles.terms import Term, find_degrees, is_place

_FIELD = re.compile(
    r"\.?\s*(?:\bdegree\b\s*)?(?:[:：]|,|，|[-–—]|\bin\b|\bof\b|\bon\b|\ben\b|\bem\b|\bder\b|\bin der\b|\bпо\b|"
    r"\bde\b(?: l['’]| la\b)?|\bd['’]|\bspécialité\b|\bspeciali[sz]ing in\b|\bmajor(?:ing)? in\b)?\s*[(（]?\s*",
    re.I,
)

_WITH_HONOURS = re.compile(
    r",?\sс отличием\b|,?\s(?:with|\()\s?(?:(?:1st|2nd|first|second|upper|highest|high|great)[\s-]+)*(?:class[\s-]+)?"
    r"(?:honou?rs|distinction)\b|\s(?:magna |summa )?cum laude|"
    r"\s[(]?(?:avec )?mention (?:très |assez )?bien\b|\s[(]rang \d+|,?\s(?:mit Auszeichnung|con lode|z wyróżnieniem|"
    r"com distinção|с відзнакою)\b|\s[(][^()]{0,30}(?:eingereicht|submitted|en cours|laufend)[)]",
    re.I,
)

_HONOURED_IN = re.compile(
    r",?\s\(?(?:with|mit|avec)\s(?:[A-Za-zÀ-ÿ-]+\s){0,3}(?:honou?rs|distinction|auszeichnung|honneurs)\)?,?\s(?:in|en)\s",
    re.I,
)
_MINORS = re.compile(  # "Physics, Minor in Music"
    r"[,;]?\s(?:(?:with|and)\s(?:an?\s)?)?(?:[Gg]raduate\s|[Uu]ndergraduate\s)?(?<=[,;a-z]\s)[Mm]inors?(?:\sin|:)\s|"
    r"\sdegree(?:\s\([^()]{3,30}\))?$"
)
_SUBJECT_END = re.compile(r"(?:专业|專業|[一-鿿]{2}(?:学|學|工程|技术|技術|科学))$")  # "教育技术学理学学士"

_FOUR = re.compile(r"[工理]学(?=博士|硕士|碩士|修士|学士)")

_YEAR_OF_STUDY = re.compile(r"(?i:(?<=master)|(?<=licence)|(?<=bachelor))\s[123](?!\w)")  # "Master 2"


def is_degree(page: Page, words: Range) -> bool:
    """Whether words are a degree and no more."""
    terms = find_degrees(page.text, words.start, words.end)
    return bool(terms) and terms[0].start <= words.start and terms[0].end >= words.end - 1


def degree_and_field(page: Page, title: Phrase, facts: Facts) -> tuple[Range | None, Range | None]:
    """A degree's own words and those of its field: "Ph.D. in Musicology", "博士，计算机工程"."""
    text = page.text
    terms = find_degrees(text, title.start, title.end)
    if not terms:
        return Range(title.start, title.end), None
    if terms[0].kind == "other" and len(terms) > 1 and terms[1].kind != "other":
        terms = terms[1:]  # "Studium Bachelor Informatik"
    terms[0], subject_end = _without_faculty(page, title, terms[0])
    degree = Range(terms[0].start, _degree_end(text, terms, title.end))
    field = _field_behind(page, title, degree)
    words = text[field.start : field.end]
    major = _MAJORED_IN.match(text, degree.end, title.end)
    if major:
        return degree, page.trim(*major.span(1))
    faculty = words in _FACULTIES and text[field.start - 1] == "("  # "B.Ed. (Arts), English"
    if re.search(r"[^\W\d_]{2}", words) and not _NO_FIELD.match(words):
        beside = _next_on_line(page, title, facts) if faculty else None
        return degree, Range(beside.start, beside.end) if beside else field
    before = page.trim(title.start, subject_end or degree.start, " \t\n,，.;:：([【（-–·・•|")
    earned = _EARNED.match(text, before.start, before.end)
    before = Range(earned.end() if earned else before.start, before.end)
    least = 1 if is_cjk(text[before.start]) else 3
    if terms[0].kind == "other" and terms[0].end >= title.end - 1 and _DIPLOMA.search(text, degree.start, degree.end):
        return Range(before.start, degree.end), None  # "Bulgarian and US High School Diplomas"
    if (
        before.end - before.start > least
        and not is_place(text[before.start : before.end])
        and not _ADJECTIVE.fullmatch(text, *before)
    ):
        return degree, before
    beside = _next_on_line(page, title, facts) or _subject_beside(page, title, facts)
    if not beside:
        before_it = _subject_before(page, title, facts) or _subject_in_row(page, title, facts)
        return degree, before_it or _subject_below(page, title, facts, degree) or _boxed_subject(page, title, facts)
    honours = _WITH_HONOURS.search(page.text, beside.start, beside.end)
    return degree, page.trim(beside.start, honours.start() if honours else beside.end, ' «»„“”"')


_SPELLED_OUT = re.compile(  # "Bachelor of Mathematics in Statistics": what it is called, and what it was about
    r"(?i:(?<=bachelor)|(?<=master)|(?<=doctor))\sof(?:\s(?:and|&|[A-Z][a-z]+)){1,4}(?=\s(?:in|with)\s[A-Z]|,\s[A-Z][a-z]+$)"
)
_DIPLOMA = re.compile(r"diplomas?$|certificates?$", re.I)
_MAJORED_IN = re.compile(
    r",?\s?[(（]?(?:double )?majors?(?: in)?\s?[:：]?\s([^;()（）\n]{3,60}?)(?=[;)）]|,? minor|$)", re.I
)
_FACULTIES = frozenset(("Arts", "Science", "Education", "Engineering", "Commerce", "Honours", "Hons"))


def _without_faculty(page: Page, title: Phrase, term: Term) -> tuple[Term, int | None]:
    """A Chinese degree without a first character that belongs to the subject, and where that subject ends."""
    text = page.text
    four = _FOUR.match(text, term.start, term.end)
    if not four:
        return term, None
    left = text[term.start - 1] if term.start > title.start else " "
    if not is_cjk(left) or left in "获得取授，":
        return term, None
    lasts = "心物地管病生伦护药" if text[term.start] == "理" else "化理"  # "心理学博士" is no "理学博士"
    twice = text.startswith("工学学士", term.start)  # "信息安全工学学士"
    ends = left not in lasts and (twice or _SUBJECT_END.search(text[max(0, term.start - 8) : term.start]))
    return term._replace(start=four.end()), term.start if ends else None  # "教育技术学理学学士"


def _degree_end(text: str, terms: Sequence[Term], end: int) -> int:
    """Where a degree's own words end: a second degree joined to it, the year of study, what stands in brackets."""
    joined = len(terms) > 1 and _JOINED.fullmatch(text[terms[0].end : terms[-1].start])
    stop = (terms[-1] if joined else terms[0]).end
    spelled = _SPELLED_OUT.match(text, stop, end)
    stop = spelled.end() if spelled else stop
    aside = _ASIDE.match(text, stop, end)
    year = _YEAR_OF_STUDY.match(text, stop, end)
    stop = tail = year.end() if year else stop
    while aside:
        tail = aside.end()
        aside = _ASIDE_MORE.match(text, tail, end)
    return tail if _KEPT_ASIDE.match(text[stop : stop + 8] or " ") else stop


def _field_behind(page: Page, title: Phrase, degree: Range) -> Range:
    """What stands behind a degree, without the words that lead to its field and the honours after it."""
    text = page.text
    twofold = _TWOFOLD.match(text, degree.end, title.end)
    again = _AGAIN.match(text, degree.end, title.end)
    boxed = None if twofold or again and find_degrees(again[1]) else _BRANCH.match(text, degree.end, title.end)
    twofold = twofold or boxed
    after = again.end() if again and find_degrees(again[1]) else twofold.end() if twofold else degree.end
    lead = _FIELD.match(text, after, title.end)
    start = lead.end() if lead else after
    student = _STUDENT.match(text, start, title.end)
    start = student.end() if student else start
    lead = _HONOURED_IN.match(text, after, title.end)  # "B.A. with Highest Distinction in Music"
    start = lead.end() if lead else start
    honours = _WITH_HONOURS.search(text, start, title.end) or _MINORS.search(text, start, title.end)
    return page.trim(start, honours.start() if honours else title.end, " \t\n,，.;:：)）(（-–—]】[")


def _next_on_line(page: Page, title: Phrase, facts: Facts) -> Phrase | None:
    """The phrase of no known kind that follows a degree on its line."""
    schools = (p.start for p in facts.of("organization") if p.line == title.line and p.start > title.end)
    school = min(schools, default=None)
    free = (p for p in facts.of("") if p.line == title.line and p.start >= title.end)
    free = (p for p in free if school is None or p.start < school)  # behind it stands its town: "Nsukka"
    course = bool(_SLAVIC_COURSE.match(page.text, title.start, title.end))  # its programme stands in quotation marks
    beside = next((p for p in free if course or page.text[p.start] not in '»«“„"'), None)
    if not beside and school and is_cjk(page.text[school]):
        behind = (p for p in facts.of("") if p.line == title.line and p.start > school)
        beside = next((p for p in behind if _is_subject(page.words(p.start, p.end))), None)
    aside = beside and page.text[beside.start] in "(（" and page.text[title.end : beside.start].strip(" ,.\t")
    return None if aside else beside  # what brackets behind school and year tell is no field


def split_subject(page: Page, where: Range | None, field: Range | None) -> tuple[Range | None, Range | None]:
    """School and field, where an East Asian name of a school runs on into what was studied: "北方大学东亚史"."""
    school = _SCHOOL.match(page.text, *where) if where and not field and is_cjk(page.text[where.start]) else None
    if not where or not school or school.end() == where.end:
        return where, field
    rest = page.trim(school.end(), where.end, " \t\n,，·、|")
    tail = _MAJOR.search(page.text, *rest)
    rest = Range(rest.start, tail.start()) if tail else rest
    if not _is_subject(page.words(*rest)):
        return where, field
    return page.trim(where.start, school.end()), rest


_SCHOOL = re.compile(
    r"[^\n]*(?:大学|大學|学院|學院|研究院|研究所|书院|書院|科学院|分校|校区|校區|学部|(?:学系|學系|系)(?![统統列]))"
    r"(?:[（(][^（）()]*[)）])?"
)
_MAJOR = re.compile(r"(?:专业|專業)$")
_NO_SUBJECT = re.compile(
    r"[\d%/:：@。]|(?:[系部所院室班校科会區区市省]|中心|公司|专攻|専攻|课程|課程|コース|附属|北京|武汉|导师|学位|学生|毕业)$|"
    r"排名|保送|推免|推荐|优秀|奖|全日制|双一流|绩点|成绩|指导|师从|前百分|国家|学分|入学|卒業|修了|在学|退学|畢業|군복무|졸업|재학|수료|학점|평점|수석|차석|우등|장학"
)
_SHORT_SUBJECT = re.compile(  # of two characters, which may as well be a town: "地质大学武汉"
    r".[学學理史语語文术術法工计計融律]|通信|土木|建筑|建築|软件|軟體|电子|電子|机械|機械|生物|环境|環境|材料|新闻|新聞|护理|護理|数学|金融"
)


def _is_subject(words: str) -> bool:
    """Whether some East Asian words can be what was studied, and no place or part of a school."""
    if not words or not is_cjk(words[0]) or len(words) > 20 or _NO_SUBJECT.search(words) or is_place(words):
        return False
    return len(words) > 2 or _SHORT_SUBJECT.fullmatch(words) is not None


_SLAVIC_COURSE = re.compile(r"(?:магистр|магістр|бакалавр|специалитет|спеціаліст)", re.I)
_JOINED = re.compile(r"\s*(?:and|et|und|y|e|и|및|&|/|,|\+|和)\s*")
_ASIDE = re.compile(r"\s?[(（][^()（）]{1,12}[)）]|学位|号|과정|학위|课程|课程|課程|在读|研究生|生|毕业")
_ASIDE_MORE = re.compile(r"学位|号|과정|학위|課程|在读|研究生|生")
_KEPT_ASIDE = re.compile(  # what in brackets belongs to the degree: "博士（工学）", "B.A. (Hons)"
    r"\s?[(（](?:工学|理学|文学|医学|法学|経済学|教育学|学術|情報学|Hons?\.?|Honou?rs|[^\W\d_]{1,4}學?学)[)）]|[^\s(（]"
)
_STUDENT = re.compile(r"(?:student|candidate|degree|program(?:me)?|studies|studium)\b\s*(?:in|of|,|:)?\s*", re.I)
_NO_FIELD = re.compile(
    r"(?:论文题目|学位论文|论文|題目|题目|на тему|по теме|тема|там же|修了|取得|gpa|cgpa|均分|平均分|绩点|績點|"
    r"成绩|排名|書卷獎|군복무|군 복무|병역|휴학|在读|在讀|在学|毕业|畢業|预计|全日制|非全日制|재학|졸업|수료|"
    r"수석|with|distinction|merit|expected|ongoing|cum|summa|magna|candidate|student|hons?|"
    r"honou?rs|mit|avec|con|com|über|thesis|thèse)\b",
    re.I,
)
_EARNED = re.compile(r"(?:毕业|并|被|授予|获得|取得|获|得|，)+")


_TWOFOLD = re.compile(  # "Bachelor of Science (Dual Degree), Physics"
    r"\s*[(（](?:dual|double|joint|combined|with|first|second|hons?|honou?rs|abd|all but dissertation|candidate|"
    r"ongoing|in progress|\d+[ -]years?|part[ -]time|expected|by research|research|taught|coursework|kumulativ|"
    r"cumulative)\b[^()（）]{0,30}[)）]\s*,?",
    re.I,
)

_BRANCH = re.compile(  # "M.Sc. (Agric.) Soils"
    r"\s?\((?:Agric|Eng|Tech|Ed|Hons|Res|Med|Econ|Sc|Mus|Nursing|Law|Arch)\.?\)\.?\s+(?:in\s+)?(?=[A-Z])"
)
_AGAIN = re.compile(r"\s*[(（]([^()（）]{1,20})[)）]")  # "Bachelor of Arts (B.A.) in Philosophy"

_ADJECTIVE = re.compile(  # what stands before a degree and is no field of it
    r"(?:integrated|integriert|voraussichtlich|abgeschlossen|laufend|erst|zweit|angestrebt|joint|double|dual|second|first|my|the|current|"
    r"ongoing|expected|zweifach)(?:e[nrs]?)?",
    re.I,
)


def _subject_beside(page: Page, title: Phrase, facts: Facts) -> Phrase | None:
    """The subject in the column beside a degree that fills its own: "Ph.D. <tab> Glaciology"."""
    beside = [p for p in facts.phrases if p.start >= title.end and page.text[title.end : p.start].strip(" .") == "\t"]
    return next((p for p in beside if p.kind == ""), None)


def _subject_in_row(page: Page, title: Phrase, facts: Facts) -> Range | None:
    """The subject in a column of its own, where degree and school fill others: "Ph.D. | Geology | Oslo College"."""
    number = page.block_at(title.start)
    cells = page.blocks[number].cells if number >= 0 and page.blocks[number].kind == "row" else ()
    free = [p for p in facts.of("") if p.line != title.line]
    if len(free) != 1 or not facts.of("organization") or len(cells) < 3:
        return None
    words = page.words(free[0].start, free[0].end)
    alone = any(page.trim(*cell) == free[0][:2] for cell in cells)
    return Range(*free[0][:2]) if alone and _SUBJECT.fullmatch(words) and not is_name(words) else None


def _subject_below(page: Page, title: Phrase, facts: Facts, degree: Range) -> Range | None:
    """The subject that leads the line below a degree that fills its own: "PhD", "Plant Pathology, Fjord College"."""
    below = [p for p in facts.phrases if p.line == title.line + 1]
    alone = all(p.line != title.line or p == title for p in facts.phrases) and degree.end >= title.end - 1
    if not alone or len(below) < 2 or below[0].kind or below[1].kind not in ("organization", ""):
        return None
    comma = page.text[below[0].end : below[1].start].strip() == ","
    return Range(*below[0][:2]) if comma and _SUBJECT.fullmatch(page.words(*below[0][:2])) else None


_SUBJECT = re.compile(r"[A-ZÀ-Þ][^\d\n:;.“”\"]{3,60}")


@cache
def _subjects() -> frozenset[str]:
    return frozenset(str(word) for word in table("degrees")["subjects"])


def names_subject(words: str) -> bool:
    """Whether some words in a Latin script name what is studied: "Political Science", "Art History"."""
    last = words.rstrip(" )").rpartition(" ")[2].casefold()
    named = last in _subjects() and len(words) <= _LONGEST_SUBJECT and words.lstrip("(")[:1].isupper()
    return named and not _NO_FIELD.match(words.lstrip("("))


_LONGEST_SUBJECT = 60  # characters


def subject_alone(page: Page, facts: Facts) -> Range | None:
    """The subject behind a school where no degree is named: "Oslo College, Faculty of Arts, Musicology"."""
    schools, free = facts.of("organization"), facts.of("")
    if not schools or len(free) != 1 or free[0].line != schools[-1].line or free[0].start < schools[-1].end:
        return None
    return Range(*free[0][:2]) if names_subject(page.words(free[0].start, free[0].end)) else None


def _boxed_subject(page: Page, title: Phrase, facts: Facts) -> Range | None:
    """The subject in brackets at the end of a degree's line: "Ph.D., Oslo College, 1992 (Political Science)"."""
    last = next((p for p in reversed(facts.phrases) if p.line == title.line), title)
    boxed = page.trim(last.start, last.end, "() ")
    alone = last.kind == "" and page.text[boxed.start - 1] == "(" and names_subject(page.words(*boxed))
    return boxed if alone else None


def _subject_before(page: Page, title: Phrase, facts: Facts) -> Range | None:
    """The subject in front of a degree: "X大学，Y学院，Z专业，理学学士", "Oslo College, Geology, Ph.D."."""
    near = [p for p in facts.phrases if p.kind == "" and p.line == title.line and p.end <= title.start]
    if near and names_subject(page.words(near[-1].start, near[-1].end)):
        return Range(*near[-1][:2]) if any(p.end <= near[-1].start for p in facts.of("organization")) else None
    if not near or not is_cjk(page.text[near[-1].start]) or near[-1].end - near[-1].start > 24:
        return None
    tail = re.compile(r"(?:专业|專業|専攻|方向)$").search(page.text, near[-1].start, near[-1].end)
    return Range(near[-1].start, tail.start() if tail else near[-1].end)


def degree_in(page: Page, start: int, end: int) -> tuple[Range, Range | None] | None:
    """The degree and the field that a range of text names, None if it names no degree."""
    if not find_degrees(page.text, start, end):
        return None
    degree, field = degree_and_field(page, Phrase(start, end, "degree", 0), Facts((), (), ()))
    return (degree, field) if degree else None
