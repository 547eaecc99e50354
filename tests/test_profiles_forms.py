"""Forms and portals: numbered vitae, biosketches of grants, portals of universities, letters behind names."""

from qabot.profiles import Profile, make_profile
from qabot.profiles.persons import strip_titles
from qabot.sources.html import read_html
from qabot.sources.text import read_text


def from_html(html: str) -> Profile:
    return make_profile("lind.html", [read_html("lind.html", html)])


def from_text(text: str) -> Profile:
    return make_profile("lind.txt", [read_text("lind.txt", text)])


NUMBERED = """Lind, Ada B.
Department of Ice Science, Fern University

1. PERSONAL DATA
   Name: Ada Beatrix LIND (Mrs)
   Languages: English, Igbo

2. EDUCATIONAL QUALIFICATIONS WITH DATES
   (a) Ph.D. Horticulture, Fern University .... 2016
   (b) M.Sc. (Agric.) Horticulture, University of Lakes .... 2010
   (c) B. Agric. (Crop Science), Second Class Upper, University of Lakes .... 2006

3. WORK EXPERIENCE
   (i)   Senior Lecturer, Fern University, 2019 to date
   (ii)  Lecturer I, Fern University, 2016 - 2019

4. PUBLICATIONS
   (a) Journal articles
   1. Lind, A. B. and Bello, T. O. (2020). Effect of mulch on the yield of
      frozen pumpkin. Ice Journal of Horticulture, 24(2): 15-23.
   (b) Conference proceedings
   2. Lind, A. B. (2015). Seed priming in ice melon. Proceedings of the
      33rd Annual Conference of Ice, Fern, pp. 112-116.
"""

SKETCH = """NAME: Lind, Ada

EDUCATION/TRAINING
INSTITUTION AND LOCATION              DEGREE      Completion   FIELD OF STUDY
                                                  Date
Fern College, Fern, OH                BA          05/1998      Chemistry
Lakeshore School of Medicine          MD          05/2002      Medicine
Frost School of Public Health         MPH         05/2008      Epidemiology

A. Personal Statement
I am a neonatologist with expertise in clinical trials of ice.

B. Positions, Scientific Appointments and Honors
Positions and Employment
2008-2015   Assistant Professor of Pediatrics, Lakeshore School of Medicine
2015-       Associate Professor of Pediatrics, Lakeshore School of Medicine

Honors
2010        Young Investigator Award, Society for Ice Research

C. Contributions to Science
1. Ice in preterm infants. My early work showed that ice is safe.
   a. Lind A, Park J, Stone M. Donor ice and growth in preterm infants. Pediatrics.
      2012;129(3):e600-7. PMCID: PMC1234567
   b. Park J, Lind A. Fortification strategies: a randomized trial. J Ice.
      2016;170:34-40. PMCID: PMC7654321
"""


def test_letters_behind_a_name_whatever_they_stand_for():
    for words, name in (
        ("Dr Ada Lind, MRCVS, DipECVIM", "Ada Lind"),
        ("Ada Lind, PhD, RN, FAAN", "Ada Lind"),
        ("Professor Ada Lind KC", "Ada Lind"),
        ("Lind, Ada", "Lind, Ada"),
        ("Ada Lind, Bo Berg", "Ada Lind, Bo Berg"),
    ):
        assert strip_titles(words) == name


def test_a_numbered_vita():
    found = from_text(NUMBERED)
    assert found.name == "Ada Beatrix Lind"
    assert [(d.degree, d.field, d.organization, d.end) for d in found.education] == [
        ("Ph.D.", "Horticulture", "Fern University", "2016"),
        ("M.Sc.", "Horticulture", "University of Lakes", "2010"),
        ("B. Agric.", "Crop Science", "University of Lakes", "2006"),
    ]
    assert [(p.role, p.start, p.current) for p in found.positions] == [
        ("Senior Lecturer", "2019", True),
        ("Lecturer I", "2016", False),
    ]
    assert [(p.title, p.year) for p in found.papers] == [
        ("Effect of mulch on the yield of frozen pumpkin", 2020),
        ("Seed priming in ice melon", 2015),
    ]


def test_a_sketch_for_a_grant():
    found = from_text(SKETCH)
    assert found.name == "Ada Lind"
    assert [(d.degree, d.field, d.organization, d.end) for d in found.education] == [
        ("BA", "Chemistry", "Fern College", "1998-05"),
        ("MD", "Medicine", "Lakeshore School of Medicine", "2002-05"),
        ("MPH", "Epidemiology", "Frost School of Public Health", "2008-05"),
    ]
    assert [(p.role, p.organization, p.current) for p in found.positions] == [
        ("Assistant Professor of Pediatrics", "Lakeshore School of Medicine", False),
        ("Associate Professor of Pediatrics", "Lakeshore School of Medicine", True),
    ]
    assert [(p.title, p.venue, p.year) for p in found.papers] == [
        ("Donor ice and growth in preterm infants", "Pediatrics", 2012),
        ("Fortification strategies: a randomized trial", "J Ice", 2016),
    ]
    assert [(a.title, a.year) for a in found.awards] == [("Young Investigator Award", 2010)]


def test_a_name_in_capitals_turned_with_its_own_script():
    found = from_html(
        "<h1>LIU, Meilin 劉美玲</h1><h3>Principal Lecturer, School of Education</h3><p><b>Scopus ID:</b> 5710</p>"
    )
    assert found.name == "Meilin Liu"
    assert "劉美玲" in found.names()


def test_an_address_below_a_school_is_no_part_of_it():
    found = from_text(
        "Dr Ada Lind, MRCVS\nAssociate Professor\nSchool of Veterinary Medicine, University of Fern\n"
        "ada.lind.the.vet@fern.example | she/her\n\nBIO\n"
        + "She studies ice in lakes and the cats who live there.\n"
        * 4
    )
    assert [(p.role, p.organization) for p in found.positions] == [
        ("Associate Professor", "School of Veterinary Medicine, University of Fern")
    ]


def test_post_and_school_in_headings_below_the_name():
    found = from_html(
        "<h1>Ada Lind</h1><h2>Assistant Professor of Architecture</h2><h2>Fern School of Architecture</h2>"
        "<p>Ada Lind, AIA, NOMA, is a licensed architect in Fern and has been published in <em>Domus</em>. She received "
        "a B.Arch. from Gulf University (2006) and an M.Arch. II from the Ice School of Design (2011).</p>"
    )
    assert [(p.role, p.organization) for p in found.positions][0] == (
        "Assistant Professor of Architecture",
        "Fern School of Architecture",
    )
    assert [(d.degree, d.organization, d.end) for d in found.education] == [
        ("B.Arch.", "Gulf University", "2006"),
        ("M.Arch.", "Ice School of Design", "2011"),
    ]
    assert found.papers == ()


def test_labels_of_schools_of_medicine_and_trainings():
    found = from_html(
        "<h2>Ada Lind, M.D., M.S.</h2><h5>Assistant Professor, Division of Ice</h5><h5>Physician, Fern Healthcare "
        "System</h5><h4>Education and Training</h4><ul><li>Medical School: Lake Medical College, Mangala, 2008 (MBBS)"
        "</li><li>Residency: Mercy Hospital of Ice, Internal Medicine, 2010-2013</li></ul>"
        "<h4>Prizes</h4><p>Ice Abstract prize 2015; Fern Teaching Hero 2019</p>"
    )
    assert [(d.degree, d.organization, d.end) for d in found.education] == [("MBBS", "Lake Medical College", "2008")]
    assert {(p.role, p.organization) for p in found.positions} >= {("Physician", "Fern Healthcare System")}
    assert [(a.title, a.year) for a in found.awards] == [("Ice Abstract prize", 2015), ("Fern Teaching Hero", 2019)]


def test_british_law_and_lines_of_a_portal():
    found = from_html(
        "<h1>Ada Lind</h1><h2>Journal articles</h2><ul><li>'The Trust as Ice' (2020) 24 Fern Law Review 33</li>"
        "<li>A Lind and F Marr, 'Servitudes Revisited' [2017] Juridical Ice 201</li></ul>"
    )
    assert [(p.title, p.venue, p.year) for p in found.papers] == [
        ("The Trust as Ice", "Fern Law Review", 2020),
        ("Servitudes Revisited", "Juridical Ice", 2017),
    ]
    portal = from_html(
        "<h1>Ada Lind</h1><h4>Biography</h4><p>2019 - Reader, University of Fern<br>2011 - 2019 Lecturer, University of "
        "Fern<br>2007 - 2011 Research Fellow, Frost Institute<br>2003 - 2007 PhD, University of Lakes</p>"
        '<h3>Research output</h3><ul><li><h3><a href="x">Ice in wild lake populations</a></h3><a href="#">Lind, A.</a>, '
        'Mwangi, J. &amp; <a href="#">Okeyo, L.</a>, 12 Mar 2022, In: Ice Letters. 15, 1, p. 101'
        "<p>Research output: Contribution to journal › Article › peer-review</p></li></ul>"
    )
    assert [(p.role, p.organization) for p in portal.positions] == [
        ("Reader", "University of Fern"),
        ("Lecturer", "University of Fern"),
        ("Research Fellow", "Frost Institute"),
    ]
    assert [(p.title, p.authors, p.year) for p in portal.papers] == [
        ("Ice in wild lake populations", ("Lind, A.", "Mwangi, J.", "Okeyo, L."), 2022)
    ]
    assert all("Research output" not in p.venue for p in portal.papers)


def test_posts_and_degrees_of_museums_and_nurses():
    found = from_text(
        "Dr Ada Lind FSA joined Fern University in 2018 after seven years as Keeper of Social History at the Moss Museum. She "
        "read History at the University of Lakes (BA 2004) and completed an MA in Museum Studies (2006) and a PhD (2012) at "
        "Fern University. She worked as a midwife at Frost Hospital from 1999 to 2003.\n"
    )
    assert [(d.degree, d.organization, d.end) for d in found.education] == [
        ("BA", "University of Lakes", "2004"),
        ("MA", "Fern University", "2006"),
        ("PhD", "Fern University", "2012"),
    ]
    assert {(p.role, p.organization) for p in found.positions} >= {
        ("Keeper of Social History", "Moss Museum"),
        ("midwife", "Frost Hospital"),
    }


def test_editors_and_journals_as_italians_print_them():
    found = from_html(
        "<h1>Ada Lind</h1><h3>Publications</h3><ul><li>A. Lind, B. Renzi (a cura di), <i>Progetti per il ghiaccio</i>, Il "
        "Lago, Padova 2009.</li><li>A. Lind, “Il vuoto come ghiaccio”, in «Ghiaccio Nuovo», n. 845, 2015, pp. 22-31.</li></ul>"
    )
    assert [(p.title, p.authors, p.year) for p in found.papers] == [
        ("Progetti per il ghiaccio", ("A. Lind", "B. Renzi"), 2009),
        ("Il vuoto come ghiaccio", ("A. Lind",), 2015),
    ]
    assert found.papers[1].venue == "Ghiaccio Nuovo"
