"""CVs in LaTeX as researchers of many fields write them: macros, tables, boxes and lists, on invented people."""

from __future__ import annotations

import pytest

from qabot.profiles import Profile, make_profile
from qabot.sources.latex import read_latex
from qabot.sources.text import read_text

NAME = r"{\huge Ada Lind}" + "\n\n"


def cv(body: str, before: str = "", name: str = NAME) -> Profile:
    text = f"\\documentclass{{article}}\n{before}\\begin{{document}}\n{name}{body}\n\\end{{document}}\n"
    return make_profile("lind.tex", [read_latex("lind.tex", text)])


def posts(found: Profile) -> list[tuple[str, str, str | None, str | None]]:
    return [(p.role, p.organization, p.start, p.end) for p in found.positions]


def degrees(found: Profile) -> list[tuple[str, str, str, str | None, str | None]]:
    return [(d.degree, d.field, d.organization, d.start, d.end) for d in found.education]


def papers(found: Profile) -> list[tuple[str, tuple[str, ...], str]]:
    return [(p.title, p.authors, p.venue) for p in found.papers]


class TestCareers:
    def test_rows_led_by_labels_make_an_entry_together(self):
        found = cv(
            r"""\section*{Education}
\begin{tabular}{ll}
Degree: & \textbf{Ph.D. in Glaciology}\\
Period: & 2015 -- 2019\\
University: & University of Oslo, Oslo, Norway\\
Thesis Title: & \textit{Loud ice}\\
Supervisors: & 1st: Prof. Bo Berg (University of Oslo)\\
 & 2nd: Prof. Cara Moe (Fjord University)\\
\end{tabular}

\section*{Experience}
\begin{tabular}{ll}
Job title: & Lake Scientist\\
Period: & Aug 2019 - present\\
Employer: & Fjord Office\\
Main activities & Lake models\\
\end{tabular}

\begin{tabular}{ll}
Job title: & Research Assistant\\
Period: & 2014 - 2015\\
Employer: & University of Oslo\\
\end{tabular}
"""
        )
        assert degrees(found) == [("Ph.D.", "Glaciology", "University of Oslo", "2015", "2019")]
        assert posts(found) == [
            ("Lake Scientist", "Fjord Office", "2019-08", None),
            ("Research Assistant", "University of Oslo", "2014", "2015"),
        ]
        assert [a.text for a in found.advisors] == ["Bo Berg", "Cara Moe"]

    def test_a_school_with_its_years_and_a_degree_below(self):
        found = cv(
            r"""\section{Education}
University of Oslo, Oslo, Norway; August~2017--.\\
Ph.D. in Physics, August 2023 (expected); GPA: 3.9/4.0.

Fjord College, Bergen, Norway; July~2009--July~2014.\\
M.Sc. in Geology, February~2015."""
        )
        assert degrees(found) == [
            ("Ph.D.", "Physics", "University of Oslo", "2017-08", "2023-08"),
            ("M.Sc.", "Geology", "Fjord College", "2009-07", "2015-02"),
        ]

    def test_boxes_with_lists_side_by_side_in_a_table(self):
        box = r"\parbox{3in}{\textbf{%s}, %s. %s.\begin{itemize}\item GPA: 4.7\item Dean's List\end{itemize}}"
        first = box % ("Ph.D. in Glaciology", "University of Oslo", "September 2013")
        second = box % ("B.A. in Physics", "Fjord College", "May 2005")
        found = cv(
            "\\section{Education}\n\\begin{tabular}[t]{p{3in}p{20pt}p{3in}}\n"
            + first
            + r"& \parbox{20pt}{\centering} &"
            + second
            + "\n\\end{tabular}\n"
        )
        assert degrees(found) == [
            ("Ph.D.", "Glaciology", "University of Oslo", None, "2013-09"),
            ("B.A.", "Physics", "Fjord College", None, "2005-05"),
        ]

    def test_two_degrees_in_one_breath(self):
        found = cv(
            "\\section{Education}\n\\begin{itemize}\n\\item BS Biology \\& BA History, University of Oslo, 2002--2007\n"
            "\\item M.S. and Ph.D. in Physics, Fjord University, 2008--2014\n\\end{itemize}"
        )
        assert degrees(found) == [
            ("BS", "Biology", "University of Oslo", "2002", "2007"),
            ("BA", "History", "University of Oslo", "2002", "2007"),
            ("M.S. and Ph.D.", "Physics", "Fjord University", "2008", "2014"),
        ]

    def test_the_subject_in_a_column_of_its_own(self):
        found = cv(
            "\\section{Education}\n\\begin{tabular}{llll}\nPh.D. & Glacier Acoustics and Hearing & University of Oslo & 1993\\\\\n"
            "M.A. & Linguistics & University of Oslo & 1988\n\\end{tabular}"
        )
        assert degrees(found) == [
            ("Ph.D.", "Glacier Acoustics and Hearing", "University of Oslo", None, "1993"),
            ("M.A.", "Linguistics", "University of Oslo", None, "1988"),
        ]

    def test_honours_behind_the_subject(self):
        found = cv(
            "\\section{Education}\nFjord College \\hfill May 2022\\\\\nBachelor of Arts, Economics \\textit{Cum Laude}"
        )
        assert degrees(found) == [("Bachelor of Arts", "Economics", "Fjord College", None, "2022-05")]

    def test_a_visit_and_a_residency_among_the_degrees_are_posts(self):
        found = cv(
            "\\section{Education}\n\\begin{itemize}\n\\item PhD Economics, University of Oslo, 2012\n"
            "\\item visiting PhD student, Fjord School of Economics, 08/2010--01/2011\n"
            "\\item Ada Berg Internal Medicine Residency, Fjord School of Medicine, 2016--2019\n\\end{itemize}"
        )
        assert degrees(found) == [("PhD", "Economics", "University of Oslo", None, "2012")]
        assert posts(found) == [
            ("visiting PhD student", "Fjord School of Economics", "2010-08", "2011-01"),
            ("Ada Berg Internal Medicine Residency", "Fjord School of Medicine", "2016", "2019"),
        ]

    def test_posts_below_research(self):
        found = cv(
            "\\section{Research}\n\\begin{tabular}{llll}\n2015 -- now & Postdoc & Fjord Biology Unit & Bergen\n\\end{tabular}"
        )
        assert posts(found) == [("Postdoc", "Fjord Biology Unit", "2015", None)]

    def test_what_befell_an_employer_is_no_post(self):
        found = cv(
            "\\section{Experience}\n\\textbf{Lake Analytics, Inc} \\hfill 2016--2021\\\\\n\\textit{Principal Researcher}\n\n"
            "Lake Analytics was acquired by Snow Works in 2018.\n"
        )
        assert posts(found) == [("Principal Researcher", "Lake Analytics, Inc", "2016", "2021")]

    def test_topics_are_no_role(self):
        found = cv(
            "\\section{Experience}\n\\begin{itemize}\n\\item From 15-03-2008 to 30-11-2009 \\\\\n"
            "Department of Ice - University of Oslo \\\\\nTopics of the fellowship: noise, cold \\\\\nPI: Dr Bo Berg\n\\end{itemize}"
        )
        assert posts(found) == [("", "Department of Ice - University of Oslo", "2008-03", "2009-11")]

    def test_roles_each_with_dates_beside_them(self):
        found = cv(
            "\\section{Experience}\n\\begin{itemize}\n\\item \\textbf{Fjord University} \\hfill Bergen\\\\\n"
            "\\textit{Student Programmer} \\hfill 2006, 2008 -- 2009\\\\\n\\textit{Teaching Assistant} \\hfill 2002 -- 2005\n"
            "\\end{itemize}"
        )
        assert [(p.role, p.start, p.end) for p in found.positions] == [
            ("Student Programmer", "2006", "2006"),
            ("Student Programmer", "2008", "2009"),
            ("Teaching Assistant", "2002", "2005"),
        ]

    def test_a_department_above_the_posts_held_there(self):
        found = cv(
            "\\section{Experience}\nEconomics Department, The University of North Fjord Business School\n\\begin{itemize}\n"
            "\\item \\textit{Research Assistant for Professor Bo Berg} \\hfill Summer 2025\n"
            "\\item \\textit{Teaching Assistant} \\hfill Spring 2022\n\\end{itemize}"
        )
        where = "Economics Department, The University of North Fjord Business School"
        assert [(p.organization, p.start) for p in found.positions] == [(where, "2025"), (where, "2022")]

    def test_posts_below_bullets_in_the_rows_under_their_employer(self):
        found = cv(
            "\\section{Affiliations}\n\\begin{tabular}{ll}\n2002--2023 & Center for Loud Ice (Oslo)\\\\\n"
            "& \\phantom{xx} $\\triangleright$ Director of Research, 2019--2023\\\\\n"
            "& \\phantom{xx} $\\triangleright$ Research Fellow, 2002--2010\\\\\n"
            "2000--2002 & University of Oslo; \\textit{Lecturer}\n\\end{tabular}"
        )
        assert posts(found) == [
            ("Director of Research", "Center for Loud Ice (Oslo)", "2019", "2023"),
            ("Research Fellow", "Center for Loud Ice (Oslo)", "2002", "2010"),
            ("Lecturer", "University of Oslo", "2000", "2002"),
        ]


class TestMacros:
    def test_values_kept_by_macros_of_the_preamble(self):
        before = (
            "\\makeatletter\n\\def\\name#1{\\def\\@name{#1}}\n\\def\\maketitle{{\\LARGE\\textbf{\\@name}}\\par}\n"
            "\\makeatother\n\\name{Bo Berg}\n"
        )
        assert cv("\\maketitle\n\n\\section{Interests}\nIce", before, name="").name == "Bo Berg"

    def test_loops_over_lists(self):
        listed = (
            "\\def\\awards{\n  {2009}/{Ice Fellowship, Fjord Society},\n  {2001}/{First Prize in the Lake Contest}}\n"
            "\\section{Awards}\n\\begin{itemize}\n\\foreach \\year/\\award in \\awards {\n\\item \\year: \\award\n}\n\\end{itemize}"
        )
        assert [(a.title, a.year) for a in cv(listed).awards] == [
            ("Ice Fellowship", 2009),
            ("First Prize in the Lake Contest", 2001),
        ]

    def test_entries_of_a_class_that_is_not_at_hand(self):
        found = cv(
            "\\section{Experience}\n\\resumeSubHeadingListStart\n\\resumeSubheading\n  {Research Assistant}{January 2021 -- Present}\n"
            "  {Fjord University}{Bergen, Norway}\n\\resumeItemListStart\n\\resumeItem{Built a loud lake.}\n\\resumeItemListEnd\n"
            "\\resumeSubheading\n  {Ice Engineer}{2019 -- 2020}\n  {Snow Works}{Oslo}\n\\resumeSubHeadingListEnd"
        )
        assert posts(found) == [
            ("Research Assistant", "Fjord University", "2021-01", None),
            ("Ice Engineer", "Snow Works", "2019", "2020"),
        ]

    def test_a_head_with_first_and_last_name(self):
        text = "\\documentclass{friggeri-cv}\n\\begin{document}\n\\header{Ada}{Lind/}{PhD}\n\\section{Interests}\nIce\n\\end{document}"
        assert make_profile("x.tex", [read_latex("x.tex", text)]).name == "Ada Lind"

    def test_an_address_that_holds_the_email(self):
        found = cv("Ice", "\\address{\\bf Office: Lake House \\\\ Email: ada@fjord.edu}\n")
        assert [e.text for e in found.emails] == ["ada@fjord.edu"]


class TestPapers:
    def test_italic_words_that_can_be_no_names_end_the_authors(self):
        found = cv(
            "\\section{Publications}\n\\begin{itemize}\n"
            "\\item F. Trott, \\textbf{A. Lind}, G. Coppin, \\textit{A Structured and Unstructured grid for Lakes}, Lake Letters, 3, 2016.\n"
            "\\item Lind, A. B., Young, P. D., and Young D. M., \\textit{A Comparison of Loud Lakes}.\n"
            "\\item M. De Dominis, \\textbf{A. Lind}, \\textit{A model of the winds over ice}, Ice Letters, 4, 2017.\n\\end{itemize}"
        )
        assert papers(found) == [
            ("A Structured and Unstructured grid for Lakes", ("F. Trott", "A. Lind", "G. Coppin"), "Lake Letters"),
            ("A Comparison of Loud Lakes", ("Lind, A. B.", "Young, P. D.", "Young D. M."), ""),
            ("A model of the winds over ice", ("M. De Dominis", "A. Lind"), "Ice Letters"),
        ]

    def test_a_title_with_commas_before_its_journal(self):
        found = cv(
            "\\section{Publications}\n\\begin{itemize}\n"
            "\\item Lind, A., \\& Berg, B. (2017) Patterns of Ice Release from Central Fjordland, Norway Lake Spoils. "
            "\\textit{Journal of Ice Quality} 46(1):55-63.\n"
            "\\item Lind, A. (2015). Adoption of Loud Houses Among Fjord Firms, 2000 Through 2010. \\textit{Lakescape}, 17(2).\n"
            "\\item Lind, A. (2017). \\href{http://x.example/v}{Bergström's V}. In M. Moe (Ed.), \\emph{The encyclopedia of ice}.\n"
            "\\end{itemize}"
        )
        assert [p.title for p in found.papers] == [
            "Patterns of Ice Release from Central Fjordland, Norway Lake Spoils",
            "Adoption of Loud Houses Among Fjord Firms, 2000 Through 2010",
            "Bergström's V",
        ]

    def test_dots_for_some_of_the_authors(self):
        found = cv(
            "\\section{Publications}\n\\begin{itemize}\n"
            "\\item SK Strand, D Moe, \\textbf{A Lind}, ..., Y Berg. (2019) \\textbf{A Community of Loud Lakes.} \\emph{Ice Biol} 17(3): 5\n"
            "\\end{itemize}"
        )
        assert papers(found) == [("A Community of Loud Lakes", ("SK Strand", "D Moe", "A Lind", "Y Berg"), "Ice Biol")]

    def test_the_owners_own_list_with_journals_in_italics(self):
        found = cv(
            "\\section{Publications}\n\\begin{itemize}\n"
            "\\item Optimal noise in bilateral ice, \\emph{Theoretical Lakes}, Vol. 18, No. 1, January 2023, pp. 421--461\n"
            "\\item Procurement with frozen firms (with Jan Boon), \\emph{Lakes and Games}, Vol. 47, Fall 2016, pp. 661--687\n"
            "\\item Redistribution with Pay for Ice, \\emph{Journal of Lakes}, 12: 3--9, 2019 (with Bo Berg)\n\\end{itemize}\n"
            "\\section{Working papers}\n\\begin{itemize}\n\\item Where is the top of the loudest lakes in Norway?, 2019\n"
            "\\item Shy or loud? A model of repeated ice (with Bo Berg); dormant\n\\end{itemize}"
        )
        assert papers(found) == [
            ("Optimal noise in bilateral ice", (), "Theoretical Lakes"),
            ("Procurement with frozen firms", ("Ada Lind", "Jan Boon"), "Lakes and Games"),
            ("Redistribution with Pay for Ice", ("Ada Lind", "Bo Berg"), "Journal of Lakes"),
            ("Where is the top of the loudest lakes in Norway?", (), ""),
            ("Shy or loud? A model of repeated ice", ("Ada Lind", "Bo Berg"), ""),
        ]

    def test_an_address_is_no_venue(self):
        found = cv(
            "\\section{Publications}\n\\begin{itemize}\n\\item Lind, A. and Berg, B. (2018) \\textit{A vertical coordinate for ice}. "
            "Ice Dynamics, Volume 68(10), Pages 1239-1258, \\url{https://x.example/article/10}.\n"
            "\\item Lind, A. and Moe, C. \\textit{The sound of lakes under snow} (\\textit{submitted to Lake Modelling}).\n\\end{itemize}"
        )
        assert [p.venue for p in found.papers] == ["Ice Dynamics", "Lake Modelling"]


class TestLists:
    @pytest.mark.parametrize(
        ("line", "title"),
        [
            (
                "\\textit{Recipient}, Fjord Alumni Prize for Excellence in Physics. May 2005.",
                "Fjord Alumni Prize for Excellence in Physics",
            ),
            ("Selected for the prestigious \\emph{Summer Ice Fellowship}, 2017.", "Summer Ice Fellowship"),
            ("$57^{th}$ Annual Ice Conference Student Grant, October 2013", "57th Annual Ice Conference Student Grant"),
        ],
    )
    def test_titles_of_awards(self, line, title):
        found = cv(f"\\section{{Awards}}\n\\begin{{itemize}}\n\\item {line}\n\\end{{itemize}}")
        assert [a.title for a in found.awards] == [title]

    def test_an_award_told_in_several_lines(self):
        found = cv(
            "\\section{Awards}\n\\begin{itemize}\n\\item Best paper published in 2008 in the journal Ice Letters:\n"
            "\\\\A. Lind, B. Berg. A survey of loud ice. January 2008.\n\\\\Manuscripts of volume 41 (year 2008) were judged.\n"
            "\\end{itemize}"
        )
        assert [a.title for a in found.awards] == ["Best paper published in 2008 in the journal Ice Letters"]

    def test_talks_behind_who_gave_them_and_when(self):
        found = cv(
            "\\section{Presentations}\n\\begin{itemize}\n"
            "\\item Lind, A. (2017, May). \\emph{An introduction to ice: Collecting lakes}. Paper presented at the Ice Days.\n"
            "\\item Measures of cold, wind, and snow. (2017, March). Presentation delivered to the Lake Group.\n\\end{itemize}"
        )
        assert [(t.title, t.start) for t in found.talks] == [
            ("An introduction to ice: Collecting lakes", "2017-05"),
            ("Measures of cold, wind, and snow", "2017-03"),
        ]

    def test_where_a_talk_was_given_stands_below_its_title(self):
        found = cv(
            "\\section{Talks}\n\\begin{itemize}\n\\item \\textbf{An Introduction to Loud Ice}\n\\begin{itemize}\n"
            "\\item Fjord Institute of Technology, Bergen \\hfill July 2025\n\\end{itemize}\n\\item \\textbf{On Lakes}\n"
            "\\begin{itemize}\n\\item Ice Days, Oslo \\hfill June 2024\n\\end{itemize}\n\\end{itemize}"
        )
        assert [(t.title, t.organization, t.start) for t in found.talks] == [
            ("An Introduction to Loud Ice", "Fjord Institute of Technology", "2025-07"),
            ("On Lakes", "", "2024-06"),
        ]

    def test_talks_below_their_title_in_quotation_marks(self):
        found = cv(
            "\\section{Presentations}\n``Ice \\& Snow: Do Lakes Sing?''\n\\begin{itemize}\n\\item Fjord Association \\hfill July 2026\n"
            "\\end{itemize}\n``Affordable Ice: A Model''\n\\begin{itemize}\n\\item Lake Society \\hfill June 2025\n\\end{itemize}"
        )
        assert [(t.title, t.start) for t in found.talks] == [
            ("Ice & Snow: Do Lakes Sing?", "2026-07"),
            ("Affordable Ice: A Model", "2025-06"),
        ]

    def test_the_venues_beside_a_role_in_a_table(self):
        found = cv(
            "\\section{Service}\n\\begin{tabular}{ll}\nReviewer & ICML, ICASSP, ASRU\\\\\nDemo Chair & Ice Days 2016\n\\end{tabular}"
        )
        assert [(s.role, s.title) for s in found.service][:3] == [
            ("Reviewer", "ICML"),
            ("Reviewer", "ICASSP"),
            ("Reviewer", "ASRU"),
        ]

    def test_a_role_in_italics_beside_its_term_heads_no_section(self):
        found = cv(
            "\\section{Teaching}\n\\begin{itemize}\n\\item \\textbf{Loud Ice I} \\hfill Oslo\\\\\n"
            "\\textit{Teaching Assistant} \\hfill Fall 2025\n\\end{itemize}"
        )
        assert [(t.title, t.start) for t in found.teaching] == [("Loud Ice I", "2025")]

    def test_end_and_mid_of_a_year(self):
        found = cv(
            "\\section{Service}\n\\begin{itemize}\n\\item Associate Editor for Ice Letters (2013 - end 2016)\n\\end{itemize}"
        )
        assert [(s.start, s.end) for s in found.service] == [("2013", "2016")]


def test_numbered_headings_may_tell_out_of_how_many() -> None:
    text = (
        "Ada Lind\n\n1. Education\n   - PhD in Astronomy (2006-2010), Lake University\n\n"
        "2. Positions\n   - Lecturer, Lake University, since 2020\n\n"
        "3. Ten selected publications (out of 64 refereed)\n"
        '   1) Lind A., Berg B., 2015, "Loud Ice Around a Giant", Nature 520, 45\n'
        '   2) Lind A., Moe M., 2009, "Dust Beside a Dwarf", Nature 420, 33\n'
    )
    found = make_profile("lind.txt", [read_text("lind.txt", text)])
    assert [p.title for p in found.papers] == ["Loud Ice Around a Giant", "Dust Beside a Dwarf"]


def test_brackets_behind_a_school_may_hold_the_subject_or_the_programme() -> None:
    found = cv(
        r"\section*{Education}\begin{itemize}\item MA, Lake University (Linguistics), 2012"
        r"\item PhD, North College of Ice (Science Course), 2016\end{itemize}"
    )
    assert [(d.field, d.organization) for d in found.education] == [
        ("Linguistics", "Lake University"),
        ("", "North College of Ice (Science Course)"),
    ]
