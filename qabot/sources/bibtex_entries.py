"""The entries of a BibTeX file, its strings put in place, by pybtex's parser; what is wrong with one is passed over."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from pybtex.database.input.bibtex import LowLevelParser, month_names
from pybtex.exceptions import PybtexError
from pybtex.scanner import Token
from pybtex.utils import CaseInsensitiveDict

from qabot.errors import SourceError

MAX_EXPANDED = (
    2_000_000  # characters that `@string`s may add: ten that hold ten times one another would fill the memory
)
_SIGNS = {
    LowLevelParser.AT: "@",
    LowLevelParser.LBRACE: "{",
    LowLevelParser.RBRACE: "}",
    LowLevelParser.QUOTE: '"',
}


def entries_of(path: str, text: str) -> list[tuple[str, Mapping[str, str]]]:
    """Type and fields of each entry in the order of the file; of two with one key, and of two fields, the first stands.

    Raises SourceError when the file's strings grow without end.
    """
    found: list[tuple[str, Mapping[str, str]]] = []
    keys: set[str] = set()
    try:
        for kind, body in _Parser(path, text):
            if kind.lower() in ("string", "preamble"):
                continue
            key, given = body
            if key is not None:
                if key.lower() in keys:
                    continue
                keys.add(key.lower())
            fields: dict[str, str] = {}
            for name, parts in given:
                fields.setdefault(name.lower(), " ".join("".join(parts).split()))
            found.append((kind, fields))
    except (PybtexError, RecursionError) as error:
        raise SourceError(f"{path} is not BibTeX: {error}.", "Export it again, or check its braces.") from error
    return found


class _Parser(LowLevelParser):  # type: ignore[misc]  # pybtex has no types
    """pybtex's parser in linear time, with a limit to what strings add."""

    pos: int  # where the text goes on

    def __init__(self, path: str, text: str) -> None:
        super().__init__(text, macros=CaseInsensitiveDict(month_names))
        self._path, self._left = path, MAX_EXPANDED

    def handle_error(self, error: Exception) -> None:
        """Go on with what there is of the entry."""

    def substitute_macro(self, name: str) -> str:
        """What a string stands for, "" if there is none of this name."""
        value = str(self.macros.get(name, ""))
        self._left -= len(value)
        if self._left < 0:
            raise SourceError(f"{self._path} has strings that grow without end.", "Write them out, or export it again.")
        return value

    def skip_to(self, patterns: Sequence[Any]) -> Any:  # noqa: ANN401
        """The text up to the next of these signs, found in one search: pybtex looks for each to the file's end."""
        signs = "".join([_SIGNS[pattern] for pattern in patterns])
        match = _first_of(signs).search(self.text, self.pos)
        if match is None:
            return None
        value, self.pos = self.text[self.pos : match.end()], match.end()
        self.update_lineno(value)
        return Token(value, patterns[signs.index(match.group())])


@lru_cache
def _first_of(signs: str) -> re.Pattern[str]:
    return re.compile(f"[{re.escape(signs)}]")
