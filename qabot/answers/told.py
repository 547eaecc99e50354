"""What a page tells in its own words though no fact was read from it: the lines of the matter, quoted.

Reading facts is never complete. Before a profile is said not to tell something, its lines are looked through for one
that speaks of the relation (a cue of any language, or a heading of its kind), holds every condition of the question,
and has what is asked for in it: a name, a year, an organization.
"""

from __future__ import annotations

import datetime
import functools
import re
from dataclasses import replace

from qabot.answers.context import Context, Outcome
from qabot.answers.coverage import coverage
from qabot.answers.lines import YEAR, Line, lines_of
from qabot.answers.passages import ORGANIZATION, TEACHES, shown
from qabot.profiles.same import same_person
from qabot.questions.amounts import NUMBER_WORDS
from qabot.questions.lexicon import Cue, Lexicon, language_of, plain
from qabot.questions.query import Query
from qabot.questions.topic import matter_of
from qabot.sources.source import Span
from qabot.words.entries import inside

# The kinds of section whose lines are of a relation whatever their words.
_SECTIONS = {
    "education": ("education",),
    "award": ("awards", "student awards"),
    "talk": ("talks",),
    "teaching": ("teaching",),
    "service": ("service",),
    "project": ("projects", "grants"),
    "skill": ("skills",),
    "language": ("languages",),
    "interest": ("interests",),
    "student": ("students",),
    "position": ("positions", "internships", "visits"),
    "thesis": ("theses",),
}
_OTHERS = frozenset(("students", "openings", "references", "papers", "preprints", "media", "collaborators"))
LISTS = _OTHERS.union(*_SECTIONS.values())  # lines under these headings are of the heading's matter alone
_RESEARCH = re.compile(
    r"\b(?:research (?:interests?|focus\w*|areas?|topics?)|(?:my|his|her|their) research|"
    r"(?:i|he|she) (?:stud(?:y|ies)|works? on|concentrates? (?:in|on))|forschung\w*|forsche|"
    r"recherches? (?:porte|concern)|mes recherches|"
    r"(?:my|his|her|their|our) (?:work|research|group|lab) (?:asks?|explor\w+|examin\w+|concern\w*|focus\w*|looks? at"
    r"|stud\w+|deals?|address\w*|investigat\w+|cent\w+|aims?|is about)|i (?:investigate|explore|examine)|"
    r"investigacion|научн\w+ интерес\w*|исследу\w*)\b"
    r"|研究方向|研究兴趣|主要研究|从事|専門|研究して|연구 분야|연구합니다|연구하고"
)
_BESIDE = {  # but for what is told beside them
    "advisor": ("education", "positions", "internships", "visits", "theses", "projects"),
    "thesis": ("education", "positions", "projects"),
    "award": ("education",),
    "teaching": ("positions",),
    "student": ("teaching", "positions"),
}
_WORKS = re.compile(
    r"\b(?:work(?:s|ed|ing)?|join(?:ed|ing)?|employ\w*|positions?|appointed|appointments?|internships?|residency|serv(?:e|es|ed|ing)|arbeite\w*|tatig|travaill\w*|"
    r"trabaj\w*|trabalh\w*|atuei|atuou|atuo|lavor\w*|работа\w*)\b|工作|任职|就职|担任|勤務|所属|근무|재직"
)
PERSON = re.compile(
    r"(?:Prof|Dr|Mr|Ms)\b|\b[A-ZÀ-ÞА-Я][\w'’-]+(?:\s+(?:[A-Z]\.|[a-z]{1,3}|[A-ZÀ-ÞА-Я][\w'’.-]+)){1,3}"
    r"|[㐀-鿿]{2,4}\s*(?:教授|老师|老師|先生|博士)|[가-힣]{2,4}\s*(?:교수|박사)"
)
_GIVEN = r"[A-ZÀ-Þ][\w'’-]+"
UNDER = re.compile(  # of whom a post or degree is said to be "with": "Postdoc with Ana Ruiz at ..."
    r"\b(?:[Pp]ost-?[Dd]oc\w*|Ph\.?D\.?|[Tt]hesis|[Ss]tudent|[Ii]ntern\w*|[Ff]ellow|[Rr]esearcher|[Cc]andidate|[Ss]tudies"
    r"|Promotion|[Pp]romovier\w+|[Dd]issertation|(?:Master|Bachelor|Doktor|Diplom|Abschluss)arbeit|[Tt]hèse|[Tt]esis)"
    r"\s[^.;\n]{0,70}?\b(?:with|under|mit|bei|unter|avec|con)\s+((?:(?:Prof|Dr)(?:essor)?\.?\s+)*"
    rf"{_GIVEN}(?:\s+(?:[A-Z]\.|de|da|di|del|van|von|der|den|la|le|el|al|bin|{_GIVEN})){{1,3}})"
    r"(?=\s*(?:[,.;()\n]|at\b|in\b|and\b|\bon\b|über\b|an der\b|$))"
)
_WORKED = re.compile(rf"\W*[Ww]ork(?:ed|ing)? with\s+((?:(?:Prof|Dr)\.?\s+)*{_GIVEN}(?:\s+{_GIVEN}){{1,2}})")
_GUIDES = re.compile(  # "I supervise": the owner of the page is the advisor
    r"\b(?:i|we|he|she) (?:have |also )*(?:co-?)?(?:advis|supervis|mentor)|\b(?:advis|supervis|mentor)(?:ing|ed|es) "
    r"(?:\w+ ){0,3}students?|\bstudents? (?:supervis|advis|mentor)|advisory|advisees?|\bsupervision of\b"
    r"|руководител\w* (?:проект|групп|отдел|направлен|научных)|\bhead of\b"
)
_SINCE = re.compile(r"\bsince\b|\bseit\b|\bdepuis\b|\bdesde\b|с какого|부터|から|自从|\bpresent\b|\bheute\b|至今")
_STOPS = re.compile(r"[|;\n。]|\b[Cc]ommittee\b")
_WILL = re.compile(
    r"\b(?:will|going to|expected|incoming|upcoming|plan\w*|voraussichtlich|prevu|будет|planned)\b|将|예정|予定"
)
_PARTS = re.compile(  # where a sentence goes on to something else: "..., and in 2019 I joined ..."
    r"(?:,|;)?\s+(?:and|but|while|und|et|y|и)\s+(?=(?:(?:in|since|from|until|then|later|im|en|в)\s+)?(?:[A-Z][a-z]+\.?\s+)?"
    r"(?:\d{4},?\s+)?(?:(?:have|has|had|am|was|then|later|also)\s+)*(?:I|we|he|she|ich|j['’]|je|il|elle|он|она)(?:\b|(?<=['’])))"
    r"|;\s+"
)
_WITH = re.compile(
    r"\b(?:[Ww]ork(?:s|ed|ing)?(?: \w+){0,2}|[Cc]ollaborat(?:e[sd]?|ing)|[Tt]ogether|[Jj]oint(?:ly)?(?: work)?"
    r"|[Hh]osted|[Mm]entored|[Zz]usammen(?:arbeit)?|travaill\w*|trabaj\w*)\s+(?:with|by|mit|avec|con)\b|[与和](?=[^。；]{2,80}合作)"
)
OF_A_DOCTORATE = re.compile(  # what it was about, where no thesis is named: "promovierte er zum Thema ..."
    r"\b(?:promovier\w+|promotion|doctora\w+|ph\.?\s?d\.?|dottorato|doutorado|these|диссертац\w+|защит\w+)\b[^.;]{0,90}?"
    r"\b(?:zum thema|uber|en el (?:ambito|area) de|en el campo de|sobre|portant sur|sur|по теме"
    r"|(?:com|con) (?:o |el )?(?:foco|enfoque|enfasis|enfase) em?n?|centrad[ao] en|focad[ao] em|consacre\w* a"
    r"|incentrat[ao] su"
    r"|(?:work|research|project|studies)? ?(?:focus\w*|concern\w*|investigat\w+|explor\w+|examin\w+"
    r"|stud(?:y|ied)|was about|looked at|dealt with) )"
)
_LANGUAGES = re.compile(r"\W*(?:(?:spoken|foreign|natural|human)\s+)?languages?\b\W*(?!\W*$|.*program)")
_BEGUN = re.compile(r"(?<=:)\s*\n[\s*•-]*")  # where a line with a colon goes over to its list
_GOT = re.compile(
    r"\b(?:graduat|stud|degree|alumn|obtain|receiv|earn|complet|attend|educat|finish|ph\.?\s?d|b\.?sc|m\.?sc|bachelor|master|undergrad"
    r"|promo|absol|abschlu|diplom|etudi|obtenu|souten|these|licenc|gradua|estudi|doctora|doutor|mestr|laure|dottor|form(?:ou|ado|ada|acao|e)"
    r"|титул|оконч|получ|защит|учил|учит|степен|выпуск|аспирант|бакалавр|магистр)"
    r"|毕业|获|学位|就读|攻读|本科|硕士|博士|卒業|取得|修了|在学|課程|졸업|취득|학위|과정|전공|재학|수료"
)
GUIDES_ZH = re.compile(r"(?:博士|硕士)(?:研究)?生?导师(?!\s*[:：为是])|博导(?!\s*[:：为是])|硕导(?!\s*[:：为是])")
_ABOVE = 400  # characters before a line in which the degree that it is of is looked for
VISITED = re.compile(
    r"\bvisiting (?:(?:ph\.?\s?d\.?|doctoral|graduate|master\w*|undergraduate|research) )*"
    r"(?:student|scholar|researcher|fellow)|\bexchange student|\bgastdoktorand"
    r"|访问学生|交换生|訪問学生|방문 학생|교환 ?학생"
)
_TITLED = re.compile(
    r"\b(?:[Tt]itled?|[Tt]itel|[Tt]itre|[Tt]ítulo|[Tt]hema|[Tt]itolo|[Tt]itulada|[Tt]hesis|[Dd]issertation\w*|[A-Z]\w*arbeit)\b"
    r"\W*[:：“\"«„»]|题目|题为|标题"
    r"|\b(?:[Tt]hesis|[Dd]issertation)\s+(?!I\b)[A-Z]|제목|논문\s*[:：]|題目|тем[аыу]\b|[“\"«„《「][^”\"»“》」]{12,}"
    r"|\b(?:[Tt]hesis|[Dd]issertation)\b.{0,30}?(?:[A-Z][\w-]+ (?:(?:of|the|and|for|in|on|with|to|a) )*){4,}"
)
_PRIZE = re.compile(  # what a thesis won is not what it is called
    r"(?:[A-ZÀ-Þ][\w’'-]+ (?:(?:of|the|and|for|in|on) )*){1,8}(?:Prize|Award|Medal|Scholarship|Fellowship|Grant)\b"
)
_STUDENTS = re.compile(r"\bstudents\b|学生们|학생들")
_PROGRAMS = re.compile(  # languages that people program in
    r"(?<![\w+#])(?:python|matlab|java|javascript|typescript|c\+\+|c#|fortran|julia|rust|haskell|ocaml|perl|ruby|scala"
    r"|kotlin|bash|zsh|shell|sql|stata|spss|latex|golang|php|html|css|verilog|vhdl|cuda|mathematica|assembly)(?![\w+#])"
)
_FEW_KANA = 3  # kana on a page from which on it is in Japanese
HELD = 0.75  # share of the weighted topic that a line must hold
_MOST = 4  # lines quoted


def tell(context: Context, query: Query, person: str, relation: str) -> Outcome | None:
    """Quote the lines that tell what is asked of a relation; None when no line does."""
    if relation not in _SECTIONS and relation not in ("advisor", "coauthor"):
        return None
    if query.intent == "yes_no" and Lexicon.load().has("now", plain(query.text)):
        return None  # what a line says is so may be long past
    told = _speaks_of_visits if relation == "position" and query.role == "visitor" else _speaks
    lines = [line for line in lines_of(context, person) if _holds(context, query, line) and told(line, relation)]
    if relation == "teaching" and any("助教" in line.words for line in lines) and _in_japanese(context, person):
        lines = [line for line in lines if TEACHES.search(line.words.replace("助教", ""))]  # a rank there
    if relation in ("advisor", "education", "student"):  # "博士生导师" is a rank of the owner's
        lines = [line for line in lines if not GUIDES_ZH.search(line.words)]
    lines = [line for line in lines if _gives(context, query, person, relation, line)]
    lines = [line for line in lines if not line.text.rstrip().endswith((":", "："))]  # but a label
    if relation not in ("award", "thesis"):  # the title of a paper tells of no post and no service
        papers = [entry.span for entry in context.library.entries(person, "paper")]
        lines = [line for line in lines if not any(inside(line.span, span) for span in papers)]
    if Lexicon.load().has("will", plain(query.text)):  # what was tells nothing of what will be
        today = datetime.date.today().year
        lines = [
            line for line in lines if _WILL.search(line.words) or any(int(y) >= today for y in YEAR.findall(line.text))
        ]
    lines = list({line.span: line for line in lines}.values())
    if query.order in ("latest", "oldest"):
        lines = _extreme(lines, query.order)
    if not lines:
        return None
    if query.intent == "yes_no":
        context.draft.say(context.phrase("yes", rest="").strip())
    narrow = query.years or query.degree or query.organizations or query.topic or query.role
    for line in lines[: 2 if narrow else _MOST]:
        values = shown(context, line.span)
        context.draft.state(context.phrase("match", name=context.name(person), values=values), person, [line.span])
    return Outcome("answered", (person,))


def _in_japanese(context: Context, person: str) -> bool:
    """Whether a person's pages are in Japanese: hold more than a few kana."""
    texts = (context.library.source(path).text for path in context.library.profiles[person].sources)
    return sum("\u3041" <= letter <= "\u30fa" for text in texts for letter in text) > _FEW_KANA


def _extreme(lines: list[Line], order: str) -> list[Line]:
    """Of lines that bear a year, the latest or the oldest."""
    dated = [(max(map(int, years)), line) for line in lines if (years := YEAR.findall(line.text))]
    if not dated:
        return lines
    best = (max if order == "latest" else min)(year for year, _ in dated)
    return [line for year, line in dated if year == best]


_NEAR = 12  # letters between a count and what it is of, in Han, kana or Hangul
_COUNTED_WIDE = re.compile(
    r"(?<![\d.])(\d{1,4})\s*(?:余|餘|多|여)?\s*(?:篇|项|項|本|件|編|편|건|권|名|人|명|次|回|场|場|门)"
)
_COUNTED = re.compile(rf"(?<![\d.\w])(\d{{1,3}}(?:,\d{{3}})?|{'|'.join(NUMBER_WORDS)})\+?\s+(?:[a-z-]+\s+){{0,4}}")


_SUPERVISED = re.compile(r"\b(?:co-?)?(?:supervis|advis|direct|mentor)\w*|\bbetreut|指导|지도")
_IN_ALL = re.compile(
    r"\b(?:has|have) (?:co-?)?(?:published|authored|written)|\b(?:over|more than|in total|altogether)\b"
)
_NEWS = re.compile(
    r"\b(?:accepted|to appear|appear(?:s|ed|ing)|will (?:be )?present\w*|new|got|one)\b"
    r"|\bpapers? (?:at|in|@)\b|录用|接收|게재|採択|angenommen"
)


def tell_count(context: Context, query: Query, person: str, relation: str) -> Outcome | None:
    """Quote a line that gives a number of something ("over 50 papers") where the page does not list it."""
    if query.years or query.venues or query.organizations or query.others or query.unknown:
        return None
    topic = matter_of(query.topic, query.text)
    for line in lines_of(context, person):
        if line.kind in _OTHERS - {"students"} or coverage(topic, line.words) < HELD:
            continue
        for cue in Lexicon.load().relations[language_of(line.text)].find(line.words):
            if _NEWS.search(line.words) and not _IN_ALL.search(line.words):
                break  # "Two papers accepted" counts what is new
            counted = [m for m in _COUNTED.finditer(line.words, 0, cue.start) if m.end() == cue.start]
            counted = counted or [*_COUNTED_WIDE.finditer(line.words, max(0, cue.start - _NEAR), cue.end + _NEAR)]
            theses = relation == "student" and cue.meaning == "thesis" and _SUPERVISED.search(line.words)
            if (cue.meaning == relation or theses) and counted:
                words = counted[0][1]
                number = NUMBER_WORDS.get(words) or int(words.replace(",", ""))
                if query.intent == "yes_no" and query.amount is not None:
                    if query.topic:
                        return None
                    truth = (number in query.amount) != query.negated
                    context.draft.say(context.phrase("yes" if truth else "no", rest="").strip())
                text = context.phrase("match", name=context.name(person), values=shown(context, line.span))
                context.draft.state(text, person, [line.span])
                return Outcome("answered", (person,))
    return None


def speaks_of(context: Context, person: str, span: Span, relation: str) -> bool:
    """Whether a sentence of a person's page speaks of a relation, by its words or by the section it stands in."""
    text, section = context.library.words_of(span), context.library.section_of(person, span)
    heading = plain(" ".join(section.path)) if section else ""
    return _speaks(Line(span, text, plain(text), section.kind if section else "", heading), relation)


def _speaks_of_visits(line: Line, relation: str) -> bool:
    """Whether a line tells of a visit, also among the studies: "访问：…" below a degree."""
    visits = any(cue.meaning == "visitor" for cue in Lexicon.load().roles.find(line.words))
    return _speaks(line, relation) or visits and line.kind in ("education", "positions", "visits", "")


def _speaks(line: Line, relation: str) -> bool:
    """Whether a line speaks of a relation: by its section, else by a cue in its own language or English."""
    if line.kind in _SECTIONS.get(relation, ()):
        return line.words.strip() not in line.heading
    if relation == "thesis" and any(cue.meaning == "thesis" for cue in cues_in(line.heading)):
        return line.words.strip() not in line.heading
    if line.kind in LISTS and line.kind not in _BESIDE.get(relation, ()):
        return False
    if relation == "thesis" and OF_A_DOCTORATE.search(line.words):
        return True
    if relation == "skill" and len(set(_PROGRAMS.findall(line.words))) > 1:
        return True
    if relation == "interest":
        return _RESEARCH.search(line.words) is not None
    if relation == "position":
        return _WORKS.search(line.words) is not None or bool(Lexicon.load().roles.find(line.words))
    if relation == "coauthor":
        return _WITH.search(line.text) is not None
    if relation == "language" and _LANGUAGES.match(line.words):
        return True
    if relation == "advisor" and (UNDER.search(line.text) or _WORKED.match(line.text) and _studied(line.heading)):
        return True
    cues = [*cues_in(line.text), *cues_in(line.heading)]
    return any(cue.meaning == relation for cue in cues)


@functools.lru_cache(maxsize=4096)
def cues_in(text: str) -> tuple[Cue, ...]:
    """The cues of relations in a text, in its own language or English."""
    return tuple(Lexicon.load().relations[language_of(text)].find(plain(text)))


def _studied(heading: str) -> bool:
    return bool(Lexicon.load().degrees.find(heading) or Lexicon.load().roles.find(heading))


def _holds(context: Context, query: Query, line: Line) -> bool:
    """Whether every condition of the question holds of a line."""
    lexicon = Lexicon.load()
    if query.years and not any(int(year) in query.years for year in YEAR.findall(line.text)):
        return False
    told = f"{line.heading} {line.words}"
    wanted = {query.degree} if query.degree else set(query.levels)
    levels = {cue.meaning for cue in lexicon.degrees.find(told)} if wanted else set()
    if wanted and not levels and any(cue.meaning == "postdoc" for cue in lexicon.roles.find(told)):
        return False  # whom a postdoc was with has advised no doctorate
    if wanted and not levels and query.relations[:1] in (("thesis",), ("advisor",)):
        levels = {level_above(context, line)}  # "Thesis title: ..." below the degree it is of
    of_none = not levels and query.degree == "phd" and query.relations[:1] == ("advisor",)  # "my supervisors: ..."
    if wanted and not wanted & levels and not of_none:
        return False
    if query.role and not any(cue.meaning == query.role for cue in lexicon.roles.find(line.words)):
        return False
    named = [m for m in query.mentions if m.kind in ("organization", "venue")]
    names = [{plain(m.words), *(plain(c.label) for c in m.candidates)} for m in named]
    # "I joined X. There I work with Y": of whom one works with, the sentence before may say where
    words = line.words if ORGANIZATION.search(line.words) or "who" not in query.want else f"{line.before} {line.words}"
    if not all(any(name in words for name in each) for each in names):
        return False
    return coverage(query.topic, f"{line.heading} {words}", context.weights) >= HELD


def _dates(context: Context, query: Query, relation: str, line: Line) -> bool:
    """Whether a line gives a year of what is asked, not of something else that it tells besides."""
    parts = _PARTS.split(line.text)
    if len(parts) == 1:
        return YEAR.search(line.text) is not None
    told = [replace(line, text=part, words=plain(part), before="") for part in parts if YEAR.search(part)]
    return any(_holds(context, query, part) and _speaks(part, relation) for part in told)


def level_above(context: Context, line: Line, end: int = 0) -> str:
    """The degree spoken of last before a line, or before its `end`-th character; "" where none is near."""
    text = context.library.source(line.span.source).text
    end = line.span.start + end
    found = Lexicon.load().degrees.find(plain(text[max(0, end - _ABOVE) : end]))
    return found[-1].meaning if found else ""


def _guide(line: Line, names: tuple[str, ...], asked: str = "") -> bool:
    """Whether a line names somebody right beside the words for advising, and not the owner of the page.

    `asked` are words of the name that a question gives.
    """
    cues = Lexicon.load().relations[language_of(line.text)].find(line.words)
    line = replace(line, text=_BEGUN.sub(lambda found: " " * len(found.group()), line.text))
    match = UNDER.search(line.text) or _WORKED.match(line.text)
    if (
        match
        and not any(same_person(match[1], n) for n in names)
        and set(asked.split()) <= set(plain(match[1]).split())
    ):
        return True
    for cue in cues:
        if cue.meaning == "advisor":
            near = line.text[max(0, cue.start - 40) : cue.end] + _STOPS.split(line.text[cue.end : cue.end + 60])[0]
            others = [m.group() for m in PERSON.finditer(near) if not any(same_person(m.group(), n) for n in names)]
            others = [
                other
                for other in others
                if set(asked.split()) <= set(plain(other).split())
                and line.words[cue.start : cue.end] not in plain(other)
            ]
            if others and not _GUIDES.search(line.words):
                return True
    return False


def _at_that_end(asked: str, line: Line) -> bool:
    """Whether a line tells when something began, or ended, where only that is asked."""
    lexicon = Lexicon.load()
    if lexicon.has("will", asked):
        return any(int(year) >= datetime.date.today().year for year in YEAR.findall(line.text))
    if lexicon.has("start_of", asked) or _SINCE.search(asked):
        return lexicon.has("start_of", line.words) or _SINCE.search(line.words) is not None
    return not lexicon.has("end_of", asked) or lexicon.has("end_of", line.words) or lexicon.has("gained", line.words)


def _gives(context: Context, query: Query, person: str, relation: str, line: Line) -> bool:
    """Whether a line has in it what is asked for."""
    names = context.library.profiles[person].names()
    if relation == "advisor" and query.intent == "yes_no":
        named = " ".join([*query.others, query.unknown]).strip() or query.topic
        return _guide(line, names, plain(named))
    if relation == "advisor":
        return _guide(line, names)
    if relation == "teaching" and Lexicon.load().degrees.find(line.words) and not TEACHES.search(line.words):
        return False  # a course of study
    if relation == "coauthor":
        after = line.text[match.end() :] if (match := _WITH.search(line.text)) else ""
        return any(not any(same_person(m.group(), n) for n in names) for m in PERSON.finditer(after))
    if relation == "education" and VISITED.search(line.words):
        return False  # a student on a visit gets no degree there
    if relation == "thesis" and "title" in query.want:
        return _TITLED.search(_PRIZE.sub(" ", line.text)) is not None
    if query.want == ("who",):
        others = [m.group() for m in PERSON.finditer(line.text) if not any(same_person(m.group(), n) for n in names)]
        return bool(others) and not _GUIDES.search(line.words)
    if "when" in query.want or "how_long" in query.want:
        return _dates(context, query, relation, line) and _at_that_end(plain(query.text), line)
    if relation == "education" and "where" in query.want and not _GOT.search(line.words):
        return False  # "Doctor of Science and head of a department at X": where, is not told
    if relation == "position" and query.role == "founder":
        return True  # of a group, a seminar, a club
    if relation in ("education", "position"):
        return ORGANIZATION.search(line.words) is not None and not _STUDENTS.search(line.words)
    return True
