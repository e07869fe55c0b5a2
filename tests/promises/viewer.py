"""A preview of a desk's site, held against the same site built from nothing."""

import asyncio
import posixpath
from collections.abc import Iterable
from concurrent.futures import Future
from contextlib import ExitStack
from threading import Event
from typing import Any
from unittest import mock

from carblog.flow.request import Request
from carblog.serve import darkroom
from carblog.serve.answers import Answer, Coming, Failed
from carblog.serve.film import Film
from carblog.serve.preview import Preview, opened_preview
from tests.promises.desk import Desk
from tests.promises.edits import Files
from tests.promises.oracle import Oracle, told

PATIENCE = 60.0
"""Seconds for anything that is made of a photo."""


class Viewer:
    """Somebody who opens every page of a preview after each look, and believes none of them."""

    def __init__(self, desk: Desk, oracle: Oracle, **options: Any) -> None:
        self.desk = desk
        self._oracle = oracle
        self._options = {**desk.options, **options}
        self._until_done = ExitStack()
        self._news = Event()
        self._seen: Files = {}
        self._good = dict(desk.files)
        self.is_fresh = False
        """Whether what is there could be shown at the latest look."""
        # Pictures are made in threads of this process: others take half a second to start.
        self._until_done.enter_context(mock.patch.object(darkroom, "PROCESSES", 1))
        self.preview = self._open()
        self.look(None)

    def _open(self) -> Preview:
        root = self.desk.root
        request = Request(root=root, output=root / "public", jobs=1, **self._options)
        opened = opened_preview(request, notify=self._news.set)
        return self._until_done.enter_context(opened)

    def glance(self) -> None:
        """Looks at what became other, and opens no page."""
        self.is_fresh = self.preview.look(self.changed()).fresh
        self._seen = dict(self.desk.files)
        if self.is_fresh:
            self._good = self._seen

    def mend(self) -> None:
        """Back to what was last good."""
        self.desk.become(self._good)

    def close(self) -> None:
        self._until_done.close()

    def changed(self, detail: str = "files") -> set[str] | None:
        """What became other since the latest look, as files, as their folders, or as anything."""
        old, new = self._seen, self.desk.files
        files = {path for path in old.keys() | new.keys() if old.get(path) != new.get(path)}
        if detail == "folders":
            return {posixpath.dirname(path) or path for path in files}
        return files if detail == "files" else None

    def look(self, paths: Iterable[str] | None) -> None:
        """Looks at `paths`, and then at all that is served."""
        known = self._seen
        round_ = self.preview.look(None if paths is None else {*paths})
        self._seen, self.is_fresh = dict(self.desk.files), round_.fresh
        if known:
            different = {p for p in known.keys() | self._seen.keys() if self._is_other(p, known)}
            looked_at = {path for path in round_.saved if not path.startswith("public/")}
            assert looked_at <= different
        wanted = self._oracle.outcome(self.desk.files, self._options)
        if wanted.tree is None and round_.fresh:
            assert self._failures(), "a build fails, and every page is served"
            return
        found = told(round_.problems)
        assert found == wanted.problems, f"other problems: {sorted(found ^ wanted.problems)}"
        assert round_.fresh == (wanted.tree is not None)
        if wanted.tree is not None:
            self._compare(wanted.tree)
            self._good = self._seen

    def _is_other(self, path: str, known: Files) -> bool:
        return known.get(path) != self._seen.get(path)

    def _compare(self, tree: dict[str, bytes]) -> None:
        wanted = {path: data for path, data in tree.items() if path != ".carblog-manifest"}
        served = {path: self.made(path) for path in wanted}
        different = [path for path, data in wanted.items() if served[path] != data]
        assert not different, f"{len(different)} files differ: {different[:5]}"
        planned = {output.path for output in self._outputs()}
        assert planned == wanted.keys(), f"served too: {sorted(planned - wanted.keys())}"

    def made(self, path: str) -> bytes | None:
        """What is served in the end, when all looks of its photos have come."""
        while True:
            answer = self._answered(path)
            if not isinstance(answer, Answer):
                return None
            assert answer.key == self.preview.key(path)
            if answer.is_whole:
                return _sent(answer.data)
            assert self._news.wait(PATIENCE), f"looks of {path} do not come"
            self._news.clear()
            self.preview.look(())

    def _answered(self, path: str) -> Answer | Failed | None:
        while isinstance(answer := self.preview.answer(path), Coming):
            done: Future[None] = answer.done
            done.result(PATIENCE)
        return answer

    def _failures(self) -> list[str]:
        paths = [output.path for output in self._outputs()]
        return [path for path in paths if isinstance(self._answered(path), Failed)]

    def _outputs(self) -> Iterable[Any]:
        found = self.preview._showing._found
        return found.outputs if found else ()


def _sent(data: bytes | Film) -> bytes:
    """What a browser gets in the end of a file that is sent in parts."""
    if isinstance(data, bytes):
        return data

    async def whole() -> bytes:
        return b"".join([part async for part in data.part(0, len(data))])

    return asyncio.run(whole())
