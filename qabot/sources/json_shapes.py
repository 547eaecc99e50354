"""Records of OpenAlex, Semantic Scholar, CSL (Zotero, Crossref) and schema.org."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from qabot.sources.fields import Path
from qabot.sources.json_person import Entry, Json, Person, Value, each, first, pick, words

# OpenAlex and Semantic Scholar


def openalex(root: Json, base: Path) -> Person:
    """An author of OpenAlex, a work, or a list of either."""
    person = Person()
    listed = list(each(root, base)) if isinstance(root, list) else [*each(root, base, "results")] or [(root, base)]
    authors = [(node, path) for node, path in listed if isinstance(node, dict) and "authorships" not in node]
    if len(authors) == 1:
        node, path = authors[0]
        person.add(("name",), "Name", pick(node, path, "display_name"))
        for number, (_, where) in enumerate(each(node, path, "display_name_alternatives")):
            person.add(
                ("aliases", number),
                "Also known as",
                pick(node, path, "display_name_alternatives", *where[len(path) + 1 :]),
            )
        person.add(("links", "orcid"), "ORCID", pick(node, path, "orcid"))
        affiliations = [_openalex_affiliation(each_, where) for each_, where in each(node, path, "affiliations")]
        if not affiliations:
            key = "last_known_institutions"
            affiliations = [
                Entry({"organization": v}) for n, p in each(node, path, key) if (v := pick(n, p, "display_name"))
            ]
        person.section("Affiliations", "positions", affiliations)
        topics = [Entry({"": value}) for n, p in each(node, path, "topics") if (value := pick(n, p, "display_name"))]
        person.section("Topics", "interests", topics)
    works = [openalex_work(n, p) for n, p in listed if isinstance(n, dict) and "authorships" in n]
    works += [openalex_work(n, p) for n, p in each(root, base, "works")]
    person.section("Works", "papers", works)
    return person


def _openalex_affiliation(node: Json, path: Path) -> Entry:
    entry = Entry()
    entry.add("organization", pick(node, path, "institution", "display_name"))
    years = [
        value for _, where in each(node, path, "years") if (value := pick(node, path, "years", *where[len(path) + 1 :]))
    ]
    if years:
        entry.add("start", min(years, key=lambda value: value.text))
        if len(years) > 1:
            entry.add("end", max(years, key=lambda value: value.text))
    return entry


def openalex_work(node: Json, path: Path) -> Entry:
    """A work of OpenAlex; its abstract is put together from the inverted index."""
    entry = Entry()
    entry.add("title", first(pick(node, path, "title"), pick(node, path, "display_name")))
    entry.authors = [v for n, p in each(node, path, "authorships") if (v := pick(n, p, "author", "display_name"))]
    entry.add(
        "venue",
        first(
            pick(node, path, "primary_location", "source", "display_name"),
            pick(node, path, "host_venue", "display_name"),
        ),
    )
    entry.add("year", pick(node, path, "publication_year"))
    entry.add("type", pick(node, path, "type"))
    entry.add("doi", _doi(pick(node, path, "doi")))
    index = node.get("abstract_inverted_index") if isinstance(node, dict) else None
    placed = [
        (int(at), word)
        for word, places in (index.items() if isinstance(index, dict) else ())
        for at in (places if isinstance(places, list) else ())
        if isinstance(at, str) and at.isdecimal() and len(at) < 7
    ]
    abstract = words(" ".join(word for _, word in sorted(placed)))
    entry.add("abstract", Value(abstract, (*path, "abstract_inverted_index")) if abstract else None)
    return entry


def semantic_scholar(root: Json, base: Path) -> Person:
    """An author of Semantic Scholar with papers, or a list of papers."""
    person = Person()
    if isinstance(root, dict) and "paperId" not in root:
        person.add(("name",), "Name", pick(root, base, "name"))
        for number, (_, path) in enumerate(each(root, base, "aliases")):
            person.add(("aliases", number), "Also known as", pick(root, base, *path[len(base) :]))
        person.add(("homepage",), "Homepage", pick(root, base, "homepage"))
        affiliations = [
            Entry({"organization": v})
            for _, path in each(root, base, "affiliations")
            if (v := pick(root, base, *path[len(base) :]))
        ]
        person.section("Affiliations", "positions", affiliations)
    lists = [*each(root, base)] if isinstance(root, list) else [*each(root, base, "papers"), *each(root, base, "data")]
    listed = lists or [(root, base)]
    person.section("Papers", "papers", [_s2_paper(node, path) for node, path in listed])
    return person


def _s2_paper(node: Json, path: Path) -> Entry:
    entry = Entry()
    if not isinstance(node, dict) or "title" not in node:
        return entry
    entry.add("title", pick(node, path, "title"))
    entry.authors = [value for n, p in each(node, path, "authors") if (value := pick(n, p, "name"))]
    venues = (
        pick(node, path, "venue"),
        pick(node, path, "publicationVenue", "name"),
        pick(node, path, "journal", "name"),
    )
    entry.add("venue", first(*venues))
    entry.add("year", pick(node, path, "year"))
    entry.add("doi", pick(node, path, "externalIds", "DOI"))
    entry.add("eprint", pick(node, path, "externalIds", "ArXiv"))
    entry.add("abstract", pick(node, path, "abstract"))
    entry.line("Summary", pick(node, path, "tldr", "text"))
    return entry


# CSL and schema.org


def csl(data: Json, base: Path) -> Person:
    """A list of works in CSL-JSON, as Zotero and Crossref write it."""
    person = Person()
    person.section("Publications", "papers", [csl_work(node, path) for node, path in each(data, base)])
    return person


def csl_work(node: Json, path: Path) -> Entry:
    """A work in CSL-JSON."""
    entry = Entry()
    entry.add("title", first(pick(node, path, "title"), pick(node, path, "title", 0)))
    for author, where in each(node, path, "author"):
        given, family = pick(author, where, "given"), pick(author, where, "family")
        whole = first(pick(author, where, "literal"), pick(author, where, "name"))
        if given and family:
            particle = pick(author, where, "non-dropping-particle")
            entry.authors.append(Value(" ".join(v.text for v in (given, particle, family) if v), where))
        elif whole or family:
            entry.authors.append(whole or family or Value("", where))
    entry.add(
        "venue",
        first(
            pick(node, path, "container-title"), pick(node, path, "container-title", 0), pick(node, path, "publisher")
        ),
    )
    date = ("date-parts", 0, 0)
    entry.add(
        "year", first(*(pick(node, path, key, *date) for key in ("issued", "published", "published-print", "created")))
    )
    entry.add("type", pick(node, path, "type"))
    entry.add("doi", _doi(pick(node, path, "DOI")))
    entry.add("abstract", pick(node, path, "abstract"))
    entry.add("note", pick(node, path, "note"))
    return entry


def _doi(value: Value | None) -> Value | None:
    if value is None:
        return None
    return Value(re.sub(r"^(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", "", value.text, flags=re.I), value.path)


def schema_org(data: Json) -> Person:
    """A person of schema.org (JSON-LD), alone, in a `@graph` or as a page's subject, and the articles beside it."""
    person = Person()
    nodes = list(_graph(data, (), 0))
    people = [(node, path) for node, path in nodes if _is_type(node, "Person")]
    if people:
        _schema_person(person, *max(people, key=lambda found: len(found[0])))
    papers = [
        _schema_work(n, p)
        for n, p in nodes
        if _is_type(n, "ScholarlyArticle", "Article", "Thesis", "Book", "Dataset", "Chapter")
    ]
    person.section("Publications", "papers", papers)
    return person


def _graph(node: Json, path: Path, depth: int) -> Iterator[tuple[dict[str, Json], Path]]:
    if isinstance(node, list) and depth < 6:
        for number, element in enumerate(node):
            yield from _graph(element, (*path, number), depth + 1)
    elif isinstance(node, dict) and depth < 6:
        yield node, path
        for key in ("@graph", "mainEntity", "about", "subjectOf", "itemListElement", "item"):
            if isinstance(node.get(key), (dict, list)):
                yield from _graph(node[key], (*path, key), depth + 1)


def _is_type(node: Mapping[str, Json], *types: str) -> bool:
    given = node.get("@type")
    named = given if isinstance(given, list) else [given]
    return any(isinstance(name, str) and name.rpartition("/")[2].removeprefix("schema:") in types for name in named)


def _names(node: Json, base: Path, key: str) -> list[Value]:
    """The names of the things listed under a key, each a string or an object with a name."""
    found = []
    for element, path in each(node, base, key):
        name = first(pick(element, path), pick(element, path, "name"), pick(element, path, "@value"))
        if name and not name.text.startswith(("http://", "https://", "#", "_:")):
            found.append(name)
    return found


def _schema_person(person: Person, node: Mapping[str, Json], path: Path) -> None:
    root: Json = dict(node)
    given, family = pick(root, path, "givenName"), pick(root, path, "familyName")
    whole = first(*_names(root, path, "name"))
    if whole is None and given and family:
        whole = Value(f"{given.text} {family.text}", ())
    person.add(("name",), "Name", whole)
    for number, name in enumerate(_names(root, path, "alternateName")):
        person.add(("aliases", number), "Also known as", name)
    for number, (_, where) in enumerate(each(root, path, "email")):
        found = pick(root, path, *where[len(path) :])
        mail = Value(re.sub(r"^mailto:\s*", "", found.text, flags=re.I), found.path) if found else None
        person.add(("email", number), "Email", mail)
    person.add(("homepage",), "Homepage", pick(root, path, "url"))
    for _, where in each(root, path, "sameAs"):
        link = pick(root, path, *where[len(path) :])
        if link:
            person.add(("links", site(link.text)), "Link", link)
    person.add(("summary",), "Description", pick(root, path, "description"))
    roles, at = _names(root, path, "jobTitle"), [*_names(root, path, "worksFor"), *_names(root, path, "affiliation")]
    distinct = list({value.text: value for value in reversed(at)}.values())[::-1]
    positions = [Entry(parts) for n in range(max(len(roles), len(distinct))) if (parts := _pair(roles, distinct, n))]
    person.section("Positions", "positions", positions)
    person.section("Education", "education", [Entry({"organization": name}) for name in _names(root, path, "alumniOf")])
    for title, family_, key, part in (
        ("Awards", "awards", "award", "title"),
        ("Awards", "awards", "awards", "title"),
        ("Knows about", "interests", "knowsAbout", ""),
        ("Languages", "languages", "knowsLanguage", ""),
    ):
        person.section(title, family_, [Entry({part: name}) for name in _names(root, path, key)])


def _pair(roles: list[Value], places: list[Value], number: int) -> dict[str, Value]:
    """The post of this number; a single role is held at the first place."""
    parts = {"role": roles[number]} if number < len(roles) else {}
    return parts | ({"organization": places[number]} if number < len(places) else {})


def _schema_work(node: Json, path: Path) -> Entry:
    entry = Entry()
    entry.add("title", first(pick(node, path, "name"), pick(node, path, "headline")))
    entry.authors = _names(node, path, "author")
    entry.add("venue", first(*_names(node, path, "isPartOf"), *_names(node, path, "publisher")))
    entry.add("year", pick(node, path, "datePublished"))
    entry.add("abstract", first(pick(node, path, "abstract"), pick(node, path, "description")))
    return entry


_SITES = (
    "github",
    "gitlab",
    "linkedin",
    "orcid",
    "researchgate",
    "mastodon",
    "bsky",
    "wikidata",
    "wikipedia",
    "dblp",
    "openreview",
    "semanticscholar",
    "arxiv",
)


def site(url: str) -> str:
    """What kind of link an address is."""
    if "scholar.google" in url:
        return "google scholar"
    if re.search(r"//(?:www\.)?(?:twitter|x)\.com/", url):
        return "x"
    return next((name for name in _SITES if name in url.lower()), "web")
