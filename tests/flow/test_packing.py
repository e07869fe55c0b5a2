"""What goes to a worker beside its pages."""

from multiprocessing.reduction import ForkingPickler
from pathlib import Path

import msgspec

from carblog.flow.packing import PackedPage, PageFrame, PageJob, Written, make_pages
from carblog.model.digest import digest_bytes
from carblog.model.theme import Template, Theme
from carblog.model.view import Head, MissingPage
from carblog.run.remembered import Stamp
from carblog.run.staging import Staging
from tests.run.failing import CountedDisk
from tests.support.small_site import SETTINGS

THEME = Theme(
    name="bare",
    templates={"404.html": Template(name="404.html", path="404.html", source="{{ page.title }}")},
    roles={},
    strings={},
    assets={},
)

PAGE = MissingPage(
    kind="404", url="/404.html", title="Nothing here", head=Head(title="", url="/404.html")
)


def sent(frame: PageFrame) -> PageFrame:
    """The frame as another process has it."""
    there: PageFrame = ForkingPickler.loads(ForkingPickler.dumps(frame))
    return there


def packed(staging: Staging) -> PackedPage:
    return PackedPage(
        path="404.html",
        source="site.yaml",
        template="404.html",
        kind="MissingPage",
        page=msgspec.msgpack.encode(PAGE),
        shared=(),
        mentions={},
        parts={"page": "1" * 32, "template": "2" * 32},
        slot=staging.slots(1)[0],
    )


def made(frame: PageFrame, page: PackedPage) -> Written:
    (written,) = make_pages(frame, CountedDisk(), PageJob((), (page,), {}, {}, {}))
    assert isinstance(written, Written)
    return written


def test_a_worker_is_given_the_templates_that_are_compiled_by_then(tmp_path: Path) -> None:
    staging = Staging(tmp_path / "staged", CountedDisk())
    frame = PageFrame("compiled by then", THEME, SETTINGS)
    assert sent(frame).code == {}
    first = made(frame, packed(staging))
    later = sent(frame)
    assert len(later.code) == 1
    assert made(later, packed(staging)).file.digest == first.file.digest


def test_a_page_waits_where_it_was_written_and_only_its_name_comes_back(tmp_path: Path) -> None:
    staging = Staging(tmp_path / "staged", CountedDisk())
    page = packed(staging)
    written = made(PageFrame("test_packing", THEME, SETTINGS), page)
    waiting = staging.folder / written.file.name
    assert waiting.read_bytes() == b"Nothing here"
    assert written.file.digest == digest_bytes(b"Nothing here")
    assert written.file.stamp == Stamp.of(waiting.stat())


def test_what_a_dead_process_left_half_written_is_written_again(tmp_path: Path) -> None:
    staging = Staging(tmp_path / "staged", CountedDisk())
    page = packed(staging)
    Path(page.slot.path).write_bytes(b"Noth")
    written = made(PageFrame("test_packing", THEME, SETTINGS), page)
    assert (staging.folder / written.file.name).read_bytes() == b"Nothing here"
