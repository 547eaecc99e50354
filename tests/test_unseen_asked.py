"""What users ask of pages nobody has seen: kinds of skill, aims, who gave a prize, whom a matter tells, what is least."""

from __future__ import annotations

import pytest
from people import Talk

from qabot.profiles import make_profile
from qabot.sources.markdown import read_markdown

ODA = """# Oda Brandvik

My long-term goal is to forecast how kelp forests recover. I serve as an Editor of the Journal of Slow Tides.
During my PhD, I focused on the holdfasts of sugar kelp. I received a Fjordlys Fellowship from the Norrvik Sea
Institute to investigate early kelp blight.

If you are a motivated student looking for a PhD position, apply through the Norrvik graduate school.

## Education

- PhD in Marine Biology, Norrvik University, 2016 - 2020
- BSc in Botany, Elmford College, 2009 - 2012

## Positions

- Professor, Norrvik University, 2024 - present
- Professor with special duties in algae, Norrvik University, 2021 - 2024
- Field Technician, Jutgard Polar Laboratory, 2012 - 2016

## Skills

- Coding: Rust, Julia
- Laboratory: PCR, flow cytometry
- Soft skills: patience

## Grants

- National Kelp Fund, "Kelp after heat", $612,000, 2023 - 2026
- Harbor Seed Grant, $10,000, 2022

## Talks

- Counting Wracks. Tide Days, Elmford, 2021. Poster.
- Slow Kelp (with Bo Lind). Kelp Seminar, Quillon, 2022.
- Fen School, Tromsby, 2019. Attended.

## Publications

- Oda Brandvik, Bo Lind. Slow Kelp. Marine Letters 28(2): 14-20, 2024.
"""

KAI = """# Kai Tremont

I am a researcher at Quillon Observatory. My work deals with glacier acoustics.

## Education

- PhD in Geophysics, Quillon University, 2023 - present
- MSc in Physics, Tromsby University, 2022

## Research interests

- glacier acoustics
"""

LIV = """# Liv Sandoy

I am a PhD candidate at Elmford University. I still take on selective consulting for harbours. My thesis won nothing,
but for my master's thesis I received the Joint Tide MSc Dissertation Prize. I completed a first postdoctoral fellowship at
Norrvik Institute. When not working on dunes, I am out sailing. I am also a member of the DUNAR organization for shorebirds.
My work measures drift bias in peer review of dune models.

## Education

- MSc in Hydrology, Elmford University, 2018 (summa cum laude)
- BSc in Geology, Quillon University, 2014
- Abitur (secondary education), Gymnasium Tarnbek, 2010

## Positions

- Co-PI, Dunelight, 2022 - present
- Postdoc, Jutgard Centre, 2021 - 2023
- Postdoc, Quillon Centre, 2019 - 2021
"""


RUNA = """# Runa Fjell

I am a data scientist at Harbor Bank. I hold the Kelda Quill Endowed Chair of Tidal Law. I am also a fellow of the Quillon
Foundation. Previously, I was a Ph.D. candidate at Norrvik University, advised by Ana Ruiz. My research centered on how ferries
steer in fog. Before Norrvik, I attended Elmford College as an undergraduate student. I worked in the WRACK Lab under the
supervision of Dana Wick. I used to play volleyball and I play the cello. My work has been published in the Journal of Fog and
Tide Review, among others. Dunelight is an international group of scientists that maps dunes.

I serve as Associate Editor at Ferry Quarterly.

## Awards

- Foggy Prize, 2019
- Norrvik Stipend, 2015 - 2019

Last updated: 3 May 2024
"""


TURNER = """# Anselm Turner

I am a lecturer at Quillon University, where I concentrate in tidal phonology.

## Education

- PhD in Linguistics, Quillon University, 2015 - 2019
- Exchange Semester in Physics, Tromsby Institute, 2012

## Positions

- **Research Assistant**, Elmford School of Gulls, 2019 - 2020
  - Supervisor: Ana Ruiz
  - Colleagues: Bo Lind, Ines Pratt
- **Research Assistant**, Elmford Department of Terns, 2020 - 2021
  - Supervisor: Dana Wick
  - Colleagues: Walt Jensen

## Publications

- Keiko Amano*, Anselm Turner* (*shared first authorship). Vowels of Fog. Tide Letters, 2021.
- Anselm Turner, Walt Jensen. Consonants of Rain. Tide Letters, 2022.
"""


EIRA = """# Eira Solberg

I was a visiting scholar in the research group of Prof. Ana Ruiz at Tromsby University. I have been working with Dana Wick since
March 2019. Recently, I became interested in the sound of gulls.

## Honours

- Google Tide Challenge, ranked 25th out of 400, 2018

## Research interests

- Fog
- Rain
"""


def told(*questions: str) -> str:
    sources = [read_markdown(f"p{place}.md", page) for place, page in enumerate((ODA, KAI, LIV, RUNA, TURNER, EIRA))]
    talk = Talk(*((make_profile(source.path, [source]), source) for source in sources))
    return [talk.ask(question) for question in questions][-1].text


@pytest.mark.parametrize(
    ("question", "held", "left"),
    [
        ("Which programming languages does Brandvik know?", ("Rust", "Julia"), ("PCR", "patience")),
        ("How many programming languages does Brandvik list?", ("2 skills", "Julia"), ("PCR",)),
        ("What lab techniques does Oda Brandvik know?", ("PCR", "flow cytometry"), ("Rust",)),
        ("Which soft skills does Brandvik have?", ("patience",), ("Rust", "PCR")),
        ("What are Brandvik's skills?", ("Rust", "PCR", "patience"), ()),
    ],
)
def test_skills_of_the_kind_asked_for(question: str, held: tuple[str, ...], left: tuple[str, ...]):
    text = told(question)
    assert all(word in text for word in held) and not any(word in text for word in left)


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("What is the goal of Brandvik's research?", "forecast how kelp forests recover"),
        ("What does Oda Brandvik hope to achieve?", "forecast how kelp forests recover"),
        ("What did Brandvik focus on during the PhD?", "holdfasts of sugar kelp"),
        ("Which journals does Brandvik edit?", "Journal of Slow Tides"),
        ("Which institute gave Brandvik the Fjordlys Fellowship?", "Norrvik Sea Institute"),
        ("What should PhD students who want to work with Brandvik do?", "Norrvik graduate school"),
        ("Which of Brandvik's grants brought the least money?", "Harbor Seed Grant"),
        ("What did Brandvik do between college and the PhD?", "Field Technician"),
        ("When was Brandvik at JPL?", "2012"),
        ("What did Brandvik present in 2021?", "Counting Wracks"),
        ("At which event did Brandvik show a poster on wracks?", "Tide Days"),
        ("Who did Brandvik give the Quillon talk with?", "Bo Lind"),
        ("What does Liv Sandoy do in her free time?", "sailing"),
        ("With what honours did Sandoy finish the master's?", "summa cum laude"),
        ("Where was Sandoy's second postdoc?", "Jutgard Centre"),
        ("At which place did Sandoy go to secondary school?", "Gymnasium Tarnbek"),
        ("Does Sandoy still do consulting?", "selective consulting"),
        ("Is Sandoy a member of any organization for shorebirds?", "DUNAR"),
        ("Did Sandoy get an award for the master's thesis?", "Dissertation Prize"),
        ("Who measures drift bias in peer review?", "Liv Sandoy"),
        ("What was Runa Fjell's PhD research about?", "ferries"),
        ("Which lab at Elmford was Fjell in?", "WRACK Lab"),
        ("What chair does Fjell hold?", "Tidal Law"),
        ("Which foundation funds Fjell's fellowship?", "Quillon"),
        ("In which journals has Fjell published?", "Journal of Fog"),
        ("For which journal is Fjell an associate editor?", "Ferry Quarterly"),
        ("When was Fjell's page last updated?", "2024"),
        ("Which sport did Runa Fjell play?", "volleyball"),
        ("What instrument does Fjell play?", "cello"),
        ("What collaboration is Sandoy a co-PI of?", "Dunelight"),
        ("What is Dunelight?", "international group of scientists"),
        ("What is Fjell's latest award?", "Foggy Prize"),
        ("anselm turner exchange semester where", "Tromsby Institute"),
        ("Which subfield of linguistics does Anselm Turner concentrate in?", "tidal phonology"),
        ("Who were Anselm Turner's colleagues at the Elmford School of Gulls?", "Ines Pratt"),
        ("when did turner's phd start", "2015"),
        ("In whose group was Eira Solberg a visiting scholar?", "Ana Ruiz"),
        ("Since when has Solberg been working with Dana Wick?", "March 2019"),
        ("What did Solberg get interested in recently?", "sound of gulls"),
        ("How did Solberg rank in the Google Tide Challenge?", "25th"),
        ("Who works with Brandvik on the slow kelp paper?", "Bo Lind"),
    ],
)
def test_what_a_page_tells_in_other_words(question: str, words: str):
    assert words in told(question)


def test_a_rank_told_apart():
    text = told("Since when has Brandvik been a full professor?")
    assert "2024" in text and "special duties" not in text


def test_with_whom_the_first_place_is_shared():
    text = told("With whom does Anselm Turner share first authorship?")
    assert "Keiko Amano" in text and "Jensen" not in text


def test_there_is_the_post_just_told():
    questions = ("What did Anselm Turner do at the Elmford School of Gulls?", "Who was the supervisor there?")
    assert "Ana Ruiz" in told(*questions) and "Dana Wick" not in told(*questions)


def test_a_second_question_for_honours():
    text = told("Where did Sandoy do the master's, and with what honours?")
    assert "Elmford University" in text and "summa cum laude" in text


def test_how_long_lies_between_two_degrees():
    text = told("How long after the bachelor's did Sandoy finish the master's?")
    assert "2014" in text and "2018" in text


def test_what_a_thesis_won_is_not_its_title():
    assert "Prize" not in told("What was the title of Sandoy's master's thesis?")


def test_a_degree_under_way_is_not_held():
    assert told("Does Tremont already have a PhD?").startswith("No")


def test_who_attended_gave_no_talk():
    assert told("Did Brandvik give a talk at the Fen School?").startswith("No")


@pytest.mark.parametrize(
    "question",
    [
        "Where did the glacier acoustics researcher do the master's?",
        "The person working on glacier acoustics at Quillon Observatory: where did they get the master's?",
    ],
)
def test_whom_a_matter_tells(question: str):
    assert "Tromsby University" in told(question)


def test_what_a_grant_is_not_about_stays_unsaid():
    assert "Kelp Fund" not in told("What did Brandvik win the gold medal for?")
