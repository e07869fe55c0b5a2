"""Links written as site paths lead to something that the site contains."""

from collections.abc import Iterable, Iterator

from carblog.model.output import Output
from carblog.model.paths import file_of
from carblog.model.problem import Problem, nearest
from carblog.model.site import Site
from carblog.model.view import LinkEmbed


def broken_site_paths(site: Site, outputs: Iterable[Output]) -> Iterator[Problem]:
    """Links and menu entries such as `/tags/` whose page is not planned."""
    files = {output.path for output in outputs}
    for story in [*site.stories, *site.pages]:
        for reference, embed in zip(story.article.prose.references, story.text.embeds, strict=True):
            if not isinstance(embed, LinkEmbed):
                continue
            path = embed.url.partition("#")[0].partition("?")[0]
            if path.startswith("/") and file_of(path) not in files:
                known = ["/" + file.removesuffix("index.html") for file in files]
                message = f'the site has no page "{path}"'
                yield Problem(reference.place, "link-broken", message, nearest(path, known))
    for items in site.settings.menus.values():
        for item in items:
            path = item.to.value.partition("#")[0]
            if path.startswith("/") and file_of(path) not in files:
                known = ["/" + file.removesuffix("index.html") for file in files]
                message = f'the menu points at "{path}", which the site does not have'
                yield Problem(item.to.place, "menu", message, nearest(path, known))
