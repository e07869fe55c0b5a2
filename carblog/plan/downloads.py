"""Originals that readers may have: of the galleries that say `download: true`."""

from collections.abc import Iterator

from carblog.model.digest import digest
from carblog.model.download import download_key
from carblog.model.output import DownloadOutput
from carblog.model.site import Site


def downloads(site: Site, identity: str) -> Iterator[DownloadOutput]:
    """One output for each photo that is given away. `identity` says with what code it is made."""
    for album in site.albums:
        for photo in album.photos:
            if photo.download:
                image = photo.image
                parts = {"code": identity, "download": download_key(image)}
                yield DownloadOutput(
                    path=photo.download.lstrip("/"),
                    source=image.source,
                    parts=parts,
                    key=digest(parts),
                    digest=image.digest,
                    redact=image.redact,
                    rights=image.rights,
                )
