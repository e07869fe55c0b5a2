"""What only a browser sees: axe's accessibility rules, overflow, errors, requests to strangers."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from playwright.sync_api import Browser, BrowserContext, Page, Route

from tests.support.finding import Finding, UnavailableError
from tests.support.publication import Publication

AXE = Path(__file__).parent / "node_modules/axe-core/axe.min.js"

# Every kind of page a theme has, as `<body data-page="…">` says it.
KINDS = frozenset(
    "home latest section tag author kind archive article page gallery photo galleries tags 404"
    " car".split()
)
# WCAG 2.2 at levels A and AA, and what axe recommends besides.
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


class Look(NamedTuple):
    """One way of looking at a page: width in CSS pixels, and `light` or `dark`."""

    width: int
    scheme: str


LOOKS = tuple(Look(width, scheme) for width in (360, 1280) for scheme in ("light", "dark"))
NARROWEST = 320

_RUN = """tags => axe
  .run(document, {runOnly: {type: "tag", values: tags}, resultTypes: ["violations"]})
  .then(result => result.violations)"""
_OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def findings(site: Publication, browser: Browser, address: str) -> list[Finding]:
    """Look at a plain and a rich page of every kind. `address` is where `site` is being served."""
    found = [
        Finding(path, 0, "kind", f"<body data-page={page.kind!r}> is no kind of page")
        for path, page in site.pages.items()
        if page.kind not in KINDS and not page.redirect
    ]
    with browser.new_context(bypass_csp=True, reduced_motion="reduce") as context:
        for path in samples(site):
            found += look(context, path, address + site.url_of(path).removeprefix(site.base_url))
    return sorted(set(found))


def samples(site: Publication) -> list[str]:
    """Of every kind of page the first and the largest: the plain and the rich."""
    by_kind: dict[str, list[str]] = {}
    for path, page in site.pages.items():
        by_kind.setdefault(page.kind, []).append(path)
    chosen = set()
    for kind, paths in by_kind.items():
        if kind in KINDS:
            size = {path: (site.folder / path).stat().st_size for path in paths}
            chosen |= {paths[0], max(paths, key=lambda path: size[path])}
    return sorted(chosen)


def missing_kinds(site: Publication) -> set[str]:
    """Kinds of page of which the site has none, so that no look at it can vouch for them."""
    return set(KINDS - {page.kind for page in site.pages.values()})


def look(context: BrowserContext, path: str, url: str) -> list[Finding]:
    """Open one page and look at it at every width and in both colour schemes."""
    found: list[Finding] = []

    def note(rule: str, message: str) -> None:
        found.append(Finding(path, 0, rule, message))

    page = context.new_page()
    try:
        _listen(page, url, note)
        page.goto(url, wait_until="load")
        for view in LOOKS:
            found += (Finding(path, 0, *fault) for fault in _view(page, view))
        found += (Finding(path, 0, *fault) for fault in _overflow(page, NARROWEST))
    finally:
        page.close()
    return found


def _listen(page: Page, url: str, note: Any) -> None:
    """Errors and failed requests are findings; requests to other hosts are, and are not made."""
    host = url.split("/")[2]

    def gate(route: Route) -> None:
        if route.request.url.split("/")[2:3] == [host]:
            route.continue_()
        else:
            note("third-party", f"asks {route.request.url} without being asked to")
            route.abort()

    page.route(re.compile("^https?:"), gate)
    page.on("pageerror", lambda error: note("script", f"script error: {error}"))
    page.on(
        "response",
        lambda answer: (
            note("broken", f"{answer.url} answers {answer.status}")
            if answer.status >= 400 and answer.url != url
            else None
        ),
    )


def _view(page: Page, view: Look) -> Iterator[tuple[str, str]]:
    page.emulate_media(color_scheme=view.scheme)  # type: ignore[arg-type]
    yield from _overflow(page, view.width)
    for rule, words in violations(page):
        yield rule, f"{words} ({view.width} px, {view.scheme})"


def violations(page: Page) -> Iterator[tuple[str, str]]:
    """What axe says of a page as it is now: rule and place. Raises `UnavailableError`."""
    if not page.evaluate("'axe' in window"):
        page.add_script_tag(content=_axe_source())
    for violation in page.evaluate(_RUN, TAGS):
        for node in violation["nodes"]:
            place = " ".join(map(str, node["target"]))
            yield f"axe {violation['id']}", f"{violation['help']}: {place}"


def _overflow(page: Page, width: int) -> Iterator[tuple[str, str]]:
    """Nothing sticks out sideways (WCAG 1.4.10, reflow)."""
    page.set_viewport_size({"width": width, "height": 900})
    if (pixels := page.evaluate(_OVERFLOW)) > 0:
        yield "overflow", f"is {pixels} px wider than a screen of {width} px"


def _axe_source() -> str:
    if AXE.is_file():
        return AXE.read_text(encoding="utf-8")
    raise UnavailableError("there is no axe-core: npm ci --ignore-scripts --prefix tests/support")
