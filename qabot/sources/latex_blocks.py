r"""Printing LaTeX block by block: line ends, headings, the person's particulars, entries and rows."""

from __future__ import annotations

import re

from qabot.sources import latex_macros as known
from qabot.sources.latex_pieces import Style
from qabot.sources.latex_print import Printer, points
from qabot.sources.latex_stream import Tokens
from qabot.sources.latex_tokens import RAW, plain, tokens_of

SECTION = re.compile(
    r"\\[a-z]{0,16}?((?:sub)*)(?:section|heading|rubric)(?:title|name)?|\\(?:my|cv|c)?((?:sub)*)sect", re.I
)
MATH_SIGNS = {"\\(": True, "\\[": True, "\\)": False, "\\]": False}


_SKIP = re.compile(r"[-+]?[\d.]*\s*(?:(?:pt|mm|cm|in|em|ex|pc|bp)\s*$|\\[a-z]*(?:skip|size|height|width|sep))")
_OF_ENTRY = re.compile(r"sub|project|item|entry", re.I)
_POSTS = frozenset("\\jobtitle \\cvjobtitle \\position".split())


def _leading_post(words: list[str]) -> int:
    r"""Where the `\jobtitle{...}` that begins these words ends, 0 if none does."""
    begin = next((number for number, word in enumerate(words) if word.strip()), 0)
    if begin + 1 >= len(words) or words[begin] not in _POSTS or words[begin + 1] != "{":
        return 0
    depth = 0
    for number in range(begin + 1, len(words)):
        depth += (words[number] == "{") - (words[number] == "}")
        if not depth:
            return number + 1
    return 0


class BlockPrinter(Printer):
    """Prints what begins, ends or orders blocks."""

    def __init__(self, tokens: Tokens) -> None:
        super().__init__(tokens)
        self.document_class = ""
        self.names = {"\\firstname": "", "\\familyname": ""}
        self.emails = 0
        self.margin_notes = 0  # depth of notes in the margin: a line that ends there goes on

    # Lines and paragraphs

    def line_end(self, command: str) -> None:
        r"""Do `\\` and `\\[5mm]`; in a table it ends the row."""
        tokens = self.tokens
        if tokens.peek() == "*":
            tokens.next()
        apart = tokens.peek() != "["
        skip = tokens.optional()
        if skip is not None and apart and not _SKIP.match(plain(skip)):
            tokens.put_back([" ", "[", *skip, "]"])
            skip = None
        if self._in_table() and command in ("\\\\", "\\tabularnewline", "\\cr"):
            self.end_row()
            self.begin_row()
            return
        if self.margin_notes:
            self.page.text(" ", self.style)
            return
        text = plain(skip or [])
        if skip is not None and points(text) == 0 and text != "0":  # "\\ [2] Jane Doe" is no length
            tokens.put_back(["[", *skip, "]"])
        self.page.line(points(text))

    def margin(self) -> None:
        r"""Do `\marginpar{...}`: what stands in the margin, set apart by a tab."""
        self.tokens.optional()
        note = self.tokens.argument()
        if not plain(note).strip():
            return
        self.tokens.put_back(["{", *note, "}"])
        self.margin_notes += 1
        self.group(at_end=self._end_margin)

    def _end_margin(self) -> None:
        self.margin_notes -= 1
        self.page.text("\t", self.style)

    def vertical_space(self, skip: float) -> None:
        """Space between lines ends a paragraph, if it can be seen."""
        if skip >= 8 and self.page.at_line_start() and not self.page.cells and not self.page.lists:
            self.page.close()

    def rule(self) -> None:
        """A rule as wide as the text parts paragraphs; a short one is nothing."""
        self.tokens.optional()
        width, _ = plain(self.tokens.argument()), self.tokens.argument()
        if "width" in width or "hsize" in width:
            self.page.break_()

    def hrule(self) -> None:
        r"""Do `\hrule width 5in height 1pt`."""
        self.length()
        self.page.break_()

    def own_line(self, _: str) -> None:
        r"""Do `\centerline{...}`."""
        if not self.page.at_line_start():
            self.page.line()
        self.group(at_end=self.page.line)

    def entry(self) -> None:
        """A macro of the author's that prints an entry begins a block, if it begins a line."""
        if (
            self.page.at_line_start()
            and not self.page.cells
            and self.page.open is not None
            and self.page.open.kind == "paragraph"
        ):
            self.page.close()

    def math_sign(self, command: str) -> None:
        r"""Do `\(`, `\)`, `\[` and `\]`."""
        self.math = self.math_begins = MATH_SIGNS[command]

    def verbatim(self) -> None:
        """Print lines as they are."""
        if self.page.cells:
            return
        self.page.start("pre")
        self.page.text(self.tokens.next()[1:].strip("\n"), self.style)
        self.page.close()

    # Headings and the person's particulars

    def heading(self, command: str) -> None:
        """Print a section's title."""
        self.tokens.optional()
        own = SECTION.fullmatch(command.rstrip("*"))
        level = known.HEADINGS.get(command.rstrip("*")) or 1 + len((own and (own[1] or own[2])) or "") // 3
        if self.page.cells:
            self.group(at_end=self.page.paragraph)
            return
        self.page.start("heading", level)
        self.group(Style(lost=self.style.lost), self._end_heading)

    def _end_heading(self) -> None:
        if self.page.open is not None and self.page.open.kind == "heading":
            self.page.close()

    def address_told(self) -> list[str]:
        r"""What `\address{...}` tells beside the address, which is left out: the lines with an e-mail address."""
        given = [self.tokens.argument()]
        while len(given) < 3 and self.tokens.peek() == "{":
            given.append(self.tokens.argument())
        lines: list[list[str]] = [[]]
        for word in [word for argument in given for word in [*argument, "\\\\"]]:
            lines += [[]] if word in ("\\\\", "\\newline") else []
            lines[-1] += [] if word in ("\\\\", "\\newline") else [word]
        told = [line for line in lines if "@" in "".join(line)]
        return [word for line in told for word in ["\\qabotpar", "{", *line, "}", "\\qabotpar"]]

    def is_entry_ahead(self, command: str) -> bool:
        r"""Whether what sounds like a heading is given an entry: `\resumeSubheading{Lab}{Oslo}{Postdoc}{2019}`."""
        count, close = self.tokens.groups_ahead()
        return count == 3 or count == 2 and close and bool(_OF_ENTRY.search(command))

    def header(self, command: str) -> None:
        r"""Do friggeri's `\header{Ada}{Lind}{physicist}`; in another class it is something else."""
        if "friggeri" not in self.document_class:
            self.unknown(command)
            return
        first, last, label = (self.tokens.argument() for _ in range(3))
        last = [*last[:-1], last[-1].rstrip("/")] if last else last
        self.tokens.put_back(["{", *label, "}", "\\qabotpar"])
        self._field("name", "", [first, last])

    def field(self, command: str) -> None:
        """Print a value of the person, on a line of its own if it begins one."""
        kind, label = known.FIELDS[command]
        self.tokens.optional()
        self._field(kind, label, [self.tokens.argument()])

    def _field(self, kind: str, label: str, arguments: list[list[str]]) -> None:
        out: list[str] = []
        for argument in arguments:
            out += [" "] * bool(out) + ["{", *argument, "}"]
        if not self.page.at_line_start() or self.page.cells or self.page.lists:
            self.tokens.put_back(out)
            return
        path: tuple[str | int, ...] = (kind,)
        if kind == "email":
            path, self.emails = ("email", self.emails), self.emails + 1
        elif kind not in ("name", "homepage", "label"):
            path = ("links", kind)
        piece = self.page.start("field")
        piece.path, piece.label = path, label
        self.tokens.put_back(["{", *out, "}"])
        self.group(Style(), self.page.close)

    def name(self, command: str) -> None:
        r"""Do `\name{Jane Doe}`, `\name{Jane}{Doe}` and `\author{Jane Doe \\ University}`."""
        self.tokens.optional()
        first = self.tokens.argument()
        arguments = [first]
        if command != "\\author" and self.tokens.peek() == "{":
            arguments.append(self.tokens.argument())
        if command == "\\author":
            ends = [n for n, word in enumerate(first) if word in ("\\\\", "\\and", "\\newline", "\n")]
            if ends:
                arguments = [first[: ends[0]]]
                self.tokens.put_back([*first[ends[0] + 1 :], "\\qabotpar"])
        self._field("name", "", arguments)

    def part_of_name(self, command: str) -> None:
        r"""Do `\firstname{Jane}` and `\familyname{Doe}`."""
        key = "\\firstname" if command == "\\firstname" else "\\familyname"
        given = self.tokens.argument()
        self.names[key] = plain(given).replace("~", " ")
        if all(self.names.values()):
            self._field("name", "", [[RAW + self.names["\\firstname"]], given])

    def title(self) -> None:
        r"""Do `\title`: in a CV class what the person is, else what the document is called."""
        argument = self.tokens.argument()
        if "moderncv" in self.document_class or "cv" in self.document_class:
            self._field("label", "", [argument])
        elif self.document_class == "res":
            self.tokens.put_back(["{", *argument, "}", "\\hfill"])
        else:
            self.page.start("heading", 1)
            self.tokens.put_back(["{", *argument, "}"])
            self.group(Style(lost=self.style.lost), self._end_heading)

    def social(self) -> None:
        r"""Do moderncv's `\social[github]{name}`."""
        kind = plain(self.tokens.optional() or []) or "link"
        self.tokens.optional()
        _, label = known.FIELDS.get("\\" + kind, ("", f"{kind.capitalize()}: "))
        self._field({"twitter": "x"}.get(kind, kind), label, [self.tokens.argument()])

    # Entries and rows

    def template(self, command: str) -> None:
        """Put the entry of a CV class in our own words."""
        signature, body = known.TEMPLATES[command]
        given = [(self.tokens.optional() or []) if kind == "o" else self.tokens.argument() for kind in signature]
        out: list[str] = []
        for word in tokens_of(body):
            out += given[int(word[1]) - 1] if word[0] == "#" and word[1:].isdigit() else [word]
        self.tokens.put_back(out)

    def cventry(self, command: str) -> None:
        r"""Do `\cventry`, which has six arguments in moderncv and five in awesome-cv."""
        self.tokens.optional()
        self._counted("\\cventry", (5, 6))

    def experience(self, command: str) -> None:
        r"""Do yaac's `\experience{end}{post}{employer}{place}{start}{what}{keywords}`; with fewer it is another's."""
        self._counted("\\experience", (7,))

    def _counted(self, template: str, counts: tuple[int, ...]) -> None:
        """Do the template for as many arguments as follow, or print them if there is none."""
        given: list[list[str]] = []
        while len(given) < max(counts):
            self.tokens.skip_spaces()
            if self.tokens.peek() != "{":
                break
            given.append(self.tokens.argument())
        out = [word for argument in given for word in ["{", *argument, "}"]]
        if len(given) not in counts:
            self.tokens.put_back(["\\qabotunknown", *out])
            return
        self.tokens.put_back(out)
        self.template(f"{template}{len(given)}")

    def begin_row(self) -> None:
        """Open a row."""
        if self.page.cells == 0:
            self.page.start("row")
        elif self.page.open is not None and not self.page.at_line_start():
            self.page.line()
        self.page.cells += 1

    def end_row(self) -> None:
        """Close a row."""
        if self.page.cells:
            self.page.cells -= 1
            if self.page.cells == 0:
                self.page.end_row()

    def description(self) -> None:
        """Print what an entry tells below its row: in the row if it is a line or two, after it if it has a list."""
        argument = self.tokens.argument()
        if "\\begin" in argument or "\\item" in argument or "\n" in argument:
            post = _leading_post(argument)
            if post:  # what the person was belongs to the row, what was done stands under it
                self.page.cell(on_new_line=True)
            self.tokens.put_back([*argument[:post], "\\qabotend", *argument[post:], "\\qabotpar"])
        else:
            self.page.cell(on_new_line=True)
            self.tokens.put_back([*argument, "\\qabotend"])

    def ampersand(self) -> None:
        """Begin the next cell of a table's row."""
        if self._in_table():
            self.page.cell()
        elif not self.math:
            self.page.text("&" if self._is_meant() else "\t", self.style)

    def _is_meant(self) -> bool:
        """Whether a bare ampersand joins names of a list: "Lind, A., & Berg, B."."""
        line = self.page.open.text().rpartition("\n")[2] if self.page.open else ""
        after = next((word for word in self.tokens.ahead(5) if word not in (" ", "{", "\\textbf", "\\bf")), "")
        return "," in line and line.endswith(" ") and after[:1].isupper()

    def _in_table(self) -> bool:
        return self.page.cells == 1 and bool(self.environments_open.get("qabottable"))
