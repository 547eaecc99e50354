"""Papers: title, authors, venue and year of each entry of a list of publications, in whatever order they are printed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from qabot.profiles.dates import read_dates
from qabot.profiles.entries import Entry, clean_line, read_entries
from qabot.profiles.names import Owner
from qabot.profiles.page import Line, Page, Range
from qabot.profiles.persons import Names, is_name, read_names, strip_titles
from qabot.profiles.profile import Paper, PaperStatus, Value
from qabot.profiles.sections import Part, heading_kind
from qabot.profiles.tables import is_template
from qabot.profiles.venues import is_venue, known_short, short_name
from qabot.sources.source import Span

KINDS: dict[str, PaperStatus] = {"papers": "", "preprints": "preprint", "theses": "thesis", "data": "dataset"}

_QUOTES = (
    ("“", "”"),
    ("„", "“"),
    ('"', '"'),
    ("«", "»"),
    ("「", "」"),
    ("『", "』"),
    ("《", "》"),
    ("``", "''"),
    ("‘", "’"),
    ("'", "'"),
)
_QUOTED = re.compile(
    r"“([^“”]{6,400}?)[”\"]|„([^“”„]{6,400}?)[“”]|\"([^\"“”]{6,400}?)[\"”]|«([^«»]{6,400})»|「([^「」]{3,300})」|『([^『』]{3,300})』|《([^《》]{3,300})》|``([^`]{6,400}?)''|''([^']{6,400}?),?''"
    r"|(?<![\w])‘([^‘]{15,400}?)’(?![\w])|(?<![\w])'([^'\n]{15,300}?)[.,]?'(?![\w])"
)  # fmt: skip
_BADGE = re.compile(r"\s*(?:[\[【(（]\s*([^\]】)）\n]{1,60})\s*[\]】)）]\s*[.:：]?\s*)")
_NUMBERING = re.compile(
    r"\s*(?:\[?[A-Z]{0,3}\.?-?\d{1,3}\]?[.):：]\s+|\[[A-Z]{0,3}\.?-?\d{1,3}\]\s*|\(\d{1,3}\)\s*|\d{1,3}\s*[.)、]\s*(?=\D)|[①-⑳]\s*|[►▸•▪◦●■·]\s*|[-–]\s+)"
)
_LINKS = re.compile(
    r"(?:^|(?<=[\s\]\[(（|/,;·【]))(?:the\s)?(?:full |project |official |online |open access |extended |journal |published |ungated |supplementary )?(?:paper|papers|pdf|code|codes|project|page|project page|website|web|webpage|homepage|demo|slides?|video|videos|talk|poster|bib|bibtex|doi|link|links|github|git hub|abs|"
    r"abstract|arxiv|preprint|dataset|data|blog|blog post|blogpost|supp|supplementary|supplement|supplementary material|appendix|html|openreview|media|news|press|post|twitter|tweet|thread|dblp|cite|citation|model|models|download|view|read|full text|full paper|pre-print|acm|"
    r"ieee|springer|pubmed|publisher|article|colab|software|repo|repository|replication|ssrn|hal|version|huggingface|hugging face|teaser|presentation|short video|proceedings|youtube|dl|论文|代码|链接|项目|主页|项目主页|论文链接|下载|原文|网页|视频|幻灯片|数据|数据集|官网|论文 代码|リンク|論文|コード|スライド|ポスター|링크|논문|코드|슬라이드|포스터|프로젝트|ссылка|код|статья)(?=$|[\s\]\[)）|/,;·.】:])",
    re.I,
)  # fmt: skip
_HONOUR = re.compile(
    r"(?:\b(?:ICML|ICLR|CVPR|NeurIPS|AAAI|ACL|EMNLP|CHI)\s)?\b(?:best(?:\s(?:student|conference|demo|poster|theory|application|short|long|resource|workshop|journal|reproducib\w+|overall|technical|applied|system|social impact))*[\s-](?:paper|poster|demo|thesis|presentation|dissertation)(?:\s(?:award|prize))?(?:\s(?:finalist|nominee|nomination|candidate|runner[- ]up|honou?rable mention|shortlist))?|"
    r"outstanding (?:student )?paper(?: award| honou?rable mention)?|distinguished paper(?: award)?|honou?rable mention(?: award)?|spotlight(?:ed)?(?: (?:presentation|paper|talk))?|oral(?: (?:presentation|paper|talk))?\b(?!ly)|notable[- ]top[- ]?\d+%|top[- ]?\d+(?:\.\d+)?%|"
    r"highlight(?:ed)?(?: paper)?(?=[\])）,.;\s]|$)|editor['’]?s['’]? (?:choice|pick|suggestion)|most cited (?:paper|article)|runner[- ]up|test[- ]of[- ]time(?: award)?|winner of [^.;,()]{3,60}|esi (?:highly cited|hot)[^.;,()]{0,20}|cover (?:article|paper)|featured (?:article|paper)|"
    r"audience award|people['’]s choice award|student paper award)|最佳(?:学生)?论文(?:奖|提名|候选)?|优秀论文奖?|最優秀\w*賞|優秀\w*賞|学生奨励賞|최우수\s?논문상|우수\s?논문상|우수상",
    re.I,
)  # fmt: skip
_STATUS: tuple[tuple[PaperStatus, re.Pattern[str]], ...] = (
    ("submitted", re.compile(r"\b(?:under (?:review|revision|submission|peer[- ]review)|submitted(?: to)?|in (?:submission|review|revision)|revise (?:and|&) resubmit|R&R|major revision|minor revision|投稿中|在审|審査中|审稿中|심사\s?중|투고\s?중|eingereicht|на рецензии)\b", re.I)),
    ("working paper", re.compile(r"\b(?:working paper|work in progress|in preparation|in progress|manuscript|job market paper|draft|technical report|准备中|準備中|작성 중)\b", re.I)),
    ("accepted", re.compile(r"\b(?:accepted|to appear|forthcoming|in press|conditionally accepted|im druck|принято)\b|已?录用|接收|已接受|採択|掲載予定|게재\s?(?:예정|확정)", re.I)),
    ("thesis", re.compile(r"\b(?:(?:ph\.?\s?d\.?|doctoral|master['’]?s?|bachelor['’]?s?|m\.?sc\.?|b\.?sc\.?|honou?rs|diploma|undergraduate|habilitation)\s+(?:thesis|dissertation)|dissertation|masterarbeit|bachelorarbeit|диссертация|学位論文|学位论文|(?:博士|硕士|修士|卒業)(?:论文|論文))\b", re.I)),
)  # fmt: skip
_PREPRINT = re.compile(
    r"\b(?:arxiv|biorxiv|medrxiv|psyarxiv|chemrxiv|preprint|pre-print|ssrn|corr|hal-\d+|预印本|プレプリント)\b", re.I
)
_ABSTRACT = re.compile(
    r"(?:abstract|summary|keywords?|tl;?dr|摘要|概要|초록|要旨|motivation|problem|method|contribution|description|highlights?|аннотация|zusammenfassung|equal contribution|\*\s?(?:equal|corresponding|co-first|denotes|通讯|共同))\s*[:：]?",
    re.I,
)
_IN = re.compile(
    r"\s*(?:[.,;:：，。)）|]\s*)*(?:(?:published|appeared|presented|accepted|to appear|appearing|forthcoming|prepared|proceedings|proc\.?|submitted|poster|talk|oral)?\s*(?:in|at|to|for|by|on|under)\s*:?\s+(?:the\s)?|erschienen in\s+|in:\s*|В сб\.?:?\s*|//\s*|载于|发表于|发表在|收录于)?",
    re.I,
)
_VENUE_STOP = re.compile(
    r"\s*(?:[,，.:;(（]\s*|\s)(?:(?:19|20)\d\d\b|vol(?:ume)?\b|no\.?\s?\d|pp?\.?\s?\d|pages?\b|doi\b|https?:|isbn|arxiv:|issue\b|Bd\.|S\.\s?\d|Т\.\s?\d|№|С\.\s?\d|第?\d+卷|第\d+[期巻号]|[A-Za-z]?\d+(?:[\s(:（,.–-]|$)|impact factor|IF\s?[=:]|\((?:IF|SCI|CCF|JCR|Q\d|中科院|oral|spotlight|poster|accept)|[\[【]|\|)|\s*[\[【|]|\s*；|\s*。|\s+[-–—]\s+(?=\d|[A-Z][a-z]+\.?\s\d)|\s?(?:19|20)\d\d\b", re.I,
)  # fmt: skip
_SENTENCE_END = re.compile(
    r"(?<=[^\W\d_][\w)\]”\"'’%])[.?!](?:[”\"'’])?\s+(?=[\"“(\[]?[^\W\d_])|(?<=[\d)\]”\"'’])[.?!]\s+(?=[\"“(\[]?[A-ZÀ-ÞА-Я])|[。？！]|(?<=\w)\.\s*$"
)
_SHORT_WORDS = re.compile(
    r"(?:\b(?:vs|etc|cf|al|dr|prof|st|no|vol|fig|eq|approx|inc|ltd|ph\.d|u\.s|i\.e|e\.g|jr|sr|proc|int|conf|trans|univ|dept|ed|eds|resp|in|sp|ver))$",
    re.I,
)
_MIN_TITLE = 8  # characters of a title in letters; scripts without spaces need fewer


class _Title(NamedTuple):
    start: int
    end: int
    outer_start: int  # quotation marks included
    outer_end: int


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
    for entry in read_entries(page, part, reader.is_anchor, sentences=True):
        for piece in reader.split(entry):
            paper = reader.read(piece)
            if paper:
                papers.append(paper)
    return papers


class _Reader:
    """Reads the entries of one section."""

    def __init__(self, page: Page, part: Part, owner: Owner) -> None:
        self.page, self.part, self.owner, self.text = page, part, owner, page.text
        lines = [
            ln
            for ln in page.lines_in(part.body, part.end)
            if page.blocks[ln.block].kind != "field" and not page.is_heading(ln.block)
        ]
        blocks = {line.block for line in lines}
        listed = {line.block for line in lines if self.authors_at_start(line)}
        quoted = {line.block for line in lines if self.quoted(line.start, line.end)}
        self._by: Callable[[Line], bool]
        if listed and len(listed) >= max(1, 0.2 * len(blocks)) and len(listed) >= 0.5 * len(quoted):
            self._by = lambda line: bool(self.authors_at_start(line))
        elif quoted:
            self._by = lambda line: bool(self.quoted(line.start, line.end))
        else:
            self._by = self._has_year
        self.year = _lone_year(part.section.title)

    def is_anchor(self, line: Line) -> bool:
        """Whether a line is the one that each entry of this section has once."""
        return self._by(line)

    def _has_year(self, line: Line) -> bool:
        return len(self.text[line.start : line.end]) > 25 and bool(read_dates(self.text, line.start, line.end))

    def body(self, line: Line) -> Line:
        """A line without its number, bullet and badge."""
        line = clean_line(self.page, line)
        start = line.start
        for _ in range(4):
            number = _NUMBERING.match(self.text, start, line.end)
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
            dated = re.compile(
                r"(?:(?:19|20)\d\d|\d{4}[./]\d{1,2})\s*[.:：|,\t—–-]\s*(?=\S)|(?:19|20)\d\d\s+(?=[\"“])"
            ).match(self.text, start, line.end)
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
            or _STATUS_WORD.fullmatch(text.strip())
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
        line = self.body(line)
        names = read_names(self.text, line.start, line.end)
        return names if self.plausible(names, line) else None

    def plausible(self, names: Names, line: Line) -> bool:
        """Whether a list of names is a list of authors and not a phrase in capitals."""
        if not names.names:
            return False
        if len(names.names) >= 2 and (names.clean or names.et_al or len(names.names) >= 3):
            return True
        if any(self.owner.is_called(name.text) for name in names.names):
            return True
        if len(names.names) == 2:
            rest = self.text[names.end : line.end].strip()
            return not rest or bool(re.match(r"[,.;(“\"]", rest))
        name = names.names[0].text
        rest = self.text[names.end : line.end]
        inverted = bool(re.match(r"[\w'’-]+, [^\W\d_]\.", name))
        return (
            names.clean
            and (inverted or names.et_al)
            or (names.clean and bool(re.match(r"\s*[(,.]?\s*(?:19|20)\d\d|[.,]?\s*[“\"«]", rest)) and is_name(name))
        )

    def quoted(self, start: int, end: int) -> _Title | None:
        """The first quotation that can be a title."""
        for match in _QUOTED.finditer(self.text, start, end):
            group = next(i for i, g in enumerate(match.groups(), 1) if g is not None)
            inner = self.page.trim(*match.span(group), chars=" \t\n,，")
            words = self.text[inner.start : inner.end]
            before = self.text[max(start, match.start() - 1) : match.start()]
            if not _is_long_enough(words) or before.isalnum():
                continue
            after = re.compile(r"\s*:\s+[^.]{8,200}").match(self.text, match.end(), end)
            if after and match.start() - start < 3:
                stop = _sentence_end(self.text, match.end(), end)
                return _Title(match.start(), self.page.trim(match.start(), stop, " \n.").end, match.start(), stop)
            if (
                re.search(
                    r"\b(?:paper|project|for|titled|entitled|award|contest|special issue)\s*$",
                    self.text[max(start, match.start() - 14) : match.start()],
                    re.I,
                )
                and match.start() - start > 40
            ):
                continue
            return _Title(inner.start, inner.end, *match.span())
        return None

    def split(self, entry: Entry) -> list[Entry]:
        """An entry whose lines are each a paper with a title in quotation marks, as several entries."""
        titled = [i for i, line in enumerate(entry.lines) if self._leads_with_quote(line)]
        if len(titled) < 2:
            return [entry]
        bounds = [*titled, len(entry.lines)]
        return [entry._replace(lines=entry.lines[a:b], details=()) for a, b in zip(bounds, bounds[1:], strict=False)]

    def _leads_with_quote(self, line: Line) -> bool:
        body = self.body(line)
        title = self.quoted(body.start, body.end)
        return bool(title and title.outer_start <= body.start + 1)

    def under_heading(self, below: Sequence[Entry]) -> Paper | None:
        """The paper whose title is the section's heading, if its authors stand below it."""
        page, section = self.page, self.part.section
        start = page.text.find(section.title[:20], section.span.start)
        if start < 0 or not _is_long_enough(section.title):
            return None
        lines = [line for entry in below for line in entry.lines][:8]
        short = [line for line in lines if line.end - line.start < 400]
        for line in short[:4]:
            names = self.authors_at_start(line) or self._lone_owner(line)
            above = [
                ln for ln in short if ln.start < line.start and not self._is_venue_only(self.text[ln.start : ln.end])
            ]
            if any(_is_long_enough(self.text[ln.start : ln.end], 3) for ln in above):
                return None  # the title stands below the heading
            if names and sum(bool(self.authors_at_start(ln)) for ln in lines) <= 2:
                end = max(ln.end for ln in short)
                title = page.trim(start, self.part.body, " \n\t:：.")
                return self._paper(
                    _Title(*title, *title),
                    names,
                    Range(section.span.start, end),
                    [line, *[s for s in short if s.start > line.start]],
                    "",
                )
        return None

    def _lone_owner(self, line: Line) -> Names | None:
        body = self.body(line)
        names = read_names(self.text, body.start, body.end)
        return names if names.names and names.clean and not self.text[names.end : body.end].strip(" .*") else None

    def read(self, entry: Entry) -> Paper | None:
        """The paper of one entry, None if it holds none."""
        lines = [line for line in entry.lines if not _ABSTRACT.match(self.text, line.start, line.end)]
        lines = lines[: _cut_at_abstract(self.text, entry.lines)] if len(lines) != len(entry.lines) else lines
        lines = [line for line in lines if not self._is_links(line)]
        if not lines or is_template(self.text[entry.start : entry.end]):
            return None
        lines = [cell for line in lines for cell in self._cells(line)]
        bodies = [self.body(line) for line in lines]
        found = self._by_authors(bodies) or self._by_title(bodies) or self._by_columns(bodies)
        if not found:
            return None
        title, names = found
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
        rest = _LINKS.sub(" ", self.text[line.start : line.end])
        return len(re.sub(r"[^\w]+", "", rest)) < 4 and not re.search(r"[\u4e00-\u9fff\uac00-\ud7af]{2,}|\d{4}", rest)

    def _badges(self, lines: Sequence[Line], bodies: Sequence[Line], title: _Title) -> str:
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

    def _by_authors(self, bodies: Sequence[Line]) -> tuple[_Title, Names | None] | None:
        """Title and authors of an entry in which a line begins with the authors."""
        for number, body in enumerate(bodies):
            names = self.authors_at_start(body)
            if not names and number and len(bodies) > 1:
                names = self._single_author(body)
            if not names:
                continue
            rest = self.page.trim(names.end, body.end, " \t\n,.;:：，。)")
            inside = (
                self._title_after(rest, bodies[number + 1 :])
                if _words(self.text[rest.start : rest.end]) >= 3 or self.quoted(*rest)
                else None
            )
            before = self._title_before(bodies[:number])
            if before and (not inside or not self.quoted(*rest)):
                return before, names
            if inside:
                return inside, names
            after = next((b for b in bodies[number + 1 :] if _is_long_enough(self.text[b.start : b.end])), None)
            if after:
                title = self._best_in(after)
                if title:
                    return title, names
        return None

    def _single_author(self, body: Line) -> Names | None:
        names = read_names(self.text, body.start, body.end)
        if len(names.names) == 1 and is_name(names.names[0].text):
            rest = self.text[names.end : body.end].strip(" .*,")
            if not rest or re.match(r"advised by|supervised by|\(?(?:19|20)\d\d", rest):
                return names
        return None

    def _title_before(self, bodies: Sequence[Line]) -> _Title | None:
        """The title among the lines above the authors: one in bold, else the nearest that is no venue."""
        whole = [
            b
            for b in bodies
            if self.page.marked(b.start, b.end, "strong", "link")
            and not self._is_venue_only(self.text[b.start : b.end])
        ]
        for body in [*whole, *reversed(bodies)]:
            words = self.text[body.start : body.end]
            if self._is_venue_only(words) or not _is_long_enough(words, 2):
                continue
            title = self.quoted(body.start, body.end)
            if title:
                return title
            marked = self._marked_title(body.start, body.end)
            if marked and marked.end - marked.start > 0.5 * (body.end - body.start):
                return marked
            stop = self._strip_tail(body.start, body.end)
            return _Title(body.start, stop, body.start, body.end)
        return None

    def _strip_tail(self, start: int, end: int) -> int:
        """A title line without links and brackets at its end: "Title [paper] [code]", "Title. 2020"."""
        tail = re.compile(r"\s*(?:[\[【(（][^\[\]【】()（）]{1,40}[\]】)）]\s*)+\.?$").search(self.text, start, end)
        if (
            tail
            and tail.start() > start
            and (
                _LINKS.search(self.text[tail.start() : tail.end()])
                or re.search(r"(?:19|20)\d\d", self.text[tail.start() : tail.end()])
            )
        ):
            end = tail.start()
        year = re.compile(r"[,.]\s*(?:19|20)\d\d\.?$").search(self.text, start, end)
        if year:
            end = year.start()
        return self.page.trim(start, end, " \t\n.,;:|").end

    def _is_venue_only(self, words: str) -> bool:
        if re.search(r"\b(?:vol(?:ume)?\.?|pp?\.)\s*\d|\bid\.\w", words, re.I) and len(words) <= 90:
            return True
        short = len(words.split()) <= 5 and bool(known_short(words) or re.fullmatch(r"\W*(?:19|20)\d\d\W*", words))
        return short or (
            len(words) <= 60 and bool(re.search(r"(?:19|20)\d\d\W*$", words)) and is_venue(words) and ":" not in words
        )

    def _title_after(self, rest: Range, more: Sequence[Line]) -> _Title | None:
        """The title that follows the authors on their line."""
        start = rest.start
        year = re.compile(
            r"\s*[(（\[]?\s*(?:(?:19|20)\d\d[a-z]?(?:,\s*[\w\s]{1,20})?|in press|forthcoming|accepted|under review|submitted|to appear)\s*[)）\]]?\s*[.,:：;]?\s*",
            re.I,
        ).match(self.text, start, rest.end)
        if year and year.end() < rest.end:
            start = year.end()
        title = self.quoted(start, rest.end)
        if title and title.outer_start <= start + 3:
            return title
        marked = self._marked_title(start, rest.end)
        if marked and marked.start <= start + 3:
            return marked
        if title and not marked:
            return title
        stop = self._title_end(start, rest.end)
        words = self.text[start:stop]
        if not _is_long_enough(words) or self._is_venue_only(words):
            return marked
        inner = self.page.trim(start, stop, ' \t\n,;“”"')
        return _Title(
            inner.start,
            self.page.trim(inner.start, inner.end, " .").end if not words.rstrip().endswith(("?", "!")) else inner.end,
            start,
            stop,
        )

    def _title_end(self, start: int, end: int) -> int:
        """Where an unmarked title ends: at its sentence's end, before an italic venue, or before ", In"."""
        stop = _sentence_end(self.text, start, end)
        for mark in self.page.marks_in(start, end, "em", "strong", "link", "underline"):
            if mark.start > start + 12 and mark.start < stop:
                words = self.page.words(mark.start, mark.end)
                if (
                    is_venue(words)
                    or re.match(
                        r"[,.(]\s*(?:in\s)?$", self.text[max(start, mark.start - 3) : mark.start].lstrip("\w"), re.I
                    )
                    or _LINKS.fullmatch(words.strip("[]() "))
                ):
                    stop = self.page.trim(start, mark.start, " \t\n,.([").end
                    break
        comma = (
            re.compile(
                r",\s+(?:in\s*:?\s+(?:the\s+)?(?:proc|proceedings|\d|[A-Z])|(?:19|20)\d\d\b|(?:the\s+)?(?:proc\.|proceedings|ieee|acm|journal|international|\d+(?:st|nd|rd|th)\s|transactions|advances|annals|lecture notes|arxiv|physical review|nature|pp?\.)|to appear|accepted|under review|submitted)|[，,]\s*(?=[\u4e00-\u9fff]{2,20}(?:学报|会议|大会|期刊|杂志|学会|研究|大学)\b)|\s*//\s|\s+[(（](?:19|20)\d\d[)）]|\s*[\[【]|\s[|·]\s|\s+[-–—]\s+(?=[A-Z][\w ]{2,60}(?:19|20)\d\d)",
                re.I,
            ).search(self.text, start + 10, stop)
            if stop > start + 10
            else None
        )
        if comma:
            stop = comma.start()
        short = (
            re.compile(r"[,(（]\s*(?=[A-Z][A-Za-z&-]{1,12}\s?(?:'?\d\d|(?:19|20)\d\d))").search(
                self.text, start + 10, stop
            )
            if stop > start + 10
            else None
        )
        if short and known_short(self.text[short.end() : short.end() + 30]):
            stop = short.start()
        return stop

    def _marked_title(self, start: int, end: int) -> _Title | None:
        """The bold, linked or italic words that are the title, not the owner's name, a venue or a link's label."""
        best: tuple[int, _Title] | None = None
        for mark in self.page.marks_in(start, end, "link", "strong", "em", "underline"):
            inner = self.page.trim(mark.start, mark.end, ' \t\n,.;:“”"«»')
            words = self.page.words(*inner)
            if (
                not _is_long_enough(words)
                or _LINKS.fullmatch(words)
                or is_name(strip_titles(words))
                or words.startswith("http")
            ):
                continue
            if len(read_names(self.text, inner.start, inner.end).names) >= 2:
                continue
            venue = (
                is_venue(words)
                and not (mark.kind == "link" and not known_short(words))
                and (mark.kind == "em" or _words(words) <= 6 or bool(re.search(r"(?:19|20)\d\d", words)))
                and ":" not in words
            )
            if venue and mark.kind != "link":
                continue
            score = {"link": 3, "strong": 3, "underline": 2, "em": 1}[mark.kind] * 10 + min(_words(words), 15)
            if self.text[mark.end - 1 : mark.end] == "?" or self.text[mark.end : mark.end + 1] == "?":
                inner = Range(inner.start, inner.end + (self.text[inner.end : inner.end + 1] == "?"))
            if venue:
                score -= 25
            if best is None or score > best[0]:
                best = (score, _Title(*inner, mark.start, mark.end))
        return best[1] if best else None

    def _best_in(self, line: Line) -> _Title | None:
        title = self.quoted(line.start, line.end) or self._marked_title(line.start, line.end)
        if title:
            return title
        stop = self._title_end(line.start, line.end)
        words = self.text[line.start : stop]
        if not _is_long_enough(words) or self._is_venue_only(words):
            return None
        return _Title(*self.page.trim(line.start, stop, " \t\n,."), line.start, stop)

    def _by_title(self, bodies: Sequence[Line]) -> tuple[_Title, Names | None] | None:
        """Title first: quoted, marked, or the first sentence before a list of names."""
        for body in bodies:
            title = self.quoted(body.start, body.end)
            if title and title.outer_start - body.start <= 90:
                return title, self._authors_near(body, bodies, title)
        for body in bodies:
            title = self._marked_title(body.start, body.end)
            if title:
                names = self._authors_near(body, bodies, title)
                rest = self.text[title.outer_end : bodies[-1].end]
                if names or read_dates(rest) or is_venue(rest) or self._dated(bodies):
                    return title, names
        body = bodies[0]
        stop = self._title_end(body.start, body.end)
        title = _Title(*self.page.trim(body.start, stop, " \t\n,."), body.start, stop)
        if not _is_long_enough(self.text[title.start : title.end], 3) or re.match(
            r"(?:see|i have|for (?:a|more|the)|please|full list|my |we |the full|更多|完整)\b",
            self.text[title.start : title.end],
            re.I,
        ):
            return None
        names = self._authors_near(body, bodies, title)
        if names:
            return title, names
        after = self.text[stop : bodies[-1].end]
        dated = self._dated(bodies) and self.page.blocks[body.block].kind in ("item", "row")
        return (title, None) if is_venue(after) and (read_dates(after) or dated) and len(after) < 300 else None

    def _by_columns(self, bodies: Sequence[Line]) -> tuple[_Title, Names | None] | None:
        """A title in a column of its own beside one with venue or year."""
        long = [
            b
            for b in bodies
            if _is_long_enough(self.text[b.start : b.end], 4) and not self._is_venue_only(self.text[b.start : b.end])
        ]
        titles = [b for b in long if not is_venue(self.text[b.start : b.end])] or long
        if len(bodies) < 2 or not titles:
            return None
        body = max(titles, key=lambda b: b.end - b.start)
        others = [self.text[b.start : b.end] for b in bodies if b is not body]
        if not any(is_venue(words) or read_dates(words) for words in others):
            return None
        return _Title(body.start, self._strip_tail(body.start, body.end), body.start, body.end), None

    def _dated(self, bodies: Sequence[Line]) -> bool:
        return any(read_dates(self.text, body.start, body.end) for body in bodies)

    def _authors_near(self, body: Line, bodies: Sequence[Line], title: _Title) -> Names | None:
        """The authors after a title on its line, before it, or on a line of their own."""
        rest = Line(*self.page.trim(title.outer_end, body.end, " \t\n,.;:：，。—–-|"), body.block)
        names = read_names(self.text, rest.start, rest.end)
        lead = re.compile(
            r"\s*[.,;(（]?\s*(?:joint work |joint |co-?authored |coauthored |written )?(?:with|mit|avec|con|together with|by)\s+",
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

    def _paper(
        self,
        title: _Title,
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
        after = [r for r in self._free(bodies, taken) if r.start >= title.outer_end] or [
            r for r in self._free(bodies, taken) if r.end <= title.outer_start or r.start >= title.outer_end
        ]
        venue = self._venue(after)
        if venue:
            parts["venue"] = page.span(*venue)
        printed = page.words(*venue) if venue else ""
        badge_short = self._badge_venue(badge)
        venue_text = _join_venue(printed, badge_short)
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

    def _authors(self, names: Names | None, title: _Title) -> tuple[str, ...]:
        if not names:
            return ()
        listed = [strip_titles(name.text) if "," not in name.text else name.text for name in names.names]
        lead = self.text[max(0, names.names[0].start - 14) : names.names[0].start] if names.names else ""
        shared = (
            re.search(r"\b(?:with|mit|avec|con)\s+$", lead, re.I) and names.names and names.names[0].start > title.start
        )
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
        return [r for r in free if re.search(r"\w", _LINKS.sub(" ", self.text[r.start : r.end]))]

    def _venue(self, ranges: Sequence[Range]) -> Range | None:
        """The venue among what stands around title and authors."""
        for area in ranges:
            for mark in self.page.marks_in(area.start, area.end, "em", "strong", "badge", "underline", "link"):
                words = self.page.words(mark.start, mark.end)
                if (
                    len(words) < 2
                    or _LINKS.fullmatch(words.strip("[]() ."))
                    or is_name(words)
                    and not is_venue(words)
                    or _HONOUR.fullmatch(words.strip("() "))
                    or re.fullmatch(r"[\W\d]*", words)
                ):
                    continue
                if (
                    mark.kind == "strong"
                    and re.match(r"\s*,\s*(?:vol\b|no\b|\d)", self.text[mark.end : mark.end + 8], re.I)
                    or mark.kind in ("em", "underline")
                    and not re.match(r"(?:abstract|in|and|et al\.?)$", words.strip(" .,:;"), re.I)
                    or is_venue(words)
                ):
                    found = self._cut(mark.start, mark.end)
                    if (
                        found
                        and re.search(r"[^\W\d_]{2}", self.text[found.start : found.end])
                        and not _STATUS_WORD.fullmatch(self.text[found.start : found.end].strip("() "))
                    ):
                        return self._with_short(found, area.end)
        for area in ranges:
            found = self._venue_in(area)
            if found:
                return self._with_short(found, area.end)
        for area in ranges:
            found = self._organization_in(area)
            if found:
                return self._with_short(found, area.end)
        return None

    def _organization_in(self, area: Range) -> Range | None:
        """Who brought a report out, where nothing better is said: a phrase in capitals as a sentence of its own."""
        lead = self.page.trim(area.start, area.end, ' \t\n,.;:：，。()[]（）"”“|')
        piece = self._cut(lead.start, _sentence_end(self.text, lead.start, area.end)) if lead.end > lead.start else None
        words = self.text[piece.start : piece.end].split() if piece else []
        small = sum(word[0].islower() for word in words)
        plain = piece and 2 <= len(words) <= 12 and words[0][0].isupper() and small <= 0.4 * len(words)
        if (
            plain
            and piece
            and not _LINKS.search(" ".join(words))
            and not _HONOUR.search(" ".join(words))
            and not is_name(" ".join(words))
            and not read_names(self.text, piece.start, piece.end).names
        ):
            return piece
        return None

    def _with_short(self, venue: Range, end: int) -> Range:
        """A venue with the abbreviation in brackets that follows it."""
        after = re.compile(
            r"\s*[(（]\s*[A-Za-z]{0,3}[A-Z][\w&/-]*[A-Z&][\w/ &-]{0,16}?(?:[\s,’'-]*(?:\d{2,4}))?\s*[)）]"
        ).match(self.text, venue.end, end)
        return Range(venue.start, after.end()) if after else venue

    def _venue_in(self, area: Range) -> Range | None:
        position = area.start
        while position < area.end:
            lead = _IN.match(self.text, position, area.end)
            start = lead.end() if lead else position
            start = self.page.trim(start, area.end, ' \t\n,.;:：，。()[]（）"”“|').start
            if start >= area.end:
                return None
            stop = _sentence_end(self.text, start, area.end)
            piece = self._cut(start, stop)
            words = self.text[piece.start : piece.end] if piece else ""
            explicit = bool(lead and re.search(r"\bin\b|\bat\b|\bby\b|//|于", lead.group(), re.I))
            if (
                piece
                and re.search(r"[^\W\d_]{2}", words)
                and not _LINKS.fullmatch(words.strip("[]()"))
                and not re.match(r"https?:|doi\b|www\.", words, re.I)
            ):
                if (
                    explicit
                    and not _STATUS_WORD.fullmatch(words.strip())
                    and not re.match(r"(?:the\s)?(?:review|press|preparation|submission|progress|revision)\b", words)
                    or is_venue(words)
                    and not _STATUS_WORD.fullmatch(words)
                ):
                    return piece
                plain = len(words.split()) <= 9 and words[:1].isupper() and not _HONOUR.search(words)
                behind = re.match(
                    r"[^\w\n]{1,4}((?:19|20)\d\d|\d{1,4}\b)", self.text[piece.end : min(area.end, piece.end + 9)]
                )
                if plain and behind and (not is_name(words) or len(behind[1]) < 4):
                    return piece
                if (
                    plain
                    and re.fullmatch(r"[A-Z][\w&/-]*[A-Z][\w&/-]*", words)
                    and self.text[piece.start - 1 : piece.start] in "([（"
                ):
                    return piece
            position = max(stop + 1, start + 1)
        return None

    def _cut(self, start: int, end: int) -> Range | None:
        """A venue without volume, pages, year and links behind it."""
        inner = self.page.trim(start, end, ' \t\n,.;:：，。"”“')
        year = re.compile(r"(?:19|20)\d\d\s*[,.:]?\s*(?=[^\W\d_])").match(self.text, inner.start, inner.end)
        lead = re.compile(
            r"(?:in\s*:?|published in|appeared in|to appear in|accepted (?:by|at|to|for)|presented at|proc\. of|at)\s+(?:the\s+)?(?=\S)",
            re.I,
        ).match(self.text, inner.start, inner.end)
        if year:
            inner = Range(year.end(), inner.end)
        elif lead:
            inner = Range(lead.end(), inner.end)
        stop = _VENUE_STOP.search(self.text, inner.start + 2, inner.end)
        while (
            stop
            and re.match(r"\s(?:19|20)\d\d\b", stop.group())
            and re.match(
                r"\s*(?:IEEE|ACM|conference|workshop|international|symposium|annual|joint|meeting)",
                self.text[stop.end() : inner.end],
                re.I,
            )
        ):
            stop = _VENUE_STOP.search(self.text, stop.end(), inner.end)
        if stop:
            inner = Range(inner.start, stop.start())
        opened = max(self.text.rfind("(", inner.start, inner.end), self.text.rfind("（", inner.start, inner.end))
        if opened > inner.start and not re.search(r"[)）]", self.text[opened : inner.end]):
            inner = Range(inner.start, opened)
        inner = self.page.trim(inner.start, inner.end, ' \t\n,.;:：，。(（[-–—"”“/')
        while self.text[inner.end - 1 : inner.end] in (")", "）") and not re.search(
            r"[(（]", self.text[inner.start : inner.end]
        ):
            inner = Range(inner.start, inner.end - 1)
        return inner if inner.end - inner.start >= 2 else None

    def _badge_venue(self, badge: str) -> str:
        """The venue a badge names: "NeurIPS" of "[NeurIPS 2023]"."""
        words = re.sub(r"(?:19|20)\d\d|['’]\d\d\b|[\[\]【】()（）:：|,]", " ", badge)
        words = _HONOUR.sub(" ", _NUMBERING.sub(" ", words + " "))
        found = known_short(badge)
        if found:
            return found[1]
        words = re.sub(r"\s+", " ", _STATUS_WORD.sub(" ", words)).strip(" .-–—:")
        if re.fullmatch(r"[A-Z][A-Za-z&-]*[A-Z][A-Za-z&-]*(?: [A-Za-z]+)?|[\u4e00-\u9fff]{2,10}", words) or (
            words and is_venue(words) and len(words) < 60
        ):
            return words
        return ""

    def _year(
        self,
        names: Names | None,
        title: _Title,
        after: Sequence[Range],
        badge: str,
        parts: dict[str, Span],
        whole: Range,
        label: str = "",
    ) -> int | None:
        if names and names.names:
            near = re.compile(r"[^\w]{0,6}\(?((?:19|20)\d\d)[a-z]?\b").match(self.text, names.end, whole.end)
            if near:
                parts["year"] = self.page.span(*near.span(1))
                return int(near[1])
        short = re.search(r"(?<!\d)((?:19|20)\d\d)(?!\d)|['’](\d\d)(?!\d)", badge)
        if short:
            return int(short[1]) if short[1] else 2000 + int(short[2])
        for area in after:
            for date in read_dates(self.text, area.start, area.end):
                words = self.text[date.begin : date.stop]
                if (
                    re.search(r"\b(?:19|20)\d\d\s*[-–]\s*(?:19|20)?\d\d", words)
                    and re.search(r"[,:;)]\s*$|pp\.?\s*$", self.text[area.start : date.begin])
                    and not is_venue(words)
                ):
                    if re.search(r"\d\s*[,:;)]\s*$", self.text[area.start : date.begin]):
                        continue  # pages 1985-2001
                if date.year and date.year <= 2040:
                    first = re.compile(r"(?:19|20)\d\d").search(self.text, date.begin, date.stop)
                    if first:
                        parts["year"] = self.page.span(*first.span())
                    return date.year
            tick = re.compile(r"[A-Za-z]\s?['’](\d\d)(?!\d)").search(self.text, area.start, area.end)
            if tick:
                parts["year"] = self.page.span(*tick.span(1))
                return 2000 + int(tick[1])
        return (_lone_year(label) if label else None) or self.year

    def _status(self, words: str, venue: str) -> PaperStatus:
        for status, pattern in _STATUS:
            if pattern.search(words):
                return status
        default = KINDS.get(self.part.kind, "")
        if default in ("thesis", "dataset"):
            return default
        if _PREPRINT.search(venue) or (not venue and _PREPRINT.search(words)):
            return "preprint"
        if re.search(r"working paper|in progress|job market", self.part.section.title, re.I) and not venue:
            return "working paper"
        if venue:
            return "published"
        return default

    def _honours(self, after: Iterable[Range], title: _Title) -> tuple[Value, ...]:
        found: dict[str, Value] = {}
        for area in after:
            for match in _HONOUR.finditer(self.text, area.start, area.end):
                value = self.page.value(*match.span())
                found.setdefault(value.text.casefold(), value)
        return tuple(found.values())

    def _targets(self, whole: Range) -> tuple[str, ...]:
        targets = [mark.target for mark in self.page.marks_in(whole.start, whole.end, "link")]
        printed = re.findall(r"https?://[^\s<>\"'，。；）)\]】|]+", self.text[whole.start : whole.end])
        return tuple(dict.fromkeys(t.rstrip(".,;") for t in [*targets, *printed] if t.startswith("http")))


_STATUS_WORD = re.compile(
    r"(?:to appear|accepted|forthcoming|in press|under review|submitted|preprint|in preparation|working paper|published|new|oral|spotlight|poster|highlight|main|findings|short|long|workshop|journal|conference|book|chapter|thesis|demo)(?:\s+(?:in|at|to|by|paper|track))?", re.I,
)  # fmt: skip


def _lone_year(text: str) -> int | None:
    """The year a heading or label is, None if it is anything else ("before 2020", "2018-2020")."""
    match = re.fullmatch(r"\W*((?:19|20)\d\d)\s*[年년]?\W*", text)
    return int(match[1]) if match else None


def _words(text: str) -> int:
    return (
        len(re.findall(r"[^\W\d_][\w'’-]*", text))
        + len(re.findall(r"[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]", text)) // 3
    )


def _is_long_enough(text: str, least: int = 2) -> bool:
    """Whether words are enough for a title."""
    if text.lstrip().startswith(("http", "www.", "doi")):
        return False
    cjk = len(re.findall(r"[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]", text))
    return cjk >= 6 or (len(text.strip()) >= _MIN_TITLE and _words(text) >= least)


def _sentence_end(text: str, start: int, end: int) -> int:
    """Where the sentence that begins at `start` ends, its full stop left out."""
    for match in _SENTENCE_END.finditer(text, start, end):
        before = text[start : match.start()]
        if match[0][0] == "." and (_SHORT_WORDS.search(before) or re.search(r"(?:^|[\s.(])[^\W\d_]$", before)):
            continue
        return match.start() + (match[0][0] in "?!？！")
    return end


def _cut_at_abstract(text: str, lines: Sequence[Line]) -> int:
    for number, line in enumerate(lines):
        if number and _ABSTRACT.match(text, line.start, line.end):
            return number
    return len(lines)


def _join_venue(printed: str, badge: str) -> str:
    """The venue as printed, with the abbreviation that the entry prints apart."""
    if not printed:
        return badge
    if (
        badge
        and badge.casefold() not in printed.casefold()
        and badge.isascii()
        and len(badge) <= 20
        and len(printed) > len(badge)
    ):
        return f"{printed} ({badge})"
    return printed
