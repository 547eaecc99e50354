"""`Talk`: what happens in the conversation. Each method is a handler: values in, the page's next state out."""

from __future__ import annotations

import secrets
import time
from collections.abc import AsyncIterator
from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Any

import anyio
import anyio.to_thread
import gradio as gr

from qabot.answers.answer import Answer
from qabot.errors import QabotError
from qabot.ui import export, feedback, kept, markup, turns, wish
from qabot.ui.after import after_html
from qabot.ui.chat import SAME, View, scope_html
from qabot.ui.growing import Growing
from qabot.ui.session import SHOWN, Session
from qabot.ui.suggest import follow_ups
from qabot.ui.turns import Turn
from qabot.ui.turnstile import Turnstile
from qabot.ui.words import Words

if TYPE_CHECKING:
    from qabot.bot import Bot, ChatState

PAUSE = 0.015  # seconds between two pieces of an answer
CALM = 2  # answers shown at once, at most, while each comes in pieces: a piece costs the server 5 ms (measured)
Row = tuple[object, ...]  # values in the order of `View`


class Talk:
    """The handlers of the conversation with one bot. Holds nothing of what visitors say."""

    def __init__(self, bot: Bot, turnstile: Turnstile) -> None:
        self.bot = bot
        self.turnstile = turnstile
        self.showing = 0  # answers that grow on a page now

    async def ask(self, question: str, session: Session, words: Words, request: gr.Request) -> AsyncIterator[Row]:
        """A question: the page's states until it is answered."""
        async for row in self._answer(session.asking(question or ""), words, _who(request)):
            yield row

    async def wish(self, wanted: str, session: Session, words: Words, request: gr.Request) -> AsyncIterator[Row]:
        """A question chosen from those offered."""
        async for row in self._answer(session.asking(wish.wished(wanted)), words, _who(request)):
            yield row

    async def pick(self, wanted: str, session: Session, words: Words, request: gr.Request) -> AsyncIterator[Row]:
        """The person meant, where several fit: the question is asked again, of this one."""
        person, last = wish.wished(wanted), session.turn(len(session.turns))
        if last is None or person not in dict(last.choices):
            yield View().row()
            return
        question, state = picked(self.bot, last, person)
        async for row in self._answer(session.asking(question), words, _who(request), state):
            yield row

    async def api(self, question: str, request: gr.Request) -> dict[str, Any]:
        """Answer a question: its text in Markdown, its status, and its citations with their exact words."""
        try:
            growing = Growing(self.bot.chat().stream(question if isinstance(question, str) else ""))
            async with self.turnstile.place(_who(request)), growing:
                answer = [answer async for answer, whole in growing if whole][0]
        except QabotError as error:
            raise gr.Error(f"{error.message} {error.hint}".strip(), print_exception=False) from error
        return asdict(answer)

    async def act(self, wanted: str, session: Session, words: Words, request: gr.Request) -> AsyncIterator[Row]:
        """Ask the last question again, take it back, or change one, or show earlier ones ("retry.3", "edit.2")."""
        verb, _, number = wish.wished(wanted).partition(".")
        turn = session.turn(int(number)) if number.isdecimal() and len(number) < 7 else None
        if turn is None or session.pending:
            yield View().row()
        elif verb == "retry":
            async for row in self._answer(session.before(int(number)).asking(turn.asked), words, _who(request)):
                yield row
        elif verb == "undo":
            before = session.before(int(number))
            since = kept.keep(before, before.next_turn) if session.id else SAME
            yield replace(self._whole(before, words), box=turn.asked, outbox=since).row()
        elif verb == "earlier":
            longer = replace(session, shown=session.shown + SHOWN)
            yield View(session=longer, log=longer.messages(words)).row()
        elif verb == "edit":
            edited = replace(session, editing=int(number))
            yield View(session=edited, box=turn.asked, after=after_html(edited, words)).row()

    async def _answer(
        self, session: Session, words: Words, who: str, state: ChatState | None = None
    ) -> AsyncIterator[Row]:
        """From a session with a question on its way to the one with its answer."""
        session = replace(session, id=session.id or secrets.token_hex(8))
        number, asked, began = session.next_turn, session.pending, time.perf_counter()
        chat = session.chat(self.bot)
        if state is not None:
            chat.state = state
        yield self._begun(session, words)
        try:
            growing, grew = Growing(chat.stream(asked)), False
            async with self.turnstile.place(who), growing:
                began = time.perf_counter()
                async for answer, whole in growing:
                    if not whole:
                        grew = True
                        yield View(live=_live(answer.text, answer, words)).row()
        except QabotError as error:
            yield self._told(session, turns.failed(number, asked, error, words), words)
            return
        seconds = time.perf_counter() - began
        turn = turns.answered(
            self.bot, number, asked, answer, state=chat.state, seconds=seconds, scope=session.scope, words=words
        )
        if not grew:
            sources: object = session.told(turn).sources(number, words)
            async for shown in self._pieces(answer, words):
                yield View(live=shown, sources=sources).row()
                sources = SAME
        yield self._told(session, turn, words)

    async def _pieces(self, answer: Answer, words: Words) -> AsyncIterator[str]:
        """An answer growing on the page, as HTML; nothing while many are answered."""
        self.showing += 1
        try:
            for piece in markup.pieces(answer.text):
                if self.showing > CALM:
                    return
                yield _live(piece, answer, words)
                await anyio.sleep(PAUSE)
        finally:
            self.showing -= 1

    def _begun(self, session: Session, words: Words) -> Row:
        return replace(
            _busy(True),
            log=session.messages(words),
            live=markup.waiting(words("looking")),
            session=session,
            box="",
            after="",
        ).row()

    async def suggest(self, session: Session, words: Words, request: gr.Request) -> object:
        """The links below an answer, with questions to go on with."""
        turn = session.turn(len(session.turns))
        if turn is None or session.pending or session.editing:
            return SAME
        asked = frozenset(one.asked for one in session.turns)
        async with self.turnstile.place(_who(request)):
            found = await anyio.to_thread.run_sync(follow_ups, self.bot, turn, asked)
        return after_html(session, words, found)

    def stopped(self, session: Session, words: Words) -> Row:
        """End an answer on its way and say so."""
        if not session.pending:
            return _busy(False).row()
        return self._told(session, turns.told(session.next_turn, session.pending, words("stopped"), words), words)

    def failed(self, session: Session, words: Words) -> Row:
        """Say that an answer never came, by a fault in the program."""
        if not session.pending:  # Gradio calls a stopped answer failed, too
            return View().row()
        error = QabotError(words("no_answer"), words("no_answer.hint"))
        return self._told(session, turns.failed(session.next_turn, session.pending, error, words), words)

    def cleared(self, words: Words) -> Row:
        """Begin a new conversation."""
        return replace(self._whole(Session(), words), box="", outbox=wish.for_page("new")).row()

    def opened(self, wanted: str, words: Words) -> Row:
        """Go on with a conversation that the browser kept."""
        session = kept.restored(wish.wished(wanted), self.bot, words)
        if session is None:
            return self.cleared(words)
        return replace(self._whole(session, words), outbox=wish.for_page("opened")).row()

    def scoped(self, wanted: str, session: Session, words: Words) -> Row:
        """Ask about some more people ("+id", with tabs between), less ("-id"), or everyone ("")."""
        sign, chosen = wish.wished(wanted)[:1], wish.wished(wanted)[1:].split("\t")
        people = [one for one in session.scope if sign and one not in chosen]
        if sign == "+":
            known = {profile.id for profile in self.bot.profiles()}
            people += [one for one in dict.fromkeys(chosen) if one in known]
        session = replace(session, scope=tuple(people))
        since = kept.keep(session, session.next_turn) if session.id else wish.for_page("scoped")
        return View(session=session, scope=scope_html(self.bot, session.scope, words), outbox=since).row()

    def judged(self, wanted: str, session: Session, words: Words) -> Row:
        """Note what a visitor thinks of a turn: "3.helpful", "3.citation.2"."""
        number, verdict, cited = (*wish.wished(wanted).split("."), "", "")[:3]
        turn = session.turn(int(number)) if number.isdecimal() and len(number) < 7 else None
        if turn is None or turn.answer is None or verdict not in feedback.VERDICTS:
            return View().row()
        place = int(cited) if cited.isdecimal() and len(cited) < 7 else 0
        try:
            feedback.note(self.bot.settings.feedback, verdict, turn.asked, turn.answer, place)
        except OSError as error:
            raise gr.Error(f"{self.bot.settings.feedback}: {error.strerror}", print_exception=False) from error
        session = session.judged(int(number), verdict)
        message = wish.for_page("say", text=words("after.thanks"))
        return View(session=session, after=after_html(session, words), outbox=message).row()

    def exported(self, wanted: str, session: Session, words: Words) -> Row:
        """Hand the conversation out as a file: "md" or "json"."""
        if not session.turns:
            return View(outbox=wish.for_page("say", text=words("export.none"))).row()
        names = [profile.name for profile in self.bot.profiles() if profile.id in session.scope]
        if wish.wished(wanted) == "json":
            kind, text = "application/json", export.as_json(session, names)
        else:
            kind, text = "text/markdown", export.as_markdown(session, names, words)
        name = "qabot.json" if kind.endswith("json") else "qabot.md"
        return View(outbox=wish.for_page("download", name=name, type=kind, text=text)).row()

    def _told(self, session: Session, turn: Turn, words: Words) -> Row:
        done = session.told(turn)
        return replace(
            self._whole(done, words),
            sources=SAME if turn.answer else done.sources(done.next_turn - 1, words),
            outbox=kept.keep(done, len(done.turns)),
            scope=SAME,
        ).row()

    def _whole(self, session: Session, words: Words) -> View:
        return replace(
            _busy(False, fresh=not session.turns),
            log=session.messages(words),
            live="",
            session=session,
            sources=session.sources(len(session.turns), words),
            after=after_html(session, words),
            scope=scope_html(self.bot, session.scope, words),
        )


def picked(bot: Bot, last: Turn, person: str) -> tuple[str, ChatState]:
    """The question asked again of one of those who fit, and the state in which it means this one.

    The words that named several give way to the person's name, unless two people bear it.
    """
    names = [profile.name for profile in bot.profiles()]
    name = next(profile.name for profile in bot.profiles() if profile.id == person)
    state = replace(last.state or bot.chat().state, people=(person,), scope=(person,))
    mentions = getattr(getattr(last.state, "query", None), "ambiguous", ())
    words = mentions[0].words if mentions else ""
    if words and words in last.asked and names.count(name) == 1:
        return last.asked.replace(words, name, 1), state
    return last.asked, state


def _live(said: str, answer: Answer, words: Words) -> str:
    return markup.live(said, [citation.number for citation in answer.citations], answer.status, words)


def _who(request: gr.Request) -> str:
    """Whose questions they are: the network address."""
    return str(request.client.host) if request.client else ""


def _busy(busy: bool, *, fresh: bool = False) -> View:
    """Stop in Ask's place, or back; the welcome where the conversation is fresh."""
    return View(welcome=gr.update(visible=fresh), ask=gr.update(visible=not busy), stop=gr.update(visible=busy))
