"""Links written as site paths lead to something that the site contains."""

from collections.abc import Iterable, Iterator

from carblog.model.content import Prose
from carblog.model.output import Output
from carblog.model.paths import file_of, page_part
from carblog.model.problem import Place, Problem, nearest
from carblog.model.site import Site
from carblog.model.view import LinkEmbed, Text


def broken_site_paths(site: Site, outputs: Iterable[Output]) -> Iterator[Problem]:
    """Links and menu entries such as `/tags/` whose page is not planned."""
    files = {output.path for output in outputs}
    for place, url, said in _site_paths(site):
        path = page_part(url)
        if path.startswith("/") and file_of(path) not in files:
            code, message = said
            known = ("/" + file.removesuffix("index.html") for file in files)
            yield Problem(place, code, message.format(path), nearest(path, known))


def _site_paths(site: Site) -> Iterator[tuple[Place, str, tuple[str, str]]]:
    """Every link of a text or menu: its place, where it leads, what to say if nothing is there."""
    for prose, text in _texts(site):
        for reference, embed in zip(prose.references, text.embeds, strict=True):
            if isinstance(embed, LinkEmbed):
                yield reference.place, embed.url, ("link-broken", 'the site has no page "{}"')
    for items in site.settings.menus.values():
        for item in items:
            message = 'the menu points at "{}", which the site does not have'
            yield item.to.place, item.to.value, ("menu", message)


def _texts(site: Site) -> Iterator[tuple[Prose, Text]]:
    """Every text of the site, as written and as resolved."""
    yield from ((each.article.prose, each.text) for each in [*site.stories, *site.pages])
    yield from ((album.notes.prose, album.text) for album in site.albums)
    yield from ((profile.author.prose, profile.text) for profile in site.profiles)
