r"""Printing within a line of LaTeX: groups, type, accents, symbols, links, boxes and arguments."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from qabot.sources import latex_macros as known
from qabot.sources.latex_layout import Layout
from qabot.sources.latex_pieces import Style
from qabot.sources.latex_stream import Tokens
from qabot.sources.latex_tokens import RAW, plain
from qabot.sources.latex_unseen import SMALLEST, Paper, is_faint

_LENGTH = re.compile(r"\s*(-?\d*\.?\d+)\s*(pt|mm|cm|in|em|ex|bp|pc)?")
_POINTS = {"pt": 1.0, "bp": 1.0, "mm": 2.85, "cm": 28.5, "in": 72.0, "em": 10.0, "ex": 4.5, "pc": 12.0, None: 12.0}
_LIGATURES = (("``", "\u201c"), ("''", "\u201d"), ("---", "\u2014"), ("--", "\u2013"))
_ENDINGS = frozenset(f"{{{ending}}}" for ending in "th st nd rd e er re ère ème eme o a".split())
_CLOSING = re.compile(r"(?<=[\w.?!)])'(?=[\s,.;:)]|$)")
_SPACED = frozenset("≈≤≥≠±×→←⇒∈⊂∼≃≡∝⇔⟶")
_LAYOUT_ONLY = re.compile(
    r"[\s\d.,*=+-]*(?:pt|mm|cm|in|em|ex|\\[a-z]*(?:width|height|skip|sep|fill)|[lcrpbtmX|@]{1,4})?[\s\d.]*", re.I
)
_BARE_LENGTH = re.compile(r"=?[-+]?(?:\d*\.?\d+)?(?:pt|mm|cm|in|em|ex|fil+)?")
_LENGTH_NAMES = ("skip", "width", "height", "offset", "size", "fill", "dimen", "sep", "indent", "margin", "after")


@dataclass(slots=True)
class Scope:
    """An open group or environment."""

    style: Style  # to go back to
    environment: str = ""  # "" for a group
    at_end: Callable[[], None] | None = None


class Printer:
    """Prints tokens on the page. Nested groups are kept on a list, never on Python's stack."""

    def __init__(self, tokens: Tokens) -> None:
        self.tokens, self.page = tokens, Layout()
        self.style = Style()
        self.scopes: list[Scope] = []
        self.environments_open: dict[str, int] = {}
        self.math = self.math_begins = False
        self.quoted = False  # a single quotation mark is open
        self.paper = Paper("")

    def words(self, text: str) -> None:
        """Print plain text."""
        if self.math:
            self.math_begins = False
        elif "-" in text or "`" in text or "'" in text:
            for written, shown in _LIGATURES:
                text = text.replace(written, shown)
            text = self._single_quotes(text)
        self.page.text(text, self.style)

    def _single_quotes(self, text: str) -> str:
        """Text with a quotation in single marks, `so', as it is printed; an apostrophe stays."""
        if "`" in text:
            text, self.quoted = text.replace("`", "‘"), True
        closing = _CLOSING.search(text) if self.quoted else None
        if closing:
            self.quoted = False
            return text[: closing.start()] + "’" + text[closing.end() :]
        return text

    def group(self, style: Style | None = None, at_end: Callable[[], None] | None = None) -> None:
        """Open the group that follows, or take the one token that does, in this style."""
        tokens = self.tokens
        tokens.skip_spaces()
        if tokens.peek() != "{":
            tokens.put_back([*tokens.argument(), "}"])
        else:
            tokens.next()
        self.scopes.append(Scope(self.style, "", at_end))
        self.style = style or self.style

    def open_brace(self) -> None:
        """Open a group."""
        self.scopes.append(Scope(self.style))

    def close_brace(self) -> None:
        """Close the innermost group; a brace too many is nothing."""
        if self.scopes and not self.scopes[-1].environment:
            self._leave()

    def enter(self, environment: str) -> Scope:
        """Open an environment."""
        self.scopes.append(Scope(self.style, environment))
        self.environments_open[environment] = self.environments_open.get(environment, 0) + 1
        return self.scopes[-1]

    def leave(self, environment: str) -> None:
        """Close an environment and all that is open inside it; one that is not open is nothing."""
        while self.environments_open.get(environment, 0):
            if self._leave() == environment:
                return

    def _leave(self) -> str:
        scope = self.scopes.pop()
        if scope.environment:
            self.environments_open[scope.environment] -= 1
        if scope.at_end is not None:
            scope.at_end()
        self.style = scope.style
        return scope.environment

    def set_style(self, command: str) -> None:
        r"""Do `\textbf{...}` (the group that follows) or `\bfseries` (from here to the end of this group)."""
        style = self.style._replace(**known.STYLES[command])
        if command.startswith(("\\text", "\\emph", "\\u", "\\cv", "\\key")) and not command.startswith("\\up"):
            outer = self.style
            self.group(style, (lambda: self.page.text(" ", outer)) if style.badge and not outer.badge else None)
        else:
            self.style = style

    def set_size(self, command: str) -> None:
        r"""Do `\large` and its like, and `\fontsize{18}{22}`."""
        if command != "\\fontsize":
            self.style = self.style._replace(size=known.SIZES[command], tiny=False)
            return
        size = points(plain(self.tokens.argument()))
        self.tokens.argument()
        shown = size if size >= 13 or 0 < size < 8 else 10.0
        self.style = self.style._replace(size=shown, tiny=0 < size <= SMALLEST)

    def colour(self, command: str) -> None:
        r"""Do `\textcolor[HTML]{FFFFFF}{...}` (the group that follows) and `\color{white}` (to its end)."""
        model, named = plain(self.tokens.optional() or []), plain(self.tokens.argument())
        style = self.style._replace(lost=self.paper.loses(model, named))
        if command == "\\color":
            self.style = style
        else:
            self.group(style)

    def faded(self, command: str) -> None:
        r"""Do `\texttransparent{0}{...}` and `\scalebox{0.8}{...}` (the group that follows), and `\transparent{0}`."""
        style = self.style._replace(lost=is_faint(plain(self.tokens.argument())))
        if command == "\\transparent":
            self.style = style
            return
        if command == "\\scalebox":
            self.tokens.optional()
        self.group(style)

    def first_of_two(self) -> None:
        """Print the first argument, pass over the second."""
        first = self.tokens.argument()
        self.tokens.argument()
        self.tokens.put_back(["{", *first, "}"])

    def kept_box(self) -> None:
        r"""Pass over `\setbox0=\hbox{...}`, which prints nothing."""
        for _ in range(6):
            if self.tokens.peek() == "{":
                self.tokens.argument()
                return
            self.tokens.next()

    def accent(self, mark: str) -> None:
        """Print the letter that follows with an accent."""
        given = self.tokens.argument()
        while given and given[0] in ("{", "}", " "):
            given = given[1:]
        letter = given[0] if given else ""
        rest = given[1:] if given else []
        if letter[:1] == "\\":
            letter = {"\\i": "i", "\\j": "j"}.get(letter) or known.symbol(letter) or ""
        elif len(letter) > 1:
            letter, rest = letter[0], [letter[1:], *rest]
        shown = unicodedata.normalize("NFC", letter + mark) if letter.isalpha() else letter
        self.page.text(shown, self.style) if shown else None
        if rest:
            self.tokens.put_back(["{", *rest, "}"])

    def symbol(self, printed: str) -> None:
        """Print a symbol; relations get room."""
        self.math_begins = False
        if printed == "∼" and self.page.ends_with("/"):  # the address "x.edu/$\sim$ada"
            printed = "~"
        if self.math and printed in _SPACED:
            printed = f" {printed} "
        self.page.text(printed, self.style)

    def toggle_math(self) -> None:
        """Begin or end a formula."""
        self.math = self.math_begins = not self.math

    def script(self, sign: str) -> None:
        """Print "^" or "_" of a formula; raised text without a base ("5$^{th}$"), or with an ending, is plain."""
        if not (self.math and (self.math_begins or sign == "^" and self._raises_ending())):
            self.page.text(sign, self.style)
        self.math_begins = False
        if self.math:
            self.group()

    def _raises_ending(self) -> bool:
        """Whether what is raised next is the ending of a number: "5^{th}"."""
        ahead = self.tokens.ahead(3)
        return "".join(ahead).lower() in _ENDINGS

    def link(self, command: str) -> None:
        r"""Do `\href{address}{text}` and `\url{address}`."""
        word = self.tokens.peek()
        if word[:1] == RAW:
            self.tokens.next()
            target = plain([word])
        else:
            self.tokens.optional()
            target = plain(self.tokens.argument())
        style = self.style._replace(link=target)
        if command.rstrip("*") != "\\href":
            self.page.text(target, style) if target else None
            return
        printed: list[tuple[str, Style]] = self.page.open.runs if self.page.open else []
        self.group(style, lambda: self._write_out_address(target, style, len(printed)))

    def _write_out_address(self, target: str, style: Style, begin: int) -> None:
        """An e-mail address that stands only in a link is something the page says."""
        if not target.lower().startswith("mailto:"):
            return
        address = target[7:].split("?")[0].strip()
        runs = self.page.open.runs if self.page.open else []
        shown = "".join(text for text, _ in runs[begin if begin < len(runs) else 0 :])
        if "@" in address and address.lower() not in shown.lower():
            self.page.text(f" {address}", style)

    def box(self, signature: str) -> None:
        """Print the last argument; a box of a fixed width is set apart from what follows."""
        has_width = self.skip_arguments(signature)
        self.group(at_end=(lambda: self.page.text("\t", self.style)) if has_width else None)

    def skip_arguments(self, signature: str) -> bool:
        """Pass over arguments up to one that stays; whether any was there."""
        seen = False
        for kind in signature:
            if kind == "t":
                self.group()
                return seen
            if kind == "g":
                self.tokens.skip_spaces()
                if self.tokens.peek() != "{":
                    continue
            given = self.tokens.optional() if kind == "o" else self.tokens.argument()
            seen = seen or bool(given)
        return seen

    def horizontal_space(self) -> None:
        r"""Do `\hspace{...}`: a tab where it fills the line or is wide, else a space."""
        length = plain(self.tokens.argument())
        self.page.text("\t" if "\\fill" in length or "\\stretch" in length or points(length) >= 56 else " ", self.style)

    def length(self) -> None:
        r"""Pass over a bare length, as in `\vskip 5pt`, `\parskip=5pt plus 1pt` or `\hrule width\hsize height 1pt`."""
        tokens = self.tokens
        expected = True
        for _ in range(12):
            tokens.skip_spaces()
            word = tokens.peek()
            keyword = re.match(r"plus|minus|width|height|depth|true(?=$|\w\w$)", word)
            match = keyword or (_BARE_LENGTH.match(word) if expected else None)
            if word[:1] == "\\" and expected and word.endswith(_LENGTH_NAMES):
                tokens.next()
                expected = False
            elif match and match.group():
                tokens.next()
                if word[match.end() :]:
                    tokens.put_back([word[match.end() :]])
                expected = bool(keyword) or not match.group()[-1].isalpha()
            else:
                return

    def unknown(self, command: str) -> None:
        """Print the arguments of a command that is not known: one as it is, several as the cells of a row."""
        tokens = self.tokens
        if tokens.peek()[:1] == "=" or (command.endswith(_LENGTH_NAMES) and tokens.peek() != "{"):
            self.length()
            return
        if tokens.peek() == "[":
            option = tokens.optional()
            if option is not None and tokens.peek() != "{" and not command.startswith("\\fa"):
                tokens.put_back(["[", *option, "]"])
        given: list[list[str]] = []
        while tokens.peek() == "{" or (given and tokens.peek() == " "):
            tokens.skip_spaces()
            if tokens.peek() != "{":
                tokens.put_back([" "])
                break
            argument = tokens.argument()
            if not is_layout(argument):
                given.append(argument)
        if len(given) == 1:
            tokens.put_back(["{", *given[0], "}"])
            if command.lower().endswith("item"):  # "\\resumeItem{...}" of a class that is not at hand
                self.page.item()
        elif len(given) > 1:
            self.page.end_implied_list()
            in_row = not self.math and self.page.at_line_start() and not self.page.cells
            part, rest = ("\\qabotcell", ["\\qabotend"]) if in_row else ("\\hfill", [])
            out = ["\\qabotrow"] if in_row else []
            for number, argument in enumerate(given):
                out += [part] * (number > 0) + ["{", *argument, "}"]
            tokens.put_back(out + rest)


def is_layout(argument: list[str]) -> bool:
    """Whether an argument is empty, a length, a number or a column letter: nothing that is printed."""
    if len(argument) > 8:
        return False
    text = "".join(argument)
    return len(text) <= 60 and not re.search(r"(?:19|20)\d\d", text) and bool(_LAYOUT_ONLY.fullmatch(text))


def points(length: str) -> float:
    r"""A length in points; `\baselineskip` counts 12, what cannot be read 0."""
    match = _LENGTH.match(length)
    if match:
        return float(match[1]) * (_POINTS[match[2]] if match[2] or "\\" in length else 1.0)
    return 12.0 if "baselineskip" in length else 0.0
