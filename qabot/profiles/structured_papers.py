"""Papers of structured data, each from the fields of one entry."""

from __future__ import annotations

import re
from dataclasses import replace

from qabot.profiles.persons import is_name
from qabot.profiles.profile import Paper, PaperStatus
from qabot.profiles.structured_entry import StructuredEntry
from qabot.profiles.venues import short_name

_ARCHIVE = re.compile(r"arxiv|preprint|corr\b|psyarxiv|biorxiv", re.I)
_HONOURED = re.compile(r"\b(?:award|prize|best (?:\w+ )?paper|spotlight|oral|honou?rable mention)\b", re.I)  # in a note
_ACCEPTED = re.compile(r"\b(?:to appear|in press|forthcoming|accepted)\b", re.I)
_SUBMITTED = re.compile(r"unpublished|submitted|under review", re.I)


def paper_of(entry: StructuredEntry) -> Paper | None:
    """The paper that an entry's fields tell, None without a title."""
    title = entry.text("title")
    if not title:
        return None
    page = entry.page
    _set_venue_apart(entry)
    authors = tuple(dict.fromkeys(page.words(f.start, f.end) for f in entry.fields.get("authors", [])))
    if len(authors) > 1 and all(name.isascii() and " " in name and not is_name(name) for name in authors):
        authors = ()  # the topics it describes
    venue, short = entry.text("venue"), entry.text("venue_short")
    kind = entry.text("type").casefold()
    status: PaperStatus = "published" if venue else ""
    if "thesis" in kind or "dissertation" in kind:
        status = "thesis"
    elif "dataset" in kind or "data set" in kind:
        status = "dataset"
    elif _ARCHIVE.search(f"{venue} {kind}") or (not venue and entry.text("eprint")):
        status = "preprint"
    elif _SUBMITTED.search(f"{kind} {entry.text('note')}"):
        status = "submitted"
    award = [
        *entry.fields.get("award", []),
        *(f for f in entry.fields.get("note", []) if _HONOURED.search(page.text, f.start, f.end)),
    ]
    if status in ("", "published") and _ACCEPTED.search(entry.text("note")):
        status = "accepted"
    links = [m.target for m in page.marks_in(entry.start, entry.end, "link") if m.target.startswith("http")]
    joined = f"{venue} ({short})" if venue and short and short.casefold() not in venue.casefold() else venue or short
    return Paper(
        title=title,
        span=entry.span,
        authors=authors,
        venue=joined,
        venue_short=short or short_name(venue),
        year=entry.year(),
        status=status,
        honours=tuple(page.value(f.start, f.end) for f in award),
        links=tuple(dict.fromkeys(links)),
        parts=entry.parts(title="title", authors="authors", venue="venue", year="year"),
    )


_IN = re.compile(r"(?:[Ii]n|[Tt]o appear in|[Aa]ccepted (?:at|to|by|for)|[Pp]resented at):?\s(?:the\s)?(?=[A-Z])")
_YEAR = re.compile(r"[\s,.(]+((?:19|20)\d\d)[\s).]*$")


def _set_venue_apart(entry: StructuredEntry) -> None:
    """Take what leads to a venue off it, and the year behind it for that of the paper: "In Ice Days, 2024."."""
    field = entry.fields["venue"][0] if entry.fields.get("venue") else None
    if not field:
        return
    text = entry.page.text
    lead, year = _IN.match(text, field.start, field.end), _YEAR.search(text, field.start + 2, field.end)
    start, end = lead.end() if lead else field.start, field.end
    if year and not entry.fields.get("year"):
        end = year.start()
        entry.fields = {**entry.fields, "year": [replace(field, start=year.start(1), end=year.end(1))]}
    if start < end:
        entry.fields = {**entry.fields, "venue": [replace(field, start=start, end=end)]}
