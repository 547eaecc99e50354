"""Ways of writing met on pages of many countries: entries whose words no table knows, told by how their like are built."""

from __future__ import annotations

import pytest

from qabot.profiles import Profile, make_profile
from qabot.profiles.dates import read_dates
from qabot.profiles.name_lists import read_names
from qabot.sources.html import read_html
from qabot.sources.latex import read_latex
from qabot.sources.markdown import read_markdown


def profile(text: str) -> Profile:
    return make_profile("ada-lind.md", [read_markdown("ada-lind.md", text)])


def posts(body: str, heading: str = "Experience") -> list[tuple[str, str]]:
    found = profile(f"# Ada Lind\n\n## {heading}\n\n{body}\n")
    return [(p.role, p.organization) for p in found.positions]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (  # the role stands first where nothing tells
            "- 2019 - 2021: **Glaciste en chef**, Nivex, Lyon\n- 2017 - 2019: **Skipperin**, Quarzo, Bern",
            [("Glaciste en chef", "Nivex"), ("Skipperin", "Quarzo")],
        ),
        (  # what the others have in this place
            "| 2019 - 2021 | Nivex | Glacier Guide |\n|---|---|---|\n| 2017 - 2019 | North University | Lecturer |\n"
            "| 2015 - 2017 | South University | Postdoc |",
            [("Glacier Guide", "Nivex"), ("Lecturer", "North University"), ("Postdoc", "South University")],
        ),
        (  # how long it lasted is neither role nor place
            "| 2014, 6 mois | Stage de recherche | Tiempo Frio |\n|---|---|---|\n| 2013 (4 Monate) | Praktikum | Eisbär AG |",
            [("Stage de recherche", "Tiempo Frio"), ("Praktikum", "Eisbär AG")],
        ),
        (
            "| 1997 - 2003 | Wissenschaftlicher Angestellter (am Lehrstuhl für Eis der Universität Nord) |\n|---|---|",
            [("Wissenschaftlicher Angestellter", "Lehrstuhl für Eis der Universität Nord")],
        ),
    ],
    ids=["role first", "columns", "durations", "brackets"],
)
def test_posts_told_by_their_place(body: str, expected: list[tuple[str, str]]):
    assert posts(body) == expected


def test_studies_without_a_degree_are_degrees():
    found = profile(
        "# Ada Lind\n\n## Akademische Grade\n\n- 1989 - 1997: Diplomstudium Mathematik an der Universität Nord\n"
        "- 1997 - 2003: Promotionsstudium an der Universität Süd (Betreuer: Prof. Dr. Bo Berg)\n"
    )
    assert [(d.degree, d.field, d.organization) for d in found.education] == [
        ("Diplomstudium", "Mathematik", "Universität Nord"),
        ("Promotionsstudium", "", "Universität Süd"),
    ]
    assert [a.text for a in found.advisors] == ["Bo Berg"]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Lind, Ada; Berg, Bo und Dahl, Cy: Vom Eis, LATA 2016", ["Lind, Ada", "Berg, Bo", "Dahl, Cy"]),
        ("Lind, Ada y Berg, Bo (2015). El hielo", ["Lind, Ada", "Berg, Bo"]),
        ("Lind, Ada et Berg, Bo, « La glace »", ["Lind, Ada", "Berg, Bo"]),
    ],
)
def test_inverted_names_joined_in_many_languages(words: str, expected: list[str]):
    assert [name.text for name in read_names(words, 0, len(words)).names] == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("2011 June-Aug", ("2011-06", "2011-08")),
        ("2017 Nov - Feb", ("2017-11", "2018-02")),
        ("2017 — Auj.", ("2017", None)),
        ("2019 - hasta la fecha", ("2019", None)),
    ],
)
def test_stretches_of_time(words: str, expected: tuple[str, str | None]):
    date = read_dates(words)[0]
    assert (date.start, date.end) == expected and date.stop == len(words)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Advisors Dr. Bo Berg and Dr. Cy Dahl.", ["Bo Berg", "Cy Dahl"]),
        ("Betreuung bei Prof. Dr. Bo Berg", ["Bo Berg"]),
        ("Directeurs de thèse : Bo Berg et Cy Dahl", ["Bo Berg", "Cy Dahl"]),
        ("Relatori: Bo Berg e Cy Dahl", ["Bo Berg", "Cy Dahl"]),
        ("Orientadora: Bea Berg", ["Bea Berg"]),
        ("Director: Bo Berg y Cy Dahl", ["Bo Berg", "Cy Dahl"]),
    ],
)
def test_advisors_in_many_words(words: str, expected: list[str]):
    found = profile(f"# Ada Lind\n\n## Education\n\n- Ph.D. in Ice, North University, 2019. {words}\n")
    assert [a.text for a in found.advisors] == expected


def test_the_label_of_a_row_below_a_marked_heading_heads_nothing():
    text = (
        "\\documentclass{moderncv}\\name{Ada}{Lind}\\begin{document}\\makecvtitle\\section{Experience}"
        "\\cventry{2019--2021}{Postdoc}{North University}{Oslo}{}{}\\section{Kenntnisse}\\cvitem{Sprachen}{C, Python}"
        "\\cvitem{Software}{GAP}\\end{document}"
    )
    found = make_profile("ada.tex", [read_latex("ada.tex", text)])
    assert (found.languages, found.projects) == ((), ())
    assert {"C", "Python", "GAP"} <= {skill.text for skill in found.skills}


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            "* **Ice School, North University** - Oslo\n  * Associate Professor (2022 - Present)\n"
            "  * Assistant Professor (2016 - 2022)\n  * Advised a student in 2018",
            [
                ("Associate Professor", "Ice School, North University", "2022", None),
                ("Assistant Professor", "Ice School, North University", "2016", "2022"),
            ],
        ),
        (
            "* 2006 - present: Professor of Ice, North University\n  * Acting Chair, 2020 - 2021",
            [
                ("Professor of Ice", "North University", "2006", None),
                ("Acting Chair", "North University", "2020", "2021"),
            ],
        ),
        (
            "* Pós-doutorado\n  * Universidade do Norte\n  * 2022 : Presente",
            [("Pós-doutorado", "Universidade do Norte", "2022", None)],
        ),
        (
            "**Lecturer**<br>Institute of Ice<br>University of the North<br>2020 - 2022",
            [("Lecturer", "Institute of Ice University of the North", "2020", "2022")],
        ),
    ],
    ids=["below a school", "below a post", "colon for a dash", "an institute and its university"],
)
def test_posts_on_several_lines(body: str, expected: list[tuple[str, str, str | None, str | None]]):
    found = profile(f"# Ada Lind\n\n## Employments\n\n{body}\n")
    assert [(p.role, p.organization, p.start, p.end) for p in found.positions] == expected


def test_a_short_cv_holds_posts_and_studies():
    found = profile(
        "# Ada Lind\n\n## Short academic CV\n\n- 2012-2022 Research assistant at the University of Ice\n"
        "- 2006-2012 Studies in Geography at the University of Snow\n"
    )
    assert [(p.role, p.organization) for p in found.positions] == [("Research assistant", "University of Ice")]
    assert [(d.degree, d.field, d.organization, d.end) for d in found.education] == [
        ("Studies", "Geography", "University of Snow", "2012")
    ]


def test_the_label_of_a_date_is_no_degree():
    found = profile(
        "# Ada Lind\n\n## Educación\n\n* Doctora en Hielo\n  * Fecha de obtención del grado: 11/03/2011\n"
        "  * Instituto de Nieve, Universidad del Norte.\n* Maestra en Nieve\n  * Fecha de titulación marzo 2007\n"
        "  * Universidad del Sur.\n"
    )
    assert [(d.field, d.organization, d.end) for d in found.education] == [
        ("Hielo", "Instituto de Nieve, Universidad del Norte", "2011-03"),
        ("Nieve", "Universidad del Sur", "2007-03"),
    ]


def test_a_list_for_each_paper_is_an_entry():
    paper = "<ul class='p'><li><a href='x.pdf'><b>{}</b></a></li><li><b>Ada Lind</b> and Bo Berg</li><li><em>{}</em>, 2020</li><a href='c'>code</a></ul>"
    page = "<h1>Ada Lind</h1><h2>Publications</h2>" + "".join(
        paper.format(title, venue) for title, venue in (("On the slow ice", "AAAI"), ("On the fast snow", "ICML"))
    )
    found = make_profile("ada.html", [read_html("ada.html", page)])
    assert [(p.title, p.authors, p.venue, p.year) for p in found.papers] == [
        ("On the slow ice", ("Ada Lind", "Bo Berg"), "AAAI", 2020),
        ("On the fast snow", ("Ada Lind", "Bo Berg"), "ICML", 2020),
    ]


def test_years_with_a_list_each_hold_several_papers():
    page = "<h1>Ada Lind</h1><h2>Publications</h2><ul><li>A. Lind, B. Berg. On the slow ice. AAAI 2020.</li>" + (
        "<li>A. Lind, C. Dahl. On the fast snow. ICML 2020.</li></ul><ul><li>A. Lind, D. Eik. On warm mud. ICLR 2019.</li></ul>"
    )
    found = make_profile("ada.html", [read_html("ada.html", page)])
    assert [(p.title, p.year) for p in found.papers] == [
        ("On the slow ice", 2020),
        ("On the fast snow", 2020),
        ("On warm mud", 2019),
    ]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("F. Pagel, S. Power, T. House, “On ice”", ["F. Pagel", "S. Power", "T. House"]),
        ("April Berg, Ed Lind, and June Dahl. “On ice”", ["April Berg", "Ed Lind", "June Dahl"]),
        ("B. Case and A. Small, On the", ["B. Case"]),
    ],
)
def test_names_that_are_words(words: str, expected: list[str]):
    assert [name.text for name in read_names(words, 0, len(words)).names][: len(expected)] == expected


def test_latex_in_markdown_is_read_as_pandoc_does():
    found = profile(
        "# Éducation {-}\n\n\\vspace{2mm}\n\n2014--2016\n:   **Doctorat en glace**, à l'ENS du Nord.  \nDirecteurs : Bo Berg "
        "(Nord), Cy Dahl.\n\n# Langues {-}\n\n\\textbf{Français} natif \\quad \\textbf{Anglais} courant\n"
    )
    assert [(d.degree, d.field, d.organization) for d in found.education] == [("Doctorat", "glace", "ENS du Nord")]
    assert [a.text for a in found.advisors] == ["Bo Berg", "Cy Dahl"]
    assert [v.text for v in found.languages] == ["Français natif", "Anglais courant"]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Bachelor of Arts (B.A.) in Ice, University of Snow, 2012", ("Bachelor of Arts", "Ice", "University of Snow")),
        ("Master of Science (M.Sc.), Ice Science, University of Snow, 2012", ("Master of Science", "Ice Science", "University of Snow")),
        ("M.Sc. Ice --- University of Snow, 2012", ("M.Sc.", "Ice", "University of Snow")),
        ("Grado en Hielo (Universidad de Nieve)", ("Grado", "Hielo", "Universidad de Nieve")),
        ("B.S. Ice, University of Snow (magna cum laude) (2012)", ("B.S.", "Ice", "University of Snow")),
        ("PhD in Ice, 1996, University of North Snow at Chapel Hill", ("PhD", "Ice", "University of North Snow at Chapel Hill")),
        ("2010-15 **University of Snow** Bachelor in Ice", ("Bachelor", "Ice", "University of Snow")),
        ("2012 State Examination in Medicine, University of Snow", ("State Examination", "Medicine", "University of Snow")),
    ],
)  # fmt: skip
def test_degrees_on_one_line(line: str, expected: tuple[str, str, str]):
    found = profile(f"# Ada Lind\n\n## Education\n\n- {line}\n- Ph.D. in Mud, University of Mud, 2016\n").education[0]
    assert (found.degree, found.field, found.organization) == expected


def test_a_definition_list_tells_of_dates():
    found = profile(
        "# Ada Lind\n\n## Educación\n\nDesde 2017\n:   **Doctorado en Hielo**\n    _Universidad de Nieve_\n\n"
        "    _Director_: Bo Berg\n\n2009 - 2015\n:   **Licenciatura en Barro**\n    _Universidad de Nieve_\n\n"
        "    _Tesis_: Barro lento\n\n## Publicaciones\n\n2021\n:   **On the slow ice of the north**\n    _Journal of Snow_\n\n"
        "    Ada R. Lind y Bo Berg\n\n2020\n:   **On the fast mud of the south**\n    _Journal of Mud_\n\n    Bo Berg y Ada R. Lind\n\n"
        "## Idiomas\n\nEspañol\n:   Nativo\n\nInglés\n:   Avanzado\n\n"
        "## Skills\n\nTools\n:   GMT, Inkscape\n"
    )
    assert [(d.degree, d.organization, d.start, d.end) for d in found.education] == [
        ("Doctorado", "Universidad de Nieve", "2017", None),
        ("Licenciatura", "Universidad de Nieve", "2009", "2015"),
    ]
    assert [(p.title, p.authors, p.venue, p.year) for p in found.papers] == [
        ("On the slow ice of the north", ("Ada R. Lind", "Bo Berg"), "Journal of Snow", 2021),
        ("On the fast mud of the south", ("Bo Berg", "Ada R. Lind"), "Journal of Mud", 2020),
    ]
    assert [v.text for v in found.languages] == ["Español", "Inglés"]
    assert [v.text for v in found.skills] == ["GMT", "Inkscape"]


def test_papers_with_company_in_brackets_and_their_journal_in_italics():
    found = profile(
        "# Ada Lind\n\n## Publications\n\n1. Slow cohomology of the northern ice and a cubic curve. *Ice Math. J.* Volume 163 "
        "(2014), pp. 24--25.\n2. (with Bo Berg) Snow of equivariant branes and their ice. *Compositio Math.* 152 (2016), 10--11.\n"
    )
    assert [(p.title, p.authors, p.year) for p in found.papers] == [
        ("Slow cohomology of the northern ice and a cubic curve", (), 2014),
        ("Snow of equivariant branes and their ice", ("Ada Lind", "Bo Berg"), 2016),
    ]


def test_a_cv_without_further_headings_is_a_career():
    page = (
        "<h1>Ada Lind</h1><h2>Curriculum Vitae</h2><p><b>Since 2019: Resident in Psychiatry</b><br>Snow University Hospital</p>"
        "<p><b>2012-2017: Bachelor of Arts in Ice</b><br>University of Snow<br>Thesis: Free ice</p>"
    )
    found = make_profile("ada.html", [read_html("ada.html", page)])
    assert [(p.role, p.organization, p.start) for p in found.positions] == [
        ("Resident in Psychiatry", "Snow University Hospital", "2019")
    ]
    assert [(d.degree, d.field, d.organization) for d in found.education] == [
        ("Bachelor of Arts", "Ice", "University of Snow")
    ]


def test_a_long_line_below_a_date():
    found = profile(
        "# Ada Lind\n\n## Berufserfahrung\n\n#### seit 08/2022\n\nWissenschaftliche Mitarbeiterin an der Universität Schnee, im "
        "Projekt »Eis und seine Geschichte«, gefördert im Schwerpunktprogramm 2207 (bis 10/2023), dann im Projekt »Schlamm und "
        "seine Zukunft«, gefördert im Schwerpunktprogramm 2208 (ab 11/2023)\n\n#### 4/2020 – 08/2022\n\nFellow, Eisinstitut\n"
    )
    assert [(p.role, p.organization, p.start) for p in found.positions] == [
        ("Wissenschaftliche Mitarbeiterin", "Universität Schnee", "2022-08"),
        ("Fellow", "Eisinstitut", "2020-04"),
    ]


def test_two_masters_listed_together_are_two():
    found = profile(
        "# Ada Lind\n\n## Education\n\n- Master in Ice (University of Snow)\n- Master in Mud (University of Snow)\n"
    )
    assert [d.field for d in found.education] == ["Ice", "Mud"]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Ana Silva e Rui Costa", ["Ana Silva", "Rui Costa"]),
        ("Leo Uied, Ada R. Lind y Bo Berg", ["Leo Uied", "Ada R. Lind", "Bo Berg"]),
        ("José Ortega y Gasset, Ana Neri", ["José Ortega y Gasset", "Ana Neri"]),
        ("Rémi Ramp, Hugo vanLind, Ada Berg", ["Rémi Ramp", "Hugo vanLind", "Ada Berg"]),
    ],
)
def test_names_joined_by_a_word(words: str, expected: list[str]):
    assert [name.text for name in read_names(words, 0, len(words)).names] == expected


@pytest.mark.parametrize(
    "title",
    ["Curriculum Vitæ of Ada Lind", "Page personnelle de Ada Lind", "Página personal de Ada Lind", "CV - Ada Lind"],
)
def test_the_name_in_the_title_of_a_cv(title: str):
    assert profile(f"# {title}\n\nPostdoc at the University of Snow.\n").name == "Ada Lind"


def test_a_bold_school_above_a_list_is_the_place_of_what_is_listed():
    found = profile(
        "# Mira Holt\n\n## Education and Experience\n\n**City University of Nordholm**\n\n"
        "- Ph.D. in Computer Science, Jul 2021 - Now\n- Advisor: Prof. Shiro Wang and Prof. Hana Li\n\n"
        "**Tarn Polytechnic University**\n\n- Research Assistant (RA), Mar 2021 - Jun 2021\n- Advisor: Prof. Jing Moss\n"
    )
    assert [(d.degree, d.organization) for d in found.education] == [("Ph.D.", "City University of Nordholm")]
    assert [a.text for a in found.education[0].advisors] == ["Shiro Wang", "Hana Li"]
    assert [(p.role, p.organization) for p in found.positions] == [
        ("Research Assistant (RA)", "Tarn Polytechnic University")
    ]


def test_quoted_titles_below_research_are_papers():
    body = (
        "- “Who Pays for Slow Ferries? Tolls and Entry”\n"
        "- “Salt, Ferns and the Price of Glass” with Bo Lindqvist and Chen Ya. *Accepted* at *Journal of Tides*\n"
    )
    found = profile(f"# Mira Holt\n\n## Research\n\n{body}")
    assert [paper.title for paper in found.papers] == [
        "Who Pays for Slow Ferries? Tolls and Entry",
        "Salt, Ferns and the Price of Glass",
    ]
    assert not profile("# Mira Holt\n\n## Research\n\n- “Slow” glass\n- Ferries on quiet rivers\n").papers
