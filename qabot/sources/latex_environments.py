r"""Printing the environments of LaTeX: lists, tables, boxes, formulas and the author's own."""

from __future__ import annotations

import re
from collections.abc import Callable

from qabot.sources import latex_macros as known
from qabot.sources.json_keys import FAMILY_OF, family_of, plain_key
from qabot.sources.latex_blocks import BlockPrinter
from qabot.sources.latex_pieces import Style
from qabot.sources.latex_print import is_layout
from qabot.sources.latex_stream import Tokens
from qabot.sources.latex_tokens import plain


class EnvironmentPrinter(BlockPrinter):
    """Prints what stands between a beginning and an end."""

    def __init__(self, tokens: Tokens) -> None:
        super().__init__(tokens)
        self.categories: dict[str, int] = {}  # environments that print their name as a heading, with its level
        self.named = ""  # the environment that begins, with its spaces

    def category(self, command: str) -> None:
        r"""Do vita's `\newcategory{Invited Talks}` and `\newkind{Current}`: environments called as they print."""
        self.categories[plain(self.tokens.argument())] = 2 if command == "\\newkind" else 1

    def item(self) -> None:
        r"""Do `\item` and `\item[label]`; a label that is a bullet is nothing."""
        self.page.item()
        label = self.tokens.optional()
        if not label:
            return
        if self._labels_section(plain(label)):
            self.page.lists[-1].item, self.page.lists[-1].deeper = None, -1
            self.page.start("heading", 1)
            self.tokens.put_back(["{", *label, "}"])
            self.group(Style(lost=self.style.lost), self._end_heading)
        elif any(c.isalnum() for word in label if word[0] != "\\" for c in word):
            self.tokens.put_back(["{", *label, "}", "\\hfill"])

    def _labels_section(self, label: str) -> bool:
        r"""Whether the list is the whole page, its labels the headings: `\item[Education]` where none stands above."""
        inner = self.page.lists[-1] if self.page.lists else None
        if not inner or inner.level > 1 or not label.strip() or self.page.cells:
            return False
        if not inner.is_page and plain_key(label) in FAMILY_OF:
            inner.is_page = all(piece.kind != "heading" for piece in self.page.pieces)
        return inner.is_page

    def bibitem(self) -> None:
        r"""Do `\bibitem[label]{key}`."""
        self.tokens.optional()
        self.tokens.argument()
        self.page.item()

    def begin(self) -> None:
        r"""Do `\begin{...}`."""
        given = self.tokens.argument()
        name, self.named = plain(given), " ".join("".join(given).split())
        if not name:
            return
        scope = self.enter(name)
        if name in self.tokens.environments:
            self.tokens.begin(name)
        else:
            scope.at_end = self._end_of(name)

    def _end_of(self, name: str) -> Callable[[], None] | None:
        """Set up an environment; what is to be done at its end."""
        page = self.page
        if name in known.TABLES:
            while name in ("tabu", "longtabu") and self.tokens.peek() not in ("{", "[", "\n", ""):
                self.tokens.next()  # "\\begin{tabu} to \\linewidth {...}"
            self.skip_arguments(known.TABLES[name])
            return self.table()
        if name in known.DROPPED:
            self.skip_environment(name)
            return None
        if name in known.FORMULAS:
            self.math = True
            return self.toggle_math
        if self._is_section(name):
            return self._section(name)
        if name in known.LISTS or name.endswith(("itemize", "enumerate")):
            self.list_arguments(name)
            page.begin_list()
            return page.end_list
        if name in known.PARAGRAPH_LISTS:
            self.skip_arguments(known.ENVIRONMENTS.get(name, "o"))
            page.begin_list(of_paragraphs=True)
            return page.end_list
        if name == "minipage":
            self.skip_arguments("ooom")
            if page.cells or page.lists:
                return lambda: page.text("\t", self.style)
            page.begin_column()
            return page.end_column
        self.plain_environment(name)
        return page.part

    def _is_section(self, name: str) -> bool:
        r"""Whether an environment prints its name as a heading: `\begin{publications}` where no heading says so yet."""
        if name in self.categories:
            return True
        if self.document_class == "vita":
            return name[:1].isupper()
        family = FAMILY_OF.get(plain_key(name), "")
        if not family or self.page.cells or self.page.lists or self.tokens.peek() in ("{", "["):
            return False
        headings = [piece for piece in self.page.pieces if piece.kind == "heading"]
        return not headings or (headings[-1] is not self.page.pieces[-1] and family_of(headings[-1].text()) != family)

    def _section(self, name: str) -> Callable[[], None]:
        """Print the name of an environment as a heading; what it lists is a list."""
        self.page.start("heading", self.categories.get(name, 1))
        self.page.text(self.named[:1].upper() + self.named[1:], Style())
        self.page.close()
        self.tokens.skip_spaces()
        if self.tokens.peek() != "\\item":
            return self.page.part
        self.page.begin_list()
        return self.page.end_list

    def plain_environment(self, name: str) -> None:
        """An environment that prints its body: its title, if it has one, becomes a heading."""
        self.page.part()
        if name in known.ENVIRONMENTS:
            self.skip_arguments(known.ENVIRONMENTS[name])
            return
        given = self.environment_arguments()
        if len(given) == 1 and re.search(r"section|rubric|category|list$", name, re.I) and not self.page.cells:
            level = 2 if "sub" in name.lower() else 1
            self.page.start("heading", level)
            self.tokens.put_back(["{", *given[0], "}"])
            self.group(Style(lost=self.style.lost), self._end_heading)
        elif given:
            out = ["\\qabotunknown"]
            for argument in given:
                out += ["{", *argument, "}"]
            self.tokens.put_back([*out, "\\qabotpar"])

    def environment_arguments(self) -> list[list[str]]:
        """The arguments of an environment that is not known, those for layout left out."""
        self.tokens.optional()
        given: list[list[str]] = []
        while self.tokens.peek() == "{":
            argument = self.tokens.argument()
            if not is_layout(argument):
                given.append(argument)
        return given

    def list_arguments(self, name: str) -> None:
        """Pass over a list's options; a title (`rubric`) is a heading."""
        if name == "rubric":
            self.page.start("heading", 1)
            self.group(Style(lost=self.style.lost), self._end_heading)
            return
        self.tokens.optional()
        self.skip_arguments(known.ENVIRONMENTS.get(name, ""))

    def table(self) -> Callable[[], None]:
        """Begin a table; one inside an entry or a cell is set line by line."""
        if self.page.cells or self.page.lists:
            return lambda: self.page.text(" ", self.style)
        self.environments_open["qabottable"] = self.environments_open.get("qabottable", 0) + 1
        self.begin_row()
        return self._end_table

    def _end_table(self) -> None:
        self.environments_open["qabottable"] -= 1
        self.page.cells = 1
        self.end_row()

    def skip_environment(self, name: str) -> None:
        """Pass over a drawing."""
        depth = 0
        while word := self.tokens.next():
            if word in ("\\begin", "\\end"):
                same = plain(self.tokens.argument()) == name
                depth += same if word == "\\begin" else -same
                if depth < 0:
                    self.tokens.put_back(["\\end", "{", name, "}"])
                    return

    def end(self) -> None:
        r"""Do `\end{...}`."""
        name = plain(self.tokens.argument())
        if name == "document":
            while self.tokens.next():
                pass
        elif name in self.tokens.environments and self.environments_open.get(name):
            self.tokens.put_back([*self.tokens.environments[name][1], "\\qabotleave", "{", name, "}"])
        else:
            self.leave(name)
