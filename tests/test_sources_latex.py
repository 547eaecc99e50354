"""LaTeX to `Source`: every rule with its exact text, blocks and fields."""

import unicodedata

import pytest
from counting import calls
from hypothesis import given, settings
from hypothesis import strategies as st

from qabot.errors import SourceError
from qabot.sources.latex import read_latex
from qabot.sources.source import Source


def read(body: str) -> Source:
    return read_latex("cv.tex", body)


def blocks(source: Source) -> list[tuple[str, str]]:
    return [(block.kind, source.quote(block)) for block in source.blocks]


def said(body: str) -> list[str]:
    return [text for _, text in blocks(read(body))]


def cells(source: Source) -> list[list[str]]:
    return [[source.text[a:b] for a, b in block.cells] for block in source.blocks if block.kind == "row"]


def marks(source: Source) -> list[tuple[str, str, str]]:
    return [(mark.kind, source.quote(mark), mark.target) for mark in source.marks]


def fields(source: Source) -> dict[tuple[str | int, ...], str]:
    return {field.path: source.quote(field) for field in source.fields}


def check(source: Source) -> None:
    text = source.text
    assert unicodedata.is_normalized("NFC", text)
    assert not [c for c in text if unicodedata.category(c) == "Cc" and c not in "\n\t"]
    last = 0
    for block in source.blocks:
        assert last <= block.start < block.end <= len(text)
        assert source.quote(block) == source.quote(block).strip()
        assert all(block.start <= a < b <= block.end for a, b in block.cells)
        assert block.parent < len(source.blocks)
        last = block.end
    for mark in source.marks:
        assert any(block.start <= mark.start < mark.end <= block.end for block in source.blocks)
    for field in source.fields:
        assert source.quote(field) == source.quote(field).strip() != ""


# Text


def test_comments_and_switched_off_text_are_not_text():
    body = "Seen % not seen\n%nor this\nagain.\n\n\\iffalse Hidden \\iftrue deep \\fi text \\fi Shown 50\\% off."
    assert said(body) == ["Seen again.", "Shown 50% off."]


def test_comment_environment_is_not_text():
    assert said("One\n\\begin{comment}\nTwo\n\\end{comment}\nThree") == ["One", "Three"]


def test_accents_are_composed():
    body = r"St\"{o}ne \'Ad\'a \v{S}\'ary \c{C}elik \O stby Wroc\l{}aw \k{e} \u{g} \H{o} na\"{\i}ve \~{n} \aa"
    assert said(body) == ["Stöne Ádá Šáry Çelik Østby Wrocław ę ğ ő naïve ñ å"]


def test_quotes_dashes_ties_and_escapes():
    body = r"``Quoted,'' 2019--2020 --- a~b \& 5\% \$3 \_x \#1 \{y\} \ldots\ \textbullet"
    assert said(body) == ["“Quoted,” 2019–2020 — a b & 5% $3 _x #1 {y} … •"]


def test_mathematics_stays_readable():
    body = r"Mass $M < 20 M_\odot$, $x^2 \leq 5$, the 5$^{th}$ CO$_2$ of \(\alpha_{ij}\) and $\frac{a}{b}$."
    assert said(body) == ["Mass M < 20 M_⊙, x^2 ≤ 5, the 5th CO2 of α_ij and a/b."]


def test_a_line_break_stays_in_the_block_and_an_empty_line_ends_it():
    assert said("One\\\\ two\nthree\n\nFour \\par Five\\\\ \\\\ Six\\\\[12pt] Seven\\\\[2pt] Eight") == [
        "One\ntwo three",
        "Four",
        "Five",
        "Six",
        "Seven\nEight",
    ]


def test_hfill_and_tabbing_become_tabs():
    assert said("Postdoc \\hfill 2019\\\\ Oak\\dotfill 2020") == ["Postdoc\t2019\nOak\t2020"]
    assert said("\\begin{tabbing}2001 \\= Fir\\\\ 2002 \\> Elm\\end{tabbing}") == ["2001\tFir\n2002\tElm"]


def test_layout_commands_leave_no_trace():
    body = (
        "\\vspace*{5mm}\\setlength{\\parindent}{0pt}\\noindent\\hspace*{2mm}\\fontsize{10}{12}\\selectfont "
        "\\includegraphics[width=2cm]{face.png}\\definecolor{a}{RGB}{1,2,3}\\color{a}\\hangindent=1cm\\hangafter=0 "
        "\\hrule width\\hsize height 1pt \\vskip 3pt plus 1pt \\itemsep2pt "
        "\\rule{2cm}{1pt}Text\\label{x}\\cite{y} here."
    )
    assert said(body) == ["Text here."]


def test_drawn_rules_and_printing_dates_are_dropped():
    assert said(
        "Above\n\n---------------------\n\nBelow\n\nLast updated \\today.\n\n2019, on \\today\\ at Oak and for "
        "long years to come"
    ) == [
        "Above",
        "Below",
        "2019, on at Oak and for long years to come",
    ]


def test_unknown_macros_keep_their_text():
    source = read("\\mystery{kept} and \\other[opt]{2cm}{more}\n\n\\prize{2010}{Golden Oak}{Guild of Bakers}")
    assert blocks(source) == [("paragraph", "kept and more"), ("row", "2010 | Golden Oak | Guild of Bakers")]
    assert cells(source) == [["2010", "Golden Oak", "Guild of Bakers"]]


# Macros


def test_macros_of_the_author_are_expanded():
    body = r"""\documentclass{article}
\newcommand{\me}{\textbf{Quill, A.}}
\newcommand{\years}[1]{\marginpar{\scriptsize #1}}
\newcommand{\post}[3][Larch]{\textbf{#2} \hfill #3\\ \textit{at #1}\\}
\def\firm#1{#1 Ltd}
\let\f\firm
\begin{document}
\me, \f{Oak}

\years{2019}Postdoc

\post{Baker}{2001}
\post[Elm]{Miller}{2003}
\end{document}"""
    source = read(body)
    assert said(body) == ["Quill, A., Oak Ltd", "2019\tPostdoc", "Baker\t2001\nat Larch", "Miller\t2003\nat Elm"]
    assert marks(source)[:3] == [("strong", "Quill, A.", ""), ("strong", "Baker", ""), ("em", "at Larch", "")]


def test_environments_of_the_author_are_expanded():
    body = (
        r"\newenvironment{works}[1]{\section{#1}\begin{itemize}}{\end{itemize}}"
        r"\begin{works}{Books}\item One\item Two\end{works}"
    )
    assert blocks(read(body)) == [("heading", "Books"), ("item", "One"), ("item", "Two")]


def test_conditions():
    body = (
        "\\newif\\iflong \\longfalse \\iflong long\\else short\\fi. \\longtrue\\iflong long\\fi. "
        "\\newcommand{\\opt}[1]{\\if\\relax\\detokenize{#1}\\relax none\\else got #1\\fi} \\opt{}, \\opt{x}, "
        "\\ifthenelse{\\equal{a}{a}}{same}{other}"
    )
    assert said(body) == ["short. long. none, got x, same"]


def test_macros_without_end_are_refused():
    with pytest.raises(SourceError, match="call themselves"):
        read("\\newcommand{\\a}{x\\a\\a}\\a")


# Sections


def test_section_commands():
    source = read("\\section*{Work \\\\ Life}\nA\n\\subsection[s]{Part}\nB\n\\paragraph{Run} in")
    assert blocks(source) == [
        ("heading", "Work Life"),
        ("paragraph", "A"),
        ("heading", "Part"),
        ("paragraph", "B"),
        ("heading", "Run"),
        ("paragraph", "in"),
    ]
    assert [block.level for block in source.blocks if block.kind == "heading"] == [1, 2, 4]


def test_sections_done_by_hand():
    body = (
        "{\\fontsize{20}{24}\\selectfont Ada Quill}\n\n{\\large Education} "
        "\\\\ \\vspace{-3mm}\\rule{\\textwidth}{1pt}\n\n"
        "BSc, Elm College, with honours and a long thesis on the quiet stars of winter\n\n\\textsc{\\Large "
        "Papers}\\\\\n\n"
        "\\textbf{Journal articles}\n\nQuill. A long enough line of text to be the body of this "
        "document.\n\n\\textbf{Lead:} run in"
    )
    source = read(body)
    assert [(source.quote(b), b.level) for b in source.blocks if b.kind == "heading"] == [
        ("Ada Quill", 1),
        ("Education", 3),
        ("Papers", 2),
        ("Journal articles", 4),
    ]
    assert blocks(source)[-1] == ("paragraph", "Lead: run in")


def test_a_large_line_over_a_paragraph_is_a_heading_but_a_bold_one_is_an_entry():
    body = (
        "{\\Large Ada Quill}\\\\ Oak Institute, Department of Long Names and "
        "Addresses\\\\ Larch\n\n\\textbf{Tutor}\\\\ Elm College"
    )
    assert blocks(read(body)) == [
        ("heading", "Ada Quill"),
        ("paragraph", "Oak Institute, Department of Long Names and Addresses\nLarch"),
        ("paragraph", "Tutor\nElm College"),
    ]


def test_three_bold_lines_in_a_row_are_entries():
    body = (
        "\\section{Awards}\n\\textbf{Oak Prize}\n\n\\textbf{Elm Prize}\n\n"
        "\\textbf{Fir Prize}\n\nThat is all there is to say."
    )
    assert [kind for kind, _ in blocks(read(body))] == ["heading", "paragraph", "paragraph", "paragraph", "paragraph"]


def test_a_macro_named_section_is_a_section():
    body = "\\mysubsection{Grants}\n\n\\begin{rSection}{Teaching}\nMaths\n\\end{rSection}"
    source = read(body)
    assert [(source.quote(b), b.level) for b in source.blocks if b.kind == "heading"] == [
        ("Grants", 2),
        ("Teaching", 1),
    ]


# Lists and tables


def test_lists_nest():
    body = (
        "\\begin{itemize}[noitemsep]\\item One\n\n more\n\\begin{enumerate}\\item In one\\end{enumerate}\\item[--] Two"
        "\\item[2019] Three\\end{itemize}"
    )
    source = read(body)
    assert blocks(source) == [("item", "One\nmore"), ("item", "In one"), ("item", "Two"), ("item", "2019\tThree")]
    assert [(block.level, block.parent) for block in source.blocks] == [(1, -1), (2, 0), (1, -1), (1, -1)]


@pytest.mark.parametrize("name", ["etaremune", "compactitem", "tightenumerate"])
def test_lists_of_packages(name):
    assert blocks(read(f"\\begin{{{name}}}\\item A\\item B\\end{{{name}}}")) == [("item", "A"), ("item", "B")]


def test_subitems_stand_under_their_item():
    source = read("\\begin{itemize}\\item Project\\subitem - Built it\\subitem - Ran it\\item Other\\end{itemize}")
    assert blocks(source) == [("item", "Project"), ("item", "Built it"), ("item", "Ran it"), ("item", "Other")]
    assert [(block.level, block.parent) for block in source.blocks] == [(1, -1), (2, 0), (2, 0), (1, -1)]


def test_hanging_paragraphs_and_bibliographies_are_items():
    body = (
        "\\begin{hangparas}{.25in}{1}\n[1] Quill, A. One.\n\n[2] Quill, A. Two.\n\\end{hangparas}"
        "\\begin{thebibliography}{9}\\bibitem[Q]{k} Ref one.\\bibitem{l} Ref two.\\end{thebibliography}"
    )
    assert blocks(read(body)) == [
        ("item", "[1] Quill, A. One."),
        ("item", "[2] Quill, A. Two."),
        ("item", "Ref one."),
        ("item", "Ref two."),
    ]


def test_bullets_set_by_hand_are_items():
    assert blocks(read("\\textbullet\\ First \\\\ $\\bullet$ Second")) == [("item", "First"), ("item", "Second")]


def test_table_rows():
    body = (
        "\\begin{tabular}{@{}lp{3in}@{}}\\toprule 2019--2020 & \\textbf{PhD}, Larch \\\\ & Advisor: Bo Stone \\\\[2pt] "
        "\\hline 2021 & \\multicolumn{1}{l}{Prize} & \\\\ \\multicolumn{2}{l}{Note on all} \\end{tabular}"
    )
    source = read(body)
    assert blocks(source) == [
        ("row", "2019–2020 | PhD, Larch\nAdvisor: Bo Stone"),
        ("row", "2021 | Prize"),
        ("paragraph", "Note on all"),
    ]
    assert cells(source) == [["2019–2020", "PhD, Larch", "Advisor: Bo Stone"], ["2021", "Prize"]]


def test_a_table_inside_an_item_is_set_line_by_line():
    body = (
        "\\begin{itemize}\\item\\begin{tabular*}{5in}[t]{lr}"
        "\\textbf{Oak} & Larch\\\\ Baker & 2019\\\\\\end{tabular*}\\end{itemize}"
    )
    assert blocks(read(body)) == [("item", "Oak\tLarch\nBaker\t2019")]


MINIPAGES = "\\begin{minipage}[t]{.1\\linewidth}%s\\end{minipage}\n\\begin{minipage}[t]{.9\\linewidth}%s\\end{minipage}"


def test_a_column_of_years_is_paired_line_by_line():
    source = read(
        MINIPAGES % ("2025 \\\\ \\\\ 2020 \\\\ 2018", "PhD, Larch \\\\ Advisor: Bo \\\\ MSc, Elm \\\\ BSc, Fir \\\\")
    )
    assert cells(source) == [["2025", "PhD, Larch", "Advisor: Bo"], ["2020", "MSc, Elm"], ["2018", "BSc, Fir"]]
    assert cells(read(MINIPAGES % ("2022", "Grant of the Oak Fund. \\vspace{\\baselineskip}"))) == [
        ["2022", "Grant of the Oak Fund."]
    ]
    paragraphs = read(MINIPAGES % ("2019--2020\n\n2018", "PhD \\\\ Larch\n\nBSc \\\\ Elm"))
    assert cells(paragraphs) == [["2019–2020", "PhD\nLarch"], ["2018", "BSc\nElm"]]


def test_other_columns_come_one_after_the_other():
    assert blocks(read(MINIPAGES % ("Oak Institute\\\\ Larch", "Web: quill.example"))) == [
        ("paragraph", "Oak Institute\nLarch"),
        ("paragraph", "Web: quill.example"),
    ]
    uneven = read(MINIPAGES % ("2019\\\\ 2018\\\\ 2017", "One\\\\ Two"))
    assert [kind for kind, _ in blocks(uneven)] == ["paragraph", "paragraph"]


def test_verbatim_is_kept_as_it_is():
    assert blocks(read("\\begin{verbatim}\na & b \\\\ % c\n\\end{verbatim}")) == [("pre", "a & b \\\\ % c")]


# Marks


def test_marks_and_links():
    body = (
        "\\textbf{Bold} {\\it slanted \\bf both} \\underline{under} \\href{https://x.example/a%20b}{\\emph{Paper}} "
        "\\url{http://y.example/~a_b#c} \\texttt{R}"
    )
    source = read(body)
    assert source.text == "Bold slanted both under Paper http://y.example/~a_b#c R"
    assert marks(source) == [
        ("strong", "Bold", ""),
        ("em", "slanted both", ""),
        ("strong", "both", ""),
        ("underline", "under", ""),
        ("em", "Paper", ""),
        ("link", "Paper", "https://x.example/a%20b"),
        ("link", "http://y.example/~a_b#c", "http://y.example/~a_b#c"),
        ("code", "R", ""),
    ]


def test_marks_do_not_cross_columns_or_blocks():
    source = read("\\textit{Baker} \\hfill \\textit{Larch}\n\n{\\bf one\n\ntwo}")
    assert marks(source)[:2] == [("em", "Baker", ""), ("em", "Larch", "")]
    check(source)


def test_an_address_that_stands_only_in_a_link_is_written_out():
    assert said("\\href{mailto:ada@quill.example}{Write} or \\href{mailto:ada@quill.example}{ada@quill.example}") == [
        "Write ada@quill.example or ada@quill.example"
    ]


# Classes


def test_moderncv():
    source = read(
        r"""\documentclass[11pt]{moderncv}
\moderncvtheme[blue]{classic}
\firstname{Ada}\familyname{Quill}
\title{Assistant Professor}
\address{1 Hidden Street}{00000 Town}{Land}
\phone[mobile]{+1 000}
\email{ada@quill.example}
\homepage{quill.example}
\social[github]{adaquill}
\begin{document}
\makecvtitle
\section{Education}
\cventry{2015--2019}{PhD in Physics}{University of Larch}{Larch}{\textit{with honours}}{Thesis: \emph{Quiet stars}.}
\cventry{2011--2015}{BSc}{Elm College}{Elm}{}{%
  \begin{itemize}\item First in her year\end{itemize}}
\cvitem{Tongues}{Elvish, Dwarvish}
\cvlistitem{Knits}
\section{More}
\end{document}"""
    )
    assert blocks(source) == [
        ("field", "Ada Quill"),
        ("field", "Assistant Professor"),
        ("field", "Email: ada@quill.example"),
        ("field", "Homepage: quill.example"),
        ("field", "GitHub: adaquill"),
        ("heading", "Education"),
        ("row", "2015–2019 | PhD in Physics | University of Larch | Larch | with honours\nThesis: Quiet stars."),
        ("row", "2011–2015 | BSc | Elm College | Elm"),
        ("item", "First in her year"),
        ("row", "Tongues | Elvish, Dwarvish"),
        ("item", "Knits"),
        ("heading", "More"),
    ]
    assert fields(source) == {
        ("name",): "Ada Quill",
        ("label",): "Assistant Professor",
        ("email", 0): "ada@quill.example",
        ("homepage",): "quill.example",
        ("links", "github"): "adaquill",
    }
    assert cells(source)[0] == [
        "2015–2019",
        "PhD in Physics",
        "University of Larch",
        "Larch",
        "with honours",
        "Thesis: Quiet stars.",
    ]


def test_awesome_cv():
    source = read(
        r"""\documentclass{awesome-cv}
\name{Ada}{Quill}
\mobile{000}
\begin{document}
\makecvheader[C]
\cvsection{Work}
\begin{cventries}
\cventry{Engineer}{Oak Co.}{Larch}{2017 - 2018}{\begin{cvitems}\item {Built it.}\end{cvitems}}
\end{cventries}
\begin{cvhonors}\cvhonor{2nd}{Baking Cup}{Larch}{2018}\end{cvhonors}
\end{document}"""
    )
    assert blocks(source) == [
        ("field", "Ada Quill"),
        ("heading", "Work"),
        ("row", "Engineer | Oak Co. | Larch | 2017 - 2018"),
        ("item", "Built it."),
        ("row", "2nd | Baking Cup | Larch | 2018"),
    ]


def test_altacv_and_others():
    body = (
        "\\cvevent{Baker}{Oak}{2019}{Larch}\\begin{itemize}\\item Bread\\end{itemize}\\cvtag{Rye}\n\n"
        "\\twentyitem{2020}{Miller}{Elm}{Flour}\\entry{2021}{Cook}{Fir}{Soup}"
    )
    source = read(body)
    assert blocks(source) == [
        ("row", "Baker | Oak | 2019 | Larch"),
        ("item", "Bread"),
        ("paragraph", "Rye"),
        ("row", "2020 | Miller | Elm\nFlour"),
        ("row", "2021 | Cook | Fir\nSoup"),
    ]
    assert ("badge", "Rye", "") in marks(source)


def test_res():
    body = r"""\documentclass[margin]{res}
\begin{document}
\name{Ada Quill}
\address{1 Hidden Street}
\begin{resume}
\section{RESEARCH \\ EXPERIENCE}
{\bf Post-doctoral Researcher}  \hfill Sep. 2018 - Aug. 2022 \\
{\sl Oak Institute, Larch}
\end{resume}
\end{document}"""
    source = read(body)
    assert blocks(source) == [
        ("field", "Ada Quill"),
        ("heading", "RESEARCH EXPERIENCE"),
        ("paragraph", "Post-doctoral Researcher\tSep. 2018 - Aug. 2022\nOak Institute, Larch"),
    ]
    assert fields(source) == {("name",): "Ada Quill"}


def test_article_title():
    body = (
        "\\documentclass{article}\\title{Curriculum Vitae}\\author{Ada Quill\\\\ Oak Institute}"
        "\\date{\\today}\\begin{document}\\maketitle Text.\\end{document} After"
    )
    source = read(body)
    assert blocks(source) == [
        ("heading", "Curriculum Vitae"),
        ("field", "Ada Quill"),
        ("paragraph", "Oak Institute"),
        ("paragraph", "Text."),
    ]
    assert fields(source) == {("name",): "Ada Quill"}


# Limits


def test_a_document_without_text_is_refused():
    with pytest.raises(SourceError, match="prints no text"):
        read("\\documentclass{article}\\begin{document}% nothing\n\\vspace{1cm}\\end{document}")


@pytest.mark.parametrize(
    "deep",
    [
        "{" * 50_000 + "x" + "}" * 50_000,
        "\\textbf{" * 20_000 + "x",
        "\\begin{itemize}\\item " * 5_000 + "x",
        "\\begin{minipage}{1cm}" * 5_000 + "x",
    ],
)
def test_deep_nesting_is_read_or_refused(deep):
    try:
        assert "x" in read(deep).text
    except SourceError:
        pass


def test_work_grows_with_the_size_only():
    page = (
        "\\section{Work}\n\\textbf{Baker} \\hfill 2019\\\\ \\emph{Oak} % note\n\n"
        "\\begin{itemize}\\item A $x$ \\& b\\end{itemize}\n"
    )

    assert 3.5 < calls(lambda: read(page * 400)) / calls(lambda: read(page * 100)) < 4.5


PIECES = st.sampled_from(
    "\\section{ \\item \\begin{itemize} \\end{itemize} \\begin{tabular}{ll} \\end{tabular} & \\\\ { } $ \\textbf{ "
    "[ ] \n\n % \\cventry "
    "\\newcommand{\\a}[1]{x#1\\a{y}} \\a \\href{ \\if \\else \\fi \\iffalse \\begin{minipage}{1cm} "
    "\\end{minipage} 2019 word \\hfill \\'e "
    "\\name{ \\email{ \\verb|x| \\begin{document} \\end{document} \\def\\b#1{z} \\b # ^ _ ~ \\today \\cvitem "
    "\\marginpar \u0301 \ud55c".split(" ")
)


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=40).map(" ".join))
def test_mutated_input_never_breaks(body):
    try:
        check(read(body))
    except SourceError:
        pass


def test_a_note_in_the_margin_is_one_line():
    body = (
        "\\newcommand{\\mhead}[1]{\\leavevmode\\marginpar{\\footnotesize #1}}"
        "\\mhead{Snow \\newline Experience}%\nIce Lab \\hfill 2011 \\newline Lake Lab"
    )
    assert said(body) == ["Snow Experience\tIce Lab\t2011\nLake Lab"]


def test_true_lengths_and_features_of_fonts_print_nothing():
    assert said("\\hangindent=1 true cm\\hangafter=1 \\noindent 2006. Loud ice") == ["2006. Loud ice"]
    assert said("{\\addfontfeature{Numbers=OldStyle} \\hfill 2016} Ice") == ["2016 Ice"]


def test_a_condition_of_the_preamble_that_nobody_closed_ends_where_the_document_begins():
    head = "\\documentclass{article}\n\\ifnum 0\\ifxetex 1\\fi=0 % if pdftex\n\\usepackage[T1]{fontenc}\n"
    source = read_latex("cv.tex", head + "\\begin{document}\nAda Berg\n\\iffalse\nhidden\n\\fi\n\\end{document}\n")
    assert source.text.strip() == "Ada Berg"


def test_the_lengths_of_a_cell_over_rows_print_nothing():
    body = "\\begin{tabular}{ll} \\multirow{2}{*}[0.8em]{2016--2019} & Ph.D.\\\\ & Ice\\\\ \\end{tabular}"
    assert said(body)[0].startswith("2016–2019")


@pytest.mark.parametrize(
    ("head", "first"),
    [
        (
            r"\lhead{{\Large \href{https://a.example}{\textbf{Ada M.~Lind}}} \hskip10pt \textit{Jan 2019}}",
            "Ada M. Lind",
        ),
        (r"\fancyhead[L]{Ada Lind} \fancyhead[R]{\thepage}", "Ada Lind"),
        (r"\rhead{Ada Lind -- page \thepage}", "Education"),
        (r"\lhead{curriculum vitae}", "Education"),
    ],
)
def test_the_running_head_is_printed_once_at_the_top(head, first):
    text = rf"\documentclass{{article}}\usepackage{{fancyhdr}}{head}\begin{{document}}\section{{Education}}BSc\end{{document}}"
    lines = read_latex("cv.tex", text).text.split("\n")
    assert lines[0].startswith(first)
    assert sum("Lind" in line for line in lines) == (first != "Education")


def test_a_running_head_that_the_page_begins_with_is_not_printed_again():
    text = (
        r"\documentclass{article}\lhead{Ada Lind}\begin{document}\begin{center}Ada Lind\end{center}Born\end{document}"
    )
    assert read_latex("cv.tex", text).text.count("Ada Lind") == 1
