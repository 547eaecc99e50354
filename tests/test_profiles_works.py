"""Works, offices, courses and grants of people of all callings, as their pages list or tell them."""

from qabot.profiles import Profile, make_profile
from qabot.sources.html import read_html
from qabot.sources.latex import read_latex
from qabot.sources.markdown import read_markdown

TOP = "# Ada Lind\n\nReader in Lakes, Fern University\n\n"


def page(text: str) -> Profile:
    return make_profile("lind.md", [read_markdown("lind.md", TOP + text)])


TOLD = """Ada Lind is a historian at Fern University. She is the author of *Loud Ice* (Fjord Press, 2020) and
*Quiet Lakes: A History* (Snow Books, 2016). Her latest book, *The Sound of Frost*, was published by Moss Press in 2023
and won the Ice Prize. Her essay "What Lakes Want" appeared in Ice Review in 2019. Her exhibition *Static* was shown at
the Museum of Snow in 2021. She teaches *Ice 101*.
"""


def test_books_and_exhibitions_told():
    found = make_profile("lind.md", [read_markdown("lind.md", f"# Ada Lind\n\n{TOLD}")])
    assert [(p.title, p.venue, p.year) for p in found.papers] == [
        ("Loud Ice", "Fjord Press", 2020),
        ("Quiet Lakes: A History", "Snow Books", 2016),
        ("The Sound of Frost", "Moss Press", 2023),
        ("What Lakes Want", "Ice Review", 2019),
    ]
    assert [(i.title, i.organization, i.start) for i in found.projects] == [("Static", "Museum of Snow", "2021")]


def test_a_book_both_told_and_listed_is_one():
    listed = "## Books\n\nLind, Ada. *Loud Ice: Lakes and the State*. Oslo: Finch, 2020.\n"
    found = make_profile("lind.md", [read_markdown("lind.md", f"# Ada Lind\n\n{TOLD}\n\n{listed}")])
    titles = [p.title for p in found.papers]
    assert titles.count("Loud Ice: Lakes and the State") == 1 and "Loud Ice" not in titles
    assert next(p.venue for p in found.papers if p.title.startswith("Loud")) == "Finch"


WORKS = """<h1>Ada Lind</h1><p>Composer</p><h2>Selected works</h2>
<ul><li><b>Thaw</b> for string quartet (2023), 14'.</li><li><b>Salt Hymns</b> for choir and tape (2020), 22'.</li>
<li><b>Eight Doors</b> – radio opera (2016), 48'.</li></ul>
<h2>Writing</h2><h3>Articles</h3>
<p>Lind, Ada. “Noise and Ice.” <i>Lake Review</i> 44, no. 2 (2021): 301–28.</p>
<p>———. “Tape.” In <i>The Fern Companion to Sound</i>, edited by Cai Moe and Bo Berg, 88–97. Oslo: Finch, 2018.</p>
<p>———, and Bo Berg. “The Voice Behind the Wall: Ice on the Radio, 1948–62.” <i>Snow Studies</i> 5 (2019): 1–19.</p>
<h3>Reviews</h3><p>Review of <i>Echo's Ice</i>, by Cai Moe. <i>Music &amp; Snow</i> 103, no. 1 (2022): 177–79.</p>
<h2>Teaching</h2><dl><dt>Conservatory of Fern</dt><dd>Composition (2015–present)</dd>
<dd>History of Tape (2016–2020)</dd><dt>University of Snow</dt><dd>Sound and Media, spring 2019</dd></dl>
<h2>Residencies</h2><p>2022 Künstlerhaus Moss · 2019 Ice Cursus · 2017 Villa Snow</p>"""


class TestComposer:
    found = make_profile("lind.html", [read_html("lind.html", WORKS)])

    def test_works_in_a_word_or_two_and_dashes_for_the_author(self):
        assert [(p.title, p.authors, p.venue, p.year) for p in self.found.papers] == [
            ("Thaw", (), "", 2023),
            ("Salt Hymns", (), "", 2020),
            ("Eight Doors", (), "", 2016),
            ("Noise and Ice", ("Lind, Ada",), "Lake Review", 2021),
            ("Tape", ("Ada Lind",), "The Fern Companion to Sound", 2018),
            ("The Voice Behind the Wall: Ice on the Radio, 1948–62", ("Ada Lind", "Bo Berg"), "Snow Studies", 2019),
            ("Review of Echo's Ice", (), "Music & Snow", 2022),
        ]

    def test_courses_below_their_school(self):
        assert [(i.title, i.organization, i.start, i.current) for i in self.found.teaching] == [
            ("Composition", "Conservatory of Fern", "2015", True),
            ("History of Tape", "Conservatory of Fern", "2016", False),
            ("Sound and Media", "University of Snow", "2019", False),
        ]

    def test_residencies_between_dots(self):
        assert [(a.title, a.year) for a in self.found.awards] == [
            ("Künstlerhaus Moss", 2022),
            ("Ice Cursus", 2019),
            ("Villa Snow", 2017),
        ]


def test_offices_between_semicolons():
    line = (
        "Notes Editor, *Fern Law Review* (2019–2023); Member, Society of Ice Scholars (since 2014); Convenor, "
        "Ice Section (2022–); external examiner, University of Snow (2020–2024); peer review for OJLS, MLR and Moss Press."
    )
    found = page(f"## Service\n\n{line}\n")
    assert [(i.title, i.organization, i.role, i.start) for i in found.service] == [
        ("Notes Editor", "Fern Law Review", "Notes Editor", "2019"),
        ("Member", "Society of Ice Scholars", "", "2014"),
        ("Convenor", "Ice Section", "Convenor", "2022"),
        ("external examiner", "University of Snow", "", "2020"),
        ("OJLS", "", "Peer review", None),
        ("MLR", "", "Peer review", None),
        ("Moss Press", "", "Peer review", None),
    ]


def test_courses_behind_their_level():
    found = page("## Teaching\n\nLLB: Contract (module leader), Lakes, Legal History\nLLM: Snow; Conflict of Lakes\n")
    assert [i.title for i in found.teaching] == ["Contract", "Lakes", "Legal History", "Snow", "Conflict of Lakes"]


def test_a_head_with_a_column_nobody_knows():
    table = "| Course | Level | Weather | Term |\n|---|---|---|---|\n| Ice I (ICE 451) | PhD | cold | Fall 2023 |\n"
    found = page(f"## Teaching\n\n{table}\n*Ice Teaching Award, Fern University, 2025*\n")
    assert [(i.title, i.start) for i in found.teaching] == [("Ice I (ICE 451)", "2023")]
    assert [(a.title, a.year) for a in found.awards] == [("Ice Teaching Award", 2025)]


GRANTS = r"""\documentclass{article}\begin{document}\begin{center}{\LARGE Ada Lind, M.D.}\end{center}
\section*{Grant Support}
\textbf{Current}\\
R01 DK123456 (PI: Lind) \hfill 07/2021--06/2026\\
Ice Institute, \$2,340,000. \emph{Loud ice in the wards}\\[4pt]
\textbf{Completed}\\
K08 DK098765 (PI: Lind) \hfill 2016--2021\\
Ice Institute, \$780,000. \emph{Snow stretch and detachment}
\section*{Professional Activities}
\begin{itemize}
\item Editorial Board, \emph{Snow360}, 2021--present
\item Ad hoc reviewer: JASN, Ice International, AJKD, Lakes
\end{itemize}
\end{document}"""


def test_grants_by_number_and_boards():
    found = make_profile("lind.tex", [read_latex("lind.tex", GRANTS)])
    assert [(i.title, i.organization, i.start, i.end) for i in found.projects] == [
        ("Loud ice in the wards", "Ice Institute", "2021-07", "2026-06"),
        ("Snow stretch and detachment", "Ice Institute", "2016", "2021"),
    ]
    assert [(i.title, i.organization, i.role) for i in found.service] == [
        ("Editorial Board", "Snow360", ""),
        ("JASN", "", "Ad hoc reviewer"),
        ("Ice International", "", "Ad hoc reviewer"),
        ("AJKD", "", "Ad hoc reviewer"),
        ("Lakes", "", "Ad hoc reviewer"),
    ]


README = """# Ada Lind

- 🏆 Winner, SnowHack Fern 2025; 2nd place at Ice Hackathon 2024
- 📝 My first workshop paper, "Tone in Ice TTS", was accepted at SnowNLP 2026!

### Languages and Tools
![Python](https://img.shields.io/badge/Python-3776AB?style=flat) ![Rust](https://img.shields.io/badge/Rust-000)
![visitors](https://img.shields.io/badge/visitors-12-blue) ![](https://img.shields.io/badge/Snow_Flake-1.0-blue)
`C` `SQL`
"""


def test_profiles_of_programmers():
    found = make_profile("lind.md", [read_markdown("lind.md", README)])
    assert [(a.title, a.year) for a in found.awards] == [
        ("Winner, SnowHack Fern", 2025),
        ("2nd place at Ice Hackathon", 2024),
    ]
    assert [(p.title, p.venue, p.status) for p in found.papers] == [("Tone in Ice TTS", "SnowNLP", "accepted")]
    assert [v.text for v in found.skills] == ["Python", "Rust", "Snow Flake", "C", "SQL"]


def test_sums_before_what_paid_them():
    found = page("## Grants & Fellowships\n\n- $42,000, Ice Fund (2025)\n- Ice House Bursary, 2022\n")
    assert [(a.title, a.year) for a in found.awards] == [("Ice Fund", 2025), ("Ice House Bursary", 2022)]


COURSES = """<h1>Ada Lind</h1><h3>Professor of Ice, Fern Community College</h3><h2>Courses I teach</h2>
<p><b>Fall 2025</b><br>ICE 101 General Ice I (3 sections)<br>ICE 210 Snow &amp; Frost I</p>
<p><b>Spring 2026</b><br>ENV 110 Intro to Environmental Lakes (online)</p>
<h2>Service to the college</h2><ul><li>Faculty Senate (President 2014-16; Secretary 2012-14)</li>
<li>Ice Committee, chair</li><li>Advisor, Snow Club, 2006-present</li></ul>"""


def test_courses_below_their_term_and_roles_behind_bodies():
    found = make_profile("lind.html", [read_html("lind.html", COURSES)])
    assert [(i.title, i.start) for i in found.teaching] == [
        ("ICE 101 General Ice I", "2025"),
        ("ICE 210 Snow & Frost I", "2025"),
        ("ENV 110 Intro to Environmental Lakes", "2026"),
    ]
    assert [(i.title, i.role, i.organization, i.start) for i in found.service] == [
        ("Faculty Senate", "President", "", "2014"),
        ("Ice Committee", "chair", "", None),
        ("Advisor", "Advisor", "Snow Club", "2006"),
    ]


def test_talks_by_title_in_italics_and_where():
    found = page(
        "## Talks\n\n* *Long-lived snow in the lake*, plenary, ICE-HEP, Hamburg, 24 Aug 2023\n"
        "* *Why reflections?* Women in Ice Day, Lahore, March 2025\n* *What we saw*, Colloquium, Snow University, Nov 2022\n"
    )
    assert [(i.title, i.organization, i.start) for i in found.talks] == [
        ("Long-lived snow in the lake", "ICE-HEP", "2023-08"),
        ("Why reflections?", "Women in Ice Day", "2025-03"),
        ("What we saw", "Snow University", "2022-11"),
    ]


def test_courses_of_an_assistant_in_a_sentence():
    found = page(
        "## Teaching\n\nTA for Ice I (Fall 2024), Snow II (Spring 2025), and Mud III (Fall 2025). I tutor, too.\n"
    )
    assert [(i.title, i.role, i.start) for i in found.teaching] == [
        ("Ice I", "TA", "2024"),
        ("Snow II", "TA", "2025"),
        ("Mud III", "TA", "2025"),
    ]


def test_lines_that_begin_with_their_years():
    found = page("## Gremien\n\nSeit 2018 Mitglied im Vorstand des Eisvereins\n2019-2021 Prodekanin für Forschung\n")
    assert [(i.title, i.start, i.current) for i in found.service] == [
        ("Mitglied im Vorstand des Eisvereins", "2018", True),
        ("Prodekanin für Forschung", "2019", False),
    ]


TALKS = r"""\documentclass{article}\begin{document}\begin{center}{\LARGE Ada Lind}\end{center}
\section*{Publications}
\begin{description}
\item[2025] $\bullet$ \emph{The role of edge ice for early warning of tipping snow} (my part is the snow) \\
$\bullet$ \emph{Gaussian lakes and the optimal projection of frost}
\end{description}
\section*{Conferences}
\begin{description}
\item[2025] $\bullet$ June 11-13, Toulouse, France: ICEGU, talk: Snow forecasts in a regime of lack of ice (presented by B. Berg) \\
$\bullet$ May 2-4, Wien, Austria: SNOWDAYS, poster: Heat waves of the lake
\end{description}
\end{document}"""


def test_bullets_beside_a_year():
    found = make_profile("lind.tex", [read_latex("lind.tex", TALKS)])
    assert [(p.title, p.year) for p in found.papers] == [
        ("The role of edge ice for early warning of tipping snow", 2025),
        ("Gaussian lakes and the optimal projection of frost", 2025),
    ]
    assert [(i.title, i.organization, i.start) for i in found.talks] == [
        ("Snow forecasts in a regime of lack of ice", "ICEGU", "2025"),
        ("Heat waves of the lake", "SNOWDAYS", "2025"),
    ]


def test_talks_behind_the_name_of_the_meeting():
    found = page(
        "## Talks\n\n* 2023: International Congress on Ice (Tokyo) — Learning Strange Lakes with Snow.\n"
        "* 2022: Differential Lakes for Snow Science (Online) — Embedding and Approximation with Ice.\n"
        "* 2021.08，第十届雪光子学研讨会，北京。海报：“Snow solitons in X-cut lakes”。\n"
    )
    assert [(i.title, i.organization, i.start) for i in found.talks] == [
        ("Learning Strange Lakes with Snow", "International Congress on Ice", "2023"),
        ("Embedding and Approximation with Ice", "Differential Lakes for Snow Science", "2022"),
        ("Snow solitons in X-cut lakes", "第十届雪光子学研讨会", "2021-08"),
    ]


def test_projects_by_role_title_and_payer():
    found = page(
        "## Funding & Awards\n\n* 2022 — PI. Dust suppressors based on snow (RFIR № 21-33-70130).\n"
        "* 2021 — WP leader. Scale inhibitors of ice (Lake Oil Company).\n* 2018 — Ice Award for young scientists.\n"
    )
    assert [(i.title, i.role, i.organization, i.start) for i in found.projects] == [
        ("Dust suppressors based on snow", "PI", "RFIR", "2022"),
        ("Scale inhibitors of ice", "WP leader", "Lake Oil Company", "2021"),
    ]
    assert [(a.title, a.year) for a in found.awards] == [("Ice Award for young scientists", 2018)]


def test_prizes_below_their_giver_and_between_commas():
    found = page(
        "## Awards\n\n- Fern College\n  - Moss Prize in History 2023\n  - Ice Scholarship 2019-2023\n- External\n"
        "  - ICE Fellow 2026\n"
    )
    assert [(a.title, a.organization, a.year) for a in found.awards] == [
        ("Moss Prize in History", "Fern College", 2023),
        ("Ice Scholarship", "Fern College", 2019),
        ("ICE Fellow", "", 2026),
    ]
    found = page("## Prizes\n\n1993: Ice Prize in Snow (shared), Shell Prize in Frost\n\n1994: Moss Prize in Mud\n")
    assert [(a.title, a.year) for a in found.awards] == [
        ("Ice Prize in Snow (shared)", 1993),
        ("Shell Prize in Frost", 1993),
        ("Moss Prize in Mud", 1994),
    ]
    found = page("## Prizes\n\n- Ice Scholarship, National Scholarship Council (2015)\n")
    assert [(a.title, a.organization) for a in found.awards] == [("Ice Scholarship", "National Scholarship Council")]


CURATOR = r"""\documentclass{article}\begin{document}
\begin{center}\textbf{\Large Ada Lind}\\Curator of Prints, Fern Museum of Art\end{center}
\noindent\textbf{EXHIBITIONS CURATED}\\
\textit{Paper Ice: Storms in Print}. Fern Museum of Art, Sept. 2023--Jan. 2024.\\
\textit{Ink and Snow}. With Bo Berg. The Foundry Gallery, Leeds, 2019.

\noindent\textbf{PUBLICATIONS}\\
\textit{Books and Catalogues}\\
\textit{Paper Ice: Storms on Lakes} (New Haven: Moss University Press, 2023).\\
Editor, \textit{The Etcher's Ice: Essays in Honor of Cai Moe} (Fern Museum, 2018).

\noindent\textbf{LECTURES}\\
``Ice on Paper,'' keynote, Print Council of Snow, Houston, May 2023\\
``Looking at Snow,'' Fern Museum, 12 October 2022

\noindent\textbf{PROFESSIONAL SERVICE}\\
Board, Print Council of Snow, 2020--; Reader, \textit{Art in Ice}; Juror, Leeds Print Fair 2018, 2019
\end{document}"""


def test_what_a_curator_made():
    found = make_profile("lind.tex", [read_latex("lind.tex", CURATOR)])
    assert [(i.title, i.organization, i.start) for i in found.projects] == [
        ("Paper Ice: Storms in Print", "Fern Museum of Art", "2023-09"),
        ("Ink and Snow", "The Foundry Gallery", "2019"),
    ]
    assert [(p.title, p.venue, p.year) for p in found.papers] == [
        ("Paper Ice: Storms on Lakes", "Moss University Press", 2023),
        ("The Etcher's Ice: Essays in Honor of Cai Moe", "Fern Museum", 2018),
    ]
    assert [(i.title, i.organization) for i in found.talks] == [
        ("Ice on Paper", "Print Council of Snow"),
        ("Looking at Snow", "Fern Museum"),
    ]
    assert [(i.title, i.organization, i.start) for i in found.service] == [
        ("Board", "Print Council of Snow", "2020"),
        ("Reader", "Art in Ice", None),
        ("Juror", "Leeds Print Fair", "2018"),
    ]


def test_reviews_in_german_and_projects_with_sums():
    found = page(
        "## Engagement\n\n* Gutachter: Soziale Eiswelt, EIS-Studien\n\n## Projects led\n\n- SnowVoices (IDRC, CAD 1.2m, 2020–2024), PI\n"
    )
    assert [(i.title, i.role) for i in found.service] == [
        ("Soziale Eiswelt", "Gutachter"),
        ("EIS-Studien", "Gutachter"),
    ]
    assert [(i.title, i.organization, i.start, i.end) for i in found.projects] == [
        ("SnowVoices", "IDRC", "2020", "2024")
    ]


def test_what_a_template_came_with_is_nobodys_work():
    page = (
        "# Ada Lind\n\n## Teaching\n\n- Ice and Snow, Oslo University, 2019\n- Teaching experience 1, University 1, 2014\n\n"
        "## Talks\n\n- Frost at Night, Ice Days, Oslo, 2018\n"
        "- Conference Proceeding talk 3 on Relevant Topic in Your Field, Testing Institute, 2014\n"
    )
    found = make_profile("lind.md", [read_markdown("lind.md", page)])
    assert [course.title for course in found.teaching] == ["Ice and Snow"]
    assert [talk.title for talk in found.talks] == ["Frost at Night"]
