"""What the last build left for the next: facts that prove themselves, and only ever a hint.

Whatever is in the file (torn, swapped, of another version, hostile) costs time and never makes a
wrong page: every row has a checksum, is decoded into a typed value, and states something that
stays true or can be checked against the disk. When anything is wrong the store is empty.
"""

import sqlite3
from collections.abc import Collection, Generator, Iterable, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

import msgspec

from carblog.model.content import Body, Read
from carblog.model.picture import Look
from carblog.model.theme import Template
from carblog.run import database
from carblog.run.packed import PackedRead, body_of, unpacked
from carblog.run.remembered import Published, Seen
from carblog.run.shelf import UNREADABLE, Shelf

NAME = "store.db"
_FILES, _READS, _BODIES, _OUTPUTS, _LOOKS = "files", "reads", "bodies", "outputs", "looks"
_LOADED = (_FILES, _READS, _OUTPUTS)
_SETTLED = "settled"
"""One row: the state in which the next build has nothing to do."""
_TEMPLATES = "templates"
"""One row, by the digest of their files: what was found out of the theme's templates."""
_FLUSH = 1000
"""Reads or looks that wait in memory before they go to the file: about 5 MB."""

_encode = msgspec.msgpack.Encoder(order="deterministic").encode
_decode_body = msgspec.msgpack.Decoder(Body).decode
_decode_look = msgspec.msgpack.Decoder(Look).decode
_decode_templates = msgspec.msgpack.Decoder(dict[str, Template]).decode
_decode_seen = msgspec.msgpack.Decoder(dict[str, Seen]).decode
_decode_published = msgspec.msgpack.Decoder(dict[str, Published]).decode


class StoreDamaged(Exception):  # noqa: N818 - it says what happened
    """Text that the store had promised is gone. It has emptied itself: start the build over."""


@contextmanager
def open_store(folder: Path, identity: str) -> Generator["Store"]:
    """The store in the cache folder, empty when another `identity` of carblog wrote it."""
    store = Store(folder / NAME, identity)
    try:
        yield store
    finally:
        store.close()


def has_store(folder: Path) -> bool:
    """Whether a build before this one has left anything in the cache folder."""
    return (folder / NAME).is_file()


class Latest(NamedTuple):
    """What the latest build kept, as far as it decides whether there is anything to do."""

    files: dict[str, Seen]
    """What is remembered of input files."""
    settled: bytes
    """What it kept by `keep_settled`; empty when that is nothing."""


def latest(folder: Path, identity: str) -> Latest:
    """What the latest build kept in the cache folder, without opening all of it."""
    rows = database.peeked(folder / NAME, identity, (_SETTLED, _FILES))
    settled = rows.get(_SETTLED, {}).get(_SETTLED, b"")
    if not settled:
        return Latest({}, b"")
    return Latest(Shelf(_FILES, rows[_FILES], _decode_seen).values, settled)


class Store:
    """The store of one build, the only one that writes it meanwhile.

    Everything but the bodies is loaded when it is opened, so nothing asks the file row by row.
    """

    def __init__(self, path: Path, identity: str) -> None:
        self.warnings: list[str] = []
        """Why it was empty, or is not kept. The site is the same either way, so even a strict
        build only mentions them."""
        self._bodies: dict[str, bytes] = {}
        self._looks: dict[str, bytes] = {}
        self._new_reads: dict[str, bytes] = {}
        self._settled: bytes | None = None
        self._templates: dict[str, bytes] = {}
        self._path = path
        self._identity = identity
        self._can_write = True
        self._is_spoiled = False
        self._take(database.opened(path, identity, _LOADED))

    def files(self) -> dict[str, Seen]:
        """Path → what is remembered of that input file."""
        return self._files.values

    def keep_files(self, files: Mapping[str, Seen]) -> None:
        """Remember exactly these."""
        self._files.values = dict(files)

    def published(self) -> dict[str, Published]:
        """Path → what was last published there."""
        return self._published.values

    def keep_published(self, published: Mapping[str, Published]) -> None:
        """Remember exactly these."""
        self._published.values = dict(published)

    def read(self, key: str) -> Read | None:
        """What a file was read as when it was read with this key, without its body."""
        self._asked.add(key)
        if payload := self._payloads.pop(key, None):
            with suppress(*UNREADABLE):
                self._reads[key] = unpacked(payload)
        return self._reads.get(key)

    def peek(self, key: str) -> Read | None:
        """As `read`, of something that need not be remembered on account of this."""
        if key in self._reads:
            return self._reads[key]
        with suppress(*UNREADABLE):
            return unpacked(self._payloads[key]) if key in self._payloads else None
        return None

    def keep_read(self, key: str, packed: PackedRead) -> Read:
        """Remember what a file was read as, and its body.

        Returns what `read` answers from now on: the same value, without the body.
        """
        if packed.digest:
            self._bodies[packed.digest] = packed.body
        self._asked.add(key)
        self._new_reads[key] = packed.read
        self._reads[key] = unpacked(packed.read)
        if len(self._new_reads) >= _FLUSH:
            self._flush()
        return self._reads[key]

    def bodies(self, digests: Iterable[str]) -> dict[str, Body]:
        """The bodies with these digests, every one of them; an empty digest is passed over.

        Raises `StoreDamaged` when one is missing.
        """
        packed = self.packed_bodies(digests)
        try:
            return {digest: _decode_body(body) for digest, body in packed.items()}
        except UNREADABLE as error:
            raise self.damaged() from error

    def packed_bodies(self, digests: Iterable[str]) -> dict[str, bytes]:
        """The same as the bytes that `Body` is encoded in, for who sends them on.

        Raises `StoreDamaged` when one is missing. Who finds one to be no body says `damaged`.
        """
        wanted = sorted(set(digests) - {""})
        try:
            found = {digest: self._bodies[digest] for digest in wanted if digest in self._bodies}
            found |= self._database.some(_BODIES, [d for d in wanted if d not in found])
            return {digest: found[digest] for digest in wanted}
        except (database.Damaged, sqlite3.Error, KeyError) as error:
            raise self.damaged() from error

    def damaged(self) -> StoreDamaged:
        """Starts empty. Returns what to raise."""
        self._start_empty()
        return StoreDamaged()

    def looks(self, keys: Iterable[str]) -> dict[str, Look]:
        """The looks that are known of those with these keys.

        Raises `StoreDamaged`.
        """
        wanted = sorted(set(keys))
        try:
            found = {key: self._looks[key] for key in wanted if key in self._looks}
            found |= self._database.some(_LOOKS, [key for key in wanted if key not in found])
            return {key: _decode_look(look) for key, look in found.items()}
        except (database.Damaged, sqlite3.Error, *UNREADABLE) as error:
            raise self.damaged() from error

    def keep_settled(self, state: bytes) -> None:
        """Remember the state in which the next build has nothing to do; empty: there is none."""
        self._settled = state

    def templates(self, key: str) -> dict[str, Template] | None:
        """What was kept by this key, without sources; None when that is not known."""
        with suppress(database.Damaged, sqlite3.Error, *UNREADABLE):
            kept = self._templates or self._database.some(_TEMPLATES, [key])
            return _decode_templates(kept[key]) if key in kept else None
        return None

    def keep_templates(self, key: str, templates: Mapping[str, Template]) -> None:
        """Remember what was found out of templates, and of no others."""
        bare = {name: msgspec.structs.replace(each, source="") for name, each in templates.items()}
        self._templates = {key: _encode(bare)}

    def keep_looks(self, looks: Mapping[str, Look]) -> None:
        """Remember these, too."""
        self._looks.update((key, _encode(look)) for key, look in looks.items())
        if len(self._looks) >= _FLUSH:
            self._flush()

    def prune_looks(self, keys: Collection[str]) -> None:
        """Forget all looks but those with these keys."""
        self._flush()
        if not self._can_write:
            return
        try:
            self._database.drop(_LOOKS, self._database.names(_LOOKS) - set(keys))
        except sqlite3.Error as error:
            self._cannot_write(error)

    def commit(self, *, prune: bool = True) -> None:
        """Write what was learned, all or nothing; where that fails it is only a warning.

        Reads that nobody asked for are dropped, and bodies of none that is left. A build that
        failed before it asked for everything says `prune=False`.
        """
        self._flush()
        if not self._can_write:
            return
        try:
            self._database.commit(self._write(prune=prune))
        except sqlite3.Error as error:
            self._cannot_write(error)

    def close(self) -> None:
        """Let go of the file. What was not committed is forgotten."""
        self._database.close()
        if self._is_spoiled:
            with suppress(OSError):
                database.remove(self._path)

    def _write(self, *, prune: bool) -> dict[str, int]:
        """How many rows there are of each kind then."""
        files = self._files.write(self._database)
        outputs = self._published.write(self._database)
        if self._settled is not None:
            self._database.put(_SETTLED, {_SETTLED: self._settled})
        if self._templates:
            self._database.drop(_TEMPLATES, self._database.names(_TEMPLATES))
            self._database.put(_TEMPLATES, self._templates)
        stale = self._kept - self._asked if prune else set()
        if stale:
            self._database.drop(_READS, stale)
            asked = (self._reads.get(key) for key in self._asked)
            needed = {body_of(read) for read in asked if read}
            self._database.drop(_BODIES, self._database.names(_BODIES) - needed)
        return {_FILES: files, _OUTPUTS: outputs, _READS: len(self._kept - stale)}

    def _flush(self) -> None:
        if not self._can_write:
            return
        try:
            self._database.put(_BODIES, self._bodies)
            self._database.put(_LOOKS, self._looks)
            self._database.put(_READS, self._new_reads)
            self._kept |= self._new_reads.keys()
            self._bodies, self._looks, self._new_reads = {}, {}, {}
        except sqlite3.Error as error:
            self._cannot_write(error)

    def _cannot_write(self, error: sqlite3.Error) -> None:
        self._can_write = False
        self._is_spoiled = not database.is_out_of_reach(error)
        self.warnings.append(f"what this build learned is not kept: {error}")

    def _start_empty(self) -> None:
        """In a new file; in memory when this build already failed to write to the old one."""
        self._database.close()
        path = self._path if self._can_write else None
        opened = database.renewed(path, self._identity, _LOADED)
        self._take(opened._replace(warning="it was damaged"))

    def _take(self, opened: database.Opened) -> None:
        self._database, rows, why = opened
        if why:
            self.warnings.append(f"the cache is not used, and everything is made again: {why}")
        self._files = Shelf(_FILES, rows[_FILES], _decode_seen)
        self._published = Shelf(_OUTPUTS, rows[_OUTPUTS], _decode_published)
        self._payloads = rows[_READS]
        """Of these nobody has asked for yet."""
        self._kept = set(self._payloads)
        """The keys of all that is in the file."""
        self._reads: dict[str, Read] = {}
        self._bodies, self._looks, self._new_reads = {}, {}, {}
        self._asked: set[str] = set()
