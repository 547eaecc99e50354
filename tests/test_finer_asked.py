"""Finer questions over pages of invented people: sums, who is guided now, two family names, what a paper won."""

from __future__ import annotations

import pytest
from people import Talk

from qabot.answers.paper_kinds import kinds_of
from qabot.answers.sums import dearest
from qabot.profiles import make_profile
from qabot.questions.clauses import clauses
from qabot.questions.spelling import in_simplified
from qabot.sources.markdown import read_markdown
from qabot.words.name_keys import name_keys

IRIA = """# Lucia Quiroga Valdes

jquiroga@elmford.edu

## Positions

- Associate Professor, Elmford University, 2021 - present
- Postdoctoral Researcher, Quillon Observatory (with Dana Wick), 2018 - 2021

## Education

- PhD in Ecology, Tromsby University, 2018. Advisor: Fintan Marsh

## Publications

- Lucia Quiroga Valdes, Bo Lind. Slow Kelp. Marine Letters 28(2): 14-20, 2024. Best Poster Award
- Bo Lind, Lucia Quiroga Valdes. Counting Wracks. arXiv preprint, 2023.
- Lucia Quiroga Valdes. Drift. Proceedings of the Kelp Conference, 2022. (acceptance rate 21%)

## Students

- Ines Pratt (PhD student, 2023 - present)
- Walt Jensen (MSc, 2020 - 2022), now at Acme Fish
- Keiko Amano (PhD, 2017 - 2021)

## Awards

- Silver Wrack Medal, 2020
- Harbor Prize for Essays, 2019

## Grants

- National Kelp Fund, "Kelp after heat", $612,000, 2023 - 2026
- Harbor Seed Grant, $10k, 2022

I am recruiting MSc students for 2027.
"""


def talk_of(*pages: str) -> Talk:
    sources = [read_markdown(f"p{place}.md", page) for place, page in enumerate(pages)]
    return Talk(*((make_profile(source.path, [source]), source) for source in sources))


def told(*questions: str) -> str:
    talk = talk_of(IRIA)
    return [talk.ask(question) for question in questions][-1].text


def test_the_largest_sum_of_money():
    text = told("What is Quiroga's biggest grant?")
    assert "612,000" in text and "Seed" not in text


@pytest.mark.parametrize(
    ("words", "best"),
    [
        (("a: $10k", "b: $612,000"), "b: $612,000"),
        (("a: €1.2 million", "b: €900,000"), "a: €1.2 million"),
        (("a: 7.4 M€", "b: 820 T€"), "a: 7.4 M€"),
        (("a: 30万元", "b: 50,000元"), "a: 30万元"),
    ],
)
def test_sums_in_whichever_way_they_are_printed(words: tuple[str, str], best: str):
    page = "# Bo Lind\n\n## Projects\n\n" + "\n".join(f"- Moss Project {each}, 2020" for each in words)
    talk = talk_of(page)
    entries = talk.answerer.library.entries(talk.answerer.index.people[0], "project")
    assert [entry.words for entry in entries if best.lower() in entry.words] == [e.words for e in dearest(entries)]
    assert len(entries) == 2


def test_sums_in_different_monies_are_all_told():
    talk = talk_of("# Bo Lind\n\n## Projects\n\n- Moss Project, €900, 2020\n- Peat Project, $500, 2021\n")
    entries = talk.answerer.library.entries(talk.answerer.index.people[0], "project")
    assert len(dearest(entries)) == len(entries) == 2


def test_students_now_and_those_who_have_left():
    now, gone = told("Who are Quiroga's current students?"), told("Which of Quiroga's students have graduated?")
    assert "Pratt" in now and "Jensen" not in now and "Amano" not in now
    assert "Jensen" in gone and "Amano" in gone and "Pratt" not in gone


@pytest.mark.parametrize("question", ["Who is in Quiroga's lab?", "Who are the members of Quiroga's group?"])
def test_who_is_in_a_lab(question: str):
    text = told(question)
    assert "Pratt" in text and "Jensen" in text


@pytest.mark.parametrize(
    "question", ["Is Quiroga taking master's students for autumn 2027?", "Does Lucia Quiroga take Ph.D. students?"]
)
def test_taking_students_asks_for_openings(question: str):
    assert "recruiting MSc students" in told(question)


def test_the_first_of_two_family_names_stands_for_both():
    assert "quiroga" in name_keys("Juan Quiroga Valdes").families
    assert "jose" not in name_keys("Maria Jose Valdes").families
    assert "foster" not in name_keys("Walter Foster Wallace").families
    assert "jquiroga@elmford.edu" in talk_of(IRIA).ask("quiroga email").text


def test_grants_and_prizes():
    text = told("Which grants and prizes has Lucia Quiroga Valdes got?")
    assert "Seed Grant" in text and "Silver Wrack" in text
    only = told("Which grants has Lucia Quiroga Valdes got?")
    assert "Seed Grant" in only and "Silver Wrack" not in only and "Harbor Prize" not in only


def test_with_whom_after_a_post():
    text = told("Where does Lucia Quiroga Valdes work?", "And where was she before that?", "With whom?")
    assert "Dana Wick" in text and "Marsh" not in text


def test_what_a_paper_won():
    questions = ("Which paper did Lucia Quiroga Valdes publish in 2024?", "Did it win anything?")
    assert "Best Poster" in told(*questions) and "Medal" not in told(*questions)
    other = talk_of(IRIA)
    other.ask("Which paper did Lucia Quiroga Valdes publish in 2022?")
    assert not other.ask("Did it win an award?").answered


def test_which_of_them_is_of_those_listed():
    text = told("Which papers did Lucia Quiroga Valdes publish since 2023?", "Which of them was peer-reviewed?")
    assert "Slow Kelp" in text and "Drift" not in text and "Wracks" not in text


def test_a_detail_that_the_title_does_not_tell():
    assert "21%" in told("What was the acceptance rate of Lucia Quiroga Valdes's 2022 paper?")


def test_papers_led():
    text = told("Which papers did Lucia Quiroga Valdes lead?")
    assert "Slow Kelp" in text and "Wracks" not in text


def test_volume_and_pages_make_a_journal():
    talk = talk_of(IRIA)
    papers = talk.answerer.library.entries(talk.answerer.index.people[0], "paper")
    assert [sorted(kinds_of(entry)) for entry in papers] == [["journal"], ["preprint"], ["conference"]]


def test_from_a_degree_to_a_post():
    text = told("What did Lucia Quiroga Valdes do between her PhD and becoming a professor?")
    assert "Quillon Observatory" in text and "Elmford" not in text


def test_how_long_of_what_was_told_last():
    text = told("What did Lucia Quiroga Valdes do before becoming a professor at Elmford University?", "And how long?")
    assert "2018" in text and "Elmford" not in text


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        ("What is Lind's TOEIC score and his bachelor GPA?", ["What is Lind's TOEIC score", "his bachelor GPA?"]),
        ('What is the title of "Peat and her moss"?', ['What is the title of "Peat and her moss"?']),
    ],
)
def test_two_things_asked_at_once(question: str, parts: list[str]):
    assert clauses(question) == parts


def test_traditional_characters_are_read_as_simplified_ones_but_in_names():
    assert in_simplified("陳偉倫的碩士是在哪裡念的？", lambda _: [(0, 3)]) == "陳偉倫的硕士是在哪里念的？"


def test_a_name_in_another_script_before_its_parenthesis():
    text = (
        talk_of("# Jun Tarano\n\n## Education\n\n- PhD in Physics, Lake University, 2020. Advisor: Mira Oltan\n")
        .ask("타라노 준(Jun Tarano)의 지도교수는 누구인가요?")
        .text
    )
    assert "Mira Oltan" in text


def test_half_of_a_double_name_misspelt():
    page = "# Ada Ritter-Bolen\n\n## Education\n\n- PhD in Logic, Lake University, 2016. Supervisors: Jo Harrow\n"
    assert "Harrow" in talk_of(page).ask("riter-bolen phd supervisor").text


def test_nothing_is_said_twice():
    page = "# Ada Lind\n\n## Education\n\n- PhD in Logic, Lake University, 2016. Advisor: Jo Harrow\n"
    lines = talk_of(page).ask("Who advised Lind's doctorate and in which year did she get it?").text.splitlines()
    assert len(lines) == len(set(lines))


def test_a_doctorate_under_way_has_not_been_got():
    page = "# Ada Lind\n\n## Education\n\n- PhD in Logic, Lake University, 2024 - present\n"
    assert talk_of(page).ask("Ada Lindさんはもう博士号を取りましたか？").text.startswith("いいえ")
    assert talk_of(page).ask("Hat Ada Lind die Promotion abgeschlossen?").text.startswith("Nein")


CERTIFIED = """# Bo Lind

Lecturer, Elmford College

## Bar Admissions

- State of Harbor, 2004
- Court of Appeals, Lakeside

## Certificates

- Getting Started with Kelp, 2019
- Moss Maintenance, 2018

## Outside work

I play the bassoon.

## Education

- PhD in Botany, Tromsby University, 2012
"""
GUEST = """# Mira Oltan

PhD student at Quillon University

## Experience

- Research Intern, Kestrel Labs, 2020
- Visiting Student, Harbor Institute, 2021

## Education

- BSc in Physics, Lake University, 2018
"""


@pytest.mark.parametrize(
    ("question", "held", "missing"),
    [
        ("What certificates has Bo Lind got?", ("Kelp", "Moss Maintenance"), "Harbor"),
        ("Welche Zertifikate hat Bo Lind?", ("Kelp", "Moss Maintenance"), "Harbor"),
        ("Bo Lind bar admissions", ("Harbor", "Court of Appeals"), "Kelp"),
        ("What are Bo Lind's hobbies?", ("bassoon",), "Outside work"),
    ],
)
def test_what_stands_below_a_heading_asked_for(question: str, held: tuple[str, ...], missing: str):
    text = talk_of(CERTIFIED).ask(question).text
    assert all(words in text for words in held) and missing not in text


@pytest.mark.parametrize(
    "question",
    [
        "The Quillon student who interned at Kestrel Labs: where did they do their bachelor's?",
        "Where is the bachelor's degree from of the person who interned at Kestrel Labs?",
        "Our colleague who interned at Kestrel Labs: at which university was the bachelor's degree taken?",
    ],
)
def test_somebody_told_by_a_condition(question: str):
    text = talk_of(CERTIFIED, GUEST).ask(question).text
    assert "Lake University" in text and "Lind" not in text


def test_nobody_is_told_by_a_condition_that_holds_of_nobody():
    answer = talk_of(CERTIFIED, GUEST).ask("The student who interned at Acme Bank: who advised them?")
    assert not answer.answered


def test_who_works_with_a_thing_is_no_co_author():
    page = "# Ines Pratt\n\n## Publications\n\n- Ines Pratt, Bo Lind. Theorems for Echo Moss Networks. ICML, 2020.\n"
    text = talk_of(page, GUEST).ask("Does somebody here work with echo moss networks?").text
    assert text.startswith("Yes") and "Ines Pratt" in text


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Which law firm was Ada Quist with in 2003?", "Marsh & Reed"),
        ("Which high school did Ada Quist go to?", ""),
    ],
)
def test_kinds_of_places(question: str, words: str):
    page = "# Ada Quist\n\n## Positions\n\n- Associate, Marsh & Reed, 2001 - 2004\n- Lecturer, Elmford College, 2005 - 2010\n"
    answer = talk_of(page).ask(question)
    assert answer.answered == bool(words) and words in answer.text


SALLY = """# Sally Moen

Assistant Professor, Elmford University

I am looking for two PhD students for a project on moss. Apply by 15 March 2027.

My work asks how moss keeps water in dry years.

Before academia I worked as a radio host. I work part-time (0.8 fte).

## Projects

- Moss Project, 2020 - 2022, co-PI
- Kelp Fund, 2023 - 2025, PI

## Awards

- Nominee, Golden Leaf Prize, 2019
- Silver Wrack Medal, 2021

## Languages

- Arabic (basic), English (fluent)
"""


@pytest.mark.parametrize(
    ("question", "opening"),
    [
        ("Did Sally Moen win the Golden Leaf Prize?", "No"),
        ("Did Sally Moen win the Silver Wrack Medal?", "Yes"),
        ("Is Sally Moen the PI of the Moss Project?", "No"),
        ("Does Sally Moen lead the Kelp Fund project?", "Yes"),
        ("Does Sally Moen work full time?", "No"),
        ("Does Sally Moen work part-time?", "Yes"),
        ("Kann Sally Moen Arabisch?", "Ja"),
    ],
)
def test_what_an_entry_denies_is_not_said(question: str, opening: str):
    assert talk_of(SALLY).ask(question).text.startswith(opening)


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("What is the deadline to apply to Sally Moen's lab?", "15 March 2027"),
        ("What did Sally Moen do before academia?", "radio host"),
        ("What is Sally Moen's research about?", "keeps water"),
    ],
)
def test_what_prose_tells(question: str, words: str):
    assert words in talk_of(SALLY).ask(question).text


def test_no_working_time_is_made_up():
    assert not talk_of(GUEST).ask("Does Mira Oltan work full time?").answered


def test_a_rank_of_the_owners_is_no_degree():
    page = "# 赵一鸣\n\n副教授，硕士生导师，东海理工大学\n\n## 教育经历\n\n- 2014.09–2019.06 江陵大学 水利工程 博士\n"
    assert not talk_of(page).ask("赵一鸣的硕士是在哪里读的？").answered
