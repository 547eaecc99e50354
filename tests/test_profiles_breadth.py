"""Ways of writing a homepage, each met on pages of several fields: headings that are posts, reviews, awards by ground."""

from __future__ import annotations

import pytest

from qabot.profiles import Profile, make_profile
from qabot.sources.html import read_html
from qabot.sources.markdown import read_markdown


def profile(text: str) -> Profile:
    return make_profile("ada-lind.md", [read_markdown("ada-lind.md", text)])


def page(html: str) -> Profile:
    return make_profile("ada-lind.html", [read_html("ada-lind.html", html)])


def told(text: str) -> Profile:
    return profile(f"# Ada Lind\n\n{text}\n")


def papers(body: str, heading: str = "Publications") -> list[tuple[str, str, int | None]]:
    return [(p.title, p.venue, p.year) for p in told(f"## {heading}\n\n{body}").papers]


def posts(found: Profile) -> list[tuple[str, str, str | None, str | None]]:
    return [(p.role, p.organization, p.start, p.end) for p in found.positions]


def degrees(found: Profile) -> list[tuple[str, str, str]]:
    return [(d.degree, d.field, d.organization) for d in found.education]


class TestHeader:
    def test_heading_is_the_post_and_its_place_stands_below(self):
        found = profile(
            "---\ntitle: Home\nprofile:\n  align: right\n  image: me.jpg\nannouncements:\n  enabled: true\n  limit: 5\n---\n\n"
            "<h4><b>Postdoctoral Researcher</b></h4>\nSea Ice Laboratory<br>\nSchool of Physics, Northern University<br>\n\n"
            "<h4>Research Interests</h4>\n<ul><li>Sea ice</li></ul>\n"
        )
        assert posts(found) == [
            ("Postdoctoral Researcher", "Sea Ice Laboratory, School of Physics, Northern University", None, None)
        ]

    def test_heading_is_post_and_place(self):
        found = profile("# Ada Lind\n\n#### Postdoc in Glaciology at the University of Oslo\n\n- Office: B2\n")
        assert posts(found) == [("Postdoc in Glaciology", "University of Oslo", None, None)]

    def test_name_with_letters_heads_the_post(self):
        found = profile(
            "# Curriculum Vitae\n\n## Ada Lind, Ph.D.\n\n**Senior Research Scientist**   \n*Ice Research Center*   \n"
            "**Northern Institute of Technology**\n\n## Awards\n\n- Ice Prize (2020)\n"
        )
        assert posts(found) == [
            ("Senior Research Scientist", "Ice Research Center, Northern Institute of Technology", None, None)
        ]

    def test_degrees_below_the_post_are_no_part_of_it(self):
        found = page(
            "<h1>Dr. Ada Lind</h1><p>Professor of Geology, School of Earth Sciences</p><p>PhD, Glaciology, University of Oslo<br>"
            "BA, Physics, Troll State University</p><p>I came north to work on this at the Fjord Centre for my PhD.</p>"
        )
        assert [p.organization for p in found.positions] == ["School of Earth Sciences"]
        assert degrees(found) == [
            ("PhD", "Glaciology", "University of Oslo"),
            ("BA", "Physics", "Troll State University"),
        ]


class TestProse:
    def test_degrees_in_brackets_behind_their_schools(self):
        found = told(
            "I did my undergraduate work at Fjord University (B.S. in Biology), graduate school at the University of Oslo "
            "(M.S. and Ph.D. in Glaciology), and was a postdoctoral scholar at the Ice Institute."
        )
        assert degrees(found) == [
            ("B.S.", "Biology", "Fjord University"),
            ("M.S.", "Glaciology", "University of Oslo"),
            ("Ph.D.", "Glaciology", "University of Oslo"),
        ]

    @pytest.mark.parametrize(
        ("sentence", "expected"),
        [
            (
                "I'm a fellow at the Ice Institute; previously at the Fjord Institute, Bergen.",
                [("fellow", "Ice Institute", None, None), ("", "Fjord Institute", None, None)],
            ),
            (
                "A post-doc at Northern University with Bo Berg led to my first faculty position.",
                [("post-doc", "Northern University", None, None)],
            ),
            (
                "I hold a PhD from the University of Oslo (2013) and was a faculty member at Fjord University (2013-2024).",
                [("faculty member", "Fjord University", "2013", "2024")],
            ),
            (
                "I serve as Director of the Ice Program while teaching an introduction to geology.",
                [("Director", "Ice Program", None, None)],
            ),
            (
                "Between May 2015 and the end of my studies, I was also working for the Fjord Centre as an Archivist.",
                [("Archivist", "Fjord Centre", "2015-05", None)],
            ),
        ],
        ids=["before", "over", "behind brackets", "while", "open end"],
    )
    def test_posts(self, sentence: str, expected: list[tuple[str, str, str | None, str | None]]):
        assert posts(told(sentence)) == expected

    def test_a_post_that_led_on_is_over(self):
        found = told("A post-doc at Northern University led to my first faculty position.")
        assert [p.current for p in found.positions] == [False]

    @pytest.mark.parametrize(
        "sentence",
        [
            "I am a PhD candidate in Economics at Fjord University and I will be on the 2026-2027 job market.",
            "I am a PhD student in Geology at Fjord University, where I obtained my Master's degree in 2021.",
        ],
    )
    def test_years_of_something_else_end_no_degree(self, sentence: str):
        degree = next(d for d in told(sentence).education if d.degree == "PhD")
        assert (degree.start, degree.end, degree.current) == (None, None, True)

    @pytest.mark.parametrize(
        "sentence",
        [
            "If you are interested in inviting me to talk about ice, lakes, or anything else, please write.",
            "While in college, I became interested in how lakes freeze and thaw.",
        ],
    )
    def test_interests_of_others_or_of_old(self, sentence: str):
        assert told(sentence).interests == ()


class TestPapers:
    def test_month_behind_the_year(self):
        body = (
            "- Lind, A., Berg, B. and Moe, C., 2018, July. Minimal scheduling of loud lakes. In 2018 Conference on Ice (ICE) "
            "(pp. 1-5). IEEE."
        )
        assert [(t, y) for t, _, y in papers(body)] == [("Minimal scheduling of loud lakes", 2018)]

    def test_quotation_marks_that_both_close(self):
        body = "- Ada Lind, Bo Berg, ”Challenges of the long winter of lakes”, Ice Letters, 2016"
        assert papers(body) == [("Challenges of the long winter of lakes", "Ice Letters", 2016)]

    def test_reviews_of_books(self):
        body = (
            "* Review of _Loud Lakes, 1900-1940_ by Cara Moe. Ice Letters, July 2006\n"
            "* Review of _Quiet Roads: A History_, by Dan Ek (Fjord Press, 2002). _Northern Historical Review_ (Winter, 2003).\n"
        )
        found = told(f"## Publications\n\n### Book Reviews\n\n{body}").papers
        assert [(p.title, p.authors, p.year) for p in found] == [
            ("Review of Loud Lakes, 1900-1940", (), 2006),
            ("Review of Quiet Roads: A History", (), 2003),
        ]
        assert found[1].venue == "Northern Historical Review"

    def test_articles_below_publications(self):
        found = told(
            "## Publications\n\n### Articles\n\n* [“What? Ice in School?”](http://ice.org/what) _Learning with Ice_. May 2010.\n"
        ).papers
        assert [(p.title, p.venue, p.year) for p in found] == [("What? Ice in School?", "Learning with Ice", 2010)]

    def test_told_as_published_and_organized(self):
        body = (
            "- Published a research article entitled “Ice and Lake Consciousness” Ice Times, Vol.16, Issue 2, 2013\n"
            "- Organized a workshop on “Research Methods and Writing” 08/12/2017 at the School of Ice Studies\n"
        )
        assert [t for t, _, _ in papers(body)] == ["Ice and Lake Consciousness"]

    def test_abbreviated_venue_beside_its_year(self):
        found = page(
            '<title>Publications | Ada Lind</title><h1>Publications</h1><article><details><summary><span class="meta">J. Ice Theory Comput. | 2026'
            "</span> <strong>Loud Lakes from Many Islands</strong></summary><p>Ada Lind, Bo Berg</p></details></article>"
            '<article><details><summary><span class="meta">Ice. Sci. | 2025</span> <strong>Quiet Lakes from Few Islands</strong></summary>'
            "<p>Ada Lind, Cara Moe</p></details></article>"
        )
        assert [(p.title, p.venue, p.year) for p in found.papers] == [
            ("Loud Lakes from Many Islands", "J. Ice Theory Comput.", 2026),
            ("Quiet Lakes from Few Islands", "Ice. Sci.", 2025),
        ]

    def test_titles_that_link_to_papers_below_research(self):
        found = told(
            "## Research\n\n### Lakes\n\n1. [Loud lakes: The sound of early winter](https://doi.org/10.1000/a)\n"
            "2. [Quiet roads and the family of lakes](https://journals.ice.org/b)\n\n### Roads\n\n"
            "3. [Long roads across the northern ice](https://doi.org/10.1000/c)\n"
            "4. [Short roads across the southern ice](https://doi.org/10.1000/d)\n"
        )
        assert [p.title for p in found.papers] == [
            "Loud lakes: The sound of early winter",
            "Quiet roads and the family of lakes",
            "Long roads across the northern ice",
            "Short roads across the southern ice",
        ]

    def test_years_head_a_page_of_publications(self):
        found = profile(
            "---\ntitle: Publications\nauthor: Ada Lind\n---\n\n## 2021\n\n- Ada Lind and Bo Berg. Loud lakes. Ice Letters.\n\n"
            "## 2020\n\n- Ada Lind and Cara Moe. Quiet roads of ice. Ice Letters.\n"
        )
        assert [(p.title, p.year) for p in found.papers] == [("Loud lakes", 2021), ("Quiet roads of ice", 2020)]


class TestLists:
    def test_awards_by_what_they_were_given_for(self):
        found = told(
            "## Awards\n\n### General\n\n- Ice Medal, 2014.\n\n### Research\n\n- Miller Scholar, School of Ice, 2011.\n"
            "- Fjord Research Award, 2012.\n\n### Teaching\n\n- Troll Teaching Award, 2013.\n"
        )
        assert [(a.title, a.year) for a in found.awards] == [
            ("Ice Medal", 2014),
            ("Miller Scholar", 2011),
            ("Fjord Research Award", 2012),
            ("Troll Teaching Award", 2013),
        ]

    def test_award_whose_title_names_a_professor(self):
        found = told(
            "## Awards\n\n- Ice Fellowship for my stay in the group of Prof. Bo Berg, Fjord University (2018)\n"
        )
        assert [(a.title, a.year) for a in found.awards] == [
            ("Ice Fellowship for my stay in the group of Prof. Bo Berg", 2018)
        ]

    def test_courses_on_lines_of_one_paragraph(self):
        found = page(
            "<h1>Ada Lind</h1><h2>Teaching</h2><p>Introduction to Ice (Undergraduate)<br>People and Lakes (Undergraduate)<br>"
            "Sea Ice (Graduate)</p>"
        )
        assert [item.title for item in found.teaching] == ["Introduction to Ice", "People and Lakes", "Sea Ice"]

    def test_titles_of_courses_go_on(self):
        found = told(
            "## Teaching\n\n- Forming (new) ice: The structure of lakes\n- ICE 232: [History of Ice](ice.md)\n"
        )
        assert [item.title for item in found.teaching] == ["Forming (new) ice", "ICE 232: History of Ice"]

    def test_talks_behind_speakers_and_year(self):
        found = told(
            '## Talks\n\n- Moe C., **Lind A.**, et al. (2026, May). "How Loud Lakes Are Described." The Ice Conference 2026\n'
            "- “Weblogs of Ice.” Annual Meeting of the Ice Society, October 22, 2009, Oslo.\n"
        )
        assert [(t.title, t.organization) for t in found.talks][1] == (
            "Weblogs of Ice",
            "Annual Meeting of the Ice Society",
        )
        assert found.talks[0].title == "How Loud Lakes Are Described"

    def test_group_members_without_their_leader(self):
        found = told("## Group Members\n\n* Ada Lind, Professor\n* Bo Berg, Ph.D. student\n* Cara Moe, Ph.D. student\n")
        assert [item.title for item in found.students] == ["Bo Berg", "Cara Moe"]

    def test_software_and_languages_among_skills(self):
        found = told(
            "## Skills\n\n* **Programming languages**\n  * Rust\n* **Software**\n  * Bash scripting\n* **Natural languages**\n"
            "  * English\n  * German\n"
        )
        assert found.projects == ()
        assert [v.text for v in found.languages] == ["English", "German"]
        assert "Bash scripting" in [v.text for v in found.skills]


class TestFrontMatter:
    def test_years_in_brackets_and_ranges_are_dates(self):
        found = profile(
            "---\ntitle: Ada Lind\neducation:\n  - area: MPhys Ice Physics (2022-2024)\n    institution: Fjord University\n"
            "  - course: BSc in Geology\n    institution: Troll University\n    year: Sep 2015 - Jun 2019\n---\n"
        )
        assert [(d.degree, d.field, d.start, d.end) for d in found.education] == [
            ("MPhys", "Ice Physics", "2022", "2024"),
            ("BSc", "Geology", "2015-09", "2019-06"),
        ]

    def test_a_beginning_after_the_end_is_left_out(self):
        found = profile(
            "---\ntitle: Ada Lind\neducation:\n  - area: BSc in Geology\n    institution: Fjord University\n    year: 2012\n"
            "    date_start: 2016-01-01\n    date_end: 2020-12-31\n---\n"
        )
        assert [(d.start, d.end) for d in found.education] == [(None, "2012")]

    def test_skills_in_groups(self):
        found = profile(
            "---\ntitle: Ada Lind\nskills:\n  - name: Technical\n    items:\n      - name: Rust\n      - name: Stan\n"
            "  - name: Hobbies\n    items:\n      - name: Hiking\n---\n"
        )
        assert [v.text for v in found.skills] == ["Rust", "Stan"]

    def test_address_behind_a_label_is_the_link(self):
        found = profile('---\nabout:\n  name: "Ada Lind"\n  linkedin: "https://www.linkedin.com/in/ada-lind/"\n---\n')
        assert all(link.url != "https" for link in found.links)
