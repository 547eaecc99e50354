"""`Paper`: whether the words of a PDF page can be seen on it, as far as the file tells.

Not seen are words off the page, and white, clear or unpainted ones with nothing behind them: no filled shape and no
picture (the words of a scan are unpainted and lie on its picture). Where a page draws by forms or shadings it cannot be
told from here, and the words are taken to be seen.
"""

from __future__ import annotations

import ctypes
from dataclasses import dataclass
from functools import cached_property
from typing import Any

_MAX_OBJECTS = 20_000
_WHITE = 250  # of 255, in each colour
_CLEAR = 8  # of 255
_UNPAINTED, _STROKED = frozenset((3, 7)), frozenset((1, 2, 5, 6))  # text render modes of PDF, 9.3.6
_EDGE = 1.0  # points
Box = tuple[float, float, float, float]  # left, right, bottom, top


@dataclass(frozen=True, slots=True)
class _Ground:
    """What is painted under the words of a page."""

    shapes: tuple[Box, ...]
    pictures: tuple[Box, ...]
    is_known: bool


class Paper:
    """One page and what is painted on it."""

    def __init__(self, page: Any, raw: Any) -> None:  # noqa: ANN401  # pypdfium2 has no types
        self._page, self._raw = page, raw
        self._colour = [ctypes.c_uint() for _ in range(4)]
        left, bottom, right, top = page.get_bbox()
        self._box = min(left, right), max(left, right), min(bottom, top), max(bottom, top)

    def shows(self, text: Any, index: int, box: Box) -> bool:  # noqa: ANN401
        """Whether the word that begins with a character and fills a box is seen."""
        x, y = (box[0] + box[1]) / 2, (box[2] + box[3]) / 2
        if not _holds(self._box, x, y):
            return False
        raw, colour = self._raw, self._colour
        drawn = raw.FPDFText_GetTextObject(text, index)
        mode = raw.FPDFTextObj_GetTextRenderMode(drawn) if drawn else 0
        if mode in _STROKED or not raw.FPDFText_GetFillColor(text, index, *colour):
            return True
        unpainted = mode in _UNPAINTED or colour[3].value < _CLEAR
        if not unpainted and min(part.value for part in colour[:3]) < _WHITE:
            return True
        ground = self._ground
        behind = ground.pictures if unpainted else (*ground.shapes, *ground.pictures)
        return not ground.is_known or any(_holds(one, x, y) for one in behind)

    @cached_property
    def _ground(self) -> _Ground:
        raw, shapes, pictures = self._raw, list[Box](), list[Box]()
        count = raw.FPDFPage_CountObjects(self._page.raw)
        is_known = count <= _MAX_OBJECTS
        for number in range(count if is_known else 0):
            drawn = raw.FPDFPage_GetObject(self._page.raw, number)
            kind = raw.FPDFPageObj_GetType(drawn)
            if kind == raw.FPDF_PAGEOBJ_PATH and self._is_filled(drawn):
                shapes.append(self._bounds(drawn))
            elif kind == raw.FPDF_PAGEOBJ_IMAGE:
                pictures.append(self._bounds(drawn))
            elif kind in (raw.FPDF_PAGEOBJ_FORM, raw.FPDF_PAGEOBJ_SHADING):
                is_known = False
        return _Ground(tuple(shapes), tuple(pictures), is_known)

    def _is_filled(self, path: Any) -> bool:  # noqa: ANN401
        """Whether a path is filled, with another colour than white."""
        raw, mode, stroked, colour = self._raw, ctypes.c_int(), ctypes.c_int(), self._colour
        if not raw.FPDFPath_GetDrawMode(path, mode, stroked) or mode.value == raw.FPDF_FILLMODE_NONE:
            return False
        had = [part.value for part in colour]
        known = raw.FPDFPageObj_GetFillColor(path, *colour)
        white = bool(known) and min(part.value for part in colour[:3]) >= _WHITE
        for part, value in zip(colour, had, strict=True):
            part.value = value
        return not white

    def _bounds(self, drawn: Any) -> Box:  # noqa: ANN401
        left, bottom, right, top = (ctypes.c_float() for _ in range(4))
        self._raw.FPDFPageObj_GetBounds(drawn, left, bottom, right, top)
        return left.value, right.value, bottom.value, top.value


def _holds(box: Box, x: float, y: float) -> bool:
    left, right, bottom, top = box
    return left - _EDGE <= x <= right + _EDGE and bottom - _EDGE <= y <= top + _EDGE
