"""Sources to one `Profile`, and a file or folder to one `Profile`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from qabot.errors import CorpusError, SourceError
from qabot.profiles.contact import read_emails, read_links
from qabot.profiles.names import read_owner
from qabot.profiles.page import Page
from qabot.profiles.profile import Profile
from qabot.profiles.sections import read_parts
from qabot.settings import Settings
from qabot.sources import SUFFIXES, read_source
from qabot.sources.source import Source


def make_profile(person_id: str, sources: Sequence[Source]) -> Profile:
    """The profile of one person from all that is theirs. `person_id` is the path of the file or folder."""
    pages = [(page, read_parts(page)) for page in map(Page, sources)]
    owner = read_owner(pages, person_id)
    emails = {email.text.casefold(): email for page, _ in reversed(pages) for email in reversed(read_emails(page))}
    links = {
        link.url.casefold().rstrip("/"): link for page, _ in reversed(pages) for link in reversed(read_links(page))
    }
    return Profile(
        id=person_id,
        sources=tuple(source.path for source in sources),
        name=owner.name,
        name_from=owner.name_from,
        name_span=owner.span,
        aliases=owner.aliases,
        emails=tuple(reversed(emails.values())),
        links=tuple(reversed(links.values())),
        sections=tuple(part.section for _, parts in pages for part in parts),
    )


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
