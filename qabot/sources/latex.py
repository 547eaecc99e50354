r"""LaTeX to `Source`: a CV as its reader sees it, in the words of the usual classes or of the author's own macros.

Macros are expanded as TeX does it; what only places or decorates things is dropped. Sections done by hand (large or
bold type alone on its line) are headings, `\hfill` and `\dotfill` a tab, table rows and class entries rows with cells.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from qabot.errors import SourceError
from qabot.sources import latex_macros as known
from qabot.sources.latex_blocks import MATH_SIGNS, SECTION
from qabot.sources.latex_compose import compose
from qabot.sources.latex_environments import EnvironmentPrinter
from qabot.sources.latex_loops import written_out
from qabot.sources.latex_pieces import TODAY
from qabot.sources.latex_print import points
from qabot.sources.latex_stream import CHOICES, Tokens, is_condition
from qabot.sources.latex_tokens import RAW, plain, tokens_of
from qabot.sources.latex_unseen import Paper
from qabot.sources.source import Source

_DEFINITIONS = frozenset(
    "\\newcommand \\renewcommand \\providecommand \\DeclareRobustCommand \\NewDocumentCommand \\RenewDocumentCommand "
    "\\ProvideDocumentCommand \\DeclareDocumentCommand \\newrobustcmd \\def \\gdef \\edef \\xdef \\let".split()
)
_PARTICULARS = frozenset("\\name \\firstname \\familyname \\lastname \\author \\title \\social \\personalinfo".split())
_RUNNING_HEADS = frozenset("\\lhead \\chead \\rhead \\fancyhead".split())
_CAPITALIZED = re.compile(r"\b[A-Z][\w'’.-]*(?:[ ~]+[A-Z][\w'’.-]*)+")  # "Jane~A. Doe", in braces or not
_AT_THE_TOP = 500  # characters of a document in which what its running head says may be said already
_ESCAPES = {"\\" + c: c for c in "&%$#_{}|"} | {
    "\\ ": " ",
    "\\\n": " ",
    "\\,": " ",
    "\\;": " ",
    "\\:": " ",
    "\\>": " ",
    "\\!": "",
    "\\/": "",
    "\\-": "",
    "\\@": "",
}
_LOOPS = frozenset("\\foreach \\newforeach \\forcsvlist".split())
_SPACES = frozenset("\\quad \\qquad \\enspace \\enskip \\space \\thinspace \\nobreakspace".split())
_FILLS = frozenset("\\hfill \\hfil \\dotfill \\hfilll \\hss".split())
_BREAKS = frozenset(
    "\\par \\newpage \\clearpage \\cleardoublepage \\pagebreak \\vfill \\titlerule \\cvdivider \\qabotpar "
    "\\switchcolumn".split()
)
_LINE_ENDS = frozenset("\\\\ \\newline \\linebreak \\tabularnewline \\cr".split())
_LENGTHS = frozenset(
    "\\vskip \\hskip \\kern \\moveleft \\moveright \\raise \\lower \\hangindent \\parskip \\parindent".split()
)
_FIXED = (
    (frozenset(known.HEADINGS) - {"\\makerubric", "\\runsubsection", "\\sectiontitle", "\\cvsection", "\\cvsubsection"})
    | (frozenset(known.STYLES) - {"\\cvtag", "\\keyword"})
    | frozenset(known.SIZES)
    | _LINE_ENDS
    | _FILLS
    | _DEFINITIONS
    | frozenset("\\item \\begin \\end \\href \\url \\par \\today \\footnote \\fontsize \\selectfont".split())
)
_OBEYED = re.compile(r"(?<=\\begin\{aside\}).*?(?=\\end\{aside\})", re.S)  # where the class keeps the author's lines
_PLAIN_LINE = re.compile(r"^(?![ \t]*(?:%|\\(?:section|begin|end)\b))(.*\S)(?<!\\\\)[ \t]*$", re.M)
_BARE_SIGN = re.compile(r"(?<!\\)[%&#]")
_FLAG = re.compile(r"\\(\w+?)(true|false)")
_MORE_THAN_BRACES = frozenset("\\$~`^_#%&[]\n\0")
_MARKED_UP = re.compile(r"[\\{}$~`]|--|''")


def read_latex(path: str, text: str) -> Source:
    """The text of a LaTeX document, or of a part of one.

    Raises SourceError when it prints nothing or its macros never end.
    """
    walker = _Walker(path, _OBEYED.sub(lambda aside: _PLAIN_LINE.sub(r"\1\\\\", aside.group()), text))
    walker.run()
    source = compose(path, walker.page.pieces)
    if not source.blocks:
        raise SourceError(f"{path} prints no text.", "Check that the text is not commented out or in another file.")
    return source


def latex_words(text: str) -> str:
    """A fragment of LaTeX, such as a title in BibTeX, as plain words on one line."""
    if not _MARKED_UP.search(text):
        return " ".join(text.split())
    if _MORE_THAN_BRACES.isdisjoint(text) and "--" not in text and "''" not in text:
        return " ".join(text.replace("{", "").replace("}", "").split())
    walker = _Walker("The fragment", _BARE_SIGN.sub(r"\\\g<0>", text))
    walker.run()
    return " ".join(" ".join(piece.text() for piece in walker.page.pieces).replace(TODAY, "").split())


class _Walker(EnvironmentPrinter):
    """Reads the tokens once, from first to last, and sets the page."""

    def __init__(self, path: str, text: str) -> None:
        super().__init__(Tokens(path, tokens_of(text)))
        self.in_preamble = "\\begin{document}" in text
        self.paper = Paper(text)
        self.particulars: list[str] = []  # of the person, from the preamble
        self.top = text.partition("\\begin{document}")[2][:_AT_THE_TOP]
        self.commands = self._commands()
        self.special: dict[str, Callable[[], None]] = {
            "{": self.open_brace,
            "}": self.close_brace,
            "\n": self.page.paragraph,
            "$": self.toggle_math,
            "$$": self.toggle_math,
            "&": self.ampersand,
            "~": lambda: self.page.text(" ", self.style),
            "^": lambda: self.script("^"),
            "_": lambda: self.script("_"),
        }

    def run(self) -> None:
        """Read to the end of the document."""
        tokens, special = self.tokens, self.special
        while word := tokens.next():
            if word[0] == "\\" and len(word) > 1:
                self.command(word)
            elif self.in_preamble:
                continue
            elif word in special:
                special[word]()
            elif word[0] == RAW:
                self.page.text(word[1:], self.style)
            else:
                self.words(word)
        self.page.finish()

    def command(self, word: str) -> None:
        """Do what a command says; what it says for TeX alone is done here."""
        tokens, name = self.tokens, word.rstrip("*")
        flag = _FLAG.fullmatch(word) if word.endswith(("true", "false")) else None
        if word in tokens.macros:
            if not self.in_preamble or tokens.defines(word):
                tokens.expand(word)
        elif name in _DEFINITIONS:
            tokens.define("\\def" if name.endswith("def") else name, _FIXED)
        elif name in ("\\newenvironment", "\\renewenvironment"):
            tokens.define_environment()
        elif word == "\\newif":
            tokens.flags[tokens.next()] = False
        elif flag and "\\if" + flag[1] in tokens.flags:
            tokens.flags["\\if" + flag[1]] = flag[2] == "true"
        elif word == "\\else":
            tokens.skip_branch()
        elif is_condition(word):
            tokens.condition(word)
        elif self.in_preamble:
            self.preamble(name)
        elif word in CHOICES:
            tokens.choose(word)
        elif word in _LOOPS:
            tokens.put_back(written_out(tokens, word))
        else:
            self.print_command(word)

    def preamble(self, name: str) -> None:
        """Of what comes before the document, the person's particulars are kept, to be printed at its head."""
        tokens = self.tokens
        if name == "\\begin":
            if plain(tokens.argument()) == "document":
                self.in_preamble = False
                tokens.put_back([*self.particulars, "\\qabotpar"])
        elif name == "\\documentclass":
            tokens.optional()
            self.document_class = plain(tokens.argument())
        elif name in known.FIELDS or name in _PARTICULARS:
            option = tokens.optional()
            self.particulars += [name, *(["[", *option, "]"] if option is not None else [])]
            tokens.skip_spaces()
            while tokens.peek() == "{":
                self.particulars += ["{", *tokens.argument(), "}"]
        elif name in ("\\newcategory", "\\newkind"):
            self.category(name)
        elif name == "\\address":
            self.particulars += self.address_told()
        elif name in _RUNNING_HEADS:
            self.running_head()
        elif name in known.ARGUMENTS:
            self.skip_arguments(known.ARGUMENTS[name].replace("t", "m"))

    def running_head(self) -> None:
        """The head of every page is printed once, above the first: a name may stand nowhere else."""
        self.tokens.optional()
        words = self.tokens.argument()
        named = _CAPITALIZED.search("".join(words))
        if named and not any(command in words for command in ("\\thepage", "\\leftmark", "\\rightmark")):
            if named[0].replace("~", " ") not in self.top.replace("~", " "):
                self.particulars += ["\\qabotpar", *words, "\\qabotpar"]

    def print_command(self, word: str) -> None:
        """Print what a command stands for."""
        do = self.commands.get(word) or self.commands.get(word.rstrip("*"))
        if do is not None:
            do(word if word in self.commands else word.rstrip("*"))
        elif word in ("\\=", "\\>", "\\<", "\\kill") and self.environments_open.get("tabbing"):
            self.page.text("\t", self.style)
        elif word in known.ACCENTS:
            self.accent(known.ACCENTS[word])
        elif (printed := _ESCAPES.get(word)) is not None:
            if printed:
                self.page.text(printed, self.style)
        elif SECTION.fullmatch(word.rstrip("*")) and self.tokens.peek() == "{" and not self.is_entry_ahead(word):
            self.heading(word)
        elif (printed := known.symbol(word)) is not None:
            self.symbol(printed)
        else:
            self.unknown(word)

    def _commands(self) -> dict[str, Callable[[str], None]]:
        page = self.page
        table: dict[str, Callable[[str], None]] = {}
        table |= dict.fromkeys(known.ARGUMENTS, lambda c: _none(self.skip_arguments(known.ARGUMENTS[c])))
        table |= dict.fromkeys(known.TEMPLATES, self.template)
        table |= dict.fromkeys(known.STYLES, self.set_style)
        table |= dict.fromkeys([*known.SIZES, "\\fontsize"], self.set_size)
        table |= dict.fromkeys(("\\textcolor", "\\color"), self.colour)
        table |= dict.fromkeys(("\\texttransparent", "\\transparent", "\\scalebox"), self.faded)
        table |= dict.fromkeys(known.HEADINGS, self.heading)
        table |= dict.fromkeys(known.FIELDS, self.field)
        table |= dict.fromkeys(_SPACES, lambda _: page.text(" ", self.style))
        table |= dict.fromkeys(_FILLS, lambda _: page.text("\t", self.style))
        table |= dict.fromkeys(_BREAKS, lambda _: page.paragraph())
        table |= dict.fromkeys(_LINE_ENDS, self.line_end)
        table |= dict.fromkeys(_LENGTHS, lambda _: self.length())
        table |= dict.fromkeys(MATH_SIGNS, self.math_sign)
        table |= dict.fromkeys(("\\href", "\\url", "\\nolinkurl", "\\path"), self.link)
        table |= dict.fromkeys(("\\name", "\\author", "\\namesection"), self.name)
        table |= dict.fromkeys(("\\firstname", "\\familyname", "\\lastname"), self.part_of_name)
        table |= dict.fromkeys(("\\subitem", "\\subsubitem"), lambda c: page.item(deeper=c.count("sub")))
        table |= dict.fromkeys(("\\bigskip", "\\medskip"), lambda _: self.vertical_space(12.0))
        table |= dict.fromkeys(("\\centerline", "\\leftline", "\\rightline"), self.own_line)
        return table | {
            "\\begin": lambda _: self.begin(),
            "\\end": lambda _: self.end(),
            "\\item": lambda _: self.item(),
            "\\cventry": self.cventry,
            "\\experience": self.experience,
            "\\header": self.header,
            "\\address": lambda _: self.tokens.put_back(self.address_told()),
            "\\makelettertitle": lambda _: self.tokens.skip_past("\\makeletterclosing"),
            "\\bibitem": lambda _: self.bibitem(),
            "\\title": lambda _: self.title(),
            "\\social": lambda _: self.social(),
            "\\today": lambda _: page.text(TODAY, self.style),
            "\\hspace": lambda _: self.horizontal_space(),
            "\\rule": lambda _: self.rule(),
            "\\hrule": lambda _: self.hrule(),
            "\\vspace": lambda _: self.vertical_space(points(plain(self.tokens.argument()))),
            "\\makebox": lambda _: self.box("oo"),
            "\\parbox": lambda _: self.box("ooom"),
            "\\marginpar": lambda _: self.margin(),
            "\\marginnote": lambda _: self.margin(),
            "\\newcategory": self.category,
            "\\newkind": self.category,
            "\\symbol": lambda _: _none(self.tokens.argument()),
            "\\setbox": lambda _: self.kept_box(),
            "\\pdftooltip": lambda _: self.first_of_two(),
            "\\texorpdfstring": lambda _: self.first_of_two(),
            "\\hline": lambda _: None,
            "\\qabotrow": lambda _: self.begin_row(),
            "\\qabotcell": lambda _: page.cell(),
            "\\qabotend": lambda _: self.end_row(),
            "\\qabottext": lambda _: self.description(),
            "\\qabotitem": lambda _: page.item(),
            "\\qabotentry": lambda _: self.entry(),
            "\\qabotleave": lambda _: self.leave(plain(self.tokens.argument())),
            "\\qabotpre": lambda _: self.verbatim(),
            "\\fi": lambda _: None,
            "\\textsuperscript": lambda _: self.group(),
            "\\textsubscript": lambda _: self.group(),
            "\\detokenize": lambda _: self.group(),
        }


def _none(_: object) -> None:
    return None
