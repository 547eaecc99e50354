"""Sources to one `Profile`, and a file or folder to one `Profile`."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from pydantic import TypeAdapter

from qabot.errors import CorpusError, SourceError
from qabot.profiles.collected import Collected
from qabot.profiles.merge import merge
from qabot.profiles.names import Owner, read_owner
from qabot.profiles.page import Page
from qabot.profiles.profile import Profile
from qabot.profiles.sections import Part, read_parts
from qabot.profiles.source_facts import read_source_facts
from qabot.settings import Settings
from qabot.sources import SUFFIXES, read_source
from qabot.sources.source import Source


def make_profile(person_id: str, sources: Sequence[Source]) -> Profile:
    """The profile of one person from all that is theirs. `person_id` is the path of the file or folder."""
    pages: list[tuple[Page, Sequence[Part]]] = [(page, read_parts(page)) for page in map(Page, sources)]
    owner: Owner = read_owner(pages, person_id)
    collected: list[Collected] = [read_source_facts(page, parts, owner) for page, parts in pages]
    return merge(person_id, owner, collected)


def profile_json(person_id: str, sources: Sequence[Source]) -> bytes:
    """The profile that `make_profile` gives, as JSON: what a child process passes on."""
    return profiles().dump_json(make_profile(person_id, sources))


@lru_cache
def profiles() -> TypeAdapter[Profile]:
    """Reads and writes a profile as JSON."""
    return TypeAdapter(Profile)


def read_profile(path: str | Path, settings: Settings | None = None) -> Profile:
    """The profile of the person whose file, or folder of files, this is.

    Raises SourceError if a lone file cannot be read, CorpusError if a folder holds nothing that can.
    """
    path = Path(path)
    settings = settings or Settings()
    if not path.is_dir():
        return make_profile(path.name, [read_source(path, settings=settings)])
    sources: list[Source] = []
    for file in sorted(p for p in path.rglob("*") if p.is_file() and p.suffix.lower() in SUFFIXES):
        try:
            sources.append(read_source(file, root=path.parent, settings=settings))
        except SourceError:
            continue
    if not sources:
        raise CorpusError(
            f"{path.name} holds no page that can be read.", f"Put a {', '.join(sorted(SUFFIXES))} file there."
        )
    return make_profile(path.name, sources)
