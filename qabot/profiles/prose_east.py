"""Posts and degrees told in Chinese, Japanese and Korean sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qabot.profiles.page import Page, Range
from qabot.profiles.profile import Degree, Position
from qabot.profiles.prose_chinese import read_chinese
from qabot.profiles.prose_japan_korea import read_japanese, read_korean
from qabot.profiles.prose_japan_korea_more import japanese_more
from qabot.profiles.prose_japanese_vita import read_vita
from qabot.profiles.prose_shared import with_own_dates

_HANGUL = re.compile(r"[가-힣]")
_NEAR = 150  # characters around a sentence of Han characters that tell whether it is Japanese
_KANA = re.compile(r"[\u3040-\u30ff]")


def read_east(page: Page, sentence: Range) -> Iterator[Position | Degree]:
    """Posts and degrees in a Chinese, Japanese or Korean sentence."""
    if _HANGUL.search(page.text, *sentence):
        yield from with_own_dates(read_korean(page, sentence))
    elif _KANA.search(page.text, max(0, sentence.start - _NEAR), sentence.end + _NEAR):
        told = list(read_vita(page, sentence))
        yield from told or read_japanese(page, sentence)
        if told and not any(isinstance(fact, Position) for fact in told):
            yield from japanese_more(page, sentence)
    else:
        yield from read_chinese(page, sentence)
