"""Words and conversation to `Query`: who and what is meant, which relation, under which conditions."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from qabot.questions.amounts import amount_of, limit_of
from qabot.questions.carry import carry
from qabot.questions.examples import by_example
from qabot.questions.knowledge import Knowledge
from qabot.questions.lexicon import Cue, Lexicon, language_of, plain
from qabot.questions.query import Amount, Intent, Mention, Order, Query, Want, Years
from qabot.questions.state import ChatState
from qabot.questions.times import years_of
from qabot.questions.topic import topic_words

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
# Relations whose cues are everyday verbs: "how does it work?" does not ask for a post.
_VAGUE = frozenset(("position", "education", "interest", "paper", "teaching", "skill"))
_NOUNS = frozenset(
    "email link award talk service teaching project skill language paper education position interest".split()
)
_WITH_WHOM = re.compile(r"\bwith whom\b|\bwho(?:m)?\b.*\bwith\b\W*$|\bmit wem\b|\bavec qui\b|\bcon quien\b|\bс кем\b")
_ANY_PERSON = re.compile(r"\b(?:any|some)(?:one|body)\b|\bpeople\b|\bwho\b|有人|누군가|誰か|jemand|quelqu|alguien|кто")
# Where a double question parts: "... and when ...?". The second half begins with a question word.
_CLAUSE = re.compile(
    r"(?:,|;|，|、|\?|？)?\s*\b(?:and|und|et|y|и|а также)\s+(?=(?:in |at |for |with |from |to |an |bei |seit )?"
    r"(?:who|whom|whose|what|when|where|which|how|why|is|was|did|does|wer|wen|wo|wann|wie|welche|qui|quand|ou|quel|quien|"
    r"cuando|donde|cual|кто|когда|где|какая|какой|какие|как)\b)"
    r"|[，,；;](?=.{0,12}(?:谁|哪|什么|多少|几|何时|誰|どこ|いつ|何))",
    re.I,
)
_QUOTED = re.compile(r"[\"“„「《'‘][^\"”」》'’]{6,}[\"”」》'’]")
_NO_QUESTION_WORD = re.compile(
    r"吗[？?。]?$|是否|有没有|是不是|(?:ます|です|ました|でした)か[？?。]?$|(?:나요|까요|습니까|한가요|인가요)[？?]?$"
    r"|\bли\b|, right\?$"
)
_QUESTION_WORD = re.compile(
    r"谁|哪|什么|多少|几|何|誰|どこ|いつ|どの|どんな|누구|누가|언제|어디|무엇|무슨|어느|어떤|몇|뭐|왜|어떻게|얼마"
)
_WHETHER = re.compile(
    r"(?:(?:i|we|can|could|do|please|just|was|am|tell|me|you|know|wondering|wonder|check|see|say)\W+)*(?:whether|if)\s"
)
_AND = re.compile(
    r"\W*(?:and|as well as|und|et|y|e|и|와|과|및|和|与|と)\W*(?:also\s+)?(?:at|in|bei|an|a|en|в)?\s*(?:the\s+)?"
)
_BARE = re.compile(
    r"\W*(?:where|when|what|in which year|in what year|wo|wann|ou|quand|donde|cuando|где|когда)\W*", re.I
)
_LEAD = re.compile(
    r"^(?:(?:so|and|but|then|also|ok|okay|or|well|please|hey|hi)\b,?\s*"
    r"|(?:could|can|would|will) you (?:please |kindly )?"
    r"(?=list|give|tell|show|name|find|summari[sz]e|explain|describe|enumerate|count)"
    r"|can i (?:see|have|get|know) |kannst du |konnen sie |pouvez-vous |peux-tu "
    r"|(?:for (?:an?|the|my|our) [^,]{3,40},? )?(?:i|we)(?:'d| would| am| are)? (?:like|need|want|looking|wish)"
    r"(?: to (?:know|see|ask|find|have|learn))?(?: for)? )+"
)
_TITLES = re.compile(
    r"(?:\b(?:ms|mr|mrs|miss|mx|dr|prof|professor|frau|herr|mme|mlle|monsieur|madame|sra?|senora?|dott)\b\.?\s+)+$"
)
_APPOSITION = re.compile(r"\s*,\s*(?:the|a|an|der|die|le|la|el)\s[^,?]{3,80},")
_WORD = re.compile(
    r"谁|哪|什么|多少|几|何|誰|どこ|いつ|どの|どんな|누구|누가|언제|어디|무엇|무슨|어느|어떤|몇|뭐|왜|어떻게|얼마", re.I
)
_ANYONE = re.compile(
    r"\b(?:anyone|anybody|someone|somebody|people|researchers?|who|whom|persons?|professors?|scientists?|authors?|wer|jemand|qui|quien(?:es)?|alguien|кто)\b|谁|哪些人|哪位|有人|誰|누구|누가|사람|연구자",
    re.I,
)
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
    language = language_of(question)
    whole = _small_talk(question, language)
    if whole:
        return [whole]
    queries: list[Query] = []
    context = state
    for clause in _clauses(question):
        query = _understand(clause, question, language, knowledge, context, today)
        queries.append(query)
        context = replace(
            context, people=query.people or context.people, papers=query.papers or context.papers, query=query
        )
    return queries


def _clauses(question: str) -> list[str]:
    """The halves of a double question; quotations are never cut."""
    quoted = [match.span() for match in _QUOTED.finditer(question)]
    cuts = [m for m in _CLAUSE.finditer(question) if not any(a <= m.start() < b for a, b in quoted)]
    parts, position = [], 0
    for cut in cuts:
        if len(question[position : cut.start()].split()) >= 2 or re.search(
            r"[㐀-鿿ぁ-ヿ]{2}", question[position : cut.start()]
        ):
            parts.append(question[position : cut.start()])
            position = cut.end()
    parts.append(question[position:])
    if len(parts) > 1 and re.fullmatch(r"\s*(?:where|when|who|what|how|why|which)\s*", parts[0], re.I):
        return [question]
    if len(parts) > 1 and any(_BARE.fullmatch(part) for part in parts[1:]):
        return [question]  # "His PhD: where and when?" asks for two parts of one fact
    return [part.strip() for part in parts if part.strip()]


def _small_talk(question: str, language: str) -> Query | None:
    text = plain(question).strip(" .!?？！。，,")
    lexicon = Lexicon.load()
    cues = lexicon.intents.find(text)
    left = text
    for cue in cues:
        if cue.meaning in ("greeting", "thanks", "help"):
            left = left[: cue.start] + " " * (cue.end - cue.start) + left[cue.end :]
    words = [
        word for word in _WORD.findall(left) if word not in lexicon.stop["en"] and word not in lexicon.stop[language]
    ]
    meanings = {cue.meaning for cue in cues}
    if not re.sub(r"[\W_]+", "", left) or not words:
        for intent in ("help", "greeting", "thanks"):
            if intent in meanings:
                return Query(question, language, intent=intent)
    return None


def _read(clause: str, language: str, knowledge: Knowledge, today: int) -> _Reading:
    lexicon = Lexicon.load()
    words = plain(clause)
    paper_asked = bool(
        {"paper", "thesis", "author", "venue", "coauthor"}
        & {c.meaning for c in lexicon.relations[language].find(words)}
    )
    people = knowledge.people.link(clause)
    clause = _without_appositions(clause, people)
    words = plain(clause)
    sure = tuple(dict.fromkeys(m.candidates[0].key for m in people if len(m.candidates) == 1))
    papers = knowledge.titles.link(clause, people=sure, paper_asked=paper_asked)
    places = knowledge.places.link(clause)
    others = [mention for mention in knowledge.others.link(clause) if len(mention.words.split()) > 1 or _whole(mention)]
    mentions = _apart([*people, *papers, *places, *others], clause)
    rest = words
    for mention in mentions:
        title = _TITLES.search(rest[: mention.start]) if mention.kind == "person" else None
        start = title.start() if title else mention.start  # "Ms Berg" has no degree in mind
        rest = rest[:start] + " " * (mention.end - start) + rest[mention.end :]
    years, spans = years_of(rest, today=today)
    amount, span = amount_of(rest)
    limit, number = limit_of(rest)
    for start, end in [*spans, span, number]:
        rest = rest[:start] + " " * (end - start) + rest[end:]
    cues = lexicon.relations[language].find(rest)
    topic, slips = _slips(topic_words(rest, cues, language), rest, language, knowledge)
    return _Reading(clause, tuple(mentions), rest, (*cues, *slips), years, amount, limit, topic)


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
        if knowledge.knows(word) or len(word) < 6:
            kept.append(word)
            continue
        meanings = lexicon.relations[language].near(word)
        start = rest.find(word)
        found += [Cue(meaning, start, start + len(word)) for meaning in meanings]
        if not meanings and not lexicon.is_small(word, language):
            kept.append(word)
    return tuple(kept), found


def _understand(clause: str, question: str, language: str, knowledge: Knowledge, state: ChatState, today: int) -> Query:
    lexicon = Lexicon.load()
    reading = _read(clause, language, knowledge, today)
    rest = reading.rest
    by_kind = {
        kind: [m for m in reading.mentions if m.kind == kind] for kind in ("person", "paper", "venue", "organization")
    }
    strangers = [m for m in by_kind["person"] if m.candidates[0].key not in knowledge.ids]
    people, ambiguous = _people([m for m in by_kind["person"] if m not in strangers], by_kind["paper"])
    intents = {cue.meaning for cue in lexicon.intents.find(rest)}
    unknown = knowledge.people.unlinked_names(clause, list(reading.mentions), knowledge.knows_as_word)
    query = Query(
        text=clause,
        language=language,
        relations=_relations(reading, rest, by_kind),
        want=_wants(rest, lexicon),
        people=people,
        ambiguous=ambiguous,
        others=tuple(m.candidates[0].label for m in strangers),
        unknown=unknown[0] if unknown else "",
        papers=_papers(by_kind["paper"], people),
        venues=tuple(m.candidates[0].key for m in by_kind["venue"]),
        organizations=tuple(m.candidates[0].label for m in by_kind["organization"]),
        role=next((cue.meaning for cue in lexicon.roles.find(rest)), ""),
        degree=next((cue.meaning for cue in lexicon.degrees.find(rest)), ""),
        years=reading.years,
        amount=reading.amount,
        limit=reading.limit,
        order=_order(rest, lexicon, people),
        negated=lexicon.has("negation", rest),
        joint=lexicon.has("joint", rest) or _all_at_once(by_kind, rest),
        topic=" ".join(word for word in reading.topic if not unknown or word not in plain(unknown[0]).split()),
        mentions=reading.mentions,
    )
    if query.degree and not query.relations:
        query = replace(query, relations=("education",))
    query = replace(query, intent=_intent(query, intents, clause, state))
    query = carry(query, state, clause, knowledge)
    return by_example(query, knowledge.examples, knowledge.knows)


def _all_at_once(by_kind: Mapping[str, Sequence[Mention]], rest: str) -> bool:
    """Whether a yes/no question names several places that must all hold: "at ICML and ICLR"."""
    if not _asks_yes_no(rest.strip(), Lexicon.load()):
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


def _papers(mentions: Sequence[Mention], people: Sequence[str]) -> tuple[str, ...]:
    """Paper keys: of each mention the best candidates, those of a named person first."""
    keys: list[str] = []
    for mention in mentions:
        best = [c.key for c in mention.candidates if c.score >= mention.candidates[0].score - 1e-9]
        own = [key for key in best if key.rsplit("#", 1)[0] in people]
        keys += own or best
    return tuple(dict.fromkeys(keys))


def _relations(reading: _Reading, rest: str, by_kind: dict[str, list[Mention]]) -> tuple[str, ...]:
    """The relation asked for, and those named beside it as equals."""
    found = list(dict.fromkeys(cue.meaning for cue in sorted(reading.cues, key=lambda cue: cue.start)))
    if "interest" in found and Lexicon.load().roles.find(rest):
        found.remove("interest")  # "a research intern": the post, not the topics
    if not found and re.search(r"\bwhere\b.*\b(?:based|located)\b", rest):
        return ("position",)
    if not found:
        return ()
    first = min(found, key=lambda meaning: (_TIER.get(meaning, 1), _RANK.index(meaning) if meaning not in _TIER else 0))
    if first == "paper" and "author" in found and by_kind["paper"]:
        first = "author"
    if first == "student" and not by_kind["person"] and ("education" in found or Lexicon.load().degrees.find(rest)):
        first = "education"
    if first in ("paper", "position") and _WITH_WHOM.search(rest) and ("paper" in found or first == "paper"):
        first = "coauthor"
    if first == "venue" and not by_kind["paper"] and (by_kind["venue"] or _venue_papers(reading.cues, rest)):
        first = "paper"
    if first == "award" and "education" in found and re.search(r"\bawarded\b", rest):
        first = "education"  # "the doctorate was awarded by"
    if first == "interest" and by_kind["paper"] and "paper" in found:
        first = "author"  # "Who worked on the paper about ...?"
    if first == "interest" and re.search(_EMPLOYER, rest):
        first = "position"
    if first == "place":
        return ("position", "education")
    listed = [m for m in found if m in _NOUNS and m != first and first in _NOUNS]
    return (first, *(m for m in listed if _side_by_side(reading.cues, first, m, rest)))


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


def _order(rest: str, lexicon: Lexicon, people: Sequence[str]) -> Order:
    lead = lexicon.flags["first_author"].find(rest)
    for cue in lexicon.orders.find(rest):
        if not any(other.start <= cue.start < other.end for other in lead):  # "first author" is no order
            return cue.meaning  # type: ignore[return-value]
    return "most" if len(people) > 1 and re.search(r"\bmore\b", rest) else ""


def _wants(rest: str, lexicon: Lexicon) -> tuple[Want, ...]:
    return tuple(dict.fromkeys(cue.meaning for cue in lexicon.wants.find(rest)))  # type: ignore[misc]


def _intent(query: Query, intents: set[str], clause: str, state: ChatState) -> Intent:
    """What is to be done with the facts. The order of the tests is the order of what overrides what."""
    text = _LEAD.sub("", plain(clause).strip()).strip()
    subject = bool(query.people or query.papers or query.ambiguous)
    lexicon = Lexicon.load()
    conditions = query.topic or query.venues or query.organizations or query.degree or query.others or query.role
    if "people" in intents and not subject and not conditions:
        return "people"
    counts_people = "count" in intents and lexicon.has("anyone", text) and not (query.relations or query.amount)
    if counts_people and not (subject or conditions or state.query):
        return "people"
    if "count" in intents or text.startswith("count "):
        return "count"
    if "compare" in intents and (len(query.people) > 1 or query.ambiguous):
        return "compare"
    pointing = lexicon.has("pronoun", text) and bool(state.people)
    named = (query.others or query.unknown) and _asks_yes_no(text, lexicon) and not _ANY_PERSON.search(text)
    if not subject and (conditions or query.relations) and not (pointing or named) and lexicon.has("anyone", text):
        return "find"
    if _asks_yes_no(text, lexicon):
        return "yes_no"
    bare = not query.relations and not query.want
    vague = set(query.relations) <= _VAGUE and not query.want and query.topic
    if lexicon.has("why", text) or ("explain" in intents and (vague or query.papers and not query.want)):
        return "explain"
    if "define" in intents and (query.papers and (bare or vague) or bare and query.topic):
        return "explain"
    only_who = not query.relations and set(query.want) <= {"who"} and not (query.organizations or query.venues)
    if only_who and subject and not query.papers and not query.years and ("overview" in intents or not query.topic):
        return "overview"
    return "list" if "list" in intents and query.relations else "lookup"


def _asks_yes_no(text: str, lexicon: Lexicon) -> bool:
    if lexicon.opens("yes_no", text) or _WHETHER.match(text):
        return True
    return bool(_NO_QUESTION_WORD.search(text)) and not _QUESTION_WORD.search(text)
