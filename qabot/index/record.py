"""`Record`: all that an index holds of one person, as it is written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from pydantic import TypeAdapter

from qabot.index.chunks import Chunk
from qabot.index.manifest import Seen
from qabot.profiles.profile import Profile
from qabot.sources.source import Source


@dataclass(frozen=True, slots=True)
class Record:
    """Profile and sources as JSON, so that a copy costs little, and the passages, numbered from 0."""

    person: str
    profile: str
    sources: tuple[tuple[str, str], ...]  # path, JSON
    chunks: tuple[Chunk, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """What a segment says of a person. Without a record nothing of them could be read; without files they are gone."""

    person: str
    record: Record | None
    seen: Mapping[str, Seen]  # path -> file


def record_of(profile: Profile, sources: Sequence[Source], chunks: Sequence[Chunk]) -> Record:
    """Make the record of one person."""
    texts = tuple((source.path, sources_json().dump_json(source).decode()) for source in sources)
    return Record(profile.id, profiles_json().dump_json(profile).decode(), texts, tuple(chunks))


@lru_cache
def profiles_json() -> TypeAdapter[Profile]:
    """Profiles to JSON and back."""
    return TypeAdapter(Profile)


@lru_cache
def sources_json() -> TypeAdapter[Source]:
    """Sources to JSON and back."""
    return TypeAdapter(Source)
