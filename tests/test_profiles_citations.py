"""How works are cited in Chinese, Japanese, Korean, Russian and European languages, on invented works."""

from __future__ import annotations

import pytest

from qabot.profiles import Paper, make_profile
from qabot.sources.markdown import read_markdown


def papers(citation: str, heading: str, owner: str) -> tuple[Paper, ...]:
    text = f"# {owner}\n\n## {heading}\n\n- {citation}\n"
    return make_profile("ada-lind.md", [read_markdown("ada-lind.md", text)]).papers


def told(paper: Paper) -> tuple[str, list[str], str, int | None]:
    return paper.title, list(map(str, paper.authors)), paper.venue, paper.year


CITED = [
    ("「雪氷リスクと最適投資」、『経済研究』、第62巻第4号、2011年", "雪氷リスクと最適投資", "", "経済研究", 2011),
    (
        "「雪氷保険の理論」、雪川大学『経済学季報』、第58巻第4号、2009年",
        "雪氷保険の理論",
        "",
        "経済学季報",
        2009,
    ),
    ("山野雪・林氷太郎『定量的雪氷学』雪川出版社、2024年", "定量的雪氷学", "山野雪|林氷太郎", "雪川出版社", 2024),
    ("山野雪 (2019). 「海氷の音響計測」『海洋研究』28(3), 45-60.", "海氷の音響計測", "山野雪", "海洋研究", 2019),
    ("山野雪「氷床の数値計算」『雪氷』第80巻、2018年、12-25頁", "氷床の数値計算", "山野雪", "雪氷", 2018),
    (
        "林雪, 赵冰. 冰川雷达数据的自动解译[J]. 计算机学报, 2020, 43(2): 100-110.",
        "冰川雷达数据的自动解译",
        "林雪|赵冰",
        "计算机学报",
        2020,
    ),
    ("林雪. 海冰声学计算方法[M]. 北京: 雪山出版社, 2018.", "海冰声学计算方法", "林雪", "雪山出版社", 2018),
    (
        "赵冰, 林雪. 冰芯图像分类方法[C]//第十届全国雪冰学术会议论文集. 2017: 33-38.",
        "冰芯图像分类方法",
        "赵冰|林雪",
        "第十届全国雪冰学术会议论文集",
        2017,
    ),
    ("林雪，赵冰，《海冰声学导论》，雪山出版社，2018年。", "海冰声学导论", "林雪|赵冰", "雪山出版社", 2018),
    (
        "林雪：《论海冰的法律地位》，载《极地法学》2019年第3期，第45-60页。",
        "论海冰的法律地位",
        "林雪",
        "极地法学",
        2019,
    ),
    (
        "林雪等. 冰雪旅游对区域经济的影响. 管理世界, 2022(5): 10-25.",
        "冰雪旅游对区域经济的影响",
        "林雪",
        "管理世界",
        2022,
    ),
    (
        "林雪、趙冰（2019）。海冰聲學之計算方法。海洋學刊，28(3)，45-60。",
        "海冰聲學之計算方法",
        "林雪|趙冰",
        "海洋學刊",
        2019,
    ),
    ("林雪（2020），〈極地治理的困境〉，《國際關係學報》，第45期。", "極地治理的困境", "林雪", "國際關係學報", 2020),
    ("林雪、趙冰，2021，海冰聲學導論，雪山出版社，臺北。", "海冰聲學導論", "林雪|趙冰", "雪山出版社", 2021),
    (
        "김설·박빙, 「극지 거버넌스의 한계」, 『국제정치논총』 제60집 1호, 2020, 5-30쪽.",
        "극지 거버넌스의 한계",
        "김설|박빙",
        "국제정치논총",
        2020,
    ),
    (
        "Линд А. Б., Сноу В. Г. Методы измерения толщины льда. — М.: Снежное издательство, 2018. — 240 с.",
        "Методы измерения толщины льда",
        "Линд А. Б.|Сноу В. Г.",
        "Снежное издательство",
        2018,
    ),
    (
        "А. Б. Линд, В. Г. Сноу, «Акустика морского льда», Акуст. журн., 66:2 (2020), 100–110",
        "Акустика морского льда",
        "А. Б. Линд|В. Г. Сноу",
        "Акуст. журн.",
        2020,
    ),
    (
        "Ada Lind und Bo Snow: „Die Akustik des Meereises“, in: Eiskunde, Jg. 12, H. 3, 2020, S. 45-60.",
        "Die Akustik des Meereises",
        "Ada Lind|Bo Snow",
        "Eiskunde",
        2020,
    ),
    (
        "A. Lind, B. Snow. Hielo y sociedad. Editorial Nieve, Madrid, 2018. ISBN 978-0-00-000000-0.",
        "Hielo y sociedad",
        "A. Lind|B. Snow",
        "Editorial Nieve",
        2018,
    ),
    (
        "Lind A., Snow B. (2019) La glace et la loi, Éditions de la Neige, Paris.",
        "La glace et la loi",
        "Lind A.|Snow B",
        "Éditions de la Neige",
        2019,
    ),
]


@pytest.mark.parametrize(("citation", "title", "authors", "venue", "year"), CITED)
def test_works_cited_in_many_languages(citation: str, title: str, authors: str, venue: str, year: int):
    heading, owner = ("论文", "林雪") if not citation.isascii() and citation[0] > "Ͽ" else ("Publications", "Ada Lind")
    found = papers(citation, heading, owner)
    assert [told(paper) for paper in found] == [(title, authors.split("|") if authors else [], venue, year)]


def test_a_patent_is_no_paper():
    assert not papers("林雪, 赵冰. 一种海冰测量装置: 中国, CN202010000000.1[P]. 2021-03-05.", "发表论文", "林雪")


@pytest.mark.parametrize(
    ("citation", "status"),
    [
        ("林雪. 极地冰盖数值模拟研究[D]. 武汉: 雪川大学, 2016.", "thesis"),
        ("林雪, 赵冰. 冰川雷达数据的自动解译[J]. 计算机学报, 已录用.", "accepted"),
        ("林雪, 赵冰. 冰川雷达数据的自动解译[J]. 计算机学报, 审稿中.", "submitted"),
        ("Линд А. Акустика морского льда: дис. ... канд. физ.-мат. наук. М., 2015.", "thesis"),
    ],
)
def test_how_far_a_cited_work_is(citation: str, status: str):
    (paper,) = papers(citation, "论文", "林雪")
    assert paper.status == status


@pytest.mark.parametrize("words", ["已录用", "在审", "投稿中", "掲載予定", "게재 예정"])
def test_a_state_is_no_venue(words: str):
    (paper,) = papers(f"林雪, 赵冰. 冰川雷达数据的自动解译. {words}, 2020.", "论文", "林雪")
    assert paper.venue == ""


@pytest.mark.parametrize("authors", ["Lind A, Berg B, Dahl F.", "Lind A., Dahl F."])
def test_a_chinese_title_behind_initials(authors):
    page = f"# Ada Lind\n\n## Papers\n\n1. {authors} 知识与拓扑：雪地街景的空间依赖网络. *Journal of Snow*, 2023.\n"
    (paper,) = make_profile("ada.md", [read_markdown("ada.md", page)]).papers
    assert paper.title == "知识与拓扑：雪地街景的空间依赖网络"
    assert [author.split()[0] for author in map(str, paper.authors)] == [a.split()[0] for a in authors.split(", ")]


def test_the_rank_of_who_guides_is_no_part_of_the_name():
    page = "# 林雪\n\n我于湖南大学完成学习，期间在[易雯副教授](https://x.example)的指导下，参与创新训练计划。\n"
    assert [who.text for who in make_profile("lin.md", [read_markdown("lin.md", page)]).advisors] == ["易雯"]
