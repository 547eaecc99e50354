"""What is to be done with the facts, which part of them is wanted, and in which order."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qabot.questions.lexicon import Lexicon, plain
from qabot.questions.query import Intent, Order, Query, Want
from qabot.questions.state import ChatState

# Relations whose cues are everyday verbs: "how does it work?" does not ask for a post.
_VAGUE = frozenset(("position", "education", "interest", "paper", "teaching", "skill"))
_ANY_PERSON = re.compile(r"\b(?:any|some)(?:one|body)\b|\bpeople\b|\bwho\b|有人|누군가|誰か|jemand|quelqu|alguien|кто")
_NO_QUESTION_WORD = re.compile(
    r"吗[？?。]?$|是否|有没有|是不是|(?:ます|です|ました|でした)か[？?。]?$|(?:나요|까요|습니까|한가요|인가요)[？?]?$"
    r"|\bли\b|, right\?$|\b\w+-(?:t-)?(?:ils?|elles?)\b|(?:[아어해]요|[았었했]어|있어|맞[아죠])[?？]$"
    r"|(?:った|した|いた|えた|れた|けた|てる|いる|ある|する|なる|れる|える|ない|なの)[?？]$"
    r"|, (?:oder|n'est-ce pas|verdad|no)\?$"
)
_QUESTION_WORD = re.compile(
    r"\b(?:qui|quand|ou|comment|pourquoi|combien|quel\w*|que|quoi|qu'\w+)\b|谁|哪|什么|多少|几|何|誰|どこ|いつ|どの|どんな|누구|누가|언제|어디|무엇|무슨|어느|어떤|몇|뭐|뭘|뭔|왜|어떻게|얼마|いくら|いくつ|どのくらい|なぜ|どうして"
)
_BY_TONE = re.compile(  # "Берг публиковался в ICML?"
    r"\b[а-я]{2,}(?:л|ла|ли|лся|лась|лись|ет|ит|ют|ят|ется|ится|ются|ятся)\b.*[?？]\W*$"
)
_ASKS = re.compile(  # question words of languages that may ask by tone alone
    r"\b(?:wer|wen|wem|wessen|wo\w*|wann|wie|warum|weshalb|welch\w+|was|quien\w*|cuando|a?donde|como|cual\w*"
    r"|cuant\w+|que|chi|quando|dove|dov|come|quale|quali|qual|quant\w+|che|cosa|perche|quem|onde|aonde|quais"
    r"|кто|кого|кому|кем|ком|что|чего|чему|чем|где|когда|как\w*|сколько|почему|зачем|чей|чья|чье|откуда|куда|котор\w+)\b"
)
_WAS_DE = re.compile(
    r"was (?:hat|haben|ist|sind|macht|machte|war|waren|wurde|kann|lehrt|studier\w*|forscht|tut|hatte)\b"
)
_FRENCH_VERB = re.compile(
    r"^\W*(?:il |elle )?(?:a|est|etait|avait|travaille|parle|enseigne|connait|publie|dirige|encadre|habite|fait"
    r"|programme)\b"
)
_ARTICLE = re.compile(
    r"^[\s¿]*(?:(?:a|o|la|el|il|die|der|das|le|senor|senora|professor\w*|prof|dr|herr|frau|ya|ja|gia|deja|уже|schon|aun|todavia|tambien|anche|auch|tambem)\b\.?\s*)+"
)
_WHETHER = re.compile(
    r"(?:(?:i|we|can|could|do|please|just|was|am|tell|me|you|know|wondering|wonder|check|see|say)\W+)*(?:whether|if)\s"
)
_REFERENCE = re.compile(  # asks for others than who is named, or for what somebody seeks
    r"\b(?:references?|referees|recommend(?:ation|ers?)|vouch)\b|\b(?:looking|searching) for\W*$|\bseeking\W*$"
)
_EITHER = re.compile(r"\b(?:a|an) [\w .-]{2,30} or (?:(?:a|an) )?\w")
_ANY = re.compile(r"any (?!(?:idea|clue|of)\b)[^?]*\?")  # "Any paper at ICML?"
_LEAD = re.compile(
    r"^(?:(?:so|and|but|then|also|ok|okay|or|well|please|hey|hi)\b,?\s*"
    r"|(?:could|can|would|will) you (?:please |kindly )?"
    r"(?=list|give|tell|show|name|find|summari[sz]e|explain|describe|enumerate|count)"
    r"|can i (?:see|have|get|know) |kannst du |konnen sie |pouvez-vous |peux-tu "
    r"|(?:for (?:an?|the|my|our) [^,]{3,40},? )?(?:i|we)(?:'d| would| am| are)? (?:like|need|want|looking|wish)"
    r"(?: to (?:know|see|ask|find|have|learn))?(?: for)? )+"
)


_SORTED = re.compile(  # "oldest first" singles out none
    r"\b(?:oldest|earliest|newest|latest|most recent)(?: ones?)? first\b"
    r"|\b(?:alteste|neueste|fruheste)\w* zuerst\b|\bplus (?:ancien|recent)\w* d'abord\b"
)


def order_of(rest: str, lexicon: Lexicon, people: Sequence[str]) -> Order:
    """The order a plain question sets among the facts."""
    lead = lexicon.flags["first_author"].find(rest)
    rest = _SORTED.sub(lambda match: " " * len(match.group()), rest)
    for cue in lexicon.orders.find(rest):
        if any(other.start <= cue.start < other.end for other in lead):
            continue  # "first author" is no order
        if cue.meaning == "longest" and re.search(r"\b(?:list|record)\b", rest):
            return "most"  # "the longest publication list"
        return cue.meaning  # type: ignore[return-value]
    if len(people) > 1 and re.search(r"\b(?:later|more recently)\b", rest):
        return "latest"
    return "most" if len(people) > 1 and re.search(r"\bmore\b", rest) else ""


def wants_of(rest: str, lexicon: Lexicon) -> tuple[Want, ...]:
    """The parts of the facts that a plain question asks for."""
    return tuple(dict.fromkeys(cue.meaning for cue in lexicon.wants.find(rest)))  # type: ignore[misc]


def intent_of(query: Query, intents: set[str], clause: str, state: ChatState) -> Intent:
    """What is to be done with the facts. The order of the tests is the order of what overrides what."""
    text = _LEAD.sub("", plain(clause).strip(" \t¿¡\"'(")).strip()
    subject = bool(query.people or query.papers or query.ambiguous)
    lexicon = Lexicon.load()
    conditions = query.topic or query.venues or query.organizations or query.degree or query.others or query.role
    if "people" in intents and not subject and not conditions:
        return "people"
    counts_people = "count" in intents and lexicon.has("anyone", text) and not (query.relations or query.amount)
    if counts_people and not (subject or conditions or state.query):
        return "people"
    if ("count" in intents or text.startswith("count ")) and "how_long" not in query.want:
        return "count"
    if "compare" in intents and (len(query.people) > 1 or query.ambiguous):
        return "compare"
    pointing = lexicon.has("pronoun", text) and bool(state.people or state.papers)
    named = (query.others or query.unknown) and asks_yes_no(text, lexicon) and not _ANY_PERSON.search(text)
    who_is = (query.others or query.unknown) and "overview" in intents and not (query.relations or query.topic)
    if who_is:
        return "overview"
    how = text.startswith("how ") and "explain" in intents  # "How does it hide who speaks?"
    if how and not subject and query.topic and not pointing:
        return "explain"
    open_to_all = not subject and (conditions or query.relations) and not (pointing or named or how)
    if open_to_all and lexicon.has("anyone", text):
        return "find"
    if (
        query.people
        and set(query.relations) <= {"venue"}
        and "overview" in intents
        and not (query.venues or query.organizations)
    ):
        return "overview"  # "an introduction to her for the conference"
    if asks_by_tone(query, clause, lexicon, known=bool(state.people)):
        return "yes_no"
    if asks_yes_no(text, lexicon) and _EITHER.search(text) and not (query.topic or query.organizations or query.venues):
        return "lookup"  # "Is she a student or a postdoc?" asks what she is
    if asks_yes_no(text, lexicon):
        levels = lexicon.degrees.find(text)
        either = len({cue.meaning for cue in levels}) > 1 and " or " in text[levels[0].end : levels[-1].start]
        return "lookup" if either and query.relations[:1] in (("advisor",), ("grade",), ("education",)) else "yes_no"
    return _of_statements(query, intents, text, subject=subject)


def _of_statements(query: Query, intents: set[str], text: str, *, subject: bool) -> Intent:
    """Of a question that asks for more than yes or no: explain, portray, list or look up."""
    lexicon = Lexicon.load()
    bare = not query.relations and not query.want
    vague = set(query.relations) <= _VAGUE and not query.want and query.topic
    if lexicon.has("why", text) or ("explain" in intents and (vague or query.papers and not query.want)):
        return "explain"
    if "define" in intents and (query.papers and (bare or vague) or bare and query.topic):
        return "explain"
    if "define" in intents and bare and query.organizations and not (query.people or query.years or query.role):
        return "explain"  # "What is NuGrid?"
    if text.startswith("how "):  # "How tall is she?"
        subject = False
    only_who = (
        not query.relations
        and not _REFERENCE.search(text)
        and set(query.want) <= {"who"}
        and not (query.organizations or query.venues)
        and not (query.role and text.startswith("what"))  # "What is she director of?"
    )
    if only_who and subject and not query.papers and not query.years and ("overview" in intents or not query.topic):
        return "overview"
    return "list" if "list" in intents and query.relations else "lookup"


def asks_by_tone(query: Query, clause: str, lexicon: Lexicon, *, known: bool = False) -> bool:
    """Whether a question in another language than English has no question word, and the verb behind the name."""
    text = plain(clause)
    if query.language == "en" or not text.rstrip().endswith("?") or not (query.people or query.papers or known):
        return False
    for mention in query.mentions:
        text = text[: mention.start] + " " * (mention.end - mention.start) + text[mention.end :]
    if _ASKS.search(text) or _QUESTION_WORD.search(text):
        return False
    text = _ARTICLE.sub("", text, count=1) if query.language != "fr" else text
    if query.language == "fr" and _FRENCH_VERB.match(text):
        return True
    return lexicon.opens("yes_no", text) or query.language == "ru" and _BY_TONE.search(text) is not None


def asks_yes_no(text: str, lexicon: Lexicon) -> bool:
    """Whether a plain question is to be answered with yes or no."""
    if _WAS_DE.match(text):
        return False
    if lexicon.opens("yes_no", text) or _WHETHER.match(text) or _ANY.match(text):
        return True
    return bool(_NO_QUESTION_WORD.search(text)) and not _QUESTION_WORD.search(text)
