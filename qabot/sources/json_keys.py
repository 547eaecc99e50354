"""What the keys of a person's JSON mean, in any of the languages of the table: families, parts, particulars."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path as File
from typing import Any

import yaml

from qabot.sources.fields import is_private
from qabot.sources.json_person import Json

_KEYS: dict[str, Any] = yaml.load(
    File(__file__).with_name("json_keys.yaml").read_text(encoding="utf-8"),
    Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader),  # noqa: S506  # the safe loader, in C
)


_NO_LETTERS = re.compile(r"[^a-z0-9]+")
_NO_WORDS = re.compile(r"[\W_]+")


@lru_cache(maxsize=1024)  # a list has the same keys in each of its entries
def plain_key(key: str) -> str:
    """A key in small letters without their marks and signs."""
    if key.isascii():
        return _NO_LETTERS.sub("", key.lower())
    bare = "".join(c for c in unicodedata.normalize("NFKD", key.lower()) if not unicodedata.combining(c))
    return _NO_WORDS.sub("", bare)


def _by_key(table: Mapping[str, str]) -> dict[str, str]:
    """A table of "meaning: keys" the other way round."""
    return {plain_key(key): meaning for meaning, keys in table.items() for key in keys.split()}


FAMILY_OF = _by_key(_KEYS["families"])
PARTS = {family: _by_key(table) for family, table in _KEYS["parts"].items()}
PERSON, LINKS = _by_key(_KEYS["person"]), _by_key(_KEYS["links"])
GIVEN, FAMILY = _KEYS["given_name"].split(), _KEYS["family_name"].split()
LINK_LISTS, GROUPS, _SILENT, WORD = (
    frozenset(_KEYS[name].split()) for name in ("link_lists", "groups", "silent", "word")
)
WORD_LISTS = frozenset(("skills", "interests", "languages"))
MAX_DEPTH = 12
_ASSET = re.compile(r"[\w./-]+\.(png|jpe?g|gif|svg|webp|ico|css|js)")


def family_of(title: str) -> str:
    """The family of the lists under a key or a heading in any language of the table, "" if it is none of them."""
    plain = plain_key(title)
    known = FAMILY_OF.get(plain)
    return known if known is not None else next((f for end, f in _ENDS.items() if plain.endswith(end)), "")


_ENDS = {  # of keys that say more: "featuredPublications"
    "publications": "papers",
    "papers": "papers",
    "articles": "papers",
    "projects": "projects",
    "awards": "awards",
    "honors": "awards",
    "education": "education",
    "workexperience": "positions",
    "researchexperience": "positions",
    "skills": "skills",
    "researchinterests": "interests",
    "talks": "talks",
}


def titled(key: str) -> str:
    """A key as a heading: "researchInterests" is "Research interests"."""
    text = re.sub(r"[_\-\s]+", " ", re.sub(r"(?<=[a-z])(?=[A-Z])", " ", key)).strip()
    return text[:1].upper() + (text[1:].lower() if any(c.islower() for c in text) else text[1:])


def is_silent(key: str, value: Json) -> bool:
    """Whether a key and its value say nothing of the person, or nothing that may be told."""
    if (
        plain_key(key) in _SILENT
        or key.startswith("@")
        or is_private(key)
        or value in (None, "", [], {})
        or isinstance(value, bool)
    ):
        return True
    return isinstance(value, str) and _ASSET.fullmatch(value.strip()) is not None


_SPELLED = (  # "schoolName" is the school, "paperTitle" the title, "yearAwarded" the year
    re.compile(r"(?<=.)(?:name|title)$|(?<=year|date)(?:awarded|received|published)$"),
    re.compile(r"^(?:paper|article|publication|project|course|talk|award|job|event|published)(?=title|name|year|date)"),
)


@lru_cache(maxsize=1024)
def part_of(plain: str, family: str) -> str:
    """The part of an entry that a key says, "" if none; what the key says beside it ("name", "paper") is left out."""
    parts = PARTS.get(family, {})
    spelled = [plain, *(form.sub("", plain) for form in _SPELLED)] if parts else []
    return next((parts[key] for key in spelled if key in parts), "")
