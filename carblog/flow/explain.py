"""`carblog plan`: every output, and why one would be made again."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

import msgspec

from carblog.flow.listing import table
from carblog.flow.parts import NEW, changed_parts, fine_parts
from carblog.flow.request import Request, Told
from carblog.flow.session import session
from carblog.flow.survey import Survey, survey
from carblog.model.output import Output
from carblog.model.paths import file_of
from carblog.model.problem import Place, Problem, nearest
from carblog.model.settings import Settings
from carblog.run import manifest
from carblog.run.failure import machine
from carblog.run.found import Found
from carblog.run.remembered import Published

CHANGED, SAME, GONE = "changed", "same", "gone"
_VERDICTS = {
    NEW: "it was never published, and would be made",
    CHANGED: "it would be made again, because of what changed since it was published",
    SAME: "it is published as it is, and nothing would be made",
    GONE: "it was published; the site no longer has it, and it would be removed",
}
_LOST = "it would be made again, because its file was changed or deleted"


class _Plan(msgspec.Struct, frozen=True):
    """The outputs of a site beside what is published."""

    found: Survey
    published: Mapping[str, Published]
    """All that is remembered."""
    standing: Mapping[str, Published]
    """Of this, what is still in the output folder, byte for byte."""

    def state(self, output: Output) -> str:
        if output.path not in self.published:
            return NEW
        standing = self.standing.get(output.path)
        return SAME if standing and standing.key == output.key else CHANGED

    @property
    def gone(self) -> list[str]:
        """Files that would be removed."""
        return sorted(self.standing.keys() - {output.path for output in self.found.outputs})


def outline(request: Request) -> Told:
    """Every output: its state, its kind, its path, and what it comes from."""
    plan = _planned(request)
    rows: list[dict[str, Any]] = [
        {
            "state": plan.state(output),
            "kind": output.kind,
            "path": output.path,
            "source": output.source,
        }
        for output in plan.found.outputs
    ]
    gone = plan.gone if plan.found.outputs else []
    rows += [{"state": GONE, "kind": "", "path": path, "source": ""} for path in gone]
    shown = [{name: row[name] for name in ("state", "kind", "path")} for row in rows]
    states = Counter(row["state"] for row in rows)
    counted = ", ".join(f"{count:,} {state}" for state, count in states.items())
    text = f"{table(shown)}\n\n{len(plan.found.outputs):,} outputs: {counted}" if rows else ""
    return Told(text=text, data=rows, problems=plan.found.problems)


def why(request: Request, url: str) -> Told:
    """The parts of a key, and which of them changed since the output was published.

    `url` is a URL, a site path, a path in the output folder, or an input file with its outputs.
    """
    plan = _planned(request)
    found = plan.found
    paths = _paths(url, found, request)
    answers = [_answer(plan, each) for each in found.outputs if each.path in paths]
    answers += [_answer(plan, each) for each in found.outputs if each.source == url]
    answers += [{"path": path, "state": GONE, "parts": []} for path in plan.gone if path in paths]
    problems = found.problems
    if not answers and found.outputs:
        message = f'the site has nothing at "{url}"'
        known = ["/" + output.path.removesuffix("index.html") for output in found.outputs]
        hint = nearest(url, known) or "`carblog plan` lists all that it has"
        problems = (*problems, Problem(Place("--why"), "unknown-url", message, hint))
    return Told(text="\n\n".join(map(_text, answers)), data=answers, problems=problems)


def _planned(request: Request) -> _Plan:
    with session(request) as held, machine(request.root):
        found = survey(request, held.store, held.workers)
        published = held.store.published()
        owned = manifest.read(request.output) or {}
        return _Plan(found, published, Found(request.output, owned, published).standing())


def _paths(url: str, found: Survey, request: Request) -> set[str]:
    """The paths in the output folder that people may mean by `url`."""
    settings = found.settings or Settings()
    prefixes = ("", settings.base_url, settings.base_path, f"{request.output.name}/")
    inside = {url.removeprefix(prefix).lstrip("/") for prefix in prefixes}
    return {file_of(each) for each in inside} | {file_of(f"{each}/") for each in inside}


def _answer(plan: _Plan, output: Output) -> dict[str, Any]:
    parts = fine_parts(output)
    before = plan.published.get(output.path)
    changed = changed_parts(parts, before) if before else []
    return {
        "path": output.path,
        "kind": output.kind,
        "source": output.source,
        "state": plan.state(output),
        "parts": [
            {"part": name, "changed": name in changed, "digest": value[:12]}
            for name, value in parts.items()
        ],
    }


def _text(answer: Mapping[str, Any]) -> str:
    """The verdict, then what the key is made of, what changed first."""
    state, parts = answer["state"], answer["parts"]
    changed = any(part["changed"] for part in parts)
    verdict = _VERDICTS[state] if changed or state != CHANGED else _LOST
    about = f" ({answer['kind']} from {answer['source']})" if state != GONE else ""
    lines = [
        f"  {CHANGED if part['changed'] else state if state == NEW else SAME:7}  {part['part']}"
        for part in sorted(parts, key=lambda part: not part["changed"])
    ]
    return "\n".join([f"{answer['path']}{about}: {verdict}", *lines])
