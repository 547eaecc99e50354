"""`page`: a made-up homepage, CV or list of a wanted size, in every format that is text."""

# ruff: noqa: S311  # chance here is for variety, not for secrets

from __future__ import annotations

import html
import json
import random
from collections.abc import Callable
from dataclasses import dataclass

FORMATS = {
    "markdown": ".md", "html": ".html", "latex": ".tex", "text": ".txt", "bibtex": ".bib", "json": ".json",
}  # fmt: skip
_MARGIN = 600  # characters by which a page may grow over what it was meant to be
_ENTRY = 230  # characters that an entry takes, with its mark-up; about
_FIRST = "Mira Ola Juno Petra Lena Karl Noor Tess Ugo Ida Ann Ravi Sora Emil Zofia Hugo Yara Nils Aiko Omar".split()
_SYLLABLES = "ber gan lo mar ti ves kor dal ri sun hol pe ny tor wik ans".split()
_TOPICS = "moss rivers glaciers bridges bees tides soils lenses kites salt ferns dunes looms bells maps reefs".split()
_WAYS = "Learning Mapping Counting Modelling Tracing Sorting Predicting Naming".split()
_HOW = "with Few Samples;from Noisy Maps;at Scale;under Drift;without Labels;in the Field;over Graphs".split(";")
_VENUES = "ICML NeurIPS ACL EMNLP ICLR CVPR KDD Nature TMLR JMLR".split()
_PLACES = "University of Nordholm;Tarn College;Lake Institute;Vesper University;Institute of Rivers".split(";")
_ROLES = "Research Intern;Postdoctoral Researcher;Visiting Scholar;Lecturer;Assistant Professor".split(";")
_PROSE = "the work asks how small changes add up and why some of them never show at all in what is measured".split()


@dataclass(frozen=True)
class _Written:
    """How a format writes the parts of a page."""

    head: str
    heading: str
    begin: str
    item: str
    end: str
    prose: str
    strong: str
    foot: str = ""
    escape: Callable[[str], str] = str


_WRITTEN = {
    "markdown": _Written(
        "---\ntitle: {0}\nemail: {1}\n---\n# {0}\n\n", "## {}\n\n", "", "- {}\n", "\n", "{}\n\n", "**{}**"
    ),
    "html": _Written(
        "<!DOCTYPE html><html><head><title>{0}</title></head><body><h1>{0}</h1><p>{1}</p>\n",
        "<h2>{}</h2>\n", "<ul>\n", "<li>{}</li>\n", "</ul>\n", "<p>{}</p>\n", "<b>{}</b>", "</body></html>\n",
        html.escape,
    ),
    "latex": _Written(
        "\\documentclass{{article}}\n\\begin{{document}}\n\\begin{{center}}{{\\Large {0}}}\\\\ {1}\\end{{center}}\n",
        "\\section*{{{}}}\n", "\\begin{itemize}\n", "\\item {}\n", "\\end{itemize}\n", "{}\n\n", "\\textbf{{{}}}",
        "\\end{document}\n",
    ),
    "text": _Written("{0}\n{1}\n\n", "{}\n--------\n", "", "* {}\n", "\n", "{}\n\n", "{}"),
}  # fmt: skip


def page(format: str, size: int, seed: int = 0) -> str:
    """A page of about `size` bytes, rather less: positions, papers, talks and prose of one invented person."""
    chance = random.Random(f"{seed} {size}")
    if format in _RECORDS:
        return _RECORDS[format](chance, size - _MARGIN)
    written = _WRITTEN[format]
    owner = _name(chance)
    out = [written.head.format(owner, f"{owner.split()[0].lower()}@{owner.split()[1].lower()}.example")]
    left = max(size - len(out[0]) - _MARGIN, 2 * _ENTRY)
    parts = {"Experience": 0.08, "Publications": 0.6, "Talks": 0.12, "Students": 0.1}
    for heading, share in parts.items():
        out += [written.heading.format(heading), written.begin]
        room = left * share
        while room > 0:
            words = written.escape(_entry(chance, heading, owner))
            entry = written.item.format(words.replace("@@", written.strong.format(owner)))
            out.append(entry)
            room -= len(entry)
        out.append(written.end)
    out.append(written.heading.format("About"))
    room = left * 0.1
    while room > 0:
        out.append(written.prose.format(_prose(chance)))
        room -= len(out[-1])
    return "".join(out) + written.foot


def _name(chance: random.Random) -> str:
    return f"{chance.choice(_FIRST)} {''.join(chance.choices(_SYLLABLES, k=chance.choice((2, 3)))).capitalize()}"


def _entry(chance: random.Random, heading: str, owner: str) -> str:
    """One entry; "@@" stands for the owner in bold type."""
    year, title = _year(chance), _title(chance)
    if heading == "Experience":
        return f"{chance.choice(_ROLES)}, {chance.choice(_PLACES)}, {year} - {year + chance.randrange(4)}"
    if heading == "Talks":
        return f"{title}, invited talk at {chance.choice(_PLACES)}, {year}"
    if heading == "Students":
        return f"{_name(chance)}, PhD student, {year}, thesis: {title}"
    authors = _others(chance)
    authors.insert(chance.randrange(len(authors) + 1), "@@")
    return f"{', '.join(authors)}. {title}. In {chance.choice(_VENUES)} {year}."


def _year(chance: random.Random) -> int:
    return chance.randrange(2005, 2026)


def _title(chance: random.Random) -> str:
    what = f"{chance.choice(_TOPICS).capitalize()} and {chance.choice(_TOPICS)}"
    return f"{chance.choice(_WAYS)} {what} {chance.choice(_HOW)} {chance.randrange(1000)}"


def _others(chance: random.Random) -> list[str]:
    return [_name(chance) for _ in range(chance.randrange(1, 5))]


def _prose(chance: random.Random) -> str:
    sentences = [" ".join(chance.choices(_PROSE, k=14)).capitalize() + "." for _ in range(5)]
    return " ".join(sentences)


def _bibliography(chance: random.Random, size: int) -> str:
    """BibTeX: papers of one person."""
    owner, out, room = _name(chance), [], size
    while room > 0:
        authors = " and ".join(", ".join(reversed(name.split())) for name in [*_others(chance), owner])
        fields = f"  title = {{{{{_title(chance)}}}}},\n  author = {{{authors}}},\n  year = {{{_year(chance)}}},\n"
        out.append(f"@inproceedings{{k{len(out)},\n{fields}  booktitle = {{{chance.choice(_VENUES)}}}\n}}\n")
        room -= len(out[-1])
    return "".join(out)


def _resume(chance: random.Random, size: int) -> str:
    """JSON Resume: posts and papers of one person."""
    papers: list[dict[str, str]] = []
    work: list[dict[str, str]] = []
    room = size
    while room > 0:
        year = _year(chance)
        papers.append({"name": _title(chance), "publisher": chance.choice(_VENUES), "releaseDate": str(year)})
        if len(papers) % 10 == 0:
            dates = {"startDate": str(year), "endDate": str(year + 1)}
            work.append({"name": chance.choice(_PLACES), "position": chance.choice(_ROLES), **dates})
            room -= len(json.dumps(work[-1]))
        room -= len(json.dumps(papers[-1])) + 2
    return json.dumps({"basics": {"name": _name(chance)}, "work": work, "publications": papers})


_RECORDS: dict[str, Callable[[random.Random, int], str]] = {"bibtex": _bibliography, "json": _resume}
