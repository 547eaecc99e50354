"""More homepages told in English: dated roles, firms and people behind "with", news that dates, names and advisors."""

from pathlib import Path

import pytest
from people import profile_of

from qabot import read_profile


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "She returned as a lecturer (2007–2011) and senior lecturer (2011–2015) at the University of Mombasa-North.",
            [
                ("lecturer", "University of Mombasa-North", "2007", "2011"),
                ("senior lecturer", "University of Mombasa-North", "2011", "2015"),
            ],
        ),
        (
            "From 2003 to 2007 she worked for the Rivers Commission, first as junior expert and from 2005 as programme "
            "coordinator.",
            [
                ("junior expert", "Rivers Commission", "2003", "2007"),
                ("programme coordinator", "Rivers Commission", "2005", None),
            ],
        ),
        ("She is married to the economist Per Berg, professor at Lakeside Business School.", []),
        (
            "She has held visiting professorships at Delta and at the University of Arizonia.",
            [
                ("visiting professorship", "Delta", None, None),
                ("visiting professorship", "University of Arizonia", None, None),
            ],
        ),
        (
            "He trained as an actuary with Standard Assurance, qualifying as a Fellow of the Institute of Actuaries, and "
            "spent a decade abroad with Marina Re, where he rose to Chief Actuary.",
            [("actuary", "Standard Assurance", None, None), ("Chief Actuary", "Marina Re", None, None)],
        ),
        ("During my master's I also spent a wonderful semester abroad at the National University of Temasek.", []),
        (
            "- 🏢 prev: research intern @ Frostbyte (2024), swe @ Klarspel (2019-21)",
            [("research intern", "Frostbyte", "2024", "2024"), ("swe", "Klarspel", "2019", "2021")],
        ),
        (
            "I moved to Keld after three years as an ESO Fellow in Santiago (including 80 nights of duties at Paranal) and "
            "two as a Dunlop Postdoctoral Fellow at Fern University.",
            [("Dunlop Postdoctoral Fellow", "Fern University", None, None)],
        ),
        (
            "In October 2025 I will be starting a new position as lecturer (assistant professor) in psychology at the "
            "University of Tyndrum!",
            [("lecturer", "University of Tyndrum", "2025-10", None)],
        ),
        (
            "I am the Director of the Northern Health Research Unit and a Senior Research Fellow in the Department of Ice.",
            [
                ("Director", "Northern Health Research Unit", None, None),
                ("Senior Research Fellow", "Department of Ice", None, None),
            ],
        ),
        ("I trained as a nurse at Keld Polytechnic and worked in primary care in Rotorua for ten years.", []),
        (
            "Prior to that he held a fellowship at the University of Severn, and a lectureship at Keynsham (1999–2002).",
            [("fellowship", "University of Severn", None, None), ("lectureship", "Keynsham", "1999", "2002")],
        ),
        (
            "- before: ml engineer @ [synerise-x](https://x.org) (2020-21), intern @ [cern-lab](https://y.org)",
            [("ml engineer", "synerise-x", "2020", "2021"), ("intern", "cern-lab", None, None)],
        ),
        ("I'm an engineer at Nivex, and a scholar of the IMPRS graduate school.", [("engineer", "Nivex", None, None)]),
    ],
)
def test_posts(tmp_path: Path, text: str, expected: list[tuple[str, str, str | None, str | None]]) -> None:
    told = profile_of(tmp_path, text).positions
    assert sorted((p.role, p.organization, p.start, p.end) for p in told) == sorted(expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("My dissertation committee was chaired by Dr. Bo Berg and included Drs. Cleo Ray and Dan Moss.", ["Bo Berg"]),
        (
            "My PhD is from the Blaauw Institute (2017; promotores: prof. dr. A. Berg & prof. dr. E. Ray).",
            ["A. Berg", "E. Ray"],
        ),
        ("I am a postdoc at Keld and co-lead a part of the ERC project ACHERON (PI: Prof. Bo Berg).", []),
    ],
)
def test_advisors(tmp_path: Path, text: str, expected: list[str]) -> None:
    assert [advisor.text for advisor in profile_of(tmp_path, text).advisors] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "His PhD, on Silurian crinoids, was awarded by the University of Ludlow in 1998, after years from home.",
            [("PhD", "", "University of Ludlow", "1998")],
        ),
        (
            "An alumna of the École Nationale de Glace (ingénieure, 2009), she completed a fellowship at Stanley University.",
            [("ingénieure", "", "École Nationale de Glace", "2009")],
        ),
        ("- 🔭 PhD student @ [warsaw robotics lab](https://x.org)", [("PhD", "", "warsaw robotics lab", None)]),
    ],
)
def test_degrees(tmp_path: Path, text: str, expected: list[tuple[str, str, str, str | None]]) -> None:
    told = profile_of(tmp_path, text).education
    assert [(d.degree, d.field, d.organization, d.end) for d in told] == expected


def test_the_name_of_a_lone_given_name_by_the_address(tmp_path: Path) -> None:
    path = tmp_path / "page.md"
    path.write_text("hi there, I'm **Zofia**.\n\n- I study ice\n- zofia.malinow@praga.edu\n")
    found = read_profile(path)
    assert (found.name, [email.text for email in found.emails]) == ("Zofia Malinow", ["zofia.malinow@praga.edu"])


def test_an_address_with_its_point_spelled_in_french(tmp_path: Path) -> None:
    found = profile_of(tmp_path, "Get in touch: marguerite (at) obuya (point) net")
    assert [email.text for email in found.emails] == ["marguerite@obuya.net"]


def test_a_licence_in_engineering_is_one_degree(tmp_path: Path) -> None:
    found = profile_of(
        tmp_path, "I received my Licenciatura en Ingeniería Civil from Universidad Mayor de Keld back in 2016."
    )
    assert [(d.degree, d.organization, d.end) for d in found.education] == [
        ("Licenciatura", "Universidad Mayor de Keld", "2016")
    ]


def test_news_dates_the_degree_that_a_sentence_tells(tmp_path: Path) -> None:
    found = profile_of(
        tmp_path,
        "I am a Ph.D. student in the Robust Group at MPI for Adaptive Systems, supervised by Dr. Bo Berg.\n\n## News\n\n"
        "- **[07/2025]** Started my internship at Hyperion Labs!\n- **[10/2023]** I started my Ph.D. at MPI-AS.\n",
    )
    assert [(d.degree, d.organization, d.start, d.current) for d in found.education] == [
        ("Ph.D.", "Robust Group at MPI for Adaptive Systems", "2023-10", True)
    ]
    assert [(p.role, p.organization, p.start) for p in found.positions] == [("internship", "Hyperion Labs", "2025-07")]


def test_a_given_name_and_the_whole_name_below_it(tmp_path: Path) -> None:
    path = tmp_path / "page.md"
    path.write_text(
        "# Research\n\nHello! I'm Saoirse, an astronomer.\n\n*Saoirse Ní Bhroin* | Research Fellow | Dunsink Institute\n"
    )
    assert read_profile(path).name == "Saoirse Ní Bhroin"


def test_a_heading_that_is_a_name_heads_no_papers(tmp_path: Path) -> None:
    found = profile_of(
        tmp_path,
        "Assistant Professor of Medicine, Division of Internal Medicine\nNorthlake Medical College\n"
        "Attending Physician, Northlake Memorial Hospital\n",
    )
    assert found.papers == ()
    assert [p.role for p in found.positions] == ["Assistant Professor of Medicine", "Attending Physician"]
