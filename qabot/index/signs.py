"""Signs: what tells at a glance that a person's files are those that a build saw: made of names, sizes and times."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from qabot.index.manifest import Seen

if TYPE_CHECKING:
    from qabot.index.corpus import File

UNSURE = 0  # of one whose files are to be looked into each time
GONE = 1  # of one without files


def sign_of(files: Mapping[str, Seen]) -> int:
    """The sign of files as they were seen.

    UNSURE where a file had just been changed, or was read and skipped: the reason may pass. GONE without files.
    """
    if not files:
        return GONE
    if any(seen.sha256 and (seen.skipped or not seen.mtime_ns) for seen in files.values()):
        return UNSURE
    return _sign((path, seen.size, seen.mtime_ns, seen.skipped) for path, seen in files.items())


def sign_now(files: Iterable[File]) -> int:
    """The sign of files as they are now."""
    return _sign((file.name, file.size, file.mtime_ns, file.refused) for file in files)


def sign_of_one(path: str, size: int, time: int) -> int:
    """The sign of one file that may be read, as it is now."""
    return _sign([(path, size, time, "")])


def _sign(files: Iterable[tuple[str, int, int, str]]) -> int:
    import xxhash

    text = "\0".join([f"{path}\0{size}\0{time}\0{refused}" for path, size, time, refused in sorted(files)])
    return max(xxhash.xxh3_64_intdigest(text.encode("utf-8", "surrogatepass")), GONE + 1)
