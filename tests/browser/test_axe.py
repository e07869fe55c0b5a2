"""Every kind of page of this repository's blog, looked at by a browser and by axe."""

import pytest
from playwright.sync_api import Browser

from tests.conftest import Serve
from tests.support import axe
from tests.support.publication import Publication

pytestmark = [
    pytest.mark.slow,
    pytest.mark.browser,
    pytest.mark.validator,
    pytest.mark.xdist_group("blog"),
]


def test_the_blog_has_a_page_of_every_kind(blog: Publication) -> None:
    assert axe.missing_kinds(blog) == set()


def test_pages_are_accessible_on_phones_and_desktops_in_light_and_dark(
    blog: Publication, chromium: Browser, serve: Serve
) -> None:
    if not axe.AXE.is_file():
        pytest.skip("there is no axe-core: npm ci --ignore-scripts --prefix tests/support")
    found = axe.findings(blog, chromium, serve(blog.folder, blog.base_path))
    assert "\n".join(map(str, found)) == ""
