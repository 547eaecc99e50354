"""The words of a PDF page with their places, as the file draws them."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from qabot.sources.pdf_unseen import Paper

_LIGATURES = {
    0xFB00: "ff",
    0xFB01: "fi",
    0xFB02: "fl",
    0xFB03: "ffi",
    0xFB04: "ffl",
    0xFB05: "st",
    0xFB06: "st",
    2: "-",
    0xAD: "-",
}
_UNREADABLE = frozenset((0, 0xFFFE, 0xFFFF, 0xFFFD))
_MAX_CHARS = 200_000  # of one page


@dataclass(frozen=True, slots=True)
class Word:
    """A word and the box it fills, in points from the lower left corner of the page."""

    text: str
    left: float
    right: float
    bottom: float
    top: float
    is_bold: bool = False
    link: str = ""

    @property
    def size(self) -> float:
        """Height of its type, points."""
        return self.top - self.bottom


def words_of(page: Any, raw: Any) -> list[Word]:  # noqa: ANN401  # pypdfium2 has no types
    """The words of a page in the order the file has them. Text that is turned on its side or hidden is left out."""
    text_page = page.get_textpage()
    try:
        words = list(_words(text_page.raw, Paper(page, raw), raw, min(text_page.count_chars(), _MAX_CHARS)))
    finally:
        text_page.close()
    return _linked(words, list(_links(page, raw))) if words else []


def _words(handle: Any, paper: Paper, raw: Any, count: int) -> Iterator[Word]:  # noqa: ANN401
    box, boxes, letters = raw.FS_RECTF(), list[tuple[float, float, float, float]](), list[str]()
    first = 0
    for index in range(count + 1):
        code = raw.FPDFText_GetUnicode(handle, index) if index < count else 32
        if code in _UNREADABLE:
            continue
        is_space = code <= 32 and code != 2 or code == 0xA0
        if not is_space:
            raw.FPDFText_GetLooseCharBox(handle, index, box)
            # a space that is not drawn may stand between two words
            apart = bool(boxes) and (
                abs(box.bottom - boxes[-1][2]) > 0.6 * (box.top - box.bottom) or box.left < boxes[-1][0] - 1
            )
        if letters and (is_space or apart):
            word = _word(letters, boxes)
            upright = word is not None and _is_upright(raw.FPDFText_GetCharAngle(handle, first))
            if (
                word is not None
                and upright
                and paper.shows(handle, first, (word.left, word.right, word.bottom, word.top))
            ):
                yield replace(word, is_bold=_is_bold(handle, raw, first))
            letters, boxes = [], []
        if not is_space:
            if not letters:
                first = index
            letters.append(_LIGATURES.get(code) or chr(code))
            boxes.append((box.left, box.right, box.bottom, box.top))


def _word(letters: list[str], boxes: list[tuple[float, float, float, float]]) -> Word | None:
    text = "".join(letters).encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace").replace("\ufffd", "")
    bottom, top = boxes[0][2], boxes[0][3]
    left, right = min(box[0] for box in boxes), max(box[1] for box in boxes)
    if not text or not all(map(math.isfinite, (left, right, bottom, top))) or top - bottom < 2:
        return None
    return Word(text, left, right, bottom, top)


def _is_upright(angle: float) -> bool:
    return min(abs(angle), abs(angle - 2 * math.pi)) < 0.2 or angle < 0


def _is_bold(handle: Any, raw: Any, index: int) -> bool:  # noqa: ANN401
    name, flags = ctypes.create_string_buffer(96), ctypes.c_int()
    raw.FPDFText_GetFontInfo(handle, index, name, 96, flags)
    font = name.value.decode("utf-8", "replace").lower().rpartition("+")[2]
    latex_bold = font.startswith(
        ("cmbx", "sfbx", "ecbx", "lmbx", "cmssbx", "nimbusromno9l-medi", "txb", "ptmb", "phvb")
    )
    return latex_bold or any(weight in font for weight in ("bold", "black", "heavy", "-medi", "semib", "demi"))


def _links(page: Any, raw: Any) -> Iterator[tuple[str, float, float, float, float]]:  # noqa: ANN401
    """Addresses and the boxes (left, right, bottom, top) that lead to them."""
    position, link, box = ctypes.c_int(0), raw.FPDF_LINK(), raw.FS_RECTF()
    document = page.pdf.raw
    for _ in range(2000):
        if not raw.FPDFLink_Enumerate(page.raw, position, link):
            return
        action = raw.FPDFLink_GetAction(link)
        if not action or not raw.FPDFLink_GetAnnotRect(link, box):
            continue
        length = raw.FPDFAction_GetURIPath(document, action, None, 0)
        if 1 < length < 2000:
            address = ctypes.create_string_buffer(length)
            raw.FPDFAction_GetURIPath(document, action, address, length)
            yield address.value.decode("utf-8", "replace"), box.left, box.right, box.bottom, box.top


def _linked(words: list[Word], links: list[tuple[str, float, float, float, float]]) -> list[Word]:
    if not links:
        return words
    found = []
    for word in words:
        middle, height = (word.left + word.right) / 2, (word.bottom + word.top) / 2
        for address, left, right, bottom, top in links:
            if left - 1 <= middle <= right + 1 and bottom <= height <= top:
                word = replace(word, link=address)
                break
        found.append(word)
    return found
