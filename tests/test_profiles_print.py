"""Vitae copied from print: a column of labels in the margin, wrapped lines, page heads, posts told in one breath."""

from __future__ import annotations

import pytest

from qabot.profiles import Profile, make_profile
from qabot.profiles.dates import read_dates
from qabot.sources.text import read_text

VITA = """Ada B. Lind
Curriculum Vitae
ada.lind@ice.edu
Education Doctor of Philosophy in Glaciology
Fjord State University, 1999.
Dissertation: On the Slow Integration of Wholly Observable Glaciers in the Far North
Committee: Ann Roe (Chair), Carl Stone, Doris Well, Wade Trout, Emil Stern and Fay Wood
Master of Science in Glaciology
Snow Tech University, 1991.
Research
Interests
Slow Ice, Loud Ice
Honors and
Awards
Third Place Team, International Ice Contest, Lakeville, KY, 1989 and again in the year 1990
Dean's List, Snow Tech, Spring 1986
Languages English, Norwegian
Professional
Experience
Lecturer/Doctoral Candidate Fjord State University, 1/98--present. Taught courses in snow
and in ice, and wrote the notes that students of both use today, in three volumes.
Senior Ice Programmer Frostbite Inc., Houston, Texas, 9/91--9/93. Built models of floes
that drift, for the needs of a shipping company with an interest in all the polar seas.

Ada B. Lind
Curriculum Vitae 2
Journal
Articles
Ada B. Lind and Bo Berg. Evaluating loudness in a two layer simulated glacier. Journal of
Experimental Ice, 1999.
Bo Berg, Carl Stone, and Ada Lind. Characterizing structure in discrete snow. Journal of
Snow Research, 1998.
PhD
Dissertation
Ada B. Lind. On the Slow Integration of Glaciers. PhD dissertation, Fjord State University,
Department of Ice, July 1999.

Ada B. Lind
Curriculum Vitae 3
References Bo Berg, Department of Ice, Fjord State University.
"""


def profile(text: str) -> Profile:
    return make_profile("lind.txt", [read_text("lind.txt", text)])


def test_labels_in_the_margin_open_sections():
    titles = [(s.kind, s.title) for s in profile(VITA).sections if s.title]
    assert titles == [
        ("links", "Curriculum Vitae"),
        ("education", "Education"),
        ("interests", "Research Interests"),
        ("awards", "Honors and Awards"),
        ("languages", "Languages"),
        ("positions", "Professional Experience"),
        ("papers", "Journal Articles"),
        ("theses", "PhD Dissertation"),
        ("references", "References"),
    ]


def test_degrees_beside_a_label():
    found = [(d.degree, d.field, d.organization, d.end) for d in profile(VITA).education]
    assert found == [
        ("Doctor of Philosophy", "Glaciology", "Fjord State University", "1999"),
        ("Master of Science", "Glaciology", "Snow Tech University", "1991"),
    ]


def test_posts_told_in_one_breath():
    found = [(p.role, p.organization, p.start, p.end, p.current) for p in profile(VITA).positions]
    assert found == [
        ("Lecturer/Doctoral Candidate", "Fjord State University", "1998-01", None, True),
        ("Senior Ice Programmer", "Frostbite Inc", "1991-09", "1993-09", False),
    ]


def test_wrapped_awards_and_languages_beside_a_label():
    found = profile(VITA)
    assert [(a.title, a.year) for a in found.awards] == [
        ("Third Place Team, International Ice Contest", 1989),
        ("Dean's List", 1986),
    ]
    assert [v.text for v in found.languages] == ["English", "Norwegian"]


def test_authors_behind_a_full_stop_begin_a_paper():
    assert [(p.title, p.authors, p.year, p.status) for p in profile(VITA).papers] == [
        ("Evaluating loudness in a two layer simulated glacier", ("Ada B. Lind", "Bo Berg"), 1999, "published"),
        ("Characterizing structure in discrete snow", ("Bo Berg", "Carl Stone", "Ada Lind"), 1998, "published"),
        ("On the Slow Integration of Glaciers", ("Ada B. Lind",), 1999, "thesis"),
    ]


def test_page_heads_are_no_text():
    text = read_text("lind.txt", VITA).text
    assert text.count("Curriculum Vitae") == 1
    assert "Curriculum Vitae 2" not in text
    kept = "Rooms\nIce 1\nSnow 2\nIce 1\n"
    assert read_text("rooms.txt", kept).text == kept.strip()


def test_a_page_of_prose_has_no_labels():
    prose = "Ada Lind\nResearch\nInterests\nI like ice. Education matters to me, and Awards do not.\n"
    assert [(s.kind, s.title) for s in profile(prose).sections] == [("", "")]


@pytest.mark.parametrize(
    ("text", "start", "end", "current"),
    [
        ("8/12 - 5/17: Ph.D.", "2012-08", "2017-05", False),
        ("9/91--9/93.", "1991-09", "1993-09", False),
        ("1/98--present.", "1998-01", None, True),
        ("4/16: Travel award", "2016-04", "2016-04", False),
    ],
)
def test_months_of_one_figure(text: str, start: str, end: str | None, current: bool):
    assert [(d.start, d.end, d.current) for d in read_dates(text)] == [(start, end, current)]


def test_fractions_are_no_dates():
    assert read_dates("see 3/10 - 2/09, or 1/10: five") == []
