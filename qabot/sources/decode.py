"""Bytes to clean characters: the encoding is found, mojibake repaired."""

from __future__ import annotations

import codecs
import re

from qabot.errors import SourceError
from qabot.sources.builder import clean

_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"),
         (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))  # fmt: skip
_FOREIGN = re.compile(r"[^\x00-\x7f]+(?:[\x00-\x7f]{1,4}[^\x00-\x7f]+)*")  # runs apart by more than both sides
_BESIDE = 2  # signs in ASCII beside others that ftfy looks at


def decode(path: str, data: bytes) -> str:
    """The characters of a text file: NFC, "\\n" line ends, nothing invisible. Raises SourceError for a binary file."""
    if not data.strip():
        raise SourceError(f"{path} is empty.", "Put the profile's text into it, or remove it.")
    text = clean(_repair(_characters(path, data)))
    if not text.strip():
        raise SourceError(f"{path} holds no readable text.", "Save it as UTF-8 text, or remove it.")
    return text


def _characters(path: str, data: bytes) -> str:
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return data.decode(encoding, errors="replace")
    if b"\0" in data[:65_536]:
        raise SourceError(f"{path} is a binary file, not text.", "Save it as Markdown, HTML or plain text.")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    from charset_normalizer import from_bytes

    found = from_bytes(data[:200_000])
    best = found.best()
    if best is None:
        raise SourceError(f"{path} is in no known encoding.", "Save it as UTF-8 text.")
    # Short Latin texts fit several code pages equally well: of those the Western one is by far the commonest.
    western = any(m.encoding == "cp1252" and (m.chaos, m.coherence) == (best.chaos, best.coherence) for m in found)
    return data.decode("cp1252" if western else best.encoding, errors="replace")


def _repair(text: str) -> str:
    if text.isascii():
        return text
    import ftfy

    if not ftfy.is_bad(_foreign(text)):  # in what is ASCII there is nothing to repair, and it takes long to look at
        return text
    config = ftfy.TextFixerConfig(
        unescape_html=False,
        uncurl_quotes=False,
        fix_latin_ligatures=False,
        fix_character_width=False,
        normalization=None,  # `clean` does it, after it has looked for what takes too long
    )
    return str(ftfy.fix_text(text, config))


def _foreign(text: str) -> str:
    """What of a text is not ASCII, each run with the signs beside it."""
    runs = (run.span() for run in _FOREIGN.finditer(text))
    return "\0".join(text[max(0, start - _BESIDE) : end + _BESIDE] for start, end in runs)
