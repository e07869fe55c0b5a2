"""Files that need no page: assets of the theme, `static/`, and what stories link to."""

from collections.abc import Iterator

from carblog.model.digest import digest, digest_bytes
from carblog.model.download import PICTURE_ENDINGS
from carblog.model.output import BytesOutput, CopyOutput, DownloadOutput
from carblog.model.paths import file_of
from carblog.model.site import Site
from carblog.model.theme import Theme

STATIC = "static/"


def assets(theme: Theme) -> Iterator[BytesOutput]:
    """Stylesheets, scripts and fonts of the theme."""
    for asset in theme.assets.values():
        parts = {"asset": digest_bytes(asset.data)}
        path = asset.url.lstrip("/")
        yield BytesOutput(
            path=path, source=asset.path, parts=parts, key=digest(parts), data=asset.data
        )


def files(site: Site, identity: str) -> Iterator[CopyOutput | DownloadOutput]:
    """Files of `static/`, and files that a story links to.

    Pictures lose what is beside their pixels here too, whatever makes them public.
    """
    static = [(path.removeprefix(STATIC), path) for path in site.digests if path.startswith(STATIC)]
    linked = [(file_of(url), path) for url, path in site.files]
    for path, source in [*static, *linked]:
        found = site.digests[source]
        if source.rpartition(".")[2].lower() in PICTURE_ENDINGS:
            parts = {"code": identity, "file": found}
            yield DownloadOutput(
                path=path, source=source, parts=parts, key=digest(parts), digest=found, signed=True
            )
        else:
            parts = {"file": found}
            yield CopyOutput(path=path, source=source, parts=parts, key=digest(parts), digest=found)
