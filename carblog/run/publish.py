"""Bytes become the published site, and at no moment is it broken.

Everything waits in a staging folder until the last file is made, so a build that fails changes
nothing. Then the manifest says what is about to be ours, a journal says what is about to be done,
and it is done: one rename for each file, in the order of `steps`.
"""

import errno
from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack, suppress
from pathlib import Path
from typing import Protocol, Self

import msgspec

from carblog.model.problem import Place, Problem
from carblog.run import journal, manifest
from carblog.run.changes import Changes, changes, steps
from carblog.run.disk import Disk
from carblog.run.failure import MachineFailed, machine, shown
from carblog.run.found import Found
from carblog.run.lock import locked_folder
from carblog.run.manifest import MANIFEST
from carblog.run.recovery import recover
from carblog.run.remembered import Published
from carblog.run.seal import Seal, is_whole
from carblog.run.staging import Slot, Staged, Staging, staging_for
from carblog.run.steps import Move

NO_PARTS: Mapping[str, bytes] = {}


class Keyed(Protocol):
    """An output, or what is left of one."""

    @property
    def path(self) -> str:
        """Of the file in the output folder."""

    @property
    def key(self) -> str:
        """The digest of all that decides its bytes."""


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """What publishing did, by path in the output folder."""

    new: tuple[str, ...]
    replaced: tuple[str, ...]
    deleted: tuple[str, ...]
    kept: int
    """Files whose bytes were already there: not touched."""
    foreign: tuple[str, ...]
    """What lies there and is not carblog's: left as it is."""
    published: dict[str, Published]
    """What is there now, for the store."""


class InTheWay(Exception):  # noqa: N818 - it says what happened
    """Something that carblog did not write lies where the site needs the place: nothing is done."""

    def __init__(self, paths: Sequence[str], output: Path) -> None:
        super().__init__(", ".join(paths))
        self.problems = tuple(_in_the_way(path, output) for path in paths)


class Publisher:
    """One build on its way to its output folder, which it holds until the end.

    ```
    with Publisher(output, cache, store.published()) as publisher:
        standing = publisher.standing()
        publisher.stage(path, data)  # whatever is not standing, or under another key
        report = publisher.publish(outputs)
    ```

    Left without `publish` it has changed nothing. Everything it does may raise `MachineFailed`.
    Whether `output` may be published to at all is for `claim` to say, before.
    """

    def __init__(
        self,
        output: Path,
        cache: Path,
        published: Mapping[str, Published],
        disk: Disk | None = None,
        seal: Seal | None = None,
    ) -> None:
        """`seal`: of the folder with what was `published` and nothing else. While it is whole, the
        folder need not be read."""
        self._output = output.absolute()
        self._cache = cache
        self._published = published
        self._seal = seal
        self.is_as_left = False
        """Whether the seal was whole."""
        self.disk = disk or Disk()
        self._held = ExitStack()
        self._is_locked = False
        self._made: list[Path] = []

    def __enter__(self) -> Self:
        try:
            with self._machine():
                if self._output.is_dir():
                    self._lock()
                recover(self._output, self._cache, self.disk)
                self._owned = manifest.read(self._output) or {}
                self.is_as_left = self._is_as_left()
                self._found = Found(
                    self._output, self._owned, self._published, is_as_left=self.is_as_left
                )
                self._standing = self._found.standing()
                self._staging = Staging(staging_for(self._output, self._cache), self.disk)
        except BaseException:
            self._held.close()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        with self._held:
            if journal.is_in(self._staging.folder):
                return
            self._staging.discard()
            for folder in reversed(self._made):
                with suppress(OSError):  # it is not empty: something was published
                    self.disk.remove_folder(folder)

    def standing(self) -> Mapping[str, Published]:
        """What was published and is still there, byte for byte. With an equal key it is done."""
        return self._standing

    def sizes(self) -> dict[str, int]:
        """Path → bytes of everything that is standing or was staged."""
        staged = {path: file.stamp.size for path, file in self._staging.files.items()}
        return {path: known.size for path, known in self._standing.items()} | staged

    def stage(self, path: str, data: bytes) -> None:
        """Let these bytes wait for their place."""
        self.stage_chunks(path, [data])

    def stage_chunks(self, path: str, chunks: Iterable[bytes]) -> None:
        """Let these bytes, which need not fit into memory, wait for their place."""
        _must_stay_inside(path)
        with self._machine():
            self._place().write(path, chunks)

    def stage_file(self, path: str, file: Path) -> None:
        """Let `file`, which lies in the cache and is never written to again, wait for a place.

        It gets a second name there rather than a copy, where the file system can do that.
        """
        _must_stay_inside(path)
        with self._machine():
            self._place().link(path, file)

    def slots(self, count: int) -> list[Slot]:
        """Where so many files can wait that other processes write, to be `take`n."""
        with self._machine():
            return self._place().slots(count)

    def take(self, path: str, staged: Staged) -> None:
        """Let a file that was written at one of `slots` wait for its own."""
        _must_stay_inside(path)
        self._staging.take(path, staged)

    def publish(
        self,
        outputs: Iterable[Keyed],
        parts: Mapping[str, bytes] = NO_PARTS,
        staying: Iterable[str] = (),
    ) -> Report:
        """Make the output folder hold exactly `outputs`, beside what is not carblog's.

        Every one of them was staged or is `standing`. `parts`: path → what to remember of a key.
        `staying`: paths of further outputs, which are as they were published.
        Raises `InTheWay`.
        """
        outputs = tuple(outputs)
        wanted = {output.path: self._digest(output) for output in outputs}
        wanted |= {path: self._standing[path].digest for path in staying}
        to_do = changes(wanted, self._found)
        if to_do.in_the_way:
            raise InTheWay(to_do.in_the_way, self._output)
        moved = set(to_do.moved)
        published = {path: self._standing[path] for path in wanted if path in self._standing}
        for output in outputs:
            published[output.path] = self._remembered(output, parts, is_moved=output.path in moved)
        if moved or to_do.deleted or self._owned != manifest.owned(wanted):
            with self._machine():
                self._carry_out(to_do, wanted)
        return Report(
            new=tuple(path for path in to_do.moved if path not in self._found.files),
            replaced=tuple(path for path in to_do.moved if path in self._found.files),
            deleted=tuple(sorted(to_do.deleted)),
            kept=len(wanted) - len(moved),
            foreign=to_do.foreign,
            published=published,
        )

    def _carry_out(self, to_do: Changes, wanted: Mapping[str, str]) -> None:
        self._make_output()
        try:
            self._perform(to_do, wanted)
        except OSError as error:
            if error.errno != errno.EXDEV or journal.is_in(self._staging.folder):
                raise
            # A mount lies between, as with folders of containers: only renaming could tell.
            self._staging = self._staging.moved_to(self._output / manifest.STAGED)
            self._perform(to_do, wanted)

    def _perform(self, to_do: Changes, wanted: Mapping[str, str]) -> None:
        # Until the last step the manifest names what was ours and what will be.
        before_and_after = [*manifest.pairs(self._owned), *wanted.items()]
        announced = self._staging.write(MANIFEST, [manifest.written(before_and_after)])
        final = self._staging.write(MANIFEST, [manifest.written(wanted.items())])
        moves = [_move(path, self._staging.files[path]) for path in to_do.moved]
        todo = [
            _move(MANIFEST, announced),
            *steps(to_do, moves, self._found, wanted),
            _move(MANIFEST, final),
        ]
        folder = self._staging.folder
        written = journal.write(folder, self._output, todo, self.disk)
        journal.perform(written, folder, self._output, self.disk)

    def _digest(self, output: Keyed) -> str:
        staged = self._staging.files.get(output.path)
        if staged is not None:
            return staged.digest
        standing = self._standing.get(output.path)
        if standing is None or standing.key != output.key:
            raise ValueError(f"{output.path} was not made, and is not there from an earlier build")
        return standing.digest

    def _remembered(
        self, output: Keyed, parts: Mapping[str, bytes], *, is_moved: bool
    ) -> Published:
        staged = self._staging.files.get(output.path)
        if staged is None:
            return self._standing[output.path]
        stamp = staged.stamp if is_moved else self._found.files[output.path]
        return Published.of(output.key, parts.get(output.path, b""), staged.digest, stamp)

    def _place(self) -> Staging:
        """Where files wait, which may be in the output folder itself."""
        if not self._is_locked and self._staging.folder.parent == self._output:
            self._make_output()
        return self._staging

    def _make_output(self) -> None:
        if self._is_locked:
            return
        missing = [path for path in (self._output, *self._output.parents) if not path.exists()]
        for folder in reversed(missing):
            self.disk.make_folder(folder)
            self._made.append(folder)
        self._lock()
        if manifest.read(self._output) is not None:
            raise MachineFailed(_overtaken(self._output))

    def _is_as_left(self) -> bool:
        """Whether nothing lies there but what the store says that was published."""
        seal = self._seal
        return seal is not None and seal.is_of(self._published) and is_whole(seal, self._output)

    def _lock(self) -> None:
        self._held.enter_context(locked_folder(self._output))
        self._is_locked = True

    def _machine(self) -> AbstractContextManager[None]:
        return machine(self._output.parent)


def _must_stay_inside(path: str) -> None:
    if fault := manifest.fault_in_output_path(path):
        message = f"this cannot be published: {fault}"
        raise MachineFailed(Problem(Place(shown(path)), "output-path", message))


def _move(path: str, staged: Staged) -> Move:
    return Move(path, staged.name, staged.digest)


def _overtaken(output: Path) -> Problem:
    message = "another build has published here since this one began"
    return Problem(Place(output.name), "locked", message, "build again")


def _in_the_way(path: str, output: Path) -> Problem:
    return Problem(
        Place(shown(f"{output.name}/{path}")),
        "output-in-the-way",
        "the site needs this place in the output folder, and carblog did not write it",
        "move it away; files to be published as they are belong in static/",
    )
