"""Hugo's landing pages: a homepage whose parts are blocks in the front matter, as lists and as Markdown."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from qabot.sources.json_keys import family_of

_LISTS = ("experience", "accomplishments", "skills", "features", "education", "awards")  # blocks with items that tell
_TEXTS = ("markdown", "about", "hero", "experience", "accomplishments")  # blocks with a text of the person's
_UNSEEN = re.compile(r"\{\{[<%].*?[%>]\}\}", re.S)  # what the site generator sets in
_SHARE = re.compile(r"\d{1,3}\s?%")
_SOFT = re.compile("&shy;|\u00ad")


def landing_front(front: Mapping[str, Any]) -> dict[str, Any]:
    """The front matter with the lists of its blocks beside it, each under the title of its block."""
    found = dict(front)
    for kind, content in _blocks(front):
        items = content.get("items") if kind in _LISTS else None
        for item in items if isinstance(items, list) else ():
            title, family = _title(content) or kind.capitalize(), family_of(_title(content))
            if not isinstance(item, Mapping):
                continue
            if kind == "accomplishments" and not family:
                title, family = ("Certificates", "") if item.get("certificate_url") else ("Awards", "awards")
            held = found.setdefault(title, [])
            if isinstance(held, list):
                held.append(_renamed(item, family))
        if kind == "contact":
            found |= {key: content[key] for key in ("email", "phone") if content.get(key) and key not in found}
    return found


def landing_text(front: Mapping[str, Any]) -> str:
    """The Markdown in the blocks of the front matter, a heading above each that has a title."""
    told = []
    for kind, content in _blocks(front):
        text = content.get("text")
        text = _UNSEEN.sub("", text).strip() if isinstance(text, str) and kind in _TEXTS else ""
        if text:
            title = _title(content)
            told.append(f"## {title}\n\n{text}\n" if title else f"{text}\n")
    return "\n".join(told)


def _blocks(front: Mapping[str, Any]) -> list[tuple[str, Mapping[str, Any]]]:
    """The kind and the content of each block, where the front matter holds blocks."""
    sections = front.get("sections")
    told = [part for part in sections if isinstance(part, Mapping)] if isinstance(sections, list) else []
    return [
        (str(part["block"]).partition(".")[0].lower(), part["content"])
        for part in told
        if part.get("block") and isinstance(part.get("content"), Mapping)
    ]


def _title(content: Mapping[str, Any]) -> str:
    title = content.get("title")
    return _SOFT.sub("", title).strip() if isinstance(title, str) else ""


def _renamed(item: Mapping[str, Any], family: str) -> dict[str, Any]:
    """An item of a block with its keys as lists of that family have them."""
    names = {"education": {"title": "degree"}, "awards": {"date_start": "date"}}.get(family, {})
    return {
        names.get(str(key), str(key)): value
        for key, value in item.items()
        if not (isinstance(value, str) and _SHARE.fullmatch(value.strip()))
    }
