"""What every test shares: how hard hypothesis tries, a browser, a host, and no skips in CI."""

import os
import signal
from collections.abc import Callable, Generator, Iterator
from contextlib import ExitStack
from pathlib import Path

import hypothesis
import pytest
from playwright.sync_api import Browser

from tests.support import browser
from tests.support.blog import build_blog
from tests.support.finding import UnavailableError
from tests.support.publication import Publication
from tests.support.static_server import serving

Serve = Callable[..., str]

# Choose with HYPOTHESIS_PROFILE=thorough. No deadlines: busy cores say nothing about a property.
hypothesis.settings.register_profile("default", deadline=None)
hypothesis.settings.register_profile("ci", deadline=None, derandomize=True, print_blob=True)
hypothesis.settings.register_profile("thorough", deadline=None, max_examples=2000)
hypothesis.settings.load_profile(
    os.environ.get("HYPOTHESIS_PROFILE", "ci" if os.environ.get("CI") else "default")
)


# A run in the background ignores Ctrl-C and hang-ups, and every program that a test starts would
# inherit that: here they mean what they mean to a person.
signal.signal(signal.SIGINT, signal.default_int_handler)
signal.signal(signal.SIGHUP, signal.SIG_DFL)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One browser for the whole run; a test makes its own context in it."""
    with ExitStack() as stack:
        try:
            opened = stack.enter_context(browser.chromium())
        except UnavailableError as error:
            pytest.skip(str(error))
        yield opened


@pytest.fixture(scope="session")
def blog(tmp_path_factory: pytest.TempPathFactory) -> Publication:
    """This repository's blog, built once; tests only read it."""
    return build_blog(tmp_path_factory.mktemp("blog"))


@pytest.fixture
def serve() -> Iterator[Serve]:
    """`serve(folder, base_path="/")` publishes a folder on this machine until the test ends."""
    with ExitStack() as stack:

        def publish(folder: Path, base_path: str = "/") -> str:
            return stack.enter_context(serving(folder, base_path))

        yield publish


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """In CI a skipped test is a failed one: a green run must mean that everything ran."""
    report = yield
    if not hasattr(report, "wasxfail"):
        _refuse_skip(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """A module that skips itself is no better."""
    report = yield
    _refuse_skip(report)
    return report


def _refuse_skip(report: pytest.TestReport | pytest.CollectReport) -> None:
    if os.environ.get("CI") and report.skipped:
        place = report.longrepr
        reason = place[2] if isinstance(place, tuple) else place
        report.outcome = "failed"
        report.longrepr = f"skipped in CI, where everything must run: {reason}"
