"""Words of plain lists and of sentences that enumerate: skills, interests, languages."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from itertools import pairwise

from qabot.profiles.columns import read_columns
from qabot.profiles.dates import read_dates
from qabot.profiles.entries import clean_line
from qabot.profiles.heading_kinds import heading_kind
from qabot.profiles.page import Line, Page, Range
from qabot.profiles.profile import Value
from qabot.profiles.sections import Part
from qabot.profiles.tables import any_of, is_template, table

_LIST = re.compile(
    r"\s*[\U0001f300-\U0001faff\u2600-\u27bf\ufe0f]+\s+|"
    r"\s*(?:[,，;；、•·|]|\n|\s/\s)\s*(?:and\s+|&\s+|和|以及|及)?|\s+(?:and|und|et|y|и)"
    r"\s+(?=[^,，;；]{2,60}$)|\s?以及\s?|\s?和\s?(?=[^，。；]{2,20}$)|\s?与\s?(?=[^，。；]{2,20}$)"
)
_SKILL_LABEL = re.compile(r"^[^:：,，]{2,45}[:：]\s*")
_REACH = (
    r"(?![a-z])\s*(?:mainly |broadly |primarily |currently |focus(?:ed|ing)? on |the |in |include |including |on |"
    r"areas? of |intersection of |field of |fields of |包括)*[:：]?\s*([^.。;；\n]{3,300})"
)
_INTEREST = re.compile(
    r"(?:research interests?(?: are| is| include| lies?| spans?| covers?| focus(?:es)?|:)|interests? (?:include|is|"
    r"are|lie|lies|spans?|covers?)|interested in|research (?:focus(?:es)? on|areas? (?:include|are)|"
    r"topics? (?:include|are)|fields? (?:include|are)|lies in|is (?:focused|centered) on|"
    r"directions? (?:include|are))|"
    r"研究(?:方向|兴趣|领域)(?:主要)?(?:是|为|包括|包含|集中在|聚焦于?|：|:)|"
    r"主要研究方向(?:是|为|包括|：)|관심 ?분야(?:는|:)|연구 ?분야(?:는|:)|研究(?:分野|"
    r"テーマ)は|Forschungsinteressen(?: sind| umfassen|:)|"
    r"[Нн]аучные интересы(?: включают|:| —)?)" + _REACH,
    re.I,
)
_WORKS_ON = re.compile(r"(?:work(?:s|ing)? on|主要从事|关注|专注于|专门は)" + _REACH, re.I)
_NO_INTEREST = re.compile(
    r"\b(?:which|that|where|such as|including|we|my|me|i|is|are|led|supervis\w+|advis\w+|prof(?:essor)?|dr|with|"
    r"ranging|variety|university|institute|lab(?:oratory)?|team|group|project|thesis|ph\.?d)\b|所在|"
    r"导师|教授|老师|大学|学院|欢迎",
    re.I,
)
_INTEREST_TAIL = re.compile(
    r"(?:等?(?:相关)?(?:方向|领域|方面|问题)?的?(?:相关)?(?:研究(?:工作)?)?|等|など|입니다|이다|です)$"
)
_NO_VALUE = re.compile(r"[:：]\s*$|//")  # a label, a link
_MAX_INTEREST = 90
_FRAGMENT = re.compile(r"(?:in|where|which|that|was|is|of|for|with|on|i|we|to|by|etc|others?)\b(?!\s*[/+#])", re.I)


def read_values(page: Page, part: Part) -> list[Value]:
    """The words of a section that is a plain list: skills, languages, interests."""
    if is_template(page.text[part.body : part.end]):
        return []
    values: dict[str, Value] = {}
    if part.kind == "languages" and _languages().fullmatch(part.section.title):
        return [page.value(*page.trim(part.section.span.start, part.body, " \t\n:："))]  # and how well, below
    heads = read_columns(page, part).heads
    lines = [
        ln
        for ln in page.lines_in(part.body, part.end)
        if page.blocks[ln.block].kind not in ("field", "pre")
        and not page.is_heading(ln.block)
        and ln.block not in heads
    ]
    items = [ln for ln in lines if page.blocks[ln.block].kind == "item" and page.blocks[ln.block].level <= 1]
    bare = [ln for ln in lines if page.blocks[ln.block].kind != "item"]
    bare = [ln for ln in bare if not items or not page.marked(ln.start, ln.end, "link")]  # no button below a list
    if part.kind == "interests" and bare and all(ln.end - ln.start <= _MAX_INTEREST for ln in bare) and len(bare) >= 2:
        lines = bare
    elif part.kind == "interests" and sum(_run_in(page, ln) is not None for ln in bare) >= 2:
        lines = [ln for ln in bare if _run_in(page, ln)]
    elif part.kind == "interests" and items:
        lines = [ln for ln in items if ln.start == page.blocks[ln.block].start]
    labels = {line for line, below in pairwise(lines) if part.kind == "skills" and _labels(page, line, below)}
    for line in (ln for ln in lines if ln not in labels):
        line = _unlabelled(page, clean_line(page, line)) if part.kind == "interests" else clean_line(page, line)
        for start, end in _values_in(page, line, part.kind):
            if (
                _NO_VALUE.search(page.text, start, end)
                or part.kind == "languages"
                and _LEVEL.fullmatch(page.text, start, end)
            ):
                continue
            value = page.value(start, end)
            values.setdefault(value.text.casefold(), value)
    if part.kind == "languages":  # "TOEIC test, total score 670" is no language where the languages are named
        named = {key: value for key, value in values.items() if _languages().search(value.text)}
        values = named or values
    return list(values.values())


def _labels(page: Page, line: Line, below: Line) -> bool:
    """Whether a term of a definition list only names what the list told of it holds: "Languages", "C, Rust"."""
    return page.blocks[below.block].parent == line.block != below.block and "," in page.text[below.start : below.end]


_LEVEL = re.compile(  # how well somebody speaks a language named elsewhere: "Muttersprache", "lu, écrit, parlé"
    r"(?:(?:langue|lingua|língua|lengua|near|full|limited|gute|sehr gute|good|very good|muy|upper|lower|pre|niveau|"
    r"nivel|livello|level|stufe)[\s-])*(?:nati(?:ve?|vo|va)|maternelle|materna|madre|madrelingua|"
    r"muttersprach\w+|fluent(?:ly)?|"
    r"flie(?:ß|ss)end|courante?|bilingu\w+|a[dv]+an\w+|advanced|interm[eé]di\w+|b[aá]si[ck]\w*|base|notions|débutante?|"
    r"beginner|elementar\w*|grundkenntnisse|kenntnisse|verhandlungssicher|professional|working|proficien\w+|"
    r"conversational|lue?|écrite?|parlée?|leído|escrito|hablado|read|written|spoken|mother tongue|[ABC][12])\b"
    r"(?:[\s/,(-]+(?:speaker|language|proficiency|level|working|in|und|and|et|y|e|wort|schrift|oral|[ABC][12]\)?))*",
    re.I,
)


def _run_in(page: Page, line: Line) -> Range | None:
    """The bold words a line begins with, as a paragraph does whose heading runs into it."""
    strong = next((m for m in page.marks_in(line.start, line.end, "strong") if m.start <= line.start + 2), None)
    return page.trim(strong.start, strong.end, " \t\n.:：,，") if strong else None


_ABOUT_SOMEONE = re.compile(r"(?:I|My|He|We|She|His|Her|Our|Dr|Prof|Professor)\b|[A-ZÀ-Þ][\w-]+['’]s?\s")


def _interests_in(page: Page, line: Line) -> Iterable[Range]:
    """The interests that a line lists or tells."""
    text = page.text
    words = text[line.start : line.end]
    lead = _run_in(page, line)
    if lead and (len(words) > _MAX_INTEREST or re.match(r"[.:：]\s", text[lead.end : line.end])):
        return [lead]
    if len(words) > _MAX_INTEREST and not re.search(r"[,，、;；]", words):
        said = _INTEREST.search(text, line.start, line.end)
        return list_in(page, *said.span(1)) if said else []
    listed = list_in(page, line.start, line.end) if len(words) > 2 * _MAX_INTEREST else []
    if len(listed) > 3 and all(r.end - r.start <= 60 for r in listed) and not _TELLS.search(words):
        return listed
    if len(words) > 2 * _MAX_INTEREST:
        said = _INTEREST.search(text, line.start, line.end)
        return list_in(page, *said.span(1)) if said else []
    head = re.match(r"[^:：—]{3,60}(?=\s*(?:[:：]\s|\s—|：))", words)
    if head and len(words) > 60:
        return [page.trim(line.start, line.start + head.end())]
    said = _INTEREST.search(text, line.start, min(line.end, line.start + 340))
    if said and said.start() < line.start + 25 and _ABOUT_SOMEONE.match(words):
        return list_in(page, *said.span(1))  # "I am interested in Graph Theory, Geometry, and ..."
    return (
        list_in(page, line.start, line.end)
        if page.blocks[line.block].kind != "item" or words.count(",") > 2
        else [page.trim(line.start, line.end, " \t\n.;,。；+")]
    )


def _values_in(page: Page, line: Line, kind: str) -> Iterable[Range]:
    text = page.text
    words = text[line.start : line.end]
    tags = [Range(m.start, m.end) for m in page.marks_in(line.start, line.end, "badge") if m.end <= line.end]
    if len(tags) > 1 and 2 * sum(tag.end - tag.start for tag in tags) > len(words):
        return tags
    if kind == "interests":
        return _interests_in(page, line)
    if kind == "skills" and _SENTENCE.match(words):
        return []
    label = _SKILL_LABEL.match(words)
    if kind == "languages" and label and _languages().fullmatch(label[0].rstrip(":： \t")):
        return [page.trim(line.start, line.end)]  # "French: advanced"
    start = line.start + (label.end() if label else 0)
    cells = page.blocks[line.block].cells
    if kind == "skills" and len(cells) == 2 and line.start <= cells[1][0] and _SEVERAL.search(text, *cells[1]):
        start = max(start, cells[1][0])
    if len(words) > 400 or kind == "skills" and read_dates(words):
        return []
    listed = [r for r in list_in(page, start, line.end) if r.end - r.start <= 60]
    return [r for r in listed if not _FRAGMENT.match(text, r.start, r.end)]


_TELLS = re.compile(r"[.!?。！？]\s*\S|\b(?:is|are|am|was|ist|sind|est|sont|es|son|é|è|are)\b")  # sentences, no list
_SENTENCE = re.compile(r"\W*(?:I|I['’]\w+|J['’]\w+|Je|We|Ich|Me|Mi|Nous|He|She|Ho|Yo|Eu)\s[a-zà-ÿ]")  # about oneself
_SEVERAL = re.compile(r"[,，、;；·•|]")


def list_in(page: Page, start: int, end: int) -> list[Range]:
    """The members of an enumeration, brackets kept whole."""
    ranges: list[Range] = []
    depth, begin, position = 0, start, start
    while position < end:
        char = page.text[position]
        depth += char in "(（["
        depth -= char in ")）]"
        match = _LIST.match(page.text, position, end) if depth <= 0 and _may_part(char) else None
        if match and match.end() > position and match.group().strip(" ") != "":
            ranges.append(Range(begin, position))
            begin = position = match.end()
        else:
            position += 1
    ranges.append(Range(begin, end))
    trimmed = [page.trim(a, b, ' \t\n.。;；,，、*"“”◾◽◼◻■□●○★☆⬛⬜▪▫') for a, b in ranges]
    trimmed = [Range(r.start + 2, r.end) if page.text.startswith("+ ", r.start) else r for r in trimmed]
    trimmed = [Range(r.start - 1, r.end) if page.text.startswith(".NET", r.start - 1) else r for r in trimmed]
    return [
        r
        for r in trimmed
        if r.end - r.start <= 120 and re.search(r"[^\W\d_].|^[A-Z]$", page.text[r.start : r.end], re.S)
    ]


def _may_part(char: str) -> bool:
    """Whether what parts the members of a list may begin with a sign; letters do not."""
    return not char.isascii() or char in ",;|" or char.isspace()


def read_interests_in_prose(page: Page, start: int, end: int) -> list[Value]:
    """Interests a text names: "My research interests include A, B, and C"."""
    return _said(page, _INTEREST, start, end)


def read_work_in_prose(page: Page, start: int, end: int) -> list[Value]:
    """What a text says its author works on: "I am working on A and B"."""
    return _said(page, _WORKS_ON, start, end)


def _may_say(words: str) -> bool:
    """Whether a text may hold what introduces interests or work."""
    low = words.lower()
    return not words.isascii() or "interes" in low or "research" in low or "work" in low


_OTHERS_INTEREST = re.compile(  # "if you are interested in ...", "so I became interested in ..."
    r"\b(?:(?:you|students?|anyone|those|people|who|they)(?:\s(?:are|is)|['’]re)?|became|become|got|who)"
    r"(?:\s(?:also|very|extremely|really|all|deeply|first))*\s$",
    re.I,
)


_LAID_ON = re.compile(  # "ice, especially questions connected to snow"
    r"(?:and )?(?:especially|particularly|in particular|mainly|mostly|primarily|notably|specifically)\s"
    r"(?:in |on )?(?:(?:questions|topics|issues|problems) (?:connected|related) to |"
    r"(?:the )?(?:connections?|relations?) between )?"
)


def _said(page: Page, pattern: re.Pattern[str], start: int, end: int) -> list[Value]:
    values: dict[str, Value] = {}
    if not _may_say(page.text[start:end]):
        return []
    for said in pattern.finditer(page.text, start, end):
        if re.match(r"work", said.group(), re.I) and not re.search(
            r"\bI\b|\bmy\b", page.text[max(start, said.start() - 30) : said.start()]
        ):
            continue
        if _OTHERS_INTEREST.search(page.text, max(start, said.start() - 24), said.start()):
            continue
        listed = list_in(page, *said.span(1))
        if listed and listed[0].end - listed[0].start > _MAX_INTEREST:
            continue  # a sentence that lists nothing
        for found in listed:
            found = found._replace(start=lead.end()) if (lead := _LAID_ON.match(page.text, *found)) else found
            tail = _INTEREST_TAIL.search(page.text, found.start, found.end)
            value = page.value(found.start, tail.start() if tail and tail.start() > found.start + 1 else found.end)
            if len(value.text) <= _MAX_INTEREST and not _NO_INTEREST.search(value.text) and len(listed) <= 12:
                values.setdefault(value.text.casefold(), value)
    return list(values.values())


@cache
def _languages() -> re.Pattern[str]:
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


_CAN = re.compile(
    r"\W*(?:(?:technical |programming |computer |research )?skills|programming(?: languages)?|tools|compétences|"
    r"kenntnisse|habilidades|技能|编程语言|스킬|기술|навыки)\s*[:：]\s*",
    re.I,
)


def read_skills_labelled(page: Page, part: Part) -> list[Value]:
    """The skills of a line that says what it lists: "Skills: R, Stata, Python"."""
    values: dict[str, Value] = {}
    for line in page.lines_in(part.body, part.end):
        label = _CAN.match(page.text, line.start, line.end) if line.end - line.start <= 200 else None
        listed = list_in(page, label.end(), line.end) if label else []
        for start, end in listed if len(listed) > 1 and listed[-1].end - listed[-1].start <= 40 else []:
            value = page.value(start, end)
            if not _FRAGMENT.match(value.text):
                values.setdefault(value.text.casefold(), value)
    return list(values.values())


_LABEL = re.compile(r"\W{0,4}([^:：\n\t]{3,45}?)(?:\W{0,3}[:：]\W{0,3}|\s[—–-]\s)(?=\w)")


def read_interests_labelled(page: Page, part: Part) -> list[Value]:
    """The interests of a line whose label says what it lists: "Research fields: Labour Economics, Trade"."""
    values: dict[str, Value] = {}
    for line in page.lines_in(part.body, part.end):
        if line.start > page.blocks[line.block].start and values:
            continue
        label = _LABEL.match(page.text, line.start, line.end)
        if not label or heading_kind(label[1], whole=True) != "interests":
            continue
        for start, end in list_in(page, label.end(), _wrapped(page, line)):
            value = page.value(start, end)
            if len(value.text) <= _MAX_INTEREST and not _FRAGMENT.match(value.text):
                values.setdefault(value.text.casefold(), value)
    return list(values.values())


_SEMICOLONS = re.compile(r"[^;.\n]{4,80}(?:;\s[^;.\n]{4,80}){1,9}")
_LISTED_BELOW = re.compile(
    r"(?:research|interest|work|focus|topic|curious|passionate|explore|study)[^.!?\n]{0,90}[:：]\s*$|"
    r"\b(?:working|work|focus(?:ing|ed)?) on\s*$",
    re.I,
)


def read_interests_listed(page: Page, part: Part) -> list[Value]:
    """The interests of a list below a sentence that ends in a colon: "My research interests revolve around:"."""
    if part.kind == "research" and _SEMICOLONS.fullmatch(page.text, *page.trim(part.body, part.end, " \t\n.:")):
        listed = list_in(page, *page.trim(part.body, part.end, " \t\n.:"))
        return [page.value(*inner) for inner in listed]  # "Research. Delirium; critical care"
    for number, block in enumerate(page.blocks):
        if not part.body <= block.start < part.end or block.kind != "paragraph":
            continue
        told = _LISTED_BELOW.search(page.text, max(block.start, block.end - 120), block.end)
        mine = told and re.search(
            r"\b(?:I|[Mm]y|[Oo]ur|[Hh]is|[Hh]er|[Rr]esearch)\b", page.text[block.start : block.end]
        )
        if not mine:
            continue
        values: dict[str, Value] = {}
        for item in page.blocks[number + 1 :]:
            if item.kind != "item" or item.start >= part.end:
                break
            lead = re.match(r"(?:and|or)\s", page.text[item.start : item.end])
            inner = page.trim(item.start + (lead.end() if lead else 0), item.end, " \t\n,;.")
            if inner.end - inner.start > _MAX_INTEREST or page.block_at(item.start) < 0:
                return []
            value = page.value(*inner)
            values.setdefault(value.text.casefold(), value)
        if len(values) > 1:
            return list(values.values())
    return []


def _unlabelled(page: Page, line: Line) -> Line:
    """A line without a label that names another list of interests: "AOC: Logic" below "AOS: Ethics"."""
    label = _LABEL.match(page.text, line.start, line.end)
    again = label is not None and heading_kind(label[1], whole=True) == "interests"
    return line._replace(start=label.end()) if label and again else line


def _wrapped(page: Page, line: Line) -> int:
    """Where an enumeration ends that runs on over the ends of lines of its block."""
    end = line.end
    for below in page.lines_in(line.end + 1, page.blocks[line.block].end):
        goes_on = page.text[end - 1] in ",;、，；" or page.text[below.start].islower()
        if not goes_on or _LABEL.match(page.text, below.start, below.end):
            break
        end = below.end
    return end


def split_languages(page: Page, start: int, end: int) -> list[Range]:
    """The languages that a range names, each with the level behind it: "german first language english fluent"."""
    found = [m for m in _languages().finditer(page.text, start, end)]
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
    return bool(_languages().match(words.strip()))


def read_languages_told(page: Page, start: int, end: int) -> list[Value]:
    """The languages a sentence says somebody speaks: "I speak English, Norwegian and some German"."""
    values: dict[str, Value] = {}
    for said in _SPOKEN.finditer(page.text, start, end):
        for match in _languages().finditer(page.text, *said.span(1)):
            value = page.value(*match.span())
            values.setdefault(value.text.casefold(), value)
    return list(values.values())
