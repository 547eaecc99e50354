"""A person's JSON whose shape is told by its keys alone: JSON Resume, and whatever people write by hand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from qabot.sources.fields import Path
from qabot.sources.json_entries import entry_of
from qabot.sources.json_keys import (
    FAMILY,
    FAMILY_OF,
    GIVEN,
    GROUPS,
    LINK_LISTS,
    LINKS,
    MAX_DEPTH,
    PARTS,
    PERSON,
    WORD_LISTS,
    family_of,
    is_silent,
    plain_key,
    titled,
)
from qabot.sources.json_person import Entry, Json, Person, Value, each, pick, words
from qabot.sources.json_shapes import site


def by_keys(data: Mapping[str, Json] | list[Json]) -> Person:
    """The person that the keys of an object tell of; a list is a list of entries, one alone the person."""
    person = Person()
    if isinstance(data, Mapping):
        _read_object(person, data, (), 0)
    elif len(data) == 1 and isinstance(data[0], dict):
        _read_object(person, data[0], (0,), 0)
    else:
        _read_section(person, "entries", data, ())
    return person


def _read_object(person: Person, data: Mapping[str, Json], base: Path, depth: int) -> None:
    _read_name(person, data, base)
    for key, value in data.items():
        plain, path = plain_key(key), (*base, key)
        if is_silent(key, value) or depth > MAX_DEPTH:
            continue
        if isinstance(value, str):
            _read_particular(person, key, data, base)
        elif plain in GROUPS and isinstance(value, dict):
            _read_object(person, value, path, depth + 1)
        elif plain in ("emails", "aliases", "othernames", "alternatenames") and isinstance(value, list):
            for number in range(len(value)):
                _add(person, PERSON[plain], titled(key).removesuffix("s"), pick(value, path, number))
        elif plain in LINK_LISTS:
            _read_links(person, value, path)
        elif plain in ("location", "address") and isinstance(value, dict):
            person.add(
                (),
                "Location",
                *(pick(value, path, part) for part in ("city", "region", "state", "country", "countryCode")),
            )
        else:
            _read_section(person, key, value, path)


def _read_name(person: Person, data: Mapping[str, Json], base: Path) -> None:
    known = {plain_key(key): key for key in data}
    given = next((known[key] for key in GIVEN if key in known), None)
    family = next((known[key] for key in FAMILY if key in known), None)
    if given and family and not any(PERSON.get(key) == "name" for key in known):
        text = f"{words(data[given])} {words(data[family])}".strip()
        person.add(("name",), "Name", Value(text, ()) if text else None)


def _read_particular(person: Person, key: str, data: Mapping[str, Json], base: Path) -> None:
    plain, value = plain_key(key), pick(dict(data), base, key)
    if plain in GIVEN or plain in FAMILY:
        return
    if plain in LINKS:
        person.add(("links", LINKS[plain]), titled(key), value)
    elif plain in PERSON:
        _add(person, PERSON[plain], titled(key), value)
    elif plain in FAMILY_OF and value is not None:
        _read_section(person, key, [value.text], base, of_words=value)
    else:
        person.add((), titled(key), value)


def _add(person: Person, kind: str, label: str, value: Value | None) -> None:
    path: Path = (kind,)
    if kind in ("email", "aliases"):
        path = (kind, sum(known[:1] == (kind,) for known, _, _ in person.particulars))
        if value is not None and kind == "email":
            value = Value(re.sub(r"^mailto:\s*", "", value.text, flags=re.I), value.path)
    elif any(known == path for known, _, _ in person.particulars):
        path = ()
    person.add(path, label, value)


def _read_links(person: Person, value: Json, path: Path) -> None:
    if isinstance(value, dict):
        for key in value:
            person.add(("links", LINKS.get(plain_key(key), plain_key(key))), titled(key), pick(value, path, key))
        return
    for node, where in each(value, path):
        bare = pick(node, where)
        network = pick(node, where, "network") or pick(node, where, "name") or pick(node, where, "label")
        link = bare or pick(node, where, "url") or pick(node, where, "link") or pick(node, where, "username")
        if link:
            kind = LINKS.get(plain_key(network.text), network.text.lower()) if network else site(link.text)
            person.add(("links", kind), network.text if network else "Link", link)


def _read_section(person: Person, key: str, value: Json, path: Path, of_words: Value | None = None) -> None:
    family = family_of(key) or ("papers" if _are_papers(value) else "")
    if family == "papers" and not family_of(key):
        key = "publications" if plain_key(key) in _NO_KIND else key
    if not family and isinstance(value, dict):  # {"output": {"papers": [...], "talks": [...]}}
        inner = {name: node for name, node in value.items() if family_of(name) and isinstance(node, list)}
        for name, node in inner.items():
            _read_section(person, name, node, (*path, name))
        value = {name: node for name, node in value.items() if name not in inner}
    if of_words is not None:
        found = [Entry({"": of_words}) if family in WORD_LISTS else Entry(lines=[("", [of_words])])]
    elif isinstance(value, dict) and not _is_entry(value, family):
        found = [
            entry
            for name, inner in value.items()
            if not is_silent(name, inner)
            for entry in _group(name, inner, (*path, name), family)
        ]
    else:
        found = [
            entry for node, where in each(value, path) for entry in [entry_of(node, where, family)] if entry is not None
        ]
    person.section(titled(key), family, found)


_NO_KIND = frozenset(("entries", "main", "items", "list", "data", "all", "featured", "selected"))
_PAPER_KEYS = frozenset("authors authorlist journal booktitle doi arxiv pmid conference venue publication".split())


def _are_papers(value: Json) -> bool:
    """Whether most elements of a list, under whatever key, have a title, authors and where they appeared."""
    nodes = [node for node in value if isinstance(node, dict)] if isinstance(value, list) else []
    keys = [{plain_key(key) for key, told in node.items() if told not in (None, "", [])} for node in nodes]
    told = [known for known in keys if "title" in known and len(known & _PAPER_KEYS) > 1 and known & _BY]
    return len(told) > 0.6 * len(keys)


_BY = frozenset(("authors", "authorlist", "author"))


def _is_entry(node: Mapping[str, Json], family: str) -> bool:
    return sum(plain_key(key) in PARTS.get(family, {}) and isinstance(value, str) for key, value in node.items()) > 1


def _group(name: str, value: Json, path: Path, family: str) -> Iterator[Entry]:
    """The entries under one key of an object of lists: {"skills": {"Tools": ["Git"]}}."""
    nodes = list(each(value, path))
    values = [found for node, where in nodes if (found := pick(node, where))]
    if values and len(values) == len(nodes):
        yield Entry(lines=[(titled(name) if name.islower() else name, values)])  # the key is a word of the page
        return
    for node, where in nodes:
        entry = entry_of(node, where, family)
        if entry is not None:
            yield entry
