"""The tables of words beside the code, read. Through the parser in C: ten times as fast, 0.5 s of a cold start."""

from __future__ import annotations

from importlib import resources
from typing import Any

import yaml

_SAFE = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_BASE = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


def table(package: str, name: str) -> Any:  # noqa: ANN401 - each file has a shape of its own
    """What the file `<name>.yaml` of a package ("qabot.words") holds."""
    return yaml.load(_text(package, name), Loader=_SAFE)  # noqa: S506 - the safe loader, in C


def strings(package: str, name: str) -> Any:  # noqa: ANN401
    """The same with every value a string: "no" is a word."""
    return yaml.load(_text(package, name), Loader=_BASE)  # noqa: S506 - makes strings, lists and dicts only


def _text(package: str, name: str) -> str:
    return resources.files(package).joinpath(f"{name}.yaml").read_text(encoding="utf-8")
