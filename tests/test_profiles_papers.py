"""Papers: the styles people print them in, and what must hold for any of them."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qabot.profiles import Paper, make_profile
from qabot.sources.markdown import read_markdown


def papers(body: str, heading: str = "Publications") -> tuple[Paper, ...]:
    text = f"# Ada Lind\n\n## {heading}\n\n{body}\n"
    return make_profile("ada-lind.md", [read_markdown("ada-lind.md", text)]).papers


STYLES = [
    "- Ada Lind, Bo Berg. **Slow Tides in Shallow Lakes**. *Journal of Lakes*, 12(3), 2021.",
    "- Ada Lind and Bo Berg. “Slow Tides in Shallow Lakes”, Journal of Lakes, vol. 12, 2021. [pdf] [code]",
    "- [Slow Tides in Shallow Lakes](https://x.org/a)  \n  **Ada Lind**, Bo Berg  \n  *Journal of Lakes*, 2021",
    "- **Slow Tides in Shallow Lakes**  \n  *Journal of Lakes*, 12, 15-28, 2021  \n  Ada Lind, Bo Berg",
    "- Lind, A., & Berg, B. (2021). Slow Tides in Shallow Lakes. *Journal of Lakes, 12*(3), 1-9.",
    "- Ada Lind, Bo Berg. Slow Tides in Shallow Lakes. Journal of Lakes, 2021.",
    "- [Journal of Lakes 2021] Ada Lind, Bo Berg, “Slow Tides in Shallow Lakes”",
    "- Lind, A., Berg, B., *Slow Tides in Shallow Lakes*, 2021, Journal of Lakes, 12, 33",
    "1. A. Lind, B. Berg, ''Slow Tides in Shallow Lakes,'' **Journal of Lakes**, vol. 2, pp. 1-9, Apr. 2021.",
    "### Slow Tides in Shallow Lakes\n**Ada Lind**, Bo Berg  \nIn Journal of Lakes, 2021.  \n[Paper]",
    "Ada Lind, Bo Berg\n\nSlow Tides in Shallow Lakes\n\nJournal of Lakes, 2021",
    "Slow Tides in Shallow Lakes\n\nAda Lind\\*, Bo Berg\n\nJournal of Lakes, 2021",
]


@pytest.mark.parametrize("style", STYLES)
def test_one_paper_however_it_is_printed(style: str):
    (paper,) = papers(style)
    assert paper.title == "Slow Tides in Shallow Lakes"
    assert [name[0] + name.split()[-1][0] for name in paper.authors] in (["AL", "BB"], ["LA", "BB"])
    assert len(paper.authors) == 2
    assert "Journal of Lakes" in paper.venue
    assert paper.year == 2021
    assert paper.status == "published"


def test_year_headings_and_conferences():
    body = (
        "### 2022\n- Ada Lind, Bo Berg. Why Rivers Bend at All. (ICML)\n\n### 2020\n- Bo Berg, Ada Lind. "
        "How Rivers Sing. (TCAS-II)"
    )
    first, second = papers(body)
    assert (first.year, first.venue, first.venue_short) == (2022, "ICML", "ICML")
    assert (second.year, second.venue) == (2020, "TCAS-II")


def test_full_venue_with_its_short_form():
    body = (
        "- Ada Lind, Bo Berg. Why Rivers Bend. International Conference on Learning Representations "
        "(ICLR), 2023. Spotlight."
    )
    (paper,) = papers(body)
    assert paper.venue == "International Conference on Learning Representations (ICLR)"
    assert paper.venue_short == "ICLR"
    assert [honour.text for honour in paper.honours] == ["Spotlight"]


def test_cards():
    card = (
        '<div class="box"><div class="badge">CVPR 2024</div><div>\n\n[Seeing Through Deep Water](https://x.org)\n\n'
        "**Ada Lind**, Bo Berg\n\n- A detail of no weight.\n\n</div></div>\n\n"
    )
    found = papers(card + card.replace("Seeing Through Deep Water", "Hearing Through Thin Ice").replace("2024", "2022"))
    assert [(p.title, p.venue, p.year, p.authors) for p in found] == [
        ("Seeing Through Deep Water", "CVPR", 2024, ("Ada Lind", "Bo Berg")),
        ("Hearing Through Thin Ice", "CVPR", 2022, ("Ada Lind", "Bo Berg")),
    ]


def test_with_names_the_other_authors():
    (paper,) = papers('"Prices of Water". With Bo Berg. Published in River Economics, 9(1), 1-9, 2014.')
    assert paper.authors == ("Ada Lind", "Bo Berg")
    assert (paper.title, paper.venue, paper.year) == ("Prices of Water", "River Economics", 2014)


def test_the_same_paper_twice_is_one_and_two_parts_are_two():
    body = (
        "- Ada Lind, Bo Berg. A Survey of Northern Lakes - I. The Small Ones. Journal of Lakes, 2020.\n"
        "- Ada Lind, Bo Berg. A Survey of Northern Lakes - II. The Large Ones. Journal of Lakes, 2021.\n"
        "- Ada Lind, Bo Berg. A survey of northern lakes - I. The small ones. Journal of Lakes, 2020.\n"
    )
    assert len(papers(body)) == 2


def test_statuses():
    assert papers("- Ada Lind, Bo Berg. Why Ice Is Loud. arXiv:2401.01234, 2024.")[0].status == "preprint"
    assert papers("- Ada Lind, Bo Berg. Why Ice Is Loud. Submitted to Journal of Lakes, 2024.")[0].status == "submitted"
    assert papers("- Ada Lind, Bo Berg. Why Ice Is Loud. To appear in Journal of Lakes, 2024.")[0].status == "accepted"
    assert papers("“Why Ice Is Loud” (with Bo Berg)", "Working Papers")[0].status == "working paper"
    assert papers("- Ada Lind. (2021). “Sounds of Ice.” Some Dataverse.", "Data")[0].status == "dataset"


@pytest.mark.parametrize(
    "body",
    [
        "I have published over 50 papers with many citations.\n\nSee the full list at [Google Scholar](https://x.org).",
        "[Deep Residual Thoughts](https://x.org)\n\n**Kai Nobody**, Bo Berg\n\n- Lorem ipsum dolor sit amet.",
        "Coming soon!",
    ],
)
def test_sections_without_papers_give_none(body: str):
    assert papers(body) == ()


def test_papers_in_other_scripts():
    found = papers("- 林小雨，王大海，赵明. 基于潮汐的浅水湖泊研究方法. 湖泊学报, 2023.", "论文发表")
    assert [(p.title, p.authors, p.venue, p.year) for p in found] == [
        ("基于潮汐的浅水湖泊研究方法", ("林小雨", "王大海", "赵明"), "湖泊学报", 2023)
    ]


_WORDS = "slow tides in shallow lakes of northern towns with loud ice and warm mud under old bridges".split()
_PEOPLE = ["Ada Lind", "Bo Berg", "Cy Dahl", "Di Ekman", "Eva Falk", "Finn Grip"]
_VENUES = [
    "Journal of Lakes",
    "ICML",
    "Proceedings of the Ice Symposium",
    "IEEE Transactions on Mud (TM)",
    "Limnology Letters",
]
titles = st.lists(st.sampled_from(_WORDS), min_size=4, max_size=10).map(lambda w: " ".join(w).capitalize())
people = st.lists(st.sampled_from(_PEOPLE), min_size=2, max_size=5, unique=True)
styles = st.sampled_from(
    [
        "- {authors}. **{title}**. *{venue}*, {year}.",
        "- {authors}. “{title}”, {venue}, {year}. [pdf]",
        "- **{title}**  \n  {authors}  \n  {venue}, {year}",
        "- [{title}](https://x.org)  \n  {authors}  \n  *{venue}*, {year}",
        "- {authors} ({year}). {title}. *{venue}*.",
    ]
)
entries = st.lists(st.tuples(titles, people, st.sampled_from(_VENUES), st.integers(1990, 2030)), min_size=1, max_size=5)


@settings(max_examples=80, deadline=None, derandomize=True)
@given(styles, entries)
def test_title_authors_and_venue_never_mix(style: str, rows: list[tuple[str, list[str], str, int]]):
    body = "\n".join(style.format(title=t, authors=", ".join(a), venue=v, year=y) for t, a, v, y in rows)
    found = papers(body)
    expected = {re.sub(r"\W+", " ", t).strip().casefold(): (tuple(a), y) for t, a, _, y in reversed(rows)}
    assert {re.sub(r"\W+", " ", p.title).strip().casefold() for p in found} == set(expected)
    for paper in found:
        assert not any(venue in paper.title for venue in _VENUES)
        assert all(name in _PEOPLE for name in paper.authors)
        assert paper.year in {y for _, _, _, y in rows}
        assert not re.search(r"\b(19|20)\d\d\b", " ".join(paper.authors))


@pytest.mark.parametrize(
    ("entry", "title", "authors", "venue", "year"),
    [
        (
            "Lind R. & Berg, C. E. (2019). Loud ice: How brokers listen. _Journal of Lakes_, 56(2), 247-288.",
            "Loud ice: How brokers listen",
            ("Lind R", "Berg, C. E."),
            "Journal of Lakes",
            2019,
        ),
        (
            "Berg, C.E. Dahl, A. K., Falk, J. & **Lind, A.** (2013). Mud: A Report. Oslo, NO: Northern University.",
            "Mud: A Report",
            ("Berg, C.E.", "Dahl, A. K.", "Falk, J.", "Lind, A."),
            "Northern University",
            2013,
        ),
        ("Berg, C., & Lind, A. (In preparation). Loud ice.", "Loud ice", ("Berg, C.", "Lind, A."), "", None),
        (
            "Berg, C., Lind, A. [Forthcoming.] Loud ice in towns. _Lakes Review_.",
            "Loud ice in towns",
            ("Berg, C.", "Lind, A."),
            "Lakes Review",
            None,
        ),
        (
            "Lind, A., B. Berg, and C. Dahl (2018), Loud ice in towns, J. Geophys. Res. Lakes, 123, 45–67.",
            "Loud ice in towns",
            ("Lind, A.", "B. Berg", "C. Dahl"),
            "J. Geophys. Res. Lakes",
            2018,
        ),
        (
            "Berg, E. & Lind, A. (2016). Do lakes sing? Evidence from Northern Towns. *Journal of Lakes*, 12(3), 1–9.",
            "Do lakes sing? Evidence from Northern Towns",
            ("Berg, E.", "Lind, A."),
            "Journal of Lakes",
            2016,
        ),
        (
            "Berg, E. & Lind, A. (2016). Do lakes sing? Journal of Lakes, 12(3), 1–9.",
            "Do lakes sing?",
            ("Berg, E.", "Lind, A."),
            "Journal of Lakes",
            2016,
        ),
        (
            "Berg EJ, Lind SR. Why the “loud ice” of lakes matters. Journal of Lakes. 2017;12:3-4.",
            "Why the “loud ice” of lakes matters",
            ("Berg EJ", "Lind SR"),
            "Journal of Lakes",
            2017,
        ),
        (
            "Линд, И. В. Громкий лёд северных озёр / И. В. Линд, А. П. Берг // Вестник озёр. – 2020. – № 2. – С. 1–9.",
            "Громкий лёд северных озёр",
            ("И. В. Линд", "А. П. Берг"),
            "Вестник озёр",
            2020,
        ),
        (
            "Lautes Eis und das Recht (zusammen mit Bo Berg), in: Zeitschrift für Eis, Heft 3 (2020), S. 12–20.",
            "Lautes Eis und das Recht",
            ("Ada Lind", "Bo Berg"),
            "Zeitschrift für Eis",
            2020,
        ),
        (
            "2018  \nLind, A. D.; Berg B.; Dahl, U.G.  \nL & R, Volume 617, id.L7  \nMud waves. II. Rings in light",
            "Mud waves. II. Rings in light",
            ("Lind, A. D.", "Berg B", "Dahl, U.G."),
            "L & R",
            2018,
        ),
    ],
)
def test_slips_and_other_orders(entry: str, title: str, authors: tuple[str, ...], venue: str, year: int | None):
    (paper,) = papers(entry)
    assert (paper.title, paper.venue, paper.year) == (title, venue, year)
    assert tuple(name.rstrip(".") for name in paper.authors) == tuple(name.rstrip(".") for name in authors)


def test_a_definition_list_of_years():
    found = make_profile(
        "ada-lind.md",
        [
            read_markdown(
                "ada-lind.md",
                '# Ada Lind\n\n## Publications\n\n### Refereed Articles\n\n2018\n: Lind, Ada. "The Slow Ice of Young Lakes." '
                '*Emerging Ice*, 5: 361-379.\n\n2017\n: Lind, Ada. "Comments on Measuring Snow." *Nordic Ice Review*, '
                '82(5):1093-1099.\n: Lind, Ada and Bo Berg. "Another Comment on Snow." *Ice Letters*, 2:1-3.\n',
            )
        ],
    )
    assert [(p.title, p.year) for p in found.papers] == [
        ("The Slow Ice of Young Lakes", 2018),
        ("Comments on Measuring Snow", 2017),
        ("Another Comment on Snow", 2017),
    ]
