"""Small facts of pages in Chinese and Japanese: readings of names, addresses, awards, lists of works, on invented people."""

from __future__ import annotations

import pytest

from qabot.profiles import Profile, make_profile
from qabot.sources.html import read_html
from qabot.sources.markdown import read_markdown


def profile(text: str) -> Profile:
    return make_profile("xue.md", [read_markdown("xue.md", text)])


@pytest.mark.parametrize(
    ("heading", "reading"),
    [
        ("山野 士朗（やまの しろう）", "やまの しろう"),
        ("山野 士朗 (ヤマノ シロウ)", "ヤマノ シロウ"),
        ("山野 士朗 ﾔﾏﾉ ｼﾛｳ", "ﾔﾏﾉ ｼﾛｳ"),
    ],
)
def test_the_reading_of_a_name(heading: str, reading: str):
    found = profile(f"# {heading}\n\n## 略歴\n\n雪川大学助教。\n")
    assert str(found.name) == "山野 士朗"
    assert reading in list(map(str, found.aliases))


def test_a_heading_in_kana_is_no_name():
    assert profile("# 私について\n\n山野 士朗です。雪川大学助教。\n").name != "私に"


@pytest.mark.parametrize("label", ["邮箱：", "**邮箱**：", "電子郵件：", "メール：", "이메일: ", "Почта: "])
def test_an_address_behind_a_label(label: str):
    found = profile(f"# 林雪\n\n{label}linxue at xue.edu.cn\n")
    assert [email.text for email in found.emails] == ["linxue@xue.edu.cn"]


@pytest.mark.parametrize("lead", ["🔥`New！`2025.12, ", "最新 2025.12, ", "2025.12, "])
def test_what_says_that_an_award_is_new(lead: str):
    (award,) = profile(f"# 林雪\n\n## 荣誉奖项\n\n- {lead}雪川大学**一等奖学金**.\n").awards
    assert (award.title, award.year) == ("雪川大学一等奖学金", 2025)


def test_a_sign_before_the_authors_of_a_work():
    (paper,) = profile(
        "# Xue Lin\n\n## 论文\n\n📄 **Lin, X.**, Su, Z., & Berg, B.  \n*Loud ice in cold lakes.* Ice Letters, 2026.\n"
    ).papers
    assert (paper.title, list(map(str, paper.authors))) == ("Loud ice in cold lakes", ["Lin, X.", "Su, Z.", "Berg, B."])


def test_links_within_the_page_list_no_projects():
    text = (
        "<h1>林雪</h1><h2>Projects</h2><ul><li><a href='#j'>第一部分</a></li><li><a href='#c'>第二部分</a></li></ul>"
        "<ul><li><a href='https://xue.cn/ice'>冰川雷达</a></li></ul>"
    )
    found = make_profile("xue.html", [read_html("xue.html", text)])
    assert [project.title for project in found.projects] == ["冰川雷达"]


def test_a_short_name_of_an_institute():
    found = profile("---\nsubtitle: 南川大学与中科院自动化所联合培养博士生\n---\n\n# 林雪\n")
    assert found.current and found.current.organization == "南川大学与中科院自动化所"


def test_what_stands_behind_a_role_in_another_script():
    text = "# 林雪\n\n## 实习经历\n\n- 雪川实验室 · 冰组，研究实习生，foundation models，2024.06 - 2024.09\n"
    (post,) = profile(text).positions
    assert (post.role, post.start, post.end) == ("研究实习生", "2024-06", "2024-09")


def test_sentences_are_no_role():
    text = (
        "# 林雪\n\n## 个人经历\n\n本科阶段，我在雪川大学接受了系统的训练，这段经历点燃了我的热情。\n\n"
        "研究生期间，我经过一段时间的探索，最终找到了研究方向。如今我的研究聚焦于冰川雷达。\n"
    )
    assert not [post for post in profile(text).positions if "。" in post.role]


def test_the_office_before_a_journal_in_chinese():
    found = profile("# 林雪\n\n## 学术服务\n\n- 副主编，[《冰雪协会期刊》](https://xue.cn/a)\n- 编委，《海冰学报》\n")
    assert [(item.role, item.title) for item in found.service] == [("副主编", "冰雪协会期刊"), ("编委", "海冰学报")]
