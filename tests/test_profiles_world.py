"""How researchers write in Chinese, Japanese, Korean and Russian, in variants on invented people."""

from __future__ import annotations

import pytest

from qabot.profiles import Profile, make_profile
from qabot.profiles.dates import read_dates
from qabot.profiles.name_lists import read_names
from qabot.sources.markdown import read_markdown
from qabot.sources.text import read_text


def profile(text: str) -> Profile:
    return make_profile("ada-lind.md", [read_markdown("ada-lind.md", text)])


def posts(found: Profile) -> list[tuple[str, str, str | None, str | None]]:
    return [(p.role, p.organization, p.start, p.end) for p in found.positions]


def studies(found: Profile) -> list[tuple[str, str, str, str | None]]:
    return [(d.degree, d.field, d.organization, d.end) for d in found.education]


def papers(body: str) -> list[tuple[str, tuple[str, ...], str, int | None]]:
    found = profile(f"# Ada Lind\n\n## Publications\n\n{body}\n")
    return [(p.title, p.authors, p.venue, p.year) for p in found.papers]


@pytest.mark.parametrize(
    ("text", "start", "end", "current"),
    [
        ("平成22年3月 卒業", "2010-03", "2010-03", False),
        ("令和元年5月～令和3年", "2019-05", "2021", False),
        ("昭和63年", "1988", "1988", False),
        ("2020年4月～ 北方大学", "2020-04", None, True),
        ("2017年度～2019年度", "2017", "2019", False),
        ("с 2008 по 2012 гг. – ассистент", "2008", "2012", False),
        ("с 2012 г. по н.в. – доцент", "2012", None, True),
        ("з 2015 р. по теперішній час", "2015", None, True),
        ("2025– 북방대학교", "2025", None, True),
        ("2019 – Postdoc", "2019", "2019", False),
        ("2023년 1학기: 눈의 물리", "2023", "2023", False),
        ("'15.03 ~ '17.02", "2015-03", "2017-02", False),
        ("2015/2016", "2015", "2016", False),
        ("2015/17", "2015", "2015", False),
        ("od 2015 do 2019", "2015", "2019", False),
        ("листопад 2019", "2019-11", "2019-11", False),
    ],
)
def test_dates_of_many_countries(text: str, start: str, end: str | None, current: bool):
    assert [(d.start, d.end, d.current) for d in read_dates(text)] == [(start, end, current)]


def test_chinese_clauses_share_a_date_and_a_school():
    found = profile(
        "# 林雪\n\n林雪，女，1985年生，博士，副教授。2007年毕业于北方大学冰雪学院，获学士学位；2012年毕业于南方大学，获冰川学专业"
        "博士学位。2012年7月至2014年8月在东方大学从事博士后研究。2014年9月起任教于西方大学（雪城），2018年晋升为副教授。\n"
    )
    assert studies(found) == [
        ("学士", "", "北方大学冰雪学院", "2007"),
        ("博士", "冰川学", "南方大学", "2012"),
    ]
    assert posts(found) == [
        ("博士后研究", "东方大学", "2012-07", "2014-08"),
        ("副教授", "西方大学（雪城）", "2018", None),
    ]


def test_chinese_posts_led_by_their_dates():
    found = profile(
        "# 林雪\n\n1985年09月至1989年08月，本科就读于北方大学冰雪系。\n\n1998年09月至2000年12月，任南方大学冰川研究中心高级访问学者。\n\n"
        "2014年01月至2017年08月，任西方大学教授、博士生导师，西方大学校长助理。\n\n2012年，荣获“雪城科学技术一等奖”。\n"
    )
    assert [(d.degree, d.organization, d.start, d.end) for d in found.education] == [
        ("本科", "北方大学冰雪系", "1985-09", "1989-08")
    ]
    assert posts(found) == [
        ("高级访问学者", "南方大学冰川研究中心", "1998-09", "2000-12"),
        ("教授", "西方大学", "2014-01", "2017-08"),
        ("校长助理", "西方大学", "2014-01", "2017-08"),
    ]
    assert [(a.title, a.year) for a in found.awards] == [("雪城科学技术一等奖", 2012)]


def test_two_places_of_one_role_each_with_its_years():
    found = profile(
        "# 林雪\n\n她先后在[北方大学](https://n.example)（2023–2024）和南方大学（2024–2025）从事博士后研究，现任研究员。\n"
    )
    assert posts(found)[:2] == [
        ("博士后研究", "北方大学", "2023", "2024"),
        ("博士后研究", "南方大学", "2024", "2025"),
    ]


def test_dated_posts_parted_by_semicolons():
    found = make_profile(
        "ada-lind.txt",
        [
            read_text(
                "ada-lind.txt",
                "林雪\n\n教育经历\n1985/09-1989/07，北方大学，冰川专业，大学本科; 1999/09-2002/03，南方大学，硕士\n",
            )
        ],
    )
    assert [(d.degree, d.organization, d.start, d.end) for d in found.education] == [
        ("大学本科", "北方大学", "1985-09", "1989-07"),
        ("硕士", "南方大学", "1999-09", "2002-03"),
    ]


def test_japanese_eras_and_the_same_place():
    found = profile(
        "# 雪野 氷子\n\n## 略歴\n\n- 平成22年3月 北方大学 工学部 卒業\n- 2017年4月～2020年3月 南方大学 大学院工学研究科 助教\n"
        "- 2020年4月～ 西方大学 工学研究科 准教授\n- 令和5年10月 同 教授，現在に至る\n"
    )
    assert studies(found) == [("学士", "", "北方大学 工学部", "2010-03")]
    assert [(p.role, p.organization, p.start) for p in found.positions] == [
        ("助教", "南方大学 大学院工学研究科", "2017-04"),
        ("准教授", "西方大学 工学研究科", "2020-04"),
        ("教授", "西方大学 工学研究科", "2023-10"),
    ]


def test_korean_role_organisation_and_place():
    found = profile(
        "# 설빙\n\n## 경력\n\n- 2022/05 ~ 2023/02 데이터 사이언티스트, 얼음전자 | 수원, 대한민국\n- 2008.3 – 현재 북방대학교 화학과 (조교수)\n"
    )
    assert posts(found) == [
        ("데이터 사이언티스트", "얼음전자", "2022-05", "2023-02"),
        ("조교수", "북방대학교 화학과", "2008-03", None),
    ]


def test_russian_roles_with_their_places_in_the_genitive():
    found = profile(
        "# Льдов Иван Петрович\n\n## Опыт работы\n\n- с 2008 по 2012 гг. – ассистент кафедры снега СГУ\n"
        "- 2015 – настоящее время: заведующий лабораторией льда, Институт холода РАН\n\n## Образование\n\n"
        "- 1998 г. — окончил физический факультет Северного государственного университета по специальности «лёд»\n"
        "- 2008–2011, аспирантура СГУ, специальность 01.01.09\n"
    )
    assert posts(found) == [
        ("ассистент", "кафедры снега СГУ", "2008", "2012"),
        ("заведующий", "лабораторией льда, Институт холода РАН", "2015", None),
    ]
    assert studies(found) == [
        ("", "", "физический факультет Северного государственного университета", "1998"),
        ("аспирантура", "", "СГУ", "2011"),
    ]


@pytest.mark.parametrize(
    ("line", "title", "authors", "venue", "year"),
    [
        (
            "[1] 林雪, 冰洋. 基于雪的流量预测方法[J]. 冰川学报, 2021, 44(5): 1023-1036.",
            "基于雪的流量预测方法", ("林雪", "冰洋"), "冰川学报", 2021,
        ),
        (
            "[3] 林雪，冰洋. 雪的一种新算法[C]//第十八届冰雪学术会议论文集. 雪城：北方出版社，2019：112-118.",
            "雪的一种新算法", ("林雪", "冰洋"), "第十八届冰雪学术会议论文集", 2019,
        ),
        (
            "雪野氷子・氷山太郎，「雪の環境認識に関する研究」，日本氷学会誌，Vol. 35，No. 4，pp. 301–310，2017．",
            "雪の環境認識に関する研究", ("雪野氷子", "氷山太郎"), "日本氷学会誌", 2017,
        ),
        (
            "雪野 氷子, 氷山 太郎, 大域的構造を考慮した雪の差し替え, 第119回 氷学会 雪研究報告, 2018-ICE-119, No.43, pp.1—7, 2018年6月.",
            "大域的構造を考慮した雪の差し替え", ("雪野 氷子", "氷山 太郎"), "第119回 氷学会 雪研究報告", 2018,
        ),
        (
            "설빙·김얼음, 「눈의 인식을 위한 학습」, 『한국얼음학회 학술발표논문집』, 2019년 6월.",
            "눈의 인식을 위한 학습", ("설빙", "김얼음"), "한국얼음학회 학술발표논문집", 2019,
        ),
        (
            "Льдов И.П., Снегов П.С. Об устойчивости льда // Известия вузов. Математика. 2015. № 4. С. 23–31.",
            "Об устойчивости льда", ("Льдов И.П.", "Снегов П.С."), "Известия вузов. Математика", 2015,
        ),
        (
            "COSTA E NEVE, Mariana; GELO, João. Classificação de neve. Revista de Gelo, v. 23, n. 2, p. 100-120, 2016.",
            "Classificação de neve", ("COSTA E NEVE, Mariana", "GELO, João"), "Revista de Gelo", 2016,
        ),
        (
            'Lind Berg, Ada. "Mapas de nieve", en J. García (ed.), Avances en hielo, Madrid: Norte, 2017, pp. 33-58.',
            "Mapas de nieve", ("Lind Berg, Ada",), "Avances en hielo, Madrid: Norte", 2017,
        ),
        (
            "Lind, Ada: Vertrauen in Schnee. In: Klaus Eis (Hg.): Schneeforschung. Köln: Nord 2018, S. 45-67.",
            "Vertrauen in Schnee", ("Lind, Ada",), "Schneeforschung", 2018,
        ),
    ],
)  # fmt: skip
def test_references(line: str, title: str, authors: tuple[str, ...], venue: str, year: int):
    assert papers(f"- {line}") == [(title, authors, venue, year)]


def test_the_heading_of_a_kind_of_publications_is_no_title():
    body = (
        "### Beiträge zum Schnee\n\nLind, A. & Berg, B. (2017). Wie Schnee fällt. *Eiskunde, 62*(3), 275–294.\n\n"
        "### Conférences du nord\n\n- Ada Lind, Bo Berg : Une approche de la neige. GELO 2017, Grenoble, pages 45-56.\n"
    )
    assert [title for title, *_ in papers(body)] == ["Wie Schnee fällt", "Une approche de la neige"]


def test_posts_among_the_studies():
    found = profile(
        "# Ada Lind\n\n## Akademischer Werdegang\n\n- seit 10/2021: W2-Professorin für Eiskunde an der Universität Nord\n"
        "- 2003–2009 Studium der Publizistik, Soziologie und BWL an der Universität Süd\n"
    )
    assert posts(found) == [("W2-Professorin für Eiskunde", "Universität Nord", "2021-10", None)]
    assert studies(found) == [("Studium", "Publizistik, Soziologie und BWL", "Universität Süd", "2009")]


def test_names_set_apart_by_a_dot():
    assert [n.text for n in read_names("雪野氷子・氷山太郎", 0, 9).names] == ["雪野氷子", "氷山太郎"]
    assert [n.text for n in read_names("买买提·艾力，林雪", 0, 9).names] == ["买买提·艾力", "林雪"]


def test_spans_hold_the_words_they_tell():
    source = read_markdown("a.md", "# 林雪\n\n2014年9月起任教于西方大学（雪城），2018年晋升为副教授。\n")
    found = make_profile("a.md", [source])
    for post in found.positions:
        for name in ("role", "organization"):
            assert source.text[post.parts[name].start : post.parts[name].end] == getattr(post, name)


def test_stations_listed_in_one_breath():
    found = profile(
        "# Eva Eis\n\n## Vita\n\nGeboren 1956 in Nordstadt. Promotion Universität Nord (1984), Gastdozentin an der Universität Süd "
        "(1991), Professorin für Eiskunde an der Universität West (1992-2000), Honorarprofessorin an der Universität Ost (seit 2003).\n"
    )
    assert posts(found) == [
        ("Gastdozentin", "Universität Süd", "1991", "1991"),
        ("Professorin für Eiskunde", "Universität West", "1992", "2000"),
        ("Honorarprofessorin", "Universität Ost", "2003", None),
    ]
    assert studies(found) == [("Promotion", "", "Universität Nord", "1984")]


def test_a_sentence_with_years_in_brackets_is_no_list_of_stations():
    found = profile(
        "# Ana Nieve\n\nMi trayectoria ha estado vinculada a la Universidad del Norte, donde me titulé como Ingeniera (2012) y obtuve mi "
        "Doctorado (2018), y también a otras (2019).\n"
    )
    assert posts(found) == []


def test_german_filler_words_are_no_part_of_a_role():
    found = profile(
        "# Eva Eis\n\nVon 1980 bis 1985 arbeitete die Physikerin als wissenschaftliche Mitarbeiterin an der Universität Nord. Im Jahr "
        "1992 ging sie als Dozentin an die Universität Süd. 1998 wechselte sie an die Universität West und war hier Wissenschaftliche "
        "Assistentin.\n"
    )
    assert posts(found) == [
        ("wissenschaftliche Mitarbeiterin", "Universität Nord", "1980", "1985"),
        ("Dozentin", "Universität Süd", "1992", "1992"),
        ("Wissenschaftliche Assistentin", "Universität West", "1998", "1998"),
    ]


def test_degrees_that_are_headings():
    found = profile(
        "# Eva Eis\n\n## Akademische Laufbahn\n\n### Promotion in Eiskunde\n\n| seit 11.2013 | Universität Nord |\n|---|---|\n"
        "| erwartet 1.2017 | Dissertation – Schneemodelle |\n"
    )
    assert [(d.degree, d.organization, d.start, d.current) for d in found.education] == [
        ("Promotion", "Universität Nord", "2013-11", True)
    ]


def test_a_role_first_in_chinese():
    found = profile(
        "# 林雪\n\n## 工作经历\n\n* 2021.01-今 教授 北方大学（雪城） 冰雪学院\n* 2014.09-2016.09 访问教授 南方大学 冰川中心\n"
    )
    assert posts(found) == [
        ("教授", "北方大学（雪城） 冰雪学院", "2021-01", None),
        ("访问教授", "南方大学 冰川中心", "2014-09", "2016-09"),
    ]


def test_a_korean_institute_is_no_researcher():
    found = profile("# 설빙\n\n## 경력\n\n| 2021.09 ~ 2023.08 | 한국얼음과학연구원 | 박사후연구원 |\n|---|---|---|\n")
    assert posts(found) == [("박사후연구원", "한국얼음과학연구원", "2021-09", "2023-08")]


def test_the_same_place_in_russian():
    found = profile(
        "# Льдов Иван\n\n## Опыт работы\n\n- 2018 – н.в. старший научный сотрудник, Институт льда РАН\n"
        "- 2014–2018 младший научный сотрудник, там же\n"
    )
    assert posts(found) == [
        ("старший научный сотрудник", "Институт льда РАН", "2018", None),
        ("младший научный сотрудник", "Институт льда РАН", "2014", "2018"),
    ]


def test_projects_named_by_their_headings():
    found = profile(
        "# 林雪\n\n## 项目经历\n\n### 雪的轨迹生成（科研项目）\n\n- **项目背景**：雪城人才计划\n- **项目时间**：2022.03 – 2023.06\n\n"
        "### Ice Jam\n\nSnow School / 2022.08\n\n- made a game\n"
    )
    assert [(p.title, p.start, p.end) for p in found.projects] == [
        ("雪的轨迹生成（科研项目）", "2022-03", "2023-06"),
        ("Ice Jam", "2022-08", "2022-08"),
    ]


def test_who_somebody_is_below_the_name_is_no_section():
    found = profile("# 林雪\n\n### 本科生 (冰雪学院，北方大学)\n\n电子邮箱: lin@example.org\n")
    assert found.students == ()


def test_full_width_digits():
    assert [(d.start, d.end) for d in read_dates("２０１３年７月 北方大学")] == [("2013-07", "2013-07")]


def test_a_japanese_vita_told_year_by_year():
    found = profile(
        "# 雪野 花子\n\n2006年北方大学工学部情報エネルギー工学科卒業。2008年同大学院情報科学研究科博士前期課程、"
        "2011年同博士後期課程修了。博士（情報科学）。同年、雪山社に入社、言語の研究に従事。\n"
        "2014年より南方大学大学院情報科学研究科准教授、2024年より雪山大学情報学院教授、現在に至る。\n"
    )
    assert [(d.degree, d.organization, d.end) for d in found.education] == [
        ("学士", "北方大学工学部情報エネルギー工学科", "2006"),
        ("博士前期課程", "北方大学", "2008"),
        ("博士後期課程", "北方大学", "2011"),
    ]
    assert [(p.role, p.organization, p.start, p.current) for p in found.positions] == [
        ("准教授", "南方大学大学院情報科学研究科", "2014", False),
        ("教授", "雪山大学情報学院", "2024", True),
    ]


def test_a_post_dated_at_its_verb():
    found = profile(
        "# Anton Frost\n\nAnton Frost ist seit 2023 Professor für Eiskunde an der Hochschule Nord und leitet die Gruppe "
        "„Kaltes Haus“. 1986 wurde er zum ordentlichen Professor am Institut für Schnee der Universität Berg berufen, war "
        "von 1990 bis 1992 Dekan der Fakultät Eis an der Universität Berg.\n"
    )
    assert [(p.role, p.organization, p.start, p.end, p.current) for p in found.positions] == [
        ("Professor für Eiskunde", "Hochschule Nord", "2023", None, True),
        ("ordentlichen Professor", "Institut für Schnee der Universität Berg", "1986", None, False),
        ("Dekan", "Fakultät Eis an der Universität Berg", "1990", "1992", False),
    ]


def test_a_sentence_wrapped_in_its_middle():
    found = profile(
        "# Luc Givre\n\nLuc Givre est né en France en 1972. Il est diplômé de l'Ecole Nationale du Froid en 1996. Il est\n"
        "actuellement Maître de Conférences à l'Université du Nord depuis 2005.\n"
    )
    assert [(p.role, p.organization, p.start) for p in found.positions] == [
        ("Maître de Conférences", "Université du Nord", "2005")
    ]
    assert [(d.organization, d.end) for d in found.education] == [("Ecole Nationale du Froid", "1996")]
