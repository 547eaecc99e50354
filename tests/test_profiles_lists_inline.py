"""Several facts on one line, and header lines, sentences and labels of homepages that hold more than one."""

from __future__ import annotations

from qabot.profiles import Profile, make_profile
from qabot.sources.html import read_html
from qabot.sources.markdown import read_markdown


def profile(text: str) -> Profile:
    return make_profile("ada-lind.md", [read_markdown("ada-lind.md", text)])


def page(html: str) -> Profile:
    return make_profile("ada-lind.html", [read_html("ada-lind.html", html)])


def told(text: str) -> Profile:
    return profile(f"# Ada Lind\n\n{text}\n")


def posts(found: Profile) -> list[tuple[str, str, str | None, str | None]]:
    return [(p.role, p.organization, p.start, p.end) for p in found.positions]


def degrees(found: Profile) -> list[tuple[str, str, str, str | None]]:
    return [(d.degree, d.field, d.organization, d.end) for d in found.education]


class TestName:
    def test_heading_goes_on_with_the_post(self):
        found = profile(
            "# Dr. Ada Lind – Senior Lecturer, Department of Glaciology, Fjord Bay University of Technology and Seafaring\n\n"
            "## Qualifications\n\nPhD, Troll University, 2015\n"
        )
        assert found.name == "Ada Lind"

    def test_only_in_the_introduction_of_the_front_matter(self):
        found = profile(
            '---\ntitle: "Curriculum vitae"\nintro: "Bo Berg · Sea ice researcher"\n---\n\n## Education\n\n- PhD, 2020\n'
        )
        assert found.name == "Bo Berg"


class TestAwards:
    def awards(self, body: str) -> list[tuple[str, int | None]]:
        return [(a.title, a.year) for a in told(f"## Honours\n\n{body}").awards]

    def test_set_apart_by_semicolons(self):
        assert self.awards("Alta Ice Award, 1981; Snow Medal, 1984; Outstanding Teacher, 1990") == [
            ("Alta Ice Award", 1981),
            ("Snow Medal", 1984),
            ("Outstanding Teacher", 1990),
        ]

    def test_set_apart_by_full_stops(self):
        assert self.awards("Polar Prize 2017. Best lecturer 2014 (student vote). Snow Medal 2010.") == [
            ("Polar Prize", 2017),
            ("Best lecturer 2014 (student vote)", 2014),
            ("Snow Medal", 2010),
        ]

    def test_in_a_timeline(self):
        found = page(
            "<h1>Ada Lind</h1><h2>Timeline</h2><div><b>2020</b> ERC Consolidator Grant</div>"
            "<div><b>2015</b> Group leader, Ice Institute of Oslo</div><div><b>2011</b> Postdoctoral fellow, University of Bergen</div>"
            "<div><b>2010</b> PhD, University of Oslo</div><div><b>2005</b> MSc Geology, University of Oslo</div>"
        )
        assert [(a.title, a.year) for a in found.awards] == [("ERC Consolidator Grant", 2020)]
        assert [p.role for p in found.positions] == ["Group leader", "Postdoctoral fellow"]


class TestCareer:
    def test_posts_of_one_line(self):
        found = told(
            "## Experience\n\n- Fjord University: Professor Emeritus, 2004-; Professor, 1978-2004; Lecturer, 1972-78"
        )
        assert posts(found) == [
            ("Professor Emeritus", "Fjord University", "2004", None),
            ("Professor", "Fjord University", "1978", "2004"),
            ("Lecturer", "Fjord University", "1972", "1978"),
        ]

    def test_degrees_of_one_line(self):
        found = told(
            "## Qualifications\n\nPhD (Geology), Troll University, 2015 | MSc, Fjord University, 2010 | NDip Civil, Fjord College, 2005"
        )
        assert degrees(found)[:2] == [
            ("PhD", "Geology", "Troll University", "2015"),
            ("MSc", "", "Fjord University", "2010"),
        ]

    def test_honours_are_no_field(self):
        found = told("## Education\n\n- B.A. *magna cum laude*, Economics, Fjord University, 2014")
        assert degrees(found) == [("B.A.", "Economics", "Fjord University", "2014")]

    def test_previous_posts_in_a_sentence(self):
        found = told(
            "Previously: research scientist at Northern AI (2018–2021), intern at Mesa Research (summer 2016).\n\n"
            "## Interests\n\n- ice\n"
        )
        assert posts(found) == [
            ("research scientist", "Northern AI", "2018", "2021"),
            ("intern", "Mesa Research", "2016", "2016"),
        ]

    def test_one_post_at_two_places(self):
        found = told(
            "Previously SWE intern at Cloudlet (Summer 2023) and BitBakery (Summer 2022)\n\n## Interests\n\n- ice\n"
        )
        assert posts(found) == [
            ("SWE intern", "Cloudlet", "2023", "2023"),
            ("SWE intern", "BitBakery", "2022", "2022"),
        ]

    def test_leave_is_no_post(self):
        found = told("## Experience\n\n- 2019–2021 Postdoc, Fjord University\n- 2018–2019 Parental leave\n")
        assert posts(found) == [("Postdoc", "Fjord University", "2019", "2021")]

    def test_years_of_two_degrees_of_one_school(self):
        found = told("I received my B.Sc. and M.Sc. in geology from Fjord University (2011, 2013).")
        assert [(d.degree, d.end) for d in found.education] == [("B.Sc.", "2011"), ("M.Sc.", "2013")]


class TestPapers:
    def papers(self, body: str, heading: str = "Publications") -> list[tuple[str, str, int | None]]:
        return [(p.title, p.venue, p.year) for p in told(f"## {heading}\n\n{body}").papers]

    def test_volume_before_the_journal(self):
        body = "- Fault Without Frost, 112 Castle L. Rev. 1345 (2020)\n- *The Icy Promise*, 88 Harbor L.J. 201 (2018) (with Bo Berg)"
        assert self.papers(body, "Articles") == [
            ("Fault Without Frost", "Castle L. Rev.", 2020),
            ("The Icy Promise", "Harbor L.J.", 2018),
        ]

    def test_reviews_below_publications(self):
        found = told(
            "## Publications\n\n### Articles\n\n- Lind, A. (2017). Ice at sea. *Journal of Ice* 34, 112-140.\n\n"
            "### Reviews\n\n- Lind, A. (2019). Review of *Snow taxes*. *Ice Notices* 69, 401-403.\n"
        )
        assert [p.title for p in found.papers] == ["Ice at sea", "Review of Snow taxes"]

    def test_work_in_progress_without_authors(self):
        body = "- Who pays for ice (draft available on request)\n- Plague and snow (with Bo Berg)\n"
        assert [title for title, _, _ in self.papers(body, "Work in Progress")] == [
            "Who pays for ice",
            "Plague and snow",
        ]


class TestPeopleAndService:
    def test_students_behind_a_label(self):
        found = told(
            "## Publications\n\nLind, A. (1991). *Ice for all*. Snow Press.\n\nFormer Ph.D. students: R. Olds (1976), T. Bell (1983)\n"
        )
        assert [(s.title, s.end) for s in found.students] == [("R. Olds", "1976"), ("T. Bell", "1983")]

    def test_students_of_one_line(self):
        found = told("## Alumni\n\nRita Pell (PhD 2019, now at AstraBio), Ben Okoro (MSc 2018)\n")
        assert [(s.title, s.end) for s in found.students] == [("Rita Pell", "2019"), ("Ben Okoro", "2018")]

    def test_offices_behind_labels(self):
        found = told("## Service\n\nArea chair: Interspeech 2022–2024. Reviewer: ICASSP, ACL\n")
        assert [(s.role, s.title) for s in found.service] == [
            ("Area chair", "Interspeech"),
            ("Reviewer", "ICASSP"),
            ("Reviewer", "ACL"),
        ]

    def test_advisor_of_a_doctorate_in_a_sentence(self):
        found = told("I did my PhD with Bo Berg at the University of Oslo (2006–2010).")
        assert [a.text for a in found.advisors] == ["Bo Berg"]

    def test_bold_label_opens_what_it_lists(self):
        found = told("I work on ice at the University of Oslo.\n\n**Honours:** Snow Medal (2015); Ice Prize (2012).\n")
        assert [(a.title, a.year) for a in found.awards] == [("Snow Medal", 2015), ("Ice Prize", 2012)]


class TestTables:
    def test_name_of_a_course_beside_its_number(self):
        found = told(
            "## Teaching\n\n### Fjord University\n\n| Course | Name | Semesters |\n|---|---|---|\n"
            "| ICE201 | Introduction to Ice (preceptor) | Fall 2018; Spring 2018 |\n\n### Troll University\n\n"
            "| Course | Name | Semesters |\n|---|---|---|\n| CMS 04326 | Ice: And Snow | Spring 2018 |\n"
        )
        assert [item.title for item in found.teaching] == ["Introduction to Ice (preceptor)", "Ice: And Snow"]


class TestStudents:
    def test_field_of_a_degree_under_way(self):
        found = told("I am currently a fully funded PhD candidate in Snow Studies at Fjord University (2022–ongoing).")
        assert [(d.degree, d.field, d.organization, d.start) for d in found.education] == [
            ("PhD", "Snow Studies", "Fjord University", "2022")
        ]

    def test_years_and_field_of_two_degrees(self):
        found = told(
            "Ada Lind is a geologist. She received her Ph.D. and M.S. in geology from Fjord University in 2013 and 2009, "
            "studying ice."
        )
        assert degrees(found) == [
            ("Ph.D.", "geology", "Fjord University", "2013"),
            ("M.S.", "geology", "Fjord University", "2009"),
        ]


class TestEntries:
    def test_supervisor_is_no_post(self):
        found = told(
            "## Experience\n\n* 2014-2019: Postdoctoral Associate\n  * University of Oslo\n"
            "  * Postdoc supervisor (2014-2016), Bo Berg\n"
        )
        assert posts(found) == [("Postdoctoral Associate", "University of Oslo", "2014", "2019")]

    def test_course_is_not_where_a_post_was_held(self):
        found = told(
            "## Experience\n\n**Lecturer, course coordinator**, 2015\n  * ICE1005 Introduction to ice: The sound of snow\n"
        )
        assert posts(found) == [("Lecturer, course coordinator", "", "2015", "2015")]

    def test_labels_and_shares_are_no_part_of_the_place(self):
        found = told("### Employment\n\n**Position**: Lecturer\n\n**Institute**: Institute of Ice\n")
        assert [(p.role, p.organization) for p in found.positions] == [("Lecturer", "Institute of Ice")]
        found = told("## Experience\n\n* 2017-2019, Lecturer, Fjord University (10%-60% FTE)\n")
        assert posts(found) == [("Lecturer", "Fjord University", "2017", "2019")]

    def test_marks_of_how_well_are_no_part_of_a_skill(self):
        found = told("## Skills\n\n* ◾◾◾◾◾ Rust\n* ◾◾◾◾◽ Stan\n")
        assert [v.text for v in found.skills] == ["Rust", "Stan"]

    def test_topics_told_in_a_sentence(self):
        found = told("### Research Interests\n\nDr. Lind's research topics include ice, snow and wind.\n")
        assert [v.text for v in found.interests] == ["ice", "snow", "wind"]


class TestTalks:
    def test_title_above_where_it_was_given(self):
        found = told(
            "## Talks\n\nIce on Causes, Effects, and Their Connection\n<br> <i>Symposium on Ice</i>, Oslo, 2018.\n"
            "<br> <i>Days of Snow</i>, Troll University, 2017.\n\n"
            '"Snow on Gappy Existence," with Bo Berg\n<br> <i>Inaugural Conference</i>, Bergen, 2021.\n'
        )
        assert [(t.title, t.organization, t.start) for t in found.talks] == [
            ("Ice on Causes, Effects, and Their Connection", "Symposium on Ice", "2018"),
            ("Ice on Causes, Effects, and Their Connection", "Troll University", "2017"),
            ("Snow on Gappy Existence", "Inaugural Conference", "2021"),
        ]

    def test_main_interest_and_what_it_is_laid_on(self):
        found = told("My main interest is later snow, especially questions connected to wind, and ice.\n")
        assert [v.text for v in found.interests] == ["later snow", "wind", "ice"]

    def test_sentence_below_a_title_is_no_venue(self):
        found = told(
            '## Drafts\n\n"Snow Problems of Causation and Ice." A somewhat long dissertation where I explore three '
            "debates connected to theories of causation and ice.\n"
        )
        assert [(p.title, p.venue) for p in found.papers] == [("Snow Problems of Causation and Ice", "")]


class TestHeadings:
    def test_school_above_its_degrees(self):
        found = told(
            "## Education\n\n### Fjord University, Oslo\n\n#### PhD, Geology, 2010\n\n- Thesis: Ice\n\n"
            "### Troll University\n\n#### M.Sc., Geology, 2005\n\n#### B.Sc., Physics, 2003\n"
        )
        assert degrees(found) == [
            ("PhD", "Geology", "Fjord University", "2010"),
            ("M.Sc.", "Geology", "Troll University", "2005"),
            ("B.Sc.", "Physics", "Troll University", "2003"),
        ]

    def test_employer_above_a_post_outside_a_section_of_posts(self):
        found = profile(
            "---\ntitle: Vita\nauthor: Ada Lind\n---\n\n# Fjord University School of Law\n\n"
            "## Associate Professor of Law, 2007-present\n\n- Tenure awarded 2012\n- Ice Professor, 2010-2012\n\n"
            "# Past Teaching Experience\n\n## Troll Law School\n\n### Lecturer in Law, 2004-2006\n\n- Legal Writing\n"
        )
        assert posts(found) == [
            ("Associate Professor of Law", "Fjord University School of Law", "2007", None),
            ("Ice Professor", "Fjord University School of Law", "2010", "2012"),
            ("Lecturer in Law", "Troll Law School", "2004", "2006"),
        ]

    def test_internship_among_degrees(self):
        found = told(
            "## Education\n\n#### 12/2010 - 07/2015: PhD\n**Fjord Institute for Ice**<br/>\nDepartment of Snow, Oslo<br/>\n\n"
            "#### 08/2010 - 11/2010: Research internship\n**University of Oslo (UO)**<br/>\nCenter for Ice, Oslo<br/>\n"
        )
        assert [(p.role, p.start, p.end) for p in found.positions] == [("Research internship", "2010-08", "2010-11")]
        assert [d.degree for d in found.education] == ["PhD"]


class TestLaw:
    def test_page_that_looks_like_a_year(self):
        found = told(
            "## Articles\n\n- [Union Organizing for Snow](https://x.net/b.pdf), 52 *Snow Law Review* 953 (2016)\n"
            "- [Liars and Ice at Sea](https://x.net/a.pdf), 83 *Ice Law Journal* 2019 (2008)\n"
        )
        assert [(p.title, p.venue, p.year) for p in found.papers] == [
            ("Union Organizing for Snow", "Snow Law Review", 2016),
            ("Liars and Ice at Sea", "Ice Law Journal", 2008),
        ]

    def test_one_title_in_quotation_marks_among_others(self):
        found = told(
            '## Articles\n\n["When I Was Out": Snow Obligations](https://x.net/a.pdf), 25 *Ice Journal* 51 (2018)\n\n'
            "[Union Organizing for Snow](https://x.net/b.pdf), 52 *Snow Law Review* 953 (2016)\n\n"
            "[Sewer Syndicalism in Ice](https://x.net/c.pdf), 14 *Ice Law Journal* 444 (2014)\n"
        )
        assert [(p.title, p.year) for p in found.papers] == [
            ('"When I Was Out": Snow Obligations', 2018),
            ("Union Organizing for Snow", 2016),
            ("Sewer Syndicalism in Ice", 2014),
        ]
