"""One post of an English sentence: the role that stands behind "I am a", and where it was held."""

from __future__ import annotations

import re

from qabot.profiles.page import Page, Range
from qabot.profiles.people import read_people
from qabot.profiles.persons import is_name, strip_titles
from qabot.profiles.profile import Position
from qabot.profiles.prose_where import make_position, names_place, read_where
from qabot.profiles.terms import is_organization, is_role, role_at
from qabot.profiles.venues import is_venue

AT = re.compile(
    r"\s*(?:,\s*)?(?:\bat|@|\bwith|\bin|\bof|\bfor|\bwithin|\bfrom|\bthrough|\bby|,)\s+(?:the\s+(?:[a-z]+\s+)?)?"
    r"(?!(?:19|20)\d\d\b)(?=[A-ZÀ-Þ\d“\"]|"
    r"i[A-Z]{2})|\s@\s(?=[a-z])"
)


_ROLE_END = re.compile(
    r"\s+(?:at|@|with|in|of|for|within|from|through|by)\s+(?:the\s+(?:[a-z]+\s+)?)?(?=[A-ZÀ-Þ])|,\s+(?=[A-ZÀ-Þ])|\s@\s|"
    r"\s+(?:working|who|"
    r"where|advised|supervised|under|studying|interested|focus(?:ing|ed)|based|on|looking|seeking|searching|that|which|starting|beginning|"
    r"speciali[sz](?:ing|ed)|using|developing|exploring|fulfilling|pursuing|"
    r"trying|in\s(?:the\s)?(?:\w+\s)?(?:lab|laboratory|group|team)\b|with a|funded (?:by|through|under|from)|"
    r"and (?=(?:from\s\d|later|then|subsequently|since|after))|"
    r"and (?:received|obtained|completed|earned|finished|got|did|am|was|I|then))\b|"
    r"\s+(?:in|from|since|"
    r"until|between)\s+(?=(?:[A-Z][a-z]+\.? )?(?:19|20)\d\d)|(?<!\.[A-Z])"
    r"(?<!\.[A-Z][a-z])(?<!Ph)\.(?=\s|$)|[;(:]|,\s+(?=[a-z])"
)


_WITH = re.compile(r"(?:,\s(?:who|whose)\s[^,.;()]{3,80}?)?\s+(?:at|in|@)\s+(?:the\s+)?(?=[A-ZÀ-Þ])")


_DATED = re.compile(r"(?:[A-Z][a-z]{2,8}\.? )?(?:19|20)\d\d")


_OFFICE = re.compile(r"\b(?:editor|reviewer|referee|member|chair|organi[sz]er)s?$", re.I)  # of a journal: service


_PERIODICAL = re.compile(r"(?:[A-Z]\w*\s){0,3}(?:Journal|Transactions|Letters|Annals|Proceedings|Bulletin|Magazine)\b")
AS_ROLE = re.compile(
    r"(?:,\s*first\s+|\s)(?:as\s+(?:(?:an?|the|one of the|their|its)\s+)?|"
    r"where\s+(?:I|s?he)\s(?:was|worked as|served as|am|is)\s(?:an?|the)\s)(?=[\w-])"
)
_LONGEST_ROLE = 110  # characters


_UNIT = re.compile(r"^(?:[A-ZÀ-Þ][\w'’-]*\s){1,5}(?:Unit|Team|Branch|Desk|Service)(?=\sand\s|$)")


def _is_unit(words: str) -> bool:
    """Whether words behind "in" name where somebody works, not what on: "Technology Development at X" is a field."""
    first = re.split(
        r",|\s(?:at|from|through)\s|\s@\s|\sand\s(?=[A-Z][\w ]*\b(?:Director|Head|Chair|Dean|Professor|Lecturer)\b)",
        words,
    )[0]
    field = _FIELD_AT.match(words)
    if _UNIT.search(first):
        return True
    return is_organization(first) and not (field and is_organization(words[field.end() :]))


_AREA = re.compile(r"\s(?:based\s|living\s)?in\s(?:the\s)?(?:greater\s)?[A-Z][\w.,\s]{1,30}?\s(?:[Aa]rea|region)\b")
_CHAIR = re.compile(r"(?:professor|lecturer|reader|chair)$", re.I)
LAST_FIELD = re.compile(  # what a role is in where nothing follows: "Researcher in Computational Biology"
    r"(?:[A-Z][a-z-]+\s(?:(?:and|of|&)\s)?){0,3}(?:Biology|Physics|Chemistry|Mathematics|Statistics|Economics|Finance|"
    r"Sciences?|Engineering|Psychology|Linguistics|Philosophy|History|Sociology|Informatics|Medicine|Maths?|Learning|Intelligence|"
    r"Robotics|Vision|Processing|Studies|Law|Education|Geography|Ecology|Neuroscience|Genetics|Modell?ing|Systems)"
)
_FOR_FIELD = re.compile(  # "professor for Ice Studies at X"; what is for an organisation has no other behind it
    r"\sfor\s(?:the\s)?(?P<field>(?:[A-Z][\w-]*\s(?:(?:of|and|in|&)\s)?){1,5})(?=at\s(?:the\s)?[A-ZÀ-Þ])"
)


def _linked_place(page: Page, start: int) -> bool:
    """Whether a link that begins at a position is the name of where somebody is: "the [Ice, Snow and Rain program]"."""
    link = page.mark_over(start, start + 1, "link")
    return link is not None and link.start == start and _SCHOOLED.search(page.words(start, link.end)) is not None


_SCHOOLED = re.compile(
    r"\b(?:program(?:me)?|[Ll]ab|[Ll]aboratory|[Gg]roup|[Ii]nstitute|[Cc]ent(?:er|re)|[Dd]epartment|[Ss]chool)\b", re.I
)
_FIELD_AT = re.compile(r"(?:Technology|Industry|Business|Company|Innovation)\b[A-Za-z &]*\sat\s(?:the\s)?(?=[A-ZÀ-Þ])")


_DOING_AS = re.compile(r"[a-z]+(?:ing|ed)\s(?:[\w-]+\s){0,5}?as\s(?:an?|the)\s")  # "starting anew as a postdoc"


def _role_range(page: Page, begin: int, sentence: Range) -> Range:
    """The words of a role that begins at a position: "professor of computer science" without "at X"."""
    text = page.text
    doing = _DOING_AS.match(text, begin, sentence.end)
    begin = doing.end() if doing else begin
    rest = text[begin : min(sentence.end, begin + 4 * _LONGEST_ROLE)]
    area = _AREA.search(rest)
    if area and not _ROLE_END.search(rest, 0, area.start()):
        return Range(begin, begin + area.start())  # "a data scientist in the Oslo area"
    stop = _ROLE_END.search(rest)
    role = Range(begin, begin + stop.start()) if stop else page.trim(begin, sentence.end, " .!\n")
    # "professor of computer science at X": the field belongs to the role
    while (
        stop
        and (
            not _is_unit(text[begin + stop.end() : begin + stop.end() + 70])
            or _CHAIR.search(rest, 0, stop.start())
            and _FOR_FIELD.match(rest, stop.start())
        )
        and not _linked_place(page, begin + stop.end())
        and (
            re.match(r"\s+(?:of|in)\s(?!(?:the\s)?(?:\w+\s)?(?:lab|laboratory|group|team)$)", stop.group())
            or _FOR_FIELD.match(rest, stop.start())
        )
        and not _DATED.match(text, begin + stop.end())
    ):
        over = _FOR_FIELD.match(rest, stop.start())
        later = _ROLE_END.search(rest, over.end("field") - 1 if over else stop.end())
        if not later:
            field = page.trim(begin + stop.end(), sentence.end, " .!\n")
            role = Range(begin, field.end) if LAST_FIELD.fullmatch(page.words(*field)) else role
            break
        stop, role = later, Range(begin, begin + later.start())
    return role


_IN_GROUP = re.compile(  # whose group it was: "in Prof. Ada Lind's group at X", "in the Ice Group led by Bo Berg at X"
    r"\s+(?:in|with|within)\s+(?:the\s+)?(?:(?:lab(?:oratory)?|group|team)\s+of\s+)?"
    r"(?:(?:(?:Prof|Dr)(?:essor)?\.?\s)+(?:[A-ZÀ-Þ][\w.-]*\s){0,3}[A-ZÀ-Þ][\w-]+(?:['’]s?(?:\s(?:[a-z-]+\s){0,3}"
    r"(?:group|lab|laboratory|team))?)?|"
    r"(?:[A-ZÀ-Þ][\w.-]*\s){1,3}[A-ZÀ-Þ][\w-]+['’]s?\s(?:research\s)?(?:group|lab|laboratory|team)|"
    r"(?:[A-Z][\w&-]*\s){1,5}(?:(?:[Gg]roup|[Ll]ab|[Ll]aboratory|[Tt]eam)\s)?(?:\([A-Za-z]{2,12}\)\s)?(?:led|headed|directed|run)\sby\s"
    r"(?:(?:Prof|Dr)(?:essor)?\.?\s)*(?:[A-ZÀ-Þ][\w.-]*\s){0,3}[A-ZÀ-Þ][\w-]+)"
    r"\s*,?\s(?:at|of|in|from)\s(?:the\s)?(?=[A-ZÀ-Þ])"
)


_HAVING = re.compile(  # another post is told from here on
    r"\s(?:fulfilling|pursuing|completing|finishing|that is|who is|which is)\s|"
    r",\s(?:having|after|before|following|followed\sby|then)\s|"
    r"\sand\s(?:I|he|she|then|took|was|became|moved|joined|spent|returned|served|went|worked)\s"
)


_NO_ROLE = re.compile(
    r"(?:married|engaged|recruiting|hiring|looking|seeking|accepting|mentoring|advising|supervising|teaching|in|at|for|with|on|under|based|located|did|completed|received|obtained|earned|spent|worked|joined|got|finished|"
    r"studied|conducted|graduated|held)\b"
)


_LASTED = re.compile(r"\s+for\s+(?:about\s+|over\s+|almost\s+)?\w+\s+(?:years?|months?|semesters?)$")


_ELECTED = re.compile(
    r"(?i:(?:an? |the )?(?:elected |life |senior |corresponding |honorary )*(?:fellow|member))"
    r"(?: of (?:the )?[A-Z]{3,6})?"
)
_MEMBER = re.compile(r"(?i:(?:doctoral |associate )?(?:scholar|member|fellow|associate|student))")
_GRADUATE = re.compile(
    r"\b(?:[Gg]raduate (?:[Ss]chool|[Pp]rogram\w*)|[Dd]octoral (?:[Ss]chool|[Pp]rogram\w*|[Nn]etwork)|IMPRS)\b"
)
_SOCIETY = re.compile(
    r"\b(?:Society|Academy|Association|Academia|Union|Guild|Royal|[A-Z]{3,6})\b|"
    r"\bInstitut(?:e|ion) of (?:\w+ )*\w+(?:ers|ors|aries|ists|ants|ects)\b"
)


_RUN_ON = re.compile(r"((?:[a-z][a-z-]+\s){0,4}[a-z][a-z-]+)\s(?=[A-ZÀ-Þ])")  # "a senior lecturer Fern University"


def read_post(page: Page, begin: int, sentence: Range, current: bool, *, alone: bool = False) -> Position | None:
    """The post that stands behind "I am a": its role, and where; `alone`: any role will do without a place."""
    named = _role_at(page, begin, sentence)
    if not named:
        return None
    role, where = _with_place(page, named, sentence)
    words = page.words(*role)
    if where and _OFFICE.search(words) and (is_venue(page.words(*where)) or _PERIODICAL.match(page.text, *where)):
        return None
    if where and _ELECTED.fullmatch(words) and _SOCIETY.search(f"{words}, {page.words(*where)}"):
        return None  # an honour, and no post
    if where and _MEMBER.fullmatch(words) and _GRADUATE.search(page.words(*where)):
        return None  # a student of a graduate school
    if not alone and not where and (not _ALONE.search(words) or role_at(words) is None):
        return None
    return make_position(page, role, where, sentence, current, "work")


_ALONE = re.compile(r"\b(?:professor|postdoc|lecturer|scientist|engineer|researcher|student|candidate|fellow)\b", re.I)


def _role_at(page: Page, begin: int, sentence: Range) -> Range | None:
    """The role that begins at a position, without how long it lasted; None if no role stands there."""
    role = page.trim(*_role_range(page, begin, sentence))
    words = page.words(*role)
    if _NO_ROLE.match(words):
        return None
    if lasted := _LASTED.search(page.text, role.start, role.end):
        role = Range(role.start, lasted.start())
        words = page.words(*role)
    person = is_name(strip_titles(words)) and not is_role(words.split()[-1])
    return role if is_role(words) and len(words) <= _LONGEST_ROLE and not person else None


def _with_place(page: Page, role: Range, sentence: Range) -> tuple[Range, Range | None]:
    """A role, and the place behind it."""
    text = page.text
    at = _IN_GROUP.match(text, role.end, sentence.end) or AT.match(text, role.end, sentence.end)
    run_on = _RUN_ON.match(text, role.start, role.end) if not at else None
    where = None
    if run_on and is_role(run_on[1]) and is_organization(text[run_on.end() : role.end]):
        role, where = Range(role.start, run_on.end(1)), read_where(page, run_on.end(), sentence.end)
    at = at or (None if run_on and where else _further_at(text, role, sentence))
    firm = False
    if at:
        people = read_people(text, at.end(), sentence.end) if re.search(r"with|under", at.group()) else []
        firm = bool(people) and people[0].start == at.end() and not _ACADEMIC.search(text, role.start, role.end)
        beyond = _WITH.match(text, people[-1].end, sentence.end) if people and not firm else None
        where = read_where(page, beyond.end() if beyond else at.end(), sentence.end)
    if where and at and _is_field(page, role, at.group(), where):
        return Range(role.start, where.end), None  # "Head of School", "Dean of Science"
    return role, where if where and (firm or names_place(page, where)) else None


def _further_at(text: str, role: Range, sentence: Range) -> re.Match[str] | None:
    """The "at" further behind a role, in its clause; what stands in brackets is told in passing."""
    own = _OWN_BOX.match(text, role.end, sentence.end)
    if own:
        return _BEHIND_BOX.match(text, own.end(), sentence.end)
    clause, box = _HAVING.search(text, role.end, sentence.end), text.find("(", role.end, sentence.end)
    reach = min(clause.start() if clause else sentence.end, role.end + 120, box if box > 0 else sentence.end)
    return _FURTHER_AT.search(text, role.end, reach)


def _is_field(page: Page, role: Range, link: str, where: Range) -> bool:
    """Whether what stands behind a role is what it is over and no place of its own."""
    words = page.words(*where)
    over = link.strip().startswith("of") and _OVER.search(page.words(*role)) is not None and not is_organization(words)
    return over or _BARE_UNIT.fullmatch(words) is not None


_OVER = re.compile(r"\b(?:dean|provost|chair|professor|minister)$", re.I)
_BARE_UNIT = re.compile(r"School|Department|Division|Faculty|Institute|College|Group|Section|Unit|Lab|Laboratory|State")


_ACADEMIC = re.compile(r"post-?doc|student|candidate|fellow|research|intern|scholar|visit|assistant|scientist", re.I)
_BEHIND_BOX = re.compile(r"(?:\s(?:in|of)\s[^.;,()]{2,60}?)?\s(?:at|@)\s(?:the\s)?(?=[A-ZÀ-Þ])")
_OWN_BOX = re.compile(r"\s?\([^()]*\)")  # "a professor (lecturer in the UK) at Oslo"
_FURTHER_AT = re.compile(r"\b(?:at|@)\s+(?:the\s+)?(?=[A-Z])")
