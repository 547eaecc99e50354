r"""`Paper`: which words of a LaTeX document are lost on its paper: in white, in type of no size, without a body.

White letters count as lost only where the document is of a usual class and colours no ground of its own.
"""

from __future__ import annotations

import re
from functools import cached_property

Colour = tuple[float, float, float]  # red, green, blue, 0..1

SMALLEST = 1.0  # points; type of no more cannot be read
_FAINTEST = 0.05  # as opaque as this, or scaled to a tenth: not seen
_CLASS = re.compile(r"\\documentclass\s*(?:\[[^\]]{0,500}\])?\s*\{(\w+)\}")
_USUAL = re.compile(
    r"(?:ext)?(?:article|report|book|letter|proc)|memoir|scr(?:artcl|reprt|book|lttr2)|res(?:ume)?|minimal"
)
_GROUND = re.compile(
    r"\\(?:f?colorbox|pagecolor|(?:row|cell|column)color|tikz|tcb\w*|AddToShipout\w*|fill|draw|usetheme|special|includegraphics)"
    r"|\\begin\s*\{(?:tikzpicture|tcolorbox|mdframed|ps?picture|textblock|shaded|tblr)|background|\\rule\b"
)
_DEFINED = re.compile(r"\\definecolor\s*\{([^{}]{1,99})\}\s*\{(\w{1,9})\}\s*\{([^{}]{1,99})\}")
_ALIASED = re.compile(r"\\colorlet\s*\{([^{}]{1,99})\}\s*\{([^{}]{1,99})\}")
_NAMED: dict[str, Colour] = {
    "white": (1, 1, 1), "black": (0, 0, 0), "red": (1, 0, 0), "green": (0, 1, 0), "blue": (0, 0, 1),
    "gray": (0.5, 0.5, 0.5), "lightgray": (0.75, 0.75, 0.75), "darkgray": (0.25, 0.25, 0.25),
    "yellow": (1, 1, 0), "cyan": (0, 1, 1), "magenta": (1, 0, 1),
}  # fmt: skip


class Paper:
    """What one document is printed on."""

    def __init__(self, text: str) -> None:
        self._text = text

    @cached_property
    def is_plain(self) -> bool:
        """Whether it is white all over, as far as can be told."""
        found = _CLASS.search(self._text)
        return bool(found and _USUAL.fullmatch(found[1]) and not _GROUND.search(self._text))

    @cached_property
    def _names(self) -> dict[str, Colour]:
        names = dict(_NAMED)
        for name, model, values in _DEFINED.findall(self._text):
            if (colour := _valued(model, values)) is not None:
                names[name.strip()] = colour
        for name, given in _ALIASED.findall(self._text):
            if (colour := self._mixed(given, names)) is not None:
                names[name.strip()] = colour
        return names

    def loses(self, model: str, colour: str) -> bool:
        r"""Whether words in a colour cannot be read: `\textcolor[model]{colour}`, model "" for a colour by name."""
        if not self.is_plain:
            return False
        found = _valued(model, colour) if model else self._mixed(colour, self._names)
        return found is not None and min(found) > 0.95

    @staticmethod
    def _mixed(given: str, names: dict[str, Colour]) -> Colour | None:
        """A colour of xcolor: "blue!20!white", what is left out at the end is white."""
        first, *rest = (part.strip() for part in given.split("!")[:9])
        colour = names.get(first)
        for at in range(0, len(rest), 2):
            share, other = _number(rest[at]), names.get((rest[at + 1 : at + 2] or ["white"])[0])
            if colour is None or other is None or share is None:
                return None
            colour = _between(colour, other, share / 100)
        return colour


def is_faint(opacity: str) -> bool:
    """Whether words of this opacity, or of this scale, are not seen."""
    found = _number(opacity)
    return found is not None and abs(found) <= _FAINTEST


def _valued(model: str, values: str) -> Colour | None:
    """A colour by its model and values."""
    if model == "HTML":
        code = values.strip()
        if not re.fullmatch(r"[\dA-Fa-f]{6}", code):
            return None
        return int(code[:2], 16) / 255, int(code[2:4], 16) / 255, int(code[4:], 16) / 255
    parts = [number for value in values.split(",")[:5] if (number := _number(value)) is not None]
    if model in ("gray", "Gray") and len(parts) == 1:
        return (parts[0], parts[0], parts[0]) if model == "gray" else (parts[0] / 15, parts[0] / 15, parts[0] / 15)
    if model in ("rgb", "RGB") and len(parts) == 3:
        scale = 255 if model == "RGB" else 1
        return parts[0] / scale, parts[1] / scale, parts[2] / scale
    if model == "cmyk" and len(parts) == 4:
        red, green, blue = (max(0.0, 1 - part - parts[3]) for part in parts[:3])
        return red, green, blue
    return None


def _between(one: Colour, other: Colour, share: float) -> Colour:
    """So much of one colour, the rest of another."""
    red, green, blue = (first * share + second * (1 - share) for first, second in zip(one, other, strict=True))
    return red, green, blue


def _number(written: str) -> float | None:
    try:
        return float(written)
    except ValueError:
        return None
