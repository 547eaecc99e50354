"""Advisors, supervisors and mentors: who is named after the words that say so, in many languages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from qabot.profiles.name_lists import read_names
from qabot.profiles.name_words import Name
from qabot.profiles.page import Page
from qabot.profiles.persons import _TITLES, is_name, strip_titles
from qabot.profiles.profile import Value
from qabot.profiles.tables import holds_any, lowered

_ROLE = (
    r"(?:ph\.?\s?d\.?\s+|doctoral\s+|thesis\s+|dissertation\s+|academic\s+|research\s+|main\s+|"
    r"primary\s+|master['’]?s?\s+|current\s+|faculty\s+|co-?\s?|joint\s+|host\s+)*(?:advis[oe]rs?|"
    r"supervisors?|mentors?|promot[oe]r(?:e?s|en)?|host(?:\sprofessor)?|principal investigator|committee chair|"
    r"manager)(?:\s?[1-3](?=\s?[:：]))?(?:\s+of\s+(?:the\s+|my\s+)?(?:\w+\s+)?(?:thesis|dissertation))?"
)
_LEADS = re.compile(
    rf"\b(?:(?:co-?)?(?:advised|supervised|mentored|guided|tutored)(?:\s+(?:jointly|mainly|primarily|closely))?\s+by|"
    r"committee (?:(?:was|is) )?chaired by|"
    r"under\s+(?:the\s+)?(?:joint\s+|main\s+|princip\w+\s+|co-?|kind\s+|expert\s+)?(?:supervision|"
    r"guidance|direction|mentorship|"
    r"advis(?:e)?ment|advice|advising|tutelage)\s+of|"
    rf"(?<![\w-])(?-i:Advis[oe]rs?|Supervisors?|Mentors?)\s+(?=(?:prof|dr)\b|(?-i:[A-Z])[^\W\d_.]*\.?\s(?-i:[A-Z]))|"
    rf"(?:(?<=[,;(]\s)|(?<=\())(?:co-?)?(?:advis[oe]rs?|supervisors?)\s+"
    r"(?=(?:prof|dr)\b|(?-i:[A-Z])[^\W\d_.]*\.?\s(?-i:[A-Z])[a-zà-ÿ]{2})|"
    rf"(?<![\w-])(?-i:PI):\s(?=(?:prof|dr)\b|(?-i:[A-Z])[^\W\d_.]*\.?\s(?-i:[A-Z]))|"
    rf"{_ROLE}(?:\(s\))?\s*(?:[:：]|\s[-–—|]|-|\s+(?:is|are|was|were|being)\b|,(?=\s(?:prof|dr)))\s*|"
    rf"(?:my|his|her)\s+(?:co-)?(?:advis[oe]rs?|supervisors?)\s*,?\s+(?=(?:prof|dr|(?-i:[A-Z])))|"
    rf"with\s+(?:my\s+)?(?:{_ROLE})\s+(?=(?:prof|dr|(?-i:[A-Z])))|"
    r"\bunder\s+(?=(?:prof|dr)(?:essor)?s?\.?\s)|"
    rf"(?:working|work|worked)\s+(?:closely\s+)?with\s+(?=(?:prof|dr)\w*\.?\s)|"
    r"\b(?:ph\.?\s?d\.?|doctorate|dissertation|thesis|(?:doctoral|graduate|postdoctoral)\s(?:studies|work|research|training))"
    r"\s+with\s+(?=(?:prof|dr)\w*\.?\s|(?-i:[A-Z])[^\W\d_.]*\.?\s(?-i:[A-Z])))\s*[:：]?\s*",
    re.I,
)
_STUDIED_WITH = re.compile(  # "my PhD in Geology at Oslo with Jane Doe", "a PhD student at Oslo, working with Jane Doe"
    r"\b(?:(?:(?:ph\.?\s?d\.?|doctorate|dissertation|thesis|post-?doc(?:toral(?:\s\w+){1,2})?)\s(?:in|at|from|on)\s"
    r"(?:[^.;()\n]|\([^()\n]{2,20}\)){3,90}?|post-?doc)"
    r"\s+(?P<lead>with\s+)|"
    r"(?:ph\.?\s?d\.?\s(?:student|candidate|researcher)|post-?doc\w*)\b[^.;\n]{0,140}?\s(?P<work>work(?:ing|ed)?\s(?:closely\s)?with\s+))"
    r"(?=(?:prof|dr)\w*\.?\s|(?-i:[A-Z])[^\W\d_.]*\.?\s(?-i:[A-Z]))",
    re.I,
)
_OTHER_LEADS = re.compile(
    r"(?:(?:博士|硕士|本科|本人|合作|指导|第一)?(?:导师|導師|指导老师|指导教师|博导)\s*(?:为|為|是|：|:|"
    r"—|-)?\s*|师从于?\s*|師從\s*|在\s*(?=[\u4e00-\u9fff]{2,4}(?:教授|老师|院士|研究员)(?:的)?指导下)|"
    r"指導教(?:員|官|授)\s*(?:は|為|是|：|:|;)?\s*|(?:主)?指導者\s*[：:]\s*|지도\s?교수(?:님)?\s*(?:은|는|:|"
    r"：|-)?\s*|"
    r"(?:(?:Haupt|Erst|Zweit|Ko-?|Co-)?(?:[Bb]etreuer(?:in|innen)?|Doktorvater|Doktormutter)|Erstgutachter(?:in)?)"
    r"\s*[:：|]?\s+|(?:[Bb]etreuung|Mentorat)\s*[:：|]\s*|[Bb]etreuung durch\s+|[Bb]etreut (?:von|durch)\s+|"
    r"\bbei\s+(?=(?:Prof|Dr|PD|Herrn|Frau)\b)|unter (?:der )?(?:Leitung|Anleitung|Betreuung) von\s+|"
    r"(?:[Нн]аучн(?:ый|ая|ого|ые)\s+руководител(?:ь|я|и|ем)|[Нн]ауковий керівник)\s*(?:[-–—:]|является)?\s*|"
    r"(?:под (?:научным )?руководством|під (?:науковим )?керівництвом|pod (?:opieką(?: naukową)?|kierunkiem|"
    r"kierownictwem))\s+|[Dd]anışman[ıi]?\s*[:|]\s*|[Oo]piekun(?:ka)?(?: naukow[ya])?\s*[:|]\s*|"
    r"(?:(?:[Cc]o-?)?[Dd]irec(?:teur|trice)s? de (?:la )?(?:thèse|recherche)|"
    r"(?:[Cc]o-?)?(?:[Ee]ncadrante?s?|[Dd]irecteurs?|[Dd]irection|[Ee]ncadrement|[Ss]upervision)\s*[:|]|"
    r"(?:co-?)?(?:encadrée?s?|supervisée?s?) par|(?:co-?|(?:thèse|doctorat|mémoire|recherche)s? )dirigée?s? par|"
    r"sous (?:la|l[’'])\s?(?:co-?)?(?:direction|supervision|encadrement|tutelle)(?: scientifique)? d(?:e |u |es |[’'])|"
    r"(?:[Cc]o-?)?[Dd]irector(?:a|es|as)?(?: de (?:la )?tesis)\s*|(?:[Dd]irector(?:a|es)?|[Tt]utor(?:a|es)?)\s*[:|]|"
    r"(?:co-?)?dirigid[ao]s? por|bajo la (?:co-?)?(?:dirección|supervisión|tutela|guía) de(?:l|"
    r" la)?|(?:[Cc]or)?[Rr]elator[ei]\b|[Rr]elatrice|[Ss]upervisor(?:es|as?|[ei])\s*[:|]|supervisionad[ao] por|"
    r"sotto la (?:guida|supervisione|direzione) d(?:i|el|ella)|[Oo]rientação\s*[:|]|"
    r"(?:sob|com) (?:a )?(?:orientação|supervisão) d[eoa]s?|orientad[ao] (?:por|pel[oa])|"
    r"(?:[Cc]o-?)?[Oo]rientador(?:a|es)?|[Bb]egeleiders?|onder (?:leiding|begeleiding) van|[Vv]ejleder|"
    r"[Vv]eileder(?:e)?|[Hh]andledare|[Pp]romotor(?:en)?\s*[:|])\s*[:：]?\s*)"
)
_BEFORE = re.compile(
    r"(?![和与及由在到受])(?:[\u4e00-\u9fff]{1,12}(?:研究所|学院|大学|实验室|研究院|中心|系))?([\u4e00-\u9fff]{2,4}?|[가-힣]{2,4})\s?"
    r"(?:讲席|特聘|副|准|助理)?(?:教授|老师|院士|研究员|교수(?:님)?)\s?(?:的|의\s?)?(?:指导|课题组|"
    r"团队|지도|연구실)|((?:[\u4e00-\u9fff々]{1,3}[ 　])?[\u4e00-\u9fff々]{2,5}?)\s?(?:准?教授|先生|博士)の"
    r"\s?(?:ご|御)?(?:指導|研究室|もとで|下で)"
)
_BEHIND_WHOM = ("指导", "课题组", "团队", "지도", "연구실", "指導", "研究室", "もとで", "下で")  # one ends each
_TURKISH = re.compile(  # "Prof. Dr. Jane Doe danışmanlığında"
    r"(?:(?:Prof|Doç|Dr|Yrd|Öğr)\.\s?|Üyesi\s)+((?:[A-ZÇĞİÖŞÜ][\w.’'-]*\s){1,3}?[A-ZÇĞİÖŞÜ][\w-]+)(?:['’]\w+)?\s"
    r"(?:danışmanlığı|yönetimi|süpervizörlüğü)nda"
)
_IN_GROUP = re.compile(  # "a PhD student in Jane Doe's group"
    r"\b(?:in|of|within|join(?:ed|ing)?)\s+(?:(?:Prof|Dr)(?:essor)?\.?\s)?((?:[A-ZÀ-Þ][\w'’-]*\.?\s){1,3}[A-ZÀ-Þ][\w-]+)['’]s\s"
    r"(?:[\w-]+\s){0,2}?(?:group|lab|laboratory|team)\b"
)
_GROUP_LED = re.compile(  # "a PhD student in the Ice Group led by Jane Doe"
    r"\b(?:[Gg]roup|[Ll]ab(?:oratory)?|[Tt]eam)\b[^.;\n]{0,30}?\s(?:co-?)?(?:led|headed|directed|run) by\s+"
)
_GROUP_OF = re.compile(r"\b(?:group|lab(?:oratory)?|team)\sof\s(?=(?:Prof|Dr)\w*\.?\s)")
_STUDYING = re.compile(r"\bph\.?\s?d\b|\bdoctoral|\bgraduate student|\bthesis\b|\bdissertation\b|\bdoctorate\b", re.I)
_POSTDOC = re.compile(r"post-?doc|\bph\.?\s?d\b|\bdoctoral", re.I)
_NAMED_AS = re.compile(  # "Jane Doe (main advisor)"
    r"[(（](?:main |principal |primary |thesis |ph\.?d\.? |co-?)*(?:advis[oe]r|supervisor)[)）]", re.I
)
_COMMITTEE = re.compile(
    r"\b(?:(?:thesis|dissertation|doctoral|ph\.?d\.?) )?committee(?: members)?"
    r"\s*(?:[:：]|\s(?:was|is|were|consisted of|included|comprised)\s)",
    re.I,
)
_CHAIR = re.compile(r"[(（](?:co-?\s?)?chair(?:man|woman|person)?[)）]", re.I)
_LAST_NAME = re.compile(r"(?:[^\W\d_][\w.'’-]*\s){1,3}[^\W\d_][\w.'’-]+\s*$")
_NEXT = re.compile(
    r"(?:,?\s(?:Ph\.?\s?D|M\.?D|Sc\.?D|D\.?Phil|Ed\.?D)\b\.?)*"
    r"\s*(?:[,，、;&]\s*(?:and\s+)?(?!并由|並由)|\s(?:and|und|et|y|e|и|&|as well as)\s+|(?:和|与|及|と))"
    r"(?:(?<=\set\s)(?:d['’]|de\s(?=[A-ZÀ-Þ])))?"
    r"\s*(?:co-?\w+\s+(?:by|with)\s+)?(?:(?:avec )?(?:le |la )?co-?(?:encadrement|direction|supervision) de\s+)?(?=\S)"
)
_CJK = re.compile(
    r"([\u4e00-\u9fff々]{1,3}[ 　\n][\u4e00-\u9fff々\u3040-\u30ff]{1,4}(?=\s?(?:准?教授|先生|講師|助教|特任)|"
    r"[，。；、）)]|$)|[\u4e00-\u9fff々]{2,4}?(?=(?:讲席|特聘|副|准|助理)?(?:教授|老师|院士|研究员|博士|先生|副教授|"
    r"講師)|[，。；、）)\s]|[和与及](?=[\u4e00-\u9fff])(?!和(?:教授|老师|院士|研究员|博士|副教授))|$)|[가-힣]{2,4}(?=\s?(?:교수|박사|님|[,.)\s]|$)))"
)
_AFTER = re.compile(
    r"\s*(?:(?:讲席|特聘|副|准|助理)?(?:教授|老师|院士|研究员|博士|先生|講師|교수님?|박사님?|님)"
    r")?\s*(?:[(（][^()（）]{0,60}[)）])?"
)
_STOPPED = re.compile(
    r"[a-zà-ÿ]{2,}\.\s|(?<!\bSt)(?<!\bJr)(?<!\bDr)(?<!\bMt)(?<=[A-Z][a-z])\.\s"
)  # a full stop within: two sentences
_FROM = re.compile(  # "Jane Doe from Fern University and Bo Berg from ..."
    r"\s(?:from|of|at) (?:the )?(?=(?:[\w-]+ ){0,4}?(?:Universi|Institut|College|School))"
    r"(?:(?!and\b)[\w.-]+[ ]){0,6}?[\w.-]+(?=,? and [A-ZÀ-Þ<])"
)
_ARTICLE = re.compile(
    r"(?:post-?doc\.?\s+(?=[A-Z])|the\s+(?:late\s+)?|both\s+|my\s+|our\s+|l[ea]\s+(?=(?:prof|pr|dr)\b))", re.I
)
# "Jane Doe und Bo Berg"
_TWO_NAMES = re.compile(r"\w[\w'’-]*\.? [\w'’.-]+ (?:and|und|et|y|e|och|og|en|i) [\w'’.-]+ \w")
_STAR = re.compile(r"\^?\[[^\]]{1,12}\]|[*†‡]")


_GROUP_LINE = re.compile(  # all that a line below a degree says: "Prof. Jane Doe's Group"
    r"\W*(?:Prof|Dr)(?:essor)?\.?\s((?:[A-ZÀ-Þ][\w'’-]*\.?\s){1,3}?[A-ZÀ-Þ][\w-]+)(?:['’]s)?\s"
    r"(?:[Rr]esearch )?(?:[Gg]roup|[Ll]ab\w*)\W*"
)
_GUIDED = re.compile(  # "并由A教授和B教授共同指导", "得到A教授（X大学）和B教授的指导"
    r"(?:[并並]?由|得到|受到?|在|接受)\s?(?:了)?(?=[^。；，,;\n]{2,120}?(?:教授|研究员|老师|院士|博士|副教授|[A-Za-z)）])\s?(?:的)?"
    r"(?:共同|联合|悉心|合作)?指导)"
)


# One of these stands in whatever `_LEADS` finds: it is looked for first, as the expression takes long.
_LEAD_WORDS = (
    *("advis", "supervis", "mentor", "guided", "tutored", "promot", "host", "investigator"),
    *("committee chair", "chaired by", "manager", "pi:"),
)
_PHD = re.compile(r"ph\.?\s?d")
_STUDY_WORDS = ("doctor", "thesis", "dissertation", "graduate", "postdoc", "post-doc")
_UNDER_WHOM = ("guidance", "direction", "advice", "tutelage")
_OTHER_LEAD_WORDS = (
    *("导师", "導師", "老师", "教师", "博导", "师从", "師從", "教授", "院士", "研究员", "指導", "지도", "руковод"),
    *("betreu", "doktor", "gutachter", "mentorat", "leitung", "bei ", "direc", "encadr", "supervis", "dirig"),
    *(
        "керівни",
        "opiek",
        "kierun",
        "kierow",
        "anışman",
        "supervis",
        "tutel",
        "tutor",
        "relat",
        "guida",
        "guía",
        "direz",
        "orienta",
        "begeleid",
        "leiding",
        "vejled",
        "veiled",
    ),
    *("handled", "promotor", "dirección"),
)


_DESCRIBED = re.compile(  # "导师为国家基金获得者白冰教授"
    r"[^，。；,;\n]{2,40}(?:获得者|主席|会长|理事长|会士)\s*(?=[\u4e00-\u9fff]{2,4}\s?(?:教授|研究员|院士|老师)|[A-Z][a-z])"
)


def _behind_description(page: Page, start: int, end: int) -> int:
    """Where a name begins behind what its bearer is."""
    told = _DESCRIBED.match(page.text, start, end)
    return told.end() if told else start


def _leads(text: str, start: int, end: int) -> list[re.Pattern[str]]:
    """The expressions for the words that lead to advisors which can find something in a range."""
    words = text[start:end]
    may = _may_lead(words)
    studied = may and " with " in words
    known = ((_LEADS, may), (_STUDIED_WITH, studied), (_OTHER_LEADS, holds_any(words, _OTHER_LEAD_WORDS)))
    return [leads for leads, wanted in known if wanted]


def _may_lead(words: str) -> bool:
    """Whether what leads to advisors in English may stand in a text."""
    low = lowered(words)
    if any(map(low.__contains__, _LEAD_WORDS)):
        return True
    if "with" in low and ("ph" in low and _PHD.search(low) or any(map(low.__contains__, _STUDY_WORDS))):
        return True
    titled = "prof" in low or "dr" in low
    return titled and "work" in low or "under" in low and (titled or any(map(low.__contains__, _UNDER_WHOM)))


def read_advisors(page: Page, start: int, end: int) -> list[Value]:
    """The people a range of text names as advisors, in order, without titles."""
    found: dict[str, Value] = {}
    ways = (_led_to, _of_groups, _beside_roles)
    for name in chain.from_iterable(way(page, start, end) for way in ways):
        text = " ".join(name.text.split())  # over the end of a line
        found.setdefault(text, Value(text, page.span(name.start, name.end)))
    return list(found.values())


def _led_to(page: Page, start: int, end: int) -> Iterator[Name]:
    """Who stands behind the words that lead to advisors."""
    leads = _leads(page.text, start, end) + ([_GUIDED] if "指导" in page.text[start:end] else [])
    for match in chain.from_iterable(lead.finditer(page.text, start, end) for lead in leads):
        if match[0].startswith("PI") and _OF_PROJECT.search(page.text, max(start, match.start() - 60), match.start()):
            continue  # who leads a project is nobody's advisor
        yield from read_people(page.text, _behind_description(page, match.end(), end), min(end, match.end() + 300))


_OF_PROJECT = re.compile(r"\b(?:project|grant|program(?:me)?|consortium|survey|study|network)\b", re.I)


def _of_groups(page: Page, start: int, end: int) -> Iterator[Name]:
    """Whose groups somebody studies or is a postdoc in."""
    text, words = page.text, page.text[start:end]
    yield from (Name(match[1], *match.span(1)) for match in _in_groups(text, start, end))
    led = _GROUP_LED.finditer(text, start, end) if "ed by" in words or "run by" in words else ()
    of = _GROUP_OF.finditer(text, start, end) if " of Prof" in words or " of Dr" in words else ()
    for matches, studying in ((led, _STUDYING), (of, _POSTDOC)):
        for match in matches:
            if studying.search(text, max(start, match.start() - 160), match.start()):
                yield from read_people(text, match.end(), min(end, match.end() + 200))


def _beside_roles(page: Page, start: int, end: int) -> Iterator[Name]:
    """Who stands in front of the words for an advisor."""
    for match in _before_role(page.text, start, end):
        group = match.lastindex or 1
        if is_name(match[group]):
            yield Name(match[group], *match.span(group))
    for match in _roles_behind(page.text, start, end):
        begin = max(start, match.start() - 60)
        before = _LAST_NAME.search(page.text[begin : match.start()])
        bare = _last_name(before.group()) if before else ""
        if bare:
            at = page.text.rfind(bare, begin, match.start())
            yield Name(bare, at, at + len(bare))


def _last_name(words: str) -> str:
    """The name that ends some words: "Jane Doe" of "committee was Dr. Jane Doe", "" if none does."""
    tokens = words.split()
    pieces = (strip_titles(" ".join(tokens[number:])) for number in range(len(tokens) - 1))
    return next((piece for piece in pieces if is_name(piece)), "")


def _in_groups(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """The names of whose group somebody studies in: "a PhD student in Bo Berg's group"."""
    if "'s " in text[start:end] or "’s " in text[start:end]:
        for match in _IN_GROUP.finditer(text, start, end):
            near = text[max(start, match.start() - 200) : match.end() + 60]
            if is_name(match[1]) and _STUDYING.search(near):
                yield match


def _before_role(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """The names that lead a line about their group, and, outside English, those before the word for an advisor."""
    line = _GROUP_LINE.fullmatch(text, start, end)
    yield from (line,) if line else ()
    words = text[start:end]
    if not words.isascii():
        yield from _BEFORE.finditer(text, start, end) if any(map(words.__contains__, _BEHIND_WHOM)) else ()
        yield from _TURKISH.finditer(text, start, end) if "nda" in words else ()


def _roles_behind(text: str, start: int, end: int) -> list[re.Match[str]]:
    """The words in brackets that make who stands before them an advisor: "(main advisor)", "(chair)" of a committee."""
    low = lowered(text[start:end])
    committee = _COMMITTEE.search(text, start, end) if "committee" in low else None
    boxed = _NAMED_AS.finditer(text, start, end) if "advis" in low or "supervis" in low else ()
    return [*boxed, *(_CHAIR.finditer(text, committee.end(), end) if committee else ())]


_TITLE_BEHIND = re.compile(  # "导师：狄仁清 研究员"
    r"\s?(?:讲席|特聘|副|准|助理)?(?:教授|老师|院士|研究员|博士(?!后|生)|先生|講師|교수님?|박사님?)"
)


def lead_spans(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Where phrases that name advisors stand, names included: "(Advisor: Jane Doe)" without its brackets."""
    spans = []
    for pattern in _leads(text, start, end):
        for match in pattern.finditer(text, start, end):
            names = read_people(text, match.end(), min(end, match.end() + 300))
            if names:
                lead = match.start(match.lastgroup) if match.lastgroup else match.start()
                behind = _TITLE_BEHIND.match(text, names[-1].end, end)
                spans.append((lead, behind.end() if behind else names[-1].end))
    return sorted(spans)


def read_people(text: str, start: int, end: int) -> list[Name]:
    """The names that stand in a row from a position on, each with or without a title before it."""
    found: list[Name] = []
    position = start
    while position < end and len(found) < 8:
        name = _read_person(text, position, end)
        if not name:
            break
        found.append(name[0])
        school = _FROM.match(text, name[1], end) if found[:1] else None
        separator = _NEXT.match(text, school.end() if school else name[1], end)
        if not separator:
            break
        position = separator.end()
    return found


_SHORT_TITLE = re.compile(r"(?:Prof\.|Dr\.?)(?:\s|$)")
_SURNAME_ALONE = re.compile(  # behind a title: "supervised by Dr Woodbury."
    r"[A-ZÀ-Þ][a-zà-ÿ'’-]{2,}(?:-[A-ZÀ-Þ][\w'’]+)?(?=\s*(?:[.,;)(]|$|\n|['’]s\b|(?:and|at|in|of|from|on|who)\s))"
)


_INITIAL_LAST = re.compile(r"\s[А-ЯЁІЇЄҐ]\.$")  # "Ярема В. П."


def _read_person(text: str, position: int, end: int) -> tuple[Name, int] | None:
    while position < end and text[position] in " \t\n[":
        position += 1
    titled = False
    for _ in range(3):
        title = _TITLES.match(text[position : position + 60])
        titled = titled or title is not None and bool(_SHORT_TITLE.match(title[0]))
        lead = _ARTICLE.match(text, position, end)
        step = (title.end() if title else 0) or (lead.end() - position if lead else 0)
        if not step:
            break
        position += step
        while position < end and text[position] in " \t":
            position += 1
    cjk = _CJK.match(text, position, end)
    if cjk and is_name(cjk[1]):
        after = _AFTER.match(text, cjk.end(), end)
        return Name(cjk[1], cjk.start(1), cjk.end(1)), after.end() if after else cjk.end()
    words = re.compile(r"[^\s,;，；、()（）\[\]:：|\n]+(?:[ \u00a0][^\s,;，；、()（）\[\]:：|\n]+){0,5}").match(
        text, position, end
    )
    if not words:
        return None
    tokens = list(re.finditer(r"\S+", words.group()))
    for count in range(min(len(tokens), 5), 0, -1):
        piece = words.group()[: tokens[count - 1].end()]
        piece = _STAR.sub("", piece) if piece.endswith(("]", "*", "†", "‡")) else piece
        bare = strip_titles(re.sub(r"['’]s$", "", piece.rstrip(".,;^")))
        bare += "." if _INITIAL_LAST.search(piece) else ""
        if not is_name(bare) or bare not in piece or _STOPPED.search(bare) or _TWO_NAMES.search(bare):
            continue
        tail = words.group()[tokens[count - 1].end() :].split()
        if (
            tail
            and tail[0][:1].isupper()
            and tail[0] not in ("Prof.", "Dr.", "At", "In")
            and not piece.endswith((".", "]"))
        ):
            continue  # more of the name follows: it was cut short
        begin = position + piece.find(bare)
        stop = begin + len(bare)
        after = re.compile(r"(?:\^?\[[^\]]{1,12}\]|[*†‡.]|\s?[(（][^()（）]{0,60}[)）])*").match(text, stop, end)
        behind = _TITLE_BEHIND.match(text, after.end() if after else stop, end)  # "Jane Doe 教授和 Bo Berg 教授"
        return Name(bare, begin, stop), behind.end() if behind else after.end() if after else stop
    names = read_names(text, position, end).names
    if names and is_name(names[0].text):
        return names[0], names[0].end
    lone = _SURNAME_ALONE.match(text, position, end) if titled else None
    return (Name(lone[0], *lone.span()), lone.end()) if lone and is_name(lone[0], lone=True) else None
