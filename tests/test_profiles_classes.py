"""What classes of CVs, cards and lists of records print in ways of their own, and what is read of it."""

import pytest

from qabot.profiles import Profile, make_profile
from qabot.profiles.heading_kinds import heading_kind
from qabot.profiles.item_roles import is_served
from qabot.profiles.name_lists import read_names
from qabot.sources.latex import read_latex
from qabot.sources.markdown import read_markdown
from qabot.sources.yaml_ import read_yaml


def tex(body: str, head: str = r"\documentclass{article}") -> Profile:
    text = head + "\n\\begin{document}\n\\name{Ada B. Lind}\n" + body + "\n\\end{document}\n"
    return make_profile("lind.tex", [read_latex("lind.tex", text)])


def md(text: str) -> Profile:
    return make_profile("lind.md", [read_markdown("lind.md", "# Ada B. Lind\n\nReader in Lakes\n\n" + text)])


VITA = r"""
\newcategory{Invited Talks and Panels}
\newcategory{Current Students}
\newkind{Topics}
\begin{vita}
\begin{Honors}
\item {\bf Ice Medal} of the Lake Society, 2011 \item Snow Fellowship, 2009
\end{Honors}
\begin{Invited Talks and Panels}
\item ``Loud Ice in Quiet Lakes,'' Fern University, Oslo, March 3, 2014.
\end{Invited Talks and Panels}
\begin{Current Students}
\item Bo Berg, Fern University, PhD, Committee Chair
\end{Current Students}
\end{vita}
"""


def test_environments_that_are_called_as_they_print():
    profile = tex(VITA, r"\documentclass[ComputerScience]{vita}")
    assert [(a.title, a.year) for a in profile.awards] == [
        ("Ice Medal of the Lake Society", 2011),
        ("Snow Fellowship", 2009),
    ]
    assert [(t.title, t.start) for t in profile.talks] == [("Loud Ice in Quiet Lakes", "2014-03")]
    assert [s.title for s in profile.students] == ["Bo Berg"]


def test_the_publications_of_a_thesis_need_no_heading_of_their_own():
    text = r"""\begin{publications}
\item Ada B. Lind, Kai Moe, and Bo Berg. 2020. Loud Ice in Streams. In \textit{Proceedings of the 2020 CHI Conference
on Human Factors in Computing Systems (CHI '20)}. Association for Computing Machinery, New York, NY, USA, 144--155.
\item Ada B. Lind and Bo Berg. 2019. Why Lakes Sing. \textit{interactions} 27, 1 (December 2019), 46--51.
\end{publications}"""
    papers = tex(text).papers
    assert [(p.title, p.year, p.venue_short) for p in papers] == [
        ("Loud Ice in Streams", 2020, "CHI"),
        ("Why Lakes Sing", 2019, ""),
    ]
    assert papers[0].venue == "Proceedings of the 2020 CHI Conference on Human Factors in Computing Systems (CHI '20)"
    assert papers[0].authors == ("Ada B. Lind", "Kai Moe", "Bo Berg")


def test_an_environment_below_its_heading_prints_no_second_one():
    body = "\\section{Publications}\n\\begin{publications}\n\\item A. Lind. Ice. Lakes, 2019.\n\\end{publications}"
    assert [s.title for s in tex(body).sections if s.kind == "papers"] == ["Publications"]


MARGIN = r"""
\newcommand{\years}[1]{\marginnote{\scriptsize #1}}
\section*{Honors}
\years{2020-2023}\textsc{Fern Graduate School} Scholarship, Fern University\\
\years{2011}\textsc{Bronze Medal} at the Lake Olympics\\
\section*{Work-in-progress}
\years{} \textsc{``Spillovers Between Lakes and Firms''} (with Bo Berg and Kai Moe)\\
\years{2024} \textsc{``Network Ice: A Joint Approach''} (with Kai Moe)\\
"""


def test_years_in_the_margin_are_those_of_their_lines():
    profile = tex(MARGIN)
    assert [(a.title, a.year, a.end_year) for a in profile.awards] == [
        ("Fern Graduate School Scholarship", 2020, 2023),
        ("Bronze Medal at the Lake Olympics", 2011, None),
    ]
    assert [(p.title, p.year, p.status) for p in profile.papers] == [
        ("Spillovers Between Lakes and Firms", None, "working paper"),
        ("Network Ice: A Joint Approach", 2024, "working paper"),
    ]


TABLE = r"""
\section{Teaching}
\begin{tabular}{rrp{11cm}}
& 2019 &(scheduled) Teaching Assistant. Loud Ice (graduate). Fern University, Oslo.\\
& 2016 &Teaching Assistant. Thermodynamics (undergraduate). Fern University.
\end{tabular}
\section{Conferences}
\begin{tabular}{rrp{11cm}}
& 2018 &\textsc{IceDays} Workshop, Oslo. Talk. \emph{Weak Ice Beyond Bias}. \\
& 2017 &\textsc{Snow}, TU Larch. Poster. \emph{Weak Ice with Bias}.
\end{tabular}
\section{Awards}
\begin{tabular}{rp{11cm}}
2015 & Ice Prize of the Lake Society\\
     & Snow Fellowship of the Fern Trust\\
\end{tabular}
"""


def test_rows_whose_first_column_is_empty_all_the_way_down_are_rows_each():
    profile = tex(TABLE)
    assert [(t.role, t.title, t.start) for t in profile.teaching] == [
        ("(scheduled) Teaching Assistant", "Loud Ice", "2019"),
        ("Teaching Assistant", "Thermodynamics", "2016"),
    ]
    assert [(t.title, t.start) for t in profile.talks] == [
        ("Weak Ice Beyond Bias", "2018"),
        ("Weak Ice with Bias", "2017"),
    ]
    assert [(a.title, a.year) for a in profile.awards] == [
        ("Ice Prize of the Lake Society", 2015),
        ("Snow Fellowship of the Fern Trust", 2015),
    ]


def test_a_title_and_the_bracket_behind_it_in_a_table():
    body = r"""\newcommand{\resheading}[1]{{\large \parashade[.9]{sharpcorners}{\textbf{#1 \vphantom{p\^{E}}}}}}
\resheading{Publications}
\begin{tabular*}{6.5in}{l@{\extracolsep{\fill}}r}
Seeing the signals of mobile ice (SNOWCON, \href{https://ice.example/1}{\underline{link}}) & 2013\\
\end{tabular*}
\resheading{Courses and Certificates}
\begin{tabular*}{6.5in}{l@{\extracolsep{\fill}}r}
Machine Ice (Larch MOOC, Fern) - (\href{https://ice.example/2}{\underline{verification}}) & 2016\\
\end{tabular*}"""
    profile = tex(body)
    assert [(p.title, p.venue, p.year) for p in profile.papers] == [
        ("Seeing the signals of mobile ice", "SNOWCON", 2013)
    ]
    assert not profile.teaching and not profile.awards


CARD = """## Manuscrits en préparation

<article class="publication-card">
  <p class="publication-year">2026</p>
  <div>
    <h3>Quantitative chaos of lakes with memory</h3>
    <p><strong>Ada B. Lind</strong></p>
    <p>Estimations uniformes en temps.</p>
  </div>
</article>
"""


def test_a_card_with_its_year_above_its_title():
    assert [(p.title, p.authors, p.year, p.status) for p in md(CARD).papers] == [
        ("Quantitative chaos of lakes with memory", ("Ada B. Lind",), 2026, "working paper")
    ]


RECORDS = """
- year: 2026
  title: "Lake-protective ice is not neutral"
  journal: "Ice Journal of Lakes"
  authors: "Moe K, Lind AB"
  doi: "10.1000/ice.1"
  kind: commentary
- year: 2024
  title: "An emerging disparity in frozen roads"
  journal: "Snow Surgery"
  authors: "Berg B, Moe K, Lind AB"
"""
SHOWN = """
main:
  - title: Fault-tolerant ice
    authors: <strong>Ada B. Lind</strong>, Bo Berg
    conference_short: SNOW
    conference: In Proceedings of the 2023 Conference on Snow <strong>(SNOW)</strong>, 2023.
    code:
    pdf: https://ice.example/3.pdf
"""


def test_records_of_papers_under_whatever_key():
    first = make_profile("p.yml", [read_yaml("p.yml", RECORDS)]).papers
    assert [(p.title, p.venue, p.year, p.authors) for p in first] == [
        ("Lake-protective ice is not neutral", "Ice Journal of Lakes", 2026, ("Moe K", "Lind AB")),
        ("An emerging disparity in frozen roads", "Snow Surgery", 2024, ("Berg B", "Moe K", "Lind AB")),
    ]
    (shown,) = make_profile("q.yml", [read_yaml("q.yml", SHOWN)]).papers
    assert (shown.title, shown.venue) == ("Fault-tolerant ice", "Proceedings of the 2023 Conference on Snow (SNOW)")
    assert (shown.year, shown.authors) == (2023, ("Ada B. Lind", "Bo Berg"))


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("Peer Reviewed Journal Articles", "papers"),
        ("Refereed Conference Papers", "papers"),
        ("Published Articles", "papers"),
        ("Articles", "media"),
        ("Other articles", "media"),
        ("Courses and Certificates", "coursework"),
        ("Courses", "teaching"),
        ("Work-in-progress", "preprints"),
        ("Manuscrits en préparation", "preprints"),
    ],
)
def test_what_headings_that_say_more_open(heading: str, kind: str):
    assert heading_kind(heading) == kind


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("Bo Berg, Chi Song, George C. Moe. (2016) Loud ice", ("Bo Berg", "Chi Song", "George C. Moe")),
        ("A. Lind, J. West, B. Berg. Loud ice", ("A. Lind", "J. West", "B. Berg")),
        ("Ada Lind, Kim North and Bo Berg. Loud ice", ("Ada Lind", "Kim North", "Bo Berg")),
        ("Ada Lind, CHI 2019", ("Ada Lind",)),
    ],
)
def test_names_that_are_other_words_too(words: str, names: tuple[str, ...]):
    assert tuple(name.text for name in read_names(words, 0, len(words)).names) == names


def test_the_state_within_a_bracket_leads_to_the_venue():
    text = "## Working Papers\n\n2025 “Loud Ice and Disclosure” ([arXiv](https://arxiv.org/abs/2201.00001) - "
    text += "[Software](https://ice.example/4), Revise and Resubmit, Fern Journal of Statistics)\n"
    (paper,) = md(text).papers
    assert (paper.title, paper.venue, paper.status) == (
        "Loud Ice and Disclosure",
        "Fern Journal of Statistics",
        "submitted",
    )


@pytest.mark.parametrize(
    ("words", "names"),
    [
        (
            "Moe*, K.R., A.T. Lind*, S.E. Berg, G-Z. Du, Y. Zhang (*Shared first authorship)",
            ("Moe, K.R.", "A.T. Lind", "S.E. Berg", "G-Z. Du", "Y. Zhang"),
        ),
        (
            "Lind, A.T., P.B. Moe, J.B. Grace, E.W. Berg, & 36 co-authors",
            ("Lind, A.T.", "P.B. Moe", "J.B. Grace", "E.W. Berg"),
        ),
        (
            "Berg, B., …, Lind, A., …, Moe, K. A model of cold thought. Nature",
            ("Berg, B.", "Lind, A.", "Moe, K."),
        ),
        ("Berg, B., ..., Lind, A. B.#,..., & Moe, K. (2024). Loud ice", ("Berg, B.", "Lind, A. B.", "Moe, K.")),
        ("R. Berg et al. (incl. A. Lind), Ice Letters, 2022", ("R. Berg", "A. Lind")),
        ("K. Moe, B. Berg, A. Lind, JCAP, 08, 2022", ("K. Moe", "B. Berg", "A. Lind")),
        ("Co-author, with S. Kim, J. Lee, N. Cho", ("S. Kim", "J. Lee", "N. Cho")),
    ],
)
def test_lists_of_names_of_many(words: str, names: tuple[str, ...]):
    assert tuple(name.text for name in read_names(words, 0, len(words)).names) == names


COGNITION = r"""\begin{rubric}{Peer-Reviewed Publications \& Preprints}
\entry*[2026] \textbf{Lind, A.}, Berg, B., \& Moe, K. Quiet ice as a principle for loud lakes. \emph{Under Review.}
{\href{https://ice.example/5}{\lbrack\texttt{paper}\rbrack}} \par
\entry*[2025] Berg, B., \ldots , \textbf{Lind, A.}, \ldots , Moe, K. A cold model of thought. \emph{Nature}. \par
\entry*[2024] \textbf{Lind, A.}, Berg, B. Loud ice in the clinic. \textit{npj Digital Medicine} \par
\end{rubric}"""


def test_what_is_under_review_has_no_venue():
    assert [(p.title, p.venue, p.year, p.status) for p in tex(COGNITION).papers] == [
        ("Quiet ice as a principle for loud lakes", "", 2026, "submitted"),
        ("A cold model of thought", "Nature", 2025, "published"),
        ("Loud ice in the clinic", "npj Digital Medicine", 2024, "published"),
    ]


LEGEND = r"""\cvsection{Selected Publications}
\begin{cventries}
\cventryPub{\begin{cvitems}
$^*$ equal contribution, $^\#$ alphabetical ordering
\end{cvitems}}
\\[0.35cm]
\cventryPub{\begin{cvitems}
\textbf{Lind, A. B.}, Berg, B. & Moe, K. (2025). Ecological priors of frozen thought. \\
\textit{In Preparation.}
\end{cvitems}}
\\[0.35cm]
\cventryPub{\begin{cvitems}
Moe, K.$^*$, \textbf{Lind, A. B.}$^*$, & Berg, B. (2024). Sparse ice reveals learning in lakes. \\
\textit{In the 13th International Conference on Learning Representations (ICLR)}
\end{cvitems}}
\end{cventries}"""


def test_a_legend_of_marks_leads_no_entry():
    papers = tex(LEGEND, r"\documentclass{awesome-cv}").papers
    assert [(p.title, p.venue_short, p.year, p.status) for p in papers] == [
        ("Ecological priors of frozen thought", "", 2025, "working paper"),
        ("Sparse ice reveals learning in lakes", "ICLR", 2024, "published"),
    ]
    assert papers[1].authors == ("Moe, K.", "Lind, A. B.", "Berg, B.")


KINDS = r"""\cvsection{Publications}
\cvsubsection{First author}
\begin{cvletter}
\textbf{Lind, J. S.-Y.}, and Z. Moe. 2017. Marginalized forecasts for loud ice. \textit{International Journal of
Modern Ice D} 26(7): 1750070.
\end{cvletter}
\cvsubsection{Collaborations}
\begin{cvletter}
Fern Observatory Collaboration \textit{et al.} 2019. The Fern Observatory: Goals and forecasts. \textit{Journal of Ice
and Lakes} 2019(2): 056.
\end{cvletter}
\cvsubsection{Book Chapters}
\begin{cvpubs}
\cvpub{\textbf{Lind, A.}, Moe, K. (In Press) ``Cold engagement: News and politics.'' in \textit{Handbook of Frozen
Politics}}
\end{cvpubs}
\cvsubsection{Symposiums \& Conference Panels}
\begin{cvpubs}
\cvpub{\textbf{Lind, A.} (2022). ``Ice and its platforms.'' Presented at the 72nd Annual Ice Conference, Oslo.}
\end{cvpubs}
\cvsubsection{Published}
\begin{cvpubs}
\cvpub{\textbf{IceBoost: Boosting Frozen Metrics, AISTATS (2021)}. With Bo Berg, Kai Moe.}
\end{cvpubs}"""


def test_headings_that_tell_kinds_of_papers_are_no_titles():
    papers = tex(KINDS, r"\documentclass{awesome-cv}").papers
    assert [(p.title, p.year, p.venue_short) for p in papers] == [
        ("Marginalized forecasts for loud ice", 2017, ""),
        ("The Fern Observatory: Goals and forecasts", 2019, ""),
        ("Cold engagement: News and politics", None, ""),
        ("Ice and its platforms", 2022, ""),
        ("IceBoost: Boosting Frozen Metrics", 2021, "AISTATS"),
    ]
    assert papers[1].authors == ("Fern Observatory Collaboration",)


BOLD = """## Awards and Grants

### **2019**
**Fern Junior Scholar Fellowship**  \nLake Program short-term residency grant  \nSnow Research Council

**Ice Fellow**  \nLake Foundation

### **2011-2012**
**International Dissertation Fellowship**  \nThe Snow Research Council  \nResearch in Larch and Fir
"""


def test_lines_below_an_award_in_bold_are_no_awards():
    assert [(a.title, a.year) for a in md(BOLD).awards] == [
        ("Fern Junior Scholar Fellowship", 2019),
        ("Ice Fellow", 2019),
        ("International Dissertation Fellowship", 2011),
    ]


MIXED = """## Honors and Activities

- Co-chair, Ice Days 2015 Combinatorial Snow Competition
- Peer Reviewer, Ice Letters 2014--present
- Founder and organizer, Frozen Evolution Discussion Group, 2013
- Outstanding Reviewer Award, Ice Letters, 2016
- Runner-up, Larch Excellence in Frozen Research, 2018
- Nominee, Fern Program for Excellence in Ice, 2016
- Awarded the Lake Association Moe Memorial Award for 2019 ($500)
- Recipient of a Service to the Department Award during the 2017-2018 academic year. ($350)
- Awarded a Fern Graduate Scholarship (FGS, ~ $15,000)
"""


def test_offices_among_awards_and_what_an_award_is_for():
    profile = md(MIXED)
    assert [(a.title, a.year) for a in profile.awards] == [
        ("Outstanding Reviewer Award", 2016),
        ("Runner-up, Larch Excellence in Frozen Research", 2018),
        ("Nominee, Fern Program for Excellence in Ice", 2016),
        ("Lake Association Moe Memorial Award", 2019),
        ("Service to the Department Award", 2017),
        ("Fern Graduate Scholarship", None),
    ]
    assert [s.title for s in profile.service] == ["Co-chair", "Peer Reviewer", "Founder and organizer"]


@pytest.mark.parametrize(
    ("words", "served"),
    [
        ("Program Committee Member, Ice Days 2012–present", True),
        ("President of the Lake Society, 2015", True),
        ("President's Medal, Lake Society", False),
        ("Chair's Prize for ice", False),
        ("Best Reviewer, Ice Days", False),
        ("Representatives of Fern", True),
        ("Panelist Award", False),
    ],
)
def test_what_is_an_office_among_awards(words: str, served: bool):
    assert is_served(words) is served


GIVEN = r"""\section{Award}
\subsection{Student Awards}
\begin{itemize}
\item Larch Statistics Association (LSA) Fern chapter \hfill March 2016
\begin{itemize}
\item Student of the year
\end{itemize}
\end{itemize}
\section{Presentations}
\begin{itemize}
\item Poster, Ice optimization summer school, Larch, NC \hfill Aug 2016
\begin{itemize}
\item Integrative sparse ice for the discovery of lakes.
\end{itemize}
\end{itemize}
\section{Teaching Experience (University of Fern)}
\begin{itemize}
\item ICE2094 - Advanced Snow Computing -- (with Kai Moe) \hfill Spring 2017
\end{itemize}"""


def test_what_stands_below_who_gave_it_and_where():
    profile = tex(GIVEN)
    (award,) = profile.awards
    assert (award.title, award.organization, award.year) == (
        "Student of the year",
        "Larch Statistics Association (LSA) Fern chapter",
        2016,
    )
    (talk,) = profile.talks
    assert (talk.title, talk.role, talk.start) == (
        "Integrative sparse ice for the discovery of lakes",
        "Poster",
        "2016-08",
    )
    assert [t.title for t in profile.teaching] == ["ICE2094 - Advanced Snow Computing"]
    assert not profile.papers


TALKS = """## Presentations

- “Geo-temporal Ice with Neatline,” Digital Lakes 2012, July 16–20, 2012, Oslo (with Bo Berg).
- “Weblogs of Snow,” Ice Mini-Camp, October 27, 2012, Larch.
- Ada B. Lind, Bo Berg, Kai Moe. Focus On Ice. Virtual. 2021.

## Publications

### Book Reviews

- Review of _Local Lakes: Race and Ice_, edited by Bo Berg, and Donald G. Moe (Fern Press, 2001). _Southern Snow_ (2003).
- Review of _White Ice_ by Lisa Lund Moe. H-LAKES, July 2006
"""


def test_talks_at_events_with_a_year_and_reviews_of_edited_books():
    profile = md(TALKS)
    assert [(t.title, t.organization) for t in profile.talks] == [
        ("Geo-temporal Ice with Neatline", "Digital Lakes"),
        ("Weblogs of Snow", "Ice Mini-Camp"),
        ("Focus On Ice", ""),
    ]
    assert [(p.title, p.venue, p.year) for p in profile.papers] == [
        ("Review of Local Lakes: Race and Ice", "Southern Snow", 2003),
        ("Review of White Ice", "H-LAKES", 2006),
    ]
