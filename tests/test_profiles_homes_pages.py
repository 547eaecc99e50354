"""Whole homepages told in English: news, theses, templates, headings, addresses and names of a page."""

from pathlib import Path

import pytest
from people import profile_of

from qabot import read_profile

NEWS = """I'm a research scientist at Meridian AI. I did my PhD at Fern University and interned at Bytewell.

## News

- **Sep 2025** - I've joined Meridian AI as a Research Scientist!
- **Jun 2024** - Started an internship at Bytewell in Seattle.
- **Jun 2023** - I'll be spending the summer at Silverpine Research as a research intern.
- **May 2023** - Congratulations to Bo Berg, who joined Moss College as a lecturer!
- **Dec 2022** - Received the Best Student Paper Award at ICE.
- **Oct 2021** - Started my PhD at Fern University.
- **Jun 2021** - Graduated from Carrick College with a first-class MEng in Computer Science.
"""


def test_news(tmp_path: Path) -> None:
    found = profile_of(tmp_path, NEWS)
    assert [(p.role, p.organization, p.start) for p in found.positions] == [
        ("Research Scientist", "Meridian AI", "2025-09"),
        ("internship", "Bytewell", "2024-06"),
        ("research intern", "Silverpine Research", "2023-06"),
    ]
    assert [(d.degree, d.field, d.organization, d.start, d.end) for d in found.education] == [
        ("PhD", "", "Fern University", "2021-10", None),
        ("MEng", "Computer Science", "Carrick College", None, "2021-06"),
    ]
    assert [(a.title, a.year) for a in found.awards] == [("Best Student Paper Award at ICE", 2022)]


def test_awards_of_a_biography(tmp_path: Path) -> None:
    found = profile_of(
        tmp_path,
        "Dr. Lind is a Fellow of the Northern Ice Society (2015) and a recipient of the Snow Award (2006), and the Moss "
        "Prize in Colloids (2014).",
    )
    assert [(a.title, a.year) for a in found.awards] == [
        ("Fellow of the Northern Ice Society", 2015),
        ("Snow Award", 2006),
        ("Moss Prize in Colloids", 2014),
    ]


def test_thesis_told_apart_from_its_degree(tmp_path: Path) -> None:
    found = profile_of(
        tmp_path,
        "I received my PhD from Fern University in 2019.\n\nMy doctoral thesis, *Loud Ice and Its Listeners*, was "
        "supervised by Prof. Bo Berg.",
    )
    assert [(d.degree, d.thesis) for d in found.education] == [("PhD", "Loud Ice and Its Listeners")]


def test_address_of_somebody_else(tmp_path: Path) -> None:
    found = profile_of(tmp_path, "Contact: a.lind@fern.ac.uk · Secretary: Mrs Joan Birch, j.birch@fern.ac.uk")
    assert [email.text for email in found.emails] == ["a.lind@fern.ac.uk"]


def test_lines_on_how_to_reach_her_are_no_place(tmp_path: Path) -> None:
    found = profile_of(
        tmp_path,
        "*Professor of Materials Science*\nMoss Institute of Technology\n\nPhone: see directory | alind at moss dot edu",
    )
    assert found.current is not None
    assert (found.current.role, found.current.organization) == (
        "Professor of Materials Science",
        "Moss Institute of Technology",
    )


def test_employer_before_its_years(tmp_path: Path) -> None:
    found = profile_of(
        tmp_path,
        "### Where I've worked\n\n- **Nivex** (2019 – 2021): Machine Learning Engineer, search ranking\n"
        "- **Keld** (2017 – 2019): Data Scientist\n",
    )
    assert [(p.role, p.organization) for p in found.positions] == [
        ("Machine Learning Engineer", "Nivex"),
        ("Data Scientist", "Keld"),
    ]


def test_headings_that_are_degrees_and_posts(tmp_path: Path) -> None:
    found = profile_of(
        tmp_path,
        "## Postdoctoral Fellowship in Geology\n**Fern University, 2021 - 2023**\n\n**Fellowships**\n* Moss Fellowship\n\n"
        "## PhD in Ice Science\n**Oslo University, October 2019**\n\nAdvisor: Bo Berg, PhD; Co-mentor: Cleo Ray, PhD\n\n"
        "**Awards**\n* Snow Award\n",
    )
    assert [(p.role, p.organization, p.start, p.end) for p in found.positions] == [
        ("Postdoctoral Fellowship in Geology", "Fern University", "2021", "2023")
    ]
    assert [(d.degree, d.field, d.organization, d.end) for d in found.education] == [
        ("PhD", "Ice Science", "Oslo University", "2019-10")
    ]
    assert [advisor.text for advisor in found.education[0].advisors] == ["Bo Berg", "Cleo Ray"]


def test_role_run_into_its_place(tmp_path: Path) -> None:
    found = profile_of(tmp_path, "I am a senior lecturer Fern University where I direct the master programme.")
    assert [(p.role, p.organization) for p in found.positions] == [("senior lecturer", "Fern University")]


def test_names_introduced(tmp_path: Path) -> None:
    path = tmp_path / "page.md"
    path.write_text('I\'m **Wei-Lun "Wayne" Tsao**, a PhD student at Fern University.\n')
    found = read_profile(path)
    assert (found.name, [alias.text for alias in found.aliases][:1]) == ("Wei-Lun Tsao", ["Wayne Tsao"])
    path.write_text(
        "# hello, I'm Noa\n\nphd student @ Fern University\n\n**papers**\n\n* Repair as Access. Noa Berg, Cleo Ray. CHI '25\n"
        "* Zines as Methods. Cleo Ray & Noa Berg. DIS '23\n"
    )
    assert read_profile(path).name == "Noa Berg"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Educated at Skelby Grammar School and Queen's College, Camford (MA, 1978; PhD, 1982, under Professor Dame "
            "Hilary Stokes), he held a Postdoctoral Fellowship at the University of Calloway.",
            [("MA", "", "Queen's College", "1978"), ("PhD", "", "Queen's College", "1982")],
        ),
        (
            "I studied Informatics at TU Morgenthal (BSc 2014, MSc 2016).",
            [("BSc", "Informatics", "TU Morgenthal", "2014"), ("MSc", "Informatics", "TU Morgenthal", "2016")],
        ),
        (
            "She holds a PhD in Human-Computer Interaction from Carnegie Tech (2011), advised by Bo Berg.",
            [("PhD", "Human-Computer Interaction", "Carnegie Tech", "2011")],
        ),
        (
            "I did an undergraduate degree in art (Hallam School of Art, 2001), then a PhD in Snow at Fern University (2013).",
            [
                ("undergraduate degree", "art", "Hallam School of Art", "2001"),
                ("PhD", "Snow", "Fern University", "2013"),
            ],
        ),
        (
            "Ph.D., Computer Science, University of Redwood, 2000 (advisor: Bo Berg). B.S., EECS, Instituto Marcos, 1995.",
            [
                ("Ph.D.", "Computer Science", "University of Redwood", "2000"),
                ("B.S.", "EECS", "Instituto Marcos", "1995"),
            ],
        ),
        ("**4th-year CS PhD @ Westlake Tech** · advised by **Bo Berg**", [("PhD", "", "Westlake Tech", None)]),
        (
            "B.Eng. from Saigon Polytechnic ('21, valedictorian), where I built soft grippers.",
            [("B.Eng.", "", "Saigon Polytechnic", "2021")],
        ),
        (
            "I have a Master's in Statistics from Universidade do Tejo (2015) and a BSc in Maths from the same university (2013).",
            [
                ("Master's", "Statistics", "Universidade do Tejo", "2015"),
                ("BSc", "Maths", "Universidade do Tejo", "2013"),
            ],
        ),
        (
            "Before, I studied mathematics (Bachelor) and industrial mathematics (Master) at TU Keld.",
            [("Bachelor", "", "TU Keld", None), ("Master", "", "TU Keld", None)],
        ),
        (
            "Before that I was an undergrad at Reedmore College (BA in Linguistics and Computer Science, 2015).",
            [("BA", "Linguistics and Computer Science", "Reedmore College", "2015")],
        ),
    ],
)
def test_degrees(tmp_path: Path, text: str, expected: list[tuple[str, str, str, str | None]]) -> None:
    told = profile_of(tmp_path, text).education
    assert [(d.degree, d.field, d.organization, d.end) for d in told] == expected


def test_an_advisor_of_the_study_is_none_of_the_post_behind_it(tmp_path: Path) -> None:
    found = profile_of(
        tmp_path, "After his PhD at Oslo University under Prof. Bo Berg, he held a fellowship at Fern University."
    )
    assert [(p.organization, p.advisors) for p in found.positions] == [("Fern University", ())]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Her research, funded by the Heart Institute, focuses on medication adherence, telehealth and sleep.",
            ["medication adherence", "telehealth", "sleep"],
        ),
        (
            "My research is broadly about self-supervised speech models, snow, and privacy.",
            ["self-supervised speech models", "snow", "privacy"],
        ),
        ("My research investigates how ice melts, why it cracks, and where it goes.", []),
    ],
)
def test_interests(tmp_path: Path, text: str, expected: list[str]) -> None:
    assert [value.text for value in profile_of(tmp_path, text).interests] == expected


def test_posts_below_the_name(tmp_path: Path) -> None:
    found = profile_of(
        tmp_path,
        "Assistant Professor of Medicine, Division of Internal Medicine\nNorthlake Medical College\n"
        "Attending Physician, Northlake Memorial Hospital\n\n### Training\n"
        "- Research Fellowship, Moss Institute, 2015-2017\n- Chief Residency, Harbor Hospital, 2014-2015\n",
    )
    assert sorted((p.role, p.organization, p.start) for p in found.positions) == [
        ("Assistant Professor of Medicine", "Division of Internal Medicine, Northlake Medical College", None),
        ("Attending Physician", "Northlake Memorial Hospital", None),
        ("Chief Residency", "Harbor Hospital", "2014"),
        ("Research Fellowship", "Moss Institute", "2015"),
    ]


def test_what_a_template_comes_with(tmp_path: Path) -> None:
    path = tmp_path / "page.md"
    path.write_text(
        "---\nrole: Professor of Artificial Intelligence\norganizations:\n- name: Stanford University\n"
        "interests:\n  - Artificial Intelligence\n  - Computational Linguistics\n  - Information Retrieval\n"
        "education:\n  courses:\n    - course: PhD in Artificial Intelligence\n      institution: Stanford University\n"
        "      year: 2012\n---\n\nMy name is Ada Lind and I am a lecturer at the Department of Ice, Fern University.\n"
    )
    found = read_profile(path)
    assert [(p.role, p.organization) for p in found.positions] == [("lecturer", "Department of Ice, Fern University")]
    assert (found.education, found.interests) == ((), ())


def test_prose_below_a_label_that_heads_one_paragraph(tmp_path: Path) -> None:
    path = tmp_path / "ada.html"
    path.write_text(
        "<h1>Ada Lind</h1><p>Welcome! I am a Ph.D. Candidate in Economics at Fern University.</p>"
        "<p><b>References:</b><br>Prof. Bo Berg (Chair), Fern University, berg@fern.edu<br>"
        "Prof. Cleo Ray, Moss School, c.ray@moss.edu</p>"
        "<p>Before joining the PhD program I was a junior analyst at the Ministry of Finance. I hold an MSc in Ice from "
        "Moss School.</p><p>You can reach me at <a href='mailto:alind@fern.edu'>alind@fern.edu</a>.</p>"
    )
    found = read_profile(path)
    assert [(p.role, p.organization) for p in found.positions] == [("junior analyst", "Ministry of Finance")]
    assert [(d.degree, d.field, d.organization) for d in found.education] == [
        ("Ph.D.", "Economics", "Fern University"),
        ("MSc", "Ice", "Moss School"),
    ]
    assert [email.text for email in found.emails] == ["alind@fern.edu"]


def test_awards_with_when_and_what_for(tmp_path: Path) -> None:
    found = profile_of(
        tmp_path,
        "I received the SIGICE Test of Time Award in 2017 for our ICE '07 paper. I'm an IEEE Fellow (class of 2019). I've "
        "been honored with the Guild's Emerging Scholar Award (2016) and a Moss Engagement Fellowship (2022).",
    )
    assert [(a.title, a.year) for a in found.awards] == [
        ("SIGICE Test of Time Award", 2017),
        ("IEEE Fellow", 2019),
        ("Guild's Emerging Scholar Award", 2016),
        ("Moss Engagement Fellowship", 2022),
    ]


def test_a_page_of_a_theme_with_its_links_above(tmp_path: Path) -> None:
    path = tmp_path / "page.qmd"
    path.write_text(
        '---\ntitle: "Dr. Ada Lind"\nabout:\n  template: trestles\n  links:\n    - icon: envelope\n      text: Email\n'
        "      href: mailto:ada@kuura.org\n    - icon: github\n      href: https://github.com/adalind\n---\n\n"
        "Ada Lind is a lecturer at Fern University.\n"
    )
    found = read_profile(path)
    assert [email.text for email in found.emails] == ["ada@kuura.org"]
    assert [(link.kind, link.url) for link in found.links] == [("github", "https://github.com/adalind")]


def test_names_in_small_letters_and_signs_for_at(tmp_path: Path) -> None:
    path = tmp_path / "page.md"
    path.write_text("# hey, i'm Priya Moss-Ray!\n\nI'm a student at Fern University. Elsewhere: priya ⓐ moss.dev\n")
    found = read_profile(path)
    assert (found.name, [email.text for email in found.emails]) == ("Priya Moss-Ray", ["priya@moss.dev"])


def test_awards_below_lists_of_the_front_matter(tmp_path: Path) -> None:
    path = tmp_path / "page.md"
    path.write_text(
        "---\nname: Ngozi Berg\neducation:\n  - PhD, Immunology, Rockport University, 2011\n---\n\n"
        "Ngozi's awards include the Pew Scholar Award (2018) and the Moss Prize (2022). She was elected a Fellow of the "
        "Royal Guild of Snow in 2023.\n"
    )
    assert [(award.title, award.year) for award in read_profile(path).awards] == [
        ("Pew Scholar Award", 2018),
        ("Moss Prize", 2022),
        ("Fellow of the Royal Guild of Snow", 2023),
    ]
