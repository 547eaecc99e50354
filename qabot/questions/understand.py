"""Words and conversation to `Query`: who and what is meant, which relation, under which conditions."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from qabot.questions.amounts import amount_of, limit_of
from qabot.questions.carry import carry
from qabot.questions.clauses import clauses, small_talk
from qabot.questions.conditions import conditions
from qabot.questions.examples import by_example
from qabot.questions.fields import of_fields, people_of_fields, without
from qabot.questions.intents import asks_yes_no, intent_of, order_of, wants_of
from qabot.questions.knowledge import Knowledge
from qabot.questions.lexicon import Cue, Lexicon, language_of, plain
from qabot.questions.namesakes import given_meant
from qabot.questions.query import Amount, Candidate, Mention, Query, Years
from qabot.questions.regions import among, placed
from qabot.questions.relations import FOUNDS, relations_of
from qabot.questions.sought import seeks_somebody
from qabot.questions.spelling import respelled
from qabot.questions.spoken import says
from qabot.questions.state import ChatState
from qabot.questions.times import years_of
from qabot.questions.topic import topic_words
from qabot.words.fold import romanize
from qabot.words.names import word_set
from qabot.words.stems import stem

_BEST = re.compile(
    r"\b(?:best|outstanding|distinguished) (?:(?:student|phd|doctoral|master's|young|demo) )*"
    r"(?:paper|thesis|dissertation|poster|presentation|reviewer|talk|demo|article|teacher|teaching)s?\b"
)
_GRANTS = re.compile(r"\bgrants?\b")
_PRIZES = re.compile(r"\b(?:awards?|prizes?|scholarships?|fellowships?|medals?|honou?rs?|stipends?|travel)\b")
_AND = re.compile(
    r"\W*(?:and|as well as|und|et|y|e|и|와|과|및|和|与|と)\W*(?:also\s+)?(?:at|in|bei|an|a|en|в)?\s*(?:the\s+)?"
)
_IN_TONGUE = re.compile(
    r"\b(?:written|published|papers?|articles?|titles?)\b.*\bin (chinese|japanese|korean|russian)\b"
)
_PRESENTS = re.compile(r"\bdid\b.*\bpresent\b")  # "Where did she present X?"
_PLACES = ("organization", "venue")
_SUBJECTS = {"engineer": "engineering"}  # roles whose cues are subjects too
_TITLE_AFTER = re.compile(
    r"\s*(?:교수님?|박사님?|선생님?|教授|老师|先生)(?=[은는이가의을를께에와과도]|的|は|が|の|を|に|[,、，]|\s|$)"
)
_TITLES = re.compile(
    r"(?:\b(?:ms|mr|mrs|miss|mx|dr|prof|professor|(?:junior)?professor(?:in)?|frau|herr|mme|mlle|monsieur|madame|sra?|senora?|dott)\b\.?\s+)+$"
)
_POST = re.compile(
    r"\b(?:work|worked|works|working|intern|interned|employed|job|position|post|stay|stayed|hired|join|joined|"
    r"postdoc\w*|professor|lecturer|fellow|researcher|engineer|scientist)\b"
)
_STUDY = re.compile(
    r"\b(?:study|studied|studies|graduate\w*|degree|diploma|ph\.?d|doctorate|master\w*|bachelor\w*|m\.?sc|b\.?sc|undergrad\w*|"
    r"these|licence|studiert\w*|promoviert\w*|estudi\w*|doctorado|maestria)\b"
)
_WHOLE_NAME = 0.88  # score of a mention from which it is more than a part of a name
_DEGREES = frozenset(("ma", "ms", "ba", "bs", "md", "msc", "bsc", "mba"))
_INITIALS = re.compile(r"(?:\b[a-z]\.\s*)+$")  # of a name whose family name alone was found
_PURPOSE = re.compile(r"\bfor (?:an?|the|our|my|this|next)\b[^?.]*[?.]?\s*$")
_HOW_FLUENT = re.compile(r"\b(?:level|proficien\w+|fluen\w+|how (?:good|well))\b")
_SITES = frozenset(("twitter", "github", "linkedin", "google scholar", "orcid", "researchgate"))
_EVER_FROM = re.compile(r"\bwho\b|\bwhich\b|\bwhat\b|\bwhen\b")
_NAME = r"[A-Z][\w&.'’-]*"
_AT_PLACE = re.compile(
    r"\b(?:at|(?:joined|join|left)"
    r"(?: the (?:\w+ )?(?:faculty|department|staff|group|team|lab|board|bench)(?: (?:of|at))?)?"
    r"|bei|beim|chez|à|an der|(?:employed|hired) by|work(?:ed|s|ing)? for)\s+"
    rf"((?:the\s+)?{_NAME}(?:\s+(?:(?:of|for|and|de|der|für|the)\s+)?{_NAME}){{0,5}})"
)
_VALUE = re.compile(  # asks for a value, not how many there are
    r"(?:编号|号码|邮箱|成绩|绩点|因子|分数|学分|系数|金额|名次|地址|网址)是?(?:多少|几)"
    r"|\b(?:arxiv|doi|grant|project|course|room|award|registration) (?:numbers?|no\.?|ids?)\b"
)
_OPENING = re.compile(r"[¿\s]*[EYA] (?=[A-ZÀ-Þ])")  # "E Rossi?"
_WHETHER_ZH = re.compile(r"有没有|是不是|能不能|会不会|可不可以|有無")  # ask, and deny nothing
_TITLED = re.compile(
    r"\b(?:Professor|Prof|Doctor|Dr|Mr|Mrs|Ms)\b\.?\s+(?=[A-Z][\w'’-]+\s+[A-Z][\w'’-]+)"
)  # a title, no post
_ASKING = frozenset("which what who whose how did does has have any the a an all list show name awards prizes".split())
_NAMED_PRIZE = re.compile(r"\b((?:[A-Z][\w'’-]*\s+)+)(?:Medals?|Prizes?|Awards?)\b")
_APPOSITION = re.compile(r"\s*,\s*(?:the|a|an|der|die|le|la|el)\s[^,?]{3,80},")
_WORD = re.compile(r"[^\W_]+(?:[-'+#./][^\W_]+)*[+#]*")


@dataclass(frozen=True, slots=True)
class _Reading:
    """One clause, taken apart."""

    text: str
    mentions: tuple[Mention, ...]
    rest: str  # plain, mentions blanked out
    cues: tuple[Cue, ...]  # of relations
    years: Years | None
    amount: Amount | None
    limit: int
    topic: tuple[str, ...]


def understand(question: str, knowledge: Knowledge, state: ChatState, *, today: int) -> list[Query]:
    """What a question asks: one query, or one per half of a double question ("Where ... and when ...?").

    `today` is the current year. What the question leaves open is taken from the conversation in `state`.
    """
    language = language_of(question, state.query.language if state.query else "en")
    if language == "en":
        question = respelled(question, lambda word: knowledge.knows(word) or bool(knowledge.people.link(word)))
    whole = small_talk(question, language)
    if whole:
        return [whole]
    if state.query is not None and says("source", plain(question), language, whole=True):
        return [Query(question, language, intent="source")]
    aside = says("aside", plain(question), language) if state.query is not None else None
    question = question[aside.end() :] if aside else question
    several = _several_conditions(question, language, knowledge, state, today)
    if several:
        return [several]
    queries: list[Query] = []
    context = state
    for clause in clauses(question):
        query = _understand(clause, question, language, knowledge, context, today)
        queries.append(query)
        context = replace(
            context, people=query.people or context.people, papers=query.papers or context.papers, query=query
        )
    return queries


def _several_conditions(
    question: str, language: str, knowledge: Knowledge, state: ChatState, today: int
) -> Query | None:
    """The query of a question about people that sets several conditions, the others in `also`; None for any other."""
    found = conditions(question, language)
    if len(found.parts) < 2:
        return None
    states = [state, *(ChatState(scope=state.scope) for _ in found.parts[1:])]
    queries = [
        _understand(part, part, language, knowledge, each, today)
        for part, each in zip(found.parts, states, strict=True)
    ]
    if not all(_is_condition(query) for query in queries):
        return None
    return replace(queries[0], also=tuple(queries[1:]), in_order=found.in_order)


def _is_condition(query: Query) -> bool:
    """Whether a query asks who meets a condition."""
    named = (query.people and not query.carried) or query.papers or query.ambiguous or query.intent == "compare"
    asks = query.relations or query.topic or query.venues or query.organizations or query.degree or query.role
    wanted = set(query.want) - {"who"}
    return bool(asks) and not named and not wanted and query.intent in ("find", "count", "list", "yes_no", "lookup")


def _read(clause: str, language: str, knowledge: Knowledge, today: int, scope: Sequence[str]) -> _Reading:
    lexicon = Lexicon.load()
    words = plain(clause)
    paper_asked = bool(
        {"paper", "thesis", "author", "venue", "coauthor"}
        & {c.meaning for c in lexicon.relations[language].find(words)}
    ) or bool(_PRESENTS.search(words))
    people = given_meant(knowledge.people.link(clause), scope)
    clause = _without_appositions(clause, people)
    words = plain(clause)
    sure = tuple(dict.fromkeys(m.candidates[0].key for m in people if len(m.candidates) == 1))
    papers = knowledge.titles.link(clause, people=sure, paper_asked=paper_asked)
    places = knowledge.places.link(clause)
    others = [mention for mention in knowledge.others.link(clause) if len(mention.words.split()) > 1 or _whole(mention)]
    # a whole name of an owner, in another script or cut short, is no co-author's though a paper prints it so
    own = [m for m in people if m.candidates[0].score >= _WHOLE_NAME]
    others = [o for o in others if not any(o.start < m.end and m.start < o.end for m in own if _covers(m, o))]
    mentions = _apart([*people, *papers, *places, *others], clause)
    mentions += _unheard_place(clause, mentions)
    mentions = [m for m in mentions if m.kind not in _PLACES or not (_is_a_link(m, clause) or _is_a_degree(m, clause))]
    rest = words
    for mention in mentions:
        title = _TITLES.search(rest[: mention.start]) if mention.kind == "person" else None
        start = title.start() if title else mention.start  # "Ms Berg" has no degree in mind
        initials = _INITIALS.search(rest[:start]) if mention.kind == "person" else None
        start = initials.start() if initials else start
        after = _TITLE_AFTER.match(rest, mention.end) if mention.kind == "person" else None
        end = after.end() if after else mention.end + _tail(mention, rest)  # "강경원 교수는"
        rest = rest[:start] + " " * (end - start) + rest[end:]
    years, spans = years_of(rest, today=today)
    amount, span = amount_of(rest)
    limit, number = limit_of(rest)
    for start, end in [*spans, span, number]:
        rest = rest[:start] + " " * (end - start) + rest[end:]
    purpose = _PURPOSE.search(rest) if {c.meaning for c in lexicon.intents.find(rest)} & {"overview"} else None
    if purpose:  # "Introduce her for a seminar announcement"
        rest = rest[: purpose.start()] + " " * (len(rest) - purpose.start())
    cues = [cue for cue in lexicon.relations[language].find(rest) if cue.meaning != "matter"]
    topic, slips = _slips(topic_words(rest, cues, language), rest, language, knowledge)
    cues = [cue for cue in cues if cue.meaning != "ignored" and not _within_a_rank(cue, rest, lexicon)]
    names = {word for m in mentions if m.kind == "person" for c in m.candidates[:1] for word in _spellings(c.label)}
    topic = tuple(word for word in topic if word not in names)  # "Ada Berg" of whom only "Berg" was taken for the name
    return _Reading(clause, tuple(mentions), rest, (*cues, *slips), years, amount, limit, topic)


@functools.cache
def _tongues() -> frozenset[str]:
    """The stems of languages that people speak."""
    names = "english german french spanish italian russian chinese japanese korean portuguese arabic dutch turkish"
    return frozenset(stem(name) for name in names.split())


def _spellings(name: str) -> list[str]:
    """The words of a name, as printed and in Latin letters."""
    return [*plain(name).split(), *plain(romanize(name)).split()]


def _tail(mention: Mention, rest: str) -> int:
    """How many letters behind a mention belong to the handle it is of: "_zh" in "shao_zh"."""
    tail = re.match(r"[_.-][a-z0-9]+", rest[mention.end :]) if mention.kind == "person" else None
    handles = {plain(each.label) for each in mention.candidates}
    return len(tail.group()) if tail and f"{plain(mention.words)}{tail.group()}" in handles else 0


def _is_a_degree(mention: Mention, clause: str) -> bool:
    """Whether a short name is a degree's here: "in the MA", "an MS in physics"."""
    before, after = plain(clause[: mention.start]), plain(clause[mention.end :])
    named = re.search(r"\b(?:the|an?|his|her|their|'s)\s+$", before) or re.match(
        r"\s*(?:degree|in|thesis|program)\b", after
    )
    return plain(mention.words) in _DEGREES and named is not None


def _covers(mention: Mention, other: Mention) -> bool:
    return mention.start <= other.start and other.end <= mention.end


def _is_a_link(mention: Mention, clause: str) -> bool:
    """Whether the name of a site asks for a page on it: "Berg twitter", "her LinkedIn", "the arXiv number"."""
    if plain(mention.words) == "arxiv" and re.match(
        r"\s+(?:number|id|identifier|link|version|page)\b", clause[mention.end :]
    ):
        return True
    before = plain(clause[: mention.start]).split()
    return plain(mention.words) in _SITES and not _POST.search(plain(clause)) and before[-1:] not in (["at"], ["for"])


def _within_a_rank(cue: Cue, rest: str, lexicon: Lexicon) -> bool:
    """Whether a cue is part of a title: "maître de conférences" asks for no conference."""
    if cue.meaning in ("position", "service"):
        return False  # "associate editor"
    return any(rank.start <= cue.start and cue.end <= rank.end for rank in lexicon.ranks.find(rest))


def _unheard_place(clause: str, mentions: Sequence[Mention]) -> list[Mention]:
    """The organization that a question about a post names and no profile does: "Did she intern at Acme Bank?"."""
    words = plain(clause)
    if not (_POST.search(words) or _STUDY.search(words) and not _EVER_FROM.search(words)):
        return []
    for match in _AT_PLACE.finditer(clause):
        start, end = match.span(1)
        words = match[1].removeprefix("the ")
        if all(end <= m.start or start >= m.end for m in mentions) and not Lexicon.load().degrees.find(plain(words)):
            return [Mention("organization", end - len(words), end, words, (Candidate(plain(words), words, 0.5),))]
    return []


def _whole(mention: Mention) -> bool:
    """Whether a mention of one word is a whole name, as in Han or Hangul."""
    return bool(re.search(r"[㐀-鿿가-힯]{2}", mention.words))


def _without_appositions(clause: str, people: Sequence[Mention]) -> str:
    """The clause without what follows a name to tell who is meant: "Ada Berg, the graph researcher at X, ..."."""
    for mention in people:
        match = _APPOSITION.match(clause, mention.end)
        if match:
            clause = clause[: match.start()] + " " * (match.end() - match.start()) + clause[match.end() :]
    return clause


def _apart(mentions: Sequence[Mention], text: str) -> list[Mention]:
    """Mentions that do not overlap: the longer one stays, a quoted title before all."""

    def weight(mention: Mention) -> tuple[bool, float]:
        quoted = mention.start > 0 and text[mention.start - 1] in "\"“「《'‘"
        score = mention.candidates[0].score if mention.candidates else 0.0
        return (quoted and mention.kind == "paper", (mention.end - mention.start) * (0.5 + score))

    kept: list[Mention] = []
    for mention in sorted(mentions, key=weight, reverse=True):
        if all(mention.end <= other.start or mention.start >= other.end for other in kept):
            kept.append(mention)
    return sorted(kept, key=lambda mention: mention.start)


def _slips(topic: Sequence[str], rest: str, language: str, knowledge: Knowledge) -> tuple[tuple[str, ...], list[Cue]]:
    """The topic without misspelt cues and small words, and those cues. A word that the profiles use is no slip."""
    lexicon = Lexicon.load()
    kept, found = [], list[Cue]()
    for word in topic:
        if knowledge.knows(word) or len(word) < 4 or word in word_set("ordinary", "topics"):
            kept.append(word)
            continue
        meanings = lexicon.relations[language].near(word)
        start = rest.find(word)
        found += [Cue(meaning, start, start + len(word)) for meaning in meanings]
        if not meanings and not lexicon.is_small(word, language):
            kept.append(word)
    return tuple(kept), found


def _prize_named(query: Query) -> str:
    """The words before "Medal" or "Prize" that name it and that the topic lacks: "the Fields Medal"."""
    text = query.text
    for mention in query.mentions:
        text = text[: mention.start] + "," * (mention.end - mention.start) + text[mention.end :]
    match = _NAMED_PRIZE.search(text)
    words = plain(match[1]).split() if match else []
    return " ".join(word for word in words if word not in _ASKING and word not in query.topic.split())


def _without_alone(rest: str) -> str:
    """The question without words for being the only author: "without co-authors" denies nothing."""
    for cue in Lexicon.load().flags["alone"].find(rest):
        rest = rest[: cue.start] + " " * (cue.end - cue.start) + rest[cue.end :]
    return rest


def _degree(rest: str) -> str:
    """The degree a question is about, "" where it leaves open which of two: "for the PhD or for the master?"."""
    cues = Lexicon.load().degrees.find(rest)
    for one, other in pairwise(cues):
        between = rest[one.end : other.start]
        if one.meaning != other.meaning and re.fullmatch(r"\W*(?:'s)?\W*or (?:\w+ ){0,2}", between):
            return ""
    return cues[0].meaning if cues else ""


def _of_paper_words(query: Query, rest: str) -> Query:
    """The query about papers without words that are no topic: "in Chinese", "contributed equally"."""
    if query.relations[:1] != ("paper",):
        return query
    words = query.topic.split()
    if tongue := _IN_TONGUE.search(rest):
        query, words = replace(query, want=()), [word for word in words if word != tongue[1]]
    if "equal" in rest and "contribut" in rest:
        words = [word for word in words if not word.startswith(("equal", "contribut"))]
    return replace(query, topic=" ".join(words))


def _meant(query: Query, rest: str, by_kind: Mapping[str, Sequence[Mention]]) -> Query:
    """The query with what its words mean together: grants, founding, a language's level, a degree alone."""
    if query.relations == ("award",) and _GRANTS.search(rest) and not _PRIZES.search(rest):
        query = replace(query, relations=("award", "project"))  # pages list grants under either
    best = _BEST.search(rest) if query.relations[:1] == ("award",) else None
    if best:  # the name of an award holds words that ask for other things elsewhere
        query = replace(query, topic=f"{best.group()} {query.topic}".strip())
    prize = "" if best or query.relations[:1] != ("award",) else _prize_named(query)
    if prize:
        query = replace(query, topic=f"{prize} {query.topic}".strip())
    if query.relations[:1] in (("position",), ("education",)) and query.venues and not query.organizations:
        names = tuple(m.candidates[0].label for m in by_kind["venue"])  # what a page gives as both is a place here
        query = replace(query, venues=(), organizations=names)
    query = _of_paper_words(query, rest)
    if FOUNDS.search(rest):
        query = replace(query, topic=" ".join(word for word in query.topic.split() if not word.endswith("found")))
    if query.relations == ("student",) and query.others and not query.people:  # the students' own profiles tell
        query = replace(query, relations=("advisor",))
    tongues = [word for word in query.topic.split() if stem(word) in _tongues()]
    if tongues and not query.relations and _HOW_FLUENT.search(rest):
        query = replace(query, relations=("language",), topic=" ".join(tongues))
    if query.relations[:1] == ("education",) and query.role in _SUBJECTS and not query.organizations:
        query = replace(
            query, role="", topic=f"{query.topic} {_SUBJECTS[query.role]}".strip()
        )  # "an engineering degree"
    if "field" in query.want and query.relations == ("position",) and not query.role:
        query = replace(query, relations=("education",))  # "What did she major in at X?"
    if query.degree and not query.relations:
        query = replace(query, relations=("education",))
    if query.relations == ("language",):  # "which language", in the words that elsewhere ask for a place
        query = replace(query, want=tuple(want for want in query.want if want != "where"))
    return query


def _understand(clause: str, question: str, language: str, knowledge: Knowledge, state: ChatState, today: int) -> Query:
    lexicon = Lexicon.load()
    asked, clause = clause, _TITLED.sub(lambda title: " " * len(title.group()), clause)
    clause = _with_what_is_meant(clause, language) if state.query is not None else clause
    reading = _read(clause, language, knowledge, today, state.scope)
    named = any(mention.kind in ("person", "paper") for mention in reading.mentions)
    fields = [] if named else people_of_fields(plain(clause))
    if fields:
        reading = _read(without(clause, fields), language, knowledge, today, state.scope)
    rest = reading.rest
    by_kind = {
        kind: [m for m in reading.mentions if m.kind == kind] for kind in ("person", "paper", "venue", "organization")
    }
    strangers = [m for m in by_kind["person"] if not knowledge.has_profile(m.candidates[0].key)]
    people, ambiguous = _people([m for m in by_kind["person"] if m not in strangers], by_kind["paper"])
    intents = {cue.meaning for cue in lexicon.intents.find(rest)} - ({"count"} if _VALUE.search(rest) else set())
    unknown = knowledge.people.unlinked_names(clause, list(reading.mentions), knowledge.knows_as_word)
    query = Query(
        text=asked,
        language=language,
        relations=relations_of(reading.cues, rest, by_kind, dated=reading.years is not None),
        want=wants_of(rest, lexicon),
        people=people,
        ambiguous=ambiguous,
        others=tuple(m.candidates[0].label for m in strangers),
        unknown=unknown[0] if unknown else "",
        papers=_papers(by_kind["paper"], people),
        venues=tuple(m.candidates[0].key for m in by_kind["venue"]),
        organizations=tuple(m.candidates[0].label for m in by_kind["organization"]),
        role="founder" if FOUNDS.search(rest) else _role(rest, reading.cues, lexicon),
        degree=_degree(rest),
        years=reading.years,
        amount=reading.amount,
        limit=reading.limit,
        order=order_of(rest, lexicon, people),
        negated=lexicon.has("negation", _without_alone(_WHETHER_ZH.sub("", rest))),
        joint=lexicon.has("joint", rest) or _all_at_once(by_kind, rest),
        topic=" ".join(word for word in reading.topic if not unknown or word not in plain(unknown[0]).split()),
        mentions=reading.mentions,
    )
    query = _meant(query, rest, by_kind)
    query = placed(query, rest)
    sought = not (people or ambiguous) and seeks_somebody(rest)
    if sought and query.papers:  # the matter of a paper to be reviewed, and of one that stands here
        matter = " ".join(plain(mention.words) for mention in by_kind["paper"])
        query = replace(query, papers=(), topic=f"{matter} {query.topic}".strip())
    if sought and query.venues and not query.topic:  # a journal called as its matter
        matter = " ".join(plain(mention.words) for mention in by_kind["venue"])
        query = replace(query, venues=(), topic=matter)
    if sought and query.topic:  # "I am looking for a supervisor in X" asks who works on X
        query = replace(query, relations=("interest",), role="", intent="find")
    else:
        query = replace(query, intent=intent_of(query, intents, clause, state))
    if query.intent == "find" and query.relations == ("thesis",) and not query.topic:
        query = replace(query, relations=("education",))  # "Qui a fait sa thèse à Lille ?"
    words = query.topic.split()
    if query.intent == "find" and query.relations in ((), ("skill",)) and words:
        if all(stem(word) in _tongues() for word in words):
            query = replace(query, relations=("language",))  # "Who knows Russian?"
    query = among(query, rest)
    if fields:
        known = " ".join(word for word in query.topic.split() if knowledge.knows(word))
        query = of_fields(replace(query, topic=known), fields, counted="count" in intents)
    query = _of_that_degree(carry(query, state, clause, knowledge), state)
    bare = not (query.relations or query.topic or query.papers or query.ordinal)
    if query.people and query.want == ("where",) and bare:
        # "Where is she now?", "Where was she in 2015?"
        also = query.years and not query.role
        query = replace(query, relations=("position", "education") if also else ("position",))
    return by_example(query, knowledge.examples, knowledge.knows)


def _with_what_is_meant(clause: str, language: str) -> str:
    """A clause of a conversation without an opening word that looks like an initial, and without what it takes back."""
    found = [_OPENING.match(clause) if language in ("it", "pt", "es") else None]
    found.append(says("not_this", plain(clause), language))
    for match in filter(None, found):
        clause = clause[: match.start()] + " " * (match.end() - match.start()) + clause[match.end() :]
    return clause


def _of_that_degree(query: Query, state: ChatState) -> Query:
    """A follow-up about an advisor, a thesis or a grade, as of the degree that was spoken of last."""
    last = state.query
    if last is None or not last.degree or "person" not in query.carried or query.people != last.people:
        return query
    if query.relations[:1] not in (("advisor",), ("thesis",), ("grade",)) or last.relations[:1] != ("education",):
        return query
    open_to_all = query.degree in ("", "phd") and not (query.topic or query.organizations or query.role)
    said = bool(Lexicon.load().degrees.find(plain(re.sub(r"\bdissertation\b", " ", query.text))))
    return replace(query, degree=last.degree) if open_to_all and not said else query


def _role(rest: str, cues: Sequence[Cue], lexicon: Lexicon) -> str:
    """The kind of post a question names; "which professor" and "director de tesis" ask for a person instead."""
    asked = [*lexicon.wants.find(rest), *(cue for cue in cues if cue.meaning == "advisor")]
    roles = lexicon.roles.find(rest)
    return next((c.meaning for c in roles if not any(w.start <= c.start and c.end <= w.end for w in asked)), "")


def _all_at_once(by_kind: Mapping[str, Sequence[Mention]], rest: str) -> bool:
    """Whether a yes/no question names several places that must all hold: "at ICML and ICLR"."""
    if not asks_yes_no(rest.strip(), Lexicon.load()):
        return False
    for mentions in (by_kind["venue"], by_kind["organization"]):
        for one, other in pairwise(mentions):
            if _AND.fullmatch(rest[one.end : other.start]):
                return True
    return False


def _people(people: Sequence[Mention], papers: Sequence[Mention]) -> tuple[tuple[str, ...], tuple[Mention, ...]]:
    """The people surely meant, and the mentions that several fit."""
    sure, unsure = [], []
    for mention in people:
        best = [c for c in mention.candidates if c.score == mention.candidates[0].score]
        if len(best) == 1:
            sure.append(best[0].key)
        else:
            unsure.append(mention)
    left = [m for m in unsure if not any(c.key in sure for c in m.candidates)]
    return tuple(dict.fromkeys(sure)), tuple(left)


def _bare(words: str) -> str:
    return " ".join(_WORD.findall(plain(words)))


def _papers(mentions: Sequence[Mention], people: Sequence[str]) -> tuple[str, ...]:
    """Paper keys: of each mention the best candidates, those of a named person first."""
    keys: list[str] = []
    for mention in mentions:
        tied = [c for c in mention.candidates if c.score >= mention.candidates[0].score - 1e-9]
        words = _bare(mention.words)
        literal = [c for c in tied if f" {words} " in f" {_bare(c.label)} "]  # "Part I" is not "Part II"
        best = [c.key for c in literal or tied]
        own = [key for key in best if key.rsplit("#", 1)[0] in people]
        keys += own or best
    return tuple(dict.fromkeys(keys))
