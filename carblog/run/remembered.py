"""What is remembered of a file, so that it need not be read or made again."""

import os

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


class Published(msgspec.Struct, frozen=True, array_like=True):
    """A file of the output folder when it was last published."""

    key: str
    parts: dict[str, str]
    """Of its output: what the key was made of, so that a build can say what changed."""
    digest: str
    """Of its bytes."""
    size: int
    mtime_ns: int
    inode: int

    @classmethod
    def of(cls, key: str, parts: dict[str, str], digest: str, stat: os.stat_result) -> "Published":
        """What to remember of a file with this `stat` and digest."""
        return cls(key, parts, digest, stat.st_size, stat.st_mtime_ns, stat.st_ino)

    def is_still(self, stat: os.stat_result) -> bool:
        """Whether a file with this `stat` is the one that was put there.

        Not by its ctime, which the number of hard links changes.
        """
        return (self.size, self.mtime_ns, self.inode) == (
            stat.st_size,
            stat.st_mtime_ns,
            stat.st_ino,
        )

    def at(self, stat: os.stat_result) -> "Published":
        """The same bytes in a file with this `stat`."""
        return Published.of(self.key, self.parts, self.digest, stat)
