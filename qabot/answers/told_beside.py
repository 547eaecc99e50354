"""What a page tells beside its facts, quoted: the lab, who examined, memberships, meetings, who pays, openings."""

from __future__ import annotations

import re
from dataclasses import replace

from qabot.answers.conditions import filters_of
from qabot.answers.context import Context, Outcome
from qabot.answers.coverage import coverage
from qabot.answers.filters import split_filters
from qabot.answers.lines import YEAR, lines_of, quoted
from qabot.answers.told import HELD, LISTS, PERSON, level_above
from qabot.profiles.same import same_person
from qabot.questions.lexicon import Lexicon, plain
from qabot.questions.query import Query
from qabot.words.entries import inside

_MEMBER = re.compile(
    r"\b(?:i am|i'm|i work|i do|member of|part of|belong to|affiliated with|working (?:in|at)|lead|head|my|advised by|"
    r"works? (?:in|at|with)|student (?:in|at|of)|is an?|join\w*)\b|\((?:group|lab|team) (?:of|led by)\b"
    r"|\b(?:trabajo|trabaja|pertenezco|formo parte|faco parte|trabalho|lavoro|faccio parte|je travaille|je fais partie"
    r"|membre|miembro|membro|mitglied|ich arbeite|ich forsche|работаю|состою|сотрудни\w+)\b"
    r"|我是|本人是?|现为|所属|隶属|加入|来自|从事|工作|就读|攻读|在籍|소속"
)
_LAB = re.compile(
    r"[A-Z][\w&/.-]*(?:[ -](?:[A-Z(][\w&/.)-]*|and|for|of|in|the|on))*[ -](?:Lab|Laborator\w+|Group|LAB|Team)\b"
    r"|[A-Z]\w+['’]s (?:\w+ )?(?:[Gg]roup|[Ll]ab|[Ll]aboratory|[Tt]eam)\b"
    r"|\b(?:[Gg]roup|[Ll]ab|[Tt]eam) (?:of|led by|headed by) (?:(?:Prof|Dr)\.? )*[A-Z]"
    r"|\b[A-Z]\w*Lab\b|[A-Z]\w+ ?연구실|实验室|研究室|课题组|研究组|研究グループ|연구팀"
    r"|\b(?:Lab|Laboratory) (?:of|for) [A-Z]"
    r"|\b(?:[Gg]rup[po]o? (?:de (?:investigación|pesquisa)|di ricerca)|[ÉéEe]quipe|[Gg]roupe de recherche"
    r"|[Ll]aboratoire|[Ll]aborat[oó]rio|[Aa]rbeitsgruppe|[Ff]orschungsgruppe|AG|[Gg]rup[po]o? d[ei] \w+)"
    r" (?:(?:de(?: la)?|del|di|du|dell[ao]|da|do|von)\s)?"
    r"(?:(?:Prof|Dra?|Pr)\w*\.? )*[A-ZÀ-Þ]|(?:лаборатори|научн\w+ групп)\w*"
)
_ROOM = re.compile(r"[\W_]*(?:연구실|사무실|研究室|居室|办公室|办公地点|辦公室)\s*[:：]")
_EXAMINED = re.compile(
    r"(?<!program )(?<!programme )(?<!organizing )(?<!organising )(?<!steering )\bcommittee\b|\bexaminers?\b|\bjury\b"
    r"|\bopponents?\b|\brapporteurs?\b|\bexamined by\b|\btribunal\b|gutachter\b|оппонент|심사위원|答辩委员"
)
_SERVICES = {
    "editor": re.compile(r"\bedit(?:or\w*|s|ed|ing)?\b|\bredakt\w+|редактор|редколлеги|编委|编辑|編集|편집"),
    "reviewer": re.compile(
        r"\b(?:review(?:s|ed|er|ers|ing)?|referee\w*|gutachter\w*|relecteur\w*|revisor\w*)\b|рецензент|审稿|査読|심사"
    ),
    "organizer": re.compile(r"\b(?:co-?)?organi[sz]\w+|организ|组织|主催|조직"),
}
_PRIOR = re.compile(
    r"\b(?:prior to|before (?:that|this|then|joining|coming|moving)|previously|formerly|earlier|zuvor|davor|auparavant"
    r"|avant|antes|anteriormente|precedentemente|ранее|до этого)\b|此前|之前|以前|それ以前|이전"
)
_PUBLISHED = re.compile(
    r"\b(?:accepted|published|appear(?:s|ed)|came out|(?:new|our|a|my|one|two) (?:\w+ )?papers? (?:in|at)"
    r"|papers? (?:in|at)|presented at|angenommen|erschienen|publie|publicado)\b|录用|接收|发表|게재|採択|採録"
)
_UNPUBLISHED = re.compile(
    r"\b(?:submi\w+|reject\w*|under review|in review|review(?:er|ing|ed)?|committee|chair\w*|call for)\b|投稿|审稿"
)
FUNDED = re.compile(
    r"\b(?:fund(?:ed|s|ing)?|financ\w+|paid for|pays for|sponsor\w*|gefordert|finance|foerdert|subvencion\w*)\b"
    r"|资助|支持的|経費|助成|지원|финансир"
)
_FUNDING = re.compile(
    r"\bfellow(?:ship)? (?:of|from|by) the [^.;]{0,40}\b(?:foundation|society|council|academy|stiftung)\b"
    r"|\b(?:fund(?:ed|ing)\b|supported by|sponsored by|financed by|(?:with|by|on) an? \w*\s?(?:scholarship|fellowship)"
    r"|scholarship from|contrat (?:cifre|doctoral)|beca\b|gefordert|stipendi\w+|финансир)|资助|奖学金|지원을|助成"
)
_ACADEMIA = re.compile(
    r"\b(?:before|prior to|outside(?: of)?) (?:\w+ ){0,3}academ\w+"
    r"|\bvor (?:der|seiner|ihrer) (?:akademischen|wissenschaft)|\bavant (?:la recherche|le monde academique)"
    r"|\bantes de la academia"
)
REFEREES = re.compile(  # of somebody, not for a journal
    r"\b(?:references?|referees|recommendation letters?|letters? of recommendation|recommenders?|vouch|referenzen"
    r"|referencias|referenze|(?:qui|quien|wer|chi|quem) (?:peut|pourrait|puede|podria|kann|konnte|puo|pode) (?:\w+ )?"
    r"(?:recommander|recomendar|empfehlen|raccomandare))\b|推荐人|추천인|推薦者"
)
ATTENDED = re.compile(  # conferences gone to
    r"\b(?:attend(?:ed|s|ing)?|participat(?:e|ed|es|ing|ion)|took part|taken part|take part|went to|been to"
    r"|teilgenommen|teilnahme\w*|participe|assiste|participo|participado|asistio|partecipato|участвовал\w*)\b|参加过|参加了|参会|참가"
    r"|참석"
)
_MEETING = re.compile(
    r"\b(?:conferenc\w+|congres\w+|congreso\w*|workshops?|(?:summer|winter|spring) schools?|schools|colloqui\w+"
    r"|convegn\w+|symposi\w+|konferenz\w*|tagung\w*|seminar\w*|meetings?|ecoles?|конференц\w*)\b|会议|学会|학회|サマースクール"
)
BELONGING = re.compile(  # to a society, not to a lab or a committee
    r"^\W*(?:is|was|are)\b(?!.*\b(?:lab|labs|group|team|committee|board|faculty|staff|project|jury)\b)"
    r".*(?:\bmember of|(?<!research )(?<!teaching )(?<!postdoctoral )(?<!doctoral )"
    r"(?<!visiting )(?<!senior )\bfellow(?: of\b|\W*$))"
    r"|^\W*(?:ist|war)\b.*\bmitglied (?:der|des|von|in|im|bei)\b(?!.*(?:gruppe|team|labor|kommission|ausschuss|beirat))"
    r"|\b(?:est|etait|est-il|est-elle)\b.*\bmembre d\w*\b(?!.*\b(?:equipe|labo\w*|comite|groupe|jury)\b)"
    r"|\b(?:es|era|e)\b.*\b(?:miembro|membro) d\w+\b(?!.*\b(?:grupo|equipo|comite|gruppo|equipe)\b)"
    r"|\bчлен\w* (?!.*(?:групп|комитет|лаборатори))|(?:是|属于).*(?:学会|协会|院)(?:的)?(?:会员|院士|成员)"
)
_BELONGS = re.compile(
    r"\b(?:members?|membership|fellows?|fellowship|president|chair|board|council|mitglied\w*|membres?|miembros?|membros?)\b"
    r"|член|会员|院士|会員|회원"
)
_MOSTLY = 0.4  # share of a line that the name of a society is, which says no more than that somebody is in it
_BELONGING = frozenset(
    "is was are a an the of in ever member fellow senior student life elected he she they currently still now and for"
    " associate honorary society's ist war mitglied der des von im bei est etait il elle membre de du la le les un une"
    " es era miembro membro do da dos del della e".split()
)
_ANY_SOCIETY = re.compile(r"\b(?:any|some|an?) (?:organi[sz]ation|societ(?:y|ies)|association|club)s?\b")
_REFEREES, _MEETINGS = 5, 6  # lines quoted at most
_BARE = 25  # characters up to which a line is but a heading or a name
SOCIETIES = re.compile(
    r"\b(?:societ(?:y|ies)|academ(?:y|ies)|associations?|organi[sz]ations?|collaborations?|consorti\w+|networks)\b"
    r".*\b(?:member\w*|belong\w*|part of)\b"
    r"|\bmember\w*\b.*\b(?:of|in)\b.*\b(?:societ\w+|academ\w+|associations?|which|what)\b|\bmemberships\b"
    r"|\b(?:vereinigung\w*|verband|verbande\w*|gesellschaft\w*|akademie\w*)\b.*\bmitglied|\bmitgliedschaft\w*"
    r"|\b(?:societes|associations|academies)\b.*\bmembre|\b(?:asociaciones|sociedades|academias)\b.*\b(?:miembro|pertenece)"
    r"|学会に|学会を|(?:入って|所属し|加入し)\w*学会|加入了哪些|어느 학회"
)
SOCIETY_WORDS = re.compile(r"academ|scientific|professional|learned|societ|associat|organi|member|belong")
_SOCIETIES = re.compile(
    r"\bmember(?:ship)?s?\b|\b(?:professional )?societ(?:y|ies)\b|\bmitglied\w*|所属学会|学会会员|학회 ?회원"
)
_MEMBER_OF = re.compile(
    r"\b(?:senior |student |fellow |life )?members? of (?:the )?[a-z]|\bmitglied (?:der|des|im)\b|\bmembre de\b"
    r"|会員|会员"
)


def tell_lab(context: Context, query: Query, person: str) -> Outcome | None:
    """Quote the sentence that says in which lab somebody is; None where none does."""
    lexicon = Lexicon.load()
    names = [plain(name) for name in context.library.profiles[person].names()]
    if "where" in query.want:  # "研究室" is a room too
        rooms = [line for line in lines_of(context, person) if _ROOM.match(line.text)]
        if rooms:
            return quoted(context, person, rooms[:1])
    for line in lines_of(context, person):
        member = _MEMBER.search(line.words) or any(line.words.startswith(name) for name in names)
        if line.kind not in LISTS - {"education", "positions"} and member and _LAB.search(line.text):
            if not lexicon.has("past", line.words) and coverage(query.topic, line.words, context.weights) >= HELD:
                return quoted(context, person, [line])
    return None


def tell_committee(context: Context, query: Query, person: str) -> Outcome | None:
    """Quote the line that names who examined a thesis; None where none does."""
    names = context.library.profiles[person].names()
    lines = [line for line in lines_of(context, person) if _EXAMINED.search(line.words) and line.kind != "service"]
    if query.degree:
        places = {line.span: match.start() for line in lines if (match := _EXAMINED.search(line.words))}
        asked = [line for line in lines if level_above(context, line, places[line.span]) == query.degree]
    else:
        asked = []
    named = [
        line
        for line in asked or lines
        if any(not any(same_person(m.group(), n) for n in names) for m in PERSON.finditer(line.text))
    ]
    return quoted(context, person, named[:2]) if named else None


def service_kind(words: str, among: str = "") -> str:
    """The kind of service that plain words name: "editor", "reviewer" ...; "" if none, or none that is `among`."""
    kinds = [among] if among else list(_SERVICES)
    return next((kind for kind in kinds if _SERVICES[kind].search(words)), "")


def tell_service(context: Context, query: Query, person: str, kind: str) -> Outcome | None:
    """Quote the lines of prose that tell of a kind of service; None where none does."""
    papers = [entry.span for entry in context.library.entries(person, "paper")]
    lines = [
        line
        for line in lines_of(context, person)
        if _SERVICES[kind].search(line.words)
        and line.kind not in LISTS - {"service", "positions"}
        and line.words.strip(" :") not in line.heading
        and not any(inside(line.span, span) for span in papers)
        and coverage(query.topic, line.words, context.weights) >= HELD
        and (not query.years or any(int(year) in query.years for year in YEAR.findall(line.text)))
    ]
    return quoted(context, person, lines[:3]) if lines and not (query.organizations or query.venues) else None


def tell_before(context: Context, query: Query, person: str) -> Outcome | None:
    """Quote the sentence that tells of the post before the present one where no dates do; None where none does."""
    lexicon = Lexicon.load()
    named = [plain(c.label) for m in query.mentions if m.kind == "organization" for c in m.candidates[:1]]
    named += [plain(m.words) for m in query.mentions if m.kind == "organization"]
    lines = [
        line
        for line in lines_of(context, person)
        if _PRIOR.search(line.words)
        and lexicon.roles.find(line.words)
        and (any(name in line.words for name in named) or any(name in line.before for name in named))
    ]
    return quoted(context, person, lines[:1]) if lines else None


def tell_before_academia(context: Context, query: Query, person: str) -> Outcome | None:
    """Quote the lines that tell what somebody did before becoming an academic; None where that is not asked or told."""
    if not _ACADEMIA.search(plain(query.text)):
        return None
    lines = [line for line in lines_of(context, person) if _ACADEMIA.search(line.words)]
    return quoted(context, person, lines[:2]) if lines else None


def tell_published(context: Context, query: Query, person: str) -> Outcome | None:
    """Quote the line that tells of a paper in a venue though no paper listed bears it; None where none does."""
    names = [re.escape(plain(m.words)) for m in query.mentions if m.kind == "venue"]
    if not names or query.topic or query.others or query.unknown:
        return None
    venue = re.compile(rf"(?<![\w-])(?:{'|'.join(names)})(?![\w-])(?!\s+(?:&|and\s+)?\s*[A-Z])", re.I)
    papers = [entry.span for entry in context.library.entries(person, "paper")]
    lines = [
        line
        for line in lines_of(context, person)
        if _PUBLISHED.search(line.words)
        and not _UNPUBLISHED.search(line.words)
        and any(not line.text[m.end() :].lstrip()[:1].isupper() for m in venue.finditer(line.text))
        and (not query.years or any(int(year) in query.years for year in YEAR.findall(line.text)))
        and not any(inside(line.span, span) for span in papers)
    ]
    if lines and query.intent == "yes_no":
        context.draft.say(context.phrase("no" if query.negated else "yes", rest="").strip())
    return quoted(context, person, lines[:2]) if lines else None


def tell_memberships(context: Context, query: Query, person: str) -> Outcome | None:
    """Quote the lines that say to which societies somebody belongs; None where none does."""
    if query.intent == "yes_no":
        return None
    lines = [line for line in lines_of(context, person) if line.words.strip(" :") not in line.heading]
    lines = [line for line in lines if _SOCIETIES.search(line.heading) or _MEMBER_OF.search(line.words)]
    lines = [line for line in lines if coverage(query.topic, line.words, context.weights) >= HELD] or lines
    if query.order in ("latest", "oldest", "longest"):
        dated = [(min(map(int, years)), line) for line in lines if (years := YEAR.findall(line.text))]
        best = (max if query.order == "latest" else min)((year for year, _ in dated), default=None)
        lines = [line for year, line in dated if year == best]
    return quoted(context, person, lines[:8]) if lines else None


def tell_referees(context: Context, person: str) -> Outcome | None:
    """Quote the lines that name who can speak for somebody; None where none does."""
    names = context.library.profiles[person].names()
    lines = [line for line in lines_of(context, person) if line.kind == "references"]
    named = [
        line
        for line in {line.span: line for line in lines}.values()
        if any(not any(same_person(m.group(), n) for n in names) for m in PERSON.finditer(line.text))
    ]
    return quoted(context, person, named[:_REFEREES]) if named else None


def tell_attended(context: Context, query: Query, person: str) -> Outcome | None:
    """Quote the lines below a heading that names meetings gone to; None where none does."""
    lines = [
        line
        for line in {line.span: line for line in lines_of(context, person)}.values()
        if line.kind not in LISTS - {"service", "talks", "education", "awards"}
        and (_MEETING.search(line.heading) or ATTENDED.search(line.words) and _MEETING.search(line.words))
        and line.words.strip(" :") not in line.heading
        and coverage(query.topic, f"{line.heading} {line.words}", context.weights) >= HELD
        and (not query.years or any(int(year) in query.years for year in YEAR.findall(line.text)))
    ]
    return quoted(context, person, lines[:_MEETINGS]) if lines else None


def tell_belonging(context: Context, query: Query, person: str) -> Outcome:
    """Whether somebody is a member or fellow of a society: yes with the lines that say so, else not stated."""
    asked = plain(query.text)
    for mention in query.mentions:
        if mention.kind == "person":
            asked = asked.replace(plain(mention.words), " ")
    asked = _ANY_SOCIETY.sub(" ", asked)
    words = " ".join(word for word in re.findall(r"[^\W\d]+", asked) if word not in _BELONGING)
    lines = [
        line
        for line in {line.span: line for line in lines_of(context, person)}.values()
        if coverage(words, line.words, context.weights) >= HELD
        and (_BELONGS.search(line.words) or line.kind == "awards" and coverage(line.words, words) >= _MOSTLY)
    ]
    if not lines or not words:
        return context.not_stated(replace(query, relations=()), person)
    context.draft.say(context.phrase("no" if query.negated else "yes", rest="").strip())
    return quoted(context, person, lines[:2])


def tells_funding(words: str) -> bool:
    """Whether plain words say who pays for something."""
    return _FUNDING.search(words) is not None


def tell_funding(context: Context, query: Query, person: str) -> Outcome | None:
    """Quote the line that says who pays for somebody's studies or work; None where none does."""
    lines = [line for line in lines_of(context, person) if _FUNDING.search(line.words) and len(line.text) > _BARE]
    lines = [line for line in lines if line.kind not in LISTS - {"education", "positions", "awards"}]
    if query.degree:
        degrees = Lexicon.load().degrees
        own = [li for li in lines if any(c.meaning == query.degree for c in degrees.find(f"{li.before} {li.words}"))]
        lines = own or [line for line in lines if not degrees.find(line.words)]
    return quoted(context, person, lines[:2]) if lines else None


def tell_funding_of(context: Context, query: Query, person: str) -> Outcome | None:
    """Quote the line of a post or degree that says who pays for it; None where none does."""
    for kind in ("position", "education"):
        tests = [each.passes for each in filters_of(query, kind, context.knowledge)]
        for entry in split_filters(context.library.entries(person, kind), tests)[0]:
            if coverage(query.topic, entry.words, context.weights) < HELD:
                continue
            lines = [line for line in lines_of(context, person) if inside(line.span, entry.span)]
            told = [line for line in lines if _FUNDING.search(line.words)]
            if told:
                return quoted(context, person, told[:1])
    return None
