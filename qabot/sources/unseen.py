"""`Unseen`: which elements of an HTML page a reader of it does not see, as far as the page itself tells.

Hidden are what styles switch off, make transparent, shrink to nothing, put off the page or write in the colour of what
is behind it. A rule of a `<style>` counts where the page has no script: with one, a click may show it (an abstract).
White words on a page whose colours stand elsewhere (a style sheet, a class) are taken to be seen.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode, SelectolaxError

Colour = tuple[int, int, int]

_MAX_RULES = 2_000
_MAX_HIDDEN = 50_000  # elements
_RULE = re.compile(r"([^{}@;]{1,500})\{([^{}]{0,5000})\}")
_AT_BLOCK = re.compile(r"@[^{};]{0,500}(?:;|\{(?:[^{}]*\{[^{}]*\})*[^{}]*\})")
_COMMENT = re.compile(r"/\*.*?\*/", re.S)
_NOTHING = r"\s{0,9}:\s{0,9}-?0{0,9}(?:\.0{0,9})?(?![\d.])"
_SIZE = re.compile(r"(?<![\w-])font-size\s{0,9}:\s{0,9}(\d{0,9}(?:\.\d{1,9})?)(px|pt|em|rem|%)")
_SMALLEST = {"px": 1.0, "pt": 1.0, "em": 0.1, "rem": 0.1, "%": 10.0}  # no more is a size to read
_OFF = re.compile(
    r"(?<![\w-])(?:display\s{0,9}:\s{0,9}none|visibility\s{0,9}:\s{0,9}(?:hidden|collapse)|content-visibility\s{0,9}:\s{0,9}hidden"
    rf"|(?:opacity|font-size){_NOTHING}|transform\s{{0,9}}:[^;]*scale\(\s{{0,9}}0(?:\.0+)?\s{{0,9}}[,)]"
    r"|clip\s{0,9}:\s{0,9}rect\(\s{0,9}(?:0|1px)(?:px)?[\s,]+(?:0|1px)|clip-path\s{0,9}:\s{0,9}(?:inset\(\s{0,9}(?:50|100)%|circle\(\s{0,9}0)"
    r"|text-indent\s{0,9}:\s{0,9}-\d{3,}|(?:margin(?:-left|-top|-right)?|left|top|right|bottom)\s{0,9}:\s{0,9}-\d{4,}"
    r"|(?:margin-left|left|top)\s{0,9}:\s{0,9}-\d{3,}(?:em|rem|vw|vh|%))"
)
_CLIPPED = re.compile(rf"(?<![\w-])(?:(?:max-)?(?:height|width)){_NOTHING}(?:px|em|rem|%)?\s{{0,9}}(?:;|!|$)")
_INK = re.compile(r"(?<![\w-])color\s{0,9}:\s{0,9}([^;!]+)")
_GROUND = re.compile(r"(?<![\w-])background(?:-color|-image)?\s{0,9}:\s{0,9}([^;!]+)")
_NUMBERS = re.compile(r"rgba?\(\s{0,9}(\d{1,3})[\s,]+(\d{1,3})[\s,]+(\d{1,3})(?:[\s,/]+([\d.]+%?))?\s{0,9}\)")
_DIGITS = re.compile(r"#?([0-9a-f]{8}|[0-9a-f]{6}|[0-9a-f]{3,4})(?![0-9a-z])")
_NAMES: dict[str, Colour] = {
    "white": (255, 255, 255), "black": (0, 0, 0), "snow": (255, 250, 250), "ivory": (255, 255, 240),
    "whitesmoke": (245, 245, 245), "ghostwhite": (248, 248, 255), "floralwhite": (255, 250, 240),
    "gray": (128, 128, 128), "grey": (128, 128, 128),
    "red": (255, 0, 0), "blue": (0, 0, 255), "green": (0, 128, 0), "yellow": (255, 255, 0),
    "navy": (0, 0, 128), "silver": (192, 192, 192),
}  # fmt: skip
_WHITE: Colour = (255, 255, 255)
_LIKE = 12  # two colours that differ by less in each part are one to the eye


class Unseen:
    """Tells of each element of one page whether it is hidden. What is inside a hidden element is hidden with it."""

    def __init__(self, tree: LexborHTMLParser) -> None:
        self._by_rule = set(_hidden_by_rules(tree))
        sheets = tree.css_first("style, link[rel~='stylesheet']") is not None
        self._plain = not sheets  # the page's colours are those of its elements

    def hides(self, node: LexborNode) -> bool:
        """Whether an element is hidden by itself."""
        attributes = node.attributes
        if "hidden" in attributes or node.mem_id in self._by_rule:
            return True
        style = (attributes.get("style") or "").lower()
        if style and is_off(style):
            return True
        written = _found(_INK, style) if style else ""
        written = written or (attributes.get("color") or "").lower()
        if not written:
            return False  # told at once of most
        ink = _colour(written)
        return ink is not None and self._is_lost(node, ink)

    def _is_lost(self, node: LexborNode, ink: Colour | str) -> bool:
        """Whether words of this colour are lost on what is behind the element."""
        if ink == "clear":
            return True
        ground: Colour | str | None = None
        at: LexborNode | None = node
        plain = self._plain
        while at is not None and at.tag != "-document":
            attributes = at.attributes
            written = (
                _found(_GROUND, (attributes.get("style") or "").lower()) or (attributes.get("bgcolor") or "").lower()
            )
            if written and written != "none":
                ground = _colour(written) or "unknown"
                if ground != "clear":
                    break
            plain = plain and not attributes.get("class") and not attributes.get("background")
            at = at.parent
        if isinstance(ground, tuple):
            return _like(ink, ground)
        return ground != "unknown" and plain and _like(ink, _WHITE)


def is_off(style: str) -> bool:
    """Whether declarations in small letters switch an element off, for every reader."""
    if _OFF.search(style) or any(float(size or 9) <= _SMALLEST[unit] for size, unit in _SIZE.findall(style)):
        return True
    return (
        bool(_CLIPPED.search(style))
        and re.search(r"overflow(?:-[xy])?\s{0,9}:\s{0,9}(?:hidden|clip)", style) is not None
    )


def _hidden_by_rules(tree: LexborHTMLParser) -> Iterator[int]:
    """The elements that rules of the page's own styles hide."""
    if tree.css_first("script:not([type='application/ld+json'])") is not None:
        return
    found = rules = 0
    for sheet in tree.css("style"):
        css = _AT_BLOCK.sub("", _COMMENT.sub("", sheet.text() or ""))
        for rule in _RULE.finditer(css):
            if rules > _MAX_RULES or found > _MAX_HIDDEN or not is_off(rule[2].lower()):
                continue
            rules += 1
            if re.search(r":(?!not|root|first-child|last-child|nth-child)", rule[1]):
                continue  # of a state, or of what stands before and after
            try:
                nodes = tree.css(rule[1].strip())
            except (SelectolaxError, ValueError):
                continue
            found += len(nodes)
            yield from (node.mem_id for node in nodes if node.tag not in ("html", "body"))


def _found(pattern: re.Pattern[str], style: str) -> str:
    """The last value of a declaration, "" if there is none."""
    values = pattern.findall(style)
    return values[-1].strip() if values else ""


def _colour(written: str) -> Colour | str | None:
    """A colour; "clear" for one that is not seen, None where it cannot be told."""
    written = written.strip()
    if written in ("transparent", "rgba(0,0,0,0)"):
        return "clear"
    if numbers := _NUMBERS.search(written):
        if numbers[4] and float(numbers[4].rstrip("%") or 0) == 0:
            return "clear"
        return int(numbers[1]), int(numbers[2]), int(numbers[3])
    if digits := _DIGITS.match(written):
        code = digits[1] if len(digits[1]) > 4 else "".join(digit * 2 for digit in digits[1])
        if code[6:] == "00":
            return "clear"
        return int(code[:2], 16), int(code[2:4], 16), int(code[4:6], 16)
    return _NAMES.get(written.split()[0]) if written else None


def _like(ink: Colour | str, ground: Colour) -> bool:
    return isinstance(ink, tuple) and all(abs(one - other) < _LIKE for one, other in zip(ink, ground, strict=True))
