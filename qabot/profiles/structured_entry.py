"""The fields of one entry of structured data: its words, its dates, the ranges of its parts."""

from __future__ import annotations

import re

from qabot.profiles.dates import Date, read_dates
from qabot.profiles.page import Page
from qabot.sources.source import Field, Span

_PRESENT = re.compile(
    r"pr[eé]sent|now|current|ongoing|今|現在|目前|현재|heute|laufend|наст|тепер|a[ct]tual|hoje|oggi|"
    r"aujourd|obecnie|halen|devam",
    re.I,
)


class StructuredEntry:
    """The fields of one entry."""

    def __init__(self, page: Page, fields: dict[str, list[Field]]) -> None:
        self.page, self.fields = page, fields
        every = [field for listed in fields.values() for field in listed]
        start, end = min(f.start for f in every), max(f.end for f in every)
        first, last = page.block_at(start), page.block_at(end - 1)
        self.start = page.blocks[first].start if first >= 0 else start
        self.end = page.blocks[last].end if last >= 0 else end

    @property
    def span(self) -> Span:
        """The whole entry."""
        return self.page.span(self.start, self.end)

    def text(self, *names: str) -> str:
        """The words of the first of these parts that is there, "" if none is."""
        for name in names:
            if self.fields.get(name):
                return self.page.words(self.fields[name][0].start, self.fields[name][0].end)
        return ""

    def parts(self, **names: str) -> dict[str, Span]:
        """The ranges of the parts that are there, under the names asked for."""
        return {
            part: self.page.span(self.fields[name][0].start, self.fields[name][-1].end)
            for part, name in names.items()
            if self.fields.get(name)
        }

    def dates(self) -> list[Date]:
        """The dates of the entry: its beginning and end as one where both are given."""
        both = self.fields.get("dates", [])
        if both:
            return read_dates(self.page.text, both[0].start, both[0].end)
        begin, end = self._date("start"), self._date("end")
        if not begin or end and (begin[0].start or "") > (end[-1].end or end[-1].start or "9999"):
            return [d._replace(start=None, single=False) if d.single else d for d in end[:1]]
        now = bool(self.fields.get("end") and _PRESENT.search(self.text("end")))
        last = begin[-1]
        if last.single:
            stop = end[-1].end if end else None
            begin[-1] = last._replace(
                end=None if now else stop, current=now or not self.fields.get("end"), single=False
            )
        return sorted(begin, key=lambda d: d.start or "", reverse=True)

    def _date(self, name: str) -> list[Date]:
        listed = self.fields.get(name, [])
        return read_dates(self.page.text, listed[0].start, listed[0].end) if listed else []

    def year(self) -> int | None:
        """The year told, None if none is."""
        match = re.search(r"(?:19|20)\d\d", self.text("year", "date", "dates", "end"))
        return int(match[0]) if match else None
