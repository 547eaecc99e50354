"""Where a post or degree told in a sentence was, and when: the organisation as far as it goes, the date close by."""

from __future__ import annotations

import re

from qabot.profiles.affiliations import tidy
from qabot.profiles.dates import Date, read_dates
from qabot.profiles.page import Page, Range
from qabot.profiles.people import read_advisors
from qabot.profiles.persons import is_name
from qabot.profiles.positions import position_kind
from qabot.profiles.profile import Position, PositionKind
from qabot.profiles.terms import find_degrees, is_organization, is_place

_VERBS = (
    "hold|teach|lead|direct|run|serve|study|studied|help|write|live|enjoy|supervise|focus|conduct|like|love|want|hope|plan|"
    "aim|try|organi[sz]e|maintain|contribute|build|make|use|care"
)
_DOING = (  # what somebody does there
    "using|developing|exploring|investigating|building|designing|applying|leading|teaching|running|conducting|looking|"
    "seeking|supporting|advising|mentoring|doing|entering|completing|specialising"
)
_FULL_STOP = (  # ends no "St. Louis", "Lab. of Ice", "A. James Vik School"
    r"(?<!\bSt)(?<!\bMt)(?<!\bFt)(?<!\bLab)(?<!\bUniv)(?<!\bDept)(?<!\bInst)(?<!\bNatl)(?<!\b[A-Z])\.(?:\s|$)|\.$"
)
_WHERE_END = re.compile(
    r",?\s+(?:where|(?:fund|support|sponsor)ed by|under|advised|supervised|co-?advised|co-?supervised|mentored|"
    r"guided|directed|managed|headed|working|works?|having|hosted|host|led|focus(?:ing|ed)|"
    r"and (?:a|an|the|my|his|her|their|I|also|am|is|will|has|holds|"
    r"was|work(?:ed|ing)?|he|she|received|obtained|have|currently|previously|then|later|subsequently|before|after|"
    r"took|served|moved|led|became|completed|interned|joined|spent|graduated|did|got)\b|as\s|since|"
    rf"(?-i:and (?:{_VERBS}))\b|(?-i:(?:{_DOING}))\b|(?-i:with (?=[a-z]))|"
    r"(?:starting |beginning )?from (?:19|20)?\d|from (?:January|February|March|April|May|June|July|"
    r"August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Oct|Nov|Dec|spring|"
    r"summer|fall)|in (?:early |late |mid-?)?(?:19|20)\d\d|in the (?:spring|summer|fall|autumn|winter)\b|"
    r"in (?:January|February|March|April|May|"
    r"June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Sept|Oct|"
    r"Nov|Dec|spring|summer|fall|autumn|winter)\b|"
    r"with (?:an?|prof\w*|dr|my|a focus|research|interests?|expertise|experience|focus|strong|broad)\b|"
    r"studying|researching|majoring|pursuing|before|while\b|"
    r"(?-i:and (?:[A-Z][a-z]+ ){0,3}(?:Professor|Lecturer|Fellow|Director|Curator|Chair|Head|Reader|Dean|Scholar|"
    r"Researcher))\b|"
    r"after|until|during|who|which|that|(?:this|next|last|over)\s|in (?:the|my) (?:lab|group|team)|"
    r"in (?:prof|dr)\b|through\s|"
    r"in industry|between|"
    r"for (?:the|my|almost|about|over|one|two|three|four|five|six|seven|eight|"
    r"nine|ten|several|many|a|\d+)\b|on (?:the|my|a)?\b|to |before|thanks |back\s|"
    r"(?:and )?joined|affiliated|located|based\b|in (?:beautiful|sunny|lovely|downtown|central)\b|collaborat|"
    r"specializ|(?:my|our) |currently|he |she |I |"
    rf"\(\d{4})|\s(?=(?:19|20)\d\d\s?[-–])|[;:!](?:\s|$)|{_FULL_STOP}|\s[–—-]\s|\s*[(（]\s*(?:19|20)\d\d|$|"
    r"\s*\((?:(?:early|late|mid)[- ])?(?:spring|summer|fall|autumn|winter|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|"
    r"dec)[a-z]*\.?\s|"
    r"\s*[(（](?=(?:advis|superv|with|"
    r"under|20|19|since|PI|host|mentor))|,\s+[a-z]+ing\s|,\s(?:then|before|followed)\s|\s[|•·]\s",
    re.I,
)


NEXT_CLAUSE = re.compile(  # "and in January 2027 I will join ...", "on the 2026 job market", "in 2019 to Professor"
    r"\sto\s(?:an?\s|the\s)?(?:[\w-]+\s){0,2}(?:professor|lecturer|reader|director|manager|engineer|scientist|fellow|head)\b|"
    r",?\s+(?:I|he|she|we)(?:['’]\w+)?\s|(?:\s\w+){0,2}\s(?:job|hiring)[ -](?:market|season)\b",
    re.I,
)
_LEAVING = re.compile(r"\b(?:expect\w*|graduat\w*|anticipat\w*|until|through|till|finish\w*)\b[\w ]*$")


_OTHER_EVENT = re.compile(  # "a student at X, where I earned my M.Sc. in 2020"
    r"\b(?:where|after|before|when)\s(?:I|he|she)\b|"
    r"\b(?:obtained|received|completed|earned|graduated|promoted|became|moved|appointed|"
    r"rising|serving|served)\b|"
    r",?\sand\san?\s|\b(?:a|my|his|her|the)\s(?:Ph\.?\s?D|doctorate|master|bachelor|degree)"
)
_TO_UNDATED = re.compile(r"\s(?:and|to|until|till)\sthe\send\sof\b")  # "from May 2015 to the end of my studies"
_PAST = re.compile(r"(?:immediate\s)?(?:past|former|ex)\b", re.I)
_HERE = re.compile(r"\s+(?:t?here|currently|now|based)$")


_OPENING = re.compile(
    r"(?:(?:In|From|Since|During|Between|Until|As of|By|Starting(?: from)?|Beginning)\s[^,.;]{3,50},?|"
    r"(?:Depuis|En|De|Entre|À partir de|Desde|Entre|Seit|Von|Im|Zwischen|Dal|Nel|С|В|По|Em)"
    r"\s[^,.;]{3,40}|(?:19|20)\d\d\s)"
)
_WITH = re.compile(r"\s+with\s+(?=[A-ZÀ-Þ])")
_TOWN = re.compile(r"\s+(?:in|at)\s+([A-Z][\w.'’-]+(?: [\w.'’-]+){0,3})$")


_BOXED_LAST = re.compile(r"\s?\(([^()]{2,40})\)$")


_COMPANY = re.compile(r"[A-Z].*\s(?:AS|AB|ApS|Inc|Ltd|LLC|GmbH|Corp|AG|BV|Oy|SpA|PLC|SAS|KG)\.?$")
_OF = re.compile(
    r"(?:University|Institute|College|School|Academy|Ministry|Department|Faculty|Division|Cent(?:re|er)|Bureau|Agency) "
    r"(?:of|for) (?:\w+ ){0,3}\w+$"
)
_SUBJECT = re.compile(  # "University of Posts and Telecommunications"
    r"(?:\w+ )?(?:Tele\w+|Technolog\w+|Economics|Law|Arts?|Sciences?|Finance|Mining|Medicine|Agriculture|Forestry|"
    r"\w*[Aa]stronautics|Electronics|Design|Management|Politics|Trade|Engineering|Health|Commerce|Business|Petroleum|"
    r"Geosciences|Education|Letters|Sports?|Metallurgy|Mechanics|Informatics|Computing|Statistics|Humanities)\b"
)


def read_where(page: Page, start: int, end: int) -> Range | None:
    """The organisation that begins at a position, as far as it goes."""
    text = page.text
    stop = _WHERE_END.search(text, start + 1, end)
    found = Range(start, stop.start() if stop else end)
    pieces = re.split(r"(,\s+|\s+and\s+(?=[A-Z]))", text[found.start : found.end])
    keep, position = 0, 0
    for number, piece in enumerate(pieces):
        if number % 2:
            position += len(piece)
            continue
        words = piece.strip()
        if number and re.match(r"(?:an?|one of|part of|home to)\s", words):
            break  # "the Ice Institute (II), a joint centre": what it is
        if number and not (is_organization(words)):
            before = text[found.start : found.start + keep]
            joint = re.search(
                r"(?:School|Department|Institute|Faculty|College|Academy|Cent(?:er|re)|Laboratory) (?:of|for) [\w ]+$",
                before,
            )
            joint = joint or _OF.search(before) and _SUBJECT.match(words)
            upper = (
                words[:1].isupper()
                and not is_place(words)
                and (joint or any(is_organization(p.strip()) for p in pieces[number::2]))
            )
            if not upper:
                break
        position += len(piece)
        keep = position
    found = tidy(page, found.start, found.start + keep)
    found = _whole_link(page, found, end)
    company = _WITH.search(text, found.start + 1, found.end)
    if company and is_name(text[company.end() : found.end]):
        found = Range(found.start, company.start())  # "the Ice Centre with Bo Berg"
    open_end = re.compile(r"\s+(?:and|or|&)$").search(text, found.start, found.end)
    found = Range(found.start, open_end.start()) if open_end else found
    boxed = _BOXED_LAST.search(text, found.start, found.end)
    if boxed and is_place(boxed[1]):
        found = Range(found.start, boxed.start())
    field = _FIELD_BEHIND.search(text, *found)
    found = Range(found.start, field.start()) if field and _HEAD.fullmatch(text, found.start, field.start()) else found
    year = _YEAR_LAST.search(text, *found)
    found = _without_town(text, Range(found.start, year.start()) if year else found, end)
    campus = re.compile(
        r",\s+(San Diego|Santa Cruz|Santa Barbara|Los Angeles|Berkeley|Davis|Irvine|Riverside|Merced|San Francisco|"
        r"Boulder|Denver|Austin|Dallas|Arlington|Amherst|Lowell|Madison|Milwaukee|Urbana-Champaign|Chicago|Ann Arbor|"
        r"Twin Cities|Chapel Hill|College Park|Knoxville|Lincoln|Omaha|Greensboro|Charlotte)"
    ).match(text, found.end, end)
    if campus and _STATE_UNIVERSITY.search(text, *found):
        found = Range(found.start, campus.end())
    return found if found.end - found.start >= 2 else None


def _whole_link(page: Page, found: Range, end: int) -> Range:
    """The name of an organisation, whole where one link is all of it: "[Ice, Snow and Rain graduate program]"."""
    link = page.mark_over(found.start, found.end, "link")
    if not link or link.start != found.start or not found.end < link.end <= end or link.end - link.start > _LONGEST:
        return found
    rest = page.text[found.end : link.end]
    return found if _WHERE_END.match(rest) or not is_organization(rest) else tidy(page, found.start, link.end)


_YEAR_LAST = re.compile(r"\s\((?:[\w-]+\s){0,2}year[^()]{0,20}\)$")  # "(final year)"
_FIELD_BEHIND = re.compile(  # "Harvard in Ice Science"
    r"\sin\s(?=(?:[A-Z][a-z-]+\s(?:and\s)?){1,4}[A-Z]?[a-z]*(?:Science|Engineering|Systems|Studies)s?$)"
)
_HEAD = re.compile(r"\w+|(?:[A-Z]\w+\s){1,3}(?:University|College)|University\sof(?:\s[A-Z]\w+){1,2}")
_LONGEST = 90  # characters of a name


def _without_town(text: str, found: Range, end: int) -> Range:
    """The name of an organisation without the town it is in; what a campus is called by stays."""
    whole = _NAMED_FOR_TOWN.match(text, found.start)
    if whole:
        return Range(found.start, whole.end())
    town = _TOWN.search(text, *found)
    if not town or _CAMPUS_OF.fullmatch(text, found.start, town.start()) and town[0].lstrip().startswith("at"):
        return found  # "the University of Fern at Vik"
    land = _LAND.match(text, found.end, end) if town[0].lstrip().startswith("in") else None
    return Range(found.start, town.start()) if is_place(town[1]) or land and is_place(land[1]) else found


_NAMED_FOR_TOWN = re.compile(r"Washington University in (?:St\.|Saint) Louis\b")
_CAMPUS_OF = re.compile(r"(?:.*\s)?University(?:\sof(?:\s[A-Z]\w+)+)?")
_LAND = re.compile(r",\s([A-Z][\w.]+(?:\s[A-Z]\w+)?)")  # behind a town that no table knows: "in Vik, Norway"
_STATE_UNIVERSITY = re.compile(r"University of (?:North |South |West )?[A-Z][a-z]+$")
_CLAUSE = re.compile(r"(?:I|We|He|She|They|My|Our|His|Her|You|This|It)\s[a-z]")
_AT_A_PLACE = re.compile(r"(?:\bat|@|\bfrom|\bjoin(?:ed|ing)?)\s+(?:the\s+)?$")  # no person: "at Jane Street"


def names_place(page: Page, where: Range) -> bool:
    """Whether a phrase names an organisation: by a word of the table, or in capitals and linked or short."""
    words = page.words(*where)
    if is_organization(words):
        return True
    if _CLAUSE.match(words) or words.rstrip(".").endswith((" area", " region")):
        return False
    if re.search(r"\b(?:19|20)\d\d\W*$", words):
        return False  # "in Fall 2026"
    if _COMPANY.search(words):
        return True
    if " at " in words and all(part[:1].isupper() for part in words.split(" at ")) and len(words.split()) <= 9:
        return True
    capital = words[:1].isupper() and len(words.split()) <= 5 and not is_place(words)
    nobody = not is_name(words) or bool(_AT_A_PLACE.search(page.text, max(0, where.start - 14), where.start))
    if words[:1].islower() and page.text[max(0, where.start - 2) : where.start] == "@ " and len(words.split()) <= 4:
        return True  # "phd student @ uni of westmarch"
    return capital and (nobody or page.marked(where.start, where.end, "link"))


def opening_date(page: Page, sentence: Range, before: int) -> Date | None:
    """The date a sentence opens with, if that is all there is in front: "From June 2020 to May 2022, I worked ..."."""
    begin = page.trim(*sentence).start
    opening = _OPENING.match(page.text, begin, before)
    if not opening:
        return None
    date = next(iter(read_dates(page.text, begin, min(before, begin + 60))), None)
    if not date or date.begin > begin + 20:
        return None
    comma = page.text.find(",", date.stop, before)
    return None if comma != -1 and page.text.find(",", comma + 1, before) != -1 else date


def clause_date(text: str, sentence: Range, before: int) -> Date | None:
    """The date that opens the clause of a sentence: "..., and in January 2027 I will join X as ..."."""
    for date in reversed(read_dates(text, max(sentence.start, before - 60), before)):
        opens = _OPENS.search(text, max(sentence.start, date.begin - 12), date.begin)
        spanned = opens and _SPANS.search(text, max(sentence.start, opens.start() - 40), opens.start())
        if opens and not spanned and NEXT_CLAUSE.match(text, date.stop, before):
            return date
    return None


_SPANS = re.compile(r"\b(?:between|from)\s[^,;.]{3,36}$", re.I)  # "Between January 2015 and May 2016, I was ..."
_OPENS = re.compile(r"(?:[,;]|\band)\s+(?:in|since|from|on|by|between)?\s*$")


def _date_between(page: Page, role: Range | None, where: Range | None) -> Date | None:
    """The date between a place and the role held there: "joined X in September 2014 as a lecturer"."""
    if not role or not where or role.start < where.end:
        return None
    return next(iter(read_dates(page.text, where.end, role.start)), None)


_AND_SINCE = re.compile(r"\s(?:e|ed|et|y|und|en|i|и|та)\s(?:dal|desde|depuis|seit|sinds|od|с|з)\s*$")


def _is_of_next(text: str, begin: int, date: Date, end: int) -> bool:
    """Whether a date behind a post is that of the next one: "come collaboratrice e dal 2021 come ricercatrice"."""
    other = _AND_SINCE.search(text[begin : date.begin]) or _AND_SINCE.search(text[begin : date.stop - 4])
    return bool(other or NEXT_CLAUSE.match(text, date.stop, end))


def make_position(
    page: Page, role: Range | None, where: Range | None, sentence: Range, current: bool, kind: PositionKind
) -> Position:
    """The position that a role and a place in a sentence tell; its dates are those close behind them."""
    span = page.trim(*sentence)
    words = page.words(*role) if role else ""
    words = re.sub(r"^(?:[^\w\s(\"“'‘«]+\s)?(?:(?:an?|the)\s+)?", "", words)
    words = re.sub(
        r"^(?:(?:first|second|third|fourth|fifth|final|last|1st|2nd|3rd|\dth|[\w-]+)[- ]year|incoming|"
        r"current|currently|now|proud|new|dedicated|passionate|enthusiastic|motivated|curious)\s+(?:an?\s+)?",
        "",
        words,
        flags=re.I,
    )
    words = _HERE.sub("", words)
    if role:
        offset = page.text[role.start : role.end].find(words[:12])
        role = Range(role.start + max(0, offset), role.end)
        here = _HERE.search(page.text[role.start : role.end])
        role = Range(role.start, role.start + here.start()) if here else role
    parts = {}
    if role and words:
        parts["role"] = page.span(*role)
    if where:
        parts["organization"] = page.span(*where)
    begin = max(r.end for r in (role, where) if r) if role or where else sentence.start
    near = read_dates(page.text, begin, min(sentence.end, begin + 60))
    near = [d for d in near if not _OTHER_EVENT.search(page.text, begin, d.begin) and not _next_role(page.text, d)]
    date = next((d for d in near if not _is_of_next(page.text, begin, d, sentence.end)), None)
    first = min(r.start for r in (role, where) if r) if role or where else begin
    date = date or _date_between(page, role, where) or clause_date(page.text, sentence, first)
    date = date or opening_date(page, sentence, first)
    if date:
        parts["start"] = page.span(date.begin, date.stop)
    if kind == "work":
        kind = position_kind(words, kind)
    joined = re.search(
        r"\b(?:join|start|began|becam|appoint|promot|mov|hir)\w*|rejoint|incorpor|nomm|ingres",
        page.text[span.start : begin],
        re.I,
    )
    if date and date.single and _TO_UNDATED.match(page.text, date.stop, span.end):
        date = date._replace(end=None, single=False)
    leaving = bool(date and _LEAVING.search(page.text, begin, date.begin))
    open_end = bool(date and date.single and (current or joined))
    return Position(
        role=words,
        organization=page.words(*where) if where else "",
        span=page.span(*span),
        start=date.start if date and not (leaving and date.single) else None,
        end=date.end if date and (leaving or not open_end and not date.current) else None,
        current=bool(date and date.current) or current and not (date and _PAST.match(words)),
        kind=kind,
        advisors=tuple(
            who for who in read_advisors(page, *sentence) if not _of_study(page, who.span.start, first, begin)
        ),
        parts=parts,
    )


def _next_role(text: str, date: Date) -> bool:
    """Whether a date is that of a role told behind it: "an expert and from 2005 as a coordinator"."""
    led = _SINCE.search(text, max(0, date.begin - 7), date.begin + 6)
    return led is not None and _AS.match(text, date.stop) is not None


_SINCE, _AS = re.compile(r"\b(?:[Ff]rom|[Ss]ince)\s"), re.compile(r"\sas\s")


def _of_study(page: Page, advisor: int, post: int, end: int) -> bool:
    """Whether an advisor beside a post is one of a degree: "(PhD 1982, under Bo Berg), she held a post"."""
    start, stop = (max(0, advisor - 60), advisor) if advisor < post else (end, advisor)
    degrees = find_degrees(page.text, start, stop) if start < stop else []
    return any(term.kind == "phd" and not page.text[term.start : term.end].startswith("Dr") for term in degrees)
