"""Tables of words, read once from the YAML files beside the code."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import yaml


@cache
def table(name: str) -> Any:
    """What the file `<name>.yaml` of this folder holds."""
    return yaml.safe_load((Path(__file__).parent / f"{name}.yaml").read_text(encoding="utf-8"))


def is_cjk(char: str) -> bool:
    """Whether a character is written without spaces around words (Han, kana) or is Hangul."""
    return bool(re.match(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uac00-\ud7af々]", char))


def any_of(words: Iterable[str], *, plural: bool = False) -> str:
    """A regular expression for any of the words, the longest first; letters must end where Latin or Cyrillic words end.

    Words in scripts without spaces match anywhere.
    """
    tail = "s?" if plural else ""
    parts = []
    for word in sorted(set(words), key=lambda w: (-len(w), w)):
        text = re.escape(word).replace(r"\ ", r"\s+")
        before = r"(?<!\w)" if word[:1].isalnum() and not is_cjk(word[0]) else ""
        after = tail + r"(?!\w)" if word[-1:].isalnum() and not is_cjk(word[-1]) else ""
        parts.append(before + text + after)
    return "(?:" + "|".join(parts) + ")" if parts else "(?!)"


@cache
def _template() -> re.Pattern[str]:
    return re.compile("|".join(re.escape(str(phrase)) for phrase in table("templates")["phrases"]), re.I)


def is_template(text: str) -> bool:
    """Whether a text is what a page template comes with, left unedited."""
    return bool(_template().search(text))
