"""`build_page`: the whole page around a bot. One module per pane; here they are laid out and wired."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

import gradio as gr

from qabot.ui import markup, wish
from qabot.ui.access import Access
from qabot.ui.chat import ChatPane, View, chat_pane, example_looks, hello_html, scope_html
from qabot.ui.corpus import CorpusPane, corpus_pane, head_html
from qabot.ui.guard import ASK, BUILD, KEEP, OPEN
from qabot.ui.keeping import Keeping
from qabot.ui.people import PeoplePane, closed, drawer, opener, people_pane, searcher
from qabot.ui.people import head_html as people_head
from qabot.ui.sources import SourcesPane, Viewer, sources_of, sources_pane, viewer, whole_source
from qabot.ui.talk import Talk
from qabot.ui.turnstile import Turnstile
from qabot.ui.words import ENGLISH, LANGUAGE_COOKIE, LANGUAGES, Words, words_for

if TYPE_CHECKING:
    from qabot.bot import Bot

AT_ONCE = 4  # events of one kind at the same time; questions wait at the turnstile
_QUIET: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}


@dataclass(frozen=True, slots=True)
class _Page:
    bot: Bot
    words: gr.State
    header: gr.Markdown
    tabs: tuple[gr.Tab, gr.Tab, gr.Tab]
    chat: ChatPane
    sources: SourcesPane
    people: PeoplePane
    corpus: CorpusPane
    viewer: Viewer
    language: gr.Textbox


def build_page(bot: Bot, access: Access | None = None) -> gr.Blocks:
    """The page around a bot; nothing runs until it is served. Theme and style are added by `qabot.ui.server`."""
    access = access or Access.of(bot.settings, "127.0.0.1")
    talk = Talk(bot, Turnstile(bot.settings.at_once))
    with gr.Blocks(title="qabot", analytics_enabled=False, fill_width=True, delete_cache=(3600, 3600)) as page:
        words, language = gr.State(), wish.box("language")
        words.value = lambda: ENGLISH  # what can be called, Gradio calls, and so would it call Words
        header = gr.Markdown(header_html(ENGLISH), elem_id="header", elem_classes="plain", latex_delimiters=[])
        with gr.Tabs(elem_id="tabs"):
            with gr.Tab(ENGLISH("tab.chat"), id="chat") as first, gr.Row(elem_id="rooms", equal_height=True):
                with gr.Column(elem_id="room-chat", scale=3, min_width=320):
                    chat = chat_pane(bot)
                with gr.Column(elem_id="room-sources", scale=2, min_width=320):
                    sources = sources_pane()
            with gr.Tab(ENGLISH("tab.people"), id="people-tab") as second:
                people = people_pane(bot)
            with gr.Tab(ENGLISH("tab.corpus"), id="corpus-tab") as third:
                corpus = corpus_pane(bot)
        whole = _Page(bot, words, header, (first, second, third), chat, sources, people, corpus, viewer(), language)
        # first: another handler of that name would take the name
        gr.api(talk.api, api_name="ask", concurrency_limit=None, concurrency_id=ASK)
        _wire_chat(whole, talk)
        _wire_people(whole)
        _wire_corpus(whole, Keeping(bot, access))
        _wire_language(whole, page, talk)
    page.max_threads = max(40, bot.settings.waiting)  # as many events may be on their way
    page.queue(max_size=bot.settings.waiting, default_concurrency_limit=AT_ONCE)
    return page


def header_html(words: Words) -> str:
    """Name, what it is, and the choice of a language."""
    links = " ".join(
        wish.link("language", code, name, "now" if code == words.language else "") for code, name in LANGUAGES.items()
    )
    return markup.block(
        f'<div><h1>qabot</h1><p>{markup.text(words("title"))}</p><p class="languages">{links}</p></div>'
    )


def _wire_chat(page: _Page, talk: Talk) -> None:
    chat, sources = page.chat, page.sources
    places = {
        "log": chat.log, "live": chat.live, "session": chat.session, "sources": sources.shown, "after": chat.after,
        "outbox": chat.outbox, "scope": chat.scope, "box": chat.box, "welcome": chat.welcome, "ask": chat.ask,
        "stop": chat.stop,
    }  # fmt: skip
    shown = [places[field.name] for field in fields(View)]
    answering: dict[str, Any] = {"concurrency_limit": None, "concurrency_id": ASK, **_QUIET}
    state = [chat.session, page.words]
    asking = [
        trigger(handler, [said, *state], shown, **answering)
        for trigger, handler, said in [
            (chat.box.submit, talk.ask, chat.box),
            (chat.ask.click, talk.ask, chat.box),
            *((button.click, talk.ask, button) for button in chat.examples),
            *((chat.wishes[name].change, getattr(talk, handler), chat.wishes[name]) for name, handler in _ASKING),
        ]
    ]
    for event in asking:
        event.failure(talk.failed, state, shown, **_QUIET)
        event.success(talk.suggest, state, [chat.after], concurrency_limit=None, **_QUIET)
    chat.stop.click(talk.stopped, state, shown, cancels=asking, **_QUIET)
    chat.new.click(talk.cleared, [page.words], shown, cancels=asking, **_QUIET)
    opened = chat.wishes["open"].change(
        talk.opened, [chat.wishes["open"], page.words], shown, cancels=asking, concurrency_id=OPEN, **_QUIET
    )
    opened.success(talk.suggest, state, [chat.after], concurrency_limit=None, **_QUIET)
    for name, handler in (("scope", talk.scoped), ("judge", talk.judged), ("export", talk.exported)):
        chat.wishes[name].change(handler, [chat.wishes[name], *state], shown, **_QUIET)
    sources.turn.change(sources_of, [sources.turn, *state], [sources.shown], **_QUIET)
    page.viewer.wanted.change(whole_source(page.bot), [page.viewer.wanted, page.words], [page.viewer.shown], **_QUIET)


def _wire_people(page: _Page) -> None:
    people, bot = page.people, page.bot
    page.tabs[1].select(searcher(bot), [people.search, page.words], [people.table], **_QUIET)
    page.tabs[1].select(drawer(bot), [page.words], [people.graph], **_QUIET)
    people.search.change(
        searcher(bot), [people.search, page.words], [people.table], trigger_mode="always_last", **_QUIET
    )
    both = [people.all, people.person]
    people.wanted.change(opener(bot), [people.wanted, page.words], both, **_QUIET)
    people.back.change(closed, None, both, **_QUIET)


def _wire_corpus(page: _Page, keeping: Keeping) -> None:
    pane, words = page.corpus, page.words
    row = [pane.plan, pane.planned, pane.discard, pane.rebuild, pane.profiles]
    whole = [pane.lock, pane.lock_note, pane.tools, *row]
    page.tabs[2].select(keeping.look, [pane.plan, words], whole, **_QUIET)
    for trigger in (pane.unlock.click, pane.password.submit):
        trigger(keeping.unlock, [pane.password, pane.plan, words], [*whole, pane.password, page.chat.outbox], **_QUIET)
    changing: dict[str, Any] = {"concurrency_id": KEEP}
    pane.add.upload(keeping.add, [pane.add, pane.plan, words], row, **changing, **_QUIET)
    pane.delete.change(keeping.delete, [pane.delete, pane.plan, words], row, **changing, **_QUIET)
    pane.discard.click(keeping.discard, [pane.plan, words], row, **changing, **_QUIET)
    built = pane.rebuild.click(
        keeping.rebuild,
        [pane.plan, words],
        [pane.report, pane.plan],
        concurrency_limit=1,
        concurrency_id=BUILD,
        show_progress_on=[pane.report],
        api_visibility="private",
    )
    built.then(keeping.look, [pane.plan, words], whole, **_QUIET)
    built.then(
        lambda: [gr.update(**look) for look in example_looks(page.bot)], None, list(page.chat.examples), **_QUIET
    )


def _wire_language(page: _Page, blocks: gr.Blocks, talk: Talk) -> None:
    chat, people, corpus = page.chat, page.people, page.corpus
    spoken: list[Any] = [
        page.words, page.header, chat.hello, chat.box, chat.ask, chat.stop, chat.new, chat.keys, chat.scope,
        people.head, people.search, corpus.head, corpus.add, corpus.discard, corpus.unlock, corpus.password,
        page.sources.shown, chat.after,
    ]  # fmt: skip

    def texts(words: Words, session: Any) -> list[object]:  # noqa: ANN401 - a Session, which Gradio need not resolve
        box = gr.update(label=words("question.label"), placeholder=words("question.placeholder"))
        search = gr.update(label=words("people.search"), placeholder=words("people.placeholder"))
        return [
            words, header_html(words), hello_html(words), box, words("ask"), words("stop"), words("new"),
            words("keys"), scope_html(page.bot, session.scope, words), people_head(words), search,
            head_html(page.bot.settings, words), gr.update(label=words("corpus.add")), words("corpus.discard"),
            words("corpus.unlock"), gr.update(label=words("corpus.password")),
            session.sources(len(session.turns), words), gr.skip() if session.pending else "",
        ]  # fmt: skip

    def begun(request: gr.Request) -> list[object]:
        """The page as it opens: in the visitor's language, with the examples of the corpus as it is."""
        cookie = request.cookies.get(LANGUAGE_COOKIE, "")
        words = words_for(cookie, request.headers.get("accept-language", ""))
        same = [words, *(gr.skip() for _ in spoken[1:])]
        from qabot.ui.session import Session

        said = same if words == ENGLISH else texts(words, Session())
        return [*said, wish.for_page("begin", language=words.language, words=words.for_page()), *_looks(page.bot)]

    def changed(wanted: str, session: Any) -> list[object]:  # noqa: ANN401
        words = words_for(wish.wished(wanted))
        message = wish.for_page("language", language=words.language, words=words.for_page(), cookie=LANGUAGE_COOKIE)
        return [*texts(words, session), message]

    blocks.load(begun, None, [*spoken, chat.outbox, *chat.examples], **_QUIET)
    switched = page.language.change(changed, [page.language, chat.session], [*spoken, chat.outbox], **_QUIET)
    switched.then(talk.suggest, [chat.session, page.words], [chat.after], concurrency_limit=None, **_QUIET)
    switched.then(searcher(page.bot), [people.search, page.words], [people.table], **_QUIET)
    switched.then(drawer(page.bot), [page.words], [people.graph], **_QUIET)
    switched.then(closed, None, [people.all, people.person], **_QUIET)


def _looks(bot: Bot) -> list[Any]:
    return [gr.update(**look) for look in example_looks(bot)]


_ASKING = (("ask", "wish"), ("pick", "pick"), ("act", "act"))
