"""`Check`: what `python -m qabot doctor` looks at: one line each, and what to do where something is not right."""

from __future__ import annotations

import difflib
import os
import shutil
import stat
import time
from dataclasses import dataclass
from pathlib import Path

from pydantic import SecretStr

from qabot.errors import BrokenIndexError, QabotError
from qabot.settings import Settings
from qabot.sources.source import UPLOADS, tier_of

REBUILD = "Run: python -m qabot index"
LOOPBACK = ("127.0.0.1", "localhost", "::1")
_SHORT = 12  # characters; a password of fewer is soon guessed
_SPARE = 200e6  # bytes that should be free, beside room for a second index


@dataclass(frozen=True, slots=True)
class Check:
    """One thing `doctor` looked at."""

    name: str
    ok: bool  # nothing has to be done
    found: str
    hint: str = ""


def checks(settings: Settings) -> list[Check]:
    """What `doctor` finds. It reads every byte of the index, writes nothing, and asks nothing of a language model."""
    return [
        _corpus(settings),
        _index(settings),
        _model(settings),
        _language_model(settings),
        _changed(settings),
        _permissions(settings),
        _disk(settings),
        _access(settings),
        _privacy(settings),
        _limits(settings),
    ]


def _corpus(settings: Settings) -> Check:
    from qabot.index.corpus import people_in

    try:
        people = people_in(settings.corpus, max_bytes=settings.max_file_mb * 1e6)
    except QabotError as error:
        return Check("corpus", False, error.message, error.hint)
    uploaded = sum(tier_of(person.id) == "uploaded" for person in people)
    if len(people) == uploaded and not (uploaded and settings.uploads):
        return Check(
            "corpus", False, f"{settings.corpus} holds no profiles.", "Put a file or a folder per person into it."
        )
    refused = [file for person in people for file in person.files if file.refused]
    found = f"{len(people) - uploaded} given and {uploaded} uploaded profiles in {settings.corpus}"
    found += "" if settings.uploads or not uploaded else "; the uploaded ones are switched off"
    found += f"; {len(refused)} files cannot be read" if refused else ""
    hint = f"For example {refused[0].name}: {refused[0].refused}." if refused else ""
    return Check("corpus", True, found, hint)


def _index(settings: Settings) -> Check:
    from qabot.index.build import is_stale
    from qabot.index.store import open_generation

    try:
        generation = open_generation(settings.index)
        manifest = generation.manifest
        if not generation.newest:
            return Check("index", False, "the newest generation is damaged; the one before it answers", REBUILD)
        if is_stale(settings.corpus, settings.index, settings):
            found = f"{manifest.people} profiles, but not those of the corpus and the settings as they are"
            return Check("index", False, found, REBUILD)
    except BrokenIndexError as error:
        return Check("index", False, error.message, error.hint or REBUILD)
    size = sum(path.stat().st_size for path in settings.index.rglob("*") if path.is_file())
    found = f"{manifest.people} profiles, {manifest.chunks:,} passages, {size / 1e6:,.1f} MB, sound in every byte"
    age = _age(time.time() - (settings.index / generation.name).stat().st_mtime)
    return Check("index", True, f"{found}; generation {generation.name}, {age} old")


def _age(seconds: float) -> str:
    for unit, size in (("days", 86_400), ("hours", 3_600), ("minutes", 60)):
        if seconds >= 2 * size:
            return f"{seconds / size:.0f} {unit}"
    return f"{max(seconds, 0):.0f} s"


def _model(settings: Settings) -> Check:
    from qabot.index.quick import QuickEmbedder
    from qabot.index.reference import cuda_there

    try:
        embedder = QuickEmbedder(settings.embed_model, settings.cache)
        found = f"{embedder.name}, {embedder.dim} dimensions, up to {embedder.max_tokens} tokens"
        if not embedder.is_exported:
            return Check("model", True, f"{found}; not made quick yet", "The first build or answer does it, in 20 s.")
        backend, why = embedder.backend, embedder.why
    except QabotError as error:
        return Check("model", False, error.message, error.hint)
    gpu = ", many passages by the GPU" if cuda_there() else ""
    return Check("model", True, f"{found}; run by {backend}{gpu}", f"It could be quicker: {why}" if why else "")


def _language_model(settings: Settings) -> Check:
    from qabot.llm.chat_model import open_model

    if not settings.llm:
        return Check("language model", True, "none (QABOT_LLM is not set)")
    try:
        model = open_model(settings)
    except QabotError as error:
        return Check("language model", False, error.message, error.hint)
    return Check("language model", True, f"{model.name}, at most {settings.llm_seconds:g} s a question; not asked now")


def _changed(settings: Settings) -> Check:
    """The settings that are not as they come, and names in the environment that are none."""
    known = type(settings).model_fields
    named = {f"QABOT_{name}".upper() for name in known}
    unknown = sorted(name for name in os.environ if name.upper().startswith("QABOT_") and name.upper() not in named)
    if unknown:
        near = difflib.get_close_matches(unknown[0].upper(), named, 1)
        hint = f"Unset it{f', or did you mean {near[0]}?' if near else '.'}"
        return Check("settings", False, f"{', '.join(unknown)}: there is no such setting", hint)
    shown = []
    for name, field in known.items():
        value = getattr(settings, name)
        if value != field.get_default(call_default_factory=True):
            shown.append(f"{name}={'(set)' if isinstance(value, SecretStr) else value}")
    return Check("settings", True, f"changed: {', '.join(shown)}" if shown else "all as they come")


def _permissions(settings: Settings) -> Check:
    for folder, need in ((settings.index, "QABOT_INDEX"), (settings.cache, "QABOT_CACHE")):
        place = _nearest(folder)
        if not os.access(place, os.W_OK | os.X_OK):
            hint = f"Give yourself the right to write, or set {need}."
            return Check("permissions", False, f"{place} cannot be written", hint)
    if settings.corpus.is_dir() and not os.access(settings.corpus, os.R_OK | os.X_OK):
        return Check("permissions", False, f"{settings.corpus} cannot be read", "Give yourself the right to read it.")
    if settings.index.is_dir() and stat.S_IMODE(settings.index.stat().st_mode) & stat.S_IWOTH:
        hint = f"Run: chmod go-w {settings.index}"
        return Check("permissions", False, f"everybody on this machine may write to {settings.index}", hint)
    takes = settings.corpus.is_dir() and os.access(_nearest(settings.corpus / UPLOADS), os.W_OK)
    corpus = "may be written (the page needs that to take profiles)" if takes else "is only read"
    return Check("permissions", True, f"{settings.index} can be written; {settings.corpus} {corpus}")


def _nearest(folder: Path) -> Path:
    """The folder, or where it would be made."""
    folder = folder.absolute()
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    return folder


def _disk(settings: Settings) -> Check:
    free = shutil.disk_usage(_nearest(settings.index)).free
    files = settings.index.rglob("*") if settings.index.is_dir() else ()
    needed = _SPARE + sum(path.stat().st_size for path in files if path.is_file())
    found = f"{free / 1e9:,.1f} GB free for the index"
    if free < needed:
        return Check("disk", False, found, f"Make room: a build wants {needed / 1e9:,.1f} GB beside the old index.")
    return Check("disk", True, found)


def _access(settings: Settings) -> Check:
    """Who reaches the page, and who may change the corpus through it."""
    password, where = settings.password.get_secret_value(), f"{settings.host}:{settings.port}"
    changes = "adds, deletes and rebuilds"
    if settings.host in LOOPBACK:
        who = "whoever knows the password" if password else "whoever uses this machine"
        return Check("access", True, f"{where}, this machine alone; {who if settings.edit else 'nobody'} {changes}")
    if settings.edit and password and len(password) < _SHORT:
        hint = f"Set QABOT_PASSWORD to {_SHORT} characters or more, or QABOT_EDIT=0."
        return Check(
            "access", False, f"{where}, open to the network, with a password of {len(password)} characters", hint
        )
    who = "whoever knows the password" if settings.edit and password else "nobody"
    hint = "Anybody who reaches it may ask: put it behind a proxy with TLS and a login (SECURITY.md)."
    return Check("access", True, f"{where}, open to the network; {who} {changes}", hint)


def _privacy(settings: Settings) -> Check:
    """What visitors and others get to see."""
    parts = ["phone numbers and street addresses are " + ("shown" if settings.show_contact else "covered")]
    parts.append(f"questions and cited words go to {settings.llm}" if settings.llm else "nothing leaves this machine")
    if settings.show_contact and settings.host not in LOOPBACK:
        return Check("privacy", False, "; ".join(parts), "Unset QABOT_SHOW_CONTACT where the network can ask.")
    return Check("privacy", True, "; ".join(parts))


def _limits(settings: Settings) -> Check:
    found = (
        f"a file {settings.max_file_mb:g} MB, {settings.read_seconds:g} s, {settings.read_mb} MB of memory; a question"
        f" {settings.max_question_chars:,} characters; {settings.at_once} at once, {settings.waiting} waiting,"
        f" {settings.rate} a minute"
    )
    return Check("limits", True, found)
