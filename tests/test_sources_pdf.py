"""PDF to `Source`: pages made here, read in order, with exact blocks."""

import unicodedata

import pytest
from counting import calls
from hypothesis import given, settings
from hypothesis import strategies as st

from qabot.errors import SourceError
from qabot.sources.pdf import read_pdf
from qabot.sources.source import Source

Text = tuple[float, float, float, str]  # x, y from the bottom, size (negative: bold), words


def pdf(*pages: list[Text], links: dict[str, tuple[int, int, int, int]] | None = None) -> bytes:
    """A PDF of pages 600 points wide and 800 high, set in Helvetica."""
    objects = ["<</Type/Catalog/Pages 2 0 R>>", ""]
    fonts = "".join(
        f"/F{number}<</Type/Font/Subtype/Type1/BaseFont/{name}/Encoding/WinAnsiEncoding>>"
        for number, name in enumerate(("Helvetica", "Helvetica-Bold"))
    )
    link = "<</Type/Annot/Subtype/Link/Rect[{}]/Border[0 0 0]/A<</S/URI/URI({})>>>>"
    links_drawn = "".join(link.format(" ".join(map(str, box)), target) for target, box in (links or {}).items())
    kids = []
    for page in pages:
        drawn = "".join(
            f"BT /F{int(size < 0)} {abs(size)} Tf {x} {y} Td ({words}) Tj ET\n" for x, y, size, words in page
        )
        objects.append(f"<</Length {len(drawn.encode('cp1252'))}>>stream\n{drawn}endstream")
        kids.append(len(objects) + 1)
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Resources<</Font<<{fonts}>>>>"
            f"/Contents {len(objects)} 0 R/Annots[{links_drawn}]>>"
        )
    objects[1] = f"<</Type/Pages/Count {len(kids)}/Kids[{' '.join(f'{kid} 0 R' for kid in kids)}]>>"
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("cp1252")
    table = "0000000000 65535 f \n" + "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(objects) + 1
    return out + f"xref\n0 {size}\n{table}trailer<</Size {size}/Root 1 0 R>>\nstartxref\n{len(out)}\n%%EOF".encode()


def read(*pages: list[Text], **options) -> Source:
    return read_pdf("cv.pdf", pdf(*pages, **options))


def blocks(source: Source) -> list[tuple[str, str]]:
    return [(block.kind, source.quote(block)) for block in source.blocks]


def check(source: Source) -> None:
    assert unicodedata.is_normalized("NFC", source.text)
    assert not [c for c in source.text if unicodedata.category(c) == "Cc" and c not in "\n\t"]
    last = 0
    for block in source.blocks:
        assert last <= block.start < block.end
        assert source.quote(block) == source.quote(block).strip()
        last = block.end
    for mark in source.marks:
        assert any(block.start <= mark.start < mark.end <= block.end for block in source.blocks)


def column(x: float, top: float, lines: list[str], size: float = 10, step: float = 12) -> list[Text]:
    return [(x, top - step * number, size, line) for number, line in enumerate(lines)]


CV: list[Text] = [
    (50, 740, -20, "Ada Quill"),
    (50, 715, 10, "Oak Institute, Larch"),
    (50, 690, -12, "Education"),
    (50, 672, -10, "PhD in Physics, University of Larch"),
    (480, 672, 10, "2013 - 2017"),
    (50, 660, 10, "Thesis on quiet stars"),
    (50, 648, -10, "BSc, Elm College"),
    (480, 648, 10, "2009 - 2013"),
    (50, 620, -12, "Papers"),
    (60, 602, 10, "\u2022"),
    (70, 602, -10, "A. Quill,"),
    (115, 602, 10, "B. Stone. Quiet stars. Journal of Winter, 2016, and so on to the margin of pa-"),
    (70, 590, 10, "per. 2016."),
    (60, 578, 10, "\u2022"),
    (70, 578, 10, "Loud stars. 2018."),
    (80, 566, 10, "\u2022"),
    (90, 566, 10, "With data"),
]


def test_a_cv():
    source = read(CV)
    assert blocks(source) == [
        ("heading", "Ada Quill"),
        ("paragraph", "Oak Institute, Larch"),
        ("heading", "Education"),
        ("paragraph", "PhD in Physics, University of Larch\t2013 - 2017\nThesis on quiet stars"),
        ("paragraph", "BSc, Elm College\t2009 - 2013"),
        ("heading", "Papers"),
        ("item", "A. Quill, B. Stone. Quiet stars. Journal of Winter, 2016, and so on to the margin of paper. 2016."),
        ("item", "Loud stars. 2018."),
        ("item", "With data"),
    ]
    assert [block.level for block in source.blocks] == [1, 0, 2, 0, 0, 2, 1, 1, 2]
    assert source.blocks[8].parent == 7
    assert source.format == "pdf"
    assert ("strong", "A. Quill,") in [(mark.kind, source.quote(mark)) for mark in source.marks]
    check(source)


LEFT = [
    "The first column tells of quiet",
    "stars and goes on for a while, so",
    "that it fills its lines from edge to",
    "edge as papers do in most of the",
    "journals of winter. It ends here.",
]
RIGHT = [
    "The second column goes on about",
    "loud stars, of which there are few,",
    "and about the ovens that were used",
    "to see them all in the dark of Larch.",
    "It ends there and then, at last.",
]


def test_two_columns_come_one_after_the_other_below_what_spans_them():
    title = [
        (100, 740, -18, "On Quiet Stars and Loud Ovens in Winter"),
        (100, 700, 10, "Ada Quill and Bo Stone, who both work at the Oak Institute in Larch"),
    ]
    source = read([*title, *column(50, 660, LEFT), *column(310, 660, RIGHT)])
    assert blocks(source) == [
        ("heading", "On Quiet Stars and Loud Ovens in Winter"),
        ("paragraph", "Ada Quill and Bo Stone, who both work at the Oak Institute in Larch"),
        ("paragraph", " ".join(LEFT)),
        ("paragraph", " ".join(RIGHT)),
    ]


def test_order_on_the_page_counts_not_order_in_the_file():
    source = read([*column(310, 660, RIGHT), *column(50, 660, LEFT)])
    assert [text[:10] for _, text in blocks(source)] == ["The first ", "The second"]


def test_a_side_bar_is_a_column():
    bar = [
        (50.0, 700.0 - 17 * n, 10.0, word)
        for n, word in enumerate(["Python", "Git", "Bread", "Rye", "Elvish", "Chess"])
    ]
    source = read([*bar, *column(220, 705, [line + " " + line for line in LEFT], step=13)])
    text = source.text
    assert text.index("Chess") < text.index("The first column")
    assert "\t" not in text


def test_years_beside_entries_are_one_line():
    years = ["2019-2021", "2017-2019", "2013-2017", "2009-2013", "2008", "2007"]
    posts = [
        "Postdoc, Oak Institute",
        "Tutor, Elm College",
        "PhD, University of Larch",
        "BSc, Elm",
        "Baking prize",
        "School",
    ]
    source = read([*column(50, 700, years), *column(200, 700, posts)])
    assert blocks(source) == [
        ("paragraph", "\n".join(f"{year}\t{post}" for year, post in zip(years, posts, strict=True)))
    ]


def test_lines_that_the_margin_broke_are_joined_and_others_kept():
    lines = [
        "A long line of words that goes up to the margin of the text and there it must",
        "break to go on. A short line",
        "Another short line",
    ]
    assert blocks(read(column(50, 700, lines))) == [("paragraph", f"{lines[0]} {lines[1]}\n{lines[2]}")]


def test_hyphens_at_line_ends_are_joined_before_small_letters_only():
    lines = [
        "A long line of words that goes up to the margin of the text, an exam-",
        "ple of it, and one that goes on as far as this with the name Oak-",
        "Elm Institute",
    ]
    assert blocks(read(column(50, 700, lines)))[0][1] == (
        "A long line of words that goes up to the margin of the text, an example of it, and one that goes on as "
        "far as this with the name Oak-\nElm Institute"
    )


def test_gaps_part_paragraphs():
    assert blocks(
        read([*column(50, 700, ["One", "more"]), *column(50, 660, ["Two", "more"]), *column(50, 620, ["Three"])])
    ) == [
        ("paragraph", "One\nmore"),
        ("paragraph", "Two\nmore"),
        ("paragraph", "Three"),
    ]


def test_hanging_entries_are_apart():
    lines = [(50, "A. Quill. Quiet stars and how"), (65, "to hear them. 2016."), (50, "B. Stone. Loud stars. 2018.")]
    source = read([(x, 700 - 12 * number, 10, line) for number, (x, line) in enumerate(lines)])
    assert blocks(source) == [
        ("paragraph", "A. Quill. Quiet stars and how to hear them. 2016."),
        ("paragraph", "B. Stone. Loud stars. 2018."),
    ]


def test_numbered_references_are_items():
    lines = [
        "[1] A. Quill. Quiet stars, in the Journal of Winter. 2016.",
        "[2] A. Quill. Loud stars.",
        "2019. Not a number of a list.",
    ]
    assert blocks(read(column(50, 700, lines))) == [("item", lines[0]), ("item", f"{lines[1]}\n{lines[2]}")]


def test_raised_marks_stay_in_their_line():
    source = read([(50, 700, 12, "Ada Quill"), (105, 705, 7, "1,2"), (120, 700, 12, "and others")])
    assert blocks(source) == [("paragraph", "Ada Quill 1,2 and others")]


def test_ligatures_and_accents():
    data = pdf([(50, 700, 12, "e\u00e9 \u00fc \u0153")])
    assert read_pdf("x.pdf", data).text == "e\u00e9 \u00fc \u0153"
    from qabot.sources.pdf_words import _word

    word = _word(["e", "ffi", "cient"], [(0, 5, 0, 10)] * 3)
    assert word is not None
    assert word.text == "efficient"


def test_links_are_marked():
    source = read([(50, 700, 10, "See the paper now")], links={"https://quill.example/p": (68, 695, 118, 712)})
    assert [(mark.kind, source.quote(mark), mark.target) for mark in source.marks] == [
        ("link", "the paper", "https://quill.example/p")
    ]


def test_pages_are_kept_and_their_numbers_are_not_text():
    pages = [
        [(50, 760, 9, "Ada Quill - CV"), (50, 700, 10, f"Text of page {word}"), (300, 30, 10, str(n))]
        for n, word in enumerate(("one", "two", "three"), 1)
    ]
    source = read(*pages)
    assert source.text == "Ada Quill - CV\n\nText of page one\n\nText of page two\n\nText of page three"
    assert [source.page_of(source.text.index(word)) for word in ("Ada", "one", "two", "three")] == [1, 1, 2, 3]


def test_an_empty_page_counts():
    source = read([(50, 700, 10, "One")], [], [(50, 700, 10, "Three")])
    assert source.page_of(source.text.index("Three")) == 3
    assert source.page_of(0) == 1


def test_without_text_it_is_refused():
    with pytest.raises(SourceError, match="holds no text"):
        read([])


@pytest.mark.parametrize("data", [b"", b"%PDF-1.4", b"<html>", pdf(CV)[:200]])
def test_damaged_files_are_refused(data):
    with pytest.raises(SourceError, match="damaged or no PDF|holds no text"):
        read_pdf("x.pdf", data)


def test_too_many_pages_are_refused():
    with pytest.raises(SourceError, match="501 pages, more than 500"):
        read(*[[(50, 700, 10, "x")]] * 501)


def test_work_grows_with_the_size_only():
    def work(pages: int) -> int:
        data = pdf(*[CV] * pages)
        return calls(lambda: read_pdf("x.pdf", data))

    assert 3.5 < work(80) / work(20) < 4.5


FILE = pdf(CV, links={"https://quill.example": (50, 600, 200, 615)})


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(0, len(FILE) - 1), st.binary(max_size=3), st.integers(0, 40)), min_size=1, max_size=6
    )
)
def test_mutated_files_are_read_or_refused(changes):
    data = FILE
    for at, new, cut in changes:
        data = data[:at] + new + data[at + cut :]
    try:
        check(read_pdf("x.pdf", data))
    except SourceError:
        pass


PLACES = st.tuples(
    st.integers(-50, 650),
    st.integers(-50, 850),
    st.sampled_from([1, 8, 10, -10, 12, -18, 60]),
    st.sampled_from(["Ada", "-", "2019", "a longer text", "\u2022", "[1]", "exam-"]),
)


@settings(max_examples=80, deadline=None)
@given(st.lists(PLACES, max_size=30))
def test_any_page_is_read_or_refused(page):
    try:
        check(read(page))
    except SourceError:
        pass
