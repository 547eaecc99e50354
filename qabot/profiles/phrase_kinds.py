"""What a phrase of a career's entry is: a role, a degree, an organisation, a person, a place or an aside."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qabot.profiles.career_words import is_firm
from qabot.profiles.dates import are_months
from qabot.profiles.looks import words_in
from qabot.profiles.page import Page, Range
from qabot.profiles.people import read_people
from qabot.profiles.persons import _TITLES
from qabot.profiles.terms import (
    find_degrees,
    is_cjk_text,
    is_organization,
    is_place,
    is_role,
    organization_ends,
    role_at,
)

ASIDE = re.compile(
    r"^(?:thesis|dissertation(?!\s(?:in|im Fach)\s(?-i:(?!Prog)[A-ZÄÖÜ]))|"
    r"диссертаци\w*|дисертаці\w*|mémoire|memoria|thèse (?:intitulée|sur)|"
    r"tesis|tesi|tese|trabajo (?:fin|final|de)|"
    r"(?:master|magister|bachelor|diplom|abschluss|doktor)arbeit(?=\s*(?:[:：]|$))|"
    r"dissertationsschrift|mit auszeichnung|sujet|thema|thesenthema|título|titre|título|"
    r"title(?! of docent)|titel|gpa|cgpa|note|prädikat|grade|advisors?|research interests?|"
    r"committee|referees?|examiners?|jury|(?:faculty )?opponents?|(?:erst|zweit)?gutachter(?:in)?|"
    r"rapporteurs?(?=\s*[:：])|"
    r"betreuer(?:in)?|doktorvater|doktormutter|vínculo(?=\s*:)|"
    r"(?:proefschrift|rozprawa|tesi|tesis)(?=\s*:)|regime(?=\s*:)|carga horária|"
    r"(?:外方|合作|第一|第二)?(?:导师|導師|指导教师|指导老师|指導教授|指導教員|지도교수)(?=\s*[:：为為])|"
    r"summary|description|coursework|relevant coursework|awarded|durchschnitt|major gpa|minor(?!,|$)|topics?|"
    r"(?:grants?|(?:co-)?pis?|(?:co-)?pi, (?:co-)?pi|grades?|marks?|subjects?)(?=\s*[:：])|overall gpa|"
    r"keywords?|tools?|website|link|supported by|funded by|funding(?=\s*[:：])|managers?(?=\s*[:：])|responsibilities|"
    r"with (?:the )?(?:highest |high )?(?:distinction|honou?rs)|论文|题目|成绩|绩点|平均|排名|"
    r"(?:en|in) collaboration|(?:avec )?mention (?:très )?(?:assez )?bien|rang|"
    r"(?:中止|终止|休学|延期)(?:于|至|$)|"
    r"卒業論文|修士論文|博士論文|研究テーマ|논문|학점|тема|специальность|направление подготовки|"
    r"квалификация|現在に至る|現在にいたる|диплом с отличием|средний балл)\b",
    re.I,
)


_HONOURS = re.compile(
    r"\b(?:magna|summa)?\s?cum laude\b|\b(?:first class )?(?:with )?(?:first |highest |high |"
    r"great )?(?:class )?(?:honou?rs|distinction)\b|\bgpa\b|\bexpected\b|\branked?\b|\btop \d|"
    r"\bvaledictorian\b|^\(?(?:remote|online|part[- ]time|full[- ]time|远程|线上)\)?$",
    re.I,
)


_SUBJECT = re.compile(r"[A-ZÀ-Þ][a-zà-ÿ]{4,}(?:\s[\w&]+){0,4}[\s,(]*$")
_HONOUR_WORDS = frozenset(  # one stands in each of these
    "laude honors honours distinction gpa expected ranke ranked top valedictorian remote online part full".split()
)
_BOXED = re.compile(r"\s*[(（][^()（）]*[)）]\s*")


_AT_THE = re.compile(r"\b(?:an der|am|bei der|beim|in der|at the|at)\s*$")


_NO_PHRASE = re.compile(  # how long a post lasted, or when: "(3 Monate)", "6 mois", "Summer"
    r"[(\[]?(?:(?:ca\.?|about|for|environ|etwa|durée\s?:|dauer:)\s?)?"
    r"(?:[\d.,/½]+|one|two|three|four|five|six|un|deux|trois|ein|zwei|drei|tres|dos|tre|due)[\s-]*\+?"
    r"(?:months?|mos?\.?|mnd|mdr|måneder|månader|kuukautta|kk|mois|monate?n?|meses|mesi|m[eê]s|weeks?|wochen?|semaines?|semanas?|settiman[ae]|"
    r"years?|yrs?\.?|ans?|années?|jahre?n?|años?|ann[io]|anos?|days?|tage?|jours?|días?|giorni|semesters?|semestres?|"
    r"semestri?|hours?|hrs?|heures?|stunden|horas?|ore|sws|ects|мес\.?|месяц\w*|недел\w*|лет|год[а]?|"
    r"дн\w*|час\w*|міс\.?|місяц\w*)\b\W{0,4}|"
    r"[(（]?\d{1,2}\s?(?:个月|個月|か月|ヶ月|カ月|ヵ月|개월|周|週間|주|天|年間|학점|学时|学分|時間|시간)[)）]?|"
    r"(?:springs?|summers?|autumns?|falls?|winters?|frühling|frühjahr|sommer|herbst|printemps|été|automne|hiver|primavera|verano|"
    r"otoño|invierno|estate|autunno|inverno|verão|outono)(?: (?:term|semester))?|"
    r"[(\[]?(?:expected|current|ongoing|fixed[- ]term|permanent|temporary|unpaid|hybrid|on[- ]site|casual|tenured|"
    r"tenure[- ]track)[)\]]?",
    re.I,
)


_KOREAN_INSTITUTE = re.compile(  # ends as a researcher does: "한국기초과학연구원"
    r"(?:한국|국립|국가|서울|부산|경기|전남|포항|.*(?:과학|기술|개발|진흥|정책|산업|경제|표준|통신|"
    r"기계|화학|생명|원자력|에너지|건설|농업|해양|"
    r"환경|교육|행정|의학|정보|보건|국방|항공우주))\S{0,8}연구원(?:\([A-Z]+\))?"
)
WEAK = re.compile(  # of a degree these name the field: "B.E., Software Engineering", "Information Systems"
    r"\b(?:software|systems|technolog(?:y|ies)|network|section|group|office|press|solutions|program(?:me)?)\b", re.I
)


# Roles where nothing else stands in the phrase, and part of many names where something does.
_LONE_ROLE = re.compile(r"(?:junior |long-term |visiting )?member|membre|mitglied|participant|stage|tirocinio", re.I)
_HEAD_OF_UNIT = re.compile(
    r"(?:завед|завід|начальник|декан|директор|керівник|руковод)\w*\s[а-яіїє]+(?:ой|ою|ом|ем|ею|а|у)", re.I
)
_STATES = frozenset({"MA", "MD", "MS", "ME", "PA"})  # that are degrees, too
_PROGRAMME = re.compile(  # what somebody was in: "Frost Internship Program 2026"
    r"\b(?:internship|traineeship|apprenticeship|trainee|intern) program(?:me)?(?: \(?\d{4}\)?)?$", re.I
)
_LONGEST_MONTHS = 24  # characters of "September – November"
_PASSING = re.compile(  # what a sentence says of a degree in passing: "over the five years of BSc and MSc"
    r"(?:over|during|after|before|while|including|throughout|alongside|besides|within)\s|During my\s"
)
_TOWN = re.compile(r"([A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+)?),\s*$")


def phrase_kind(page: Page, piece: Range, degrees: bool) -> str:
    """The kind of a phrase, "" if none can be told; `degrees`: it stands in an entry of the education."""
    words = page.words(*piece)
    if _NO_PHRASE.fullmatch(words) or len(words) < _LONGEST_MONTHS and are_months(words):
        return "aside"
    if "://" in words and _ADDRESS.match(words):
        return "aside"
    if _TITLES.match(words) and read_people(page.text, piece.start, piece.end):
        return "person"
    bare = _BOXED.sub(" ", words).strip() or words if "(" in words or "（" in words else words
    honours = not _HONOUR_WORDS.isdisjoint(words_in(bare)) and _HONOURS.search(bare)
    subject = degrees and honours and _SUBJECT.match(bare[: honours.start()])  # "Economics Cum Laude"
    if ASIDE.match(words) or honours and not subject and not is_organization(words) and not find_degrees(words):
        return "aside"
    organization = is_organization(WEAK.sub(" ", words) if degrees else words)
    state = words in _STATES and _TOWN.search(page.text[max(0, piece.start - 30) : piece.start])
    if state and is_place(state[1]):  # "Cambridge, MA" is no degree
        return "place"
    if is_place(words) and not re.search(r"\d", words) and not (degrees and find_degrees(words)):
        return "place"
    if degrees:
        return _kind_of_study(words, organization)
    return _kind_of_work(page, piece, words, organization)


def _kind_of_work(page: Page, piece: Range, words: str, organization: bool) -> str:
    if _LONE_ROLE.fullmatch(words) or _PROGRAMME.search(words):
        return "role"
    if is_role(words) and _KOREAN_INSTITUTE.fullmatch(words):
        return "organization"
    if is_role(words) and is_firm(words):
        return "organization"
    if _HEAD_OF_UNIT.fullmatch(words):
        return "role"  # of a unit that is named before
    if is_role(words):
        held_at = organization and bool(_AT_THE.search(page.text, max(0, piece.start - 10), piece.start))
        return "organization" if organization and (held_at or not _role_leads(words)) else "role"
    return "organization" if organization else ""


def _kind_of_study(words: str, organization: bool) -> str:
    if _PASSING.match(words):
        return "aside"
    if find_degrees(words) and not (organization and not _degree_leads(words)) or words.casefold() in _STAYS:
        return "degree"
    return "organization" if organization else ""


_ADDRESS = re.compile(r"\W*(?:\w+\s?:\s?)?https?://")
_STAYS = frozenset({"erasmus", "erasmus+", "erasmus student", "exchange", "exchange student", "graduate student"})


_ADJECTIVE = re.compile(  # no institution, though its word begins so: "Ricercatrice universitaria"
    r"(?<=\w)\s(?:universitari[oa]s?|universitaires?|universitári[oa]s?|uniwersyteck\w+|hospitalari[oa]|hospitali(?:er|ère))\b",
    re.I,
)


def heads(words: str) -> str:
    """Whether the head of a phrase (its last word before "of", "for", "in") is a role or an organisation; else ""."""
    words = _ADJECTIVE.sub("", words)
    chunk = re.split(r"\s(?:of|for|in|at|on|to|with|von|für|an|am|im|de|des|du|del|di)\s|[(（,:]", words, maxsplit=1)[0]
    role = max((m.end() for m in _all_roles(chunk)), default=-1)
    organization = organization_ends(chunk)
    if role > organization or role == organization >= 0 and len(list(_all_roles(chunk))) > 1:
        return "role"
    return "organization" if organization > role else ""


def _all_roles(words: str) -> Iterator[re.Match[str]]:
    position = 0
    while (found := role_at(words, position)) is not None:
        yield found
        position = max(found.end(), position + 1)


def _degree_leads(words: str) -> bool:
    """Whether a degree, not an organisation, is the head of a phrase: "Ph.D. in Graduate School of AI"."""
    terms = find_degrees(words)
    if not terms:
        return False
    first = terms[0]
    return first.start <= 12 or words[first.start - 1] in "[(（" or not is_organization(words[: first.start])


def _role_leads(words: str) -> bool:
    """Whether the head of a phrase is a role: of "Professor of Systems", not of "Center for Teaching Fellows"."""
    role = role_at(words)
    if not role:
        return False
    if is_cjk_text(words):
        bare = _BOXED.sub("", words)  # "特別研究員（PD）（X研究所）"
        alone = bare != words and not is_organization(bare) and is_role(bare)
        return alone or organization_ends(words) <= role.start() or role.end() == len(words)
    head = heads(words)
    if head:
        return head == "role"
    return organization_ends(words) < role.start()
