"""The study that a sentence tells by what its student is called: "a PhD student in Geology at X"."""

from __future__ import annotations

import re

from qabot.profiles.affiliations import tidy
from qabot.profiles.page import Page
from qabot.profiles.profile import Degree, Position
from qabot.profiles.prose_chinese_student import study_of_student
from qabot.profiles.prose_post import LAST_FIELD
from qabot.profiles.terms import find_degrees, is_organization

_STUDIED = re.compile(  # "PhD candidate in Medieval Studies at ..."
    r"\s?(?:degree\s)?(?i:student|candidate|researcher|scholar|fellow)?\s(?:in|of)\s(?!the\s(?!field))"
    r"(?:the field of\s)?([A-Za-zÀ-ÿ][^,.;()\n]{2,60}?)(?=,?\s+(?:at|from|in|with|within)\b|,|\s@|$)"
)


def degree_under_way(page: Page, post: Position) -> list[Degree]:
    """The degree a student works or worked for: "Ph.D. student at X" is a Ph.D. at X that lasts."""
    role = post.parts.get("role")
    where = post.parts.get("organization")
    if not role or not where:
        return []
    terms = find_degrees(page.text, role.start, role.end)
    east = study_of_student(page, post)
    if not terms or terms[0].kind == "other":
        return east or _study_under_way(page, post)
    parts = {"degree": page.span(terms[0].start, terms[0].end), "organization": where}
    field = _STUDIED.match(page.text, terms[0].end, max(role.end, where.start))
    field = field or _STUDYING.match(page.text, where.end, post.span.end)
    field = field or _IN_FRONT.fullmatch(page.text, role.start, terms[0].start)
    if field and not is_organization(field[1]):
        parts["field"] = page.span(*page.trim(*field.span(1)))
    elif east and "field" in east[0].parts:
        parts["field"] = east[0].parts["field"]
    degree = page.words(*tidy(page, terms[0].start, terms[0].end))
    return [
        Degree(
            degree=degree,
            organization=post.organization,
            span=post.span,
            field=page.words(parts["field"].start, parts["field"].end) if "field" in parts else "",
            start=post.start,
            end=post.end,
            current=post.current,
            advisors=post.advisors,
            parts=parts,
        )
    ]


_IN_FRONT = re.compile(rf"({LAST_FIELD.pattern})\s")  # "a Computer Science undergraduate at X"
_STUDYING = re.compile(  # behind the school: "a student at X studying Geology"
    r",?\s(?:(?:where I am|and)\s)?(?:studying|majoring in)\s([A-Za-zÀ-ÿ][^,.;()\n]{2,60}?)"
    r"(?=\s(?:with|under|at|and\s(?:I|am|work))\b|[,.;(]|$)"
)
_PLAIN_STUDENT = re.compile(
    r"(?:[\w-]+\s){0,2}?(?:[Gg]raduate |[Uu]niversity )?[Ss]tudent\s(?:in|of)\s(?:the\s)?([A-Za-zÀ-ÿ][^,.;()\n]{2,60})$"
)


def _study_under_way(page: Page, post: Position) -> list[Degree]:
    """The study of a student whose degree no word tells: "a graduate student in Geology at X"."""
    role, where = post.parts["role"], post.parts["organization"]
    if not re.search(r"[Ss]tudent\b", post.role) or not post.current:
        return []
    told = _PLAIN_STUDENT.fullmatch(page.text, role.start, role.end)
    told = told or _STUDYING.match(page.text, where.end, post.span.end)
    if not told or is_organization(told[1]):
        return []
    parts = {"organization": where, "field": page.span(*page.trim(*told.span(1)))}
    field = page.words(parts["field"].start, parts["field"].end)
    return [
        Degree(
            degree="",
            organization=post.organization,
            span=post.span,
            field=field,
            start=post.start,
            current=True,
            advisors=post.advisors,
            parts=parts,
        )
    ]
