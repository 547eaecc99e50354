"""What the cue of a relation stands for beside the others of its clause: "the paper's authors" asks for authors."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from qabot.questions.intents import wants_of
from qabot.questions.lexicon import Cue, Lexicon
from qabot.questions.query import Mention


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause of a question, as far as it tells which relation is meant."""

    rest: str  # folded, with what names somebody or something blanked out
    cues: Sequence[Cue]  # in their order
    by_kind: Mapping[str, Sequence[Mention]]
    dated: bool

    def names(self, kind: str) -> bool:
        """Whether it names somebody or something of a kind."""
        return bool(self.by_kind[kind])

    def asks(self, relation: str) -> bool:
        """Whether one of its cues may stand for a relation."""
        return any(cue.meaning == relation for cue in self.cues)

    def says(self, pattern: str | re.Pattern[str]) -> bool:
        """Whether its words hold an expression."""
        return re.search(pattern, self.rest) is not None

    @property
    def where(self) -> bool:
        """Whether it asks for a place."""
        return "where" in wants_of(self.rest, Lexicon.load())

    @property
    def role(self) -> bool:
        """Whether it names a role."""
        return bool(Lexicon.load().roles.find(self.rest))

    @property
    def degree(self) -> bool:
        """Whether it names a degree."""
        return bool(Lexicon.load().degrees.find(self.rest))

    def has(self, word: str) -> bool:
        """Whether it holds a word of the lexicon, in any language."""
        return Lexicon.load().has(word, self.rest)


def meant(relation: str, clause: Clause) -> str:
    """The relation that a clause asks for where its first cue stands for `relation`."""
    return next((other for other, holds in _RULES.get(relation, ()) if holds(clause)), relation)


_EMPLOYER = (
    r"\b(?:which|what) (?:company|companies|firm|employer|organi[sz]ation|institution)\b|회사|公司|会社|\bfirma\b"
)
_DOING_A_DEGREE = re.compile(
    r"\b(?:doing|working (?:on|for|towards?)) (?:(?:an?|the|his|her|their) )?(?:\w+ )?"
    r"(?:ph\.?\s?d|doctora\w*|dphil|master|bachelor|degree|m\.?sc|b\.?sc|undergrad)"
)
WORKED_ON_AT = re.compile(r"\bwhat\b.*\bwork(?:ed|ing|s)? on (?:at|in|with|for|during)\b")
_CO_WROTE = re.compile(  # "Which papers did she co-author in 2021?"
    r"\b(?:papers?|articles?|publications?|books?|chapters?)\b.*\b(?:did|has|have|does)\b"
    r".*\bco-?(?:author(?:ed)?|writ(?:e|ten)|wrote)\b(?! with)"
    r"|\b(?:did|has|have)\b.*\bco-?(?:author(?:ed)?|writ(?:e|ten)|wrote)\b"
    r".*\b(?:papers?|articles?|publications?|books?)\b(?!.*\bwith\b)"
)
_DURING = re.compile(  # "What did she work on during the PhD?"
    r"\b(?:in|during|for|as part of) (?:(?:an?|the|his|her|their|'s) )?"
    r"(?:(?:under)?graduate (?:studies|degree)|bachelor\w*|master\w*|ph\.?\s?d|doctora\w*|m\.?sc|b\.?sc)\b"
    r"(?! (?:students?|candidates?|applicants?|programs?))"
)
_FILES = re.compile(  # what a paper is linked to
    r"\b(?:code|source|repo\w*|implementation|slides|poster|video|pdf|download\w*|doi|url|link|project page"
    r"|arxiv (?:number|id|link|version))\b"
)
_EQUALLY = re.compile(r"\bpapers?\b.*\bequal(?:ly)?\b.*\bcontribut|\bcontribut\w+ equally")
_WHICH_PLACE = re.compile(r"\b(?:which|what) (?:\w+ )?(?:universit|institut|compan|lab|organi[sz]ation|school)")
_SPECIALISED = re.compile(r"\bspeciali[sz]|\bfocus|\bmajor")
_IS_A_STUDENT = (  # "Is she a student at X?"
    r"の学生(?:です|だ|でしょ)|的(?:在读)?(?:学生|本科生|研究生|博士生|硕士生)(?:吗|么)?\W*$|학생(?:이야|인가|인지|이에요|입니까)"
    r"|^\W*(?:is|was|are|were)\b.*\bstudents? (?:at|in|of)\b|^\W*(?:ist|war)\b.*\bstudent\w* (?:an|der|in)\b"
    r"|^\W*(?:est|etait)\b.*\betudiante? (?:a|de|en)\b"
    r"|^\W*(?:es|era|e)\b.*\b(?:estudiante|aluno|aluna|studente) (?:de|en|da|na)\b"
)
_A_SPECIALISATION = (  # a course of study: "Onde fez a especialização?"
    r"\b(?:fez|hizo|cursou|curso|concluiu|completo|realizo|obtuvo|ha fatto|a fait)\b"
    r".*\bespeciali[sz]a(?:cao|cion|zione|tion)\b"
)
_FOUNDED = re.compile(r"\b(?:co-?)?(?:found(?:s|ed)?|establish(?:ed)?)\b")
_BESIDE_STUDIES = re.compile(  # "What did she do after the PhD?": a post, where nothing asks for studies
    r"\bwh(?:at|ere)\b(?:(?!\b(?:stud|degree|graduat|universit|school|college|attend|enrol|educat|learn)).)*?"
    r"\b(?:after|following|since|before|prior to)\b(?: \w+){0,3} (?:ph\.?\s?d|doctorate|doctoral|master\w*|bachelor\w*"
    r"|degree|graduat\w+|studies|dissertation)"
)
BETWEEN = re.compile(  # "between the bachelor's and the PhD"
    r"\bbetween\b[^?]*?\b(bachelor\w*|undergrad\w*|college|b\.?sc|b\.?a|b\.?s|master\w*|m\.?sc|m\.?a|m\.?s)\b[^?]*?"
    r"\band\b[^?]*?\b(master\w*|m\.?sc|m\.?a|m\.?s|ph\.?\s?d|doctora\w*|grad(?:uate)? school)\b"
)
_STUDIES_WITH = re.compile(  # "Who is doing a PhD with her?"
    r"^\W*(?:and )?who(?:'s| is| are| does| did| has| have| was)?\b(?!.*\bwith (?:a|an|the)\b)"
    r".*\b(?:ph\.?\s?d|doctorate|master\w*|thesis|stud(?:y|ies|ying|ied))\b.* (?:with|under)\s{3,}\W*$"
    r"|^\W*wer (?:promoviert|promovierte|schreibt|studiert)\b.*\b(?:bei|unter)\s{3,}\W*$"
    r"|^\W*qui (?:fait|prepare)\b.*\b(?:these|doctorat|master)\b.*\b(?:avec|sous|chez)\s{3,}\W*$"
    r"|^\W*quien(?:es)? hacen? .*\b(?:tesis|doctorado|master)\b.*\b(?:con|bajo)\s{3,}\W*$"
)
TO_A_POST = re.compile(  # "between the PhD and becoming a professor"
    r"\bbetween\b[^?]*?\b(bachelor\w*|b\.?sc|master\w*|m\.?sc|ph\.?\s?d|doctora\w*|graduat\w+)\b[^?]*?\band\b"
    r"(?=[^?]*\b(?:becoming|being|joining|starting|appoint\w+|position|post|job|professor\w*|lecturer|faculty)\b)([^?]*)"
)
_SUPERVISES = re.compile(  # "Does she supervise anyone?", "Whom did he advise?"; "Was she advised by ...?" is not
    r"^\W*(?:and |so |but )?(?:does|did|do|has|have|can|will|would)\b"
    r"(?!.*\b(?:(?<!anyone )(?<!anybody )(?<!someone )(?<!somebody )(?<!students )(?<!people )who|been|get|got)\b)"
    r".*\b(?:advis(?:e|ed|es|ing)|supervis(?:e|ed|es|ing)|mentor(?:ed|s|ing)?)\b(?! by)"
    r"|\bwhom? (?:does|did|do)\b.*\b(?:advise|supervise|mentor)\b"
    r"|\bwho (?:has|have|had)\s{3,}(?:\w+ )?(?:advis|supervis|mentor)ed\b"
    r"|\bwhom (?:has|is)\b.*\b(?:advis|supervis|mentor)(?:ed|ing)\b"
)
_SUPERVISES_ELSEWHERE = re.compile(  # the name, blanked out, stands before the verb; or who is sought is its object
    r"\bqu(?:em|i) (?:(?:o|a|os|as) )?\s{3,}(?:ja |a-t-\w+ )?(?:orient|supervision|encadr|dirig)"
    r"|\ba quien(?:es)? .*\b(?:dirig|supervis|tutel|asesor)|\bchi (?:ha )?\s{3,}(?:segu|supervision)"
    r"|\bwen (?:hat |betreu)|\bкем руководи|\bкого (?:курир|обуча)"
    r"|(?:指导|指導|带|帶)(?:过|过的|了|过哪|的)?(?:谁|哪些|什么人)"
    r"|誰を指導|누구를 지도"
)
_COURSE_OF_STUDY = re.compile(  # "in the fourth year of the doctoral course", "the master's in English teaching"
    r"\b(?:doctor\w*|master\w*|ph\.?d|bachelor\w*|(?:under)?graduate) (?:degree )?(?:course|program\w*)\b(?! for\b)"
    r"|\b(?:master\w*|bachelor\w*|degree|ph\.?\s?d|diploma)(?:'s)? (?:of \w+ )?in (?:[\w-]+ ){0,3}"
    r"(?:teaching|instruction)\b"
)
_MASTERS = re.compile(r"\b(?:maneja|domina|beherrsch\w+|maitris\w+|master\w*|владеет)\b|掌握|会用|다룰")
_WORKS_FOR = re.compile(
    r"\b(?:who|how many|which|what)\b.*\b(?P<verb>work(?:s|ed|ing)? (?:for|under)|reports? to)"
    r"\s*(?P<him>him|her|them)?\W*$"
)
_TOOLS = re.compile(
    r"\b(?:which|what)\b.*\b(?:technolog\w+|tools?|frameworks?|databases?|software|languages?|librar\w+|platforms?|packages?)\b"
    r".*\b(?:with|in)\W*$"
)
_WITH_WHOM = re.compile(
    r"\bwith whom\b|\bwith how many\b|\bwhom\b.*\bwith\b|\bwho(?:m)?\b.*\bwith\b\W*$"
    r"|\b(?:mit|bei|unter) wem\b|\b(?:avec|sous) qui\b|\bcon quien\b|\bcom quem\b|\bcon chi\b|\b(?:с|под) кем\b"
)
_MEMBERS = re.compile(  # "Who is in her lab?"; who leads it is another matter
    r"\bwho(?:'s| is| are| works?| was| were)? (?:(?:currently|also|now|still) )?(?:in|part of|on|at|a member of)\b"
    r".*?(?:'s|\bhis|\bher|\btheir|\byour) (?:\w+ )?(?:lab|group|team)\b(?! before)"
    r"|\bmembers? of\b.*?(?:'s|\bhis|\bher|\btheir|\byour) (?:\w+ )?(?:lab|group|team)\b"
    r"|\bwer (?:ist|sind|arbeitet|gehort)\b.*\b(?:ihrer|seiner|der) (?:\w*gruppe|team)\b"
    r"|(?:课题组|组里|团队|实验室)(?:里|中)?(?:都)?有(?:哪些|谁)|(?:课题组|团队|实验室)(?:的)?成员"
    r"|研究室の?メンバー|연구실 (?:구성원|멤버|학생)"
)
_WORK_WITH = re.compile(  # a thing: "work with echo state networks", "on traffic together with land use"
    r"\b(?:works?|working) with (?!(?:whom|who|him|her|them|you|us|me|\w+ others?)\b)\w"
    r"|\b(?:research|stud\w+|works? on|working on)\b.*\btogether with \w"
)
_WRITTEN = re.compile(r"co-?(?:author|writ|wrote)")
_WHICH_THESES = re.compile(
    r"\b(?:how many|which|what|whose)\b.*\b(?:theses|dissertations)\b"
    r"|\b(?:combien de|quelles) theses\b|\b(?:wie viele|welche) (?:\w*arbeiten|dissertationen|promotionen)\b"
    r"|\b(?:cuantas|que) tesis\b|\bquantas (?:teses|dissertacoes)\b|\b(?:quante|quali) tesi\b|\bсколько диссертаци"
    r"|多少(?:篇|名|个)?(?:博士)?论文|몇 (?:편|명)의? ?(?:박사 ?)?학위 ?논문"
)
_HOLDS_A_CHAIR = re.compile(
    r"\b(?:what|which) (?:endowed |named |professorial )?chair\b(?!.*\b(?:session|conf\w*|committee)\b)"
    r"|\bchair\b.*\b(?:hold|holds|held)\b|\b(?:hold|holds|held)\b.*\bchair\b"
)
_INVESTIGATES = re.compile(r"\b(?:co-?)?(?:pi|principal investigator)\b")
_OF_THE_WORK = re.compile(  # "What questions does her work address?"
    r"\bwhat\b(?!.*\b(?:hours|visa|permit|schedule|address|email|phone|time|load)\b).*(?:'s|\bhis|\bher|\btheir|\byour)"
    r" (?:\w+ )?work (?:address|touch|cover|concern|deal|focus|revolve|cent|look|tr(?:y|ies)|ask|explor|examin|involve"
    r"|span)"
)
_WORKING_ON = re.compile(r"\bwhat (?:was|is|were)\b.*\bworking on\b")


def _supervised(clause: Clause) -> bool:
    """Whether the students of the person named are asked for: "How many students has she supervised?"."""
    order = [cue.meaning for cue in clause.cues if cue.meaning in ("student", "advisor")]
    return clause.names("person") and order[:2] == ["student", "advisor"]


def _supervises(clause: Clause) -> bool:
    """Whether the one person named, or nobody named, is said to supervise: "Did she advise Ada Berg?" asks of Ada."""
    people = clause.by_kind["person"]
    if len(people) < 2 and _SUPERVISES_ELSEWHERE.search(clause.rest):
        return True
    match = _SUPERVISES.search(clause.rest)
    return match is not None and len(people) < 2 and all(person.end <= match.end() for person in people)


def _works_for(clause: Clause) -> bool:
    """Whether a question asks who works for somebody, not for whom somebody works."""
    match, people = _WORKS_FOR.search(clause.rest), clause.by_kind["person"]
    if match is None:
        return False
    return bool(match["him"]) if not people else all(person.start >= match.end("verb") for person in people)


def _with_whom(clause: Clause) -> bool:
    """Whether it asks with whom papers were written."""
    return clause.asks("paper") and clause.says(_WITH_WHOM)


def _papers_of_a_venue(clause: Clause) -> bool:
    """Whether a venue is named, or is only the kind of paper asked for: "conference papers"."""
    venues = [cue for cue in clause.cues if cue.meaning == "venue"]
    papers = [cue for cue in clause.cues if cue.meaning == "paper"]
    kinds = any(a.end <= b.start and not clause.rest[a.end : b.start].strip() for a in venues for b in papers)
    return not clause.names("paper") and (clause.names("venue") or kinds)


def _speaks(clause: Clause) -> bool:
    """Whether a talk is asked for, not a language: "Where did she speak in 2019?"."""
    placed = clause.dated or clause.names("organization") or clause.names("venue") or clause.where
    return placed and clause.says(r"\bspe(?:ak|aks|aking)\b|\bspoke\b")


_Rule = tuple[str, Callable[[Clause], bool]]
# By the relation of the first cue: what is meant instead, and when; the first that holds.
_RULES: dict[str, tuple[_Rule, ...]] = {
    "paper": (
        ("link", lambda c: c.names("paper") and c.says(_FILES)),
        ("author", lambda c: c.names("paper") and c.asks("author")),
        ("coauthor", _with_whom),
    ),
    "position": (
        ("coauthor", _with_whom),
        ("interest", lambda c: not (c.names("organization") or c.dated or c.where) and c.says(_OF_THE_WORK)),
        ("paper", lambda c: c.says(r"\bwelche[rn]?\b(?:\W+\w+)? arbeiten\b")),
        ("education", lambda c: c.says(_DOING_A_DEGREE)),
        ("student", lambda c: not c.names("organization") and c.says(_MEMBERS)),
        ("student", _works_for),
    ),
    "coauthor": (
        ("position", lambda c: c.says(_INVESTIGATES) and not c.asks("paper")),  # "co-PI of which collaboration?"
        ("interest", lambda c: not (c.names("person") or c.asks("paper")) and c.says(_WORK_WITH)),
        ("skill", lambda c: c.says(_TOOLS)),
        ("education", lambda c: c.asks("education") and not c.asks("paper")),  # "each degree together with the school"
        ("paper", lambda c: c.names("organization") and c.asks("paper") and not c.says(_WRITTEN)),
        ("paper", lambda c: c.says(_CO_WROTE) or c.says(_EQUALLY) or c.has("alone")),
    ),
    "link": (
        ("talk", lambda c: not c.names("paper") and c.says(r"\bposters?\b") and not c.says(r"\b(?:pdf|link|url)s?\b")),
        (
            "position",  # "a link with Lille"
            lambda c: c.names("organization") and not (c.names("person") or c.names("paper")),
        ),
    ),
    "thesis": (
        ("advisor", lambda c: c.says(_WITH_WHOM)),
        ("advisor", lambda c: c.says(r"\bwho\b.*\b(?:chair|committee|examin|direct)")),
    ),
    "advisor": (
        ("project", lambda c: c.asks("project") and c.says(r"\bprojects\b.*\band\b.*\b(?:advis|supervis)")),
        ("coauthor", lambda c: c.asks("coauthor") and c.says(r"合作|共同研究|协作|협력|협업")),
        ("student", lambda c: _supervised(c) or _supervises(c)),
        ("student", lambda c: c.names("person") and c.says(_WHICH_THESES)),
        ("position", lambda c: "host" in c.rest and c.says(_WHICH_PLACE)),
    ),
    "author": (("paper", lambda c: not c.names("paper") and c.has("alone")),),  # "On how many is she the only author?"
    "education": (
        ("student", lambda c: c.names("person") and c.says(_STUDIES_WITH)),
        (
            "position",
            lambda c: c.says(
                r"毕业(?:之|以)?[后前].{0,8}(?:工作|任职|就职)|卒業[前後].*(?:働|勤)|졸업 ?[후전].*(?:일했|일하|근무)"
            ),
        ),
        ("position", lambda c: not c.dated and (c.says(_BESIDE_STUDIES) or c.says(BETWEEN) or c.says(TO_A_POST))),
    ),
    "service": (
        (
            "position",
            lambda c: c.says(_HOLDS_A_CHAIR) or c.says(r"学生会|团委|党支部|\bstudent (?:union|council)\b|학생회"),
        ),
        ("paper", lambda c: c.says(r"\bbooks?\b.*\breview|\breview(?:s|ed)?\b.*\bbooks?\b")),
    ),
    "student": (
        ("education", lambda c: not c.names("person") and (c.asks("education") or c.degree)),
        ("education", lambda c: c.names("organization") and c.says(_IS_A_STUDENT)),
    ),
    "venue": (
        ("service", lambda c: not c.names("paper") and c.asks("service") and not c.asks("paper")),  # "she edits"
        ("position", lambda c: c.role and c.says(_FOUNDED)),
        ("paper", _papers_of_a_venue),
    ),
    "teaching": (
        ("education", lambda c: c.degree and c.says(_COURSE_OF_STUDY)),
        ("advisor", lambda c: c.says(r"\bwho (?:has )?(?:taught|teaches)\s{3,}\S")),  # "Who taught Ada Berg?"
        ("venue", lambda c: c.names("paper") and c.asks("venue")),  # a title may hold "class"
        ("paper", lambda c: c.names("paper") and c.asks("paper")),
        ("position", lambda c: c.where and c.says(r"\b(?:before|prior to|after)\b")),
    ),
    "language": (
        ("talk", lambda c: c.says(r"\bspo(?:ken|ke) (?:about|on|at)\b|\bspeak(?:s|ing)? (?:about|at)\b")),
        ("talk", _speaks),
    ),
    "skill": (("language", lambda c: c.asks("language") and c.says(_MASTERS)),),  # "¿Qué idiomas maneja?"
    "award": (
        ("education", lambda c: c.asks("education") and c.says(r"\bawarded\b")),
        (
            "student",
            lambda c: c.names("person") and c.says(r"\bstudents?(?: of\b|'s?\b)|'s (?:\w+ )?students?\b.*\bw[io]n\b"),
        ),
    ),
    "interest": (
        ("education", lambda c: c.dated and c.says(r"\bwh(?:at|ere)\b.*\bstudying\b")),
        ("author", lambda c: c.names("paper") and c.asks("paper")),  # "Who worked on the paper about ...?"
        ("education", lambda c: c.says(_A_SPECIALISATION)),
        ("position", lambda c: c.says(_EMPLOYER) or c.has("lab")),
        ("position", lambda c: c.names("organization") and c.says(WORKED_ON_AT)),
        ("education", lambda c: c.degree and c.says(_SPECIALISED)),
        ("education", lambda c: c.says(_DURING)),
        ("position", lambda c: c.dated and not c.names("paper") and c.says(_WORKING_ON)),
        ("education", lambda c: c.names("organization") and c.says(r"\bstud(?:y|ying|ies|ied) (?:at|in)\b")),
    ),
}
