"""The authors of an entry whose title is found: behind it, before it, in brackets at its end, on their own line."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qabot.profiles.name_lists import Names, read_names
from qabot.profiles.page import Line
from qabot.profiles.paper_section import PaperSection
from qabot.profiles.paper_words import is_long_enough
from qabot.profiles.persons import is_name
from qabot.profiles.title_quotes import Title

_WITH_LATER = re.compile(r"[(\[](?:joint(?:ly)?\s)?with\s+(?=[A-ZÀ-Þ])")


def authors_near(section: PaperSection, body: Line, bodies: Sequence[Line], title: Title) -> Names | None:
    """The authors after a title on its line, before it, or on a line of their own."""
    rest = Line(*section.page.trim(title.outer_end, body.end, " \t\n,.;:：，。—–-|"), body.block)
    names = read_names(section.text, rest.start, rest.end)
    if not names.clean and title.outer_end > title.end or len(names.names) > 1 and not names.clean:
        names = _names_before_mark(section, rest) or names
    lead = re.compile(
        r"\s*[.,;(（]?\s*(?:joint work |joint |co-?authored |coauthored |written |zusammen |gemeinsam |"
        r"(?:co-?)?edited (?=with)|translated (?=with)|en collaboration )?"
        r"(?:with|mit|avec|con|together with|by|par|von|por)\s+",
        re.I,
    ).match(section.text, title.outer_end, body.end)
    if lead:
        after = read_names(section.text, lead.end(), body.end)
        if after.names:
            return after
    if (
        names.names
        and section.plausible(names, rest)
        or (
            len(names.names) >= 1
            and names.clean
            and section.text[title.outer_end : rest.start].strip().startswith(("by", "—", "–", "-", "/"))
        )
    ):
        return names
    before = Line(*section.page.trim(body.start, title.outer_start, " \t\n,.;:"), body.block)
    if before.end > before.start:
        names = read_names(section.text, before.start, before.end)
        if names.names and (len(names.names) > 1 or is_name(names.names[0].text)):
            return names
    later = _WITH_LATER.search(section.text, title.outer_end, body.end)
    if later:  # behind the venue: "Loud Ice, *Lakes* 3 (with Bo Berg)"
        after = read_names(section.text, later.end(), body.end)
        if after.names:
            return after
    for other in bodies:
        if other.start != body.start:
            found = section.authors_at_start(other) or section.single_author(other)
            if found:
                return found
    return None


def _names_before_mark(section: PaperSection, rest: Line) -> Names | None:
    """The authors that end where the venue's italics begin: "Ada Lind, Bo Berg *Journal*"."""
    for mark in section.page.marks_in(rest.start, rest.end, "em", "badge"):
        if mark.start > rest.start and not is_name(section.page.words(mark.start, mark.end), lone=True):
            names = read_names(section.text, rest.start, section.page.trim(rest.start, mark.start).end)
            return names if names.names and names.clean else None
    return None


_BEHIND = re.compile(r"\s\(([^()\n]{4,200})\)\W*$")


def authors_behind(section: PaperSection, title: Title, names: Names | None) -> tuple[Title, Names | None]:
    """A title without the authors in brackets at its end: "Loud Ice (A. Lind, B. Berg)"."""
    behind = _BEHIND.search(section.text, title.start, title.end) if names is None else None
    found = read_names(section.text, *behind.span(1)) if behind else None
    several = found and found.clean and found.names and found.end >= behind.end(1) - 2 if behind else False
    if not found or not behind or not several:
        return title, names
    known = len(found.names) > 1 or section.owner.is_called(found.names[0].text)
    cut = title._replace(end=behind.start(), outer_end=max(title.outer_end, behind.end()))
    return (cut, found) if known and is_long_enough(section.text[title.start : behind.start()]) else (title, names)


def authors_after_slash(section: PaperSection, title: Title, body: Line) -> Names | None:
    """All the authors, where they stand behind the title, too: "Lind A. Loud ice / A. Lind, B. Berg // Journal"."""
    slash = re.compile(r"\s*/\s*(?=[^\W\d_])").match(section.text, title.outer_end, body.end)
    names = read_names(section.text, slash.end(), body.end) if slash else None
    return names if names and names.clean and names.names else None


def before_owner(section: PaperSection, body: Line, title: Title) -> tuple[Title, Names] | None:
    """A title set apart by a comma from authors with the owner among them: "Loud Ice, Ada Lind, Bo Berg"."""
    commas = re.compile(r"[,，]\s*").finditer(section.text, title.start, title.end)
    for comma in (c for c, _ in zip(commas, range(8), strict=False)):
        names = read_names(section.text, comma.end(), body.end)
        words = section.text[title.start : comma.start()]
        if not is_long_enough(words, 3) or is_name(words):
            continue
        if len(names.names) > 1 and any(section.owner.is_called(name.text) for name in names.names):
            return Title(title.start, comma.start(), title.outer_start, comma.start()), names
    return None
