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
        assert [(p.title, p.venue, p.year) for p in found.papers] == [
            ("Slow Walls: Notes on Ice", "Fjord Press", 2021)
        ]

    def test_a_speaker_told_in_wrapped_lines(self):
        found = from_text(
            "About the Speaker\n\n"
            'Prof. Dr. iur. Ada Lind, LL.M. (Fern) holds the Chair of Public Ice Law at the\n'
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
