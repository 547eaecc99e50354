"""Facts of whole pages: papers without authors, linked lists, rows of a thesis, projects and rows that name advisors."""

import pytest

from qabot.profiles import Profile, make_profile
from qabot.sources.html import read_html
from qabot.sources.latex import read_latex
from qabot.sources.markdown import read_markdown
from qabot.sources.text import read_text


def profile(text: str) -> Profile:
    return make_profile("ada-lind.md", [read_markdown("ada-lind.md", f"# Ada Lind\n\n{text}\n")])


def papers(body: str) -> list[tuple[str, str, int | None]]:
    return [(p.title, p.venue, p.year) for p in profile(f"## Publications\n\n{body}").papers]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            "- Quiet lakes, loud ice and the long thaw, arXiv:2101.00001.\n- A spectrum of thin ice, arXiv:2102.00002.",
            [("Quiet lakes, loud ice and the long thaw", "", None), ("A spectrum of thin ice", "", None)],
        ),
        (
            "1. Thin ice on warm lakes, Ice. Log. Quart. (2024) doi:10.1000/ice.1.",
            [("Thin ice on warm lakes", "Ice. Log. Quart.", 2024)],
        ),
        (
            "1. Thin ice on warm lakes, in press (online first), Acta Glac. Nord. (2023) doi:10.1000/ice.2.",
            [("Thin ice on warm lakes", "Acta Glac. Nord.", 2023)],
        ),
        (
            "1. Thin ice on warm lakes. Accepted to *Lakes, Rivers and Seas*. (arXiv:2103.00003)",
            [("Thin ice on warm lakes", "Lakes, Rivers and Seas", None)],
        ),
    ],
)
def test_papers_without_authors_end_at_their_identifier(body: str, expected: list[tuple[str, str, int | None]]) -> None:
    assert papers(body) == expected


def test_linked_titles_are_papers_and_links_to_lists_are_not() -> None:
    body = (
        "- [Thin ice on warm lakes in spring](https://ice.example/1)\n"
        "- [Loud ice and quiet lakes at dusk](https://ice.example/2)\n"
        "- [The full list of my publications on another page](https://ice.example/all)"
    )
    assert papers(body) == [
        ("Thin ice on warm lakes in spring", "", None),
        ("Loud ice and quiet lakes at dusk", "", None),
    ]


def test_a_row_below_a_degree_names_its_advisors() -> None:
    page = read_html(
        "ada-lind.html",
        "<html><body><h1>Ada Lind</h1><h2>Education</h2><table>"
        "<tr><td>Oct. 2021–Present</td><td>Ph.D. Glaciology</td><td>North University</td></tr>"
        "<tr><td colspan='3'>Supervised by Dr Bo Berg, Dr Cy Dahl and Dr Eva Falk</td></tr>"
        "<tr><td>2018–2021</td><td>Bachelor of Science, Physics</td><td>South University</td></tr>"
        "</table></body></html>",
    )
    found = make_profile("ada-lind.html", [page])
    assert [v.text for v in found.advisors] == ["Bo Berg", "Cy Dahl", "Eva Falk"]
    assert [(d.degree, len(d.advisors)) for d in found.education] == [("Ph.D.", 3), ("Bachelor of Science", 0)]


_VITA = r"""\documentclass{moderncv}
\firstname{Ada}\familyname{Lind}
\begin{document}
\section{Education}
\cventry{2015--2017}{M.Sc. Glaciology}{North University}{Oslo}{}{Grade: 4.7/5. I spent the first year at sea.}
\section{Research experience}
\cventry{2017--2018}{Master's thesis project}{Snow Observatory}{Oslo}{}{My thesis is on ice. Supervisor: Bo Berg.}
\section{Thèse de doctorat}
\cvline{Titre}{Glace mince}
\cvline{Encadrement}{Eva Falk (Directrice), Cy Dahl (Co-encadrant)}
\end{document}
"""


def test_rows_of_a_vita_in_latex() -> None:
    found = make_profile("ada-lind.tex", [read_latex("ada-lind.tex", _VITA)])
    assert [(d.degree, d.organization) for d in found.education] == [("M.Sc.", "North University")]
    assert [(p.role, p.organization) for p in found.positions] == [("Master's thesis project", "Snow Observatory")]
    assert [v.text for v in found.advisors] == ["Bo Berg", "Eva Falk", "Cy Dahl"]


def test_links_of_restructured_text_are_read_in_a_text_file() -> None:
    page = read_text(
        "ada-lind.txt",
        "Welcome!\n========\n\nI am Ada Lind, a research scientist at `Ice Institute <https://ice.example/>`_. "
        "Before, I was a PhD student at North University under the supervision of "
        "`Bo Berg <https://ice.example/bo>`_ and `Eva Falk <https://ice.example/eva>`_.\n",
    )
    found = make_profile("ada-lind.txt", [page])
    assert [(p.role, p.organization) for p in found.positions] == [("research scientist", "Ice Institute")]
    assert [v.text for v in found.advisors] == ["Bo Berg", "Eva Falk"]


def test_information_is_no_education_and_background_is_read_as_prose() -> None:
    found = profile(
        "## ¡Bienvenido a mi sitio de información!\n\n- [Buscador](https://search.example)\n\n"
        "## Background\n\nMy passion for ice led me to pursue a Master of Science in Glaciology from North University, "
        "and a Master of Science in Physics from South University.\n\n"
        "I am currently completing my Ph.D. in Geology at West University."
    )
    assert [(d.degree, d.field, d.organization) for d in found.education] == [
        ("Master of Science", "Glaciology", "North University"),
        ("Master of Science", "Physics", "South University"),
        ("Ph.D.", "Geology", "West University"),
    ]


def test_current_work_told_in_sentences_names_the_post() -> None:
    found = profile(
        "## Current work\n\nI am a postdoctoral researcher at the Ice Institute, working on thaw.\n\n"
        "This is explained in the following publications:\n\n"
        "- [Thin ice on warm lakes in spring](https://ice.example/1)\n"
        "- [Loud ice and quiet lakes at dusk](https://ice.example/2)\n"
    )
    assert [(p.role, p.organization) for p in found.positions] == [("postdoctoral researcher", "Ice Institute")]
    assert [p.title for p in found.papers] == ["Thin ice on warm lakes in spring", "Loud ice and quiet lakes at dusk"]


def test_terms_of_an_org_list_are_columns() -> None:
    page = read_text(
        "ada-lind.org",
        "#+TITLE: Curriculum Vitae of Ada Lind\n\n* Employment\n"
        "  - January--April 2017: Institute for Advanced Ice, Oslo :: Member, School of Snow\n"
        "  - September--November 2015: Institut Glace, Bergen :: Participant in the program on thaw\n",
    )
    found = make_profile("ada-lind.org", [page])
    assert [(p.role, p.organization, p.start, p.end) for p in found.positions] == [
        ("Member", "Institute for Advanced Ice", "2017-01", "2017-04"),
        ("Participant in the program on thaw", "Institut Glace", "2015-09", "2015-11"),
    ]


def test_those_who_share_in_the_supervision_in_french_are_advisors() -> None:
    found = profile(
        "Je suis doctorante au laboratoire Glaces, sous la direction de **Bo Berg** et **Eva Falk**, "
        "avec le co-encadrement de **Cy Dahl**."
    )
    assert [v.text for v in found.advisors] == ["Bo Berg", "Eva Falk", "Cy Dahl"]


def test_an_at_behind_the_label_of_an_address_is_its_sign() -> None:
    found = profile("Email: ada-l at icelake.edu\n\nTeaches at snowhill.edu and lives at lakeview.org.")
    assert [v.text for v in found.emails] == ["ada-l@icelake.edu"]
