"""What an entry of a career says: its dates, and its phrases told apart as role, degree, organisation and place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from qabot.profiles.dates import Date, read_dates
from qabot.profiles.entries import Entry, clean_line
from qabot.profiles.page import Line, Page, Range
from qabot.profiles.people import lead_spans, read_advisors, read_people
from qabot.profiles.persons import _TITLES
from qabot.profiles.profile import Value
from qabot.profiles.terms import (
    find_degrees,
    is_cjk_text,
    is_organization,
    is_place,
    is_role,
    organization_ends,
    role_at,
)

_BREAK = re.compile(
    r"\s*(?:[,，;；|]|\s[-–—]\s|\s[@·•/]\s|\bat\s+(?:the\s+)?|(?:(?<=[^\W\d_]{3})|(?<=[)）]))"
    r"\.\s+(?=[^\W\d_])|[:：]\s+|。|\t|、)\s*",
    re.I,
)
_LABELS = re.compile(
    r"^(?:course|institution|degree|area|role|position|title|organization|company|name|school|"
    r"university|employer|date|date start|date end|location|thesis|thesis title|titel|dissertation|"
    r"gpa|note|prädikat|grade|major|minor|research interests?|"
    r"summary|description|advisors?|focus|coursework|relevant coursework|topic|project|research|"
    r"specialization|tools?|skills?|keywords?|awards?|论文|题目|导师|成绩|专业|研究方向)\s*[:：-]\s*",
    re.I,
)
_ASIDE = re.compile(
    r"^(?:thesis|dissertation|title|titel|gpa|cgpa|note|prädikat|grade|advisors?|research interests?|"
    r"committee|referees?|examiners?|jury|"
    r"summary|description|coursework|relevant coursework|awarded|durchschnitt|major gpa|minor|topic|"
    r"keywords?|tools?|website|link|supported by|funded by|managers?(?=\s*[:：])|responsibilities|"
    r"with (?:the )?(?:highest |high )?(?:distinction|honou?rs)|论文|题目|成绩|绩点|平均|排名|"
    r"卒業論文|修士論文|博士論文|研究テーマ|논문|학점|тема|диплом с отличием|средний балл)\b",
    re.I,
)
_HONOURS = re.compile(
    r"\b(?:magna|summa)?\s?cum laude\b|\b(?:first class )?(?:with )?(?:first |highest |high |"
    r"great )?(?:class )?(?:honou?rs|distinction)\b|\bgpa\b|\bexpected\b|\branked?\b|\btop \d|"
    r"\bvaledictorian\b|^\(?(?:remote|online|part[- ]time|full[- ]time)\)?$",
    re.I,
)


_CELL_LABEL = re.compile(
    r"(?:date|dates|period|year|university|institution|school|organi[sz]ation|company|employer|degree|"
    r"specialty|major|field|supervisors?|advisors?|position|role|title|location|[\w ]{0,16}(?:thesis|"
    r"dissertation)[\w ]{0,8})\s*[:：]?",
    re.I,
)
_CELL_ADVISOR = re.compile(r"supervisor|advisor", re.I)


_PART = re.compile(
    r"\s+(?:in|of|with|for|from|within|an der|am|an|bei|beim|in der|der|des|dans|à|au|en|de la|del|в|во)\s+(?:the\s+)?"
)


_LONGEST_CELL = 600  # characters; a longer line is prose and no line of an entry


class Phrase(NamedTuple):
    """A phrase of an entry. `kind` is "role", "degree", "organization", "person", "place", "aside" or ""."""

    start: int
    end: int
    kind: str
    line: int  # number of its line in the entry


class Facts(NamedTuple):
    """What an entry says, by kind. Ranges count in the page's text."""

    dates: tuple[Date, ...]
    phrases: tuple[Phrase, ...]
    advisors: tuple[Value, ...]

    def of(self, *kinds: str) -> list[Phrase]:
        """The phrases of some kinds, in order."""
        return [phrase for phrase in self.phrases if phrase.kind in kinds]


def cells_of(page: Page, line: Line) -> list[Line]:
    """The columns of a line: the cells of a table's row, or what tabs set apart."""
    block = page.blocks[line.block]
    if block.kind == "row" and len(block.cells) > 1:
        cells = [page.trim(*cell) for cell in block.cells]
        if len(cells) == 2 and _CELL_LABEL.fullmatch(page.words(*cells[0])):
            if not _CELL_ADVISOR.match(page.words(*cells[0])):
                cells = (
                    cells[1:]
                    if not _ASIDE.match(page.words(*cells[0]))
                    and not re.search(r"thesis|dissertation", page.words(*cells[0]), re.I)
                    else []
                )
            else:
                return [Line(cells[0].start, cells[1].end, line.block)]
        pieces = [piece for cell in cells for piece in _split_lines(page, cell)]
        return [
            Line(*piece, line.block)
            for piece in pieces
            if line.start <= piece.start < line.end or piece.start >= line.start
        ]
    cells = []
    start = line.start
    for words in page.text[line.start : line.end].split("\t"):
        cells.append(page.trim(start, start + len(words)))
        start += len(words) + 1
    return [Line(c.start, c.end, line.block) for c in cells if c.end > c.start]


def _split_lines(page: Page, cell: Range) -> list[Range]:
    pieces, start = [], cell.start
    for words in page.text[cell.start : cell.end].split("\n"):
        pieces.append(page.trim(start, start + len(words)))
        start += len(words) + 1
    return [piece for piece in pieces if piece.end > piece.start]


def entry_cells(page: Page, entry: Entry) -> list[Line]:
    """All columns of an entry's own lines, bullets and labels gone, each once."""
    seen: dict[tuple[int, int], Line] = {}
    for line in entry.lines:
        for cell in cells_of(page, clean_line(page, line)):
            cell = clean_line(page, cell)
            label = _LABELS.match(page.text[cell.start : cell.end])
            if label and not _ASIDE.match(page.text[cell.start : cell.end]) and label.end() < cell.end - cell.start:
                cell = cell._replace(start=cell.start + label.end())
            if cell.start < cell.end <= cell.start + _LONGEST_CELL:
                seen.setdefault((cell.start, cell.end), cell)
    return sorted(seen.values())


def read_facts(page: Page, cells: Sequence[Line], *, degrees: bool) -> Facts:
    """Dates, phrases and advisors of an entry's columns; `degrees`: it is an entry of the education."""
    dates: list[Date] = []
    phrases: list[Phrase] = []
    advisors: dict[str, Value] = {}
    organizations = [cell for cell in cells if _is_pure_organization(page, cell)]
    for number, cell in enumerate(cells):
        found = read_dates(page.text, cell.start, cell.end)
        words = page.text[cell.start : cell.end]
        leads = lead_spans(page.text, cell.start, cell.end)
        for begin, end in leads:
            for advisor in read_advisors(page, begin, end):
                advisors.setdefault(advisor.text, advisor)
        if _ASIDE.match(words):
            phrases.append(Phrase(cell.start, cell.end, "aside", number))
            continue
        dates += found
        cuts = sorted([(d.begin, d.stop) for d in found] + leads)
        pure = any(other is not cell for other in organizations[:2])
        whole = _whole_line(page, cell, cuts, degrees, (len(cells) > 1, pure))
        pieces = whole or [p for rest in _rest(page, cell, cuts) for p in _pieces(page, rest, degrees)]
        phrases += [Phrase(p.start, p.end, "role" if whole else _kind(page, p, degrees), number) for p in pieces]
    for phrase in phrases:
        if phrase.kind == "person":
            for name in read_people(page.text, phrase.start, phrase.end)[:1]:
                advisors.setdefault(name.text, Value(name.text, page.span(name.start, name.end)))
    return Facts(tuple(dates), tuple(phrases), tuple(advisors.values()))


def _rest(page: Page, cell: Line, cuts: Sequence[tuple[int, int]]) -> list[Range]:
    """What is left of a column without dates and advisors."""
    ranges, start = [], cell.start
    for begin, end in [*cuts, (cell.end, cell.end)]:
        if begin > start:
            piece = page.trim(start, begin, " \t\n,，;；:：|-–—~～.。、[")
            bare = page.text[piece.start : piece.end].strip("()（）[]【】 ")
            if bare:
                ranges.append(_unbracket(page, piece))
        start = max(start, end)
    return [r for r in ranges if r.end > r.start and re.search(r"[^\W\d_]", page.text[r.start : r.end])]


def tidy(page: Page, start: int, end: int) -> Range:
    """A range without footnotes and what is expected of it, its brackets in pairs."""
    text = page.text
    note = re.compile(
        r"\s*(?:\^?\[[^\]]{0,20}\]?|\^+|[(（](?:expected|anticipated|ongoing|present|current|in progress|"
        r"to be|[\w.-]+@)[^)）]*[)）]?|[*†‡])$",
        re.I,
    )
    while found := note.search(text, start, end):
        if found.start() <= start:
            break
        end = found.start()
    inner = page.trim(start, end, " \t\n,，;:：.。|")
    start, end = inner
    for opening, closing in ("()", "（）", "[]", "【】"):
        if text[start:end].count(opening) > text[start:end].count(closing):
            if text[end : end + 1] == closing:
                end += 1
            elif text.rfind(opening, start, end) > start:
                end = text.rfind(opening, start, end)
    if text[end : end + 1] == "." and re.search(r"\b[^\W\d_]{1,3}\.\s?[^\W\d_]{1,5}$", text[start:end]):
        end += 1  # "B.S."
    return page.trim(start, end, " \t\n,，;:：|")


def _unbracket(page: Page, piece: Range) -> Range:
    """A range without a bracket whose other half was cut away."""
    text = page.text
    start, end = piece
    for opening, closing in ("()", "（）", "[]", "【】"):
        while text[start:end].startswith(closing):
            start += 1
        while text[start:end].endswith(opening):
            end -= 1
        if text[start:end].startswith(opening) and closing not in text[start:end]:
            start += 1
        if text[start:end].endswith(closing) and opening not in text[start:end]:
            end -= 1
    return page.trim(start, end, " \t\n,，;；:：|-–—.。、")


def _is_pure_organization(page: Page, cell: Line) -> bool:
    words = page.text[cell.start : cell.end]
    return len(words) < 120 and is_organization(words) and not is_role(words)


def _whole_line(
    page: Page, cell: Line, cuts: Sequence[tuple[int, int]], degrees: bool, beside: tuple[bool, bool]
) -> list[Range]:
    """A line that is a role as a whole: "Compiler Intern - Platform".

    `beside`: whether other lines stand beside it, and whether one of them names an organisation.
    """
    rest = _rest(page, cell, cuts)
    if not beside[0] or degrees or len(rest) != 1:
        return []
    words = page.text[rest[0].start : rest[0].end]
    head = re.match(r"(?P<role>.+?)\s(?:at|with|for|@)\s(?P<rest>.+)", words)
    if (
        is_role(words)
        and (not is_organization(words) or beside[1])
        and len(words) < 90
        and not re.search(r"[,|｜]", words)
        and (beside[1] or is_role(re.split(r"\s[-–—]\s", words)[0]))
        and not head
    ):
        return rest
    return []


def _pieces(page: Page, part: Range, degrees: bool) -> list[Range]:
    """A range cut at commas, dashes, "at" and where a role meets an organisation; brackets stay whole."""
    text = page.text
    pieces: list[Range] = []
    start, depth, position = part.start, 0, part.start
    while position < part.end:
        char = text[position]
        if char in "(（[《「『“«":
            depth += 1
        elif char in ")）]》」』”»":
            depth = max(0, depth - 1)
        match = _BREAK.match(text, position, part.end) if not depth else None
        if (
            match
            and match.end() > match.start()
            and match.group().strip()
            and _is_break(text, match, position, part.start)
        ):
            pieces.append(page.trim(start, position))
            start = position = match.end()
            continue
        position += 1
    pieces.append(page.trim(start, part.end))
    pieces = [p for p in pieces if p.end > p.start and re.search(r"\w", text[p.start : p.end])]
    pieces = [q for p in pieces for q in _inner(page, p, degrees)]
    return [p for p in pieces if p.end > p.start]


_COMPANY = re.compile(r"(?:Inc|Ltd|LLC|Corp|GmbH|Co|S\.A|PLC|AG)\b\.?(?!\s+[A-Z][a-z])")


def _is_break(text: str, match: re.Match[str], position: int, start: int) -> bool:
    words = match.group().strip().lower()
    if words == "," and _COMPANY.match(text, match.end()):
        return False  # "Lantern Analytics, Inc."
    if words.startswith("at") and re.search(
        r"\bUniversity of [A-Z]\w+(?: \w+)?$|\bState University$|\bUniversity of [A-Z]\w+ System$",
        text[start:position].rstrip(),
    ):
        return not is_place(
            text[match.end() : match.end() + 25].split(",")[0].split("\n")[0].split("，")[0].strip(" .;")
        )
    if words.startswith("at"):
        return text[position : position + 1].isspace() or text[position - 1 : position].isspace()
    if words == "." and re.search(r"\b[^\W\d_]{1,3}\.\s?[^\W\d_]{1,5}$", text[start:position]):
        return False  # "B.Mus. in"
    if words == "." and _ends_in_degree(text[max(start, position - 16) : position]):
        return False  # "PhD. Physics"
    if words == ".":
        return not re.search(
            r"(?:^|[\s.(])(?:[^\W\d_]|[Uu]niv|[Dd]ept|[Ii]nst|Ph|Dr|Prof|St|Uni|Mt|Ltd|Co|Inc|Corp|им)$",
            text[start:position],
        )
    return True


def _ends_in_degree(words: str) -> bool:
    return any(term.end == len(words) for term in find_degrees(words))


def _inner(page: Page, piece: Range, degrees: bool) -> list[Range]:
    """A piece that holds both a role or degree and an organisation, cut between them."""
    words = page.text[piece.start : piece.end]
    if not is_organization(words):
        return [piece]
    boxed = _BOXED.search(words)
    if boxed and is_organization(boxed[1]) and not is_organization(words[: boxed.start()]):
        if find_degrees(words[: boxed.start()]) if degrees else is_role(words[: boxed.start()]):
            at = piece.start + boxed.start(1)
            head = page.trim(piece.start, piece.start + boxed.start())
            return [head, *_pieces(page, Range(at, at + len(boxed[1])), degrees)]
    if degrees:
        return _degree_and_school(page, piece, words)
    if not is_role(words):
        return [piece]
    return _role_and_place(piece, words) or _eastern_role(page, piece, words) or [piece]


_BOXED = re.compile(r"\s*[(（]([^()（）]{3,100})[)）]\s*$")
_EARNED_IN = re.compile(r"\s+(?:an der|am|an|bei|beim|von der|à l['’]|à la|à|at|from|presso)\s*(?:the\s+)?(?=[A-ZÀ-Þ])")
_AT_THE = re.compile(r"\b(?:an der|am|bei der|beim|in der|at the|at)\s*$")
_EARNED_AT = re.compile(r"^(?:年|月|于|在|获得|获|毕业于|就读于|取得|被授予|本科|进入|考入)+(?=[\u4e00-\u9fff]{2})")


def _degree_and_school(page: Page, piece: Range, words: str) -> list[Range]:
    """A school and a degree, "X大学 [MS] Y学科", "博士号 X大学", "X大学 博士課程", cut where degree and school meet."""
    for link in _EARNED_IN.finditer(words):
        before, after = words[: link.start()], words[link.end() :]
        if find_degrees(before) and not is_organization(before) and is_organization(after):
            return [Range(piece.start, piece.start + link.start()), Range(piece.start + link.end(), piece.end)]
    boxed = re.search(r"[\[(（]\s*([^\[\]()（）]{1,12})\s*[\])）]", words)
    if boxed and find_degrees(boxed[1]) and is_organization(words[: boxed.start()]):
        if not find_degrees(words[: boxed.start()]):
            bounds = [(0, boxed.start()), boxed.span(1), (boxed.end(), len(words))]
            return [page.trim(piece.start + a, piece.start + b) for a, b in bounds if words[a:b].strip()]
    terms = find_degrees(words)
    if not is_cjk_text(words) or not terms:
        return [piece]
    gap = re.compile(r"[　 ]+")
    space = gap.search(words, terms[0].end - 1)
    if terms[0].start == 0 and space and is_organization(words[space.end() :]):
        return [Range(piece.start, piece.start + space.start()), Range(piece.start + space.end(), piece.end)]
    if terms[-1].start > 0 and is_organization(words[: terms[-1].start]):
        spaces = [m for m in gap.finditer(words) if m.end() <= terms[-1].start]
        cut = spaces[-1].end() if spaces and not find_degrees(words[: spaces[-1].start()]) else terms[-1].start
        told = _EARNED_AT.match(words)
        if told and not spaces:  # "获X大学软件工程学士学位": the field stands between the school and the degree
            ends = organization_ends(words[: terms[-1].start])
            return [Range(piece.start + told.end(), piece.start + ends), Range(piece.start + ends, piece.end)]
        return [page.trim(piece.start, piece.start + cut), Range(piece.start + cut, piece.end)]
    return [piece]


def _role_and_place(piece: Range, words: str) -> list[Range]:
    """A role and where it is held, cut at the first "in", "of" or "an der" that parts them."""
    for link in _PART.finditer(words):
        before, after = words[: link.start()], words[link.end() :]
        if is_role(before) and is_organization(after) and (not is_organization(before) or _heads(before) == "role"):
            return [Range(piece.start, piece.start + link.start()), Range(piece.start + link.end(), piece.end)]
    return []


def _eastern_role(page: Page, piece: Range, words: str) -> list[Range]:
    """A post in one word, "X大学Y学院副教授", cut behind the organisation."""
    if not is_cjk_text(words):
        return []
    ends = organization_ends(words)
    role, position = None, 0
    while (found := role_at(words, position)) is not None:
        role, position = found, found.start() + 1
        if found.start() >= ends - 1:
            break
    cut = organization_ends(words[: role.start()]) if role else -1
    if not 0 < cut < len(words):
        return []
    return [Range(piece.start, piece.start + cut), page.trim(piece.start + cut, piece.end, " 　的-–—/")]


def _kind(page: Page, piece: Range, degrees: bool) -> str:
    words = page.words(*piece)
    if _TITLES.match(words) and read_people(page.text, piece.start, piece.end):
        return "person"
    bare = re.sub(r"\s*[(（][^()（）]*[)）]\s*", " ", words).strip() or words
    if _ASIDE.match(words) or _HONOURS.search(bare) and not is_organization(words) and not find_degrees(words):
        return "aside"
    organization = is_organization(words)
    if is_place(words) and not (degrees and find_degrees(words)):
        return "place"
    if degrees:
        if find_degrees(words) and not (organization and not _degree_leads(words)):
            return "degree"
        return "organization" if organization else ""
    if is_role(words):
        held_at = organization and bool(_AT_THE.search(page.text, max(0, piece.start - 10), piece.start))
        return "organization" if organization and (held_at or not _role_leads(words)) else "role"
    return "organization" if organization else ""


def _heads(words: str) -> str:
    """Whether the head of a phrase (its last word before "of", "for", "in") is a role or an organisation; else ""."""
    chunk = re.split(r"\s(?:of|for|in|at|on|to|with|von|für|an|am|im|de|des|du|del|di)\s|[(（,:]", words, maxsplit=1)[0]
    role = max((m.end() for m in _all_roles(chunk)), default=-1)
    organization = organization_ends(chunk)
    if role > organization or role == organization >= 0 and len(list(_all_roles(chunk))) > 1:
        return "role"
    return "organization" if organization > role else ""


def _all_roles(words: str) -> Iterator[re.Match[str]]:
    position = 0
    while (found := role_at(words, position)) is not None:
        yield found
        position = max(found.end(), position + 1)


def _degree_leads(words: str) -> bool:
    """Whether a degree, not an organisation, is the head of a phrase: "Ph.D. in Graduate School of AI"."""
    terms = find_degrees(words)
    if not terms:
        return False
    first = terms[0]
    return first.start <= 12 or words[first.start - 1] in "[(（" or not is_organization(words[: first.start])


def _role_leads(words: str) -> bool:
    """Whether the head of a phrase is a role: of "Professor of Systems", not of "Center for Teaching Fellows"."""
    role = role_at(words)
    if not role:
        return False
    if is_cjk_text(words):
        return organization_ends(words) <= role.start() or role.end() == len(words)
    head = _heads(words)
    if head:
        return head == "role"
    return organization_ends(words) < role.start()
