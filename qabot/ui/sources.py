"""The sources pane: the words behind one turn's answer, the way back to those of an older turn, and whole sources."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import gradio as gr

from qabot.ui import wish
from qabot.ui.quote import whole_html
from qabot.ui.session import Session
from qabot.ui.words import Words

if TYPE_CHECKING:
    from qabot.bot import Bot


@dataclass(frozen=True, slots=True)
class SourcesPane:
    """The pane, the hidden place of a whole source, and the boxes of what is wanted there."""

    shown: gr.Markdown
    turn: gr.Textbox


@dataclass(frozen=True, slots=True)
class Viewer:
    """A whole source: `page.js` shows it in a dialog."""

    shown: gr.Markdown
    wanted: gr.Textbox


def sources_pane() -> SourcesPane:
    """Lay the sources out, inside an open `gr.Blocks`."""
    shown = gr.Markdown(Session().sources(0), elem_id="sources", elem_classes="plain", latex_delimiters=[])
    return SourcesPane(shown, wish.box("turn"))


def viewer() -> Viewer:
    """Lay out the place of a whole source, hidden, inside an open `gr.Blocks`."""
    shown = gr.Markdown(elem_id="viewer", elem_classes="plain", latex_delimiters=[])
    return Viewer(shown, wish.box("source"))


def sources_of(wanted: str, session: Session, words: Words) -> str:
    """A handler: the sources of the turn that was asked for, as HTML."""
    number = wish.wished(wanted)
    return session.sources(int(number) if re.fullmatch(r"[0-9]{1,6}", number) else 0, words)


def whole_source(bot: Bot) -> Callable[[str, Words], str]:
    """A handler: a whole source with the wanted words marked, as HTML."""
    return lambda wanted, words: whole_html(wish.wished(wanted), bot.source, words)
