"""Habits of whole pages: numbered references, raw headings in Markdown, degrees and posts listed in one sentence."""

from qabot.profiles import Profile, make_profile
from qabot.sources.html import read_html
from qabot.sources.latex import read_latex
from qabot.sources.markdown import read_markdown


def marked_down(text: str) -> Profile:
    return make_profile("ada-lind.md", [read_markdown("ada-lind.md", text)])


def of_sentence(text: str) -> Profile:
    return marked_down(f"# Ada Lind\n\n{text}\n")


def posts(profile: Profile) -> list[tuple[str, str, str | None, str | None]]:
    return [
        (p.role, p.organization, str(p.start) if p.start else None, str(p.end) if p.end else None)
        for p in profile.positions
    ]


def degrees(profile: Profile) -> list[tuple[str, str, str, str | None]]:
    return [(d.degree, d.field, d.organization, str(d.end) if d.end else None) for d in profile.education]


def test_a_number_beside_a_reference_in_a_list_of_its_own_is_no_entry() -> None:
    def entry(number: int, reference: str) -> str:
        return f"<div><div>[{number}]</div><div><ol type='A'><li>{reference}</li></ol></div></div>"

    html = (
        "<body><h1>Ada Lind</h1><h2>Publications</h2><div>"
        + entry(1, "Lind, B. Berg, and C. Yu, <span>“Loud ice for winter roads.”</span> In submission.")
        + entry(2, "Berg, A. Lind, and C. Yu, <span>“Quiet ice: a study of snow.”</span> ICEC 2024, doi: 10.1.")
        + "</div></body>"
    )
    profile = make_profile("ada.html", [read_html("ada.html", html)])
    assert [(p.title, p.venue, p.year) for p in profile.papers] == [
        ("Loud ice for winter roads", "", None),
        ("Quiet ice: a study of snow", "ICEC", 2024),
    ]
    assert profile.papers[1].authors == ("Berg", "A. Lind", "C. Yu")


def test_a_list_right_below_a_raw_heading_is_markdown() -> None:
    profile = marked_down(
        '# Ada Lind\n\n<h3 class="cv">Formation</h3>\n'
        "* __Doctorat en physique__, Université du Nord, 2028\n"
        "* __Master en physique de la neige__, [École du Gel](https://example.org), 2025\n"
    )
    assert degrees(profile) == [
        ("Doctorat", "physique", "Université du Nord", "2028"),
        ("Master", "physique de la neige", "École du Gel", "2025"),
    ]


def test_a_student_is_told_with_the_field_in_small_letters_before_the_school() -> None:
    profile = of_sentence("Fifth-year PhD student in snow science at North University advised by Bo Berg.")
    assert [(d.degree, d.organization, d.current) for d in profile.education] == [("PhD", "North University", True)]
    assert [a.text for a in profile.advisors] == ["Bo Berg"]


def test_degrees_listed_with_one_school_and_years_in_turn() -> None:
    profile = of_sentence(
        "Ada Lind recibió la Ingeniería en Informática, el Máster en Nieve aplicada y el Doctorado en Física por la "
        "Universidad del Norte, en 2006, 2008 y 2011, respectivamente."
    )
    assert degrees(profile) == [
        ("Ingeniería", "Informática", "Universidad del Norte", "2006"),
        ("Máster", "Nieve aplicada", "Universidad del Norte", "2008"),
        ("Doctorado", "Física", "Universidad del Norte", "2011"),
    ]


def test_korean_degrees_and_posts_listed_in_one_sentence() -> None:
    profile = of_sentence(
        "**김하늘 박사**는 북방대학교 빙설공학부에서 학사 및 박사학위를 받았습니다. 이후 북방대학교 (2019–2020)와 "
        "남방공과대학교 (SIT) (2020–2022)에서 박사후연구원으로 근무하였으며, 현재 서방대학교에서 박사후연구원으로 연구를 수행하고 있습니다."
    )
    assert degrees(profile) == [
        ("학사", "", "북방대학교 빙설공학부", None),
        ("박사", "", "북방대학교 빙설공학부", None),
    ]
    assert sorted(posts(profile)) == [
        ("박사후연구원", "남방공과대학교 (SIT)", "2020", "2022"),
        ("박사후연구원", "북방대학교", "2019", "2020"),
        ("박사후연구원", "서방대학교", None, None),
    ]


def test_japanese_affiliations_are_posts() -> None:
    profile = marked_down(
        "# 林 花子\n\n### 所属\n- [氷雪工学系](https://example.org) 准教授\n- [北方連携推進センター](https://example.org) 教育推進室長\n"
    )
    assert posts(profile) == [
        ("准教授", "氷雪工学系", None, None),
        ("教育推進室長", "北方連携推進センター", None, None),
    ]


def test_a_span_of_time_in_two_columns_of_a_row() -> None:
    rows = (
        r"\begin{document}\section*{Ada Lind}\section{Employment}"
        "\n\\begin{employment}{July 2025}{Present}{Research Scientist}{Ice University, Frostville}\n\\end{employment}\n"
        "\\begin{employment}{January 2024}{July 2025}{Lecturer}{Snow University, Frostville}\n\\end{employment}\n"
        "\\section{Education}\n"
        "\\begin{education}{May 2020}{2026 (expected)}{Doctor of Philosophy}{Physics}{Ice University}{Frostville}\n"
        "    PhD research fellow at the Winter Center.\n\\end{education}\n"
        "\\begin{education}{August 2015}{June 2019}{Bachelor of Science}{Physics}{Snow University}{Frostville}\n"
        "\\end{education}\n\\end{document}\n"
    )
    profile = make_profile("ada.tex", [read_latex("ada.tex", rows)])
    assert posts(profile) == [
        ("Research Scientist", "Ice University", "2025-07", None),
        ("Lecturer", "Snow University", "2024-01", "2025-07"),
    ]
    assert profile.positions[0].current
    assert [(d.degree, d.organization, d.start, d.end) for d in profile.education] == [
        ("Doctor of Philosophy", "Ice University", "2020-05", "2026"),
        ("Bachelor of Science", "Snow University", "2015-08", "2019-06"),
    ]


def test_who_leads_the_project_of_a_post_that_lasts_is_an_advisor() -> None:
    profile = marked_down(
        "# Ada Lind\n\n## Experience\n\n- **University of Snow**\n"
        "  Research Assistant — PI: Prof. Dr. Bo Berg, Apr. 2024 – Present\n"
    )
    assert posts(profile) == [("Research Assistant", "University of Snow", "2024-04", None)]
    assert [a.text for a in profile.advisors] == ["Bo Berg"]


def test_the_project_below_a_post_is_not_its_employer() -> None:
    profile = make_profile(
        "ada-lind.txt",
        [
            read_markdown(
                "ada-lind.txt",
                "Ada Lind\n\n## Employment\n\nLecturer — Snow University (Jan 2019–Dec 2020)\nTasks: teaching\n\n"
                "Project Manager — NIVEX (Sep 2010–Feb 2011)\nProject: Ice Testing Environment built on Sledge Game\n",
            )
        ],
    )
    assert posts(profile) == [
        ("Lecturer", "Snow University", "2019-01", "2020-12"),
        ("Project Manager", "NIVEX", "2010-09", "2011-02"),
    ]


def test_an_award_told_among_the_teaching() -> None:
    profile = marked_down(
        "# Ada Lind\n\n## Teaching\n\nIn 2022, I received a Teaching Fellow Excellence Award.\n\n"
        "- SN 537 - Snow in Computing. Fall 2021\n"
    )
    assert [(a.title, a.year) for a in profile.awards] == [("Teaching Fellow Excellence Award", 2022)]
