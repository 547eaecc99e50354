"""A folder that mixes formats: one person, each fact once with every place that tells of it, contradictions kept."""

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_sources_pdf import pdf

from qabot.profiles import Paper, Profile, read_profile, same_paper
from qabot.profiles.same_paper import merge_papers
from qabot.sources import Span, read_source

HOMEPAGE = """# Mira Solberg

I am an assistant professor at Tarn College. Write to mira@tarncollege.org.

## Education

- PhD in Botany, University of Nordholm, 2014 - 2019

## Publications

- **Mira Solberg**, Ola Brekke. *Moss Clocks in Northern Forests*. Journal of Ferns, 2021. [pdf](https://tarn.org/m.pdf)
- **Mira Solberg**, Kai Harada. *Counting Lichens from Noisy Maps*. ICML, 2019.

## Awards

- Golden Fern Award, 2020

## Talks

- Why Moss Is Late, Lake Institute, 2022
"""
PUBS = """
@article{moss, title={{Moss} Clocks in {N}orthern Forests}, author={Solberg, Mira and Brekke, Ola},
  journal={Journal of Ferns}, year={2021}}
@inproceedings{lichen, title={Counting Lichens from Noisy Maps}, author={Solberg, Mira and Harada, Kai},
  booktitle={International Conference on Machine Learning}, year={2020}}
@inproceedings{peat, title={Peat Remembers Rivers}, author={Harada, Kai and Solberg, Mira},
  booktitle={Proceedings of the Bog Conference}, year={2022}}
"""
CV = [
    (50, 740, 20, "Mira Solberg"),
    (50, 720, 10, "mira@tarncollege.org"),
    (50, 690, -14, "Experience"),
    (50, 670, 10, "\u2022 Assistant Professor, Tarn College, 2021 - present"),
    (50, 656, 10, "\u2022 Postdoctoral Researcher, Lake Institute, 2019 - 2021"),
    (50, 626, -14, "Education"),
    (50, 606, 10, "\u2022 PhD in Botany, University of Nordholm, 2015 - 2019"),
    (50, 592, 10, "\u2022 MSc in Biology, University of Nordholm, 2012 - 2014"),
    (50, 562, -14, "Publications"),
    (50, 542, 10, "[1] M. Solberg, O. Brekke. Moss clocks in northern forests. Journal of Ferns, 2021."),
    (50, 528, 10, "[2] M. Solberg, O. Brekke. Salt on Slow Bridges. Bridge Letters, 2018."),
    (50, 498, -14, "Awards"),
    (50, 478, 10, "\u2022 Golden Fern Award, 2020"),
    (50, 464, 10, "\u2022 Silver Leaf Award, 2018"),
    (50, 434, -14, "Talks"),
    (50, 414, 10, "\u2022 Why Moss Is Late, Lake Institute, 2022"),
]


def _summary(role: str, name: str, start: str, end: str | None = None) -> dict[str, object]:
    dates = {"start-date": {"year": {"value": start}}, "end-date": {"year": {"value": end}} if end else None}
    return {"role-title": role, "organization": {"name": name}, **dates}


def _work(title: str, year: str) -> dict[str, object]:
    dates = {"year": {"value": year}}
    return {"work-summary": [{"title": {"title": {"value": title}}, "type": "other", "publication-date": dates}]}


PHD = _summary("PhD in Botany", "University of Nordholm", "2014", "2019")
POST = _summary("Assistant Professor", "Tarn College", "2021")
ORCID = {
    "orcid-identifier": {"path": "0000-0001-2345-6789", "uri": "https://orcid.org/0000-0001-2345-6789"},
    "person": {"name": {"given-names": {"value": "Mira"}, "family-name": {"value": "Solberg"}}},
    "activities-summary": {
        "educations": {"affiliation-group": [{"summaries": [{"education-summary": PHD}]}]},
        "employments": {"affiliation-group": [{"summaries": [{"employment-summary": POST}]}]},
        "works": {"group": [_work("Moss Clocks in Northern Forests", "2021"), _work("Peat remembers rivers", "2022")]},
    },
}
PAGE, LIST, PRINT, RECORD = (f"mira-solberg/{name}" for name in ("homepage.md", "pubs.bib", "cv.pdf", "orcid.json"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "mira-solberg"
    folder.mkdir()
    (folder / "homepage.md").write_text(HOMEPAGE, "utf-8")
    (folder / "pubs.bib").write_text(PUBS, "utf-8")
    (folder / "cv.pdf").write_bytes(pdf(CV))
    (folder / "orcid.json").write_text(json.dumps(ORCID), "utf-8")
    return folder


def told(folder: Path, fact) -> dict[str, str]:
    """The words of a fact in each source that tells of it."""
    spans: tuple[Span, ...] = (fact.span, *fact.also)
    texts = {span.source: read_source(folder.parent / span.source, folder.parent).text for span in spans}
    assert len(texts) == len(spans)
    return {span.source: texts[span.source][span.start : span.end] for span in spans}


def by_title(found: Profile) -> dict[str, Paper]:
    return {paper.title.casefold(): paper for paper in found.papers}


def test_four_formats_make_one_person(folder: Path):
    found = read_profile(folder)
    assert found.name == "Mira Solberg"
    assert found.sources == (PRINT, PAGE, RECORD, LIST)
    assert [email.text for email in found.emails] == ["mira@tarncollege.org"]


def test_the_same_paper_is_one_with_all_its_sources(folder: Path):
    found = read_profile(folder)
    papers = by_title(found)
    assert list(papers) == [
        "moss clocks in northern forests",
        "salt on slow bridges",
        "counting lichens from noisy maps",
        "peat remembers rivers",
    ]
    assert len(found.papers) == 4
    moss = papers["moss clocks in northern forests"]
    assert (moss.venue, moss.year, moss.links) == ("Journal of Ferns", 2021, ("https://tarn.org/m.pdf",))
    assert told(folder, moss) == {
        PRINT: "[1] M. Solberg, O. Brekke. Moss clocks in northern forests. Journal of Ferns, 2021.",
        PAGE: "Mira Solberg, Ola Brekke. Moss Clocks in Northern Forests. Journal of Ferns, 2021. pdf",
        RECORD: "\u201cMoss Clocks in Northern Forests\u201d. 2021.\nType: other",
        LIST: "Mira Solberg, Ola Brekke. \u201cMoss Clocks in Northern Forests\u201d. Journal of Ferns. 2021.\n"
        "Type: journal article",
    }


def test_a_paper_is_completed_by_the_list_that_says_more(folder: Path):
    peat = by_title(read_profile(folder))["peat remembers rivers"]
    assert (peat.authors, peat.venue, peat.year) == (
        ("Kai Harada", "Mira Solberg"),
        "Proceedings of the Bog Conference",
        2022,
    )
    assert list(told(folder, peat)) == [LIST, RECORD]


def test_contradictions_stay_side_by_side(folder: Path):
    found = read_profile(folder)
    lichens = by_title(found)["counting lichens from noisy maps"]
    words = told(folder, lichens)
    assert {source: re.findall(r"20\d\d", said) for source, said in words.items()} == {PAGE: ["2019"], LIST: ["2020"]}
    assert [(d.degree, d.field, d.start, d.end, list(told(folder, d))) for d in found.education] == [
        ("PhD", "Botany", "2015", "2019", [PRINT]),
        ("MSc", "Biology", "2012", "2014", [PRINT]),
        ("PhD", "Botany", "2014", "2019", [PAGE, RECORD]),
    ]


def test_posts_awards_and_talks_are_told_once(folder: Path):
    found = read_profile(folder)
    assert [(p.role, p.organization, p.start, p.end, p.current, list(told(folder, p))) for p in found.positions] == [
        ("Assistant Professor", "Tarn College", "2021", None, True, [PRINT, PAGE, RECORD]),
        ("Postdoctoral Researcher", "Lake Institute", "2019", "2021", False, [PRINT]),
    ]
    assert found.current == found.positions[0]
    assert [(a.title, a.year, list(told(folder, a))) for a in found.awards] == [
        ("Golden Fern Award", 2020, [PRINT, PAGE]),
        ("Silver Leaf Award", 2018, [PRINT]),
    ]
    assert [(talk.title, talk.start, list(told(folder, talk))) for talk in found.talks] == [
        ("Why Moss Is Late", "2022", [PRINT, PAGE])
    ]


def paper(title: str, source: str = "a.md", at: int = 0, **facts) -> Paper:
    return Paper(title=title, span=Span(source, at, at + 9), **facts)


def test_what_another_source_completes_keeps_its_own_words():
    year = Span("b.bib", 60, 64)
    (one,) = merge_papers(
        [
            paper("Slow Tides", authors=("Ada Lind", "Bo Berg"), venue="Lakes", status="published"),
            paper("Slow tides", "b.bib", 40, year=2020, parts={"year": year, "title": Span("b.bib", 40, 49)}),
        ]
    )
    assert (one.title, one.venue, one.year) == ("Slow Tides", "Lakes", 2020)
    assert (one.span, one.parts, one.also) == (Span("a.md", 0, 9), {"year": year}, (Span("b.bib", 40, 49),))


_WORDS = "slow tides tydes in shallow shalow lakes northern ii 2 the of".split()


@given(st.lists(st.lists(st.sampled_from(_WORDS), min_size=1, max_size=9).map(" ".join), max_size=12))
def test_titles_are_found_as_if_each_were_compared_with_all(titles):
    kept: list[str] = []
    for title in titles:
        if not any(same_paper._alike(title, known) for known in kept):
            kept.append(title)
    assert [one.title for one in merge_papers(paper(title, at=n) for n, title in enumerate(titles))] == kept


def test_titles_that_differ_in_a_number_are_two():
    titles = ["Our System at Counting2020 Task", "Our System at Counting2021 Task", "Our Sistem at Counting2021 Task"]
    assert [one.title for one in merge_papers(paper(title, at=n) for n, title in enumerate(titles))] == titles[:2]


def test_many_papers_are_compared_with_a_few_each(monkeypatch):
    compared = []
    alike = same_paper._alike
    monkeypatch.setattr(same_paper, "_alike", lambda a, b: bool(compared.append(a)) or alike(a, b))
    titles = [f"on the {word}{n} of {word}{n % 97} and town{n % 89}" for n in range(1_000) for word in ("tide", "lake")]
    assert len(merge_papers(paper(title, at=n) for n, title in enumerate(titles))) == 2_000
    assert len(compared) < 20 * 2_000  # of 2 million pairs
