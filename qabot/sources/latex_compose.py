"""The pieces of a LaTeX page to a `Source`: headings done by hand are found, rules and printing dates dropped."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from contextlib import AbstractContextManager

from qabot.sources.builder import TextBuilder
from qabot.sources.latex_pieces import CELL_MARK, TODAY, Piece, Run, Style, lines_of, said_by
from qabot.sources.source import BlockKind, MarkKind, Source

_DRAWN = re.compile(r"[\s\-–—_=*.~]*")
_RULE = re.compile(r"(?:[-–—_=*~]\s*){4}")
_BULLET = re.compile(r"^\s*[•◦∙▪‣●○■▸►⋄◇]\s*")
_DASH = re.compile(r"^\s*[-–—*](?:\s+|$)")


def compose(path: str, pieces: list[Piece]) -> Source:
    """The source that the pieces of a page make."""
    tidied = [part for piece in pieces for part in _tidied(piece)]
    _find_headings(tidied)
    out = TextBuilder(path, "latex", keep_tabs=True)
    for piece in tidied:
        _write(out, piece)
    return out.build()


def _tidied(piece: Piece) -> list[Piece]:
    """The piece without drawn rules and printing dates, its hand-made entries and headings apart."""
    if piece.kind in ("row", "field", "heading", "pre"):
        piece.runs = [(text.replace(TODAY, ""), style) for text, style in piece.runs]
        return [piece] if piece.says_something() else []
    parts: list[Piece] = []
    current: Piece | None = None
    for line in lines_of(piece):
        said = said_by(line)
        if (_DRAWN.fullmatch(said) and _RULE.search(said)) or (TODAY in said and len(said) <= 40):
            current = None
            continue
        line = [(text.replace(TODAY, ""), style) for text, style in line]
        bullet = piece.kind == "paragraph" and _BULLET.match(said)
        if bullet:
            line = _without(_BULLET, line)
        elif piece.kind == "item" and not parts and _DASH.match(said):
            line = _without(_DASH, line)
        if current is None or bullet:
            if not line:
                continue
            kind: BlockKind = "item" if bullet else piece.kind if not parts else "paragraph"
            level = (piece.level if kind == piece.kind else 1) if kind == "item" else 0
            current = Piece(kind, level, piece.parent if not parts or piece.kind != "item" else parts[0])
            if kind == piece.kind and not parts:  # entries nested in it know it by this name
                piece.runs, piece.kind, piece.level, current = [], kind, level, piece
            parts.append(current)
        else:
            current.runs.append(("\n", Style()))
        current.runs += line
    return [part for part in parts if part.says_something()]


def _without(sign: re.Pattern[str], line: list[Run]) -> list[Run]:
    while line and not sign.match(line[0][0]):
        line = line[1:]
    return [(sign.sub("", line[0][0]), line[0][1]), *line[1:]] if line else []


def _find_headings(pieces: list[Piece]) -> None:
    """Make headings of lines in large or bold type that stand alone, and rank them by their type."""
    sizes = Counter[float]()
    for piece in pieces:
        for text, style in piece.runs if piece.kind != "heading" else ():
            sizes[style.size] += len(text)
    body = max(10.0, sizes.most_common(1)[0][0]) if sizes else 10.0
    number = 0
    while number < len(pieces):  # a large line over a paragraph is a heading, the rest stays a paragraph
        piece = pieces[number]
        if piece.kind == "paragraph" and piece.parent is None:
            lines = lines_of(piece)
            if _is_heading(lines[0], body) and (
                len(lines) == 1 or min(s.size for t, s in lines[0] if t.strip()) > body
            ):
                piece.kind, piece.by_hand, piece.runs = "heading", True, lines[0]
                if len(lines) > 1:
                    rest = [run for line in lines[1:] for run in [*line, ("\n", Style())]]
                    pieces.insert(number + 1, Piece("paragraph", runs=rest))
        number += 1
    _spare_bold_lists(pieces, body)
    _rank(pieces)


def _is_heading(line: list[Run], body: float) -> bool:
    shown = [(text, style) for text, style in line if text.strip()]
    said = said_by(line)
    if not shown or len(said) > 90 or "\t" in said or not re.search(r"[^\W\d_]", said):
        return False
    if all(style.size > body for _, style in shown):
        return True
    if any(style.link for _, style in shown) or said.endswith((".", ",", ";")):
        return False
    return all(style.strong or style.caps or style.underline for _, style in shown)


def _type(piece: Piece) -> tuple[float, bool]:
    style = next((style for text, style in piece.runs if text.strip()), Style())
    return style.size, style.strong


def _spare_bold_lists(pieces: list[Piece], body: float) -> None:
    """Three bold lines in a row with nothing under them are entries, not headings."""
    run: list[Piece] = []
    for piece in [*pieces, Piece("paragraph")]:
        alike = piece.kind == "heading" and piece.by_hand and _type(piece)[0] <= body
        if alike and (not run or _type(run[0]) == _type(piece)):
            run.append(piece)
            continue
        for each in run if len(run) > 2 else []:
            each.kind, each.by_hand = "paragraph", False
        run = [piece] if alike else []


def _rank(pieces: list[Piece]) -> None:
    ranks = sorted({_type(piece) for piece in pieces if piece.by_hand}, reverse=True)
    given = [number for number, piece in enumerate(pieces) if piece.kind == "heading" and not piece.by_hand]
    for number, piece in enumerate(pieces):
        if piece.by_hand:
            rank = ranks.index(_type(piece)) + 1
            piece.level = min(rank + bool(given and number > given[0]), 6) if not given or number > given[0] else 1


def _write(out: TextBuilder, piece: Piece) -> None:
    parent = piece.parent
    while parent is not None and parent.number < 0:
        parent = parent.parent
    out.start(piece.kind, level=piece.level, parent=parent.number if parent else -1)
    if piece.kind == "field":
        out.write(piece.label)
        out.field(piece.path, piece.text())
    else:
        _write_runs(out, piece.runs)
    piece.number = out.end()


def _write_runs(out: TextBuilder, runs: list[Run]) -> None:
    open_marks: dict[tuple[MarkKind, str], AbstractContextManager[None]] = {}
    for text, style in _joined(runs):
        if style is CELL_MARK:
            _end_marks(open_marks, frozenset())
            out.cell()
            if text == "\n":
                out.line_break()
            continue
        if "\t" in text or "\n" in text:
            _end_marks(open_marks, _marks(style))
        if text.strip():
            wanted = _marks(style)
            _end_marks(open_marks, wanted)
            for mark in sorted(wanted - open_marks.keys()):
                open_marks[mark] = out.mark(*mark)
                open_marks[mark].__enter__()
        elif ("badge", "") in open_marks and not style.badge:  # two tags beside each other are two
            _end_marks(open_marks, _marks(style))
        for number, line in enumerate(text.split("\n")):
            if number:
                out.line_break()
            out.write(line)
    _end_marks(open_marks, frozenset())


def _end_marks(
    open_marks: dict[tuple[MarkKind, str], AbstractContextManager[None]], wanted: frozenset[tuple[MarkKind, str]]
) -> None:
    for mark in [mark for mark in open_marks if mark not in wanted]:
        open_marks.pop(mark).__exit__(None, None, None)


def _marks(style: Style) -> frozenset[tuple[MarkKind, str]]:
    kinds: list[MarkKind] = ["strong", "em", "underline", "code", "badge"]
    marks = {(kind, "") for kind in kinds if getattr(style, kind)}
    return frozenset(marks | {("link", style.link)} if style.link else marks)


def _joined(runs: list[Run]) -> list[Run]:
    """Neighbours of one style as one run, so that a letter and its accent are composed."""
    joined: list[tuple[list[str], Style]] = []
    for text, style in runs:
        last, of = joined[-1] if joined else ([], CELL_MARK)
        if "\t" in text and text.lstrip(" ").startswith("\t"):
            _strip_end(last)
        if style is not CELL_MARK and of == style and of is not CELL_MARK:
            last.append(text)
        elif text and unicodedata.combining(text[0]) and of is not CELL_MARK:
            last.append(text[0])
            joined.append(([text[1:]], style))
        else:
            joined.append(([text], style))
    return [("".join(texts), style) for texts, style in joined]


def _strip_end(texts: list[str]) -> None:
    """Take the spaces from the end of a text in pieces."""
    while texts:
        texts[-1] = texts[-1].rstrip(" ")
        if texts[-1]:
            return
        texts.pop()
