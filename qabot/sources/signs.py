"""Words of pictures that are made of words: the badges of a README, "https://img.shields.io/badge/Python-3776AB"."""

from __future__ import annotations

import re
from urllib.parse import unquote

_BADGE = re.compile(r"https?://(?:img|raster|static)\.shields\.io/badge/(?P<label>(?:[^-?/\s]|--)*)-?[^?\s]*", re.I)
_COUNTED = re.compile(
    r"visit\w*|views?|followers?|stars?|hits?|counter|license|licence|build|version|downloads?|status|made with.*|"
    r"maintained.*|contributions?|prs?|issues?|profile|hello|welcome.*|badge|image|logo|icon",
    re.I,
)
_LONGEST = 30  # characters of a badge that names something


def sign_words(source: str, alt: str) -> str:
    """What a badge names: its text for those who do not see it, or its label; "" for any other picture.

    Only badges whose address holds their words count, not those that fetch a number.
    """
    badge = _BADGE.match(source.strip())
    if not badge:
        return ""
    label = unquote(badge["label"].replace("--", "-").replace("_", " ")).strip()
    words = " ".join((alt or label).split())
    words = label if _COUNTED.fullmatch(words) and label else words
    return "" if not words or len(words) > _LONGEST or _COUNTED.fullmatch(words) else words
