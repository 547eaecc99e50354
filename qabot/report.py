"""What the command line shows of a profile."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from qabot.profiles.profile import Profile
from qabot.sources import read_source
from qabot.sources.source import Span


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
