"""The interests that a section lists, a line labels or a sentence tells."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from qabot.profiles.enumerations import FRAGMENT, list_in
from qabot.profiles.heading_kinds import heading_kind
from qabot.profiles.interests_abroad import interests_abroad, leads_abroad
from qabot.profiles.page import Line, Page, Range
from qabot.profiles.persons import is_name
from qabot.profiles.profile import Value
from qabot.profiles.sections import Part
from qabot.profiles.tables import is_cjk

_REACH = (
    r"(?![a-z])\s*(?:mainly |broadly |primarily |currently |focus(?:ed|ing)? on |at the |the |in |include |"
    r"including |on |"
    r"areas? of |intersection of |field of |fields of )*[:：]?\s*([^.。;；\n]{3,300})"
)

_INTEREST = re.compile(
    r"(?:research interests?(?: are| is| include| lies?| spans?| covers?| focus(?:es)?|:)|"
    r"interests? (?:include|across|is|"
    r"are|lie|lies|spans?|covers?)|interested in|"
    r"(?:keen|strong|broad|deep|special|particular|active|long-?standing) interests? in|"
    r"research (?:focus(?:es)? on|areas? (?:include|are)|"
    r"topics? (?:include|are)|fields? (?:include|are)|lies in|is (?:focused|centered) on|"
    r"(?:focus|area|interest|field)s?(?: of (?:interest|research|expertise))? (?:is|are)(?: (?:in|on))?|"
    r"directions? (?:include|are)))" + _REACH,
    re.I,
)

_RESEARCH_IS_ON = re.compile(  # "Her research, funded by ..., focuses on", "My research is broadly about"
    r"\b(?:[Mm]y|[Hh]is|[Hh]er|[Tt]heir)\s(?:(?:current|recent|main|doctoral|primary|clinical|overall|academic|own)\s)?"
    r"(?:research|scholarship|work)(?:,\s[^,.;\n]{3,90},)?\s(?:(?:is|has been|currently|\w+ly)\s)*"
    r"(?:about|focus(?:es|ed|ing)?\s(?:broadly\s|primarily\s|mainly\s)?on|cent(?:ers|res|ered|red)\s(?:on|around)|explor(?:es|ing)|"
    r"examin(?:es|ing)|investigat(?:es|ing)|address(?:es|ing)|concerns|concerned with|deals with|revolves around|"
    r"spans|covers|lies in|sits at|looks at)" + _REACH
)
_ASKS = re.compile(r"(?:how|why|whether|what|when|where|who)\b")

_WORKS_ON = re.compile(r"work(?:s|ing)? on" + _REACH, re.I)

_NO_INTEREST = re.compile(
    r"\b(?:which|that|where|such as|including|we|my|me|i|is|are|led|(?<!-)supervis(?:or\w*|ed by|ing|ion of)|advis\w+|"
    r"prof(?:essor)?|dr|with|"
    r"ranging|variety|often|using|university|institute|lab(?:oratory)?|team|group|project|thesis|ph\.?d)\b|所在|"
    r"导师|教授|老师|大学|学院|欢迎",
    re.I,
)

_INTEREST_TAIL = re.compile(
    r"(?:等?(?:相关)?(?:方向|领域|方面|问题)?的?(?:相关)?(?:研究(?:工作)?)?|等|など|입니다|이다|です)$"
)

_LONGEST = 90
_LONGEST_EAST = 24  # characters of a line in a script without spaces that only names an interest


def _run_in(page: Page, line: Line) -> Range | None:
    """The bold words a line begins with, as a paragraph does whose heading runs into it."""
    strong = next((m for m in page.marks_in(line.start, line.end, "strong") if m.start <= line.start + 2), None)
    return page.trim(strong.start, strong.end, " \t\n.:：,，") if strong else None


def _heads_items(page: Page, line: Line) -> bool:
    """Whether a line is the topic of the list below it."""
    below = page.blocks[line.block + 1 : line.block + 2]
    return _heads(page, line) and bool(below) and below[0].kind == "item"


def _heads(page: Page, line: Line) -> bool:
    """Whether a line is but a name, and no sentence."""
    return line.end - line.start <= 40 and page.text[line.end - 1] not in ":：.。,，"


def _is_linked(page: Page, line: Line) -> bool:
    """Whether most of a line is links."""
    linked = sum(mark.end - mark.start for mark in page.marks_in(line.start, line.end, "link"))
    return 2 * linked > line.end - line.start


_OTHER_LIST = re.compile(r"\b(?:groups?|labs?|projects?|courses?|papers?|publications?|tools?|collaborat\w*)\W*[:：]$")
_LEADS_LIST = re.compile(
    r"\b(?:I|[Mm]y|[Ww]e|[Oo]ur|[Hh]e|[Ss]he|[Hh]is|[Hh]er)\b.*(?:[:：]|\b(?:in|on|include|includes|are|around))$"
)
_ABOUT_SOMEONE = re.compile(r"(?:I|My|He|We|She|His|Her|Our|Dr|Prof|Professor)\b|[A-ZÀ-Þ][\w-]+['’]s?\s")


def lines_of_interests(page: Page, lines: Sequence[Line]) -> list[Line]:
    """Those of a section's lines that are or lead an interest each: short lines, run-in headings, or its items."""
    items = [ln for ln in lines if page.blocks[ln.block].kind == "item" and page.blocks[ln.block].level <= 1]
    bare = [ln for ln in lines if page.blocks[ln.block].kind != "item"]
    below = (ln.start for ln in bare if items and ln.start > items[0].start and _OTHER_LIST.search(page.text, *ln[:2]))
    other = next(below, len(page.text))
    items = [ln for ln in items if ln.start < other]
    bare = [ln for ln in bare if not items or not _is_linked(page, ln)]  # no button below a list
    bold = [ln for ln in bare if page.marked(ln.start, ln.end, "strong")]
    if len(bold) >= 2 and all(ln in bold for ln in bare[::2]) and not any(ln in bold for ln in bare[1::2]):
        return bold  # each with what it is about below
    topics = [ln for ln in bare if _heads_items(page, ln)]
    if len(topics) >= 2 and all("," not in page.text[ln.start : ln.end] and _heads(page, ln) for ln in items):
        return sorted([*bare, *items])
    if len(items) >= 2 and any(_LEADS_LIST.search(page.text, ln.start, ln.end) for ln in bare):
        return [ln for ln in items if ln.start == page.blocks[ln.block].start]
    if len(bare) >= 2 and all(ln.end - ln.start <= _LONGEST for ln in bare):
        return bare
    led = [ln for ln in bare if _run_in(page, ln)]
    if len(led) >= 2:
        return led
    return [ln for ln in items if ln.start == page.blocks[ln.block].start] if items else list(lines)


_TOLD = 30  # characters: as long as a sentence about one interest is


def interest_above(page: Page, part: Part) -> Range | None:
    """The heading that is an interest, above a paragraph about it in a section on interests; None for a list."""
    if heading_kind(part.section.title, whole=True) or len(part.section.title) > _LONGEST:
        return None
    below = [page.blocks[number] for number in page.blocks_in(part.body, part.end)]
    told = below and all(block.kind == "paragraph" for block in below) and below[0].end - below[0].start > _TOLD
    if not told or not part.section.title:
        return None
    pictured = _PICTURE.match(page.text, part.section.span.start, part.body)
    return page.trim(pictured.end() if pictured else part.section.span.start, part.body, " \t\n:：")


_PICTURE = re.compile("[\U0001f300-\U0001faff\u2600-\u27bf\ufe0f\u200d]+\\s*")


def interests_in(page: Page, line: Line) -> Iterable[Range]:
    """The interests that a line lists or tells."""
    text = page.text
    words = text[line.start : line.end]
    lead = _run_in(page, line)
    if lead and (len(words) > _LONGEST or re.match(r"[.:：]\s|：", text[lead.end : line.end])):
        return [lead]
    abroad = interests_abroad(page, line.start, line.end, "interests")
    if abroad := abroad or interests_abroad(page, line.start, line.end, "work"):
        return abroad
    if len(words) > _LONGEST and not re.search(r"[,，、;；]", words):
        said = _INTEREST.search(text, line.start, line.end)
        return list_in(page, *said.span(1)) if said else []
    listed = list_in(page, line.start, line.end) if len(words) > 2 * _LONGEST else []
    if len(listed) > 3 and all(r.end - r.start <= 60 for r in listed) and not _TELLS.search(words):
        return listed
    if len(words) > 2 * _LONGEST:
        said = _INTEREST.search(text, line.start, line.end)
        return list_in(page, *said.span(1)) if said else []
    head = re.match(r"[^:：—]{3,60}(?=\s*(?:[:：]\s|\s—|：))", words)
    if head and len(words) > (_LONGEST_EAST if is_cjk(words[0]) else 60):
        return [page.trim(line.start, line.start + head.end())]
    said = _INTEREST.search(text, line.start, min(line.end, line.start + 340))
    if said and said.start() < line.start + 25 and _ABOUT_SOMEONE.match(words):
        return list_in(page, *said.span(1))  # "I am interested in Graph Theory, Geometry, and ..."
    return (
        list_in(page, line.start, line.end)
        if page.blocks[line.block].kind != "item" or words.count(",") > 2
        else [page.trim(line.start, line.end, " \t\n.;,。；+")]
    )


_TELLS = re.compile(r"[.!?。！？]\s*\S|\b(?:is|are|am|was|ist|sind|est|sont|es|son|é|è|are)\b")  # sentences, no list


def read_interests_in_prose(page: Page, start: int, end: int) -> list[Value]:
    """Interests a text names: "My research interests include A, B, and C"."""
    abroad = interests_abroad(page, start, end, "interests")
    told = _values(page, abroad) or _said(page, _INTEREST, start, end)
    known = {value.text.casefold() for value in told}
    more = _said(page, _RESEARCH_IS_ON, start, end)
    more = (
        more[1:] if len(more) == 2 and re.fullmatch(r"[a-z]+", more[0].text) else more
    )  # "generative and other models"
    return [*told, *(v for v in more if v.text.casefold() not in known and not _ASKS.match(v.text))]


def read_work_in_prose(page: Page, start: int, end: int) -> list[Value]:
    """What a text says its author works on: "I am working on A and B"."""
    return _values(page, interests_abroad(page, start, end, "work")) or _said(page, _WORKS_ON, start, end)


def _values(page: Page, found: Iterable[Range]) -> list[Value]:
    values = (page.value(*inner) for inner in found)
    return list({value.text.casefold(): value for value in values}.values())


def _may_say(words: str) -> bool:
    """Whether a text may hold what introduces interests or work."""
    low = words.lower()
    return not words.isascii() or "interes" in low or "research" in low or "work" in low


_OTHERS_INTEREST = re.compile(  # "if you are interested in ...", "so I became interested in ..."
    r"\b(?:(?:you|students?|anyone|those|people|who|they)(?:\s(?:are|is)|['’]re)?|became|become|got|who)"
    r"(?:\s(?:also|very|extremely|really|all|deeply|first))*\s$",
    re.I,
)

_AT_LEISURE = re.compile(
    r"\b(?:[Nn]on-academic\w*|[Oo]utside (?:of )?\w+|[Ii]n my (?:free|spare|leisure) time|[Bb]esides (?:work|research)|"
    r"[Aa](?:part|side) from (?:work|research))\b[^.!?]*$"
)
_MINE = re.compile(r"\bI\b|\bmy\b")
_BEING = re.compile(r"\b(?:am|is|['’]m)\s(?:an?|the)\s[^.;:]{3,60}\s$")  # "Ada Lind is an economist working on"
_GERUND = re.compile(r"[a-z]+ing\s")
_DOING = re.compile(
    r"(?:develop|understand|design|build|creat|improv|explor|investigat|study|studi|find|bridg|mak|integrat|advanc|"
    r"enabl|apply|combin)ing\s"
)
_LOOSE = re.compile(r"(?:for|by|from|through|via|towards?|within|among)\s")  # what hung on the member before it
_LED_IN = re.compile(  # "as well as in snow", "with a special interest in rain"
    r"(?:as well as |with (?:an? )?(?:(?:special|particular|strong|keen|growing) )?(?:interests?|focus|emphasis) "
    r"(?:in|on) )"
    r"(?:in |on )?(?:the )?|(?:an? |the )?(?:\w+ )?(?:blend|mix|combination|field|area|intersection) of |in (?:the )?"
)

_LAID_ON = re.compile(  # "ice, especially questions connected to snow"
    r"(?:and )?(?:especially|particularly|in particular|mainly|mostly|primarily|notably|specifically)\s"
    r"(?:in |on )?(?:(?:questions|topics|issues|problems) (?:connected|related) to |"
    r"(?:the )?(?:connections?|relations?) between )?"
)


def _is_own(said: re.Match[str], before: str) -> bool:
    """Whether what is said is about the work of the page's owner; `before`: the words before it."""
    if _AT_LEISURE.search(before) or _OTHERS_INTEREST.search(before[-24:]):
        return False
    return not re.match(r"work", said.group(), re.I) or bool(_MINE.search(before[-30:]) or _BEING.search(before))


def _said(page: Page, pattern: re.Pattern[str], start: int, end: int) -> list[Value]:
    values: dict[str, Value] = {}
    if not _may_say(page.text[start:end]):
        return []
    for said in pattern.finditer(page.text, start, end):
        if not _is_own(said, page.text[max(start, said.start() - 80) : said.start()]):
            continue
        listed = list_in(page, *said.span(1))
        if listed and listed[0].end - listed[0].start > _LONGEST:
            continue  # a sentence that lists nothing
        if pattern is _WORKS_ON and listed and _NO_INTEREST.search(page.words(*listed[0])):
            continue  # "working on a side project with Bo Berg, Cy Dahl and others"
        if _DOING.match(said[1]) and not all(_GERUND.match(page.text, *one) for one in listed):
            listed = [page.trim(*said.span(1))]  # one clause: "designing tools and data needed to control ice"
        for found in listed:
            found = found._replace(start=lead.end()) if (lead := _LAID_ON.match(page.text, *found)) else found
            found = found._replace(start=lead.end()) if (lead := _LED_IN.match(page.text, *found)) else found
            tail = _INTEREST_TAIL.search(page.text, found.start, found.end)
            value = page.value(found.start, tail.start() if tail and tail.start() > found.start + 1 else found.end)
            if _ASKS.match(value.text) or _LOOSE.match(value.text):
                continue
            if is_name(value.text) and page.marked(found.start, found.end, "link"):
                continue  # with whom
            if len(value.text) <= _LONGEST and not _NO_INTEREST.search(value.text) and len(listed) <= 12:
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
            if len(value.text) <= _LONGEST and not FRAGMENT.match(value.text):
                values.setdefault(value.text.casefold(), value)
    return list(values.values())


_SEMICOLONS = re.compile(r"[^;.\n]{4,80}(?:;\s[^;.\n]{4,80}){1,9}")

_LISTED_BELOW = re.compile(
    r"(?:research|interest|work|focus|topic|curious|passionate|explore|study)[^.!?\n]{0,90}[:：]\s*$|"
    r"\b(?:working|work|focus(?:ing|ed)?) on\s*$",
    re.I,
)


_NEAR = 120  # characters before a list that tell what it lists


def read_interests_listed(page: Page, part: Part) -> list[Value]:
    """The interests of a list below a sentence that ends in a colon: "My research interests revolve around:"."""
    if part.kind == "research" and _SEMICOLONS.fullmatch(page.text, *page.trim(part.body, part.end, " \t\n.:")):
        listed = list_in(page, *page.trim(part.body, part.end, " \t\n.:"))
        return [page.value(*inner) for inner in listed]  # "Research. Delirium; critical care"
    numbers = page.blocks_in(part.body, part.end)
    for number in numbers:
        block = page.blocks[number]
        if block.kind != "paragraph":
            continue
        told = _LISTED_BELOW.search(page.text, max(block.start, block.end - 120), block.end)
        words = page.text[block.start : block.end]
        mine = told and re.search(r"\b(?:I|[Mm]y|[Oo]ur|[Hh]is|[Hh]er|[Rr]esearch)\b", words)
        if not mine and not (words.endswith((":", "：")) and leads_abroad(words[-_NEAR:])):
            continue
        values: dict[str, Value] = {}
        for below in range(number + 1, numbers.stop):
            item = page.blocks[below]
            if item.kind != "item":
                break
            lead = re.match(r"(?:and|or)\s", page.text[item.start : item.end])
            bold = _run_in(page, Line(item.start, item.end, below))
            told = bold and re.match(r"\s*[.:：–—-]", page.text[bold.end : item.end])
            inner = page.trim(item.start + (lead.end() if lead else 0), item.end, " \t\n,;.")
            inner = bold if bold and told else inner
            if inner.end - inner.start > _LONGEST:
                return []
            value = page.value(*inner)
            values.setdefault(value.text.casefold(), value)
        if len(values) > 1:
            return list(values.values())
    return []


def unlabelled(page: Page, line: Line) -> Line:
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
