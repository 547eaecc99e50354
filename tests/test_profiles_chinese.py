"""How Chinese pages print schools and subjects, awards and papers, on invented people."""

from __future__ import annotations

import pytest

from qabot.profiles import Profile, make_profile
from qabot.sources.html import read_html
from qabot.sources.markdown import read_markdown


def profile(text: str) -> Profile:
    return make_profile("lin-xue.md", [read_markdown("lin-xue.md", f"# 林雪\n\n{text}\n")])


@pytest.mark.parametrize(
    ("line", "degree", "field", "school"),
    [
        ("英国北方大学东亚史博士（2008.9～2013.6）", "博士", "东亚史", "英国北方大学"),
        ("2005-2009 西方大学 计算机科学与技术 学士", "学士", "计算机科学与技术", "西方大学"),
        ("2009.09-2013.06 澄湖大学 软件学院 软件工程 本科", "本科", "软件工程", "澄湖大学 软件学院"),
        ("2001-2005，青石大学 材料科学与工程专业 学士学位", "学士学位", "材料科学与工程", "青石大学"),
        ("2016.09 - 2019.06，硕士，澄湖大学，软件工程，导师：陆明轩教授", "硕士", "软件工程", "澄湖大学"),
        ("2012.09-2016.06 青石地质大学武汉 硕士", "硕士", "", "青石地质大学武汉"),
        ("2012.09-2016.06 青石大学系统工程 硕士", "硕士", "系统工程", "青石大学"),
        ("2012.09-2016.06 青石大学物理系 硕士", "硕士", "", "青石大学物理系"),
    ],
)
def test_a_school_and_its_subject_run_together(line: str, degree: str, field: str, school: str):
    found = profile(f"## 教育背景\n\n- {line}")
    assert [(d.degree, d.field, d.organization) for d in found.education] == [(degree, field, school)]


def test_the_title_of_a_list_of_teachers_is_no_name():
    found = make_profile(
        "staff.html",
        [
            read_html(
                "staff.html",
                "<title>國立霧峰大學 歷史學系 - 師資</title><h2>專任教師</h2><table>"
                "<tr><td>姓名</td><td>顏婉如 Wan-Ju Yen</td></tr><tr><td>職稱</td><td>副教授</td></tr></table>",
            )
        ],
    )
    assert (found.name, [a.text for a in found.aliases][:1]) == ("顏婉如", ["Wan-Ju Yen"])
