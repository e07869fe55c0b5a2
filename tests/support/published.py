"""Every question about a built folder, asked at once: `python -m tests.support.published public`.

Exit code 0: nothing found; 1: findings, all printed; 2: a check could not be made.
"""

import argparse
import sys
import time
from collections.abc import Callable
from pathlib import Path

from tests.support import axe, feeds, links, metadata, nu, sitemaps
from tests.support.browser import chromium
from tests.support.finding import Finding, UnavailableError
from tests.support.publication import Publication
from tests.support.static_server import serving

Check = Callable[[Publication], list[Finding]]


def with_nu(site: Publication) -> list[Finding]:
    """Valid HTML, CSS and SVG."""
    return nu.findings(site.folder)


def with_axe(site: Publication) -> list[Finding]:
    """What a browser sees, served under the site's own base path."""
    with chromium() as browser, serving(site.folder, site.base_path) as address:
        return axe.findings(site, browser, address)


CHECKS: dict[str, Check] = {
    "links": links.findings,
    "feeds": feeds.findings,
    "sitemaps": sitemaps.findings,
    "metadata": metadata.findings,
    "nu": with_nu,
}


def main(arguments: list[str]) -> int:
    """Print every finding of every check."""
    options = _options(arguments)
    site = Publication(options.folder, options.base_url.rstrip("/") + "/")
    checks = CHECKS | ({"axe": with_axe} if options.axe else {})
    try:
        found = [finding for name, check in checks.items() for finding in _run(name, check, site)]
    except UnavailableError as error:
        print(f"not checked: {error}")
        return 2
    if options.every_kind and (absent := axe.missing_kinds(site)):
        found.append(Finding(str(site.folder), 0, "kind", f"has no page of {sorted(absent)}"))
        print(found[-1])
    pages, pictures = len(site.pages), len(site.named(*metadata.PICTURES))
    print(f"{options.folder}: {len(found)} findings in {pages} pages and {pictures} pictures")
    return 1 if found else 0


def _run(name: str, check: Check, site: Publication) -> list[Finding]:
    start = time.monotonic()
    found = check(site)
    print(f"{name}: {len(found)} findings ({time.monotonic() - start:.1f} s)")
    for finding in found:
        print(f"  {finding}")
    return found


def _options(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.support.published", description=__doc__)
    parser.add_argument("folder", type=Path, help="what `carblog build` made")
    parser.add_argument("--base-url", required=True, help="where it will be published")
    parser.add_argument("--axe", action="store_true", help="look at it with a browser, too")
    parser.add_argument("--every-kind", action="store_true", help="want one page of every kind")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
