"""Tables of words, read once from the YAML files beside the code."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from qabot import data


@cache
def table(name: str) -> Any:  # noqa: ANN401 - each file has a shape of its own
    """What the file `<name>.yaml` of this folder holds."""
    return data.table("qabot.profiles", name)


def is_cjk(char: str) -> bool:
    """Whether a character is written without spaces around words (Han, kana) or is Hangul."""
    return (
        "\u3040" <= char <= "\u30ff"
        or "\u3400" <= char <= "\u9fff"
        or "\uac00" <= char <= "\ud7af"
        or (char == "々" or "\uf900" <= char <= "\ufaff")
    )


def any_of(words: Iterable[str], *, plural: bool = False) -> str:
    """A regular expression for any of the words, of two that fit the longer; a Latin or Cyrillic word is a whole word.

    Words in scripts without spaces match anywhere. The words share their beginnings in the expression: a long list in
    turn at every character would be slow.
    """
    tail = "s?" if plural else ""
    groups: dict[tuple[str, str], set[str]] = {}
    for word in words:
        before = r"(?<!\w)" if word[:1].isalnum() and not is_cjk(word[0]) else ""
        after = tail + r"(?!\w)" if word[-1:].isalnum() and not is_cjk(word[-1]) else ""
        groups.setdefault((before, after), set()).add(word)
    ordered = [*sorted(_longer_first(groups).items()), *sorted(groups.items())]
    parts = [f"{before}{_shared(group)}{after}" for (before, after), group in ordered if group]
    return "(?:" + "|".join(parts) + ")" if parts else "(?!)"


def _longer_first(groups: dict[tuple[str, str], set[str]]) -> dict[tuple[str, str], set[str]]:
    """The words that begin with one of another group that ends in a sign, "dr. phil" with "dr.", taken out."""
    taken: dict[tuple[str, str], set[str]] = {}
    brief = [word for (_, after), group in groups.items() if after == "" for word in group if not word[-1].isalnum()]
    for key, group in groups.items():
        found = {word for word in group if key[1] and any(map(word.startswith, _with_start(brief, word[:2])))}
        if found:
            taken[key] = found
            group -= found
    return taken


def _with_start(words: Iterable[str], start: str) -> Iterator[str]:
    return (word for word in words if word[:2] == start)


def _shared(words: Iterable[str]) -> str:
    """A regular expression for any of the words that writes common beginnings once."""
    branches: dict[str, list[str]] = {}
    empty = False
    for word in sorted(set(words)):
        if word:
            branches.setdefault(word[0], []).append(word[1:])
        else:
            empty = True
    parts = []
    for char, rests in branches.items():
        head = r"\s+" if char == " " else re.escape(char)
        while len(rests) == 1 and rests[0]:
            head += r"\s+" if rests[0][0] == " " else re.escape(rests[0][0])
            rests = [rests[0][1:]]
        parts.append(head + (_shared(rests) if rests != [""] else ""))
    if not parts:
        return ""
    body = parts[0] if len(parts) == 1 and not empty else "(?:" + "|".join(parts) + ")"
    return body + ("?" if empty else "")


def begins(words: Iterable[str]) -> str:
    """An expression for where one of the words may begin, in any case: told by two characters, so soon told of most.

    It goes before the words within `(?=...)`; an `re.I` around it changes nothing.
    """
    pairs: dict[str, set[str]] = {}
    for word in words:
        second = "" if len(word) < 2 else r"\s" if word[1] == " " else _cases(word[1])
        pairs.setdefault(_cases(word[0]), set()).add(second)
    parts = [f"[{a}]" if "" in more else f"[{a}][{''.join(sorted(more))}]" for a, more in sorted(pairs.items())]
    return f"(?-i:{'|'.join(parts)})"


def _cases(char: str) -> str:
    """The characters that `re.I` takes for this one, escaped for a set."""
    known = {char, char.lower(), char.upper()}
    known = known.union(*(set(group) for group in ALIKE if not known.isdisjoint(group)))
    known = {case for letter in known for case in (letter, letter.lower(), letter.upper()) if len(case) == 1}
    return "".join(map(re.escape, sorted(known)))


ALIKE = (  # letters that `re.I` takes for one, besides those of two cases; the first is the usual one
    "iİı", "sſ", "k\u212a", "å\u212b", "ßẞ", "σς", "βϐ", "θϑ", "κϰ", "φϕ", "πϖ", "ρϱ", "εϵ", "ι\u0345\u1fbe", "в\u1c80",
    "д\u1c81", "о\u1c82", "с\u1c83", "т\u1c84\u1c85", "ъ\u1c86", "ѣ\u1c87",
)  # fmt: skip


@cache
def _chinese_forms() -> dict[int, str]:
    return {ord(pair[0]): pair[1] for pair in table("chinese")["forms"].split()}


def simplified(text: str) -> str:
    """A text with the traditional Chinese characters of the table in their simplified forms, one for one."""
    return text if text.isascii() else text.translate(_chinese_forms())


@cache
def _template_phrases() -> tuple[str, ...]:
    return tuple(lowered(str(phrase)) for phrase in table("templates")["phrases"])


def is_template(text: str) -> bool:
    """Whether a text is what a page template comes with, left unedited."""
    return holds_any(text, _template_phrases())


@cache
def template_defaults() -> tuple[frozenset[str], frozenset[str]]:
    """The roles and degrees, and the interests, that page templates come with, in small letters."""
    words = table("templates")
    return frozenset(words["defaults"]), frozenset(words["default_interests"])


def holds_any(text: str, words: Iterable[str]) -> bool:
    """Whether any of some words, given in lower case, stands in a text: much faster than an expression for them."""
    low = lowered(text)
    for word in words:  # noqa: SIM110 - `any` would take twice as long
        if word in low:
            return True
    return False


def lowered(text: str) -> str:
    """A text in lower case, with the letters that `re.IGNORECASE` takes for an "i" or "s" made one."""
    return text.lower() if text.isascii() or not _ODD.search(text) else text.translate(_ALSO_LATIN).lower()


_ALSO_LATIN, _ODD = str.maketrans({"İ": "i", "ı": "i", "ſ": "s"}), re.compile("[İıſ]")
