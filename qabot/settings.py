"""Every knob, once: name, unit, range and default. Set by keyword or by `QABOT_*` in the environment."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError, field_validator

from qabot.errors import SettingsError


def _cache() -> Path:
    """Where a user's caches belong on this system."""
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / "qabot" / "cache"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "qabot"
    named = os.environ.get("XDG_CACHE_HOME", "")
    return (Path(named) if os.path.isabs(named) else Path.home() / ".cache") / "qabot"


class Settings(BaseModel):
    """The settings of one bot. Frozen: make another with `settings.model_copy(update={...})`."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    corpus: Path = Field(Path("corpus"), description="folder of profiles: one file or one folder per person; only read")
    index: Path = Field(Path("index"), description="folder a build writes; safe to delete")

    embed_model: str = Field(
        "all-MiniLM-L6-v2", description="the shipped model, or the path of any sentence-transformers model folder"
    )
    cache: Path = Field(
        default_factory=_cache,
        description="folder for the model made quick (110 MB), once for all indexes; safe to delete",
    )
    chunk_tokens: int = Field(200, ge=32, le=512, description="longest chunk, in the embedding model's tokens")
    search_k: int = Field(8, ge=1, le=100, description="passages looked at for one question")

    max_file_mb: float = Field(20.0, gt=0, description="a larger profile file is skipped, MB")
    max_text_chars: int = Field(2_000_000, ge=1_000, description="a file whose clean text is longer is skipped")
    read_seconds: float = Field(10.0, gt=0, le=3_600, description="a file that takes longer to read is skipped, s")
    read_mb: int = Field(512, ge=128, le=65_536, description="a file that needs more memory to read is skipped, MB")
    max_question_chars: int = Field(2_000, ge=1, description="a longer question is refused")

    uploads: bool = Field(
        True,
        description="whether profiles that came in through the page (in the corpus folder uploads/) are answered from",
    )
    show_contact: bool = Field(
        False, description="whether phone numbers and street addresses that a profile prints are read and shown"
    )

    llm: str = Field(
        "",
        description="language model as provider:model (openai:NAME, ollama:NAME ...), which sees questions and what is"
        " cited; empty: none",
    )
    llm_seconds: float = Field(
        20.0, gt=0, le=600, description="a language model that takes longer over one question is left out of it, s"
    )

    host: str = Field("127.0.0.1", description="address the chat listens on")
    port: int = Field(7860, ge=0, le=65_535, description="port the chat listens on; 0 picks a free one")

    edit: bool = Field(True, description="whether the page adds and deletes profiles and rebuilds the index")
    password: SecretStr = Field(
        SecretStr(""), description="asked for before that; beyond loopback there is no adding or deleting without one"
    )
    max_upload_files: int = Field(50, ge=1, le=1_000, description="profiles that the page takes at once")
    max_corpus_mb: float = Field(
        1_000.0, gt=0, description="the page takes no file that makes the corpus larger than this, MB"
    )
    feedback: Path = Field(
        Path("feedback"), description="folder for what visitors think of answers, made with the first; stays here"
    )

    at_once: int = Field(
        default_factory=lambda: min(16, max(2, os.cpu_count() or 2)), ge=1, le=256,
        description="questions answered at the same time; by default one a core, 2 to 16",
    )  # fmt: skip
    waiting: int = Field(
        default_factory=lambda: max(100, 25 * (os.cpu_count() or 2)), ge=1, le=100_000,
        description="requests of the page that wait or run, at most; one more is told that it is busy; by default 25 a"
        " core, at least 100",
    )  # fmt: skip
    client_waiting: int = Field(16, ge=1, le=100_000, description="of these, from one network address at most")
    rate: int = Field(60, ge=0, le=100_000, description="questions a minute in one conversation; 0: no limit")

    @field_validator("llm")
    @classmethod
    def _provider_and_model(cls, value: str) -> str:
        if value and not re.fullmatch(r"[\w-]+:\S+", value):
            raise ValueError("provider:model was expected")
        return value

    def __init__(self, **values: Any) -> None:  # noqa: ANN401 - as pydantic has it
        prefix = "QABOT_"
        around = {  # pydantic-settings reads the same, but its import takes a tenth of a cold answer
            name: value
            for key, value in os.environ.items()
            if key[: len(prefix)].upper() == prefix and (name := key[len(prefix) :].lower()) in type(self).model_fields
        }
        try:
            super().__init__(**{**around, **values})
        except ValidationError as error:
            first = error.errors()[0]
            name = ".".join(str(part) for part in first["loc"])
            raise SettingsError(
                f"The setting {name} is {first['input']!r}: {first['msg']}.",
                f"Set QABOT_{name.upper()} to a value in range, or unset it.",
            ) from error
