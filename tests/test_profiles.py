"""A whole profile: sections, contact, awards, lists; and what must hold for any page at all."""

import random
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qabot.errors import CorpusError, SourceError
from qabot.profiles import Profile, make_profile, read_profile
from qabot.profiles.heading_kinds import heading_kind
from qabot.sources.markdown import read_markdown
from qabot.sources.source import Block, Field, Mark, Source, Span

PAGE = """# Ada Lind

Postdoctoral Researcher
Department of Ice, North University

Email: ada.lind AT north DOT edu | [Google Scholar](https://scholar.google.com/citations?user=abc)

My research interests include lake ice, slow tides, and warm mud.

## Education

- Ph.D. in Ice Science, North University, 2015 - 2019, advised by Prof. Bo Berg
- B.S. in Mud Science, South University, 2011 - 2015

## Publications

- Ada Lind, Bo Berg. **Slow Tides in Shallow Lakes**. *Journal of Lakes*, 2021.
- Cy Dahl, Ada Lind. **Loud Ice on Northern Rivers**. ICML 2023. Oral.

## Experience

- Research Intern, Ice Corp, Jun. 2018 - Aug. 2018

## Awards

- Best Poster Award, Ice Society, 2020
- Lake Scholarship (South University), 2013 - 2014

## Service

- Reviewer for ICML, 2022
"""


def profile(text: str, path: str = "ada-lind.md") -> Profile:
    return make_profile(path, [read_markdown(path, text)])


def facts(found: Profile) -> dict[str, object]:
    """What a profile says, without where it stands."""
    return {
        "name": found.name,
        "current": found.current and (found.current.role, found.current.organization),
        "positions": sorted((p.role, p.organization, str(p.start), str(p.end)) for p in found.positions),
        "education": sorted((d.degree, d.field, d.organization, str(d.end)) for d in found.education),
        "papers": sorted((p.title, p.authors, p.venue, p.year or 0, p.status) for p in found.papers),
        "awards": sorted((a.title, a.year or 0) for a in found.awards),
        "advisors": sorted(a.text for a in found.advisors),
        "emails": sorted(e.text for e in found.emails),
        "interests": sorted(i.text for i in found.interests),
    }


def test_what_a_page_says():
    assert facts(profile(PAGE)) == {
        "name": "Ada Lind",
        "current": ("Postdoctoral Researcher", "Department of Ice, North University"),
        "positions": [
            ("Postdoctoral Researcher", "Department of Ice, North University", "None", "None"),
            ("Research Intern", "Ice Corp", "2018-06", "2018-08"),
        ],
        "education": [
            ("B.S.", "Mud Science", "South University", "2015"),
            ("Ph.D.", "Ice Science", "North University", "2019"),
        ],
        "papers": [
            ("Loud Ice on Northern Rivers", ("Cy Dahl", "Ada Lind"), "ICML", 2023, "published"),
            ("Slow Tides in Shallow Lakes", ("Ada Lind", "Bo Berg"), "Journal of Lakes", 2021, "published"),
        ],
        "awards": [("Best Poster Award", 2020), ("Lake Scholarship", 2013)],
        "advisors": ["Bo Berg"],
        "emails": ["ada.lind@north.edu"],
        "interests": ["lake ice", "slow tides", "warm mud"],
    }


def test_what_a_page_does_not_say_is_absent():
    found = profile("# Ada Lind\n\nI like rivers, and rivers like me.\n")
    assert found.name == "Ada Lind"
    assert (found.current, found.positions, found.education, found.papers) == (None, (), (), ())
    assert (found.awards, found.advisors, found.emails, found.links, found.students) == ((), (), (), (), ())


@pytest.mark.parametrize("seed", range(6))
def test_sections_in_any_order_say_the_same(seed: int):
    head, *sections = re.split(r"(?m)^(?=## )", PAGE)
    random.Random(seed).shuffle(sections)
    assert facts(profile(head + "".join(sections))) == facts(profile(PAGE))


def test_reading_twice_gives_the_same():
    assert profile(PAGE) == profile(PAGE)


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("🎓 Education", "education"),
        ("1. Publications", "papers"),
        ("II. Research Experience", "positions"),
        ("Selected Works in Progress", "preprints"),
        ("Grants, Fellowships, and Awards", "awards"),
        ("Bio [中文主页]", "about"),
        ("Educational Experience/教育经历", "education"),
        ("학력 (Education)", "education"),
        ("🧑🎓 指导学生", "students"),
        ("📝 论文发表", "papers"),
        ("受賞歴など", "awards"),
        ("Образование", "education"),
        ("Wissenschaftlicher Werdegang", "positions"),
        ("What I think about in the evening", ""),
        ("2024", "years"),
        ("Before 2023", "years"),
    ],
)
def test_kinds_of_headings(heading: str, kind: str):
    assert heading_kind(heading) == kind


def test_sections_cover_the_text_and_keep_their_path():
    found = profile(
        "Hello.\n\n# Publications\n\n## 2024\n\nA.\n\n## Software Models of Rain\n\nB.\n\n# Contact\n\nC.\n"
    )
    assert [(s.kind, s.title, s.path) for s in found.sections] == [
        ("", "", ()),
        ("papers", "Publications", ("Publications",)),
        ("papers", "2024", ("Publications", "2024")),
        ("papers", "Software Models of Rain", ("Publications", "Software Models of Rain")),
        ("contact", "Contact", ("Contact",)),
    ]


def test_lone_lines_that_are_headings():
    text = (
        "ADA LIND\n\nEDUCATION\n\nPhD, North University, 2019\n\nSPECIAL THINGS\n\nOne.\n\nPUBLICATIONS\n\nNone yet.\n"
    )
    assert [(s.kind, s.title) for s in profile(text).sections] == [
        ("", ""),
        ("education", "EDUCATION"),
        ("", "SPECIAL THINGS"),
        ("papers", "PUBLICATIONS"),
    ]


def test_front_matter_does_not_swallow_the_page_below_it():
    text = "---\ntitle: Ada Lind\nnews:\n  - item: One day\n---\nI am a postdoc at North University.\n"
    found = profile(text)
    assert [(p.role, p.organization) for p in found.positions] == [("postdoc", "North University")]


@pytest.mark.parametrize(
    ("words", "address"),
    [
        ("ada@north.edu", "ada@north.edu"),
        ("ada.lind AT north DOT edu", "ada.lind@north.edu"),
        ("ada {dot} lind {at} north {dot} ac {dot} uk", "ada.lind@north.ac.uk"),
        ("ada [at] north [dot] edu", "ada@north.edu"),
        ("ada(at)north.edu", "ada@north.edu"),
        ("[write to me](mailto:ada@north.edu)", "ada@north.edu"),
    ],
)
def test_addresses(words: str, address: str):
    assert [e.text for e in profile(f"# Ada Lind\n\nContact: {words}\n").emails] == [address]


@pytest.mark.parametrize(
    "words",
    ["email@example.com", "your.name@domain.com", "Meet me at the lake at noon.", "+00 000 000 000", "logo@2x.png"],
)
def test_what_is_no_address(words: str):
    assert profile(f"# Ada Lind\n\nContact: {words}\n").emails == ()


def test_links_are_the_persons_own():
    text = (
        "# Ada Lind\n\n[GitHub](https://github.com/adal) [code](https://github.com/adal/repo) 0000-0001-2345-6789\n\n"
    )
    text += "## Collaborators\n\n- [Bo](https://scholar.google.com/citations?user=bo)\n"
    assert [(link.kind, link.url) for link in profile(text).links] == [
        ("github", "https://github.com/adal"),
        ("orcid", "https://orcid.org/0000-0001-2345-6789"),
    ]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            "- Lake Innovation Fellowship 2023, Finalist, Ice Corp November 2023",
            [("Lake Innovation Fellowship 2023, Finalist", 2023)],
        ),
        (
            "- OSS Contest (1st phase), Second prize (Ice Corp) Feb 2018",
            [("OSS Contest (1st phase), Second prize", 2018)],
        ),
        (
            "- Study, Research, and Development Award, National Endowment for Ice (to study lakes), 2016",
            [("Study, Research, and Development Award", 2016)],
        ),
        ("- 2025.10 研究生国家奖学金", [("研究生国家奖学金", 2025)]),
        ("- 2024年：优秀青年科学家奖\n- 2022年：国家奖学金", [("优秀青年科学家奖", 2024), ("国家奖学金", 2022)]),
        ("- 2020\n  - 最優秀発表賞\n  - 学生優秀賞", [("最優秀発表賞", 2020), ("学生優秀賞", 2020)]),
        ("- Regents Scholarship, North University, 2000 and 2001", [("Regents Scholarship", 2000)]),
    ],
)
def test_awards(body: str, expected: list[tuple[str, int]]):
    found = profile(f"# Ada Lind\n\n## Awards\n\n{body}\n").awards
    assert [(a.title, a.year) for a in found] == expected


def test_other_lists():
    text = (
        "# Ada Lind\n\n## Invited Talks\n\n- “On Ice”, Seminar at North University, May 2021\n\n## Projects\n\n"
        "- Lakes of the North, Ice Foundation, 2020 - 2022\n\n## Teaching\n\n- Physics of Mud (TA), Fall 2019\n\n"
        "## Skills\n\n- Programming: Python, C++\n\n## Languages\n\n- Swedish (native)\n- English\n\n## "
        "Students\n\n- Eva Falk (2020-2022)\n"
    )
    found = profile(text)
    assert [(t.title, t.organization, t.start) for t in found.talks] == [("On Ice", "North University", "2021-05")]
    assert [(p.title, p.start, p.end) for p in found.projects] == [("Lakes of the North", "2020", "2022")]
    assert [t.title for t in found.teaching] == ["Physics of Mud"]
    assert [s.text for s in found.skills] == ["Python", "C++"]
    assert [v.text for v in found.languages] == ["Swedish (native)", "English"]
    assert [s.title for s in found.students] == ["Eva Falk"]


def test_structured_data():
    text = (
        "---\ntitle: Ada Lind\nrole: Professor of Ice\norganizations:\n  - name: North "
        "University\ninterests:\n  - Ice\n"
        "education:\n  courses:\n    - course: PhD in Ice\n      institution: South University\n      year: 2012\n"
        "awards:\n  - title: Lake Prize\n    date: '2020-01-01'\n    awarder: Ice Society\n---\n"
    )
    found = profile(text)
    assert [(d.degree, d.field, d.organization, d.end) for d in found.education] == [
        ("PhD", "Ice", "South University", "2012")
    ]
    assert [(a.title, a.organization, a.year) for a in found.awards] == [("Lake Prize", "Ice Society", 2020)]
    assert [(p.role, p.organization) for p in found.positions] == [("Professor of Ice", "North University")]
    assert [i.text for i in found.interests] == ["Ice"]


def test_a_folder_is_one_person(tmp_path: Path):
    folder = tmp_path / "ada-lind"
    folder.mkdir()
    (folder / "about.md").write_text(PAGE, encoding="utf-8")
    (folder / "papers.md").write_text(
        "# Publications\n\n- Ada Lind, Bo Berg. **Slow Tides in Shallow Lakes**. 2021.\n"
        "- Ada Lind, Di Ek. **Warm Mud under Old Bridges**. *Mud Letters*, 2022.\n",
        encoding="utf-8",
    )
    found = read_profile(folder)
    assert found.sources == ("ada-lind/about.md", "ada-lind/papers.md")
    assert [p.title for p in found.papers] == [
        "Slow Tides in Shallow Lakes",
        "Loud Ice on Northern Rivers",
        "Warm Mud under Old Bridges",
    ]
    assert found.papers[0].venue == "Journal of Lakes"


def test_what_cannot_be_read(tmp_path: Path):
    with pytest.raises(SourceError):
        read_profile(tmp_path / "nobody.md")
    with pytest.raises(CorpusError):
        read_profile(tmp_path)


def spans(found: Profile) -> list[tuple[Span, Span | None]]:
    """Every span of a profile, with the span it must lie in."""
    listed: list[tuple[Span, Span | None]] = []
    for item in (
        *found.positions,
        *found.education,
        *found.papers,
        *found.awards,
        *found.talks,
        *found.projects,
        *found.service,
        *found.teaching,
        *found.students,
    ):
        listed.append((item.span, None))
        listed += [(part, item.span) for part in item.parts.values()]
    for value in (*found.aliases, *found.advisors, *found.skills, *found.interests, *found.languages, *found.emails):
        listed.append((value.span, None))
    return listed + [(link.span, None) for link in found.links]


def check(found: Profile, source: Source) -> None:
    for span, outer in spans(found):
        assert span.source == source.path and 0 <= span.start <= span.end <= len(source.text)
        assert outer is None or outer.start <= span.start and span.end <= outer.end
    position = 0
    for section in found.sections:
        assert section.span.start == position
        position = section.span.end
    assert position == len(source.text) if source.text else not found.sections
    for paper in found.papers:
        assert not re.search(r"(?:19|20)\d\d", " ".join(paper.authors))


def test_the_spans_of_a_page():
    source = read_markdown("ada-lind.md", PAGE)
    found = make_profile("ada-lind.md", [source])
    check(found, source)
    for paper in found.papers:
        assert source.quote(paper.parts["title"]) == paper.title
    assert found.name_span is not None and source.quote(found.name_span) == "Ada Lind"


_BITS = st.sampled_from(
    "Ada Lind|Bo Berg, Cy Dahl|2019|2019 - 2021|present|Publications|Education|EXPERIENCE|Ph.D.|in|University of|North"
    "|, |. |; |(|)|“|”|\n|\t|Prof.|advised by|Journal of "
    "Lakes|ICML|[|]|@|http://x.org|林小雨|，|博士|大学|教授|奖|导师为|박사"
    "|대학교|I am a|at|postdoc|*|►|—|Award|et "
    "al.|www.|&|and|with|'|:|#|0000-0001-2345-6789|東京大学|卒業|Lorem ipsum".split("|")
)
texts = st.lists(_BITS, min_size=1, max_size=14).map(" ".join).filter(lambda t: t.strip())
kinds = st.sampled_from(["heading", "paragraph", "item", "row", "field", "pre"])
blocks = st.lists(st.tuples(kinds, texts, st.integers(0, 3), st.booleans()), max_size=14)
paths = st.sampled_from(
    [
        ("name",),
        ("papers", 0, "title"),
        ("papers", 0, "year"),
        ("education", 0, "start"),
        ("positions", 1, "role"),
        ("skills", 0),
    ]
)


@settings(max_examples=150, deadline=None, derandomize=True)
@given(blocks, st.sampled_from(["markdown", "html", "text", "pdf", "json", "bibtex"]), st.lists(paths, max_size=4))
def test_any_source_gives_a_profile(
    rows: list[tuple[str, str, int, bool]], form: str, fields: list[tuple[str | int, ...]]
):
    text, made, marks = "", [], []
    for kind, words, number, marked in rows:
        words = words.strip()
        text += "\n\n" if text else ""
        start = len(text)
        text += words
        middle = start + max(1, len(words) // 2)
        cells = ((start, middle), (middle, len(text))) if kind == "row" and middle < len(text) else ()
        made.append(Block(kind, start, len(text), number, -1, (number, number + 1)[:number], cells))  # type: ignore[arg-type]
        if marked:
            marks.append(Mark("link", start, middle, "https://x.org/a"))
    found_fields = tuple(Field(path, b.start, b.end) for path, b in zip(fields, made, strict=False))
    source = Source("p.md", form, text, tuple(made), tuple(marks), found_fields)  # type: ignore[arg-type]
    check(make_profile("p.md", [source]), source)


@pytest.mark.parametrize(
    "piece", ["가나 다라 ", "中文字", "Aa Bb ", "((", "“a ", "2019 - ", "a at b dot ", "[a] ", "* ", "a\n"]
)
def test_long_odd_text_is_read_in_linear_time(piece: str):
    text = "About\n\n" + (piece * 3_000).strip()
    source = Source("p.md", "markdown", text, (Block("heading", 0, 5, 1), Block("paragraph", 7, len(text))))
    check(make_profile("p.md", [source]), source)
