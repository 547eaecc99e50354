"""How researchers of many countries write their vitae, in variants on invented people."""

from __future__ import annotations

import pytest

from qabot.profiles import Profile, make_profile
from qabot.profiles.dates import read_dates
from qabot.profiles.name_lists import read_names
from qabot.sources.html import read_html
from qabot.sources.latex import read_latex
from qabot.sources.markdown import read_markdown
from qabot.sources.text import read_text


def profile(text: str) -> Profile:
    return make_profile("ada-lind.md", [read_markdown("ada-lind.md", text)])


def tex(body: str) -> Profile:
    return make_profile("lind.tex", [read_latex("lind.tex", body)])


def posts(found: Profile) -> list[tuple[str, str, str | None, str | None]]:
    return [(p.role, p.organization, p.start, p.end) for p in found.positions]


def studies(found: Profile) -> list[tuple[str, str, str, str | None, str | None]]:
    return [(d.degree, d.field, d.organization, d.start, d.end) for d in found.education]


def test_a_school_above_several_degrees():
    found = tex(
        "\\section*{Education}\n\n\\emph{University of Fjord}\n\n2006. DPhil, Ice Policy.\n\n"
        "2003. MSc, Snow and Management.\n\n\\emph{Lake University, Oslo}\n\n2001. BSc Glaciology.\n"
    )
    assert studies(found) == [
        ("DPhil", "Ice Policy", "University of Fjord", None, "2006"),
        ("MSc", "Snow and Management", "University of Fjord", None, "2003"),
        ("BSc", "Glaciology", "Lake University", None, "2001"),
    ]


def test_a_degree_as_the_label_of_an_entry():
    found = tex(
        "\\section*{Education}\\begin{description}\\item[Ph.D.] \\tab{}Glaciology \\\\ University of North Carolina - "
        "Chapel Hill, 2026\\end{description}"
    )
    assert studies(found) == [("Ph.D.", "Glaciology", "University of North Carolina - Chapel Hill", None, "2026")]


def test_a_state_is_no_degree():
    found = tex(
        "\\section*{Education}\n\\textbf{Massachusetts Institute of Snow,} Cambridge, MA \\newline Ph.D., Glaciology "
        "\\hfill 2016\n"
    )
    assert studies(found) == [("Ph.D.", "Glaciology", "Massachusetts Institute of Snow", None, "2016")]


def test_degrees_below_headings_of_their_level():
    found = profile(
        "# Ada Lind\n\n## Formação Acadêmica\n\n### Doutorado\n\n#### Geografia\n\n(2017 - Atual) Universidade Federal "
        "do Gelo - UFG (CAPES 6)\n\n### Mestrado\n\n#### Estatística\n\n(2014 - 2016) Universidade do Lago\n"
    )
    assert [(d.degree, d.field, d.organization, d.start, d.end, d.current) for d in found.education] == [
        ("Doutorado", "Geografia", "Universidade Federal do Gelo", "2017", None, True),
        ("Mestrado", "Estatística", "Universidade do Lago", "2014", "2016", False),
    ]


def test_posts_below_headings_of_their_places():
    found = profile(
        "# Ada Lind\n\n## Atuação Profissional\n\n### Laboratório do Gelo\n\n### (2012 - 2015) - Pesquisador\n\n"
        "Participação em projetos.\n\n### Neve Engenharia\n\n### (2016 - 2018) - Analista\n\nAtuou em projetos.\n"
    )
    assert posts(found) == [
        ("Pesquisador", "Laboratório do Gelo", "2012", "2015"),
        ("Analista", "Neve Engenharia", "2016", "2018"),
    ]


def test_languages_as_headings():
    found = profile("# Ada Lind\n\n## Idiomas\n\n### Inglês\n\nLê bem, fala bem.\n\n### Espanhol\n\nLê pouco.\n")
    assert [value.text for value in found.languages] == ["Inglês", "Espanhol"]


def test_a_university_before_the_role_and_a_department_behind_it():
    found = profile(
        "# Ada Lind\n\n## Positions\n\n- University of Fjord, Lecturer (History Dept, New College) (2010-19)\n"
        "- University of Fjord, Visiting Assistant Professor, History Department (2001-2007)\n"
    )
    assert posts(found) == [
        ("Lecturer", "University of Fjord", "2010", "2019"),
        ("Visiting Assistant Professor", "University of Fjord", "2001", "2007"),
    ]


def test_awards_in_quotation_marks_and_behind_a_bar():
    found = profile(
        "# Ada Lind\n\n## Awards\n\n- “Ice for All, and Snow,” Northern Foundation, 2014\n"
        '- "FJORD Grant: Digital Ice", 2018\n- 2023｜雪城冰川竞赛一等奖\n- 2022｜北方大学奖学金\n'
        "- Travel award, U.S. Department of Ice, 2016\n"
    )
    assert [(a.title, a.organization, a.year) for a in found.awards] == [
        ("Ice for All, and Snow", "Northern Foundation", 2014),
        ("FJORD Grant: Digital Ice", "", 2018),
        ("雪城冰川竞赛一等奖", "", 2023),
        ("北方大学奖学金", "", 2022),
        ("Travel award", "U.S. Department of Ice", 2016),
    ]


def test_titles_and_venues_behind_two_slashes():
    found = profile(
        "# Lind A.\n\n## Публикации\n\n1. Berg B., **Lind A.**, Roe E. M. Loud-to-Silent: A Construction of Ice // "
        "*Mathematical Snow.* – 2025. – P. 180–194.\n"
        "2. **Lind A.**, Roe E. M. Consensus of floes // *2023 7th School of Ice.* – 2023. – P. 68-71.\n"
    )
    assert [(p.title, p.authors, p.venue, p.year) for p in found.papers] == [
        ("Loud-to-Silent: A Construction of Ice", ("Berg B.", "Lind A.", "Roe E. M."), "Mathematical Snow", 2025),
        ("Consensus of floes", ("Lind A.", "Roe E. M."), "2023 7th School of Ice", 2023),
    ]


def test_a_doi_is_no_title_and_no_venue():
    found = profile(
        "# Ada Lind\n\n## Publications\n\n- A. Lind and B. Berg, *Loud ice in silent lakes*, Lake Biology, Vol 12(10), "
        "2016, pp 5, [10.1371/journal.pice.1005143](https://doi.org/10.1371/journal.pice.1005143)\n"
    )
    assert [(p.title, p.venue, p.year) for p in found.papers] == [("Loud ice in silent lakes", "Lake Biology", 2016)]


def test_a_venue_behind_a_short_surname():
    names = read_names("Yu Chen, Ada Li. COLING 2025", 0, 28).names
    assert [name.text for name in names] == ["Yu Chen", "Ada Li."]


def test_a_chinese_post_beside_its_unit():
    found = make_profile(
        "lin.html",
        [
            read_html(
                "lin.html",
                "<h1>林雪</h1><h2>工作经历</h2><p><b>雪城学院</b><time>2026 年 5 月 — 至今</time></p>"
                "<p>冰川研究中心，研究助理教授。</p><p><b>北方大学</b><time>2024 年 5 月 — 2026 年 5 月</time></p>"
                "<p>管理学院，博士后研究员。合作导师：<a href='#'>Prof. Bo Berg</a>。</p>",
            )
        ],
    )
    assert posts(found) == [
        ("研究助理教授", "雪城学院", "2026-05", None),
        ("博士后研究员", "北方大学", "2024-05", "2026-05"),
    ]


def test_a_korean_post_in_the_front_matter_and_a_name_with_a_space():
    found = profile("---\ntitle: 도 제인\nsubtitle: 북방대학교 빙하학과 조교수\n---\n저는 눈을 좋아합니다.\n")
    assert found.current is not None
    assert (found.current.role, found.current.organization) == ("조교수", "북방대학교 빙하학과")
    assert "도제인" in [alias.text for alias in found.aliases]


def test_japanese_studies_in_rows_of_events():
    rows = (
        ("2017年4月", "北方大学 工学部 氷学科　入学"),
        ("2021年3月", "同上　卒業"),
        ("2021年4月", "北方大学大学院 工学研究科 博士前期課程　入学"),
        ("現在", "同上　在学中（指導教員：雪野 太郎 教授）"),
    )
    table = "".join(f"<tr><td>{when}</td><td>：</td><td>{what}</td></tr>" for when, what in rows)
    found = make_profile("ito.html", [read_html("ito.html", f"<h1>伊藤花子</h1><h2>学歴</h2><table>{table}</table>")])
    assert studies(found) == [
        ("学士", "", "北方大学 工学部 氷学科", "2017-04", "2021-03"),
        ("博士前期課程", "", "北方大学大学院 工学研究科", "2021-04", None),
    ]
    assert [v.text for v in found.advisors] == ["雪野 太郎"]


def test_japanese_career_with_ranges_a_school_and_a_birth():
    found = profile(
        "# 伊藤花子\n\n## 経歴\n\n1994年北県雪市生まれ\n\n2010.04~2013.03 北県立雪高等学校\n\n"
        "2013.04~2016.03 北方大学 音楽学部 学士（音楽）\n\n2015.02~2017.03 frostlab サウンドエンジニア\n\n"
        "2021-2023, 北方大学大学院 工学研究科 修士課程修了\n"
    )
    assert posts(found) == [("サウンドエンジニア", "frostlab", "2015-02", "2017-03")]
    assert studies(found) == [
        ("", "", "北県立雪高等学校", "2010-04", "2013-03"),
        ("学士", "音楽", "北方大学 音楽学部", "2013-04", "2016-03"),
        ("修士課程", "", "北方大学大学院 工学研究科", "2021", "2023"),
    ]


def test_a_japanese_life_in_a_sentence():
    found = profile(
        "# 伊藤花子\n\n私は1999年に北方大学電子工学科を卒業した後、大学院に進学し、雪野太郎先生のご指導のもと氷の研究に従事して"
        "修士課程を2001年に修了しました。その後、南方機構のポスドクとして氷の発生に関する研究に長く従事しました．"
    )
    assert studies(found) == [
        ("学士", "", "北方大学電子工学科", None, "1999"),
        ("修士課程", "", "北方大学", None, "2001"),
    ]
    assert [(p.role, p.organization, p.current) for p in found.positions] == [("ポスドク", "南方機構", False)]
    assert [v.text for v in found.advisors] == ["雪野太郎"]


def test_german_posts_under_people_and_in_changes():
    found = profile(
        "# Ada Lind\n\nVon 2011 bis 2014 arbeitete ich als Mitarbeiterin von Bo Berg in der Arbeitsgruppe Eis der "
        "Universität Fjord. Im Wintersemester 2014/15 ergab sich eine Vertretungsprofessur an der Universität Nord. "
        "Von dort wechselte ich im Sommersemester 2015 auf eine Juniorprofessur an der Universität Süd.\n"
    )
    assert [(p.role, p.organization) for p in found.positions] == [
        ("Mitarbeiterin", "Arbeitsgruppe Eis der Universität Fjord"),
        ("Vertretungsprofessur", "Universität Nord"),
        ("Juniorprofessur", "Universität Süd"),
    ]


def test_a_french_degree_behind_its_label():
    text = (
        "Nom : Ada LIND\nSituation actuelle : Doctorante\nFormation pré-doctorale : DEA Glaces, Université Fjord 7.\n"
    )
    found = make_profile("lind.txt", [read_text("lind.txt", text)])
    assert studies(found) == [("DEA", "Glaces", "Université Fjord 7", None, None)]


@pytest.mark.parametrize(("text", "end"), [("2015.08~09", "2015-09"), ("2015-17", "2017")])
def test_two_digits_behind_a_date(text: str, end: str):
    assert [date.end for date in read_dates(text)] == [end]
