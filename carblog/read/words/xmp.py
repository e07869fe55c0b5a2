"""The words of an XMP packet (ISO 16684-1): RDF in any of its spellings, read without trust."""

from collections.abc import Mapping
from typing import NamedTuple
from xml.parsers import expat

from carblog.read.words.said import Said, camera_of, names_of, place_of

MOST_BYTES = 8_000_000
"""Lightroom writes masks into sidecars as text, a few megabytes at most."""
MOST_DEPTH = 64

_SPACES = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "x": "adobe:ns:meta/",
    "xml": "http://www.w3.org/XML/1998/namespace",
    "dc": "http://purl.org/dc/elements/1.1/",
    "cc": "http://creativecommons.org/ns#",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "xmpMM": "http://ns.adobe.com/xap/1.0/mm/",
    "xmpRights": "http://ns.adobe.com/xap/1.0/rights/",
    "photoshop": "http://ns.adobe.com/photoshop/1.0/",
    "crs": "http://ns.adobe.com/camera-raw-settings/1.0/",
    "plus": "http://ns.useplus.org/ldf/xmp/1.0/",
    "Iptc4xmpCore": "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/",
    "Iptc4xmpExt": "http://iptc.org/std/Iptc4xmpExt/2008-02-29/",
    "mwg-rs": "http://www.metadataworkinggroup.com/schemas/regions/",
    "tiff": "http://ns.adobe.com/tiff/1.0/",
    "exif": "http://ns.adobe.com/exif/1.0/",
    "exifEX": "http://cipa.jp/exif/1.0/",
    "aux": "http://ns.adobe.com/exif/1.0/aux/",
}
_SYNTAX = (_SPACES["rdf"] + " ", _SPACES["x"] + " ")
_RESOURCE = _SPACES["rdf"] + " resource"
_LANGUAGE = _SPACES["xml"] + " lang"

_TEXTS = (
    *("dc:description", "dc:title", "dc:creator", "dc:rights"),
    *("photoshop:Headline", "photoshop:Credit"),
    *("photoshop:City", "photoshop:State", "photoshop:Country"),
    *("photoshop:DateCreated", "exif:DateTimeOriginal"),
    *("xmpRights:WebStatement", "cc:license", "plus:Licensor/plus:LicensorURL"),
    *("Iptc4xmpCore:AltTextAccessibility", "Iptc4xmpCore:ExtDescrAccessibility"),
    *("Iptc4xmpExt:DigitalSourceType",),
    *("tiff:Make", "tiff:Model", "exifEX:LensModel", "aux:Lens"),
)

Path = tuple[str, ...]
"""The names of a property and of its fields, each as namespace, space, name."""
Values = list[tuple[str, str]]
"""(language, text) in the order of the packet."""


class Broken(NamedTuple):
    """Why a packet cannot be read."""

    line: int
    column: int
    """Both from 1; 0 when it is the whole."""
    message: str


def path_of(name: str) -> Path:
    """`plus:Licensor/plus:LicensorURL` as a path."""
    steps = (step.split(":") for step in name.split("/"))
    return tuple(f"{_SPACES[prefix]} {local}" for prefix, local in steps)


_WANTED = {path_of(name): name for name in _TEXTS}


def xmp_words(data: bytes, language: str = "en") -> Said | Broken:
    """What an XMP packet says, by `XMP` and the name of the property.

    Of a text in several languages the one in `language` is taken, else the default.
    """
    found = properties(data, _WANTED)
    if isinstance(found, Broken):
        return found
    single = {name: in_language(values, language) for name, values in found.items()}
    said = {f"XMP {name}": text for name, text in single.items()}
    said["XMP dc:creator"] = names_of(text for _, text in found.get("dc:creator", []))
    said["XMP photoshop:City, State, Country"] = place_of(
        *(single.get(f"photoshop:{part}", "") for part in ("City", "State", "Country"))
    )
    said["XMP tiff:Make, Model"] = camera_of(
        single.get("tiff:Make", ""), single.get("tiff:Model", "")
    )
    return {source: text for source, text in said.items() if text}


def in_language(values: Values, language: str) -> str:
    """The text in `language` (`de` is also `de-AT`), else the default, else the first."""

    def distance(value: tuple[str, str]) -> int:
        tag, wanted = value[0].casefold(), language.casefold()
        if tag == wanted:
            return 0
        if tag.partition("-")[0] == wanted.partition("-")[0]:
            return 1
        return 2 if tag == "x-default" else 3

    return min(values, key=distance)[1] if values else ""


def properties(data: bytes, wanted: Mapping[Path, str]) -> dict[str, Values] | Broken:
    """The values of the properties in `wanted`, by their names there.

    A property that is there without a text of its own, such as a list of structures, is there
    without values.
    """
    if len(data) > MOST_BYTES:
        return Broken(0, 0, f"it has more than {MOST_BYTES // 1_000_000} MB")
    reader = _Reader(wanted)
    try:
        is_wide = b"\0" in data[:4]  # UTF-16: its zeros are not what programs pad with
        reader.read(data if is_wide else data.strip(b"\0 \t\r\n"))
    except expat.ExpatError as error:
        return Broken(error.lineno, error.offset + 1, _plain(expat.ErrorString(error.code)))
    except _RefusedError as error:
        return Broken(reader.line, 0, str(error))
    return reader.found


_ENDS_EARLY = "it ends too early"
_PLAIN = {
    "mismatched tag": "this closing tag does not fit the one that is open",
    "no element found": _ENDS_EARLY,
    "not well-formed (invalid token)": "this character cannot stand here in XML",
    "syntax error": "it is not XML",
    "unclosed token": _ENDS_EARLY,
}
"""Expat's words for what happens to sidecars; the others are kept."""


def _plain(error: str) -> str:
    return _PLAIN.get(error, error)


class _RefusedError(Exception):
    """XML that no program writes into an XMP packet."""


class _Reader:
    """Follows the elements. `rdf:` and `x:` are grammar; the names of all others make the path."""

    def __init__(self, wanted: Mapping[Path, str]) -> None:
        self.found: dict[str, Values] = {}
        self._wanted = wanted
        self._names = {path[-1] for path in wanted}
        self._open: list[tuple[Path, str]] = [((), "")]
        self._text: list[str] = []
        self._parser = parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text.append
        parser.StartDoctypeDeclHandler = self._doctype

    @property
    def line(self) -> int:
        return self._parser.CurrentLineNumber

    def read(self, data: bytes) -> None:
        self._parser.Parse(data, True)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        path, language = self._open[-1]
        if len(self._open) > MOST_DEPTH:
            message = f"its elements are nested more than {MOST_DEPTH} deep"
            raise _RefusedError(message)
        if not name.startswith(_SYNTAX):
            path = (*path, name)
        language = attributes.get(_LANGUAGE, language)
        self._open.append((path, language))
        self._text.clear()
        if path in self._wanted:
            self.found.setdefault(self._wanted[path], [])
            self._keep(path, language, attributes.get(_RESOURCE, ""))
        for attribute, value in attributes.items():
            if attribute in self._names:
                self._keep((*path, attribute), language, value)

    def _end(self, _name: str) -> None:
        path, language = self._open.pop()
        if path in self._wanted:
            self._keep(path, language, "".join(self._text))
        self._text.clear()

    def _keep(self, path: Path, language: str, text: str) -> None:
        name = self._wanted.get(path)
        if name is not None and text.strip():
            self.found.setdefault(name, []).append((language, text.strip()))

    def _doctype(self, *_: object) -> None:
        message = "it has a document type, which XMP never has"
        raise _RefusedError(message)
