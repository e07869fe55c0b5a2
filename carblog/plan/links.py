"""Links written as site paths lead to something that the site contains."""

from collections.abc import Collection, Iterable, Iterator

from carblog.model.content import Prose
from carblog.model.paths import file_of, page_part
from carblog.model.problem import Place, Problem, nearest
from carblog.model.settings import Settings
from carblog.model.site import Site
from carblog.model.view import LinkEmbed, Text

GALLERIES = "/galleries/"

Written = tuple[Prose, Text]
"""A text as it was written and as it was resolved."""


def broken_site_paths(
    texts: Iterable[Written], settings: Settings, files: Collection[str]
) -> Iterator[Problem]:
    """Links and menu entries that lead nowhere. `files`: the paths of all outputs."""
    hints: dict[str, str] = {}
    for place, url, (code, message) in _site_paths(texts, settings):
        path = page_part(url)
        if path.startswith("/") and file_of(path) not in files:
            if path not in hints:  # to look takes 50 ms where there are many
                hints[path] = _hint(path, files)
            yield Problem(place, code, message.format(path), hints[path])


def _hint(path: str, files: Collection[str]) -> str:
    if path.startswith(GALLERIES) and file_of(GALLERIES) not in files:
        return "the site has no galleries; one is a folder of pictures in galleries/"
    return nearest(path, ("/" + file.removesuffix("index.html") for file in files))


def texts_of(site: Site) -> list[Written]:
    """Every text of the site that points at something."""
    found = [
        *((each.article.prose, each.text) for each in site.stories),
        *((each.article.prose, each.text) for each in site.pages),
        *((album.notes.prose, album.text) for album in site.albums),
        *((profile.author.prose, profile.text) for profile in site.profiles),
    ]
    return [written for written in found if written[1].embeds]


def _site_paths(
    texts: Iterable[Written], settings: Settings
) -> Iterator[tuple[Place, str, tuple[str, str]]]:
    """Every link of a text or menu: its place, where it leads, what to say if nothing is there."""
    for prose, text in texts:
        for reference, embed in zip(prose.references, text.embeds, strict=True):
            if isinstance(embed, LinkEmbed):
                yield reference.place, embed.url, ("link-broken", 'the site has no page "{}"')
    for items in settings.menus.values():
        for item in items:
            message = 'the menu points at "{}", which the site does not have'
            yield item.to.place, item.to.value, ("menu", message)
