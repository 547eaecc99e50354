"""`build_index`: a corpus brought into its index, with the embedding model of the settings."""

from __future__ import annotations

from pathlib import Path

from qabot.index.build import BuildReport, build
from qabot.index.quick import QuickEmbedder
from qabot.index.reading import Progress
from qabot.settings import Settings


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
    settings = settings_of(settings, corpus=corpus, index=index)
    embedder = QuickEmbedder(settings.embed_model, settings.cache)
    return build(settings.corpus, settings.index, embedder=embedder, settings=settings, progress=progress)


def settings_of(settings: Settings | None, **paths: str | Path | None) -> Settings:
    """The settings, or those by default, with the folders given."""
    given = {name: Path(path) for name, path in paths.items() if path is not None}
    return (settings or Settings()).model_copy(update=given)
