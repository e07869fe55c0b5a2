"""What is said of a profile is what its user will find: who is not warned is not let down."""

from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import ImageCms

from carblog.model.icc import Pixels, flaw
from tests.support import icc

PROFILES: dict[str, tuple[bytes, Pixels]] = {
    "sRGB, version 2": (icc.srgb(2), "RGB"),
    "Display P3": (icc.display_p3(), "RGB"),
    "Adobe RGB": (icc.adobe_rgb(), "RGB"),
    "grey": (icc.grey(1.8), "grey"),
    "press": (icc.cmyk(lambda c, m, y, k: (100 - 25 * (c + m + y + k), 60.0 * m, 0)), "CMYK"),
}
MODES = {"RGB": "RGB", "grey": "L", "CMYK": "CMYK"}


def converts(profile: bytes, pixels: Pixels) -> bool:
    """Whether littlecms, which makes use of it, can."""
    try:
        source = ImageCms.ImageCmsProfile(BytesIO(profile))
        ImageCms.buildTransform(
            source,
            ImageCms.createProfile("sRGB"),
            MODES[pixels],
            "RGB",
            ImageCms.Intent.RELATIVE_COLORIMETRIC,
            ImageCms.Flags.BLACKPOINTCOMPENSATION,
        )
    except (ImageCms.PyCMSError, OSError):
        return False
    return True


@pytest.mark.parametrize("name", PROFILES)
def test_a_good_profile_has_no_flaw(name: str) -> None:
    assert flaw(*PROFILES[name]) == ""
    assert converts(*PROFILES[name])


@pytest.mark.parametrize("name", PROFILES)
@given(data=st.data())
def test_what_has_no_flaw_can_be_used_whatever_was_done_to_it(
    name: str, data: st.DataObject
) -> None:
    profile, pixels = PROFILES[name]
    damaged = bytearray(profile[: data.draw(st.integers(0, len(profile)) | st.just(len(profile)))])
    for _ in range(data.draw(st.integers(0, 4))):
        if damaged:
            at = data.draw(st.integers(0, min(len(damaged), 600) - 1))
            damaged[at] = data.draw(st.sampled_from([0, 1, 2, 127, 255]) | st.integers(0, 255))
    if not flaw(bytes(damaged), pixels):
        assert converts(bytes(damaged), pixels)


@given(st.binary(max_size=400))
def test_garbage_is_never_a_profile(data: bytes) -> None:
    assert flaw(data, "RGB")


def test_grey_pixels_can_be_seen_through_a_profile_for_colour_and_not_the_other_way() -> None:
    assert flaw(icc.display_p3(), "grey") == ""
    assert flaw(icc.grey(2.2), "RGB") == "is for grey and its pixels are RGB"
