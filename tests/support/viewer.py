"""The viewer as tests see it: opened, and asked what it shows."""

from typing import Any

from playwright.sync_api import Page, expect

from tests.support.reader import Reader

COAST = "galleries/coast/"
STORY = "news/sea/"
VIEWER = "dialog.viewer"
SEEN = ".viewer .slide:not([inert])"
"""The photo that is seen, its neighbours are inert."""


def opened(read: Reader, number: int = 1, path: str = COAST, **how: Any) -> Page:
    """A page on which the photo of that number, from 1, was clicked."""
    page = read(path, **how)
    page.locator("[data-photo]").nth(number - 1).click()
    expect(page.locator(VIEWER)).to_be_visible()
    expect(page.locator(".viewer [data-do=zoom]")).to_be_visible()  # its script has come
    return page


def shows(page: Page, number: int, total: int = 8) -> None:
    """Expect the viewer to say so, and the photo to be sharp."""
    expect(page.locator(".viewer .now")).to_have_text(f"Photo {number} of {total}")
    expect(page.locator(f"{SEEN} picture img")).to_have_js_property("complete", True)


def closed(page: Page) -> None:
    expect(page.locator(VIEWER)).to_be_hidden()


def focused(page: Page) -> str:
    """The address that the focused link leads to."""
    return str(page.evaluate("document.activeElement.href ?? document.activeElement.tagName"))


def zoomed(page: Page, times: float) -> None:
    """Expect the photo to be seen so many times larger than it fits."""
    page.wait_for_function(
        """([selector, times]) => {
          const shot = document.querySelector(selector);
          return Math.abs(new DOMMatrix(getComputedStyle(shot).transform).a - times) < 0.02;
        }""",
        arg=[f"{SEEN} .shot", times],
    )


def starts_at(page: Page, left: float) -> None:
    """Expect the left edge of the photo there, in CSS pixels of the window."""
    page.wait_for_function(
        """([selector, left]) =>
          Math.abs(document.querySelector(selector).getBoundingClientRect().left - left) < 1.5""",
        arg=[f"{SEEN} .shot", left],
    )
