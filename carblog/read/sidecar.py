"""An XMP file beside a picture becomes a value: words that its photographer did not put into it."""

from carblog.model.content import Read, Sidecar
from carblog.model.problem import Place, Problem
from carblog.read.words import words_of
from carblog.read.words.order import found_in
from carblog.read.words.xmp import Broken, xmp_words


def read_sidecar(path: str, data: bytes, language: str = "en") -> Read:
    """The value of a sidecar is a `Sidecar`; of a broken one there is none, and a warning."""
    said = xmp_words(data, language)
    if isinstance(said, Broken):
        problem = Problem(
            Place(path, said.line, said.column),
            "sidecar-broken",
            f"it cannot be read as XMP: {said.message}",
            "write it again from the program that it comes from; its words are not used",
            "warning",
        )
        return Read(problems=(problem,))
    return Read(value=Sidecar(path=path, words=words_of(found_in(said, path))))
