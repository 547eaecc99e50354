"""`without_unseen`: a DOCX without the runs that a reader of the page does not see.

Hidden are runs marked so, of at most 2 points, and white ones in a part that shades nothing and draws nothing: where it
does, what is behind them cannot be told from here.
"""

from __future__ import annotations

import io
import re
import zipfile

_TOKEN = re.compile(rb"<w:r[ >]|</w:r>|<w:rPr>.{0,4000}?</w:rPr>|<w:t(?: [^<>]{0,200})?>[^<]*</w:t>", re.S)
_VANISH = re.compile(rb"<w:(?:vanish|specVanish|webHidden)(?:\s+w:val=\"(?!0|false|off)[^\"]*\")?\s*/>")
_TINY = re.compile(rb"<w:sz\s+w:val=\"[0-4]\"\s*/>")
_WHITE = re.compile(rb"<w:color\s[^>]{0,200}?w:val=\"[fF]{6}\"")
_BEHIND = re.compile(rb"<w:(?:shd\s[^>]{0,300}w:fill=\"(?!auto|[fF]{6})|highlight\s|background\s|drawing|pict)")
_STYLE = re.compile(rb"<w:style\s[^>]{0,300}?w:styleId=\"([^\"]{1,200})\"(.{0,8000}?)</w:style>", re.S)
_OF_STYLE = re.compile(rb"<w:rStyle\s+w:val=\"([^\"]{1,200})\"")
_PARTS = re.compile(r"word/(?:document|footnotes|endnotes|comments|header\d*|footer\d*)\.xml")


def without_unseen(data: bytes) -> bytes:
    """The document, anew where something is hidden. `data` must have been checked: it is unpacked whole."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = archive.namelist()
        styles = archive.read("word/styles.xml") if "word/styles.xml" in names else b""
        hidden = {name for name, body in _STYLE.findall(styles) if _VANISH.search(body)}
        changed = {}
        for name in names:
            if _PARTS.fullmatch(name) and (part := archive.read(name)) != (seen := _seen(part, hidden)):
                changed[name] = seen
        if not changed:
            return data
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as anew:
            for name in dict.fromkeys(names):
                anew.writestr(name, changed.get(name) or archive.read(name))
    return out.getvalue()


def _seen(part: bytes, hidden_styles: set[bytes]) -> bytes:
    """The XML of a part with the words of hidden runs left out."""
    shaded = _BEHIND.search(part) is not None
    out: list[bytes] = []
    runs: list[bool] = []  # of each open run, whether it is hidden
    position = 0
    for token in _TOKEN.finditer(part):
        words = token.group()
        if words.startswith(b"<w:rPr"):
            if runs:
                style = _OF_STYLE.search(words)
                runs[-1] = bool(
                    _VANISH.search(words)
                    or _TINY.search(words)
                    or (not shaded and _WHITE.search(words))
                    or (style and style[1] in hidden_styles)
                )
        elif words.startswith(b"<w:t"):
            if any(runs):
                out.append(part[position : token.start()])
                position = token.end()
        elif words == b"</w:r>":
            del runs[-1:]
        else:
            runs.append(False)
    return b"".join([*out, part[position:]])
