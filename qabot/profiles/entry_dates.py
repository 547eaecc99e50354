"""Entries below a date that several of them share: a year with a list below it, or with bullets beside it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qabot.profiles.dates import read_dates
from qabot.profiles.entries import Entry
from qabot.profiles.page import Line, Page

_BULLET = re.compile(r"\s*[•▪◦●■‣∙·]\s+(?=\S)")
_DATE_AND_BULLET = re.compile(r"(?P<date>[^\n•▪◦●■‣∙]{4,24}?)[\s|]*[•▪◦●■‣∙]\s+(?=\S)")


def beside_dates(page: Page, entries: Sequence[Entry]) -> list[Entry]:
    """Entries, with those that are a date and lines with bullets beside it as one for each line, the date its label."""
    apart: list[Entry] = []
    for entry in entries:
        first, *more = entry.lines
        lead = _DATE_AND_BULLET.match(page.text, first.start, first.end)
        bullets = [_BULLET.match(page.text, line.start, line.end) for line in more]
        if entry.details or not lead or not read_dates(lead["date"]) or not all(bullets):
            apart.append(entry)
            continue
        starts = [lead.end(), *(bullet.end() for bullet in bullets if bullet)]
        label = page.words(*page.trim(*lead.span("date"), " \t|"))
        apart += [
            Entry((Line(start, line.end, line.block),), (), label)
            for start, line in zip(starts, entry.lines, strict=True)
        ]
    return apart


def under_dates(page: Page, entries: Sequence[Entry]) -> list[Entry]:
    """Entries, with those that are a date with a list below it as one for each line of the list, labelled by the date.

    Definition lists are so: the year is the term, what happened in it the definitions.
    """
    apart: list[Entry] = []
    for entry in entries:
        words = page.text[entry.lines[0].start : entry.lines[-1].end]
        rest = words
        for date in reversed(read_dates(words)):
            rest = rest[: date.begin] + rest[date.stop :]
        if not entry.details or rest == words or re.search(r"[^\W\d_]{4}", rest):
            apart.append(entry)
            continue
        least = min(page.blocks[line.block].level for line in entry.details)
        for line in entry.details:
            if page.blocks[line.block].level == least:
                apart.append(Entry((line,), (), words))
            else:
                apart[-1] = apart[-1]._replace(details=(*apart[-1].details, line))
    return apart
