"""Pages in two languages, headings and degrees of many languages, and the classes of LaTeX vitae, on invented people."""

from __future__ import annotations

import pytest

from qabot.profiles import Profile, make_profile
from qabot.profiles.dates import read_dates
from qabot.profiles.heading_kinds import heading_kind
from qabot.sources.latex import read_latex
from qabot.sources.markdown import read_markdown


def profile(text: str) -> Profile:
    return make_profile("p0001.md", [read_markdown("p0001.md", text)])


def tex(body: str) -> Profile:
    return make_profile("p0001.tex", [read_latex("p0001.tex", body)])


def posts(found: Profile) -> list[tuple[str, str, str | None, str | None]]:
    return [(p.role, p.organization, p.start, p.end) for p in found.positions]


def studies(found: Profile) -> list[tuple[str, str, str, str | None, str | None]]:
    return [(d.degree, d.field, d.organization, d.start, d.end) for d in found.education]


TWOFOLD = """# 김하늘

## 학력

- 2010 한빛대학교 물리학과 박사
- 2004 한빛대학교 물리학과 학사

## 경력

- 2012.03 ~ 2015.02 조교수, 새솔대학교

## 수상

- 눈송이상, 2014
- 얼음상, 2011

## Education

- Ph.D. in Physics, Hanbit University, 2010
- B.S. in Physics, Hanbit University, 2004

## Experience

- 2012.03 - 2015.02 Assistant Professor, Saesol University
- 2016.03 - 2018.02 Visiting Scholar, Lake Institute of Technology

## Awards

- Snowflake Prize, 2014
- Ice Award, 2011
"""


def test_what_two_languages_tell_is_told_once():
    found = profile(TWOFOLD)
    assert [d.end for d in found.education] == ["2010", "2004"]
    assert [(p.start, p.end) for p in found.positions] == [("2012-03", "2015-02"), ("2016-03", "2018-02")]
    assert [a.year for a in found.awards] == [2014, 2011]
    assert all(fact.also for fact in (*found.education, found.positions[0], *found.awards))


def test_awards_of_other_years_in_another_language_are_others():
    found = profile(
        "# Ada Lind\n\n## Awards\n\n- 雪花奖, 2014\n- 冰川奖, 2011\n- Snow Prize, 2013\n- Ice Award, 2011\n"
    )
    assert [a.year for a in found.awards] == [2014, 2011, 2013, 2011]


def test_two_posts_of_one_time_with_other_ranks_are_two():
    found = profile(
        "# Ada Lind\n\n## Positions\n\n- 2012 - 2015 副教授，远山大学\n- 2012 - 2015 Visiting Scholar, Lake University\n"
    )
    assert [p.start for p in found.positions] == ["2012", "2012"]


def test_a_degree_without_its_school_is_the_study_that_ended_that_year():
    found = tex(
        "\\documentclass{moderncv}\\name{Ada}{Lind}\\begin{document}\\section{Ausbildung}"
        "\\cvitem{1997 -- 2003}{Promotionsstudium an der Universität Hallwil (Betreuer: Prof.~Dr.~Otto Reif)}"
        "\\section{Akademische Grade}\\cvitem{Mai 2003}{Promotion in Geologie mit Auszeichnung}\\end{document}"
    )
    assert studies(found) == [("Promotionsstudium", "Geologie", "Universität Hallwil", "1997", "2003")]
    assert [a.text for a in found.advisors] == ["Otto Reif"]


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Wykształcenie", "education"),
        ("Stopnie naukowe", "education"),
        ("Öğrenim Durumu", "education"),
        ("Títulos y Grados Académicos", "education"),
        ("Vzdělání", "education"),
        ("Tanulmányok", "education"),
        ("İş Deneyimi", "positions"),
        ("Doświadczenie zawodowe", "positions"),
        ("Przebieg pracy zawodowej", "positions"),
        ("Ruoli", "positions"),
        ("Nagrody i wyróżnienia", "awards"),
        ("Ödüller ve Burslar", "awards"),
        ("Wettbewerbe", "awards"),
        ("Funding Awards", "grants"),
        ("科研资助", "grants"),
        ("Makaleler", "papers"),
        ("Produção bibliográfica", "papers"),
        ("Araştırma Alanları", "interests"),
        ("Zainteresowania naukowe", "interests"),
        ("Języki obce", "languages"),
        ("Staże zagraniczne", "visits"),
        ("Visiting researcher", "visits"),
    ],
)
def test_headings_of_many_languages(title: str, kind: str):
    assert heading_kind(title) == kind


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("Mar-2019 – Aug-2022", "2019-03", "2022-08"),
        ("06-2019 -- 07-2020", "2019-06", "2020-07"),
        ("24-Oct-2022", "2022-10", "2022-10"),
    ],
)
def test_dates_with_hyphens(text: str, start: str, end: str):
    assert [(d.start, d.end) for d in read_dates(text)] == [(start, end)]


def test_lists_of_the_class_for_curricula_are_sections():
    found = tex(
        "\\begin{cv}{{\\Huge Ada Luz Prado}}\\begin{cvlist}{Idiomas}\\item[Español] Lengua materna"
        "\\item[Inglés] Nivel avanzado\\\\ TOEIC test, Total Score 670\\end{cvlist}"
        "\\begin{cvlist}{Títulos y Grados Académicos}\\item[2013] \\textbf{Doctora en Informática}\\\\"
        "Universidad de Montelargo\\\\ \\textbf{Tutores}: Rosa Vidal y Luis Campo\\end{cvlist}\\end{cv}"
    )
    assert studies(found) == [("Doctora", "Informática", "Universidad de Montelargo", None, "2013")]
    assert [a.text for a in found.advisors] == ["Rosa Vidal", "Luis Campo"]
    assert [v.text for v in found.languages] == ["Español Lengua materna", "Inglés Nivel avanzado"]


def test_an_aside_keeps_its_lines_and_an_entry_its_post():
    found = tex(
        "\\documentclass{friggeri-cv}\\begin{document}\\header{ada}{lind}{}\n\\begin{aside}\n\\section{Langues}\n"
        "Anglais, courant\n{\\color{red} $\\varheartsuit$} Italien, bilingue % oui\n\\end{aside}\n\\section{Expérience}\n"
        "\\entry{2014--2016}{Glace SA}{Lyon}{\\jobtitle{Ingénieure logiciel}\\\\ Conception :"
        "\\begin{itemize}\\item Capteurs\\end{itemize}}\\end{document}"
    )
    assert posts(found) == [("Ingénieure logiciel", "Glace SA", "2014", "2016")]
    assert [v.text for v in found.languages] == ["Anglais", "Italien"]


def test_tags_beside_each_other_are_interests_of_their_own():
    found = tex(
        "\\name{Ada Lind}\\cvsection{Research Interests}\\cvtag{Deep Ice}\\cvtag{Snow (SN)}\n\\cvtag{Fog and Mist}"
    )
    assert [v.text for v in found.interests] == ["Deep Ice", "Snow (SN)", "Fog and Mist"]


def test_what_was_studied_with_its_own_name_in_brackets():
    found = profile(
        "# Ada Lind\n\n## Education\n\n2001\n:   **PhD, Ice Science (Dottorato in Scienze del Ghiaccio)**; Lake University\n\n"
        "Thesis title: Sequences of Snow. Advisors: Prof. Otto Reif (Moss College), Prof. Rosa Vidal.\n\n"
        "1995\n:   **MSc, Geology (Laurea in Geologia)**; Lake University\n"
    )
    assert studies(found) == [
        ("PhD", "Ice Science", "Lake University", None, "2001"),
        ("MSc", "Geology", "Lake University", None, "1995"),
    ]
    assert [a.text for a in found.advisors] == ["Otto Reif", "Rosa Vidal"]


def test_money_for_work_is_no_award():
    found = profile("# Ada Lind\n\n## Awards\n\n- $31,764 / 3 years (co-PI), Moss Fund, 2012\n- Snow Prize, 2011\n")
    assert [(a.title, a.year) for a in found.awards] == [("Snow Prize", 2011)]


def test_fields_of_chinese_degrees():
    found = profile(
        "# 林小雪\n\n## 教育背景\n\n- 2017.09 - 2021.06, 教育技术学理学学士, 教育学院, 远山师范大学\n"
        "- 2021.09 - 2023.06, 数字技术、传播与教育硕士, 教育学院, 湖州大学 (优秀等第毕业并获院长奖)\n"
    )
    assert studies(found) == [
        ("学士", "教育技术学", "教育学院, 远山师范大学", "2017-09", "2021-06"),
        ("硕士", "数字技术、传播与教育", "教育学院, 湖州大学", "2021-09", "2023-06"),
    ]


def test_names_that_chinese_sentences_begin_with():
    first = profile("---\ntitle: 简介\n---\n\n**李青山 博士**于远山大学土木工程专业获得学士和博士学位。\n")
    assert (first.name, studies(first)) == (
        "李青山",
        [("学士", "土木工程", "远山大学", None, None), ("博士", "土木工程", "远山大学", None, None)],
    )
    second = profile("Her Mottos:\n\n楚小雪是远山大学教育技术学博士生，她的研究聚焦于虚拟现实。\n")
    assert second.name == "楚小雪"


def test_a_page_in_traditional_characters():
    found = profile(
        "---\ntitle: 關於\nsubtitle: 北湖大學資訊工程研究所碩士生 · 語音辨識 · 語言模型\n---\n\n"
        "我是 **林小明（Hsiao-Ming Lin）**，目前就讀 **國立北湖大學資訊工程研究所**，預計於 2027 年 6 月取得碩士學位。\n"
    )
    assert (found.name, [a.text for a in found.aliases][:1]) == ("林小明", ["Hsiao-Ming Lin"])
    assert found.current and (found.current.role, found.current.organization) == ("碩士生", "北湖大學資訊工程研究所")
    assert studies(found) == [("碩士", "", "國立北湖大學資訊工程研究所", None, "2027-06")]


def test_somebody_who_only_studies_is_that_now():
    found = tex(
        "\\name{Ada Lind}\\cvsection{Experience}\\cvevent{Doctoral Candidate}{Lake University}{July 2021 -- Ongoing}{Oslo}"
    )
    assert found.current and (found.current.role, found.current.organization) == (
        "Doctoral Candidate",
        "Lake University",
    )


def test_several_people_guide_together():
    found = profile(
        "# 邵远\n\n我在远山大学获得博士学位，导师为 **徐小军研究员**，并由 **王小飞研究员** 和 **魏小巍教授** 共同指导。\n\n"
        "我很荣幸得到李小勇教授（[湖州](https://a.example)）、宫小顺教授（[远山](https://b.example)）和尹小龙教授的指导。\n"
    )
    assert [a.text for a in found.advisors] == ["徐小军", "王小飞", "魏小巍", "李小勇", "宫小顺", "尹小龙"]


def test_a_place_in_brackets_is_nobody():
    found = profile("我目前在雪山达摩院（杭州）担任研究实习生。\n")
    assert found.name_from != "text"


def test_an_employer_and_a_post_in_one_heading():
    found = profile(
        "# Ada Lind\n\n## Work experience\n\n### Lake Analytics: Data Scientist and Head of Research\n\n"
        "October 2018--present\n\n- Learning for Chatbots\n\n### Snow Corps: Army officer\n\n2014--2015\n\n"
        "Operation Saturn: help in the hills.\n"
    )
    assert posts(found) == [
        ("Data Scientist and Head of Research", "Lake Analytics", "2018-10", None),
        ("Army officer", "Snow Corps", "2014", "2015"),
    ]


def test_schools_of_a_japanese_vita_are_studies():
    found = profile(
        "# 山田 花子\n\n## 略歴\n\n- 2013.9 - 2016.6:\n  北海大学\n  大学院雪氷研究院\n  (櫻野研究室) 助教\n"
        "- 2007.4 - 2012.3:\n  南山大学\n  大学院情報学研究科\n- 1999.4 - 2002.3:\n  青空高等学校理数科\n"
    )
    assert posts(found) == [("助教", "北海大学", "2013-09", "2016-06")]
    assert [(d.organization, d.start) for d in found.education] == [
        ("南山大学", "2007-04"),
        ("青空高等学校理数科", "1999-04"),
    ]


def test_the_entries_of_a_french_class():
    found = tex(
        "\\documentclass{yaac-another-awesome-cv}\\name{Ada}{Lind}\\begin{document}\\sectionTitle{Formations}{\\faBook}"
        "\\scholarshipentry{2020-2023}{Doctorat en Mécanique (Université du Lac)}"
        "\\sectionTitle{Expériences}{\\faFlask}\\experience{Aujourd'hui}{Ingénieure de recherche}{Institut des Neiges}"
        "{Lyon}{Octobre 2023}{\\begin{itemize}\\item Glace\\end{itemize}}{glace, neige}\\end{document}"
    )
    assert [(d.degree, d.organization, d.end) for d in found.education] == [("Doctorat", "Université du Lac", "2023")]
    assert found.current and (found.current.role, found.current.start) == ("Ingénieure de recherche", "2023-10")


def test_awards_below_other_experiences():
    found = profile(
        "# Ada Lind\n\n## Other experiences\n\n- 2012 Tutor, Lake University\n\n### Awards of our team\n\n"
        "- 2015 Best Engineering Award, Robot Cup\n"
    )
    assert [(a.title, a.year) for a in found.awards] == [("Best Engineering Award", 2015)]
