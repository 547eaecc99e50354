"""A person's JSON whose shape is told by its keys alone: JSON Resume, and whatever people write by hand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path as File
from typing import Any

import yaml

from qabot.sources.fields import Path, is_private
from qabot.sources.json_person import Entry, Json, Person, Value, each, pick, words
from qabot.sources.json_shapes import site

_KEYS: dict[str, Any] = yaml.load(
    File(__file__).with_name("json_keys.yaml").read_text(encoding="utf-8"),
    Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader),  # noqa: S506  # the safe loader, in C
)


def _by_key(table: Mapping[str, str]) -> dict[str, str]:
    """A table of "meaning: keys" the other way round."""
    return {key: meaning for meaning, keys in table.items() for key in keys.split()}


_FAMILY_OF = _by_key(_KEYS["families"])
_PARTS = {family: _by_key(table) for family, table in _KEYS["parts"].items()}
_PERSON, _LINKS = _by_key(_KEYS["person"]), _by_key(_KEYS["links"])
_GIVEN, _FAMILY = _KEYS["given_name"].split(), _KEYS["family_name"].split()
_LINK_LISTS, _GROUPS, _SILENT, _WORD = (
    frozenset(_KEYS[name].split()) for name in ("link_lists", "groups", "silent", "word")
)
_WORD_LISTS = frozenset(("skills", "interests", "languages"))
_MAX_DEPTH = 12
_NO_LETTERS = re.compile(r"[^a-z0-9]+")
_NO_WORDS = re.compile(r"[\W_]+")
_ASSET = re.compile(r"[\w./-]+\.(png|jpe?g|gif|svg|webp|ico|css|js)")


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


@lru_cache(maxsize=1024)  # a list has the same keys in each of its entries
def _plain(key: str) -> str:
    return _NO_LETTERS.sub("", key.lower()) if key.isascii() else _NO_WORDS.sub("", key.lower())


def family_of(title: str) -> str:
    """The family of the lists under a key or a heading in any language of the table, "" if it is none of them."""
    return _FAMILY_OF.get(_plain(title), "")


def titled(key: str) -> str:
    """A key as a heading: "researchInterests" is "Research interests"."""
    text = re.sub(r"[_\-\s]+", " ", re.sub(r"(?<=[a-z])(?=[A-Z])", " ", key)).strip()
    return text[:1].upper() + (text[1:].lower() if any(c.islower() for c in text) else text[1:])


def _silent(key: str, value: Json) -> bool:
    if (
        _plain(key) in _SILENT
        or key.startswith("@")
        or is_private(key)
        or value in (None, "", [], {})
        or isinstance(value, bool)
    ):
        return True
    return isinstance(value, str) and _ASSET.fullmatch(value.strip()) is not None


def _read_object(person: Person, data: Mapping[str, Json], base: Path, depth: int) -> None:
    _read_name(person, data, base)
    for key, value in data.items():
        plain, path = _plain(key), (*base, key)
        if _silent(key, value) or depth > _MAX_DEPTH:
            continue
        if isinstance(value, str):
            _read_particular(person, key, data, base)
        elif plain in _GROUPS and isinstance(value, dict):
            _read_object(person, value, path, depth + 1)
        elif plain in ("emails", "aliases", "othernames", "alternatenames") and isinstance(value, list):
            for number in range(len(value)):
                _add(person, _PERSON[plain], titled(key).removesuffix("s"), pick(value, path, number))
        elif plain in _LINK_LISTS:
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
    known = {_plain(key): key for key in data}
    given = next((known[key] for key in _GIVEN if key in known), None)
    family = next((known[key] for key in _FAMILY if key in known), None)
    if given and family and not any(_PERSON.get(key) == "name" for key in known):
        text = f"{words(data[given])} {words(data[family])}".strip()
        person.add(("name",), "Name", Value(text, ()) if text else None)


def _read_particular(person: Person, key: str, data: Mapping[str, Json], base: Path) -> None:
    plain, value = _plain(key), pick(dict(data), base, key)
    if plain in _GIVEN or plain in _FAMILY:
        return
    if plain in _LINKS:
        person.add(("links", _LINKS[plain]), titled(key), value)
    elif plain in _PERSON:
        _add(person, _PERSON[plain], titled(key), value)
    elif plain in _FAMILY_OF and value is not None:
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
            person.add(("links", _LINKS.get(_plain(key), _plain(key))), titled(key), pick(value, path, key))
        return
    for node, where in each(value, path):
        bare = pick(node, where)
        network = pick(node, where, "network") or pick(node, where, "name") or pick(node, where, "label")
        link = bare or pick(node, where, "url") or pick(node, where, "link") or pick(node, where, "username")
        if link:
            kind = _LINKS.get(_plain(network.text), network.text.lower()) if network else site(link.text)
            person.add(("links", kind), network.text if network else "Link", link)


def _read_section(person: Person, key: str, value: Json, path: Path, of_words: Value | None = None) -> None:
    family = family_of(key)
    if of_words is not None:
        found = [Entry({"": of_words}) if family in _WORD_LISTS else Entry(lines=[("", [of_words])])]
    elif isinstance(value, dict) and not _is_entry(value, family):
        found = [
            entry
            for name, inner in value.items()
            if not _silent(name, inner)
            for entry in _group(name, inner, (*path, name), family)
        ]
    else:
        found = [
            entry for node, where in each(value, path) for entry in [entry_of(node, where, family)] if entry is not None
        ]
    person.section(titled(key), family, found)


def _is_entry(node: Mapping[str, Json], family: str) -> bool:
    return sum(_plain(key) in _PARTS.get(family, {}) and isinstance(value, str) for key, value in node.items()) > 1


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


def entry_of(node: Json, path: Path, family: str) -> Entry | None:
    """One element of a list."""
    bare = pick(node, path)
    if bare is not None:
        single = family in _WORD_LISTS or family == "awards"
        return Entry({"title" if family == "awards" else "": bare}) if single else Entry(lines=[("", [bare])])
    if not isinstance(node, dict):
        return None
    if family in _WORD_LISTS:
        return _words_entry(node, path, family)
    entry, parts = Entry(), _PARTS.get(family, {})
    led = () if family else _lead(entry, node, path)
    for key, value in node.items():
        if _silent(key, value) or key in led:
            continue
        plain = _plain(key)
        if plain == "location" and isinstance(value, dict):
            entry.add("place", pick(value, (*path, key), "city"))
        elif plain in ("authors", "author") and family == "papers":
            entry.authors = _authors(entry, value, (*path, key))
        elif plain in parts and isinstance(value, str) and parts[plain] not in entry.parts:
            entry.add(parts[plain], pick(node, path, key))
        else:
            for label, values in _lines(titled(key), value, (*path, key), 0):
                entry.line("" if plain in ("keywords", "summary", "description") else label, *values)
    return entry


_LEADS = (  # what an entry of a list of any kind is about, where it was, when
    tuple("title name position role course event activity label".split()),
    tuple("organization organisation company institution university venue conference awarder school".split()),
)
_WHEN = tuple("date dates year years period startdate start enddate end".split())


def _lead(entry: Entry, node: Mapping[str, Json], path: Path) -> tuple[str, ...]:
    """Begin an entry of a list that none of the families is with what leads it, and tell the keys that say so."""
    root: Json = dict(node)
    known = {_plain(key): key for key, value in node.items() if isinstance(value, str) and not _silent(key, value)}
    keys = [next((known[key] for key in keys if key in known), "") for keys in _LEADS]
    when = [known[key] for key in _WHEN if key in known]
    told = [key for key in keys if key]
    if not keys[0] and len(told) + len(when) < 2:
        return ()
    entry.line("", *(pick(root, path, key) for key in told))
    if when:
        entry.line("", *(pick(root, path, key) for key in when))
    return (*told, *when)


_LISTED = re.compile(r"[,，、;；·|]\s*")


def _words_entry(node: Mapping[str, Json], path: Path, family: str) -> Entry:
    """A skill, an interest or a language: a name, and the words that stand under it if it has some."""
    entry = Entry()
    root: Json = dict(node)
    named = next(
        (key for key in node if _plain(key) in _WORD),
        None,
    )
    for key, value in node.items():
        if key == named or _silent(key, value):
            continue
        if isinstance(value, list):
            entry.line("", *(pick(root, path, key, number) for number in range(len(value))))
        elif named and family == "skills" and _LISTED.search(words(value)):
            listed = [word.strip() for word in _LISTED.split(words(value)) if word.strip()]
            entry.line("", *(Value(word, ()) for word in listed))
        else:
            entry.line(titled(key), pick(root, path, key))
    name = pick(root, path, named) if named else None
    if name and any(not label for label, _ in entry.lines):
        entry.head = name
    else:
        entry.add("", name)
    return entry


def _authors(entry: Entry, value: Json, path: Path) -> list[Value]:
    if not isinstance(value, str):
        return [v for node, where in each(value, path) if (v := pick(node, where) or pick(node, where, "name"))]
    names = [name.strip() for name in re.split(r",?\s+and\s+|,\s*&\s*|\s+&\s+|[,;]\s*", words(value)) if name.strip()]
    if all(" " in name for name in names):
        return [Value(name, ()) for name in names]
    entry.line("Authors", Value(words(value), path))
    return []


def _lines(label: str, value: Json, path: Path, depth: int) -> Iterator[tuple[str, list[Value]]]:
    """What else an entry tells, a line per value and one for a list of words."""
    if isinstance(value, str):
        found = pick(value, path)
        if found:
            yield label, [found]
    elif isinstance(value, list):
        values = [v for number in range(len(value)) if (v := pick(value, path, number))]
        if values and all(len(v.text) <= 40 and "," not in v.text for v in values):
            yield label, values
        else:
            yield from (("", [v]) for v in values)
        for number, inner in enumerate(value):
            if isinstance(inner, (dict, list)) and depth < _MAX_DEPTH:
                yield from _lines(label, inner, (*path, number), depth + 1)
    elif isinstance(value, dict) and depth < _MAX_DEPTH:
        for key, inner in value.items():
            if not _silent(key, inner):
                yield from _lines(titled(key), inner, (*path, key), depth + 1)
