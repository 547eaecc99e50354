"""How well an invented person speaks which language, how long a post lasted, and the like."""

from __future__ import annotations

import pytest
from people import Talk

from qabot.profiles import make_profile
from qabot.sources.markdown import read_markdown
from qabot.sources.private import covered

MIRA = """# Mira Oltan

## Positions

- Engineer, Kestrel Labs, 2017-11 - 2020-09
- Postdoc, Quillon University, 2021-01 - 2021-10

## Education

- PhD in Physics, Tromsby University, 2012-09 - 2016-09

## Languages

- Norwegian: native
- English: fluent
- German: B1
- Japanese: basic

## Publications

- Mira Oltan, Greta Berg-Lund. Wet Graphs for Everybody. NeurIPS, 2015.
- Mira Oltan, Bo Lindqvist. Quick Bogs at Night. NeurIPS, 2016.
"""
NAMED = ("Norwegian", "English", "German", "Japanese")


def _ask(question):
    source = covered(read_markdown("oltan.md", MIRA))
    return Talk((make_profile("oltan.md", [source]), source)).ask(question)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("What is Mira Oltan's weakest language?", ["Japanese"]),
        ("Which language does Mira Oltan speak best?", ["Norwegian"]),
        ("In which languages is Mira Oltan a native speaker?", ["Norwegian"]),
        ("Which languages does Mira Oltan speak fluently?", ["Norwegian", "English"]),
        ("Was ist Mira Oltans Muttersprache?", ["Norwegian"]),
        ("Which languages does Mira Oltan speak?", ["Norwegian", "English", "German", "Japanese"]),
    ],
)
def test_languages_by_how_well_they_are_spoken(question, told):
    text = _ask(question).text
    assert [name for name in NAMED if name in text] == told, text


@pytest.mark.parametrize(
    ("question", "yes"),
    [
        ("Is Mira Oltan a native speaker of English?", False),
        ("Is Mira Oltan a native speaker of Norwegian?", True),
        ("Does Mira Oltan speak fluent German?", False),
        ("Is Mira Oltan fluent in English?", True),
        ("Is Mira Oltan's English better than her German?", True),
        ("Is Mira Oltan's Japanese better than her German?", False),
        ("Did Mira Oltan work at Kestrel Labs for more than two years?", True),
        ("Did Mira Oltan work at Kestrel Labs for more than five years?", False),
        ("Was Mira Oltan's stay at Quillon University shorter than a year?", True),
        ("Did Mira Oltan's PhD take longer than three years?", True),
        ("Hat Mira Oltan mehr als zwei Jahre bei Kestrel Labs gearbeitet?", True),
    ],
)
def test_yes_or_no(question, yes):
    answer = _ask(question)
    assert answer.text.startswith(("Yes", "Ja") if yes else ("No.", "Nein")), answer.text
    assert answer.citations


@pytest.mark.parametrize(
    ("question", "order"),
    [
        ("List Mira Oltan's jobs, oldest first", ["Kestrel", "Quillon"]),
        ("List Mira Oltan's jobs, newest first", ["Quillon", "Kestrel"]),
        ("What was Mira Oltan's first job?", ["Kestrel"]),
    ],
)
def test_a_list_in_order_of_time(question, order):
    text = _ask(question).text
    found = [name for name in ("Kestrel", "Quillon") if name in text]
    assert sorted(found, key=text.index) == order, text


def test_two_ways_to_reach_somebody():
    page = "# Bo Lindqvist\n\n## Contact\n\n- Email: bo.lindqvist@lake.edu\n- [ORCID](https://orcid.org/0000-0001-0000-0001)\n"
    source = covered(read_markdown("lindqvist.md", page))
    answer = Talk((make_profile("lindqvist.md", [source]), source)).ask("Give me Bo Lindqvist's e-mail and ORCID")
    assert "bo.lindqvist@lake.edu" in answer.text
    assert "0000-0001-0000-0001" in answer.text


def test_a_double_family_name_names_a_coauthor():
    text = _ask("Which of Mira Oltan's papers has Berg-Lund as a coauthor?").text
    assert "Wet Graphs" in text
    assert "Quick Bogs" not in text


def test_the_one_who_has_more_advisors():
    sources = [
        covered(
            read_markdown(f"page{place}.md", f"# {name}\n\n## Education\n\n- PhD, Lake University. Advisors: {who}\n")
        )
        for place, (name, who) in enumerate((("Mira Oltan", "Radek Pilny, Ines Corvo"), ("Bo Lindqvist", "Dora Quist")))
    ]
    talk = Talk(*((make_profile(source.path, [source]), source) for source in sources))
    text = talk.ask("Who has more supervisors, Mira Oltan or Bo Lindqvist?").text
    assert text.splitlines()[-1] == "Mira Oltan lists more advisors: 2 against 1.", text


def test_a_post_that_says_for_whom_it_was():
    page = (
        "# Bo Lindqvist\n\n## Positions\n\n- Research Assistant to Prof. Ines Corvo, Lake University, 2018 - 2019\n"
        "- Research Assistant to Prof. Dora Quist, Moss Institute, 2016 - 2017\n- Engineer, Kestrel Labs, 2015 - 2016\n\n"
        "## Research interests\n\n- slow rivers\n- peat\n"
    )
    source = covered(read_markdown("lindqvist.md", page))
    talk = Talk((make_profile("lindqvist.md", [source]), source))
    text = talk.ask("For which professors has Bo Lindqvist been a research assistant?").text
    assert "Corvo" in text and "Quist" in text and "Kestrel" not in text
    text = talk.ask("what reserch intrests does bo lindqvist of kestrel labs have").text
    assert "slow rivers" in text and "Engineer" not in text
