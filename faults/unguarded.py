"""`read_source` with one check switched off: the controls by which `read_mutants` shows that it would see a fault."""

from __future__ import annotations

import re
from pathlib import Path

from qabot.errors import SourceError
from qabot.sources import Source, builder, docx, pdf, read_source
from qabot.sources.child_pipe import Limits


def without_cleaning(path: Path, root: Path | None, limits: Limits) -> Source:
    """Signs that no reader sees stay in the text."""
    builder._INVISIBLE = re.compile("(?!)")
    return read_source(path, root, limits)


def without_failures(path: Path, root: Path | None, limits: Limits) -> Source:
    """What the libraries under a reader raise is caught nowhere."""
    docx._FAILURES = pdf._FAILURES = ()
    return read_source(path, root, limits)


def without_types(path: Path, root: Path | None, limits: Limits) -> Source:
    """A file that cannot be read is told by any exception."""
    try:
        return read_source(path, root, limits)
    except SourceError as error:
        raise ValueError(error.message) from error


def without_limits(path: Path, root: Path | None, limits: Limits) -> Source:
    """An archive may hold any number of files, with names that lead anywhere, and a document any number of pages."""
    docx.MAX_FILES, docx._leads_out = 1_000_000, lambda name: False
    pdf.MAX_PAGES = 1_000_000
    return read_source(path, root, limits)


CHECKS = {check: f"unguarded:without_{check}" for check in ("cleaning", "failures", "types")}
