"""DOCX to `Source`: to HTML by mammoth, and on as a page."""

from __future__ import annotations

import html
import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from xml.parsers.expat import ExpatError

from qabot.errors import SourceError
from qabot.sources.builder import TextBuilder
from qabot.sources.docx_unseen import without_unseen
from qabot.sources.html import read_html
from qabot.sources.source import Source

MAX_FILES = 1_000
MAX_UNPACKED = 50_000_000  # bytes
MAX_RATIO = 100  # unpacked to packed; a CV's is 5 to 20
_SMALL = 1_000_000  # bytes; what unpacks to less may have any ratio
_STYLES = "p[style-name='Title'] => h1:fresh\np[style-name='Subtitle'] => p:fresh\nu => u"
# A paragraph that is bold from end to end, as sections are marked where no heading style is used.
_BOLD_LINE = re.compile(r"<p>(?:<a id=\"[^\"]*\"></a>)?<strong>([^<]{2,60})</strong></p>")
_PAGE_NUMBER = re.compile(r"(?:page\s*)?\d*(?:\s*(?:of|/)\s*\d+)?", re.I)
# What mammoth and the libraries under it may raise on damaged files.
_FAILURES = (
    zipfile.BadZipFile,
    zlib.error,
    ExpatError,
    OSError,
    LookupError,
    ValueError,
    AttributeError,
    TypeError,
    RecursionError,
    NotImplementedError,
    EOFError,
    AssertionError,
)


def read_docx(path: str, data: bytes) -> Source:
    """The text of a Word document: its page head, headings, lists, tables, links. Pictures are left out.

    Raises SourceError when it is damaged, no DOCX, or would unpack to far more than it is.
    """
    damaged = SourceError(f"{path} is damaged or no DOCX.", "Open it in a word processor and save it as .docx again.")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check(path, archive)
        data = without_unseen(data)
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            heads = list(_heads(archive))
    except _FAILURES as error:
        raise damaged from error
    import mammoth

    try:
        page = str(mammoth.convert_to_html(io.BytesIO(data), style_map=_STYLES, convert_image=lambda _: []).value)
    except _FAILURES as error:
        raise damaged from error
    builder = TextBuilder(path, "docx", keep_tabs=True)
    for head in heads:
        builder.start("paragraph")
        builder.write(head)
        builder.end()
    source = read_html(path, _BOLD_LINE.sub(_heading, page), format="docx", builder=builder)
    if not source.blocks:
        raise SourceError(f"{path} holds no text.", "Check that the text is not a picture.")
    return source


def _check(path: str, archive: zipfile.ZipFile) -> None:
    files = archive.infolist()
    unpacked, packed = sum(file.file_size for file in files), sum(file.compress_size for file in files)
    if (
        len(files) > MAX_FILES
        or unpacked > MAX_UNPACKED
        or (unpacked > _SMALL and unpacked > MAX_RATIO * max(packed, 1))
    ):
        raise SourceError(
            f"{path} holds {len(files):,} files of {unpacked / 1e6:.0f} MB in {packed / 1e6:.2f} MB; that is no CV.",
            f"Use a document of at most {MAX_UNPACKED // 1_000_000} MB unpacked, without large pictures.",
        )
    if any(_leads_out(file.filename) for file in files):
        raise SourceError(f"{path} holds a file whose name leads out of it.", "Save it as .docx again.")


def _leads_out(name: str) -> bool:
    """Whether a name in the archive is no place inside it: no word processor writes one."""
    return name.startswith(("/", "\\")) or ".." in re.split(r"[/\\]", name) or ":" in name[:3]


def _heads(archive: zipfile.ZipFile) -> Iterator[str]:
    """The lines at the head of the pages, each once: a CV often has the name there alone."""
    seen: set[str] = set()
    for name in sorted(archive.namelist()):
        if not re.fullmatch(r"word/header\d*\.xml", name):
            continue
        for paragraph in archive.read(name).decode("utf-8", "replace").split("</w:p>"):
            texts = re.findall(r"<w:(?:t(?:\s[^>]*)?>([^<]*)</w:t|(tab|br)\s*/)>", paragraph)
            line = html.unescape("".join(text or "\t" for text, _ in texts)).strip()
            if line and line not in seen and not _PAGE_NUMBER.fullmatch(" ".join(line.split())):
                seen.add(line)
                yield line


def _heading(match: re.Match[str]) -> str:
    """A bold line in capitals or of a few words is a heading; another is the first line of an entry."""
    text = html.unescape(match[1]).strip()
    few_words = len(text.split()) <= 3 and not re.search(r"[\d,;@]|\.$", text)
    return f"<h3>{match[1]}</h3>" if text.isupper() or few_words else match[0]
