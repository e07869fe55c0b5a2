"""One table of rows that prove themselves, in a SQLite file or, failing that, in memory."""

import shutil
import sqlite3
from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

import msgspec

CHECKSUM = 8
"""Bytes in front of every value: by accident, one damaged row of 10^19 would pass."""

_SCHEMA = (
    "CREATE TABLE entries (kind TEXT NOT NULL, name TEXT NOT NULL, value BLOB NOT NULL, "
    "PRIMARY KEY (kind, name))"
)
# Values stand in the order in which they came, and only names in a tree: with `WITHOUT ROWID`
# putting 5,000 articles took three times as long, and the file was larger by two thirds.
_META, _IDENTITY, _COUNTS = "meta", "identity", "counts"
_AT_ONCE = 500
"""Names asked for in one query: SQLite allows 999 values in older versions."""

_OUT_OF_REACH = {
    *(sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM),
    *(sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_AUTH),
}
"""Errors that say nothing about what is in the file, so it is left alone."""


class Damaged(Exception):  # noqa: N818 - it says what the file is
    """The file is not what this version of carblog wrote."""


class Database:
    """(kind, name) → bytes. Every method may raise `sqlite3.Error`; reading may raise `Damaged`."""

    def __init__(self, path: Path | None, identity: str) -> None:
        """The file at `path`, made when it is missing; no path means in memory."""
        if path is not None and (path.is_symlink() or path.is_dir()):
            raise Damaged(f"{path.name} is not a file")
        self._connection = sqlite3.connect(path or ":memory:", isolation_level=None, timeout=0)
        try:
            self._prepare(identity)
        except BaseException:
            self.close()
            raise

    def load(self, kind: str) -> dict[str, bytes]:
        """All values of a kind."""
        rows = self._connection.execute("SELECT name, value FROM entries WHERE kind = ?", (kind,))
        return {name: _proven(kind, name, value) for name, value in rows}

    def some(self, kind: str, names: Iterable[str]) -> dict[str, bytes]:
        """The values of a kind that have these names; those that are not there are left out."""
        wanted = list(names)
        found: dict[str, bytes] = {}
        for start in range(0, len(wanted), _AT_ONCE):
            part = wanted[start : start + _AT_ONCE]
            marks = ",".join("?" * len(part))
            query = f"SELECT name, value FROM entries WHERE kind = ? AND name IN ({marks})"  # noqa: S608 - only question marks
            rows = self._connection.execute(query, (kind, *part))
            found.update((name, _proven(kind, name, value)) for name, value in rows)
        return found

    def names(self, kind: str) -> set[str]:
        """The names of all values of a kind, unproven."""
        rows = self._connection.execute("SELECT name FROM entries WHERE kind = ?", (kind,))
        return {name for (name,) in rows}

    def put(self, kind: str, values: Mapping[str, bytes]) -> None:
        """Add or replace values; `commit` makes it last."""
        self._change(
            "INSERT OR REPLACE INTO entries VALUES (?, ?, ?)",
            [(kind, name, _checksum(kind, name, value) + value) for name, value in values.items()],
        )

    def drop(self, kind: str, names: Iterable[str]) -> None:
        """Remove values; `commit` makes it last."""
        self._change(
            "DELETE FROM entries WHERE kind = ? AND name = ?", [(kind, name) for name in names]
        )

    def commit(self, counts: Mapping[str, int]) -> None:
        """Everything put and dropped lasts, at once.

        `counts` says of how many values of a kind there are, so that one that is lost is missed.
        """
        if self._connection.in_transaction:
            self.put(_META, {_COUNTS: msgspec.json.encode(counts)})
            self._connection.execute("COMMIT")

    def counts(self) -> dict[str, int]:
        """How many values there were of each kind at the latest commit."""
        payload = self.load(_META).get(_COUNTS, b"{}")
        try:
            return msgspec.json.decode(payload, type=dict[str, int])
        except msgspec.DecodeError as error:
            raise Damaged("its counts make no sense") from error

    def close(self) -> None:
        """Forget what was not committed."""
        self._connection.close()

    def _change(self, statement: str, rows: Collection[tuple[str | bytes, ...]]) -> None:
        if not rows:
            return
        if not self._connection.in_transaction:
            self._connection.execute("BEGIN IMMEDIATE")
        self._connection.executemany(statement, rows)

    def _prepare(self, identity: str) -> None:
        run = self._connection.execute
        run("PRAGMA trusted_schema = OFF")
        # A power cut may tear the file, and then it is an empty cache. A kill cannot.
        run("PRAGMA synchronous = OFF")
        run("PRAGMA journal_mode = DELETE")
        found = run("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL").fetchall()
        if not found:
            run("BEGIN IMMEDIATE")
            run(_SCHEMA)
            self.put(_META, {_IDENTITY: identity.encode()})
        elif found != [(_SCHEMA,)] or self.load(_META).get(_IDENTITY) != identity.encode():
            raise Damaged("another version of carblog made it")


class Opened(NamedTuple):
    """A database that can be used, whatever there was before."""

    database: Database
    rows: dict[str, dict[str, bytes]]
    """Kind → name → value, of the kinds that were asked for."""
    warning: str = ""
    """Why it is empty; nothing when it is not, or is simply new."""


def opened(path: Path, identity: str, kinds: Collection[str]) -> Opened:
    """The database at `path`; a new one when that is damaged; in memory when that fails too."""
    try:
        return _loaded(path, identity, kinds)
    except Damaged as error:
        why = str(error)
    except sqlite3.Error as error:
        why = str(error)
        if is_out_of_reach(error):
            return _loaded(None, identity, kinds)._replace(warning=why)
    return renewed(path, identity, kinds)._replace(warning=why)


def peeked(path: Path, identity: str, kinds: Iterable[str]) -> dict[str, dict[str, bytes]]:
    """The values of some kinds in the database at `path`; none when anything is wrong with it."""
    if not path.is_file():
        return {}
    with suppress(Damaged, sqlite3.Error):
        database = Database(path, identity)
        try:
            return {kind: database.load(kind) for kind in kinds}
        finally:
            database.close()
    return {}


def renewed(path: Path | None, identity: str, kinds: Collection[str]) -> Opened:
    """A new database at `path`, in memory when it cannot be there."""
    try:
        if path is not None:
            remove(path)
        return _loaded(path, identity, kinds)
    except (OSError, sqlite3.Error, Damaged):
        return _loaded(None, identity, kinds)


def _loaded(path: Path | None, identity: str, kinds: Collection[str]) -> Opened:
    database = Database(path, identity)
    try:
        rows = {kind: database.load(kind) for kind in kinds}
        if any(database.counts().get(kind, 0) != len(rows[kind]) for kind in kinds):
            raise Damaged("rows are missing")
        return Opened(database, rows)
    except BaseException:
        database.close()
        raise


def is_out_of_reach(error: sqlite3.Error) -> bool:
    """Whether the file may be fine and only cannot be used now: locked, read-only, disk full."""
    return (getattr(error, "sqlite_errorcode", 0) & 0xFF) in _OUT_OF_REACH


def remove(path: Path) -> None:
    """Delete the file of a database with all that SQLite keeps beside it, whatever they are now.

    Raises `OSError`.
    """
    for end in ("", "-journal", "-wal", "-shm"):
        found = path.with_name(path.name + end)
        if found.is_dir() and not found.is_symlink():
            shutil.rmtree(found)
        else:
            found.unlink(missing_ok=True)


def _proven(kind: str, name: object, value: object) -> bytes:
    if isinstance(name, str) and isinstance(value, bytes):
        payload = value[CHECKSUM:]
        if value[:CHECKSUM] == _checksum(kind, name, payload):
            return payload
    raise Damaged("its checksums do not match")


def _checksum(kind: str, name: str, payload: bytes) -> bytes:
    """A value moved to another name or kind does not pass either."""
    text = name.encode("utf-8", "surrogateescape") + b"\0" + payload
    return blake2b(text, digest_size=CHECKSUM, person=kind.encode()).digest()
