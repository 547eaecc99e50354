"""How pages set their entries: dates above headings in cards, years as headings, Markdown within HTML, rare names."""

from qabot.profiles import Profile, make_profile
from qabot.profiles.name_lists import read_names
from qabot.profiles.persons import is_name
from qabot.sources.html import read_html
from qabot.sources.markdown import read_markdown


def from_html(html: str) -> Profile:
    return make_profile("lind.html", [read_html("lind.html", f"<h1>Ada Lind</h1>{html}")])


def from_markdown(text: str) -> Profile:
    return make_profile("lind.md", [read_markdown("lind.md", f"# Ada Lind\n\n{text}")])


def test_cards_whose_date_stands_above_their_heading():
    found = from_html(
        "<section><h2>Education</h2>"
        "<div><p>2015–2021</p><h3>Ph.D. in Chemistry</h3><p>Fern University</p><p>Advisors: Tom Berg and Bo Ek</p></div>"
        "<div><p>2009–2015</p><h3>B.S. in Physics</h3><p>Ice College</p></div></section>"
        "<section><h2>Appointments</h2>"
        "<div><p>2023–Present</p><h3>Assistant Professor</h3><p>Department of Ice, Lake University</p></div>"
        "<div><p>2021–2023</p><h3>Research Associate</h3><p>Frost Institute</p></div></section>"
        "<section><h2>Honors</h2><div><p>2015</p><h3>Study Abroad Fellowship</h3><p>Snow Foundation</p></div></section>"
    )
    assert [(d.degree, d.field, d.organization, d.start, d.end) for d in found.education] == [
        ("Ph.D.", "Chemistry", "Fern University", "2015", "2021"),
        ("B.S.", "Physics", "Ice College", "2009", "2015"),
    ]
    assert [a.text for a in found.education[0].advisors] == ["Tom Berg", "Bo Ek"]
    assert [(p.role, p.organization, p.start, p.end, p.current) for p in found.positions] == [
        ("Assistant Professor", "Department of Ice, Lake University", "2023", None, True),
        ("Research Associate", "Frost Institute", "2021", "2023", False),
    ]
    assert [(a.title, a.organization, a.year) for a in found.awards] == [
        ("Study Abroad Fellowship", "Snow Foundation", 2015)
    ]


def test_a_date_below_an_entry_is_not_the_next_ones():
    found = from_html(
        "<div><h2>Experience</h2><h3>Postdoc</h3><p>Ice College</p><p>2019–2020</p>"
        "<h3>Lecturer</h3><p>Fern University</p><p>2021–2022</p></div>"
    )
    assert [(p.role, p.organization, p.start, p.end) for p in found.positions] == [
        ("Postdoc", "Ice College", "2019", "2020"),
        ("Lecturer", "Fern University", "2021", "2022"),
    ]


def test_headings_that_are_posts_open_no_other_section():
    found = from_markdown(
        "## Research Experience\n\n"
        "### Research Assistant, Ice Lab\n\nFern University\n\n2021 – 2025\n\n"
        "### Research Scientist Intern\n\nNivex Research\n\n2022\n"
    )
    assert [(p.role, p.organization, p.start, p.end) for p in found.positions][1] == (
        "Research Scientist Intern",
        "Nivex Research",
        "2022",
        "2022",
    )
    assert found.positions[0].role == "Research Assistant"
    assert (found.positions[0].start, found.positions[0].end) == ("2021", "2025")


def test_awards_below_their_year_and_below_their_giver():
    found = from_html(
        "<h2>Awards</h2><div><div><b>2021</b></div><div><div>Ice Scholarship, Second Prize</div></div></div>"
        "<div><div><b>2019</b></div><div><div>Outstanding Undergraduate Award</div></div></div>"
    )
    assert [(a.title, a.year) for a in found.awards] == [
        ("Ice Scholarship, Second Prize", 2021),
        ("Outstanding Undergraduate Award", 2019),
    ]
    found = from_markdown(
        "## Grants, awards & scholarships\n\n`2014`\n__London Centre for Ice__\n* Research Students' Conference Grant\n\n"
        "`2013`\n__Frostfeld Trust__\n* PhD Studentship\n"
    )
    assert [(a.title, a.organization, a.year) for a in found.awards] == [
        ("Research Students' Conference Grant", "London Centre for Ice", 2014),
        ("PhD Studentship", "Frostfeld Trust", 2013),
    ]


def test_markdown_right_below_a_tag_that_says_so():
    found = from_markdown(
        '<section>\n  <div class="summary" markdown="1">\nI am a Researcher at [Nivex Labs](https://nivex.example), '
        "specializing in **Ice**. I received my Ph.D. from Fern University in 2018.\n  </div>\n</section>\n\n"
        '<section markdown="1">\n## Awards\n\n- Ice Prize, 2017\n</section>\n'
    )
    assert [(p.role, p.organization, p.current) for p in found.positions] == [("Researcher", "Nivex Labs", True)]
    assert [(d.degree, d.organization, d.end) for d in found.education] == [("Ph.D.", "Fern University", "2018")]
    assert [(a.title, a.year) for a in found.awards] == [("Ice Prize", 2017)]


def test_a_minor_is_a_degree_of_its_own_only_on_its_own_line():
    found = from_markdown(
        "## Education\n\n* 09.2019-06.2022 Minor, Mathematics, Fern University, China.\n"
        "* 09.2018-06.2022 B.S., Physics, Ice University, China.\n"
    )
    assert [(d.degree, d.field, d.organization) for d in found.education] == [
        ("Minor", "Mathematics", "Fern University"),
        ("B.S.", "Physics", "Ice University"),
    ]
    found = from_markdown("## Education\n\n* B.A. in Physics, Ice College, 2012. Minor in Music.\n")
    assert [(d.degree, d.organization) for d in found.education] == [("B.A.", "Ice College")]


def test_years_glued_to_venues_and_venues_within_the_title():
    found = from_markdown(
        "## Papers\n\n"
        "* ***Loud Ice via Unsupervised Attention.*** <br>\n  Tom Berg, ***Ada Lind***. <br>\n  ***(ICME2021)***\n"
        "* ***Coarse Ice: A Network for Low Lakes, Neurocomputing.*** <br>\n  Tom Berg, ***Ada Lind***, Bo Ek.\n"
        "* ***Ice under the Lake, IEEE Transactions on Image Processing, 2020.*** <br>\n  Tom Berg, ***Ada Lind***.\n"
        "* ***Lakes, Snow, and Winter Songs of the North.*** <br>\n  Tom Berg, ***Ada Lind***.\n"
    )
    assert [(p.title, p.venue, p.year) for p in found.papers] == [
        ("Loud Ice via Unsupervised Attention", "ICME", 2021),
        ("Coarse Ice: A Network for Low Lakes", "Neurocomputing", None),
        ("Ice under the Lake", "IEEE Transactions on Image Processing", 2020),
        ("Lakes, Snow, and Winter Songs of the North", "", None),
    ]


def test_names_that_are_also_other_words():
    assert is_name("Jun Gao") and is_name("Zhenlin An") and is_name("Minh Do")
    assert not is_name("Jun 2020") and not is_name("What To Do")
    words = "Zhenlin An, Tom Berg, Minh Do, and Bo Eklund. Loud ice"
    assert [n.text for n in read_names(words, 0, len(words)).names] == [
        "Zhenlin An",
        "Tom Berg",
        "Minh Do",
        "Bo Eklund",
    ]


def test_posts_where_somebody_was_and_beside_the_name():
    found = from_markdown(
        "Ada Lind (Adi), Assistant Professor, Fern University, has completed her PhD at Ice College in 2016."
    )
    assert [(p.role, p.organization, p.start) for p in found.positions] == [
        ("Assistant Professor", "Fern University", None)
    ]
    found = from_markdown(
        "I also spent two years in Nivex Research Asia (NRA) where I was a research intern advised by Dr. Tom Berg. "
        "Previously, I was a postdoctoral researcher at the University of Fern and then a Temporary Lecturer at the "
        "University of Southern Ice. Prior to that, I was a postdoc and received my Ph.D. at Snow University."
    )
    assert [(p.role, p.organization) for p in found.positions] == [
        ("research intern", "Nivex Research Asia (NRA)"),
        ("postdoctoral researcher", "University of Fern"),
        ("Temporary Lecturer", "University of Southern Ice"),
        ("postdoc", "Snow University"),
    ]
    assert [a.text for a in found.advisors] == ["Tom Berg"]


def test_advisors_with_their_schools():
    found = from_markdown(
        "I did my PhD in Ice at Fern University, under the supervision of Professors Tom Berg from Fern University of "
        "Lakes and Bo Ek from Snow Institute."
    )
    assert [a.text for a in found.advisors] == ["Tom Berg", "Bo Ek"]


def test_interests_told_below_their_heading():
    found = from_markdown("## Research Interests\n\nI am interested in Ice Theory, Snow Geometry, and Lake Graphs.\n")
    assert [v.text for v in found.interests] == ["Ice Theory", "Snow Geometry", "Lake Graphs"]


def test_papers_whose_titles_and_authors_are_headings():
    found = from_html(
        "<main><h1>Research</h1><h2>2025</h2>"
        "<div><h2>Loud Ice: A Package for Lake Signals</h2><h3>Tom Berg, Ada Lind, and Bo Ek</h3>"
        "<p>Journal of Open Ice</p><p>Journal</p></div><h2>2024</h2>"
        "<div><h2>Quiet Lakes along the Northern Road</h2><h3>Ada Lind, Tom Berg</h3><p>Lake Letters</p></div>"
        "<div><h2>Snow Songs heard by Lake Boats</h2><h3>Ada Lind, Bo Ek</h3><p>Lake Letters</p></div></main>"
    )
    assert [(p.title, p.year, p.authors) for p in found.papers] == [
        ("Loud Ice: A Package for Lake Signals", 2025, ("Tom Berg", "Ada Lind", "Bo Ek")),
        ("Quiet Lakes along the Northern Road", 2024, ("Ada Lind", "Tom Berg")),
        ("Snow Songs heard by Lake Boats", 2024, ("Ada Lind", "Bo Ek")),
    ]


def test_a_title_with_with_is_no_list_of_authors():
    found = from_html(
        "<h2>Publications</h2><ol><li><span>Certifying Warm Lakes with Uniform Measurements</span>"
        "<div>Tom Berg, <b>Ada Lind</b>, Bo Eklund — <i>arXiv:2508.09258</i></div></li></ol>"
    )
    assert [(p.title, p.authors) for p in found.papers] == [
        ("Certifying Warm Lakes with Uniform Measurements", ("Tom Berg", "Ada Lind", "Bo Eklund"))
    ]


def test_degrees_of_past_students_and_of_two_lines_in_a_row():
    found = from_markdown(
        "Previously, I was a PhD student at the School of Ice at Fern University, under the supervision of Tom Berg. "
        "Prior to my PhD, I completed my Bachelor's degree from Snow College."
    )
    assert [(d.degree, d.organization, d.current) for d in found.education] == [
        ("PhD", "School of Ice at Fern University", False),
        ("Bachelor's degree", "Snow College", False),
    ]
    found = from_html(
        "<h2>Education</h2><table><tr><td>2009 - 2013</td><td>Bachelors of Science in <em>Ice</em>, Fern University"
        "<br>Bachelors of Arts in <em>Snow</em>, Fern University</td></tr></table>"
    )
    assert [(d.degree, d.field, d.organization, d.start, d.end) for d in found.education] == [
        ("Bachelors of Science", "Ice", "Fern University", "2009", "2013"),
        ("Bachelors of Arts", "Snow", "Fern University", "2009", "2013"),
    ]


def test_a_student_with_a_post_studies_there():
    found = from_markdown(
        "I am a third-year Ph.D. student and Graduate Research Assistant at Fern University, advised by Dr. Tom Berg. "
        "During summer 2026, I completed a contract research appointment at the Ice Research Laboratory (IRL)."
    )
    assert [(d.degree, d.organization, d.current) for d in found.education] == [("Ph.D.", "Fern University", True)]
    assert [(p.role, p.organization) for p in found.positions] == [
        ("Ph.D. student and Graduate Research Assistant", "Fern University"),
        ("", "Ice Research Laboratory (IRL)"),
    ]


def test_a_date_in_the_box_around_the_one_of_the_heading():
    found = from_html(
        "<section><h2>Research experience</h2>"
        "<div><p>Dec 2023 – Present</p><div><h3>Researcher</h3><p>Ice Lab, Fern University</p></div></div>"
        "<div><p>Sep 2021 – Sep 2023</p><div><h3>Research Assistant</h3><p>Snow College</p></div></div></section>"
    )
    assert [(p.role, p.organization, p.start, p.end) for p in found.positions] == [
        ("Researcher", "Ice Lab, Fern University", "2023-12", None),
        ("Research Assistant", "Snow College", "2021-09", "2023-09"),
    ]


def test_a_webpage_of_somebody_and_the_address_of_an_advisor():
    found = make_profile(
        "page.md",
        [
            read_markdown(
                "page.md",
                "This is the webpage of Ada S. Lind, an industrial postdoctoral fellow at University of Fern.\n\n"
                "## Research\n\nSupervisor: Prof. Tom Berg · tberg@fern.example.edu\n",
            )
        ],
    )
    assert found.name == "Ada S. Lind" and found.emails == ()
    assert [(p.role, p.organization, p.current) for p in found.positions] == [
        ("industrial postdoctoral fellow", "University of Fern", True)
    ]


def test_titles_that_look_like_two_names_and_authors_called_jun():
    found = from_markdown(
        "## Publications\n\n"
        "- **Quiet Lakes and Long Roads** <br> Tom Berg*, Jun Yuan*, __Ada Lind__, Bo Eklund <br> ICML 2020.\n"
        "- **Warm Lakes and Hot Roads** <br> Tom Berg*, Jun Yuan*, __Ada Lind__, Bo Eklund <br> ICML 2021.\n"
    )
    authors = ("Tom Berg", "Jun Yuan", "Ada Lind", "Bo Eklund")
    assert [(p.title, p.authors, p.venue, p.year) for p in found.papers] == [
        ("Quiet Lakes and Long Roads", authors, "ICML", 2020),
        ("Warm Lakes and Hot Roads", authors, "ICML", 2021),
    ]


def test_a_rank_with_the_contest_it_was_won_in():
    found = from_markdown("## Awards\n\n- Third Prize, 32nd Ice Cup, 2015\n- Third Prize, Fern University, 2014\n")
    assert [(a.title, a.organization, a.year) for a in found.awards] == [
        ("Third Prize, 32nd Ice Cup", "", 2015),
        ("Third Prize", "Fern University", 2014),
    ]


def test_a_cloud_of_words_without_spaces():
    source = read_html("a.html", '<h2>Skills</h2><div class="skill-cloud"><span>Python</span><span>R</span></div>')
    assert source.text == "Skills\n\nPython R"
    assert [v.text for v in make_profile("a.html", [source]).skills] == ["Python", "R"]


def test_a_row_of_links_is_no_post():
    found = make_profile(
        "a.html",
        [
            read_html(
                "a.html",
                '<p><a href="https://x.example/a">Google scholar</a>|<a href="https://x.example/b">Github</a></p>'
                "<h1>Ada Lind</h1><p>Assistant Professor, Fern University</p>",
            )
        ],
    )
    assert [(p.role, p.organization) for p in found.positions] == [("Assistant Professor", "Fern University")]
