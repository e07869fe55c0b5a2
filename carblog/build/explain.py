"""`carblog plan`: every output, and why one would be made again."""

from typing import Any

from carblog.build.listing import Told
from carblog.build.request import Request
from carblog.build.session import session
from carblog.build.survey import Survey, survey
from carblog.model.digest import digest
from carblog.model.output import Output, PageOutput
from carblog.model.paths import file_of
from carblog.model.problem import Place, Problem, nearest
from carblog.run.remembered import Published

KINDS = {
    "PageOutput": "page",
    "FeedOutput": "feed",
    "PictureOutput": "picture",
    "CopyOutput": "file",
    "BytesOutput": "file",
}


def outline(request: Request) -> Told:
    """Every output: its kind, its path, what it comes from, and whether it would be made."""
    with session(request) as held:
        found = survey(request, held.store, held.workers)
        published = held.store.published()
    rows: list[dict[str, Any]] = [
        {
            "state": _state(output, published.get(output.path)),
            "kind": KINDS[type(output).__name__],
            "path": output.path,
            "source": output.source,
        }
        for output in found.outputs
    ]
    text = "\n".join(f"{row['state']:4}  {row['kind']:7}  {row['path']}" for row in rows)
    return _told(found, text, rows)


def why(request: Request, url: str) -> Told:
    """The parts of an output's key, and which of them changed since it was published."""
    with session(request) as held:
        found = survey(request, held.store, held.workers)
        published = held.store.published()
    path = file_of(url.removeprefix(found.settings.base_url.rstrip("/")) if found.settings else url)
    output = next((output for output in found.outputs if output.path == path), None)
    if output is None:
        known = ["/" + each.path.removesuffix("index.html") for each in found.outputs]
        message = f'the site has no output "{url}"'
        problem = Problem(Place(request.root.name), "unknown-url", message, nearest(url, known))
        return Told(problems=(*found.problems, problem), settings_failed=found.settings_failed)
    known_parts = published[path].parts if path in published else None
    rows = _parts(output, known_parts)
    text = "\n".join([_verdict(output, published.get(path)), *(_line(row) for row in rows)])
    return _told(found, text, rows)


def fine_parts(output: Output) -> dict[str, str]:
    """The parts of an output's key, a page's taken apart into its fields: what `why` compares."""
    parts = dict(output.parts)
    if isinstance(output, PageOutput):
        page = output.names["page"]
        for field in page.__struct_fields__:
            parts[f"page.{field}"] = digest(getattr(page, field))
    return parts


def _parts(output: Output, before: dict[str, str] | None) -> list[dict[str, Any]]:
    return [
        {
            "part": name,
            "changed": before is not None and before.get(name) != value,
            "digest": value[:12],
        }
        for name, value in fine_parts(output).items()
    ]


def _line(row: dict[str, Any]) -> str:
    return f"  {'changed' if row['changed'] else 'same':8}{row['part']}"


def _verdict(output: Output, before: Published | None) -> str:
    source = f"{output.path} from {output.source}"
    match _state(output, before):
        case "new":
            return f"{source}: never published, it would be made"
        case "same":
            return f"{source}: published as it is, nothing would be made"
        case _:
            return f"{source}: it would be made again, because of what changed"


def _state(output: Output, before: Published | None) -> str:
    if before is None:
        return "new"
    return "same" if before.key == output.key else "make"


def _told(found: Survey, text: str, rows: list[dict[str, Any]]) -> Told:
    return Told(
        text=text,
        data=rows,
        problems=found.problems,
        settings_failed=found.settings_failed,
    )
