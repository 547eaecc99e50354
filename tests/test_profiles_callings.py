"""Pages of nurses, surgeons, lawyers, architects and curators: their layouts, degrees, posts and references."""

from qabot.profiles import Profile, make_profile
from qabot.profiles.name_lists import read_names
from qabot.sources.html import read_html
from qabot.sources.text import read_text


def from_html(html: str) -> Profile:
    return make_profile("lind.html", [read_html("lind.html", html)])


def from_text(text: str) -> Profile:
    return make_profile("lind.txt", [read_text("lind.txt", text)])


VITA = """ADA R. MCLIND, PhD, RN
Email: amclind@fern.edu      Office: Ice Hall 412

EDUCATION
    PhD, Nursing Science, Fern University ..................... 2003
    MSN, Adult-Gerontology Nurse Practitioner,
        Lake College of Nursing ............................... 1997
    BSN, summa cum laude, Frost University .................... 1993

PROFESSIONAL EXPERIENCE
    2009-2015      Associate Professor, Frost University School of
                   Nursing
    1993-1997      Staff Nurse, Medical-Surgical Unit, Lake General
                   Hospital

SELECTED PUBLICATIONS
    1. McLind AR, Berg TA, Moe C. Loud ice in the wards of the north:
       a cluster randomized trial of lakes. J Am Ice Soc.
       2022;70(4):1123-1131. doi:10.1111/ice.00001
    2. Berg TA, McLind AR. Pain in residents with advanced quiet
       of the lakes. Ice Nurs. 2019;40(2):88-95.
"""


class TestPlainText:
    def test_leaders_columns_and_lines_that_hang(self):
        found = from_text(VITA)
        assert found.name == "Ada R. McLind"
        assert [(d.degree, d.field, d.organization, d.end) for d in found.education] == [
            ("PhD", "Nursing Science", "Fern University", "2003"),
            ("MSN", "Adult-Gerontology Nurse Practitioner", "Lake College of Nursing", "1997"),
            ("BSN", "", "Frost University", "1993"),
        ]
        assert [(p.role, p.organization, p.start, p.end) for p in found.positions] == [
            ("Associate Professor", "Frost University School of Nursing", "2009", "2015"),
            ("Staff Nurse", "Medical-Surgical Unit, Lake General Hospital", "1993", "1997"),
        ]
        assert [(p.title, p.venue, p.year) for p in found.papers] == [
            ("Loud ice in the wards of the north: a cluster randomized trial of lakes", "J Am Ice Soc", 2022),
            ("Pain in residents with advanced quiet of the lakes", "Ice Nurs", 2019),
        ]

    def test_headings_in_small_letters_right_above_their_lines(self):
        found = from_text(
            "Ada Lind\narchitect and curator\n\nstudies\n2009    MArch, Academy of Architecture Fern\n"
            "2004    BSc Architecture, Lake University\n\npractice\n2013-   founding partner, Studio Ice, Oslo\n"
            "2009-13 project architect, Office Frost, Bergen\n\nteaching\n2018-   tutor, Academy of Architecture Fern\n\n"
            "solo exhibitions\n2022    Slow Walls, Museum Moss, Bergen\n\nawards\n2020    Ice Prize for young architects\n\n"
            "publications\nLind, A. (2021) Slow Walls: Notes on Ice. Oslo: Fjord Press.\n"
        )
        assert [(d.degree, d.end) for d in found.education] == [("MArch", "2009"), ("BSc", "2004")]
        assert [(p.role, p.organization, p.start, p.current) for p in found.positions] == [
            ("founding partner", "Studio Ice", "2013", True),
            ("project architect", "Office Frost", "2009", False),
            ("tutor", "Academy of Architecture Fern", "2018", True),
        ]
        assert [(a.title, a.year) for a in found.awards] == [("Ice Prize for young architects", 2020)]
        assert [(p.title, p.venue, p.year) for p in found.papers] == [("Slow Walls: Notes on Ice", "Fjord Press", 2021)]

    def test_a_speaker_told_in_wrapped_lines(self):
        found = from_text(
            "About the Speaker\n\n"
            "Prof. Dr. iur. Ada Lind, LL.M. (Fern) holds the Chair of Public Ice Law at the\n"
            "University of Brackwater, a post she has held since 2012. She was a visiting\n"
            "professor at Frost University in spring 2016. She is editor-in-chief of the\n"
            "Ice Journal of Law and a member of the Lake Court. She received the Moss\n"
            "Award for Young Jurists in 2003.\n"
        )
        assert found.name == "Ada Lind"
        assert found.education == ()
        assert [(p.role, p.organization, p.start) for p in found.positions] == [
            ("Chair of Public Ice Law", "University of Brackwater", "2012"),
            ("visiting professor", "Frost University", "2016"),
        ]
        assert [(a.title, a.year) for a in found.awards] == [("Moss Award for Young Jurists", 2003)]
        assert [(s.role, s.title) for s in found.service] == [("Editor-in-chief", "Ice Journal of Law")]


class TestDirectories:
    def test_terms_of_a_definition_list_are_headings(self):
        found = from_html(
            "<h1>Ada Lind</h1><dl><dt>Research interests</dt><dd>Loud ice, lake repair, quiet snow</dd>"
            "<dt>Languages</dt><dd>English, Polish</dd><dt>Staff number</dt><dd>4711</dd></dl>"
            "<h4>Memberships</h4><p>Society for Ice Surgery (council member 2019-22); European Association for Lakes</p>"
        )
        assert [v.text for v in found.interests] == ["Loud ice", "lake repair", "quiet snow"]
        assert [v.text for v in found.languages] == ["English", "Polish"]
        assert [(s.title, s.start) for s in found.service] == [
            ("Society for Ice Surgery", "2019"),
            ("European Association for Lakes", None),
        ]

    def test_the_school_of_a_post_is_in_the_title_of_the_page(self):
        found = from_html(
            "<html><head><title>Ada Lind | Faculty of Law | Fern University</title></head><body><h1>Ada Lind</h1>"
            "<div>Associate Professor of Law</div><div>Director, Clinic for Ice Justice</div></body></html>"
        )
        assert [(p.role, p.organization) for p in found.positions] == [
            ("Associate Professor of Law", "Fern University"),
            ("Director", "Clinic for Ice Justice"),
        ]

    def test_articles_that_cite_volume_and_page_are_papers(self):
        found = from_html(
            "<h1>Ada Lind</h1><h3>Education</h3><ul><li>J.D., Frost Law School, 2011 (Order of the Coif; Articles "
            "Editor, <em>Frost Law Review</em>)</li></ul><h3>Articles</h3>"
            "<p><em>Eviction by Ice</em>, 132 Frost L.J. 455 (2023)</p>"
            "<p><em>The Paper Lake</em>, 98 Fern L. Rev. 1201 (2021) (with Bo Berg)</p>"
        )
        assert [(d.degree, d.field, d.organization, d.end) for d in found.education] == [
            ("J.D.", "", "Frost Law School", "2011")
        ]
        assert [(p.title, p.authors, p.venue, p.year) for p in found.papers] == [
            ("Eviction by Ice", (), "Frost L.J.", 2023),
            ("The Paper Lake", ("Ada Lind", "Bo Berg"), "Fern L. Rev.", 2021),
        ]


def test_groups_and_editors_end_a_list_of_names():
    for words, names, rest in (
        ("Lind A on behalf of the ICE-UK Collaborators. Loud ice.", ["Lind A"], ". Loud ice."),
        ("Lind A, Berg B; ICE Study Group. Quiet ice.", ["Lind A", "Berg B"], ". Quiet ice."),
        ("Lind, A., and B. Berg, eds. 2019. Loud Lakes.", ["Lind, A.", "B. Berg"], " 2019. Loud Lakes."),
        ("Ada Lind, Bo Berg, The Loud Network (2020)", ["Ada Lind", "Bo Berg"], ", The Loud Network (2020)"),
    ):
        found = read_names(words, 0, len(words))
        assert [name.text for name in found.names] == names
        assert words[found.end :] == rest


class TestTold:
    def test_each_degree_has_its_own_school_thesis_and_advisors(self):
        found = from_text(
            "Ada Lind is a Reader in Fine Art at Northern School of Ice. She studied at Fern College of Arts (BA, 1994) and "
            "the Royal Atelier (MA, 1997) and received a practice-based PhD from the University of Lakes in 2011 "
            '("Stitching Absence: Cloth and Ice", supervisors: Prof. Ida Blom, Dr. Keith Marr).\n'
        )
        assert [(d.degree, d.organization, d.end, d.thesis) for d in found.education] == [
            ("BA", "Fern College of Arts", "1994", ""),
            ("MA", "Royal Atelier", "1997", ""),
            ("PhD", "University of Lakes", "2011", "Stitching Absence: Cloth and Ice"),
        ]
        assert [[a.text for a in d.advisors] for d in found.education] == [[], [], ["Ida Blom", "Keith Marr"]]

    def test_degrees_of_one_cell_have_each_their_line(self):
        found = from_html(
            "<h1>Ada Lind</h1><table><tr><td><b>Degrees</b></td><td>Habilitation 2016 (University of Fern)<br>"
            'PhD 2008 (Lake University, thesis "Reading in the Ice", supervisor prof. Jan Kos)<br>'
            "MA 2002 (University of Fern)</td></tr><tr><td><b>Languages</b></td><td>Polish, English</td></tr>"
            "<tr><td><b>Research interests</b></td><td>loud ice, quiet lakes</td></tr></table>"
        )
        told = [(d.degree, d.field, d.organization, d.end, d.thesis, len(d.advisors)) for d in found.education]
        assert told == [
            ("Habilitation", "", "University of Fern", "2016", "", 0),
            ("PhD", "", "Lake University", "2008", "Reading in the Ice", 1),
            ("MA", "", "University of Fern", "2002", "", 0),
        ]

    def test_prizes_in_a_row_each_with_its_year(self):
        found = from_text(
            "Ada Lind is a professor of music at Fern University. She was awarded the Ice Makers Prize in 2012, a Moss "
            "Research Fellowship (2019-20) and the Cotton Medal of the Society of Weavers in 2023. In 2021 she was named "
            "Choral Director of the Year, and she has twice received the Fern Teaching Award (2016, 2022).\n"
        )
        assert [(a.title, a.year, a.end_year) for a in found.awards] == [
            ("Ice Makers Prize", 2012, None),
            ("Moss Research Fellowship", 2019, 2020),
            ("Cotton Medal of the Society of Weavers", 2023, None),
            ("Choral Director of the Year", 2021, None),
            ("Fern Teaching Award", 2016, None),
        ]

    def test_an_office_of_the_past_lasts_no_more(self):
        found = from_text(
            "Ada Lind is past president of the Ice Society (2015-2017). Before that she was an extension officer with the "
            "Ministry of Food and Agriculture (2011-2014).\n"
        )
        assert [(p.role, p.organization, p.current) for p in found.positions] == [
            ("past president", "Ice Society", False),
            ("extension officer", "Ministry of Food and Agriculture", False),
        ]


class TestLists:
    def test_letters_behind_the_name_and_a_school_below_the_post(self):
        found = from_html(
            "<h1>Dr Ada Lind <small>MBChB, DPH, PhD, FNZCPHM</small></h1><div>Senior Lecturer</div>"
            "<div>School of Population Health</div><h2>Biography</h2><p>Ada is a physician.</p>"
        )
        assert found.name == "Ada Lind"
        assert [(p.role, p.organization) for p in found.positions] == [
            ("Senior Lecturer", "School of Population Health")
        ]

    def test_students_by_state(self):
        found = from_html(
            "<h1>Ada Lind</h1><h2>Postgraduate supervision</h2><p>Current: Mere Paki (PhD, Crowding and ice); Joel Sims "
            "(MPH).<br>Completed: Tane Rua (PhD 2021), Lily Wong (MPH 2019).</p>"
        )
        assert [(s.title, s.start) for s in found.students] == [
            ("Mere Paki", None),
            ("Joel Sims", None),
            ("Tane Rua", "2021"),
            ("Lily Wong", "2019"),
        ]

    def test_offices_of_journals_and_courses_behind_a_role(self):
        found = from_html(
            "<h1>Ada Lind</h1><h2>Service</h2><ul><li>Associate Editor, Australasian Ice</li>"
            "<li>External examiner, Loud Letters (2019-2021)</li></ul>"
            "<h2>Teaching</h2><p>Instructor of record: AGEC 201 Introduction to Ice (Summer 2023)</p>"
            "<p>TA: AGEC 501 Ice Theory for Prof. Okafor (Fall 2021)</p>"
        )
        assert [(s.role, s.organization, s.start) for s in found.service] == [
            ("Associate Editor", "Australasian Ice", None),
            ("", "Loud Letters", "2019"),
        ]
        assert [(t.title, t.start) for t in found.teaching] == [
            ("AGEC 201 Introduction to Ice", "2023"),
            ("AGEC 501 Ice Theory for Prof. Okafor", "2021"),
        ]
