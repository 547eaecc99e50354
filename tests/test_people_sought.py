"""Questions over several invented people: who fits, in which country, under two conditions, in many languages."""

from __future__ import annotations

import pytest
from people import Talk

from qabot.profiles import make_profile
from qabot.questions.conditions import conditions
from qabot.questions.lexicon import language_of, plain
from qabot.sources.markdown import read_markdown
from qabot.words.regions import named, shows
from qabot.words.stems import stem

ADA = """# Ada Quill

## Research interests

- cryptography
- quantum sensing

## Experience

- Research Engineer, Kestrel Labs, Munich, Germany, 2019 - present

## Education

- PhD in Physics, University of Oxford, UK, 2015 - 2019
- BSc in Physics, University of Oxford, UK, 2011 - 2014

## Languages

- French, German
"""
BO = """# Bo Stone

## Research interests

- cryptography

## Experience

- Lecturer, University of Tokyo, Japan, 2018 - present
- Postdoctoral Researcher, TU Berlin, Germany, 2016 - 2018

## Education

- PhD in Mathematics, Lund University, Sweden, 2012 - 2016
- MSc in Mathematics, Lund University, Sweden, 2010 - 2012

## Publications

- Bo Stone. Counting Triangles Twice. ICML, 2021.
- Bo Stone. Quiet Gradients. KDD, 2022.
"""
CLEO = """# Cleo Marsh

## Research interests

- coral reefs

## Experience

- Assistant Professor, Western University, London, Ontario, Canada, 2020 - present

## Education

- PhD in Biology, Kyoto University, Japan, 2014 - 2019

This work is funded by the French National Agency.

## Publications

- Cleo Marsh. On the Shape of Corals. Nature Tides, 2021.
"""


@pytest.fixture
def three() -> Talk:
    sources = [read_markdown(name, page) for name, page in (("ada.md", ADA), ("bo.md", BO), ("cleo.md", CLEO))]
    return Talk(*((make_profile(source.path, [source]), source) for source in sources))


@pytest.mark.parametrize(
    ("question", "people"),
    [
        ("Who works in Germany?", {"Ada Quill"}),
        ("Who has worked in Germany?", {"Ada Quill", "Bo Stone"}),
        ("Wer hat in Deutschland gearbeitet?", {"Ada Quill", "Bo Stone"}),
        ("谁在日本工作？", {"Bo Stone"}),
        ("Qui a étudié au Japon ?", {"Cleo Marsh"}),
        ("Who has studied in the UK?", {"Ada Quill"}),
        ("Chi ha studiato in Svezia?", {"Bo Stone"}),
        ("Who works on cryptography in Japan?", {"Bo Stone"}),
        ("Quem trabalha com criptografia?", {"Ada Quill", "Bo Stone"}),
        ("Кто занимается криптографией?", {"Ada Quill", "Bo Stone"}),
        ("Wer forscht zu Kryptographie?", {"Ada Quill", "Bo Stone"}),
        ("Who works on cryptography and has published at ICML?", {"Bo Stone"}),
        ("Who works on cryptography but has not published at ICML?", {"Ada Quill"}),
        ("Who moved from TU Berlin to the University of Tokyo?", {"Bo Stone"}),
        ("Who moved from the University of Tokyo to TU Berlin?", set()),
        ("Who has a master's degree and works in Tokyo?", {"Bo Stone"}),
        ("Which physicists do you know?", {"Ada Quill"}),
        ("Are there any mathematicians?", {"Bo Stone"}),
        ("Welche Biologen gibt es hier?", {"Cleo Marsh"}),
        ("Who speaks French?", {"Ada Quill"}),
        ("Who could review a paper about coral reefs?", {"Cleo Marsh"}),
        ("Wer könnte eine Arbeit über Korallen begutachten?", set()),
        ("Who did a PhD and a bachelor at the same university?", {"Ada Quill"}),
        ("Who has worked in both Germany and Japan?", {"Bo Stone"}),
        ("有没有在英国留学过的人？", {"Ada Quill"}),
        ("Who works in Portugal?", set()),
    ],
)
def test_who_fits_and_nobody_else(three: Talk, question: str, people: set[str]):
    answer = three.ask(question)
    assert set(answer.people) == people
    assert answer.answered is bool(people)
    assert all(citation.person in people for citation in answer.citations)


def test_nobody_in_a_country_is_no_no(three: Talk):
    assert not three.ask("Is there anybody here who has worked in Portugal?").answered


def test_papers_of_all_people_are_listed_whole(three: Talk):
    answer = three.ask("List all papers from 2021")
    assert {"Counting Triangles Twice", "On the Shape of Corals"} == {
        title
        for title in ("Counting Triangles Twice", "On the Shape of Corals", "Quiet Gradients")
        if title in answer.text
    }


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        ("Who knows Scala and has published at ICML?", ("Who knows Scala", "who has published at ICML?")),
        ("Who has a master's but no doctorate?", ("Who has a master's", "who has no doctorate?")),
        (
            "Wer hat in Berlin studiert und bei Kestrel gearbeitet?",
            ("Wer hat in Berlin studiert", "wer hat bei Kestrel gearbeitet?"),
        ),
        ("Qui a étudié à Lyon et travaille à Bonn ?", ("Qui a étudié à Lyon", "qui travaille à Bonn ?")),
        ("Who works on signal and image processing?", ("Who works on signal and image processing?",)),
        ("Who works on oceans but not on corals?", ("Who works on oceans", "who not works on corals?")),
    ],
)
def test_conditions_are_questions_of_their_own(question: str, parts: tuple[str, ...]):
    assert conditions(question, language_of(question)).parts == parts


@pytest.mark.parametrize(
    ("region", "words", "there"),
    [
        ("United Kingdom", "phd in statistics | lancaster, uk", True),
        ("United Kingdom", "western university, london, ontario", False),
        ("Canada", "western university, london, ontario", True),
        ("United Kingdom", "responses to power systems in the uk domestic sector", False),
        ("California", "university of california, berkeley", True),
        ("Japan", "東京大学大学院 博士課程", True),
        ("Japan", "日本語", False),
    ],
)
def test_what_shows_a_region(region: str, words: str, there: bool):
    assert shows(region, words, "") is there


def test_regions_are_named_behind_words_of_place():
    assert [each.label for each in named(plain("Who has worked in both Germany and the US?"))] == [
        "Germany",
        "United States",
    ]
    assert named(plain("Who works on the history of China?")) == []
    assert [each.label for each in named(plain("Кто учился в Германии?"))] == ["Germany"]


@pytest.mark.parametrize(
    "words",
    [
        "cryptography kryptographie cryptographie криптография криптографией",
        "robotics robotik robotique robotica",
        "complexity komplexitat complexite complexidade",
        "epidemiology epidemiologie epidemiologia эпидемиология",
        "graph graphs",
        "network networks networking",
        "risk risks",
        "method methods",
    ],
)
def test_learned_words_are_one_in_many_languages(words: str):
    assert len({stem(word) for word in words.split()}) == 1


@pytest.mark.parametrize(("one", "other"), [("scala", "scale"), ("three", "tree"), ("prize", "price")])
def test_words_that_only_look_alike_stay_apart(one: str, other: str):
    assert stem(one) != stem(other)
