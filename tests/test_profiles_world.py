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
