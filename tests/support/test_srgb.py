"""The arithmetic that colours are checked against is checked itself, by published figures."""

import pytest

from tests.support import srgb


@pytest.mark.parametrize(
    ("one", "other", "difference"),
    [
        ((50.0, 2.6772, -79.7751), (50.0, 0.0, -82.7485), 2.0425),
        ((50.0, -1.3802, -84.2814), (50.0, 0.0, -82.7485), 1.0000),
        ((50.0, 0.0, 0.0), (50.0, -1.0, 2.0), 2.3669),
        ((50.0, 2.5, 0.0), (73.0, 25.0, -18.0), 27.1492),
        ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
    ],
)
def test_differences_are_those_of_the_paper(
    one: tuple[float, ...], other: tuple[float, ...], difference: float
) -> None:
    """Sharma, Wu and Dalal, "The CIEDE2000 color-difference formula", table 1."""
    assert srgb.ciede2000(one, other) == pytest.approx(difference, abs=1e-4)


def test_colours_that_every_screen_has_keep_their_known_values() -> None:
    """The red of sRGB is `color(display-p3 0.9175 0.2003 0.1386)` (CSS Color 4, section 10)."""
    assert srgb.shown((255, 255, 255), srgb.P3) == pytest.approx((255, 255, 255), abs=0.1)
    red = srgb.shown((0.9175 * 255, 0.2003 * 255, 0.1386 * 255), srgb.P3)
    assert red == pytest.approx((255, 0, 0), abs=0.5)


@pytest.mark.parametrize(
    "space", [srgb.SRGB, srgb.P3, srgb.ADOBE, srgb.REC_2020, srgb.PROPHOTO], ids=str
)
def test_white_is_white_in_every_space(space: srgb.Matrix) -> None:
    assert srgb.shown((255, 255, 255), space) == pytest.approx((255, 255, 255), abs=0.3)
