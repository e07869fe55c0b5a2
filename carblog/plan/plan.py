"""A site becomes every file that the published site contains, each with its key."""

from collections.abc import Iterable, Iterator

import msgspec

from carblog.model.digest import digest, digest_bytes
from carblog.model.download import PICTURE_ENDINGS
from carblog.model.output import BytesOutput, CopyOutput, DownloadOutput, Output
from carblog.model.paths import fault_in_output_path, file_of
from carblog.model.problem import Place, Problem
from carblog.model.site import Site
from carblog.model.theme import Theme
from carblog.plan.articles import articles, cars
from carblog.plan.collisions import collisions
from carblog.plan.downloads import downloads
from carblog.plan.feeds import feeds
from carblog.plan.galleries import galleries
from carblog.plan.links import broken_site_paths
from carblog.plan.lists import lists
from carblog.plan.nodes import Nodes
from carblog.plan.page import Sheet, outputs_of
from carblog.plan.pictures import pictures
from carblog.plan.redirects import missing, redirects
from carblog.plan.shared import Shared
from carblog.plan.sitemap import robots, sitemaps
from carblog.plan.structured import structured

STATIC = "static/"


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    outputs: tuple[Output, ...] = ()
    """By path."""
    problems: tuple[Problem, ...] = ()


def plan(site: Site, theme: Theme, identity: str) -> Plan:
    """Every output of the site. `identity` says with what code outputs are made."""
    shared = Shared(site, theme)
    nodes = Nodes(shared)
    sheets = [structured(sheet, nodes) for sheet in _sheets(shared)]
    outputs: list[Output] = []
    problems: list[Problem] = []
    for made in outputs_of(sheets, shared, identity):
        if isinstance(made, Problem):
            problems.append(made)
        else:
            outputs.append(made)
    outputs += feeds(shared, identity)
    outputs += pictures(site, theme)
    outputs += downloads(site, identity)
    outputs += _assets(theme)
    outputs += _files(site, identity)
    taken = {output.path for output in outputs}
    outputs += [output for output in _for_machines(shared, sheets) if output.path not in taken]
    problems += _unwritable(outputs)
    problems += collisions(outputs)
    problems += broken_site_paths(site, outputs)
    return Plan(outputs=tuple(sorted(outputs, key=_path)), problems=tuple(problems))


def _sheets(shared: Shared) -> Iterator[Sheet]:
    yield from articles(shared)
    yield from lists(shared)
    yield from galleries(shared)
    yield from cars(shared)
    yield from redirects(shared)
    yield missing(shared)


def _path(output: Output) -> str:
    return output.path


def _for_machines(shared: Shared, sheets: Iterable[Sheet]) -> Iterator[BytesOutput]:
    yield from sitemaps((sheet.page for sheet in sheets), shared)
    yield robots(shared.settings)


def _assets(theme: Theme) -> Iterator[BytesOutput]:
    for asset in theme.assets.values():
        parts = {"asset": digest_bytes(asset.data)}
        path = asset.url.lstrip("/")
        yield BytesOutput(
            path=path, source=asset.path, parts=parts, key=digest(parts), data=asset.data
        )


def _files(site: Site, identity: str) -> Iterator[CopyOutput | DownloadOutput]:
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


def _unwritable(outputs: Iterable[Output]) -> Iterator[Problem]:
    """Outputs that no file system could hold, or no address name."""
    for output in outputs:
        if fault := fault_in_output_path(output.path):
            shown = "".join(char if char.isprintable() else "�" for char in output.path)
            message = f'this cannot be published at "{shown}": {fault}'
            yield Problem(Place(output.source), "output-path", message, "rename it")
