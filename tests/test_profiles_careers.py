"""Positions, degrees and advisors, from lists in every layout and from sentences in many languages."""

import pytest

from qabot.profiles import Profile, make_profile
from qabot.sources.html import read_html
from qabot.sources.json_ import read_json
from qabot.sources.markdown import read_markdown
from qabot.sources.text import read_text


def profile(text: str) -> Profile:
    return make_profile("ada-lind.md", [read_markdown("ada-lind.md", text)])


def jobs(body: str, heading: str = "Experience") -> list[tuple[str, str, str | None, str | None]]:
    found = profile(f"# Ada Lind\n\n## {heading}\n\n{body}\n")
    return [(p.role, p.organization, p.start, p.end) for p in found.positions]


def degrees(body: str, heading: str = "Education") -> list[tuple[str, str, str, str | None, str | None]]:
    found = profile(f"# Ada Lind\n\n## {heading}\n\n{body}\n")
    return [(d.degree, d.field, d.organization, d.start, d.end) for d in found.education]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            "- Research Intern, Ice Lab, North University, Townsville, Aug. 2019 - Dec. 2019\n  - Advisor: "
            "Prof. Bo Berg",
            [("Research Intern", "Ice Lab, North University", "2019-08", "2019-12")],
        ),
        (
            "- 2020/10 – 2025/06 North University, Postdoc (Mentor: B. Berg)",
            [("Postdoc", "North University", "2020-10", "2025-06")],
        ),
        (
            "- **Postdoc**, 2018.03 - Present  \n  Department of Ice, North University",
            [("Postdoc", "Department of Ice, North University", "2018-03", None)],
        ),
        (
            "North Corp, Oslo, Norway\n\nMar 2023 – Present\n\nResearch Engineer\n\n► We make ice.\n\n"
            "South Corp, Rome, Italy\n\nFeb 2020 – Nov 2022\n\nData Analyst\n\n► We melt ice.",
            [
                ("Research Engineer", "North Corp", "2023-03", None),
                ("Data Analyst", "South Corp", "2020-02", "2022-11"),
            ],
        ),
        (
            "- Spring 2017: Junior Researcher\n  - Ice Institute\n  - Duties included: counting ice\n  - "
            "Supervisor: Bo Berg",
            [("Junior Researcher", "Ice Institute", "2017", "2017")],
        ),
        (
            "- Senior Program Officer, Division of Lakes, National Endowment for Ice, 2013–2018",
            [("Senior Program Officer", "Division of Lakes, National Endowment for Ice", "2013", "2018")],
        ),
        (
            "| 02/2019 - 09/2021 | Wissenschaftlicher Mitarbeiter, Institut für Eis, Universität Nordstadt "
            "|\n|---|---|\n"
            "| 2015 - 2018 | Doktorand, Universität Südstadt |",
            [
                ("Wissenschaftlicher Mitarbeiter", "Institut für Eis, Universität Nordstadt", "2019-02", "2021-09"),
                ("Doktorand", "Universität Südstadt", "2015", "2018"),
            ],
        ),
        ("- 副教授，北方大学冰雪学院，2020–至今。", [("副教授", "北方大学冰雪学院", "2020", None)]),
        ("- 2018年8月: 准教授\n  - 北方大学物理学科", [("准教授", "北方大学物理学科", "2018-08", "2018-08")]),
        (
            "- Graduate Assistant, University of California, Santa Cruz, 2011",
            [("Graduate Assistant", "University of California, Santa Cruz", "2011", "2011")],
        ),
    ],
)
def test_positions(body: str, expected: list[tuple[str, str, str | None, str | None]]):
    assert jobs(body) == expected


def test_positions_in_tabbed_lines():
    text = (
        "Ada Lind\n\nWork Experience\n\n2023.02.13 ~ 현재\t북방전자\t데이터팀 개발자\n2019.12.26 ~ "
        "2020.02.29\t남방전자\t추천 알고리즘 개발자\n"
    )
    found = make_profile("ada-lind.txt", [read_text("ada-lind.txt", text)]).positions
    assert [(p.role, p.organization, p.start, p.current) for p in found] == [
        ("데이터팀 개발자", "북방전자", "2023-02", True),
        ("추천 알고리즘 개발자", "남방전자", "2019-12", False),
    ]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            "- Ph.D. in Ice Science, North University, 2008",
            [("Ph.D.", "Ice Science", "North University", None, "2008")],
        ),
        (
            "**Doctor of Philosophy, Ice Science**, Oct. 2011 - Sep. 2017  \n*North University, Oslo, Norway*",
            [("Doctor of Philosophy", "Ice Science", "North University", "2011-10", "2017-09")],
        ),
        (
            "**North University**  \nPh.D., Ice Science, Expected 2026  \nA.M., Mud Science, 2022",
            [
                ("Ph.D.", "Ice Science", "North University", None, "2026"),
                ("A.M.", "Mud Science", "North University", None, "2022"),
            ],
        ),
        ("- 2022.09 - now, North University, Ph.D", [("Ph.D", "", "North University", "2022-09", None)]),
        (
            "- *North University, Norway*  \n**Ph.D., Aug 2020 – Present**",
            [("Ph.D.", "", "North University", "2020-08", None)],
        ),
        (
            "- 2019.09 - 2023.06，本科，北方大学冰雪学院，中国。",
            [("本科", "", "北方大学冰雪学院", "2019-09", "2023-06")],
        ),
        ("- 박사, 북방대학교 (빙설학과, 2018.03 - 2022.02)", [("박사", "", "북방대학교", "2018-03", "2022-02")]),
        (
            "- 2015/04 - 2017/03: 北方大学大学院 氷学専攻 修士課程",
            [("修士課程", "", "北方大学大学院 氷学専攻", "2015-04", "2017-03")],
        ),
        (
            "- 28.07.2006: Diplom (Biochemie), Universität Nordstadt, Nordstadt",
            [("Diplom", "Biochemie", "Universität Nordstadt", None, "2006-07")],
        ),
    ],
)
def test_degrees(body: str, expected: list[tuple[str, str, str, str | None, str | None]]):
    assert degrees(body) == expected


def test_entering_and_leaving_a_school_is_one_degree():
    body = "- 2017.4：北方大学 氷学部 入学\n- 2021.3：北方大学 氷学部 卒業"
    assert degrees(body, "学歴") == [("学士", "", "北方大学 氷学部", "2017-04", "2021-03")]


def test_every_part_of_an_entry_is_the_words_it_was_read_from():
    text = "# Ada Lind\n\n## Experience\n\n- Research Intern, Ice Lab, North University, Aug. 2019 - Dec. 2019\n"
    source = read_markdown("ada-lind.md", text)
    (post,) = make_profile("ada-lind.md", [source]).positions
    assert {name: source.quote(span) for name, span in post.parts.items()} == {
        "role": "Research Intern",
        "organization": "Ice Lab, North University",
        "start": "Aug. 2019 - Dec. 2019",
        "end": "Aug. 2019 - Dec. 2019",
    }
    assert source.quote(post.span) == "Research Intern, Ice Lab, North University, Aug. 2019 - Dec. 2019"


PROSE = [
    ("I am a postdoctoral researcher at North University.", [("postdoctoral researcher", "North University")], []),
    (
        "I am an Assistant Professor in Ice Science at the North School of Economics and Management.",
        [("Assistant Professor in Ice Science", "North School of Economics and Management")],
        [],
    ),
    (
        "I am a Ph.D. student in the School of Ice at North University, advised by Prof. Bo Berg.",
        [],
        [("Ph.D.", "School of Ice at North University", None)],
    ),
    (
        "I received my PhD in Ice Science from North University in 2020, and a B.S. from South University in 2015.",
        [],
        [("PhD", "North University", "2020"), ("B.S.", "South University", "2015")],
    ),
    (
        "I am a researcher at North University and a lecturer at South University.",
        [("researcher", "North University"), ("lecturer", "South University")],
        [],
    ),
    ("我于2022年获得北方大学冰雪科学专业博士学位（导师：王大海教授）。", [], [("博士", "北方大学", "2022")]),
    ("林小雨，北方大学冰雪学院副教授，主要研究浅水湖泊在冬季的变化。", [("副教授", "北方大学冰雪学院")], []),
    (
        "Ich bin wissenschaftlicher Mitarbeiter an der Universität Nordstadt.",
        [("wissenschaftlicher Mitarbeiter", "Universität Nordstadt")],
        [],
    ),
]


@pytest.mark.parametrize(("sentence", "posts", "studies"), PROSE)
def test_prose(sentence: str, posts: list[tuple[str, str]], studies: list[tuple[str, str, str | None]]):
    found = profile(f"# About me\n\n{sentence}\n")
    assert [(p.role, p.organization) for p in found.positions] == posts
    assert [(d.degree, d.organization, d.end) for d in found.education] == studies


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("I am advised by Prof. Bo Berg and Dr. Cy van Dahl at North University.", ["Bo Berg", "Cy van Dahl"]),
        ("My supervisor is Professor Bo-Yan Berg, head of the institute.", ["Bo-Yan Berg"]),
        ("under the supervision of Prof. Bo Berg, Dr. Cy Dahl, and Dr. Di Ek.", ["Bo Berg", "Cy Dahl", "Di Ek"]),
        ("目前就读于北方大学，导师为王大海教授。", ["王大海"]),
        ("본인의 지도교수: 박바다 교수님 입니다.", ["박바다"]),
        ("指導教員：山田太郎教授のもとで氷を研究しています。", ["山田太郎"]),
        ("Betreuer: Prof. Dr. Hans Müller, Universität Nordstadt", ["Hans Müller"]),
    ],
)
def test_advisors(words: str, names: list[str]):
    assert [a.text for a in profile(f"# About\n\n{words}\n").advisors] == names


def test_a_mentor_of_an_internship_stays_with_the_internship():
    body = (
        "# Ada Lind\n\n## Experience\n\n- Research Intern, Ice Lab, Aug. 2019 - Dec. 2019\n  - Advisor: "
        "Prof. Bo Berg\n\n"
    )
    body += "## Education\n\n- PhD in Ice, North University, 2015 - 2019\n  - Advisor: Cy Dahl\n"
    found = profile(body)
    assert [a.text for a in found.advisors] == ["Cy Dahl"]
    assert [a.text for a in found.positions[0].advisors] == ["Bo Berg"]


def test_the_present_post():
    found = profile(
        "# Ada Lind\n\n## Experience\n\n- Lecturer, South University, 2015 - 2019\n- Professor, North "
        "University, 2019 - present\n"
    )
    assert found.current is not None
    assert (found.current.role, found.current.organization) == ("Professor", "North University")


def test_the_text_of_a_template_is_nobodys():
    body = (
        "# CV\n\n## Education\n\n- Ph.D in Version Control Theory, GitHub University, 2018 (expected)\n\n"
        "## Work experience\n\n- Fall 2015: Research Assistant\n  - Github University\n  - Supervisor: Professor Hub\n"
    )
    found = profile(body)
    assert (found.education, found.positions, found.advisors, found.current) == ((), (), (), None)


def test_a_definition_belongs_to_its_term():
    body = (
        "<h1>Ada Lind</h1><h2>Industry</h2><dl><dt>Ice Company, Northtown (Mar 2023 - Present)</dt>"
        "<dd>Research Scientist at the ice lab. Our group makes better ice of what it is given.</dd></dl>"
        "<h2>Education</h2><dl><dt>North University</dt><dd>Ph.D. in Ice, Mar 2011 - Feb 2022</dd></dl>"
    )
    found = make_profile("ada-lind.html", [read_html("ada-lind.html", body)])
    assert [(p.role, p.organization, p.start) for p in found.positions] == [
        ("Research Scientist", "Ice Company", "2023-03")
    ]
    assert [(d.degree, d.field, d.organization, d.end) for d in found.education] == [
        ("Ph.D.", "Ice", "North University", "2022-02")
    ]


def test_two_headings_in_a_row_are_one_entry():
    found = profile(
        "# Ada Lind\n\n## Education\n\n### North University\n\n### Northtown\n\nPhD. Physics with first class honours\n\n"
        "Sept 2017 - Sept 2020\n\n- Fluids\n\n### South University\n\n### Southtown\n\nBSc. Chemistry\n\n2014 - 2017\n"
    )
    assert [(d.degree, d.field, d.organization, d.start) for d in found.education] == [
        ("PhD", "Physics", "North University", "2017-09"),
        ("BSc", "Chemistry", "South University", "2014"),
    ]


@pytest.mark.parametrize(
    ("words", "role", "organization", "start", "end"),
    [
        (
            "From June 2020 to May 2022, I worked as a Research Associate in the Ice Institute, North University.",
            "Research Associate",
            "Ice Institute, North University",
            "2020-06",
            "2022-05",
        ),
        (
            "Since March 2021, I have been working in the Ice Institute of North University on ice.",
            "",
            "Ice Institute of North University",
            "2021-03",
            None,
        ),
    ],
)
def test_a_sentence_opens_with_its_date(words: str, role: str, organization: str, start: str, end: str | None):
    (post,) = profile(f"# Ada Lind\n\n{words}\n").positions
    assert (post.role, post.organization, post.start, post.end) == (role, organization, start, end)


def test_a_division_does_not_hide_the_company():
    (post,) = profile(
        "# Ada Lind\n\n## Experience\n\n**Manager, SNOWCO**\\\nResearch Division\\\nMay 2019 - May 2020\n"
    ).positions
    assert (post.role, post.organization) == ("Manager", "SNOWCO")


def test_a_committee_advises_nobody():
    found = profile(
        "# Ada Lind\n\n## Education\n\n- PhD in Ice, North University, 2010 - 2014\n  - Advisor: Prof. Bo Berg\n"
        "  - Committee: Prof. Cy Dahl, Prof. Di Ek\n"
    )
    assert [a.text for a in found.advisors] == ["Bo Berg"]


def test_addresses_of_others():
    body = "# Ada Lind\n\nada@north.edu\n\n## Experience\n\n- Intern (boss@snow.com), Snow Company, June 2019 - July 2019\n"
    assert [e.text for e in profile(body).emails] == ["ada@north.edu"]


def test_each_paragraph_an_award():
    body = (
        "# Ada Lind\n\n## Awards\n\nBest Paper Award\\\n25th Symposium on Ice, Nov. 2019\n\nTalent of the North\\\n"
        "Northern Talents\\\nDec. 2017\n\nIce Prize\\\nThe great ice prize of the year\\\n2014\n"
    )
    assert [(a.title, a.year) for a in profile(body).awards] == [
        ("Best Paper Award", 2019),
        ("Talent of the North", 2017),
        ("Ice Prize", 2014),
    ]


def test_text_below_a_line_with_the_date():
    found = profile(
        "# Ada Lind\n\n## Cursus\n\n2012-2015\n    **Doctorat** de physique au sein du Laboratoire des Glaces (UMR 999), "
        "encadré par le Pr Bo Berg. *Étude des glaces.*\n\n2010-2012\n    **Master 2** de Physique, Université du Sud "
        "(mention très bien).\n\n2009\n    Classe préparatoire au lycée du Nord. Admise à l'Université du Sud.\n\n## Parcours "
        "professionnel\n\n2018-2020\n    Post-doctorante à l'Institut des Neiges, équipe Neige dirigée par le Pr. Cy Dahl.\n\n"
        "## Stages\n\n2011\n    Stage de 3 mois au sein du Laboratoire des Neiges.\n"
    )
    assert [(d.degree, d.field, d.organization, d.start, d.end) for d in found.education] == [
        ("Doctorat", "physique", "Laboratoire des Glaces (UMR 999)", "2012", "2015"),
        ("Master 2", "Physique", "Université du Sud", "2010", "2012"),
        ("Classe préparatoire", "", "lycée du Nord", None, "2009"),
    ]
    assert [(p.role, p.organization, p.start, p.end) for p in found.positions] == [
        ("Post-doctorante", "Institut des Neiges, équipe Neige", "2018", "2020"),
        ("Stage de 3 mois", "Laboratoire des Neiges", "2011", "2011"),
    ]
    assert [a.text for a in found.advisors] == ["Bo Berg"]


@pytest.mark.parametrize(
    ("body", "heading", "expected"),
    [
        (
            "2016-2019\n    Investigadora postdoctoral en el Instituto de Hielo (Oslo). Estudio de la nieve con satélites.",
            "Experiencia",
            [("Investigadora postdoctoral", "Instituto de Hielo (Oslo)", "2016", "2019")],
        ),
        (
            "seit 2019\n    Juniorprofessorin für Eiskunde an der Universität Ost.",
            "Beruflicher Werdegang",
            [("Juniorprofessorin für Eiskunde", "Universität Ost", "2019", None)],
        ),
        (
            "2010-2011\n    Monitorat (96 heures) Université du Nord :\n\n    - TD de glace",
            "Enseignement",
            [("Monitorat (96 heures)", "Université du Nord", "2010", "2011")],
        ),
        (
            "Teaching Assistant, North University, 2018-2019\n\nLecturer, Ice 101, South University, 2020",
            "Teaching",
            [("Teaching Assistant", "North University", "2018", "2019")],
        ),
    ],
)
def test_posts_below_dates_and_among_the_teaching(body: str, heading: str, expected: list[object]):
    assert jobs(body, heading) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("- Ph.D. in Geology, North University, 2015", [("Ph.D.", "Geology", "North University", None, "2015")]),
        ("地質学博士 · 北極大学", [("博士", "地質学", "北極大学", None, None)]),
        ("- 博士 (経済学), 北極大学, 2020", [("博士 (経済学)", "", "北極大学", None, "2020")]),
        ("Prof. Dr. Bo Berg, North University", []),
        ("PhD student, North University", []),
        ("Dr. Lind, Department of Ice, North University", []),
        ("博士生导师，北极大学", []),
    ],
)
def test_a_degree_on_a_line_of_its_own(line: str, expected: list[object]):
    found = profile(f"# Ada Lind\n\n{line}\n")
    assert [(d.degree, d.field, d.organization, d.start, d.end) for d in found.education] == expected


def test_the_chair_of_a_committee_advises():
    found = profile(
        "# Ada Lind\n\n## Education\n\nPh.D. in Ice, North University, 2019\\\nCommittee: Bo Berg (chair), Cy Dahl, Di Ek\n"
    )
    assert [a.text for a in found.advisors] == ["Bo Berg"]


def test_a_level_gives_way_to_the_degree():
    page = (
        '{"basics": {"name": "Ada Lind"}, "education": ['
        '{"institution": "North University", "area": "Ph.D. in Ice", "studyType": "Graduate (Ph.D.)", "startDate": "2015"},'
        '{"institution": "East University", "area": "Snow", "studyType": "Postgraduate (M.Phil.)", "startDate": "2013"},'
        '{"institution": "South University", "area": "Mud (B.S.), Clay (Minor)", "studyType": "Undergraduate"},'
        '{"institution": "West University", "area": "Clay", "studyType": "Bachelor"}]}'
    )
    found = make_profile("ada-lind.json", [read_json("ada-lind.json", page)])
    assert [(d.degree, d.field, d.organization) for d in found.education] == [
        ("Ph.D.", "Ice", "North University"),
        ("M.Phil.", "Snow", "East University"),
        ("B.S.", "Mud", "South University"),
        ("Bachelor", "Clay", "West University"),
    ]


def test_what_somebody_did_is_no_organization():
    found = profile(
        "# Ada Lind\n\n## Experience\n\n| Year | What | Where |\n|-|-|-|\n| 2016-2019 | Private tuition | Oslo |\n"
    )
    assert [(p.role, p.organization, p.place) for p in found.positions] == [("Private tuition", "", "Oslo")]


def test_who_gave_it_stands_above_the_award():
    body = "- **Snow Foundation**, 2019  \n  Scholarship for study abroad\n- **Deep Ice**, 2020  \n  Research grant\n"
    awards = profile(f"# Ada Lind\n\n## Awards\n\n{body}").awards
    assert [(a.title, a.organization, a.year) for a in awards] == [
        ("Scholarship for study abroad", "Snow Foundation", 2019),
        ("Deep Ice", "", 2020),
    ]
    funded = profile(f"# Ada Lind\n\n## Funding\n\n{body}")  # what work was paid with is no award
    assert [a.title for a in funded.awards] == ["Scholarship for study abroad"]
    assert [p.title for p in funded.projects] == ["Deep Ice"]


def test_a_prize_beside_a_talk():
    found = profile(
        "# Ada Lind\n\n## Communications orales\n\n2009\n    Journées du Nord, Oslo. Prix de la meilleure communication orale.\n"
    )
    assert [(a.title, a.year) for a in found.awards] == [("Prix de la meilleure communication orale", 2009)]


@pytest.mark.parametrize(
    ("body", "heading", "expected"),
    [
        (
            "2010-2012\n    Laurea magistrale in Fisica presso l'Università del Sud.",
            "Formazione",
            [("Laurea magistrale", "Fisica", "Università del Sud", "2010", "2012")],
        ),
        (
            "2012-2015\n    Doutorado em Física, Universidade do Norte.",
            "Formação",
            [("Doutorado", "Física", "Universidade do Norte", "2012", "2015")],
        ),
        (
            "### 2012-2016\n\nPhD in Ice, North University\n\n### 2008-2012\n\n- BSc in Snow, South University\n"
            "- Abitur, Gymnasium Nord",
            "Education",
            [
                ("PhD", "Ice", "North University", "2012", "2016"),
                ("BSc", "Snow", "South University", "2008", "2012"),
                ("Abitur", "", "Gymnasium Nord", "2008", "2012"),
            ],
        ),
    ],
    ids=["italian", "portuguese", "years as headings"],
)
def test_degrees_below_their_years(body: str, heading: str, expected: list[object]):
    assert degrees(body, heading) == expected


@pytest.mark.parametrize("heading", ["Training", "Academic Path"])
def test_degrees_below_a_heading_of_another_kind(heading):
    body = "- PhD in Ecology, North University, 2012-2016\n- MSc Zoology, Brack College, 2011\n- Field course, 2010"
    assert degrees(body, heading) == [
        ("PhD", "Ecology", "North University", "2012", "2016"),
        ("MSc", "Zoology", "Brack College", None, "2011"),
    ]
    assert degrees("- PhD course in Ecology, 2013\n- Master class in singing\n- First aid", heading) == []
