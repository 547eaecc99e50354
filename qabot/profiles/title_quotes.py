"""Titles in quotation marks."""

from __future__ import annotations

import re
from typing import NamedTuple

from qabot.profiles.page import Page
from qabot.profiles.paper_words import count_words, is_long_enough, sentence_end
from qabot.profiles.tables import is_cjk

_QUOTED = re.compile(
    r"“([^“”]{6,400}?)[”\"]|„([^“”„]{6,400}?)[“”]|\"([^\"“”]{6,400}?)[\"”]|«([^«»]{6,400})»|"
    r"「([^「」]{3,300})」|『([^『』]{3,300})』|《([^《》]{3,300})》|〈([^〈〉]{3,300})〉|``([^`]{6,400}?)''|"
    r"''([^']{6,400}?),?''|(?<![^\s(\[])”(?=[^\W_])([^“”\"\n]{6,400}?)”"
    r"|(?<![\w])‘([^‘]{15,400}?)’(?![\w])|(?<![\w])'([^'\n]{15,300}?)[.,]?'(?![\w])"
)

_MARK = re.compile("[“„\"«「『《〈`'‘”]")  # one of these begins each of them


_IN = re.compile(r",\s+(?:[Ii]n:?\s+(?=[^\W\d_])|(?:joint )?with\s+(?=[A-ZÀ-Þ]))")
_SINGLE = re.compile(  # 'Frustration' (2017) 76 Ice Law Journal 33; 'Tracing' in Ada Lind (ed), *Loud Ice*
    r"['‘](?=[^\W_])([^\n]{3,200}?)[,.]?['’](?=\s*[(\[](?:19|20)\d\d|\s+in:?\s+[A-Z]|,?\s*$|[,.]\s|"
    r"\s\((?:with|joint|under|forthcoming|in|co-?auth\w+)\b)|"
    r"[“\"](?=[^\W_])([^\n“”\"]{3,30}?)(?:[.,][”\"]|[”\"][.,])(?=\s+(?:[Ii]n:?\s|[A-Z]))"  # “Tape.” In *Loud Ice*
)


class Title(NamedTuple):
    """A title, and the range it takes up with its quotation marks."""

    start: int
    end: int
    outer_start: int
    outer_end: int


_PUBLISHED = re.compile(r"\W*(?:I\s)?(?:[Pp]ublished|[Pp]resented|[Cc]o-?authored|[Aa]uthored|[Ww]rote)\b")


def quoted(page: Page, start: int, end: int) -> Title | None:
    """The first quotation that can be a title."""
    if not _MARK.search(page.text, start, end):
        return None
    single = _SINGLE.match(page.text, start, end) if page.text[start] in "'‘“\"" else None
    if single:
        return Title(*page.trim(*single.span(single.lastindex or 1), " ,."), *single.span())
    for match in _QUOTED.finditer(page.text, start, end):
        group = next(i for i, g in enumerate(match.groups(), 1) if g is not None)
        inner = page.trim(*match.span(group), chars=" \t\n,，")
        words = page.text[inner.start : inner.end]
        before = page.text[max(start, match.start() - 1) : match.start()]
        if not is_long_enough(words) or before.isalnum() and not is_cjk(before) or _is_journal(page, start, match):
            continue
        if match.start() - start > 20 and re.search(r"\bin:?\s+$", page.text[match.start() - 5 : match.start()], re.I):
            continue  # the book or journal: in «Rivista dei laghi»
        after = re.compile(r"\s*:\s+[^.]{8,200}").match(page.text, match.end(), end)
        if after and match.start() - start < 3:
            printed = _IN.search(page.text, match.end(), end)
            stop = sentence_end(page.text, match.end(), printed.start() if printed else end)
            return Title(match.start(), page.trim(match.start(), stop, " \n.").end, match.start(), stop)
        if (
            re.search(
                r"\b(?:paper|project|for|titled|entitled|award|contest|special issue)\s*$",
                page.text[max(start, match.start() - 14) : match.start()],
                re.I,
            )
            and match.start() - start > 40
            and not _PUBLISHED.match(page.text, start, match.start())
        ):
            continue
        return Title(inner.start, inner.end, *match.span())
    return None


_ISSUE = re.compile(  # "《国际问题研究》, 2020年第2期", "《國際關係學報》45期", "『雪氷』28(3)"
    r"[\s,，、]*(?:(?:19|20)\d\d\s?年?[\s,，、]*)?(?:第\s?\d+\s?[卷巻期号號輯辑回]|\d+\s?(?:[卷巻期号號輯辑]|[（(]\d)|总第)"
)
_LONGEST_AUTHORS = 6  # characters of a clause that is no title


def _is_journal(page: Page, start: int, match: re.Match[str]) -> bool:
    """Whether 《》 or 『』 hold the journal, its issue behind and the title as a plain clause before it."""
    if match.group()[0] not in "《『" or match.start() - start <= _LONGEST_AUTHORS:
        return False
    before = page.text[start : match.start()].rstrip(" \n,，、.。．:：载載")
    clause = re.split(r"[.。．,，:：、）)]", before)[-1].strip()
    return len(clause) > _LONGEST_AUTHORS and "」" not in clause and _ISSUE.match(page.text, match.end()) is not None


def is_within(page: Page, start: int, title: Title) -> bool:
    """Whether a quotation stands in the middle of a title: words lead up to it, and no stop or bracket."""
    before = page.text[start : title.outer_start].rstrip()
    goes_on = re.match(r"\s+(?!in\b|with\b|by\b|and\b)[a-z]{2}", page.text[title.outer_end : title.outer_end + 12])
    return (
        count_words(before) >= (1 if goes_on else 3)
        and before[-1:] not in ".,:;：，。)]）"
        and not re.search(r"(?:in|In|pp\.|S\.)$", before)
        and not re.search(r"(?:\d|[.,:;])\s*$", before)
    )
