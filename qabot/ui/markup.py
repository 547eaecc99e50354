"""Text from profiles, users and the bot as HTML that shows it as it stands and does nothing else.

Everything shown goes through `block`: an allow-list, and no line break in the result, so that Gradio's Markdown
takes the whole as one piece of HTML and reads no `*`, `_`, `|` or `$` in it.
"""

from __future__ import annotations

import html
import re
from collections.abc import Collection, MutableMapping, Sequence
from typing import Any

import nh3
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.utils import OptionsDict

from qabot.answers.answer import Status
from qabot.errors import QabotError
from qabot.ui.words import ENGLISH, Words

PIECES = 12  # steps in which an answer appears, at most
SHOWN_QUESTION = 600  # characters of a question that the conversation repeats
_TAGS = set(
    "a article blockquote br code dd details div dl dt em h1 h2 h3 h4 li mark nav ol p section span strong summary"
    " table tbody td th thead tr ul".split()
)
_ATTRIBUTES = {
    "*": {"class", "dir"},
    "a": {"href"},
    "article": {"id", "tabindex"},
    "section": {"id"},
    "details": {"open"},
    "ol": {"start"},
    "td": {"colspan"},
    "th": {"scope", "colspan"},
}
_BLOCK = re.compile(r"<(?:article|blockquote|details|div|dl|h[1-4]|nav|ol|p|section|table|ul)[ >]")
_CITATION = re.compile(r"\[(\d{1,4})\]")
_LIST_END = re.compile(r"(?:(?<=\n)|^)(- [^\n]*)\n(?=[^\s-])")  # what follows a list is no part of it
_INVISIBLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


def text(words: str) -> str:
    """Words as HTML text: what they look like is what they are."""
    return html.escape(_INVISIBLE.sub("", words.replace("\r\n", "\n")), quote=True)


def block(markup: str) -> str:
    """HTML cut down to an allow-list (no image, form, style, script, handler) on a single line.

    It begins with a tag that starts a block of HTML in Markdown: after any other, Markdown would go on reading.
    """
    clean = nh3.clean(markup, tags=_TAGS, attributes=_ATTRIBUTES, url_schemes=set()).replace("\n", "&#10;")
    return clean if not clean or _BLOCK.match(clean) else f"<div>{clean}</div>"


def answer(words: str, numbers: Collection[int], turn: int = 0) -> str:
    """An answer's Markdown as HTML. `[n]` with n in `numbers` links to source n of the turn; in turn 0 it is plain."""
    apart = _LIST_END.sub(r"\1\n\n", _INVISIBLE.sub("", words))
    body = _MARKDOWN.render(apart, {"numbers": frozenset(numbers), "turn": turn})
    return block(f'<div class="answer" dir="auto">{body}</div>')


def reply(words: str, numbers: Collection[int], turn: int, status: Status, say: Words = ENGLISH) -> str:
    """A whole answer, under the plain words of its status where it is not a plain answer."""
    plain = status in ("answered", "help")
    head = "" if plain else block(f'<p class="status">{text(say(f"status.{status}"))}</p>')
    return f"<div>{head}{answer(words, numbers, turn)}</div>"


def live(words: str, numbers: Collection[int], status: Status, say: Words = ENGLISH) -> str:
    """An answer on its way: as `reply`, its markers out of reach until it is whole."""
    return reply(words, numbers, 0, status, say)


def question(words: str, below: str = "") -> str:
    """A question as it was typed, a very long one cut, and HTML to stand below it."""
    return block(f'<div class="question" dir="auto">{text(shortened(words, SHOWN_QUESTION))}</div>{below}')


def shortened(words: str, most: int) -> str:
    """Words, with an ellipsis for what goes beyond `most` characters."""
    short = words.strip()
    return short if len(short) <= most else short[:most].rstrip() + " …"


def notice(words: str) -> str:
    """A word from the page itself."""
    return block(f'<div class="notice"><p>{text(words)}</p></div>')


def waiting(words: str) -> str:
    """What the page is doing now."""
    return block(f'<div class="waiting">{text(words)}</div>')


def problem(error: QabotError) -> str:
    """What was found and what to do next."""
    hint = f"<p>{text(error.hint)}</p>" if error.hint else ""
    return block(f'<div class="problem"><p><strong>{text(error.message)}</strong></p>{hint}</div>')


def pieces(words: str) -> list[str]:
    """Growing beginnings of a text, the last one whole: at most `PIECES`, cut between words and outside bold."""
    ends = [found.end() for found in re.finditer(r"\s+|(?<=[^\x00-\u2fff])(?=[^\x00-\u2fff])", words)]
    ends = [end for end in ends if words.count("**", 0, end) % 2 == 0 and 0 < end < len(words)]
    step = max(1, -(-len(ends) // (PIECES - 1)))
    return [words[:end] for end in ends[step - 1 :: step]] + [words]


def _citation(state: StateInline, silent: bool) -> bool:
    found = _CITATION.match(state.src, state.pos)
    if not found or int(found[1]) not in state.env["numbers"]:
        return False
    if not silent:
        state.push("citation", "", 0).content = found[1]
    state.pos = found.end()
    return True


def _citation_html(
    renderer: RendererHTML, tokens: Sequence[Token], at: int, options: OptionsDict, env: MutableMapping[str, Any]
) -> str:
    number, turn = tokens[at].content, env["turn"]
    if not turn:
        return f'<span class="cite">[{number}]</span>'
    return f'<a class="cite" href="#src-{turn}-{number}">[{number}]</a>'


def _emphasis_html(
    renderer: RendererHTML, tokens: Sequence[Token], at: int, options: OptionsDict, env: MutableMapping[str, Any]
) -> str:
    token = tokens[at]
    if token.markup == "**":
        return "<strong>" if token.nesting > 0 else "</strong>"
    return token.markup


def _markdown() -> MarkdownIt:
    # Of Markdown only what answers are built of: paragraphs, lists, **bold**, backslash escapes and citations. The
    # rest (links, images, HTML, headings, *, _, "[1]: https://…") can only come from a profile, and shows as it stands.
    markdown = MarkdownIt("zero", {"breaks": True}).enable(["list", "newline", "escape", "emphasis"])
    markdown.inline.ruler.after("escape", "citation", _citation)
    markdown.add_render_rule("citation", _citation_html)
    for token in ("em_open", "em_close", "strong_open", "strong_close"):
        markdown.add_render_rule(token, _emphasis_html)
    return markdown


_MARKDOWN = _markdown()
