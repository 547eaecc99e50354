"""The entries of a section on work or study: its lines grouped, with headings, labels and lone dates put to them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qabot.profiles.career_headings import with_heading
from qabot.profiles.career_rows import below_date, break_behind_posts, joined_entries, parted
from qabot.profiles.columns import Columns
from qabot.profiles.dates import Date, is_present, read_dates
from qabot.profiles.degree_schools import shared_schools
from qabot.profiles.entries import Entry, read_entries
from qabot.profiles.entry_labels import labelled, with_lone_dates
from qabot.profiles.heading_kinds import heading_kind
from qabot.profiles.page import Line, Page
from qabot.profiles.positions import POSITION_KINDS
from qabot.profiles.sections import Part
from qabot.profiles.terms import role_at

_LONGEST = 260  # characters of a line that can be an entry's head
_ASIDE = re.compile(r"\W*(?:(?:co-?)?advis[oe]rs?|(?:co-?)?supervisors?|thesis|dissertation|awards?)\s*[:：]", re.I)
_PRINTED = re.compile(r"\W*(?:published|accepted|presented|submitted|appeared)\b", re.I)


def career_entries(page: Page, part: Part, columns: Columns, above: Sequence[Part]) -> list[Entry]:
    """The entries of a section, with the headings that belong to the first of them."""
    headed = heading_kind(part.section.title)
    renamed = headed == "awards" and part.kind == "positions"  # "Postdoctoral Fellowship in Geology" is a post
    own_heading = bool(part.section.title) and (headed in ("", "years") or renamed or _is_of_entry(part, headed))
    shared = shared_schools(page, part) if part.kind == "education" else frozenset()

    def anchor(line: Line) -> bool:
        if line.block in shared:
            return line.start == page.blocks[line.block].start
        words = page.text[line.start : line.end]
        if _PRINTED.match(words) or _ASIDE.match(words):
            return False
        if line.end - line.start >= _LONGEST:
            return False
        dates = read_dates(page.text, line.start, line.end)
        return bool(dates) and not _is_within(page, line, dates) or _is_held_now(page, line)

    if page.source.format in ("text", "pdf"):
        break_behind_posts(page, part)
    entries = with_lone_dates(page, labelled(page, read_entries(page, part, anchor)))
    entries = [entry for entry in entries if not columns.is_head(entry)]
    if own_heading:
        entries = with_heading(page, part, entries, above)
    return [below_date(page, piece) for entry in joined_entries(page, entries) for piece in parted(page, entry)]


def _is_of_entry(part: Part, headed: str) -> bool:
    """Whether a heading within a career is that of an entry, though its words fit another section: "Software Lead"."""
    title = part.section.title
    if len(part.section.path) < 2 or role_at(title) is None:
        return False
    return headed not in (*POSITION_KINDS, "education") or bool(read_dates(title))


def _is_within(page: Page, line: Line, dates: Sequence[Date]) -> bool:
    """Whether a line has but a year amid its words, of the time that the line above it tells: "Program 2026 Vik"."""
    above = page.text.rfind("\n", 0, max(line.start - 1, 0)) + 1
    if len(dates) > 1 or not dates[0].single or page.blocks[line.block].start > above:
        return False
    bare = dates[0].stop - dates[0].begin == 4 and dates[0].begin > line.start
    if not bare or page.text[dates[0].stop : dates[0].stop + 1] != "\t":
        return False
    told = [d for d in read_dates(page.text, above, line.start) if not d.single]
    year = (dates[0].start or "")[:4]
    return any((d.start or "")[:4] <= year <= (d.end or "9999")[:4] for d in told)


def _is_held_now(page: Page, line: Line) -> bool:
    """Whether a table's row has a column that says "present" and no year: what somebody does now."""
    block = page.blocks[line.block]
    return block.kind == "row" and len(block.cells) > 2 and is_present(page.words(*block.cells[0]))
