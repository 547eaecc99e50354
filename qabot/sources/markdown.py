"""Markdown to `Source`, as site generators read it: front matter, Liquid and Hugo tags, HTML, kramdown's habits."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from mdit_py_plugins.deflist import deflist_plugin

from qabot.sources.builder import TextBuilder
from qabot.sources.frontmatter import split_front_matter, write_front_matter
from qabot.sources.html import read_html
from qabot.sources.source import Source

_LIQUID = re.compile(r"\{%-?\s*(\w*)[^\n]{0,500}?%\}|\{\{[^\n]{0,500}?\}\}")
_ATTRIBUTES = re.compile(r"\{:[^{}\n]*\}|(?<=\))\{[.#:][^{}\n]*\}|^\{[.#][^{}\n]*\}$", re.M)  # kramdown's {: .class}
_HARD_BREAK = re.compile(r"(?<!\s)\s*(?<!\\)\\\\[ \t]*$", re.M)  # kramdown ends a line with two backslashes
_TIGHT_HEADING = re.compile(r"^(#{1,6})(?=[^#\s!])(.*)$", re.M)  # "##News##": a heading to kramdown's elders
# A line that is only an inline tag begins an HTML block in CommonMark; page authors mean it inline.
_LONE_TAG = re.compile(
    r"^([ \t]*(?:(?:[-*+]|\d+\.)[ \t]+)?<(?:a|img|span|font|b|strong|u|i|em|small)\b[^>\n]*>)"
    r"[ \t]*\n[ \t]*(?=[^\s<])",
    re.M,
)
_NEAR_NESTED = re.compile(r"^ (?=[-*+] )")  # nested by one space: not enough for CommonMark, clear to the author
_BULLET = re.compile(r"^( *)[-*+] ")
_SHORTCODE = re.compile(r"(?<![\w/:]):[a-z][a-z0-9_+-]{2,30}:(?!\w)")  # :mailbox: and other emoji names
_MARKDOWN_SIGNS = re.compile(
    r"\A---\s*\n|\A\+\+\+\s*\n|^#{2,6} \S|^# [^\sa-z]|\*\*[^*\n]+\*\*|\[[^\]\n]{1,300}\]\([^)\n]{1,2000}\)|^```"
    r"|</?(?:div|li|ul|p|table|h[1-6])\b",
    re.M,
)


def looks_like_markdown(text: str) -> bool:
    """Whether a text file is written in Markdown: front matter, headings, bold words, links, or HTML inside."""
    return bool(_MARKDOWN_SIGNS.search(text))


def read_markdown(path: str, text: str) -> Source:
    """The text of a Markdown page, its front matter as fields first."""
    out = TextBuilder(path, "markdown", keep_tabs=True)
    front, body = split_front_matter(text)
    if front is not None:
        write_front_matter(out, front)
    return read_html(path, _to_html(body), format="markdown", builder=out)


def _to_html(body: str) -> str:
    body = drop_comments(body)
    body = _without_tags(body)
    body = _ATTRIBUTES.sub("", body)
    body = _HARD_BREAK.sub("  ", body)
    body = _TIGHT_HEADING.sub(_loosen, body)
    body = _LONE_TAG.sub(r"\1", body)
    body = _SHORTCODE.sub("", body)
    return str(_PARSER.render("\n".join(_nest(body.split("\n")))))


def _nest(lines: list[str]) -> list[str]:
    """Bullets that stand one space under a flush bullet become its children."""
    out, under_flush = [], False
    for line in lines:
        bullet = _BULLET.match(line)
        if bullet and not bullet[1]:
            under_flush = True
        elif under_flush and _NEAR_NESTED.match(line):
            line = f" {line}"
        elif line.strip() and not line.startswith(" "):
            under_flush = False
        out.append(line)
    return out


def _loosen(match: re.Match[str]) -> str:
    hashes, rest = match[1], match[2].rstrip(" \t")
    words = rest.rstrip("#")
    if len(hashes) == 1 and words == rest:
        return match.group()  # "#hashtag"
    return f"{hashes} {words}"


def _without_tags(body: str) -> str:
    """The text without the tags of Liquid and Hugo, and without what stands between `comment` and `endcomment`."""
    parts, position, comment = [], 0, -1
    for tag in _LIQUID.finditer(body):
        if comment < 0:
            parts.append(body[position : tag.start()])
            if tag[1] == "comment":
                comment = tag.end()
            position = tag.end()
        elif tag[1] == "endcomment":
            comment, position = -1, tag.end()
    if comment >= 0:  # never closed: the tags that follow are tags
        return "".join(parts) + _LIQUID.sub("", body[comment:])
    return "".join(parts) + body[position:]


def drop_comments(text: str) -> str:
    """`text` without `<!-- ... -->`; one that is never closed runs to the end, as in a browser."""
    parts, position = [], 0
    while (begin := text.find("<!--", position)) >= 0:
        parts.append(text[position:begin])
        end = text.find("-->", begin + 4)
        if end < 0:
            return "".join(parts)
        position = end + 3
    parts.append(text[position:])
    return "".join(parts)


# Indented code is a rarity on a profile, indented prose is not.
_PARSER = (
    MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).disable("code").use(deflist_plugin)
)
