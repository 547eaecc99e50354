"""Markdown to `Source`, as site generators read it: front matter, Liquid and Hugo tags, HTML, kramdown's habits."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from mdit_py_plugins.deflist import deflist_plugin

from qabot.sources.builder import TextBuilder
from qabot.sources.frontmatter import split_front_matter, write_front_matter
from qabot.sources.html import read_html
from qabot.sources.landing import landing_front, landing_text
from qabot.sources.markdown_unseen import without_unseen
from qabot.sources.mermaid import with_timelines
from qabot.sources.plain_markup import is_jemdoc, jemdoc_to_markdown
from qabot.sources.source import Source

_LIQUID = re.compile(r"\{%-?\s*(\w*)[^\n]{0,500}?%\}|\{\{[^\n]{0,500}?\}\}")
_ATTRIBUTES = re.compile(  # kramdown's {: .class}, pandoc's [words](link){target="_blank"}
    r"\{:[^{}\n]*\}|(?<=[)\]])\{(?:[.#:]|[\w-]+=)[^{}\n]*\}|^\{[.#][^{}\n]*\}$", re.M
)
_SPAN = re.compile(r"\[([^\[\]\n]+)\]\{[.#][^{}\n]*\}")  # pandoc's [words]{.class}
_HEADING_CLASS = re.compile(r"^(#{1,6} [^\n]*)\{[.#-][^{}\n]*\}[ \t]*+$", re.M)
_FENCED_DIV = re.compile(
    r"^[ \t]*+:{3,}+[ \t]*+(\{[^}\n]*\}|[\w.-]++(?:[ \t]++\{[^}\n]*\})?+)?[ \t]*+:*+[ \t]*+$", re.M
)  # pandoc's
_FENCE = re.compile(
    r"^(`{3,})[ ]?(?:\{([\w=][^}\n]*)\})?[ \t]*$", re.M
)  # with "{r}": code that is run; Quarto's "{=html}"
_INLINE_CODE = re.compile(r"`r [^`\n]{1,200}`")
_HARD_BREAK = re.compile(r"(?<!\s)\s*(?<!\\)\\\\[ \t]*$", re.M)  # kramdown ends a line with two backslashes
_TIGHT_BULLET = re.compile(r"^([*-])(?=[A-ZÀ-Þ][^*\n]{8,}$)", re.M)  # "*Professor": a bullet without its space
_TIGHT_HEADING = re.compile(r"^(#{1,6})(?=[^#\s!])(.*)$", re.M)  # "##News##": a heading to kramdown's elders
# A line that is only an inline tag begins an HTML block in CommonMark; page authors mean it inline.
_LONE_TAG = re.compile(
    r"^([ \t]*(?:(?:[-*+]|\d+\.)[ \t]+)?<(?:a|img|span|font|b|strong|u|i|em|small)\b[^>\n]*>)"
    r"[ \t]*\n[ \t]*(?=[^\s<])",
    re.M,
)
_HOLDS_MARKDOWN = re.compile(  # kramdown reads the lines below as Markdown, with or without an empty one
    r"^[ \t]*(<[a-z]+\b[^>\n]*\bmarkdown=[\"']?(?:1|block|span|true)\b[^>\n]*>)[ \t]*$", re.M
)
_HOLDS_SPAN = re.compile(  # kramdown reads links and emphasis within
    r"(<([a-z]+)\b[^>\n]*\bmarkdown=[\"']?span\b[^>\n]*>)((?:(?!</\2>)[^\n]|\n(?!\s*\n)){1,600})(?=</\2>)"
)
_SPAN_LINK = re.compile(r"\[([^\[\]\n]+)\]\(([^()\s]+)\)")
_SET_HEADING = re.compile(  # kramdown ends the HTML of a heading with its line: a list right below is Markdown
    r"^([ \t]*<h([1-6])\b[^>\n]*>[^\n]*</h\2>)[ \t]*\n(?=[ \t]*(?:[*+-][ ]|\d+\.[ ]|\*\*|__|\[|#))", re.M
)
_HEADING_BELOW_TAG = re.compile(  # a heading right below a line of tags is one, no words of the HTML
    r"^([ \t]*(?:<br[ \t]*/?>|<hr\b[^>\n]*>|</?(?:div|center|p|section)\b[^>\n]*>)[ \t]*)\n(?=#{1,6} )", re.M
)
_NEAR_NESTED = re.compile(r"^ (?=[-*+] )")  # nested by one space: not enough for CommonMark, clear to the author
_BULLET = re.compile(r"^( *)[-*+] ")
_SHORTCODE = re.compile(r":(?<![\w/:]:)[a-z][a-z0-9_+-]{2,30}:(?!\w)")  # :mailbox: and other emoji names
_MARKDOWN_SIGNS = re.compile(
    r"\A---\s*\n|\A\+\+\+\s*\n|^#{2,6} \S|^# [^\sa-z]|\*\*[^*\n]+\*\*|\[[^\]\n]{1,300}\]\([^)\n]{1,2000}\)|^```"
    r"|</?(?:div|li|ul|p|table|h[1-6])\b",
    re.M,
)


def looks_like_markdown(text: str) -> bool:
    """Whether a text file is written in Markdown: front matter, headings, bold words, links, or HTML inside; jemdoc."""
    signed = any(map(text.__contains__, ("---", "+++", "# ", "**", "](", "```", "<")))
    return signed and bool(_MARKDOWN_SIGNS.search(text)) or is_jemdoc(text)


def read_markdown(path: str, text: str) -> Source:
    """The text of a Markdown page, its front matter as fields first."""
    out = TextBuilder(path, "markdown", keep_tabs=True)
    front, body = split_front_matter(jemdoc_to_markdown(text) if is_jemdoc(text) else text)
    if front is not None:
        write_front_matter(out, landing_front(front))
        body = f"{landing_text(front)}\n{body}" if "sections" in front else body
    return read_html(path, _to_html(body), format="markdown", builder=out)


def _to_html(body: str) -> str:
    body = with_timelines(without_unseen(drop_comments(body)))
    if "```{" in body or "``` {" in body or "`r " in body:
        body = _INLINE_CODE.sub("", _without_chunks(body))
    body = _without_tags(body)
    if "$^" in body:
        body = _MATH_MARK.sub(lambda match: _MARKS.get(match[1], ""), body)
    if "\\" in body:
        body = _without_latex(body)
    if "{" in body:
        body = _SPAN.sub(r"\1", body)
        body = _HEADING_CLASS.sub(lambda m: m[1].rstrip(" \t"), _ATTRIBUTES.sub("", body))
    if ":::" in body:
        body = _with_divs(body)
    if "\\\\" in body:
        body = _HARD_BREAK.sub("  ", body)
    body = body.replace("\n^\n", "\n\n")  # kramdown's end of a block
    if "|" in body:
        body = _BARE_TABLE.sub(_with_head, body)
    if "*" in body:
        body = _with_glued_marks(body)
    body = _TIGHT_BULLET.sub(r"\1 ", body)
    body = _TIGHT_HEADING.sub(_loosen, body)
    body = _LONE_TAG.sub(r"\1", body)
    if "</h" in body:
        body = _SET_HEADING.sub(r"\1\n\n", body)
    if ">\n#" in body:
        body = _HEADING_BELOW_TAG.sub(r"\1\n\n", body)
    if "markdown=" in body:
        body = _HOLDS_SPAN.sub(lambda m: m[1] + _SPAN_LINK.sub(r'<a href="\2">\1</a>', m[3]), body)
        body = _HOLDS_MARKDOWN.sub(r"\n\1\n", body)
    body = _SHORTCODE.sub("", body)
    return str(_PARSER.render("\n".join(_nest(body.split("\n")))))


_MATH_MARK = re.compile(r"\$\^\s?\{?\s?((?:\\[a-z]+|\\?[*#]|[\d,\s])+?)\s?\}?\s?\$")  # of authors: "Ada Lind$^\dagger$"
_MARKS = {"\\dagger": "†", "\\ddagger": "‡", "\\ast": "\\*", "*": "\\*", "\\*": "\\*", "\\star": "\\*"}


_PAIR = re.compile(r"(?<![\\*])(\*\*?)(?![\s*])((?:[^*\n]|\n(?!\s*(?:\n|[-+*#]\s|\d+\.\s)))+?)(?<![\s\\])\1(?!\*)")
_FENCED = re.compile(r"(^[ \t]*(?:```|~~~)[^\n]*\n.*?^[ \t]*(?:```|~~~)[ \t]*$)", re.M | re.S)


def _with_glued_marks(body: str) -> str:
    """Bold and italics that touch a word behind a full stop or bracket, as tags.

    Kramdown, which most pages are written for, reads "**Loud Ice.**Ada Lind" and "**研究方向：**冰川" as bold; to
    CommonMark the stars are text.
    """
    pieces = _FENCED.split(body)
    return "".join(piece if number % 2 else _PAIR.sub(_glued, piece) for number, piece in enumerate(pieces))


def _glued(match: re.Match[str]) -> str:
    inner, text = match[2], match.string
    before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
    behind = after.isalnum() and not inner[-1].isalnum()
    ahead = before.isalnum() and len(match[1]) == 2 and inner[0] in "（(「『“《【[<"
    if not behind and not ahead or len(inner) > 400:
        return match.group()
    tag = "strong" if len(match[1]) == 2 else "em"
    apart = " " if behind and after.isascii() and inner[-1] in ".,:;!?)" else ""
    return f"<{tag}>{inner}</{tag}>{apart}"


_TEX_LINE = re.compile(
    r"^[ \t]*\\(?:def|newcommand|noindent|[a-z]*space[a-z]*|newpage|pagebreak|clearpage|begin|end|"
    r"insertbib|setlength|hrule|bigskip|medskip|smallskip)\b[^\n]{0,80}$",
    re.M,
)
_TEX_MARKS = (
    (re.compile(r"\\(?:textbf|textsc)\{([^{}\n]{1,200})\}"), r"**\1**"),
    (re.compile(r"\\(?:emph|textit|textsl)\{([^{}\n]{1,200})\}"), r"*\1*"),
    (re.compile(r"\\href\{([^{}\n]{1,300})\}\{([^{}\n]{1,200})\}"), r"[\2](\1)"),
    (re.compile(r"\\(?:url|texttt|textsuperscript|nth|underline|text|mbox)\{([^{}\n]{1,200})\}"), r"\1"),
    (re.compile(r"\\q?quad\b|\\hfill\b|\\(?:small|large|footnotesize|noindent)\b(?!\{)"), "  "),
    (re.compile(r"\\og\b[ \t]?"), "« "),
    (re.compile(r"[ \t]?\\fg\b(?:\{\})?"), " »"),
)  # fmt: skip


_BARE_TABLE = re.compile(r"(?<![^\n]\n)^\|[^\n]*\|[ \t]*\n(?!\|[ \t]*:?-)(?:\|[^\n]*\|[ \t]*(?:\n|\Z)){1,200}", re.M)


def _with_head(match: re.Match[str]) -> str:
    """A table without a head, as kramdown has them, with an empty one."""
    columns = max(row.replace("\\|", "").count("|") - 1 for row in match.group().strip().split("\n"))
    return f"|{' |' * columns}\n|{'---|' * columns}\n{match.group()}" if columns > 1 else match.group()


def _without_chunks(body: str) -> str:
    """The text without code that is run; raw HTML as one block of CommonMark: no line empty, none set in."""
    parts, position = [], 0
    open_: re.Match[str] | None = None
    for fence in _FENCE.finditer(body):
        if open_ is None:
            open_ = fence if fence[2] else None
        elif not fence[2] and fence[1] == open_[1]:
            parts.append(body[position : open_.start()])
            if open_[2] == "=html":
                lines = body[open_.end() : fence.start()].split("\n")
                parts.append("\n" + "\n".join(line.strip() for line in lines if line.strip()) + "\n")
            position, open_ = fence.end(), None
    return "".join(parts) + body[position:]


def _without_latex(body: str) -> str:
    """The text without the LaTeX that authors put into Markdown for pandoc."""
    body = _TEX_LINE.sub("", body)
    for pattern, words in _TEX_MARKS:
        body = pattern.sub(words, body)
    return body


def _with_divs(body: str) -> str:
    """Pandoc's and Quarto's fenced divisions, "::: {.column}" to ":::", as the ones of HTML."""
    parts, position, depth = [], 0, 0
    for fence in _FENCED_DIV.finditer(body):
        parts.append(body[position : fence.start()])
        position = fence.end()
        if fence[1] or depth:
            parts.append("\n<div>\n" if fence[1] else "\n</div>\n")
            depth += 1 if fence[1] else -1
    return "".join(parts) + body[position:] + "\n</div>" * depth


def _nest(lines: list[str]) -> list[str]:
    """Bullets that stand one space under a flush bullet become its children; a flush line ends bullets set in."""
    out, under_flush, set_in = [], False, False
    for line in lines:
        bullet = _BULLET.match(line)
        if set_in and line[:1] not in ("", " ", "\t") and not bullet:
            out.append("")  # "  - what was done" and then the next post: no more of the bullet
        set_in = not under_flush and bool(bullet and bullet[1])
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


_PLAIN_LINK = re.compile(  # nothing of it is written otherwise where links are made alike
    r"https?://[a-z0-9-]+(?:\.[a-z0-9-]+)+(?:[/?#](?:[\w.~!$&'()*+,;=:@/?#-]|%[0-9A-Fa-f]{2})*)?", re.A
)


class _Parser(MarkdownIt):
    def normalizeLink(self, url: str) -> str:
        """The link with its signs encoded; most need none, and looking takes a tenth of the time of reading a page."""
        return url if _PLAIN_LINK.fullmatch(url) else super().normalizeLink(url)


# Indented code is a rarity on a profile, indented prose is not.
_PARSER = _Parser("commonmark", {"html": True}).enable(["table", "strikethrough"]).disable("code").use(deflist_plugin)
