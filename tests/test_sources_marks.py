"""Pages in the mark-up of jemdoc, Org, reStructuredText and Quarto: what a reader sees, not the marks."""

from __future__ import annotations

from pathlib import Path

import pytest

from qabot.sources import read_source
from qabot.sources.latex import read_latex
from qabot.sources.markdown import looks_like_markdown, read_markdown
from qabot.sources.source import Source
from qabot.sources.text import read_text


def blocks(source: Source) -> list[tuple[str, str]]:
    return [(block.kind, source.text[block.start : block.end]) for block in source.blocks]


def test_a_jemdoc_page_is_read_without_its_marks():
    text = (
        "# jemdoc: menu{MENU}{index.html}, nofooter\n==Ada Lind\n\n~~~\n{}{img_left}{ada.jpg}{alt}{200}{250}{}\n"
        "*Postdoc*,\\n [https://n.edu North Institute]\n\ne-mail: /ada \\[DOT\\] lind/ \\[@\\] n \\[DOT\\] edu\\n\n~~~\n\n"
        '== Papers\n- Ada Lind, Bo Berg, \\"On Ice\\", ICML 2020. [https://x.org/a.pdf pdf]\n-- best paper\n'
    )
    assert looks_like_markdown(text)
    source = read_markdown("ada.txt", text)
    assert blocks(source) == [
        ("heading", "Ada Lind"),
        ("paragraph", "Postdoc,\nNorth Institute"),
        ("paragraph", "e-mail: ada [DOT] lind [@] n [DOT] edu"),
        ("heading", "Papers"),
        ("item", 'Ada Lind, Bo Berg, "On Ice", ICML 2020. pdf'),
        ("item", "best paper"),
    ]
    assert [(m.kind, m.target) for m in source.marks if m.kind == "link"] == [
        ("link", "https://n.edu"),
        ("link", "https://x.org/a.pdf"),
    ]


def test_the_divisions_of_quarto_are_boxes():
    text = (
        '## Experience {.unnumbered}\n\n:::: {.columns}\n::: {.column width="10%"}\n2021-\n:::\n::: {.column}\n'
        '**Analyst**, [Ice Office](https://i.org){target="_blank"}, [Oslo]{.smallcaps}.\n:::\n::::\n'
    )
    source = read_markdown("ada.md", text)
    assert blocks(source) == [
        ("heading", "Experience"),
        ("paragraph", "2021-"),
        ("paragraph", "Analyst, Ice Office, Oslo."),
    ]
    date, words = source.blocks[1:]
    assert date.boxes[0] == words.boxes[0] and date.boxes != words.boxes


def test_an_org_file_is_read_with_its_tables(tmp_path: Path):
    page = tmp_path / "ada.org"
    page.write_text(
        ":PROPERTIES:\n#+TITLE: Postdoc\n#+AUTHOR: Ada Lind\n:END:\n* Work :export:\n** Now\nFellow, /North/ Institute\\\\\n"
        "+ Melted =ice=.\n| 2012 | Member, Ice Club |\n|------+------------------|\n| [2019-12-10 Tue] | Talk |\n"
    )
    source = read_source(page)
    assert blocks(source) == [
        ("heading", "Postdoc"),
        ("paragraph", "Ada Lind"),
        ("heading", "Work"),
        ("heading", "Now"),
        ("paragraph", "Fellow, North Institute"),
        ("item", "Melted ice."),
        ("row", "2012 | Member, Ice Club"),
        ("row", "2019-12-10 | Talk"),
    ]
    assert [block.level for block in source.blocks if block.kind == "heading"] == [1, 1, 2]


def test_the_rules_of_a_restructured_text_tell_the_levels_of_its_headings():
    text = (
        "Ada Lind\n========\n\n:Email: ada@n.edu\n\nWork\n----\n\nPosts\n~~~~~\n\n- Postdoc\n\nStudy\n-----\n\nPh.D.\n"
    )
    source = read_text("ada.rst", text)
    headings = [(b.level, source.text[b.start : b.end]) for b in source.blocks if b.kind == "heading"]
    assert headings == [(1, "Ada Lind"), (2, "Work"), (3, "Posts"), (2, "Study")]
    assert blocks(source)[1] == ("paragraph", "Email: ada@n.edu")


def test_the_letter_before_a_cv_is_left_out():
    text = (
        "\\documentclass{moderncv}\\firstname{Dr.~Ada}\\familyname{Lind}\\begin{document}\\recipient{Bo Berg}{Mud Corp}"
        "\\opening{Dear Bo,}\\makelettertitle I was a postdoc once. \\makeletterclosing \\makecvtitle \\section{Education}"
        "\\cvitem{2019}{Ph.D.}\\end{document}"
    )
    assert blocks(read_latex("ada.tex", text)) == [
        ("field", "Dr. Ada Lind"),
        ("heading", "Education"),
        ("row", "2019 | Ph.D."),
    ]


def test_a_letter_that_never_closes_is_text():
    text = "\\begin{document}\\makelettertitle I was a postdoc once.\\end{document}"
    assert blocks(read_latex("ada.tex", text)) == [("paragraph", "I was a postdoc once.")]


def test_the_paragraphs_of_a_restructured_text_run_on():
    text = (
        'Papers\n------\n\n12. A. Lind, B. Berg,\nC. Dahl, "On slow\nice." Snow **12** (2020) 3. [`link\n<https://x.org/a>`__\\ ]\n\n'
        "- one\n  two\n- three\n\nA. Wi |s'| niowski\n"
    )
    assert blocks(read_text("ada.rst", text)) == [
        ("heading", "Papers"),
        ("item", 'A. Lind, B. Berg, C. Dahl, "On slow ice." Snow 12 (2020) 3. [link]'),
        ("item", "one two"),
        ("item", "three"),
        ("paragraph", "A. Wis'niowski"),
    ]


def test_emphasis_and_links_of_org_and_rst_are_marks():
    org = read_text(
        "ada.org", "#+TITLE: Ada\n1. On ice. /J. Snow/ *3*\n   and [[https://x.org][more]].\n2. Mud\\\\\n   wet\n"
    )
    assert blocks(org)[1:] == [("item", "On ice. J. Snow 3 and more."), ("item", "Mud\nwet")]
    assert [(m.kind, org.text[m.start : m.end], m.target) for m in org.marks] == [
        ("em", "J. Snow", ""),
        ("strong", "3", ""),
        ("link", "more", "https://x.org"),
    ]
    rst = read_text("ada.rst", "Ada\n===\n\n**Loud** *ice*, `here <https://x.org>`_\n")
    assert [(m.kind, rst.text[m.start : m.end], m.target) for m in rst.marks] == [
        ("strong", "Loud", ""),
        ("em", "ice", ""),
        ("link", "here", "https://x.org"),
    ]


def test_a_sign_that_text_cannot_hold_does_no_harm():
    text = "#+TITLE: Ada\n\ufdd0 *x* \ufdd4 \ufdd2 y\n"
    assert blocks(read_text("ada.org", text)) == [("heading", "Ada"), ("paragraph", "x y")]


ORG_CV = r"""#+TITLE: Mira Holt
#+LATEX_HEADER: \newcommand{\post}[3]{#1 & \textbf{#2}, #3 \\}
#+BEGIN_SRC emacs-lisp
(setq secret 1)
#+END_SRC
* Setup                                                       :noexport:
:PROPERTIES:
:KEY: x
:END:
Not to be seen.
** Deeper
Nor this.
* Work & travel
#+begin_export latex
\begin{tabular}{ll}
\post{2019 -- 2021}{Research Fellow}{Tarn College}
\post{2017 -- 2019}{Lecturer}{Lake Institute of Rivers and Bridges, with a long description of what was done there by day and by night, and of what came of it in the years that followed, and of who took part}
\end{tabular}
#+end_export
#+LATEX: \textit{Since then at large.}
"""


def test_org_that_is_latex_for_the_most_part_is_read_as_such(tmp_path):
    (tmp_path / "cv.org").write_text(ORG_CV, "utf-8")
    source = read_source(tmp_path / "cv.org")
    assert source.text.split("\n\n")[:2] == ["Mira Holt", "Work & travel"]
    rows = [source.text[block.start : block.end] for block in source.blocks if block.kind == "row"]
    assert rows[0] == "2019 – 2021 | Research Fellow, Tarn College"
    assert source.text.endswith("Since then at large.")
    assert not any(word in source.text for word in ("seen", "Deeper", "Nor", "secret", "KEY", "export"))


def test_org_with_a_line_of_latex_stays_org(tmp_path):
    text = "#+TITLE: Mira Holt\n\n* Work\n\nA /fellow/ at Tarn College, and much more that is told here.\n"
    (tmp_path / "cv.org").write_text(text + "#+begin_export latex\n\\clearpage\n#+end_export\n", "utf-8")
    source = read_source(tmp_path / "cv.org")
    assert source.format == "text"
    assert "A fellow at Tarn College" in source.text


@pytest.mark.parametrize(
    ("text", "expected", "bold"),
    [
        ("**Loud Ice.**Ada Lind, 2020", "Loud Ice. Ada Lind, 2020", ["Loud Ice."]),
        ("**研究方向：**冰川学", "研究方向：冰川学", ["研究方向："]),
        ("冰川**（重点）**与海洋", "冰川（重点）与海洋", ["（重点）"]),
        ("**a** and 2**3 or **b**", "a and 2**3 or b", ["a", "b"]),
        ("Ada Lind*, Bo Berg*, Cleo Dahl", "Ada Lind*, Bo Berg*, Cleo Dahl", []),
        ("```\n**x.**y\n```", "**x.**y", []),
    ],
)
def test_bold_that_touches_a_word(text: str, expected: str, bold: list[str]) -> None:
    source = read_markdown("x.md", text)
    assert source.text.strip() == expected
    assert [source.text[m.start : m.end] for m in source.marks if m.kind == "strong"] == bold
