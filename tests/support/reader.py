"""A reader at a screen: keys, a mouse, fingers, and what their system asks of pages."""

import re
from collections.abc import Callable, Sequence
from typing import Any, Literal

from playwright.sync_api import Browser, BrowserContext, Page, Route

Gate = Callable[[Route], bool]
"""Answers a request itself and says True, or leaves it alone."""

Point = tuple[float, float]

SHIFTS = """
window.shifted = 0;
new PerformanceObserver(list => {
  for (const entry of list.getEntries()) window.shifted += entry.value;
}).observe({type: "layout-shift", buffered: true});
"""
"""A `setup` that adds up how far things jump, in `window.shifted`."""

SAVE_DATA = 'Object.defineProperty(navigator, "connection", {value: {saveData: true}});'
"""A `setup` for what a browser says of itself whose reader saves data."""

SCROLL = """async () => {
  for (let y = 0; y < document.documentElement.scrollHeight; y += 400) {
    scrollTo(0, y);
    await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
  }
}"""
"""Goes to the end of a page, so that everything in it is loaded."""


class Reader:
    """Opens pages of one site; every page has a window of its own, as `with` ends they close."""

    def __init__(self, browser: Browser, address: str) -> None:
        self._browser = browser
        self.address = address
        self._open: list[BrowserContext] = []

    def __enter__(self) -> "Reader":
        return self

    def __exit__(self, *_: object) -> None:
        for context in self._open:
            context.close()

    def __call__(
        self,
        path: str,
        *,
        size: tuple[int, int] = (1280, 900),
        scripts: bool = True,
        touch: bool = False,
        motion: Literal["reduce", "no-preference"] = "reduce",
        scheme: Literal["light", "dark"] = "light",
        density: float = 1,
        setup: str = "",
        gate: Gate | None = None,
    ) -> Page:
        """Open a page and wait until it has loaded. `setup` is a script that runs first."""
        context = self._browser.new_context(
            viewport={"width": size[0], "height": size[1]},
            java_script_enabled=scripts,
            has_touch=touch,
            reduced_motion=motion,
            color_scheme=scheme,
            device_scale_factor=density,
        )
        self._open.append(context)
        if gate:
            context.route(re.compile("^http"), _routed(gate))
        page = context.new_page()
        page.set_default_timeout(10_000)
        if setup:
            page.add_init_script(setup)
        page.goto(self.address + path, wait_until="load")
        return page


def _routed(gate: Gate) -> Callable[[Route], Any]:
    def answer(route: Route) -> None:
        if not gate(route):
            route.continue_()

    return answer


class Hand:
    """Fingers on a touch screen, as the browser's own input has them: pointers, scrolling, all."""

    def __init__(self, page: Page) -> None:
        self._session = page.context.new_cdp_session(page)

    def drag(self, *fingers: Sequence[Point], lift: bool = True) -> None:
        """Every finger goes along its points, all of them at once; then they are lifted."""
        for number, points in enumerate(zip(*fingers, strict=True)):
            self._send("touchMove" if number else "touchStart", points)
        if lift:
            self._send("touchEnd", ())

    def tap(self, at: Point, times: int = 1) -> None:
        for _ in range(times):
            self.drag([at])

    def _send(self, kind: str, points: Sequence[Point]) -> None:
        touches = [{"x": x, "y": y, "id": number} for number, (x, y) in enumerate(points)]
        self._session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": touches})


def line(start: Point, end: Point, steps: int = 6) -> list[Point]:
    """The way from one point to another, both included."""
    (x, y), (to_x, to_y) = start, end
    return [
        (x + (to_x - x) * step / steps, y + (to_y - y) * step / steps) for step in range(steps + 1)
    ]


def middle(page: Page, selector: str) -> Point:
    """Of an element, in CSS pixels of the window."""
    box = page.locator(selector).first.bounding_box()
    assert box, f"{selector} is not seen"
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
