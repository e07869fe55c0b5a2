"""A browser shows a picture with its rights in it as it shows the one without."""

import base64
from typing import Any

import pytest
from playwright.sync_api import Browser

from carblog.make.rights.splice import with_rights
from carblog.make.stripping import stripped
from carblog.model.picture import Format, Rights
from tests.support.photos import four_corners
from tests.support.private import loaded, saved

pytestmark = pytest.mark.browser

RIGHTS = Rights(creator="Ann", credit="Cars", copyright="© 2026 Ann", source_type="digitalArt")

PIXELS = """async (source) => {
  const image = new Image()
  image.src = source
  await image.decode()
  const canvas = document.createElement('canvas')
  canvas.width = image.naturalWidth
  canvas.height = image.naturalHeight
  const context = canvas.getContext('2d')
  context.drawImage(image, 0, 0)
  const { data } = context.getImageData(0, 0, canvas.width, canvas.height)
  return [canvas.width, canvas.height, ...data]
}"""


def shown(browser: Browser, *files: tuple[str, bytes]) -> list[Any]:
    """Width, height and all pixels of each file, as the browser decodes it."""
    page = browser.new_page()
    try:
        return [
            page.evaluate(PIXELS, f"data:image/{kind};base64,{base64.b64encode(data).decode()}")
            for kind, data in files
        ]
    finally:
        page.close()


@pytest.mark.parametrize(
    ("format_", "mode"),
    [
        *((format_, "RGB") for format_ in ("jpeg", "png", "webp", "avif")),
        *((format_, "RGBA") for format_ in ("png", "webp", "avif")),
    ],
)
def test_rights_are_not_seen(chromium: Browser, format_: Format, mode: str) -> None:
    image = four_corners().convert("RGB")
    if mode == "RGBA":
        image.putalpha(image.getchannel("R"))
    plain = saved(image, format_.upper())
    signed = with_rights(plain, format_, RIGHTS)
    assert signed != plain
    one, other = shown(chromium, (format_, plain), (format_, signed))
    assert one[:2] == [64, 32]
    assert one == other


@pytest.mark.parametrize("format_", ["JPEG", "PNG", "WEBP", "AVIF", "GIF"])
def test_an_original_is_seen_as_it_was(chromium: Browser, format_: str) -> None:
    data = loaded(four_corners(), format_)
    bare = stripped(data, format_)
    assert bare is not None
    assert len(bare) < len(data)
    one, other = shown(chromium, (format_.lower(), data), (format_.lower(), bare))
    assert one == other
