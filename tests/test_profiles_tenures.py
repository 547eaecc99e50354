"""Posts told one after the other, beside names that no word tells, and what stands among posts and degrees."""

import pytest

from qabot.profiles import Profile, make_profile
from qabot.sources.html import read_html
from qabot.sources.latex import read_latex
from qabot.sources.markdown import read_markdown
from qabot.sources.text import read_text

Post = tuple[str, str, str | None, str | None]
Study = tuple[str, str, str, str | None]


def posts(profile: Profile) -> list[Post]:
    return [(p.role, p.organization, p.start, p.end) for p in profile.positions]


def degrees(profile: Profile) -> list[Study]:
    return [(d.degree, d.field, d.organization, d.end) for d in profile.education]


def markdown(body: str) -> Profile:
    return make_profile("ada-lind.md", [read_markdown("ada-lind.md", f"# Ada Lind\n\n{body}\n")])


def plain(body: str) -> Profile:
    return make_profile("ada-lind.txt", [read_text("ada-lind.txt", f"ADA LIND\n\n{body}\n")])


def page(body: str) -> Profile:
    return make_profile("ada-lind.html", [read_html("ada-lind.html", f"<h1>Ada Lind</h1>{body}")])


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            "Appointed Lecturer in 2009, Senior Lecturer in 2013, and Professor in 2021.",
            [("Lecturer", "2009", "2013"), ("Senior Lecturer", "2013", "2021"), ("Professor", "2021", None)],
        ),
        (
            "Lecturer from 2009, Reader from 2015",
            [("Lecturer", "2009", "2015"), ("Reader", "2015", None)],
        ),
        (
            "Lecturer 2009-2013, Reader 2013-2017",
            [("Lecturer", "2009", "2013"), ("Reader", "2013", "2017")],
        ),
    ],
)
def test_posts_of_one_line_follow_each_other(line: str, expected: list[tuple[str, str, str | None]]) -> None:
    told = plain(f"EMPLOYMENT\n\nUniversity of Fjord\n    {line}")
    assert posts(told) == [(role, "University of Fjord", start, end) for role, start, end in expected]


def test_a_name_set_apart_from_the_role_employs() -> None:
    told = markdown(
        "## Experience\n\n**Frostline** · *Staff Engineer*  \nOslo, Norway · Mar 2022 – Present\n- Lead a team of six\n\n"
        "**Nivex** · *Data Analyst*  \nRemote · 2019 – 2022\n- Lane models for rural roads"
    )
    assert posts(told) == [
        ("Staff Engineer", "Frostline", "2022-03", None),
        ("Data Analyst", "Nivex", "2019", "2022"),
    ]


@pytest.mark.parametrize(
    ("line", "role", "organization"),
    [
        ("Formerly at Lund Dynamics (Systems Engineer, 1998-2001)", "Systems Engineer", "Lund Dynamics"),
        ("Summer intern, Ice Peak Consultants, 2002", "Summer intern", "Ice Peak Consultants"),
        ("Previously: Clerk, Nivex Bank, 1990-1992", "Clerk", "Nivex Bank"),
    ],
)
def test_what_leads_a_post_or_ends_a_firms_name_is_no_role(line: str, role: str, organization: str) -> None:
    assert [p[:2] for p in posts(plain(f"EMPLOYMENT\n\n{line}"))] == [(role, organization)]


def test_the_head_of_a_table_is_no_post_and_the_same_employer_is_the_one_above() -> None:
    rows = [
        ("From", "To", "Position", "Institution", "City"),
        ("2017", "now", "Full professor", "Fjord University", "Fjord"),
        ("2012", "2017", "Associate professor", "same", ""),
    ]
    cells = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    assert posts(page(f"<h2>Career</h2><table>{cells}</table>")) == [
        ("Full professor", "Fjord University", "2017", None),
        ("Associate professor", "Fjord University", "2012", "2017"),
    ]


def test_visits_without_roles_name_where_first() -> None:
    told = page(
        "<h2>Visiting positions</h2><ul><li>Spring 2014: Fjord University, Ice Department</li>"
        "<li>Sept–Dec 2019: NIVAR, Montpelier</li></ul>"
    )
    assert [(p.role, p.organization) for p in told.positions] == [
        ("", "Fjord University, Ice Department"),
        ("", "NIVAR"),
    ]


def test_a_department_is_of_the_school_above_its_list() -> None:
    told = markdown(
        "## Positions\n\n__Fjord State University__, College of Engineering, Fjord, ID\n\n"
        "- Associate Professor, Department of Ice, 2020–present\n- Affiliate, Center for Snow, 2016–2019"
    )
    assert [p.organization for p in told.positions] == [
        "Department of Ice, Fjord State University",
        "Center for Snow",
    ]


def test_a_state_has_its_town_before_it() -> None:
    told = make_profile(
        "ada-lind.tex",
        [
            read_latex(
                "ada-lind.tex",
                "\\documentclass{moderncv}\\name{Ada}{Lind}\\begin{document}\\section{Appointments}"
                "\\cventry{2016--2021}{Postdoctoral fellow}{Nivel Campus}{Ashburn, VA}{}{}\\end{document}",
            )
        ],
    )
    assert [(p.organization, p.place) for p in told.positions] == [("Nivel Campus", "Ashburn, VA")]


def test_schools_of_one_paragraph_each_keep_their_degrees() -> None:
    told = plain(
        "EDUCATION\n\nUniversity of Fjord\n    PhD in Ice Studies, 2006\n    MSc Snow, 2002\n"
        "Technical University of Vik\n    BEng (First Class), Electrical Engineering, 1997"
    )
    assert degrees(told) == [
        ("PhD", "Ice Studies", "University of Fjord", "2006"),
        ("MSc", "Snow", "University of Fjord", "2002"),
        ("BEng", "Electrical Engineering", "Technical University of Vik", "1997"),
    ]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            "B.S., Civil Engineering; B.A., Mathematics (dual degree), Fjord University, 2003",
            [("B.S.", "Civil Engineering"), ("B.A.", "Mathematics")],
        ),
        ("Ph.D. (ABD) in Linguistics, Fjord University, 2020", [("Ph.D.", "Linguistics")]),
        (
            "B.Ed. (Arts), English and Kiswahili (double major), Fjord University, 2013",
            [("B.Ed.", "English and Kiswahili")],
        ),
        ("Exchange semester, Fjord University, 2007", [("Exchange semester", "")]),
        ("University Teaching Qualification, Fjord University, 2009", [("University Teaching Qualification", "")]),
    ],
)
def test_degrees_of_a_line(line: str, expected: list[tuple[str, str]]) -> None:
    told = degrees(markdown(f"## Education\n\n- {line}"))
    assert told == [(degree, field, "Fjord University", line[-4:]) for degree, field in expected]


def test_a_thesis_ends_before_who_chaired_it() -> None:
    told = markdown(
        "## Degrees\n\nPh.D., Ice, Fjord University, May 2012. Dissertation: *Slow ice below dams*. Chair: Rita Holm"
    )
    assert [(d.thesis, [str(a) for a in d.advisors]) for d in told.education] == [
        ("Slow ice below dams", ["Rita Holm"])
    ]


def test_qualifications_are_neither_posts_nor_degrees() -> None:
    told = plain(
        "EDUCATION\n\nPhD in Ice, University of Fjord, 2006\nChartered Engineer (CEng), 2010\n"
        "Fellow of the Ice Academy, 2014"
    )
    assert posts(told) == []
    assert degrees(told) == [("PhD", "Ice", "University of Fjord", "2006")]
    assert [award.title for award in told.awards] == ["Fellow of the Ice Academy"]


def test_an_employer_above_its_dated_roles_is_no_post_of_its_own() -> None:
    told = make_profile(
        "ada-lind.tex",
        [
            read_latex(
                "ada-lind.tex",
                "\\documentclass{article}\\begin{document}\\section*{Ada Lind}\\section*{Experience}"
                "{\\bf Merrow \\& Finch}, Vik, CO \\hfill 2015 -- 2019\\\\\n{\\em Biostatistician II} (2017--2019)\\\\\n"
                "{\\em Biostatistician I} (2015--2017)\\end{document}",
            )
        ],
    )
    assert posts(told) == [
        ("Biostatistician II", "Merrow & Finch", "2017", "2019"),
        ("Biostatistician I", "Merrow & Finch", "2015", "2017"),
    ]


def test_the_heading_of_a_card_employs_whatever_its_name() -> None:
    told = page(
        "<h2>Work</h2><div><h3>Frostbyte AI</h3><p>Visiting Scientist (part-time)</p><span>01/2024 – today</span></div>"
        "<div><h3>Nivex</h3><p>Working Student</p><span>04/2016 – 09/2017</span></div>"
        "<h2>Education</h2><div><h3>Vikhalla</h3><p>B.Tech. Engineering Physics</p><span>07/2011 – 05/2015</span></div>"
    )
    assert posts(told) == [
        ("Visiting Scientist (part-time)", "Frostbyte AI", "2024-01", None),
        ("Working Student", "Nivex", "2016-04", "2017-09"),
    ]
    assert degrees(told) == [("B.Tech.", "Engineering Physics", "Vikhalla", "2015-05")]


def test_degrees_in_a_list_are_of_the_school_above_it() -> None:
    told = markdown(
        "## Education\n\n**University of Fjord**, Vik, CO\n\n- Ph.D., Statistics, May 2015\n"
        "  - Advisors: Karl Berg, Ph.D. and Suma Rao, Ph.D.\n- M.S., Statistics, 2012"
    )
    assert degrees(told) == [
        ("Ph.D.", "Statistics", "University of Fjord", "2015-05"),
        ("M.S.", "Statistics", "University of Fjord", "2012"),
    ]
    assert [str(a) for a in told.advisors] == ["Karl Berg", "Suma Rao"]


def test_two_posts_of_one_line_and_studies_among_the_posts() -> None:
    told = markdown(
        "## Career\n\n- 2019–20: Lector in Norse (0.5 FTE) at University of Fjord & freelance editor, Frost Books\n"
        "- 2015–19: DPhil, Linguistics, Snow University\n- 2014–15: MPhil, same\n- 2008–10: IB Diploma, Vik School"
    )
    assert posts(told) == [
        ("Lector in Norse (0.5 FTE)", "University of Fjord", "2019", "2020"),
        ("freelance editor", "Frost Books", "2019", "2020"),
    ]
    assert degrees(told) == [
        ("DPhil", "Linguistics", "Snow University", "2019"),
        ("MPhil", "", "Snow University", "2015"),
        ("IB Diploma", "", "Vik School", "2010"),
    ]


def test_what_brackets_tell_of_an_employer_is_no_part_of_its_name() -> None:
    told = plain(
        "EMPLOYMENT\n\n2014 - 2018  Scientist, Ice Institute, Vik\n"
        "2012 - 2014  Project engineer, Frostmar S.A. (smart metering, testing)\n2010 - 2012  Hydrologist, same company"
    )
    assert [(p.role, p.organization) for p in told.positions] == [
        ("Scientist", "Ice Institute"),
        ("Project engineer", "Frostmar S.A."),
        ("Hydrologist", "Frostmar S.A."),
    ]


def test_a_postdoc_told_in_the_header_is_the_listed_one() -> None:
    told = markdown(
        "Postdoc @ Fjord Institute\n\n## Experience\n\n- Postdoctoral Researcher, Fjord Institute for Ice, 2022 – present"
    )
    assert posts(told) == [("Postdoctoral Researcher", "Fjord Institute for Ice", "2022", None)]


def test_a_column_says_present_and_dates_stand_in_two_columns() -> None:
    told = make_profile(
        "ada-lind.tex",
        [
            read_latex(
                "ada-lind.tex",
                "\\documentclass{moderncv}\\name{Ada}{Lind}\\begin{document}\\section{Experience}"
                "\\cventry{Present}{Research Associate}{University of Fjord}{Vik, UK}{}{}"
                "\\cventry{2022}{Data Intern}{Frost Analytics (Ice Health)}{Vik, UK}{}"
                "{\\begin{itemize}\\item Deployed models for healthcare applications.\\end{itemize}}"
                "\\end{document}",
            )
        ],
    )
    assert [(p.role, p.organization, p.start, p.current, p.place) for p in told.positions] == [
        ("Research Associate", "University of Fjord", None, True, "Vik, UK"),
        ("Data Intern", "Frost Analytics (Ice Health)", "2022", False, "Vik, UK"),
    ]
    rows = [("April -", "July 2025", "Ice Institute, Fjord University", "Visiting PhD candidate")]
    rows += [("Nov 2021 -", "Sep 2022", "Snow Institute", "Research Assistant")]
    cells = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    assert posts(page(f"<h2>Experience</h2><table>{cells}</table>")) == [
        ("Visiting PhD candidate", "Ice Institute, Fjord University", "2025-04", "2025-07"),
        ("Research Assistant", "Snow Institute", "2021-11", "2022-09"),
    ]


def test_teaching_posts_have_their_duties_below_them() -> None:
    told = make_profile(
        "ada-lind.tex",
        [
            read_latex(
                "ada-lind.tex",
                "\\documentclass{moderncv}\\name{Ada}{Lind}\\begin{document}\\section{Teaching Experience}"
                "\\cventry{2022}{Graduate Teaching Assistant}{University of Fjord}{Vik, UK}{}"
                "{Gave an online module on networks; marked reviews of recent papers.}\\end{document}",
            )
        ],
    )
    assert posts(told) == [("Graduate Teaching Assistant", "University of Fjord", "2022", "2022")]


def test_sentences_about_a_degree_tell_no_other() -> None:
    told = markdown(
        "## Education\n\n- 2021-2024: PhD @ *Fjord University* as MSCA Fellow within the Ice network\n"
        "  During my PhD I did two stays: one at the University of Snow.\n"
        "- 2016-2022: *Vik School of Higher Studies*, Vik. Honors college with scholarship: over the five years of "
        "BSc and MSc, students attend courses."
    )
    assert [(d.degree, d.organization) for d in told.education] == [
        ("PhD", "Fjord University"),
        ("", "Vik School of Higher Studies"),
    ]


def test_posts_in_columns_go_on_below_bullets() -> None:
    told = plain(
        "EXPERIENCE\nFROSTFERN LTD                              Vik, Norway\n"
        "Lead Data Scientist                Jan 2023 - Present\n* Built a model\n* Hired and mentored 5 analysts\n"
        "Data Scientist II                  Mar 2021 - Dec 2022\n* Owned the pipeline\n\n"
        "KUDIPAY                                    Vik, Norway\n"
        "Risk Analyst                       Sep 2017 - May 2019\n\n"
        "EDUCATION\nUNIVERSITY OF FJORD\nMSc Statistics                     2015-2017\n\nCERTIFICATIONS\nIce Diver, 2022"
    )
    assert posts(told) == [
        ("Lead Data Scientist", "FROSTFERN LTD", "2023-01", None),
        ("Data Scientist II", "FROSTFERN LTD", "2021-03", "2022-12"),
        ("Risk Analyst", "KUDIPAY", "2017-09", "2019-05"),
    ]


def test_columns_of_a_role_with_its_subject_and_of_a_department() -> None:
    rows = [
        ("2000-2001", "Internship, Internal Medicine", "San Matteo"),
        ("2009-2015", "Assistant Professor, Dept of Ice", "Fjord University"),
        ("2012-2014", "Director, Snow Center", "Fjord Hospital"),
    ]
    cells = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    assert [p[:2] for p in posts(page(f"<h2>Experience</h2><table>{cells}</table>"))] == [
        ("Internship", "San Matteo"),
        ("Assistant Professor", "Dept of Ice, Fjord University"),
        ("Director", "Snow Center, Fjord Hospital"),
    ]


def test_numbered_items_in_bold_are_headings_of_what_they_list() -> None:
    told = markdown(
        "1. **Degrees**\n   1. Doctor of Philosophy, University of Fjord, 24.5.2010\n"
        "   2. Master of Arts (major: ice history; minors: biology), University of Fjord, 30.4.2004\n\n"
        "2. **Current position**\n   University lecturer, University of Fjord, 1.8.2019–31.7.2024 (fixed term)\n\n"
        "3. **Previous work experience**\n   1. Research fellow, 1.9.2014–31.7.2019, Academy of Ice\n"
        "   2. Postdoctoral researcher, Snow Center, 10/2011–8/2014\n"
    )
    assert posts(told) == [
        ("University lecturer", "University of Fjord", "2019-08", "2024-07"),
        ("Research fellow", "Academy of Ice", "2014-09", "2019-07"),
        ("Postdoctoral researcher", "Snow Center", "2011-10", "2014-08"),
    ]
    assert degrees(told) == [
        ("Doctor of Philosophy", "", "University of Fjord", "2010-05"),
        ("Master of Arts", "ice history", "University of Fjord", "2004-04"),
    ]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            "Lecturer, then Senior Lecturer — School of Ice, Fjord University, 2011–2020",
            ("Lecturer, then Senior Lecturer", "School of Ice, Fjord University", "2011", "2020"),
        ),
        (
            "Clerk, Frost Lab, University of Vik; 18 months from Oct 2006",
            ("Clerk", "Frost Lab, University of Vik", "2006-10", None),
        ),
        ("2013 (6 mnd): Consultant, Frostdal AS", ("Consultant", "Frostdal AS", "2013", "2013")),
        ("08.2021 – dd.: Postdoc, Snow Institute", ("Postdoc", "Snow Institute", "2021-08", None)),
    ],
)
def test_posts_of_a_line(line: str, expected: Post) -> None:
    told = markdown(f"## Employment\n\n- {line}")
    assert posts(told) == [expected]
    assert [p.current for p in told.positions] == [line.startswith("08")]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (
            "Summer Instructor  \nJun–Aug 2025  \nFjord University — Probability Theory, Inference, and Econometrics",
            ("Summer Instructor", "Fjord University", "2025-06", "2025-08"),
        ),
        (
            "**Fjord University**, Vik  \nTeaching Assistant, Sep 2016 - Present  \n*Courses*: Algebra, Analysis, "
            "History of Mathematics",
            ("Teaching Assistant", "Fjord University", "2016-09", None),
        ),
    ],
)
def test_teaching_posts_with_their_courses_behind_them(lines: str, expected: Post) -> None:
    assert posts(markdown(f"## Teaching Experience\n\n{lines}")) == [expected]


def test_a_course_between_role_and_school_makes_no_post() -> None:
    assert posts(markdown("## Teaching\n\n- Teaching Assistant, Linear Algebra, Fjord University, Fall 2019")) == []


def test_parts_in_contests_are_no_posts() -> None:
    told = markdown(
        "## Experience\n\n- 2016–2018: Clerk, Nivex Bank\n- 2014: Main member of the team of Fjord University for the "
        "Ice Robot Contest\n- 2013: Coordinator, Ice Contest Office, Fjord University"
    )
    assert [p.role for p in told.positions] == ["Clerk", "Coordinator"]


def test_schools_named_by_their_town_or_in_one_word() -> None:
    told = markdown(
        "## Education\n\n| 2017 – 2021 | A.B. in Mathematics | Princeton |\n| 2002 – 2005 | Ada-Lind-Schule | Abitur |\n"
        "| 1998 – 2002 | Grundschule Vik | |"
    )
    assert [(d.degree, d.organization) for d in told.education] == [
        ("A.B.", "Princeton"),
        ("Abitur", "Ada-Lind-Schule"),
    ]


def test_a_column_of_roles_holds_roles_whatever_their_words() -> None:
    rows = [
        ("2019", "Research Engineer", "Nivex Institute", "Vik, France"),
        ("2018", "Data Scientist", "Frost University", "Vik, France"),
        ("2017", "Lecturer", "Snow College", "Vik, France"),
        ("2016", "Incubation of a start-up", "Frost.tech", "Vik, France"),
        ("2015", "Ice Internship Program 2015", "Snow Bank", "Vik, France"),
    ]
    cells = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    assert [p[:2] for p in posts(page(f"<h2>Experience</h2><table>{cells}</table>"))[3:]] == [
        ("Incubation of a start-up", "Frost.tech"),
        ("Ice Internship Program", "Snow Bank"),
    ]


def test_a_degree_told_with_an_at_sign_and_its_opponent() -> None:
    told = page(
        "<h2>Education</h2><ul><li>2016 - 2020 <b>PhD</b> @ <a href='x'>Vikhogskola</a>; promotor: Jo Lund; "
        "opponent: Kai Horn</li></ul>"
    )
    assert [(d.degree, d.field, d.organization) for d in told.education] == [("PhD", "", "Vikhogskola")]
    assert [str(a) for a in told.advisors] == ["Jo Lund"]


def test_the_end_of_a_name_is_no_month() -> None:
    told = markdown("## Experience\n\n- Fjord University, Research Assistant for Eva Lind-Ott, 2021, 2022")
    assert posts(told) == [("Research Assistant for Eva Lind-Ott", "Fjord University", "2021", "2022")]


def test_a_post_elsewhere_is_not_at_the_employer_of_the_one_above() -> None:
    told = markdown("## Experience\n\n- 2021: Clerk, Nivex Bank\n- 2019: Peace volunteer\n  - Panama")
    assert [(p.role, p.organization, p.place) for p in told.positions] == [
        ("Clerk", "Nivex Bank", ""),
        ("Peace volunteer", "", "Panama"),
    ]


def test_present_titles_have_headings_of_their_own() -> None:
    told = plain(
        "PRESENT TITLE AND AFFILIATION\n    Primary Appointment\n"
        "        Associate Professor, Dept. of Ice, Fjord University, 2019-present\n\n"
        "EDUCATION\n    2003    M.D., Snow College of Medicine, Vik\n\n"
        "EXPERIENCE\n    2009-2013  Clerk (3 months), Frost Ltd"
    )
    assert posts(told)[0] == ("Associate Professor", "Dept. of Ice, Fjord University", "2019", None)


def test_months_and_schools_of_some_days_are_no_posts() -> None:
    told = markdown(
        "## Previous positions\n\n2024 — Rapporteur on Snow, Fjord Government, June–September.\n\n"
        "2020 — Clerk, Frost Ltd.\n\n2019 — Ice Summer School on Dynamics."
    )
    assert [p[:2] for p in posts(told)] == [("Rapporteur on Snow", "Fjord Government"), ("Clerk", "Frost Ltd")]


def test_parts_of_a_study_are_no_degrees() -> None:
    told = page(
        "<h2>Education</h2><table><tr><td>Fjord University: Ice Sciences M.Sci.</td><td>2017 – 2021</td></tr>"
        "<tr><td>Part IB</td><td>Double Physics</td></tr><tr><td>Part III</td><td>Physics: my minor was Snow</td></tr></table>"
    )
    assert [(d.degree, d.start, d.end) for d in told.education] == [("M.Sci.", "2017", "2021")]


def test_the_columns_that_a_head_names_hold_roles_and_employers() -> None:
    told = markdown(
        "## Employment\n\n| Period | Employer | Function |\n|---|---|---|\n| 10/2021 – | BOVIK Wien | Univ.Ass. (postdoc) |\n"
        "| Summers 2012–2014 | Frosttobel Lighting, Vik | Ferialpraktikum |\n\n"
        "## Education\n\n| Period | Institution | Programme |\n|---|---|---|\n| 2008 | BG Vik | Matura |"
    )
    assert posts(told) == [
        ("Univ.Ass. (postdoc)", "BOVIK Wien", "2021-10", None),
        ("Ferialpraktikum", "Frosttobel Lighting, Vik", "2012", "2014"),
    ]
    assert degrees(told) == [("Matura", "", "BG Vik", "2008")]


def test_a_degree_as_a_term_and_subject_and_school_below_it() -> None:
    told = page(
        "<h2>Qualifications</h2><dl><dt>PhD</dt><dd>Plant Pathology, Fjord College, 2007–2011</dd>"
        "<dt>BSc</dt><dd>Agriculture (First Class), VIKX, 2003</dd></dl>"
    )
    assert degrees(told) == [
        ("PhD", "Plant Pathology", "Fjord College", "2011"),
        ("BSc", "Agriculture", "VIKX", "2003"),
    ]


def test_two_posts_in_turn_at_one_employer_below_its_line() -> None:
    told = plain(
        "Work\n\nBluefrost Robotics Group, Vik MA\nSenior Roboticist (Dec 2021-now), Roboticist (Jun 2018-Dec 2021)\n\n"
        "Ice Navy\nEnsign, later Lieutenant (j.g.), 2007-2012\n\nEducation\n\nFjord University\nBSc Ice, 2007"
    )
    assert [(p.role, p.start, p.end) for p in told.positions] == [
        ("Senior Roboticist", "2021-12", None),
        ("Roboticist", "2018-06", "2021-12"),
        ("Ensign, later Lieutenant (j.g.)", "2007", "2012"),
    ]
