"""`build_page`: the whole page around a bot. One module per pane; here they are laid out and wired."""

from __future__ import annotations

from typing import TYPE_CHECKING

import gradio as gr

from qabot.ui import markup
from qabot.ui.chat import ChatPane, ask_api, chat_pane, cleared, example_updates, failed, respond, stopped
from qabot.ui.corpus import CorpusPane, corpus_pane, profiles_html, rebuilder
from qabot.ui.sources import SourcesPane, sources_of, sources_pane

if TYPE_CHECKING:
    from qabot.bot import Bot

AT_ONCE = 4  # questions answered at the same time
WAITING = 100  # events that may wait; one more is told that the page is busy
_HEADER = "<div><h1>qabot</h1><p>Researchers, in the words of their own profiles</p></div>"


def build_page(bot: Bot) -> gr.Blocks:
    """The page around a bot; nothing runs until it is served. Theme and style are added by `qabot.ui.server`."""
    with gr.Blocks(title="qabot", analytics_enabled=False, fill_width=True, delete_cache=(3600, 3600)) as page:
        gr.Markdown(markup.block(_HEADER), elem_id="header", elem_classes="plain", latex_delimiters=[])
        with gr.Tabs(elem_id="tabs"):
            with gr.Tab("Chat", id="chat"), gr.Row(elem_id="rooms", equal_height=True):
                with gr.Column(elem_id="room-chat", scale=3, min_width=320):
                    chat = chat_pane(bot)
                with gr.Column(elem_id="room-sources", scale=2, min_width=320):
                    sources = sources_pane()
            with gr.Tab("Corpus", id="corpus-tab"):
                corpus = corpus_pane(bot)
        _wire_chat(bot, chat, sources)
        _wire_corpus(bot, corpus, chat, page)
        gr.api(ask_api(bot), api_name="ask", concurrency_limit=AT_ONCE, concurrency_id="ask")
    page.queue(max_size=WAITING, default_concurrency_limit=AT_ONCE)
    return page


def _wire_chat(bot: Bot, chat: ChatPane, sources: SourcesPane) -> None:
    shown = [chat.log, chat.live, chat.session, sources.shown, chat.welcome, chat.box, chat.ask, chat.stop]
    answer, quiet = respond(bot), {"show_progress": "hidden", "api_visibility": "private"}
    asking = [
        trigger(answer, [words, chat.session], shown, concurrency_limit=AT_ONCE, concurrency_id="ask", **quiet)
        for trigger, words in [
            (chat.box.submit, chat.box),
            (chat.ask.click, chat.box),
            *((button.click, button) for button in chat.examples),
        ]
    ]
    for event in asking:
        event.failure(failed, [chat.session], shown, **quiet)
    chat.stop.click(stopped, [chat.session], shown, cancels=asking, **quiet)
    chat.new.click(cleared, None, shown, cancels=asking, **quiet)
    sources.wanted.change(sources_of, [sources.wanted, chat.session], [sources.shown], **quiet)


def _wire_corpus(bot: Bot, corpus: CorpusPane, chat: ChatPane, page: gr.Blocks) -> None:
    examples, quiet = example_updates(bot), {"show_progress": "hidden", "api_visibility": "private"}
    done = corpus.rebuild.click(
        rebuilder(bot), None, [corpus.report], concurrency_limit=1, concurrency_id="rebuild", api_visibility="private"
    )
    for event in (done.then, page.load):
        event(lambda: profiles_html(bot.profiles()), None, [corpus.profiles], **quiet)
        event(examples, None, list(chat.examples), **quiet)
