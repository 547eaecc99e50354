"""Ways of writing met on English and western pages: each case is a cause of facts once lost or made up."""

from __future__ import annotations

import pytest

from qabot.profiles import Profile, make_profile
from qabot.profiles.name_lists import read_names
from qabot.sources.html import read_html
from qabot.sources.markdown import read_markdown


def profile(text: str, name: str = "ada-lind.md") -> Profile:
    return make_profile(name, [read_markdown(name, text)])


def posts(found: Profile) -> list[tuple[str, str]]:
    return [(p.role, p.organization) for p in found.positions]


def degrees(found: Profile) -> list[tuple[str, str, str]]:
    return [(d.degree, d.field, d.organization) for d in found.education]


def test_posts_among_the_schools_are_posts():
    found = profile(
        "# Ada Lind\n\n# Academic History\n\n## South State University\n\n"
        "Visiting Assistant Professor, Department of Ice\n\nFall 2019 to Spring 2021\n\n"
        "## North University\n\nPh.D. in Snow Studies\n\n2014 - 2019\n"
    )
    assert posts(found) == [("Visiting Assistant Professor", "South State University")]
    assert degrees(found) == [("Ph.D.", "Snow Studies", "North University")]


def test_posts_in_the_education_of_front_matter_are_posts():
    found = profile(
        "---\ntitle: Ada Lind\neducation:\n  courses:\n  - course: Research Fellow in Ice Computing\n"
        "    institution: North University\n    year: 2019\n  - course: PhD in Ice (Dual Degree), Snow\n"
        "    institution: South University\n    year: 2018\n  - course: BA Natural Sciences (Ice)\n"
        "    institution: South University\n    year: 2012\n---\n"
    )
    assert posts(found) == [("Research Fellow in Ice Computing", "North University")]
    assert degrees(found)[1] == ("BA", "Natural Sciences (Ice)", "South University")


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("- Bachelor of Science (Dual Degree), Ice Engineering, North University, 2020", ("Bachelor of Science", "Ice Engineering", "North University")),
        ("- HBSc in Snow and Statistics, North University, 2019", ("HBSc", "Snow and Statistics", "North University")),
        ("- MPhysPhil in Ice and Ethics, North University, 2019", ("MPhysPhil", "Ice and Ethics", "North University")),
    ],
)  # fmt: skip
def test_degrees_and_what_stands_behind_them(line: str, expected: tuple[str, str, str]):
    assert degrees(profile(f"# Ada Lind\n\n## Education\n\n{line}\n")) == [expected]


def test_who_pays_for_a_doctorate_is_no_degree():
    found = profile(
        "# Ada Lind\n\n## Background\n\n**Education:** PhD in Ice, North University (2020-present)  \n"
        "BSc in Snow, South University (2016-2020)\n\n**Funding:** FROST Doctoral Training Partnership\n"
    )
    assert degrees(found) == [("PhD", "Ice", "North University"), ("BSc", "Snow", "South University")]


def test_an_employer_ends_at_the_full_stop():
    found = profile(
        "# Ada Lind\n\n## Experience\n\n- *2021.06 – 2023.03*, Intern, **Nivex Cloud**. Worked on Frost, a system of the "
        "Ice Department.\n- *2019 – 2021*, Engineer, **Quarzo Big Data**. Led the team on snow engines.\n"
    )
    assert posts(found) == [("Intern", "Nivex Cloud"), ("Engineer", "Quarzo Big Data")]


def test_where_more_is_found_is_no_post():
    found = profile(
        "# Ada Lind\n\n## Experience\n\nMy previous work experience can be found on my resume or LinkedIn.\n"
    )
    assert posts(found) == []


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (
            "Assistant Professor, Ice and Systems Engineering  \nMember of the FROST Center  \nNorth University\n",
            ("Assistant Professor", "Ice and Systems Engineering, North University"),
        ),
        (
            "Professor, Snow Science  \nProfessor, Ice Science  \nNorth University\n",
            ("Professor, Snow Science", "North University"),
        ),
    ],
    ids=["department and university", "several posts"],
)
def test_the_university_below_the_posts(lines: str, expected: tuple[str, str]):
    found = profile(f"# Ada Lind\n\n{lines}\n## Research\n\nIce.\n")
    assert found.current
    assert (found.current.role, found.current.organization) == expected


def test_one_post_told_twice_is_one():
    found = profile(
        "# Ada Lind\n\nAda Lind is an Assistant Professor in the Department of Ice at North University.\n\n"
        "## Appointments\n\n- Assistant Professor, Department of Ice, North University (Oslo, NO).\n"
    )
    assert len(found.positions) == 1


def test_a_school_and_its_initials_are_one():
    found = profile(
        "# Ada Lind\n\nI received my PhD in snow studies from NPI.\n\n## Education\n\n"
        "- PhD in Snow Studies, Northern Polytechnic Institute, Oslo, 2017\n"
    )
    assert [d.organization for d in found.education] == ["Northern Polytechnic Institute"]


def test_awards_in_a_row_are_one_each():
    found = profile(
        "# Ada Lind\n\nShe was a recipient of the Ice Fellowship and the Moss Prize while at North University.\n"
    )
    assert [a.title for a in found.awards] == ["Ice Fellowship", "Moss Prize"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Bo Berg^, Ada Lind^, Kai Dahl.", ["Bo Berg", "Ada Lind", "Kai Dahl"]),
        ("Berg, B*., Lind, A*., Dahl, K. Loud ice", ["Berg, B.", "Lind, A.", "Dahl, K."]),
        ("Lind AS, L Plough, MR Gavin, J Small, S Roth. Loud ice", ["Lind AS", "L Plough", "MR Gavin", "J Small", "S Roth"]),
    ],
    ids=["carets", "stars before the full stop", "initials without stops"],
)  # fmt: skip
def test_marks_in_lists_of_authors(text: str, expected: list[str]):
    assert [n.text for n in read_names(text, 0, len(text)).names] == expected


def test_what_leads_to_a_paper_is_no_venue():
    found = profile(
        "# Ada Lind\n\n## Publications\n\n- **Lind AS**, MR Gavin, B Berg. Loud ice on quiet lakes. *In review*. *PeerJ*. "
        "[Read on IceRxiv here.](https://example.org)\n"
        "- **Lind AS**, B Berg. 2020. Quiet ice on loud lakes. *Fern Letters* 3: 1-9. [Read here.](https://example.org)\n"
    )
    assert [(p.title, p.venue) for p in found.papers] == [
        ("Loud ice on quiet lakes", "PeerJ"),
        ("Quiet ice on loud lakes", "Fern Letters"),
    ]
    assert found.papers[0].authors == ("Lind AS", "MR Gavin", "B Berg")


def test_the_title_of_a_talk_stands_behind_its_speakers():
    found = profile(
        "# Ada Lind\n\n## Talks\n\nView my talks on [GitHub here.](https://example.org)\n\n"
        "1. **Lind AS** and B Berg. Loud ice on quiet lakes. Ice Days, Oslo. May 2019.\n"
    )
    assert [t.title for t in found.talks] == ["Loud ice on quiet lakes"]


@pytest.mark.parametrize(
    ("front", "expected"),
    [
        ("subtitle: PhD Student • <a href='https://x.example'>FROST DTP</a>", "lind"),
        ('description: "About Ada Lind, Ph.D.—ice scientist"', "Ada Lind"),
        ("description: Personal website of Ada Lind", "Ada Lind"),
    ],
)
def test_names_in_front_matter(front: str, expected: str):
    assert profile(f"---\ntitle: About\n{front}\n---\n\nIce melts.\n", "lind.qmd").name == expected


def test_html_and_code_of_quarto():
    source = read_markdown(
        "lind.qmd",
        "# Ada Lind\n\n```{r}\nplot(ice)\n```\n\n```{=html}\n<section>\n\n      <h2>Education</h2>\n\n"
        "      <ul><li>PhD, North University, 2019</li></ul>\n</section>\n```\n\nIt is `r 2 + 2` degrees.\n",
    )
    assert source.text.split("\n") == [
        "Ada Lind",
        "",
        "Education",
        "",
        "- PhD, North University, 2019",
        "",
        "It is degrees.",
    ]


def test_lines_about_an_entry_begin_none():
    found = profile(
        "# Ada Lind\n\n## Education\n\n**Ph.D. in Ice (Snow Track)**  \nNorth College of Ice, Oslo. Mar. 2022 to expected "
        "2027.  \nAdvisor: Professor Bo Berg. Proposal defended May 2026.\n\n**High school**  \nOslo High School "
        "(Science Course)  \nApril 2014 – March 2017\n\n**Ice Scholarship Fellow** (2017-2021)\n"
    )
    assert [(d.degree, d.organization, d.start, d.end) for d in found.education] == [
        ("Ph.D.", "North College of Ice", "2022-03", "2027"),
        ("High school", "Oslo High School (Science Course)", "2014-04", "2017-03"),
    ]
    assert [a.text for a in found.advisors] == ["Bo Berg"]


def test_bullets_set_in_end_where_the_next_post_begins():
    found = profile(
        "# Ada Lind\n\n## Experience\nLecturer, North University, 2023–present\n  - Taught snow to many\n"
        "Postdoctoral Researcher, South University, 2019–2023\n  - Built a sledge\n  - Ran the ice group\n"
    )
    assert posts(found) == [("Lecturer", "North University"), ("Postdoctoral Researcher", "South University")]


def test_memberships_are_no_posts():
    found = profile(
        "# Ada Lind\n\n## Professional Affiliations\n\n- 2020 - present: Chartered Engineer, Engineers Council of Oslo\n"
        "- 2018 - present: Member, Ice Society\n"
    )
    assert posts(found) == []


def test_tables_without_a_head():
    found = profile(
        "# Ada Lind\n\n## Education\n\n| 2017 – 2024 | PhD in Ice at North University. Advisor: Prof. Bo Berg |\n"
        "| 2014 – 2017 | MSc in Snow at South University |\n{: .kv }\n"
    )
    assert [(d.degree, d.field, d.organization, d.start) for d in found.education] == [
        ("PhD", "Ice", "North University", "2017"),
        ("MSc", "Snow", "South University", "2014"),
    ]


def test_the_column_of_the_field():
    found = profile(
        "# Ada Lind\n\n## Professional Preparation\n\n| Institution | Major | Degree | Year |\n|--|--|--|--|\n"
        "| North University | Ice Physics | Ph.D. | 2021 |\n"
    )
    assert degrees(found) == [("Ph.D.", "Ice Physics", "North University")]


def test_a_group_is_no_field():
    found = profile(
        "# Ada Lind\n\n## Education\n\n- 2020 - present. Ph.D. student in Frost Group, Dept. of Ice, North University.\n"
    )
    assert degrees(found) == [("Ph.D.", "", "Dept. of Ice, North University")]


def test_an_employer_ends_where_the_work_begins():
    found = profile(
        "# Ada Lind\n\n## Positions\n\n- 2016 – 2017: Visiting student at North University, working on my thesis about sledges\n"
    )
    assert posts(found) == [("Visiting student", "North University")]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("- Third Prize, Snow Cup Mathematical Modeling Competition (Top 20%), Aug 2024", "Third Prize, Snow Cup Mathematical Modeling Competition (Top 20%)"),
        ("- Gold Medal, North University, 2015", "Gold Medal"),
        ('- "Scholarship with short stay: young researcher" at North University, Oslo (Nov. 2019)', "Scholarship with short stay: young researcher"),
    ],
)  # fmt: skip
def test_ranks_and_what_they_were_won_in(line: str, expected: str):
    assert [a.title for a in profile(f"# Ada Lind\n\n## Awards\n\n{line}\n").awards] == [expected]


def test_labelled_lines_at_the_top():
    found = profile(
        "### Principal Investigator\n\n**Name:** Ada B. Lind, Ph.D.\n**Position:** Professor of Ice\n"
        "**Organization:** North University\n**Member:** Ice Bar, 1989 – present\n"
    )
    assert found.name == "Ada B. Lind"
    assert posts(found) == [("Professor of Ice", "North University")]
    assert found.papers == ()


def test_a_title_with_with():
    found = profile(
        "# Ada Lind\n\n## Publications\n\n- **A. Lind**, B. Berg, and K. Dahl. Stopping an Icy Pathway with Covalent Labeling. "
        "_Journal of the Ice Society_ **2025**, 147, 11189.\n"
    )
    assert [(p.title, p.authors) for p in found.papers] == [
        ("Stopping an Icy Pathway with Covalent Labeling", ("A. Lind", "B. Berg", "K. Dahl"))
    ]


def test_elements_of_the_pages_own_making():
    source = read_html(
        "lind.html",
        '<h1>Ada Lind</h1><h2>Papers</h2><x-paper title="Loud Ice on Lakes" year="2020" comments="Fern Letters 3, pp. 1-9" '
        'url="https://x.org/a"></x-paper><x-icon name="star"></x-icon>',
    )
    assert source.text == "Ada Lind\n\nPapers\n\nLoud Ice on Lakes. Fern Letters 3, pp. 1-9, 2020"
    found = make_profile("lind.html", [source])
    assert [(p.title, p.venue, p.year, p.links) for p in found.papers] == [
        ("Loud Ice on Lakes", "Fern Letters", 2020, ("https://x.org/a",))
    ]
