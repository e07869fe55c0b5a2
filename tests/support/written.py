"""A site written down in a test, read and assembled without a disk."""

from collections.abc import Mapping
from datetime import UTC, datetime
from io import BytesIO

from PIL import Image

from carblog.assemble.due import Clock
from carblog.assemble.site import Assembled, assemble
from carblog.flow.kinds import kind_of
from carblog.flow.reading import read_as
from carblog.model.content import (
    Article,
    Author,
    Car,
    Content,
    GalleryNotes,
    Picture,
    Read,
    Reading,
    Sidecar,
)
from carblog.model.digest import digest_bytes
from carblog.model.problem import Problem
from carblog.model.settings import Settings
from carblog.read.settings import read_settings

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
WORDS = {"photo.alt": "{caption}, photo {number} of {count}"}


def jpeg(width: int = 32, height: int = 18, colour: str = "grey", xmp: str = "") -> bytes:
    """A small picture; another colour makes other bytes. `xmp`: a packet to carry."""
    file = BytesIO()
    carried = {"xmp": xmp.encode()} if xmp else {}
    Image.new("RGB", (width, height), colour).save(file, "JPEG", **carried)
    return file.getvalue()


def xmp(properties: str) -> str:
    """An XMP packet with these properties as elements: `<dc:description>The tail</…>`."""
    return (
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF'
        ' xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/"'
        ' xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"'
        ' xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/">'
        f'<rdf:Description rdf:about="">{properties}</rdf:Description></rdf:RDF></x:xmpmeta>'
    )


def story(title: str = "A story", body: str = "Text.", **more: str) -> str:
    """A Markdown file: front matter values as YAML text."""
    values = {"title": title, "date": "2026-05-01"} | more
    lines = [f"{key}: {value}" for key, value in values.items()]
    return "\n".join(["---", *lines, "---", "", body, ""])


def read_all(files: Mapping[str, str | bytes], reading: Reading) -> dict[str, Read]:
    """Every file that has a reader, read."""
    read: dict[str, Read] = {}
    for path, data in sorted(files.items()):
        if kind := kind_of(path):
            bytes_ = data if isinstance(data, bytes) else data.encode()
            read[path] = read_as(kind, path, bytes_, reading)
    return read


def content_of(files: Mapping[str, str | bytes], read: Mapping[str, Read]) -> Content:
    """What these files were read as, by kind."""
    values = [each.value for each in read.values()]
    others = {
        path: digest_bytes(data if isinstance(data, bytes) else data.encode())
        for path, data in sorted(files.items())
        if path not in read and path.startswith(("content/", "static/"))
    }
    return Content(
        articles=tuple(value for value in values if isinstance(value, Article)),
        authors=tuple(value for value in values if isinstance(value, Author)),
        cars=tuple(value for value in values if isinstance(value, Car)),
        notes=tuple(value for value in values if isinstance(value, GalleryNotes)),
        pictures=tuple(value for value in values if isinstance(value, Picture)),
        sidecars=tuple(value for value in values if isinstance(value, Sidecar)),
        files=others,
    )


def assembled(
    files: Mapping[str, str | bytes],
    *,
    now: datetime = NOW,
    drafts: bool = False,
    ahead: bool = False,
) -> Assembled:
    """The site that these files make; the problems of reading come first."""
    text = files.get("site.yaml", "")
    settings, found = read_settings("site.yaml", text.encode() if isinstance(text, str) else text)
    reading = Reading(timezone=(settings or Settings()).timezone)
    read = read_all(files, reading)
    clock = Clock(now=now, drafts=drafts, ahead=ahead)
    made = assemble(content_of(files, read), settings or Settings(), WORDS, clock)
    problems: list[Problem] = [*found]
    for each in read.values():
        problems += each.problems
    return Assembled(site=made.site, problems=(*problems, *made.problems))


def told(made: Assembled) -> list[str]:
    """Its errors as a writer reads them: place, code, hint."""
    return [
        f"{problem.place} {problem.code} {problem.hint}".strip()
        for problem in made.problems
        if problem.severity == "error"
    ]
