"""`ChatModel`: a LangChain chat model as a `LanguageModel`. The one module that knows LangChain's, loaded late."""

from __future__ import annotations

import asyncio
import concurrent.futures
import queue
import re
import threading
from collections.abc import Coroutine, Iterator
from typing import TYPE_CHECKING, Any, TypeVar

from qabot.errors import SettingsError
from qabot.llm.model import Failure, Prompt, Schema, left
from qabot.settings import Settings

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

T = TypeVar("T")
_RETRIES = 1  # of a refused connection or an overloaded server; the deadline holds for all tries together
_LOAD_SECONDS = 120.0  # to import a provider's package from a cold disk
_START = threading.Lock()
_loops: list[asyncio.AbstractEventLoop] = []


class ChatModel:
    """A chat model of LangChain's. May be used by several threads."""

    def __init__(self, model: BaseChatModel, name: str) -> None:
        self.name = name
        self._model = model

    def fill(self, prompt: Prompt, schema: type[Schema], *, until: float) -> Schema | Failure:
        """The schema, filled in and validated."""
        found = _run(self._fill(prompt, schema), until)
        if isinstance(found, Failure):
            return found
        parsed = found["parsed"]
        if isinstance(parsed, schema):
            return parsed
        refusal = getattr(found["raw"], "additional_kwargs", {}).get("refusal")
        return Failure("refused") if refusal else Failure("malformed", type(found["parsing_error"]).__name__)

    async def _fill(self, prompt: Prompt, schema: type[Schema]) -> dict[str, Any]:
        filler = self._model.with_structured_output(schema, include_raw=True)
        filled = await filler.ainvoke(_messages(prompt))
        return filled if isinstance(filled, dict) else {"raw": None, "parsed": filled, "parsing_error": None}

    def stream(self, prompt: Prompt, *, until: float) -> Iterator[str | Failure]:
        """The pieces of a text as they come; a failure, if any, comes last. Closing it ends the call."""
        pieces: queue.SimpleQueue[str | None] = queue.SimpleQueue()

        async def pump() -> None:
            async for chunk in self._model.astream(_messages(prompt)):
                pieces.put(str(chunk.text))

        call = asyncio.run_coroutine_threadsafe(pump(), _loop())
        call.add_done_callback(lambda _: pieces.put(None))
        try:
            while True:
                try:
                    piece = pieces.get(timeout=left(until))
                except queue.Empty:
                    piece = ""
                if not left(until):
                    yield Failure("slow")
                    return
                if piece is None:
                    break
                yield piece
            failure = _failure_of(call)
            if failure:
                yield failure
        finally:
            call.cancel()


def open_model(settings: Settings) -> ChatModel:
    """The model that the settings name; asks nothing of it yet.

    Raises SettingsError when its package is missing, or when it cannot be set up (no key, no such provider).
    """
    provider, _, name = settings.llm.partition(":")

    async def load() -> BaseChatModel:
        from langchain.chat_models import init_chat_model

        loaded: BaseChatModel = init_chat_model(
            name, model_provider=provider, timeout=settings.llm_seconds, max_retries=_RETRIES
        )
        return loaded

    call = asyncio.run_coroutine_threadsafe(load(), _loop())
    concurrent.futures.wait([call], _LOAD_SECONDS)
    error = call.exception() if call.done() else TimeoutError("it took too long to load")
    if error is None:
        return ChatModel(call.result(), settings.llm)
    package = re.search(r"pip install ([\w.-]+)", str(error)) if isinstance(error, ImportError) else None
    if package:
        raise SettingsError(
            f"The language model {settings.llm} needs the package {package[1]}, which is not installed.",
            f"Install it (pip install {package[1]}), or unset QABOT_LLM.",
        ) from error
    raise SettingsError(
        f"The language model {settings.llm} cannot be set up: {_short(error)}",
        "Set QABOT_LLM to provider:model and what the provider needs (a key in its own variable), or unset QABOT_LLM.",
    ) from error


def _messages(prompt: Prompt) -> list[tuple[str, str]]:
    return [("system", prompt.task), ("human", prompt.matter)]


def _loop() -> asyncio.AbstractEventLoop:
    """The loop that all calls run on: clients keep connections, and those belong to the loop that opened them."""
    with _START:
        if not _loops:
            loop = asyncio.new_event_loop()
            threading.Thread(target=loop.run_forever, name="qabot-llm", daemon=True).start()
            _loops.append(loop)
        return _loops[0]


def _run(work: Coroutine[Any, Any, T], until: float) -> T | Failure:
    call = asyncio.run_coroutine_threadsafe(work, _loop())
    try:
        concurrent.futures.wait([call], left(until))
        if not call.done():
            return Failure("slow")
        return _failure_of(call) or call.result()
    finally:
        call.cancel()


def _failure_of(call: concurrent.futures.Future[Any]) -> Failure | None:
    """What went wrong in a finished call, whatever the provider raises: its errors share no class."""
    error = None if call.cancelled() else call.exception()
    if call.cancelled():
        return Failure("failed", "cancelled")
    if error is None:
        return None
    name = type(error).__name__
    if isinstance(error, TimeoutError) or "timeout" in name.lower():
        return Failure("slow", name)
    if isinstance(error, ValueError):  # no JSON, no text, or not the schema
        return Failure("malformed", name)
    return Failure("refused" if "refus" in name.lower() else "failed", name)


def _short(error: BaseException) -> str:
    """The first sentence of a provider's message, on one line."""
    words = " ".join(str(error).split())
    return (re.split(r"(?<=[.!?])\s", words)[0] or type(error).__name__)[:200]
