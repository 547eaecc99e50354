"""What LaTeX commands mean for a reader: the tables of `latex_macros.yaml`, and pylatexenc's symbols."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Protocol

import yaml

_DATA: dict[str, Any] = yaml.load(
    Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8"),
    Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader),  # noqa: S506  # the safe loader, in C
)


def _by_name(table: Mapping[Any, str], mark: str = "") -> dict[str, Any]:
    """A table of "meaning: names" the other way round."""
    return {mark + name: meaning for meaning, names in table.items() for name in names.split()}


def _attributes(names: str) -> dict[str, bool]:
    return {name.removeprefix("-"): not name.startswith("-") for name in names.split()}


STYLES: dict[str, dict[str, Any]] = {
    name: _attributes(given) for name, given in _by_name(_DATA["styles"], "\\").items()
}
SIZES: dict[str, float] = {f"\\{name}": float(points) for name, points in _DATA["sizes"].items()}
HEADINGS: dict[str, int] = _by_name(_DATA["headings"], "\\")
ARGUMENTS: dict[str, str] = _by_name(_DATA["arguments"], "\\")
TEMPLATES: dict[str, tuple[str, str]] = {
    f"\\{name}": (given[0], given[1]) for name, given in _DATA["templates"].items()
}
LISTS = frozenset(_DATA["lists"].split())
PARAGRAPH_LISTS = frozenset(_DATA["paragraph_lists"].split())
TABLES: dict[str, str] = _by_name(_DATA["tables"])
FORMULAS = frozenset(_DATA["formulas"].split())
DROPPED = frozenset(_DATA["dropped"].split())
ENVIRONMENTS: dict[str, str] = _by_name(_DATA["environments"])
FIELDS: dict[str, tuple[str, str]] = {
    f"\\{name}": (kind, label) for kind, (label, names) in _DATA["fields"].items() for name in names.split()
}
SYMBOLS: dict[str, str] = {f"\\{name}": shown for name, shown in _DATA["symbols"].items()}
ACCENTS: dict[str, str] = {f"\\{name}": mark for name, mark in _DATA["accents"].items()}


@lru_cache(maxsize=4096)
def symbol(command: str) -> str | None:
    """The characters that a command without arguments prints, None if it is not known to print any."""
    if command in SYMBOLS:
        return SYMBOLS[command]
    printed = getattr(_specs().get_macro_spec(command[1:]), "simplify_repl", None)
    if not isinstance(printed, str) or "%" in printed:
        return None
    return printed.strip() or None


class _Specs(Protocol):
    def get_macro_spec(self, name: str) -> object: ...


@cache
def _specs() -> _Specs:
    from pylatexenc.latex2text import get_default_latex_context_db

    specs: _Specs = get_default_latex_context_db()
    return specs
