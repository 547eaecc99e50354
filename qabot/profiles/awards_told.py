"""Awards told outside their sections: in news, in sentences, beside a degree."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from qabot.profiles.award_titles import AWARD, read_title
from qabot.profiles.awards import make_award
from qabot.profiles.dates import read_dates
from qabot.profiles.looks import words_in
from qabot.profiles.page import Line, Page, Range
from qabot.profiles.profile import Award
from qabot.profiles.prose import sentences
from qabot.profiles.sections import Part
from qabot.profiles.terms import find_degrees

_RECEIVED = re.compile(
    r"(?:\b(?i:awarded|received?|recipient of|winner of|won|selected (?:as|for)|named|chosen as|"
    r"nominated for|recognized with|honou?red with)"
    r"\s+(?:the\s+|an?\s+|its\s+|their\s+)?)([“\"]?(?:(?:19|20)\d\d(?:[-–/](?:19|20)?\d\d)?\s)?[A-Z]"
    r"(?:(?!,?\s(?:and|but)\s(?:in\s(?:19|20)\d\d,?\s)?(?:I|s?he|has|have|had|was|is|also|then|later)\s)[^.;\n\t]|(?<=\s[A-Z])\.){4,110})"
)


_NEWS_OWN = re.compile(
    r"\b(?:I|my|our|we|[Hh]e|[Ss]he)\b|^\W*(?:received|awarded|won|honou?red|named|selected)|我|本人|"
    r"^\W*(?:19|20)\d\d年[^，,。]{0,6}[，,]?\s*(?:荣?获|荣膺|入选|当选|被评为|被授予)",
    re.I,
)


_BY_STUDENT = re.compile(  # who has won it: "My student Bo Berg won the Ice Prize"
    r"\b(?:my|our|his|her)\s(?:[\w.'’-]+\s){0,3}(?:students?|advisees?|mentees?|interns?|postdocs?|mentors?)\b"
    r"(?!\s(?:paper|team|days))",
    re.I,
)
_NEWS_EAST = re.compile(r"(?:授予|荣获|荣膺|获评为?|获得|获(?![得奖批评])|评为|入选|当选)\s*([^，。！!；;]{3,90})")


_FELLOW = re.compile(
    r"\b(?:am|is|was|as|and|elected|named|became|been)\s(?:(?:an?|the)\s)?(?:elected\s)?"
    r"((?:(?:19|20)\d\d\s)?(?:[A-Z][\w-]+\s){0,3}Fellow\sof\s(?:the\s)?(?!.{0,40}\b(?:College|University|Hall)\b)"
    r"[A-Z](?:(?!\sand\s(?:an?|the|I)\b|\s(?:in|since)\s(?:19|20))[^,.;()\n]){2,70})"
)
_FELLOW_OF_LETTERS = re.compile(  # "I'm an IEEE Fellow (class of 2019)", "is an ACM Distinguished Scientist"
    r"\b(?:am|is|['’]m|as|and|elected|named|became|been)\s(?:an?\s)?"
    r"([A-Z]{3,6}\s(?:(?:Distinguished|Senior)\s(?:Scientist|Member|Engineer|Lecturer|Speaker|Fellow)|Fellow))\b(?!\sat\b)"
)
_SOCIETY = re.compile(
    r"\b(?:Society|Guild|Academy|Association|Institut\w*|Foundation|Academia|Union|Council|[A-Z]{3,6})\b|^(?:19|20)"
)
_PRIZE = re.compile(
    r"\b(?:(?:Best|Outstanding)\s(?:[A-Z][\w-]+\s){0,4}(?:Award|Prize)|"
    r"Prix d(?:e la |u |e l['’])meilleure?\s[a-zé]+(?:\s(?:orale|affichée|scientifique|poster))?|"
    r"(?:Posterpreis|Vortragspreis|Premio (?:al|a la) mejor\s\w+))"
)
_LONGEST = 500  # characters of a sentence


_OWN_WORDS = frozenset("i my our we he she".split())  # besides what a sentence begins with, in Latin letters
_OWN_BEGINS = ("received", "awarded", "won", "honored", "honoured", "named", "selected")
_WORD = re.compile(r"[^\W_]+")


def _is_own(words: str, names: Sequence[str]) -> bool:
    """Whether a sentence speaks of the person."""
    dated = _LED_BY_DATE.match(words)
    words = words[dated.end() :] if dated else words
    first = _WORD.search(words)
    plain = words.isascii() and _OWN_WORDS.isdisjoint(words_in(words))
    plain = plain and not (first and first.group().lower().startswith(_OWN_BEGINS))
    return (
        not plain
        and _NEWS_OWN.search(words) is not None
        or any(name in words or _begins_with(words, name) for name in names if " " in name)
    )


def _begins_with(words: str, name: str) -> bool:
    """Whether a sentence begins as a biography does on its owner: "Dr. Lind", "Professor Lind", "Ada"."""
    near = any(part in words for part in (name.split()[0], name.split()[-1]))
    return near and _titled(name).match(words) is not None


_LED_BY_DATE = re.compile(  # of a piece of news: "**Dec 2023** - Received ..."
    r"\W*(?:\d{1,2}[\s./-])?(?:[A-Z][a-z]{2,8}\.?,?\s)?(?:\d{1,2},?\s)?(?:19|20)\d\d[\d./-]{0,6}(?=\W)\W*"
)


@lru_cache(maxsize=256)
def _titled(name: str) -> re.Pattern[str]:
    """What finds such a beginning."""
    first, last = re.escape(name.split()[0]), re.escape(name.split()[-1])
    return re.compile(
        rf"\W*(?:(?:Dr|Prof|Professor|Mr|Ms|Mrs|Mx|Sir|Dame)\.?\s(?:\w+\s)?{last}|{first})(?=['’]s\s|\s[a-z])"
    )


def read_awards_told(page: Page, part: Part, names: Sequence[str]) -> list[Award]:
    """The awards that news and sentences tell of the person: "Our paper was selected as ...", "我被授予金牌审稿人".

    `names`: what the person is called, as in "Dr. Jane Doe was awarded ...".
    """
    awards: list[Award] = []
    for line in page.lines_in(part.body, part.end):
        for sentence in sentences(page, line.start, line.end):
            words = page.text[sentence.start : sentence.end]
            if len(words) > _LONGEST or not _is_own(words, names):
                continue
            whole = line if part.kind == "news" else sentence
            date = next(iter(read_dates(page.text, whole.start, whole.end)), None)
            fellows = [*_FELLOW.finditer(page.text, *sentence), *_FELLOW_OF_LETTERS.finditer(page.text, *sentence)]
            for fellow in fellows:
                if not _SOCIETY.search(fellow[1]):
                    continue
                year = next(iter(read_dates(page.text, fellow.start(1), min(sentence.end, fellow.end() + 25))), None)
                begin = year.stop if year and year.begin == fellow.start(1) else fellow.start(1)
                title = page.trim(begin, fellow.end(1))
                awards.append(make_award(page, title, None, year, page.trim(whole.start, whole.end)))
            listed = _enumerated(page, sentence, (line.start, line.end))
            if listed:
                awards += listed
                continue
            eastern = [] if words.isascii() else list(_NEWS_EAST.finditer(page.text, sentence.start, sentence.end))
            for match in [*_RECEIVED.finditer(page.text, sentence.start, sentence.end), *eastern]:
                found = read_title(page, Line(*match.span(1), line.block)) if AWARD.search(match[1]) else None
                found = page.trim(*_without_aside(page, found), chars='“”"「」『』《》 ') if found else None
                if found and _BY_STUDENT.search(page.text, sentence.start, match.start()):
                    continue
                if found and not find_degrees(page.text, *found):
                    each = _each(page, found)
                    near = read_dates(page.text, match.start(1), min(sentence.end, match.end() + 4))
                    before = read_dates(page.text, sentence.start, match.start())
                    date = before[-1] if before else date
                    when = near[0] if near and not read_dates(page.text, *found) else date
                    awards += [make_award(page, one, None, when, page.trim(whole.start, whole.end)) for one in each]
                    if not words.isascii():
                        break
    return awards


_INCLUDING = re.compile(
    r"\b(?:awards|honou?rs|prizes|fellowships|distinctions|recognitions|scholarships)\b[^.;:]{0,30}?[,:]?\s"
    r"(?:including|such as|namely|among them|include)\s*:?\s+(?=\S)",
    re.I,
)
_GIVEN = re.compile(  # "She was awarded the Moss Prize in 2012, an Ice Fellowship (2019) and the Fern Medal"
    r"\b(?:awarded|received|won|holds?|recipient of|winner of|honou?red with|supported by|funded by)\s"
    r"(?=(?:the|an?)\s(?:[\w'’-]+\s){1,8}?"
    r"(?:Award|Prize|Medal|Fellowship|Scholarship|Grant|Prix)\b)"
)
_MEMBERS = re.compile(
    r"[,;]\s+(?:and\s+)?(?:with\s+)?(?:the\s+|an?\s+)?(?=\S)|\s+and\s+(?:with\s+)?(?:the|an?)\s+(?=[A-Z])"
)
_PLACED = re.compile(r"\s+(?:at|from|by|in|of)\s+(?=[A-Z][\w-]*\s?['’]\d\d\b|(?:19|20)\d\d\b)")


def _enumerated(page: Page, sentence: Range, whole: tuple[int, int]) -> list[Award]:
    """The awards a sentence lists: "awards, including the Moss Prize (2019), an Ice Award at ICE’20, and ..."."""
    lead = _INCLUDING.search(page.text, sentence.start, sentence.end)
    lead = lead or _GIVEN.search(page.text, sentence.start, sentence.end)
    if not lead:
        return []
    members = _MEMBERS.finditer(page.text, lead.end(), sentence.end)
    cuts = [cut for cut in members if not _boxed(page.text, lead.end(), cut.start())]
    bounds = [lead.end(), *(edge for cut in cuts for edge in cut.span()), sentence.end]
    awards: list[Award] = []
    for start, end in zip(bounds[::2], bounds[1::2], strict=True):
        article = _ARTICLE.match(page.text, start, end)
        start = article.end() if article else start
        words = page.text[start:end]
        if not AWARD.search(words) or not words[:1].isupper() or find_degrees(words):
            continue
        date = next(iter(read_dates(page.text, start, end)), None)
        aside = _ASIDE.search(page.text, start, end)
        end = aside.start() if aside else end
        placed = _PLACED.search(page.text, start, end)
        title = read_title(page, Line(start, placed.start() if placed else end, 0))
        tick = re.search(r"['’](\d\d)\b", words)
        if title:
            made = make_award(page, title, None, date, page.trim(*whole))
            awards.append(replace(made, year=2000 + int(tick[1])) if tick and not date else made)
    return awards if len(awards) > 1 else []


_ARTICLE = re.compile(r"(?:the|an?)\s+")


def _boxed(text: str, start: int, position: int) -> bool:
    return text.count("(", start, position) > text.count(")", start, position)


_MORE = re.compile(r",?\s(?:and|as well as)\s(?:the|an?)\s(?=[A-Z])")
_ASIDE = re.compile(
    r"\s(?:while|during|when)\s|\s(?:in|for)\s(?=(?:19|20)\d\d\b|(?:our|my|his|her|their)\b)|\s\((?=w/|with\s|joint)"
)


def _without_aside(page: Page, found: Range) -> Range:
    """The words of an award without when and what it was for: "Test of Time Award in 2017 for our paper"."""
    aside = _ASIDE.search(page.text, found.start, found.end)
    return page.trim(found.start, aside.start()) if aside and aside.start() > found.start + 8 else found


def _each(page: Page, found: Range) -> list[Range]:
    """The awards that a sentence names in a row: "the Ice Fellowship and the Moss Prize while at Oslo"."""
    found = _without_aside(page, found)
    cuts = list(_MORE.finditer(page.text, *found))
    bounds = [found.start, *(edge for cut in cuts for edge in cut.span()), found.end]
    pieces = [page.trim(a, b, " ,") for a, b in zip(bounds[::2], bounds[1::2], strict=True)]
    return pieces if all(AWARD.search(page.text, *piece) for piece in pieces) else [found]


def read_prizes_of_talks(page: Page, part: Part) -> list[Award]:
    """Prizes told beside a talk or a poster: "Ice Days, Tromsø. Best Poster Award"."""
    awards: list[Award] = []
    for line in page.lines_in(part.body, part.end):
        block = page.blocks[line.block]
        for prize in _PRIZE.finditer(page.text, line.start, line.end):
            date = next(iter(read_dates(page.text, block.start, block.end)), None)
            awards.append(make_award(page, Range(*prize.span()), None, date, (line.start, line.end)))
    return awards


_LONGEST_LINE = 160  # characters
_SAID = re.compile(r"\b(?:I|my|we|our|he|she|was|were|received|won|has|have|nominated)\b")
_NAMED_AWARD = re.compile(
    r"\W*[A-ZÀ-Þ0-9][^:.!?\n]{4,90}\b(?:[Aa]ward|[Pp]rize|[Mm]edal)\b"
    r"(?!\s(?:[Cc]ommittee|[Jj]ury|[Pp]anel|[Cc]hair|[Jj]udge|[Ss]election))"
)


def read_awards_among(page: Page, part: Part) -> list[Award]:
    """The awards that paragraphs of a line name in another section: "Teaching Award, Fern University, 2025"."""
    awards: list[Award] = []
    for line in page.lines_in(part.body, part.end):
        block = page.blocks[line.block]
        whole = block.kind == "paragraph" and (line.start, line.end) == (block.start, block.end)
        if not whole or line.end - line.start > _LONGEST_LINE or not read_dates(page.text, line.start, line.end):
            continue
        named = _NAMED_AWARD.match(page.text, line.start, line.end)
        title = read_title(page, line) if named and not _SAID.search(named.group()) else None
        if title and AWARD.search(page.text, *title):
            date = read_dates(page.text, line.start, line.end)[0]
            awards.append(make_award(page, title, None, date, (line.start, line.end)))
    return awards


def read_awards_beside(page: Page, start: int, end: int) -> list[Award]:
    """Awards told beside a degree: "Awarded the X Prize", "一等奖学金；优秀毕业生"."""
    awards: list[Award] = []
    for match in _RECEIVED.finditer(page.text, start, end):
        words = match[1]
        if AWARD.search(words) and not re.match(
            r"(?:my|a|the)?\s*(?:ph\.?d|b\.?s|m\.?s|bachelor|master|degree)", words, re.I
        ):
            found = read_title(page, Line(*match.span(1), 0))
            if found:
                date = next(iter(read_dates(page.text, found.end, match.end())), None)
                awards.append(make_award(page, found, None, date, match.span()))
    position = start
    for piece in re.split(r"[；;、\n]", page.text[start:end]):
        words = piece.strip()
        if (
            re.search(r"奖|优秀|荣誉|人才计划|标兵", words)
            and 3 <= len(words) <= 30
            and not re.search(r"论文|[。：:]", words)
        ):
            at = position + piece.find(words)
            awards.append(make_award(page, Range(at, at + len(words)), None, None, (at, at + len(words))))
        position += len(piece) + 1
    return awards
