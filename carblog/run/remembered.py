"""What is remembered of a file, so that it need not be read or made again."""

import os
from typing import NamedTuple

import msgspec


class Seen(msgspec.Struct, frozen=True, array_like=True):
    """An input file when it was last read. Any change of its bytes changes one of the numbers."""

    size: int
    mtime_ns: int
    ctime_ns: int
    inode: int
    digest: str

    @classmethod
    def of(cls, stat: os.stat_result, digest: str) -> "Seen":
        """What to remember of a file with this `stat` and digest."""
        return cls(stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_ino, digest)

    def is_still(self, stat: os.stat_result) -> bool:
        """Whether a file with this `stat` has the bytes that were read."""
        return (self.size, self.mtime_ns, self.ctime_ns, self.inode) == (
            stat.st_size,
            stat.st_mtime_ns,
            stat.st_ctime_ns,
            stat.st_ino,
        )


class Stamp(NamedTuple):
    """What tells one file from another that is put in its place, by what the system says of it.

    Not its ctime, which the number of hard links changes.
    """

    size: int
    mtime_ns: int
    inode: int

    @classmethod
    def of(cls, stat: os.stat_result) -> "Stamp":
        """That of a file with this `stat`."""
        return cls(stat.st_size, stat.st_mtime_ns, stat.st_ino)


class Published(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A file of the output folder when it was last published."""

    key: str
    parts: bytes
    """Of its output: what the key was made of, so that a build can say what changed. As bytes,
    since of ten thousand pages hardly one is asked."""
    digest: str
    """Of its bytes."""
    size: int
    mtime_ns: int
    inode: int

    @classmethod
    def of(cls, key: str, parts: bytes, digest: str, stamp: Stamp) -> "Published":
        """What to remember of a file with this stamp and digest."""
        return cls(key, parts, digest, *stamp)

    @property
    def stamp(self) -> Stamp:
        """That of the file that was put there."""
        return Stamp(self.size, self.mtime_ns, self.inode)

    def is_still(self, stamp: Stamp) -> bool:
        """Whether a file with this stamp is the one that was put there."""
        return self.stamp == stamp

    def at(self, stamp: Stamp) -> "Published":
        """The same bytes in a file with this stamp."""
        return (
            self if self.stamp == stamp else Published.of(self.key, self.parts, self.digest, stamp)
        )
