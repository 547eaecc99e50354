"""Files to clean text: what stays, what goes, and where each block stands."""

import unicodedata

import pytest
from counting import calls
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.pages import page
from qabot.errors import SourceError
from qabot.settings import Settings
from qabot.sources import read_source
from qabot.sources.decode import decode
from qabot.sources.html import read_html
from qabot.sources.markdown import looks_like_markdown, read_markdown
from qabot.sources.text import read_text


def blocks(source):
    return [(block.kind, source.quote(block)) for block in source.blocks]


def marks(source):
    return [(mark.kind, source.quote(mark), mark.target) for mark in source.marks]


def check(source):
    """What holds of every source."""
    assert unicodedata.is_normalized("NFC", source.text)
    end = 0
    for block in source.blocks:
        assert end <= block.start < block.end <= len(source.text)
        words = source.quote(block)
        assert words == words.strip()
        end = block.end
    for mark in source.marks:
        assert any(block.start <= mark.start < mark.end <= block.end for block in source.blocks)
    for field in source.fields:
        assert source.quote(field).strip() == source.quote(field) != ""


def test_markdown_becomes_blocks_without_marks():
    source = read_markdown(
        "a.md", "# Ada Berg\n\nI work on **graphs** at [Uni X](https://x.org).\n\n- one\n  - two\n- three\n"
    )
    assert blocks(source) == [
        ("heading", "Ada Berg"),
        ("paragraph", "I work on graphs at Uni X."),
        ("item", "one"),
        ("item", "two"),
        ("item", "three"),
    ]
    assert source.text == "Ada Berg\n\nI work on graphs at Uni X.\n\n- one\n  - two\n- three"
    assert [(block.level, block.parent) for block in source.blocks[2:]] == [(1, -1), (2, 2), (1, -1)]
    assert marks(source) == [("strong", "graphs", ""), ("link", "Uni X", "https://x.org")]


def test_comments_scripts_and_template_tags_are_not_text():
    page = (
        "---\ntitle: Ada Berg\n---\n{% include base_path %}\nHello {{ page.x }}<!-- was at Google\n\n* 2020 Google -->\n\n"
        "<script>let job = 'Google'</script><style>b{}</style>\n\nEnd {% comment %}Google{% endcomment %}{: .note}\n"
    )
    source = read_markdown("a.md", page)
    assert blocks(source) == [("field", "title: Ada Berg"), ("paragraph", "Hello"), ("paragraph", "End")]


def test_unclosed_comment_hides_the_rest():
    assert blocks(read_markdown("a.md", "Seen\n\n<!-- never closed\n\nunseen")) == [("paragraph", "Seen")]


def test_front_matter_gives_fields_and_drops_layout():
    page = (
        "---\nlayout: about\npermalink: /\ntitle: Kim Sora\nrole: Professor\norganizations:\n  - name: Uni Y\n    url: https://y.edu\n"
        "interests:\n  - Graphs\neducation:\n  courses:\n    - course: PhD in AI\n      institution: Uni Z\n      year: 2018\n---\nHi\n"
    )
    source = read_markdown("a.md", page)
    fields = {field.path: source.quote(field) for field in source.fields}
    assert fields[("title",)] == "Kim Sora"
    assert fields[("current", 0, "role")] == "Professor"
    assert fields[("current", 0, "organization")] == "Uni Y"
    assert fields[("interests", 0)] == "Graphs"
    assert fields[("education", 0, "degree")] == "PhD in AI"
    assert fields[("education", 0, "organization")] == "Uni Z"
    assert fields[("education", 0, "end")] == "2018"
    assert "permalink" not in source.text and "about" not in source.text


def test_broken_front_matter_keeps_its_plain_lines():
    source = read_markdown("a.md", "---\ntitle: Ada: a life\n  bad: [\n---\nHi")
    assert blocks(source) == [("field", "title: Ada: a life"), ("paragraph", "Hi")]


def test_toml_front_matter():
    source = read_markdown("a.md", '+++\ntitle = "Ada Berg"\n+++\nHi')
    assert blocks(source) == [("field", "title: Ada Berg"), ("paragraph", "Hi")]


def test_html_inside_markdown_and_lone_inline_tags():
    page = '- <a href="p.pdf">\n**A Title**\n</a> \\\\\nAda Berg, Bo Li \\\\\n*Conf, 2020*\n\n<div class="badge">ICML 2022</div>\n<ul><li>x</li></ul>\n'
    source = read_markdown("a.md", page)
    assert blocks(source) == [
        ("item", "A Title\nAda Berg, Bo Li\nConf, 2020"),
        ("paragraph", "ICML 2022"),
        ("item", "x"),
    ]
    assert ("badge", "ICML 2022", "") in marks(source)
    assert ("link", "A Title", "p.pdf") in marks(source)


def test_tight_headings_definition_lists_and_near_nested_bullets():
    source = read_markdown("a.md", "##News##\nText #tag\n\nTerm\n:   Meaning\n\n- a\n - b\n")
    assert [(b.kind, source.quote(b), b.level) for b in source.blocks] == [
        ("heading", "News", 2),
        ("paragraph", "Text #tag", 0),
        ("item", "Term", 1),
        ("paragraph", "Meaning", 0),
        ("item", "a", 1),
        ("item", "b", 2),
    ]


def test_html_page_keeps_what_is_seen():
    page = (
        "<html><head><title>Ada Berg - Home</title><style>x</style></head><body><nav><a href='/'>Home</a></nav><h1>Ada  Berg</h1>"
        "<p>One<br>two<br><br>three</p><p style='display: none'>secret</p><p hidden>secret</p>"
        "<table><tr><th>2020</th><td>Prize</td></tr></table><a href='mailto:ada@x.org'>mail</a></body></html>"
    )
    source = read_html("a.html", page)
    assert blocks(source) == [
        ("field", "title: Ada Berg - Home"),
        ("heading", "Ada Berg"),
        ("paragraph", "One\ntwo"),
        ("paragraph", "three"),
        ("row", "2020 | Prize"),
        ("paragraph", "mail ada@x.org"),
    ]
    row = source.blocks[4]
    assert [source.text[a:b] for a, b in row.cells] == ["2020", "Prize"]


def test_layout_tables_are_walked_as_blocks():
    source = read_html("a.html", "<table><tr><td><p>left</p></td><td><ul><li>right</li></ul></td></tr></table>")
    assert blocks(source) == [("paragraph", "left"), ("item", "right")]


def test_cells_of_short_paragraphs_are_those_of_a_row():
    rows = "".join(f"<tr><td><p>{year}</p></td><td><p>Ph.D.</p><p>Uni {year}</p></td></tr>" for year in (2019, 2020))
    source = read_html("a.html", f"<table>{rows}</table>")
    assert [block.kind for block in source.blocks] == ["row", "row"]
    assert [len(block.cells) for block in source.blocks] == [2, 2]


def test_plain_text_keeps_lines_and_finds_bullets():
    source = read_text("a.txt", "ADA BERG\nUni X\n\nEducation\n---------\n• PhD, Uni X\n  - thesis\n\n► Award\t2020\n")
    assert blocks(source) == [
        ("paragraph", "ADA BERG\nUni X"),
        ("heading", "Education"),
        ("item", "PhD, Uni X"),
        ("item", "thesis"),
        ("item", "Award\t2020"),
    ]


def test_text_files_written_in_markdown_are_read_as_markdown():
    assert looks_like_markdown("intro\n\n## Papers\n")
    assert looks_like_markdown("see [x](http://y)")
    assert not looks_like_markdown("Ada Berg\n# of papers: 3 * 4 = 12\n")


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (
            "Zoë a étudié à Genève et à Zürich, où elle a été élève.".encode("latin-1"),
            "Zoë a étudié à Genève et à Zürich, où elle a été élève.",
        ),
        ("김민수 교수".encode("cp949") * 20, "김민수 교수" * 20),
        ("Zoë".encode("utf-16"), "Zoë"),
        ("\ufeffZoë\r\nx".encode(), "Zoë\nx"),
        ("Zoë".encode().decode("latin-1").encode(), "Zoë"),
        (b"a\xc2\xadb\xe2\x80\x8bc", "abc"),
    ],
)
def test_encodings_are_found_and_mojibake_repaired(data, text):
    assert decode("a.txt", data) == text


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.txt", b"", "is empty"),
        ("a.txt", b" \n ", "is empty"),
        ("a.txt", b"\x89PNG\0\0\0", "binary"),
        ("a.exe", b"MZ", "not of a known format"),
        ("a.md", b"<!-- only -->", "no text"),
        ("a.md", b"x" * 1_100_000, "larger than 1 MB"),
    ],
)
def test_unreadable_files_say_why(tmp_path, name, data, reason):
    (tmp_path / name).write_bytes(data)
    with pytest.raises(SourceError, match=reason) as caught:
        read_source(tmp_path / name, tmp_path, Settings(max_file_mb=1.0))
    assert caught.value.message.startswith(name)
    assert caught.value.hint


def test_missing_file_is_a_source_error(tmp_path):
    with pytest.raises(SourceError, match="cannot be opened"):
        read_source(tmp_path / "none.md", tmp_path)


def test_deep_nesting_is_flattened_not_fatal():
    source = read_html("a.html", "<div>" * 10_000 + "deep" + "</div>" * 10_000)
    assert source.text == "deep"


_PIECES = st.sampled_from(
    ["# H\n", "- a\n", "  - b\n", "text **bold** [l](u) ", "\n\n", "<div>", "</div>", "<li>x", "<table><tr><td>c", "</table>",
     "<!--", "-->", "{% x %}", "```\n", "| a | b |\n|--|--|\n| c | d |\n", "\\\\\n", "é", "e\u0301", "한글 ", "\t", "<b>", "</b>", "---\n"]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(_PIECES, max_size=25).map("".join))
def test_any_mixture_gives_a_sound_source(page):
    for source in (read_markdown("a.md", page), read_html("a.html", page), read_text("a.txt", page)):
        check(source)
    assert read_markdown("a.md", page) == read_markdown("a.md", page)


@pytest.mark.parametrize("format", ["markdown", "html", "text"])
def test_work_grows_with_the_size_only(format):
    read = {"markdown": read_markdown, "html": read_html, "text": read_text}[format]
    small, large = page(format, 20_000), page(format, 80_000)
    growth = calls(lambda: read("a", large)) / calls(lambda: read("a", small))
    assert growth == pytest.approx(len(large) / len(small), rel=0.1)


def test_an_org_file_is_read_without_its_marks():
    text = "#+TITLE: Ada Lind CV\n#+OPTIONS: toc:nil\n\n** Education\n\nPh.D. in *Ice*, [[https://n.edu][North University]]\n2019\n"
    source = read_text("ada.org", text)
    assert [(block.kind, source.text[block.start : block.end]) for block in source.blocks] == [
        ("heading", "Ada Lind CV"),
        ("heading", "Education"),
        ("paragraph", "Ph.D. in Ice, North University\n2019"),
    ]


def test_a_restructured_text_is_read_without_its_marks():
    text = "=====\nVita\n=====\n\n| **Ada LIND**\n\n------\nÉtudes\n------\n\n2010\n    **Doctorat** de glace, `Nord <https://n.edu>`_\n"
    source = read_text("ada.rst", text)
    assert [(block.kind, source.text[block.start : block.end]) for block in source.blocks] == [
        ("heading", "Vita"),
        ("paragraph", "Ada LIND"),
        ("heading", "Études"),
        ("paragraph", "2010\nDoctorat de glace, Nord"),
    ]


def test_details_styled_below_a_bold_head_are_a_line_of_their_own():
    source = read_html("a.html", "<ul><li><b>North University</b><span class='d'>Ice Lab</span></li></ul>")
    assert source.text == "- North University\nIce Lab"


def test_the_sign_that_ends_a_block_in_kramdown_is_no_text():
    source = read_markdown("a.md", "2016 -- 2017\n: Postdoc\n\n^\n2014 -- 2016\n: Student\n")
    assert [source.quote(block) for block in source.blocks] == ["2016 -- 2017", "Postdoc", "2014 -- 2016", "Student"]
