"""The conversation: a log, the answer on its way, and the box to ask in."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import gradio as gr

from qabot.ui import markup, wish
from qabot.ui.examples import EXAMPLES, example_questions
from qabot.ui.session import Session
from qabot.ui.words import ENGLISH, Words

if TYPE_CHECKING:
    from qabot.bot import Bot

SAME: object = gr.skip()
WISHES = ("ask", "pick", "act", "judge", "scope", "open", "export")


@dataclass(frozen=True, slots=True)
class ChatPane:
    """The components of the conversation."""

    session: gr.State
    bar: gr.Markdown
    scope: gr.Markdown
    welcome: gr.Column
    hello: gr.Markdown
    examples: tuple[gr.Button, ...]
    log: gr.Chatbot
    live: gr.Markdown
    after: gr.Markdown
    box: gr.Textbox
    ask: gr.Button
    stop: gr.Button
    keys: gr.Markdown
    new: gr.Button
    outbox: gr.Markdown
    wishes: dict[str, gr.Textbox]  # by their names in WISHES


@dataclass(frozen=True, slots=True)
class View:
    """New values of what an event of the conversation changes; what is not named stays."""

    log: object = field(default_factory=gr.skip)
    live: object = field(default_factory=gr.skip)
    session: object = field(default_factory=gr.skip)
    sources: object = field(default_factory=gr.skip)
    after: object = field(default_factory=gr.skip)
    outbox: object = field(default_factory=gr.skip)
    scope: object = field(default_factory=gr.skip)
    box: object = field(default_factory=gr.skip)
    welcome: object = field(default_factory=gr.skip)
    ask: object = field(default_factory=gr.skip)
    stop: object = field(default_factory=gr.skip)

    def row(self) -> tuple[object, ...]:
        """The values in the order of the fields."""
        return tuple(getattr(self, name) for name in self.__slots__)


def chat_pane(bot: Bot) -> ChatPane:
    """Lay the conversation out, inside an open `gr.Blocks`."""
    plain: dict[str, Any] = {"elem_classes": "plain", "latex_delimiters": []}
    session = gr.State(Session())
    with gr.Row(elem_id="bar"):
        scope = gr.Markdown(scope_html(bot, (), ENGLISH), elem_id="scope", **plain)
        bar = gr.Markdown(markup.block('<div class="menus"></div>'), elem_id="menus", **plain)
    with gr.Column(elem_id="talk"), gr.Column(elem_id="turns"):
        with gr.Column(elem_id="welcome") as welcome:
            hello = gr.Markdown(hello_html(ENGLISH), **plain)
            with gr.Row(elem_id="examples"):
                examples = tuple(gr.Button(size="md", **look) for look in example_looks(bot))
        log = gr.Chatbot(
            elem_id="log",
            label=ENGLISH("log.label"),
            show_label=False,
            container=False,
            height=None,
            buttons=[],
            feedback_options=None,
            latex_delimiters=[],
            autoscroll=False,
            layout="bubble",
            placeholder=" ",
            group_consecutive_messages=False,
        )
        live = gr.Markdown(elem_id="live", **plain)
        after = gr.Markdown(elem_id="after", **plain)
    with gr.Column(elem_id="composer"):
        with gr.Row(elem_id="ask-row"):
            box = gr.Textbox(
                elem_id="question",
                label=ENGLISH("question.label"),
                show_label=False,
                container=False,
                lines=1,
                max_lines=6,
                placeholder=ENGLISH("question.placeholder"),
                autofocus=True,
                scale=1,
            )
            ask = gr.Button(ENGLISH("ask"), variant="primary", elem_id="ask", min_width=88, scale=0)
            stop = gr.Button(ENGLISH("stop"), variant="secondary", elem_id="stop", min_width=88, scale=0, visible=False)
        with gr.Row(elem_id="under"):
            keys = gr.Markdown(ENGLISH("keys"), elem_id="keys", elem_classes="plain")
            new = gr.Button(ENGLISH("new"), size="sm", elem_id="new", min_width=96, scale=0)
    wishes = {name: wish.box(name) for name in WISHES}
    return ChatPane(
        session,
        bar,
        scope,
        welcome,
        hello,
        examples,
        log,
        live,
        after,
        box,
        ask,
        stop,
        keys,
        new,
        wish.outbox(),
        wishes,
    )


def hello_html(words: Words) -> str:
    """What stands in an empty conversation."""
    return markup.block(
        f'<div class="hello"><h2>{markup.text(words("hello.head"))}</h2><p>{markup.text(words("hello.text"))}</p></div>'
    )


def scope_html(bot: Bot, scope: tuple[str, ...], words: Words) -> str:
    """Whom the conversation is about, and how to change it."""
    names = {profile.id: profile.name for profile in bot.profiles() if profile.id in scope} if scope else {}
    choose = wish.link("tab", "people", words("scope.choose"), "choose")
    if not scope:
        return markup.block(f"<p><span>{markup.text(words('scope.all'))}</span> {choose}</p>")
    chips = " ".join(wish.link("scope", f"-{person}", names.get(person, person), "chip scoped") for person in scope)
    everyone = wish.link("scope", "", words("scope.clear"), "choose")
    return markup.block(f"<p><span>{markup.text(words('scope.some'))}</span> {chips} {choose} {everyone}</p>")


def example_looks(bot: Bot) -> list[dict[str, Any]]:
    """What the example buttons say, one update each."""
    asked = example_questions(bot.profiles())
    return [{"value": words, "visible": True} for words in asked] + [
        {"value": "", "visible": False} for _ in range(EXAMPLES - len(asked))
    ]
