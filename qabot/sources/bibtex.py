"""BibTeX to `Source`: one entry, one item that reads like a line of a bibliography, its fields under their paths."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping

from qabot.errors import SourceError
from qabot.sources.bibtex_entries import entries_of
from qabot.sources.builder import TextBuilder
from qabot.sources.latex import latex_words
from qabot.sources.latex_tokens import RAW, plain
from qabot.sources.source import Source

_TYPES = {
    "article": "journal article",
    "inproceedings": "conference paper",
    "conference": "conference paper",
    "book": "book",
    "incollection": "book chapter",
    "inbook": "book chapter",
    "phdthesis": "PhD thesis",
    "mastersthesis": "Master's thesis",
    "thesis": "thesis",
    "bachelorsthesis": "Bachelor's thesis",
    "techreport": "technical report",
    "report": "report",
    "unpublished": "unpublished",
    "proceedings": "proceedings",
    "patent": "patent",
    "dataset": "data set",
    "software": "software",
    "online": "online",
    "manual": "manual",
    "booklet": "booklet",
}
_VENUES = ("journal", "journaltitle", "booktitle", "school", "institution", "howpublished", "publisher", "organization")
_NOTES = {
    "award": "Award",
    "award_name": "Award",
    "honor": "Award",
    "note": "Note",
    "annote": "Note",
    "keywords": "Keywords",
    "tldr": "Summary",
    "abstract": "Abstract",
}
_LINKS = (
    "html",
    "pdf",
    "code",
    "website",
    "project",
    "slides",
    "poster",
    "video",
    "blog",
    "arxiv",
    "supp",
    "handout",
    "talk",
)
_MONTHS = "January February March April May June July August September October November December".split()
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,500}>")
_HONOUR = re.compile(r"award|prize|best|honou?r|medal|mention|spotlight|oral|distinguished|outstanding|finalist", re.I)
_DATE = re.compile(r"(\d{4})(?:-(\d\d))?")
_BEFORE_DOI = re.compile(r"^(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", re.I)
_TEX = frozenset("{}\\~")
_AND = re.compile(r" [Aa][Nn][Dd] ")
_OTHERS = re.compile(r"(?:and\s+)?(?:others|et\.?\s+al\.?)", re.I)


def read_bibtex(path: str, text: str) -> Source:
    """The entries of a BibTeX file. Fields are named ("papers", i, ...), see `fields.py`.

    Entries that cannot be read are passed over, and of two with one key the first stands. Raises SourceError when no
    entry can be read.
    """
    out = TextBuilder(path, "bibtex")
    number = 0
    for kind, fields in entries_of(path, text):
        values = {key: value for key, value in fields.items() if value}
        if "title" in values or "author" in values:
            _write_entry(out, number, kind.lower(), values)
            number += 1
    if not number:
        raise SourceError(
            f"{path} holds no BibTeX entry with a title or an author.",
            "Check that its entries look like @article{key, ...}.",
        )
    return out.build()


def _write_entry(out: TextBuilder, number: int, kind: str, values: Mapping[str, str]) -> None:
    entry = ("papers", number)
    out.start("item", level=1)
    authors = _people(values.get("author", "")) or _people(values.get("editor", ""))
    for position, person in enumerate(authors):
        out.write(", " if position else "")
        out.field((*entry, "authors", position), person)
    out.write(". " if authors else "")
    title = _words(values.get("title", ""))
    if title:
        out.write("\u201c")
        out.field((*entry, "title"), title)
        out.write("\u201d" if title.endswith(("?", "!", ".")) else "\u201d.")
    _write_venue(out, number, values)
    _write_date(out, number, values)
    kind = _words(values.get("type", "")) or _TYPES.get(kind, "")
    if kind:
        _write_line(out, "Type", (*entry, "type"), kind)
    _write_addresses(out, number, values)
    seen: set[str] = set()
    for key, label in _NOTES.items():
        note = _words(values.get(key, ""))
        if key == "award_name" and "award" not in values and not _HONOUR.search(note):
            continue  # al-folio's button label, put to other use
        if note and note not in seen:
            _write_line(out, label, (*entry, label.lower() if label in ("Award", "Note") else key), note)
            seen.add(note)
    out.end()


def _write_venue(out: TextBuilder, number: int, values: Mapping[str, str]) -> None:
    given = [_words(values[key]) for key in _VENUES if key in values]
    if not given or not given[0]:
        return
    # mathematicians give the journal's short form, and its name besides
    full = _words(values.get("fjournal", "")) if "." in given[0] else ""
    venue = full or given[0]
    out.write(" ")
    out.field(("papers", number, "venue"), venue)
    short = _words(values.get("abbr", "") or values.get("shortjournal", "")) or (given[0] if full else "")
    if short and short not in venue:
        out.write(" (")
        out.field(("papers", number, "venue_short"), short)
        out.write(")")
    volume, issue = _known_number(values.get("volume", "")), _known_number(values.get("number", ""))
    pages = _known_number(values.get("pages", ""))
    details = [f"{volume}({issue})" if volume and issue else volume or issue, pages, _words(values.get("address", ""))]
    out.write("".join(f", {detail}" for detail in details if detail) + ".")


def _known_number(value: str) -> str:
    """A volume or page range; 0 stands for what is not known yet."""
    shown = _words(value)
    return "" if shown in ("0", "0-0", "0\u20130") else shown


def _write_date(out: TextBuilder, number: int, values: Mapping[str, str]) -> None:
    date = _words(values.get("year", ""))
    full = _DATE.match(_words(values.get("date", "")))
    month = _words(values.get("month", ""))
    if not date and full:
        date, month = full[1], full[2] or ""
    if month.isdecimal() and 1 <= int(month) <= 12:
        month = _MONTHS[int(month) - 1]
    if date:
        out.write(f" {month} " if month else " ")
        out.field(("papers", number, "year"), date)
        out.write(".")


def _write_addresses(out: TextBuilder, number: int, values: Mapping[str, str]) -> None:
    doi = _BEFORE_DOI.sub("", _address(values.get("doi", "")))
    if doi:
        _write_line(out, "DOI", ("papers", number, "doi"), doi, f"https://doi.org/{doi}")
    eprint = _address(values.get("eprint", ""))
    if eprint:
        archive = _words(values.get("eprinttype", "") or values.get("archiveprefix", "")) or "Eprint"
        target = f"https://arxiv.org/abs/{eprint}" if archive.lower() == "arxiv" else ""
        _write_line(out, archive, ("papers", number, "eprint"), eprint, target)
    url = _address(values.get("url", ""))
    if url and doi.lower() not in url.lower() or url and not doi:
        _write_line(out, "URL", ("papers", number, "url"), url, url)
    for key in _LINKS:
        link = _address(values.get(key, ""))
        if link.startswith(("http://", "https://")):
            _write_line(out, key.capitalize(), ("papers", number, "links", key), link, link)


def _write_line(out: TextBuilder, label: str, path: tuple[str | int, ...], value: str, target: str = "") -> None:
    out.line_break()
    out.write(f"{label}: ")
    if target:
        with out.mark("link", target):
            out.field(path, value)
    else:
        out.field(path, value)


def _words(value: str) -> str:
    if "<" in value or "&" in value:
        value = html.unescape(_TAG.sub("", value))
    return latex_words(value)


def _address(value: str) -> str:
    return "".join(plain([RAW + value]).split()) if value else ""


def _people(names: str) -> list[str]:
    """The people of an author list, first name first; "and others" is nobody."""
    if not names:
        return []
    parts = [part.strip() for part in _names_in(" ".join(names.split())) if part.strip()]
    if len(parts) == 1 and not parts[0].startswith("{"):
        by_comma = [part.strip() for part in parts[0].split(",")]
        if len(by_comma) > 1 and all(" " in part for part in by_comma) and (len(by_comma) > 2 or "." not in parts[0]):
            parts = by_comma  # "Ada Quill, Bo Stone", where BibTeX wants "and"
    people = [_person(part) for part in parts if not _OTHERS.fullmatch(part)]
    return [person for person in people if person]


def _names_in(names: str) -> list[str]:
    """The names of a list, as pybtex parts them; where it has no braces, every "and" does."""
    if "{" not in names:
        return _AND.split(names)
    from pybtex.bibtex.utils import split_name_list

    return list(split_name_list(names))


def _person(name: str) -> str:
    """A name, first name first, as pybtex turns it; without braces and commands there are but commas to heed."""
    if _TEX.isdisjoint(name) and name.count(",") < 3:
        last, *lineage, first = name.split(",") if "," in name else ("", name)
        return latex_words(" ".join(f"{first} {last} {''.join(lineage)}".split()))
    from pybtex.database import Person

    person = Person(name) if name.count(",") < 3 else None
    if person is None:
        return latex_words(name)
    parts = (person.first_names, person.middle_names, person.prelast_names, person.last_names, person.lineage_names)
    return latex_words(" ".join(word for part in parts for word in part))
