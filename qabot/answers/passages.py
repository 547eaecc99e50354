"""Answers from passages: the sentences or entries of a profile that speak of what is asked, quoted exactly.

Nothing is said unless the words of the question stand in what is quoted: a near vector alone is no evidence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from qabot.answers.context import Context, Outcome
from qabot.answers.coverage import coverage
from qabot.answers.tiers import given_first
from qabot.index.index import Hit
from qabot.questions.lexicon import Lexicon, plain
from qabot.questions.query import Query
from qabot.questions.spoken import says
from qabot.questions.topic import matter_of
from qabot.sources.source import Block, Source, Span
from qabot.words.stems import stems

_SENTENCE = re.compile(r"[^\n。！？!?]+?(?:(?<=[a-zа-яё0-9)\]”\"'%])[.](?=\s+[^a-zа-яё]|\s*$)|[。！？!?]+|\n|$)", re.M)
ADDRESS = re.compile(
    r"\W*(?:url|doi|code|poster|slides|pdf|link|https?)\b\s*:|\W*(?:项目)?(?:地址|链接|主页|代码|网址)\s*[:：]", re.I
)
ORGANIZATION = re.compile(  # a word of the name of a place to work or study at
    r"\b(?:universi\w+|institut\w*|college|school|academy|hochschule|ecole|lab\w*|politecnic\w*|polytechnic\w*|eth|epfl|"
    r"mit|uni|gmbh|inc|ltd|corp\w*|company|centre|center|cnrs|hospital|ministr\w+|ministeri\w*|secretari[ae]\w*|agenc\w+"
    r"|agencia|fundac\w+|fondation|foundation|museum|museo|museu|facultad|faculdade|centro|departament\w+|s\.a|gruppo|klinik\w*"
    r"|hochschul\w+|universid\w+|университет\w*|институт\w*|академи\w*)\b"
    r"|大学|大學|学院|研究院|研究所|公司|대학|연구소|회사|会社|機構"
)
_MARK = re.compile(r"(?:[-–*•·◦]\s+)?")  # of an item
_BULLET = re.compile(r"\s*(?:[-–*•·◦]|\d{1,3}[.)])\s")
TEACHES = re.compile(
    r"teach|taught|lectur|assist|instruct|lehr|vorles|enseign|ensena|преподав|课程|授课|강의|講義|授業"
)
_IN_PRINT = re.compile(r"\b(?:publish|publication|paper|article|appear)\w*\b.*\b(?:in|at)\b")
_PRINTED = re.compile(r"\b(?:publi|paper|article|accepted|appear|journal|proceedings)|论文|发表|논문|論文")
_REFERENCE = re.compile(r"\bet al\b|\(\d{4}\)\W|\bdoi\b|\bpp?\.\s*\d")
_ABBREVIATION = re.compile(
    r"\b(?:[A-Z]|Profa?|Dra?|Ph|Mr|Ms|Sra?|Lic|Ing|Mag|Pr|St|vs|см|им|г|проф|акад|кв|ул|д|т|e\.g|e\.g|i\.e|al|etc|Univ|Inc|Co|Ltd|No|Vol|pp)\.\s*$"
)
_CITATIONS = re.compile(
    r"\d[\d,.]*\+?\s*(?:citations|times)|(?:cited|citations?)\W{0,3}(?:by |over |more than )?\d|h-?index\W{0,4}\d"
)
_NUMBER_OF = re.compile(
    r"\b(room|office|phone|building|fax|desk|lab|zimmer|buro|bureau)s? ?(?:numbers?|no\b|nr\b|nummer)"
)
BIRTH = re.compile(  # words for being born
    r"\b(?:born|birth\w*|date of birth|geboren|geburts\w+|nee? (?:a|en|le)\b|naissance|nacid\w+|nacio|nacimiento|"
    r"родил\w*|рождени\w*)"
    r"|出生|生日|生年月日|誕生|生まれ|年生(?![物])|생년월일|출생|생일|태어"
)
_A_TIME = re.compile(
    r"\d|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|spring|summer|fall|autumn|winter|今|去年|昨年)"
)
_SINGLE = re.compile(r"(?<=\bis )[^,]*\bsingle\W*$")  # not married
_AGE = re.compile(r"\bold\b|\bage\b|\balter\b|\balt\b|\bedad\b|возраст|лет\b|나이|年龄|多大|何歳|年齢")
_VERBS = frozenset("study studies studied studying".split())  # of what is asked, no matter by itself
_AT = r"(?:\b(?:at|with|for|in|from|joined|join|visited|visiting|bei|beim|an der|chez|a|en|в|из)\b|在|于|加入)"
_MAX_QUOTE = 420  # characters
_NEED = 0.62  # share of the question's weighted content words that a quotation must hold
# A passage may be this close by meaning (cosine) and hold few of the words: on the sample, topics that nobody works on
# come no closer than 0.4, worded otherwise those that somebody does at 0.5 and more.
_NEAR, _NEAR_NEED = 0.5, 0.1
_NEED_ANYWHERE = 0.8  # where nobody is named, next to all of them
MONEY = re.compile(
    r"[€$£¥₩₽]|\b(?:eur|usd|gbp|chf|cad|aud|sek|nok|dkk|jpy|rmb|cny|krw|inr|rub|euros?|dollars?|pounds?|francs?|yen|won"
    r"|million|mio)\b|руб|[万萬]|元|円|\d ?원|만 ?원"
)
_YEARS = re.compile(r"сколько лет|cuantos anos|quantos anos tem|quanti anni ha")
_AMOUNT = re.compile(r"\bhow (?:much|many|big|large|long|often|high|old|far|fast)\b", re.I)  # asks for a figure
_HEAD = 60  # characters of the matter at the head of an entry
_SHORT = 300  # characters of a short item with those nested in it
_NEED_EXPLAIN = 0.4  # for "why" and "how": the passage is about the matter, its wording is its own


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence or entry that may answer."""

    person: str
    span: Span
    score: float  # 0..1, share of what is asked that its words and surroundings hold
    dense: float  # cosine of its chunk with the question


def asked_words(query: Query) -> str:
    """The content of a question: what is left without names, question words and small words.

    What it names (a company, a paper) does not count: a passage that only repeats the name answers nothing. It does
    where nothing else is left.
    """
    words = everything = _NUMBER_OF.sub(lambda match: match[1] + " " * (match.end() - match.end(1)), plain(query.text))
    for mention in query.mentions:
        if mention.kind == "person":
            everything = everything[: mention.start] + " " * (mention.end - mention.start) + everything[mention.end :]
        words = words[: mention.start] + " " * (mention.end - mention.start) + words[mention.end :]
    core = _content(words, query.language)
    rest = " ".join(word for word in core.split() if word not in _VERBS)
    return rest or core or _content(everything, query.language)


def _content(words: str, language: str) -> str:
    lexicon = Lexicon.load()
    stop = lexicon.stop["en"] | lexicon.stop[language]
    for cue in [*lexicon.wants.find(words), *lexicon.intents.find(words), *lexicon.flags["more"].find(words)]:
        words = words[: cue.start] + " " * (cue.end - cue.start) + words[cue.end :]
    kept = [word for word in re.findall(r"[^\W_]+[+#]*", words) if word not in stop]
    return " ".join(dict.fromkeys(kept))


def is_private(context: Context, query: Query, person: str) -> bool:
    """Whether a question asks a private matter (age, salary, citations ...) that no word of the profile touches."""
    asked = [query.text[cue.start : cue.end] for cue in Lexicon.load().flags["private"].find(plain(query.text))]
    if query.relations[:1] in (("education",), ("award",)):
        asked = [words for words in asked if not plain(words).startswith("earn")]  # degrees are earned too
    if query.relations or query.organizations:  # how many years at a place is no age
        asked = [words for words in asked if not _YEARS.fullmatch(plain(words))]
    asked += [match.group() for match in _SINGLE.finditer(plain(query.text))]
    inside = [m.words for m in query.mentions]
    asked = [words for words in asked if not any(plain(words) in plain(other) for other in inside)]
    if not asked:
        return False
    profile = context.library.profiles[person]
    texts = plain("\n".join(context.library.source(path).text for path in profile.sources))
    if any(plain(words).startswith(("cite", "citation", "h-index", "h index", "hindex")) for words in asked):
        return not _CITATIONS.search(texts)
    if any(BIRTH.search(plain(words)) for words in asked) and not any(_AGE.search(plain(words)) for words in asked):
        return not BIRTH.search(texts)
    return not any(re.search(rf"(?<!\w){re.escape(plain(words))}(?!\w)", texts) for words in asked)


def answer_from_passages(
    context: Context,
    query: Query,
    people: Sequence[str],
    *,
    quiet: bool = False,
    about: str = "",
    avoid: Sequence[Span] = (),
) -> Outcome:
    """Quote what the profiles of `people` say about the matter; `quiet` says nothing when there is nothing.

    What overlaps a span to `avoid` is not quoted.
    """
    asked = asked_words(query)
    if query.language in ("ko", "ja", "zh") and query.topic:
        asked = query.topic  # the words as asked have particles and verbs that no page has
    explain = query.intent == "explain"
    strange = [word for word in stems(query.topic) if not context.weights.known(word)]  # "an Erdos number"
    matter = 2 * len(strange) < max(len(stems(query.topic)), 1)
    need = _NEED_EXPLAIN if explain and matter and not _AMOUNT.search(query.text) else _NEED
    if not people:
        need = _NEED_ANYWHERE
    text = f"{about} {query.text}".strip()
    quotes = find_quotes(context, text, asked, people, need)
    core = matter_of(asked, plain(query.text))
    if people and not quotes and core not in ("", asked):
        quotes = find_quotes(context, text, core, people, need)
    quotes = [quote for quote in quotes if not any(_overlap(quote.span, span) for span in avoid)]
    quotes = [quote for quote in quotes if _serves(context.library.words_of(quote.span), query)]
    if says("money", plain(query.text), query.language):
        quotes = [quote for quote in quotes if MONEY.search(plain(context.library.words_of(quote.span)))]
    if explain:  # a reference names the matter and explains nothing of it; what begins with the matter explains it
        quotes.sort(key=lambda quote: (_refers(context, quote), not _begins_with(context, quote, asked)))
    if quotes and asked.strip():
        if query.intent == "yes_no" and not query.order:  # whether it was the first is more than words can show
            context.draft.say(context.phrase("yes", rest="").strip())
        _say(context, quotes[: 3 if explain else 2])
        return Outcome("answered", tuple(dict.fromkeys(quote.person for quote in quotes[:1])))
    if not quiet and people:
        return context.not_stated(query, people[0])
    return Outcome("not_stated", tuple(people))


def _refers(context: Context, quote: Quote) -> bool:
    """Whether a quotation is a reference to a text."""
    return _REFERENCE.search(context.library.words_of(quote.span)) is not None


def _begins_with(context: Context, quote: Quote, asked: str) -> bool:
    """Whether a quotation is the entry of the matter in a list: "- Ice cores: we ..."."""
    head, mark, rest = context.library.words_of(quote.span).partition("：")
    if not mark:
        head, mark, rest = head.partition(":")
    return bool(mark) and bool(rest.strip()) and len(head) < _HEAD and coverage(plain(head), asked) >= _NEED


def _serves(text: str, query: Query) -> bool:
    """Whether the words of a sentence can answer a question that they are about: with a place, a time, a degree."""
    lexicon, words, asked = Lexicon.load(), plain(text), plain(query.text)
    places = [plain(mention.words) for mention in query.mentions if mention.kind in ("organization", "venue")]
    if not all(place in words for place in places):
        return False
    relation, whether = query.relations[0] if query.relations else "", query.intent == "yes_no"
    levels = {cue.meaning for cue in lexicon.degrees.find(words)}
    kinds = {
        "teaching": TEACHES.search(words) or not levels,  # a course of study is none that somebody teaches
        "education": not whether or not query.degree or query.degree in levels,
        "paper": not (whether and _IN_PRINT.search(asked)) or _PRINTED.search(words),
        "": not whether or query.topic or all(_stays(text, place) for place in places),  # a mention alone is no stay
    }
    if not kinds.get(relation, True):
        return False
    if "where" in query.want and relation in ("education", "position") and not ORGANIZATION.search(words):
        return False
    if query.want == ("when",) and not _A_TIME.search(words):
        return False
    return not (whether and lexicon.has("now", asked)) or lexicon.has("now", words)


def find_quotes(context: Context, text: str, asked: str, people: Sequence[str], need: float) -> list[Quote]:
    """The sentences that hold at least `need` of the asked words, best first."""
    found: list[Quote] = []
    for hit in context.search(text, people, 10, ()):
        found += _quotes_in(context, hit, asked)
    found = [quote for quote in found if quote.score >= need]
    found = found if people else given_first(found)
    found.sort(key=lambda quote: (-round(quote.score, 2), -quote.dense, quote.span))
    best = found[0].score if found else 0.0
    return [quote for quote in found if quote.score >= best * 0.85]


def _quotes_in(context: Context, hit: Hit, asked: str) -> list[Quote]:
    chunk = hit.chunk
    heading, whole = plain(chunk.section), plain(chunk.text)
    around = coverage(asked, f"{heading} {whole}", context.weights)
    headed = coverage(asked, heading, context.weights)
    quotes: list[Quote] = []
    for start, end in sentences(chunk.text):
        words = plain(chunk.text[start:end])
        if words.strip() and heading.endswith(words.strip()):
            continue  # the heading itself answers nothing
        own = coverage(asked, words, context.weights)
        # under a heading that names the matter, the first sentence speaks of it without naming it again
        if ADDRESS.match(words) or (own <= 0 and (headed < _NEED or quotes)):
            continue
        score = 0.7 * coverage(asked, f"{heading} {words}", context.weights) + 0.3 * around
        span = Span(chunk.source, chunk.start + start, chunk.start + end)
        quotes.append(Quote(chunk.person, span, score, hit.dense or 0.0))
    return quotes


def sentences(text: str) -> list[tuple[int, int]]:
    """The ranges of the sentences of a text, or of its lines where they are no prose."""
    ranges: list[tuple[int, int]] = []
    begin = 0
    for match in _SENTENCE.finditer(text):
        if not match.group().strip():
            begin = match.end()
            continue
        part = text[begin : match.end()]
        if _ABBREVIATION.search(part) and match.end() < len(text):
            continue
        following = text[match.end() : match.end() + 1]
        line = match.end() - 1 - (text.rfind("\n", 0, match.end() - 1) + 1)  # characters of the printed line
        wrapped = (
            part.endswith("\n")
            and following != "\n"
            and (following.islower() or line > 66 and not _BULLET.match(text, match.end()))
        )
        if wrapped and len(part) < _MAX_QUOTE:
            continue
        left, right = len(part) - len(part.lstrip()), len(part.rstrip())
        if right > left:
            ranges.append((begin + left, begin + right))
        begin = match.end()
    return ranges


def _stays(words: str, place: str) -> bool:
    """Whether a sentence tells of somebody being at a place, rather than of something of that place."""
    return re.search(rf"{_AT}\s*(?:the\s+)?(?:\w+\s+){{0,3}}{re.escape(place)}", plain(words)) is not None


def _overlap(one: Span, other: Span) -> bool:
    return one.source == other.source and one.start < other.end and other.start < one.end


def _say(context: Context, quotes: Sequence[Quote]) -> None:
    said: list[Span] = []
    for quote in quotes:
        span = with_next(context, quote.span) if len(quotes) == 1 or not said else quote.span
        if any(_overlap(other, span) for other in said):
            continue
        said.append(span)
        context.draft.state(
            context.phrase("match", name=context.name(quote.person), values=shown(context, span)), quote.person, [span]
        )


def shown(context: Context, span: Span) -> str:
    """The words of a span as an answer quotes them: on one line, cut where they are very long."""
    words = " ".join(context.library.words_of(span).split())
    return f"“{words}”" if len(words) <= _MAX_QUOTE else f"“{words[:_MAX_QUOTE].rsplit(' ', 1)[0]} …”"


def with_next(context: Context, span: Span) -> Span:
    """The sentence and those after it in the same block: an explanation seldom fits into one."""
    source = context.library.source(span.source)
    mark = _MARK.match(source.text, span.start)
    begin = mark.end() if mark else span.start
    block = next((b for b in source.blocks if b.start <= begin and span.end <= b.end), None)
    if block is None or block.kind not in ("paragraph", "item", "row"):
        return span
    end = span.end
    for _, following in sentences(source.text[span.end : block.end]):
        if span.end + following - span.start > _MAX_QUOTE:
            break
        end = span.end + following
    if block.kind == "item" and end >= block.end - 1 and block.end - block.start <= _HEAD:
        end = _with_those_below(source, block, end)
    return Span(span.source, span.start, end)


def _with_those_below(source: Source, head: Block, end: int) -> int:
    """Where the items nested in a short one end, as far as they are short too: what it was about, who led it."""
    below = source.blocks[source.blocks.index(head) + 1 :]
    for block in below:
        if block.kind != "item" or block.level <= head.level or block.end - head.start > _SHORT:
            break
        end = block.end
    return end


def topic_quotes(
    context: Context, topic: str, people: Sequence[str], need: float, without: Sequence[str] = ()
) -> list[Quote]:
    """The sentences of some people (of all `without` some) that speak of a topic, best first, at most one a person."""
    best: dict[str, Quote] = {}
    for hit in context.search(topic, people, 24, without):
        for quote in _quotes_in(context, hit, topic):
            near = quote.dense >= _NEAR and quote.score >= _NEAR_NEED
            if (near or quote.score >= need) and (quote.person not in best or best[quote.person].score < quote.score):
                best[quote.person] = quote
    return sorted(best.values(), key=lambda quote: (-quote.score, quote.person))
