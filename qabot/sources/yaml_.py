"""YAML to `Source`: the CV that a site generator reads (al-folio's `cv.yml`, RenderCV), or a record by its keys.

It is read as JSON of the same shape would be: every value keeps the path it has in the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

import yaml

from qabot.errors import SourceError
from qabot.sources.fields import Path, is_private
from qabot.sources.frontmatter import is_plain
from qabot.sources.json_ import write_person
from qabot.sources.json_entries import entry_of
from qabot.sources.json_person import Entry, Json, Person, Value, pick, words
from qabot.sources.json_resume import by_keys
from qabot.sources.source import Source
from qabot.sources.yaml_headings import section_family

_TELLING = frozenset(("positions", "education", "papers", "awards", "talks", "projects", "service"))
_DEGREE = re.compile(
    r"\b(?:ph\.?\s?d|d\.?phil|doctor(?:ate|al)?|master|bachelor|diploma?|m\.?sc|b\.?sc|m\.?eng|"
    r"b\.?eng|m\.?phil|m\.?tech|"
    r"b\.?tech|m\.?a|b\.?a|b\.?s|m\.?s|licen[cs]e|laurea|degree)\b(?!\s+(?:researcher|fellow|intern|assistant))",
    re.I,
)
_GENERAL = re.compile(
    r"general|information|contact|personal|about|basic|基本|个人|概要|プロフィール|datos|dados|dati|"
    r"persönlich|личн|общ",
    re.I,
)
_EXAMPLE = re.compile(r"\s*(?:19[0-4]\d\b|2029$)")  # years of the theme's own example, left in many a file
_EXAMPLE_WORDS = re.compile(r"(?:Sub-d|D)escription \d\.|Topic \d\.|.*Hobby 1, Hobby 2.*|al-folio", re.S)
_MARKUP = re.compile(r"!?\[([^\[\]\n]*)\]\([^()\n]{0,1000}\)|(\*\*|__|`)(?=\S)(.+?)(?<=\S)\2")
_WORDS = re.compile(  # lists of words
    r"skill|tool|technolog|language|software|interest|programming|技能|スキル|기술|kenntniss|compéten", re.I
)
_MAX_DEPTH = 12


def read_yaml(path: str, text: str) -> Source:
    """The values of a YAML file about a person.

    Raises SourceError, with the line, when the file is not YAML, and when it is no record of a person: the settings of
    a site, a list of links.
    """
    data = _load(path, text)
    person = _al_folio(data) if _is_al_folio(data) else by_keys(data) if isinstance(data, (dict, list)) else Person()
    if not any(section.family in _TELLING for section in person.sections):
        raise SourceError(
            f"{path} tells nothing of a person.", "Known are the CV of al-folio (_data/cv.yml) and RenderCV."
        )
    return write_person(path, person)


def _load(path: str, text: str) -> Json:
    # BaseLoader keeps every scalar as the text it is: a date stays as printed, "no" stays a word.
    loader = yaml.CBaseLoader if hasattr(yaml, "CBaseLoader") else yaml.BaseLoader
    try:
        data = yaml.load(text, Loader=loader) if is_plain(text, loader) else None  # noqa: S506
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f" at line {mark.line + 1}" if mark else ""
        raise SourceError(f"{path} is not YAML{where}.", "Put that place right, or export the file again.") from error
    return _cleaned(data, 0)


def _cleaned(node: Any, depth: int, key: str = "") -> Json:  # noqa: ANN401  # whatever the loader builds
    """The values without the marks of Markdown, RenderCV's one-line entries as those of JSON Resume."""
    if depth > _MAX_DEPTH:
        return None
    if isinstance(node, list):
        return [_cleaned(value, depth + 1, key) for value in node]
    if isinstance(node, dict):
        if set(node) == {"label", "details"} and isinstance(node["details"], str):
            words = _cleaned(node["details"], depth)
            if not _WORDS.search(key):
                return f"{_cleaned(node['label'], depth)}: {words}"
            listed: list[Json] = [w.strip() for w in re.split(r"[,，、；;]", str(words)) if w.strip()]
            return {"name": _cleaned(node["label"], depth), "keywords": listed}
        if len(node) == 1 and "bullet" in node:
            return _cleaned(node["bullet"], depth + 1)
        if node.keys() == {"bullet", "subitems"} and isinstance(node["subitems"], list):
            below = [str(_cleaned(item, depth + 1)) for item in node["subitems"] if isinstance(item, str)]
            return f"{_cleaned(node['bullet'], depth + 1)} {', '.join(below)}"
        return {str(name): _cleaned(value, depth + 1, str(name)) for name, value in node.items()}
    if not isinstance(node, str) or node in ("true", "false", "null", "~"):
        return None
    return _MARKUP.sub(lambda m: m[1] if m[1] is not None else m[3], node)


def _is_al_folio(data: Json) -> bool:
    return isinstance(data, list) and any(isinstance(part, dict) and _contents_key(part) for part in data)


def _contents_key(part: Mapping[str, Json]) -> str:
    """Under which key a section has its entries, "" if it is none."""
    listed = isinstance(part.get("items"), list) and "title" in part
    return "contents" if "contents" in part else "items" if listed else ""


def _al_folio(data: Json) -> Person:
    """The person of a list of sections, each with a title, a type and contents."""
    person = Person()
    for number, part in enumerate(data if isinstance(data, list) else []):
        key = _contents_key(part) if isinstance(part, dict) else ""
        contents = part.get(key) if isinstance(part, dict) and key else None
        title = pick(data, (), number, "title")
        if not isinstance(part, dict) or title is None:
            continue
        base: Path = (number, key)
        if isinstance(contents, dict):
            _read_particulars(person, contents, base)
        if not isinstance(contents, list):
            continue
        if part.get("type") == "map" and (number == 0 or _GENERAL.search(title.text)):
            _read_map(person, contents, base)
            continue
        family = section_family(title.text, str(part.get("type") or ""))
        found = [(kind, entry) for kind, entry in _entries(contents, base, family, title.text) if _says(entry)]
        for kind in dict.fromkeys(kind for kind, _ in found):
            named = title.text if kind in (family, "") else kind.capitalize()
            person.section(named, kind, [entry for of_kind, entry in found if of_kind == kind])
    return person


def _read_particulars(person: Person, contents: Mapping[str, Json], base: Path) -> None:
    """The particulars of a section that is an object: {"name": ..., "contacts": [...]}."""
    told = by_keys(contents)
    for where, label, values in told.particulars:
        person.add(where, label, *(Value(v.text, (*base, *v.path)) if v.path else v for v in values))


def _read_map(person: Person, contents: list[Json], base: Path) -> None:
    """Names and values as the particulars of the person: by their keys, as in JSON."""
    told = by_keys({n: v for entry in contents for n, v in _named(entry)})
    paths = {name: (*base, number, "value") for number, entry in enumerate(contents) for name, _ in _named(entry)}
    for where, label, values in told.particulars:
        person.add(where, label, *(Value(v.text, paths.get(str(v.path[0]), ())) if v.path else v for v in values))
    for section in told.sections:
        spoken = [v for entry in section.entries for v in entry.parts.values()]
        if section.family == "languages" and spoken:
            words = [w.strip() for w in re.split(r"[,;]| and ", spoken[0].text) if w.strip()]
            person.section(section.title, "languages", [Entry({"": Value(word, ())}) for word in words])


def _named(entry: Json) -> Iterator[tuple[str, Json]]:
    if isinstance(entry, dict) and isinstance(entry.get("name"), str) and not is_private(str(entry["name"])):
        yield str(entry["name"]), entry.get("value")


def _entries(contents: list[Json], base: Path, family: str, title: str) -> Iterator[tuple[str, Entry]]:
    """The entries of a section, each with its family: "Experience and Education" holds two."""
    both = family == "education" and re.search(r"experience|employment|positions?\b|work", title, re.I)
    for number, node in enumerate(contents):
        path = (*base, number)
        if isinstance(node, dict) and _EXAMPLE.match(str(node.get("year") or "")):
            continue
        if isinstance(node, dict) and len(node) == 1 and not node.keys() & {"title", "name", "items", "year"}:
            ((head, value),) = node.items()  # "- Tools: Git, Make" is a mapping to YAML
            yield family, _list_of(f"{head}: ", value, (*path, head), family)
        elif not isinstance(node, dict) or family in ("skills", "interests"):
            yield family, _plain_entry(node, path, family)
        elif node.get("items") and (family == "awards" or not node.get("title")):
            for item in range(len(node["items"]) if isinstance(node["items"], list) else 0):
                year = pick(node, path, "year")
                part = "title" if family == "awards" else ""
                entry = Entry({part: told} if (told := pick(node, path, "items", item)) and part else {})
                entry.line("", told if not part else None, year if not part else None)
                if part and year:
                    entry.add("year", year)
                yield family, entry
        elif "value" in node:
            yield "", _list_of(f"{node.get('name')}: ", node["value"], (*path, "value"), "")
        elif family == "papers" and (node.keys() & _OF_PAPERS or _is_title(node)):
            yield family, _with_authors(entry_of(_with_details(node), path, family) or Entry(), node)
        elif family in ("", "papers"):
            yield family, _told_entry(node, path)
        else:
            head = str(node.get("title") or "")
            study = bool(_DEGREE.search(head)) or bool(_STUDY.match(words(head)))
            kind = "education" if family == "positions" and _STUDY.match(words(head)) else family
            kind = kind if not both or study else "positions"
            yield kind, entry_of(_with_details(node), path, kind) or Entry()


_STUDY = re.compile(  # a degree told among the posts
    r"(?:doctorat|doctorado|doutorado|dottorato|promotion|mestrado|máster|laurea|licence|licenciatura|grado en|M[12]|"
    r"ph\.?\s?d|master of|bachelor of)\b(?!\s(?:researcher|student|fellow|candidate))|(?:博士|硕士|"
    r"修士|学士|본과|박사|석사)"
    r"(?![后後])(?:課程|课程|과정)?(?:\W|$)|аспирантура|магистратура|бакалавриат",
    re.I,
)
_OF_PAPERS = frozenset(("authors", "author", "venue", "journal", "conference", "booktitle", "publisher"))


_NAMES = re.compile(r"(?:[A-ZÀ-Þ][\w.'’-]*\*?\s){1,3}[A-ZÀ-Þ][\w'’-]+\*?")


def _with_authors(entry: Entry, node: Mapping[str, Json]) -> Entry:
    """A paper whose first line of description is nothing but names, with these as its authors."""
    told = node.get("description")
    first = words(told[0]) if isinstance(told, list) and told else words(told) if isinstance(told, str) else ""
    names = [n.strip() for n in re.split(r",\s*|\s+and\s+", re.sub(r"\s*\(.*?\)|,? et al\.?", "", first)) if n.strip()]
    if not entry.authors and len(names) > 1 and all(map(_NAMES.fullmatch, names)):
        entry.authors = [Value(name.replace("*", ""), ()) for name in names]
        entry.lines = [(label, values) for label, values in entry.lines if values[0].text != first]
    return entry


def _is_title(node: Mapping[str, Json]) -> bool:
    """Whether the title of an entry with a year is that of the paper, not the whole reference."""
    title = str(node.get("title") or "")
    return bool(node.get("year")) and title.count(",") < 4 and not re.search(r"\.\s|\b(?:19|20)\d\d\b", title)


def _says(entry: Entry) -> bool:
    told = [*entry.parts.values(), *(value for _, values in entry.lines for value in values)]
    told += [entry.head] if entry.head else []
    return any(not _EXAMPLE_WORDS.fullmatch(value.text) for value in told)


def _with_details(node: Mapping[str, Json]) -> dict[str, Json]:
    """An entry without the theme's example words and what only lays it out."""
    kept = {key: value for key, value in node.items() if key not in ("thumbnail", "link", "type")}
    details = kept.get("description")
    if isinstance(details, list):
        kept["description"] = [d for d in details if not _EXAMPLE_WORDS.match(str(d)) and "'Description" not in str(d)]
    return kept


def _plain_entry(node: Json, path: Path, family: str) -> Entry:
    """A line of a list, or the head of a nested one with what stands below it."""
    if isinstance(node, dict):
        head = pick(node, path, "title") or pick(node, path, "name") or pick(node, path, "label")
        listed = next((key for key in ("value", "details", "text") if isinstance(node.get(key), str)), None)
        if head and listed and not node.get("items"):
            return _list_of(head.text, node[listed], (*path, listed), family)
        items = node.get("items") or node.get("contents")
        below = [v for n in range(len(items)) if (v := pick(node, path, "items", n))] if isinstance(items, list) else []
        entry = Entry(head=head) if below and head else Entry({"": head} if head else {})
        entry.line("", *below)
        return entry
    value = pick(node, path)
    if value is None:
        return Entry()
    if isinstance(node, str) and _LINE_BREAK.search(node):
        pieces = [words(piece) for piece in _LINE_BREAK.split(node)]
        return Entry(lines=[("", [Value(piece, ())]) for piece in pieces if piece])
    labelled = _LABELLED.match(value.text)
    if family == "skills" and labelled:
        return _list_of(labelled[1], labelled[2], (), family)
    if family in ("skills", "interests"):
        return Entry({"": value})
    return Entry({"title": value}) if family == "awards" else Entry(lines=[("", [value])])


_LABELLED = re.compile(r"([^:：]{1,50})(?::\s|：)\s*(.+)")
_BETWEEN_WORDS = re.compile(r"(?:[,;]\s+|[，、；])(?![^()（）]*[)）])")  # brackets stay whole
_LINE_BREAK = re.compile(r"<br\s*/?>", re.I)


def _list_of(head: str, value: Json, path: Path, family: str) -> Entry:
    """What a label lists: words set apart by commas for skills, else one line."""
    told = pick(value, path)
    if told is None:
        return Entry()
    if family == "skills":
        words = [w.strip() for w in _BETWEEN_WORDS.split(told.text) if w.strip()]
        return Entry(head=Value(head.rstrip(": "), ()), lines=[("", [Value(word, ()) for word in words])])
    return Entry(lines=[(head.rstrip(": "), [told])])


_LED_BY = frozenset(
    ("title", "name", "institution", "year", "link", "url", "thumbnail", "image", "type", "pdf", "code")
)


def _told_entry(node: Mapping[str, Json], path: Path) -> Entry:
    """An entry of a list that has no parts of its own, as a line: what, where, when; what else it tells below."""
    root: Json = dict(node)
    entry = Entry()
    entry.line("", *(pick(root, path, key) for key in ("title", "name", "institution", "year")))
    for key in [key for key in node if key not in _LED_BY]:
        details = node[key]
        if isinstance(details, str):
            entry.line("", pick(root, path, key))
        for number in range(len(details)) if isinstance(details, list) else ():
            entry.line("", pick(root, path, key, number))
    return entry
