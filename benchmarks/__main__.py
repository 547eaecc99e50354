"""All benchmarks, or those named: python -m benchmarks [NAME ...] [--tiny] [options of the one named].

python -m benchmarks                                  # list them
python -m benchmarks all --tiny                       # see that each runs
python -m benchmarks cold build --peer-python PATH    # the interpreter that has the peers' packages
"""

from __future__ import annotations

import importlib
import pkgutil
import sys
from collections.abc import Sequence
from pathlib import Path

_NOT_RUN = ("measure", "pages", "peers", "__main__")
_TINY = {  # those without --tiny of their own
    "ask": ["--people", "4", "--questions", "12", "--alone"],
    "read": ["--sizes", "10", "20", "--formats", "markdown"],
    "wording": ["--limit", "10"],
}


def names() -> list[str]:
    """The benchmarks there are: the modules of this folder that have a `main`."""
    found = sorted(of.name for of in pkgutil.iter_modules([str(Path(__file__).parent)]) if of.name not in _NOT_RUN)
    return [name for name in found if hasattr(importlib.import_module(f"benchmarks.{name}"), "main")]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the benchmarks named, each with the options given that it knows; list them where none is named."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    known, say = names(), sys.stdout.write
    chosen = [name for name in given if name in known or name == "all"]
    options = [word for word in given if word not in chosen]
    if not chosen:
        say(f"{__doc__}\n")
        for name in known:
            about = (importlib.import_module(f"benchmarks.{name}").__doc__ or "").strip().splitlines()[0]
            say(f"  {name:10} {about}\n")
        return 0
    for name in known if "all" in chosen else chosen:
        say(f"== {name}\n")
        sys.stdout.flush()
        module = importlib.import_module(f"benchmarks.{name}")
        tiny = "--tiny" in options and name in _TINY
        module.main([*(word for word in options if word != "--tiny"), *_TINY[name]] if tiny else options)
    return 0


if __name__ == "__main__":
    sys.exit(main())
