"""What is at an address of the preview: a file of the site, another address, or nothing."""

from collections.abc import Callable
from concurrent.futures import Future
from urllib.parse import unquote

import msgspec

from carblog.model.digest import digest
from carblog.model.paths import file_of, href
from carblog.model.problem import Problem
from carblog.model.site import Waiting
from carblog.serve.answers import Answer, Coming, Failed
from carblog.serve.preview import Preview
from carblog.serve.telling import Told, told

MISSING = "404.html"
"""The site's own page for addresses at which there is nothing."""

KnownTo = Callable[[str], bool]
"""Whether a browser has what this key is of."""


class Failure(msgspec.Struct, frozen=True):
    """Something that could not be made when it was asked for."""

    path: str
    """Of the output."""
    key: str
    """That it had: with another one it may be mended."""
    problem: Problem
    told: Told


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """What is at an address."""

    key: str = ""
    """Of what is there, or of that there is nothing."""
    answer: Answer | None = None
    """What can be shown; of a page that fails the last that was right."""
    is_known: bool = False
    """The browser has it."""
    coming: Future[None] | None = None
    """It is being made; then ask again."""
    failure: Failure | None = None
    status: int = 200
    moved: str = ""
    """Another address is meant."""
    absent: Waiting | None = None
    """What would be there, and is left out."""
    zone: str = "UTC"
    """The site's."""

    @property
    def source(self) -> str:
        """The input file to name; empty where there is nothing, which no file is to blame for."""
        if self.absent:
            return self.absent.path
        return self.answer.source if self.answer and self.status == 200 else ""


def look_up(preview: Preview, url: str, known: KnownTo) -> Found:
    """What is at a URL's path, its escapes undone."""
    path = file_at(preview, url)
    if path is None and (meant := _meant(preview, url)):
        return Found(moved=href(meant))
    key = key_at(preview, url)
    if path is not None and known(key):
        return Found(key=key, is_known=True)
    zone, status = preview.timezone, 200 if path else 404
    absent = None if path else absent_at(preview, url)
    match preview.answer(path or MISSING):
        case Coming(done=done):
            return Found(coming=done)
        case Failed() as failed:
            failure = failure_of(preview, failed)
            return Found(key=key, answer=failed.last, failure=failure, status=status, zone=zone)
        case answer:
            key = answer.key if answer and path else key
            return Found(key=key, answer=answer, status=status, absent=absent, zone=zone)


def _meant(preview: Preview, url: str) -> str:
    """What is meant by a URL at which there is nothing: it is the root of the host, lacks its
    slash, or begins as all did before the site had another base URL. Else empty."""
    base = base_of(preview)
    if url == "/" and base != "/":
        return base
    former = (unquote(each) for each in sorted(preview.former_base_paths))
    moved = (base + url.removeprefix(each) for each in former if url.startswith(each))
    return next((each for each in (f"{url}/", *moved) if file_at(preview, each) is not None), "")


def base_of(preview: Preview) -> str:
    """What the paths of all URLs of the site begin with, their escapes undone."""
    return unquote(preview.base_path)


def file_at(preview: Preview, url: str) -> str | None:
    """The planned file that is served at the path of a URL."""
    base = base_of(preview)
    if not url.startswith(base):
        return None
    path = file_of(url[len(base) - 1 :])
    return path if preview.key(path) is not None else None


def key_at(preview: Preview, url: str) -> str:
    """What changes when the page at a URL does, also when there is none and then one."""
    path = file_at(preview, url)
    if path and (key := preview.key(path)):
        return key
    return f"404 {digest(preview.key(MISSING), absent_at(preview, url))}"


def absent_at(preview: Preview, url: str) -> Waiting | None:
    """What would be at the path of a URL, and is left out of this site."""
    base = base_of(preview)
    return preview.absent_at(url[len(base) - 1 :]) if url.startswith(base) else None


def failure_of(preview: Preview, failed: Failed) -> Failure:
    """As everybody is told of it."""
    problem = failed.problem
    return Failure(failed.path, failed.key, problem, told(problem, preview.excerpt(problem)))
