"""An XMP file beside a picture is read, and a broken one is told of with its place."""

from hypothesis import given

from carblog.model.content import PhotoWords, Sidecar
from carblog.model.problem import Place
from carblog.read.sidecar import read_sidecar
from tests.read.damage import damaged
from tests.support.packets import alt, packet

PATH = "galleries/lido/01-front.xmp"
XMP = packet(alt("dc:description", x_default="The flank", de="Die Flanke"))


def test_a_sidecar_has_the_words_that_were_written_into_it() -> None:
    read = read_sidecar(PATH, XMP)
    assert read.value == Sidecar(path=PATH, words=PhotoWords(caption="The flank"))
    assert read.problems == ()


def test_a_sidecar_speaks_the_language_of_the_site() -> None:
    read = read_sidecar(PATH, XMP, "de")
    assert read.value == Sidecar(path=PATH, words=PhotoWords(caption="Die Flanke"))


def test_a_sidecar_of_a_raw_developer_has_no_words_and_is_no_problem() -> None:
    read = read_sidecar(PATH, packet("", 'crs:Version="15.0" crs:Exposure2012="+0.35"'))
    assert read.value == Sidecar(path=PATH, words=PhotoWords())
    assert read.problems == ()


def test_a_title_that_is_the_name_of_the_photo_is_no_caption() -> None:
    for path in ("galleries/lido/01-front.xmp", "galleries/lido/01-front.jpg.xmp"):
        read = read_sidecar(path, packet(alt("dc:title", x_default="01-front")))
        assert read.value == Sidecar(path=path, words=PhotoWords())


def test_a_broken_sidecar_is_a_warning_at_its_line() -> None:
    read = read_sidecar(PATH, b"<x:xmpmeta xmlns:x='adobe:ns:meta/'>\n<oops>\n</x:xmpmeta>")
    [problem] = read.problems
    assert read.value is None
    assert problem.place == Place(PATH, 3, 3)
    assert (problem.severity, problem.code) == ("warning", "sidecar-broken")
    assert problem.message == (
        "it cannot be read as XMP: this closing tag does not fit the one that is open"
    )


@given(damaged(XMP))
def test_no_damage_gets_past_as_anything_but_a_value_or_a_warning(data: bytes) -> None:
    read = read_sidecar(PATH, data)
    assert isinstance(read.value, Sidecar) != bool(read.problems)
