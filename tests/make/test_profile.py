"""A space that is named by numbers has the profile that its makers publish."""

from io import BytesIO

import pytest
from PIL import ImageCms

from carblog.make.profile import profile_of
from carblog.model.colours import REC_709, Primaries, Space
from tests.support import icc

PROPHOTO: Primaries = (0.3457, 0.3585, 0.734699, 0.265301, 0.159597, 0.840403, 0.036598, 0.000105)
P3: Primaries = (0.3127, 0.3290, 0.680, 0.320, 0.265, 0.690, 0.150, 0.060)
ADOBE: Primaries = (0.3127, 0.3290, 0.64, 0.33, 0.21, 0.71, 0.15, 0.06)

PUBLISHED = {
    "sRGB": (REC_709, icc.SRGB_COLUMNS),
    "Display P3": (P3, icc.P3_COLUMNS),
    "Adobe RGB": (ADOBE, icc.ADOBE_COLUMNS),
    "ProPhoto RGB": (PROPHOTO, icc.PROPHOTO_COLUMNS),
}


@pytest.mark.parametrize("name", PUBLISHED)
def test_its_colours_are_where_the_published_profile_has_them(name: str) -> None:
    primaries, columns = PUBLISHED[name]
    profile = ImageCms.ImageCmsProfile(BytesIO(profile_of(Space(primaries, 0.0), grey=False)))
    seen = profile.profile
    for found, column in zip(
        (seen.red_colorant, seen.green_colorant, seen.blue_colorant), columns, strict=True
    ):
        assert found is not None
        assert found[0] == pytest.approx(column, abs=0.0006)


def test_it_is_a_whole_profile_of_the_size_that_it_says() -> None:
    for grey in (False, True):
        profile = profile_of(Space(P3, 2.2), grey=grey)
        assert int.from_bytes(profile[:4]) == len(profile)
        assert profile[16:20] == (b"GRAY" if grey else b"RGB ")
