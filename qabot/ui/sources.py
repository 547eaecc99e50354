"""The sources pane: the words behind one turn's answer, and the way back to those of an older turn."""

from __future__ import annotations

import re
from dataclasses import dataclass

import gradio as gr

from qabot.ui.session import Session


@dataclass(frozen=True, slots=True)
class SourcesPane:
    """The pane, and the hidden box into which `page.js` writes the number of an older turn."""

    shown: gr.Markdown
    wanted: gr.Textbox


def sources_pane() -> SourcesPane:
    """Lay the sources out, inside an open `gr.Blocks`."""
    shown = gr.Markdown(Session().sources(0), elem_id="sources", elem_classes="plain", latex_delimiters=[])
    wanted = gr.Textbox(elem_id="wanted-turn", visible="hidden", show_label=False, container=False)
    return SourcesPane(shown, wanted)


def sources_of(wanted: str, session: Session) -> str:
    """A handler: the sources of the turn that was asked for ("3/1": turn 3, first time of asking), as HTML."""
    number = wanted.partition("/")[0]
    return session.sources(int(number) if re.fullmatch(r"[0-9]{1,6}", number) else 0)
