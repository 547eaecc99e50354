"""Words that a reader of the page does not see are not read: hidden, transparent, tiny, off the page, white on white."""

import re
import sys
import time
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent.parent / "faults"))

from pages import _numbered, _stream, document, zipped

from qabot.sources.builder import clean
from qabot.sources.docx import read_docx
from qabot.sources.html import read_html
from qabot.sources.latex import read_latex
from qabot.sources.markdown import read_markdown
from qabot.sources.pdf import read_pdf
from qabot.sources.text import read_text

HIDDEN = [
    '<p style="display:none">X</p>',
    "<p hidden>X</p>",
    '<p style="visibility:hidden">X</p>',
    '<p style="font-size:0">X</p>',
    '<p style="FONT-SIZE: 0px;">X</p>',
    '<p style="font-size:0.01em">X</p>',
    '<p style="font-size:1px">X</p>',
    '<p style="opacity:0">X</p>',
    '<p style="opacity:0.0;">X</p>',
    '<p style="position:absolute;left:-9999px">X</p>',
    '<p style="text-indent:-9999px">X</p>',
    '<p style="position:fixed; top:-100vh">X</p>',
    '<p style="color:#fff">X</p>',
    '<p style="color:white;background:#fff">X</p>',
    '<font color="#FFFFFF">X</font>',
    '<div style="background:#000"><p style="color:#010101">X</p></div>',
    '<p style="color:transparent">X</p>',
    '<p style="color:rgba(0,0,0,0)">X</p>',
    '<p style="clip:rect(0,0,0,0)">X</p>',
    '<p style="height:0;overflow:hidden">X</p>',
    '<p style="max-height:0px; overflow:hidden">X</p>',
    '<p style="transform:scale(0)">X</p>',
    "<style>.h{display:none}</style><p class=h>X</p>",
    "<style>#q{visibility:hidden} p.r, p.s > b{opacity:0}</style><p id=q>X</p><p class=s><b>X</b></p>",
    '<p style="color:rgb(254,254,254)">X</p>',
    "<p style='d\\69splay:/* block */none'>X</p>",
    '<p style="color:hsl(0,0%,100%)">X</p>',
    '<p style="color:rgb(100%,100%,100%)">X</p>',
    '<p style="color:rgb(0 0 0 / 4%)">X</p>',
    '<p style="color:#0000000a">X</p>',
    '<p style="-webkit-text-fill-color:transparent">X</p>',
    '<p style="opacity:.04">X</p>',
    '<p style="filter:blur(0) opacity(0)">X</p>',
    '<p style="zoom:0">X</p>',
    '<p style="scale:0">X</p>',
    '<p style="font:0/0 a">X</p>',
    '<p style="font: bold 0px serif">X</p>',
    '<p style="transform:translateX(-9999px)">X</p>',
    '<p style="clip-path:polygon(0 0, 0 0)">X</p>',
    '<p style="position:absolute;left:99999px">X</p>',
    '<p style="margin-left:300vw">X</p>',
    '<p style="line-height:0;overflow:hidden">X</p>',
    "<style>:root{--no:none}</style><p style='display:var(--no)'>X</p>",
    "<style>@media screen{.h{display:none}}</style><p class=h>X</p>",
    "<style>@layer a{.h{display:none}} @supports (gap:0){.g{display:none}}</style><p class=h>X<p class=g>X</p>",
    "<div popover>X</div>",
    "<datalist><option>X</datalist>",
    "<noembed>X</noembed>",
    "<ruby><rp>X</rp></ruby>",
]
SEEN = [
    '<p style="color:transparent;background:linear-gradient(red,blue);background-clip:text">X</p>',
    '<p style="-webkit-text-fill-color:transparent;-webkit-background-clip:text;background:red">X</p>',
    '<p style="font:normal 400 10px/1.2 serif">X</p>',
    '<p style="font-weight:0;font:100 9pt a">X</p>',
    '<p style="opacity:.15">X</p>',
    '<p style="color:rgb(0 0 0 / 60%)">X</p>',
    '<p style="color:hsl(210,50%,40%)">X</p>',
    '<p style="left:1200px;position:absolute">X</p>',
    '<p style="transform:translate(-50%,-50%)">X</p>',
    "<style>:root{--a:none} .dark{--a:block}</style><p style='display:var(--a)'>X</p>",
    "<style>@media (max-width:600px){.h{display:none}}</style><p class=h>X</p>",
    "<style>@supports not (gap:0){.h{display:none}}</style><p class=h>X</p>",
    '<p style="font-size:0.9em">X</p>',
    '<p style="opacity:0.8">X</p>',
    '<p style="font-size:10px">X</p>',
    '<p style="font-size:1.2em">X</p>',
    '<div style="background:navy"><p style="color:white">X</p></div>',
    '<div class=banner><p style="color:white">X</p></div>',
    '<style>body{background:#000}</style><p style="color:#fff">X</p>',
    '<p style="margin-left:-15px">X</p>',
    '<p style="left:-20px">X</p>',
    '<p style="height:0">X</p>',
    '<p style="color:#333">X</p>',
    "<style>@media print{.h{display:none}}</style><p class=h>X</p>",
    "<style>.h{display:none}</style><script src=a.js></script><p class=h>X</p>",
    "<style>a:hover .h{display:none}</style><p class=h>X</p>",
    '<p style="background-image:url(x.png);color:#fff">X</p>',
    "<table bgcolor=black><tr><td><font color=white>X</font></table>",
    '<p style="line-height:0">X</p>',
    '<p style="margin:0;opacity:.5">X</p>',
    '<p style="font-size:0.8rem;color:black">X</p>',
    '<p style="text-indent:-20px">X</p>',
]


@pytest.mark.parametrize("page", HIDDEN)
def test_what_a_page_hides_is_not_read(page):
    assert read_html("a.html", f"{page}<p>Ada</p>").text == "Ada"


@pytest.mark.parametrize("page", SEEN)
def test_what_a_page_shows_is_read(page):
    assert read_html("a.html", f"{page}<p>Ada</p>").text.split() == ["X", "Ada"]


def _spaced(page: str) -> str:
    """A page whose styles are written with spaces: "font-size: 22px ; opacity: 0"."""
    return re.sub(r"(?<=style=)([\"'])(.*?)\1", lambda m: m[1] + re.sub(r"([:;])", r"\1 ", m[2]) + m[1], page)


@pytest.mark.parametrize("page", HIDDEN)
def test_spaces_in_a_style_do_not_show_what_is_hidden(page):
    assert read_html("a.html", f"{_spaced(page)}<p>Ada</p>").text == "Ada"


@pytest.mark.parametrize("page", [*SEEN, '<p style="font-size:22px">X</p>', '<p style="zoom:1.5">X</p>'])
def test_spaces_in_a_style_do_not_hide_what_is_seen(page):
    assert read_html("a.html", f"{_spaced(page)}<p>Ada</p>").text.split() == ["X", "Ada"]


def test_markdown_hides_as_html_does():
    text = read_markdown("a.md", '# Ada\n\n<div style="display:none">X</div>\n\nseen <span hidden>X</span>').text
    assert text == "Ada\n\nseen"


@pytest.mark.parametrize(
    "page",
    [
        '[X]{style="display:none"}',
        "*X*{: style='opacity:0'}",
        "[X](a.html){.hidden}",
        'X\n{: style="display:none"}',
        "::: {.hidden}\nX\n:::",
        "::: {.content-hidden}\nX\n\n::: {.a}\nX\n:::\n:::",
        "::: hidden\nX\n:::",
        '::: {style="display: none"}\nX\n:::',
        "{::comment}X{:/comment}",
        "{::comment}\nX\n{:/}",
        "{/* X */}",
    ],
)
def test_what_markdown_hides_by_its_own_marks_is_not_read(page):
    assert read_markdown("a.md", f"# Ada\n\n{page}\n\nseen").text == "Ada\n\nseen"


@pytest.mark.parametrize(
    "page",
    [
        "::: {.panel}\nX\n:::",
        '::: {.content-hidden when-format="pdf"}\nX\n:::',
        '[X]{style="color:red"}',
        "X\n{: .hidden-xs }",
        "{::comment}X",
    ],
)
def test_what_markdown_shows_is_read(page):
    assert "X" in read_markdown("a.md", f"# Ada\n\n{page}\n\nseen").text
    assert read_markdown("a.md", f"# Ada\n\n{page}\n\nseen").text.endswith("seen")


@pytest.mark.parametrize(
    ("name", "page"),
    [
        ("a.org", "* Ada\n# X\nseen"),
        ("a.org", "* Ada\n#+begin_comment\nX\n#+end_comment\nseen"),
        ("a.org", "* Ada\n* COMMENT X\nX\n** X\nX\n* seen"),
        ("a.org", "* Ada\n** Notes :a:noexport:\nX\n*** X\n** seen"),
        ("a.org", "* Ada\n#+begin_export html\n<p style='display:none'>X</p><p>seen</p>\n#+end_export"),
        ("a.org", "* Ada\nse@@html:<b title='X'>@@en"),
        ("a.rst", "Ada\n===\n\n.. X\n\nseen"),
        ("a.rst", "Ada\n===\n\n..\n   X\n\n   X\n\nseen"),
        ("a.rst", "Ada\n===\n\n.. note to self\n   X\n\nseen"),
        ("a.rst", "Ada\n===\n\n.. raw:: html\n\n   <p hidden>X</p>\n   <p>seen</p>\n"),
        ("a.rst", "Ada\n===\n\n.. |a| replace:: X\n\nseen"),
        ("a.rst", "Ada\n===\n\n.. _X: https://x.example\n\nseen"),
    ],
)
def test_what_org_and_rst_do_not_print_is_not_read(name, page):
    assert read_text(name, page).text.replace("\n", "") == "Adaseen"


@pytest.mark.parametrize(
    ("name", "page"),
    [
        ("a.rst", "Ada\n===\n\n..\n\n   X"),  # two dots alone are no comment
        ("a.rst", "Ada\n===\n\n.. note::\n\n   X"),
        ("a.org", "* Ada\n#+begin_quote\nX\n#+end_quote"),
        ("a.org", "* Ada :noexport2:\n* COMMENTS X"),
        ("a.org", "* Ada\n#+begin_comment\nX"),  # never closed
    ],
)
def test_what_org_and_rst_print_is_read(name, page):
    assert read_text(name, page).text.endswith("X")


@pytest.mark.parametrize(
    "page",
    [
        "<p style='color:" + "#fff;color:" * 20_000 + "'>x",
        "<style>" + "a{display:none}" * 20_000 + "</style>" + "<a>x</a>" * 2_000,
        "<style>" + "@media{" * 20_000 + "</style>x",
        "<p style='font-size:" + "0" * 50_000 + "1'>x",
        "<style>" + "/*" * 50_000 + "</style>x",
        "<p style='clip:rect(0" + " " * 50_000 + "'>x",
    ],
)
def test_styles_made_to_take_long_do_not(page):
    started = time.process_time()
    read_html("a.html", page)
    assert time.process_time() - started < 2


@pytest.mark.parametrize(
    "sign",
    "\u200b \u200d \u2060 \u202e \u2066 \ufeff \u00ad \u034f \u115f \u3164 \uffa0 \u2800 \ufff9 \U000e0041 \U0001d173".split(
        " "
    ),
)
def test_signs_that_are_not_seen_are_dropped(sign):
    assert clean(f"Ada{sign}Berg") == "AdaBerg"


# -- LaTeX


def latex(body: str, preamble: str = "") -> str:
    page = f"\\documentclass{{article}}{preamble}\\begin{{document}}Ada\n\n{body}\n\nBerg\\end{{document}}"
    return read_latex("a.tex", page).text.replace("\n", " ").replace("  ", " ")


@pytest.mark.parametrize(
    ("body", "preamble"),
    [
        (r"\textcolor{white}{X}", ""),
        (r"{\color{white} X}", ""),
        (r"{\color[HTML]{FFFFFF}\section{X} X}", ""),
        (r"\textcolor[rgb]{1,1,1}{X}", ""),
        (r"\textcolor[RGB]{255,254,255}{X}", ""),
        (r"\textcolor[gray]{0.99}{X}", ""),
        (r"\textcolor[cmyk]{0,0,0,0}{X}", ""),
        (r"\textcolor{black!2}{X}", ""),
        (r"\textcolor{blue!1!white}{X}", ""),
        (r"\textcolor{paper}{X}", r"\definecolor{paper}{HTML}{fefefe}"),
        (r"\textcolor{ground}{X}", r"\colorlet{ground}{white!99!black}"),
        (r"{\fontsize{0.1pt}{0.1pt}\selectfont X}", ""),
        (r"\texttransparent{0}{X}", ""),
        (r"{\transparent{0.01}X}", ""),
        (r"\scalebox{0.001}{X}", ""),
        (r"\setbox0=\hbox{X}", ""),
        (r"\sbox{0}{X}", ""),
        (r"\phantom{X}", ""),
        (r"\begin{comment}X\end{comment}", ""),
        (r"\iffalse X\fi", ""),
    ],
)
def test_what_latex_prints_unseen_is_not_read(body, preamble):
    assert latex(body, preamble) == "Ada Berg"


@pytest.mark.parametrize(
    "body",
    [
        r"\textcolor{red}{X}",
        r"\textcolor{blue!80!white}{X}",
        r"\textcolor[gray]{0.5}{X}",
        r"\textcolor{unheard}{X}",
        r"\colorbox{blue}{\textcolor{white}{X}}",  # a ground of its own
        r"\textcolor{white}{\textcolor{black}{X}}",
        r"{\fontsize{0.1pt}{1pt}\selectfont \normalsize X}",
        r"{\fontsize{9pt}{1pt}\selectfont X}",
        r"\scalebox{0.8}[1]{X}",
        r"\pdftooltip{X}{Y}",
        r"\texorpdfstring{X}{Y}",
    ],
)
def test_what_latex_prints_is_read(body):
    assert latex(body) == "Ada X Berg"


# -- PDF


def pdf(content: str) -> bytes:
    font = "<</Font<</F0<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>"
    page = f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources{font}/Contents 4 0 R>>".encode()
    seen = "BT /F0 12 Tf 70 700 Td (Ada Berg) Tj ET\n"
    tree = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 1/Kids[3 0 R]>>", page]
    return _numbered([*tree, _stream(seen + content, packed=False)])


AT = "/F0 12 Tf 70 600 Td (X) Tj ET"


@pytest.mark.parametrize(
    "content",
    [
        f"1 1 1 rg BT {AT}",
        f"1 g BT {AT}",
        f"BT 3 Tr {AT}",
        f"BT 7 Tr {AT}",
        "BT /F0 12 Tf 700 600 Td (X) Tj ET",
        "BT /F0 12 Tf 70 -60 Td (X) Tj ET",
        "BT /F0 1 Tf 70 600 Td (X) Tj ET",
        f"1 g 0 580 595 60 re f BT {AT}",
        f"0 g 0 80 595 60 re f 1 g BT {AT}",
    ],
)
def test_what_a_print_hides_is_not_read(content):
    assert read_pdf("a.pdf", pdf(content)).text == "Ada Berg"


@pytest.mark.parametrize(
    "content",
    [
        f"0 0 0.5 rg 0 580 595 60 re f 1 1 1 rg BT {AT}",
        f"0.5 g BT {AT}",
        f"1 g 0 0 0 RG BT 2 Tr {AT}",
        f"BT {AT}",
    ],
)
def test_what_a_print_shows_is_read(content):
    assert read_pdf("a.pdf", pdf(content)).text.split() == ["Ada", "Berg", "X"]


# -- DOCX


def docx(look: str, **parts: bytes) -> str:
    word = document()
    run = f"<w:p><w:r><w:rPr>{look}</w:rPr><w:t>Qx</w:t></w:r><w:r><w:t>after</w:t></w:r></w:p></w:body>"
    word["word/document.xml"] = word["word/document.xml"].replace(b"</w:body>", run.encode())
    return read_docx("a.docx", zipped({**word, **parts})).text


STYLES = (
    b'<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    b'<w:style w:type="character" w:styleId="Ghost"><w:rPr><w:vanish/></w:rPr></w:style></w:styles>'
)


@pytest.mark.parametrize(
    "look",
    ["<w:vanish/>", '<w:vanish w:val="true"/>', "<w:webHidden/>", '<w:color w:val="FFFFFF"/>', '<w:sz w:val="2"/>'],
)
def test_what_a_document_hides_is_not_read(look):
    text = docx(look)
    assert "Qx" not in text and "after" in text and "Noor Haddad" in text


def test_what_a_style_hides_is_not_read():
    look = '<w:rStyle w:val="Ghost"/>'
    assert "Qx" in docx(look)
    assert "Qx" not in docx(look, **{"word/styles.xml": STYLES})


@pytest.mark.parametrize(
    "look",
    [
        '<w:vanish w:val="0"/>',
        '<w:vanish w:val="false"/>',
        '<w:color w:val="000000"/>',
        '<w:sz w:val="24"/>',
        '<w:color w:val="FFFFFF"/><w:shd w:val="clear" w:fill="000080"/>',
        '<w:color w:val="FFFFFF"/><w:highlight w:val="blue"/>',
    ],
)
def test_what_a_document_shows_is_read(look):
    assert "Qx" in docx(look)
