"""The role that an entry of a list tells: of an office, of who teaches, of how a talk is given."""

from __future__ import annotations

import re
from functools import cache

from qabot.profiles.dates import read_dates
from qabot.profiles.page import Line, Page, Range
from qabot.profiles.terms import is_organization, is_role

_BEHIND_ROLE = re.compile(
    r"\s*(?:,|\s[–—-]|:|\bfor\b|\bof\b)\s+(?:the\s)?([A-ZÀ-Þ][^,;(\t\n|]{3,90}?)(?=\s*(?:[,;(\t\n|]|\.?$))"
)

_OFFICE = re.compile(
    r"(?:[\w-]+\s){0,3}(?:(?:editorial |advisory |review ){1,2}board|study section|panel|jury|reviewer|referee|"
    r"examiner|task force|(?:working|advisory) group|commission|committee|"
    r"(?:board |committee |council |jury |panel )?member|judge|juror|panell?ist|evaluator|moderator|organi[sz]er|"
    r"trustee|delegate|adjudicator|assessor|chairperson)s?",
    re.I,
)


def is_office(words: str) -> bool:
    """Whether words are an office held for others: "Associate Editor", "External Examiner"."""
    return is_role(words) or _OFFICE.fullmatch(words.strip()) is not None


_SERVED = re.compile(  # an office, which among awards is none of them
    r"(?:(?:lead|main|local|general|program(?:me)?|technical|session|workshop|publicity|vice|deputy|founding|student|"
    r"elected|graduate|undergraduate|guest|associate|external|peer|ad[- ]hoc|senior|area|track|organi[sz]ing|"
    r"founder and|chair and|past|class|department(?:al)?|national|international|conference|journal)[- ])*"
    r"(?:co-?)?(?:chair(?:man|woman|person)?s?|organi[sz]ers?|reviewers?|(?<!vice-)presidents?|treasurers?|"
    r"secretar(?:y|ies)|coordinators?|founders?|moderators?|panell?ists?|referees?|representatives?|judges?|volunteers?|"
    r"(?:committee|council|board|panel|jury) (?:members?|representatives?)|members? of (?:the )?"
    r"(?:(?:program(?:me)?|organi[sz]ing|technical|editorial|steering|local) )+(?:committee|board))"
    r"(?=[\s,:;(–—-]*(?:of\b|for\b|at\b|in\b|[,:;(–—-]|and\b|[A-ZÀ-Þ\d]|$))",
    re.I,
)
_HONOURED = re.compile(
    r"\b(?:awards?|prizes?|medals?|best|outstanding|top|distinguished|excellent|exemplary|golden|gold|silver|bronze|"
    r"fellow(?:ship)?s?|scholar(?:ship)?s?|honou?r\w*|winner|recipient|notable)\b",
    re.I,
)


def is_served(words: str) -> bool:
    """Whether an entry of a list of awards tells an office held: "Co-chair, Ice Days 2015", not "Best Reviewer"."""
    return _SERVED.match(words) is not None and not _HONOURED.search(words)


def place_of(page: Page, cell: Line, title: Range) -> Range | None:
    """What an office that is told by its role alone is of: "Associate Editor, Ice Letters"."""
    if not is_office(page.words(*title)) or not cell.start <= title.start < cell.end:
        return None
    behind = _BEHIND_ROLE.match(page.text, title.end, cell.end)
    if not behind:
        return None
    dates = read_dates(page.text, *behind.span(1))
    found = page.trim(behind.start(1), dates[0].begin if dates else behind.end(1), " ,(")
    return found if found.end - found.start > 3 else None


_LED = re.compile(
    r"(?:\((?:scheduled|planned|upcoming|expected)\)\s)?(?:(?:head |graduate |guest |sole |primary |lead |co-)?"
    r"(?:teaching assistant|lecturer|instructor(?: of record)?|tutor|grader|ta|"
    r"(?:seminar|discussion|recitation|section|module|unit|course) (?:leader|director|convenor|coordinator)|"
    r"lab instructor|"
    r"co-?instructor|course assistant|"
    r"invited talk|invited speaker|keynote(?: speaker| talk)?|poster|oral(?: presentation)?|"
    r"contributed talk|panel(?:ist)?|tutorial))"
    r"\s*(?:[:：.]|,|\s[–—-])\s+(?=[^\s\d])",
    re.I,
)


_LED_PROJECT = re.compile(  # "PI. Loud ice", "WP leader: Quiet ice"
    r"(?:(?:co-?)?PI|(?:WP|work package|task|team|project|site|national|local) (?:leader|lead|manager|coordinator)|"
    r"(?:co-?)?(?:principal investigator|investigator|applicant)|coordinator|leader|participant|team member|"
    r"researcher|collaborator|partner|consultant|executor)\s*(?:[.:：]|\s[–—-])\s+(?=[^\s\d])|"
    r"(?:lead |local |site |sole )?(?:co-?)?(?:(?-i:PI)|principal investigator|investigator)"
    r"(?:,\s+|\s+(?=(?-i:[A-Z])))(?=[^\s\d])",
    re.I,
)


def led_by_role(page: Page, cell: Line, kind: str) -> Range | None:
    """The role that leads the title of a course or a talk: "Teaching assistant, Ice 101", "Keynote: On Mud"."""
    start = cell.start
    for date in read_dates(page.text, cell.start, cell.end):
        if not re.search(r"\w", page.text[start : date.begin]):
            start = page.trim(date.stop, cell.end, " \t\n:：,，.、|·•–—-").start
    lead = (_LED_PROJECT if kind == "projects" else _LED).match(page.text, start, cell.end)
    if not lead or lead.end() >= cell.end:
        return None
    if kind == "projects":
        return Range(start, _past_payer(page, lead.end(), cell.end))
    school = _SCHOOL.match(page.text, lead.end(), cell.end) if kind == "teaching" else None
    if not school or not is_organization(school[1]):
        return Range(start, lead.end())
    taught = page.text[school.end() : cell.end]  # "Teaching assistant, Fern University, Ice 101"
    above = _SCHOOL.match(taught)
    if above and is_organization(above[1]) and not read_dates(above[1]):
        return None  # "Instructor, History Department, Fern University": no course is named
    return Range(start, school.end()) if _COURSE.match(taught) and not read_dates(taught[:12]) else None


def _past_payer(page: Page, start: int, end: int) -> int:
    """Where a project's title begins behind who paid for it: "PI, **Ice Fund**, Loud Lakes, 2014", else `start`."""
    bold = next((m for m in page.marks_in(start, end, "strong") if m.start == start), None)
    payer = _SCHOOL.match(page.text, start, bold.end if bold else end)
    if not payer or not (bold or is_organization(payer[1])):
        return start
    behind = _BEHIND_PAYER.match(page.text, bold.end if bold else payer.end(), end)
    if not behind:
        return start
    taken = page.trim(behind.end(), end)
    first = re.split(r"[,;.]\s", page.text[taken.start : taken.end], maxsplit=1)[0]
    dated = any(date.begin < 12 for date in read_dates(first))
    return start if dated or not bold and is_organization(first) or len(first) < 8 else taken.start


_BEHIND_PAYER = re.compile(r"(?:[ \t,:.;–—-]|(?:grant\s)?(?:no\.\s)?#?[A-Z]{2,6}[ -]?\d[\w/-]+[,:]?)*(?=[A-ZÀ-Þ“\"])")
_SCHOOL = re.compile(  # where a course was taught, before its name
    r"([^,;:()\n]{3,80})(?:[,:]\s+|$)(?:for\s(?:the\s)?(?:(?:under)?graduate\s)?(?:course|class|module)s?[\s:,]+)?"
)
_COURSE = re.compile(r"[A-ZÀ-Þ“\"][^\n]{3}")


_HELD_IN = re.compile(  # what somebody was in a body: "Assessment Committee, chair", "Senate (President 2014-16)"
    r"\s*[,(:|\t–—-]+\s*(?:as\s)?(?:an?\s)?(?P<role>(?:(?:vice|co|associate|assistant|deputy|founding|past|acting|"
    r"elected|faculty|student|general|programme|program|steering|board|committee)[- ]){0,2}"
    r"(?:chair(?:man|woman|person)?|president|secretary|treasurer|member|conven[eo]r|organi[sz]er|head|director|representative|coordinator|advis[eo]r|editor|"
    r"reviewer|delegate|liaison|trustee|judge|panell?ist|moderator|facilitator|mentor|volunteer|founder|captain))\b",
    re.I,
)


def role_of(page: Page, cell: Line, title: Range) -> Range | None:
    """What somebody is or was in what an entry of service tells: behind its title, before it, or the title itself."""
    inside = cell.start <= title.start < cell.end
    held = _HELD_IN.match(page.text, title.end, cell.end) or _HELD_EAST.match(page.text, title.end, cell.end)
    if inside and held:
        return Range(*held.span("role"))
    office = office_east(page, cell)
    if office and office[1].start == title.start:
        return office[0]
    lead = _OF.sub("", page.text[cell.start : title.start]) if inside else ""
    if (3 if lead.isascii() else 1) < len(lead) <= _LONGEST and is_role(lead) and not read_dates(lead):
        return page.trim(cell.start, cell.start + len(lead), ' ,:：–—-“"')
    return title if is_role(page.words(*title)) and title.end - title.start <= _LONGEST else None


_HELD_EAST = re.compile(
    r"\s*(?:[(（][^()（）]{2,20}[)）])?\s*(?P<role>(?:青年)?(?:副主编|主编|编委|审稿人|评审|委员|会员|理事长?|秘书长|主席|"
    r"委員長?|会員|査読|幹事|理事|위원장?|회원|이사|심사위원))"
)


@cache
def _office() -> re.Pattern[str]:
    return re.compile(
        r"\W{0,3}(?P<role>[\u4e00-\u9fff]{0,6}(?:主编|编委|编辑|审稿人?|评审(?:人|专家)?|委员|主編|編委|編輯|審稿人?|査読(?:委員)?|編集委員))"
        r"\s*[，,、：:]?\s*[《『「](?P<of>[^《》『』「」\n]{2,40})[》』」]"
    )


def office_east(page: Page, cell: Line) -> tuple[Range, Range] | None:
    """An office and the journal it is held at, in that order: "编委，《海冰学报》"."""
    told = None if page.text[cell.start : cell.end].isascii() else _office().match(page.text, cell.start, cell.end)
    return (Range(*told.span("role")), page.trim(*told.span("of"))) if told else None


_OF = re.compile(r"[\s,:：，、]*(?:\b(?:of|for|at|in)\b)?\s*(?:the)?[\s“\"《『「]*$")
_LONGEST = 90  # characters of an office
