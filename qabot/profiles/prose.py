"""Positions and degrees told in sentences: "I am a postdoc at X", "博士毕业于 Y", "Ich bin Professorin an der Z"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from qabot.profiles.page import Page, Range
from qabot.profiles.profile import Degree, Position
from qabot.profiles.prose_degrees import read_degrees
from qabot.profiles.prose_east import read_east
from qabot.profiles.prose_europe import read_european
from qabot.profiles.prose_posts import read_posts
from qabot.profiles.prose_shared import with_own_dates
from qabot.profiles.prose_studied import read_studied
from qabot.profiles.tables import is_template
from qabot.profiles.terms import (
    is_cjk_text,
    is_student,
)

_CAPITAL = "[A-ZÀ-ÞА-ЯЄІЇҐİĞŞŁŚŹŻĆŃČŘŠŽĎŤĐ]"
_STOP = re.compile("[.!?。．！？；;\\n]")  # one of these begins every end of a sentence
_SENTENCE = re.compile(
    rf"(?<=[^\W\d_][\w)\]”\"’»%€$£])[.!?]+(?=\s+[“\"«(\[]?{_CAPITAL}|\s+(?:19|20)\d\d(?:[-–]\d\d(?:\d\d)?)?\s[^\W\d_]{{3}}|\s*$)"
    rf"|(?<=[\d)\]”\"’»])[.!?]+(?=\s+{_CAPITAL}|\s*$)|(?<=\w )\.(?=\s+{_CAPITAL})"
    r"|[。．！？；;]|\n|(?<=니다)\.|(?<=다)\."
)


_ABBREVIATED = re.compile(
    r"(?:\b(?:[A-Z]|Prof|Dr|Mr|Ms|Mrs|St|vs|etc|Ph|M|B|D|Sc|Eng|Univ|Inst|Dept|Inc|Ltd|Co|Corp|Jr|Sr|"
    r"[MBD]\.(?:Arch|Mus|Ed|Litt|Des|Th|Div|Phil|Comp|Math|Pharm|Agric|Tech)|"
    r"e\.g|i\.e|U\.S|cf|approx|no|rer|nat|phil|Uni))$"
)


_WRAPPED = 60  # characters: a line this long without a full stop goes on in the next
_PICTURE = re.compile("[\U0001f300-\U0001faff\u2600-\u27bf]")  # an emoji that leads a line as a bullet does
_ENGLISH = re.compile(r"\b(?:I|am|is|was|the|of|at|in|my|and|he|she)\b")
_EASTERN = re.compile(r"[\u4e00-\u9fff]{4}|[가-힣]{4}")
_SHORTEST, _LONGEST = 8, 1_500  # characters of a sentence worth reading


def read_prose(page: Page, start: int, end: int, before: Sequence[Degree] = ()) -> tuple[list[Position], list[Degree]]:
    """The positions and degrees that the sentences of a range tell, in order; `before`: the degrees told above it."""
    positions: list[Position] = []
    degrees: list[Degree] = []
    for sentence in sentences(page, start, end):
        words = page.text[sentence.start : sentence.end]
        if not _SHORTEST <= len(words) <= _LONGEST or is_template(words):
            continue
        western = len(_ENGLISH.findall(words)) >= 3
        if not words.isascii() and (is_cjk_text(words) or not western and _EASTERN.search(words)):
            found = list(read_east(page, sentence))
        else:
            found = list(with_own_dates(read_european(page, sentence))) if not western else []
            found += read_posts(page, sentence, _place_of(positions))
            told = degrees[-1:] or list(before[-1:])
            last = told[0].parts.get("organization") if told else None
            studied = [post for post in positions if is_students(post)]
            last = last or (studied[-1].parts.get("organization") if studied else None)
            degrees += read_degrees(page, sentence, Range(last.start, last.end) if last else None)
            degrees += read_studied(page, sentence)
        positions += [fact for fact in found if isinstance(fact, Position)]
        degrees += [fact for fact in found if isinstance(fact, Degree)]
    return positions, degrees


def _place_of(positions: Sequence[Position]) -> Range | None:
    """Where the words stand that name the place of the last of some posts."""
    where = positions[-1].parts.get("organization") if positions else None
    return Range(where.start, where.end) if where else None


def sentences(page: Page, start: int, end: int) -> Iterator[Range]:
    """The sentences of a range; abbreviations and initials end none, nor does a line end within a sentence."""
    text = page.text
    begin = start
    after = start
    for stop in _STOP.finditer(text, start, end):
        match = _SENTENCE.match(text, stop.start(), end) if stop.start() >= after else None
        if not match:
            continue
        after = match.end()
        if match.group()[0] == "." and _ABBREVIATED.search(text[max(begin, match.start() - 8) : match.start()]):
            continue
        if match.group() == "\n" and (page.is_wrap(match.start()) or not _ends_line(text, begin, match.start(), end)):
            continue
        boxed = match.group() == ";" and text.count("(", begin, match.start()) > text.count(")", begin, match.start())
        if boxed:
            continue  # "(MA, 1978; PhD, 1982)"
        if match.end() > begin:
            yield Range(begin, match.end())
        begin = match.end()
    if begin < end:
        yield Range(begin, end)


def _ends_line(text: str, begin: int, position: int, end: int) -> bool:
    """Whether a line end ends a sentence, too: the next line begins one, and this line stops at no "of" or comma."""
    following = text[position + 1 : min(end, position + 3)].lstrip()
    open_end = re.search(
        r"(?:,|\b(?:the|a|an|of|in|at|by|with|and|for|to|from|on|as|is|am|my|und|der|die|de|la)|\w['’]s|"
        r"(?-i:Prof|Dr)\.(?:\s(?-i:[A-ZÀ-Þ])[\w-]+)?)\s*$",
        text[max(begin, position - 20) : position],
        re.I,
    )
    line = text[text.rfind("\n", 0, position) + 1 : position]
    wrapped = len(line) >= _WRAPPED and line[-1] not in ".!?:;。！？；" and not line.isupper()
    if _PICTURE.match(following):
        return True
    return not open_end and not wrapped and not following[:1].islower() and following[:1] != "("


def is_students(position: Position) -> bool:
    """Whether a position is that of a student, which is told by the education."""
    return is_student(position.role) and not re.search(
        r"intern|assistant|visit|(?<!doctoral )(?:under)?graduate research|实习|访问|訪問|交换|"
        r"インターン|인턴|助教|조교",
        position.role,
        re.I,
    )
