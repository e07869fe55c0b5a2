"""Templates that one process has compiled are not compiled by another, unless they are others."""

import jinja2
import pytest

from carblog.make.page import Renderer
from carblog.model.output import PageOutput
from carblog.model.theme import Template, Theme
from tests.support.small_site import SETTINGS

OUTPUT = PageOutput(
    path="index.html", source="site.yaml", parts={}, key="", template="page.html", names={}
)


def theme(page: str) -> Theme:
    sources = {"page.html": page, "foot.html": "Foot"}
    templates = {
        name: Template(name=name, path=name, source=source) for name, source in sources.items()
    }
    return Theme(name="bare", templates=templates, roles={}, strings={}, assets={})


def test_what_is_compiled_in_one_process_is_not_compiled_in_another(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    bare = theme('Page {% include "foot.html" %}')
    first = Renderer(bare, SETTINGS)
    assert first.page(OUTPUT, {}) == b"Page Foot"
    assert len(first.code) == 2
    monkeypatch.setattr(jinja2.Environment, "compile", lambda *_: pytest.fail("compiled again"))
    assert Renderer(bare, SETTINGS, first.code).page(OUTPUT, {}) == b"Page Foot"


def test_a_template_that_has_changed_is_compiled_whatever_is_known_of_it() -> None:
    before = Renderer(theme("Old"), SETTINGS)
    before.page(OUTPUT, {})
    assert Renderer(theme("New"), SETTINGS, before.code).page(OUTPUT, {}) == b"New"
