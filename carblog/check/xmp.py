"""What an XMP packet says beside rights.

The list is written down here once more, so that what writes packets cannot also excuse them.
"""

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator

_SPACES = {
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://ns.adobe.com/photoshop/1.0/": "photoshop",
    "http://ns.adobe.com/xap/1.0/rights/": "xmpRights",
    "http://ns.useplus.org/ldf/xmp/1.0/": "plus",
    "http://iptc.org/std/Iptc4xmpExt/2008-02-29/": "Iptc4xmpExt",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf",
    "http://www.w3.org/XML/1998/namespace": "xml",
    "adobe:ns:meta/": "x",
}

_PROPERTIES = frozenset(
    "dc:creator dc:rights photoshop:Credit xmpRights:Marked xmpRights:WebStatement"
    " plus:Licensor plus:LicensorURL Iptc4xmpExt:DigitalSourceType".split()
)
"""All that may be said (IPTC Photo Metadata Standard 2023.1)."""

_GRAMMAR = frozenset(
    "x:xmpmeta rdf:RDF rdf:Description rdf:about rdf:Seq rdf:Alt rdf:Bag rdf:li rdf:parseType"
    " xml:lang".split()
)
_NO_WORDS = frozenset({"x:xmpmeta", "rdf:RDF", "rdf:Description", "rdf:Seq", "rdf:Alt", "rdf:Bag"})
"""What holds other elements, and no text of its own."""

_ASIDE = re.compile(rb"<!|<\?(?!xpacket (begin|end)=[^?<>]{0,60}\?>)")
"""Comments, document types, and any instruction but the two around a packet."""


def strangers(packet: bytes) -> list[str]:
    """The names of everything in a packet that is not on the list, sorted."""
    if b"\0" in packet:  # what follows looks at bytes, and ours are UTF-8
        return ["words that are no UTF-8"]
    if _ASIDE.search(packet):
        return ["comments or instructions"]
    try:
        root = ET.fromstring(packet)  # noqa: S314 - nothing is declared in it, so nothing expands
    except (ET.ParseError, ValueError):
        return ["words that are no XML"]
    return sorted({name for element in root.iter() for name in _strange(element)})


def _strange(element: ET.Element) -> Iterator[str]:
    named = _name(element.tag)
    for name in (named, *map(_name, element.keys())):
        if name not in _PROPERTIES | _GRAMMAR:
            yield name
    around = [element.text or ""] if named in _NO_WORDS else []
    if "".join([*around, element.tail or ""]).strip():
        yield f"words in {named}"


def _name(tag: str) -> str:
    """`{http://purl.org/dc/elements/1.1/}creator` is `dc:creator`."""
    space, _, local = tag.removeprefix("{").rpartition("}")
    return f"{_SPACES[space]}:{local}" if space in _SPACES else f"{space} {local}".strip()
