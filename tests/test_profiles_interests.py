"""What people say they work on, in many languages, of invented people."""

from __future__ import annotations

import pytest

from qabot.profiles import Profile, make_profile
from qabot.profiles.interests_abroad import interests_abroad, leads_abroad
from qabot.profiles.page import Page
from qabot.sources.html import read_html
from qabot.sources.markdown import read_markdown


def profile(text: str) -> Profile:
    return make_profile("ada-lind.md", [read_markdown("ada-lind.md", text)])


def told(text: str) -> list[str]:
    return [value.text for value in profile(f"# Ada Lind\n\n{text}\n").interests]


@pytest.mark.parametrize(
    ("sentence", "interests"),
    [
        ("我的研究兴趣包括冰川力学、因果推断和海冰预测。", ["冰川力学", "因果推断", "海冰预测"]),
        ("研究興趣包括冰川測量、推薦系統與社群分析。", ["冰川測量", "推薦系統", "社群分析"]),
        ("我的研究聚焦于极区带电粒子的动力学，主要使用数值模拟方法。", ["极区带电粒子的动力学"]),
        ("目前主要从事水声信号处理、海洋遥感等方面的研究。", ["水声信号处理", "海洋遥感"]),
        ("长期从事机器翻译和信息抽取的教学与科研工作。", ["机器翻译", "信息抽取"]),
        ("我对强化学习、博弈论以及机制设计感兴趣。", ["强化学习", "博弈论", "机制设计"]),
        ("专长为统计物理、复杂网络与计算社会科学。", ["统计物理", "复杂网络", "计算社会科学"]),
        ("我致力于开发高效、可信的冰芯存储系统。", ["高效、可信的冰芯存储系统"]),
        ("我的研究方向主要包括：1）图学习；2）推荐系统；3）隐私保护。", ["图学习", "推荐系统", "隐私保护"]),
        ("研究分野は数理最適化と機械学習です。", ["数理最適化", "機械学習"]),
        ("主な研究テーマは、海氷の力学、氷床の変動、および地震計測である。", ["海氷の力学", "氷床の変動", "地震計測"]),
        ("画像認識と三次元復元に興味があります。", ["画像認識", "三次元復元"]),
        ("統計的因果推論に関する研究を行っています。", ["統計的因果推論"]),
        ("관심 분야는 컴퓨터 비전, 로보틱스 및 강화학습입니다.", ["컴퓨터 비전", "로보틱스", "강화학습"]),
        ("저는 자연어 처리와 정보 검색을 연구하고 있습니다.", ["자연어 처리", "정보 검색"]),
        (
            "Мои научные интересы включают теорию графов, комбинаторику и оптимизацию.",
            ["теорию графов", "комбинаторику", "оптимизацию"],
        ),
        ("Занимаюсь исследованием морского льда и акустикой океана.", ["морского льда", "акустикой океана"]),
        (
            "Meine Forschungsinteressen liegen in der Polarforschung, der Glaziologie und der Seismologie.",
            ["Polarforschung", "Glaziologie", "Seismologie"],
        ),
        ("Ich forsche zu Meereis, Eisakustik und Klimamodellen.", ["Meereis", "Eisakustik", "Klimamodellen"]),
        (
            "Mes recherches portent sur la glaciologie, la sismologie et l'acoustique sous-marine.",
            ["glaciologie", "sismologie", "acoustique sous-marine"],
        ),
        (
            "Mes travaux portent sur la collecte et la gestion des données, en particulier sur les glaciers.",
            ["collecte et la gestion des données"],
        ),
        (
            "Mis líneas de investigación son la economía laboral y la desigualdad.",
            ["economía laboral", "desigualdad"],
        ),
        (
            "Atuo nas áreas de aprendizado de máquina, visão computacional e otimização.",
            ["aprendizado de máquina", "visão computacional", "otimização"],
        ),
        ("Mi occupo di economia del lavoro e disuguaglianza.", ["economia del lavoro", "disuguaglianza"]),
        ("Zajmuję się teorią grafów i kombinatoryką.", ["teorią grafów", "kombinatoryką"]),
        (
            "Araştırma ilgi alanlarım arasında buzulbilim, sismoloji ve uzaktan algılama bulunmaktadır.",
            ["buzulbilim", "sismoloji", "uzaktan algılama"],
        ),
    ],
)
def test_interests_that_a_sentence_tells(sentence: str, interests: list[str]):
    assert told(sentence) == interests


@pytest.mark.parametrize(
    "sentence",
    [
        "研究关注：在什么条件下模型能够泛化，以及它们何时失败。",
        "欢迎对学术合作或研究讨论感兴趣的同行与我联系。",
        "此前在某重点实验室从事研究，导师为林某教授。",
        "目前在工业自动化领域从事博士后研究工作。",
        "役に立つ新しい材料を設計するための研究を行っています。",
        "현재는 전공에 대해 공부하고 있습니다. 개발자가 되기를 희망합니다.",
        "Je m'intéresse à la question de savoir comment la glace se forme.",
    ],
)
def test_sentences_that_tell_no_interest(sentence: str):
    assert told(sentence) == []


def test_what_several_sentences_tell_is_one_list():
    text = "我的研究主要围绕集成光子学和非线性光学，重点关注孤子微梳光源。我也对量子光学感兴趣。"
    assert told(text) == ["集成光子学", "非线性光学", "孤子微梳光源", "量子光学"]


def test_interests_count_before_what_somebody_works_on():
    assert told("我专注于冰芯钻探的研究。\n\n我的研究兴趣是古气候重建。") == ["古气候重建"]


def test_the_spans_are_the_words_of_the_page():
    source = read_markdown("a.md", "# 林某\n\n專長為統計物理、複雜網路。\n")
    page = Page(source)
    block = page.blocks[-1]
    found = interests_abroad(page, block.start, block.end, "interests")
    assert [page.text[start:end] for start, end in found] == ["統計物理", "複雜網路"]


@pytest.mark.parametrize(
    ("words", "leads"),
    [
        ("主要研究方向包括：", True),
        ("연구 분야는 다음과 같습니다:", True),
        ("Mis líneas de investigación son las siguientes:", True),
        ("Mis líneas de investigación son:", True),
        ("主要论文包括：", False),
    ],
)
def test_words_that_lead_to_a_list_below(words: str, leads: bool):
    assert leads_abroad(words) is leads


def test_a_list_below_the_words_that_lead_to_it():
    found = profile("# 林某\n\n目前主要研究方向包括：\n\n- 城市系统的可靠性\n- 管网的维护策略\n")
    assert [v.text for v in found.interests] == ["城市系统的可靠性", "管网的维护策略"]


def test_an_interest_ends_at_the_colon_behind_its_bold_words():
    text = "# 林某\n\n## 研究重点\n\n1. **陆面建模**：我们探索陆地和大气的相互作用。\n\n2. **海岸动力学**：我们模拟海岸环境。\n"
    assert [v.text for v in profile(text).interests] == ["陆面建模", "海岸动力学"]


def test_topics_with_lists_below_them():
    text = (
        "# 林某\n\n## 研究兴趣\n\n<details><summary><strong>机器学习</strong></summary><ul><li>迁移学习</li>"
        "<li>联邦学习</li></ul></details>\n\n<details><summary><strong>高维统计</strong></summary><ul><li>变量选择</li>"
        "</ul></details>\n\n📄 [学术主页](https://scholar.example.org/x)\n"
    )
    assert [v.text for v in profile(text).interests] == ["机器学习", "迁移学习", "联邦学习", "高维统计", "变量选择"]


def test_bold_topics_with_what_they_are_about_below():
    body = "".join(
        f"<div><p><strong>{topic}</strong></p><p>{about}</p></div>"
        for topic, about in (("Ice Agents", "面向感知、规划和决策的智能体。"), ("Post-drilling", "钻探、取样和保存。"))
    )
    page = read_html("lin.html", f"<h1>Ada Lind</h1><h2>研究方向</h2>{body}")
    assert [v.text for v in make_profile("lin.html", [page]).interests] == ["Ice Agents", "Post-drilling"]
