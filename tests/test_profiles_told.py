"""What sentences, news and portraits tell: posts, degrees, awards and names in running text."""

from __future__ import annotations

import pytest

from qabot.profiles import Profile, make_profile
from qabot.sources.markdown import read_markdown


def profile(text: str, name: str = "ada-lind.md") -> Profile:
    return make_profile(name, [read_markdown(name, text)])


def posts(found: Profile) -> list[tuple[str, str]]:
    return [(p.role, p.organization) for p in found.positions]


def degrees(found: Profile) -> list[tuple[str, str, str]]:
    return [(d.degree, d.field, d.organization) for d in found.education]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Before joining us, she worked as a researcher at the University of Oslo and as an engineer at Nivex.",
            [("researcher", "University of Oslo"), ("engineer", "Nivex")],
        ),
        (
            "Since September 2020, I have been based in Oslo as an Adjunct Researcher at North University.",
            [("Adjunct Researcher", "North University")],
        ),
        (
            "Dr. Lind was a postdoctoral researcher for three years at the University of Bergen, where she saw ice.",
            [("postdoctoral researcher", "University of Bergen")],
        ),
        ("Prior to joining them, I did my postdoc at Bergen National Laboratory.", [("postdoc", "Bergen National Laboratory")]),
        (
            "I am an assistant professor at the North University in beautiful Oslo. Before that, I was an engineer at "
            "Nivex based in Bergen.",
            [("assistant professor", "North University"), ("engineer", "Nivex")],
        ),
        (
            "Currently living in Oslo working as an ice researcher for Havguard AS, developing sledges.",
            [("ice researcher", "Havguard AS")],
        ),
    ],
)  # fmt: skip
def test_posts_in_sentences(sentence: str, expected: list[tuple[str, str]]):
    assert posts(profile(f"# Ada Lind\n\n{sentence}\n")) == expected


def test_a_post_that_is_to_come_is_not_held():
    found = profile(
        "# Ada Lind\n\nResearch Associate, North Institute of Ice\n\n# News\n\n- I will be joining the Department of Snow "
        "at South University as an Assistant Professor in Fall 2031.\n- 2019.05: I joined Nivex as a data scientist.\n"
        "- 2018.05: I will talk about snow at the Ice Institute as a guest.\n"
    )
    assert [(p.role, p.organization, p.start, p.current) for p in found.positions] == [
        ("Research Associate", "North Institute of Ice", None, True),
        ("Assistant Professor", "Department of Snow at South University", "2031", False),
        ("data scientist", "Nivex", "2019-05", False),
    ]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "I earned my bachelor's and master's degrees from the Oslo University of Posts and Telecommunications in 2015 "
            "and 2017.",
            [("bachelor's", "2015"), ("master's", "2017")],
        ),
        ("In 2001 she completed her Master's degree in Snow in the New Ice School.", [("Master's degree", "2001")]),
    ],
)
def test_degrees_in_sentences(sentence: str, expected: list[tuple[str, str]]):
    found = profile(f"# Ada Lind\n\n{sentence}\n")
    assert [(d.degree, d.end) for d in found.education] == expected
    schools = {"Oslo University of Posts and Telecommunications", "New Ice School"}
    assert {d.organization for d in found.education} <= schools


def test_a_field_that_sounds_like_an_organisation():
    found = profile("# Ada Lind\n\nShe received her Ph.D. in Ice and Systems Engineering from North University.\n")
    assert degrees(found) == [("Ph.D.", "Ice and Systems Engineering", "North University")]


def test_awards_in_an_enumeration():
    found = profile(
        "# Ada Lind\n\nShe has received several awards, including an Ice Research Award (Fall 2025), the Best Moss "
        "Paper Award at ICE’23, Fern Tool Prizes at MUD’11, and 56 medals from contests.\n"
    )
    assert [(a.title, a.year) for a in found.awards] == [
        ("Ice Research Award", 2025),
        ("Best Moss Paper Award", 2023),
        ("Fern Tool Prizes", 2011),
    ]


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ('<img src="a.png" alt="Photo of Ada Lind">\n\nI am a professor at North University.', "Ada Lind"),
        ('<img src="a.png" alt="Oslo Harbour in Winter">\n\nI am a professor at North University.', "x"),
        ("This is the webpage of Ada B. Lind, an industrial postdoctoral fellow at North University.", "Ada B. Lind"),
        ("I am a professor. Write to ada.lind@north.edu.", "x"),
    ],
)
def test_names_told_in_passing(page: str, expected: str):
    assert profile(page, "x.md").name == expected


def test_a_name_spelled_out_in_the_only_address():
    assert profile("I am a professor. Write to ada.lind@north.edu.", "lindab.md").name == "Ada Lind"


def test_links_to_the_pages_of_others_are_not_the_owners():
    found = profile("# Ada Lind\n\nI was advised by [Prof. Bo Berg](https://boberg.github.io/) in Oslo.\n")
    assert [link.url for link in found.links] == []


def test_a_date_belongs_to_its_clause():
    found = profile(
        "# Ada Lind\n\nIn 2018, I obtained my bachelor's from North University, and in September 2024, I received my PhD "
        "from South University.\n\nI am currently a Postdoctoral Fellow at East University, working on ice, and in "
        "January 2031 I will join Nivex as Faculty.\n"
    )
    assert [(d.degree, d.organization, d.end) for d in found.education] == [
        ("bachelor's", "North University", "2018"),
        ("PhD", "South University", "2024-09"),
    ]
    assert sorted((p.role, p.organization, p.start, p.current) for p in found.positions) == [
        ("Faculty", "Nivex", "2031-01", False),
        ("Postdoctoral Fellow", "East University", None, True),
    ]


def test_years_respectively():
    found = profile(
        "# Ada Lind\n\nShe received the B.Eng. and M.Eng. degrees from North University, Oslo, in 2001 and 2004, "
        "respectively, and the PhD degree from South University in 2007.\n"
    )
    assert [(d.degree, d.end) for d in found.education] == [("B.Eng.", "2001"), ("M.Eng.", "2004"), ("PhD", "2007")]


def test_internships_at_several_places():
    found = profile(
        "# Ada Lind\n\nAda has held research internships at Nivex Research (2018), Frost Laboratories' Center for Ice "
        "(2015-2017), and the Quarzo Institute (2013).\n"
    )
    assert [(p.role, p.organization, p.start, p.end, p.kind) for p in found.positions] == [
        ("research internship", "Nivex Research", "2018", "2018", "internship"),
        ("research internship", "Frost Laboratories' Center for Ice", "2015", "2017", "internship"),
        ("research internship", "Quarzo Institute", "2013", "2013", "internship"),
    ]


def test_news_that_runs_over_lines():
    found = profile(
        '# Ada Lind\n\n## News\n<ul>\n<li><span class="date">Jul 2026</span>Joining <a href="https://x.org">IST</a>,\n'
        "  University of Oslo, as a postdoctoral research associate.</li>\n"
        '<li><span class="date">Jun 2026</span>Joining hands with all as a sign of peace.</li></ul>\n'
    )
    assert [(p.role, p.organization, p.start) for p in found.positions] == [
        ("postdoctoral research associate", "IST, University of Oslo", "2026-07")
    ]


def test_posts_of_a_sentence_that_a_list_completes():
    found = profile(
        "# Ada Lind\n\nI am an ice scientist, and am\n\n* an Assistant Professor (Lecturer in UK terms) at "
        "[North University](https://x.org).\n* a visiting researcher at the [South College](https://y.org).\n"
    )
    assert posts(found) == [("Assistant Professor", "North University"), ("visiting researcher", "South College")]


def test_whom_somebody_works_with_is_no_employer():
    assert posts(profile("# Ada Lind\n\nI also work with the Ice Institute to count floes.\n")) == []


def test_the_head_of_the_group_somebody_studies_in():
    found = profile(
        "# Ada Lind\n\nI am a 4th-year PhD candidate in Ice at North University, in Laura Bergstrøm's group.\n"
    )
    assert [a.text for a in found.advisors] == ["Laura Bergstrøm"]
    assert [a.text for a in profile("# Ada Lind\n\nWe met in Laura Bergstrøm's lab for coffee.\n").advisors] == []


def test_a_portrait_with_nothing_but_a_name():
    page = '<div class="portrait"><img src="a.jpg" alt="Ada Lind"></div>\n\nI am a lecturer at North University.'
    assert profile(page, "x.md").name == "Ada Lind"
    assert profile(page.replace("portrait", "floe"), "x.md").name == "x"


def test_addresses_with_dashes():
    found = profile("# Ada Lind\n\n*E-mail:* alind-at-north-dot-edu\n")
    assert [e.text for e in found.emails] == ["alind@north.edu"]
