"""DOCX to `Source`: documents made here, with exact blocks."""

import io
import unicodedata
import zipfile
from xml.sax.saxutils import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qabot.errors import SourceError
from qabot.sources.docx import read_docx
from qabot.sources.source import Source

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STYLES = "".join(
    f'<w:style w:type="paragraph" w:styleId="{name.replace(" ", "")}"><w:name w:val="{name}"/></w:style>'
    for name in ("Title", "heading 1", "heading 2")
)
NUMBERING = (
    '<w:abstractNum w:abstractNumId="1">'
    + "".join(f'<w:lvl w:ilvl="{n}"><w:numFmt w:val="bullet"/></w:lvl>' for n in range(3))
    + '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
)


def p(*runs: str, style: str = "", level: int | None = None) -> str:
    properties = f'<w:pStyle w:val="{style}"/>' if style else ""
    properties += f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr>' if level is not None else ""
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(runs)}</w:p>"


def t(text: str, bold: bool = False, italic: bool = False) -> str:
    properties = "<w:b/>" * bold + "<w:i/>" * italic
    inner = "<w:tab/>".join(f'<w:t xml:space="preserve">{escape(part)}</w:t>' for part in text.split("\t"))
    return f"<w:r><w:rPr>{properties}</w:rPr>{inner}</w:r>"


def docx(*body: str, head: str = "", extra: dict[str, bytes] | None = None) -> bytes:
    package = "http://schemas.openxmlformats.org/package/2006"
    document = f'<Relationship Id="r1" Type="{RELATIONS}/officeDocument" Target="word/document.xml"/>'
    link = f'<Relationship Id="r9" Type="{RELATIONS}/hyperlink" Target="https://quill.example" TargetMode="External"/>'
    files = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types"/>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships">{document}</Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{package}/relationships">{link}</Relationships>',
        "word/styles.xml": f"<w:styles {W}>{STYLES}</w:styles>",
        "word/numbering.xml": f"<w:numbering {W}>{NUMBERING}</w:numbering>",
        "word/document.xml": f"<w:document {W} {R}><w:body>{''.join(body)}</w:body></w:document>",
    }
    if head:
        files["word/header1.xml"] = f"<w:hdr {W}>{head}</w:hdr>"
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in {**files, **(extra or {})}.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def read(*body: str, **options) -> Source:
    return read_docx("cv.docx", docx(*body, **options))


def blocks(source: Source) -> list[tuple[str, str]]:
    return [(block.kind, source.quote(block)) for block in source.blocks]


def check(source: Source) -> None:
    assert unicodedata.is_normalized("NFC", source.text)
    last = 0
    for block in source.blocks:
        assert last <= block.start < block.end
        assert source.quote(block) == source.quote(block).strip()
        last = block.end


CV = (
    p(t("Ada Quill"), style="Title"),
    p(t("Oak Institute, "), '<w:hyperlink r:id="r9">', t("homepage"), "</w:hyperlink>"),
    p(t("Education"), style="heading1"),
    p(t("PhD in Physics", bold=True), t(", University of "), t("Larch", italic=True), t("\t2013 \u2013 2017")),
    p(t("Papers"), style="heading1"),
    p(t("Quiet stars. 2016."), level=0),
    p(t("With data"), level=1),
    p(t("Loud stars. 2018."), level=0),
)


def test_a_cv():
    source = read(*CV)
    assert blocks(source) == [
        ("heading", "Ada Quill"),
        ("paragraph", "Oak Institute, homepage"),
        ("heading", "Education"),
        ("paragraph", "PhD in Physics, University of Larch\t2013 \u2013 2017"),
        ("heading", "Papers"),
        ("item", "Quiet stars. 2016."),
        ("item", "With data"),
        ("item", "Loud stars. 2018."),
    ]
    assert [(block.level, block.parent) for block in source.blocks[5:]] == [(1, -1), (2, 5), (1, -1)]
    assert [(mark.kind, source.quote(mark), mark.target) for mark in source.marks] == [
        ("link", "homepage", "https://quill.example"),
        ("strong", "PhD in Physics", ""),
        ("em", "Larch", ""),
    ]
    assert source.format == "docx"
    check(source)


def test_tables_are_rows():
    cells = [["2019\u20132021", "Postdoc, Oak"], ["2017", "Tutor, Elm"]]
    rows = "".join("<w:tr>" + "".join(f"<w:tc>{p(t(cell))}</w:tc>" for cell in row) + "</w:tr>" for row in cells)
    source = read(f"<w:tbl>{rows}</w:tbl>")
    text = source.text
    assert text.index("2019\u20132021") < text.index("Postdoc, Oak") < text.index("2017") < text.index("Tutor, Elm")


def test_bold_lines_that_name_a_section_are_headings():
    source = read(
        p(t("RESEARCH INTERESTS AND OTHERS", bold=True)),
        p(t("stars")),
        p(t("Awards", bold=True)),
        p(t("Postdoc, Oak Institute", bold=True)),
        p(t("2019")),
    )
    assert blocks(source) == [
        ("heading", "RESEARCH INTERESTS AND OTHERS"),
        ("paragraph", "stars"),
        ("heading", "Awards"),
        ("paragraph", "Postdoc, Oak Institute"),
        ("paragraph", "2019"),
    ]


def test_the_head_of_the_page_is_text():
    source = read(p(t("Body")), head=p(t("Ada Quill &\tPhysicist")) + p(t("Page 1 of 2")))
    assert blocks(source) == [("paragraph", "Ada Quill &\tPhysicist"), ("paragraph", "Body")]


def test_pictures_are_left_out():
    drawing = "<w:r><w:drawing/></w:r>"
    assert blocks(read(p(t("Text"), drawing), extra={"word/media/a.png": b"\x89PNG"})) == [("paragraph", "Text")]


def test_without_text_it_is_refused():
    with pytest.raises(SourceError, match="holds no text"):
        read(p())


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"plain", docx(*CV)[:300], docx("<w:p>", "</w:q>")])
def test_damaged_files_are_refused(data):
    with pytest.raises(SourceError, match="damaged or no DOCX"):
        read_docx("x.docx", data)


def test_a_zip_that_is_no_document_is_refused():
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("a.txt", "hello")
    with pytest.raises(SourceError, match="damaged or no DOCX"):
        read_docx("x.docx", buffer.getvalue())


def test_bombs_are_refused_before_they_are_unpacked():
    with pytest.raises(SourceError, match="that is no CV"):
        read("<w:p/>" * 500_000)
    with pytest.raises(SourceError, match="that is no CV"):
        read(p(t("x")), extra={f"word/{n}.xml": b"" for n in range(1_100)})


def test_deep_nesting_is_read_or_refused():
    try:
        check(read("<w:tbl><w:tr><w:tc>" * 2_000 + p(t("x")) + "</w:tc></w:tr></w:tbl>" * 2_000))
    except SourceError:
        pass


FILE = docx(*CV, head=p(t("Ada")))
PARTS = {name: zipfile.ZipFile(io.BytesIO(FILE)).read(name) for name in zipfile.ZipFile(io.BytesIO(FILE)).namelist()}


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, len(FILE) - 1), st.binary(max_size=2), st.integers(0, 3)), min_size=1, max_size=4)
)
def test_mutated_files_are_read_or_refused(changes):
    data = FILE
    for at, new, cut in changes:
        data = data[:at] + new + data[at + cut :]
    try:
        check(read_docx("x.docx", data))
    except SourceError:
        pass


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(sorted(PARTS)), st.integers(0, 600), st.binary(max_size=3), st.integers(0, 30))
def test_mutated_parts_are_read_or_refused(name, at, new, cut):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for part, content in PARTS.items():
            archive.writestr(part, content[:at] + new + content[at + cut :] if part == name else content)
    try:
        check(read_docx("x.docx", buffer.getvalue()))
    except SourceError:
        pass
