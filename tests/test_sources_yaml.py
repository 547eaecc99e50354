"""YAML records of a person: the CV of al-folio, of RenderCV, and what is no record of anybody."""

from __future__ import annotations

from pathlib import Path

import pytest

from qabot.errors import SourceError
from qabot.profiles import Profile, make_profile
from qabot.sources import read_source
from qabot.sources.yaml_ import read_yaml

AL_FOLIO = """
- title: General Information
  type: map
  contents:
    - name: Full Name
      value: Ada Lind
    - name: Date of Birth
      value: 3 May 1990
    - name: Languages
      value: Norwegian, English and Sami

- title: Experience and Education
  type: time_table
  contents:
    - title: PhD in Glacier Physics
      institution: North University
      year: 2015 - 2019
      description:
        - "Supervisors: Prof. Bo Berg (North University) and Dr. Kai Dahl"
        - title: Description 3.
          contents:
            - Sub-description 1.
    - title: Ice Analyst
      institution: <a href="https://example.org">Nivex</a>, Oslo
      year: 2019 - now
    - title: Snow Engineer, Quarzo Inc.
      year: 2013 - 2014
    - title: Visiting Professor
      institution: California Institute of Technology
      year: 1933

- title: Honors and Awards
  type: time_table
  contents:
    - year: 2018
      items:
        - Moss Prize
        - Fern Medal
    - title: Ice Fellowship
      year: 2017

- title: Technical Skills
  type: list
  contents:
    - "Languages: Python, R"
    - Tools: Git, Make

- title: Academic Interests
  type: nested_list
  contents:
    - title: Sea ice
    - title: Snow
      items:
        - Avalanches
        - Drift

- title: Academic Advising
  type: map
  contents:
    - name: PhD co-supervision
      value: Eva Falk (2021-2024)
"""

RENDERCV = """
cv:
  name: Ada Lind
  email: ada@north.edu
  social_networks:
    - network: GitHub
      username: adalind
  sections:
    education:
      - institution: North University
        area: "[Ice Physics](https://example.org)"
        degree: PhD
        start_date: 2015-09
        end_date: 2019-06
    experience:
      - company: Nivex
        position: "**Analyst**"
        start_date: 2019-07
        end_date: present
    skills:
      - label: Languages
        details: Python, R
design:
  theme: classic
  show: true
"""


def profile(text: str) -> Profile:
    return make_profile("lind.yml", [read_yaml("lind.yml", text)])


def test_the_cv_of_al_folio():
    found = profile(AL_FOLIO)
    assert (found.name, found.aliases[-1].text) == ("Ada Lind", "lind")
    assert [(d.degree, d.field, d.organization, d.start, d.end) for d in found.education] == [
        ("PhD", "Glacier Physics", "North University", "2015", "2019")
    ]
    assert [a.text for a in found.advisors] == ["Bo Berg", "Kai Dahl"]
    assert [(p.role, p.organization, p.start, p.current) for p in found.positions] == [
        ("Ice Analyst", "Nivex, Oslo", "2019", True),
        ("Snow Engineer", "Quarzo Inc", "2013", False),
    ]
    assert [(a.title, a.year) for a in found.awards] == [
        ("Moss Prize", 2018),
        ("Fern Medal", 2018),
        ("Ice Fellowship", 2017),
    ]
    assert [v.text for v in found.skills] == ["Python", "R", "Git", "Make"]
    assert [v.text for v in found.interests] == ["Sea ice", "Avalanches", "Drift"]
    assert [v.text for v in found.languages] == ["Norwegian", "English", "Sami"]


def test_what_stands_in_it_is_what_a_reader_sees():
    source = read_yaml("lind.yml", AL_FOLIO)
    assert "3 May 1990" not in source.text  # a date of birth
    assert "Description" not in source.text and "1933" not in source.text  # the theme's own example
    field = next(f for f in source.fields if f.path == (1, "contents", 1, "institution"))
    assert source.quote(field) == "Nivex, Oslo"


def test_the_cv_of_rendercv():
    found = profile(RENDERCV)
    assert [(d.degree, d.field, d.organization, d.start, d.end) for d in found.education] == [
        ("PhD", "Ice Physics", "North University", "2015-09", "2019-06")
    ]
    assert [(p.role, p.organization, p.start, p.current) for p in found.positions] == [
        ("Analyst", "Nivex", "2019-07", True)
    ]
    assert [v.text for v in found.skills] == ["Python", "R"]
    assert [e.text for e in found.emails] == ["ada@north.edu"]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("title: Ice blog\nplugins: [jekyll-feed]\nauthor:\n  name: Ada Lind\n", "tells nothing of a person"),
        ("- title: Home\n  url: /\n", "tells nothing of a person"),
        ("a: [1, 2\nb: 3\n", "is not YAML at line 2"),
        ("&a [*a]\n", "tells nothing of a person"),
    ],
    ids=["settings of a site", "navigation", "broken", "used in itself"],
)
def test_what_is_no_record_is_refused(text: str, reason: str):
    with pytest.raises(SourceError) as error:
        read_yaml("x.yml", text)
    assert reason in error.value.message


@pytest.mark.parametrize("name", ["lind.qmd", "lind.Rmd", "lind.jemdoc", "cv.yml", "cv.yaml"])
def test_files_of_these_endings_are_read(tmp_path: Path, name: str):
    text = AL_FOLIO if "cv" in name else "# jemdoc: nofooter\n= Ada Lind\n" if "jem" in name else "# Ada Lind\n"
    (tmp_path / name).write_text(text)
    source = read_source(tmp_path / name)
    assert source.path == name
    assert make_profile(name, [source]).name == "Ada Lind"
