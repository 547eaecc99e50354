"""Biographies told in English sentences, and lists that run on in one line."""

from pathlib import Path

import pytest

from qabot import read_profile
from qabot.profiles.heading_kinds import heading_kind
from qabot.profiles.persons import strip_titles
from qabot.profiles.profile import Profile


def profile_of(folder: Path, text: str) -> Profile:
    path = folder / "ada-lind.md"
    path.write_text(f"# Ada Lind\n\n{text}\n")
    return read_profile(path)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Ada Lind joined Fern University in September 2014 as a lecturer, having previously held a readership at "
            "Oslo University (2011–14) and a temporary lectureship at the University of Keld (2010–11).",
            [
                ("lecturer", "Fern University", "2014-09", None),
                ("readership", "Oslo University", "2011", "2014"),
                ("temporary lectureship", "University of Keld", "2010", "2011"),
            ],
        ),
        (
            "In 2017, I spent six months as a visiting scholar in Prof. Aiko Tanabe's group at Seto University, Japan.",
            [("visiting scholar", "Seto University", "2017", "2017")],
        ),
        (
            "After my PhD I moved to Fern University for a postdoc with Bo Berg.",
            [("postdoc", "Fern University", None, None)],
        ),
        (
            "From 2012 to 2019 I taught at the University of Oslo. I taught mathematics at Keld College from 2005 to 2008.",
            [("", "University of Oslo", "2012", "2019"), ("", "Keld College", "2005", "2008")],
        ),
        ("I work at the intersection of law and economics, and I worked closely with partners in Kenya.", []),
    ],
)
def test_posts(tmp_path: Path, text: str, expected: list[tuple[str, str, str | None, str | None]]) -> None:
    told = profile_of(tmp_path, text).positions
    assert sorted((p.role, p.organization, p.start, p.end) for p in told) == sorted(expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "She read History at St Oswin's College, where she also took an MSt in Medieval Studies and a DPhil, "
            "supervised by Professor Bo Berg.",
            [("MSt", "Medieval Studies", "St Oswin's College", None), ("DPhil", "", "St Oswin's College", None)],
        ),
        (
            "I received the M.Sc. degree in Marine Engineering and the Ph.D. degree in Automation from the University "
            "of Oslo in 2006 and 2011, respectively.",
            [
                ("M.Sc.", "Marine Engineering", "University of Oslo", "2006"),
                ("Ph.D.", "Automation", "University of Oslo", "2011"),
            ],
        ),
        (
            "I completed my PhD at the National Ice Centre under the supervision of Dr. R. S. Berg (2016–2022).",
            [("PhD", "", "National Ice Centre", "2022")],
        ),
        (
            "I did my undergraduate studies in Physics at Fern University (2010-2014).",
            [("undergraduate studies", "Physics", "Fern University", "2014")],
        ),
    ],
)
def test_degrees(tmp_path: Path, text: str, expected: list[tuple[str, str, str, str | None]]) -> None:
    told = profile_of(tmp_path, text).education
    assert [(d.degree, d.field, d.organization, d.end) for d in told] == expected


def test_leader_of_a_students_group_advises(tmp_path: Path) -> None:
    text = "I am a PhD student in the Sea Ice Group led by Prof. Bo Berg at Fern University."
    profile = profile_of(tmp_path, text)
    assert [advisor.text for advisor in profile.advisors] == ["Bo Berg"]
    assert [degree.organization for degree in profile.education] == ["Fern University"]
    post = profile_of(tmp_path, text.replace("PhD student", "research engineer"))
    assert post.advisors == ()


def test_interests_behind_a_label(tmp_path: Path) -> None:
    expected = ["Labour Economics", "Economics of Education"]
    for text in (
        "Research fields: Labour Economics, Economics of Education",
        "**Research interests:** Labour Economics; Economics of Education.",
        "Forschungsschwerpunkte: Labour Economics, Economics of Education",
    ):
        assert [value.text for value in profile_of(tmp_path, text).interests] == expected
    assert profile_of(tmp_path, "Office hours: Monday, Tuesday").interests == ()


def test_students_told_in_a_line(tmp_path: Path) -> None:
    text = (
        "## PhD supervision\n\nI have supervised to completion: Cleo Dahl (Loud ice, 2020), Dan Ek (Deep mud, 2023). "
        "Current students: Eva Falk."
    )
    told = profile_of(tmp_path, text).students
    assert [(student.title, student.start) for student in told] == [
        ("Cleo Dahl", "2020"),
        ("Dan Ek", "2023"),
        ("Eva Falk", None),
    ]


def test_courses_of_one_line(tmp_path: Path) -> None:
    text = "## Teaching\n\nICE1010 Making Sea Ice; ICE2044 The Thaw; ICE3301 Special subject"
    assert [c.title for c in profile_of(tmp_path, text).teaching] == [
        "ICE1010 Making Sea Ice",
        "ICE2044 The Thaw",
        "ICE3301 Special subject",
    ]
    text = "## Teaching\n\nFern University: Sea Ice (undergraduate; Fall 2019–2023), Deep Mud (MSc; Spring 2022)"
    told = profile_of(tmp_path, text).teaching
    assert [(c.title, c.organization, c.end) for c in told] == [
        ("Sea Ice", "Fern University", "2023"),
        ("Deep Mud", "Fern University", "2022"),
    ]


def test_address_spelled_out_behind_at(tmp_path: Path) -> None:
    text = "You can reach me at ada [dot] lind [at] fern [dot] edu."
    assert [email.text for email in profile_of(tmp_path, text).emails] == ["ada.lind@fern.edu"]


@pytest.mark.parametrize(
    "degree", ["MSt", "EdD", "M.Inf.", "MEd", "MBBS", "LLM", "BDS", "MASt", "AB", "PsyD", "M.Litt.", "B.Ed.", "MArch"]
)
def test_short_degrees(tmp_path: Path, degree: str) -> None:
    told = profile_of(tmp_path, f"## Education\n\n- {degree} in Ice Studies, Fern University, 2015").education
    assert [(d.degree, d.field, d.organization) for d in told] == [(degree, "Ice Studies", "Fern University")]


@pytest.mark.parametrize(
    "title",
    [
        *(
            "Prof. Dr.-Ing. {}",
            "Prof. Dr. Dr. h.c. {}",
            "Univ.-Prof. Dr. {}",
            "{}, MD, MPH",
            "{} PhD FRSE",
            "A/Prof {}",
        ),
        *(
            "Dr. habil. {}",
            "Dr. rer. nat. {}",
            "Doc. Ing. {}, CSc.",
            "Dott.ssa {}",
            "Prof.ssa {}",
            "Dra. {}",
            "{}, RN, PhD",
        ),
        *(
            "Assist. Prof. {}",
            "Jun.-Prof. Dr. {}",
            "Prof. Em. {}",
            "{}, PhD(c)",
            "Rev. Dr. {}",
            "Mag. Dr. {}",
            "M.Sc. {}",
        ),
    ],
)
def test_titles_are_no_part_of_a_name(title: str) -> None:
    assert strip_titles(title.format("Ada Lind")) == "Ada Lind"


@pytest.mark.parametrize("name", ["Medea Lind", "Mag Lind", "Nat Lind", "Doc Lind", "Hon Lam", "Maria Lind", "Em Lind"])
def test_names_that_begin_as_titles_do(name: str) -> None:
    assert strip_titles(name) == name


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("Papers and preprints", "papers"),
        ("Talks and posters", "talks"),
        ("Research and teaching", "teaching"),
        ("AOS", "interests"),
        ("Career path", "positions"),
        ("Boards", "service"),
        ("Accolades", "awards"),
        ("Books and kayaks", ""),
    ],
)
def test_headings(heading: str, kind: str) -> None:
    assert heading_kind(heading, whole=True) == kind


def test_titles_in_italics_line_by_line(tmp_path: Path) -> None:
    text = (
        "## Papers and preprints\n\n(with B. Berg and C. Dahl) *Heights on frozen lakes II*, to appear in Ice Math. Sigma.\n"
        "*Heights on frozen lakes I* (with B. Berg), J. Frost Theory 240 (2022), 1-33.\n"
        "*Isogeny graphs of snow* (joint with Dan Ek), submitted."
    )
    told = profile_of(tmp_path, text).papers
    assert [(paper.title, paper.year, paper.authors[1:]) for paper in told] == [
        ("Heights on frozen lakes II", None, ("B. Berg", "C. Dahl")),
        ("Heights on frozen lakes I", 2022, ("B. Berg",)),
        ("Isogeny graphs of snow", None, ("Dan Ek",)),
    ]


def test_role_of_the_front_matter_with_the_place_below(tmp_path: Path) -> None:
    path = tmp_path / "x.md"
    path.write_text(
        "---\ntitle: Ada Lind\nsubtitle: Assistant Professor of Marine Ecology\n---\n\n"
        "**Department of Aquatic Sciences, Fern University**\n\nI study kelp.\n"
    )
    current = read_profile(path).current
    assert current is not None
    assert (current.role, current.organization) == (
        "Assistant Professor of Marine Ecology",
        "Department of Aquatic Sciences, Fern University",
    )


def test_second_post_below_the_first(tmp_path: Path) -> None:
    text = "Assistant Professor of Economics, Fern School of Business\nFaculty Fellow, Centre for Labour Studies"
    told = profile_of(tmp_path, text).positions
    assert [(post.role, post.organization) for post in told] == [
        ("Assistant Professor of Economics", "Fern School of Business"),
        ("Faculty Fellow", "Centre for Labour Studies"),
    ]


def test_interests_in_a_list_below_a_sentence(tmp_path: Path) -> None:
    text = "My research interests revolve around:\n\n- sea ice,\n- snow drift,\n- and their use in hydrology.\n\nSee my CV."
    assert [v.text for v in profile_of(tmp_path, text).interests] == ["sea ice", "snow drift", "their use in hydrology"]
    assert profile_of(tmp_path, "Please send me the following:\n\n- a CV\n- a letter").interests == ()


def test_headings_that_run_into_their_paragraphs(tmp_path: Path) -> None:
    text = (
        "**About.** I study ice at Fern University.\n\n**Research.** Sea ice; snow drift; river hydrology.\n\n"
        "**PhD supervision.** Current: Cleo Dahl, Dan Ek. Completed: Eva Falk (2022).\n\n"
        "**Teaching.** Sea Ice; Deep Mud"
    )
    profile = profile_of(tmp_path, text)
    assert [section.kind for section in profile.sections] == ["", "about", "research", "students", "teaching"]
    assert [value.text for value in profile.interests] == ["Sea ice", "snow drift", "river hydrology"]
    assert [student.title for student in profile.students] == ["Cleo Dahl", "Dan Ek", "Eva Falk"]
    lone = profile_of(tmp_path, "**Teaching:** I like it.\n\nMore text here.")
    assert [section.kind for section in lone.sections] == [""]


def test_title_that_goes_on_behind_a_quotation(tmp_path: Path) -> None:
    text = (
        '## Publications\n\nLind A, Berg B. "I knew where I was": accounts of skippers. *Ice Care.* 2022;27(3):330-338.\n\n'
        "Berg B, Lind A. Loud sleep. *Sleep.* 2019;42(8):zsz100.\n"
    )
    told = profile_of(tmp_path, text).papers
    assert [(paper.title, paper.year) for paper in told] == [
        ('"I knew where I was": accounts of skippers', 2022),
        ("Loud sleep", 2019),
    ]


def test_words_are_no_names_without_a_family_name(tmp_path: Path) -> None:
    path = tmp_path / "h.md"
    path.write_text("目标方向：海冰研究\n\n我是北方大学的博士研究生。\n")
    assert read_profile(path).name_from == "handle"
    path.write_text("欧阳雪峰\n\n我是北方大学的博士研究生。\n")
    assert read_profile(path).name == "欧阳雪峰"


def test_surname_alone_behind_a_title_advises(tmp_path: Path) -> None:
    profile = profile_of(tmp_path, "I am a PhD student at Fern University under the supervision of Dr Woodbury.")
    assert [advisor.text for advisor in profile.advisors] == ["Woodbury"]
    assert profile_of(tmp_path, "- Professor Emeritus, Fern University, 2004").advisors == ()


def test_papers_behind_badges_with_links_and_marks(tmp_path: Path) -> None:
    text = (
        "## Publications\n\n1. [[Preprint](https://a.example) | [Code](https://b.example)] A. Lind$^\\dagger$, B. Berg$^*$. "
        '"Loud Ice at Sea: A Survey".\n2. [Ice Journal | Code] C. Dahl, A. Lind$^{1,2}$. "Quiet Mud at Dawn", 2024.\n'
    )
    told = profile_of(tmp_path, text).papers
    assert [(paper.title, paper.authors) for paper in told] == [
        ("Loud Ice at Sea: A Survey", ("A. Lind", "B. Berg")),
        ("Quiet Mud at Dawn", ("C. Dahl", "A. Lind")),
    ]
