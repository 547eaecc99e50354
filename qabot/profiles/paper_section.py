"""A section's lines as those of a list of papers: which begin an entry, with which authors, and what leads them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qabot.profiles.dates import read_dates
from qabot.profiles.entries import Entry
from qabot.profiles.entry_lines import clean_line
from qabot.profiles.name_lists import Names, read_names
from qabot.profiles.name_words import Name
from qabot.profiles.names import Owner
from qabot.profiles.page import Line, Page, Range
from qabot.profiles.paper_leads import GROUP_FIRST
from qabot.profiles.paper_words import (
    LINKS,
    NUMBERING,
    STATUS_WORD,
    count_words,
    is_more_than_links,
    lone_year,
)
from qabot.profiles.persons import is_name
from qabot.profiles.sections import Part
from qabot.profiles.title_quotes import Title, quoted
from qabot.profiles.venues import is_venue, known_short

_DATED = re.compile(
    r"(?:(?:19|20)\d\d|\d{4}[./]\d{1,2})\s*[.:：|,\t—–-]\s*(?=\S)|(?:19|20)\d\d\s+(?=[\"“«])|"
    r"(?:19|20)\d\d\s+(?=[^\W\d_][\w'’-]+,?\s[A-Z](?:\.|[A-Z]?,))|[(（](?:19|20)\d\d[)）]\s*[.:：,]?\s*(?=\S)"
)
_BADGE = re.compile(r"\s*(?:[\[【(（]\s*([^\]】)）\n]{1,60})\s*[\]】)）]\s*[.:：]?\s*)")
_SAME = re.compile(r"([—–―_]{2,}|-{3,})(?=[\s.,(“\"])")  # for the author of the entry above
_AND_NEXT = re.compile(r",?\s+(?:and|with|&)\s+|,\s+(?=[A-ZÀ-Þ])")
_LEMMA = re.compile(  # what kind of work it is: "Art. “Ice”", "Dataset: Lind A (2021)"
    r"(?:Art\.|Artikel|Lemma|Eintrag|Stichwort|[Ss]\.\s?v\.|Entry(?: on)?|Entry:|Voce)\s+(?=[“\"„«'‘])|"
    r"(?:Data ?set|Data|Policy brief|Report|Book|Book chapter|Software|Data paper|Working paper|Preprint|Article)"
    r"\s?:\s+(?=\S)"
)
_NEXT_TITLE = re.compile(r"(?<=\.)\s+(?=[“\"«]?[A-ZÀ-Þ][\w-]+\s(?![A-Z]\.))")
_LEAST_PAPER = 60  # characters of a line with authors, title and venue
_STROKES = re.compile(r"\s*[|·]\s*")
_COMPANY = re.compile(r"\s*[,(（]?\s*(?:joint work |joint )?with\s+")
WITH = re.compile(  # "(with Bo Berg) Loud Ice."
    r"[(\[]\s*(?:joint work |joint |jointly |gemeinsam |gem\. |zusammen |zus\. |en collaboration |together )?"
    r"(?:with|avec|mit|m\.|con|com|met|med)\s+",
    re.I,
)
_AND = re.compile(r"\s+(?:and|&)\s+")
_FULL_STOP = re.compile(r"[a-zà-ÿ]\.\s+$")
_INCLUDING = re.compile(r"\((?:including|incl\.|with|among them|member:?)?\s*")
_LETTERED = re.compile(r"\W*(?:19|20)\d\d[a-e]\W*")  # "2024b", beside the second of a year
_WORD, _LONG_WORD = re.compile(r"\w"), re.compile(r"[^\W\d_]{4}")


def _is_short(word: str) -> bool:
    """Whether a word is an abbreviation or the name of a journal: "SnowCon", "Nature", not "Thaw"."""
    return sum(letter.isupper() or letter.isdigit() for letter in word) > 1 or is_venue(word)


class PaperSection:
    """The lines of one section, read as those of a list of papers."""

    def __init__(self, page: Page, part: Part, owner: Owner) -> None:
        self.page, self.part, self.owner, self.text = page, part, owner, page.text
        self._bodies: dict[Line, Line] = {}  # what was read of a line is asked for again when its entry is read
        self._authors_of: dict[Line, Names | None] = {}
        self.year = lone_year(part.section.title)

    def body(self, line: Line) -> Line:
        """A line without its number, bullet and badge."""
        if line not in self._bodies:
            self._bodies[line] = self._body(line)
        return self._bodies[line]

    def _body(self, line: Line) -> Line:
        if _SAME.match(self.text, line.start, line.end):
            return line
        line = clean_line(self.page, line)
        start = line.start
        for _ in range(4):
            number = NUMBERING.match(self.text, start, line.end)
            if number and number.end() > start:
                start = number.end()
                continue
            badge = _BADGE.match(self.text, start, line.end)
            if (
                badge
                and badge.end() < line.end
                and (self._are_badges(badge[1]) or re.fullmatch(r"[A-Z]{0,3}\d{1,3}", badge[1]))
            ):
                start = badge.end()
                continue
            marked = self._badge_mark(start, line.end)
            if marked > start:
                start = marked
                continue
            dated = _DATED.match(self.text, start, line.end) or _LEMMA.match(self.text, start, line.end)
            if dated:
                start = dated.end()
                continue
            break
        return Line(*self.page.trim(start, line.end, " \t\n"), line.block) if start < line.end else line

    def _are_badges(self, text: str) -> bool:
        """Whether bracketed words are a badge, or several beside links: "[Preprint | Code]"."""
        pieces = _STROKES.split(text) if "|" in text or "·" in text else [text]
        linked = len(pieces) > 1 and any(not LINKS.sub("", piece).strip() for piece in pieces)
        return (
            self.is_badge(text)
            or linked
            and all(self.is_badge(piece) or not LINKS.sub("", piece).strip() or is_venue(piece) for piece in pieces)
        )

    def is_badge(self, text: str) -> bool:
        """Whether bracketed words before an entry tell its venue or year: "[NeurIPS 2023]"."""
        return bool(
            known_short(text)
            or re.search(r"(?:19|20)\d\d|['’]\d\d\b", text)
            or STATUS_WORD.fullmatch(text.strip())
            or re.fullmatch(r"[A-Z][A-Za-z&-]{1,9}(?:\s?'?\d\d)?", text.strip())
            and _is_short(text.strip())
        )

    def _badge_mark(self, start: int, end: int) -> int:
        """Where a bold or badged venue that leads a line ends: "**IJCAI 2025** Title"."""
        for mark in self.page.marks_in(start, end, "strong", "badge", "code", "em"):
            if mark.start > start + 1:
                break
            words = self.page.words(mark.start, mark.end).strip("[]()【】 :：")
            if mark.kind == "em" and not re.fullmatch(r"[\d\W]*|[A-Z][\w&/ -]{1,14}[\W\d]*", words):
                break
            titled = count_words(words.rpartition(",")[0]) > 2  # "Loud Ice in Lakes, ICML (2021)"
            if (
                not titled
                and len(words.split()) <= 6
                and mark.end < end - 3
                and self.is_badge(words)
                and not is_name(words)
            ):
                return self.page.trim(mark.end, end, " \t\n:：|.,]】)").start
        return start

    def authors_at_start(self, line: Line) -> Names | None:
        """The list of authors a line begins with, None if it begins with something else."""
        if line not in self._authors_of:
            self._authors_of[line] = self._read_authors(self.body(line))
        return self._authors_of[line]

    def _read_authors(self, line: Line) -> Names | None:
        group = GROUP_FIRST.match(self.text, line.start, line.end)
        if group and count_words(self.text[group.end() : line.end]) > 3:
            return self._behind_group(Range(*group.span()), line.end)
        same = _SAME.match(self.text, line.start, line.end)
        if same and self.owner.name_from == "text":
            return self._after_dash(Range(*same.span(1)), line.end)
        boxed = self._in_box(line)
        if boxed:
            return boxed
        names = self._in_bold(line) or read_names(self.text, line.start, line.end)
        if len(names.names) == 1 and self._is_set_apart(line, names):
            return None
        mark = self._title_mark(line)
        linked = self.titled_until(line)
        unclosed = linked >= line.end - 40 and len(names.names) > 2 and linked > names.end + 40
        if names.names and linked >= names.end and not unclosed:
            return None  # "[Loud Ice & Quiet Lakes: Who Sings?](link), with Bo Berg"
        if names.names and mark > line.start and (names.end > mark or mark - names.end > 3):
            before = read_names(self.text, line.start, mark)  # "..., and Lind A. B., *A Review of Loud Ice*"
            names = before if before.names and not _WORD.search(self.text, before.end, mark) else names
        return names if self.plausible(names, line) else None

    def _behind_group(self, group: Range, end: int) -> Names:
        """The authors of a paper by many, the group first: "ICE Collaboration, A. Lind et al."."""
        boxed = self.text.find("(", *group)
        lead = _INCLUDING.match(self.text, boxed) if boxed > 0 else None
        within = read_names(self.text, lead.end(), group.end) if lead else None
        if within and within.clean:  # "Ice-2 Study Group (including Ada Lind)"
            first = Name(self.page.words(group.start, boxed).strip(), group.start, boxed)
            return Names((first, *within.names), group.end, True, True)
        first = Name(self.page.words(*group), *group)
        more = read_names(self.text, self.page.trim(group.end, end, " ,;").start, end)
        parted = self.text[group.end : group.end + 1] in ",;" and more.names
        if not parted or not (more.clean or more.et_al):
            return Names((first,), group.end, False, True)
        return Names((first, *more.names), more.end, more.et_al, more.clean)

    def _in_bold(self, line: Line) -> Names | None:
        """The one author whose name in bold begins a line, the title right behind it: "**Lind, A.** Loud ice"."""
        mark = next(self.page.marks_in(line.start, line.end, "strong", "underline"), None)
        if not mark or mark.start > line.start + 1 or not _NEXT_TITLE.match(self.text, mark.end):
            return None
        names = read_names(self.text, mark.start, mark.end)
        known = len(names.names) == 1 and self.owner.is_called(names.names[0].text)
        return Names(names.names, mark.end, False, True) if known and names.end >= mark.end - 1 else None

    def _is_set_apart(self, line: Line, names: Names) -> bool:
        """Whether what looks like one name is the title in italics that begins a line: "*Glass Weather* (2022)"."""
        mark = next(self.page.marks_in(line.start, line.end, "em"), None)
        begins = mark is not None and mark.start <= line.start + 1 and mark.end >= names.names[0].end
        return begins and not self.owner.is_called(names.names[0].text)

    def _in_box(self, line: Line) -> Names | None:
        """The other authors in a bracket that a line begins with: "(with Bo Berg) Loud Ice"."""
        lead = WITH.match(self.text, line.start, line.end)
        close = self.text.find(")", lead.end(), line.end) if lead else -1
        names = read_names(self.text, lead.end(), close) if lead and close > 0 else None
        if not names or not names.names or self.text[names.end : close].strip():
            return None
        return Names(names.names, close + 1, names.et_al, True)

    def _after_dash(self, dash: Range, end: int) -> Names:
        """The authors where a dash stands for the owner, named above it: "———, and Bo Berg. “Loud Ice.”"."""
        first = Name(self.owner.name, *dash)
        lead = _AND_NEXT.match(self.text, dash.end, end)
        more = read_names(self.text, lead.end(), end) if lead else None
        if not more or not more.names:
            return Names((first,), dash.end, False, True)
        return Names((first, *more.names), more.end, more.et_al, more.clean)

    def titled_until(self, line: Line) -> int:
        """Where the link that a line begins with ends, if it may be a title; -1 if there is none."""
        for mark in self.page.marks_in(line.start, line.end, "link"):
            long = len(_LONG_WORD.findall(self.text[mark.start : mark.end]))
            titled = (
                long > 3 or long and WITH.match(self.text, mark.end + 1, line.end)
            )  # "[Ice and Oil](link) (with Bo"
            return mark.end if mark.start <= line.start + 1 and titled else -1
        return -1

    def _title_mark(self, line: Line) -> int:
        """Where the first marked words of a line begin that can be a title, not names; 0 if none are."""
        for mark in self.page.marks_in(line.start + 4, line.end, "em", "strong", "link"):
            words = self.text[mark.start : mark.end]
            long = len(_LONG_WORD.findall(words))
            stopped = mark.kind == "em" and _FULL_STOP.search(self.text, line.start, mark.start)
            if stopped and not is_name(words.strip(" .")):
                return mark.start  # "Lind and Berg. *Ice & Snow.* Lake Days"
            if long > 3 or long == 3 and not self.owner.is_called(words) and not is_name(words):
                return mark.start
        return 0

    def plausible(self, names: Names, line: Line) -> bool:
        """Whether a list of names is a list of authors and not a phrase in capitals."""
        if not names.names:
            return False
        if WITH.match(self.text, line.start, line.end) and self.text[names.end : names.end + 1] in ")]":
            return True
        if len(names.names) == 2 and self.text[names.names[0].end : names.names[1].start].strip() == "with":
            return self._has_owner(names)  # "Steady Lakes with Uniform Ice"
        if WITH.match(self.text, self.page.trim(names.end, line.end).start) and not self._has_owner(names):
            return False  # "Ice and Oil (with Bo Berg)"
        if self._owner_follows(names, line):
            return False  # "Quiet Lakes and Long Roads", and then the authors
        if len(names.names) >= 2 and (names.clean or names.et_al or len(names.names) >= 3):
            return True
        if self._has_owner(names):
            return True
        if len(names.names) == 2:
            rest = self.text[names.end : line.end].strip()
            return not rest or bool(re.match(r"[,.;(“\"]", rest))
        name = names.names[0].text
        rest = self.text[names.end : line.end]
        inverted = bool(re.match(r"[\w'’-]+, [^\W\d_]\.|[А-ЯЁ][\w-]+ [А-ЯЁ]\.|[A-Z][\w'’-]+ [A-Z]\.\s?[A-Z]\.$", name))
        return (
            names.clean
            and (inverted or names.et_al)
            or (
                names.clean
                and bool(re.match(r"\s*[(（,.，]{0,2}\s*[(（]?(?:19|20)\d\d|[.,]?\s*[“\"«]", rest))
                and is_name(name)
            )
        )

    def _owner_follows(self, names: Names, line: Line) -> bool:
        """Whether two names without the owner's stand before a list of names with it: the two are a title."""
        if len(names.names) != 2 or self._has_owner(names):
            return False
        if not _AND.fullmatch(self.text, names.names[0].end, names.names[1].start):
            return False
        rest = self.page.trim(names.names[1].end, self.page.blocks[line.block].end, " \t\n.,:")
        after = read_names(self.text, rest.start, rest.end)
        return len(after.names) > 1 and self._has_owner(after)

    def _has_owner(self, names: Names) -> bool:
        return any(self.owner.is_called(name.text) for name in names.names)

    def split(self, entry: Entry) -> list[Entry]:
        """An entry whose lines are each a paper with a title in quotation marks, as several entries."""
        led = [bool(self.authors_at_start(line)) and line.end - line.start > _LEAST_PAPER for line in entry.lines]
        if len(led) > 1 and all(led):  # below one year in the margin
            date = next(iter(read_dates(self.text, entry.lines[0].start, entry.lines[0].start + 12)), None)
            label = entry.label or (self.text[date.begin : date.stop] if date else "")
            return [Entry((line,), (), label) for line in entry.lines]
        quoted_at = [i for i, line in enumerate(entry.lines) if self.leads_with_quote(line)]
        titled = [i for i, line in enumerate(entry.lines) if i in quoted_at or self._in_company(line)]
        if quoted_at:
            titled = sorted({*titled, *(i for i, line in enumerate(entry.lines) if self._is_book(line))})
        if len(titled) < 2:
            return [entry]
        bounds = [*titled, len(entry.lines)]
        return [entry._replace(lines=entry.lines[a:b], details=()) for a, b in zip(bounds, bounds[1:], strict=False)]

    def _is_book(self, line: Line) -> bool:
        """Whether a line begins with a title in italics and tells a year: a book among quoted articles."""
        mark = next(self.page.marks_in(line.start, line.end, "em"), None)
        titled = mark is not None and mark.start <= line.start + 1 and mark.end < line.end
        return titled and bool(read_dates(self.text, line.start, line.end)) and not self.authors_at_start(line)

    def leads_with_quote(self, line: Line) -> bool:
        """Whether a line begins with a title in quotation marks."""
        body = self.body(line)
        title = quoted(self.page, body.start, body.end)
        return bool(title and title.outer_start <= body.start + 1)

    def _in_company(self, line: Line) -> bool:
        """Whether a line begins with a title in bold whose other authors follow: "**Loud Ice**, with Bo Berg"."""
        for mark in self.page.marks_in(line.start, line.end, "strong"):
            lead = _COMPANY.match(self.text, mark.end, line.end)
            return mark.start == line.start and bool(lead and read_names(self.text, lead.end(), line.end).clean)
        return False

    def cells(self, line: Line, *, alone: bool = False) -> list[Line]:
        """The columns of a line: the cells of a table's row, or what tabs set apart; `alone`: within the line."""
        block = self.page.blocks[line.block]
        cells = [Range(*cell) for cell in block.cells if cell[1] > cell[0]]
        if alone:
            cells = [Range(max(a, line.start), min(b, line.end)) for a, b in cells if b > line.start and a < line.end]
        if block.kind != "row" or len(cells) < 2:
            cells = []
            start = line.start
            for piece in self.text[line.start : line.end].split("\t"):
                cells.append(self.page.trim(start, start + len(piece)))
                start += len(piece) + 1
        return [Line(c.start, c.end, line.block) for c in cells if c.end > c.start]

    def is_links(self, line: Line) -> bool:
        """Whether a line holds nothing but links: "[PDF] [Code]"."""
        words = self.text[line.start : line.end]
        if is_more_than_links(words, 4):
            return False
        rest = LINKS.sub(" ", words)
        return len(re.sub(r"[^\w]+", "", rest)) < 4 and not re.search(r"[\u4e00-\u9fff\uac00-\ud7af]{2,}|\d{4}", rest)

    def badges(self, lines: Sequence[Line], bodies: Sequence[Line], title: Title) -> str:
        """What stands in badges before the title: bracketed, bold, or a line of its own."""
        pieces = [self.text[line.start : body.start] for line, body in zip(lines, bodies, strict=True)]
        for body in bodies:
            words = self.text[body.start : body.end]
            if body.end <= title.outer_start and len(words) <= 40 and self.is_badge(words):
                pieces.append(words)
            brief = re.fullmatch(r"(?:0[1-9]|1[0-2])/(\d\d)", words)  # 09/18
            if brief:
                pieces.append(f"'{brief[1]}")
        return " ".join(piece for piece in pieces if re.search(r"\w{2}", piece))

    def is_dated(self, bodies: Sequence[Line]) -> bool:
        """Whether one of the lines tells a date."""
        return any(
            read_dates(self.text, body.start, body.end) or _LETTERED.fullmatch(self.text, body.start, body.end)
            for body in bodies
        )

    def single_author(self, body: Line) -> Names | None:
        """The one author that a line holds and nothing else."""
        names = read_names(self.text, body.start, body.end)
        if len(names.names) == 1 and is_name(names.names[0].text):
            rest = self.text[names.end : body.end].strip(" .*,")
            if not rest or re.match(r"advised by|supervised by|\(?(?:19|20)\d\d", rest):
                return names
        return None
