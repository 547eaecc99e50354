r"""The loops of LaTeX, written out: `\foreach \year/\post in {2019/Tutor, ...} {...}`, `\forcsvlist{\item}{a, b}`."""

from __future__ import annotations

from qabot.sources.latex_stream import Tokens
from qabot.sources.latex_tokens import RAW

_MOST = 400  # members; more are not written by hand


def written_out(tokens: Tokens, command: str) -> list[str]:
    r"""The tokens that a loop stands for; its arguments are read."""
    if command == "\\forcsvlist":
        called, listed = tokens.argument(), tokens.argument()
        return [word for member in _parted(listed, ",") for word in [*called, "{", *_bare(member), "}"]]
    tokens.optional()
    variables: list[str] = []
    while (word := tokens.next()) and word not in ("in", "{", "\n"):
        variables += [word] if word[0] == "\\" else []
    if word != "in":
        tokens.put_back([word] if word else [])
        return []
    given = tokens.argument()
    listed = tokens.body(given[0]) if len(given) == 1 and given[0][0] == "\\" else given
    body = tokens.argument()
    out: list[str] = []
    for member in _parted(listed, ",")[:_MOST]:
        parts = [_bare(part) for part in _parted(member, "/")]
        values = dict(zip(variables, parts, strict=False))
        for word in body:
            out += values.get(word, [word])
    return out


def _parted(words: list[str], sign: str) -> list[list[str]]:
    """The tokens cut at a sign that stands in no group; nothing at all gives none."""
    parts: list[list[str]] = [[]]
    depth = 0
    for word in words:
        depth += (word == "{") - (word == "}")
        if depth or word[0] in ("\\", RAW) or sign not in word:
            parts[-1].append(word)
            continue
        for number, piece in enumerate(word.split(sign)):
            if number:
                parts.append([])
            parts[-1] += [piece] if piece else []
    return parts if len(parts) > 1 or any(word.strip() for word in parts[0]) else []


def _bare(words: list[str]) -> list[str]:
    """A member without the spaces and the one pair of braces around it."""
    first = next((n for n, word in enumerate(words) if not word.isspace()), len(words))
    last = next((n for n in range(len(words), first, -1) if not words[n - 1].isspace()), first)
    words = words[first:last]
    depth = 0
    for number, word in enumerate(words):
        depth += (word == "{") - (word == "}")
        if not depth:
            return words[1:-1] if word == "}" and number == len(words) - 1 > 0 else words
    return words
