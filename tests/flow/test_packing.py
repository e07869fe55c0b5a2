"""What goes to a worker beside its pages."""

from multiprocessing.reduction import ForkingPickler

import msgspec

from carblog.flow.packing import PackedPage, PageFrame, PageJob, make_pages
from carblog.model.theme import Template, Theme
from carblog.model.view import Head, MissingPage
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


def test_a_worker_is_given_the_templates_that_are_compiled_by_then() -> None:
    frame = PageFrame("test_packing", THEME, SETTINGS)
    assert sent(frame).code == {}
    packed = PackedPage(
        path="404.html",
        source="site.yaml",
        template="404.html",
        kind="MissingPage",
        page=msgspec.msgpack.encode(PAGE),
        shared=(),
        mentions={},
    )
    assert make_pages(frame, PageJob((), (packed,), {}, {}, {})) == [b"Nothing here"]
    later = sent(frame)
    assert len(later.code) == 1
    assert make_pages(later, PageJob((), (packed,), {}, {}, {})) == [b"Nothing here"]
