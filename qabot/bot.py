"""The whole trip of a question: index -> understanding -> answer. `Bot` holds an index, `Chat` a conversation."""

from __future__ import annotations

import threading
from pathlib import Path

from qabot.answers.answer import Answer
from qabot.answers.answerer import Answerer
from qabot.errors import BrokenIndexError, QuestionError
from qabot.index.build import BuildReport, Progress, build, is_stale
from qabot.index.embedder import Embedder, SentenceTransformersEmbedder
from qabot.index.index import Index
from qabot.index.store import BusyIndexError
from qabot.profiles.profile import Profile
from qabot.questions.state import ChatState
from qabot.settings import Settings
from qabot.sources.source import Source

__all__ = ["Answer", "Bot", "BuildReport", "Chat", "ChatState", "Profile", "Source", "ask", "build_index"]


class Bot:
    """Answers questions over one index. Safe to use from several threads; a rebuild switches it in one step."""

    def __init__(self, index: Index, settings: Settings, embedder: Embedder) -> None:
        self.settings = settings
        self._embedder = embedder
        self._answerer = Answerer(index)

    @classmethod
    def open(
        cls, index: str | Path | None = None, settings: Settings | None = None, *, embedder: Embedder | None = None
    ) -> Bot:
        """The bot over an index that is there.

        Raises BrokenIndexError when it is missing, damaged, or was made with another model.
        """
        settings = _with(settings, index=index)
        embedder = embedder or SentenceTransformersEmbedder(settings.embed_model)
        return cls(Index.open(settings.index, embedder), settings, embedder)

    @classmethod
    def ready(
        cls, settings: Settings | None = None, *, embedder: Embedder | None = None, progress: Progress | None = None
    ) -> Bot:
        """The bot over the corpus as it is now: the index is built first when it is missing, stale or damaged."""
        settings = settings or Settings()
        embedder = embedder or SentenceTransformersEmbedder(settings.embed_model)
        try:
            if is_stale(settings.corpus, settings.index, settings, model=embedder.name):
                build(settings.corpus, settings.index, embedder=embedder, settings=settings, progress=progress)
            bot = cls.open(None, settings, embedder=embedder)
            if bot._answerer.index.newest:
                return bot
        except BusyIndexError:  # another process builds: what is there answers
            return cls.open(None, settings, embedder=embedder)
        except BrokenIndexError:
            pass
        build(settings.corpus, settings.index, embedder=embedder, settings=settings, progress=progress)
        return cls.open(None, settings, embedder=embedder)

    def ask(self, question: str) -> Answer:
        """The answer to a question on its own. Raises QuestionError when it is empty or too long."""
        return self.chat().ask(question)

    def chat(self, state: ChatState | None = None) -> Chat:
        """A conversation, from the beginning or from a state kept of another."""
        return Chat(self, state or ChatState())

    def profiles(self) -> list[Profile]:
        """Every profile, in the order of the corpus."""
        return self._answerer.index.profiles()

    def source(self, path: str) -> Source:
        """The source at a path relative to the corpus: its `text` is what spans count in."""
        return self._answerer.index.source(path)

    def warm(self) -> None:
        """Load the embedding model now rather than at the first question that needs it."""
        self._embedder.query("warm")

    def rebuild(self, progress: Progress | None = None) -> BuildReport:
        """Build the index anew from the corpus, then answer from it; until then the old one answers."""
        report = build(
            self.settings.corpus,
            self.settings.index,
            embedder=self._embedder,
            settings=self.settings,
            progress=progress,
        )
        self._answerer = Answerer(Index.open(self.settings.index, self._embedder))
        return report

    def _answer(self, question: str, state: ChatState) -> tuple[Answer, ChatState]:
        most = self.settings.max_question_chars
        if not question.strip():
            raise QuestionError("The question is empty.", "Type a question, for example “Which profiles do you know?”.")
        if len(question) > most:
            raise QuestionError(
                f"The question has {len(question):,} characters, more than {most:,}.", "Ask it in fewer words."
            )
        return self._answerer.answer(question.strip(), state)


class Chat:
    """A conversation with a bot: each question may lean on the ones before."""

    def __init__(self, bot: Bot, state: ChatState) -> None:
        self._bot = bot
        self.state = state  # put an earlier one back to undo a turn

    def ask(self, question: str) -> Answer:
        """The answer to the next question. Raises QuestionError when it is empty or too long."""
        answer, self.state = self._bot._answer(question, self.state)
        return answer


_default: dict[tuple[Path, Path], Bot] = {}
_lock = threading.Lock()


def ask(question: str, *, corpus: str | Path | None = None, index: str | Path | None = None) -> Answer:
    """The answer to a question over a corpus (`Settings` by default); a missing or stale index is built first."""
    settings = _with(None, corpus=corpus, index=index)
    key = (settings.corpus.resolve(), settings.index.resolve())
    with _lock:
        bot = _default.get(key)
        if bot is None:
            bot = _default[key] = Bot.ready(settings)
        elif is_stale(settings.corpus, settings.index, settings):
            bot.rebuild()
    return bot.ask(question)


def build_index(
    corpus: str | Path | None = None,
    index: str | Path | None = None,
    *,
    settings: Settings | None = None,
    progress: Progress | None = None,
) -> BuildReport:
    """Bring the index in line with the corpus; gives what was added, changed, removed, unchanged, and skipped and why.

    Raises CorpusError when there is nothing to read.
    """
    settings = _with(settings, corpus=corpus, index=index)
    embedder = SentenceTransformersEmbedder(settings.embed_model)
    return build(settings.corpus, settings.index, embedder=embedder, settings=settings, progress=progress)


def _with(settings: Settings | None, **paths: str | Path | None) -> Settings:
    given = {name: Path(path) for name, path in paths.items() if path is not None}
    return (settings or Settings()).model_copy(update=given)
