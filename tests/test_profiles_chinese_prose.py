"""Studies and posts told in Chinese sentences, in the orders that writers choose, on invented people."""

from __future__ import annotations

import pytest

from qabot.profiles import Profile, make_profile
from qabot.profiles.tables import simplified
from qabot.sources.markdown import read_markdown


def profile(text: str) -> Profile:
    return make_profile("lin.md", [read_markdown("lin.md", f"# 林雪\n\n{text}\n")])


def degrees(found: Profile) -> list[tuple[str, str, str, str | None, str | None, bool]]:
    return [(d.degree, d.field, d.organization, d.start, d.end, d.current) for d in found.education]


def posts(found: Profile) -> list[tuple[str, str, str | None, bool]]:
    return [(p.role, p.organization, p.start, p.current) for p in found.positions]


def test_the_year_of_study_of_a_student():
    found = profile("我现在是武汉大学计算机学院的大三学生，专业是软件工程。")
    assert degrees(found) == [("", "软件工程", "武汉大学计算机学院", None, None, True)]
    assert found.current and found.current.role == "大三学生"


def test_the_subject_in_front_of_a_student():
    found = profile("我是武汉大学软件工程专业大四本科生，即将前往浙江大学攻读硕士学位。")
    assert degrees(found) == [
        ("本科", "软件工程", "武汉大学", None, None, True),
        ("硕士", "", "浙江大学", None, None, False),
    ]
    assert found.current and found.current.organization == "武汉大学"


def test_the_subject_behind_a_degree():
    found = profile("于2019年9月至2023年6月在武汉大学计算机学院攻读学士学位，专业为软件工程。")
    assert degrees(found) == [("学士", "软件工程", "武汉大学计算机学院", "2019-09", "2023-06", False)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "分别于2015年和2020年在南京大学和浙江大学获得学士和博士学位。",
            [("学士", "南京大学", "2015"), ("博士", "浙江大学", "2020")],
        ),
        (
            "先后于2012年、2015年、2019年在南京大学获得学士、硕士、博士学位。",
            [("学士", "南京大学", "2012"), ("硕士", "南京大学", "2015"), ("博士", "南京大学", "2019")],
        ),
        (
            "我的本科和硕士均就读于北京航空航天大学，毕业时间分别为 2020 年和 2023 年。",
            [("本科", "北京航空航天大学", "2020"), ("硕士", "北京航空航天大学", "2023")],
        ),
        (
            "我在南京大学获得了计算机科学学士学位（2015年），在浙江大学获得了博士学位（2020年）。",
            [("学士", "南京大学", "2015"), ("博士", "浙江大学", "2020")],
        ),
    ],
)
def test_degrees_told_in_step(text: str, expected: list[tuple[str, str, str]]):
    found = profile(text)
    assert [(d.degree, d.organization, d.end) for d in found.education] == expected
    assert not any(d.current or "了" in d.field for d in found.education)


@pytest.mark.parametrize("of", ["", "的"])
def test_two_schools_of_one_degree(of: str):
    found = profile(f"我是南京大学和中国科学院自动化研究所联合培养{of}博士生，导师为赵冰教授。")
    assert [(d.degree, d.organization, d.current) for d in found.education] == [
        ("博士", "南京大学和中国科学院自动化研究所", True)
    ]
    assert found.current and found.current.organization == "南京大学和中国科学院自动化研究所"


@pytest.mark.parametrize(
    "text",
    [
        "南京大学资讯工程学系博士，现任浙江大学资讯工程学系助理教授。",
        "南京大學資訊工程學系博士，現任浙江大學資訊工程學系助理教授。",
    ],
)
def test_a_degree_that_introduces_somebody(text: str):
    found = profile(text)
    (degree,) = found.education
    assert (degree.degree, simplified(degree.organization), degree.current) == ("博士", "南京大学资讯工程学系", False)
    assert found.current and simplified(found.current.organization) == "浙江大学资讯工程学系"


def test_internships_at_several_places():
    found = profile("我曾在腾讯AI Lab、微软亚洲研究院和字节跳动实习。")
    assert posts(found) == [
        ("实习", "腾讯AI Lab", None, False),
        ("实习", "微软亚洲研究院", None, False),
        ("实习", "字节跳动", None, False),
    ]
    assert found.current is None


def test_what_somebody_was_as():
    found = profile("曾在微软亚洲研究院做过访问学生研究员，作为访问学生在香港理工大学开展研究。")
    assert posts(found) == [
        ("访问学生研究员", "微软亚洲研究院", None, False),
        ("访问学生", "香港理工大学", None, False),
    ]
    since = profile("自2025年9月起，我作为访问学生，在香港理工大学开展研究。")
    assert posts(since) == [("访问学生", "香港理工大学", "2025-09", True)]


def test_posts_before_and_now():
    found = profile("目前在阿里巴巴达摩院担任高级算法工程师，此前在百度研究院任研究员。")
    assert [(p.organization, p.current) for p in found.positions] == [("阿里巴巴达摩院", True), ("百度研究院", False)]
    found = profile("我现在在上海人工智能实验室担任研究实习生。")
    assert posts(found) == [("研究实习生", "上海人工智能实验室", None, True)]
    found = profile("2020年博士毕业于浙江大学，同年入职深圳大学，任助理教授。")
    assert posts(found) == [("助理教授", "深圳大学", "2020", True)]
