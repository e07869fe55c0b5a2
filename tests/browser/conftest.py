"""Readers of the site whose pictures are for the hands."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.conftest import Serve
from tests.support.lightroom import build_lightroom
from tests.support.publication import Publication
from tests.support.reader import Reader


@pytest.fixture(scope="session")
def lightroom(tmp_path_factory: pytest.TempPathFactory) -> Publication:
    """The site, built once; tests only read it."""
    return build_lightroom(tmp_path_factory.mktemp("lightroom"))


@pytest.fixture
def read(lightroom: Publication, chromium: Browser, serve: Serve) -> Iterator[Reader]:
    """`read("galleries/coast/", touch=True)` opens a page of it."""
    with Reader(chromium, serve(lightroom.folder, lightroom.base_path)) as reader:
        yield reader
