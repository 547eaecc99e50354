"""How the fields cite: each reference as it stands on a page, and what is read of it."""

import pytest

from qabot.profiles import Profile, make_profile
from qabot.profiles.same import same_person
from qabot.sources.latex import read_latex
from qabot.sources.markdown import read_markdown
from qabot.sources.text import read_text

TOP = "# Ada B. Lind\n\nReader in Lakes, Fern University\n\n"


def page(text: str) -> Profile:
    return make_profile("lind.md", [read_markdown("lind.md", TOP + text)])


def told(text: str) -> list[tuple]:
    return [(p.title, p.venue, p.year, p.status) for p in page(text).papers]


REFERENCES = {  # a line of a list of publications: title, authors, venue, year, state
    "species first": (
        "Moe C, **Lind A**. *Salmo frigidus* avoids loud ice in spring. *Lake Biology* 104(3): 812–825, 2021.",
        ("Salmo frigidus avoids loud ice in spring", ("Moe C", "Lind A"), "Lake Biology", 2021, "published"),
    ),
    "species set the other way": (
        "Lind A, Moe C. *A genome of* Salmo frigidus. Ice Letters 2021;12(3):45-67.",
        ("A genome of Salmo frigidus", ("Lind A", "Moe C"), "Ice Letters", 2021, "published"),
    ),
    "one word in a book": (
        "Lind A (2019) Frost. In: Moe C & Berg T (eds) The Ice Handbook. Snow Press, Fern, pp 211–240.",
        ("Frost", ("Lind A",), "The Ice Handbook", 2019, "published"),
    ),
    "one word in a journal": (
        "Moe C, Berg T, Lind AB*. Frost. Ann Ice Med. 2020;172(9):ITC65-ITC80.",
        ("Frost", ("Moe C", "Berg T", "Lind AB"), "Ann Ice Med", 2020, "published"),
    ),
    "group last": (
        "Moe C, Lind AB; on behalf of the LAKE-2 Investigators. Loud ice in the north. N Lake J Med. 2022;386:1027-38.",
        ("Loud ice in the north", ("Moe C", "Lind AB"), "N Lake J Med", 2022, "published"),
    ),
    "group between commas": (
        "Moe C, Lind A, the LOUDICE consortium. Five thousand genomes of ice. *Lake Letters* 15: 2214, 2024.",
        ("Five thousand genomes of ice", ("Moe C", "Lind A"), "Lake Letters", 2024, "published"),
    ),
    "group first": (
        "LAKE-1 Study Group (including Lind AB). Snow for the loud: a randomized trial. ICEMA. 2018;319(4):333-42.",
        ("Snow for the loud: a randomized trial", ("LAKE-1 Study Group", "Lind AB"), "ICEMA", 2018, "published"),
    ),
    "reply": (
        "Lind AB. Reply to “Snow matters.” Lake Int. 2019;95(2):468. [Letter]",
        ("Reply to “Snow matters.”", ("Lind AB",), "Lake Int", 2019, "published"),
    ),
    "state before the title": (
        "Lind A, Moe C & Berg T. (in review) Quiet transmission of frost. Proceedings of the Ice Society B.",
        (
            "Quiet transmission of frost",
            ("Lind A", "Moe C", "Berg T"),
            "Proceedings of the Ice Society B",
            None,
            "submitted",
        ),
    ),
    "state and nothing more": (
        "Moe C, Lind A. In prep. Mud of the deep fjord.",
        ("Mud of the deep fjord", ("Moe C", "Lind A"), "", None, "working paper"),
    ),
}


@pytest.mark.parametrize("name", REFERENCES)
def test_reference(name):
    line, expected = REFERENCES[name]
    others = "\n\nLind A, Berg T. Snow on the roads of the north. *Ice Days* 12: 3-9, 2017.\n"
    papers = page(f"## Publications\n\n{line}{others}").papers
    assert [(p.title, p.authors, p.venue, p.year, p.status) for p in papers] == [
        expected,
        ("Snow on the roads of the north", ("Lind A", "Berg T"), "Ice Days", 2017, "published"),
    ]


LAW = """### Books

*Restitution at Sea* (Moss Press, 2022), shortlisted for the Ice Prize 2023

*Contract and Snow: Essays for Cai Moe* (edited with Bo Berg, Moss Press, 2019)

### Articles

'Mistake of Frozen Law' (2023) 139 Ice Law Quarterly 212

'Who Pays the Skipper? Change of Ice in Transit' [2021] Lake Maritime Law Quarterly 401 (with Bo Berg)

'Frustration' (2017) 76 Fern Law Journal 33

### Chapters

'Subrogation' in C Moe and T Berg (eds), *Handbook on Loud Ice* (Moss 2020) 310–334

### Case notes and reviews

Note on *Moe v Berg* [2019] ILJ 14

### Work in progress

'Receipt Without Knowledge' (under review)

Restitution in the Quiet Estate (monograph, under contract with Moss Press)
"""


def test_how_lawyers_of_the_islands_cite():
    assert told(LAW) == [
        ("Restitution at Sea", "Moss Press", 2022, "published"),
        ("Contract and Snow: Essays for Cai Moe", "Moss Press", 2019, "published"),
        ("Mistake of Frozen Law", "Ice Law Quarterly", 2023, "published"),
        ("Who Pays the Skipper? Change of Ice in Transit", "Lake Maritime Law Quarterly", 2021, "published"),
        ("Frustration", "Fern Law Journal", 2017, "published"),
        ("Subrogation", "Handbook on Loud Ice", 2020, "published"),
        ("Note on Moe v Berg", "ILJ", 2019, "published"),
        ("Receipt Without Knowledge", "", None, "submitted"),
        ("Restitution in the Quiet Estate", "", None, "working paper"),
    ]
    joint = {p.title: p.authors for p in page(LAW).papers if p.authors}
    assert joint == {
        "Contract and Snow: Essays for Cai Moe": ("Ada B. Lind", "Bo Berg"),
        "Who Pays the Skipper? Change of Ice in Transit": ("Ada B. Lind", "Bo Berg"),
    }


ECONOMY = """## Job Market Paper

**Paying for Ice: Late Wages in the Frozen North** [[Draft](jmp.pdf)] [[Slides](s.pdf)]

*Abstract:* Ice is risky.

*Presented at:* Ice Days 2025, Snow 2026.

## Working Papers

[Land, Lakes and Loans](ll.pdf) (with Bo Berg) — *Revise & Resubmit, Ice Economic Journal: Applied Lakes*

[The Price of Snow](snow.pdf), ICE Working Paper 31999, R&R at *Econometrica*

Ballots and Bridges (with Bo Berg, Cai Moe). Reject and resubmit, *Lake Economic Journal*. [SSRN](https://ssrn.example/1)

## Work in Progress

Lakes and Rainfall (joint with Cai Moe) — *data collection ongoing*; funded by the Ice Trust

"Informal Ice" — pilot completed
"""


def test_how_economists_tell_how_far_a_paper_is():
    assert told(ECONOMY) == [
        ("Paying for Ice: Late Wages in the Frozen North", "", None, "working paper"),
        ("Land, Lakes and Loans", "Ice Economic Journal: Applied Lakes", None, "submitted"),
        ("The Price of Snow", "Econometrica", None, "submitted"),
        ("Ballots and Bridges", "Lake Economic Journal", None, "submitted"),
        ("Lakes and Rainfall", "", None, "working paper"),
        ("Informal Ice", "", None, "working paper"),
    ]
    assert [p.authors for p in page(ECONOMY).papers if p.authors] == [
        ("Ada B. Lind", "Bo Berg"),
        ("Ada B. Lind", "Bo Berg", "Cai Moe"),
        ("Ada B. Lind", "Cai Moe"),
    ]


@pytest.mark.parametrize(
    ("printed", "same"),
    [
        ("Lind AB", True),
        ("AB Lind", True),
        ("Lind A.B.", True),
        ("Lind A", True),
        ("Lind BA", False),
        ("Moe AB", False),
    ],
)
def test_initials_that_stand_together(printed, same):
    assert same_person(printed, "Ada B. Lind") is same


def test_capitals_that_are_a_family_name():
    assert same_person("XU Wei", "Wei Xu") and same_person("Jean ROY", "Jean Roy")


HISTORY = """Monographien
- Das Salz der Stadt. Handel in Lüneburg 1370-1620, Göttingen: Wallstein 2011.
- Frauen am See. Eine Geschichte des Eises, Köln/Weimar/Wien: Böhlau 2019 (= Quellen zum Eis, Bd. 74).

Herausgeberschaften
- (mit Jan Moe) Das Eis und seine Bücher, Stuttgart: Steiner 2015.
- Lind, Ada B. / Berg, Rosa (Hg.): Kredit und Schnee, Berlin 2022.

Aufsätze
- Schulden und Schnee, in: Eiszeitschrift 298 (2014), S. 34-67.
- "Item kalt": Notizen in Eisbüchern, in: Jan Moe (Hg.), Schrift und Eis, Wien 2017, S. 101-122.
- Art. "Eishandel", in: Enzyklopädie der Seen, Bd. 11, Stuttgart 2010, Sp. 540-544.
- (gem. m. R. Berg) Wechsel lesen, in: EISG 108 (2021), H. 2, S. 155-180.

Rezensionen
- Rez. zu: Karl Moe, Stadt und Eis, Bremen 2013, in: E-Soz-Kult, 12.03.2014.
"""


def test_how_historians_cite_in_german():
    text = f"Dr. Ada B. Lind\nUniversität Farn\n\nPUBLIKATIONEN (Auswahl)\n\n{HISTORY}"
    found = make_profile("lind.txt", [read_text("lind.txt", text)])
    assert [(p.title, p.venue, p.year) for p in found.papers] == [
        ("Das Salz der Stadt. Handel in Lüneburg 1370-1620", "Wallstein", 2011),
        ("Frauen am See. Eine Geschichte des Eises", "Böhlau", 2019),
        ("Das Eis und seine Bücher", "Steiner", 2015),
        ("Kredit und Schnee", "", 2022),
        ("Schulden und Schnee", "Eiszeitschrift", 2014),
        ('"Item kalt": Notizen in Eisbüchern', "Schrift und Eis", 2017),
        ("Eishandel", "Enzyklopädie der Seen", 2010),
        ("Wechsel lesen", "EISG", 2021),
        ("Rez. zu: Karl Moe, Stadt und Eis", "E-Soz-Kult", 2014),
    ]
    assert [p.authors for p in found.papers if p.authors] == [
        ("Ada B. Lind", "Jan Moe"),
        ("Lind, Ada B.", "Berg, Rosa"),
        ("Ada B. Lind", "R. Berg"),
    ]


PHYSICS = """## Selected publications

1. ICE Collaboration, *Search for displaced snow in √s = 13 TeV ice with the ICE detector*, Phys. Rev. Lett. **127**
   (2021) 051802. **Contact editor.**
2. SNOW Collaboration (C. Moe et al.), *A high efficiency veto for the Light Ice eXperiment*, JHEP 04 (2020) 003.
"""


def test_papers_of_many():
    assert [(p.title, p.authors, p.venue_short, p.year) for p in page(PHYSICS).papers] == [
        ("Search for displaced snow in √s = 13 TeV ice with the ICE detector", ("ICE Collaboration",), "PRL", 2021),
        ("A high efficiency veto for the Light Ice eXperiment", ("SNOW Collaboration", "C. Moe"), "JHEP", 2020),
    ]


MARGIN = r"""\documentclass[11pt]{moderncv}\name{Ada}{Lind}\begin{document}\makecvtitle
\section{Publications}
\cvitem{2025}{\textbf{Lind, A.B.} Generic and isometric snow in lakes. \emph{Ice: A Journal of Lakes}, 35(11), 111103.}
\cvitem{2021}{Moe, L., \textbf{Lind, A.}, Berg, J.P. Ice on compact lakes: Snow beyond the frost. \emph{Lake Review E}, 103(6), 062204.}
\cvitem{}{\textbf{Lind, A.B.}, Moe, J.L., Berg, J.P. Echo state lakes trained by least snow. \emph{Physica I: Lakes}, 421, 132882.}
\end{document}"""


def test_papers_below_one_year_in_the_margin():
    found = make_profile("lind.tex", [read_latex("lind.tex", MARGIN)])
    assert [(p.title, p.authors[0], p.venue, p.year) for p in found.papers] == [
        ("Generic and isometric snow in lakes", "Lind, A.B.", "Ice: A Journal of Lakes", 2025),
        ("Ice on compact lakes: Snow beyond the frost", "Moe, L.", "Lake Review E", 2021),
        ("Echo state lakes trained by least snow", "Lind, A.B.", "Physica I: Lakes", 2021),
    ]


WRITINGS = """**Selected works**
*Glass Weather* (2022) for string quartet — commissioned by the Snow Quartet
*Salt* (2014), chamber opera

**Writings**
"Microtiming and the chorale of ice", *Journal of New Snow* 49 (2020), 233–250.
*Counterpoint for the Cold*. Nordhavn: Frost Editions, 2017 (2nd ed. 2021). 212 pp.
"Time as ice", in *Music after Snow*, ed. T. Moe. Moss Press 2015, pp. 88–104.
"""


def test_lines_of_a_paragraph_that_are_works():
    assert [(p.title, p.authors, p.venue, p.year) for p in page(WRITINGS).papers] == [
        ("Glass Weather", (), "", 2022),
        ("Salt", (), "", 2014),
        ("Microtiming and the chorale of ice", (), "Journal of New Snow", 2020),
        ("Counterpoint for the Cold", (), "Frost Editions", 2017),
        ("Time as ice", (), "Music after Snow", 2015),
    ]


def test_titles_that_link_to_where_papers_are_kept():
    text = (
        "# My nine works\n\n1. `2024` [OpenIce: An Open-Source Lake for Precise Snow](https://arxiv.org/abs/2409.1) — quick\n"
        "2. `SC 2017` [Nonlinear Ice Simulation on a Frozen Lake](https://doi.org/10.1/x), Cai Moe†, **Ada B. Lind†**, et al."
        " — loud\n\n# Workshops Taught\n\n- “Intro to Ice with Snow” (Fern Institute, Fall 2016)\n"
        "- “Intro to Mud and Frost” (Fern Institute, Fall 2016)\n"
    )
    found = page(text)
    assert [(p.title, p.venue_short, p.year) for p in found.papers] == [
        ("OpenIce: An Open-Source Lake for Precise Snow", "", 2024),
        ("Nonlinear Ice Simulation on a Frozen Lake", "SC", 2017),
    ]
    assert [i.title for i in found.teaching] == ["Intro to Ice with Snow", "Intro to Mud and Frost"]


def test_headings_of_publications_below_experience():
    text = (
        "# Research Experience\n\n## First-Author Publications\n\n- Ada B. Lind, Cai Moe. APEX: Frozen Lakes for Ice. In "
        "DATE 2026.\n\n## Published Works\n\n- Cai Moe, Ada B. Lind. Sweeping Costs of Planar Snow. Ice Letters, 2018.\n"
    )
    assert [(p.title, p.year) for p in page(text).papers] == [
        ("APEX: Frozen Lakes for Ice", 2026),
        ("Sweeping Costs of Planar Snow", 2018),
    ]


def test_a_title_in_a_heading_with_bullets_below():
    text = (
        "# 学术成果\n\n## 利用二维冰图样内激光在雪层分离的可行性研究\n\n•这项研究提出了一种基于二维冰切与剥离的新型技术方案，通过优化扫描的路径实现剥离，"
        "在简化流程的同时具备高温能力。\n\n•Ada B. Lind, Cai Moe, Bo Berg\n\n•Ice Transactions on Snow, 2024\n"
    )
    assert [(p.title, p.authors) for p in page(text).papers] == [
        ("利用二维冰图样内激光在雪层分离的可行性研究", ("Ada B. Lind", "Cai Moe", "Bo Berg"))
    ]


ROUND = """## Published and accepted

Moe, C., **Lind, A.** & Berg, T. "Markets for Snow." *Journal of Public Ice* (forthcoming). [[pdf]](m.pdf)

**Lind, A.** (2023), "Who Queues?", *Ice Economics* 32(4), 901–922.

## Under review

"Copayments and Ice," with J. Tan and S. Moe, ICER WP 30112, revise and resubmit (2nd round) at *Ice Policy Review*

## Selected work in progress

- Ambulances (with J. Tan) [draft soon]
- "Ghost lakes": evidence from frozen images, with M. Ruiz
"""


def test_states_companies_and_series_of_working_papers():
    assert [(p.title, p.authors, p.venue, p.status) for p in page(ROUND).papers] == [
        ("Markets for Snow", ("Moe, C.", "Lind, A.", "Berg, T."), "Journal of Public Ice", "accepted"),
        ("Who Queues?", ("Lind, A.",), "Ice Economics", "published"),
        ("Copayments and Ice", ("Ada B. Lind", "J. Tan", "S. Moe"), "Ice Policy Review", "submitted"),
        ("Ambulances", ("Ada B. Lind", "J. Tan"), "", "working paper"),
        ('"Ghost lakes": evidence from frozen images', ("Ada B. Lind", "M. Ruiz"), "", "working paper"),
    ]


OUTPUTS = """## Selected outputs

* Lind A, Moe P, *et al.* (2022) Farmers' snow names predict ice. *Geosnow* 410:115–123
* Moe P & Lind A. Terraces revisited: 30 yrs on. World Ice. 2019, 118, 24-35
* Policy brief: "Snow tests for the many", Ministry of Lakes, 2020
* Dataset: Lind A (2021) *FernSnow v1.1*, Dataverse, doi:10.7910/DVN/XXXX
* Moe, P., Lind, A., & Berg, T. (im Erscheinen). Nachteis. *Berliner Eisblatt für Soziologie*.
"""


def test_outputs_of_several_kinds():
    assert [(p.title, p.venue, p.year, p.status) for p in page(OUTPUTS).papers] == [
        ("Farmers' snow names predict ice", "Geosnow", 2022, "published"),
        ("Terraces revisited: 30 yrs on", "World Ice", 2019, "published"),
        ("Snow tests for the many", "Ministry of Lakes", 2020, "published"),
        ("FernSnow v1.1", "Dataverse", 2021, "published"),
        ("Nachteis", "Berliner Eisblatt für Soziologie", None, "accepted"),
    ]
