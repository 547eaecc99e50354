"""The limits of reading, each met by a real file: 10 s, 512 MB, 500 pages, 2 million characters, a DOCX unpacked."""

import io
import resource
import struct
import zipfile
from types import SimpleNamespace

import pytest
from test_sources_docx import docx, p, t
from test_sources_pdf import pdf

from qabot.errors import SourceError
from qabot.settings import Settings
from qabot.sources import read_source
from qabot.sources.child import ChildReader
from qabot.sources.docx import MAX_FILES, MAX_RATIO, MAX_UNPACKED, read_docx
from qabot.sources.pdf import MAX_PAGES

LINE = "[1] Solberg, M. Moss at last. Ferns 12(3), 2020.\n"


def refusal(path, settings: Settings) -> str:
    with ChildReader() as child, pytest.raises(SourceError) as caught:
        child.read(path, path.parent, settings)
    assert caught.value.hint
    return caught.value.message


def test_the_limits_are_these():
    settings = Settings(_env_file=None)
    assert (settings.read_seconds, settings.read_mb, settings.max_text_chars) == (10, 512, 2_000_000)
    assert (MAX_PAGES, MAX_FILES, MAX_UNPACKED, MAX_RATIO) == (500, 1_000, 50_000_000, 100)


def test_a_page_that_takes_too_long(tmp_path):
    path = tmp_path / "long.tex"
    path.write_text("\\begin{itemize}\n" + "\\item \\textbf{One} at \\emph{two}\n" * 60_000, "utf-8")
    assert refusal(path, Settings(read_seconds=0.2)) == "long.tex took longer than 0.2 s to read."


def test_a_page_that_needs_too_much_memory(tmp_path):
    path = tmp_path / "large.txt"
    path.write_text(LINE * 380_000, "utf-8")
    assert path.stat().st_size < 20_000_000
    assert refusal(path, Settings(read_mb=160)) == "large.txt needed more than 160 MB to read."


def test_a_page_of_2_million_characters_is_read_and_one_of_more_is_not(tmp_path):
    path = tmp_path / "list.txt"
    path.write_text(("x" * 99 + "\n") * 20_000, "utf-8")
    with ChildReader() as child:
        assert len(child.read(path, tmp_path).text) == 1_999_999
    path.write_text(("x" * 99 + "\n") * 20_000 + "xx", "utf-8")
    assert refusal(path, Settings()) == "list.txt holds 2,000,002 characters of text, more than 2,000,000."


def test_a_print_of_500_pages_is_read_and_one_of_more_is_not(tmp_path):
    pages = [[(50, 700, 10, f"Page of {word}")] for word in ("moss", "fern", "peat", "salt", "reed")] * 100
    path = tmp_path / "cv.pdf"
    path.write_bytes(pdf(*pages))
    with ChildReader() as child:
        assert len(child.read(path, tmp_path).pages) == 500
    path.write_bytes(pdf(*pages, pages[0]))
    assert refusal(path, Settings()) == "cv.pdf has 501 pages, more than 500."


def test_a_print_whose_drawings_draw_drawings_is_stopped(tmp_path, monkeypatch):
    """Each of twelve drawings draws the next one ten times."""
    data = pdf([(50, 700, 10, "Mira Solberg) Tj ET /X Do BT (")])
    drawings = b"".join(
        b"%d 0 obj\n<</Type/XObject/Subtype/Form/BBox[0 0 600 800]/Resources<</XObject<</X %d 0 R>>>>/Length 60>>"
        b"stream\n%sendstream\nendobj\n" % (number, number + 1, b"/X Do " * 10)
        for number in range(20, 32)
    )
    data = data.replace(b"/Resources<<", b"/Resources<</XObject<</X 20 0 R>>", 1)
    path = tmp_path / "cv.pdf"
    path.write_bytes(data.replace(b"xref\n", drawings + b"xref\n", 1))
    # the system counts to a child what its parent has had, so that where these tests have had more nothing is told
    monkeypatch.setattr(resource, "getrusage", lambda who: SimpleNamespace(ru_maxrss=1))
    assert refusal(path, Settings(read_mb=160)) == "cv.pdf needed more than 160 MB to read."


# Documents


def packed(files: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return buffer.getvalue()


BOMBS = {
    "many files": (docx(p(t("Ada")), extra={f"word/{n}.xml": b"" for n in range(1_000)}), "1,006 files"),
    "much in little": (docx(p(t("Ada")) + "<w:p/>" * 500_000), "that is no CV"),
    "much": (packed({f"word/{n}.xml": bytes(range(256)) * 40_000 for n in range(5)}), "5 files of 51 MB"),
}


@pytest.mark.parametrize("bomb", BOMBS)
def test_the_directory_of_a_document_is_looked_at_before_anything_is_unpacked(bomb, monkeypatch):
    data, reason = BOMBS[bomb]
    unpacked = []
    for method in ("open", "read", "extract", "extractall"):
        monkeypatch.setattr(zipfile.ZipFile, method, lambda _, name, *__, **___: unpacked.append(name))
    with pytest.raises(SourceError, match=reason):
        read_docx("cv.docx", data)
    assert unpacked == []


def test_a_document_whose_directory_lies_about_its_size_is_refused():
    """What it says is 100 bytes unpacks to 30 MB."""
    data = bytearray(packed({"[Content_Types].xml": b"<Types/>", "word/document.xml": b" " * 30_000_000}))
    for sign, at in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        place = data.rindex(sign)
        data[place + at : place + at + 4] = struct.pack("<I", 100)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.getinfo("word/document.xml").file_size == 100
    with pytest.raises(SourceError, match="damaged or no DOCX"):
        read_docx("cv.docx", bytes(data))


def test_a_document_within_the_limits_is_read_in_the_child(tmp_path):
    path = tmp_path / "cv.docx"
    path.write_bytes(docx(p(t("Ada Berg")), extra={f"word/{n}.xml": b"" for n in range(994)}))
    with ChildReader() as child:
        assert child.read(path, tmp_path).text == read_source(path).text == "Ada Berg"
