"""Emacs Org files that are LaTeX for the most part, as CVs made for export are: told in LaTeX, to be read as such."""

from __future__ import annotations

import re
from collections.abc import Iterator

_BEGIN = re.compile(r"[ \t]*#\+begin_(\w+)[ \t]*(\w*)", re.I)
_END = re.compile(r"[ \t]*#\+end_\w+[ \t]*$", re.I)
_KEY = re.compile(r"[ \t]*#\+(\w+):[ \t]*(.*)$")
_DRAWER = re.compile(r"[ \t]*:[\w-]+:(?:[ \t].*)?$")
_HEADING = re.compile(r"(\*+)[ \t]+(\S.*)$")
_TAGS = re.compile(r"[ \t]+(:[\w@:]+:)[ \t]*$")
_SPECIAL = re.compile(r"(?<!\\)([%&#_$])")
_LEAST = 0.4  # of the text lies in blocks of LaTeX
_COMMANDS = ("section", "subsection", "subsubsection")
_PREAMBLE = ("latex_header", "latex_header_extra")


def latex_of_org(text: str) -> str | None:
    """The file in LaTeX, None where less than two fifths of it are."""
    if "#+begin_export latex" not in text.lower():
        return None
    lines = list(_lines(text))
    if sum(len(line) for kind, line in lines if kind == "block") < _LEAST * len(text):
        return None
    head = [line for kind, line in lines if kind == "preamble"]
    body = [line for kind, line in lines if kind != "preamble"]
    top = ["\\maketitle"] if any(line.startswith(("\\title{", "\\author{")) for line in head) else []
    return "\n".join(["\\documentclass{article}", *head, "\\begin{document}", *top, *body, "\\end{document}", ""])


def _lines(text: str) -> Iterator[tuple[str, str]]:
    """The lines of LaTeX that the file gives, each with where it comes from: "preamble", "block" or "text"."""
    block = ""  # of what kind the block is that is open
    hidden = 0  # level of the heading that is not exported, with all below it
    for line in text.split("\n"):
        if block:
            if _END.match(line):
                block = ""
            elif block == "latex" and not hidden:
                yield "block", line
        elif begin := _BEGIN.match(line):
            block = begin[2].lower() if begin[1].lower() == "export" else begin[1].lower()
        elif heading := _HEADING.match(line):
            level, title, tags = len(heading[1]), heading[2], _TAGS.search(heading[2])
            if not hidden or level <= hidden:
                hidden = level if tags and ":noexport:" in tags[1] else 0
            if not hidden:
                title = title[: tags.start()] if tags else title
                yield "text", f"\\{_COMMANDS[min(level, len(_COMMANDS)) - 1]}{{{_escaped(title)}}}"
        elif key := _KEY.match(line):
            yield from _keyed(key[1].lower(), key[2].strip())
        elif not hidden and not _DRAWER.match(line) and not line.lstrip().startswith(("# ", "#+")):
            yield "text", _escaped(line)


def _keyed(key: str, value: str) -> Iterator[tuple[str, str]]:
    if key in _PREAMBLE:
        yield "preamble", value
    elif key in ("title", "author") and value:
        yield "preamble", f"\\{key}{{{_escaped(value)}}}"
    elif key == "latex":
        yield "block", value


def _escaped(text: str) -> str:
    return text if "\\" in text else _SPECIAL.sub(r"\\\1", text)
