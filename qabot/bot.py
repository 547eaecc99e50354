"""The whole trip of a question: index -> understanding -> answer. `Bot` holds an index, `Chat` a conversation.

With a language model, a question that the rules cannot read is read by it, and the answer is put into prose; either is
checked, and without one, or where it fails, the answer of the rules stands.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from qabot.answers.answer import Answer, Citation
from qabot.answers.answerer import Answerer
from qabot.answers.phrases import relation_name
from qabot.errors import BrokenIndexError, QuestionError
from qabot.index.build import BuildReport, build, is_stale
from qabot.index.built import build_index, settings_of
from qabot.index.embedder import Embedder
from qabot.index.index import Index
from qabot.index.manifest import REBUILD
from qabot.index.quick import QuickEmbedder
from qabot.index.reading import Progress
from qabot.index.store import BusyIndexError, in_use
from qabot.profiles.profile import Profile
from qabot.questions.query import Query
from qabot.questions.state import ChatState
from qabot.settings import Settings
from qabot.sources.source import Source, tier_of

if TYPE_CHECKING:
    from qabot.llm.model import LanguageModel

__all__ = ["Answer", "Bot", "BuildReport", "Chat", "ChatState", "Profile", "Source", "ask", "build_index"]


class Bot:
    """Answers questions over one index. Safe to use from several threads; a rebuild switches it in one step."""

    def __init__(
        self, index: Index, settings: Settings, embedder: Embedder, model: LanguageModel | None = None
    ) -> None:
        self.settings = settings
        self._embedder = embedder
        self._answerer = Answerer(index, embedder)
        self._in_use, self._opening = in_use(settings.index), threading.Lock()
        self._model = model or _model_of(settings)

    @classmethod
    def open(
        cls,
        index: str | Path | None = None,
        settings: Settings | None = None,
        *,
        embedder: Embedder | None = None,
        model: LanguageModel | None = None,
    ) -> Bot:
        """The bot over an index that is there. `model` is a language model other than the settings name.

        Raises BrokenIndexError when it is missing, damaged, was made with another model, or holds what the settings
        keep out; SettingsError when the language model of the settings cannot be set up.
        """
        settings = settings_of(settings, index=index)
        model = model or _model_of(settings)
        embedder = embedder or QuickEmbedder(settings.embed_model, settings.cache)
        return cls(_admitted(Index.open(settings.index, embedder), settings), settings, embedder, model)

    @classmethod
    def ready(
        cls,
        settings: Settings | None = None,
        *,
        embedder: Embedder | None = None,
        model: LanguageModel | None = None,
        progress: Progress | None = None,
    ) -> Bot:
        """The bot over the corpus as it is now: the index is built first when it is missing, stale or damaged."""
        settings = settings or Settings()
        model = model or _model_of(settings)
        embedder = embedder or QuickEmbedder(settings.embed_model, settings.cache)
        try:
            if is_stale(settings.corpus, settings.index, settings, model=embedder.name):
                build(settings.corpus, settings.index, embedder=embedder, settings=settings, progress=progress)
            bot = cls.open(None, settings, embedder=embedder, model=model)
            if bot._answerer.index.newest:
                return bot
        except BusyIndexError:  # another process builds: what is there answers
            return cls.open(None, settings, embedder=embedder, model=model)
        except BrokenIndexError:
            pass
        build(settings.corpus, settings.index, embedder=embedder, settings=settings, progress=progress)
        return cls.open(None, settings, embedder=embedder, model=model)

    def ask(self, question: str) -> Answer:
        """The answer to a question on its own. Raises QuestionError when it is empty or too long."""
        return self.chat().ask(question)

    def chat(self, state: ChatState | None = None) -> Chat:
        """A conversation, from the beginning or from a state kept of another."""
        return Chat(self, state or ChatState())

    def profiles(self) -> list[Profile]:
        """Every profile, in the order of the corpus."""
        return self._whole().index.profiles()

    def source(self, path: str) -> Source:
        """The source at a path relative to the corpus: its `text` is what spans count in."""
        return self._whole().index.source(path)

    def write_tables(self, path: str | Path) -> int:
        """Write every fact to a new SQLite file and give how many people it names, with a profile or without.

        One table of people holds owners of profiles, co-authors, advisors and students; every row has the source and
        the range of text it was read from. QabotError if the file is there already or cannot be written.
        """
        return self._answerer.index.write_tables(Path(path))

    def warm(self) -> None:
        """Load the embedding model now, in the way that many threads can ask it at once."""
        self._embedder.documents(["warm"])
        self._embedder.query("warm")
        if self._answerer.knowledge.examples:
            self._answerer.knowledge.examples.warm()

    def rebuild(self, progress: Progress | None = None) -> BuildReport:
        """Build the index anew from the corpus, then answer from it; until then the old one answers."""
        report = build(
            self.settings.corpus,
            self.settings.index,
            embedder=self._embedder,
            settings=self.settings,
            progress=progress,
        )
        self._answerer = Answerer(Index.open(self.settings.index, self._embedder), self._embedder)
        return report

    def _whole(self) -> Answerer:
        """What answers: the newest index, whoever built it.

        It is opened where another is in use than was opened last, or where a file of the open one was cut short. Where
        nothing is wrong with the open one but with the other, the open one answers on.
        """
        answerer, now = self._answerer, in_use(self.settings.index)
        cut = not answerer.index.is_whole()
        if (cut or now != self._in_use) and self._opening.acquire(blocking=cut):
            try:
                if self._answerer is answerer:
                    self._in_use = now
                    index = _admitted(Index.open(self.settings.index, self._embedder), self.settings)
                    self._answerer = Answerer(index, self._embedder)
            except BrokenIndexError:
                if cut:
                    raise
            finally:
                self._opening.release()
        return self._answerer

    def _answers(self, question: str, state: ChatState) -> Iterator[tuple[Answer, ChatState]]:
        """The answer as it comes, each with the state after it; the last one is whole."""
        answerer, model = self._whole(), self._model
        queries = answerer.understand(question, state)
        answer, after = answerer.answer(question, state, queries)
        if model is None:
            yield answer, after
        else:
            yield from self._by_model(model, question, queries, (answer, after), state)

    def _by_model(
        self,
        model: LanguageModel,
        question: str,
        queries: list[Query],
        honest: tuple[Answer, ChatState],
        state: ChatState,
    ) -> Iterator[tuple[Answer, ChatState]]:
        """The same with a language model, from the answer of the rules."""
        from qabot.llm.evidence import passages_of  # late: a first answer without a model is 60 ms sooner
        from qabot.llm.prose import fits, write
        from qabot.llm.understanding import unsure

        index, (answer, after) = self._answerer.index, honest
        until = time.monotonic() + self.settings.llm_seconds
        if unsure(queries, answer):
            queries, answer, after = self._read(model, queries, (answer, after), state, until)
        if len(queries) == 1 and fits(answer, queries[0]):

            def more() -> Sequence[Citation]:
                hits = index.search(question, k=self.settings.search_k, people=after.people)
                return passages_of(hits, answer, index.source)

            for prose in write(model, answer, queries[0], more, until):
                if prose.whole:
                    answer = prose.answer
                else:
                    yield prose.answer, state
        yield answer, after

    def _read(
        self,
        model: LanguageModel,
        queries: list[Query],
        honest: tuple[Answer, ChatState],
        state: ChatState,
        until: float,
    ) -> tuple[list[Query], Answer, ChatState]:
        """What a model reads in a question, answered by the rules; what they said without it if that gives no facts."""
        from qabot.llm.understanding import read

        query = read(model, queries[0], self._answerer.knowledge, until)
        if query is not None:
            answer, after = self._answerer.answer(query.text, state, [query])
            if answer.status == "answered" and answer.citations:
                read_as = [*answer.people[:1], *(relation_name(name, query.language) for name in query.relations)]
                return [query], replace(answer, question=f"{query.text} ({', '.join(read_as)})"), after
        return queries, *honest


class Chat:
    """A conversation with a bot: each question may lean on the ones before."""

    def __init__(self, bot: Bot, state: ChatState) -> None:
        self._bot = bot
        self.state = state  # put an earlier one back to undo a turn

    def ask(self, question: str) -> Answer:
        """The answer to the next question. Raises QuestionError when it is empty or too long."""
        *_, answer = self.stream(question)
        return answer

    def stream(self, question: str) -> Iterator[Answer]:
        """The answer as it comes: growing answers of checked sentences, the last one whole.

        Without a language model the first is the last. The conversation goes on from the last one; closing the
        iterator before it ends the turn, and a call under way. Raises QuestionError as `ask` does, at once.
        """
        return self._turn(_checked(question, self._bot.settings.max_question_chars))

    def _turn(self, question: str) -> Iterator[Answer]:
        for answer, state in self._bot._answers(question, self.state):
            self.state = state
            yield answer


def _checked(question: str, most: int) -> str:
    """The question without spaces around it, and half letters told as "?". Raises QuestionError: empty or too long."""
    if not question.isascii():
        question = question.encode("utf-8", "replace").decode()
    if not question.strip():
        raise QuestionError("The question is empty.", "Type a question, for example “Which profiles do you know?”.")
    if len(question) > most:
        raise QuestionError(
            f"The question has {len(question):,} characters, more than {most:,}.", "Ask it in fewer words."
        )
    return question.strip()


_default: dict[tuple[Path, Path, str], Bot] = {}
_lock = threading.Lock()


def ask(question: str, *, corpus: str | Path | None = None, index: str | Path | None = None) -> Answer:
    """The answer to a question over a corpus (`Settings` by default); a missing or stale index is built first."""
    settings = settings_of(None, corpus=corpus, index=index)
    key = (settings.corpus.resolve(), settings.index.resolve(), settings.llm)
    with _lock:
        bot = _default.get(key)
        if bot is None:
            bot = _default[key] = Bot.ready(settings)
        elif is_stale(settings.corpus, settings.index, settings):
            bot.rebuild()
    return bot.ask(question)


def _admitted(index: Index, settings: Settings) -> Index:
    """The index, if it holds nothing that the settings keep out. BrokenIndexError if it does."""
    uploaded = not settings.uploads and any(tier_of(person) == "uploaded" for person in index.people)
    if uploaded or (index.manifest.settings.get("show_contact") and not settings.show_contact):
        held = "uploaded profiles" if uploaded else "phone numbers and street addresses"
        raise BrokenIndexError(f"The index in {settings.index} holds {held}, which the settings keep out.", REBUILD)
    return index


def _model_of(settings: Settings) -> LanguageModel | None:
    if not settings.llm:
        return None
    from qabot.llm.chat_model import open_model

    return open_model(settings)
