r"""`tokens_of`: LaTeX to tokens.

A token is a string: "\name" for a command, "{", "}", "[", "]", "&", "$", " ", "\n" for the end of a paragraph, "\0..."
for text that stands as it is (an address, verbatim), anything else for plain text.
"""

from __future__ import annotations

import re

RAW = "\0"
_TOKEN = re.compile(
    r"%[^\n]*(?:\n[ \t]*)?|\s+|\\(?:[A-Za-z]+\*?|[\s\S]|$)|\$\$?|[{}\[\]&~^_]|#+\d?|[^\\{}\[\]$&~^_#%\s]+"
)
_INTERNAL = re.compile(r"\\[A-Za-z@]+\*?")  # between \makeatletter and \makeatother "@" is a letter
_VERBATIM = re.compile(r"\\begin\s*\{(verbatim\*?|Verbatim|lstlisting|minted|comment|filecontents\*?)\}")
_ADDRESS = re.compile(r"\\(?:href|url|nolinkurl|path)\s*(?:\[[^\]\n]{0,200}\])?\s*\{")
_VERB = re.compile(r"\\verb\*?([^A-Za-z\s*])([^\n]{0,1000}?)\1")
_ESCAPED = re.compile(r"\\([#%_&~${}])(?:\{\})?|(\$?\\sim\s*\$?|\\textasciitilde\s*(?:\{\})?)|\\string\s*(~?)|\s+|[{}]")


def tokens_of(text: str) -> list[str]:
    """The tokens of LaTeX text. Comments are gone; spaces after a command are too, as TeX has it."""
    found: list[str] = []
    position, after_command, after_comment, internal = 0, False, False, False
    while match := internal and _INTERNAL.match(text, position) or _TOKEN.match(text, position):
        word, position = match.group(), match.end()
        first = word[0]
        if first == "%":
            after_comment = True
            continue
        if word.isspace():
            if word.count("\n") > 1 or (after_comment and first == "\n"):
                found.append("\n")
            elif not after_command:
                found.append(" ")
            after_comment = after_command = False
            continue
        after_comment = False
        after_command = first == "\\" and (word[1:2].isalpha() or internal and word[1:2] == "@")
        internal = word == "\\makeatletter" or internal and word != "\\makeatother"
        if after_command and word.rstrip("*") in _SPECIAL:
            special, position = _special(text, match.start(), match.end())
            found += special
            after_command = False
        else:
            found.append(word)
    return found


_SPECIAL = frozenset(("\\href", "\\url", "\\nolinkurl", "\\path", "\\verb", "\\begin"))


def _special(text: str, start: int, end: int) -> tuple[list[str], int]:
    """The tokens of a command whose argument is not LaTeX, and where the text goes on."""
    command = text[start:end]
    if match := _ADDRESS.match(text, start):
        close = _closing_brace(text, match.end())
        return [command, RAW + text[match.end() : close]], close + 1
    if match := _VERB.match(text, start):
        return [RAW + match[2]], match.end()
    if match := _VERBATIM.match(text, start):
        close = text.find("\\end{" + match[1] + "}", match.end())
        close = close if close >= 0 else len(text)
        after = min(close + len(match[1]) + 6, len(text))
        shown = match[1].lower().startswith(("verb", "lst", "minted"))
        return (["\\qabotpre", RAW + text[match.end() : close]] if shown else ["\n"]), after
    return [command], end


def _closing_brace(text: str, position: int) -> int:
    depth = 1
    for match in re.compile(r"\\[\s\S]|[{}]|\n\s*\n").finditer(text, position):
        word = match.group()
        if word[0] == "\n":
            return match.start()
        depth += (word == "{") - (word == "}")
        if not depth:
            return match.start()
    return len(text)


def plain(tokens: list[str]) -> str:
    """Tokens as the characters they were, for addresses and file names."""
    text = "".join(t[1:] if t[0] == RAW else t + " " if t[0] == "\\" and t[1:].isalpha() else t for t in tokens)
    return _ESCAPED.sub(lambda m: m[1] or m[2] and "~" or m[3] or "", text).strip()
