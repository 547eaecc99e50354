"""JSON to `Source`: every shape with its exact text, its paths in the file and the paths all formats share."""

import json
import unicodedata
from typing import Any

import pytest
from counting import calls
from hypothesis import given, settings
from hypothesis import strategies as st

from qabot.errors import SourceError
from qabot.sources.fields import is_private
from qabot.sources.json_ import read_json
from qabot.sources.source import Source


def read(data: Any) -> Source:
    return read_json("ada.json", data if isinstance(data, str) else json.dumps(data, ensure_ascii=False))


def blocks(source: Source) -> list[tuple[str, str]]:
    return [(block.kind, source.quote(block)) for block in source.blocks]


def fields(source: Source) -> dict[tuple[str | int, ...], str]:
    found = {field.path: source.quote(field) for field in source.fields}
    assert len(found) == len(source.fields)  # no path means two things
    return found


def check(source: Source) -> None:
    assert unicodedata.is_normalized("NFC", source.text)
    source.text.encode()
    last = 0
    for block in source.blocks:
        assert last <= block.start < block.end
        assert source.quote(block) == source.quote(block).strip()
        last = block.end
    for part in (*source.fields, *source.marks):
        assert source.quote(part) == source.quote(part).strip() != ""
        assert any(block.start <= part.start < part.end <= block.end for block in source.blocks)


RESUME = {
    "basics": {
        "name": "Ada Quill",
        "label": "Baker & Physicist",
        "image": "me.png",
        "email": "ada@quill.example",
        "phone": "+1 000",
        "url": "https://quill.example",
        "summary": "Studies quiet stars.",
        "location": {"address": "1 Hidden Street", "postalCode": "00000", "city": "Larch", "countryCode": "LL"},
        "profiles": [{"network": "GitHub", "username": "adaq", "url": "https://github.com/adaq"}],
    },
    "work": [
        {
            "name": "Oak Institute",
            "position": "Postdoc",
            "location": "Larch",
            "startDate": "2019-05",
            "endDate": "Present",
            "summary": "Builds ovens.",
            "highlights": ["Ran the oven", "Won, twice"],
            "url": "",
        },
        {"name": "Elm Co.", "position": "Tutor", "startDate": 2017},
    ],
    "volunteer": [{"organization": "Guild", "position": "Reviewer", "date": "2021"}],
    "education": [
        {
            "institution": "University of Larch",
            "area": "Physics",
            "studyType": "PhD",
            "startDate": "2013",
            "endDate": "2017",
        }
    ],
    "awards": [{"title": "Oak Prize", "date": "2018", "awarder": "Guild"}],
    "publications": [
        {"name": "Quiet Stars", "publisher": "J. Winter", "releaseDate": "2016", "authors": ["Ada Quill", "Bo Stone"]}
    ],
    "skills": [{"name": "Tools", "level": "Master", "keywords": ["Git", "C++"]}, {"name": "Baking"}],
    "languages": [{"language": "Elvish", "fluency": "Native"}],
    "interests": ["stars", "bread"],
    "references": [],
    "meta": {"version": "v1.0.0"},
}


def test_json_resume():
    source = read(RESUME)
    assert blocks(source) == [
        ("field", "Name: Ada Quill"),
        ("field", "Label: Baker & Physicist"),
        ("field", "Email: ada@quill.example"),
        ("field", "Url: https://quill.example"),
        ("field", "Summary: Studies quiet stars."),
        ("field", "Location: Larch, LL"),
        ("field", "GitHub: https://github.com/adaq"),
        ("heading", "Work"),
        ("item", "Postdoc, Oak Institute, Larch\n2019-05 – Present\nBuilds ovens.\nRan the oven\nWon, twice"),
        ("item", "Tutor, Elm Co.\n2017 –"),
        ("heading", "Volunteer"),
        ("item", "Reviewer, Guild, 2021"),
        ("heading", "Education"),
        ("item", "PhD, Physics, University of Larch\n2013 – 2017"),
        ("heading", "Awards"),
        ("item", "Oak Prize, Guild, 2018"),
        ("heading", "Publications"),
        ("item", "Ada Quill, Bo Stone. “Quiet Stars”. J. Winter. 2016."),
        ("heading", "Skills"),
        ("item", "Tools: Git, C++"),
        ("item", "Baking"),
        ("heading", "Languages"),
        ("item", "Elvish\nFluency: Native"),
        ("heading", "Interests"),
        ("item", "stars"),
        ("item", "bread"),
    ]


def test_json_resume_paths():
    found = fields(read(RESUME))
    assert {
        path: text
        for path, text in found.items()
        if path[0] not in RESUME or path[0] in ("interests", "education", "awards")
    } == {
        ("name",): "Ada Quill",
        ("label",): "Baker & Physicist",
        ("email", 0): "ada@quill.example",
        ("homepage",): "https://quill.example",
        ("summary",): "Studies quiet stars.",
        ("links", "github"): "https://github.com/adaq",
        ("positions", 0, "role"): "Postdoc",
        ("positions", 0, "organization"): "Oak Institute",
        ("positions", 0, "place"): "Larch",
        ("positions", 0, "start"): "2019-05",
        ("positions", 0, "end"): "Present",
        ("positions", 1, "role"): "Tutor",
        ("positions", 1, "organization"): "Elm Co.",
        ("positions", 1, "start"): "2017",
        ("service", 0, "role"): "Reviewer",
        ("service", 0, "organization"): "Guild",
        ("service", 0, "year"): "2021",
        ("education", 0, "studyType"): "PhD",
        ("education", 0, "degree"): "PhD",
        ("education", 0, "area"): "Physics",
        ("education", 0, "field"): "Physics",
        ("education", 0, "institution"): "University of Larch",
        ("education", 0, "organization"): "University of Larch",
        ("education", 0, "startDate"): "2013",
        ("education", 0, "start"): "2013",
        ("education", 0, "endDate"): "2017",
        ("education", 0, "end"): "2017",
        ("awards", 0, "title"): "Oak Prize",
        ("awards", 0, "awarder"): "Guild",
        ("awards", 0, "organization"): "Guild",
        ("awards", 0, "date"): "2018",
        ("awards", 0, "year"): "2018",
        ("papers", 0, "authors", 0): "Ada Quill",
        ("papers", 0, "authors", 1): "Bo Stone",
        ("papers", 0, "title"): "Quiet Stars",
        ("papers", 0, "venue"): "J. Winter",
        ("papers", 0, "year"): "2016",
        ("interests", 0): "stars",
        ("interests", 1): "bread",
    }
    assert found["work", 0, "position"] == "Postdoc"
    assert found["work", 0, "highlights", 1] == "Won, twice"
    assert found["basics", "profiles", 0, "url"] == "https://github.com/adaq"
    assert (found["skills", 0, "keywords", 1], found["skills", 1]) == ("C++", "C++")
    assert found["skills", 1, "name"] == found["skills", 2] == "Baking"
    assert found["languages", 0] == "Elvish"


def test_private_and_silent_values_are_not_text():
    text = read(RESUME).text
    for hidden in ("+1 000", "Hidden Street", "00000", "me.png", "v1.0.0"):
        assert hidden not in text
    assert [
        key
        for key in ("phone", "Mobile", "workPhone", "street-address", "zipCode", "birthDate", "telephone")
        if not is_private(key)
    ] == []
    assert [key for key in ("email", "city", "telescopes", "addressee", "smartphones") if is_private(key)] == []


def test_links_are_marked():
    marks = read({"name": "A", "homepage": "https://a.example", "papers": [{"title": "T", "doi": "10.1/x"}]}).marks
    assert [(mark.kind, mark.target) for mark in marks] == [
        ("link", "https://a.example"),
        ("link", "https://doi.org/10.1/x"),
    ]


def test_any_object_tells_by_its_keys():
    source = read(
        {
            "firstName": "Ada",
            "lastName": "Quill",
            "bio": "Bakes.",
            "emails": ["a@q.example", "b@q.example"],
            "twitter": "@adaq",
            "favouriteBread": "rye",
            "isPublic": True,
            "age": None,
            "researchInterests": "quiet stars",
            "experience": [
                {"title": "Baker", "company": "Oak", "years": "2019-2021", "team": {"size": 3, "name": "Crust"}}
            ],
            "publications": [
                {"title": "T?", "authors": "A. Quill and B. Stone", "venue": "Oakconf", "year": 2020},
                "Quill (2019). Whole.",
            ],
            "technicalSkills": {"Languages": ["Python", "C"], "tools": "Git"},
            "honors": ["Prize (2018)"],
        }
    )
    assert blocks(source) == [
        ("field", "Name: Ada Quill"),
        ("field", "Bio: Bakes."),
        ("field", "Email: a@q.example"),
        ("field", "Email: b@q.example"),
        ("field", "Twitter: @adaq"),
        ("field", "Favourite bread: rye"),
        ("heading", "Research interests"),
        ("item", "quiet stars"),
        ("heading", "Experience"),
        ("item", "Baker, Oak\n2019-2021\nSize: 3\nName: Crust"),
        ("heading", "Publications"),
        ("item", "A. Quill, B. Stone. “T?” Oakconf. 2020."),
        ("item", "Quill (2019). Whole."),
        ("heading", "Technical skills"),
        ("item", "Languages: Python, C"),
        ("item", "Tools: Git"),
        ("heading", "Honors"),
        ("item", "Prize (2018)"),
    ]
    found = fields(source)
    assert [found["skills", n] for n in range(3)] == ["Python", "C", "Git"]
    assert found["positions", 0, "dates"] == found["experience", 0, "years"] == "2019-2021"
    assert found["experience", 0, "team", "name"] == "Crust"
    assert (found["name",], found["email", 1], found["links", "x"], found["interests", 0]) == (
        "Ada Quill",
        "b@q.example",
        "@adaq",
        "quiet stars",
    )
    assert (found["papers", 0, "authors", 1], found["awards", 0, "title"]) == ("B. Stone", "Prize (2018)")


def test_two_lists_of_one_family_count_on():
    found = fields(read({"honors": ["A"], "awards": ["", "B"]}))
    assert (found["awards", 1], found["awards", 1, "title"], found["awards", 2, "title"]) == ("B", "B", "A")


def test_orcid():
    def dated(year: str, month: str | None = None) -> dict[str, Any]:
        return {"year": {"value": year}, "month": {"value": month} if month else None, "day": None}

    place = {"name": "Oak Institute", "address": {"city": "Larch", "country": "LL"}}
    source = read(
        {
            "orcid-identifier": {"uri": "https://orcid.org/0000-0000-0000-0000", "path": "0000-0000-0000-0000"},
            "person": {
                "name": {"given-names": {"value": "Ada"}, "family-name": {"value": "Quill"}, "credit-name": None},
                "other-names": {"other-name": [{"content": "A. Quill"}]},
                "biography": {"content": "Bakes."},
                "researcher-urls": {"researcher-url": [{"url-name": "Lab", "url": {"value": "https://oak.example"}}]},
                "emails": {"email": [{"email": "ada@quill.example"}]},
                "keywords": {"keyword": [{"content": "stars"}]},
            },
            "activities-summary": {
                "employments": {
                    "affiliation-group": [
                        {
                            "summaries": [
                                {
                                    "employment-summary": {
                                        "role-title": "Postdoc",
                                        "department-name": "Ovens",
                                        "organization": place,
                                        "start-date": dated("2019", "05"),
                                        "end-date": None,
                                    }
                                }
                            ]
                        }
                    ]
                },
                "educations": {
                    "affiliation-group": [
                        {
                            "summaries": [
                                {
                                    "education-summary": {
                                        "role-title": "PhD",
                                        "department-name": "Physics",
                                        "organization": place,
                                        "start-date": dated("2013"),
                                        "end-date": dated("2017"),
                                    }
                                }
                            ]
                        }
                    ]
                },
                "distinctions": {
                    "affiliation-group": [
                        {
                            "summaries": [
                                {
                                    "distinction-summary": {
                                        "role-title": "Oak Prize",
                                        "organization": place,
                                        "start-date": dated("2018"),
                                    }
                                }
                            ]
                        }
                    ]
                },
                "works": {
                    "group": [
                        {
                            "work-summary": [
                                {
                                    "title": {"title": {"value": "Quiet Stars"}},
                                    "journal-title": {"value": "J. Winter"},
                                    "type": "journal-article",
                                    "publication-date": dated("2016"),
                                    "external-ids": {
                                        "external-id": [{"external-id-type": "doi", "external-id-value": "10.1/x"}]
                                    },
                                },
                                {"title": {"title": {"value": "Quiet stars (copy)"}}},
                            ]
                        }
                    ]
                },
            },
        }
    )
    assert blocks(source) == [
        ("field", "Name: Ada Quill"),
        ("field", "Also known as: A. Quill"),
        ("field", "ORCID: https://orcid.org/0000-0000-0000-0000"),
        ("field", "Email: ada@quill.example"),
        ("field", "Lab: https://oak.example"),
        ("field", "Biography: Bakes."),
        ("heading", "Keywords"),
        ("item", "stars"),
        ("heading", "Employment"),
        ("item", "Postdoc, Ovens, Oak Institute, Larch\n2019-05 –"),
        ("heading", "Education"),
        ("item", "PhD, Physics, Oak Institute, Larch\n2013 – 2017"),
        ("heading", "Distinctions"),
        ("item", "Oak Prize, Oak Institute, 2018"),
        ("heading", "Works"),
        ("item", "“Quiet Stars”. J. Winter. 2016.\nType: journal-article\nDOI: 10.1/x"),
    ]
    found = fields(source)
    summary = ("activities-summary", "employments", "affiliation-group", 0, "summaries", 0, "employment-summary")
    assert found[(*summary, "role-title")] == found["positions", 0, "role"] == "Postdoc"
    assert found["positions", 0, "start"] == "2019-05"
    assert (found["education", 0, "degree"], found["education", 0, "field"]) == ("PhD", "Physics")
    assert (found["papers", 0, "title"], found["papers", 0, "doi"]) == ("Quiet Stars", "10.1/x")
    assert (
        found["activities-summary", "works", "group", 0, "work-summary", 0, "title", "title", "value"] == "Quiet Stars"
    )


WORK = {
    "id": "https://openalex.org/W1",
    "title": "Quiet <i>Stars</i>",
    "publication_year": 2016,
    "type": "article",
    "doi": "https://doi.org/10.1/x",
    "authorships": [{"author": {"display_name": "Ada Quill"}}, {"author": {"display_name": "Bo Stone"}}],
    "primary_location": {"source": {"display_name": "J. Winter"}},
    "abstract_inverted_index": {"stars": [1, 4], "Quiet": [0], "are": [2], "only": [3]},
}


def test_openalex_works():
    source = read({"meta": {"count": 1}, "results": [WORK]})
    assert blocks(source) == [
        ("heading", "Works"),
        (
            "item",
            "Ada Quill, Bo Stone. “Quiet Stars”. J. Winter. 2016.\nType: article\nDOI: 10.1/x\nAbstract: "
            "Quiet stars are only stars",
        ),
    ]
    found = fields(source)
    assert (
        found["results", 0, "abstract_inverted_index"] == found["papers", 0, "abstract"] == "Quiet stars are only stars"
    )
    assert found["results", 0, "authorships", 1, "author", "display_name"] == "Bo Stone"
    assert read(WORK).text.startswith("Works\n\n- Ada Quill, Bo Stone. ")


def test_openalex_author():
    source = read(
        {
            "id": "https://openalex.org/A1",
            "display_name": "Ada Quill",
            "display_name_alternatives": ["A. Quill"],
            "works_count": 3,
            "orcid": "https://orcid.org/0000",
            "affiliations": [{"institution": {"display_name": "Oak Institute"}, "years": [2021, 2019]}],
            "topics": [{"display_name": "Stellar Physics"}],
        }
    )
    assert blocks(source)[:3] == [
        ("field", "Name: Ada Quill"),
        ("field", "Also known as: A. Quill"),
        ("field", "ORCID: https://orcid.org/0000"),
    ]
    assert blocks(source)[3:] == [
        ("heading", "Affiliations"),
        ("item", "Oak Institute\n2019 – 2021"),
        ("heading", "Topics"),
        ("item", "Stellar Physics"),
    ]
    found = fields(source)
    assert (found["positions", 0, "start"], found["positions", 0, "end"], found["interests", 0]) == (
        "2019",
        "2021",
        "Stellar Physics",
    )


def test_semantic_scholar():
    paper = {
        "paperId": "1",
        "title": "Quiet Stars",
        "year": 2016,
        "venue": "",
        "journal": {"name": "J. Winter"},
        "abstract": None,
        "authors": [{"authorId": "9", "name": "A. Quill"}],
        "externalIds": {"DOI": "10.1/x", "ArXiv": "1601.00001"},
        "tldr": {"text": "Stars are quiet."},
    }
    source = read(
        {
            "authorId": "9",
            "name": "A. Quill",
            "affiliations": ["Oak"],
            "homepage": None,
            "papers": [paper, {"title": None}],
        }
    )
    assert blocks(source) == [
        ("field", "Name: A. Quill"),
        ("heading", "Affiliations"),
        ("item", "Oak"),
        ("heading", "Papers"),
        (
            "item",
            "A. Quill. “Quiet Stars”. J. Winter. 2016.\nDOI: 10.1/x\narXiv: 1601.00001\nSummary: Stars are quiet.",
        ),
    ]
    assert fields(source)["papers", 0, "journal", "name"] == "J. Winter"
    assert blocks(read({"total": 1, "data": [paper]}))[1][1].startswith("A. Quill. “Quiet Stars”.")


def test_csl():
    source = read(
        [
            {
                "type": "article-journal",
                "title": "Quiet Stars",
                "container-title": ["J. Winter"],
                "DOI": "10.1/x",
                "publisher": "Fir",
                "author": [{"family": "Quill", "given": "Ada"}, {"literal": "The Guild"}],
                "issued": {"date-parts": [[2016, 5]]},
            },
            {"type": "book", "title": ["Bread"], "publisher": "Elm Press", "issued": {"raw": "x"}},
        ]
    )
    assert blocks(source) == [
        ("heading", "Publications"),
        ("item", "Ada Quill, The Guild. “Quiet Stars”. J. Winter. 2016.\nType: article-journal\nDOI: 10.1/x"),
        ("item", "“Bread”. Elm Press.\nType: book"),
    ]
    found = fields(source)
    assert found[0, "issued", "date-parts", 0, 0] == found["papers", 0, "year"] == "2016"
    assert found[0, "author", 0] == found["papers", 0, "authors", 0] == "Ada Quill"


def test_schema_org_person():
    person = {
        "@type": "Person",
        "name": "Ada Quill",
        "alternateName": ["Ada B. Quill"],
        "jobTitle": "Baker",
        "telephone": "+1 000",
        "address": {"@type": "PostalAddress", "streetAddress": "1 Hidden Street"},
        "email": "mailto:ada@quill.example",
        "worksFor": {"@type": "Organization", "name": "Oak Institute"},
        "affiliation": [{"name": "Oak Institute"}, {"name": "Guild"}],
        "alumniOf": [{"@type": "CollegeOrUniversity", "name": "University of Larch"}],
        "knowsAbout": ["stars", "bread"],
        "award": "Oak Prize",
        "url": "https://quill.example",
        "sameAs": ["https://github.com/adaq", "https://x.com/adaq"],
    }
    article = {
        "@type": "ScholarlyArticle",
        "headline": "Quiet Stars",
        "author": [{"name": "Ada Quill"}],
        "datePublished": "2016-05",
        "isPartOf": {"name": "J. Winter"},
    }
    source = read({"@context": "https://schema.org", "@graph": [{"@type": "WebPage", "name": "Page"}, person, article]})
    assert blocks(source) == [
        ("field", "Name: Ada Quill"),
        ("field", "Also known as: Ada B. Quill"),
        ("field", "Email: ada@quill.example"),
        ("field", "Homepage: https://quill.example"),
        ("field", "Link: https://github.com/adaq"),
        ("field", "Link: https://x.com/adaq"),
        ("heading", "Positions"),
        ("item", "Baker, Oak Institute"),
        ("item", "Guild"),
        ("heading", "Education"),
        ("item", "University of Larch"),
        ("heading", "Awards"),
        ("item", "Oak Prize"),
        ("heading", "Knows about"),
        ("item", "stars"),
        ("item", "bread"),
        ("heading", "Publications"),
        ("item", "Ada Quill. “Quiet Stars”. J. Winter. 2016-05."),
    ]
    found = fields(source)
    assert found["@graph", 1, "worksFor", "name"] == found["positions", 0, "organization"] == "Oak Institute"
    assert (found["links", "github"], found["links", "x"]) == ("https://github.com/adaq", "https://x.com/adaq")
    assert found["awards", 0, "title"] == "Oak Prize"


def test_what_is_not_json_is_refused_with_its_place():
    with pytest.raises(SourceError, match="line 2, column 8"):
        read('{"name":\n "Ada" "x"}')


@pytest.mark.parametrize(
    "text", ["{}", "[]", '"word"', "3", "null", '{"name": "  ", "phone": "1", "work": [{}]}', "[[[]]]"]
)
def test_what_tells_nothing_is_refused(text):
    with pytest.raises(SourceError, match="tells nothing"):
        read(text)


@pytest.mark.parametrize(
    "text",
    [
        "[" * 100_000,
        '{"a":' * 3000 + '"x"' + "}" * 3000,
        '{"@graph":' * 500 + '{"@type":"Person","name":"x"}' + "}" * 500,
    ],
)
def test_deep_nesting_is_read_or_refused(text):
    try:
        check(read(text))
    except SourceError:
        pass


def test_odd_characters():
    source = read(
        '{"name": "Ada\\u0000 \\ud800Quill", "note": "e\\u0301 \\u200bx", "big": '
        + "9" * 6000
        + ', "n": NaN, "m": 1e999}'
    )
    assert source.text.startswith("Name: Ada Quill\nNote: é x\nBig: 999")
    check(source)


def test_work_grows_with_the_size_only():
    def work(times: int) -> int:
        text = json.dumps({**RESUME, "work": RESUME["work"] * times})
        return calls(lambda: read(text))

    assert 3.5 < work(400) / work(100) < 4.5


KEYS = st.sampled_from(
    "name email work education skills papers publications authors title year @type @graph @context person results "
    "authorships "
    "display_name paperId data date url location city keywords abstract_inverted_index orcid-identifier "
    "activities-summary works group "
    "work-summary affiliations years author given family issued date-parts x".split()
)
LEAVES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.text(max_size=6),
    st.sampled_from(["Person", "2019", "a@b.example", "https://x.example"]),
)
TREES = st.recursive(
    LEAVES,
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(KEYS, inner, max_size=4)),
    max_leaves=20,
)


@settings(max_examples=200, deadline=None)
@given(st.one_of(st.dictionaries(KEYS, TREES, max_size=6), st.lists(TREES, max_size=4)))
def test_any_tree_is_read_or_refused(tree):
    try:
        check(read(tree))
    except SourceError:
        pass


@settings(max_examples=50, deadline=None)
@given(st.integers(0, 1500), st.text(max_size=3))
def test_broken_files_are_read_or_refused(at, noise):
    text = json.dumps(RESUME)
    try:
        check(read(text[:at] + noise + text[at + 2 :]))
    except SourceError:
        pass


def test_a_line_break_inside_a_string_is_forgiven():
    source = read_json("ada.json", '{"basics": {"name": "Ada Berg", "summary": "I work on ice.\nAnd on snow."}}')
    assert "I work on ice. And on snow." in source.text


def test_comments_and_trailing_commas_are_forgiven():
    text = '{\n // a remark\n "basics": {"name": "Ada Berg", "url": "https://a.example/x"}, /* more */\n "skills": [{"name": "R",},],\n}'
    source = read_json("a.json", text)
    assert {field.path: source.quote(field) for field in source.fields}[("name",)] == "Ada Berg"
    assert "remark" not in source.text and "https://a.example/x" in source.text


def test_the_place_of_the_fault_is_that_of_the_file():
    with pytest.raises(SourceError, match="line 2, column"):
        read_json("a.json", '{"basics":\n nonsense}')
