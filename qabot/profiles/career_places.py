"""Where posts and degrees were, told by the line above a list, a column of a table or the entry before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from qabot.profiles.affiliations import Phrase
from qabot.profiles.career_words import is_same_place
from qabot.profiles.columns import Columns
from qabot.profiles.dates import read_dates
from qabot.profiles.entries import Entry
from qabot.profiles.page import Page
from qabot.profiles.profile import Degree, Position
from qabot.profiles.terms import is_organization


def employer_above(page: Page, entry: Entry) -> Phrase | None:
    """The organisation that a line above a list of posts names: "Ice Department, Oslo University", and posts below."""
    if not entry.label or not is_organization(entry.label):
        return None
    start = page.text.rfind(entry.label, max(0, entry.start - 5_000), entry.start)
    return Phrase(start, start + len(entry.label), "organization", 0) if start >= 0 else None


def at_school_above(page: Page, entry: Entry, degree: Degree, above: Sequence[Degree]) -> Degree:
    """A degree at the school that the line above its list names, or, where it says "same", at that of the last one."""
    if is_same_place(degree.organization) and above:
        parts = {name: span for name, span in degree.parts.items() if name != "organization"}
        return replace(degree, organization=above[-1].organization, parts=parts)
    label = employer_above(page, entry) if degree.degree and not degree.organization else None
    return replace(degree, organization=_name_in(page, label)) if label else degree


def _name_in(page: Page, line: Phrase) -> str:
    """The name that leads a line above a list, without its town."""
    return re.split(r"[,(|\n]|\s[-–—·]\s", page.text[line.start : line.end])[0].strip()


def without_bare(posts: Sequence[Position]) -> list[Position]:
    """The posts without the employers whose whole time stands above the posts held there, each with its dates."""
    kept = []
    for number, post in enumerate(posts):
        below = posts[number + 1] if number + 1 < len(posts) else post
        inside = below.role and below.organization == post.organization and _lasts_within(below, post)
        if post.role or not inside:
            kept.append(post)
    return kept


def _lasts_within(post: Position, whole: Position) -> bool:
    begun = bool(post.start and whole.start) and (whole.start or "")[:4] <= (post.start or "")[:4]
    return begun and ((post.end or "9999")[:4] <= (whole.end or "9999")[:4])


_UNIT = re.compile(  # a part of an employer that does not say of which
    r"(?:the )?(?:department|dept\.?|division|faculty|school|college|section|office|chair|laboratory|lab|group) "
    r"(?:of|for) .*|"
    r"[^,]*\b(?:department|division|team|group|unit|branch|laboratory|lab|office|section)",
    re.I,
)


def with_employer(page: Page, above: Phrase, post: Position) -> Position:
    """A post held in a department, with the employer that the line above its list names."""
    name = _name_in(page, above)
    unit = _UNIT.fullmatch(post.organization) and not _UNIT.fullmatch(name) and is_organization(name)
    return replace(post, organization=f"{post.organization}, {name}") if unit else post


_LONGEST_ROLE = 60  # characters of a column that is a role and no more


def by_columns(page: Page, columns: Columns, entry: Entry, made: Sequence[Position]) -> list[Position]:
    """The post of a table's row with what the columns of roles and employers hold, where the head names both."""
    role, where = columns.cell(page, entry, "role"), columns.cell(page, entry, "organization")
    if len(made) != 1 or not role or not where or "\n" in page.text[role.start : role.end]:
        return list(made)
    told, place = page.words(*role), page.words(*where)
    plain = not re.search(r"[,;/]", told) and len(told) <= _LONGEST_ROLE
    if not plain or is_same_place(place) or read_dates(told) or read_dates(place):
        return list(made)
    if made[0].organization and made[0].organization in place:
        place, where = made[0].organization, None
    spans = {"role": page.span(*role)} | ({"organization": page.span(*where)} if where else {})
    return [replace(made[0], role=told, organization=place, parts={**made[0].parts, **spans})]


def with_unit(page: Page, columns: Columns, entry: Entry, post: Position) -> Position:
    """A post of a table with the department or team that a column of its own tells."""
    unit = columns.cell(page, entry, "unit")
    words = page.words(*unit) if unit else ""
    if not words or not post.organization or words in post.organization or words == post.role:
        return post
    return replace(post, organization=f"{post.organization}, {words}")


def with_field(page: Page, columns: Columns, entry: Entry, degree: Degree) -> Degree:
    """A degree of a table with the field that a column of its own tells."""
    field = columns.cell(page, entry, "field")
    if degree.field or not field:
        return degree
    return replace(degree, field=page.words(*field), parts={**degree.parts, "field": page.span(*field)})
