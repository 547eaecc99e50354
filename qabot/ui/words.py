"""`Words`: what the page says in the reader's language. The words themselves are in words.yaml."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

LANGUAGE_COOKIE = "qabot_language"
LANGUAGES = {"en": "English", "ko": "한국어"}


@cache
def table() -> Mapping[str, Mapping[str, str]]:
    """Every phrase by its key, in each language of `LANGUAGES`."""
    found: dict[str, dict[str, str]] = yaml.safe_load(
        files(__package__).joinpath("words.yaml").read_text(encoding="utf-8")
    )
    return found


@dataclass(frozen=True, slots=True)
class Words:
    """The phrases of one language: `words("key", name=value)`."""

    language: str = "en"

    def __call__(self, key: str, **values: object) -> str:
        """A phrase with its places filled."""
        return table()[key][self.language].format(**values)

    def many(self, key: str, count: int, **values: object) -> str:
        """A phrase with a number: `key.one` for one, `key` for any other."""
        return self(f"{key}.one" if count == 1 else key, count=f"{count:,}", **values)

    def for_page(self) -> dict[str, str]:
        """The phrases that `page.js` says itself, by key without "js."."""
        return {key[3:]: phrase[self.language] for key, phrase in table().items() if key.startswith("js.")}


ENGLISH = Words()


def words_for(wanted: str, accepted: str = "") -> Words:
    """The language asked for; else the first known one of an Accept-Language header; else English."""
    for part in (wanted, *accepted.split(",")):
        code = part.split(";")[0].strip().lower().split("-")[0]
        if code in LANGUAGES:
            return Words(code)
    return ENGLISH


def language_of(text: str) -> Words:
    """The words for a reply to a text: Korean where it is written in Hangul."""
    return Words("ko") if any("가" <= letter <= "힣" for letter in text) else ENGLISH
