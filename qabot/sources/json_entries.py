"""The entries of the lists in a person's JSON: each part by what its key says, and lines of the rest."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from qabot.sources.fields import Path
from qabot.sources.json_keys import MAX_DEPTH, WORD, WORD_LISTS, is_silent, part_of, plain_key, titled
from qabot.sources.json_person import Entry, Json, Value, each, pick, words


def entry_of(node: Json, path: Path, family: str) -> Entry | None:
    """One element of a list."""
    bare = pick(node, path)
    if bare is not None:
        single = family in WORD_LISTS or family == "awards"
        return Entry({"title" if family == "awards" else "": bare}) if single else Entry(lines=[("", [bare])])
    if not isinstance(node, dict):
        return None
    if family in WORD_LISTS:
        return _words_entry(node, path, family)
    entry = Entry()
    led = () if family else _lead(entry, node, path)
    for key, value in node.items():
        if is_silent(key, value) or key in led:
            continue
        plain = plain_key(key)
        part = part_of(plain, family)
        if plain == "location" and isinstance(value, dict):
            entry.add("place", pick(value, (*path, key), "city"))
        elif family == "papers" and (plain in _AUTHORS or _tells_authors(node, plain, value)):
            entry.authors = _authors(entry, value, (*path, key))
        elif part and isinstance(value, str) and part not in entry.parts:
            entry.add(part, pick(node, path, key))
        else:
            for label, values in _lines(titled(key), value, (*path, key), 0):
                entry.line("" if plain in ("keywords", "summary", "description") else label, *values)
    return entry


_AUTHORS = frozenset(
    "authors author authorlist authornames autores autoren auteurs autori авторы 作者 著者 저자".split()
)
_ONE_NAME = r"(?:(?:[A-ZÀ-Þ][\w.'’-]*|van|von|der|den|de|del|di|da|la|el|al|bin)\s){1,4}?[A-ZÀ-Þ][\w'’-]+\*?"
_NAMES = re.compile(  # a summary that tells but the authors: "Anna Lind, B. Berg, and Carl Dahl et al."
    rf"\W*(?:[Bb]y\s)?{_ONE_NAME}(?:(?:\s*[,;]\s*|\s+)(?:(?:and|&)\s+)?{_ONE_NAME}(?=[,;.]|\s(?:and|&|et al)\b|$))+"
    r"(?:,?\set al\.?)?\W*"
)


def _tells_authors(node: Mapping[str, Json], plain: str, value: Json) -> bool:
    """Whether what a paper's entry describes is nothing but its authors, which no key tells."""
    if plain not in ("summary", "description") or not isinstance(value, str) or len(value) > _LONGEST_NAMES:
        return False
    return _NAMES.fullmatch(value.strip()) is not None and not any(plain_key(key) in _AUTHORS for key in node)


_LONGEST_NAMES = 1_500  # characters
_LEADS = (  # what an entry of a list of any kind is about, where it was, when
    tuple("title name position role course event activity label".split()),
    tuple("organization organisation company institution university venue conference awarder school".split()),
)
_WHEN = tuple("date dates year years period startdate start enddate end".split())


def _lead(entry: Entry, node: Mapping[str, Json], path: Path) -> tuple[str, ...]:
    """Begin an entry of a list that none of the families is with what leads it, and tell the keys that say so."""
    root: Json = dict(node)
    told_in = [key for key, value in node.items() if isinstance(value, str) and not is_silent(key, value)]
    known = {plain_key(key).removesuffix("name") or "name": key for key in told_in}
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
        (key for key in node if plain_key(key) in WORD),
        None,
    )
    for key, value in node.items():
        if key == named or is_silent(key, value):
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


_BESIDE = re.compile(r"^\s*[Bb]y\s+(?=[A-ZÀ-Þ])|,?\s+et al\.?\s*$|[*†‡]|(?<=[a-zà-ÿ]{2})\.\s*$")
_INITIALS = re.compile(r"\s*(?:[A-Z]\.?[\s-]?){1,3}")


def _authors(entry: Entry, value: Json, path: Path) -> list[Value]:
    if not isinstance(value, str):
        return [v for node, where in each(value, path) if (v := pick(node, where) or pick(node, where, "name"))]
    value = _BESIDE.sub("", value)
    turned = [piece.split(",") for piece in re.split(r"\s+and\s+|;\s*|\s+&\s+", words(value)) if piece.strip()]
    pairs = all(len(parts) == 2 and parts[1].strip() and parts[0].strip().isascii() for parts in turned)
    two = bool(turned) and pairs
    if two and (len(turned) > 1 or _INITIALS.fullmatch(turned[0][1])) and all(" " not in p[0].strip() for p in turned):
        return [Value(f"{parts[1].strip()} {parts[0].strip()}", ()) for parts in turned]  # "Lind, A. and Berg, B."
    names = [name.strip() for name in re.split(r",?\s+and\s+|,\s*&\s*|\s+&\s+|[,;]\s*", words(value)) if name.strip()]
    if all(" " in name or not name.isascii() for name in names):
        return [Value(name, ()) for name in names]
    entry.line("", Value(words(value), path))
    return []


_OF_PEOPLE = frozenset("url link links website homepage email affiliation institution title".split())


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
            if isinstance(inner, (dict, list)) and depth < MAX_DEPTH:
                yield from _lines(label, inner, (*path, number), depth + 1)
    elif (
        isinstance(value, dict)
        and (named := pick(value, path, "name"))
        and all(key == "name" or is_silent(key, inner) or plain_key(key) in _OF_PEOPLE for key, inner in value.items())
    ):
        yield label, [named]  # {"advisor": {"name": ..., "url": ...}}
    elif isinstance(value, dict) and depth < MAX_DEPTH:
        for key, inner in value.items():
            if not is_silent(key, inner):
                yield from _lines(titled(key), inner, (*path, key), depth + 1)
