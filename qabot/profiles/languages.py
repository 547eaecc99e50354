"""The languages that somebody speaks."""

from __future__ import annotations

import re
from functools import cache

from qabot.profiles.page import Page, Range
from qabot.profiles.profile import Value
from qabot.profiles.sections import Part
from qabot.profiles.tables import any_of, table

LEVEL = re.compile(  # how well somebody speaks a language named elsewhere: "Muttersprache", "lu, écrit, parlé"
    r"(?:(?:langue|lingua|língua|lengua|near|full|limited|gute|sehr gute|good|very good|muy|upper|lower|pre|niveau|"
    r"nivel|livello|level|stufe)[\s-])*(?:nati(?:ve?|vo|va)|maternelle|materna|madre|madrelingua|"
    r"muttersprach\w+|fluent(?:ly)?|"
    r"flie(?:ß|ss)end|courante?|bilingu\w+|a[dv]+an\w+|advanced|interm[eé]di\w+|b[aá]si[ck]\w*|base|notions|débutante?|"
    r"beginner|elementar\w*|grundkenntnisse|kenntnisse|verhandlungssicher|professional|working|proficien\w+|"
    r"conversational|lue?|écrite?|parlée?|leído|escrito|hablado|read|written|spoken|mother tongue|[ABC][12])\b"
    r"(?:[\s/,(-]+(?:speaker|language|proficiency|level|working|in|und|and|et|y|e|wort|schrift|oral|[ABC][12]\)?))*",
    re.I,
)


@cache
def languages() -> re.Pattern[str]:
    """The names of languages, in any of them."""
    return re.compile(any_of(str(name) for name in table("languages")["names"]), re.I)


_AND_LAST = re.compile(r"[\s,]+(?:and|et|und|y|e|и|sowie)\s*$")

_SPOKEN = re.compile(
    r"\b(?:(?:I|[Hh]e|[Ss]he) (?:can )?speaks? |(?:[Ff]luent|[Pp]roficient) in |"
    r"[Nn]ative (?:speaker of|language(?:s)?(?: is| are|:))\s*|"
    r"[Mm]other tongue(?: is|:)\s*)([^.;\n]{3,120})"
)

_SPEAKS = re.compile(
    r"\W*(?:languages?|language skills|langues?|sprachen|sprachkenntnisse|idiomas|lingue|línguas|语言|語言|言語|언어|"
    r"языки)\s*[:：]\s*",
    re.I,
)


def read_languages_labelled(page: Page, part: Part) -> list[Value]:
    """The languages of a line that says what it lists: "Langues : anglais (lu, écrit et parlé) et espagnol (lu)"."""
    values: dict[str, Value] = {}
    for line in page.lines_in(part.body, part.end):
        label = _SPEAKS.match(page.text, line.start, line.end)
        for start, end in split_languages(page, label.end(), line.end) if label else ():
            value = page.value(start, end)
            values.setdefault(value.text.casefold(), value)
    return list(values.values())


def split_languages(page: Page, start: int, end: int) -> list[Range]:
    """The languages that a range names, each with the level behind it: "german first language english fluent"."""
    found = [m for m in languages().finditer(page.text, start, end)]
    opened = [sum(page.text.count(mark, start, m.start()) for mark in "(（") for m in found]
    closed = [sum(page.text.count(mark, start, m.start()) for mark in ")）") for m in found]
    depth = [a - b for a, b in zip(opened, closed, strict=True)]
    begins = [m.start() for m, inner in zip(found, depth, strict=True) if not inner]
    if not begins:
        return []
    bounds = zip(begins, [*begins[1:], end], strict=True)
    ands = [(a, _AND_LAST.search(page.text, a, b), b) for a, b in bounds]
    return [page.trim(a, last.start() if last else b, " \t\n,，;；.、/") for a, last, b in ands]


def is_language(words: str) -> bool:
    """Whether words begin with a language that people speak: "English (C1)"."""
    return bool(languages().match(words.strip()))


def read_languages_told(page: Page, start: int, end: int) -> list[Value]:
    """The languages a sentence says somebody speaks: "I speak English, Norwegian and some German"."""
    values: dict[str, Value] = {}
    for said in _SPOKEN.finditer(page.text, start, end):
        for match in languages().finditer(page.text, *said.span(1)):
            value = page.value(*match.span())
            values.setdefault(value.text.casefold(), value)
    return list(values.values())
