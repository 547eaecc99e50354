r"""`Tokens`: the tokens still to be read, with what the author defines (`\newcommand`, `\newif` ...) put in place."""

from __future__ import annotations

import re
from dataclasses import dataclass

from qabot.errors import SourceError
from qabot.sources.latex_tokens import RAW, plain


@dataclass(frozen=True, slots=True)
class _Macro:
    arguments: int
    default: list[str] | None  # of the first argument, where that is optional
    body: list[str]
    is_entry: bool = False  # prints more than a word: begins a block of its own


class Tokens:
    """The tokens still to be read. What a macro stands for is put back and read in its place."""

    def __init__(self, path: str, tokens: list[str]) -> None:
        self._path = path
        self._stack = tokens[::-1]  # the next token is the last
        self._left = 100_000 + 10 * len(tokens)  # tokens that may yet be put back: no macro can grow without end
        self._skips = 0
        self.macros: dict[str, _Macro] = {}
        self.environments: dict[str, tuple[_Macro, list[str]]] = {}
        self.flags: dict[str, bool] = {"\\iftrue": True, "\\iffalse": False}

    def next(self) -> str:
        """The next token, "" at the end."""
        return self._stack.pop() if self._stack else ""

    def peek(self) -> str:
        """The next token, left where it is."""
        return self._stack[-1] if self._stack else ""

    def ahead(self, count: int) -> list[str]:
        """The next tokens, left where they are."""
        return self._stack[: -count - 1 : -1]

    def groups_ahead(self) -> tuple[int, bool]:
        """How many groups in braces with something in them come next, three at most; whether they stand close."""
        count, depth, close, opened = 0, 0, True, 0
        for number in range(len(self._stack) - 1, max(len(self._stack) - 3000, -1), -1):
            word = self._stack[number]
            if word == "{":
                opened = opened if depth else number
                depth += 1
            elif word == "}":
                depth -= 1
                count += not depth and opened - number > 1
            elif not depth and word == " " and count:
                close = False
            elif not depth:
                break
            if depth < 0 or count == 3:
                break
        return count, close

    def put_back(self, tokens: list[str]) -> None:
        """Read these tokens next. Raises SourceError when a document does so without end."""
        self._left -= len(tokens) + 1
        if self._left < 0:
            raise SourceError(
                f"{self._path} has macros that call themselves or nest too deep.",
                "Print the document to PDF and use that.",
            )
        self._stack.extend(reversed(tokens))

    def skip_spaces(self) -> None:
        """Go to the next token that is not a space."""
        while self.peek() == " ":
            self._stack.pop()

    def skip_past(self, command: str) -> None:
        """Go past a command that stands further on; a document may ask for it a few times."""
        self._skips += 1
        if self._skips < 9 and command in self._stack:
            while self._stack.pop() != command:
                pass

    def argument(self) -> list[str]:
        """The next argument: a group without its braces, or one character or command."""
        self.skip_spaces()
        word = self.next()
        if word == "{":
            return self._group()
        if word in ("\n", "}"):
            self._stack.append(word)
            return []
        if word and word[0] not in "\\\0" and len(word) > 1:
            self._stack.append(word[1:])
            return [word[0]]
        return [word] if word else []

    def _group(self) -> list[str]:
        depth, inside = 1, []
        while word := self.next():
            depth += (word == "{") - (word == "}")
            if not depth:
                break
            inside.append(word)
        return inside

    def optional(self) -> list[str] | None:
        """The next argument in brackets, None if there is none."""
        spaces = 0
        while len(self._stack) > spaces and self._stack[-1 - spaces] == " ":
            spaces += 1
        if len(self._stack) <= spaces or self._stack[-1 - spaces] != "[":
            return None
        depth = braces = 0
        for count in range(spaces, min(len(self._stack), 120)):
            word = self._stack[-1 - count]
            braces += (word == "{") - (word == "}")
            depth += ((word == "[") - (word == "]")) if not braces else 0
            if word == "\n" or braces < 0:
                return None
            if not depth:
                inside = self._stack[-count : -1 - spaces][::-1] if count > spaces + 1 else []
                del self._stack[-1 - count :]
                return inside
        return None

    def define(self, command: str, fixed: frozenset[str]) -> None:
        """Read a definition. Names in `fixed` keep their meaning: what they print is layout."""
        if command == "\\def":
            self._define_plain(fixed)
            return
        if command == "\\let":
            name = self.next()
            self.skip_spaces()
            target = self.next()
            target = self.next() if target == "=" else target
            if name not in fixed and target:
                self.macros[name] = self.macros.get(target) or _Macro(0, None, [target])
            return
        named = self.argument()
        name = named[0] if named else ""
        if "Document" in command:
            signature = "".join(self.argument()).replace(" ", "")
            count = len(re.sub(r"O\{[^}]{0,200}\}", "O", signature))
            default: list[str] | None = [] if signature[:1] in ("o", "O") else None
        else:
            count, default = _number(self.optional()), self.optional()
        body = self.argument()
        known = command.startswith("\\provide") and name in self.macros
        if name[:1] == "\\" and name not in fixed and not known:
            self.macros[name] = _Macro(count, default, body, bool(count) and _is_entry(body))

    def _define_plain(self, fixed: frozenset[str]) -> None:
        name = self.next()
        parameters = []
        while self.peek() not in ("{", ""):
            parameters.append(self.next())
        body = self.argument()
        simple = all(re.fullmatch(r"#\d", p) for p in parameters)  # delimited parameters are beyond us
        if name[:1] == "\\" and name not in fixed and simple:
            self.macros[name] = _Macro(len(parameters), None, body, bool(parameters) and _is_entry(body))

    def define_environment(self) -> None:
        r"""Read a `\newenvironment`."""
        name = plain(self.argument())
        count, default = _number(self.optional()), self.optional()
        begin, end = self.argument(), self.argument()
        self.environments[name] = (_Macro(count, default, begin), end)

    def expand(self, name: str) -> None:
        """Put back what a macro of the author's stands for."""
        self._put(self.macros[name])

    def body(self, name: str) -> list[str]:
        """What a macro without arguments stands for, nothing where it is not defined."""
        macro = self.macros.get(name)
        return macro.body if macro and not macro.arguments else []

    def defines(self, name: str) -> bool:
        r"""Whether a macro of the author's is there to keep a value: `\def\name#1{\def\@name{#1}}`."""
        return name in self.macros and not _KEEPING.isdisjoint(self.macros[name].body)

    def begin(self, name: str) -> None:
        """Put back what an environment of the author's begins with."""
        self._put(self.environments[name][0])

    def _put(self, macro: _Macro) -> None:
        given: list[list[str]] = []
        if macro.arguments and macro.default is not None:
            first = self.optional()
            given.append(macro.default if first is None else first)
        while len(given) < macro.arguments:
            given.append(self.argument())
        out: list[str] = ["\\qabotentry"] if macro.is_entry else []
        for word in macro.body:
            if word[0] == "#" and word[1:].isdigit():
                out += given[int(word[1:]) - 1] if 0 < int(word[1:]) <= len(given) else []
            elif word[0] == "#" and len(word) > 1:
                out.append(word[1:])
            elif word[0] == RAW and "#" in word:
                out.append(
                    re.sub(
                        r"#([1-9])", lambda m: plain(given[int(m[1]) - 1]) if int(m[1]) <= len(given) else m[0], word
                    )
                )
            else:
                out.append(word)
        self.put_back(out)

    def condition(self, word: str) -> None:
        r"""Go on in the branch of an `\if...` that holds; one that cannot be known does not hold."""
        holds = self.flags.get(word, False)
        if word in ("\\ifx", "\\if"):
            first, second = self._operand(), self._operand()
            holds = bool(first) and first == second
        if not holds:
            self.skip_branch(to_else=True)

    def _operand(self) -> str:
        self.skip_spaces()
        word = self.next()
        if word == "\\detokenize":
            given = self.argument()
            return RAW if given else self._operand()
        return word

    def skip_branch(self, *, to_else: bool = False) -> None:
        r"""Go past the matching `\fi`, or past `\else` if that comes first."""
        depth = 0
        while word := self.next():
            if is_condition(word):
                depth += 1
            elif word == "\\fi":
                if not depth:
                    return
                depth -= 1
            elif word == "\\else" and to_else and not depth:
                return
            elif word == "\\begin" and (name := self.argument()) and plain(name) == "document":
                self.put_back([word, "{", *name, "}"])  # a condition of the preamble that nobody closed
                return

    def choose(self, word: str) -> None:
        r"""Put back the branch of an `\ifthenelse{...}{...}{...}` or one of its kin that holds."""
        test = self.argument()
        if word == "\\ifstrequal":
            holds = plain(test) == plain(self.argument())
        elif word == "\\ifthenelse":
            holds = _equal(test)
        elif word in ("\\iftoggle", "\\ifbool"):
            holds = False
        else:
            holds = (not plain(test)) != (word in ("\\notblank", "\\IfValueTF"))
        yes, no = self.argument(), self.argument()
        self.put_back(yes if holds else no)


_KEEPING = frozenset("\\def \\gdef \\edef \\xdef \\newcommand \\renewcommand".split())
CHOICES = frozenset(
    "\\ifthenelse \\ifstrempty \\ifblank \\notblank \\ifdefempty \\IfValueTF \\IfNoValueTF \\ifstrequal "
    "\\iftoggle \\ifbool".split()
)


def is_condition(word: str) -> bool:
    r"""Whether a token opens an `\if... \fi`."""
    return word.startswith("\\if") and word not in CHOICES and word != "\\iff"


def _number(given: list[str] | None) -> int:
    text = "".join(given or [])
    return min(int(text), 9) if text.isdecimal() and text.isascii() else 0


def _equal(test: list[str]) -> bool:
    r"""Whether an `\equal{a}{b}` holds; a test of any other kind does not."""
    if "\\equal" not in test:
        return False
    inner = Tokens("", test[test.index("\\equal") + 1 :])
    same = plain(inner.argument()) == plain(inner.argument())
    return same != ("\\not" in test)


def _is_entry(body: list[str]) -> bool:
    return any(word in ("\\\\", "\\hfill", "\\newline", "&") for word in body)
