"""Files to `Source`: clean text, its layout, its pages. One module per format, one way in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from qabot.errors import SourceError
from qabot.sources.source import Block, Field, Format, Mark, Source, Span

if TYPE_CHECKING:
    from qabot.settings import Settings
    from qabot.sources.child_pipe import Limits

__all__ = ["SUFFIXES", "Block", "Field", "Format", "Mark", "Source", "Span", "read_source"]

SUFFIXES: dict[str, Format] = {
    ".md": "markdown", ".markdown": "markdown", ".mdx": "markdown", ".qmd": "markdown", ".rmd": "markdown",
    ".jemdoc": "markdown", ".html": "html", ".htm": "html", ".xhtml": "html",
    ".txt": "text", ".text": "text", ".rst": "text", ".org": "text",
    ".tex": "latex", ".ltx": "latex", ".bib": "bibtex", ".json": "json",
    ".jsonld": "json", ".yml": "json", ".yaml": "json", ".pdf": "pdf", ".docx": "docx",
}  # fmt: skip


def read_source(path: Path, root: Path | None = None, settings: Settings | Limits | None = None) -> Source:
    """The file at `path` as a `Source`, named by its path relative to `root` (its file name without one).

    Raises SourceError with the reason when the file cannot be read: missing, empty, binary, too large, of no known
    format, or damaged.
    """
    if settings is None:  # late, here and above: the child process that reads files starts in half the time
        from qabot.settings import Settings

        settings = Settings()
    name = path.relative_to(root).as_posix() if root else path.name
    format = SUFFIXES.get(path.suffix.lower())
    if format is None:
        known = ", ".join(sorted(SUFFIXES))
        raise SourceError(f"{name} is not of a known format ({path.suffix or 'no suffix'}).", f"Known are {known}.")
    data = _bytes(path, name, settings)
    source = _read(name, format, data)
    if not source.blocks:
        raise SourceError(f"{name} holds no text that a reader would see.", "Check that the page is not empty.")
    if len(source.text) > settings.max_text_chars:
        raise SourceError(
            f"{name} holds {len(source.text):,} characters of text, more than {settings.max_text_chars:,}.",
            "Split it, or raise QABOT_MAX_TEXT_CHARS.",
        )
    if settings.show_contact:
        return source
    from qabot.sources.private import covered

    return covered(source)


def _bytes(path: Path, name: str, settings: Settings | Limits) -> bytes:
    try:
        size = path.stat().st_size
        if size > settings.max_file_mb * 1_000_000:
            raise SourceError(
                f"{name} is {size / 1e6:.1f} MB, larger than {settings.max_file_mb:g} MB.",
                "Make it smaller, or raise QABOT_MAX_FILE_MB.",
            )
        return path.read_bytes()
    except OSError as error:
        raise SourceError(
            f"{name} cannot be opened: {error.strerror}.", "Check that it exists and may be read."
        ) from error


def _read(name: str, format: Format, data: bytes) -> Source:
    """Each reader is loaded when its format is met, so that a Markdown corpus needs no PDF library."""
    if format == "pdf":
        from qabot.sources.pdf import read_pdf

        return read_pdf(name, data)
    if format == "docx":
        from qabot.sources.docx import read_docx

        return read_docx(name, data)
    from qabot.sources.decode import decode

    text = decode(name, data)
    if format == "latex":
        from qabot.sources.latex import read_latex

        return read_latex(name, text)
    if format == "bibtex":
        from qabot.sources.bibtex import read_bibtex

        return read_bibtex(name, text)
    if name.lower().endswith((".yml", ".yaml")):
        from qabot.sources.yaml_ import read_yaml

        return read_yaml(name, text)
    if format == "json":
        from qabot.sources.json_ import read_json

        return read_json(name, text)
    if format == "html":
        from qabot.sources.html import read_html

        return read_html(name, text)
    from qabot.sources.markdown import looks_like_markdown, read_markdown
    from qabot.sources.text import read_text

    own_marks = name.lower().endswith((".org", ".rst"))
    if name.lower().endswith(".org"):
        from qabot.sources.org_latex import latex_of_org

        if (latex := latex_of_org(text)) is not None:
            from qabot.sources.latex import read_latex

            return read_latex(name, latex)
    if format == "markdown" or not own_marks and looks_like_markdown(text):
        return read_markdown(name, text)
    return read_text(name, text)
