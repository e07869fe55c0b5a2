"""Enclosures and Media RSS: lengths, types and dimensions are those of the files themselves."""

from collections.abc import Iterator

from lxml import etree
from PIL import Image

from tests.support.feed_text import Fault, address_faults
from tests.support.publication import Publication
from tests.support.xmlfile import NAMESPACES, all_of

TYPES = {
    ".avif": "image/avif",
    ".gif": "image/gif",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".mp3": "audio/mpeg",
    ".mp4": "video/mp4",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".webp": "image/webp",
}
# Media RSS 1.5.1, <media:content>
MEDIA = frozenset({"image", "audio", "video", "document", "executable"})


def media_faults(site: Publication, item: etree._Element) -> Iterator[Fault]:
    """Everything wrong with the files that an item carries."""
    enclosures = all_of(item, "enclosure")
    if len(enclosures) > 1:
        yield "enclosure", f"has {len(enclosures)} enclosures; readers take one"
    for enclosure in enclosures:
        yield from _enclosure(site, enclosure)
    for group in all_of(item, "media:group"):
        if len(all_of(group, "media:content")) < 2:
            yield "media", "media:group is for two or more encodings of one thing"
    tag = f"{{{NAMESPACES['media']}}}"
    contents = list(item.iter(f"{tag}content"))
    if sum(content.get("isDefault") == "true" for content in contents) > 1:
        yield "media", "more than one media:content is the default"
    for content in contents:
        yield from _content(site, content)
    for thumbnail in item.iter(f"{tag}thumbnail"):
        yield from _file(site, "media:thumbnail", thumbnail)
        yield from _dimensions(site, "media:thumbnail", thumbnail)
    for credit in item.iter(f"{tag}credit"):
        if not (credit.text or "").strip():
            yield "media", "media:credit is empty"


def _enclosure(site: Publication, enclosure: etree._Element) -> Iterator[Fault]:
    yield from _file(site, "enclosure", enclosure)
    if not enclosure.get("type"):
        yield "enclosure", "has no type"
    yield from _length(site, "enclosure length", enclosure, "length", needed=True)


def _content(site: Publication, content: etree._Element) -> Iterator[Fault]:
    yield from _file(site, "media:content", content)
    medium = content.get("medium")
    if medium not in MEDIA:
        yield "media", f"medium {medium!r} is none of {', '.join(sorted(MEDIA))}"
    yield from _length(site, "media:content fileSize", content, "fileSize", needed=False)
    if medium == "image":
        yield from _dimensions(site, "media:content", content)


def _file(site: Publication, name: str, element: etree._Element) -> Iterator[Fault]:
    """The address is full and true, and the type is that of its ending."""
    url = element.get("url", "")
    yield from address_faults(site, name, url)
    kind = element.get("type")
    ending = "." + url.rpartition(".")[2].lower()
    if kind and TYPES.get(ending, kind) != kind:
        yield "type", f"{name} {url} is called {kind}"


def _length(
    site: Publication, name: str, element: etree._Element, attribute: str, *, needed: bool
) -> Iterator[Fault]:
    stated, size = element.get(attribute), site.size_of(element.get("url", ""))
    if stated is None and not needed:
        return
    if stated is None or not stated.isdecimal():
        yield "length", f"{name} {stated!r} is not a number of bytes"
    elif size is not None and int(stated) != size:
        yield "length", f"{name} is {stated}, and the file has {size} bytes"


def _dimensions(site: Publication, name: str, element: etree._Element) -> Iterator[Fault]:
    stated = (element.get("width"), element.get("height"))
    path = site.file_of(element.get("url", ""))
    if stated == (None, None) or path is None or path.endswith(".svg"):
        return
    with Image.open(site.folder / path) as picture:
        true = tuple(str(side) for side in picture.size)
    if stated != true:
        yield "size", f"{name} {path} is {'×'.join(true)}, not {'×'.join(map(str, stated))}"
