"""Studies and posts told in Japanese, Korean, Russian and European sentences, on invented people."""

from __future__ import annotations

import pytest

from qabot.profiles import Profile, make_profile
from qabot.sources.markdown import read_markdown


def profile(text: str) -> Profile:
    return make_profile("lin.md", [read_markdown("lin.md", f"# Ada Lind\n\n{text}\n")])


def posts(text: str) -> list[tuple[str, str, str | None, str | None, bool]]:
    return [(p.role, p.organization, p.start, p.end, p.current) for p in profile(text).positions]


def degrees(text: str) -> list[tuple[str, str, str, str | None]]:
    return [(d.degree, d.field, d.organization, d.end) for d in profile(text).education]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "現在、株式会社ユキで機械学習エンジニアとして働いています。",
            ("機械学習エンジニア", "株式会社ユキ", None, None, True),
        ),
        (
            "2018年から2020年まで株式会社ユキで機械学習エンジニアとして働いていました。",
            ("機械学習エンジニア", "株式会社ユキ", "2018", "2020", False),
        ),
        (
            "日本学術振興会特別研究員（DC1）として、雪川大学で研究を行っています。",
            ("日本学術振興会特別研究員（DC1）", "雪川大学", None, None, True),
        ),
        ("저는 네이버에서 인턴으로 일했습니다.", ("인턴", "네이버", None, None, False)),
        (
            "설천대학교 전기공학과 부교수로 재직 중이며, 2015년 빙하대학교에서 박사학위를 취득하였다.",
            ("부교수", "설천대학교 전기공학과", None, None, True),
        ),
        (
            "С 2020 года доцент кафедры льда Снежного университета.",
            ("доцент", "кафедры льда Снежного университета", "2020", None, True),
        ),
        (
            "Профессор Снежного федерального университета, доктор наук.",
            ("Профессор", "Снежного федерального университета", None, None, True),
        ),
        (
            "Laureato in Fisica presso l'Università del Ghiaccio nel 2012, è ricercatore presso il CNR.",
            ("ricercatore", "CNR", None, None, True),
        ),
    ],
)
def test_posts_told_in_a_sentence(text: str, expected: tuple[str, str, str | None, str | None, bool]):
    assert posts(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "雪川大学大学院情報科学研究科の博士後期課程2年に在籍しています。",
            [("博士後期課程", "", "雪川大学大学院情報科学研究科", None)],
        ),
        ("私は雪川大学の山野研究室に所属する修士1年生です。", [("修士", "", "雪川大学", None)]),
        ("저는 설천대학교 컴퓨터공학과 박사과정 학생입니다.", [("박사과정", "", "설천대학교 컴퓨터공학과", None)]),
        (
            "설천대학교에서 2018년 학사, 2020년 석사, 2024년 박사 학위를 받았습니다.",
            [
                ("학사", "", "설천대학교", "2018"),
                ("석사", "", "설천대학교", "2020"),
                ("박사", "", "설천대학교", "2024"),
            ],
        ),
        ("2020년 2월 설천대학교 컴퓨터공학부를 졸업하였습니다.", [("", "", "설천대학교 컴퓨터공학부", "2020-02")]),
        ("Аспирант Снежного университета.", [("Аспирант", "", "Снежного университета", None)]),
        (
            "В 2015 году окончил физический факультет Снежного университета.",
            [("", "", "физический факультет Снежного университета", "2015")],
        ),
        (
            "Possui mestrado em Ciência da Computação pela Universidade Federal de Neve (2014).",
            [("mestrado", "Ciência da Computação", "Universidade Federal de Neve", "2014")],
        ),
        ("Soy estudiante de doctorado en la Universidad de Nieve.", [("doctorado", "", "Universidad de Nieve", None)]),
    ],
)
def test_degrees_told_in_a_sentence(text: str, expected: list[tuple[str, str, str, str | None]]):
    assert degrees(text) == expected


def test_the_year_of_a_degree_is_not_when_a_post_began():
    text = "2020년 2월 설천대학교 컴퓨터공학부를 졸업하고, 현재 빙하대학교 대학원에서 석사과정을 밟고 있습니다."
    assert [(d.organization, d.start, d.end) for d in profile(text).education] == [
        ("빙하대학교", None, None),
        ("설천대학교 컴퓨터공학부", None, "2020-02"),
    ]
    text = "Adiunkt w Instytucie Lodu Uniwersytetu Śnieżnego, doktorat uzyskał w 2015 roku."
    assert posts(text) == [("Adiunkt", "Instytucie Lodu Uniwersytetu Śnieżnego", None, None, True)]


def test_whom_somebody_works_with_is_no_role():
    text = "Ich bin Doktorandin an der Universität Schneeberg und arbeite bei Prof. Bo Snow."
    assert not posts(text)
    assert degrees(text) == [("Doktorandin", "", "Universität Schneeberg", None)]
