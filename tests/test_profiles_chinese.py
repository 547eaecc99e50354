"""How Chinese, Japanese, Korean and Russian pages print schools, posts and awards, on invented people."""

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


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("2025.04 全国总冠军，第四届「雪花杯」大数据创新大赛", [("全国总冠军，第四届「雪花杯」大数据创新大赛", 2025)]),
        ("二等奖，全国大学生数学建模竞赛，2022", [("二等奖，全国大学生数学建模竞赛", 2022)]),
        ("一等奖，澄湖大学，2021", [("一等奖", 2021)]),
    ],
)
def test_what_a_place_was_won_in(line: str, expected: list[tuple[str, int]]):
    assert [(a.title, a.year) for a in profile(f"## 获奖情况\n\n- {line}").awards] == expected


def test_posts_held_in_turn_at_one_hospital():
    found = profile(
        "林雪，女，医学博士，主任医师。2004年8月起在河西医科大学第二附属医院工作，历任住院医师、主治医师、副主任医师，"
        "2016年晋升为主任医师。2012年10月至2013年10月在加拿大Maplewood大学医学院做访问学者。"
    )
    assert [(p.role, p.organization, p.start, p.end, p.current) for p in found.positions] == [
        ("住院医师", "河西医科大学第二附属医院", "2004-08", None, False),
        ("主治医师", "河西医科大学第二附属医院", None, None, False),
        ("副主任医师", "河西医科大学第二附属医院", None, None, False),
        ("主任医师", "河西医科大学第二附属医院", "2016", None, True),
        ("访问学者", "加拿大Maplewood大学医学院", "2012-10", "2013-10", False),
    ]


def test_news_in_chinese_is_no_career():
    found = profile(
        "## 最新动态\n\n- **2026.01** 一篇论文被 ICLR 2026 接收！\n- **2025.09** 获得云泽大学博士生校长奖学金。\n"
        "- **2025.06** 开始在深蓝科技研究院实习。\n- **2024.09** 开始在云泽大学攻读博士学位。"
    )
    assert (found.positions, found.education) == ((), ())


def test_a_name_in_a_greeting_and_the_column_of_the_subject():
    found = make_profile(
        "han.md",
        [
            read_markdown(
                "han.md",
                "# 你好，我是韩予安 👋\n\n## 教育背景\n\n| 时间 | 学校 | 专业 | 学位 |\n|---|---|---|---|\n"
                "| 2024.09 – 至今 | 云泽大学 | 人工智能 | 博士（在读） |\n"
                "| 2020.09 – 2024.06 | 东岚大学 | 信息与计算科学 | 理学学士 |\n",
            )
        ],
    )
    assert found.name == "韩予安"
    assert [(d.degree, d.field, d.organization, d.end) for d in found.education] == [
        ("博士", "人工智能", "云泽大学", None),
        ("理学学士", "信息与计算科学", "东岚大学", "2024-06"),
    ]


def test_a_timeline_drawn_with_mermaid():
    found = make_profile(
        "ito.md",
        [
            read_markdown(
                "ito.md",
                "# **伊藤 花子**\n\n```mermaid\ntimeline\n  title 略歴\n  2013.04 — 2018.10 : 北方大学 : 博士(情報科学)\n"
                "  2018.11 — 2021.03 : 氷雪総合研究所 : ポスドク\n  2025.10 — 現在 : 南方大学 : 助教\n```\n\n#### 研究キーワード\n\n探索\n",
            )
        ],
    )
    assert [(p.role, p.organization, p.start, p.end) for p in found.positions] == [
        ("ポスドク", "氷雪総合研究所", "2018-11", "2021-03"),
        ("助教", "南方大学", "2025-10", None),
    ]
    assert [(d.organization, d.start, d.end) for d in found.education] == [("北方大学", "2013-04", "2018-10")]


def test_a_museum_and_an_academys_university():
    found = profile(
        "林雪，2019年获中国澄阳科学院大学古生物学博士学位，导师为孟昭远研究员。2019年至2021年在瑞典北方自然历史博物馆从事博士后研究。"
    )
    assert [(d.degree, d.field, d.organization) for d in found.education] == [
        ("博士", "古生物学", "中国澄阳科学院大学")
    ]
    assert [(p.role, p.organization) for p in found.positions] == [("博士后研究", "瑞典北方自然历史博物馆")]


def test_japanese_posts_with_brackets_and_a_fellowship_of_a_society():
    found = make_profile(
        "sakaki.md",
        [
            read_markdown(
                "sakaki.md",
                "# 榊原 千尋\n\n## 職歴\n\n- 2009年4月～2011年3月　日本氷雪振興会 特別研究員（PD）（森林総合研究所）\n"
                "- 2011年4月～2013年9月　Wageland大学（オランダ）博士研究員\n",
            )
        ],
    )
    assert [(p.role, p.organization) for p in found.positions] == [
        ("特別研究員（PD）（森林総合研究所）", "日本氷雪振興会"),
        ("博士研究員", "Wageland大学（オランダ）"),
    ]


def test_korean_degrees_of_one_sentence_have_their_own_years():
    found = make_profile(
        "yoon.md",
        [
            read_markdown(
                "yoon.md",
                "# 윤슬기\n\n2020년 동서대학교 전자공학과를 수석으로 졸업했고, 2022년 한빛과학기술원에서 석사 학위를 받았습니다.\n\n"
                "## 학력\n\n- 2016.03 - 2020.02, 학사, 동서대학교 전자공학과 (수석 졸업)\n",
            )
        ],
    )
    assert [(d.degree, d.organization, d.end) for d in found.education] == [
        ("학사", "동서대학교 전자공학과", "2020-02"),
        ("석사", "한빛과학기술원", "2022"),
    ]


def test_a_russian_life_in_dated_lines():
    found = make_profile(
        "zabelin.md",
        [
            read_markdown(
                "zabelin.md",
                "# Забелин Роман Аркадьевич\n\n## Образование и научная карьера\n\n"
                "- 1987 г. — защитил кандидатскую диссертацию «Устойчивость слоистых оболочек» (специальность 01.02.04)\n"
                "- 1991–1999 гг. — доцент кафедры теории упругости\n- с 2007 г. — заведующий кафедрой\n",
            )
        ],
    )
    assert [(d.degree, d.field, d.thesis, d.end) for d in found.education] == [
        ("кандидатскую диссертацию", "", "Устойчивость слоистых оболочек", "1987")
    ]
    assert [(p.role, p.organization, p.start) for p in found.positions] == [
        ("доцент", "кафедры теории упругости", "1991"),
        ("заведующий кафедрой", "", "2007"),
    ]


@pytest.mark.parametrize(
    ("text", "positions", "degrees"),
    [
        (
            "她於香島大學取得翻譯學哲學博士學位（2016年），其後於2016至2018年在蘇格蘭Glenmore大學任博士後研究員，2018年加入"
            "銀灣教育大學任講師，2021年晉升為助理教授。",
            [
                ("博士後研究員", "蘇格蘭Glenmore大學", "2016", False),
                ("講師", "銀灣教育大學", "2018", False),
                ("助理教授", "銀灣教育大學", "2021", True),
            ],
            [("哲學博士", "翻譯學", "香島大學", "2016")],
        ),
        (
            "2015年畢業於國立青埔大學電機工程學系，獲學士學位，同年進入國立霧峰大學攻讀碩士。",
            [],
            [("學士", "", "國立青埔大學電機工程學系", "2015"), ("碩士", "", "國立霧峰大學", None)],
        ),
        (
            "現任國立霧峰大學資訊工程學系助理教授，曾任職於雲雀科技股份有限公司擔任資深工程師。",
            [
                ("助理教授", "國立霧峰大學資訊工程學系", None, True),
                ("資深工程師", "雲雀科技股份有限公司", None, False),
            ],
            [],
        ),
        (
            "本人2018年本科毕业于石门师范大学数学系，目前就职于临泉市第一中学，担任数学教师。",
            [("数学教师", "临泉市第一中学", None, True)],
            [("本科", "", "石门师范大学数学系", "2018")],
        ),
        ("2019年加入华为技术有限公司任工程师。", [("工程师", "华为技术有限公司", "2019", True)], []),
    ],
)
def test_sentences_in_both_kinds_of_characters(text: str, positions: list[object], degrees: list[object]):
    found = profile(text)
    assert [(p.role, p.organization, p.start, p.current) for p in found.positions] == positions
    assert [(d.degree, d.field, d.organization, d.end) for d in found.education] == degrees


def test_the_name_of_an_advisor_stays_in_its_characters():
    found = profile("2015年畢業於國立青埔大學，獲碩士學位，指導教授為嚴偉倫教授，導師為嚴偉倫教授。")
    assert [str(who) for who in found.advisors] == ["嚴偉倫"]


def test_a_student_in_the_second_year_and_a_role_with_its_letters():
    found = profile("我是骆青禾，目前在星河大学软件学院读研二，导师是钟离教授。")
    assert found.current is not None
    assert (found.current.role, found.current.organization) == ("研二", "星河大学软件学院")


def test_a_korean_doctors_career():
    found = make_profile(
        "pyo.md",
        [
            read_markdown(
                "pyo.md",
                "# 표승현\n\n### 학력\n\n* 은하대학교 의과대학 의학과 졸업 (2009)\n* 은하대학교 대학원 의학석사 (2013)\n\n"
                "### 경력\n\n* 2010.03–2014.02 은하대학교병원 영상의학과 전공의\n* 2019.03–2021.02 새벽대학교병원 영상의학과 임상강사\n",
            )
        ],
    )
    assert [(d.degree, d.organization, d.end) for d in found.education] == [
        ("", "은하대학교 의과대학 의학과", "2009"),
        ("의학석사", "은하대학교 대학원", "2013"),
    ]
    assert [(p.role, p.organization) for p in found.positions] == [
        ("전공의", "은하대학교병원 영상의학과"),
        ("임상강사", "새벽대학교병원 영상의학과"),
    ]


def test_chinese_awards_of_school_years_and_lines_that_end_in_semicolons():
    found = profile(
        "## 获奖\n\n望川省第十届社会科学优秀成果二等奖（2007）；  \n望川大学教学名师（2016）。\n\n2020-2021学年　南屿大学三好学生标兵"
    )
    assert [(a.title, a.year, a.end_year) for a in found.awards] == [
        ("望川省第十届社会科学优秀成果二等奖", 2007, None),
        ("望川大学教学名师", 2016, None),
        ("南屿大学三好学生标兵", 2020, 2021),
    ]


def test_a_guest_for_a_season_is_no_guest_still():
    found = profile("2009年任望川大学教授。2015年春季为德国Lindau大学客座教授。")
    assert [(p.role, p.start, p.end, p.current) for p in found.positions] == [
        ("教授", "2009", None, True),
        ("客座教授", "2015", "2015", False),
    ]


def test_a_github_page_of_a_student_who_says_hi_in_english():
    found = make_profile(
        "wnx.md",
        [
            read_markdown(
                "wnx.md",
                '<h1 align="center">Hi 👋, I\'m 邬南星</h1>\n<h3 align="center">南淮科技大学 大三本科生 | 全栈爱好者 | 科研萌新</h3>\n\n'
                "- 🔭 我正在做医学图像分割的毕业设计，指导老师：颜立群 副教授\n\n"
                "### 🧪 科研经历\n\n**南淮科技大学 智能医学影像课题组** `2023.10 - 至今`\n- 负责数据标注平台\n",
            )
        ],
    )
    assert found.name == "邬南星"
    assert found.current is not None
    assert (found.current.role, found.current.organization) == ("大三本科生", "南淮科技大学")
    assert [str(who) for who in found.advisors] == ["颜立群"]


def test_dates_of_months_above_the_headings_of_a_timeline():
    found = make_profile(
        "lai.html",
        [
            read_html(
                "lai.html",
                "<h1>赖书瑶</h1><h2>履历</h2>"
                "<div class=i><span>2024.07 –</span><div><h4>博士后</h4><p>湖畔生命科学研究院</p></div></div>"
                "<div class=i><span>2022.10 – 2023.10</span><div><h4>联合培养博士生</h4><p>Ostmark University</p></div></div>"
                "<div class=i><span>2014.09 – 2018.06</span><div><h4>农学学士</h4><p>白石农业大学</p></div></div>",
            )
        ],
    )
    assert [(p.role, p.organization, p.start, p.end) for p in found.positions] == [
        ("博士后", "湖畔生命科学研究院", "2024-07", None),
        ("联合培养博士生", "Ostmark University", "2022-10", "2023-10"),
    ]
    assert [(d.organization, d.start, d.end) for d in found.education] == [("白石农业大学", "2014-09", "2018-06")]


def test_an_advisor_whose_given_name_looks_like_and():
    found = profile("## 教育\n\n- 2020.09–2023.03 · 东陵大学 · 控制科学与工程 · 硕士（导师：阮清和）")
    assert [(d.field, [str(who) for who in d.advisors]) for d in found.education] == [("控制科学与工程", ["阮清和"])]
    found = profile("导师为阮清和王五教授。")
    assert [str(who) for who in found.advisors] == ["阮清", "王五"]


def test_a_name_that_leads_a_line_about_its_owner_and_the_authors_below():
    found = make_profile(
        "about.md",
        [
            read_markdown(
                "about.md",
                "---\ntitle: 关于\n---\n\n## 我是谁\n\n荀北辰，90后，算法工程师，现居静海。\n\n## 写过什么\n\n"
                '- *Beichen Xun*, Qinghe Ruan. Parking on Ice, 2022.\n- Q. Ruan, **B. Xun**, "Safe Corridors", IROS 2022.\n',
            )
        ],
    )
    assert found.name == "荀北辰"
    assert "Q. Ruan" not in found.names()


def test_headings_in_lenticular_brackets():
    found = profile(
        "**姓名**：林雪\n\n**【教育背景】**\n\n2021.09—2024.06 石门师范大学 数学系 硕士 导师：应伯庸\n\n**【工作经历】**\n\n"
        "2024.08—至今 静海市第三中学 数学教师\n\n**【荣誉奖励】**\n\n2023.12 硕士研究生国家奖学金\n\n**【资格证书】** 教师资格证"
    )
    assert [(p.role, p.organization) for p in found.positions] == [("数学教师", "静海市第三中学")]
    assert [d.organization for d in found.education] == ["石门师范大学 数学系"]
    assert [(a.title, a.year) for a in found.awards] == [("硕士研究生国家奖学金", 2023)]


def test_internships_at_firms_that_no_word_tells():
    found = profile(
        "## 实习经历\n\n- **深蓝科技，大模型应用部，算法实习生，2025.4～2025.9**\n\n  负责检索链路优化，召回率提升 12%。\n\n"
        "- **北辰网络，后端组，开发实习生，2022.1～2022.4**\n"
    )
    assert [(p.role, p.organization, p.start) for p in found.positions] == [
        ("算法实习生", "深蓝科技", "2025-04"),
        ("开发实习生", "北辰网络", "2022-01"),
    ]


def test_two_degrees_of_one_school_each_with_its_year():
    found = profile(
        "我本科和硕士均毕业于东陵大学建筑学院，分别获得建筑学学士（2017年）和城乡规划学硕士学位（2020年）。"
    )
    assert [(d.degree, d.field, d.end) for d in found.education] == [
        ("学士", "建筑学", "2017"),
        ("硕士", "城乡规划学", "2020"),
    ]


def test_whose_student_somebody_will_be_in_a_laboratory_is_no_post():
    found = profile("我将于2026年9月进入北京大学计算机学院，攻读博士学位，并在智能融合实验室（IF-Lab）师从陈翔教授。")
    assert found.positions == ()
    assert [str(who) for who in found.advisors] == ["陈翔"]


def test_japanese_months_of_one_year_and_the_same_school():
    found = make_profile(
        "shiomi.md",
        [
            read_markdown(
                "shiomi.md",
                "# 塩見 涼介\n\n## 略歴\n\n- 2020年4月　東湊大学 理学部 情報科学科 入学\n- 2024年3月　同 卒業、学士（理学）\n\n"
                "## インターン\n\n- 2025年8月〜9月　株式会社ヒタキ技研（リサーチインターン）\n",
            )
        ],
    )
    assert [(d.degree, d.organization, d.start, d.end) for d in found.education] == [
        ("学士", "東湊大学 理学部 情報科学科", "2020-04", "2024-03")
    ]
    assert [(p.role, p.organization, p.start, p.end) for p in found.positions] == [
        ("リサーチインターン", "株式会社ヒタキ技研", "2025-08", "2025-09")
    ]


def test_a_row_whose_advisors_title_is_no_role():
    found = profile(
        "### 简历\n\n| 起止年月 | 单位 | 身份 |\n| --- | --- | --- |\n| 2023.06— | 霁月大学 化学学院 | 特聘副研究员 |\n"
        "| 2014.09–2019.07 | 白鹭科学院理论物理研究所 | 博士，导师：狄仁清 研究员 |"
    )
    assert [(p.role, p.organization) for p in found.positions] == [("特聘副研究员", "霁月大学 化学学院")]
    assert [(d.degree, d.organization, [str(who) for who in d.advisors]) for d in found.education] == [
        ("博士", "白鹭科学院理论物理研究所", ["狄仁清"])
    ]


def test_what_brackets_behind_a_doctorate_tell():
    found = profile(
        "## 教育经历\n\n2015—2020 德国 Lindau 大学 艺术史研究所 哲学博士（论文题目：《纸上园林：外销壁纸研究》，导师：Ingrid Thorsen 教授）"
    )
    assert [(d.degree, d.field, d.thesis) for d in found.education] == [("哲学博士", "", "《纸上园林：外销壁纸研究》")]
    assert [str(who) for who in found.advisors] == ["Ingrid Thorsen"]


def test_korean_studies_under_somebody_and_a_firm_with_its_months():
    found = make_profile(
        "kook.md",
        [
            read_markdown(
                "kook.md",
                "# 국하람\n\n저는 누리대학교 인공지능대학원에서 **온유찬 교수님** 지도하에 석사과정을 밟고 있습니다. 2024년 2월 마루대학교 "
                "소프트웨어학과를 졸업하였고, 2023년 7월부터 12월까지 (주)비전마루에서 인턴 연구원으로 근무했습니다.\n\n#### 학력\n\n"
                "- **공학사**, 마루대학교 소프트웨어학과, 2018.03 ~ 2024.02 (군복무 2020.01~2021.07)\n",
            )
        ],
    )
    assert found.current is not None
    assert (found.current.role, found.current.organization) == ("석사과정", "누리대학교 인공지능대학원")
    assert [(p.organization, p.start, p.end) for p in found.positions] == [("(주)비전마루", "2023-07", "2023-12")]
    assert ("공학사", "") in [(d.degree, d.field) for d in found.education]


def test_dates_in_a_box_of_their_own_and_a_school_over_its_unit():
    item = '<div class="item"><div class="date">{}</div><div><h3>{}</h3><p>{}</p></div></div>'
    body = "".join(
        item.format(*cells)
        for cells in (
            ("2026.09 -", "北方大学", "计算机学院，计算机科学与技术专业博士研究生。"),
            ("2023.09 - 2026.06", "南方大学", "电路与系统专业硕士 · 冰雪学院。"),
            ("2019.09 - 2023.06", "西方大学", "信息安全工学学士 · 网络空间安全学院"),
        )
    )
    found = make_profile(
        "zou.html", [read_html("zou.html", f"<h1>邹雪</h1><h2>教育经历</h2><div class=t>{body}</div>")]
    )
    assert [(d.degree, d.field, d.organization, d.start, d.end) for d in found.education] == [
        ("博士研究生", "计算机科学与技术", "北方大学", "2026-09", None),
        ("硕士", "电路与系统", "南方大学", "2023-09", "2026-06"),
        ("学士", "信息安全", "西方大学", "2019-09", "2023-06"),
    ]
