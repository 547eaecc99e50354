"""What the command line shows of a profile and of the state of the installation."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from qabot.errors import BrokenIndexError, QabotError
from qabot.profiles.profile import Profile
from qabot.settings import Settings
from qabot.sources import read_source
from qabot.sources.source import Span


@dataclass(frozen=True, slots=True)
class Check:
    """One thing `doctor` looked at."""

    name: str
    ok: bool
    found: str
    hint: str = ""


def checks(settings: Settings) -> list[Check]:
    """What `doctor` finds: corpus, index, models, and the right to write. It asks nothing of a language model."""
    return [_corpus(settings), _index(settings), _model(settings), _language_model(settings), _permissions(settings)]


def _corpus(settings: Settings) -> Check:
    from qabot.index.corpus import people_in

    try:
        people = people_in(settings.corpus, max_bytes=settings.max_file_mb * 1e6, uploads=settings.uploads)
    except QabotError as error:
        return Check("corpus", False, error.message, error.hint)
    if not people:
        return Check(
            "corpus", False, f"{settings.corpus} holds no profiles.", "Put a file or a folder per person into it."
        )
    return Check("corpus", True, f"{len(people)} profiles in {settings.corpus}")


def _index(settings: Settings) -> Check:
    from qabot.index.build import is_stale
    from qabot.index.store import open_generation

    rebuild = "Run: python -m qabot index"
    try:
        generation = open_generation(settings.index)
        if not generation.newest:
            return Check("index", False, "the newest generation is damaged; the one before it answers", rebuild)
        if is_stale(settings.corpus, settings.index, settings):
            return Check(
                "index", False, f"{generation.manifest.people} profiles, but not those of the corpus as it is", rebuild
            )
    except BrokenIndexError as error:
        return Check("index", False, error.message, rebuild)
    manifest = generation.manifest
    return Check("index", True, f"{manifest.people} profiles, {manifest.chunks} passages, sound in every byte")


def _model(settings: Settings) -> Check:
    from qabot.index.quick import QuickEmbedder

    try:
        embedder = QuickEmbedder(settings.embed_model, settings.cache)
        return Check("model", True, f"{embedder.name}, {embedder.dim} dimensions, up to {embedder.max_tokens} tokens")
    except QabotError as error:
        return Check("model", False, error.message, error.hint)


def _language_model(settings: Settings) -> Check:
    from qabot.llm.chat_model import open_model

    if not settings.llm:
        return Check("language model", True, "none (QABOT_LLM is not set)")
    try:
        model = open_model(settings)
    except QabotError as error:
        return Check("language model", False, error.message, error.hint)
    return Check("language model", True, f"{model.name}, at most {settings.llm_seconds:g} s a question; not asked now")


def _permissions(settings: Settings) -> Check:
    folder = settings.index if settings.index.exists() else settings.index.absolute().parent
    if os.access(folder, os.W_OK):
        return Check("permissions", True, f"{settings.index} can be written")
    return Check(
        "permissions", False, f"{folder} cannot be written", "Give yourself the right to write, or set QABOT_INDEX."
    )


def profile_lines(profile: Profile, path: Path) -> Iterator[str]:
    """A profile to read: each fact and, indented below, the words it was read from."""
    root = path if path.is_dir() else path.parent
    texts = {name: read_source(root / name, root).text for name in profile.sources}

    def words(span: Span) -> str:
        text = " ".join(texts[span.source][span.start : span.end].split())
        return f"      “{text[:160]}{'…' if len(text) > 160 else ''}”"

    yield f"{profile.name}  ({profile.name_from})"
    if profile.aliases:
        yield f"   also: {', '.join(alias.text for alias in profile.aliases)}"
    for name in ("positions", "education", "papers", "awards", "talks", "projects", "service", "teaching", "students"):
        for number, fact in enumerate(getattr(profile, name), 1):
            head = [
                getattr(fact, key, "")
                for key in ("role", "degree", "title", "field", "organization", "venue", "year", "start", "end")
            ]
            yield f"{name} {number}: " + " | ".join(str(part) for part in head if part)
            if name == "papers":
                yield f"      by {', '.join(fact.authors)}"
            yield words(fact.span)
    for name in ("advisors", "emails", "interests", "skills", "languages"):
        for value in getattr(profile, name):
            yield f"{name}: {value.text}"
    for link in profile.links:
        yield f"link: {link.kind} {link.url}"
