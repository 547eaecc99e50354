"""Conversations over pages of invented people: what "them", "the newer one", "the group" and "first" point at."""

from __future__ import annotations

import pytest
from people import Talk

from qabot.profiles import make_profile
from qabot.sources.markdown import read_markdown

INGRID = """# Ingrid Hauge

Professor of Glaciology, Polar Institute of Nordvik

I grew up in Seltoft and studied ice ever since.

## Employment

- Professor, Polar Institute of Nordvik, 2017 - present
- Associate Professor, University of Trondvik, 2011 - 2017
- Engineer, Norbygg AS, 2001 - 2003

## Education

- PhD in Geophysics, University of Trondvik, 2008. Supervisors: Kjell Marsh, Ruth Hansen
- MSc in Civil Engineering, Quillon University, 2001

## Publications

- Ingrid Hauge, Marta Sorel. Cracks that Listen. Nature Ice 3: 12-20, 2024.
- Marta Sorel, Ingrid Hauge. Whispers of Calving. Journal of Frost 68, 233-245, 2022.
- Ingrid Hauge. The Shelf Remembers. Annals of Cold 56: 1-9, 2015. Editor's choice

## Students

- Jonas Lie, PhD student, 2023 - present
- Priya Nandi, PhD 2016 - 2020, now at Kestrel Labs
"""
MARTA = """# Marta Sorel

Postdoctoral researcher, Polar Institute of Nordvik, since 2021 (group of Ingrid Hauge)

## Education

- PhD in Seismology, Ribeira University, 2020. Advisor: Rui Farias
- BSc in Physics, Lake University, 2015

## Publications

- Marta Sorel, Ingrid Hauge. Whispers of Calving. Journal of Frost, 2022.
- Marta Sorel. Waves in a Box. arXiv preprint, 2025.
"""


def last(*questions: str) -> str:
    sources = [read_markdown("hauge.md", INGRID), read_markdown("sorel.md", MARTA)]
    talk = Talk(*((make_profile(source.path, [source]), source) for source in sources))
    return [talk.ask(question) for question in questions][-1].text


def test_which_of_them_are_with_somebody():
    text = last("Hauge's papers", "Which of them are with Sorel?")
    assert "Cracks" in text and "Whispers" in text and "Shelf" not in text


def test_the_newer_one_of_those():
    text = last("Hauge's papers", "Which of them are with Sorel?", "Which is the newer one?", "Where did it appear?")
    assert "Nature Ice" in text and "Frost" not in text


def test_the_first_job_is_none_of_the_advisors_told():
    text = last("Who supervised Ingrid Hauge's PhD?", "What was her first job?")
    assert "Norbygg" in text and "Marsh" not in text
    assert "Hansen" in last("Who supervised Ingrid Hauge's PhD?", "Who is the second one?")


def test_the_group_is_that_of_the_one_spoken_of():
    text = last("Where does Marta Sorel work?", "Who leads the group?")
    assert "Ingrid Hauge" in text


def test_the_field_of_the_degree_told():
    text = last("Where did Marta Sorel do her bachelor's?", "What major?")
    assert "Physics" in text and "Seismology" not in text


@pytest.mark.parametrize("question", ["Which of them have graduated?", "Which of them have finished?"])
def test_which_of_the_students_have_left(question: str):
    text = last("Who are Hauge's students?", question)
    assert "Nandi" in text and "Lie" not in text


def test_which_of_them_won():
    text = last("Hauge's papers", "Which of them won an award?")
    assert "Shelf Remembers" in text and "Cracks" not in text


@pytest.mark.parametrize(
    ("question", "words", "missing"),
    [
        ("Which of Hauge's papers got an editor's choice?", "The Shelf Remembers", "Cracks"),
        ("Did Hauge supervise anyone who works at Kestrel Labs?", "Nandi", "Marsh"),
        ("Where did Ingrid Hauge grow up?", "Seltoft", "Nordvik"),
        ("Is Marta Sorel's paper Waves in a Box peer reviewed?", "No", "Yes"),
    ],
)
def test_single_questions(question: str, words: str, missing: str):
    text = last(question)
    assert words in text and missing not in text
