"""Whole homepages told in English prose: careers told in rows and steps, news, theses, other people's facts."""

from pathlib import Path

import pytest
from people import profile_of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "I've spent summers at Amberline (2022), Nuance Park (2023) and Deepwell AI (2024) as a research intern.",
            [
                ("research intern", "Amberline", "2022", "2022"),
                ("research intern", "Nuance Park", "2023", "2023"),
                ("research intern", "Deepwell AI", "2024", "2024"),
            ],
        ),
        (
            "I was an engineer at Nivex (2012-2014) and at Keld.",
            [("engineer", "Nivex", "2012", "2014"), ("engineer", "Keld", None, None)],
        ),
        (
            "During my PhD I interned at Silverpine Research (with Luc Tremblay) and at Bytewell.",
            [("", "Silverpine Research", None, None), ("", "Bytewell", None, None)],
        ),
        (
            "Previously, I spent time at Jane Street, Northgrid, and Fern University.",
            [("", "Jane Street", None, None), ("", "Northgrid", None, None), ("", "Fern University", None, None)],
        ),
        (
            "She has held visiting positions at Fern University, Moss College and the Ice Institute.",
            [
                ("visiting position", "Fern University", None, None),
                ("visiting position", "Moss College", None, None),
                ("visiting position", "Ice Institute", None, None),
            ],
        ),
        ("I was a postdoc at the School of Arts and Crafts.", [("postdoc", "School of Arts and Crafts", None, None)]),
        ("He has advised nine postdocs, who have gone on to positions at Moss College and Fern University.", []),
        (
            "I'm a research scientist at Meridian AI in London, on the Agents team led by Bo Berg.",
            [("research scientist", "Meridian AI", None, None)],
        ),
        (
            "She worked first as a planning officer with Keld Borough Council and later as a flood manager for Moss "
            "County Council.",
            [
                ("planning officer", "Keld Borough Council", None, None),
                ("flood manager", "Moss County Council", None, None),
            ],
        ),
        (
            "She was a Humboldt Fellow in the group of Prof. Bo Berg at the Rhine Institute for Colloids, then joined "
            "Crane State University as an Assistant Professor in 2004, was promoted to Associate Professor in 2010, and "
            "moved to Moss College in 2013 as full professor.",
            [
                ("Humboldt Fellow", "Rhine Institute for Colloids", None, None),
                ("Assistant Professor", "Crane State University", "2004", None),
                ("Associate Professor", "Crane State University", "2010", None),
                ("full professor", "Moss College", "2013", None),
            ],
        ),
        (
            "Ada Lind joined Fern University in 2010 as a lecturer. In 2015 she was promoted to Senior Lecturer, and in "
            "2019 to Professor.",
            [
                ("lecturer", "Fern University", "2010", None),
                ("Senior Lecturer", "Fern University", "2015", None),
                ("Professor", "Fern University", "2019", None),
            ],
        ),
        (
            "She trained in Leeds before completing a clinical fellowship in epilepsy at Maple Hospital (2011-2013).",
            [("clinical fellowship in epilepsy", "Maple Hospital", "2011", "2013")],
        ),
        ("Her husband, Dr. Bo Berg, is Professor of Economics at Moss College.", []),
        ("My advisor was Bo Berg, who is a Professor of Ice at Moss College.", []),
        ("She is a Fellow of the Northern Ice Society (2015).", []),
        (
            "I joined the Ice Laboratory as a research scientist, rising to head of the gravity section in 1981. In 1986 I "
            "moved to Fern University as Killam Professor, serving as chair of the department from 1990 to 1996 and as Dean "
            "of Science 1998–2004.",
            [
                ("research scientist", "Ice Laboratory", None, None),
                ("head of the gravity section", "Ice Laboratory", "1981", None),
                ("Killam Professor", "Fern University", "1986", None),
                ("chair of the department", "Fern University", "1990", "1996"),
                ("Dean of Science", "Fern University", "1998", "2004"),
            ],
        ),
        (
            "Following an NRC postdoctoral fellowship at the Department of Geodesy (1972–74), I went sailing.",
            [("NRC postdoctoral fellowship", "Department of Geodesy", "1972", "1974")],
        ),
        (
            "I have worked as a SWE intern at Kestrel Data (Summer 2024) and at a tiny startup called Mathlings (Winter 2023).",
            [("SWE intern", "Kestrel Data", "2024", "2024"), ("SWE intern", "Mathlings", "2023", "2023")],
        ),
        (
            "These days I lead the search team at **Nivex** (since April 2023). Before Nivex I was with **Skylark Travel** in "
            "Dublin for five years: started as a Data Scientist (2018), became Senior Data Scientist (2020), and finally "
            "Staff ML Engineer (2021-2023).",
            [
                ("", "Nivex", "2023-04", None),
                ("Data Scientist", "Skylark Travel", "2018", "2018"),
                ("Senior Data Scientist", "Skylark Travel", "2020", None),
                ("Staff ML Engineer", "Skylark Travel", "2021", "2023"),
            ],
        ),
        (
            "I am a postdoc at Keld, work with many,\nand was previously a visiting Ph.D. student at Camford College.",
            [("postdoc", "Keld", None, None), ("visiting Ph.D. student", "Camford College", None, None)],
        ),
        (
            "Since 2022 I am hosted as a visiting researcher by the University of Greifensee (Switzerland) thanks to a grant.",
            [("visiting researcher", "University of Greifensee", "2022", None)],
        ),
        (
            "After my PhD I was lucky to land a two-year postdoc with Dr. Bo Berg, who directs the Ice Lab at Fern University.",
            [("postdoc", "Fern University", None, None)],
        ),
        (
            "Earlier stops: Principal Member of Technical Staff at Vantage Corp. (2004–2009), MTS at Sunfire (2000–2004), and "
            "a summer at Bellmore Labs as a research intern (1998).",
            [
                ("Principal Member of Technical Staff", "Vantage Corp.", "2004", "2009"),
                ("MTS", "Sunfire", "2000", "2004"),
                ("research intern", "Bellmore Labs", "1998", "1998"),
            ],
        ),
        (
            "*ex-intern: Granite AI ('25), Sparrow Labs ('24)*",
            [("", "Granite AI", "2025", "2025"), ("", "Sparrow Labs", "2024", "2024")],
        ),
        (
            "I got here by a winding road: six years as a graphic designer at Penrose & Daughters, then a PhD in Snow at "
            "Fern University (2013).",
            [("graphic designer", "Penrose & Daughters", None, None)],
        ),
        (
            "She completed her residency in Medicine at Harbor Hospital, where she also served as Chief Resident, followed "
            "by a research fellowship at the Moss Institute.",
            [
                ("residency in Medicine", "Harbor Hospital", None, None),
                ("Chief Resident", "Harbor Hospital", None, None),
                ("research fellowship", "Moss Institute", None, None),
            ],
        ),
        (
            "At Fern University she rose from Lecturer to Senior Lecturer (1994), Reader (1999) and Professor (2003), and "
            "was Head of School 2008–2013.",
            [
                ("Senior Lecturer", "Fern University", "1994", None),
                ("Reader", "Fern University", "1999", None),
                ("Professor", "Fern University", "2003", None),
                ("Head of School", "Fern University", "2008", "2013"),
            ],
        ),
        (
            "He was a visiting professor at the University of Otari (1997), Nara University (2005) and, most recently, the "
            "Ice Institute (2018–19).",
            [
                ("visiting professor", "University of Otari", "1997", "1997"),
                ("visiting professor", "Nara University", "2005", "2005"),
                ("visiting professor", "Ice Institute", "2018", "2019"),
            ],
        ),
        (
            "He did his PhD with Bo Berg, followed by postdoctoral stays at the Scripton Institution (2009–2012, with Cleo "
            "Ray) and Keld (2012–2014).",
            [
                ("postdoctoral stay", "Scripton Institution", "2009", "2012"),
                ("postdoctoral stay", "Keld", "2012", "2014"),
            ],
        ),
        (
            "I'm a backend engineer currently at Parcelwise (Berlin). Previously: Staff Engineer @ Octolane (2019–2022), "
            "Software Engineer @ Bright & Bold Studio (2016–2019), and a short stint at Zettle Maps as an intern in 2015.",
            [
                ("backend engineer", "Parcelwise", None, None),
                ("Staff Engineer", "Octolane", "2019", "2022"),
                ("Software Engineer", "Bright & Bold Studio", "2016", "2019"),
                ("intern", "Zettle Maps", "2015", "2015"),
            ],
        ),
    ],
)
def test_posts(tmp_path: Path, text: str, expected: list[tuple[str, str, str | None, str | None]]) -> None:
    told = profile_of(tmp_path, text).positions
    assert sorted((p.role, p.organization, p.start, p.end) for p in told) == sorted(expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I did my PhD at Fern University with Bo Berg and Cleo Ray.", ["Bo Berg", "Cleo Ray"]),
        ("I am a PhD student at Fern University, working with Bo Berg and Cleo Ray.", ["Bo Berg", "Cleo Ray"]),
        ("I did my PhD at Fern University with Distinction.", []),
        ("She completed a PhD at Fern University, under Profs. Bo Berg and Cleo Ray.", ["Bo Berg", "Cleo Ray"]),
        ("I am a research intern at Nivex, advised by Prof. Bo Berg and Postdoc. Cleo Ray.", ["Bo Berg", "Cleo Ray"]),
        ("I work as a postdoctoral associate in the group of Prof. Bo Berg at Fern University.", ["Bo Berg"]),
        ("I am a postdoctoral scholar at Fern University, working with Bo Berg.", ["Bo Berg"]),
        ("I hold a PhD from Fern University; my committee was Bo Berg (chair), Cleo Ray and Dan Moss.", ["Bo Berg"]),
        ("My Master's is from Fern University, where I wrote my thesis on snow with Prof. Dr. Bo Berg.", ["Bo Berg"]),
    ],
)
def test_advisors(tmp_path: Path, text: str, expected: list[str]) -> None:
    assert [advisor.text for advisor in profile_of(tmp_path, text).advisors] == expected
