"""Posts and degrees in lists whose lines tell what was done, whose employers no word tells, or whose columns do."""

import re

import pytest

from qabot.profiles import Profile, make_profile
from qabot.profiles.acts import is_prose, tells_of_work
from qabot.profiles.dates import read_dates
from qabot.profiles.tables import any_of
from qabot.profiles.terms import find_degrees
from qabot.sources.latex import read_latex
from qabot.sources.markdown import read_markdown


def profile(text: str) -> Profile:
    return make_profile("ada-lind.md", [read_markdown("ada-lind.md", text)])


def jobs(body: str, heading: str = "Experience") -> list[tuple[str, str, str | None, str | None]]:
    found = profile(f"# Ada Lind\n\n## {heading}\n\n{body}\n")
    return [(p.role, p.organization, p.start, p.end) for p in found.positions]


def degrees(body: str, heading: str = "Education") -> list[tuple[str, str, str, str | None]]:
    found = profile(f"# Ada Lind\n\n## {heading}\n\n{body}\n")
    return [(d.degree, d.field, d.organization, d.end) for d in found.education]


@pytest.mark.parametrize(
    "words",
    [
        "Deployed a model of sea ice for the harbour",
        "Reviewed over 100 plans of harbours",
        "Conducted safety reviews of hydrology, hydraulics and frost",
        "Coordinated NIH and industry-sponsored trials of frozen fish",
        "Responsible for managing the fleet of sledges",
        "Developing the new sledge with two students",
        "- Built sledges and taught their use",
        "Betreuung von Studierenden im Labor",
    ],
)
def test_what_was_done_is_told_from_where(words):
    assert tells_of_work(words)


@pytest.mark.parametrize(
    "words",
    [
        "Beijing Institute of Frost Medicine",
        "Applied Ice Laboratory",
        "United Sledges",
        "Visiting researcher in the ice group",
        "Lead engineer for sledges",
        "Engineering department, Nivex",
        "Marketing manager for northern regions",
        "Studied ice physics at Keld College",
        "University of the North",
        "supervised by Bo Berg",
    ],
)
def test_names_and_roles_are_no_acts(words):
    assert not tells_of_work(words)


def test_prose_is_told_by_its_small_words():
    assert is_prose("Autonomous tracking of drifting floes at night")
    assert not is_prose("Institute for Advanced Sledge Studies")


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (  # what was done is a paragraph of the same item; no word tells of the employer
            "* Director of Ice, Paske Holding, 2008-2013\n  Responsible for managing the research of a company fleet.",
            [("Director of Ice", "Paske Holding", "2008", "2013")],
        ),
        (  # who employed stands between heading and list
            "### Senior Engineer, since 2016\n[Harbour Department, Vikhall](https://vik.example)\n* Reviewed over 100 "
            "plans\n* Serves as engineer on call",
            [("Senior Engineer", "Harbour Department", "2016", None)],
        ),
        (
            "### Assistant Professor (2019 – 2022)\n**Keld University**, Department of Ice\n- Faculty of Frost\n"
            "- Affiliated Faculty, Center for Snow",
            [("Assistant Professor", "Keld University, Department of Ice", "2019", "2022")],
        ),
        (  # the employer is a heading of its own below the dated post
            "### Postdoctoral Researcher (2015 – 2017)\n**University of the North – Vik / Berg**\n- National Ice Center\n"
            "- Joint work",
            [("Postdoctoral Researcher", "University of the North", "2015", "2017")],
        ),
        (  # a capital of China is no verb
            "* Winter 2020: Research Associate\n  * Beijing Institute of Frost Medicine",
            [("Research Associate", "Beijing Institute of Frost Medicine", "2020", "2020")],
        ),
        (  # the employer above a dated post, named by no word
            "* Berg Law Group\n  * Clerk (05/2020-06/2021)\n* Norvoluntas – Vik Court:\n  * Legal Assistant "
            "(05/2018-07/2019)",
            [
                ("Clerk", "Berg Law Group", "2020-05", "2021-06"),
                ("Legal Assistant", "Norvoluntas – Vik Court", "2018-05", "2019-07"),
            ],
        ),
        (  # the post in the first line below an employer that no word tells
            "* 2020-2021: JW Frostar\n  * Software Engineer on the sledge team\n* 2017-2019: Berg Institute\n"
            "  * Data Analyst",
            [
                ("Software Engineer on the sledge team", "JW Frostar", "2020", "2021"),
                ("Data Analyst", "Berg Institute", "2017", "2019"),
            ],
        ),
        (  # date, employer and post each on a bullet of their own
            "* 2014 - 2018\n  * Keld University\n  * Manager, Ice Computing\n* 2010 - 2014\n  * Berg College\n"
            "  * Postdoctoral Fellow",
            [
                ("Manager", "Keld University", "2014", "2018"),
                ("Postdoctoral Fellow", "Berg College", "2010", "2014"),
            ],
        ),
        (  # a date in a list within a table's cell, and the post in the cell beside it
            "<table><tr><td><ul><li>Sept 2020 – Jun 2021</li></ul></td><td>Consultant, World Frost Bank</td></tr>\n"
            "<tr><td><ul><li>Feb 2019 – Jan 2020</li></ul></td><td>Research Fellow, Keld University</td></tr></table>",
            [
                ("Consultant", "World Frost Bank", "2020-09", "2021-06"),
                ("Research Fellow", "Keld University", "2019-02", "2020-01"),
            ],
        ),
        (  # a series before the role is part of it
            "* **Glaciology, Hydrology, and Lake Ecology Fellow**, Vik Zoo, 2012-2013",
            [("Glaciology, Hydrology, and Lake Ecology Fellow", "Vik Zoo", "2012", "2013")],
        ),
    ],
)
def test_where_posts_are_held_in_more_layouts(body, expected):
    assert jobs(body) == expected


def test_projects_among_posts_are_no_posts():
    body = (
        "- Autonomous tracking of drifting floes (2021-2022)\n  - Created a model of drift\n"
        "- Sledge Steering (Master's thesis project) (2020)\n- Ice Engineer, Nivex (2018-2019)"
    )
    assert jobs(body) == [("Ice Engineer", "Nivex", "2018", "2019")]


def test_details_left_as_the_template_had_them_leave_the_post():
    body = (
        "* September 2020 - August 2021: Researcher\n  * Zang Frost Group\n  * Duties included: Tagging issues\n"
        "  * Supervisor: Professor Git\n\n* Fall 2015: Research Assistant\n  * Github University\n"
        "  * Duties included: Tagging issues\n  * Supervisor: Professor Git"
    )
    found = profile(f"# Ada Lind\n\n## Work experience\n\n{body}\n")
    assert [(p.role, p.organization) for p in found.positions] == [("Researcher", "Zang Frost Group")]
    assert [a.text for a in found.advisors] == []


def test_a_row_names_employer_and_school_in_the_next_cell():
    text = (
        r"\documentclass{moderncv}\firstname{Ada}\familyname{Lind}\begin{document}\section{Experience}"
        "\n" r"\cventry{2016--2018}{developer / team lead / ruby, js developer}{Qwarn}{Vik}{}{}" "\n"
        r"\cventry{2012--2013}{web developer}{KiotLab}{Vik}{}{Built the site}" "\n"
        r"\section{Education}" "\n"
        r"\cventry{2007--2012}{Diploma}{VKTU/VFU}{Vik}{}{Faculty of Ice and Communication}" "\n" r"\end{document}"
    )  # fmt: skip
    found = make_profile("ada.tex", [read_latex("ada.tex", text)])
    assert [(p.organization, p.start, p.end) for p in found.positions] == [
        ("Qwarn", "2016", "2018"),
        ("KiotLab", "2012", "2013"),
    ]
    assert [(d.degree, d.organization) for d in found.education] == [("Diploma", "VKTU/VFU")]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("* Keld University, Materials Physics, Ph.D., 2019", [("Ph.D.", "Materials Physics", "Keld University", "2019")]),
        ("* Ph.D. Keld Institute of Frost, 1992 (Political Science).", [("Ph.D.", "Political Science", "Keld Institute of Frost", "1992")]),
        ("* Keld University, Faculty of Letters, Cinema Studies, 2019", [("", "Cinema Studies", "Keld University, Faculty of Letters", "2019")]),
        (
            "* Ph.D in Population, Health, and Place from the University of the North, 2022",
            [("Ph.D", "Population, Health, and Place", "University of the North", "2022")],
        ),
        ("* PhD in Entomology; Graduate minor in Biostatistics, Keld University, 2022", [("PhD", "Entomology", "Keld University", "2022")]),
        ("* D.Sc. (Tech) in Energy Market, Keld University, 2012", [("D.Sc.", "Energy Market", "Keld University", "2012")]),
        ("* B.M.E, Mechanical Engineering, Keld University, 2007", [("B.M.E", "Mechanical Engineering", "Keld University", "2007")]),
        ("* M.D.-Ph.D., Keld University, 2007", [("M.D.-Ph.D.", "", "Keld University", "2007")]),
        ("* Keld University, Vikhall, Ph.D., 2019", [("Ph.D.", "", "Keld University", "2019")]),
    ],
)  # fmt: skip
def test_fields_wherever_they_stand(body, expected):
    assert degrees(body) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("since the summer of 2019", [("2019", None, True)]),
        ("2006–7, 2015–present", [("2006", "2007", False), ("2015", None, True)]),
        ("1998–9", [("1998", "1999", False)]),
        ("2019–3", [("2019", "2019", False)]),
        ("2006-7", [("2006-07", "2006-07", False)]),
        ("2016–по сей день", [("2016", None, True)]),
    ],
)
def test_more_ways_to_write_a_span(words, expected):
    assert [(d.start, d.end, d.current) for d in read_dates(words)] == expected


ROLES = ("Research Fellow", "Senior Lecturer", "Postdoctoral Researcher")
PLACES = ("Keld University", "Berg Institute of Frost", "Nivex Research Center")
LAYOUTS = (
    "* {role}, {place}, {years}\n  {act}",
    "* {years}: {role}\n  * {place}\n  * {act}",
    "* {years}\n  * {place}\n  * {role}",
    "### {role} ({years})\n**{place}**, Department of Ice\n* {act}\n",
    "### {role}, {years}\n[{place}](https://x.example)\n* {act}\n* {act}\n",
    "* **{role}**, {place} ({years})\n  * {act}",
)
ACTS = ("Developed a model of ice for harbours", "Responsible for the budget of the team", "Led the work on sledges")


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_same_career_in_any_layout(layout):
    years = ("2010 - 2013", "2014 - 2016", "2017 - 2021")
    rows = zip(ROLES, PLACES, years, ACTS, strict=True)
    body = "\n".join(layout.format(role=r, place=p, years=y, act=a) for r, p, y, a in rows)
    found = jobs(body)
    assert [(role, start, end) for role, _, start, end in found] == [
        (role, years[n][:4], years[n][-4:]) for n, role in enumerate(ROLES)
    ]
    assert all(where.startswith(place) for (_, where, _, _), place in zip(found, PLACES, strict=True))


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (  # an employer, and below it nothing but roles
            "* Keld University\n  * Associate Professor of Ice\n  * Adjunct Professor of Snow",
            [
                ("Associate Professor of Ice", "Keld University", None, None),
                ("Adjunct Professor of Snow", "Keld University", None, None),
            ],
        ),
        (  # two ranks that begin in one year are two posts
            "* Professor of Ice (since 2011)\n  * Keld University\n* Associate Professor of Ice (2011)\n  * Keld University",
            [
                ("Professor of Ice", "Keld University", "2011", None),
                ("Associate Professor of Ice", "Keld University", "2011", "2011"),
            ],
        ),
        (  # what is told below one post is not where the next one was
            "* 2015 - 2016: Lecturer\n  * Keld University\n* 2013 - 2014: Research Assistant\n  * a grant of Bo Berg",
            [("Lecturer", "Keld University", "2015", "2016"), ("Research Assistant", "", "2013", "2014")],
        ),
        (  # most entries have their role in brackets, so the others, too
            "* 2021: Keld Institute (Lecturer)\n* 2020: Berg Institute (Analyst)\n* 2019: The Frost Foundation (Career Post)",
            [
                ("Lecturer", "Keld Institute", "2021", "2021"),
                ("Analyst", "Berg Institute", "2020", "2020"),
                ("Career Post", "The Frost Foundation", "2019", "2019"),
            ],
        ),
        (
            "* 2020: Teaching Assistant, Introduction to Frost (Grad), Keld University",
            [("Teaching Assistant", "Keld University", "2020", "2020")],
        ),
        ("* 2020-2021: Consultant for Nivex", [("Consultant", "Nivex", "2020", "2021")]),
        ("* 2020-2021: Frost Lab Project (5 undergraduate researchers)", []),
        (
            "| 2020 – 2021 | ML Intern | Ontofrost | Worked on research projects. Built tools for the engineers there. |\n"
            "|---|---|---|---|",
            [("ML Intern", "Ontofrost", "2020", "2021")],
        ),
    ],
)
def test_roles_and_their_employers(body, expected):
    assert [job for job in jobs(body) if job[0]] == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("* Bulgarian and US High School Diplomas, Keld College, 2017", [("Bulgarian and US High School Diplomas", "", "Keld College", "2017")]),
        ("* B.A. with Highest Distinction in Music, Keld College, 2017", [("B.A.", "Music", "Keld College", "2017")]),
        ("* Ph.D. in Ice with graduate minor in Frost, Keld College, 2017", [("Ph.D.", "Ice", "Keld College", "2017")]),
        ("* Dr. phil in Frost, Keld College, 2017", [("Dr. phil", "Frost", "Keld College", "2017")]),
        ("* Title of Docent, Keld College, 2017", [("Title of Docent", "", "Keld College", "2017")]),
        ("* Erasmus, Keld College, 2017", [("Erasmus", "", "Keld College", "2017")]),
        ("* B. Math, Keld College, 2017", [("B. Math", "", "Keld College", "2017")]),
        ("* Studies in Ice, Frost and Snow at Keld College, 2017", [("Studies", "Ice, Frost and Snow", "Keld College", "2017")]),
    ],
)  # fmt: skip
def test_degrees_as_printed(body, expected):
    assert degrees(body) == expected


def test_a_language_model_is_no_degree():
    assert find_degrees("LLM inference at Nivex") == []
    assert [term.kind for term in find_degrees("LLM, Keld College, 2010")] == ["master"]


def test_the_longer_of_two_words_is_found_whatever_they_end_in():
    pattern = re.compile(any_of(["dr.", "dr. phil", "ph.d.", "ph.d"]), re.I)
    assert [m.group() for m in pattern.finditer("Dr. phil, Ph.D., Ph.D in Ice, Dr. Berg")] == [
        "Dr. phil",
        "Ph.D.",
        "Ph.D",
        "Dr.",
    ]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            "* Keld College, PhD '19, SM '15, Frost Science\n* Bergen University, BA '11",
            [
                ("PhD", "Frost Science", "Keld College", "2019"),
                ("SM", "Frost Science", "Keld College", "2015"),
                ("BA", "", "Bergen University", "2011"),
            ],
        ),
        ("* A.B. Keld College '85, magna cum laude", [("A.B.", "", "Keld College", "1985")]),
        ("* J.D., Keld Law School, class of ’88", [("J.D.", "", "Keld Law School", "1988")]),
        (
            "* Bachelor of Mathematics in Frost, Keld College, 2017",
            [("Bachelor of Mathematics", "Frost", "Keld College", "2017")],
        ),
        (
            "* Habilitation (kumulativ) in Frost, Keld College, 2017",
            [("Habilitation", "Frost", "Keld College", "2017")],
        ),
        (
            "* 2016: Dissertation in Geschichte: «Das Eis der Berge», Universität Keld. "
            "Betreut durch Prof. Dr. Bo Berg & Prof. Dr. Al Dahl (Lund University).",
            [("Dissertation", "Geschichte", "Universität Keld", "2016")],
        ),
        (
            "* 2015 - 2019: PhD in Ice, Frost Centre. University of Keld, UK",
            [("PhD", "Ice", "University of Keld", "2019")],
        ),
        (
            "* 2015: MSc (Distinction), Methods in Ice and Frost, Keld College",
            [("MSc", "Methods in Ice and Frost", "Keld College", "2015")],
        ),
        ("* Medical Doctor, Keld College, 2017", [("Medical Doctor", "", "Keld College", "2017")]),
        (
            "* 2015  \n  Keld University, Ice Physics, M.S.  \n  北京大学，物理",
            [("M.S.", "Ice Physics", "Keld University", "2015")],
        ),
    ],
)
def test_classes_and_degrees_spelled_out(body, expected):
    assert degrees(body) == expected


@pytest.mark.parametrize("year", range(100))
def test_every_class_is_a_year_of_its_century(year):
    found = degrees(f"* PhD, Keld College '{year:02}")
    assert found == [("PhD", "", "Keld College", f"{19 if year >= 35 else 20}{year:02}")]


def test_a_professor_is_no_degree():
    assert find_degrees("Supervision headed by Prof. Dr. Bo Berg") == []
    assert [term.kind for term in find_degrees("Dr. Bo Berg")] == ["phd"]


def test_a_thesis_on_the_line_below_is_no_field():
    page = read_latex(
        "cv.tex",
        r"\documentclass{article}\begin{document}\section{Research}\begin{tabular}{ll}"
        r"2015-16 & Master's Thesis, Institute of Ice Physics, Keld\\"
        r" & \textit{Sound of frost}\\ & Advisor: Prof. Bo Berg\\\end{tabular}\end{document}",
    )
    (degree,) = make_profile("cv", [page]).education
    assert (degree.organization, degree.field, degree.thesis) == ("Institute of Ice Physics", "", "Sound of frost")


def test_courses_with_a_number_or_a_school_behind_are_no_posts():
    body = "* Fall 2008: Assistant for 18.821, Project Laboratory in Ice\n* 2023: TA for Ice CS-433, Keld College"
    assert jobs(body, "Teaching") == []
    assert jobs("* 2020-2021: Teaching Assistant, Computer Science Dept., Keld College", "Teaching") == [
        ("Teaching Assistant", "Computer Science Dept., Keld College", "2020", "2021")
    ]


_LANDING = """---
title: Ann Lind
type: landing
sections:
  - block: about.avatar
    content: {username: admin, text: ''}
  - block: accomplishments
    content:
      title: Education
      items:
        - date_end: '2019-06-01'
          date_start: '2015-09-01'
          organization: Keld College
          title: PhD in Ice Physics
  - block: experience
    content:
      title: %s
      items:
        - title: Data Scientist
          company: Nivex
          location: Oslo
          date_start: '2020-05-01'
          date_end: ''
        - title: MSc in Frost
          company: Bergen University
          date_start: '2013-09-01'
          date_end: '2015-08-31'
  - block: accomplishments
    content:
      title: 'Accomplish&shy;ments'
      items:
        - {certificate_url: 'https://x.example/1', date_start: '2019-01-01', organization: Coursera, title: Frost}
        - {date_start: '2022-01-01', organization: The Frost Institute, title: Young Ice Award}
  - block: features
    content: {title: Skills, items: [{name: Rust, description: 90%%}, {name: Stan}]}
  - block: markdown
    content: {title: Interests, text: 'My interests: frost physics and **snow optics**. {{< cite page="/x" >}}'}
  - block: contact
    content: {email: ann@nivex.com}
  - block: collection
    content: {title: Recent Posts, text: 'nothing here', filters: {folders: [post]}}
  - nothing
---
"""


@pytest.mark.parametrize("title", ["Experience", "''", "Employment"])
def test_a_landing_page_made_of_blocks(title):
    source = read_markdown("index.md", _LANDING % title)
    assert "nothing here" not in source.text and "cite" not in source.text
    person = make_profile("ann", [source])
    assert [(p.role, p.organization, p.start, p.current) for p in person.positions] == [
        ("Data Scientist", "Nivex", "2020-05", True)
    ]
    assert {(d.degree, d.field, d.organization, d.end) for d in person.education} == {
        ("PhD", "Ice Physics", "Keld College", "2019-06"),
        ("MSc", "Frost", "Bergen University", "2015-08"),
    }
    assert [(a.title, a.year) for a in person.awards] == [("Young Ice Award", 2022)]
    assert {"Rust", "Stan"} <= {skill.text for skill in person.skills}
    assert [mail.text for mail in person.emails] == ["ann@nivex.com"]


def test_an_affiliation_that_begins_with_a_role():
    front = "---\nname: Ann Lind\nrole: Professeur\norganizations:\n- name: Enseignante à Paris Frost\n- name: Directrice du CEG\n---\n"
    person = make_profile("ann", [read_markdown("_index.md", front)])
    assert [(p.role, p.organization) for p in person.positions] == [
        ("Professeur", "Paris Frost"),
        ("Directrice", "CEG"),
    ]
