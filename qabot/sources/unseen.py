"""`Unseen`: which elements of an HTML page a reader of it does not see, as far as the page itself tells.

Hidden are what styles switch off, make transparent, shrink to nothing, put off the page or write in the colour of what
is behind it. A rule of a `<style>` counts where the page has no script: with one, a click may show it (an abstract).
White words on a page whose colours stand elsewhere (a style sheet, a class) are taken to be seen.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from colorsys import hls_to_rgb

from selectolax.lexbor import LexborHTMLParser, LexborNode, SelectolaxError

Colour = tuple[int, int, int]

_MAX_RULES = 2_000
_MAX_HIDDEN = 50_000  # elements
_RULE = re.compile(r"([^{}@;]{1,500})\{([^{}]{0,5000})\}")
_AT_BLOCK = re.compile(r"@[^{};]{0,500}(?:;|\{(?:[^{}]*\{[^{}]*\})*[^{}]*\})")
_FOR_ALL = re.compile(  # rules inside hold on every screen
    r"@(?:media\s+(?:only\s+)?(?:screen|all)|layer(?:\s[\w.-]{0,99})?|supports\s*\([^{};]{0,200})\s*"
    r"\{((?:[^{}]*\{[^{}]*\})*)"
)
_COMMENT = re.compile(r"/\*.*?\*/", re.S)
_ESCAPE = re.compile(r"\\([0-9a-f]{1,6}\s?|.)", re.S)
_NAMED = re.compile(r"--([\w-]{1,99})\s*:\s*([^;{}]{1,99})")
_VAR = re.compile(r"var\(\s{0,9}--([\w-]{1,99})\s{0,9}(?:,[^()]{0,99})?\)")
_NOTHING = r"\s{0,9}:\s{0,9}-?(?:0{1,9}(?:\.0{0,9})?|\.0{1,9})(?![\d.])"
_FAINT = r"-?(?:0{1,9}(?:\.0\d{0,9})?|\.0\d{0,9})(?![\d.])"  # less than a tenth
_SIZE = re.compile(r"(?<![\w-])font-size\s{0,9}:\s{0,9}(\d{0,9}(?:\.\d{1,9})?)(px|pt|em|rem|%)")
_SMALLEST = {"px": 1.0, "pt": 1.0, "em": 0.1, "rem": 0.1, "%": 10.0}  # no more is a size to read
_OFF = re.compile(
    r"(?<![\w-])(?:display\s{0,9}:\s{0,9}none|visibility\s{0,9}:\s{0,9}(?:hidden|collapse)|content-visibility\s{0,9}:\s{0,9}hidden"
    rf"|(?:font-size|zoom|scale){_NOTHING}|opacity\s{{0,9}}:\s{{0,9}}{_FAINT}|filter\s{{0,9}}:[^;]{{0,99}}opacity\(\s{{0,9}}{_FAINT}"
    r"|font\s{0,9}:[^;]{0,99}?(?<![\d.])0(?:\.0{1,9})?(?:px|pt|em|rem|%|(?=/))[/\s]"
    r"|transform\s{0,9}:[^;]{0,99}(?:scale\(\s{0,9}0(?:\.0{1,9})?\s{0,9}[,)]|translate[xy]?\(\s{0,9}-?(?:\d{4}|\d{3}r?em|[2-9]\d\d(?:vw|vh|%)))"
    r"|clip\s{0,9}:\s{0,9}rect\(\s{0,9}(?:0|1px)(?:px)?[\s,]+(?:0|1px)"
    r"|clip-path\s{0,9}:\s{0,9}(?:inset\(\s{0,9}(?:50|100)%|circle\(\s{0,9}0|polygon\([\s,0]{1,99}\))"
    r"|text-indent\s{0,9}:\s{0,9}-\d{3,}|(?:margin(?:-left|-top|-right)?|left|top|right|bottom)\s{0,9}:\s{0,9}-\d{4,}"
    r"|(?:margin-left|left|top)\s{0,9}:\s{0,9}-\d{3,}(?:em|rem|vw|vh|%)"
    r"|(?:margin-left|left|text-indent)\s{0,9}:\s{0,9}(?:\d{5}|\d{4,9}(?:em|rem)|[2-9]\d\d(?:vw|%)))"
)
_CLIPPED = re.compile(
    rf"(?<![\w-])(?:(?:max-)?(?:height|width)|line-height){_NOTHING}(?:px|em|rem|%)?\s{{0,9}}(?:;|!|$)"
)
_INK = re.compile(r"(?<![\w-])(?:-webkit-text-fill-)?color\s{0,9}:\s{0,9}([^;!]+)")
_CUT_OUT = re.compile(r"background(?:-clip)?\s{0,9}:[^;]{0,500}\btext\b")  # the letters show what is behind them
_GROUND = re.compile(r"(?<![\w-])background(?:-color|-image)?\s{0,9}:\s{0,9}([^;!]+)")
_NUMBERS = re.compile(
    r"(rgb|hsl)a?\(\s{0,9}([\d.]{1,9})(%|deg)?[\s,]+([\d.]{1,9})(%?)[\s,]+([\d.]{1,9})(%?)(?:[\s,/]+([\d.]{1,9})(%?))?\s{0,9}\)"
)
_DIGITS = re.compile(r"#?([0-9a-f]{8}|[0-9a-f]{6}|[0-9a-f]{3,4})(?![0-9a-z])")
_NAMES: dict[str, Colour] = {
    "white": (255, 255, 255), "black": (0, 0, 0), "snow": (255, 250, 250), "ivory": (255, 255, 240),
    "whitesmoke": (245, 245, 245), "ghostwhite": (248, 248, 255), "floralwhite": (255, 250, 240),
    "gray": (128, 128, 128), "grey": (128, 128, 128),
    "red": (255, 0, 0), "blue": (0, 0, 255), "green": (0, 128, 0), "yellow": (255, 255, 0),
    "navy": (0, 0, 128), "silver": (192, 192, 192),
}  # fmt: skip
_WHITE: Colour = (255, 255, 255)
_CLEAR = 0.05  # as opaque as this, or less, is not seen
_LIKE = 12  # two colours that differ by less in each part are one to the eye


class Unseen:
    """Tells of each element of one page whether it is hidden. What is inside a hidden element is hidden with it."""

    def __init__(self, tree: LexborHTMLParser) -> None:
        sheets = [_COMMENT.sub("", sheet.text() or "") for sheet in tree.css("style")]
        self._values = _named_values(sheets)
        self._by_rule = set(_hidden_by_rules(tree, sheets, self._values))
        sheet = sheets or tree.css_first("link[rel~='stylesheet']")
        self._plain = not sheet  # the page's colours are those of its elements

    def hides(self, node: LexborNode) -> bool:
        """Whether an element is hidden by itself."""
        attributes = node.attributes
        if "hidden" in attributes or "popover" in attributes or node.mem_id in self._by_rule:
            return True
        style = plain_style(attributes.get("style") or "")
        if style and is_off(style, self._values):
            return True
        written = _ink(style) if style else ""
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
                _found(_GROUND, plain_style(attributes.get("style") or "")) or (attributes.get("bgcolor") or "").lower()
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


def plain_style(style: str) -> str:
    """Declarations in small letters, without comments, and with each letter as itself."""
    style = style.lower()
    if "/*" in style:
        style = _COMMENT.sub("", style)
    return _ESCAPE.sub(_unescaped, style) if "\\" in style else style


def _unescaped(match: re.Match[str]) -> str:
    code = match[1].strip()
    return chr(int(code, 16) % 0x110000) if re.fullmatch("[0-9a-f]{1,6}", code) else match[1]


def is_off(style: str, values: Mapping[str, str] | None = None) -> bool:
    """Whether declarations, as `plain_style` gives them, switch an element off for every reader.

    `values` are those of the page's own names ("--none").
    """
    if "var(" in style:
        style = _VAR.sub(lambda found: (values or {}).get(found[1], ""), style)
    if _OFF.search(style) or any(float(size or 9) <= _SMALLEST[unit] for size, unit in _SIZE.findall(style)):
        return True
    return (
        bool(_CLIPPED.search(style))
        and re.search(r"overflow(?:-[xy])?\s{0,9}:\s{0,9}(?:hidden|clip)", style) is not None
    )


def is_lost(colour: str) -> bool:
    """Whether words of a colour, as CSS writes it, are lost on white paper."""
    ink = _colour(colour.lower())
    return ink == "clear" or ink is not None and _like(ink, _WHITE)


def _named_values(sheets: Sequence[str]) -> dict[str, str]:
    """The values that a page has names for, of those that have one value alone."""
    values: dict[str, str] = {}
    for sheet in sheets:
        if "--" in sheet:
            for name, value in _NAMED.findall(sheet.lower()):
                values[name] = "" if values.get(name, value) != value else value
    return values


def _hidden_by_rules(tree: LexborHTMLParser, sheets: Sequence[str], values: Mapping[str, str]) -> Iterator[int]:
    """The elements that rules of the page's own styles hide."""
    if tree.css_first("script:not([type='application/ld+json'])") is not None:
        return
    found = rules = 0
    for css in sheets:
        if "@" in css:
            css = _AT_BLOCK.sub("", _FOR_ALL.sub(r"\1", css))
        for rule in _RULE.finditer(css):
            if rules > _MAX_RULES or found > _MAX_HIDDEN or not is_off(plain_style(rule[2]), values):
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


def _ink(style: str) -> str:
    """The colour of the letters, "" where it is not told or they are cut out of a picture."""
    if "color" not in style or "text" in style and _CUT_OUT.search(style):
        return ""
    return _found(_INK, style)


def _colour(written: str) -> Colour | str | None:
    """A colour; "clear" for one that is not seen, None where it cannot be told."""
    written = written.strip()
    if written == "transparent":
        return "clear"
    if parts := _NUMBERS.search(written):
        if parts[8] and _number(parts[8]) / (100 if parts[9] else 1) <= _CLEAR:
            return "clear"
        first, second, third = _number(parts[2]), _number(parts[4]), _number(parts[6])
        if parts[1] == "hsl":
            red, green, blue = hls_to_rgb(first / 360 % 1, min(third, 100) / 100, min(second, 100) / 100)
            return round(red * 255), round(green * 255), round(blue * 255)
        scale = 2.55 if parts[3] == "%" else 1
        return round(first * scale), round(second * scale), round(third * scale)
    if digits := _DIGITS.match(written):
        code = digits[1] if len(digits[1]) > 4 else "".join(digit * 2 for digit in digits[1])
        if len(code) > 6 and int(code[6:], 16) / 255 <= _CLEAR:
            return "clear"
        return int(code[:2], 16), int(code[2:4], 16), int(code[4:6], 16)
    return _NAMES.get(written.split()[0]) if written else None


def _number(written: str) -> float:
    try:
        return float(written)
    except ValueError:
        return 0.0


def _like(ink: Colour | str, ground: Colour) -> bool:
    return isinstance(ink, tuple) and all(abs(one - other) < _LIKE for one, other in zip(ink, ground, strict=True))
