"""One file, read. Only the processes that read need all that reading takes, 70 ms to import."""

from collections.abc import Callable
from pathlib import Path

from carblog.flow.kinds import Kind, kind_of
from carblog.model.content import Read, Reading
from carblog.read.article import read_article
from carblog.read.author import read_author
from carblog.read.car import read_car
from carblog.read.gallery import read_gallery
from carblog.read.picture import read_picture
from carblog.read.sidecar import read_sidecar
from carblog.read.static import read_static
from carblog.run.files import File, read_found

Reader = Callable[[str, bytes, Reading], Read]

_READERS: dict[Kind, Reader] = {
    "article": read_article,
    "author": read_author,
    "car": read_car,
    "gallery": read_gallery,
    "sidecar": lambda path, data, reading: read_sidecar(path, data, reading.language),
    "static": lambda path, data, _: read_static(path, data),
}


def read_file(root: Path, file: File, reading: Reading) -> Read:
    """What is in a file that is of a kind. Raises as `read_found` does."""
    kind = kind_of(file.path)
    assert kind is not None  # noqa: S101 - nobody asks for others
    return read_as(kind, file.path, read_found(root, file), reading, file.digest)


def read_as(kind: Kind, path: str, data: bytes, reading: Reading, digest: str = "") -> Read:
    """What bytes are that lie at `path`; `digest` is theirs, which a picture says of itself."""
    if kind == "picture":
        return read_picture(path, data, reading.language, digest)
    return _READERS[kind](path, data, reading)
