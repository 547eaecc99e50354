"""A record of ORCID: affiliations, works and particulars, the first of each group of summaries."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from qabot.sources.fields import Path
from qabot.sources.json_person import Entry, Json, Person, Value, each, pick, words


def orcid(data: Mapping[str, Json]) -> Person:
    """A record of ORCID, version 2 or 3."""
    person = Person()
    root: Json = dict(data)
    names = ("person", "name")
    given, family = pick(root, (), *names, "given-names", "value"), pick(root, (), *names, "family-name", "value")
    credit = pick(root, (), *names, "credit-name", "value")
    if given or family:
        person.add(("name",), "Name", Value(" ".join(part.text for part in (given, family) if part), names))
    person.add(("name",) if not (given or family) else ("aliases", 0), "Also known as" if given else "Name", credit)
    others = each(root, (), "person", "other-names", "other-name")
    for number, (name, path) in enumerate(others, start=int(bool(credit))):
        person.add(("aliases", number), "Also known as", pick(name, path, "content"))
    person.add(("links", "orcid"), "ORCID", pick(root, (), "orcid-identifier", "uri"))
    for number, (email, path) in enumerate(each(root, (), "person", "emails", "email")):
        person.add(("email", number), "Email", pick(email, path, "email"))
    for link, path in each(root, (), "person", "researcher-urls", "researcher-url"):
        label = pick(link, path, "url-name")
        person.add(
            ("links", label.text.lower() if label else "web"),
            label.text if label else "Web",
            pick(link, path, "url", "value"),
        )
    person.add(("summary",), "Biography", pick(root, (), "person", "biography", "content"))
    keywords = [
        Entry({"": value})
        for node, path in each(root, (), "person", "keywords", "keyword")
        if (value := pick(node, path, "content"))
    ]
    person.section("Keywords", "interests", keywords)
    _orcid_activities(person, root)
    return person


_AFFILIATIONS = (
    ("Employment", "positions", "employments", "employment-summary"),
    ("Education", "education", "educations", "education-summary"),
    ("Qualifications", "education", "qualifications", "qualification-summary"),
    ("Invited positions", "positions", "invited-positions", "invited-position-summary"),
    ("Distinctions", "awards", "distinctions", "distinction-summary"),
    ("Memberships", "service", "memberships", "membership-summary"),
    ("Service", "service", "services", "service-summary"),
)


def _orcid_activities(person: Person, root: Json) -> None:
    for title, family, group, summary in _AFFILIATIONS:
        person.section(
            title, family, [_affiliation(node, path, family) for node, path in _summaries(root, group, summary)]
        )
    fundings = []
    for node, path in _summaries(root, "fundings", "funding-summary"):
        entry = Entry()
        entry.add("title", pick(node, path, "title", "title", "value"))
        entry.add("organization", pick(node, path, "organization", "name"))
        entry.add("year", _orcid_date(node, path, "start-date"))
        fundings.append(entry)
    person.section("Funding", "awards", fundings)
    works = []
    for node, path in _summaries(root, "works", "work-summary"):
        entry = Entry()
        entry.add("title", pick(node, path, "title", "title", "value"))
        entry.add("venue", pick(node, path, "journal-title", "value"))
        entry.add("year", pick(node, path, "publication-date", "year", "value"))
        entry.add("type", pick(node, path, "type"))
        for identifier, where in each(node, path, "external-ids", "external-id"):
            if (
                pick(identifier, where, "external-id-type")
                and words(identifier.get("external-id-type") if isinstance(identifier, dict) else None) == "doi"
            ):
                entry.add("doi", pick(identifier, where, "external-id-value"))
        works.append(entry)
    person.section("Works", "papers", works)


def _summaries(root: Json, group: str, summary: str) -> Iterator[tuple[Json, Path]]:
    """The first summary of each group: the others tell of the same thing from other sources."""
    base: Path = ("activities-summary", group)
    yield from each(root, (), "activities-summary", group, summary)  # version 2
    for key in ("affiliation-group", "group"):
        for node, path in each(root, (), *[str(part) for part in base], key):
            held = [*each(node, path, "summaries"), *each(node, path, summary)]
            if held:
                inner, where = held[0]
                wrapped = isinstance(inner, dict) and summary in inner
                yield (inner[summary], (*where, summary)) if wrapped and isinstance(inner, dict) else (inner, where)


def _affiliation(node: Json, path: Path, family: str) -> Entry:
    entry = Entry()
    entry.add({"education": "degree", "awards": "title"}.get(family, "role"), pick(node, path, "role-title"))
    entry.add("field" if family == "education" else "department", pick(node, path, "department-name"))
    entry.add("organization", pick(node, path, "organization", "name"))
    start, end = _orcid_date(node, path, "start-date"), _orcid_date(node, path, "end-date")
    if family in ("awards", "service"):
        entry.add("year", start)
    else:
        entry.add("place", pick(node, path, "organization", "address", "city"))
        entry.add("start", start)
    entry.add("end", end)
    return entry


def _orcid_date(node: Json, path: Path, key: str) -> Value | None:
    year, month = pick(node, path, key, "year", "value"), pick(node, path, key, "month", "value")
    return Value(f"{year.text}-{month.text}" if month else year.text, (*path, key)) if year else None
