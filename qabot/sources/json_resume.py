"""A person's JSON whose shape is told by its keys alone: JSON Resume, and whatever people write by hand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from qabot.sources.fields import Path, is_private
from qabot.sources.json_shapes import Entry, Json, Person, Value, each, pick, site, words

_SAYS_NOTHING = frozenset(
    "$schema meta id uuid _id key icon image picture photo avatar logo thumbnail theme color colour level rating "
    "weight order "
    "visible hidden enabled layout template image_url photo_url slug username summaryhtml".split()
)
_FAMILIES = {
    "positions": "work experience experiences employment positions jobs career appointments workexperience "
                 "professionalexperience "
    "academicpositions researchexperience employmenthistory industryexperience",
    "education": "education degrees studies educations academicbackground",
    "papers": "publications papers articles works preprints journalarticles conferencepapers selectedpublications "
              "journals "
    "conferences bibliography",
    "awards": "awards honors honours fellowships prizes awardsandhonors honorsandawards scholarships grants funding",
    "service": "volunteer volunteering service services academicservice professionalservice reviewing memberships",
    "projects": "projects researchprojects",
    "talks": "talks presentations invitedtalks lectures",
    "skills": "skills technologies tools technicalskills programminglanguages software",
    "interests": "interests researchinterests topics keywords researchareas fields expertise",
    "languages": "languages spokenlanguages",
}  # fmt: skip
_FAMILY_OF = {key: family for family, keys in _FAMILIES.items() for key in keys.split()}
_DATES = {
    "startdate": "start", "start": "start", "from": "start", "datestart": "start", "begin": "start",
    "startyear": "start",
    "started": "start", "since": "start", "enddate": "end", "end": "end", "to": "end", "dateend": "end",
    "endyear": "end",
    "until": "end", "date": "dates", "dates": "dates", "year": "dates", "years": "dates", "period": "dates",
    "duration": "dates",
    "graduationyear": "end", "graduationdate": "end",
}  # fmt: skip
_PLACES = {"location": "place", "place": "place", "city": "place"}
_AT = dict.fromkeys(
    ("organization", "organisation", "institution", "company", "employer", "affiliation", "university", "lab"),
    "organization",
)
_YEARS = dict.fromkeys(
    ("date", "year", "releasedate", "publicationdate", "published", "datepublished", "startdate", "start"), "year"
)
_PARTS: dict[str, dict[str, str]] = {
    "positions": {"position": "role", "title": "role", "role": "role", "job": "role", "jobtitle": "role",
    "name": "organization"}
    | _AT | _DATES | _PLACES,
    "education": {"studytype": "degree", "degree": "degree", "qualification": "degree", "area": "field",
    "field": "field",
                  "major": "field", "discipline": "field", "subject": "field", "fieldofstudy": "field",
                  "school": "organization",
                  "college": "organization", "name": "organization"} | _AT | _DATES | _PLACES,
    "papers": {"title": "title", "name": "title", "publisher": "venue", "venue": "venue", "journal": "venue",
    "conference": "venue",
               "booktitle": "venue", "publication": "venue", "doi": "doi", "abstract": "abstract", "type": "type",
               "arxiv": "eprint",
               "eprint": "eprint", "note": "note"} | _YEARS,
    "awards": {"title": "title", "name": "title", "award": "title", "awarder": "organization", "issuer": "organization",
               "funder": "organization", "agency": "organization"} | _AT | _YEARS,
    "service": {"position": "role", "role": "role", "title": "role", "name": "organization", "venue": "organization",
                "conference": "organization", "journal": "organization", "enddate": "end"} | _AT | _YEARS,
    "projects": {"name": "title", "title": "title", "entity": "organization", "enddate": "end"} | _AT | _YEARS,
    "talks": {"name": "title", "title": "title", "venue": "organization", "event": "organization",
    "conference": "organization",
              "location": "place"} | _AT | _YEARS,
    "languages": {"language": "", "name": ""}, "interests": {"name": "", "title": "", "topic": ""}, "skills": {},
}  # fmt: skip
_PERSON = {
    "name": "name", "fullname": "name", "displayname": "name", "label": "label", "title": "label", "headline": "label",
    "jobtitle": "label", "position": "label", "role": "label", "email": "email", "emails": "email", "mail": "email",
    "url": "homepage", "website": "homepage", "homepage": "homepage", "webpage": "homepage", "summary": "summary",
    "bio": "summary",
    "about": "summary", "biography": "summary", "description": "summary", "aliases": "aliases",
    "alternatename": "aliases",
    "alternatenames": "aliases", "othernames": "aliases", "nativename": "aliases", "nickname": "aliases",
}  # fmt: skip
_LINKS = {"github": "github", "gitlab": "gitlab", "linkedin": "linkedin", "twitter": "x", "x": "x", "orcid": "orcid",
"mastodon": "mastodon",
          "googlescholar": "google scholar", "scholar": "google scholar", "researchgate": "researchgate",
          "dblp": "dblp"}  # fmt: skip
_GROUPS = frozenset(
    "basics profile person personal personalinfo personalinformation contact author info header "
    "about cv resume data".split()
)
_WORD_LISTS = frozenset(("skills", "interests", "languages"))
_MAX_DEPTH = 12


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


def _plain(key: str) -> str:
    return re.sub(r"[^a-z0-9]+", "", key.lower())


def titled(key: str) -> str:
    """A key as a heading: "researchInterests" is "Research interests"."""
    text = re.sub(r"[_\-\s]+", " ", re.sub(r"(?<=[a-z])(?=[A-Z])", " ", key)).strip()
    return text[:1].upper() + (text[1:].lower() if any(c.islower() for c in text) else text[1:])


def _silent(key: str, value: Json) -> bool:
    if (
        key.lower() in _SAYS_NOTHING
        or key.startswith("@")
        or is_private(key)
        or value in (None, "", [], {})
        or isinstance(value, bool)
    ):
        return True
    return isinstance(value, str) and bool(
        re.fullmatch(r"[\w./-]+\.(png|jpe?g|gif|svg|webp|ico|css|js)", value.strip())
    )


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
        elif plain in ("profiles", "links", "social", "socials", "socialmedia", "sameas"):
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
    given, family = (
        known.get("firstname") or known.get("givenname"),
        known.get("lastname") or known.get("familyname") or known.get("surname"),
    )
    if given and family and not known.keys() & {"name", "fullname", "displayname"}:
        text = f"{words(data[given])} {words(data[family])}".strip()
        person.add(("name",), "Name", Value(text, ()) if text else None)


def _read_particular(person: Person, key: str, data: Mapping[str, Json], base: Path) -> None:
    plain, value = _plain(key), pick(dict(data), base, key)
    if plain in ("firstname", "givenname", "lastname", "familyname", "surname"):
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
    family = _FAMILY_OF.get(_plain(key), "")
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
            entry for node, where in each(value, path) for entry in [_entry(node, where, family)] if entry is not None
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
        entry = _entry(node, where, family)
        if entry is not None:
            yield entry


def _entry(node: Json, path: Path, family: str) -> Entry | None:
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
    for key, value in node.items():
        if _silent(key, value):
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


def _words_entry(node: Mapping[str, Json], path: Path, family: str) -> Entry:
    """A skill, an interest or a language: a name, and the words that stand under it if it has some."""
    entry = Entry()
    root: Json = dict(node)
    named = next(
        (key for key in node if _plain(key) in ("name", "title", "topic", "skill", "language", "category", "group")),
        None,
    )
    for key, value in node.items():
        if key == named or _silent(key, value):
            continue
        if isinstance(value, list):
            entry.line("", *(pick(root, path, key, number) for number in range(len(value))))
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
