"""This repository's blog, as validators, feed readers and crawlers see it: nothing to report."""

from collections.abc import Callable

import pytest

from tests.support import feeds, links, metadata, nu, sitemaps
from tests.support.finding import Finding, UnavailableError
from tests.support.publication import Publication

# Built once, so on one worker.
pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("blog")]


def report(check: Callable[[], list[Finding]]) -> str:
    """What a check finds, a line each; a check whose program is not here is skipped."""
    try:
        return "\n".join(map(str, check()))
    except UnavailableError as error:
        pytest.skip(str(error))


def test_every_reference_points_at_something_and_every_page_is_found(blog: Publication) -> None:
    assert report(lambda: links.findings(blog)) == ""


def test_feed_readers_have_nothing_to_complain_of(blog: Publication) -> None:
    assert report(lambda: feeds.findings(blog)) == ""


def test_the_sitemap_tells_the_truth(blog: Publication) -> None:
    assert report(lambda: sitemaps.findings(blog)) == ""


@pytest.mark.validator
def test_pictures_carry_their_rights_and_nothing_private(blog: Publication) -> None:
    assert blog.named(*metadata.PICTURES)
    assert report(lambda: metadata.findings(blog)) == ""


@pytest.mark.validator
def test_the_nu_checker_finds_no_error(blog: Publication) -> None:
    assert report(lambda: nu.findings(blog.folder)) == ""
