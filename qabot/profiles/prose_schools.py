"""The school that a degree told in an English sentence is from."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qabot.profiles.page import Page, Range
from qabot.profiles.prose_where import names_place, read_where
from qabot.profiles.terms import (
    Term,
    is_organization,
    is_place,
)

_FIELD_IN = re.compile(r"\s(?:in|at|from)\s(?:the\s)?(?=[A-ZÀ-Þ])")


_FROM = re.compile(
    r"(?:(?<!speciali[sz]ation )(?<!concentration )(?<![Mm]inor )(?<!major )(?<!focus )\b(?:from|at|by|in|through)|@)"
    r"\s+(?:the\s+)?(?=[A-ZÀ-Þ])|,\s+(?=[A-ZÀ-Þ])|\([^()]*?(?=[A-Z])"
)


IN_BRACKETS = re.compile(r"\(\s*(?:[\w.'’, ]{1,60}(?:,|;|/|&|\band)\s*)?$")  # "(B.Sc. and ", before a degree


_LEADS_TO_SCHOOL = re.compile(r"\b(?:from|at|@|to|joined|attended|alumn\w+\sof)\s+(?:the\s+)?(?=[A-ZÀ-Þ])")


def school_before(page: Page, term: Term, sentence: Range) -> Range | None:
    """The school that a degree stands behind in brackets: "studied at the University of Oslo (B.Sc. and M.Sc.)"."""
    opened = IN_BRACKETS.search(page.text, sentence.start, term.start)
    if not opened:
        return None
    leads = list(_LEADS_TO_SCHOOL.finditer(page.text, sentence.start, opened.start()))
    begin = leads[-1].end() if leads else opened.start()
    closed = page.text.rfind(")", begin, opened.start())
    again = _NEXT_SCHOOL.match(page.text, closed + 1, opened.start()) if closed > begin else None
    where = read_where(page, again.end() if again else begin, opened.start()) if leads else None
    between = page.text[where.end : opened.start()].strip(" ,") if where else ""
    if not where or closed > begin and not again or between and not _TOWN.fullmatch(between):
        return None
    last = _last_school(page, where)
    return last if again or is_organization(page.words(*last)) else None


_WHERE_EARNED = re.compile(  # "..., where I also received my "
    r",?\s(?:where|from which|from where|at which)\s(?:I|he|she|they)\s(?:(?:also|had|have|has|later|first)\s)*"
    r"(?:receiv|obtain|earn|complet|did|got|finish|pursu)\w*\s(?:(?:my|his|her|their|an?|the|both|first)\s)*$"
)
_FROM_ELSEWHERE = re.compile(r"[^.;]{0,80}?(?:\sfrom|\sat)\s(?:the\s)?[A-ZÀ-Þ]")


def school_where(page: Page, term: Term, sentence: Range, stop: int) -> Range | None:
    """The school in front of "where I received my", and not behind the degree: "at X, where I earned my B.A."."""
    earned = _WHERE_EARNED.search(page.text, sentence.start, term.start)
    if not earned or _FROM_ELSEWHERE.match(page.text, term.end, stop):
        return None
    leads = list(_LEADS_TO_SCHOOL.finditer(page.text, sentence.start, earned.start()))
    found = (read_where(page, lead.end(), earned.start()) for lead in leads)
    return next((where for where in found if where and is_organization(page.words(*where))), None)


_TOWN = re.compile(r"[A-ZÀ-Þ][\w'’-]{2,20}(?: [A-ZÀ-Þ][\w'’-]{2,20})?")


_NEXT_SCHOOL = re.compile(r"(?:,|;|\s+and)\s+(?:(?:at|from)\s+)?(?:the\s+)?(?=[A-ZÀ-Þ])")


_PART_OF_SCHOOL = re.compile(r"(?:the\s)?(?:School|Department|Faculty|Institute|Division|Center|Centre)\b")


_AND_SCHOOL = re.compile(r"\sand\s(?:the\s)?(?=[A-ZÀ-Þ])")


def _last_school(page: Page, where: Range) -> Range:
    """The last of several schools in a row: "Fjord School, University of Oslo" is two where the first is no part."""
    both = _AND_SCHOOL.search(page.text, *where)
    if (
        both
        and is_organization(page.text[where.start : both.start()])
        and is_organization(page.text[both.end() : where.end])
    ):
        return where if _PART_OF_SCHOOL.match(page.text, where.start) else Range(both.end(), where.end)
    comma = page.text.rfind(", ", where.start, where.end)
    last = Range(comma + 2, where.end)
    apart = comma > where.start and is_organization(page.words(*last)) and not is_place(page.words(*last))
    return last if apart and not _PART_OF_SCHOOL.match(page.text, where.start) else where


_STUDIES = re.compile(  # a subject, though its word names places, too
    r"(?:Museum|Library|Archiv\w+|Theat(?:re|er)|Gallery|School|Hospital|Organi[sz]ation(?:al)?|Agency|Bank(?:ing)?)\s"
    r"(?:and \w+ )?(?:(?:& |and )?[A-Z]?\w+ )?"
    r"(?:Studies|Science|Sciences|Management|Education|Administration|Leadership|Psychology)"
)


_BOXED_SCHOOL = re.compile(r"[^(),;.\n]{0,70}\(([A-ZÀ-Þ][^()\n]{3,80})\)")  # "a degree in art (Hallam School, 2001)"


def read_school(page: Page, term: Term, area: Range, taken: Sequence[tuple[int, int]]) -> Range | None:
    """The school a degree is from: what stands behind "from" or "at", else behind "in", "by" or a comma."""
    matches = [
        m for m in _FROM.finditer(page.text, area.start, area.end) if not any(a <= m.end() < b for a, b in taken)
    ]
    boxed = _BOXED_SCHOOL.match(page.text, term.end, area.end)
    inner = read_where(page, boxed.start(1), boxed.end(1)) if boxed else None
    if (
        inner
        and is_organization(page.words(*inner))
        and not re.search(r"\b(?:from|at)\s", page.text[term.end : inner.start])
    ):
        return inner
    for match in sorted(matches, key=lambda m: not _is_plain(page.text, m)):
        where = read_where(page, match.end(), area.end)
        plain = _is_plain(page.text, match)
        later = _FIELD_IN.search(page.text, where.start, where.end) if where else None
        if where and later and not is_organization(page.text[where.start : later.start()]):
            where = Range(later.end(), where.end)  # "in Economics in the Northern School"
        if where and _STUDIES.fullmatch(page.text, where.start, where.end):
            continue
        if where and (is_organization(page.words(*where)) or (plain and names_place(page, where))):
            return where
    return None


def _is_plain(text: str, link: re.Match[str]) -> bool:
    """Whether what stands before a name makes it the school: "from", "at", "awarded by"."""
    given = link.group().startswith("by") and text.endswith(("awarded ", "conferred ", "granted "), 0, link.start())
    return given or link.group().startswith(("from", "at", "@"))
