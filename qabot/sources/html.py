"""HTML to `Source`: what a reader sees, block by block. Scripts, comments, menus and hidden text are not text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser, LexborNode

from qabot.errors import SourceError
from qabot.sources.builder import TextBuilder
from qabot.sources.html_names import addresses_of_bars, brand_name, portrayed_name, unseen_name
from qabot.sources.signs import sign_words
from qabot.sources.source import BlockKind, Format, MarkKind, Source
from qabot.sources.unseen import Unseen

_DROPPED = frozenset(
    "script style noscript template iframe svg canvas object embed audio video map nav button input select textarea "
    "dialog del s strike head frameset datalist noembed noframes rp".split()
)
_BLOCKS = frozenset(
    "address article aside blockquote body center dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 "
    "h4 h5 h6 header hgroup hr html legend li main menu ol p pre section summary table tbody td tfoot th thead tr "
    "ul".split()
)
_BOXES = frozenset("div li details dd td th section article main aside blockquote figure".split())
_MARKS: dict[str, MarkKind] = {
    "b": "strong", "strong": "strong", "i": "em", "em": "em", "cite": "em", "u": "underline", "ins": "underline",
    "a": "link", "code": "code", "tt": "code", "kbd": "code",
}  # fmt: skip
_WHEN = re.compile(r"\b(?:date|time|year|when|period|month)\b")
_BADGE = re.compile(r"\b(badge|label|tag|chip|pill|venue|abbr)\b")
# Elements that nest in one another; one that ends where the next begins (p, li, td) does not.
_TOLD_IN = (  # attributes of an element of the page's own making, in the order they are written
    *("authors", "author", "role", "organization", "subtitle", "venue", "journal", "comments", "note", "year", "date"),
)
_NESTING = re.compile(
    r"<(/?)(?:a|abbr|article|aside|b|big|blockquote|center|code|details|div|dl|em|fieldset|figure|font|footer|form|header|i|ins"
    r"|main|nav|ol|pre|q|s|section|small|span|strike|strong|sub|sup|table|tt|u|ul)\b",
    re.I,
)
_MOST_IN_CELL, _LONGEST_CELL = 4, 400  # paragraphs, characters of a cell that is one of a table
_MAX_OPEN = 20_000  # elements open at once; building the tree takes the square of it
_MAX_DEPTH = 150  # browsers nest to 512; deeper mark-up is flattened, so that no page can exhaust the stack


class _Place(NamedTuple):
    """Where the walk is: what the next block will be."""

    kind: BlockKind = "paragraph"
    level: int = 0
    parent: int = -1
    boxes: tuple[int, ...] = ()
    list_depth: int = 0
    depth: int = 0
    pre: bool = False

    def inside(self) -> _Place:
        """One element deeper."""
        kind, level, parent, boxes, list_depth, depth, pre = self
        return _Place(kind, level, parent, boxes, list_depth, depth + 1, pre)


def read_html(path: str, html: str, *, format: Format = "html", builder: TextBuilder | None = None) -> Source:
    """The text of an HTML page. With `builder`, the page is added to what that has already (front matter, say).

    In Markdown (`format="markdown"`) line ends of the file are kept inside a block; in HTML they are white space.
    Raises SourceError when its elements are nested thousands deep.
    """
    if _is_too_deep(html):
        raise SourceError(f"{path} is nested too deep.", "Check that its elements are closed, or export it again.")
    out = builder or TextBuilder(path, format)
    tree = LexborHTMLParser(html)
    walker = _Walker(out, Unseen(tree), keep_lines=format != "html")
    walker.head(tree)
    if "alt=" in html:
        walker.named(portrayed_name(tree))
    if ("description" in html or "aria-label" in html or "og:title" in html) and 'name="author"' not in html:
        walker.named(unseen_name(tree))
    bars = "<nav" in html
    if bars and 'name="author"' not in html:
        walker.named(brand_name(tree))
    if tree.body is not None:
        walker.children(tree.body, _Place())
    for address in addresses_of_bars(tree) if bars and "mailto:" in html else ():
        walker.address_line(address)
    return out.build()


class _Walker:
    def __init__(self, out: TextBuilder, unseen: Unseen, *, keep_lines: bool) -> None:
        self.out, self.unseen, self.keep_lines = out, unseen, keep_lines
        self.boxes = 0  # containers met so far
        self.items: list[list[int]] = []  # number of the block of each open list item, once it has one
        self.term: list[int] = []  # the same of the term told of by the definitions that follow

    def head(self, tree: LexborHTMLParser) -> None:
        """The page's title and author, as fields."""
        title = tree.css_first("head > title")
        if title is not None and title.text().strip():
            self._field("title", title.text())
        for meta in tree.css("head > meta[name='author'][content]"):
            self._field("author", meta.attributes.get("content") or "")

    def named(self, name: str) -> None:
        """Whose page it is, as a field, where nothing that a reader sees tells it."""
        if name:
            self._field("portrait", name)

    def _field(self, name: str, value: str) -> None:
        self.out.start("field")
        self.out.write(f"{name}: ")
        self.out.field((name,), value)
        self.out.end()

    def children(self, node: LexborNode, place: _Place) -> None:
        for child in node.iter(include_text=True):
            self.node(child, place)

    def node(self, node: LexborNode, place: _Place) -> None:
        tag = (node.tag or "").lower()
        if tag == "-text":
            self.text(node.text_content or "", place)
        elif tag in _DROPPED or not tag or tag[0] in "-!_" or self.unseen.hides(node):
            return
        elif place.depth > _MAX_DEPTH:
            self.text(node.text(), place)
        elif tag == "br":
            self.line_break(node)
        elif tag == "img":
            self.sign(node, place)
        elif tag in _BLOCKS:
            self.block(node, tag, place.inside())
        else:
            self.inline(node, tag, place.inside())

    def sign(self, node: LexborNode, place: _Place) -> None:
        """The words of a picture that is a badge."""
        words = sign_words(node.attributes.get("src") or "", node.attributes.get("alt") or "")
        if words:
            self.open(place)
            self.out.write(" ")
            with self.out.mark("badge"):
                self.out.write(words)
            self.out.write(" ")

    def text(self, text: str, place: _Place) -> None:
        if not text.strip():
            if self.keep_lines and "\n" in text:
                self.out.line_break()
            elif text:
                self.out.write(" ")
            return
        self.open(place)
        if not (self.keep_lines or place.pre):
            self.out.write(text)
            return
        for number, line in enumerate(text.split("\n")):
            if number:
                self.out.line_break()
            self.out.write(line)

    def open(self, place: _Place) -> None:
        """Make sure that a block is open."""
        if self.out.is_open:
            return
        number = len(self.out.blocks)
        if place.kind == "item" and self.items and not self.items[-1]:
            self.items[-1].append(number)
            parents = [item[0] for item in self.items[:-1] if item]
            self.out.start("item", level=place.level, parent=parents[-1] if parents else -1, boxes=place.boxes)
            return
        parents = [item[0] for item in self.items if item]
        kind: BlockKind = "paragraph" if place.kind == "item" else place.kind
        level = place.level if kind == "heading" else 0
        self.out.start(kind, level=level, parent=parents[-1] if parents else -1, boxes=place.boxes)

    def line_break(self, node: LexborNode) -> None:
        before = node.prev
        while before is not None and before.tag == "-text" and not (before.text_content or "").strip():
            before = before.prev
        if before is not None and before.tag == "br" and not self.keep_lines:
            self.out.end()  # an empty line parts paragraphs
        else:
            self.out.line_break()

    def inline(self, node: LexborNode, tag: str, place: _Place) -> None:
        kind = _MARKS.get(tag)
        if kind is None and tag in ("span", "abbr", "text", "tag", "small", "font"):
            kind = "badge" if _is_badge(node) or tag == "span" and _in_cloud(node) else None
        if tag in ("span", "small") and "class" in node.attributes and node.prev is not None:
            before = (node.prev.tag or "").lower()
            if before in ("strong", "b") and (node.text().strip()[:1].isupper() or not node.text()[:1].isascii()):
                self.out.line_break()  # a bold head with its details styled below
            elif before in ("span", "a", "em", "i", "small"):
                self.out.write(" ")  # styled side by side: apart on the page though not in the file
        elif kind == "badge" and node.prev is not None:
            self.out.write(" ")
        if kind is None:
            if "-" in tag:
                self.custom(node, place)
            self.children(node, place)
            if tag == "span" and _WHEN.search(node.attributes.get("class") or ""):
                self.out.write(" ")  # "<span class="date">Jul 2026</span>Joined": set apart by its style
            return
        target = (node.attributes.get("href") or "").strip() if kind == "link" else ""
        with self.out.mark(kind, target):
            self.children(node, place)
            self.address(node, target)

    def custom(self, node: LexborNode, place: _Place) -> None:
        """What an element of the page's own making tells in its attributes: "<x-paper title=... year=...>"."""
        known = {name: " ".join(value.split()) for name, value in node.attributes.items() if value}
        title = known.get("title") or known.get("name") or ""
        if len(title.split()) < 2:
            return
        self.out.end()
        self.open(place)
        url = next((known[name] for name in ("url", "href", "link") if name in known), "")
        if url.startswith("http"):
            with self.out.mark("link", url):
                self.out.write(title)
        else:
            self.out.write(title)
        for name in _TOLD_IN:
            if name in known:
                self.out.write(f", {known[name]}" if name in ("year", "date") else f". {known[name]}")
        self.out.line_break()

    def address(self, node: LexborNode, target: str) -> None:
        """An e-mail address that stands only in a link is something the page says: it is written out."""
        if target.lower().startswith("mailto:"):
            address = target[7:].split("?")[0].strip()
            if "@" in address and address.lower() not in node.text().lower():
                self.open(_Place())
                self.out.write(f" {address}")

    def address_line(self, address: str) -> None:
        """An e-mail address as a line of its own."""
        self.out.end()
        self.open(_Place())
        self.out.write(address)
        self.out.end()

    def block(self, node: LexborNode, tag: str, place: _Place) -> None:
        if tag in _BOXES or tag in ("ul", "ol") and _is_one_of_many(node):
            self.boxes += 1
            place = place._replace(boxes=(*place.boxes, self.boxes))
        self.out.end()
        if tag == "dl":
            self.definitions(node, place._replace(list_depth=place.list_depth + 1))
        elif tag in ("ul", "ol", "menu"):
            self.children(node, place._replace(list_depth=place.list_depth + 1))
        elif tag in ("li", "dt", "dd"):
            self.item(node, tag, place)
        elif tag[0] == "h" and tag[1:].isdigit():
            self.children(node, place._replace(kind="heading", level=int(tag[1:])))
        elif tag == "pre":
            self.children(node, place._replace(kind="pre", pre=True))
        elif tag == "tr":
            self.row(node, place)
        elif tag == "div" and _is_badge(node):
            self.open(place)
            with self.out.mark("badge"):
                self.children(node, place)
        else:
            self.children(node, place)
        self.out.end()

    def definitions(self, node: LexborNode, place: _Place) -> None:
        """A list of terms: each is an item, and what one definition tells of it the paragraphs of that item."""
        outer, self.term = self.term, []
        own = place
        for child in node.iter(include_text=True):
            if child.tag == "dt":
                self.boxes += 1
                own = place._replace(boxes=(*place.boxes, self.boxes))
            self.node(child, own)
        self.term = outer

    def item(self, node: LexborNode, tag: str, place: _Place) -> None:
        near = [_beside(node, forward=True), _beside(node, forward=False)] if tag == "dd" and self.term else []
        one = bool(near) and not any(other is not None and other.tag == "dd" for other in near)
        depth = max(place.list_depth, 1) + (tag == "dd")
        self.items.append(self.term if one else [])
        self.children(node, place._replace(kind="item", level=depth, list_depth=depth))
        own = self.items.pop()
        self.term = own if tag == "dt" else self.term

    def row(self, node: LexborNode, place: _Place) -> None:
        cells = [child for child in node.iter() if child.tag in ("td", "th")]
        if any(
            _lays_out(cell) and not _is_short(cell) for cell in cells
        ):  # a table used to place things, not to tabulate them
            for cell in cells:
                self.block(cell, "td", place)
            return
        parents = [item[0] for item in self.items if item]
        self.out.start("row", parent=parents[-1] if parents else -1, boxes=place.boxes)
        for number, cell in enumerate(cells):
            if number:
                self.out.cell()
            self.cell(cell, place._replace(kind="row"))
        self.out.end()

    def cell(self, node: LexborNode, place: _Place) -> None:
        """What a cell holds; its paragraphs, as word processors put into every cell, are lines of it."""
        for number, child in enumerate(node.iter(include_text=True)):
            if child.tag not in ("p", "div"):
                self.node(child, place)
                continue
            if number:
                self.out.line_break()
            self.children(child, place)


def _is_short(cell: LexborNode) -> bool:
    """Whether a cell holds a few short paragraphs and no other blocks, as a word processor writes a cell."""
    blocks = [node for node in cell.iter() if node.tag in _BLOCKS]
    plain = all(node.tag in ("p", "div") and not any(n.tag in _BLOCKS for n in node.iter()) for node in blocks)
    lines = len(cell.css("br"))  # those of a text, not of a table's cell
    return plain and lines < _MOST_IN_CELL and len(blocks) <= _MOST_IN_CELL and len(cell.text()) <= _LONGEST_CELL


def _is_too_deep(html: str) -> bool:
    if html.count("<") < _MAX_OPEN:
        return False
    is_open = 0
    for tag in _NESTING.finditer(html):
        is_open = max(is_open - 1, 0) if tag[1] else is_open + 1
        if is_open > _MAX_OPEN:
            return True
    return False


def _is_one_of_many(node: LexborNode) -> bool:
    """Whether a list stands right beside another of its kind: each is then an entry, its items the lines of it."""
    return any(
        other is not None and other.tag == node.tag and other.attributes.get("class") == node.attributes.get("class")
        for other in (_beside(node, forward=True), _beside(node, forward=False))
    )


def _beside(node: LexborNode, *, forward: bool) -> LexborNode | None:
    """The next element, or the one before, with no text between."""
    other = node.next if forward else node.prev
    while other is not None and (
        other.tag == "-text" and not (other.text_content or "").strip() or other.tag == "-comment"
    ):
        other = other.next if forward else other.prev
    return other


def _in_cloud(node: LexborNode) -> bool:
    """Whether an element without a style of its own is one of a cloud of words: "<div class="skill-cloud">"."""
    around = node.parent
    return (
        around is not None
        and "class" not in node.attributes
        and bool(_CLOUD.search(around.attributes.get("class") or ""))
    )


_CLOUD = re.compile(r"(?:skill|tag|chip|pill|keyword|badge|tech|stack)s?-?_?(?:cloud|list|row|group|grid|wrap)", re.I)


def _is_badge(node: LexborNode) -> bool:
    return bool(_BADGE.search((node.attributes.get("class") or "").lower()))


def _lays_out(cell: LexborNode) -> bool:
    return any((n.tag or "") in _BLOCKS for n in _descendants(cell))


def _descendants(node: LexborNode) -> Iterator[LexborNode]:
    for child in node.traverse():
        if child.mem_id != node.mem_id:
            yield child
