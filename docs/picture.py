"""Takes the README's picture of the built demo blog: `make picture`. It needs Chromium."""

import base64
from io import BytesIO
from pathlib import Path
from typing import Literal

from PIL import Image
from playwright.sync_api import Browser

from tests.support.browser import chromium
from tests.support.static_server import serving

ROOT = Path(__file__).parents[1]
PICTURE = ROOT / "docs" / "images" / "kerbweight.webp"
SIZE = (1600, 1000)

Colours = Literal["light", "dark"]

# page, its width and height on the screen, colours, and where it stands in the picture
VIEWS: tuple[tuple[str, tuple[int, int], Colours, str], ...] = (
    ("", (1280, 1490), "light", "left: 40px; top: 40px; width: 790px"),
    ("news/smartmi-car/", (1280, 1682), "light", "left: 860px; top: 40px; width: 700px"),
    ("reviews/brindle-pip/", (390, 780), "dark", "left: 1340px; top: 510px; width: 235px"),
)
PAPER = """<!doctype html><style>
  body {{ margin: 0; background: #d9dadb; overflow: hidden }}
  img {{ position: absolute; border-radius: 6px; box-shadow: 0 4px 24px #0005 }}
</style>{pictures}"""


def main() -> None:
    """Three pages of `public/`, side by side."""
    with serving(ROOT / "public") as url, chromium() as browser:
        shots = "".join(
            f'<img style="{place}" src="{_shot(browser, url + path, size, colours)}">'
            for path, size, colours, place in VIEWS
        )
        page = browser.new_page(viewport={"width": SIZE[0], "height": SIZE[1]})
        page.set_content(PAPER.format(pictures=shots))
        taken = Image.open(BytesIO(page.screenshot()))
        taken.convert("RGB").save(PICTURE, "WEBP", quality=82, method=6)


def _shot(browser: Browser, url: str, size: tuple[int, int], colours: Colours) -> str:
    """A page as it is on the screen, as the address of an image."""
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]}, color_scheme=colours
    )
    page = context.new_page()
    page.goto(url, wait_until="networkidle")
    data = page.screenshot()
    context.close()
    return f"data:image/png;base64,{base64.b64encode(data).decode()}"


if __name__ == "__main__":
    main()
