"""Questions in English and in the page's own language over pages of invented people that are not in English."""

from __future__ import annotations

import pytest
from people import Talk

from qabot.profiles import make_profile
from qabot.questions.lexicon import plain
from qabot.sources.markdown import read_markdown
from qabot.words.organizations import same_organization
from qabot.words.stems import stems

BAI = """# 白若溪

白若溪现为山东科技大学冰雪学院博士研究生，导师为 Ada Lind 教授和 Bo Berg 教授。

我本科毕业于武汉理工大学，指导老师为林晓教授。

## 教育背景

- 2022.09 - 至今，山东科技大学，环境工程，博士
- 2018.09 - 2022.06，武汉理工大学，土木工程，学士，GPA 3.7/4.0

## 研究方向

- 冰川消融：我们用遥感方法研究高山冰川的退缩。
- 地震风险：面向城市基础设施网络的可靠性分析

## 论文

- 白若溪, Ada Lind. 冰川与湖泊的对话. 冰雪学报, 2023. 本工作获得冰雪学会资助。

## 实习经历

- 2021.06 - 2021.09，北湖研究院，研究实习生
- 2020.06 - 2020.09，南湖科技公司，研究实习生

## 荣誉奖项

- 国家奖学金，2021，2023
- 全国大学生冰雕大赛一等奖，2020
- 冰雪会议最佳论文奖，2024
"""
MIO = """# 三浦 澪

北都大学 氷雪研究科 助教

１９９０年生まれ。

## 学歴

- 2016年4月 - 2018年3月：北都大学 博士前期課程 修了（指導教員：森 一郎 教授）
- 2018年4月 - 2021年3月：マラヤ大学 博士後期課程 修了（指導教員：Ana Ruiz 教授）

## 職歴

- 2021年4月 - 2022年3月：北都大学 博士研究員
- 2022年4月 - 現在：北都大学 助教
"""
INES = """# Inés Corvo

Trabajo en el grupo de hielo de la Dra. Marta Nieve en la Universidad del Lago.

## Educación

- Licenciatura en Física, Universidad del Lago, 2018. Trabajo de grado: «Grietas en el hielo del lago»

## Intereses

- Aguas subterráneas
- Distribución de especies

## Premios

- Beca completa del Lago, 2016
- Finalista de la Copa de Nieve, 2017

Fuera de la academia, mis pasatiempos incluyen la fotografía de nubes.
"""
YUN = """# 윤하늘

한빛대학교 3학년에 재학 중입니다.

## 수상

- 2022 구름 해커톤 은상
- 2023 바람 해커톤 금상
"""
TIAGO = """# Tiago Lagoa

Biólogo do gelo. Eu frequentemente uso Python (mapas), Bash e Julia.

- linkedin: https://www.linkedin.com/in/tiago-lagoa

## Formação

- Doutorado em Ecologia do Gelo, Universidade do Norte, 2022

No YouTube, faço o canal Gelo Vivo.
"""
ZHOU = """# 周北川

电子邮件：zhou@north.edu

LinkedIn: https://www.linkedin.com/in/beichuan-zhou

## 工作经历

- 2022.03 - 2025.12，高级研究员，华为冰雪实验室
- 2020.08 - 2021.04，学生会主席，北湖大学

## 教育背景

- 2016.09 - 2020.06，冰雪工程，学士，北湖大学
"""
PAGES = {"tiago.md": TIAGO, "zhou.md": ZHOU, "bai.md": BAI, "mio.md": MIO, "ines.md": INES, "yun.md": YUN}


def talk() -> Talk:
    sources = [read_markdown(path, page) for path, page in PAGES.items()]
    return Talk(*((make_profile(source.path, [source]), source) for source in sources))


@pytest.mark.parametrize(
    ("question", "words", "missing"),
    [
        ("白若溪一共有几段实习？", "2", "没有提到"),
        ("白若溪现在的导师是谁？", "Bo Berg", "林晓"),
        ("白若溪本科的GPA是多少？", "3.7", "没有提到"),
        ("What was 白若溪's GPA as an undergraduate?", "3.7", "does not"),
        ("Where does 白若溪 study at Shandong University of Science and Technology?", "山东科技大学", "does not"),
        ("Which best paper awards did 白若溪 win?", "最佳论文奖", "国家奖学金"),
        ("白若溪拿过哪些奖学金？", "国家奖学金", "冰雕"),
        ("白若溪拿过哪些奖？奖学金也算", "冰雕", "没有提到"),
        ("In which years did 白若溪 get the national scholarship?", "2023", "does not"),
        ("Who works on seismic reliability of urban infrastructure?", "白若溪", "nobody"),
        ("Who is interested in glaciers?", "白若溪", "nobody"),
        ("三浦澪さんの修士のときの指導教員は？", "森 一郎", "Ruiz"),
        ("Who supervised 三浦澪 at the University of Malaya?", "Ana Ruiz", "does not"),
        ("三浦澪さんは何年に生まれましたか？", "１９９０", "記載"),
        ("In whose group does Inés Corvo work?", "Marta Nieve", "does not"),
        ("¿Sobre qué fue el trabajo de grado de Corvo?", "Grietas en el hielo", "no indica"),
        ("¿Qué becas ha recibido Inés Corvo?", "Beca completa", "Copa"),
        ("Who works on groundwater?", "Corvo", "nobody"),
        ("What are Inés Corvo's hobbies?", "fotografía", "does not"),
        ("Quais linguagens de programação o Tiago usa?", "Julia", "não informa"),
        ("Which YouTube channel does Tiago Lagoa run?", "Gelo Vivo", "does not"),
        ("How long was 周北川 at Huawei?", "2022", "does not"),
        ("Beichuan Zhou's email?", "zhou@north.edu", "no profile"),
        ("周北川当过学生会主席吗？", "是", "没有提到"),
        ("Was Beichuan Zhou (周北川) a student at 北湖大学?", "Yes", "No"),
        ("윤하늘은 몇 학년이야?", "3학년", "나와 있지 않"),
        ("What year of study is 윤하늘 in?", "3학년", "does not"),
        ("윤하늘의 가장 최근 수상은 뭐야?", "바람 해커톤", "구름"),
    ],
)
def test_questions_over_pages_in_other_languages(question: str, words: str, missing: str):
    text = talk().ask(question).text
    assert words in text and missing not in text


@pytest.mark.parametrize(
    "question",
    [
        "Which courses does 三浦澪 teach?",  # 助教 is a rank there
        "白若溪的硕士导师是谁？",
        "Who supervised 白若溪 at Wuhan University?",  # not the Wuhan University of Technology
        "Who works on volcanoes?",
        "白若溪的邮箱是什么？",
        "윤하늘의 지도교수는 누구야?",
    ],
)
def test_what_these_pages_do_not_tell(question: str):
    assert not talk().ask(question).answered


def test_where_a_thesis_was_written():
    asked = talk()
    asked.ask("¿Sobre qué fue el trabajo de grado de Corvo?")
    assert "Universidad del Lago" in asked.ask("¿y en qué universidad lo hizo?").text


def test_in_what_a_degree_is():
    asked = talk()
    asked.ask("Onde o Tiago Lagoa fez o doutorado?")
    assert "Ecologia do Gelo" in asked.ask("e em quê?").text


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("University of Malaya", "マレーシア国 マラヤ大学 計算機科学部", True),
        ("Technical University of Munich", "慕尼黑工业大学 (TUM)", True),
        ("Osaka Prefecture University", "大阪府立大学 大学院工学研究科", True),
        ("Huawei", "华为诺亚方舟实验室", True),
        ("Peking University", "北大荒集团", False),
        ("Shandong University", "山东科技大学", False),
        ("Wuhan University", "Wuhan University of Technology", False),
        ("Wuhan University", "武汉理工大学", False),
        ("Stanford University", "Stanford University Computer Science", True),
    ],
)
def test_one_organization_in_two_languages(one: str, other: str, same: bool):
    assert same_organization(one, other) is same


@pytest.mark.parametrize(
    ("words", "english"),
    [
        ("águas subterrâneas", "groundwater"),
        ("apprentissage automatique", "machine learning"),
        ("分子云", "molecular clouds"),
        ("科学研究費助成事業", "KAKENHI"),
        ("城市基础设施", "city infrastructure"),
        ("抗震", "earthquake"),
        ("高齢化", "ageing"),
        ("해커톤", "hackathon"),
    ],
)
def test_terms_of_many_fields(words: str, english: str):
    assert stems(plain(english)) <= stems(plain(words))


def test_wide_letters_are_plain_ones():
    assert plain("１９９０年ＡＩ（Ａ）") == "1990年ai（a）"
