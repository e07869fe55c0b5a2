"""`content/authors/<name>.md` becomes an `Author`: a profile with a page of its own."""

import posixpath
import unicodedata

import msgspec

from carblog.model.content import Author, Read, Reading
from carblog.model.paths import fault_in_name
from carblog.model.problem import Place
from carblog.read.document import read_document
from carblog.read.fields import Fields
from carblog.read.foreign import AUTHOR_NEAR, AUTHOR_SAME
from carblog.read.links import profiles
from carblog.read.problems import Problems
from carblog.read.shown import reference


def read_author(path: str, data: bytes, reading: Reading) -> Read:
    """`content/authors/jane.md` or `content/authors/jane/index.md` → `/authors/jane/`."""
    problems = Problems(path)
    inside = unicodedata.normalize("NFC", path).removeprefix("content/authors/")
    slug = posixpath.splitext(inside)[0].removesuffix("/index")
    if fault := fault_in_name(slug):
        hint = "a profile is content/authors/<name>.md"
        message = f'"{slug}" cannot be the name of a profile: {fault}'
        problems.error(Place(path), "path-name", message, hint)
        return Read(problems=tuple(problems.found))
    document = read_document(data, reading, problems)
    url = f"/authors/{slug}/"
    author = Author(path=path, slug=slug, url=url, name=slug, prose=document.prose)
    if document.head is not None:
        author = _with_head(author, Fields(document.head, problems, same=AUTHOR_SAME))
    return Read(value=author, body=document.body, problems=tuple(problems.found))


def _with_head(author: Author, fields: Fields) -> Author:
    author = msgspec.structs.replace(
        author,
        name=fields.required("name", "name: Jane Doe") or author.name,
        role=fields.text("role"),
        photo=reference(fields, "photo"),
        links=profiles(fields),
    )
    fields.finish(AUTHOR_NEAR)
    return author
