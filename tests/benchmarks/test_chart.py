"""The chart of docs/benchmarks.md, read as a browser and a screen reader would."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from benchmarks.chart import (
    APART,
    BOTTOM,
    COLOURS,
    DASHES,
    HEIGHT,
    LEFT,
    RIGHT,
    TOP,
    WIDTH,
    chart,
)
from benchmarks.generators import NAMES, VARIANTS

LINES = {
    "carblog": [(1000.0, 1.5), (5000.0, 1.6), (20000.0, 1.6)],
    "Hugo & Co": [(1000.0, 1.1), (5000.0, 2.1)],
    "close": [(1000.0, 1.5), (20000.0, 1.61)],
}
SVG = "{http://www.w3.org/2000/svg}"


def test_the_same_figures_are_the_same_bytes() -> None:
    assert chart("Cost", "articles", "ms", LINES) == chart("Cost", "articles", "ms", LINES)


def test_it_is_an_image_with_a_title_and_the_figures_in_words() -> None:
    root = etree.fromstring(chart("Cost", "articles", "ms", LINES).encode())
    assert root.get("role") == "img"
    assert root.findtext(f"{SVG}title") == "Cost"
    said = root.findtext(f"{SVG}desc") or ""
    assert "carblog: 1.5 at 1,000, 1.6 at 5,000" in said
    assert "Hugo & Co: 1.1 at 1,000, 2.1 at 5,000" in said


def test_names_of_lines_that_end_together_are_not_written_on_each_other() -> None:
    root = etree.fromstring(chart("Cost", "articles", "ms", LINES).encode())
    heights = sorted(float(text.get("y", "")) for text in root.iterfind(f"{SVG}g/{SVG}text"))
    apart = [below - above for above, below in pairwise(heights)]
    assert all(distance > APART - 0.2 for distance in apart)


@given(
    st.lists(
        st.tuples(st.integers(1, 10**6), st.floats(0.001, 10**5)),
        min_size=1,
        unique_by=lambda point: point[0],
    )
)
def test_every_point_is_inside_the_axes(points: list[tuple[int, float]]) -> None:
    root = etree.fromstring(chart("Cost", "x", "y", {"one": sorted(points)}).encode())
    for dot in root.iter(f"{SVG}circle"):
        assert LEFT - 0.1 <= float(dot.get("cx", "")) <= WIDTH - RIGHT + 0.1
        assert TOP - 0.1 <= float(dot.get("cy", "")) <= HEIGHT - BOTTOM + 0.1


def test_no_two_of_those_who_take_part_are_drawn_alike() -> None:
    assert len({*COLOURS}) == len({*DASHES}) == len(COLOURS) == len(DASHES)
    assert len(COLOURS) > len({*NAMES} - {*VARIANTS})
