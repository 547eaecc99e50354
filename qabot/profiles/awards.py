"""Awards: honours, prizes, fellowships and grants, from their sections and from what stands beside a degree."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence

from qabot.profiles.affiliations import cells_of, tidy
from qabot.profiles.dates import Date, read_dates
from qabot.profiles.entries import Entry, clean_line, read_entries
from qabot.profiles.page import Line, Page, Range
from qabot.profiles.profile import Award
from qabot.profiles.prose import sentences
from qabot.profiles.sections import Part
from qabot.profiles.terms import find_degrees, is_organization, is_place

KINDS = frozenset({"awards", "grants"})
_AWARD = re.compile(
    r"\b(?:awards?|awardee|prizes?|medal(?:ist)?s?|fellowships?|fellows?|scholarships?|scholars?|"
    r"grants?|honou?rs?|honou?rable mention|distinction|winner|finalist|runner[- ]up|recipient|"
    r"bursary|stipend|bounty|gold|silver|bronze|"
    r"dean['’]s list|reviewers?|valedictorian|summa cum laude|magna cum laude|phi beta kappa|"
    r"best (?:paper|poster|thesis|presentation|student)|outstanding|travel support|studentship|"
    r"olympiad|competition|contest|hackathon|challenge|"
    r"preis|stipendium|auszeichnung|prix|bourse|beca|premio|borsa|prêmio|bolsa|премия|стипендия|грант|"
    r"диплом|медаль|победитель|призер|призёр|лауреат)\b|奖|獎|赏|賞|荣誉|优秀|優秀|标兵|冠军|亚军|"
    r"総代|入賞|入选|入選|選出|特別研究員|奖学金|称号|金牌|银牌|铜牌|三等|二等|一等|助成|採択|수상|"
    r"장학|우수|최우수|대상|금상|은상|동상|장려상|입상|상$",
    re.I,
)
_RANK = re.compile(
    r"^(?:\W*(?:finalists?|winners?|runners?[- ]up|(?:the\s)?(?:1st|2nd|3rd|\d+th|first|second|third|"
    r"fourth|grand|top|honou?rable|gold|silver|bronze|special)\b[\w\s/-]{0,30}|honou?rable mention|"
    r"full tuition|第[一二三]名|[一二三特]等奖?|金奖|银奖|铜奖|최우수상|우수상|대상|금상|은상|동상|"
    r"장려상))",
    re.I,
)
_STOP = re.compile(
    r"\s*(?:\t|—|\s[–-]\s|[|｜]|;|；|。|\bawarded (?:by|to|for)\b|\bsponsored by\b|"
    r"\bby (?:the )?(?=[A-Z])|\bfrom (?:the )?(?=[A-Z][\w ]*(?:University|Institute|Society|"
    r"Foundation|Association|College))|(?<=[^\W\d_]{3})\.\s|\s?[(（\[](?=with\b|for\b|to\b|USD|\$|€|£|"
    r"¥|￥|one of|C\d|J\d|link|certificate|\d{4}\b|\d[\d,.]*\s?(?:k|K|USD|EUR|RMB|元|万|만)))\s*",
    re.I,
)
_LEAD = re.compile(
    r"^(?:(?:i\s|we\s)?(?:was |am |were )?(?:honou?red (?:with|to receive)|awarded|received|"
    r"recipient of|won|winning|selected as|named|granted|obtained)\s+(?:the\s+|an?\s+)?|"
    r"获得?(?=[“\"「]|[\u4e00-\u9fff]{3})|荣获)",
    re.I,
)
_RECEIVED = re.compile(
    r"(?:\b(?i:awarded|received|recipient of|winner of|won|selected (?:as|for)|named|chosen as|"
    r"nominated for|recognized with|honou?red with)"
    r"\s+(?:the\s+|an?\s+)?)([“\"]?[A-Z][^.;\n\t]{4,110})"
)
_LONGEST = 600  # characters; a longer line is prose
_NOT_AWARD = re.compile(r"^(?:reviewer|supervis|teaching assistant|organi[sz]er|see |more|please|以上|详见)", re.I)
_LINK = re.compile(
    r"[\[(（]\s*(?:link|certificate|news|website|url|pdf|photo|报道|链接|证书|link\]?)\s*[\])）]\s*$", re.I
)


def read_awards(page: Page, part: Part) -> list[Award]:
    """The awards of one section, in order."""
    lines = page.lines_in(part.body, part.end)
    dated = {line for line in lines if read_dates(page.text, line.start, line.end)}
    titled = {line for line in dated if _has_title(page, line)}
    full = {line.block for line in titled}
    leading = {line.block for line in dated} - full  # blocks whose title and dates stand on lines of their own

    whole = _one_a_block(page, lines, dated)

    def anchor(line: Line) -> bool:
        if not titled or whole:
            return line in dated
        return line in titled or line.block in leading and line.start == page.blocks[line.block].start

    entries = [piece for entry in read_entries(page, part, anchor) for piece in _below_date(page, entry)]
    awards: list[Award] = []
    for entry in entries:
        for group in _split(page, entry):
            awards += _read(page, entry, group)
    return awards


def _one_a_block(page: Page, lines: Sequence[Line], dated: Collection[Line]) -> bool:
    """Whether each paragraph is one award: several lines, one of them with the date."""
    counts: dict[int, list[int]] = {}
    for line in lines:
        if page.blocks[line.block].kind == "paragraph":
            count = counts.setdefault(line.block, [0, 0])
            count[0] += 1
            count[1] += line in dated
    told = [count for count in counts.values() if count[1]]
    return len(told) >= 2 and all(many >= 2 and dates == 1 for many, dates in told)


def _below_date(page: Page, entry: Entry) -> list[Entry]:
    """An entry that is a date with a list below it, as one entry for each line of the list."""
    words = page.text[entry.lines[0].start : entry.lines[-1].end]
    for date in reversed(read_dates(words)):
        words = words[: date.begin] + words[date.stop :]
    if not entry.details or re.search(r"[^\W\d_]{3}", words):
        return [entry]
    least = min(page.blocks[line.block].level for line in entry.details)
    return [
        Entry((*entry.lines, line), (), entry.label) for line in entry.details if page.blocks[line.block].level == least
    ]


def _split(page: Page, entry: Entry) -> list[list[Line]]:
    """The lines of an entry, one group for each award: a line with a title of its own is an award of its own."""
    lines = list(entry.lines)
    titled = [i for i, line in enumerate(lines) if _has_title(page, line)]
    dated = [i for i, line in enumerate(lines) if read_dates(page.text, line.start, line.end)]
    if (
        len(titled) < 2
        or not dated
        and len(titled) < len(lines)
        or len(dated) == 1
        and len(titled) > 1
        and page.blocks[lines[0].block].kind != "paragraph"
    ):
        return [lines]
    telling = [i for i in titled if i in dated or not dated]
    if len(telling) < 2 or len(telling) < 0.6 * len(lines):
        return [lines]
    return [[lines[i]] for i in telling]


def _has_title(page: Page, line: Line) -> bool:
    words = page.text[line.start : line.end]
    for date in reversed(read_dates(words)):
        words = words[: date.begin] + words[date.stop :]
    return (
        bool(_AWARD.search(words))
        or bool(re.search(r"[^\W\d_]{3}\W+[^\W\d_]{3}", words))
        and not re.match(r"\W*(?:principal|co-)?\W*investigator|awarded by", words, re.I)
    )


def _read(page: Page, entry: Entry, lines: Sequence[Line]) -> list[Award]:
    cells = [cell for line in lines for cell in cells_of(page, clean_line(page, line))]
    cells = [cell for cell in cells if cell.end - cell.start <= _LONGEST]
    dates = [(cell, date) for cell in cells for date in read_dates(page.text, cell.start, cell.end)]
    title = next((found for cell in cells if (found := read_title(page, cell))), None)
    if not title or _NOT_AWARD.match(page.text[title.start : title.end]):
        return []
    words = page.words(*title)
    if len(words) > 250 or not re.search(r"[^\W\d_]{2}", words):
        return []
    span = (
        page.span(min(entry.start, *(line.start for line in lines)), max(line.end for line in (*lines, *entry.details)))
        if len(lines) == len(entry.lines)
        else page.span(lines[0].start, lines[-1].end)
    )
    organization = _organization(page, cells, title)
    separate = len({cell.start for cell, _ in dates}) == len(dates) > 1 and len(
        {date.start for _, date in dates}
    ) == len(dates)
    chosen: list[Date | None] = [date for _, date in dates] if separate else [dates[0][1]] if dates else [None]
    if not separate and len(dates) > 1 and any(title.start <= d.begin < title.end for _, d in dates):
        chosen = [next((d for _, d in dates if not title.start <= d.begin < title.end), dates[0][1])]
    return [_award(page, title, organization, date, (span.start, span.end)) for date in chosen]


def _award(page: Page, title: Range, organization: Range | None, date: Date | None, whole: tuple[int, int]) -> Award:
    parts = {"title": page.span(*title)}
    if organization:
        parts["organization"] = page.span(*organization)
    if date:
        parts["year"] = page.span(date.begin, date.stop)
    return Award(
        title=page.words(*title),
        span=page.span(*whole),
        organization=page.words(*organization) if organization else "",
        year=date.year if date else None,
        end_year=int(date.end[:4]) if date and date.end and not date.single else None,
        parts=parts,
    )


def read_title(page: Page, cell: Line) -> Range | None:
    """The title of an award in a column of text: its words up to the one that makes it an award, and its rank."""
    text = page.text
    start, end = cell.start, cell.end
    dates = read_dates(text, start, end)
    for date in dates:
        if not re.search(r"\w", text[start : date.begin]):
            start = date.stop
    lead = re.compile(r"[\s:：,，.、|)\]】—–-]+").match(text, start, end)
    start = lead.end() if lead else start
    said = _LEAD.match(text[start:end])
    start += said.end() if said else 0
    for date in dates:
        if date.begin > start + 2 and not re.search(r"[^\W\d_]{3}", text[date.stop : end]):
            end = min(end, date.begin)
    inner = page.trim(start, end, " \t\n,，;:：.。|–—-(（")
    link = _LINK.search(text, inner.start, inner.end)
    inner = Range(inner.start, link.start()) if link and link.start() > inner.start else inner
    start, end = inner
    stop = _STOP.search(text, start + 3, end) if end > start + 3 else None
    while stop and not re.search(r"[^\W\d_]{2}", text[start : stop.start()]):
        stop = _STOP.search(text, stop.end(), end)
    if stop and not (
        _AWARD.search(text[stop.start() : end])
        and not _AWARD.search(text[start : stop.start()])
        and stop.group().strip() in ("-", "–", "—", "|")
    ):
        end = stop.start()
    end = _title_end(text, start, end)
    found = tidy(page, start, end)
    return found if re.search(r"[^\W\d_]{2}", text[found.start : found.end]) else None


def _title_end(text: str, start: int, end: int) -> int:
    """Where the title ends among phrases set apart by commas: behind the phrase that says what the award is."""
    bounds = [m.start() for m in re.finditer(r"[,，](?![^(（]*[)）])", text[start:end])]
    pieces = [(a, b) for a, b in zip([0, *(b + 1 for b in bounds)], [*bounds, end - start], strict=True)]
    words = text[start:end]
    stop = None
    for number, (a, b) in enumerate(pieces):
        piece = words[a:b].strip()
        if (
            stop is None
            and _AWARD.search(piece)
            and not (number and is_organization(piece) and not _AWARD.search(re.split(r"\s(?:of|for)\s", piece)[0]))
        ):
            stop = b
        elif stop is not None:
            if _RANK.match(piece):
                stop = b
            else:
                break
    if stop is None:
        organization = next((a for a, b in pieces[1:] if is_organization(words[a:b]) or is_place(words[a:b])), None)
        stop = organization - 1 if organization else pieces[0][1]
    bracket = re.compile(r"\s*[(（]([^()（）]*)[)）]\s*$").search(words, 0, stop)
    if (
        bracket
        and bracket.start() > 3
        and (is_organization(bracket[1]) or is_place(bracket[1]))
        and not re.fullmatch(r"[A-Z]{2,8}", bracket[1])
    ):
        stop = bracket.start()
    return start + stop


def _organization(page: Page, cells: Iterable[Line], title: Range) -> Range | None:
    """Who gave it: the organisation in brackets or behind the title."""
    for cell in cells:
        begin = title.end if cell.start <= title.start < cell.end else cell.start
        for match in re.compile(r"[(（]([^()（）]{2,120})[)）]|([^,，;；.。|()（）\t]{2,120})").finditer(
            page.text, begin, cell.end
        ):
            group = 1 if match[1] else 2
            found = page.trim(*match.span(group), chars=" \t\n-–—:")
            words = re.sub(
                r"^(?:awarded |sponsored |given )?(?:by|from|at)\s+(?:the\s)?",
                "",
                page.text[found.start : found.end],
                flags=re.I,
            )
            found = Range(found.end - len(words), found.end)
            if is_organization(words) and len(words) < 120 and not read_dates(words):
                return found
    return None


_NEWS_OWN = re.compile(
    r"\b(?:I|my|our|we|[Hh]e|[Ss]he)\b|^\W*(?:received|awarded|won|honou?red|named|selected)|我|本人", re.I
)
_NEWS_EAST = re.compile(r"(?:授予|荣获|获评为?|获得|评为|入选)\s*([^，。！!；;]{3,40})")


def read_awards_told(page: Page, part: Part, names: Sequence[str]) -> list[Award]:
    """The awards that news and sentences tell of the person: "Our paper was selected as ...", "我被授予金牌审稿人".

    `names`: what the person is called, as in "Dr. Jane Doe was awarded ...".
    """
    awards: list[Award] = []
    for line in page.lines_in(part.body, part.end):
        for sentence in sentences(page.text, line.start, line.end):
            words = page.text[sentence.start : sentence.end]
            own = _NEWS_OWN.search(words) or any(name in words for name in names if " " in name)
            if len(words) > 300 or not own:
                continue
            whole = line if part.kind == "news" else sentence
            date = next(iter(read_dates(page.text, whole.start, whole.end)), None)
            for match in [
                *_RECEIVED.finditer(page.text, sentence.start, sentence.end),
                *_NEWS_EAST.finditer(page.text, sentence.start, sentence.end),
            ]:
                found = read_title(page, Line(*match.span(1), line.block)) if _AWARD.search(match[1]) else None
                if found and not find_degrees(page.text, *found):
                    awards.append(_award(page, found, None, date, page.trim(whole.start, whole.end)))
                    break
    return awards


def read_awards_beside(page: Page, start: int, end: int) -> list[Award]:
    """Awards told beside a degree: "Awarded the X Prize", "一等奖学金；优秀毕业生"."""
    awards: list[Award] = []
    for match in _RECEIVED.finditer(page.text, start, end):
        words = match[1]
        if _AWARD.search(words) and not re.match(
            r"(?:my|a|the)?\s*(?:ph\.?d|b\.?s|m\.?s|bachelor|master|degree)", words, re.I
        ):
            found = read_title(page, Line(*match.span(1), 0))
            if found:
                date = next(iter(read_dates(page.text, found.end, match.end())), None)
                awards.append(_award(page, found, None, date, match.span()))
    position = start
    for piece in re.split(r"[；;、\n]", page.text[start:end]):
        words = piece.strip()
        if (
            re.search(r"奖|优秀|荣誉|人才计划|标兵", words)
            and 3 <= len(words) <= 30
            and not re.search(r"论文|[。：:]", words)
        ):
            at = position + piece.find(words)
            awards.append(_award(page, Range(at, at + len(words)), None, None, (at, at + len(words))))
        position += len(piece) + 1
    return awards
