"""Path → value, kept as one row for each folder: its photos are proven and decoded at once."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Generic, TypeVar

import msgspec

from carblog.run.database import Database

V = TypeVar("V")

UNREADABLE = (msgspec.DecodeError, UnicodeError, RecursionError)
"""What decoding raises for bytes that are something else."""

_encode = msgspec.msgpack.Encoder(order="deterministic").encode


class Shelf(Generic[V]):
    """One kind of values in a database."""

    def __init__(
        self, kind: str, rows: Mapping[str, bytes], decode: Callable[[bytes], dict[str, V]]
    ) -> None:
        """`rows` are those of the kind in the database. What cannot be decoded is left out."""
        self._kind = kind
        self._names = set(rows)
        self._before: dict[str, dict[str, V]] = {}
        for folder, row in rows.items():
            with suppress(*UNREADABLE):
                self._before[folder] = decode(row)
        self.values: dict[str, V] = {
            f"{folder}/{name}" if folder else name: value
            for folder, names in self._before.items()
            for name, value in names.items()
        }

    def write(self, database: Database) -> int:
        """Put the rows whose values are others now, drop the rest. Returns how many there are."""
        folders: dict[str, dict[str, V]] = {}
        for path, value in self.values.items():
            folder, _, name = path.rpartition("/")
            folders.setdefault(folder, {})[name] = value
        changed = {f: names for f, names in folders.items() if self._before.get(f) != names}
        database.put(self._kind, {folder: _encode(names) for folder, names in changed.items()})
        database.drop(self._kind, self._names - folders.keys())
        self._before, self._names = folders, set(folders)
        return len(folders)
