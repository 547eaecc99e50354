"""What plain prose tells of posts, schools, interests and names; all people and places are invented."""

from __future__ import annotations

from itertools import product

import pytest

from qabot.profiles.profile import Profile
from qabot.profiles.reading import make_profile
from qabot.sources.html import read_html
from qabot.sources.markdown import read_markdown

Post = tuple[str, str, str | None, str | None]


def told(text: str) -> Profile:
    return make_profile("ada-lind.md", [read_markdown("ada-lind.md", f"# Ada Lind\n\n{text}\n")])


def shown(html: str) -> Profile:
    return make_profile("ada-lind.html", [read_html("ada-lind.html", html)])


def posts(profile: Profile) -> list[tuple[str, str]]:
    return [(post.role, post.organization) for post in profile.positions]


def studies(profile: Profile) -> list[tuple[str, str, str]]:
    return [(degree.degree, degree.field, degree.organization) for degree in profile.education]


PLACES = ("Keld University", "University of Fern", "Nivex Research", "Institute for Ice Studies")
TAILS = (
    ".",
    " using deep learning to hear better.",
    " with concurrent ties to a museum.",
    " and hold an honorary post elsewhere.",
    ", where I worked with [Bo Berg](https://b.org) and [Cy Dahl](https://c.org).",
    " in Vikby, Norway.",
)


@pytest.mark.parametrize(("place", "tail"), list(product(PLACES, TAILS)))
def test_a_place_ends_where_its_name_does(place: str, tail: str):
    profile = told(f"I am a postdoc at [{place}](https://x.org){tail}")
    assert posts(profile) == [("postdoc", place)]
    assert profile.current is not None and profile.current.organization == place


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "I am an Associate Professor of Finance at Keld University in St. Louis and at Reich University.",
            [
                ("Associate Professor of Finance", "Keld University"),
                ("Associate Professor of Finance", "Reich University"),
            ],
        ),
        (
            "I'm an Assistant Professor in [FMU](https://f.edu)'s\n[School of Snow](https://s.edu) and like ice.",
            [("Assistant Professor", "FMU's School of Snow")],
        ),
        (
            "Ada Lind is an Assistant Professor for Ice Economics at the University of Keld.",
            [("Assistant Professor for Ice Economics", "University of Keld")],
        ),
        (
            "From 2003 to 2010, I was a Juniorprofessor for Optimization of Cold Systems at the Institut für Eis.",
            [("Juniorprofessor for Optimization of Cold Systems", "Institut für Eis")],
        ),
        (
            "Now, I'm diving into new adventures as a postdoctoral fellow at the Berg Institute.",
            [("postdoctoral fellow", "Berg Institute")],
        ),
        (
            "I completed my PhD and a first postdoctoral fellowship at the Laboratory of Ice.",
            [("first postdoctoral fellowship", "Laboratory of Ice")],
        ),
        (
            "I was an undergraduate researcher at [Image and Sound Lab](https://l.org) where I heard ice.",
            [("undergraduate researcher", "Image and Sound Lab")],
        ),
        ("I am a Fellow of EISI, European Lab for Ice.", []),
        ("As a physicist exploring ice, I strongly favor close integration of snow and rain.", []),
        ("I am a Associate Editor for the Vik Transactions on Ice.", []),
    ],
)
def test_posts_in_plain_words(text: str, found: list[tuple[str, str]]):
    assert posts(told(text)) == found


def test_who_joined_recently_is_there_now():
    profile = told("I recently joined the Snow team at Keld Institute as a research intern.")
    assert profile.current is not None
    assert (profile.current.role, profile.current.organization) == ("research intern", "Snow team at Keld Institute")
    past = told("I joined the Snow team at Keld Institute in 2014 as a research intern and left in 2015.")
    assert past.current is None


def test_a_list_led_by_words_of_the_past_tells_no_present_post():
    items = "- A data intern at [Nivex Research](https://n.org)\n- A course tutor at [Keld University](https://k.org)"
    past = told(f"In the past I've been employed as\n\n{items}")
    assert posts(past) == [("data intern", "Nivex Research"), ("course tutor", "Keld University")]
    assert [post.current for post in past.positions] == [False, False]


def test_a_place_says_more_than_a_bare_role():
    profile = told("I am an enthusiastic researcher focused on ice. I am a postdoc at Keld University.")
    assert profile.current is not None and profile.current.organization == "Keld University"
    student = told("Ada Lind is a civil engineer pursuing a Ph.D. in Ice at Keld University.")
    assert student.current is not None and student.current.organization == "Keld University"


def test_the_last_begun_of_posts_at_one_place_is_held_now():
    profile = told(
        "In October 2010, I was appointed lecturer at Keld University. "
        "Since December 2014 I am a full professor at Keld University."
    )
    assert profile.current is not None
    assert (profile.current.role, profile.current.start) == ("full professor", "2014-12")


def test_a_link_is_the_whole_name_of_a_programme():
    profile = told(
        "I'm a PhD candidate in the [Ice, Snow, Rivers & Rain graduate program](https://p.org) at Dale College."
    )
    assert studies(profile) == [("PhD", "", "Ice, Snow, Rivers & Rain graduate program at Dale College")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("I graduated from Fern University in 2010.", [("", "", "Fern University", None, "2010", False)]),
        ("Ada Lind graduated from Fern University.", [("", "", "Fern University", None, None, False)]),
        ("I studied Geology at Fern University.", [("", "Geology", "Fern University", None, None, False)]),
        (
            "I'm currently studying Mechanical Engineering at the University of Keld.",
            [("", "Mechanical Engineering", "University of Keld", None, None, True)],
        ),
        (
            "I'm a sophomore at Olin College majoring in Engineering Physics.",
            [("", "Engineering Physics", "Olin College", None, None, True)],
        ),
        ("I am an Ice Physics student at Keld University.", [("", "Ice Physics", "Keld University", None, None, True)]),
        ("I studied crickets at Fern University.", []),
        ("I study the behavior of crickets at Fern University.", []),
        ("My students graduated from Fern University.", []),
        ("With me, Bo Berg graduated from Fern University.", []),
    ],
)
def test_schools_without_a_degree(text: str, found: list[tuple[object, ...]]):
    assert [(d.degree, d.field, d.organization, d.start, d.end, d.current) for d in told(text).education] == found


def test_a_school_finished_takes_the_name_of_the_degree_told_later():
    text = "Ada Lind graduated from Fern University in 2010. She received her BSc in Geology from Fern University."
    assert [(d.degree, d.field, d.organization, d.end) for d in told(text).education] == [
        ("BSc", "Geology", "Fern University", "2010")
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "In 2002, I received my Doctoral degree from Bern University, and in 2010 my Habilitation degree from "
            "Keld University.",
            [("Doctoral degree", "Bern University", "2002"), ("Habilitation", "Keld University", "2010")],
        ),
        (
            "I lived at Dale University, where I received my Bachelor's degree, followed by a Master's degree, "
            "also at Keld University.",
            [("Bachelor's degree", "Dale University", None), ("Master's degree", "Keld University", None)],
        ),
        (
            "I studied worms at the Scripps School of Ice where I also received my Bachelor of Science in Rivers.",
            [("Bachelor of Science", "Scripps School of Ice", None)],
        ),
        (
            "I hold a master's degree from Keld University and an engineer's degree in Ice from Romania.",
            [("master's degree", "Keld University", None)],
        ),
        (
            "I am a PhD student at Keld University. I will be graduating with a B.Tech in Ice.",
            [("PhD", "Keld University", None), ("B.Tech", "Keld University", None)],
        ),
        (
            "I hold a BSc in Ice from Fern University.\n\nLater I took a Master in Snow at the same university.",
            [("BSc", "Fern University", None), ("Master", "Fern University", None)],
        ),
    ],
)
def test_degrees_and_their_schools(text: str, found: list[tuple[str, str, str | None]]):
    assert [(d.degree, d.organization, d.end) for d in told(text).education] == found


def test_fields_of_degrees():
    profile = told("She received her PhD in Finance and MBA from Keld University.")
    assert studies(profile) == [("PhD", "Finance", "Keld University"), ("MBA", "", "Keld University")]
    jointly = told("I earned my PhD in Ice Science jointly at Keld University and the University of Fern.")
    assert studies(jointly) == [("PhD", "Ice Science", "Keld University")]
    listed = told("## Education\n\n- **Doctorate of Philosophy in Statistics**, Vik State University, May 2022")
    assert studies(listed) == [("Doctorate of Philosophy", "Statistics", "Vik State University")]


def test_an_advisor_in_brackets_is_that_of_the_degree_before_them():
    profile = told(
        "I hold a master's degree from Keld University (thesis advisor: Bo Berg) and an engineer's degree "
        "from Fern University (thesis advisor: Cy Dahl)."
    )
    assert [[who.text for who in degree.advisors] for degree in profile.education] == [["Bo Berg"], ["Cy Dahl"]]


def test_the_advisor_of_a_doctorate_left_behind_is_kept():
    profile = told("Previously, I was a Ph.D. candidate at Keld University, advised by Prof. [Bo Berg](https://b.org).")
    assert [who.text for who in profile.advisors] == ["Bo Berg"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "My area of interest is Labor Economics, with a special interest in human capital and gender.",
            ["Labor Economics", "human capital", "gender"],
        ),
        (
            "My interests span data science, snow maps, and visual analytics, especially for geographic data.",
            ["data science", "snow maps", "visual analytics"],
        ),
        (
            "My research interest is a blend of computational ice science and machine learning.",
            ["computational ice science", "machine learning"],
        ),
        ("I am a student with a keen interest in cold AI, ice, and snow.", ["cold AI", "ice", "snow"]),
        ("My research focus is on Motion Planning for Sleds.", ["Motion Planning for Sleds"]),
        ("My interests are at the intersection of ice physics and snow chemistry.", ["ice physics", "snow chemistry"]),
        ("Ada Lind is an economist working on ice pricing, often using text as data.", ["ice pricing"]),
        (
            "My work focuses on developing the entirely new techniques and the deep physical insight needed to control "
            "and optimize cold systems.",
            [],
        ),
        ("I am interested in how people learn, why they forget, and in memory.", ["memory"]),
        ("I started working on a side project with Cy's brother, [Bo Berg](https://b.org), in ice.", []),
    ],
)
def test_interests_in_sentences(text: str, found: list[str]):
    assert [value.text for value in told(text).interests] == found


def test_interests_of_bold_words_headings_and_lists_behind_sentences():
    bold = "My research spans:\n\n- **Clear Ice**: making black ice clear\n- **Fair Snow**: making fair snow"
    assert [value.text for value in told(bold).interests] == ["Clear Ice", "Fair Snow"]
    headed = (
        "## Research Interests\n\n### 🌐 Snow Graphs\n\nUsing graphs of snow, with rules for melting snow.\n\n"
        "### Thin Ice\n\nMaking tools to find the places where ice is thin.\n"
    )
    assert [value.text for value in told(headed).interests] == ["Snow Graphs", "Thin Ice"]
    led = (
        "## Research Interests\n\nMy main research area is Ice.\n\nCurrently, I am interested in\n\n"
        "- loud ice and other cold methods\n- silent snow\n"
    )
    assert [value.text for value in told(led).interests] == ["loud ice and other cold methods", "silent snow"]


def test_names_and_addresses_in_the_bar_with_the_links():
    bar = (
        '<nav><a class="navbar-brand" href="/">Eva M. Falk</a>'
        '<a href="mailto:falk@keld.edu"><i class="bi"></i></a></nav>'
    )
    profile = shown(f"<html><body>{bar}<p>I am a postdoc at Keld University.</p></body></html>")
    assert profile.name == "Eva M. Falk"
    assert [email.text for email in profile.emails] == ["falk@keld.edu"]
    lab = shown('<html><body><nav><a class="navbar-brand">The Snow Lab</a></nav><h1>Eva Falk</h1></body></html>')
    assert lab.name == "Eva Falk"


def test_a_town_and_its_state_are_no_name_and_builders_own_no_address():
    profile = shown(
        "<html><body><p>I study ice.</p><h5>Address</h5><p>Austin, TX</p>"
        "<h5>Contact</h5><p>Email: lind@keld.edu<br>Email: support@mobirise.com</p></body></html>"
    )
    assert profile.name != "TX Austin"
    assert [email.text for email in profile.emails] == ["lind@keld.edu"]


def test_what_else_somebody_is_called():
    profile = told("My name is Bo Jian Berg (also Bo-Jian Berg), a postdoc at Keld University.")
    assert "Bo-Jian Berg" in [alias.text for alias in profile.aliases]


def test_posts_in_lines_below_the_name():
    stacked = told(
        "Professor of Finance  \nMichael A. Falk Endowed Chair of Houses  \n[Leeds School of Business](https://l.org)"
    )
    assert stacked.current is not None
    assert (stacked.current.role, stacked.current.organization) == ("Professor of Finance", "Leeds School of Business")
    headed = told(
        "### Lead Developer at [Nivex](https://n.org)\n\n- Software Engineering and Infrastructure\n- Training"
    )
    assert posts(headed) == [("Lead Developer", "Nivex")]
    dots = told(
        "Master in Ice \u2219 African School of Snow \u2219 2022\n\nBachelor in Snow \u2219 Keld University \u2219 2019"
    )
    assert studies(dots) == [("Master", "Ice", "African School of Snow"), ("Bachelor", "Snow", "Keld University")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "In my current role as a product manager at Nivex Research, I sell ice.",
            [("product manager", "Nivex Research", None, True)],
        ),
        (
            "To learn more, I joined The Northern University of Keld in the summer of 2025 as a research assistant.",
            [("research assistant", "The Northern University of Keld", "2025", False)],
        ),
        (
            "I will join the [Department of Ice](https://d.edu) at [Keld University](https://k.edu) as an assistant "
            "professor starting 2020 Summer.",
            [("assistant professor", "Department of Ice at Keld University", "2020", False)],
        ),
        (
            "I'm an incoming assistant professor at Keld University, starting Fall 2027.",
            [("assistant professor", "Keld University", "2027", False)],
        ),
        ("I had interned at [Nivex Research](https://n.org) with Bo Berg.", [("", "Nivex Research", None, False)]),
        (
            "Previously, I was fortunate to complete a research internship at [Snow Institute](https://s.org) under the "
            "supervision of [Bo Berg](https://b.org) and [Cy Dahl](https://c.org).",
            [("research internship", "Snow Institute", None, False)],
        ),
        ("I spent four years at Keld University, where I earned my bachelor's degree.", []),
        ("I am a data science manager in the Washington, D.C. area.", []),
    ],
)
def test_posts_of_now_of_later_and_of_before(text: str, found: list[tuple[str, str, str | None, bool]]):
    assert [(p.role, p.organization, p.start, p.current) for p in told(text).positions] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "I am a graduate student in Computer Science at Keld University.",
            [("", "Computer Science", "Keld University", True)],
        ),
        (
            "I am a 3rd year student at the University of Keld studying computer science and mathematics.",
            [("", "computer science and mathematics", "University of Keld", True)],
        ),
        (
            "I'm an undergraduate student at University of Fern, Boulder studying Ice Science.",
            [("undergraduate", "Ice Science", "University of Fern, Boulder", True)],
        ),
        (
            "I am Ada, a fifth-year undergraduate at the Department of Ice, Keld University.",
            [("undergraduate", "", "Department of Ice, Keld University", True)],
        ),
        (
            "I am a future engineer that is currently studying Ice Science at Keld University.",
            [("", "Ice Science", "Keld University", True)],
        ),
        ("I am pursuing a Master of Technology in Ice with a specialisation in Electronic Systems.", []),
    ],
)
def test_studies_under_way(text: str, found: list[tuple[str, str, str, bool]]):
    assert [(d.degree, d.field, d.organization, d.current) for d in told(text).education] == found


def test_words_of_a_wrapped_paragraph_or_of_interests_are_no_name():
    wrapped = (
        "I am skilled in \n**Cold Pricing**,\n**Ice Finance**,\nand **Snow Machines**, and study at Keld University.\n"
    )
    source = read_markdown("aragakien.md", f"---\ntitle: Bio\n---\n\n{wrapped}")
    assert make_profile("aragakien.md", [source]).name == "aragakien"
    listed = "I am Ada, a student.\n\n## Research Interests\n\n- Hardware Security\n- Ice Circuit Design\n"
    source = read_markdown("alind.md", f"---\ntitle: About\n---\n\n{listed}")
    assert make_profile("alind.md", [source]).name not in ("Hardware Security", "Ice Circuit Design")


def test_an_initial_behind_a_title_belongs_to_the_name():
    profile = told("I did my PhD at Keld University under Prof. D. Krishna Berg.")
    assert [who.text for who in profile.advisors] == ["D. Krishna Berg"]


def test_interests_stop_at_leisure_and_at_another_list():
    leisure = told("My research interests include ice and snow. Non-academically, I am interested in music and games.")
    assert [value.text for value in leisure.interests] == ["ice", "snow"]
    across = told("I have eclectic interests across cold medicine, ice, and snow.")
    assert [value.text for value in across.interests] == ["cold medicine", "ice", "snow"]
    other = told(
        "## Research Interests\n\n- Thin Ice\n- Loud Snow\n\nI have been a part of the following groups:\n\n"
        "- Snow Lab of Prof. Bo Berg\n- Ice Lab of Prof. Cy Dahl\n"
    )
    assert [value.text for value in other.interests] == ["Thin Ice", "Loud Snow"]


def test_a_labelled_line_below_the_name_is_no_post():
    profile = told("Department of Ice  \nAdvisor: Prof. Bo Berg  \nEducation: M.S. at Keld University")
    assert profile.positions == ()


@pytest.mark.parametrize(
    "text",
    [
        "I work with Cy Dahl (Professor at Fern University) and Di Moss, an engineer at Nivex Research.",
        "Our lab is headed by Prof. Bo Berg, who received his PhD from Fern University in 1990.",
        "My first PhD student, Cy Dahl, joined Fern University as an assistant professor in 2020.",
        "Congratulations to Di Moss, who started as a postdoc at Fern University!",
        "My advisor, Bo Berg, received his PhD from Fern University.",
        "I am advised by Bo Berg, a professor at Fern University.",
    ],
)
def test_what_is_told_of_others_is_not_told_of_the_owner(text: str):
    profile = told(f"I am a lecturer at Keld University. {text}")
    assert posts(profile) == [("lecturer", "Keld University")]
    assert profile.education == ()


@pytest.mark.parametrize(
    "name",
    [
        "Bryan Low Kian Hsiang",
        "Low Wei Ming",
        "Maria del Carmen Romero Sanchez",
        "Abdul Rahman bin Mohd Ali",
        "Nguyen Thi Minh Anh",
        "Siti Nur Aisyah Binti Osman",
    ],
)
def test_names_of_four_words_and_more(name: str):
    texts = (
        f"# {name}\n\nI study ice.",
        f"# About\n\nHi, my name is {name} and I study ice.",
        f"{name} is a postdoc at X.",
    )
    assert [make_profile("x.md", [read_markdown("x.md", text)]).name for text in texts] == [name] * 3
