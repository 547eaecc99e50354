"""JSON to `Source`: a person's record from ORCID, OpenAlex, Semantic Scholar, schema.org, Zotero, or by hand.

Every value keeps its path in the file; one whose meaning is known has a path of `fields.py` too. What is empty, says
nothing of the person, or is a phone number or a street address is not text.
"""

from __future__ import annotations

import functools
import json
import re
from collections import Counter

from qabot.errors import SourceError
from qabot.sources.builder import TextBuilder
from qabot.sources.fields import Path
from qabot.sources.json_orcid import orcid
from qabot.sources.json_person import Entry, Json, Person, Section, Value
from qabot.sources.json_resume import by_keys
from qabot.sources.json_shapes import csl, openalex, schema_org, semantic_scholar
from qabot.sources.source import Source

_LEADING = {
    "positions": ("role", "department", "organization", "place"),
    "education": ("degree", "field", "organization", "place"),
    "awards": ("title", "organization", "year"),
    "service": ("role", "department", "organization", "year", "end"),
    "projects": ("title", "organization", "year", "end"),
    "talks": ("title", "organization", "place", "year"),
}
_LINES = {"type": "Type", "doi": "DOI", "eprint": "arXiv", "note": "Note", "abstract": "Abstract"}
_WORD_LISTS = frozenset(("skills", "interests", "languages"))
_MARKED = {"doi": "https://doi.org/", "eprint": "https://arxiv.org/abs/"}


_REMARK = re.compile(r'("(?:[^"\\\n]|\\.)*")|//[^\n]*|/\*.*?\*/', re.S)  # a string is kept, a comment is not
_TRAILING = re.compile(r'("(?:[^"\\\n]|\\.)*")|,(?=\s*[}\]])()')


def read_json(path: str, text: str) -> Source:
    """The values of a JSON file about a person.

    Raises SourceError, with line and column, when the file is not JSON, and when it tells nothing.
    """
    try:
        data = _loads(text)
    except json.JSONDecodeError as error:
        raise SourceError(
            f"{path} is not JSON: {error.msg} at line {error.lineno}, column {error.colno}.",
            "Put that place right, or export the file again.",
        ) from error
    except RecursionError as error:
        raise SourceError(f"{path} is nested too deep.", "Export the file again.") from error
    source = write_person(path, _person(data))
    if not source.blocks:
        raise SourceError(
            f"{path} tells nothing of a person.", "Known are ORCID, OpenAlex, schema.org, CSL and JSON Resume."
        )
    return source


def write_person(path: str, person: Person) -> Source:
    """What is known of a person as text: a line per particular, a heading for each list, an item for each entry."""
    out = TextBuilder(path, "json")
    _Writer(out).person(person)
    return out.build()


def _loads(text: str) -> Json:
    """The value of JSON, also where comments, trailing commas or line breaks in a string were left in by hand."""
    read = functools.partial(json.loads, strict=False, parse_int=str, parse_float=str, parse_constant=lambda _: None)
    try:
        data: Json = read(text)
    except json.JSONDecodeError:
        kept = _REMARK.sub(lambda match: match[1] or "", text)
        bare = _TRAILING.sub(lambda match: match[1] or match[2], kept)
        if bare == text:
            raise
        data = read(bare)
    return data


def _person(data: Json) -> Person:
    """The person that a file of any shape tells of."""
    if isinstance(data, list):
        return _listed(data)
    if not isinstance(data, dict):
        return Person()
    keys = data.keys()
    if keys & {"@context", "@graph", "@type"}:
        return schema_org(data)
    if keys & {"orcid-identifier", "activities-summary"}:
        return orcid(data)
    if keys & {"authorships", "works_count"} or _holds(data.get("results"), "authorships", "display_name"):
        return openalex(data, ())
    if keys & {"authorId", "paperId"} or _holds(data.get("data"), "paperId"):
        return semantic_scholar(data, ())
    message = data.get("message")
    if isinstance(message, dict) and _holds(message.get("items"), "DOI"):
        return csl(message["items"], ("message", "items"))
    return by_keys(data)


def _listed(data: list[Json]) -> Person:
    if _holds(data, "@type"):
        return schema_org(data)
    if _holds(data, "authorships", "display_name"):
        return openalex(data, ())
    if _holds(data, "paperId"):
        return semantic_scholar(data, ())
    if _holds(data, "issued", "container-title", "DOI"):
        return csl(data, ())
    return by_keys(data)


def _holds(nodes: Json, *keys: str) -> bool:
    """Whether a list has an object with one of the keys."""
    return isinstance(nodes, list) and any(isinstance(node, dict) and node.keys() & set(keys) for node in nodes)


class _Writer:
    """Writes a person: a line for each particular, a heading for each list, an item for each entry."""

    def __init__(self, out: TextBuilder) -> None:
        self.out = out
        self.counts = Counter[str]()  # entries written of each family

    def person(self, person: Person) -> None:
        for path, label, values in person.particulars:
            self.out.start("field")
            self.out.write(f"{label}: ")
            for number, value in enumerate(values):
                self.out.write(", " if number else "")
                self.value(value, () if number else path)
            self.out.end()
        for section in person.sections:  # what has a number in the file keeps it: the others count on from there
            for entry in section.entries:
                own = _own_number(entry, section.family)
                self.counts[section.family] = max(self.counts[section.family], 0 if own is None else own + 1)
        for section in person.sections:
            self.section(section)

    def value(self, value: Value, path: Path = ()) -> None:
        """Write a value under its path in the file and, if it has one, its shared path."""
        prefix = _MARKED.get(str(path[-1]) if path else "", "")
        target = prefix + value.text if prefix or value.text.startswith(("https://", "http://")) else ""
        named = value.path or path
        if not named:
            self.out.write(value.text)
        elif target and " " not in target:
            with self.out.mark("link", target):
                self.out.field(named, value.text)
        else:
            self.out.field(named, value.text)
        if path and path != named:
            self.out.alias(path, named)

    def section(self, section: Section) -> None:
        self.out.start("heading", level=2)
        self.out.write(section.title)
        self.out.end()
        for entry in section.entries:
            self.out.start("item", level=1)
            if section.family == "papers":
                self.paper(entry)
            else:
                self.entry(entry, section.family)
            self.out.end()

    def number(self, family: str, entry: Entry) -> int:
        """The number of an entry of a family: that in the file where it has one there, else the next."""
        own = _own_number(entry, family)
        if own is not None:
            return own
        self.counts[family] += 1
        return self.counts[family] - 1

    def entry(self, entry: Entry, family: str) -> None:
        if family in _WORD_LISTS:
            self.word_list(entry, family)
            return
        base: Path = (family, self.number(family, entry)) if family and entry.parts else ()
        told = [part for part in _LEADING.get(family, ()) if part in entry.parts]
        for position, part in enumerate(told):
            self.out.write(", " if position else "")
            self.value(entry.parts[part], () if part == "department" else (*base, part))
        self.dates(entry, base if family in ("positions", "education") else ())
        self.lines(entry)

    def word_list(self, entry: Entry, family: str) -> None:
        """Write the words of a skill, an interest or a language; what is said of one stands in a line below."""
        if entry.head is not None:
            self.value(entry.head)
            self.out.write(": ")
        elif "" in entry.parts:
            self.word(entry.parts[""], family)
        for label, values in entry.lines:
            remark = bool(label) and "" in entry.parts
            if entry.head is None:
                self.out.line_break()
                self.out.write(f"{label}: " if label else "")
            for position, value in enumerate(values):
                self.out.write(", " if position else "")
                self.value(value) if remark else self.word(value, family)

    def word(self, value: Value, family: str) -> None:
        """Write one word of a list under its own number."""
        if len(value.path) == 2 and value.path[0] == family:
            self.value(value)
            return
        self.counts[family] += 1
        self.value(value, (family, self.counts[family] - 1))

    def lines(self, entry: Entry) -> None:
        """Write what else an entry tells."""
        for label, values in entry.lines:
            self.out.line_break()
            self.out.write(f"{label}: " if label else "")
            for position, value in enumerate(values):
                self.out.write(", " if position else "")
                self.value(value)

    def dates(self, entry: Entry, base: Path) -> None:
        """Write from when to when, on a line of its own."""
        if not base:
            return
        told = [part for part in ("start", "end", "dates") if part in entry.parts]
        if told:
            self.out.line_break()
        for position, part in enumerate(told):
            self.out.write((" \u2013 " if part == "end" else ", ") if position else "until " if told == ["end"] else "")
            self.value(entry.parts[part], (*base, part))
        if told == ["start"]:
            self.out.write(" \u2013")

    def paper(self, entry: Entry) -> None:
        if not entry.parts and not entry.authors:  # a reference in one string
            for number, (_, values) in enumerate(entry.lines):
                if number:
                    self.out.line_break()
                self.value(values[0])
            return
        base: Path = ("papers", self.number("papers", entry))
        for position, author in enumerate(entry.authors):
            self.out.write(", " if position else "")
            self.value(author, (*base, "authors", position))
        self.out.write(". " if entry.authors else "")
        for part, before, after in (("title", "\u201c", "\u201d."), ("venue", " ", "."), ("year", " ", ".")):
            if part in entry.parts:
                self.out.write(before)
                self.value(entry.parts[part], (*base, part))
                self.out.write("\u201d" if part == "title" and entry.parts[part].text[-1] in ".?!" else after)
        for part, label in _LINES.items():
            if part in entry.parts:
                self.out.line_break()
                self.out.write(f"{label}: ")
                self.value(entry.parts[part], (*base, part))
        self.lines(entry)


def _own_number(entry: Entry, family: str) -> int | None:
    """The number that an entry has in the file, where its list has the name of the family there."""
    for value in (*entry.parts.values(), *entry.authors):
        own = value.path[1] if value.path[:1] == (family,) and len(value.path) > 1 else None
        if isinstance(own, int) and (family not in _WORD_LISTS or len(value.path) == 2):
            return own
    return None
