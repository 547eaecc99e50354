"""The tables of words beside the code, read. Through the parser in C: ten times as fast, 0.5 s of a cold start.

A process that only asks keeps them as JSON too (`keep`), which is read twenty times as fast: 50 ms of a cold start.
"""

from __future__ import annotations

import json
import os
import secrets
import sys
import zlib
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import Any, Literal

_folder: list[Path] = []  # where tables are kept, if anywhere


def keep(folder: Path) -> None:
    """Keep tables in a folder from now on, and read them from there as long as they are those of the code."""
    _folder[:] = [folder]


def table(package: str, name: str) -> Any:  # noqa: ANN401 - each file has a shape of its own
    """What the file `<name>.yaml` of a package ("qabot.words") holds."""
    return _held(package, name, "Safe")


def strings(package: str, name: str) -> Any:  # noqa: ANN401
    """The same with every value a string: "no" is a word."""
    return _held(package, name, "Base")


def _held(package: str, name: str, kind: Literal["Safe", "Base"]) -> Any:  # noqa: ANN401
    if not _folder:
        return _parsed(_text(package, name), kind)
    path = Path(import_module(package).__path__[0], f"{name}.yaml")
    kept = _folder[0] / f"{package}.{name}-{kind}-{zlib.crc32(str(path).encode()):08x}.json"
    if not path.is_file():  # the code lies in an archive
        return _parsed(_text(package, name), kind)
    stamp = [path.stat().st_size, path.stat().st_mtime_ns, sys.version]
    with suppress(OSError, ValueError, KeyError, TypeError, AttributeError):  # none yet, or damaged: made again
        found = json.loads(kept.read_bytes())
        if found["of"] == stamp and zlib.crc32(found["data"].encode()) == found["sum"]:
            return json.loads(found["data"])
    data = _parsed(_text(package, name), kind)
    text = json.dumps(data, ensure_ascii=False, default=str)
    if json.loads(text) == data:  # no numbers as keys, no dates
        _write(kept, json.dumps({"of": stamp, "sum": zlib.crc32(text.encode()), "data": text}, ensure_ascii=False))
    return data


def _write(path: Path, text: str) -> None:
    """Write a file in one step; where that cannot be, it is made again next time."""
    beside = path.with_name(f".{path.name}-{secrets.token_hex(8)}")
    with suppress(OSError):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        try:
            beside.write_text(text, encoding="utf-8")
            os.replace(beside, path)
        finally:
            beside.unlink(missing_ok=True)


def _parsed(text: str, kind: Literal["Safe", "Base"]) -> Any:  # noqa: ANN401
    import yaml

    loader = getattr(yaml, f"C{kind}Loader", getattr(yaml, f"{kind}Loader"))
    return yaml.load(text, Loader=loader)  # noqa: S506 - the safe loader, or the one that makes strings only


def _text(package: str, name: str) -> str:
    from importlib import resources

    return resources.files(package).joinpath(f"{name}.yaml").read_text(encoding="utf-8")
