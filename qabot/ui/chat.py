"""The conversation: a log, the answer on its way, and the box to ask in."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

import anyio
import anyio.to_thread
import gradio as gr

from qabot.answers.answer import Answer
from qabot.errors import QabotError
from qabot.ui import card, markup
from qabot.ui.examples import EXAMPLES, example_questions
from qabot.ui.session import Session, Turn

if TYPE_CHECKING:
    from qabot.bot import Bot

PAUSE = 0.015  # seconds between two pieces of an answer
LOOKING = "Looking in the profiles"
STOPPED = "Stopped."
NO_ANSWER = QabotError("No answer came back.", "Ask again in a moment; the terminal says what went wrong.")
_SAME: object = gr.skip()

Update = tuple[object, ...]  # log, live, session, sources, welcome, box, ask, stop


@dataclass(frozen=True, slots=True)
class ChatPane:
    """The components of the conversation, in the order a handler gives their new values."""

    log: gr.Chatbot
    live: gr.Markdown
    session: gr.State
    welcome: gr.Column
    examples: tuple[gr.Button, ...]
    box: gr.Textbox
    ask: gr.Button
    stop: gr.Button
    new: gr.Button


def chat_pane(bot: Bot) -> ChatPane:
    """Lay the conversation out, inside an open `gr.Blocks`."""
    session = gr.State(Session())
    with gr.Column(elem_id="talk"), gr.Column(elem_id="turns"):
        with gr.Column(elem_id="welcome") as welcome:
            gr.Markdown(markup.block(_WELCOME), elem_classes="plain", latex_delimiters=[])
            with gr.Row(elem_id="examples"):
                examples = tuple(gr.Button(size="md", **look) for look in _example_looks(bot))
        log = gr.Chatbot(
            elem_id="log",
            label="Conversation",
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
        live = gr.Markdown(elem_id="live", elem_classes="plain", latex_delimiters=[])
    with gr.Column(elem_id="composer"):
        with gr.Row(elem_id="ask-row"):
            box = gr.Textbox(
                elem_id="question",
                label="Your question",
                show_label=False,
                container=False,
                lines=1,
                max_lines=6,
                placeholder="Ask a question",
                autofocus=True,
                scale=1,
            )
            ask = gr.Button("Ask", variant="primary", elem_id="ask", min_width=88, scale=0)
            stop = gr.Button("Stop", variant="secondary", elem_id="stop", min_width=88, scale=0, visible=False)
        with gr.Row(elem_id="under"):
            gr.Markdown("Enter sends, Shift+Enter starts a new line.", elem_id="keys", elem_classes="plain")
            new = gr.Button("New chat", size="sm", elem_id="new", min_width=96, scale=0)
    return ChatPane(log, live, session, welcome, examples, box, ask, stop, new)


def example_updates(bot: Bot) -> Callable[[], list[Any]]:
    """A handler that draws the example questions anew: one update a button."""
    return lambda: [gr.update(**look) for look in _example_looks(bot)]


def respond(bot: Bot) -> Callable[[str, Session], AsyncIterator[Update]]:
    """A handler that takes a question and gives the page's states until it is answered."""

    async def handler(question: str, session: Session) -> AsyncIterator[Update]:
        yield _page(
            log=session.asking(question).messages(),
            live=markup.waiting(LOOKING),
            session=session.asking(question),
            busy=True,
            box="",
        )
        number = session.next_turn
        try:
            # Abandoned when the visitor stops it: otherwise the page would wait for the old answer before the next.
            answer, done = await anyio.to_thread.run_sync(_answered, bot, question, session, abandon_on_cancel=True)
        except QabotError as error:
            yield _done(session.told(Turn(markup.question(question), markup.problem(error))))
            return
        numbers = [citation.number for citation in answer.citations]
        for at, piece in enumerate(markup.pieces(answer.text)):
            shown = markup.live(piece, numbers, answer.status)
            yield _page(live=shown, sources=done.sources(number) if at == 0 else _SAME)
            await anyio.sleep(PAUSE)
        yield _done(done)

    return handler


def stopped(session: Session) -> Update:
    """A handler that ends an answer on its way and says so."""
    if not session.pending:
        return _done(session)
    return _done(session.told(Turn(markup.question(session.pending), markup.notice(STOPPED))))


def failed(session: Session) -> Update:
    """A handler for an answer that never came, by a fault in the program."""
    if not session.pending:  # Gradio calls a stopped answer failed, too
        return _page()
    return _done(session.told(Turn(markup.question(session.pending), markup.problem(NO_ANSWER))))


def cleared() -> Update:
    """A handler that begins a new conversation."""
    return _page(log=[], live="", session=Session(), sources=Session().sources(0), busy=False, box="", fresh=True)


def ask_api(bot: Bot) -> Callable[[str], dict[str, Any]]:
    """The function behind the stable API name `/ask`: one question, no conversation."""

    def ask(question: str) -> dict[str, Any]:
        """Answer a question: its text in Markdown, its status, and its citations with their exact words."""
        try:
            return asdict(bot.chat().ask(question))
        except QabotError as error:
            raise gr.Error(f"{error.message} {error.hint}".strip(), print_exception=False) from error

    return ask


def _answered(bot: Bot, question: str, session: Session) -> tuple[Answer, Session]:
    chat = bot.chat(session.state)
    answer = chat.ask(question)
    numbers = [citation.number for citation in answer.citations]
    said = markup.reply(answer.text, numbers, session.next_turn, answer.status)
    cards = card.cards(answer.citations, bot.source)
    return answer, session.told(Turn(markup.question(question), said, answer.question, cards), chat.state)


def _page(
    *,
    log: object = _SAME,
    live: object = _SAME,
    session: object = _SAME,
    sources: object = _SAME,
    box: object = _SAME,
    busy: bool | None = None,
    fresh: bool = False,
) -> Update:
    """The new values of the pane, what is not named unchanged. `busy` puts Stop in Ask's place or back."""
    turned = busy is not None
    return (
        log,
        live,
        session,
        sources,
        gr.update(visible=fresh) if turned else _SAME,
        box,
        gr.update(visible=not busy) if turned else _SAME,
        gr.update(visible=busy) if turned else _SAME,
    )


def _done(session: Session) -> Update:
    return _page(log=session.messages(), live="", session=session, busy=False, fresh=not session.turns)


def _example_looks(bot: Bot) -> list[dict[str, Any]]:
    asked = example_questions(bot.profiles())
    return [{"value": words, "visible": True} for words in asked] + [
        {"value": "", "visible": False} for _ in range(EXAMPLES - len(asked))
    ]


_WELCOME = (
    '<div class="hello"><h2>Ask about the people in these profiles</h2>'
    "<p>Their papers, places, degrees and interests. Every statement comes with the exact words it rests on.</p></div>"
)
