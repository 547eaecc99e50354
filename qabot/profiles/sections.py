"""Sections: the parts of a page under their headings, each with its kind, whatever the language of the heading."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import NamedTuple

from qabot.profiles.page import Line, Page
from qabot.profiles.profile import Section
from qabot.profiles.section_lists import lists_awards, lists_stations, lists_titles
from qabot.profiles.side_headings import SideHeading, side_headings
from qabot.profiles.tables import is_cjk, table

_NUMBER = re.compile(
    r"^\(?(?:\d{1,2}|[ivx]{1,4}|[a-h])(?:\.\d+)*[.):、]+\s*|^[§#]+\s*\d*\s*|"
    r"^第?[一二三四五六七八九十]{1,2}[、.．)）]\s*"
)
_SIDE = re.compile(r"[(\[（【〔].*?[)\]）】〕]")
_YEARS = re.compile(
    r"^(before|until|earlier than|prior to|bis|до|在)?\s*(19|20)\d\d\s*([-–—~/]\s*((19|20)?\d\d|"
    r"present|now)?)?\s*(年|년|and earlier|及以前|以前|以降)?$"
)
_SUBTITLE = re.compile(  # who somebody is: "本科生 (信息学院，RUC)"
    r"[(（][^()（）]*(?:学院|大学|研究所|실험실|대학|Universit|School|Institut|College|Departm|Facult|"
    r"Lab\b|факультет|институт)[^()（）]*[)）]"
)
_LEAD = re.compile(r"([^\t\n:：]{2,40})(?:\t|\s{2,}\|?\s*|\s\|\s)\S")
_GAP, _LONGEST_LEAD = re.compile(r"\s(?:(?<=\t)|\s|\|\s)"), 44  # what is in each; characters
_PUBLISHED = re.compile(
    r"(?:publi[ck]a[tcçz]\w+|pubblicazioni|veröffentlichungen|публикации)\s(?:and|et|und|y|e|и)\s(?:\S+\s?){1,3}$"
)
_JOINED = re.compile(r"\s(?:and|und|et|y|e|и|og|och|en)\s")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_MAX_WORDS = 7  # a longer heading is a title or a sentence, whatever words stand in it
_MAX_HEADING = 80  # characters; longer is a sentence
_INHERITED = frozenset({"", "years"})
_POSTS = frozenset({"positions", "education", "internships", "visits", "projects"})
_OPEN = frozenset({"", "about", "research", "interests", "contact", "links", "languages"})  # hold no entries


def fold_heading(title: str) -> str:
    """A heading in lower case without emoji, numbering, side remarks and punctuation."""
    if title.isascii():
        text = title.encode("ascii").translate(_FOLDED).decode("ascii")
    else:
        text = unicodedata.normalize("NFKC", title).casefold().replace("i\u0307", "i")  # the Turkish capital of "i"
        text = "".join(c if unicodedata.category(c)[0] in "LNZMP" or c == "+" else " " for c in text)
    text = _NUMBER.sub("", text.strip())
    if not _OPENED.isdisjoint(text):
        text = _SIDE.sub(" ", text) if _SIDE.sub("", text).strip() else text
    text = text.replace("&", " and ").replace("ph.d.", "phd").replace("ph.d", "phd")
    text = text.replace("’", "'").replace("`", "'")
    text = _WITH_DATES.sub("", text) if "date" in text else text
    return " ".join(_BETWEEN_WORDS.sub(" ", text).split()).strip(" -'_・")


def _folded_ascii(code: int) -> int:
    sign = chr(code)
    return ord(sign.lower()) if unicodedata.category(sign)[0] in "LNZMP" or sign == "+" else 32


_FOLDED = bytes(map(_folded_ascii, range(128))) + bytes(128)
_OPENED = frozenset("([（【〔")
_WITH_DATES = re.compile(r"\s\(?(?:with|and) (?:relevant )?dates?\)?\s*$")  # "Work experience with dates"
_BETWEEN_WORDS = re.compile(r"[^\w'+\-・]+")


@cache
def _exact() -> dict[str, str]:
    kinds: dict[str, str] = {}
    for entry in table("sections"):
        for word in entry["is"]:
            kinds.setdefault(fold_heading(str(word)), entry["kind"])
    return kinds


@cache
def _patterns() -> list[tuple[str, re.Pattern[str]]]:
    return [(entry["kind"], re.compile("|".join(entry.get("has", ["(?!)"])))) for entry in table("sections")]


@cache
def _ascii_patterns() -> list[tuple[str, re.Pattern[str]]]:
    """The same for headings in ASCII, without what holds other letters for sure."""
    found = []
    for entry in table("sections"):
        has = [part for part in entry.get("has", ()) if part.isascii() or not _PLAIN_PART.fullmatch(part)]
        found += [(entry["kind"], re.compile("|".join(has)))] if has else []
    return found


_QUANTITY = re.compile(
    r"^(?:(?:my|the|all|\d+|five|six|seven|eight|ten|twelve|fifteen|twenty|most|selected|principal|main|key|major|recent|"
    r"relevant|important|representative|chosen|notable)\s)+"
)
_HALVES = re.compile(r"[/|｜(（)）]")
_PLAIN_PART = re.compile(r"\^?(?:[^\\\[\](){}?*+|.^$]|\\[bs])*\$?")  # without choices


_POST = re.compile(  # a single post: "Research Scientist Intern", "Research Assistant, Ice Lab"
    r"(?!Teaching\b)(?:[A-Z][\w/&-]* ){1,5}(?:Intern|Assistant|Scientist|Engineer|Professor|Lecturer|Fellow|Researcher)"
    r"(?:, [A-Z][\w ]+)?$"
)


@lru_cache(maxsize=16384)
def heading_kind(title: str, *, whole: bool = False) -> str:
    """The kind of section a heading opens, "" if unknown, "years" for a year; `whole`: only a heading of the table."""
    folded = fold_heading(title)
    if not folded or _SUBTITLE.search(title):
        return ""
    if _YEARS.match(folded):
        return "years"
    for bare in (folded, folded.replace(" ", ""), _QUANTITY.sub("", folded)):  # "T A L K S", "Ten selected papers"
        if bare in _exact():
            return _exact()[bare]
    for half in _HALVES.split(title) if _HALVES.search(title) else ():  # "Education/教育经历"
        width = len(half) * (2 if half and is_cjk(half[0]) else 1)
        if half != title and width >= 0.25 * len(title) and fold_heading(half) in _exact():
            return _exact()[fold_heading(half)]
    if _PUBLISHED.match(folded):
        return "papers"
    joined = [_exact().get(half, "") for half in _JOINED.split(folded)] if _JOINED.search(folded) else []
    if all(joined) and joined:  # "Papers and preprints", "Talks and posters"
        return "papers" if "papers" in joined else next((kind for kind in joined if kind != "research"), "research")
    if whole or len(folded.split()) > _MAX_WORDS or _POST.match(title):
        return ""
    for kind, pattern in _ascii_patterns() if folded.isascii() else _patterns():
        if pattern.search(folded):
            return kind
    return ""


def _known_kind(title: str, whole: bool) -> str:
    return heading_kind(title, whole=whole)


class Part(NamedTuple):
    """A section and where the text below its heading begins."""

    section: Section
    body: int

    @property
    def kind(self) -> str:
        """The kind of the section."""
        return self.section.kind

    @property
    def end(self) -> int:
        """Where the section ends."""
        return self.section.span.end


class _Heading(NamedTuple):
    """Where a section begins."""

    start: int
    end: int
    level: int
    kind: str
    real: bool = False  # marked as a heading


def read_parts(page: Page) -> tuple[Part, ...]:
    """The sections of a page in order: disjoint, and together the whole text."""
    headings = _headings(page)
    for heading in headings:
        if not heading.real:
            page.break_line(heading.end)
    parts: list[Part] = []
    first = headings[0].start if headings else len(page.text)
    own = _kind_of_title(page)
    if first > 0:
        whole = not any(heading.real for heading in headings)
        parts.append(Part(Section(own if whole or own == "papers" else "", "", (), page.span(0, first)), 0))
    stack: list[tuple[int, str, str]] = []  # level, title, kind of the headings above
    before = ""
    front = _front_end(page)
    for number, heading in enumerate(headings):
        end = headings[number + 1].start if number + 1 < len(headings) else len(page.text)
        if 0 <= front <= heading.start and number and headings[number - 1].start < front:
            stack.clear()  # what heads a list of the front matter heads nothing of the text
            before = ""
        title = page.words(heading.start, heading.end).rstrip(":：").strip()
        while stack and stack[-1][0] >= heading.level:
            stack.pop()
        above = stack[-1][2] if stack else ""
        kind = _kind_below(page, _Headed(heading, title, end), above, front)
        if kind in _INHERITED:
            # A year beside its section's heading, not below it, still belongs to that section.
            ours = own if heading.start >= front and (own in _GROUPED or kind or _TERM.search(title)) else ""
            kind = above or (before if kind == "years" else "") or ours
        stack.append((heading.level, title, kind))
        before = kind
        if kind == "links" and _CV.fullmatch(title) and lists_stations(page, heading.end, end):
            kind = "positions"
        elif kind == "research" and lists_titles(page, heading.end, end):
            kind = "papers"
        path = tuple(title for _, title, _ in stack)
        parts.append(Part(Section(kind, title, path, page.span(heading.start, end)), heading.end))
    return tuple(parts)


class _Headed(NamedTuple):
    """A heading, its words, and where what it heads ends."""

    heading: _Heading
    title: str
    end: int


def _kind_below(page: Page, headed: _Headed, above: str, front: int) -> str:
    """The kind that a heading opens where one of another kind stands above it, "" or "years" if that one decides."""
    heading, title, end = headed
    kind = heading.kind
    if heading.real and above not in _OPEN and kind != "years":
        # Below "Publications" stand titles, below "Experience" posts: only a plain heading opens another kind.
        kind = "" if heading.start < front else heading_kind(title, whole=True)
        if not kind and _AWARDS_OF.match(title):
            kind = "awards"
        if above == "skills" and kind in ("data", "projects") and "project" not in title.casefold():
            kind = ""  # "Software" and "Data" below "Skills" are skills
    if above == "awards" and kind in _GROUNDS and lists_awards(page, heading.end, end):
        return ""  # "Teaching" below "Awards": what they were given for
    if above == "papers" and kind == "service" and fold_heading(title) in ("reviews", "book reviews"):
        return "papers"
    if kind == "media" and fold_heading(title) in _WRITTEN:
        return "papers" if above in ("papers", "preprints") or lists_titles(page, heading.end, end) else kind
    return kind


_GROUNDS = frozenset({"research", "teaching", "service", "about", "other"})
_WRITTEN = frozenset({"articles", "writing", "writings"})  # of a scholar, or of a blog
_AWARDS_OF = re.compile(r"(?:awards?|prizes?|honou?rs)\s(?:of|from|with|at|won|received)\b", re.I)
_OWN_PAGE = frozenset(
    "papers preprints education positions internships awards grants teaching talks service projects students".split()
)


_CV = re.compile(r"(?:(?:academic|short|brief|my) )?(?:cv|curriculum(?: vit(?:ae|æ))?|résumé|resume|vita)", re.I)


_GROUPED = frozenset({"papers", "talks", "awards"})  # grouped under headings of their own: "Journal articles"
_TERM = re.compile(
    r"\b(?:spring|summer|fall|autumn|winter|(?:19|20)\d\d|previous|past|current|taught|courses?)\b", re.I
)


def _kind_of_title(page: Page) -> str:
    """What a page is a list of, where its front matter says so: "title: Publications"."""
    titles = (page.words(f.start, f.end) for f in page.source.fields if f.path in (("title",), ("Title",)))
    kind = next((heading_kind(title, whole=True) for title in titles), "")
    return kind if kind in _OWN_PAGE else ""


def _headings(page: Page) -> list[_Heading]:
    found: list[_Heading] = []
    capitals, margin = _capital_headings(page), _margin_headings(page)
    level, entered = 0, ""
    sides: dict[int, SideHeading | _Heading] = {side.start: side for side in side_headings(page, _known_kind)}
    sides |= _run_in_headings(page)
    front = _front_end(page)
    for line in page.lines:
        block = page.blocks[line.block]
        if line.start == front:
            level = 0
            if not page.is_heading(line.block):
                found.append(_Heading(front, front, 1, ""))
        if side := sides.get(line.start):
            found.append(_Heading(side.start, side.end, 1, side.kind))
            continue
        if page.is_heading(line.block):
            if line.start == block.start:
                title = page.text[block.start : block.end]
                level = block.level
                found.append(_Heading(block.start, block.end, level, heading_kind(title), True))
                entered = found[-1].kind or entered
            continue
        if block.kind == "row" and entered and len(block.cells) > 1:
            continue  # below marked headings the first cell of a row is a label
        heading = _soft_heading(page, line, level, capitals, margin, entered)
        if heading:
            found.append(heading)
    return found


_RUN_IN = frozenset(
    {
        "about",
        "research",
        "interests",
        "education",
        "positions",
        "students",
        "service",
        "teaching",
        "awards",
        "papers",
        "talks",
    }
    | {"contact", "grants", "projects", "skills", "languages", "news"}
)


def _run_in_headings(page: Page) -> dict[int, _Heading]:
    """The bold words that begin paragraphs as headings do: "**Teaching.** Calculus; Algebra". One or two are labels."""
    found: dict[int, _Heading] = {}
    for block in page.blocks:
        if block.kind != "paragraph":
            continue
        mark = next((m for m in page.marks_in(block.start, block.end, "strong")), None)
        if not mark or mark.start > block.start + 1 or mark.end - mark.start > 50:
            continue
        words = page.text[mark.start : mark.end]
        ended = words.rstrip()[-1:] in ".:：" or page.text[mark.end : mark.end + 1] in ".:：" and mark.end < block.end
        kind = heading_kind(words.rstrip(" .:："), whole=True) if ended else ""
        if kind in _RUN_IN and page.text[mark.end : block.end].strip(" .:：\n"):
            found[block.start] = _Heading(block.start, mark.end, 7, kind)
    return found if len({heading.kind for heading in found.values()}) > 2 else {}


def _front_end(page: Page) -> int:
    """Where the text below the front matter begins, -1 where no heading of the front matter could reach into it."""
    if page.source.format not in ("markdown", "html", "text") or not page.source.fields:
        return -1
    last = max(field.end for field in page.source.fields)
    number = next((n for n, block in enumerate(page.blocks) if block.start < last <= block.end), -1)
    if not any(page.is_heading(n) for n in range(number)) or number + 1 >= len(page.blocks):
        return -1
    return page.blocks[number + 1].start


def _capital_headings(page: Page) -> bool:
    """Whether the page writes known headings as lone lines in capitals (then unknown ones in capitals are too)."""
    known = 0
    for line in page.lines:
        text = page.text[line.start : line.end]
        if len(text) <= _MAX_HEADING and _is_capitals(text) and heading_kind(text, whole=True):
            known += 1
    return known >= 2


def _margin_headings(page: Page) -> bool:
    """Whether the page sets its headings in the margin, beside the first line they head ("Education <tab> Ph.D.")."""
    leads = (_lead(page.text[line.start : line.end]) for line in page.lines)
    return (
        sum(bool(lead and "\t" in lead[0] and heading_kind(lead[1], whole=True) not in ("", "years")) for lead in leads)
        >= 2
    )


def _lead(text: str) -> re.Match[str] | None:
    """The words in the margin of a line, and the gap behind them."""
    return _LEAD.match(text) if _GAP.search(text, 2, _LONGEST_LEAD) else None


def _is_capitals(text: str) -> bool:
    if text.isascii() and not text.isupper():
        return False  # told at once of most lines
    letters = [c for c in text if c.isalpha()]
    return len(letters) >= 4 and all(c.isupper() for c in letters)


def _heads_lines(page: Page, line: Line, text: str, kind: str) -> bool:
    """Whether a heading of the table stands on a line of its own within a paragraph, above what it heads."""
    block = page.blocks[line.block]
    if page.source.format == "text" and line.start == block.start and _heads_paragraphs(page):
        return kind != "years" and _HEAD.fullmatch(text.strip()) is not None
    following = page.text[line.end : min(block.end, line.end + 80)].strip().split("\n")[0]
    if kind in ("", "years") or block.kind != "paragraph" or len(following) < len(text.strip()) + 4:
        return False
    if is_cjk(text[0]):
        return len(text) >= 3
    first = line.start == block.start
    if page.source.format not in ("text", "pdf") and not heading_kind(text, whole=True):
        return False  # "**Doctoral Scholarship**" above who gave it
    return first and text[:1].isupper() and bool(re.search(r"(?:19|20)\d\d", following))


_HEAD = re.compile(  # "3. Honours and prizes", "7. Selected papers (out of 60)"
    r"(?:\(?(?:\d{1,2}|[A-Z]|[IVX]{1,4})[.)]\s+)?(?:[^\W\d_][\w'’/-]*,?(?:\s(?:&\s|and\s)?|:?$)){1,5}(?:\([^()]{3,60}\))?"
)
_LEAST_HEADED = 3  # paragraphs that begin with a heading of the table


@lru_cache(maxsize=8)
def _heads_paragraphs(page: Page) -> bool:
    """Whether a page of plain text sets its headings, in whatever case, right above the lines they head."""
    found = 0
    for number, block in enumerate(page.blocks):
        first, _, rest = page.text[block.start : block.end].partition("\n")
        below = rest or number + 1 < len(page.blocks) and page.blocks[number + 1].kind == "item"
        known = block.kind == "paragraph" and below and _HEAD.fullmatch(first.strip())
        found += bool(known) and heading_kind(first, whole=True) not in ("", "years")
    return found >= _LEAST_HEADED


def _soft_heading(page: Page, line: Line, level: int, capitals: bool, margin: bool, entered: str) -> _Heading | None:
    """A line that opens a section without being marked as a heading; `entered`: what the last marked one opened."""
    block = page.blocks[line.block]
    if block.kind not in ("paragraph", "row", "item"):
        return None
    text = page.text[line.start : line.end]
    run_in = _run_in_heading(page, line, level, margin, entered)
    if run_in:
        return run_in
    if entered in _POSTS and text[-1] in ":：" and not page.marked(line.start, line.end, "strong", "underline"):
        return None  # "Achievements:" within a post of a page that marks its headings
    if (
        len(text) > _MAX_HEADING
        or text[-1] in ".,;。，；!?？"
        or text[0] in "[(（【"
        or page.marked(line.start, line.end, "link")
        or sum(1 for _ in page.marks_in(line.start, line.end, "link")) >= 2
    ):
        return None
    alone = line.start == block.start and line.end == block.end
    marked = page.marked(line.start, line.end, "strong", "underline")
    upper = _is_capitals(text)
    kind = heading_kind(text, whole=not (marked or upper))
    if block.kind == "item":
        # A list item is a heading only where it is bold, known and nothing else stands in it.
        known = heading_kind(text, whole=True)
        among_skills = entered == "skills" and known in ("projects", "data", "coursework")  # "Software"
        term = alone and known not in _NO_TERMS and not among_skills and _is_term(page, line.block)
        if not (marked and alone and known not in ("", "years") or term) or among_skills:
            return None
    elif not alone and not ((marked or upper) and line.start == block.start and heading_kind(text, whole=True)):
        return _Heading(line.start, line.end, level + 1, kind) if _heads_lines(page, line, text, kind) else None
    if kind == "years" and not marked:
        return None
    if kind and (alone or marked or upper) and len(text.split()) <= 8:
        return _Heading(line.start, line.end, level + 1, kind)
    if upper and capitals and alone and line.block > 0 and 4 < len(text) <= 50 and not re.search(r"\d|@", text):
        return _Heading(line.start, line.end, level + 1, "")
    if entered in _POSTS and alone and marked and not re.search(r"\d", text) and _heads_list(page, line):
        return _Heading(line.start, line.end, level + 1, "")
    return None


def _run_in_heading(page: Page, line: Line, level: int, margin: bool, entered: str) -> _Heading | None:
    """The heading that opens a line which goes on with what it heads: "EDUCATION  PhD", "**Honours:** ..."."""
    labelled = _bold_label(page, line, entered)
    if labelled:
        return _Heading(line.start, labelled[0], level + 1, labelled[1])
    block, text = page.blocks[line.block], page.text[line.start : line.end]
    lead = _lead(text)
    if (
        lead
        and heading_kind(lead[1], whole=True) not in ("", "years")
        and (_is_capitals(lead[1]) or block.kind == "row" or margin)
        and not (block.kind == "item" and line.start > block.start)
        and not _LONE_DATE.fullmatch(text[lead.end(1) :])  # "Teaching Assistant\tFall 2025"
    ):
        return _Heading(line.start, line.start + len(lead[1].rstrip()), level + 1, heading_kind(lead[1], whole=True))
    return None


_LONE_DATE = re.compile(r"\s*(?:[^\W\d_]{3,9}\.?\s)?(?:19|20)\d\d(?:\s?[-–]+\s?\S{0,9}\s?(?:(?:19|20)\d\d)?)?\s*")
_NO_TERMS = frozenset({"", "years", "contact", "links", "news", "openings"})


def _is_term(page: Page, number: int) -> bool:
    """Whether an item is a term of a list whose other terms are headings, too, with paragraphs told of each below."""
    blocks, known = page.blocks, 0
    if not _is_told_of(page, number):
        return False
    for other, block in enumerate(blocks):
        words = page.text[block.start : block.end] if block.kind == "item" and block.end - block.start < 50 else ""
        known += bool(words) and heading_kind(words, whole=True) not in _NO_TERMS and _is_told_of(page, other)
    return known > 1


def _is_told_of(page: Page, number: int) -> bool:
    """Whether the block below an item of the outermost list tells of it."""
    item, below = page.blocks[number], page.blocks[number + 1 : number + 2]
    return item.level == 1 and bool(below) and below[0].parent == number and below[0].kind in ("paragraph", "item")


_LISTED_BEHIND = frozenset("awards grants students service interests languages skills talks teaching".split())


def _bold_label(page: Page, line: Line, entered: str) -> tuple[int, str] | None:
    """Where a bold label ends that heads what its paragraph lists, and its kind: "**Honours:** Ice Medal; ..."."""
    block = page.blocks[line.block]
    elsewhere = (*_POSTS, "papers", "preprints", "students")
    if block.kind != "paragraph" or line.start != block.start or entered in elsewhere:
        return None
    mark = next(page.marks_in(line.start, line.end, "strong"), None)
    if not mark or mark.start > line.start + 1 or mark.end - mark.start > 40 or line.end - mark.end < 12:
        return None
    if ":" not in page.text[mark.end - 1 : mark.end + 2]:
        return None
    kind = heading_kind(page.words(mark.start, mark.end).rstrip(" :"), whole=True)
    return (mark.end, kind) if kind in _LISTED_BEHIND else None


def _heads_list(page: Page, line: Line) -> bool:
    """Whether a bold paragraph stands right above a list: "**University of X**", and below it degree and advisor."""
    block, after = page.blocks[line.block], page.blocks[line.block + 1 : line.block + 2]
    return (
        block.kind == "paragraph"
        and bool(after)
        and after[0].kind == "item"
        and page.marked(block.start, block.end, "strong")
    )
