"""The words of an answer that are not quotations, in the language of the question."""

from __future__ import annotations

import functools
from typing import Any

from qabot import data


@functools.cache
def _phrases() -> dict[str, dict[str, Any]]:
    loaded: dict[str, dict[str, Any]] = data.strings("qabot.answers", "phrases")
    return loaded


def phrase(key: str, language: str, **values: object) -> str:
    """The phrase of that key, filled in; English where the language has none."""
    forms = _phrases()[key]
    form = forms.get(language) or forms["en"]
    return str(form).format(**values)


def relation_name(relation: str, language: str, count: int = 1) -> str:
    """What a relation is called: "advisor", "papers" ..., in the plural unless `count` is 1."""
    forms = _phrases()["relations"]
    names = forms.get(language, forms["en"]).get(relation) or forms["en"].get(relation, relation)
    if isinstance(names, str):
        return names
    return str(names[0] if count == 1 else names[-1])
