"""The entries of a list, each with the line above the list that names who employed or taught there."""

from __future__ import annotations

from collections.abc import Sequence

from qabot.profiles.dates import read_dates
from qabot.profiles.entries import Entry
from qabot.profiles.page import Page
from qabot.profiles.terms import find_degrees, is_organization, is_role

_LONGEST = 110  # characters of such a line


def labelled(page: Page, entries: Sequence[Entry]) -> list[Entry]:
    """The entries; a line that names but an organisation is the label of the dated items of the list below it."""
    found: list[Entry] = []
    label = ""
    for number, entry in enumerate(entries):
        if _is_item(page, entry):
            found.append(entry._replace(label=entry.label or label))
            continue
        label = ""
        below = entries[number + 1 : number + 2]
        if below and _is_item(page, below[0]) and _is_dated(page, below[0]) and _names_alone(page, entry):
            label = page.words(entry.start, entry.end)
        else:
            found.append(entry)
    return found


def with_lone_dates(page: Page, entries: Sequence[Entry]) -> list[Entry]:
    """The entries; one that is but a date goes with the next one, where that has none but in brackets."""
    found: list[Entry] = []
    for entry in entries:
        above = found[-1] if found else None
        if above and _is_date(page, above) and _dated_in_brackets(page, entry):
            found[-1] = entry._replace(lines=(*above.lines, *entry.lines))
        else:
            found.append(entry)
    return found


def _is_date(page: Page, entry: Entry) -> bool:
    words = page.text[entry.start : entry.end]
    dates = read_dates(words)
    return len(dates) == 1 and not entry.details and (dates[0].begin, dates[0].stop) == (0, len(words))


def _dated_in_brackets(page: Page, entry: Entry) -> bool:
    words = page.text[entry.lines[0].start : entry.lines[-1].end]
    dates = read_dates(words)
    return bool(dates) and all("(" in words[max(0, d.begin - 12) : d.begin] for d in dates)


def _is_item(page: Page, entry: Entry) -> bool:
    return page.blocks[entry.lines[0].block].kind == "item"


def _is_dated(page: Page, entry: Entry) -> bool:
    return any(read_dates(page.text, line.start, line.end) for line in entry.lines)


def _names_alone(page: Page, entry: Entry) -> bool:
    """Whether an entry is a line that names an organisation, and neither when nor as what."""
    words = page.text[entry.start : entry.end]
    if len(entry.lines) > 1 or entry.details or len(words) > _LONGEST or not is_organization(words):
        return False
    return not is_role(words) and not find_degrees(words) and not read_dates(words)
