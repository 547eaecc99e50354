"""Whose page it is, where HTML shows it in no words: by the pictures, the description, the label of the logo."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

_SHOWN = r"(?i:(?:profile |head|self-?)?(?:photo(?:graph)?|picture|portrait|image|pic|shot)|avatar)"
_PORTRAIT = re.compile(  # "Photo of Jane Doe", "Jane Doe's portrait"
    rf"(?=.*\b{_SHOWN}\b)(?:(?i:an? |the )?{_SHOWN}(?: of)?:? (?:Dr\.? |Prof\.? )?)?"
    rf"(?P<name>(?:[A-ZÀ-Þ][\w'’-]*\.? ){{1,3}}[A-ZÀ-Þ][\w'’-]+?)(?:['’]s?)?(?: {_SHOWN})?"
)
_ALT_NAME = re.compile(r"(?P<name>(?:[A-ZÀ-Þ][\w'’-]*\.? ){1,2}[A-ZÀ-Þ][\w'’-]+)")
_FRAMED = re.compile(  # what a picture of the owner is called
    r"portrait|profile|avatar|head-?shot|author|\bbio\b|\bme\b|prof_pic|about-?(?:me|image|photo)", re.I
)
_NAMED = r"(?P<name>[A-ZÀ-Þ][\w'’-]+(?: (?:[A-ZÀ-Þ][\w.'’-]*|van|von|de|der|den|di|da|al|bin)){1,3})"
_LOGO = "a[class*=brand][aria-label], a[class*=logo][aria-label], header a[aria-label]"
_UNSEEN_NAMES = (  # where a name may stand that no reader sees: an element, its attribute, what tells the name
    ("head > meta[name='description'][content]", "content", re.compile(rf"\b(?:of|by) {_NAMED}\W*$")),
    ("head > meta[name='description'][content]", "content", re.compile(rf"^{_NAMED}(?:['’]s |, | is )")),
    ("head > meta[property='og:title'][content]", "content", re.compile(rf"^{_NAMED}(?:$| [|·–—-] )")),
    (_LOGO, "aria-label", re.compile(rf"^{_NAMED}$")),
)


def portrayed_name(tree: LexborHTMLParser) -> str:
    """Who the first pictures show, "" where the page says it elsewhere, too."""
    for image in tree.css("img[alt]")[:3]:
        alt = (image.attributes.get("alt") or "").strip()
        told = _PORTRAIT.fullmatch(alt) or (_ALT_NAME.fullmatch(alt) if _is_portrait(image) else None)
        if told and told["name"] not in (tree.body.text() if tree.body else ""):
            return told["name"]
    return ""


def unseen_name(tree: LexborHTMLParser) -> str:
    """Whose page it is by its description or its logo's label, "" where a reader sees it, too."""
    for css, attribute, form in _UNSEEN_NAMES:
        for node in tree.css(css)[:3]:
            told = form.search((node.attributes.get(attribute) or "").strip())
            if told and told["name"] not in _shown(tree):
                return told["name"]
    return ""


_BRAND = "nav [class*=brand], nav [class*=caption], nav [class*=site-title], nav [class*=site-name], nav [class*=logo]"
_BRANDED = re.compile(r"(?:[A-ZÀ-Þ][\w'’-]*\.? ){1,3}[A-ZÀ-Þ][\w'’-]+")


def brand_name(tree: LexborHTMLParser) -> str:
    """The name that the bar with the links is headed by, "" where a reader sees it elsewhere, too."""
    told = (" ".join(node.text().split()) for node in tree.css(_BRAND)[:4])
    name = next((words for words in told if _BRANDED.fullmatch(words)), "")
    bars = sum(node.text().count(name) for node in tree.css("nav")) if name else 0
    return name if name and _shown(tree).count(name) <= bars else ""


def addresses_of_bars(tree: LexborHTMLParser) -> list[str]:
    """The e-mail addresses behind the signs of the bars with the links that no text of the page says."""
    shown = _shown(tree).lower()
    targets = (node.attributes.get("href") or "" for node in tree.css("nav a[href^='mailto:']"))
    found = dict.fromkeys(target[7:].split("?")[0].strip() for target in targets)
    return [address for address in found if "@" in address and address.lower() not in shown]


def _shown(tree: LexborHTMLParser) -> str:
    """What a reader sees of a page, and its title."""
    return (tree.body.text() if tree.body else "") + (tree.head.text() if tree.head else "")


def _is_portrait(image: LexborNode) -> bool:
    """Whether a picture, or what frames it, is named as one of the page's owner."""
    parent = image.parent
    frames = [image.attributes.get(name) for name in ("class", "id", "src")]
    frames += [parent.attributes.get(name) for name in ("class", "id")] if parent is not None else []
    return any(frame and _FRAMED.search(frame) for frame in frames)
