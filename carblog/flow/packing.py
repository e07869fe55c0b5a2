"""Pages on their way to a worker: what they show as bytes, and what many of them show only once.

A page and the names beside it are values with types, so msgspec can send them: 60 µs a page there
and back, where pickling takes 145 µs. What comes back is where the page waits to be published:
its bytes never leave the process that made them.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import islice
from typing import Any, NamedTuple, get_type_hints

import msgspec

from carblog.flow.looks import Wishing
from carblog.flow.parts import packed_parts
from carblog.make.page import NO_CODE, Renderer
from carblog.model import view
from carblog.model.content import Body
from carblog.model.digest import packed
from carblog.model.output import Mention, PageOutput
from carblog.model.picture import Look
from carblog.model.problem import Problem
from carblog.model.settings import Settings
from carblog.model.theme import Theme
from carblog.model.view import Names, Page
from carblog.run.disk import Disk
from carblog.run.staging import Slot, Staged
from carblog.run.store import Store

PAGES_IN_A_BATCH = 24
"""Enough that handing a batch to a worker costs little beside making it."""

_decode_body = msgspec.msgpack.Decoder(Body).decode


class PackedPage(msgspec.Struct, frozen=True, array_like=True):
    """A page, with all that does not differ between pages left out."""

    path: str
    source: str
    template: str
    kind: str
    """Which of the views of `carblog.model.view` it is."""
    page: bytes
    shared: tuple[str, ...]
    """The names beside `page` that it reads."""
    mentions: Mapping[str, Mention]
    parts: dict[str, str]
    """Of its key."""
    slot: Slot
    """Where it is to wait."""


class Written(NamedTuple):
    """What came of a page."""

    file: Staged
    parts: bytes
    """What to remember of its key."""


class PageJob(msgspec.Struct, frozen=True):
    """Some pages with the texts and the looks that they show."""

    outputs: tuple[PageOutput, ...]
    """They stay where the job was made."""
    pages: tuple[PackedPage, ...]
    names: Mapping[str, bytes]
    """The names beside `page`."""
    bodies: Mapping[str, bytes]
    looks: Mapping[str, Look]

    def __reduce__(self) -> tuple[Any, ...]:
        return PageJob, ((), self.pages, self.names, self.bodies, self.looks)


class PageFrame(msgspec.Struct, frozen=True):
    """What all pages are made with."""

    key: str
    theme: Theme
    settings: Settings
    code: Mapping[str, bytes] = NO_CODE

    def __reduce__(self) -> tuple[Any, ...]:
        """On its way to another process it takes along what this one has compiled by then."""
        renderer = _latest.get(self.key)
        return PageFrame, (self.key, self.theme, self.settings, renderer.code if renderer else {})


class Packing:
    """Turns the pages of one site into jobs."""

    def __init__(
        self, store: Store, wishing: Wishing | None, slots: Callable[[int], Sequence[Slot]]
    ) -> None:
        """Without `wishing` no page shows a photo. `slots`: where so many pages can wait."""
        self._store = store
        self._slots = slots
        self._wishing = wishing
        self._packed: dict[str, tuple[Any, bytes]] = {}

    def jobs(self, pages: Iterable[PageOutput]) -> Iterator[PageJob]:
        """Jobs of some pages each, made when they are asked for."""
        waiting = iter(pages)
        while batch := tuple(islice(waiting, PAGES_IN_A_BATCH)):
            yield self._job(batch)

    def _job(self, pages: tuple[PageOutput, ...]) -> PageJob:
        wishing = self._wishing
        looks = wishing and {key for page in pages for key in wishing.of_page(page)}
        shared = {name: each for page in pages for name, each in page.names.items()}
        return PageJob(
            pages,
            tuple(map(_packed, pages, self._slots(len(pages)))),
            {name: self._once(name, value) for name, value in shared.items() if name != "page"},
            self._store.packed_bodies(body for page in pages for body in page.bodies),
            self._store.looks(looks) if looks else {},
        )

    def _once(self, name: str, value: object) -> bytes:
        """A name that many pages read, packed for all of them."""
        known = self._packed.get(name)
        if known is None or known[0] is not value:
            known = self._packed[name] = value, packed(value)
        return known[1]


def first_page(job: PageJob) -> str:
    """What a job is called."""
    return job.pages[0].source


def _packed(output: PageOutput, slot: Slot) -> PackedPage:
    return PackedPage(
        path=output.path,
        source=output.source,
        template=output.template,
        kind=type(output.names["page"]).__name__,
        page=output.packed,
        shared=tuple(name for name in output.names if name != "page"),
        mentions=output.mentions,
        parts=output.parts,
        slot=slot,
    )


def make_pages(frame: PageFrame, disk: Disk, job: PageJob) -> list[Written | Problem]:
    """A batch of pages, in a worker."""
    renderer = _renderer(frame)
    bodies = {digest: _decode_body(body) for digest, body in job.bodies.items()}
    names = {name: _unpacked(name, value) for name, value in job.names.items()}

    def made(sent: PackedPage) -> Written | Problem:
        page = _page(sent, names)
        html = renderer.page(page, bodies, job.looks)
        if isinstance(html, Problem):
            return html
        return Written(sent.slot.write_anew(html, disk), packed_parts(page))

    return [made(page) for page in job.pages]


def _page(sent: PackedPage, names: Mapping[str, Any]) -> PageOutput:
    """The output as it was planned, but for its key, which nobody asks for here."""
    page = _page_decoder(sent.kind).decode(sent.page)
    return PageOutput(
        path=sent.path,
        source=sent.source,
        parts=sent.parts,
        key="",
        template=sent.template,
        names={"page": page, **{name: names[name] for name in sent.shared}},
        mentions=sent.mentions,
    )


@cache
def _page_decoder(kind: str) -> msgspec.msgpack.Decoder[Page]:
    return msgspec.msgpack.Decoder(getattr(view, kind))


@cache
def _name_decoder(name: str) -> msgspec.msgpack.Decoder[Any]:
    return msgspec.msgpack.Decoder(get_type_hints(Names)[name])


_names: dict[str, tuple[bytes, Any]] = {}
"""The latest value of each name, and the bytes that it came in: the same for page after page."""


def _unpacked(name: str, value: bytes) -> Any:
    if name not in _names or _names[name][0] != value:
        _names[name] = value, _name_decoder(name).decode(value)
    return _names[name][1]


_latest: dict[str, Renderer] = {}
"""The renderer of this process, by its frame: templates are compiled once, not once a batch."""


def _renderer(frame: PageFrame) -> Renderer:
    if frame.key not in _latest:
        _latest.clear()
        _latest[frame.key] = Renderer(frame.theme, frame.settings, frame.code)
    return _latest[frame.key]
