"""Words and conversation to `Query`: who and what is meant, which relation, under which conditions."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from qabot.questions.by_degree import of_several_degrees
from qabot.questions.carry import carry
from qabot.questions.clauses import clauses, small_talk
from qabot.questions.conditions import conditions
from qabot.questions.denial import denied_in
from qabot.questions.described import Described, described
from qabot.questions.examples import by_example
from qabot.questions.fields import of_fields, people_of_fields, without
from qabot.questions.intents import asks_yes_no, intent_of, order_of, wants_of
from qabot.questions.knowledge import Knowledge
from qabot.questions.lexicon import Cue, Lexicon, language_of, plain
from qabot.questions.query import SOMEBODY, Mention, Query
from qabot.questions.regions import among, placed
from qabot.questions.relations import FOUNDS, relations_of
from qabot.questions.settled import settled, spoken_tongues
from qabot.questions.sought import seeks_somebody
from qabot.questions.spelling import in_simplified, respelled
from qabot.questions.spoken import says
from qabot.questions.state import ChatState
from qabot.questions.taken import Taken, take
from qabot.words.stems import stem

_AND = re.compile(
    r"\W*(?:and|as well as|und|et|y|e|и|와|과|및|和|与|と)\W*(?:also\s+)?(?:at|in|bei|an|a|en|в)?\s*(?:the\s+)?"
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
_SOMEBODY = re.compile(  # "Does anybody work with echo state networks?"
    r"\b(?:any|some)(?:one|body)\b|\bjemand\w*\b|\bquelqu'un\b|\balgui?en\b|\balguem\b|\bqualcuno\b"
    r"|\bкто-(?:нибудь|то)\b|有人|누군가|誰か"
)
_QUOTES = frozenset("\"“„「《'‘")
_OF_MATTER = ((), ("interest",), ("coauthor",), ("paper",), ("position",), ("skill",))
_WORD = re.compile(r"[^\W_]+(?:[-'+#./][^\W_]+)*[+#]*")


def understand(question: str, knowledge: Knowledge, state: ChatState, *, today: int) -> list[Query]:
    """What a question asks: one query, or one per half of a double question ("Where ... and when ...?").

    `today` is the current year. What the question leaves open is taken from the conversation in `state`.
    """
    language = language_of(question, state.query.language if state.query else "en")
    if language == "en":
        question = respelled(question, lambda word: knowledge.knows(word) or bool(knowledge.people.link(word)))
    if language == "zh":
        question = in_simplified(question, lambda text: _named_in(text, knowledge))
    whole = small_talk(question, language)
    if whole:
        return [whole]
    if state.query is not None and says("source", plain(question), language, whole=True):
        return [Query(question, language, intent="source")]
    aside = says("aside", plain(question), language) if state.query is not None else None
    question = question[aside.end() :] if aside else question
    told = described(question, language)
    asked = _of_whom_it_tells(told, language, knowledge, state, today) if told else []
    if asked:
        return asked
    several = _several_conditions(question, language, knowledge, state, today)
    if several:
        return [several]
    queries: list[Query] = []
    context = state
    for clause in clauses(question):
        query = _understand(clause, language, knowledge, context, today)
        queries.append(query)
        listed = context.listed if query.ordinal or not query.relations else ()  # another part is of what it asks
        context = replace(
            context,
            people=query.people or context.people,
            papers=query.papers or context.papers,
            query=query,
            listed=listed,
        )
    return queries


def _named_in(question: str, knowledge: Knowledge) -> list[tuple[int, int]]:
    """Where a question names somebody or something of the profiles."""
    found = [*knowledge.people.link(question), *knowledge.others.link(question), *knowledge.places.link(question)]
    found += knowledge.titles.link(question, people=(), paper_asked=True)
    return [(mention.start, mention.end) for mention in found]


def _of_whom_it_tells(
    told: Described, language: str, knowledge: Knowledge, state: ChatState, today: int
) -> list[Query]:
    """The queries of a question about somebody told by a condition; none where that is none, or others are named."""
    open_state = ChatState(scope=state.scope)
    whose = _several_conditions(told.condition, language, knowledge, open_state, today)
    whose = whose or _understand(told.condition, language, knowledge, open_state, today)
    if not _is_condition(whose):
        return []
    whose = replace(whose, intent="find")
    context = replace(open_state, people=(SOMEBODY,))
    queries: list[Query] = []
    for clause in clauses(told.question):
        query = _understand(clause, language, knowledge, context, today)
        if query.people != (SOMEBODY,) or query.papers:
            return []
        queries.append(replace(query, whose=whose, head=told.head))
        context = replace(context, query=query)
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
        _understand(part, language, knowledge, each, today) for part, each in zip(found.parts, states, strict=True)
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


def _understand(clause: str, language: str, knowledge: Knowledge, state: ChatState, today: int) -> Query:
    lexicon = Lexicon.load()
    asked, clause = clause, _TITLED.sub(lambda title: " " * len(title.group()), clause)
    clause = _with_what_is_meant(clause, language) if state.query is not None else clause
    reading = take(clause, language, knowledge, today, state.scope)
    named = any(mention.kind in ("person", "paper") for mention in reading.mentions)
    fields = [] if named else people_of_fields(plain(clause))
    if fields:
        reading = take(without(clause, fields), language, knowledge, today, state.scope)
    rest = reading.rest
    by_kind = {
        kind: [m for m in reading.mentions if m.kind == kind] for kind in ("person", "paper", "venue", "organization")
    }
    intents = {cue.meaning for cue in lexicon.intents.find(rest)} - ({"count"} if _VALUE.search(rest) else set())
    query = replace(_as_read(reading, by_kind, knowledge, clause, language), text=asked)
    query = replace(query, denied=denied_in(reading, today)) if query.negated else query
    query = placed(settled(query, rest, by_kind), rest)
    sought = _sought(query, rest, by_kind)
    query = sought or replace(query, intent=intent_of(query, intents, clause, state))
    query = _of_people_found(query) if query.intent == "find" else of_several_degrees(query, rest)
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


def _as_read(
    taken: Taken, by_kind: Mapping[str, Sequence[Mention]], knowledge: Knowledge, clause: str, language: str
) -> Query:
    """The query of what a clause says by itself, part by part."""
    lexicon, rest = Lexicon.load(), taken.rest
    strangers = [m for m in by_kind["person"] if not knowledge.has_profile(m.candidates[0].key)]
    people, ambiguous = _people([m for m in by_kind["person"] if m not in strangers], by_kind["paper"])
    unknown = knowledge.people.unlinked_names(clause, list(taken.mentions), knowledge.knows_as_word)
    return Query(
        text=clause,
        language=language,
        relations=relations_of(taken.cues, rest, by_kind, dated=taken.years is not None),
        want=wants_of(rest, lexicon),
        people=people,
        ambiguous=ambiguous,
        others=tuple(m.candidates[0].label for m in strangers),
        unknown=unknown[0] if unknown else "",
        papers=_papers(by_kind["paper"], people),
        venues=tuple(m.candidates[0].key for m in by_kind["venue"]),
        organizations=tuple(m.candidates[0].label for m in by_kind["organization"]),
        role="founder" if FOUNDS.search(rest) else _role(rest, taken.cues, lexicon),
        degree=_degree(rest),
        years=taken.years,
        amount=taken.amount,
        limit=taken.limit,
        order=order_of(rest, lexicon, people),
        negated=lexicon.has("negation", _what_denies(rest, language, papers=bool(by_kind["paper"]))),
        joint=lexicon.has("joint", rest) or _all_at_once(by_kind, rest),
        topic=" ".join(word for word in taken.topic if not unknown or word not in plain(unknown[0]).split()),
        mentions=taken.mentions,
    )


def _sought(query: Query, rest: str, by_kind: Mapping[str, Sequence[Mention]]) -> Query | None:
    """The query of "I am looking for a supervisor in X": who works on X; None where nobody is sought for something."""
    quoted = any(query.text[m.start - 1 : m.start] in _QUOTES for m in by_kind["paper"] if m.start)
    sought = seeks_somebody(rest)
    of_matter = query.papers and query.relations in _OF_MATTER and not quoted and _SOMEBODY.search(rest)
    if query.people or query.ambiguous or not (sought or of_matter):
        return None
    if query.papers:  # the matter of a paper to be reviewed, and of one that stands here
        matter = " ".join(plain(mention.words) for mention in by_kind["paper"])
        query = replace(query, papers=(), topic=f"{matter} {query.topic}".strip())
    if query.venues and not query.topic:  # a journal called as its matter
        matter = " ".join(plain(mention.words) for mention in by_kind["venue"])
        query = replace(query, venues=(), topic=matter)
    relations = query.relations if not sought and query.relations == ("paper",) else ("interest",)
    return replace(query, relations=relations, role="", intent="find") if query.topic else None


def _of_people_found(query: Query) -> Query:
    """The query about whoever meets it, of the relation that its words stand for there."""
    if query.relations == ("thesis",) and not query.topic:
        query = replace(query, relations=("education",))  # "Qui a fait sa thèse à Lille ?"
    words = query.topic.split()
    if query.relations == ("contact",) and words:  # "Who studies language contact?"
        query = replace(query, relations=("interest",), topic=f"{query.topic} contact")
    if query.relations in ((), ("skill",)) and words and all(stem(word) in spoken_tongues() for word in words):
        query = replace(query, relations=("language",))  # "Who knows Russian?"
    return query


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


def _what_denies(rest: str, language: str, *, papers: bool) -> str:
    """The question without words that deny nothing: "without co-authors", "not accepted" where no paper is named."""
    rest = _WHETHER_ZH.sub("", rest)
    for cue in Lexicon.load().flags["alone"].find(rest):
        rest = rest[: cue.start] + " " * (cue.end - cue.start) + rest[cue.end :]
    out = None if papers else says("not_out", rest, language)
    return rest if out is None else rest[: out.start()] + " " * (out.end() - out.start()) + rest[out.end() :]


def _degree(rest: str) -> str:
    """The degree a question is about, "" where it leaves open which of two: "for the PhD or for the master?"."""
    cues = Lexicon.load().degrees.find(rest)
    for one, other in pairwise(cues):
        between = rest[one.end : other.start]
        if one.meaning != other.meaning and re.fullmatch(r"\W*(?:'s)?\W*or (?:\w+ ){0,2}", between):
            return ""
    return cues[0].meaning if cues else ""


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
