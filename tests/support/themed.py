"""The default theme over values: a page's HTML without a site, a file or a picture."""

import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import msgspec
from lxml import etree

from carblog.flow.themes import theme_of
from carblog.make.page import Renderer
from carblog.model.content import Body
from carblog.model.output import PageOutput
from carblog.model.picture import Look
from carblog.model.settings import Settings
from carblog.model.theme import Theme
from carblog.model.view import Head, Page, Photo, SiteView
from tests.support.small_site import photo

ADDRESS = "https://example.org/blog/"

_STEP = re.compile(
    r"(?P<tag>[\w-]+)|\.(?P<class>[\w-]+)|\[(?P<name>[\w-]+)(?:=(?P<value>[^\]]+))?\]"
)


@lru_cache
def paddock(language: str = "en") -> Theme:
    """The theme in one of its languages."""
    settings = Settings(base_url=ADDRESS, language=language)
    themed = theme_of(Path("/nowhere"), {}, settings)
    assert themed.theme is not None, themed.problems
    return themed.theme


def shown(
    page: Page,
    template: str,
    language: str = "en",
    looks: Mapping[str, Look] = {},
    bodies: Mapping[str, Body] = {},
) -> etree._Element:
    """What a reader gets of a page."""
    settings = Settings(title="Kerbweight", base_url=ADDRESS, language=language)
    names = {
        "page": page,
        "site": SiteView(title="Kerbweight", base_url=ADDRESS, language=language),
        "videos": (),
    }
    output = PageOutput(
        path="index.html", source="site.yaml", parts={}, key="", template=template, names=names
    )
    made = Renderer(paddock(language), settings).page(output, bodies, looks)
    assert isinstance(made, bytes), made
    return etree.fromstring(made.decode(), etree.HTMLParser())


def shaped(name: str, width: int, height: int, **words: Any) -> Photo:
    """A photo of a gallery with a page of its own."""
    words.setdefault("url", f"/galleries/m3/{name}/")
    made = photo(name, **words)
    image = msgspec.structs.replace(made.image, width=width, height=height)
    return msgspec.structs.replace(made, image=image)


def head(url: str) -> Head:
    return Head(title="M3 at dusk", url=url)


def found(page: etree._Element, selector: str) -> list[etree._Element]:
    """The elements that a CSS selector of tags, classes, attributes and blanks finds."""
    path = "".join(f"//*[{' and '.join(_tests(step))}]" for step in selector.split())
    return list(page.xpath(f".{path}"))


def one(page: etree._Element, selector: str) -> etree._Element:
    """The only element that `selector` finds."""
    [element] = found(page, selector)
    return element


def said(element: etree._Element) -> str:
    """Its text as it is read, on one line."""
    return " ".join("".join(element.itertext()).split())


def _tests(step: str) -> list[str]:
    """One step of a selector as conditions of XPath."""
    tests = []
    for part in _STEP.finditer(step):
        if part["tag"]:
            tests.append(f"self::{part['tag']}")
        elif part["class"]:
            tests.append(f"contains(concat(' ', @class, ' '), ' {part['class']} ')")
        else:
            tests.append(f"@{part['name']}" + (f"='{part['value']}'" if part["value"] else ""))
    return tests
