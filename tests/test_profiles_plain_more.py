"""More of what plain prose tells: posts and studies in one breath, names by handles; all people are invented."""

from __future__ import annotations

import pytest

from qabot.profiles.profile import Profile
from qabot.profiles.reading import make_profile
from qabot.sources.markdown import read_markdown


def told(text: str, *, path: str = "ada-lind.md") -> Profile:
    heading = "# Ada Lind\n\n" if path == "ada-lind.md" else ""
    return make_profile(path, [read_markdown(path, f"{heading}{text}\n")])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("My name is Ada Lind, and I am a postdoc at Keld University.", [("postdoc", "Keld University")]),
        ("I'm Ada (pronounced ay-da), a postdoc at Keld University.", [("postdoc", "Keld University")]),
        (
            "I've previously been a Postdoctoral Scholar at Keld University.",
            [("Postdoctoral Scholar", "Keld University")],
        ),
        (
            "Previously I enjoyed post-docs as an Ice Research Fellow at Keld University (2014-2016).",
            [("Ice Research Fellow", "Keld University")],
        ),
        (
            "I was a research fellow in Dr. Bo\nBerg's stellar research group at the University of Fern.",
            [("research fellow", "University of Fern")],
        ),
        ("🔬 Postdoctoral Researcher at Keld University  \n📍 Vik", [("Postdoctoral Researcher", "Keld University")]),
    ],
)
def test_posts_behind_other_words(text: str, found: list[tuple[str, str]]):
    assert [(post.role, post.organization) for post in told(text).positions] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "I am a master's student in Robotics from the University of Fern.",
            [("master's", "Robotics", "University of Fern")],
        ),
        (
            "I'm majoring in computer science at Keld University (final year).",
            [("", "computer science", "Keld University")],
        ),
        (
            "I am pursuing my PhD in Cold Neuroscience through Keld's [Ice and Snow Science Program](https://x.org).",
            [("PhD", "Cold Neuroscience", "Keld's Ice and Snow Science Program")],
        ),
        (
            "I am a Computer Science undergraduate student at Keld University.",
            [("undergraduate", "Computer Science", "Keld University")],
        ),
        ("I am an M.Eng student at Keld in Ice Science.", [("M.Eng", "", "Keld")]),
        (
            "I am an M.Eng student at Keld University. I hold an M.S. in Statistics from Fern University.",
            [("M.Eng", "", "Keld University"), ("M.S.", "Statistics", "Fern University")],
        ),
    ],
)
def test_studies_and_where_they_are(text: str, found: list[tuple[str, str, str]]):
    assert [(degree.degree, degree.field, degree.organization) for degree in told(text).education] == found


def test_an_advisor_over_the_end_of_a_line_is_one_name():
    profile = told("I did my PhD at Keld University, advised by Bo\nBerg.")
    assert [who.text for who in profile.advisors] == ["Bo Berg"]


@pytest.mark.parametrize(
    ("path", "author", "name"),
    [
        ("aleksi-lindberg.md", "Lindberg A", "Aleksi Lindberg"),
        ("AleksiLindberg.md", "A Lindberg", "Aleksi Lindberg"),
        ("AndrejLind.md", "Lind, A. J.", "Andre J. Lind"),
        ("alindberg.md", "A. Lindberg", "A. Lindberg"),
    ],
)
def test_a_handle_spells_out_the_initials(path: str, author: str, name: str):
    papers = "".join(f"* {author}, Berg, B. ({year}). Trees of loud ice. Journal of Ice, 3.\n" for year in (2019, 2020))
    assert told(f"I study ice.\n\n## Publications\n\n{papers}", path=path).name == name


def test_a_name_in_front_matter_below_a_picture_or_before_a_vita():
    below = "---\nprofile:\n  more_info: >\n    <p><strong>Ada Lind (林雪)</strong></p>\n    <p>Room 1</p>\n---\n\nI study ice."
    profile = told(below, path="about.md")
    assert (profile.name, [alias.text for alias in profile.aliases]) == ("Ada Lind", ["林雪"])
    assert (
        told('---\nexcerpt: "Ada B. Lind\'s curriculum vitae (CV)"\n---\n\nText.', path="cv.md").name == "Ada B. Lind"
    )
    room = "---\nprofile:\n  more_info: >\n    <p><b>Office Hours</b></p>\n---\n\nI study ice."
    assert told(room, path="about.md").name == "about.md"


def test_a_town_that_is_part_of_a_name_stays():
    page = "# Ada Lind\n\nI am a postdoc at Washington University in St. Louis. Before, I was a lecturer at Fern University in Oslo."
    found = make_profile("ada.md", [read_markdown("ada.md", page)])
    assert [post.organization for post in found.positions] == ["Washington University in St. Louis", "Fern University"]


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        (
            "From 2021 to 2023, she worked as a postdoctoral researcher at Keld University (KU), with Prof. Jan S. Vind.",
            [("postdoctoral researcher", "Keld University (KU)", ["Jan S. Vind"])],
        ),
        ("She was a visiting student at Keld University, with Bo Berg.", [("visiting student", "Keld University", [])]),
        (
            "She was a postdoc at Keld University, at Fern College and with the Snow Institute.",
            [("postdoc", "Keld University", []), ("postdoc", "Fern College", []), ("postdoc", "Snow Institute", [])],
        ),
    ],
)
def test_with_whom_is_no_place(sentence: str, found: list[tuple[str, str, list[str]]]):
    posts = told(sentence).positions
    assert [(post.role, post.organization, [a.text for a in post.advisors]) for post in posts] == found
