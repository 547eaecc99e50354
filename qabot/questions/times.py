"""Years in a question: "in 2015", "between 2017 and 2019", "since 2020", "the last 5 years"."""

from __future__ import annotations

import re

from qabot.questions.amounts import NUMBER_WORDS
from qabot.questions.query import Years

_YEAR = r"((?:19|20)\d{2})"
_RANGE = re.compile(
    rf"{_YEAR}\s*(?:-|–|—|~|to|and|until|till|through|bis|und|à|y|до|по|년?에서|년?부터|到|至|から|年から|年到)\s*{_YEAR}"
)
_SINCE = re.compile(
    rf"(?:since|starting in|seit|ab|depuis|desde|начиная с|с|自从?|从)\s*(?:the year\s+)?{_YEAR}"
    rf"|from {_YEAR} on(?:wards?)?|{_YEAR}\s*(?:年?以来|年?以降|년?\s*이후|年?から|onwards?|or later|and later)"
)
_YEARS_BEFORE = re.compile(rf"(\d|{'|'.join(NUMBER_WORDS)}) years (?:before|prior to|preceding|up to) {_YEAR}")
_FROM = re.compile(rf"(?:not|no) (?:older|earlier) than {_YEAR}|not before {_YEAR}")
_TO = re.compile(rf"(?:not|no) (?:newer|later|younger|more recent) than {_YEAR}|not after {_YEAR}")
_AFTER = re.compile(
    rf"(?:after|later than|newer than|more recent than|younger than|nach|après|después de|после)\s+{_YEAR}"
    rf"|{_YEAR}\s*(?:年?之?后|年?より後)"
)
_BEFORE = re.compile(
    rf"(?:before|prior to|earlier than|older than|vor|avant|antes de|до)\s+{_YEAR}"
    rf"|{_YEAR}\s*(?:年?之?前|년?\s*이전|年?以前|or earlier)"
)
_UNTIL = re.compile(rf"(?:until|till|up to|bis|jusqu'en|hasta)\s+{_YEAR}|{_YEAR}\s*(?:年?まで|년?\s*까지|年?为止)")
_LAST = re.compile(
    r"(?:in |over |within )?(?:the )?(?:last|past|recent)\s+(\d{1,2}|[a-z]+)\s+years?"
    r"|(?:最近|近)\s*(\d{1,2})\s*年|최근\s*(\d{1,2})\s*년"
)
_ONE_YEAR = re.compile(
    r"\b(this year|dieses jahr|cette annee|este ano)\b"
    r"|\b(?:last year|the previous year|letztes jahr|l'annee derniere|el ano pasado)\b"
    r"|(올해|今年|в этом году)|작년|지난해|去年|昨年|в прошлом году"
)
_MONTH = re.compile(
    r"\b(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?)\b\.?(?=\s+(?:19|20)\d{2}\b)"
    r"|\b(?:the|dem|das|el|o|(?=l'))?\s?(?:\b|l')(?:year|jahr|annee|ano|anno"
    r"|(?:start|beginning|end|summer|spring|fall|autumn|winter) of)(?=\s+(?:19|20)\d{2}\b)"
)
_DECADE = re.compile(
    r"(?<!\d)((?:19|20)\d)0(?:'?s|er(?:n|\s?jahren?)?|\s*年代|년대|-[ехм]+)(?!\w)"
    r"|\b(?:annees|anos|anni)\s+((?:19|20)\d)0(?!\d)"
)
_PLAIN = re.compile(rf"(?<!\d){_YEAR}(?!\d)")


def years_of(text: str, *, today: int) -> tuple[Years | None, list[tuple[int, int]]]:
    """The range of years a question asks for (None if it names none), and where in the text it says so.

    `today` is the current year, for "the last 5 years" (which counts the current one).
    """
    low = _MONTH.sub(lambda match: " " * len(match.group()), text.lower())  # "after August 2021"
    for pattern, make in (
        (_RANGE, lambda a, b: Years(min(a, b), max(a, b))),
        (_YEARS_BEFORE, lambda n, a: Years(a - n, a - 1)),
        (_FROM, lambda a: Years(a, None)),
        (_TO, lambda a: Years(None, a)),
        (_SINCE, lambda a: Years(a, None)),
        (_AFTER, lambda a: Years(a + 1, None)),
        (_BEFORE, lambda a: Years(None, a - 1)),
        (_UNTIL, lambda a: Years(None, a)),
    ):
        match = pattern.search(low)
        if match:
            numbers = [NUMBER_WORDS.get(group) or int(group) for group in match.groups() if group]
            return make(*numbers), [match.span()]
    match = _LAST.search(low)
    if match:
        word = next(group for group in match.groups() if group)
        count = int(word) if word.isdigit() else NUMBER_WORDS.get(word, 0)
        if count:
            return Years(today - count + 1, today), [match.span()]
    match = _ONE_YEAR.search(low)
    if match:
        year = today if match[1] or match[2] else today - 1
        return Years(year, year), [match.span()]
    match = _DECADE.search(low)
    if match:
        first = int(match[1] or match[2]) * 10
        return Years(first, first + 9), [match.span()]
    found = list(_PLAIN.finditer(low))
    if not found:
        return None, []
    numbers = [int(match[1]) for match in found]
    return Years(min(numbers), max(numbers)), [match.span() for match in found]
