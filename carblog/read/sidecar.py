"""An XMP file beside a picture becomes a value: words that its photographer did not put into it."""

from carblog.model.content import Read, Sidecar
from carblog.model.problem import Place, Problem
from carblog.read.words import Found, words_of
from carblog.read.words.order import found_in
from carblog.read.words.xmp import Broken, xmp_words

ENDING = ".xmp"


def read_sidecar(path: str, data: bytes, language: str = "en") -> Read:
    """The value of a sidecar is a `Sidecar`; of a broken one there is none, and a warning."""
    found = found_beside(path, data, language)
    if isinstance(found, Broken):
        problem = Problem(
            Place(path, found.line, found.column),
            "sidecar-broken",
            f"it cannot be read as XMP: {found.message}",
            "write it again from the program that it comes from; its words are not used",
            "warning",
        )
        return Read(problems=(problem,))
    return Read(value=Sidecar(path=path, words=words_of(found)))


def found_beside(path: str, data: bytes, language: str) -> tuple[Found, ...] | Broken:
    """All that the sidecar at `path` says, by field, those that count more first."""
    said = xmp_words(data, language)
    return said if isinstance(said, Broken) else found_in(said, path[: -len(ENDING)])
