"""Papers: title, authors, venue and year of each entry of a list of publications, in whatever order they stand."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from qabot.profiles.dates import read_dates
from qabot.profiles.entries import Entry, clean_line, read_entries, under_dates
from qabot.profiles.name_lists import Names, read_names
from qabot.profiles.names import Owner
from qabot.profiles.page import Line, Page, Range
from qabot.profiles.paper_venues import badge_venue, find_venue, join_venue
from qabot.profiles.paper_words import (
    ABSTRACT,
    HONOUR,
    LINKS,
    NUMBERING,
    PREPRINT,
    STATUS,
    STATUS_WORD,
    count_words,
    cut_at_abstract,
    is_long_enough,
    is_more_than_links,
    lone_year,
    may_tell,
)
from qabot.profiles.papers_leads import is_names_only
from qabot.profiles.persons import is_name, strip_titles
from qabot.profiles.profile import Paper, PaperStatus, Value
from qabot.profiles.sections import Part, heading_kind
from qabot.profiles.tables import is_template
from qabot.profiles.titles import (
    Title,
    best_title,
    is_venue_only,
    marked_title,
    quoted,
    strip_tail,
    title_after,
    title_end,
    venue_within,
)
from qabot.profiles.venues import is_venue, known_short, short_name
from qabot.sources.source import Span

KINDS: dict[str, PaperStatus] = {"papers": "", "preprints": "preprint", "theses": "thesis", "data": "dataset"}
_DATED = re.compile(
    r"(?:(?:19|20)\d\d|\d{4}[./]\d{1,2})\s*[.:：|,\t—–-]\s*(?=\S)|(?:19|20)\d\d\s+(?=[\"“«])|"
    r"(?:19|20)\d\d\s+(?=[^\W\d_][\w'’-]+,?\s[A-Z](?:\.|[A-Z]?,))|[(（](?:19|20)\d\d[)）]\s*[.:：,]?\s*(?=\S)"
)
_BADGE = re.compile(r"\s*(?:[\[【(（]\s*([^\]】)）\n]{1,60})\s*[\]】)）]\s*[.:：]?\s*)")

_EDITORS = re.compile(
    r"\s*,?\s*[(（\[](?:Hrsg|Hg|[Ee]ds?|[ÉéE]ds?|[Dd]irs?|[Cc]oords?|[Oo]rgs?|ред|编|編|主编)\.?[)）\]]\s*[.,:]?\s*"
)
_COMPANY = re.compile(r"\s*[,(（]?\s*(?:joint work |joint )?with\s+")
_NOTE = re.compile(
    r"\W*(?:click (?:on|here|the)|for more (?:information|details)|more (?:information|details|info)\b)", re.I
)
_IN_PRINT = re.compile(r"\b(?:vol(?:ume|\.)?|no\.|pp\.|pages)\s*\d", re.I)
_POINTS_ON = re.compile(  # a link to a list of papers, and no paper
    r"\b(?:my|list|all|full|complete|more|here|profile|google scholar|dblp|publications?|see)\b", re.I
)
_REGISTERED = re.compile(  # "Loud Ice, arXiv:2101.00001", "Loud Ice. (doi:10.1000/ice)"
    r"\barxiv(?:\spreprint)?\s?[:\s]\s?(?:arxiv:)?(?:[a-z-]+/)?\d|\bdoi:?\s?10\.|"
    r"\barxiv\.org/(?:abs|pdf)/\S*\d|\bdoi\.org/10\.",
    re.I,
)
_WITH = re.compile(r"[(\[]\s*(?:joint work |joint )?(?:with|avec|mit|con)\s+", re.I)  # "(with Bo Berg) Loud Ice."


def read_papers(page: Page, part: Part, owner: Owner) -> list[Paper]:
    """The papers of one section of a page, in order. A section whose entries cannot be told apart gives none."""
    reader = _Reader(page, part, owner)
    papers: list[Paper] = []
    own_heading = bool(part.section.title) and heading_kind(part.section.title) == ""
    if own_heading:
        # The heading of the paper itself: "### Title" with its authors below.
        below = read_entries(page, part, reader.is_anchor, sentences=True)
        paper = reader.under_heading(below)
        if paper:
            return [paper]
    for entry in under_dates(page, read_entries(page, part, reader.is_anchor, sentences=True)):
        for piece in reader.split(entry):
            paper = reader.read(piece)
            if paper:
                papers.append(paper)
    return papers


def _bare_name(name: str) -> str:
    """An author's name without titles; the full stop of a last initial stays."""
    if "," in name or _INITIALS_FIRST.match(name):
        return name  # "MR Lind": initials, no title
    bare = strip_titles(name)
    return f"{bare}." if name.endswith(f"{bare}.") and _INITIAL_LAST.search(bare) else bare


_INITIALS_FIRST, _INITIAL_LAST = re.compile(r"[A-Z]{2,3}\s[A-Z][a-z]"), re.compile(r"(?:^|[\s.-])[^\W\d_]$")
_SHARED = re.compile(r"(\b|[(\[])(?:with|mit|avec|con)\s+$", re.I)
_YEAR_NEXT = re.compile(r"[^\w]{0,6}\(?((?:19|20)\d\d)[a-z]?\b")
_BADGE_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)|['’](\d\d)(?!\d)")
_PAGES = re.compile(r"\b(?:19|20)\d\d\s*[-–]\s*(?:19|20)?\d\d")
_YEAR = re.compile(r"(?:19|20)\d\d")
_IN_WORK = re.compile(r"working paper|in progress|job market", re.I)
_PRINTED_URL = re.compile(r"https?://[^\s<>\"'，。；）)\]】|]+")
_LETTER = re.compile(r"\w")


_AND = re.compile(r"\s+(?:and|&)\s+")
_GLUED = re.compile(r"[A-Z]{2}((?:19|20)\d\d)(?!\d)|[A-Za-z]\s?['’](\d\d)(?!\d)")  # "ICML2021", "ICML '21"


class _Reader:
    """Reads the entries of one section."""

    def __init__(self, page: Page, part: Part, owner: Owner) -> None:
        self.page, self.part, self.owner, self.text = page, part, owner, page.text
        self._bodies: dict[Line, Line] = {}  # what was read of a line is asked for again when its entry is read
        self._authors_of: dict[Line, Names | None] = {}
        lines = [
            ln
            for ln in page.lines_in(part.body, part.end)
            if page.blocks[ln.block].kind != "field" and not page.is_heading(ln.block)
        ]
        blocks = {line.block for line in lines}
        listed = {line.block for line in lines if self.authors_at_start(line)}
        titled = {line.block for line in lines if quoted(self.page, line.start, line.end)}
        self._by: Callable[[Line], bool]
        if listed and len(listed) >= max(1, 0.2 * len(blocks)) and len(listed) >= 0.5 * len(titled):
            self._by = lambda line: bool(self.authors_at_start(line))
        elif titled:
            self._by = lambda line: bool(quoted(self.page, line.start, line.end))
        else:
            self._by = self._has_year
        self.year = lone_year(part.section.title)

    def is_anchor(self, line: Line) -> bool:
        """Whether a line is the one that each entry of this section has once."""
        return self._by(line)

    def _has_year(self, line: Line) -> bool:
        return len(self.text[line.start : line.end]) > 25 and bool(read_dates(self.text, line.start, line.end))

    def body(self, line: Line) -> Line:
        """A line without its number, bullet and badge."""
        if line not in self._bodies:
            self._bodies[line] = self._body(line)
        return self._bodies[line]

    def _body(self, line: Line) -> Line:
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
                and (self.is_badge(badge[1]) or re.fullmatch(r"[A-Z]{0,3}\d{1,3}", badge[1]))
            ):
                start = badge.end()
                continue
            marked = self._badge_mark(start, line.end)
            if marked > start:
                start = marked
                continue
            dated = _DATED.match(self.text, start, line.end)
            if dated:
                start = dated.end()
                continue
            break
        return Line(*self.page.trim(start, line.end, " \t\n"), line.block) if start < line.end else line

    def is_badge(self, text: str) -> bool:
        """Whether bracketed words before an entry tell its venue or year: "[NeurIPS 2023]"."""
        return bool(
            known_short(text)
            or re.search(r"(?:19|20)\d\d|['’]\d\d\b", text)
            or STATUS_WORD.fullmatch(text.strip())
            or re.fullmatch(r"[A-Z][A-Za-z&-]{1,9}(?:\s?'?\d\d)?", text.strip())
        )

    def _badge_mark(self, start: int, end: int) -> int:
        """Where a bold or badged venue that leads a line ends: "**IJCAI 2025** Title"."""
        for mark in self.page.marks_in(start, end, "strong", "badge", "code", "em"):
            if mark.start > start + 1:
                break
            words = self.page.words(mark.start, mark.end).strip("[]()【】 :：")
            if mark.kind == "em" and not re.fullmatch(r"[\d\W]*|[A-Z][\w&/ -]{1,14}[\W\d]*", words):
                break
            if len(words.split()) <= 6 and mark.end < end - 3 and self.is_badge(words) and not is_name(words):
                return self.page.trim(mark.end, end, " \t\n:：|.,]】)").start
        return start

    def authors_at_start(self, line: Line) -> Names | None:
        """The list of authors a line begins with, None if it begins with something else."""
        if line not in self._authors_of:
            self._authors_of[line] = self._read_authors(self.body(line))
        return self._authors_of[line]

    def _read_authors(self, line: Line) -> Names | None:
        names = read_names(self.text, line.start, line.end)
        return names if self.plausible(names, line) else None

    def plausible(self, names: Names, line: Line) -> bool:
        """Whether a list of names is a list of authors and not a phrase in capitals."""
        if not names.names:
            return False
        if _WITH.match(self.text, line.start, line.end) and self.text[names.end : names.end + 1] in ")]":
            return True
        if len(names.names) == 2 and self.text[names.names[0].end : names.names[1].start].strip() == "with":
            return any(self.owner.is_called(name.text) for name in names.names)  # "Steady Lakes with Uniform Ice"
        if self._owner_follows(names, line):
            return False  # "Quiet Lakes and Long Roads", and then the authors
        if len(names.names) >= 2 and (names.clean or names.et_al or len(names.names) >= 3):
            return True
        if any(self.owner.is_called(name.text) for name in names.names):
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

    def split(self, entry: Entry) -> list[Entry]:
        """An entry whose lines are each a paper with a title in quotation marks, as several entries."""
        titled = [i for i, line in enumerate(entry.lines) if self._leads_with_quote(line) or self._in_company(line)]
        if len(titled) < 2:
            return [entry]
        bounds = [*titled, len(entry.lines)]
        return [entry._replace(lines=entry.lines[a:b], details=()) for a, b in zip(bounds, bounds[1:], strict=False)]

    def _leads_with_quote(self, line: Line) -> bool:
        body = self.body(line)
        title = quoted(self.page, body.start, body.end)
        return bool(title and title.outer_start <= body.start + 1)

    def _in_company(self, line: Line) -> bool:
        """Whether a line begins with a title in bold whose other authors follow: "**Loud Ice**, with Bo Berg"."""
        for mark in self.page.marks_in(line.start, line.end, "strong"):
            lead = _COMPANY.match(self.text, mark.end, line.end)
            return mark.start == line.start and bool(lead and read_names(self.text, lead.end(), line.end).clean)
        return False

    def under_heading(self, below: Sequence[Entry]) -> Paper | None:
        """The paper whose title is the section's heading, if its authors stand below it."""
        page, section = self.page, self.part.section
        start = page.text.find(section.title[:20], section.span.start)
        if start < 0 or not is_long_enough(section.title):
            return None
        lines = self._before_next([line for entry in below for line in entry.lines][:8])
        short = [line for line in lines if line.end - line.start < 400]
        for line in short[:4]:
            names = self.authors_at_start(line) or self._lone_owner(line)
            above = [ln for ln in short if ln.start < line.start and not is_venue_only(self.text[ln.start : ln.end])]
            if any(is_long_enough(self.text[ln.start : ln.end], 3) for ln in above):
                return None  # the title stands below the heading
            if names and self._tells_title(names, line):
                return None  # the heading is that of a kind of publications
            if names and sum(bool(self.authors_at_start(ln)) for ln in lines) <= 2:
                end = max(ln.end for ln in short)
                title = page.trim(start, self.part.body, " \n\t:：.")
                own = [line, *[s for s in short if s.start > line.start]]
                year = self._year_above() or self._year_heading()
                badge = str(year) if year and not self._dated(own) else ""
                return self._paper(Title(*title, *title), names, Range(section.span.start, end), own, badge)
        return None

    def _owner_follows(self, names: Names, line: Line) -> bool:
        """Whether two names without the owner's stand before a list of names with it: the two are a title."""
        if len(names.names) != 2 or any(self.owner.is_called(name.text) for name in names.names):
            return False
        if not _AND.fullmatch(self.text, names.names[0].end, names.names[1].start):
            return False
        rest = self.page.trim(names.names[1].end, self.page.blocks[line.block].end, " \t\n.,:")
        after = read_names(self.text, rest.start, rest.end)
        return len(after.names) > 1 and any(self.owner.is_called(name.text) for name in after.names)

    def _tells_title(self, names: Names, line: Line) -> bool:
        """Whether a title stands behind the authors of a line: quoted, or behind their year with a venue after it."""
        rest = self.page.trim(names.end, self.body(line).end, " \t\n,;:：，)")
        title = quoted(self.page, *rest)
        if title and title.outer_start <= rest.start + 3:
            return True
        year = re.compile(r"[.,(（\s]*(?:19|20)\d\d[a-z]?\s*[)）]\s*[.:,]?\s*").match(self.text, names.end, rest.end)
        begin = self.page.trim(year.end() if year else rest.start, rest.end, " \t\n.")
        stop = title_end(self.page, *begin)
        words = self.text[begin.start : stop]
        more = self.text[stop : rest.end].strip(" .,;:")
        return (
            bool(year or not is_venue(words))
            and is_long_enough(words, 3)
            and is_long_enough(more, 2)
            and not (is_venue_only(words) or is_venue(words) and not year)
        )

    def _year_above(self) -> int | None:
        """The year that stands on a line of its own, one or two lines above the section's heading."""
        start = self.part.section.span.start
        near = self.page.lines_in(max(0, start - 120), start)[-2:]
        years = [lone_year(self.text[line.start : line.end]) for line in near]
        return next((year for year in years if year), None)

    def _year_heading(self) -> int | None:
        """The year of the last heading above that is one, if it is no lower than the section's: a title below it."""
        blocks = self.page.blocks
        own = self.page.block_at(self.part.section.span.start)
        for number in range(own - 1, max(-1, own - 400), -1):
            block = blocks[number]
            if own < 0 or block.kind == "heading" and block.level < blocks[own].level:
                break
            if block.kind == "heading" and block.end - block.start < 9:
                return lone_year(self.text[block.start : block.end])
        return None

    def _before_next(self, lines: list[Line]) -> list[Line]:
        """Lines up to the year that leads the next paper: the one below a line of links, if each has one above it."""
        if not self._year_above():
            return lines
        for number in range(1, len(lines)):
            year = lone_year(self.text[lines[number].start : lines[number].end])
            if year and self._is_links(lines[number - 1]):
                return lines[:number]
        return lines

    def _lone_owner(self, line: Line) -> Names | None:
        body = self.body(line)
        names = read_names(self.text, body.start, body.end)
        return names if names.names and names.clean and not self.text[names.end : body.end].strip(" .*") else None

    def read(self, entry: Entry) -> Paper | None:
        """The paper of one entry, None if it holds none."""
        lines = [line for line in entry.lines if not ABSTRACT.match(self.text, line.start, line.end)]
        lines = lines[: cut_at_abstract(self.text, entry.lines)] if len(lines) != len(entry.lines) else lines
        lines = [line for line in lines if not self._is_links(line)]
        if not lines or is_template(self.text[entry.start : entry.end]):
            return None
        lines = list(dict.fromkeys(cell for line in lines for cell in self._cells(line)))
        bodies = [self.body(line) for line in lines]
        found = self._by_authors(bodies) or self._by_title(bodies) or self._by_columns(bodies)
        if not found:
            return None
        title, names = found
        if is_names_only(self.text[title.start : title.end]):
            return None
        badge = self._badges(lines, bodies, title)
        return self._paper(title, names, Range(entry.start, entry.end), bodies, badge, entry)

    def _cells(self, line: Line) -> list[Line]:
        """The columns of a line: the cells of a table's row, or what tabs set apart."""
        block = self.page.blocks[line.block]
        cells = [Range(*cell) for cell in block.cells if cell[1] > cell[0]]
        if block.kind != "row" or len(cells) < 2:
            cells = []
            start = line.start
            for piece in self.text[line.start : line.end].split("\t"):
                cells.append(self.page.trim(start, start + len(piece)))
                start += len(piece) + 1
        return [Line(c.start, c.end, line.block) for c in cells if c.end > c.start]

    def _is_links(self, line: Line) -> bool:
        words = self.text[line.start : line.end]
        if is_more_than_links(words, 4):
            return False
        rest = LINKS.sub(" ", words)
        return len(re.sub(r"[^\w]+", "", rest)) < 4 and not re.search(r"[\u4e00-\u9fff\uac00-\ud7af]{2,}|\d{4}", rest)

    def _badges(self, lines: Sequence[Line], bodies: Sequence[Line], title: Title) -> str:
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

    def _by_authors(self, bodies: Sequence[Line]) -> tuple[Title, Names | None] | None:
        """Title and authors of an entry in which a line begins with the authors."""
        for number, body in enumerate(bodies):
            names = self.authors_at_start(body)
            if not names and number and len(bodies) > 1:
                names = self._single_author(body)
            if not names:
                continue
            editors = _EDITORS.match(self.text, names.end, body.end)
            rest = self.page.trim(editors.end() if editors else names.end, body.end, " \t\n,.;:：，。)")
            inside = (
                title_after(self.page, rest)
                if count_words(self.text[rest.start : rest.end]) >= 3 or quoted(self.page, *rest)
                else None
            )
            before = self._title_before(bodies[:number])
            if before and (not inside or not quoted(self.page, *rest)):
                return before, names
            if inside:
                return inside, self._after_slash(inside, body) or names
            below = [b for b in bodies[number + 1 :] if is_long_enough(self.text[b.start : b.end])]
            after = next(
                (b for b in below if not is_venue_only(self.text[b.start : b.end])), below[0] if below else None
            )
            if after:
                title = self._whole_line(after, bodies) or best_title(self.page, after)
                if title:
                    return title, names
        return None

    def _whole_line(self, line: Line, bodies: Sequence[Line]) -> Title | None:
        """A line as a title of several sentences, where another line of the entry has the venue and its numbers."""
        numbered = any(
            is_venue_only(self.text[b.start : b.end]) for b in bodies if b is not line and b.end - b.start > 8
        )
        if not numbered or quoted(self.page, *line[:2]) or marked_title(self.page, *line[:2]):
            return None
        return Title(line.start, strip_tail(self.page, line.start, line.end), line.start, line.end)

    def _after_slash(self, title: Title, body: Line) -> Names | None:
        """All the authors, where they stand behind the title, too: "Lind A. Loud ice / A. Lind, B. Berg // Journal"."""
        slash = re.compile(r"\s*/\s*(?=[^\W\d_])").match(self.text, title.outer_end, body.end)
        names = read_names(self.text, slash.end(), body.end) if slash else None
        return names if names and names.clean and names.names else None

    def _single_author(self, body: Line) -> Names | None:
        names = read_names(self.text, body.start, body.end)
        if len(names.names) == 1 and is_name(names.names[0].text):
            rest = self.text[names.end : body.end].strip(" .*,")
            if not rest or re.match(r"advised by|supervised by|\(?(?:19|20)\d\d", rest):
                return names
        return None

    def _title_before(self, bodies: Sequence[Line]) -> Title | None:
        """The title among the lines above the authors: one in bold, else the nearest that is no venue."""
        whole = [
            b
            for b in bodies
            if self.page.marked(b.start, b.end, "strong", "link") and not is_venue_only(self.text[b.start : b.end])
        ]
        for body in [*whole, *reversed(bodies)]:
            words = self.text[body.start : body.end]
            if is_venue_only(words) or not is_long_enough(words, 2):
                continue
            title = quoted(self.page, body.start, body.end)
            if title:
                return title
            marked = marked_title(self.page, body.start, body.end)
            if marked and marked.end - marked.start > 0.5 * (body.end - body.start):
                return marked
            stop = strip_tail(self.page, body.start, body.end)
            return Title(body.start, stop, body.start, body.end)
        return None

    def _by_title(self, bodies: Sequence[Line]) -> tuple[Title, Names | None] | None:
        """Title first: quoted, marked, or the first sentence before a list of names."""
        for body in bodies:
            title = quoted(self.page, body.start, body.end)
            if title and title.outer_start - body.start <= 90:
                return title, self._authors_near(body, bodies, title)
        for body in bodies:
            title = marked_title(self.page, body.start, body.end)
            if title:
                names = self._authors_near(body, bodies, title)
                rest = self.text[title.outer_end : bodies[-1].end]
                if names or read_dates(rest) or is_venue(rest) or self._dated(bodies):
                    return title, names
        body = bodies[0]
        whole = self._linked_whole(body) if len(bodies) == 1 else None
        if whole:
            return whole, None
        stop = title_end(self.page, body.start, body.end)
        title = Title(*self.page.trim(body.start, stop, " \t\n,."), body.start, stop)
        if not is_long_enough(self.text[title.start : title.end], 3) or re.match(
            r"(?:see|i have|for (?:a|more|the)|please|full list|my |we |the full|更多|完整)\b",
            self.text[title.start : title.end],
            re.I,
        ):
            return None
        names = self._authors_near(body, bodies, title)
        if names:
            return title, names
        told = self._before_owner(body, title)
        if told:
            return told
        after = self.text[stop : bodies[-1].end]
        dated = self._dated(bodies) and self.page.blocks[body.block].kind in ("item", "row")
        if _REGISTERED.search(after) and len(after) < 300:
            return title, None
        printed = is_venue(after) or bool(_IN_PRINT.search(after))
        return (title, None) if printed and (read_dates(after) or dated) and len(after) < 300 else None

    def _linked_whole(self, body: Line) -> Title | None:
        """The title that is all an item of a list of papers holds, as a link to the paper."""
        if self.page.blocks[body.block].kind != "item" or self.part.kind not in ("papers", "preprints"):
            return None
        for mark in self.page.marks_in(body.start, body.end, "link"):
            if mark.start > body.start or mark.end < body.end - 1 or mark.target.startswith("#"):
                return None
            words = self.text[mark.start : mark.end]
            if count_words(words) < 5 or _POINTS_ON.search(words) or is_venue_only(words):
                return None
            return Title(*self.page.trim(mark.start, mark.end, " \t\n,."), mark.start, mark.end)
        return None

    def _before_owner(self, body: Line, title: Title) -> tuple[Title, Names] | None:
        """A title set apart by a comma from authors with the owner among them: "Loud Ice, Ada Lind, Bo Berg"."""
        commas = re.compile(r"[,，]\s*").finditer(self.text, title.start, title.end)
        for comma in (c for c, _ in zip(commas, range(8), strict=False)):
            names = read_names(self.text, comma.end(), body.end)
            words = self.text[title.start : comma.start()]
            if not is_long_enough(words, 3) or is_name(words):
                continue
            if len(names.names) > 1 and any(self.owner.is_called(name.text) for name in names.names):
                return Title(title.start, comma.start(), title.outer_start, comma.start()), names
        return None

    def _by_columns(self, bodies: Sequence[Line]) -> tuple[Title, Names | None] | None:
        """A title in a column of its own beside one with venue or year."""
        long = [
            b
            for b in bodies
            if is_long_enough(self.text[b.start : b.end], 4) and not is_venue_only(self.text[b.start : b.end])
        ]
        titles = [b for b in long if not is_venue(self.text[b.start : b.end])] or long
        if len(bodies) < 2 or not titles:
            return None
        body = max(titles, key=lambda b: b.end - b.start)
        others = [self.text[b.start : b.end] for b in bodies if b is not body]
        if not any(is_venue(words) or read_dates(words) for words in others):
            return None
        return Title(body.start, strip_tail(self.page, body.start, body.end), body.start, body.end), None

    def _dated(self, bodies: Sequence[Line]) -> bool:
        return any(read_dates(self.text, body.start, body.end) for body in bodies)

    def _authors_near(self, body: Line, bodies: Sequence[Line], title: Title) -> Names | None:
        """The authors after a title on its line, before it, or on a line of their own."""
        rest = Line(*self.page.trim(title.outer_end, body.end, " \t\n,.;:：，。—–-|"), body.block)
        names = read_names(self.text, rest.start, rest.end)
        if not names.clean and title.outer_end > title.end or len(names.names) > 1 and not names.clean:
            names = self._names_before_mark(rest) or names
        lead = re.compile(
            r"\s*[.,;(（]?\s*(?:joint work |joint |co-?authored |coauthored |written |zusammen |gemeinsam |"
            r"en collaboration )?(?:with|mit|avec|con|together with|by)\s+",
            re.I,
        ).match(self.text, title.outer_end, body.end)
        if lead:
            after = read_names(self.text, lead.end(), body.end)
            if after.names:
                return after
        if (
            names.names
            and self.plausible(names, rest)
            or (
                len(names.names) >= 1
                and names.clean
                and self.text[title.outer_end : rest.start].strip().startswith(("by", "—", "–", "-", "/"))
            )
        ):
            return names
        before = Line(*self.page.trim(body.start, title.outer_start, " \t\n,.;:"), body.block)
        if before.end > before.start:
            names = read_names(self.text, before.start, before.end)
            if names.names and (len(names.names) > 1 or is_name(names.names[0].text)):
                return names
        for other in bodies:
            if other.start != body.start:
                found = self.authors_at_start(other) or self._single_author(other)
                if found:
                    return found
        return None

    def _names_before_mark(self, rest: Line) -> Names | None:
        """The authors that end where the venue's italics begin: "Ada Lind, Bo Berg *Journal*"."""
        for mark in self.page.marks_in(rest.start, rest.end, "em", "badge"):
            if mark.start > rest.start and not is_name(self.page.words(mark.start, mark.end), lone=True):
                names = read_names(self.text, rest.start, self.page.trim(rest.start, mark.start).end)
                return names if names.names and names.clean else None
        return None

    def _paper(
        self,
        title: Title,
        names: Names | None,
        whole: Range,
        bodies: Sequence[Line],
        badge: str,
        entry: Entry | None = None,
    ) -> Paper:
        page, text = self.page, self.text
        inner = page.trim(title.start, title.end, ' \t\n“”"«».,;:')
        title = title._replace(start=inner.start, end=inner.end + (text[inner.end : inner.end + 3] == "..."))
        parts = {"title": page.span(title.start, title.end)}
        authors = self._authors(names, title)
        if names and names.names:
            parts["authors"] = page.span(names.names[0].start, names.names[-1].end)
        taken = [(title.outer_start, title.outer_end)]
        if names and names.names:
            taken.append((names.names[0].start, max(names.end, names.names[-1].end)))
        free = self._free(bodies, taken)
        after = [r for r in free if r.start >= title.outer_end] or [
            r for r in free if r.end <= title.outer_start or r.start >= title.outer_end
        ]
        venue = find_venue(self.page, after)
        within = None if venue or badge else venue_within(page, title)
        if within:
            title = title._replace(end=page.trim(title.start, within.start, " ,").end)
            parts["title"] = page.span(title.start, title.end)
            venue, after = within, [*after, Range(within.start, title.outer_end)]
        if venue:
            parts["venue"] = page.span(*venue)
        printed = page.words(*venue) if venue else ""
        badge_short = badge_venue(badge)
        venue_text = join_venue(printed, badge_short)
        year = self._year(names, title, after, badge, parts, whole, entry.label if entry else "")
        everything = " ".join([badge, *(text[r.start : r.end] for r in after)])
        status = self._status(everything, printed or badge_short)
        return Paper(
            title=page.words(title.start, title.end),
            span=page.span(whole.start, whole.end),
            authors=authors,
            venue=venue_text,
            venue_short=short_name(venue_text) or badge_short,
            year=year,
            status=status,
            honours=self._honours(after, title),
            links=self._targets(whole),
            parts=parts,
        )

    def _authors(self, names: Names | None, title: Title) -> tuple[str, ...]:
        if not names:
            return ()
        listed = [_bare_name(name.text) for name in names.names]
        lead = self.text[max(0, names.names[0].start - 14) : names.names[0].start] if names.names else ""
        behind = bool(names.names) and names.names[0].start > title.start
        shared = _SHARED.search(lead) if lead[-1:].isspace() else None
        shared = shared if behind or shared and shared[1] else None
        if shared and self.owner.name_from == "text" and not any(self.owner.is_called(name) for name in listed):
            listed.insert(0, self.owner.name)
        return tuple(dict.fromkeys(listed))

    def _free(self, bodies: Sequence[Line], taken: Sequence[tuple[int, int]]) -> list[Range]:
        """What is left of the lines once title and authors are taken out."""
        free: list[Range] = []
        for body in bodies:
            start = body.start
            for a, b in sorted(taken):
                if a < body.end and b > start:
                    if a > start:
                        free.append(Range(start, a))
                    start = max(start, b)
            if start < body.end:
                free.append(Range(start, body.end))
        return [r for r in free if self._says_more(self.text[r.start : r.end])]

    def _says_more(self, words: str) -> bool:
        if _NOTE.match(words):
            return False
        return is_more_than_links(words) or bool(_LETTER.search(words) and _LETTER.search(LINKS.sub(" ", words)))

    def _year(
        self,
        names: Names | None,
        title: Title,
        after: Sequence[Range],
        badge: str,
        parts: dict[str, Span],
        whole: Range,
        label: str = "",
    ) -> int | None:
        if names and names.names:
            near = _YEAR_NEXT.match(self.text, names.end, whole.end)
            if near:
                parts["year"] = self.page.span(*near.span(1))
                return int(near[1])
        short = _BADGE_YEAR.search(badge) if badge else None
        if short:
            return int(short[1]) if short[1] else 2000 + int(short[2])
        for area in after:
            for date in read_dates(self.text, area.start, area.end):
                words = self.text[date.begin : date.stop]
                if (
                    _PAGES.search(words)
                    and re.search(r"[,:;)]\s*$|pp\.?\s*$", self.text[area.start : date.begin])
                    and not is_venue(words)
                ):
                    if re.search(r"\d\s*[,:;)]\s*$", self.text[area.start : date.begin]):
                        continue  # pages 1985-2001
                if date.year and date.year <= 2040:
                    first = _YEAR.search(self.text, date.begin, date.stop)
                    if first:
                        parts["year"] = self.page.span(*first.span())
                    return date.year
            tick = _GLUED.search(self.text, area.start, area.end)
            if tick:
                group = 1 if tick[1] else 2
                parts["year"] = self.page.span(*tick.span(group))
                return int(tick[1]) if tick[1] else 2000 + int(tick[2])
        return (lone_year(label) if label else None) or self.year

    def _status(self, words: str, venue: str) -> PaperStatus:
        for status, pattern in STATUS if may_tell(words) else ():
            if pattern.search(words):
                return status
        default = KINDS.get(self.part.kind, "")
        if default in ("thesis", "dataset"):
            return default
        if PREPRINT.search(venue) or (not venue and PREPRINT.search(words)):
            return "preprint"
        if not venue and _IN_WORK.search(self.part.section.title):
            return "working paper"
        if venue:
            return "published"
        return default

    def _honours(self, after: Iterable[Range], title: Title) -> tuple[Value, ...]:
        found: dict[str, Value] = {}
        for area in after:
            for match in HONOUR.finditer(self.text, area.start, area.end) if may_tell(self.text[slice(*area)]) else ():
                value = self.page.value(*match.span())
                found.setdefault(value.text.casefold(), value)
        return tuple(found.values())

    def _targets(self, whole: Range) -> tuple[str, ...]:
        targets = [mark.target for mark in self.page.marks_in(whole.start, whole.end, "link")]
        printed = _PRINTED_URL.findall(self.text, whole.start, whole.end)
        return tuple(dict.fromkeys(t.rstrip(".,;") for t in [*targets, *printed] if t.startswith("http")))
