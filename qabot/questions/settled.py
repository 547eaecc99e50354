"""`settled`: a query with what its words mean together: grants, founding, a degree alone, the name of a prize."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from qabot.questions.by_degree import beside_degree
from qabot.questions.lexicon import plain
from qabot.questions.query import Mention, Query
from qabot.questions.relations import FOUNDS
from qabot.questions.spoken import says
from qabot.words.stems import stem

_BEST = re.compile(
    r"\beditors?['’]?s?['’]? (?:choice|pick)\b|"
    r"\b(?:best|outstanding|distinguished) (?:(?:student|phd|doctoral|master's|young|demo) )*"
    r"(?:paper|thesis|dissertation|poster|presentation|reviewer|talk|demo|article|teacher|teaching)s?\b"
)
_GRANTS = re.compile(r"\bgrants?\b")
_FUNDS = re.compile(
    r"\b(?:bourses|becas|bolsas|borse|forschungsmittel|drittmittel)\b|\bгрант|基金|助成金|연구비"
)  # grants or stipends
_IN_TONGUE = re.compile(
    r"\b(?:written|published|papers?|articles?|titles?)\b.*\bin (chinese|japanese|korean|russian)\b"
)
_SUBJECTS = {"engineer": "engineering"}  # roles whose cues are subjects too
_LEADS = frozenset(
    "pi lead leads led leading leader head heads budget amount sum summe montant importe 负责人 主持".split()
)
_HOW_FLUENT = re.compile(r"\b(?:level|proficien\w+|fluen\w+|how (?:good|well))\b")
_MASTERS = re.compile(r"^\W*(?:kann|beherrscht|spricht|does|can|parle|habla|parla|fala|maitrise|domina)\b")
_KIND_OF_PLACE = re.compile(  # "Which law firm was she with?"
    r"\b(?:which|what) (?!(?:high|secondary|primary|middle|elementary|grammar|boarding|summer|winter|other) )"
    r"((?:[\w-]+ ){1,2})(?:firm|company|agency|start-?up|school|institute|institution|department"
    r"|university|lab|laboratory|hospital|bank|organi[sz]ation|group|centre|center)\b"
)
_NUMBERED = re.compile(  # "What three things is she working on?"
    r"\b(two|three|four|five|six|seven|eight|nine|ten)\b (?=(?:\w+ )?(?:things|topics|areas|fields|themes|subjects"
    r"|directions|interests|kinds|types|roles|places|languages|courses|degrees|jobs|posts|positions)\b)"
)
_STUDIES = re.compile(
    r"\b(?:stud[iy]\w*|attend\w*|enrol\w*|graduat\w*|learn\w*|degrees?|universit\w+|school|college|another|other|etudi\w*|estudi\w*"
    r"|abschlu\w+|diplom\w*|учил\w*)\b|读|学|卒業|学位|전공|학위|다녔"
)
_ASKING = frozenset("which what who whose how did does has have any the a an all list show name awards prizes".split())
_NAMED_PRIZE = re.compile(r"\b((?:[A-Z][\w'’-]*\s+)+)(?:Medals?|Prizes?|Awards?)\b")


def settled(query: Query, rest: str, by_kind: Mapping[str, Sequence[Mention]]) -> Query:
    """The query with what its words mean together; `rest` is its clause, what it names blanked out."""
    query = _of_awards(query, rest)
    if query.relations[:1] in (("position",), ("education",)) and query.venues and not query.organizations:
        names = tuple(m.candidates[0].label for m in by_kind["venue"])  # what a page gives as both is a place here
        query = replace(query, venues=(), organizations=names)
    query = _of_paper_words(query, rest)
    if query.relations and (numbered := _NUMBERED.search(rest)):
        query = replace(query, topic=" ".join(word for word in query.topic.split() if word != numbered[1]))
    if FOUNDS.search(rest):
        query = replace(query, topic=" ".join(word for word in query.topic.split() if not word.endswith("found")))
    if query.relations == ("student",) and query.others and not query.people:  # the students' own profiles tell
        query = replace(query, relations=("advisor",))
    if query.relations[:1] in (("project",), ("award",)):  # who leads it is told beside its name, and the sum
        query = replace(query, topic=" ".join(word for word in query.topic.split() if word not in _LEADS))
    if query.relations == ("student",):  # "Which of her students have graduated?"
        words = [word for word in query.topic.split() if not says("finished", word, query.language)]
        query = replace(query, topic=" ".join(words))
    tongues = [word for word in query.topic.split() if stem(word) in spoken_tongues()]
    whether = bool(tongues) and query.topic.split() == tongues and _MASTERS.match(rest) is not None
    if tongues and not query.relations and (_HOW_FLUENT.search(rest) or whether):
        query = replace(query, relations=("language",), topic=" ".join(tongues))
    query = _of_studies(query, rest)
    if query.relations == ("language",):  # "which language", in the words that elsewhere ask for a place
        query = replace(query, want=tuple(want for want in query.want if want != "where"))
    return query


def _of_awards(query: Query, rest: str) -> Query:
    """The query about awards with grants beside them, and with the words that name one."""
    if query.relations == ("award",) and (_GRANTS.search(rest) or _FUNDS.search(rest)):
        query = replace(query, relations=("award", "project"))  # pages list grants under either
    if query.relations[:1] != ("award",):
        return query
    best = _BEST.search(rest)
    named = best.group() if best else _prize_named(query)  # its words ask for other things elsewhere
    return replace(query, topic=f"{named} {query.topic}".strip()) if named else query


def _of_studies(query: Query, rest: str) -> Query:
    """The query about posts or studies with what its words mean there: subjects, kinds of places, a degree alone."""
    if query.relations[:1] == ("education",) and query.role in _SUBJECTS and not query.organizations:
        query = replace(
            query, role="", topic=f"{query.topic} {_SUBJECTS[query.role]}".strip()
        )  # "an engineering degree"
    if "field" in query.want and query.relations == ("position",) and not query.role:
        query = replace(query, relations=("education",))  # "What did she major in at X?"
    if query.relations == ("thesis",) and "where" in query.want and not query.topic:
        query = replace(query, relations=("education",), degree=query.degree or "phd")  # "Où a-t-il passé sa thèse ?"
    if query.relations[:1] in (("position",), ("education",)) and (kind := _KIND_OF_PLACE.search(rest)):
        query = replace(query, topic=" ".join(word for word in query.topic.split() if word not in kind[1].split()))
    if query.degree and not query.relations:
        query = replace(query, relations=("education",))
    if query.relations == ("education",) and (
        query.role == "intern"
        or beside_degree(rest)
        and (query.role or query.organizations and not _STUDIES.search(rest))
    ):
        query = replace(query, relations=("position",))
    return query


def _of_paper_words(query: Query, rest: str) -> Query:
    """The query about papers without words that are no topic: "in Chinese", "contributed equally"."""
    if query.relations[:1] != ("paper",):
        return query
    words = query.topic.split()
    if tongue := _IN_TONGUE.search(rest):
        query, words = replace(query, want=()), [word for word in words if word != tongue[1]]
    words = [word for word in words if word not in ("lead", "led")]  # as first author
    if query.language in ("zh", "ja", "ko"):  # "日本語の論文"
        words = [word for word in words if stem(word) not in spoken_tongues()]
    if out := says("not_out", rest, query.language):
        words = [word for word in words if word not in out.group()]
    if "equal" in rest and "contribut" in rest:
        words = [word for word in words if not word.startswith(("equal", "contribut"))]
    return replace(query, topic=" ".join(words))


def _prize_named(query: Query) -> str:
    """The words before "Medal" or "Prize" that name it and that the topic lacks: "the Fields Medal"."""
    text = query.text
    for mention in query.mentions:
        text = text[: mention.start] + "," * (mention.end - mention.start) + text[mention.end :]
    match = _NAMED_PRIZE.search(text)
    words = plain(match[1]).split() if match else []
    return " ".join(word for word in words if word not in _ASKING and word not in query.topic.split())


@functools.cache
def spoken_tongues() -> frozenset[str]:
    """The stems of languages that people speak."""
    names = "english german french spanish italian russian chinese japanese korean portuguese arabic dutch turkish"
    names += " polish hindi persian swedish finnish norwegian danish czech greek hebrew ukrainian hungarian vietnamese"
    return frozenset(stem(name) for name in names.split())
