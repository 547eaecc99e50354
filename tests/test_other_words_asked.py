"""Questions in other words than the page's: another tongue, a season, where an advisor is, when a degree is expected."""

from __future__ import annotations

import pytest
from people import Talk

from qabot.profiles import make_profile
from qabot.sources.markdown import read_markdown
from qabot.sources.private import covered
from qabot.words.stems import stems

MIRA = """# Mira Oltan

I grew up in Lisbon. I expect to finish my PhD in June 2031.

## Positions

- Intern, Kestrel Labs, 2025.07 - 2025.08
- Research assistant, Lake Observatory, 2025.10 - 2026.03

## Education

- PhD in Physics, Tromsby University, 2027 - present
- MSc in English Teaching, Lake University, 2022 - 2024

## Research interests

- slow rivers of peat
- numerical models of frost
- maps of moss for towns
"""
CHEN = """# 陈默雨

我是湖山大学的博士生。我很荣幸得到林一凡教授（云谷大学）和王尔德教授（湖山大学）的指导。

## 研究方向

- 气候变化检测与归因
- 土地利用与城市基础设施
- 慢地震与断层的数值模拟
"""


def _talk(*pages):
    sources = [covered(read_markdown(f"page{place}.md", page)) for place, page in enumerate(pages)]
    return Talk(*((make_profile(source.path, [source]), source) for source in sources))


@pytest.mark.parametrize(
    ("english", "other"),
    [
        ("climate change", "气候变化"), ("land use", "土地利用"), ("satisfiability problem", "充足可能性問題"),
        ("farming", "农业"), ("drones", "무인기"), ("simulate", "模拟"), ("second language", "第二言語"),
    ],
)  # fmt: skip
def test_a_term_is_the_same_in_another_tongue(english, other):
    assert stems(english) <= stems(other)


def test_a_term_within_another_is_not_taken_apart():
    assert stems("慢地震") == stems("slow earthquake")
    assert "里" not in stems("城市里骑车")


@pytest.mark.parametrize(
    "question",
    [
        "Who here works on detecting and attributing climate change?",
        "Does anybody study land use together with urban infrastructure?",
        "Is there anyone who simulates slow earthquakes along faults?",
    ],
)
def test_an_english_question_finds_a_chinese_page(question):
    answer = _talk(MIRA, CHEN).ask(question)
    assert (answer.status, answer.people) == ("answered", ("陈默雨",)), answer.text


@pytest.mark.parametrize(
    "question", ["Who here works on quantum computing with trapped ions?", "Who studies medieval law?"]
)
def test_what_nobody_works_on_finds_nobody(question):
    assert not _talk(MIRA, CHEN).ask(question).answered


def test_several_lines_may_hold_a_matter_together():
    answer = _talk(MIRA, CHEN).ask("Who makes numerical models of rivers and slow peat frost?")
    assert answer.people == ("Mira Oltan",)
    assert len({citation.snippet for citation in answer.citations}) == 2


@pytest.mark.parametrize(
    ("question", "said", "unsaid"),
    [
        ("Where did Mira Oltan intern in the summer of 2025?", "Kestrel", "Observatory"),
        ("Where did Mira Oltan work in autumn 2025?", "Observatory", "Kestrel"),
        ("Wo arbeitete Mira Oltan im Sommer 2025?", "Kestrel", "Observatory"),
        ("When will Mira Oltan finish her PhD?", "June 2031", "2027"),
        ("When does Mira Oltan expect to graduate?", "June 2031", "2027"),
        ("Where is Mira Oltan's master's in English teaching from?", "Lake University", "Tromsby"),
        ("Has Mira Oltan ever lived in Lisbon?", "Yes", "No."),
    ],
)
def test_what_is_told_in_other_words(question, said, unsaid):
    text = _talk(MIRA).ask(question).text
    assert said in text, text
    assert unsaid not in text, text


def test_the_place_behind_the_name_of_an_advisor():
    talk = _talk(CHEN, "# Bo Lindqvist\n\n## Positions\n\n- Postdoc, 云谷大学, 2018 - 2020\n")
    assert talk.ask("Which of 陈默雨's supervisors is at 云谷大学?").text.count("王尔德") == 0
    assert talk.ask("Is any of 陈默雨's supervisors at 云谷大学?").text.startswith("Yes")


def test_no_is_not_said_of_a_town_that_the_page_speaks_of():
    page = (
        "# Bo Lindqvist\n\nBefore taking up my position in Budapest, I sailed the fjords.\n\n"
        "## Positions\n\n- Postdoc, Moss Institute, 2024 - present\n- Engineer, Kestrel Labs, 2018 - 2020\n"
    )
    talk = _talk(page)
    answer = talk.ask("Is Bo Lindqvist still in Budapest?")
    assert "my position in Budapest" in answer.text
    assert "No." not in answer.text
    assert talk.ask("Did Bo Lindqvist work in Spain?").text.startswith("No.")
