"""Questions over whole pages of invented people: what their words tell beside the facts read from them."""

from __future__ import annotations

import pytest
from people import Talk

from qabot.profiles import make_profile
from qabot.sources.markdown import read_markdown
from qabot.sources.private import covered

LIN = """# Lin Tarn

I am an assistant professor at Quillon University. Prior to Quillon, I was a postdoc at Elmford College, working with
Prof. Radek Pilny. Previously, I obtained a PhD in Computing from Tromsby University under the supervision of Prof. Dora
Quist, and I have been an engineer at Kestrel Labs since 2019. I am on the editorial boards of Moss Letters and Peat.

I am looking for PhD students with a love of bogs.

## News

- 4 Oct 2018 » Awarded the Golden Abacus Fellowship.
- 17 Dec 2018 » Awarded the Elm Medal of the Peat Society.
- 19 June 2019 » New paper in Nature. It was a treat to write.
- 3 Sept 2018 » I have moved to Harbor University. I am working there with Prof. Greta Molin on tides.
- 2 May 2019 » One paper is accepted by ICML.

## Publications

- Lin Tarn, Bo Lindqvist. Sparse Walks on Large Graphs. Nature Tides, 2021.
- Bo Lindqvist, Lin Tarn. Quiet Gradients. ICML, 2022.

## Selected papers

- Bo Lindqvist and Lin Tarn. Quiet Gradients. ICML, 2023.

## Service

- Reviewer, NeurIPS 2020

She has served as an area chair at conferences such as KDD and CVPR.

## Teaching

- Moss Biology (undergraduate course)
- Advanced Bogs (graduate seminar)
"""
GRANTS = """# Ines Corvo

I am in Hanne Torvik's group at Fjord University. This is joint work with my supervisors:

- Emil Sandoval, Fjord University
- Yusuf Haddan, Lake University

## Positions

- 2015 – 2018: Director of Graduate Studies, Lake University
- 2012 – 2015: Lecturer, Harbor University

## Grants

- Tidal Grant for Slow Robots, Lake State University Research Fund, 2016
- Warm Ice, National Moss Foundation grant 12, 2017

## Awards

- Golden Abacus Prize, 2017
- Alexander von Moor Foundation Scholar, 2013

I have supervised 13 PhD theses. Phone: +47 22 85 50 50
"""

RADEK = """# Radek Pilny

Radek Pilny is a lecturer at Quillon University. Prior to that he was a postdoc at Elmford College. I live in Oslo.
He was a visiting PhD student at Lake University. Wavelets for single trials are his matter.

Civil status

married, 1 child

## Education

- PhD in Physics, Tromsby University. Thesis title: Quiet Waves on Cold Shores.
- MSc in Physics, minor in Music Theory and Logic, Harbor University, Norway, 2012.
- BSc in Chemistry, Fjord University (discontinued), 2009

## Awards

- Gold Medal, Physics Olympiad, 2005

## Languages

- French: advanced
- Czech: native

## Memberships

- Peat Society (since 2011)
- Union of Quiet Robots (since 2015)
"""
BO = """# Bo Lindqvist

My PhD is funded by the Warm Ice Fund. I work with Postgres and Neo4j in my projects.

## Education

- PhD in Physics, Fjord University, 2015 - 2019. Advisor: Dora Quist
- BSc in Physics, Lake University, 2008 - 2011

## Experience

- Engineer, Kestrel Labs, 2012 - 2014
- Postdoc, Harbor University, 2020 - 2022

## Publications

- Bo Lindqvist, Dora Quist. Salt in the Wires. ICML, 2017.
- Bo Lindqvist, Lin Tarn, Dora Quist. Moss on the Roof. ICML, 2018.
"""


def ask(*questions: str):
    """The answer to the last of these questions, of the people above."""
    pages = {"lin-tarn.md": LIN, "ines-corvo.md": GRANTS, "radek-pilny.md": RADEK, "bo-lindqvist.md": BO}
    sources = {path: covered(read_markdown(path, text)) for path, text in pages.items()}
    talk = Talk(*((make_profile(path, [source]), source) for path, source in sources.items()))
    answer = None
    for question in questions:
        answer = talk.ask(question)
    return answer


@pytest.mark.parametrize(
    ("question", "says", "never"),
    [
        ("Who did Lin Tarn work with at Elmford College?", ["Radek Pilny"], ["Dora"]),
        ("With whom does Lin Tarn work at Harbor University?", ["Greta Molin"], ["Radek"]),
        ("Which editorial boards does Lin Tarn sit on?", ["Moss Letters", "Peat"], []),
        ("What awards did Lin Tarn receive in 2018?", ["Golden Abacus", "Elm Medal"], []),
        ("Did Lin Tarn ever publish in Nature?", ["Yes.", "New paper in Nature"], ["No."]),
        ("Has Lin Tarn been an area chair at KDD?", ["Yes.", "area chair"], ["No."]),
        ("Which graduate courses does Lin Tarn teach?", ["Advanced Bogs"], ["Moss Biology"]),
        ("Which undergraduate courses does Lin Tarn teach?", ["Moss Biology"], ["Advanced Bogs"]),
        ("Does Lin Tarn take PhD students?", ["I am looking for PhD students"], ["No."]),
        ("Whose group is Ines Corvo in?", ["Hanne Torvik's group"], []),
        ("Who supervised Ines Corvo's work?", ["Emil Sandoval", "Yusuf Haddan"], []),
        ("When was Ines Corvo Director of Graduate Studies?", ["2015", "2018"], ["2012"]),
        ("Which grants does Ines Corvo have?", ["Tidal Grant", "Warm Ice"], ["Abacus"]),
        ("With how many people has Lin Tarn published?", ["1 co-author", "Bo Lindqvist"], []),
        ("Where did Ines Corvo teach before Lake University?", ["Harbor University"], ["Director"]),
        ("How many theses has Ines Corvo supervised?", ["13 PhD theses"], []),
        ("Who won a Moor fellowship?", ["Ines Corvo", "Moor Foundation"], ["Lin"]),
        ("When did Quiet Gradients appear?", ["2022", "Elsewhere", "2023"], []),
        ("Where did Radek Pilny work before Quillon University?", ["Elmford College"], []),
        ("Where does Radek Pilny live?", ["Oslo"], ["Quillon"]),
        ("Is Radek Pilny single?", ["married"], ["Yes", "single trials"]),
        ("Which minor did Radek Pilny have in the MSc?", ["Music Theory"], ["Chemistry"]),
        ("In which country did Radek Pilny do the MSc?", ["Norway"], []),
        ("Did Radek Pilny complete the BSc in Chemistry?", ["No.", "Fjord University"], ["Yes"]),
        ("Did Radek Pilny win a gold medal in a chemistry olympiad?", ["Physics Olympiad"], ["Yes"]),
        ("What is Radek Pilny's level of French?", ["advanced"], ["native"]),
        ("Which societies does Radek Pilny belong to?", ["Peat Society", "Quiet Robots"], ["Physics"]),
        ("What did Bo Lindqvist do between the bachelor's and the PhD?", ["Kestrel"], ["Harbor", "Lake"]),
        ("How is Bo Lindqvist's PhD funded?", ["Warm Ice Fund"], ["Advisor"]),
        ("Which papers did Bo Lindqvist write with his advisor and nobody else?", ["Salt"], ["Moss"]),
        ("Where was Bo Lindqvist studying in 2010?", ["Lake University"], ["Fjord"]),
        ("Who is Lin Tarn's advisor? When did Lin Tarn move to Quillon?", ["Dora Quist"], []),
    ],
)
def test_what_a_page_tells(question: str, says: list[str], never: list[str]):
    answer = ask(question)
    assert answer.answered
    assert [word for word in says if word not in answer.text] == []
    assert [word for word in never if word in answer.text] == []


@pytest.mark.parametrize(
    "question",
    [
        "In which year did Lin Tarn graduate from Tromsby University?",  # 2019 is of something else in that sentence
        "Did Lin Tarn publish in Nature Science?",  # nor is "Nature Tides" that
        "Does Lin Tarn have a sailing licence?",  # no degree
        "How many awards does Bo Lindqvist have?",
        "Did Radek Pilny get the PhD from Lake University?",
        "Has Radek Pilny given any talks?",
    ],
)
def test_what_a_page_does_not_tell(question: str):
    answer = ask(question)
    assert not answer.answered or answer.text.startswith("No.")
    assert "Yes" not in answer.text
    assert "2019" not in answer.text


def test_news_of_one_paper_is_no_count():
    answer = ask("How many papers did Lin Tarn publish?")
    assert answer.text.startswith("Lin Tarn — 2 papers:")


def test_a_covered_number_is_said_to_be_printed():
    answer = ask("What is Ines Corvo's phone number?")
    assert answer.status == "not_stated"
    assert "kept out of answers" in answer.text
    assert "█" in answer.citations[0].snippet


def test_given_names_cut_short():
    pages = {"corvo.md": "# Matthew Corvo\n\nI am a lecturer at Elmford College.\n"}
    sources = {path: covered(read_markdown(path, text)) for path, text in pages.items()}
    talk = Talk(*((make_profile(path, [source]), source) for path, source in sources.items()))
    assert "Elmford" in talk.ask("Where does Matt Corvo work?").text
    assert not talk.ask("Where does Mike Corvo work?").answered


def test_a_name_in_another_script_is_the_same_authors():
    page = "# Lin Tarn\n\n## Publications\n\n- 林塔, 刘世霞. 苔藓之光. ICML, 2020.\n- Lin Tarn, Bo Lind. Peat. ICML, 2021.\n"
    source = read_markdown("lin.md", page)
    talk = Talk((make_profile("lin.md", [source]), source))
    assert "Peat" in talk.ask("Which papers of Lin Tarn are not with Shixia Liu?").text
    assert "苔藓" not in talk.ask("Which papers of Lin Tarn are not with Shixia Liu?").text


def test_the_place_above_several_posts_is_cited_too():
    page = "# Ada Lind\n\n## Employment\n\n**The Snow Group**, Oslo\n- Engineer, 2020-2023\n- Analyst, 2018-2020\n"
    talk = Talk((make_profile("ada.md", [source := read_markdown("ada.md", page)]), source))
    answer = talk.ask("Where did Ada Lind work in 2019?")
    assert [citation.snippet for citation in answer.citations] == ["Analyst, 2018-2020", "The Snow Group, Oslo"]
