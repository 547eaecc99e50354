"""BibTeX to `Source`: an item per entry, its exact words and the range of each field."""

import unicodedata

import pytest
from counting import calls
from hypothesis import given, settings
from hypothesis import strategies as st

from qabot.errors import SourceError
from qabot.sources.bibtex import read_bibtex
from qabot.sources.source import Source


def read(text: str) -> Source:
    return read_bibtex("papers.bib", text)


def items(text: str) -> list[str]:
    source = read(text)
    assert {(block.kind, block.level) for block in source.blocks} == {("item", 1)}
    return [source.quote(block) for block in source.blocks]


def fields(source: Source) -> dict[tuple[str | int, ...], str]:
    return {field.path: source.quote(field) for field in source.fields}


def authors(names: str) -> list[str]:
    found = fields(read(f"@misc{{k, title = {{T}}, author = {{{names}}}}}"))
    return [value for path, value in found.items() if path[2] == "authors"]


def check(source: Source) -> None:
    assert unicodedata.is_normalized("NFC", source.text)
    last = 0
    for block in source.blocks:
        assert last <= block.start < block.end
        assert source.quote(block) == source.quote(block).strip()
        last = block.end
    for part in (*source.fields, *source.marks):
        assert source.quote(part) == source.quote(part).strip() != ""
        assert any(block.start <= part.start < part.end <= block.end for block in source.blocks)


ARTICLE = r"""
@article{quill2020,
  title = {Quiet {Stars} of {\"O}land},
  author = {Quill, Ada and Bo {St{\"o}ne} and others},
  journal = {Journal of Winter}, volume = 12, number = 3, pages = {4--15},
  year = {2020}, month = may,
  doi = {https://doi.org/10.1/abc_d}, eprint = {2001.00001}, archivePrefix = {arXiv},
  abstract = {We look at $x^2$
     stars \& more.},
  keywords = {stars, winter}, note = {Best paper}, bibtex_show = {true}, selected = {true}, file = {x.pdf}
}
"""


def test_an_entry_reads_like_a_bibliography():
    source = read(ARTICLE)
    assert source.text == (
        "- Ada Quill, Bo Stöne. “Quiet Stars of Öland”. Journal of Winter, 12(3), 4–15. May 2020.\n"
        "Type: journal article\n"
        "DOI: 10.1/abc_d\n"
        "arXiv: 2001.00001\n"
        "Note: Best paper\n"
        "Keywords: stars, winter\n"
        "Abstract: We look at x^2 stars & more."
    )
    assert source.format == "bibtex"


def test_every_field_says_its_value():
    assert fields(read(ARTICLE)) == {
        ("papers", 0, "authors", 0): "Ada Quill",
        ("papers", 0, "authors", 1): "Bo Stöne",
        ("papers", 0, "title"): "Quiet Stars of Öland",
        ("papers", 0, "venue"): "Journal of Winter",
        ("papers", 0, "year"): "2020",
        ("papers", 0, "type"): "journal article",
        ("papers", 0, "doi"): "10.1/abc_d",
        ("papers", 0, "eprint"): "2001.00001",
        ("papers", 0, "note"): "Best paper",
        ("papers", 0, "keywords"): "stars, winter",
        ("papers", 0, "abstract"): "We look at x^2 stars & more.",
    }


def test_links_are_marked():
    source = read(
        ARTICLE + "@misc{b, title={B}, url={https://b.example/~x\\_y}, code={https://git.example/b}, pdf={b.pdf}}"
    )
    assert [(mark.kind, source.quote(mark), mark.target) for mark in source.marks] == [
        ("link", "10.1/abc_d", "https://doi.org/10.1/abc_d"),
        ("link", "2001.00001", "https://arxiv.org/abs/2001.00001"),
        ("link", "https://b.example/~x_y", "https://b.example/~x_y"),
        ("link", "https://git.example/b", "https://git.example/b"),
    ]
    assert fields(source)["papers", 1, "links", "code"] == "https://git.example/b"


@pytest.mark.parametrize(
    ("entry", "line"),
    [
        (
            "@inproceedings{a, title={T}, booktitle={Proc. of Oak}, year=2021, address={Larch}}",
            "“T”. Proc. of Oak, Larch. 2021.",
        ),
        ("@phdthesis{a, title={T}, school={University of Larch}, year=2019}", "“T”. University of Larch. 2019."),
        ("@book{a, title={Why?}, publisher={Elm Press}, date={2018-11-02}}", "“Why?” Elm Press. November 2018."),
        ("@article{a, title={T}, journal={Oak}, volume={0}, pages={0}, abbr={OAK J}}", "“T”. Oak (OAK J)."),
        (
            "@article{a, title={T}, journal={Oak Mon.}, fjournal={Oak Monthly}, year=2020}",
            "“T”. Oak Monthly (Oak Mon.). 2020.",
        ),
        ("@article{a, title={T}, journal={Elm}, fjournal={Society of Elms. Elm}, year=2020}", "“T”. Elm. 2020."),
        ("@misc{a, title={T}, year={to appear}}", "“T”. to appear."),
        ("@book{a, title={T}, editor={Quill, Ada}}", "Ada Quill. “T”."),
    ],
)
def test_venues_and_dates(entry, line):
    assert items(entry)[0].split("\n")[0] == line


def test_types_are_named():
    source = read(
        "@phdthesis{a, title={A}}\n@misc{b, title={B}, type={Poster}}\n@mastersthesis{c, "
        "title={C}}\n@misc{d, title={D}}"
    )
    assert {path: value for path, value in fields(source).items() if path[2] == "type"} == {
        ("papers", 0, "type"): "PhD thesis",
        ("papers", 1, "type"): "Poster",
        ("papers", 2, "type"): "Master's thesis",
    }


@pytest.mark.parametrize(
    ("names", "people"),
    [
        ("Quill, Ada B. and Stone, Bo", ["Ada B. Quill", "Bo Stone"]),
        ("Ada van der Berg and {The Oak Group}", ["Ada van der Berg", "The Oak Group"]),
        ("Quill, Jr, Ada", ["Ada Quill Jr"]),
        ("O{'}Dell, T. and others", ["T. O'Dell"]),
        ("Ada Quill and et al.", ["Ada Quill"]),
        ("Ada Quill, Bo Stone, Cy Fir", ["Ada Quill", "Bo Stone", "Cy Fir"]),
        ("Ada Quill, Bo Stone", ["Ada Quill", "Bo Stone"]),
        ("van der Berg, A. B.", ["A. B. van der Berg"]),
        ("{\\v{S}}{\\'a}ry, \\O yvind", ["Øyvind Šáry"]),
        ("박시환", ["박시환"]),
        ("others", []),
    ],
)
def test_authors(names, people):
    assert authors(names) == people


def test_abbreviations_of_the_file_are_expanded():
    assert items('@string{oak = "Oak Press"}\n@book{a, title="T" # " two", publisher=oak}')[0].startswith(
        "“T two”. Oak Press."
    )


def test_a_key_that_comes_twice_is_kept_once():
    assert items("@misc{a, title={First}}\n@misc{b, title={Other}}\n@misc{a, title={Again}}") == [
        "“First”.",
        "“Other”.",
    ]


def test_markup_of_web_pages_is_not_text():
    text = items('@misc{a, title={T}, abstract={See <a href="https://x.example">Fir &amp; Elm</a>, 1 < 2.}}')[0]
    assert text == "“T”.\nAbstract: See Fir & Elm, 1 < 2."


def test_award_labels():
    source = read("@misc{a, title={A}, award_name={Best Paper Award}}\n@misc{b, title={B}, award_name={Thesis}}")
    assert fields(source)["papers", 0, "award"] == "Best Paper Award"
    assert ("papers", 1, "award") not in fields(source)


def test_a_broken_entry_does_not_hide_the_others():
    text = (
        "---\n---\nnoise @article{a, title = {One}, year = 2020 author = {X} }\n"
        "@misc{b, title={Two}}\n@comment{x}\n@misc{c,}"
    )
    assert items(text) == ["“One”. 2020.\nType: journal article", "“Two”."]


@pytest.mark.parametrize("text", ["no entry here", "@misc{a, note={x}}", "@", "@string{a = {b}}"])
def test_without_entries_it_is_refused(text):
    with pytest.raises(SourceError, match="holds no BibTeX entry"):
        read(text)


@pytest.mark.parametrize(
    "text", ["@misc{a, title={" + "{" * 30_000 + "x" + "}" * 30_000 + "}}", "@misc{a, title={\\textbf{" * 5_000]
)
def test_deep_nesting_is_read_or_refused(text):
    try:
        check(read(text))
    except SourceError:
        pass


def test_work_grows_with_the_size_only():
    def work(times: int) -> int:
        text = "".join(ARTICLE.replace("quill2020", f"k{n}") for n in range(times))
        return calls(lambda: read(text))

    assert 3.5 < work(200) / work(50) < 4.5


PIECES = st.sampled_from(
    [
        "@",
        "{",
        "}",
        '"',
        ",",
        "=",
        "#",
        " and ",
        "title",
        "author",
        "year = 2020",
        "\\",
        "\\'e",
        "$",
        "@misc{a,",
        "title={T},",
    ]
    + [
        "\n",
        "~",
        "<a",
        "&amp;",
        "http://x",
        "month=13,",
        "@string{",
        "others",
        "\u0301",
        "한",
        "%",
        "doi={10.1/x}",
        "date={2020}",
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=30).map("".join))
def test_mutated_input_never_breaks(text):
    try:
        check(read("@misc{k, title={Fine}}\n@article{z, author={" + text))
    except SourceError:
        pass
