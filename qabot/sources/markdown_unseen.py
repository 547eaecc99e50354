"""`without_unseen`: Markdown without what its own mark-up keeps from a reader, as kramdown, pandoc and MDX write it."""

from __future__ import annotations

import re

from qabot.sources.unseen import is_off, plain_style

_HIDDEN = re.compile(r"(?<![\w-])\.(?:hidden|content-hidden)(?![\w-])(?![^}\n]*\b(?:when|unless)-)")
_STYLE = re.compile(r"\bstyle=(\"[^\"\n]{0,500}\"|'[^'\n]{0,500}')", re.I)
_AFTER_BLOCK = re.compile(r"^[ ]{0,3}\{:[ ]?([^{}\n]*)\}[ \t]*$", re.M)
_SPAN = re.compile(
    r"(?:\[[^\[\]\n]{1,500}\](?:\([^()\n]{0,500}\))?|(\*{1,3}|_{1,3})[^*_\n]{1,500}\1)\{(:?[ ]?[^{}\n]*)\}"
)
_FENCE = re.compile(
    r"^[ \t]*:{3,}[ \t]*+(?:\{([^}\n]*)\}|([\w.-]+)(?:[ \t]++\{([^}\n]*)\})?+)?[ \t]*+:*+[ \t]*+$", re.M
)
_NOTES = (re.compile(r"\{::comment\}|\{:/(?:comment)?\}"), re.compile(r"\{/\*|\*/\}"))  # kramdown's, MDX's


def without_unseen(body: str) -> str:
    """The text without comments, and without blocks, words and divisions whose attributes switch them off."""
    if "{" in body:
        for sign, notes in zip(("{::comment}", "{/*"), _NOTES, strict=True):
            if sign in body:
                body = _without_notes(body, sign, notes)
        if "style" in body or "hidden" in body:
            body = _SPAN.sub(lambda found: "" if _is_off(found[2]) else found[0], body)
            body = _without_blocks(body)
    if ":::" in body and ("style" in body or "hidden" in body):
        body = _without_divs(body)
    return body


def _without_notes(body: str, opening: str, signs: re.Pattern[str]) -> str:
    """The text without what stands between two signs; one that is never closed is text."""
    parts, position, begin = [], 0, -1
    for sign in signs.finditer(body):
        if begin < 0 and sign[0] == opening:
            begin = sign.start()
        elif begin >= 0 and sign[0] != opening:
            parts.append(body[position:begin])
            position, begin = sign.end(), -1
    return "".join(parts) + body[position:]


def _without_blocks(body: str) -> str:
    """The text without the paragraphs that an attribute line below them switches off."""
    parts, position = [], 0
    for line in _AFTER_BLOCK.finditer(body):
        if _is_off(line[1]):
            begin = body.rfind("\n\n", position, line.start())
            parts.append(body[position : begin + 2 if begin >= 0 else position])
            position = line.end()
    return "".join(parts) + body[position:]


def _without_divs(body: str) -> str:
    """The text without the fenced divisions that are switched off, with all that is in them."""
    parts, position, depth, hidden = [], 0, 0, 0
    for fence in _FENCE.finditer(body):
        attributes = fence[1] or fence[3] or (f".{fence[2]}" if fence[2] else "")
        opens = bool(attributes or fence[1] is not None)
        depth = depth + 1 if opens else max(depth - 1, 0)
        if opens and not hidden and _is_off(attributes):
            parts.append(body[position : fence.start()])
            hidden = depth
        elif not opens and hidden and depth < hidden:
            position, hidden = fence.end(), 0
    return "".join(parts) + ("" if hidden else body[position:])


def _is_off(attributes: str) -> bool:
    if _HIDDEN.search(attributes):
        return True
    style = _STYLE.search(attributes)
    return bool(style and is_off(plain_style(style[1][1:-1])))
