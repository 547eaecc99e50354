"""`Connections`: one SQLite file that does not change, asked by several threads at a time."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from pathlib import Path
from queue import Empty, LifoQueue
from typing import Any
from urllib.parse import quote

from qabot.index.manifest import REBUILD
from qabot.index.segment import DamagedError

_UNREADABLE = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_NOTADB)  # what damage is told by
CACHED = 256  # statements
CACHE = 8192  # kB of a file that a connection keeps in memory


class Connections:
    """A connection for each thread that asks at the same time, made when it is needed.

    The first is made at once, so that what was opened can be asked when the file's name is gone. A table `dead` holds
    the persons who are in the file and do not count; of each table in `hiding` that has a row of theirs, a view of the
    same name stands before it and leaves these out.
    """

    def __init__(self, path: Path, dead: Iterable[int], hiding: Sequence[str]) -> None:
        self._path, self._dead, self._hiding = path, [(person,) for person in dead], hiding
        self._free: LifoQueue[sqlite3.Connection] = LifoQueue()
        self._free.put(self._made())

    def ask(self, sql: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """All rows of a statement. DamagedError where the file was changed behind its back."""
        connection = self._taken()
        try:
            return connection.execute(sql, values).fetchall()
        except sqlite3.DatabaseError as error:
            if getattr(error, "sqlite_errorcode", 0) & 0xFF not in _UNREADABLE:
                raise
            raise DamagedError(
                f"{self._path.parent.name}/{self._path.name} cannot be read: {error}.", REBUILD
            ) from error
        finally:
            self._free.put(connection)

    def _taken(self) -> sqlite3.Connection:
        try:
            return self._free.get_nowait()
        except Empty:
            pass
        try:
            return self._made()
        except sqlite3.Error:
            return self._free.get()  # the name is gone: those that are there must do

    def _made(self) -> sqlite3.Connection:
        connection = opened(self._path)
        connection.executescript(
            f"PRAGMA cache_size = -{CACHE}; PRAGMA temp_store = MEMORY;"
            "CREATE TEMP TABLE dead (person INTEGER PRIMARY KEY);"
        )
        if self._dead:
            connection.executemany("INSERT INTO dead VALUES (?)", self._dead)
            for table in self._hiding:
                living = f"SELECT * FROM main.{table} WHERE person NOT IN (SELECT person FROM dead)"  # noqa: S608
                connection.execute(f"CREATE TEMP VIEW {table} AS {living}")
        connection.execute("SELECT count(*) FROM main.sqlite_schema")  # the file is read while it is surely there
        return connection


def opened(path: Path) -> sqlite3.Connection:
    """Open a file that nobody changes."""
    return sqlite3.connect(
        uri_of(path), uri=True, isolation_level=None, check_same_thread=False, cached_statements=CACHED
    )


def uri_of(path: Path) -> str:
    """How SQLite is told to open a file that nobody changes."""
    return f"file:{quote(path.absolute().as_posix())}?mode=ro&immutable=1"
