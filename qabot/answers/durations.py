"""Whether a post or a course of study lasted longer, or shorter, than a time that a question names."""

from __future__ import annotations

import re

from qabot.answers.conditions import filters_of
from qabot.answers.context import Context, Outcome, refs
from qabot.answers.filters import split_filters
from qabot.answers.moments import months_of
from qabot.questions.amounts import NUMBER_WORDS
from qabot.questions.lexicon import plain
from qabot.questions.query import Query

_THAN = re.compile(
    r"\b(?:(longer|more|over|at least|mehr|langer|plus|mas)|shorter|less|under|fewer|weniger|kurzer|moins|menos)"
    r" (?:than |als |de |que )?(\d{1,3}|half an?|an?|ein(?:em|en|e)?|un[ea]?|[a-z]+) "
    r"(?:full )?(?:(years?|jahren?|ans?|anos?)|months?|monaten?|mois|mes(?:es)?)\b"
    r"|(?:(超过|多于|不止)|不到|少于)(\d{1,2}|[一二两三四五六七八九十半])个?(?:(年)|月)"
)
_WIDE = {"一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10}
_ABROAD = {  # NUMBER_WORDS holds the English ones
    "zwei": 2, "drei": 3, "vier": 4, "funf": 5, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "dos": 2, "tres": 3,
    "cuatro": 4, "cinco": 5,
}  # fmt: skip
_ONE = re.compile(r"an?|ein\w*|un[ea]?")


def answer_duration(context: Context, query: Query, person: str) -> Outcome | None:
    """Yes or no, with the post or study that lasted so long; None where that is not asked, or no dates tell it."""
    match = _THAN.search(plain(query.text)) if query.intent == "yes_no" else None
    months = _months(match) if match else None
    if match is None or months is None:
        return None
    longer = bool(match[1] or match[4])
    own = [kind for kind in query.relations if kind in ("position", "education")]
    kinds = own or (["education"] if query.degree and not query.role else ["position", "education"])
    asked = Query(
        "", query.language, people=(person,), organizations=query.organizations, degree=query.degree, role=query.role,
        mentions=query.mentions,
    )  # fmt: skip
    if not (asked.organizations or asked.degree or asked.role):
        return None
    entries = []
    for kind in kinds:
        tests = [each.passes for each in filters_of(asked, kind, context.knowledge)]
        entries += split_filters(context.library.entries(person, kind), tests)[0]
    timed = [(length, entry) for entry in entries if (length := months_of(entry)) is not None]
    if not timed:
        return None
    length, entry = max(timed, key=lambda row: row[0])
    truth = (length > months if longer else length < months) != query.negated
    words = context.phrase("match", name=context.name(person), values=entry.label)
    context.draft.state(context.phrase("yes" if truth else "no", rest=words), person, context.evidence(entry))
    return Outcome("answered", (person,), (), refs([entry]), negative=not truth)


def _months(match: re.Match[str]) -> int | None:
    """How many months a time is that a question names."""
    words, years = (match[2], match[3]) if match[2] else (match[5], match[6])
    if words.startswith("half") or words == "半":
        return 6 if years else None
    number = 1 if _ONE.fullmatch(words) else (_WIDE | _ABROAD).get(words) or NUMBER_WORDS.get(words)
    number = int(words) if words.isdigit() else number
    return None if number is None else number * 12 if years else number
