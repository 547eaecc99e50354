"""The mark-up of plain-text files (Emacs Org, reStructuredText, jemdoc) taken away or told in Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from qabot.sources.plain_unseen import seen_of_org, seen_of_rst

_ORG = re.compile(r"^#\+(?:title|author|options|startup|email|language)\b", re.I | re.M)
_ORG_HEADING = re.compile(r"^(\*+)\s+(?=\S)")
_ORG_KEY = re.compile(r"^\s*#\+(\w+):?\s*(.*)$")
_ORG_LINK = re.compile(r"\[\[([^\[\]\n]+)\](?:\[([^\[\]\n]+)\])?\]")
_ORG_DROPPED = re.compile(r"^\s*(?::[\w-]+:.*|SCHEDULED:.*|# .*|#|\|[-+]+\|)$")
_ORG_TAG = re.compile(r"\s+:[\w:]+:\s*$")
_ORG_DAY = re.compile(r"[\[<](\d{4}-\d\d-\d\d)(?: \w{2,4}\.?)?(?: \d\d:\d\d)?[\]>]")
_SLANTED = re.compile(r"(?<![\w/:.~])/(?=[^\s/])([^/\n]{1,120})(?<=[^\s/])/(?![\w/])")
_VERBATIM = re.compile(r"(?<![\w=~])([=~])(?=\S)([^=~\n]{1,80})(?<=\S)\1(?![\w=~])")
_RULED = r"([=\-~^\"'#*+`:._])\1{2,}"  # a line of one sign
_RST_RULE = re.compile(rf"{_RULED}\s*$")
_RST = re.compile(rf"^{_RULED}\n[^\n]+\n\1{{3,}}\s*$", re.M)  # a heading between two rules
_RST_DROPPED = re.compile(r"^\.\.(?:\s+\S.*)?$|^\s+:[a-z]+:.*$")
_RST_LINK = re.compile(r"`([^`<]{1,300}?)\s*<([^>`]{1,500})>`__?")
_RST_ADDRESS = re.compile(r"`[^`<\n]{1,300}\s<https?://[^>`\s]+>`__?(?!\w)")  # no other mark-up has it
_RST_SUBSTITUTED = re.compile(r"(?<!\n\.\.)(?<!\n\.\.[ \t])\s?\|([^\s|][^|\n]{0,20})\|\s?(?=\w)")  # "Wi |s'| niowski"
_RST_ROLE = re.compile(r":[a-z]+:`([^`<]+?)(?:\s*<[^>`]+>)?`|`([^`]+)`_{1,2}")
_RST_FIELD = re.compile(r"^:([A-Z][\w ]{1,30}):\s+(?=\S)")
_EMPHASIS = re.compile(r"(?<![\w*])(\*{1,2})(?=\S)([^*\n]+?)(?<=\S)\1(?![\w*])")

_JEMDOC = re.compile(r"\A\s*# jemdoc|^~~~\n\{[^}\n]*\}\{(?:img_left|raw|table)", re.M)
_JEM_LAYOUT = re.compile(r"^\{[^}\n]*\}\{[^\n]*$|^#.*$", re.M)
_JEM_TITLE = re.compile(r"^~~~[ \t]*\n\{([^}\n]+)\}[ \t]*$", re.M)
_JEM_HEADING = re.compile(r"^(={1,4})[ \t]*(?=[^\s=])", re.M)
_JEM_IMAGE = re.compile(r"\[img[^\]]*\]")
_JEM_LINK = re.compile(r"\[(?=[^\s\[\]./:#@]*+[./:#@])([^\s\[\]]++)(?:\s([^\[\]]*+))?\]")
_JEM_BOLD = re.compile(r"(?<![\w*])\*(?=\S)([^*\n]{1,200})(?<=\S)\*(?![\w*])")
_JEM_LIST = re.compile(r"^[ \t]*(-{2,6}|\.{1,6})[ \t]+(?=\S)", re.M)
_JEM_TERM = re.compile(r"^:\s*\{([^}\n]+)\}", re.M)
_ESCAPED = re.compile(r"\\([^\w\s])")
STRONG, EM, LINK, TARGET, END = "\ufdd0", "\ufdd1", "\ufdd2", "\ufdd3", "\ufdd4"  # around what is marked
_SIGNS = dict.fromkeys(map(ord, (STRONG, EM, LINK, TARGET, END)))
_KEPT = 0xE000  # escaped characters are kept from the rules as characters of private use


class MarkedLine(NamedTuple):
    """A line without its mark-up; `level` of the heading it is, 0 if it is none."""

    text: str
    level: int = 0


def marked_lines(path: str, text: str) -> list[MarkedLine] | None:
    """The lines of an Org or reStructuredText file, None for other text.

    Their marks are told in signs that no text has: `STRONG`, `EM` or `LINK`, an address and `TARGET` before what is
    marked, `END` behind it.
    """
    if path.lower().endswith(".org") or _ORG.search(text):
        return list(_joined(list(_without_org(seen_of_org(text.translate(_SIGNS)))), lists_only=True))
    if path.lower().endswith(".rst") or _RST.search(text) or _RST_ADDRESS.search(text):
        text = seen_of_rst(text.translate(_SIGNS))
        text = (
            _RST_LINK.sub(rf"{LINK}\2{TARGET}\1{END}", _RST_SUBSTITUTED.sub(r"\1", text))
            .replace("\\ ", "")
            .replace("\\\n", "\n")
        )
        return list(_joined(list(_without_rst(text.split("\n")))))
    return None


def _without_org(text: str) -> Iterator[MarkedLine]:
    """The lines of an Org file: its title as a heading, its links as they are read, its settings left out."""
    for line in text.split("\n"):
        key = _ORG_KEY.match(line)
        if key:
            name = key[1].lower()
            yield MarkedLine(key[2] if name in ("title", "author", "email") else "", 1 if name == "title" else 0)
            continue
        if _ORG_DROPPED.match(line):
            continue
        heading = _ORG_HEADING.match(line)
        line = _ORG_LINK.sub(_org_link, _ORG_DAY.sub(r"\1", line))
        line = _VERBATIM.sub(r"\2", _SLANTED.sub(rf"{EM}\1{END}", line))
        line = _EMPHASIS.sub(rf"{STRONG}\2{END}", line)
        if heading:
            yield MarkedLine(_ORG_TAG.sub("", line[heading.end() :]), len(heading[1]))
        else:
            yield MarkedLine(line)


def _org_link(match: re.Match[str]) -> str:
    address, words = match[1], match[2]
    return f"{LINK}{address}{TARGET}{words}{END}" if words else address.removeprefix("mailto:")


def _without_rst(lines: list[str]) -> Iterator[MarkedLine]:
    """The lines of a reStructuredText file: headings by the order their rules appear in, no directives."""
    levels: dict[str, int] = {}
    for number, line in enumerate(lines):
        following = lines[number + 1] if number + 1 < len(lines) else ""
        above = lines[number - 1] if number else ""
        if _RST_RULE.match(line) and len(line.strip()) > 2:
            yield MarkedLine("")
            continue
        words = _RST_ROLE.sub(lambda m: m[1] or m[2], line)
        words = _EMPHASIS.sub(lambda m: f"{STRONG if len(m[1]) > 1 else EM}{m[2]}{END}", words)
        under = line.strip() and _RST_RULE.match(following) and len(following.strip()) >= min(4, len(line.strip()))
        if under and not line.startswith((" ", "\t")):
            style = following[0] + ("=" if _RST_RULE.match(above) and above[0] == following[0] else "")
            yield MarkedLine(words, levels.setdefault(style, len(levels) + 1))
        elif not _RST_DROPPED.match(line):
            yield MarkedLine(_RST_FIELD.sub(r"\1: ", re.sub(r"^\| ?", "", words)))


_RST_BEGINS = re.compile(r"\s*(?:[-*+•]\s|\(?(?:\d{1,3}|#)[.)]\s|\|)")


def _joined(lines: list[MarkedLine], *, lists_only: bool = False) -> Iterator[MarkedLine]:
    """The lines of a file, those of a paragraph joined, as where they end means nothing; `lists_only`: those of items.

    Two backslashes end a line that is not to be joined.
    """
    open_: MarkedLine | None = None
    indent = -1
    for line in lines:
        own = len(line.text) - len(line.text.lstrip())
        deeper = bool(open_ and _RST_BEGINS.match(open_.text)) and own > indent
        runs_on = open_ and open_.text.strip() and not open_.level and not line.level and line.text.strip()
        ended = bool(open_ and open_.text.endswith("\\\\"))
        near = (own == indent and not lists_only) or deeper
        if open_ and runs_on and near and not ended and not _RST_BEGINS.match(line.text):
            open_ = MarkedLine(f"{open_.text.rstrip()} {line.text.strip()}")
            continue
        if open_:
            yield open_._replace(text=open_.text.removesuffix("\\\\"))
        open_, indent = line, own
    if open_:
        yield open_._replace(text=open_.text.removesuffix("\\\\"))


def is_jemdoc(text: str) -> bool:
    """Whether a text is written in the mark-up of jemdoc."""
    return ("jemdoc" in text or "~~~\n{" in text) and bool(_JEMDOC.search(text))


def jemdoc_to_markdown(text: str) -> str:
    """A jemdoc page in Markdown: headings, links, lists and line ends; what only lays it out is left out."""
    text = _ESCAPED.sub(lambda m: chr(_KEPT + ord(m[1])) if ord(m[1]) < 128 else m[1], text)
    text = _JEM_TITLE.sub(r"~~~\n== \1", text)
    text = _JEM_LAYOUT.sub("", text)
    text = re.sub(r"^~~~.*$", "", text, flags=re.M)
    text = re.sub(r"\\n(?!\w)[ \t]*\n?|\\n(?=[A-Z\[])", "  \n", text)
    text = _JEM_HEADING.sub(lambda m: "#" * len(m[1]) + " ", text)
    text = _JEM_LINK.sub(_markdown_link, _JEM_IMAGE.sub("", text))
    text = _JEM_BOLD.sub(r"**\1**", _SLANTED.sub(r"\1", text))
    text = _JEM_LIST.sub(lambda m: "  " * (len(m[1]) - 1) + ("- " if m[1][0] == "-" else "1. "), text)
    text = _JEM_TERM.sub(r"**\1** ", text)
    return re.sub("[\ue000-\ue07f]", lambda m: _literal(chr(ord(m[0]) - _KEPT)), text)


def _markdown_link(match: re.Match[str]) -> str:
    address, words = match[1], (match[2] or "").strip()
    if words in ("", ">", "<"):
        return address if not words and "@" not in address else address.removeprefix("mailto:") if not words else ""
    return f"[{words}]({address})"


def _literal(char: str) -> str:
    return char if char in "\"'()@.,:;%&/-+=" else f"\\{char}"
