"""Input files that leave no trace in the site, and why."""

import posixpath
from collections.abc import Iterable, Iterator

from carblog.assemble.albums import ROOT
from carblog.assemble.words import ENDING
from carblog.model.content import Content
from carblog.model.paths import nfc
from carblog.model.site import Site, Skipped, UsedImage

WHY = "nothing that is online points at it"


def skipped(
    content: Content, site: Site, before: tuple[Content, Site] | None
) -> tuple[Skipped, ...]:
    """Files that are in no gallery, and that nothing points at. `before`: what they were for
    another content and site."""
    if before is not None and _decides(*before) == _decides(content, site):
        return before[1].skipped
    return (*_pictures(content, site.images), *_sidecars(content), *_files(content, site.files))


def _decides(content: Content, site: Site) -> tuple[object, ...]:
    return content.pictures, content.sidecars, content.files, site.images, site.files


def _pictures(content: Content, images: Iterable[UsedImage]) -> Iterator[Skipped]:
    shown = {used.image.source for used in images}
    for picture in content.pictures:
        is_in_gallery = posixpath.dirname(picture.path).startswith(ROOT)
        if not is_in_gallery and picture.path not in shown:
            yield Skipped(picture.path, WHY)


def _sidecars(content: Content) -> Iterator[Skipped]:
    if not content.sidecars:
        return
    names = {nfc(picture.path) for picture in content.pictures}
    names |= {name.rpartition(".")[0] for name in names}
    for sidecar in content.sidecars:
        if nfc(sidecar.path)[: -len(ENDING)] not in names:
            yield Skipped(sidecar.path, "there is no picture of this name beside it")


def _files(content: Content, linked: Iterable[tuple[str, str]]) -> Iterator[Skipped]:
    paths = {path for _, path in linked}
    for path in content.files:
        if path.startswith("content/") and path not in paths:
            yield Skipped(path, WHY)
