"""Which relation a question asks for, of those that its words may stand for."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from qabot.questions.intents import wants_of
from qabot.questions.lexicon import Cue, Lexicon
from qabot.questions.query import Mention

# When one clause holds cues of several relations, the more telling one is meant: "Who supervised her PhD?" asks for a
# person, "at which university did he teach?" for teaching.
_RANK = (
    "email", "contact", "grade", "advisor", "coauthor", "student", "award", "thesis", "talk", "service", "teaching",
    "project", "skill", "language",
)  # fmt: skip
# Of these the one named first in the question is meant; a place or a page only where nothing else is named.
_TIER = {
    "author": 2.5,
    "venue": 2,
    "paper": 2,
    "education": 2,
    "interest": 2,
    "position": 2,
    "link": 3,
    "place": 3,
    "name": 3,
}
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
_NOUNS = frozenset(
    "email link award talk service teaching project skill language paper education position interest".split()
)
FOUNDS = re.compile(r"\bdid\b.*\b(?:co-?)?found\b\W*$")  # "Which company did she found?"
_FOUNDED = re.compile(r"\b(?:co-?)?(?:found(?:s|ed)?|establish(?:ed)?)\b")
_BESIDE_STUDIES = re.compile(  # "What did she do after the PhD?": a post, where nothing asks for studies
    r"\bwh(?:at|ere)\b(?:(?!\b(?:stud|degree|graduat|universit|school|college|attend|enrol|educat|learn)).)*?"
    r"\b(?:after|following|since|before|prior to)\b(?: \w+){0,3} (?:ph\.?\s?d|doctorate|doctoral|master\w*|bachelor\w*"
    r"|degree|graduat\w+|studies|dissertation)"
)
BETWEEN = re.compile(  # "between the bachelor's and the PhD"
    r"\bbetween\b[^?]*?\b(bachelor\w*|undergrad\w*|b\.?sc|b\.?a|b\.?s|master\w*|m\.?sc|m\.?a|m\.?s)\b[^?]*?\band\b[^?]*?"
    r"\b(master\w*|m\.?sc|m\.?a|m\.?s|ph\.?\s?d|doctora\w*)\b"
)
_SUPERVISES = re.compile(  # "Does she supervise anyone?", "Whom did he advise?"; "Was she advised by ...?" is not
    r"^\W*(?:and |so |but )?(?:does|did|do|has|have|can|will|would)\b(?!.*\b(?:who|been|get|got)\b)"
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
_MASTERS = re.compile(r"\b(?:maneja|domina|beherrsch\w+|maitris\w+|master\w*|владеет)\b|掌握|会用|다룰")
_WORKS_FOR = re.compile(
    r"\b(?:who|how many|which|what)\b.*\b(?P<verb>work(?:s|ed|ing)? (?:for|under)|reports? to)"
    r"\s*(?P<him>him|her|them)?\W*$"
)
_TOOLS = re.compile(
    r"\b(?:which|what)\b.*\b(?:technolog\w+|tools?|frameworks?|databases?|software|languages?|librar\w+|platforms?|packages?)\b"
    r".*\b(?:with|in)\W*$"
)
_BESIDE = re.compile(r"\b(?:before|prior to|after)\b")
_WITH_WHOM = re.compile(
    r"\bwith whom\b|\bwith how many\b|\bwhom\b.*\bwith\b|\bwho(?:m)?\b.*\bwith\b\W*$"
    r"|\b(?:mit|bei|unter) wem\b|\b(?:avec|sous) qui\b|\bcon quien\b|\bcom quem\b|\bcon chi\b|\b(?:с|под) кем\b"
)


def relations_of(
    cues: Sequence[Cue], rest: str, by_kind: Mapping[str, Sequence[Mention]], *, dated: bool
) -> tuple[str, ...]:
    """The relation asked for, and those named beside it as equals."""
    lexicon = Lexicon.load()
    found = list(dict.fromkeys(cue.meaning for cue in sorted(cues, key=lambda cue: cue.start)))
    if "interest" in found and lexicon.roles.find(rest):
        found.remove("interest")  # "a research intern": the post, not the topics
    if FOUNDS.search(rest):
        return ("position",)
    if not found and re.search(r"\bwhere\b.*\b(?:based|located)\b|\b(?:still|currently|now) (?:at|with|in)\b", rest):
        return ("position",)
    if not found and lexicon.ranks.find(rest):
        return ("position",)
    if not found:
        return ()
    first = min(found, key=lambda meaning: (_TIER.get(meaning, 1), _RANK.index(meaning) if meaning not in _TIER else 0))
    first = _meant(first, found, cues, rest, by_kind, dated=dated)
    if first == "place":
        a_post = lexicon.roles.find(rest) and not lexicon.degrees.find(rest)
        return ("position",) if a_post else ("position", "education")
    listed = [m for m in found if m in _NOUNS and m != first and first in _NOUNS]
    return (first, *(m for m in listed if _side_by_side(cues, first, m, rest)))


def _meant(
    first: str,
    found: Sequence[str],
    cues: Sequence[Cue],
    rest: str,
    by_kind: Mapping[str, Sequence[Mention]],
    *,
    dated: bool,
) -> str:
    """The relation that the first cue stands for beside the others: "the paper's authors" asks for authors."""
    lexicon = Lexicon.load()
    papers = bool(by_kind["paper"])
    placed = dated or by_kind["organization"] or by_kind["venue"] or "where" in wants_of(rest, lexicon)
    whom = _WITH_WHOM.search(rest) and ("paper" in found or first == "paper")
    order = [cue.meaning for cue in sorted(cues, key=lambda cue: cue.start) if cue.meaning in ("student", "advisor")]
    supervised = bool(by_kind["person"]) and order[:2] == ["student", "advisor"]
    studies = "education" in found or lexicon.degrees.find(rest)
    rules = {
        "paper": (
            ("link", papers and _FILES.search(rest)),
            ("author", papers and "author" in found),
            ("coauthor", whom),
        ),
        "position": (
            ("coauthor", whom),
            ("education", _DOING_A_DEGREE.search(rest)),
            ("student", _works_for(by_kind["person"], rest)),
        ),
        "coauthor": (
            ("skill", _TOOLS.search(rest)),
            ("education", "education" in found and "paper" not in found),  # "each degree together with the school"
            ("paper", by_kind["organization"] and "paper" in found and not _written_with(rest)),
            ("paper", _CO_WROTE.search(rest) or _EQUALLY.search(rest) or lexicon.has("alone", rest)),
        ),
        "link": (
            (
                "talk",
                not papers and re.search(r"\bposters?\b", rest) and not re.search(r"\b(?:pdf|link|url)s?\b", rest),
            ),
            ("position", by_kind["organization"] and not (by_kind["person"] or papers)),
        ),  # "a link with Lille"
        "thesis": (
            ("advisor", _WITH_WHOM.search(rest)),
            ("advisor", re.search(r"\bwho\b.*\b(?:chair|committee|examin|direct)", rest)),
        ),
        "advisor": (
            ("project", "project" in found and re.search(r"\bprojects\b.*\band\b.*\b(?:advis|supervis)", rest)),
            ("student", supervised or _supervises(by_kind["person"], rest)),
            (
                "student",
                by_kind["person"]
                and re.search(r"\b(?:how many|which|what|whose)\b.*\b(?:theses|dissertations)\b", rest),
            ),
            ("position", _WHICH_PLACE.search(rest) and "host" in rest),
        ),  # "How many students has she supervised?"
        "education": (("position", not dated and (_BESIDE_STUDIES.search(rest) or BETWEEN.search(rest))),),
        "service": (("paper", re.search(r"\bbooks?\b.*\breview|\breview(?:s|ed)?\b.*\bbooks?\b", rest)),),
        "student": (("education", studies and not by_kind["person"]),),
        "venue": (
            ("service", not papers and "service" in found and "paper" not in found),  # "the journals she edits"
            ("position", lexicon.roles.find(rest) and _FOUNDED.search(rest)),
            ("paper", not papers and (by_kind["venue"] or _venue_papers(cues, rest))),
        ),
        "teaching": (
            ("advisor", re.search(r"\bwho (?:has )?(?:taught|teaches)\s{3,}\S", rest)),  # "Who taught Ada Berg?"
            ("advisor", re.search(r"\bwho (?:has )?(?:taught|teaches)\s{3,}\S", rest)),  # "Who taught Ada Berg?"
            ("venue", papers and "venue" in found),  # a title may hold "class"
            ("paper", papers and "paper" in found),
            ("position", "where" in wants_of(rest, lexicon) and _BESIDE.search(rest)),
        ),
        "language": (
            ("talk", re.search(r"\bspo(?:ken|ke) (?:about|on|at)\b|\bspeak(?:s|ing)? (?:about|at)\b", rest)),
            ("talk", placed and re.search(r"\bspe(?:ak|aks|aking)\b|\bspoke\b", rest)),
        ),  # "Where did she speak?"
        "skill": (("language", "language" in found and _MASTERS.search(rest)),),  # "¿Qué idiomas maneja?"
        "award": (("education", "education" in found and re.search(r"\bawarded\b", rest)),),
        "interest": (
            ("education", dated and re.search(r"\bwhere\b.*\bstudying\b", rest)),
            ("author", papers and "paper" in found),  # "Who worked on the paper about ...?"
            ("position", re.search(_EMPLOYER, rest) or lexicon.has("lab", rest)),
            ("position", by_kind["organization"] and WORKED_ON_AT.search(rest)),
            ("education", _SPECIALISED.search(rest) and lexicon.degrees.find(rest)),
            ("education", _DURING.search(rest)),
            (
                "position",
                dated and not by_kind["paper"] and re.search(r"\bwhat (?:was|is|were)\b.*\bworking on\b", rest),
            ),
            ("education", by_kind["organization"] and re.search(r"\bstud(?:y|ying|ies|ied) (?:at|in)\b", rest)),
        ),
    }
    return next((meaning for meaning, holds in rules.get(first, ()) if holds), first)


def _supervises(people: Sequence[Mention], rest: str) -> bool:
    """Whether the one person named, or nobody named, is said to supervise: "Did she advise Ada Berg?" asks of Ada."""
    if len(people) < 2 and _SUPERVISES_ELSEWHERE.search(rest):
        return True
    match = _SUPERVISES.search(rest)
    return match is not None and len(people) < 2 and all(person.end <= match.end() for person in people)


def _works_for(people: Sequence[Mention], rest: str) -> bool:
    """Whether a question asks who works for somebody, not for whom somebody works."""
    match = _WORKS_FOR.search(rest)
    if match is None:
        return False
    return bool(match["him"]) if not people else all(person.start >= match.end("verb") for person in people)


def _written_with(rest: str) -> bool:
    return re.search(r"co-?(?:author|writ|wrote)", rest) is not None


def _venue_papers(cues: Sequence[Cue], rest: str) -> bool:
    """Whether a venue is only the kind of paper asked for: "conference papers"."""
    venues = [cue for cue in cues if cue.meaning == "venue"]
    papers = [cue for cue in cues if cue.meaning == "paper"]
    return any(a.end <= b.start and not rest[a.end : b.start].strip() for a in venues for b in papers)


def _side_by_side(cues: Sequence[Cue], one: str, other: str, rest: str) -> bool:
    """Whether two relations are named as equals: "awards and talks"."""
    for a in cues:
        for b in cues:
            if (
                {a.meaning, b.meaning} == {one, other}
                and a.end <= b.start
                and re.fullmatch(
                    r"\s*(?:,|and|or|und|et|y|e|и|와|과|및|和|と|、)\s*(?:the|his|her|their|die|les|las|los)?\s*",
                    rest[a.end : b.start],
                )
            ):
                return True
    return False
