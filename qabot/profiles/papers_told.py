"""Books, papers and exhibitions told in sentences: "Her book *Loud Ice* (Fjord Press, 2020) is about lakes"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qabot.profiles.page import Page, Range
from qabot.profiles.profile import Item, Paper, PaperStatus
from qabot.profiles.prose import sentences
from qabot.profiles.sections import Part
from qabot.profiles.title_quotes import quoted
from qabot.profiles.venues import short_name

_LOOK = re.compile(
    r"\b(?:book|author|editor|monograph|novel|volume|edited|paper|article|essay|study|textbook|translat)", re.I
)
_SHOWN_LOOK = re.compile(r"\b(?:exhibition|installation|film|documentary|opera|play|performance)\b")
_ADJECTIVES = (
    r"(?:(?:first|second|third|fourth|latest|new|newest|most recent|recent|debut|forthcoming|next|edited|co-?edited|"
    r"co-?authored|award-winning|prize-winning|current|other|only|workshop|conference|journal|solo|short|graphic|"
    r"scholarly|academic|poetry|children['’]s|popular|open-access)\s){0,4}"
)
_BOOKS = r"(?:books?|monographs?|novels?|textbooks?|volumes?|collections?|anthology|memoir|translations?)"
_PAPERS = r"(?:papers?|articles?|essays?|stud(?:y|ies)|preprints?|thesis|dissertation|chapters?)"
_CALLED = r"(?:\s(?:(?:is|was|are)\s)?(?:titled|entitled|called|named))?\s*[,:]?\s*"
_OWN = r"(?:[Mm]y|[Oo]ur|[Hh]is|[Hh]er|[Tt]heir)"
_LEADS = re.compile(
    rf"\b(?:{_OWN}\s{_ADJECTIVES}(?P<kind>{_BOOKS}|{_PAPERS})(?:\s(?:on|about)\s[\w\s-]{{3,60}})?{_CALLED}"
    r"(?:(?:is|are|include|includes|was|were)\s(?:the\s)?)?|"
    r"(?:[Aa]uthor|[Cc]o-?[Aa]uthor|[Ee]ditor|[Cc]o-?[Ee]ditor|[Tt]ranslator)\sof\s(?:the\s)?"
    rf"(?:(?:{_ADJECTIVES}{_BOOKS}|(?:several|many|two|three|four|five|six|numerous)\s{_BOOKS},?\s"
    r"(?:including|among them)),?\s)?|"
    r"\b(?:I|[Hh]e|[Ss]he)\s(?:have\s|has\s|also\s)*(?:wrote|written|authored|co-?authored|edited|co-?edited|published)\s"
    rf"(?:(?:the|a|an)\s{_ADJECTIVES}(?:{_BOOKS}|{_PAPERS}){_CALLED})?)$"
)
_SHOWN = re.compile(
    rf"\b{_OWN}\s{_ADJECTIVES}(?:exhibitions?|installations?|films?|documentar(?:y|ies)|operas?|plays?|performances?)"
    rf"{_CALLED}(?:\w+\s){{0,2}}$"
)
_NEXT = re.compile(r"\s*(?:,|;|,?\s(?:and|as well as|&))\s+(?:of\s)?(?:the\s)?$")
_BOXED = re.compile(r"[”\"’»,]?\s*\((?P<venue>[A-ZÀ-Þ][^();\n]{2,60}?),?\s(?P<year>(?:19|20)\d\d)\)")
_YEAR_BOXED = re.compile(r"[”\"’»,]?\s*\((?P<year>(?:19|20)\d\d)\)")
_OUT = re.compile(
    r"[”\"’»,]{0,2}\s*(?:(?:was|is|has been|will be|got|were|came|comes)\s)?"
    r"(?P<state>published|forthcoming|out|due|appeared|accepted|to appear|appear(?:s|ing)?|under contract|in press|"
    r"shown|exhibited|screened|staged|performed|presented|premiered)\s(?:out\s|as an? \w+\s)?"
    r"(?:by|from|with|in|at|to|for)\s(?:the\s)?"
    r"(?P<venue>[A-ZÀ-Þ][\w&.'’-]*(?:\s(?:[A-ZÀ-Þ][\w&.'’-]*|of|and|the|del|de|la|des|der|for|&)){0,7}?)"
    r"(?=\s(?:in\s)?(?:19|20)\d\d|[,.;!)]|\sand\s|\s\(|\sthis\s|\sin\s|$)(?:,?\s(?:in\s|\()?(?P<year>(?:19|20)\d\d))?"
)
_NOT_YET = re.compile(r"forthcoming|to appear|due|under contract|in press|accepted")


def read_papers_told(page: Page, part: Part) -> list[Paper]:
    """The books and papers that sentences about the person name, each with a title that is set apart."""
    papers: list[Paper] = []
    for line in page.lines_in(part.body, part.end):
        if page.is_heading(line.block) or not _LOOK.search(page.text, line.start, line.end):
            continue
        for sentence in sentences(page, line.start, line.end):
            papers += [_paper(page, title, sentence) for title in _titles(page, sentence, _LEADS)]
    return papers


def read_shown(page: Page, part: Part) -> list[Item]:
    """The exhibitions, films and plays that sentences about the person name."""
    items: list[Item] = []
    for line in page.lines_in(part.body, part.end):
        if page.is_heading(line.block) or not _SHOWN_LOOK.search(page.text, line.start, line.end):
            continue
        for sentence in sentences(page, line.start, line.end):
            items += [_shown(page, title, sentence) for title in _titles(page, sentence, _SHOWN)]
    return items


def _titles(page: Page, sentence: Range, lead: re.Pattern[str]) -> Iterator[Range]:
    """What is set apart behind words that lead to titles, and what follows it in the same list."""
    last = -1
    for found in _set_apart(page, sentence):
        before = page.text[max(sentence.start, found.start - 120) : found.start].rstrip("“\"'‘«*")
        told = _printed(page, last, sentence.end) if last >= 0 else None
        between = page.text[told.end() if told else last : found.start] if last >= 0 else ""
        if lead.search(before) or last >= 0 and _NEXT.fullmatch(between.rstrip("“\"'‘«*").lstrip('”"’»')):
            yield found
            last = found.end
        else:
            last = -1


def _set_apart(page: Page, sentence: Range) -> Iterator[Range]:
    """The words of a sentence in italics, bold, a link or quotation marks that can be a title, in order."""
    found: list[Range] = []
    for mark in page.marks_in(sentence.start, sentence.end, "em", "strong", "link"):
        found.append(page.trim(mark.start, mark.end, " \t\n“”\"'‘’«»,."))
    position = sentence.start
    while quote := quoted(page, position, sentence.end):
        found.append(Range(quote.start, quote.end))
        position = quote.outer_end
        if position >= sentence.end:
            break
    kept: list[Range] = []
    for one in sorted(found):
        words = page.text[one.start : one.end]
        fresh = not kept or one.start >= kept[-1].end
        if fresh and len(words) > 3 and (words[0].isupper() or words[0].isdigit()) and "\n" not in words:
            kept.append(one)
    yield from kept


def _printed(page: Page, start: int, end: int) -> re.Match[str] | None:
    """Where and when a title was printed or shown, told right behind it."""
    for pattern in (_BOXED, _OUT, _YEAR_BOXED):
        told = pattern.match(page.text, start, end)
        if told:
            return told
    return None


def _paper(page: Page, title: Range, sentence: Range) -> Paper:
    told = _printed(page, title.end, sentence.end)
    parts = {"title": page.span(*title)}
    venue, year = "", None
    status: PaperStatus = ""
    if told:
        groups = told.groupdict()
        venue = page.words(*told.span("venue")) if groups.get("venue") else ""
        year = int(told["year"]) if groups.get("year") else None
        parts |= {name: page.span(*told.span(name)) for name in ("venue", "year") if groups.get(name)}
        status = "accepted" if _NOT_YET.match(groups.get("state") or "") else "published"
    return Paper(
        title=page.words(*title),
        span=page.span(*page.trim(*sentence)),
        venue=venue,
        venue_short=short_name(venue) if venue else "",
        year=year,
        status=status,
        parts=parts,
    )


def _shown(page: Page, title: Range, sentence: Range) -> Item:
    told = _printed(page, title.end, sentence.end)
    groups = told.groupdict() if told else {}
    parts = {"title": page.span(*title)}
    if told and groups.get("venue"):
        parts["organization"] = page.span(*told.span("venue"))
    year = groups.get("year")
    return Item(
        title=page.words(*title),
        span=page.span(*page.trim(*sentence)),
        organization=page.words(*told.span("venue")) if told and groups.get("venue") else "",
        start=year,
        end=year,
        parts=parts,
    )
