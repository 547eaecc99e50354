"""Details asked of pages of invented people: what a post was about, which of several, how far a paper is, slips."""

from __future__ import annotations

import pytest
from people import Talk

from qabot.profiles import make_profile
from qabot.questions.spelling import respelled
from qabot.sources.markdown import read_markdown
from qabot.sources.private import covered

MIRA = """# Mira Oltan

## Positions

- Postdoc, Quillon University, 2018 - 2020
  - Under Prof. Dora Quist, she measured the drift of peat
  - Funded by a grant of the Moss Council
- Engineer, Kestrel Labs, Harbor, 2009 - 2010
  - Award: Golden Valve for the quietest pump
  - Rebuilt the pumps of the harbour museum

## Education

- PhD in Physics, Tromsby University, 2012 - 2016. Advisor: Radek Pilny
- BSc in Physics, Lake University, 2005 - 2009. Advisor: Ines Corvo

## Publications

- Mira Oltan†, Bo Lindqvist†, Lin Tarn. Slow Rivers of Peat. Peat Letters, 2014. arXiv:1401.01234
- Lin Tarn, Mira Oltan. Quick Bogs. Under review, 2021.
- Mira Oltan. A Primer of Moss. Elmford Press, 2019.
- Mira Oltan and Greta Molin. Wet Graphs for Everybody. NeurIPS, 2015. [code](https://example.org/wetgraphs)

## Talks

- Keynote: Peat and Time, Bog Days, Oslo, 2017
- Seminar: Moss at Night, Lake University, 2019

## Supervised students

- PhD students: Petra Vandal (2021), now at Kestrel Labs
- Master students: Oskar Blom (2019)

## Awards

- Silver Spade for teaching, 1998
- Bog Medal, 2003

## Conferences attended

- Peat Days, Oslo, 2013
- Moss Week, Harbor, 2015

## Memberships

- Member of the Peat Society since 2015

## References

- Prof. Dora Quist, Quillon University
- Dr. Emil Sandoval, Fjord University
"""


def ask(*turns: str):
    source = covered(read_markdown("oltan.md", MIRA))
    talk = Talk((make_profile("oltan.md", [source]), source))
    return [talk.ask(turn) for turn in turns][-1]


@pytest.mark.parametrize(
    ("question", "says", "never"),
    [
        ("What did Mira Oltan do at Kestrel Labs?", ["Rebuilt the pumps"], ["Quillon"]),
        ("Where was Mira Oltan in 2006?", ["Lake University"], ["Kestrel"]),
        ("Which award did Mira Oltan get in the 1990s?", ["Silver Spade"], ["Bog Medal"]),
        ("Where did Mira Oltan give a keynote?", ["Bog Days"], ["Moss at Night"]),
        ("Which PhD students has Mira Oltan supervised?", ["Petra Vandal"], ["Oskar"]),
        ("What did Mira Oltan do before her PhD, in Harbor?", ["Kestrel Labs"], ["Quillon"]),
        ("Which books has Mira Oltan written?", ["Primer of Moss"], ["Quick Bogs"]),
        ("Has the paper Quick Bogs been accepted?", ["No.", "Under review"], []),
        ("Where is the code of the Wet Graphs paper?", ["example.org/wetgraphs"], ["Peat Letters"]),
        ("What is the arXiv number of Slow Rivers of Peat?", ["1401.01234"], []),
        ("Who are Mira Oltan's co-authors on the peat paper?", ["Bo Lindqvist"], ["Greta Molin"]),
        ("Which papers did Mira Oltan co-author in 2015?", ["Wet Graphs"], ["Quick Bogs"]),
        ("On which papers did Mira Oltan contribute equally?", ["Slow Rivers"], ["Quick Bogs"]),
        ("Who could give a reference for Mira Oltan?", ["Emil Sandoval"], ["Radek"]),
        ("Which conferences did Mira Oltan attend?", ["Peat Days", "Moss Week"], ["NeurIPS"]),
        ("Who was Mira Oltan's boss at Quillon University?", ["Dora Quist"], ["Radek"]),
        ("Who supervised Mira Oltan as a postdoc?", ["Dora Quist"], ["Radek"]),
        ("Which award did Mira Oltan get as an engineer?", ["Golden Valve"], ["Bog Medal"]),
        ("Who funded Mira Oltan's position at Quillon University?", ["Moss Council"], ["Kestrel"]),
        ("Where is Petra Vandal now?", ["Kestrel Labs"], ["Quillon"]),
        ("Is Mira Oltan a member of the Peat Society?", ["Yes.", "Peat Society since 2015"], ["No."]),
        ("Which papers of Mira Oltan have no co-authors?", ["Primer of Moss"], ["Quick Bogs"]),
        ("wich publicatons did mira oltan wrtie in 2015", ["Wet Graphs"], ["Quick Bogs"]),
    ],
)
def test_details(question: str, says: list[str], never: list[str]):
    answer = ask(question)
    assert answer.answered
    assert [word for word in says if word not in answer.text] == []
    assert [word for word in never if word in answer.text] == []


def test_an_advisor_asked_after_a_degree_is_of_that_degree():
    answer = ask("Where did Mira Oltan do her bachelor's?", "And who advised her?")
    assert "Ines Corvo" in answer.text
    assert "Radek" not in answer.text


@pytest.mark.parametrize(
    "question",
    [
        "Who advised Mira Oltan at Kestrel Labs?",
        "Which award did Mira Oltan get in 2018?",
        "Is Mira Oltan a Moss Society fellow?",
        "Is Mira Oltan a member of the Fjord Academy?",
    ],
)
def test_what_no_entry_tells(question: str):
    assert not ask(question).answered


@pytest.mark.parametrize(
    ("question", "meant"),
    [
        ("his asociate editor thessis", "his associate editor thesis"),
        ("were did she work", "where did she work"),
        ("who works on coarse graphs", "who works on coarse graphs"),
        ('who wrote "Awrads of publicatons"', 'who wrote "Awrads of publicatons"'),
        ("Publicatons of Thessis", "Publicatons of Thessis"),  # names begin with a capital
    ],
)
def test_slips_in_everyday_words(question: str, meant: str):
    assert respelled(question, lambda word: False) == meant
    assert respelled(question, lambda word: True).split()[0] == question.replace("were did", "where did").split()[0]
