"""Talks, service, courses, students and projects; tables with heads; careers in unusual places."""

import pytest

from qabot.profiles import Profile, make_profile
from qabot.profiles.dates import read_dates
from qabot.profiles.profile import Item
from qabot.sources.html import read_html
from qabot.sources.json_ import read_json
from qabot.sources.markdown import read_markdown
from qabot.sources.text import read_text

Entry = tuple[str, str, str, str | None, str | None]


def profile(text: str) -> Profile:
    return make_profile("ada-lind.md", [read_markdown("ada-lind.md", text)])


def entries(items: tuple[Item, ...]) -> list[Entry]:
    return [(item.role, item.title, item.organization, item.start, item.end) for item in items]


LISTS: list[tuple[str, str, list[Entry]]] = [
    ("talks", '- "Ice: a review", Seminar at South University, May 2019', [("", "Ice: a review", "South University", "2019-05", "2019-05")]),
    ("talks", "- Keynote: The future of mud, 2021", [("Keynote", "The future of mud", "", "2021", "2021")]),
    (
        "talks",
        "- The slow tide\n  - Snow Workshop, Oslo, May 2018\n  - North University, June 2018",
        [
            ("", "The slow tide", "Snow Workshop", "2018-05", "2018-05"),
            ("", "The slow tide", "North University", "2018-06", "2018-06"),
        ],
    ),
    (
        "teaching",
        "- Teaching assistant, Statistics for Snow (Spring 2018), South University\n- Lecturer: Advanced Mud, 2020",
        [
            ("Teaching assistant", "Statistics for Snow", "South University", "2018", "2018"),
            ("Lecturer", "Advanced Mud", "", "2020", "2020"),
        ],
    ),
    (
        "students",
        "- Bo Berg (PhD, 2019-2023), now at Snow Corp\n- PhD students: Di Eng (since 2021), Fy Gran (2019-2022)",
        [
            ("", "Bo Berg", "Snow Corp", "2019", "2023"),
            ("", "Di Eng", "", "2021", None),
            ("", "Fy Gran", "", "2019", "2022"),
        ],
    ),
    (
        "projects",
        "| Project | Funded by | Period |\n|---|---|---|\n| Warm Mud | LINDCO | Mar. 2021 - Sep. 2025 |\n"
        "| Cold Ice: a study | Research Council of Nordland | 2019 - 2020 |",
        [
            ("", "Warm Mud", "LINDCO", "2021-03", "2025-09"),
            ("", "Cold Ice: a study", "Research Council of Nordland", "2019", "2020"),
        ],
    ),
    (
        "service",
        "- Reviewer: NeurIPS (2019-2022), ICML (2020, 2021), ICLR\n- Program committee member, AAAI 2021",
        [
            ("Reviewer", "NeurIPS", "", "2019", "2022"),
            ("Reviewer", "ICML", "", "2020", "2021"),
            ("Reviewer", "ICLR", "", None, None),
            ("", "Program committee member", "AAAI", "2021", "2021"),
        ],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "body", "expected"), LISTS)
def test_lists(kind: str, body: str, expected: list[Entry]):
    found = profile(f"# Ada Lind\n\n## {kind.title()}\n\n{body}\n")
    assert entries(getattr(found, kind)) == expected


def test_a_talk_that_heads_the_rows_below_it_is_given_at_each():
    table = (
        "<h1>Ada Lind</h1><h2>Talks</h2><table><tr><th colspan='2'>Mud: How and Why</th></tr>"
        "<tr><td>Aug 2022</td><td>Seminar at SnowTech</td></tr><tr><td>Mar 2022</td><td>Ice Day</td></tr></table>"
    )
    talks = make_profile("a.html", [read_html("a.html", table)]).talks
    assert [(t.title, t.organization, t.start) for t in talks] == [
        ("Mud: How and Why", "Seminar at SnowTech", "2022-08"),
        ("Mud: How and Why", "Ice Day", "2022-03"),
    ]


def test_service_and_languages_told_in_sentences():
    found = profile(
        "# Ada Lind\n\nI speak English, Norwegian and some German. I serve as a reviewer for NeurIPS, ICML and the "
        "Journal of Ice. I have also served on the program committees of ICLR 2021 and AAAI 2022.\n"
    )
    assert [v.text for v in found.languages] == ["English", "Norwegian", "German"]
    assert [(s.title, s.start) for s in found.service] == [
        ("NeurIPS", None),
        ("ICML", None),
        ("Journal of Ice", None),
        ("ICLR", "2021"),
        ("AAAI", "2022"),
    ]


def test_spoken_languages_among_the_skills():
    found = profile("# Ada Lind\n\n## Skills\n\nLanguages: English (fluent), Norwegian\n\nProgramming: Python, C++\n")
    assert [v.text for v in found.languages] == ["English (fluent)", "Norwegian"]
    assert [v.text for v in found.skills] == ["Python", "C++"]


def test_the_head_of_a_table_is_no_award():
    body = "| Year | Award | Institution |\n|---|---|---|\n| 2019 | Best Ice Prize | North University |"
    found = profile(f"# Ada Lind\n\n## Awards\n\n{body}\n")
    assert [(a.title, a.organization, a.year) for a in found.awards] == [("Best Ice Prize", "North University", 2019)]


def test_degrees_among_the_posts_and_a_postdoc_among_the_degrees():
    found = profile(
        "# Ada Lind\n\n## Werdegang\n\n| 2010 - 2013 | Promotion (Dr.-Ing.) an der Universität Nordstadt |\n|---|---|\n"
        "| 2013 - 2015 | Senior Software Developer bei Eiswerk AG |\n\n## Education\n\n"
        "- Postdoctoral Fellow, South University (2015-2016)\n- B.E., Software Engineering, 2008\n  - North University\n"
    )
    assert [(d.degree, d.organization, d.end) for d in found.education] == [
        ("Promotion", "Universität Nordstadt", "2013"),
        ("B.E.", "North University", "2008"),
    ]
    assert [(p.role, p.organization, p.start) for p in found.positions] == [
        ("Senior Software Developer", "Eiswerk AG", "2013"),
        ("Postdoctoral Fellow", "South University", "2015"),
    ]


def test_a_table_of_dated_posts_needs_no_heading():
    found = profile(
        "---\ntitle: about me\n---\n\n| 01/2022 - now | Postdoc with Bo Berg at Universitat del Nord |\n|---|---|\n"
        "| 02/2019 - 12/2021 | Lecturer at Ice Institute |\n| 2013 - 2015 | Master of Science in ice, Mud University |\n"
    )
    assert [(p.role, p.organization) for p in found.positions] == [
        ("Postdoc", "Universitat del Nord"),
        ("Lecturer", "Ice Institute"),
    ]
    assert [(d.degree, d.organization, d.start) for d in found.education] == [
        ("Master of Science", "Mud University", "2013")
    ]


def test_a_page_without_headings_is_about_what_its_title_says():
    found = profile("---\ntitle: Publications\n---\n\n- A. Lind, B. Berg. “On the slow tide.” ICML 2021.\n")
    assert [(p.title, p.venue_short, p.year) for p in found.papers] == [("On the slow tide", "ICML", 2021)]


def test_the_line_beside_a_heading_in_the_margin_is_read():
    text = (
        "Ada Lind\n\nAppointments\tResearch Fellow, Ice Laboratory\t2024 - present\n\nLecturer, North University\t2019 - 2024\n\n"
        "Education\tPh.D., Ice Science, North University\t2019\n\nB.A., Physics, South University\t2014\n"
    )
    found = make_profile("ada.txt", [read_text("ada.txt", text)])
    assert [(p.role, p.organization) for p in found.positions] == [
        ("Research Fellow", "Ice Laboratory"),
        ("Lecturer", "North University"),
    ]
    assert [(d.degree, d.end) for d in found.education] == [("Ph.D.", "2019"), ("B.A.", "2014")]


def test_a_label_within_a_post_is_no_heading():
    found = profile(
        "# Ada Lind\n\n## Experience\n\n**Resident**, Ice Research, 2018 - 2020\n\nAchievements:\n\n- Melted all the ice.\n\n"
        "**Data Science Consultant**, Mud Corp, 2015 - 2017\n"
    )
    assert found.awards == ()
    assert [(p.role, p.organization) for p in found.positions] == [
        ("Resident", "Ice Research"),
        ("Data Science Consultant", "Mud Corp"),
    ]


def test_json_of_ones_own_making():
    text = (
        '{"name": "Ada Lind", "professional_appointments": [{"title": "Professor", "organization": "North University", '
        '"years": "2022 - Present"}], "honors_and_awards": [{"award": "Best Ice Prize", "year": 2018}], '
        '"research_funding": [{"funding_body": "Ice Council", "title": "Mud in Motion", "years": "2021 - 2022"}]}'
    )
    found = make_profile("ada.json", [read_json("ada.json", text)])
    assert [(p.role, p.organization, p.start, p.current) for p in found.positions] == [
        ("Professor", "North University", "2022", True)
    ]
    assert [(a.title, a.year) for a in found.awards] == [("Best Ice Prize", 2018)]
    assert [(p.title, p.organization) for p in found.projects] == [("Mud in Motion", "Ice Council")]


def test_awards_told_of_a_person_by_name():
    found = profile(
        "# Ada Lind\n\n## Bio\n\nAda Lind is a lecturer at North University. She won the 2021 Bo J. Berg Memorial Prize.\n"
    )
    assert [(a.title, a.year) for a in found.awards] == [("Bo J. Berg Memorial Prize", 2021)]


@pytest.mark.parametrize(
    ("text", "name", "alias"),
    [
        ('---\ntitle: About\nexcerpt: "Ada Lind\'s Homepage"\n---\n\nI am a student.\n', "Ada Lind", None),
        ("---\ntitle: About\nexcerpt: Ada Lind\n---\n\nI am a student.\n", "Ada Lind", None),
        ("# Kiri Yamada\n\n山田桐は、社会心理学を専攻する大学院生である。\n", "Kiri Yamada", "山田桐"),
        ("---\ntitle: О себе\n---\n\nМеня зовут Илья Лесной (Ilia Lesnoi). Я работаю в институте.\n", "Илья Лесной", "Ilia Lesnoi"),
    ],
)  # fmt: skip
def test_names(text: str, name: str, alias: str | None):
    found = make_profile("x.md", [read_markdown("x.md", text)])
    assert found.name == name
    assert alias is None or alias in {value.text for value in found.aliases}


def test_a_month_can_be_a_given_name():
    found = profile("# Ada Lind\n\nI received my PhD from North University in 2018, advised by Jan Berg.\n")
    assert [a.text for a in found.advisors] == ["Jan Berg"]


def test_between_two_dates():
    (date,) = read_dates("between September 2013 and July 2017")
    assert (date.start, date.end, date.single) == ("2013-09", "2017-07", False)


def test_headings_that_are_posts_and_degrees_themselves():
    found = profile(
        "---\ntitle: CV\n---\n\n#### Since 04/2022 -- Lecturer, South University\n\nDivision of Ice.\n\n"
        "#### 2017-2022 -- Theory Fellow, North University\n\nWork on mud.\n\n"
        "#### 2014-2017 -- PhD in theoretical ice, École du Nord\n\nWork with Bo Berg.\n"
    )
    assert [(p.role, p.organization, p.start, p.end) for p in found.positions] == [
        ("Lecturer", "South University", "2022-04", None),
        ("Theory Fellow", "North University", "2017", "2022"),
    ]
    assert [(d.degree, d.organization, d.start, d.end) for d in found.education] == [
        ("PhD", "École du Nord", "2014", "2017")
    ]


def test_a_column_of_departments_belongs_to_the_organisation():
    table = (
        "| Company | Department | Role | Period |\n|---|---|---|---|\n| Eiscorp | Data Team | Engineer | 2020 - 2021 |"
    )
    found = profile(f"# Ada Lind\n\n## Experience\n\n{table}\n")
    assert [(p.role, p.organization, p.start) for p in found.positions] == [("Engineer", "Eiscorp, Data Team", "2020")]


def test_a_year_in_the_margin_of_several_awards():
    table = (
        "<h1>Ada Lind</h1><h2>Awards</h2><table><tr><td>2021</td><td>Ice Teaching Award<br>Mud Fellowship</td></tr>"
        "<tr><td>2019</td><td>Snow Prize</td></tr></table>"
    )
    found = make_profile("a.html", [read_html("a.html", table)])
    assert [(a.title, a.year) for a in found.awards] == [
        ("Ice Teaching Award", 2021),
        ("Mud Fellowship", 2021),
        ("Snow Prize", 2019),
    ]


def test_sentences_in_the_education_are_no_entries():
    found = profile(
        "# Ada Lind\n\n## Education\n\nI graduated in Medicine from West University; completed my Master of Science in ice "
        "from North University; and received my Ph.D. from South University in 2019.\n"
    )
    assert [(d.degree, d.organization, d.end) for d in found.education] == [
        ("Master of Science", "North University", None),
        ("Ph.D.", "South University", "2019"),
    ]


def test_a_hard_wrapped_paragraph_behind_an_image_is_markdown():
    text = (
        '# Ada Lind\n\n<img src="me.png" align="right" />\nI am a research associate under the [Mud\nLabs](http://x.org) '
        "initiative at the\n[University of Nordland](http://y.org).\n"
    )
    found = profile(text)
    assert [(p.role, p.organization) for p in found.positions] == [("research associate", "University of Nordland")]


@pytest.mark.parametrize(
    ("body", "languages", "skills"),
    [
        (
            "## Divers\n\n- Langues : français (lu, écrit), anglais (courant) et allemand\n",
            ["français (lu, écrit)", "anglais (courant)", "allemand"],
            [],
        ),
        ("## Languages\n\ngerman first language english fluent\n", ["german first language", "english fluent"], []),
        ("## Languages\n\n- Norwegian (native)\n- French (basic)\n", ["Norwegian (native)", "French (basic)"], []),
        ("## Skills\n\nTechnical: R, Stata\n\nLanguage: Korean (limited)\n", ["Korean (limited)"], ["R", "Stata"]),
        (
            "## Skills\n\n### Data Analysis\n\n- pandas\n\n### Software\n\n- Stata\n\n### Languages\n\n- Welsh\n",
            ["Welsh"],
            ["pandas", "Stata"],
        ),
        ("## Skills\n\n🐍 **Python** 🔥 **PyTorch** 🔍 **Search**\n", [], ["Python", "PyTorch", "Search"]),
        (
            "Languages: Norwegian (native), English (C2)\n\nSkills: R, Stata and Python\n",
            ["Norwegian (native)", "English (C2)"],
            ["R", "Stata", "Python"],
        ),
        ("Tools: what I use to make ice is snow\n", [], []),
        ("## Skills\n\n- Web tools (https://tools.example.org/x)\n- Bash\n", [], ["Bash"]),
    ],
    ids=["label", "run on", "levels", "label in skills", "sub-headings", "emoji", "labels", "no list", "links"],
)
def test_languages_and_skills(body: str, languages: list[str], skills: list[str]):
    found = profile(f"# Ada Lind\n\n{body}")
    assert [v.text for v in found.languages] == languages
    assert [v.text for v in found.skills] == skills


def test_a_label_is_no_interest():
    found = profile("# Ada Lind\n\n## Research Interests\n\nSubstantive areas:\\\nice and snow policy, old lakes\n")
    assert [v.text for v in found.interests] == ["ice and snow policy", "old lakes"]


def test_publications_and_more_below_another_heading():
    found = profile(
        "# Ada Lind\n\n## Communications scientifiques\n\n# Communications orales\n\n- 2014: Journées du Nord, Oslo\n\n"
        "## Publications et production scientifique\n\n- A. Lind, B. Berg. The depth of old ice. Journal of Ice, 2019.\n"
    )
    assert [p.title for p in found.papers] == ["The depth of old ice"]
