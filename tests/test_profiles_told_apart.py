"""Lists that label their sections, awards with a heading each or given to others, roles before titles, names alone."""

import json

import pytest

from qabot.profiles import Profile, make_profile
from qabot.profiles.dates import read_dates
from qabot.profiles.name_lists import read_names
from qabot.profiles.paper_leads import read_lead
from qabot.sources.html import read_html
from qabot.sources.json_ import read_json
from qabot.sources.latex import read_latex
from qabot.sources.markdown import read_markdown


def md(text: str) -> Profile:
    return make_profile("lind.md", [read_markdown("lind.md", "# Ada B. Lind\n\n" + text)])


LABELLED = r"""\documentclass{article}
\newenvironment{MainList}[1]{\begin{list}{}{}}{\end{list}}
\newenvironment{dots}{\begin{list}{$\cdot$}{}}{\end{list}}
\begin{document}
\begin{MainList}{88pt}
\item [Employment]
\begin{dots}
\item {\bf Fern University}: Reader in Lakes, 2013--present.
\end{dots}
\item [Teaching]
{\bf Fern University}
\begin{dots}
\item {\em Introduction to Ice}, Winter 2013.
\end{dots}
\item [Recent Talks]
\begin{dots}
\item Keynote, Cold Cloud Workshop, 2016, Oslo
\item For a partial list of presentations, see \url{https://example.org/talks}
\end{dots}
\item [Program Committees and Editing]
\begin{dots}
\item Program Committee, HotIce 2014
\end{dots}
\end{MainList}
\end{document}
"""


def test_the_labels_of_a_list_are_headings_where_nothing_else_is():
    profile = make_profile("lind.tex", [read_latex("lind.tex", LABELLED)])
    assert [(p.role, p.organization) for p in profile.positions] == [("Reader in Lakes", "Fern University")]
    assert [t.title for t in profile.teaching] == ["Introduction to Ice"]
    assert [(t.title, t.role) for t in profile.talks] == [("Cold Cloud Workshop", "Keynote")]
    assert [(s.title, s.organization) for s in profile.service] == [("Program Committee", "HotIce")]


def test_labels_below_headings_stay_words_of_their_entries():
    text = r"""\begin{document}\section{Skills}\begin{description}\item[Languages] Norwegian, English
\item[Publications] none\end{description}\section{Awards}\begin{itemize}\item Ice Medal, 2011\end{itemize}\end{document}"""
    profile = make_profile("lind.tex", [read_latex("lind.tex", text)])
    assert [(a.title, a.year) for a in profile.awards] == [("Ice Medal", 2011)]
    assert not profile.papers


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Lind, S.C., K. Ono, J.L. Vale. ss3sim: Ice in R. Lakes.", ["Lind, S.C.", "K. Ono", "J.L. Vale"]),
        ("Lind, O., K.J. Hyde, Y. Ye. Applying a new scale. Ice.", ["Lind, O.", "K.J. Hyde", "Y. Ye"]),
        ("Lind, O., A. Yu. Ivanov, B. Berg. Loud ice", ["Lind, O.", "A. Yu. Ivanov", "B. Berg"]),
    ],
)
def test_lists_of_authors_before_a_lower_case_title_or_with_a_short_surname(line, names):
    found = read_lead(line, 0, len(line))
    assert found is not None
    assert [line[a:b] for a, b in found[0]] == names


def test_the_last_author_is_turned_round_too():
    words = "Moe, Kai, Lind, Ada, and Berg, Bo. “Loud ice.”"
    assert [n.text for n in read_names(words, 0, len(words)).names] == ["Moe, Kai", "Lind, Ada", "Berg, Bo"]


@pytest.mark.parametrize("said", ["first author", "First-author, with Prof. B. Moe", "co-first"])
def test_what_an_author_was_is_said_in_brackets(said):
    (paper,) = md(
        f"## Publications\n\n- A. Lind ({said}), O. Berg. Red Ice in Cold Lakes. *Snow Letters*, 2020."
    ).papers
    assert (paper.title, paper.authors) == ("Red Ice in Cold Lakes", ("A. Lind", "O. Berg"))


LISTED = """## Publications

2015
:    Finn, S.\\*, **A.B. Lind**\\*, C. Moe. Cold baselines for modern lakes. Science. 348(6234): 567--570.
     (*\\*Authors contributed equally*).

2017
:    Berg, A.A., K.M. Moe, **A.B. Lind**, M.
     Dahl-Collas, Y. Ye. Applying a new ensemble approach to estimating
     the stock of ice around the world. Lake Letters. In press.
"""


def test_what_marks_mean_is_no_venue_and_an_initial_ends_no_line():
    first, second = md(LISTED).papers
    assert (first.title, first.venue) == ("Cold baselines for modern lakes", "Science")
    assert second.authors == ("Berg, A.A.", "K.M. Moe", "A.B. Lind", "M. Dahl-Collas", "Y. Ye")
    assert (second.venue, second.status) == ("Lake Letters", "accepted")


POINTED = """<html><body><h1>Ada B. Lind</h1><h2>Selected publications</h2>
<p>Please click <a href="p.html">here</a> for a full list.</p>
<p>Ada Lind, Kai Moe, and Bo Berg. Loud ice under load. In <i>Advances in Ice Systems</i>, 2021.</p>
<p>Lind, A. & Moe, K. (2007). For a better list of ice. <i>PNAS</i> 104: 54-57</p></body></html>"""


def test_where_the_full_list_stands_is_no_title():
    profile = make_profile("lind.html", [read_html("lind.html", POINTED)])
    assert [p.title for p in profile.papers] == ["Loud ice under load", "For a better list of ice"]


HUMANITIES = """## Articles

1. Ada B. Lind, “Participation and Ice,” *Modern Lakes* 38, no. 4 (2022): 711–730.
2. "Is the Lake Simple? An Answer." *Journal of Ice* 24, no. 2 (April 2022): 155–72.

## Conférences

- [Modèles de glace](https://example.org) par A. Lind, K. Moe. *Extraction des Glaces (EDG)*, Metz (France), 2019
"""


def test_articles_cited_by_number_and_authors_behind_par():
    papers = md(HUMANITIES).papers
    assert [(p.title, p.venue) for p in papers[:2]] == [
        ("Participation and Ice", "Modern Lakes"),
        ("Is the Lake Simple? An Answer", "Journal of Ice"),
    ]
    assert [p.authors for p in papers[2:]] in ([], [("A. Lind", "K. Moe")])


AWARDS = """## Awards

### Special Research Award for Ice Methods
**Fern Youth Board**, 2019

* The award was given for my research.

### Best Snow Demonstration Award
International Society of Snow, 2021

## Honors

- Ice Foundation / Lind Packers Ltd. Graduate Fellowship in Lakes, 2014
- Snow Fellowship: Fern University, 2013
- Outstanding Tutor Award, 2015 (to Bo Berg)
- Larch Prize (student: Kai Moe), 2016

**Awards to my students**

- Larch Medal, Kai Moe, 2018
"""


def test_awards_with_a_heading_each_and_those_of_others():
    assert [(a.title, a.organization, a.year) for a in md(AWARDS).awards] == [
        ("Special Research Award for Ice Methods", "", 2019),
        ("Best Snow Demonstration Award", "International Society of Snow", 2021),
        ("Ice Foundation / Lind Packers Ltd. Graduate Fellowship in Lakes", "", 2014),
        ("Snow Fellowship", "Fern University", 2013),
    ]


TOLD = """In 2021 I received the Berg Prize of the Ice Society for my thesis, and in 2022 I was awarded a Moss Fellowship.
I have been honored with a Best Poster Award at ICE 2017, and with a Best Paper Award at COLD 2023.

## News

- Mar 2023: I received the Young Lakes Award of the Snow Society.
- May 2022: My student Bo Berg won the Student Prize at COLD 2022.
"""


def test_awards_told_with_years_of_their_own_and_none_of_students():
    assert {(a.title, a.year) for a in md(TOLD).awards} == {
        ("Berg Prize of the Ice Society", 2021),
        ("Moss Fellowship", 2022),
        ("Best Poster Award at ICE", 2017),
        ("Best Paper Award at COLD", 2023),
        ("Young Lakes Award of the Snow Society", 2023),
    }


PROJECTS = """## Grants

- PI, *Loud Ice Under Load*, Fern Science Fund, 2015–2018, $500,000
- Co-PI: Quiet Ice in Lakes, NSF, 2015-2018, with Kai Moe
- Principal Investigator, NSF Grant IIS-144: Cold ice, 2015
- Lead PI, **Moss Foundation**, Towards a Cold Consortium, 2014-2016, $300,000

## Projects

[1] Loud Lakes, Fern Science Fund, 2015–2018
"""


def test_roles_and_payers_before_the_titles_of_projects():
    assert [(p.title, p.role) for p in md(PROJECTS).projects] == [
        ("Loud Ice Under Load", "PI"),
        ("Quiet Ice in Lakes", "Co-PI"),
        ("Cold ice", "Principal Investigator"),
        ("Towards a Cold Consortium", "Lead PI"),
        ("Loud Lakes", ""),
    ]


SPOKEN = """## Talks

### Loud ice in quiet lakes
Ice Days, Oslo, 2021

### Cold lakes
Snow Week, Bergen, March 10–14, 2022

## Talk

**Title**: Ice at Night

**Abstract**: We show that ice is loud.

**Bio**: Ada Lind is a lecturer at Fern University. She received her PhD from Larch College in 2018.
"""


def test_talks_with_a_heading_each_and_one_with_its_speaker():
    assert [(t.title, t.organization, t.start) for t in md(SPOKEN).talks] == [
        ("Loud ice in quiet lakes", "Ice Days", "2021"),
        ("Cold lakes", "Snow Week", "2022-03"),
        ("Ice at Night", "", None),
    ]


@pytest.mark.parametrize(
    ("words", "start"),
    [
        ("2017 (Fall)", "2017"),
        ("March 10–14, 2010", "2010-03"),
        ("August 28th - 31st, 2019", "2019-08"),
        ("Oct 2, 2009", "2009-10"),
    ],
)
def test_days_of_one_month_and_terms(words, start):
    (date,) = read_dates("Ice Days, " + words + ", Oslo")
    assert (date.start, date.end) == (start, start)


TAUGHT = """## Teaching

- **ICE 101** – Modern Snow, Fall 2013
- **CS 229: Machine Ice**, Fern University, 2015
- **LAKE 212** - TA, 2017
- Instructor, History Department, Fern University, 2018
"""


def test_codes_of_courses_go_with_their_names():
    assert [t.title for t in md(TAUGHT).teaching] == [
        "ICE 101 – Modern Snow",
        "CS 229: Machine Ice",
        "LAKE 212",
        "Instructor",
    ]


@pytest.mark.parametrize(
    ("summary", "authors"),
    [
        ("Ada Lind, Kai Moe, Bo Berg", ("Ada Lind", "Kai Moe", "Bo Berg")),
        ("By A. Lind*, K. Moe and B. van Berg et al.", ("A. Lind", "K. Moe", "B. van Berg")),
        ("We show that ice is blue.", ()),
        ("Deep Learning, Ice Physics, Snow Fall", ()),
    ],
)
def test_a_summary_that_is_nothing_but_authors(summary, authors):
    paper = {"name": "Loud Ice", "publisher": "Journal of Ice", "releaseDate": "2021", "summary": summary}
    text = json.dumps({"basics": {"name": "Ada Lind"}, "publications": [paper]})
    (found,) = make_profile("lind.json", [read_json("lind.json", text)]).papers
    assert found.authors == authors
