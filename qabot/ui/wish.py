"""Wishes: what a visitor chooses inside shown text. `page.js` writes it into a hidden box, whose change is an event.

A link made by `link` leads to `#wish-<box>=<argument>`; the box then holds `<how often>/<argument>`, so that the same
wish made twice is two changes. `for_page` is the way back: a small message that `page.js` acts on.
"""

from __future__ import annotations

import json
import secrets
from urllib.parse import quote

import gradio as gr

from qabot.ui import markup


def box(name: str) -> gr.Textbox:
    """The hidden box of one kind of wish."""
    return gr.Textbox(elem_id=f"wish-{name}", visible="hidden", show_label=False, container=False)


def outbox() -> gr.Markdown:
    """The hidden place from which `page.js` takes messages."""
    return gr.Markdown(elem_id="outbox", elem_classes="plain", latex_delimiters=[])


def link(name: str, argument: str, label: str, css: str = "") -> str:
    """A link that makes a wish. `label` is plain text."""
    look = f' class="{css}"' if css else ""
    return f'<a href="#wish-{name}={quote(argument, safe="")}"{look}>{markup.text(label)}</a>'


def wished(value: str) -> str:
    """The argument of a wish."""
    return (value or "").partition("/")[2]


def for_page(do: str, **values: object) -> str:
    """A message to the page as HTML: what to do, and with what (JSON values)."""
    message = {"do": do, "once": secrets.token_hex(4), **values}  # never the same twice: the page acts on changes
    return markup.block(f"<code>{markup.text(json.dumps(message))}</code>")
